import Foundation
import Receivables
import Reports
import Synchronization
import TestSupport
import Testing

@testable import Exchange

/// Which files are found, in which order they are told, and what the exit status says of them.
@Suite struct InspectionFileTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var files: [String]
    var status: Exchange.ExitStatus
    var validities: [String]
    var testDescription: String { files.joined(separator: " ") }
  }

  static let cases: [Case] = [
    Case(files: ["finvoice.xml"], status: .done, validities: ["valid"]),
    Case(files: ["frames.xml"], status: .done, validities: ["valid", "unsupported"]),
    Case(files: ["ktl.txt", "inbox/pay1.csv"], status: .done, validities: ["valid", "valid", "valid"]),
    // An error in what was read.
    Case(files: ["d-no-date.xml"], status: .needsPerson, validities: ["invalid"]),
    Case(files: ["e-ktl.txt"], status: .needsPerson, validities: ["invalid"]),
    Case(files: ["inbox/pay2.csv"], status: .needsPerson, validities: ["invalid"]),
    // Nothing can be read.
    Case(files: ["a-empty.xml"], status: .unreadableInput, validities: ["invalid"]),
    Case(files: ["b-order.xml"], status: .unreadableInput, validities: ["unsupported"]),
    Case(files: ["c-cut.xml"], status: .unreadableInput, validities: ["invalid"]),
    Case(files: ["inbox/pay3.csv"], status: .unreadableInput, validities: ["invalid"]),
    Case(files: ["inbox/strange.csv"], status: .unreadableInput, validities: ["unsupported"]),
    Case(files: ["nowhere.xml"], status: .unreadableInput, validities: ["unclear"]),
    // What cannot be read wins.
    Case(files: ["finvoice.xml", "d-no-date.xml"], status: .needsPerson, validities: ["invalid", "valid"]),
    Case(files: ["d-no-date.xml", "nowhere.xml"], status: .unreadableInput, validities: ["invalid", "unclear"]),
  ]

  @Test(arguments: cases) func statusAndValidity(_ row: Case) throws {
    let bench = try InspectionBench(InspectionSamples.files + InspectionSamples.damaged)
    let result = try bench.run(row.files, view: InspectionJSON(.findings))
    #expect(result.status == row.status)
    #expect(try InspectionBench.objects(result.text).map { $0["validity"] as? String } == row.validities)
  }

  @Test func orderIsThatOfPathsWhateverTheJobs() throws {
    let names = (0..<40).map { "many/\($0 % 7)/\($0).xml" }
    let bench = try InspectionBench(names.map { ($0, InspectionSamples.finvoice(rowsOf: "124,00")) })
    let one = try bench.run(["many"], view: InspectionJSON(.everything), jobs: 1).text
    let files = try InspectionBench.objects(one).compactMap { $0["file"] as? String }
    #expect(files == names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
    #expect(try bench.run(["many"], view: InspectionJSON(.everything), jobs: 8).text == one)
    // A file that is named twice, once by its folder, is told once.
    #expect(try bench.run(["many/3/3.xml", "many", "many/3"], view: InspectionJSON(.everything)).text == one)
  }

  @Test func foldersAreSearchedAndStrangersInThemNotOpened() throws {
    let bench = try InspectionBench(isExchange: false)
    try bench.add("in/a.xml", InspectionSamples.finvoice(rowsOf: "124,00"))
    try bench.add("in/.hidden.xml", "")
    try bench.add("in/b.xml.part", "")
    try bench.add("in/c.xml~", "")
    try bench.add("outside.xml", InspectionSamples.finvoice(rowsOf: "124,00"))
    let link = bench.path("in/link.xml")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: bench.path("outside.xml"))
    #expect(mkfifo(bench.path("in/pipe"), 0o600) == 0)
    let result = try bench.run(["in"], view: InspectionJSON(.findings), hasRoot: false)
    let lines = try InspectionBench.objects(result.text)
    #expect(lines.map { $0["file"] as? String } == ["in/a.xml", "in/link.xml", "in/pipe"])
    #expect(lines.map { $0["validity"] as? String } == ["valid", "unsupported", "unsupported"])
    #expect(result.status == .unreadableInput)
    // A link that is named itself is followed.
    let named = try bench.run(["in/link.xml"], view: InspectionJSON(.findings), hasRoot: false)
    #expect(named.status == .done)
    try FileManager.default.createSymbolicLink(atPath: bench.path("door"), withDestinationPath: bench.path("in"))
    let folder = try bench.run(["door"], view: InspectionJSON(.findings), hasRoot: false)
    #expect(
      try InspectionBench.objects(folder.text).map { $0["file"] as? String } == ["door/a.xml", "door/link.xml", "door/pipe"])
  }

  @Test func namesOfPeopleAndControlCharactersNeverReachTheOutput() throws {
    let bench = try InspectionBench(isExchange: false)
    try bench.add("in/\(InspectionSamples.finnishCode).xml", "")
    try bench.add("in/two\nlines\u{1B}[31m.xml", "")
    let text = try bench.run(["in"], view: InspectionText(.findings), hasRoot: false).text
    #expect(!text.contains(InspectionSamples.finnishCode))
    #expect(!text.contains("\u{1B}"))
    #expect(text.contains("in/two%0Alines%1B[31m.xml: error[file.empty]"))
    #expect(text.contains("in/[identity code].xml: error[file.empty]"))
  }

  @Test func listsNeedAConfiguration() throws {
    let bench = try InspectionBench(InspectionSamples.files, isExchange: false)
    let result = try bench.run(["inbox/pay1.csv"], view: InspectionJSON(.findings), hasRoot: false)
    #expect(result.status == .unreadableInput)
    #expect(result.text.contains("csv.no-configuration"))
    #expect(result.text.contains("--root"))
    #expect(throws: CommandFailure.self) { try bench.run(["inbox/pay1.csv"], view: InspectionJSON(.findings)) }
  }

  /// A profile that goes by sub-folder sees those below `inbox/` only.
  @Test func subFoldersOfTheInboxCount() throws {
    let rows = try #require(InspectionSamples.files.first { $0.name == "inbox/erp/inv1.csv" }?.text)
    let bench = try InspectionBench([("inbox/erp/inv1.csv", rows), ("elsewhere/erp/inv1.csv", rows)])
    #expect(try bench.run(["inbox/erp/inv1.csv"], view: InspectionJSON(.findings)).status == .done)
    let elsewhere = try bench.run(["elsewhere/erp/inv1.csv"], view: InspectionJSON(.findings))
    #expect(elsewhere.status == .unreadableInput)
    #expect(elsewhere.text.contains("csv.profile-none"))
  }

  /// More output than is kept of one file: it is read twice, and says the same.
  @Test func largeFilesSayTheSame() throws {
    let rows = (0..<300).map { "A-\($0);;1,50;2026-11-18;P-\($0)\n" }.joined()
    let header = "No;Reference;Amount;Date;Id\n"
    let bench = try InspectionBench(InspectionSamples.files + [("inbox/pay-large.csv", header + rows)])
    let all = ["frames.xml", "ktl.txt", "inbox"]
    for view in [InspectionJSON(.everything), InspectionJSON(.findings)] {
      let whole = try bench.run(all, view: view)
      let pieces = try bench.run(all, view: view, keptBytes: 200)
      #expect(pieces.text == whole.text)
      #expect(pieces.status == .done)
      #expect(pieces.outcome.tally.documents == whole.outcome.tally.documents)
    }
    #expect(
      try bench.run(all, view: InspectionText(.everything), keptBytes: 200).text
        == bench.run(all, view: InspectionText(.everything)).text)
    // One bad row at the end, and none of the others is told.
    try bench.add("inbox/pay-large.csv", header + rows + "A;;x;2026-11-18;P\n")
    let bad = try bench.run(["inbox/pay-large.csv"], view: InspectionJSON(.everything), keptBytes: 200)
    #expect(try InspectionBench.objects(bad.text).map { $0["valid"] as? Bool } == [false])
    #expect(bad.status == .needsPerson)
  }

  /// A file that says something else at the second reading is not relied on.
  @Test func aFileThatChangesMeanwhileIsSaidToHaveChanged() throws {
    let ktl = InspectionSamples.ktl(trailerSum: 22_450)
    let bench = try InspectionBench([("a.txt", ktl + ktl)])
    let url = bench.folder.appendingPathComponent("a.txt")
    let questions = Mutex(0)
    // The first reading asks twice whether to go on, at its two reads; the third question stands before the second reading.
    var options = Inspection.Options(
      paths: [url.path], jobs: 1, root: bench.folder.path,
      isInterrupted: {
        let number = questions.withLock {
          $0 += 1
          return $0
        }
        if number == 3 { try? Data((ktl + ktl + ktl).utf8).write(to: url) }
        return false
      })
    options.keptBytes = 200
    let pieces = Mutex<[UInt8]>([])
    let outcome = try Inspection(options).run(view: InspectionJSON(.findings)) { piece in pieces.withLock { $0 += piece } }
    #expect(outcome.tally.status == .unreadableInput)
    #expect(outcome.tally.files == 1)
    let lines = try InspectionBench.objects(String(decoding: pieces.withLock { $0 }, as: UTF8.self))
    let rules = lines.flatMap { ($0["findings"] as? [[String: Any]] ?? []).compactMap { $0["rule"] as? String } }
    #expect(rules == ["file.changed"])
    #expect(lines.last?["validity"] as? String == "unclear")
  }

  @Test func everyIdHasItsPage() {
    let ids = [
      "file.missing", "file.unreadable", "file.reader-failed", "file.changed", "file.not-regular", "file.folder-depth",
      "message.not-for-us", "csv.no-configuration",
    ]
    #expect(InspectionCatalog.rules.map(\.id).sorted() == ids.sorted())
    for id in ids + ["xml.no-root", "xml.unsupported", "file.empty", "file.compressed", "file.unknown-kind"] {
      #expect(RuleBook.rule(id) != nil, "\(id)")
    }
  }
}
