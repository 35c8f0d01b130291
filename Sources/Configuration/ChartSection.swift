import Receivables

/// `chart`: account numbers by role, as a company or its country states them.
struct StatedChart {
  private(set) var numbers: [AccountRole: String] = [:]
  private(set) var names: [AccountRole: String] = [:]

  init() {}

  init(_ value: ConfigurationValue?) {
    let roles = AccountRole.allCases.map(\.rawValue)
    for entry in value?.entries() ?? [] {
      guard let role = AccountRole(rawValue: entry.name) else {
        entry.key.problem(
          "Unknown account role. Known are \(roles.joined(separator: ", ")).", nearest: nearest(entry.name, among: roles))
        continue
      }
      if entry.value.isMapping {
        guard let section = entry.value.section(.chartAccount) else { continue }
        numbers[role] = section.required("number").flatMap(StatedChart.number)
        names[role] = section["name"].flatMap { StatedChart.name($0) }
      } else {
        numbers[role] = StatedChart.number(entry.value)
      }
      checkName(of: role, entry.value)
    }
  }

  /// This chart with what another one states on top.
  func overlaid(by other: StatedChart) -> StatedChart {
    var chart = self
    chart.numbers.merge(other.numbers) { $1 }
    // A name belongs to its number: another number does not keep it.
    for role in other.numbers.keys { chart.names[role] = other.names[role] }
    return chart
  }

  /// One account has one name, because charts that an export declares list each account once.
  private func checkName(of role: AccountRole, _ value: ConfigurationValue) {
    guard let number = numbers[role], let name = names[role] else { return }
    for other in AccountRole.allCases where other != role && numbers[other] == number {
      if let otherName = names[other], otherName != name {
        value.problem("The account \(number) is called \"\(Masking.excerpt(otherName))\" for \(other.rawValue).")
      }
    }
  }

  private static func number(_ value: ConfigurationValue) -> String? {
    guard let number = value.text() else { return nil }
    let isSound =
      number.utf8.count <= 20
      && number.utf8.allSatisfy {
        ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == 0x2D || $0 == 0x2E
      }
    if !isSound {
      value.problem("\"\(Masking.excerpt(number))\" is not an account number: letters, digits, hyphens, points.")
    }
    return number
  }

  private static func name(_ value: ConfigurationValue) -> String? {
    guard let name = value.text() else { return nil }
    if name.count <= 100, name.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) { return name }
    value.problem("The name of an account is at most 100 characters on one line.")
    return nil
  }
}

/// Which numbers a company's postings get, and whether a person has said that they are right.
struct CompanyChart {
  private(set) var stated: StatedChart
  private(set) var numbers: [AccountRole: String]
  private(set) var isConfirmed = false

  init(_ section: ConfigurationMapping?, country: String, common: StatedChart) {
    stated = common.overlaid(by: StatedChart(section?["chart"]))
    let named = section?["chartFrom"].flatMap { CompanyChart.published($0, country: country) }
    var proposed = named ?? ProposedChart.usual(in: country)
    if let value = section?["chartConfirmedBy"], CompanyChart.isPerson(value) {
      isConfirmed = true
      // What is confirmed is what stands in the file: a later table must not move a confirmed account.
      if section?["chartFrom"] == nil {
        proposed = nil
        if stated.numbers.isEmpty {
          value.problem("There is nothing to confirm: write the numbers under chart, or name a published one with chartFrom.")
        }
      }
    }
    numbers = (proposed?.numbers ?? [:]).merging(stated.numbers) { $1 }
  }

  private static func published(_ value: ConfigurationValue, country: String) -> ProposedChart? {
    guard let id = value.word(ProposedChart.all.map(\.id), what: "a published chart"), let chart = ProposedChart.named(id) else {
      return nil
    }
    if chart.country != country { value.problem("The chart \(id) is for companies in \(chart.country), not in \(country).") }
    return chart
  }

  /// A yes or no is not a name; least of all may `no` confirm anything.
  private static func isPerson(_ value: ConfigurationValue) -> Bool {
    guard let text = value.text() else { return false }
    let words = ["yes", "no", "true", "false", "on", "off"]
    if text.contains(where: \.isLetter), !words.contains(text.lowercased()) { return true }
    value.problem("The name of the person who confirmed the numbers is expected here, and the day: \"Name, YYYY-MM-DD\".")
    return false
  }
}
