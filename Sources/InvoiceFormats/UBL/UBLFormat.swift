import InvoiceRules
import Receivables
import XMLStream

/// UBL 2.1 Invoice and CreditNote, above all Peppol BIS Billing 3.0, bare or in a standard business document envelope.
///
/// A file holds one document. It is streamed; attachments are never kept. What it says is read and checked against the published rules
/// in the same pass.
/// Source: https://docs.peppol.eu/poacc/billing/3.0/ (release 3.0.21), UBL 2.1 (OASIS).
public struct UBLFormat: InvoiceFormat {
  private let parsers = ParserPool(names: UBLVocabulary.shared.names)
  private let checkers = Pool { UBLChecker() }
  private let choice: RuleChoice

  public init(rules choice: RuleChoice = .mandatory(asOf: nil)) { self.choice = choice }

  public func recognises(_ head: FileHead) -> Bool {
    guard let root = XMLSniffer.root(of: head) else { return false }
    switch root.localName {
    case "Invoice": return root.namespace == UBLVocabulary.invoiceNamespace
    case "CreditNote": return root.namespace == UBLVocabulary.creditNoteNamespace
    case "StandardBusinessDocument": return root.namespace == UBLVocabulary.envelopeNamespace
    default: return false
    }
  }

  public func read(_ source: any ByteSource, head: FileHead, into sink: any MessageSink) throws -> FileSummary {
    try checkers.withOne { checker in
      checker.begin()
      var reader = UBLReader()
      var problems: [XMLProblem]
      do {
        problems = try parsers.withParser { parser in
          try parser.parse(from: source.next) { events in
            reader.take(events)
            guard checker.take(events) else { throw TooLarge() }
          }
        }
      } catch is TooLarge {
        problems = [XMLProblem(.size, "The document holds more text than any invoice does.")]
      }
      return try finish(reader, checker, problems: problems, into: sink)
    }
  }

  private struct TooLarge: Error {}

  private func finish(
    _ reader: UBLReader, _ checker: UBLChecker, problems: [XMLProblem], into sink: any MessageSink
  ) throws -> FileSummary {
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
    let message = message(reader, checker, format: format, problems: findings)
    summary.hint = message.hint
    try sink.receive(message)
    return summary
  }

  private func message(_ reader: UBLReader, _ checker: UBLChecker, format: String, problems: [Finding]) -> ReadMessage {
    let document = UBLDocument(reader.fields, isPartial: !problems.isEmpty)
    if reader.documents > 1 {
      document.findings.append(
        Finding(
          "ubl.several-documents", .error, "The envelope holds \(reader.documents) documents.",
          remedy: UBLCatalog.remedy("ubl.several-documents"), place: Finding.Place(line: reader.fields.line)))
    }
    let isRefused = !problems.isEmpty || document.findings.contains { $0.severity == .error }
    // Half a document breaks rules that the whole one might keep.
    let verdict = problems.isEmpty ? check(reader, checker, document) : nil
    var findings = Self.merged(document.findings, verdict == nil ? [] : checker.findings())
    if !problems.isEmpty { findings = problems + findings }
    for position in findings.indices { findings[position].place.message = 0 }
    if verdict?.claimTrust == .stop { document.invoice?.conditions.insert(.untrusted) }
    let outcome =
      document.invoice.flatMap { isRefused ? nil : .document(Document(body: .invoice($0))) } ?? ReadMessage.Outcome.refused
    var message = ReadMessage(
      index: 0, format: format, outcome: outcome, findings: findings, verdict: verdict, line: reader.fields.line,
      hint: CreditorHint(seller: document.seller), mayReduceClaims: true)
    if case .refused = outcome {
      message.verdict?.validity = .invalid
      message.verdict?.claimTrust = .stop
      message.refusedNumber = reader.fields.number?.text
    }
    return message
  }

  /// What the published rules say of it.
  private func check(_ reader: UBLReader, _ checker: UBLChecker, _ document: UBLDocument) -> Verdict {
    // Nobody has looked whether it is valid.
    if choice == .none { return Verdict(validity: .unsupported, claimTrust: .ok) }
    let issued = reader.fields.issueDate.flatMap { UBLDocument.date($0.text) }
    guard let set = choice.set(specification: reader.fields.specification, issued: issued) else {
      // What UBL itself demands is known of every such document.
      checker.checkStructure()
      return Verdict(validity: .unsupported, claimTrust: .ok)
    }
    checker.check(by: set)
    if case .mandatory = choice, let issued, issued > set.reviewedThrough {
      document.findings.append(InvoiceRuleCatalog.finding(notReviewed: set, issued: issued))
    }
    return checker.verdict()
  }

  /// The reader and a published rule may say the same; then the rule says it, which people can look up.
  private static func merged(_ own: [Finding], _ published: [Finding]) -> [Finding] {
    if own.isEmpty { return published }
    if published.isEmpty { return own }
    let spoken = Set(published.map(\.rule))
    return own.filter { finding in finding.severity == .error || saidBy[finding.rule].map { spoken.isDisjoint(with: $0) } ?? true
    }
      + published
  }

  private static let saidBy: [String: Set<String>] = [
    "ubl.gap": ["BR-CO-16"], "ubl.party-name": ["BR-06", "BR-07"], "ubl.type-code": ["BR-CL-01", "BR-04"],
    "ubl.references-differ": ["UBL-SR-44", "UBL-SR-26"], "ubl.currencies-differ": ["PEPPOL-EN16931-R051"],
  ]

  private static func format(_ reader: UBLReader) -> String {
    let kind = reader.fields.isCreditNote ? "creditnote" : "invoice"
    return (UBLTypes.isPeppol(specification: reader.fields.specification) ? "peppol-bis-3-" : "ubl-2.1-") + kind
  }
}
