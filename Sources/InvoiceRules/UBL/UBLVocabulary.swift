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

  /// What a parser of such documents knows: the elements' local names, then the attributes'.
  public let names: XMLNames
  let structure: UBLStructure
  private let ids: [String: UInt16]
  /// By name id: the element with that local name among the aggregates, and among the basic elements; 0 for none.
  private let aggregates: [UInt16]
  private let basics: [UInt16]
  private let qualifiedNames: [String]
  /// By element: whether its name ends in `Amount` and is none of the amounts that may have more decimals.
  let isAmount: [Bool]

  public func nameID(_ localName: String) -> UInt16? { ids[localName] }

  /// The id of the element of an event, `UBLTag.other` for what UBL does not have there.
  @inline(__always)
  func element(_ name: UInt16, namespace: UInt8) -> UInt16 {
    let name = Int(name)
    guard name < aggregates.count else { return 0 }
    if namespace == Self.basicID { return basics[name] }
    if namespace == Self.aggregateID { return aggregates[name] }
    return 0
  }

  func element(prefix: Substring, localName: Substring) -> UInt16? {
    guard let name = ids[String(localName)] else { return nil }
    let element = prefix == "cac" ? aggregates[Int(name)] : basics[Int(name)]
    return element == 0 ? nil : element
  }

  /// `cac:Party`
  func qualifiedName(_ element: UInt16) -> String { qualifiedNames[Int(element)] }

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
    var elements: [(isAggregate: Bool, name: UInt16)] = []
    var known: [UInt32: UInt16] = [:]
    func add(_ isAggregate: Bool, _ localName: String) {
      let name = id(localName)
      let key = UInt32(name) | (isAggregate ? 1 << 16 : 0)
      guard known[key] == nil else { return }
      known[key] = UInt16(elements.count)
      elements.append((isAggregate, name))
    }
    for tag in UBLTag.allCases {
      let (prefix, localName) = tag.qualifiedName
      guard !prefix.isEmpty else {
        // The roots are told by their namespace; they take an id without a place in the tables below.
        elements.append((false, id(tag == .creditNote ? "CreditNote" : "Invoice")))
        continue
      }
      add(prefix == "cac", String(localName))
    }
    for name in lines.basics { add(false, name.name) }
    for name in lines.aggregates { add(true, name.name) }
    let nameCount = list.count
    var aggregates = [UInt16](repeating: 0, count: nameCount)
    var basics = aggregates
    for (key, element) in known {
      if key >> 16 == 1 {
        aggregates[Int(key & 0xFFFF)] = element
      } else {
        basics[Int(key & 0xFFFF)] = element
      }
    }
    for name in lines.attributes + AttributeNames.bannedNames.map(\.name) + [
      "schemaLocation", "StandardBusinessDocument", "StandardBusinessDocumentHeader", "UBLExtensions",
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
      ], discarding: ["EmbeddedDocumentBinaryObject"])
    qualifiedNames = elements.map { ($0.isAggregate ? "cac:" : "cbc:") + list[Int($0.name)] }
    isAmount = elements.map { list[Int($0.name)].hasSuffix("Amount") && !list[Int($0.name)].hasSuffix("PriceAmount") }
    self.ids = ids
    self.aggregates = aggregates
    self.basics = basics
    structure = UBLStructure(lines, attribute: { ids[$0] ?? XMLNames.unnamed }) { prefix, name in
      // The only member of another namespace is ext:UBLExtensions, which no tree has an id for.
      guard prefix != "ext" else { return UBLTag.other.rawValue }
      return ids[name].map { prefix == "cac" ? aggregates[Int($0)] : basics[Int($0)] } ?? UBLTag.other.rawValue
    }
  }
}
