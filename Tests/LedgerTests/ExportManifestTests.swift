import Foundation
import Ledger
import Receivables
import TestSupport
import Testing

/// The door that all exports share: how vouchers become files, what is refused, what is the same every time.
@Suite struct ExportManifestTests {
  private typealias Samples = ExportSamples

  @Test func theRegistryIsWhatTheConfigurationNames() {
    #expect(LedgerExports.all.map(\.id) == ExportSamples.ids)
    #expect(LedgerExports.export("sie")?.id == "sie" && LedgerExports.export("gbat10") == nil)
    #expect(throws: UnknownExport.self) { try LedgerExports.files([], as: "gbat10", Samples.context()) }
  }

  @Test(arguments: ExportSamples.ids) func noVouchersNoFiles(_ id: String) throws {
    let result = try LedgerExports.files([], as: id, Samples.context(confirmed: false))
    #expect(result.files.isEmpty && result.refusals.isEmpty)
  }

  /// The order in which vouchers are given changes no byte.
  @Test(arguments: ExportSamples.ids) func theSameVouchersGiveTheSameBytes(_ id: String) throws {
    let vouchers = try Samples.recipes(.eur)
    let once = try Samples.files(vouchers, as: id)
    var shuffle = Shuffle(seed: 7)
    for order in [vouchers.indices.reversed(), vouchers.indices.shuffled(using: &shuffle)] as [[Int]] {
      let again = try Samples.files(order.map { vouchers[$0] }, as: id)
      #expect(again.map(\.name) == once.map(\.name) && again.map(\.bytes) == once.map(\.bytes))
      #expect(again.map(\.manifest) == once.map(\.manifest))
      #expect(zip(again, once).allSatisfy { again, once in Set(again.vouchers.map { order[$0] }) == Set(once.vouchers) })
    }
  }

  @Test(arguments: ExportSamples.ids) func aFileHoldsOneFiscalYear(_ id: String) throws {
    // Until June 2026, then for eighteen months.
    let context = Samples.context {
      $0.fiscalYears = [
        FiscalYear(from: Self.day(2025, 7, 1), through: Self.day(2026, 6, 30)),
        FiscalYear(from: Self.day(2026, 7, 1), through: Self.day(2027, 12, 31)),
      ]
    }
    let dates = [Self.day(2026, 6, 29), Self.day(2026, 6, 30), Self.day(2026, 7, 1), Self.day(2027, 12, 31)]
    var numbers: [Int: Int] = [:]
    let vouchers = try dates.map { date in
      let year = context.terms.fiscalYear(of: date).label
      numbers[year, default: 0] += 1
      return try Journal.seal(
        Samples.payment(100, on: date), id: LedgerSamples.id(numbers[year] ?? 0, year: year), previousHash: Journal.origin)
    }
    let files = try Samples.files(vouchers, as: id, context)
    #expect(Set(files.flatMap(\.vouchers)) == [0, 1, 2, 3])
    for file in files {
      #expect(Set(file.vouchers.map { $0 / 2 }).count == 1)
      let manifest = try ReadManifest(file)
      #expect(
        manifest.fiscalYear
          == (file.vouchers[0] < 2
            ? .init(from: "2025-07-01", through: "2026-06-30") : .init(from: "2026-07-01", through: "2027-12-31")))
    }
    if id == "sie" {
      #expect(files.map(\.name) == ["A-2026-000001-000002.sie", "A-2027-000001-000002.sie"])
      #expect(files.allSatisfy { String(decoding: $0.bytes, as: UTF8.self).contains("#RAR 0 202") })
      for file in files { #expect(try ExportOracles.sie(file.bytes)?.isGood ?? true) }
    }
  }

  @Test func seriesAndLateNumbers() throws {
    let a = try LedgerSamples.journal((1...5).map { Samples.payment(Int64($0)) })
    let b = try LedgerSamples.journal([Samples.payment(9)], series: "B")
    // 2 and 4 have gone before.
    let files = try Samples.files([a[0], a[2], b[0], a[4]], as: "hledger")
    #expect(files.map(\.name) == ["A-2026-000001-000005.journal", "B-2026-000001-000001.journal"])
    #expect(files.map(\.vouchers) == [[0, 1, 3], [2]])
    #expect(try ReadManifest(files[0]).vouchers == 3)
  }

