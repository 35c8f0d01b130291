import Receivables

/// Makes entries of records 3, 5 and 7: a malformed field becomes a finding with its place and no entry.
struct KTLEntries {
  /// Records of one account follow each other, so its IBAN is made once.
  private var accountBytes: [UInt8] = []
  private var accountIBAN = ""

  /// Nil when something in the record is wrong; then `findings` says what and where.
  mutating func entry(_ record: KTLRecord, ordinal: Int, findings: inout FindingList) -> SettlementEntry? {
    typealias Field = KTLLayout.Transaction
    let account = account(of: record)
    if account == nil {
      findings.append(
        KTLRules.finding(
          KTLRules.account, "The credited account “\(record.excerpt(Field.account))” is no Finnish account in machine form.",
          at: record, Field.account, "account"))
    }
    var bookingDate: CalendarDate?
    if case .day(let day) = record.date(Field.bookingDate) {
      bookingDate = day
    } else {
      findings.append(KTLRules.malformed("booking date", "a day as YYMMDD", at: record, Field.bookingDate, "bookingDate"))
    }
    var paymentDate: CalendarDate?
    var isRight = account != nil && bookingDate != nil
    switch record.date(Field.paymentDate) {
    case .none: break
    case .day(let day): paymentDate = day
    case .malformed:
      isRight = false
      findings.append(
        KTLRules.malformed("payment date", "a day as YYMMDD or zeros", at: record, Field.paymentDate, "paymentDate"))
    }
    if record.bytes[Field.currency] != 0x31 {
      isRight = false
      findings.append(
        KTLRules.finding(
          KTLRules.currency, "The currency code is “\(record.excerpt(Field.currency..<Field.currency + 1))”, not 1 (euro).",
          at: record, Field.currency..<Field.currency + 1, "currency"))
    }
    let cents = record.number(Field.amount)
    if cents == nil {
      findings.append(KTLRules.malformed("amount", "ten digits, in cents", at: record, Field.amount, "amount"))
    }
    let status = status(of: record, findings: &findings)
    let reference = reference(of: record, findings: &findings)
    guard isRight, let account, let bookingDate, let cents, let status else { return nil }
    let archiveID = record.text(Field.archiveID)
    if archiveID == nil, status != .failed {
      findings.append(
        KTLRules.finding(
          KTLRules.archiveID, "The payment of \(Money(minorUnits: cents, .eur)) has no archive id.", severity: .warning,
          remedy: "Without the bank's id a second delivery of it cannot be told from a second payment; look at the account.",
          at: record, Field.archiveID, "archiveId"))
    }
    return SettlementEntry(
      ordinal: ordinal, line: record.line, account: account, bookingDate: bookingDate, paymentDate: paymentDate,
      amount: Money(minorUnits: status == .correction ? -cents : cents, .eur),
      statedAmount: String(decoding: record.bytes[Field.amount], as: UTF8.self), reference: reference, archiveID: archiveID,
      payerName: record.text(Field.payerName), status: status,
      correctionCode: record.bytes[Field.correction] == 0x31 ? "1" : "0",
      returnReason: status == .failed ? record.text(Field.returnCode..<Field.returnCode + 1) : nil)
  }

  /// The record's account as an IBAN; nil when it is no account.
  mutating func account(of record: KTLRecord) -> String? {
    let bytes = record.bytes[KTLLayout.Transaction.account]
    if bytes.elementsEqual(accountBytes) { return accountIBAN }
    guard KTLEntries.hasCheckDigit(bytes), let iban = IBAN.fromFinnishMachineForm(bytes: bytes) else { return nil }
    accountBytes = Array(bytes)
    accountIBAN = iban
    return iban
  }

  /// Every Finnish account ends in a Luhn digit, so a damaged one is not taken for another.
  ///
  /// Source: Finance Finland, "IBAN and BIC in payments", structure of the account number in machine form.
  private static func hasCheckDigit(_ bytes: ArraySlice<UInt8>) -> Bool {
    var sum = 0
    var doubles = false
    for byte in bytes.reversed() {
      guard byte >= 0x30, byte <= 0x39 else { return false }
      let value = Int(byte - 0x30) * (doubles ? 2 : 1)
      sum += value > 9 ? value - 9 : value
      doubles.toggle()
    }
    return sum % 10 == 0
  }

  /// Return code 1–9: no money moved; else correction code 1: it goes back; else a payment.
  private func status(of record: KTLRecord, findings: inout FindingList) -> SettlementEntry.Status? {
    typealias Field = KTLLayout.Transaction
    let returnCode = record.bytes[Field.returnCode]
    let correction = record.bytes[Field.correction]
    guard returnCode == 0x20 || (0x30...0x39).contains(returnCode) else {
      findings.append(
        KTLRules.malformed(
          "return code", "a blank or one digit", at: record, Field.returnCode..<Field.returnCode + 1, "returnCode"))
      return nil
    }
    guard correction == 0x30 || correction == 0x31 else {
      findings.append(
        KTLRules.malformed(
          "correction code", "0 or 1", at: record, Field.correction..<Field.correction + 1, "correctionCode"))
      return nil
    }
    if returnCode > 0x30 { return .failed }
    return correction == 0x31 ? .correction : .booked
  }

  /// Without blanks and leading zeros; nil when nothing is left. Its check digit is a matter of matching, never a ground to refuse
  /// money.
  private func reference(of record: KTLRecord, findings: inout FindingList) -> String? {
    let field = KTLLayout.Transaction.reference
    let body = record.trimmed(field).drop { $0 == 0x30 }
    guard !body.isEmpty else { return nil }
    if !body.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      findings.append(
        KTLRules.finding(
          KTLRules.reference, "The reference “\(record.excerpt(field))” has other characters than digits.", severity: .warning,
          remedy: "It is kept as it stands and will match nothing unless an invoice states the same.", at: record, field,
          "reference"))
      return record.text(field)
    }
    return String(decoding: body, as: UTF8.self)
  }
}
