import Foundation
import Testing

@testable import Exchange

/// What people see of a file's name: it cannot move their cursor, and names nobody.
@Suite struct PrintableNameTests {
  @Test(arguments: [
    ("inbox/a.xml", "inbox/a.xml"), ("/srv/in/a.xml", "srv/in/a.xml"), ("a", "a"), ("", ""), ("/", ""),
    ("inbox//a/", "inbox/a"), ("in\u{1B}[2J/a.xml", "in%1B[2J/a.xml"), ("Perintä 1.csv", "Perintä 1.csv"),
    ("131052-308T/a.xml", "[identity code]/a.xml"), ("x/131052-308T.xml", "x/[identity code].xml"),
    ("20260131/12345678/9.xml", "20260131/12345678/9.xml"),
  ])
  func paths(path: String, shown: String) {
    #expect(PrintableName.of(DiskPath(path)) == shown)
  }

  @Test func pathsAreInTheOrderOfTheirBytes() {
    let paths = ["a", "a.b", "a/b", "a/b/c", "a0", "aa", "b", "ä"].map { DiskPath($0) }
    #expect(paths.shuffled().sorted() == paths)
    #expect(!(DiskPath("") < DiskPath("")) && DiskPath("") < DiskPath("a") && !(DiskPath("a") < DiskPath("")))
  }

  @Test(arguments: [("a/b.xml", "b.xml"), ("b.xml", "b.xml"), ("a/", "a"), ("a//", "a"), ("/", ""), ("", ""), ("/a", "a")])
  func names(path: String, name: String) {
    #expect(String(decoding: DiskPath(path).name, as: UTF8.self) == name)
  }

  /// In the order of their paths' bytes, each once, whatever was named and how often.
  @Test func filesToCheckAreSorted() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("perille-scan-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appendingPathComponent("a/b"), withIntermediateDirectories: true)
    for name in ["a.b", "a/x", "a/b/y", "a0", "z"] { try Data("x".utf8).write(to: folder.appendingPathComponent(name)) }
    let root = folder.path
    for arguments in [[root], [root + "/a/x", root], [root, root + "/a", root + "/z"]] {
      let found = InspectionScan.of(arguments, disk: try Disk(root: "/"), isIgnored: { _ in false })
      #expect(
        found.map { String(decoding: $0.path.bytes, as: UTF8.self) }
          == ["a.b", "a/b/y", "a/x", "a0", "z"].map { root + "/" + $0 })
    }
  }
}
