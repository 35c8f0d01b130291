import GRDB
import Receivables

/// An open claim as matching sees it.
public struct ClaimCandidate: Hashable, Sendable {
  public var id: Int64
  public var number: String
  public var customerNumber: String?
  public var referenceKey: String?
  public var debtorCountry: String?
  public var currency: Currency
  /// What is open of the capital, minor units; negative when more was taken off than was due.
  public var open: Int64
  public var overpaid: Int64
  public var assignedTo: String?
  public var assignedOn: CalendarDate?
  public var debtorName: String?
  public var coDebtors: String?
  public var isHandedOverByUs: Bool
}

/// Looks claims up for matching, by position.
public final class CandidateReader {
  private let byReference: Prepared
  private let byReferences: Prepared
  private let byNumber: Prepared
  private let byCase: Prepared
  private let byID: Prepared
  private let allOpen: Prepared
  private let overpaid: Prepared
  private var open: OpenAmounts?
  /// Claims of the references that the next payments name; those of a claim that changes are taken out.
  private var ahead: [String: [ClaimCandidate]] = [:]
  private var aheadCompany = ""
  private var aheadReferences: [Int64: String] = [:]
  /// How many payments are read ahead of. One statement for all of them costs a third of one for each: most of what SQLite does for a
  /// single claim is to begin and to end.
  public static let aheadLimit = 256
  /// Called before the store is read: what else this night takes off claims is to be written by then.
  public var willRead: () throws -> Void = {}
  /// Money is kept for debtors; asked once, and set when this night keeps some.
  public var hasOverpayments: Bool

  /// Which claims are open by which amount: read once a company, when the first payment comes that says nothing but its amount.
  private struct OpenAmounts {
    var company: String
    var claims: [Money: [Int64]] = [:]
  }

  public init(_ transaction: Transaction) throws {
    func prepare(_ condition: String, from first: String = "") throws -> Prepared {
      try Prepared(
        transaction.db,
        """
        SELECT r.id, r.number, r.customer_number, r.reference_key, r.debtor_country, r.currency, \(Self.openSQL),
          COALESCE(a.provider, r.assigned_to), COALESCE(a.assigned_on, r.assigned_on), r.debtor_name, r.co_debtors,
          a.receivable_id IS NOT NULL
        FROM \(first) receivable r LEFT JOIN assignment a ON a.receivable_id = r.id
        WHERE r.company = ?1 AND r.type_class = 'invoice' AND \(condition)
        """)
    }
    byReference = try prepare("r.reference_key = ?2")
    let references = (0..<Self.aheadLimit).map { "(?\($0 + 2))" }.joined(separator: ", ")
    byReferences = try prepare("r.reference_key = named.column1", from: "(VALUES \(references)) named CROSS JOIN")
    byNumber = try prepare("r.number = ?2")
    byCase = try prepare("a.key = ?2")
    byID = try prepare("r.id = ?2")
    overpaid = try Prepared(transaction.db, "SELECT SUM(amount) FROM overpayment WHERE receivable_id = ?")
    hasOverpayments = try Int.fetchOne(transaction.db, sql: "SELECT 1 FROM overpayment LIMIT 1") != nil
    allOpen = try Prepared(
      transaction.db,
      "SELECT r.id, r.currency, \(Self.openSQL) AS rest FROM receivable r WHERE r.company = ? AND r.type_class = 'invoice' AND rest > 0"
    )
  }

  private static let openSQL = """
    COALESCE(r.snapshot_open, r.amount_due) - COALESCE((SELECT SUM(n.amount) FROM allocation n
      WHERE n.receivable_id = r.id AND \(Transaction.isSinceSnapshot("n"))), 0)
    """

  public func claims(company: String, referenceKey: String) throws -> [ClaimCandidate] {
    guard company == aheadCompany, referenceKey.isPlainASCII, let known = ahead[referenceKey] else {
      return try read(byReference, company, referenceKey)
    }
    return try withOverpayments(known)
  }

