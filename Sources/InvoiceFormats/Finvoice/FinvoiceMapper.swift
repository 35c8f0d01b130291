import InvoiceRules
import Receivables

/// Turns what a message states into a document, or says why it cannot be trusted.
///
/// A claim is refused only when its number, issue date, currency or amount cannot be trusted; everything else is a warning or a
/// condition that rules look at. What asks for no money is never refused.
struct FinvoiceMapper {
  enum Outcome: Hashable, Sendable {
    case document(InvoiceDocument)
    case notForUs(String)
    case refused
  }

  let message: FinvoiceMessage
  var findings: FindingList
  var conditions: ClaimConditions = []
  /// Class by code and sign.
  var typeClass: InvoiceDocument.TypeClass
  let type: FinvoiceTypes.Entry
  let frame: FinvoiceFrame
  /// 1-based line where the message begins.
  let line: Int?
  /// Of a document, once it was judged.
  var verdict: Verdict?

  init(_ message: FinvoiceMessage, frame: FinvoiceFrame, line: Int?, findings: FindingList) {
    self.message = message
    self.frame = frame
    self.line = line
    self.findings = findings
    type = FinvoiceTypes.entry(message.typeCode?.text)
    typeClass = type.typeClass
  }

  /// Only these change what is owed.
  var isClaim: Bool { typeClass == .invoice || typeClass == .creditNote }

  mutating func map() -> Outcome {
    conditions.formUnion(type.conditions)
    checkRepetitions()
    let number = self.number()
    let issueDate = self.issueDate()
    let amounts = self.amounts()
    guard !findings.hasErrors, let number, let issueDate, let amounts else {
      return isClaim ? .refused : .notForUs(type.meaning)
    }
    checkType(amounts)
    let parties = self.parties()
    var document = InvoiceDocument(
      typeCode: IdentityCodes.kept(message.typeCode?.text ?? ""), typeClass: typeClass, number: number, issueDate: issueDate,
      currency: amounts.currency, amountDue: amounts.due, seller: parties.seller, buyer: parties.buyer)
    document.recipient = parties.recipient
    document.payee = payee(seller: parties.seller)
    setAmounts(amounts, &document)
    setPayment(&document)
    document.dueDate = dueDate(issueDate: issueDate)
    document.instalments = instalments(amounts)
    if typeClass == .invoice { explain(amounts, instalments: document.instalments) }
    if typeClass == .creditNote { explainCredit(amounts) }
    document.precedingInvoices = precedingInvoices()
    setTexts(&document)
    if message.mentionsRent { conditions.insert(.rentSuggested) }
    document.lineCount = message.rowCount
    document.conditions = conditions
    judge(&document)
    return .document(document)
  }

  // MARK: - Identity

  /// Fields whose value would decide; stated twice with two values, none can be trusted.
  private static let decisive: Set<String> = [
    FinvoiceName.invoiceTypeCode.rawValue, FinvoiceName.originCode.rawValue, FinvoiceName.invoiceNumber.rawValue,
    FinvoiceName.invoiceDate.rawValue, FinvoiceName.totalVatIncluded.rawValue, FinvoiceName.totalRoundoff.rawValue,
    FinvoiceName.invoicePaidAmount.rawValue, FinvoiceName.paymentStatusCode.rawValue,
    FinvoiceName.epiInstructedAmount.rawValue,
  ]

  private mutating func checkRepetitions() {
    for repetition in message.repetitions {
      let decides = isClaim && FinvoiceMapper.decisive.contains(repetition.name)
      findings.add(
        decides ? "finvoice.repeated-field" : "finvoice.repeated-value", decides ? .error : .warning,
        "\(repetition.name) is stated twice: '\(Masking.excerpt(repetition.first))' and '\(Masking.excerpt(repetition.second))'.",
        remedy: decides
          ? "It may stand once. Ask the sender which value holds and have the message sent again."
          : "It may stand once; the first value is used.",
        line: repetition.line)
    }
  }

