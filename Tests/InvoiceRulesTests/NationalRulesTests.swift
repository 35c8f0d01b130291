import Testing
import XMLStream

@testable import InvoiceRules

/// Country rules of Peppol BIS Billing 3.0: for each of them an invented snippet that breaks it and one beside it that does not.
@Suite struct NationalRulesTests {
  @Test(arguments: NationalCase.all) func `a rule speaks where it is broken, and only there`(_ each: NationalCase) throws {
    #expect(try each.wrong.counts()[each.rule] == 1)
    #expect(try each.right.counts()[each.rule] == nil)
  }

  @Test func `every national rule of the table has a case`() {
    let rules = RuleTable.shared.entries.map(\.id).filter { id in
      ["DE-", "DK-", "GR-", "IS-", "IT-", "NL-", "NO-", "SE-"].contains { id.hasPrefix($0) }
    }
    #expect(rules.count == 102)
    #expect(Set(NationalCase.all.map(\.rule)) == Set(rules))
  }

  @Test(arguments: CountryCase.all) func `a country's rules are on as that country decides it`(_ each: CountryCase) throws {
    #expect(try each.snippet.counts().keys.contains { $0.hasPrefix(each.family) } == each.isOn)
  }

  /// Releases before 3.0.21 only warned.
  @Test func `DK-R-003 became fatal with 3.0.21`() throws {
    let wrong = try #require(NationalCase.all.first { $0.rule == "DK-R-003" }).wrong
    #expect(try wrong.severity(of: "DK-R-003", "peppol-3.0.20") == .warning)
    #expect(try wrong.severity(of: "DK-R-003", "peppol-3.0.21") == .fatal)
    #expect(try wrong.severity(of: "DK-R-003", "en16931-1.3.16") == nil)
  }

  @Test func `what stops the artefact with an error does not stop the checker`() throws {
    let twice = Snippet("NO", seller: vat("NO310000019MVA") + vat("NO310000019MVA") + tax("Foretaksregisteret"))
    #expect(try twice.counts().keys.contains { $0.hasPrefix("NO-") } == false)
    let unreadable = Snippet("NL", rest: payable("much"))
    #expect(try unreadable.counts()["NL-R-007"] == 1)
    let unnumbered = Snippet("GR", head: cbc("ID", ""))
    #expect(try unnumbered.counts()["GR-R-001-1"] == 1)
  }
}

/// A rule, a snippet that breaks it, and one that does not.
struct NationalCase: Sendable, CustomTestStringConvertible {
  var rule: String
  var wrong: Snippet
  var right: Snippet
  var testDescription: String { rule }

  init(_ rule: String, _ wrong: Snippet, _ right: Snippet) {
    self.rule = rule
    self.wrong = wrong
    self.right = right
  }

  static let all = danish + dutch + german + greek + greekNumbers + icelandic + italian + norwegian + swedish
}

/// A document, and whether it has to do with a country's rules.
struct CountryCase: Sendable, CustomTestStringConvertible {
  var family: String
  var isOn: Bool
  var testDescription: String
  var snippet: Snippet

  init(_ family: String, _ isOn: Bool, _ description: String, _ snippet: Snippet) {
    self.family = family
    self.isOn = isOn
    testDescription = description
    self.snippet = snippet
  }

  private static func representative(_ id: String) -> String { cac("TaxRepresentativeParty", vat(id)) }

