import Receivables
import TestSupport
import Testing

@testable import Configuration

func readConfiguration(_ text: String) -> Result<ExchangeConfiguration, ConfigurationError> {
  ConfigurationFile.read(
    text,
    known: ConfigurationFile.KnownNames(
      providers: ["ropo": "ropo", "svea": "svea", "amili": "amili", "duetto": "amili", "generic": "generic"],
      channels: ["maventa", "ropo-one", "perille-xml", "nk003"],
      exports: ["hledger", "beancount", "sie", "netvisor-csv", "netvisor-xml", "csv"],
      agreementFindings: { agreement in
        agreement.product == "unsold"
          ? [Finding("channel.product", .error, "Nobody sells this.", remedy: "Take it out.", term: "product")] : []
      }))
}

@Suite("Configuration file")
struct ConfigurationFileTests {
  @Test(
    "an empty file and the template are valid and hold no company",
    arguments: ["", "# nothing\n", "---\n", ConfigurationTemplate.text])
  func template(text: String) throws {
    let configuration = try readConfiguration(text).get()
    #expect(configuration.companies.isEmpty)
    #expect(configuration.timeZone == "Europe/Helsinki")
    #expect(configuration.quietSeconds == 30)
  }

  @Test("the template's example is valid and is read as it says")
  func example() throws {
    let configuration = try readConfiguration(ConfigurationTemplate.uncommented).get()
    let company = try #require(configuration.company("example-fi"))
    #expect(company.legalID == "9876543-0")
    #expect(company.way == .ledger(requiredPaymentSources: ["bank", "payments"], maxPaymentAge: 3))
    #expect(company.takeOnFrom == CalendarDate(iso: "2026-01-01"))
    #expect(company.maxAgeMonths == 24)
    #expect(company.maxCapitalPerRun == Money(minorUnits: 10_000_000, .eur))
    #expect(company.minimumCapital == Money(minorUnits: 2500, .eur))
    #expect(company.foreignDebtorCountries == ["SE"])
    let agreement = try #require(company.agreements.first)
    #expect(agreement.provider == "ropo" && agreement.channel == "ropo-one" && agreement.state == .active)
    #expect(agreement.mode == .reminderAndCollection && agreement.currency == .eur)
    #expect(agreement.clientNumber == "004711")
    #expect(agreement.minimumDays == [.b2b: 14])
    #expect(company.accounts == [BankAccount(iban: "FI2112345600000785", books: .provider, paymentSource: "bank")])
    let ledger = try #require(configuration.ledger(of: "example-fi"))
    #expect(ledger.exports == ["hledger"])
    #expect(ledger.chart == ProposedChart.usual(in: "FI")?.numbers)
    #expect(
      !ledger.isChartConfirmed && ledger.csv?.columns.map(\.field) == [.series, .number, .date, .account, .amount, .voucherText])

    #expect(configuration.csvProfiles.map(\.name) == ["invoices", "payments", "open-items"])
    let invoices = configuration.csvProfiles[0]
    #expect(invoices.dialect.encoding == .windows1252 && invoices.dialect.separator == 0x3B)
    #expect(invoices.numbers.grouping == .space && invoices.numbers.decimalMark == 0x2C)
    #expect(invoices.columns[.number] == .header("InvoiceNo"))
    #expect(invoices.rowKinds == [.invoice, .creditNote])
    #expect(invoices.signs.creditNotes == .negative)
    #expect(invoices.coDebtors.count == 1 && invoices.fees.count == 1)
    let payments = configuration.csvProfiles[1]
    #expect(payments.trailer == CSVProfile.Trailer(marker: "END", count: 2, total: 3, totalOf: .header("Amount")))
    let items = configuration.csvProfiles[2]
    #expect(items.dialect.separator == 0x09)
    #expect(items.statedDate == .column(.header("AsOf")))
    #expect(items.openItems.isComplete)
  }

  @Test("the template explains every key")
  func everyKey() {
    let text = ConfigurationTemplate.text
    for section in ConfigurationSection.all {
      for key in section.keys {
        #expect(text.contains(key.name), "\(section.path).\(key.name) is not in the template")
        #expect(!key.meaning.isEmpty)
      }
    }
  }

  @Test("the country's values stand in where a company states none")
  func countryDefaults() throws {
    let configuration = try readConfiguration(
      """
      countryDefaults:
        NO: {maxAgeMonths: 30, minimumCapital: 200, chart: {BANK: "1921", AR: "01500"}}
      companies:
        fjord:
          name: Eksempel AS
          country: NO
          legalId: 310000019
          way: handover
          ledger: {chart: {BANK: 1922}}
      """
    ).get()
    let company = try #require(configuration.companies.first)
    #expect(company.country == "NO")
    #expect(company.maxAgeMonths == 30)
    #expect(company.minimumCapital == Money(minorUnits: 20_000, .nok))
    #expect(company.way == .handover(confirmationDays: 3))
    let chart = configuration.ledgers[0].chart
    #expect(chart[.bank] == "1922")
    #expect(chart[.receivable] == "01500")
    #expect(chart[.clearing] == "1579")
    #expect(chart[.rounding] == nil)
  }

  @Test(
    "amounts come from the text of the scalar, exactly",
    arguments: [("15", 1500), ("15.5", 1550), ("\"15.00\"", 1500), ("90071992547409.93", 9_007_199_254_740_993)])
  func amounts(text: String, cents: Int64) throws {
    let configuration = try readConfiguration(company("minimumCapital: \(text)")).get()
    #expect(configuration.companies.first?.minimumCapital?.minorUnits == cents)
  }

  @Test("identifiers keep their zeros and countries are no booleans")
  func scalars() throws {
    let configuration = try readConfiguration(
      company(
        """
        foreignDebtorCountries: [NO, SE]
            agreements:
              - {provider: svea, channel: nk003, mode: collection, kinds: [b2b], clientNumber: 012, product: yes}
        """)
    ).get()
    let company = try #require(configuration.companies.first)
    #expect(company.foreignDebtorCountries == ["NO", "SE"])
    #expect(company.agreements.first?.clientNumber == "012")
    #expect(company.agreements.first?.product == "yes")
  }

  @Test("an alias becomes the provider's own id")
  func alias() throws {
    let text = BrokenConfigurations.agreement("provider: duetto, channel: perille-xml, mode: collection, kinds: [b2b]")
    #expect(try readConfiguration(text).get().companies.first?.agreements.first?.provider == "amili")
  }
}

/// A sound company with one more line.
func company(_ line: String) -> String {
  """
  companies:
    kauppa:
      name: Kauppa Oy
      country: FI
      legalId: 9876543-0
      way: handover
      \(line)
  """
}
