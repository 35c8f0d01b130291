import Receivables

/// Reads batches, record by record, and hands each on as a settlement. What stands outside a batch becomes a settlement of its
/// own that is not sound, so that no line of a file is passed over in silence.
struct KTLReader {
  private struct Batch {
    var totals = KTLTotals()
    var findings = FindingList(overflowRule: KTLRules.more)
    var entries = 0
    var createdOn: CalendarDate?
    var line: Int
  }

  private let sink: any SettlementSink
  private var entries = KTLEntries()
  private var batch: Batch?
  private(set) var settlements = 0
  /// The first account that can be read, of a sound record or not.
  private(set) var account: String?
  /// Latest creation date of a sound batch.
  private(set) var createdThrough: CalendarDate?

  init(_ sink: any SettlementSink) { self.sink = sink }

  mutating func read(_ source: any ByteSource) throws {
    var lines = LineCutter(source)
    var line: [UInt8] = []
    var record = KTLRecord()
    while try lines.next(into: &line) {
      guard line.contains(where: { $0 != 0x20 }) else { continue }
      record.fill(from: line, line: lines.number)
      try take(record, length: lines.length, overlong: KTLReader.isOverlong(line, length: lines.length))
    }
    try finish(trailer: nil)
  }

  /// Longer than a record by more than blanks.
  private static func isOverlong(_ line: [UInt8], length: Int) -> Bool {
    length > LineCutter.bytesMax || line.dropFirst(KTLLayout.recordLength).contains { $0 != 0x20 }
  }

  private mutating func take(_ record: KTLRecord, length: Int, overlong: Bool) throws {
    if record.type == 0x30 { try begin(record) }
    if batch == nil { try beginWithoutHeader(record) }
    if overlong {
      batch?.findings.append(
        KTLRules.finding(
          KTLRules.recordLength, "The record is \(length) bytes long, \(KTLLayout.recordLength) are its length.", at: record,
          KTLLayout.recordLength..<length, nil))
    }
    if let place = record.controlCharacter {
      batch?.findings.append(
        KTLRules.finding(
          KTLRules.controlCharacter, "The record holds the control character \(record.bytes[place]).", at: record,
          place..<place + 1, nil))
    }
    switch record.type {
    case 0x30: break
    case 0x33, 0x35, 0x37: try takeTransaction(record)
    case 0x39: try finish(trailer: record)
    default:
      batch?.findings.append(
        KTLRules.finding(
          KTLRules.recordType, "The record type “\(record.excerpt(0..<1))” is not one of 0, 3, 5, 7 and 9.", at: record, 0..<1,
          nil))
    }
  }

  private mutating func takeTransaction(_ record: KTLRecord) throws {
    guard var open = batch else { return }
    // Two owners of the findings would copy them for each record.
    batch = nil
    defer { batch = open }
    if account == nil { account = entries.account(of: record) }
    let ordinal = open.entries
    open.entries += 1
    guard let entry = entries.entry(record, ordinal: ordinal, findings: &open.findings) else { return }
    open.totals.add(entry)
    try sink.receive(entry)
  }

  private mutating func begin(_ record: KTLRecord) throws {
    try finish(trailer: nil)
    typealias Field = KTLLayout.Header
    var open = Batch(line: record.line)
    if case .day(let day) = record.date(Field.date) {
      open.createdOn = day
    } else {
      open.findings.append(
        KTLRules.finding(
          KTLRules.header, "The batch header's creation date is “\(record.excerpt(Field.date))”, not a day as YYMMDD.",
          severity: .warning,
          remedy: "Nothing is booked by this date; the batch is read.", at: record, Field.date, "createdOn"))
    }
    if record.bytes[Field.currency] != 0x31 {
      open.findings.append(
        KTLRules.finding(
          KTLRules.header,
          "The batch header's currency code is “\(record.excerpt(Field.currency..<Field.currency + 1))”, not 1 (euro).",
          severity: .warning,
          remedy: "Each record states its own currency, and that one counts.", at: record, Field.currency..<Field.currency + 1,
          "currency"))
    }
    batch = open
    try sink.begin(
      SettlementHeader(
        ordinal: settlements, format: KTLFormat.id, messageID: KTLReader.messageID(record), createdOn: open.createdOn,
        line: record.line))
    settlements += 1
  }

  /// Creation date and time, bank and service id as they stand; two batches of one day differ in it. The `T` keeps a time from
  /// looking like the end of an identity code.
  private static func messageID(_ record: KTLRecord) -> String? {
    typealias Field = KTLLayout.Header
    let time = [record.text(Field.date), record.text(Field.time)].compactMap { $0 }.joined(separator: "T")
    let parts = [time.isEmpty ? nil : time, record.text(Field.bank), record.text(Field.service)].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "-")
  }

  private mutating func beginWithoutHeader(_ record: KTLRecord) throws {
    var open = Batch(line: record.line)
    open.findings.append(
      KTLRules.finding(
        KTLRules.headerMissing, "Line \(record.line) stands outside a batch: no record of type 0 comes before it.", at: record,
        0..<1,
        nil))
    batch = open
    try sink.begin(
      SettlementHeader(ordinal: settlements, format: KTLFormat.id, messageID: nil, createdOn: nil, line: record.line))
    settlements += 1
  }

  /// Closes the open batch, if there is one.
  private mutating func finish(trailer: KTLRecord?) throws {
    guard var closing = batch else { return }
    batch = nil
    var controls: [ControlTotal] = []
    if let trailer {
      controls = closing.totals.controls(against: trailer, findings: &closing.findings)
    } else {
      let totals = closing.totals.settlementTotals
      closing.findings.append(
        Finding(
          KTLRules.trailerMissing, .error,
          "The batch that begins on line \(closing.line) has no trailer (record type 9); its records add up to "
            + "\(totals.payments.count) payments of \(totals.payments.sum) and \(totals.corrections.count) corrections of "
            + "\(totals.corrections.sum).",
          remedy: KTLRules.remedy(KTLRules.trailerMissing), place: Finding.Place(line: closing.line)))
    }
    let end = SettlementEnd(
      totals: closing.totals.settlementTotals, controls: controls, findings: closing.findings.all,
      speaksThrough: closing.createdOn)
    if end.isSound, let day = end.speaksThrough { createdThrough = max(createdThrough ?? day, day) }
    try sink.end(end)
  }
}
