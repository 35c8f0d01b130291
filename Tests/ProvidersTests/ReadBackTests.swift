import Foundation
import Providers
import Receivables
import Testing

/// Each value that is changed, dropped or added in a payload is found when it is read back.
@Suite struct ReadBackTests {
  @Test(arguments: ["maventa-ropo-collection", "maventa-amili-reminder", "ropo-one-collection"])
  func everyJSONValue(name: String) throws {
    let (channel, batch, bytes) = try encoded(name)
    let tree = try JSONSerialization.jsonObject(with: Data(bytes), options: [])
    var changed = 0
    for path in leaves(tree) {
      for change in [Change.other, .removed, .otherType] {
        let altered = try JSONSerialization.data(withJSONObject: apply(change, at: path[...], to: tree))
        #expect(!channel.verify(Array(altered), against: batch).isEmpty, "\(name) \(path) \(change)")
        changed += 1
      }
    }
    for path in objects(tree) {
      let altered = try JSONSerialization.data(withJSONObject: add("extra", at: path[...], to: tree))
      #expect(!channel.verify(Array(altered), against: batch).isEmpty, "\(name) \(path) extra")
    }
    #expect(changed > 150)
    // The same values in another layout are the same payload.
    let same = try JSONSerialization.data(withJSONObject: tree)
    #expect(channel.verify(Array(same), against: batch).isEmpty)
  }

  @Test(arguments: ["perille-xml-svea-collection", "perille-xml-amili-forte"])
  func everyXMLValue(name: String) throws {
    let (channel, batch, bytes) = try encoded(name)
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    var changed = 0
    for (position, line) in lines.enumerated() where line.contains("</") && line.contains(">") && !line.hasSuffix("s>") {
      guard let open = line.firstIndex(of: ">"), let close = line.lastIndex(of: "<"), open < close else { continue }
      let value = line[line.index(after: open)..<close]
      guard !value.isEmpty else { continue }
      for replacement in [value + "1", value.dropLast() + (value.hasSuffix("2") ? "3" : "2"), ""] {
        var altered = lines
        altered[position] = line[...open] + replacement + line[close...]
        let payload = Array(altered.joined(separator: "\n").utf8)
        #expect(!channel.verify(payload, against: batch).isEmpty, "\(name) line \(position + 1): \(replacement)")
        changed += 1
      }
      var without = lines
      without.remove(at: position)
      #expect(!channel.verify(Array(without.joined(separator: "\n").utf8), against: batch).isEmpty, "\(name) without \(line)")
      var twice = lines
      twice.insert(line, at: position)
      #expect(!channel.verify(Array(twice.joined(separator: "\n").utf8), against: batch).isEmpty, "\(name) twice \(line)")
    }
    #expect(changed > 100)
  }

  @Test func everyFixedWidthByte() throws {
    let (channel, batch, bytes) = try encoded("nk003-collection")
    for position in bytes.indices {
      var altered = bytes
      altered[position] = altered[position] == 0x37 ? 0x38 : 0x37
      #expect(!channel.verify(altered, against: batch).isEmpty, "byte \(position)")
    }
    #expect(bytes.count == 3 * 228)
  }

  @Test(arguments: goldenAgreements.map(\.name)) func lostAddedAndBroken(name: String) throws {
    let (channel, batch, bytes) = try encoded(name)
    var fewer = batch
    fewer.assignments.removeLast()
    let rules = Set(channel.verify(bytes, against: fewer).map(\.rule))
    #expect(rules.contains("channel.read-back-count"))
    #expect(rules.contains("channel.read-back-sum"))
    for wrong in [[], Array(bytes.dropLast(10)), bytes + [0x41], Array("null".utf8), Array("<a/>".utf8), [0xFF, 0x00]] {
      #expect(!channel.verify(wrong, against: batch).isEmpty)
    }
  }

