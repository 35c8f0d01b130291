#!/usr/bin/env python3
"""What checking invoices costs: read and asked every rule, against xmllint that only parses them.

    check.py BINARY [--rounds N] [--count N] [--quick]

Every round measures all commands one after another on the same files; the ratios are of medians. Process start and output are in it.
Exit status: 0 when every bar holds and every answer is right, else 1.
"""

import sys

sys.dont_write_bytecode = True  # the sources' folder stays as it is

import argparse
import pathlib
import shutil
import subprocess
import tempfile

import invoices
from measure import measured, median

# Times the wall time of one xmllint --noout over the same files.
ONE_JOB_MAX = 1.3
TWO_JOBS_MAX = 0.8
# Time per byte of broken invoices over that of sound ones; time of 20,000 lines over that of 5,000.
BROKEN_MAX = 2.0
LINES_MAX = 4.4
MANY_MEGABYTES_MAX = 64
LARGE_MEGABYTES_MAX = 80


def size(folder):
    return sum(file.stat().st_size for file in pathlib.Path(folder).iterdir())


class Bench:
    def __init__(self, folder, binary, rounds):
        self.folder = folder
        self.binary = str(binary)
        self.rounds = rounds
        self.misses = []

    def check(self, path, jobs, code, *more):
        result = measured([self.binary, "check", str(path), "--jobs", str(jobs), "--no-color", *more])
        if result.code != code:
            self.misses.append(f"check of {path.name} ended with {result.code}, {code} expected: {result.messages[-200:]}")
        return result

    def hold(self, what, value, bar, unit=""):
        if value > bar:
            self.misses.append(f"{what}: {value:.2f}{unit}, {bar}{unit} allowed")

    def many(self, count):
        sound = invoices.folder(self.folder / "sound", count)
        broken = invoices.folder(self.folder / "broken", max(count // 5, 1), is_broken=True)
        names = [str(file) for file in sorted(sound.iterdir())]
        # As many file names as one command takes.
        parts = [names[start:start + 20_000] for start in range(0, len(names), 20_000)]
        times = {"xmllint": [], "1 job": [], "2 jobs": [], "broken": []}
        peak = 0
        for _ in range(self.rounds):
            times["xmllint"].append(sum(measured(["xmllint", "--noout", *part]).seconds for part in parts))
            one = self.check(sound, 1, 0)
            times["1 job"].append(one.seconds)
            times["2 jobs"].append(self.check(sound, 2, 0).seconds)
            times["broken"].append(self.check(broken, 1, 1).seconds)
            peak = max(peak, one.megabytes)
        base = median(times["xmllint"])
        print(f"{count:,} invoices of {size(sound) / count / 1000:.1f} kB, medians of {self.rounds} rounds\n"
              f"{'':<22}{'s':>8}{'ratio':>8}{'files/s':>10}")
        for name in ("xmllint", "1 job", "2 jobs"):
            seconds = median(times[name])
            print(f"{name:<22}{seconds:>8.2f}{seconds / base:>8.2f}{count / seconds:>10,.0f}", flush=True)
        self.hold("one job", median(times["1 job"]) / base, ONE_JOB_MAX, " x xmllint")
        self.hold("two jobs", median(times["2 jobs"]) / base, TWO_JOBS_MAX, " x xmllint")
        per_byte = (median(times["broken"]) / size(broken)) / (median(times["1 job"]) / size(sound))
        print(f"{'broken, per byte':<22}{median(times['broken']):>8.2f}{per_byte:>8.2f}")
        self.hold("broken invoices per byte", per_byte, BROKEN_MAX, " x sound ones")
        print(f"{'peak memory':<22}{peak:>8.0f} MB", flush=True)
        self.hold("peak memory of many files", peak, MANY_MEGABYTES_MAX, " MB")

    def large(self, lines):
        file = self.folder / "large.xml"
        megabytes = invoices.one(file, lines) / 1e6
        result = self.check(file, 1, 0)
        print(f"\none invoice of {megabytes:.1f} MB: {result.seconds:.2f} s, peak {result.megabytes:.0f} MB", flush=True)
        self.hold("peak memory of one large invoice", result.megabytes, LARGE_MEGABYTES_MAX, " MB")

    def long(self, short_lines, long_lines):
        short, long = self.folder / "short.xml", self.folder / "long.xml"
        invoices.one(short, short_lines)
        megabytes = invoices.one(long, long_lines) / 1e6
        times = {short: [], long: []}
        for _ in range(max(self.rounds, 5)):
            for file in times:
                times[file].append(self.check(file, 1, 0).seconds)
        ratio = min(times[long]) / min(times[short])
        print(f"\n{long_lines:,} lines ({megabytes:.1f} MB) {min(times[long]):.2f} s, {short_lines:,} lines {min(times[short]):.2f} s: "
              f"{ratio:.2f} times", flush=True)
        self.hold(f"{long_lines:,} lines against {short_lines:,}", ratio, LINES_MAX, " times")


def main():
    parser = argparse.ArgumentParser(description="What checking invoices costs.")
    parser.add_argument("binary")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--quick", action="store_true", help="few files and one round: are the answers right? Times are not judged")
    arguments = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="perille-check-"))
    bench = Bench(folder, pathlib.Path(arguments.binary).resolve(), 1 if arguments.quick else arguments.rounds)
    if arguments.quick:
        bench.hold = lambda *_: None
    try:
        bench.many(200 if arguments.quick else arguments.count)
        bench.long(*((200, 800) if arguments.quick else (5_000, 20_000)))
        # 27 MB.
        bench.large(1_000 if arguments.quick else 28_900)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print()
    for miss in bench.misses:
        print(f"MISSED {miss}")
    print("every bar holds" if not bench.misses else f"{len(bench.misses)} missed")
    sys.exit(1 if bench.misses else 0)


if __name__ == "__main__":
    main()
