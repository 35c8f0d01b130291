import Foundation
import Reports
import Synchronization
import Testing

@testable import Exchange

/// What rests in `archive/` and `quarantine/` can be looked at again as it came, whatever number stands before its name.
@Suite("Inspection: files at rest")
struct InspectionRestingTests {
  static let profile = """
      kassa:
        match: {folders: [kassa], name: "kassa*.csv"}
        encoding: utf-8
        separator: ";"
        numbers: {decimalMark: "."}
        dateFormat: yyyy-MM-dd
        company: {constant: malli}
        rowKind: payment
        columns: {number: Lasku, amount: Summa, paymentDate: Pvm}
        constants: {currency: EUR}
        statedDate: {constant: 2026-11-16}

    """

  private func check(_ path: String, _ night: NightFixture) throws -> [[String: Any]] {
    let pieces = Mutex<[UInt8]>([])
    _ = try Inspection(.init(paths: [night.url(path).path], jobs: 1, root: night.root.path))
      .run(view: InspectionJSON(.findings)) { piece in pieces.withLock { $0 += piece } }
    return try InspectionBench.objects(String(decoding: pieces.withLock { $0 }, as: UTF8.self))
  }

  private func resting(_ name: String, in folder: String, _ night: NightFixture) throws -> String {
    try #require(try night.files(folder).first { $0.hasSuffix("-" + name) }.map { "\(folder)/\($0)" })
  }

  @Test func listsAreKnownByTheNameThatTheyCameUnder() throws {
    let night = try NightFixture { $0.profiles = Self.profile }
    try night.dropList(Claim("1001"), name: "laskut-a")
    try night.write("inbox/kassa/kassa1.csv", "Lasku;Summa;Pvm\n1001;1.00;2026-11-13\n")
    try night.write("inbox/kassa/kassa2.csv", "Lasku;Summa;Pvm\n1001;yksi;2026-11-13\n")
    try night.night("2026-11-16")
    let list = try check(try resting("laskut-a-1.csv", in: "archive", night), night)
    #expect(list.map { $0["validity"] as? String } == ["valid"])
    let paid = try check(try resting("kassa1.csv", in: "archive", night), night)
    #expect(paid.map { $0["validity"] as? String } == ["valid"], "its folder is remembered")
    let refused = try check(try resting("kassa2.csv", in: "quarantine", night), night)
    let rules = refused.flatMap { ($0["findings"] as? [[String: Any]] ?? []).compactMap { $0["rule"] as? String } }
    #expect(rules == ["csv.amount"])
  }
}
