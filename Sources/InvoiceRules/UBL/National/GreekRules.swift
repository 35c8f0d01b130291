/// GR-R-…, GR-S-…: the seller is Greek by its VAT id, its tax representative's, or its address.
///
/// Source: country rules for Greece in Peppol BIS Billing 3.0.
extension UBLChecker {
  /// `isGreekItself`: without asking the tax representative, as the rule about the endpoint does.
  func checkGreece(_ root: Int, isRegistered: Bool, isGreekItself: Bool) {
    let buyer = vatPrefix(of: .cacAccountingCustomerParty, root) ?? addressCountry(.cacAccountingCustomerParty, root)
    let isDomestic = isRegistered && Self.isGreek(buyer)
    let hasGreekAddress = isAddressed(.cacAccountingSupplierParty, "GR", root)
    for node in tree.nodes.indices {
      switch UBLTag(rawValue: tree.nodes[node].element) {
      case .cacParty where tree.parentIs(node, .cacAccountingSupplierParty):
        if isRegistered { checkGreekSeller(node) }
        if isGreekItself { checkGreekEndpoints(node, "GR-R-009") }
      case .cacParty where isRegistered && tree.parentIs(node, .cacAccountingCustomerParty):
        checkGreekBuyer(node, isDomestic: isDomestic)
      case .cacAdditionalDocumentReference where isRegistered: checkGreekDocument(node, hasGreekAddress: hasGreekAddress)
      default: break
      }
    }
    guard isRegistered else { return }
    for id in tree.each(.cbcID, in: root) { checkGreekNumber(id, root) }
    if hasGreekAddress { checkGreekReferences(root) }
  }

  static func isGreek(_ country: ShortText) -> Bool { country == "GR" || country == "EL" }

  // MARK: parties

  private func checkGreekSeller(_ party: Int) {
    if !hasFullName(party) { fire("GR-R-002", at: party) }
    if !hasGreekVAT(party) { fire("GR-S-011", at: party) }
    for id in vatIDs(party) where !isGreekVAT(id) { fire("GR-R-003", at: id) }
  }

  private func checkGreekBuyer(_ party: Int, isDomestic: Bool) {
    if !hasFullName(party) { fire("GR-R-005", at: party) }
    guard isDomestic else { return }
    if !hasGreekVAT(party) { fire("GR-R-006", at: party) }
    checkGreekEndpoints(party, "GR-R-010")
  }

  private func checkGreekEndpoints(_ party: Int, _ rule: StaticString) {
    for endpoint in tree.each(.cbcEndpointID, in: party) {
      let isGreek = tree.attribute(attributeNames.schemeID, of: endpoint).map { tree.string($0) == "9933" } ?? false
      if !isGreek || !IdentifierForms.isGreekTIN(tree.raw(endpoint)) { fire(rule, at: endpoint) }
    }
  }

  /// The name stands in PartyName; that of the legal entity does not do.
  private func hasFullName(_ party: Int) -> Bool {
    tree.first(.cacPartyName, .cbcName, in: party).map { !tree.raw($0).isEmpty } ?? false
  }

  /// One VAT id, and that a Greek one.
  private func hasGreekVAT(_ party: Int) -> Bool {
    let ids = vatIDs(party)
    return ids.count == 1 && ids.allSatisfy(isGreekVAT)
  }

  private func isGreekVAT(_ id: Int) -> Bool {
    tree.raw(id).starts(with: "EL".utf8) && IdentifierForms.isGreekTIN(tree.raw(id).dropFirst(2))
  }

  // MARK: the document's number

  /// Document types of the tax authority (AADE) that the artefact takes: sales invoice and its supplement, service invoice and its
  /// supplement, credit note with and without a reference.
  private static let greekDocumentTypes: Set<String> = ["1.1", "1.6", "2.1", "2.4", "5.1", "5.2"]

