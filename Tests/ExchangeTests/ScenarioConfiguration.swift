/// The `perille.yaml` of a scenario: a company that lets Perille keep the balance, one that hands over what should go, and a CSV
/// profile for every kind of row.
struct ScenarioConfiguration {
  /// What of the account's money becomes vouchers.
  var books = "provider"
  var requiredSources = ["maksut"]
  var maxPaymentAge = 3
  var confirmationDays = 3
  /// More keys of `malli`, one a line: `maxAssignmentsPerRun: 2`.
  var more: [String] = []
  var openItemsComplete = true
  var shrinkPercent = 60
  /// More lines under `csv:`, as they stand.
  var profiles = ""
  /// Keys of `malli`'s `ledger`.
  var ledger = ["exports: [hledger]"]
  /// The agreement's provider, channel and further keys.
  var provider = "svea"
  var channel = "perille-xml"
  var agreement = ""
  /// Names under which its provider pays.
  var providerNames = ["Perija Oy"]
  /// Other numbers of its account.
  var otherNumbers: [String] = []
  /// More accounts of `malli`, one a line: `{iban: …, books: all}`.
  var accounts: [String] = []

  static let account = "FI2112345600000785"
  static let rentAccount = "FI5499999000002027"
  static let seller = "9000020-6"
  static let handoverSeller = "9300007-6"

  var text: String {
    """
    timeZone: Europe/Helsinki
    quietSeconds: 0
    companies:
      malli:
        name: Malliverstas Oy
        country: FI
        legalId: \(Self.seller)
        vatId: FI90000206
        endpoints: ["003790000206"]
        way: {ledger: {requiredPaymentSources: [\(requiredSources.joined(separator: ", "))], maxPaymentAge: \(maxPaymentAge)}}
    \(more.map { "    \($0)\n" }.joined())\
        agreements:
          - {provider: \(provider), channel: \(channel), mode: reminder_and_collection, kinds: [b2b], clientNumber: "11",
             \(agreement)providerNames: [\(providerNames.joined(separator: ", "))]}
        accounts:
          - {iban: \(Self.account), books: \(books), paymentSource: pankki\(others)}
    \(accounts.map { "      - \($0)\n" }.joined())\
        ledger: {\(ledger.joined(separator: ", "))}
      luovutus:
        name: Luovuttaja Oy
        country: FI
        legalId: \(Self.handoverSeller)
        vatId: FI93000076
        endpoints: ["003793000076"]
        way: {handover: {confirmationDays: \(confirmationDays)}}
        agreements:
          - {provider: svea, channel: perille-xml, mode: reminder_and_collection, kinds: [b2b], clientNumber: "12"}
        accounts:
          - {iban: \(Self.rentAccount), books: \(books)}
    csv:
    \(profile(
      "laskut", name: "laskut*.csv", Self.invoiceColumns, kind: "{column: Laji, values: {L: invoice, H: creditNote}}",
      more: "signs: {creditNotes: negative}"))
    \(profile(
      "luovutukset", name: "luovutukset*.csv", Self.invoiceColumns, kind: "{column: Laji, values: {L: invoice, H: creditNote}}",
      company: "luovutus", more: "signs: {creditNotes: negative}"))
    \(profile(
      "maksut", name: "maksut_*.csv",
      "number: Lasku, reference: Viite, customerNumber: Asiakas, amount: Summa, currency: Valuutta, paymentDate: Pvm, paymentId: Tunnus",
      kind: "payment", more: "statedDate: {fileName: \"maksut_{yyyyMMdd}*.csv\"}"))
    \(profile(
      "estot", name: "estot*.csv", "action: Toiminto, number: Lasku, customerNumber: Asiakas, reason: Syy, since: Alkaen, until: Asti",
      kind: "hold"))
    \(profile(
      "asiakkaat", name: "asiakkaat*.csv",
      "customerNumber: Nro, customerName: Nimi, street: Katu, postCode: Postinro, town: Paikka, debtorKind: Tyyppi, collectionBlocked: Esto, asOf: Pvm", kind: "customer"))
    \(profile(
      "avoimet", name: "avoimet_*.csv", "number: Lasku, openAmount: Avoinna", kind: "openItem",
      more: "statedDate: {fileName: \"avoimet_{yyyyMMdd}*.csv\"}\n    constants: {currency: EUR}\n    "
        + "openItems: {complete: \(openItemsComplete ? "yes" : "no"), maximumShrinkPercent: \(shrinkPercent)}"))
    \(profile(
      "avoimet-luovutus", name: "luovutusavoimet_*.csv", "number: Lasku, openAmount: Avoinna", kind: "openItem", company: "luovutus",
      more: "statedDate: {fileName: \"luovutusavoimet_{yyyyMMdd}*.csv\"}\n    constants: {currency: EUR}\n    "
        + "openItems: {complete: no}"))
    \(profiles)
    """
  }

  private var others: String {
    otherNumbers.isEmpty ? "" : ", otherNumbers: [" + otherNumbers.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
  }

  static let invoiceColumns =
    "number: Nro, issueDate: Pvm, dueDate: Erapaiva, amountDue: Summa, currency: Valuutta, reference: Viite, customerNumber: Asiakas, "
    + "customerName: Nimi, businessId: Tunnus, street: Katu, postCode: Postinro, town: Paikka, country: Maa, debtorKind: Tyyppi, disputed: Riita, "
    + "factoring: Factoring, originalInvoice: Alkup, openAmount: Avoinna, openAsOf: AvoinnaPvm, assignedTo: Perija, "
    + "ownReminderDate: Muistutettu, maventaInvoiceId: Maventa"

  private func profile(
    _ key: String, name: String, _ columns: String, kind: String, company: String = "malli", more: String = ""
  ) -> String {
    """
      \(key):
        match: {name: "\(name)"}
        encoding: utf-8
        separator: ";"
        numbers: {decimalMark: "."}
        dateFormat: yyyy-MM-dd
        company: {constant: \(company)}
        rowKind: \(kind)
        columns: {\(columns)}
    \(more.isEmpty ? "" : "    " + more)
    """
  }
}
