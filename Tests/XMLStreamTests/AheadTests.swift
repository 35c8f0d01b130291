import Testing
import XMLStream

/// A long document is parsed in another thread than the one that reads it.
@Suite struct AheadTests {
  /// About 3 MB, with texts that lie on the borders of stretches, names that nobody listed and attributes.
  private static let long: [UInt8] = {
    var text = "<a xmlns:n='urn:n'>"
    for row in 0..<20_000 {
      text += "\n  <n:b c='\(row)'>"
      text += String(repeating: "text &amp; ", count: row % 17)
      text += "<name\(row % 300)/></n:b> tail"
    }
    return Array((text + "</a>").utf8)
  }()

  private func ahead(_ bytes: [UInt8], size: Int, _ parser: XMLParser) throws -> (lines: [String], problems: [XMLProblem]) {
    var rest = pieces(bytes, of: size)[...]
    var lines: [String] = []
    let problems = try parser.parseAhead(from: { rest.popFirst() ?? [] }) { lines += eventLines($0) }
    return (lines, problems)
  }

  private var parser: XMLParser {
    XMLParser(names: XMLNames(["a", "b", "c"], namespaces: [XMLNamespace(prefix: "n", uri: "urn:n")]), limits: .statement)
  }

  @Test(arguments: [100, 65_536, 1 << 24]) func saysTheSame(size: Int) throws {
    let expected = try eventLines(parser, pieces(Self.long, of: 65_536))
    #expect(expected.problems.isEmpty && expected.lines.count > 80_000)
    let parser = parser
    for _ in 0..<2 {
      let read = try ahead(Self.long, size: size, parser)
      #expect(read.problems.isEmpty)
      #expect(read.lines == expected.lines)
    }
  }

  @Test func saysWhatIsWrong() throws {
    let broken = Array(Self.long.dropLast(20)) + Array("<b></c>".utf8)
    let expected = try eventLines(parser, pieces(broken, of: 65_536))
    let read = try ahead(broken, size: 65_536, parser)
    #expect(read.lines == expected.lines)
    #expect(read.problems == expected.problems && read.problems.first?.isFatal == true)
    #expect(try ahead([], size: 10, parser).problems.first?.code == .empty)
    #expect(try ahead(Array("<a/>".utf8), size: 10, parser).lines == ["1 <a>", "1 </a>"])
  }

  private struct Stop: Error {}

  /// Though nothing more is handed over that it could see it by.
  @Test func theOtherThreadEndsToo() throws {
    let parser = parser
    var calls = 0
    #expect(throws: Stop.self) {
      try parser.parseAhead(from: {
        calls += 1
        return (calls == 1 ? Array("<a><b/>".utf8) : Array(repeating: 0, count: 10_000).flatMap { _ in "<!-- -->".utf8 })[...]
      }) { _ in throw Stop() }
    }
    #expect(calls < 1_000)
  }

  /// The other thread has ended when the reader's error arrives: the source is the caller's again.
  @Test func whatIsThrownPasses() throws {
    let parser = parser
    var rest = pieces(Self.long, of: 65_536)[...]
    var stretches = 0
    #expect(throws: Stop.self) {
      try parser.parseAhead(from: { rest.popFirst() ?? [] }) { _ in
        stretches += 1
        if stretches == 3 { throw Stop() }
      }
    }
    #expect(stretches == 3 && !rest.isEmpty)
    rest = pieces(Self.long, of: 65_536)[...]
    var lines = 0
    #expect(throws: Stop.self) {
      try parser.parseAhead(from: {
        guard rest.count > 5 else { throw Stop() }
        return rest.removeFirst()
      }) { lines += $0.list.count }
    }
    // What came before is read first.
    #expect(lines > 10_000)
    #expect(try ahead(Array("<a/>".utf8), size: 10, parser).problems.isEmpty)
  }
}
