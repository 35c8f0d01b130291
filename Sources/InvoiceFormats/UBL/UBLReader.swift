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
  let fields = UBLFields()

  private let paths = UBLPaths.shared
  private var stack: [UInt16] = []
  /// Elements open below one that is not read.
  private var skipped = 0
  private var party = WritableParty.seller
  /// The attribute of the open element that says what its text is.
  private var attribute: String?

  private enum WritableParty { case seller, buyer, payee }

  init() { stack.reserveCapacity(16) }

  mutating func take(_ events: borrowing XMLEvents) {
    for event in events.list {
      switch event.kind {
      case .start:
        if skipped > 0 {
          skipped += 1
        } else {
          start(event, events)
        }
      case .text:
        if skipped == 0, let node = stack.last { text(event, events, node) }
      case .end:
        if skipped > 0 {
          skipped -= 1
        } else {
          stack.removeLast()
        }
      }
    }
  }

  private mutating func start(_ event: XMLEvent, _ events: borrowing XMLEvents) {
    let node: UInt16
    if let parent = stack.last, paths.fields[Int(parent)] != .envelope {
      node = paths.child(of: parent, event)
    } else {
      node = root(event, events)
    }
    guard node != UBLPaths.none else {
      skipped = 1
      return
    }
    stack.append(node)
    attribute = nil
    switch paths.fields[Int(node)] {
    case .document:
      documents += 1
      // A second document does not touch what the first said.
      guard documents == 1 else {
        stack.removeLast()
        skipped = 1
        return
      }
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
    case .endpoint, .identifier, .legalID, .accountID, .bic:
      attribute = events.value(of: paths.schemeID, on: event).map { String(decoding: $0, as: UTF8.self) }
    case .net, .gross, .prepaid, .rounding, .payable, .taxAmount, .taxable, .subtotalTax:
      attribute = events.value(of: paths.currencyID, on: event).map { String(decoding: $0, as: UTF8.self) }
    default: break
    }
  }

  /// The outermost element, or what an envelope holds.
  private mutating func root(_ event: XMLEvent, _ events: borrowing XMLEvents) -> UInt16 {
    let name = events.name(event.name)
    switch (event.namespace, name) {
    case (UBLVocabulary.invoiceID, "Invoice"), (UBLVocabulary.creditNoteID, "CreditNote"): return paths.document
    case (UBLVocabulary.envelopeID, "StandardBusinessDocument") where stack.isEmpty: return paths.envelope
    default: break
    }
    // The header of the envelope is no content.
    if name != "StandardBusinessDocumentHeader", foreignContent == nil { foreignContent = name }
    return UBLPaths.none
  }

  private mutating func text(_ event: XMLEvent, _ events: borrowing XMLEvents, _ node: UInt16) {
    let field = paths.fields[Int(node)]
    // Text between the elements of an aggregate says nothing that UBL gives a meaning.
    guard !field.isAggregate, let text = trimmed(events.text(event)) else { return }
    let stated = UBLStated(text: text, line: Int(event.line), attribute: attribute, node: node)
    switch field {
    case .specification: fields.specification = fields.specification ?? text
    case .process: fields.process = fields.process ?? text
    case .number: fields.set(&fields.number, stated)
    case .issueDate: fields.set(&fields.issueDate, stated)
    case .dueDate: fields.set(&fields.dueDate, stated)
    case .typeCode: fields.set(&fields.typeCode, stated)
    case .currency: fields.set(&fields.currency, stated)
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
    case .net: fields.set(&fields.net, stated)
    case .gross: fields.set(&fields.gross, stated)
    case .prepaid: fields.set(&fields.prepaid, stated)
    case .rounding: fields.set(&fields.rounding, stated)
    case .payable: fields.set(&fields.payable, stated)
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

  private func trimmed(_ bytes: ArraySlice<UInt8>) -> String? {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
    guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) }) else {
      return nil
    }
    return String(decoding: bytes[first...last], as: UTF8.self)
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
