import Exchange
import Foundation
import Receivables
import TestSupport
import Testing

@testable import Reports

/// The JSON contract of `perille check` and `perille inspect`, and how the same looks as text.
@Suite struct InspectionContractTests {
  private static let all = InspectionSamples.files.map(\.name)
  private static let damaged = InspectionSamples.damaged.map(\.name)

  @Test func everyFormatAsItIsUnderstood() throws {
    let bench = try InspectionBench(InspectionSamples.files)
    try expectGolden(try bench.run(Self.all, view: InspectionJSON(.everything)).text, "inspection/inspect.jsonl")
    try expectGolden(try bench.run(Self.all, view: InspectionText(.everything)).text, "inspection/inspect.txt")
    try expectGolden(try bench.run(Self.all, view: InspectionJSON(.findings)).text, "inspection/check.jsonl")
  }

  @Test func everyKindOfDamage() throws {
    let bench = try InspectionBench(InspectionSamples.damaged)
    try expectGolden(try bench.run(Self.damaged, view: InspectionJSON(.findings)).text, "inspection/damaged.jsonl")
    let text = try bench.run(Self.damaged, view: InspectionText(.findings))
    try expectGolden(text.text + summary(text, bench), "inspection/damaged.txt")
  }

  private func summary(_ result: InspectionBench.Result, _ bench: InspectionBench) -> String {
    InspectionText.summary(result.outcome.tally).replacingOccurrences(of: bench.folder.path + "/", with: "")
  }

