import Receivables

/// Whether a wire can carry an assignment whole: the last check before bytes are written. The rules have asked the same of the same
/// terms and held what does not fit, so a finding here stops the batch rather than cutting or merging anything.
struct Suitability {
  var channel: any BatchChannel
  var company: Company
  var agreement: Agreement

  private var terms: ChannelTerms { channel.terms }

  func findings(_ assignment: Assignment) -> [Finding] {
    modeAndKind(assignment) + amounts(assignment) + claimFields(assignment) + debtors(assignment)
  }

  private func modeAndKind(_ assignment: Assignment) -> [Finding] {
    var findings: [Finding] = []
    let mode = assignment.route.mode
    if !terms.modes.contains(mode) || mode != agreement.mode {
      findings.append(
        refusal(
          "channel.mode", assignment, "mode", "goes in mode \(mode.rawValue), which this batch cannot carry",
          remedy: "The agreement's mode is \(agreement.mode.rawValue); channel \(terms.channel) takes "
            + terms.modes.map(\.rawValue).sorted().joined(separator: " and ") + "."))
    }
    let tellsReminder = channel.carries.claim.contains(.reminderDate) || channel.carries.claim.contains(.ownReminderDate)
    if mode == .collection, tellsReminder,
      CarriedBatch.reminderDate(assignment, company) == nil
    {
      findings.append(
        refusal(
          "channel.reminder-date", assignment, "reminderDate", "has no date of a reminder or notice already sent",
          remedy: "Mode collection needs it: state ownReminderDate (in Norway noticeSentDate) with the invoice."))
    }
    if assignment.kind == .b2cRental, !carriesPersonalCode {
      findings.append(
        refusal(
          "channel.kind", assignment, "kind", "is a consumer's rent, which needs the personal identity code",
          remedy: "Channel \(terms.channel) has no place for the code: agree on another channel for kind b2c_rental."))
    }
    return findings
  }

  private var carriesPersonalCode: Bool {
    channel.carries.debtor.contains(.personalCode) || channel.carries.debtor.contains(.identifier)
  }

  private func amounts(_ assignment: Assignment) -> [Finding] {
    let claim = assignment.claim
    var findings: [Finding] = []
    let parts = [("capital", claim.capital), ("costs", claim.costs), ("interest", claim.interest)]
    for (name, amount) in parts {
      if amount.isNegative || (name == "capital" && amount.isZero) {
        findings.append(
          refusal(
            "channel.amount", assignment, name, "has \(name) \(amount)",
            remedy: "Capital must be above zero, costs and interest at least zero."))
      }
    }
    if let largest = terms.maximumCapitalMinorUnits, claim.capital.minorUnits > largest {
      findings.append(
        refusal(
          "channel.amount-too-large", assignment, "capital", "has capital \(claim.capital)",
          remedy: "The field of channel \(terms.channel) ends at "
            + "\(Money(minorUnits: largest, claim.capital.currency)): hand it over another way."))
    }
    let uncarried = [("costs", claim.costs, terms.carriesCosts), ("interest", claim.interest, terms.carriesInterest)]
    for (name, amount, isCarried) in uncarried where !isCarried && !amount.isZero {
      findings.append(
        refusal(
          "channel.component", assignment, name, "has \(name) \(amount), which channel \(terms.channel) cannot carry",
          remedy: "Amounts are never merged: drop the \(name), or agree on a channel that carries them."))
    }
    return findings
  }

  private func claimFields(_ assignment: Assignment) -> [Finding] {
    let receivable = assignment.receivable
    var findings: [Finding] = []
    if receivable.dueDate == nil { findings.append(missing(assignment, "dueDate")) }
    let fields: [(ChannelTerms.Field, String?)] = [
      (.invoiceNumber, receivable.identity.number), (.reference, receivable.reference),
      (.subject, receivable.facts.subject), (.clientNumber, agreement.clientNumber),
      (.maventaInvoiceID, receivable.facts.maventaInvoiceID),
      (.rentalInformation, assignment.kind.isRental ? receivable.facts.rentalInformation : nil),
    ]
    for (field, value) in fields {
      // Rent is only told of rents.
      let isWanted = field != .rentalInformation || assignment.kind.isRental
      findings += check(field, value, assignment, at: field.rawValue, isWanted: isWanted)
    }
    // The terms have no field for the account: it only must be writable.
    if channel.carries.claim.contains(.account), let account = CarriedBatch.told(receivable.account) {
      findings += characters(account, assignment, at: "account")
    }
    return findings
  }

  private func debtors(_ assignment: Assignment) -> [Finding] {
    let receivable = assignment.receivable
    var findings: [Finding] = []
    if receivable.coDebtors.count > terms.maximumCoDebtors {
      findings.append(
        refusal(
          "channel.co-debtors", assignment, "coDebtors", "has \(receivable.coDebtors.count) co-debtors",
          remedy: "Channel \(terms.channel) carries at most \(terms.maximumCoDebtors): agree on another channel for it."))
    }
    let parties = [("debtor", receivable.debtor)] + receivable.coDebtors.enumerated().map { ("coDebtors[\($0)]", $1) }
    for (position, (path, party)) in parties.enumerated() {
      let isPerson = CarriedBatch.isPerson(party, main: position == 0, assignment.kind)
      findings += debtor(party, isPerson: isPerson, assignment, path)
    }
    return findings
  }

