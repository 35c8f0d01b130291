import Receivables
import XMLStream

extension UBLChecker {
  /// Findings of one document that are listed; of more only the number is told.
  static let maximumFindings = 1_000

  /// What the schema and the rules say, in the order of the document, each as a sentence with its place.
  public func findings() -> [Finding] {
    let structure = structureFindings()
    let published = ruleFindings()
    if structure.isEmpty { return published }
    if published.isEmpty { return structure }
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
    let page = page(firing.rule)
    let node = Int(firing.node)
    let severity: Finding.Severity = rules.severities[Int(firing.rule)] == .fatal ? .error : .warning
    var message = page?.message ?? "The document breaks the rule \(id)."
    if let note = note(firing) { message += " " + note }
    var finding = Finding(
      id, severity, message, remedy: page?.remedy ?? "",
      place: Finding.Place(line: Int(tree.nodes[node].line), path: path(of: firing)), term: term(id, node, page),
      values: values(of: firing))
    finding.stopsClaim = RulePages.isClaimCritical[Int(firing.rule)]
    return finding
  }

  /// Looked up once a rule, not once a finding.
  private func page(_ rule: UInt16) -> RulePages.Page? {
    if let known = pages[Int(rule)] { return known }
    let page = RulePages.page(table.entries[Int(rule)].id)
    pages[Int(rule)] = .some(page)
    return page
  }

  private func path(of firing: Firing) -> String {
    let path = path(of: Int(firing.node))
    return firing.attribute == XMLNames.unnamed ? path : path + "/@" + localName(firing.attribute)
  }

  /// Of the element itself where it is a term's place, else the one that the rule is about.
  private func term(_ id: String, _ node: Int, _ page: RulePages.Page?) -> String? {
    if Int(tree.nodes[node].end) == node + 1, let term = term(of: node) { return term }
    return page?.terms.split(separator: " ").first.map(String.init)
  }

  /// What a rule computed, or else the text or the attribute that it did not like.
  private func values(of firing: Firing) -> Finding.Values? {
    if firing.values >= 0 { return values[Int(firing.values)] }
    let node = Int(firing.node)
    if firing.attribute != XMLNames.unnamed {
      return tree.attribute(firing.attribute, of: node).map { Finding.Values(found: Masking.excerpt(tree.string($0), limit: 60)) }
    }
    guard firing.values != Firing.missingOperand, Int(tree.nodes[node].end) == node + 1, !tree.isEmpty(node),
      !tree.isTag(node, .cbcEmbeddedDocumentBinaryObject)
    else { return nil }
    return Finding.Values(found: Masking.excerpt(tree.normalized(node), limit: 60))
  }

  /// The verdict of the set, and whether the claim may rest on the document.
  public func verdict() -> Verdict {
    var verdict = Verdict(validity: isStructureValid ? .valid : .invalid, claimTrust: .ok, ruleSet: rules.set.id)
    for firing in firings {
      if rules.severities[Int(firing.rule)] == .fatal { verdict.validity = .invalid }
      if verdict.claimTrust == .ok, RulePages.isClaimCritical[Int(firing.rule)] {
        verdict.claimTrust = .stop
      }
    }
    // A rule that could not be asked leaves everything open.
    if !unknownRules.isEmpty { verdict = Verdict(validity: .unclear, claimTrust: .stop, ruleSet: rules.set.id) }
    return verdict
  }
}
