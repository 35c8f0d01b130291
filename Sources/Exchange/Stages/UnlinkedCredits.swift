import Store

/// Credit notes of a company that could be taken off no claim for certain, found by what a claim may have in common with them.
///
/// Each holds its debtor's claims, the ones whose number or reference it names, whatever it calls their debtor, and all of them when it
/// does not say whose it is.
struct UnlinkedCredits {
  private let credits: [DocumentRecord]
  /// Positions in `credits`, ascending.
  private var byDebtor: [String: [Int]] = [:]
  private var byName: [String: [Int]] = [:]
  private var byNumber: [String: [Int]] = [:]
  private var byReference: [String: [Int]] = [:]
  private var ofNobody: [Int] = []

  init(_ credits: [DocumentRecord]) {
    self.credits = credits
    for (index, credit) in credits.enumerated() {
      if let key = credit.keys.debtor { byDebtor[key, default: []].append(index) }
      if !credit.keys.debtorName.isEmpty { byName[credit.keys.debtorName, default: []].append(index) }
      if credit.keys.debtor == nil, credit.keys.debtorName.isEmpty { ofNobody.append(index) }
      if let reference = credit.keys.reference { byReference[reference, default: []].append(index) }
      for number in credit.preceding { byNumber[number, default: []].append(index) }
    }
  }

  /// The first that may concern a claim.
  func first(number: String, _ keys: ClaimKeys) -> DocumentRecord? {
    guard !credits.isEmpty else { return nil }
    let isSame = { (index: Int) in PartyKeys.sameDebtor(credits[index].keys, keys) }
    let found = [
      keys.debtor.flatMap { byDebtor[$0] }?.first(where: isSame), byName[keys.debtorName]?.first(where: isSame),
      byNumber[number]?.first, keys.reference.flatMap { byReference[$0] }?.first, ofNobody.first,
    ]
    return found.compactMap(\.self).min().map { credits[$0] }
  }
}
