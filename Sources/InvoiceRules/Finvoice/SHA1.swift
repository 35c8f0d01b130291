/// The hash by which Finvoice names its attachments (FIPS 180-4). It protects nothing any more; it only tells two files apart.
public enum SHA1 {
  /// 40 lower-case hexadecimal digits.
  public static func hexadecimal(_ bytes: some Collection<UInt8>) -> String {
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    var block = [UInt8](repeating: 0, count: 64)
    var words = [UInt32](repeating: 0, count: 80)
    var filled = 0
    var count: UInt64 = 0
    for byte in bytes {
      block[filled] = byte
      filled += 1
      count += 1
      if filled == 64 {
        mix(block, &words, &state)
        filled = 0
      }
    }
    // A one bit, zeros, and the number of bits in the last eight bytes.
    block[filled] = 0x80
    for index in (filled + 1)..<65 where index < 64 { block[index] = 0 }
    if filled >= 56 {
      mix(block, &words, &state)
      for index in 0..<64 { block[index] = 0 }
    }
    let bits = count &* 8
    for index in 0..<8 { block[56 + index] = UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * index)) }
    mix(block, &words, &state)
    return state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }.joined()
  }

  /// Plain loops: a megabyte is hashed for every full attachment.
  private static func mix(_ block: [UInt8], _ words: inout [UInt32], _ state: inout [UInt32]) {
    var index = 0
    while index < 16 {
      let at = 4 &* index
      words[index] =
        UInt32(block[at]) << 24 | UInt32(block[at &+ 1]) << 16 | UInt32(block[at &+ 2]) << 8 | UInt32(block[at &+ 3])
      index &+= 1
    }
    while index < 80 {
      let word = words[index &- 3] ^ words[index &- 8] ^ words[index &- 14] ^ words[index &- 16]
      words[index] = word << 1 | word >> 31
      index &+= 1
    }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    index = 0
    while index < 80 {
      let mixed: UInt32
      let constant: UInt32
      if index < 20 {
        (mixed, constant) = ((b & c) | (~b & d), 0x5A82_7999)
      } else if index < 40 {
        (mixed, constant) = (b ^ c ^ d, 0x6ED9_EBA1)
      } else if index < 60 {
        (mixed, constant) = ((b & c) | (b & d) | (c & d), 0x8F1B_BCDC)
      } else {
        (mixed, constant) = (b ^ c ^ d, 0xCA62_C1D6)
      }
      let next = (a << 5 | a >> 27) &+ mixed &+ e &+ constant &+ words[index]
      e = d
      d = c
      c = b << 30 | b >> 2
      b = a
      a = next
      index &+= 1
    }
    state[0] = state[0] &+ a
    state[1] = state[1] &+ b
    state[2] = state[2] &+ c
    state[3] = state[3] &+ d
    state[4] = state[4] &+ e
  }
}
