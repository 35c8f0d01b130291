#!/usr/bin/env python3
"""What the way back costs: bank files are read, matched against open claims, and posted.

    bench.py BINARY [--rounds N] [--payments N] [--only CASE…] [--quick] [--keep]

Two ratios: to `xmllint --noout --stream` on the same file, in rounds that measure both, one after the other, from equal folders; and to
that and what SQLite alone takes to write the night's rows, together. No program that reads the file and keeps its payments does less, so
the second is judged for every shape. The first is judged where both together leave room for it: with a voucher a payment, or when a file
says a payment in 430 bytes, SQLite alone takes two and a half to five and a half times as long as xmllint.
Exit status: 0 when every bar holds and every run booked what it should, else 1.
"""

import sys

sys.dont_write_bytecode = True  # the sources' folder stays as it is

import argparse
import pathlib
import shutil
import tempfile

import cases
import inputs

# Times the wall time of xmllint; times xmllint and SQLite alone; megabytes; peak at the tenfold file over the peak at the single one.
RATIO_MAX = 4.0
RATIO_CASES = ("single-one-voucher",)
BOTH_MAX = 2.0
MEGABYTES_MAX = 96
GROWTH_MAX = 1.2


def report_camt(result, is_timed):
    misses = list(result.faults)
    ratio = result.run_seconds / result.xmllint_seconds
    both = result.run_seconds / (result.xmllint_seconds + result.rows_seconds)
    if is_timed and ratio > RATIO_MAX and result.name in RATIO_CASES:
        misses.append(f"{ratio:.1f} times xmllint, {RATIO_MAX} allowed")
    if is_timed and both > BOTH_MAX:
        misses.append(f"{both:.2f} times xmllint and SQLite alone, {BOTH_MAX} allowed")
    if result.megabytes > MEGABYTES_MAX:
        misses.append(f"{result.megabytes:.0f} MB, {MEGABYTES_MAX} allowed")
    print(f"{result.name:<28}{result.file_megabytes:>8.1f}{result.xmllint_seconds:>10.2f}{result.rows_seconds:>8.2f}"
          f"{result.run_seconds:>8.2f}{both:>9.2f}{ratio:>11.1f}"
          f"{result.megabytes:>9.0f}{result.payments / result.run_seconds:>12,.0f}", flush=True)
    return misses


def report_growth(result, is_judged):
    misses = list(result.faults)
    growth = result.large.megabytes / result.small.megabytes
    if is_judged and growth > GROWTH_MAX:
        misses.append(f"memory grew {growth:.2f} times, {GROWTH_MAX} allowed")
    for count, measured in ((result.small_count, result.small), (result.large_count, result.large)):
        print(f"{result.name:<28}{count:>10,}{measured.seconds:>10.2f}{measured.megabytes:>9.0f}{count / measured.seconds:>14,.0f}",
              flush=True)
    return misses


def main():
    parser = argparse.ArgumentParser(description="What the way back costs.")
    parser.add_argument("binary")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--payments", type=int, default=inputs.BATCH, help="open claims, and payments of them in one file")
    parser.add_argument("--only", nargs="+", choices=list(cases.CAMT) + list(cases.KTL), help="cases to run")
    parser.add_argument("--quick", action="store_true", help="small files and one round: are the postings right? Times and growth are not judged")
    parser.add_argument("--keep", action="store_true", help="leave the folder of inputs and stores")
    arguments = parser.parse_args()
    binary = pathlib.Path(arguments.binary).resolve()
    payments = 2_000 if arguments.quick else min(arguments.payments, inputs.BATCH)
    rounds = 1 if arguments.quick else arguments.rounds
    chosen = arguments.only or list(cases.CAMT) + list(cases.KTL)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="perille-bench-"))
    misses = []
    try:
        bench = cases.Bench(folder, binary, payments, rounds)
        camt = [name for name in cases.CAMT if name in chosen]
        if camt:
            print(f"camt.054, {payments:,} payments of {payments:,} open claims; medians of {rounds}\n"
                  f"{'':<28}{'MB':>8}{'xmllint s':>10}{'rows s':>8}{'run s':>8}{'× both':>9}{'× xmllint':>11}{'peak MB':>9}{'payments/s':>12}",
                  flush=True)
        for name in camt:
            misses += [f"{name}: {miss}" for miss in report_camt(bench.camt(name), not arguments.quick)]
        ktl = [name for name in cases.KTL if name in chosen]
        if ktl:
            print(f"\nKTL, once each\n{'':<28}{'records':>10}{'s':>10}{'peak MB':>9}{'records/s':>14}", flush=True)
        for name in ktl:
            misses += [f"{name}: {miss}" for miss in report_growth(bench.ktl(name), not arguments.quick)]
    finally:
        if arguments.keep:
            print(f"kept: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    print()
    for miss in misses:
        print(f"MISSED {miss}")
    print("every bar holds" if not misses else f"{len(misses)} missed")
    sys.exit(1 if misses else 0)


if __name__ == "__main__":
    main()
