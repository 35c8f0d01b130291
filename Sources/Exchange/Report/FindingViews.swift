import Receivables

/// A finding in JSON, with the keys of the command-line contract.
public struct FindingJSON: Codable, Hashable, Sendable {
  public var rule: String
  public var severity: String
  public var message: String
  public var remedy: String?
  public var line: Int?
  public var column: Int?
  public var byteOffset: Int?
  public var path: String?
  public var term: String?
  public var part: Int?

  public init(_ finding: Finding) {
    rule = finding.rule
    severity = finding.severity.rawValue
    message = finding.message
    remedy = finding.remedy.isEmpty ? nil : finding.remedy
    line = finding.place.line
    column = finding.place.column
    byteOffset = finding.place.byteOffset
    path = finding.place.path
    term = finding.term
    part = finding.place.message
  }
}

/// A finding for a terminal: `file:line:column: severity rule (term)`, then what is wrong and what to do.
public enum FindingText {
  public static func lines(_ finding: Finding, file: String) -> [String] {
    var place = file
    if let line = finding.place.line {
      place += ":\(line)"
      if let column = finding.place.column { place += ":\(column)" }
    } else if let offset = finding.place.byteOffset {
      place += " at byte \(offset)"
    }
    var head = "\(place): \(finding.severity.rawValue) \(finding.rule)"
    if let term = finding.term { head += " (\(term))" }
    var lines = [head, "  " + finding.message]
    if !finding.remedy.isEmpty { lines.append("  " + finding.remedy) }
    return lines
  }
}
