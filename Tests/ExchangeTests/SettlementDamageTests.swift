import Receivables
import Store
import Testing

/// Bank files that were cut off or have a flipped bit, through the whole way to the journal.
@Suite("Settlements: damaged files")
struct SettlementDamageTests {
  private static let sound = BankDay(BankEntry("GOOD", [BankPayment("1002", "7.00", id: "90")]), day: "2026-11-17")
  private static let whole = BankDay(
    BankEntry("E1", [BankPayment("1001", "60.00", id: "1"), BankPayment("1007", "33.00", id: "2")]),
    BankEntry("E2", [BankPayment("7777", "5.00", id: "3")]),
    BankEntry("B1", [BankPayment("1001", "60.00", id: "1")]) { $0.isCorrection = true },
    day: "2026-11-17")

  private struct Booked {
    /// What came to CLEARING or went from it by payments.
    var received: Int64 = 0
    var brokenJournal: String?
    var isBalanced = true

    init(_ transaction: Transaction) throws {
      brokenJournal = try transaction.brokenJournal()
      for voucher in try transaction.vouchers(company: "malli") {
        isBalanced = isBalanced && voucher.draft.postings.reduce(0) { $0 + $1.amount.minorUnits } == 0
        for posting in voucher.draft.postings where posting.role == .clearing && posting.recipe != "R25" {
          received += posting.amount.minorUnits
        }
      }
    }
  }

  /// Either the file's control totals hold and all of its money is there, or nothing of it is.
  @Test(
    "all of a damaged file's money is booked, or nothing of it",
    arguments: [SettlementSameMoneyTests.Form.ktl, .notification, .detailedStatement])
  func damaged(form: SettlementSameMoneyTests.Form) throws {
    let room = try SettlementRoom()
    let bytes = Array(form.text(Self.whole).utf8)
    let good = Self.sound.camt054("GOOD")
    var dice = SettlementGenerator.Dice(state: UInt64(form.rawValue.utf8.count))
    func book(_ damaged: [UInt8]) throws -> Booked {
      try room.deliver([[String(decoding: damaged, as: UTF8.self), good]]) { try Booked($0) }
    }
    #expect(try book(bytes).received == 4500)
    var refused = 0
    for round in 0..<240 {
      var damaged = bytes
      if round % 3 == 0 {
        damaged.removeLast(Int.random(in: 20..<bytes.count, using: &dice))
      } else {
        damaged[Int.random(in: 0..<bytes.count, using: &dice)] ^= 1 << UInt8.random(in: 0...6, using: &dice)
      }
      let booked = try book(damaged)
      let name = "\(form.rawValue), round \(round)"
      #expect(booked.brokenJournal == nil && booked.isBalanced, "\(name)")
      #expect(booked.received == 700 || booked.received == 4500, "\(name): a part was booked")
      if booked.received == 700 { refused += 1 }
    }
    #expect(refused > 80)
  }
}
