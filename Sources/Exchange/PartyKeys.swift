import Ledger
import Receivables
import Store

/// Reduces the many ways of writing an identifier, a name and a reference to forms that can be compared.
enum PartyKeys {
  /// `FI:1234567-8`, `SE:5560001234`, `NO:974760673`, else the bare value: all forms that the identifier may stand for.
  static func organisation(_ value: String, country: String?) -> [String] {
    let compact = value.filter { !$0.isWhitespace }
    if let vat = VATIdentifier.normalised(compact) {
      if vat.hasPrefix("FI"), let id = FinnishBusinessID.normalised(String(vat.dropFirst(2))) { return ["FI:" + id] }
      if vat.hasPrefix("SE"), let id = SwedishOrganisationNumber.normalised(String(vat.dropFirst(2).prefix(10))) {
        return ["SE:" + id]
      }
      if vat.hasPrefix("NO"), let id = NorwegianOrganisationNumber.normalised(String(vat.dropFirst(2).prefix(9))) {
        return ["NO:" + id]
      }
      return ["VAT:" + vat]
    }
    if let ovt = OVT.normalised(compact), let id = FinnishBusinessID.normalised(String(ovt.dropFirst(4).prefix(8))) {
      return ["FI:" + id]
    }
    if let id = FinnishBusinessID.normalised(compact) { return ["FI:" + id] }
    if let id = SwedishOrganisationNumber.normalised(compact) { return ["SE:" + id] }
    if let id = NorwegianOrganisationNumber.normalised(compact) { return ["NO:" + id] }
    return compact.isEmpty ? [] : ["ID:" + compact.uppercased()]
  }

  /// The one key of a debtor, nil when nothing identifies it.
  static func debtor(_ party: Party) -> String? {
    if let code = party.personalCode {
      return "P:" + hex(Array(sha256(Array(code.reveal().utf8)).prefix(12)))
    }
    for identifier in [party.legalID?.value, party.vatID].compactMap({ $0 }) {
      if let key = organisation(identifier, country: party.address?.country).first { return key }
    }
    if let endpoint = party.endpoint, ["0216", "0037", "0007", "0192", nil].contains(endpoint.scheme),
      let key = organisation(endpoint.value, country: party.address?.country).first, !key.hasPrefix("ID:")
    {
      return key
    }
    return nil
  }

  /// The name without case, punctuation and double blanks.
  static func name(_ party: Party) -> String {
    folded(party.name ?? "")
  }

  private static func folded(_ text: String) -> String {
    String(text.lowercased().map { $0.isLetter || $0.isNumber ? $0 : " " }).split(separator: " ").joined(separator: " ")
  }

  /// A complete address in a form that can be compared; nil when a letter would not arrive.
  static func address(_ party: Party) -> String? {
    guard let address = party.address, address.isComplete else { return nil }
    let parts = address.streets + [address.postCode ?? "", address.town ?? ""]
    return folded(parts.joined(separator: " "))
  }

  /// Whether two documents speak of the same debtor: by identifiers of one kind where both have them, else by name.
  static func sameDebtor(_ left: ClaimKeys, _ right: ClaimKeys) -> Bool {
    if let a = left.debtor, let b = right.debtor, a.prefix(while: { $0 != ":" }) == b.prefix(while: { $0 != ":" }) {
      return a == b
    }
    return left.debtorName == right.debtorName && !left.debtorName.isEmpty
  }

  static func claim(_ invoice: InvoiceDocument, reference: String?, company: Company) -> ClaimKeys {
    ClaimKeys(
      reference: reference.flatMap { ReferenceKey.make($0, country: company.country) }, debtor: debtor(invoice.buyer),
      debtorName: name(invoice.buyer))
  }
}

func hex(_ bytes: [UInt8]) -> String {
  bytes.reduce(into: "") { $0 += ($1 < 16 ? "0" : "") + String($1, radix: 16) }
}
