import XMLStream

/// Takes a message's events and keeps what it states.
struct FinvoiceMessageReader {
  private(set) var message = FinvoiceMessage()

  /// What the elements that are open decide about the names that occur in more than one place.
  private enum Block {
    case message, sellerAddress, buyerAddress, recipientAddress, anyParty, factoring, original, vat
    case row, rowOriginal
    /// Nothing inside concerns the claim (subtotal rows, deliveries, senders, specifications).
    case ignored
  }

  private var blocks: [(block: Block, depth: Int)] = []
  private var depth = 0
  /// Attribute of the element that is open: currency, format or scheme.
  private var qualifier: String?
  private let rent = RentWords()

  private var block: Block { blocks.last?.block ?? .message }

  mutating func take(_ events: borrowing XMLEvents) {
    for event in events.list {
      switch event.kind {
      case .start: start(event, events)
      case .end: end()
      case .text: text(event, events)
      }
    }
  }

  // MARK: - Blocks

  private mutating func start(_ event: XMLEvent, _ events: borrowing XMLEvents) {
    depth += 1
    qualifier = nil
    guard block != .ignored, let name = FinvoiceName(id: event.name) else { return }
    for attribute in events.attributes(event) {
      switch FinvoiceName(id: attribute.name) {
      case .amountCurrency, .format, .identificationScheme, .identifierType, .schemeID, .anyPartyCode:
        qualifier = Self.trimmed(events.value(attribute))
      case .version where name == .finvoice:
        message.version = Self.trimmed(events.value(attribute))
      default: break
      }
    }
    if let inner = opened(by: name) { blocks.append((inner, depth)) }
  }

  /// The block that an element opens where it stands, and what begins with it.
  private mutating func opened(by name: FinvoiceName) -> Block? {
    switch (name, block) {
    case (.originalInvoiceReference, .row):
      message.rowOriginals.append(FinvoiceMessage.Original())
      return .rowOriginal
    case (.subInvoiceRow, .row):
      if !message.rows.isEmpty { message.rows[message.rows.count - 1].isSubtotal = true }
      return .ignored
    case (_, .row), (_, .rowOriginal): return nil
    default: break
    }
    switch name {
    case .sellerPostalAddressDetails: return .sellerAddress
    case .buyerPostalAddressDetails: return .buyerAddress
    case .recipientPostalAddressDetails: return .recipientAddress
    case .invoiceSenderPartyDetails, .deliveryPartyDetails, .deliveryDetails, .specificationDetails: return .ignored
    case .anyPartyDetails:
      message.otherParties.append(FinvoiceMessage.OtherParty())
      return .anyParty
    case .factoringAgreementDetails:
      message.factoring = FinvoiceMessage.OtherParty()
      return .factoring
    case .originalInvoiceReference:
      message.originalReferences.append(FinvoiceMessage.Original())
      return .original
    case .vatSpecificationDetails:
      // Discounts and charges state a VatRatePercent too.
      message.vatLines.append(FinvoiceMessage.VATLine())
      return .vat
    case .partialPaymentDetails: message.partialPayments.append(FinvoiceMessage.PartialPayment())
    case .paymentCardInfo: message.hasPaymentCard = true
    case .directDebitInfo: message.hasDirectDebit = true
    case .invoiceRow:
      message.rows.append(FinvoiceMessage.Row())
      return .row
    default: break
    }
    return nil
  }

  private mutating func end() {
    if let last = blocks.last, last.depth == depth { blocks.removeLast() }
    depth -= 1
    qualifier = nil
  }

  // MARK: - Texts

  private mutating func text(_ event: XMLEvent, _ events: borrowing XMLEvents) {
    guard block != .ignored, let name = FinvoiceName(id: event.name) else { return }
    let bytes = events.text(event)
    if block == .row || block == .rowOriginal {
      rowText(name, bytes, Int(event.line))
      return
    }
    guard let text = Self.trimmed(bytes) else { return }
    let stated = FinvoiceMessage.Stated(text: text, qualifier: qualifier, line: Int(event.line))
    switch block {
    case .sellerAddress: Self.addressText(name, text, &message.seller)
    case .buyerAddress: Self.addressText(name, text, &message.buyer)
    case .recipientAddress: Self.addressText(name, text, &message.recipient)
    case .anyParty: anyPartyText(name, stated)
    case .factoring: factoringText(name, stated)
    case .original: originalText(name, stated)
    case .vat: vatText(name, stated)
    default:
      if !partyText(name, stated), !invoiceText(name, stated), !paymentText(name, stated) {
        mentions(bytes, in: name)
      }
    }
  }

