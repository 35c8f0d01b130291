import Ledger
import Receivables

/// A file of an export for whoever asked for it.
public struct LedgerFile: Sendable {
  public var name: String
  public var bytes: [UInt8]
  public var manifestName: String
  public var manifest: [UInt8]
  /// What a person should know of it.
  public var notes: [String]

  init(_ file: ExportedFile) {
    name = file.name
    bytes = file.bytes
    manifestName = file.manifestName
    manifest = file.manifest
    notes = file.findings.map(\.message)
  }
}

/// A folder outside the exchange that a person wants exports in.
public enum ExportFolder {
  /// Writes a file and its manifest; what is there already stays, and other bytes under the name are refused. The file's name.
  public static func write(_ file: LedgerFile, into path: String) throws -> String {
    let disk: Disk
    do { disk = try Disk(root: path) } catch {
      throw CommandFailure(.missingFolder, "The folder for the exports is not there.", "Make it, or name another with --into.")
    }
    for (name, bytes) in [(file.name, file.bytes), (file.manifestName, file.manifest)] {
      let target = DiskPath(name)
      if try disk.publish(bytes, at: target) { continue }
      guard try disk.holds(bytes, at: target) else {
        throw CommandFailure(.inputOutput, "\(name) is there with other bytes; nothing was overwritten.")
      }
    }
    return file.name
  }
}
