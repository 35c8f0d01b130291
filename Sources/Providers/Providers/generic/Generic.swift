import Receivables

/// Any other provider that takes a documented file: the common rule, to be compared with the contract at hand.
enum Generic {
  private static let common = "the common rule: 7 days for firms, 14 for consumers; compare with your contract"

  static let profile = ProviderProfile(
    id: "generic",
    terms: [
      ProviderTerms(
        provider: "generic", name: "Generic provider",
        minimumDays: [.b2b: 7, .b2c: 14, .b2bRental: 7, .b2cRental: 14],
        modes: [.reminderAndCollection, .collection],
        currencies: ["FI": .eur, "SE": .sek, "NO": .nok],
        rentalCountries: ["FI"], consumerRentalNeedsPersonalCode: true, source: common,
        reviewedThrough: reviewedThrough2026)
    ],
    facts: [
      .init("minimumDays", "b2b 7, b2c 14, b2b_rental 7, b2c_rental 14", .notFound, common),
      .init("modes", "reminder_and_collection, collection", .notFound, common),
      .init("currencies", "FI EUR, SE SEK, NO NOK", .notFound, common),
      .init("rentalCountries", "FI", .notFound, common),
      .init("consumerRentalNeedsPersonalCode", "yes", .notFound, common),
    ])
}
