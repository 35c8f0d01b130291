/// Countries by their ISO 3166-1 alpha-2 code.
public enum Country {
  /// The country whose post and law count: Åland's is Finland, Svalbard's Norway.
  public static func home(of code: String) -> String {
    switch code {
    case "AX": "FI"
    case "SJ": "NO"
    default: code
    }
  }
}
