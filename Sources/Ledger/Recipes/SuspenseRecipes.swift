import Receivables

/// Money that a match does not place, and money that comes back: R04b, R14.
extension DraftBuilder {
  mutating func suspendRest(of match: Match) {
    guard left != 0, !isInSuspense else { return }
    let isWhole = left == whole.minorUnits
    let amount = money(left)
    let candidates = match.alternatives
    let rule: String
    switch match.outcome {
    case .ambiguous: rule = LedgerRules.ambiguous
    case .veto: rule = LedgerRules.veto
    case .items where !isWhole: rule = LedgerRules.splitRest
    default:
      switch match.evidence {
      case .messageClassExpired, .messageClassUnverified: rule = LedgerRules.messageClass
      case _ where whole.isNegative: rule = LedgerRules.outgoing
      default: rule = LedgerRules.unmatched
      }
    }
    suspend(left, nil, rule, why(amount, match.sentence, candidates, isWhole: isWhole))
  }

  private func why(_ amount: Money, _ sentence: String, _ candidates: [LedgerItem], isWhole: Bool) -> String {
    var text = isWhole ? "The payment of \(amount)" : "\(amount) of the payment of \(whole)"
    text += " booked on \(bookingDate) is in suspense."
    if isWhole { text += " " + sentence } else { text += " The file gives it to invoices that are not known." }
    guard !candidates.isEmpty else { return text }
    let numbers = candidates.prefix(5).map { Masking.excerpt($0.invoiceNumber, limit: 40) }.joined(separator: ", ")
    return text + " Candidates: \(numbers)\(candidates.count > 5 ? ", …" : "")."
  }
}

extension Recipes {
  /// R14: the mirror of all that the original posted. Only an original of exactly this amount, which nothing has reversed, is mirrored.
  static func correction(_ entry: SettlementEntry, original: BookedEntry?, in context: Context) -> Drafted {
    var builder = DraftBuilder(entry, amount: entry.amount, from: context.moneyRole, in: context)
    guard let original, let mirrored = mirror(original, of: entry, in: context) else {
      builder.suspend(
        entry.amount.minorUnits, nil, LedgerRules.correctionUnknown,
        "The correction of \(entry.amount) booked on \(entry.bookingDate) takes back a payment that is not in the books once and "
          + "only once with this amount; it is in suspense.")
      return builder.finish(.unknownCorrection, on: entry.bookingDate)
    }
    builder.mirror(
      mirrored,
      original.allocationsTakenBack)
    builder.reverses = original.voucher
    return builder.finish(.reversal(original.voucher), on: entry.bookingDate)
  }

  /// Pairs a correction that waits in suspense with the payment that it takes back, on `date` (R14). Nothing, when it takes back another
  /// amount.
  public static func pair(
    _ unplaced: Unplaced, with original: BookedEntry, on date: CalendarDate, in context: Context
  ) -> Drafted {
    guard unplaced.amount == unplaced.entry.amount, let mirrored = mirror(original, of: unplaced.entry, in: context) else {
      return .nothing(unplaced.entry, on: date)
    }
    var builder = DraftBuilder(unplaced, in: context)
    builder.mirror(
      mirrored,
      original.allocationsTakenBack)
    builder.reverses = original.voucher
    return builder.finish(.reversal(original.voucher), on: date)
  }

  /// Where the original's money is now, with the other sign; nil when that is not the whole of it.
  private static func mirror(_ original: BookedEntry, of entry: SettlementEntry, in context: Context) -> [Posting]? {
    guard !original.isReversed, original.entry.amount.currency == entry.amount.currency,
      original.entry.amount.minorUnits == 0 - entry.amount.minorUnits,
      let (mirrored, sum) = mirror(original, except: [.bank, .clearing], recipe: "R14", in: context),
      sum.minorUnits == entry.amount.minorUnits
    else { return nil }
    return mirrored
  }

  /// Takes an entry's money back from where it was placed, into suspense, on `date` (R23 the other way). Nothing, when all of it is there.
  public static func takeBack(_ placed: BookedEntry, on date: CalendarDate, in context: Context) -> Drafted {
    guard !placed.isReversed,
      let (mirrored, sum) = mirror(placed, except: [.bank, .clearing, .suspense], recipe: "R23", in: context), !mirrored.isEmpty
    else { return .nothing(placed.entry, on: date) }
    var builder = DraftBuilder(Unplaced(entry: placed.entry, amount: sum, role: .suspense), in: context)
    builder.mirror(
      mirrored, placed.allocationsTakenBack)
    return builder.finish(.takenBack(invoice: placed.allocations.first?.invoiceNumber), on: date)
  }

  /// All that an entry's postings left on roles but `others`, with the other sign, and its sum before that.
  private static func mirror(
    _ original: BookedEntry, except others: [AccountRole], recipe: String, in context: Context
  ) -> ([Posting], Money)? {
    var mirrored: [Posting] = []
    var sum = Money.zero(original.entry.amount.currency)
    for posting in original.postings where !others.contains(posting.role) {
      guard let next = try? sum.adding(posting.amount) else { return nil }
      sum = next
      let same = mirrored.firstIndex {
        $0.role == posting.role && $0.invoiceNumber == posting.invoiceNumber && $0.customerNumber == posting.customerNumber
      }
      if let same {
        guard let left = try? mirrored[same].amount.subtracting(posting.amount) else { return nil }
        mirrored[same].amount = left
      } else {
        mirrored.append(
          Posting(
            posting.role, posting.amount.negated, invoiceNumber: posting.invoiceNumber, customerNumber: posting.customerNumber,
            source: context.source, recipe: recipe))
      }
    }
    return (mirrored.filter { !$0.amount.isZero }, sum)
  }
}
