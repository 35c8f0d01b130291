import Receivables

/// The transmission frame before a message, as far as it is of use: whose address it names as receiver, and its message id.
///
/// Source: ebXML Message Service 2.0, MessageHeader. The first `To` is the receiver, the second the operator.
struct FinvoiceFrame {
  /// The receiver's `PartyId`; nil when the frame names none.
  private(set) var receiver: String?
  /// `MessageData/MessageId`.
  private(set) var messageID: String?

  init(_ frame: [UInt8], limits: FinvoiceLimits) throws {
    guard !frame.isEmpty else { return }
    var scanner = MarkupScanner(MemorySource(frame), limits: limits)
    var cursor = 0
    var isReceiver = false
    while receiver == nil || messageID == nil, let token = try scanner.next(from: cursor) {
      cursor = token.range.upperBound
      guard case .startTag(let name, let isEmpty) = token.markup else { continue }
      let local = MarkupScanner.localName(name)
      if local.elementsEqual("To".utf8) { isReceiver = true }
      let isAddress = isReceiver && receiver == nil && local.elementsEqual("PartyId".utf8)
      guard isAddress || local.elementsEqual("MessageId".utf8), !isEmpty, let end = try scanner.window.find(0x3C, from: cursor)
      else { continue }
      let text = FinvoiceMessageReader.trimmed(frame[cursor..<end])
      if isAddress { receiver = text ?? "" } else { messageID = messageID ?? text }
    }
    if receiver?.isEmpty ?? false { receiver = nil }
  }
}
