@testable import XMLStream

/// What a document says, one line an event, so that a test can compare readable text.
func eventLines(
  _ chunks: [ArraySlice<UInt8>], names: [String] = ["a", "b", "c", "x"], discarding: Set<String> = [],
  limits: XMLLimits = .message, as encoding: XMLEncoding? = nil, start: XMLStart = XMLStart()
) throws -> (lines: [String], problems: [XMLProblem]) {
  let parser = XMLParser(
    names: XMLNames(names, namespaces: [XMLNamespace(prefix: "n", uri: "urn:n")], discarding: discarding), limits: limits)
  return try eventLines(parser, chunks, as: encoding, start: start)
}

func eventLines(
  _ parser: XMLParser, _ chunks: [ArraySlice<UInt8>], as encoding: XMLEncoding? = nil, start: XMLStart = XMLStart()
) throws -> (lines: [String], problems: [XMLProblem]) {
  var rest = chunks[...]
  var lines: [String] = []
  let problems = try parser.parse(as: encoding, start: start, from: { rest.popFirst() ?? [] }) { lines += eventLines($0) }
  return (lines, problems)
}

/// What a stretch of events says, one line for each.
func eventLines(_ events: borrowing XMLEvents) -> [String] {
  var lines: [String] = []
  for event in events.list {
    switch event.kind {
    case .start:
      var attributes = ""
      for attribute in events.attributes(event) {
        attributes += " \(events.name(attribute.name))=\(String(decoding: events.value(attribute), as: UTF8.self))"
      }
      lines.append("\(event.line) <\(events.qualifiedName(event))\(attributes)>")
    case .end: lines.append("\(event.line) </\(events.qualifiedName(event))>")
    case .text: lines.append("\(event.line) '\(String(decoding: events.text(event), as: UTF8.self))'")
    }
  }
  return lines
}

/// The bytes in pieces of a size.
func pieces(_ bytes: [UInt8], of size: Int) -> [ArraySlice<UInt8>] {
  stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }
}

func eventLines(_ text: String, names: [String] = ["a", "b", "c", "x"]) throws -> (lines: [String], problems: [XMLProblem]) {
  try eventLines([Array(text.utf8)[...]], names: names)
}

/// The code of the first problem of a document.
func firstCode(_ bytes: [UInt8], limits: XMLLimits = .message, as encoding: XMLEncoding? = nil) throws -> XMLProblem.Code? {
  try eventLines([bytes[...]], limits: limits, as: encoding).problems.first?.code
}

/// A parser that never reads a document whole: what it says is what one in pieces says.
func piecewiseParser(limits: XMLLimits = .message) -> XMLParser {
  XMLParser(
    names: XMLNames(["a", "b", "c", "x"], namespaces: [XMLNamespace(prefix: "n", uri: "urn:n")]), limits: limits, wholeMax: 0)
}
