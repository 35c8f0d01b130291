import Receivables
import XMLStream

/// The elements of a perille-xml file as tables, in the order of the schema: they write it and read it back.
enum PerilleXMLLayout {
  static let namespace = "urn:perille:assignments:1"

  /// An element with text, below the batch, the assignment or the debtor; groups around it are opened and closed as needed.
  struct Row<Field: Sendable>: Sendable {
    var field: Field
    var path: [String]
    init(_ field: Field, _ path: String...) {
      self.field = field
      self.path = path
    }
  }

  static let header: [Row<HeaderField>] = [
    Row(.company, "company", "key"), Row(.companyName, "company", "name"), Row(.companyCountry, "company", "country"),
    Row(.companyLegalID, "company", "legalId"), Row(.provider, "provider"), Row(.product, "product"),
    Row(.clientNumber, "clientNumber"), Row(.serial, "serial"), Row(.asOf, "asOf"), Row(.currency, "currency"),
    Row(.count, "count"), Row(.capital, "capital"), Row(.costs, "costs"), Row(.interest, "interest"),
  ]

  static let claim: [Row<ClaimField>] = [
    Row(.key, "key"), Row(.mode, "mode"), Row(.kind, "kind"), Row(.invoiceNumber, "invoice", "number"),
    Row(.issueDate, "invoice", "issueDate"), Row(.dueDate, "invoice", "dueDate"), Row(.instalment, "invoice", "instalment"),
    Row(.reference, "invoice", "reference"), Row(.account, "invoice", "account"), Row(.capital, "claim", "capital"),
    Row(.costs, "claim", "costs"), Row(.interest, "claim", "interest"),
    Row(.agreedInterest, "claim", "agreedInterestPercent"), Row(.ownReminderDate, "notice", "ownReminderDate"),
    Row(.noticeSentDate, "notice", "noticeSentDate"), Row(.noticeDeadline, "notice", "noticeDeadline"),
    Row(.subject, "subject"), Row(.rentalInformation, "rentalInformation"),
  ]

  static let debtor: [Row<DebtorField>] = [
    Row(.type, "type"), Row(.name, "name"), Row(.businessID, "businessId"), Row(.personalCode, "personalCode"),
    Row(.customerNumber, "customerNumber"), Row(.street, "street"), Row(.postCode, "postCode"), Row(.town, "town"),
    Row(.country, "country"), Row(.email, "email"), Row(.phone, "phone"),
  ]

  static let carries = CarriedFields(
    header: header.map(\.field), claim: claim.map(\.field), debtor: debtor.map(\.field), streetSeparator: "\n")

  static func fieldTable(for providers: [String]) -> [ChannelField] {
    let file = PublishedSchema.assignments1.rawValue
    let field = { (group: String, path: [String]) in
      let name = path.joined(separator: ".")
      return ChannelField(
        key: group.isEmpty ? name : "\(group).\(name)", name: name, verifiedFor: providers, source: file,
        meaning: "See \(file).", group: group)
    }
    return header.map { field("batch", $0.path) } + claim.map { field("", $0.path) } + debtor.map { field("debtor", $0.path) }
  }

  static func document(_ content: CarriedBatch) throws(XMLWriterError) -> [UInt8] {
    let writer = XMLWriter()
    writer.element("assignments", [("xmlns", namespace)]) {
      writer.element("batch") { write(header, content.header, to: writer) }
      for said in content.claims {
        writer.element("assignment") {
          write(claim, said.values, to: writer)
          for values in said.debtors {
            writer.element("debtor") { write(debtor, values, to: writer) }
          }
        }
      }
    }
    return try writer.finish()
  }

  private static func write<Field: Hashable>(_ rows: [Row<Field>], _ values: [Field: String], to writer: XMLWriter) {
    var open: [String] = []
    for row in rows {
      guard let value = values[row.field], let leaf = row.path.last else { continue }
      let groups = Array(row.path.dropLast())
      while !groups.starts(with: open) {
        writer.end()
        open.removeLast()
      }
      for group in groups.dropFirst(open.count) {
        writer.start(group)
        open.append(group)
      }
      // A street's lines are elements of their own; no other value has a line feed that stands for a border.
      let parts = leaf == "street" ? value.split(separator: "\n").map(String.init) : [value]
      for part in parts { writer.element(leaf, part) }
    }
    for _ in open { writer.end() }
  }
}
