import Receivables

/// The bytes of a voucher that its hash is over. They hold everything that the voucher says, in one order, and no two vouchers
/// have the same bytes.
///
/// Form, version 1: the ASCII text `perille-voucher-1`, then the fields below one after another. A text is its length in bytes
/// (8 bytes, big-endian) and its UTF-8 bytes; a number is 8 bytes, big-endian, two's complement; what may be absent is the byte 0,
/// or the byte 1 and its value. Fields: previous hash (text), company (text), fiscal year (number), series (text), number (number),
/// date (text, YYYY-MM-DD), text (text), recipe (text), source (text), number of the reversed voucher (number, may be absent), how
/// many postings (number), and for each: role (text), minor units (number), currency (text), invoice number (text, may be absent).
struct CanonicalBytes {
  private(set) var bytes: [UInt8]

  static func make(_ draft: VoucherDraft, fiscalYear: Int, series: String, number: Int, previousHash: String) -> [UInt8] {
    var form = CanonicalBytes(bytes: Array("perille-voucher-1".utf8))
    form.add(previousHash)
    form.add(draft.company)
    form.add(fiscalYear)
    form.add(series)
    form.add(number)
    form.add(draft.date.description)
    form.add(draft.text)
    form.add(draft.recipe)
    form.add(draft.source)
    form.addOptional(draft.reverses) { $0.add($1) }
    form.add(draft.postings.count)
    for posting in draft.postings {
      form.add(posting.role.rawValue)
      form.add(posting.amount.minorUnits)
      form.add(posting.amount.currency.code)
      form.addOptional(posting.invoiceNumber) { $0.add($1) }
    }
    return form.bytes
  }

  private mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func add(_ number: some FixedWidthInteger) {
    let value = UInt64(bitPattern: Int64(number))
    for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(value >> UInt64(shift) & 0xFF)) }
  }

  private mutating func addOptional<Value>(_ value: Value?, _ add: (inout CanonicalBytes, Value) -> Void) {
    guard let value else {
      bytes.append(0)
      return
    }
    bytes.append(1)
    add(&self, value)
  }
}
