import XMLStream

/// What an element of a UBL document means to the reader.
enum UBLField: UInt8 {
  /// Only on the way to others.
  case passage
  // The message around the document.
  case envelope, document
  // The document's own terms.
  case specification, process, number, issueDate, dueDate, typeCode, note, currency, accountingReference, buyerReference
  case orderReference, salesOrder, contract, paymentTerms, line
  // BG-3
  case preceding, precedingNumber, precedingDate
  // BG-4, BG-7, BG-10
  case seller, buyer, payee, customerNumber
  case endpoint, identifier, tradingName, street, addressLine, town, postCode, country
  case taxScheme, taxID, taxSchemeName, legalName, legalID, contactName, phone, email
  // BG-16
  case means, meansCode, meansDueDate, paymentReference, account, accountID, bic, mandate, card
  // BG-22, BG-23
  case taxTotal, taxAmount, taxSubtotal, taxable, subtotalTax, taxCategory, taxRate
  case net, gross, prepaid, rounding, payable
}

/// The elements that are read, as a tree: a reader walks it with the document and compares only small integers.
///
/// Source: UBL 2.1 Invoice and CreditNote (OASIS, http://docs.oasis-open.org/ubl/UBL-2.1.html) as Peppol BIS Billing 3.0 uses them
/// (https://docs.peppol.eu/poacc/billing/3.0/syntax/ubl-invoice/tree/).
struct UBLPaths: Sendable {
  static let shared = UBLPaths()
  static let none: UInt16 = 0

  static let invoiceNamespace = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  static let creditNoteNamespace = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
  static let envelopeNamespace = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"

  struct Node: Sendable {
    /// `cbc:ID`
    var name: String
    var parent: UInt16
    var field: UBLField
    var namespace: UInt8
  }

  /// The first is a place holder, so that 0 can mean "not read".
  private(set) var nodes = [Node(name: "", parent: 0, field: .passage, namespace: 0)]
  let names: XMLNames
  let schemeID: UInt16
  let currencyID: UInt16
  let envelope: UInt16
  let invoice: UInt16
  private(set) var creditNote: UInt16 = 0
  private let columns: Int
  private var children: [UInt16]

  /// The node of a child element, or `none`.
  @inline(__always)
  func child(of node: UInt16, _ event: XMLEvent) -> UInt16 {
    guard Int(event.name) < columns else { return Self.none }
    let child = children[Int(node) * columns + Int(event.name)]
    return child != Self.none && nodes[Int(child)].namespace == event.namespace ? child : Self.none
  }

  /// `/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount`
  func path(_ node: UInt16) -> String {
    var parts: [String] = []
    var node = node
    while node != Self.none {
      if nodes[Int(node)].field != .envelope { parts.append(nodes[Int(node)].name) }
      node = nodes[Int(node)].parent
    }
    return parts.reversed().map { "/" + $0 }.joined()
  }

  /// The path of a document's element with this meaning (the first one, where there are several).
  func path(of field: UBLField, isCreditNote: Bool) -> String {
    let root = isCreditNote ? "/CreditNote" : "/Invoice"
    for node in nodes.indices where nodes[node].field == field {
      let path = path(UInt16(node))
      if path.hasPrefix(root) { return path }
    }
    return root
  }

  private static let namespaces = [
    XMLNamespace(prefix: "", uri: invoiceNamespace), XMLNamespace(prefix: "", uri: creditNoteNamespace),
    XMLNamespace(prefix: "cac", uri: "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"),
    XMLNamespace(prefix: "cbc", uri: "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"),
    XMLNamespace(prefix: "", uri: envelopeNamespace),
  ]

  private init() {
    let roots: [(String, UInt8, UBLField, [(String, UBLField)])] = [
      ("Invoice", 1, .document, Self.documentTable + Self.invoiceTable),
      ("CreditNote", 2, .document, Self.documentTable + Self.creditNoteTable),
    ]
    var ids: [String: UInt16] = [:]
    var list: [String] = []
    func id(_ name: some StringProtocol) -> UInt16 {
      let name = String(name)
      if let id = ids[name] { return id }
      ids[name] = UInt16(list.count)
      list.append(name)
      return UInt16(list.count - 1)
    }
    func localName(_ segment: some StringProtocol) -> String { String(segment.split(separator: ":").last ?? "") }
    schemeID = id("schemeID")
    currencyID = id("currencyID")
    _ = id("StandardBusinessDocument")
    for (root, _, _, table) in roots {
      _ = id(root)
      for (path, _) in table { for segment in path.split(separator: "/") { _ = id(localName(segment)) } }
    }
    columns = list.count
    children = Array(repeating: Self.none, count: columns)
    envelope = 1
    invoice = 2
    names = XMLNames(list, namespaces: Self.namespaces, discarding: ["EmbeddedDocumentBinaryObject"])
    _ = add("StandardBusinessDocument", 5, .envelope, to: Self.none, ids)
    var rootNodes: [UInt16] = []
    for (root, namespace, field, table) in roots {
      let rootNode = add(root, namespace, field, to: Self.none, ids)
      rootNodes.append(rootNode)
      for (path, field) in table {
        var node = rootNode
        let segments = path.split(separator: "/")
        for (position, segment) in segments.enumerated() {
          let isLast = position == segments.count - 1
          node = add(String(segment), segment.hasPrefix("cac:") ? 3 : 4, isLast ? field : .passage, to: node, ids)
        }
      }
    }
    creditNote = rootNodes[1]
  }

