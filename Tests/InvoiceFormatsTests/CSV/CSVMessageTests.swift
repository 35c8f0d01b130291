import Receivables
import TestSupport
import Testing

@testable import InvoiceFormats

@Suite("CSV messages")
struct CSVMessageTests {
  @Test("every finding has its description, and every description a broken file that shows it")
  func messages() throws {
    var golden = ""
    var seen: Set<String> = []
    for file in CSVBrokenFile.all {
      let reading = try CSVBench.read(file.bytes, file.profiles, name: file.fileName, folders: file.folders)
      let findings = reading.summary.findings + reading.messages.flatMap(\.findings)
      #expect(!findings.isEmpty, "\(file.name) was accepted")
      seen.formUnion(findings.map(\.rule))
      golden += "== \(file.name)\n"
      for finding in findings.count > CSVBench.limits.findings ? findings.suffix(2) : findings { golden += line(finding) }
      golden += "\n"
    }
    #expect(seen == Set(CSVCatalog.rules.map(\.id)))
    #expect(Set(CSVCatalog.rules.map(\.id)).count == CSVCatalog.rules.count)
    #expect(!golden.contains("010190-900"))
    try expectGolden(golden, "csv/messages.txt")
  }

  private func line(_ finding: Finding) -> String {
    let place = finding.place
    let parts = [
      place.line.map { "line \($0)" }, place.column.map { "column \($0)" }, place.path.map { "\"\($0)\"" },
      place.byteOffset.map { "byte \($0)" }, place.message.map { "row \($0)" }, finding.term,
    ].compactMap(\.self).joined(separator: ", ")
    return "\(finding.severity.rawValue) \(finding.rule) (\(parts))\n  \(finding.message)\n  \(finding.remedy)\n"
  }

  @Test("errors refuse the whole file; warnings do not")
  func refusal() throws {
    for file in CSVBrokenFile.all {
      let reading = try CSVBench.read(file.bytes, file.profiles, name: file.fileName, folders: file.folders)
      let isWarned = !reading.messages.flatMap(\.findings).isEmpty
      #expect(reading.summary.isRefused != isWarned, "\(file.name)")
      if reading.summary.isRefused {
        #expect(reading.summary.paymentsThrough == nil && reading.summary.openItems == nil)
      }
    }
  }

  @Test("a description says something in each of its parts")
  func descriptions() {
    for rule in CSVCatalog.rules {
      for part in [rule.title, rule.meaning, rule.example, rule.remedy, rule.source] { #expect(!part.isEmpty, "\(rule.id)") }
    }
  }

  @Test(
    "text that is not XML is recognised, and nothing else",
    arguments: [
      (Array("a;b".utf8), true), ([0xEF, 0xBB, 0xBF] + Array("a;b".utf8), true), (Array("  <Invoice/>".utf8), false),
      ([0xEF, 0xBB, 0xBF] + Array("<Invoice/>".utf8), false), ([], false), ([0x1F, 0x8B, 0x08], false),
      (Array("PK".utf8) + [3, 4], false),
      ([0x61, 0x00], false), ([0xFF, 0xFE, 0x61, 0x00], true), (Array("%PDF-1.7".utf8), false), ([0xE4, 0x3B], true),
    ] as [([UInt8], Bool)])
  func recognises(bytes: [UInt8], expected: Bool) {
    let format = CSVFormat(profiles: [], companies: [])
    #expect(format.recognises(FileHead(name: "x.csv", bytes: bytes, size: bytes.count)) == expected)
  }

  @Test("damage of any kind is findings or data, the same in pieces of every size, and never a crash")
  func damage() throws {
    let profile = CSVBench.invoices {
      $0.columns[.identifier] = .header("Id")
      $0.trailer = .init(marker: "END", count: 2, total: 3, totalOf: .header("Sum"))
    }
    let sound = Array(
      "Number;Date;Due;Sum;Name;Id\n1;01.02.2026;15.02.2026;5,00;\"Å; \"\"B\"\"\";9111111-9\r\n2;01.02.2026;;1234,00;C;010190-900P\nEND;2;1239,00\n"
        .utf8)
    var random = SmallRandom(state: 7)
    for _ in 0..<500 {
      var bytes = sound
      for _ in 0...(random.next() % 3) {
        let place = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 5 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes.remove(at: place)
        case 2: bytes.insert([0x22, 0x3B, 0x0A, 0x0D, 0x2C, 0xEF][Int(random.next() % 6)], at: place)
        case 3: bytes.removeSubrange(place...)
        default: bytes += bytes[place...]
        }
        if bytes.isEmpty { bytes = [0x3B] }
      }
      let whole = try CSVBench.read(bytes, [profile])
      let pieces = try CSVBench.read(bytes, [profile], chunk: Int(1 + random.next() % 9))
      #expect(whole.summary == pieces.summary)
      #expect(whole.messages == pieces.messages)
    }
  }
}

/// A generator whose numbers are the same in every run (SplitMix64).
struct SmallRandom {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
