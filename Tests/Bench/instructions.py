#!/usr/bin/env python3
"""Counts the instructions that checking 1,000 invoices takes, and holds them to the committed budget.

    instructions.py BINARY [--renew]

callgrind counts the same number for the same binary and files, however busy the machine is; what a start costs is taken off by counting
twice, for 10 and for 60 invoices. Exit status: 1 when the budget is exceeded by more than 5 %.
"""

import sys

sys.dont_write_bytecode = True

import os
import pathlib
import re
import shutil
import subprocess
import tempfile

import invoices

BUDGET = pathlib.Path(__file__).with_name("instructions.txt")
FEW, MANY = 10, 60


def counted(binary, folder):
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", binary, "check", str(folder), "--jobs", "1", "--quiet"]
    result = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})
    found = re.search(r"Collected : (\d+)", result.stderr)
    if result.returncode not in (0, 1) or not found:
        sys.exit(f"callgrind did not count: exit {result.returncode}\n{result.stderr[-500:]}")
    return int(found.group(1))


def per_thousand(binary, is_broken):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="perille-instructions-"))
    try:
        few = counted(binary, invoices.folder(folder / "few", FEW, is_broken=is_broken))
        many = counted(binary, invoices.folder(folder / "many", MANY, is_broken=is_broken))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return few - FEW * (many - few) // (MANY - FEW), (many - few) * 1000 // (MANY - FEW)


def main():
    # valgrind gives up on this much debug information.
    binary = str(pathlib.Path(tempfile.mkdtemp(prefix="perille-counted-")) / "perille")
    subprocess.run(["strip", "--strip-debug", "-o", binary, sys.argv[1]], check=True)
    try:
        count(binary)
    finally:
        shutil.rmtree(pathlib.Path(binary).parent, ignore_errors=True)


def count(binary):
    start, sound = per_thousand(binary, False)
    _, broken = per_thousand(binary, True)
    counts = {"sound": sound, "broken": broken}
    if "--renew" in sys.argv:
        BUDGET.write_text("".join(f"{name} {count}\n" for name, count in counts.items()))
    budget = dict((name, int(count)) for name, count in (line.split() for line in BUDGET.read_text().splitlines()))
    failed = False
    for name, count in counts.items():
        share = count / budget[name]
        failed |= share > 1.05
        print(f"{count:>15,} instructions a thousand {name} invoices: {share:.2f} of the budget{'' if share <= 1.05 else '  EXCEEDED'}")
    # Mostly the dynamic linker's and the Swift runtime's, so that it changes with how the binary was linked.
    print(f"{start:>15,} instructions of a start")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
