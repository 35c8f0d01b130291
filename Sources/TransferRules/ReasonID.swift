import Receivables

/// Every reason that this room can give. Ids are stable and never used again for something else.
enum ReasonID: String, CaseIterable {
  // The company and the tables
  case intakeIncomplete = "intake-incomplete"
  case paymentsUnknown = "payments-unknown"
  case paymentsStale = "payments-stale"
  case paymentsFuture = "payments-future"
  case paymentsKnown = "payments-known"
  case needsConfirmation = "needs-confirmation"
  case confirmed
  case planOnly = "plan-only"
  case countryReviewPast = "country-review-past"
  case providerReviewPast = "provider-review-past"
  case calendarMissing = "calendar-missing"
  case statuteMissing = "statute-missing"

  // Never
  case notAClaim = "not-a-claim"
  case selfBilling = "self-billing"
  case proForma = "pro-forma"
  case receipt
  case testMessage = "test-message"
  case cancelled
  case paid
  case writtenOff = "written-off"
  case creditedInFull = "credited-in-full"
  case zeroOrNegative = "zero-or-negative"
  case alreadyAssigned = "already-assigned"
  case notYetTakenOn = "not-yet-taken-on"
  case limitation

  // A person must act: what others have said of the claim
  case conflict
  case disputed
  case onHold = "on-hold"
  case customerBlocked = "customer-blocked"
  case unlinkedCredit = "unlinked-credit"

  // A person must act: the debtor
  case debtorKindUnknown = "debtor-kind-unknown"
  case debtorNameMissing = "debtor-name-missing"
  case addressMissing = "address-missing"
  case identifierMissing = "identifier-missing"
  case foreignDebtor = "foreign-debtor"

  // A person must act: the document
  case paidButAmountDue = "paid-but-amount-due"
  case factoring
  case otherPayee = "other-payee"
  case directDebit = "direct-debit"
  case card
  case secureInvoice = "secure-invoice"
  case documentUntrusted = "document-untrusted"
  case unexplainedGap = "unexplained-gap"
  case nothingDueUnexplained = "nothing-due-unexplained"
  case instalmentsInconsistent = "instalments-inconsistent"
  case dueBeforeIssue = "due-before-issue"
  case dueDateMissing = "due-date-missing"
  case typeContradiction = "type-contradiction"
  case typeUnknown = "type-unknown"
  case currenciesDiffer = "currencies-differ"
  case openAboveAmountDue = "open-above-amount-due"
  case belowMinimum = "below-minimum"

  // Said of the document, and no obstacle
  case dueDatesDiffer = "due-dates-differ"
  case accountInvalid = "account-invalid"
  case referenceInvalid = "reference-invalid"
  case rentSuggested = "rent-suggested"

  // The agreement with the provider
  case agreementMissing = "agreement-missing"
  case agreementPending = "agreement-pending"
  case agreementEnded = "agreement-ended"
  case providerUnknown = "provider-unknown"
  case kindNotOffered = "kind-not-offered"
  case modeNotOffered = "mode-not-offered"
  case currencyNotAgreed = "currency-not-agreed"
  case currencyNotTaken = "currency-not-taken"
  case rentalNotOffered = "rental-not-offered"
  case rentalPersonalCodeMissing = "rental-personal-code-missing"

  // Time
  case b2b = "b2b-7-days"
  case b2c = "b2c-14-days"
  case b2bRental = "b2b-rental-7-days"
  case b2cRental = "b2c-rental-14-days"
  case providerReminds = "provider-reminds"
  case reminderMissing = "reminder-missing"
  case reminderBeforeDue = "reminder-before-due"
  case reminderWaitingTime = "reminder-waiting-time"
  case inkassovarselMissing = "inkassovarsel-missing"
  case inkassovarselBeforeDue = "inkassovarsel-before-due"
  case inkassovarselDeadlineShort = "inkassovarsel-deadline-short"
  case inkassovarselDeadline = "inkassovarsel-deadline"

  // The claim
  case claimComposition = "claim-composition"
  case feeCurrencyDiffers = "fee-currency-differs"
  case feeNegative = "fee-negative"
  case feeNotAgreed = "fee-not-agreed"
  case feeTooHigh = "fee-too-high"
  case feeTooEarly = "fee-too-early"
  case feesTooMany = "fees-too-many"
  case amountOverflow = "amount-overflow"

  // The channel
  case channelUnknown = "channel-unknown"
  case maventaIDMissing = "maventa-id-missing"
  case channelFieldMissing = "channel-field-missing"
  case channelLength = "channel-length"
  case channelNumeric = "channel-numeric"
  case channelCharacters = "channel-characters"
  case channelCoDebtors = "channel-co-debtors"
  case channelCosts = "channel-costs"
  case channelInterest = "channel-interest"
  case channelCapital = "channel-capital"
  case channelRefused = "channel-refused"
  case personalCodeElsewhere = "personal-code-elsewhere"

  // The run
  case limitAssignments = "limit-assignments"
  case limitCapital = "limit-capital"
  case notExamined = "not-examined"

  /// The waiting time of a kind.
  static func waitingTime(_ kind: ReceivableKind) -> ReasonID {
    switch kind {
    case .b2b: .b2b
    case .b2c: .b2c
    case .b2bRental: .b2bRental
    case .b2cRental: .b2cRental
    }
  }
}

extension Reason {
  init(
    _ id: ReasonID, _ outcome: Decision.Outcome, _ basis: Basis, _ text: String, source: String,
    until: CalendarDate? = nil
  ) {
    self.init(id.rawValue, outcome, basis: basis, text: text, source: source, until: until)
  }
}
