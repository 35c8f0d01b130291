import Foundation
import GRDB

/// Bytes as the database binds and returns them.
struct DataBytes {
  let value: Data
  init(_ bytes: [UInt8]) { value = Data(bytes) }
}

extension Row {
  func bytes(_ column: String) -> [UInt8] {
    let data: Data = self[column] ?? Data()
    return [UInt8](data)
  }
}

/// JSON for the few columns that hold lists; keys sorted so that the same value is the same text.
enum JSONColumn {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func value<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
    do {
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    } catch { throw StoreError.corrupt("a JSON column does not hold what it should") }
  }
}
