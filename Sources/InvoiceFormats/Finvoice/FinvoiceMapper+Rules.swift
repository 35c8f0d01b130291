import InvoiceRules
import Receivables

/// What the business rules look at, and what they make of the document.
extension FinvoiceMapper {
  /// Lets the rules speak and judges the document by all that was found; a claim that cannot rest on it is held, never refused.
  mutating func judge(_ document: inout InvoiceDocument) {
    // Orders, delivery notes and price lists share the form, not the rules.
    guard typeClass != .other || type.prefix == "INV" else {
      verdict = Verdict(validity: .unsupported, claimTrust: .ok)
      return
    }
    for var finding in FinvoiceRules.check(facts(document)) {
      // What is missing has no line; its message has one.
      finding.place.line = finding.place.line ?? line
      findings.add(finding)
    }
    let judged = findings.judge(isClaim: isClaim, conditions: conditions)
    document.conditions.formUnion(judged.conditions)
    verdict = judged.verdict
  }

  private func facts(_ document: InvoiceDocument) -> FinvoiceFacts {
    var facts = FinvoiceFacts(
      version: .of(message.version), typeClass: typeClass, issueDate: document.issueDate, currency: document.currency)
    facts.typeCode = message.typeCode
    facts.typeCodeUN = message.typeCodeUN
    facts.origin = message.origin
    facts.number = message.number
    facts.dueDate = document.dueDate
    facts.dueDateLine = (message.epiDueDates.first ?? message.termsDueDates.first)?.line
    facts.totals = totals()
    facts.vatLines = message.vatLines.map { line in
      FinvoiceVATLine(
        base: FinvoiceMapper.fact(line.base),
        rate: line.rate.flatMap { FinvoiceNumber.read($0.text).value }.map { WideDecimal($0) },
        code: line.category, vat: FinvoiceMapper.fact(line.amount), hasReason: line.hasReason, line: line.line ?? 0)
    }
    facts.hasVATText = message.hasVATText
    facts.rows = message.rows
    if let code = message.rowCurrency, Currency(code.uppercased()) != document.currency { facts.rows.disregard() }
    facts.seller = seller(document)
    facts.buyer = buyer(document)
    facts.payment = payment(document)
    facts.namesOriginal = !document.precedingInvoices.isEmpty
    setDates(&facts)
    facts.partialPayments = partialPayments()
    facts.factoring = message.factoring.map {
      FinvoiceFactoringFact(hasClause: $0.hasClause, hasParty: $0.name != nil)
    }
    facts.transmission.messageID = message.messageID
    facts.transmission.frameMessageID = frame.messageID
    facts.transmission.attachment = message.attachment
    facts.presence = message.presence
    return facts
  }

  /// Nil when nothing is stated or it is no amount, which the reader says where it matters.
  private static func fact(_ stated: FinvoiceStated?) -> FinvoiceAmount? {
    guard let stated, case .value(let value) = FinvoiceNumber.readAmount(stated.text) else { return nil }
    return FinvoiceAmount(
      value: WideDecimal(value), currency: stated.qualifier.flatMap { Currency($0.uppercased()) }, line: stated.line,
      decimals: value.scale)
  }

  private func totals() -> FinvoiceTotals {
    var totals = FinvoiceTotals()
    totals.rows = FinvoiceMapper.fact(message.rowsTotal)
    totals.discounts = FinvoiceMapper.fact(message.discountsTotal)
    totals.charges = FinvoiceMapper.fact(message.chargesTotal)
    totals.net = FinvoiceMapper.fact(message.net)
    totals.vat = FinvoiceMapper.fact(message.vat)
    totals.gross = FinvoiceMapper.fact(message.gross)
    totals.roundoff = FinvoiceMapper.fact(message.roundoff)
    totals.paid = FinvoiceMapper.fact(message.paid)
    totals.due = FinvoiceMapper.fact(message.amountDue)
    totals.hasDiscountsOrCharges = message.hasDiscountsOrCharges
    for (name, stated, amount) in [
      ("InvoicePaidAmount", message.paid, totals.paid), ("InvoiceTotalRoundoffAmount", message.roundoff, totals.roundoff),
    ] {
      if let stated, amount == nil { totals.unreadable.append((name, stated)) }
    }
    totals.isUnreadable =
      totals.discounts == nil && message.discountsTotal != nil || totals.charges == nil && message.chargesTotal != nil
    return totals
  }

  // MARK: - Parties

