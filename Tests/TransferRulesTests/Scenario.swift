import Receivables

@testable import TransferRules

/// One row of the decision table: a named base with changes, an as-of date, and what must come of it.
struct Scenario: Sendable, CustomStringConvertible {
  var id: String
  var shows: String
  var given: String
  var asOf: CalendarDate
  var outcome: Decision.Outcome
  /// Ids in order, without those that every transfer has (`Scenario.universal`).
  var reasons: [String]
  var until: CalendarDate?

  var description: String { "\(id) \(shows)" }

  static let universal: Set<String> = ["payments-known", "claim-composition", "provider-reminds"]

  struct Unreadable: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
  }

  /// Columns between vertical bars: id | shows | given | as-of | outcome | reasons | until.
  init(row: Substring) throws {
    let cells = row.split(separator: "|", omittingEmptySubsequences: false).map(Self.trimmed)
    guard cells.count == 7, let asOf = CalendarDate(iso: cells[3]), let outcome = Decision.Outcome(rawValue: cells[4]) else {
      throw Unreadable("unreadable row: \(row)")
    }
    id = cells[0]
    shows = cells[1]
    given = cells[2]
    self.asOf = asOf
    self.outcome = outcome
    reasons = cells[5] == "-" ? [] : cells[5].split(separator: ",").map(Self.trimmed)
    until = CalendarDate(iso: cells[6])
    guard until != nil || cells[6] == "-" else { throw Unreadable("unreadable until: \(row)") }
  }

  static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0 == " " }
    var end = start
    while end.last == " " { end.removeLast() }
    return String(end)
  }

  /// The receivables (one, or `copies` of it) and the context that the row describes.
  func inputs() throws -> (receivables: [Receivable], context: DecisionContext) {
    var tokens = given.split(separator: ";").map(Self.trimmed)
    guard !tokens.isEmpty else { throw Unreadable("\(id): no base") }
    var draft = try ScenarioDraft(base: tokens.removeFirst(), asOf: asOf)
    for token in tokens {
      let parts = token.split(separator: "=", maxSplits: 1).map(Self.trimmed)
      try draft.apply(parts[0], parts.count > 1 ? parts[1] : "")
    }
    return (Array(repeating: draft.receivable, count: draft.copies) + draft.others, draft.context)
  }

  /// The decision for the first receivable, after the limits of the run.
  func decide() throws -> Decision {
    let (receivables, context) = try inputs()
    let decisions = receivables.map { ($0, TransferRules.decide($0, context)) }
    let limited = TransferRules.applyLimits(decisions, company: context.company)
    guard let first = limited.first else { throw Unreadable("\(id): nothing to decide") }
    return first.1
  }
}

/// A base under change.
struct ScenarioDraft {
  var receivable: Receivable
  var context: DecisionContext
  var copies = 1
  var others: [Receivable] = []

  init(_ receivable: Receivable, _ context: DecisionContext) {
    self.receivable = receivable
    self.context = context
  }

  /// `fi-b2b`, `se-b2c`, `no-b2b_rental`, …
  init(base: String, asOf: CalendarDate) throws {
    let parts = base.split(separator: "-", maxSplits: 1)
    guard parts.count == 2, let kind = ReceivableKind(rawValue: String(parts[1])) else {
      throw Scenario.Unreadable("base \(base)")
    }
    let company = Fixtures.company(parts[0].uppercased())
    receivable = Fixtures.receivable(kind, company: company)
    context = DecisionContext(
      asOf: asOf, company: company, providerTerms: Fixtures.providerTerms, channelTerms: Fixtures.channelTerms,
      isActivated: true, paymentsThrough: asOf, intakeBlockers: [])
  }

  mutating func apply(_ key: String, _ value: String) throws {
    if try applyToReceivable(key, value) { return }
    if try applyToDebtor(key, value) { return }
    if try applyToCompany(key, value) { return }
    if try applyToContext(key, value) { return }
    throw Scenario.Unreadable("unknown key \(key)")
  }

  private func date(_ text: String) throws -> CalendarDate {
    guard let date = CalendarDate(iso: text) else { throw Scenario.Unreadable("date \(text)") }
    return date
  }

  private func number(_ text: String) throws -> Int {
    guard let number = Int(text) else { throw Scenario.Unreadable("number \(text)") }
    return number
  }

  /// `12.50`, in the claim's currency, or `12.50 SEK`.
  private func money(_ text: String) throws -> Money {
    let parts = text.split(separator: " ")
    let currency = parts.count > 1 ? Currency(parts[1]) : receivable.open.currency
    guard let currency, let amount = ExactDecimal(bytes: (parts.first ?? "").utf8, point: 0x2E)?.money(in: currency) else {
      throw Scenario.Unreadable("amount \(text)")
    }
    return amount
  }

  // MARK: The receivable

