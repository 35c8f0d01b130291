import Receivables

/// A file of requests that any carrier can send: one JSON object that names the channel, the company and the batch with its control
/// totals, and the requests in the order of the assignments. It holds no secret: the carrier adds its token.
struct RequestFile {
  var layout: RequestLayout
  var batch: Batch

  private func name(_ field: ChannelField) -> ArraySlice<Substring> {
    (batch.agreement.fieldNames[field.key] ?? field.name).split(separator: ".")[...]
  }

  // MARK: Writing

  func tree(_ content: CarriedBatch) throws(ChannelError) -> JSONTree {
    var requests: [JSONTree] = []
    for (claim, assignment) in zip(content.claims, batch.assignments) {
      requests.append(try request(claim, layout.headers(assignment, batch)))
    }
    let told = { (field: HeaderField) in JSONTree.text(content.header[field] ?? "") }
    return .object([
      "schema": told(.schema), "channel": told(.channel), "company": told(.company),
      "batch": .object([
        "provider": told(.provider), "serial": .integer(batch.serial), "asOf": told(.asOf), "currency": told(.currency),
        "assignments": .integer(content.claims.count), "capital": told(.capital), "costs": told(.costs),
        "interest": told(.interest),
      ]),
      "requests": .array(requests),
    ])
  }

  private func request(_ claim: CarriedBatch.Claim, _ headers: [String: String]) throws(ChannelError) -> JSONTree {
    var body = JSONTree.object([:])
    for row in layout.claim { try put(claim.values[row.field], row.form, row.describes, into: &body) }
    switch layout.debtors {
    case .besideClaim:
      for debtor in claim.debtors.prefix(1) { try put(debtor, into: &body) }
    case .list(let field):
      var debtors: [JSONTree] = []
      for debtor in claim.debtors {
        var object = JSONTree.object([:])
        try put(debtor, into: &object)
        debtors.append(object)
      }
      body.set(name(field), .array(debtors))
    }
    for wrap in layout.wrapping.reversed() {
      switch wrap {
      case .member(let name): body = .object([name: body])
      case .onlyElement: body = .array([body])
      }
    }
    return .object([
      "idempotencyKey": .text(claim.values[.key] ?? ""), "method": .text(claim.values[.method] ?? ""),
      "path": .text(claim.values[.path] ?? ""), "headers": .object(headers.mapValues { .text($0) }), "body": body,
    ])
  }

  private func put(_ debtor: [DebtorField: String], into object: inout JSONTree) throws(ChannelError) {
    for row in layout.debtor { try put(debtor[row.field], row.form, row.describes, into: &object) }
  }

  private func put(_ text: String?, _ form: JSONForm, _ field: ChannelField, into object: inout JSONTree) throws(ChannelError) {
    guard let text else { return }
    guard let value = form.write(text) else { throw ReadBack.unreadable("\(field.key) is no amount") }
    object.set(name(field), value)
  }

  // MARK: Reading back

  func content(_ bytes: [UInt8]) throws(ChannelError) -> CarriedBatch {
    var file = try JSONTree(bytes: bytes)
    var content = CarriedBatch()
    let text = { (tree: JSONTree?) in if case .text(let text)? = tree { text } else { String?.none } }
    let number = { (tree: JSONTree?) in if case .number? = tree { tree?.told(decimals: 0) } else { String?.none } }
    content.header[.schema] = text(file.take("schema"))
    content.header[.channel] = text(file.take("channel"))
    content.header[.company] = text(file.take("company"))
    var head = file.take("batch") ?? .object([:])
    for (field, member) in RequestFile.headTexts { content.header[field] = text(head.take(member)) }
    content.header[.serial] = number(head.take("serial"))
    content.header[.count] = number(head.take("assignments"))
    content.unexpected += head.memberNames
    guard case .array(let requests)? = file.take("requests") else { throw ReadBack.unreadable("it has no list of requests") }
    content.unexpected += file.memberNames
    content.claims = requests.map(claim)
    return content
  }

  private static let headTexts: [(HeaderField, String)] = [
    (.provider, "provider"), (.asOf, "asOf"), (.currency, "currency"), (.capital, "capital"), (.costs, "costs"),
    (.interest, "interest"),
  ]

  private func claim(_ tree: JSONTree) -> CarriedBatch.Claim {
    var request = tree
    var claim = CarriedBatch.Claim()
    let envelope: [(ClaimField, String)] = [(.key, "idempotencyKey"), (.method, "method"), (.path, "path")]
    for (field, member) in envelope {
      if case .text(let text)? = request.take(member) { claim.values[field] = text }
    }
    if case .object(let headers)? = request.take("headers") {
      claim.values[.headers] = RequestLayout.headerText(headers.mapValues { $0.told(decimals: 0) ?? "" })
    }
    var body = request.take("body") ?? .object([:])
    claim.unexpected += request.memberNames
    for wrap in layout.wrapping { claim.unexpected += unwrap(&body, wrap) }
    for row in layout.claim { claim.values[row.field] = take(row.form, row.describes, from: &body) }
    switch layout.debtors {
    case .besideClaim: claim.debtors = [debtor(&body)]
    case .list(let field):
      if case .array(let elements)? = body.take(name(field)) {
        for var element in elements {
          claim.debtors.append(debtor(&element))
          claim.unexpected += element.memberNames
        }
      }
    }
    claim.unexpected += body.memberNames
    return claim
  }

  /// Goes one object or one-element list deeper; what stands beside it is unexpected.
  private func unwrap(_ body: inout JSONTree, _ wrap: RequestLayout.Wrap) -> [String] {
    switch wrap {
    case .member(let name):
      let inner = body.take(name) ?? .object([:])
      let beside = body.memberNames
      body = inner
      return beside
    case .onlyElement:
      guard case .array(let elements) = body, let first = elements.first else { return ["(no list)"] }
      body = first
      return elements.count > 1 ? ["(a second element)"] : []
    }
  }

  private func debtor(_ object: inout JSONTree) -> [DebtorField: String] {
    var debtor: [DebtorField: String] = [:]
    for row in layout.debtor { debtor[row.field] = take(row.form, row.describes, from: &object) }
    return debtor
  }

  private func take(_ form: JSONForm, _ field: ChannelField, from object: inout JSONTree) -> String? {
    object.take(name(field)).map { value in
      // A value of the wrong type is there, but says nothing that could be right.
      form.read(value, decimals: batch.currency.minorUnitDigits) ?? "(a value of another type)"
    }
  }
}
