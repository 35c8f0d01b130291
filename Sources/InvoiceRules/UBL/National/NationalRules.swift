/// The rules that countries add to Peppol BIS Billing, each switched on by the seller's country, and some by the buyer's.
extension UBLChecker {
  func checkNational(_ root: Int) {
  }

  func checkOrderLine(_ id: Int) {}
}
