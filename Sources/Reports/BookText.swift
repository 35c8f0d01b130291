import Exchange
import Receivables

/// Lines of vouchers for people: what was booked by which recipe, and where its money was read.
enum BookText {
  /// What one receivable's money has in the books, voucher by voucher.
  static func vouchers(_ lines: [BookLine]) -> [String] {
    var text: [String] = []
    for (index, line) in lines.enumerated() {
      let isSame = index > 0 && lines[index - 1].voucher == line.voucher
      if !isSame { text.append("  Voucher \(line.voucher) of \(line.date): \(line.text)") }
      text.append("    " + posting(line))
      // One origin for all lines of the same money.
      let isLast =
        index == lines.count - 1 || lines[index + 1].voucher != line.voucher
        || lines[index + 1].posting.source != line.posting.source
      if isLast { text += origin(line).map { "    " + $0 } }
    }
    return text
  }

  private static func posting(_ line: BookLine) -> String {
    let posting = line.posting
    return
      "\(posting.amount.isNegative ? "credit" : "debit") \(posting.role.rawValue) \(posting.amount.magnitude) (\(posting.recipe))"
  }

  private static func origin(_ line: BookLine) -> [String] {
    guard let path = line.path else { return [] }
    var text =
      "\(line.entry.map { $0 + ", " } ?? "")read from \(path)\(line.line.map { " line \($0)" } ?? ""), now \(line.restsIn ?? "")"
    if let rule = line.rule { text += "; matched by \(rule)" }
    return [text] + (line.evidence.map { [$0] } ?? [])
  }

  static func render(_ story: VoucherStory) -> String {
    let voucher = story.voucher
    var lines = [
      "Voucher \(voucher.id) of \(story.company), \(voucher.draft.date)", "  \(voucher.draft.text)",
      "  Hash \(voucher.hash), chained to \(voucher.previousHash.prefix(16))…",
    ]
    if let reversed = voucher.draft.reverses { lines.append("  Reverses voucher \(reversed)") }
    lines.append("")
    for line in story.lines {
      let number = line.posting.invoiceNumber.map { ", invoice \(Masking.masked($0))" } ?? ""
      lines.append("  " + posting(line) + number)
      lines += origin(line).map { "    " + $0 }
    }
    if !story.exports.isEmpty {
      lines.append("")
      lines += story.exports.map { "  Exported in \($0)" }
    }
    return lines.map(SafeText.of).joined(separator: "\n")
  }
}
