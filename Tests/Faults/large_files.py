#!/usr/bin/env python3
"""A night with very large files: they end in quarantine or are taken over, what lies beside them goes as it would without them, and
the program needs less than 200 MB of memory.

    large_files.py BINARY [--megabytes N] [--sound-megabytes N] [--limit MB]
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
from documents import CAFE, finvoice
from exchange import Exchange
from identifiers import ocr

LIST_HEAD = "Nr;Datum;Forfall;Belopp;OCR;Kund;Namn;Orgnr;Adress;Postnr;Ort\r\n"


def rows(first, count):
    return "".join(
        f"{number};2026-10-01;2026-10-15;100,50;{ocr(str(number))};77;Påhittad Smedja AB;5599990073;Sagovägen 2;98999;PÅHITT\r\n"
        for number in range(first, first + count))


def bad_at_the_end(file, size):
    """Sound rows, and at the very end one whose amount is none. The rows repeat: only the reading is measured."""
    block = rows(1_000_000, 5_000).encode("iso-8859-1")
    file.write(LIST_HEAD.encode())
    while file.tell() < size:
        file.write(block)
    file.write("9999999;2026-10-01;2026-10-15;sata;;77;Namn;5599990073;Gata 1;98999;ORT\r\n".encode())


def without_a_line_break(file, size):
    file.write(LIST_HEAD.encode())
    block = b"x" * (1 << 20)
    while file.tell() < size:
        file.write(block)


def an_open_quote(file, size):
    file.write(LIST_HEAD.encode() + b'1;2026-10-01;2026-10-15;1,00;;77;"')
    block = b"y\r\n" * (1 << 18)
    while file.tell() < size:
        file.write(block)


def one_long_text(file, size):
    """A Finvoice whose free text never ends."""
    head, tail = finvoice("93099", CAFE, "1,00", "20261001", "20261015").split("<InvoiceRow>", 1)
    file.write((head + "<InvoiceRow><ArticleName>").encode())
    block = b"z" * (1 << 20)
    while file.tell() < size:
        file.write(block)
    file.write(("</ArticleName>" + tail).encode())


def zeros(file, size):
    file.truncate(size)


def sound(file, size):
    file.write(LIST_HEAD.encode())
    number = 1_000_000
    while file.tell() < size:
        file.write(rows(number, 2_000).encode("iso-8859-1"))
        number += 2_000


def exchange_with(folder, binary, path=None, write=None, size=0):
    exchange = Exchange(folder, binary)
    exchange.root.mkdir()
    exchange.make()
    # The company of the large list is planned for only: what it would hand over in one payload is not what is measured here.
    exchange.activate("keksitty")
    exchange.put(night.first_files())
    if write:
        target = exchange.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(target, "wb") as file:
            write(file, size)
    return exchange


def measured(exchange):
    """Exit code, report, and the most memory that the run held, in MB."""
    began = time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            exchange.command("run", "--as-of", night.FIRST_NIGHT, "--json"), stdout=output,
            env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})
        _, status, usage = os.wait4(process.pid, 0)
        output.seek(0)
        text = output.read().decode()
    code = os.waitstatus_to_exitcode(status)
    return code, json.loads(text) if text.startswith("{") else {}, usage.ru_maxrss // 1024, time.monotonic() - began


def own_payload(exchange):
    return {path.name: path.read_bytes() for path in (exchange.root / "outbox").rglob("*keksitty*") if path.is_file()}


def main():
    parser = argparse.ArgumentParser(description="Very large files in bounded memory.")
    parser.add_argument("binary")
    parser.add_argument("--megabytes", type=int, default=1024, help="size of the files that are refused")
    parser.add_argument("--sound-megabytes", type=int, default=8, help="size of the list that is taken over")
    parser.add_argument("--limit", type=int, default=200, help="megabytes of memory that a run may need")
    arguments = parser.parse_args()
    binary = pathlib.Path(arguments.binary).resolve()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="perille-large-"))
    passed = failed = 0
    try:
        clean = exchange_with(folder / "clean", binary)
        clean_code = measured(clean)[0]
        expected = own_payload(clean)
        # Whose it is can be told by the sub-folder and the seller; else everybody waits for it.
        cases = [
            ("a list with a bad row at its end", "inbox/koeverk/suuri.csv", bad_at_the_end, "csv.amount", True),
            ("a list without a line break", "inbox/koeverk/suuri.csv", without_a_line_break, "csv.row-size", True),
            ("a list with an open quotation mark", "inbox/koeverk/suuri.csv", an_open_quote, "csv.quote-open", True),
            ("an invoice whose text never ends", "inbox/suuri.xml", one_long_text, "finvoice.message-too-large", False),
            ("nothing but NUL bytes", "inbox/suuri.xml", zeros, "file.unknown-kind", False),
            ("a sound list", "inbox/koeverk/suuri.csv", sound, None, True),
        ]
        for index, (what, path, write, rule, goes) in enumerate(cases):
            size = (arguments.sound_megabytes if rule is None else arguments.megabytes) << 20
            exchange = exchange_with(folder / f"case-{index}", binary, path, write, size)
            code, report, memory, seconds = measured(exchange)
            faults = []
            if code != (clean_code if rule is None else 1):
                faults.append(f"exit {code}")
            if memory > arguments.limit:
                faults.append(f"{memory} MB of memory, {arguments.limit} allowed")
            reasons = [line.get("reason") for line in report.get("attention", []) if line["outcome"] == "quarantined"]
            if reasons != ([rule] if rule else []):
                faults.append(f"quarantined for {reasons}")
            if report.get("files", {}).get("archived") != len(night.first_files()) + (rule is None):
                faults.append(f"files {report.get('files')}")
            if own_payload(exchange) != (expected if goes else {}):
                faults.append("the other company's payload is not what it is without the file")
            print(f"{'FAILED ' if faults else ''}{what}, {size >> 20} MB: {memory} MB of memory, {seconds:.1f} s{'; ' if faults else ''}"
                  + "; ".join(faults), flush=True)
            passed, failed = passed + (not faults), failed + bool(faults)
            shutil.rmtree(exchange.root)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
