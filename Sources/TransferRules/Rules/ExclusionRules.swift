import Receivables

/// What is never handed over.
enum ExclusionRules {
  static let all: [Rule] = [
    asksForMoney, isNoTest, isNotCancelled, isNotPaid, SettlementRules.isNotSettled, isNotAssigned, isTakenOn, isNotTimeBarred,
  ]

  /// Only an invoice is a claim: reminders dun an older one, the rest asks for no money.
  static func asksForMoney(_ x: Examination) -> Reason? {
    let code = Masking.excerpt(x.receivable.typeCode, limit: 20)
    func never(_ id: ReasonID, _ what: String) -> Reason {
      Reason(id, .exclude, .data, "Type \(code) is \(what).", source: "BT-3, Finvoice InvoiceTypeCode")
    }
    return switch x.receivable.identity.typeClass {
    case .invoice: nil
    case .selfBilled: never(.selfBilling, "a self-billing invoice, written by the buyer")
    case .proForma: never(.proForma, "a pro forma invoice, which asks for no money")
    case .receipt: never(.receipt, "a receipt for what is paid")
    case .test: never(.testMessage, "a test message")
    case .reminder: never(.notAClaim, "a reminder of an older claim, not a claim of its own")
    case .creditNote: never(.notAClaim, "a credit note, which takes money off another claim")
    case .other: never(.notAClaim, "a message that asks for no money")
    }
  }

  /// A reader that took a test message for an invoice must not make it one.
  static func isNoTest(_ x: Examination) -> Reason? {
    guard x.receivable.identity.typeClass != .test, x.receivable.typeCode.uppercased().hasPrefix("TES") else { return nil }
    return Reason(
      .testMessage, .exclude, .data, "Type \(Masking.excerpt(x.receivable.typeCode, limit: 20)) is a test message.",
      source: "Finvoice InvoiceTypeCode TES01–TES99")
  }

  static func isNotCancelled(_ x: Examination) -> Reason? {
    guard x.receivable.conditions.contains(.cancelsOriginal) else { return nil }
    return Reason(
      .cancelled, .exclude, .data, "The whole invoice was withdrawn by a cancellation.",
      source: "Finvoice OriginCode Cancel")
  }

  /// The document itself says paid. When it asks for money all the same, a person decides (`paid-but-amount-due`).
  static func isNotPaid(_ x: Examination) -> Reason? {
    let conditions = x.receivable.conditions
    guard conditions.contains(.paidAtIssue), !conditions.contains(.paidButAmountDue) else { return nil }
    return Reason(
      .paid, .exclude, .data, "The invoice says itself that it is paid.", source: "Finvoice PaymentStatusCode PAID")
  }

  static func isNotAssigned(_ x: Examination) -> Reason? {
    let standing = x.receivable.standing
    let facts = x.receivable.facts
    guard let provider = standing.assignedTo ?? facts.assignedTo else { return nil }
    let since = (standing.assignedTo == nil ? facts.assignedOn : standing.assignedOn).map { " since \($0)" } ?? ""
    return Reason(
      .alreadyAssigned, .exclude, .safety, "It is with \(Masking.excerpt(provider)) already\(since).",
      source: "Perille promise 2, or the creditor's assignedTo")
  }

  static func isTakenOn(_ x: Examination) -> Reason? {
    guard let from = x.company.takeOnFrom, x.receivable.identity.issueDate < from else { return nil }
    return Reason(
      .notYetTakenOn, .exclude, .policy,
      "It was issued on \(x.receivable.identity.issueDate); claims are taken on from \(from).",
      source: "perille.yaml takeOnFrom")
  }

  /// Older than the company's own age limit; without one, than the statute's time.
  static func isNotTimeBarred(_ x: Examination) -> Reason? {
    guard let due = x.receivable.dueDate, let kind = x.kind else { return nil }
    let months: Int
    let basis: Reason.Basis
    let source: String
    if let own = x.company.maxAgeMonths {
      (months, basis, source) = (own, .policy, "perille.yaml maxAgeMonths")
    } else if let row = x.context.statutoryTimes.limitation(country: x.company.country, consumer: kind.isConsumer, on: x.asOf) {
      (months, basis, source) = (row.value, .statute, row.source)
    } else {
      return Reason(
        .statuteMissing, .hold, .statute,
        "The table of statutory times has no row for the limitation of \(kind.rawValue) claims in \(x.company.country).",
        source: "table of statutory times, \(x.company.country)")
    }
    // A century is as good as any longer time, and stays inside the calendar.
    let limit = due.adding(months: min(max(months, 0), 1200))
    guard x.asOf > limit else { return nil }
    return Reason(
      .limitation, .exclude, basis, "It was due on \(due); \(months) months later, after \(limit), it is too old to go.",
      source: source)
  }
}
