import Receivables

/// The wires that Perille can write. A new one is a folder below `Channels/` and a line here.
public enum ChannelRegistry {
  public static let all: [any Channel] = [
    MaventaChannel(),
    RopoOneChannel(),
    PerilleXMLChannel(),
    NK003Channel(),
  ]

  public static var ids: [String] { all.map(\.terms.channel) }

  public static func channel(_ id: String) -> (any Channel)? {
    all.first { $0.terms.channel == id }
  }

  /// Channels that serve a provider (id or alias), in the order of the registry.
  public static func channels(for provider: String) -> [String] {
    guard let id = ProviderRegistry.canonicalID(provider) else { return [] }
    return all.filter { $0.providers.contains(id) }.map(\.terms.channel)
  }
}
