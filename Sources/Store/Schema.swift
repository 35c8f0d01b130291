import GRDB

/// The tables, one numbered migration after another. A migration that has been released is never edited.
///
/// Facts append: what a file said stays as it was said. `receivable` is the one view that is kept as a table, because the rules
/// read all of it every night.
enum Schema {
  /// Marks the file as ours ("PERI").
  static let applicationID = 0x5045_5249
  /// The newest schema this program knows.
  static let version = 1

  /// Columns that a claim has both as a document's fact and as the receivable's present state.
  static let claimColumns = [
    "type_code", "currency", "amount_due", "due_date", "reference", "reference_key", "account",
    "debtor_name", "debtor_legal_id", "debtor_legal_scheme", "debtor_vat_id", "debtor_personal_code",
    "debtor_endpoint", "debtor_endpoint_scheme", "debtor_street", "debtor_post_code", "debtor_town",
    "debtor_country", "debtor_email", "debtor_phone", "debtor_kind", "customer_number", "debtor_key",
    "debtor_name_key", "co_debtors", "late_interest", "conditions", "stated_kind", "disputed",
    "on_hold", "hold_reason", "own_reminder", "notice_sent", "notice_deadline", "fees",
    "open_amount", "open_as_of", "assigned_to", "assigned_on", "maventa_id", "subject",
    "rental_information",
  ]

  /// The condition of the index of outcomes that wait for something. A query says it word for word, besides what it wants itself: then
  /// SQLite takes the index. Not `IN`, for which SQLite would build a table of the words at every row that is written.
  static func isWaiting(_ alias: String? = nil) -> String {
    let column = (alias.map { $0 + "." } ?? "") + "state"
    return "(" + ["unmatched", "closed", "review", "open-line"].map { "\(column) = '\($0)'" }.joined(separator: " OR ") + ")"
  }

  /// The same of the index of outcomes that a person has to be asked about and that no report has named.
  static func isUnasked(_ alias: String? = nil) -> String {
    let table = alias.map { $0 + "." } ?? ""
    return "\(table)asked = 0 AND (\(table)suspense <> 0 OR \(isWaiting(alias)))"
  }

  private static let claimColumnTypes: [String: String] = [
    "amount_due": "INTEGER NOT NULL", "conditions": "INTEGER NOT NULL", "disputed": "INTEGER NOT NULL",
    "on_hold": "INTEGER NOT NULL", "open_amount": "INTEGER", "currency": "TEXT NOT NULL",
    "type_code": "TEXT NOT NULL", "debtor_kind": "TEXT NOT NULL", "debtor_name_key": "TEXT NOT NULL",
  ]

  private static var claimColumnList: String {
    claimColumns.map { "\($0) \(claimColumnTypes[$0] ?? "TEXT")" }.joined(separator: ",\n  ")
  }

