import Foundation
import Receivables
import Testing
import XMLStream

@testable import InvoiceRules

/// An invented invoice that is right, and what is done to it so that it is not.
enum StructureSamples {
  static let root = """
    <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" \
    xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" \
    xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" \
    xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2" \
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b">
    """

  static let invoice =
    root + """

        <cbc:ID>2026-1001</cbc:ID>
        <cbc:IssueDate>2026-11-02</cbc:IssueDate>
        <cbc:DueDate>2026-12-02</cbc:DueDate>
        <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
        <cbc:Note languageID="fi">Kiitos</cbc:Note>
        <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
        <cac:AccountingSupplierParty>
          <cac:Party>
            <cac:PartyName>
              <cbc:Name>Olematon Oy</cbc:Name>
            </cac:PartyName>
          </cac:Party>
        </cac:AccountingSupplierParty>
        <cac:AccountingCustomerParty/>
        <cac:AllowanceCharge>
          <cbc:ChargeIndicator>true</cbc:ChargeIndicator>
          <cbc:Amount currencyID="EUR">5.00</cbc:Amount>
        </cac:AllowanceCharge>
        <cac:LegalMonetaryTotal>
          <cbc:PayableAmount currencyID="EUR">125.50</cbc:PayableAmount>
        </cac:LegalMonetaryTotal>
        <cac:InvoiceLine>
          <cbc:ID>1</cbc:ID>
          <cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount>
          <cac:Item/>
        </cac:InvoiceLine>
        <cac:InvoiceLine>
          <cbc:ID>2</cbc:ID>
          <cbc:LineExtensionAmount currencyID="EUR">20.50</cbc:LineExtensionAmount>
          <cac:Item>
            <cbc:Name>Kuppi</cbc:Name>
          </cac:Item>
          <cac:Price>
            <cbc:PriceAmount currencyID="EUR">10.25</cbc:PriceAmount>
          </cac:Price>
        </cac:InvoiceLine>
      </Invoice>

      """

  struct Case: Sendable, CustomTestStringConvertible {
    var from: String
    var to: String
    var rule: String
    var line: Int
    var path: String
    var term: String?
    var message: String
    var remedy: String?

    init(
      _ from: String, _ to: String, _ rule: String, _ line: Int, _ path: String, _ term: String?, _ message: String,
      remedy: String? = nil
    ) {
      self.from = from
      self.to = to
      self.rule = "UBL-STRUCTURE-" + rule
      self.line = line
      self.path = path
      self.term = term
      self.message = message
      self.remedy = remedy
    }

    var testDescription: String { "\(rule): \(message)" }
    /// The invoice with the change.
    var document: String {
      guard let range = StructureSamples.invoice.firstRange(of: from) else { return "" }
      return StructureSamples.invoice.replacingCharacters(in: range, with: to)
    }
  }

  static let note = #"<cbc:Note languageID="fi">Kiitos</cbc:Note>"#
  static let due = "<cbc:DueDate>2026-12-02</cbc:DueDate>"
  static let payable = #"<cbc:PayableAmount currencyID="EUR">125.50</cbc:PayableAmount>"#
  static let supplierName = """
    <cac:PartyName>
            <cbc:Name>Olematon Oy</cbc:Name>
          </cac:PartyName>
    """

  static let cases = elements + attributes + values + extensions

