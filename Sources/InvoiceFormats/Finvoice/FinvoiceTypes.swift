import Receivables

/// What the type codes of a message mean for a debt.
///
/// Source: Finance Finland, Finvoice data list 3.0 (1.11.2019), InvoiceTypeCode and OriginCode.
enum FinvoiceTypes {
  struct Entry: Hashable, Sendable {
    /// Three letters of a version's list.
    var prefix: String
    /// The two digits that follow.
    var numbers: ClosedRange<Int>
    var typeClass: InvoiceDocument.TypeClass
    var conditions: ClaimConditions = []
    var meaning: String
  }

  static let entries: [Entry] = [
    Entry(prefix: "INV", numbers: 1...1, typeClass: .invoice, meaning: "invoice"),
    Entry(prefix: "INV", numbers: 2...2, typeClass: .creditNote, meaning: "credit note"),
    Entry(prefix: "INV", numbers: 3...3, typeClass: .reminder, meaning: "interest note on an older claim"),
    Entry(prefix: "INV", numbers: 4...4, typeClass: .other, meaning: "internal invoice"),
    Entry(prefix: "INV", numbers: 5...5, typeClass: .reminder, meaning: "collection note about an older claim"),
    Entry(prefix: "INV", numbers: 6...6, typeClass: .proForma, meaning: "pro forma invoice"),
    Entry(prefix: "INV", numbers: 7...7, typeClass: .selfBilled, meaning: "self-billing by the buyer"),
    Entry(prefix: "INV", numbers: 8...8, typeClass: .reminder, meaning: "reminder of an older claim"),
    Entry(prefix: "INV", numbers: 9...9, typeClass: .invoice, meaning: "copy of a direct-payment invoice for a consumer"),
    Entry(prefix: "SEI", numbers: 1...99, typeClass: .invoice, conditions: .secure, meaning: "secure invoice"),
    Entry(prefix: "REC", numbers: 1...99, typeClass: .receipt, meaning: "receipt"),
    Entry(prefix: "RES", numbers: 1...99, typeClass: .receipt, meaning: "secure receipt"),
    Entry(
      prefix: "SDD", numbers: 1...1, typeClass: .other, conditions: .directDebit,
      meaning: "advance notice of a direct debit"),
    Entry(prefix: "TES", numbers: 0...99, typeClass: .test, meaning: "test"),
    Entry(prefix: "INF", numbers: 0...99, typeClass: .other, meaning: "information"),
    Entry(prefix: "REQ", numbers: 0...99, typeClass: .other, meaning: "request for a quotation"),
    Entry(prefix: "QUO", numbers: 0...99, typeClass: .other, meaning: "quotation"),
    Entry(prefix: "ORD", numbers: 0...99, typeClass: .other, meaning: "order"),
    Entry(prefix: "ORC", numbers: 0...99, typeClass: .other, meaning: "order confirmation"),
    Entry(prefix: "DEV", numbers: 0...99, typeClass: .other, meaning: "delivery note"),
    Entry(prefix: "DEN", numbers: 0...99, typeClass: .other, meaning: "delivery error"),
    Entry(prefix: "PRI", numbers: 0...99, typeClass: .other, meaning: "price list"),
  ]

  /// Nobody knows what it is: an invoice that a person looks at.
  static let unknown = Entry(
    prefix: "", numbers: 0...0, typeClass: .invoice, conditions: .unknownType, meaning: "unknown")

  /// The entry of a code; case and blanks do not matter.
  static func entry(_ code: String?) -> Entry {
    let bytes = Array((code ?? "").utf8).filter { !MarkupScanner.isBlank($0) }
    guard bytes.count == 5, let tens = digit(bytes[3]), let ones = digit(bytes[4]) else { return unknown }
    let prefix = String(decoding: bytes[..<3], as: UTF8.self).uppercased()
    return entries.first { $0.prefix == prefix && $0.numbers.contains(tens * 10 + ones) } ?? unknown
  }

  private static func digit(_ byte: UInt8) -> Int? {
    (0x30...0x39).contains(byte) ? Int(byte) - 0x30 : nil
  }

  // MARK: - Cross-checks

  /// Classes that a UN type code may go with; nil for codes that say nothing here.
  static func classes(untdid code: String) -> Set<InvoiceDocument.TypeClass>? {
    switch DocumentTypeCode.meaning(code) {
    case .claim: [.invoice]
    case .credit: [.creditNote]
    case .selfBilled: [.selfBilled]
    case .proForma: [.proForma]
    case .receipt: [.receipt, .other]
    case .asksForNothing: [.other]
    // It has either sign.
    case .corrected: [.invoice, .creditNote]
    case nil: nil
    }
  }

  /// Words in InvoiceTypeText, a free field, that plainly name another class than an invoice: lower case, parts of words.
  static let textHints: [(word: String, classes: Set<InvoiceDocument.TypeClass>)] = [
    ("hyvitys", [.creditNote]), ("kreditnota", [.creditNote]), ("kreditfaktura", [.creditNote]),
    ("credit note", [.creditNote]), ("creditnote", [.creditNote]), ("credit invoice", [.creditNote]),
    ("peruutus", [.creditNote]), ("cancellation", [.creditNote]), ("annuller", [.creditNote]),
    ("muistutus", [.reminder]), ("huomautus", [.reminder]), ("påminnelse", [.reminder]), ("reminder", [.reminder]),
    ("perintä", [.reminder]), ("korkolasku", [.reminder]), ("räntefaktura", [.reminder]), ("karhu", [.reminder]),
    ("proforma", [.proForma]), ("pro forma", [.proForma]), ("pro-forma", [.proForma]),
    ("itselasku", [.selfBilled]), ("kuitti", [.receipt]), ("kvitto", [.receipt]),
    ("tarjous", [.other]), ("tilausvahvistus", [.other]), ("lähete", [.other]),
  ]

  /// Classes that the text names; nil when it names none.
  static func classes(text: String) -> Set<InvoiceDocument.TypeClass>? {
    let lower = text.lowercased()
    let bytes = Array(lower.utf8)
    // Comparing characters is what costs; only accents written apart from their letters need it.
    guard !bytes.contains(where: { $0 == 0xCC || $0 == 0xCD }) else {
      return textHints.first { lower.contains($0.word) }?.classes
    }
    return textHints.first { FinvoiceFormat.holds(bytes, $0.word) }?.classes
  }

  /// OriginCode that withdraws a whole invoice (Finvoice 2.0 on).
  static func isCancel(_ origin: String?) -> Bool { origin?.lowercased() == "cancel" }

  /// Payment means (UNTDID 4461) by which the payer does not pay on their own initiative.
  static func condition(paymentMeans code: String) -> ClaimConditions {
    if PaymentMeansCode.collected.contains(code) { return .directDebit }
    return PaymentMeansCode.card.contains(code) ? .card : []
  }
}
