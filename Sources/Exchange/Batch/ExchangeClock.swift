import Foundation
import Receivables

/// The only clock of Perille; everything below takes days as values.
public struct ExchangeClock: Sendable {
  /// Seconds since 1970.
  public var now: @Sendable () -> Double
  public var sleep: @Sendable (Double) -> Void

  public init(now: @escaping @Sendable () -> Double, sleep: @escaping @Sendable (Double) -> Void) {
    self.now = now
    self.sleep = sleep
  }

  public static let system = ExchangeClock(
    now: { Date().timeIntervalSince1970 }, sleep: { Thread.sleep(forTimeInterval: $0) })

  /// Today in a zone, or nil when this machine does not know the zone.
  func today(in zone: String) -> CalendarDate? {
    guard let zone = TimeZone(identifier: zone) else { return nil }
    let instant = now()
    let local = instant + Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: instant)))
    return CalendarDate(dayNumber: Int32(clamping: Int((local / 86_400).rounded(.down))))
  }

  /// `2026-11-21T22:04:05Z`, for run records.
  var timestamp: String {
    let seconds = Int(now().rounded(.down))
    let day = CalendarDate(dayNumber: Int32(clamping: Int((Double(seconds) / 86_400).rounded(.down))))
    let rest = seconds - Int(day.dayNumber) * 86_400
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(day)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }
}
