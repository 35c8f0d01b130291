// swift-tools-version: 6.1
import PackageDescription

// Every wall of the house is a target here; what a room may know is its dependency list (ARCHITECTURE.md, "Rooms").
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "Perille",
  products: [
    .executable(name: "perille", targets: ["perille"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    // The published schemas and the dated tables, embedded in the binary.
    .target(
      name: "CSchemas", path: "Schemas",
      exclude: [
        "perille-assignments-1.xsd", "perille-netvisor-voucher-1.xsd", "maventa-requests-1.schema.json",
        "ropo-one-requests-1.schema.json",
      ], publicHeadersPath: "include"),
    .target(
      name: "CTables",
      exclude: [
        "account_names.csv", "claim_critical.tsv", "finvoice_codes.tsv", "finvoice_mandatory.tsv", "finvoice_rules.tsv",
        "holidays.csv", "invoice_code_lists.tsv", "invoice_rule_sets.tsv", "invoice_rules.tsv", "proposed_charts.csv",
        "provider_messages.csv", "reminder_fees.csv", "reviews.csv", "rule_pages_en.tsv", "rule_pages_peppol.tsv",
        "statutory_times.csv",
        "transliterations.csv", "ubl_restrictions.tsv", "ubl_structure.tsv", "ubl_terms.tsv",
      ]),
    // The page that `check --format html` fills in, embedded in the binary.
    .target(name: "CPages", exclude: ["findings.mustache", "style.css"]),
    .target(name: "Tables", dependencies: ["CTables"], swiftSettings: settings),
    .target(name: "Receivables", swiftSettings: settings),
    .target(name: "XMLStream", dependencies: ["CLibXML2"], swiftSettings: settings),
    .target(
      name: "InvoiceFormats", dependencies: ["Receivables", "XMLStream", "InvoiceRules", crypto], swiftSettings: settings),
    .target(
      name: "InvoiceRules", dependencies: ["Receivables", "XMLStream", "CTables", "Tables"], swiftSettings: settings),
    .target(name: "TransferRules", dependencies: ["Receivables", "CTables", "Tables"], swiftSettings: settings),
    .target(
      name: "Providers", dependencies: ["Receivables", "XMLStream", "CSchemas"],
      swiftSettings: settings),
    .target(
      name: "SettlementFormats", dependencies: ["Receivables", "XMLStream"], swiftSettings: settings),
    .target(
      name: "Ledger", dependencies: ["Receivables", "XMLStream", "CTables", "Tables", "CSchemas", crypto], swiftSettings: settings
    ),
    .target(name: "Configuration", dependencies: ["Receivables", "CTables", "Tables", yams], swiftSettings: settings),
    .target(name: "CSQLiteSetup", dependencies: [sqlite]),
    .target(name: "Store", dependencies: ["Receivables", "CSQLiteSetup", grdb, sqlite], swiftSettings: settings),
    .target(
      name: "Exchange",
      dependencies: [
        "Receivables", "XMLStream", "InvoiceFormats", "InvoiceRules", "TransferRules", "Providers",
        "SettlementFormats", "Ledger", "Configuration", "Store", "CSchemas", crypto, logging,
      ], swiftSettings: settings),
    .target(
      name: "Reports", dependencies: ["Receivables", "Exchange", "Store", "CPages", mustache], swiftSettings: settings),
    .executableTarget(
      name: "perille", dependencies: ["Receivables", "InvoiceRules", "Exchange", "Reports", arguments, logging],
      swiftSettings: settings),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(
      name: "ReceivablesTests", dependencies: ["Receivables", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "XMLStreamTests", dependencies: ["XMLStream", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "InvoiceRulesTests", dependencies: ["InvoiceRules", "Receivables", "XMLStream", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "InvoiceFormatsTests", dependencies: ["InvoiceFormats", "InvoiceRules", "Receivables", "XMLStream", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "TransferRulesTests", dependencies: ["TransferRules", "Receivables", "TestSupport"],
      exclude: ["decision-table.txt"],
      swiftSettings: settings),
    .testTarget(
      name: "ProvidersTests", dependencies: ["Providers", "Receivables", "XMLStream", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "SettlementFormatsTests", dependencies: ["SettlementFormats", "Receivables", "XMLStream", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "LedgerTests", dependencies: ["Ledger", "Receivables", "XMLStream", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ConfigurationTests", dependencies: ["Configuration", "Receivables", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "StoreTests", dependencies: ["Store", "Receivables", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ExchangeTests", dependencies: ["Exchange", "Reports", "Receivables", "Configuration", "Store", "TestSupport"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)

// Fuzzing needs libFuzzer's instrumentation in everything that it builds, so its program is there only when asked for (`make fuzz`).
if Context.environment["PERILLE_FUZZ"] != nil {
  package.targets += [
    .target(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
    .executableTarget(
      name: "perille-fuzz",
      dependencies: ["CFuzzer", "InvoiceFormats", "InvoiceRules", "Receivables", "SettlementFormats"], path: "Tests/Fuzz",
      exclude: ["CFuzzer", "fuzz.sh"], sources: ["Fuzz.swift"], swiftSettings: settings),
  ]
}
