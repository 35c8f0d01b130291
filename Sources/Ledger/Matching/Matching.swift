import Receivables

/// Finds what money is for, by the ladder: reference, case number, invoice number, payer and amount, kind of a provider's message.
/// Nothing is guessed: a tie posts nothing, and no step goes against the reference.
public enum Matching {
  /// For many entries of one company make `Payers` once.
  public static func match(_ entry: SettlementEntry, company: Company, lookup: some ItemLookup) throws -> Match {
    try match(entry, payers: Payers(company: company), lookup: lookup)
  }

  /// Throws only what the lookup throws.
  public static func match(_ entry: SettlementEntry, payers: Payers, lookup: some ItemLookup) throws -> Match {
    Match(rule: "match.none", outcome: .none, evidence: .noReference)
  }

  /// The booked payment that a correction takes back: of the same account and of exactly the amount, and not taken back yet. The
  /// bank's own id decides; without one, the reference when only one payment fits.
  public static func original(of correction: SettlementEntry, among booked: [BookedEntry]) -> BookedEntry? { nil }
}
