import Receivables

extension UBLChecker {
  /// Findings of one document that are listed; of more only the number is told.
  static let maximumFindings = 1_000

  /// What the schema and the rules say, in the order of the document, each as a sentence with its place.
  public func findings() -> [Finding] {
    let structure = structureFindings()
    let published = ruleFindings()
    if structure.isEmpty || published.isEmpty { return structure + published }
    // What the schema says of a line stands before what rules make of it; a remark about the whole stands last.
    return (structure + published).enumerated().sorted {
      ($0.element.place.line ?? .max, $0.offset) < ($1.element.place.line ?? .max, $1.offset)
    }.map(\.element)
  }

  private func ruleFindings() -> [Finding] {
    // Nearly all documents are right.
    if firings.isEmpty { return [] }
    let ordered = firings.enumerated().sorted { ($0.element.node, $0.offset) < ($1.element.node, $1.offset) }
    var findings = ordered.prefix(Self.maximumFindings).map { finding($0.element) }
    if ordered.count > findings.count {
      findings.append(
        Finding(
          InvoiceRuleCatalog.moreFindings, .info, "\(ordered.count - findings.count) more findings are not listed.",
          remedy: InvoiceRuleCatalog.remedy(InvoiceRuleCatalog.moreFindings)))
    }
    return findings
  }

  private func finding(_ firing: Firing) -> Finding {
    let id = table.entries[Int(firing.rule)].id
    let page = RulePages.page(id)
    let node = Int(firing.node)
    let severity: Finding.Severity = rules.severities[Int(firing.rule)] == .fatal ? .error : .warning
    return Finding(
      id, severity, page?.message ?? "The document breaks the rule \(id).", remedy: page?.remedy ?? "",
      place: Finding.Place(line: Int(tree.nodes[node].line), path: path(of: node)),
      term: page?.terms.split(separator: " ").first.map(String.init), values: firing.values < 0 ? nil : values[Int(firing.values)]
    )
  }

  /// The verdict of the set, and whether the claim may rest on the document.
  public func verdict() -> Verdict {
    var verdict = Verdict(validity: isStructureValid ? .valid : .invalid, claimTrust: .ok, ruleSet: rules.set.id)
    for firing in firings {
      if rules.severities[Int(firing.rule)] == .fatal { verdict.validity = .invalid }
      if verdict.claimTrust == .ok, RulePages.claimCritical[table.entries[Int(firing.rule)].id] != nil {
        verdict.claimTrust = .stop
      }
    }
    // A rule that could not be asked leaves everything open.
    if !unknownRules.isEmpty { verdict = Verdict(validity: .unclear, claimTrust: .stop, ruleSet: rules.set.id) }
    return verdict
  }
}
