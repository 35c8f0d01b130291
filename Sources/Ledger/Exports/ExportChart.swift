import CTables
import Receivables
import Tables

/// Numbers and names of a company's accounts, by role.
public struct ExportChart: Sendable {
  var company: String
  /// Only then are there numbers.
  public private(set) var isConfirmed: Bool
  private var numbers: [AccountRole: String]
  private var names: [AccountRole: String] = [:]

  init(_ context: ExportContext) {
    company = context.company.key
    isConfirmed = context.terms.isChartConfirmed
    numbers = isConfirmed ? context.terms.chart : [:]
    let own = context.terms.accountNames
    let country = context.company.country
    let usual = AccountNames.of(country: country)
    for role in AccountRole.allCases {
      // Several roles may have one account, and an account has one name, whichever of them a file happens to use.
      let sharing = AccountRole.allCases.filter { $0 == role || (!number(role).isEmpty && number($0) == number(role)) }
      names[role] =
        sharing.lazy.compactMap { own[$0] }.first ?? AccountNames.inChart(of: country, number(role))
        ?? sharing.first.flatMap { usual[$0] } ?? role.rawValue
    }
  }

  /// Empty when it has none, or nobody has confirmed it.
  public func number(_ role: AccountRole) -> String { numbers[role] ?? "" }

  /// The company's own name of the account, else that of its number in its country's chart, as `perille.yaml` proposes it, else the
  /// usual one in its country's language.
  public func name(_ role: AccountRole) -> String { names[role] ?? role.rawValue }
}

/// What accountants of a country call an account of a role.
///
/// Source: `account_names.csv`, and `proposed_charts.csv` for numbers of published charts.
enum AccountNames {
  /// What the charts of a country call an account number.
  static func inChart(of country: String, _ number: String) -> String? { number.isEmpty ? nil : charts[country]?[number] }

  private static let charts: [String: [String: String]] = EmbeddedRows(perille_table_proposed_charts()).reduce(into: [:]) {
    charts, row in
    let country = row["chart"].prefix(2).uppercased()
    guard !row["number"].isEmpty, !row["name"].isEmpty, charts[country]?[row["number"]] == nil else { return }
    charts[country, default: [:]][row["number"]] = row["name"]
  }

  /// Finnish, Swedish or Norwegian; English for other countries.
  static func of(country: String) -> [AccountRole: String] {
    switch country {
    case "FI": table["fi"] ?? [:]
    case "SE": table["sv"] ?? [:]
    case "NO": table["nb"] ?? [:]
    default: table["en"] ?? [:]
    }
  }

  private static let table: [String: [AccountRole: String]] = {
    var table: [String: [AccountRole: String]] = [:]
    for row in EmbeddedRows(perille_table_account_names()) {
      guard let role = AccountRole(rawValue: row["role"]) else { continue }
      for language in ["fi", "sv", "nb", "en"] where !row[language].isEmpty {
        table[language, default: [:]][role] = row[language]
      }
    }
    return table
  }()
}
