import Foundation
import Receivables
import Testing

@testable import Exchange

/// The same documents of one night in any order, under any names, in any grouping: the same decisions, the same claims, the same money.
@Suite struct OrderTests {
  /// What one night says, apart from how it is put into files.
  private struct Documents {
    var finvoices: [String] = []
    var peppol: [String] = []
    var lists: [(prefix: String, write: ([String]) -> String, rows: [String])] = []
    var bank: [NightDocuments.BankRow] = []
  }

  private static func invoice(
    _ number: String, _ debtor: NightDocuments.Debtor = NightDocuments.cafe, amount: String = "100.00",
    street: String = "Satukatu 4",
    customer: String = "1", reference: String? = nil
  ) -> NightDocuments.Invoice {
    NightDocuments.Invoice(
      number: number, debtor: debtor, amount: amount, customer: customer, street: street, referenceBase: reference)
  }

  private static func credit(
    _ number: String, of original: String?, _ debtor: NightDocuments.Debtor = NightDocuments.cafe, amount: String
  ) -> NightDocuments.Invoice {
    NightDocuments.Invoice(
      number: number, debtor: debtor, amount: amount, issued: "2026-11-02", due: "2026-11-02", code: "381", original: original)
  }

  private static var documents: Documents {
    var all = Documents()
    let forge = NightDocuments.forge
    let printer = NightDocuments.printer
    let finvoices = [
      // In two formats, as two versions, as a conflict of amounts.
      invoice("93101"), invoice("93102"), invoice("93102", street: "Uusikatu 5"), invoice("93103", amount: "200.00"),
      invoice("93103", amount: "210.00"),
      // With credit notes: in part, in full, of a claim that is not here, of nobody knows which, of two amounts.
      invoice("93104", forge), credit("93904", of: "93104", forge, amount: "30.00"), invoice("93105", forge),
      credit("93905", of: "93105", forge, amount: "100.00"), credit("93906", of: "93999", forge, amount: "10.00"),
      invoice("93106", printer), invoice("93107", printer), credit("93907", of: nil, printer, amount: "20.00"),
      invoice("93108"), credit("93908", of: "93108", amount: "10.00"), credit("93908", of: "93108", amount: "15.00"),
      // Paid in the lists and by the bank, held, sold to a customer with two addresses, with a stated balance.
      invoice("93109"), invoice("93110"), invoice("93111"), invoice("93112"), invoice("93113"), invoice("93114", customer: "14"),
      invoice("93115"), invoice("93116"), invoice("93117"), invoice("93118"), invoice("93119"),
      // Two with one reference, and three that say one thing differently.
      invoice("93120", reference: "555001"), invoice("93121", reference: "555001"), invoice("93122"),
      invoice("93122", customer: "2"),
      invoice("93122", customer: "3"),
    ]
    all.finvoices = finvoices.map(NightDocuments.finvoice)
    all.peppol = [
      invoice("93101"), invoice("93201", forge), invoice("93202", forge), credit("93912", of: "93202", forge, amount: "1.00"),
    ]
    .map(NightDocuments.peppol)
    all.lists = [
      (
        "maksut", NightDocuments.payments,
        [
          "93109;100,00;2026-11-10;P-1", "93110;40,00;2026-11-10;P-2", "93117;60,00;2026-11-11;P-3", "93117;60,00;2026-11-12;P-4",
          "88888;5,00;2026-11-12;P-5", "93118;10,00;2026-11-18;2611193456AB0004", "93122;5,00;2026-11-18;",
          "93122;6,00;2026-11-18;",
        ]
      ),
      (
        "estot", NightDocuments.holds,
        [
          "dispute;93113;;tavara puuttuu;2026-11-10;", "dispute;93113;;lasku on maksettu;2026-11-10;",
          "release;93116;;selvä;2026-11-09;",
          "hold;93119;;sovittu;2026-11-10;2026-12-01", "hold;93119;;toinen sopimus;2026-11-10;2026-12-24",
          "hold;93201;;odota;2026-11-10;", "release;93201;;jatka;2026-11-12;",
        ]
      ),
      (
        "asiakkaat", NightDocuments.customers,
        [
          "14;Kuviteltu Kahvila Oy;9300015-6;Ensikatu 1;98999;SATULA",
          "14;Kuviteltu Kahvila Oy;9300015-6;Toinenkatu 2;98999;SATULA",
        ]
      ),
      ("avoimet", NightDocuments.openItems, ["93115;80,00", "93115;70,00", "93116;55,00", "77777;12,00"]),
      ("faktura", { NightDocuments.swedish($0.compactMap { Int($0) }) }, ["501", "502", "503", "504"]),
    ]
    all.bank = [
      .init(reference: NightDocuments.reference("93111"), cents: 4_000, archiveID: "2611193456AB0001"),
      .init(reference: NightDocuments.reference("93112"), cents: 10_000, archiveID: "2611193456AB0002"),
      .init(reference: NightDocuments.reference("93112"), cents: 10_000, archiveID: "2611193456AB0002", isCorrection: true),
      .init(reference: NightDocuments.reference("77777"), cents: 1_234, archiveID: "2611193456AB0003"),
      .init(reference: NightDocuments.reference("93118"), cents: 1_000, archiveID: "2611193456AB0004"),
      .init(reference: NightDocuments.reference("93110"), cents: 6_000, archiveID: "2611193456AB0005"),
      .init(reference: NightDocuments.reference("93110"), cents: 2_500, archiveID: "2611193456AB0006"),
      .init(reference: NightDocuments.reference("555001"), cents: 10_000, archiveID: "2611193456AB0007"),
      .init(reference: NightDocuments.reference("555001"), cents: 3_000, archiveID: "2611193456AB0008"),
    ]
    return all
  }