  static let elements: [Case] = [
    Case(
      due, "<cbc:DueDat>2026-12-02</cbc:DueDat>", "ELEMENT", 4, "/Invoice/cbc:DueDat", nil,
      "UBL 2.1 has no element cbc:DueDat in Invoice; cbc:DueDate is probably meant.",
      remedy: "Correct the name to cbc:DueDate if that is meant; otherwise leave the element out."),
    Case(
      due, "<cac:DueDate>2026-12-02</cac:DueDate>", "ELEMENT", 4, "/Invoice/cac:DueDate", nil,
      "cac:DueDate is in the wrong namespace: Invoice has the element cbc:DueDate.",
      remedy: "Write it as cbc:DueDate, with the namespace that UBL 2.1 gives that prefix."),
    Case(
      due, #"<DueDate xmlns="">2026-12-02</DueDate>"#, "ELEMENT", 4, "/Invoice/DueDate", nil,
      "DueDate is in the wrong namespace: Invoice has the element cbc:DueDate."),
    Case(
      "<cac:AccountingCustomerParty/>",
      "<cac:AccountingCustomerParty><cbc:DueDate>2026-12-02</cbc:DueDate></cac:AccountingCustomerParty>", "ELEMENT", 15,
      "/Invoice/cac:AccountingCustomerParty/cbc:DueDate", nil,
      "cbc:DueDate does not belong in cac:AccountingCustomerParty: UBL 2.1 has it in Invoice.",
      remedy: "Move it into Invoice, or leave it out."),
    Case(
      "<cac:AccountingCustomerParty/>",
      "<cac:AccountingCustomerParty><cac:PostalAddress/></cac:AccountingCustomerParty>", "ELEMENT", 15,
      "/Invoice/cac:AccountingCustomerParty/cac:PostalAddress", nil,
      "cac:PostalAddress does not belong in cac:AccountingCustomerParty: UBL 2.1 has it in cac:Party."),
    Case(
      note, "<cac:CreditNoteLine/>", "ELEMENT", 6, "/Invoice/cac:CreditNoteLine", "BG-25",
      "UBL 2.1 has no element cac:CreditNoteLine in Invoice; cac:InvoiceLine is probably meant."),
    // What an unknown element holds is not looked at.
    Case(
      note, #"<own:Extra xmlns:own="urn:own"><cbc:IssueDate>x</cbc:IssueDate></own:Extra>"#, "ELEMENT", 6, "/Invoice/Extra", nil,
      "UBL 2.1 has no element Extra in Invoice."),
    Case(
      note, "<cbc:Name>Olematon Oy</cbc:Name>", "ELEMENT", 6, "/Invoice/cbc:Name", nil,
      "cbc:Name does not belong in Invoice: UBL 2.1 has it in cac:AdditionalItemProperty, cac:ClassifiedTaxCategory, cac:Contact "
        + "and others.", remedy: "Leave it out, or move it to where UBL 2.1 has it."),
    Case(
      due + "\n  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>", "<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>\n  " + due,
      "ORDER",
      4, "/Invoice/cbc:InvoiceTypeCode", "BT-3",
      "cbc:InvoiceTypeCode is out of order in Invoice: it must stand after cbc:DueDate and before cbc:Note.",
      remedy: "Write cbc:InvoiceTypeCode after cbc:DueDate and before cbc:Note."),
    Case(
      "</Invoice>", "  \(due.replacing("Due", with: "TaxPoint"))\n</Invoice>", "ORDER", 38, "/Invoice/cbc:TaxPointDate", "BT-7",
      "cbc:TaxPointDate is out of order in Invoice: it must stand after cbc:Note and before cbc:DocumentCurrencyCode."),
    Case(
      due, due + "\n  " + due, "COUNT", 5, "/Invoice/cbc:DueDate[2]", "BT-9",
      "cbc:DueDate stands 2 times in Invoice, where UBL 2.1 has it once.", remedy: "Keep the one that is right."),
    Case(
      payable, "", "MISSING", 20, "/Invoice/cac:LegalMonetaryTotal", "BT-115",
      "cac:LegalMonetaryTotal has no cbc:PayableAmount, which must be there.",
      remedy: "Write cbc:PayableAmount in cac:LegalMonetaryTotal."),
    Case(
      "<cbc:ID>2026-1001</cbc:ID>", "", "MISSING", 1, "/Invoice", "BT-1", "Invoice has no cbc:ID, which must be there.",
      remedy: "Write cbc:ID in Invoice before cbc:IssueDate."),
    Case(
      #"<cbc:PriceAmount currencyID="EUR">10.25</cbc:PriceAmount>"#, "", "MISSING", 34, "/Invoice/cac:InvoiceLine[2]/cac:Price",
      "BT-146", "cac:Price has no cbc:PriceAmount, which must be there."),
    Case(
      supplierName, "<cac:PartyName>Olematon Oy</cac:PartyName>", "CONTENT", 10,
      "/Invoice/cac:AccountingSupplierParty/cac:Party/cac:PartyName", nil,
      "cac:PartyName holds the text “Olematon Oy”; it can only hold elements.", remedy: "Write the text into cbc:Name."),
    Case(
      "<cbc:Name>Olematon Oy</cbc:Name>", "<cbc:Name><cbc:Name>Olematon Oy</cbc:Name></cbc:Name>", "CONTENT", 11,
      "/Invoice/cac:AccountingSupplierParty/cac:Party/cac:PartyName/cbc:Name/cbc:Name", nil,
      "cbc:Name holds the element cbc:Name; it can only hold a value.", remedy: "Write the value right into cbc:Name."),
  ]

