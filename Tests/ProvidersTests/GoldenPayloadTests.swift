import Providers
import Receivables
import TestSupport
import Testing

@Suite struct GoldenPayloadTests {
  @Test(arguments: goldenAgreements.map(\.name)) func payload(name: String) throws {
    let agreement = try #require(goldenAgreements.first { $0.name == name }).agreement
    let channel = try Fixture.channel(agreement.channel)
    let encoded = try channel.encode(Fixture.wholeBatch(agreement))
    #expect(encoded.fileName == "\(agreement.channel)-keksityn-sako-20261121-000042.\(channel.fileExtension)")
    try expectGolden(text(encoded.bytes, latin1: channel.terms.latin1Only), "providers/\(name).\(channel.fileExtension)")
  }

  @Test(arguments: goldenAgreements.map(\.name)) func sameBatchSameBytes(name: String) throws {
    let agreement = try #require(goldenAgreements.first { $0.name == name }).agreement
    let channel = try Fixture.channel(agreement.channel)
    let first = try channel.encode(Fixture.wholeBatch(agreement))
    for _ in 0..<5 { #expect(try channel.encode(Fixture.wholeBatch(agreement)) == first) }
    #expect(channel.verify(first.bytes, against: Fixture.wholeBatch(agreement)).isEmpty)
  }

  /// The key of a claim does not change with file, serial number or day.
  @Test func idempotencyKeyIsTheClaims() throws {
    let agreement = Fixture.agreement("ropo", "ropo-one")
    let channel = try Fixture.channel("ropo-one")
    let claim = Fixture.assignment(.b2b, number: "A 1/ö", agreement)
    let alone = String(decoding: try channel.encode(Fixture.batch(agreement, [claim], serial: 1)).bytes, as: UTF8.self)
    let other = Fixture.assignment(.b2b, number: "2", agreement)
    let later = String(
      decoding: try channel.encode(Fixture.batch(agreement, [other, claim], serial: 99)).bytes, as: UTF8.self)
    let key = "\"idempotencyKey\" : \"perille:keksityn-sako%2Fropo%2Finvoice%2FA%201%2F%C3%B6%2F2026-09-15%2F0\""
    #expect(alone.contains(key))
    #expect(later.contains(key))
  }

  /// A personal code goes out with a consumer's rent and with nothing else.
  @Test(arguments: goldenAgreements.map(\.name)) func codesOnlyWhereRequired(name: String) throws {
    let agreement = try #require(goldenAgreements.first { $0.name == name }).agreement
    let channel = try Fixture.channel(agreement.channel)
    for assignment in Fixture.wholeBatch(agreement).assignments {
      let encoded = try channel.encode(Fixture.batch(agreement, [assignment]))
      let said = text(encoded.bytes, latin1: true)
      let wanted = assignment.kind == .b2cRental
      #expect(said.contains(Fixture.code.reveal()) == wanted, "\(name) \(assignment.kind)")
      #expect(said.contains(Fixture.otherCode.reveal()) == (wanted && channel.terms.maximumCoDebtors > 0))
      #expect(!encoded.fileName.contains(Fixture.code.reveal()))
    }
  }
}

func text(_ bytes: [UInt8], latin1: Bool) -> String {
  guard latin1 else { return String(decoding: bytes, as: UTF8.self) }
  var text = ""
  for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
  return text
}
