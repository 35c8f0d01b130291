import Receivables

/// The formats that there are, and the door through which all of them write.
public enum LedgerExports {
  public static let all: [any LedgerExport] = [
    SIEExport(), NetvisorCSVExport(), NetvisorXMLExport(), VoucherCSVExport(), HledgerExport(), BeancountExport(),
  ]

  public static func export(_ id: String) -> (any LedgerExport)? { all.first { $0.id == id } }

  /// Writes vouchers of one company's journal, in files by fiscal year, series, and (where a format has one a file) currency, of at
  /// most `ExportLayout.largest` vouchers each. No vouchers, no files. The order in which the vouchers are given does not matter.
  ///
  /// A chart that nobody has confirmed, an account that has no number, a voucher that does not balance: nothing is written. A
  /// currency that the format cannot say: the vouchers in it wait, the others are written.
  /// - Throws: `UnknownExport`; all else is a defect of the program.
  public static func files(_ vouchers: [Voucher], as id: String, _ context: ExportContext) throws -> ExportResult {
    guard let export = export(id) else { throw UnknownExport(id: id) }
    let layout = export.layout(context.terms)
    let chart = ExportChart(context)
    var refusals = ExportChecks.journal(vouchers, context)
    refusals += ExportChecks.chart(vouchers, chart, layout, format: id)
    guard refusals.isEmpty else { return ExportResult(files: [], refusals: refusals) }
    let (parts, unsaid) = ExportSelection.parts(vouchers, layout, context, chart, format: id)
    var files: [ExportedFile] = []
    for part in parts {
      let encoded = try export.encode(part.part)
      let name = ExportName.make(part.part, layout)
      files.append(
        ExportedFile(
          name: name, bytes: encoded.bytes, manifest: try ExportManifest.make(part.part, encoded, name: name, format: id),
          vouchers: part.indices, findings: ExportRules.findings(encoded.tally, file: name)))
    }
    return ExportResult(files: files, refusals: unsaid)
  }
}

/// No export is called so.
public struct UnknownExport: Error, Hashable, Sendable {
  public var id: String
}
