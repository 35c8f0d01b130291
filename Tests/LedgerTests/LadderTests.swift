import Ledger
import Receivables
import TestSupport
import Testing

private typealias Samples = MatchingSamples

/// Which step of the ladder decides, and what.
@Suite struct LadderTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var entry: SettlementEntry
    var items: [LedgerItem] = []
    var cases: [String: [Int64]] = [:]
    /// `rule outcome`
    var expected: String
    var testDescription: String { name }
  }

  static func outcome(_ match: Match) -> String {
    func numbers(_ items: [LedgerItem]) -> String { "[\(items.map(\.invoiceNumber).joined(separator: " "))]" }
    let outcome =
      switch match.outcome {
      case .items(let parts):
        "items " + parts.map { $0.item.invoiceNumber + ($0.amount.map { "=\($0.decimalText)" } ?? "") }.joined(separator: " ")
      case .alreadyPaid(let item): "paid \(item.invoiceNumber)"
      case .refund(let item): "refund \(item.invoiceNumber)"
      case .role(let role, let id, let item): "\(role.rawValue) \(id) \(item?.invoiceNumber ?? "-")"
      case .none: "none \(numbers(match.alternatives))"
      case .ambiguous: "ambiguous \(numbers(match.alternatives))"
      case .veto: "veto \(numbers(match.alternatives))"
      }
    return "\(match.rule.dropFirst("match.".count)) \(outcome)\(match.isWeak ? " weak" : "")"
  }

  static let viite = "1234561"
  static let other = "1234574"

  static let references: [Case] = [
    Case(
      name: "one open item, whatever the amount", entry: Samples.entry(1, reference: viite),
      items: [Samples.item(1, open: 12_500, reference: viite)], expected: "reference items 1001"),
    Case(
      name: "no reference", entry: Samples.entry(7, payer: nil), items: [Samples.item(1, open: 100)], expected: "none none []"),
    Case(
      name: "RF from the bank", entry: Samples.entry(100, reference: "RF341234561"),
      items: [Samples.item(1, open: 100, reference: viite)], expected: "reference items 1001"),
    Case(
      name: "wrong check digit on both", entry: Samples.entry(100, reference: "1234567"),
      items: [Samples.item(1, open: 9, reference: "1234567")], expected: "reference items 1001"),
    Case(
      name: "another currency", entry: Samples.entry(100, reference: viite),
      items: [Samples.item(1, open: 100, reference: viite, currency: .sek)], expected: "reference none [1001]"),
    Case(
      name: "paid", entry: Samples.entry(100, reference: viite), items: [Samples.item(1, open: 0, reference: viite)],
      expected: "reference paid 1001"),
    Case(
      name: "one open, one paid", entry: Samples.entry(50, reference: viite),
      items: [Samples.item(1, open: 0, reference: viite), Samples.item(2, open: 100, reference: viite)],
      expected: "reference items 1002"),
    Case(
      name: "two open, one exact", entry: Samples.entry(70, reference: viite),
      items: [Samples.item(1, open: 50, reference: viite), Samples.item(2, open: 70, reference: viite)],
      expected: "reference items 1002"),
    Case(
      name: "two open, none exact", entry: Samples.entry(60, reference: viite),
      items: [Samples.item(2, open: 70, reference: viite), Samples.item(1, open: 50, reference: viite)],
      expected: "reference ambiguous [1001 1002]"),
    Case(
      name: "a tie", entry: Samples.entry(70, reference: viite),
      items: [Samples.item(1, open: 70, reference: viite), Samples.item(2, open: 70, reference: viite)],
      expected: "reference ambiguous [1001 1002]"),
    Case(
      name: "a tie that the message resolves", entry: Samples.entry(70, reference: viite, message: "lasku 1002"),
      items: [Samples.item(1, open: 70, reference: viite), Samples.item(2, open: 70, reference: viite)],
      expected: "invoice-number items 1002"),
    Case(
      name: "the sum of two", entry: Samples.entry(120, reference: viite),
      items: [Samples.item(1, open: 50, reference: viite), Samples.item(2, open: 70, reference: viite)],
      expected: "reference ambiguous [1001 1002]"),
    Case(
      name: "two paid", entry: Samples.entry(70, reference: viite),
      items: [Samples.item(1, open: 0, reference: viite), Samples.item(2, open: 0, reference: viite)],
      expected: "reference ambiguous [1001 1002]"),
    Case(
      name: "the message's number does not overrule the reference", entry: Samples.entry(70, reference: viite, message: "1002"),
      items: [Samples.item(1, open: 50, reference: viite), Samples.item(2, open: 70, reference: other)],
      expected: "reference items 1001"),
    Case(
      name: "an unknown reference and nothing else", entry: Samples.entry(70, reference: viite, payer: nil),
      expected: "none none []"),
    Case(
      name: "an invoice number in the reference's place", entry: Samples.entry(70, reference: "1001"),
      items: [Samples.item(1, open: 50)], expected: "invoice-number items 1001"),
    Case(
      name: "a case number in the reference's place", entry: Samples.entry(70, reference: "RC445566"),
      items: [Samples.item(1, open: 50, reference: viite)], cases: ["RC445566": [1]], expected: "case-number items 1001"),
  ]

  static let vetoes: [Case] = [
    Case(
      name: "message names an invoice of another reference", entry: Samples.entry(125, reference: other, message: "lasku 1001"),
      items: [Samples.item(1, open: 125, reference: viite)], expected: "veto veto [1001]"),
    Case(
      name: "payer and exact amount", entry: Samples.entry(125, reference: other),
      items: [Samples.item(1, open: 125, reference: viite)], expected: "veto veto [1001]"),
    Case(
      name: "wrong check digit", entry: Samples.entry(125, reference: "1234562"),
      items: [Samples.item(1, open: 125, reference: viite)], expected: "veto veto [1001]"),
    Case(
      name: "case number in the message", entry: Samples.entry(125, reference: other, message: "asia RC445566"),
      items: [Samples.item(1, open: 125, reference: viite)], cases: ["RC445566": [1]], expected: "veto veto [1001]"),
    Case(
      name: "stated document against the reference",
      entry: Samples.entry(125, reference: viite, documents: [Samples.document("1002", 125)]),
      items: [Samples.item(1, open: 125, reference: viite), Samples.item(2, open: 125, reference: other)],
      expected: "veto veto [1001 1002]"),
    Case(
      name: "invoice number as reference, but the invoice has its own", entry: Samples.entry(125, reference: "1001", payer: nil),
      items: [Samples.item(1, open: 125, reference: viite)], expected: "none none [1001]"),
    Case(
      name: "a tie below", entry: Samples.entry(125, reference: other, message: "1001 1002"),
      items: [Samples.item(1, open: 125, reference: viite), Samples.item(2, open: 125)], expected: "veto veto [1001 1002]"),
  ]

  static let documents: [Case] = [
    Case(
      name: "one stated invoice takes all", entry: Samples.entry(99, documents: [Samples.document("1001", 125)]),
      items: [Samples.item(1, open: 125)], expected: "document items 1001"),
    Case(
      name: "a split as stated",
      entry: Samples.entry(100, documents: [Samples.document("1001", 60), Samples.document("1002", 40)]),
      items: [Samples.item(1, open: 125), Samples.item(2, open: 40)], expected: "document items 1001=0.60 1002=0.40"),
    Case(
      name: "a split with the reference of one",
      entry: Samples.entry(100, reference: viite, documents: [Samples.document("1001", 60), Samples.document("1002", 40)]),
      items: [Samples.item(1, open: 125, reference: viite), Samples.item(2, open: 40)],
      expected: "document items 1001=0.60 1002=0.40"),
    Case(
      name: "part of a split is unknown",
      entry: Samples.entry(100, documents: [Samples.document("1001", 60), Samples.document("999", 40)]),
      items: [Samples.item(1, open: 125)], expected: "document items 1001=0.60"),
    Case(
      name: "a split that does not add up",
      entry: Samples.entry(100, documents: [Samples.document("1001", 60), Samples.document("1002", 41)]),
      items: [Samples.item(1, open: 125), Samples.item(2, open: 40)], expected: "document ambiguous [1001 1002]"),
    Case(
      name: "no split, but the sum of what is open",
      entry: Samples.entry(165, documents: [Samples.document("1001"), Samples.document("1002")]),
      items: [Samples.item(1, open: 125), Samples.item(2, open: 40)], expected: "document items 1001=1.25 1002=0.40"),
    Case(
      name: "no split, no sum", entry: Samples.entry(164, documents: [Samples.document("1001"), Samples.document("1002")]),
      items: [Samples.item(1, open: 125), Samples.item(2, open: 40)], expected: "document ambiguous [1001 1002]"),
    Case(
      name: "a credit note beside one invoice",
      entry: Samples.entry(100, documents: [Samples.document("1001", 125), Samples.document("C9", 25, credit: true)]),
      items: [Samples.item(1, open: 125)], expected: "document items 1001"),
    Case(
      name: "a credit note that is taken off already",
      entry: Samples.entry(
        140, documents: [Samples.document("1001", 125), Samples.document("1002", 40), Samples.document("C9", 25, credit: true)]),
      items: [Samples.item(1, open: 100), Samples.item(2, open: 40)], expected: "document items 1001=1.00 1002=0.40"),
    Case(
      name: "a credit note of nobody knows which",
      entry: Samples.entry(
        140, documents: [Samples.document("1001", 125), Samples.document("1002", 40), Samples.document("C9", 25, credit: true)]),
      items: [Samples.item(1, open: 125), Samples.item(2, open: 40)], expected: "document ambiguous [1001 1002]"),
    Case(
      name: "one number, two invoices, one exact", entry: Samples.entry(40, documents: [Samples.document("7", 40)]),
      items: [Samples.item(1, open: 125, number: "7"), Samples.item(2, open: 40, number: "7")], expected: "document items 7"),
    Case(
      name: "one number, two invoices", entry: Samples.entry(50, documents: [Samples.document("7", 50)]),
      items: [Samples.item(1, open: 125, number: "7"), Samples.item(2, open: 40, number: "7")],
      expected: "document ambiguous [7 7]"),
    Case(
      name: "only unknown documents", entry: Samples.entry(50, payer: nil, documents: [Samples.document("7", 50)]),
      items: [Samples.item(1, open: 125)], expected: "none none []"),
  ]

  static let messages: [Case] = [
    Case(
      name: "case number", entry: Samples.entry(70, message: "Tilitys RC-445566, kiitos"),
      items: [Samples.item(1, open: 125)], cases: ["RC-445566": [1]], expected: "case-number items 1001"),
    Case(
      name: "case of two invoices, the whole of it", entry: Samples.entry(165, message: "RC-445566"),
      items: [Samples.item(1, open: 125), Samples.item(2, open: 40)], cases: ["RC-445566": [1, 2]],
      expected: "case-number items 1001=1.25 1002=0.40"),
    Case(
      name: "case of two invoices, a part", entry: Samples.entry(40, message: "RC-445566"),
      items: [Samples.item(1, open: 125), Samples.item(2, open: 40)], cases: ["RC-445566": [1, 2]],
      expected: "case-number ambiguous [1001 1002]"),
    Case(
      name: "invoice number", entry: Samples.entry(70, message: "Lasku 1001"), items: [Samples.item(1, open: 125)],
      expected: "invoice-number items 1001"),
    Case(
      name: "typed without capitals", entry: Samples.entry(70, message: "lasku inv-77/b"),
      items: [Samples.item(1, open: 125, number: "INV-77/B")], expected: "invoice-number items INV-77/B"),
    Case(
      name: "invoice number behind a word", entry: Samples.entry(70, message: "lasku-1001/nro.1002"),
      items: [Samples.item(1, open: 30), Samples.item(2, open: 40)], expected: "invoice-number items 1001=0.30 1002=0.40"),
    Case(
      name: "in a longer run of digits", entry: Samples.entry(70, payer: nil, message: "Lasku 91001 10010"),
      items: [Samples.item(1, open: 125)], expected: "none none []"),
    Case(
      name: "two numbers, their sum", entry: Samples.entry(165, message: "1001, 1002"),
      items: [Samples.item(1, open: 125), Samples.item(2, open: 40)], expected: "invoice-number items 1001=1.25 1002=0.40"),
    Case(
      name: "two numbers, another sum", entry: Samples.entry(125, message: "1001 & 1002"),
      items: [Samples.item(1, open: 125), Samples.item(2, open: 40)], expected: "invoice-number ambiguous [1001 1002]"),
    Case(
      name: "a paid and an open one", entry: Samples.entry(40, message: "1001, 1002"),
      items: [Samples.item(1, open: 0), Samples.item(2, open: 40)], expected: "invoice-number items 1002"),
    Case(
      name: "a paid one", entry: Samples.entry(40, message: "1001"), items: [Samples.item(1, open: 0)],
      expected: "invoice-number paid 1001"),
    Case(
      name: "a year is no number", entry: Samples.entry(40, payer: nil, message: "vuokra 2026"),
      items: [Samples.item(1, open: 125, number: "2026")], expected: "none none []"),
    Case(
      name: "a year with the exact amount is", entry: Samples.entry(125, payer: nil, message: "lasku 2026"),
      items: [Samples.item(1, open: 125, number: "2026")], expected: "invoice-number items 2026"),
    Case(
      name: "a short number", entry: Samples.entry(40, payer: nil, message: "lasku 17"),
      items: [Samples.item(1, open: 125, number: "17")], expected: "none none []"),
    Case(
      name: "an amount is no number", entry: Samples.entry(40, payer: nil, message: "maksu 1001 EUR, 1001,00 1001€"),
      items: [Samples.item(1, open: 125)], expected: "none none []"),
    Case(
      name: "a day is no number", entry: Samples.entry(40, payer: nil, message: "eräpäivä 20112026 20.11.2026"),
      items: [Samples.item(1, open: 125, number: "20112026"), Samples.item(2, open: 7, number: "20.11.2026")],
      expected: "none none []"),
    Case(
      name: "reference in the message", entry: Samples.entry(40, message: "viite 1234561"),
      items: [Samples.item(1, open: 125, reference: viite)], expected: "reference-in-message items 1001"),
    Case(
      name: "with a wrong check digit it is none", entry: Samples.entry(40, payer: nil, message: "viite 1234562"),
      items: [Samples.item(1, open: 125, reference: "1234562")], expected: "none none []"),
  ]

  static let payerSteps: [Case] = [
    Case(
      name: "name and amount", entry: Samples.entry(125), items: [Samples.item(1, open: 125), Samples.item(2, open: 126)],
      expected: "payer-amount items 1001 weak"),
    Case(
      name: "name cut by the bank", entry: Samples.entry(125, payer: "MEIKÄLÄINEN "),
      items: [Samples.item(1, open: 125, debtor: "Meikäläinen Matti")], expected: "payer-amount items 1001 weak"),
    Case(
      name: "letters without dots", entry: Samples.entry(125, payer: "MATTI MEIKALAINEN"),
      items: [Samples.item(1, open: 125, debtor: "Meikäläinen, Matti")], expected: "payer-amount items 1001 weak"),
    Case(
      name: "short beginnings are nobody", entry: Samples.entry(125, payer: "MAIJA"), items: [Samples.item(1, open: 125)],
      expected: "none none [1001]"),
    Case(
      name: "two claims of one debtor", entry: Samples.entry(125),
      items: [Samples.item(1, open: 125), Samples.item(2, open: 125)],
      expected: "payer-amount ambiguous [1001 1002]"),
    Case(
      name: "another debtor", entry: Samples.entry(125, payer: "JOKU MUU"), items: [Samples.item(1, open: 125)],
      expected: "none none [1001]"),
    Case(
      name: "another amount", entry: Samples.entry(124), items: [Samples.item(1, open: 125)], expected: "none none []"),
    Case(
      name: "a provider's name is no debtor's", entry: Samples.entry(125, payer: "ROPO PERINTA OY"),
      items: [Samples.item(1, open: 125, debtor: "Ropo Perintä Oy")], expected: "none none [1001]"),
  ]

  static let outgoing: [Case] = [
    Case(
      name: "refund by reference", entry: Samples.entry(-6, reference: viite),
      items: [Samples.item(1, open: 0, reference: viite, overpaid: 6)], expected: "refund refund 1001"),
    Case(
      name: "refund by document", entry: Samples.entry(-6, documents: [Samples.document("1001")]),
      items: [Samples.item(1, open: 0, overpaid: 6)], expected: "refund refund 1001"),
    Case(
      name: "refund by message", entry: Samples.entry(-6, message: "palautus 1001"),
      items: [Samples.item(1, open: 0, overpaid: 6)], expected: "refund refund 1001"),
    Case(
      name: "another amount", entry: Samples.entry(-5, reference: viite),
      items: [Samples.item(1, open: 0, reference: viite, overpaid: 6)], expected: "none none [1001]"),
    Case(
      name: "two are overpaid", entry: Samples.entry(-6, reference: viite),
      items: [
        Samples.item(1, open: 0, reference: viite, overpaid: 6), Samples.item(2, open: 0, reference: viite, overpaid: 6),
      ], expected: "none ambiguous [1001 1002]"),
    Case(
      name: "open by that is not overpaid", entry: Samples.entry(-6, reference: viite),
      items: [Samples.item(1, open: 6, reference: viite)], expected: "none none [1001]"),
  ]

  @Test(arguments: references + vetoes + documents + messages + payerSteps + outgoing)
  func decides(_ row: Case) throws {
    let match = try Samples.match(row.entry, row.items, cases: row.cases)
    #expect(Self.outcome(match) == row.expected)
    // The order of the lookup is nobody's business.
    let reversed = try Samples.match(row.entry, row.items.reversed(), cases: row.cases)
    switch match.outcome {
    case .items(let parts) where parts.allSatisfy({ $0.amount != nil }): #expect(reversed.items.count == parts.count)
    default: #expect(Self.outcome(reversed) == row.expected)
    }
    #expect(!match.sentence.isEmpty)
  }

  /// Every step's page, and every sentence that a step can say, as a person reads it.
  @Test func sentences() throws {
    let cases = Self.references + Self.vetoes + Self.documents + Self.messages + Self.payerSteps + Self.outgoing
    var text = ""
    for row in cases + ProviderMessageTests.table {
      let match = try Samples.match(row.entry, row.items, cases: row.cases)
      text += "\(row.name)\n  \(Self.outcome(match))\n  \(match.sentence)\n"
    }
    try expectGolden(text, "ledger/match-sentences.txt")
  }

  @Test func everyStepHasAPage() throws {
    let pages = Set(LedgerCatalog.rules.map(\.id).filter { $0.hasPrefix("match.") })
    let cases = Self.references + Self.vetoes + Self.documents + Self.messages + Self.payerSteps + Self.outgoing
    let used = try Set((cases + ProviderMessageTests.table).map { try Samples.match($0.entry, $0.items, cases: $0.cases).rule })
    #expect(used == pages)
  }
}
