import Receivables

/// Assignments through Maventa's API, one request an invoice: `POST /v2/invoices/{id}/assignment/ropo` or `/amili`, after the
/// agreement's provider. The invoice must have been sent through Maventa, whose own id of it stands in the path.
///
/// Source: documentation.maventa.com, developer changelog 2026-04-08 and 2026-06-24.
public struct MaventaChannel: BatchChannel {
  public init() {}

  public var providers: [String] { ["ropo", "amili"] }
  public var fileExtension: String { "json" }
  public var fieldTable: [ChannelField] { MaventaLayout.table.fieldTable }
  var carries: CarriedFields { MaventaLayout.table.carries }

  /// Rents are taken only with what they are the rent of.
  public var terms: ChannelTerms {
    ChannelTerms(
      channel: "maventa", name: "Maventa",
      required: [.maventaInvoiceID, .debtorName, .street, .postCode, .town, .rentalInformation],
      carriesCosts: true, carriesInterest: true, maximumCoDebtors: .max,
      modes: [.reminderAndCollection, .collection], carries: carries.terms)
  }

  func ownRefusals(_ assignment: Assignment, company: Company, agreement: Agreement) -> [Finding] {
    guard let id = CarriedBatch.told(assignment.receivable.facts.maventaInvoiceID), MaventaLayout.canonicalID(id) == nil
    else { return [] }
    return [
      Suitability(channel: self, company: company, agreement: agreement).refusal(
        "channel.maventa-id", assignment, "maventaInvoiceID", "has the Maventa invoice id \"\(Masking.excerpt(id))\"",
        remedy: "Maventa's ids are UUIDs: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.")
    ]
  }

  /// Maventa takes an invoice once, so two instalments of one invoice cannot go under its one id. All of them are refused: were one to
  /// go tonight, the other would follow it tomorrow.
  public func refusals(among assignments: [Assignment]) -> [(position: Int, finding: Finding)] {
    let ids = assignments.map { $0.receivable.facts.maventaInvoiceID.flatMap { MaventaLayout.canonicalID($0) } }
    let counts = Dictionary(ids.compactMap(\.self).map { ($0, 1) }, uniquingKeysWith: +)
    return assignments.indices.compactMap { position in
      guard let id = ids[position], counts[id, default: 0] > 1 else { return nil }
      let number = Masking.excerpt(assignments[position].receivable.identity.number)
      return (
        position,
        Finding(
          "channel.duplicate", .error, "Invoice \(number) has a Maventa invoice id that another one has too.",
          remedy: "One id stands for one invoice: correct the id, or hand instalments over on another channel.",
          term: "maventaInvoiceID")
      )
    }
  }

  func write(_ content: CarriedBatch, batch: Batch) throws(ChannelError) -> [UInt8] {
    try RequestFile(layout: MaventaLayout.table, batch: batch).tree(content).bytes()
  }

  func read(_ bytes: [UInt8], batch: Batch) throws(ChannelError) -> CarriedBatch {
    try RequestFile(layout: MaventaLayout.table, batch: batch).content(bytes)
  }
}
