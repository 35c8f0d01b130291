import Receivables

extension CamtReader {
  /// The statement's own line: what moved the account.
  mutating func line(_ settled: CamtEntry.Settled) -> SettlementEntry {
    var line = bare(settled)
    line.level = .statementLine
    line.archiveID = entry.reference
    line.message = entry.text
    line.isLump = entry.handling == .lump
    count(settled.amount, settled)
    return line
  }

  /// An entry without details is its own payment.
  mutating func wholePayment(_ settled: CamtEntry.Settled) -> SettlementEntry {
    var payment = bare(settled)
    // Of several payments taken as one, none has the entry's id.
    if entry.details == 0 { payment.archiveID = entry.reference }
    if container.kind != .statement { count(settled.amount, settled) }
    return payment
  }

  mutating func payment(_ detail: CamtDetail, _ chosen: Chosen, _ settled: CamtEntry.Settled, isSingle: Bool) -> SettlementEntry {
    var payment = bare(settled)
    payment.line = Int(detail.line)
    payment.amount = Money(minorUnits: chosen.signed, settled.currency.currency)
    payment.statedAmount = chosen.text
    payment.paymentDate = detail.paymentDate
    payment.archiveID =
      detail.servicerReference ?? detail.proprietaryReference ?? detail.transactionID ?? (isSingle ? entry.reference : nil)
    setCounterpart(of: &payment, detail)
    payment.message = detail.message ?? (isSingle ? entry.text : nil)
    if let code = detail.code.text { payment.bankCode = code }
    payment.returnReason = detail.returnReason
    setRemittance(of: &payment, detail, settled)
    if container.kind != .statement { count(chosen.signed, settled) }
    return payment
  }

  /// What an entry says of itself.
  private mutating func bare(_ settled: CamtEntry.Settled) -> SettlementEntry {
    let ordinal = container.handedOn
    container.handedOn += 1
    return SettlementEntry(
      ordinal: ordinal, line: Int(entry.line), account: container.account ?? "", bookingDate: settled.bookingDate,
      valueDate: entry.valueDate, paymentDate: nil, amount: Money(minorUnits: settled.amount, settled.currency.currency),
      statedAmount: entry.amount.text, reference: nil, archiveID: nil, entryReference: entry.reference, payerName: nil,
      message: entry.details == 0 ? entry.text : nil, bankCode: entry.code.text, status: settled.status,
      correctionCode: settled.correctionCode)
  }

  private mutating func count(_ amount: Int64, _ settled: CamtEntry.Settled) {
    // News in another currency cannot be added up.
    guard settled.currency == container.currency else { return }
    container.money.add(amount, posts: settled.status == .booked || settled.status == .correction)
  }

  /// The other side. The roles are those of the original payment, so a reversal turns the direction round.
  private func setCounterpart(of payment: inout SettlementEntry, _ detail: CamtDetail) {
    let isReversal = entry.isReversal == true
    let debtor = detail.debtor ?? detail.ultimateDebtor
    let creditor = detail.creditor ?? detail.ultimateCreditor
    if payment.amount.isNegative == isReversal {
      payment.payerName = debtor ?? (isReversal ? creditor : nil)
      payment.payerAccount = detail.debtorAccount ?? (isReversal ? detail.creditorAccount : nil)
    } else {
      payment.payerName = creditor ?? (isReversal ? debtor : nil)
      payment.payerAccount = detail.creditorAccount ?? (isReversal ? detail.debtorAccount : nil)
    }
  }

  private mutating func setRemittance(of payment: inout SettlementEntry, _ detail: CamtDetail, _ settled: CamtEntry.Settled) {
    payment.reference = detail.first.reference
    if detail.more.isEmpty, detail.first.number == nil, detail.first.remitted.state == .absent,
      detail.first.creditNote.state == .absent
    {
      return
    }
    let blocks = [detail.first] + detail.more
    payment.reference =
      blocks.first { $0.reference != nil && !$0.isCredit }?.reference ?? blocks.first { $0.reference != nil }?.reference
    let adds = CamtReader.addUp(blocks, to: payment.amount.magnitude.minorUnits, settled.currency)
    if adds == false { container.splitDropped.add(detail.line) }
    guard blocks.count > 1 || detail.first.number != nil else { return }
    for block in blocks {
      guard let number = block.number ?? block.reference else { continue }
      var document = SettlementEntry.ReferredDocument(number: number, isCreditNote: block.isCredit)
      if adds == true, !detail.isSplitUnclear {
        let stated = block.creditNote.minorUnits(in: settled.currency) ?? block.remitted.minorUnits(in: settled.currency)
        document.amount = stated.map { Money(minorUnits: $0, settled.currency.currency) }
      }
      payment.documents.append(document)
    }
  }

  /// Whether remitted amounts less credit notes are the payment; nil when no block states an amount, or one in other money.
  private static func addUp(_ blocks: [CamtRemittance], to amount: Int64, _ currency: CamtCurrency) -> Bool? {
    var sum = CamtSum()
    var stated = 0
    for block in blocks {
      for (part, sign) in [(block.remitted, Int64(1)), (block.creditNote, -1)] where part.state != .absent {
        guard part.state == .stated else { return false }
        guard let value = part.minorUnits(in: currency) else { return nil }
        sum.add(sign * value)
      }
      if block.remitted.state != .absent || block.creditNote.state != .absent { stated += 1 }
    }
    return stated == 0 ? nil : stated == blocks.count && sum.isExact && sum.value == amount
  }
}
