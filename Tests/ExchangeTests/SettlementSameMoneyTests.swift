import Exchange
import Receivables
import Testing

/// The same money in several files and formats is booked once, and what the account statement shows of it clears CLEARING.
@Suite("Settlements: one money, one posting")
struct SettlementSameMoneyTests {
  /// Three payments that the bank books as one lump.
  private static let lump = BankDay(
    BankEntry(
      "LUMP1",
      [BankPayment("1001", "100.00", id: "1"), BankPayment("1002", "40.00", id: "2"), BankPayment("7777", "5.00", id: "3")]))

  private static func night(_ books: String) throws -> NightFixture {
    let night = try NightFixture {
      $0.books = books
      $0.ledger = ["exports: []"]
      $0.more = ["minimumCapital: 500.00"]
    }
    try night.drop(Claim("1001").finvoice, Claim("1002").finvoice)
    return night
  }

  private static let booked = [
    "CLEARING 100.00 R01", "AR -100.00 1001 R01", "CLEARING 40.00 R02", "AR -40.00 1002 R02", "CLEARING 5.00 R04b",
    "SUSPENSE -5.00 R04b",
  ]

  @Test("a lump of a notification is booked payment by payment", arguments: ["02", "08"])
  func lump(version: String) throws {
    let night = try Self.night("all")
    try night.drop(returns: Self.lump.camt054(version: version))
    try night.night("2026-11-16")
    #expect(try night.postings() == Self.booked)
    #expect(try night.open("1001") == "0.00")
    #expect(try night.open("1002") == "60.00")
    #expect(try night.waiting() == ["suspense 5.00"])
    #expect(night.report.settlements.money.map(\.received) == ["145.00"])
  }

  @Test func withBooksProviderALumpOfDebtorsIsEvidence() throws {
    let night = try Self.night("provider")
    try night.drop(returns: Self.lump.camt054())
    try night.night("2026-11-16")
    #expect(try night.postings() == [])
    #expect(try night.open("1001") == "0.00")
    #expect(try night.open("1002") == "60.00")
  }

  enum Form: String, CaseIterable, Sendable {
    case ktl, notification, statement, detailedStatement

    func text(_ day: BankDay) -> String {
      switch self {
      case .ktl: day.ktl()
      case .notification: day.camt054()
      case .statement: day.camt053()
      case .detailedStatement: day.camt053("M053D", details: true)
      }
    }
  }

  /// Every order of every set of forms, as nights.
  static let deliveries: [[[Form]]] = {
    var all: [[[Form]]] = []
    func orders(_ rest: [Form], _ done: [Form]) {
      if !done.isEmpty {
        all.append(done.map { [$0] })
        if done.count > 1 { all.append([done]) }
      }
      for form in rest { orders(rest.filter { $0 != form }, done + [form]) }
    }
    orders(Form.allCases, [])
    return all
  }()

