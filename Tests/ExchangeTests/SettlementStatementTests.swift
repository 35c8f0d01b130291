import Exchange
import Receivables
import Testing

/// What account statements show of money that other files tell singly, where only a part of it is booked, and where the statement does
/// not say that it is a sum.
@Suite("Settlements: account statements")
struct SettlementStatementTests {
  /// A lump of a debtor's and a provider's money: 1001 is with the provider, 1002 is nobody's.
  private static let mixed = BankDay(
    BankEntry(
      "LUMP1",
      [
        BankPayment("1001", "60.00", id: "1") { $0.payer = SettlementPayerTests.provider }, BankPayment("1002", "90.00", id: "2"),
        BankPayment("7777", "5.00", id: "3"),
      ]), day: "2026-11-17")

  private static func night() throws -> NightFixture {
    let night = try SettlementPayerTests.handedOver { $0.more = ["minimumCapital: 100.00"] }
    try night.drop(Claim("1002") { $0.amount = "99.00" }.finvoice)
    return night
  }

  @Test(
    "where only providers' money is booked, only that leaves CLEARING", arguments: SettlementSameMoneyTests.deliveries)
  func onlyWhatIsBooked(nights: [[SettlementSameMoneyTests.Form]]) throws {
    let night = try Self.night()
    for (index, forms) in nights.enumerated() {
      for form in forms { try night.drop(returns: form.text(Self.mixed)) }
      try night.night("2026-11-\(17 + index)")
    }
    let all = Set(nights.joined())
    let payments = all != [.statement]
    let statement = all.contains(.statement) || all.contains(.detailedStatement)
    let booked = payments ? ["CLEARING 60.00 R02", "AR -60.00 1001 R02"] : []
    #expect(
      try night.postings().sorted()
        == (booked + (payments && statement ? ["BANK 60.00 R25", "CLEARING -60.00 R25"] : [])).sorted())
    #expect(try night.waiting() == (payments ? ["unmatched 5.00"] : ["line 155.00"]))
    #expect(try night.open("1002") == (payments ? "9.00" : "99.00"))
    if payments && statement { #expect(try night.openClearing() == []) }
  }

  /// Money that finds its claim later leaves CLEARING later.
  @Test("what is booked after its line was explained leaves CLEARING too", arguments: [true, false])
  func bookedLater(isReversed: Bool) throws {
    let night = try Self.night()
    try night.drop(returns: Self.mixed.ktl(), Self.mixed.camt053())
    try night.night("2026-11-17")
    #expect(try night.balance(.bank) == 6000)
    // The claim of the unknown reference comes, and a provider has it already.
    try night.dropList(Claim("7777") { $0.assignedTo = "svea" })
    try night.night("2026-11-18")
    #expect(try night.open("7777") == "95.00")
    #expect(try night.balance(.bank) == 6500)
    #expect(try night.openClearing() == [])
    guard isReversed else { return }
    try night.drop(
      returns: BankDay(BankEntry("BACK", [BankPayment("7777", "5.00", id: "3")]) { $0.isCorrection = true }, day: "2026-11-19")
        .camt053(
          "M9", details: true))
    try night.night("2026-11-19")
    #expect(try night.balance(.bank) == 6000)
    #expect(try night.balance(.receivable) == -6000)
    #expect(try night.openClearing() == [])
  }

  private static let told = BankDay(
    BankEntry(
      "2611170000001",
      [BankPayment("1001", "60.00", id: "1") { $0.payer = SettlementPayerTests.provider }, BankPayment("1002", "40.00", id: "2")]
    ) { $0.code = "700 TILISIIRTO" }, day: "2026-11-17")

  /// The same, and nothing says that it is a sum.
  private static func bare(_ text: String? = nil, _ day: BankDay = told) -> BankDay {
    var bare = day
    bare.entries[0].isBare = true
    bare.entries[0].text = text
    return bare
  }

  /// `order`: what comes in each night.
  private static func deliver(
    _ order: [String], _ whole: String, _ singly: String, to night: NightFixture, then: (Int) throws -> Void = { _ in }
  ) throws {
    for (index, step) in order.enumerated() {
      if step != "singly" { try night.drop(returns: whole) }
      if step != "whole" { try night.drop(returns: singly) }
      try night.night("2026-11-\(17 + index)")
      try then(index)
    }
  }

  private static let orders = [["whole", "singly"], ["singly", "whole"], ["both"], ["whole", "singly", "whole"]]

