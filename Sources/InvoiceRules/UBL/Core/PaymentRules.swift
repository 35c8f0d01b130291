extension UBLChecker {
  /// BG-16
  func checkPaymentMeans(_ means: Int) {
    facts.paymentMeans.append(means)
    let code = tree.first(.cbcPaymentMeansCode, in: means)
    if code == nil { fire("BR-49", at: means) }
    let isTransfer = code.map { ["30", "58"].contains(short($0)) } ?? false
    if isTransfer, !tree.has(.cacPayeeFinancialAccount, .cbcID, in: means) { fire("BR-61", at: means) }
    if tree.count(.cbcPaymentID, in: means) > 1 { fire("UBL-SR-26", at: means) }
    if code.map({ tree.attribute(attributeNames.name, of: $0) }) != nil, tree.count(.cbcPaymentMeansCode, in: means) > 1 {
      fire("UBL-SR-27", at: means)
    }
    if tree.count(.cacPaymentMandate, .cbcID, in: means) > 1 { fire("UBL-SR-28", at: means) }
    if rules.isPeppol { checkPeppolPaymentMeans(means) }
  }

  /// BG-17
  func checkPayeeAccount(_ account: Int) {
    guard tree.parentIs(account, .cacPaymentMeans) else { return }
    // The artefact compares the code as it stands here, without trimming it.
    let isTransfer = tree.each(.cbcPaymentMeansCode, in: tree.parent(account)).contains {
      ["30", "58"].contains(tree.string($0))
    }
    if isTransfer, !hasText(.cbcID, in: account) { fire("BR-50", at: account) }
  }

  /// BT-87: at most the first six and the last four digits are shown.
  func checkCardNumber(_ number: Int) {
    guard tree.parentIs(number, .cacCardAccount), tree.grandparentIs(number, .cacPaymentMeans) else { return }
    if tree.normalized(number).unicodeScalars.count > 10 { fire("BR-51", at: number) }
  }

  /// BG-3
  func checkBillingReference(_ reference: Int) {
    let hasNumber = tree.has(.cacInvoiceDocumentReference, .cbcID, in: reference)
    if !hasNumber {
      fire("BR-55", at: reference)
      fire("UBL-SR-07", at: reference)
    }
    if tree.count(.cacInvoiceDocumentReference, in: reference) > 1 { fire("UBL-SR-06", at: reference) }
  }

  /// BG-24 and BT-18
  func checkSupportingDocument(_ document: Int) {
    if !hasText(.cbcID, in: document) { fire("BR-52", at: document) }
    if tree.count(.cbcDocumentDescription, in: document) > 1 { fire("UBL-SR-33", at: document) }
    if let type = tree.first(.cbcDocumentTypeCode, in: document) {
      let code = ShortText(tree.raw(type))
      if code != "130", !(code == "50" && tree.isTag(0, .creditNote)) { fire("UBL-SR-43", at: document) }
    }
  }

  /// BG-13
  func checkDelivery(_ delivery: Int) {
    if tree.count(.cacDeliveryParty, .cacPartyName, .cbcName, in: delivery) > 1 { fire("UBL-SR-25", at: delivery) }
  }

  /// BT-125
  func checkAttachment(_ attachment: Int) {
    let mediaType = tree.attribute(attributeNames.mimeCode, of: attachment)
    if mediaType == nil { fire("UBL-DT-06", at: attachment) }
    if tree.attribute(attributeNames.filename, of: attachment) == nil { fire("UBL-DT-07", at: attachment) }
    guard let mediaType, tree.isTag(attachment, .cbcEmbeddedDocumentBinaryObject),
      !rules.lists.contains(tree.string(mediaType), .mediaTypes)
    else { return }
    fire("BR-CL-24", at: attachment, attribute: attributeNames.mimeCode)
    if rules.isPeppol { fire("PEPPOL-EN16931-CL001", at: attachment, attribute: attributeNames.mimeCode) }
  }
}
