import Receivables
import Testing

@testable import InvoiceFormats

@Suite("CSV records")
struct CSVScannerTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var text: String
    var records: [[String]]
    /// First line of each record.
    var lines: [Int]
    var end = CSVRecordScanner.Step.end
    var testDescription: String { text.debugDescription }
  }

  static let cases: [Case] = [
    Case(text: "", records: [], lines: []),
    Case(text: "a", records: [["a"]], lines: [1]),
    Case(text: "a;b\nc;d\n", records: [["a", "b"], ["c", "d"]], lines: [1, 2]),
    Case(text: "a;b\r\nc;d\r\n", records: [["a", "b"], ["c", "d"]], lines: [1, 2]),
    Case(text: "a;b\rc;d\r", records: [["a", "b"], ["c", "d"]], lines: [1, 2]),
    Case(text: "a\r\nb\nc\rd", records: [["a"], ["b"], ["c"], ["d"]], lines: [1, 2, 3, 4]),
    Case(text: "a;;\n;b\n", records: [["a", "", ""], ["", "b"]], lines: [1, 2]),
    Case(text: "a;", records: [["a", ""]], lines: [1]),
    Case(text: "\n\na\n", records: [[""], [""], ["a"]], lines: [1, 2, 3]),
    Case(text: "\"a;b\";\"c\"\"d\"\n", records: [["a;b", "c\"d"]], lines: [1]),
    Case(text: "\"a\nb\r\nc\rd\";e\nf", records: [["a\nb\r\nc\rd", "e"], ["f"]], lines: [1, 5]),
    Case(text: "\"a\rb\nc\"\nd", records: [["a\rb\nc"], ["d"]], lines: [1, 4]),
    Case(text: "\"\";\"\"\"\"\n", records: [["", "\""]], lines: [1]),
    Case(text: "åäö;\"Öljy\"\n", records: [["åäö", "Öljy"]], lines: [1]),
    Case(text: "a\tb;c\n", records: [["a\tb", "c"]], lines: [1]),
    Case(text: "a;b\n\u{1A}", records: [["a", "b"]], lines: [1]),
    Case(text: "a;b\u{1A}", records: [["a", "b"]], lines: [1]),
    Case(text: "x\na\"b\n", records: [["x"]], lines: [1], end: .fault(.strayQuote, line: 2, column: 1, offset: 3)),
    Case(text: "x;\"a\"b\n", records: [], lines: [], end: .fault(.afterQuote, line: 1, column: 2, offset: 5)),
    Case(text: "x;\"a\"ö\n", records: [], lines: [], end: .fault(.afterQuote, line: 1, column: 2, offset: 5)),
    Case(text: "x\n;\"a\nb", records: [["x"]], lines: [1], end: .fault(.openQuote, line: 2, column: 2, offset: 4)),
    Case(text: "x\n\"a\nb\u{0}", records: [["x"]], lines: [1], end: .fault(.control(0), line: 3, column: 1, offset: 6)),
    Case(text: "a\u{1A}b\n", records: [], lines: [], end: .fault(.control(0x1A), line: 1, column: 1, offset: 1)),
    Case(text: "a\u{7F}", records: [], lines: [], end: .fault(.control(0x7F), line: 1, column: 1, offset: 1)),
  ]

  @Test("every case is cut alike, in pieces of every size", arguments: cases, [1, 2, 3, 5, 1 << 16])
  func cuts(example: Case, chunk: Int) throws {
    let scanner = CSVRecordScanner(Chunks(Array(example.text.utf8), size: chunk), separator: 0x3B, quote: 0x22)
    var records: [[String]] = []
    var lines: [Int] = []
    var step = try scanner.next()
    while step == .record {
      records.append(scanner.fields.map { String(decoding: scanner.bytes($0), as: UTF8.self) })
      lines.append(scanner.recordLine)
      step = try scanner.next()
    }
    #expect(records == example.records)
    #expect(lines == example.lines)
    #expect(step == example.end)
  }

  @Test("without a quotation mark, quotation marks are text")
  func unquoted() throws {
    let scanner = CSVRecordScanner(MemorySource(Array("5\" pipe;\"x".utf8)), separator: 0x3B, quote: nil)
    #expect(try scanner.next() == .record)
    #expect(scanner.fields.map { String(decoding: scanner.bytes($0), as: UTF8.self) } == ["5\" pipe", "\"x"])
  }

  @Test("a byte order mark is no part of the first field, in pieces of every size", arguments: [1, 2, 3, 4, 100])
  func byteOrderMark(chunk: Int) throws {
    let scanner = CSVRecordScanner(
      Chunks([0xEF, 0xBB, 0xBF] + Array("a;b\nc".utf8), size: chunk), separator: 0x3B, quote: 0x22, skip: 3)
    #expect(try scanner.next() == .record)
    #expect(String(decoding: scanner.bytes(scanner.fields[0]), as: UTF8.self) == "a")
    #expect(scanner.recordOffset == 3)
    #expect(try scanner.next() == .record)
    #expect(scanner.recordOffset == 7)
    #expect(try scanner.next() == .end)
  }

  @Test("a row beyond the limit stops the reading, and an open quotation mark is named as its cause")
  func tooLong() throws {
    let long = [UInt8](repeating: 0x61, count: CSVBench.limits.rowBytes + 1)
    let plain = CSVRecordScanner(
      Chunks(Array("x\n".utf8) + long + [0x0A], size: 4096), separator: 0x3B, quote: 0x22, limits: CSVBench.limits)
    #expect(try plain.next() == .record)
    #expect(try plain.next() == .fault(.tooLong, line: 2, column: 1, offset: 2))
    let open = CSVRecordScanner(
      Chunks(Array("x\ny;\"".utf8) + long + long + long, size: 4096), separator: 0x3B, quote: 0x22, limits: CSVBench.limits)
    #expect(try open.next() == .record)
    #expect(try open.next() == .fault(.openQuote, line: 2, column: 2, offset: 2))
  }
}
