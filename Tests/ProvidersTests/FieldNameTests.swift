import Providers
import Receivables
import Testing

/// Names that the provider's pages do not show may be set by the agreement; others may not.
@Suite struct FieldNameTests {
  private func findings(_ provider: String, _ channel: String, _ names: [String: String]) throws -> [String] {
    let agreement = Fixture.agreement(provider, channel, fieldNames: names)
    return try Fixture.channel(channel).fieldNameFindings(agreement).map(\.rule)
  }

  @Test func unverifiedNamesAreWrittenAndReadBack() throws {
    let names = [
      "payer.name": "full_name", "payer.street": "address.street", "payer.town": "address.city", "payer.postCode": "address.zip",
      "interest": "interest", "capital": "capital", "costs": "costs", "rentalInformation": "rental.description",
    ]
    let agreement = Fixture.agreement("ropo", "maventa", fieldNames: names)
    let batch = Fixture.wholeBatch(agreement)
    let channel = try Fixture.channel("maventa")
    let bytes = try channel.encode(batch).bytes
    let said = String(decoding: bytes, as: UTF8.self)
    #expect(said.contains("\"full_name\" : \"Aino Esimerkki\""))
    #expect(said.contains("\"capital\" : 1250.5"))
    #expect(said.contains("\"address\" : {\n"))
    #expect(!said.contains("amounts"))
    #expect(!said.contains("street_address"))
    #expect(channel.verify(bytes, against: batch).isEmpty)
    // With the default names the same bytes say nothing of what was renamed.
    var plain = batch
    plain.agreement.fieldNames = [:]
    #expect(channel.verify(bytes, against: plain).contains { $0.rule == "channel.read-back-unexpected" })
  }

  @Test func wrongNamesAreFound() throws {
    #expect(try findings("ropo", "maventa", ["payer.nmae": "x"]) == ["channel.field-unknown"])
    #expect(try findings("ropo", "maventa", ["collectionType": "type"]) == ["channel.field-verified"])
    #expect(try findings("amili", "maventa", ["capital": "principal"]) == ["channel.field-verified"])
    #expect(try findings("duetto", "maventa", ["capital": "principal"]) == ["channel.field-verified"])
    #expect(try findings("ropo", "maventa", ["capital": "principal"]) == [])
    for name in ["", "full name", ".x", "a..b", "a.", "ä", "\"", "a\nb"] {
      #expect(try findings("ropo", "maventa", ["payer.name": name]) == ["channel.field-name"], "\(name)")
    }
    #expect(try findings("ropo", "maventa", ["payer.town": "zip_code"]) == ["channel.field-collision"])
    #expect(try findings("ropo", "maventa", ["payer.town": "zip_code.city"]) == ["channel.field-collision"])
    #expect(try findings("ropo", "maventa", ["interest": "amounts"]).contains("channel.field-collision"))
    // The same word in another object is another name.
    #expect(try findings("ropo", "maventa", ["payer.town": "receivables_type"]) == [])
    #expect(try findings("ropo", "ropo-one", ["subject": "claim_text", "phone": "mobile"]) == [])
    #expect(try findings("ropo", "ropo-one", ["phone": "amount"]) == ["channel.field-collision"])
    #expect(try findings("svea", "perille-xml", ["debtor.name": "x"]) == ["channel.field-verified"])
    #expect(try findings("generic", "nk003", ["balance": "x"]) == ["channel.field-verified"])
  }

  @Test func wrongNamesStopTheBatch() throws {
    let agreement = Fixture.agreement("ropo", "maventa", fieldNames: ["payer.nmae": "x"])
    let error = #expect(throws: ChannelError.self) {
      try Fixture.channel("maventa").encode(Fixture.batch(agreement, [Fixture.assignment(agreement)]))
    }
    let findings = try #require(error).findings
    #expect(findings.map(\.rule) == ["channel.field-unknown"])
    #expect(findings.first?.remedy.hasPrefix("Perhaps payer.name is meant.") == true)
  }

  @Test(arguments: ChannelRegistry.ids) func tablesAreWhole(id: String) throws {
    let channel = try Fixture.channel(id)
    #expect(!channel.fieldTable.isEmpty)
    #expect(Set(channel.fieldTable.map(\.key)).count == channel.fieldTable.count)
    for field in channel.fieldTable {
      #expect(!field.source.isEmpty && !field.meaning.isEmpty && !field.name.isEmpty, "\(field.key)")
      #expect(field.verifiedFor.allSatisfy(channel.providers.contains))
    }
  }
}
