/// The rules that countries add to Peppol BIS Billing 3.0, each country's in a file of its own.
///
/// Which countries' rules apply is decided once a document, and every country decides it in its own way: Norway, Italy and Greece go
/// by the prefix of the VAT id (the seller's, then the tax representative's, then the address), Denmark, Sweden and Iceland by the
/// code of the address just as it stands, Germany and the Netherlands by that code in any case of letters. Rules that the artefact
/// asks of an element anywhere scan the document, and only when their country is on.
///
/// Source: country rules in Peppol BIS Billing 3.0 (https://docs.peppol.eu/poacc/billing/3.0/), release 3.0.21.
extension UBLChecker {
  func checkNational(_ root: Int) {
    let address = addressCountry(.cacAccountingSupplierParty, root)
    switch address {
    case "DE" where addressCountry(.cacAccountingCustomerParty, root) == "DE": checkGermany(root)
    case "NL": checkNetherlands(root)
    default: break
    }
    if isAddressed(.cacAccountingSupplierParty, "DK", root) { checkDenmark(root) }
    if isAddressed(.cacAccountingSupplierParty, "IS", root) { checkIceland(root) }
    if isAddressed(.cacAccountingSupplierParty, "SE", root) { checkSweden(root) }
    let own = vatPrefix(of: .cacAccountingSupplierParty, root)
    let registered = own ?? representativeVATPrefix(root) ?? address
    if registered == "NO" { checkNorway() }
    if registered == "IT" { checkItaly() }
    let isGreek = (registered: Self.isGreek(registered), itself: Self.isGreek(own ?? address))
    if isGreek.registered || isGreek.itself { checkGreece(root, isRegistered: isGreek.registered, isGreekItself: isGreek.itself) }
  }

  // MARK: countries

  /// Whether an address of a side has this code just as it stands.
  func isAddressed(_ side: UBLTag, _ country: ShortText, _ root: Int) -> Bool {
    for side in tree.each(side, in: root) {
      for party in tree.each(.cacParty, in: side) where isAddressed(party, country) { return true }
    }
    return false
  }

  func isAddressed(_ party: Int, _ country: ShortText) -> Bool {
    for address in tree.each(.cacPostalAddress, in: party) {
      for place in tree.each(.cacCountry, in: address) where hasExact(.cbcIdentificationCode, country, in: place) { return true }
    }
    return false
  }

  /// The prefix of a side's VAT id.
  func vatPrefix(of side: UBLTag, _ root: Int) -> ShortText? {
    for side in tree.each(side, in: root) {
      for party in tree.each(.cacParty, in: side) {
        if let prefix = vatPrefix(party) { return prefix }
      }
    }
    return nil
  }

  private func representativeVATPrefix(_ root: Int) -> ShortText? {
    for representative in tree.each(.cacTaxRepresentativeParty, in: root) {
      if let prefix = vatPrefix(representative) { return prefix }
    }
    return nil
  }

  /// The first two characters of a party's VAT id, in capital letters; nil when it has none.
  private func vatPrefix(_ party: Int) -> ShortText? {
    for registration in tree.each(.cacPartyTaxScheme, in: party) where isExactlyVAT(registration) {
      guard let id = tree.first(.cbcCompanyID, in: registration) else { continue }
      let prefix = tree.raw(id).prefix(2)
      if !prefix.isEmpty { return ShortText(prefix.filter { !UBLTree.isBlank($0) }).uppercased }
    }
    return nil
  }

  // MARK: what national rules ask

  /// The text as it stands, white space included, as `= 'DK'` compares it.
  func exact(_ node: Int) -> ShortText { ShortText(tree.raw(node)) }

  /// A child with just this text.
  func hasExact(_ tag: UBLTag, _ text: ShortText, in node: Int) -> Bool {
    for child in tree.each(tag, in: node) where exact(child) == text { return true }
    return false
  }

  /// An element that is there and has text.
  func isFilled(_ node: Int?) -> Bool { node.map { !tree.isEmpty($0) } ?? false }

  /// A child that has text, whichever of them.
  func isAnyFilled(_ tag: UBLTag, in node: Int) -> Bool { tree.each(tag, in: node).contains { !tree.isEmpty($0) } }

  /// The scheme that an identifier states, without white space around it; empty when it states none.
  func scheme(_ node: Int) -> ShortText { tree.attribute(attributeNames.schemeID, of: node).map(short) ?? .empty }

  /// The tax scheme of a PartyTaxScheme.
  func taxScheme(_ registration: Int) -> ShortText {
    tree.first(.cacTaxScheme, .cbcID, in: registration).map(short) ?? .empty
  }

  /// `cac:TaxScheme/cbc:ID = 'VAT'`: small letters and white space make it something else.
  func isExactlyVAT(_ registration: Int) -> Bool {
    tree.each(.cacTaxScheme, in: registration).contains { hasExact(.cbcID, "VAT", in: $0) }
  }

  /// The ids of a party's registrations for VAT (`cac:PartyTaxScheme[normalize-space(cac:TaxScheme/cbc:ID) = 'VAT']/cbc:CompanyID`).
  func vatIDs(_ party: Int) -> [Int] {
    tree.each(.cacPartyTaxScheme, in: party).filter { taxScheme($0) == "VAT" }.flatMap { tree.each(.cbcCompanyID, in: $0) }
  }

  /// A party's identifier of legal registration.
  func legalID(_ party: Int) -> Int? { tree.first(.cacPartyLegalEntity, .cbcCompanyID, in: party) }

  /// The parties of a side.
  func parties(_ side: UBLTag, _ root: Int) -> [Int] {
    tree.each(side, in: root).flatMap { tree.each(.cacParty, in: $0) }
  }

  /// BT-3, of whichever kind the document is.
  func documentTypes(_ root: Int) -> [ShortText] {
    [UBLTag.cbcInvoiceTypeCode, .cbcCreditNoteTypeCode].compactMap { tree.first($0, in: root).map(short) }
  }

  /// A side's party, wherever in the document it is.
  func isParty(_ node: Int, of side: UBLTag) -> Bool { tree.isTag(node, .cacParty) && tree.parentIs(node, side) }

  /// `string-length(normalize-space(.))`
  func length(_ node: Int) -> Int { tree.normalized(node).unicodeScalars.count }

  /// `number(.)` of XPath: xs:double, nil for NaN. So `1E3` is a number too.
  static func number(_ text: some StringProtocol) -> Double? {
    let words = Array(text.utf8).split(whereSeparator: UBLTree.isBlank)
    guard words.count == 1 else { return nil }
    let word = String(decoding: words[0], as: UTF8.self)
    if word == "INF" || word == "-INF" { return word == "INF" ? .infinity : -.infinity }
    // The words and hexadecimal forms that Swift reads are none of xs:double.
    guard word.utf8.allSatisfy({ IdentifierForms.isDigit($0) || "+-.eE".utf8.contains($0) }) else { return nil }
    return Double(word)
  }
}
