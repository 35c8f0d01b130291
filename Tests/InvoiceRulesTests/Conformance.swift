import Foundation
import InvoiceRules
import Receivables
import TestSupport
import XMLStream

/// What an independent engine that runs the publishers' artefacts says of the corpus, beside what Perille says.
struct Conformance {
  struct Expected: Decodable {
    struct Rule: Decodable {
      var id: String
      var flag: String
      var n: Int
    }

    var file: String
    var cen: [Rule]
    var peppol: [Rule]
    var change: String?
  }

  /// A rule and a document on which the two do not say the same.
  struct Deviation {
    var file: String
    var rule: String
    var expected: Int
    var found: Int
    var change: String
  }

  /// Documents on which an artefact stops with an error, so that there is no answer: file, artefact, why.
  struct Stopped: Hashable {
    var file: String
    var artefact: String
  }

  private(set) var documents = 0
  private(set) var agreeing = 0
  /// By family: answers that agree, answers that do not, documents without an answer on which Perille speaks.
  private(set) var families: [String: (agreed: Int, deviated: Int, unanswered: Int)] = [:]
  private(set) var deviations: [Deviation] = []
  /// Of the list, those on which Perille does speak.
  private(set) var used: Set<Stopped> = []
  private(set) var firedRules: Set<String> = []
  private(set) var unknownRules: Set<String> = []
  private let stopped: Set<Stopped>
  private let set: RuleSet

  init(stopped: Set<Stopped>, set: RuleSet) {
    self.stopped = stopped
    self.set = set
  }

  mutating func run(_ list: URL, base: URL) throws {
    let checker = UBLChecker()
    let parser = XMLParser(names: UBLVocabulary.shared.names)
    let decoder = JSONDecoder()
    for line in try String(contentsOf: list, encoding: .utf8).split(separator: "\n") {
      let expected = try decoder.decode(Expected.self, from: Data(line.utf8))
      let bytes = [UInt8](try Data(contentsOf: base.appendingPathComponent(expected.file)))
      checker.begin()
      _ = try parser.parse(bytes[...]) { checker.take($0) }
      checker.check(by: set)
      compare(expected, checker.counts)
    }
  }

  private mutating func compare(_ expected: Expected, _ counts: [(id: String, isFatal: Bool, count: Int)]) {
    documents += 1
    let found = Dictionary(counts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    firedRules.formUnion(found.keys)
    var wanted: [String: (count: Int, isFatal: Bool)] = [:]
    for rule in expected.cen + expected.peppol {
      wanted[rule.id] = (rule.n + (wanted[rule.id]?.count ?? 0), rule.flag == "fatal")
    }
    var isRight = true
    for id in Swift.Set(found.keys).union(wanted.keys) {
      let family = Self.family(id)
      let stop = Stopped(file: expected.file, artefact: Self.isCore(id) ? "en" : "peppol")
      let isEqual = wanted[id]?.count == found[id]?.count && wanted[id]?.isFatal == found[id]?.isFatal
      if stopped.contains(stop) {
        // The engine stopped: it has no answer at all, and what Perille says stands alone.
        used.insert(stop)
        families[family, default: (0, 0, 0)].unanswered += 1
        if wanted[id] == nil { continue }
      }
      if isEqual {
        families[family, default: (0, 0, 0)].agreed += 1
      } else {
        isRight = false
        families[family, default: (0, 0, 0)].deviated += 1
        deviations.append(
          Deviation(
            file: expected.file, rule: id, expected: wanted[id]?.count ?? 0, found: found[id]?.count ?? 0,
            change: expected.change ?? ""))
      }
    }
    if isRight { agreeing += 1 }
  }

  private static func isCore(_ id: String) -> Bool { id.hasPrefix("BR-") || id.hasPrefix("UBL-") }

  /// `BR-CO-10` is of `BR-CO`, `BR-52` of `BR`, `PEPPOL-EN16931-R120` of `PEPPOL-EN16931`, `SE-R-001` of `SE`.
  static func family(_ id: String) -> String {
    let parts = id.split(separator: "-")
    guard parts.count > 2 || parts[0] == "UBL" else { return String(parts[0]) }
    if parts[0] == "BR" || parts[0] == "UBL" || parts[0] == "PEPPOL" { return parts.prefix(2).joined(separator: "-") }
    return String(parts[0])
  }

  /// One line a family.
  var table: String {
    var text = "family             agreed  deviated  no answer\n"
    for (family, count) in families.sorted(by: { $0.key < $1.key }) {
      let numbers = [count.agreed, count.deviated, count.unanswered].map { number in
        String(repeating: " ", count: max(0, 8 - String(number).count)) + String(number)
      }
      text += family.padding(toLength: 16, withPad: " ", startingAt: 0) + numbers.joined(separator: "  ") + "\n"
    }
    return text + "documents \(documents), with every rule as expected \(agreeing)"
  }
}