  static func migrator() -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(sql: first)
      try db.execute(sql: "PRAGMA user_version = 1")
    }
    return migrator
  }

  private static var first: String {
    """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY, as_of TEXT NOT NULL, state TEXT NOT NULL, started_at TEXT NOT NULL,
      finished_at TEXT, configuration TEXT NOT NULL, program TEXT NOT NULL, report TEXT, report_text TEXT
    ) STRICT;
    CREATE TABLE sighting (
      path BLOB PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, inode INTEGER NOT NULL,
      first_seen INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE company (
      key TEXT PRIMARY KEY, activated_on TEXT
    ) STRICT;

    CREATE TABLE file (
      id INTEGER PRIMARY KEY, path TEXT NOT NULL, raw_path BLOB NOT NULL, sha256 BLOB NOT NULL, size INTEGER NOT NULL,
      format TEXT NOT NULL, outcome TEXT NOT NULL, target TEXT NOT NULL, moved INTEGER NOT NULL DEFAULT 0,
      received_on TEXT NOT NULL, duplicate_of INTEGER, messages INTEGER NOT NULL DEFAULT 0,
      reported INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX file_sha256 ON file (sha256);
    CREATE INDEX file_pending ON file (moved) WHERE moved = 0;
    CREATE INDEX file_duplicate ON file (duplicate_of) WHERE duplicate_of IS NOT NULL;
    CREATE INDEX file_unreported ON file (reported) WHERE reported = 0;
    CREATE TABLE finding (
      id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL REFERENCES file, message INTEGER, rule TEXT NOT NULL,
      severity TEXT NOT NULL, text TEXT NOT NULL, remedy TEXT NOT NULL, line INTEGER, col INTEGER,
      byte_offset INTEGER, path TEXT, term TEXT, expected TEXT, found TEXT, difference TEXT, receivable_id INTEGER,
      told INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX finding_file ON finding (file_id);
    -- What was found of a claim's money, also in a file of an earlier night, and no report has named yet.
    CREATE INDEX finding_untold ON finding (told) WHERE told = 0;
    -- What could not be read: a file, or one message of it. companies: keys between blanks, '*' for all, '' for none. rule_set: which
    -- published rules it was checked against. named: what a whole file speaks of, when that can be told of all of it.
    CREATE TABLE quarantine (
      id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL REFERENCES file, message INTEGER, name TEXT NOT NULL,
      offset INTEGER, size INTEGER, companies TEXT NOT NULL, state TEXT NOT NULL, reason TEXT,
      since TEXT NOT NULL, written INTEGER NOT NULL DEFAULT 0, reported INTEGER NOT NULL DEFAULT 0,
      rule_set TEXT, named TEXT
    ) STRICT;
    CREATE INDEX quarantine_open ON quarantine (state);
    CREATE INDEX quarantine_unwritten ON quarantine (file_id) WHERE written = 0;
    CREATE INDEX quarantine_unreported ON quarantine (file_id) WHERE reported = 0;

    -- note: what a version that came after its claim had gone says else (stops_provider: among it a dispute or a hold), why a credit note
    -- fits no claim, or which claim it may be once more.
    CREATE TABLE document (
      id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL REFERENCES file, message INTEGER NOT NULL, line INTEGER,
      company TEXT NOT NULL, type_class TEXT NOT NULL, number TEXT NOT NULL, issue_date TEXT NOT NULL,
      instalment INTEGER NOT NULL, preceding TEXT, cancels INTEGER NOT NULL DEFAULT 0, content BLOB NOT NULL,
      state TEXT NOT NULL, receivable_id INTEGER, reported INTEGER NOT NULL DEFAULT 0,
      note TEXT, stops_provider INTEGER NOT NULL DEFAULT 0,
      \(claimColumnList)
    ) STRICT;
    CREATE INDEX document_state ON document (state);
    CREATE INDEX document_number ON document (company, number);
    CREATE INDEX document_file ON document (file_id);
    CREATE INDEX document_receivable ON document (receivable_id);
    CREATE INDEX document_names_others ON document (type_code)
      WHERE preceding IS NOT NULL AND note IS NULL AND type_class = 'invoice' AND state = 'applied';
    CREATE INDEX document_doubtful ON document (id) WHERE type_class = 'invoice' AND state = 'applied' AND note IS NOT NULL;
    CREATE INDEX document_unreported ON document (type_class, state) WHERE reported = 0;
    CREATE TABLE receivable (
      id INTEGER PRIMARY KEY, company TEXT NOT NULL, type_class TEXT NOT NULL, number TEXT NOT NULL,
      issue_date TEXT NOT NULL, instalment INTEGER NOT NULL, document_id INTEGER NOT NULL REFERENCES document,
      first_seen TEXT NOT NULL, confirmed_on TEXT, conflict TEXT, snapshot_open INTEGER, snapshot_as_of TEXT,
      snapshot_on TEXT, ambiguous TEXT, active INTEGER NOT NULL DEFAULT 1,
      \(claimColumnList),
      UNIQUE (company, type_class, number, issue_date, instalment)
    ) STRICT;
    CREATE INDEX receivable_number ON receivable (company, number);
    CREATE INDEX receivable_reference ON receivable (company, reference_key);
    CREATE INDEX receivable_customer ON receivable (company, customer_number);
    CREATE INDEX receivable_maventa ON receivable (company, lower(maventa_id)) WHERE maventa_id IS NOT NULL;
    CREATE INDEX receivable_debtor ON receivable (company, debtor_key);
    CREATE INDEX receivable_active ON receivable (company) WHERE active = 1;
    CREATE INDEX receivable_ambiguous ON receivable (company) WHERE ambiguous IS NOT NULL;

    CREATE TABLE payment (
      id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL REFERENCES file, message INTEGER NOT NULL, line INTEGER,
      company TEXT NOT NULL, source TEXT NOT NULL, key TEXT NOT NULL, weak INTEGER NOT NULL, date TEXT NOT NULL,
      amount INTEGER NOT NULL, currency TEXT NOT NULL, method TEXT NOT NULL, invoice_number TEXT, reference_key TEXT,
      customer_number TEXT, payment_id TEXT, payer TEXT, state TEXT NOT NULL, note TEXT,
      reported INTEGER NOT NULL DEFAULT 0, UNIQUE (company, key)
    ) STRICT;
    CREATE INDEX payment_state ON payment (state);
    CREATE INDEX payment_unreported ON payment (state) WHERE reported = 0;
    CREATE INDEX payment_source_id ON payment (company, payment_id);
    CREATE TABLE payment_list (
      file_id INTEGER NOT NULL REFERENCES file, company TEXT NOT NULL, source TEXT NOT NULL, through TEXT NOT NULL
    ) STRICT;
    CREATE INDEX payment_list_source ON payment_list (company, source);
    CREATE INDEX payment_list_file ON payment_list (file_id);
    CREATE TABLE open_item_list (
      file_id INTEGER PRIMARY KEY REFERENCES file, company TEXT NOT NULL, source TEXT NOT NULL, as_of TEXT NOT NULL,
      complete INTEGER NOT NULL, shrink_percent INTEGER NOT NULL, items INTEGER NOT NULL, state TEXT NOT NULL, note TEXT,
      reported INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE open_item (
      id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL REFERENCES file, message INTEGER NOT NULL, line INTEGER,
      company TEXT NOT NULL, number TEXT NOT NULL, issue_date TEXT, reference_key TEXT, open_amount INTEGER NOT NULL,
      currency TEXT NOT NULL, as_of TEXT NOT NULL, state TEXT NOT NULL
    ) STRICT;
    CREATE INDEX open_item_state ON open_item (state);
    CREATE INDEX open_item_number ON open_item (file_id, number);
    CREATE TABLE hold (
      id INTEGER PRIMARY KEY, file_id INTEGER, message INTEGER, line INTEGER, company TEXT NOT NULL, number TEXT,
      customer_number TEXT, action TEXT NOT NULL, reason TEXT NOT NULL, since TEXT NOT NULL, until TEXT,
      by_person INTEGER NOT NULL, reported INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX hold_number ON hold (company, number);
    CREATE INDEX hold_customer ON hold (company, customer_number);
    CREATE INDEX hold_unreported ON hold (company) WHERE reported = 0;
    CREATE TABLE customer (
      company TEXT NOT NULL, number TEXT NOT NULL, as_of TEXT NOT NULL, file_id INTEGER NOT NULL, content BLOB NOT NULL,
      blocked INTEGER NOT NULL, name TEXT, legal_id TEXT, vat_id TEXT, personal_code TEXT, street TEXT, post_code TEXT,
      town TEXT, country TEXT, email TEXT, phone TEXT, kind TEXT NOT NULL, PRIMARY KEY (company, number)
    ) STRICT;

    -- What was taken off a claim, and by what. kind: payment, loss (written off), credit, entry. known_on: the night that brought it;
    -- null for what was given back again.
    CREATE TABLE allocation (
      id INTEGER PRIMARY KEY, receivable_id INTEGER NOT NULL, kind TEXT NOT NULL,
      source_id INTEGER NOT NULL, amount INTEGER NOT NULL, on_date TEXT NOT NULL,
      known_on TEXT
    ) STRICT;
    CREATE INDEX allocation_receivable ON allocation (receivable_id);
    CREATE INDEX allocation_source ON allocation (source_id, kind);

    CREATE TABLE decision (
      id INTEGER PRIMARY KEY, receivable_id INTEGER NOT NULL REFERENCES receivable, since TEXT NOT NULL, closed TEXT,
      outcome TEXT NOT NULL, until TEXT, reasons TEXT NOT NULL, provider TEXT, channel TEXT, mode TEXT,
      agreement INTEGER, configuration TEXT NOT NULL
    ) STRICT;
    CREATE INDEX decision_receivable ON decision (receivable_id);
    CREATE UNIQUE INDEX decision_current ON decision (receivable_id) WHERE closed IS NULL;

    -- Bytes that are to lie in outbox/ or ledger/, fixed before they are written.
    CREATE TABLE output (
      id INTEGER PRIMARY KEY, kind TEXT NOT NULL, path TEXT NOT NULL UNIQUE, sha256 BLOB NOT NULL, bytes BLOB NOT NULL,
      state TEXT NOT NULL
    ) STRICT;
    CREATE INDEX output_state ON output (state);
    CREATE TABLE batch (
      id INTEGER PRIMARY KEY, company TEXT NOT NULL, provider TEXT NOT NULL, serial INTEGER NOT NULL,
      channel TEXT NOT NULL, currency TEXT NOT NULL, as_of TEXT NOT NULL, output_id INTEGER NOT NULL REFERENCES output,
      assignments INTEGER NOT NULL, capital INTEGER NOT NULL, reported INTEGER NOT NULL DEFAULT 0,
      UNIQUE (company, provider, serial)
    ) STRICT;
    CREATE TABLE assignment (
      id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, receivable_id INTEGER NOT NULL REFERENCES receivable UNIQUE,
      batch_id INTEGER REFERENCES batch, company TEXT NOT NULL, provider TEXT NOT NULL, channel TEXT NOT NULL,
      mode TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, currency TEXT NOT NULL, capital INTEGER NOT NULL,
      costs INTEGER NOT NULL, interest INTEGER NOT NULL, assigned_on TEXT NOT NULL
    ) STRICT;
    CREATE INDEX assignment_batch ON assignment (batch_id);

    -- state: booked (it adds up), pages (it waits for the other pages of its message), quarantined. settled: a night has matched it.
    CREATE TABLE settlement (
      id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL REFERENCES file, ordinal INTEGER NOT NULL, format TEXT NOT NULL,
      kind TEXT NOT NULL, message_id TEXT, statement_id TEXT, account TEXT, created_on TEXT, page INTEGER, last_page INTEGER,
      copy INTEGER NOT NULL, line INTEGER NOT NULL, state TEXT NOT NULL, settled INTEGER NOT NULL DEFAULT 0,
      entries INTEGER NOT NULL, payments_count INTEGER, payments_sum INTEGER, corrections_count INTEGER,
      corrections_sum INTEGER, failed_count INTEGER, failed_sum INTEGER, net INTEGER, currency TEXT, controls TEXT NOT NULL,
      reported INTEGER NOT NULL DEFAULT 0, UNIQUE (file_id, ordinal)
    ) STRICT;
    CREATE INDEX settlement_unsettled ON settlement (state) WHERE settled = 0;
    CREATE INDEX settlement_unreported ON settlement (reported) WHERE reported = 0;
    -- What bank and provider files said of money. fate: money, failed, pending, duplicate (said before), review (perhaps said before).
    CREATE TABLE entry (
      id INTEGER PRIMARY KEY, settlement_id INTEGER NOT NULL, ordinal INTEGER NOT NULL,
      line INTEGER NOT NULL, level TEXT NOT NULL, company TEXT NOT NULL, key TEXT NOT NULL, weak INTEGER NOT NULL,
      account TEXT NOT NULL, booking_date TEXT NOT NULL, value_date TEXT, payment_date TEXT, amount INTEGER NOT NULL,
      currency TEXT NOT NULL, stated_amount TEXT NOT NULL, reference TEXT, reference_key TEXT, archive_id TEXT,
      entry_reference TEXT, payer TEXT, payer_account TEXT, message TEXT, documents TEXT, bank_code TEXT,
      lump INTEGER NOT NULL, status TEXT NOT NULL, correction TEXT NOT NULL, return_reason TEXT, fate TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX entry_key ON entry (key) WHERE fate <> 'duplicate';
    CREATE INDEX entry_settlement ON entry (settlement_id);
    CREATE INDEX entry_archive ON entry (archive_id) WHERE archive_id IS NOT NULL;
    -- Payments by the bank's reference of the whole entry that they are part of; where that is their own id, the key finds them.
    CREATE INDEX entry_part ON entry (entry_reference) WHERE entry_reference <> COALESCE(archive_id, '');
    -- Payments that have only the entry's reference for an id: few.
    CREATE INDEX entry_whole ON entry (archive_id) WHERE archive_id = entry_reference AND level = 'payment';
    CREATE INDEX entry_line ON entry (settlement_id) WHERE level = 'line';
    CREATE INDEX entry_pending ON entry (booking_date) WHERE fate = 'pending';
    CREATE INDEX entry_weak ON entry (account, booking_date) WHERE weak = 1;
    -- What became of money. state: voucher (booked), evidence (only the claim's balance changed), unmatched (evidence, and no claim was
    -- found), closed (its day is closed in the books), review, refused (a person says that it is no new money), told (a sum that other
    -- entries tell singly), line (a statement's line), open-line (one whose payments are not there yet). suspense: what of it is in
    -- SUSPENSE.
    CREATE TABLE outcome (
      entry_id INTEGER PRIMARY KEY, state TEXT NOT NULL, receivable_id INTEGER, rule TEXT, evidence TEXT,
      recipe TEXT, voucher_id INTEGER, suspense INTEGER NOT NULL DEFAULT 0, reversed_by INTEGER, asked INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX outcome_waiting ON outcome (state) WHERE \(isWaiting());
    CREATE INDEX outcome_suspense ON outcome (entry_id) WHERE suspense <> 0;
    CREATE INDEX outcome_unasked ON outcome (state)
      WHERE \(isUnasked());
    -- Vouchers that placed money later than the one in its outcome, and what found its place then.
    CREATE TABLE later_voucher (
      entry_id INTEGER NOT NULL REFERENCES entry, voucher_id INTEGER NOT NULL, rule TEXT, evidence TEXT,
      PRIMARY KEY (entry_id, voucher_id)
    ) STRICT, WITHOUT ROWID;
    -- Money kept for debtors beyond their claims (OVERPAY); negative when it went back.
    CREATE TABLE overpayment (
      id INTEGER PRIMARY KEY, receivable_id INTEGER NOT NULL REFERENCES receivable, entry_id INTEGER NOT NULL, amount INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX overpayment_receivable ON overpayment (receivable_id);

    -- What only a person can do or judge, and nothing in the store shows as done: a provider to be told, two equal payments. Other questions
    -- are states of what they are about.
    CREATE TABLE question (
      id INTEGER PRIMARY KEY, kind TEXT NOT NULL, company TEXT NOT NULL, receivable_id INTEGER, number TEXT, provider TEXT,
      amount INTEGER, currency TEXT, on_date TEXT, file_id INTEGER, line INTEGER, text TEXT, asked_on TEXT NOT NULL, done_on TEXT,
      reason TEXT
    ) STRICT;
    CREATE INDEX question_open ON question (kind) WHERE done_on IS NULL;
    CREATE INDEX question_receivable ON question (receivable_id) WHERE receivable_id IS NOT NULL;

    -- A voucher's postings are written first, so they name a row that is not there yet; its row seals them, and the trigger refuses what
    -- does not balance.
    CREATE TABLE voucher (
      id INTEGER PRIMARY KEY, company TEXT NOT NULL, fiscal_year INTEGER NOT NULL, series TEXT NOT NULL,
      number INTEGER NOT NULL, date TEXT NOT NULL, text TEXT NOT NULL, recipe TEXT NOT NULL,
      source TEXT NOT NULL UNIQUE, reverses TEXT, previous_hash TEXT NOT NULL, hash TEXT NOT NULL,
      UNIQUE (company, fiscal_year, series, number)
    ) STRICT;
    CREATE TABLE posting (
      voucher_id INTEGER NOT NULL, ordinal INTEGER NOT NULL, role TEXT NOT NULL,
      amount INTEGER NOT NULL, currency TEXT NOT NULL, invoice_number TEXT, customer_number TEXT, source TEXT NOT NULL,
      recipe TEXT NOT NULL, PRIMARY KEY (voucher_id, ordinal)
    ) STRICT, WITHOUT ROWID;
    -- Where each company's journal ends.
    CREATE TABLE journal_head (company TEXT PRIMARY KEY, voucher_id INTEGER NOT NULL, vouchers INTEGER NOT NULL, hash TEXT NOT NULL)
      STRICT, WITHOUT ROWID;
    -- A trigger and no REFERENCES looks after the voucher: for that SQLite would keep a way back at every voucher that is written.
    CREATE TABLE voucher_export (
      voucher_id INTEGER NOT NULL, format TEXT NOT NULL, output_id INTEGER NOT NULL REFERENCES output,
      PRIMARY KEY (voucher_id, format)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER export_of_voucher BEFORE INSERT ON voucher_export
      WHEN NOT EXISTS (SELECT 1 FROM voucher WHERE id = NEW.voucher_id)
      BEGIN SELECT RAISE(ABORT, 'there is no such voucher'); END;
    CREATE TRIGGER voucher_no_update BEFORE UPDATE ON voucher BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER voucher_no_delete BEFORE DELETE ON voucher BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER posting_no_update BEFORE UPDATE ON posting BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER posting_sealed BEFORE INSERT ON posting
      WHEN EXISTS (SELECT 1 FROM voucher WHERE id = NEW.voucher_id)
      BEGIN SELECT RAISE(FAIL, 'the voucher is sealed'); END;
    -- Most vouchers are of one currency, whose sum needs no sorting.
    CREATE TRIGGER voucher_balance BEFORE INSERT ON voucher
      WHEN (
        SELECT CASE WHEN COUNT(*) < 2 THEN 1 WHEN MIN(currency) = MAX(currency) THEN SUM(amount) <> 0
          ELSE EXISTS (SELECT 1 FROM posting WHERE voucher_id = NEW.id GROUP BY currency HAVING SUM(amount) <> 0) END
        FROM posting WHERE voucher_id = NEW.id)
      BEGIN SELECT RAISE(FAIL, 'the voucher does not balance'); END;
    CREATE TRIGGER head_no_delete BEFORE DELETE ON journal_head BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    """
  }
}
