import CLibXML2

/// The plain C functions that libxml2 calls; `data` is the parser's `ParserState`.
enum Callbacks {
  static func handler() -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = 0xDEED_BEAF  // XML_SAX2_MAGIC
    handler.startDocument = { data in Callbacks.checkEncoding(data) }
    handler.startElementNs = { data, localName, _, uri, _, _, attributeCount, _, attributes in
      guard let data, let localName else { return }
      Callbacks.state(data).pointee.start(localName, uri, Int(attributeCount), attributes)
    }
    handler.endElementNs = { data, _, _, _ in
      guard let data else { return }
      Callbacks.state(data).pointee.end()
    }
    handler.characters = { data, text, count in Callbacks.addText(data, text, count) }
    // The very same function: then libxml2 does not look which of the two it is.
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = { data, text, count in
      guard let data, let text else { return }
      Callbacks.state(data).pointee.cdata(text, Int(count))
    }
    handler.internalSubset = { data, _, _, _ in
      // A DOCTYPE alone is harmless, since nothing loads what it names; '[' opens declarations.
      guard let data, Callbacks.state(data).pointee.context?.pointee.input?.pointee.cur?.pointee == UInt8(ascii: "[") else {
        return
      }
      Callbacks.refuseEntity(data)
    }
    handler.entityDecl = { data, _, _, _, _, _ in Callbacks.refuseEntity(data) }
    handler.unparsedEntityDecl = { data, _, _, _, _ in Callbacks.refuseEntity(data) }
    handler.getParameterEntity = { data, _ in
      Callbacks.refuseEntity(data)
      return nil
    }
    handler.reference = { data, _ in Callbacks.refuseEntity(data) }
    handler.serror = { data, error in Callbacks.report(data, error) }
    return handler
  }

  static let report: xmlStructuredErrorFunc = { data, error in
    guard let data, let error = UnsafeRawPointer(error) else { return }
    state(data).pointee.libraryError(error)
  }

  @inline(__always)
  private static func state(_ data: UnsafeMutableRawPointer) -> UnsafeMutablePointer<ParserState> {
    data.assumingMemoryBound(to: ParserState.self)
  }

  @inline(__always)
  private static func addText(_ data: UnsafeMutableRawPointer?, _ text: UnsafePointer<UInt8>?, _ count: Int32) {
    guard let data, let text else { return }
    state(data).pointee.text(text, Int(count))
  }

  private static func refuseEntity(_ data: UnsafeMutableRawPointer?) {
    guard let data else { return }
    state(data).pointee.refuse(.entity, "The document declares or uses entities of its own, which are never expanded.")
  }

  /// The declaration is parsed by now: only encodings that are read on purpose are let through.
  private static func checkEncoding(_ data: UnsafeMutableRawPointer?) {
    guard let data, let context = state(data).pointee.context else { return }
    guard let label = context.pointee.input?.pointee.encoding ?? context.pointee.encoding else { return }
    let word = String(cString: label)
    guard XMLEncoding(declared: word) == nil else { return }
    state(data).pointee.refuse(.encoding, "The document declares the encoding '\(word.prefix(40))', which is not read.")
  }
}
