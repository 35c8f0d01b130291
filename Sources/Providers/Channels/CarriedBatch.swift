import Receivables

/// What a channel may say of a claim, each as text in one canonical form: amounts with the currency's decimals, dates ISO.
enum ClaimField: String, CaseIterable, Sendable {
  case key, method, path, headers
  case mode, kind, invoiceNumber, issueDate, dueDate, instalment, reference, account
  case capital, costs, interest, agreedInterest
  case subject, rentalInformation
  /// The reminder or notice that lets the claim go straight to collection.
  case reminderDate
  case ownReminderDate, noticeSentDate, noticeDeadline
  case clientNumber, transactionCode, fileType
}

/// What a channel may say of a debtor.
enum DebtorField: String, CaseIterable, Sendable {
  /// `organisation` or `person`
  case type
  case name, organisationName, personName
  case businessID, personalCode
  /// The business id, else the personal code where it may be told.
  case identifier
  case street, postCode, town, country, email, phone, customerNumber
}

/// What a channel may say once a file.
enum HeaderField: String, CaseIterable, Sendable {
  case schema, channel, provider, product, clientNumber
  case company, companyName, companyCountry, companyLegalID
  case serial, asOf, currency
  case count, capital, costs, interest
}

/// Which of them a channel says, and how several lines of a street stand in one field.
struct CarriedFields: Sendable {
  var header: [HeaderField]
  var claim: [ClaimField]
  var debtor: [DebtorField]
  var streetSeparator = ", "
  /// Name of the file's own schema, where it names one.
  var schema = ""
  /// What only the channel itself can say of a claim (request line, constants); asked for the claim fields that the model has not.
  var own: @Sendable (ClaimField, Assignment, Batch) -> String? = { _, _, _ in nil }
  /// The form in which the wire knows a debtor's value.
  var ownDebtor: @Sendable (DebtorField, String) -> String = { _, text in text }

  /// The same in the words of `ChannelTerms`.
  var terms: Set<ChannelTerms.Field> {
    let claimFields: [(ClaimField, ChannelTerms.Field)] = [
      (.invoiceNumber, .invoiceNumber), (.reference, .reference), (.subject, .subject), (.clientNumber, .clientNumber),
      (.rentalInformation, .rentalInformation),
      // The path of a request holds Maventa's own id.
      (.path, .maventaInvoiceID),
    ]
    let debtorFields: [(DebtorField, [ChannelTerms.Field])] = [
      (.name, [.debtorName]), (.organisationName, [.debtorName]), (.personName, [.debtorName]), (.street, [.street]),
      (.postCode, [.postCode]), (.town, [.town]), (.country, [.country]), (.email, [.email]), (.phone, [.phone]),
      (.businessID, [.businessID]), (.personalCode, [.personalCode]), (.identifier, [.businessID, .personalCode]),
      (.customerNumber, [.customerNumber]),
    ]
    var terms = Set(claimFields.filter { claim.contains($0.0) }.map(\.1))
    terms.formUnion(debtorFields.filter { debtor.contains($0.0) }.flatMap(\.1))
    // An invoice's number stands in the claim's key, which every request carries.
    if claim.contains(.key) { terms.insert(.invoiceNumber) }
    if header.contains(.clientNumber) { terms.insert(.clientNumber) }
    return terms
  }
}

/// A batch as a channel says it: what `write` puts down and `read` must find again.
struct CarriedBatch: Equatable, Sendable {
  struct Claim: Equatable, Sendable {
    var values: [ClaimField: String] = [:]
    /// The main debtor first.
    var debtors: [[DebtorField: String]] = []
    /// Names or text that the layout does not have; always empty in what Perille means to say.
    var unexpected: [String] = []
  }

  var header: [HeaderField: String] = [:]
  var claims: [Claim] = []
  var unexpected: [String] = []

  init() {}

