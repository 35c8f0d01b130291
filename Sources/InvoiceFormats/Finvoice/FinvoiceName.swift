import XMLStream

/// The elements and attributes that are read, by their local names in every version of Finvoice.
enum FinvoiceName: String, CaseIterable, Sendable {
  case version = "Version"
  case amountCurrency = "AmountCurrencyIdentifier"
  case format = "Format"
  case identificationScheme = "IdentificationSchemeName"
  case identifierType = "IdentifierType"
  case schemeID = "SchemeID"
  case anyPartyCode = "AnyPartyCode"

  case finvoice = "Finvoice"
  case toIdentifier = "ToIdentifier"
  case specificationIdentifier = "SpecificationIdentifier"

  case sellerPartyIdentifier = "SellerPartyIdentifier"
  case sellerOrganisationName = "SellerOrganisationName"
  case sellerOrganisationTradingName = "SellerOrganisationTradingName"
  case sellerOrganisationTaxCode = "SellerOrganisationTaxCode"
  case sellerPostalAddressDetails = "SellerPostalAddressDetails"
  case sellerStreetName = "SellerStreetName"
  case sellerTownName = "SellerTownName"
  case sellerPostCodeIdentifier = "SellerPostCodeIdentifier"
  case sellerPostOfficeBoxIdentifier = "SellerPostOfficeBoxIdentifier"
  case sellerOrganisationUnitNumber = "SellerOrganisationUnitNumber"
  case sellerContactPersonName = "SellerContactPersonName"
  case sellerPhoneNumberIdentifier = "SellerPhoneNumberIdentifier"
  case sellerEmailaddressIdentifier = "SellerEmailaddressIdentifier"
  case sellerPhoneNumber = "SellerPhoneNumber"
  case sellerCommonEmailaddressIdentifier = "SellerCommonEmailaddressIdentifier"
  case sellerAccountID = "SellerAccountID"

  case buyerPartyIdentifier = "BuyerPartyIdentifier"
  case buyerCode = "BuyerCode"
  case buyerOrganisationName = "BuyerOrganisationName"
  case buyerOrganisationTradingName = "BuyerOrganisationTradingName"
  case buyerOrganisationTaxCode = "BuyerOrganisationTaxCode"
  case buyerPostalAddressDetails = "BuyerPostalAddressDetails"
  case buyerStreetName = "BuyerStreetName"
  case buyerTownName = "BuyerTownName"
  case buyerPostCodeIdentifier = "BuyerPostCodeIdentifier"
  case buyerPostOfficeBoxIdentifier = "BuyerPostOfficeBoxIdentifier"
  case buyerOrganisationUnitNumber = "BuyerOrganisationUnitNumber"
  case buyerContactPersonName = "BuyerContactPersonName"
  case buyerPhoneNumberIdentifier = "BuyerPhoneNumberIdentifier"
  case buyerEmailaddressIdentifier = "BuyerEmailaddressIdentifier"

  case recipientPartyIdentifier = "InvoiceRecipientPartyIdentifier"
  case recipientCode = "InvoiceRecipientCode"
  case recipientOrganisationName = "InvoiceRecipientOrganisationName"
  case recipientOrganisationTaxCode = "InvoiceRecipientOrganisationTaxCode"
  case recipientPostalAddressDetails = "InvoiceRecipientPostalAddressDetails"
  case recipientStreetName = "InvoiceRecipientStreetName"
  case recipientTownName = "InvoiceRecipientTownName"
  case recipientPostCodeIdentifier = "InvoiceRecipientPostCodeIdentifier"
  case recipientPostOfficeBoxIdentifier = "InvoiceRecipientPostOfficeBoxIdentifier"
  case recipientOrganisationUnitNumber = "InvoiceRecipientOrganisationUnitNumber"
  case recipientContactPersonName = "InvoiceRecipientContactPersonName"
  case recipientPhoneNumberIdentifier = "InvoiceRecipientPhoneNumberIdentifier"
  case recipientEmailaddressIdentifier = "InvoiceRecipientEmailaddressIdentifier"

  case countryCode = "CountryCode"
  case countryName = "CountryName"

  case invoiceSenderPartyDetails = "InvoiceSenderPartyDetails"
  case deliveryPartyDetails = "DeliveryPartyDetails"
  case deliveryDetails = "DeliveryDetails"
  case specificationDetails = "SpecificationDetails"
  case sellerInformationDetails = "SellerInformationDetails"

  case anyPartyDetails = "AnyPartyDetails"
  case anyPartyText = "AnyPartyText"
  case anyPartyIdentifier = "AnyPartyIdentifier"
  case anyPartyOrganisationName = "AnyPartyOrganisationName"

