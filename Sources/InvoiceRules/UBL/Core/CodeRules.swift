import Receivables

/// Codes, amounts and dates by themselves: the families BR-CL and UBL-DT, and those of Peppol that ask the same.
extension UBLChecker {
  /// UBL-DT-01: amounts have two decimals at most; prices, and allowances of a price, may have more.
  func checkAmount(_ amount: Int) {
    guard hasMoreThanTwoDecimals(amount) else { return }
    var node = tree.parent(amount)
    while node >= 0 {
      if tree.isTag(node, .cacAllowanceCharge), tree.parentIs(node, .cacPrice) { return }
      node = tree.parent(node)
    }
    fire("UBL-DT-01", at: amount)
  }

  /// BR-CL-03, PEPPOL-EN16931-CL007 and -R051
  func checkCurrency(_ amount: Int) {
    let attribute = tree.attribute(attributeNames.currencyID, of: amount)
    let code = attribute.map(short) ?? .empty
    if !rules.lists.contains(code, .currencies) { fire("BR-CL-03", at: amount, attribute: attributeNames.currencyID) }
    guard rules.isPeppol else { return }
    // Peppol compares without trimming.
    let exact =
      attribute.map { Int($0.count) <= 8 ? ShortText(tree.bytes[Int($0.from)..<Int($0.from + $0.count)]) : .long } ?? .empty
    if !rules.lists.contains(exact, .peppolCurrencies) {
      fire("PEPPOL-EN16931-CL007", at: amount, attribute: attributeNames.currencyID)
    }
    if tree.isTag(amount, .cbcTaxAmount), !isOfDocumentCurrency(amount) { return }
    if exact == .empty || exact != documentCurrency() {
      fire("PEPPOL-EN16931-R051", at: amount, attribute: attributeNames.currencyID)
    }
  }

  /// A TaxAmount of a breakdown row, or of the total that has the breakdown; the other total is in the VAT currency.
  private func isOfDocumentCurrency(_ amount: Int) -> Bool {
    if tree.parentIs(amount, .cacTaxSubtotal) { return true }
    return tree.parentIs(amount, .cacTaxTotal) && tree.has(.cacTaxSubtotal, in: tree.parent(amount))
  }

  /// BT-5 as it stands.
  func documentCurrency() -> ShortText {
    if let known = facts.documentCurrency { return known }
    let code = tree.first(.cbcDocumentCurrencyCode, in: 0).map { ShortText(tree.raw($0)) } ?? .empty
    facts.documentCurrency = code
    return code
  }

  func checkTypeCode(_ code: Int, _ tag: UBLTag) {
    let isInvoice = tag == .cbcInvoiceTypeCode
    let value = short(code)
    if !rules.lists.contains(value, isInvoice ? .invoiceTypes : .creditNoteTypes) { fire("BR-CL-01", at: code) }
    if rules.isPeppol { checkPeppolTypeCode(code, value, isInvoice: isInvoice) }
  }

  func checkCurrencyCode(_ code: Int, _ tag: UBLTag) {
    if !rules.lists.contains(short(code), .currencies) {
      if tag == .cbcDocumentCurrencyCode { fire("BR-CL-04", at: code) } else { fire("BR-CL-05", at: code) }
    }
    if rules.isPeppol, tag == .cbcTaxCurrencyCode { checkPeppolTaxCurrency(code) }
  }

  /// BT-8
  func checkTaxPointCode(_ code: Int) {
    guard tree.parentIs(code, .cacInvoicePeriod) else { return }
    if !rules.lists.contains(short(code), .taxPointCodes) { fire("BR-CL-06", at: code) }
    if rules.isPeppol, !rules.lists.contains(short(code), .peppolTaxPointCodes) { fire("PEPPOL-EN16931-CL006", at: code) }
  }

