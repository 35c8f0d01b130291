import Receivables
import Testing

@testable import Exchange

/// What `hold` and `release` say when there is nothing to hold or to release.
@Suite struct HoldingTests {
  private func day(_ text: String) throws -> CalendarDate { try NightFixture.day(text) }

  @Test func aClaimThatIsWithAProviderCannotBeHeldBack() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    let said = try night.folder().hold("1001", company: nil, reason: "wait", asOf: day("2026-11-16"))
    #expect(said == "malli 1001 is with svea already, so that nothing can be held back here; tell svea. Noted: wait")
  }

  @Test func whatIsNotHeldByAnybodyCannotBeReleased() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    let failure = night.failure { _ = try $0.release("1001", company: nil, reason: "go", asOf: day("2026-11-17")) }
    #expect(failure?.status == .usage)
    #expect(failure?.description.contains("(below-minimum)") == true, "\(failure?.description ?? "")")
  }

  @Test func aReleaseSaysWhatItDoesNotEnd() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.dropList(Claim("1001") { $0.disputed = true })
    try night.night("2026-11-16")
    let said = try night.folder().release("1001", company: nil, reason: "settled", asOf: day("2026-11-17"))
    #expect(said.hasPrefix("malli 1001 is released from 2026-11-17: settled\n  What this does not end: "))
    #expect(said.hasSuffix("(below-minimum)"))
  }

  @Test func aHoldOfTheSameDayCanBeReleased() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.drop(holds: Kept("hold", "") { $0.customer = "K1" })
    try night.night("2026-11-16")
    _ = try night.folder().hold("1001", company: nil, reason: "wait", asOf: day("2026-11-17"))
    let said = try night.folder().release("1001", company: nil, reason: "go", asOf: day("2026-11-17"))
    #expect(said == "malli 1001 is released from 2026-11-17: go")
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "transfer")
  }

  @Test("a reason is words", arguments: ["", "  "])
  func reason(_ text: String) throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    #expect(night.failure { _ = try $0.hold("1001", company: nil, reason: text, asOf: day("2026-11-16")) }?.status == .usage)
    #expect(night.failure { _ = try $0.release("1001", company: nil, reason: text, asOf: day("2026-11-16")) }?.status == .usage)
  }
}
