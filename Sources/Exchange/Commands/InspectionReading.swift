import Glibc
import InvoiceFormats
import Receivables
import SettlementFormats

/// One file, read and rendered.
struct InspectedFile: Sendable {
  var input: InspectionInput
  var text = TextBuilder(capacity: 0)
  var tally = InspectionTally()
  /// Nothing of it could be read.
  var isUnreadable = false
  /// More output than is kept: it is read a second time, straight to the output.
  var isLarge = false
  /// As the file was at the first reading.
  var status: FileStatus?
  /// Settlements without their entries, for the second reading.
  var settlements: [InspectedDocument] = []
  var isStopped = false
}

/// Reads files by their formats and renders what they hold. Runs on several threads at once.
struct InspectionReading<View: InspectionView>: Sendable {
  let registry: FormatRegistry
  /// Whether the registry's profiles come from a `perille.yaml`.
  let hasConfiguration: Bool
  let view: View
  let meter: InspectionMeter
  /// Bytes of output of one file that are kept.
  let keptBytes: Int

  func read(_ input: InspectionInput) -> InspectedFile {
    var result = InspectedFile(input: input)
    defer { meter.add(files: 1) }
    do {
      try parse(input, into: &result)
    } catch is InspectionStopped {
      result.isStopped = true
    } catch {
      refuse(&result, [Self.finding(error)], format: "unknown", validity: .unclear, isUnreadable: true)
    }
    return result
  }

  private func parse(_ input: InspectionInput, into result: inout InspectedFile) throws {
    if case .refused(let finding, let validity) = input.state {
      return refuse(&result, [finding], format: "unknown", validity: validity, isUnreadable: true)
    }
    let source = try InspectionSource.open(input, meter: meter)
    result.status = source.status
    let head = try self.head(source, input)
    switch match(head) {
    case .none(let finding):
      let validity = Validity.ofUnread(finding)
      refuse(&result, [finding], format: Self.format(finding), validity: validity, isUnreadable: true)
    case .invoices(let format):
      let sink = InspectionMessages(
        file: input.shown, view: view, lines: lines(of: input, source.status, head: head), keptBytes: keptBytes)
      let summary = try format.read(source, head: head, into: sink)
      try finish(&result, summary, sink.output, isParsed: sink.isParsed)
    case .settlements(let format):
      let sink = InspectionSettlements(
        file: input.shown, view: view, lines: lines(of: input, source.status, head: head), keptBytes: keptBytes)
      var summary = try format.read(source, head: head, into: sink)
      if try sink.close(summary.isRefused ? [] : summary.findings), !summary.isRefused { summary.findings = [] }
      result.settlements = sink.output.isLarge ? sink.settlements : []
      try finish(&result, summary, sink.output, isParsed: true)
    }
  }

  private func finish(_ result: inout InspectedFile, _ summary: FileSummary, _ output: InspectionOutput, isParsed: Bool) throws {
    if summary.isRefused {
      // What is no whole XML is not read, however much of it was understood.
      let isRead = summary.messages > 0 && !summary.findings.contains { $0.severity == .error && $0.rule.hasPrefix("xml.") }
      let validity = summary.findings.first.map { Validity.ofUnread($0) } ?? .invalid
      return refuse(
        &result, summary.findings, format: summary.format, validity: isRead ? .invalid : validity, isUnreadable: !isRead)
    }
    result.text = output.text
    result.tally = output.tally
    result.isLarge = output.isLarge
    result.isUnreadable = output.tally.documents > 0 && !isParsed
    guard output.tally.documents == 0 || !summary.findings.isEmpty else { return }
    // An empty list is a document of its kind; findings on the whole of a file have a line of their own.
    var line = InspectedDocument(
      file: result.input.shown, format: summary.format, index: output.tally.documents, findings: summary.findings,
      validity: .valid, claimTrust: .ok)
    line.isOfWholeFile = output.tally.documents > 0
    line.show(lines(of: result.input, result.status), in: view)
    try view.whole(line, to: &result.text)
    result.tally.add(file: line, isUnreadable: false)
  }

