import Receivables

/// Firm or consumer, by what a message shows; unknown when it shows nothing or both. Never an organisation by default.
///
/// Perille's own: no element of Finvoice says whether a buyer is a consumer.
struct DebtorEvidence: Hashable, Sendable {
  /// A Finnish business id that passes its check, alone or inside an OVT; a foreign registration number of the buyer's country.
  var hasBusinessID = false
  var hasVATID = false
  var hasOVT = false
  var name: String?
  var hasPersonalCode = false
  /// INV09: a copy for a consumer's bank.
  var isDirectPaymentCopy = false
  /// Delivered to an online bank: an IBAN stands where the buyer's address does. Small firms use it too.
  var hasBankAddress = false
  /// A consumer's invoicing subject; filled for firms too.
  var hasPaymentInstruction = false

  var kind: DebtorKind {
    let organisation = hasBusinessID || hasVATID || hasOVT || LegalForms.occur(in: name ?? "")
    let surelyConsumer = hasPersonalCode || isDirectPaymentCopy
    // A sole trader has a business id and is still a natural person: what shows both is for a person to say.
    if surelyConsumer { return organisation ? .unknown : .consumer }
    if organisation { return .organisation }
    return hasBankAddress && hasPaymentInstruction ? .consumer : .unknown
  }
}

/// Legal forms as they stand in names.
enum LegalForms {
  /// Whole words, lower case.
  ///
  /// Source: PRH (Finnish Patent and Registration Office), "Company forms" and their abbreviations; common foreign forms.
  static let words: Set<String> = [
    "oy", "oyj", "ab", "abp", "ky", "kb", "tmi", "t:mi", "ry", "rf", "rp", "osk", "andelslag", "sr", "hb",
    "osakeyhtiö", "aktiebolag", "osuuskunta", "yhdistys", "förening", "säätiö", "stiftelse", "kaupunki", "kunta", "kommun",
    "stad", "seurakunta", "församling", "ministeriö", "virasto", "valtio", "yliopisto", "tiekunta", "hoitokunta",
    "hyvinvointialue", "gmbh", "ltd", "limited", "inc", "llc", "plc", "oü", "aps", "bv", "srl",
  ]

  /// Ends of compound words, lower case.
  static let endings = [
    "yhtiö", "yhdistys", "osuuskunta", "seurakunta", "kuntayhtymä", "kaupunki", "säätiö", "virasto", "hyvinvointialue",
  ]

  static func occur(in name: String) -> Bool {
    tokens(name).contains { token in words.contains(token) || endings.contains { token.hasSuffix($0) } }
  }

  /// Words of a name in lower case, without what surrounds them.
  static func tokens(_ name: String) -> [String] {
    name.lowercased().split { $0.isWhitespace || ",;()/\"".contains($0) }
      .map { word in
        var word = word
        while word.last == "." || word.last == "'" { word.removeLast() }
        return String(word)
      }
      .filter { !$0.isEmpty }
  }
}
