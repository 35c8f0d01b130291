import Providers
import Receivables
import Store
import TransferRules

/// Makes batches of the claims that go: serial numbers, bytes and names are fixed in the same transaction as the assignments.
struct Assign {
  let transaction: Transaction
  let company: Company
  let asOf: CalendarDate

  func write(_ transfers: [(Receivable, Decision)]) throws {
    var byAgreement: [Int: [Assignment]] = [:]
    for (receivable, decision) in transfers {
      guard let assignment = Self.assignment(receivable, decision, company) else {
        throw CommandFailure(.defect, "A claim was to go without an agreement, a kind or a claim; nothing was handed over.")
      }
      byAgreement[assignment.route.agreement, default: []].append(assignment)
    }
    for index in byAgreement.keys.sorted() {
      try writeBatch(byAgreement[index] ?? [], agreement: company.agreements[index])
    }
  }

  static func assignment(_ receivable: Receivable, _ decision: Decision, _ company: Company) -> Assignment? {
    guard let route = decision.route, let claim = decision.claim,
      let kind = TransferRules.kind(of: receivable, company: company)
    else { return nil }
    let identity = receivable.identity
    let provider = ProviderRegistry.canonicalID(route.provider) ?? route.provider
    return Assignment(
      key: "\(company.key)/\(provider)/\(identity.number)/\(identity.issueDate)/\(identity.instalment)",
      receivable: receivable, route: route, kind: kind, claim: claim)
  }

  private func writeBatch(_ assignments: [Assignment], agreement: Agreement) throws {
    guard let channel = ChannelRegistry.channel(agreement.channel) else {
      throw CommandFailure(.defect, "The channel \(agreement.channel) is not in the registry.")
    }
    let provider = ProviderRegistry.canonicalID(agreement.provider) ?? agreement.provider
    let batch = Batch(
      company: company, agreement: agreement,
      serial: try transaction.nextSerial(company: company.key, provider: provider), asOf: asOf,
      currency: agreement.currency, assignments: assignments)
    let encoded: EncodedBatch
    do {
      encoded = try channel.encode(batch)
    } catch {
      // Each assignment has been asked before; what the channel still refuses is a defect, and nothing goes.
      throw CommandFailure(
        .defect,
        lines: ["The channel \(agreement.channel) refused a batch of \(company.key) that its own checks had let pass:"]
          + error.findings.map { "  \($0.rule): \($0.message)" })
    }
    var capital = Money.zero(batch.currency)
    for assignment in assignments { capital = try capital.adding(assignment.claim.capital) }
    let output = try transaction.insertOutput(
      kind: "batch", path: "outbox/\(provider)/\(company.key)/\(encoded.fileName)", sha256: sha256(encoded.bytes),
      bytes: encoded.bytes)
    var stored = batch
    stored.agreement.provider = provider
    let id = try transaction.insert(stored, output: output, capital: capital)
    for var assignment in assignments {
      assignment.route.provider = provider
      try transaction.insert(assignment, batch: id, on: asOf)
    }
  }
}
