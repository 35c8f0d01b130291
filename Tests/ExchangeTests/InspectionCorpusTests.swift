import Exchange
import Foundation
import Receivables
import Reports
import TestSupport
import Testing

/// Files that others wrote: each gives at least one line, in good order, and none ends the program.
@Suite struct InspectionCorpusTests {
  @Test(arguments: ["finvoice", "peppol/examples", "settlements/ktl"])
  func everyFileGivesALine(_ name: String) throws {
    guard let folder = Places.sharedItem("corpus/" + name) else { return }
    let enumerator = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey]))
    var expected: Set<String> = []
    for case let url as URL in enumerator {
      if try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true, !url.lastPathComponent.hasPrefix(".") {
        expected.insert(url.standardizedFileURL.path)
      }
    }
    var told: [String] = []
    let outcome = try Inspection(Inspection.Options(paths: [folder.path])).run(view: InspectionJSON(.everything)) { piece in
      told += try InspectionBench.objects(String(decoding: piece, as: UTF8.self)).compactMap { $0["file"] as? String }
    }
    #expect(outcome.tally.files == expected.count)
    #expect(Set(told).count == expected.count)
    #expect(outcome.tally.byValidity[.unclear] == nil)
  }
}
