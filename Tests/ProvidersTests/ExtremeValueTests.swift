import Foundation
import Providers
import Receivables
import Testing

/// Amounts and texts at the edges arrive exactly as they were decided.
@Suite struct ExtremeValueTests {
  static let amounts: [Int64] = [.max, .max - 1, 999_999_999_999_999_999, 9_007_199_254_740_993, 10_001, 100, 10, 2]
  static let wide = ["maventa-ropo-collection", "ropo-one-collection", "perille-xml-svea-collection"]

  @Test(arguments: wide, amounts)
  func amountsAreExact(name: String, minorUnits: Int64) throws {
    let agreement = try #require(goldenAgreements.first { $0.name == name }).agreement
    let channel = try Fixture.channel(agreement.channel)
    let batch = Fixture.batch(agreement, [Fixture.assignment(agreement, capital: minorUnits)])
    let bytes = try channel.encode(batch).bytes
    #expect(channel.verify(bytes, against: batch).isEmpty)
    // One cent less is another payload, also where binary floating point could not tell.
    var other = batch
    other.assignments[0].claim.capital = Fixture.eur(minorUnits - 1)
    #expect(channel.verify(bytes, against: other).contains { $0.rule == "channel.read-back-sum" })
    let digits = Fixture.eur(minorUnits).decimalText
    let plain = String(decoding: bytes, as: UTF8.self)
    #expect(plain.contains("\"\(digits)\"") || plain.contains(">\(digits)<"))
  }

  /// JSON numbers are written digit by digit: never in exponents, never rounded.
  @Test func jsonNumbersHaveAllDigits() throws {
    let agreement = Fixture.agreement("amili", "maventa")
    let batch = Fixture.batch(
      agreement,
      [
        Fixture.assignment(agreement, capital: .max - 2, costs: 1),
        Fixture.assignment(number: "1002", agreement, capital: 1, costs: 10),
      ])
    let said = String(decoding: try Fixture.channel("maventa").encode(batch).bytes, as: UTF8.self)
    #expect(said.contains("\"capital_amount\" : 92233720368547758.05,"))
    #expect(said.contains("\"reminder_amount\" : 0.01\n"))
    #expect(said.contains("\"capital_amount\" : 0.01,"))
    #expect(said.contains("\"reminder_amount\" : 0.1\n"))
  }

  @Test(arguments: goldenAgreements.map(\.name)) func sumsBeyond64BitsAreRefused(name: String) throws {
    let agreement = try #require(goldenAgreements.first { $0.name == name }).agreement
    let channel = try Fixture.channel(agreement.channel)
    let batch = Fixture.batch(
      agreement, [Fixture.assignment(agreement, capital: .max), Fixture.assignment(number: "1002", agreement, capital: 1)])
    let error = #expect(throws: ChannelError.self) { try channel.encode(batch) }
    #expect(try #require(error).findings.contains { $0.rule == "channel.amount-too-large" })
  }

  @Test func fixedWidthEnds() throws {
    let agreement = Fixture.agreement("generic", "nk003", clientNumber: "999999")
    let assignment = Fixture.assignment(agreement, capital: 999_999_999) {
      $0.identity.number = String(repeating: "9", count: 20)
      $0.reference = String(repeating: "8", count: 20)
      $0.debtor.customerNumber = "000000017"
      $0.debtor.name = String(repeating: "ÿ", count: 40)
    }
    let batch = Fixture.batch(agreement, [assignment])
    let bytes = try Fixture.channel("nk003").encode(batch).bytes
    #expect(bytes.count == 228)
    #expect(text(bytes, latin1: true).hasSuffix("20260915" + "20260929" + "999999999" + "F\r\n"))
    #expect(Array(bytes[20..<60]) == Array(repeating: 0xFF, count: 40))
  }

  @Test(arguments: goldenAgreements.map(\.name)) func specialCharacters(name: String) throws {
    let agreement = try #require(goldenAgreements.first { $0.name == name }).agreement
    let channel = try Fixture.channel(agreement.channel)
    let isPlain = channel.terms.latin1Only
    let assignment = Fixture.assignment(agreement) {
      $0.debtor.name = isPlain ? "Å & Ö <\"Æ'ø> Oy\\ ]]>" : "Å & Ö <\"Æ'ø> Ł 😀 Oy\\ ]]>"
      $0.debtor.address?.streets = isPlain ? ["Tie & 5"] : ["Tie \"5\"\nB", "<c/o>\tX"]
      $0.facts.subject = "100 % & <b>\"x\"</b>\n2. rivi\u{2028}"
      $0.identity.number = "A&B/<1>"
    }
    let batch = Fixture.batch(agreement, [assignment])
    let bytes = try channel.encode(batch).bytes
    #expect(channel.verify(bytes, against: batch).isEmpty)
    if channel.fileExtension == "json" {
      let tree = try JSONSerialization.jsonObject(with: Data(bytes))
      #expect("\(tree)".contains("😀"))
    }
  }

  /// Norway: the inkassovarsel is the notice; in Finland and Sweden the own reminder.
  @Test func noticeDates() throws {
    let agreement = Fixture.agreement("ropo", "ropo-one", currency: .nok)
    let assignment = Fixture.assignment(agreement, currency: .nok) {
      $0.facts.ownReminderDate = Fixture.day("2026-10-01")
      $0.facts.noticeSentDate = Fixture.day("2026-10-15")
    }
    let channel = try Fixture.channel("ropo-one")
    let norway = try channel.encode(Fixture.batch(agreement, [assignment], country: "NO", currency: .nok))
    #expect(String(decoding: norway.bytes, as: UTF8.self).contains("\"noticedate\" : \"2026-10-15\""))
    let sweden = try channel.encode(Fixture.batch(agreement, [assignment], country: "SE", currency: .nok))
    #expect(String(decoding: sweden.bytes, as: UTF8.self).contains("\"noticedate\" : \"2026-10-01\""))
  }

  /// A Swedish sole trader has no other registration number than the owner's code.
  @Test func soleTrader() throws {
    let agreement = Fixture.agreement("svea", "perille-xml", currency: .sek)
    let code = "19800101-9802"
    let assignment = Fixture.assignment(agreement, currency: .sek) {
      $0.debtor.legalID = nil
      $0.debtor.personalCode = PersonalIdentityCode(unchecked: code)
      $0.debtor.address?.country = "SE"
    }
    let encoded = try Fixture.channel("perille-xml")
      .encode(Fixture.batch(agreement, [assignment], country: "SE", currency: .sek))
    #expect(String(decoding: encoded.bytes, as: UTF8.self).contains("<businessId>\(code)</businessId>"))
  }
}
