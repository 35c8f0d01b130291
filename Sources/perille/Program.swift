import Exchange

enum Program {
  static let number = "0.1.0"
  static var version: String { "\(number) (\(LibraryVersions.text))" }
}