  static let all: [CountryCase] = [
    CountryCase("NO-", true, "Norway by the address", Snippet("NO")),
    CountryCase("NO-", true, "Norway by the address in small letters", Snippet("no")),
    CountryCase("NO-", true, "the VAT id goes before the address", Snippet("SE", seller: vat("NO310000019MVA"))),
    CountryCase("NO-", false, "a foreign VAT id of a seller in Norway", Snippet("NO", seller: vat("SE559999000801"))),
    CountryCase("NO-", true, "the representative goes before the address", Snippet("FI", rest: representative("NO310000019MVA"))),
    CountryCase(
      "NO-", false, "the seller goes before the representative", Snippet("FI", seller: vat("FI1"), rest: representative("NO3"))),
    CountryCase("IT-", true, "Italy by the VAT id", Snippet("FI", seller: vat("IT99999999990"))),
    CountryCase("IT-", false, "a VAT scheme in small letters has no prefix", Snippet("FI", seller: tax("IT99999999990", "vat"))),
    CountryCase("GR-", true, "Greece by EL", Snippet("FI", seller: vat("EL555555559"))),
    CountryCase("GR-", true, "Greece by GR", Snippet("FI", seller: vat("GR555555559"))),
    CountryCase("SE-", true, "Sweden by the address", Snippet("SE", seller: legal("1"))),
    CountryCase("SE-", false, "Sweden in small letters", Snippet("se", seller: legal("1"))),
    CountryCase("SE-", false, "a Swedish VAT id of a seller abroad", Snippet("FI", seller: vat("SE1") + legal("1"))),
    CountryCase("DK-", true, "Denmark by the address", Snippet("DK")),
    CountryCase("DK-", false, "Denmark in small letters", Snippet("dk")),
    CountryCase("IS-", true, "Iceland by the address", Snippet("IS")),
    CountryCase("IS-", false, "Iceland in small letters", Snippet("is")),
    CountryCase("NL-", true, "the Netherlands in small letters", Snippet("nl")),
    CountryCase("DE-", true, "Germany between Germans in small letters", Snippet("de", "de")),
    CountryCase("DE-", false, "a German seller and a buyer abroad", Snippet("DE", "AT")),
    CountryCase(
      "", false, "Finland has no rules", Snippet("FI", "FI").only("DE-", "DK-", "GR-", "IS-", "IT-", "NL-", "NO-", "SE-")),
  ]
}

/// A document of a few elements, made for one rule.
struct Snippet: Sendable {
  var xml: String
  private var families: [String] = []

  /// Country codes of seller and buyer (`""` for no address), what else the parties have, and what else the document has.
  init(
    _ country: String, _ buyerCountry: String = "", root: String = "Invoice", seller: String = "", buyer: String = "",
    head: String = "", rest: String = ""
  ) {
    func party(_ side: String, _ country: String, _ content: String) -> String {
      // An address of the snippet's own takes the place of the plain one.
      let plain = country.isEmpty || content.contains("<cac:PostalAddress>") ? "" : address(country)
      return cac(side, cac("Party", plain, content))
    }
    let parties = party("AccountingSupplierParty", country, seller) + party("AccountingCustomerParty", buyerCountry, buyer)
    let namespace = "urn:oasis:names:specification:ubl:schema:xsd:"
    xml = """
      <\(root) xmlns="\(namespace)\(root)-2" xmlns:cac="\(namespace)CommonAggregateComponents-2" \
      xmlns:cbc="\(namespace)CommonBasicComponents-2">\(head)\(parties)\(rest)</\(root)>
      """
  }

  /// Counts only rules of these families.
  func only(_ families: String...) -> Snippet {
    var copy = self
    copy.families = families
    return copy
  }

  /// How often each rule speaks.
  func counts() throws -> [String: Int] {
    let all = Dictionary(uniqueKeysWithValues: try check("peppol-3.0.21").counts.map { ($0.id, $0.count) })
    return families.isEmpty ? all : all.filter { rule in families.contains { rule.key.hasPrefix($0) } }
  }

  enum Severity {
    case warning, fatal
  }

  /// With which severity a rule speaks under a rule set; nil when it does not.
  func severity(of rule: String, _ set: String) throws -> Severity? {
    try check(set).counts.first { $0.id == rule }.map { $0.isFatal ? .fatal : .warning }
  }

