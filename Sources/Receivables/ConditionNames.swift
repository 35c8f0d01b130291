/// How programs and reports call them.
extension ClaimConditions {
  private static let table: [(ClaimConditions, String)] = [
    (.paidAtIssue, "paidAtIssue"), (.paidButAmountDue, "paidButAmountDue"), (.factoring, "factoring"),
    (.otherPayee, "otherPayee"), (.directDebit, "directDebit"), (.card, "card"), (.secure, "secure"),
    (.unexplainedGap, "unexplainedGap"), (.nothingDueUnexplained, "nothingDueUnexplained"),
    (.instalmentsInconsistent, "instalmentsInconsistent"), (.dueDatesDiffer, "dueDatesDiffer"),
    (.dueBeforeIssue, "dueBeforeIssue"), (.typeContradiction, "typeContradiction"), (.unknownType, "unknownType"),
    (.currenciesDiffer, "currenciesDiffer"), (.cancelsOriginal, "cancelsOriginal"), (.accountInvalid, "accountInvalid"),
    (.referenceInvalid, "referenceInvalid"), (.dueDateMissing, "dueDateMissing"), (.rentSuggested, "rentSuggested"),
    (.untrusted, "untrusted"),
  ]

  /// In the order in which they are declared.
  public var names: [String] { Self.table.filter { contains($0.0) }.map(\.1) }

  /// All that have a name, so that a test finds one that was forgotten.
  public static var named: ClaimConditions { ClaimConditions(table.map(\.0)) }
}
