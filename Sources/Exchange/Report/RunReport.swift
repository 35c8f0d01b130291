import Receivables

/// What a run did, in the keys of the command-line contract. A report covers everything that no earlier report has named, so that the
/// run after a crash accounts for what the crashed one took over.
public struct RunReport: Codable, Hashable, Sendable {
  public struct Files: Codable, Hashable, Sendable {
    public var read = 0
    public var archived = 0
    public var quarantined = 0
    public var duplicate = 0
    public var other = 0
    /// Not yet claimed; not in `read`.
    public var waiting = 0
  }

  public struct BatchLine: Codable, Hashable, Sendable {
    public var provider: String
    public var company: String
    public var file: String
    public var assignments: Int
    public var capital: String
    public var currency: String
  }

  public struct Settlements: Codable, Hashable, Sendable {
    public var booked = 0
    public var quarantined = 0
    /// Vouchers written, those included that place money of earlier nights or show it on the bank account.
    public var vouchers = 0
    /// Payments that are in vouchers now.
    public var payments = 0
    /// Entries that update balances and the report only.
    public var evidence = 0
    /// Entries seen before.
    public var duplicate = 0
    /// Failed debits: no money moved.
    public var failed = 0
    /// Announced by the bank and not booked yet, of a message whose other pages are missing, perhaps told before, or waiting for its day.
    public var pending = 0
    /// By currency: all money of the entries, what became vouchers, what is evidence only.
    public var money: [MoneyLine] = []
  }

  public struct MoneyLine: Codable, Hashable, Sendable {
    public var currency: String
    public var received: String
    public var vouchers: String
    public var evidence: String
  }

  public struct FileLine: Codable, Hashable, Sendable {
    public var file: String
    public var outcome: String
    public var restsIn: String?
    public var reason: String?
  }

  /// What was found, by one rule, in inputs that were accepted all the same.
  public struct DoubtLine: Codable, Hashable, Sendable {
    public struct Place: Codable, Hashable, Sendable {
      public var file: String
      public var line: Int?
      public var message: String
    }
    public var rule: String
    public var count: Int
    /// The first of them; `perille explain NUMBER` shows those of a document.
    public var first: [Place]
  }

  public var run: String
  public var asOf: String
  public var program: String
  public var files = Files()
  /// Invoices, credit notes, reminders, payments and others by what became of them: `invoice.applied`, `creditNote.waiting`.
  public var documents: [String: Int] = [:]
  public var decisions = DecisionCounts()
  public var batches: [BatchLine] = []
  public var settlements = Settlements()
  /// Money that found no claim, new in this run.
  public var unmatched = 0
  public var seconds: Double = 0

  /// Every input that is in quarantine or waits, and the duplicates of this run, by name.
  public var attention: [FileLine] = []
  /// Findings in accepted inputs: what was left out of a claim, or breaks a rule without holding it.
  public var doubts: [DoubtLine] = []
  /// New questions for a person, by kind.
  public var questions: [String: Int] = [:]
  /// The same, each by name.
  public var asked: [Question] = []
  /// Questions of earlier runs that nobody has answered; they do not set the exit code.
  public var stillOpen: [OpenQuestions] = []
  /// Inputs that will not get better by waiting: companies wait for them every night until a person has looked.
  public var stuck = 0
  /// Companies over one of their limits.
  public var limitsReached: [String] = []
  public var planOnly: [String] = []
  /// Companies whose vouchers wait for an export, and why.
  public var exportsWaiting: [String] = []
  /// Runs that had crashed and were finished by this one.
  public var recovered: [String] = []
  public var missedNights = 0

  public init(run: String, asOf: String, program: String) {
    self.run = run
    self.asOf = asOf
    self.program = program
  }

  public var needsPerson: Bool {
    files.quarantined > 0 || stuck > 0 || !questions.isEmpty || !limitsReached.isEmpty
  }
}
