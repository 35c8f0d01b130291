import Foundation
import Receivables
import TestSupport
import Testing

@testable import InvoiceFormats

/// What a reading handed over, in order.
final class CollectingSink: MessageSink {
  private(set) var messages: [ReadMessage] = []
  func receive(_ message: ReadMessage) { messages.append(message) }
}

/// Hands out bytes in pieces of a stated size.
final class ChunkedSource: ByteSource {
  private var rest: ArraySlice<UInt8>
  private let size: Int

  init(_ bytes: [UInt8], size: Int) {
    rest = bytes[...]
    self.size = size
  }

  func next() -> ArraySlice<UInt8> {
    let chunk = rest.prefix(size)
    rest = rest.dropFirst(chunk.count)
    return chunk
  }
}

/// One message with what it stated.
struct ReadInvoice {
  var part: FinvoicePart
  var message: ReadMessage
  var stated: FinvoiceMessage?

  var document: InvoiceDocument? {
    guard case .document(let document) = message.outcome, case .invoice(let invoice) = document.body else { return nil }
    return invoice
  }

  /// Those of the reader.
  var rules: Set<String> { Set(message.findings.map(\.rule)).filter { !$0.hasPrefix("FINVOICE-") } }
  /// Those of `InvoiceRules`.
  var businessRules: Set<String> { Set(message.findings.map(\.rule)).filter { $0.hasPrefix("FINVOICE-") } }
  func finding(_ rule: String) -> Finding? { message.findings.first { $0.rule == rule } }
  var errors: Set<String> { Set(message.findings.filter { $0.severity == .error }.map(\.rule)) }
}

func readFinvoice(
  _ bytes: [UInt8], limits: FinvoiceLimits = FinvoiceLimits(), chunk: Int? = nil
) throws -> [ReadInvoice] {
  var read: [ReadInvoice] = []
  let source: any ByteSource = chunk.map { ChunkedSource(bytes, size: $0) } ?? MemorySource(bytes)
  let head = FileHead(name: "test.xml", bytes: Array(bytes.prefix(65_536)), size: bytes.count)
  _ = try FinvoiceFormat(limits: limits).read(source, head: head) { part, message, stated in
    read.append(ReadInvoice(part: part, message: message, stated: stated))
  }
  return read
}

func readFinvoice(_ text: String) throws -> [ReadInvoice] { try readFinvoice(Array(text.utf8)) }

/// The only message of a text.
func readOne(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> ReadInvoice {
  let read = try readFinvoice(text)
  try #require(read.count == 1, sourceLocation: sourceLocation)
  return read[0]
}
