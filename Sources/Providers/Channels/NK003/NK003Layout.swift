import Receivables

/// The record of NK003 Standard as a table: it writes the line, reads it back and describes it.
enum NK003Layout {
  /// How a value fills its field.
  enum Filling {
    /// Left-justified, filled with blanks.
    case text
    /// Digits, right-justified, filled with zeros.
    case digits
    /// Right-justified zeros around an amount with two implied decimals.
    case amount
    /// CCYYMMDD
    case date
  }

  enum Holds {
    case claim(ClaimField)
    case debtor(DebtorField)
  }

  struct Field {
    var name: String
    /// 1-based column of its first character.
    var position: Int
    var length: Int
    var filling: Filling
    var holds: Holds
    /// The field of the terms that its length limits.
    var limits: ChannelTerms.Field?
    var meaning: String

    var describes: ChannelField {
      ChannelField(
        key: name, name: "\(position)-\(position + length - 1)", verifiedFor: ["generic", "svea"],
        source: "help.mamut.com, debtcoll/standard_ASCII.htm", meaning: meaning)
    }
  }

  static let width = 226
  static let fileType = "NK003"
  /// A claim; the format's other codes are not published.
  static let transactionCode = "F"

  static let fields: [Field] = [
    Field(name: "fileType", position: 1, length: 5, filling: .text, holds: .claim(.fileType), meaning: "NK003."),
    Field(
      name: "clientNumber", position: 6, length: 6, filling: .digits, holds: .claim(.clientNumber), limits: .clientNumber,
      meaning: "The company's number at the provider."),
    Field(
      name: "customerNumber", position: 12, length: 9, filling: .digits, holds: .debtor(.customerNumber),
      limits: .customerNumber, meaning: "The creditor's number of the debtor."),
    Field(
      name: "customerName", position: 21, length: 40, filling: .text, holds: .debtor(.name), limits: .debtorName,
      meaning: "Name of the debtor."),
    Field(
      name: "customerAddress", position: 61, length: 40, filling: .text, holds: .debtor(.street), limits: .street,
      meaning: "Street lines, joined by comma and blank."),
    Field(
      name: "postCode", position: 101, length: 25, filling: .text, holds: .debtor(.postCode), limits: .postCode,
      meaning: "Post code."),
    Field(name: "town", position: 126, length: 35, filling: .text, holds: .debtor(.town), limits: .town, meaning: "Town."),
    Field(
      name: "invoiceNumber", position: 161, length: 20, filling: .text, holds: .claim(.invoiceNumber), limits: .invoiceNumber,
      meaning: "Invoice number."),
    Field(
      name: "reference", position: 181, length: 20, filling: .text, holds: .claim(.reference), limits: .reference,
      meaning: "Payment reference."),
    Field(
      name: "registerDate", position: 201, length: 8, filling: .date, holds: .claim(.issueDate),
      meaning: "Invoice date, YYYYMMDD."),
    Field(
      name: "dueDate", position: 209, length: 8, filling: .date, holds: .claim(.dueDate), meaning: "Due date, YYYYMMDD."),
    Field(
      name: "balance", position: 217, length: 9, filling: .amount, holds: .claim(.capital),
      meaning: "Open principal, two implied decimals."),
    Field(
      name: "transactionCode", position: 226, length: 1, filling: .text, holds: .claim(.transactionCode), meaning: "F, a claim."),
  ]

  static let carries = CarriedFields(
    header: [],
    claim: fields.compactMap { if case .claim(let field) = $0.holds { field } else { nil } },
    debtor: fields.compactMap { if case .debtor(let field) = $0.holds { field } else { nil } },
    own: { field, assignment, batch in
      switch field {
      case .fileType: fileType
      case .transactionCode: transactionCode
      case .clientNumber: CarriedBatch.told(batch.agreement.clientNumber).map(withoutLeadingZeros)
      default: nil
      }
    },
    ownDebtor: { field, text in field == .customerNumber ? withoutLeadingZeros(text) : text })

  static var maximumLengths: [ChannelTerms.Field: Int] {
    var lengths: [ChannelTerms.Field: Int] = [:]
    for field in fields { if let limited = field.limits { lengths[limited] = field.length } }
    return lengths
  }

  /// Zeros on the left only fill the field, so a number is compared without them.
  static func withoutLeadingZeros(_ text: String) -> String {
    let rest = text.drop { $0 == "0" }
    return rest.isEmpty ? "0" : String(rest)
  }
}

extension NK003Layout {
  static func line(_ claim: CarriedBatch.Claim) throws(ChannelError) -> [UInt8] {
    var line: [UInt8] = []
    for field in fields {
      let value: String? =
        switch field.holds {
        case .claim(let name): claim.values[name]
        case .debtor(let name): claim.debtors.first?[name]
        }
      line += try filled(value ?? "", field)
    }
    return line
  }

  private static func filled(_ value: String, _ field: Field) throws(ChannelError) -> [UInt8] {
    var text = value
    switch field.filling {
    case .text, .digits: break
    case .amount: text.removeAll { $0 == "." }
    case .date: text.removeAll { $0 == "-" }
    }
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard scalar.value <= 0xFF else { throw ReadBack.unreadable("\(field.name) is not ISO-8859-1") }
      bytes.append(UInt8(scalar.value))
    }
    guard bytes.count <= field.length else { throw ReadBack.unreadable("\(field.name) does not fit its field") }
    let padding = field.length - bytes.count
    switch field.filling {
    case .text, .date: return bytes + [UInt8](repeating: 0x20, count: padding)
    case .digits, .amount: return [UInt8](repeating: 0x30, count: padding) + bytes
    }
  }

  /// What a line of the right width says, in canonical text; a field of the wrong shape is told as it stands.
  static func claim(_ line: ArraySlice<UInt8>) -> CarriedBatch.Claim {
    var claim = CarriedBatch.Claim()
    var debtor: [DebtorField: String] = [:]
    var rest = line
    for field in fields {
      let value = canonical(rest.prefix(field.length), field.filling)
      rest = rest.dropFirst(field.length)
      switch field.holds {
      case .claim(let name): claim.values[name] = value
      case .debtor(let name): debtor[name] = value
      }
    }
    claim.debtors = [debtor]
    return claim
  }

  private static func canonical(_ bytes: ArraySlice<UInt8>, _ filling: Filling) -> String? {
    var text = ""
    for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    let isDigits = bytes.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    switch filling {
    case .text:
      // Blanks on the right fill the field; one on the left was never written.
      while text.last == " " { text.removeLast() }
      return text.isEmpty ? nil : text
    case .digits: return isDigits ? withoutLeadingZeros(text) : text
    case .amount:
      guard isDigits, let minorUnits = Int64(text) else { return text }
      return Money(minorUnits: minorUnits, .eur).decimalText
    case .date: return CalendarDate(compactBytes: bytes)?.description ?? text
    }
  }
}
