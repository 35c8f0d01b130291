import Configuration
import Ledger
import Receivables
import Store

/// Money that waits for a person.
public struct MatchQuestion: Sendable {
  public enum Kind: String, Sendable {
    /// In SUSPENSE.
    case suspense
    /// Not booked, and no claim was found; only balances wait for it.
    case unmatched
    /// Perhaps money that another file told of.
    case review
    /// Its day is closed in the books.
    case closed
    /// Its day has not come.
    case future
    /// A statement's line whose payments are not known.
    case line
  }
  /// What a person calls it: `E17`.
  public var name: String
  public var company: String
  public var kind: Kind
  public var entry: SettlementEntry
  /// What of it waits.
  public var waiting: Money
  public var path: String?
  public var line: Int?
  /// Why it was not placed.
  public var why: String?
  /// Claims that it may be for, as matching sees it now: number and what is open.
  public var candidates: [(number: String, open: Money)] = []
}

extension ExchangeFolder {
  public func matchQuestions(company: String?) throws -> [MatchQuestion] {
    if let company { try requireCompany(company) }
    let today = try today()
    return try withStore { store in
      try store.read { transaction in
        let entries = try ApplyEntries(
          transaction: transaction, directory: directory, configuration: configuration, asOf: today)
        return try transaction.openEntries(company: company).compactMap { record in
          // What was opened or decided waits for the next run, not for a person.
          let waits = isClosed(record) || record.entry.bookingDate > today
          return record.state == "closed" && !waits ? nil : try question(record, transaction, entries)
        }
      }
    }
  }

  /// Whether its day is closed in the books.
  func isClosed(_ record: EntryRecord) -> Bool {
    configuration.ledger(of: record.company)?.isClosed(record.entry.bookingDate) ?? false
  }

  private func question(
    _ record: EntryRecord, _ transaction: Transaction, _ entries: ApplyEntries
  ) throws -> MatchQuestion {
    let kind: MatchQuestion.Kind =
      switch record.state {
      case "unmatched": .unmatched
      case "review": .review
      case "closed": isClosed(record) ? .closed : .future
      case "open-line": .line
      default: .suspense
      }
    let origin = try transaction.entryOrigin(id: record.id)
    let waiting =
      kind == .suspense ? Money(minorUnits: record.suspense, record.entry.amount.currency) : record.entry.amount
    var why = try entries.isTakenBack(record) ? "A person took it back from where it was placed." : record.evidence
    if why == nil, kind == .suspense, let number = try entries.suspensePosting(record)?.invoiceNumber {
      why = "What is left of a payment for invoice \(Masking.masked(number))."
    }
    var question = MatchQuestion(
      name: "E\(record.id)", company: record.company, kind: kind, entry: record.entry, waiting: waiting, path: origin?.path,
      line: origin?.line, why: why)
    question.candidates = try entries.candidates(record)
    return question
  }
}
