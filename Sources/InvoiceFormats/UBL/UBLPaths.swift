import InvoiceRules
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
final class UBLPaths: Sendable {
  static let shared = UBLPaths()
  static let none: UInt16 = 0

  /// Ids of the two attributes that say what an element's text is.
  let schemeID: UInt16
  let currencyID: UInt16
  /// The envelope's node, and that of the document, Invoice or CreditNote: their elements are the same but for three.
  let envelope: UInt16 = 1
  let document: UInt16 = 2

  // By node; the first is a place holder, so that 0 can mean "not read".
  let fields: [UBLField]
  private let namespaceIDs: [UInt8]
  private let segments: [String]
  private let parents: [UInt16]
  /// By node and column; by name of the vocabulary: its column, 0 for names that are not read.
  private let children: [UInt16]
  private let columns: Int
  private let columnOfName: [UInt8]

  /// The node of a child element, or `none`.
  @inline(__always)
  func child(of node: UInt16, _ event: XMLEvent) -> UInt16 {
    guard Int(event.name) < columnOfName.count else { return Self.none }
    let child = children[Int(node) * columns + Int(columnOfName[Int(event.name)])]
    return child != Self.none && namespaceIDs[Int(child)] == event.namespace ? child : Self.none
  }

  @inline(__always)
  func parent(of node: UInt16) -> UInt16 { parents[Int(node)] }

  /// `/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount`
  func path(_ node: UInt16, isCreditNote: Bool) -> String {
    var path = ""
    var node = node
    while node > document {
      path = "/" + segments[Int(node)] + path
      node = parents[Int(node)]
    }
    return (isCreditNote ? "/CreditNote" : "/Invoice") + path
  }

  /// The path of the element with this meaning (the first one, where there are several).
  func path(of field: UBLField, isCreditNote: Bool) -> String {
    path(UInt16(fields.firstIndex(of: field) ?? Int(document)), isCreditNote: isCreditNote)
  }

  private init() {
    let vocabulary = UBLVocabulary.shared
    schemeID = vocabulary.nameID("schemeID") ?? XMLNames.unnamed
    currencyID = vocabulary.nameID("currencyID") ?? XMLNames.unnamed
    var columns: [UInt16: UInt8] = [:]
    // Each path as its segments: `cac:` or `cbc:`, then the local name.
    let table = Self.documentTable.map { path, field in
      let segments = path.split(separator: "/").map { segment in
        let name = vocabulary.nameID(String(segment.dropFirst(4))) ?? XMLNames.unnamed
        let column = columns[name] ?? UInt8(columns.count + 1)
        columns[name] = column
        return (segment, column)
      }
      return (segments, field)
    }
    columnOfName = (0..<vocabulary.names.count).map { columns[UInt16($0)] ?? 0 }
    var tree = Tree(columns: columns.count + 1)
    for field in [UBLField.envelope, .document] { _ = tree.append("", field, namespace: 0, parent: Self.none) }
    for (segments, field) in table {
      var node = document
      for (position, (segment, column)) in segments.enumerated() {
        let place = Int(node) * tree.columns + Int(column)
        if tree.children[place] == Self.none {
          let namespace = segment.hasPrefix("cac:") ? UBLVocabulary.aggregateID : UBLVocabulary.basicID
          tree.children[place] = tree.append(String(segment), .passage, namespace: namespace, parent: node)
        }
        node = tree.children[place]
        if position == segments.count - 1 { tree.fields[Int(node)] = field }
      }
    }
    fields = tree.fields
    namespaceIDs = tree.namespaceIDs
    segments = tree.segments
    parents = tree.parents
    children = tree.children
    self.columns = tree.columns
  }

  private struct Tree {
    let columns: Int
    var fields: [UBLField] = []
    var namespaceIDs: [UInt8] = []
    var segments: [String] = []
    var parents: [UInt16] = []
    var children: [UInt16] = []

    init(columns: Int) {
      self.columns = columns
      _ = append("", .passage, namespace: 0, parent: UBLPaths.none)
    }

    mutating func append(_ segment: String, _ field: UBLField, namespace: UInt8, parent: UInt16) -> UInt16 {
      fields.append(field)
      namespaceIDs.append(namespace)
      segments.append(segment)
      parents.append(parent)
      children.append(contentsOf: repeatElement(UBLPaths.none, count: columns))
      return UInt16(fields.count - 1)
    }
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
      // Of an invoice. UBL has no due date at the head of a credit note; some writers put it there all the same.
      ("cbc:DueDate", .dueDate), ("cbc:InvoiceTypeCode", .typeCode), ("cac:InvoiceLine", .line),
      // Of a credit note.
      ("cbc:CreditNoteTypeCode", .typeCode), ("cac:CreditNoteLine", .line),
    ] + partyTable("cac:AccountingSupplierParty/cac:Party", .seller) + partyTable("cac:AccountingCustomerParty/cac:Party", .buyer)
    + partyTable("cac:PayeeParty", .payee)

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