  func checkCountry(_ code: Int) {
    if short(code) != "IT" { facts.hasCountryBesideItaly = true }
    if rules.lists.contains(short(code), .countries) { return }
    if tree.parentIs(code, .cacCountry) { fire("BR-CL-14", at: code) }
    if tree.parentIs(code, .cacOriginCountry) { fire("BR-CL-15", at: code) }
  }

  /// BT-81
  func checkPaymentMeansCode(_ code: Int) {
    if tree.parentIs(code, .cacPaymentMeans), !rules.lists.contains(short(code), .paymentMeans) { fire("BR-CL-16", at: code) }
  }

  /// BT-98, BT-105, BT-140, BT-145
  func checkReasonCode(_ code: Int) {
    let parent = tree.parent(code)
    guard parent >= 0, tree.isTag(parent, .cacAllowanceCharge) else { return }
    let value = short(code)
    switch indicator(parent) {
    case .allowance: if !rules.lists.contains(value, .allowanceReasons) { fire("BR-CL-19", at: code) }
    case .charge: if !rules.lists.contains(value, .chargeReasons) { fire("BR-CL-20", at: code) }
    case .none: break
    }
    guard rules.isPeppol, let indicator = tree.first(.cbcChargeIndicator, in: parent) else { return }
    // Peppol compares the indicator as text.
    switch ShortText(tree.raw(indicator)) {
    case "false": if !rules.lists.contains(value, .peppolAllowanceReasons) { fire("PEPPOL-EN16931-CL002", at: code) }
    case "true": if !rules.lists.contains(value, .peppolChargeReasons) { fire("PEPPOL-EN16931-CL003", at: code) }
    default: break
    }
  }

  /// BT-121
  func checkExemptionCode(_ code: Int) {
    if !rules.lists.contains(tree.normalized(code).uppercased(), .exemptions) { fire("BR-CL-22", at: code) }
  }

  /// BT-130, BT-150
  func checkQuantity(_ quantity: Int, _ tag: UBLTag) {
    guard let unit = tree.attribute(attributeNames.unitCode, of: quantity) else { return }
    if !rules.lists.contains(short(unit), .units) { fire("BR-CL-23", at: quantity, attribute: attributeNames.unitCode) }
    if rules.isPeppol, tag == .cbcBaseQuantity, tree.parentIs(quantity, .cacPrice) { checkPeppolBaseQuantity(quantity, unit) }
  }

  /// Identifiers whose scheme comes from a list.
  func checkID(_ id: Int) {
    let parent = tree.parent(id)
    guard parent >= 0 else { return }
    let scheme = tree.attribute(attributeNames.schemeID, of: id)
    switch UBLTag(rawValue: tree.nodes[parent].element) {
    case .cacPartyIdentification:
      guard let scheme else { return }
      let code = short(scheme)
      if code.uppercased == "SEPA" { facts.sepaIdentifiers += 1 }
      let isCreditorID = code == "SEPA" && isInsideSellerOrPayee(parent)
      if !isCreditorID, !rules.lists.contains(code, .identifierSchemes) {
        fire("BR-CL-10", at: id, attribute: attributeNames.schemeID)
      }
      if rules.isPeppol { checkIdentifier(id, code, isEndpoint: false) }
    case .cacAdditionalDocumentReference, .cacDocumentReference:
      guard let scheme, tree.each(.cbcDocumentTypeCode, in: parent).contains(where: { tree.string($0) == "130" }) else { return }
      if !rules.lists.contains(short(scheme), .objectSchemes) { fire("BR-CL-07", at: id, attribute: attributeNames.schemeID) }
    case .cacStandardItemIdentification:
      if let scheme {
        if !rules.lists.contains(short(scheme), .identifierSchemes) {
          fire("BR-CL-21", at: id, attribute: attributeNames.schemeID)
        }
      } else if tree.grandparentIs(id, .cacItem), isLine(tree.parent(tree.parent(parent))) {
        fire("BR-64", at: id)
      }
    case .cacDeliveryLocation:
      if let scheme, !rules.lists.contains(short(scheme), .identifierSchemes) {
        fire("BR-CL-26", at: id, attribute: attributeNames.schemeID)
      }
    case .cacTaxCategory:
      if !rules.lists.contains(short(id), .taxCategories) { fire("BR-CL-17", at: id) }
    case .cacClassifiedTaxCategory:
      if !rules.lists.contains(short(id), .taxCategories) { fire("BR-CL-18", at: id) }
    default: break
    }
  }

