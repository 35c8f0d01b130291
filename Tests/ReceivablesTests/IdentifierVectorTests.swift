import Foundation
import Receivables
import TestSupport
import Testing

/// Every row of the shared identifier vectors.
@Suite struct IdentifierVectorTests {
  @Test func everyRowAsStated() throws {
    guard let url = Places.sharedItem("vectors/identifier_vectors.csv") else { return }
    let rows = try tableRows(url)
    #expect(rows.count > 100)
    for row in rows {
      let kind = try #require(row["kind"])
      let value = try #require(row["value"])
      let actual = try #require(normalise(kind, value), "unknown kind \(kind)")
      let expected = row["valid"] == "true" ? canonical(kind, row["normalised"] ?? "") : nil
      #expect(actual.result == expected, "\(kind) \(value): \(row["note"] ?? "")")
    }
  }

  private struct Answer { var result: String? }

  private func normalise(_ kind: String, _ value: String) -> Answer? {
    switch kind {
    case "fi_reference": Answer(result: FinnishReference.normalised(value))
    case "rf_reference": Answer(result: CreditorReference.normalised(value))
    case "rf_reference_fi": Answer(result: CreditorReference.finnishReference(value))
    case "kid_mod10": Answer(result: KID.mod10(value))
    case "kid_mod11": Answer(result: KID.mod11(value))
    case "se_ocr": Answer(result: SwedishOCR.normalised(value))
    case "se_ocr_length": Answer(result: SwedishOCR.normalisedWithLengthDigit(value))
    case "iban", "iban_no_kontonr": Answer(result: IBAN.normalised(value))
    case "bic": Answer(result: BIC.normalised(value))
    case "fi_ytunnus": Answer(result: FinnishBusinessID.normalised(value))
    case "fi_vat", "se_vat", "no_mva", "dk_vat", "de_vat": Answer(result: VATIdentifier.normalised(value))
    case "fi_hetu": Answer(result: PersonalIdentityCode(finnish: value, artificial: .refused)?.reveal())
    case "fi_hetu_test": Answer(result: PersonalIdentityCode(finnish: value)?.reveal())
    case "se_orgnr": Answer(result: SwedishOrganisationNumber.normalised(value))
    case "se_personnummer", "se_samordningsnummer": Answer(result: PersonalIdentityCode(swedish: value, inYear: 2026)?.reveal())
    case "no_orgnr": Answer(result: NorwegianOrganisationNumber.normalised(value))
    case "no_fodselsnummer", "no_dnummer", "no_syntetisk":
      Answer(result: PersonalIdentityCode(norwegian: value)?.reveal())
    case "no_fodselsnummer_2032":
      Answer(result: PersonalIdentityCode(norwegian: value, control: .issuedFrom2032)?.reveal())
    case "gln": Answer(result: GLN.normalised(value))
    case "ovt": Answer(result: OVT.normalised(value))
    case "peppol_participant": Answer(result: PeppolParticipant.normalised(value))
    default: nil
    }
  }

  /// The table writes Swedish organisation numbers with their hyphen; inside Perille they are ten digits.
  private func canonical(_ kind: String, _ value: String) -> String {
    kind == "se_orgnr" ? value.replacingOccurrences(of: "-", with: "") : value
  }

  @Test func artificialCodesAreRefusedWhereAsked() {
    #expect(PersonalIdentityCode(finnish: "010190-901R", artificial: .refused) == nil)
    #expect(PersonalIdentityCode(finnish: "010190-901R") != nil)
    #expect(PersonalIdentityCode(norwegian: "01819010001", artificial: .refused) == nil)
    #expect(PersonalIdentityCode(swedish: "900101-9802", artificial: .refused) == nil)
  }