  private mutating func rowText(_ name: FinvoiceName, _ bytes: ArraySlice<UInt8>, _ line: Int) {
    switch name {
    case .articleName, .rowFreeText:
      if !message.mentionsRent, rent.occur(in: bytes) { message.mentionsRent = true }
      return
    default: break
    }
    guard let text = Self.trimmed(bytes) else { return }
    let stated = FinvoiceMessage.Stated(text: text, qualifier: qualifier, line: line)
    let row = message.rows.count - 1
    guard row >= 0 else { return }
    switch (name, block) {
    case (.rowAmount, .row): message.rows[row].amount = stated
    case (.rowVatExcludedAmount, .row): message.rows[row].net = stated
    case (.originalInvoiceNumber, .row): message.rowOriginals.append(FinvoiceMessage.Original(number: text))
    case (.originalInvoiceDate, .row):
      if let last = message.rowOriginals.indices.last { message.rowOriginals[last].date = stated }
    case (.invoiceNumber, .rowOriginal):
      if let last = message.rowOriginals.indices.last { message.rowOriginals[last].number = text }
    case (.invoiceDate, .rowOriginal):
      if let last = message.rowOriginals.indices.last { message.rowOriginals[last].date = stated }
    case (.rowOriginalInvoiceIdentifier, _): message.overdueOriginals.append(FinvoiceMessage.Original(number: text))
    case (.rowOriginalInvoiceDate, _):
      if let last = message.overdueOriginals.indices.last { message.overdueOriginals[last].date = stated }
    default: break
    }
  }

  private static func addressText(_ name: FinvoiceName, _ text: String, _ party: inout FinvoiceMessage.StatedParty) {
    party.addressTexts.append(text)
    switch name {
    case .sellerStreetName, .buyerStreetName, .recipientStreetName: party.streets.append(text)
    case .sellerTownName, .buyerTownName, .recipientTownName: party.town = party.town ?? text
    case .sellerPostCodeIdentifier, .buyerPostCodeIdentifier, .recipientPostCodeIdentifier:
      party.postCode = party.postCode ?? text
    case .sellerPostOfficeBoxIdentifier, .buyerPostOfficeBoxIdentifier, .recipientPostOfficeBoxIdentifier:
      party.postOfficeBox = party.postOfficeBox ?? text
    case .countryCode: party.countryCode = party.countryCode ?? text
    case .countryName: party.countryName = party.countryName ?? text
    default: break
    }
  }

  private mutating func anyPartyText(_ name: FinvoiceName, _ stated: FinvoiceMessage.Stated) {
    guard let last = message.otherParties.indices.last else { return }
    switch name {
    case .anyPartyText:
      message.otherParties[last].role = stated.text
      message.otherParties[last].code = stated.qualifier
    case .anyPartyIdentifier: message.otherParties[last].identifier = stated
    case .anyPartyOrganisationName:
      message.otherParties[last].name = message.otherParties[last].name ?? stated.text
    default: break
    }
  }

  private mutating func factoringText(_ name: FinvoiceName, _ stated: FinvoiceMessage.Stated) {
    var party = message.factoring ?? FinvoiceMessage.OtherParty()
    switch name {
    case .factoringPartyIdentifier: party.identifier = stated
    case .factoringPartyName: party.name = party.name ?? stated.text
    default: break
    }
    message.factoring = party
  }

  private mutating func originalText(_ name: FinvoiceName, _ stated: FinvoiceMessage.Stated) {
    guard let last = message.originalReferences.indices.last else { return }
    switch name {
    case .invoiceNumber: message.originalReferences[last].number = stated.text
    case .invoiceDate: message.originalReferences[last].date = stated
    default: break
    }
  }

