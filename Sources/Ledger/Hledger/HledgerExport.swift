import Receivables

/// Vouchers as an hledger journal that `hledger check --strict` accepts: every account and commodity is declared, every amount is
/// written out. Accounts are named by role; their numbers, once confirmed, are tags.
///
/// Source: hledger manual 1.25, "journal format". Text from outside is reduced to characters that mean nothing to hledger, nor to
/// a spreadsheet that its reports may be opened in.
public struct HledgerExport: LedgerExport {
  public static let id = "hledger"
  public var id: String { HledgerExport.id }

  public func layout(_ terms: LedgerTerms) -> ExportLayout {
    ExportLayout(accounts: .roles, currencies: .together, suffix: "journal")
  }

  public func encode(_ part: ExportPart) -> EncodedPart {
    var lines: [String] = []
    let company = part.context.company
    lines.append("; Journal of \(HledgerText.comment(company.name)) (\(HledgerText.comment(company.key)))")
    if let first = part.vouchers.first, let last = part.vouchers.last {
      lines.append(
        "; Vouchers \(HledgerText.comment(first.label)) to \(HledgerText.comment(last.label)), \(part.vouchers.count) in all")
      lines.append("; Head of the hash chain: sha256 \(HledgerText.comment(last.hash))")
    }
    lines.append("")
    lines += declarations(part)
    for voucher in part.vouchers {
      lines.append("")
      lines += transaction(voucher)
    }
    lines.append("")
    return EncodedPart(bytes: Array(lines.joined(separator: "\n").utf8))
  }

  private func declarations(_ part: ExportPart) -> [String] {
    var lines = ["decimal-mark ."]
    for currency in part.currenciesInUse {
      let decimals = String(repeating: "0", count: currency.minorUnitDigits)
      // A currency without decimals needs its decimal mark all the same, or hledger takes 1000 for a group of digits.
      lines.append("commodity 1000.\(decimals) \(currency.code)")
    }
    for role in part.roles {
      var line = "account \(HledgerExport.account(role))  ; type:\(HledgerExport.type(role)), role:\(role.rawValue)"
      let number = part.chart.number(role)
      if !number.isEmpty { line += ", number:\(HledgerText.tag(number))" }
      lines.append(line)
    }
    return lines
  }

  private func transaction(_ voucher: Voucher) -> [String] {
    let draft = voucher.draft
    var lines = ["\(draft.date) * (\(HledgerText.code(voucher.label))) \(HledgerText.description(draft.text))"]
    lines.append("    ; recipe:\(HledgerText.tag(draft.recipe)), source:\(HledgerText.tag(draft.source))")
    if let reverses = draft.reverses { lines.append("    ; reverses:\(HledgerText.tag(reverses.description))") }
    lines.append("    ; sha256:\(HledgerText.tag(voucher.hash))")
    for posting in draft.postings {
      var tags: [String] = []
      if let number = posting.invoiceNumber { tags.append("invoice:\(HledgerText.tag(number))") }
      if let number = posting.customerNumber { tags.append("customer:\(HledgerText.tag(number))") }
      if !posting.recipe.isEmpty, posting.recipe != draft.recipe { tags.append("recipe:\(HledgerText.tag(posting.recipe))") }
      if !posting.source.isEmpty, posting.source != draft.source { tags.append("source:\(HledgerText.tag(posting.source))") }
      let comment = tags.isEmpty ? "" : "  ; " + tags.joined(separator: ", ")
      lines.append("    \(HledgerExport.account(posting.role))  \(posting.amount)\(comment)")
    }
    return lines
  }

  /// `income:reminder fees`
  private static func account(_ role: AccountRole) -> String {
    let account = RoleAccount(role)
    return "\(account.kind.rawValue):\(account.words)"
  }

  private static func type(_ role: AccountRole) -> String {
    switch RoleAccount(role).kind {
    case .assets: "Asset"
    case .liabilities: "Liability"
    case .income: "Revenue"
    case .expenses: "Expense"
    }
  }
}
