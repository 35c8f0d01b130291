/// The roots that one Finvoice stream may hold.
///
/// Source: Finance Finland, Finvoice 3.0 implementation guidelines and the schemas of its messages.
enum FinvoiceRoots {
  enum Root: Hashable, Sendable {
    case frame
    case invoice
    case otherMessage
    case unknown
  }

  static let invoice: [UInt8] = Array("Finvoice".utf8)
  static let frame: [UInt8] = Array("Envelope".utf8)
  static let attachments: [UInt8] = Array("FinvoiceAttachments".utf8)

  /// Messages that are no receivables, each with what it is.
  static let otherMessages: [(name: String, meaning: String)] = [
    ("FinvoiceAttachments", "attachments of an invoice"),
    ("FinvoiceSenderInfo", "a seller's notice that it offers e-invoices"),
    ("FinvoiceReceiverInfo", "a consumer's order or cancellation of e-invoices"),
    ("ReceiverProposal", "a proposal of e-invoices to a consumer"),
    ("Finvoiceack", "an acknowledgement"),
    ("FinvoiceAck", "an acknowledgement"),
  ]

  private static let otherNames: [[UInt8]] = otherMessages.map { Array($0.name.utf8) }

  /// The root of this local name (without prefix).
  static func root(_ localName: ArraySlice<UInt8>) -> Root {
    // Lengths first: nearly every tag of a message is asked.
    switch localName.count {
    case 8: return localName.elementsEqual(invoice) ? .invoice : localName.elementsEqual(frame) ? .frame : .unknown
    case 11, 16, 18, 19, 20: return otherNames.contains { localName.elementsEqual($0) } ? .otherMessage : .unknown
    default: return .unknown
    }
  }

  static func meaning(of name: String) -> String {
    otherMessages.first { $0.name == name }?.meaning ?? "a message of another kind"
  }
}
