import Configuration
import Foundation
import Ledger
import Providers
import Receivables
import Store

/// An exchange folder that has been opened: its disk, its configuration, what follows from it.
public struct ExchangeFolder: Sendable {
  let disk: Disk
  public let configuration: ExchangeConfiguration
  /// Hex SHA-256 of `perille.yaml`, kept with every decision.
  public let configurationHash: String
  let directory: CompanyDirectory
  let registry: FormatRegistry
  let rootPath: String

  static let storePath = "state/perille.sqlite"
  static let folders = ["inbox", "returns", "outbox", "archive", "quarantine", "ledger", "reports"]

  /// Opens the folder and reads `perille.yaml`.
  public static func open(root: String) throws -> ExchangeFolder {
    let disk: Disk
    do {
      disk = try Disk(root: root)
    } catch {
      throw CommandFailure(
        .missingFolder, "The exchange folder is not there.",
        "Give it with --root or PERILLE_ROOT, or make one: perille init DIR")
    }
    guard let bytes = try disk.contents(DiskPath("perille.yaml"), limit: 8 << 20) else {
      throw CommandFailure(
        .configuration, "perille.yaml is not in the exchange folder.", "Make a commented one with: perille init DIR")
    }
    return try ExchangeFolder(disk: disk, root: root, yaml: bytes)
  }

  private init(disk: Disk, root: String, yaml: [UInt8]) throws {
    self.disk = disk
    rootPath = root
    guard let text = String(validating: yaml, as: UTF8.self) else {
      throw CommandFailure(.configuration, "perille.yaml is not UTF-8 text.")
    }
    switch ConfigurationFile.read(text, known: Self.knownNames) {
    case .success(let read): configuration = read
    case .failure(let error):
      throw CommandFailure(.configuration, lines: error.problems.map { "perille.yaml:\($0)" })
    }
    configurationHash = hex(sha256(yaml))
    directory = CompanyDirectory(configuration.companies)
    registry = FormatRegistry(profiles: configuration.csvProfiles, companies: configuration.companies)
  }

  private static var knownNames: ConfigurationFile.KnownNames {
    ConfigurationFile.KnownNames(
      providers: ProviderRegistry.canonicalIDs, channels: ChannelRegistry.ids, exports: LedgerExports.all.map(\.id),
      agreementFindings: { ChannelRegistry.channel($0.channel)?.agreementFindings($0) ?? [] })
  }

  /// The inbox must be there: a missing one may be a lost mount, and would look like a quiet night.
  func requireInbox() throws {
    guard try disk.status(DiskPath("inbox"))?.kind == .folder else {
      throw CommandFailure(
        .missingFolder, "inbox/ is not in the exchange folder.", "If a share should be mounted there, mount it; nothing was done."
      )
    }
  }

  /// The same of `returns/`, where banks' files come, once a run has been here: the first one makes it.
  func requireReturns(_ store: Store) throws {
    guard try store.read({ try $0.lastRunID() }) != nil, try disk.status(DiskPath("returns"))?.kind != .folder else { return }
    throw CommandFailure(
      .missingFolder, "returns/ is not in the exchange folder, where earlier runs have read.",
      "If a share should be mounted there, mount it, else make the folder; nothing was done.")
  }

  /// Opens the store; makes it only when nothing beside it speaks of earlier runs.
  func openStore(mayCreate: Bool) throws -> Store {
    let mask = umask(0o077)
    defer { _ = umask(mask) }
    let path = rootPath + "/" + Self.storePath
    if try disk.status(DiskPath(Self.storePath)) != nil {
      // A crash while the store was being made leaves a database without tables, which is as good as none.
      do { return try Store.open(path: path, mayCreate: false) } catch StoreError.missing {}
    }
    for folder in ["outbox", "archive", "ledger", "reports"] where try holdsFiles(DiskPath(folder)) {
      throw CommandFailure(
        .configuration, "The store state/perille.sqlite is missing although \(folder)/ holds files of earlier runs.",
        "Restore the store from its backup. Perille never begins an empty ledger beside what was already done.")
    }
    guard mayCreate else { throw CommandFailure(.configuration, "There is no store yet: nothing has been run here.") }
    try disk.makeFolder(DiskPath("state"), mode: 0o700)
    return try Store.open(path: path, mayCreate: true)
  }

  /// Whether any file (not just empty folders) lies below.
  func holdsFiles(_ folder: DiskPath) throws -> Bool {
    for name in try disk.names(in: folder) {
      let path = folder.appending(name)
      guard let status = try disk.status(path) else { continue }
      if status.kind != .folder { return true }
      if try holdsFiles(path) { return true }
    }
    return false
  }
}