  /// Amounts beyond any integer are differences, not a crash.
  @Test func absurdAmounts() throws {
    let (channel, batch, bytes) = try encoded("ropo-one-collection")
    let huge = String(repeating: "9", count: 38)
    let altered = String(decoding: bytes, as: UTF8.self)
      .replacingOccurrences(of: "\"1250.50\"", with: "\"1\(huge)\"").replacingOccurrences(of: "\"99.00\"", with: "\"\(huge)\"")
    for payload in [altered, altered.replacingOccurrences(of: "\"1\(huge)\"", with: "\"1\(huge.dropLast())\"")] {
      #expect(channel.verify(Array(payload.utf8), against: batch).map(\.rule).contains("channel.read-back-sum"))
    }
  }

  /// A wrong code is found, and neither the right nor the wrong one is shown.
  @Test(arguments: ["maventa-ropo-collection", "ropo-one-collection", "perille-xml-svea-collection"])
  func codesAreNeverShown(name: String) throws {
    let (channel, batch, bytes) = try encoded(name)
    let wrong = "010180-9999"
    let altered = String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: Fixture.code.reveal(), with: wrong)
    let findings = channel.verify(Array(altered.utf8), against: batch)
    #expect(findings.map(\.rule) == ["channel.read-back-value"])
    let said = "\(findings)"
    #expect(!said.contains(wrong))
    #expect(!said.contains(Fixture.code.reveal()))
  }

  private func encoded(_ name: String) throws -> (any Channel, Batch, [UInt8]) {
    let agreement = try #require(goldenAgreements.first { $0.name == name }).agreement
    let channel = try Fixture.channel(agreement.channel)
    let batch = Fixture.wholeBatch(agreement)
    return (channel, batch, try channel.encode(batch).bytes)
  }
}

// MARK: Changing one value of a JSON tree

private enum Change { case other, removed, otherType }
private enum Step: Hashable, CustomStringConvertible {
  case member(String)
  case element(Int)
  var description: String {
    switch self {
    case .member(let name): name
    case .element(let position): "\(position)"
    }
  }
}

private func leaves(_ tree: Any) -> [[Step]] {
  if let members = tree as? [String: Any] {
    return members.sorted { $0.key < $1.key }.flatMap { name, value in leaves(value).map { [.member(name)] + $0 } }
  }
  if let elements = tree as? [Any] {
    return elements.enumerated().flatMap { position, value in leaves(value).map { [.element(position)] + $0 } }
  }
  return [[]]
}

private func objects(_ tree: Any) -> [[Step]] {
  if let members = tree as? [String: Any] {
    return [[]] + members.sorted { $0.key < $1.key }.flatMap { name, value in objects(value).map { [.member(name)] + $0 } }
  }
  if let elements = tree as? [Any] {
    return elements.enumerated().flatMap { position, value in objects(value).map { [.element(position)] + $0 } }
  }
  return []
}

private func edit(at path: ArraySlice<Step>, in tree: Any, _ change: (Any) -> Any?) -> Any? {
  guard let step = path.first else { return change(tree) }
  switch step {
  case .member(let name):
    var members = tree as? [String: Any] ?? [:]
    members[name] = members[name].flatMap { edit(at: path.dropFirst(), in: $0, change) }
    return members
  case .element(let position):
    var elements = tree as? [Any] ?? []
    if let changed = edit(at: path.dropFirst(), in: elements[position], change) {
      elements[position] = changed
    } else {
      elements.remove(at: position)
    }
    return elements
  }
}

private func apply(_ change: Change, at path: ArraySlice<Step>, to tree: Any) -> Any {
  edit(at: path, in: tree) { value in
    switch change {
    case .removed: nil
    case .other: (value as? String).map { $0 + "1" } ?? (value as? NSNumber).map { $0.intValue + 1 } ?? 0
    case .otherType: (value as? NSNumber).map { "\($0)" } ?? 7
    }
  } ?? [:]
}

private func add(_ name: String, at path: ArraySlice<Step>, to tree: Any) -> Any {
  edit(at: path, in: tree) { value in
    var members = value as? [String: Any] ?? [:]
    members[name] = "x"
    return members
  } ?? [:]
}
