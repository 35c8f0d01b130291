import Foundation
import Ledger
import Receivables
import TestSupport
import Testing

@Suite struct SIETests {
  private typealias Samples = ExportSamples

  /// The file as text; the tests have no letters beyond ASCII in what they look for.
  private func text(_ vouchers: [Voucher], _ context: ExportContext) throws -> String {
    let file = try #require(try Samples.files(vouchers, as: "sie", context).first)
    return String(decoding: file.bytes.filter { $0 != 0x0D }, as: UTF8.self)
  }

  private func lines(_ text: String, _ label: String) -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix(label + " ") }.map(String.init)
  }

  @Test func aSwedishFirmAndOthers() throws {
    let vouchers = try LedgerSamples.journal([Samples.payment(100)])
    #expect(try text(vouchers, Samples.context("SE")).contains("#ORGNR 559999-9017\n"))
    #expect(try text(vouchers, Samples.context("SE")).contains("#KPTYP EUBAS97\n"))
    for country in ["FI", "NO"] {
      let text = try text(vouchers, Samples.context(country))
      #expect(!text.contains("#ORGNR") && !text.contains("#KPTYP") && text.contains("#VALUTA EUR\n"))
    }
    // A sole trader's number is a personal code.
    var trader = Samples.context("SE")
    trader.company.legalID = "8112189876"
    let text = try text(vouchers, trader)
    #expect(!text.contains("#ORGNR") && !text.contains("811218"))
  }

  /// The day of the file is that of its newest voucher, wherever that stands.
  @Test func dates() throws {
    let newest = Samples.day.adding(days: 9)
    let vouchers = try LedgerSamples.journal([
      Samples.payment(1, on: Samples.day), Samples.payment(2, on: newest), Samples.payment(3, on: Samples.day),
    ])
    let text = try text(vouchers, Samples.context())
    #expect(text.contains("#GEN 20261129\n") && text.contains("#RAR 0 20260101 20261231\n"))
    #expect(lines(text, "#VER") == [1, 2, 3].map { "#VER \"A\" \($0) 202611\($0 == 2 ? 29 : 20) \"Payment of invoice 1001\"" })
    let broken = Samples.context { $0.fiscalYearStart = .init(month: 7, day: 1) }
    #expect(try self.text([vouchers[0]], broken).contains("#RAR 0 20260701 20270630\n"))
  }

  @Test func amountsAndAccounts() throws {
    let jpy = try #require(Currency("JPY"))
    let draft = LedgerSamples.draft([
      Posting(.reminderIncome, LedgerSamples.eur(-5)), Posting(.collectionFeeIncome, LedgerSamples.eur(-1_000_000_095)),
      Posting(.clearing, LedgerSamples.eur(1_000_000_100)),
    ])
    let text = try text(
      try LedgerSamples.journal([draft]), Samples.context { $0.accountNames = [.collectionFeeIncome: "Avgifter"] })
    #expect(lines(text, "#TRANS") == ["#TRANS 3980 {} -0.05", "#TRANS 3980 {} -10000000.95", "#TRANS 1990 {} 10000001.00"])
    // One account of two roles, declared once, by the name that the company gave it.
    #expect(lines(text, "#KONTO").count == 2 && text.contains("#KONTO 3980 \"Avgifter\"\n"))
    let yen = try self.text(try LedgerSamples.journal([Samples.payment(1_234, currency: jpy)]), Samples.context())
    #expect(
      lines(yen, "#TRANS").map { $0.split(separator: " ").last } == ["1234.00", "-1234.00"] && yen.contains("#VALUTA JPY\n"))
  }

  /// Only what is used is declared, once, before the vouchers.
  @Test func objects() throws {
    let none = LedgerSamples.draft([Posting(.clearing, LedgerSamples.eur(1)), Posting(.suspense, LedgerSamples.eur(-1))])
    #expect(!(try text(try LedgerSamples.journal([none]), Samples.context()).contains("#DIM")))
    let two = try LedgerSamples.journal([
      Samples.payment(1, invoice: "A 1"), Samples.payment(2, invoice: "A 1"), Samples.payment(3),
    ])
    let text = try text(two, Samples.context())
    #expect(lines(text, "#OBJEKT") == ["#OBJEKT 8 \"C1\" \"C1\"", "#OBJEKT 10 \"A 1\" \"A 1\"", "#OBJEKT 10 \"1001\" \"1001\""])
    #expect(text.contains("#TRANS 1700 {8 \"C1\" 10 \"A 1\"} -0.01\n"))
  }

  @Test(arguments: [
    ("perille", "\"perille\" \"0\""), ("perille 1.2 beta", "\"perille\" \"1.2 beta\""), ("", "\"perille\" \"0\""),
  ])
  func program(_ stated: String, _ written: String) throws {
    var context = Samples.context()
    context.program = stated
    #expect(try text(try LedgerSamples.journal([Samples.payment(1)]), context).contains("#PROGRAM \(written)\n"))
  }

  /// One changed bit anywhere between the checksum's two records is seen; the flag that an importer sets is not part of it.
  @Test func everyBitIsUnderTheChecksum() throws {
    guard let tool = Places.sharedItem("tools/sie4_check.py") else { return }
    let file = try #require(try Samples.files(try Samples.recipes(.sek, only: ["SE1"]), as: "sie", Samples.context("SE")).first)
    let script = """
      import importlib.util, sys, os, tempfile
      spec = importlib.util.spec_from_file_location("check", sys.argv[1]); check = importlib.util.module_from_spec(spec)
      spec.loader.exec_module(check)
      raw = bytes.fromhex(sys.argv[2]); path = tempfile.mktemp()
      def bad(data):
          open(path, "wb").write(data)
          try: return bool(check.check(path, "4I")[0])
          except Exception: return True
      begin = raw.index(b"#PROGRAM"); end = raw.rindex(b"#KSUMMA")
      missed = [i for i in range(begin, end) if not bad(raw[:i] + bytes([raw[i] ^ 1]) + raw[i + 1:])]
      print(bad(raw), bad(raw.replace(b"#FLAGGA 0", b"#FLAGGA 1")), missed, end - begin > 500)
      os.remove(path)
      """
    let hex = file.bytes.map { String(format: "%02x", $0) }.joined()
    #expect(try runPython(script, tool.path, hex) == "False False [] True\n")
  }
}
