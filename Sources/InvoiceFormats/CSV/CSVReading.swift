import Receivables

/// One CSV file being read by its profile: row by row, in bounded memory.
final class CSVReading {
  let profile: CSVProfile
  let head: FileHead
  let scanner: CSVRecordScanner
  private let sink: any MessageSink
  private let upperHalf: [UInt16]?
  private let directory: CSVCompanies
  private(set) var findings: CSVFindings
  private let limits: CSVLimits
  private var rows = 0
  private var date: CSVStatedDate
  private var trailer: CSVTrailerCheck?
  private var names: CSVRowNames
  /// Open items that wait for the trailer to say their date.
  private var held: [ReadMessage] = []

  init(
    profile: CSVProfile, companies: [Company], head: FileHead, source: any ByteSource, sink: any MessageSink,
    limits: CSVLimits
  ) {
    self.profile = profile
    self.head = head
    self.sink = sink
    self.limits = limits
    findings = CSVFindings(limits)
    scanner = CSVRecordScanner(
      source, separator: profile.dialect.separator, quote: profile.dialect.quote, skip: CSVHeader.markLength(head.bytes),
      limits: limits)
    upperHalf = CSVEncodings.upperHalf(profile.dialect.encoding)
    directory = CSVCompanies(profile.company, companies: companies, folders: head.folders)
    names = CSVRowNames(profile)
    date = CSVStatedDate(profile, fileName: head.name)
    trailer = profile.trailer.map { CSVTrailerCheck($0) }
  }

  func run() throws -> FileSummary {
    if try isReadable(), let columns = try readHeader() {
      try readRows(columns)
      finish()
      if !findings.hasErrors { try deliverHeld() }
    }
    return summary()
  }

  // MARK: Before the first row

  private func isReadable() throws -> Bool {
    if upperHalf != nil, CSVHeader.markLength(head.bytes) > 0 {
      findings.add(
        Finding(
          "csv.encoding", .error,
          "The file begins with the byte order mark of UTF-8, but profile \"\(profile.name)\" reads \(profile.dialect.encoding.rawValue).",
          remedy: "Say encoding: utf-8 in the profile, or let the sender write \(profile.dialect.encoding.rawValue).",
          place: Finding.Place(line: 1, byteOffset: 0)))
      return false
    }
    if let finding = directory.fileFinding { findings.add(finding) }
    if let finding = date.fileFinding { findings.add(finding) }
    for row in 0..<profile.dialect.skipRows {
      guard try nextRecord() else {
        if !findings.hasErrors {
          findings.add(headerMissing("The file ends in row \(row + 1) of \(profile.dialect.skipRows) that are skipped."))
        }
        return false
      }
      if let finding = date.look(atSkippedRow: row + 1, { self.cell($0) }) { findings.add(finding) }
    }
    return !findings.hasErrors
  }

  private func headerMissing(_ message: String) -> Finding {
    Finding(
      "csv.header-missing", .error, message,
      remedy:
        "An export of this kind has a header even when it is empty. Ask the sender for a whole file, or correct skipRows and headerRow.",
      place: Finding.Place(line: scanner.recordLine, byteOffset: scanner.recordOffset))
  }

  /// The columns; nil when nothing can be read by them. Without a header row the first row is looked at and stays to be read.
  private func readHeader() throws -> CSVColumns? {
    guard try nextRecord() else {
      if findings.hasErrors { return nil }
      if profile.dialect.hasHeader {
        findings.add(headerMissing("The file has no header."))
        return nil
      }
      return CSVColumns(profile, headers: nil, width: Int.max, line: 1)
    }
    let line = scanner.recordLine
    // Otherwise every column would be missing from it, one by one.
    if profile.dialect.hasHeader,
      (1...max(1, scanner.fields.count)).allSatisfy({ (cell($0) ?? "").allSatisfy(\.isWhitespace) })
    {
      findings.add(headerMissing("The row that should be the header holds nothing."))
      return nil
    }
    if scanner.fields.count == 1, expectsManyColumns,
      let fitting = CSVHeader.separator(fitting: cell(1) ?? "", insteadOf: profile.dialect.separator)
    {
      findings.add(
        Finding(
          "csv.separator", .error,
          "The first row has no \(CSVHeader.named(profile.dialect.separator)) between its columns; \(fitting) would fit.",
          remedy: "Correct separator: of profile \"\(profile.name)\", or the export.",
          place: Finding.Place(line: line, column: 1, byteOffset: scanner.recordOffset)))
      return nil
    }
    let names = profile.dialect.hasHeader ? (1...scanner.fields.count).map { cell($0) ?? "" } : nil
    // A file without header that has only its trailer says nothing of its width.
    let isOnlyTrailer = names == nil && isTrailer
    let columns = CSVColumns(profile, headers: names, width: isOnlyTrailer ? Int.max : scanner.fields.count, line: line)
    columns.findings.forEach { findings.add($0) }
    return columns.findings.isEmpty ? columns : nil
  }

