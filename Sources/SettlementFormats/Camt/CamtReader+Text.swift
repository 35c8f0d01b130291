import Receivables
import XMLStream

extension CamtReader {
  /// Takes the text of an element. Money and what decides about it may be stated once; of the rest the first counts.
  mutating func text(_ node: UInt16, _ event: XMLEvent, _ bytes: ArraySlice<UInt8>) {
    switch paths.fields[Int(node)] {
    case .detailAmount: detail.amount.take(bytes)
    case .transactionAmount: detail.transaction.take(bytes)
    case .counterAmount: detail.counter.take(bytes)
    case .instructedAmount: detail.instructed.take(bytes)
    case .remittedAmount: block.remitted.take(bytes)
    case .creditNoteAmount: block.creditNote.take(bytes)
    case .entryAmount: entry.amount.take(bytes)
    case .batchAmount: batch.amount.take(bytes)
    case .balanceAmount: container.balance.amount.take(bytes)
    case .detailDirection:
      if detail.direction != .absent { complainOfRepetition(node, event.line) }
      detail.direction = CamtDirection(bytes)
    case .servicerReference: detail.servicerReference = detail.servicerReference ?? identifier(bytes, event.line)
    case .proprietaryReference: detail.proprietaryReference = detail.proprietaryReference ?? identifier(bytes, event.line)
    case .transactionID: detail.transactionID = detail.transactionID ?? identifier(bytes, event.line)
    case .debtorName: detail.debtor = detail.debtor ?? CamtText.name(bytes)
    case .ultimateDebtorName: detail.ultimateDebtor = detail.ultimateDebtor ?? CamtText.name(bytes)
    case .creditorName: detail.creditor = detail.creditor ?? CamtText.name(bytes)
    case .ultimateCreditorName: detail.ultimateCreditor = detail.ultimateCreditor ?? CamtText.name(bytes)
    case .debtorAccount: detail.debtorAccount = detail.debtorAccount ?? otherAccount(bytes)
    case .creditorAccount: detail.creditorAccount = detail.creditorAccount ?? otherAccount(bytes)
    case .freeText: addFreeText(bytes)
    case .reference:
      block.reference =
        block.reference
        ?? limited(bytes, event.line).flatMap {
          CamtText.reference($0, isFinnish: container.isFinnish)
        }
    case .documentNumber:
      if block.number != nil { detail.isSplitUnclear = true }
      block.number = block.number ?? identifier(bytes, event.line)
    case .documentType:
      if CamtText.trimmed(bytes).elementsEqual("CREN".utf8) { block.isCreditNote = true }
    case .acceptanceDate: takePaymentDate(bytes, rank: 3)
    case .transactionDate: takePaymentDate(bytes, rank: 2)
    case .settlementDate: takePaymentDate(bytes, rank: 1)
    case .returnReason: detail.returnReason = detail.returnReason ?? identifier(bytes, event.line)
    case .codeDomain, .codeFamily, .codeSubFamily, .codeProprietary:
      takeCode(paths.fields[Int(node)], identifier(bytes, event.line))
    case .batchCount: takeBatchCount(node, bytes, event.line)
    case let field: entryText(field, node, event, bytes)
    }
  }

  private mutating func entryText(_ field: CamtField, _ node: UInt16, _ event: XMLEvent, _ bytes: ArraySlice<UInt8>) {
    switch field {
    case .entryDirection:
      if entry.direction != .absent || entry.isExamined { complainOfRepetition(node, event.line) }
      entry.direction = CamtDirection(bytes)
    case .reversal:
      if entry.isReversal != nil || entry.isExamined { complainOfRepetition(node, event.line) }
      entry.isReversal = CamtText.flag(bytes)
      if entry.isReversal == nil { complainOfField(node, bytes, "true or false", event.line) }
    case .status, .statusProprietary:
      // Version 07 wraps the word; both a text and the wrapped word are one too many.
      if entry.status != .absent || entry.isExamined { complainOfRepetition(node, event.line) }
      entry.status = field == .status ? CamtStatus(bytes) : .other(CamtText.string(bytes.prefix(40)) ?? "")
    case .bookingDate:
      if entry.bookingDate != nil || entry.isExamined { complainOfRepetition(node, event.line) }
      entry.bookingDate = day(node, bytes, event.line)
    case .valueDate: entry.valueDate = entry.valueDate ?? day(node, bytes, event.line)
    case .entryReference:
      if entry.isExamined { complainOfRepetition(node, event.line) }
      entry.reference = entry.reference ?? identifier(bytes, event.line)
    case .entryText: entry.text = entry.text ?? CamtReader.message(nil, bytes)
    default: headText(field, node, event, bytes)
    }
  }

