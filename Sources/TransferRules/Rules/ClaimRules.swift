import Receivables

/// The reminder fees that the input states, added up.
enum CostSum: Sendable {
  case sum(Money, fees: [CreditorFacts.StatedFee])
  case currencyDiffers(Currency)
  case negative(Money)
  case overflow

  /// Fees dated after the as-of date have not been charged yet and are left out.
  init(_ receivable: Receivable, asOf: CalendarDate) {
    let currency = receivable.open.currency
    var total = Money.zero(currency)
    var counted: [CreditorFacts.StatedFee] = []
    for fee in receivable.facts.fees where fee.date <= asOf {
      guard fee.amount.currency == currency else {
        self = .currencyDiffers(fee.amount.currency)
        return
      }
      guard !fee.amount.isNegative else {
        self = .negative(fee.amount)
        return
      }
      guard !fee.amount.isZero else { continue }
      guard let sum = try? total.adding(fee.amount) else {
        self = .overflow
        return
      }
      total = sum
      counted.append(fee)
    }
    // Capital and costs are never merged, but a channel's control total adds them.
    guard (try? total.adding(receivable.open)) != nil else {
      self = .overflow
      return
    }
    self = .sum(total, fees: counted)
  }
}

/// What is asked for.
enum ClaimRules {
  static let all: [Rule] = [feesAreSound, composition]

  /// Capital is the open principal, costs the stated fees, interest nothing; an agreed rate goes along for firms only.
  static func claim(_ x: Examination) -> Claim? {
    guard let kind = x.kind, case .sum(let costs, _) = x.costs, x.receivable.open.isPositive else { return nil }
    let open = x.receivable.open
    var rate = kind.isConsumer ? nil : x.receivable.lateInterestPercent
    // A rate of nothing is a field that was left at zero, not a waiver.
    if let stated = rate, stated.mantissa <= 0 { rate = nil }
    return Claim(capital: open, costs: costs, interest: .zero(open.currency), agreedInterestPercent: rate)
  }

  static func feesAreSound(_ x: Examination) -> Reason? {
    let source = "columns feeAmount and feeDate of the creditor's file"
    return switch x.costs {
    case .sum: nil
    case .currencyDiffers(let currency):
      Reason(
        .feeCurrencyDiffers, .hold, .data, "A reminder fee is in \(currency), the claim in \(x.receivable.open.currency).",
        source: source)
    case .negative(let amount):
      Reason(.feeNegative, .hold, .data, "A reminder fee is stated as \(amount), which is no fee.", source: source)
    case .overflow:
      Reason(
        .amountOverflow, .hold, .data, "Open amount and reminder fees are too large to be added up.", source: source)
    }
  }

  static func composition(_ x: Examination) -> Reason? {
    guard let claim = claim(x), case .sum(_, let fees) = x.costs else { return nil }
    let days = fees.map(\.date).sorted().map(\.description).joined(separator: ", ")
    let costs = fees.isEmpty ? "no costs" : "costs \(claim.costs) (reminder fees of \(days))"
    let later = x.receivable.facts.fees.filter { $0.date > x.asOf && !$0.amount.isZero }.map { "\($0.amount) of \($0.date)" }
    let leftOut = later.isEmpty ? "" : " Left out is a reminder fee of a day to come: \(later.sorted().joined(separator: ", "))."
    let rate = claim.agreedInterestPercent.map { ", agreed late interest \($0) % a year" } ?? ""
    return Reason(
      .claimComposition, .transfer, .policy,
      "The claim is capital \(claim.capital), \(costs), no interest amount\(rate).\(leftOut)",
      source: "open principal and stated fees only")
  }
}
