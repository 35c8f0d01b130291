import Receivables

/// How a value stands in JSON.
enum JSONForm: Sendable {
  case text
  /// A JSON number with the currency's decimals.
  case amount
  /// A fixed translation: canonical text to wire text.
  case code([String: String])

  func write(_ text: String) -> JSONTree? {
    switch self {
    case .text: .text(text)
    case .amount: JSONTree.amount(text)
    case .code(let codes): .text(codes[text] ?? text)
    }
  }

  /// The canonical text again; nil when the value is of the wrong JSON type or says nothing that the table has.
  func read(_ value: JSONTree, decimals: Int) -> String? {
    switch (self, value) {
    case (.text, .text(let text)): text
    case (.amount, .number): value.told(decimals: decimals)
    case (.code(let codes), .text(let text)): codes.first { $0.value == text }?.key
    default: nil
    }
  }
}

/// One row of a request's layout table: the public description, and what it holds.
struct LayoutRow<Field: Sendable>: Sendable {
  var field: Field
  var form: JSONForm
  var describes: ChannelField

  init(_ field: Field, _ form: JSONForm, _ describes: ChannelField) {
    self.field = field
    self.form = form
    self.describes = describes
  }

  init(_ field: Field, _ describes: ChannelField) { self.init(field, .text, describes) }
}

/// Where the debtors stand.
enum DebtorPlace: Sendable {
  /// The only debtor's fields stand beside the claim's.
  case besideClaim
  /// A list, described by this field.
  case list(ChannelField)
}

/// The layout of an API channel's requests: one table that writes and reads.
struct RequestLayout: Sendable {
  /// `maventa-requests-1`: the file's own schema.
  var schema: String
  var claim: [LayoutRow<ClaimField>]
  var debtor: [LayoutRow<DebtorField>]
  var debtors: DebtorPlace
  /// Objects and one-element lists around the claim's object, outermost first.
  var wrapping: [Wrap] = []
  var method: @Sendable (Assignment, Batch) -> String
  var path: @Sendable (Assignment, Batch) -> String
  /// Headers to add, without the carrier's own (`Authorization`, `Host`, `Content-Length`).
  var headers: @Sendable (Assignment, Batch) -> [String: String]

  /// What the claim is about when the creditor states nothing, where the wire cannot do without.
  var defaultSubject: (@Sendable (Assignment, Batch) -> String)?

  enum Wrap: Sendable {
    case member(String)
    case onlyElement
  }

  var fieldTable: [ChannelField] {
    var fields = claim.map(\.describes)
    if case .list(let field) = debtors { fields.append(field) }
    return fields + debtor.map(\.describes)
  }

  var carries: CarriedFields {
    let (method, path, headers, defaultSubject) = (method, path, headers, defaultSubject)
    return CarriedFields(
      header: [
        .schema, .channel, .provider, .company, .serial, .asOf, .currency, .count, .capital, .costs, .interest,
      ],
      claim: [.key, .method, .path, .headers] + claim.map(\.field), debtor: debtor.map(\.field), schema: schema,
      own: { field, assignment, batch in
        switch field {
        case .method: method(assignment, batch)
        case .path: path(assignment, batch)
        case .headers: RequestLayout.headerText(headers(assignment, batch))
        case .subject: CarriedBatch.told(assignment.receivable.facts.subject) ?? defaultSubject?(assignment, batch)
        default: nil
        }
      })
  }

  /// One line a header, sorted: the form in which headers are compared.
  static func headerText(_ headers: [String: String]) -> String {
    headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
  }
}
