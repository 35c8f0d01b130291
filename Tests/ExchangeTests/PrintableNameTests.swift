import Testing

@testable import Exchange

/// What people see of a file's name: it cannot move their cursor, and names nobody.
@Suite struct PrintableNameTests {
  @Test(arguments: [
    ("inbox/a.xml", "inbox/a.xml"), ("/srv/in/a.xml", "srv/in/a.xml"), ("a", "a"), ("", ""), ("/", ""),
    ("inbox//a/", "inbox/a"), ("in\u{1B}[2J/a.xml", "in%1B[2J/a.xml"), ("Perintä 1.csv", "Perintä 1.csv"),
    ("131052-308T/a.xml", "[identity code]/a.xml"), ("x/131052-308T.xml", "x/[identity code].xml"),
    ("20260131/12345678/9.xml", "20260131/12345678/9.xml"),
  ])
  func paths(path: String, shown: String) {
    #expect(PrintableName.of(DiskPath(path)) == shown)
  }

  @Test func pathsAreInTheOrderOfTheirBytes() {
    let paths = ["a", "a.b", "a/b", "a/b/c", "a0", "aa", "b", "ä"].map { DiskPath($0) }
    #expect(paths.shuffled().sorted() == paths)
    #expect(!(DiskPath("") < DiskPath("")) && DiskPath("") < DiskPath("a") && !(DiskPath("a") < DiskPath("")))
  }
}
