import Foundation
import InvoiceRules
import Receivables
import TestSupport
import Testing

@testable import InvoiceFormats

/// Real messages that others wrote, read and compared with what is known of them.
@Suite struct FinvoiceCorpusTests {
  /// Fields of one document of the corpus.
  typealias Expected = [String: Any]

  static func expected() throws -> [Expected]? {
    guard let url = Places.sharedItem("corpus/finvoice/expected-fields.json") else { return nil }
    return try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [Expected]
  }

  static func bytes(_ file: String) throws -> [UInt8]? {
    try Places.sharedItem("corpus/finvoice/" + file).map { [UInt8](try Data(contentsOf: $0)) }
  }

  /// Documents that may be refused, each with the section of the Finvoice page that says why: `file#document<TAB>section`.
  static func refusals() throws -> [String: String] {
    let url = Places.project.appendingPathComponent("Tests/Golden/finvoice/corpus-refusals.tsv")
    let text = try String(contentsOf: url, encoding: .utf8)
    let rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t").map(String.init) }
    return Dictionary(uniqueKeysWithValues: rows.compactMap { $0.count == 2 ? ($0[0], $0[1]) : nil })
  }

  @Test func everyReadableDocumentHasItsFields() throws {
    guard let expected = try Self.expected() else { return }
    let refusals = try Self.refusals()
    var read: [String: [ReadInvoice]] = [:]
    var compared = 0
    for row in expected {
      let file = try #require(row["file"] as? String)
      let number = try #require(row["doc"] as? Int)
      if read[file] == nil {
        let bytes = try #require(try Self.bytes(file))
        read[file] = try readFinvoice(bytes).filter { $0.part.kind == .invoice }
      }
      let key = "\(file)#\(number)"
      let documents = read[file] ?? []
      try #require(documents.count > number, "\(key) was not found")
      let invoice = documents[number]
      let stated = try #require(invoice.stated, "\(key)")
      for (field, difference) in Self.differences(row, stated) {
        Issue.record("\(key): \(field) \(difference)")
      }
      if invoice.document == nil {
        #expect(refusals[key] != nil, "\(key) refused: \(invoice.message.findings.filter { $0.severity == .error })")
      } else {
        #expect(refusals[key] == nil, "\(key) is read, though it is listed as refused")
        for (field, difference) in Self.differences(row, try #require(invoice.document)) {
          Issue.record("\(key): mapped \(field) \(difference)")
        }
        let flags = Set(Self.text(row["flags"]).split(separator: ",").map { String($0.prefix { $0 != "(" }) })
        for (flag, isSeen) in Self.flags(invoice, try #require(invoice.document)) where flags.contains(flag) != isSeen {
          Issue.record("\(key): \(flag) is \(isSeen ? "seen but not expected" : "expected but not seen")")
        }
      }
      compared += 1
    }
    #expect(compared == 60)
  }

  /// Every field of the expectation against what the message states.
  static func differences(_ row: Expected, _ stated: FinvoiceMessage) -> [(String, String)] {
    let names = { (party: FinvoiceMessage.StatedParty) in party.names.joined(separator: " / ") }
    let actual: [String: String?] = [
      "version": stated.version, "type": stated.typeCode?.text, "typeUN": stated.typeCodeUN?.text, "typeText": stated.typeText,
      "origin": stated.origin?.text, "number": stated.number?.text, "date": stated.date?.text,
      "dateFormat": stated.date?.qualifier,
      "due_terms": stated.termsDueDates.first?.text, "due_epi": stated.epiDueDates.first?.text,
      "seller": names(stated.seller), "seller_id": stated.seller.identifier?.text, "seller_vat": stated.seller.taxCode?.text,
      "seller_accounts": stated.sellerAccounts.map(\.text).joined(separator: " "),
      "epi_account": stated.epiAccount?.text, "epi_account_scheme": stated.epiAccount?.qualifier, "epi_bic": stated.epiBIC?.text,
      "buyer": names(stated.buyer), "buyer_id": stated.buyer.identifier?.text, "buyer_vat": stated.buyer.taxCode?.text,
      "buyer_unit": stated.buyer.unitNumber?.text, "recipient": names(stated.recipient),
      "buyer_addr": stated.buyer.addressTexts.joined(separator: " | "), "buyer_email": stated.buyer.email,
      "buyer_phone": stated.buyer.phone, "total_excl": stated.net?.text, "total_vat": stated.vat?.text,
      "total_incl": stated.gross?.text, "paid_amount": stated.paid?.text, "roundoff": stated.roundoff?.text,
      "currency": stated.gross?.qualifier, "epi_amount": stated.amountDue?.text, "epi_currency": stated.amountDue?.qualifier,
      "ref": stated.reference?.text, "ref_scheme": stated.reference?.qualifier, "epi_reference": stated.epiReference,
      "fine_pct": stated.finePercent?.text, "fine_text": stated.fineTexts.joined(separator: " "),
      "fine_fixed": stated.fineFixed?.text, "terms": stated.terms.joined(separator: " "), "status": stated.status?.text,
      "partial_n": String(stated.partialPayments.count), "orig_no": stated.original.number, "order": stated.order,
      "agreement": stated.agreement, "buyer_ref": stated.buyerReference, "seller_ref": stated.sellerReference,
      "customer_no": stated.customerNumber?.text, "rows": String(stated.rowCount),
      "vatspec": stated.vatLines.map { line in
        "\(line.rate?.text ?? "")%|\(line.category?.text ?? "")|\(line.base?.text ?? "")|\(line.amount?.text ?? "")"
      }.joined(separator: "; "),
      "attach": stated.attachment?.text, "url": stated.urls.joined(separator: " "),
    ]
    let notCompared: Set<String> = ["file", "doc", "parse", "flags"]
    return row.keys.sorted().filter { !notCompared.contains($0) }.compactMap { field in
      var expected = text(row[field])
      if field == "buyer_addr" {
        // Empty elements, which the expectation keeps, count as absent.
        expected = expected.components(separatedBy: " | ").filter { !$0.isEmpty }.joined(separator: " | ")
      }
      guard let value = actual[field] else { return (field, "is not compared") }
      return (value ?? "") == expected ? nil : (field, "is '\(value ?? "")', expected '\(expected)'")
    }
  }

