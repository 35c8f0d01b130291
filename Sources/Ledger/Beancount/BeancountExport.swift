import Receivables

/// Vouchers as a beancount ledger that `bean-check` accepts. Accounts are named by role; their numbers, once confirmed, are metadata.
///
/// Source: beancount 3, "Beancount Language Syntax". Each file stands alone: it opens its accounts, on the first day of its fiscal
/// year, so that only one file of a ledger may be included as it is.
public struct BeancountExport: LedgerExport {
  public let id = "beancount"

  public func layout(_ terms: LedgerTerms) -> ExportLayout {
    ExportLayout(accounts: .roles, currencies: .together, suffix: "beancount")
  }

  public func encode(_ part: ExportPart) -> EncodedPart {
    var lines: [String] = []
    lines.append("; Journal of \(ExportText.line(part.context.company.name)) (\(ExportText.line(part.context.company.key)))")
    if let first = part.vouchers.first, let last = part.vouchers.last {
      lines.append("; Vouchers \(ExportText.line(first.label)) to \(ExportText.line(last.label)), \(part.vouchers.count) in all")
      lines.append("; Head of the hash chain: sha256 \(ExportText.line(last.hash))")
    }
    lines += ["", "option \"title\" \(quoted(part.context.company.name))"]
    for currency in part.currenciesInUse { lines.append("option \"operating_currency\" \"\(currency.code)\"") }
    lines.append("")
    lines += accounts(part)
    for voucher in part.vouchers {
      lines.append("")
      lines += transaction(voucher)
    }
    lines.append("")
    return EncodedPart(bytes: Array(lines.joined(separator: "\n").utf8))
  }

  private func accounts(_ part: ExportPart) -> [String] {
    var used: [AccountRole: Set<Currency>] = [:]
    var from = part.fiscalYear.from
    for voucher in part.vouchers {
      from = min(from, voucher.draft.date)
      for posting in voucher.draft.postings { used[posting.role, default: []].insert(posting.amount.currency) }
    }
    var lines: [String] = []
    for role in AccountRole.allCases {
      guard let currencies = used[role] else { continue }
      lines.append("\(from) open \(account(role))  \(currencies.sorted().map(\.code).joined(separator: ","))")
      lines.append("  role: \"\(role.rawValue)\"")
      let number = part.chart.number(role)
      if !number.isEmpty { lines.append("  number: \(quoted(number))") }
    }
    return lines
  }

  private func transaction(_ voucher: Voucher) -> [String] {
    let draft = voucher.draft
    var lines = ["\(draft.date) * \(quoted(draft.text))"]
    lines.append("  voucher: \(quoted(voucher.label))")
    lines.append("  recipe: \(quoted(draft.recipe))")
    lines.append("  source: \(quoted(draft.source))")
    if let reverses = draft.reverses { lines.append("  reverses: \(quoted(reverses.description))") }
    lines.append("  sha256: \(quoted(voucher.hash))")
    for posting in draft.postings {
      lines.append("  \(account(posting.role))  \(posting.amount)")
      if let number = posting.invoiceNumber { lines.append("    invoice: \(quoted(number))") }
      if let number = posting.customerNumber { lines.append("    customer: \(quoted(number))") }
      if !posting.recipe.isEmpty, posting.recipe != draft.recipe { lines.append("    recipe: \(quoted(posting.recipe))") }
      if !posting.source.isEmpty, posting.source != draft.source { lines.append("    source: \(quoted(posting.source))") }
    }
    return lines
  }

  /// `Income:ReminderFees`
  private func account(_ role: AccountRole) -> String {
    let account = RoleAccount(role)
    let words = [account.kind.rawValue] + [account.words.split(separator: " ").map(capital).joined()]
    return words.map { capital($0[...]) }.joined(separator: ":")
  }

  private func capital(_ word: Substring) -> String { word.prefix(1).uppercased() + word.dropFirst() }

  /// A string as beancount reads it: backslash and quotation mark behind a backslash.
  private func quoted(_ text: String) -> String {
    var result = "\""
    for character in ExportText.line(text) {
      if character == "\"" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return result + "\""
  }
}
