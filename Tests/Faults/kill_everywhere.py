#!/usr/bin/env python3
"""Kills the batch at every file and sync system call of a small night, starts it again, and compares what is there in the end with
what an undisturbed night leaves: settlements, vouchers and exports too. Then the same with errors of the disk, with a second crash
during recovery, with a carrier that takes payloads and exports away in between, and with bank files that are written while they are
read.

    kill_everywhere.py BINARY [--every N] [--only SCENARIO:CALL:ORDINAL] [--keep]

Needs strace. The last line says how many points passed; the exit code is 0 only if all did.
"""

import sys

sys.dont_write_bytecode = True  # the sources' folder stays as it is

import argparse
import concurrent.futures
import os
import pathlib
import random
import shutil
import tempfile
import threading

import order
import state
import tracing
from exchange import Exchange
from scenarios import commands, first_run, large_night, second_night, sent

KILLED = -9
WORKERS = 2
# Of the calls that can fail, each how-many-eth is made to: the store's writes and folders that are there already are many and alike.
FAILING_CALLS = {"openat": 1, "write": 1, "pwrite64": 6, "ftruncate": 1, "linkat": 1, "renameat": 1, "unlinkat": 2, "mkdirat": 5,
                 "fsync": 1, "fdatasync": 1}


def errors(name):
    return ("EIO",) if "sync" in name else ("ENOSPC", "EIO")


