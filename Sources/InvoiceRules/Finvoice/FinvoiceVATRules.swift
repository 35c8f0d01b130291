import Receivables

/// VatSpecificationDetails: one block a rate and category.
enum FinvoiceVATRules {
  static let all: [FinvoiceRules.Rule] = [missing, lines, buyer, twice, rowBases]

  private static let path = "InvoiceDetails/VatSpecificationDetails"
  /// Categories under which no tax is charged.
  ///
  /// Source: Finance Finland, Finvoice data list 3.0 (1.11.2019), VatCode.
  private static let untaxed: Set<String> = ["AE", "E", "G", "O", "Z", "ZEG", "ZES", "K"]
  /// Those of them that need a reason in words or as a code; zero rate needs none.
  private static let reasoned: Set<String> = ["AE", "E", "G", "O", "K"]
  /// The buyer accounts for the tax, so that its number must be there.
  private static let buyerAccounts: Set<String> = ["AE", "K"]

  /// FINVOICE-VAT-02: where VAT is charged, it is specified (BR-CO-18).
  @Sendable static func missing(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard facts.vatLines.isEmpty, let vat = facts.totals.vat, !vat.value.isZero else { return }
    report.add(.vatMissing, line: vat.line, path: "InvoiceDetails/InvoiceTotalVatAmount", found: vat.value.text)
  }

  /// FINVOICE-VAT-01, -03, -04, -06 and -09, each line by itself.
  @Sendable static func lines(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    for line in facts.vatLines {
      incomplete(line, facts, &report)
      amount(line, facts, &report)
      code(line, facts, &report)
    }
  }

  /// FINVOICE-VAT-09: base, rate and VAT were all mandatory until 2.0.
  private static func incomplete(_ line: FinvoiceVATLine, _ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard facts.version <= .v2_0 else { return }
    let parts = [("VatBaseAmount", line.base == nil), ("VatRatePercent", line.rate == nil), ("VatRateAmount", line.vat == nil)]
    let missing = parts.filter(\.1).map(\.0)
    guard !missing.isEmpty else { return }
    report.add(.vatIncomplete, line: line.line, path: path, text: missing.joined(separator: ", "))
  }

  /// FINVOICE-VAT-01: the VAT is its rate of the base (BR-CO-17), a cent or what rounding row by row may add up to aside.
  private static func amount(_ line: FinvoiceVATLine, _ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let base = line.base, let rate = line.rate, let vat = line.vat, base.currency == vat.currency,
      let computed = rate.percent(of: base.value), let difference = vat.value.subtracting(computed),
      difference.exceeds(FinvoiceTolerance.vat(rows: facts.rows.count))
    else { return }
    report.add(
      .vatAmount, line: vat.line, path: path + "/VatRateAmount", expected: computed.rounded(toDigits: 2), found: vat.value,
      text: rate.text)
  }

  /// FINVOICE-VAT-03, -04 and -06: the category is of the list, goes with the rate, and says why no tax is charged.
  private static func code(_ line: FinvoiceVATLine, _ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let stated = line.code else { return }
    let code = stated.text.uppercased()
    guard FinvoiceCodes.holds(code, .vat, facts.version) else {
      report.add(.vatCode, line: stated.line, path: path + "/VatCode", found: stated.text)
      return
    }
    let charges = !(line.rate?.isZero ?? true) || !(line.vat?.value.isZero ?? true)
    if untaxed.contains(code) && charges || code == "S" && line.rate?.isZero ?? false {
      report.add(
        .vatCodeRate, line: stated.line, path: path + "/VatCode", text: code,
        found: line.rate?.text ?? line.vat?.value.text)
    }
    if reasoned.contains(code), !line.hasReason, !facts.hasVATText {
      report.add(.vatReason, line: stated.line, path: path + "/VatFreeText", text: code)
    }
  }

  /// FINVOICE-VAT-05: where the buyer accounts for the tax, its VAT number is stated (BR-AE-02).
  @Sendable static func buyer(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard facts.buyer.taxCode == nil,
      let line = facts.vatLines.first(where: { buyerAccounts.contains($0.code?.text.uppercased() ?? "") })
    else { return }
    report.add(
      .vatBuyer, line: line.code?.line ?? line.line, path: "BuyerPartyDetails/BuyerOrganisationTaxCode",
      text: line.code?.text ?? "")
  }

  /// FINVOICE-VAT-08: a rate and category stand once.
  @Sendable static func twice(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    // Even a long list of rates is short; a hostile one is not compared with itself.
    guard (2...50).contains(facts.vatLines.count) else { return }
    for (index, line) in facts.vatLines.enumerated() {
      guard let rate = line.rate else { continue }
      let isRepeated = facts.vatLines[..<index].contains {
        $0.rate?.isEqual(to: rate) ?? false && $0.code?.text.uppercased() == line.code?.text.uppercased()
      }
      if isRepeated { report.add(.vatTwice, line: line.line, path: path, text: rate.text) }
    }
  }

  /// FINVOICE-VAT-07: the base of a rate is what the rows of that rate come to (BR-S-08 and its kin).
  @Sendable static func rowBases(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    let rows = facts.rows
    guard rows.withoutRate == 0, rows.grossOnly == 0, rows.unclear == 0, !facts.totals.hasDiscountsOrCharges,
      facts.totals.discounts == nil, facts.totals.charges == nil, (1...50).contains(facts.vatLines.count)
    else { return }
    for rate in rows.rates {
      let lines = facts.vatLines.filter { $0.rate?.isEqual(to: rate.rate) ?? false }
      guard let first = lines.first, let base = sum(lines.map(\.base)), let difference = base.subtracting(rate.net),
        difference.exceeds(FinvoiceTolerance.sum(of: rate.count))
      else { continue }
      // A credit note whose rows have the sign of an invoice is said once: FINVOICE-CREDIT-04.
      if facts.typeClass == .creditNote, base.negated.isEqual(to: rate.net) { continue }
      report.add(
        .vatRows, line: first.base?.line ?? first.line, path: path + "/VatBaseAmount", expected: rate.net, found: base,
        text: rate.rate.text)
    }
  }

  private static func sum(_ amounts: [FinvoiceAmount?]) -> WideDecimal? {
    var result = WideDecimal.zero
    for amount in amounts {
      guard let amount, let next = result.adding(amount.value) else { return nil }
      result = next
    }
    return result
  }
}
