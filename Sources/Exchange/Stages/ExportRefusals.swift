import Foundation
import Receivables
import Store

/// Why vouchers wait for an export, as of the last night. They are kept with the vouchers, so that a crash before the report loses none.
enum ExportRefusals {
  private static let present = "exportRefusals"
  private static let told = "exportRefusalsTold"

  static func keep(_ refusals: [ExportVouchers.Refusal], in transaction: Transaction) throws {
    let lines = refusals.map { "\($0.company) \($0.format): \($0.finding.message)" }
    try transaction.set(present, to: String(decoding: try JSONEncoder().encode(lines), as: UTF8.self))
  }

  /// All of them, and how many no report has told.
  static func tell(_ transaction: Transaction) throws -> (lines: [String], new: Int) {
    let lines = try read(present, transaction)
    let known = Set(try read(told, transaction))
    try transaction.set(told, to: try transaction.setting(present) ?? "[]")
    return (lines, lines.count { !known.contains($0) })
  }

  private static func read(_ name: String, _ transaction: Transaction) throws -> [String] {
    guard let text = try transaction.setting(name), !text.isEmpty else { return [] }
    return try JSONDecoder().decode([String].self, from: Data(text.utf8))
  }
}
