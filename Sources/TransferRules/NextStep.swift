import Receivables

extension TransferRules {
  /// What happens next, in one plain sentence to be read aloud.
  ///
  /// - Parameters:
  ///   - confirmedOn: the day of the last drop that named the claim (`Receivable.confirmedOn`). With it, the sentence about a claim of
  ///     a handover company that waits until a day says whether that drop still counts then; without it, it says "if".
  ///   - calendars: closed days by country, which the drop's banking days are counted over.
  public static func nextStep(
    _ decision: Decision, company: Company, confirmedOn: CalendarDate? = nil,
    calendars: [String: BankingCalendar] = StatutoryTables.calendars
  ) -> String {
    switch decision.outcome {
    case .transfer: transferStep(decision)
    case .wait: waitStep(decision, company, confirmedOn: confirmedOn, calendar: calendars[company.country])
    case .hold: "A person must act: \(instruction(decision, company))"
    case .exclude:
      "Nothing more happens: this claim is never handed over\(because(decision)).\(objections(decision, tellTo: "the provider"))"
    }
  }

  /// What a provider that has the claim must be told beside of money: that it is disputed or on hold. Empty when nothing.
  public static func objections(_ decision: Decision, tellTo provider: String) -> String {
    let ids = Set(decision.reasons.map(\.id))
    guard ids.contains(ReasonID.alreadyAssigned.rawValue) else { return "" }
    let objections = [(ReasonID.disputed, "the debtor disputes it"), (.onHold, "it is on hold")]
      .compactMap { id, words in ids.contains(id.rawValue) ? words : nil }
    return objections.isEmpty ? "" : " Tell \(provider) that \(objections.joined(separator: " and that "))."
  }

  /// Ids of the reasons that a person's release ends. Money that may be for a claim holds it until it is placed.
  public static func endedByRelease(hasUnplacedMoney: Bool) -> Set<String> {
    let ended: [ReasonID] = hasUnplacedMoney ? [.conflict, .disputed] : [.conflict, .disputed, .onHold]
    return Set(ended.map(\.rawValue))
  }

  private static func because(_ decision: Decision) -> String {
    let reason = decision.reasons.first { $0.outcome == .exclude }
    guard let title = reason.flatMap({ TransferRulesCatalog.reason($0.id) })?.title else { return "" }
    return ", because " + title.prefix(1).lowercased() + title.dropFirst()
  }

  /// A stored decision names the way, but no longer the claim.
  private static func transferStep(_ decision: Decision) -> String {
    guard let route = decision.route else { return "It goes to a provider in this run." }
    guard let claim = decision.claim else { return "It goes to \(route.provider) in this run, through \(route.channel)." }
    let costs = claim.costs.isZero ? "" : " and costs of \(claim.costs)"
    return "It is handed over to \(route.provider) in this run, through \(route.channel), "
      + "with a capital of \(claim.capital)\(costs)."
  }

  private static func waitStep(
    _ decision: Decision, _ company: Company, confirmedOn: CalendarDate?, calendar: BankingCalendar?
  ) -> String {
    guard let until = decision.until else { return "It waits: \(instruction(decision, company))" }
    guard case .handover(let days) = company.way else {
      return "It waits until \(until), and nothing is to be done until then."
    }
    guard let confirmedOn, confirmedOn <= until, let age = calendar?.bankingDays(from: confirmedOn, to: until) else {
      return "It waits until \(until); if its confirmation has run out by then, drop it again."
    }
    let drop = "the drop of \(confirmedOn), which counts for \(CompanyRules.bankingDays(days)),"
    return age <= days
      ? "It waits until \(until) and then goes by itself: \(drop) still confirms it on that day."
      : "It waits until \(until); \(drop) no longer confirms it on that day, so drop it again then if it is still open."
  }

  /// The remedy of the first reason that decides and needs somebody, and how many more there are.
  private static func instruction(_ decision: Decision, _ company: Company) -> String {
    let deciding = decision.reasons.filter { $0.outcome == decision.outcome && $0.until == nil }
    let reasons = deciding.isEmpty ? decision.reasons.filter { $0.outcome == decision.outcome } : deciding
    guard let first = reasons.first, let description = TransferRulesCatalog.reason(first.id) else { return "see the reasons." }
    let remedy = description.remedy.replacing("COMPANY", with: company.key)
    let begin = remedy.prefix(1).lowercased() + remedy.dropFirst()
    let more = Set(reasons.map(\.id)).count - 1
    guard more > 0 else { return begin }
    return begin.dropLast() + (more == 1 ? "; one more reason stands beside it." : "; \(more) more reasons stand beside it.")
  }
}
