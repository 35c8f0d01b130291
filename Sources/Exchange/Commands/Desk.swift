import Configuration
import Receivables
import Store

/// An exchange folder that a person works on: the lock is held, the store is open, and what an earlier run left is finished.
struct Desk: ~Copyable {
  let folder: ExchangeFolder
  let store: Store
  private let lock: RunLock

  private init(folder: ExchangeFolder, store: Store, lock: consuming RunLock) {
    self.folder = folder
    self.store = store
    self.lock = lock
  }

  static func open(_ folder: ExchangeFolder, mayCreate: Bool = false) throws -> Desk {
    if mayCreate { try folder.disk.makeFolder(DiskPath("state"), mode: 0o700) }
    guard try folder.disk.status(DiskPath("state"))?.kind == .folder else {
      throw CommandFailure(.configuration, "There is no store yet: nothing has been run here.")
    }
    guard let lock = try RunLock(folder.disk) else {
      throw CommandFailure(.locked, "A run holds the exchange folder; try again when it has ended.")
    }
    let store = try folder.openStore(mayCreate: mayCreate)
    let recovery = Recovery(disk: folder.disk, store: store)
    try recovery.refuseOldStore()
    _ = try recovery.finish()
    return Desk(folder: folder, store: store, lock: lock)
  }
}

/// A receivable that a person named.
struct Named {
  var company: String
  var number: String
}

extension ExchangeFolder {
  /// The company that a number is of. One that occurs in several companies changes nothing and lists them.
  func resolve(
    _ number: String, company: String?, in transaction: Transaction,
    unknown: String = "Check the number: `perille list receivables` shows all that there are."
  ) throws -> Named {
    if let company {
      _ = try requireCompany(company)
      return Named(company: company, number: number)
    }
    let found = try transaction.companies(number: number)
    if found.count == 1 { return Named(company: found[0], number: number) }
    if found.isEmpty {
      if configuration.companies.count == 1 { return Named(company: configuration.companies[0].key, number: number) }
      throw CommandFailure(
        .usage, "No document has the number \(Masking.excerpt(number)).",
        RuleBook.rule(named: number).map(RuleBook.hint) ?? unknown)
    }
    throw CommandFailure(
      .usage,
      lines: ["The number \(Masking.excerpt(number)) is of several companies; nothing was changed."]
        + found.map { "  --company \($0)" })
  }

  @discardableResult
  func requireCompany(_ key: String) throws -> Company {
    guard let company = directory.company(key: key) else {
      let hint = nearest(key, among: directory.companies.map(\.key)).map { " Did you mean \($0)?" } ?? ""
      throw CommandFailure(.usage, "No company has the key \(Masking.excerpt(key)).\(hint)")
    }
    return company
  }

  public func today(_ clock: ExchangeClock = .system) throws -> CalendarDate {
    guard let today = clock.today(in: configuration.timeZone) else {
      throw CommandFailure(.configuration, "perille.yaml: this machine does not know the time zone \(configuration.timeZone).")
    }
    return today
  }

  /// The store for looking only.
  func withStore<T>(_ body: (Store) throws -> T) throws -> T {
    let store = try openStore(mayCreate: false)
    defer { try? store.close() }
    return try body(store)
  }
}
