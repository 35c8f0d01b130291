import Crypto
import Receivables

/// A file as readers see it: chunks, with the hash of everything that was read.
final class FileSource: ByteSource {
  private let file: OpenFile
  private var hash = SHA256()
  private var pending: ArraySlice<UInt8> = []
  private var isAtEnd = false
  private(set) var size = 0

  init(_ file: OpenFile) { self.file = file }

  /// The first bytes, without taking them from the reader.
  func head(_ count: Int) throws -> [UInt8] {
    while pending.count < count && !isAtEnd { try fill() }
    return Array(pending.prefix(count))
  }

  func next() throws -> ArraySlice<UInt8> {
    if pending.isEmpty && !isAtEnd { try fill() }
    defer { pending = [] }
    return pending
  }

  /// Reads what the reader left, and gives the SHA-256 of the whole.
  func finish() throws -> [UInt8] {
    pending = []
    while !isAtEnd {
      try fill()
      pending = []
    }
    return Array(hash.finalize())
  }

  private func fill() throws {
    let chunk = try file.read(1 << 16)
    if chunk.isEmpty {
      isAtEnd = true
      return
    }
    size += chunk.count
    chunk.withUnsafeBytes { hash.update(bufferPointer: $0) }
    pending = pending.isEmpty ? chunk[...] : (Array(pending) + chunk)[...]
  }
}

func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
