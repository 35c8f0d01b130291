import Receivables

@testable import InvoiceFormats

/// Files with one wrong thing each.
struct CSVBrokenFile: Sendable {
  var name: String
  var bytes: [UInt8]
  var profiles: [CSVProfile]
  var fileName = "list.csv"
  var folders: [String] = []

  init(_ name: String, _ text: String, _ profiles: CSVProfile..., file: String = "list.csv", folders: [String] = []) {
    self.init(name, bytes: Array(text.utf8), profiles, file: file, folders: folders)
  }

  init(_ name: String, bytes: [UInt8], _ profiles: [CSVProfile], file: String = "list.csv", folders: [String] = []) {
    self.name = name
    self.bytes = bytes
    self.profiles = profiles
    fileName = file
    self.folders = folders
  }

  private static let header = CSVBench.header
  private static let row = "1;01.02.2026;15.02.2026;5,00;A\n"
  private static let invoices = CSVBench.invoices()

  private static func with(_ field: CSVField, _ column: String, _ change: (inout CSVProfile) -> Void = { _ in }) -> CSVProfile {
    CSVBench.invoices {
      $0.columns[field] = .header(column)
      change(&$0)
    }
  }

  static let all: [CSVBrokenFile] =
    [
      CSVBrokenFile(bytesOf: [0xFF, 0xFE, 0x41, 0x00], "UTF-16"),
      CSVBrokenFile(
        bytesOf: [0xEF, 0xBB, 0xBF] + Array(header.utf8), "a byte order mark before windows-1252",
        CSVBench.invoices { $0.dialect.encoding = .windows1252 }),
      CSVBrokenFile(bytesOf: Array((header + row).utf8) + [0xEF, 0xBB, 0xBF] + Array((header + row).utf8), "two files joined"),
      CSVBrokenFile(bytesOf: Array((header + "1;01.02.2026;;5,00;").utf8) + [0xE4, 0x0A], "windows-1252 as utf-8"),
      CSVBrokenFile(bytesOf: Array((header + "1;01.02.2026;;5,00;A").utf8) + [0x00, 0x0A], "a NUL"),
      CSVBrokenFile("no quotation mark at the end", header + "1;01.02.2026;;5,00;\"A\n" + row, invoices),
      CSVBrokenFile("a stray quotation mark", header + "1;01.02.2026;;5,00;5\" pipe\n", invoices),
      CSVBrokenFile("something after a quotation mark", header + "1;01.02.2026;;5,00;\"A\" Oy\n", invoices),
      CSVBrokenFile("an endless row", header + String(repeating: "a", count: CSVBench.limits.rowBytes + 10), invoices),
      CSVBrokenFile("no header", "", invoices),
      CSVBrokenFile("a blank header", ";;;;\n; ;;;\n", invoices),
      CSVBrokenFile("a day of no century", header + "1;01.02.2999;;5,00;A\n", invoices),
      CSVBrokenFile("no header after skipped rows", "x\n", CSVBench.invoices { $0.dialect.skipRows = 2 }),
      CSVBrokenFile("another separator", "Number,Date,Due,Sum,Name\n1,01.02.2026,,5.00,A\n", invoices),
      CSVBrokenFile("a renamed column", "Number;Date;Due;Summ;Name\n" + row, invoices),
      CSVBrokenFile("a column that is nowhere", "Number;Date;Due;Name\n", invoices),
      CSVBrokenFile(
        "a position beyond the row", "1;2\n",
        CSVBench.invoices {
          $0.dialect.hasHeader = false
          $0.columns = [.number: .position(1), .issueDate: .position(2), .amountDue: .position(3)]
        }),
      CSVBrokenFile("two columns of one name", "Number;Date;Due;Sum;Name;Sum\n", invoices),
      CSVBrokenFile("too few and too many fields", header + "1;01.02.2026;;5,00\n" + "1;01.02.2026;;5,00;A;B\n", invoices),
      CSVBrokenFile("amounts", header + "1;01.02.2026;;1.234,56;A\n2;01.02.2026;;5,001;A\n3;01.02.2026;;5 EUR;A\n", invoices),
      CSVBrokenFile("dates", header + "1;2026-02-01;;5,00;A\n1;01.02.2026;31.02.2026;5,00;A\n1;1.2.2026;;5,00;A\n", invoices),
      CSVBrokenFile("a percentage", "Number;Date;Due;Sum;Name;P\n1;01.02.2026;;5,00;A;8 %\n", with(.lateInterestPercent, "P")),
      CSVBrokenFile("a flag", "Number;Date;Due;Sum;Name;D\n1;01.02.2026;;5,00;A;perhaps\n", with(.disputed, "D")),
      CSVBrokenFile(
        "a currency", "Number;Date;Due;Sum;Name;C\n1;01.02.2026;;5,00;A;eur\n", with(.currency, "C") { $0.constants = [:] }),
      CSVBrokenFile("a country", "Number;Date;Due;Sum;Name;C\n1;01.02.2026;;5,00;A;Suomi\n", with(.country, "C")),
      CSVBrokenFile("a value without a map", "Number;Date;Due;Sum;Name;T\n1;01.02.2026;;5,00;A;firm\n", with(.debtorKind, "T")),
      CSVBrokenFile(
        "a value outside its map", "Number;Date;Due;Sum;Name;T\n1;01.02.2026;;5,00;A;FF\n",
        with(.debtorKind, "T") { $0.values[.debtorKind] = ["F": "b2b", "P": "b2c"] }),
      CSVBrokenFile(
        "an unknown row kind", "Number;Date;Due;Sum;Name;T\n1;01.02.2026;;5,00;A;X\n",
        CSVBench.invoices { $0.rowKind = .column(.header("T"), values: ["I": .invoice, "C": .creditNote]) }),
      CSVBrokenFile("an empty number", header + ";01.02.2026;;5,00;A\n", invoices),
      CSVBrokenFile(
        "a hold of nothing", "Number;Why\n;x\n",
        CSVBench.invoices {
          $0.rowKind = .constant(.hold)
          $0.columns = [.number: .header("Number"), .reason: .header("Why")]
          $0.constants = [.action: "hold"]
        }),
      CSVBrokenFile(
        "an open amount as of never", "Number;Date;Due;Sum;Name;Open;AsOf\n1;01.02.2026;;5,00;A;4,00;\n",
        with(.openAmount, "Open") { $0.columns[.openAsOf] = .header("AsOf") }),
      CSVBrokenFile(
        "assigned to nobody", "Number;Date;Due;Sum;Name;On\n1;01.02.2026;;5,00;A;01.02.2026\n", with(.assignedOn, "On")),
      CSVBrokenFile(
        "a co-debtor without a name", "Number;Date;Due;Sum;Name;N2;I2\n1;01.02.2026;;5,00;A;;9111111-9\n",
        CSVBench.invoices { $0.coDebtors = [[.customerName: .header("N2"), .identifier: .header("I2")]] }),
      CSVBrokenFile("a negative invoice", header + "1;01.02.2026;;-5,00;A\n", invoices),
      CSVBrokenFile(
        "a positive credit note", header + "1;01.02.2026;;5,00;A\n",
        CSVBench.invoices {
          $0.rowKind = .constant(.creditNote)
          $0.signs.creditNotes = .negative
        }),
      CSVBrokenFile(
        "a negative fee", "Number;Date;Due;Sum;Name;F;FD\n1;01.02.2026;;5,00;A;-5,00;01.02.2026\n",
        CSVBench.invoices { $0.fees = [.init(amount: .header("F"), date: .header("FD"))] }),
      CSVBrokenFile(
        "a fee without a date", "Number;Date;Due;Sum;Name;F;FD\n1;01.02.2026;;5,00;A;5,00;\n",
        CSVBench.invoices { $0.fees = [.init(amount: .header("F"), date: .header("FD"))] }),
      CSVBrokenFile(
        "wrong identifiers", "Number;Date;Due;Sum;Name;P;B;V\n1;01.02.2026;;5,00;A;010190-900A;9111111-8;FI91111118\n",
        CSVBench.invoices {
          $0.columns[.personalCode] = .header("P")
          $0.columns[.businessId] = .header("B")
          $0.columns[.vatId] = .header("V")
        }),
      CSVBrokenFile("a personal code where a date should be", header + "1;010190-900P;;5,00;A\n", invoices),
    ] + fileCases

