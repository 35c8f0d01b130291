/// DE-R-…: the codes of both parties' addresses are DE in any case of letters.
///
/// Source: country rules for Germany in Peppol BIS Billing 3.0, which are those of XRechnung.
extension UBLChecker {
  func checkGermany(_ root: Int) {
    checkGermanDocument(root)
    checkGermanTerms(root)
    checkGermanFiles(root)
    checkGermanMandate(root)
    for side in tree.each(.cacAccountingSupplierParty, in: root) where !tree.has(.cacParty, .cacContact, in: side) {
      fire("DE-R-002", at: side)
    }
    for party in parties(.cacAccountingSupplierParty, root) {
      for address in tree.each(.cacPostalAddress, in: party) { checkGermanAddress(address, "DE-R-003", "DE-R-004") }
      for contact in tree.each(.cacContact, in: party) { checkGermanContact(contact) }
    }
    for party in parties(.cacAccountingCustomerParty, root) {
      for address in tree.each(.cacPostalAddress, in: party) { checkGermanAddress(address, "DE-R-008", "DE-R-009") }
    }
    for place in tree.each(.cacDelivery, in: root).flatMap({ tree.each(.cacDeliveryLocation, in: $0) }) {
      for address in tree.each(.cacAddress, in: place) { checkGermanAddress(address, "DE-R-010", "DE-R-011") }
    }
    for means in tree.each(.cacPaymentMeans, in: root) { checkGermanPayment(means) }
    for subtotal in tree.each(.cacTaxTotal, in: root).flatMap({ tree.each(.cacTaxSubtotal, in: $0) }) {
      if !tree.each(.cacTaxCategory, in: subtotal).contains(where: { isAnyFilled(.cbcPercent, in: $0) }) {
        fire("DE-R-014", at: subtotal)
      }
    }
  }

  // MARK: the document

  /// Document types (UNTDID 1001) that German buyers expect.
  private static let germanTypes: Set<ShortText> = ["326", "380", "381", "384", "389", "875", "876", "877"]

  private func checkGermanDocument(_ root: Int) {
    if !tree.has(.cacPaymentMeans, in: root) { fire("DE-R-001", at: root) }
    if !isAnyFilled(.cbcBuyerReference, in: root) { fire("DE-R-015", at: root) }
    if usesGermanTax(root), !isKnownToTaxOffice(root) { fire("DE-R-016", at: root) }
    let types = documentTypes(root)
    if !types.contains(where: Self.germanTypes.contains) { fire("DE-R-017", at: root) }
    if types.contains("384"), !tree.has(.cacBillingReference, .cacInvoiceDocumentReference, in: root) {
      fire("DE-R-026", at: root)
    }
  }

  /// The VAT categories that ask for a registration: all but O.
  private static let germanCategories: Set<ShortText> = ["S", "Z", "E", "AE", "K", "G", "L", "M"]

  private func usesGermanTax(_ root: Int) -> Bool {
    func isTaxed(_ tag: UBLTag, in node: Int) -> Bool {
      tree.each(tag, in: node).contains { tree.each(.cbcID, in: $0).contains { Self.germanCategories.contains(exact($0)) } }
    }
    let hasTaxedAllowance = tree.each(.cacAllowanceCharge, in: root).contains { allowance in
      // As the words stand: 0 and 1 are neither here.
      (hasExact(.cbcChargeIndicator, "false", in: allowance) || hasExact(.cbcChargeIndicator, "true", in: allowance))
        && isTaxed(.cacTaxCategory, in: allowance)
    }
    return hasTaxedAllowance
      || [UBLTag.cacInvoiceLine, .cacCreditNoteLine].contains { line in
        tree.each(line, in: root).contains { line in
          tree.each(.cacItem, in: line).contains { isTaxed(.cacClassifiedTaxCategory, in: $0) }
        }
      }
  }

  /// By a VAT id, a tax number or a tax representative.
  private func isKnownToTaxOffice(_ root: Int) -> Bool {
    tree.has(.cacTaxRepresentativeParty, in: root)
      || parties(.cacAccountingSupplierParty, root).contains { party in
        tree.each(.cacPartyTaxScheme, in: party).contains { isAnyFilled(.cbcCompanyID, in: $0) }
      }
  }

  /// DE-R-018: lines of the payment terms that begin with # are cash discounts, and a line break ends the last of them.
  private func checkGermanTerms(_ root: Int) {
    let notes = tree.each(.cacPaymentTerms, in: root).compactMap { tree.first(.cbcNote, in: $0) }
    if let wrong = notes.first(where: { !GermanForms.isRightTerms(tree.string($0)) }) { fire("DE-R-018", at: wrong) }
  }

