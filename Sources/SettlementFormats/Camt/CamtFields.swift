import Receivables

/// `BkTxCd`: the kind of a movement in ISO's words and in the bank's own.
struct CamtCode {
  var domain: String?
  var family: String?
  var subFamily: String?
  var proprietary: String?

  /// The bank's own code, else ISO's three parts.
  var text: String? {
    if let proprietary { return proprietary }
    guard let domain else { return nil }
    guard let family else { return domain }
    guard let subFamily else { return domain + "/" + family }
    return domain + "/" + family + "/" + subFamily
  }
}

/// `Sts`
enum CamtStatus: Equatable {
  case absent, booked, pending, information
  /// A bank's own word, or none that the standard knows.
  case other(String)

  init(_ bytes: ArraySlice<UInt8>) {
    let text = CamtText.trimmed(bytes)
    switch String(decoding: text.prefix(40), as: UTF8.self) {
    case "BOOK": self = .booked
    case "PDNG", "FUTR": self = .pending
    case "INFO": self = .information
    case let word: self = .other(word)
    }
  }
}

/// What one `Strd` says: a reference, an invoice or credit note, its part of the amount.
struct CamtRemittance {
  var reference: String?
  var number: String?
  var isCreditNote = false
  var remitted = CamtAmount()
  var creditNote = CamtAmount()

  var isCredit: Bool { isCreditNote || creditNote.state != .absent }
  var isEmpty: Bool { reference == nil && number == nil && remitted.state == .absent && creditNote.state == .absent }
}

/// One `TxDtls`, before its entry is known to the end.
struct CamtDetail {
  /// So many `Strd` of one payment are kept.
  static let remittancesMax = 1_000

  var line: Int32 = 0
  /// Ordinal of its `NtryDtls` among those that are held.
  var batch = 0
  var amount = CamtAmount()
  var transaction = CamtAmount()
  var counter = CamtAmount()
  var instructed = CamtAmount()
  var direction = CamtDirection.absent
  var servicerReference: String?
  var proprietaryReference: String?
  var transactionID: String?
  var debtor: String?
  var ultimateDebtor: String?
  var creditor: String?
  var ultimateCreditor: String?
  var debtorAccount: String?
  var creditorAccount: String?
  var code = CamtCode()
  var message: String?
  var paymentDate: CalendarDate?
  /// How good the source of the payment date is: acceptance before transaction before settlement.
  var paymentDateRank: UInt8 = 0
  var returnReason: String?
  var first = CamtRemittance()
  /// Further `Strd` blocks.
  var more: [CamtRemittance] = []
  /// Its amounts cannot be given to its documents: one block names several, or there were too many.
  var isSplitUnclear = false

  /// An amount that nothing can be made of; one in another currency is none.
  var hasMalformedAmount: Bool {
    amount.state == .malformed || transaction.state == .malformed || counter.state == .malformed
      || instructed.state == .malformed
  }

  mutating func add(_ block: CamtRemittance) {
    guard !block.isEmpty else { return }
    if first.isEmpty {
      first = block
    } else if more.count < CamtDetail.remittancesMax {
      more.append(block)
    } else {
      isSplitUnclear = true
    }
  }
}

/// One `NtryDtls` with its `Btch`.
struct CamtBatch {
  var line: Int32 = 0
  var count: Int?
  var amount = CamtAmount()
  /// `TxDtls` in it, their signed sum and their sum without signs.
  var details = 0
  var net: Int64 = 0
  var gross: Int64 = 0

  mutating func add(_ signed: Int64) {
    // Bounded amounts, so many files as a disk holds: what wraps will not tie out.
    net = net.addingReportingOverflow(signed).partialValue
    gross = gross.addingReportingOverflow(abs(signed)).partialValue
  }
}

/// One `Ntry` without its details.
struct CamtEntry {
  var line: Int32 = 0
  var amount = CamtAmount()
  var direction = CamtDirection.absent
  var isReversal: Bool?
  var status = CamtStatus.absent
  var bookingDate: CalendarDate?
  var valueDate: CalendarDate?
  var reference: String?
  var text: String?
  var code = CamtCode()
  /// `TxDtls` seen.
  var details = 0
  /// Signed sum of the details handed on.
  var net: Int64 = 0
  /// Its own values, once they are proven; nil before and when they are wrong.
  var settled: Settled?
  /// They were looked at: nothing that changes them may follow.
  var isExamined = false
  var handling = Handling.details

  enum Handling {
    /// Each of its details is a payment.
    case details
    /// It is one payment itself.
    case whole
    /// Its payments stand in other files.
    case lump
  }

  struct Settled {
    var currency: CamtCurrency
    /// Signed.
    var amount: Int64
    var status: SettlementEntry.Status
    var bookingDate: CalendarDate
    var correctionCode: String
  }
}