  /// The same in the model: numbers and dates worked out here by other means.
  static func differences(_ row: Expected, _ document: InvoiceDocument) -> [(String, String)] {
    let actual: [String: String?] = [
      "number": document.number, "date": document.issueDate.compactText, "currency": document.currency.code,
      "total_incl": cents(document.grossTotal?.decimalText), "epi_amount": cents(document.amountDue.decimalText),
      "total_excl": cents(document.netTotal?.decimalText), "total_vat": cents(document.vatTotal?.decimalText),
      "paid_amount": cents(document.prepaid?.decimalText), "rows": String(document.lineCount), "order": document.orderReference,
      "customer_no": document.buyer.customerNumber, "orig_no": document.precedingInvoices.first?.number,
    ]
    let amounts: Set<String> = ["total_incl", "epi_amount", "total_excl", "total_vat", "paid_amount"]
    return actual.keys.sorted().compactMap { field in
      let expected = amounts.contains(field) ? cents(text(row[field])) ?? "" : text(row[field])
      let value = (actual[field] ?? nil) ?? ""
      return value == expected ? nil : (field, "is '\(value)', expected '\(expected)'")
    }
  }

  /// What the expectation flags, as this reader sees it.
  static func flags(_ read: ReadInvoice, _ document: InvoiceDocument) -> [(String, Bool)] {
    let sumsDiffer = read.message.findings.contains { $0.rule == "FINVOICE-TOTAL-03" || $0.rule == "FINVOICE-TOTAL-04" }
    // An OVT holds a business id, which is taken out of it (domain finvoice 5.5); the expectation flags it all the same.
    let businessID =
      read.stated?.buyer.identifier.map { FinvoiceMapper.businessID($0.text) == nil || OVT.normalised($0.text) != nil } ?? false
    return [
      ("ref_check_fail", document.conditions.contains(.referenceInvalid)),
      ("due_terms!=due_epi", document.conditions.contains(.dueDatesDiffer)),
      ("no_epi_account", document.account == nil), ("buyer_id_missing", read.stated?.buyer.identifier == nil),
      ("buyer_id_not_ytunnus", businessID), ("epi!=incl", document.amountDue != document.grossTotal),
      ("excl+vat!=incl", sumsDiffer), ("iban_check_fail", document.conditions.contains(.accountInvalid)),
      ("seller_id_not_ytunnus", document.seller.legalID?.scheme != "0212" && document.seller.legalID != nil),
    ]
  }

  /// `12,5` and `12.50` as `1250`.
  private static func cents(_ text: String?) -> String? {
    guard let text, !text.isEmpty else { return nil }
    let parts = text.replacingOccurrences(of: ",", with: ".").split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    return String(parts[0]) + (fraction + "00").prefix(2)
  }

  private static func text(_ value: Any?) -> String {
    switch value {
    case let text as String: text
    case let number as Int: String(number)
    default: ""
    }
  }
}
