extension UBLChecker {
  /// BG-20, BG-21, BG-27, BG-28 and the allowance of a price.
  func checkAllowanceCharge(_ node: Int) {
    let kind = indicator(node)
    let parent = tree.parent(node)
    if tree.count(.cbcAllowanceChargeReason, in: node) > 1 {
      if kind == .allowance { fire("UBL-SR-30", at: node) }
      if kind == .charge { fire("UBL-SR-31", at: node) }
    }
    if parent == 0 {
      facts.allowances.append(node)
      if kind == .allowance { checkDocumentAllowance(node) }
      if kind == .charge { checkDocumentCharge(node) }
    } else if isLine(parent) {
      if kind == .allowance { checkLineAllowance(node) }
      if kind == .charge { checkLineCharge(node) }
    }
    if rules.isPeppol { checkPeppolAllowanceCharge(node, parent) }
  }

  private func hasReason(_ node: Int) -> Bool {
    tree.has(.cbcAllowanceChargeReason, in: node) || tree.has(.cbcAllowanceChargeReasonCode, in: node)
  }

  private func hasVATCategory(_ node: Int) -> Bool {
    tree.each(.cacTaxCategory, in: node).contains { isVAT($0) && tree.has(.cbcID, in: $0) }
  }

  private func checkDocumentAllowance(_ node: Int) {
    if !tree.has(.cbcAmount, in: node) { fire("BR-31", at: node) }
    if !hasVATCategory(node) { fire("BR-32", at: node) }
    if !hasReason(node) {
      fire("BR-33", at: node)
      fire("BR-CO-21", at: node)
    }
    if hasMoreThanTwoDecimals(.cbcAmount, in: node) { fire("BR-DEC-01", at: node) }
    if hasMoreThanTwoDecimals(.cbcBaseAmount, in: node) { fire("BR-DEC-02", at: node) }
  }

  private func checkDocumentCharge(_ node: Int) {
    if !tree.has(.cbcAmount, in: node) { fire("BR-36", at: node) }
    if !hasVATCategory(node) { fire("BR-37", at: node) }
    if !hasReason(node) {
      fire("BR-38", at: node)
      fire("BR-CO-22", at: node)
    }
    if hasMoreThanTwoDecimals(.cbcAmount, in: node) { fire("BR-DEC-05", at: node) }
    if hasMoreThanTwoDecimals(.cbcBaseAmount, in: node) { fire("BR-DEC-06", at: node) }
  }

  private func checkLineAllowance(_ node: Int) {
    if !tree.has(.cbcAmount, in: node) { fire("BR-41", at: node) }
    if !hasReason(node) {
      fire("BR-42", at: node)
      fire("BR-CO-23", at: node)
    }
    if hasMoreThanTwoDecimals(.cbcAmount, in: node) { fire("BR-DEC-24", at: node) }
    if hasMoreThanTwoDecimals(.cbcBaseAmount, in: node) { fire("BR-DEC-25", at: node) }
  }

  private func checkLineCharge(_ node: Int) {
    if !tree.has(.cbcAmount, in: node) { fire("BR-43", at: node) }
    if !hasReason(node) {
      fire("BR-44", at: node)
      fire("BR-CO-24", at: node)
    }
    if hasMoreThanTwoDecimals(.cbcAmount, in: node) { fire("BR-DEC-27", at: node) }
    if hasMoreThanTwoDecimals(.cbcBaseAmount, in: node) { fire("BR-DEC-28", at: node) }
  }
}
