import Exchange
import Receivables

/// A voucher's line with its origin.
struct BookLineJSON: Encodable {
  var voucher: String
  var date: String
  var role: String
  var amount: String
  var currency: String
  var invoice: String?
  var recipe: String
  var rule: String?
  var evidence: String?
  var entry: String?
  var file: String?
  var archivedAs: String?
  var line: Int?

  init(_ line: BookLine) {
    voucher = line.voucher.description
    date = line.date.description
    role = line.posting.role.rawValue
    amount = line.posting.amount.decimalText
    currency = line.posting.amount.currency.code
    invoice = line.posting.invoiceNumber.map { Masking.masked($0) }
    recipe = line.posting.recipe
    rule = line.rule
    evidence = line.evidence
    entry = line.entry
    file = line.path
    archivedAs = line.restsIn
    self.line = line.line
  }
}

/// `perille explain 2026-A-17 --json`
struct VoucherStoryJSON: Encodable {
  var company: String
  var voucher: String
  var date: String
  var text: String
  var hash: String
  var previousHash: String
  var reverses: String?
  var lines: [BookLineJSON]
  var exports: [String]

  init(_ story: VoucherStory) {
    company = story.company
    voucher = story.voucher.id.description
    date = story.voucher.draft.date.description
    text = story.voucher.draft.text
    hash = story.voucher.hash
    previousHash = story.voucher.previousHash
    reverses = story.voucher.draft.reverses?.description
    lines = story.lines.map(BookLineJSON.init)
    exports = story.exports
  }
}

extension Explained {
  /// On one line.
  public func json() throws -> String {
    switch self {
    case .invoice(let explanation): try JSONText.line(ExplainJSON(explanation))
    case .voucher(let story): try JSONText.line(VoucherStoryJSON(story))
    }
  }

  public var text: String {
    switch self {
    case .invoice(let explanation): ExplainText.render(explanation)
    case .voucher(let story): BookText.render(story)
    }
  }
}
