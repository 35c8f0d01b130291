import Receivables

/// Makes an invoice of what a document says, or says why it cannot.
///
/// A class, so that its steps share one state instead of copying it.
final class UBLDocument {
  let fields: UBLFields
  private let paths = UBLPaths.shared
  var findings: [Finding] = []
  var invoice: InvoiceDocument?
  let seller: Party

  /// - Parameter isPartial: the document was not read to its end: only the seller is of use.
  init(_ fields: UBLFields, isPartial: Bool = false) {
    self.fields = fields
    let seller = UBLParty(fields.seller, of: fields, role: .seller)
    self.seller = seller.party
    if isPartial { return }
    findings += seller.findings
    checkRepetitions()
    guard var document = claim() else { return }
    addBuyer(to: &document)
    addTotals(to: &document)
    addReferences(to: &document)
    classify(&document)
    addDates(to: &document)
    addPayment(to: &document)
    if findings.contains(where: { $0.severity == .error }) { return }
    invoice = document
  }

  // MARK: what a claim needs

  private func claim() -> InvoiceDocument? {
    let number = needed(fields.number, .number, "invoice number", "BT-1", rule: "ubl.number")
    let issued = needed(fields.issueDate, .issueDate, "issue date", "BT-2", rule: "ubl.issue-date")
    let due = needed(fields.payable, .payable, "amount due for payment", "BT-115", rule: "ubl.amount-due")
    let currency = documentCurrency()
    var issueDate: CalendarDate?
    if let issued {
      issueDate = Self.date(issued.text)
      if issueDate == nil { refuse("ubl.issue-date", issued, "The issue date is '\(quote(issued))', which is no date.", "BT-2") }
    }
    var amount: Money?
    if let due, let currency { amount = amountDue(due, currency) }
    guard let number, let issueDate, let currency, let amount else { return nil }
    return InvoiceDocument(
      typeCode: fields.typeCode?.text ?? "", typeClass: .invoice, number: number.text, issueDate: issueDate, currency: currency,
      amountDue: amount, seller: seller, buyer: Party())
  }

  private func needed(_ stated: UBLStated?, _ field: UBLField, _ what: String, _ term: String, rule: String)
    -> UBLStated?
  {
    if let stated { return stated }
    findings.append(
      Finding(
        rule, .error, "The document has no \(what).", remedy: "Have it exported again with \(what) (\(term)).",
        place: Finding.Place(line: fields.line, path: paths.path(of: field, isCreditNote: fields.isCreditNote)), term: term))
    return nil
  }

  private func documentCurrency() -> Currency? {
    if let stated = fields.currency {
      if let currency = Currency(stated.text) { return currency }
      refuse(
        "ubl.currency", stated, "The currency is '\(quote(stated))', which is not three capital letters of ISO 4217.", "BT-5")
      return nil
    }
    if let stated = fields.payable, let currency = stated.attribute.flatMap({ Currency($0) }) {
      warn("ubl.currency", stated, "The document names no currency; its amount due is in \(currency), and that is taken.", "BT-5")
      return currency
    }
    return needed(nil, .currency, "currency", "BT-5", rule: "ubl.currency").flatMap { Currency($0.text) }
  }

  private func amountDue(_ stated: UBLStated, _ currency: Currency) -> Money? {
    guard let amount = Self.decimal(stated.text) else {
      refuse("ubl.amount-due", stated, "The amount due is '\(quote(stated))', which is no amount.", "BT-115")
      return nil
    }
    let own = amountCurrency(stated, currency)
    guard let money = amount.statedMoney(in: own) else {
      let why = amount.money(in: own) == nil ? "which \(own) cannot express exactly" : "which is too large"
      refuse("ubl.amount-due", stated, "The amount due is \(amount), \(why).", "BT-115")
      return nil
    }
    return money
  }

  /// The currency that an amount states for itself, or the document's.
  private func amountCurrency(_ stated: UBLStated, _ currency: Currency) -> Currency {
    stated.attribute.flatMap { Currency($0) } ?? currency
  }

