"""Bank files of one account and booking day: the same payments as KTL, camt.054 and camt.053."""

import collections

# cents: never negative, an entry says which way they went. archive: the bank's own id of the payment.
Paid = collections.namedtuple("Paid", "reference cents archive payer text", defaults=("MAKSAJA M", None))


class Entry(collections.namedtuple("Entry", "id payments back code", defaults=(False, "705 VIITESIIRROT"))):
    """What the bank books as one: a lump of payments, or their correction."""

    @property
    def cents(self):
        return sum(paid.cents for paid in self.payments)

    @property
    def signed(self):
        return -self.cents if self.back else self.cents


def ktl(account, day, entries, created=None, off_by=0):
    """Reference payments of an account in machine form; `off_by` spoils the trailer's sum by so many cents."""
    short = day.replace("-", "")[2:]
    lines = [f"0{created or short}02155 9999999991".ljust(90)]
    sums = {False: [0, 0], True: [0, 0]}
    for entry in entries:
        for paid in entry.payments:
            lines.append(f"3{account}{short}{short}{paid.archive:<16}{paid.reference or '':0>20}{paid.payer:<12.12}1A"
                         f"{paid.cents:010d}{int(entry.back)}A ")
            sums[entry.back][0] += 1
            sums[entry.back][1] += paid.cents
    (count, total), (corrections, corrected) = sums[False], sums[True]
    lines.append(f"9{count:06d}{total + off_by:011d}{corrections:06d}{corrected:011d}{0:06d}{0:011d}".ljust(90))
    return "".join(line + "\r\n" for line in lines)


def decimal(cents):
    return f"{cents // 100}.{cents % 100:02d}"


class Camt:
    """One message. `account` is an IBAN, or another number of the account with `is_other`."""

    def __init__(self, kind, message, account, day, currency="EUR", is_other=False):
        self.kind, self.message, self.account, self.day = kind, message, account, day
        self.currency, self.is_other, self.units = currency, is_other, []
        # Both forms that banks write: the old one states amounts and names elsewhere.
        self.is_old = kind == "054"

    def amount(self, cents, tag="Amt"):
        return f'<{tag} Ccy="{self.currency}">{decimal(cents)}</{tag}>'

    def detail(self, paid, direction):
        name = f"<Nm>{paid.payer}</Nm>"
        money = (f"<AmtDtls><TxAmt>{self.amount(paid.cents)}</TxAmt></AmtDtls>" if self.is_old
                 else f"{self.amount(paid.cents)}<CdtDbtInd>{direction}</CdtDbtInd>")
        told = f"<Ustrd>{paid.text}</Ustrd>" if paid.text else ""
        if paid.reference:
            told += ("<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp>"
                     f"<Ref>{paid.reference}</Ref></CdtrRefInf></Strd>")
        return (f"<TxDtls><Refs><AcctSvcrRef>{paid.archive}</AcctSvcrRef><EndToEndId>NOTPROVIDED</EndToEndId></Refs>{money}"
                f"<RltdPties><Dbtr>{name if self.is_old else f'<Pty>{name}</Pty>'}</Dbtr></RltdPties>"
                f"{f'<RmtInf>{told}</RmtInf>' if told else ''}</TxDtls>\n")

    def entry(self, entry):
        direction = "DBIT" if entry.signed < 0 else "CRDT"
        booked = "BOOK" if self.is_old else "<Cd>BOOK</Cd>"
        details = ""
        if entry.code.startswith("705"):
            shown = "".join(self.detail(paid, direction) for paid in entry.payments) if self.kind == "054" else ""
            details = f"<NtryDtls><Btch><NbOfTxs>{len(entry.payments)}</NbOfTxs></Btch>{shown}</NtryDtls>"
        return (f"<Ntry>{self.amount(entry.cents)}<CdtDbtInd>{direction}</CdtDbtInd>"
                f"{'<RvslInd>true</RvslInd>' if entry.back and details else ''}<Sts>{booked}</Sts>"
                f"<BookgDt><Dt>{self.day}</Dt></BookgDt><ValDt><Dt>{self.day}</Dt></ValDt><AcctSvcrRef>{entry.id}</AcctSvcrRef>"
                f"<BkTxCd><Prtry><Cd>{entry.code}</Cd><Issr>FFFS</Issr></Prtry></BkTxCd>{details}</Ntry>\n")

    def add(self, entries, stated=None, off_by=0):
        """A notification or statement of these entries; `stated` are those that its totals are of, `off_by` spoils them."""
        stated = entries if stated is None else stated
        if self.kind == "053":
            net = sum(entry.signed for entry in stated)
            totals = "".join(
                f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{self.amount(cents)}<CdtDbtInd>CRDT</CdtDbtInd>"
                f"<Dt><Dt>{self.day}</Dt></Dt></Bal>" for code, cents in (("OPBD", 1_000_000), ("CLBD", 1_000_000 + net + off_by)))
        else:
            gross = sum(entry.cents for entry in stated) + off_by
            totals = (f"<TxsSummry><TtlNtries><NbOfNtries>{len(stated)}</NbOfNtries><Sum>{decimal(gross)}</Sum>"
                      "</TtlNtries></TxsSummry>")
        number = f"<Othr><Id>{self.account}</Id></Othr>" if self.is_other else f"<IBAN>{self.account}</IBAN>"
        self.units.append(
            f"<Id>{self.message}-{len(self.units) + 1}</Id><CreDtTm>{self.day}T22:00:00+02:00</CreDtTm>"
            f"<Acct><Id>{number}</Id><Ccy>{self.currency}</Ccy></Acct>\n{totals}\n" + "".join(map(self.entry, entries)))
        return self

    def text(self, page=None, last=False):
        version = "02" if self.is_old else "08"
        root, unit = ("BkToCstmrDbtCdtNtfctn", "Ntfctn") if self.kind == "054" else ("BkToCstmrStmt", "Stmt")
        pages = f"<MsgPgntn><PgNb>{page}</PgNb><LastPgInd>{str(last).lower()}</LastPgInd></MsgPgntn>" if page else ""
        body = "".join(f"<{unit}>{content}</{unit}>\n" for content in self.units)
        return (f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.{self.kind}.001.{version}">'
                f"<{root}>\n<GrpHdr><MsgId>{self.message}</MsgId><CreDtTm>{self.day}T22:00:00+02:00</CreDtTm>{pages}</GrpHdr>\n"
                f"{body}</{root}></Document>\n")
