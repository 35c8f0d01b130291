import Receivables

/// The transmission frame before a message, as far as it is of use: whose address it names as receiver.
///
/// Source: domain finvoice 2.3; ebXML Message Service 2.0, MessageHeader. The first `To` is the receiver, the second the operator.
enum FinvoiceFrame {
  /// The receiver's `PartyId`; nil when the frame names none.
  static func receiver(_ frame: [UInt8], limits: FinvoiceLimits) throws -> String? {
    guard !frame.isEmpty else { return nil }
    var scanner = MarkupScanner(MemorySource(frame), limits: limits)
    var cursor = 0
    var isReceiver = false
    while let token = try scanner.next(from: cursor) {
      cursor = token.range.upperBound
      guard case .startTag(let name, let isEmpty) = token.markup else { continue }
      let local = MarkupScanner.localName(name)
      if local.elementsEqual("To".utf8) { isReceiver = true }
      guard isReceiver, local.elementsEqual("PartyId".utf8) else { continue }
      guard !isEmpty, let end = try scanner.window.find(0x3C, from: cursor) else { return nil }
      return FinvoiceMessageReader.trimmed(frame[cursor..<end])
    }
    return nil
  }
}