  /// DE-R-022, DE-R-T02: attachments have names of their own, and what lies elsewhere has a whole address.
  private func checkGermanFiles(_ root: Int) {
    var names: Set<String> = []
    var isTwice = false
    for document in tree.each(.cacAdditionalDocumentReference, in: root) {
      var own: Set<String> = []
      for attachment in tree.each(.cacAttachment, in: document) {
        for file in tree.each(.cbcEmbeddedDocumentBinaryObject, in: attachment) {
          if let name = tree.attribute(attributeNames.filename, of: file) { own.insert(tree.string(name)) }
        }
        for reference in tree.each(.cacExternalReference, in: attachment) {
          let uri = tree.first(.cbcURI, in: reference)
          if !GermanForms.isAbsolute(ArraySlice(uri.map { Array(tree.raw($0)) } ?? [])) { fire("DE-R-T02", at: uri ?? reference) }
        }
      }
      if !names.isDisjoint(with: own) { isTwice = true }
      names.formUnion(own)
    }
    if isTwice { fire("DE-R-022", at: root) }
  }

  /// Who is debited, and who debits.
  private func checkGermanMandate(_ root: Int) {
    guard tree.has(.cacPaymentMeans, .cacPaymentMandate, in: root) else { return }
    let creditors = parties(.cacAccountingSupplierParty, root) + Array(tree.each(.cacPayeeParty, in: root))
    let hasCreditor = creditors.contains { party in
      tree.each(.cacPartyIdentification, in: party).contains { identification in
        tree.each(.cbcID, in: identification).contains { id in
          tree.attribute(attributeNames.schemeID, of: id).map { tree.string($0) == "SEPA" } ?? false
        }
      }
    }
    if !hasCreditor { fire("DE-R-030", at: root) }
    if !tree.has(.cacPaymentMeans, .cacPaymentMandate, .cacPayerFinancialAccount, .cbcID, in: root) { fire("DE-R-031", at: root) }
  }

  // MARK: parties

  private func checkGermanAddress(_ address: Int, _ city: StaticString, _ zone: StaticString) {
    if !isAnyFilled(.cbcCityName, in: address) { fire(city, at: address) }
    if !isAnyFilled(.cbcPostalZone, in: address) { fire(zone, at: address) }
  }

  private func checkGermanContact(_ contact: Int) {
    if !isAnyFilled(.cbcName, in: contact) { fire("DE-R-005", at: contact) }
    if !isAnyFilled(.cbcTelephone, in: contact) { fire("DE-R-006", at: contact) }
    if !isAnyFilled(.cbcElectronicMail, in: contact) { fire("DE-R-007", at: contact) }
    let telephone = tree.first(.cbcTelephone, in: contact)
    let digits = telephone.map { tree.raw($0).count(where: IdentifierForms.isDigit) } ?? 0
    if digits < 3 { fire("DE-R-027", at: telephone ?? contact) }
    let mail = tree.first(.cbcElectronicMail, in: contact)
    if !GermanForms.isMailAddress(mail.map(tree.normalized) ?? "") { fire("DE-R-028", at: mail ?? contact) }
  }

  // MARK: payment

  /// Each way to pay has its own group, and not those of the others.
  private func checkGermanPayment(_ means: Int) {
    let code = short(.cbcPaymentMeansCode, in: means)
    let hasAccount = tree.has(.cacPayeeFinancialAccount, in: means)
    let hasCard = tree.has(.cacCardAccount, in: means)
    let hasMandate = tree.has(.cacPaymentMandate, in: means)
    switch code {
    case "30", "58":
      let account = tree.first(.cacPayeeFinancialAccount, .cbcID, in: means)
      if code == "58", !isIBAN(account) { fire("DE-R-019", at: account ?? means) }
      if !hasAccount { fire("DE-R-023-1", at: means) }
      if hasCard || hasMandate { fire("DE-R-023-2", at: means) }
    case "48", "54", "55":
      if !hasCard { fire("DE-R-024-1", at: means) }
      if hasAccount || hasMandate { fire("DE-R-024-2", at: means) }
    case "59":
      let account = tree.first(.cacPaymentMandate, .cacPayerFinancialAccount, .cbcID, in: means)
      if !isIBAN(account) { fire("DE-R-020", at: account ?? means) }
      if !hasMandate { fire("DE-R-025-1", at: means) }
      if hasAccount || hasCard { fire("DE-R-025-2", at: means) }
    default: break
    }
  }

