"""Two small invented nights for the fault tests.

Night one hands a claim to a provider, books what came to the rent account, and keeps waiting: money for an invoice that has not come,
and two messages of which only the first page is there.

Night two brings invoices in both formats and as CSV, a credit note, payments, a hold, a file with one broken message, a file that is
broken as a whole and a duplicate. Its bank files pay the claim of night one, tell of the same money as KTL, as notification and as
lines of the statement, take a payment back, bring the missing invoice and the missing pages (one message adds up with them, one does
not), and state totals that are not theirs, once in one of two notifications and once in a whole file. So the run writes batches,
vouchers of every origin, their exports in every format, quarantine, archive and a report.
"""

from bankfiles import Camt, Entry, Paid, ktl
from documents import CAFE, FORGE, LANDLORD, PRINTER, finvoice, peppol, swedish_rows
from exchange import Exchange
from identifiers import ACCOUNT, BANKGIRO, RENT_ACCOUNT, finnish_iban, ocr, reference

FIRST_NIGHT = "2026-11-19"
SECOND_NIGHT = "2026-11-20"
# Booking days of what the banks tell in each night.
FIRST_DAY = "2026-11-18"
SECOND_DAY = "2026-11-19"


def payment(number, cents, archive, **more):
    """Of an invoice; the bank's id is made longer to be like one."""
    return Paid(number and reference(number), cents, f"2611{archive:0>12}", **more)


def rents(*numbers_and_amounts):
    return "".join(finvoice(number, FORGE, amount, "20261001", "20261015", seller=LANDLORD)
                   for number, amount in numbers_and_amounts)


def notification(message, day):
    return Camt("054", message, finnish_iban(RENT_ACCOUNT), day)


# MARK: Messages in pages; their totals hold over all of them.

PAGES = {
    "sivut-a": [Entry("SA1", [payment("94003", 2000, "A31")]), Entry("SA2", [payment("94003", 1500, "A32")])],
    "sivut-b": [Entry("SB1", [payment("94901", 500, "A41")]), Entry("SB2", [payment("94902", 600, "A42")])],
    "sivut-c": [Entry("SC1", [payment("94013", 1000, "A51")]), Entry("SC2", [payment("94013", 500, "A52")])],
}


def page(message, number, off_by=0):
    entries = PAGES[message]
    whole = notification(message, FIRST_DAY).add([entries[number - 1]], stated=entries, off_by=off_by)
    return whole.text(page=number, last=number == len(entries))


# MARK: What the rent account received

EARLY = [payment("94001", 10000, "A01"), payment("94002", 8000, "A02"), payment("94101", 4500, "A03")]
UNKNOWN = payment(None, 1000, "B03", payer="TUNTEMATON T")
LUMP = Entry("LUMP2", [payment("94011", 7000, "B01"), payment("94012", 2000, "B02"), UNKNOWN])
# 0.20 less than what was open of it.
REST = Entry("LUMP3", [payment("94003", 2480, "B04")])
TAKEN_BACK = Entry("BACK2", [payment("94002", 8000, "A02")], back=True)
# The sound one of two notifications in a message.
SOUND = Entry("EHJA", [payment("94013", 400, "B31")])
FEE = Entry("FEE2", [payment(None, 500, "B09")], back=True, code="730 PALVELUMAKSU")


def first_files():
    return {
        "inbox/lasku_1.xml": finvoice("93001", CAFE, "100,00", "20261001", "20261015"),
        "inbox/maksut_20261118.csv": "Lasku;Summa;Pvm;Tunnus\n",
        "inbox/vuokrat_1.xml": rents(("94001", "100,00"), ("94002", "80,00"), ("94003", "60,00")),
        "returns/ktl_1.txt": ktl(ACCOUNT, FIRST_DAY, [Entry("LUMP0", [Paid(reference("1234"), 100, "2611183456AB0001")])]),
        "returns/vuokrat_054_1.xml": notification("V054-1", FIRST_DAY).add([Entry("LUMP1", EARLY)]).text(),
        "returns/vuokrat_sivu_a1.xml": page("sivut-a", 1),
        "returns/vuokrat_sivu_b1.xml": page("sivut-b", 1, off_by=1),
    }


