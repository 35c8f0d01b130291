import Receivables

/// One name on a wire. What the provider's public pages did not show is marked unverified, and an agreement may write another name
/// for it (`fieldNames` in `perille.yaml`).
public struct ChannelField: Hashable, Sendable {
  /// Key of `fieldNames`: Perille's own word.
  public var key: String
  /// What is written unless the agreement says otherwise. A point goes one object deeper: `amounts.capital_amount`.
  public var name: String
  /// Providers for which the name is documented; an agreement with one of them cannot change it.
  public var verifiedFor: [String]
  /// Where the name, or the reason to expect it, comes from.
  public var source: String
  public var meaning: String
  /// The object that it stands in: empty for the claim, `debtor` for each debtor.
  public var group: String

  public init(
    key: String, name: String, verifiedFor: [String], source: String, meaning: String, group: String = ""
  ) {
    self.key = key
    self.name = name
    self.verifiedFor = verifiedFor
    self.source = source
    self.meaning = meaning
    self.group = group
  }

  public func isVerified(for provider: String) -> Bool { verifiedFor.contains(provider) }
}

extension Channel {
  /// What is wrong with an agreement's field names: unknown keys, documented names, names that cannot be written or that collide.
  /// Empty when all is well. For the configuration check; `encode` refuses such an agreement too.
  public func fieldNameFindings(_ agreement: Agreement) -> [Finding] {
    let provider = ProviderRegistry.canonicalID(agreement.provider) ?? agreement.provider
    var findings: [Finding] = []
    for (key, name) in agreement.fieldNames.sorted(by: { $0.key < $1.key }) {
      guard let field = fieldTable.first(where: { $0.key == key }) else {
        findings.append(unknownField(key, provider))
        continue
      }
      if field.isVerified(for: provider) {
        findings.append(
          Finding(
            "channel.field-verified", .error,
            "Field name \(key) of channel \(terms.channel) is documented as \(field.name) and cannot be changed.",
            remedy: "Take it out of fieldNames. Only names that are marked unverified may be set.",
            place: .init(path: key), term: key))
      } else if !isWritable(name) {
        findings.append(
          Finding(
            "channel.field-name", .error,
            "The name for \(key) of channel \(terms.channel) is \"\(Masking.excerpt(name))\", which cannot be written.",
            remedy: "Use letters, digits, hyphens and underscores; a point between parts goes one object deeper.",
            place: .init(path: key), term: key))
      }
    }
    return findings.isEmpty ? collisions(agreement, provider) : findings
  }

  private func unknownField(_ key: String, _ provider: String) -> Finding {
    let open = fieldTable.filter { !$0.isVerified(for: provider) }.map(\.key)
    let meant = nearest(key, among: open).map { "Perhaps \($0) is meant. " } ?? ""
    return Finding(
      "channel.field-unknown", .error,
      "Channel \(terms.channel) has no field \(Masking.excerpt(key)).",
      remedy: open.isEmpty
        ? "All names of this channel are documented: take fieldNames out."
        : "\(meant)Names may be set for: \(open.joined(separator: ", ")).",
      place: .init(path: key), term: key)
  }

  private func isWritable(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy {
          ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x5F || $0 == 0x2D
        }
    }
  }

  /// Two fields of one object may not have the same name, nor one be the object that another stands in.
  private func collisions(_ agreement: Agreement, _ provider: String) -> [Finding] {
    var findings: [Finding] = []
    for (position, field) in fieldTable.enumerated() {
      let name = agreement.fieldNames[field.key] ?? field.name
      for other in fieldTable.prefix(position) where other.group == field.group {
        let taken = agreement.fieldNames[other.key] ?? other.name
        // The defaults may share a name on purpose (a firm's and a person's name never stand together).
        let bothDefault = agreement.fieldNames[other.key] == nil && agreement.fieldNames[field.key] == nil
        let clash = name == taken || name.hasPrefix(taken + ".") || taken.hasPrefix(name + ".")
        if clash && !bothDefault {
          findings.append(
            Finding(
              "channel.field-collision", .error,
              "Fields \(other.key) and \(field.key) of channel \(terms.channel) would be written as \(taken) and \(name).",
              remedy: "Give each field of an object a name of its own.", place: .init(path: field.key), term: field.key))
        }
      }
    }
    return findings
  }
}
