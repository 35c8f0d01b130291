"""Whether a run wrote in an order that survives a loss of power: a kill cannot show a missing sync, the order of calls can."""

import os
import re

import tracing

OUTPUTS = ("outbox/", "ledger/", "quarantine/", "reports/")


def faults(calls, root):
    """Sentences about every output that was not written, synced, linked and its folder synced, in this order."""
    root = str(root)
    lines = []
    main = calls[0].thread
    calls = [call for call in calls if call.thread == main and not call.result.startswith("-1")]
    published = moved = 0
    for index, call in enumerate(calls):
        if call.name in ("linkat", "link"):
            source, target = tracing.names_of(call)
            lines += publishing(calls, index, source, target, root)
            published += 1
        elif call.name.startswith("rename"):
            source, target = tracing.names_of(call)
            lines += moving(calls, index, source, target, root)
            moved += 1
        elif call.name.startswith("mkdir"):
            path = tracing.names_of(call)[0]
            if not synced_before_commit(calls, index, os.path.dirname(path)):
                lines.append(f"the new folder {relative(path, root)} is not synced into its parent before the store goes on")
    if published == 0 or moved == 0:
        lines.append(f"the run published {published} files and moved {moved}: there is nothing to look at")
    return lines


def publishing(calls, index, source, target, root):
    name = relative(target, root)
    lines = []
    if not name.startswith(OUTPUTS):
        lines.append(f"{name} is linked into a folder that is not known to this test")
    opened = last(calls, index, lambda c: c.name == "openat" and tracing.result_path(c) == source and "O_CREAT" in c.text)
    if opened is None:
        return lines + [f"{name}: its temporary file was not made by this run"]
    during = calls[opened:index]
    written = [i for i, c in enumerate(during) if c.name in ("write", "pwrite64") and tracing.path_of(c) == source]
    synced = [i for i, c in enumerate(during) if c.name in ("fsync", "fdatasync") and tracing.path_of(c) == source]
    if not written:
        lines.append(f"{name} is empty")
    if not synced or (written and synced[-1] < written[-1]):
        lines.append(f"{name} is linked before its bytes are synced")
    if any(tracing.path_of(c) == target for c in calls[:index] if c.name == "write"):
        lines.append(f"{name} is written under its own name, where a reader sees half of it")
    if not synced_before_commit(calls, index, os.path.dirname(target)):
        lines.append(f"{name}: its folder is not synced before the store calls it written")
    return lines


def moving(calls, index, source, target, root):
    name = relative(target, root)
    lines = []
    if not name.startswith(("archive/", "quarantine/")):
        lines.append(f"{name} is moved to where only this test's author did not expect it")
    if last(calls, index, is_commit) is None:
        lines.append(f"{name} is moved before anything is committed")
    for folder in (os.path.dirname(source), os.path.dirname(target)):
        if not synced_before_commit(calls, index, folder):
            lines.append(f"{name}: {relative(folder, root)}/ is not synced before the store calls the file moved")
    return lines


def is_commit(call):
    return call.name in ("fsync", "fdatasync") and (tracing.path_of(call) or "").endswith("perille.sqlite-wal")


def synced_before_commit(calls, index, folder):
    """Whether a folder is synced after a change before the next commit of the store (or the end of the run)."""
    for call in calls[index + 1:]:
        if call.name in ("fsync", "fdatasync") and tracing.path_of(call) == folder:
            return True
        if is_commit(call):
            return False
    return False


def last(calls, index, matches):
    return next((i for i in range(index - 1, -1, -1) if matches(calls[i])), None)


def relative(path, root):
    return re.sub(r"^/+", "", path.removeprefix(root))
