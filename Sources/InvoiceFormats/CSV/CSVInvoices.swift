import Receivables

extension CSVCells {
  /// An invoice or credit note row; nil when the row is bad.
  func invoice(_ kind: CSVRowKind, of company: Company, statedDate: CalendarDate?) -> InvoiceDocument? {
    guard let number = required(.number, text(.number)), let issueDate = required(.issueDate, date(.issueDate)),
      let currency = currency(), let due = required(.amountDue, amount(.amountDue, in: currency)),
      let typeClass = typeClass(kind, due)
    else { return nil }
    let isCredit = typeClass == .creditNote
    let code = text(.typeCode)
    var invoice = InvoiceDocument(
      typeCode: code ?? (isCredit ? "381" : "380"), typeClass: stated(code, typeClass), number: number,
      issueDate: issueDate, currency: currency, amountDue: due,
      seller: Party(
        name: company.name, legalID: PartyIdentifier(company.legalID), vatID: company.vatID,
        address: PostalAddress(country: company.country)),
      buyer: party(of: company))
    invoice.dueDate = date(.dueDate)
    invoice.netTotal = amount(.netTotal, in: currency)
    invoice.vatTotal = amount(.vatTotal, in: currency)
    invoice.grossTotal = amount(.grossTotal, in: currency)
    invoice.prepaid = amount(.prepaid, in: currency)
    invoice.rounding = amount(.rounding, in: currency)
    invoice.coDebtors = columns.coDebtors.compactMap { coDebtor($0, company) }
    if let original = text(.originalInvoice) {
      invoice.precedingInvoices = [.init(number: original, issueDate: date(.originalIssueDate))]
    }
    invoice.buyerReference = text(.buyerReference)
    invoice.orderReference = text(.orderReference)
    invoice.contractReference = text(.contractReference)
    invoice.accountingReference = text(.accountingReference)
    invoice.sellerReference = text(.sellerReference)
    invoice.paymentTerms = text(.paymentTerms)
    invoice.note = text(.note)
    invoice.lateInterestPercent = percent(.lateInterestPercent)
    payment(into: &invoice, of: company)
    invoice.facts = facts(kind, currency, invoice.buyer.kind, statedDate)
    conditions(of: &invoice, code: code, kind: typeClass)
    return isBad ? nil : invoice
  }

  /// nil when its columns are empty; a co-debtor without a name is an error, never left out.
  private func coDebtor(_ places: [Int], _ company: Company) -> Party? {
    guard places.contains(where: { text(at: $0) != nil }) else { return nil }
    if text(.customerName, of: places) == nil {
      report(
        "csv.required", .customerName, places[CSVField.customerName.rawValue], "A co-debtor has no name.",
        "Correct the row: a co-debtor needs a name, or all of its columns empty.")
    }
    return party(of: company, ordinals: places)
  }

  func currency() -> Currency? {
    guard let text = required(.currency, text(.currency)) else { return nil }
    if let currency = Currency(text) { return currency }
    report(
      "csv.currency", .currency, columns.ordinals[CSVField.currency.rawValue], "\"\(Masking.excerpt(text))\" is not a currency.",
      "Currencies are three capital letters (ISO 4217), such as EUR; map other words under values: currency.")
    return nil
  }

  /// Sign against row kind, as the profile declares it.
  private func typeClass(_ kind: CSVRowKind, _ due: Money) -> InvoiceDocument.TypeClass? {
    let ordinal = columns.ordinals[CSVField.amountDue.rawValue]
    if kind == .invoice {
      if !due.isNegative { return .invoice }
      if profile.signs.negativeInvoices == .creditNote { return .creditNote }
      report(
        "csv.sign", .amountDue, ordinal, "The amount due of an invoice is \(due).",
        "If negative invoices of this file are credit notes, say signs: negativeInvoices: creditNote; else correct the row.")
      return nil
    }
    let isDeclared = profile.signs.creditNotes == .positive ? !due.isNegative : !due.isPositive
    if isDeclared { return .creditNote }
    report(
      "csv.sign", .amountDue, ordinal,
      "The amount of a credit note is \(due), but the profile says that credit notes are \(profile.signs.creditNotes.rawValue).",
      "Correct the row, or signs: creditNotes: of profile \"\(profile.name)\".")
    return nil
  }

