extension String {
  /// Nothing but the characters of ASCII that are seen, and blanks: every byte is one character, and every one may be shown.
  public var isPlainASCII: Bool {
    utf8.withContiguousStorageIfAvailable(Self.isPlainASCII) ?? utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  /// The same of bytes; not generic, so that no byte is asked for by a table of witnesses.
  public static func isPlainASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    // Without leaving early: then the bytes are looked at many at a time.
    var strange: UInt8 = 0
    for byte in bytes { strange |= byte &- 0x20 < 0x5F ? 0 : 1 }
    return strange == 0
  }
}
