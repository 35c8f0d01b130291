import Receivables

/// What must hold of a batch as a whole before any of it is written.
struct BatchChecks {
  var channel: any BatchChannel
  var batch: Batch

  func findings() -> [Finding] {
    agreement() + nameParts() + currency() + duplicates()
  }

  private func agreement() -> [Finding] {
    let agreement = batch.agreement
    var findings = channel.agreementFindings(agreement)
    let provider = ProviderRegistry.canonicalID(agreement.provider)
    for assignment in batch.assignments where ProviderRegistry.canonicalID(assignment.route.provider) != provider {
      findings.append(
        Finding(
          "channel.agreement", .error,
          "Invoice \(Masking.excerpt(assignment.receivable.identity.number)) goes to \(Masking.excerpt(assignment.route.provider)), "
            + "but its batch is for \(Masking.excerpt(agreement.provider)).",
          remedy: "A batch holds assignments of one agreement only."))
    }
    return findings
  }

  private func nameParts() -> [Finding] {
    var findings: [Finding] = []
    let key = batch.company.key
    let isPlain = key.utf8.allSatisfy {
      ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D
    }
    if key.isEmpty || !isPlain || key.utf8.count > 64 {
      findings.append(
        Finding(
          "channel.company-key", .error, "The company key \"\(Masking.excerpt(key))\" cannot stand in a file name.",
          remedy: "Use 1 to 64 lower-case letters, digits and hyphens."))
    }
    if batch.serial < 1 {
      findings.append(
        Finding(
          "channel.serial", .error, "The serial number of the batch is \(batch.serial).",
          remedy: "Serial numbers begin at 1 and are never used again."))
    }
    if batch.assignments.isEmpty {
      findings.append(
        Finding(
          "channel.batch-empty", .error, "The batch of company \(Masking.excerpt(key)) holds no assignment.",
          remedy: "A batch is made only when there is something to hand over."))
    }
    return findings
  }

  private func currency() -> [Finding] {
    batch.assignments.compactMap { assignment in
      let claim = assignment.claim
      let wrong = [claim.capital, claim.costs, claim.interest].first { $0.currency != batch.currency }
      return wrong.map { amount in
        Finding(
          "channel.currency", .error,
          "Invoice \(Masking.excerpt(assignment.receivable.identity.number)) claims \(amount) in a batch of \(batch.currency).",
          remedy: "A batch has one currency: the agreement's.")
      }
    }
  }

  private func duplicates() -> [Finding] {
    var seen: Set<String> = []
    return batch.assignments.compactMap { assignment in
      guard !seen.insert(assignment.key).inserted else { return nil }
      return Finding(
        "channel.duplicate", .error,
        "Invoice \(Masking.excerpt(assignment.receivable.identity.number)) stands in the batch twice.",
        remedy: "A claim is sent once; this is a defect in Perille, please report it.")
    }
  }

  static func sumFinding(_ error: MoneyError, _ batch: Batch) -> Finding {
    switch error {
    case .currenciesDiffer(let left, let right):
      Finding(
        "channel.currency", .error, "The claims of the batch are in \(left) and \(right).",
        remedy: "A batch has one currency: the agreement's.")
    case .overflow:
      Finding(
        "channel.amount-too-large", .error, "The claims of the batch add up to more than 64 bits of minor units hold.",
        remedy: "Hand the largest claims over in batches of their own.", term: "capital")
    }
  }
}

extension BatchChannel {
  /// For wires whose amounts always have two decimals.
  func twoDecimals(_ batch: Batch) -> [Finding] {
    guard batch.currency.minorUnitDigits != 2 else { return [] }
    return [
      Finding(
        "channel.currency", .error, "The batch is in \(batch.currency), which has \(batch.currency.minorUnitDigits) decimals.",
        remedy: "Channel \(terms.channel) writes amounts with two decimals: agree on another channel for this currency.")
    ]
  }
}
