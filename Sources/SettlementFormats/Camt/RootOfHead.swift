import Receivables
import XMLStream

extension XMLSniffer {
  /// The root element of a file: as it is known already, or looked for in its first bytes.
  static func root(of head: FileHead) -> RootElement? {
    head.root ?? rootElement(of: head.bytes).map { RootElement(localName: $0.localName, namespace: $0.namespace) }
  }
}
