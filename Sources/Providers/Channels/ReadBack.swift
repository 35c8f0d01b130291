import Receivables

/// Compares what a payload says with what its batch should say, value by value.
enum ReadBack {
  static func differences(_ said: CarriedBatch, from meant: CarriedBatch) -> [Finding] {
    var findings = said.unexpected.map { unexpected($0, at: "/") }
    for field in HeaderField.allCases where said.header[field] != meant.header[field] {
      findings.append(value("file", field.rawValue, said.header[field], meant.header[field]))
    }
    if said.claims.count != meant.claims.count {
      findings.append(
        Finding(
          "channel.read-back-count", .error,
          "The payload holds \(said.claims.count) assignments, its batch \(meant.claims.count).", remedy: remedy))
    }
    for component in [ClaimField.capital, .costs, .interest] {
      let found = sum(component, said)
      let expected = sum(component, meant)
      if found != expected {
        findings.append(
          Finding(
            "channel.read-back-sum", .error,
            "The payload's \(component.rawValue) adds up to \(text(found)) minor units, its batch's to \(text(expected)).",
            remedy: remedy, term: component.rawValue))
      }
    }
    for (position, (found, expected)) in zip(said.claims, meant.claims).enumerated() {
      findings += claim(found, expected, "assignments[\(position)]")
    }
    return findings
  }

  private static func claim(_ said: CarriedBatch.Claim, _ meant: CarriedBatch.Claim, _ path: String) -> [Finding] {
    var findings = said.unexpected.map { unexpected($0, at: path) }
    for field in ClaimField.allCases where said.values[field] != meant.values[field] {
      findings.append(value(path, field.rawValue, said.values[field], meant.values[field]))
    }
    if said.debtors.count != meant.debtors.count {
      findings.append(value(path, "debtors", String(said.debtors.count), String(meant.debtors.count)))
    }
    for (position, (found, expected)) in zip(said.debtors, meant.debtors).enumerated() {
      for field in DebtorField.allCases where found[field] != expected[field] {
        // Identifiers may be personal codes, right or damaged: neither is shown.
        let hidden = field == .personalCode || field == .identifier || field == .businessID
        findings.append(
          value(
            "\(path).debtors[\(position)]", field.rawValue, hidden ? found[field].map { _ in "(not shown)" } : found[field],
            hidden ? expected[field].map { _ in "(not shown)" } : expected[field]))
      }
    }
    return findings
  }

  private static func value(_ path: String, _ field: String, _ said: String?, _ meant: String?) -> Finding {
    Finding(
      "channel.read-back-value", .error,
      "The payload says \(quoted(said)) for \(field), its batch \(quoted(meant)).", remedy: remedy,
      place: .init(path: "\(path).\(field)"), term: field)
  }

  private static func unexpected(_ name: String, at path: String) -> Finding {
    Finding(
      "channel.read-back-unexpected", .error,
      "The payload says something that its layout does not have: \(Masking.excerpt(name)).", remedy: remedy,
      place: .init(path: path))
  }

  static func unreadable(_ what: String, line: Int? = nil) -> ChannelError {
    ChannelError([
      Finding(
        "channel.read-back-syntax", .error, "The payload cannot be read back: \(what).", remedy: remedy,
        place: .init(line: line))
    ])
  }

  private static let remedy =
    "It is not what was decided and must not be sent: write it again from the store, and report it if that gives the same."

  private static func quoted(_ text: String?) -> String {
    text.map { "\"\(Masking.excerpt($0))\"" } ?? "nothing"
  }

  private static func text(_ sum: Int128?) -> String { sum.map { String($0) } ?? "something that is no amount" }

  /// Minor units of all claims that state the component; nil when one is not an amount.
  private static func sum(_ component: ClaimField, _ batch: CarriedBatch) -> Int128? {
    var total: Int128 = 0
    for claim in batch.claims {
      guard let text = claim.values[component] else { continue }
      guard let amount = Int128(text.filter { $0 != "." }) else { return nil }
      let (sum, overflow) = total.addingReportingOverflow(amount)
      guard !overflow else { return nil }
      total = sum
    }
    return total
  }
}
