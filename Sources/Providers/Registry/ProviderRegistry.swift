import Receivables

/// The providers that Perille knows. A new one is a folder below `Providers/` and a line here.
public enum ProviderRegistry {
  public static let profiles: [ProviderProfile] = [
    Ropo.profile,
    Svea.profile,
    Amili.profile,
    Generic.profile,
  ]

  /// Terms by provider id and by alias, oldest first; the last is in force.
  public static let terms: [String: [ProviderTerms]] = {
    var all: [String: [ProviderTerms]] = [:]
    for profile in profiles {
      for name in [profile.id] + profile.aliases { all[name] = profile.terms }
    }
    return all
  }()

  /// Ids in the order of the registry, without aliases.
  public static var ids: [String] { profiles.map(\.id) }

  /// The profile by id or alias: `duetto` gives Amili's.
  public static func profile(_ name: String) -> ProviderProfile? {
    profiles.first { $0.id == name || $0.aliases.contains(name) }
  }

  /// The id that stands in folders, files and the store for an id or an alias.
  public static func canonicalID(_ name: String) -> String? { profile(name)?.id }

  /// Canonical ids by id and by alias.
  public static var canonicalIDs: [String: String] { terms.keys.reduce(into: [:]) { $0[$1] = canonicalID($1) } }

  private static let idSet = Set(ids)

  /// The id of a provider that a creditor's file names by its id, alias or name, in letters of any size; nil for other collectors.
  public static func id(stated text: String) -> String? {
    // By far most lists state the id itself, and a night may ask for a hundred thousand claims.
    if idSet.contains(text) { return text }
    let word = CarriedBatch.told(text)?.lowercased()
    return profiles.first { profile in
      profile.id == word || profile.aliases.contains { $0 == word } || profile.terms.contains { $0.name.lowercased() == word }
    }?.id
  }
}