  /// Reads the claims that the references of these payments name, all of one company: what `claims` answers then, until it changes.
  public func readAhead(_ payments: [EntryRecord]) throws {
    forgetAhead()
    // Beyond ASCII, texts of other bytes are equal to Swift, and not to the store.
    let references = Set(payments.prefix(Self.aheadLimit).compactMap(\.entry.reference)).filter(\.isPlainASCII).sorted()
    guard let company = payments.first?.company, references.count > 1 else { return }
    aheadCompany = company
    byReferences.begin()
    byReferences.bind(company)
    for reference in references {
      byReferences.bind(reference)
      ahead[reference] = []
    }
    for _ in references.count..<Self.aheadLimit { byReferences.bind(nil as String?) }
    for claim in try rows(byReferences) {
      guard let reference = claim.referenceKey else { continue }
      ahead[reference, default: []].append(claim)
      aheadReferences[claim.id] = reference
    }
  }

  private func forgetAhead() {
    aheadCompany = ""
    ahead.removeAll(keepingCapacity: true)
    aheadReferences.removeAll(keepingCapacity: true)
  }

  public func claims(company: String, number: String) throws -> [ClaimCandidate] { try read(byNumber, company, number) }
  public func claims(company: String, caseNumber: String) throws -> [ClaimCandidate] { try read(byCase, company, caseNumber) }

  public func claims(company: String, openExactly amount: Money) throws -> [ClaimCandidate] {
    if open?.company != company { open = try readOpen(company) }
    var found: [ClaimCandidate] = []
    for id in Set(open?.claims[amount] ?? []).sorted() {
      byID.begin()
      byID.bind(company)
      byID.bind(id)
      found += try withOverpayments(try rows(byID)).filter { $0.open == amount.minorUnits }
    }
    return found
  }

  /// What was taken off a claim or given back to it changes what it is open by.
  public func note(changeOf receivable: Int64, company: String) throws {
    if let reference = aheadReferences[receivable] { ahead[reference] = nil }
    guard open?.company == company else { return }
    byID.begin()
    byID.bind(company)
    byID.bind(receivable)
    for claim in try rows(byID) where claim.open > 0 {
      open?.claims[Money(minorUnits: claim.open, claim.currency), default: []].append(claim.id)
    }
  }

  /// Everything is read anew when it is asked for: claims were opened again besides.
  public func forget() {
    open = nil
    forgetAhead()
  }

  private func readOpen(_ company: String) throws -> OpenAmounts {
    try willRead()
    var amounts = OpenAmounts(company: company)
    allOpen.begin()
    allOpen.bind(company)
    while try allOpen.step() {
      amounts.claims[Money(minorUnits: allOpen.int(2), try allOpen.currency(1)), default: []].append(allOpen.int(0))
    }
    return amounts
  }

  private func read(_ row: Prepared, _ company: String, _ value: String) throws -> [ClaimCandidate] {
    row.begin()
    row.bind(company)
    row.bind(value)
    return try withOverpayments(try rows(row))
  }

  private func rows(_ row: Prepared) throws -> [ClaimCandidate] {
    try willRead()
    var found: [ClaimCandidate] = []
    while try row.step() {
      found.append(
        ClaimCandidate(
          id: row.int(0), number: row.text(1), customerNumber: row.text(orNil: 2), referenceKey: row.text(orNil: 3),
          debtorCountry: row.text(orNil: 4), currency: try row.currency(5), open: row.int(6), overpaid: 0,
          assignedTo: row.text(orNil: 7), assignedOn: row.day(orNil: 8), debtorName: row.text(orNil: 9),
          coDebtors: row.text(orNil: 10), isHandedOverByUs: row.int(11) == 1))
    }
    if found.count > 1 { found.sort { $0.id < $1.id } }
    return found
  }

  private func withOverpayments(_ claims: [ClaimCandidate]) throws -> [ClaimCandidate] {
    // Few nights have any; then each claim is asked.
    guard hasOverpayments else { return claims }
    var found = claims
    for index in found.indices {
      overpaid.begin()
      overpaid.bind(found[index].id)
      if try overpaid.step() { found[index].overpaid = overpaid.int(0) }
      overpaid.end()
    }
    return found
  }
}