  private mutating func vatText(_ name: FinvoiceName, _ stated: FinvoiceMessage.Stated) {
    guard let last = message.vatLines.indices.last else { return }
    switch name {
    case .vatBaseAmount:
      message.vatLines[last].base = stated
      message.otherCurrency = message.otherCurrency ?? stated.qualifier
    case .vatRatePercent: message.vatLines[last].rate = stated
    case .vatCode: message.vatLines[last].category = stated.text
    case .vatRateAmount: message.vatLines[last].amount = stated
    default: break
    }
  }

  private mutating func mentions(_ bytes: ArraySlice<UInt8>, in name: FinvoiceName) {
    switch name {
    case .agreementTypeText, .definitionHeaderText, .definitionValue:
      if !message.mentionsRent, rent.occur(in: bytes) { message.mentionsRent = true }
    default: break
    }
  }

  // MARK: - Keeping

  private mutating func partyText(_ name: FinvoiceName, _ stated: FinvoiceMessage.Stated) -> Bool {
    let text = stated.text
    switch name {
    case .toIdentifier: message.toIdentifier = message.toIdentifier ?? text
    case .specificationIdentifier: message.specification = text
    case .sellerPartyIdentifier: keep(\.seller.identifier, stated, name)
    case .sellerOrganisationName: message.seller.names.append(text)
    case .sellerOrganisationTradingName: message.seller.tradingName = message.seller.tradingName ?? text
    case .sellerOrganisationTaxCode: keep(\.seller.taxCode, stated, name)
    case .sellerOrganisationUnitNumber: keep(\.seller.unitNumber, stated, name)
    case .sellerContactPersonName: message.seller.contact = message.seller.contact ?? text
    case .sellerPhoneNumberIdentifier: message.seller.phone = text
    case .sellerEmailaddressIdentifier: message.seller.email = text
    case .sellerPhoneNumber: message.seller.phone = message.seller.phone ?? text
    case .sellerCommonEmailaddressIdentifier: message.seller.email = message.seller.email ?? text
    case .sellerAccountID: message.sellerAccounts.append(stated)
    case .buyerPartyIdentifier: keep(\.buyer.identifier, stated, name)
    case .buyerCode: keep(\.buyer.code, stated, name)
    case .buyerOrganisationName: message.buyer.names.append(text)
    case .buyerOrganisationTradingName: message.buyer.tradingName = message.buyer.tradingName ?? text
    case .buyerOrganisationTaxCode: keep(\.buyer.taxCode, stated, name)
    case .buyerOrganisationUnitNumber: keep(\.buyer.unitNumber, stated, name)
    case .buyerContactPersonName: message.buyer.contact = message.buyer.contact ?? text
    case .buyerPhoneNumberIdentifier: message.buyer.phone = message.buyer.phone ?? text
    case .buyerEmailaddressIdentifier: message.buyer.email = message.buyer.email ?? text
    case .recipientPartyIdentifier: keep(\.recipient.identifier, stated, name)
    case .recipientCode: keep(\.recipient.code, stated, name)
    case .recipientOrganisationName: message.recipient.names.append(text)
    case .recipientOrganisationTaxCode: keep(\.recipient.taxCode, stated, name)
    case .recipientOrganisationUnitNumber: keep(\.recipient.unitNumber, stated, name)
    case .recipientContactPersonName: message.recipient.contact = message.recipient.contact ?? text
    case .recipientPhoneNumberIdentifier: message.recipient.phone = message.recipient.phone ?? text
    case .recipientEmailaddressIdentifier: message.recipient.email = message.recipient.email ?? text
    default: return false
    }
    return true
  }

