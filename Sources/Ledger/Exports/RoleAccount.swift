import Receivables

/// Accounts named by what they are for, in the programs whose accounts have names (hledger, beancount).
struct RoleAccount {
  enum Kind: String {
    case assets, liabilities, income, expenses
  }

  var kind: Kind
  /// Small letters and blanks.
  var words: String

  init(_ role: AccountRole) {
    (kind, words) =
      switch role {
      case .bank: (.assets, "bank")
      case .clearing: (.assets, "clearing")
      case .receivable: (.assets, "receivable")
      case .receivableAllowance: (.assets, "receivable allowance")
      case .vatIn: (.assets, "vat")
      case .legalAdvance: (.assets, "legal advances")
      case .suspense: (.liabilities, "suspense")
      case .overpayment: (.liabilities, "overpayments")
      case .payable: (.liabilities, "payable")
      case .vatOut: (.liabilities, "vat")
      case .sales: (.income, "sales")
      case .interestIncome: (.income, "interest")
      case .reminderIncome: (.income, "reminder fees")
      case .collectionFeeIncome: (.income, "collection fees")
      case .recovery: (.income, "recovered losses")
      case .collectionExpense: (.expenses, "collection")
      case .legalExpense: (.expenses, "legal")
      case .creditLoss: (.expenses, "credit losses")
      case .expectedLoss: (.expenses, "expected losses")
      case .rounding: (.expenses, "rounding")
      }
  }
}