  private func debtor(_ party: Party, isPerson: Bool, _ assignment: Assignment, _ path: String) -> [Finding] {
    let street = (party.address?.streets ?? []).compactMap { CarriedBatch.told($0) }
      .joined(separator: channel.carries.streetSeparator)
    let tellsCode = CarriedBatch.tellsPersonalCode(assignment.kind) && carriesPersonalCode
    let fields: [(ChannelTerms.Field, String?, Bool)] = [
      (.debtorName, party.name, true), (.street, street, true), (.postCode, party.address?.postCode, true),
      (.town, party.address?.town, true), (.country, party.address?.country, true), (.email, party.email, true),
      (.phone, party.phone, true), (.customerNumber, party.customerNumber, true),
      (.businessID, isPerson ? nil : CarriedBatch.businessID(party, company), !isPerson),
      (.personalCode, isPerson && tellsCode ? party.personalCode?.reveal() : nil, isPerson),
    ]
    var findings: [Finding] = []
    for (field, value, isWanted) in fields {
      findings += check(field, value, assignment, at: "\(path).\(field.rawValue)", isWanted: isWanted)
    }
    if isPerson, tellsCode, party.personalCode == nil {
      findings.append(
        refusal(
          "channel.personal-code", assignment, "\(path).personalCode",
          "is a consumer's rent without the debtor's personal identity code",
          remedy: "Providers take a consumer's rent only with it: add the code to the customer's data."))
    }
    return findings + country(party, assignment, path)
  }

  private func country(_ party: Party, _ assignment: Assignment, _ path: String) -> [Finding] {
    guard let country = CarriedBatch.country(party) else { return [] }
    if CountryCodes.alpha3[country] == nil {
      return [
        refusal(
          "channel.country", assignment, "\(path).country",
          "has a debtor in the country \"\(Masking.excerpt(country, limit: 16))\"",
          remedy: "Countries are ISO 3166-1 alpha-2 in capitals, such as FI: correct the debtor's address.")
      ]
    }
    guard !channel.carries.debtor.contains(.country), Country.home(of: country) != company.country else { return [] }
    return [
      refusal(
        "channel.country", assignment, "\(path).country", "has a debtor in \(country)",
        remedy: "Channel \(terms.channel) has no place for a country: agree on another channel for foreign debtors.")
    ]
  }

  private func check(
    _ field: ChannelTerms.Field, _ value: String?, _ assignment: Assignment, at path: String, isWanted: Bool
  ) -> [Finding] {
    guard let value = CarriedBatch.told(value) else {
      return terms.required.contains(field) && isWanted ? [missing(assignment, path)] : []
    }
    var findings: [Finding] = []
    let length = value.unicodeScalars.count
    if let most = terms.maximumLength[field], length > most {
      findings.append(
        refusal(
          "channel.too-long", assignment, path, "has \(length) characters in \(path)",
          remedy: "Channel \(terms.channel) takes at most \(most) and nothing is cut: shorten it at the source."))
    }
    if terms.numericOnly.contains(field), !value.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      findings.append(
        refusal(
          "channel.not-numeric", assignment, path, "has other characters than digits in \(path)",
          remedy: "The field of channel \(terms.channel) is numeric: give a number of digits only."))
    }
    if terms.carries.contains(field) { findings += characters(value, assignment, at: path) }
    return findings
  }

  private func characters(_ value: String, _ assignment: Assignment, at path: String) -> [Finding] {
    guard let wrong = value.unicodeScalars.first(where: { !canCarry($0) }) else { return [] }
    return [
      refusal(
        "channel.character", assignment, path,
        "has the character U+\(String(wrong.value, radix: 16, uppercase: true)) in \(path)",
        remedy: terms.latin1Only
          ? "Channel \(terms.channel) is written in ISO-8859-1 on one line: replace the character at the source."
          : "Control characters cannot be written: remove it at the source.")
    ]
  }

  /// Printable ISO-8859-1 where the wire is that; else everything that XML 1.0 and JSON both take (XML 1.0, 2.2 "Characters").
  private func canCarry(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: !terms.latin1Only
    case 0x20...0x7E, 0xA0...0xFF: true
    case ..<0xA0, 0xFFFE, 0xFFFF: false
    default: !terms.latin1Only
    }
  }

  private func missing(_ assignment: Assignment, _ path: String) -> Finding {
    refusal(
      "channel.required", assignment, path, "has no \(path)",
      remedy: "Channel \(terms.channel) cannot be written without it: add it at the source.")
  }

  func refusal(
    _ rule: String, _ assignment: Assignment, _ path: String, _ predicate: String, remedy: String
  ) -> Finding {
    Finding(
      rule, .error, "Invoice \(Masking.excerpt(assignment.receivable.identity.number)) \(predicate).", remedy: remedy,
      place: .init(path: path), term: path)
  }
}
