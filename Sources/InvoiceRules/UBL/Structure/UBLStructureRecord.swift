/// Something that the schema of UBL would not take: what it is and where, in numbers. Sentences are made when it is shown.
struct UBLStructureRecord: Hashable, Sendable {
  enum Kind: UInt8, Sendable {
    /// An element that does not belong where it stands.
    case element
    /// An element that stands before or behind its place.
    case order
    /// An element that stands more often than it may.
    case count
    /// An element that must stand in this one and does not.
    case missing
    case attribute
    case attributeMissing
    case value
    case attributeValue
    /// Text where only elements may stand.
    case text
    /// An element where only text may stand.
    case elementInValue
    // Of ext:ExtensionContent, which holds one element of any other namespace.
    case extensionEmpty
    case extensionCount
    case extensionNamespace
  }

  var kind: Kind
  var node: Int32
  /// The element that is missing, by its id; position of an attribute in the tree; name of a missing attribute; how often it stands.
  var subject: Int32 = 0
  /// Elements of the table between which it must stand; 0 for none.
  var after: UInt16 = 0
  var before: UInt16 = 0
}
