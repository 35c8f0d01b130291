import Foundation
import Glibc
import Receivables
import Testing

@testable import Exchange

/// Odd things in the inbox: what is no file, what has an odd name, what changes while it is looked at.
@Suite struct HostileFileTests {
  private static let goes = ["keksitty 93001", "keksitty 93002", "koeverk 501", "koeverk 502"]

  private static func isGone(_ decisions: [String: String]) -> Bool {
    goes.allSatisfy { decisions[$0]?.hasPrefix("transfer") == true }
  }

  private static func waits(_ decisions: [String: String]) -> Bool {
    goes.allSatisfy { decisions[$0] == "wait intake-incomplete" }
  }

  // MARK: What is no file

  enum Thing: String, CaseIterable, Sendable { case pipe, linkToFile, linkToFolder, danglingLink, socket }

  @Test(.timeLimit(.minutes(1)), arguments: Thing.allCases) func isNeverOpenedAndSaid(_ thing: Thing) throws {
    let exchange = try HostileInputTests.night()
    let outside = try ScratchExchange()
    try outside.put("inbox/ulkona.xml", NightDocuments.finvoice(NightDocuments.Invoice(number: "93666")))
    let path = exchange.root.appendingPathComponent("inbox/k.xml").path
    let descriptor = try Self.make(thing, at: path, outside: outside.root.appendingPathComponent("inbox"))
    defer { if let descriptor { close(descriptor) } }

    let report = try exchange.run()
    #expect(report.files.waiting == 1 && report.files.archived == 4)
    #expect(report.attention.map(\.file) == ["inbox/k.xml"])
    #expect(Self.waits(try exchange.decisions()))
    // It still lies there, and what it points to was not read.
    var info = stat()
    #expect(lstat(path, &info) == 0)
    #expect(try exchange.decisions()["keksitty 93666"] == nil)

    try #require(unlink(path) == 0)
    try exchange.run()
    #expect(Self.isGone(try exchange.decisions()))
  }

