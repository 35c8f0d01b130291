"""An exchange folder for the fault tests, and the program that runs on it."""

import os
import pathlib
import subprocess

import documents
from identifiers import BANKGIRO, SWEDISH_ACCOUNT

# Every format that there is: each writes its files, and manifests beside them. A company of many vouchers leaves out the one that
# writes a file for each.
EXPORTS = ["hledger", "beancount", "sie", "netvisor-csv", "netvisor-xml", "csv"]
CONFIRMED = 'chartFrom: fi-procountor, chartConfirmedBy: "Kirjanpitäjä, 2026-11-02"'

CONFIGURATION = """\
timeZone: Europe/Helsinki
quietSeconds: 0
doneMarkerSuffix: .done
companies:
  keksitty:
    name: {seller[name]}
    country: FI
    legalId: {seller[id]}
    vatId: FI{vat}
    endpoints: ["0037{vat}"]
    way: {{ledger: {{requiredPaymentSources: [pankki, maksut], maxPaymentAge: 5}}}}
    agreements:
      - {{provider: svea, channel: perille-xml, mode: reminder_and_collection, kinds: [b2b], clientNumber: "99",
         providerNames: [Svea]}}
    accounts:
      - {{iban: {seller[account]}, books: provider, paymentSource: pankki}}
    ledger: {{exports: [{exports}], {confirmed}}}
  talo:
    name: {landlord[name]}
    country: FI
    legalId: {landlord[id]}
    way: {{ledger: {{requiredPaymentSources: [talopankki]}}}}
    accounts:
      - {{iban: {landlord[account]}, books: all, paymentSource: talopankki}}
    ledger: {{vouchers: settlement, series: T, exports: [{few}], {confirmed}, smallDifference: {{upTo: 0.50, perRun: 2.00}}}}
  koeverk:
    name: Koeverk AB
    country: SE
    legalId: "5599999017"
    vatId: SE559999901701
    way: {{handover: {{confirmationDays: 3}}}}
    agreements:
      - {{provider: ropo, channel: ropo-one, mode: reminder_and_collection, kinds: [b2b]}}
    accounts:
      - {{iban: {swedish}, otherNumbers: ["{bankgiro}"], books: all}}
    # Nobody has confirmed the chart: what needs one waits.
    ledger: {{exports: [{exports}]}}
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


class Exchange:
    """An exchange folder and the program that runs on it."""

    def __init__(self, root, binary):
        self.root = pathlib.Path(root)
        self.binary = str(binary)

    def make(self):
        self.put({"perille.yaml": CONFIGURATION.format(
            seller=documents.SELLER, landlord=documents.LANDLORD, vat=documents.SELLER["id"].replace("-", ""),
            swedish=SWEDISH_ACCOUNT, bankgiro=BANKGIRO, exports=", ".join(EXPORTS),
            few=", ".join(name for name in EXPORTS if name != "netvisor-xml"), confirmed=CONFIRMED)})
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

    def verify(self):
        """The journals are whole; the program says so itself."""
        subprocess.run(self.command("ledger", "verify"), check=True, capture_output=True, timeout=60)