  private func seller(_ document: InvoiceDocument) -> FinvoicePartyFacts {
    var party = FinvoiceMapper.party(message.seller)
    party.businessID = message.seller.identifier.flatMap { FinvoiceMapper.businessID($0.text) }
    party.vatID = message.seller.taxCode.flatMap { FinvoiceMapper.vatID($0.text) }
    return party
  }

  private func buyer(_ document: InvoiceDocument) -> FinvoicePartyFacts {
    var party = FinvoiceMapper.party(message.buyer)
    party.businessID = message.buyer.identifier.flatMap { FinvoiceMapper.businessID($0.text) }
    party.vatID = document.buyer.vatID
    // A personal identity code in the place of a number is a person's own matter; the reader has taken it out.
    if document.buyer.vatID == nil, document.buyer.taxRegistration == nil { party.taxCode = nil }
    return party
  }

  private static func party(_ stated: FinvoiceMessage.StatedParty) -> FinvoicePartyFacts {
    var party = FinvoicePartyFacts()
    party.hasName = !stated.names.isEmpty
    party.identifier = stated.identifier
    party.taxCode = stated.taxCode
    party.unitNumber = stated.unitNumber
    party.postCode = stated.postCode.map { FinvoiceStated(text: $0, line: stated.postCodeLine) }
    party.countryCode = stated.countryCode.map { FinvoiceStated(text: $0, line: stated.countryLine) }
    return party
  }

  // MARK: - Payment

  private func payment(_ document: InvoiceDocument) -> FinvoicePaymentFacts {
    var payment = FinvoicePaymentFacts()
    payment.account = message.epiAccount
    payment.iban = message.epiAccount.flatMap { FinvoiceMapper.iban($0) }
    payment.bic = message.epiBIC
    payment.sellerAccounts = message.sellerAccounts
    payment.sellerIBANs = message.sellerAccounts.compactMap { FinvoiceMapper.iban($0) }
    payment.reference = document.reference == nil ? nil : message.reference
    payment.chargeOption = message.chargeOption
    payment.means = message.paymentMeans
    payment.status = message.status
    payment.hasMethod = message.paymentMethod != nil
    payment.hasInstructionID = message.paymentInstruction != nil
    payment.barcode = message.barcode
    payment.deductions = message.rows.deductions
    return payment
  }

  private static func iban(_ stated: FinvoiceStated) -> String? {
    let (account, isValid) = account(stated)
    return isValid ? account : nil
  }

  private func partialPayments() -> [FinvoicePartialFact] {
    message.partialPayments.map { part in
      FinvoicePartialFact(
        paid: FinvoiceMapper.fact(part.paid), unpaid: FinvoiceMapper.fact(part.unpaid), amounts: part.amounts.count,
        netAmounts: part.netAmounts.count,
        dueDates: part.dueDates.map { FinvoiceMapper.day($0, "PartialPaymentDetails/PartialPaymentDueDate", "BT-9") },
        line: part.amounts.first?.line ?? part.paid?.line)
    }
  }

  // MARK: - Dates

  private func setDates(_ facts: inout FinvoiceFacts) {
    let details = "InvoiceDetails/"
    facts.periodStart = message.periodStart.map { FinvoiceMapper.day($0, details + "InvoicingPeriodStartDate", "BT-73") }
    facts.periodEnd = message.periodEnd.map { FinvoiceMapper.day($0, details + "InvoicingPeriodEndDate", "BT-74") }
    facts.cashDiscountDates = message.cashDiscountDates.map {
      FinvoiceMapper.day($0, details + "PaymentTermsDetails/CashDiscountDate", "BT-20")
    }
    let originals = [message.original] + message.originalReferences
    facts.originalDates =
      originals.compactMap(\.date).map { FinvoiceMapper.day($0, details + "OriginalInvoiceDate", "BT-26") }
      + message.rowOriginals.compactMap(\.date).map { FinvoiceMapper.day($0, "InvoiceRow/OriginalInvoiceDate", "BT-26") }
    if let date = message.epiDate {
      facts.otherDates.append(FinvoiceMapper.day(date, "EpiDetails/EpiIdentificationDetails/EpiDate", nil))
    }
  }

  private static func day(_ stated: FinvoiceStated, _ path: String, _ term: String?) -> FinvoiceDateFact {
    FinvoiceDateFact(
      stated: stated, day: FinvoiceDate.read(stated.text, format: stated.qualifier).value, path: path, term: term)
  }
}
