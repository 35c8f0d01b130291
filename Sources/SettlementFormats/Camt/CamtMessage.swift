import Receivables
import XMLStream

/// The message around the statements: which one it is and what its head says.
struct CamtMessage {
  struct Kind: Sendable {
    var kind: SettlementHeader.Kind
    /// `camt.054`
    var name: String
    /// Local names of the element below `Document`; version 01 carries its number there.
    var messages: [String]
    /// Local name of what has its own account and control totals.
    var container: String
  }

  static let kinds = [
    Kind(
      kind: .interim, name: "camt.052", messages: ["BkToCstmrAcctRpt", "BkToCstmrAcctRptV01"], container: "Rpt"),
    Kind(kind: .statement, name: "camt.053", messages: ["BkToCstmrStmt", "BkToCstmrStmtV01"], container: "Stmt"),
    Kind(
      kind: .payments, name: "camt.054", messages: ["BkToCstmrDbtCdtNtfctn", "BkToCstmrDbtCdtNtfctnV01"], container: "Ntfctn"),
  ]
  static let namespaceStem = "urn:iso:std:iso:20022:tech:xsd:"
  static let versions = 1...14

  /// `camt.054.001.02` of the namespace that a message has; nil when it is none of the known ones.
  static func identifier(ofNamespace uri: String?) -> String? {
    guard let uri, uri.hasPrefix(namespaceStem) else { return nil }
    let identifier = String(uri.dropFirst(namespaceStem.count))
    return identifiers.contains(identifier) ? identifier : nil
  }

  /// `camt.052.001.01` … `camt.054.001.14`
  static let identifiers: [String] = kinds.flatMap { kind in
    versions.map { kind.name + ".001." + ($0 < 10 ? "0" : "") + String($0) }
  }

  private(set) var kind = SettlementHeader.Kind.payments
  /// As stated, else without a version.
  private(set) var format = "camt"
  private(set) var hasBegun = false
  private(set) var line = 0
  var id: String?
  var created: CalendarDate?
  var page = CamtPage()
  /// The namespace is not that of the message; settled when it begins.
  private(set) var hasWrongNamespace = false

  /// - Parameter identifier: what the namespace says.
  mutating func begin(_ element: String, identifier: String?, line: Int) {
    guard let found = CamtMessage.kinds.first(where: { $0.messages.contains(element) }) else { return }
    hasBegun = true
    kind = found.kind
    self.line = line
    if let identifier, identifier.hasPrefix(found.name) {
      format = identifier
    } else {
      format = found.name
      hasWrongNamespace = true
    }
  }
}

/// `MsgPgntn` and its like.
struct CamtPage {
  var number: Int?
  var isLast: Bool?

  /// Nil when nothing is stated.
  var page: SettlementHeader.Page? {
    guard number != nil || isLast != nil else { return nil }
    return SettlementHeader.Page(number: number ?? 1, isLast: isLast ?? true)
  }
}
