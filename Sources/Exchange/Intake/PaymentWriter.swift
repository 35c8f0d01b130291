import Receivables
import Store

/// Writes the payments of one list, and what is doubtful of them.
final class PaymentWriter {
  private let transaction: Transaction
  /// How often the file has said a payment that was known already.
  private var repetitions: [String: Int] = [:]

  init(_ transaction: Transaction) { self.transaction = transaction }

  func write(
    _ payment: Payment, company: String, key: String, isWeak: Bool, referenceKey: String?, file: Int64, message: Int, line: Int?
  ) throws {
    let finding = try finding(payment, company: company, key: key, file: file) {
      try transaction.insert(
        payment, company: company, key: $0, isWeak: isWeak, referenceKey: referenceKey, file: file, message: message, line: line)
    }
    guard var finding else { return }
    finding.place.line = line
    try transaction.insert(finding, file: file, message: message)
  }

  /// Writes a payment, and says what is doubtful of it. `insert` is false when the key is taken.
  private func finding(
    _ payment: Payment, company: String, key: String, file: Int64, insert: (String) throws -> Bool
  ) throws -> Finding? {
    let isNew = try insert(key)
    guard let id = payment.paymentID else {
      if isNew { return nil }
      return Finding(
        "payment.weak-duplicate", .warning,
        "A payment of \(Self.words(payment)) says just what another file said, and has no id of its own.",
        remedy: "It is taken for the same payment. If it is another one, export payments with an id.")
    }
    let quoted = "The payment id \(Masking.excerpt(id))"
    if isNew {
      guard
        try transaction.isReused(
          paymentID: id, source: payment.source, company: company, isReturn: payment.amount.isNegative)
      else { return nil }
      return Finding(
        "payment.id-reused", .warning,
        "\(quoted) was used before by \(Masking.excerpt(payment.source)), with other words than \(Self.words(payment)).",
        remedy: "Both are counted. If one corrects the other, export the correction as a row of its own.")
    }
    // One file that says it twice, and counts both, means two payments; another file says the same again.
    let isOwn = try transaction.isPayment(key: key, company: company, of: file)
    let count = (repetitions["\(company) \(key)"] ?? (isOwn ? 1 : 0)) + 1
    repetitions["\(company) \(key)"] = count
    guard count > 1, try insert("\(key)#\(count)") else { return nil }
    return Finding(
      "payment.id-reused", .warning,
      "\(quoted) stands \(count) times in this file, with the same words: \(Self.words(payment)).",
      remedy: "Each is counted. If it is one payment, export a row that takes one back.")
  }

  /// What names a payment for a person.
  private static func words(_ payment: Payment) -> String {
    let what =
      payment.invoiceNumber.map { " for invoice \(Masking.excerpt($0))" }
      ?? payment.reference.map { " with reference \(Masking.excerpt($0))" }
      ?? payment.customerNumber.map { " of customer \(Masking.excerpt($0))" } ?? ""
    return "\(payment.amount) on \(payment.date)\(what)"
  }
}
