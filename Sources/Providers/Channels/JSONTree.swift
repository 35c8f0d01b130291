import FoundationEssentials
import Receivables

/// A JSON value as the request files need it. Written and read by Foundation's encoder, never by hand; numbers are decimals, so no
/// amount passes through binary floating point.
enum JSONTree: Codable, Hashable, Sendable {
  case object([String: JSONTree])
  case array([JSONTree])
  case text(String)
  case number(Decimal)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let members = try? container.decode([String: JSONTree].self) {
      self = .object(members)
    } else if let elements = try? container.decode([JSONTree].self) {
      self = .array(elements)
    } else {
      self = .number(try container.decode(Decimal.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .object(let members): try container.encode(members)
    case .array(let elements): try container.encode(elements)
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    }
  }

  /// Sorted keys, two blanks a level, a line feed at the end: the same value always gives the same bytes.
  func bytes() throws(ChannelError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(self)) + [0x0A]
    } catch {
      throw ReadBack.unreadable("it could not be encoded as JSON")
    }
  }

  init(bytes: [UInt8]) throws(ChannelError) {
    do {
      self = try JSONDecoder().decode(JSONTree.self, from: Data(bytes))
    } catch {
      throw ReadBack.unreadable("it is not the JSON that this channel writes")
    }
  }

  /// An amount in canonical text as a JSON number: exact, because its minor units become the decimal's significand.
  static func amount(_ text: String) -> JSONTree? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let minorUnits = Int64(parts.joined()) else { return nil }
    let digits = parts.count == 2 ? parts[1].utf8.count : 0
    let sign: FloatingPointSign = minorUnits < 0 ? .minus : .plus
    return .number(Decimal(sign: sign, exponent: -digits, significand: Decimal(minorUnits.magnitude)))
  }

  static func integer(_ value: Int) -> JSONTree { .number(Decimal(value)) }

  /// The text of a string, or a number with at least so many decimals.
  func told(decimals: Int) -> String? {
    switch self {
    case .text(let text): return text
    case .number(let number):
      let text = number.description
      guard decimals > 0 else { return text }
      let fraction = text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.utf8.count ?? 0
      let padding = String(repeating: "0", count: max(0, decimals - fraction))
      return fraction == 0 ? text + "." + padding : text + padding
    case .object, .array: return nil
    }
  }
}

extension JSONTree {
  /// Puts a value below names, making the objects on the way.
  mutating func set(_ path: ArraySlice<Substring>, _ value: JSONTree) {
    guard let name = path.first else {
      self = value
      return
    }
    var members: [String: JSONTree] = if case .object(let existing) = self { existing } else { [:] }
    var child = members[String(name)] ?? .object([:])
    child.set(path.dropFirst(), value)
    members[String(name)] = child
    self = .object(members)
  }

  /// Takes a value out, with the objects that become empty: what is left in the end is what nobody expected.
  mutating func take(_ path: ArraySlice<Substring>) -> JSONTree? {
    guard case .object(var members) = self, let name = path.first, var child = members[String(name)] else { return nil }
    guard path.count > 1 else {
      members[String(name)] = nil
      self = .object(members)
      return child
    }
    let value = child.take(path.dropFirst())
    members[String(name)] = child.isEmptyObject ? nil : child
    self = .object(members)
    return value
  }

  mutating func take(_ name: String) -> JSONTree? { take([name[...]]) }

  var isEmptyObject: Bool {
    if case .object(let members) = self { members.isEmpty } else { false }
  }

  /// Names of an object's members; of anything else a word for what it is.
  var memberNames: [String] {
    switch self {
    case .object(let members): members.keys.sorted()
    case .array: ["(a list)"]
    case .text, .number: ["(a value)"]
    }
  }
}