  private static let conditions: [String: ClaimConditions] = [
    "paid": .paidAtIssue, "paid-but-due": .paidButAmountDue, "factoring": .factoring, "other-payee": .otherPayee,
    "direct-debit": .directDebit, "card": .card, "secure": .secure, "gap": .unexplainedGap,
    "untrusted": .untrusted,
    "nothing-due": .nothingDueUnexplained, "instalments": .instalmentsInconsistent, "due-dates": .dueDatesDiffer,
    "due-before-issue": .dueBeforeIssue, "contradiction": .typeContradiction, "unknown-type": .unknownType,
    "currencies": .currenciesDiffer, "cancel": .cancelsOriginal, "account": .accountInvalid,
    "reference": .referenceInvalid, "no-due-date": .dueDateMissing, "rent": .rentSuggested,
  ]

  private static let classes: [String: InvoiceDocument.TypeClass] = [
    "invoice": .invoice, "creditNote": .creditNote, "reminder": .reminder, "selfBilled": .selfBilled, "proForma": .proForma,
    "receipt": .receipt, "test": .test, "other": .other,
  ]

  private mutating func applyToReceivable(_ key: String, _ value: String) throws -> Bool {
    switch key {
    case "kind": receivable.kind = ReceivableKind(rawValue: value)
    case "due": receivable.dueDate = value == "none" ? nil : try date(value)
    case "issued": receivable.identity.issueDate = try date(value)
    case "number": receivable.identity.number = value
    case "type": receivable.typeCode = value
    case "class":
      guard let typeClass = Self.classes[value] else { throw Scenario.Unreadable("class \(value)") }
      receivable.identity.typeClass = typeClass
    case "condition":
      for name in value.split(separator: " ") {
        guard let condition = Self.conditions[String(name)] else { throw Scenario.Unreadable("condition \(name)") }
        receivable.conditions.insert(condition)
      }
    case "asked": receivable.amountDue = try money(value)
    case "open": receivable.open = try money(value)
    case "paid": receivable.paid = try money(value)
    case "credited": receivable.credited = try money(value)
    case "writtenOff": receivable.writtenOff = try money(value)
    case "stated":
      // The open amount at cut-over: amount@day.
      let parts = value.split(separator: "@")
      guard parts.count == 2 else { throw Scenario.Unreadable("stated \(value)") }
      receivable.facts.openAmount = try money(String(parts[0]))
      receivable.facts.openAsOf = try date(String(parts[1]))
    case "currency":
      guard let currency = Currency(value) else { throw Scenario.Unreadable("currency \(value)") }
      receivable.amountDue = Money(minorUnits: receivable.amountDue.minorUnits, currency)
      receivable.open = Money(minorUnits: receivable.open.minorUnits, currency)
      receivable.paid = Money(minorUnits: receivable.paid.minorUnits, currency)
      receivable.credited = Money(minorUnits: receivable.credited.minorUnits, currency)
      receivable.writtenOff = Money(minorUnits: receivable.writtenOff.minorUnits, currency)
    case "reference": receivable.reference = value == "none" ? nil : value
    case "confirmed": receivable.confirmedOn = try date(value)
    case "conflict": receivable.standing.conflict = value
    case "dispute": receivable.standing.dispute = value
    case "hold": receivable.standing.hold = value
    case "holdUntil": receivable.standing.holdUntil = try date(value)
    case "blocked": receivable.standing.customerBlocked = true
    case "unlinkedCredit": receivable.standing.unlinkedCredit = value
    case "assigned": receivable.standing.assignedTo = value
    case "assignedFact": receivable.facts.assignedTo = value
    case "disputedFact": receivable.facts.disputed = true
    case "onHoldFact": receivable.facts.onHold = true
    case "reminder": receivable.facts.ownReminderDate = try date(value)
    case "notice": receivable.facts.noticeSentDate = try date(value)
    case "deadline": receivable.facts.noticeDeadline = try date(value)
    case "fee":
      let parts = value.split(separator: "@")
      guard parts.count == 2 else { throw Scenario.Unreadable("fee \(value)") }
      receivable.facts.fees.append(.init(amount: try money(String(parts[0])), date: try date(String(parts[1]))))
    case "maventaID": receivable.facts.maventaInvoiceID = value
    case "subject": receivable.facts.subject = value
    case "rentalInformation": receivable.facts.rentalInformation = value
    default: return false
    }
    return true
  }

  // MARK: The debtor

