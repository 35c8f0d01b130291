import Testing
import XMLStream

@Suite struct SchemaTests {
  static let schema = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:n" targetNamespace="urn:n" elementFormDefault="qualified">
      <xs:element name="a"><xs:complexType><xs:sequence>
        <xs:element name="b" type="xs:date" maxOccurs="2"/>
        <xs:element name="c" minOccurs="0"><xs:simpleType><xs:restriction base="xs:string"><xs:maxLength value="3"/>
        </xs:restriction></xs:simpleType></xs:element>
      </xs:sequence><xs:attribute name="x" type="xs:int" use="required"/></xs:complexType></xs:element>
    </xs:schema>
    """

  private func lines(_ document: String) throws -> [Int?] {
    let validator = try XMLSchemaValidator(schema: Array(Self.schema.utf8))
    // The same validator gives the same answer again.
    _ = validator.problems(in: Array(document.utf8))
    return validator.problems(in: Array(document.utf8)).map(\.line)
  }

  @Test func validAndInvalid() throws {
    #expect(try lines("<a xmlns='urn:n' x='1'>\n<b>2026-01-31</b></a>") == [])
    #expect(try lines("<a xmlns='urn:n' x='1'>\n<b>2026-01-31</b>\n<c>four</c></a>") == [3])
    #expect(try lines("<a xmlns='urn:n' x='1'>\n<b>2026-02-30</b>\n<d/></a>") == [2, 3])
    #expect(try lines("<a xmlns='urn:n'>\n<b>2026-01-31</b></a>") == [1])
    #expect(try lines("<z/>") == [1])
  }

  @Test func problemsSpeak() throws {
    let validator = try XMLSchemaValidator(schema: Array(Self.schema.utf8))
    let problem = try #require(validator.problems(in: Array("<a xmlns='urn:n' x='1'><b>soon</b></a>".utf8)).first)
    #expect(problem.code == .schema)
    #expect(problem.detail?.contains("date") == true)
    // The document's values stay out of the message; they are in the detail, which callers mask.
    #expect(!problem.message.contains("soon"))
  }

  @Test func hostileDocumentsNeverReachTheSchema() throws {
    let validator = try XMLSchemaValidator(schema: Array(Self.schema.utf8))
    let entity = #"<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a xmlns="urn:n" x="1"><b>&e;</b></a>"#
    #expect(validator.problems(in: Array(entity.utf8)).map(\.code) == [.entity])
    #expect(validator.problems(in: Array("<a".utf8)).map(\.code) == [.truncated])
    #expect(validator.problems(in: []).map(\.code) == [.empty])
  }

  @Test func nothingIsLoaded() throws {
    // The address would answer, if it were asked: a file that every machine has, then one of the network.
    for location in ["file:///etc/passwd", "http://127.0.0.1:9/x.xsd", "/etc/hostname"] {
      let importing = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:o="urn:o">
          <xs:import namespace="urn:o" schemaLocation="\(location)"/><xs:element name="a" type="o:t"/></xs:schema>
        """
      #expect(throws: XMLSchemaError.self) { try XMLSchemaValidator(schema: Array(importing.utf8)) }
    }
    #expect(throws: XMLSchemaError.self) { try XMLSchemaValidator(schema: Array("no schema".utf8)) }
  }
}
