import CTables
import Receivables

/// Accounts that a company's bookkeeper is asked to confirm. The same number means other things in other charts, so nothing is
/// exported by a proposal.
///
/// Source: `proposed_charts.csv`, with where each number comes from and through which day it was reviewed.
struct ProposedChart {
  struct Account {
    var role: AccountRole
    var number: String
    /// As the chart calls it, or what it is for where the chart's own words were not read.
    var name: String
    var isUnverified: Bool
    var reviewedThrough: CalendarDate
  }

  /// `se-bas`
  var id: String
  /// In the order of the table. A role that is not there has no usual account.
  var accounts: [Account]

  /// ISO 3166-1 alpha-2.
  var country: String { String(id.prefix(2)).uppercased() }
  var numbers: [AccountRole: String] {
    Dictionary(accounts.map { ($0.role, $0.number) }, uniquingKeysWith: { first, _ in first })
  }

  /// A row that makes no sense is left out: its role then has no number and cannot be exported.
  static let all: [ProposedChart] = TableLines.rows(perille_table_proposed_charts()).reduce(into: []) { charts, row in
    guard let id = row["chart"], let account = Account(row) else { return }
    if let index = charts.firstIndex(where: { $0.id == id }) {
      charts[index].accounts.append(account)
    } else {
      charts.append(ProposedChart(id: id, accounts: [account]))
    }
  }

  static func named(_ id: String) -> ProposedChart? { all.first { $0.id == id } }

  /// The first of a country in the table.
  static func usual(in country: String) -> ProposedChart? { all.first { $0.country == country } }
}

extension ProposedChart.Account {
  init?(_ row: [String: String]) {
    guard let role = row["role"].flatMap(AccountRole.init(rawValue:)), let number = row["number"], !number.isEmpty,
      let name = row["name"], let confidence = row["confidence"],
      let reviewed = row["reviewed_through"].flatMap({ CalendarDate(iso: $0) })
    else { return nil }
    self.init(
      role: role, number: number, name: name, isUnverified: confidence == "unverified", reviewedThrough: reviewed)
  }
}
