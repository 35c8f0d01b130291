import Configuration
import Glibc
import InvoiceRules
import Ledger
import Providers
import Receivables
import Store
import TransferRules

/// One check of `perille doctor`.
public struct DoctorCheck: Codable, Hashable, Sendable {
  public var check: String
  public var ok: Bool
  public var text: String
}

extension ExchangeFolder {
  /// Looks at everything that a night depends on, and changes nothing.
  public func doctor(asOf: CalendarDate, clock: ExchangeClock = .system) throws -> [DoctorCheck] {
    let zone = configuration.timeZone
    let isKnown = clock.today(in: zone) != nil
    var checks = [
      DoctorCheck(check: "configuration", ok: true, text: "perille.yaml is in order: \(configurationSummary)"),
      DoctorCheck(
        check: "time zone", ok: isKnown,
        text: isKnown ? "\(zone) is known here" : "this machine does not know \(zone); no night runs without --as-of, nor with it"
      ),
    ]
    checks += try folderChecks()
    checks += reviewChecks(asOf: asOf)
    checks += try storeChecks()
    return checks
  }

  private var configurationSummary: String {
    "\(configuration.companies.count) companies, \(configuration.csvProfiles.count) CSV profiles"
  }

  private func folderChecks() throws -> [DoctorCheck] {
    try (["inbox"] + Self.folders.dropFirst() + ["state"]).map { name in
      guard let status = try disk.status(DiskPath(name)) else {
        return DoctorCheck(
          check: "folder \(name)/", ok: name != "inbox",
          text: name == "inbox" ? "is missing; a share may not be mounted" : "is not there yet; the first run makes it")
      }
      guard status.kind == .folder else { return DoctorCheck(check: "folder \(name)/", ok: false, text: "is not a folder") }
      let writable = faccessat(disk.root, name, R_OK | W_OK | X_OK, 0) == 0
      return DoctorCheck(
        check: "folder \(name)/", ok: writable,
        text: writable ? "can be read and written" : "cannot be read and written by this user")
    }
  }

  private func reviewChecks(asOf: CalendarDate) -> [DoctorCheck] {
    var checks: [DoctorCheck] = []
    for country in Set(configuration.companies.map(\.country)).sorted() {
      let through = StatutoryTables.countryReviewedThrough[country]
      checks.append(review("law of \(country)", through: through, asOf: asOf))
      if let calendar = StatutoryTables.calendars[country] {
        let reaches = asOf >= calendar.firstDay && asOf <= calendar.lastDay
        checks.append(
          DoctorCheck(
            check: "calendar of \(country)", ok: reaches,
            text: "knows closed days from \(calendar.firstDay) through \(calendar.lastDay)"
              + (reaches ? "" : "; on another day nothing goes under it")))
      }
    }
    for provider in Set(configuration.companies.flatMap { $0.agreements.map(\.provider) }).sorted() {
      checks.append(review("terms of \(provider)", through: ProviderRegistry.terms[provider]?.last?.reviewedThrough, asOf: asOf))
    }
    for set in [RuleSet.all.last { $0.peppol == nil }, RuleSet.all.last { $0.peppol != nil }].compactMap(\.self) {
      checks.append(
        DoctorCheck(
          check: "rules \(set.id)", ok: asOf <= set.reviewedThrough,
          text: asOf <= set.reviewedThrough
            ? "known to be the mandatory set through \(set.reviewedThrough)"
            : "was known to be the mandatory set through \(set.reviewedThrough); a newer one may be in force"))
    }
    return checks
  }

  private func review(_ what: String, through: CalendarDate?, asOf: CalendarDate) -> DoctorCheck {
    guard let through else { return DoctorCheck(check: what, ok: false, text: "is not known; nothing goes under it") }
    return DoctorCheck(
      check: what, ok: asOf <= through,
      text: asOf <= through ? "reviewed through \(through)" : "was reviewed only through \(through); nothing goes under it")
  }

  private func storeChecks() throws -> [DoctorCheck] {
    guard try disk.status(DiskPath(Self.storePath)) != nil else {
      for folder in ["outbox", "archive", "ledger", "reports"] where try holdsFiles(DiskPath(folder)) {
        return [DoctorCheck(check: "store", ok: false, text: "is missing although \(folder)/ holds files of earlier runs")]
      }
      return [DoctorCheck(check: "store", ok: true, text: "is not there yet; the first run makes it")]
    }
    do {
      return try checksOfStore()
    } catch let error as StoreError {
      // What a run would refuse is an answer here.
      return [DoctorCheck(check: "store", ok: false, text: "\(error); restore it from its backup")]
    }
  }

  private func checksOfStore() throws -> [DoctorCheck] {
    try withStore { store in
      var checks: [DoctorCheck] = []
      let problems = try store.read { try $0.integrityProblems() }
      checks.append(
        DoctorCheck(
          check: "store", ok: problems.isEmpty, text: problems.isEmpty ? "is sound" : problems.prefix(3).joined(separator: "; ")))
      do {
        try Recovery(disk: disk, store: store).refuseOldStore()
        checks.append(DoctorCheck(check: "store against files", ok: true, text: "knows all numbers beside it"))
      } catch let failure as CommandFailure {
        checks.append(DoctorCheck(check: "store against files", ok: false, text: failure.lines.joined(separator: " ")))
      }
      checks.append(try outboxCheck(store))
      for result in try verifyLedger(in: store, company: nil) {
        checks.append(DoctorCheck(check: "journal of \(result.company)", ok: result.problem == nil, text: result.text))
      }
      return checks
    }
  }
}
