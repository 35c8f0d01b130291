import Foundation
import Ledger
import Receivables
import TestSupport
import Testing

/// The generic CSV follows its profile.
@Suite struct VoucherCSVTests {
  private typealias Samples = ExportSamples
  private typealias Field = VoucherCSVProfile.Field

  private func context(_ fields: [Field], _ change: (inout VoucherCSVProfile) -> Void = { _ in }) -> ExportContext {
    var profile = VoucherCSVProfile(columns: fields.map { VoucherCSVProfile.Column(heading: "h-\($0.rawValue)", field: $0) })
    change(&profile)
    return Samples.context { $0.csv = profile }
  }

  private func file(_ context: ExportContext, _ drafts: [VoucherDraft]? = nil) throws -> ExportedFile {
    let vouchers = try LedgerSamples.journal(drafts ?? [Samples.payment(12_550)])
    return try #require(try Samples.files(vouchers, as: "csv", context).first)
  }

  private func text(_ context: ExportContext) throws -> String { String(decoding: try file(context).bytes, as: UTF8.self) }

  @Test func everyField() throws {
    let rows = readCSV(try file(context(Field.allCases)).bytes).map { $0.map { String(decoding: $0, as: UTF8.self) } }
    #expect(rows[0] == Field.allCases.map { "h-\($0.rawValue)" })
    let hash = try LedgerSamples.journal([Samples.payment(12_550)])[0].hash
    let source = "FI2112345600000785/2026-11-20/A1/in/0"
    #expect(
      rows[1] == [
        "A", "1", "2026", "2026-11-20", "Payment of invoice 1001", "1990", "Maksuliikenne ja täsmäytykset", "CLEARING", "125,50",
        "125,50", "", "12550", "EUR", "", "", "R01", source, hash, "",
      ])
    #expect(
      rows[2] == [
        "A", "1", "2026", "2026-11-20", "Payment of invoice 1001", "1700", "Myyntisaamiset", "AR", "-125,50", "", "125,50",
        "-12550",
        "EUR", "1001", "C1", "R01", source, hash, "",
      ])
  }

  @Test func forms() throws {
    let fields: [Field] = [.date, .account, .amount]
    #expect(try text(context(fields)).hasPrefix("h-date;h-account;h-amount\r\n2026-11-20;1990;125,50\r\n"))
    #expect(
      try text(
        context(fields) {
          $0.hasHeading = false
          $0.separator = 0x09
          $0.decimalMark = UInt8(ascii: ".")
          $0.dateForm = .dotted
        }) == "20.11.2026\t1990\t125.50\r\n20.11.2026\t1700\t-125.50\r\n")
    #expect(try text(context(fields) { $0.dateForm = .compact }).contains("\r\n20261120;1990;"))
    // A separator that is the decimal mark too: amounts are quoted, and read back.
    let same = try file(context(fields) { $0.separator = UInt8(ascii: ",") })
    #expect(readCSV(same.bytes, separator: 0x2C).map(\.count) == [3, 3, 3])
  }

  /// Each voucher has two rows, and what is written twice counts twice.
  @Test func encodings() throws {
    let draft = Samples.payment(1, text: "Ärtstigen 5 € – ø š Ж")
    func cell(_ encoding: VoucherCSVProfile.Encoding) throws -> ([UInt8], ReadManifest.Texts) {
      let file = try file(context([.voucherText, .role, .amount, .currency]) { $0.encoding = encoding }, [draft])
      let bytes = encoding == .utf8WithMark ? Array(file.bytes.dropFirst(3)) : file.bytes
      return (readCSV(bytes)[1][0], try ReadManifest(file).texts)
    }
    for encoding in [VoucherCSVProfile.Encoding.utf8, .utf8WithMark] {
      #expect(try cell(encoding).0 == Array("Ärtstigen 5 € – ø š Ж".utf8))
    }
    let latin = try cell(.latin1)
    #expect(latin.0 == Array("Ärtstigen 5 EUR - ø s Zh".unicodeScalars.map { UInt8($0.value) }))
    #expect(latin.1.transliterated == 8 && latin.1.replaced == 0)
    let windows = try cell(.windows1252)
    #expect(
      windows.0 == Array("Ärtstigen 5 ".unicodeScalars.map { UInt8($0.value) }) + [
        0x80, 0x20, 0x96, 0x20, 0xF8, 0x20, 0x9A, 0x20,
      ] + Array("Zh".utf8))
    #expect(windows.1.transliterated == 2)
  }

  /// Accounts by role only: nothing to confirm. No column for the currency: one a file.
  @Test func whatAProfileNeeds() throws {
    let vouchers = try LedgerSamples.journal([Samples.payment(1), Samples.payment(2, currency: .sek)])
    var context = context([.number, .role, .amount])
    context.terms.isChartConfirmed = false
    let files = try Samples.files(vouchers, as: "csv", context)
    #expect(files.map(\.name) == ["A-2026-000001-000001.csv", "A-2026-000002-000002-SEK.csv"])
    context.terms.csv?.columns.append(.init(heading: "Name", field: .accountName))
    #expect(try LedgerExports.files(vouchers, as: "csv", context).refusals.map(\.rule) == ["ledger.chart-unconfirmed"])
  }

  /// Python's reader of CSV finds the same cells as ours.
  @Test func anotherReaderAgrees() throws {
    let drafts = ExportTextTests.texts.map { Samples.payment(1, invoice: $0, text: $0) }
    let file = try file(context([.voucherText, .invoiceNumber, .role, .amount, .currency]), drafts)
    let script = """
      import csv, io, sys, json
      print(json.dumps(list(csv.reader(io.StringIO(sys.argv[1], newline=""), delimiter=";", strict=True))))
      """
    let theirs = try JSONDecoder().decode(
      [[String]].self, from: Data(try runPython(script, String(decoding: file.bytes, as: UTF8.self)).utf8))
    #expect(theirs == readCSV(file.bytes).map { $0.map { String(decoding: $0, as: UTF8.self) } })
  }
}
