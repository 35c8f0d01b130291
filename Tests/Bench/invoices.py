"""Peppol invoices for the benchmark: invented, distinct, valid by every rule unless asked otherwise."""

import os
import pathlib

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
  <cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
  <cbc:ID>INV-{number}</cbc:ID>
  <cbc:IssueDate>2026-09-{day:02}</cbc:IssueDate>
  <cbc:DueDate>2026-10-{day:02}</cbc:DueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:Note>Invented invoice number {number} for the benchmark</cbc:Note>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cbc:BuyerReference>REF-{number}</cbc:BuyerReference>
  <cac:InvoicePeriod>
    <cbc:StartDate>2026-08-01</cbc:StartDate>
    <cbc:EndDate>2026-08-31</cbc:EndDate>
  </cac:InvoicePeriod>
  <cac:OrderReference>
    <cbc:ID>PO-{number}</cbc:ID>
  </cac:OrderReference>
  <cac:ContractDocumentReference>
    <cbc:ID>CONTRACT-17</cbc:ID>
  </cac:ContractDocumentReference>
  <cac:AccountingSupplierParty>
    <cac:Party>
      <cbc:EndpointID schemeID="0216">003712345671</cbc:EndpointID>
      <cac:PartyIdentification>
        <cbc:ID schemeID="0212">1234567-1</cbc:ID>
      </cac:PartyIdentification>
      <cac:PartyName>
        <cbc:Name>Olematon Tukku Oy</cbc:Name>
      </cac:PartyName>
      <cac:PostalAddress>
        <cbc:StreetName>Testikatu 1</cbc:StreetName>
        <cbc:CityName>Helsinki</cbc:CityName>
        <cbc:PostalZone>00100</cbc:PostalZone>
        <cac:Country>
          <cbc:IdentificationCode>FI</cbc:IdentificationCode>
        </cac:Country>
      </cac:PostalAddress>
      <cac:PartyTaxScheme>
        <cbc:CompanyID>FI12345671</cbc:CompanyID>
        <cac:TaxScheme>
          <cbc:ID>VAT</cbc:ID>
        </cac:TaxScheme>
      </cac:PartyTaxScheme>
      <cac:PartyLegalEntity>
        <cbc:RegistrationName>Olematon Tukku Oy</cbc:RegistrationName>
        <cbc:CompanyID schemeID="0212">1234567-1</cbc:CompanyID>
      </cac:PartyLegalEntity>
      <cac:Contact>
        <cbc:Name>Laskutus</cbc:Name>
        <cbc:ElectronicMail>laskutus@example.com</cbc:ElectronicMail>
      </cac:Contact>
    </cac:Party>
  </cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty>
    <cac:Party>
      <cbc:EndpointID schemeID="0216">003776543212</cbc:EndpointID>
      <cac:PartyName>
        <cbc:Name>Malli {number} Oy</cbc:Name>
      </cac:PartyName>
      <cac:PostalAddress>
        <cbc:StreetName>Mallitie {number}</cbc:StreetName>
        <cbc:CityName>Turku</cbc:CityName>
        <cbc:PostalZone>20100</cbc:PostalZone>
        <cac:Country>
          <cbc:IdentificationCode>FI</cbc:IdentificationCode>
        </cac:Country>
      </cac:PostalAddress>
      <cac:PartyTaxScheme>
        <cbc:CompanyID>FI76543212</cbc:CompanyID>
        <cac:TaxScheme>
          <cbc:ID>VAT</cbc:ID>
        </cac:TaxScheme>
      </cac:PartyTaxScheme>
      <cac:PartyLegalEntity>
        <cbc:RegistrationName>Malli {number} Oy</cbc:RegistrationName>
        <cbc:CompanyID schemeID="0212">7654321-2</cbc:CompanyID>
      </cac:PartyLegalEntity>
    </cac:Party>
  </cac:AccountingCustomerParty>
  <cac:Delivery>
    <cbc:ActualDeliveryDate>2026-08-31</cbc:ActualDeliveryDate>
  </cac:Delivery>
  <cac:PaymentMeans>
    <cbc:PaymentMeansCode name="Credit transfer">30</cbc:PaymentMeansCode>
    <cbc:PaymentID>{reference}</cbc:PaymentID>
    <cac:PayeeFinancialAccount>
      <cbc:ID>FI2112345600000785</cbc:ID>
      <cac:FinancialInstitutionBranch>
        <cbc:ID>NDEAFIHH</cbc:ID>
      </cac:FinancialInstitutionBranch>
    </cac:PayeeFinancialAccount>
  </cac:PaymentMeans>
  <cac:PaymentTerms>
    <cbc:Note>30 days net, late interest 11.5 %</cbc:Note>
  </cac:PaymentTerms>
