import Receivables

/// Finnish incoming reference payments (KTL, “saapuvat viitemaksut”): lines of 90 characters, one or more batches a file.
///
/// A file is read as a stream. Each batch is a settlement, and its trailer's counts and sums must be those of its records.
/// Source: Finance Finland, "Incoming reference payments, service description and record description" 2.1.
public struct KTLFormat: SettlementFormat {
  static let id = "ktl"

  public init() {}

  /// Whether the first lines are such records: a header or, when that was lost, a transaction; never text with separators or tags.
  public func recognises(_ head: FileHead) -> Bool {
    // A record begins with the digit of its type.
    guard let start = head.bytes.first(where: { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D }), start >= 0x30, start <= 0x39 else {
      return false
    }
    let lines = head.bytes.split(separator: 0x0A, maxSplits: 8, omittingEmptySubsequences: true)
      .map { $0.last == 0x0D ? $0.dropLast() : $0 }
      .filter { $0.contains { $0 != 0x20 } }
    guard let first = lines.first, KTLFormat.isHeader(first) || KTLFormat.isTransaction(first) else { return false }
    // The line after it decides, unless the file ends there (a transfer that broke off).
    guard lines.count > 1, KTLFormat.isHeader(first) else { return true }
    let next = lines[1]
    guard let type = next.first else { return false }
    return KTLFormat.isHeader(next) || KTLFormat.isTransaction(next) || (type == 0x39 && startsWithDigits(next, 18))
      // A record of a type that does not exist is a fault of a KTL file, not another format.
      || (type >= 0x30 && type <= 0x39 && startsWithDigits(next, 27))
  }

  public func read(_ source: any ByteSource, head: FileHead, into sink: any SettlementSink) throws -> FileSummary {
    var reader = KTLReader(sink)
    try reader.read(source)
    var summary = FileSummary(format: KTLFormat.id, messages: reader.settlements, hint: CreditorHint(account: reader.account))
    summary.paymentsThrough = reader.createdThrough
    if reader.settlements == 0 {
      summary.findings.append(
        Finding(
          KTLRules.empty, .error, "The file holds no batch of reference payments.", remedy: KTLRules.remedy(KTLRules.empty),
          place: Finding.Place(line: 1)))
    }
    return summary
  }

  /// `0`, date (or zeros) and time; nothing that a table of another sort has.
  private static func isHeader(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.first == 0x30, line.count >= 12, hasRecordForm(line), startsWithDigits(line, 11) else { return false }
    let two = { (place: Int) in
      Int(line[line.startIndex + place] - 0x30) * 10 + Int(line[line.startIndex + place + 1] - 0x30)
    }
    let (month, day) = (two(3), two(5))
    return month <= 12 && day <= 31 && (month == 0) == (day == 0) && two(7) <= 24 && two(9) <= 59
  }

  /// Type, account, two dates. The second date may be blanks.
  private static func isTransaction(_ line: ArraySlice<UInt8>) -> Bool {
    (line.first == 0x33 || line.first == 0x35 || line.first == 0x37) && line.count >= 43 && hasRecordForm(line)
      && startsWithDigits(line, 21)
  }

  private static func hasRecordForm(_ line: some Collection<UInt8>) -> Bool {
    // A line that runs on is tolerated here: the reader says what is wrong with it.
    line.prefix(63).allSatisfy { $0 >= 0x20 && $0 != 0x2C && $0 != 0x3B && $0 != 0x3C && $0 != 0x22 && $0 != 0x7C }
  }
}

private func startsWithDigits(_ line: some Collection<UInt8>, _ count: Int) -> Bool {
  let start = line.prefix(count)
  return start.count == count && start.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
}
