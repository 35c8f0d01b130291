import Receivables
import Testing

@testable import InvoiceFormats

@Suite("CSV rows")
struct CSVRowTests {
  /// A profile whose columns are named like its fields.
  private func wide(_ fields: [CSVField], _ change: (inout CSVProfile) -> Void = { _ in }) -> CSVProfile {
    CSVBench.invoices { profile in
      profile.columns = Dictionary(uniqueKeysWithValues: fields.map { ($0, .header($0.name)) })
      profile.constants = [:]
      profile.dates = CSVBench.pattern("yyyy-MM-dd")
      change(&profile)
    }
  }

  private func table(_ pairs: [(CSVField, String)]) -> String {
    pairs.map(\.0.name).joined(separator: ";") + "\n" + pairs.map(\.1).joined(separator: ";") + "\n"
  }

  @Test("the table of fields is in the order of the cases, and names are unique")
  func definitions() {
    #expect(CSVField.definitions.map(\.field) == CSVField.allCases)
    #expect(Set(CSVField.definitions.map(\.name)).count == CSVField.allCases.count)
    for field in CSVField.allCases { #expect(CSVField(name: field.name) == field) }
  }

  @Test("an invoice row says all that a creditor can say")
  func everything() throws {
    let pairs: [(CSVField, String)] = [
      (.number, "INV-1"), (.issueDate, "2026-01-10"), (.dueDate, "2026-01-24"), (.currency, "EUR"), (.typeCode, "380"),
      (.amountDue, "124,00"), (.netTotal, "100,00"), (.vatTotal, "25,50"), (.grossTotal, "125,50"), (.prepaid, "1,00"),
      (.rounding, "-0,50"), (.reference, "00 1232"), (.account, "FI41 9990 0000 0000 01"), (.bic, "NDEAFIHH"),
      (.paymentMeans, "58"), (.buyerReference, "BR"), (.orderReference, "OR"), (.contractReference, "CR"),
      (.accountingReference, "AR"), (.sellerReference, "SR"), (.paymentTerms, "14 pv"), (.note, "Huom"),
      (.lateInterestPercent, "7,5"), (.customerNumber, "C-7"), (.customerName, "Aino Esimerkki"), (.tradingName, "Ainon"),
      (.personalCode, "010190-900P"), (.endpoint, "0216:003791111119"), (.street, "Katu 1"), (.street2, "A 2"),
      (.street3, "PL 3"),
      (.postCode, "00100"), (.town, "Helsinki"), (.country, "fi"), (.contactName, "A. E."), (.email, "a@example.com"),
      (.phone, "+358 1"), (.debtorKind, "b2c"), (.rental, "yes"), (.disputed, "1"), (.onHold, "x"), (.holdReason, "laatu"),
      (.ownReminderDate, "2026-02-10"), (.noticeSentDate, "2026-02-11"), (.noticeDeadline, "2026-02-25"),
      (.openAmount, "60,00"), (.openAsOf, "2026-03-01"), (.assignedTo, "ropo"), (.assignedOn, "2026-03-02"),
      (.maventaInvoiceId, "4f0c"), (.subject, "Vuokra"), (.rentalInformation, "As 5, 1/2026"),
    ]
    let reading = try CSVBench.read(table(pairs), wide(pairs.map(\.0)))
    #expect(reading.rules == [])
    let document = try #require(reading.documents.first)
    #expect(document.companyKey == "kauppa")
    let invoice = try #require(reading.invoices.first)
    #expect(invoice.number == "INV-1" && invoice.typeClass == .invoice && invoice.typeCode == "380")
    #expect(invoice.issueDate.description == "2026-01-10" && invoice.dueDate?.description == "2026-01-24")
    #expect(invoice.amountDue == Money(minorUnits: 12_400, .eur))
    #expect(
      invoice.netTotal?.minorUnits == 10_000 && invoice.vatTotal?.minorUnits == 2550 && invoice.grossTotal?.minorUnits == 12_550)
    #expect(invoice.prepaid?.minorUnits == 100 && invoice.rounding?.minorUnits == -50)
    #expect(invoice.reference == "001232" && invoice.account == "FI4199900000000001" && invoice.bic == "NDEAFIHH")
    #expect(invoice.conditions == [])
    #expect(invoice.seller.legalID?.value == "9876543-0" && invoice.seller.name == "Kauppa Oy")
    #expect([invoice.buyerReference, invoice.orderReference, invoice.contractReference] == ["BR", "OR", "CR"])
    #expect(
      [invoice.accountingReference, invoice.sellerReference, invoice.paymentTerms, invoice.note] == ["AR", "SR", "14 pv", "Huom"])
    #expect(invoice.lateInterestPercent == ExactDecimal(mantissa: 75, scale: 1))
    let buyer = invoice.buyer
    #expect(buyer.customerNumber == "C-7" && buyer.name == "Aino Esimerkki" && buyer.tradingName == "Ainon")
    #expect(buyer.personalCode?.reveal() == "010190-900P" && buyer.kind == .consumer)
    #expect(buyer.endpoint == PartyIdentifier("003791111119", scheme: "0216"))
    #expect(
      buyer.address == PostalAddress(streets: ["Katu 1", "A 2", "PL 3"], town: "Helsinki", postCode: "00100", country: "FI"))
    #expect(buyer.contactName == "A. E." && buyer.email == "a@example.com" && buyer.phone == "+358 1")
    let facts = invoice.facts
    #expect(facts.kind == .b2cRental && facts.disputed && facts.onHold && facts.holdReason == "laatu")
    #expect(facts.ownReminderDate?.description == "2026-02-10")
    #expect(facts.noticeSentDate?.description == "2026-02-11" && facts.noticeDeadline?.description == "2026-02-25")
    #expect(facts.openAmount?.minorUnits == 6000 && facts.openAsOf?.description == "2026-03-01")
    #expect(facts.assignedTo == "ropo" && facts.assignedOn?.description == "2026-03-02")
    #expect(facts.maventaInvoiceID == "4f0c" && facts.subject == "Vuokra" && facts.rentalInformation == "As 5, 1/2026")
  }

  @Test("co-debtors have their own identifiers; fees their own dates; values are mapped")
  func lists() throws {
    let profile = CSVBench.invoices {
      $0.columns[.debtorKind] = .header("Type")
      $0.values[.debtorKind] = ["F": "b2b", "P": "b2c", "?": ""]
      $0.coDebtors = [
        [.customerName: .header("Name2"), .identifier: .header("Id2"), .town: .header("Town2")],
        [.customerName: .header("Name3"), .identifier: .header("Id3")],
      ]
      $0.fees = [
        .init(amount: .header("Fee"), date: .header("FeeDate")), .init(amount: .header("Fee2"), date: .header("FeeDate2")),
      ]
    }
    let reading = try CSVBench.read(
      """
      Number;Date;Due;Sum;Name;Type;Name2;Id2;Town2;Name3;Id3;Fee;FeeDate;Fee2;FeeDate2
      1;01.02.2026;15.02.2026;5,00;A;P;B;020285-951H;Turku;;;5,00;01.03.2026;;
      2;01.02.2026;15.02.2026;5,00;A;F;;;;C Oy;9111111-9;5,00;;0,00;
      3;01.02.2026;15.02.2026;5,00;A;?;;;;;;;;;
      """, profile)
    #expect(reading.summary.findings == [])
    let invoices = reading.invoices
    #expect(invoices.map(\.buyer.kind) == [.consumer, .organisation, .unknown])
    #expect(invoices[0].coDebtors.map(\.name) == ["B"])
    #expect(invoices[0].coDebtors.first?.personalCode?.reveal() == "020285-951H")
    #expect(invoices[0].coDebtors.first?.address?.town == "Turku")
    #expect(invoices[1].coDebtors.first?.legalID?.value == "9111111-9")
    #expect(invoices[2].coDebtors.isEmpty)
    #expect(invoices[0].facts.fees.map(\.amount.minorUnits) == [500])
    #expect(invoices[1].facts.fees.isEmpty)
    #expect(reading.messages[1].findings.map(\.rule) == ["csv.fee-date"])
  }

  @Test(
    "identifiers become what they are in the debtor's country, and wrong ones are left out unseen",
    arguments: [
      ("FI", "91111119", "9111111-9", nil, [] as [String]), ("FI", "010190-900P", nil, "010190-900P", []),
      ("FI", "010190-900A", nil, nil, ["csv.business-id"]), ("SE", "999900-0020", "9999000020", nil, []),
      ("SE", "900101-9802", nil, "900101-9802", []), ("NO", "310000027", "310000027", nil, []),
      ("NO", "01819030037", nil, "01819030037", []), ("NO", "01819030038", nil, nil, ["csv.business-id"]),
      ("DE", "HRB 1234", "HRB 1234", nil, []),
    ])
  func identifiers(country: String, text: String, business: String?, person: String?, rules: [String]) throws {
    let profile = CSVBench.invoices {
      $0.columns[.identifier] = .header("Id")
      $0.columns[.country] = .header("Country")
    }
    let reading = try CSVBench.read("Number;Date;Due;Sum;Name;Id;Country\n1;01.02.2026;;5,00;A;\(text);\(country)\n", profile)
    let buyer = try #require(reading.invoices.first).buyer
    #expect(buyer.legalID?.value == business)
    #expect(buyer.personalCode?.reveal() == person)
    #expect(reading.messages.first?.findings.map(\.rule) == rules)
    let messages = reading.messages.flatMap(\.findings).map { $0.message + $0.remedy }.joined()
    #expect(!messages.contains(text))
    #expect(buyer.kind == (business != nil ? .organisation : person != nil && country != "SE" ? .consumer : .unknown))
  }

  @Test("rent needs a kind: without one it is held, never an ordinary claim")
  func rental() throws {
    let profile = CSVBench.invoices {
      $0.columns[.rental] = .header("Rent")
      $0.columns[.kind] = .header("Kind")
    }
    let reading = try CSVBench.read(
      "Number;Date;Due;Sum;Name;Rent;Kind\n1;01.02.2026;;5,00;A;1;\n2;01.02.2026;;5,00;A;1;b2b\n3;01.02.2026;;5,00;A;;b2c_rental\n4;01.02.2026;;5,00;A;0;b2c\n",
      profile)
    let facts = reading.invoices.map(\.facts)
    #expect(facts.map(\.kind) == [nil, .b2bRental, .b2cRental, .b2c])
    #expect(facts.map(\.onHold) == [true, false, false, false])
  }

  @Test("conditions of the claim are seen")
  func conditions() throws {
    let fields: [CSVField] = [
      .number, .issueDate, .dueDate, .amountDue, .currency, .grossTotal, .reference, .account, .paymentMeans, .paid, .factoring,
      .directDebit,
      .payeeName, .typeCode,
    ]
    let rows: [(String, ClaimConditions)] = [
      ("1;2026-02-01;2026-02-15;5,00;EUR;;;;;;;;;", []),
      ("1;2026-02-01;;5,00;EUR;;;;;;;;;", .dueDateMissing),
      ("1;2026-02-01;2026-01-15;5,00;EUR;;;;;;;;;", .dueBeforeIssue),
      ("1;2026-02-01;2026-02-15;5,00;EUR;6,00;;;;;;;;", .unexplainedGap),
      ("1;2026-02-01;2026-02-15;0,00;EUR;6,00;;;;;;;;", [.unexplainedGap, .nothingDueUnexplained]),
      ("1;2026-02-01;2026-02-15;5,00;EUR;;1233;;;;;;;", .referenceInvalid),
      ("1;2026-02-01;2026-02-15;5,00;EUR;;RF00123;;;;;;;", .referenceInvalid),
      ("1;2026-02-01;2026-02-15;5,00;EUR;;;FI4299900000000001;;;;;;", .accountInvalid),
      ("1;2026-02-01;2026-02-15;5,00;EUR;;;123-456;;;;;;", []),
      ("1;2026-02-01;2026-02-15;5,00;EUR;;;;59;;;;;", .directDebit),
      ("1;2026-02-01;2026-02-15;5,00;EUR;;;;48;;;;;", .card),
      ("1;2026-02-01;2026-02-15;5,00;EUR;;;;;1;;;;", .paidAtIssue),
      ("1;2026-02-01;2026-02-15;5,00;EUR;;;;;;1;;;", .factoring),
      ("1;2026-02-01;2026-02-15;5,00;EUR;;;;;;;1;;", .directDebit),
      ("1;2026-02-01;2026-02-15;5,00;EUR;;;;;;;;Rahoitus Oy;", .otherPayee),
      ("1;2026-02-01;2026-02-15;5,00;EUR;;;;;;;;Kauppa Oy;", []),
      ("1;2026-02-01;2026-02-15;5,00;EUR;;;;;;;;;381", .typeContradiction),
    ]
    let reading = try CSVBench.read(
      fields.map(\.name).joined(separator: ";") + "\n" + rows.map(\.0).joined(separator: "\n"), wide(fields))
    #expect(reading.summary.findings == [])
    #expect(reading.invoices.map(\.conditions) == rows.map(\.1))
  }

  @Test("credit notes and their signs")
  func credits() throws {
    let text = "Number;Date;Due;Sum;Name;T\n1;01.02.2026;;-5,00;A;C\n2;01.02.2026;;7,00;A;I\n3;01.02.2026;;0,00;A;Q\n"
    let kinds = CSVProfile.RowKindPlace.column(.header("T"), values: ["C": .creditNote, "I": .invoice, "Q": .ignore])
    let negative = CSVBench.invoices {
      $0.rowKind = kinds
      $0.signs.creditNotes = .negative
    }
    let reading = try CSVBench.read(text, negative)
    #expect(reading.invoices.map(\.typeClass) == [.creditNote, .invoice])
    #expect(reading.invoices.map(\.effect.minorUnits) == [-500, 700])
    #expect(reading.invoices.map(\.typeCode) == ["381", "380"])
    #expect(reading.summary.messages == 3)
    guard case .notForUs = reading.messages[2].outcome else {
      Issue.record("an ignored row is not for us")
      return
    }
    let positive = CSVBench.invoices { $0.rowKind = kinds }
    #expect(try CSVBench.read(text, positive).summary.findings.map(\.rule) == ["csv.sign"])
    let mixed = CSVBench.invoices { $0.signs.negativeInvoices = .creditNote }
    let plain = "Number;Date;Due;Sum;Name\n1;01.02.2026;;-5,00;A\n"
    #expect(try CSVBench.read(plain, mixed).invoices.map(\.typeClass) == [.creditNote])
    #expect(try CSVBench.read(plain, CSVBench.invoices()).summary.findings.map(\.rule) == ["csv.sign"])
  }
}