class Campaign:
    def __init__(self, folder, arguments):
        self.folder, self.arguments = folder, arguments
        self.passed, self.failures = 0, []
        self.lock = threading.Lock()
        self.serial = 0

    def fresh(self, scenario):
        with self.lock:
            self.serial += 1
            root = self.folder / f"try-{self.serial}"
        return scenario.copy(root)

    def count(self, title, lines, root=None):
        with self.lock:
            if lines:
                self.failures.append(title)
                print(f"FAILED {title}\n" + "\n".join("  " + line for line in lines[:6]), flush=True)
                if self.arguments.keep and root:
                    print(f"  kept in {root}", flush=True)
                    return
            else:
                self.passed += 1
            if root:
                shutil.rmtree(root, ignore_errors=True)

    def attempt(self, title, scenario, body):
        root = self.fresh(scenario)
        try:
            lines = body(root)
        except Exception as error:  # a failed check must not end the others
            lines = [f"{type(error).__name__}: {error}"]
        self.count(title, lines, root)

    def each(self, what, tasks):
        """Runs tasks two at a time, with a progress line."""
        print(f"{what}: {len(tasks)} points", flush=True)
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            for done, future in enumerate(concurrent.futures.as_completed([pool.submit(task) for task in tasks]), 1):
                future.result()
                if done % 100 == 0:
                    print(f"  {done} of {len(tasks)}", flush=True)

    # MARK: Kinds of disturbance

    def kill(self, scenario, name, when):
        def body(root):
            for _ in range(3):
                result = tracing.disturbed(scenario.command(root), name, when, "signal=SIGKILL")
                if result.returncode == KILLED:
                    return scenario.recover(root)
                # Threads wake each other by writes, so that an ordinal can be missed.
                shutil.rmtree(root)
                scenario.copy(root)
            return [f"it was to be killed, three times, and ended with {result.returncode}"]
        self.attempt(f"{scenario.name}:{name}:{when}", scenario, body)

    def fail(self, scenario, name, when, error):
        def body(root):
            result = tracing.disturbed(scenario.command(root), name, when, f"error={error}")
            # What SQLite or the output can do without, it does without; everything else is an error of the disk, never a defect.
            if result.returncode not in (74, scenario.code):
                return [f"{error} ended the run with {result.returncode}: {result.stderr.decode().strip()[:500]}"]
            return scenario.recover(root)
        self.attempt(f"{scenario.name}:{name}:{when}:{error}", scenario, body)

    def kill_twice(self, scenario, first, second):
        def body(root):
            tracing.disturbed(scenario.command(root), *first, "signal=SIGKILL")
            tracing.disturbed(scenario.command(root), *second, "signal=SIGKILL")
            return scenario.recover(root)
        self.attempt(f"{scenario.name}:{first[0]}:{first[1]} then {second[0]}:{second[1]}", scenario, body)

    def carry(self, scenario, name, when, leaves_mark):
        """Carriers take every payload and export that they find after the crash: into sent/, or away with NAME.taken in its place."""
        def body(root):
            tracing.disturbed(scenario.command(root), name, when, "signal=SIGKILL")
            taken = [n for n in scenario.files if n.startswith(("outbox/", "ledger/")) and scenario.files[n] != "folder"
                     and (root / n).exists() and not (scenario.base / n).exists()]
            for payload in taken:
                if leaves_mark:
                    (root / payload).rename(root / (payload + ".taken"))
                else:
                    (root / sent(payload)).parent.mkdir(exist_ok=True)
                    (root / payload).rename(root / sent(payload))
            if leaves_mark:
                Exchange(root, scenario.binary).run(scenario.day)
                again = [payload for payload in taken if (root / payload).exists()]
                for payload in taken:
                    (root / (payload + ".taken")).rename(root / payload)
                return [f"{payload} was written again" for payload in again] + scenario.faults(root)
            return scenario.recover(root, taken)
        self.attempt(f"{scenario.name}:{name}:{when}:carrier{' with mark' if leaves_mark else ''}", scenario, body)

    def stop(self, scenario, name, when, signal, path=None):
        """Asks the run to stop, at a call or, with `path`, at a call on this input."""
        def body(root):
            code = {"SIGTERM": 143, "SIGINT": 130}[signal]
            result = tracing.disturbed(scenario.command(root), name, when, f"signal={signal}", path and root / path)
            if result.returncode not in (code, scenario.code):
                return [f"{signal} ended the run with {result.returncode}"]
            return scenario.recover(root)
        self.attempt(f"{scenario.name}:{name}:{when}:{signal}{f':{path}' if path else ''}", scenario, body)

    def kill_reading(self, scenario, when, path):
        """A kill while an input is read and, if it is large, written."""
        def body(root):
            result = tracing.disturbed(scenario.command(root), "read", when, "signal=SIGKILL", root / path)
            return scenario.recover(root) if result.returncode == KILLED else [f"it was to be killed, and ended with {result.returncode}"]
        self.attempt(f"{scenario.name}:read:{when}:{path}", scenario, body)

    def repeat(self, scenario):
        def body(root):
            exchange = Exchange(root, scenario.binary)
            exchange.run(scenario.day)
            again = exchange.run(scenario.day)
            return scenario.faults(root) + ([f"a second run ended with {again.returncode}"] if again.returncode != 0 else [])
        self.attempt(f"{scenario.name}: a second run changes nothing", scenario, body)

    def limited(self, scenario, size):
        """A limit on the size of files: an error of the disk (exit 74), not the end of the process."""
        def body(root):
            exchange = Exchange(root, scenario.binary)
            result = exchange.run(scenario.day, "prlimit", f"--fsize={size}")
            if result.returncode not in (74, scenario.code):
                return [f"a limit of {size} bytes ended the run with {result.returncode}: {result.stderr.decode()[:300]}"]
            return scenario.recover(root)
        self.attempt(f"{scenario.name}: file size limit {size}", scenario, body)


