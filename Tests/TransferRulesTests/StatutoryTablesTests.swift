import Foundation
import Receivables
import TestSupport
import Testing
import TransferRules

@Suite struct StatutoryTablesTests {
  @Test(arguments: ["FI", "SE", "NO"])
  func everyCountryHasItsTables(_ country: String) throws {
    let calendar = try #require(StatutoryTables.calendar(country))
    #expect(calendar.firstDay.description == "2024-01-01")
    #expect(calendar.lastDay.description == "2028-12-31")
    #expect(StatutoryTables.reviewedThrough(country)?.description == "2026-12-31")
  }
}