"""

TAX = """  <cac:TaxTotal>
    <cbc:TaxAmount currencyID="EUR">{tax}</cbc:TaxAmount>
    <cac:TaxSubtotal>
      <cbc:TaxableAmount currencyID="EUR">{net}</cbc:TaxableAmount>
      <cbc:TaxAmount currencyID="EUR">{tax}</cbc:TaxAmount>
      <cac:TaxCategory>
        <cbc:ID>S</cbc:ID>
        <cbc:Percent>25.5</cbc:Percent>
        <cac:TaxScheme>
          <cbc:ID>VAT</cbc:ID>
        </cac:TaxScheme>
      </cac:TaxCategory>
    </cac:TaxSubtotal>
  </cac:TaxTotal>
  <cac:LegalMonetaryTotal>
    <cbc:LineExtensionAmount currencyID="EUR">{net}</cbc:LineExtensionAmount>
    <cbc:TaxExclusiveAmount currencyID="EUR">{net}</cbc:TaxExclusiveAmount>
    <cbc:TaxInclusiveAmount currencyID="EUR">{gross}</cbc:TaxInclusiveAmount>
    <cbc:PayableAmount currencyID="EUR">{gross}</cbc:PayableAmount>
  </cac:LegalMonetaryTotal>
"""

LINE = """  <cac:InvoiceLine>
    <cbc:ID>{line}</cbc:ID>
    <cbc:Note>Line {line} of {number}</cbc:Note>
    <cbc:InvoicedQuantity unitCode="{unit}">{quantity}</cbc:InvoicedQuantity>
    <cbc:LineExtensionAmount currencyID="EUR">{amount}</cbc:LineExtensionAmount>
    <cac:OrderLineReference>
      <cbc:LineID>{line}</cbc:LineID>
    </cac:OrderLineReference>
    <cac:Item>
      <cbc:Description>Goods number {line} that nobody has ever seen</cbc:Description>
      <cbc:Name>Goods {line}</cbc:Name>
      <cac:SellersItemIdentification>
        <cbc:ID>ITEM-{line}</cbc:ID>
      </cac:SellersItemIdentification>
      <cac:ClassifiedTaxCategory>
        <cbc:ID>S</cbc:ID>
        <cbc:Percent>25.5</cbc:Percent>
        <cac:TaxScheme>
          <cbc:ID>VAT</cbc:ID>
        </cac:TaxScheme>
      </cac:ClassifiedTaxCategory>
    </cac:Item>
    <cac:Price>
      <cbc:PriceAmount currencyID="EUR">{price}</cbc:PriceAmount>
    </cac:Price>
  </cac:InvoiceLine>
"""


def euros(cents):
    return f"{cents // 100}.{cents % 100:02}"


def viite(number):
    digits = str(number)
    total = sum(int(digit) * (7, 3, 1)[place % 3] for place, digit in enumerate(reversed(digits)))
    return digits + str(-total % 10)


def invoice(number, lines, is_broken=False):
    """One invoice; a broken one has a bad unit, a wrong line amount and an unknown attribute on every line."""
    body, net = [], 0
    for line in range(1, lines + 1):
        quantity, price = number % 7 + line, 1_000 + (number * 31 + line * 17) % 9_000
        amount = quantity * price
        net += amount
        text = LINE.format(line=line, number=number, unit="ZZY9" if is_broken else "EA", quantity=quantity,
                           amount=euros(amount + (500 if is_broken else 0)), price=euros(price))
        body.append(text.replace("<cbc:Name>", '<cbc:Name languageLocaleID="fi-FI">') if is_broken else text)
    tax = (net * 255 + 500) // 1000
    return (HEAD.format(number=number, day=number % 28 + 1, reference=viite(100_000 + number))
            + TAX.format(net=euros(net), tax=euros(tax), gross=euros(net + tax)) + "".join(body) + "</Invoice>\n")


def folder(path, count, lines=5, is_broken=False):
    """A folder of distinct invoices; at five lines each has 9 to 10 kB."""
    path = pathlib.Path(path)
    path.mkdir(parents=True)
    for number in range(1, count + 1):
        (path / f"invoice-{number:05}.xml").write_text(invoice(number, lines, is_broken))
    return path


def one(path, lines):
    """One long invoice, written as it is made."""
    net = 0
    with open(path, "w") as file:
        for line in range(1, lines + 1):
            net += (7 % 7 + line) * (1_000 + (7 * 31 + line * 17) % 9_000)
        tax = (net * 255 + 500) // 1000
        file.write(HEAD.format(number=7, day=8, reference=viite(100_007)))
        file.write(TAX.format(net=euros(net), tax=euros(tax), gross=euros(net + tax)))
        for line in range(1, lines + 1):
            quantity, price = 7 % 7 + line, 1_000 + (7 * 31 + line * 17) % 9_000
            file.write(LINE.format(line=line, number=7, unit="EA", quantity=quantity, amount=euros(quantity * price),
                                   price=euros(price)))
        file.write("</Invoice>\n")
    return os.path.getsize(path)
