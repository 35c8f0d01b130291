import Foundation
import Ledger
import Receivables
import TestSupport
import Testing
import XMLStream

/// Every published recipe as a voucher, through every export and past every oracle.
@Suite struct RecipeVectorExportTests {
  private typealias Samples = ExportSamples

  /// Country, currency, which recipes, name of the golden files.
  static let books: [(country: String, currency: Currency, only: Set<String>?, name: String)] = [
    ("FI", .eur, nil, "recipes-fi"), ("SE", .sek, ["SE1", "R01", "R25a", "R25b"], "recipes-se"),
    ("NO", .nok, ["NO1", "R01", "R25a", "R25b"], "recipes-no"),
  ]

  @Test(arguments: ExportSamples.ids, books.indices)
  func golden(_ id: String, _ index: Int) throws {
    let book = RecipeVectorExportTests.books[index]
    let vouchers = try Samples.recipes(book.currency, only: book.only)
    let result = try LedgerExports.files(vouchers, as: id, Samples.context(book.country))
    if id.hasPrefix("netvisor"), book.currency != .eur {
      #expect(result.files.isEmpty && result.refusals.map(\.rule) == ["ledger.export-currency"])
      return
    }
    #expect(result.refusals.isEmpty && !result.files.isEmpty)
    #expect(result.files.flatMap(\.vouchers) == Array(vouchers.indices))
    if let file = result.files.first, result.files.count == 1 {
      try expectGoldenBytes(file.bytes, "ledger/\(book.name)/\(file.name)")
      try expectGoldenBytes(file.manifest, "ledger/\(book.name)/\(file.manifestName)")
    } else {
      let texts = result.files.map { "\($0.name)\n\(String(decoding: $0.bytes, as: UTF8.self))" }
      try expectGolden(texts.joined(separator: "\n"), "ledger/\(book.name)/\(id).txt")
    }
    for file in result.files { try expectTiesOut(file, vouchers) }
  }

