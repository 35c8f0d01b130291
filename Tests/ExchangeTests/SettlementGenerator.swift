import Receivables

/// Invented bank days, the same for the same seed, and ways to deliver them.
struct SettlementGenerator {
  /// SplitMix64, a public-domain recipe of arithmetic.
  struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
    mutating func isOne(in count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }
    mutating func pick<T>(_ items: [T]) -> T { items[Int.random(in: 0..<items.count, using: &self)] }
  }

  enum Form: CaseIterable {
    case ktl, notification, statement, bareStatement, detailedStatement
    var hasPayments: Bool { self != .statement && self != .bareStatement }
    var isStatement: Bool { self != .ktl && self != .notification }
  }

  private var dice: Dice
  private var serial = 0
  /// Over several nights not: what another payment was beside the whole sum (an overpayment) stays what it was.
  private var namesClaims = false

  init(seed: UInt64) { dice = Dice(state: seed &* 7_919) }

  /// Three booking days, corrections after what they take back.
  mutating func days() -> [BankDay] {
    var known: [BankPayment] = []
    return ["2026-11-17", "2026-11-18", "2026-11-19"].map { day in
      var entries: [BankEntry] = []
      for _ in 0..<Int.random(in: 1...3, using: &dice) { entries.append(lump(&known)) }
      while !known.isEmpty, dice.isOne(in: 3) { entries.append(correction(&known)) }
      return BankDay(entries, day: day)
    }
  }

  private mutating func lump(_ known: inout [BankPayment]) -> BankEntry {
    serial += 1
    var payments = (0..<Int.random(in: 1...4, using: &dice)).map { _ in payment() }
    // Two alike without an id: both are real.
    if payments[0].id == nil, dice.isOne(in: 2) { payments.append(payments[0]) }
    known += payments.filter { $0.id != nil }
    // An entry of one payment without an id has none either, or its own would be the payment's.
    let hasReference = payments.count > 1 || payments[0].id != nil
    return BankEntry(hasReference ? "E\(serial)" : nil, payments)
  }

  private mutating func payment() -> BankPayment {
    serial += 1
    let claim = dice.pick(Array(1001...1012))
    let whole = claim <= 1006 ? 60_000 : 10_000
    let isWeak = dice.isOne(in: 6)
    var payment = BankPayment(String(claim), "0", id: isWeak ? nil : String(serial))
    payment.cents = dice.pick([
      whole, whole / 2, Int.random(in: 1...whole, using: &dice), whole + Int.random(in: 1...5_000, using: &dice),
    ])
    // Without an id the amount has to tell it apart.
    if isWeak { payment.cents = payment.cents / 1_000 * 1_000 + serial }
    // Who has paid too much on a claim of a provider is known: else the rest waits for what comes later.
    payment.payer = dice.pick(claim <= 1006 ? ["PERIJA OY", "KUVITELTU KA"] : ["MAKSAJA M", "PERIJA OY", "KUVITELTU KA"])
    guard !dice.isOne(in: 3) else { return payment }
    if dice.isOne(in: 4) {
      payment.reference = Claim.reference("77\(serial)")
      payment.payer = dice.pick(["MAKSAJA M", "PERIJA OY"])
    } else if dice.isOne(in: 4) {
      payment.reference = nil
      payment.payer = dice.pick(["MAKSAJA M", "PERIJA OY"])
      if !isWeak, dice.isOne(in: 2) { payment.message = "Interests and expenses" }
    }
    return payment
  }

  private mutating func correction(_ known: inout [BankPayment]) -> BankEntry {
    serial += 1
    let index = Int.random(in: 0..<known.count, using: &dice)
    var back = known.remove(at: index)
    // Now and then of another amount: nothing is its mirror.
    if dice.isOne(in: 5) { back.cents += 1 }
    return BankEntry("B\(serial)", [back]) { $0.isCorrection = true }
  }

  // MARK: Deliveries

  /// Every day as one notification, in one night.
  static func plain(_ days: [BankDay]) -> [[String]] { [days.map { $0.camt054("M\($0.day)") }] }

  /// All in one night: each entry in one or more forms, files cut anywhere between entries, some of them twice, in any order. With
  /// `statement`, every entry stands in an account statement too.
  mutating func oneNight(_ days: [BankDay], statement: Bool) -> [[String]] {
    namesClaims = true
    defer { namesClaims = false }
    return [days.flatMap { files($0, statement: statement) }.shuffled(using: &dice)]
  }

  /// A night a day, each with what was delivered before in other forms.
  mutating func manyNights(_ days: [BankDay], statement: Bool) -> [[String]] {
    var nights: [[String]] = Array(repeating: [], count: days.count + 1)
    for (index, day) in days.enumerated() {
      let all = forms(day, statement: statement)
      let first = all.first { $0.hasPayments } ?? .ktl
      nights[index] += texts(day, first)
      for form in all where form != first {
        let night = Int.random(in: index..<nights.count, using: &dice)
        // A statement's lump may come before its payments too.
        nights[!form.hasPayments && index > 0 && dice.isOne(in: 3) ? index - 1 : night] += texts(day, form)
      }
    }
    return nights.map { $0.shuffled(using: &dice) }
  }

  private mutating func files(_ day: BankDay, statement: Bool) -> [String] {
    var files = forms(day, statement: statement).flatMap { texts(day, $0) }
    if dice.isOne(in: 3) { files.append(dice.pick(files)) }
    if dice.isOne(in: 3) {
      // Another file with some of it.
      let some = day.entries.filter { _ in dice.isOne(in: 2) }
      if !some.isEmpty { files += texts(BankDay(some, day: day.day), dice.pick([.ktl, .notification])) }
    }
    return files
  }

  private mutating func forms(_ day: BankDay, statement: Bool) -> [Form] {
    var forms = Form.allCases.filter { _ in dice.isOne(in: 2) }.shuffled(using: &dice)
    if !statement { forms.removeAll(where: \.isStatement) }
    if statement, !forms.contains(where: \.isStatement) {
      forms.append(dice.pick([.statement, .bareStatement, .detailedStatement]))
    }
    if !forms.contains(where: \.hasPayments) { forms.append(dice.pick([.ktl, .notification])) }
    // KTL has no messages.
    let hasMessage = day.entries.contains { $0.payments.contains { $0.message != nil } }
    // KTL has no reference of the entry either.
    if forms.contains(.bareStatement), !forms.contains(.notification), !forms.contains(.detailedStatement) {
      forms.append(.notification)
    }
    if hasMessage, !forms.contains(.notification), !forms.contains(.detailedStatement) { forms.append(.notification) }
    return forms
  }

  /// One form of a day, in one file or cut between entries.
  private mutating func texts(_ day: BankDay, _ form: Form) -> [String] {
    var pieces: [[BankEntry]] = [[]]
    for entry in day.entries.shuffled(using: &dice) {
      if !pieces[pieces.count - 1].isEmpty, dice.isOne(in: 3) { pieces.append([]) }
      pieces[pieces.count - 1].append(entry)
    }
    return pieces.map { entries in
      serial += 1
      let piece = BankDay(entries, day: day.day)
      switch form {
      case .ktl: return piece.ktl()
      case .notification: return piece.camt054("N\(serial)", version: dice.pick(["02", "08"]))
      case .statement: return piece.camt053("S\(serial)", version: dice.pick(["02", "08"]))
      case .bareStatement:
        // Nothing says that these are sums, but the bank's reference of the entry, which the notification has too.
        let bare = entries.map { entry in
          var entry = entry
          if entry.reference != nil {
            entry.isBare = true
            entry.code = "700 TILISIIRTO"
            // What the bank says in words may find a claim for the whole sum.
            if namesClaims, dice.isOne(in: 2) { entry.text = entry.payments[0].reference }
          }
          return entry
        }
        return BankDay(bare, day: day.day).camt053("S\(serial)", version: dice.pick(["02", "08"]))
      case .detailedStatement: return piece.camt053("D\(serial)", details: true, version: dice.pick(["02", "08"]))
      }
    }
  }
}
