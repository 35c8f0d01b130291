import Crypto
import Receivables

/// A hash over the fields of a document that matter to its claim: the same document in another file or form of writing gives the
/// same hash, and any difference that a version may have gives another.
struct ContentHash {
  private var hash = SHA256()

  /// Each field with its length before it, so that no two lists of fields read alike.
  mutating func add(_ text: String?) {
    guard let text else {
      hash.update(data: [0])
      return
    }
    let bytes = Array(text.utf8)
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: bytes.count).littleEndian) { hash.update(bufferPointer: $0) }
    hash.update(data: [1])
    hash.update(data: bytes)
  }

  mutating func add(_ money: Money?) { add(money?.description) }
  mutating func add(_ date: CalendarDate?) { add(date?.description) }

  mutating func add(_ party: Party) {
    add(party.name)
    add(party.legalID?.value)
    add(party.vatID)
    add(party.personalCode?.reveal())
    add(party.endpoint?.value)
    add(party.address?.streets.joined(separator: "\n"))
    add(party.address?.postCode)
    add(party.address?.town)
    add(party.address?.country)
    add(party.email)
    add(party.phone)
    add(party.kind.rawValue)
    add(party.customerNumber)
  }

  func finish() -> [UInt8] { Array(hash.finalize()) }

  static func of(
    _ invoice: InvoiceDocument, identity: ReceivableIdentity, amountDue: Money, dueDate: CalendarDate?, reference: String?
  ) -> [UInt8] {
    var hash = ContentHash()
    hash.add(identity.company)
    hash.add(identity.typeClass.rawValue)
    hash.add(identity.number)
    hash.add(identity.issueDate)
    hash.add(String(identity.instalment))
    hash.add(amountDue)
    hash.add(dueDate)
    hash.add(reference)
    hash.add(invoice.account)
    hash.add(invoice.buyer)
    for party in invoice.coDebtors { hash.add(party) }
    for preceding in invoice.precedingInvoices { hash.add(preceding.number) }
    hash.add(invoice.lateInterestPercent?.description)
    hash.add(String(invoice.conditions.rawValue, radix: 16))
    let facts = invoice.facts
    hash.add(facts.kind?.rawValue)
    hash.add("\(facts.disputed) \(facts.onHold)")
    hash.add(facts.holdReason)
    hash.add(facts.ownReminderDate)
    hash.add(facts.noticeSentDate)
    hash.add(facts.noticeDeadline)
    for fee in facts.fees {
      hash.add(fee.amount)
      hash.add(fee.date)
    }
    hash.add(facts.openAmount)
    hash.add(facts.openAsOf)
    hash.add(facts.assignedTo)
    hash.add(facts.assignedOn)
    hash.add(facts.maventaInvoiceID)
    hash.add(facts.subject)
    hash.add(facts.rentalInformation)
    return hash.finish()
  }

  static func of(_ customer: Customer) -> [UInt8] {
    var hash = ContentHash()
    hash.add(customer.number)
    hash.add(customer.party)
    hash.add("\(customer.collectionBlocked)")
    return hash.finish()
  }
}