  private func check(_ set: String) throws -> UBLChecker {
    let checker = UBLChecker()
    let parser = XMLParser(names: UBLVocabulary.shared.names)
    checker.begin()
    let problems = try parser.parse(Array(xml.utf8)[...]) { checker.take($0) }
    try #require(problems.isEmpty)
    checker.check(by: try #require(RuleSet.named(set)))
    #expect(checker.unknownRules.isEmpty)
    return checker
  }
}

// MARK: elements

private func cbc(_ name: String, _ text: String, _ attributes: String = "") -> String {
  "<cbc:\(name)\(attributes.isEmpty ? "" : " " + attributes)>\(text)</cbc:\(name)>"
}

private func cac(_ name: String, _ children: String...) -> String { "<cac:\(name)>\(children.joined())</cac:\(name)>" }

private func country(_ code: String) -> String { cac("Country", cbc("IdentificationCode", code)) }

private let street = cbc("StreetName", "Keksitty katu 1")
private let city = cbc("CityName", "Olematon")
private let zone = cbc("PostalZone", "00000")

private func address(_ code: String, _ parts: String...) -> String { cac("PostalAddress", parts.joined(), country(code)) }

private func tax(_ id: String, _ scheme: String = "TAX") -> String {
  cac("PartyTaxScheme", cbc("CompanyID", id), cac("TaxScheme", cbc("ID", scheme)))
}

private func vat(_ id: String) -> String { tax(id, "VAT") }

private func legal(_ id: String, _ scheme: String = "") -> String {
  cac("PartyLegalEntity", cbc("CompanyID", id, scheme.isEmpty ? "" : "schemeID=\"\(scheme)\""))
}

private func name(_ text: String) -> String { cac("PartyName", cbc("Name", text)) }

private func endpoint(_ id: String, _ scheme: String) -> String { cbc("EndpointID", id, "schemeID=\"\(scheme)\"") }

private func means(_ code: String, _ content: String = "") -> String {
  cac("PaymentMeans", cbc("PaymentMeansCode", code), content)
}

private func account(_ id: String, branch: String = "") -> String {
  let bank = branch.isEmpty ? "" : cac("FinancialInstitutionBranch", cbc("ID", branch))
  return cac("PayeeFinancialAccount", cbc("ID", id), bank)
}

private func mandate(_ payer: String) -> String {
  cac("PaymentMandate", cbc("ID", "M-1"), payer.isEmpty ? "" : cac("PayerFinancialAccount", cbc("ID", payer)))
}

private func payable(_ amount: String) -> String {
  cac("LegalMonetaryTotal", cbc("PayableAmount", amount, "currencyID=\"EUR\""))
}

private func supporting(_ description: String, id: String = "1", uri: String = "") -> String {
  let attachment = uri.isEmpty ? "" : cac("Attachment", cac("ExternalReference", cbc("URI", uri)))
  return cac("AdditionalDocumentReference", cbc("ID", id), cbc("DocumentDescription", description), attachment)
}

private func category(_ element: String, _ code: String, _ rate: String) -> String {
  cac(element, cbc("ID", code), rate.isEmpty ? "" : cbc("Percent", rate), cac("TaxScheme", cbc("ID", "VAT")))
}

private let preceding = cac("BillingReference", cac("InvoiceDocumentReference", cbc("ID", "2026-101")))

// MARK: the Nordic countries

extension NationalCase {
  fileprivate static let norwegian: [NationalCase] = [
    NationalCase("NO-R-001", Snippet("NO", seller: vat("NO310000018MVA")), Snippet("NO", seller: vat("NO310000019MVA"))),
    NationalCase("NO-R-001", Snippet("NO", seller: vat("NO310000019")), Snippet("NO", seller: tax("NO310000019"))),
    NationalCase("NO-R-001", Snippet("NO", seller: vat("NO000000000MVA")), Snippet("NO")),
    NationalCase("NO-R-002", Snippet("NO", seller: tax("Registeret")), Snippet("NO", seller: tax("Foretaksregisteret"))),
  ]

