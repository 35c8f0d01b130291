"""Inputs of the benchmark, made anew each time and the same each time: one company whose claims a provider has, and the bank files by
which the provider settles them. All names and numbers are invented.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Faults"))

from identifiers import business_id, finnish_iban, ocr, reference

FIRST_NIGHT = "2026-11-19"
SECOND_NIGHT = "2026-11-20"
COMPANY = "mitattu"
SELLER = business_id("9300007")
ACCOUNT = ocr("9999930000001")
# Twelve characters, as KTL carries them.
PROVIDER = "Ropo tilitys"
BATCH = 100_000

CONFIGURATION = """\
timeZone: Europe/Helsinki
quietSeconds: 0
companies:
  {company}:
    name: Mitattu Tukku Oy
    country: FI
    legalId: {seller}
    way: {{ledger: {{requiredPaymentSources: [pankki], maxPaymentAge: 5}}}}
    agreements:
      - {{provider: ropo, channel: ropo-one, mode: collection, kinds: [b2c], providerNames: [{provider}]}}
    accounts:
      - {{iban: {iban}, books: provider, paymentSource: pankki}}
    ledger: {{exports: []{ledger}}}
csv:
  perinnassa:
    match: {{name: "perinnassa_*.csv"}}
    encoding: utf-8
    separator: ";"
    numbers: {{decimalMark: ","}}
    dateFormat: dd.MM.yyyy
    company: {{constant: {company}}}
    rowKind: invoice
    columns:
      number: Laskunro
      issueDate: Laskupvm
      dueDate: Eräpvm
      amountDue: Summa
      openAmount: Avoinna
      openAsOf: Avoinna pvm
      reference: Viite
      customerNumber: Asiakasnro
      customerName: Nimi
      street: Katuosoite
      postCode: Postinro
      town: Postitoimipaikka
      debtorKind: Laji
      assignedTo: Perijä
      assignedOn: Siirretty
    constants: {{currency: EUR}}
    values: {{debtorKind: {{H: b2c}}}}
"""


def configuration(vouchers):
    """`vouchers`: what becomes one voucher, or None to leave it to the program."""
    ledger = f", vouchers: {vouchers}" if vouchers else ""
    return CONFIGURATION.format(
        company=COMPANY, seller=SELLER, provider=PROVIDER, iban=finnish_iban(ACCOUNT), ledger=ledger)


def viite(index):
    return reference(str(2_600_000 + index))


def cents(index):
    """The open amount of a claim: a whole number of tens of cents, so that a tenth of it is money too."""
    return 5_000 + index * 7_919 % 90_000 * 10


def euros(amount, mark="."):
    return f"{amount // 100}{mark}{amount % 100:02d}"


def archive_id(index):
    return f"2611193456{index:06X}"


def claims(file, count):
    """The list of claims that the provider has, all open."""
    file.write("Laskunro;Laskupvm;Eräpvm;Summa;Avoinna;Avoinna pvm;Viite;Asiakasnro;Nimi;Katuosoite;Postinro;Postitoimipaikka;Laji;"
               "Perijä;Siirretty\n")
    for i in range(count):
        amount = euros(cents(i), ",")
        file.write(f"{100_000 + i};01.08.2026;15.08.2026;{amount};{amount};17.11.2026;{viite(i)};A{i};Keksitty Nimi {i};Satukatu {i};"
                   "98999;OLEMATTOMALA;H;ropo;01.10.2026\n")


def detail(i, amount):
    return ("<TxDtls>"
            f"<Refs><AcctSvcrRef>{archive_id(i)}</AcctSvcrRef><EndToEndId>NOTPROVIDED</EndToEndId></Refs>"
            f'<AmtDtls><TxAmt><Amt Ccy="EUR">{euros(amount)}</Amt></TxAmt></AmtDtls>'
            f"<RltdPties><Dbtr><Nm>{PROVIDER}</Nm></Dbtr></RltdPties>"
            f"<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>{viite(i):0>20}</Ref></CdtrRefInf></Strd></RmtInf>"
            "<RltdDts><AccptncDtTm>2026-11-18T00:00:00+02:00</AccptncDtTm></RltdDts>"
            "</TxDtls>\n")


def camt(file, count, per_entry):
    """A camt.054.001.02 message: entries of `per_entry` payments each, which pay every claim in full."""
    total = sum(map(cents, range(count)))
    entries = -(-count // per_entry)
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02">'
               "<BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>MITTAUS1</MsgId><CreDtTm>2026-11-20T05:00:00+02:00</CreDtTm></GrpHdr>\n"
               "<Ntfctn><Id>MITTAUS1-1</Id><ElctrncSeqNb>1</ElctrncSeqNb><CreDtTm>2026-11-20T05:00:00+02:00</CreDtTm>"
               f"<Acct><Id><IBAN>{finnish_iban(ACCOUNT)}</IBAN></Id><Ccy>EUR</Ccy></Acct>\n"
               f"<TxsSummry><TtlNtries><NbOfNtries>{entries}</NbOfNtries><Sum>{euros(total)}</Sum>"
               f"<TtlNetNtryAmt>{euros(total)}</TtlNetNtryAmt><CdtDbtInd>CRDT</CdtDbtInd></TtlNtries>"
               f"<TtlCdtNtries><NbOfNtries>{entries}</NbOfNtries><Sum>{euros(total)}</Sum></TtlCdtNtries></TxsSummry>\n")
    for entry in range(entries):
        details = range(entry * per_entry, min(count, (entry + 1) * per_entry))
        amount = euros(sum(map(cents, details)))
        batch = "" if per_entry == 1 else f'<Btch><NbOfTxs>{len(details)}</NbOfTxs><TtlAmt Ccy="EUR">{amount}</TtlAmt></Btch>\n'
        file.write(f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>'
                   "<BookgDt><Dt>2026-11-19</Dt></BookgDt><ValDt><Dt>2026-11-19</Dt></ValDt>"
                   f"<AcctSvcrRef>2611193456L{entry:06d}</AcctSvcrRef>"
                   "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn>"
                   f"<Prtry><Cd>705VIITESIIRROT</Cd></Prtry></BkTxCd><NtryDtls>{batch}")
        file.write("".join(detail(i, cents(i)) for i in details))
        file.write("</NtryDtls></Ntry>\n")
    file.write("</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>\n")


def ktl(file, claims_count, batches):
    """Reference payments in so many batches; each batch pays one share of every claim, on a day of its own."""
    for batch in range(batches):
        day = f"2611{19 - batch % 10:02d}"
        file.write(f"0261119030{batch % 10}5 9999999991".ljust(90) + "\r\n")
        total = 0
        for i in range(claims_count):
            amount = cents(i) // batches
            total += amount
            file.write(f"3{ACCOUNT}{day}{day}{archive_id(batch * BATCH + i):<16}{viite(i):0>20}{PROVIDER:<12}1A{amount:010d}0A \r\n")
        file.write(f"9{claims_count:06d}{total:011d}{0:06d}{0:011d}{0:06d}{0:011d}".ljust(90) + "\r\n")


def write(path, make, *arguments):
    with open(path, "w", encoding="utf-8", newline="") as file:
        make(file, *arguments)
    return path
