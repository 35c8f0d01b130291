import Receivables

/// Svea: no public interface for handing over claims was found in any of its countries, so its terms are the common rule where
/// nothing else is said, and its payload is Perille's own format.
enum Svea {
  private static let easy = "svea.com/fi-fi, service description Easy"
  private static let duett = "duett.no/purring-og-inkasso-via-svea"
  private static let ledgerSystem = "Procountor manual, collection partners"
  private static let common = "the common rule: 7 days for firms, 14 for consumers"

  static let profile = ProviderProfile(
    id: "svea",
    terms: [
      ProviderTerms(
        provider: "svea", name: "Svea",
        minimumDays: [.b2b: 7, .b2c: 14, .b2bRental: 7, .b2cRental: 14],
        modes: [.reminderAndCollection, .collection],
        currencies: ["FI": .eur, "SE": .sek, "NO": .nok],
        rentalCountries: ["FI"], consumerRentalNeedsPersonalCode: true,
        source: "\(ledgerSystem); \(easy); days, currencies and rentals: \(common)",
        reviewedThrough: reviewedThrough2026)
    ],
    facts: [
      .init("minimumDays", "b2b 7, b2c 14, b2b_rental 7, b2c_rental 14", .notFound, common),
      .init("minimumDays", "Norway, through one ledger system: 14 for all", .documented, duett),
      .init("modes", "reminder_and_collection", .documented, ledgerSystem),
      .init("modes", "collection", .documented, ledgerSystem),
      .init("currencies", "FI EUR, SE SEK, NO NOK", .inferred, easy),
      .init("rentalCountries", "FI", .notFound, common),
      .init("consumerRentalNeedsPersonalCode", "yes", .notFound, common),
    ])
}
