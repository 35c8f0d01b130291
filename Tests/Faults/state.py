"""What a night left behind, in a form that can be compared."""

import hashlib
import json
import pathlib
import sqlite3

# The last one is a person's, for exports by command.
FOLDERS = ["outbox", "ledger", "archive", "quarantine", "inbox", "returns", "kirjanpito"]
# Run records differ by nature: a crash adds one.
RUN_RECORDS = {"run", "sighting", "grdb_migrations"}


def files(root):
    """Every file of the folders that must end the same: name, and hash of the contents."""
    found = {}
    for folder in FOLDERS:
        for path in sorted((pathlib.Path(root) / folder).rglob("*")):
            name = str(path.relative_to(root))
            found[name] = "folder" if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def open_store(root):
    return sqlite3.connect(f"file:{root}/state/perille.sqlite?mode=rw", uri=True)


def store(root):
    """Every row of every table, sorted; and the head of each company's journal."""
    with_connection = open_store(root)
    try:
        tables = [row[0] for row in with_connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")]
        rows = {table: sorted((repr(row) for row in with_connection.execute(f'SELECT * FROM "{table}"')))
                for table in tables if table not in RUN_RECORDS}
        rows["journal heads"] = [repr(row) for row in with_connection.execute(
            "SELECT company, hash FROM voucher v WHERE id = (SELECT MAX(id) FROM voucher w WHERE w.company = v.company) ORDER BY company")]
        rows["integrity"] = [row[0] for row in with_connection.execute("PRAGMA integrity_check")]
        return rows
    finally:
        with_connection.close()


def recipes(root):
    """By what rules the vouchers' postings were made."""
    connection = open_store(root)
    try:
        return {row[0] for row in connection.execute("SELECT DISTINCT recipe FROM posting")}
    finally:
        connection.close()


def runs(root):
    """(id, state) of every run that the store remembers."""
    connection = open_store(root)
    try:
        return connection.execute("SELECT id, state FROM run ORDER BY id").fetchall()
    finally:
        connection.close()


def reports(root):
    """The JSON reports by run number; each has its text beside it."""
    found = {}
    for path in sorted((pathlib.Path(root) / "reports").glob("run-*.json")):
        if not path.with_suffix(".txt").exists():
            raise AssertionError(f"{path.name} has no text beside it")
        found[int(path.stem[4:])] = json.loads(path.read_text(encoding="utf-8"))
    return found


def accounted(root, after):
    """What all reports of runs after a given one say together: a crash may spread it over two, and loses and doubles nothing."""
    total = {"files": {}, "documents": {}, "decided": {}, "batches": [], "settlements": {}, "questions": {}}
    for number, report in reports(root).items():
        if number <= after:
            continue
        for key in ("archived", "quarantined", "duplicate", "other", "read"):
            total["files"][key] = total["files"].get(key, 0) + report["files"][key]
        for part in ("documents", "questions"):
            for key, count in report[part].items():
                total[part][key] = total[part].get(key, 0) + count
        for key in ("transfer", "exclude"):
            total["decided"][key] = total["decided"].get(key, 0) + report["decisions"][key]
        for key in ("booked", "quarantined", "vouchers", "payments", "evidence", "duplicate", "failed", "pending"):
            total["settlements"][key] = total["settlements"].get(key, 0) + report["settlements"][key]
        total["batches"] += [batch["file"] for batch in report["batches"]]
    total["batches"].sort()
    return total


def differences(expected, found, what):
    """One line for each key whose value differs."""
    lines = []
    for key in sorted(set(expected) | set(found)):
        left, right = expected.get(key), found.get(key)
        if left == right:
            continue
        if isinstance(left, list) and isinstance(right, list):
            missing = [row for row in left if row not in right]
            extra = [row for row in right if row not in left]
            lines.append(f"{what} {key}: missing {missing[:3]}, extra {extra[:3]}")
        else:
            lines.append(f"{what} {key}: {short(right)} instead of {short(left)}")
    return lines


def short(value):
    text = "nothing" if value is None else str(value)
    return text if len(text) < 200 else text[:200] + "…"
