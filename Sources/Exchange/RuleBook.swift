import Foundation
import InvoiceFormats
import InvoiceRules
import Ledger
import Providers
import Receivables
import SettlementFormats
import TransferRules

/// Every finding and reason id that Perille can give, with what it means.
public enum RuleBook {
  public static let rules: [RuleDescription] =
    (own + XMLCatalog.rules + FinvoiceCatalog.rules + UBLCatalog.rules + InvoiceRuleCatalog.rules + CSVCatalog.rules
      + SettlementCatalog.rules
      + LedgerCatalog.rules + InspectionCatalog.rules + TransferRulesCatalog.reasons + ProvidersCatalog.rules)

  private static let places = Dictionary(rules.indices.map { (rules[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
  private static let foldedPlaces = Dictionary(
    rules.indices.map { (rules[$0].id.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })

  /// A published rule is found without all pages being made: `check` needs a few titles.
  public static func rule(_ id: String) -> RuleDescription? { RulePages.rule(id) ?? places[id].map { rules[$0] } }

  /// As a person writes it: capitals do not count.
  public static func rule(named id: String) -> RuleDescription? {
    rule(id) ?? foldedPlaces[id.trimmingCharacters(in: .whitespaces).lowercased()].map { rules[$0] }
  }

  /// For whoever asked for a number and gave the name of a rule.
  public static func hint(at rule: RuleDescription) -> String {
    "It is the name of a rule: `perille explain --rule \(rule.id)` says what that means."
  }

  /// Ids that were probably meant, the nearest first: those with few letters wrong, then those that have what was written in them.
  public static func nearest(_ id: String, atMost limit: Int = 5) -> [String] {
    var left = rules.map(\.id)
    var found: [String] = []
    while found.count < limit, let next = Receivables.nearest(id, among: left) {
      found.append(next)
      left.removeAll { $0 == next }
    }
    let written = id.lowercased()
    guard written.utf8.count > 2 else { return found }
    return found + left.filter { $0.lowercased().contains(written) }.prefix(limit - found.count)
  }

  private static let promise = "Perille's promises, ARCHITECTURE.md"

  static let own: [RuleDescription] = [
    RuleDescription(
      id: "file.empty", title: "The file is empty",
      meaning: "A file of no bytes says nothing, and may be the beginning of one that was to say something.",
      example: "maksut.csv of 0 bytes.", remedy: "Send it again, or dismiss it.", source: promise),
    RuleDescription(
      id: "file.compressed", title: "The bytes are packed or binary",
      meaning: "Perille reads no archives and trusts bytes, not names.", example: "A gzip file named lasku.xml.",
      remedy: "Unpack it before dropping it.", source: promise),
    RuleDescription(
      id: "file.unknown-kind", title: "Nothing recognises the file",
      meaning: "No format knows these bytes, so they may say anything; all companies wait until a person has looked.",
      example: "A spreadsheet file in the inbox.", remedy: "Check what was sent; dismiss it if it was not meant for Perille.",
      source: promise),
    RuleDescription(
      id: "xml.unsupported", title: "XML of another kind", meaning: "The root element is of no format that Perille reads.",
      example: "A purchase order in UBL.", remedy: "Dismiss it if it was not meant for Perille.", source: promise),
    RuleDescription(
      id: "xml.no-root", title: "XML without a beginning",
      meaning: "The file begins like XML, but its root element cannot be made out, so that nobody can say what it is.",
      example: "A file that breaks off inside its first tag.", remedy: "Have it sent again.", source: promise),
    RuleDescription(
      id: "quarantine.replaced", title: "A corrected file answers the question about the old one",
      meaning:
        "A file came under the name of one that could not be read, and speaks of every invoice, payment, item or hold that the old "
        + "one speaks of, also of those that were wrong there. Nobody waits for the old file any more.",
      example: "payments-1120.csv with a broken amount in row 7, and the next day all of its rows with that one corrected.",
      remedy: "None is needed.", source: promise),
    RuleDescription(
      id: "quarantine.name-again", title: "The name of an unread file came again",
      meaning:
        "A file came under the name of one that could not be read, but does not speak of all that the old one speaks of, or that "
        + "cannot be told. It may be another delivery: the old file is still unread, and its companies wait.",
      example: "laskut.csv of Monday with a row that breaks off, and laskut.csv of Tuesday.",
      remedy: "If the new file replaces the old one, dismiss the old one.", source: promise),
    RuleDescription(
      id: "company.unknown", title: "The document belongs to no company",
      meaning: "A document is placed by its seller's legal id, VAT id or endpoint, never by name; these are of nobody here.",
      example: "An invoice of a firm that is not in perille.yaml.",
      remedy: "Add the company or its identifiers to perille.yaml and retry, or dismiss the document.", source: promise),
    RuleDescription(
      id: "company.contradiction", title: "The seller's identifiers name two companies",
      meaning: "Legal id, VAT id and endpoint must be of one company; here they are not.",
      example: "The legal id of one firm with the VAT id of its sister.",
      remedy: "Correct the seller in the sending system and drop the invoice again.", source: promise),
    RuleDescription(
      id: "settlement.account-unknown", title: "The account belongs to no company",
      meaning: "Money of an account that no company has cannot be booked for anybody.",
      example: "A reference payment file of an account that perille.yaml does not list.",
      remedy: "Add the account to its company and retry the file, or dismiss it.", source: promise),
    RuleDescription(
      id: "settlement.pages", title: "The pages of a message do not add up",
      meaning:
        "A bank cut a message into pages; its control totals hold over all of them. All pages are there and give another figure.",
      example: "Pages 1 and 2 state 300 entries and have 299.", remedy: "Have all pages delivered again.", source: promise),
    RuleDescription(
      id: "match.original", title: "A correction takes back a payment that is known",
      meaning:
        "The bank takes back a payment of the same account and amount, by its id or its reference. What the payment did is undone.",
      example: "A reversal of 90.00 EUR with the archive id of yesterday's payment.", remedy: "None is needed.",
      source: "Perille, matching, posting recipe R14"),
    RuleDescription(
      id: "match.person", title: "A person decided where money belongs",
      meaning: "Nothing placed the money for certain, and somebody said where it belongs with `perille match`.",
      example: "perille match E17 --to 261004",
      remedy: "None is needed. A wrong decision is taken back by `perille match E17 --undo`.",
      source: "Perille, matching"),
    RuleDescription(
      id: "match.undone", title: "A person took money back from where it was placed",
      meaning:
        "It was placed wrongly, by a night or by somebody. It waits, in suspense where it is booked, and no night places it again.",
      example: "perille match E17 --undo", remedy: "Say where it belongs: perille match E17 --to 261004",
      source: "Perille, matching"),
    RuleDescription(
      id: "match.told-singly", title: "Another message tells the payments of this entry",
      meaning:
        "An entry was booked as one payment, and another message tells the payments that it is made of, with ids of their own, which "
        + "add up to it. The money counts there; what was booked here is reversed.",
      example: "A statement's entry of 145.00 EUR in suspense, and the notification that lists its three payments.",
      remedy: "None is needed.", source: "Perille, matching, posting recipe R14"),
    RuleDescription(
      id: "payment.id-reused", title: "One payment id, two payments",
      meaning:
        "A source gave an id to two rows that differ in day, amount or claim, or one file states just the same row twice. "
        + "Both count, so that no claim asks for too much. The same row in another file is the same payment.",
      example: "KASSA-881 with 30.00 yesterday and with 70.00 today.",
      remedy: "Give every payment an id of its own, and a correction too.", source: promise),
    RuleDescription(
      id: "channel.missing", title: "Nothing could write the claim",
      meaning: "The rules let the claim go, but its agreement, channel or kind is not there, so it is held.",
      example: "An agreement whose channel this program does not have.",
      remedy: "Check the company's agreements in perille.yaml.", source: promise),
    RuleDescription(
      id: "payment.weak-duplicate", title: "A payment without an id says what another file said",
      meaning: "It is taken for the same payment, so that nothing is counted twice.",
      example: "The same row in yesterday's and today's export.",
      remedy: "If it is another payment, export payments with an id of their own.", source: promise),
  ]
}
