import CLibXML2

/// What this program says about the XML library that it runs on.
public enum XMLStreamInfo {
  /// The version of libxml2 whose headers this was built against, which on one machine is the one in use: `2.9.14`.
  public static let libxml2Version = LIBXML_DOTTED_VERSION
}

/// One-time preparation of the library. libxml2 sees memory only: the loader that would open files and addresses is replaced for
/// the whole process by one that opens nothing, so that no document and no schema can make it fetch anything.
enum LibXML2 {
  static let isReady: Bool = {
    xmlInitParser()
    xmlSetExternalEntityLoader { _, _, _ in nil }
    return true
  }()

  /// Runs `body` with this thread's library errors going to `handler`, so that libxml2 prints nothing; a few of its messages
  /// (failed conversions) are raised without a parser context and would otherwise reach standard error.
  static func reporting<Result>(
    to data: UnsafeMutableRawPointer?, _ handler: @escaping xmlStructuredErrorFunc, _ body: () throws -> Result
  ) rethrows -> Result {
    _ = isReady
    perille_xml_be_silent()
    xmlSetStructuredErrorFunc(data, handler)
    defer { xmlSetStructuredErrorFunc(nil, nil) }
    return try body()
  }
}
