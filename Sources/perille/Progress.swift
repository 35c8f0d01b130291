import Foundation

/// A line on standard error that counts files, on a terminal only and not before a second has gone.
final class Progress {
  private let isShown: Bool
  private let began = Date()
  private var last = Date.distantPast
  private var hasPrinted = false

  init(isQuiet: Bool) { isShown = !isQuiet && isatty(2) == 1 }

  func show(_ done: Int, of total: Int) {
    guard isShown else { return }
    let now = Date()
    guard now.timeIntervalSince(began) > 1, now.timeIntervalSince(last) > 0.2 || done == total else { return }
    last = now
    hasPrinted = true
    try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(done) of \(total) files".utf8))
  }

  func end() {
    if hasPrinted { try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K".utf8)) }
  }
}
