import Foundation
import Ledger
import Receivables
import TestSupport
import Testing

/// Invented companies and their vouchers, and the published posting recipes.
enum ExportSamples {
  static let ids = ["sie", "netvisor-csv", "netvisor-xml", "csv", "hledger", "beancount"]
  static let day = LedgerSamples.day

  /// Every role has a number; the bookkeeping of a country like this has no account for some of them.
  static func chart(_ country: String) -> [AccountRole: String] {
    let numbers: [AccountRole: (fi: Int, se: Int, no: Int)] = [
      .bank: (1910, 1930, 1920), .clearing: (1990, 1689, 1579), .receivable: (1700, 1510, 1500),
      .receivableAllowance: (1709, 1519, 1580), .suspense: (1777, 2999, 2990), .overpayment: (2860, 2420, 2900),
      .payable: (2870, 2440, 2400), .vatIn: (1763, 2641, 2710), .vatOut: (2930, 2611, 2700), .sales: (3000, 3001, 3000),
      .interestIncome: (9170, 8313, 8055), .reminderIncome: (3980, 3590, 3900), .collectionFeeIncome: (3980, 3590, 3900),
      .collectionExpense: (9610, 6062, 6795), .legalExpense: (9615, 6062, 6725), .legalAdvance: (1779, 1689, 1579),
      .creditLoss: (8700, 6351, 7830), .expectedLoss: (8710, 6352, 7839), .recovery: (8730, 3950, 7820),
      .rounding: (8570, 3740, 7770),
    ]
    return numbers.mapValues { String(country == "SE" ? $0.se : country == "NO" ? $0.no : $0.fi) }
  }

  static func company(_ country: String = "FI") -> Company {
    let (name, number) =
      switch country {
      case "SE": ("Påhittad Exempel AB", "5599999017")
      case "NO": ("Oppdiktet Eksempel AS", "310000019")
      default: ("Alfa Esimerkki Oy", "1234567-1")
      }
    return Company(key: "alpha", name: name, country: country, legalID: number, way: .handover(confirmationDays: 3))
  }

  static func context(
    _ country: String = "FI", confirmed: Bool = true, _ change: (inout LedgerTerms) -> Void = { _ in }
  ) -> ExportContext {
    var terms = LedgerTerms(company: "alpha", chart: chart(country), isChartConfirmed: confirmed)
    change(&terms)
    return ExportContext(company: company(country), terms: terms, program: "perille 0.3")
  }

  /// A payment of an invoice, and whatever a test wants otherwise.
  static func payment(
    _ cents: Int64, currency: Currency = .eur, on date: CalendarDate = day, invoice: String = "1001", text: String? = nil
  ) -> VoucherDraft {
    LedgerSamples.draft(
      [
        Posting(.clearing, Money(minorUnits: cents, currency), source: "FI2112345600000785/2026-11-20/A1/in/0", recipe: "R01"),
        Posting(
          .receivable, Money(minorUnits: -cents, currency), invoiceNumber: invoice, customerNumber: "C1",
          source: "FI2112345600000785/2026-11-20/A1/in/0", recipe: "R01"),
      ], text: text ?? "Payment of invoice \(invoice)", on: date, source: "FI2112345600000785/2026-11-20/A1/in/0")
  }

  /// The published recipes, each one voucher. The file is a copy of the shared vectors.
  static func recipes(_ currency: Currency, only ids: Set<String>? = nil) throws -> [Voucher] {
    struct Vector: Decodable {
      struct Line: Decodable {
        var role: String
        var cents: Int64
      }
      var id: String
      var title: String
      var lines: [Line]
    }
    let url = Places.project.appendingPathComponent("Tests/Golden/ledger/posting_recipes.json")
    let vectors = try JSONDecoder().decode([Vector].self, from: Data(contentsOf: url))
    let drafts = try vectors.filter { ids?.contains($0.id) ?? true }.map { vector in
      let postings = try vector.lines.map { line in
        let role = try #require(AccountRole(rawValue: line.role))
        let isOfInvoice = [.receivable, .interestIncome, .overpayment].contains(role)
        return Posting(
          role, Money(minorUnits: line.cents, currency), invoiceNumber: isOfInvoice ? "1001" : nil,
          customerNumber: isOfInvoice ? "C1" : nil, source: "key-\(vector.id)", recipe: vector.id)
      }
      return LedgerSamples.draft(
        postings, text: "\(vector.id) \(vector.title)", recipe: vector.id, source: "key-\(vector.id)")
    }
    return try LedgerSamples.journal(drafts)
  }

  /// The files; a refusal fails the test.
  static func files(
    _ vouchers: [Voucher], as id: String, _ context: ExportContext = context(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [ExportedFile] {
    let result = try LedgerExports.files(vouchers, as: id, context)
    #expect(result.refusals.isEmpty, sourceLocation: sourceLocation)
    return result.files
  }
}

/// What a manifest says, as whoever reads it in would see it.
struct ReadManifest: Decodable {
  struct Total: Decodable, Equatable {
    var currency: String
    var debit: String
    var credit: String
    var postings: Int
  }
  struct Account: Decodable {
    var role: String
    var number: String?
    var currency: String
    var net: String
  }
  struct Texts: Decodable {
    var transliterated: Int
    var replaced: Int
    var cut: Int
  }
  struct Days: Decodable, Equatable {
    var from: String
    var through: String
  }
  var accounts: [Account]
  var bytes: Int
  var days: Days
  var file: String
  var fiscalYear: Days
  var firstVoucher: String
  var lastVoucher: String
  var format: String
  var head: String
  var sha256: String
  var texts: Texts
  var totals: [Total]
  var vouchers: Int

  init(_ file: ExportedFile) throws { self = try JSONDecoder().decode(ReadManifest.self, from: Data(file.manifest)) }
}
