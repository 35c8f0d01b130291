import Receivables

/// Sums that say when they have left 64 bits instead of wrapping.
struct CamtSum {
  private(set) var value: Int64 = 0
  private(set) var isExact = true

  @inline(__always)
  mutating func add(_ other: Int64) {
    let (sum, overflow) = value.addingReportingOverflow(other)
    value = sum
    if overflow { isExact = false }
  }
}

/// What the entries of one settlement add up to, as `TxsSummry` may mean it.
struct CamtTotals {
  struct Reading {
    var count = 0
    var gross = CamtSum()
    var net = CamtSum()
    var creditCount = 0
    var credit = CamtSum()
    var debitCount = 0
    var debit = CamtSum()

    mutating func add(_ signed: Int64, isCredit: Bool) {
      count += 1
      let magnitude = abs(signed)
      gross.add(magnitude)
      net.add(signed)
      if isCredit {
        creditCount += 1
        credit.add(magnitude)
      } else {
        debitCount += 1
        debit.add(magnitude)
      }
    }
  }

  /// Every entry by its own direction.
  var all = Reading()
  /// The same, with reversed entries that moved nothing (`INFO` and `RvslInd`) against their direction, as Finnish banks net them.
  var finnish = Reading()
  /// Only what moves money.
  var posting = Reading()

  mutating func add(_ amount: Int64, isCredit: Bool, moves: Bool, isFailedReversal: Bool) {
    all.add(amount, isCredit: isCredit)
    finnish.add(isFailedReversal ? -amount : amount, isCredit: isCredit != isFailedReversal)
    if moves { posting.add(amount, isCredit: isCredit) }
  }
}

/// What goes into `SettlementTotals`: the statement's lines of a camt.053, the payments of the others.
struct CamtMoney {
  private(set) var inCount = 0
  private(set) var inSum = CamtSum()
  private(set) var outCount = 0
  private(set) var outSum = CamtSum()
  private(set) var failedCount = 0
  private(set) var failedSum = CamtSum()

  mutating func add(_ amount: Int64, posts: Bool) {
    if !posts {
      failedCount += 1
      failedSum.add(abs(amount))
    } else if amount < 0 {
      outCount += 1
      outSum.add(-amount)
    } else {
      inCount += 1
      inSum.add(amount)
    }
  }

  /// Nil when a sum has left 64 bits.
  func totals(_ currency: Currency) -> SettlementTotals? {
    var net = inSum
    // What has wrapped may be the one number that has no opposite.
    net.add(0 &- outSum.value)
    guard inSum.isExact, outSum.isExact, failedSum.isExact, net.isExact else { return nil }
    let group = { (count: Int, sum: CamtSum) in
      SettlementTotals.Group(count: count, sum: Money(minorUnits: sum.value, currency))
    }
    return SettlementTotals(
      payments: group(inCount, inSum), corrections: group(outCount, outSum), failed: group(failedCount, failedSum),
      net: Money(minorUnits: net.value, currency))
  }
}
