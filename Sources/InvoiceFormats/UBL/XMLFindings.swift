import Receivables
import XMLStream

extension Finding {
  /// What the XML reader found wrong, as a finding about a message.
  init(_ problem: XMLProblem, message: Int? = nil) {
    self.init(
      problem.code.rawValue, .error, problem.message, remedy: problem.remedy,
      place: Place(line: problem.line, column: problem.column, byteOffset: problem.byteOffset, message: message))
  }
}

/// What the findings of the XML reader mean, whatever format the XML is.
public enum XMLCatalog {
  public static let rules: [RuleDescription] = XMLProblem.Code.allCases.map(description)

  private static let xml = "Extensible Markup Language (XML) 1.0, fifth edition, https://www.w3.org/TR/xml/"
  private static let limits = "Perille's own limits for input (XMLLimits)"

  private static func description(_ code: XMLProblem.Code) -> RuleDescription {
    func rule(
      _ title: String, _ meaning: String, _ example: String, _ remedy: String, _ source: String
    ) -> RuleDescription {
      RuleDescription(id: code.rawValue, title: title, meaning: meaning, example: example, remedy: remedy, source: source)
    }
    switch code {
    case .empty:
      return rule(
        "The file is empty", "There is not one byte to read. An export that failed often leaves such a file.",
        "invoice-77.xml with a size of 0.", "Have it exported again.", xml + ", section 2.1")
    case .notXML:
      return rule(
        "Not XML at all", "The first bytes are those of a compressed file or a PDF, whatever the name says. Nothing is unpacked.",
        "A gzip file named invoices.xml.", "Unpack it, or have plain XML exported.", "Perille opens no archives")
    case .entity:
      return rule(
        "Entities are refused",
        "The document declares entities or uses one that XML does not predefine. They can pull in other files or blow a small "
          + "file up to gigabytes, so none is ever expanded.",
        "<!DOCTYPE Invoice [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "Have it exported without a DTD. If it came from outside, treat the sender with suspicion.", xml + ", section 4.2")
    case .encoding:
      return rule(
        "The encoding is wrong or not read",
        "The bytes do not fit the declared encoding, or that encoding is not one of UTF-8, ISO-8859-1, ISO-8859-15, windows-1252 "
          + "and UTF-16 with a byte order mark. Nothing is replaced or guessed: a wrong letter in a name would go unseen.",
        "No declaration, and ä written as the single byte E4.", "Have the declaration corrected at the sender.",
        xml + ", section 4.3.3")
    case .character:
      return rule(
        "A forbidden character", "A control character such as NUL stands in the text; XML forbids it even when it is escaped.",
        "<Name>Example&#0;Oy</Name>", "Have the sender remove it.", xml + ", section 2.2")
    case .malformed:
      return rule(
        "Not well-formed", "The text breaks the grammar of XML, so that nobody can be sure what it says.",
        "<Name>R & D</Name>, where & must be written &amp;", "Have the sender correct its export.", xml + ", section 2.1")
    case .truncated:
      return rule(
        "The document is cut off", "It ends before its root element does. What was read of it is not used.",
        "A transfer that broke after 64 KiB.", "Have it sent again.", xml + ", section 2.1")
    case .trailing:
      return rule(
        "Something follows the document", "After the root element only comments may stand.",
        "Two invoices written one after another into one file.", "Have one document a file exported.", xml + ", section 2.1")
    case .namespace:
      return rule(
        "A prefix means nothing", "An element or attribute has a prefix that no declaration explains.",
        "<cbc:ID> without xmlns:cbc.", "Have the sender correct its export.",
        "Namespaces in XML 1.0, https://www.w3.org/TR/xml-names/, section 5")
    case .depth:
      return rule(
        "Too deep", "Elements lie inside one another deeper than any real document does.", "5,000 nested elements.",
        "Look at it by hand.", limits)
    case .elements:
      return rule(
        "Too many elements", "More elements than are read.", "A message of 30 million elements.", "Look at it by hand.", limits)
    case .attributes:
      return rule(
        "Too many attributes", "One element has more attributes, or longer ones, than are read.",
        "An element of 10,000 attributes.",
        "Look at it by hand.", limits)
    case .textSize:
      return rule(
        "A text is too long", "One text is longer than 1 MiB, outside of an attachment.", "A name of 10 MB.",
        "Look at it by hand.", limits)
    case .size:
      return rule("Too large", "The document is larger than is read.", "An invoice of 2 GB.", "Look at it by hand.", limits)
    case .libraryLimit:
      return rule(
        "Beyond the XML library's limits", "A name, a comment or a tag is larger than libxml2 reads.",
        "A name of 60,000 letters.",
        "Look at it by hand.", "libxml2, XML_MAX_NAME_LENGTH and the like")
    case .schema:
      return rule(
        "Against the schema", "The document is XML, but not what its schema allows.", "A date of 2026-02-30.",
        "The line tells where; correct what writes it.", "XML Schema 1.0, https://www.w3.org/TR/xmlschema-1/")
    }
  }
}