  /// In suspense, on a claim by what the bank's text names, or, where only providers' money is booked, on nothing.
  @Test(
    "an entry that another message tells singly is not money of its own", arguments: orders, ["all", "provider"])
  func toldSingly(order: [String], books: String) throws {
    for text in [nil, "Lasku 1002", "Lasku 1001"] {
      for singly in [Self.told.camt054(), Self.told.camt053("M9", details: true)] {
        let night = try Self.handedOverAndOpen(books)
        try Self.deliver(order, Self.bare(text).camt053(), singly, to: night)
        try Self.expectToldSingly(night, books)
        let vouchers = try night.voucherNames().count
        try night.night("2026-11-25")
        #expect(try night.voucherNames().count == vouchers, "a night with nothing new changes nothing")
      }
    }
  }

  @Test("neither is one of a notification", arguments: orders)
  func toldSinglyByTheStatement(order: [String]) throws {
    let night = try Self.handedOverAndOpen("all")
    try Self.deliver(order, Self.bare().camt054(), Self.told.camt053(details: true), to: night)
    try Self.expectToldSingly(night, "all")
  }

  /// The payments say better what it was than what was made of their sum.
  @Test("what a person has placed of it is reversed too", arguments: ["all", "provider"])
  func toldSinglyAfterADecision(books: String) throws {
    let night = try Self.handedOverAndOpen(books)
    try Self.deliver(["whole", "singly"], Self.bare().camt053(), Self.told.camt054(), to: night) { index in
      guard index == 0 else { return }
      try night.match(
        try night.onlyQuestion(), .invoices([(number: "1001", amount: "95.00"), (number: "1002", amount: "5.00")]),
        on: "2026-11-17")
      #expect(try night.open("1001") == "5.00")
    }
    try Self.expectToldSingly(night, books)
  }

  @Test func onAClosedDayItIsReversedWhenADayIsOpen() throws {
    let night = try Self.handedOverAndOpen("all") { $0.ledger = ["exports: []"] }
    try Self.deliver(["whole"], Self.bare().camt053(), "", to: night)
    try night.configure { $0.ledger = ["exports: []", "closedThrough: 2026-11-17"] }
    try night.drop(returns: Self.told.camt054())
    try night.night("2026-11-18")
    #expect(try night.balance(.suspense) == 0)
    #expect(try night.balance(.clearing) == -10_000, "the payments wait for their day")
    try night.configure { $0.ledger = ["exports: []"] }
    try night.night("2026-11-19")
    try Self.expectToldSingly(night, "all")
  }

  private static func expectToldSingly(_ night: NightFixture, _ books: String) throws {
    #expect(try night.open("1001") == "40.00")
    #expect(try night.open("1002") == "59.00")
    #expect(try night.balance(.suspense) == 0)
    #expect(try night.balance(.receivable) == (books == "all" ? -10_000 : -6000))
    #expect(try night.balance(.bank) == (books == "all" ? 10_000 : 6000))
    #expect(try night.openClearing() == [])
    #expect(try night.waiting() == [])
  }

  private static func handedOverAndOpen(
    _ books: String, _ change: (inout ScenarioConfiguration) -> Void = { _ in }
  ) throws -> NightFixture {
    let night = try SettlementPayerTests.handedOver(books) {
      $0.more = ["minimumCapital: 100.00"]
      change(&$0)
    }
    try night.drop(Claim("1002") { $0.amount = "99.00" }.finvoice)
    return night
  }

  /// Only a part is told: what the rest is, nobody knows, so it is asked about.
  @Test func anEntryToldInPartIsAskedAbout() throws {
    let night = try Self.handedOverAndOpen("all")
    let part = BankDay(BankEntry("2611170000001", [Self.told.entries[0].payments[1]]), day: "2026-11-17")
    try night.drop(returns: Self.bare().camt053(), part.camt054())
    try night.night("2026-11-17")
    #expect(try night.waiting().contains("suspense 100.00"))
    #expect(night.exit == 1)
    // The rest comes in another message.
    let rest = BankDay(BankEntry("2611170000001", [Self.told.entries[0].payments[0]]), day: "2026-11-17")
    try night.drop(returns: rest.camt054("M55"))
    try night.night("2026-11-18")
    try Self.expectToldSingly(night, "all")
  }

  /// Control totals that count both say that both are money.
  @Test func whatOneMessageTellsBesideEachOtherIsTwoPayments() throws {
    let night = try Self.handedOverAndOpen("all")
    var both = Self.bare()
    both.entries.append(Self.told.entries[0])
    try night.drop(returns: both.camt054())
    try night.night("2026-11-17")
    #expect(try night.waiting() == ["suspense 100.00"])
    #expect(try night.balance(.receivable) == -10_000)
  }
}
