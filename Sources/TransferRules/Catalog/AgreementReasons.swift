import Receivables

extension TransferRulesCatalog {
  static let agreementReasons: [RuleDescription] = [
    entry(
      .agreementMissing, "No agreement takes this kind", meaning: "None of the company's agreements names the claim's kind.",
      example: "kaarna has an agreement for b2b only; a consumer's claim is held.",
      remedy: "Add the kind to an agreement in perille.yaml, or collect it yourself.", source: "perille.yaml agreements"),
    entry(
      .agreementPending, "The agreement is not active yet",
      meaning: "The contract with the provider is signed or being checked, and the provider takes nothing yet.",
      example: "state: pending until the provider's check of the customer is done.",
      remedy: "Set the agreement's state to active when the provider has activated it.", source: "perille.yaml agreements state"),
    entry(
      .agreementEnded, "The agreement has ended", meaning: "The only agreement that takes this kind has ended.",
      example: "state: ended.", remedy: "Add an agreement that takes the kind, or collect it yourself.",
      source: "perille.yaml agreements state"),
    entry(
      .providerUnknown, "The provider's terms are unknown",
      meaning: "The agreement names a provider whose terms Perille does not have.",
      example: "provider: example-collector.", remedy: "Use a provider that Perille knows, or `generic`.",
      source: "terms of the providers"),
    entry(
      .kindNotOffered, "The provider does not take this kind",
      meaning: "The provider's terms state no waiting time for the kind: it takes none of it.",
      example: "A provider that serves firms only, and a consumer's claim.",
      remedy: "Let another provider's agreement take the kind.",
      source: "terms of the provider"),
    entry(
      .modeNotOffered, "Provider or channel does not offer the mode",
      meaning: "The agreement's mode is not among those that the provider offers or the channel can carry.",
      example: "Mode reminder_and_collection over a format that knows collection only.",
      remedy: "Choose another mode or channel in the agreement.", source: "terms of the provider and of the channel"),
    entry(
      .currencyNotAgreed, "Another currency than agreed", meaning: "An agreement is for one currency; the claim is in another.",
      example: "A claim in SEK under an agreement in EUR.",
      remedy: "Collect it yourself, or agree on that currency with a provider.",
      source: "perille.yaml agreements currency"),
    entry(
      .currencyNotTaken, "Another currency than the provider takes",
      meaning: "A provider takes one currency a country: euros in Finland, Swedish kronor in Sweden, Norwegian kroner in Norway.",
      example: "A Swedish company's claim in EUR.", remedy: "Collect it yourself.", source: "terms of the provider"),
    entry(
      .rentalNotOffered, "Rents are not taken there", meaning: "The provider takes rents in some countries only (Finland).",
      example: "A Swedish landlord's rent.", remedy: "Collect it yourself.", source: "terms of the provider"),
    entry(
      .rentalPersonalCodeMissing, "The tenant's identity code is missing or wrong",
      meaning: "A consumer's rent is taken only with the tenant's valid personal identity code.",
      example: "A tenant without a code in the customer file.", remedy: "Add the tenant's code to the customer file.",
      source: "terms of the provider"),
  ]

  static let timeReasons: [RuleDescription] = [
    waitingTime(.b2b, "a firm's claim"), waitingTime(.b2c, "a consumer's claim"), waitingTime(.b2bRental, "a firm's rent"),
    waitingTime(.b2cRental, "a consumer's rent"),
    entry(
      .providerReminds, "The provider reminds first",
      meaning: "In mode reminder_and_collection the provider sends the reminders, so none of the creditor is needed.",
      example: "An agreement with mode: reminder_and_collection.", remedy: "Nothing is to be done.",
      source: "perille.yaml agreements mode"),
    entry(
      .reminderMissing, "No own reminder is stated",
      meaning: "In mode collection the creditor has reminded the debtor itself. Without the date of that reminder nothing goes.",
      example: "A claim in mode collection whose file has no ownReminderDate.",
      remedy: "Send a reminder and state its date in column ownReminderDate.",
      source: "513/1999 5 § (FI); terms of the providers"),
    entry(
      .reminderBeforeDue, "The reminder came before the debtor was late",
      meaning: "A reminder counts when it was sent after the due date, moved on over closed days.",
      example: "Due on Saturday 2026-11-21, so on Monday 2026-11-23; the reminder is of 2026-11-23.",
      remedy: "Send a reminder after the due date and state its date.", source: "513/1999 5 § (FI)"),
    entry(
      .reminderWaitingTime, "The debtor's time after the reminder",
      meaning: """
        Where the law of the country gives the debtor a time after the creditor's own reminder (a consumer's in Finland), a collector may \
        act only when its full days have passed; the day of sending does not count. Elsewhere the date of the reminder is enough.
        """,
      example: "Reminder of 2026-11-01 to a Finnish consumer: the days begin on 2 November.",
      remedy: "Nothing is to be done.", source: "513/1999 5 § (FI); table of statutory times"),
    entry(
      .inkassovarselMissing, "No inkassovarsel is stated",
      meaning:
        "In Norway a collector may act only after a written notice with a deadline. Both its day and its deadline must be stated.",
      example: "A claim in mode collection without noticeSentDate and noticeDeadline.",
      remedy: "Send an inkassovarsel and state noticeSentDate and noticeDeadline.", source: "inkassoloven 1988-05-13-26 § 9 (NO)"),
    entry(
      .inkassovarselBeforeDue, "The inkassovarsel came before the debtor was late",
      meaning: "The notice counts when it was sent after the due date, moved on over closed days.",
      example: "Due on 2026-11-02, notice of 2026-11-02.",
      remedy: "Send an inkassovarsel after the due date and state its dates.",
      source: "inkassoloven § 9 (NO)"),
    entry(
      .inkassovarselDeadlineShort, "The inkassovarsel's deadline was too short",
      meaning:
        "Between the day of sending and the deadline must lie at least the days that the law gives; the reason names them.",
      example: "Sent on 2026-11-03, deadline 2026-11-06.",
      remedy: "Send a new inkassovarsel with a deadline that is long enough and state its dates.", source: "inkassoloven § 9 (NO)"
    ),
    entry(
      .inkassovarselDeadline, "The inkassovarsel's deadline",
      meaning: "The claim may go on the day after the deadline. A deadline on a closed day ends on the next open one.",
      example: "Deadline Saturday 2026-11-21, so Monday 2026-11-23: the claim may go from 2026-11-24.",
      remedy: "Nothing is to be done.", source: "inkassoloven § 9 (NO), domstolloven §§ 148, 149"),
  ]

  private static func waitingTime(
    _ kind: ReceivableKind, _ what: String
  ) -> RuleDescription {
    entry(
      .waitingTime(kind), "The waiting time of \(kind.rawValue)",
      meaning: """
        A provider takes \(what) only so many days after the effective due date: those of the provider's terms, or more where the \
        company's own agreement says so. The reason names them; its id is that of most providers' terms, whatever days apply. A due date \
        on a closed day moves on to the next open one first.
        """,
      example: "Due on Saturday 2026-11-21, so on Monday 2026-11-23: the days count from there.",
      remedy: "Nothing is to be done.",
      source:
        "terms of the provider; perille.yaml agreements minimumDays; closed days: 622/1947 5 § (FI), gjeldsbrevlova § 5 (NO)")
  }
}
