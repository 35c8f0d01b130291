import InvoiceRules
import Receivables
import XMLStream

/// Walks a document's events and keeps what the claim, the parties and the payment need. Nothing else is kept, and attachments
/// never are: the XML reader drops their text as it arrives.
struct UBLReader {
  /// Documents begun: more than one in an envelope is one too many.
  private(set) var documents = 0
  /// Local name of what an envelope holds instead of an invoice.
  private(set) var foreignContent: String?
  private(set) var fields = UBLFields()

  private let paths = UBLPaths.shared
  /// The open element that is read: the document's, or the envelope; `UBLPaths.none` outside of both.
  private var node = UBLPaths.none
  /// The document stands in an envelope, to which its end leads back.
  private var isEnveloped = false
  /// Elements open below one that is not read.
  private var skipped = 0
  private var party = WritableParty.seller
  /// The attribute of the open element that says what its text is.
  private var attribute: String?

  private enum WritableParty { case seller, buyer, payee }

  /// The values and texts of a stretch of events.
  private struct Values {
    let attributes: UnsafeBufferPointer<XMLAttribute>
    let bytes: UnsafeBufferPointer<UInt8>

    @inline(__always)
    func text(_ event: XMLEvent) -> Slice<UnsafeBufferPointer<UInt8>> {
      bytes[Int(event.from)..<Int(event.from) + Int(event.count)]
    }

    func value(of name: UInt16, on event: XMLEvent) -> String? {
      for attribute in attributes[Int(event.from)..<Int(event.from) + Int(event.count)] where attribute.name == name {
        return String(decoding: bytes[Int(attribute.from)..<Int(attribute.from) + Int(attribute.count)], as: UTF8.self)
      }
      return nil
    }
  }

  mutating func take(_ events: borrowing XMLEvents) {
    events.withAll { list, attributes, bytes in
      let values = Values(attributes: attributes, bytes: bytes)
      for event in list {
        switch event.kind {
        case .start:
          if skipped > 0 { skipped += 1 } else { start(event, values) { events.name(event.name) } }
        case .text:
          if skipped == 0, node != UBLPaths.none { text(event, values) }
        case .end:
          if skipped > 0 { skipped -= 1 } else { leave() }
        }
      }
    }
  }

  @inline(__always)
  private mutating func start(_ event: XMLEvent, _ values: Values, name: () -> String) {
    let isOutside = node == UBLPaths.none || node == paths.envelope
    let child = isOutside ? root(event, name()) : paths.child(of: node, event)
    guard child != UBLPaths.none else {
      skipped = 1
      return
    }
    attribute = nil
    let field = paths.fields[Int(child)]
    if field != .passage { begin(field, event, values) }
    // A second document does not touch what the first said.
    if field == .document, documents > 1 { skipped = 1 } else { node = child }
  }

  private mutating func begin(_ field: UBLField, _ event: XMLEvent, _ values: Values) {
    switch field {
    case .document:
      documents += 1
      guard documents == 1 else { return }
      fields.isCreditNote = event.namespace == UBLVocabulary.creditNoteID
      fields.line = Int(event.line)
    case .line: fields.lineCount += 1
    case .preceding: fields.preceding.append((nil, nil))
    case .seller: party = .seller
    case .buyer: party = .buyer
    case .payee:
      party = .payee
      if fields.payee == nil { fields.payee = UBLPartyFields() }
    case .taxScheme: change { $0.taxSchemes.append((nil, nil)) }
    case .means: fields.means.append(UBLFields.Means())
    case .mandate: changeMeans { $0.hasMandate = true }
    case .card: changeMeans { $0.hasCard = true }
    case .taxTotal: fields.taxTotals.append(UBLFields.TaxTotal())
    case .taxSubtotal: changeTax { $0.subtotals.append(UBLFields.Subtotal()) }
    case .endpoint, .identifier, .legalID, .accountID, .bic: attribute = values.value(of: paths.schemeID, on: event)
    case .net, .gross, .prepaid, .rounding, .payable, .taxAmount, .taxable, .subtotalTax:
      attribute = values.value(of: paths.currencyID, on: event)
    default: break
    }
  }

  @inline(__always)
  private mutating func leave() {
    // The document's element may be the outermost, or stand in an envelope.
    node = node == paths.document && isEnveloped ? paths.envelope : paths.parent(of: node)
  }

  /// The outermost element, or what an envelope holds.
  private mutating func root(_ event: XMLEvent, _ name: String) -> UInt16 {
    switch (event.namespace, name) {
    case (UBLVocabulary.invoiceID, "Invoice"), (UBLVocabulary.creditNoteID, "CreditNote"): return paths.document
    case (UBLVocabulary.envelopeID, "StandardBusinessDocument") where node == UBLPaths.none:
      isEnveloped = true
      return paths.envelope
    default: break
    }
    // The header of the envelope is no content.
    if name != "StandardBusinessDocumentHeader", foreignContent == nil { foreignContent = name }
    return UBLPaths.none
  }