  private func refuse(
    _ result: inout InspectedFile, _ findings: [Finding], format: String, validity: Validity,
    isUnreadable: Bool
  ) {
    var line = InspectedDocument(
      file: result.input.shown, format: format, findings: findings, validity: validity, claimTrust: .stop)
    line.show(lines(of: result.input, result.status), in: view)
    result.text = TextBuilder(capacity: 0)
    do {
      try view.whole(line, to: &result.text)
    } catch {
      result.text.removeAll()
    }
    result.tally = InspectionTally()
    result.tally.add(file: line, isUnreadable: isUnreadable)
    result.isUnreadable = isUnreadable
    result.isLarge = false
  }

  /// The lines of a file, for whoever wants to see what a finding speaks of. A small file is still in memory; another one is opened for
  /// them when that happens.
  private func lines(of input: InspectionInput, _ status: FileStatus?, head: FileHead) -> SourceExcerpts {
    if head.bytes.count < Self.headSize { return SourceExcerpts(head.bytes) }
    return lines(of: input, status)
  }

  private func lines(of input: InspectionInput, _ status: FileStatus?) -> SourceExcerpts {
    SourceExcerpts(status: status) { status == nil ? nil : try InspectionSource.openFile(input) }
  }

  /// The second reading of a large file, in which nothing is kept.
  func reread(_ file: InspectedFile, write: @escaping ([UInt8]) throws -> Void) throws {
    let source = try InspectionSource.open(file.input, meter: meter)
    guard source.status == file.status else { throw InspectionChanged() }
    let head = try self.head(source, file.input)
    let summary: FileSummary
    switch match(head) {
    case .none(let finding): summary = FileSummary(format: "unknown", findings: [finding])
    case .invoices(let format):
      let sink = InspectionMessages(
        file: file.input.shown, view: view, lines: lines(of: file.input, source.status), write: write)
      summary = try format.read(source, head: head, into: sink)
    case .settlements(let format):
      let sink = InspectionSettlements(
        file: file.input.shown, view: view, lines: lines(of: file.input, source.status), known: file.settlements, write: write)
      summary = try format.read(source, head: head, into: sink)
    }
    guard !summary.isRefused, try source.statusNow() == file.status else { throw InspectionChanged() }
  }

  /// What stands for the rest of a file that said something else the second time.
  func changed(_ input: InspectionInput) -> InspectedFile {
    var result = InspectedFile(input: input)
    refuse(
      &result,
      [
        Finding(
          InspectionRules.changed, .error, "The file changed while it was read; what is printed of it is not to be relied on.",
          remedy: "Check it again when its sender has finished it.")
      ], format: "unknown", validity: .unclear, isUnreadable: true)
    return result
  }

  /// Of a smaller file this is all.
  private static var headSize: Int { 1 << 16 }

  private func head(_ source: InspectionSource, _ input: InspectionInput) throws -> FileHead {
    FileHead(
      folders: input.folders, name: input.droppedName ?? String(decoding: input.path.name, as: UTF8.self),
      bytes: try source.head(Self.headSize),
      size: Int(clamping: input.size))
  }

  private func match(_ head: FileHead) -> FormatRegistry.Match {
    let match = registry.match(head)
    guard !hasConfiguration, case .invoices(let format) = match, format is CSVFormat else { return match }
    return .none(
      Finding(
        InspectionRules.noProfiles, .error, "This looks like a list, and no perille.yaml says how its columns are to be read.",
        remedy: "Name the exchange folder with --root DIR, or set PERILLE_ROOT."))
  }

  private static func format(_ finding: Finding) -> String {
    switch finding.rule {
    case "xml.unsupported": "xml"
    case InspectionRules.noProfiles: "csv"
    default: "unknown"
    }
  }

  private static func finding(_ error: any Error) -> Finding {
    guard let error = error as? DiskError else {
      return Finding(
        InspectionRules.readerFailed, .error, "Perille's own reader failed on this file.",
        remedy: "This is a defect of Perille: please report it. The file counts as not read.")
    }
    return Finding(
      InspectionRules.unreadable, .error,
      "The system refuses to \(error.operation) it: \(String(cString: strerror(error.code))).",
      remedy: "Nothing is known of what it holds.")
  }
}

extension Validity {
  /// Of a file that no reader has taken.
  static func ofUnread(_ finding: Finding) -> Self {
    let unsupported = [
      "file.compressed", "file.unknown-kind", "xml.unsupported", "csv.profile-none", "csv.profile-ambiguous",
      InspectionRules.noProfiles,
    ]
    return unsupported.contains(finding.rule) ? .unsupported : .invalid
  }
}
