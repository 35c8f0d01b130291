import Receivables

/// Lists that an ERP exports as CSV, read by the profiles of `perille.yaml`: invoices, credit notes, payments, open items, holds
/// and customers.
///
/// Nothing about a file is guessed. Exactly one profile must fit it; bytes, numbers and dates are read only as that profile
/// declares them; and when anything in the file is wrong, all of its errors are listed (up to a limit) and none of its rows counts.
public struct CSVFormat: InvoiceFormat {
  private let profiles: [CSVProfile]
  private let companies: [Company]
  private let limits: CSVLimits

  public init(profiles: [CSVProfile], companies: [Company]) {
    self.init(profiles: profiles, companies: companies, limits: CSVLimits())
  }

  init(profiles: [CSVProfile], companies: [Company], limits: CSVLimits) {
    self.profiles = profiles
    self.companies = companies
    self.limits = limits
  }

  /// Any text that is not XML. Bank files and XML are to be asked before.
  public func recognises(_ head: FileHead) -> Bool {
    if isUTF16(head.bytes) { return true }
    let binary: [[UInt8]] = [[0x1F, 0x8B], Array("PK".utf8) + [3, 4], Array("%PDF".utf8)]
    guard !head.bytes.isEmpty, !head.bytes.contains(0), !binary.contains(where: head.bytes.starts(with:)) else { return false }
    let text = head.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? head.bytes[3...] : head.bytes[...]
    return text.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D } != 0x3C
  }

  public func read(_ source: any ByteSource, head: FileHead, into sink: any MessageSink) throws -> FileSummary {
    if isUTF16(head.bytes) {
      return refused(
        Finding(
          "csv.utf16", .error, "The file is UTF-16.",
          remedy: "Let the sender write UTF-8, or one of the encodings that a profile can declare.",
          place: Finding.Place(line: 1, byteOffset: 0)))
    }
    switch CSVProfileChoice(profiles: profiles, head: head).outcome {
    case .refused(let finding): return refused(finding)
    case .profile(let profile):
      return try CSVReading(profile: profile, companies: companies, head: head, source: source, sink: sink, limits: limits).run()
    }
  }

  private func refused(_ finding: Finding) -> FileSummary { FileSummary(format: "csv", findings: [finding]) }

  private func isUTF16(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) }
}
