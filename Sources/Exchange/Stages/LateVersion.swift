import Receivables
import Store

/// A newer version of a claim that a provider has. What the provider was given is not changed under its hands, but a dispute is a dispute:
/// what the version says against the claim counts from now on, and a person hears of everything that it says else.
struct LateVersion {
  let transaction: Transaction

  func apply(_ document: DocumentRecord, to receivable: Int64) throws {
    let latest = try transaction.latestOfItsSource(document: document.id, receivable: receivable)
    // Of one night neither is the newer: nothing is taken back.
    let previous = latest.flatMap { $0.receivedOn == document.receivedOn ? nil : $0.id }
    let counts = try transaction.stated(receivable: receivable)
    let after = try transaction.stated(document: document.id)
    let before = try latest.map { try transaction.stated(document: $0.id) } ?? counts
    let news = StatedChanges(
      before: before, after: after, isNext: previous != nil, currency: document.amountDue.currency
    ).words
    try transaction.lateVersion(receivable: receivable, document: document, replacing: previous)
    guard !news.isEmpty else {
      return try transaction.set(document: document.id, state: "duplicate", receivable: receivable)
    }
    let stopsProvider = ["disputed", "on_hold"].contains { after[$0] == "1" && counts[$0] == "0" }
    try transaction.set(
      lateDocument: document.id, receivable: receivable, news: news.joined(separator: "; "), stopsProvider: stopsProvider)
  }
}

/// What one document says of a claim that another did not say, in words.
struct StatedChanges {
  /// Columns of the store with what stands in them.
  let before: [String: String]
  let after: [String: String]
  /// Both are of one source, the second after the first: then what it leaves out is taken back. Else it says nothing of it.
  let isNext: Bool
  let currency: Currency

  var words: [String] {
    var words = flag("disputed", "it is disputed", "it is disputed no more")
    words += flag("on_hold", "it is on hold" + reason, "it is on hold no more")
    words += open
    words += fees
    words += Self.dates.compactMap { column, label in changed(column) ? "\(label) \(value(column))" : nil }
    words += Self.plain.compactMap { column, label in contradicted(column) ? "\(label) \(value(column))" : nil }
    if Self.address.contains(where: contradicted) { words.append("another address") }
    words += Self.silent.compactMap { column, label in contradicted(column) ? label : nil }
    words += conditions
    return words
  }

  private func changed(_ column: String) -> Bool {
    let now = after[column] == "unknown" ? nil : after[column]
    return after[column] != before[column] && (now != nil || isNext)
  }

  /// Another source that knows more of the debtor does not say anything else.
  private func contradicted(_ column: String) -> Bool { changed(column) && (before[column] != nil || isNext) }

  private func value(_ column: String) -> String {
    after[column].map { Masking.excerpt($0.replacing("\n", with: ", "), limit: 80) } ?? "not stated any more"
  }

  private func flag(_ column: String, _ raised: String, _ ended: String) -> [String] {
    guard after[column] != before[column] else { return [] }
    if after[column] == "1" { return [raised] }
    return isNext ? [ended] : []
  }

  private var reason: String { after["hold_reason"].map { " (\(Masking.excerpt($0, limit: 120)))" } ?? "" }

  /// The same amount as of another day is no news.
  private var open: [String] {
    guard changed("open_amount") else { return [] }
    guard let amount = after["open_amount"].flatMap({ Int64($0) }) else { return ["the open amount is not stated any more"] }
    let day = after["open_as_of"].map { " on \($0)" } ?? ""
    return ["\(Money(minorUnits: amount, currency)) are open\(day)"]
  }

  private var fees: [String] {
    guard changed("fees") else { return [] }
    return [after["fees"] == nil ? "no fees of reminders any more" : "other fees of reminders"]
  }

  private var conditions: [String] {
    let stated = { (columns: [String: String]) in
      ClaimConditions(rawValue: columns["conditions"].flatMap { Int64($0) }.map { UInt64(bitPattern: $0) } ?? 0)
    }
    let raised = stated(after).subtracting(stated(before)).names
    let ended = isNext ? stated(before).subtracting(stated(after)).names : []
    return raised.map { "newly \($0)" } + ended.map { "no more \($0)" }
  }

  private static let dates = [
    ("own_reminder", "the creditor's own reminder of"), ("notice_sent", "the notice was sent on"),
    ("notice_deadline", "the notice's last day to pay is"),
  ]

  private static let address = ["debtor_street", "debtor_post_code", "debtor_town", "debtor_country"]

  /// Said with their values.
  private static let plain = [
    ("due_date", "due date"), ("reference", "reference"),
    ("account", "account"), ("debtor_name", "debtor"), ("debtor_email", "e-mail"), ("debtor_phone", "phone"),
    ("customer_number", "customer number"), ("debtor_kind", "the debtor is"), ("stated_kind", "kind"),
    ("late_interest", "late interest"), ("assigned_to", "with provider"), ("assigned_on", "with the provider since"),
    ("maventa_id", "Maventa id"), ("subject", "subject"), ("rental_information", "rental information"),
    ("preceding", "earlier invoices"),
  ]

  /// Said without them: identifiers of people are no words for a report.
  private static let silent = [
    ("debtor_personal_code", "another identity code"), ("debtor_legal_id", "another legal id"),
    ("debtor_vat_id", "another VAT id"),
    ("debtor_endpoint", "another electronic address"), ("co_debtors", "other co-debtors"),
  ]
}
