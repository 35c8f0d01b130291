import Receivables

/// Counts and sums of the three groups of a batch, computed and compared with the trailer's.
struct KTLTotals {
  struct Group {
    var count = 0
    var cents: Int64 = 0

    mutating func add(_ amount: Int64) {
      count += 1
      // Ten digits a record: the sum cannot leave 64 bits in any file that a disk holds. If it does, it will not tie out.
      cents = cents.addingReportingOverflow(amount).partialValue
    }
  }

  var payments = Group()
  var corrections = Group()
  var failed = Group()

  mutating func add(_ entry: SettlementEntry) {
    let cents = entry.amount.magnitude.minorUnits
    switch entry.status {
    case .booked: payments.add(cents)
    case .correction: corrections.add(cents)
    case .failed: failed.add(cents)
    // No record of this format announces money to come.
    case .pending: break
    }
  }

  var settlementTotals: SettlementTotals {
    let group = { (group: Group) in
      SettlementTotals.Group(count: group.count, sum: Money(minorUnits: group.cents, .eur))
    }
    return SettlementTotals(
      payments: group(payments), corrections: group(corrections), failed: group(failed),
      net: Money(minorUnits: payments.cents &- corrections.cents, .eur))
  }

  /// The trailer's figures beside those computed; malformed ones become findings and stand as they are written.
  func controls(against trailer: KTLRecord, findings: inout FindingList) -> [ControlTotal] {
    typealias Field = KTLLayout.Trailer
    let groups = [
      ("payments", payments, Field.paymentCount, Field.paymentSum),
      ("corrections", corrections, Field.correctionCount, Field.correctionSum),
      ("failed", failed, Field.failedCount, Field.failedSum),
    ]
    var controls: [ControlTotal] = []
    var sums: [Int64?] = []
    for (name, group, countField, sumField) in groups {
      let count = trailer.number(countField)
      let sum = trailer.number(sumField)
      sums.append(sum)
      controls.append(
        control("\(name) count", count.map { String($0) }, String(group.count), trailer, countField, &findings))
      controls.append(
        control("\(name) sum", sum.map(KTLTotals.text), KTLTotals.text(group.cents), trailer, sumField, &findings))
    }
    if let stated = sums[0], let back = sums[1] {
      // Follows from the others; shown because it is the figure on the account statement.
      controls.append(
        ControlTotal(
          name: "net", stated: KTLTotals.text(stated - back), computed: KTLTotals.text(payments.cents &- corrections.cents)))
    }
    return controls
  }

  private func control(
    _ name: String, _ stated: String?, _ computed: String, _ trailer: KTLRecord, _ field: Range<Int>,
    _ findings: inout FindingList
  ) -> ControlTotal {
    guard let stated else {
      findings.append(KTLRules.malformed("control total “\(name)”", "digits only", at: trailer, field, name))
      return ControlTotal(name: name, stated: trailer.excerpt(field), computed: computed)
    }
    if stated != computed {
      findings.append(
        KTLRules.finding(
          KTLRules.controlTotal, "The trailer states \(stated) for \(name), the records give \(computed).", at: trailer, field,
          name))
    }
    return ControlTotal(name: name, stated: stated, computed: computed)
  }

  private static func text(_ cents: Int64) -> String { Money(minorUnits: cents, .eur).decimalText }
}