  fileprivate static let swedish: [NationalCase] = {
    func seller(_ content: String) -> Snippet { Snippet("SE", "SE", seller: content) }
    func paid(_ content: String, to buyer: String = "SE") -> Snippet { Snippet("SE", buyer, rest: content) }
    func giro(_ id: String, _ branch: String) -> Snippet { paid(means("30", account(id, branch: branch))) }
    func rated(_ rate: String) -> Snippet {
      Snippet("SE", seller: vat("SE559999000801"), rest: category("TaxCategory", "S", rate))
    }
    return [
      NationalCase("SE-R-001", seller(vat("SE5599990008")), seller(vat("SE559999000801"))),
      NationalCase("SE-R-002", seller(vat("SE559999-00801")), seller(vat("SE559999000801"))),
      NationalCase("SE-R-003", seller(legal("559999-0008")), seller(legal("5599990008"))),
      NationalCase("SE-R-004", seller(legal("165599990008")), seller(legal("5599990008"))),
      NationalCase(
        "SE-R-005", seller(legal("5599990008") + tax("F-skattsedel finns")), seller(legal("1") + tax("Godkänd för f-skatt"))),
      NationalCase("SE-R-006", rated("24"), rated("25.00")),
      NationalCase("SE-R-006", rated(""), Snippet("SE", seller: vat("FI1"), rest: category("TaxCategory", "S", "24"))),
      NationalCase("SE-R-007", giro("99 99-9", "SE:PLUSGIRO"), giro("99999", "SE:PLUSGIRO")),
      NationalCase("SE-R-008", giro("999-9999", "SE:BANKGIRO"), giro("9999999", "SE:BANKGIRO")),
      NationalCase("SE-R-009", giro("99999", "SE:BANKGIRO"), giro("99999999", "SE:BANKGIRO")),
      NationalCase("SE-R-010", giro("9", "SE:PLUSGIRO"), giro("99", "SE:PLUSGIRO")),
      NationalCase("SE-R-011", paid(means("56")), paid(means("30"))),
      NationalCase("SE-R-012", paid(means("31")), paid(means("31"), to: "FI")),
      NationalCase("SE-R-013", seller(legal("5599990009")), seller(legal("5599990008"))),
    ]
  }()

  fileprivate static let danish: [NationalCase] = {
    func seller(_ content: String) -> Snippet { Snippet("DK", "DK", seller: content) }
    func paid(_ code: String, _ content: String, reference: String = "") -> Snippet {
      let id = reference.isEmpty ? "" : cbc("PaymentID", reference)
      return Snippet("DK", "DK", rest: means(code, id + content))
    }
    func credit(_ amount: String, buyer: String = "DK") -> Snippet {
      Snippet("DK", buyer, root: "CreditNote", rest: payable(amount))
    }
    func identified(_ attributes: String) -> Snippet {
      Snippet("DK", "DK", buyer: cac("PartyIdentification", cbc("ID", "9999999999994", attributes)))
    }
    func classified(_ attributes: String) -> Snippet {
      let code = cbc("ItemClassificationCode", "43211503", attributes)
      return Snippet("DK", "DK", rest: cac("InvoiceLine", cac("Item", cac("CommodityClassification", code))))
    }
    func duty(_ code: String, _ reason: String) -> Snippet {
      let content = cbc("AllowanceChargeReasonCode", code) + cbc("AllowanceChargeReason", reason)
      return Snippet("DK", "DK", rest: cac("InvoiceLine", cac("AllowanceCharge", content)))
    }
    return [
      NationalCase("DK-R-002", seller(""), seller(legal("DK99999999", "0184"))),
      NationalCase(
        "DK-R-003", classified("listID=\"TST\" listVersionID=\"7.0501\""), classified("listID=\"TST\" listVersionID=\"26.08.01\"")
      ),
      NationalCase("DK-R-003", classified("listID=\"TST\""), classified("listID=\"HS\" listVersionID=\"7.0501\"")),
      NationalCase("DK-R-004", duty("ZZZ", "Sugar duty"), duty("ZZZ", "3645")),
      NationalCase("DK-R-004", duty("ZZZ", "#3645"), duty("ZZZ", "3645#Sugar")),
      NationalCase("DK-R-004", duty("ZZZ", "364A"), duty("FC", "Freight")),
      NationalCase("DK-R-005", paid("30", ""), paid("42", "")),
      NationalCase("DK-R-006", paid("42", account("0000123456")), paid("42", account("0000123456", branch: "9999"))),
      NationalCase("DK-R-007", paid("49", mandate("")), paid("49", mandate("0000123456"))),
      NationalCase(
        "DK-R-008", paid("50", account("9999999"), reference: "123"), paid("50", account("9999999"), reference: "01#123")),
      NationalCase(
        "DK-R-009", paid("50", account("9999999"), reference: "04#12345"), paid("50", "", reference: "04#0000000000012345")),
      NationalCase(
        "DK-R-010", paid("93", account("9999"), reference: "73#1"), paid("93", account("99999999"), reference: "73#1")),
      NationalCase("DK-R-011", paid("93", "", reference: "71#12345"), paid("93", "", reference: "71#000000000012345")),
      NationalCase("DK-R-013", identified(""), identified("schemeID=\"0088\"")),
      NationalCase("DK-R-014", seller(legal("DK99999999", "0088")), seller(legal("DK99999999", "0184"))),
      NationalCase("DK-R-016", credit("-1250.00"), credit("1250.00")),
      NationalCase("DK-R-016", credit("-1250.00"), credit("-1250.00", buyer: "SE")),
      NationalCase(
        "DK-R-017", Snippet("DK", "DK", buyer: legal("99999998")), Snippet("DK", "DK", buyer: legal("DK99999998", "0184"))),
    ]
  }()

