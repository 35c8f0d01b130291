import Exchange
import Receivables

/// Lines of vouchers for people: what was booked by which recipe, and where its money was read.
enum BookText {
  static func lines(_ line: BookLine, showsVoucher: Bool = true) -> [String] {
    let posting = line.posting
    var text = "  "
    if showsVoucher { text += "Voucher \(line.voucher) of \(line.date): " }
    text += "\(posting.amount.isNegative ? "credit" : "debit") \(posting.role.rawValue) \(posting.amount.magnitude)"
    if !showsVoucher, let number = posting.invoiceNumber { text += ", invoice \(Masking.masked(number))" }
    text += " (\(posting.recipe))"
    var lines = [text]
    var origin: [String] = []
    if let path = line.path {
      origin.append("read from \(path)\(line.line.map { " line \($0)" } ?? ""), now \(line.restsIn ?? "")")
    }
    if let rule = line.rule { origin.append("matched by \(rule)") }
    if !origin.isEmpty { lines.append("    " + origin.joined(separator: "; ")) }
    if let evidence = line.evidence { lines.append("    \(evidence)") }
    return lines
  }

  static func render(_ story: VoucherStory) -> String {
    let voucher = story.voucher
    var lines = [
      "Voucher \(voucher.id) of \(story.company), \(voucher.draft.date)", "  \(voucher.draft.text)",
      "  Hash \(voucher.hash), chained to \(voucher.previousHash.prefix(16))…",
    ]
    if let reversed = voucher.draft.reverses { lines.append("  Reverses voucher \(reversed)") }
    lines.append("")
    lines += story.lines.flatMap { Self.lines($0, showsVoucher: false) }
    if !story.exports.isEmpty {
      lines.append("")
      lines += story.exports.map { "  Exported in \($0)" }
    }
    return lines.joined(separator: "\n")
  }
}
