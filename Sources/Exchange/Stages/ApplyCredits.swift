import Receivables
import Store

/// Takes credit notes off the invoices that they name. One whose invoice is not here yet waits; one that names none holds its debtor.
struct ApplyCredits {
  let transaction: Transaction

  func apply() throws {
    for state in ["new", "waiting", "unlinked"] {
      try transaction.forEachDocument(state: state, classes: [.creditNote], apply)
    }
  }

  private func apply(_ credit: DocumentRecord) throws {
    if credit.state == "new", try isKnown(credit) { return }
    switch try link(credit) {
    case .waiting: try transaction.set(document: credit.id, state: "waiting", receivable: nil)
    case .unlinked(let why):
      try transaction.set(document: credit.id, state: "unlinked", receivable: nil)
      if credit.note != why { try transaction.set(document: credit.id, note: why) }
    case .items(let shares):
      for (receivable, amount) in shares {
        try transaction.allocate(
          receivable: receivable.id, kind: "credit", source: credit.id, amount: amount, on: credit.identity.issueDate)
        if credit.cancels { try transaction.markCancelled(receivable: receivable.id) }
      }
      try transaction.set(document: credit.id, state: "applied", receivable: shares.first?.0.id)
      if credit.state != "new" { try holdCredited(by: credit) }
    }
  }

  /// The same credit note in another file or format takes nothing off a second time; another amount under its number is a conflict.
  private func isKnown(_ credit: DocumentRecord) throws -> Bool {
    let earlier = try transaction.documents(company: credit.identity.company, number: credit.identity.number)
      .first { $0.identity == credit.identity && $0.id != credit.id && $0.state != "new" && $0.state != "duplicate" }
    guard let earlier else { return false }
    let isSame = earlier.amountDue.magnitude == credit.amountDue.magnitude
    if isSame, Self.tookNothingOff.contains(earlier.state), !credit.preceding.isEmpty, credit.preceding != earlier.preceding {
      // The same credit note in a form that names its invoice, or names another one than before: that one counts.
      try transaction.set(document: earlier.id, state: "duplicate", receivable: nil)
      return false
    }
    try transaction.set(
      document: credit.id, state: isSame ? "duplicate" : "conflict", receivable: earlier.receivableID)
    if !isSame { try holdCredited(by: earlier) }
    return true
  }

  private static let tookNothingOff: Set<String> = ["waiting", "unlinked", "released"]

  /// Two amounts under one credit note's number: every claim that it was taken off is held, now or when the credit note finds it.
  private func holdCredited(by credit: DocumentRecord) throws {
    let stated = try transaction.documents(company: credit.identity.company, number: credit.identity.number)
      .filter { $0.identity == credit.identity }
    guard stated.contains(where: { $0.state == "conflict" }) else { return }
    let amounts = Set(stated.map(\.amountDue.magnitude.description)).sorted()
    for receivable in try transaction.receivables(creditedBy: credit.id) {
      try transaction.set(
        receivable: receivable,
        conflict: "credit note \(credit.identity.number) is stated as \(amounts.joined(separator: " and as "))")
    }
  }

  private enum Link {
    case items([(ReceivableRecord, Int64)])
    case waiting
    /// Why it fits no claim, in words.
    case unlinked(String)
  }

