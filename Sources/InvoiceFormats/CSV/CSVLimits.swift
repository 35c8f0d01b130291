/// Bounds of what one CSV file may ask of the machine.
enum CSVLimits {
  /// Longest row in bytes, quoted line breaks included. A lost quotation mark would otherwise swallow the rest of the file.
  static let rowBytes = 1 << 20
  /// Errors listed of one file; after so many the reading stops.
  static let findings = 100
  /// Open items kept back until the trailer says as of when they were open.
  static let heldRows = 200_000
  /// Bytes looked at in one go.
  static let windowBytes = 1 << 16
}