  /// Numbers that come out the same for the same seed (SplitMix64, a public-domain recipe of arithmetic).
  private struct Shuffling: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  /// In random order, cut into groups of random size, at least one.
  private static func groups<T>(_ items: [T], _ random: inout Shuffling) -> [[T]] {
    var groups: [[T]] = [[]]
    for item in items.shuffled(using: &random) {
      if !groups[groups.count - 1].isEmpty, Int.random(in: 0..<3, using: &random) == 0 { groups.append([]) }
      groups[groups.count - 1].append(item)
    }
    return groups
  }

  private static func fill(_ exchange: ScratchExchange, seed: UInt64) throws {
    var random = Shuffling(state: seed)
    let documents = documents
    var taken: Set<String> = []
    func path(_ prefix: String, _ ending: String, _ random: inout Shuffling) -> String {
      let folders = ["inbox/", "inbox/a/", "inbox/z/erp/", "returns/"]
      while true {
        let path =
          folders[Int.random(in: 0..<folders.count, using: &random)] + prefix + String(UInt16.random(in: 0...999, using: &random))
          + ending
        if taken.insert(path).inserted { return path }
      }
    }
    for group in groups(documents.finvoices, &random) {
      try exchange.put(path(["lasku", "AINEISTO", "x"][Int.random(in: 0..<3, using: &random)], ".xml", &random), group.joined())
    }
    for document in documents.peppol.shuffled(using: &random) { try exchange.put(path("ubl", ".XML", &random), document) }
    for list in documents.lists {
      for group in groups(list.rows, &random) { try exchange.put(path(list.prefix, ".csv", &random), list.write(group)) }
    }
    for file in groups(groups(documents.bank, &random).map(NightDocuments.bank), &random) {
      try exchange.put(path("ktl", ".txt", &random), file.joined())
    }
  }

  /// What a night came to, without the names and numbers of files.
  private struct Picture {
    var receivables: [String: String]
    var vouchers: [String]
    var outputs: [String: Data]
    var documents: [String: Int]
    var decisions: DecisionCounts
    var questions: [String: Int]
    var money: [RunReport.MoneyLine]

    init(_ exchange: ScratchExchange, _ report: RunReport) throws {
      receivables = try exchange.receivables()
      vouchers = try exchange.vouchers()
      outputs = try exchange.files("outbox").merging(exchange.files("ledger"), uniquingKeysWith: { $1 })
      documents = report.documents
      decisions = report.decisions
      questions = report.questions
      money = report.settlements.money
    }
  }

  private static let first = Result {
    let exchange = try ScratchExchange()
    try fill(exchange, seed: 1)
    return try Picture(exchange, exchange.run())
  }

  @Test func theNightShowsEveryBranch() throws {
    let picture = try Self.first.get()
    let all = picture.receivables.values.joined(separator: "\n")
    for word in ["transfer", "hold", "exclude", "conflict", "unlinked", "disputed", "credit ", "payment ", "entry ", "assigned "]
    {
      #expect(all.contains(word), "nothing of the night is \(word)")
    }
    #expect(picture.vouchers.count >= 5 && picture.outputs.count >= 3)
  }

  @Test(arguments: 2...11 as ClosedRange<UInt64>) func orderNamesAndGroupingDoNotMatter(_ seed: UInt64) throws {
    let expected = try Self.first.get()
    let exchange = try ScratchExchange()
    try Self.fill(exchange, seed: seed)
    let picture = try Picture(exchange, exchange.run(workers: Int(seed % 3) + 1))
    #expect(picture.receivables.keys.sorted() == expected.receivables.keys.sorted())
    for (identity, said) in expected.receivables { #expect(picture.receivables[identity] == said, "\(identity)") }
    #expect(picture.vouchers == expected.vouchers)
    #expect(picture.outputs.keys.sorted() == expected.outputs.keys.sorted())
    for (name, bytes) in expected.outputs {
      #expect(
        picture.outputs[name].map { String(decoding: $0, as: UTF8.self) } == String(decoding: bytes, as: UTF8.self), "\(name)")
    }
    #expect(picture.documents == expected.documents)
    #expect(picture.decisions == expected.decisions)
    #expect(picture.questions == expected.questions)
    #expect(picture.money == expected.money)

    let before = try exchange.dump()
    let files =
      try exchange.files("outbox").keys.count + exchange.files("ledger").keys.count + exchange.files("archive").keys.count
    let again = try exchange.run()
    #expect(try exchange.dump() == before)
    #expect(again.batches.isEmpty && again.files == RunReport.Files() && !again.needsPerson)
    #expect(
      try exchange.files("outbox").keys.count + exchange.files("ledger").keys.count + exchange.files("archive").keys.count
        == files)
  }
}
