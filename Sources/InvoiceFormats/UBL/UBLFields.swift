import Receivables

/// A value as it stands in the document, with where it stands.
struct UBLStated {
  var text: String
  var line: Int
  /// The amount's `currencyID` or the identifier's `schemeID`.
  var attribute: String?
  var node: UInt16
}

/// What a document says, before anybody asks what it means. Its reader fills it; then it is only looked at.
struct UBLFields {
  var isCreditNote = false
  var line = 0

  var specification: String?
  var process: String?
  var number: UBLStated?
  var issueDate: UBLStated?
  var dueDate: UBLStated?
  var typeCode: UBLStated?
  var currency: UBLStated?
  var notes: [String] = []
  var accountingReference: String?
  var buyerReference: String?
  var orderReference: String?
  var salesOrder: String?
  var contract: String?
  var paymentTerms: [String] = []
  var lineCount = 0

  var preceding: [(number: String?, date: UBLStated?)] = []
  var seller = UBLPartyFields()
  var buyer = UBLPartyFields()
  var payee: UBLPartyFields?
  var customerNumber: String?

  var means: [Means] = []
  var taxTotals: [TaxTotal] = []
  var net: UBLStated?
  var gross: UBLStated?
  var prepaid: UBLStated?
  var rounding: UBLStated?
  var payable: UBLStated?

  /// Values of the claim that stand twice and differ: the second of each.
  var repeated: [(first: UBLStated, second: UBLStated)] = []

  struct Means {
    var code: UBLStated?
    var dueDate: UBLStated?
    var reference: UBLStated?
    var account: UBLStated?
    var bic: String?
    var hasMandate = false
    var hasCard = false
  }

  struct TaxTotal {
    var amount: UBLStated?
    var subtotals: [Subtotal] = []
  }

  struct Subtotal {
    var base: UBLStated?
    var vat: UBLStated?
    var category: String?
    var rate: UBLStated?
  }

  /// Sets a value of the claim. Of those that differ from it the first is remembered: a document may hold any number.
  static func set(_ field: inout UBLStated?, _ stated: UBLStated, _ repeated: inout [(first: UBLStated, second: UBLStated)]) {
    if let first = field {
      guard first.text != stated.text || first.attribute != stated.attribute else { return }
      if !repeated.contains(where: { $0.first.node == first.node }) { repeated.append((first, stated)) }
    } else {
      field = stated
    }
  }
}

/// A party as it stands in the document.
struct UBLPartyFields {
  var legalName: String?
  var tradingName: String?
  var legalID: UBLStated?
  var identifiers: [UBLStated] = []
  var endpoint: UBLStated?
  var taxSchemes: [(id: String?, scheme: String?)] = []
  var streets: [String] = []
  var town: String?
  var postCode: String?
  var country: String?
  var contactName: String?
  var phone: String?
  var email: String?
  var line = 0
}
