import Receivables
import XMLStream

extension CamtReader {
  /// Texts of the message's and the statement's head.
  mutating func headText(_ field: CamtField, _ node: UInt16, _ event: XMLEvent, _ bytes: ArraySlice<UInt8>) {
    let figure = { CamtContainer.Figure(text: CamtText.string(bytes.prefix(40)) ?? "", line: event.line) }
    switch field {
    case .messageID: message.id = message.id ?? CamtText.name(bytes)
    case .messageCreated: message.created = message.created ?? CamtText.date(bytes)
    case .messagePage: message.page.number = pageNumber(bytes, event.line)
    case .messageIsLast: message.page.isLast = isLastPage(bytes, event.line)
    case .page: container.ownPage.number = pageNumber(bytes, event.line)
    case .isLast: container.ownPage.isLast = isLastPage(bytes, event.line)
    case .statementID: container.id = container.id ?? CamtText.name(bytes)
    case .created: container.created = container.created ?? CamtText.date(bytes)
    case .periodEnd: container.periodEnd = CamtText.date(bytes)
    case .copy: container.isCopy = true
    case .accountIBAN, .accountOther: takeAccount(field, node, bytes, event.line)
    case .accountCurrency: takeCurrency(node, bytes, event.line)
    case .servicer:
      // The country of a BIC.
      let code = CamtText.trimmed(bytes)
      if code.count >= 6 {
        container.accounts.servicerCountry = String(
          decoding: code[(code.startIndex + 4)..<(code.startIndex + 6)], as: UTF8.self)
      }
    case .balanceType: container.balance.type = CamtText.string(bytes.prefix(40))
    case .balanceDirection: container.balance.direction = CamtDirection(bytes)
    case .balanceDate: container.balance.date = CamtText.date(bytes)
    case .totalCount: container.totalCount = figure()
    case .totalSum: container.totalSum = figure()
    case .totalNet: container.totalNet = figure()
    case .totalNetDirection: container.totalNetDirection = CamtDirection(bytes)
    case .creditCount: container.creditCount = figure()
    case .creditSum: container.creditSum = figure()
    case .debitCount: container.debitCount = figure()
    case .debitSum: container.debitSum = figure()
    case .codeTotalCount: container.codeTotal.count = figure()
    case .codeTotalSum: container.codeTotal.sum = figure()
    case .codeTotalNet: container.codeTotal.net = figure()
    case .codeTotalDirection: container.codeTotal.direction = CamtDirection(bytes)
    case .codeTotalForecast: container.codeTotal.isForecast = CamtText.flag(bytes) ?? false
    default: break
    }
  }

  private mutating func pageNumber(_ bytes: ArraySlice<UInt8>, _ line: Int32) -> Int? {
    let number = CamtText.number(bytes)
    if number == nil { complainOfPage(bytes, "a page number", line) }
    return number
  }

  private mutating func isLastPage(_ bytes: ArraySlice<UInt8>, _ line: Int32) -> Bool? {
    let flag = CamtText.flag(bytes)
    if flag == nil { complainOfPage(bytes, "true or false", line) }
    return flag
  }

  /// Without it nobody knows whether control totals are of this page, so that none can be proven: of the whole message.
  private mutating func complainOfPage(_ bytes: ArraySlice<UInt8>, _ expected: String, _ line: Int32) {
    let text = Masking.excerpt(String(decoding: bytes.prefix(160), as: UTF8.self), limit: 40)
    findings.append(
      CamtRules.finding(CamtRules.field, .error, "The pagination says “\(text)”, not \(expected).", line: line))
  }

  private mutating func takeAccount(_ field: CamtField, _ node: UInt16, _ bytes: ArraySlice<UInt8>, _ line: Int32) {
    guard container.account == nil else { return complainOfRepetition(node, line) }
    if container.hasBegun {
      container.complain(CamtRules.order, "The account stands behind the entries.", line: line)
    }
    if field == .accountIBAN {
      container.account = CamtAccounts.iban(bytes)
      if container.account == nil {
        container.account = CamtAccounts.compact(bytes)
        container.complain(
          CamtRules.account, "The check digits or the length of the account's IBAN are wrong.", severity: .warning,
          remedy: "It is taken as it stands, and its money is booked only when one of your companies has just this account.",
          line: line)
      }
    } else {
      // What it is depends on bank and currency, which follow it.
      container.accountOther = bytes.count <= CamtText.identifierBytesMax ? Array(bytes) : nil
    }
  }

  private mutating func takeCurrency(_ node: UInt16, _ bytes: ArraySlice<UInt8>, _ line: Int32) {
    guard let currency = Currency(String(decoding: CamtText.trimmed(bytes).prefix(8), as: UTF8.self)) else {
      return complainOfField(node, bytes, "a currency", line)
    }
    if let other = container.currency, other.currency != currency {
      container.complain(
        CamtRules.currency, "The account's currency \(currency.code) stands behind entries in \(other.currency.code).",
        line: line)
    }
    container.currency = CamtCurrency(currency)
    container.accounts.currency = container.currency
  }

  /// Hands the head on, before the first entry.
  mutating func beginContainer() throws {
    guard !container.hasBegun else { return }
    container.hasBegun = true
    if container.account == nil, let other = container.accountOther { container.account = container.accounts.own(other[...]) }
    container.isFinnish = container.account?.hasPrefix("FI") ?? false
    if container.account == nil {
      container.complain(CamtRules.account, "No account is stated, so it is not known whose money it is.", line: container.line)
    }
    if account == nil { account = container.account }
    container.page = container.ownPage.page ?? message.page.page
    try sink.begin(
      SettlementHeader(
        ordinal: container.ordinal, format: message.format, kind: container.kind, messageID: message.id,
        statementID: container.id, account: container.account, createdOn: container.created ?? message.created,
        page: container.page, isCopy: container.isCopy, line: Int(container.line)))
  }

  mutating func endContainer() throws {
    try beginContainer()
    isContainerOpen = false
    var end = container.end()
    end.speaksThrough = container.speaksThrough(made: container.created ?? message.created)
    if end.isSound, let day = end.speaksThrough { speaksThrough = max(speaksThrough ?? day, day) }
    counts.add(container)
    try sink.end(end)
  }

  /// The message broke off inside a statement: what was handed on of it does not count.
  mutating func breakOff(_ problem: XMLProblem) throws {
    guard isContainerOpen else { return }
    try beginContainer()
    isContainerOpen = false
    container.findings.append(CamtRules.finding(problem))
    try sink.end(SettlementEnd(totals: nil, controls: [], findings: container.findings.all))
  }
}
