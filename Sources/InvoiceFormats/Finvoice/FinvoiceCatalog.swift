import InvoiceRules
import Receivables

/// What the findings of the Finvoice reader mean: of files and encodings here, of claims and business rules in `finvoice_rules.tsv`.
/// Those of the XML reader (`xml.…`) stand in `XMLCatalog`.
public enum FinvoiceCatalog {
  public static let rules: [RuleDescription] = files + encodings + FinvoiceRuleBook.rules

  static let guidelines = "Finance Finland, Finvoice 3.0 implementation guidelines, https://www.finanssiala.fi/finvoice"
  static let schema = "Finvoice schemas 1.2–3.0"

  static func rule(
    _ id: String, _ title: String, _ meaning: String, example: String, remedy: String, source: String = guidelines
  ) -> RuleDescription {
    RuleDescription(id: "finvoice." + id, title: title, meaning: meaning, example: example, remedy: remedy, source: source)
  }

  private static let files: [RuleDescription] = [
    rule(
      "no-message", "No message in the file", "The file was taken for Finvoice but holds nothing that could be read.",
      example: "A file of one byte order mark.", remedy: "Have the file written again."),
    rule(
      "stray-bytes", "Bytes that belong to no message",
      "Between or after the messages stands text that begins nothing. Its beginning may have been lost, and what it was, a claim "
        + "or a credit, cannot be said.",
      example: "The second half of an invoice at the beginning of the file.",
      remedy: "Ask the sender or operator for the file again."),
    rule(
      "frame-without-message", "A frame without its message",
      "A SOAP frame announces each message and stands right before it. Here the message is missing.",
      example: "An envelope at the end of a file that was cut off.", remedy: "Ask for the message; it may be a credit note."),
    rule(
      "frame-incomplete", "The frame has no end",
      "The message follows a frame whose closing tag is missing, or stands inside its body. The message itself is read.",
      example: "<SOAP-ENV:Body><Finvoice>…", remedy: "Tell the operator; nothing else needs to be done."),
    rule(
      "message-truncated", "A message without its end",
      "The closing tag of the root is missing: the transfer broke off, or the next message begins inside this one. Only this message "
        + "is refused.",
      example: "A file that ends in the middle of an InvoiceRow.", remedy: "Ask for the file again."),
    rule(
      "message-too-large", "A message too large to be read",
      "A message is held in memory while it is read, and its size is limited. Real invoices stay far below.",
      example: "A message of 40 MB with a document embedded in a text.", remedy: "Have attachments sent as FinvoiceAttachments.",
      source: "Perille's own limit (FinvoiceLimits)"),
    rule(
      "root-unknown", "An unknown root element", "The document is none of those that a Finvoice stream holds.",
      example: "<Invoices> around several Finvoice messages.", remedy: "Have the sender write each message by itself."),
    rule(
      "version-unknown", "An unknown version",
      "The attribute Version names no published version. The message is read all the same.",
      example: "Version=\"4.0\"", remedy: "Compare what was read with the invoice before relying on it.", source: schema),
    rule(
      "bare-ampersand", "Bare ampersands", "An ampersand stands in a text without being escaped. It is read as the character.",
      example: "<SellerOrganisationName>Malli & Pojat Oy</SellerOrganisationName>",
      remedy: "Have the producer write &amp;.", source: "XML 1.0, section 2.4"),
    rule(
      "more-findings", "More findings than are listed", "A message has so many findings that the rest is only counted.",
      example: "400 amounts with a currency sign.", remedy: "Correct what is listed and read the message again.",
      source: "Perille's own limit (FinvoiceLimits)"),
  ]

  private static let encodings: [RuleDescription] = [
    rule(
      "encoding-label", "The encoding's label is wrong",
      "The message is labelled as one encoding and its bytes are another. Bytes that decode as UTF-8 are UTF-8: text in ISO-8859 "
        + "practically never does.",
      example: "encoding=\"ISO-8859-15\" over a text in UTF-8.", remedy: "Have the sender correct the label."),
    rule(
      "encoding-undeclared", "No encoding is named",
      "Without a label XML is UTF-8, and this is not. It is read as ISO-8859-15, which is Finvoice's rule.",
      example: "No XML declaration, and ä as the byte E4.", remedy: "Have the sender name the encoding."),
    rule(
      "encoding-unknown", "An encoding that is not known",
      "The label names an encoding that is not read. If the bytes are UTF-8 or ASCII all the same the message is read, else refused.",
      example: "encoding=\"IBM850\"", remedy: "Have the message sent in ISO-8859-15 or UTF-8."),
    rule(
      "encoding-euro", "A euro sign under a label that has none",
      "ISO-8859-1 has no euro sign; where ISO-8859-15 has it, it has the currency sign. Beside a figure the euro sign is meant.",
      example: "'100,00 ¤' in a free text.", remedy: "Have the label corrected to ISO-8859-15."),
    rule(
      "encoding-windows", "Characters of windows-1252",
      "Bytes 80 to 9F are control characters in ISO-8859 and letters or signs in windows-1252, as which they are read.",
      example: "A long dash as the byte 96.", remedy: "Have the encoding corrected at the sender."),
    rule(
      "encoding-mixed", "Two encodings in one message",
      "Some letters are UTF-8 and some are not, or a byte is none of its encoding. Whatever is chosen, a name would be garbled, so "
        + "the message is refused.",
      example: "A UTF-8 message in which one byte was damaged.", remedy: "Have the message sent again."),
  ]
}