  private var expectsManyColumns: Bool {
    profile.columns.count > 1 || profile.columns.values.contains { $0 != .position(1) && profile.dialect.hasHeader == false }
  }

  // MARK: Rows

  private func readRows(_ columns: CSVColumns) throws {
    let cells = CSVCells(profile, columns: columns, scanner: scanner)
    var isAtHand = !profile.dialect.hasHeader && !scanner.fields.isEmpty
    while !findings.isFull {
      if !isAtHand {
        guard try nextRecord() else { break }
      }
      isAtHand = false
      if scanner.fields.allSatisfy({ CSVCells.trimmed(scanner.rawBytes($0)).isEmpty }) { continue }
      if let seen = trailer?.line {
        findings.add(
          Finding(
            "csv.after-trailer", .error, "A row follows the trailer of line \(seen).",
            remedy: "The trailer is the last row. Ask the sender for a whole file, not several joined.",
            place: Finding.Place(line: scanner.recordLine, byteOffset: scanner.recordOffset)))
        break
      }
      if isTrailer {
        cells.begin(row: rows)
        trailer?.read(cells, line: scanner.recordLine)
        if case .trailer(let position) = profile.statedDate { date.take(cells.text(at: position - 1), cells, position - 1) }
        cells.findings.forEach { findings.add($0) }
        continue
      }
      try readRow(cells)
      rows += 1
    }
    if findings.isFull {
      findings.close(
        Finding(
          "csv.findings-limit", .info,
          "\(limits.findings) errors are listed; what follows line \(scanner.recordLine) was not looked at.",
          remedy: "Correct these first.", place: Finding.Place(line: scanner.recordLine)))
    }
  }

  private var isTrailer: Bool {
    guard let rules = profile.trailer, rules.markerPosition <= scanner.fields.count else { return false }
    return cell(rules.markerPosition) == rules.marker
  }

  private func readRow(_ cells: CSVCells) throws {
    cells.begin(row: rows)
    names.begin()
    let width = cells.columns.width
    guard scanner.fields.count == width else {
      let count = scanner.fields.count
      let reference = profile.dialect.hasHeader ? "the header" : "the first row"
      cells.report(
        "csv.fields", nil, -1, "The row has \(count) fields, \(reference) has \(width).",
        count > width
          ? "A separator inside a value must stand in quotation marks. Correct the export."
          : "Is the row cut off, or is a line break in a value not in quotation marks? Correct the export.")
      cells.findings.forEach { findings.add($0) }
      return
    }
    trailer?.add(cells)
    let document = document(cells)
    if cells.isBad {
      let errors = cells.findings.filter { $0.severity == .error }
      errors.forEach { findings.add($0) }
      names.explains(errors.count)
      return
    }
    let outcome: ReadMessage.Outcome = document.map { .document($0) } ?? .notForUs("a row of a kind that the profile ignores")
    let message = ReadMessage(
      index: rows, format: "csv", outcome: outcome, findings: cells.findings,
      bytes: scanner.recordOffset..<(scanner.recordOffset + scanner.recordLength), line: scanner.recordLine,
      hint: CreditorHint(companyKey: document?.companyKey ?? directory.constant?.key),
      mayReduceClaims: profile.mayReduceClaims)
    guard case .trailer = profile.statedDate, case .openItem = document?.body else { return try sink.receive(message) }
    if held.count == limits.heldRows {
      findings.add(
        Finding(
          "csv.held-rows", .error,
          "The list has more than \(limits.heldRows) open items before the trailer that says their date.",
          remedy:
            "State the date in the file's name, a column or a row before the header: statedDate of profile \"\(profile.name)\".",
          place: cells.place(-1)))
    }
    if !findings.hasErrors { held.append(message) }
  }

