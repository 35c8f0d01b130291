#!/usr/bin/env python3
"""Runs under odd circumstances: inputs that may not be read, two runs at once, output that nobody reads, a folder that cannot be written.

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

NOBODY = 65534


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
        return night.Exchange(root, self.binary)

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
            if report["files"]["read"] != 10 or report["batches"]:
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

    def read_only_outbox(self):
        """A folder that cannot be written: exit 74, and when it is mended the next run finishes."""
        exchange = self.copy("no-outbox")
        shutil.move(exchange.root / "outbox", exchange.root / "outbox-away")
        (exchange.root / "outbox").write_text("no folder")
        result = exchange.run(night.SECOND_NIGHT)
        faults = [] if result.returncode == 74 else [f"exit {result.returncode}: {result.stderr.decode()[:300]}"]
        (exchange.root / "outbox").unlink()
        shutil.move(exchange.root / "outbox-away", exchange.root / "outbox")
        exchange.run(night.SECOND_NIGHT)
        self.tell("an outbox that is no folder", faults + self.differences(exchange))


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
        trial.read_only_outbox()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{trial.passed} passed, {trial.failed} failed")
    sys.exit(1 if trial.failed or not trial.passed else 0)


if __name__ == "__main__":
    main()