  private static func make(_ thing: Thing, at path: String, outside: URL) throws -> Int32? {
    switch thing {
    case .pipe: try #require(mkfifo(path, 0o600) == 0)
    case .linkToFile: try #require(symlink(outside.appendingPathComponent("ulkona.xml").path, path) == 0)
    case .linkToFolder: try #require(symlink(outside.path, path) == 0)
    case .danglingLink: try #require(symlink("/nowhere/at/all", path) == 0)
    case .socket:
      let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      let bytes = Array(path.utf8)
      try #require(bytes.count < MemoryLayout.size(ofValue: address.sun_path))
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
      let bound = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
      }
      try #require(bound == 0)
      return descriptor
    }
    return nil
  }

  @Test func aFolderNamedLikeAFileIsAFolder() throws {
    let exchange = try HostileInputTests.night()
    try exchange.put("inbox/laskut.xml/93010.xml", NightDocuments.finvoice(NightDocuments.Invoice(number: "93010")))
    try FileManager.default.createDirectory(
      at: exchange.root.appendingPathComponent("inbox/tyhja.xml"), withIntermediateDirectories: true)
    let report = try exchange.run()
    #expect(report.files.archived == 5 && report.files.waiting == 0)
    #expect(try exchange.decisions()["keksitty 93010"]?.hasPrefix("transfer") == true)
  }

  @Test func foldersDeeperThanAnybodyNeedsAreSaid() throws {
    let exchange = try HostileInputTests.night()
    let descriptor = open(exchange.root.appendingPathComponent("inbox").path, O_RDONLY | O_DIRECTORY)
    // Deeper than a path can be long: made step by step.
    var current = descriptor
    for _ in 0..<17 {
      let name = String(repeating: "k", count: 255)
      try #require(mkdirat(current, name, 0o700) == 0)
      let next = openat(current, name, O_RDONLY | O_DIRECTORY)
      close(current)
      current = next
    }
    close(current)
    let report = try exchange.run()
    #expect(report.files.archived == 4 && report.files.waiting == 1)
    #expect(Self.waits(try exchange.decisions()))
  }

  @Test func whatMayNotBeReadIsSaidAndTheRestIsRead() throws {
    let exchange = try HostileInputTests.night()
    try exchange.put("inbox/kielletty.xml", "<x/>")
    try exchange.put("inbox/lukittu/a.xml", "<x/>")
    for (path, mode) in [("inbox/kielletty.xml", mode_t(0)), ("inbox/lukittu", 0)] {
      try #require(chmod(exchange.root.appendingPathComponent(path).path, mode) == 0)
    }
    defer { _ = chmod(exchange.root.appendingPathComponent("inbox/lukittu").path, 0o700) }
    guard getuid() != 0 else {
      print("SKIPPED: root may read everything; what is forbidden was not tried")
      return
    }
    let report = try exchange.run()
    #expect(report.files.archived == 4 && report.files.waiting == 2)
    #expect(Self.waits(try exchange.decisions()))
  }

  // MARK: Names

  struct Name: Sendable, CustomTestStringConvertible {
    var what: String
    var bytes: [UInt8]
    var testDescription: String { what }
  }

  static let names: [Name] = [
    Name(what: "a newline", bytes: Array("las\nku.xml".utf8)), Name(what: "no UTF-8", bytes: [0x6C, 0xE4, 0xFF, 0x2E, 0x78]),
    Name(what: "255 bytes", bytes: Array((String(repeating: "ä", count: 125) + "a.xml").utf8.prefix(255))),
    Name(what: "a leading dash", bytes: Array("-rf.xml".utf8)),
    Name(what: "an escape sequence", bytes: Array("\u{1B}[2Jx.xml".utf8)),
    Name(what: "an identity code", bytes: Array("lasku_\(NightDocuments.hetu)_kopio.xml".utf8)),
    Name(what: "an identity code of digits and mark", bytes: Array("\(NightDocuments.hetu).xml".utf8)),
    Name(what: "two points", bytes: Array("..a..xml".utf8)),
    Name(what: "a backslash and per cent", bytes: Array("a\\%2e%2e%2fb.xml".utf8)),
  ]

  private static func write(_ text: String, _ name: [UInt8], in folder: URL) throws {
    let path = Array(folder.path.utf8) + [0x2F] + name + [0]
    let descriptor = path.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) {
        $0.baseAddress.map { open($0, O_WRONLY | O_CREAT, 0o600) } ?? -1
      }
    }
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    try #require(bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, bytes.count) } == bytes.count)
  }

  @Test(arguments: names, [true, false]) func oddNamesAreOnlyNames(_ name: Name, isSound: Bool) throws {
    let exchange = try HostileInputTests.night()
    let document = NightDocuments.finvoice(NightDocuments.Invoice(number: "93011"))
    let inbox = exchange.root.appendingPathComponent("inbox")
    try Self.write(isSound ? document : String(document.prefix(1_400)), name.bytes, in: inbox)
    let isIgnored = name.bytes.first == 0x2E
    let report = try exchange.run()
    #expect(report.files.archived == (isSound && !isIgnored ? 5 : 4))
    #expect(report.files.quarantined == (isSound || isIgnored ? 0 : 1))
    #expect(try exchange.decisions()["keksitty 93011"]?.hasPrefix("transfer") == (isSound && !isIgnored ? true : nil))
    if isIgnored { return }

    let names = try FileManager.default.subpathsOfDirectory(atPath: exchange.root.path)
    for path in names where path.hasPrefix("archive/") || path.hasPrefix("quarantine/") {
      #expect(path.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "\(path.debugDescription) is no plain name")
      #expect(Masking.masked(path) == path)
      #expect(!path.contains(NightDocuments.hetu))
    }
    #expect(try exchange.files("inbox").isEmpty)
    for (path, data) in try exchange.files("reports").merging(exchange.files("quarantine"), uniquingKeysWith: { $1 })
    where path.hasSuffix(".json") || path.hasSuffix(".txt") {
      let text = String(decoding: data, as: UTF8.self)
      #expect(!text.contains(NightDocuments.hetu), "an identity code in \(path)")
      #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" }, "a control character in \(path)")
    }
  }
}