  static let attributes: [Case] = [
    Case(
      "<cbc:ID>2026-1001</cbc:ID>", #"<cbc:ID schemeld="1">2026-1001</cbc:ID>"#, "ATTRIBUTE", 2, "/Invoice/cbc:ID", "BT-1",
      "cbc:ID has the attribute schemeld, which UBL 2.1 does not have there; schemeID is probably meant."),
    Case(
      payable, #"<cbc:PayableAmount currencyID="EUR" unitCode="C62">125.50</cbc:PayableAmount>"#, "ATTRIBUTE", 21,
      "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount", "BT-115",
      "cbc:PayableAmount has the attribute unitCode, which UBL 2.1 does not have there; it can have currencyID, "
        + "currencyCodeListVersionID."),
    Case(
      note, #"<cbc:Note xml:lang="fi">Kiitos</cbc:Note>"#, "ATTRIBUTE", 6, "/Invoice/cbc:Note", "BT-22",
      "cbc:Note has the attribute xml:lang, which UBL 2.1 does not have there; it can have languageID, languageLocaleID."),
    Case(
      note, #"<cbc:Note xsi:nil="true"/>"#, "ATTRIBUTE", 6, "/Invoice/cbc:Note", "BT-22",
      "cbc:Note has the attribute xsi:nil, which UBL 2.1 does not have there; it can have languageID, languageLocaleID."),
    Case(
      "<cac:AccountingCustomerParty/>", #"<cac:AccountingCustomerParty id="1"/>"#, "ATTRIBUTE", 15,
      "/Invoice/cac:AccountingCustomerParty", "BG-7",
      "cac:AccountingCustomerParty has the attribute id, which UBL 2.1 does not have there; it can have none."),
    Case(
      payable, "<cbc:PayableAmount>125.50</cbc:PayableAmount>", "ATTRIBUTE-MISSING", 21,
      "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount", "BT-115",
      "cbc:PayableAmount has no attribute currencyID, which must be there.",
      remedy: #"Write the attribute currencyID, for example currencyID="EUR"."#),
    Case(
      note, #"<cbc:Note languageID="suomi!">Kiitos</cbc:Note>"#, "VALUE", 6, "/Invoice/cbc:Note", "BT-22",
      "The attribute languageID of cbc:Note is “suomi!”, which is not a language like fi or en-GB."),
    Case(
      note, #"<cbc:Note xsi:type="cbc:NameType">Kiitos</cbc:Note>"#, "VALUE", 6, "/Invoice/cbc:Note", "BT-22",
      "The attribute xsi:type of cbc:Note is “cbc:NameType”, which is not the type that UBL 2.1 declares for the element."),
  ]

  static let values: [Case] = [
    Case(
      ">125.50<", ">1 250,00<", "VALUE", 21, "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount", "BT-115",
      "cbc:PayableAmount is “1 250,00”, which is not a number like 1234.50.", remedy: "Write the value as a number like 1234.50."),
    Case(
      ">125.50<", "><", "VALUE", 21, "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount", "BT-115",
      "cbc:PayableAmount is empty; it must hold a number like 1234.50."),
    // The term of an allowance's amount would be BT-92.
    Case(
      ">5.00<", ">5,00<", "VALUE", 18, "/Invoice/cac:AllowanceCharge/cbc:Amount", "BT-99",
      "cbc:Amount is “5,00”, which is not a number like 1234.50."),
    Case(
      ">true<", ">yes<", "VALUE", 17, "/Invoice/cac:AllowanceCharge/cbc:ChargeIndicator", nil,
      "cbc:ChargeIndicator is “yes”, which is not true or false."),
    Case(
      "2026-12-02", "2026-11-31", "VALUE", 4, "/Invoice/cbc:DueDate", "BT-9",
      "cbc:DueDate is “2026-11-31”, which is not a day of the calendar like 2026-11-02."),
    Case(
      "2026-12-02", "131052-308T", "VALUE", 4, "/Invoice/cbc:DueDate", "BT-9",
      "cbc:DueDate is “[identity code]”, which is not a day of the calendar like 2026-11-02."),
  ]

  static let extensions: [Case] = [
    Case(
      "<cbc:ID>2026-1001</cbc:ID>", "<ext:UBLExtensions/><cbc:ID>2026-1001</cbc:ID>", "MISSING", 2, "/Invoice/ext:UBLExtensions",
      nil,
      "ext:UBLExtensions has no ext:UBLExtension, which must be there."),
    Case(
      "<cbc:ID>2026-1001</cbc:ID>", extended("") + "<cbc:ID>2026-1001</cbc:ID>", "MISSING", 2,
      "/Invoice/ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent", nil,
      "ext:ExtensionContent is empty; it must hold one element of the extension."),
    Case(
      "<cbc:ID>2026-1001</cbc:ID>", extended(own + own) + "<cbc:ID>2026-1001</cbc:ID>", "COUNT", 2,
      "/Invoice/ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/Own[2]", nil,
      "ext:ExtensionContent holds more than one element, where UBL 2.1 has one."),
    Case(
      "<cbc:ID>2026-1001</cbc:ID>", extended(#"<Own xmlns=""/>"#) + "<cbc:ID>2026-1001</cbc:ID>", "ELEMENT", 2,
      "/Invoice/ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/Own", nil,
      "Own cannot be the content of an extension: its namespace must be another."),
    // Whatever lies around it: what UBL declares is held to what it declares.
    Case(
      "<cbc:ID>2026-1001</cbc:ID>",
      extended(own.replacing("/>", with: "><cbc:IssueDate>x</cbc:IssueDate></Own>")) + "<cbc:ID>2026-1001</cbc:ID>", "VALUE", 2,
      "/Invoice/ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/Own/cbc:IssueDate", nil,
      "cbc:IssueDate is “x”, which is not a day of the calendar like 2026-11-02."),
    Case(
      "</Invoice>", extended(own) + "</Invoice>", "ORDER", 38, "/Invoice/ext:UBLExtensions", nil,
      "ext:UBLExtensions is out of order in Invoice: it must stand before cbc:ID."),
  ]

  static let own = #"<Own xmlns="urn:own" any="1"/>"#

  static func extended(_ content: String) -> String {
    "<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent>\(content)</ext:ExtensionContent></ext:UBLExtension>"
      + "</ext:UBLExtensions>"
  }
}

/// Reads documents one after another and says what is wrong with their structure.
final class StructureReader {
  let checker = UBLChecker()
  private let parser = XMLParser(names: UBLVocabulary.shared.names)

  /// Whether it is well-formed and has UBL's structure.
  func isValid(_ document: [UInt8]) throws -> Bool {
    checker.begin()
    let problems = try parser.parse(document[...]) { checker.take($0) }
    checker.checkStructure()
    return problems.isEmpty && checker.isStructureValid && checker.isComplete
  }

  func findings(_ document: String) throws -> [Finding] {
    _ = try isValid(Array(document.utf8))
    return checker.structureFindings()
  }
}
