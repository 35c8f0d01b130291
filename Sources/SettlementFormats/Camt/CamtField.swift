/// What an element of a camt message means to the reader.
enum CamtField: UInt8 {
  /// Only on the way to others.
  case passage
  case message, container
  // The message's head.
  case messageID, messageCreated, messagePage, messageIsLast
  // The statement's, notification's or report's head.
  case statementID, created, copy, page, isLast, periodEnd
  case accountIBAN, accountOther, accountCurrency, servicer
  case balance, balanceType, balanceAmount, balanceDirection, balanceDate
  case totalCount, totalSum, totalNet, totalNetDirection, creditCount, creditSum, debitCount, debitSum
  case codeTotal, codeTotalCount, codeTotalSum, codeTotalNet, codeTotalDirection, codeTotalForecast
  // Kind of movement, of a total, an entry or a detail.
  case codeDomain, codeFamily, codeSubFamily, codeProprietary
  // An entry.
  case entry, entryAmount, entryDirection, reversal, status, statusProprietary, bookingDate, valueDate, entryReference, entryText
  case entryDetails, batch, batchCount, batchAmount, batchDirection
  // A detail: one payment of the entry.
  case detail, servicerReference, proprietaryReference, transactionID
  case detailAmount, detailDirection, transactionAmount, counterAmount, instructedAmount
  case debtorName, ultimateDebtorName, creditorName, ultimateCreditorName, debtorAccount, creditorAccount
  case freeText, structured, reference, document, documentNumber, documentType, remittedAmount, creditNoteAmount
  case acceptanceDate, transactionDate, settlementDate, returnReason

  /// Holds an amount with its currency in an attribute.
  var isAmount: Bool {
    switch self {
    case .balanceAmount, .entryAmount, .batchAmount, .detailAmount, .transactionAmount, .counterAmount, .instructedAmount,
      .remittedAmount, .creditNoteAmount:
      true
    default: false
    }
  }
}
