import Foundation
import Receivables
import Store
import TestSupport
import Testing

@testable import Exchange

/// Somebody with a tool of his own and without our triggers: whatever he changes in the journal, `perille ledger verify` finds it and
/// names the first voucher that is not what it was.
@Suite("Settlements: a journal that was tampered with")
struct SettlementTamperTests {
  /// Eight vouchers of `malli` by every way of booking, and one of `luovutus`.
  private static func journal() throws -> NightFixture {
    let night = try SettlementIntakeTests.night { $0.ledger = ["exports: []"] }
    let day = BankDay(
      BankEntry(
        "L1",
        [
          BankPayment("1001", "100.00", id: "1"), BankPayment("1002", "40.00", id: "2"), BankPayment("7777", "5.00", id: "3"),
          BankPayment("8888", "6.00", id: "4"),
        ]))
    try night.drop(returns: day.ktl())
    try night.drop(
      returns: BankDay(
        [BankEntry("O", [BankPayment("88", "2.00", id: "9")])], day: "2026-11-16", account: ScenarioConfiguration.rentAccount
      ).ktl())
    try night.night("2026-11-16")
    try night.drop(Claim("7777").finvoice)
    try night.drop(
      returns: BankDay(BankEntry("B1", [BankPayment("1001", "100.00", id: "1")]) { $0.isCorrection = true }, day: "2026-11-17")
        .ktl())
    try night.drop(returns: day.camt053())
    try night.night("2026-11-17")
    try night.match(Banked.archiveID("4"), .role("INTEREST_INC"), on: "2026-11-18")
    #expect(try night.recipes() == ["R01", "R02", "R04b", "R04b", "R14", "R23", "R25", "R23"])
    #expect(try night.recipes(company: "luovutus") == ["R04b"])
    return night
  }

  /// One change of the journal, and what the message may name: the voucher itself, or the one behind it that hangs in the air.
  struct Change: Decodable, Sendable {
    var what: String
    var path: String
    var company: String
    var names: [String]
  }

  /// Makes a copy of the store for every change.
  private static let tool = #"""
    import sqlite3, sys, shutil, json
    base, folder = sys.argv[1:]
    out = []
    made = 0
    def open_copy():
        global made
        made += 1
        path = f"{folder}/copy-{made}.sqlite"
        shutil.copy(base, path)
        db = sqlite3.connect(path)
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall(): db.execute(f"DROP TRIGGER {name}")
        return path, db
    source = sqlite3.connect(base)
    vouchers = source.execute("SELECT id, company, fiscal_year || '-' || series || '-' || number FROM voucher ORDER BY company, id").fetchall()
    def around(id):
        # Index in its company, its label, the labels before and behind it.
        company = next(c for i, c, l in vouchers if i == id)
        own = [(i, l) for i, c, l in vouchers if c == company]
        at = [i for i, l in own].index(id)
        return company, at, own[at][1], own[at - 1][1] if at else None, own[at + 1][1] if at + 1 < len(own) else None
    def tamper(what, id, *statements):
        path, db = open_copy()
        company, at, label, before, behind = around(id)
        for statement in statements:
            changed = db.execute(*statement if isinstance(statement, tuple) else (statement,)).rowcount
            assert changed != 0, what
        names = [f"oucher {label} ", f"After {at} vouchers "]
        now = db.execute("SELECT fiscal_year || '-' || series || '-' || number FROM voucher WHERE id = ?", (id,)).fetchone()
        if now: names.append(f"oucher {now[0]} ")
        if behind: names.append(f"oucher {behind} is not chained")
        elif before: names.append(f"ends with voucher {before}")
        else: names.append("journal is empty")
        db.commit(); db.close()
        out.append(dict(what=what, path=path, company=company, names=names))

    def values(column, kind, value):
        if value is None: return ["x"] if kind == "TEXT" else [1]
        if kind == "INTEGER": return [value + 1, value - 1, value + 1000000]
        changed = [value + "x", value[:-1] + ("1" if value[-1:] != "1" else "2"), ""]
        return changed + ([None] if column in ("reverses", "invoice_number", "customer_number") else [])

