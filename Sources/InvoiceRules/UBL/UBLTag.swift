/// The elements that rules name. A case is the element's prefix and local name: `cacParty` is cac:Party. Its number is its id in a
/// tree, so that rules compare small integers; elements that no rule names have the ids behind these (`UBLVocabulary`).
enum UBLTag: UInt16, CaseIterable {
  /// In none of the namespaces of UBL, or a name that UBL 2.1 does not have.
  case other
  case invoice, creditNote

  case cacAccountingCustomerParty, cacAccountingSupplierParty, cacAdditionalDocumentReference, cacAdditionalItemProperty
  case cacAddress, cacAddressLine, cacAllowanceCharge, cacAttachment, cacBillingReference, cacBuyersItemIdentification
  case cacCardAccount, cacClassifiedTaxCategory, cacCommodityClassification, cacContact, cacContractDocumentReference
  case cacCountry, cacCreditNoteLine, cacDelivery, cacDeliveryLocation, cacDeliveryParty, cacDespatchDocumentReference
  case cacDocumentReference, cacExternalReference, cacFinancialInstitutionBranch, cacInvoiceDocumentReference, cacInvoiceLine
  case cacInvoicePeriod, cacItem, cacLegalMonetaryTotal, cacOrderLineReference, cacOrderReference, cacOriginCountry
  case cacOriginatorDocumentReference, cacParty, cacPartyIdentification, cacPartyLegalEntity, cacPartyName, cacPartyTaxScheme
  case cacPayeeFinancialAccount, cacPayeeParty, cacPayerFinancialAccount, cacPaymentMandate, cacPaymentMeans, cacPaymentTerms
  case cacPostalAddress, cacPrice, cacProjectReference, cacReceiptDocumentReference, cacSellersItemIdentification
  case cacStandardItemIdentification, cacTaxCategory, cacTaxRepresentativeParty, cacTaxScheme, cacTaxSubtotal, cacTaxTotal

  case cbcActualDeliveryDate, cbcAdditionalStreetName, cbcAllowanceChargeReason, cbcAllowanceChargeReasonCode
  case cbcAllowanceTotalAmount, cbcAmount, cbcBaseAmount, cbcBaseQuantity, cbcBuyerReference, cbcChargeIndicator
  case cbcChargeTotalAmount, cbcCityName, cbcCompanyID, cbcCompanyLegalForm, cbcCreditNoteTypeCode, cbcCreditedQuantity
  case cbcCustomizationID, cbcDescription, cbcDescriptionCode, cbcDocumentCurrencyCode, cbcDocumentDescription
  case cbcDocumentTypeCode, cbcDueDate, cbcElectronicMail, cbcEmbeddedDocumentBinaryObject, cbcEndDate, cbcEndpointID
  case cbcExemptionReason, cbcHolderName, cbcID, cbcIdentificationCode, cbcInstructionID, cbcInvoiceTypeCode
  case cbcInvoicedQuantity, cbcIssueDate, cbcItemClassificationCode, cbcLine, cbcLineExtensionAmount, cbcLineID
  case cbcMultiplierFactorNumeric, cbcName, cbcNetworkID, cbcNote, cbcPayableAmount, cbcPayableRoundingAmount
  case cbcPaymentDueDate, cbcPaymentID, cbcPaymentMeansCode, cbcPercent, cbcPostalZone, cbcPrepaidAmount, cbcPriceAmount
  case cbcPrimaryAccountNumberID, cbcProfileID, cbcRegistrationName, cbcSalesOrderID, cbcStartDate, cbcStreetName
  case cbcTaxAmount, cbcTaxCurrencyCode, cbcTaxExclusiveAmount, cbcTaxExemptionReason, cbcTaxExemptionReasonCode
  case cbcTaxInclusiveAmount, cbcTaxPointDate, cbcTaxableAmount, cbcTelephone, cbcUBLVersionID, cbcURI, cbcValue

