import Receivables

/// What an entry becomes in the books.
public struct Drafted: Hashable, Sendable {
  /// Nil when no money moved: a failed debit, or an amount of zero.
  public var draft: VoucherDraft?
  public var findings: [Finding]
  public var allocations: [Allocation]

  public init(draft: VoucherDraft?, findings: [Finding] = [], allocations: [Allocation] = []) {
    self.draft = draft
    self.findings = findings
    self.allocations = allocations
  }
}

/// From an entry and its match to balanced postings. The whole amount is always posted: what no item takes is an overpayment or
/// goes to suspense.
public enum Recipes {
  /// The money's way into the books.
  public struct Context: Hashable, Sendable {
    /// Key of the company.
    public var company: String
    /// Where the money is: `clearing` for reference payments, whose lump sum the account statement shows later (R25).
    public var moneyRole: AccountRole
    /// `EntryKey` of the entry.
    public var source: String

    public init(company: String, moneyRole: AccountRole = .clearing, source: String) {
      self.company = company
      self.moneyRole = moneyRole
      self.source = source
    }
  }

  /// `original`: for a correction, the payment that it takes back, if it is known.
  public static func draft(
    _ entry: SettlementEntry, match: Match, original: BookedEntry? = nil, in context: Context
  ) -> Drafted {
    guard entry.posts, !entry.amount.isZero else { return Drafted(draft: nil) }
    if entry.amount.isNegative || entry.status == .correction {
      return correction(entry, original: original, in: context)
    }
    switch match {
    case .one(let item, _): return payment(entry, on: item, in: context)
    case .alreadyPaid(let item, _): return onPaidItem(entry, item, in: context)
    case .none(let why): return suspense(entry, LedgerRules.unmatched, why, in: context)
    case .ambiguous(let items, let why):
      let numbers = items.prefix(5).map { Masking.excerpt($0.invoiceNumber, limit: 40) }.joined(separator: ", ")
      return suspense(entry, LedgerRules.ambiguous, why + " Candidates: \(numbers)\(items.count > 5 ? ", …" : "").", in: context)
    }
  }

  /// R01, R02, R10
  private static func payment(_ entry: SettlementEntry, on item: LedgerItem, in context: Context) -> Drafted {
    guard item.open.currency == entry.amount.currency else {
      let why = "Invoice \(Masking.excerpt(item.invoiceNumber)) is in \(item.open.currency), the payment is \(entry.amount)."
      return suspense(entry, LedgerRules.unmatched, why, in: context)
    }
    guard item.isOpen else { return onPaidItem(entry, item, in: context) }
    let taken = min(entry.amount.minorUnits, item.open.minorUnits)
    let rest = entry.amount.minorUnits - taken
    let currency = entry.amount.currency
    var postings = [
      Posting(context.moneyRole, entry.amount),
      Posting(.receivable, Money(minorUnits: -taken, currency), invoiceNumber: item.invoiceNumber),
    ]
    var findings: [Finding] = []
    let recipe: String
    if rest > 0 {
      recipe = "R10"
      postings.append(Posting(.overpayment, Money(minorUnits: -rest, currency), invoiceNumber: item.invoiceNumber))
      findings.append(
        LedgerRules.finding(
          LedgerRules.overpaid,
          "The payment of \(entry.amount) is \(Money(minorUnits: rest, currency)) more than invoice "
            + "\(Masking.excerpt(item.invoiceNumber)) had open."))
    } else {
      recipe = taken == item.open.minorUnits ? "R01" : "R02"
    }
    let allocation = Allocation(item: item.id, invoiceNumber: item.invoiceNumber, amount: Money(minorUnits: taken, currency))
    return Drafted(
      draft: voucher(entry, recipe, "Payment of invoice \(item.invoiceNumber)", postings, in: context),
      findings: findings, allocations: [allocation])
  }

  /// R12
  private static func onPaidItem(_ entry: SettlementEntry, _ item: LedgerItem, in context: Context) -> Drafted {
    let postings = [
      Posting(context.moneyRole, entry.amount),
      Posting(.overpayment, entry.amount.negated, invoiceNumber: item.invoiceNumber),
    ]
    let finding = LedgerRules.finding(
      LedgerRules.alreadyPaid,
      "The payment of \(entry.amount) is for invoice \(Masking.excerpt(item.invoiceNumber)), which is already paid.")
    return Drafted(
      draft: voucher(entry, "R12", "Payment of paid invoice \(item.invoiceNumber)", postings, in: context), findings: [finding])
  }

  /// R04b
  private static func suspense(_ entry: SettlementEntry, _ rule: String, _ why: String, in context: Context) -> Drafted {
    let postings = [Posting(context.moneyRole, entry.amount), Posting(.suspense, entry.amount.negated)]
    let finding = LedgerRules.finding(
      rule, "The payment of \(entry.amount) booked on \(entry.bookingDate) is in suspense. \(why)")
    return Drafted(draft: voucher(entry, "R04b", "Payment not matched", postings, in: context), findings: [finding])
  }

  /// R14: the mirror of what the original posted. Only an original of exactly this amount is mirrored.
  private static func correction(_ entry: SettlementEntry, original: BookedEntry?, in context: Context) -> Drafted {
    guard let original, original.entry.amount == entry.amount.negated, original.voucher.draft.company == context.company,
      original.voucher.draft.moneyPosted == entry.amount.negated
    else {
      let postings = [Posting(context.moneyRole, entry.amount), Posting(.suspense, entry.amount.negated)]
      let finding = LedgerRules.finding(
        LedgerRules.correctionUnknown,
        "The correction of \(entry.amount) booked on \(entry.bookingDate) takes back a payment that is not in the books once and "
          + "only once; it is in suspense.")
      return Drafted(draft: voucher(entry, "R14", "Correction not matched", postings, in: context), findings: [finding])
    }
    let mirrored = original.voucher.draft.postings.map { Posting($0.role, $0.amount.negated, invoiceNumber: $0.invoiceNumber) }
    var draft = voucher(entry, "R14", "Reversal of voucher \(original.voucher.label)", mirrored, in: context)
    draft.reverses = original.voucher.number
    let allocations = original.allocations.map {
      Allocation(item: $0.item, invoiceNumber: $0.invoiceNumber, amount: $0.amount.negated)
    }
    return Drafted(draft: draft, allocations: allocations)
  }

  private static func voucher(
    _ entry: SettlementEntry, _ recipe: String, _ subject: String, _ postings: [Posting], in context: Context
  ) -> VoucherDraft {
    var text = Masking.excerpt(subject, limit: 100)
    if let reference = entry.reference { text += ", reference " + Masking.excerpt(reference, limit: 40) }
    return VoucherDraft(
      company: context.company, date: entry.bookingDate, text: text, recipe: recipe,
      postings: postings.filter { !$0.amount.isZero }, source: context.source)
  }
}

extension VoucherDraft {
  /// What it did to bank and clearing accounts together, when that is of one currency.
  var moneyPosted: Money? {
    let postings = postings.filter { $0.role == .bank || $0.role == .clearing }
    guard let first = postings.first else { return nil }
    var sum = Money.zero(first.amount.currency)
    for posting in postings {
      guard let next = try? sum.adding(posting.amount) else { return nil }
      sum = next
    }
    return sum
  }
}