  private mutating func applyToDebtor(_ key: String, _ value: String) throws -> Bool {
    let text: String? = value == "none" ? nil : value
    switch key {
    case "name": receivable.debtor.name = text
    case "address": receivable.debtor.address = nil
    case "street": receivable.debtor.address?.streets = text.map { [$0] } ?? []
    case "postCode": receivable.debtor.address?.postCode = text
    case "town": receivable.debtor.address?.town = text
    case "country": receivable.debtor.address?.country = text
    case "legalID": receivable.debtor.legalID = text.map { PartyIdentifier($0) }
    case "vatID": receivable.debtor.vatID = text
    case "customerNumber": receivable.debtor.customerNumber = text
    case "code":
      switch value {
      case "valid": receivable.debtor.personalCode = Fixtures.finnishCode
      case "broken": receivable.debtor.personalCode = Fixtures.brokenFinnishCode
      case "swedish": receivable.debtor.personalCode = Fixtures.swedishCode
      default: receivable.debtor.personalCode = nil
      }
    case "coDebtors":
      var coDebtor = receivable.debtor
      coDebtor.name = "Käpy"
      coDebtor.personalCode = coDebtor.personalCode.map { _ in Fixtures.secondFinnishCode }
      receivable.coDebtors = Array(repeating: coDebtor, count: try number(value))
    case "coDebtorWithout":
      guard !receivable.coDebtors.isEmpty else { throw Scenario.Unreadable("no co-debtor") }
      switch value {
      case "name": receivable.coDebtors[0].name = nil
      case "address": receivable.coDebtors[0].address = nil
      case "code": receivable.coDebtors[0].personalCode = nil
      default: throw Scenario.Unreadable("coDebtorWithout \(value)")
      }
    case "coDebtorCountry":
      guard !receivable.coDebtors.isEmpty else { throw Scenario.Unreadable("no co-debtor") }
      receivable.coDebtors[0].address?.country = value
    default: return false
    }
    return true
  }

  // MARK: The company

  private mutating func applyToCompany(_ key: String, _ value: String) throws -> Bool {
    switch key {
    case "handover": context.company.way = .handover(confirmationDays: try number(value))
    case "ledger": context.company.way = .ledger(requiredPaymentSources: ["bank"], maxPaymentAge: try number(value))
    case "noSources": context.company.way = .ledger(requiredPaymentSources: [], maxPaymentAge: 3)
    case "takeOnFrom": context.company.takeOnFrom = try date(value)
    case "maxAgeMonths": context.company.maxAgeMonths = try number(value)
    case "minimum": context.company.minimumCapital = try money(value)
    case "foreign": context.company.foreignDebtorCountries = Set(value.split(separator: " ").map(String.init))
    case "rental": context.company.rental = true
    case "feeAgreed": context.company.reminderFeeAgreed = true
    case "maxAssignments": context.company.maxAssignmentsPerRun = try number(value)
    case "maxCapital": context.company.maxCapitalPerRun = try money(value)
    case "agreements": context.company.agreements = []
    case "second":
      // Another agreement behind the first, for all kinds: provider.
      var second = context.company.agreements[0]
      second.provider = value
      second.state = .active
      second.kinds = Set(ReceivableKind.allCases)
      context.company.agreements.append(second)
    default: return try applyToAgreement(key, value)
    }
    return true
  }

  private mutating func applyToAgreement(_ key: String, _ value: String) throws -> Bool {
    guard var agreement = context.company.agreements.first else { return false }
    switch key {
    case "provider": agreement.provider = value
    case "channel": agreement.channel = value
    case "mode":
      guard let mode = TransferMode(rawValue: value) else { throw Scenario.Unreadable("mode \(value)") }
      agreement.mode = mode
    case "state":
      guard let state = Agreement.State(rawValue: value) else { throw Scenario.Unreadable("state \(value)") }
      agreement.state = state
    case "agreed":
      guard let currency = Currency(value) else { throw Scenario.Unreadable("currency \(value)") }
      agreement.currency = currency
    case "kinds": agreement.kinds = Set(value.split(separator: " ").compactMap { ReceivableKind(rawValue: String($0)) })
    case "ownDays":
      for kind in ReceivableKind.allCases { agreement.minimumDays[kind] = try number(value) }
    case "clientNumber": agreement.clientNumber = value
    default: return false
    }
    context.company.agreements[0] = agreement
    return true
  }

  // MARK: Everything else

  private mutating func applyToContext(_ key: String, _ value: String) throws -> Bool {
    switch key {
    case "unread": context.intakeBlockers = value.split(separator: ",").map(Scenario.trimmed)
    case "payments": context.paymentsThrough = value == "none" ? nil : try date(value)
    case "notActivated": context.isActivated = false
    case "reviewed": context.countryReviewedThrough[context.company.country] = value == "none" ? nil : try date(value)
    case "providerReviewed":
      let through = try date(value)
      context.providerTerms = context.providerTerms.mapValues { dated in
        dated.map { terms in
          var terms = terms
          terms.reviewedThrough = through
          return terms
        }
      }
    case "noCalendar": context.calendars = [:]
    case "noTimes": context.statutoryTimes = StatutoryTimes(rows: [])
    case "noFees": context.reminderFees = ReminderFees(rows: [])
    case "copies": copies = try number(value)
    case "also":
      // One more claim of another amount beside the first ones.
      var other = receivable
      other.id = 2
      other.amountDue = try money(value)
      other.open = other.amountDue
      other.paid = .zero(other.open.currency)
      other.credited = .zero(other.open.currency)
      other.writtenOff = .zero(other.open.currency)
      others.append(other)
    default: return false
    }
    return true
  }
}
