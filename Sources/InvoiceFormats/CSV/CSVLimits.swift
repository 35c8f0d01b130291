/// Bounds of what one CSV file may ask of the machine.
struct CSVLimits: Sendable {
  /// Longest row in bytes, quoted line breaks included. A lost quotation mark would otherwise swallow the rest of the file.
  var rowBytes = 1 << 20
  /// Errors listed of one file; after so many the reading stops.
  var findings = 100
  /// Open items kept back until the trailer says as of when they were open.
  var heldRows = 200_000
  /// Bytes looked at in one go.
  static let windowBytes = 1 << 16
}