  fileprivate static let icelandic: [NationalCase] = {
    func seller(_ content: String) -> Snippet { Snippet("IS", seller: content) }
    func buyer(_ content: String) -> Snippet { Snippet("IS", "IS", buyer: content) }
    func paid(_ code: String, _ id: String) -> Snippet { Snippet("IS", rest: means(code, account(id))) }
    func final(_ day: String, due: String) -> Snippet {
      Snippet("IS", head: due.isEmpty ? "" : cbc("DueDate", due), rest: supporting("EINDAGI", id: day))
    }
    return [
      NationalCase(
        "IS-R-001", Snippet("IS", head: cbc("InvoiceTypeCode", "383")), Snippet("IS", head: cbc("InvoiceTypeCode", "380"))),
      NationalCase("IS-R-002", seller(legal("4101011060")), seller(legal("4101011060", "0196"))),
      NationalCase("IS-R-003", seller(address("IS", street)), seller(address("IS", street, zone))),
      NationalCase("IS-R-004", buyer(legal("4303031040", "0088")), buyer(legal("4303031040", "0196"))),
      NationalCase("IS-R-005", buyer(address("IS", zone)), buyer(address("IS", street, zone))),
      NationalCase("IS-R-006", paid("9", "1234"), paid("9", "999966123456")),
      NationalCase("IS-R-007", paid("42", "9999-26-123456"), paid("42", "999926123456")),
      NationalCase("IS-R-008", final("31.12.2026", due: "2026-12-16"), final("2026-12-31", due: "2026-12-16")),
      NationalCase("IS-R-008", final("2026-02-30", due: ""), Snippet("IS", rest: supporting("Contract", id: "A-1"))),
      NationalCase("IS-R-009", final("2026-12-31", due: ""), final("2026-12-31", due: "2026-12-16")),
      NationalCase("IS-R-010", final("2026-12-10", due: "2026-12-16"), final("2026-12-16", due: "2026-12-16")),
    ]
  }()
}

// MARK: the other countries

extension NationalCase {
  fileprivate static let italian: [NationalCase] = {
    func seller(_ parts: String...) -> Snippet { Snippet("IT", seller: address("IT", parts.joined())) }
    return [
      NationalCase("IT-R-001", Snippet("IT", seller: tax("99999")), Snippet("IT", seller: tax("99999999990"))),
      NationalCase("IT-R-001", Snippet("IT", seller: tax("ffffff00a00a000f")), Snippet("IT", seller: tax("FFFFFF00A00A000F"))),
      NationalCase("IT-R-002", seller(city, zone), seller(street)),
      NationalCase("IT-R-003", seller(street, zone), seller(city)),
      NationalCase("IT-R-004", seller(street, city), seller(zone)),
    ]
  }()