  @Test("in any form, any order, one night or many: each payment once", arguments: deliveries)
  func once(nights: [[Form]]) throws {
    let night = try Self.night("all")
    for (index, forms) in nights.enumerated() {
      for form in forms { try night.drop(returns: form.text(Self.lump)) }
      try night.night("2026-11-\(16 + index)")
    }
    let all = Set(nights.joined())
    let payments = all != [.statement]
    let statement = all.contains(.statement) || all.contains(.detailedStatement)
    let postings = try night.postings()
    #expect(postings.filter { !$0.hasSuffix("R25") } == (payments ? Self.booked : []))
    #expect(postings.filter { $0.hasSuffix("R25") } == (statement ? ["BANK 145.00 R25", "CLEARING -145.00 R25"] : []))
    #expect(try night.balance(.bank) == (statement ? 14_500 : 0))
    #expect(
      try night.openClearing() == (payments && statement ? [] : ["FI2112345600000785 2026-11-16 \(payments ? "" : "-")145.00"]))
    #expect(try night.waiting() == (payments ? ["suspense 5.00"] : ["line 145.00"]))
    #expect(try night.open("1001") == (payments ? "0.00" : "100.00"))
  }

  @Test("the lump is asked about once, and explained when its payments come", arguments: [Form.ktl, .notification])
  func lumpFirst(form: Form) throws {
    let night = try Self.night("all")
    try night.drop(returns: Self.lump.camt053())
    try night.night("2026-11-16")
    #expect(night.report.questions["unexplainedLines"] == 1)
    #expect(night.exit == 1)
    #expect(try night.waiting() == ["line 145.00"])
    try night.night("2026-11-17")
    #expect(night.report.questions == [:], "asked once")
    #expect(try night.waiting() == ["line 145.00"])
    try night.drop(returns: form.text(Self.lump))
    try night.night("2026-11-18")
    #expect(try night.waiting() == ["suspense 5.00"])
    #expect(try night.openClearing() == [])
  }

  /// Where the bank's notification has a reference of its own, the day and the direction still tell what a lump is made of.
  @Test("a lump is explained by its day where the references differ", arguments: [false, true])
  func otherReference(statementFirst: Bool) throws {
    let night = try Self.night("all")
    var other = Self.lump
    other.entries[0].reference = "NOTICE9"
    let files = [Self.lump.camt053(), other.camt054()]
    for (index, file) in (statementFirst ? files : files.reversed()).enumerated() {
      try night.drop(returns: file)
      try night.night("2026-11-\(16 + index)")
    }
    #expect(try night.openClearing() == [])
    #expect(try night.waiting() == ["suspense 5.00"])
  }

  /// One payment alone is a lump too.
  @Test(
    "a lump of one payment", arguments: [[Form.ktl], [.notification], [.ktl, .notification], [.notification, .ktl]],
    [true, false])
  func lone(forms: [Form], bare: Bool) throws {
    let lone = BankDay(BankEntry("LUMP1", [BankPayment("1001", "100.00", id: "1")]))
    let night = try Self.night("all")
    // Without details the entry's id is the payment's.
    let notice = BankDay(BankEntry(Banked.archiveID("1"), lone.entries[0].payments) { $0.isBare = bare })
    try night.drop(returns: bare ? notice.camt053() : lone.camt053())
    for form in forms { try night.drop(returns: form.text(form == .notification && bare ? notice : lone)) }
    try night.night("2026-11-16")
    if bare, forms == [.notification] {
      #expect(try night.postings().contains("SUSPENSE -100.00 R04b"), "an entry alone has no reference")
    } else {
      #expect(try night.open("1001") == "0.00")
    }
    #expect(try night.openClearing() == [])
    #expect(try night.waiting().contains("line 100.00") == false)
  }

  /// The statement lists a part of the day singly and sums up the rest, which KTL tells.
  @Test("a lump beside payments that the statement lists itself", arguments: [[0, 1], [1, 0], [2]])
  func partlyListed(order: [Int]) throws {
    let night = try Self.night("all")
    let listed = BankEntry("LINE2", [BankPayment("1002", "40.00", id: "2")])
    let summed = BankEntry("LUMP1", [BankPayment("1001", "100.00", id: "1"), BankPayment("7777", "5.00", id: "3")])
    var statement = BankDay(summed, listed)
    statement.entries[0].isBare = true
    let files = [BankDay(summed, listed).ktl(), statement.camt053(details: true)]
    for (index, step) in order.enumerated() {
      for file in step == 2 ? files : [files[step]] { try night.drop(returns: file) }
      try night.night("2026-11-\(16 + index)")
    }
    #expect(try night.postings().filter { !$0.hasSuffix("R25") }.sorted() == Self.booked.sorted())
    #expect(try night.openClearing() == [])
    #expect(try night.waiting() == ["suspense 5.00"])
  }

  @Test("overlapping files: what is new counts", arguments: [Form.ktl, .notification, .detailedStatement])
  func overlap(form: Form) throws {
    let night = try Self.night("all")
    let payments = Self.lump.entries[0].payments
    try night.drop(returns: form.text(BankDay(BankEntry("LUMP1", Array(payments[..<2])))))
    try night.drop(returns: form.text(BankDay(BankEntry("LUMP2", Array(payments[1...])))))
    try night.night("2026-11-16")
    #expect(try night.postings().filter { !$0.hasSuffix("R25") } == Self.booked)
    #expect(night.report.settlements.duplicate == 1)
  }
}
