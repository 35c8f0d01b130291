import Receivables
import Store

extension ApplyClaims {
  /// Two claims that agree in reference, amount, due date and debtor, and differ in number or date alone, may be one invoice that two
  /// systems spell differently (0012 and 12). Both are held until a person releases them: asking a debtor twice is worse than asking late.
  func holdPossibleDoubles(of id: Int64) throws {
    guard let claim = try transaction.receivable(id: id), claim.identity.typeClass == .invoice,
      let reference = claim.keys.reference
    else { return }
    let doubles = try transaction.receivables(company: claim.identity.company, referenceKey: reference).filter { other in
      other.id != claim.id && other.identity.typeClass == .invoice && other.amountDue == claim.amountDue
        && other.dueDate == claim.dueDate && PartyKeys.sameDebtor(other.keys, claim.keys)
        && (other.identity.number != claim.identity.number || other.identity.issueDate != claim.identity.issueDate)
    }
    guard !doubles.isEmpty else { return }
    let names = ([claim] + doubles).map { "\(Masking.masked($0.identity.number)) of \($0.identity.issueDate)" }
    let text =
      "invoices \(Set(names).sorted().joined(separator: " and ")) state the same reference, amount, due date and debtor: "
      + "perhaps one invoice under two names"
    for receivable in [claim] + doubles where receivable.conflict == nil {
      try transaction.set(receivable: receivable.id, conflict: text)
    }
  }
}
