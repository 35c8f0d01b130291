/// Counts lines and file bytes as they go by. Line ends are LF, CRLF or a bare CR.
struct PlaceCounter {
  /// What one counted byte was in the file.
  enum Unit: Hashable, Sendable {
    case bytes
    /// The counted bytes are UTF-8 made from UTF-16.
    case fromUTF16
  }

  struct Place: Hashable, Sendable {
    /// 0-based byte of the file.
    var offset = 0
    /// 1-based.
    var line = 1
  }

  private let unit: Unit
  private var endedWithReturn = false
  private(set) var place = Place()

  init(unit: Unit) { self.unit = unit }

  mutating func count(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes {
      if byte == 0x0A {
        if !endedWithReturn { place.line += 1 }
      } else if byte == 0x0D {
        place.line += 1
      }
      endedWithReturn = byte == 0x0D
      if unit == .fromUTF16 && byte & 0xC0 != 0x80 {
        place.offset += byte >= 0xF0 ? 4 : 2
      }
    }
    if unit == .bytes { place.offset += bytes.count }
  }
}
