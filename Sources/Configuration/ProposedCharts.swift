import Receivables

/// Account numbers that a company gets unless `chart:` says otherwise. They are proposals, to be confirmed with the company's
/// bookkeeper: the same number means other things in other charts.
///
/// Source: FI the Liikekirjuri family of charts (1990/1700 is the usual pair for reference payments); SE BAS; NO NS 4102.
/// Reviewed 2026-10; Norway has no usual account for rounding.
enum ProposedCharts {
  static func chart(country: String) -> [AccountRole: String] {
    var chart: [AccountRole: String] = [:]
    for row in rows {
      let number: String? =
        switch country {
        case "FI": row.finland
        case "SE": row.sweden
        case "NO": row.norway
        default: nil
        }
      chart[row.role] = number
    }
    return chart
  }

  private struct Row {
    var role: AccountRole
    var finland: String
    var sweden: String
    var norway: String?
    init(_ role: AccountRole, _ finland: String, _ sweden: String, _ norway: String?) {
      self.role = role
      self.finland = finland
      self.sweden = sweden
      self.norway = norway
    }
  }

  private static let rows: [Row] = [
    Row(.bank, "1910", "1930", "1920"),
    Row(.clearing, "1990", "1689", "1579"),
    Row(.receivable, "1700", "1510", "1500"),
    Row(.suspense, "1777", "2999", "2990"),
    Row(.overpayment, "2860", "2420", "2900"),
    Row(.interestIncome, "9170", "8313", "8055"),
    Row(.reminderIncome, "3980", "3590", "3900"),
    Row(.collectionExpense, "9610", "6062", "6795"),
    Row(.vatIn, "1763", "2641", "2710"),
    Row(.vatOut, "2930", "2611", "2700"),
    Row(.payable, "2870", "2440", "2400"),
    Row(.rounding, "8570", "3740", nil),
  ]
}
