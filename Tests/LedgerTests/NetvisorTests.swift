import Foundation
import Ledger
import Receivables
import TestSupport
import Testing
import XMLStream

@Suite struct NetvisorTests {
  private typealias Samples = ExportSamples

  @Test func theSchemaIsTheOneInTheProject() throws {
    let file = Places.project.appendingPathComponent("Schemas/perille-netvisor-voucher-1.xsd")
    #expect(try Array(Data(contentsOf: file)) == NetvisorXMLExport.schema)
  }

  /// A request carries one voucher, so that a file does, in the order in which they are to be sent.
  @Test func aFileAVoucher() throws {
    let vouchers = try LedgerSamples.journal((1...12).map { Samples.payment(Int64($0)) })
    let files = try Samples.files(vouchers, as: "netvisor-xml")
    #expect(files.map(\.name) == (1...12).map { "netvisor-A-2026-0000\($0 < 10 ? "0" : "")\($0).xml" })
    #expect(files.map(\.name) == files.map(\.name).sorted() && files.map(\.vouchers) == (0..<12).map { [$0] })
    for (file, voucher) in zip(files, vouchers) {
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(text.contains("<Description>\(voucher.label) Payment of invoice 1001</Description>") && !text.contains("<Number>"))
      #expect(try ReadManifest(file).head == voucher.hash)
    }
  }

  @Test(arguments: [(1, "0,01"), (10, "0,10"), (100, "1,00"), (123_456_789, "1234567,89")] as [(Int64, String)])
  func amounts(_ cents: Int64, _ written: String) throws {
    let vouchers = try LedgerSamples.journal([Samples.payment(cents)])
    let text = String(decoding: try #require(try Samples.files(vouchers, as: "netvisor-xml").first).bytes, as: UTF8.self)
    #expect(text.contains("<LineSum>\(written)</LineSum>") && text.contains("<LineSum>-\(written)</LineSum>"))
    let csv = readCSV(try #require(try Samples.files(vouchers, as: "netvisor-csv").first).bytes)
    #expect(csv.dropFirst().map { String(decoding: $0[5], as: UTF8.self) } == [written, "-" + written])
  }

  /// Whatever counts the characters, 255 are not passed.
  @Test(arguments: ["x", "ä", "😀", "e\u{301}", "日"]) func descriptionsFit(_ character: String) throws {
    let long = String(repeating: character, count: 400)
    let vouchers = try LedgerSamples.journal([Samples.payment(1, invoice: long, text: long)])
    let file = try #require(try Samples.files(vouchers, as: "netvisor-xml").first)
    #expect(try XMLSchemaValidator(schema: NetvisorXMLExport.schema).problems(in: file.bytes).isEmpty)
    let text = String(decoding: file.bytes, as: UTF8.self)
    let descriptions = text.split(separator: "<Description>").dropFirst().compactMap {
      $0.split(separator: "</Description>").first
    }
    #expect(descriptions.count == 2 && descriptions.allSatisfy { (250...255).contains($0.utf16.count) })
    #expect(try ReadManifest(file).texts.cut == 2)
  }

  /// Netvisor's import fails on names with special characters.
  @Test func namesOfFiles() throws {
    let vouchers = try LedgerSamples.journal([Samples.payment(1)], series: "B2")
    for id in ExportSamples.ids {
      for file in try Samples.files(vouchers, as: id) {
        #expect(file.name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") })
        #expect(file.name.filter { $0 == "." }.count == 1 && file.manifestName == file.name + ".manifest.json")
      }
    }
    let names = try ExportSamples.ids.flatMap { try Samples.files(vouchers, as: $0).map(\.name) }
    #expect(Set(names).count == names.count)
  }
}
