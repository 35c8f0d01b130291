import CSchemas
import Receivables
import XMLStream

/// Documents for Netvisor's resource `accounting.nv`. A request carries one voucher, so that each voucher is a file of its own, named by
/// its number; whoever sends them posts them in the order of their names. Mode `net`: Netvisor books the lines as they are.
///
/// Source: support.netvisor.fi, "Import accounting data, accounting.nv"; schema `perille-netvisor-voucher-1.xsd`. No number is stated,
/// so that Netvisor gives the next of its voucher type; ours begins the description.
public struct NetvisorXMLExport: LedgerExport {
  public let id = "netvisor-xml"

  /// Netvisor's own type for vouchers from elsewhere (PUMP), by its full name, as the resource wants it.
  static let voucherClass = "Tuodut tapahtumat"

  /// The schema that every document of this export follows.
  public static var schema: [UInt8] {
    let schema = perille_schema_netvisor_voucher_1()
    return Array(UnsafeBufferPointer(start: schema.bytes, count: schema.count))
  }

  public func layout(_ terms: LedgerTerms) -> ExportLayout {
    ExportLayout(accounts: .digits, currencies: .only(.eur), largest: 1, prefix: "netvisor-", suffix: "xml")
  }

  public func encode(_ part: ExportPart) throws -> EncodedPart {
    var tally = TextTally()
    let xml = XMLWriter()
    xml.element("Root") {
      for voucher in part.vouchers { NetvisorXMLExport.write(voucher, part.chart, xml, &tally) }
    }
    return EncodedPart(bytes: try xml.finish(), tally: tally)
  }

  private static func write(_ voucher: Voucher, _ chart: ExportChart, _ xml: XMLWriter, _ tally: inout TextTally) {
    xml.start("Voucher")
    xml.element("CalculationMode", "net")
    xml.element("VoucherDate", voucher.draft.date.description, [("format", "ansi")])
    xml.element("Description", cut(NetvisorText.voucher(voucher), &tally))
    xml.element("VoucherClass", voucherClass)
    for posting in voucher.draft.postings {
      xml.start("VoucherLine")
      var sum = ExportBytes()
      sum.add(posting.amount, mark: UInt8(ascii: ","))
      xml.element("LineSum", String(decoding: sum.bytes, as: UTF8.self))
      xml.element(ifPresent: "Description", cut(NetvisorText.posting(posting), &tally))
      xml.element("AccountNumber", chart.number(posting.role))
      // VAT has postings of its own here.
      xml.element("VatPercent", "0", [("vatcode", "NONE")])
      xml.end()
    }
    xml.end()
  }

  private static func cut(_ text: String, _ tally: inout TextTally) -> String {
    let line = ExportText.line(text)
    guard line.unicodeScalars.count > NetvisorText.limit else { return line }
    tally.cut += 1
    // Netvisor may count UTF-16 units, of which a scalar has at most two.
    var rest = NetvisorText.limit
    let kept = line.unicodeScalars.prefix { scalar in
      rest -= scalar.value > 0xFFFF ? 2 : 1
      return rest >= 0
    }
    return ExportText.trimmed(String(kept)[...])
  }
}
