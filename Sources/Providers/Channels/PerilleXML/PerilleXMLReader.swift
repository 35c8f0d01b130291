import Receivables
import XMLStream

/// Reads a perille-xml file back by its tables. What the tables do not have is kept as unexpected, so that nothing hides in it.
struct PerilleXMLReader {
  private static let root = "assignments"
  private static let claimFields = index(PerilleXMLLayout.claim, below: [root, "assignment"])
  private static let debtorFields = index(PerilleXMLLayout.debtor, below: [root, "assignment", "debtor"])
  private static let headerFields = index(PerilleXMLLayout.header, below: [root, "batch"])
  private var content = CarriedBatch()
  private var path: [String] = []

  static func content(_ bytes: [UInt8]) throws(ChannelError) -> CarriedBatch {
    let parser = XMLParser(names: XMLNames([], namespaces: [XMLNamespace(prefix: "", uri: PerilleXMLLayout.namespace)]))
    var reader = PerilleXMLReader()
    let problems: [XMLProblem]
    do {
      problems = try parser.parse(bytes[...]) { events in
        for event in events.list { reader.take(event, events) }
      }
    } catch {
      throw ReadBack.unreadable("the XML reader stopped")
    }
    if let problem = problems.first { throw ReadBack.unreadable(problem.message, line: problem.line) }
    return reader.content
  }

  private mutating func take(_ event: XMLEvent, _ events: borrowing XMLEvents) {
    switch event.kind {
    case .start:
      path.append(events.name(event.name))
      if event.namespace != 1 || !events.attributes(event).isEmpty { note() }
      if path == [Self.root, "assignment"] { content.claims.append(CarriedBatch.Claim()) }
      if path == [Self.root, "assignment", "debtor"] { withClaim { $0.debtors.append([:]) } }
    case .text: take(String(decoding: events.text(event), as: UTF8.self))
    case .end: path.removeLast(path.isEmpty ? 0 : 1)
    }
  }

  private mutating func take(_ text: String) {
    if let field = Self.debtorFields[path] {
      withDebtor { values in
        // Streets repeat; anything else that repeats shows as a value that was not meant.
        values[field] = values[field].map { $0 + "\n" + text } ?? text
      }
    } else if let field = Self.claimFields[path] {
      withClaim { $0.values[field] = $0.values[field].map { $0 + "\n" + text } ?? text }
    } else if let field = Self.headerFields[path] {
      content.header[field] = content.header[field].map { $0 + "\n" + text } ?? text
    } else {
      note()
    }
  }

  private mutating func withClaim(_ change: (inout CarriedBatch.Claim) -> Void) {
    guard !content.claims.isEmpty else { return note() }
    change(&content.claims[content.claims.count - 1])
  }

  private mutating func withDebtor(_ change: (inout [DebtorField: String]) -> Void) {
    withClaim { claim in
      guard !claim.debtors.isEmpty else { return }
      change(&claim.debtors[claim.debtors.count - 1])
    }
  }

  private mutating func note() { content.unexpected.append(path.joined(separator: "/")) }

  private static func index<Field>(_ rows: [PerilleXMLLayout.Row<Field>], below parent: [String]) -> [[String]: Field] {
    Dictionary(rows.map { (parent + $0.path, $0.field) }, uniquingKeysWith: { first, _ in first })
  }
}
