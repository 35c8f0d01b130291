import Exchange
import Receivables

/// A settlement as it was understood, with the keys of the command-line contract. Its entries are encoded one by one.
struct SettlementJSON: Encodable {
  var messageId: String?
  var createdOn: String?
  var account: String?
  var currency: String?
  var entryCount: Int
  /// Always empty here: see `InspectionJSON`.
  let entries: [EntryJSON] = []
  var totals: TotalsJSON?
  var controls: [ControlJSON]

  struct EntryJSON: Encodable {
    struct DocumentJSON: Encodable {
      var number: String
      var isCreditNote: Bool
      var amount: String?
    }
    /// `payment`, or `line` for a line of an account statement.
    var level: String
    var account: String
    var bookingDate: String
    var valueDate: String?
    var paymentDate: String?
    var amount: String
    /// As the file has it.
    var statedAmount: String
    var reference: String?
    var archiveId: String?
    var entryReference: String?
    var payerName: String?
    var payerAccount: String?
    var message: String?
    var documents: [DocumentJSON]?
    var bankCode: String?
    /// Of a statement's line: its payments are in other files.
    var isLump: Bool?
    var returnReason: String?
    var status: String
    var posts: Bool
    var line: Int

    init(_ entry: SettlementEntry, _ masking: MaskingChoice) {
      level = entry.level.rawValue
      account = masking.text(entry.account)
      bookingDate = entry.bookingDate.description
      valueDate = entry.valueDate?.description
      statedAmount = masking.text(entry.statedAmount)
      entryReference = entry.entryReference.map(masking.text)
      payerAccount = entry.payerAccount.map(masking.text)
      message = entry.message.map(masking.text)
      documents =
        entry.documents.isEmpty
        ? nil
        : entry.documents.map {
          DocumentJSON(number: masking.text($0.number), isCreditNote: $0.isCreditNote, amount: $0.amount?.decimalText)
        }
      bankCode = entry.bankCode.map(masking.text)
      isLump = entry.isLump ? true : nil
      returnReason = entry.returnReason.map(masking.text)
      paymentDate = entry.paymentDate?.description
      amount = entry.amount.decimalText
      reference = entry.reference.map(masking.text)
      archiveId = entry.archiveID.map(masking.text)
      payerName = entry.payerName.map(masking.text)
      status = entry.status.rawValue
      posts = entry.posts
      line = entry.line
    }
  }

  struct TotalsJSON: Encodable {
    struct GroupJSON: Encodable {
      var count: Int
      var sum: String
      init(_ group: SettlementTotals.Group) {
        count = group.count
        sum = group.sum.decimalText
      }
    }
    var payments: GroupJSON
    var corrections: GroupJSON
    var failed: GroupJSON
    var net: String
  }

  struct ControlJSON: Encodable {
    var name: String
    var stated: String
    var computed: String
    var ok: Bool
  }

  init(_ settlement: InspectedSettlement, _ masking: MaskingChoice) {
    messageId = settlement.header.messageID.map(masking.text)
    createdOn = settlement.header.createdOn?.description
    account = settlement.account.map(masking.text)
    currency = settlement.currency?.code
    entryCount = settlement.entryCount
    totals = settlement.end.totals.map {
      TotalsJSON(
        payments: .init($0.payments), corrections: .init($0.corrections), failed: .init($0.failed), net: $0.net.decimalText)
    }
    controls = settlement.end.controls.map {
      ControlJSON(name: $0.name, stated: masking.text($0.stated), computed: $0.computed, ok: $0.isEqual)
    }
  }
}
