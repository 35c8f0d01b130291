import Receivables

/// Seller, buyer, factoring company.
enum FinvoicePartyRules {
  static let all: [FinvoiceRules.Rule] = [seller, buyer, addresses, factoring]

  private static let sellerPath = "SellerPartyDetails/"
  private static let buyerPath = "BuyerPartyDetails/"

  /// FINVOICE-PARTY-01, -02, -03, -05 and -11: the seller's identifiers are right by their check digits and of one firm.
  @Sendable static func seller(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    let seller = facts.seller
    if let stated = seller.identifier, seller.businessID == nil, isFinnish(seller) {
      report.add(.sellerID, line: stated.line, path: sellerPath + "SellerPartyIdentifier", found: stated.text)
    }
    if let stated = seller.taxCode {
      taxCode(stated, seller, .sellerVAT, sellerPath + "SellerOrganisationTaxCode", "BT-31", &report)
      if let own = seller.businessID, let vatID = seller.vatID, let inside = businessID(inVAT: vatID), inside != own {
        report.add(
          .sellerTwoFirms, line: stated.line, path: sellerPath + "SellerOrganisationTaxCode", expected: own, found: inside)
      }
    }
    ovt(seller.unitNumber, .sellerOVT, "SellerOrganisationUnitNumber", &report)
  }

  /// FINVOICE-PARTY-04, -06, -07 and -08: the buyer has a name and is not the seller; its VAT number and OVT are right. Its business
  /// id is the reader's: `finvoice.buyer-identifier`, `finvoice.buyer-identifiers-differ`.
  @Sendable static func buyer(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    let buyer = facts.buyer
    if !buyer.hasName { report.add(.buyerName, line: nil, path: buyerPath + "BuyerOrganisationName") }
    if let stated = buyer.taxCode {
      taxCode(stated, buyer, .buyerVAT, buyerPath + "BuyerOrganisationTaxCode", "BT-48", &report)
    }
    ovt(buyer.unitNumber, .buyerOVT, "BuyerOrganisationUnitNumber", &report)
    if let own = facts.seller.businessID, own == buyer.businessID {
      report.add(.buyerIsSeller, line: buyer.identifier?.line, path: buyerPath + "BuyerPartyIdentifier", found: own)
    }
  }

  private static func taxCode(
    _ stated: FinvoiceStated, _ party: FinvoicePartyFacts, _ rule: FinvoiceRuleID, _ path: String, _ term: String,
    _ report: inout FinvoiceReport
  ) {
    guard party.vatID != nil else {
      report.add(rule, line: stated.line, path: path, found: stated.text, term: term)
      return
    }
    guard let first = stated.text.utf8.first, (0x30...0x39).contains(first) else { return }
    report.add(.vatPrefix, line: stated.line, path: path, expected: party.vatID, found: stated.text, term: term)
  }

  /// Only what claims to be an OVT is checked; an account or an operator's address may stand there as well.
  private static func ovt(_ stated: FinvoiceStated?, _ rule: FinvoiceRuleID, _ path: String, _ report: inout FinvoiceReport) {
    guard let stated, stated.text.hasPrefix("0037"), OVT.normalised(stated.text) == nil else { return }
    report.add(rule, line: stated.line, path: path, found: stated.text)
  }

  private static func businessID(inVAT vatID: String) -> String? {
    vatID.hasPrefix("FI") ? FinnishBusinessID.normalised(String(vatID.dropFirst(2))) : nil
  }

  /// A foreign seller has a number of its own country.
  private static func isFinnish(_ party: FinvoicePartyFacts) -> Bool {
    let country = party.countryCode?.text.uppercased()
    let isForeignVAT = party.vatID.map { !$0.hasPrefix("FI") } ?? false
    return !isForeignVAT && (country == nil || country == "FI" || country == "AX")
  }

  /// FINVOICE-PARTY-09 and -10: a post code of five digits in Finland; a country of the list.
  @Sendable static func addresses(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    for (party, path, name) in [
      (facts.seller, sellerPath + "SellerPostalAddressDetails/", "SellerPostCodeIdentifier"),
      (facts.buyer, buyerPath + "BuyerPostalAddressDetails/", "BuyerPostCodeIdentifier"),
    ] {
      if let stated = party.countryCode, !FinvoiceCodes.holds(stated.text.uppercased(), .country, facts.version) {
        report.add(.country, line: stated.line, path: path + "CountryCode", found: stated.text)
      }
      guard let stated = party.postCode, party.countryCode?.text.uppercased() == "FI" else { continue }
      var digits = Array(stated.text.utf8)
      if digits.starts(with: Array("FI-".utf8)) { digits.removeFirst(3) }
      guard digits.count != 5 || !digits.allSatisfy({ (0x30...0x39).contains($0) }) else { continue }
      report.add(.postCode, line: stated.line, path: path + name, found: stated.text)
    }
  }

  /// FINVOICE-FACTORING-01 and -02: an assigned claim names to whom and by which clause.
  @Sendable static func factoring(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let factoring = facts.factoring else {
      guard let code = facts.typeCodeUN, code.text == "393" else { return }
      report.add(.factoringMissing, line: code.line, path: "FactoringAgreementDetails")
      return
    }
    let parts = [("FactoringFreeText", !factoring.hasClause), ("FactoringPartyName", !factoring.hasParty)]
    let missing = parts.filter(\.1).map(\.0)
    guard !missing.isEmpty else { return }
    report.add(.factoringClause, line: nil, path: "FactoringAgreementDetails", text: missing.joined(separator: ", "))
  }
}
