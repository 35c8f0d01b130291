import Receivables

/// Dates, payment, references and what they make of the claim.
extension UBLDocument {
  func addDates(to document: inout InvoiceDocument) {
    let stated = [fields.dueDate].compactMap(\.self) + fields.means.compactMap(\.dueDate)
    var dates: [CalendarDate] = []
    for value in stated {
      if let date = Self.date(value.text) {
        dates.append(date)
      } else {
        warn("ubl.due-date", value, "The due date is '\(quote(value.text))', which is no date.", "BT-9")
      }
    }
    guard let first = stated.first, let due = dates.max(), dates.count == stated.count else {
      // Only what asks for money can be overdue.
      guard document.typeClass == .invoice else { return }
      document.conditions.insert(.dueDateMissing)
      if stated.isEmpty {
        findings.append(
          Finding(
            "ubl.due-date-missing", .warning, "The document has no due date.", remedy: UBLCatalog.remedy("ubl.due-date-missing"),
            place: place(fields.isCreditNote ? .meansDueDate : .dueDate, line: fields.line), term: "BT-9"))
      }
      return
    }
    document.dueDate = due
    if let earliest = dates.min(), earliest != due {
      document.conditions.insert(.dueDatesDiffer)
      warn("ubl.due-dates-differ", first, "The document states due dates from \(earliest) to \(due); the latest holds.", "BT-9")
    }
    if due < document.issueDate {
      document.conditions.insert(.dueBeforeIssue)
      warn("ubl.due-before-issue", first, "The due date \(due) is before the issue date \(document.issueDate).", "BT-9")
    }
  }

  func addPayment(to document: inout InvoiceDocument) {
    for means in fields.means {
      if let code = means.code?.text, !document.paymentMeans.contains(code) { document.paymentMeans.append(code) }
      if let account = means.account { addAccount(account, means.bic, to: &document) }
      let isCollected = means.hasMandate || PaymentMeansCode.collected.contains(means.code?.text ?? "")
      if isCollected { document.conditions.insert(.directDebit) }
      let isCard = means.hasCard || PaymentMeansCode.card.contains(means.code?.text ?? "")
      if isCard { document.conditions.insert(.card) }
      if isCollected || isCard, let code = means.code {
        say(
          "ubl.payment-means", .info, code,
          "The payment means '\(quote(code.text))' is \(isCard ? "a card" : "a direct debit, a standing agreement or a clearing").",
          "BT-81")
      }
    }
    let references = fields.means.compactMap(\.reference)
    guard let first = references.first else { return }
    let reference = Self.withoutBlanks(first.text)
    document.reference = reference
    if let other = references.first(where: { Self.withoutBlanks($0.text) != reference }) {
      warn("ubl.references-differ", other, "The document states more than one payment reference; the first holds.", "BT-83")
    }
    if isWrong(reference) {
      document.conditions.insert(.referenceInvalid)
      warn("ubl.reference", first, "The payment reference '\(quote(reference))' fails its check digit.", "BT-83")
    }
  }

  /// Creditor references have check digits everywhere. Of the national ones only a Finnish one is known to be one by its look:
  /// in Sweden and Norway a number without check digit is a lawful reference too.
  private func isWrong(_ reference: String) -> Bool {
    let bytes = Array(reference.utf8)
    let isDigit = { (byte: UInt8) in byte >= 0x30 && byte <= 0x39 }
    if bytes.count > 4, reference.uppercased().hasPrefix("RF"), isDigit(bytes[2]), isDigit(bytes[3]) {
      return CreditorReference.normalised(reference) == nil
    }
    guard seller.address?.country == "FI", (4...20).contains(bytes.count), bytes.allSatisfy(isDigit) else { return false }
    return FinnishReference.normalised(reference) == nil
  }

