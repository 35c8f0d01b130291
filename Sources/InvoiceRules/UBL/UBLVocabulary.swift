import CTables
import XMLStream

/// The names of UBL 2.1's Invoice and CreditNote with small ids, and what may stand where. Read once from a table that is built in.
///
/// Source: UBL 2.1 (OASIS, http://docs.oasis-open.org/ubl/os-UBL-2.1/), `ubl_structure.tsv`.
public final class UBLVocabulary: Sendable {
  public static let shared = UBLVocabulary()

  public static let invoiceNamespace = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  public static let creditNoteNamespace = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
  public static let envelopeNamespace = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"

  /// Namespace ids of events.
  public static let invoiceID: UInt8 = 1
  public static let creditNoteID: UInt8 = 2
  public static let aggregateID: UInt8 = 3
  public static let basicID: UInt8 = 4
  public static let envelopeID: UInt8 = 5
  public static let extensionID: UInt8 = 6
  static let instanceID: UInt8 = 7
  static let xmlID: UInt8 = 8

  /// What a parser of such documents knows: the elements' local names, then the attributes'.
  public let names: XMLNames
  let structure: UBLStructure
  private let ids: [String: UInt16]
  /// By name id: the element with that local name among the aggregates, and among the basic elements; 0 for none.
  private let aggregates: [UInt16]
  private let basics: [UInt16]
  private let extensions: [UInt16]
  private let qualifiedNames: [String]
  private let invoiceName: UInt16
  private let creditNoteName: UInt16
  private let localNames: [String]
  /// By element: whether its name ends in `Amount` and is none of the amounts that may have more decimals.
  let isAmount: [Bool]

  public func nameID(_ localName: String) -> UInt16? { ids[localName] }

  /// The id of a root element: Invoice or CreditNote, each in its own namespace.
  func root(_ name: UInt16, namespace: UInt8) -> UInt16? {
    if name == invoiceName, namespace == Self.invoiceID { return UBLTag.invoice.rawValue }
    if name == creditNoteName, namespace == Self.creditNoteID { return UBLTag.creditNote.rawValue }
    return nil
  }

  /// The two tables by themselves, for a loop over a document.
  struct ElementIDs {
    let aggregates: [UInt16]
    let basics: [UInt16]

    /// The id of the element of an event, `UBLTag.other` for what UBL does not have there.
    @inline(__always)
    func element(_ name: UInt16, namespace: UInt8) -> UInt16 {
      let name = Int(name)
      guard name < aggregates.count else { return UBLTag.other.rawValue }
      if namespace == UBLVocabulary.basicID { return basics[name] }
      return namespace == UBLVocabulary.aggregateID ? aggregates[name] : UBLTag.other.rawValue
    }
  }

  var elementIDs: ElementIDs { ElementIDs(aggregates: aggregates, basics: basics) }

  /// The id of an element of the extension's frame, which no tree and no rule has: `UBLTag.other` for what is none.
  func extensionElement(_ name: UInt16) -> UInt16 { Int(name) < extensions.count ? extensions[Int(name)] : UBLTag.other.rawValue }

  /// The aggregate or the basic element of that name.
  func element(isAggregate: Bool, _ localName: Substring) -> UInt16? {
    guard let name = ids[String(localName)] else { return nil }
    let elements = isAggregate ? aggregates : basics
    // The names of attributes come behind those of elements.
    guard Int(name) < elements.count, elements[Int(name)] != UBLTag.other.rawValue else { return nil }
    return elements[Int(name)]
  }

  /// `cac:Party`
  func qualifiedName(_ element: UInt16) -> String { qualifiedNames[Int(element)] }

  /// The ids of all elements; those that rules name come first.
  var elements: Range<UInt16> { UBLTag.invoice.rawValue..<UInt16(qualifiedNames.count) }

  /// The text of a name that is in the table.
  func localName(_ name: UInt16) -> String? { Int(name) < localNames.count ? localNames[Int(name)] : nil }