  private func isIBAN(_ id: Int?) -> Bool { id.map { GermanForms.isIBAN(Array(tree.raw($0))) } ?? false }
}

/// The forms of text that the German rules ask for.
enum GermanForms {
  /// Every line that begins with # is a cash discount, and behind the last of them the line ends.
  static func isRightTerms(_ note: String) -> Bool {
    let lines = note.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let discounts = lines.map(normalized).filter { $0.first == mark }
    guard !discounts.isEmpty else { return true }
    return discounts.allSatisfy(isDiscount) && endsInLineBreak(lines)
  }

  private static let mark = UInt8(ascii: "#")

  /// `#SKONTO#TAGE=14#PROZENT=2.00#`, or with `BASISBETRAG=1000.00#` behind it.
  static func isDiscount(_ line: [UInt8]) -> Bool {
    let parts = line.split(separator: mark, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    guard parts.count == 5 || parts.count == 6, parts.first == "", parts.last == "", parts[1] == "SKONTO",
      parts[2].hasPrefix("TAGE="), IdentifierForms.isDigits(parts[2].utf8.dropFirst(5)),
      parts[3].hasPrefix("PROZENT="), isTwoDecimals(parts[3].utf8.dropFirst(8))
    else { return false }
    guard parts.count == 6 else { return true }
    let base = parts[4].utf8.dropFirst(12)
    return parts[4].hasPrefix("BASISBETRAG=") && isTwoDecimals(base.first == UInt8(ascii: "-") ? base.dropFirst() : base)
  }

  /// Digits, a point and two digits.
  private static func isTwoDecimals(_ text: Substring.UTF8View) -> Bool {
    let bytes = Array(text)
    return bytes.count >= 4 && bytes[bytes.count - 3] == UInt8(ascii: ".") && IdentifierForms.isDigits(bytes.suffix(2))
      && IdentifierForms.isDigits(bytes.dropLast(3))
  }

  /// Behind the last `#…#` there is white space with a line break in it.
  private static func endsInLineBreak(_ lines: [Substring.UTF8View]) -> Bool {
    guard
      let last = lines.lastIndex(where: { line in
        guard let first = line.firstIndex(of: mark), let last = line.lastIndex(of: mark) else { return false }
        return line.distance(from: first, to: last) >= 2
      }), let end = lines[last].lastIndex(of: mark)
    else { return false }
    return last + 1 < lines.count && lines[last][end...].dropFirst().allSatisfy(UBLTree.isBlank)
  }

  private static func normalized(_ line: Substring.UTF8View) -> [UInt8] {
    Array(line.split(whereSeparator: UBLTree.isBlank).joined(separator: [0x20]))
  }

  /// A scheme of two characters at least, and a colon (RFC 3986, section 3.1).
  static func isAbsolute(_ uri: ArraySlice<UInt8>) -> Bool {
    guard let colon = uri.firstIndex(of: UInt8(ascii: ":")), let first = uri.first, IdentifierForms.isLetter(first) else {
      return false
    }
    let scheme = uri[..<colon]
    return scheme.count >= 2
      && scheme.allSatisfy { IdentifierForms.isLetter($0) || IdentifierForms.isDigit($0) || "+.-".utf8.contains($0) }
  }

  /// Something, one @, and a domain of two parts at least.
  static func isMailAddress(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !text.utf8.contains(where: UBLTree.isBlank) else { return false }
    let domain = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return domain.count >= 2 && domain.allSatisfy { !$0.isEmpty }
  }

  /// ISO 13616: country, check digits, account; white space inside does not matter. Small letters count by their code point, as in the
  /// artefact, so that they do not stand for capital ones.
  static func isIBAN(_ text: [UInt8]) -> Bool {
    let account = text.filter { !UBLTree.isBlank($0) }
    guard (4...34).contains(account.count), account.allSatisfy({ IdentifierForms.isDigit($0) || IdentifierForms.isLetter($0) }),
      account[0] <= UInt8(ascii: "Z"), account[1] <= UInt8(ascii: "Z"), !IdentifierForms.isDigit(account[0]),
      !IdentifierForms.isDigit(account[1]), IdentifierForms.isDigits(account[2..<4])
    else { return false }
    let remainder = (account.dropFirst(4) + account.prefix(4)).reduce(0) { remainder, byte in
      let value = Int(byte) - (byte > 64 ? 55 : 48)
      return (remainder * (value > 9 ? 100 : 10) + value) % 97
    }
    return remainder == 1
  }
}
