extension UBLChecker {
  /// BG-4
  func checkSupplier(_ supplier: Int) {
    let identifiers = tree.each(.cacParty, in: supplier).lazy.flatMap { [tree] party in
      tree.each(.cacPartyIdentification, in: party).lazy.flatMap { tree.each(.cbcID, in: $0) }
    }
    // Until 1.3.15 a creditor id for direct debits counted as an identifier of the seller.
    let hasID = identifiers.contains { [self] in !rules.isCore16 || !isSEPA($0) }
    if !hasID, !tree.has(.cacParty, .cacPartyLegalEntity, .cbcCompanyID, in: supplier),
      !tree.each(.cacParty, in: supplier).contains(where: hasVATID)
    {
      fire("BR-CO-26", at: supplier)
    }
  }

  func isSEPA(_ id: Int) -> Bool {
    tree.attribute(attributeNames.schemeID, of: id).map { short($0) == "SEPA" } ?? false
  }

  /// A party's VAT id (BT-31, BT-48, BT-63).
  func hasVATID(_ party: Int) -> Bool {
    tree.each(.cacPartyTaxScheme, in: party).contains { isVAT($0) && tree.has(.cbcCompanyID, in: $0) }
  }

  /// cac:Party of whomever.
  func checkParty(_ party: Int) {
    if tree.parentIs(party, .cacAccountingSupplierParty) {
      if tree.count(.cacPartyTaxScheme, in: party) > 2 { fire("UBL-SR-42", at: party) }
      if facts.supplierParty == nil { facts.supplierParty = party }
      if rules.isPeppol, !tree.has(.cbcEndpointID, in: party) { fire("PEPPOL-EN16931-R020", at: party) }
    } else if tree.parentIs(party, .cacAccountingCustomerParty) {
      if facts.customerParty == nil { facts.customerParty = party }
      if rules.isPeppol, !tree.has(.cbcEndpointID, in: party) { fire("PEPPOL-EN16931-R010", at: party) }
    }
  }

  /// BG-10
  func checkPayee(_ payee: Int) {
    let isOther = hasOtherNameThanSeller(payee)
    if tree.count(.cacPartyName, .cbcName, in: payee) > 1 || !isOther { fire("UBL-SR-19", at: payee) }
    // A creditor id for direct debits stands beside the payee's own.
    let identifiers = tree.each(.cacPartyIdentification, in: payee).reduce(0) { count, identification in
      count + tree.each(.cbcID, in: identification).reduce(0) { $0 + (isSEPA($1) ? 0 : 1) }
    }
    if identifiers > 1 || !isOther { fire("UBL-SR-20", at: payee) }
    if tree.count(.cacPartyLegalEntity, .cbcCompanyID, in: payee) > 1 || !isOther { fire("UBL-SR-21", at: payee) }
    if !tree.has(.cacPartyName, .cbcName, in: payee) || isSeller(payee) { fire("BR-17", at: payee) }
  }

  /// The artefact asks this beside each count: some name of the payee differs from the seller's registered name, and both are there.
  private func hasOtherNameThanSeller(_ payee: Int) -> Bool {
    let names = tree.each(.cacPartyName, in: payee).flatMap { name in tree.each(.cbcName, in: name).map(tree.string) }
    let parent = tree.parent(payee)
    guard parent >= 0, !names.isEmpty else { return false }
    for supplier in tree.each(.cacAccountingSupplierParty, in: parent) {
      for party in tree.each(.cacParty, in: supplier) {
        for entity in tree.each(.cacPartyLegalEntity, in: party) {
          for name in tree.each(.cbcRegistrationName, in: entity) where names.contains(where: { $0 != tree.string(name) }) {
            return true
          }
        }
      }
    }
    return false
  }

  /// The payee has a name or an identifier of the seller.
  private func isSeller(_ payee: Int) -> Bool {
    let parent = tree.parent(payee)
    guard parent >= 0 else { return false }
    func texts(_ a: UBLTag, _ b: UBLTag, in party: Int) -> [String] {
      tree.each(a, in: party).flatMap { group in tree.each(b, in: group).map(tree.string) }
    }
    for supplier in tree.each(.cacAccountingSupplierParty, in: parent) {
      for party in tree.each(.cacParty, in: supplier) {
        for (group, text) in [(UBLTag.cacPartyName, UBLTag.cbcName), (.cacPartyIdentification, .cbcID)] {
          let own = texts(group, text, in: payee)
          if texts(group, text, in: party).contains(where: own.contains) { return true }
        }
      }
    }
    return false
  }

