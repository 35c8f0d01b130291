"""A small invented night for the fault tests: an exchange folder with one night behind it and one before it.

Night one hands a claim to a provider. Night two brings invoices in both formats and as CSV, a credit note, payments, a hold, a file
with one broken message, a file that is broken as a whole, a duplicate, and a bank file that pays the claim of night one: so the run
writes batches, a voucher, its export, quarantine, archive and a report.
"""

import os
import pathlib
import subprocess

FIRST_NIGHT = "2026-11-19"
SECOND_NIGHT = "2026-11-20"
SELLER = "9300007"

CONFIGURATION = """\
timeZone: Europe/Helsinki
quietSeconds: 0
doneMarkerSuffix: .done
companies:
  keksitty:
    name: Keksitty Koe Oy
    country: FI
    legalId: {seller}
    vatId: FI{vat}
    endpoints: ["0037{vat}"]
    way: {{ledger: {{requiredPaymentSources: [pankki, maksut], maxPaymentAge: 5}}}}
    agreements:
      - {{provider: svea, channel: perille-xml, mode: reminder_and_collection, kinds: [b2b], clientNumber: "99"}}
    accounts:
      - {{iban: {iban}, books: provider, paymentSource: pankki}}
    ledger: {{exports: [hledger]}}
  koeverk:
    name: Koeverk AB
    country: SE
    legalId: "5599999017"
    vatId: SE559999901701
    way: {{handover: {{confirmationDays: 3}}}}
    agreements:
      - {{provider: ropo, channel: ropo-one, mode: reminder_and_collection, kinds: [b2b]}}
csv:
  fakturor:
    match: {{folders: [koeverk], name: "*.csv"}}
    encoding: iso-8859-1
    separator: ";"
    numbers: {{decimalMark: ","}}
    dateFormat: yyyy-MM-dd
    company: {{folder: 1}}
    rowKind: invoice
    columns: {{number: Nr, issueDate: Datum, dueDate: Forfall, amountDue: Belopp, reference: OCR, customerNumber: Kund,
      customerName: Namn, identifier: Orgnr, street: Adress, postCode: Postnr, town: Ort}}
    constants: {{currency: SEK, kind: b2b}}
  maksut:
    match: {{name: "maksut_*.csv"}}
    encoding: utf-8
    separator: ";"
    numbers: {{decimalMark: ","}}
    dateFormat: yyyy-MM-dd
    company: {{constant: keksitty}}
    rowKind: payment
    columns: {{number: Lasku, amount: Summa, paymentDate: Pvm, paymentId: Tunnus}}
    constants: {{currency: EUR}}
    statedDate: {{fileName: "maksut_{{yyyyMMdd}}.csv"}}
  estot:
    match: {{name: "estot*.csv"}}
    encoding: utf-8
    separator: ";"
    numbers: {{decimalMark: ","}}
    dateFormat: yyyy-MM-dd
    company: {{constant: keksitty}}
    rowKind: hold
    columns: {{number: Lasku, reason: Syy, since: Alkaen}}
    constants: {{action: dispute}}
"""


# Identifiers: check digits as their registers define them, over invented numbers.

def business_id(seven):
    total = sum(int(d) * w for d, w in zip(seven, (7, 9, 10, 5, 8, 4, 2)))
    rest = total % 11
    if rest == 1:
        raise ValueError(f"{seven} has no check digit")
    return f"{seven}-{0 if rest == 0 else 11 - rest}"


def finnish_iban(bban):
    check = 98 - int(bban + "151800") % 97
    return f"FI{check:02d}{bban}"


def reference(base):
    weights = (7, 3, 1)
    total = sum(int(d) * weights[i % 3] for i, d in enumerate(reversed(base)))
    return base + str(-total % 10)


