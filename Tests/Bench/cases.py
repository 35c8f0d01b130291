"""The cases of the benchmark, and what each must have booked."""

import dataclasses
import json
import os
import shutil
import sqlite3
import subprocess
import time

import inputs
from measure import Measured, measured, median

# Name: payments of one entry, and what becomes one voucher.
CAMT = {
    "lump": (1_000, "payment"),
    "lump-one-voucher": (1_000, "settlement"),
    "single": (1, "payment"),
    "single-one-voucher": (1, "settlement"),
}
# Name: what becomes one voucher; None: the file is only checked.
KTL = {"ktl-check": None, "ktl-run": "payment", "ktl-run-one-voucher": "settlement"}
SHARES = 10


@dataclasses.dataclass
class CamtResult:
    name: str
    payments: int
    file_megabytes: float
    xmllint_seconds: float
    run_seconds: float
    # What SQLite alone takes to write the rows of the night.
    rows_seconds: float
    megabytes: float
    faults: list


@dataclasses.dataclass
class GrowthResult:
    name: str
    small_count: int
    large_count: int
    small: Measured
    large: Measured
    faults: list


class Bench:
    def __init__(self, folder, binary, payments, rounds):
        self.folder = folder
        self.binary = str(binary)
        self.payments = payments
        self.rounds = rounds
        self.bases = {}

    # What every round starts from

    def base(self, vouchers):
        """An exchange folder in which the claims are known and open, and nothing else has happened."""
        if vouchers not in self.bases:
            root = self.folder / f"base-{vouchers}"
            (root / "inbox").mkdir(parents=True)
            (root / "returns").mkdir()
            (root / "perille.yaml").write_text(inputs.configuration(vouchers), encoding="utf-8")
            inputs.write(root / "inbox" / "perinnassa_1.csv", inputs.claims, self.payments)
            result = measured(self.command(root, "run", "--as-of", inputs.FIRST_NIGHT, "--json"))
            report = json.loads(result.output) if result.output.startswith("{") else {}
            if result.code not in (0, 1) or report.get("documents", {}).get("invoice.applied") != self.payments:
                raise SystemExit(f"the claims were not taken over (exit {result.code}): {result.output[:500]}{result.messages[:500]}")
            self.bases[vouchers] = root
        return self.bases[vouchers]

    def command(self, root, *arguments):
        return [self.binary, *arguments, "--root", str(root)]

    def night(self, vouchers, file):
        """Runs the night that finds `file` in returns/, in a copy of the base; gives what it took, and the folder."""
        root = self.folder / "night"
        shutil.rmtree(root, ignore_errors=True)
        subprocess.run(["cp", "-a", str(self.base(vouchers)), str(root)], check=True)
        shutil.copyfile(file, root / "returns" / file.name)
        # What the copies left to be written is not to be waited for in the measured time.
        os.sync()
        result = measured(self.command(root, "run", "--as-of", inputs.SECOND_NIGHT, "--json"))
        return result, root

    # camt.054

    def camt(self, name):
        per_entry, vouchers = CAMT[name]
        if per_entry > 1:
            per_entry = max(2, min(per_entry, self.payments // 100))
        file = self.folder / f"camt054_{per_entry}.xml"
        if not file.exists():
            inputs.write(file, inputs.camt, self.payments, per_entry)
        total = sum(map(inputs.cents, range(self.payments)))
        lint = ["xmllint", "--noout", "--stream", str(file)]
        lint_times, run_times, peaks, faults = [], [], [], []
        self.base(vouchers)
        measured(lint)
        for number in range(self.rounds):
            # By turns the one and the other goes first, so that neither always has the warmer machine.
            if number % 2 == 0:
                lint_times.append(self.lint(lint))
            result, root = self.night(vouchers, file)
            if number % 2 == 1:
                lint_times.append(self.lint(lint))
            run_times.append(result.seconds)
            peaks.append(result.megabytes)
            faults = faults or self.faults(result, root, 1, 1 if vouchers == "settlement" else self.payments, total)
        rows_seconds = min(self.rows_alone(vouchers, root) for _ in range(3))
        shutil.rmtree(self.folder / "night", ignore_errors=True)
        return CamtResult(
            name, self.payments, file.stat().st_size / 1e6, median(lint_times), median(run_times), rows_seconds, max(peaks),
            faults)

    def rows_alone(self, vouchers, root):
        """Seconds that SQLite alone takes to insert the night's rows into a store as it was before, in one transaction and with the
        program's settings. They come from a store, so that neither binding nor the program's own work is in it."""
        copy = self.folder / "rows.sqlite"
        shutil.copyfile(self.base(vouchers) / "state" / "perille.sqlite", copy)
        os.sync()
        database = sqlite3.connect(copy, isolation_level=None)
        for pragma in ("cache_size = -24576", "wal_autocheckpoint = 16384", "synchronous = FULL", "foreign_keys = ON"):
            database.execute("PRAGMA " + pragma)
        database.execute("ATTACH ? AS night", [str(root / "state" / "perille.sqlite")])
        began = time.perf_counter()
        database.execute("BEGIN")
        for table in ("run", "file"):
            database.execute(f"INSERT INTO {table} SELECT * FROM night.{table} WHERE id NOT IN (SELECT id FROM {table})")
        for table in ("settlement", "entry", "posting", "voucher", "allocation", "outcome"):
            # Without a condition SQLite would copy rows as they lie instead of making them.
            database.execute(f"INSERT INTO {table} SELECT * FROM night.{table} WHERE true")
        database.execute("COMMIT")
        database.close()
        seconds = time.perf_counter() - began
        copy.unlink()
        return seconds

    @staticmethod
    def lint(command):
        result = measured(command)
        if result.code != 0:
            raise SystemExit(f"xmllint: {result.messages[:500]}")
        return result.seconds

    # KTL

    def ktl(self, name):
        vouchers = KTL[name]
        results, faults = [], []
        for batches in (1, SHARES):
            file = self.folder / f"KTL{batches}.TXT"
            if not file.exists():
                inputs.write(file, inputs.ktl, self.payments, batches)
            if vouchers is None:
                result = measured(self.command(self.base("payment"), "check", str(file)))
                if result.code != 0:
                    faults.append(f"check: exit {result.code}: {result.output[:300]}{result.messages[:300]}")
            else:
                result, root = self.night(vouchers, file)
                total = sum(inputs.cents(i) // batches for i in range(self.payments)) * batches
                count = batches if vouchers == "settlement" else batches * self.payments
                faults += self.faults(result, root, batches, count, total)
            results.append(result)
        shutil.rmtree(self.folder / "night", ignore_errors=True)
        return GrowthResult(name, self.payments, SHARES * self.payments, results[0], results[1], faults)

    # What must have come of it

    def faults(self, result, root, settlements, vouchers, total):
        """What differs from: all money in vouchers, so many of them in a sound journal, and nothing for a person to look at."""
        if not result.output.startswith("{"):
            return [f"exit {result.code}, no report: {result.messages[:300]}"]
        report = json.loads(result.output)
        seen = report["settlements"]
        money = inputs.euros(total)
        verify = measured(self.command(root, "ledger", "verify", "--json"))
        journal = [json.loads(line) for line in verify.output.splitlines() if line.startswith("{")]
        expected = {
            "exit status": 0, "settlements booked": settlements, "quarantined": 0, "lines that want attention": 0,
            "money": [{"currency": "EUR", "received": money, "vouchers": money, "evidence": "0.00"}],
            "exit status of ledger verify": 0, "vouchers of the journal": [vouchers], "problems of the journal": [None],
        }
        found = {
            "exit status": result.code, "settlements booked": seen["booked"], "quarantined": seen["quarantined"],
            "lines that want attention": len(report["attention"]),
            "money": [{key: line[key] for key in ("currency", "received", "vouchers", "evidence")} for line in seen["money"]],
            "exit status of ledger verify": verify.code, "vouchers of the journal": [line["vouchers"] for line in journal],
            "problems of the journal": [line.get("problem") for line in journal],
        }
        return [f"{key}: {str(found[key])[:200]}, expected {expected[key]}" for key in expected if found[key] != expected[key]]
