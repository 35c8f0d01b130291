/// Writes KTL records for tests, from the record descriptions.
enum KTLSample {

  struct Row {
    var type: Character = "3"
    var account = "12345600000785"
    var booked = "261120"
    var paid = "261119"
    var archiveID = "2611203456AB0001"
    var reference = "00000000000001234561"
    var name = "MAKSAJA M   "
    var currency: Character = "1"
    var cents = 12_500
    var correction: Character = "0"
    var returnCode: Character = " "

    var text: String {
      String(type) + account + booked + paid + archiveID + reference + name + String(currency) + "A" + padded(cents, 10)
        + String(correction) + "A" + String(returnCode)
    }
    var isFailed: Bool { "1"..."9" ~= returnCode }
  }

  static func header(date: String = "261121", time: String = "0215", bank: String = "5 ", currency: Character = "1") -> String {
    filled("0" + date + time + bank + "123456789" + String(currency))
  }

  static func trailer(_ rows: [Row]) -> String {
    let failed = rows.filter(\.isFailed)
    let back = rows.filter { !$0.isFailed && $0.correction == "1" }
    let paid = rows.filter { !$0.isFailed && $0.correction == "0" }
    let group = { (rows: [Row]) in padded(rows.count, 6) + padded(rows.reduce(0) { $0 + $1.cents }, 11) }
    return filled("9" + group(paid) + group(back) + group(failed))
  }

  static func batch(_ rows: [Row], lineBreak: String = "\r\n") -> String {
    ([header()] + rows.map(\.text) + [trailer(rows)]).map { $0 + lineBreak }.joined()
  }

  static func filled(_ text: String) -> String { text + String(repeating: " ", count: max(0, 90 - text.count)) }

  static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  /// A payment, a correction and a failed debit.
  static let mixed = [
    Row(), Row(archiveID: "2611203456AB0002", reference: "00000000000001234574", name: "KORHONEN [IT", cents: 99_50),
    Row(archiveID: "2611203456AB0003", correction: "1"),
    Row(type: "5", account: "55500020000017", archiveID: "2611203456AB0004", cents: 2_500, returnCode: "2"),
  ]
}

private func padded(_ number: Int, _ width: Int) -> String { KTLSample.padded(number, width) }