def run(arguments, folder):
    campaign = Campaign(folder, arguments)
    binary = pathlib.Path(arguments.binary).resolve()
    scenarios = [second_night(folder, binary), first_run(folder, binary), large_night(folder, binary)]
    by_hand = commands(folder, binary)
    if arguments.only:
        name, call, when = arguments.only.split(":")[:3]
        scenario = next(s for s in scenarios + by_hand if s.name == name)
        campaign.kill(scenario, call, int(when))
        return campaign
    every = slice(None, None, arguments.every)
    # The same choice in every run, so that a failure can be looked for again.
    choice = random.Random(20261120)
    for scenario in scenarios:
        for line in order.faults(scenario.calls, scenario.traced):
            campaign.count(f"{scenario.name}: order of calls", [line])
        campaign.count(f"{scenario.name}: order of calls looked at", [])
        campaign.each(f"{scenario.name}: kill", [
            lambda p=point, s=scenario: campaign.kill(s, *p) for point in scenario.points[every]])
    for scenario in by_hand:
        campaign.each(f"{scenario.name}: kill", [
            lambda p=point, s=scenario: campaign.kill(s, *p) for point in scenario.points[every]])
    second = scenarios[0]
    failing = [point for name, step in FAILING_CALLS.items()
               for point in [p for p in second.points if p[0] == name][::step * arguments.every]]
    campaign.each("errors of the disk", [
        lambda p=point, e=error: campaign.fail(second, *p, e)
        for point in failing for error in errors(point[0])])
    tail = second.points[-90:]
    campaign.each("second crash during recovery", [
        lambda a=choice.choice(second.points), b=choice.choice(tail if i % 2 else second.points): campaign.kill_twice(second, a, b)
        for i in range(0, 120, arguments.every)])
    campaign.each("carrier between crash and restart", [
        lambda p=point, m=mark: campaign.carry(second, *p, m) for point in carried_points(second)[every] for mark in (False, True)])
    campaign.each("asked to stop", [
        lambda p=point, s=signal: campaign.stop(second, *p, s) for signal in ("SIGTERM", "SIGINT")
        for point in choice.sample(second.points, 10)])
    large = scenarios[2]
    reads = [(when, path) for path in large.inputs("returns/") for when in large.reads(path)]
    campaign.each("killed while a large file is read", [lambda w=when, p=path: campaign.kill_reading(large, w, p) for when, path in reads])
    campaign.each("asked to stop while a large file is read", [
        lambda w=when, p=path, s=signal: campaign.stop(large, "read", w, s, p) for when, path in reads for signal in ("SIGTERM", "SIGINT")])
    campaign.each("errors of the disk with large files", [
        lambda p=point, e=error: campaign.fail(large, *p, e)
        for point in large.points[::9 * arguments.every] if point[0] in FAILING_CALLS for error in errors(point[0])])
    campaign.each("file size limits", [
        lambda s=s, n=size: campaign.limited(s, n) for s in (second, large)
        for size in (100, 4096, 20000, 200000, 1000000)])
    campaign.each("second run", [lambda s=scenario: campaign.repeat(s) for scenario in scenarios])
    return campaign


def carried_points(scenario):
    """Kill points at which something lies there for a carrier: the first after each payload, export or manifest has appeared, so that
    everything that can be there at once is taken once, and a sample of the others, which differ only in what the store says of it."""
    main = scenario.calls[0].thread
    seen, is_new, counts = False, False, {}
    wanted = set(scenario.points)
    first, others = [], []
    for call in scenario.calls:
        if call.thread != main:
            continue
        counts[call.name] = counts.get(call.name, 0) + 1
        point = call.name, counts[call.name]
        if seen and point in wanted:
            (first if is_new else others).append(point)
            is_new = False
        names = "".join(tracing.names_of(call))
        if call.name == "linkat" and ("/outbox/" in names or "/ledger/" in names):
            seen = is_new = True
    if not first:
        raise SystemExit("no payload appears in the night that carriers visit")
    return first + others[::8]


def main():
    parser = argparse.ArgumentParser(description="Kill the nightly batch at every system call that changes a file.")
    parser.add_argument("binary")
    parser.add_argument("--every", type=int, default=1, help="take only every Nth point")
    parser.add_argument("--only", help="SCENARIO:CALL:ORDINAL, as a failure names it")
    parser.add_argument("--keep", action="store_true", help="keep the folders of failures")
    arguments = parser.parse_args()
    if shutil.which("strace") is None:
        raise SystemExit("strace is missing: apt-get install strace")
    # Memory, if there is some: the disk's own syncs would only cost time.
    where = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = pathlib.Path(tempfile.mkdtemp(prefix="perille-faults-", dir=where))
    try:
        campaign = run(arguments, folder)
    finally:
        if not arguments.keep:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{campaign.passed} passed, {len(campaign.failures)} failed")
    sys.exit(1 if campaign.failures or campaign.passed == 0 else 0)


if __name__ == "__main__":
    main()
