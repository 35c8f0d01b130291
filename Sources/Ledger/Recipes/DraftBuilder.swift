import Receivables

/// Collects where an entry's money goes. What nothing takes is put in suspense at the end, or left there.
struct DraftBuilder {
  /// With the sign of the entry: positive came in.
  let whole: Money
  /// Where it comes from.
  let role: AccountRole
  let invoiceNumber: String?
  let customerNumber: String?
  let bookingDate: CalendarDate
  let reference: String?
  let source: String
  let smallDifference: LedgerTerms.SmallDifference?
  let roundingLeft: Money?
  private var counter: [Posting] = []
  private var allocations: [Allocation] = []
  private var findings: [Finding] = []
  private var needsPerson = false
  /// What has no place yet.
  private(set) var left: Int64
  var rounded: Money?
  var reverses: VoucherNumber?

  /// The whole of an entry, out of `role`.
  init(_ entry: SettlementEntry, amount: Money, from role: AccountRole, in context: Recipes.Context) {
    whole = amount
    self.role = role
    invoiceNumber = nil
    customerNumber = nil
    bookingDate = entry.bookingDate
    reference = entry.reference
    source = context.source
    smallDifference = context.terms.smallDifference
    roundingLeft = context.roundingLeft
    left = whole.minorUnits
    counter.reserveCapacity(3)
  }

  init(_ unplaced: Unplaced, in context: Recipes.Context) {
    whole = unplaced.amount
    role = unplaced.role
    invoiceNumber = unplaced.invoiceNumber
    customerNumber = unplaced.customerNumber
    bookingDate = unplaced.entry.bookingDate
    reference = unplaced.entry.reference
    source = context.source
    smallDifference = context.terms.smallDifference
    roundingLeft = context.roundingLeft
    left = whole.minorUnits
  }

  var isInSuspense: Bool { role == .suspense }

  func money(_ minorUnits: Int64) -> Money { Money(minorUnits: minorUnits, whole.currency) }

  /// `amount` of what is left, with its sign, goes to `role`: a credit when it came in.
  mutating func put(_ amount: Int64, to role: AccountRole, _ item: LedgerItem?, recipe: String) {
    guard amount != 0 else { return }
    left -= amount
    counter.append(
      Posting(
        role, money(0 - amount), invoiceNumber: item?.invoiceNumber, customerNumber: item?.customerNumber,
        source: source, recipe: isInSuspense ? "R23" : recipe))
  }

  /// Takes it off the item, or opens the item again when it is negative.
  mutating func allocate(_ amount: Int64, to item: LedgerItem) {
    guard amount != 0 else { return }
    allocations.append(Allocation(item: item.id, invoiceNumber: item.invoiceNumber, amount: money(amount)))
  }

  mutating func mirror(_ postings: [Posting], _ mirrored: [Allocation]) {
    for posting in postings {
      left += posting.amount.minorUnits
      counter.append(posting)
    }
    allocations += mirrored
  }

  /// Money that nothing takes: a credit on suspense with the reason. In suspense already, it stays, and nobody is told twice.
  mutating func suspend(_ amount: Int64, _ item: LedgerItem?, _ rule: String, _ why: String) {
    guard amount != 0, !isInSuspense else { return }
    put(amount, to: .suspense, item, recipe: "R04b")
    tell(rule, why, needsPerson: true)
  }

  mutating func tell(_ rule: String, _ message: String, of item: LedgerItem? = nil, needsPerson: Bool = false) {
    var finding = LedgerRules.finding(rule, message)
    finding.receivable = item?.id
    findings.append(finding)
    if needsPerson { self.needsPerson = true }
  }

  consuming func finish(_ subject: Subject, on date: CalendarDate) -> Drafted {
    let moved = whole.minorUnits - left
    var recipe = counter.first?.recipe ?? ""
    if counter.contains(where: { $0.recipe != recipe }) { recipe = "mixed" }
    if moved != 0 {
      counter.insert(
        Posting(
          role, money(moved), invoiceNumber: invoiceNumber, customerNumber: customerNumber,
          source: source, recipe: recipe), at: 0)
    }
    return Drafted(
      date: date, postings: counter, recipe: recipe, reverses: reverses, allocations: allocations, findings: findings,
      needsPerson: needsPerson, rounded: rounded, subject: subject, isPlacing: isInSuspense, reference: reference)
  }
}
