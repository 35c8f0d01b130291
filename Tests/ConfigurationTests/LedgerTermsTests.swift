import Receivables
import Testing

@testable import Configuration

@Suite("Ledger terms")
struct LedgerTermsTests {
  @Test("what is left out has its default")
  func defaults() throws {
    let terms = try ledger("")
    #expect(terms.exports == ["hledger"] && terms.vouchers == .payment && terms.series == "A")
    #expect(terms.fiscalYears.isEmpty && terms.fiscalYearStart == nil && terms.closedThrough == nil)
    #expect(!terms.isChartConfirmed && terms.accountNames.isEmpty)
    #expect(terms.csv == nil && terms.smallDifference == nil)
    #expect(terms.chart == ProposedChart.named("fi-procountor")?.numbers)
  }

  @Test("every key is read as it says")
  func everyKey() throws {
    let terms = try ledger(
      """
      {exports: [sie, csv], vouchers: settlement, series: PER1, fiscalYearStart: 07-01, closedThrough: 2026-06-30,
            chartFrom: fi-netvisor, chart: {BANK: {number: 1911, name: OP yritystili}, CLEARING: 1991},
            chartConfirmedBy: "Erkki Esimerkki, 2026-11-24", smallDifference: {upTo: 0.05, perRun: 5.00},
            csv: {columns: [{heading: Tili, field: account}, {field: amount}, {field: empty}], separator: tab,
              decimalMark: ".", dateFormat: yyyyMMdd, encoding: windows-1252, heading: no}}
      """)
    #expect(terms.exports == ["sie", "csv"] && terms.vouchers == .settlement && terms.series == "PER1")
    #expect(terms.fiscalYearStart == LedgerTerms.YearStart(month: 7, day: 1))
    #expect(terms.closedThrough == CalendarDate(iso: "2026-06-30"))
    #expect(terms.isChartConfirmed)
    #expect(terms.chart[.bank] == "1911" && terms.chart[.clearing] == "1991" && terms.chart[.receivable] == "1700")
    #expect(terms.accountNames == [.bank: "OP yritystili"])
    #expect(
      terms.smallDifference
        == LedgerTerms.SmallDifference(upTo: Money(minorUnits: 5, .eur), perRun: Money(minorUnits: 500, .eur)))
    #expect(
      terms.csv
        == VoucherCSVProfile(
          columns: [
            VoucherCSVProfile.Column(heading: "Tili", field: .account),
            VoucherCSVProfile.Column(heading: "amount", field: .amount), VoucherCSVProfile.Column(heading: "", field: .empty),
          ], separator: 0x09, decimalMark: 0x2E, dateForm: .compact, encoding: .windows1252, hasHeading: false))
  }

  @Test(
    "confirmed is what stands in the file: a proposal that is not named there has no part in it",
    arguments: [
      ("chart: {BANK: 1911}", 1, "1911"), ("chartFrom: fi-procountor", 16, "1910"),
      ("chartFrom: fi-procountor, chart: {BANK: 1911}", 16, "1911"),
    ])
  func confirmed(text: String, count: Int, bank: String) throws {
    let confirmed = try ledger("{\(text), chartConfirmedBy: Erkki Esimerkki}")
    #expect(confirmed.isChartConfirmed && confirmed.chart.count == count && confirmed.chart[.bank] == bank)
    let proposed = try ledger("{\(text)}")
    #expect(!proposed.isChartConfirmed && proposed.chart.count == 16 && proposed.chart[.bank] == bank)
  }

  @Test("a number of the company's own does not keep the name that the country's number has")
  func names() throws {
    let terms = try readConfiguration(
      """
      countryDefaults:
        FI: {chart: {BANK: {number: 1910, name: Pankki}, AR: {number: 1701, name: Saatavat}}}
      """ + "\n" + company("ledger: {chart: {BANK: 1911}}")
    ).get().ledgers[0]
    #expect(terms.chart[.bank] == "1911" && terms.chart[.receivable] == "1701")
    #expect(terms.accountNames == [.receivable: "Saatavat"])
  }

  @Test("the amounts of a small difference are in the currency of the country")
  func currency() throws {
    let terms = try readConfiguration(
      """
      companies:
        pahittad: {name: P, country: SE, legalId: "5599999017", way: handover, ledger: {smallDifference: {upTo: 1, perRun: 50}}}
      """
    ).get().ledgers[0]
    #expect(terms.smallDifference?.upTo == Money(minorUnits: 100, .sek))
    #expect(terms.chart[.bank] == "1930")
  }

  @Test("an account's other numbers lose blanks and hyphens; the one inside the IBAN may be given too")
  func otherNumbers() throws {
    let configuration = try readConfiguration(
      company("accounts: [{iban: FI4199900000000001, otherNumbers: [5050-1055, \"12 34 5-6\", 999000-00000001, ab12]}]")
    ).get()
    #expect(configuration.companies[0].accounts[0].otherNumbers == ["50501055", "123456", "99900000000001", "AB12"])
  }

  private func ledger(_ text: String) throws -> LedgerTerms {
    let configuration = try readConfiguration(company(text.isEmpty ? "" : "ledger: \(text)")).get()
    return try #require(configuration.ledger(of: "kauppa"))
  }
}

@Suite("Proposed charts")
struct ProposedChartTests {
  @Test("every row of the table is sound, and no role stands twice in a chart", arguments: ProposedChart.all)
  func sound(chart: ProposedChart) {
    #expect(Set(chart.accounts.map(\.role)).count == chart.accounts.count)
    for account in chart.accounts {
      #expect(account.number.allSatisfy(\.isNumber) && !account.name.isEmpty)
      #expect(account.reviewedThrough >= CalendarDate(iso: "2026-11-24")!)
    }
  }

  @Test("there are four charts, with every role that a settlement is booked by")
  func complete() {
    #expect(ProposedChart.all.map(\.id) == ["fi-procountor", "fi-netvisor", "se-bas", "no-ns4102"])
    #expect(ProposedChart.all.map(\.accounts.count) == [16, 16, 19, 18])
    let needed: Set<AccountRole> = [
      .bank, .clearing, .receivable, .suspense, .overpayment, .interestIncome, .reminderIncome, .collectionFeeIncome,
      .collectionExpense, .vatIn, .vatOut, .payable, .creditLoss, .recovery,
    ]
    for chart in ProposedChart.all { #expect(chart.numbers.keys.filter(needed.contains).count == needed.count, "\(chart.id)") }
  }

  @Test("Netvisor publishes no numbers, so all of its chart is unverified")
  func netvisor() throws {
    #expect(try #require(ProposedChart.named("fi-netvisor")).accounts.allSatisfy(\.isUnverified))
  }

  @Test("the template shows each country's chart as lines, and confirms none")
  func template() throws {
    for chart in ProposedChart.all where chart.id != "fi-netvisor" {
      for account in chart.accounts {
        #expect(ConfigurationTemplate.text.contains(" \(account.role.rawValue): \"\(account.number)\"  # \(account.name)"))
      }
    }
    let terms = try readConfiguration(ConfigurationTemplate.uncommented).get().ledgers
    #expect(terms.allSatisfy { !$0.isChartConfirmed })
  }
}
