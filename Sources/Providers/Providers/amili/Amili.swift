import Receivables

/// Amili, formerly Duetto. Forte was the reminder product, Pro the collection product; the names live on in ledger systems.
enum Amili {
  private static let changelog =
    "documentation.maventa.com, developer changelog 2026-06-24, assignment to Amili"
  private static let ledgerSystem = "Procountor manual, collection partners"
  private static let sweden = "docs.amili.se, case registration"
  private static let norway = "docs.amili.dev, AutoCollect"
  private static let common = "the common rule: 7 days for firms, 14 for consumers"

  static let profile = ProviderProfile(
    id: "amili", aliases: ["duetto"],
    terms: [
      ProviderTerms(
        provider: "amili", name: "Amili",
        minimumDays: [.b2b: 7, .b2c: 14, .b2bRental: 7, .b2cRental: 14],
        modes: [.reminderAndCollection, .collection],
        currencies: ["FI": .eur, "SE": .sek, "NO": .nok],
        rentalCountries: ["FI"], consumerRentalNeedsPersonalCode: true,
        source: "\(changelog); \(ledgerSystem); days: \(common)",
        reviewedThrough: reviewedThrough2026)
    ],
    facts: [
      .init("minimumDays", "b2b 7, b2c 14, b2b_rental 7, b2c_rental 14", .unverified, common),
      .init("modes", "reminder_and_collection, collection", .documented, changelog),
      .init("currencies", "FI EUR", .documented, changelog),
      .init("currencies", "SE SEK", .documented, sweden),
      .init("currencies", "NO NOK", .unverified, norway),
      .init("rentalCountries", "FI", .unverified, changelog),
      .init("consumerRentalNeedsPersonalCode", "yes", .unverified, common),
      .init("products", "forte reminder_and_collection, pro collection", .documented, ledgerSystem),
    ],
    products: [.reminderAndCollection: "forte", .collection: "pro"])
}