  private mutating func invoiceText(_ name: FinvoiceName, _ stated: FinvoiceMessage.Stated) -> Bool {
    let text = stated.text
    switch name {
    case .invoiceTypeCode: keep(\.typeCode, stated, name)
    case .invoiceTypeCodeUN: message.typeCodeUN = message.typeCodeUN ?? text
    case .invoiceTypeText: message.typeText = message.typeText ?? text
    case .originCode: keep(\.origin, stated, name)
    case .invoiceNumber: keep(\.number, stated, name)
    case .invoiceDate: keep(\.date, stated, name)
    case .originalInvoiceNumber: message.original.number = message.original.number ?? text
    case .originalInvoiceDate: message.original.date = message.original.date ?? stated
    case .sellerReferenceIdentifier: message.sellerReference = message.sellerReference ?? text
    case .sellersBuyerIdentifier: keep(\.customerNumber, stated, name)
    case .orderIdentifier: message.order = message.order ?? text
    case .agreementIdentifier: message.agreement = message.agreement ?? text
    case .buyerReferenceIdentifier: message.buyerReference = message.buyerReference ?? text
    case .accountDimensionText: message.accountDimension = message.accountDimension ?? text
    case .invoiceFreeText:
      message.freeTexts.append(text)
      if !message.mentionsRent, rent.occur(in: Array(text.utf8)[...]) { message.mentionsRent = true }
    case .totalVatExcluded: keep(\.net, stated, name)
    case .totalVat: keep(\.vat, stated, name)
    case .totalVatIncluded: keep(\.gross, stated, name)
    case .totalRoundoff: keep(\.roundoff, stated, name)
    case .invoicePaidAmount: keep(\.paid, stated, name)
    case .invoiceUrlText: message.urls.append(text)
    case .attachmentMessageIdentifier: message.attachment = text
    default: return false
    }
    return true
  }

  private mutating func paymentText(_ name: FinvoiceName, _ stated: FinvoiceMessage.Stated) -> Bool {
    let text = stated.text
    switch name {
    case .paymentTermsFreeText: message.terms.append(text)
    case .invoiceDueDate: message.termsDueDates.append(stated)
    case .cashDiscountAmount: message.cashDiscounts.append(stated)
    case .overDueFineFreeText: message.fineTexts.append(text)
    case .overDueFinePercent: keep(\.finePercent, stated, name)
    case .overDueFixedAmount: keep(\.fineFixed, stated, name)
    case .paymentStatusCode: keep(\.status, stated, name)
    case .paymentMethodText: message.paymentMethod = message.paymentMethod ?? text
    case .paidAmount: partialPayment { $0.paid = stated }
    case .unPaidAmount: partialPayment { $0.unpaid = stated }
    case .processingCostsAmount: partialPayment { $0.costs = stated }
    case .partialVatIncludedAmount: partialPayment { $0.amounts.append(stated) }
    case .partialVatExcludedAmount: partialPayment { $0.netAmounts.append(stated) }
    case .partialDueDate: partialPayment { $0.dueDates.append(stated) }
    case .partialReference: partialPayment { $0.references.append(stated) }
    case .epiReference: message.epiReference = message.epiReference ?? text
    case .epiBfiIdentifier: message.epiBIC = message.epiBIC ?? stated
    case .epiNameAddressDetails: message.epiName = message.epiName ?? text
    case .epiBei: message.epiBei = message.epiBei ?? text
    case .epiAccountID: keep(\.epiAccount, stated, name)
    case .epiPaymentInstructionId: message.paymentInstruction = message.paymentInstruction ?? text
    case .epiRemittanceInfoIdentifier: keep(\.reference, stated, name)
    case .epiInstructedAmount: keep(\.amountDue, stated, name)
    case .epiDateOptionDate: message.epiDueDates.append(stated)
    case .epiPaymentMeansCode: message.paymentMeans.append(text)
    default: return false
    }
    return true
  }

  /// The first value stays; another one is remembered as a repetition.
  private mutating func keep(
    _ field: WritableKeyPath<FinvoiceMessage, FinvoiceMessage.Stated?>, _ stated: FinvoiceMessage.Stated, _ name: FinvoiceName
  ) {
    guard let first = message[keyPath: field] else {
      message[keyPath: field] = stated
      return
    }
    guard first.text != stated.text || first.qualifier != stated.qualifier, message.repetitions.count < 20 else { return }
    message.repetitions.append(
      FinvoiceMessage.Repetition(name: name.rawValue, first: first.text, second: stated.text, line: stated.line))
  }

  private mutating func partialPayment(_ set: (inout FinvoiceMessage.PartialPayment) -> Void) {
    guard let last = message.partialPayments.indices.last else { return }
    set(&message.partialPayments[last])
  }

  /// The text without blanks at its ends; nil when nothing is left.
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> String? {
    var slice = bytes
    while let first = slice.first, MarkupScanner.isBlank(first) { slice.removeFirst() }
    while let last = slice.last, MarkupScanner.isBlank(last) { slice.removeLast() }
    return slice.isEmpty ? nil : String(decoding: slice, as: UTF8.self)
  }
}