  private mutating func text(_ event: XMLEvent, _ values: Values) {
    let field = paths.fields[Int(node)]
    // Text between the elements of an aggregate says nothing that UBL gives a meaning.
    guard !field.isAggregate, let text = trimmed(values.text(event)) else { return }
    let stated = UBLStated(text: text, line: Int(event.line), attribute: attribute, node: node)
    switch field {
    case .specification: fields.specification = fields.specification ?? text
    case .process: fields.process = fields.process ?? text
    case .number: UBLFields.set(&fields.number, stated, &fields.repeated)
    case .issueDate: UBLFields.set(&fields.issueDate, stated, &fields.repeated)
    case .dueDate: UBLFields.set(&fields.dueDate, stated, &fields.repeated)
    case .typeCode: UBLFields.set(&fields.typeCode, stated, &fields.repeated)
    case .currency: UBLFields.set(&fields.currency, stated, &fields.repeated)
    case .note: fields.notes.append(text)
    case .accountingReference: fields.accountingReference = text
    case .buyerReference: fields.buyerReference = text
    case .orderReference: fields.orderReference = text
    case .salesOrder: fields.salesOrder = text
    case .contract: fields.contract = fields.contract ?? text
    case .paymentTerms: fields.paymentTerms.append(text)
    case .customerNumber: fields.customerNumber = text
    case .precedingNumber: if let last = fields.preceding.indices.last { fields.preceding[last].number = text }
    case .precedingDate: if let last = fields.preceding.indices.last { fields.preceding[last].date = stated }
    case .meansCode: changeMeans { $0.code = stated }
    case .meansDueDate: changeMeans { $0.dueDate = stated }
    case .paymentReference: changeMeans { $0.reference = $0.reference ?? stated }
    case .accountID: changeMeans { $0.account = $0.account ?? stated }
    case .bic: changeMeans { $0.bic = $0.bic ?? text }
    case .taxAmount: changeTax { $0.amount = $0.amount ?? stated }
    case .taxable: changeSubtotal { $0.base = stated }
    case .subtotalTax: changeSubtotal { $0.vat = stated }
    case .taxCategory: changeSubtotal { $0.category = text }
    case .taxRate: changeSubtotal { $0.rate = stated }
    case .net: UBLFields.set(&fields.net, stated, &fields.repeated)
    case .gross: UBLFields.set(&fields.gross, stated, &fields.repeated)
    case .prepaid: UBLFields.set(&fields.prepaid, stated, &fields.repeated)
    case .rounding: UBLFields.set(&fields.rounding, stated, &fields.repeated)
    case .payable: UBLFields.set(&fields.payable, stated, &fields.repeated)
    default: partyText(field, stated)
    }
  }

  private mutating func partyText(_ field: UBLField, _ stated: UBLStated) {
    let text = stated.text
    change { party in
      switch field {
      case .endpoint: party.endpoint = party.endpoint ?? stated
      case .identifier: party.identifiers.append(stated)
      case .tradingName: party.tradingName = party.tradingName ?? text
      case .legalName: party.legalName = party.legalName ?? text
      case .legalID: party.legalID = party.legalID ?? stated
      case .street, .addressLine: party.streets.append(text)
      case .town: party.town = text
      case .postCode: party.postCode = text
      case .country: party.country = text
      case .taxID: if let last = party.taxSchemes.indices.last { party.taxSchemes[last].id = text }
      case .taxSchemeName: if let last = party.taxSchemes.indices.last { party.taxSchemes[last].scheme = text }
      case .contactName: party.contactName = text
      case .phone: party.phone = text
      case .email: party.email = text
      default: break
      }
      if party.line == 0 { party.line = stated.line }
    }
  }

  private mutating func change(_ body: (inout UBLPartyFields) -> Void) {
    switch party {
    case .seller: body(&fields.seller)
    case .buyer: body(&fields.buyer)
    case .payee:
      var payee = fields.payee ?? UBLPartyFields()
      fields.payee = nil
      body(&payee)
      fields.payee = payee
    }
  }

  private mutating func changeMeans(_ body: (inout UBLFields.Means) -> Void) {
    if let last = fields.means.indices.last { body(&fields.means[last]) }
  }

  private mutating func changeTax(_ body: (inout UBLFields.TaxTotal) -> Void) {
    if let last = fields.taxTotals.indices.last { body(&fields.taxTotals[last]) }
  }

  private mutating func changeSubtotal(_ body: (inout UBLFields.Subtotal) -> Void) {
    changeTax { total in
      if let last = total.subtotals.indices.last { body(&total.subtotals[last]) }
    }
  }

  private func trimmed(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
    var bytes = bytes
    while let first = bytes.first, isBlank(first) { bytes.removeFirst() }
    while let last = bytes.last, isBlank(last) { bytes.removeLast() }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}

extension UBLField {
  /// Holds elements, not a value.
  var isAggregate: Bool {
    switch self {
    case .passage, .envelope, .document, .line, .preceding, .seller, .buyer, .payee, .taxScheme, .means, .account, .mandate,
      .card,
      .taxTotal, .taxSubtotal:
      true
    default: false
    }
  }
}
