"""Runs a program once and says what it took."""

import dataclasses
import os
import statistics
import subprocess
import tempfile
import time


@dataclasses.dataclass
class Measured:
    code: int
    seconds: float
    megabytes: float
    output: str
    messages: str


def measured(command):
    """Wall time, and the most memory that the process itself held."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as messages:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=messages, env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (output, messages):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
    return Measured(process.returncode, seconds, usage.ru_maxrss / 1024, *texts)


def median(values):
    return statistics.median(values)