  private func checkRepetitions() {
    for (first, second) in fields.repeated {
      let path = paths.path(second.node, isCreditNote: fields.isCreditNote)
      findings.append(
        Finding(
          "ubl.repeated", .error,
          "\(path) stands twice with different values: '\(quote(first))' on line \(first.line), '\(quote(second))' on line \(second.line).",
          remedy: "Nobody can tell which one holds. Have the document corrected.",
          place: Finding.Place(line: second.line, path: path)))
    }
  }

  // MARK: parties

  private func addBuyer(to document: inout InvoiceDocument) {
    let buyer = UBLParty(fields.buyer, of: fields, role: .buyer)
    findings += buyer.findings
    document.buyer = buyer.party
    if seller.name == nil { missingName(.seller, "BT-27") }
    if buyer.party.name == nil { missingName(.buyer, "BT-44") }
    guard let stated = fields.payee else { return }
    let payee = UBLParty(stated, of: fields, role: .payee)
    findings += payee.findings
    document.payee = payee.party
    guard !isSeller(payee.party) else { return }
    document.conditions.insert(.otherPayee)
    findings.append(
      Finding(
        "ubl.payee", .warning, "The money goes to \(quote(payee.party.name ?? "another party")), not to the seller.",
        remedy: "The claim may be sold or pledged. Hand it over only when the company may still collect it.",
        place: place(.payee, line: stated.line), term: "BG-10"))
  }

  private func missingName(_ field: UBLField, _ term: String) {
    findings.append(
      Finding(
        "ubl.party-name", .warning, "The \(field == .seller ? "seller" : "buyer") has no name.",
        remedy: "Have the name exported; a claim against nobody cannot be collected.", place: place(field, line: fields.line),
        term: term))
  }

  /// BG-10 is meant for another party, but some writers repeat the seller there.
  private func isSeller(_ payee: Party) -> Bool {
    if let id = payee.legalID?.value, let own = seller.legalID?.value { return id == own }
    let names = [seller.name, seller.tradingName].compactMap { $0?.lowercased() }
    let ids = Set((seller.identifiers + [seller.legalID].compactMap(\.self)).map(\.value))
    guard payee.identifiers.allSatisfy({ ids.contains($0.value) }), payee.legalID == nil else { return false }
    return payee.name.map { names.contains($0.lowercased()) } ?? !payee.identifiers.isEmpty
  }

  // MARK: totals

  private func addTotals(to document: inout InvoiceDocument) {
    let currency = document.currency
    document.netTotal = money(fields.net, currency, "BT-109")
    document.grossTotal = money(fields.gross, currency, "BT-112")
    document.prepaid = money(fields.prepaid, currency, "BT-113")
    document.rounding = money(fields.rounding, currency, "BT-114")
    document.lineCount = fields.lineCount
    if document.amountDue.currency != currency {
      document.conditions.insert(.currenciesDiffer)
      if let stated = fields.payable {
        warn(
          "ubl.currencies-differ", stated,
          "The amount due is in \(document.amountDue.currency), the document in \(currency).", "BT-115")
      }
    }
    explain(&document)
    // BT-110 is the total in the document's currency, BT-111 the one in the accounting currency: the position says nothing.
    let totals = fields.taxTotals.filter { ($0.amount?.attribute.flatMap { Currency($0) } ?? currency) == currency }
    guard let total = totals.first(where: { !$0.subtotals.isEmpty }) ?? totals.first else { return }
    document.vatTotal = money(total.amount, currency, "BT-110")
    for subtotal in total.subtotals {
      document.vatBreakdown.append(
        InvoiceDocument.VATBreakdownLine(
          category: subtotal.category, rate: subtotal.rate.flatMap { Self.decimal($0.text) },
          base: money(subtotal.base, currency, "BT-116"), vat: money(subtotal.vat, currency, "BT-117")))
    }
  }

