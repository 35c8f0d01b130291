import Receivables

/// The bytes of a voucher that its hash is over. They hold everything that the voucher says, in one order, and no two vouchers
/// have the same bytes.
///
/// Form, version 2: the ASCII text `perille-voucher-2`, then the fields below one after another. A text is its length in bytes
/// (8 bytes, big-endian) and its UTF-8 bytes; a number is 8 bytes, big-endian, two's complement; what may be absent is the byte 0,
/// or the byte 1 and its value; a voucher's number is fiscal year (number), series (text), number (number). Fields: previous hash
/// (text), company (text), the voucher's number, date (text, YYYY-MM-DD), text (text), recipe (text), source (text), the reversed
/// voucher's number (may be absent); for each posting: the byte 1, role (text), minor units (number), currency (text), invoice number
/// (text, may be absent), customer number (text, may be absent), source (text), recipe (text); then the byte 0 and how many postings
/// there were (number).
struct CanonicalBytes {
  private(set) var bytes: [UInt8] = []

  mutating func addHead(_ draft: VoucherDraft, id: VoucherNumber, previousHash: String) {
    bytes.append(contentsOf: "perille-voucher-2".utf8)
    add(previousHash)
    add(draft.company)
    add(id)
    add(draft.date.description)
    add(draft.text)
    add(draft.recipe)
    add(draft.source)
    addOptional(draft.reverses) { $0.add($1) }
  }

  mutating func add(_ posting: Posting) {
    bytes.append(1)
    add(posting.role.rawValue)
    add(posting.amount.minorUnits)
    add(posting.amount.currency.code)
    addOptional(posting.invoiceNumber) { $0.add($1) }
    addOptional(posting.customerNumber) { $0.add($1) }
    add(posting.source)
    add(posting.recipe)
  }

  mutating func addEnd(count: Int) {
    bytes.append(0)
    add(count)
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  private mutating func add(_ id: VoucherNumber) {
    add(id.fiscalYear)
    add(id.series)
    add(id.number)
  }

  private mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func add(_ number: some FixedWidthInteger) {
    let value = UInt64(bitPattern: Int64(number))
    for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift))) }
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
