/// Finds personal identity codes where none may stand: in what goes out in other fields than the code's own.
public struct StrayCodes {
  /// The codes of the claim's own debtors, letters and digits only.
  private let own: [String]

  public init(_ parties: [Party]) {
    own = parties.flatMap { party in
      let code = party.personalCode?.reveal() ?? ""
      // A sole trader's number is the owner's code.
      let registered = PersonalIdentityCode.recognise(party.legalID?.value ?? "", country: party.address?.country)
      return [code, registered?.reveal() ?? ""].map { Self.plain($0) }.filter { !$0.isEmpty }
    }
  }

  /// Whether a name, an address or a free text holds a code.
  public func stand(in text: String) -> Bool {
    Masking.masked(text) != text || isOwn(text)
  }

  /// Whether a number holds one. Invoice numbers made of a day, references with their check digit and telephone numbers equal the
  /// digits of somebody's code by chance: of digits alone, only a debtor's own code counts.
  public func stand(inNumber text: String) -> Bool {
    Masking.hasFinnishCodes(text) || isOwn(text)
  }

  private func isOwn(_ text: String) -> Bool {
    let plain = Self.plain(text)
    return own.contains { plain.contains($0) }
  }

  private static func plain(_ text: String) -> String {
    var plain = ""
    for byte in text.utf8 where CheckDigits.isAlphanumeric(byte) {
      plain.unicodeScalars.append(Unicode.Scalar(byte >= 0x61 ? byte - 0x20 : byte))
    }
    return plain
  }
}