  private func isInsideSellerOrPayee(_ node: Int) -> Bool {
    var node = node
    while node >= 0 {
      if tree.isTag(node, .cacAccountingSupplierParty) || tree.isTag(node, .cacPayeeParty) { return true }
      node = tree.parent(node)
    }
    return false
  }

  func checkCompanyID(_ id: Int) {
    let scheme = tree.attribute(attributeNames.schemeID, of: id)
    if tree.parentIs(id, .cacPartyLegalEntity) {
      if let scheme, !rules.lists.contains(short(scheme), .identifierSchemes) {
        fire("BR-CL-11", at: id, attribute: attributeNames.schemeID)
      }
      let party = tree.parent(tree.parent(id))
      if party >= 0, tree.isTag(party, .cacParty), tree.parentIs(party, .cacAccountingCustomerParty) {
        facts.buyerHasLegalID = true
      }
    }
    if rules.isPeppol { checkPeppolCompanyID(id, scheme.map(short) ?? .empty) }
  }

  /// BT-158
  func checkItemClassification(_ code: Int) {
    guard tree.parentIs(code, .cacCommodityClassification) else { return }
    if let list = tree.attribute(attributeNames.listID, of: code) {
      if !rules.lists.contains(short(list), .itemLists) { fire("BR-CL-13", at: code, attribute: attributeNames.listID) }
    } else if tree.grandparentIs(code, .cacItem), isLine(tree.parent(tree.parent(tree.parent(code)))) {
      fire("BR-65", at: code)
    }
  }

  /// BT-21 stands in the note, between two number signs.
  func checkNote(_ note: Int) {
    guard tree.parent(note) == 0 else { return }
    let text = tree.raw(note)
    guard let first = text.firstIndex(of: UInt8(ascii: "#")) else { return }
    let rest = text[(first + 1)...]
    guard let second = rest.firstIndex(of: UInt8(ascii: "#")) else { return }
    let code = rest[..<second]
    if String(decoding: code, as: UTF8.self).unicodeScalars.count == 3, !rules.lists.contains(ShortText(code), .noteSubjects) {
      fire("BR-CL-08", at: note)
    }
  }

  /// The day of xs:date, with or without a time zone; nil when it is none.
  func day(_ node: Int) -> CalendarDate? {
    let range = tree.trimmed(node)
    return range.count >= 10 ? day(at: range.lowerBound) : nil
  }

  /// `YYYY-MM-DD` in the ten bytes from a position.
  private func day(at start: Int) -> CalendarDate? {
    func number(_ from: Int, _ count: Int) -> Int? {
      var value = 0
      for position in start + from..<start + from + count {
        let digit = Int(tree.bytes[position]) - 0x30
        guard (0...9).contains(digit) else { return nil }
        value = value * 10 + digit
      }
      return value
    }
    guard tree.bytes[start + 4] == UInt8(ascii: "-"), tree.bytes[start + 7] == UInt8(ascii: "-"), let year = number(0, 4),
      let month = number(5, 2), let day = number(8, 2)
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// PEPPOL-EN16931-F001
  func checkDate(_ date: Int, _ tag: UBLTag) {
    guard rules.isPeppol else { return }
    if tree.nodes[date].textCount != 10 || day(at: Int(tree.nodes[date].text)) == nil {
      fire("PEPPOL-EN16931-F001", at: date)
    }
  }
}
