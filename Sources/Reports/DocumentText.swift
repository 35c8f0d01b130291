/// A document for people: one field a line, the important ones first.
struct DocumentText {
  private(set) var lines: [String] = []

  init(_ document: DocumentJSON) {
    let currency = document.currency ?? ""
    add("company", document.company)
    add("about", document.about)
    add("type", joined(document.typeCode, document.typeClass))
    add("dates", joined(document.issueDate.map { "issued \($0)" }, document.dueDate.map { "due \($0)" }))
    add(
      "amount due",
      document.amountDue.map { "\($0) \(currency)" }.map {
        joined(
          $0, document.netTotal.map { "net \($0)" }, document.vatTotal.map { "VAT \($0)" },
          document.grossTotal.map { "gross \($0)" }, document.prepaid.map { "prepaid \($0)" },
          document.rounding.map { "rounding \($0)" }) ?? $0
      })
    add("reference", document.reference)
    add("pay to", joined(document.iban, document.bic))
    row(document.row, currency: currency)
    add("seller", document.seller.flatMap(party))
    add("buyer", document.buyer.flatMap(party))
    for debtor in document.coDebtors ?? [] { add("co-debtor", party(debtor)) }
    add("payee", document.payee.flatMap(party))
    add("recipient", document.recipient.flatMap(party))
    add("originals", document.originalInvoices?.joined(separator: ", "))
    add("late interest", document.lateInterestPercent.map { "\($0) % a year" })
    details(document.details)
    facts(document.facts)
    add("lines", document.lineCount.flatMap { $0 > 0 ? String($0) : nil })
    add("effect", document.effect.map { "\($0) \(currency)" })
  }

  private mutating func add(_ label: String, _ value: String?) {
    guard let value, !value.isEmpty else { return }
    lines.append("  " + label + String(repeating: " ", count: max(1, 14 - label.utf8.count)) + InspectionText.safe(value))
  }

  private func joined(_ parts: String?...) -> String? {
    let present = parts.compactMap(\.self).filter { !$0.isEmpty }
    return present.isEmpty ? nil : present.joined(separator: ", ")
  }

  private func party(_ party: PartyJSON) -> String? {
    let address = party.address.flatMap { address in
      joined(
        address.streets.filter { !$0.isEmpty }.joined(separator: ", "),
        [address.postCode, address.town].compactMap(\.self).joined(separator: " "))
    }
    let scheme = { (text: String?) in text.map { " (\($0))" } ?? "" }
    return joined(
      party.name, party.tradingName.map { "trading as \($0)" }, party.id.map { $0 + scheme(party.idScheme) },
      party.vatId.map { "VAT \($0)" }, party.taxRegistration.map { "tax registration \($0)" },
      party.identifiers.map { "identifiers " + $0.joined(separator: " ") },
      party.endpoint.map { "endpoint " + $0 + scheme(party.endpointScheme) }, address, party.country,
      party.customerNumber.map { "customer \($0)" }, party.contactName, party.email, party.phone, party.debtorKind)
  }

  private mutating func row(_ row: RowJSON, currency: String) {
    add("paid", joined(row.amount.map { "\($0) \(currency)" }, row.paymentDate.map { "on \($0)" }, row.method))
    add("payment id", row.paymentId)
    add("payer", row.payerName)
    add("source", row.source)
    add("open", joined(row.openAmount.map { "\($0) \(currency)" }, row.asOf.map { "as of \($0)" }))
    add("action", joined(row.action, row.since.map { "since \($0)" }, row.until.map { "until \($0)" }))
    add("reason", row.reason)
    add("customer", row.customerNumber)
    add("blocked", row.collectionBlocked == true ? "never hand this customer's claims over" : nil)
  }

  private mutating func details(_ details: InvoiceDetailsJSON) {
    add("specification", details.specification)
    add("process", details.process)
    add("accounts", details.sellerAccounts?.joined(separator: " "))
    add("means", details.paymentMeans?.joined(separator: " "))
    for line in details.vatBreakdown ?? [] {
      add(
        "VAT",
        joined(line.category, line.rate.map { "\($0) %" }, line.base.map { "of \($0)" }, line.vat.map { "is \($0)" }))
    }
    add("buyer's ref.", details.buyerReference)
    add("order", details.orderReference)
    add("contract", details.contractReference)
    add("account ref.", details.accountingReference)
    add("seller's ref.", details.sellerReference)
    add("terms", details.paymentTerms)
    add("note", details.note)
    for part in details.instalments ?? [] {
      add("instalment", joined("\(part.ordinal)", part.amount, "due \(part.dueDate)", part.reference.map { "reference \($0)" }))
    }
    add("conditions", details.conditions?.joined(separator: ", "))
  }

  private mutating func facts(_ facts: FactsJSON?) {
    guard let facts else { return }
    add("kind", facts.kind)
    add("standing", joined(facts.disputed == true ? "disputed" : nil, facts.onHold == true ? "on hold" : nil, facts.holdReason))
    add("own reminder", facts.ownReminderDate)
    add("notice", joined(facts.noticeSentDate.map { "sent \($0)" }, facts.noticeDeadline.map { "deadline \($0)" }))
    for fee in facts.fees ?? [] { add("fee", "\(fee.amount) on \(fee.date)") }
    add("open", joined(facts.openAmount, facts.openAsOf.map { "as of \($0)" }))
    add("assigned", joined(facts.assignedTo, facts.assignedOn.map { "on \($0)" }))
    add("Maventa id", facts.maventaInvoiceId)
    add("subject", facts.subject)
    add("rental", facts.rentalInformation)
  }
}