  private static let fileCases: [CSVBrokenFile] = [
    CSVBrokenFile("no profile at all", header, file: "list.csv"),
    CSVBrokenFile(
      "no profile that fits", "Numbr;Date;Amount\n",
      CSVBench.invoices { $0.match = .init(folders: [GlobPattern("erp/*"), GlobPattern(".")]) },
      CSVBench.invoices {
        $0.name = "by-name"
        $0.match = .init(names: [GlobPattern("inv*.csv")])
      },
      CSVBench.invoices {
        $0.name = "by-header"
        $0.match = .init(header: ["Number", "Amount", "Colour"])
      },
      CSVBench.invoices {
        $0.name = "by-comma"
        $0.match = .init(header: ["Number"])
        $0.dialect.separator = 0x2C
      }, folders: ["payments"]),
    CSVBrokenFile("two profiles that fit", header, CSVBench.invoices(), CSVBench.payments()),
    CSVBrokenFile("an unknown company's folder", header, CSVBench.invoices { $0.company = .folder(1) }, folders: ["kaupa"]),
    CSVBrokenFile("no company's folder", header, CSVBench.invoices { $0.company = .folder(2) }, folders: ["kauppa"]),
    CSVBrokenFile(
      "an unknown company's column", "Number;Date;Due;Sum;Name;F\n1;01.02.2026;;5,00;A;kaupa\n2;01.02.2026;;5,00;A;\n",
      CSVBench.invoices { $0.company = .column(.header("F"), values: [:]) }),
    CSVBrokenFile("no date in the name", "Reference;Amount;Date;Id\n", CSVBench.payments(), file: "payments.csv"),
    CSVBrokenFile("no date in an empty list", "Reference;Amount;Date;Id\n", CSVBench.payments { $0.statedDate = .newestPayment }),
    CSVBrokenFile(
      "two dates of one list",
      "Reference;Amount;Date;Id;D\n1232;1,00;2026-03-01;A;2026-03-02\n1232;1,00;2026-03-01;A;2026-03-03\n1232;1,00;2026-03-01;A;\n",
      CSVBench.payments { $0.statedDate = .column(.header("D")) }),
    CSVBrokenFile(
      "no date in a skipped row", "From;\nReference;Amount;Date;Id\n",
      CSVBench.payments {
        $0.statedDate = .skippedRow(1, position: 2)
        $0.dialect.skipRows = 1
      }),
    CSVBrokenFile("no trailer", header + row, trailed),
    CSVBrokenFile("a trailer that counts otherwise", header + row + "END;2;5,00\n", trailed),
    CSVBrokenFile("a trailer that sums otherwise", header + row + "END;1;5,10\n", trailed),
    CSVBrokenFile("a trailer that says nothing", header + row + "END;;\n", trailed),
    CSVBrokenFile("a row after the trailer", header + "END;0;0,00\n" + row, trailed),
    CSVBrokenFile(
      "too many open items before their date",
      "Number;Open\n" + String(repeating: "1;1,00\n", count: CSVBench.limits.heldRows + 1) + "END;01.03.2026\n",
      CSVBench.invoices {
        $0.rowKind = .constant(.openItem)
        $0.columns = [.number: .header("Number"), .openAmount: .header("Open")]
        $0.statedDate = .trailer(position: 2)
        $0.trailer = .init(marker: "END")
      }),
    CSVBrokenFile("too many errors", header + String(repeating: "1;x;;5,00;A\n", count: CSVBench.limits.findings + 50), invoices),
  ]

  private static let trailed = CSVBench.invoices {
    $0.trailer = .init(marker: "END", count: 2, total: 3, totalOf: .header("Sum"))
  }

  private init(bytesOf bytes: [UInt8], _ name: String, _ profile: CSVProfile = CSVBench.invoices()) {
    self.init(name, bytes: bytes, [profile])
  }
}
