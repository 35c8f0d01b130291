import Foundation
import Reports
import Synchronization
import Testing

@testable import Exchange

/// A folder with files, and what an inspection says of them.
final class InspectionBench {
  let folder: URL

  init(_ files: [(name: String, text: String)] = [], isExchange: Bool = true) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("inspection-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder.appendingPathComponent("inbox"), withIntermediateDirectories: true)
    if isExchange { try add("perille.yaml", InspectionSamples.configuration) }
    for file in files { try add(file.name, file.text) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func add(_ name: String, _ text: String) throws {
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  struct Result {
    /// With the bench's own folder taken out of it.
    var text: String
    var outcome: Inspection.Outcome
    var status: Exchange.ExitStatus { outcome.tally.status }
  }

  func run(_ names: [String], view: some InspectionView, jobs: Int = 2, hasRoot: Bool = true, keptBytes: Int? = nil) throws
    -> Result
  {
    let pieces = Mutex<[UInt8]>([])
    var options = Inspection.Options(paths: names.map(path), jobs: jobs, root: hasRoot ? folder.path : nil)
    if let keptBytes { options.keptBytes = keptBytes }
    let outcome = try Inspection(options).run(view: view) { piece in pieces.withLock { $0 += piece } }
    return Result(
      text: String(decoding: pieces.withLock { $0 }, as: UTF8.self).replacingOccurrences(of: folder.path + "/", with: ""),
      outcome: outcome)
  }

  /// One JSON object a line.
  static func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }
}
