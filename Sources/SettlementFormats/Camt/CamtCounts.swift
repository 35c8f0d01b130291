/// What a file holds by the standard's own elements, for comparing with other readers.
struct CamtCounts: Equatable {
  var containers = 0
  /// `Ntry` and `TxDtls`
  var entries = 0
  var details = 0
  /// `Ntry` that are booked: by status, or on the balances' evidence.
  var booked = 0
  /// Their sums without signs by direction, in minor units; statements of other currencies are added as they are.
  var credit: Int64 = 0
  var debit: Int64 = 0

  mutating func add(_ container: CamtContainer) {
    containers += 1
    entries += container.entries
    details += container.details
    booked += container.booked.count
    credit &+= container.booked.credit.value
    debit &+= container.booked.debit.value
  }
}
