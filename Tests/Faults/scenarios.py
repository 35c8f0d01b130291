"""Nights that are disturbed, each with what it leaves when nobody does."""

import os
import pathlib
import shutil
import subprocess

import night
import state
import tracing
from exchange import Exchange


class Scenario:
    """An exchange folder before a run, and what the run leaves when nobody disturbs it."""

    def __init__(self, name, base, day, binary, shows, recipes=(), thin=None):
        self.name, self.base, self.day, self.binary = name, base, day, binary
        self.earlier = max((number for number, _ in state.runs(base)), default=0) if (base / "state/perille.sqlite").exists() else 0
        end = base.with_name(name + "-end")
        self.copy(end)
        self.code = self.complete(end).returncode
        Exchange(end, binary).verify()
        self.files, self.store = state.files(end), state.store(end)
        self.accounted = state.accounted(end, self.earlier)
        for what in shows:
            if not any(what in name for name in self.files):
                raise SystemExit(f"{name}: the undisturbed night has no {what}, so that killing it would show too little")
        missing = set(recipes) - state.recipes(end)
        if missing:
            raise SystemExit(f"{name}: the undisturbed night books nothing by {sorted(missing)}, so that killing it would show too little")
        traced = base.with_name(name + "-traced")
        self.copy(traced)
        self.calls, _ = tracing.record(self.command(traced), str(base.with_name(name + ".strace")))
        self.traced = traced
        self.points = thinned(tracing.kill_points(self.calls, traced), thin or {})

    def copy(self, to):
        shutil.copytree(self.base, to)
        return to

    def command(self, root):
        """What is disturbed."""
        return Exchange(root, self.binary).command("run", "--as-of", self.day, "--quiet")

    def complete(self, root):
        """What brings the folder to its end, whatever was done before."""
        return Exchange(root, self.binary).run(self.day)

    def inputs(self, under):
        return sorted(str(path.relative_to(self.base)) for path in (self.base / under).rglob("*") if path.is_file())

    def reads(self, path):
        """The first, one well after the beginning, and the last of the reads of an input."""
        last = (self.base / path).stat().st_size // (1 << 16) + 2
        return 1, last * 3 // 4, last

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
        result = self.complete(root)
        # When the killed run had told everything but its last word, nothing new is left to tell.
        allowed = {self.code, 0} if finished_before else {self.code}
        lines = self.faults(root, taken)
        if result.returncode not in allowed:
            lines.insert(0, f"the next run ended with {result.returncode} instead of {self.code}: {result.stderr.decode().strip()[:500]}")
        return lines


class Command(Scenario):
    """A person's command after a night; done again when it was killed, and then the next run."""

    def __init__(self, name, base, day, binary, shows, *arguments):
        self.arguments = arguments
        super().__init__(name, base, day, binary, shows)

    def command(self, root):
        return Exchange(root, self.binary).command(*(argument.replace("ROOT", str(root)) for argument in self.arguments))

    def complete(self, root):
        result = subprocess.run(self.command(root), capture_output=True, timeout=120)
        # 64: there is no such question any more, for it was decided before the kill.
        if result.returncode not in (0, 64):
            return result
        return super().complete(root)


def stored_runs(root):
    try:
        return state.runs(root)
    except Exception:  # the store may not be there or whole yet
        return []


def sent(name):
    folder, _, file = name.rpartition("/")
    return f"{folder}/sent/{file}"


def thinned(points, steps):
    """Of each call that is named in steps only every so-many-eth point, and always the last one."""
    kept = []
    for name in dict.fromkeys(name for name, _ in points):
        own = [point for point in points if point[0] == name]
        kept += own[::steps.get(name, 1)] + ([] if (len(own) - 1) % steps.get(name, 1) == 0 else own[-1:])
    order = {point: index for index, point in enumerate(points)}
    return sorted(kept, key=order.get)


# MARK: The nights


def first_run(folder, binary):
    base = folder / "first"
    base.mkdir()
    exchange = Exchange(base, binary).make()
    exchange.put(night.first_files())
    return Scenario("first", base, night.FIRST_NIGHT, binary, ["archive/2026/11/19/000001-lasku_1.xml", "ledger/talo/T-2026-000001"])


def second_night(folder, binary):
    base = folder / "second"
    base.mkdir()
    night.night_before(base, binary)
    exports = [f"ledger/{company}/{name}" for company, name in [
        ("keksitty", "A-2026-000001-000002.journal"), ("keksitty", "netvisor-A-2026-000002.xml"), ("talo", "T-2026-000002-"),
        ("talo", "netvisor-T-2026-000002-"),
        ("koeverk", "A-2026-000001-000002.beancount.manifest.json")]]
    return Scenario(
        "second", base, night.SECOND_NIGHT, binary,
        ["outbox/svea/keksitty/", "outbox/ropo/koeverk/", *exports, "-b_laskut.xml.part-2.findings.json", "-d_rikki.xml.findings.txt",
         "-e_kopio.xml", "-vuokrat_rikki_054.xml.part-2", "-vuokrat_rikki_ktl.txt", "-vuokrat_sivu_b1.xml.part-1.findings.json"],
        recipes={"R01", "R02", "R04a", "R04b", "R11", "R14", "R23", "R25"})


def large_night(folder, binary):
    """Bank files of so many entries that they are written while they are read; one is a duplicate, one is cut off, one is of two
    notifications of which one does not add up: what of that must be taken back is known only at their ends."""
    base = folder / "large"
    base.mkdir()
    exchange = Exchange(base, binary).make()
    exchange.run(night.FIRST_NIGHT)
    exchange.put(night.large_files())
    return Scenario(
        "large", base, night.SECOND_NIGHT, binary,
        ["-iso_1.txt", "-iso_2_sama.txt", "quarantine/000004-iso_3_katkennut.txt", "-iso_4_054.xml.part-2.findings.txt",
         "ledger/talo/T-2026-000001-"],
        recipes={"R01", "R04b"}, thin={"pwrite64": 60})


def commands(folder, binary):
    """Money in suspense that a person places by a voucher, and an export by command."""
    base = folder / "after"
    base.mkdir()
    night.night_before(base, binary).run(night.SECOND_NIGHT)
    (base / "kirjanpito").mkdir()
    place = ["match", night.UNKNOWN.archive, "--to", "94012", "--as-of", night.SECOND_NIGHT]
    export = ["ledger", "export", "--to", "sie", "--company", "talo", "--into", "ROOT/kirjanpito"]
    return [Command("match", base, night.SECOND_NIGHT, binary, ["ledger/talo/T-2026-000011-000011.sie"], *place),
            Command("export", base, night.SECOND_NIGHT, binary, ["kirjanpito/T-2026-000001-000010.sie.manifest.json"], *export)]
