import Receivables

extension TransferRules {
  /// What the channel itself refuses to write becomes a hold of that claim alone, before a batch is made. Without findings, and
  /// for other decisions than transfers, nothing changes.
  public static func applyRefusals(_ findings: [Finding], to decision: Decision) -> Decision {
    guard decision.outcome == .transfer, !findings.isEmpty else { return decision }
    let channel = decision.route?.channel ?? ""
    let reasons = findings.map { finding in
      Reason(
        .channelRefused, .hold, .contract, "\(Masking.masked(finding.message)) \(Masking.masked(finding.remedy))",
        source: "terms of the channel \(channel), \(finding.rule)")
    }
    return Decision(outcome: .hold, reasons: reasons, route: decision.route)
  }

  /// The last gate of a run: over a limit of the company, nothing of it goes. Each of its transfers becomes a hold; all other
  /// decisions stay as they are. Texts name the limit and not tonight's sum, so that a held claim is the same decision every night.
  public static func applyLimits(
    _ decisions: [(Receivable, Decision)], company: Company
  ) -> [(Receivable, Decision)] {
    let capital = decisions.compactMap { $0.1.outcome == .transfer ? $0.1.claim?.capital : nil }
    let reasons = [
      assignmentsAreWithinLimit(capital.count, company), capitalIsWithinLimit(capital, company),
    ].compactMap(\.self)
    guard !reasons.isEmpty else { return decisions }
    return decisions.map { receivable, decision in
      guard decision.outcome == .transfer else { return (receivable, decision) }
      return (receivable, Decision(outcome: .hold, reasons: reasons, route: decision.route))
    }
  }

  private static func assignmentsAreWithinLimit(_ count: Int, _ company: Company) -> Reason? {
    guard let limit = company.maxAssignmentsPerRun, count > limit else { return nil }
    return Reason(
      .limitAssignments, .hold, .safety,
      "More than \(limit) claims of \(company.key) would go in one run, so none of them goes.",
      source: "perille.yaml maxAssignmentsPerRun")
  }

  /// Each currency is added up apart. A currency in which no limit is stated cannot be shown to be within it.
  private static func capitalIsWithinLimit(_ capital: [Money], _ company: Company) -> Reason? {
    guard !capital.isEmpty else { return nil }
    let source = "perille.yaml maxCapitalPerRun"
    var sums: [Currency: Money] = [:]
    for amount in capital {
      guard let sum = try? (sums[amount.currency] ?? .zero(amount.currency)).adding(amount) else {
        return Reason(
          .amountOverflow, .hold, .safety,
          "The claims of \(company.key) in one run are too large to be added up, so none of them goes.", source: source)
      }
      sums[amount.currency] = sum
    }
    guard let limit = company.maxCapitalPerRun else { return nil }
    for sum in sums.values.sorted(by: { $0.currency < $1.currency }) {
      guard sum.currency == limit.currency else {
        return Reason(
          .limitCapital, .hold, .safety,
          "The limit of \(limit) a run says nothing about claims in \(sum.currency), so none of \(company.key) goes.",
          source: source)
      }
      if sum.minorUnits > limit.minorUnits {
        return Reason(
          .limitCapital, .hold, .safety,
          "More than \(limit) of \(company.key) would go in one run, so nothing of it goes.", source: source)
      }
    }
    return nil
  }
}
