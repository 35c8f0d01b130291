import Receivables
import Store

extension ApplyClaims {
  /// Two claims that agree in reference, amount, due date and debtor, and differ in number or date alone, may be one invoice that two
  /// systems spell differently (0012 and 12). Both are held until a person releases them: asking a debtor twice is worse than asking late.
  func holdPossibleDoubles(of id: Int64, document: Int64) throws {
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
    try transaction.set(document: document, note: text)
  }

  /// Corrected invoice, factored corrected invoice (UNTDID 1001): it replaces the one that it names, in full or by the difference.
  private static let corrects: Set<String> = ["384", "472"]

  /// The invoice that a corrected one names must not go beside it. It is held, once, whichever of the two comes first.
  func holdCorrected() throws {
    for correction in try transaction.corrections(typeCodes: Self.corrects) {
      let identity = correction.identity
      let originals = try correction.preceding.flatMap { try transaction.receivables(company: identity.company, number: $0) }
        .filter { $0.identity.typeClass == .invoice && $0.identity != identity }
      guard !originals.isEmpty else { continue }
      let text =
        "invoice \(Masking.masked(identity.number)) of \(identity.issueDate), \(correction.amountDue), corrects or replaces it "
        + "(type \(correction.typeCode))"
      // One that has a note was held for it before, and perhaps released.
      for original in originals where try original.conflict == nil && transaction.document(id: original.documentID)?.note == nil {
        try transaction.set(receivable: original.id, conflict: text)
        try transaction.set(document: original.documentID, note: text)
      }
      let isComplete = correction.preceding.allSatisfy { number in originals.contains { $0.identity.number == number } }
      guard isComplete else { continue }
      let numbers = Set(originals.map { Masking.masked($0.identity.number) }).sorted()
      try transaction.set(document: correction.id, note: "it corrects or replaces \(numbers.joined(separator: " and "))")
    }
  }
}
