import Receivables

/// A wire: how assignments look to the one who takes them. Pure functions of their arguments; no clock, no disk.
public protocol Channel: Sendable {
  /// What the wire can carry; the rules hold what it cannot.
  var terms: ChannelTerms { get }
  /// Ids of the providers that it serves.
  var providers: [String] { get }
  /// Without the point: `json`, `xml`, `txt`.
  var fileExtension: String { get }
  /// Every name that it writes, with what is known of it.
  var fieldTable: [ChannelField] { get }

  /// What does not fit together in an agreement on this channel: provider, product, names of fields. The configuration is refused for
  /// it, and `encode` refuses it too.
  func agreementFindings(_ agreement: Agreement) -> [Finding]

  /// Why this assignment cannot be written; empty when it can. Asked by `encode` for each assignment, and by anybody who wants to
  /// know before a batch is made.
  func refusals(_ assignment: Assignment, company: Company, agreement: Agreement) -> [Finding]

  /// Why assignments cannot go in one batch, each with its position; none when they can. Asked like the refusals of one assignment.
  func refusals(among assignments: [Assignment]) -> [(position: Int, finding: Finding)]

  /// The payload of a batch: the same batch gives the same name and bytes. It has been read back (and validated, where there is a
  /// schema) before it is returned. Throws every finding of every assignment at once.
  func encode(_ batch: Batch) throws(ChannelError) -> EncodedBatch

  /// Reads a payload back by the channel's layout table and compares every value, the count and the sums with the batch.
  func verify(_ bytes: [UInt8], against batch: Batch) -> [Finding]
}

/// One payload file. The name has nothing personal: channel, company key, day, serial number.
public struct EncodedBatch: Hashable, Sendable {
  public var fileName: String
  public var bytes: [UInt8]
  public init(fileName: String, bytes: [UInt8]) {
    self.fileName = fileName
    self.bytes = bytes
  }
}

/// A batch that cannot be written: why, never empty, in the order of its assignments.
public struct ChannelError: Error, Hashable, Sendable {
  public var findings: [Finding]
  public init(_ findings: [Finding]) { self.findings = findings }
}

/// What a channel must bring; the checks, the read-back and the file name are the same for all.
protocol BatchChannel: Channel {
  /// What the wire says, in Perille's words: the fields that are written and read back.
  var carries: CarriedFields { get }
  /// What only this wire asks of an assignment.
  func ownRefusals(_ assignment: Assignment, company: Company, agreement: Agreement) -> [Finding]
  /// What only this wire asks of a batch as a whole.
  func ownBatchFindings(_ batch: Batch) -> [Finding]
  /// The bytes of a batch that has passed all checks.
  func write(_ content: CarriedBatch, batch: Batch) throws(ChannelError) -> [UInt8]
  /// What a payload says, or why it cannot be read. Must not look at anything but the bytes and the agreement's field names.
  func read(_ bytes: [UInt8], batch: Batch) throws(ChannelError) -> CarriedBatch
}

extension BatchChannel {
  func ownRefusals(_ assignment: Assignment, company: Company, agreement: Agreement) -> [Finding] { [] }
  func ownBatchFindings(_ batch: Batch) -> [Finding] { [] }
  public func refusals(among assignments: [Assignment]) -> [(position: Int, finding: Finding)] { [] }

  public func agreementFindings(_ agreement: Agreement) -> [Finding] {
    AgreementChecks(channel: self, agreement: agreement).findings()
  }

  public func refusals(_ assignment: Assignment, company: Company, agreement: Agreement) -> [Finding] {
    Suitability(channel: self, company: company, agreement: agreement).findings(assignment)
      + ownRefusals(assignment, company: company, agreement: agreement)
  }

  public func encode(_ batch: Batch) throws(ChannelError) -> EncodedBatch {
    var findings = BatchChecks(channel: self, batch: batch).findings() + ownBatchFindings(batch)
    for assignment in batch.assignments {
      findings += refusals(assignment, company: batch.company, agreement: batch.agreement)
    }
    findings += refusals(among: batch.assignments).map(\.finding)
    guard findings.isEmpty else { throw ChannelError(findings) }
    let bytes = try write(try CarriedBatch(batch, carries), batch: batch)
    let differences = verify(bytes, against: batch)
    guard differences.isEmpty else { throw ChannelError(differences) }
    return EncodedBatch(fileName: fileName(batch), bytes: bytes)
  }

  public func verify(_ bytes: [UInt8], against batch: Batch) -> [Finding] {
    do throws(ChannelError) {
      let said = try read(bytes, batch: batch)
      return ReadBack.differences(said, from: try CarriedBatch(batch, carries))
    } catch {
      return error.findings
    }
  }

  /// `<channel>-<company key>-<yyyymmdd>-<serial, at least 6 digits>.<extension>`
  func fileName(_ batch: Batch) -> String {
    let serial = String(batch.serial)
    let padding = String(repeating: "0", count: max(0, 6 - serial.utf8.count))
    return "\(terms.channel)-\(batch.company.key)-\(batch.asOf.compactText)-\(padding)\(serial).\(fileExtension)"
  }
}
