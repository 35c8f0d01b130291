import Ledger
import Receivables
import Testing

private typealias Samples = MatchingSamples

@Suite struct EntryKeyTests {
  @Test func forms() {
    #expect(EntryKey.make(Samples.entry(100)) == "FI2112345600000785/2026-11-20/2611203456AB0001/in/0")
    #expect(
      EntryKey.make(Samples.entry(-100, status: .correction)) == "FI2112345600000785/2026-11-20/2611203456AB0001/out/1")
    #expect(EntryKey.make(Samples.entry(100, status: .failed)).hasSuffix("/failed/0"))
    #expect(EntryKey.make(Samples.entry(100, status: .pending)).hasSuffix("/pending/0"))
    let line = Samples.entry(100, level: .statementLine, entryReference: "X/1")
    #expect(EntryKey.make(line) == "line/FI2112345600000785/2026-11-20/X/1/in/0/100")
    #expect(EntryKey.make(line, occurrence: 2) == "line/FI2112345600000785/2026-11-20/X/1/in/0/100#2")
    let weak = Samples.entry(-1_234, reference: "1234561", archiveID: nil)
    #expect(
      EntryKey.make(weak).hasPrefix("FI2112345600000785/2026-11-20/~-1234EUR-") && EntryKey.make(weak).hasSuffix("-0/out/0"))
  }

  /// The bank's id is the same in every format; what the formats tell besides is not.
  @Test func aPaymentIsTheSameInEveryFormat() {
    let ktl = Samples.entry(100, reference: "1234561", payer: "MAKSAJA MAIJ")
    let camt = Samples.entry(
      100, reference: "RF341234561", payer: "Maksaja Maija", payerAccount: "FI5555500020000017", message: "kiitos",
      entryReference: "LUMP1")
    #expect(EntryKey.make(ktl) == EntryKey.make(camt))
    #expect(EntryKey.make(ktl, occurrence: 3) == EntryKey.make(ktl))
    #expect(!EntryKey.isWeak(ktl))
  }

  @Test func aLineIsNeverAPayment() {
    let line = Samples.entry(100, archiveID: "A1", level: .statementLine)
    #expect(EntryKey.make(line) != EntryKey.make(Samples.entry(100, archiveID: "A1")))
    // One reference for many lines (a bank that writes a constant): the amount parts them.
    let first = Samples.entry(100, level: .statementLine, entryReference: "90000000")
    let second = Samples.entry(200, level: .statementLine, entryReference: "90000000")
    #expect(EntryKey.make(first) != EntryKey.make(second))
  }

  @Test func withoutAnIDWhatItSaysTellsItApart() {
    let base = Samples.entry(100, reference: "1234561", archiveID: nil, payer: "A", message: "m")
    var others = [base]
    for change in [
      { $0.amount = Samples.eur(101) }, { $0.reference = nil }, { $0.reference = "1234574" }, { $0.payerName = "B" },
      { $0.payerName = nil }, { $0.message = nil }, { $0.message = "" }, { $0.bookingDate = Samples.day.adding(days: 1) },
      { $0.account = "FI5555500020000017" }, { $0.amount = Samples.eur(-100) }, { $0.correctionCode = "1" },
      { $0.amount = Money(minorUnits: 100, .sek) }, { $0.level = .statementLine }, { $0.archiveID = "A" },
    ] as [(inout SettlementEntry) -> Void] {
      var other = base
      change(&other)
      others.append(other)
    }
    let keys = others.map { EntryKey.make($0) } + [EntryKey.make(base, occurrence: 1)]
    #expect(Set(keys).count == keys.count)
    #expect(others.filter { EntryKey.isWeak($0) }.count == others.count - 1)
  }

  /// Nothing of the payer stands in a key.
  @Test func keysHoldNoPersonalData() {
    let entry = Samples.entry(100, reference: "9001019802", archiveID: nil, payer: "010190-901R", message: "010190-901R")
    let key = EntryKey.make(entry)
    #expect(!key.contains("901R") && !key.contains("9802"))
    #expect(Masking.masked(key) == key)
  }

  @Test(arguments: [
    ("1234561", "FI", "1234561"), ("0001234561", "FI", "1234561"), ("RF34 1234 561", "FI", "1234561"),
    ("rf341234561", "SE", "1234561"), ("0000000018", "NO", "0000000018"), ("12345-", "NO", "12345-"),
    ("0000", "FI", nil), (" ", "FI", nil), ("", "FI", nil), ("RF99", "FI", "RF99"), ("0012345674", "SE", "0012345674"),
    ("00 01234 561", "AX", "1234561"),
  ])
  func referenceKeys(_ row: (String, String, String?)) {
    #expect(ReferenceKey.make(row.0, country: row.1) == row.2)
  }
}
