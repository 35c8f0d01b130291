import Testing
import XMLStream

@testable import InvoiceRules

/// The tree that rules look at: texts in pieces, many names, more than one document in the same memory.
@Suite struct UBLTreeTests {
  private static func checker(_ inside: String, pieces: Int = 7) throws -> UBLChecker {
    let checker = UBLChecker()
    try read(inside, by: checker, pieces: pieces)
    return checker
  }

  private static func read(_ inside: String, by checker: UBLChecker, pieces: Int) throws {
    let bytes = Array("<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'>\(inside)</Invoice>".utf8)
    let size = max(1, bytes.count / pieces)
    var rest = bytes[...]
    checker.begin()
    let problems = try XMLParser(names: UBLVocabulary.shared.names).parse(
      from: {
        defer { rest = rest.dropFirst(size) }
        return rest.prefix(size)
      }, drain: { checker.take($0) })
    try #require(problems.isEmpty)
  }

  @Test func textsInPiecesAreJoined() throws {
    let checker = try Self.checker("a<x>b<y/>c<z>d</z>e</x>f<x>g</x> <x/>h")
    #expect(checker.tree.nodes.indices.map { checker.tree.string($0) } == ["afh", "bce", "", "d", "g", ""])
  }

  /// Each piece is copied once, however many there are.
  @Test func manyPiecesTakeNoMoreThanTwiceTheirRoom() throws {
    // The tree is its checker's, and goes with it.
    let checker = try Self.checker(String(repeating: "x<b/>", count: 50_000))
    #expect(checker.tree.nodes[0].textCount == 50_000)
    #expect(checker.tree.bytes.count < 2 * 50_000 + 100)
    #expect(checker.tree.string(0) == String(repeating: "x", count: 50_000))
  }

  @Test func pathsOfManyNamesAreCountedRight() throws {
    let names = (0..<60).map { "N\($0)" }
    let checker = try Self.checker((names + names + ["Once"]).map { "<\($0)/>" }.joined())
    for (index, name) in names.enumerated() {
      #expect(checker.path(of: 1 + index).hasSuffix("\(name)[1]"))
      #expect(checker.path(of: 61 + index).hasSuffix("\(name)[2]"))
    }
    #expect(checker.path(of: 121).hasSuffix("/Once"))
  }

  @Test func theNextDocumentSeesNothingOfTheOneBefore() throws {
    let checker = try Self.checker(String(repeating: "<x a='1'>text</x>", count: 3_000))
    #expect(checker.tree.nodes.count == 3_001)
    try Self.read("<y>1</y>", by: checker, pieces: 1)
    #expect(checker.tree.nodes.count == 2)
    #expect(checker.tree.attributes.isEmpty)
    #expect(checker.tree.string(1) == "1")
  }
}
