import InvoiceRules

/// Which text goes where: names that occur in one place only, whatever block they stand in.
///
/// Each function says whether the name was one of its own.
extension FinvoiceMessageReader {
  mutating func partyText(_ name: FinvoiceName, _ stated: FinvoiceMessage.Stated) -> Bool {
    let text = stated.text
    switch name {
    case .toIdentifier: message.toIdentifier = message.toIdentifier ?? text
    case .specificationIdentifier: message.specification = text
    case .messageIdentifier: message.messageID = message.messageID ?? stated
    case .sellerPartyIdentifier: keep(\.seller.identifier, stated, name)
    case .sellerOrganisationName: append(text, to: \.seller.names)
    case .sellerOrganisationTradingName: message.seller.tradingName = message.seller.tradingName ?? text
    case .sellerOrganisationTaxCode: keep(\.seller.taxCode, stated, name)
    case .sellerOrganisationUnitNumber: keep(\.seller.unitNumber, stated, name)
    case .sellerContactPersonName: message.seller.contact = message.seller.contact ?? text
    case .sellerPhoneNumberIdentifier: message.seller.phone = text
    case .sellerEmailaddressIdentifier: message.seller.email = text
    case .sellerPhoneNumber: message.seller.phone = message.seller.phone ?? text
    case .sellerCommonEmailaddressIdentifier: message.seller.email = message.seller.email ?? text
    case .sellerAccountID: append(stated, to: \.sellerAccounts)
    case .buyerPartyIdentifier: keep(\.buyer.identifier, stated, name)
    case .buyerCode: keep(\.buyer.code, stated, name)
    case .buyerOrganisationName: append(text, to: \.buyer.names)
    case .buyerOrganisationTradingName: message.buyer.tradingName = message.buyer.tradingName ?? text
    case .buyerOrganisationTaxCode: keep(\.buyer.taxCode, stated, name)
    case .buyerOrganisationUnitNumber: keep(\.buyer.unitNumber, stated, name)
    case .buyerContactPersonName: message.buyer.contact = message.buyer.contact ?? text
    case .buyerPhoneNumberIdentifier: message.buyer.phone = message.buyer.phone ?? text
    case .buyerEmailaddressIdentifier: message.buyer.email = message.buyer.email ?? text
    case .recipientPartyIdentifier: keep(\.recipient.identifier, stated, name)
    case .recipientCode: keep(\.recipient.code, stated, name)
    case .recipientOrganisationName: append(text, to: \.recipient.names)
    case .recipientOrganisationTaxCode: keep(\.recipient.taxCode, stated, name)
    case .recipientOrganisationUnitNumber: keep(\.recipient.unitNumber, stated, name)
    case .recipientContactPersonName: message.recipient.contact = message.recipient.contact ?? text
    case .recipientPhoneNumberIdentifier: message.recipient.phone = message.recipient.phone ?? text
    case .recipientEmailaddressIdentifier: message.recipient.email = message.recipient.email ?? text
    default: return false
    }
    return true
  }

  mutating func invoiceText(_ name: FinvoiceName, _ stated: FinvoiceMessage.Stated) -> Bool {
    let text = stated.text
    switch name {
    case .invoiceTypeCode: keep(\.typeCode, stated, name)
    case .invoiceTypeCodeUN: message.typeCodeUN = message.typeCodeUN ?? stated
    case .invoiceTypeText: message.typeText = message.typeText ?? text
    case .originCode: keep(\.origin, stated, name)
    case .invoiceNumber: keep(\.number, stated, name)
    case .invoiceDate: keep(\.date, stated, name)
    case .originalInvoiceNumber: message.original.number = message.original.number ?? text
    case .originalInvoiceDate: message.original.date = message.original.date ?? stated
    case .sellerReferenceIdentifier: message.sellerReference = message.sellerReference ?? text
    case .sellersBuyerIdentifier: keep(\.customerNumber, stated, name)
    case .orderIdentifier: message.order = message.order ?? text
    case .agreementIdentifier: message.agreement = message.agreement ?? text
    case .buyerReferenceIdentifier: message.buyerReference = message.buyerReference ?? text
    case .accountDimensionText: message.accountDimension = message.accountDimension ?? text
    case .invoiceFreeText:
      append(text, to: \.freeTexts)
      if !message.mentionsRent, rent.occur(in: Array(text.utf8)[...]) { message.mentionsRent = true }
    case .periodStart: message.periodStart = message.periodStart ?? stated
    case .periodEnd: message.periodEnd = message.periodEnd ?? stated
    case .invoiceVatFreeText: message.hasVATText = true
    case .rowsTotal: message.rowsTotal = message.rowsTotal ?? stated
    case .discountsTotal: message.discountsTotal = message.discountsTotal ?? stated
    case .chargesTotal: message.chargesTotal = message.chargesTotal ?? stated
    case .totalVatExcluded: keep(\.net, stated, name)
    case .totalVat: keep(\.vat, stated, name)
    case .totalVatIncluded: keep(\.gross, stated, name)
    case .totalRoundoff: keep(\.roundoff, stated, name)
    case .invoicePaidAmount: keep(\.paid, stated, name)
    case .invoiceUrlText: append(text, to: \.urls)
    case .attachmentMessageIdentifier: message.attachment = stated
    default: return false
    }
    return true
  }

