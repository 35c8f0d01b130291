import Ledger
import Receivables
import Store

/// Brings the pages of a message together whose control totals hold over all of them. Until every page is there and they add up, nothing
/// of them counts.
struct JoinPages {
  let transaction: Transaction
  let asOf: CalendarDate

  func apply() throws {
    var groups: [(key: [String?], pages: [PageRecord])] = []
    for page in try transaction.pages() {
      let key = [page.messageID, page.account, page.format]
      if groups.last?.key == key {
        groups[groups.count - 1].pages.append(page)
      } else {
        groups.append((key, [page]))
      }
    }
    for group in groups { try join(group.pages) }
  }

  private func join(_ pages: [PageRecord]) throws {
    var byNumber: [Int: PageRecord] = [:]
    for page in pages where byNumber[page.page] == nil { byNumber[page.page] = page }
    let sorted = byNumber.values.sorted { $0.page < $1.page }
    guard let last = sorted.last, last.isLast, sorted.count == last.page, sorted.first?.page == 1 else { return }
    var sums: [String: (stated: String, computed: ExactDecimal)] = [:]
    for page in sorted {
      for control in page.controls where control.isOfAllPages {
        guard let part = number(control.computed) else { return try refuse(sorted, control.name) }
        guard let known = sums[control.name] else {
          sums[control.name] = (control.stated, part)
          continue
        }
        guard let sum = sum(known.computed, part), known.stated == control.stated else { return try refuse(sorted, control.name) }
        sums[control.name] = (known.stated, sum)
      }
    }
    for (name, sum) in sums.sorted(by: { $0.key < $1.key }) {
      guard number(sum.stated) == sum.computed else { return try refuse(sorted, name) }
    }
    for page in sorted {
      try EntryWriter(transaction, file: page.fileID).takeUp(settlement: page.id)
      try transaction.book(page: page.id)
    }
  }

  private func refuse(_ pages: [PageRecord], _ name: String) throws {
    for page in pages {
      try transaction.insert(
        Finding(
          "settlement.pages", .error,
          "The \(pages.count) pages of the message do not add up to what they state for \(name); nothing of them is booked.",
          remedy: "Have all pages delivered again; if they come back the same, ask the bank."), file: page.fileID,
        message: page.ordinal)
      let companies = try transaction.refuse(page: page.id)
      guard let file = try transaction.file(id: page.fileID), let name = file.target.split(separator: "/").last else { continue }
      _ = try transaction.insert(
        QuarantineRecord(
          fileID: page.fileID, message: page.ordinal, name: "\(name).part-\(page.ordinal + 1)", bytes: nil,
          companies: companies.isEmpty ? .all : .some(companies), since: asOf))
    }
  }

  /// A count or a sum as the controls print it.
  private func number(_ text: String) -> ExactDecimal? { ExactDecimal(bytes: text.utf8, point: 0x2E) }

  private func sum(_ one: ExactDecimal, _ other: ExactDecimal) -> ExactDecimal? {
    let (sum, overflow) = one.mantissa.addingReportingOverflow(other.mantissa)
    return one.scale == other.scale && !overflow ? ExactDecimal(mantissa: sum, scale: one.scale) : nil
  }
}
