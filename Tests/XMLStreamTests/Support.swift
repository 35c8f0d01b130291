import XMLStream

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
  let problems = try parser.parse(as: encoding, start: start, from: { rest.popFirst() ?? [] }) { events in
    for event in events.list {
      switch event.kind {
      case .start:
        let attributes = events.attributes(event).map {
          " \(events.name($0.name))=\(String(decoding: events.value($0), as: UTF8.self))"
        }
        lines.append("\(event.line) <\(events.qualifiedName(event))\(attributes.joined())>")
      case .end: lines.append("\(event.line) </\(events.qualifiedName(event))>")
      case .text: lines.append("\(event.line) '\(String(decoding: events.text(event), as: UTF8.self))'")
      }
    }
  }
  return (lines, problems)
}

func eventLines(_ text: String, names: [String] = ["a", "b", "c", "x"]) throws -> (lines: [String], problems: [XMLProblem]) {
  try eventLines([Array(text.utf8)[...]], names: names)
}

/// The code of the first problem of a document.
func firstCode(_ bytes: [UInt8], limits: XMLLimits = .message, as encoding: XMLEncoding? = nil) throws -> XMLProblem.Code? {
  try eventLines([bytes[...]], limits: limits, as: encoding).problems.first?.code
}