  private func link(_ credit: DocumentRecord) throws -> Link {
    let amount = credit.amountDue.magnitude
    if credit.preceding.isEmpty {
      guard let key = credit.keys.reference else { return .unlinked("it names no invoice and no reference") }
      let found = try transaction.receivables(company: credit.identity.company, referenceKey: key)
        .filter { isOriginal($0, of: credit) }
      let numbers = Set(found.map(\.identity.number))
      guard numbers.count == 1 else {
        return .unlinked(
          "it names no invoice, and its reference is of "
            + (numbers.isEmpty ? "no claim on its debtor in \(credit.amountDue.currency)" : "\(numbers.count) invoices"))
      }
      return .items(try shares(of: amount.minorUnits, over: found, whole: credit.cancels))
    }
    var groups: [[ReceivableRecord]] = []
    let named = try credit.preceding.map { number in
      (
        number,
        try transaction.receivables(company: credit.identity.company, number: number)
          .filter { $0.identity.typeClass == .invoice }
      )
    }
    if named.allSatisfy(\.1.isEmpty) { return .waiting }
    for (number, named) in named {
      let invoice = "invoice \(Masking.excerpt(number, limit: 40))"
      // Some of its invoices are here, and some may never come: until they do, what it takes off those that are is not known.
      if named.isEmpty { return .unlinked("it names several invoices, and \(invoice) is not here") }
      let originals = named.filter { isOriginal($0, of: credit) }
      // The number is there, but of another debtor, in another currency, or twice: nobody guesses.
      guard !originals.isEmpty else { return .unlinked(difference(named[0], credit, invoice)) }
      let days = Set(originals.map(\.identity.issueDate)).sorted().map(\.description)
      guard days.count == 1 else {
        return .unlinked("it names \(invoice), which is here more than once, of \(days.joined(separator: " and of "))")
      }
      groups.append(originals)
    }
    if groups.count == 1 { return .items(try shares(of: amount.minorUnits, over: groups[0], whole: credit.cancels)) }
    return try share(amount, over: groups.flatMap(\.self))
  }

  private func difference(_ invoice: ReceivableRecord, _ credit: DocumentRecord, _ name: String) -> String {
    if invoice.amountDue.currency != credit.amountDue.currency {
      return "it names \(name), which is in \(invoice.amountDue.currency), and is itself in \(credit.amountDue.currency)"
    }
    let debtors = [invoice.debtor, credit.debtor].map { Masking.excerpt($0.name ?? "a debtor without a name", limit: 60) }
    return debtors[0] == debtors[1]
      ? "it names \(name), which is of another debtor by its identifiers"
      : "it names \(name), which is of \(debtors[0]), and is itself of \(debtors[1])"
  }

  /// Several originals: only a credit of all that is open in them, something in each, can be shared out without guessing.
  private func share(_ amount: Money, over originals: [ReceivableRecord]) throws -> Link {
    let shares = try originals.map { ($0, try transaction.openAmount(receivable: $0.id)) }
    if let paid = shares.first(where: { $0.1 <= 0 })?.0 {
      return .unlinked(
        "it names several invoices, and nothing is open of \(Masking.excerpt(paid.identity.number, limit: 40)): its shares are not known"
      )
    }
    var open: Int64 = 0
    for share in shares {
      let (sum, overflow) = open.addingReportingOverflow(share.1)
      open = overflow ? .max : sum
    }
    guard open == amount.minorUnits else {
      let sum = Money(minorUnits: open, amount.currency)
      return .unlinked(
        "it names several invoices, of which \(sum) are open together, and takes off \(amount): its shares are not known")
    }
    return .items(shares)
  }

  private func isOriginal(_ receivable: ReceivableRecord, of credit: DocumentRecord) -> Bool {
    receivable.identity.typeClass == .invoice && receivable.amountDue.currency == credit.amountDue.currency
      && PartyKeys.sameDebtor(receivable.keys, credit.keys)
  }

  /// Over the instalments of one invoice in order of due date, what is left over on the last; all of it when the whole is withdrawn.
  private func shares(of amount: Int64, over receivables: [ReceivableRecord], whole: Bool) throws -> [(ReceivableRecord, Int64)] {
    let ordered = receivables.sorted {
      ($0.dueDate ?? $0.identity.issueDate, $0.id) < ($1.dueDate ?? $1.identity.issueDate, $1.id)
    }
    var left = amount
    var shares: [(ReceivableRecord, Int64)] = []
    for (index, receivable) in ordered.enumerated() {
      let open = max(0, try transaction.openAmount(receivable: receivable.id))
      let share = whole ? open : index == ordered.count - 1 ? left : min(open, left)
      if share != 0 { shares.append((receivable, share)) }
      left -= share
    }
    return shares.isEmpty ? ordered.prefix(1).map { ($0, amount) } : shares
  }
}
