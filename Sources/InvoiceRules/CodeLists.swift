import CTables

/// The code lists that rules ask, as a table from a code to the lists that it is in.
///
/// Source: `invoice_code_lists.tsv`, with the artefact that each list is of. Lists change with every release: what an earlier release
/// had instead stands there too.
struct CodeLists: Sendable {
  enum List: UInt32, CaseIterable, Sendable {
    case invoiceTypes
    case creditNoteTypes
    case currencies
    case taxPointCodes
    case objectSchemes
    case noteSubjects
    case identifierSchemes
    case itemLists
    case countries
    case paymentMeans
    case taxCategories
    case allowanceReasons
    case chargeReasons
    case exemptions
    case units
    case endpointSchemes
    case vatPrefixes
    case peppolCurrencies
    case mediaTypes
    case peppolTaxPointCodes
    case peppolAllowanceReasons
    case peppolChargeReasons
    case peppolEndpointSchemes
    case peppolInvoiceTypes
    case peppolCreditNoteTypes
    case danishUNSPSC
    case swedishRates

    fileprivate var bit: UInt32 { 1 << rawValue }

    /// The list with this name in the table.
    init?(name: String) {
      switch name {
      case "UNTDID-1001-invoice": self = .invoiceTypes
      case "UNTDID-1001-creditnote": self = .creditNoteTypes
      case "ISO-4217": self = .currencies
      case "UNTDID-2005": self = .taxPointCodes
      case "UNTDID-1153": self = .objectSchemes
      case "UNTDID-4451": self = .noteSubjects
      case "ICD": self = .identifierSchemes
      case "UNTDID-7143": self = .itemLists
      case "ISO-3166": self = .countries
      case "UNTDID-4461": self = .paymentMeans
      case "UNTDID-5305": self = .taxCategories
      case "UNTDID-5189": self = .allowanceReasons
      case "UNTDID-7161": self = .chargeReasons
      case "VATEX": self = .exemptions
      case "UNECE-Rec20-21": self = .units
      case "EAS": self = .endpointSchemes
      case "VAT-prefix": self = .vatPrefixes
      case "Peppol-ISO4217": self = .peppolCurrencies
      case "Peppol-MIMECODE": self = .mediaTypes
      case "Peppol-UNCL2005": self = .peppolTaxPointCodes
      case "Peppol-UNCL5189": self = .peppolAllowanceReasons
      case "Peppol-UNCL7161": self = .peppolChargeReasons
      case "Peppol-eaid": self = .peppolEndpointSchemes
      case "PEPPOL-EN16931-P0100": self = .peppolInvoiceTypes
      case "PEPPOL-EN16931-P0101": self = .peppolCreditNoteTypes
      case "Peppol-DK-R-003": self = .danishUNSPSC
      case "Peppol-SE-R-006": self = .swedishRates
      default: return nil
      }
    }
  }

  // Open addressing; a word of 0 is a free place.
  private var words: [UInt64]
  private var lists: [UInt32]
  /// Codes of more than eight bytes.
  private var long: [String: UInt32] = [:]
  private static let mask = 8191

  /// The lists as they were for these versions of the artefacts.
  init(_ set: RuleSet) {
    words = Array(repeating: 0, count: Self.mask + 1)
    lists = Array(repeating: 0, count: Self.mask + 1)
    for row in TabbedRows(perille_table_invoice_code_lists()) {
      guard row.fields.count >= 3, let list = List(name: row["list"]) else { continue }
      for code in TabbedRows.split(row.fields[2], at: 0x20) { insert(code, list.bit) }
      let changes = row["earlier"].split(separator: " ")
      guard let version = changes.first, set.isAtMost(String(version), ofPeppol: row["list"].hasPrefix("Peppol")) else {
        continue
      }
      for change in changes.dropFirst() {
        Array(change.utf8.dropFirst()).withUnsafeBufferPointer { code in
          if change.first == "+" { insert(code, list.bit) } else { remove(code, list.bit) }
        }
      }
    }
  }

  func contains(_ code: ShortText, _ list: List) -> Bool {
    guard code.word != 0, code != .long else { return false }
    var place = Self.place(code.word)
    while words[place] != 0 {
      if words[place] == code.word { return lists[place] & list.bit != 0 }
      place = (place + 1) & Self.mask
    }
    return false
  }

  func contains(_ code: String, _ list: List) -> Bool {
    code.utf8.count <= 8 ? contains(ShortText(Array(code.utf8)), list) : (long[code] ?? 0) & list.bit != 0
  }

  /// Whether some code of two letters begins with the letter, or holds it at all.
  func hasCode(with letter: UInt8, _ list: List, anywhere: Bool) -> Bool {
    hasCode(list) { $0 >> 8 == UInt64(letter) || anywhere && $0 & 0xFF == UInt64(letter) }
  }

  func hasCode(endingIn letter: UInt8, _ list: List) -> Bool { hasCode(list) { $0 & 0xFF == UInt64(letter) } }

  private func hasCode(_ list: List, _ fits: (UInt64) -> Bool) -> Bool {
    zip(words, lists).contains { word, lists in word != 0 && lists & list.bit != 0 && fits(word) }
  }

  private mutating func insert(_ code: UnsafeBufferPointer<UInt8>, _ bit: UInt32) {
    guard code.count <= 8 else {
      long[String(decoding: code, as: UTF8.self), default: 0] |= bit
      return
    }
    let place = free(ShortText(code).word)
    words[place] = ShortText(code).word
    lists[place] |= bit
  }

  private mutating func remove(_ code: UnsafeBufferPointer<UInt8>, _ bit: UInt32) {
    if code.count <= 8 { lists[free(ShortText(code).word)] &= ~bit }
  }

  /// The place of a word, or the free one where it belongs.
  private func free(_ word: UInt64) -> Int {
    var place = Self.place(word)
    while words[place] != 0, words[place] != word { place = (place + 1) & Self.mask }
    return place
  }

  @inline(__always)
  private static func place(_ word: UInt64) -> Int {
    Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 51)
  }
}
