import Receivables

/// The message in its traffic: identifiers of the frame and of attachments.
enum FinvoiceMessageRules {
  static let all: [FinvoiceRules.Rule] = [identifiers, attachment]

  private static let path = "MessageTransmissionDetails/MessageDetails/MessageIdentifier"
  private static let suffix = "::attachments"

  /// FINVOICE-MESSAGE-01 and -02: the message repeats its frame's id, of at most 48 characters.
  @Sendable static func identifiers(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    let transmission = facts.transmission
    if let stated = transmission.messageID, let frame = transmission.frameMessageID, stated.text != frame {
      report.add(.messageDiffers, line: stated.line, path: path, expected: frame, found: stated.text)
    }
    if let id = transmission.messageID?.text ?? transmission.frameMessageID, id.count > 48 {
      report.add(.messageLength, line: transmission.messageID?.line, path: path, found: String(id.count))
    }
  }

  /// FINVOICE-ATTACH-01 and -02: attachments are named by this message's id, so that they are found again.
  @Sendable static func attachment(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    let path = "AttachmentMessageDetails/AttachmentMessageIdentifier"
    guard let stated = facts.transmission.attachment else { return }
    guard stated.text.hasSuffix(suffix) else {
      report.add(.attachmentForm, line: stated.line, path: path, found: stated.text)
      return
    }
    let id = String(stated.text.dropLast(suffix.count))
    guard let own = facts.transmission.frameMessageID ?? facts.transmission.messageID?.text, own != id else { return }
    report.add(.attachmentOther, line: stated.line, path: path, expected: own + suffix, found: stated.text)
  }
}