  fileprivate static let dutch: [NationalCase] = {
    let whole = address("NL", street, city, zone)
    let credit = cbc("CreditNoteTypeCode", "381")
    func represented(_ address: String) -> Snippet { Snippet("NL", rest: cac("TaxRepresentativeParty", address)) }
    func due(_ amount: String, _ rest: String = "", root: String = "Invoice") -> Snippet {
      Snippet("NL", root: root, rest: rest + payable(amount))
    }
    func ordered(_ head: String) -> Snippet {
      Snippet("NL", head: head, rest: cac("InvoiceLine", cac("OrderLineReference", cbc("LineID", "3"))))
    }
    return [
      NationalCase(
        "NL-R-001", Snippet("NL", root: "CreditNote", head: credit), Snippet("NL", root: "CreditNote", head: credit + preceding)),
      NationalCase("NL-R-002", Snippet("NL", seller: address("NL", street, city)), Snippet("NL", seller: whole)),
      NationalCase("NL-R-003", Snippet("NL", seller: legal("90000001")), Snippet("NL", seller: legal("90000001", "0106"))),
      NationalCase("NL-R-004", Snippet("NL", "NL", buyer: address("NL", zone)), Snippet("NL", "NL", buyer: whole)),
      NationalCase("NL-R-004", Snippet("NL", "NL"), Snippet("NL", "BE")),
      NationalCase("NL-R-005", Snippet("NL", "NL", buyer: legal("1", "0088")), Snippet("NL", "NL", buyer: legal("1", "0190"))),
      NationalCase("NL-R-006", represented(address("NL", street)), represented(whole)),
      NationalCase("NL-R-006", represented(address("NL", street)), represented(address("BE", street))),
      NationalCase("NL-R-007", due("121.00"), due("121.00", means("30"))),
      NationalCase("NL-R-007", due("-1.00", root: "CreditNote"), due("0.00")),
      NationalCase("NL-R-008", Snippet("NL", "NL", rest: means("31")), Snippet("NL", "NL", rest: means("58"))),
      NationalCase("NL-R-009", ordered(""), ordered(cac("OrderReference", cbc("ID", "PO-77")))),
    ]
  }()

  fileprivate static let greek: [NationalCase] = {
    func seller(_ content: String) -> Snippet { Snippet("GR", seller: content) }
    func buyer(_ content: String) -> Snippet { Snippet("GR", "GR", buyer: content) }
    func document(_ rest: String...) -> Snippet { Snippet("GR", rest: rest.joined()) }
    let mark = supporting("##M.AR.K##", id: "400001234567890")
    let link = supporting("##INVOICE|URL##", uri: "https://fant.example/17")
    return [
      NationalCase("GR-R-002", seller(legal("1")), seller(name("Fantastiki AE"))),
      NationalCase("GR-R-003", seller(vat("GR555555559")), seller(vat("EL555555559"))),
      NationalCase("GR-R-003", seller(vat("EL555555550")), seller(tax("EL555555550"))),
      NationalCase("GR-R-004-1", document(), document(mark)),
      NationalCase("GR-R-004-1", document(mark, mark), Snippet("FI", seller: vat("EL555555559"))),
      NationalCase("GR-R-004-2", document(supporting("##M.AR.K##", id: "0400")), document(mark)),
      NationalCase("GR-R-005", buyer(legal("1")), buyer(name("Olematon Oy"))),
      NationalCase("GR-R-006", buyer(vat("EL560000010")), buyer(vat("EL560000014"))),
      NationalCase("GR-R-006", buyer(""), Snippet("GR", "FI")),
      NationalCase("GR-R-008-2", document(link, link), document(link)),
      NationalCase("GR-R-008-3", document(supporting("##INVOICE|URL##")), document(link)),
      NationalCase("GR-R-009", seller(endpoint("555555559", "0088")), seller(endpoint("555555559", "9933"))),
      NationalCase("GR-R-010", buyer(endpoint("EL560000014", "9933")), buyer(endpoint("560000014", "9933"))),
      NationalCase("GR-S-008-1", document(mark), document(mark, link)),
      NationalCase("GR-S-011", seller(""), seller(vat("EL555555559"))),
    ]
  }()

