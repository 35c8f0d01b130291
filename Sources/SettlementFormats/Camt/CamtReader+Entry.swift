import Receivables

extension CamtReader {
  mutating func beginEntry(_ line: Int32) {
    entry = CamtEntry()
    entry.line = line
    batch = CamtBatch()
    batches.removeAll(keepingCapacity: true)
    details.removeAll(keepingCapacity: true)
    container.entries += 1
  }

  mutating func endDetail() throws {
    entry.details += 1
    container.details += 1
    batch.details += 1
    detail.batch = batches.count
    // Moved, not copied.
    var ended = CamtDetail()
    swap(&ended, &detail)
    details.append(ended)
    if details.count >= detailsHeldMax { try handOn(isEnd: false) }
  }

  mutating func endBatch() throws {
    batches.append(batch)
    batch = CamtBatch()
    if batches.count >= detailsHeldMax { try handOn(isEnd: false) }
  }

  mutating func endEntry() throws {
    // Version 01 has no `NtryDtls`, which would have closed it.
    if batch.details > 0 || batch.count != nil { batches.append(batch) }
    batch = CamtBatch()
    try handOn(isEnd: true)
    if let settled = entry.settled { verifyDetails(settled) }
  }

  /// Hands on what is held of the open entry. Before its end only when there is too much to hold: what it says of itself must be
  /// known by then.
  private mutating func handOn(isEnd: Bool) throws {
    let isFirst = !entry.isExamined
    if isFirst { entry.settled = examine(isEnd: isEnd) }
    defer {
      details.removeAll(keepingCapacity: true)
      batches.removeAll(keepingCapacity: true)
    }
    guard let settled = entry.settled else { return }
    if isFirst { entry.handling = handling(isEnd: isEnd, settled) }
    if isFirst, container.kind == .statement { try sink.receive(line(settled)) }
    let isPayment = container.kind != .statement || entry.handling != .lump
    if isFirst, isPayment, entry.handling != .details { try sink.receive(wholePayment(settled)) }
    if entry.handling == .details { try handOnDetails(settled, isSingle: isEnd && entry.details == 1) }
    if entry.handling != .lump { verifyBatches(settled) }
  }

  private mutating func handOnDetails(_ settled: CamtEntry.Settled, isSingle: Bool) throws {
    // Out of the reader's own array, and by pointer, so that no detail is copied for being looked at.
    var held: [CamtDetail] = []
    swap(&held, &details)
    try held.withUnsafeBufferPointer { held in
      for index in held.indices { try handOn(held[index], settled, isSingle: isSingle) }
    }
    swap(&held, &details)
  }

  private mutating func handOn(_ detail: CamtDetail, _ settled: CamtEntry.Settled, isSingle: Bool) throws {
    guard let chosen = CamtReader.amount(of: detail, settled, entry, isSingle: isSingle) else {
      let currency = settled.currency.currency.code
      complain(
        CamtRules.detailAmount, "a payment (line \(detail.line)) has no amount in \(currency)", detail.line)
      return
    }
    entry.net = entry.net.addingReportingOverflow(chosen.signed).partialValue
    if detail.batch < batches.count {
      batches[detail.batch].add(chosen.signed)
    } else {
      batch.add(chosen.signed)
    }
    try sink.receive(payment(detail, chosen, settled, isSingle: isSingle))
  }

  /// What becomes of the entry's payments.
  private mutating func handling(isEnd: Bool, _ settled: CamtEntry.Settled) -> CamtEntry.Handling {
    // An entry with more details than are held is taken to list them all; if it does not, its controls fail.
    guard isEnd else { return .details }
    if container.kind == .statement, isLump { return .lump }
    if entry.details == 0 {
      if batches.contains(where: { ($0.count ?? 0) > 1 }) { container.takenWhole.add(entry.line) }
      return .whole
    }
    // Where some have an amount and some have not, something is damaged: each that has none is complained of.
    let lacksAll = details.allSatisfy {
      !$0.hasMalformedAmount && CamtReader.amount(of: $0, settled.currency, isSingle: false) == nil
    }
    if entry.details > 1, lacksAll {
      container.takenWhole.add(entry.line)
      return .whole
    }
    return .details
  }