  private func addAccount(_ stated: UBLStated, _ bic: String?, to document: inout InvoiceDocument) {
    let compact = Self.withoutBlanks(stated.text)
    let account = IBAN.normalised(compact) ?? compact
    if !document.sellerAccounts.contains(account) { document.sellerAccounts.append(account) }
    if document.account == nil {
      document.account = account
      document.bic = bic.map(Self.withoutBlanks)
    }
    let bytes = Array(compact.utf8)
    let isLetter = { (byte: UInt8) in (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
    let claimsToBeIBAN =
      stated.attribute?.uppercased() == "IBAN"
      || (bytes.count > 4 && isLetter(bytes[0]) && isLetter(bytes[1]) && !isLetter(bytes[2]) && !isLetter(bytes[3]))
    if claimsToBeIBAN, IBAN.normalised(compact) == nil {
      document.conditions.insert(.accountInvalid)
      warn("ubl.account", stated, "The account to pay to, '\(quote(compact))', is no valid IBAN.", "BT-84")
    }
  }

  func addReferences(to document: inout InvoiceDocument) {
    document.specification = fields.specification
    document.process = fields.process
    document.buyerReference = fields.buyerReference
    // A sales order is written under an order that reads NA.
    document.orderReference = fields.orderReference == "NA" ? nil : fields.orderReference
    document.sellerReference = fields.salesOrder
    document.contractReference = fields.contract
    document.accountingReference = fields.accountingReference
    document.paymentTerms = fields.paymentTerms.isEmpty ? nil : fields.paymentTerms.joined(separator: "\n")
    document.note = fields.notes.isEmpty ? nil : fields.notes.joined(separator: "\n")
    for preceding in fields.preceding {
      guard let number = preceding.number else { continue }
      let date = preceding.date.flatMap { Self.date($0.text) }
      if let stated = preceding.date, date == nil {
        warn(
          "ubl.preceding-date", stated, "The date of the preceding invoice is '\(quote(stated.text))', which is no date.", "BT-26"
        )
      }
      document.precedingInvoices.append(InvoiceDocument.PrecedingInvoice(number: number, issueDate: date))
    }
  }

  // MARK: what it is

  func classify(_ document: inout InvoiceDocument) {
    let meaning = UBLTypes.meaning(
      code: fields.typeCode?.text, isCreditNote: fields.isCreditNote, specification: fields.specification)
    document.typeClass = meaning.typeClass
    document.conditions.formUnion(meaning.conditions)
    let code = fields.typeCode ?? UBLStated(text: "", line: fields.line, attribute: nil, node: UBLPaths.shared.document)
    let root = fields.isCreditNote ? "CreditNote" : "Invoice"
    switch meaning.doubt {
    case .unknown:
      let seen = code.text.isEmpty ? "no type code" : "the type code '\(quote(code.text))', which asks for no ordinary payment"
      warn("ubl.type-code", code, "The document has \(seen).", "BT-3")
    case .contradiction:
      warn(
        "ubl.type-contradiction", code, "The type code '\(quote(code.text))' does not fit a document of root <\(root)>.", "BT-3")
    case .corrected:
      warn("ubl.corrected-invoice", code, "The type code \(code.text) corrects another invoice, which may still be open.", "BT-3")
    case nil: break
    }
    guard document.amountDue.isNegative, let payable = fields.payable else { return noteMissingOriginal(document) }
    if document.typeClass == .invoice {
      document.typeClass = .creditNote
      say("ubl.negative", .info, payable, "The invoice asks for \(document.amountDue): it is read as a credit note.", "BT-115")
    } else if document.typeClass == .creditNote, fields.isCreditNote {
      document.conditions.insert(.typeContradiction)
      warn("ubl.type-contradiction", payable, "The credit note gives back a negative amount, \(document.amountDue).", "BT-115")
    }
    noteMissingOriginal(document)
  }

  private func noteMissingOriginal(_ document: InvoiceDocument) {
    guard document.typeClass == .creditNote, document.precedingInvoices.isEmpty else { return }
    findings.append(
      Finding(
        "ubl.preceding-missing", .warning, "The credit note does not say which invoice it credits.",
        remedy: UBLCatalog.remedy("ubl.preceding-missing"), place: place(.precedingNumber, line: fields.line), term: "BT-25"))
  }

  /// Blanks of every width, which people put into references and accounts for the eye.
  static func withoutBlanks(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x80 }) { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
  }
}
