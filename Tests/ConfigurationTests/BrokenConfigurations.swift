/// One wrong thing each, with the company or profile around it sound.
enum BrokenConfigurations {
  static let all: [(name: String, text: String)] =
    [
      ("not YAML", "companies: [unclosed\n"),
      ("a tab", "companies:\n\tkauppa: {}\n"),
      ("an unknown alias", "timeZone: *zone\n"),
      ("two documents", "quietSeconds: 1\n---\nquietSeconds: 2\n"),
      ("a list at the top", "- companies\n"),
      ("an unknown key", "quietSecond: 30\n"),
      ("an unknown key far from all", "colour: blue\n"),
      ("a key twice", "quietSeconds: 30\nquietSeconds: 60\n"),
      ("quietSeconds in words", "quietSeconds: soon\n"),
      ("quietSeconds negative", "quietSeconds: -1\n"),
      ("quietSeconds as octal", "quietSeconds: 030\n"),
      ("quietSeconds empty", "quietSeconds:\n"),
      ("a list where a text is", "timeZone: [Europe/Helsinki]\n"),
      ("no time zone", "timeZone: Helsinki time\n"),
      ("a suffix with a folder", "doneMarkerSuffix: /done\n"),
      ("a text where a mapping is", "companies: kauppa\n"),
      ("a company's key", "companies:\n  Kauppa Oy: {}\n"),
      ("an empty company", "companies:\n  kauppa:\n"),
      ("an unknown country", "companies:\n  k: {name: K, country: DK, legalId: 9876543-0, way: handover}\n"),
      ("country defaults of nowhere", "countryDefaults:\n  DK: {maxAgeMonths: 3}\n"),
      ("a misspelt company key", company("foreignDebtorCountry: [SE]")),
      ("a wrong legal id", company("", legalID: "9876543-2")),
      ("a personal code as legal id", company("", legalID: "010190-900P")),
      ("a wrong VAT number", company("vatId: FI98765432")),
      ("a wrong date", company("takeOnFrom: 2026-02-30")),
      ("a Finnish date", company("takeOnFrom: 1.2.2026")),
      ("an amount with a comma", company("minimumCapital: 15,00")),
      ("an amount with three decimals", company("minimumCapital: 15.005")),
      ("a negative amount", company("maxCapitalPerRun: -1")),
      ("an amount with an exponent", company("maxCapitalPerRun: 1e5")),
      ("rental as a word", company("rental: maybe")),
      ("a foreign country in lower case", company("foreignDebtorCountries: [se]")),
      ("the own country as foreign", company("foreignDebtorCountries: [FI]")),
      ("the ledger way without sources", company("", way: "ledger")),
      ("no payment source", company("", way: "{ledger: {requiredPaymentSources: []}}")),
      (
        "an unknown payment source",
        company("accounts: [{iban: FI4199900000000001, paymentSource: bank}]", way: "{ledger: {requiredPaymentSources: [bnak]}}")
      ),
      ("an unknown way", company("", way: "ledgers")),
      ("an unknown way as a mapping", company("", way: "{handovr: {}}")),
      ("two ways", company("", way: "{ledger: {}, handover: {}}")),
      ("a wrong number of days", company("", way: "{handover: {confirmationDays: 0x3}}")),
      ("an agreement with nothing", company("agreements: [{}]")),
      ("an unknown provider", agreement("provider: roppo, channel: ropo-one, mode: collection, kinds: [b2b]")),
      ("an unknown channel", agreement("provider: ropo, channel: ropoone, mode: collection, kinds: [b2b]")),
      ("an unknown mode", agreement("provider: ropo, channel: ropo-one, mode: collect, kinds: [b2b]")),
      ("an unknown kind", agreement("provider: ropo, channel: ropo-one, mode: collection, kinds: [b2d]")),
      (
        "what does not fit together",
        agreement("provider: ropo, channel: ropo-one, mode: collection, kinds: [b2b], product: unsold")
      ),
      ("a name of blanks", company("", name: "\" \"")),
      ("no kind", agreement("provider: ropo, channel: ropo-one, mode: collection, kinds: []")),
      ("an unknown state", agreement("provider: ropo, channel: ropo-one, mode: collection, kinds: [b2b], state: on")),
      (
        "a currency of another country",
        agreement("provider: ropo, channel: ropo-one, mode: collection, kinds: [b2b], currency: SEK")
      ),
      (
        "days for an unknown kind",
        agreement("provider: ropo, channel: ropo-one, mode: collection, kinds: [b2b], minimumDays: {b2b_rent: 9}")
      ),
      (
        "a wrong provider account",
        agreement("provider: ropo, channel: ropo-one, mode: collection, kinds: [b2b], providerAccounts: [FI4299900000000001]")
      ),
      ("a wrong account", company("accounts: [{iban: FI42 9990 0000 0000 01}]")),
      ("an account without a number", company("accounts: [{books: all}]")),
      ("an account that books something", company("accounts: [{iban: FI4199900000000001, books: some}]")),
      ("an account twice", company("accounts: [{iban: FI4199900000000001}, {iban: FI4199900000000001}]")),
      (
        "an account of two companies",
        company("accounts: [{iban: FI4199900000000001}]")
          + "\n  b: {name: B, country: FI, legalId: 9222222-4, way: handover, accounts: [{iban: FI41 9990 0000 0000 01}]}\n"
      ),
      ("a legal id of two companies", company("") + "\n  b: {name: B, country: FI, legalId: 9876543-0, way: handover}\n"),
    ] + BrokenLedgers.all + BrokenProfiles.all

  static func company(_ line: String, legalID: String = "9876543-0", way: String = "handover", name: String = "Kauppa Oy")
    -> String
  {
    "companies:\n  kauppa:\n    name: \(name)\n    country: FI\n    legalId: \(legalID)\n    way: \(way)\n    \(line)"
  }

  static func agreement(_ text: String) -> String { company("agreements:\n      - {\(text)}") }
}
