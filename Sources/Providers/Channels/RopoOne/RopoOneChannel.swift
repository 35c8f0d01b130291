import Receivables

/// Jobs for Ropo One's REST API, one `POST /jobs` a claim, so that `accepted` in the answer speaks of that claim alone: `jobtype` 2
/// for collection, 1 for reminders. The carrier sends it to the country's base address and adds its token.
///
/// Source: dev.ropo.com, guides "Debt Collection" and "Reminder", API reference "Jobs".
public struct RopoOneChannel: BatchChannel {
  public init() {}

  public var providers: [String] { ["ropo"] }
  public var fileExtension: String { "json" }
  public var fieldTable: [ChannelField] { RopoOneLayout.table.fieldTable }
  var carries: CarriedFields { RopoOneLayout.table.carries }

  /// A job has one amount and one debtor: claimed costs or interest, and co-debtors, are held.
  public var terms: ChannelTerms {
    ChannelTerms(
      channel: "ropo-one", name: "Ropo One",
      required: [.invoiceNumber, .reference, .debtorName, .street, .postCode, .town],
      carriesCosts: false, carriesInterest: false, maximumCoDebtors: 0,
      modes: [.reminderAndCollection, .collection], carries: carries.terms)
  }

  func write(_ content: CarriedBatch, batch: Batch) throws(ChannelError) -> [UInt8] {
    try RequestFile(layout: RopoOneLayout.table, batch: batch).tree(content).bytes()
  }

  func read(_ bytes: [UInt8], batch: Batch) throws(ChannelError) -> CarriedBatch {
    try RequestFile(layout: RopoOneLayout.table, batch: batch).content(bytes)
  }
}
