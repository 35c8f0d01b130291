import Receivables

/// Ropo: reminders and collection in Finland, Sweden and Norway; the best documented of the providers.
enum Ropo {
  private static let changelog =
    "documentation.maventa.com, developer changelog 2026-04-08, reminder and collection service"
  private static let stagePage =
    "documentation-next.stage.maventa.com/services-and-reach/finland/ropo-perinta"

  static let profile = ProviderProfile(
    id: "ropo",
    terms: [
      ProviderTerms(
        provider: "ropo", name: "Ropo",
        minimumDays: [.b2b: 7, .b2c: 14, .b2bRental: 7, .b2cRental: 14],
        modes: [.reminderAndCollection, .collection],
        currencies: ["FI": .eur, "SE": .sek, "NO": .nok],
        rentalCountries: ["FI"], consumerRentalNeedsPersonalCode: true,
        source: "\(changelog); \(stagePage)", reviewedThrough: reviewedThrough2026)
    ],
    facts: [
      .init("minimumDays", "b2b 7, b2c 14", .documented, changelog),
      .init("minimumDays", "b2b_rental 7, b2c_rental 14", .inferred, stagePage),
      .init("modes", "reminder_and_collection, collection", .documented, changelog),
      .init("currencies", "FI EUR, SE SEK, NO NOK", .documented, changelog),
      .init("rentalCountries", "FI", .documented, changelog),
      .init("consumerRentalNeedsPersonalCode", "yes", .documented, stagePage),
    ])
}
