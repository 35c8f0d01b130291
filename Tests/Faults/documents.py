"""Invoices of the nights, in the formats that sellers drop."""

from identifiers import ACCOUNT, RENT_ACCOUNT, business_id, finnish_iban, ocr, reference


def party(seven, name, account=ACCOUNT):
    return {"id": business_id(seven), "name": name, "account": finnish_iban(account)}


SELLER = party("9300007", "Keksitty Koe Oy")
LANDLORD = party("9300040", "Sepitetty Talo Oy", RENT_ACCOUNT)
CAFE = party("9300015", "Kuviteltu Kahvila Oy")
FORGE = party("9300023", "Olematon Paja Oy")
PRINTER = party("9300031", "Tekaistu Painotalo Oy")


def address(prefix):
    return (f"<{prefix}PostalAddressDetails><{prefix}StreetName>Satukatu 4</{prefix}StreetName>"
            f"<{prefix}TownName>OLEMATTOMALA</{prefix}TownName>"
            f"<{prefix}PostCodeIdentifier>98999</{prefix}PostCodeIdentifier><CountryCode>FI</CountryCode>"
            f"</{prefix}PostalAddressDetails>")


def finvoice(number, buyer, amount, issued, due, type_code="INV01", original=None, seller=SELLER):
    """One Finvoice 3.0 message; dates as CCYYMMDD, the amount with a decimal comma."""
    vat = "FI" + seller["id"].replace("-", "")
    original_text = f"<OriginalInvoiceNumber>{original}</OriginalInvoiceNumber>" if original else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Finvoice Version="3.0">
<SellerPartyDetails><SellerPartyIdentifier>{seller["id"]}</SellerPartyIdentifier>
<SellerOrganisationName>{seller["name"]}</SellerOrganisationName><SellerOrganisationTaxCode>{vat}</SellerOrganisationTaxCode>
{address("Seller")}</SellerPartyDetails>
<BuyerPartyDetails><BuyerPartyIdentifier>{buyer["id"]}</BuyerPartyIdentifier>
<BuyerOrganisationName>{buyer["name"]}</BuyerOrganisationName>
<BuyerOrganisationTaxCode>FI{buyer["id"].replace("-", "")}</BuyerOrganisationTaxCode>{address("Buyer")}</BuyerPartyDetails>
<InvoiceDetails><InvoiceTypeCode>{type_code}</InvoiceTypeCode><InvoiceTypeText>LASKU</InvoiceTypeText>
<OriginCode>Original</OriginCode><InvoiceNumber>{number}</InvoiceNumber>
<InvoiceDate Format="CCYYMMDD">{issued}</InvoiceDate>{original_text}
<InvoiceTotalVatIncludedAmount AmountCurrencyIdentifier="EUR">{amount}</InvoiceTotalVatIncludedAmount>
<PaymentTermsDetails><InvoiceDueDate Format="CCYYMMDD">{due}</InvoiceDueDate></PaymentTermsDetails></InvoiceDetails>
<InvoiceRow><ArticleName>Koe</ArticleName><RowAmount AmountCurrencyIdentifier="EUR">{amount}</RowAmount></InvoiceRow>
<EpiDetails><EpiIdentificationDetails><EpiDate Format="CCYYMMDD">{issued}</EpiDate><EpiReference>1</EpiReference></EpiIdentificationDetails>
<EpiPartyDetails><EpiBfiPartyDetails/><EpiBeneficiaryPartyDetails><EpiNameAddressDetails>{seller["name"]}</EpiNameAddressDetails>
<EpiAccountID IdentificationSchemeName="IBAN">{seller["account"]}</EpiAccountID></EpiBeneficiaryPartyDetails></EpiPartyDetails>
<EpiPaymentInstructionDetails><EpiRemittanceInfoIdentifier IdentificationSchemeName="SPY">{reference(number)}</EpiRemittanceInfoIdentifier>
<EpiInstructedAmount AmountCurrencyIdentifier="EUR">{amount}</EpiInstructedAmount><EpiCharge ChargeOption="SHA">SHA</EpiCharge>
<EpiDateOptionDate Format="CCYYMMDD">{due}</EpiDateOptionDate></EpiPaymentInstructionDetails></EpiDetails>
</Finvoice>
"""


def peppol(number, buyer, amount, issued, due):
    vat = SELLER["id"].replace("-", "")

    def party(name, identifier, endpoint):
        return (f'<cac:Party><cbc:EndpointID schemeID="0216">{endpoint}</cbc:EndpointID><cac:PostalAddress>'
                "<cbc:StreetName>Satukatu 4</cbc:StreetName><cbc:CityName>OLEMATTOMALA</cbc:CityName>"
                "<cbc:PostalZone>98999</cbc:PostalZone><cac:Country><cbc:IdentificationCode>FI</cbc:IdentificationCode>"
                "</cac:Country></cac:PostalAddress><cac:PartyTaxScheme>"
                f"<cbc:CompanyID>FI{identifier.replace('-', '')}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
                f"</cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>{name}</cbc:RegistrationName>"
                f'<cbc:CompanyID schemeID="0212">{identifier}</cbc:CompanyID></cac:PartyLegalEntity></cac:Party>')

    zero_rate = "<cbc:ID>Z</cbc:ID><cbc:Percent>0</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
<cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID><cbc:ID>{number}</cbc:ID>
<cbc:IssueDate>{issued}</cbc:IssueDate><cbc:DueDate>{due}</cbc:DueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode><cbc:BuyerReference>1</cbc:BuyerReference>
<cac:AccountingSupplierParty>{party(SELLER["name"], SELLER["id"], "0037" + vat)}</cac:AccountingSupplierParty>
<cac:AccountingCustomerParty>{party(buyer["name"], buyer["id"], "0037" + buyer["id"].replace("-", ""))}</cac:AccountingCustomerParty>
<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cbc:PaymentID>{reference(number)}</cbc:PaymentID>
<cac:PayeeFinancialAccount><cbc:ID>{SELLER["account"]}</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">0.00</cbc:TaxAmount><cac:TaxSubtotal>
<cbc:TaxableAmount currencyID="EUR">{amount}</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">0.00</cbc:TaxAmount>
<cac:TaxCategory>{zero_rate}</cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="EUR">{amount}</cbc:LineExtensionAmount>
<cbc:TaxExclusiveAmount currencyID="EUR">{amount}</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount currencyID="EUR">{amount}</cbc:TaxInclusiveAmount>
<cbc:PayableAmount currencyID="EUR">{amount}</cbc:PayableAmount></cac:LegalMonetaryTotal>
<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="EA">1</cbc:InvoicedQuantity>
<cbc:LineExtensionAmount currencyID="EUR">{amount}</cbc:LineExtensionAmount><cac:Item><cbc:Name>Työ</cbc:Name>
<cac:ClassifiedTaxCategory>{zero_rate}</cac:ClassifiedTaxCategory></cac:Item>
<cac:Price><cbc:PriceAmount currencyID="EUR">{amount}</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
</Invoice>
"""


def swedish_rows(numbers):
    text = "Nr;Datum;Forfall;Belopp;OCR;Kund;Namn;Orgnr;Adress;Postnr;Ort\r\n"
    for number in numbers:
        text += (f"{number};2026-10-01;2026-10-15;{number},50;{ocr(str(number))};77;Påhittad Smedja AB;5599990073;"
                 "Sagovägen 2;98999;PÅHITT\r\n")
    return text.encode("iso-8859-1")