  /// BG-11
  func checkRepresentative(_ party: Int) {
    if !tree.each(.cacPartyName, in: party).contains(where: { hasText(.cbcName, in: $0) }) { fire("BR-18", at: party) }
    if !tree.has(.cacPostalAddress, in: party) { fire("BR-19", at: party) }
    if !hasVATID(party) { fire("BR-56", at: party) }
    if tree.count(.cacPartyName, .cbcName, in: party) > 1 { fire("UBL-SR-22", at: party) }
    if tree.count(.cacPartyTaxScheme, .cbcCompanyID, in: party) > 1 { fire("UBL-SR-23", at: party) }
  }

  func checkPartyTaxScheme(_ scheme: Int) {
    let companyID = tree.first(.cbcCompanyID, in: scheme)
    if companyID == nil || !tree.has(.cacTaxScheme, .cbcID, in: scheme) { fire("UBL-SR-53", at: scheme) }
    let isVAT = isVAT(scheme)
    if isVAT { checkVATPrefix(scheme, companyID) }
    guard companyID != nil else { return }
    let party = tree.parent(scheme)
    guard party >= 0 else { return }
    if tree.isTag(party, .cacTaxRepresentativeParty) {
      if isVAT { facts.representativeHasVATID = true }
    } else if tree.parentIs(party, .cacAccountingSupplierParty) {
      facts.sellerHasTaxID = true
      if isVAT { facts.sellerHasVATID = true }
    } else if tree.parentIs(party, .cacAccountingCustomerParty), isVAT {
      facts.buyerHasVATID = true
    }
  }

  /// The artefact looks for the first two characters in a text of country codes with blanks between them, so that two blanks and the
  /// end of one code with the blank after it pass: its answer is kept.
  private func checkVATPrefix(_ scheme: Int, _ companyID: Int?) {
    let prefix = companyID.map { Array(tree.raw($0).prefix(2)) } ?? []
    // Nothing is part of every text.
    if prefix.isEmpty { return }
    let isPassed: Bool =
      switch (prefix.first == 0x20, prefix.last == 0x20, prefix.count) {
      case (_, _, 1): rules.lists.hasCode(with: prefix[0], .vatPrefixes, anywhere: true)
      case (false, false, _): rules.lists.contains(ShortText(prefix), .vatPrefixes)
      case (true, false, _): rules.lists.hasCode(with: prefix[1], .vatPrefixes, anywhere: false)
      case (false, true, _): rules.lists.hasCode(endingIn: prefix[0], .vatPrefixes)
      case (true, true, _): false
      }
    if !isPassed { fire("BR-CO-09", at: companyID ?? scheme) }
  }

  /// BG-5, BG-8, BG-12, BG-15
  func checkAddress(_ address: Int, _ tag: UBLTag) {
    if tree.count(.cacAddressLine, in: address) > 1 { fire("UBL-SR-51", at: address) }
    let hasCountry = tree.each(.cacCountry, in: address).contains { hasText(.cbcIdentificationCode, in: $0) }
    if tag == .cacAddress {
      if tree.parentIs(address, .cacDeliveryLocation), tree.grandparentIs(address, .cacDelivery),
        !tree.has(.cacCountry, .cbcIdentificationCode, in: address)
      {
        fire("BR-57", at: address)
      }
      return
    }
    if hasCountry { return }
    if tree.parentIs(address, .cacTaxRepresentativeParty) { fire("BR-20", at: address) }
    guard tree.parentIs(address, .cacParty) else { return }
    if tree.grandparentIs(address, .cacAccountingSupplierParty) { fire("BR-09", at: address) }
    if tree.grandparentIs(address, .cacAccountingCustomerParty) { fire("BR-11", at: address) }
  }

  /// BT-34 and BT-49
  func checkEndpoint(_ endpoint: Int) {
    let scheme = tree.attribute(attributeNames.schemeID, of: endpoint)
    if let scheme {
      if !rules.lists.contains(short(scheme), .endpointSchemes) {
        fire("BR-CL-25", at: endpoint, attribute: attributeNames.schemeID)
      }
      if rules.isPeppol {
        if !rules.lists.contains(short(scheme), .peppolEndpointSchemes) {
          fire("PEPPOL-EN16931-CL008", at: endpoint, attribute: attributeNames.schemeID)
        }
        checkIdentifier(endpoint, short(scheme), isEndpoint: true)
      }
    } else if tree.parentIs(endpoint, .cacParty) {
      if tree.grandparentIs(endpoint, .cacAccountingSupplierParty) { fire("BR-62", at: endpoint) }
      if tree.grandparentIs(endpoint, .cacAccountingCustomerParty) { fire("BR-63", at: endpoint) }
    }
  }
}
