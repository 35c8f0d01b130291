import Receivables

/// Which profile a file is for: exactly one, or a finding that says for each profile why not.
struct CSVProfileChoice {
  enum Outcome {
    case profile(CSVProfile)
    case refused(Finding)
  }

  let outcome: Outcome

  init(profiles: [CSVProfile], head: FileHead) {
    var fitting: [CSVProfile] = []
    var reasons: [String] = []
    for profile in profiles {
      if let reason = CSVProfileChoice.mismatch(profile, head) {
        reasons.append("\(profile.name): \(reason)")
      } else {
        fitting.append(profile)
      }
    }
    let file = "\"\(Masking.excerpt(head.name))\"\(CSVProfileChoice.whereabouts(head))"
    if let profile = fitting.first, fitting.count == 1 {
      outcome = .profile(profile)
    } else if fitting.isEmpty {
      let why = reasons.isEmpty ? "perille.yaml has no profile under csv." : reasons.joined(separator: ". ") + "."
      outcome = .refused(
        Finding(
          "csv.profile-none", .error, "No CSV profile fits \(file).",
          remedy: why + " Correct match: of the profile that it is for, or add a profile, and retry the file."))
    } else {
      outcome = .refused(
        Finding(
          "csv.profile-ambiguous", .error,
          "\(fitting.count) CSV profiles fit \(file): \(fitting.map(\.name).joined(separator: ", ")).",
          remedy: "Narrow their match: by folders, name or header, so that one is left, and retry the file."))
    }
  }

  private static func whereabouts(_ head: FileHead) -> String {
    head.folders.isEmpty
      ? ", which lies in no sub-folder" : " in \"\(Masking.excerpt(head.folders.joined(separator: "/")))\""
  }

  /// Why the profile is not for the file; nil when it is.
  private static func mismatch(_ profile: CSVProfile, _ head: FileHead) -> String? {
    let match = profile.match
    if !match.folders.isEmpty, !match.folders.contains(where: { $0.matches(folders: head.folders) }) {
      return "is for files in \(list(match.folders.map(\.text)))"
    }
    if !match.names.isEmpty, !match.names.contains(where: { $0.matches(name: head.name) }) {
      return "is for names like \(list(match.names.map(\.text)))"
    }
    guard !match.header.isEmpty else { return nil }
    switch CSVHeader(profile.dialect, head: head) {
    case .unreadable(let reason): return reason
    case .names(let names):
      let missing = match.header.filter { !names.contains($0) }
      guard !missing.isEmpty else { return nil }
      if names.count == 1, let fitting = CSVHeader.separator(fitting: names[0], insteadOf: profile.dialect.separator) {
        return "expects \(CSVHeader.named(profile.dialect.separator)) between columns, but \(fitting) would fit the header"
      }
      return missing.map { name in
        let near = nearest(name, among: names.filter { !match.header.contains($0) })
        return "wants column \"\(name)\"" + (near.map { ", the nearest is \"\(Masking.excerpt($0))\"" } ?? "")
      }.joined(separator: "; ")
    }
  }

  private static func list(_ words: [String]) -> String {
    words.map { $0 == "." ? "the top of the inbox" : "\"\($0)\"" }.joined(separator: " or ")
  }
}

/// The header as a profile's dialect sees it in a file's first bytes.
enum CSVHeader {
  case names([String])
  case unreadable(String)

  init(_ dialect: CSVProfile.Dialect, head: FileHead) {
    let upperHalf = CSVEncodings.upperHalf(dialect.encoding)
    let skip = CSVHeader.markLength(head.bytes)
    let scanner = CSVRecordScanner(
      MemorySource(head.bytes), separator: dialect.separator, quote: dialect.quote, skip: skip)
    for _ in 0..<dialect.skipRows {
      guard (try? scanner.next()) == .record else {
        self = .unreadable("skips \(dialect.skipRows) rows before the header, which the file does not have")
        return
      }
    }
    guard (try? scanner.next()) == .record else {
      self = .unreadable("finds no header")
      return
    }
    if let fault = CSVEncodings.fault(in: scanner.recordBytes, upperHalf: upperHalf) {
      let offset = scanner.recordOffset + fault.offset
      self = .unreadable("cannot read the header as \(dialect.encoding.rawValue) (byte \(offset))")
      return
    }
    self = .names(scanner.fields.map { CSVEncodings.text(CSVCells.trimmed(scanner.bytes($0)), upperHalf: upperHalf) })
  }

  /// Length of a UTF-8 byte order mark at the start.
  static func markLength(_ bytes: [UInt8]) -> Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  /// The usual separator that occurs most in a header that came in one piece, named.
  static func separator(fitting header: String, insteadOf separator: UInt8) -> String? {
    var best: (byte: UInt8, count: Int)?
    for byte in [0x3B, 0x2C, 0x09, 0x7C] as [UInt8] where byte != separator {
      let count = header.utf8.count { $0 == byte }
      if count > best?.count ?? 0 { best = (byte, count) }
    }
    return best.map { named($0.byte) }
  }

  static func named(_ separator: UInt8) -> String {
    switch separator {
    case 0x09: "a tab"
    case 0x20: "a blank"
    default: "\"" + String(decoding: [separator], as: UTF8.self) + "\""
    }
  }
}
