import Receivables
import XMLStream

/// Walks a message's events and hands each statement on, entry by entry. Of an entry with very many payments only some are held, so
/// that memory does not grow with the file.
struct CamtReader {
  let sink: any SettlementSink
  /// Details of one entry that wait for its end: what an entry says behind them, or of how many they are, still counts for these.
  let detailsHeldMax: Int

  let paths = CamtPaths.shared
  private var stack: [UInt16] = []
  /// Elements open below one that is not read.
  private var skipped = 0
  private(set) var structure = CamtStructure.Check()
  private var currencies = CamtCurrencies()
  /// `Ccy` of the open amount.
  private var amountCurrency: CamtCurrency?

  var message = CamtMessage()
  var container = CamtContainer()
  var entry = CamtEntry()
  var detail = CamtDetail()
  var block = CamtRemittance()
  var details: [CamtDetail] = []
  /// The open `NtryDtls`, and those before it in its entry that are not verified yet.
  var batch = CamtBatch()
  var batches: [CamtBatch] = []
  var isContainerOpen = false
  var isDetailOpen = false
  var isCodeTotalOpen = false

  var settlements = 0
  /// The first account stated.
  var account: String?
  /// Latest day of which a sound settlement speaks.
  var speaksThrough: CalendarDate?
  /// Of the whole message.
  var findings = FindingList(overflowRule: CamtRules.more)
  var counts = CamtCounts()

  init(_ sink: any SettlementSink, detailsHeldMax: Int = 1_000) {
    self.sink = sink
    self.detailsHeldMax = detailsHeldMax
    stack.reserveCapacity(32)
  }

  mutating func take(_ events: borrowing XMLEvents) throws {
    for event in events.list {
      switch event.kind {
      case .start:
        structure.start(event, events)
        if skipped > 0 {
          skipped += 1
          continue
        }
        let node = stack.last.map { paths.child(of: $0, event.name) } ?? root(event, events)
        guard node != CamtPaths.none else {
          skipped = 1
          continue
        }
        stack.append(node)
        try start(node, event, events)
      case .text:
        if skipped == 0, let node = stack.last { text(node, event, events.text(event)) }
      case .end:
        structure.end(event)
        if skipped > 0 {
          skipped -= 1
        } else if let node = stack.popLast() {
          try end(node)
        }
      }
    }
  }

  private func root(_ event: XMLEvent, _ events: borrowing XMLEvents) -> UInt16 {
    events.name(event.name) == "Document" ? CamtPaths.document : CamtPaths.none
  }

  private mutating func start(_ node: UInt16, _ event: XMLEvent, _ events: borrowing XMLEvents) throws {
    let field = paths.fields[Int(node)]
    if field.isAmount {
      amountCurrency = events.value(of: paths.currency, on: event).flatMap { currencies.currency($0) }
      return beginAmount(field, node, event.line)
    }
    switch field {
    case .message:
      let namespace = Int(event.namespace)
      let identifier = CamtMessage.identifiers.indices.contains(namespace - 1) ? CamtMessage.identifiers[namespace - 1] : nil
      guard !message.hasBegun else {
        findings.append(
          CamtRules.finding(CamtRules.order, .error, "The file holds a second message.", line: event.line))
        return
      }
      message.begin(events.name(event.name), identifier: identifier, line: Int(event.line))
      structure.begin(message.format)
    case .container:
      isContainerOpen = true
      container = CamtContainer()
      container.line = event.line
      container.kind = message.kind
      container.ordinal = settlements
      container.ownPage = CamtPage()
      settlements += 1
    case .balance:
      container.balance = CamtContainer.Balance()
      container.balance.line = event.line
    case .codeTotal:
      isCodeTotalOpen = true
      container.codeTotal = CamtContainer.CodeTotal()
    case .entry:
      try beginContainer()
      beginEntry(event.line)
    case .entryDetails:
      batch = CamtBatch()
      batch.line = event.line
    case .batch: batch.line = event.line
    case .detail:
      isDetailOpen = true
      detail = CamtDetail()
      detail.line = event.line
    case .structured:
      block = CamtRemittance()
    default: break
    }
  }

  private mutating func end(_ node: UInt16) throws {
    switch paths.fields[Int(node)] {
    case .container: try endContainer()
    case .balance: container.closeBalance()
    case .codeTotal:
      isCodeTotalOpen = false
      container.closeCodeTotal()
    case .entry:
      try endEntry()
    case .entryDetails: try endBatch()
    case .detail:
      isDetailOpen = false
      try endDetail()
    case .structured:
      detail.add(block)
    default: break
    }
  }

  // MARK: amounts

  private mutating func beginAmount(_ field: CamtField, _ node: UInt16, _ line: Int32) {
    let currency = amountCurrency
    let isRepeated = withAmount(field) { amount in
      let isRepeated = amount.state != .absent
      amount.begin(currency, line: line)
      return isRepeated
    }
    if isRepeated { complainOfRepetition(node, line) }
  }

  private mutating func withAmount<Result>(_ field: CamtField, _ body: (inout CamtAmount) -> Result) -> Result {
    switch field {
    case .balanceAmount: body(&container.balance.amount)
    case .entryAmount: body(&entry.amount)
    case .batchAmount: body(&batch.amount)
    case .transactionAmount: body(&detail.transaction)
    case .counterAmount: body(&detail.counter)
    case .instructedAmount: body(&detail.instructed)
    case .remittedAmount: body(&block.remitted)
    case .creditNoteAmount: body(&block.creditNote)
    default: body(&detail.amount)
    }
  }
}
