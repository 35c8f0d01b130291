import Receivables

/// What makes a line of money the same one in every file and format, for ever.
///
/// With the bank's id of a payment: `account/day/id/direction/correction`, so that KTL, camt.054 and camt.053 give one key. Direction:
/// `in`, `out`, and what moved no money `failed`, `pending`. A statement's line begins with `line/` and has its amount too, because its
/// id is shared with its breakdown and is not always one line's own: `line/account/day/id/direction/correction/amount`.
///
/// Without an id the key is weak: in the id's place stand `~`, the amount, a checksum of reference, payer and message, and how many
/// of the same came before in the file. No personal data stands in a key.
public enum EntryKey {
  /// `occurrence` counts, from 0, entries of one file that are alike in all that a weak key tells: both are real, and only their
  /// number tells them apart. A payment's own id needs none; a line counts when it is not 0.
  public static func make(_ entry: SettlementEntry, occurrence: Int = 0) -> String {
    var key = KeyText()
    key.begin(entry)
    if let id = id(of: entry) {
      key.add(id)
    } else {
      key.addWeak(entry)
      key.add(UInt8(ascii: "-"))
      key.add(checksum(entry.reference, entry.payerAccount ?? entry.payerName, entry.message))
      key.add(UInt8(ascii: "-"))
      key.add(occurrence)
    }
    key.end(entry)
    if entry.level == .statementLine {
      key.add(UInt8(ascii: "/"))
      key.add(Int(entry.amount.minorUnits))
      if occurrence > 0, id(of: entry) != nil {
        key.add(UInt8(ascii: "#"))
        key.add(occurrence)
      }
    }
    return key.text
  }

  /// It has no id of the bank, so only what it says tells it apart.
  public static func isWeak(_ entry: SettlementEntry) -> Bool { id(of: entry) == nil }

  private static func id(of entry: SettlementEntry) -> String? {
    let id = entry.level == .statementLine ? entry.entryReference ?? entry.archiveID : entry.archiveID
    guard let id, !id.isEmpty else { return nil }
    return id
  }

  /// FNV-1a, 64 bits: equal texts give equal keys on every machine. Nothing rests on its being hard to forge.
  private static func checksum(_ texts: String?...) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for text in texts {
      // Nil and empty are two things.
      add(text == nil ? 0 : 1)
      for byte in (text ?? "").utf8 { add(byte) }
      add(0xFF)
    }
    return hash
  }
}

private struct KeyText {
  static let line = "line"
  private var builder = TextBuilder(capacity: 96)

  var text: String { builder.text }

  mutating func begin(_ entry: SettlementEntry) {
    if entry.level == .statementLine {
      add(Self.line)
      add(UInt8(ascii: "/"))
    }
    add(entry.account)
    add(UInt8(ascii: "/"))
    let (year, month, day) = entry.bookingDate.components
    add(year)
    add(UInt8(ascii: "-"))
    addTwo(month)
    add(UInt8(ascii: "-"))
    addTwo(day)
    add(UInt8(ascii: "/"))
  }

  mutating func addWeak(_ entry: SettlementEntry) {
    add(UInt8(ascii: "~"))
    add(Int(entry.amount.minorUnits))
    add(entry.amount.currency.code)
  }

  mutating func end(_ entry: SettlementEntry) {
    let direction =
      switch entry.status {
      case .booked, .correction: entry.amount.isNegative ? "/out/" : "/in/"
      case .failed: "/failed/"
      case .pending: "/pending/"
      }
    add(direction)
    add(entry.correctionCode)
  }

  mutating func add(_ byte: UInt8) { builder.add(ascii: Unicode.Scalar(byte)) }
  mutating func add(_ text: String) { builder.add(text) }
  mutating func add(_ number: Int) { builder.add(number) }

  mutating func addTwo(_ number: Int) {
    add(0x30 + UInt8(number / 10))
    add(0x30 + UInt8(number % 10))
  }

  mutating func add(_ number: UInt64) {
    for shift in stride(from: 60, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: number >> UInt64(shift)) & 0xF
      add(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }
}