  @Test func aMistypedCodeOfOneCountryIsNoCodeOfAnother() {
    // Luhn-valid as a Swedish number, wrong as a Finnish one.
    #expect(PersonalIdentityCode.recognise("010203-9807", country: "FI") == nil)
    #expect(PersonalIdentityCode(swedish: "010203-9807") != nil)
    #expect(PersonalIdentityCode.recognise("010203-9807", country: nil) != nil)
    #expect(PersonalIdentityCode.recognise("010190-901r", country: "FI")?.reveal() == "010190-901R")
    #expect(PersonalIdentityCode.recognise("018190 10001", country: "NO")?.reveal() == "01819010001")
  }

  @Test func theSignOfTwelveDigitsFollowsTheYear() {
    #expect(PersonalIdentityCode(swedish: "19270101-9800", inYear: 2026)?.reveal() == "270101-9800")
    #expect(PersonalIdentityCode(swedish: "19270101-9800", inYear: 2027)?.reveal() == "270101+9800")
    #expect(PersonalIdentityCode.recognise("19270101-9800", country: "SE", inYear: 2027)?.reveal() == "270101+9800")
    #expect(PersonalIdentityCode.recognise("19270101-9800", country: "SE")?.reveal() == "270101-9800")
  }

  @Test(arguments: [
    ("12345600000785", "FI2112345600000785"), ("00000000000000", nil), ("1234560000078", nil), ("1234560000078X", nil),
  ])
  func machineFormBecomesAnIBAN(_ row: (String, String?)) {
    #expect(IBAN.fromFinnishMachineForm(row.0) == row.1)
    if let iban = row.1 { #expect(IBAN.normalised(iban) == iban) }
  }

  @Test func machineFormsAlwaysGiveValidIBANs() {
    var seed: UInt64 = 7
    for _ in 0..<500 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let bban = String((seed >> 12) % 100_000_000_000_000)
      let padded = String(repeating: "0", count: 14 - bban.count) + bban
      let iban = IBAN.fromFinnishMachineForm(padded)
      #expect(iban.flatMap(IBAN.normalised) == iban && iban != nil)
    }
  }

  @Test func bodiesOfCreditorReferences() {
    #expect(CreditorReference.body("RF34 1234 561") == "1234561")
    #expect(CreditorReference.finnishReference("RF341234561") == "1234561")
    #expect(CreditorReference.finnishReference("RF74100978") == nil)
    #expect(CreditorReference.body("RF74100978") == "100978")
    #expect(OVT.businessID("003720774740TST01") == "2077474-0")
  }

  @Test(arguments: ["DE136695976", "EE100594102", "SE556056625801", "NO988077917MVA", "FI2077474-0"])
  func vatNumbersOfCheckedCountries(_ value: String) {
    #expect(VATIdentifier.normalised(value) != nil)
    // The last digit of the number proper, one further on.
    var characters = Array(value.filter { $0 != "-" })
    let place = value.hasPrefix("SE") ? 11 : value.hasPrefix("NO") ? 10 : characters.count - 1
    let digit = characters[place].wholeNumberValue ?? 0
    characters[place] = Character(String((digit + 1) % 10))
    #expect(VATIdentifier.normalised(String(characters)) == nil)
  }

  /// None of them may trap, whatever comes.
  @Test func noInputTraps() {
    let pieces = [
      "", " ", "-", "RF", "RF00", "FI", "00", "å", "\u{0}", "0000000000000000000000000000000000", "💶", "ABCDEFGH", "1-",
    ]
    for first in pieces {
      for second in pieces {
        let text = first + second
        for kind in [
          "fi_reference", "rf_reference", "kid_mod10", "kid_mod11", "se_ocr_length", "iban", "bic", "fi_ytunnus", "fi_vat",
          "fi_hetu", "se_orgnr", "se_personnummer", "no_orgnr", "no_fodselsnummer", "gln", "ovt", "peppol_participant",
        ] {
          _ = normalise(kind, text)
        }
        _ = Masking.excerpt(text, limit: 3)
      }
    }
  }
}
