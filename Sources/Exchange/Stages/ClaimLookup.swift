import Foundation
import Ledger
import Providers
import Receivables
import Store

/// The claims of one company, for matching.
struct ClaimLookup: ItemLookup {
  let company: String
  let reader: CandidateReader

  func items(referenceKey: String) throws -> [LedgerItem] {
    try reader.claims(company: company, referenceKey: referenceKey).map(item)
  }

  func items(invoiceNumber: String) throws -> [LedgerItem] {
    try reader.claims(company: company, number: invoiceNumber).map(item)
  }

  func items(caseNumber: String) throws -> [LedgerItem] {
    try reader.claims(company: company, caseNumber: caseNumber).map(item)
  }

  func items(openExactly amount: Money) throws -> [LedgerItem] {
    try reader.claims(company: company, openExactly: amount).map(item)
  }

  private func item(_ claim: ClaimCandidate) -> LedgerItem {
    var names: [String] = []
    if let name = claim.debtorName { names.append(name) }
    if let others = claim.coDebtors { names += Self.names(others) }
    return LedgerItem(
      id: claim.id, invoiceNumber: claim.number, customerNumber: claim.customerNumber, referenceKey: claim.referenceKey,
      country: claim.debtorCountry, open: Money(minorUnits: max(0, claim.open), claim.currency),
      overpaid: claim.overpaid > 0 ? Money(minorUnits: claim.overpaid, claim.currency) : nil,
      // A creditor's list may call a provider by an alias; its money is known under its id.
      assignedTo: claim.assignedTo.map { ProviderRegistry.id(stated: $0) ?? $0 },
      assignedOn: claim.assignedOn, isHandedOverByUs: claim.isHandedOverByUs, debtorNames: names, paidInFull: claim.open <= 0)
  }

  private struct Named: Decodable { var name: String? }

  /// Names of co-debtors, out of the column that keeps them.
  private static func names(_ json: String) -> [String] {
    ((try? JSONDecoder().decode([Named].self, from: Data(json.utf8))) ?? []).compactMap(\.name)
  }
}