def ocr(base):
    """With its Luhn digit: Swedish references and Finnish account numbers have one."""
    total = 0
    for i, digit in enumerate(reversed(base)):
        value = int(digit) * (2 if i % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return base + str(-total % 10)


ACCOUNT = ocr("9999930000001")


def debtor(seven, name):
    return {"id": business_id(seven), "name": name}


CAFE = debtor("9300015", "Kuviteltu Kahvila Oy")
FORGE = debtor("9300023", "Olematon Paja Oy")
PRINTER = debtor("9300031", "Tekaistu Painotalo Oy")


def address(prefix):
    return (f"<{prefix}PostalAddressDetails><{prefix}StreetName>Satukatu 4</{prefix}StreetName>"
            f"<{prefix}TownName>OLEMATTOMALA</{prefix}TownName>"
            f"<{prefix}PostCodeIdentifier>98999</{prefix}PostCodeIdentifier><CountryCode>FI</CountryCode>"
            f"</{prefix}PostalAddressDetails>")


def finvoice(number, buyer, amount, issued, due, type_code="INV01", original=None, seller=None):
    """One Finvoice 3.0 message; dates as CCYYMMDD, the amount with a decimal comma."""
    seller = seller or business_id(SELLER)
    vat = "FI" + seller.replace("-", "")
    original_text = f"<OriginalInvoiceNumber>{original}</OriginalInvoiceNumber>" if original else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Finvoice Version="3.0">
<SellerPartyDetails><SellerPartyIdentifier>{seller}</SellerPartyIdentifier>
<SellerOrganisationName>Keksitty Koe Oy</SellerOrganisationName><SellerOrganisationTaxCode>{vat}</SellerOrganisationTaxCode>
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
<EpiPartyDetails><EpiBfiPartyDetails/><EpiBeneficiaryPartyDetails><EpiNameAddressDetails>Keksitty Koe Oy</EpiNameAddressDetails>
<EpiAccountID IdentificationSchemeName="IBAN">{finnish_iban(ACCOUNT)}</EpiAccountID></EpiBeneficiaryPartyDetails></EpiPartyDetails>
<EpiPaymentInstructionDetails><EpiRemittanceInfoIdentifier IdentificationSchemeName="SPY">{reference(number)}</EpiRemittanceInfoIdentifier>
<EpiInstructedAmount AmountCurrencyIdentifier="EUR">{amount}</EpiInstructedAmount><EpiCharge ChargeOption="SHA">SHA</EpiCharge>
<EpiDateOptionDate Format="CCYYMMDD">{due}</EpiDateOptionDate></EpiPaymentInstructionDetails></EpiDetails>
</Finvoice>
"""


def peppol(number, buyer, amount, issued, due):
    seller = business_id(SELLER)
    vat = seller.replace("-", "")

    def party(name, identifier, endpoint):
        return (f'<cac:Party><cbc:EndpointID schemeID="0216">{endpoint}</cbc:EndpointID><cac:PostalAddress>'
                "<cbc:StreetName>Satukatu 4</cbc:StreetName><cbc:CityName>OLEMATTOMALA</cbc:CityName>"
                "<cbc:PostalZone>98999</cbc:PostalZone><cac:Country><cbc:IdentificationCode>FI</cbc:IdentificationCode>"
                "</cac:Country></cac:PostalAddress><cac:PartyTaxScheme>"
                f"<cbc:CompanyID>FI{identifier.replace('-', '')}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
                f"</cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>{name}</cbc:RegistrationName>"
                f'<cbc:CompanyID schemeID="0212">{identifier}</cbc:CompanyID></cac:PartyLegalEntity></cac:Party>')

    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
<cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID><cbc:ID>{number}</cbc:ID>
<cbc:IssueDate>{issued}</cbc:IssueDate><cbc:DueDate>{due}</cbc:DueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode><cbc:BuyerReference>1</cbc:BuyerReference>
<cac:AccountingSupplierParty>{party("Keksitty Koe Oy", seller, "0037" + vat)}</cac:AccountingSupplierParty>
<cac:AccountingCustomerParty>{party(buyer["name"], buyer["id"], "0037" + buyer["id"].replace("-", ""))}</cac:AccountingCustomerParty>
<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cbc:PaymentID>{reference(number)}</cbc:PaymentID>
<cac:PayeeFinancialAccount><cbc:ID>{finnish_iban(ACCOUNT)}</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">0.00</cbc:TaxAmount></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="EUR">{amount}</cbc:LineExtensionAmount>
<cbc:TaxExclusiveAmount currencyID="EUR">{amount}</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount currencyID="EUR">{amount}</cbc:TaxInclusiveAmount>
<cbc:PayableAmount currencyID="EUR">{amount}</cbc:PayableAmount></cac:LegalMonetaryTotal>
<cac:InvoiceLine><cbc:ID>1</cbc:ID></cac:InvoiceLine>
</Invoice>
"""


def ktl(rows, created):
    """Reference payments: rows of (reference, cents, archive id, booking day YYMMDD)."""
    lines = [f"0{created}02155 9999999991".ljust(90)]
    for number, cents, archive, day in rows:
        lines.append(f"3{ACCOUNT}{day}{day}{archive:<16}{number:0>20}{'MAKSAJA M':<12}1A{cents:010d}0A ")
    total = sum(row[1] for row in rows)
    lines.append(f"9{len(rows):06d}{total:011d}{0:06d}{0:011d}{0:06d}{0:011d}".ljust(90))
    return "".join(line + "\r\n" for line in lines)


def swedish_rows(numbers):
    text = "Nr;Datum;Forfall;Belopp;OCR;Kund;Namn;Orgnr;Adress;Postnr;Ort\r\n"
    for number in numbers:
        text += (f"{number};2026-10-01;2026-10-15;{number},50;{ocr(str(number))};77;Påhittad Smedja AB;5599990073;"
                 "Sagovägen 2;98999;PÅHITT\r\n")
    return text.encode("iso-8859-1")


def first_files():
    return {
        "inbox/lasku_1.xml": finvoice("93001", CAFE, "100,00", "20261001", "20261015"),
        "inbox/maksut_20261118.csv": "Lasku;Summa;Pvm;Tunnus\n",
        "returns/ktl_1.txt": ktl([("12344", 100, "2611183456AB0001", "261118")], "261118"),
    }


def second_files():
    # What is broken names a seller that is nobody here: else its company would rightly wait, and there would be no batch to kill.
    sound = finvoice("93011", CAFE, "210,00", "20261002", "20261016")
    several = (finvoice("93012", FORGE, "310,50", "20261003", "20261019")
               + finvoice("93013", FORGE, "yks", "20261003", "20261019", seller=PRINTER["id"])
               + finvoice("93014", FORGE, "50,00", "20261020", "20261118", type_code="INV02", original="93012"))
    return {
        "inbox/a_lasku.xml": sound,
        "inbox/a_lasku.xml.done": "",
        "inbox/b_laskut.xml": several,
        "inbox/c_peppol.xml": peppol("93021", PRINTER, "405.00", "2026-10-05", "2026-10-19"),
        "inbox/c_peppol_2.xml": peppol("93022", PRINTER, "64.00", "2026-10-05", "2026-10-19"),
        "inbox/d_rikki.xml": finvoice("93031", FORGE, "12,00", "20261005", "20261019", seller=PRINTER["id"])[:900],
        "inbox/e_kopio.xml": sound,
        "inbox/estot.csv": "Lasku;Syy;Alkaen\n93022;asiakas kiistää;2026-11-18\n",
        "inbox/koeverk/fakturor.csv": swedish_rows([501, 502]),
        "inbox/maksut_20261119.csv": "Lasku;Summa;Pvm;Tunnus\n93012;60,50;2026-11-18;M-1\n99999;5,00;2026-11-18;M-2\n",
        "returns/ktl_2.txt": ktl(
            [(reference("93001"), 4000, "2611193456AB0001", "261119"),
             (reference("93021"), 500, "2611193456AB0002", "261119")], "261119"),
    }


class Exchange:
    """An exchange folder and the program that runs on it."""

    def __init__(self, root, binary):
        self.root = pathlib.Path(root)
        self.binary = str(binary)

    def make(self):
        seller = business_id(SELLER)
        self.put({"perille.yaml": CONFIGURATION.format(seller=seller, vat=seller.replace("-", ""), iban=finnish_iban(ACCOUNT))})
        for folder in ("inbox", "returns"):
            (self.root / folder).mkdir(exist_ok=True)
        return self

    def put(self, files):
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))

    def command(self, *arguments):
        return [self.binary, *arguments, "--root", str(self.root)]

    def run(self, day, *prefix, timeout=120):
        return subprocess.run([*prefix, *self.command("run", "--as-of", day, "--json")], capture_output=True, timeout=timeout,
                              env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})

    def activate(self, company):
        subprocess.run(self.command("activate", company), check=True, capture_output=True, timeout=60)


def night_before(root, binary):
    """An exchange folder with night one behind it and the files of night two in place."""
    exchange = Exchange(root, binary).make()
    exchange.run(FIRST_NIGHT)
    for company in ("keksitty", "koeverk"):
        exchange.activate(company)
    exchange.put(first_files())
    result = exchange.run(FIRST_NIGHT)
    if result.returncode not in (0, 1):
        raise SystemExit(f"night one failed: {result.stdout.decode()}{result.stderr.decode()}")
    exchange.put(second_files())
    return exchange
