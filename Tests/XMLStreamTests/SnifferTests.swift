import Testing
import XMLStream

@Suite struct SnifferTests {
  static let roots: [(String, String?, String?)] = [
    ("<a/>", "a", nil),
    (
      "\u{FEFF}<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>\n<!-- <no/> --><?pi <no?><Finvoice Version=\"3.0\">", "Finvoice",
      nil
    ),
    ("<!DOCTYPE Finvoice SYSTEM \"Finvoice.dtd\"><Finvoice>", "Finvoice", nil),
    ("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;", "a", nil),
    ("\n\n<?xml version=\"1.0\"?><a b='", nil, nil),
    ("<x:Invoice xmlns:x=\"urn:n\"><y>", "Invoice", "urn:n"), ("<p:Invoice>", "Invoice", nil), ("Name;Amount\n1;2", nil, nil),
    ("<a xmlns=\"urn:&#110;\">", "a", "urn:n"), ("<a xmlns=''>", "a", nil), ("<a\n xmlns = 'urn:n'>", "a", "urn:n"),
    ("<a b=\"1\" xmlns:c='x'/>", "a", nil),
    ("<ä xmlns='urn:n'>", "ä", "urn:n"), ("<a:b:c xmlns:a='x'>", "b:c", "x"), ("<!-- > --><?p <q ?>\n<r.s-t_u/>", "r.s-t_u", nil),
    ("", nil, nil), ("<", nil, nil), ("<html><body", "html", nil), ("%PDF-1.4 <a/>", nil, nil), ("{\"a\":1}", nil, nil),
  ]

  @Test(arguments: roots)
  func root(text: String, name: String?, namespace: String?) {
    let found = XMLSniffer.rootElement(of: Array(text.utf8))
    #expect(found?.localName == name)
    #expect(found?.namespace == namespace)
  }

  @Test func rootOfUTF16() {
    let units = Array("<?xml version='1.0' encoding='utf-16'?><a xmlns='urn:n'/>".utf16)
    let bytes: [UInt8] = [0xFF, 0xFE] + units.flatMap { (unit: UInt16) -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let found = XMLSniffer.rootElement(of: bytes)
    #expect(found?.localName == "a")
    #expect(found?.namespace == "urn:n")
  }

  @Test(
    arguments: [
      ("<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?><a/>", "ISO-8859-15"),
      ("<?xml version='1.0' encoding = 'utf-8' standalone='yes'?>", "utf-8"),
      ("<?xml version='1.0'?><a encoding='x'/>", nil), ("<a/>", nil), ("", nil), ("<?xml", nil),
    ] as [(String, String?)])
  func declaredEncoding(text: String, label: String?) {
    #expect(XMLSniffer.declaredEncoding(of: Array(text.utf8)[...]) == label)
  }

  @Test func versionIsNamed() {
    #expect(XMLStreamInfo.libxml2Version.hasPrefix("2."))
  }
}
