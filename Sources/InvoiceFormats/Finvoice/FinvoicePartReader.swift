import InvoiceRules
import Receivables
import XMLStream

/// Reads one part of a file: decodes, parses and maps it, or says why not.
struct FinvoicePartReader {
  let limits: FinvoiceLimits
  let wasUTF16: Bool
  private let parser: XMLParser

  init(limits: FinvoiceLimits, wasUTF16: Bool) {
    self.limits = limits
    self.wasUTF16 = wasUTF16
    var xml = XMLLimits.message
    xml.bytes = limits.messageBytes * 2
    parser = XMLParser(names: FinvoiceName.names, limits: xml)
  }

  func read(_ part: FinvoicePart, index: Int) throws -> (message: ReadMessage, stated: FinvoiceMessage?) {
    var findings = FindingList(message: index, limit: limits.findings)
    if !part.isFrameComplete && part.kind != .frameOnly {
      findings.add(
        "finvoice.frame-incomplete", .warning, "The transmission frame before the message has no end.",
        remedy: "The message itself is read.", line: part.line)
    }
    switch part.kind {
    case .invoice: return try invoice(part, index, findings)
    case .otherMessage(let name): return (try otherMessage(part, name, index, findings), nil)
    case .frameOnly: return (frameOnly(part, index, findings), nil)
    case .unknownRoot(let name):
      findings.add(
        "finvoice.root-unknown", .error, "The root element '\(Masking.excerpt(name))' is none of a Finvoice file.",
        remedy: "Finvoice, its attachments, sender and receiver notices and acknowledgements are known.", line: part.messageLine)
    case .stray:
      findings.add(
        "finvoice.stray-bytes", .error,
        "\(part.range.count) bytes here belong to no message: the beginning of a message may be missing.",
        remedy: "Ask for the file again; a lost message may be a credit note.", line: part.line)
    }
    return (refused(part, index, findings), nil)
  }

  // MARK: - Messages that are no invoices

  private func otherMessage(_ part: FinvoicePart, _ name: String, _ index: Int, _ findings: FindingList) throws -> ReadMessage {
    var findings = findings
    guard part.isComplete else {
      findings.add(
        "finvoice.message-truncated", .error, "The message '\(name)' has no end: what followed it may be missing.",
        remedy: "Ask for the file again.", line: part.messageLine)
      return refused(part, index, findings)
    }
    if name.utf8.elementsEqual(FinvoiceRoots.attachments) {
      for finding in try FinvoiceAttachmentReader(limits: limits).check(part) { findings.add(finding) }
    }
    return ReadMessage(
      index: index, format: "finvoice", outcome: .notForUs(FinvoiceRoots.meaning(of: name)), findings: findings.complete,
      bytes: part.range, line: part.line, mayReduceClaims: false)
  }

  /// An acknowledgement is a frame of its own; any other frame announced a message that is not there.
  private func frameOnly(_ part: FinvoicePart, _ index: Int, _ findings: FindingList) -> ReadMessage {
    var findings = findings
    let words = ["Acknowledgment", "ErrorList", "Finvoiceack"]
    if part.isFrameComplete && words.contains(where: { FinvoiceFormat.holds(part.frame, $0) }) {
      return ReadMessage(
        index: index, format: "finvoice", outcome: .notForUs(FinvoiceRoots.meaning(of: "Finvoiceack")),
        findings: findings.complete, bytes: part.range, line: part.line, mayReduceClaims: false)
    }
    findings.add(
      "finvoice.frame-without-message", .error, "A transmission frame stands here without the message that it announces.",
      remedy: "Ask for the message; it may be a credit note.", line: part.line)
    return refused(part, index, findings)
  }

  // MARK: - Invoices

