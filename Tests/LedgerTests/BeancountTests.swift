import Foundation
import Ledger
import Receivables
import TestSupport
import Testing

@Suite struct BeancountTests {
  private typealias Samples = ExportSamples

  /// What beancount itself reads is what was written, text for text and sum for sum.
  @Test func beancountReadsTheSame() throws {
    let texts = ["a \"quoted\" word", "back\\slash\\", "\\", "\"", "åäö ø € 日本語 😀", "; x | y", "%s {0} \\n", "x"]
    let vouchers = try LedgerSamples.journal(texts.map { Samples.payment(150, invoice: $0, text: $0) })
    let file = try #require(try Samples.files(vouchers, as: "beancount").first)
    let script = """
      import sys, json
      try:
          from beancount import loader
          from beancount.core import data, realization
      except ImportError:
          print("missing"); sys.exit()
      entries, errors, options = loader.load_string(sys.argv[1])
      found = [e for e in entries if isinstance(e, data.Transaction)]
      sums = {}
      for e in found:
          for p in e.postings: sums[p.account] = sums.get(p.account, 0) + p.units.number
      print(json.dumps({"errors": [str(e) for e in errors], "texts": [e.narration for e in found],
                        "invoices": [p.meta["invoice"] for e in found for p in e.postings if "invoice" in p.meta],
                        "sums": {k: str(v) for k, v in sums.items()}, "title": options["title"]}))
      """
    struct Read: Decodable {
      var errors: [String]
      var texts: [String]
      var invoices: [String]
      var sums: [String: String]
      var title: String
    }
    let answer = try runPython(script, String(decoding: file.bytes, as: UTF8.self))
    if answer.hasPrefix("missing") {
      print("SKIPPED: beancount is not installed (make test installs it from PyPI); its own reading was not compared")
      return
    }
    let read = try JSONDecoder().decode(Read.self, from: Data(answer.utf8))
    #expect(read.errors.isEmpty && read.texts == texts && read.invoices == texts && read.title == "Alfa Esimerkki Oy")
    #expect(read.sums == ["Assets:Clearing": "12.00", "Assets:Receivable": "-12.00"])
  }

  @Test func accountsOpenBeforeTheyAreUsed() throws {
    // The configured year begins after the voucher that the journal has in it.
    let context = Samples.context {
      $0.fiscalYears = [FiscalYear(from: Samples.day.adding(days: -2), through: Samples.day.adding(days: 300))]
    }
    let vouchers = try LedgerSamples.journal([Samples.payment(1), Samples.payment(2, currency: .sek)])
    let file = try #require(try Samples.files(vouchers, as: "beancount", context).first)
    let text = String(decoding: file.bytes, as: UTF8.self)
    #expect(text.contains("2026-11-18 open Assets:Clearing  EUR,SEK\n  role: \"CLEARING\"\n  number: \"1990\"\n"))
    #expect(text.contains("option \"operating_currency\" \"EUR\"\noption \"operating_currency\" \"SEK\"\n"))
    #expect(try ExportOracles.beanCheck(file.bytes)?.isGood ?? true)
    let proposed = try #require(try Samples.files(vouchers, as: "beancount", Samples.context(confirmed: false)).first)
    #expect(!String(decoding: proposed.bytes, as: UTF8.self).contains("number:"))
  }

  /// Every role has an account of its own.
  @Test(arguments: ["beancount", "hledger"]) func everyRoleHasAName(_ id: String) throws {
    let drafts = AccountRole.allCases.map { role in
      LedgerSamples.draft([
        Posting(role, LedgerSamples.eur(100)), Posting(role == .clearing ? .bank : .clearing, LedgerSamples.eur(-100)),
      ])
    }
    let file = try #require(try Samples.files(try LedgerSamples.journal(drafts), as: id).first)
    let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
    let opened = lines.compactMap { line in
      id == "hledger"
        ? (line.hasPrefix("account ") ? line.split(separator: ";")[0] : nil)
        : (line.contains(" open ") ? line.split(separator: " ")[2] : nil)
    }
    #expect(Set(opened).count == AccountRole.allCases.count)
    #expect(
      try (id == "hledger" ? ExportOracles.hledger(["check", "--strict"], file.bytes) : ExportOracles.beanCheck(file.bytes))?
        .isGood ?? true)
  }
}