  case invoiceTypeCode = "InvoiceTypeCode"
  case invoiceTypeCodeUN = "InvoiceTypeCodeUN"
  case invoiceTypeText = "InvoiceTypeText"
  case originCode = "OriginCode"
  case invoiceNumber = "InvoiceNumber"
  case invoiceDate = "InvoiceDate"
  case originalInvoiceNumber = "OriginalInvoiceNumber"
  case originalInvoiceDate = "OriginalInvoiceDate"
  case originalInvoiceReference = "OriginalInvoiceReference"
  case sellerReferenceIdentifier = "SellerReferenceIdentifier"
  case sellersBuyerIdentifier = "SellersBuyerIdentifier"
  case orderIdentifier = "OrderIdentifier"
  case agreementIdentifier = "AgreementIdentifier"
  case agreementTypeText = "AgreementTypeText"
  case buyerReferenceIdentifier = "BuyerReferenceIdentifier"
  case definitionHeaderText = "DefinitionHeaderText"
  case definitionValue = "DefinitionValue"
  case accountDimensionText = "AccountDimensionText"
  case invoiceFreeText = "InvoiceFreeText"

  case totalVatExcluded = "InvoiceTotalVatExcludedAmount"
  case totalVat = "InvoiceTotalVatAmount"
  case totalVatIncluded = "InvoiceTotalVatIncludedAmount"
  case totalRoundoff = "InvoiceTotalRoundoffAmount"
  case invoicePaidAmount = "InvoicePaidAmount"
  case vatSpecificationDetails = "VatSpecificationDetails"
  case vatBaseAmount = "VatBaseAmount"
  case vatRatePercent = "VatRatePercent"
  case vatCode = "VatCode"
  case vatRateAmount = "VatRateAmount"

  case paymentTermsFreeText = "PaymentTermsFreeText"
  case invoiceDueDate = "InvoiceDueDate"
  case cashDiscountAmount = "CashDiscountAmount"
  case overDueFineFreeText = "PaymentOverDueFineFreeText"
  case overDueFinePercent = "PaymentOverDueFinePercent"
  case overDueFixedAmount = "PaymentOverDueFixedAmount"

  case paymentStatusCode = "PaymentStatusCode"
  case paymentMethodText = "PaymentMethodText"
  case paymentCardInfo = "PaymentCardInfo"
  case directDebitInfo = "DirectDebitInfo"

  case partialPaymentDetails = "PartialPaymentDetails"
  case paidAmount = "PaidAmount"
  case unPaidAmount = "UnPaidAmount"
  case processingCostsAmount = "ProsessingCostsAmount"
  case partialVatIncludedAmount = "PartialPaymentVatIncludedAmount"
  case partialVatExcludedAmount = "PartialPaymentVatExcludedAmount"
  case partialDueDate = "PartialPaymentDueDate"
  case partialReference = "PartialPaymentReferenceIdentifier"

  case factoringAgreementDetails = "FactoringAgreementDetails"
  case factoringPartyIdentifier = "FactoringPartyIdentifier"
  case factoringPartyName = "FactoringPartyName"

  case invoiceRow = "InvoiceRow"
  case subInvoiceRow = "SubInvoiceRow"
  case articleName = "ArticleName"
  case rowFreeText = "RowFreeText"
  case rowVatExcludedAmount = "RowVatExcludedAmount"
  case rowAmount = "RowAmount"
  case rowOriginalInvoiceIdentifier = "RowOriginalInvoiceIdentifier"
  case rowOriginalInvoiceDate = "RowOriginalInvoiceDate"

  case epiDetails = "EpiDetails"
  case epiReference = "EpiReference"
  case epiBfiIdentifier = "EpiBfiIdentifier"
  case epiNameAddressDetails = "EpiNameAddressDetails"
  case epiBei = "EpiBei"
  case epiAccountID = "EpiAccountID"
  case epiPaymentInstructionId = "EpiPaymentInstructionId"
  case epiRemittanceInfoIdentifier = "EpiRemittanceInfoIdentifier"
  case epiInstructedAmount = "EpiInstructedAmount"
  case epiDateOptionDate = "EpiDateOptionDate"
  case epiPaymentMeansCode = "EpiPaymentMeansCode"

  case invoiceUrlText = "InvoiceUrlText"
  case attachmentMessageIdentifier = "AttachmentMessageIdentifier"

  private static let all = Array(allCases)
  private static let ids = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($0.element, UInt16($0.offset)) })

  static let names = XMLNames(of: FinvoiceName.self)

  /// The name with this id; nil for one that is not read.
  init?(id: UInt16) {
    guard Int(id) < FinvoiceName.all.count else { return nil }
    self = FinvoiceName.all[Int(id)]
  }

  var id: UInt16 { FinvoiceName.ids[self] ?? XMLNames.unnamed }
}
