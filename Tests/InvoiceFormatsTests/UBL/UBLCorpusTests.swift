import Foundation
import InvoiceFormats
import Receivables
import TestSupport
import Testing

/// Files that others wrote: none may crash the reader, and what it makes of them is counted.
@Suite struct UBLCorpusTests {
  struct Count: Equatable {
    var files = 0
    var notRecognised = 0
    var documents = 0
    var refused = 0
    var notForUs = 0
    var classes: [String: Int] = [:]
    var rules: [String: Int] = [:]
  }

  private func count(_ folder: URL) throws -> Count {
    var count = Count()
    let format = UBLFormat()
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension.lowercased() == "xml" {
      count.files += 1
      let bytes = [UInt8](try Data(contentsOf: file))
      let head = FileHead(name: file.lastPathComponent, bytes: Array(bytes.prefix(65_536)), size: bytes.count)
      let sink = Collected()
      let isRecognised = format.recognises(head)
      if !isRecognised { count.notRecognised += 1 }
      let summary = try format.read(MemorySource(bytes), head: head, into: sink)
      if !isRecognised { continue }
      #expect(sink.messages.count == summary.messages)
      for finding in summary.findings { count.rules[finding.rule, default: 0] += 1 }
      for message in sink.messages {
        switch message.outcome {
        case .document:
          count.documents += 1
          if let invoice = message.invoice { expectStatedAmount(invoice, bytes, file.lastPathComponent) }
          count.classes[message.invoice?.typeClass.rawValue ?? "?", default: 0] += 1
        case .refused: count.refused += 1
        case .notForUs: count.notForUs += 1
        }
        for rule in Set(message.rules) { count.rules[rule, default: 0] += 1 }
        #expect(message.findings.allSatisfy { !$0.message.isEmpty && !$0.remedy.isEmpty && $0.place.message == 0 })
      }
    }
    return count
  }

  /// The amount due as a plain search of the text finds it, without any XML reader.
  private func expectStatedAmount(_ invoice: InvoiceDocument, _ bytes: [UInt8], _ name: String) {
    let text = String(decoding: bytes, as: UTF8.self)
    let stated = text.firstMatch(of: #/<(?:\w+:)?PayableAmount[^>]*>\s*([^<\s]+)\s*</#).flatMap { Decimal(string: String($0.1)) }
    #expect(stated == Decimal(string: invoice.amountDue.decimalText), "\(name)")
  }

  @Test func examples() throws {
    guard let folder = Places.sharedItem("corpus/peppol/examples") else { return }
    let count = try count(folder)
    print(
      "UBL examples:", count.files, "files,", count.documents, "documents,", count.refused, "refused,", count.notRecognised,
      "of other kinds")
    for (rule, number) in count.rules.sorted(by: { $0.key < $1.key }) { print("  \(rule): \(number)") }
    for (name, number) in count.classes.sorted(by: { $0.key < $1.key }) { print("  \(name): \(number)") }
    #expect(count.files > 300)
    #expect(count.documents + count.refused + count.notForUs + count.notRecognised == count.files)
  }

  @Test func unitCases() throws {
    guard let folder = Places.sharedItem("corpus/peppol/unit-cases") else { return }
    let count = try count(folder)
    print(
      "UBL unit cases:", count.files, "files,", count.documents, "documents,", count.refused, "refused,", count.notRecognised,
      "of other kinds")
    for (rule, number) in count.rules.sorted(by: { $0.key < $1.key }) { print("  \(rule): \(number)") }
    #expect(count.files > 1600)
  }
}
