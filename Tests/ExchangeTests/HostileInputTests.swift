import Foundation
import Receivables
import Testing

@testable import Exchange

/// What hostile, broken and odd inputs come to in a whole night, and that the files beside them are not harmed.
@Suite struct HostileInputTests {
  /// Whom an input that was not read makes wait.
  enum Concerns: Sendable { case all, nobody, keksitty }

  struct Hostile: Sendable, CustomTestStringConvertible {
    var what: String
    var name: String
    var bytes: [UInt8]
    var rule: String
    var concerns: Concerns
    var testDescription: String { what }

    init(_ what: String, _ name: String, _ text: String, _ rule: String, _ concerns: Concerns = .all) {
      self.init(what, name, bytes: Array(text.utf8), rule, concerns)
    }

    init(_ what: String, _ name: String, bytes: [UInt8], _ rule: String, _ concerns: Concerns = .all) {
      self.what = what
      self.name = name
      self.bytes = bytes
      self.rule = rule
      self.concerns = concerns
    }
  }

  private static let sound = NightDocuments.finvoice(NightDocuments.Invoice(number: "93901"))
  private static let ubl = NightDocuments.peppol(NightDocuments.Invoice(number: "93902"))

  /// A sound document with something put in after its XML declaration.
  private static func prologue(_ text: String, before document: String = sound) -> String {
    document.replacingOccurrences(of: "encoding=\"UTF-8\"?>\n", with: "encoding=\"UTF-8\"?>\n\(text)\n")
  }

  private static func nested(_ levels: Int, _ name: String = "cac:InvoiceLine", in document: String = ubl) -> String {
    document.replacingOccurrences(
      of: "<\(name)>", with: String(repeating: "<x>", count: levels) + String(repeating: "</x>", count: levels) + "<\(name)>")
  }

  private static var laughs: String {
    var text = "<!DOCTYPE Finvoice [<!ENTITY a0 \"ha\">"
    for level in 1...9 {
      text += "<!ENTITY a\(level) \"" + String(repeating: "&a\(level - 1);", count: 10) + "\">"
    }
    return text + "]>"
  }

  /// The invoice, declared to be in windows-1252, with a byte put in.
  private static func inWindows1252(_ byte: UInt8, before mark: String) -> [UInt8] {
    let text = ubl.replacingOccurrences(of: "UTF-8", with: "windows-1252")
    guard let place = text.range(of: mark)?.lowerBound else { return [] }
    let latin = { (part: Substring) in part.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }
    return latin(text[..<place]) + [byte] + latin(text[place...])
  }

  static let cases: [Hostile] = [
    Hostile(
      "external entity", "xxe.xml", prologue("<!DOCTYPE Finvoice [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"), "xml.entity"),
    Hostile(
      "external entity in UBL", "xxe2.xml",
      prologue("<!DOCTYPE Invoice [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", before: ubl), "xml.entity"),
    Hostile(
      "parameter entity", "pe.xml", prologue("<!DOCTYPE Finvoice [<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x.dtd\">%x;]>"),
      "xml.entity"),
    Hostile("billion laughs", "laughs.xml", prologue(laughs), "xml.entity"),
    Hostile(
      "undeclared entity", "entity.xml", sound.replacingOccurrences(of: "Kahvila", with: "&kahvila;"), "xml.entity", .keksitty),
    Hostile("5,000 levels", "levels.xml", nested(5_000), "xml.depth", .keksitty),
    Hostile("5,000 levels of Finvoice", "levels2.xml", nested(5_000, "InvoiceRow", in: sound), "xml.depth", .keksitty),
    Hostile("gzip named .xml", "packed.xml", bytes: [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3, 0x4B, 0x4C], "file.compressed"),
    Hostile("ZIP named .xml", "zip.xml", bytes: Array("PK\u{03}\u{04}".utf8) + [20, 0, 0, 0], "file.compressed"),
    Hostile("PDF", "kirje.pdf", "%PDF-1.7\n%\u{E2}\u{E3}\n1 0 obj\n", "file.compressed"),
    Hostile("a program", "ohjelma", bytes: [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0], "file.compressed"),
    Hostile("NUL bytes", "nul.xml", bytes: [UInt8](repeating: 0, count: 4096), "file.unknown-kind"),
    Hostile(
      "a NUL in a document", "nul2.xml", sound.replacingOccurrences(of: "<InvoiceRow>", with: "\u{0}<InvoiceRow>"),
      "xml.character", .keksitty),
    Hostile(
      "a NUL in a list", "maksut_nul.csv", NightDocuments.payments(["93001;\u{1}5,00;2026-11-18;M-9"]), "csv.control-character",
      .keksitty),
    Hostile(
      "a byte that windows-1252 does not have", "merkki.xml", bytes: inWindows1252(0x81, before: "<cac:InvoiceLine>"),
      "xml.encoding"),
    Hostile("no bytes", "tyhja.xml", "", "file.empty"), Hostile("blanks alone", "tyhja.csv", " \r\n\t\n", "file.empty"),
    Hostile("truncated Finvoice", "katkennut.xml", String(sound.prefix(1_400)), "finvoice.message-truncated", .keksitty),
    Hostile("truncated UBL", "katkennut_ubl.xml", String(ubl.prefix(1_400)), "xml.truncated", .keksitty),
    Hostile("two roots", "kaksi.xml", ubl + ubl, "xml.malformed", .keksitty),
    Hostile(
      "truncated list", "maksut_k.csv", NightDocuments.payments(["93001;5,00;2026-11-18;\"M-9"]), "csv.quote-open", .keksitty),
    Hostile(
      "a list in UTF-16", "maksut_16.csv", bytes: utf16(NightDocuments.payments(["93001;5,00;2026-11-18;M-9"])),
      "file.unknown-kind",
      .all),
    Hostile("UTF-16 without a mark", "utf16.xml", bytes: utf16(sound), "xml.unsupported"),
    Hostile(
      "a mark in the middle of a list", "maksut_bom.csv", NightDocuments.payments(["\u{FEFF}93001;5,00;2026-11-18;M-9"]),
      "csv.bom", .keksitty),
    Hostile("a list that no profile knows", "tuntematon.csv", "a;b;c\n1;2;3\n", "csv.profile-none"),
    Hostile("other XML", "muu.xml", "<?xml version=\"1.0\"?><html><body/></html>", "xml.unsupported"),
    Hostile(
      "overlong UTF-8", "pitka.xml",
      bytes: Array(ubl.replacingOccurrences(of: "Kahvila", with: "@@").utf8).flatMap { $0 == 0x40 ? [0xC0, 0xAF] : [$0] },
      "xml.character", .keksitty),
    Hostile("a bank file cut off", "ktl.txt", String(bank.dropLast(91)), "ktl.trailer-missing", .keksitty),
    Hostile(
      "a seller that is nobody here", "vieras.xml",
      NightDocuments.finvoice(NightDocuments.Invoice(number: "93903", seller: "9300031-6")), "company.unknown", .nobody),
    Hostile(
      "stylesheet and schema to fetch", "haku.xml",
      prologue("<?xml-stylesheet href=\"http://127.0.0.1:9/x.xsl\"?>", before: String(sound.prefix(1_400))),
      "finvoice.message-truncated", .keksitty),
  ]