  /// What UBL-CR-630 forbids; UBL has a cac:PriceList, which the artefact does not name.
  case cbcPriceList

  /// All cases in order. Swift would look each name up by reflection, at every start.
  private static let names: StaticString = """
    other invoice creditNote cacAccountingCustomerParty cacAccountingSupplierParty cacAdditionalDocumentReference
    cacAdditionalItemProperty cacAddress cacAddressLine cacAllowanceCharge cacAttachment cacBillingReference
    cacBuyersItemIdentification cacCardAccount cacClassifiedTaxCategory cacCommodityClassification cacContact
    cacContractDocumentReference cacCountry cacCreditNoteLine cacDelivery cacDeliveryLocation cacDeliveryParty
    cacDespatchDocumentReference cacDocumentReference cacExternalReference cacFinancialInstitutionBranch
    cacInvoiceDocumentReference cacInvoiceLine cacInvoicePeriod cacItem cacLegalMonetaryTotal
    cacOrderLineReference cacOrderReference cacOriginCountry cacOriginatorDocumentReference cacParty
    cacPartyIdentification cacPartyLegalEntity cacPartyName cacPartyTaxScheme cacPayeeFinancialAccount
    cacPayeeParty cacPayerFinancialAccount cacPaymentMandate cacPaymentMeans cacPaymentTerms cacPostalAddress
    cacPrice cacProjectReference cacReceiptDocumentReference cacSellersItemIdentification
    cacStandardItemIdentification cacTaxCategory cacTaxRepresentativeParty cacTaxScheme cacTaxSubtotal cacTaxTotal
    cbcActualDeliveryDate cbcAdditionalStreetName cbcAllowanceChargeReason cbcAllowanceChargeReasonCode
    cbcAllowanceTotalAmount cbcAmount cbcBaseAmount cbcBaseQuantity cbcBuyerReference cbcChargeIndicator
    cbcChargeTotalAmount cbcCityName cbcCompanyID cbcCompanyLegalForm cbcCreditNoteTypeCode cbcCreditedQuantity
    cbcCustomizationID cbcDescription cbcDescriptionCode cbcDocumentCurrencyCode cbcDocumentDescription
    cbcDocumentTypeCode cbcDueDate cbcElectronicMail cbcEmbeddedDocumentBinaryObject cbcEndDate cbcEndpointID
    cbcExemptionReason cbcHolderName cbcID cbcIdentificationCode cbcInstructionID cbcInvoiceTypeCode
    cbcInvoicedQuantity cbcIssueDate cbcItemClassificationCode cbcLine cbcLineExtensionAmount cbcLineID
    cbcMultiplierFactorNumeric cbcName cbcNetworkID cbcNote cbcPayableAmount cbcPayableRoundingAmount
    cbcPaymentDueDate cbcPaymentID cbcPaymentMeansCode cbcPercent cbcPostalZone cbcPrepaidAmount cbcPriceAmount
    cbcPrimaryAccountNumberID cbcProfileID cbcRegistrationName cbcSalesOrderID cbcStartDate cbcStreetName
    cbcTaxAmount cbcTaxCurrencyCode cbcTaxExclusiveAmount cbcTaxExemptionReason cbcTaxExemptionReasonCode
    cbcTaxInclusiveAmount cbcTaxPointDate cbcTaxableAmount cbcTelephone cbcUBLVersionID cbcURI cbcValue
    cbcPriceList
    """

  /// By case: prefix and local name, `("cac", "Party")`; none of `other`, no prefix of the roots.
  static let qualifiedNames: [(prefix: String, localName: String)] = names.withUTF8Buffer { names in
    names.split { $0 == 0x20 || $0 == 0x0A }.map { name in
      let text = String(decoding: name, as: UTF8.self)
      let isElement = name.starts(with: "cac".utf8) || name.starts(with: "cbc".utf8)
      return isElement ? (String(text.utf8.prefix(3)) ?? "", String(text.utf8.dropFirst(3)) ?? "") : ("", text)
    }
  }
}