  // MARK: values

  /// An identifier without blanks around it; nil for an overlong one, and for a word that says that there is none.
  private mutating func identifier(_ bytes: ArraySlice<UInt8>, _ line: Int32) -> String? {
    guard let bytes = limited(bytes, line), let text = CamtText.string(bytes) else { return nil }
    return CamtBankCodes.isIdentifier(text) ? text : nil
  }

  private mutating func limited(_ bytes: ArraySlice<UInt8>, _ line: Int32) -> ArraySlice<UInt8>? {
    let text = CamtText.trimmed(bytes)
    guard text.count <= CamtText.identifierBytesMax else {
      container.tooLong.add(line)
      return nil
    }
    return text
  }

  private func otherAccount(_ bytes: ArraySlice<UInt8>) -> String? {
    CamtAccounts.other(bytes, mayBeFinnish: container.isFinnish)
  }

  mutating func day(_ node: UInt16, _ bytes: ArraySlice<UInt8>, _ line: Int32) -> CalendarDate? {
    let day = CamtText.date(bytes)
    if day == nil { complainOfField(node, bytes, "a day as YYYY-MM-DD", line) }
    return day
  }

  private mutating func addFreeText(_ bytes: ArraySlice<UInt8>) { detail.message = CamtReader.message(detail.message, bytes) }

  static func message(_ message: String?, _ bytes: ArraySlice<UInt8>) -> String? {
    // Four bytes are the longest character.
    guard let text = CamtText.string(CamtText.cut(bytes, to: CamtText.messageCharactersMax * 4)) else { return message }
    let joined = message.map { $0 + " " + text } ?? text
    return joined.utf8.count <= CamtText.messageCharactersMax ? joined : String(joined.prefix(CamtText.messageCharactersMax))
  }

  private mutating func takePaymentDate(_ bytes: ArraySlice<UInt8>, rank: UInt8) {
    guard rank > detail.paymentDateRank, let day = CamtText.date(bytes) else { return }
    detail.paymentDate = day
    detail.paymentDateRank = rank
  }

  private mutating func takeCode(_ field: CamtField, _ text: String?) {
    if isCodeTotalOpen {
      CamtReader.set(&container.codeTotal.code, field, text)
    } else if isDetailOpen {
      CamtReader.set(&detail.code, field, text)
    } else {
      CamtReader.set(&entry.code, field, text)
    }
  }

  private static func set(_ code: inout CamtCode, _ field: CamtField, _ text: String?) {
    switch field {
    case .codeDomain: code.domain = text
    case .codeFamily: code.family = text
    case .codeSubFamily: code.subFamily = text
    default: code.proprietary = text
    }
  }

  private mutating func takeBatchCount(_ node: UInt16, _ bytes: ArraySlice<UInt8>, _ line: Int32) {
    if batch.count != nil { complainOfRepetition(node, line) }
    batch.count = CamtText.number(bytes)
    if batch.count == nil { complainOfField(node, bytes, "a number of payments", line) }
  }

  // MARK: complaints

  mutating func complainOfRepetition(_ node: UInt16, _ line: Int32) {
    container.complain(
      CamtRules.order, "“\(paths.path(node))” is stated twice, or behind what depends on it.", line: line, path: paths.path(node))
  }

  mutating func complainOfField(_ node: UInt16, _ bytes: ArraySlice<UInt8>, _ expected: String, _ line: Int32) {
    let text = Masking.excerpt(String(decoding: bytes.prefix(160), as: UTF8.self), limit: 40)
    container.complain(
      CamtRules.field, "“\(paths.path(node))” is “\(text)”, not \(expected).", line: line, path: paths.path(node))
  }
}