  /// The child with this name, made if it is not there.
  private mutating func add(
    _ name: String, _ namespace: UInt8, _ field: UBLField, to parent: UInt16, _ ids: [String: UInt16]
  ) -> UInt16 {
    let column = Int(ids[String(name.split(separator: ":").last ?? "")] ?? 0)
    let place = Int(parent) * columns + column
    // The roots lie side by side; only they have the place holder as parent.
    if parent != Self.none, children[place] != Self.none {
      let node = children[place]
      if field != .passage { nodes[Int(node)].field = field }
      return node
    }
    let node = UInt16(nodes.count)
    nodes.append(Node(name: name, parent: parent, field: field, namespace: namespace))
    children.append(contentsOf: repeatElement(Self.none, count: columns))
    children[place] = node
    return node
  }
}

extension UBLPaths {
  private static let documentTable: [(String, UBLField)] =
    [
      ("cbc:CustomizationID", .specification), ("cbc:ProfileID", .process), ("cbc:ID", .number), ("cbc:IssueDate", .issueDate),
      ("cbc:Note", .note), ("cbc:DocumentCurrencyCode", .currency), ("cbc:AccountingCost", .accountingReference),
      ("cbc:BuyerReference", .buyerReference), ("cac:OrderReference/cbc:ID", .orderReference),
      ("cac:OrderReference/cbc:SalesOrderID", .salesOrder), ("cac:ContractDocumentReference/cbc:ID", .contract),
      ("cac:BillingReference/cac:InvoiceDocumentReference", .preceding),
      ("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID", .precedingNumber),
      ("cac:BillingReference/cac:InvoiceDocumentReference/cbc:IssueDate", .precedingDate),
      ("cac:AccountingCustomerParty/cbc:SupplierAssignedAccountID", .customerNumber),
      ("cac:PaymentMeans", .means), ("cac:PaymentMeans/cbc:PaymentMeansCode", .meansCode),
      ("cac:PaymentMeans/cbc:PaymentDueDate", .meansDueDate), ("cac:PaymentMeans/cbc:PaymentID", .paymentReference),
      ("cac:PaymentMeans/cac:PayeeFinancialAccount", .account), ("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID", .accountID),
      ("cac:PaymentMeans/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID", .bic),
      ("cac:PaymentMeans/cac:PaymentMandate", .mandate), ("cac:PaymentMeans/cac:CardAccount", .card),
      ("cac:PaymentTerms/cbc:Note", .paymentTerms), ("cac:TaxTotal", .taxTotal), ("cac:TaxTotal/cbc:TaxAmount", .taxAmount),
      ("cac:TaxTotal/cac:TaxSubtotal", .taxSubtotal), ("cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount", .taxable),
      ("cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount", .subtotalTax),
      ("cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID", .taxCategory),
      ("cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:Percent", .taxRate),
      ("cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount", .net), ("cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount", .gross),
      ("cac:LegalMonetaryTotal/cbc:PrepaidAmount", .prepaid), ("cac:LegalMonetaryTotal/cbc:PayableRoundingAmount", .rounding),
      ("cac:LegalMonetaryTotal/cbc:PayableAmount", .payable),
    ] + partyTable("cac:AccountingSupplierParty/cac:Party", .seller) + partyTable("cac:AccountingCustomerParty/cac:Party", .buyer)
    + partyTable("cac:PayeeParty", .payee)

  private static let invoiceTable: [(String, UBLField)] = [
    ("cbc:DueDate", .dueDate), ("cbc:InvoiceTypeCode", .typeCode), ("cac:InvoiceLine", .line),
  ]

  private static let creditNoteTable: [(String, UBLField)] = [
    // UBL has no due date at the head of a credit note; some writers put it there all the same.
    ("cbc:DueDate", .dueDate), ("cbc:CreditNoteTypeCode", .typeCode), ("cac:CreditNoteLine", .line),
  ]

  private static func partyTable(_ prefix: String, _ party: UBLField) -> [(String, UBLField)] {
    let table: [(String, UBLField)] = [
      ("cbc:EndpointID", .endpoint), ("cac:PartyIdentification/cbc:ID", .identifier), ("cac:PartyName/cbc:Name", .tradingName),
      ("cac:PostalAddress/cbc:StreetName", .street), ("cac:PostalAddress/cbc:AdditionalStreetName", .street),
      ("cac:PostalAddress/cbc:Postbox", .street), ("cac:PostalAddress/cac:AddressLine/cbc:Line", .addressLine),
      ("cac:PostalAddress/cbc:CityName", .town), ("cac:PostalAddress/cbc:PostalZone", .postCode),
      ("cac:PostalAddress/cac:Country/cbc:IdentificationCode", .country), ("cac:PartyTaxScheme", .taxScheme),
      ("cac:PartyTaxScheme/cbc:CompanyID", .taxID), ("cac:PartyTaxScheme/cac:TaxScheme/cbc:ID", .taxSchemeName),
      ("cac:PartyLegalEntity/cbc:RegistrationName", .legalName), ("cac:PartyLegalEntity/cbc:CompanyID", .legalID),
      ("cac:Contact/cbc:Name", .contactName), ("cac:Contact/cbc:Telephone", .phone), ("cac:Contact/cbc:ElectronicMail", .email),
    ]
    return [(prefix, party)] + table.map { (prefix + "/" + $0.0, $0.1) }
  }
}
