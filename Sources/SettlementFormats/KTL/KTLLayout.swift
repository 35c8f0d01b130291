/// Fields of the records, as 0-based byte ranges of a line that is filled with blanks to 90.
///
/// Source: Finance Finland, "Incoming reference payments, service description and record description" 2.1.
enum KTLLayout {
  static let recordLength = 90

  enum Header {
    static let date = 1..<7
    static let time = 7..<11
    static let bank = 11..<13
    static let service = 13..<22
    static let currency = 22
  }

  enum Transaction {
    static let account = 1..<15
    static let bookingDate = 15..<21
    static let paymentDate = 21..<27
    static let archiveID = 27..<43
    static let reference = 43..<63
    static let payerName = 63..<75
    static let currency = 75
    static let amount = 77..<87
    static let correction = 87
    static let returnCode = 89
  }

  enum Trailer {
    static let paymentCount = 1..<7
    static let paymentSum = 7..<18
    static let correctionCount = 18..<24
    static let correctionSum = 24..<35
    static let failedCount = 35..<41
    static let failedSum = 41..<52
  }
}
