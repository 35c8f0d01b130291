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

  /// Prefix and local name: `("cac", "Party")`.
  var qualifiedName: (prefix: Substring, localName: Substring) {
    switch self {
    case .other: ("", "")
    case .invoice: ("", "Invoice")
    case .creditNote: ("", "CreditNote")
    default:
      {
        let text = String(describing: self)
        return (Substring(text.utf8.prefix(3)), Substring(text.utf8.dropFirst(3)))
      }()
    }
  }
}
