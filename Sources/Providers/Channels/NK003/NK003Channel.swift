import Receivables

/// The fixed-width file NK003 in its Standard form, one line of 226 characters a claim: ISO-8859-1, carriage return and line feed.
/// It says one balance and one domestic debtor and assumes that the creditor has reminded, so only mode `collection` goes through
/// it. Nothing is cut: what does not fit is refused.
///
/// Source: Mamut help, debt collection, "Standard (ASCII)" (help.mamut.com, debtcoll/standard_ASCII.htm).
public struct NK003Channel: BatchChannel {
  public init() {}

  public var providers: [String] { ["generic", "svea"] }
  public var fileExtension: String { "txt" }
  public var fieldTable: [ChannelField] { NK003Layout.fields.map(\.describes) }
  var carries: CarriedFields { NK003Layout.carries }

  public var terms: ChannelTerms {
    ChannelTerms(
      channel: "nk003", name: "NK003 Standard",
      maximumLength: NK003Layout.maximumLengths,
      required: [.clientNumber, .customerNumber, .invoiceNumber, .debtorName, .street, .postCode, .town],
      carriesCosts: false, carriesInterest: false, maximumCoDebtors: 0, modes: [.collection],
      maximumCapitalMinorUnits: 999_999_999, numericOnly: [.clientNumber, .customerNumber], latin1Only: true,
      carries: carries.terms)
  }

  /// Two implied decimals fit no other currency.
  func ownBatchFindings(_ batch: Batch) -> [Finding] { twoDecimals(batch) }

  func write(_ content: CarriedBatch, batch: Batch) throws(ChannelError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(content.claims.count * (NK003Layout.width + 2))
    for claim in content.claims { bytes += try NK003Layout.line(claim) + [0x0D, 0x0A] }
    return bytes
  }

  func read(_ bytes: [UInt8], batch: Batch) throws(ChannelError) -> CarriedBatch {
    var content = CarriedBatch()
    let step = NK003Layout.width + 2
    guard bytes.count % step == 0 else {
      throw ReadBack.unreadable("it is not made of lines of \(NK003Layout.width) characters")
    }
    for start in stride(from: 0, to: bytes.count, by: step) {
      let line = bytes[start..<(start + step)]
      guard line.suffix(2).elementsEqual([0x0D, 0x0A]) else {
        throw ReadBack.unreadable("a line does not end where it should", line: start / step + 1)
      }
      content.claims.append(NK003Layout.claim(line.dropLast(2)))
    }
    return content
  }
}