  /// UNTDID 1001: 325 is pro forma, 389 and 527 are written by the buyer; the rest is what the row says it is.
  private func stated(_ code: String?, _ typeClass: InvoiceDocument.TypeClass) -> InvoiceDocument.TypeClass {
    switch code {
    case "325": .proForma
    case "389", "527": .selfBilled
    default: typeClass
    }
  }

  private func payment(into invoice: inout InvoiceDocument, of company: Company) {
    if let reference = text(.reference) {
      let compact = reference.filter { !$0.isWhitespace }
      invoice.reference = compact
      if !isUsable(reference: compact, country: company.country) { invoice.conditions.insert(.referenceInvalid) }
    }
    if let account = text(.account) {
      // Two letters first: an IBAN. Domestic numbers (bankgiro, plusgiro, kontonummer) are kept as they are.
      let isIBAN = account.utf8.prefix(2).allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
      let iban = IBAN.normalised(account)
      invoice.account = iban ?? account.filter { !$0.isWhitespace }
      invoice.sellerAccounts = invoice.account.map { [$0] } ?? []
      if isIBAN, iban == nil { invoice.conditions.insert(.accountInvalid) }
    }
    invoice.bic = text(.bic)
    if let means = text(.paymentMeans) {
      invoice.paymentMeans = [means]
      // UNTDID 4461.
      if ["49", "59"].contains(means) { invoice.conditions.insert(.directDebit) }
      if ["48", "54", "55"].contains(means) { invoice.conditions.insert(.card) }
    }
    if flag(.directDebit) { invoice.conditions.insert(.directDebit) }
    if let payee = text(.payeeName), payee != company.name {
      invoice.payee = Party(name: payee)
      invoice.conditions.insert(.otherPayee)
    }
  }

  private func isUsable(reference: String, country: String) -> Bool {
    if reference.uppercased().hasPrefix("RF") { return CreditorReference.normalised(reference) != nil }
    guard reference.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return true }
    switch country {
    case "FI": return FinnishReference.normalised(reference) != nil
    case "NO": return KID.isValid(reference)
    // Whether a Swedish number is an OCR depends on the bankgiro's agreement.
    default: return true
    }
  }

  private func conditions(of invoice: inout InvoiceDocument, code: String?, kind: InvoiceDocument.TypeClass) {
    var conditions = invoice.conditions
    if flag(.paid) { conditions.insert(.paidAtIssue) }
    if flag(.factoring) { conditions.insert(.factoring) }
    if kind == .invoice, code == "381" || code == "396" { conditions.insert(.typeContradiction) }
    if kind == .creditNote, code == "380" { conditions.insert(.typeContradiction) }
    if let due = invoice.dueDate {
      if due < invoice.issueDate { conditions.insert(.dueBeforeIssue) }
    } else if kind == .invoice {
      conditions.insert(.dueDateMissing)
    }
    if let gross = invoice.grossTotal {
      let zero = Money.zero(invoice.currency)
      // EN 16931 BR-CO-16: amount due = total − prepaid + rounding.
      let explained = try? gross.subtracting(invoice.prepaid ?? zero).adding(invoice.rounding ?? zero)
      if explained != invoice.amountDue { conditions.insert(.unexplainedGap) }
      if invoice.amountDue.isZero, !gross.isZero, explained != invoice.amountDue, !conditions.contains(.paidAtIssue) {
        conditions.insert(.nothingDueUnexplained)
      }
    }
    invoice.conditions = conditions
  }
}
