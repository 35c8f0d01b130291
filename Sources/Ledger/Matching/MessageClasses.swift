import CTables
import Receivables
import Tables

/// A kind of message under which a provider pays what is not capital. Rows of `Sources/CTables/provider_messages.csv`.
struct MessageClass: Hashable, Sendable {
  enum Confidence: String, Hashable, Sendable {
    /// Published by the provider or a system that reads its payments.
    case documented
    /// Follows from what is published, in words that are not.
    case derived
    /// Assumed: shown to a person, never booked.
    case unverified
  }

  /// What a class says of one entry.
  enum Reading: Hashable, Sendable {
    case applies(MessageClass)
    /// Nobody has reviewed it for the day of the entry.
    case expired(MessageClass)
    case unverified(MessageClass)

    var found: MessageClass {
      switch self {
      case .applies(let found), .expired(let found), .unverified(let found): found
      }
    }
  }

  var id: String
  var provider: String
  /// Folded; when there are any, the payer must have one of them.
  var payerNames: [[UInt8]]
  /// Folded; one of them must stand in the message. None: any message, also none.
  var phrases: [[UInt8]]
  /// Folded; none of them may.
  var unless: [[UInt8]]
  var role: AccountRole
  var validFrom: CalendarDate
  var reviewedThrough: CalendarDate
  var confidence: Confidence
  var source: String

  /// It says what the money is by words of the message, not by the payer alone.
  var isInWords: Bool { !phrases.isEmpty }

  func fits(_ message: [UInt8], payer: [UInt8]) -> Bool {
    guard phrases.isEmpty || phrases.contains(where: { Folding.contains(message, phrase: $0) }),
      !unless.contains(where: { Folding.contains(message, phrase: $0) })
    else { return false }
    return payerNames.isEmpty || payerNames.contains { payer.starts(with: $0) }
  }
}

enum MessageClasses {
  /// In the order of the table.
  static let all: [MessageClass] = read(EmbeddedRows(perille_table_provider_messages()))

  /// A row that does not make sense is left out: its money waits in suspense. A test shows that there is none.
  static func read(_ rows: EmbeddedRows) -> [MessageClass] {
    rows.compactMap { row in
      guard let role = AccountRole(rawValue: row["role"]), let from = CalendarDate(iso: row["valid_from"]),
        let reviewed = CalendarDate(iso: row["reviewed_through"]),
        let confidence = MessageClass.Confidence(rawValue: row["confidence"]), !row["id"].isEmpty, !row["provider"].isEmpty
      else { return nil }
      let found = MessageClass(
        id: row["id"], provider: row["provider"], payerNames: words(row["payer"]), phrases: words(row["phrases"]),
        unless: words(row["unless"]), role: role, validFrom: from, reviewedThrough: reviewed, confidence: confidence,
        source: row["source"])
      return found.phrases.isEmpty && found.payerNames.isEmpty ? nil : found
    }
  }

  private static func words(_ field: String) -> [[UInt8]] {
    field.split(separator: "|").map { Folding.folded(String($0)) }.filter { !$0.isEmpty }
  }

  /// The first class that applies; else what would, were it reviewed or verified. Classes in words go before those without.
  static func read(
    _ message: [UInt8], payer: String?, among classes: [MessageClass], on day: CalendarDate
  ) -> MessageClass.Reading? {
    let payer = payer.map { Folding.folded($0) } ?? []
    let fitting = classes.filter { $0.validFrom <= day && $0.fits(message, payer: payer) }
    for inWords in [true, false] {
      let some = fitting.filter { $0.isInWords == inWords }
      if let found = some.first(where: { day <= $0.reviewedThrough && $0.confidence != .unverified }) { return .applies(found) }
      if let found = some.first(where: { day > $0.reviewedThrough }) { return .expired(found) }
      if let found = some.first { return .unverified(found) }
    }
    return nil
  }
}
