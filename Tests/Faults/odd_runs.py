#!/usr/bin/env python3
"""Runs under odd circumstances: inputs that may not be read, two runs at once, output that nobody reads, a folder that cannot be written,
an export's name that is taken, a large bank file that fails or grows while it is read and written.

    odd_runs.py BINARY

Needs strace. What needs another user than root is tried as nobody when root runs this.
"""

import sys

sys.dont_write_bytecode = True  # the sources' folder stays as it is

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

import night
import state
from exchange import Exchange

NOBODY = 65534
# Tables of what bank files say and make.
MONEY = {"settlement", "entry", "outcome", "allocation", "overpayment", "voucher", "posting", "voucher_export", "journal heads"}


class Trial:
    def __init__(self, folder, binary):
        self.folder, self.binary = folder, binary
        base = folder / "base"
        base.mkdir()
        night.night_before(base, binary)
        end = self.copy("end")
        self.code = end.run(night.SECOND_NIGHT).returncode
        self.files, self.store = state.files(end.root), state.store(end.root)
        self.passed = self.failed = 0

    def copy(self, name):
        root = self.folder / name
        shutil.copytree(self.folder / "base", root)
        return Exchange(root, self.binary)

    def differences(self, exchange):
        return (state.differences(self.files, state.files(exchange.root), "file")
                + state.differences(self.store, state.store(exchange.root), "table"))

    def tell(self, what, faults):
        print(("FAILED " if faults else "") + what + "".join("\n  " + fault for fault in faults[:6]), flush=True)
        self.passed, self.failed = self.passed + (not faults), self.failed + bool(faults)

    # MARK: Trials

    def forbidden(self):
        """One file and one sub-folder that may not be read: named, waited for, and the rest is read."""
        exchange = self.copy("forbidden")
        exchange.put({"inbox/kielletty.xml": "<x/>", "inbox/lukittu/a.xml": "<x/>"})
        for path in ("inbox/kielletty.xml", "inbox/lukittu"):
            (exchange.root / path).chmod(0)
        who = {}
        if os.getuid() == 0:
            for path in [self.folder, exchange.root, *exchange.root.rglob("*")]:
                os.chown(path, NOBODY, NOBODY)
            who = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        result = subprocess.run(exchange.command("run", "--as-of", night.SECOND_NIGHT, "--json"), capture_output=True, timeout=120, **who)
        faults = []
        report = json.loads(result.stdout) if result.stdout.startswith(b"{") else {}
        if not report:
            faults.append(f"no report, exit {result.returncode}: {result.stderr.decode()[:300]}")
        else:
            waiting = sorted(line["file"] for line in report["attention"] if line["outcome"] == "waiting")
            if waiting != ["inbox/kielletty.xml", "inbox/lukittu"]:
                faults.append(f"waiting: {waiting}")
            dropped = sum(not name.endswith(".done") for name in night.second_files())
            if report["files"]["read"] != dropped or report["batches"]:
                faults.append(f"read {report['files']['read']} files, {len(report['batches'])} batches: nothing may go while a file is unread")
            if result.returncode != self.code:
                faults.append(f"exit {result.returncode}")
        for path in ("inbox/kielletty.xml", "inbox/lukittu"):
            (exchange.root / path).chmod(0o700)
        if os.getuid() == 0:
            os.chown(self.folder, 0, 0)
        self.tell("inputs that may not be read", faults)

    def at_once(self):
        """While one run holds the folder, another exits with 75 and touches nothing."""
        exchange = self.copy("at-once")
        first = subprocess.Popen(
            ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync", "-e", "signal=none",
             "-e", "inject=fdatasync:delay_enter=3000000:when=3", *exchange.command("run", "--as-of", night.SECOND_NIGHT, "--quiet")],
            stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and not (exchange.root / "state/perille.sqlite-wal").exists():
            time.sleep(0.05)
        second = exchange.run(night.SECOND_NIGHT)
        code = first.wait(timeout=120)
        faults = [] if second.returncode == 75 else [f"the second run ended with {second.returncode}"]
        faults += [] if code == self.code else [f"the first run ended with {code}"]
        self.tell("two runs at once", faults + self.differences(exchange))

    def unread(self, what, redirection, codes):
        """Output that goes nowhere does not end the work."""
        exchange = self.copy("unread-" + what.replace(" ", "-"))
        command = " ".join(f"'{part}'" for part in exchange.command("run", "--as-of", night.SECOND_NIGHT))
        result = subprocess.run(["bash", "-c", f"set +e; {command} {redirection}; exit ${{PIPESTATUS[0]}}"], capture_output=True, timeout=120)
        faults = [] if result.returncode in codes else [f"exit {result.returncode}: {result.stderr.decode()[:300]}"]
        self.tell(what, faults + self.differences(exchange))

    def no_folder(self, name):
        """A folder that cannot be written: exit 74, and when it is mended the next run finishes."""
        exchange = self.copy("no-" + name.replace("/", "-"))
        there = (exchange.root / name).exists()
        if there:
            shutil.move(exchange.root / name, exchange.root / "away")
        (exchange.root / name).write_text("no folder")
        result = exchange.run(night.SECOND_NIGHT)
        faults = [] if result.returncode == 74 else [f"exit {result.returncode}: {result.stderr.decode()[:300]}"]
        (exchange.root / name).unlink()
        if there:
            shutil.move(exchange.root / "away", exchange.root / name)
        exchange.run(night.SECOND_NIGHT)
        self.tell(f"{name}/ is no folder", faults + self.differences(exchange))

    def taken_name(self, name):
        """A file that is not Perille's under the name of one of its exports: exit 70, it stays as it is, and once it is away the next
        run writes its own."""
        exchange = self.copy("taken-" + name.rpartition("/")[2])
        exchange.put({name: "somebody else's"})
        result = exchange.run(night.SECOND_NIGHT)
        faults = [] if result.returncode in (70, 78) else [f"exit {result.returncode}: {result.stderr.decode()[:300]}"]
        if (exchange.root / name).read_text() != "somebody else's":
            faults.append("it was overwritten")
        (exchange.root / name).unlink()
        exchange.run(night.SECOND_NIGHT)
        self.tell(f"{name} is there already", faults + self.differences(exchange))

    # MARK: A bank file that is written while it is read

    def half_a_file(self, what, first, disturb):
        """What is read of a file that cannot be read to its end, or changes, counts for nothing; the next run takes all of it.

        `first`: how many of its bytes are there when the run begins. `disturb`: what strace does at its fifth read, when the entries of
        the first four are on their way into the store.
        """
        name, text = "returns/iso.txt", night.large_ktl(2 * night.STREAMED).encode()
        ends = []
        for is_disturbed in (False, True):
            exchange = Exchange(self.folder / f"{what.replace(' ', '-')}-{is_disturbed}", self.binary)
            exchange.root.mkdir()
            exchange.make()
            exchange.put({"inbox/vuokrat_1.xml": night.large_files()["inbox/vuokrat_1.xml"]})
            faults = []
            if is_disturbed:
                exchange.put({name: text[:first]})
                faults = self.disturbed(exchange, name, text[first:], disturb)
            else:
                exchange.run(night.SECOND_NIGHT)
                exchange.put({name: text})
            exchange.run(night.SECOND_NIGHT)
            ends.append((money(exchange.root), {k: v for k, v in state.files(exchange.root).items() if k.startswith("ledger/")}))
        (tables, files), (found_tables, found_files) = ends
        self.tell(what, faults + state.differences(tables, found_tables, "table") + state.differences(files, found_files, "file"))

    def disturbed(self, exchange, name, rest, disturb):
        process = subprocess.Popen(
            ["strace", "-f", "-qq", "-P", str(exchange.root / name), "-o", "/dev/null", "-e", "trace=read", "-e", "signal=none",
             "-e", f"inject=read:{disturb}:when=5", *exchange.command("run", "--as-of", night.SECOND_NIGHT, "--json")],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if rest:
            time.sleep(1)
            with open(exchange.root / name, "ab") as file:
                file.write(rest)
        report = json.loads(process.communicate(timeout=120)[0] or b"{}")
        waiting = [line["file"] for line in report.get("attention", []) if line["outcome"] == "waiting"]
        faults = [] if waiting == [name] else [f"waiting: {waiting}, exit {process.returncode}"]
        told = {table: len(rows) for table, rows in money(exchange.root).items() if rows and table != "journal heads"}
        return faults + ([f"something of the file counted: {told}"] if told else [])


def money(root):
    """The rows of everything that a bank file makes."""
    tables = state.store(root)
    return {name: rows for name, rows in tables.items() if name in MONEY}


def main():
    parser = argparse.ArgumentParser(description="Runs under odd circumstances.")
    parser.add_argument("binary")
    arguments = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="perille-odd-"))
    try:
        folder.chmod(0o755)
        binary = folder / "perille"
        shutil.copy(arguments.binary, binary)
        trial = Trial(folder, binary)
        trial.forbidden()
        trial.at_once()
        trial.unread("standard output is closed", ">&-", {trial.code, 74})
        trial.unread("standard output and errors are closed", ">&- 2>&-", {trial.code, 74})
        trial.unread("a full device", ">/dev/full", {trial.code, 74})
        trial.unread("a reader that goes away", "| true", {trial.code})
        trial.no_folder("outbox")
        trial.no_folder("ledger/talo")
        trial.no_folder("ledger/koeverk")
        trial.taken_name("ledger/keksitty/A-2026-000001-000002.sie")
        trial.taken_name("ledger/koeverk/A-2026-000001-000002.journal.manifest.json")
        trial.half_a_file("a large bank file that fails while it is read", 1 << 30, "error=EIO")
        trial.half_a_file("a large bank file that grows while it is read", 300_000, "delay_enter=2500000")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{trial.passed} passed, {trial.failed} failed")
    sys.exit(1 if trial.failed or not trial.passed else 0)


if __name__ == "__main__":
    main()
