import Receivables
import Testing

@Suite("Name and date patterns")
struct NamePatternTests {
  @Test(
    "the nearest name is the one with the fewest letters wrong, if any is near",
    arguments: [
      ("requiredPaymentSource", "requiredPaymentSources"), ("ammountDue", "amountDue"), ("Dispute", "Disputed"),
      ("dueDtae", "dueDate"), ("AMOUNTDUE", "amountDue"), ("colour", nil), ("x", nil), ("", nil),
      (String(repeating: "a", count: 1000), nil),
    ] as [(String, String?)])
  func near(name: String, expected: String?) {
    #expect(
      nearest(name, among: ["amountDue", "dueDate", "requiredPaymentSources", "Disputed", "y", "z"])
        == (name == "x" ? nil : expected))
  }

  @Test("of equally near names the first wins")
  func ties() { #expect(nearest("cat", among: ["bat", "hat"]) == "bat") }

  @Test(
    "names fit their patterns",
    arguments: [
      ("*.csv", "a.csv", true), ("*.csv", "A.CSV", true), ("*.csv", "a.csv.bak", false), ("inv_?.csv", "inv_ö.csv", true),
      ("inv_?.csv", "inv_12.csv", false), ("*", "", true), ("a*b*c", "aXbYbZc", true), ("a*b*c", "aXbYbZ", false),
      ("", "a", false),
      ("**a", "ba", true), ("[a]", "a", false),
    ])
  func names(pattern: String, name: String, fits: Bool) { #expect(GlobPattern(pattern).matches(name: name) == fits) }

  @Test("a pattern of many stars takes no time")
  func stars() {
    let pattern = GlobPattern(String(repeating: "*a", count: 100) + "b")
    #expect(!pattern.matches(name: String(repeating: "a", count: 250)))
  }

  @Test(
    "folders fit their patterns",
    arguments: [
      (".", [], true), (".", ["a"], false), ("a", ["a"], true), ("a", ["a", "b"], false), ("a/*", ["a", "b"], true),
      ("*/open", ["k", "open"], true),
      ("a/**", ["a"], true), ("a/**", ["a", "b", "c"], true), ("**/c", ["a", "b", "c"], true), ("**/c", ["c"], true),
      ("A", ["a"], true),
      ("a/*", ["a"], false),
    ] as [(String, [String], Bool)])
  func folders(pattern: String, folders: [String], fits: Bool) { #expect(GlobPattern(pattern).matches(folders: folders) == fits) }

  @Test(
    "dates fit their patterns exactly, or are none",
    arguments: [
      ("dd.MM.yyyy", "01.02.2026", "2026-02-01"), ("d.M.yyyy", "1.2.2026", "2026-02-01"),
      ("d.M.yyyy", "01.12.2026", "2026-12-01"),
      ("yyyyMMdd", "20260201", "2026-02-01"), ("yyMMdd", "260201", "2026-02-01"), ("dd/MM/yyyy", "01/02/2026", "2026-02-01"),
      ("yyyy-MM-dd", "2024-02-29", "2024-02-29"), ("yyyy-MM-ddTHH:mm:ss", "2026-02-01T23:59:60", "2026-02-01"),
      ("dd.MM.yyyy", "1.2.2026", nil), ("dd.MM.yyyy", "01.02.26", nil), ("dd.MM.yyyy", "31.02.2026", nil),
      ("dd.MM.yyyy", "01.02.20266", nil),
      ("yyyy-MM-dd", "2025-02-29", nil), ("yyyyMMdd", "00000000", nil), ("dd.MM.yyyy", "", nil),
      ("yyyy-MM-dd HH:mm:ss", "2026-02-01 24:00:00", nil),
    ] as [(String, String, String?)])
  func dates(pattern: String, text: String, day: String?) throws {
    #expect(try #require(DatePattern(pattern)).date(text.utf8)?.description == day)
  }

  @Test(
    "what is no date pattern is refused",
    arguments: ["", "yyyy", "dd.mm.yyyy", "dd.MM.yyy", "dd.MM.yyyy yyyy", "dMMyyyy", "dd.MM.yyyy Q", "yyyy-DD-MM"])
  func noPatterns(text: String) { #expect(DatePattern(text) == nil) }

  @Test(
    "a date is found in a name",
    arguments: [
      ("p_{yyyyMMdd}.csv", "p_20260201.csv", "2026-02-01"), ("*{yyyyMMdd}*", "x20260201-7.csv", "2026-02-01"),
      ("p_{yyyyMMdd}.csv", "p_20261301.csv", nil),
      ("p_{yyyyMMdd}.csv", "q_20260201.csv", nil), ("*{yyyyMMdd}*", "20260201_20260202.csv", nil),
      ("*_{yyyyMMdd}.csv", "20260201_20260202.csv", "2026-02-02"),
      ("*{yyyyMMdd}.csv", "ä20260201.CSV", "2026-02-01"),
    ] as [(String, String, String?)])
  func datedNames(pattern: String, name: String, day: String?) throws {
    #expect(try #require(DatedNamePattern(pattern)).date(in: name)?.description == day)
  }

  @Test(
    "what holds no one date of fixed width is no pattern",
    arguments: ["p.csv", "p_{d.M.yyyy}", "{yyyyMMdd}{yyyyMMdd}", "}yyyyMMdd{", "{yyyyMMdd"])
  func noNamePatterns(text: String) { #expect(DatedNamePattern(text) == nil) }
}
