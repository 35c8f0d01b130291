import Receivables
import Testing

@testable import InvoiceFormats

@Suite struct FinvoiceInstalmentTests {
  static func block(
    paid: String = "0,00", unpaid: String = "124,00", _ amounts: [String], _ dates: [String], _ references: [String],
    net: [String] = []
  ) -> String {
    let element = { (name: String, values: [String]) in values.map { "<\(name)>\($0)</\(name)>" }.joined() }
    return "<PartialPaymentDetails>" + element("PaidAmount", [paid]) + element("UnPaidAmount", [unpaid])
      + element("PartialPaymentVatIncludedAmount", amounts) + element("PartialPaymentVatExcludedAmount", net)
      + element("PartialPaymentDueDate", dates) + element("PartialPaymentReferenceIdentifier", references)
      + "</PartialPaymentDetails>"
  }

  static let dates = ["20260928", "20261028", "20261128"]
  static let references = ["200017", "00200020", "200033"]

  @Test func eachIsADueItemOfItsOwn() throws {
    let amounts = ["44,00", "40,00", "40,00"]
    for due in ["124,00", "44,00"] {
      let read = try readOne(
        SampleMessage {
          $0.afterDetails = Self.block(amounts, Self.dates, Self.references)
          $0.due = due
        }.text)
      let document = try #require(read.document)
      #expect(document.conditions == [])
      #expect(read.rules.isEmpty)
      #expect(document.instalments.map(\.ordinal) == [1, 2, 3])
      #expect(document.instalments.map(\.amount.minorUnits) == [4400, 4000, 4000])
      #expect(document.instalments.map(\.dueDate.compactText) == Self.dates)
      #expect(document.instalments.map(\.reference) == ["200017", "200020", "200033"])
    }
  }

  @Test func blocksGoOnCounting() throws {
    let read = try readOne(
      SampleMessage {
        $0.afterDetails =
          Self.block(unpaid: "84,00", ["44,00", "40,00"], Array(Self.dates[..<2]), Array(Self.references[..<2]))
          + Self.block(unpaid: "40,00", ["40,00"], [Self.dates[2]], [Self.references[2]])
      }.text)
    #expect(read.document?.instalments.map(\.ordinal) == [1, 2, 3])
    #expect(read.document?.conditions == [])
  }

  static let inconsistent: [(String, String, String)] = [
    ("fewer dates", block(["84,00", "40,00"], ["20260928"], ["200017", "200020"]), "124,00"),
    ("fewer references", block(["84,00", "40,00"], ["20260928", "20261028"], ["200017"]), "124,00"),
    ("fewer amounts", block(["124,00"], ["20260928", "20261028"], ["200017", "200020"]), "124,00"),
    (
      "other count of net amounts", block(["84,00", "40,00"], ["20260928", "20261028"], ["200017", "200020"], net: ["1,00"]),
      "124,00"
    ),
    ("sum", block(["84,00", "50,00"], ["20260928", "20261028"], ["200017", "200020"]), "124,00"),
    ("asked", block(["84,00", "40,00"], ["20260928", "20261028"], ["200017", "200020"]), "100,00"),
    ("amount unreadable", block(["84,00", "4o,00"], ["20260928", "20261028"], ["200017", "200020"]), "124,00"),
    ("date unreadable", block(["84,00", "40,00"], ["20260928", "20261328"], ["200017", "200020"]), "124,00"),
    ("negative", block(["164,00", "-40,00"], ["20260928", "20261028"], ["200017", "200020"]), "124,00"),
    ("dates only", block([], ["20260928"], []), "124,00"),
  ]

  @Test(arguments: inconsistent)
  func listsThatDoNotFitAreHeld(_ name: String, _ block: String, _ due: String) throws {
    let read = try readOne(
      SampleMessage {
        $0.afterDetails = block
        $0.due = due
      }.text)
    let document = try #require(read.document)
    #expect(document.conditions.contains(.instalmentsInconsistent))
    #expect(document.instalments.isEmpty)
    #expect(read.rules.contains("finvoice.instalments"))
    #expect(document.amountDue.minorUnits == (due == "124,00" ? 12_400 : 10_000))
  }

  @Test func costsAreAddedToWhatIsUnpaid() throws {
    let block = Self.block(["64,00", "65,00"], ["20260928", "20261028"], ["200017", "200020"])
      .replacing("</UnPaidAmount>", with: "</UnPaidAmount><ProsessingCostsAmount>5,00</ProsessingCostsAmount>")
    let read = try readOne(
      SampleMessage {
        $0.afterDetails = block
        $0.due = "129,00"
      }.text)
    #expect(read.document?.instalments.count == 2)
    #expect(read.document?.conditions == [])
  }
}