  mutating func paymentText(_ name: FinvoiceName, _ stated: FinvoiceMessage.Stated) -> Bool {
    let text = stated.text
    switch name {
    case .paymentTermsFreeText: append(text, to: \.terms)
    case .invoiceDueDate: append(stated, to: \.termsDueDates)
    case .cashDiscountDate: append(stated, to: \.cashDiscountDates)
    case .cashDiscountAmount: append(stated, to: \.cashDiscounts)
    case .overDueFineFreeText: append(text, to: \.fineTexts)
    case .overDueFinePercent: keep(\.finePercent, stated, name)
    case .overDueFixedAmount: keep(\.fineFixed, stated, name)
    case .paymentStatusCode: keep(\.status, stated, name)
    case .paymentMethodText: message.paymentMethod = message.paymentMethod ?? text
    case .paidAmount: partialPayment { $0.paid = stated }
    case .unPaidAmount: partialPayment { $0.unpaid = stated }
    case .processingCostsAmount: partialPayment { $0.costs = stated }
    case .partialVatIncludedAmount: partialPayment { $0.amounts.append(stated) }
    case .partialVatExcludedAmount: partialPayment { $0.netAmounts.append(stated) }
    case .partialDueDate: partialPayment { $0.dueDates.append(stated) }
    case .partialReference: partialPayment { $0.references.append(stated) }
    case .virtualBankBarcode: message.barcode = message.barcode ?? stated
    case .epiDate: message.epiDate = message.epiDate ?? stated
    case .epiReference: message.epiReference = message.epiReference ?? text
    case .epiBfiIdentifier: message.epiBIC = message.epiBIC ?? stated
    case .epiNameAddressDetails: message.epiName = message.epiName ?? text
    case .epiBei: message.epiBei = message.epiBei ?? text
    case .epiAccountID: keep(\.epiAccount, stated, name)
    case .epiPaymentInstructionId: message.paymentInstruction = message.paymentInstruction ?? text
    case .epiRemittanceInfoIdentifier: keep(\.reference, stated, name)
    case .epiInstructedAmount: keep(\.amountDue, stated, name)
    case .epiDateOptionDate: append(stated, to: \.epiDueDates)
    case .epiPaymentMeansCode: append(stated, to: \.paymentMeans)
    default: return false
    }
    return true
  }

  /// The first value stays; another one is remembered as a repetition.
  private mutating func keep(
    _ field: WritableKeyPath<FinvoiceMessage, FinvoiceMessage.Stated?>, _ stated: FinvoiceMessage.Stated, _ name: FinvoiceName
  ) {
    guard let first = message[keyPath: field] else {
      message[keyPath: field] = stated
      return
    }
    guard first.text != stated.text || first.qualifier != stated.qualifier, message.repetitions.count < 20 else { return }
    message.repetitions.append(
      FinvoiceMessage.Repetition(name: name.rawValue, first: first.text, second: stated.text, line: stated.line))
  }

  private mutating func partialPayment(_ set: (inout FinvoiceMessage.PartialPayment) -> Void) {
    guard let last = message.partialPayments.indices.last else { return }
    set(&message.partialPayments[last])
  }
}
