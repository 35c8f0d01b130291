import Receivables

/// Vouchers as an hledger journal that `hledger check --strict` accepts: every account and commodity is declared, every amount is
/// written out.
///
/// Source: hledger manual 1.25, "journal format". Text from outside is reduced to characters that mean nothing to hledger, nor to
/// a spreadsheet that its reports may be opened in.
public enum HledgerExport {
  public static let id = "hledger"

  /// Account names where the company's chart says nothing.
  public static let defaultAccounts: [AccountRole: String] = [
    .bank: "assets:bank", .clearing: "assets:clearing", .receivable: "assets:receivable", .vatIn: "assets:vat",
    .suspense: "liabilities:suspense", .overpayment: "liabilities:overpayments", .payable: "liabilities:payable",
    .vatOut: "liabilities:vat", .interestIncome: "income:interest", .reminderIncome: "income:reminder fees",
    .collectionExpense: "expenses:collection", .rounding: "expenses:rounding",
  ]

  /// `vouchers`: of this company, in the order of the journal. `accounts`: the company's chart, names or numbers. UTF-8, LF.
  public static func render(
    _ vouchers: [Voucher], company: Company, accounts: [AccountRole: String] = [:]
  ) -> [UInt8] {
    var lines: [String] = []
    lines.append("; Journal of \(HledgerText.comment(company.name)) (\(HledgerText.comment(company.key)))")
    if let first = vouchers.first, let last = vouchers.last {
      lines.append(
        "; Vouchers \(HledgerText.comment(first.label)) to \(HledgerText.comment(last.label)), \(vouchers.count) in all")
      lines.append("; Head of the hash chain: sha256 \(HledgerText.comment(last.hash))")
    } else {
      lines.append("; No vouchers")
    }
    lines.append("")
    lines += declarations(vouchers, accounts)
    for voucher in vouchers {
      lines.append("")
      lines += transaction(voucher, accounts)
    }
    lines.append("")
    return Array(lines.joined(separator: "\n").utf8)
  }

  private static func declarations(_ vouchers: [Voucher], _ accounts: [AccountRole: String]) -> [String] {
    let roles = Set(vouchers.flatMap { $0.draft.postings.map(\.role) })
    let currencies = Set(vouchers.flatMap { $0.draft.postings.map(\.amount.currency) })
    var lines = ["decimal-mark ."]
    for currency in currencies.sorted() {
      let decimals = String(repeating: "0", count: currency.minorUnitDigits)
      // A currency without decimals needs its decimal mark all the same, or hledger takes 1000 for a group of digits.
      lines.append("commodity 1000.\(decimals) \(currency.code)")
    }
    var declared: Set<String> = []
    for role in AccountRole.allCases where roles.contains(role) {
      let name = account(role, accounts)
      guard declared.insert(name).inserted else { continue }
      lines.append("account \(name)  ; type:\(kind(role)), role:\(role.rawValue)")
    }
    return lines
  }

  private static func transaction(_ voucher: Voucher, _ accounts: [AccountRole: String]) -> [String] {
    let draft = voucher.draft
    var lines = ["\(draft.date) * (\(HledgerText.code(voucher.label))) \(HledgerText.description(draft.text))"]
    lines.append("    ; recipe:\(HledgerText.tag(draft.recipe)), source:\(HledgerText.tag(draft.source))")
    if let reverses = draft.reverses { lines.append("    ; reverses:\(reverses)") }
    lines.append("    ; sha256:\(HledgerText.tag(voucher.hash))")
    for posting in draft.postings {
      var line = "    \(account(posting.role, accounts))  \(posting.amount)"
      if let number = posting.invoiceNumber { line += "  ; invoice:\(HledgerText.tag(number))" }
      lines.append(line)
    }
    return lines
  }

  private static func account(_ role: AccountRole, _ accounts: [AccountRole: String]) -> String {
    let name = accounts[role].map(HledgerText.account) ?? ""
    return name.isEmpty ? defaultAccounts[role] ?? "unknown:\(role.rawValue)" : name
  }

  private static func kind(_ role: AccountRole) -> String {
    switch role {
    case .bank, .clearing, .receivable, .vatIn: "Asset"
    case .suspense, .overpayment, .payable, .vatOut: "Liability"
    case .interestIncome, .reminderIncome: "Revenue"
    case .collectionExpense, .rounding: "Expense"
    }
  }
}
