import Receivables
import Testing

@testable import InvoiceFormats

@Suite("CSV lists")
struct CSVListTests {
  private let paymentHeader = "Reference;Amount;Date;Id\n"

  @Test("payments: signs, source, and through which day they speak")
  func payments() throws {
    let reading = try CSVBench.read(
      paymentHeader + "00 1232;100,00;2026-03-01;A1\n10016;-40,00;2026-03-02;A2\n", CSVBench.payments(), name: "pay_20260303.csv")
    #expect(reading.summary.findings == [])
    #expect(reading.summary.paymentSource == "payments")
    #expect(reading.summary.paymentsThrough?.description == "2026-03-03")
    #expect(reading.summary.hint.companyKey == "kauppa" && reading.summary.mayReduceClaims)
    let payments = reading.documents.compactMap { if case .payment(let payment) = $0.body { payment } else { nil } }
    #expect(payments.map(\.amount.minorUnits) == [10_000, -4000])
    #expect(payments.map(\.reference) == ["001232", "10016"])
    #expect(payments.map(\.paymentID) == ["A1", "A2"])
    #expect(payments.allSatisfy { $0.source == "payments" && $0.method == .payment })
    let negative = CSVBench.payments { $0.signs.payments = .negative }
    let turned = try CSVBench.read(paymentHeader + "1232;-100,00;2026-03-01;A1\n", negative, name: "pay_20260303.csv")
    guard case .payment(let payment) = turned.documents.first?.body else {
      Issue.record("no payment")
      return
    }
    #expect(payment.amount.minorUnits == 10_000)
  }

