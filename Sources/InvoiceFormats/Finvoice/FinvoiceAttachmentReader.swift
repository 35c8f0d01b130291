import InvoiceRules
import Receivables
import XMLStream

/// Looks into an attachment message, which is no receivable and never refused: whether its files are those that it names.
struct FinvoiceAttachmentReader {
  private enum Name: String, CaseIterable {
    case messageIdentifier = "MessageIdentifier"
    case reference = "RefToMessageIdentifier"
    case details = "AttachmentDetails"
    case identifier = "AttachmentIdentifier"
    case content = "AttachmentContent"
    case hash = "AttachmentSecureHash"
  }

  private static let names = XMLNames(of: Name.self)
  private let parser: XMLParser

  init(limits: FinvoiceLimits) {
    var xml = XMLLimits.message
    xml.bytes = limits.attachmentBytes * 2
    xml.textBytes = limits.attachmentBytes
    parser = XMLParser(names: Self.names, limits: xml)
  }

  func check(_ part: FinvoicePart) throws -> [Finding] {
    guard !part.isTooLarge else {
      return [FinvoiceAttachmentRules.tooLarge(bytes: part.range.count, line: part.messageLine)].compactMap(\.self)
    }
    guard case .success(let encoding) = FinvoiceEncoding.choose(part.bytes[...], wasUTF16: false) else { return [] }
    var facts = FinvoiceAttachmentFacts()
    let start = XMLStart(line: part.messageLine, byteOffset: part.range.lowerBound)
    let problems = try parser.parse(FinvoiceText(part.bytes, encoding).bytes[...], as: .utf8, start: start) { events in
      Self.take(events, &facts)
    }
    // What does not parse is not judged, and is the sender's business: the invoice stands without it.
    guard !problems.contains(where: \.isFatal) else {
      return problems.prefix(1).map {
        Finding(
          $0.code.rawValue, .warning, $0.message, remedy: $0.remedy,
          place: Finding.Place(line: $0.line, column: $0.column))
      }
    }
    return FinvoiceAttachmentRules.check(facts)
  }

  private static func take(_ events: borrowing XMLEvents, _ facts: inout FinvoiceAttachmentFacts) {
    for event in events.list {
      guard Int(event.name) < Name.allCases.count else { continue }
      let name = Name.allCases[Int(event.name)]
      switch (event.kind, name) {
      case (.start, .details):
        facts.count += 1
        if facts.files.count < FinvoiceAttachmentRules.fileLimit { facts.files.append(FinvoiceAttachmentFacts.File()) }
      case (.text, .content):
        // A file beyond the limit is counted, not hashed.
        if let last = facts.files.indices.last, facts.count <= FinvoiceAttachmentRules.fileLimit {
          let file = Self.file(events.text(event))
          facts.files[last].size = file.size
          facts.files[last].computed = file.hashes
        }
      case (.text, _):
        guard let text = FinvoiceMessageReader.trimmed(events.text(event)) else { continue }
        set(name, FinvoiceStated(text: text, line: Int(event.line)), &facts)
      default: break
      }
    }
  }

  private static func set(_ name: Name, _ stated: FinvoiceStated, _ facts: inout FinvoiceAttachmentFacts) {
    switch name {
    case .messageIdentifier: facts.messageID = facts.messageID ?? stated
    case .reference: facts.reference = facts.reference ?? stated
    case .identifier, .hash:
      guard let last = facts.files.indices.last, facts.count <= FinvoiceAttachmentRules.fileLimit else { return }
      if name == .hash { facts.files[last].hash = stated } else { facts.files[last].identifier = stated }
    case .details, .content: break
    }
  }

  /// The hash is over the base64 text; producers differ in whether its line breaks count, and XML makes every one of them a line feed.
  static func file(_ text: ArraySlice<UInt8>) -> (size: Int, hashes: [String]) {
    let plain = text.filter { !MarkupScanner.isBlank($0) }
    let trimmed = text.drop(while: MarkupScanner.isBlank)
    let end = trimmed.lastIndex { !MarkupScanner.isBlank($0) }.map { $0 + 1 } ?? trimmed.startIndex
    let inner = trimmed[trimmed.startIndex..<end]
    let size = plain.count / 4 * 3 - plain.suffix(2).count { $0 == 0x3D }
    let hash = SHA1.hexadecimal(plain)
    guard text.count != plain.count else { return (size, [hash]) }
    let broken = inner.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    return (size, [hash, SHA1.hexadecimal(inner), SHA1.hexadecimal(text), SHA1.hexadecimal(broken)])
  }
}
