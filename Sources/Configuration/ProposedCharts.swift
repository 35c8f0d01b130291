import CTables
import Receivables
import Tables

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
  static let all: [ProposedChart] = EmbeddedRows(perille_table_proposed_charts()).reduce(into: []) { charts, row in
    let id = row["chart"]
    guard !id.isEmpty, let account = Account(row) else { return }
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
  init?(_ row: EmbeddedRows.Row) {
    guard let role = AccountRole(rawValue: row["role"]), !row["number"].isEmpty, !row["name"].isEmpty, !row["confidence"].isEmpty,
      let reviewed = CalendarDate(iso: row["reviewed_through"])
    else { return nil }
    self.init(
      role: role, number: row["number"], name: row["name"], isUnverified: row["confidence"] == "unverified",
      reviewedThrough: reviewed)
  }
}
