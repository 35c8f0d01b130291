import InvoiceRules
import Receivables

/// Where to pay, with which reference, and the amounts that only inform.
extension FinvoiceMapper {
  mutating func setAmounts(_ amounts: FinvoiceAmounts, _ document: inout InvoiceDocument) {
    document.grossTotal = amounts.gross
    document.prepaid = amounts.paid
    document.rounding = amounts.roundoff
    document.netTotal = amount(
      message.net, amounts.currency, "InvoiceDetails/InvoiceTotalVatExcludedAmount", "BT-109")
    document.vatTotal = amount(message.vat, amounts.currency, "InvoiceDetails/InvoiceTotalVatAmount", "BT-110")
    let path = "InvoiceDetails/VatSpecificationDetails"
    for line in message.vatLines {
      let rate = line.rate.map { FinvoiceNumber.read($0.text) }
      if case .malformed = rate, let stated = line.rate {
        findings.add(
          "finvoice.amount-malformed", .warning, "The VAT rate '\(Masking.excerpt(stated.text))' is no number.",
          remedy: "Percentages are digits with a decimal comma.", line: stated.line, path: path, term: "BT-119")
      }
      document.vatBreakdown.append(
        InvoiceDocument.VATBreakdownLine(
          category: line.category.map { IdentityCodes.kept($0.text) }, rate: rate?.value,
          base: amount(line.base, amounts.currency, path, "BT-116"),
          vat: amount(line.amount, amounts.currency, path, "BT-117")))
    }
  }

  mutating func setPayment(_ document: inout InvoiceDocument) {
    document.reference = message.reference.flatMap {
      reference($0, "EpiDetails/EpiPaymentInstructionDetails/EpiRemittanceInfoIdentifier")
    }
    setAccount(&document)
    document.sellerAccounts = message.sellerAccounts.map { FinvoiceMapper.account($0).account }
    document.paymentMeans = message.paymentMeans.map { IdentityCodes.kept($0.text) }
    for code in message.paymentMeans { conditions.formUnion(FinvoiceTypes.condition(paymentMeans: code.text)) }
    if message.hasPaymentCard { conditions.insert(.card) }
    if message.hasDirectDebit { conditions.insert(.directDebit) }
    document.lateInterestPercent = lateInterest()
  }

  // MARK: - Reference

  /// Without blanks and a national reference without its padding of zeros; nothing but zeros is none. What fails its check digit is
  /// kept as it is and flagged. The value decides between the two kinds, not the scheme, which is wrong in some messages.
  ///
  /// Source: Finvoice data list 3.0, EpiRemittanceInfoIdentifier and EpiReference.
  mutating func reference(_ stated: FinvoiceMessage.Stated, _ path: String) -> String? {
    let text = String(stated.text.unicodeScalars.filter { !$0.properties.isWhitespace })
    if text.utf8.allSatisfy({ $0 == 0x30 || $0 == 0x2D }) { return nil }
    if let national = FinnishReference.normalised(text) { return national }
    if let creditor = CreditorReference.normalised(text) { return creditor }
    conditions.insert(.referenceInvalid)
    findings.add(
      "finvoice.reference", .warning, "The reference '\(Masking.excerpt(text))' fails its check digit.",
      remedy: "A Finnish reference has 4 to 20 digits, an RF reference up to 25 letters and digits. It is handed over as text.",
      line: stated.line, path: path, term: "BT-83")
    guard !IdentityCodes.occur(in: text, country: message.buyer.countryCode?.uppercased()) else { return nil }
    return text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? String(text.drop { $0 == "0" }) : text
  }

  // MARK: - Account

  private mutating func setAccount(_ document: inout InvoiceDocument) {
    let path = "EpiDetails/EpiPartyDetails/EpiBeneficiaryPartyDetails/EpiAccountID"
    if let bic = message.epiBIC { document.bic = BIC.normalised(bic.text) ?? IdentityCodes.kept(bic.text) }
    guard let stated = message.epiAccount else {
      if typeClass == .invoice {
        findings.add(
          "finvoice.account-missing", .warning, "The message names no account to pay to.",
          remedy: "\(path) is mandatory in every version.", path: path, term: "BT-84")
      }
      return
    }
    let (account, isValid) = FinvoiceMapper.account(stated)
    document.account = account
    guard !isValid else { return }
    conditions.insert(.accountInvalid)
    findings.add(
      "finvoice.account", .warning, "The account '\(Masking.excerpt(account))' fails its check digits.",
      remedy: "It is a Finnish account of 14 digits or an IBAN. It is not handed over as payment details.", line: stated.line,
      path: path, term: "BT-84")
  }

  /// An IBAN without blanks; the machine form of a Finnish account (scheme BBAN) as the IBAN that it makes.
  ///
  /// Source: Finvoice data list 3.0, EpiAccountID (IBAN or BBAN).
  static func account(_ stated: FinvoiceMessage.Stated) -> (account: String, isValid: Bool) {
    let text = String(stated.text.unicodeScalars.filter { !$0.properties.isWhitespace })
    if let iban = IBAN.normalised(text) { return (iban, true) }
    if stated.qualifier?.uppercased() != "IBAN", let iban = IBAN.fromFinnishMachineForm(text) { return (iban, true) }
    return (IdentityCodes.kept(text), false)
  }
}