  private func invoice(_ part: FinvoicePart, _ index: Int, _ list: FindingList) throws -> (ReadMessage, FinvoiceMessage?) {
    var findings = list
    guard let encoding = encoding(part, &findings) else {
      // Its identifiers are ASCII in any encoding, so that the message still says whose it is.
      let stated = try parse(FinvoiceText(part.bytes, FinvoiceEncoding(choice: .latin9, doubts: [])), part).stated
      return (refused(part, index, findings, stated), stated)
    }
    let text = FinvoiceText(part.bytes, encoding)
    if text.bareAmpersands > 0 {
      findings.add(
        "finvoice.bare-ampersand", .warning,
        "Ampersands that stand bare: \(text.bareAmpersands). Each is read as the character.",
        remedy: "In XML an ampersand is written &amp;.", line: text.firstAmpersandLine.map { part.messageLine + $0 - 1 })
    }
    let (stated, problems) = try parse(text, part)
    if part.isTooLarge {
      findings.add(
        "finvoice.message-too-large", .error,
        "The message has \(part.range.count) bytes; more than \(limits.messageBytes) are not read.",
        remedy: "Attachments belong into a message of their own.", line: part.messageLine)
    } else if !part.isComplete {
      findings.add(
        "finvoice.message-truncated", .error,
        "The message has no end tag: the file or the message was cut off, or the next one begins inside it.",
        remedy: "Ask for the file again.", line: part.messageLine)
    } else {
      for problem in problems { add(problem, &findings) }
      if stated.hasTooManyParts {
        findings.add(
          "finvoice.message-too-large", .error,
          "The message repeats a part more than \(FinvoiceMessageReader.partLimit) times.",
          remedy: "No invoice needs so many. Look at it by hand.", line: part.messageLine)
      }
    }
    let format = self.format(stated.version, part, &findings)
    guard !findings.hasErrors else { return (refused(part, index, findings, stated, format), stated) }
    let frame = try FinvoiceFrame(part.frame, limits: limits)
    var mapper = FinvoiceMapper(stated, frame: frame, line: part.messageLine, findings: findings)
    let outcome = mapper.map()
    findings = mapper.findings
    let hint = CreditorHint(seller: FinvoiceMapper.seller(stated))
    switch outcome {
    case .refused: return (refused(part, index, findings, stated, format), stated)
    case .document(let document):
      var message = message(.document(Document(body: .invoice(document))), part, index, findings, format, hint)
      message.verdict = mapper.verdict
      return (message, stated)
    case .notForUs(let what): return (message(.notForUs(what), part, index, findings, format, hint), stated)
    }
  }

  private func parse(_ text: FinvoiceText, _ part: FinvoicePart) throws -> (stated: FinvoiceMessage, problems: [XMLProblem]) {
    var reader = FinvoiceMessageReader()
    let start = XMLStart(line: part.messageLine, byteOffset: part.range.lowerBound)
    let problems = try parser.parse(text.bytes[...], as: .utf8, start: start) { reader.take($0) }
    return (reader.message, problems)
  }

  private func message(
    _ outcome: ReadMessage.Outcome, _ part: FinvoicePart, _ index: Int, _ findings: FindingList, _ format: String,
    _ hint: CreditorHint
  ) -> ReadMessage {
    ReadMessage(
      index: index, format: format, outcome: outcome, findings: findings.complete, bytes: part.range, line: part.line,
      hint: hint)
  }

  private func refused(
    _ part: FinvoicePart, _ index: Int, _ findings: FindingList, _ stated: FinvoiceMessage? = nil,
    _ format: String = "finvoice"
  ) -> ReadMessage {
    var seller = stated.map { FinvoiceMapper.seller($0) }
    if findings.findings.contains(where: { $0.rule.hasPrefix("finvoice.encoding") && $0.severity == .error }) {
      // A garbled name is worse than none.
      seller?.name = nil
      seller?.tradingName = nil
      seller?.address = nil
      seller?.contactName = nil
    }
    // A seller without anything to know it by says nothing of whose message it is.
    let isKnown = seller.map { $0.legalID != nil || $0.vatID != nil || $0.endpoint != nil || $0.name != nil } ?? false
    var message = message(.refused, part, index, findings, format, CreditorHint(seller: isKnown ? seller : nil))
    message.refusedNumber = stated?.number?.text
    return message
  }

