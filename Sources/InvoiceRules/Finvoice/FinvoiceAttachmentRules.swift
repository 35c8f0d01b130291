import Receivables

/// What an attachment message (FinvoiceAttachments) states of itself and of its files.
public struct FinvoiceAttachmentFacts: Sendable {
  public struct File: Sendable {
    public var identifier: FinvoiceStated?
    /// AttachmentSecureHash.
    public var hash: FinvoiceStated?
    /// Of the base64 text as it stands, and as it may stand otherwise; the first is what is shown.
    public var computed: [String] = []
    /// Bytes before encoding.
    public var size = 0

    public init() {}
  }

  public var messageID: FinvoiceStated?
  public var reference: FinvoiceStated?
  public var files: [File] = []
  /// Files that were counted only.
  public var count = 0

  public init() {}
}

/// Rules of attachment messages.
///
/// Source: Finance Finland, Finvoice implementation guidelines, attachments.
public enum FinvoiceAttachmentRules {
  private static let root = "FinvoiceAttachments"
  private static let suffix = "::attachments"
  /// Files of one message, and their bytes before encoding.
  public static let fileLimit = 10
  static let byteLimit = 1 << 20

  public static func check(_ facts: FinvoiceAttachmentFacts) -> [Finding] {
    var report = FinvoiceReport()
    identifiers(facts, &report)
    for file in facts.files { check(file, facts, &report) }
    limits(facts, &report)
    return report.findings
  }

  /// FINVOICE-ATTACH-01 and -02: the message is named by the id of its invoice's.
  private static func identifiers(_ facts: FinvoiceAttachmentFacts, _ report: inout FinvoiceReport) {
    let path = "MessageTransmissionDetails/MessageDetails/MessageIdentifier"
    guard let stated = facts.messageID else { return }
    guard stated.text.hasSuffix(suffix) else {
      report.add(.attachmentForm, line: stated.line, path: path, found: stated.text, root: root)
      return
    }
    guard let reference = facts.reference, reference.text + suffix != stated.text else { return }
    report.add(
      .attachmentOther, line: stated.line, path: path, expected: reference.text + suffix, found: stated.text, root: root)
  }

  /// FINVOICE-ATTACH-03 and -04: the hash is of this content, and the identifier of this message and hash.
  private static func check(
    _ file: FinvoiceAttachmentFacts.File, _ facts: FinvoiceAttachmentFacts, _ report: inout FinvoiceReport
  ) {
    guard let hash = file.hash else { return }
    if let first = file.computed.first, !file.computed.contains(hash.text.lowercased()) {
      report.add(
        .attachmentHash, line: hash.line, path: "AttachmentDetails/AttachmentSecureHash", expected: first, found: hash.text,
        root: root)
    }
    guard let identifier = file.identifier, let message = facts.messageID else { return }
    let expected = message.text + "::" + hash.text
    guard identifier.text != expected else { return }
    report.add(
      .attachmentIdentifier, line: identifier.line, path: "AttachmentDetails/AttachmentIdentifier", expected: expected,
      found: identifier.text, root: root)
  }

  /// FINVOICE-ATTACH-05: ten files and a megabyte.
  private static func limits(_ facts: FinvoiceAttachmentFacts, _ report: inout FinvoiceReport) {
    let bytes = facts.files.reduce(0) { $0 + $1.size }
    if facts.count > fileLimit {
      report.add(
        .attachmentLimits, line: facts.messageID?.line, path: "AttachmentDetails", expected: "\(fileLimit) files",
        found: "\(facts.count) files", root: root)
    } else if bytes > byteLimit {
      report.add(
        .attachmentLimits, line: facts.messageID?.line, path: "AttachmentDetails", expected: "\(byteLimit) bytes",
        found: "\(bytes) bytes", root: root)
    }
  }

  /// One that is too large to be looked at.
  public static func tooLarge(bytes: Int, line: Int) -> Finding? {
    var report = FinvoiceReport()
    report.add(
      .attachmentLimits, line: line, path: "AttachmentDetails", expected: "\(byteLimit) bytes", found: "\(bytes) bytes of XML",
      root: root)
    return report.findings.first
  }
}
