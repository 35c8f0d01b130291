import CLibXML2

/// libxml2's error numbers in our own words.
enum LibraryMessages {
  static func problem(_ code: UInt32) -> (code: XMLProblem.Code, message: String) {
    switch xmlParserErrors(code) {
    case XML_ERR_DOCUMENT_EMPTY: (.malformed, "The text has no root element.")
    case XML_ERR_DOCUMENT_END: (.trailing, "Something follows the end of the root element.")
    case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_CHARREF:
      (.character, "A character stands here that XML does not allow.")
    case XML_ERR_INVALID_ENCODING, XML_I18N_CONV_FAILED:
      (.encoding, "The bytes here are not what the document's encoding says.")
    case XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_ENCODING_NAME, XML_I18N_NO_HANDLER,
      XML_I18N_NO_NAME:
      (.encoding, "The declared encoding is not one that is read.")
    case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY, XML_ERR_ENTITY_LOOP, XML_ERR_ENTITY_NOT_FINISHED,
      XML_ERR_ENTITY_NOT_STARTED, XML_ERR_ENTITY_BOUNDARY, XML_ERR_UNPARSED_ENTITY, XML_ERR_ENTITY_IS_EXTERNAL,
      XML_ERR_ENTITY_IS_PARAMETER:
      (.entity, "The document uses an entity that XML does not predefine.")
    case XML_ERR_TAG_NAME_MISMATCH: (.malformed, "An end tag does not fit the element that is open.")
    case XML_ERR_TAG_NOT_FINISHED: (.malformed, "An element is not closed.")
    case XML_ERR_GT_REQUIRED: (.malformed, "A tag is not closed by '>'.")
    case XML_ERR_LT_REQUIRED, XML_ERR_LTSLASH_REQUIRED, XML_ERR_LT_IN_ATTRIBUTE:
      (.malformed, "A '<' stands where none may, or is missing.")
    case XML_ERR_NAME_REQUIRED, XML_ERR_ENTITYREF_NO_NAME:
      (.malformed, "A name is missing: a bare '<' or '&' in the text must be written &lt; or &amp;.")
    case XML_ERR_ENTITYREF_SEMICOL_MISSING:
      (.malformed, "A reference lacks its ';': a bare '&' in the text must be written &amp;.")
    case XML_ERR_INVALID_DEC_CHARREF, XML_ERR_INVALID_HEX_CHARREF: (.malformed, "A character reference is malformed.")
    case XML_ERR_ATTRIBUTE_NOT_STARTED, XML_ERR_ATTRIBUTE_NOT_FINISHED, XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
      (.malformed, "An attribute lacks its quoted value.")
    case XML_ERR_ATTRIBUTE_REDEFINED: (.malformed, "An attribute stands twice on one element.")
    case XML_ERR_SPACE_REQUIRED: (.malformed, "White space is missing between attributes.")
    case XML_ERR_RESERVED_XML_NAME:
      (.malformed, "An XML declaration stands elsewhere than at the very beginning.")
    case XML_ERR_XMLDECL_NOT_STARTED, XML_ERR_XMLDECL_NOT_FINISHED, XML_ERR_VERSION_MISSING, XML_ERR_UNKNOWN_VERSION:
      (.malformed, "The XML declaration is malformed.")
    case XML_ERR_CDATA_NOT_FINISHED, XML_ERR_MISPLACED_CDATA_END: (.malformed, "A CDATA section is malformed.")
    case XML_ERR_COMMENT_NOT_FINISHED, XML_ERR_HYPHEN_IN_COMMENT: (.malformed, "A comment is malformed.")
    case XML_ERR_PI_NOT_FINISHED, XML_ERR_PI_NOT_STARTED: (.malformed, "A processing instruction is malformed.")
    case XML_ERR_DOCTYPE_NOT_FINISHED: (.malformed, "The DOCTYPE is malformed.")
    case XML_NS_ERR_UNDEFINED_NAMESPACE: (.namespace, "A prefix is used that nothing declares.")
    case XML_NS_ERR_XML_NAMESPACE, XML_NS_ERR_QNAME, XML_NS_ERR_ATTRIBUTE_REDEFINED, XML_NS_ERR_EMPTY, XML_NS_ERR_COLON:
      (.namespace, "A name breaks the rules of XML namespaces.")
    case XML_ERR_NAME_TOO_LONG: (.libraryLimit, "A name is longer than any that is read.")
    case XML_ERR_INTERNAL_ERROR, XML_ERR_NO_MEMORY, XML_ERR_USER_STOP:
      (.libraryLimit, "A tag, comment or set of names is larger than any that is read.")
    default: (.malformed, "The text is not well-formed XML (libxml2 error \(code)).")
    }
  }

  static func remedy(_ code: XMLProblem.Code) -> String {
    switch code {
    case .empty: "Have the sender export the file again."
    case .notXML: "Unpack it or have it exported as plain XML; compressed files are not opened."
    case .entity:
      "Documents may use only the five predefined entities and character references. Have it exported without a DTD."
    case .encoding:
      "UTF-8, ISO-8859-1, ISO-8859-15, windows-1252 and UTF-16 with a byte order mark are read. Have the declaration corrected, "
        + "or state the true encoding in the configuration."
    case .character: "Have the sender remove control characters from its texts."
    case .malformed, .trailing, .namespace: "Have the sender correct its export; one document a file is expected."
    case .truncated: "It was probably cut off in transfer: have it sent again."
    case .depth, .elements, .attributes, .textSize, .size, .libraryLimit:
      "No honest document of this kind is so large. Look at it by hand."
    case .schema: ""
    }
  }
}