  fileprivate static let greekNumbers: [NationalCase] = {
    func numbered(_ id: String) -> Snippet {
      Snippet("GR", seller: vat("EL555555559"), head: cbc("ID", id) + cbc("IssueDate", "2026-10-01"))
    }
    let right = numbered("555555559|01/10/2026|0|1.1|A|17")
    return [
      NationalCase("GR-R-001-1", numbered("A-17"), right),
      NationalCase("GR-R-001-2", numbered("560000014|01/10/2026|0|1.1|A|17"), right),
      NationalCase("GR-R-001-3", numbered("555555559|30/09/2026|0|1.1|A|17"), right),
      NationalCase("GR-R-001-4", numbered("555555559|01/10/2026|HQ|1.1|A|17"), right),
      NationalCase("GR-R-001-4", numbered("555555559|01/10/2026|-1|1.1|A|17"), right),
      NationalCase("GR-R-001-5", numbered("555555559|01/10/2026|0|1.2|A|17"), numbered("|||5.2||")),
      NationalCase("GR-R-001-6", numbered("555555559|01/10/2026|0|1.1||17"), right),
      NationalCase("GR-R-001-7", numbered("555555559|01/10/2026|0|1.1|A|"), right),
    ]
  }()

  fileprivate static let german: [NationalCase] = germanDocument + germanParties + germanPayment

  private static let germanDocument: [NationalCase] = {
    func document(_ rest: String, seller: String = "") -> Snippet { Snippet("DE", "DE", seller: seller, rest: rest) }
    func head(_ content: String) -> Snippet { Snippet("DE", "DE", head: content) }
    func terms(_ note: String) -> Snippet { document(cac("PaymentTerms", cbc("Note", note))) }
    func file(_ name: String) -> String {
      let object = cbc("EmbeddedDocumentBinaryObject", "AAAA", "mimeCode=\"application/pdf\" filename=\"\(name)\"")
      return cac("AdditionalDocumentReference", cac("Attachment", object))
    }
    func debited(_ id: String, _ scheme: String) -> Snippet {
      let party = cac("PartyIdentification", cbc("ID", id, "schemeID=\"\(scheme)\""))
      return document(means("59", mandate("DE09000000000000000001")), seller: party)
    }
    func rated(_ rate: String) -> Snippet { document(cac("TaxTotal", cac("TaxSubtotal", category("TaxCategory", "E", rate)))) }
    let line = cac("InvoiceLine", cac("Item", category("ClassifiedTaxCategory", "S", "19")))
    return [
      NationalCase("DE-R-001", document(""), document(means("58"))),
      NationalCase("DE-R-014", rated(""), rated("0")),
      NationalCase("DE-R-015", head(cac("OrderReference", cbc("ID", "PO-77"))), head(cbc("BuyerReference", "Einkauf 12"))),
      NationalCase("DE-R-016", document(line), document(line, seller: tax("000/000/00000", "FC"))),
      NationalCase("DE-R-016", document(line), document(line + cac("TaxRepresentativeParty"))),
      NationalCase("DE-R-017", head(cbc("InvoiceTypeCode", "383")), head(cbc("InvoiceTypeCode", "380"))),
      NationalCase("DE-R-018", terms("#SKONTO#TAGE=14#PROZENT=2,0#\n"), terms("#SKONTO#TAGE=14#PROZENT=2.00#\n")),
      NationalCase("DE-R-018", terms("#SKONTO#TAGE=14#PROZENT=2.00#"), terms("Zahlbar ohne Abzug #1")),
      NationalCase(
        "DE-R-018", terms("#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=10#\n"),
        terms("Danke.\n#SKONTO#TAGE=7#PROZENT=3.00#BASISBETRAG=-10.00#\n#SKONTO#TAGE=14#PROZENT=2.00#  \nBis bald.")),
      NationalCase("DE-R-022", document(file("a.pdf") + file("a.pdf")), document(file("a.pdf") + file("A.pdf"))),
      NationalCase("DE-R-026", head(cbc("InvoiceTypeCode", "384")), head(cbc("InvoiceTypeCode", "384") + preceding)),
      NationalCase("DE-R-030", debited("4711", "0088"), debited("DE98ZZZ09999999999", "SEPA")),
      NationalCase("DE-R-031", document(means("59", mandate(""))), debited("4711", "0088")),
      NationalCase(
        "DE-R-T02", document(supporting("x", uri: "lieferschein.pdf")),
        document(supporting("x", uri: "https://erfunden.example/"))),
    ]
  }()