def second_files():
    # What is broken names a seller that is nobody here: else its company would rightly wait, and there would be no batch to kill.
    sound = finvoice("93011", CAFE, "210,00", "20261002", "20261016")
    several = (finvoice("93012", FORGE, "310,50", "20261003", "20261019")
               + finvoice("93013", FORGE, "yks", "20261003", "20261019", seller=PRINTER)
               + finvoice("93014", FORGE, "50,00", "20261020", "20261118", type_code="INV02", original="93012"))
    return {
        "inbox/a_lasku.xml": sound,
        "inbox/a_lasku.xml.done": "",
        "inbox/b_laskut.xml": several,
        "inbox/c_peppol.xml": peppol("93021", PRINTER, "405.00", "2026-10-05", "2026-10-19"),
        "inbox/c_peppol_2.xml": peppol("93022", PRINTER, "64.00", "2026-10-05", "2026-10-19"),
        "inbox/d_rikki.xml": finvoice("93031", FORGE, "12,00", "20261005", "20261019", seller=PRINTER)[:900],
        "inbox/e_kopio.xml": sound,
        "inbox/estot.csv": "Lasku;Syy;Alkaen\n93022;asiakas kiistää;2026-11-18\n",
        "inbox/koeverk/fakturor.csv": swedish_rows([501, 502]),
        "inbox/maksut_20261119.csv": "Lasku;Summa;Pvm;Tunnus\n93012;60,50;2026-11-18;M-1\n99999;5,00;2026-11-18;M-2\n",
        "inbox/vuokrat_2.xml": rents(("94101", "45,00"), ("94011", "70,00"), ("94012", "30,00"), ("94013", "25,00")),
        **second_returns(),
    }


def second_returns():
    """What the banks sent for night two."""
    paid = payment("93001", 4000, "C01")
    interest = payment(None, 750, "C03", payer="SVEA", text="korot ja kulut")
    strange = Entry("RIKKI", [payment("94013", 600, "B32")])
    account = finnish_iban(ACCOUNT)
    return {
        "returns/ktl_2.txt": ktl(ACCOUNT, SECOND_DAY, [Entry("K2", [paid, payment("93021", 500, "C02")])]),
        "returns/svea_054_2.xml": Camt("054", "S054-2", account, SECOND_DAY).add([Entry("K2", [paid, interest])]).text(),
        "returns/bankgiro_054.xml": Camt("054", "B054-2", BANKGIRO, SECOND_DAY, "SEK", is_other=True).add(
            [Entry("BG2", [Paid(ocr("501"), 10000, "SE1", "Påhittad Smedja AB"), Paid(None, 700, "SE2", "Okänd")])]).text(),
        "returns/vuokrat_ktl_2.txt": ktl(
            RENT_ACCOUNT, SECOND_DAY, [LUMP._replace(payments=LUMP.payments[:2]), REST, TAKEN_BACK]),
        "returns/vuokrat_054_2.xml": notification("V054-2", SECOND_DAY).add([LUMP]).text(),
        "returns/vuokrat_053_2.xml": Camt("053", "V053-2", finnish_iban(RENT_ACCOUNT), SECOND_DAY).add(
            [LUMP, REST, SOUND, TAKEN_BACK, FEE]).text(),
        "returns/vuokrat_sivu_a2.xml": page("sivut-a", 2),
        "returns/vuokrat_sivu_b2.xml": page("sivut-b", 2, off_by=1),
        "returns/vuokrat_sivu_c2.xml": page("sivut-c", 2),
        "returns/vuokrat_sivu_c1.xml": page("sivut-c", 1),
        "returns/vuokrat_rikki_054.xml": notification("R054-2", SECOND_DAY).add([SOUND]).add([strange], off_by=1).text(),
        "returns/vuokrat_rikki_ktl.txt": ktl(RENT_ACCOUNT, SECOND_DAY, [strange], off_by=1),
    }


# Entries past which a file is written while it is read.
STREAMED = 2_000


def many(first, count):
    return [payment(f"95{first + i}", 100, f"L{first + i}") for i in range(count)]


def large_lump(count):
    return Entry("ISO1", [payment("94001", 10000, "A01"), payment("94002", 8000, "A02")] + many(10_000, count))


def large_ktl(count):
    return ktl(RENT_ACCOUNT, FIRST_DAY, [large_lump(count)])


def large_files():
    """Bank files whose entries are too many to be kept in memory."""
    lump = large_lump(STREAMED + 50)
    ktl_text = large_ktl(STREAMED + 50)
    cut = ktl(RENT_ACCOUNT, SECOND_DAY, [Entry("ISO3", many(20_000, STREAMED + 400))])
    strange = Entry("ISO5", many(30_000, STREAMED + 50))
    return {
        "inbox/vuokrat_1.xml": rents(("94001", "100,00"), ("94002", "80,00"), ("94003", "60,00")),
        "returns/iso_1.txt": ktl_text,
        "returns/iso_2_sama.txt": ktl_text,
        "returns/iso_3_katkennut.txt": cut[:-500],
        "returns/iso_4_054.xml": notification("I054", FIRST_DAY).add([lump]).add([strange], off_by=1).text(),
    }


def night_before(root, binary):
    """An exchange folder with night one behind it and the files of night two in place."""
    exchange = Exchange(root, binary).make()
    exchange.run(FIRST_NIGHT)
    for company in ("keksitty", "talo", "koeverk"):
        exchange.activate(company)
    exchange.put(first_files())
    result = exchange.run(FIRST_NIGHT)
    if result.returncode not in (0, 1):
        raise SystemExit(f"night one failed: {result.stdout.decode()}{result.stderr.decode()}")
    exchange.put(second_files())
    return exchange