  /// Whether the statement only sums up here what other files tell singly.
  private var isLump: Bool {
    var stated = 0
    for batch in batches {
      guard let count = batch.count else { continue }
      stated += count
      if batch.details > 0, count > batch.details { return true }
    }
    if stated > max(entry.details, 1) { return true }
    guard entry.details == 0, container.isFinnish, let code = entry.code.proprietary else { return false }
    return CamtBankCodes.isFinnishLump(code)
  }

  // MARK: amounts

  /// An amount of a detail: signed, and as it is written.
  struct Chosen {
    var signed: Int64
    var text: String
  }

  private static func amount(
    of detail: CamtDetail, _ settled: CamtEntry.Settled, _ entry: CamtEntry, isSingle: Bool
  ) -> Chosen? {
    let direction = detail.direction == .absent ? entry.direction : detail.direction
    guard direction != .malformed, !detail.hasMalformedAmount else { return nil }
    if let amount = CamtReader.amount(of: detail, settled.currency, isSingle: isSingle) {
      return Chosen(signed: direction.signed(amount.minorUnits), text: amount.text)
    }
    // The one payment of an entry is the entry, whatever was instructed in other money or before charges.
    return isSingle ? Chosen(signed: settled.amount, text: entry.amount.text) : nil
  }

  private static func amount(of detail: CamtDetail, _ currency: CamtCurrency, isSingle: Bool) -> CamtAmount? {
    if detail.amount.minorUnits(in: currency) != nil { return detail.amount }
    if detail.transaction.minorUnits(in: currency) != nil { return detail.transaction }
    if detail.counter.minorUnits(in: currency) != nil { return detail.counter }
    return !isSingle && detail.instructed.minorUnits(in: currency) != nil ? detail.instructed : nil
  }

  // MARK: control totals

  private mutating func verifyBatches(_ settled: CamtEntry.Settled) {
    for batch in batches where batch.details > 0 {
      if let count = batch.count {
        let name = "number of payments of the batch"
        verify(.batchCounts, name, String(count), count == batch.details, String(batch.details), batch.line)
      }
      if batch.amount.state == .malformed {
        complain(
          CamtRules.amount, "the batch's total “\(Masking.excerpt(batch.amount.text, limit: 40))” is no amount",
          batch.line)
      }
      // A batch in another currency is the order as the payer gave it.
      guard entry.handling == .details, let stated = batch.amount.minorUnits(in: settled.currency) else { continue }
      let net = batch.net < 0 ? 0 &- batch.net : batch.net
      let isEqual = stated == net || stated == batch.gross
      verify(
        .batchSums, "total of the batch", CamtReader.text(stated, settled), isEqual, CamtReader.text(net, settled),
        batch.line)
    }
  }

  private mutating func verifyDetails(_ settled: CamtEntry.Settled) {
    guard entry.handling == .details else { return }
    guard entry.net != settled.amount else { return container.controls.hold(.details) }
    verify(
      .details, "sum of the details", CamtReader.text(settled.amount, settled), false, CamtReader.text(entry.net, settled),
      entry.line)
  }

  private mutating func verify(
    _ kind: CamtControls.Kind, _ name: String, _ stated: String, _ isEqual: Bool, _ computed: String, _ line: Int32
  ) {
    guard !isEqual else { return container.controls.hold(kind) }
    let message = "the \(name) should be \(stated), and is \(computed)"
    // Nothing is booked of an interim report, so nobody has to act.
    guard container.kind != .interim else { return complain(CamtRules.controlTotal, message, line, .warning) }
    container.controls.fail(kind, ControlTotal(name: "\(name), line \(line)", stated: stated, computed: computed))
    complain(CamtRules.controlTotal, message, line)
  }

  private static func text(_ amount: Int64, _ settled: CamtEntry.Settled) -> String {
    Money(minorUnits: amount, settled.currency.currency).decimalText
  }

  /// A complaint about the open entry; an error makes the settlement unsound.
  mutating func complain(_ rule: String, _ what: String, _ line: Int32, _ severity: Finding.Severity = .error) {
    container.complain(
      rule, "Entry \(container.entries) (line \(entry.line)): \(what).", severity: severity, line: line,
      path: "Ntry[\(container.entries)]")
  }
}