  /// nil when the row is bad or ignored.
  private func document(_ cells: CSVCells) -> Document? {
    guard let kind = rowKind(cells), kind != .ignore, let company = directory.company(of: cells) else { return nil }
    date.look(atRow: cells)
    let body: Document.Body? =
      switch kind {
      case .invoice, .creditNote:
        cells.invoice(kind, of: company, statedDate: date.day).map { .invoice($0) }
      case .payment:
        cells.payment().map {
          date.look(atPayment: $0.date)
          return .payment($0)
        }
      // Until the trailer is read the day is a stand-in.
      case .openItem: cells.openItem(asOf: date.day ?? CalendarDate(dayNumber: 0)).map { .openItem($0) }
      case .hold: cells.hold().map { .hold($0) }
      case .customer: cells.customer(of: company).map { .customer($0) }
      case .ignore: nil
      }
    names.add(kind, of: company, cells)
    return body.map { Document(companyKey: company.key, body: $0) }
  }

  private func rowKind(_ cells: CSVCells) -> CSVRowKind? {
    switch profile.rowKind {
    case .constant(let kind): return kind
    case .column(_, let values):
      let text = cells.text(at: cells.columns.rowKind) ?? ""
      if let kind = values[text] { return kind }
      cells.report(
        "csv.row-kind", nil, cells.columns.rowKind, "\"\(Masking.excerpt(text))\" is not a kind of row that the profile knows.",
        "Known are \(values.keys.sorted().map { "\"\($0)\"" }.joined(separator: ", ")). Add it under rowKind: values:, as ignore if it is nothing for Perille."
      )
      return nil
    }
  }

  // MARK: After the last row

  private func finish() {
    guard !findings.isFull else { return }
    trailer?.finish(rows: rows, into: &findings)
    if let finding = date.missing(of: profile, rows: rows), !findings.hasErrors { findings.add(finding) }
  }

  private func deliverHeld() throws {
    guard let day = date.day else { return }
    for var message in held {
      if case .document(var document) = message.outcome, case .openItem(var item) = document.body {
        item.asOf = day
        document.body = .openItem(item)
        message.outcome = .document(document)
      }
      try sink.receive(message)
    }
    held = []
  }

  private func summary() -> FileSummary {
    var summary = FileSummary(
      format: "csv", messages: rows, findings: findings.all, hint: CreditorHint(companyKey: directory.constant?.key),
      mayReduceClaims: profile.mayReduceClaims)
    summary.named = names.all(findings)
    guard !findings.hasErrors else { return summary }
    if profile.rowKinds.contains(.payment), let day = date.day {
      summary.paymentSource = profile.name
      summary.paymentsThrough = day
    }
    if profile.rowKinds == [.openItem], let day = date.day {
      summary.openItems = FileSummary.OpenItemList(
        source: profile.name, companyKey: directory.constant?.key, asOf: day, isComplete: profile.openItems.isComplete,
        maximumShrinkPercent: profile.openItems.maximumShrinkPercent)
    }
    return summary
  }

  // MARK: Records

  /// The text of a field of the record at hand, by its 1-based position.
  private func cell(_ position: Int) -> String? {
    guard position >= 1, position <= scanner.fields.count else { return nil }
    let bytes = CSVCells.trimmed(scanner.bytes(scanner.fields[position - 1]))
    return bytes.isEmpty ? nil : CSVEncodings.text(bytes, upperHalf: upperHalf)
  }

  /// Steps on; false at the end and at what makes the rest unreadable, which is then a finding.
  private func nextRecord() throws -> Bool {
    switch try scanner.next() {
    case .end: return false
    case .fault(let fault, let line, let column, let offset):
      findings.add(CSVFindings.finding(fault, line: line, column: column, offset: offset, profile: profile, limits: limits))
      return false
    case .record:
      if scanner.isASCII { return true }
      guard let fault = CSVEncodings.fault(in: scanner.recordBytes, upperHalf: upperHalf) else { return true }
      findings.add(CSVFindings.finding(fault, in: scanner, profile: profile))
      return false
    }
  }
}