  private static let germanParties: [NationalCase] = {
    let contactName = cbc("Name", "Rechnungsstelle")
    let telephone = cbc("Telephone", "+49 000 123456")
    let mail = cbc("ElectronicMail", "rechnung@erfunden.example")
    func contact(_ parts: String...) -> Snippet { Snippet("DE", "DE", seller: cac("Contact", parts.joined())) }
    func seller(_ parts: String...) -> Snippet { Snippet("DE", "DE", seller: address("DE", parts.joined())) }
    func buyer(_ parts: String...) -> Snippet { Snippet("DE", "DE", buyer: address("DE", parts.joined())) }
    func delivery(_ parts: String...) -> Snippet {
      Snippet("DE", "DE", rest: cac("Delivery", cac("DeliveryLocation", cac("Address", parts.joined()))))
    }
    return [
      NationalCase("DE-R-002", Snippet("DE", "DE"), contact(contactName)),
      NationalCase("DE-R-003", seller(zone), seller(city)),
      NationalCase("DE-R-004", seller(city), seller(zone)),
      NationalCase("DE-R-005", contact(telephone, mail), contact(contactName)),
      NationalCase("DE-R-006", contact(contactName, mail), contact(telephone)),
      NationalCase("DE-R-007", contact(contactName, telephone), contact(mail)),
      NationalCase("DE-R-008", buyer(zone), buyer(city)),
      NationalCase("DE-R-009", buyer(city), buyer(zone)),
      NationalCase("DE-R-010", delivery(zone), delivery(city)),
      NationalCase("DE-R-011", delivery(city), delivery(zone)),
      NationalCase("DE-R-027", contact(cbc("Telephone", "auf Anfrage 12")), contact(telephone)),
      NationalCase("DE-R-028", contact(cbc("ElectronicMail", "rechnung.erfunden.example")), contact(mail)),
      NationalCase(
        "DE-R-028", contact(cbc("ElectronicMail", "rechnung@erfunden")), contact(cbc("ElectronicMail", "a.b@c.d.example"))),
    ]
  }()

  private static let germanPayment: [NationalCase] = {
    func paid(_ code: String, _ content: String...) -> Snippet { Snippet("DE", "DE", rest: means(code, content.joined())) }
    let iban = "DE09000000000000000001"
    let card = cac("CardAccount", cbc("PrimaryAccountNumberID", "0001"))
    return [
      NationalCase("DE-R-019", paid("58", account("DE10000000000000000001")), paid("58", account("DE09 0000 0000 0000 0000 01"))),
      NationalCase("DE-R-019", paid("58"), paid("30", account("12345"))),
      NationalCase("DE-R-020", paid("59", mandate("DE10000000000000000001")), paid("59", mandate(iban))),
      NationalCase("DE-R-023-1", paid("30"), paid("30", account(iban))),
      NationalCase("DE-R-023-2", paid("58", account(iban), mandate("")), paid("58", account(iban))),
      NationalCase("DE-R-024-1", paid("48"), paid("48", card)),
      NationalCase("DE-R-024-2", paid("54", card, account(iban)), paid("54", card)),
      NationalCase("DE-R-025-1", paid("59"), paid("59", mandate(iban))),
      NationalCase("DE-R-025-2", paid("59", mandate(iban), account(iban)), paid("59", mandate(iban))),
    ]
  }()
}
