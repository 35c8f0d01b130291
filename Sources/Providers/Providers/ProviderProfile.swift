import Receivables

/// One provider: what it takes, what its products are called, and how well each of these facts is known.
public struct ProviderProfile: Sendable {
  /// How well a fact is known. The letters are those of the research that the terms rest on.
  public enum Mark: String, Sendable, CaseIterable {
    /// Stated on a public page of the provider or of a system that connects to it.
    case documented = "D"
    /// Concluded from several documented facts.
    case inferred = "I"
    /// A page exists, but the part that would say it was not readable.
    case unverified = "V"
    /// Looked for and not found: the common rule of the other providers is used.
    case notFound = "N"
  }

  /// One fact of the terms with its mark, for people who compare with their contract.
  public struct Fact: Hashable, Sendable {
    public var term: String
    public var value: String
    public var mark: Mark
    public var source: String
    public init(_ term: String, _ value: String, _ mark: Mark, _ source: String) {
      self.term = term
      self.value = value
      self.mark = mark
      self.source = source
    }
  }

  public var id: String
  /// Other names that `perille.yaml` may use for it.
  public var aliases: [String]
  /// Oldest first; the last one is in force.
  public var terms: [ProviderTerms]
  public var facts: [Fact]
  /// The product that a mode is bought under, where the provider names them.
  public var products: [TransferMode: String]

  init(
    id: String, aliases: [String] = [], terms: [ProviderTerms], facts: [Fact],
    products: [TransferMode: String] = [:]
  ) {
    self.id = id
    self.aliases = aliases
    self.terms = terms
    self.facts = facts
    self.products = products
  }
}

/// Day on which a person last compared the tables of this folder with their sources still holds through this one.
let reviewedThrough2026 = CalendarDate(year: 2026, month: 12, day: 31) ?? CalendarDate(dayNumber: 0)
