#!/usr/bin/env python3
"""Kills the batch at every file and sync system call of a small night, starts it again, and compares what is there in the end with
what an undisturbed night leaves. Then the same with errors of the disk, with a second crash during recovery, and with a carrier that
takes payloads away in between.

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

import night
import order
import state
import tracing

KILLED = -9
WORKERS = 2
# Of the calls that can fail, each how-many-eth is made to: the store's writes and folders that are there already are many and alike.
FAILING_CALLS = {"openat": 1, "write": 1, "pwrite64": 6, "ftruncate": 1, "linkat": 1, "renameat": 1, "unlinkat": 2, "mkdirat": 5,
                 "fsync": 1, "fdatasync": 1}


class Scenario:
    """An exchange folder before a run, and what the run leaves when nobody disturbs it."""

    def __init__(self, name, base, day, binary, shows):
        self.name, self.base, self.day, self.binary = name, base, day, binary
        self.earlier = max((number for number, _ in state.runs(base)), default=0) if (base / "state/perille.sqlite").exists() else 0
        end = base.with_name(base.name + "-end")
        self.copy(end)
        exchange = night.Exchange(end, binary)
        self.code = exchange.run(day).returncode
        self.files, self.store = state.files(end), state.store(end)
        self.accounted = state.accounted(end, self.earlier)
        for what in shows:
            if not any(what in name for name in self.files):
                raise SystemExit(f"{name}: the undisturbed night has no {what}, so that killing it would show too little")
        traced = base.with_name(base.name + "-traced")
        self.copy(traced)
        self.calls, _ = tracing.record(self.command(traced), str(base.with_name(base.name + ".strace")))
        self.traced = traced
        self.points = tracing.kill_points(self.calls, traced)

    def copy(self, to):
        shutil.copytree(self.base, to)
        return to

    def command(self, root):
        return night.Exchange(root, self.binary).command("run", "--as-of", self.day, "--quiet")

    def faults(self, root, taken=()):
        """What differs from the undisturbed end, as lines."""
        files = dict(self.files)
        for name in taken:
            files[sent(name)] = files.pop(name)
            files.setdefault(os.path.dirname(sent(name)), "folder")
        lines = state.differences(files, state.files(root), "file")
        lines += state.differences(self.store, state.store(root), "table")
        lines += state.differences(self.accounted, state.accounted(root, self.earlier), "reports")
        for number, run_state in state.runs(root):
            if run_state == "running":
                lines.append(f"run {number} still says running")
            if run_state == "finished" and not (pathlib.Path(root) / f"reports/run-{number:06d}.txt").exists():
                lines.append(f"run {number} has no report")
        return lines

    def recover(self, root, taken=()):
        """Runs undisturbed and compares."""
        finished_before = any(number > self.earlier and run_state == "finished" for number, run_state in stored_runs(root))
        result = night.Exchange(root, self.binary).run(self.day)
        # When the killed run had told everything but its last word, nothing new is left to tell.
        allowed = {self.code, 0} if finished_before else {self.code}
        lines = self.faults(root, taken)
        if result.returncode not in allowed:
            lines.insert(0, f"the next run ended with {result.returncode} instead of {self.code}: {result.stderr.decode().strip()[:500]}")
        return lines


def stored_runs(root):
    try:
        return state.runs(root)
    except Exception:  # the store may not be there or whole yet
        return []


def sent(name):
    folder, _, file = name.rpartition("/")
    return f"{folder}/sent/{file}"


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
        """A carrier takes every payload that it finds after the crash: into sent/, or away with NAME.taken in its place."""
        def body(root):
            tracing.disturbed(scenario.command(root), name, when, "signal=SIGKILL")
            taken = [n for n in scenario.files if n.startswith("outbox/") and scenario.files[n] != "folder" and (root / n).exists()
                     and not (scenario.base / n).exists()]
            for payload in taken:
                if leaves_mark:
                    (root / payload).rename(root / (payload + ".taken"))
                else:
                    (root / sent(payload)).parent.mkdir(exist_ok=True)
                    (root / payload).rename(root / sent(payload))
            if leaves_mark:
                night.Exchange(root, scenario.binary).run(scenario.day)
                again = [payload for payload in taken if (root / payload).exists()]
                for payload in taken:
                    (root / (payload + ".taken")).rename(root / payload)
                return [f"{payload} was written again" for payload in again] + scenario.faults(root)
            return scenario.recover(root, taken)
        self.attempt(f"{scenario.name}:{name}:{when}:carrier{' with mark' if leaves_mark else ''}", scenario, body)

    def stop(self, scenario, name, when, signal):
        def body(root):
            code = {"SIGTERM": 143, "SIGINT": 130}[signal]
            result = tracing.disturbed(scenario.command(root), name, when, f"signal={signal}")
            if result.returncode not in (code, scenario.code):
                return [f"{signal} ended the run with {result.returncode}"]
            return scenario.recover(root)
        self.attempt(f"{scenario.name}:{name}:{when}:{signal}", scenario, body)

    def repeat(self, scenario):
        def body(root):
            exchange = night.Exchange(root, scenario.binary)
            exchange.run(scenario.day)
            again = exchange.run(scenario.day)
            return scenario.faults(root) + ([f"a second run ended with {again.returncode}"] if again.returncode != 0 else [])
        self.attempt(f"{scenario.name}: a second run changes nothing", scenario, body)

    def limited(self, scenario, size):
        """A limit on the size of files: an error of the disk (exit 74), not the end of the process."""
        def body(root):
            exchange = night.Exchange(root, scenario.binary)
            result = exchange.run(scenario.day, "prlimit", f"--fsize={size}")
            if result.returncode not in (74, scenario.code):
                return [f"a limit of {size} bytes ended the run with {result.returncode}: {result.stderr.decode()[:300]}"]
            return scenario.recover(root)
        self.attempt(f"{scenario.name}: file size limit {size}", scenario, body)


def first_run(folder, binary):
    base = folder / "first"
    base.mkdir()
    exchange = night.Exchange(base, binary).make()
    exchange.put(night.first_files())
    return Scenario("first", base, night.FIRST_NIGHT, binary, ["archive/2026/11/19/000001-lasku_1.xml"])


def second_night(folder, binary):
    base = folder / "second"
    base.mkdir()
    night.night_before(base, binary)
    return Scenario("second", base, night.SECOND_NIGHT, binary,
                    ["outbox/svea/keksitty/", "outbox/ropo/koeverk/", "ledger/keksitty/A-2026", "-b_laskut.xml.part-2.findings.json",
                     "-d_rikki.xml.findings.txt", "-e_kopio.xml"])


def run(arguments, folder):
    campaign = Campaign(folder, arguments)
    binary = pathlib.Path(arguments.binary).resolve()
    scenarios = [second_night(folder, binary), first_run(folder, binary)]
    if arguments.only:
        name, call, when = arguments.only.split(":")[:3]
        scenario = next(s for s in scenarios if s.name == name)
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
    second = scenarios[0]
    failing = [point for name, step in FAILING_CALLS.items()
               for point in [p for p in second.points if p[0] == name][::step * arguments.every]]
    campaign.each("errors of the disk", [
        lambda p=point, e=error: campaign.fail(second, *p, e)
        for point in failing for error in (("EIO",) if "sync" in point[0] else ("ENOSPC", "EIO"))])
    tail = second.points[-90:]
    campaign.each("second crash during recovery", [
        lambda a=choice.choice(second.points), b=choice.choice(tail if i % 2 else second.points): campaign.kill_twice(second, a, b)
        for i in range(0, 120, arguments.every)])
    published = [point for point in after_first_payload(second)][::2 * arguments.every]
    campaign.each("carrier between crash and restart", [
        lambda p=point, m=mark: campaign.carry(second, *p, m) for point in published for mark in (False, True)])
    campaign.each("asked to stop", [
        lambda p=point, s=signal: campaign.stop(second, *p, s) for signal in ("SIGTERM", "SIGINT")
        for point in choice.sample(second.points, 10)])
    campaign.each("file size limits", [lambda n=size: campaign.limited(second, n) for size in (100, 4096, 20000, 200000)])
    campaign.each("second run", [lambda s=scenario: campaign.repeat(s) for scenario in scenarios])
    return campaign


def after_first_payload(scenario):
    """Kill points from the moment on at which the first payload can be seen."""
    main = scenario.calls[0].thread
    seen, counts = False, {}
    wanted = set(scenario.points)
    for call in scenario.calls:
        if call.thread != main:
            continue
        counts[call.name] = counts.get(call.name, 0) + 1
        if seen and (call.name, counts[call.name]) in wanted:
            yield call.name, counts[call.name]
        if call.name == "linkat" and "/outbox/" in "".join(tracing.names_of(call)):
            seen = True


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
