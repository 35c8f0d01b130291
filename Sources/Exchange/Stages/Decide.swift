import Providers
import Receivables
import Store
import TransferRules

/// What one run decided, counted.
public struct DecisionCounts: Codable, Hashable, Sendable {
  public var transfer = 0
  public var wait = 0
  public var hold = 0
  public var exclude = 0
  public init() {}

  mutating func add(_ outcome: Decision.Outcome) {
    switch outcome {
    case .transfer: transfer += 1
    case .wait: wait += 1
    case .hold: hold += 1
    case .exclude: exclude += 1
    }
  }
  public var total: Int { transfer + wait + hold + exclude }
}

/// A decision made in this run, for `plan` and the report.
public struct DecidedReceivable: Hashable, Sendable {
  public var receivable: Receivable
  public var decision: Decision
  public var isNew: Bool
}

/// Decides every receivable that may decide anew, writes what changed, and makes the batches of what goes.
struct Decide {
  let transaction: Transaction
  let companies: [Company]
  let asOf: CalendarDate
  let configurationHash: String
  /// Inputs that nobody has read, with whom they may concern.
  let unread: [(text: String, scope: CompanyScope)]

  private(set) var counts = DecisionCounts()
  private(set) var decided: [DecidedReceivable] = []
  private(set) var limitsReached: [String] = []
  /// `plan` shows every decision; a run keeps none of them in memory.
  var keepsDecisions = false

  init(
    transaction: Transaction, companies: [Company], asOf: CalendarDate, configurationHash: String,
    unread: [(text: String, scope: CompanyScope)]
  ) {
    self.transaction = transaction
    self.companies = companies
    self.asOf = asOf
    self.configurationHash = configurationHash
    self.unread = unread
  }

  mutating func run() throws {
    let unlinked = try transaction.documents(state: "unlinked", classes: [.creditNote])
    for company in companies { try decide(company, unlinked: unlinked) }
  }

  private mutating func decide(_ company: Company, unlinked: [DocumentRecord]) throws {
    let context = try Self.context(
      transaction, company: company, asOf: asOf,
      blockers: unread.filter { $0.scope.concerns(company.key) }.map(\.text))
    let standings = try Standings(transaction, company: company, unlinked: unlinked, asOf: asOf)
    var transfers: [(Receivable, Decision)] = []
    try transaction.forEachReceivable(company: company.key) { receivable in
      let receivable = standings.completing(receivable)
      var decision = TransferRules.decide(receivable, context)
      if decision.outcome == .transfer { decision = Self.askChannel(receivable, decision, company: company) }
      if decision.outcome == .transfer, let finding = try sentBefore(receivable, decision, company: company) {
        decision = TransferRules.applyRefusals([finding], to: decision)
      }
      if decision.outcome == .transfer {
        transfers.append((receivable, decision))
      } else {
        try record(decision, of: receivable)
      }
    }
    for (index, decision) in Self.askChannels(transfers, company: company) {
      transfers[index].1 = decision
    }
    let limited = TransferRules.applyLimits(transfers, company: company)
    let going = limited.filter { $0.1.outcome == .transfer }
    if going.count < transfers.count(where: { $0.1.outcome == .transfer }) { limitsReached.append(company.key) }
    for (receivable, decision) in limited { try record(decision, of: receivable) }
    try Assign(transaction: transaction, company: company, asOf: asOf).write(going)
  }

  private mutating func record(_ decision: Decision, of receivable: Receivable) throws {
    counts.add(decision.outcome)
    let isNew = try transaction.record(
      decision, receivable: receivable.id, on: asOf, configuration: configurationHash)
    // What went or is excluded does not change by itself: it is asked again when a new fact comes.
    if decision.outcome == .exclude || decision.outcome == .transfer {
      try transaction.setInactive(receivable: receivable.id)
    }
    if keepsDecisions { decided.append(DecidedReceivable(receivable: receivable, decision: decision, isNew: isNew)) }
  }

  static func context(
    _ transaction: Transaction, company: Company, asOf: CalendarDate, blockers: [String]
  ) throws -> DecisionContext {
    let payments = try paymentsThrough(transaction, company: company)
    return DecisionContext(
      asOf: asOf, company: company, providerTerms: ProviderRegistry.terms,
      channelTerms: Dictionary(
        ChannelRegistry.all.map { ($0.terms.channel, $0.terms) }, uniquingKeysWith: { first, _ in first }),
      isActivated: try transaction.activation(of: company.key) != nil,
      paymentsThrough: payments?.through, paymentsSource: payments?.source, intakeBlockers: blockers)
  }

  /// The earliest, over the required payment sources, of the latest accepted list's day, and whose it is; no day while one has never
  /// spoken.
  static func paymentsThrough(
    _ transaction: Transaction, company: Company
  ) throws -> (source: String, through: CalendarDate?)? {
    guard case .ledger(let sources, _) = company.way else { return nil }
    var earliest: (source: String, through: CalendarDate?)?
    for source in sources {
      guard let through = try transaction.paymentsThrough(company: company.key, source: source) else { return (source, nil) }
      if earliest?.through.map({ through < $0 }) ?? true { earliest = (source, through) }
    }
    return earliest
  }

  /// The wire has the last word on a single claim: what it cannot write is held, and the others of its batch go.
  private static func askChannel(_ receivable: Receivable, _ decision: Decision, company: Company) -> Decision {
    guard let route = decision.route, company.agreements.indices.contains(route.agreement),
      let channel = ChannelRegistry.channel(route.channel), let assignment = Assign.assignment(receivable, decision, company)
    else {
      let finding = Finding(
        "channel.missing", .error, "The claim has no agreement, channel or kind under which it could be written.",
        remedy: "Check the company's agreements in perille.yaml.")
      return TransferRules.applyRefusals([finding], to: decision)
    }
    return TransferRules.applyRefusals(
      channel.refusals(assignment, company: company, agreement: company.agreements[route.agreement]), to: decision)
  }

  /// Maventa takes an invoice once: of two claims with its one id the second does not follow the first in a later night.
  private func sentBefore(_ receivable: Receivable, _ decision: Decision, company: Company) throws -> Finding? {
    guard let route = decision.route, let id = receivable.facts.maventaInvoiceID,
      ChannelRegistry.channel(route.channel)?.terms.required.contains(.maventaInvoiceID) == true,
      let other = try transaction.assigned(maventaID: id, company: company.key, besides: receivable.id)
    else { return nil }
    return Finding(
      "channel.duplicate", .error,
      "Invoice \(Masking.excerpt(receivable.identity.number)) has the Maventa invoice id under which "
        + "\(Masking.excerpt(other)) is with a provider already.",
      remedy: "One id stands for one invoice: correct the id, or hand instalments over on another channel.",
      term: "maventaInvoiceID")
  }

  /// What only shows when the claims of a batch stand side by side is held too: the decisions that change, by their position.
  private static func askChannels(_ transfers: [(Receivable, Decision)], company: Company) -> [Int: Decision] {
    var changed: [Int: Decision] = [:]
    for (index, agreement) in company.agreements.enumerated() {
      guard let channel = ChannelRegistry.channel(agreement.channel) else { continue }
      let own = transfers.indices.filter { transfers[$0].1.route?.agreement == index }
      let assignments = own.compactMap { Assign.assignment(transfers[$0].0, transfers[$0].1, company) }
      guard assignments.count == own.count else { continue }
      for refusal in channel.refusals(among: assignments) {
        let position = own[refusal.position]
        changed[position] = TransferRules.applyRefusals([refusal.finding], to: transfers[position].1)
      }
    }
    return changed
  }
}