  private static let bank = NightDocuments.bank([
    .init(reference: NightDocuments.reference("93001"), cents: 500, archiveID: "2611193456AB0001")
  ])

  private static func utf16(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }

  static func night(_ more: [String: [UInt8]] = [:]) throws -> ScratchExchange {
    let exchange = try ScratchExchange()
    try exchange.put("inbox/a.xml", NightDocuments.finvoice(NightDocuments.Invoice(number: "93001")))
    try exchange.put("inbox/m.xml", NightDocuments.peppol(NightDocuments.Invoice(number: "93002", debtor: NightDocuments.forge)))
    try exchange.put("inbox/z/faktura.csv", NightDocuments.swedish([501, 502]))
    try exchange.put("inbox/maksut.csv", NightDocuments.payments(["93002;40,00;2026-11-18;M-1"]))
    for (path, bytes) in more { try exchange.put(path, bytes) }
    return exchange
  }

  /// What the sound files come to by themselves.
  private struct Clean {
    var decisions: [String: String]
    var outbox: [String: Data]
    var vouchers: [String]
  }

  private static let clean = Result {
    let exchange = try night()
    try exchange.run()
    return Clean(decisions: try exchange.decisions(), outbox: try exchange.files("outbox"), vouchers: try exchange.vouchers())
  }

  @Test func theSoundFilesGo() throws {
    let clean = try Self.clean.get()
    #expect(clean.decisions.count == 4 && clean.decisions.values.allSatisfy { $0.hasPrefix("transfer") })
    #expect(clean.outbox.count == 2)
  }

  @Test(arguments: cases) func isQuarantinedAndHarmsNobody(_ hostile: Hostile) throws {
    let clean = try Self.clean.get()
    let allGo = clean.decisions
    let exchange = try Self.night(["inbox/k/\(hostile.name)": hostile.bytes])
    let report = try exchange.run()
    #expect(report.files.quarantined == 1 && report.files.archived == 4)
    #expect(report.needsPerson)
    let quarantined = try exchange.quarantined()
    #expect(Array(quarantined.values) == [[hostile.rule]])
    let name = try #require(quarantined.keys.first)
    let rests = try exchange.files("quarantine")
    #expect(rests[name].map { Array($0) } == hostile.bytes)
    #expect(rests[name + ".findings.json"] != nil && rests[name + ".findings.txt"] != nil && rests.count == 3)

    // Those that it may concern wait, with this reason and no other; the others go with the bytes that they would have gone with.
    let decisions = try exchange.decisions()
    for (claim, decision) in allGo {
      let waits =
        switch hostile.concerns {
        case .all: true
        case .nobody: false
        case .keksitty: claim.hasPrefix("keksitty")
        }
      #expect(decisions[claim] == (waits ? "wait intake-incomplete" : decision), "\(claim)")
    }
    #expect(decisions.count == allGo.count)

    // A person looked at it: the next run is the night as it would have been without it.
    _ = try exchange.folder.dismiss(name, all: false, reason: "not ours")
    try exchange.run()
    #expect(try exchange.decisions() == allGo)
    #expect(try exchange.files("outbox") == clean.outbox)
    #expect(try exchange.vouchers() == clean.vouchers)
  }
}
