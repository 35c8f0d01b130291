import Dispatch
import Glibc
import Synchronization

/// Listens for SIGINT and SIGTERM: the first one lets the document in hand be finished, the second ends the process at once. Both are
/// safe, because the store commits whole files only.
public enum Interrupts {
  private static let received = Atomic<Int32>(0)
  private static let queue = DispatchQueue(label: "perille.signals")

  /// A reader that closes our output (`| head`) must not end the work.
  public static func ignoreClosedOutput() { _ = Glibc.signal(SIGPIPE, SIG_IGN) }

  /// Begins to listen; the sources live as long as the process.
  public static func listen() {
    // A file-size limit is an error of the write, not the end of the process.
    _ = Glibc.signal(SIGXFSZ, SIG_IGN)
    for number in [SIGINT, SIGTERM] {
      _ = Glibc.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        _ = source.isCancelled
        if received.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
      }
      source.resume()
    }
  }

  public static var status: ExitStatus? {
    switch received.load(ordering: .relaxed) {
    case SIGINT: .interrupted
    case SIGTERM: .terminated
    default: nil
    }
  }
}
