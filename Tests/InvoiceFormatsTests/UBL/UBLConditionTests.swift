import InvoiceFormats
import Receivables
import Testing

/// What a document says that decides whether its claim may be handed over.
@Suite struct UBLConditionTests {
  typealias Change = @Sendable (inout UBLSample) -> Void

  struct Row: CustomTestStringConvertible {
    var name: String
    var conditions: ClaimConditions
    var rules: [String]
    var change: Change
    init(_ name: String, _ conditions: ClaimConditions, _ rules: [String], _ change: @escaping Change) {
      self.name = name
      self.conditions = conditions
      self.rules = rules
      self.change = change
    }
    var testDescription: String { name }
  }

  static let payment: [Row] = [
    Row("plain", [], []) { _ in },
    Row("SEPA direct debit", .directDebit, ["ubl.payment-means"]) { $0.means = UBLSample.means("59") },
    Row("direct debit", .directDebit, ["ubl.payment-means"]) { $0.means = UBLSample.means("49") },
    Row("standing agreement", .directDebit, ["ubl.payment-means"]) { $0.means = UBLSample.means("57") },
    Row("clearing", .directDebit, ["ubl.payment-means"]) { $0.means = UBLSample.means("97") },
    Row("mandate", .directDebit, ["ubl.payment-means"]) {
      $0.means = UBLSample.means("58", "<cac:PaymentMandate><cbc:ID>M-1</cbc:ID></cac:PaymentMandate>")
    },
    Row("card", .card, ["ubl.payment-means"]) { $0.means = UBLSample.means("48") },
    Row("card account", .card, ["ubl.payment-means"]) {
      $0.means = UBLSample.means(
        "30", "<cac:CardAccount><cbc:PrimaryAccountNumberID>1234</cbc:PrimaryAccountNumberID></cac:CardAccount>")
    },
    Row("second means is a card", .card, ["ubl.payment-means"]) { $0.means += UBLSample.means("54") },
    Row("no means", [], []) { $0.means = "" },
    Row("bad IBAN", .accountInvalid, ["ubl.account"]) {
      $0.means = UBLSample.means(
        "30", "<cac:PayeeFinancialAccount><cbc:ID>FI2112345600000786</cbc:ID></cac:PayeeFinancialAccount>")
    },
    Row("bankgiro", [], []) {
      $0.means = UBLSample.means(
        "30",
        "<cac:PayeeFinancialAccount><cbc:ID>5402-9681</cbc:ID><cac:FinancialInstitutionBranch><cbc:ID>SE:BANKGIRO</cbc:ID></cac:FinancialInstitutionBranch></cac:PayeeFinancialAccount>"
      )
    },
    Row("bad Finnish reference", .referenceInvalid, ["ubl.reference"]) {
      $0.means = UBLSample.means("30", "<cbc:PaymentID>12345673</cbc:PaymentID>")
    },
    Row("bad creditor reference", .referenceInvalid, ["ubl.reference"]) {
      $0.means = UBLSample.means("30", "<cbc:PaymentID>RF00 2348 231</cbc:PaymentID>")
    },
    Row("message instead of a reference", [], []) { $0.means = UBLSample.means("30", "<cbc:PaymentID>INV-1001</cbc:PaymentID>") },
    Row("two references", [], ["ubl.references-differ"]) {
      $0.means += UBLSample.means("30", "<cbc:PaymentID>1232</cbc:PaymentID>")
    },
    Row("payee", .otherPayee, ["ubl.payee"]) {
      $0.payee = "<cac:PayeeParty><cac:PartyName><cbc:Name>Rahoitus Esimerkki Oy</cbc:Name></cac:PartyName></cac:PayeeParty>"
    },
    Row("payee is the seller by number", [], []) {
      $0.payee =
        "<cac:PayeeParty><cac:PartyName><cbc:Name>Other name</cbc:Name></cac:PartyName><cac:PartyLegalEntity><cbc:CompanyID schemeID=\"0212\">12345671</cbc:CompanyID></cac:PartyLegalEntity></cac:PayeeParty>"
    },
    Row("payee is the seller by name", [], []) {
      $0.payee = "<cac:PayeeParty><cac:PartyName><cbc:Name>ESIMERKKI OY</cbc:Name></cac:PartyName></cac:PayeeParty>"
    },
    Row("payee of the seller's name, another number", .otherPayee, ["ubl.payee"]) {
      $0.payee =
        "<cac:PayeeParty><cac:PartyIdentification><cbc:ID>999</cbc:ID></cac:PartyIdentification><cac:PartyName><cbc:Name>Esimerkki Oy</cbc:Name></cac:PartyName></cac:PayeeParty>"
    },
  ]

