import Receivables

/// Sums of a file's postings. 128 bits: thousands of the largest amounts that one voucher may have do not fit 64.
struct ExportSums {
  struct Sum {
    var role: AccountRole
    var currency: Currency
    var debit: Int128 = 0
    /// Without sign.
    var credit: Int128 = 0
    var postings = 0
  }

  private struct Key: Hashable {
    var role: AccountRole
    var currency: Currency
  }

  /// By role (in the order of `AccountRole`) and currency.
  private(set) var accounts: [Sum] = []
  /// By currency; `role` means nothing.
  private(set) var totals: [Sum] = []

  init(_ vouchers: [Voucher]) {
    var sums: [Key: Sum] = [:]
    for voucher in vouchers {
      for posting in voucher.draft.postings {
        let currency = posting.amount.currency
        let units = Int128(posting.amount.minorUnits)
        var sum = sums[Key(role: posting.role, currency: currency)] ?? Sum(role: posting.role, currency: currency)
        if units < 0 { sum.credit -= units } else { sum.debit += units }
        sum.postings += 1
        sums[Key(role: posting.role, currency: currency)] = sum
      }
    }
    let currencies = Set(sums.keys.map(\.currency)).sorted()
    for role in AccountRole.allCases {
      for currency in currencies {
        if let sum = sums[Key(role: role, currency: currency)] { accounts.append(sum) }
      }
    }
    for currency in currencies {
      var total = Sum(role: .bank, currency: currency)
      for sum in accounts where sum.currency == currency {
        total.debit += sum.debit
        total.credit += sum.credit
        total.postings += sum.postings
      }
      totals.append(total)
    }
  }

  /// Minor units as a decimal number with a point: `-12.50`.
  static func text(_ units: Int128, _ currency: Currency) -> String {
    let decimals = currency.minorUnitDigits
    var digits = String(units.magnitude)
    if digits.utf8.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
    }
    let point = digits.index(digits.endIndex, offsetBy: -decimals)
    return (units < 0 ? "-" : "") + digits[..<point] + (decimals > 0 ? "." : "") + digits[point...]
  }
}
