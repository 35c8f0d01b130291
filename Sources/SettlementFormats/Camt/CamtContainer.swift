import Receivables

/// One open `Ntfctn`, `Stmt` or `Rpt`: its head, what it states of itself, and what its entries come to.
struct CamtContainer {
  /// Kinds of movement with totals of their own that are verified.
  static let codeTotalsMax = 200

  struct Balance {
    var type: String?
    var amount = CamtAmount()
    var direction = CamtDirection.absent
    var date: CalendarDate?
    var line: Int32 = 0
  }

  /// A figure of `TxsSummry` as it is written.
  struct Figure {
    var text: String
    var line: Int32
  }

  /// `TtlNtriesPerBkTxCd`
  struct CodeTotal {
    var code = CamtCode()
    var count: Figure?
    var sum: Figure?
    var net: Figure?
    var direction = CamtDirection.absent
    /// Of entries to come.
    var isForecast = false
    var computed = CamtTotals()

    func matches(_ other: CamtCode) -> Bool {
      (code.domain == nil || code.domain == other.domain) && (code.family == nil || code.family == other.family)
        && (code.subFamily == nil || code.subFamily == other.subFamily)
        && (code.proprietary == nil || code.proprietary == other.proprietary)
    }
  }

  var line: Int32 = 0
  var kind = SettlementHeader.Kind.payments
  var ordinal = 0
  var id: String?
  var created: CalendarDate?
  var periodEnd: CalendarDate?
  var ownPage = CamtPage()
  var page: SettlementHeader.Page?
  var isCopy = false
  var account: String?
  /// `Othr/Id`, until the bank and the currency tell what it is.
  var accountOther: [UInt8]?
  var accounts = CamtAccounts()
  var isFinnish = false
  /// The settlement's one currency: the account's, else that of the first entry.
  var currency: CamtCurrency?
  /// The sink has its head.
  var hasBegun = false

  var opening: Balance?
  var previousClosing: Balance?
  var closing: Balance?
  var balance = Balance()
  var totalCount: Figure?
  var totalSum: Figure?
  var totalNet: Figure?
  var totalNetDirection = CamtDirection.absent
  var creditCount: Figure?
  var creditSum: Figure?
  var debitCount: Figure?
  var debitSum: Figure?
  var codeTotals: [CodeTotal] = []
  var codeTotal = CodeTotal()
  var hasMoreCodeTotals = false

  /// Entries seen, right or wrong, and those handed to the sink (lines and payments).
  var entries = 0
  var details = 0
  var handedOn = 0
  var totals = CamtTotals()
  /// Entries that the bank books, also those of a camt.052, which are not taken for booked.
  var booked = CamtTotals.Reading()
  var money = CamtMoney()
  var findings = FindingList(overflowRule: CamtRules.more)
  var controls = CamtControls()

  var statusMissing = CamtTally()
  var valueDateTaken = CamtTally()
  var statementDateTaken = CamtTally()
  var takenWhole = CamtTally()
  var splitDropped = CamtTally()
  var tooLong = CamtTally()

  var isWhole: Bool { page?.isWhole ?? true }

  /// A complaint about this container or a field of it.
  mutating func complain(
    _ rule: String, _ message: String, severity: Finding.Severity = .error, remedy: String? = nil, line: Int32,
    path: String? = nil, term: String? = nil
  ) {
    findings.append(CamtRules.finding(rule, severity, message, remedy: remedy, line: line, path: path, term: term))
  }

  mutating func closeBalance() {
    switch balance.type {
    case "OPBD": opening = better(opening)
    case "PRCD": previousClosing = better(previousClosing)
    case "CLBD": closing = better(closing)
    default: break
    }
  }

  /// The first of its kind in the account's currency: those that follow are of other days or parts of the account.
  private func better(_ known: Balance?) -> Balance {
    guard let known else { return balance }
    let isOther = known.amount.currency != currency && balance.amount.currency == currency
    return isOther ? balance : known
  }

  mutating func closeCodeTotal() {
    guard !codeTotal.isForecast else { return }
    guard codeTotals.count < CamtContainer.codeTotalsMax else {
      hasMoreCodeTotals = true
      return
    }
    codeTotals.append(codeTotal)
  }

  /// Counts an entry whose amount and status are right.
  mutating func add(_ entry: CamtEntry.Settled, code: CamtCode, isCredit: Bool, isFailedReversal: Bool) {
    let moves = entry.status == .booked || entry.status == .correction
    totals.add(entry.amount, isCredit: isCredit, moves: moves, isFailedReversal: isFailedReversal)
    for index in codeTotals.indices where codeTotals[index].matches(code) {
      codeTotals[index].computed.add(entry.amount, isCredit: isCredit, moves: moves, isFailedReversal: isFailedReversal)
    }
  }
}
