import Foundation
import InvoiceFormats
import InvoiceRules
import Receivables
import SettlementFormats
import XMLStream

/// Every format there is, in the order in which they are asked. A new one is one line here.
struct FormatRegistry: Sendable {
  let invoiceFormats: [any InvoiceFormat]
  let settlementFormats: [any SettlementFormat]

  /// - Parameter threads: how many may work on a file; with more than one a long bank message is parsed ahead of its reading.
  init(
    profiles: [CSVProfile], companies: [Company], rules: RuleChoice = .mandatory(asOf: nil),
    threads: Int = ProcessInfo.processInfo.activeProcessorCount
  ) {
    settlementFormats = [KTLFormat(), CamtFormat(parsesAhead: threads > 1)]
    // UBL is told by its root alone, Finvoice by what follows an envelope. CSV is last: it takes every text that nothing else has
    // recognised, and says which profile fits or why none does.
    invoiceFormats = [
      UBLFormat(rules: rules), FinvoiceFormat(), CSVFormat(profiles: profiles, companies: companies),
    ]
  }

  enum Match {
    case invoices(any InvoiceFormat)
    case settlements(any SettlementFormat)
    case none(Finding)
  }

  func match(_ given: FileHead) -> Match {
    var head = given
    // Looked for once, not by each format.
    if Self.looksLikeXML(head.bytes), let root = XMLSniffer.rootElement(of: head.bytes) {
      head.root = RootElement(localName: root.localName, namespace: root.namespace)
    }
    let isBlank = head.bytes.count == head.size && head.bytes.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    if head.size == 0 || isBlank {
      return .none(
        Finding(
          "file.empty", .error, head.size == 0 ? "The file is empty." : "The file holds nothing but blanks.",
          remedy: "Send it again if it should hold something; dismiss it if nothing was meant."))
    }
    if let kind = Self.compressedKind(head.bytes) {
      return .none(
        Finding(
          "file.compressed", .error, "The bytes are \(kind), whatever the name says.",
          remedy: "Unpack it before dropping it: Perille reads no packed or binary files."))
    }
    if let format = settlementFormats.first(where: { $0.recognises(head) }) { return .settlements(format) }
    if let format = invoiceFormats.first(where: { $0.recognises(head) }) { return .invoices(format) }
    if Self.looksLikeXML(head.bytes) { return .none(Self.strangeXML(head)) }
    return .none(
      Finding(
        "file.unknown-kind", .error, "The file is neither XML, a bank file nor text that a CSV profile could read.",
        remedy: "Check what the sending system wrote; dismiss the file if it was not meant for Perille."))
  }

  private static func compressedKind(_ bytes: [UInt8]) -> String? {
    let kinds: [([UInt8], String)] = [
      ([0x1F, 0x8B], "packed with gzip"), ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive"), ([0x42, 0x5A, 0x68], "packed with bzip2"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "packed with xz"), ([0x25, 0x50, 0x44, 0x46], "a PDF document"),
      ([0x28, 0xB5, 0x2F, 0xFD], "packed with zstd"), ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ]
    return kinds.first { bytes.starts(with: $0.0) }?.1
  }

  private static func strangeXML(_ head: FileHead) -> Finding {
    guard let root = XMLSniffer.rootElement(of: head.bytes) else {
      return Finding(
        "xml.no-root", .error, "The file begins like XML, but no root element can be made out.",
        remedy: "It is cut off or damaged at its beginning. Have it sent again.")
    }
    let namespace = root.namespace.map { " of \"\(Masking.excerpt($0))\"" } ?? " without a namespace"
    return Finding(
      "xml.unsupported", .error,
      "The root element <\(Masking.excerpt(root.localName))>\(namespace) is of no kind that Perille reads.",
      remedy:
        "Finvoice 1.0–3.0, UBL 2.1 invoices and credit notes, and camt.052 to camt.054 are read. Dismiss it if it was not meant for Perille."
    )
  }

  private static func looksLikeXML(_ bytes: [UInt8]) -> Bool {
    let text = bytes.drop { [0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0x00, 0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return text.first == 0x3C
  }
}
