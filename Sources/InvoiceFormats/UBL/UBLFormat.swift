import Receivables
import XMLStream

/// UBL 2.1 Invoice and CreditNote, above all Peppol BIS Billing 3.0, bare or in a standard business document envelope.
///
/// A file holds one document. It is streamed; attachments are never kept.
/// Source: https://docs.peppol.eu/poacc/billing/3.0/ (release 3.0.21), UBL 2.1 (OASIS).
public struct UBLFormat: InvoiceFormat {
  private let parsers = ParserPool(names: UBLPaths.shared.names)

  public init() {}

  public func recognises(_ head: FileHead) -> Bool {
    guard let root = XMLSniffer.rootElement(of: head.bytes) else { return false }
    switch root.localName {
    case "Invoice": return root.namespace == UBLPaths.invoiceNamespace
    case "CreditNote": return root.namespace == UBLPaths.creditNoteNamespace
    case "StandardBusinessDocument": return root.namespace == UBLPaths.envelopeNamespace
    default: return false
    }
  }

  public func read(_ source: any ByteSource, head: FileHead, into sink: any MessageSink) throws -> FileSummary {
    var reader = UBLReader()
    let problems = try parsers.withParser { parser in
      try parser.parse(from: source.next) { reader.take($0) }
    }
    let findings = problems.map { Finding($0, message: reader.documents > 0 ? 0 : nil) }
    let format = Self.format(reader)
    var summary = FileSummary(format: format, messages: 1)
    guard reader.documents > 0 else {
      guard findings.isEmpty, let content = reader.foreignContent else {
        summary.messages = 0
        summary.findings = findings
        return summary
      }
      // An envelope may carry any business document.
      let text = "an envelope with <\(Masking.excerpt(content, limit: 60))> inside, which is no invoice and no credit note"
      try sink.receive(ReadMessage(index: 0, format: format, outcome: .notForUs(text)))
      return summary
    }
    let message = Self.message(reader, format: format, problems: findings)
    summary.hint = message.hint
    try sink.receive(message)
    return summary
  }

  private static func message(_ reader: UBLReader, format: String, problems: [Finding]) -> ReadMessage {
    let document = UBLDocument(reader.fields, isPartial: !problems.isEmpty)
    if reader.documents > 1 {
      document.findings.append(
        Finding(
          "ubl.several-documents", .error, "The envelope holds \(reader.documents) documents.",
          remedy: UBLCatalog.remedy("ubl.several-documents"), place: Finding.Place(line: reader.fields.line)))
    }
    var findings = problems + document.findings
    for position in findings.indices { findings[position].place.message = 0 }
    let isRefused = findings.contains { $0.severity == .error }
    let outcome =
      document.invoice.flatMap { isRefused ? nil : .document(Document(body: .invoice($0))) } ?? ReadMessage.Outcome.refused
    var message = ReadMessage(
      index: 0, format: format, outcome: outcome, findings: findings, line: reader.fields.line,
      hint: CreditorHint(seller: document.seller), mayReduceClaims: true)
    if case .refused = outcome { message.refusedNumber = reader.fields.number?.text }
    return message
  }

  private static func format(_ reader: UBLReader) -> String {
    let kind = reader.fields.isCreditNote ? "creditnote" : "invoice"
    return (UBLTypes.isPeppol(specification: reader.fields.specification) ? "peppol-bis-3-" : "ubl-2.1-") + kind
  }
}