  /// Tax number | date | branch | document type | series | running number
  private func checkGreekNumber(_ id: Int, _ root: Int) {
    let text = tree.string(id)
    let segments = text.unicodeScalars.split(separator: "|", omittingEmptySubsequences: text.isEmpty).map(String.init)
    func segment(_ number: Int) -> String { number <= segments.count ? segments[number - 1] : "" }
    if segments.count != 6 { fire("GR-R-001-1", at: id) }
    if !isSellerTIN(segment(1), root) { fire("GR-R-001-2", at: id) }
    if !isIssueDate(segment(2), root) { fire("GR-R-001-3", at: id) }
    if Self.number(segment(3)).map({ $0 >= 0 && $0 == $0.rounded() }) != true { fire("GR-R-001-4", at: id) }
    if !Self.greekDocumentTypes.contains(segment(4)) { fire("GR-R-001-5", at: id) }
    if segment(5).isEmpty { fire("GR-R-001-6", at: id) }
    if segment(6).isEmpty { fire("GR-R-001-7", at: id) }
  }

  /// The tax number of the seller or its tax representative, right in itself.
  private func isSellerTIN(_ text: String, _ root: Int) -> Bool {
    guard text.utf8.count == 9, IdentifierForms.isGreekTIN(text.utf8) else { return false }
    let holders = parties(.cacAccountingSupplierParty, root) + Array(tree.each(.cacTaxRepresentativeParty, in: root))
    return holders.contains { holder in
      tree.each(.cacPartyTaxScheme, in: holder).contains { registration in
        guard isExactlyVAT(registration), let id = tree.first(.cbcCompanyID, in: registration) else { return false }
        return tree.raw(id).dropFirst(2).prefix(9).elementsEqual(text.utf8)
      }
    }
  }

  /// DD/MM/YYYY of the issue date.
  private func isIssueDate(_ text: String, _ root: Int) -> Bool {
    guard let issued = tree.first(.cbcIssueDate, in: root).map(tree.string) else { return false }
    let date = issued.split(separator: "-", omittingEmptySubsequences: false)
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard date.count >= 3, parts.count >= 3, parts[0] == date[2], parts[1] == date[1], parts[2] == date[0],
      let day = Int(parts[0]), let month = Int(parts[1]), parts[0].utf8.count <= 2, parts[1].utf8.count <= 2
    else { return false }
    return (1...31).contains(day) && (1...12).contains(month) && (parts[2].hasPrefix("19") || parts[2].hasPrefix("20"))
  }

  // MARK: what the tax authority gave

  private static let greekMark = "##M.AR.K##"
  private static let greekLink = "##INVOICE|URL##"

  private func isGreekDocument(_ document: Int, _ description: String) -> Bool {
    tree.each(.cbcDocumentDescription, in: document).contains { tree.raw($0).elementsEqual(description.utf8) }
  }

  private func checkGreekReferences(_ root: Int) {
    let marks = tree.each(.cacAdditionalDocumentReference, in: root).count { isGreekDocument($0, Self.greekMark) }
    let links = tree.each(.cacAdditionalDocumentReference, in: root).count { isGreekDocument($0, Self.greekLink) }
    if marks != 1 { fire("GR-R-004-1", at: root) }
    if links != 1 { fire("GR-S-008-1", at: root) }
    if links > 1 { fire("GR-R-008-2", at: root) }
  }

  private func checkGreekDocument(_ document: Int, hasGreekAddress: Bool) {
    if hasGreekAddress, isGreekDocument(document, Self.greekMark) {
      // It begins like a positive number; what follows is not looked at.
      for id in tree.each(.cbcID, in: document) where !(tree.raw(id).first.map { $0 >= 0x31 && $0 <= 0x39 } ?? false) {
        fire("GR-R-004-2", at: id)
      }
    }
    guard isGreekDocument(document, Self.greekLink) else { return }
    let address = tree.first(.cacAttachment, .cacExternalReference, .cbcURI, in: document)
    if !isFilled(address) { fire("GR-R-008-3", at: document) }
  }
}

extension IdentifierForms {
  /// Greek tax number (AFM): nine digits, the last one a check digit by powers of two. What follows them is not looked at, as in the
  /// artefact.
  static func isGreekTIN(_ text: some Collection<UInt8>) -> Bool {
    let digits = Array(text.prefix(9))
    guard isDigits(digits, count: 9) else { return false }
    let sum = digits.prefix(8).reduce(0) { ($0 + digit($1)) * 2 }
    return sum % 11 % 10 == digit(digits[8])
  }
}
