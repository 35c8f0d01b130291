import Receivables
import Testing

@testable import InvoiceFormats
@testable import InvoiceRules

/// Exact sums and products, and what happens where they no longer fit.
@Suite struct WideDecimalTests {
  private func decimal(_ mantissa: Int64, _ scale: Int) -> WideDecimal {
    WideDecimal(ExactDecimal(mantissa: mantissa, scale: scale))
  }

  @Test(arguments: [
    (0, 0, "0.00"), (5, 0, "5.00"), (-5, 1, "-0.50"), (12_345, 2, "123.45"), (1, 5, "0.00001"), (-1_000_000, 5, "-10.00"),
    (123_400, 4, "12.34"),
  ])
  func texts(_ mantissa: Int64, _ scale: Int, _ text: String) {
    #expect(decimal(mantissa, scale).text == text)
  }

  /// Half away from zero.
  @Test(arguments: [
    (1_005, 3, "1.01"), (-1_005, 3, "-1.01"), (1_004, 3, "1.00"), (-1_004, 3, "-1.00"), (995, 3, "1.00"), (7, 0, "7.00"),
  ])
  func rounds(_ mantissa: Int64, _ scale: Int, _ text: String) {
    #expect(decimal(mantissa, scale).rounded(toDigits: 2).text == text)
  }

  @Test func productsAreExact() {
    #expect(decimal(255, 1).percent(of: decimal(10_001, 2))?.text == "25.50255")
    #expect(decimal(100, 0).percent(of: decimal(-1, 18))?.isEqual(to: decimal(-1, 18)) ?? false)
  }

  @Test func whatDoesNotFitIsNoFigure() {
    let large = decimal(999_999_999_999_999_999, 0)
    let fine = decimal(1, 18)
    let product = large.multiplied(by: large)
    #expect(product != nil)
    #expect(product?.multiplied(by: large) == nil)
    #expect(product?.adding(fine.multiplied(by: fine) ?? .zero) == nil)
    // What cannot be compared counts as too far apart only for the rule that computed it; it never traps.
    #expect(product?.exceeds(FinvoiceTolerance.cent) ?? false)
    #expect(large.adding(fine)?.subtracting(large)?.isEqual(to: fine) ?? false)
  }

  @Test func tolerancesGrowWithWhatWasRounded() {
    #expect(FinvoiceTolerance.sum(of: 1).text == "0.01")
    #expect(FinvoiceTolerance.sum(of: 40).text == "0.205")
    #expect(FinvoiceTolerance.lines(0).text == "0.01" && FinvoiceTolerance.lines(3).text == "0.03")
    #expect(FinvoiceTolerance.lines(10_000).text == "1.00" && FinvoiceTolerance.vat(rows: 10_000).text == "1.00")
  }

  /// Rows are summed as they pass; sums that no longer fit say nothing.
  @Test func rowsNeverTrap() {
    var sums = FinvoiceRowSums()
    for index in 0..<500 {
      var row = FinvoiceRow()
      row.net = decimal(999_999_999_999_999_999, index % 19)
      row.vat = row.net
      row.gross = row.net
      row.rate = decimal(Int64(index), 3)
      sums.take(row)
    }
    #expect(sums.count == 500)
    #expect(sums.rates.count == FinvoiceRowSums.rateLimit)
    #expect(sums.faults.count == FinvoiceRowSums.faultLimit)
    #expect(sums.withoutRate == 500 - FinvoiceRowSums.rateLimit)
  }

  /// A sound message with bytes exchanged, left out or doubled: read or refused, the same each time, and judged whenever it is read.
  @Test func mutationsAreJudgedAndNeverTrap() throws {
    let sound = Array(RuledMessage.sample { RuledMessage.credit(&$0) }.text.utf8)
    var state: UInt64 = 2026
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let pieces = ["9", "0", ",", "-", ".", "999999999999999999", "", "FI", " ", "20269999", "&#x85;", "{found}"].map {
      Array($0.utf8)
    }
    for _ in 0..<400 {
      var bytes = sound
      for _ in 0...next(4) {
        let at = next(bytes.count - 20)
        bytes.replaceSubrange(at..<(at + next(12)), with: pieces[next(pieces.count)])
      }
      let read = try readFinvoice(bytes)
      #expect(read.map(\.message) == (try readFinvoice(bytes)).map(\.message))
      for one in read where one.document != nil { #expect(one.message.verdict != nil) }
    }
  }
}