  @Test(arguments: ExportSamples.ids) func currencies(_ id: String) throws {
    let sek = Money(minorUnits: 700, .sek)
    var mixed = Samples.payment(100)
    mixed.postings += [Posting(.clearing, sek), Posting(.suspense, sek.negated)]
    let kwd = try #require(Currency("KWD"))
    let vouchers = try LedgerSamples.journal([
      Samples.payment(100), Samples.payment(200, currency: .sek), mixed, Samples.payment(5, currency: kwd),
    ])
    let result = try LedgerExports.files(vouchers, as: id, Samples.context())
    let names = result.files.map(\.name)
    switch id {
    case "sie":
      #expect(names == ["A-2026-000001-000003.sie", "A-2026-000002-000003-SEK.sie"])
      #expect(result.files.map(\.vouchers) == [[0, 2], [1, 2]])
      #expect(
        result.refusals.map(\.message) == ["Voucher 2026-A-4 is in KWD, which sie cannot say, and waits."])
      for file in result.files {
        #expect(try ExportOracles.sie(file.bytes)?.isGood ?? true)
        #expect(try ReadManifest(file).totals.count == 1)
      }
    case "netvisor-csv", "netvisor-xml":
      // A voucher of two currencies waits whole.
      #expect(Set(result.files.flatMap(\.vouchers)) == [0])
      #expect(
        result.refusals.count == 2 && result.refusals.allSatisfy { $0.rule == "ledger.export-currency" && $0.severity == .error })
    default:
      #expect(result.files.count == 1 && result.refusals.isEmpty)
      let manifest = try ReadManifest(try #require(result.files.first))
      #expect(manifest.totals.map(\.currency) == ["EUR", "KWD", "SEK"])
      #expect(manifest.totals.map(\.debit) == ["2.00", "0.005", "9.00"])
      if id == "hledger" { #expect(try ExportOracles.hledger(["check", "--strict"], result.files[0].bytes)?.isGood ?? true) }
      if id == "beancount" { #expect(try ExportOracles.beanCheck(result.files[0].bytes)?.isGood ?? true) }
    }
  }

  @Test(arguments: ExportSamples.ids) func nothingGoesByAChartThatNobodyConfirmed(_ id: String) throws {
    let vouchers = try LedgerSamples.journal([Samples.payment(100)])
    let result = try LedgerExports.files(vouchers, as: id, Samples.context(confirmed: false))
    let isNamed = ["hledger", "beancount"].contains(id)
    #expect(result.files.isEmpty != isNamed)
    #expect(result.refusals.map(\.rule) == (isNamed ? [] : ["ledger.chart-unconfirmed"]))
    #expect(result.refusals.allSatisfy { $0.severity == .error && !$0.remedy.isEmpty })
    let gap = try LedgerExports.files(vouchers, as: id, Samples.context { $0.chart[.receivable] = nil })
    #expect(gap.refusals.map(\.message) == (isNamed ? [] : ["alpha has no account number for AR."]))
    let word = try LedgerExports.files(vouchers, as: id, Samples.context { $0.chart[.receivable] = "17-00" })
    #expect(word.refusals.map(\.rule) == (isNamed || id == "csv" ? [] : ["ledger.account-not-digits"]))
    // A role that no voucher uses needs no number.
    #expect(try Samples.files(vouchers, as: id, Samples.context { $0.chart[.rounding] = nil }).count == 1)
  }

  /// The journal sees to all of this; a file must not carry the damage on if it did not.
  @Test(arguments: ExportSamples.ids) func damagedVouchersGoNowhere(_ id: String) throws {
    let good = try LedgerSamples.journal([Samples.payment(100), Samples.payment(200)])
    var off = good
    off[1].draft.postings[0].amount = LedgerSamples.eur(201)
    var empty = good
    empty[1].draft.postings = []
    var foreign = good
    foreign[1].draft.company = "beta"
    for (vouchers, rule) in [
      (off, "ledger.unbalanced"), (empty, "ledger.unbalanced"), (foreign, "ledger.foreign"), (good + [good[0]], "ledger.gap"),
    ] {
      let result = try LedgerExports.files(vouchers, as: id, Samples.context())
      #expect(result.files.isEmpty && result.refusals.map(\.rule) == [rule])
    }
  }

  @Test func everyFindingHasAPage() {
    let pages = Set(LedgerCatalog.rules.map(\.id))
    for id in [
      "ledger.account-missing", "ledger.account-not-digits", "ledger.chart-unconfirmed", "ledger.export-currency",
      "ledger.export-characters", "ledger.export-cut",
    ] { #expect(pages.contains(id)) }
    #expect(pages.count == LedgerCatalog.rules.count)
  }

  /// Sums that 64 bits do not hold are told all the same.
  @Test func largeSums() throws {
    let large = Int64.max / 2
    let vouchers = try LedgerSamples.journal((0..<6).map { _ in Samples.payment(large) })
    let manifest = try ReadManifest(try #require(try Samples.files(vouchers, as: "sie").first))
    #expect(manifest.totals[0].debit == "276701161105643274.18" && manifest.totals[0].credit == manifest.totals[0].debit)
  }

  /// Twenty thousand vouchers go in files of a size that a program takes, each of them whole.
  @Test(arguments: ExportSamples.ids) func manyVouchers(_ id: String) throws {
    let count = 20_000
    let vouchers = (1...count).map { number in
      Voucher(
        draft: Samples.payment(Int64(number), on: Samples.day.adding(days: number % 30), invoice: String(number)),
        id: LedgerSamples.id(number), previousHash: "", hash: "h\(number)")
    }
    let files = try Samples.files(vouchers, as: id)
    #expect(files.flatMap(\.vouchers).sorted() == Array(0..<count))
    #expect(files.count == (id == "netvisor-xml" ? count : 4) && Set(files.map(\.name)).count == files.count)
    let debits = try files.map { try ReadManifest($0).totals[0].debit }.compactMap { Decimal(string: $0) }.reduce(0, +)
    #expect(debits == Decimal(count) * Decimal(count + 1) / 200)
    if id == "sie" { for file in files { #expect(try ExportOracles.sie(file.bytes)?.isGood ?? true) } }
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
    CalendarDate(year: year, month: month, day: day) ?? ExportSamples.day
  }
}