  /// A manifest's totals are those of its vouchers, counted anew.
  private func expectTiesOut(_ file: ExportedFile, _ vouchers: [Voucher]) throws {
    let manifest = try ReadManifest(file)
    let postings = file.vouchers.flatMap { vouchers[$0].draft.postings }
    let units = postings.map(\.amount.minorUnits)
    let currency = try #require(postings.first).amount.currency
    let debit = Money(minorUnits: units.filter { $0 > 0 }.reduce(0, +), currency).decimalText
    let credit = Money(minorUnits: -units.filter { $0 < 0 }.reduce(0, +), currency).decimalText
    #expect(debit == credit)
    #expect(manifest.totals == [.init(currency: currency.code, debit: debit, credit: credit, postings: postings.count)])
    #expect(manifest.vouchers == file.vouchers.count && manifest.bytes == file.bytes.count && manifest.file == file.name)
    #expect(manifest.head == file.vouchers.last.map { vouchers[$0].hash })
    for role in AccountRole.allCases {
      let own = postings.filter { $0.role == role }
      let net = Money(minorUnits: own.map(\.amount.minorUnits).reduce(0, +), currency).decimalText
      #expect(manifest.accounts.first { $0.role == role.rawValue }?.net == (own.isEmpty ? nil : net))
    }
    #expect(
      try runPython("import hashlib,sys;print(hashlib.sha256(bytes.fromhex(sys.argv[1])).hexdigest())", hex(file.bytes))
        .hasPrefix(manifest.sha256))
  }

  private func hex(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }

  @Test(arguments: books.indices) func sieOracle(_ index: Int) throws {
    let book = RecipeVectorExportTests.books[index]
    let vouchers = try Samples.recipes(book.currency, only: book.only)
    let file = try #require(try Samples.files(vouchers, as: "sie", Samples.context(book.country)).first)
    guard let answer = try ExportOracles.sie(file.bytes) else { return }
    #expect(answer.isGood, "\(answer.output)")
    let rows = vouchers.flatMap(\.draft.postings).count
    #expect(answer.output.contains("ver=\(vouchers.count) trans=\(rows)"), "\(answer.output)")
    try expectRefused(file.bytes, [("-125.50", "-125.51"), ("R01 ", "R99 "), ("#TRANS", "#TRANSX")]) { try ExportOracles.sie($0) }
  }

  @Test(arguments: books.indices) func hledgerOracle(_ index: Int) throws {
    let book = RecipeVectorExportTests.books[index]
    let vouchers = try Samples.recipes(book.currency, only: book.only)
    let file = try #require(try Samples.files(vouchers, as: "hledger", Samples.context(book.country)).first)
    guard let answer = try ExportOracles.hledger(["check", "--strict"], file.bytes) else { return }
    #expect(answer.isGood, "\(answer.output)")
    // It adds up to the same as the manifest.
    let balance = try #require(
      try ExportOracles.hledger(["balance", "--flat", "--empty", "--no-total", "-O", "csv"], file.bytes))
    let rows = readCSV(Array(balance.output.replacingOccurrences(of: "\n", with: "\r\n").utf8), separator: 0x2C).dropFirst()
    let theirs = rows.filter { $0.count == 2 }.map { $0.map { String(decoding: $0, as: UTF8.self) } }
    let ours = try ReadManifest(file).accounts
    #expect(theirs.count == ours.count, "\(balance.output)")
    let zero = Money.zero(book.currency).description
    #expect(
      theirs.map { $0[1] == "0" ? zero : $0[1] }.sorted() == ours.map { "\($0.net) \($0.currency)" }.sorted(), "\(balance.output)"
    )
    try expectRefused(file.bytes, [("-125.50", "-125.51"), ("account assets:receivable", "account assets:other")]) {
      try ExportOracles.hledger(["check", "--strict"], $0)
    }
  }

  @Test(arguments: books.indices) func beanCheckOracle(_ index: Int) throws {
    let book = RecipeVectorExportTests.books[index]
    let vouchers = try Samples.recipes(book.currency, only: book.only)
    let file = try #require(try Samples.files(vouchers, as: "beancount", Samples.context(book.country)).first)
    guard let answer = try ExportOracles.beanCheck(file.bytes) else { return }
    #expect(answer.isGood && answer.output.isEmpty, "\(answer.output)")
    try expectRefused(file.bytes, [("-125.50", "-125.51"), ("open Assets:Receivable ", "open Assets:Other ")]) {
      try ExportOracles.beanCheck($0)
    }
  }

  @Test func netvisorOracles() throws {
    let vouchers = try Samples.recipes(.eur)
    let files = try Samples.files(vouchers, as: "netvisor-xml")
    #expect(files.count == vouchers.count)
    let validator = try XMLSchemaValidator(schema: NetvisorXMLExport.schema)
    for (file, voucher) in zip(files, vouchers) {
      #expect(validator.problems(in: file.bytes).isEmpty)
      if let answer = try ExportOracles.netvisor(file.bytes) {
        #expect(answer.isGood && answer.output.hasPrefix("\(voucher.draft.postings.count) rows 1 vouchers"), "\(answer.output)")
      }
    }
    let first = try #require(files.first).bytes
    try expectRefused(first, [("-125,50", "-125,51"), ("-125,50", "-125.50")]) { try ExportOracles.netvisor($0) }
    let damages = [
      ("-125,50", "-125.50"), ("-125,50", "0,00"), (">net<", ">gross<"), ("format=\"ansi\"", ""), ("1700", "AR"),
      ("<Root>", "<root>"),
      ("2026-11-20<", "2026-11-32<"), ("VoucherClass", "Class"),
    ]
    #expect(try ExportOracles.xmllint(first, schema: NetvisorXMLExport.schema)?.isGood ?? true)
    try expectRefused(first, damages) { try ExportOracles.xmllint($0, schema: NetvisorXMLExport.schema) }
    for damage in damages { #expect(!validator.problems(in: changed(first, damage)).isEmpty, "\(damage)") }
  }

  /// Read back, the rows of a CSV file are the postings.
  @Test(arguments: ["csv", "netvisor-csv"]) func csvReadsBack(_ id: String) throws {
    let vouchers = try Samples.recipes(.eur)
    let file = try #require(try Samples.files(vouchers, as: id).first)
    let marked = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(file.bytes.dropFirst(3)) : file.bytes
    let rows = readCSV(marked).map { $0.map { String(decoding: $0, as: UTF8.self) } }
    let header = try #require(rows.first)
    let account = try #require(header.firstIndex { ["account", "Tilinumero"].contains($0) })
    let amount = try #require(header.firstIndex { ["amount", "Summa"].contains($0) })
    let postings = vouchers.flatMap(\.draft.postings)
    #expect(rows.count == postings.count + 1 && rows.allSatisfy { $0.count == header.count })
    for (row, posting) in zip(rows.dropFirst(), postings) {
      #expect(row[account] == Samples.chart("FI")[posting.role])
      #expect(row[amount].replacingOccurrences(of: ",", with: ".") == posting.amount.decimalText)
    }
    // Compared with its manifest, a changed amount and a lost row are seen.
    #expect(try addsUp(file.bytes, amount, file))
    #expect(try !addsUp(changed(file.bytes, ("-125,50", "-125,51")), amount, file))
    let lost = file.bytes.split(separator: 0x0A).dropLast().joined(separator: [0x0A])
    #expect(try !addsUp(Array(lost) + [0x0A], amount, file))
  }

  private func addsUp(_ bytes: [UInt8], _ column: Int, _ file: ExportedFile) throws -> Bool {
    let total = try #require(try ReadManifest(file).totals.first)
    let amounts = readCSV(bytes).dropFirst().compactMap {
      Decimal(string: String(decoding: $0[column], as: UTF8.self).replacingOccurrences(of: ",", with: "."))
    }
    let debit = amounts.filter { $0 > 0 }.reduce(0, +)
    let credit = amounts.filter { $0 < 0 }.reduce(0, -)
    return amounts.count == total.postings && debit == Decimal(string: total.debit) && credit == Decimal(string: total.credit)
  }

  private func changed(_ bytes: [UInt8], _ change: (from: String, to: String)) -> [UInt8] {
    var bytes = bytes
    let (from, to) = (Array(change.from.utf8), Array(change.to.utf8))
    for start in bytes.indices.reversed() where bytes[start...].starts(with: from) {
      bytes.replaceSubrange(start..<start + from.count, with: to)
      break
    }
    return bytes
  }

  /// The instrument works: a damaged file does not pass.
  private func expectRefused(
    _ bytes: [UInt8], _ changes: [(from: String, to: String)], _ oracle: ([UInt8]) throws -> ExportOracles.Answer?
  ) throws {
    for change in changes {
      let mutant = changed(bytes, change)
      guard mutant != bytes else { continue }
      if let answer = try oracle(mutant) { #expect(!answer.isGood, "\(change)") }
    }
  }
}
