import XMLStream

/// Takes a message's events and keeps what it states.
struct FinvoiceMessageReader {
  var message = FinvoiceMessage()

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
  /// The row that is open: whether it holds subtotals, its amounts with and without VAT.
  private var row: (isSubtotal: Bool, amount: FinvoiceMessage.Stated?, hasNet: Bool) = (false, nil, false)
  /// Parts of one kind that are kept: rows aside, a message has few of any.
  static let partLimit = 10_000
  let rent = RentWords()

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
      append(FinvoiceMessage.Original(), to: \.rowOriginals)
      return .rowOriginal
    case (.subInvoiceRow, .row):
      row.isSubtotal = true
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
      append(FinvoiceMessage.OtherParty(), to: \.otherParties)
      return .anyParty
    case .factoringAgreementDetails:
      message.factoring = FinvoiceMessage.OtherParty()
      return .factoring
    case .originalInvoiceReference:
      append(FinvoiceMessage.Original(), to: \.originalReferences)
      return .original
    case .vatSpecificationDetails:
      // Discounts and charges state a VatRatePercent too.
      append(FinvoiceMessage.VATLine(), to: \.vatLines)
      return .vat
    case .partialPaymentDetails: append(FinvoiceMessage.PartialPayment(), to: \.partialPayments)
    case .paymentCardInfo: message.hasPaymentCard = true
    case .directDebitInfo: message.hasDirectDebit = true
    case .invoiceRow:
      message.rowCount += 1
      row = (false, nil, false)
      return .row
    default: break
    }
    return nil
  }

  private mutating func end() {
    if let last = blocks.last, last.depth == depth {
      if last.block == .row { endRow() }
      blocks.removeLast()
    }
    depth -= 1
    qualifier = nil
  }

  private mutating func endRow() {
    guard !row.isSubtotal, !row.hasNet, let amount = row.amount, amount.text.hasPrefix("-") else { return }
    append(amount, to: \.deductions)
  }

  /// Keeps a part, up to a number that no message needs.
  mutating func append<Part>(_ part: Part, to list: WritableKeyPath<FinvoiceMessage, [Part]>) {
    guard message[keyPath: list].count < Self.partLimit else {
      message.hasTooManyParts = true
      return
    }
    message[keyPath: list].append(part)
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
    switch (name, block) {
    case (.rowAmount, .row): row.amount = stated
    case (.rowVatExcludedAmount, .row): row.hasNet = true
    case (.originalInvoiceNumber, .row): append(FinvoiceMessage.Original(number: text), to: \.rowOriginals)
    case (.originalInvoiceDate, .row):
      if let last = message.rowOriginals.indices.last { message.rowOriginals[last].date = stated }
    case (.invoiceNumber, .rowOriginal):
      if let last = message.rowOriginals.indices.last { message.rowOriginals[last].number = text }
    case (.invoiceDate, .rowOriginal):
      if let last = message.rowOriginals.indices.last { message.rowOriginals[last].date = stated }
    case (.rowOriginalInvoiceIdentifier, _): append(FinvoiceMessage.Original(number: text), to: \.overdueOriginals)
    case (.rowOriginalInvoiceDate, _):
      if let last = message.overdueOriginals.indices.last { message.overdueOriginals[last].date = stated }
    default: break
    }
  }

  private static func addressText(_ name: FinvoiceName, _ text: String, _ party: inout FinvoiceMessage.StatedParty) {
    // An address has a dozen parts; a hundred are none.
    guard party.addressTexts.count < 100 else { return }
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

  /// The text without blanks at its ends, and on one line; nil when nothing is left.
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> String? {
    var slice = bytes
    while let first = slice.first, MarkupScanner.isBlank(first) { slice.removeFirst() }
    while let last = slice.last, MarkupScanner.isBlank(last) { slice.removeLast() }
    guard !slice.isEmpty else { return nil }
    guard slice.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) else { return String(decoding: slice, as: UTF8.self) }
    // Producers break and indent long texts.
    let words = slice.split(whereSeparator: MarkupScanner.isBlank)
    return String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
  }
}
