import Receivables

@testable import InvoiceFormats

/// Invented companies, a sound profile, and a short way to read a text with it.
enum CSVBench {
  static let kauppa = Company(
    key: "kauppa", name: "Kauppa Oy", country: "FI", legalID: "9876543-0", vatID: "FI98765430", endpoints: ["003798765430"],
    way: .handover(confirmationDays: 3))
  static let handel = Company(
    key: "handel", name: "Handel AB", country: "SE", legalID: "9999000012", way: .handover(confirmationDays: 3))
  static let fjord = Company(
    key: "fjord", name: "Fjord AS", country: "NO", legalID: "310000019", way: .handover(confirmationDays: 3))

  static let dates: DatePattern = pattern("dd.MM.yyyy")

  static func pattern(_ text: String) -> DatePattern { DatePattern(text) ?? dates }

  /// Number;Date;Due;Sum;Name;Type, semicolons, decimal commas.
  static func invoices(_ change: (inout CSVProfile) -> Void = { _ in }) -> CSVProfile {
    var profile = CSVProfile(
      name: "invoices", match: CSVProfile.Match(names: [GlobPattern("*.csv")]), dates: pattern("dd.MM.yyyy"),
      company: .constant("kauppa"), rowKind: .constant(.invoice),
      columns: [
        .number: .header("Number"), .issueDate: .header("Date"), .dueDate: .header("Due"), .amountDue: .header("Sum"),
        .customerName: .header("Name"),
      ], constants: [.currency: "EUR"])
    change(&profile)
    return profile
  }

  static let header = "Number;Date;Due;Sum;Name\n"

  static func payments(_ change: (inout CSVProfile) -> Void = { _ in }) -> CSVProfile {
    var profile = CSVProfile(
      name: "payments", match: CSVProfile.Match(names: [GlobPattern("*.csv")]), dates: pattern("yyyy-MM-dd"),
      company: .constant("kauppa"), rowKind: .constant(.payment),
      columns: [
        .reference: .header("Reference"), .amount: .header("Amount"), .paymentDate: .header("Date"), .paymentId: .header("Id"),
      ], constants: [.currency: "EUR"], statedDate: DatedNamePattern("*_{yyyyMMdd}.csv").map { .fileName($0) })
    change(&profile)
    return profile
  }

  /// Small, so that tests reach them soon.
  static let limits = CSVLimits(rowBytes: 100_000, findings: 20, heldRows: 50)

  struct Reading {
    var summary: FileSummary
    var messages: [ReadMessage]
    var documents: [Document] {
      messages.compactMap { if case .document(let document) = $0.outcome { document } else { nil } }
    }
    var invoices: [InvoiceDocument] {
      documents.compactMap { if case .invoice(let invoice) = $0.body { invoice } else { nil } }
    }
    var rules: [String] { (summary.findings + messages.flatMap(\.findings)).map(\.rule) }
  }

  static func read(
    _ bytes: [UInt8], _ profiles: [CSVProfile], name: String = "list.csv", folders: [String] = [], chunk: Int = 1 << 16
  ) throws -> Reading {
    let sink = Collector()
    let format = CSVFormat(profiles: profiles, companies: [kauppa, handel, fjord], limits: limits)
    let head = FileHead(folders: folders, name: name, bytes: Array(bytes.prefix(1 << 16)), size: bytes.count)
    let summary = try format.read(Chunks(bytes, size: chunk), head: head, into: sink)
    return Reading(summary: summary, messages: sink.messages)
  }

  static func read(
    _ text: String, _ profiles: CSVProfile..., name: String = "list.csv", folders: [String] = [], chunk: Int = 1 << 16
  ) throws -> Reading {
    try read(Array(text.utf8), profiles, name: name, folders: folders, chunk: chunk)
  }
}

final class Collector: MessageSink {
  private(set) var messages: [ReadMessage] = []
  func receive(_ message: ReadMessage) { messages.append(message) }
}

/// Bytes in pieces of one size.
final class Chunks: ByteSource {
  private var rest: ArraySlice<UInt8>
  private let size: Int
  init(_ bytes: [UInt8], size: Int) {
    rest = bytes[...]
    self.size = size
  }
  func next() -> ArraySlice<UInt8> {
    defer { rest = rest.dropFirst(size) }
    return rest.prefix(size)
  }
}
