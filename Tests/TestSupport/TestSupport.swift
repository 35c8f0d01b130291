import Foundation
import Testing

/// Where the tests find the project, the samples and the shared corpus.
public enum Places {
  /// The project's root: the nearest folder above this file that holds `Package.swift`.
  public static let project: URL = {
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" {
      if FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) {
        return folder
      }
      folder.deleteLastPathComponent()
    }
    return URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
  }()

  /// `../shared` beside the project, when it is there: real files that others wrote, not part of the project.
  public static let shared: URL? = {
    let folder = project.deletingLastPathComponent().appendingPathComponent("shared")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// A folder or file below `../shared`, or nil with a plain word on standard output that the test had nothing to look at.
  public static func sharedItem(_ path: String) -> URL? {
    guard let item = shared?.appendingPathComponent(path), FileManager.default.fileExists(atPath: item.path) else {
      print("SKIPPED: ../shared/\(path) is not here; what it would prove is not proved in this run")
      return nil
    }
    return item
  }
}

/// Compares with a golden file, or renews it when `UPDATE_GOLDEN=1` (`make golden`).
public func expectGolden(
  _ actual: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = Places.project.appendingPathComponent("Tests/Golden/\(name)")
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try actual.write(to: file, atomically: true, encoding: .utf8)
    return
  }
  guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
    Issue.record("no golden file \(name): run `make golden` and read what it wrote", sourceLocation: sourceLocation)
    return
  }
  #expect(actual == expected, "differs from Tests/Golden/\(name)", sourceLocation: sourceLocation)
}

/// A CSV table of the shared vectors: header names to fields, quotes honoured, one row a line.
public func tableRows(_ url: URL, separator: Character = ",") throws -> [[String: String]] {
  let text = try String(contentsOf: url, encoding: .utf8)
  var lines = text.split(whereSeparator: \.isNewline).map { splitRow($0, separator) }
  guard !lines.isEmpty else { return [] }
  let header = lines.removeFirst()
  return lines.map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
}

private func splitRow(_ line: Substring, _ separator: Character) -> [String] {
  var fields: [String] = []
  var field = ""
  var quoted = false
  var iterator = line.makeIterator()
  var pending = iterator.next()
  while let character = pending {
    pending = iterator.next()
    if character == "\"" {
      if quoted, pending == "\"" {
        field.append(character)
        pending = iterator.next()
      } else {
        quoted.toggle()
      }
    } else if character == separator && !quoted {
      fields.append(field)
      field = ""
    } else {
      field.append(character)
    }
  }
  fields.append(field)
  return fields
}
