import Receivables

/// The form in which two references are compared: what a payer typed, a bank padded and an invoice printed meet here.
public enum ReferenceKey {
  /// Upper case without blanks; of an RF reference its body; for Finland without leading zeros, which its banks pad with.
  /// Elsewhere leading zeros stay: a KID or OCR number with and without them are two numbers. Nil when nothing is left.
  ///
  /// `country`: ISO 3166-1 alpha-2 of the account paid to (or of the company). Check digits are not looked at: payments with a
  /// wrong one occur, and they either equal what an invoice states or match nothing.
  public static func make(_ reference: String, country: String) -> String? {
    let isPadded = Country.home(of: country) == "FI"
    // Most are digits and nothing else, and keys already.
    if let first = reference.utf8.first, first != 0x30 || !isPadded,
      reference.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    {
      return reference
    }
    if let body = CreditorReference.body(reference) { return body }
    var bytes: [UInt8] = []
    for byte in reference.utf8 where byte != 0x20 && byte != 0x09 {
      bytes.append(byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte)
    }
    if isPadded { bytes = Array(bytes.drop { $0 == 0x30 }) }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}