  /// The keys that other people's scripts depend on, each with the form of its value.
  @Test func keysAndFormsAreThoseOfTheContract() throws {
    let bench = try InspectionBench(InspectionSamples.files + InspectionSamples.damaged)
    let lines = try InspectionBench.objects(try bench.run([""], view: InspectionJSON(.everything)).text)
    #expect(lines.count > 15)
    var kinds: Set<String> = []
    for line in lines {
      for key in ["file", "format", "validity", "claimTrust"] { #expect(line[key] is String, "\(key) in \(line)") }
      #expect(line["index"] is Int)
      let valid = try #require(line["valid"] as? Bool)
      let validity = try #require(line["validity"] as? String)
      #expect(["valid", "invalid", "unsupported", "unclear"].contains(validity))
      #expect(valid == (validity == "valid"))
      #expect(["ok", "stop"].contains(line["claimTrust"] as? String))
      for finding in try #require(line["findings"] as? [[String: Any]]) {
        for key in ["rule", "severity", "message"] { #expect(!(finding[key] as? String ?? "").isEmpty) }
        #expect(["error", "warning", "info"].contains(finding["severity"] as? String))
        if finding["severity"] as? String == "error" { #expect(!valid) }
      }
      if let document = line["document"] as? [String: Any] {
        kinds.insert(try #require(document["kind"] as? String))
        try check(document)
      }
      if let settlement = line["settlement"] as? [String: Any] {
        kinds.insert("settlement")
        try check(settlement: settlement)
      }
    }
    #expect(
      kinds == ["invoice", "creditNote", "payment", "openItem", "hold", "customer", "other", "settlement"])
  }

  private func check(_ document: [String: Any]) throws {
    for key in ["netTotal", "vatTotal", "grossTotal", "prepaid", "amountDue", "effect", "rounding", "openAmount", "amount"] {
      guard let value = document[key] else { continue }
      #expect((value as? String)?.wholeMatch(of: /-?[0-9]+\.[0-9]{2}/) != nil, "\(key) is \(value)")
    }
    for key in ["issueDate", "dueDate", "paymentDate", "asOf", "until"] {
      guard let value = document[key] else { continue }
      #expect((value as? String)?.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil, "\(key) is \(value)")
    }
    guard ["invoice", "creditNote"].contains(document["kind"] as? String) else { return }
    for key in ["typeCode", "number", "issueDate", "currency", "amountDue", "effect"] {
      #expect(document[key] is String, "\(key)")
    }
    #expect(document["lineCount"] is Int)
    let seller = try #require(document["seller"] as? [String: Any])
    let buyer = try #require(document["buyer"] as? [String: Any])
    #expect(seller["debtorKind"] == nil)
    #expect(["b2b", "b2c", "unknown"].contains(buyer["debtorKind"] as? String))
    for party in [seller, buyer] {
      for key in ["name", "id"] { #expect(party[key] is String, "\(key) in \(party)") }
      if let country = party["country"] { #expect((country as? String)?.count == 2) }
    }
    let effect = try #require(document["effect"] as? String)
    #expect(effect.hasPrefix("-") == (document["kind"] as? String == "creditNote"))
    if document["kind"] as? String == "creditNote" { #expect((document["originalInvoices"] as? [String])?.count == 1) }
  }

  private func check(settlement: [String: Any]) throws {
    #expect(settlement["messageId"] is String)
    #expect(settlement["account"] as? String == "FI2112345600000785")
    #expect(settlement["currency"] as? String == "EUR")
    let entries = try #require(settlement["entries"] as? [[String: Any]])
    #expect(entries.map { $0["amount"] as? String } == ["125.00", "99.50", "-25.00", "10.00"])
    #expect(entries.map { $0["posts"] as? Bool } == [true, true, true, false])
    #expect(entries.map { $0["status"] as? String } == ["booked", "booked", "correction", "failed"])
    for entry in entries {
      for key in ["bookingDate", "reference", "archiveId"] { #expect(entry[key] is String) }
    }
    let totals = try #require(settlement["totals"] as? [String: Any])
    for (key, count, sum) in [("payments", 2, "224.50"), ("corrections", 1, "25.00"), ("failed", 1, "10.00")] {
      let group = try #require(totals[key] as? [String: Any])
      #expect(group["count"] as? Int == count)
      #expect(group["sum"] as? String == sum)
    }
    #expect(totals["net"] as? String == "199.50")
    let controls = try #require(settlement["controls"] as? [[String: Any]])
    #expect(controls.count == 7)
    for control in controls {
      for key in ["name", "stated", "computed"] { #expect(control[key] is String) }
      #expect(control["ok"] is Bool)
    }
  }

  @Test func identityCodesAreMaskedUnlessAskedFor() throws {
    let bench = try InspectionBench(InspectionSamples.files)
    let codes = [InspectionSamples.finnishCode, InspectionSamples.swedishCode]
    for text in [
      try bench.run(Self.all, view: InspectionJSON(.everything)).text,
      try bench.run(Self.all, view: InspectionText(.everything)).text,
      try bench.run(Self.all, view: InspectionJSON(.findings)).text,
    ] {
      for code in codes { #expect(!text.contains(code)) }
    }
    for text in [
      try bench.run(Self.all, view: InspectionJSON(.everything, masking: .unmasked)).text,
      try bench.run(Self.all, view: InspectionText(.everything, masking: .unmasked)).text,
    ] {
      for code in codes { #expect(text.contains(code)) }
    }
    let buyers = try InspectionBench.objects(
      try bench.run(["finvoice.xml", "ubl-invoice.xml"], view: InspectionJSON(.everything, masking: .unmasked)).text
    ).map { (($0["document"] as? [String: Any])?["buyer"] as? [String: Any])?["id"] as? String }
    #expect(buyers == codes)
  }

  /// The names are those of the declarations, none forgotten.
  @Test func everyConditionHasItsName() throws {
    let source = try String(
      contentsOf: Places.project.appendingPathComponent("Sources/Receivables/InvoiceDocument.swift"), encoding: .utf8)
    let declared = source.matches(of: /static let ([a-zA-Z]+) = ClaimConditions\(rawValue: 1 << ([0-9]+)\)/)
    #expect(declared.count >= 20)
    for match in declared {
      let bit = try #require(UInt64(match.2))
      #expect(ClaimConditions(rawValue: 1 << bit).names == [String(match.1)])
    }
  }
}
