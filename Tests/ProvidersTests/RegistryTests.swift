import Foundation
import Providers
import Receivables
import TestSupport
import Testing

@Suite struct RegistryTests {
  @Test func providers() throws {
    #expect(ProviderRegistry.ids == ["ropo", "svea", "amili", "generic"])
    #expect(ProviderRegistry.canonicalID("duetto") == "amili")
    #expect(ProviderRegistry.canonicalID("nobody") == nil)
    #expect(ProviderRegistry.terms["duetto"] == ProviderRegistry.terms["amili"])
    #expect(Set(ProviderRegistry.terms.keys) == ["ropo", "svea", "amili", "duetto", "generic"])
  }

  @Test(arguments: ProviderRegistry.ids) func termsOfTheContract(id: String) throws {
    let terms = try #require(ProviderRegistry.terms[id]?.last)
    #expect(terms.provider == id)
    #expect(terms.minimumDays == [.b2b: 7, .b2c: 14, .b2bRental: 7, .b2cRental: 14])
    #expect(terms.modes == [.reminderAndCollection, .collection])
    #expect(terms.currencies == ["FI": .eur, "SE": .sek, "NO": .nok])
    #expect(terms.rentalCountries == ["FI"])
    #expect(terms.consumerRentalNeedsPersonalCode)
    #expect(terms.reviewedThrough == CalendarDate(iso: "2026-12-31"))
    #expect(!terms.source.isEmpty)
  }

  /// Every term says how well it is known, and what is not documented does not pretend to be.
  @Test(arguments: ProviderRegistry.profiles.map(\.id)) func factsAreMarked(id: String) throws {
    let profile = try #require(ProviderRegistry.profile(id))
    let marked = Set(profile.facts.map(\.term))
    for term in ["minimumDays", "modes", "currencies", "rentalCountries", "consumerRentalNeedsPersonalCode"] {
      #expect(marked.contains(term), "\(term)")
    }
    #expect(profile.facts.allSatisfy { !$0.source.isEmpty && !$0.value.isEmpty })
    let days = profile.facts.first { $0.term == "minimumDays" }
    #expect((days?.mark == .documented) == (id == "ropo"))
  }

  @Test func channels() throws {
    #expect(ChannelRegistry.ids == ["maventa", "ropo-one", "perille-xml", "nk003"])
    #expect(ChannelRegistry.channel("post") == nil)
    #expect(ChannelRegistry.channels(for: "ropo") == ["maventa", "ropo-one"])
    #expect(ChannelRegistry.channels(for: "svea") == ["perille-xml", "nk003"])
    #expect(ChannelRegistry.channels(for: "duetto") == ["maventa", "perille-xml"])
    #expect(ChannelRegistry.channels(for: "generic") == ["perille-xml", "nk003"])
    #expect(ChannelRegistry.channels(for: "nobody") == [])
    for channel in ChannelRegistry.all {
      #expect(channel.providers.allSatisfy { ProviderRegistry.ids.contains($0) })
    }
  }

  /// The layout table of NK003 has no hole, no overlap, and is as wide as the format says.
  @Test func fixedWidthTable() throws {
    var next = 1
    for field in try Fixture.channel("nk003").fieldTable {
      let ends = field.name.split(separator: "-").compactMap { Int($0) }
      #expect(ends.first == next, "\(field.key)")
      next = try #require(ends.last) + 1
    }
    #expect(next == 227)
  }

  /// Every finding id that the sources can say is explained, and nothing else is.
  @Test func everyRuleIsExplained() throws {
    let folder = Places.project.appendingPathComponent("Sources/Providers")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var said: Set<String> = []
    for case let file as URL in files where file.pathExtension == "swift" && file.lastPathComponent != "ProvidersCatalog.swift" {
      let source = try String(contentsOf: file, encoding: .utf8)
      for match in source.matches(of: /"(channel\.[a-z-]+)"/) { said.insert(String(match.1)) }
    }
    let explained = ProvidersCatalog.rules.map(\.id)
    #expect(said.count > 25)
    #expect(Set(explained) == said)
    #expect(Set(explained).count == explained.count)
    for rule in ProvidersCatalog.rules {
      #expect(![rule.title, rule.meaning, rule.example, rule.remedy, rule.source].contains(""), "\(rule.id)")
    }
  }
}