  static let amounts: [Row] = [
    Row("prepaid in part", [], []) {
      $0.prepaid = "100.00"
      $0.due = "25.50"
    },
    Row("prepaid in full", [], []) {
      $0.prepaid = "125.50"
      $0.due = "0.00"
    },
    Row("rounded", [], []) {
      $0.rounding = "0.50"
      $0.due = "126.00"
    },
    Row("gap of a cent", .unexplainedGap, ["ubl.gap"]) { $0.due = "125.51" },
    Row("nothing due, nothing said", [.unexplainedGap, .nothingDueUnexplained], ["ubl.gap"]) { $0.due = "0" },
    Row("no gross", .unexplainedGap, ["ubl.gap"]) { $0.gross = nil },
    Row("unreadable prepaid", .unexplainedGap, ["ubl.amount", "ubl.gap"]) {
      $0.prepaid = "10,00"
      $0.due = "115.50"
    },
    Row("other currency", [.currenciesDiffer, .unexplainedGap], ["ubl.currencies-differ", "ubl.gap"]) { $0.dueCurrency = "SEK" },
    Row("no currency on the amount", [], []) { $0.dueCurrency = nil },
    Row("no currency in the head", [], ["ubl.currency"]) { $0.currency = nil },
  ]

  static let dates: [Row] = [
    Row("no due date", .dueDateMissing, ["ubl.due-date-missing"]) { $0.dueDate = nil },
    Row("unreadable due date", .dueDateMissing, ["ubl.due-date"]) { $0.dueDate = "14 days" },
    Row("due on the day of issue", [], []) { $0.dueDate = "2026-03-02" },
    Row("due before issue", .dueBeforeIssue, ["ubl.due-before-issue"]) { $0.dueDate = "2026-03-01" },
    Row("due date of the means", [], []) {
      $0.dueDate = nil
      $0.means = UBLSample.means("30", "<cbc:PaymentDueDate>2026-03-16</cbc:PaymentDueDate>")
    },
    Row("two due dates", .dueDatesDiffer, ["ubl.due-dates-differ"]) {
      $0.means = UBLSample.means("30", "<cbc:PaymentDueDate>2026-04-16</cbc:PaymentDueDate>")
    },
  ]

  @Test(arguments: payment + amounts + dates) func conditions(row: Row) throws {
    let message = try readUBL(.invoice(row.change))
    let invoice = try #require(message.invoice)
    #expect(invoice.conditions == row.conditions)
    #expect(message.rules == row.rules)
    #expect(invoice.typeClass == .invoice)
  }

  @Test func onlyClaimsNeedADueDate() throws {
    let credit = try readUBL(
      .invoice {
        $0.isCreditNote = true
        $0.dueDate = nil
      })
    #expect(credit.rules == ["ubl.preceding-missing"])
    #expect(credit.invoice?.conditions == [])
  }

  @Test func theLatestDueDateHolds() throws {
    for means in ["2026-04-16", "2026-03-10"] {
      let sample = UBLSample.invoice { $0.means = UBLSample.means("30", "<cbc:PaymentDueDate>\(means)</cbc:PaymentDueDate>") }
      #expect(try readUBL(sample).invoice?.dueDate == CalendarDate(iso: max(means, "2026-03-16")))
    }
  }

  struct TypeRow: CustomTestStringConvertible {
    var code: String
    var root: String
    var typeClass: InvoiceDocument.TypeClass
    var conditions: ClaimConditions
    var testDescription: String { "\(root) \(code)" }
  }