  /// `finvoice-3.0`; plain `finvoice` when the version is not stated.
  private func format(_ version: String?, _ part: FinvoicePart, _ findings: inout FindingList) -> String {
    if let version, FinvoiceFormat.versions.contains(version) { return "finvoice-" + version }
    // Of a message that was cut short it is not known.
    guard version != nil || !findings.hasErrors else { return "finvoice" }
    findings.add(
      "finvoice.version-unknown", .warning,
      version.map { "The version '\(Masking.excerpt($0))' is none that is known." } ?? "The message does not state its version.",
      remedy: "Known are \(FinvoiceFormat.versions.joined(separator: ", ")). It is read as if it were one of them.",
      line: part.messageLine, path: "@Version")
    let isPlain = version.map { $0.utf8.count <= 8 && $0.utf8.allSatisfy { $0 == 0x2E || (0x30...0x39).contains($0) } } ?? false
    return isPlain ? "finvoice-" + (version ?? "") : "finvoice"
  }

  private func add(_ problem: XMLProblem, _ findings: inout FindingList) {
    findings.add(
      problem.code.rawValue, problem.isFatal ? .error : .warning, problem.message, remedy: problem.remedy, line: problem.line,
      column: problem.column)
  }

  // MARK: - Encoding

  private func encoding(_ part: FinvoicePart, _ findings: inout FindingList) -> FinvoiceEncoding? {
    switch FinvoiceEncoding.choose(part.bytes[...], wasUTF16: wasUTF16) {
    case .failure(let refusal):
      add(refusal.reason, part, &findings)
      return nil
    case .success(let encoding):
      for doubt in encoding.doubts { add(doubt, encoding.choice, part, &findings) }
      return encoding
    }
  }

  private func add(
    _ doubt: FinvoiceEncoding.Doubt, _ choice: FinvoiceEncoding.Choice, _ part: FinvoicePart, _ findings: inout FindingList
  ) {
    let line = part.messageLine
    switch doubt {
    case .labelContradicted(let label):
      findings.add(
        "finvoice.encoding-label", .warning,
        "The message says that it is \(Masking.excerpt(label, limit: 40)), but its bytes are \(choice.rawValue), as which it is read.",
        remedy: "Have the label or the encoding corrected at the sender.", line: line)
    case .undeclared:
      findings.add(
        "finvoice.encoding-undeclared", .warning,
        "The message names no encoding and is not UTF-8; it is read as \(choice.rawValue), Finvoice's rule.",
        remedy: "Have the sender name the encoding in the XML declaration.", line: line)
    case .unknownLabel(let label):
      findings.add(
        "finvoice.encoding-unknown", .warning,
        "The encoding '\(Masking.excerpt(label, limit: 40))' is not known; the message is \(choice.rawValue), as which it is read.",
        remedy: "Finvoice is ISO-8859-15; UTF-8 is understood too.", line: line)
    case .euroSign:
      findings.add(
        "finvoice.encoding-euro", .warning,
        "The message says that it is ISO-8859-1, but a byte A4 stands beside a figure; it is read as the euro sign of ISO-8859-15.",
        remedy: "Have the label corrected to ISO-8859-15 at the sender.", line: line)
    case .windowsCharacters(let label):
      findings.add(
        "finvoice.encoding-windows", .warning,
        "The message says that it is \(Masking.excerpt(label, limit: 40)), but some of its characters are those of windows-1252.",
        remedy: "They are read so. Have the encoding corrected at the sender.", line: line)
    }
  }

  private func add(_ refusal: FinvoiceEncoding.Refusal, _ part: FinvoicePart, _ findings: inout FindingList) {
    let remedy = "No single encoding reads it without garbling names. Have the message sent again in ISO-8859-15 or UTF-8."
    // An offset in the decoded text is none in a file of UTF-16.
    let base = wasUTF16 ? nil : Optional(part.range.upperBound - part.bytes.count)
    switch refusal {
    case .mixed(let offset):
      findings.add(
        "finvoice.encoding-mixed", .error, "The message mixes UTF-8 with bytes that are not UTF-8.", remedy: remedy,
        line: part.messageLine, byteOffset: base.map { $0 + offset })
    case .unknownLabel(let label, let offset):
      findings.add(
        "finvoice.encoding-unknown", .error,
        "The encoding '\(Masking.excerpt(label, limit: 40))' is not known and the message is not UTF-8.", remedy: remedy,
        line: part.messageLine, byteOffset: base.map { $0 + offset })
    case .undefined(let offset):
      findings.add(
        "finvoice.encoding-mixed", .error, "The message holds a byte that is no character of its encoding.", remedy: remedy,
        line: part.messageLine, byteOffset: base.map { $0 + offset })
    }
  }
}