  private mutating func number() -> String? {
    guard let stated = message.number, stated.text.unicodeScalars.contains(where: { $0.properties.isAlphabetic || isDigit($0) })
    else {
      findings.add(
        "finvoice.number-missing", isClaim ? .error : .warning,
        message.number.map { "The invoice number '\(Masking.excerpt($0.text))' holds no letter or digit." }
          ?? "The message has no invoice number.",
        remedy: "Every invoice needs its number in InvoiceDetails/InvoiceNumber, by which it is told from others.",
        line: message.number?.line, path: "InvoiceDetails/InvoiceNumber", term: "BT-1")
      return nil
    }
    guard !IdentityCodes.occur(in: stated.text) else {
      findings.add(
        "finvoice.number-missing", isClaim ? .error : .warning,
        "The invoice number holds a personal identity code.",
        remedy: "Numbers are printed in reports and payloads. Have the invoice numbered otherwise.",
        line: stated.line, path: "InvoiceDetails/InvoiceNumber", term: "BT-1")
      return nil
    }
    return stated.text
  }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x30 && scalar.value <= 0x39 }

  private mutating func issueDate() -> CalendarDate? {
    let reading = message.date.map { FinvoiceDate.read($0.text, format: $0.qualifier) } ?? .absent
    if case .value(let date) = reading { return date }
    findings.add(
      "finvoice.issue-date", isClaim ? .error : .warning,
      message.date.map {
        "The invoice date \(FinvoiceMapper.quoted($0)) is no day."
      }
        ?? "The message has no invoice date.",
      remedy: "InvoiceDetails/InvoiceDate takes eight digits, year, month, day (CCYYMMDD). A swapped order is not guessed.",
      line: message.date?.line, path: "InvoiceDetails/InvoiceDate", term: "BT-2")
    return nil
  }

  // MARK: - Type

  private mutating func checkType(_ amounts: FinvoiceAmounts) {
    let code = Masking.excerpt(message.typeCode?.text ?? "")
    if type == FinvoiceTypes.unknown {
      findings.add(
        "finvoice.type-unknown", .warning,
        code.isEmpty ? "The message has no type code." : "The type code '\(code)' is not in Finvoice's list.",
        remedy: "Known codes are INV01 to INV09 and those of the data list. A person has to say what it is.",
        line: message.typeCode?.line, path: "InvoiceDetails/InvoiceTypeCode", term: "BT-3")
    }
    var clashes: [String] = []
    if let text = message.typeText, let classes = FinvoiceTypes.classes(text: text), isClaim, !classes.contains(typeClass) {
      clashes.append("the type text '\(Masking.excerpt(text))'")
    }
    if let untdid = message.typeCodeUN?.text, let classes = FinvoiceTypes.classes(untdid: untdid), isClaim,
      !classes.contains(typeClass)
    {
      clashes.append("the UN type code '\(Masking.excerpt(untdid))'")
    }
    let isCancel = FinvoiceTypes.isCancel(message.origin?.text)
    if isCancel && typeClass == .creditNote { conditions.insert(.cancelsOriginal) }
    if isCancel && isClaim && type.typeClass != .creditNote {
      clashes.append("the origin code 'Cancel', which goes with INV02 only")
    }
    if amounts.signContradicts { clashes.append("the signs of its amounts") }
    if let untdid = message.typeCodeUN?.text {
      if DocumentTypeCode.factored.contains(untdid) { conditions.insert(.factoring) }
      if typeClass == .invoice, DocumentTypeCode.meaning(untdid) == .corrected { conditions.insert(.unknownType) }
    }
    guard !clashes.isEmpty else { return }
    conditions.insert(.typeContradiction)
    findings.add(
      "finvoice.type-contradiction", .warning,
      "The type code '\(code)' (\(type.meaning)) does not agree with " + clashes.joined(separator: " and ") + ".",
      remedy: "A person has to say whether this asks for money or takes it off.",
      line: message.typeCode?.line, path: "InvoiceDetails/InvoiceTypeCode", term: "BT-3")
  }

  // MARK: - Originals

  /// The header's original, else those that rows name, else the list of references, else those of interest and reminder rows.
  private mutating func precedingInvoices() -> [InvoiceDocument.PrecedingInvoice] {
    let lists = [[message.original], message.rowOriginals, message.originalReferences, message.overdueOriginals]
    for list in lists {
      var originals: [InvoiceDocument.PrecedingInvoice] = []
      for original in list {
        guard let number = original.number, !isPlaceholder(number), !IdentityCodes.occur(in: number) else { continue }
        let date = original.date.flatMap { FinvoiceDate.read($0.text, format: $0.qualifier).value }
        if let known = originals.firstIndex(where: { $0.number == number }) {
          originals[known].issueDate = originals[known].issueDate ?? date
        } else {
          originals.append(InvoiceDocument.PrecedingInvoice(number: number, issueDate: date))
        }
      }
      if !originals.isEmpty { return originals }
    }
    return []
  }

  /// What producers write where nothing is to be said: `-`, `--`, `NA`.
  private func isPlaceholder(_ text: String) -> Bool {
    text.uppercased() == "NA" || !text.unicodeScalars.contains { $0.properties.isAlphabetic || isDigit($0) }
  }

  // MARK: - Texts

  private mutating func setTexts(_ document: inout InvoiceDocument) {
    document.specification = message.specification.map { IdentityCodes.kept($0) }
    document.buyerReference = shortText(message.buyerReference, "InvoiceDetails/BuyerReferenceIdentifier")
    document.orderReference = shortText(message.order, "InvoiceDetails/OrderIdentifier")
    document.contractReference = shortText(message.agreement, "InvoiceDetails/AgreementIdentifier")
    document.accountingReference = shortText(message.accountDimension, "InvoiceDetails/AccountDimensionText")
    document.sellerReference = shortText(message.sellerReference, "InvoiceDetails/SellerReferenceIdentifier")
    let terms = message.terms.joined(separator: "; ")
    document.paymentTerms = terms.isEmpty ? nil : openText(terms, "InvoiceDetails/PaymentTermsDetails/PaymentTermsFreeText")
    let note = message.freeTexts.joined(separator: "\n")
    document.note = note.isEmpty ? nil : openText(note, "InvoiceDetails/InvoiceFreeText")
  }

  /// A text that goes into reports: any personal identity code in it is masked, and that is said.
  mutating func openText(_ text: String?, _ path: String) -> String? {
    guard let text else { return nil }
    let masked = Masking.masked(text)
    if masked != text { codeInText(path) }
    return masked
  }

  /// The same for a reference, which may well be ten digits.
  mutating func shortText(_ text: String?, _ path: String) -> String? {
    guard let text else { return nil }
    let kept = IdentityCodes.kept(text, country: message.buyer.countryCode?.uppercased())
    if kept != text { codeInText(path) }
    return kept
  }

  private mutating func codeInText(_ path: String) {
    findings.add(
      "finvoice.identity-code-in-text", .warning, "A text holds a personal identity code, which is masked from here on.",
      remedy: "A code belongs into the buyer's identifiers only. Ask the sender to leave it out of texts.", path: path)
  }
}
