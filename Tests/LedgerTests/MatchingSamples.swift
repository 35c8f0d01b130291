import Ledger
import Receivables

/// Invented entries, items and agreements.
enum MatchingSamples {
  static let day = CalendarDate(dayNumber: 20_777)  // 2026-11-20
  static let account = "FI2112345600000785"

  static func eur(_ cents: Int64) -> Money { Money(minorUnits: cents, .eur) }

  static func entry(
    _ cents: Int64, reference: String? = nil, archiveID: String? = "2611203456AB0001", payer: String? = "MAKSAJA MAIJA",
    payerAccount: String? = nil, message: String? = nil, documents: [SettlementEntry.ReferredDocument] = [],
    status: SettlementEntry.Status = .booked, level: SettlementEntry.Level = .payment, account: String = account,
    currency: Currency = .eur, day: CalendarDate = day, entryReference: String? = nil
  ) -> SettlementEntry {
    SettlementEntry(
      ordinal: 0, line: 2, level: level, account: account, bookingDate: day, paymentDate: day,
      amount: Money(minorUnits: cents, currency), statedAmount: String(cents.magnitude), reference: reference,
      archiveID: archiveID, entryReference: entryReference, payerName: payer, payerAccount: payerAccount, message: message,
      documents: documents, status: status, correctionCode: status == .correction ? "1" : "0")
  }

  static func document(_ number: String, _ cents: Int64? = nil, credit: Bool = false) -> SettlementEntry.ReferredDocument {
    SettlementEntry.ReferredDocument(number: number, isCreditNote: credit, amount: cents.map(eur))
  }

  /// Its number is `100` and its id.
  static func item(
    _ id: Int64, open: Int64, reference: String? = nil, number: String? = nil, at provider: String? = nil,
    since: CalendarDate? = nil, debtor: String = "Maija Maksaja", overpaid: Int64? = nil, currency: Currency = .eur
  ) -> LedgerItem {
    LedgerItem(
      id: id, invoiceNumber: number ?? "100\(id)", customerNumber: "C\(id)", referenceKey: reference, country: "FI",
      open: Money(minorUnits: open, currency), overpaid: overpaid.map(eur), assignedTo: provider, assignedOn: since,
      debtorNames: [debtor], paidInFull: open == 0)
  }

  static let company = Company(
    key: "alpha", name: "Alpha Oy", country: "FI", legalID: "1234567-1", way: .handover(confirmationDays: 5),
    agreements: [
      agreement("ropo", names: ["Ropo Perintä Oy"], accounts: ["FI55 5550 0020 0000 17"]), agreement("svea", names: ["Svea"]),
      agreement("amili"),
    ])

  static func agreement(_ id: String, names: [String] = [], accounts: [String] = []) -> Agreement {
    Agreement(
      provider: id, channel: "perille-xml", mode: .collection, currency: .eur, kinds: [.b2c], providerAccounts: accounts,
      providerNames: names)
  }

  static let payers = Payers(company: company)

  static func context(_ source: String = "key", small: Int64? = nil, left: Int64? = nil) -> Recipes.Context {
    let difference = small.map { LedgerTerms.SmallDifference(upTo: eur($0), perRun: eur(500)) }
    return Recipes.Context(
      terms: LedgerTerms(company: "alpha", smallDifference: difference), source: source, roundingLeft: left.map(eur))
  }

  static func match(_ entry: SettlementEntry, _ items: [LedgerItem], cases: [String: [Int64]] = [:]) throws -> Match {
    try Matching.match(entry, payers: payers, lookup: MemoryLookup(items: items, cases: cases))
  }

  static func booked(
    _ entry: SettlementEntry, _ items: [LedgerItem], cases: [String: [Int64]] = [:], in context: Recipes.Context = context()
  ) throws -> Drafted {
    Recipes.book(entry, match: try match(entry, items, cases: cases), in: context)
  }

  static func booked(_ entry: SettlementEntry, _ match: Match) -> Drafted {
    Recipes.book(entry, match: match, in: context())
  }

  /// `CLEARING 125.00 EUR, AR -125.00 EUR`
  static func text(_ drafted: Drafted) -> String {
    drafted.postings.map { "\($0.role.rawValue) \($0.amount)" }.joined(separator: ", ")
  }

  static func isBalanced(_ drafted: Drafted) -> Bool {
    drafted.postings.reduce(Int64(0)) { $0 + $1.amount.minorUnits } == 0 && !drafted.postings.contains { $0.amount.isZero }
  }
}

struct MemoryLookup: ItemLookup {
  var items: [LedgerItem]
  var cases: [String: [Int64]] = [:]

  func items(referenceKey: String) -> [LedgerItem] { items.filter { $0.referenceKey == referenceKey } }
  func items(invoiceNumber: String) -> [LedgerItem] { items.filter { $0.invoiceNumber == invoiceNumber } }
  func items(caseNumber: String) -> [LedgerItem] {
    let ids = cases[caseNumber] ?? []
    return items.filter { ids.contains($0.id) }
  }
  func items(openExactly: Money) -> [LedgerItem] { items.filter { $0.open == openExactly } }
}

/// The same numbers on every machine.
struct Shuffle: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