  @Test("an empty payment list counts when it states its day, and only then")
  func emptyPayments() throws {
    let dated = try CSVBench.read(paymentHeader, CSVBench.payments(), name: "pay_20260303.csv")
    #expect(
      dated.summary.findings == [] && dated.summary.paymentsThrough?.description == "2026-03-03" && dated.summary.messages == 0)
    let newest = CSVBench.payments { $0.statedDate = .newestPayment }
    #expect(try CSVBench.read(paymentHeader, newest).summary.findings.map(\.rule) == ["csv.stated-date"])
    let full = try CSVBench.read(
      paymentHeader + "1232;1,00;2026-03-01;A\n1232;1,00;2026-03-05;B\n1232;1,00;2026-03-02;C\n", newest)
    #expect(full.summary.paymentsThrough?.description == "2026-03-05")
    let trailer = CSVBench.payments {
      $0.statedDate = .trailer(position: 4)
      $0.trailer = .init(marker: "END", count: 2)
    }
    #expect(
      try CSVBench.read(paymentHeader + "END;0;;2026-03-04\n", trailer).summary.paymentsThrough?.description == "2026-03-04")
    let row = CSVBench.payments {
      $0.statedDate = .skippedRow(1, position: 2)
      $0.dialect.skipRows = 1
    }
    #expect(try CSVBench.read("Through;2026-03-06\n" + paymentHeader, row).summary.paymentsThrough?.description == "2026-03-06")
    #expect(
      try CSVBench.read(paymentHeader, CSVBench.payments(), name: "pay.csv").summary.findings.map(\.rule) == ["csv.stated-date"])
    #expect(
      try CSVBench.read("", CSVBench.payments(), name: "pay_20260303.csv").summary.findings.map(\.rule) == ["csv.header-missing"])
  }

  private func openItems(_ change: (inout CSVProfile) -> Void) -> CSVProfile {
    CSVBench.invoices {
      $0.name = "open"
      $0.rowKind = .constant(.openItem)
      $0.columns = [.number: .header("Number"), .issueDate: .header("Date"), .openAmount: .header("Open")]
      $0.openItems = .init(isComplete: true, maximumShrinkPercent: 15)
      change(&$0)
    }
  }

  @Test("open items: as of a stated day, from each place that can state it")
  func openItemPlaces() throws {
    let plain = "Number;Date;Open\n7;01.02.2026;12,50\n8;;0,00\n"
    let withColumn = "Number;Date;Open;AsOf\n7;01.02.2026;12,50;05.03.2026\n8;;0,00;05.03.2026\n"
    let day = try #require(CalendarDate(iso: "2026-03-05"))
    let name = try #require(DatedNamePattern("list-{yyyy-MM-dd}*.csv"))
    let readings = [
      try CSVBench.read(plain, openItems { $0.statedDate = .constant(day) }),
      try CSVBench.read(plain, openItems { $0.statedDate = .fileName(name) }, name: "list-2026-03-05b.csv"),
      try CSVBench.read(withColumn, openItems { $0.statedDate = .column(.header("AsOf")) }),
      try CSVBench.read(
        plain + "END;05.03.2026\n",
        openItems {
          $0.statedDate = .trailer(position: 2)
          $0.trailer = .init(marker: "END")
        }),
    ]
    for reading in readings {
      #expect(reading.summary.findings == [])
      #expect(
        reading.summary.openItems
          == .init(source: "open", companyKey: "kauppa", asOf: day, isComplete: true, maximumShrinkPercent: 15))
      let items = reading.documents.compactMap { if case .openItem(let item) = $0.body { item } else { nil } }
      #expect(items.map(\.invoiceNumber) == ["7", "8"])
      #expect(items.map(\.openAmount.minorUnits) == [1250, 0])
      #expect(items.allSatisfy { $0.asOf == day })
      #expect(reading.summary.paymentSource == nil)
    }
    let contradiction = "Number;Date;Open;AsOf\n7;01.02.2026;12,50;05.03.2026\n8;;0,00;06.03.2026\n"
    #expect(
      try CSVBench.read(contradiction, openItems { $0.statedDate = .column(.header("AsOf")) }).summary.findings.map(\.rule)
        == ["csv.stated-date"])
  }

  @Test("nothing is delivered before a trailer's date is known, and nothing at all when the file is refused")
  func heldBack() throws {
    let profile = openItems {
      $0.statedDate = .trailer(position: 2)
      $0.trailer = .init(marker: "END", count: 3)
    }
    let reading = try CSVBench.read("Number;Date;Open\n7;;1,00\nEND;05.03.2026;2\n", profile)
    #expect(reading.summary.findings.map(\.rule) == ["csv.trailer-count"])
    #expect(reading.messages.isEmpty && reading.summary.openItems == nil)
  }

  @Test("holds and releases")
  func holds() throws {
    let profile = CSVBench.invoices {
      $0.rowKind = .constant(.hold)
      $0.columns = [
        .number: .header("Number"), .customerNumber: .header("Customer"), .action: .header("What"), .reason: .header("Why"),
        .since: .header("From"), .until: .header("To"),
      ]
      $0.constants = [:]
      $0.values = [.action: ["S": "hold", "R": "dispute", "V": "release"]]
    }
    let reading = try CSVBench.read(
      "Number;Customer;What;Why;From;To\n7;;S;sovittu;01.02.2026;28.02.2026\n;C1;R;;;\n8;;V;;;\n", profile)
    let holds = reading.documents.compactMap { if case .hold(let hold) = $0.body { hold } else { nil } }
    #expect(holds.map(\.action) == [.hold, .dispute, .release])
    #expect(holds.map(\.invoiceNumber) == ["7", nil, "8"])
    #expect(holds[1].customerNumber == "C1" && holds[1].reason == "no reason stated")
    #expect(holds[0].until?.description == "2026-02-28" && holds[0].reason == "sovittu")
  }

  @Test("a customer list may reduce claims only when it can block collection")
  func customers() throws {
    let plain = CSVBench.invoices {
      $0.rowKind = .constant(.customer)
      $0.columns = [.customerNumber: .header("No"), .customerName: .header("Name"), .businessId: .header("Id")]
      $0.constants = [:]
    }
    let blocking = CSVBench.invoices {
      $0.rowKind = .constant(.customer)
      $0.columns = [.customerNumber: .header("No"), .customerName: .header("Name"), .collectionBlocked: .header("Id")]
      $0.constants = [:]
    }
    let reading = try CSVBench.read("No;Name;Id\n1;A Oy;9111111-9\n", plain)
    #expect(!reading.summary.mayReduceClaims && reading.messages.allSatisfy { !$0.mayReduceClaims })
    guard case .customer(let customer) = reading.documents.first?.body else {
      Issue.record("no customer")
      return
    }
    #expect(customer.number == "1" && customer.party.legalID?.value == "9111111-9" && customer.party.kind == .organisation)
    #expect(try CSVBench.read("No;Name;Id\n1;A Oy;1\n", blocking).summary.mayReduceClaims)
    #expect(try !CSVBench.read("No;Name;Ix\n1;A Oy;1\n", plain).summary.mayReduceClaims)
  }

  @Test("the company comes from a constant, a sub-folder or a column, and is known when the file is refused")
  func companies() throws {
    let folder = CSVBench.invoices { $0.company = .folder(1) }
    let good = try CSVBench.read(CSVBench.header + "1;01.02.2026;;5,00;A\n", folder, folders: ["handel", "x"])
    #expect(good.documents.first?.companyKey == "handel" && good.invoices.first?.seller.name == "Handel AB")
    let bad = try CSVBench.read(CSVBench.header + "1;oops;;5,00;A\n", folder, folders: ["handel"])
    #expect(bad.summary.isRefused && bad.summary.hint.companyKey == "handel" && bad.summary.mayReduceClaims)
    #expect(try CSVBench.read(CSVBench.header, folder, folders: []).summary.findings.map(\.rule) == ["csv.company-unknown"])
    let column = CSVBench.invoices { $0.company = .column(.header("Firm"), values: ["01": "fjord"]) }
    let rows = ["kauppa", "98765430", "fi98765430", "003798765430", "999900-0012", "01"].map { "1;01.02.2026;;5,00;A;\($0)\n" }
      .joined()
    let many = try CSVBench.read("Number;Date;Due;Sum;Name;Firm\n" + rows, column)
    #expect(many.summary.findings == [])
    #expect(many.documents.map(\.companyKey) == ["kauppa", "kauppa", "kauppa", "kauppa", "handel", "fjord"])
    #expect(many.summary.hint.companyKey == nil && many.messages.map(\.hint.companyKey)[5] == "fjord")
  }

  @Test("positions without a header, a tab, a BOM, trailing separators, blank lines")
  func dialects() throws {
    let positions = CSVBench.invoices {
      $0.dialect.hasHeader = false
      $0.dialect.separator = 0x09
      $0.columns = [.number: .position(1), .issueDate: .position(2), .amountDue: .position(3), .customerName: .position(5)]
    }
    let reading = try CSVBench.read(
      [0xEF, 0xBB, 0xBF] + Array("1\t01.02.2026\t5,00\t\tA\n\n\t\t\t\t\n2\t01.02.2026\t5,00\t\tB".utf8), [positions])
    #expect(reading.summary.findings == [])
    #expect(reading.invoices.map(\.number) == ["1", "2"])
    #expect(reading.messages.map(\.index) == [0, 1])
    #expect(reading.messages.map(\.line) == [1, 4])
    #expect(reading.messages[0].bytes == 3..<23)
    let trailing = try CSVBench.read("Number;Date;Due;Sum;Name;\r\n 1 ;01.02.2026;; 5,00 ;A;\r\n", CSVBench.invoices())
    #expect(trailing.summary.findings == [] && trailing.invoices.map(\.number) == ["1"])
    let zeros = CSVBench.invoices { $0.dialect.emptyValues = ["00.00.0000"] }
    #expect(try CSVBench.read(CSVBench.header + "1;01.02.2026;00.00.0000;5,00;A\n", zeros).invoices.first?.dueDate == nil)
  }

  @Test("the one profile that fits is chosen, by folder, name and header together")
  func choice() throws {
    let byFolder = CSVBench.invoices {
      $0.name = "folder"
      $0.match = .init(folders: [GlobPattern("kauppa/**")])
      $0.constants[.note] = "folder"
    }
    let byHeader = CSVBench.invoices {
      $0.name = "header"
      $0.match = .init(folders: [GlobPattern(".")], names: [GlobPattern("*.txt"), GlobPattern("inv*")], header: ["Name", "Sum"])
      $0.dialect.skipRows = 1
      $0.constants[.note] = "header"
    }
    let row = CSVBench.header + "1;01.02.2026;;5,00;A\n"
    let first = try CSVBench.read(row, byFolder, byHeader, folders: ["kauppa", "in"])
    #expect(first.invoices.map(\.note) == ["folder"])
    let second = try CSVBench.read("made by X\n" + row, byFolder, byHeader, name: "INV1.CSV")
    #expect(second.invoices.map(\.note) == ["header"])
    #expect(try CSVBench.read(row, byFolder, byHeader, name: "INV1.CSV").rules == ["csv.profile-none"])
  }
}