  /// BT-115 = BT-112 − BT-113 + BT-114 (EN 16931 BR-CO-16).
  private func explain(_ document: inout InvoiceDocument) {
    guard let stated = fields.payable else { return }
    let zero = Money.zero(document.currency)
    guard let gross = document.grossTotal else {
      document.conditions.insert(.unexplainedGap)
      return warn("ubl.gap", stated, "There is no total with VAT to explain the amount due of \(document.amountDue).", "BT-112")
    }
    let explained = try? gross.subtracting(document.prepaid ?? zero).adding(document.rounding ?? zero)
    guard explained != document.amountDue else { return }
    document.conditions.insert(.unexplainedGap)
    if document.amountDue.isZero { document.conditions.insert(.nothingDueUnexplained) }
    warn(
      "ubl.gap", stated,
      "The amount due is \(document.amountDue), but total \(gross), prepaid \(document.prepaid ?? zero) and rounding "
        + "\(document.rounding ?? zero) make \(explained.map(\.description) ?? "no sum").", "BT-115")
  }

  /// An amount besides the one due: what cannot be read is said and left out.
  private func money(_ stated: UBLStated?, _ currency: Currency, _ term: String) -> Money? {
    guard let stated else { return nil }
    if let money = Self.decimal(stated.text)?.statedMoney(in: amountCurrency(stated, currency)) { return money }
    warn("ubl.amount", stated, "'\(quote(stated))' is no amount of \(currency).", term)
    return nil
  }

  // MARK: saying it

  func place(_ field: UBLField, line: Int) -> Finding.Place {
    Finding.Place(line: line, path: paths.path(of: field, isCreditNote: fields.isCreditNote))
  }

  private func quote(_ stated: UBLStated) -> String { quote(stated.text) }
  func quote(_ text: String) -> String { Masking.excerpt(text, limit: 60) }

  private func refuse(_ rule: String, _ stated: UBLStated, _ message: String, _ term: String) {
    say(rule, .error, stated, message, term)
  }

  func warn(_ rule: String, _ stated: UBLStated, _ message: String, _ term: String) {
    say(rule, .warning, stated, message, term)
  }

  func say(_ rule: String, _ severity: Finding.Severity, _ stated: UBLStated, _ message: String, _ term: String) {
    guard findings.count < 100 else { return }
    findings.append(
      Finding(
        rule, severity, message, remedy: UBLCatalog.remedy(rule),
        place: Finding.Place(line: stated.line, path: paths.path(stated.node, isCreditNote: fields.isCreditNote)), term: term))
  }
}

extension UBLDocument {
  /// `YYYY-MM-DD`; XML Schema allows a time zone behind it, which says nothing about a day.
  static func date(_ text: String) -> CalendarDate? {
    let bytes = Array(text.utf8)
    if let date = CalendarDate(isoArray: bytes) { return date }
    guard bytes.count == 11 || bytes.count == 16, let date = CalendarDate(isoArray: Array(bytes.prefix(10))) else { return nil }
    let zone = bytes[10...]
    if zone.elementsEqual("Z".utf8) { return date }
    guard zone.count == 6, zone.first == 0x2B || zone.first == 0x2D, zone[13] == 0x3A else { return nil }
    return [11, 12, 14, 15].allSatisfy { zone[$0] >= 0x30 && zone[$0] <= 0x39 } ? date : nil
  }

  /// A decimal of XML Schema: a sign, and digits on either side of the point.
  static func decimal(_ text: String) -> ExactDecimal? {
    if let value = ExactDecimal(text) { return value }
    var digits = text[...]
    let isNegative = digits.first == "-"
    if digits.first == "-" || digits.first == "+" { digits = digits.dropFirst() }
    guard let first = digits.utf8.first, first == 0x2E || (first >= 0x30 && first <= 0x39), digits.utf8.count > 1 else {
      return nil
    }
    let whole = (first == 0x2E ? "0" : "") + digits + (digits.last == "." ? "0" : "")
    return ExactDecimal(bytes: ((isNegative ? "-" : "") + whole).utf8, point: 0x2E)
  }
}
