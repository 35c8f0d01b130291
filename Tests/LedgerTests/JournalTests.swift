import Ledger
import Receivables
import Testing

@Suite struct JournalTests {
  private typealias Samples = LedgerSamples

  private func payment(_ cents: Int64) -> VoucherDraft {
    Samples.draft([
      Posting(.clearing, Samples.eur(cents)), Posting(.receivable, Samples.eur(-cents), invoiceNumber: "1001"),
    ])
  }

  private func journal() throws -> [Voucher] { try Samples.journal((1...6).map { payment(Int64($0) * 100) }) }

  /// Computed by another program from the description of the canonical bytes.
  @Test func theHashIsTheDocumentedOne() throws {
    func ofInvoice(_ cents: Int64) -> Posting {
      Posting(.receivable, Samples.eur(cents), invoiceNumber: "Ä-1", customerNumber: "C1", source: "k", recipe: "R02")
    }
    let vouchers = try Samples.journal([
      Samples.draft(
        [Posting(.clearing, Samples.eur(12_500)), ofInvoice(-12_500)],
        text: "Payment of invoice Ä-1"),
      Samples.draft(
        [Posting(.clearing, Samples.eur(-12_500)), ofInvoice(12_500)],
        text: "Reversal", reverses: Samples.id(1)),
    ])
    #expect(vouchers[0].hash == "cfc6c5f90694d7617248e854c4532fee4a0a3b18259c0baabd132338ccd533aa")
    #expect(vouchers[1].hash == "fa978ab2bc8e5a209b3bc8baa0673c161b0b3ff6c7a5a1826195569da4093bef")
    #expect(vouchers[1].previousHash == vouchers[0].hash && vouchers[0].label == "2026-A-1")
  }

  @Test func whatWasSealedVerifies() throws {
    let vouchers = try journal()
    #expect(Journal.verify(vouchers) == nil)
    #expect(Journal.verify(vouchers, head: vouchers[5].hash) == nil)
    #expect(Journal.verify([Voucher](), head: Journal.origin) == nil)
  }

  @Test func everyChangeIsSeen() throws {
    let good = try journal()
    var edits: [(String, (inout Voucher) -> Void)] = []
    edits.append(("text", { $0.draft.text += " " }))
    edits.append(("date", { $0.draft.date = $0.draft.date.adding(days: 1) }))
    edits.append(("recipe", { $0.draft.recipe = "R02" }))
    edits.append(("source", { $0.draft.source = "other" }))
    edits.append(("reverses", { $0.draft.reverses = LedgerSamples.id(1) }))
    edits.append(("invoice", { $0.draft.postings[1].invoiceNumber = "1002" }))
    edits.append(("no invoice", { $0.draft.postings[1].invoiceNumber = nil }))
    edits.append(("customer", { $0.draft.postings[1].customerNumber = "C1" }))
    edits.append(("money's source", { $0.draft.postings[1].source = "other" }))
    edits.append(("posting's recipe", { $0.draft.postings[1].recipe = "R02" }))
    edits.append(("role", { $0.draft.postings[1].role = .suspense }))
    edits.append(("order", { $0.draft.postings.reverse() }))
    edits.append(
      (
        "amounts",
        {
          $0.draft.postings[0].amount = LedgerSamples.eur(1)
          $0.draft.postings[1].amount = LedgerSamples.eur(-1)
        }
      ))
    for (name, edit) in edits {
      var vouchers = good
      edit(&vouchers[3])
      let found = Journal.verify(vouchers)
      #expect(found?.rule == "ledger.hash" && found?.voucher == "2026-A-4", "\(name)")
      // With a hash that fits again, the next link breaks.
      vouchers[3] = try Journal.seal(
        vouchers[3].draft, id: Samples.id(4), previousHash: vouchers[3].previousHash)
      let next = Journal.verify(vouchers)
      #expect(next?.rule == "ledger.chain" && next?.voucher == "2026-A-5", "\(name)")
    }
  }

  @Test func lostDoubledSwappedAndForeignVouchers() throws {
    let good = try journal()
    var lost = good
    lost.remove(at: 2)
    #expect(Journal.verify(lost)?.message == "Voucher 2026-A-4 is not chained to voucher 2026-A-2, which comes before it.")
    #expect(
      Journal.verify(good.dropFirst())?.message
        == "Voucher 2026-A-2 is not chained to the beginning of the journal, which comes before it.")
    #expect(Journal.verify(good + [good[5]])?.rule == "ledger.chain")
    var swapped = good
    swapped.swapAt(1, 2)
    #expect(Journal.verify(swapped)?.voucher == "2026-A-3")
    let short = Journal.verify(good.dropLast(), head: good[5].hash)
    #expect(short?.rule == "ledger.head" && short?.message.contains("ends with voucher 2026-A-5") == true)
    #expect(Journal.verify([Voucher](), head: good[0].hash)?.rule == "ledger.head")
    var foreign = payment(1)
    foreign.company = "beta"
    let other = try Journal.seal(foreign, id: Samples.id(7), previousHash: good[5].hash)
    #expect(Journal.verify(good + [other])?.rule == "ledger.foreign")
    for found in [Journal.verify(lost), short, Journal.verify(good + [other])] {
      #expect(found?.finding.severity == .error && found?.finding.remedy.isEmpty == false)
    }
  }

  @Test func numbersHaveNoGaps() throws {
    let first = try Journal.seal(payment(1), id: Samples.id(1), previousHash: Journal.origin)
    for (year, series, number, rule) in [
      (2026, "A", 2, nil), (2026, "A", 3, "ledger.gap"), (2026, "A", 1, "ledger.gap"), (2027, "A", 1, nil),
      (2027, "A", 2, "ledger.gap"), (2026, "B", 1, nil), (2026, "B", 0, "ledger.gap"),
    ] as [(Int, String, Int, String?)] {
      let second = try Journal.seal(payment(2), id: Samples.id(number, year: year, series: series), previousHash: first.hash)
      #expect(Journal.verify([first, second])?.rule == rule, "\(second.label)")
    }
  }

  @Test func whatDoesNotBalanceIsNotSealed() throws {
    func seal(_ postings: [Posting]) throws(VoucherDefect) {
      _ = try Journal.seal(Samples.draft(postings), id: Samples.id(1), previousHash: Journal.origin)
    }
    #expect(throws: VoucherDefect.noPostings) { try seal([]) }
    #expect(throws: VoucherDefect.unbalanced(Samples.eur(1))) {
      try seal([Posting(.clearing, Samples.eur(101)), Posting(.receivable, Samples.eur(-100))])
    }
    #expect(throws: VoucherDefect.zeroPosting(.rounding)) { try seal([Posting(.rounding, Samples.eur(0))]) }
    #expect(throws: VoucherDefect.unbalanced(Samples.eur(100))) {
      try seal([Posting(.clearing, Samples.eur(100)), Posting(.receivable, Money(minorUnits: -100, .sek))])
    }
    #expect(throws: VoucherDefect.overflow) {
      try seal([Posting(.clearing, Samples.eur(.max)), Posting(.clearing, Samples.eur(1))])
    }
    // A journal that was tampered with and hashed anew is seen by its balance.
    var voucher = try Journal.seal(payment(1), id: Samples.id(1), previousHash: Journal.origin)
    voucher.draft.postings.removeLast()
    #expect(Journal.verify([voucher])?.message == "Voucher 2026-A-1 does not balance: debits less credits are 0.01 EUR.")
  }
}
