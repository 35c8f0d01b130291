#!/usr/bin/env python3
"""A night of many payments is killed at moments spread over it: while files are read, while the log is copied beside it, while vouchers
are sealed. The next run must finish it, and book every payment once.

    kill_large.py BINARY [--payments N] [--kills N]
"""

import sys

sys.dont_write_bytecode = True  # the sources' folder stays as it is

import argparse
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Bench"))

import cases
import inputs
from measure import measured

QUIET = {**os.environ, "SWIFT_BACKTRACE": "enable=no"}


def prepare(bench, vouchers, file):
    root = bench.folder / "killed"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(bench.base(vouchers), root)
    shutil.copyfile(file, root / "returns" / file.name)
    return root


def main():
    parser = argparse.ArgumentParser(description="A large night is killed, and the next run finishes it.")
    parser.add_argument("binary")
    parser.add_argument("--payments", type=int, default=40_000)
    parser.add_argument("--kills", type=int, default=12, help="moments for each way of booking")
    arguments = parser.parse_args()
    binary = pathlib.Path(arguments.binary).resolve()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="perille-kill-"))
    passed = failed = beside = 0
    try:
        bench = cases.Bench(folder, binary, arguments.payments, 1)
        file = folder / "camt054.xml"
        inputs.write(file, inputs.camt, arguments.payments, 100)
        total = sum(map(inputs.cents, range(arguments.payments)))
        for vouchers in ("settlement", "payment"):
            count = 1 if vouchers == "settlement" else arguments.payments
            root = prepare(bench, vouchers, file)
            command = bench.command(root, "run", "--as-of", inputs.SECOND_NIGHT, "--json")
            whole = measured(command).seconds
            for number in range(arguments.kills):
                root = prepare(bench, vouchers, file)
                process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=QUIET)
                time.sleep(whole * (number + 0.5) / arguments.kills)
                process.send_signal(signal.SIGKILL)
                process.wait()
                log = root / "state" / "perille.sqlite-wal"
                beside += log.exists() and log.stat().st_size > 16 << 20
                result = measured(command)
                faults = bench.faults(result, root, 1, count, total)
                doctor = measured(bench.command(root, "doctor"))
                if doctor.code not in (0, 1) or "damaged" in doctor.output:
                    faults.append(f"doctor: {doctor.code} {doctor.output[:300]}")
                # Killed behind its last commit, the night had been reported already.
                if any(fault.startswith(("settlements booked", "money")) for fault in faults) and result.code == 0:
                    again = [fault for fault in faults if not fault.startswith(("settlements booked", "money"))]
                    faults = again if was_reported(root) else faults
                if faults:
                    failed += 1
                    print(f"{vouchers}, killed at {(number + 0.5) / arguments.kills:.2f} of the night: {'; '.join(faults)}")
                else:
                    passed += 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if beside == 0:
        failed += 1
        print("no night was killed with a log that is copied beside it: raise --payments")
    print(f"{passed} passed, {failed} failed; {beside} with a log of more than 16 MB")
    sys.exit(1 if failed else 0)


def was_reported(root):
    """Whether an earlier run of this night has written a report with the money."""
    return any("\"booked\":1" in path.read_text().replace(" ", "") for path in sorted((root / "reports").glob("run-*.json"))[:-1])


if __name__ == "__main__":
    main()
