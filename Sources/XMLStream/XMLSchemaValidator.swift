import CLibXML2

/// A schema that cannot be used: a defect of the program that brought it, not of a document.
public struct XMLSchemaError: Error, Hashable, Sendable {
  public var problems: [XMLProblem]
}

/// Checks documents against one XML schema (W3C XML Schema 1.0), all in memory. The schema must stand alone: nothing that it
/// includes or imports by location is ever loaded.
public final class XMLSchemaValidator {
  private let schema: xmlSchemaPtr
  private let wellFormed = XMLParser(names: XMLNames([]))

  /// - Throws: `XMLSchemaError` when the bytes are no usable schema.
  public init(schema bytes: [UInt8]) throws(XMLSchemaError) {
    let problems = ProblemBox()
    let compiled: xmlSchemaPtr? = problems.collecting {
      bytes.withUnsafeBytes { bytes in
        guard
          let context = xmlSchemaNewMemParserCtxt(
            bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: bytes.count))
        else { return nil }
        defer { xmlSchemaFreeParserCtxt(context) }
        xmlSchemaSetParserStructuredErrors(context, ProblemBox.report, problems.opaque)
        return xmlSchemaParse(context)
      }
    }
    guard let compiled, problems.list.isEmpty else {
      if let compiled { xmlSchemaFree(compiled) }
      throw XMLSchemaError(problems: problems.list)
    }
    schema = compiled
  }

  deinit { xmlSchemaFree(schema) }

  /// What is wrong with a document, in its order; empty when it is valid. A document that is not well-formed, or that has
  /// entities of its own, is refused before the schema sees it.
  public func problems(in document: [UInt8]) -> [XMLProblem] {
    let first = (try? wellFormed.parse(document[...]) { _ in }) ?? []
    if !first.isEmpty { return first }
    let problems = ProblemBox()
    let result = problems.collecting { () -> Int32 in
      guard let context = xmlSchemaNewValidCtxt(schema) else { return -1 }
      defer { xmlSchemaFreeValidCtxt(context) }
      xmlSchemaSetValidStructuredErrors(context, ProblemBox.report, problems.opaque)
      return document.withUnsafeBytes { bytes -> Int32 in
        // Validation takes the buffer over and frees it.
        guard
          let buffer = xmlParserInputBufferCreateMem(
            bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: bytes.count), XML_CHAR_ENCODING_NONE)
        else { return -1 }
        return xmlSchemaValidateStream(context, buffer, XML_CHAR_ENCODING_NONE, nil, nil)
      }
    }
    if result != 0 && problems.list.isEmpty {
      problems.list.append(
        XMLProblem(.schema, "The document could not be checked against its schema (libxml2 result \(result))."))
    }
    return problems.list
  }
}

/// Collects what libxml2's schema code reports.
private final class ProblemBox {
  var list: [XMLProblem] = []

  var opaque: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  func collecting<Result>(_ body: () -> Result) -> Result {
    withExtendedLifetime(self) { LibXML2.reporting(to: opaque, Self.report, body) }
  }

  static let report: xmlStructuredErrorFunc = { data, error in
    guard let data, let error = UnsafeRawPointer(error)?.assumingMemoryBound(to: xmlError.self).pointee,
      error.level != XML_ERR_WARNING
    else { return }
    let box = Unmanaged<ProblemBox>.fromOpaque(data).takeUnretainedValue()
    guard box.list.count < 100 else { return }
    let text = error.message.map { String(cString: $0).split(separator: "\n").joined(separator: " ") } ?? ""
    box.list.append(
      XMLProblem(
        .schema, "The document breaks its schema (libxml2 rule \(error.code)).", line: error.line > 0 ? Int(error.line) : nil,
        detail: String(text.prefix(300))))
  }
}
