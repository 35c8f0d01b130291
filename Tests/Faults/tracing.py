"""What strace sees of a run, and runs that strace disturbs."""

import collections
import os
import re
import subprocess

# Calls that change files or force them to disk. SQLite's are among them.
CHANGING = ["openat", "write", "pwrite64", "writev", "pwritev", "ftruncate", "fallocate", "rename", "renameat", "renameat2",
            "link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "symlinkat", "fsync", "fdatasync",
            "sync_file_range", "close", "flock"]
WRITING = ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC")

LINE = re.compile(r"^(\d+)\s+(\w+)\((.*)$")
# `3</folder/file>`: what -y prints of a descriptor.
DESCRIPTOR = re.compile(r"^(?:AT_FDCWD|\d+)<([^>]*)>")

Call = collections.namedtuple("Call", "thread name text result")


def environment():
    return {**os.environ, "SWIFT_BACKTRACE": "enable=no"}


def record(command, log):
    """All changing calls of an undisturbed run, in order; the run's exit code."""
    result = subprocess.run(
        ["strace", "-f", "-y", "-s", "0", "-qq", "-e", "signal=none", "-e", "trace=" + ",".join("?" + n for n in CHANGING), "-o", log, *command],
        capture_output=True, env=environment(), timeout=300)
    return list(read(log)), result.returncode


def read(log):
    """Calls of a log; one that another thread interrupted in the log is put together again."""
    unfinished = {}
    with open(log, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            resumed = re.match(r"^(\d+)\s+<\.\.\. (\w+) resumed>(.*)$", line)
            if resumed:
                thread, name, rest = resumed.groups()
                text = unfinished.pop((thread, name), "") + rest
            else:
                found = LINE.match(line)
                if not found:
                    continue
                thread, name, text = found.groups()
                if text.rstrip().endswith("<unfinished ...>"):
                    unfinished[thread, name] = text.rstrip()[: -len("<unfinished ...>")]
                    continue
            body, _, result = text.rpartition(" = ")
            yield Call(thread, name, body.rstrip().removesuffix(")"), result.strip())


def kill_points(calls, root):
    """(name, ordinal) of every call of the main thread that changes something below the folder.

    strace counts `when` for each thread by itself. The store and the folders are touched by the main thread only, so that its ordinals
    are the same in almost every run (wake-ups between threads are writes, too); the other threads read.
    """
    main = calls[0].thread
    seen = collections.Counter()
    written = set()
    points = []
    for call in calls:
        if call.thread != main:
            continue
        seen[call.name] += 1
        if str(root) not in call.text or "EEXIST" in call.result:
            continue
        if call.name == "openat":
            if not any(flag in call.text for flag in WRITING):
                continue
            written.add(result_path(call))
        if call.name == "close" and path_of(call) not in written:
            continue
        points.append((call.name, seen[call.name]))
    return points


def path_of(call):
    found = DESCRIPTOR.match(call.text)
    return found.group(1) if found else None


def result_path(call):
    found = re.match(r"^\d+<([^>]*)>", call.result)
    return found.group(1) if found else None


def names_of(call):
    """The paths that a call names relative to folders: `5</a>, "b"` is /a/b."""
    return [folder if name == "" else f"{folder}/{name}" if not name.startswith("/") else name
            for folder, name in re.findall(r'(?:AT_FDCWD|\d+)<([^>]*)>, "([^"]*)"', call.text)]


def disturbed(command, name, when, action, path=None):
    """Runs with a fault at the given call; `action` is signal=… or error=… (`--seccomp-bpf` would lose the fault.) With `path` only
    calls on this file are counted, whichever thread makes them."""
    return subprocess.run(
        ["strace", "-f", "-qq", *(["-P", str(path)] if path else []), "-e", f"trace={name}", "-e", "signal=none",
         "-e", f"inject={name}:{action}:when={when}",
         "-o", "/dev/null", *command],
        capture_output=True, env=environment(), timeout=300)
