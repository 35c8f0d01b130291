import Receivables

/// EpiDetails: account, bank, amount, charges, means; and the bar code that repeats them.
enum FinvoicePaymentRules {
  static let all: [FinvoiceRules.Rule] = [bic, accountOfSeller, sellerAccounts, accountScheme, decimals, charge, means, barcode]

  private static let party = "EpiDetails/EpiPartyDetails/"
  private static let instruction = "EpiDetails/EpiPaymentInstructionDetails/"

  /// FINVOICE-EPI-01, -02 and -03: the BIC has its form, is of the account's country, and is there for an account abroad.
  @Sendable static func bic(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    let path = party + "EpiBfiPartyDetails/EpiBfiIdentifier"
    let country = facts.payment.iban.map { String($0.prefix(2)) }
    guard let stated = facts.payment.bic else {
      if facts.isClaim, let country, country != "FI" {
        report.add(.bicMissing, line: facts.payment.account?.line, path: path, text: country)
      }
      return
    }
    guard let bic = BIC.normalised(stated.text) else {
      report.add(.bic, line: stated.line, path: path, found: stated.text)
      return
    }
    let own = String(bic.dropFirst(4).prefix(2))
    // Åland's banks have Finland's codes.
    guard let country, own != country, !(own == "AX" && country == "FI") else { return }
    report.add(.bicCountry, line: stated.line, path: path, expected: country, found: own)
  }

  /// FINVOICE-EPI-04: the account to pay to is one of those that the seller names. An account that somebody put in its place is how
  /// invoices are forged.
  @Sendable static func accountOfSeller(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    let payment = facts.payment
    // Where the money goes to somebody else on purpose, it is another account.
    guard let iban = payment.iban, facts.factoring == nil, !payment.sellerIBANs.isEmpty,
      payment.sellerIBANs.count == payment.sellerAccounts.count, !payment.sellerIBANs.contains(iban)
    else { return }
    report.add(
      .accountOfSeller, line: payment.account?.line, path: party + "EpiBeneficiaryPartyDetails/EpiAccountID", found: iban)
  }

  /// FINVOICE-EPI-09: the seller's accounts are right by their check digits; the first that is not and is not the one to pay to, of
  /// which the reader says it (finvoice.account).
  @Sendable static func sellerAccounts(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    let payment = facts.payment
    guard payment.sellerIBANs.count < payment.sellerAccounts.count else { return }
    let wrong = payment.sellerAccounts.first { stated in
      let isIBAN = stated.qualifier?.uppercased() == "IBAN" || stated.text.uppercased().hasPrefix("FI")
      return isIBAN && stated.text != payment.account?.text && IBAN.normalised(stated.text) == nil
    }
    guard let wrong else { return }
    report.add(
      .sellerAccounts, line: wrong.line, path: "SellerInformationDetails/SellerAccountDetails/SellerAccountID", found: wrong.text)
  }

  /// FINVOICE-EPI-05: the scheme says what the account is.
  @Sendable static func accountScheme(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let stated = facts.payment.account, let scheme = stated.qualifier?.uppercased() else { return }
    let isIBAN = IBAN.normalised(stated.text) != nil
    guard scheme == "BBAN" && isIBAN || scheme != "IBAN" && scheme != "BBAN" else { return }
    report.add(
      .accountScheme, line: stated.line, path: party + "EpiBeneficiaryPartyDetails/EpiAccountID",
      expected: isIBAN ? "IBAN" : "BBAN",
      found: stated.qualifier)
  }

  /// FINVOICE-EPI-06: the amount to pay has two decimals in every version (from 1.3 by its schema).
  @Sendable static func decimals(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let due = facts.totals.due, due.decimals != 2, facts.version >= .v1_3 else { return }
    report.add(.dueDecimals, line: due.line, path: instruction + "EpiInstructedAmount", found: due.value.text)
  }

  /// FINVOICE-EPI-07: who bears the bank's charges is one of the list.
  @Sendable static func charge(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let stated = facts.payment.chargeOption, !FinvoiceCodes.holds(stated.text, .charge, facts.version) else { return }
    report.add(.charge, line: stated.line, path: instruction + "EpiCharge/@ChargeOption", found: stated.text)
  }

  /// FINVOICE-EPI-08: the means of payment are of UNTDID 4461 (BR-CL-16).
  @Sendable static func means(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    for stated in facts.payment.means.prefix(10) where !FinvoiceCodes.holds(stated.text, .means, facts.version) {
      report.add(.means, line: stated.line, path: instruction + "EpiPaymentMeansCode", found: stated.text)
    }
  }

  // MARK: - Bar code

  /// FINVOICE-BARCODE-01 and -02: 54 digits that say what the payment data say. Who pays by the code pays what it says.
  @Sendable static func barcode(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let stated = facts.payment.barcode else { return }
    let path = "VirtualBankBarcode"
    let digits = stated.text.utf8.filter { $0 != 0x20 }
    guard digits.count == 54, digits.allSatisfy({ (0x30...0x39).contains($0) }), let form = digits.first,
      form == 0x34 || form == 0x35 || form == 0x32
    else {
      report.add(.barcodeForm, line: stated.line, path: path, found: String(digits.count))
      return
    }
    // Version 2 holds an old account number: not compared.
    guard form != 0x32 else { return }
    var differing: [String] = []
    if let iban = facts.payment.iban, iban.hasPrefix("FI"), !iban.utf8.dropFirst(2).elementsEqual(digits[1..<17]) {
      differing.append("account")
    }
    if let due = facts.totals.due, let cents = amount(digits[17..<25]), !cents.isZero, !cents.isEqual(to: due.value) {
      differing.append("amount")
    }
    if let day = facts.dueDate, digits[48..<54].contains(where: { $0 != 0x30 }) {
      let compact = Array(day.compactText.utf8)
      if !compact.dropFirst(2).elementsEqual(digits[48..<54]) { differing.append("due date") }
    }
    guard !differing.isEmpty else { return }
    report.add(.barcodeDiffers, line: stated.line, path: path, text: differing.joined(separator: ", "))
  }

  /// Six digits of euro and two of cent.
  private static func amount(_ digits: ArraySlice<UInt8>) -> WideDecimal? {
    ExactDecimal(bytes: digits, point: 0x2C).map { WideDecimal(mantissa: Int128($0.mantissa), scale: 2) }
  }
}
