import Receivables

/// Counts and sums the rows beside the trailer that states both.
struct CSVTrailerCheck {
  let rules: CSVProfile.Trailer
  /// Where the trailer was.
  private(set) var line: Int?
  private var statedCount: (text: String, value: Int)?
  private var statedTotal: (text: String, value: ExactDecimal)?
  private var sum = CSVDecimalSum()

  init(_ rules: CSVProfile.Trailer) { self.rules = rules }

  mutating func add(_ cells: CSVCells) {
    guard rules.total != nil, let text = cells.text(at: cells.columns.trailerTotal) else { return }
    // What is no amount here is reported where it is read as one; where nothing reads it, the sum cannot be right.
    sum.add(cells.numbers.amount(text.utf8))
  }

  mutating func read(_ cells: CSVCells, line: Int) {
    self.line = line
    if let position = rules.count {
      let text = cells.text(at: position - 1) ?? ""
      if let value = Int(text), value >= 0 {
        statedCount = (text, value)
      } else {
        cells.report(
          "csv.trailer-count", nil, position - 1, "\"\(Masking.excerpt(text))\" in the trailer is not a number of rows.",
          "Digits are expected. Correct the export, or trailer: count.")
      }
    }
    if let position = rules.total {
      let text = cells.text(at: position - 1) ?? ""
      if let value = cells.numbers.amount(text.utf8) {
        statedTotal = (text, value)
      } else {
        cells.report(
          "csv.trailer-total", nil, position - 1,
          "\"\(Masking.excerpt(text))\" in the trailer is not an amount in the declared form.",
          "Amounts look like \(cells.numbers.example). Correct the export, or trailer: total.")
      }
    }
  }

  func finish(rows: Int, into findings: inout CSVFindings) {
    guard let line else {
      // After other errors the rest may not have been read.
      guard !findings.hasErrors else { return }
      findings.add(
        Finding(
          "csv.trailer-missing", .error,
          "The file ends without its trailer (\"\(rules.marker)\" at position \(rules.markerPosition)); rows until then: \(rows).",
          remedy: "The file may be cut off. Ask the sender for it again."))
      return
    }
    let place = Finding.Place(line: line)
    if let stated = statedCount, stated.value != rows {
      findings.add(
        Finding(
          "csv.trailer-count", .error, "The trailer counts \(stated.text) rows, the file has \(rows).",
          remedy: "The file may be cut off or joined. Ask the sender for it again.", place: place))
    }
    if let stated = statedTotal, !sum.equals(stated.value) {
      findings.add(
        Finding(
          "csv.trailer-total", .error,
          "The trailer states a total of \(Masking.excerpt(stated.text)), the rows add up to \(sum.text).",
          remedy: "The file may be cut off or changed. Ask the sender for it again.", place: place))
    }
  }
}

/// A sum of decimals with up to four places; beyond that, and beyond 64 bits, it says that it is not known.
struct CSVDecimalSum {
  private static let places = 4
  private var scaled: Int64? = 0

  private static func scaled(_ decimal: ExactDecimal) -> Int64? {
    let value = decimal.normalised
    guard value.scale <= places else { return nil }
    var mantissa = value.mantissa
    for _ in value.scale..<places {
      let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      mantissa = product
    }
    return mantissa
  }

  mutating func add(_ decimal: ExactDecimal?) {
    guard let before = scaled, let value = decimal.flatMap(CSVDecimalSum.scaled) else {
      scaled = nil
      return
    }
    let (sum, overflow) = before.addingReportingOverflow(value)
    scaled = overflow ? nil : sum
  }

  func equals(_ decimal: ExactDecimal) -> Bool { scaled != nil && scaled == CSVDecimalSum.scaled(decimal) }

  var text: String {
    guard let scaled else { return "a sum that cannot be computed" }
    return scaled % 100 == 0
      ? ExactDecimal(mantissa: scaled / 100, scale: 2).description
      : ExactDecimal(mantissa: scaled, scale: CSVDecimalSum.places).description
  }
}