    for table, key in (("voucher", "id"), ("posting", "voucher_id")):
        columns = [(r[1], r[2]) for r in source.execute(f"PRAGMA table_info({table})")]
        names = [c for c, k in columns]
        for row in source.execute(f"SELECT * FROM {table}").fetchall():
            row = dict(zip(names, row))
            where = f"id = {row['id']}" if table == "voucher" else f"voucher_id = {row['voucher_id']} AND ordinal = {row['ordinal']}"
            # Every column of two vouchers; of the others one, each another.
            full = row[key] in (2, 5)
            for index, (column, kind) in enumerate(columns):
                if not full and index != row[key] % len(columns): continue
                for value in values(column, kind, row[column])[: 9 if full else 1]:
                    if column == "source" and table == "voucher" and value == "": continue
                    try: tamper(f"{table}.{column} of {where} = {value!r}", row[key], (f"UPDATE {table} SET {column} = ? WHERE {where}", (value,)))
                    except sqlite3.IntegrityError: pass  # It has a key of its own, which keeps it.
            if full and table == "posting":
                tamper(f"delete posting {where}", row[key], f"DELETE FROM posting WHERE {where}")
    malli = [i for i, c, l in vouchers if c == "malli"]
    for id in malli:
        tamper(f"delete voucher {id} and its postings", id, f"DELETE FROM voucher WHERE id = {id}", f"DELETE FROM posting WHERE voucher_id = {id}")
        tamper(f"double the amounts of voucher {id}", id, f"UPDATE posting SET amount = amount * 2 WHERE voucher_id = {id}")
        tamper(f"turn voucher {id} round", id, f"UPDATE posting SET amount = 0 - amount WHERE voucher_id = {id}")
        tamper(f"a posting more in voucher {id}", id,
            f"INSERT INTO posting SELECT voucher_id, 99, role, amount, currency, invoice_number, customer_number, source, recipe FROM posting WHERE voucher_id = {id} AND ordinal = 0")
    for one, two in zip(malli, malli[1:]):
        for columns in (["date"], ["text"], ["hash"], ["source"], ["date", "text", "recipe", "source", "reverses", "previous_hash", "hash"]):
            a = source.execute(f"SELECT {','.join(columns)} FROM voucher WHERE id = {one}").fetchone()
            b = source.execute(f"SELECT {','.join(columns)} FROM voucher WHERE id = {two}").fetchone()
            if a == b: continue
            sets = ", ".join(f"{c} = ?" for c in columns)
            tamper(f"swap {columns} of {one} and {two}", one, f"UPDATE voucher SET source = 'moved' WHERE id = {one}",
                (f"UPDATE voucher SET {sets} WHERE id = {two}", a), (f"UPDATE voucher SET {sets} WHERE id = {one}", b))
        tamper(f"swap the rows of {one} and {two}", one, f"UPDATE voucher SET id = 0 - id WHERE id IN ({one}, {two})",
            f"UPDATE voucher SET id = {two} WHERE id = -{one}", f"UPDATE voucher SET id = {one} WHERE id = -{two}",
            f"UPDATE posting SET voucher_id = 0 - voucher_id WHERE voucher_id IN ({one}, {two})",
            f"UPDATE posting SET voucher_id = {two} WHERE voucher_id = -{one}", f"UPDATE posting SET voucher_id = {one} WHERE voucher_id = -{two}")
        tamper(f"swap the postings of {one} and {two}", one, f"UPDATE posting SET voucher_id = 0 - voucher_id WHERE voucher_id IN ({one}, {two})",
            f"UPDATE posting SET voucher_id = {two} WHERE voucher_id = -{one}", f"UPDATE posting SET voucher_id = {one} WHERE voucher_id = -{two}")
    last = malli[-1]
    copy = f"INSERT INTO voucher SELECT 99, company, fiscal_year, series, number + 1, date, text, recipe, 'made up', reverses, hash, hash FROM voucher WHERE id = {last}"
    lines = f"INSERT INTO posting SELECT 99, ordinal, role, amount, currency, invoice_number, customer_number, source, recipe FROM posting WHERE voucher_id = {last}"
    tamper("a voucher more at the end", last, lines, copy)
    out[-1]["names"] = ["-9 "]
    tamper("a voucher more at the end with a head", last, lines, copy, "UPDATE journal_head SET voucher_id = 99, vouchers = vouchers + 1 WHERE company = 'malli'")
    out[-1]["names"] = ["-9 "]
    tamper("the last one cut", last, f"DELETE FROM voucher WHERE id = {last}", f"DELETE FROM posting WHERE voucher_id = {last}")
    cut = "UPDATE journal_head SET vouchers = vouchers - {n}, (voucher_id, hash) = (SELECT id, hash FROM voucher WHERE company = 'malli' ORDER BY id DESC LIMIT 1) WHERE company = 'malli'"
    for n in range(1, len(malli)):
        gone = malli[-n:]
        some = ",".join(map(str, gone))
        tamper(f"the last {n} cut with their head", gone[0], f"DELETE FROM voucher WHERE id IN ({some})", f"DELETE FROM posting WHERE voucher_id IN ({some})", cut.format(n=n))
        out[-1]["names"] = ["no voucher books "]
    tamper("all of a company gone with its head", malli[0], "DELETE FROM voucher WHERE company = 'malli'", "DELETE FROM posting WHERE voucher_id NOT IN (SELECT id FROM voucher)", "DELETE FROM journal_head WHERE company = 'malli'")
    out[-1]["names"] = ["no voucher books "]
    end = around(last)[2]
    for what, statement in (("company", "company = 'mallix'"), ("vouchers", "vouchers = vouchers + 1"), ("vouchers less", "vouchers = vouchers - 1"), ("hash", "hash = substr(hash, 2) || '0'")):
        tamper(f"journal_head.{what}", last, f"UPDATE journal_head SET {statement} WHERE company = 'malli'")
        out[-1]["names"] = [f"ends with voucher {end}", "recorded head"]
    tamper("journal_head deleted", last, "DELETE FROM journal_head WHERE company = 'malli'")
    out[-1]["names"] = [f"ends with voucher {end}"]
    tamper("postings of no voucher", last, "INSERT INTO posting SELECT 77, ordinal, role, amount, currency, invoice_number, customer_number, source, recipe FROM posting WHERE voucher_id = 1")
    out[-1]["names"] = ["of no voucher"]
    print(json.dumps(out))
    """#

  @Test func everyChangeIsFound() throws {
    let night = try Self.journal()
    let base = night.url("state/perille.sqlite").path
    try FileManager.default.createDirectory(at: night.url("copies"), withIntermediateDirectories: true)
    #expect(try night.folder().verifyLedger(company: nil).allSatisfy { $0.problem == nil })
    let changes = try JSONDecoder().decode(
      [Change].self, from: Data(try runPython(Self.tool, base, night.url("copies").path).utf8))
    #expect(changes.count > 250)
    for change in changes {
      let store = try Store.open(path: change.path, mayCreate: false)
      let checks = try night.folder().verifyLedger(in: store, company: nil)
      try store.close()
      let problem = checks.first { $0.company == change.company }?.problem
      #expect(problem != nil, "\(change.what) was not found")
      guard let problem else { continue }
      #expect(change.names.contains { problem.contains($0) }, "\(change.what) names another voucher: \(problem)")
    }
  }

  /// The night does not go on where the journal was cut or changed.
  @Test func theDatabaseRefusesWhatIsNoToolOfOurs() throws {
    let night = try Self.journal()
    let statements = [
      "UPDATE voucher SET text = 'other' WHERE id = 2", "UPDATE posting SET amount = amount + 1 WHERE voucher_id = 2",
      "DELETE FROM voucher WHERE id = 7", "DELETE FROM posting WHERE voucher_id = 7", "DELETE FROM journal_head",
    ]
    for statement in statements {
      #expect(throws: PythonFailure.self, "\(statement)") {
        try runPython(
          "import sqlite3, sys\ndb = sqlite3.connect(sys.argv[1])\ndb.execute(sys.argv[2])\ndb.commit()",
          night.url("state/perille.sqlite").path, statement)
      }
    }
    #expect(try night.folder().verifyLedger(company: nil).allSatisfy { $0.problem == nil })
  }
}
