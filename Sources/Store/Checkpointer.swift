import Dispatch
import GRDB
import GRDBSQLite
import Synchronization

/// Copies what is committed from the write-ahead log into the database while the night goes on, by a connection of its own: a night of a
/// hundred thousand payments spends a tenth of its time on that, and has a core to spare meanwhile.
///
/// It waits for nobody and nobody for it (`PASSIVE`). What it has not copied is copied when the store closes; a crash at any moment leaves
/// a log that is whole.
final class Checkpointer: Sendable {
  /// A log of so many pages (16 MB) is worth a thread; shorter ones are copied when the store closes.
  private static let worthwhilePages: Int32 = 4_096
  /// One of so many (256 MB) is waited for: it begins anew only when all of it is copied before the next transaction.
  private static let longPages: Int32 = 65_536

  private let path: String
  private let worker = DispatchQueue(label: "perille.checkpoints")
  private let connection = Mutex<DatabaseQueue?>(nil)
  /// One that has not begun copies what comes until it does.
  private let isWaiting = Mutex(false)
  /// Pages of the log at the last commit.
  private let pages = Mutex<Int32>(0)

  init(path: String) { self.path = path }

  /// Is told of every commit of this connection, in the place of SQLite's own checkpoints. The connection must not outlive this.
  func watch(_ db: Database) {
    _ = sqlite3_wal_hook(
      db.sqliteConnection,
      { context, _, _, pages in
        if let context { Unmanaged<Checkpointer>.fromOpaque(context).takeUnretainedValue().note(pages) }
        return SQLITE_OK
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func note(_ count: Int32) {
    pages.withLock { $0 = count }
    if count >= Self.worthwhilePages { begin() }
  }

  /// Before a transaction: the log does not grow without end where one follows another.
  func waitWhenLong() {
    if pages.withLock({ $0 }) >= Self.longPages { worker.sync {} }
  }

  private func begin() {
    let isFirst = isWaiting.withLock { isWaiting in
      defer { isWaiting = true }
      return !isWaiting
    }
    guard isFirst else { return }
    worker.async { [self] in
      isWaiting.withLock { $0 = false }
      connection.withLock { connection in
        // What fails here is tried again when the store closes, and until it is done the log stays: nothing is lost.
        if connection == nil { connection = try? DatabaseQueue(path: path) }
        _ = try? connection?.writeWithoutTransaction { try $0.checkpoint(.passive) }
      }
    }
  }

  /// Waits for the copying to end.
  func close() {
    worker.sync {}
    connection.withLock { connection in
      try? connection?.close()
      connection = nil
    }
  }
}