  static let types: [TypeRow] =
    ["380", "82", "383", "386", "394", "875"].map { TypeRow(code: $0, root: "Invoice", typeClass: .invoice, conditions: []) }
    + ["389", "527", "261", "500"].map { TypeRow(code: $0, root: "Invoice", typeClass: .selfBilled, conditions: []) }
    + ["381", "396", "81", "83", "532"].map {
      TypeRow(code: $0, root: "CreditNote", typeClass: .creditNote, conditions: $0 == "396" ? .factoring : [])
    } + ["817", "999", "", "x"].map { TypeRow(code: $0, root: "Invoice", typeClass: .invoice, conditions: .unknownType) } + [
      TypeRow(code: "384", root: "Invoice", typeClass: .invoice, conditions: .unknownType),
      TypeRow(code: "393", root: "Invoice", typeClass: .invoice, conditions: .factoring),
      TypeRow(code: "501", root: "Invoice", typeClass: .selfBilled, conditions: .factoring),
      TypeRow(code: "325", root: "Invoice", typeClass: .proForma, conditions: []),
      TypeRow(code: "130", root: "Invoice", typeClass: .other, conditions: []),
      TypeRow(code: "751", root: "Invoice", typeClass: .other, conditions: []),
      TypeRow(code: "381", root: "Invoice", typeClass: .creditNote, conditions: .typeContradiction),
      TypeRow(code: "380", root: "CreditNote", typeClass: .creditNote, conditions: .typeContradiction),
      TypeRow(code: "261", root: "CreditNote", typeClass: .selfBilled, conditions: []),
      TypeRow(code: "", root: "CreditNote", typeClass: .creditNote, conditions: []),
    ]

  @Test(arguments: types) func typeCodes(row: TypeRow) throws {
    let message = try readUBL(
      .invoice {
        $0.isCreditNote = row.root == "CreditNote"
        $0.typeCode = row.code
      })
    let invoice = try #require(message.invoice)
    #expect(invoice.typeClass == row.typeClass)
    #expect(invoice.conditions == row.conditions)
    #expect(invoice.effect.isPositive == (row.typeClass == .invoice))
    #expect(invoice.effect.isNegative == (row.typeClass == .creditNote))
  }

  @Test func customizationsOutrankTheCode() throws {
    let selfBilling = UBLSample.invoice {
      $0.customization = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0"
    }
    #expect(try readUBL(selfBilling).invoice?.typeClass == .selfBilled)
    #expect(try readUBL(selfBilling).format == "peppol-bis-3-invoice")
    let reminder = UBLSample.invoice {
      $0.customization += "#conformant#urn:fdc:anskaffelser.no:2019:ehf:reminder:3.0"
    }
    #expect(try readUBL(reminder).invoice?.typeClass == .reminder)
    #expect(try readUBL(reminder).invoice?.effect.isZero == true)
  }

  @Test func negativeAmounts() throws {
    let negative: Change = {
      $0.gross = "-125.50"
      $0.due = "-125.50"
    }
    let invoice = try readUBL(.invoice(negative))
    #expect(invoice.invoice?.typeClass == .creditNote)
    #expect(invoice.invoice?.effect == Money(minorUnits: -12_550, .eur))
    #expect(invoice.rules == ["ubl.negative", "ubl.preceding-missing"])
    let credit = try readUBL(
      .invoice {
        negative(&$0)
        $0.isCreditNote = true
      })
    #expect(credit.invoice?.typeClass == .creditNote)
    #expect(credit.invoice?.conditions == .typeContradiction)
    #expect(credit.invoice?.effect == Money(minorUnits: -12_550, .eur))
  }

  @Test func vatOfTheDocumentsCurrency() throws {
    let eur = "<cac:TaxTotal><cbc:TaxAmount currencyID=\"EUR\">25.50</cbc:TaxAmount></cac:TaxTotal>"
    let nok = "<cac:TaxTotal><cbc:TaxAmount currencyID=\"NOK\">300.00</cbc:TaxAmount></cac:TaxTotal>"
    for tax in [eur + nok, nok + eur] {
      #expect(try readUBL(.invoice { $0.tax = tax }).invoice?.vatTotal == Money(minorUnits: 2550, .eur))
    }
    #expect(try readUBL(.invoice { $0.tax = nok }).invoice?.vatTotal == nil)
  }
}