  init(_ batch: Batch, _ fields: CarriedFields) throws(ChannelError) {
    claims = batch.assignments.map { assignment in
      var claim = Claim()
      for field in fields.claim {
        claim.values[field] =
          fields.own(field, assignment, batch) ?? CarriedBatch.text(field, assignment, batch)
      }
      claim.debtors = CarriedBatch.debtors(assignment, fields, batch.company)
      return claim
    }
    let totals = try ClaimTotals(batch)
    for field in fields.header { header[field] = CarriedBatch.text(field, batch, totals, fields) }
  }

  private static func text(_ field: ClaimField, _ assignment: Assignment, _ batch: Batch) -> String? {
    let receivable = assignment.receivable
    switch field {
    case .key: return IdempotencyKey.text(assignment)
    case .method, .path, .headers, .transactionCode, .fileType: return nil
    case .mode: return assignment.route.mode.rawValue
    case .kind: return assignment.kind.rawValue
    case .invoiceNumber: return told(receivable.identity.number)
    case .issueDate: return receivable.identity.issueDate.description
    case .dueDate: return receivable.dueDate?.description
    case .instalment: return receivable.identity.instalment > 0 ? String(receivable.identity.instalment) : nil
    case .reference: return told(receivable.reference)
    case .account: return told(receivable.account)
    case .capital: return assignment.claim.capital.decimalText
    case .costs: return assignment.claim.costs.decimalText
    case .interest: return assignment.claim.interest.decimalText
    case .agreedInterest:
      return assignment.kind.isConsumer ? nil : assignment.claim.agreedInterestPercent?.normalised.description
    case .subject: return told(receivable.facts.subject)
    case .rentalInformation: return assignment.kind.isRental ? told(receivable.facts.rentalInformation) : nil
    case .reminderDate: return reminderDate(assignment, batch.company)?.description
    case .ownReminderDate: return receivable.facts.ownReminderDate?.description
    case .noticeSentDate: return receivable.facts.noticeSentDate?.description
    case .noticeDeadline: return receivable.facts.noticeDeadline?.description
    case .clientNumber: return told(batch.agreement.clientNumber)
    }
  }

  private static func text(_ field: HeaderField, _ batch: Batch, _ totals: ClaimTotals, _ fields: CarriedFields) -> String? {
    switch field {
    case .schema: return fields.schema
    case .channel: return batch.agreement.channel
    case .provider: return ProviderRegistry.canonicalID(batch.agreement.provider)
    case .product: return product(batch.agreement)
    case .clientNumber: return told(batch.agreement.clientNumber)
    case .company: return batch.company.key
    case .companyName: return told(batch.company.name)
    case .companyCountry: return told(batch.company.country)
    case .companyLegalID: return told(batch.company.legalID)
    case .serial: return String(batch.serial)
    case .asOf: return batch.asOf.description
    case .currency: return batch.currency.code
    case .count: return String(batch.assignments.count)
    case .capital: return totals.capital.decimalText
    case .costs: return totals.costs.decimalText
    case .interest: return totals.interest.decimalText
    }
  }

  /// The day that lets a claim go straight to collection: the creditor's own reminder, in Norway the inkassovarsel first. Only told
  /// when the provider is not to remind again.
  static func reminderDate(_ assignment: Assignment, _ company: Company) -> CalendarDate? {
    guard assignment.route.mode == .collection else { return nil }
    let facts = assignment.receivable.facts
    return company.country == "NO"
      ? facts.noticeSentDate ?? facts.ownReminderDate
      : facts.ownReminderDate ?? facts.noticeSentDate
  }

  /// The agreement's product, else the one that the provider sells the mode under.
  static func product(_ agreement: Agreement) -> String? {
    told(agreement.product) ?? ProviderRegistry.profile(agreement.provider)?.products[agreement.mode]
  }

  /// The text without blanks around it; nil when nothing is left.
  static func told(_ text: String?) -> String? {
    guard let text else { return nil }
    var rest = text[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest.isEmpty ? nil : String(rest)
  }
}
