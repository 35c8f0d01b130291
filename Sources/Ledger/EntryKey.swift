import Receivables

/// What makes a line of money the same one in every file, for ever: account, booking date, archive id, direction, correction code.
public enum EntryKey {
  /// `occurrence` counts, from 0, identical entries without an archive id in one settlement: both are real, and only their number
  /// tells them apart. With an archive id it is not used.
  public static func make(_ entry: SettlementEntry, occurrence: Int = 0) -> String {
    let direction = entry.status == .failed ? "failed" : entry.amount.isNegative ? "out" : "in"
    let head = "\(entry.account)/\(entry.bookingDate)"
    let tail = "\(direction)/\(entry.correctionCode)"
    guard let archiveID = entry.archiveID else {
      return "\(head)/~\(entry.amount.decimalText)-\(entry.reference ?? "")-\(occurrence)/\(tail)"
    }
    return "\(head)/\(archiveID)/\(tail)"
  }
}
