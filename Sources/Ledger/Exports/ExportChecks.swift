import Receivables

/// What must hold before a byte is written.
enum ExportChecks {
  /// The vouchers are whole: of this company, each once, each in balance. The journal sees to that; an export that trusted it would
  /// carry a damaged one into somebody's books.
  static func journal(_ vouchers: [Voucher], _ context: ExportContext) -> [Finding] {
    var seen: Set<VoucherNumber> = []
    seen.reserveCapacity(vouchers.count)
    for voucher in vouchers {
      let label = voucher.label
      guard voucher.draft.company == context.company.key else {
        return [
          error(
            LedgerRules.foreign, "Voucher \(label) belongs to \(voucher.draft.company), the export to \(context.company.key).")
        ]
      }
      guard seen.insert(voucher.id).inserted else {
        return [error(LedgerRules.gap, "Voucher \(label) stands twice in what is to be exported.")]
      }
      if let defect = defect(of: voucher.draft) { return [error(LedgerRules.unbalanced, "Voucher \(label) \(defect.sentence).")] }
    }
    return []
  }

  static func chart(_ vouchers: [Voucher], _ chart: ExportChart, _ layout: ExportLayout, format: String) -> [Finding] {
    guard layout.accounts != .roles, !vouchers.isEmpty else { return [] }
    guard chart.isConfirmed else {
      return [
        ExportRules.finding(
          ExportRules.chartUnconfirmed,
          "Nobody has confirmed the account numbers of \(chart.company); \(format) is made of them.",
          severity: .error)
      ]
    }
    var used: Set<AccountRole> = []
    for voucher in vouchers { for posting in voucher.draft.postings { used.insert(posting.role) } }
    let roles = AccountRole.allCases.filter(used.contains)
    var findings: [Finding] = []
    let missing = roles.filter { chart.number($0).isEmpty }
    if !missing.isEmpty {
      findings.append(
        ExportRules.finding(
          ExportRules.accountMissing, "\(chart.company) has no account number for \(names(missing)).", severity: .error))
    }
    let worded = roles.filter { role in
      layout.accounts == .digits && !chart.number(role).utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }
    if !worded.isEmpty {
      findings.append(
        ExportRules.finding(
          ExportRules.accountNotDigits,
          "The account number of \(names(worded)) is not made of digits alone, as \(format) needs it.", severity: .error))
    }
    return findings
  }

  private static func names(_ roles: [AccountRole]) -> String { roles.map(\.rawValue).joined(separator: ", ") }

  private static func error(_ rule: String, _ message: String) -> Finding {
    LedgerRules.finding(rule, message, severity: .error)
  }

  private static func defect(of draft: VoucherDraft) -> VoucherDefect? {
    guard let first = draft.postings.first else { return .noPostings }
    var sums = [Money.zero(first.amount.currency)]
    for posting in draft.postings {
      guard !posting.amount.isZero else { return .zeroPosting(posting.role) }
      if let index = sums.firstIndex(where: { $0.currency == posting.amount.currency }) {
        guard let sum = try? sums[index].adding(posting.amount) else { return .overflow }
        sums[index] = sum
      } else {
        sums.append(posting.amount)
      }
    }
    return sums.first { !$0.isZero }.map(VoucherDefect.unbalanced)
  }
}
