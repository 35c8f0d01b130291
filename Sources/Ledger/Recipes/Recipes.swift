import Receivables

/// From an entry and its match to balanced postings. The whole amount is always posted: what nothing takes goes to suspense.
public enum Recipes {
  /// What holds for one company's entries.
  public struct Context: Hashable, Sendable {
    public var terms: LedgerTerms
    /// Where the money is: `clearing` for payments whose lump sum the account statement shows later (R25).
    public var moneyRole: AccountRole
    /// `EntryKey` of the entry.
    public var source: String
    /// What this night may still put on ROUNDING; nil: nothing.
    public var roundingLeft: Money?

    public init(terms: LedgerTerms, moneyRole: AccountRole = .clearing, source: String, roundingLeft: Money? = nil) {
      self.terms = terms
      self.moneyRole = moneyRole
      self.source = source
      self.roundingLeft = roundingLeft
    }
    public var company: String { terms.company }
  }

  /// Books an entry (R01–R05, R10–R14). `original`: for a correction, the payment that it takes back, if it is known. Nothing, when
  /// no money moved.
  public static func book(
    _ entry: SettlementEntry, match: Match, original: BookedEntry? = nil, in context: Context
  ) -> Drafted {
    guard entry.posts, !entry.amount.isZero else { return .nothing(entry, on: entry.bookingDate) }
    if entry.status == .correction { return correction(entry, original: original, in: context) }
    return post(
      DraftBuilder(entry, amount: entry.amount, from: context.moneyRole, in: context), match: match, on: entry.bookingDate)
  }

  /// Places money in suspense by a later match (R23), on `date`. Nothing, when the match places nothing of it.
  public static func place(_ unplaced: Unplaced, match: Match, on date: CalendarDate, in context: Context) -> Drafted {
    guard unplaced.isInSuspense, !unplaced.amount.isZero, unplaced.entry.status != .correction else {
      return .nothing(unplaced.entry, on: date)
    }
    let drafted = post(DraftBuilder(unplaced, in: context), match: match, on: date)
    return drafted.postings.isEmpty ? .nothing(unplaced.entry, on: date) : drafted
  }

  /// Books that the account statement shows money in transit (R25): `amount` of a line, with its sign, from clearing to bank.
  public static func clear(line: SettlementEntry, amount: Money, in context: Context) -> Drafted {
    guard line.posts, !amount.isZero else { return .nothing(line, on: line.bookingDate) }
    var builder = DraftBuilder(line, amount: amount, from: .bank, in: context)
    builder.put(amount.minorUnits, to: .clearing, nil, recipe: "R25")
    return builder.finish(.transit(day: line.bookingDate), on: line.bookingDate)
  }

  private static func post(_ builder: consuming DraftBuilder, match: Match, on date: CalendarDate) -> Drafted {
    let amount = builder.whole.minorUnits
    var subject = Subject.unmatched
    switch match.outcome {
    case .items(let parts) where amount > 0 && builder.canTake(parts):
      if parts.count == 1, parts[0].amount == nil {
        builder.settle(parts[0].item, with: amount, payer: match.payer, mayRound: !match.isWeak)
        subject = .payment(invoice: parts[0].item.invoiceNumber)
      } else {
        for part in parts { builder.settle(part.item, with: part.amount?.minorUnits ?? 0, payer: match.payer, mayRound: false) }
        subject = parts.count == 1 ? .payment(invoice: parts[0].item.invoiceNumber) : .payments(count: parts.count)
      }
    case .alreadyPaid(let item) where amount > 0 && item.open.currency == builder.whole.currency:
      builder.settlePaid(item, with: amount, payer: match.payer)
      subject =
        builder.isProviders(item, match.payer) ? .interest(invoice: item.invoiceNumber) : .paidInvoice(item.invoiceNumber)
    case .refund(let item) where builder.isRefund(of: item):
      builder.put(amount, to: .overpayment, item, recipe: "R13")
      subject = .refund(invoice: item.invoiceNumber)
    case .role(let role, let messageClass, let item) where amount > 0 && role.takesIncome:
      builder.put(amount, to: role, item, recipe: role.recipe(hasInvoice: item != nil))
      subject = .providersMoney(messageClass: messageClass, invoice: item?.invoiceNumber)
    default: break
    }
    builder.suspendRest(of: match)
    return builder.finish(subject, on: date)
  }
}

extension AccountRole {
  /// What a provider passes on besides capital goes to one of these.
  var takesIncome: Bool {
    switch self {
    case .interestIncome, .reminderIncome, .collectionFeeIncome, .recovery: true
    default: false
    }
  }

  func recipe(hasInvoice: Bool) -> String {
    switch self {
    case .reminderIncome: "R05"
    case .interestIncome where hasInvoice: "R03"
    default: "R04a"
    }
  }
}
