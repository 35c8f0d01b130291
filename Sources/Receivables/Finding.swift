/// Something wrong or doubtful in an input, said so that a person can act on it.
///
/// A finding never carries a personal identity code, a secret or a path of this machine; values quoted in it have gone through
/// `Masking`.
public struct Finding: Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable, Comparable {
    case info, warning, error

    private var order: Int {
      switch self {
      case .info: 0
      case .warning: 1
      case .error: 2
      }
    }
    public static func < (left: Severity, right: Severity) -> Bool { left.order < right.order }
  }

  /// Where in the input, as far as it is known.
  public struct Place: Hashable, Sendable {
    /// 1-based line of the file.
    public var line: Int?
    /// 1-based column (characters) of the line, or the CSV column's ordinal.
    public var column: Int?
    /// 0-based byte of the file.
    public var byteOffset: Int?
    /// `/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount`, or the CSV column's header.
    public var path: String?
    /// 0-based ordinal of the message in the file.
    public var message: Int?

    public init(
      line: Int? = nil, column: Int? = nil, byteOffset: Int? = nil, path: String? = nil,
      message: Int? = nil
    ) {
      self.line = line
      self.column = column
      self.byteOffset = byteOffset
      self.path = path
      self.message = message
    }
  }

  /// Stable id, never reused: `finvoice.due-dates-differ`, `csv.amount`, `BR-CO-10`.
  public var rule: String
  public var severity: Severity
  /// What is wrong: a full sentence with the values seen.
  public var message: String
  /// What was expected and what to do: full sentences. Empty when the message says all.
  public var remedy: String
  public var place: Place
  /// The business term or field concerned: `BT-115`, `dueDate`.
  public var term: String?
  /// The claim that a finding about money concerns, by its number in the store.
  public var receivable: Int64?
  /// Whether no claim can rest on the document because of this.
  public var stopsClaim = false
  /// What a computing rule saw, for whoever wants the values apart from the sentence.
  public var values: Values?

  /// Whether its rule is one that a standard publishes, or of a format's form: those have names in capitals.
  public var isPublished: Bool { !rule.contains { $0.isLowercase } }

  /// Expected and found, as they would stand in the document; amounts with a point and without grouping.
  public struct Values: Hashable, Sendable {
    public var expected: String?
    public var found: String?
    /// Found less expected, of amounts.
    public var difference: String?

    public init(expected: String? = nil, found: String? = nil, difference: String? = nil) {
      self.expected = expected
      self.found = found
      self.difference = difference
    }
  }

  public init(
    _ rule: String, _ severity: Severity, _ message: String, remedy: String = "",
    place: Place = Place(), term: String? = nil, values: Values? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.remedy = remedy
    self.place = place
    self.term = term
    self.values = values
  }
}

/// What the rules of a format say of a document, in four values: only `valid` is a clean bill.
public enum Validity: String, Hashable, Sendable, CaseIterable {
  case valid, invalid
  /// No rules are held for what it is.
  case unsupported
  /// The checker itself could not come to a verdict.
  case unclear
}

/// Whether a claim may rest on a document. It is apart from `Validity`: a debt stays due though its document breaks a formal rule.
public enum ClaimTrust: String, Hashable, Sendable {
  case ok, stop
}

/// The verdict on a document by a set of rules.
public struct Verdict: Hashable, Sendable {
  public var validity: Validity
  public var claimTrust: ClaimTrust
  /// Which rules spoke: `peppol-3.0.21`; nil where a format has no published set.
  public var ruleSet: String?

  public init(validity: Validity, claimTrust: ClaimTrust, ruleSet: String? = nil) {
    self.validity = validity
    self.claimTrust = claimTrust
    self.ruleSet = ruleSet
  }
}

/// What a finding or reason id means: the page that `perille explain --rule ID` prints.
public struct RuleDescription: Hashable, Sendable {
  public var id: String
  public var title: String
  /// What it means and why it matters, in plain sentences.
  public var meaning: String
  /// An invented example of what is wrong.
  public var example: String
  /// The same made right, where a rule has one.
  public var corrected: String?
  /// What a person does about it.
  public var remedy: String
  /// Standard, statute, contract or promise, with section and address where there is one.
  public var source: String

  public init(
    id: String, title: String, meaning: String, example: String, corrected: String? = nil, remedy: String, source: String
  ) {
    self.id = id
    self.title = title
    self.meaning = meaning
    self.example = example
    self.corrected = corrected
    self.remedy = remedy
    self.source = source
  }
}
