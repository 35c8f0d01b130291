import InvoiceRules
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
  /// The row that is open: whether it holds subtotals, its amount with VAT as stated, its amounts.
  private var row: (isSubtotal: Bool, amount: FinvoiceMessage.Stated?, sums: FinvoiceRow) = (false, nil, FinvoiceRow())
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
    message.presence.insert(FinvoiceName.presence[Int(event.name)].opened)
    for attribute in events.attributes(event) {
      switch FinvoiceName(id: attribute.name) {
      case .amountCurrency, .format, .identificationScheme, .identifierType, .schemeID, .anyPartyCode:
        qualifier = Self.trimmed(events.value(attribute))
      case .chargeOption where name == .epiCharge:
        message.chargeOption = Self.trimmed(events.value(attribute)).map { FinvoiceStated(text: $0, line: Int(event.line)) }
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
    case .discountDetails, .chargeDetails: message.hasDiscountsOrCharges = true
    case .paymentCardInfo: message.hasPaymentCard = true
    case .directDebitInfo: message.hasDirectDebit = true
    case .invoiceRow:
      message.rowCount += 1
      message.presence.rows += 1
      row = (false, nil, FinvoiceRow())
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
    // In versions before 3.0 a row may have amounts of its own besides its subtotals: they count, the subtotals never.
    message.rows.take(row.sums)
    if row.isSubtotal && row.amount == nil && row.sums.net == nil { message.presence.subtotals += 1 }
    guard !row.isSubtotal, row.sums.net == nil, let amount = row.amount, amount.text.hasPrefix("-") else { return }
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
    message.presence.insert(FinvoiceName.presence[Int(event.name)].text)
    let stated = FinvoiceMessage.Stated(text: text, qualifier: qualifier, line: Int(event.line))
    switch block {
    case .sellerAddress: Self.addressText(name, text, stated.line, &message.seller)
    case .buyerAddress: Self.addressText(name, text, stated.line, &message.buyer)
    case .recipientAddress: Self.addressText(name, text, stated.line, &message.recipient)
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
      if name == .rowFreeText { message.hasVATText = true }
      return
    case .rowVatExcludedAmount, .rowVatAmount, .rowAmount, .rowVatRatePercent:
      if block == .row { rowAmount(name, bytes, line) }
      return
    default: break
    }
    guard let text = Self.trimmed(bytes) else { return }
    let stated = FinvoiceMessage.Stated(text: text, qualifier: qualifier, line: line)
    switch (name, block) {
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

  /// Amounts of rows, of which there are many: read from their bytes, and only one that is kept becomes a text.
  private mutating func rowAmount(_ name: FinvoiceName, _ bytes: ArraySlice<UInt8>, _ line: Int) {
    guard let reading = FinvoiceNumber.read(bytes, isAmount: name != .rowVatRatePercent) else { return }
    if row.sums.line == 0 { row.sums.line = line }
    if name != .rowVatRatePercent, let qualifier {
      message.rowCurrency = message.rowCurrency ?? qualifier
      if message.rowCurrency != qualifier { row.sums.isUnclear = true }
    }
    let value = reading.value.map { WideDecimal($0) }
    if value == nil { row.sums.isUnclear = true }
    switch name {
    case .rowVatExcludedAmount: row.sums.net = value ?? row.sums.net
    case .rowVatAmount:
      row.sums.vat = value
      row.sums.vatLine = line
    case .rowVatRatePercent: row.sums.rate = value
    default:
      row.sums.gross = value
      row.sums.grossLine = line
      // Only negative ones are asked for again.
      if bytes.contains(0x2D) || value == nil {
        row.amount = Self.trimmed(bytes).map { FinvoiceMessage.Stated(text: $0, qualifier: qualifier, line: line) }
      }
    }
  }

  private static func addressText(_ name: FinvoiceName, _ text: String, _ line: Int, _ party: inout FinvoiceMessage.StatedParty) {
    // An address has a dozen parts; a hundred are none.
    guard party.addressTexts.count < 100 else { return }
    party.addressTexts.append(text)
    switch name {
    case .sellerStreetName, .buyerStreetName, .recipientStreetName: party.streets.append(text)
    case .sellerTownName, .buyerTownName, .recipientTownName: party.town = party.town ?? text
    case .sellerPostCodeIdentifier, .buyerPostCodeIdentifier, .recipientPostCodeIdentifier:
      if party.postCode == nil { party.postCodeLine = line }
      party.postCode = party.postCode ?? text
    case .sellerPostOfficeBoxIdentifier, .buyerPostOfficeBoxIdentifier, .recipientPostOfficeBoxIdentifier:
      party.postOfficeBox = party.postOfficeBox ?? text
    case .countryCode:
      if party.countryCode == nil { party.countryLine = line }
      party.countryCode = party.countryCode ?? text
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
    case .factoringFreeText: party.hasClause = true
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
    message.vatLines[last].line = message.vatLines[last].line ?? stated.line
    switch name {
    case .vatFreeText, .vatExemptionReasonCode: message.vatLines[last].hasReason = true
    case .vatBaseAmount:
      message.vatLines[last].base = stated
      message.otherCurrency = message.otherCurrency ?? stated.qualifier
    case .vatRatePercent: message.vatLines[last].rate = stated
    case .vatCode: message.vatLines[last].category = stated
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