  /// The prefix that stands for a namespace in findings; empty for a root's, and for one that is not known.
  static func prefix(_ namespace: UInt8) -> String {
    switch namespace {
    case aggregateID: "cac:"
    case basicID: "cbc:"
    case extensionID: "ext:"
    case instanceID: "xsi:"
    case xmlID: "xml:"
    default: ""
    }
  }

  /// `hasSuffix` without a thought for Unicode, which these names have no use for.
  private static func ends(_ name: String, in end: StaticString) -> Bool {
    let end = end.withUTF8Buffer { Array($0) }
    return name.utf8.count >= end.count && name.utf8.suffix(end.count).elementsEqual(end)
  }

  private init() {
    let table = perille_table_ubl_structure()
    let lines = UBLStructureText(UnsafeBufferPointer(start: table.bytes, count: table.count))
    var list: [String] = []
    var ids: [String: UInt16] = [:]
    func id(_ name: String) -> UInt16 {
      if let id = ids[name] { return id }
      ids[name] = UInt16(list.count)
      list.append(name)
      return UInt16(list.count - 1)
    }
    // By element: its prefix and name; the tags of rules come first.
    var elements: [(prefix: String, name: UInt16)] = []
    var known: [String: [UInt16: UInt16]] = [:]
    func add(_ prefix: String, _ localName: String) {
      let name = id(localName)
      guard known[prefix]?[name] == nil else { return }
      known[prefix, default: [:]][name] = UInt16(elements.count)
      elements.append((prefix, name))
    }
    for (prefix, localName) in UBLTag.qualifiedNames {
      guard prefix.isEmpty else {
        add(prefix, localName)
        continue
      }
      // The roots are told by their namespace; they take an id without a place in the tables below.
      elements.append(("", id(localName == "creditNote" ? "CreditNote" : "Invoice")))
    }
    for name in lines.basics + lines.aggregates { add(name.prefix, name.name) }
    func byName(_ prefix: String) -> [UInt16] {
      var elements = [UInt16](repeating: UBLTag.other.rawValue, count: list.count)
      for (name, element) in known[prefix] ?? [:] { elements[Int(name)] = element }
      return elements
    }
    let aggregates = byName("cac")
    let basics = byName("cbc")
    let extensions = byName("ext")
    for name in lines.attributes + AttributeNames.bannedNames.map(\.name) + [
      "schemaLocation", "noNamespaceSchemaLocation", "type", "StandardBusinessDocument", "StandardBusinessDocumentHeader",
    ] {
      _ = id(name)
    }
    names = XMLNames(
      list,
      namespaces: [
        XMLNamespace(prefix: "", uri: Self.invoiceNamespace), XMLNamespace(prefix: "", uri: Self.creditNoteNamespace),
        XMLNamespace(prefix: "cac", uri: "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"),
        XMLNamespace(prefix: "cbc", uri: "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"),
        XMLNamespace(prefix: "", uri: Self.envelopeNamespace),
        XMLNamespace(prefix: "ext", uri: "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"),
        XMLNamespace(prefix: "xsi", uri: "http://www.w3.org/2001/XMLSchema-instance"),
        XMLNamespace(prefix: "xml", uri: "http://www.w3.org/XML/1998/namespace"),
      ], discarding: ["EmbeddedDocumentBinaryObject"])
    qualifiedNames = elements.map { ($0.prefix.isEmpty ? "" : $0.prefix + ":") + list[Int($0.name)] }
    localNames = list
    isAmount = elements.map { Self.ends(list[Int($0.name)], in: "Amount") && !Self.ends(list[Int($0.name)], in: "PriceAmount") }
    self.ids = ids
    invoiceName = ids["Invoice"] ?? XMLNames.unnamed
    creditNoteName = ids["CreditNote"] ?? XMLNames.unnamed
    self.aggregates = aggregates
    self.basics = basics
    self.extensions = extensions
    structure = UBLStructure(lines, attribute: { ids[$0] ?? XMLNames.unnamed }, elementCount: elements.count) { prefix, name in
      known[String(prefix)]?[ids[name] ?? XMLNames.unnamed] ?? UBLTag.other.rawValue
    }
  }
}
