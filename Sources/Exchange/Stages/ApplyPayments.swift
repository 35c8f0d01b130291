import Receivables
import Store

/// Takes payments off the claims that they name, and sets claims to what open-items lists say.
struct ApplyPayments {
  let transaction: Transaction

  func apply() throws {
    try transaction.forEachUnallocatedPayment(apply)
    try transaction.forEachNewOpenItem(apply)
    for list in try transaction.newOpenItemLists() { try apply(list) }
    for list in try transaction.standingShrunkLists() { try holdVanished(from: list) }
  }

  // MARK: Payments

  private func apply(_ payment: PaymentRecord) throws {
    let candidates = try candidates(payment)
    if let id = payment.paymentID {
      // The bank's entry counts when it found a claim, unless the creditor says that the money is for another one.
      let booked = try transaction.claimsOfEntry(company: payment.company, archiveID: id)
      if !booked.isEmpty, candidates.isEmpty || candidates.contains(where: { booked.contains($0.id) }) {
        try transaction.set(payment: payment.id, state: "known-from-bank", note: "the bank's own file has booked it")
        return
      }
    }
    if candidates.isEmpty {
      try holdClaimsOfPayer(payment)
      try transaction.set(payment: payment.id, state: "unmatched", note: "no claim has this number or reference")
      return
    }
    guard let shares = try shares(payment, candidates) else {
      let note = "a payment of \(payment.amount) on \(payment.date) could be for more than one claim"
      for receivable in candidates { try transaction.set(receivable: receivable.id, ambiguous: note) }
      try transaction.set(payment: payment.id, state: "unmatched", note: note)
      return
    }
    for (receivable, amount) in shares {
      try transaction.allocate(
        receivable: receivable.id, kind: payment.method == .creditLoss ? "loss" : "payment", source: payment.id, amount: amount,
        on: payment.date)
    }
    try transaction.set(payment: payment.id, state: "allocated", note: nil)
  }

  /// Money of a customer that names no invoice: a claim of just that amount may be what was paid, and waits until that is clear.
  private func holdClaimsOfPayer(_ payment: PaymentRecord) throws {
    guard payment.amount.isPositive, let customer = payment.customerNumber else { return }
    for receivable in try transaction.receivables(company: payment.company, customerNumber: customer) {
      guard receivable.amountDue.currency == payment.amount.currency,
        try transaction.openAmount(receivable: receivable.id) == payment.amount.minorUnits
      else { continue }
      try transaction.set(
        receivable: receivable.id,
        ambiguous: "a payment of \(payment.amount) on \(payment.date) by this customer names no invoice and may be for this one")
    }
  }

  private func candidates(_ payment: PaymentRecord) throws -> [ReceivableRecord] {
    var found: [ReceivableRecord] = []
    if let number = payment.invoiceNumber {
      found = try transaction.receivables(company: payment.company, number: number)
    }
    if let key = payment.referenceKey {
      let referenced = try transaction.receivables(company: payment.company, referenceKey: key)
      if found.isEmpty {
        found = referenced
      } else {
        // Instalments share a number and differ in reference; a reference of quite another claim contradicts the number.
        let both = found.filter { receivable in referenced.contains { $0.id == receivable.id } }
        found = both.isEmpty && !referenced.isEmpty ? found + referenced : both.isEmpty ? found : both
      }
    }
    return found.filter {
      $0.identity.typeClass == .invoice && $0.amountDue.currency == payment.amount.currency
    }
  }

  /// What of the payment goes to which claim; nil when more than one way is possible.
  private func shares(_ payment: PaymentRecord, _ candidates: [ReceivableRecord]) throws -> [(ReceivableRecord, Int64)]? {
    let amount = payment.amount.minorUnits
    if candidates.count == 1 { return [(candidates[0], amount)] }
    var exact: [ReceivableRecord] = []
    for receivable in candidates where try transaction.openAmount(receivable: receivable.id) == amount {
      exact.append(receivable)
    }
    if exact.count == 1 { return [(exact[0], amount)] }
    let isOneInvoice = Set(candidates.map { "\($0.identity.number) \($0.identity.issueDate)" }).count == 1
    guard isOneInvoice, amount > 0 else { return nil }
    let ordered = candidates.sorted {
      ($0.dueDate ?? $0.identity.issueDate, $0.id) < ($1.dueDate ?? $1.identity.issueDate, $1.id)
    }
    var left = amount
    var shares: [(ReceivableRecord, Int64)] = []
    for (index, receivable) in ordered.enumerated() {
      let open = max(0, try transaction.openAmount(receivable: receivable.id))
      let share = index == ordered.count - 1 ? left : min(open, left)
      if share != 0 { shares.append((receivable, share)) }
      left -= share
    }
    return shares
  }

  // MARK: Open items

  private func apply(_ item: OpenItemRecord) throws {
    var found = try transaction.receivables(company: item.company, number: item.number)
      .filter { $0.identity.typeClass == .invoice && $0.amountDue.currency == item.open.currency }
    if let issued = item.issueDate { found = found.filter { $0.identity.issueDate == issued } }
    if found.count > 1, let key = item.referenceKey { found = found.filter { $0.keys.reference == key } }
    guard found.count == 1, let receivable = found.first else {
      try transaction.set(openItem: item.id, state: "unmatched")
      return
    }
    if let known = receivable.snapshotAsOf, known > item.asOf {
      try transaction.set(openItem: item.id, state: "superseded")
      return
    }
    if let known = receivable.snapshotAsOf, known == item.asOf, let open = receivable.snapshotOpen, open != item.open {
      let amounts = [open.description, item.open.description].sorted().joined(separator: " and as ")
      try transaction.set(
        receivable: receivable.id, conflict: "the amount open on \(item.asOf) is stated as \(amounts)")
      try transaction.set(openItem: item.id, state: "conflict")
      return
    }
    try transaction.set(receivable: receivable.id, snapshotOpen: item.open.minorUnits, asOf: item.asOf, file: item.fileID)
    if item.open.isPositive { try transaction.confirm(receivable: receivable.id, on: item.asOf) }
    try transaction.set(openItem: item.id, state: "applied")
  }

  /// What a complete list leaves out is closed, unless the list has shrunk so much that it may be a broken export.
  private func apply(_ list: OpenItemListRecord) throws {
    guard list.isComplete else {
      try transaction.set(openItemList: list.fileID, state: "applied", note: nil)
      return
    }
    if let previous = try transaction.previousList(list), previous.items > 0,
      (previous.items - list.items) * 100 > previous.items * list.shrinkPercent
    {
      try transaction.set(
        openItemList: list.fileID, state: "shrunk",
        note:
          "\(list.items) items after \(previous.items) on \(previous.asOf): more than \(list.shrinkPercent) % vanished, nothing was closed"
      )
      return
    }
    for id in try transaction.vanished(from: list) {
      try transaction.set(receivable: id, snapshotOpen: 0, asOf: list.asOf, file: list.fileID)
    }
    try transaction.set(openItemList: list.fileID, state: "applied", note: nil)
  }

  /// While the newest list is one that may be broken, nobody knows of what it leaves out whether it is paid: it is held.
  private func holdVanished(from list: OpenItemListRecord) throws {
    for id in try transaction.vanished(from: list) where try transaction.openAmount(receivable: id) > 0 {
      try transaction.set(
        receivable: id, ambiguous: "the open-items list of \(list.asOf) leaves it out, and has shrunk too much to be believed")
    }
  }
}
