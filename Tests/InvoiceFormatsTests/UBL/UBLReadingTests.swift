import InvoiceFormats
import InvoiceRules
import Receivables
import Testing

@Suite struct UBLReadingTests {
  @Test func everyTermOfAnInvoice() throws {
    let sample = UBLSample.invoice {
      $0.references = """
        <cbc:AccountingCost>4025</cbc:AccountingCost><cbc:BuyerReference>REF-7</cbc:BuyerReference>
        <cac:OrderReference><cbc:ID>PO-9</cbc:ID><cbc:SalesOrderID>SO-3</cbc:SalesOrderID></cac:OrderReference>
        <cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>INV-900</cbc:ID><cbc:IssueDate>2026-01-05</cbc:IssueDate></cac:InvoiceDocumentReference></cac:BillingReference>
        <cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>INV-901</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>
        <cac:ContractDocumentReference><cbc:ID>C-5</cbc:ID></cac:ContractDocumentReference>
        <cac:AdditionalDocumentReference><cbc:ID>att</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf">QUJD</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>
        """
      $0.prepaid = "25.00"
      $0.rounding = "-0.50"
      $0.due = "100.00"
      $0.tax =
        "<cac:TaxTotal><cbc:TaxAmount currencyID=\"SEK\">280.50</cbc:TaxAmount></cac:TaxTotal>" + $0.tax
    }
    let message = try readUBL(sample)
    #expect(message.findings == [])
    #expect(message.format == "peppol-bis-3-invoice")
    #expect(message.line == 2)
    let invoice = try #require(message.invoice)
    let eur = { (minor: Int64) in Money(minorUnits: minor, .eur) }
    #expect(invoice.number == "INV-1001")
    #expect(invoice.typeCode == "380")
    #expect(invoice.typeClass == .invoice)
    #expect(invoice.issueDate == CalendarDate(iso: "2026-03-02"))
    #expect(invoice.dueDate == CalendarDate(iso: "2026-03-16"))
    #expect(invoice.currency == .eur)
    #expect([invoice.netTotal, invoice.vatTotal, invoice.grossTotal] == [eur(10_000), eur(2550), eur(12_550)])
    #expect([invoice.prepaid, invoice.rounding, invoice.amountDue] == [eur(2500), eur(-50), eur(10_000)])
    #expect(invoice.effect == eur(10_000))
    #expect(invoice.reference == "12345672")
    #expect(invoice.account == "FI2112345600000785")
    #expect(invoice.bic == "NDEAFIHH")
    #expect(invoice.paymentMeans == ["30"])
    #expect(invoice.conditions == [])
    #expect(invoice.precedingInvoices.map(\.number) == ["INV-900", "INV-901"])
    #expect(invoice.precedingInvoices.first?.issueDate == CalendarDate(iso: "2026-01-05"))
    #expect(invoice.vatBreakdown.count == 1)
    #expect(invoice.vatBreakdown.first?.category == "S")
    #expect(invoice.vatBreakdown.first?.rate == ExactDecimal(mantissa: 255, scale: 1))
    #expect(invoice.vatBreakdown.first?.base == eur(10_000))
    #expect(invoice.vatBreakdown.first?.vat == eur(2550))
    #expect(invoice.buyerReference == "REF-7")
    #expect(invoice.orderReference == "PO-9")
    #expect(invoice.sellerReference == "SO-3")
    #expect(invoice.contractReference == "C-5")
    #expect(invoice.accountingReference == "4025")
    #expect(invoice.paymentTerms == "14 days net")
    #expect(invoice.note == "Thank you.")
    #expect(invoice.lineCount == 2)
    #expect(invoice.payee == nil)
    #expect(invoice.process == "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0")
    #expect(invoice.seller.name == "Esimerkki Oy")
    #expect(invoice.seller.tradingName == "Esimerkki")
    #expect(invoice.seller.legalID == PartyIdentifier("1234567-1", scheme: "0212"))
    #expect(invoice.seller.vatID == "FI12345671")
    #expect(invoice.seller.endpoint == PartyIdentifier("003712345671", scheme: "0216"))
    #expect(invoice.buyer.name == "Malli Oy")
    #expect(invoice.buyer.kind == .organisation)
    #expect(
      invoice.buyer.address == PostalAddress(streets: ["Mallitie 2", "B 3"], town: "Turku", postCode: "20100", country: "FI"))
    #expect(message.hint.seller == invoice.seller)
    #expect(message.mayReduceClaims)
  }

  @Test func creditNote() throws {
    let message = try readUBL(
      .invoice {
        $0.isCreditNote = true
        $0.dueDate = nil
        $0.references =
          "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>INV-1000</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>"
        $0.means = UBLSample.means("30", "<cbc:PaymentDueDate>2026-03-20</cbc:PaymentDueDate>")
      })
    let invoice = try #require(message.invoice)
    #expect(message.format == "peppol-bis-3-creditnote")
    #expect(message.findings == [])
    #expect(invoice.typeClass == .creditNote)
    #expect(invoice.effect == Money(minorUnits: -12_550, .eur))
    #expect(invoice.dueDate == CalendarDate(iso: "2026-03-20"))
    #expect(invoice.precedingInvoices.map(\.number) == ["INV-1000"])
    #expect(invoice.lineCount == 2)
  }

  @Test func formatIDs() throws {
    #expect(try readUBL(.invoice { $0.customization = "urn:cen.eu:en16931:2017" }).format == "ubl-2.1-invoice")
    let credit = UBLSample.invoice {
      $0.isCreditNote = true
      $0.customization = "2.1"
    }
    #expect(try readUBL(credit).format == "ubl-2.1-creditnote")
  }

  @Test func detection() {
    func recognised(_ text: String) -> Bool {
      UBLFormat().recognises(FileHead(name: "x", bytes: Array(text.utf8), size: text.utf8.count))
    }
    #expect(recognised(UBLSample().xml))
    #expect(recognised(UBLSample.invoice { $0.isCreditNote = true }.xml))
    #expect(recognised("\u{FEFF}<!-- c --><u:Invoice xmlns:u='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'>"))
    #expect(
      recognised("<StandardBusinessDocument xmlns='http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader'>"))
    #expect(!recognised("<Invoice/>"))
    #expect(!recognised("<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2'/>"))
    #expect(!recognised("<Order xmlns='urn:oasis:names:specification:ubl:schema:xsd:Order-2'/>"))
    #expect(!recognised("<Finvoice Version='3.0'/>"))
    #expect(!recognised("Invoice;Amount"))
    #expect(!recognised(""))
  }

  @Test func envelopeIsStripped() throws {
    let head = """
      <sbd:StandardBusinessDocument xmlns:sbd="http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader">
      <sbd:StandardBusinessDocumentHeader><sbd:HeaderVersion>1.0</sbd:HeaderVersion><sbd:Sender><sbd:Identifier>0192:1</sbd:Identifier></sbd:Sender></sbd:StandardBusinessDocumentHeader>

      """
    let bare = try readUBL(UBLSample())
    let wrapped = try readUBL(Array((head + UBLSample().body + "</sbd:StandardBusinessDocument>").utf8))
    #expect(wrapped.messages.count == 1)
    #expect(wrapped.messages.first?.invoice == bare.invoice)
    #expect(wrapped.messages.first?.line == 3)
    let two = try readUBL(Array((head + UBLSample().body + UBLSample().body + "</sbd:StandardBusinessDocument>").utf8))
    #expect(two.messages.map(\.rules) == [["ubl.several-documents"]])
    #expect(two.messages.first?.outcome == .refused)
    let order = try readUBL(Array((head + "<Order xmlns='urn:x'><cbc/></Order></sbd:StandardBusinessDocument>").utf8))
    guard case .notForUs(let text)? = order.messages.first?.outcome else {
      Issue.record("an order is not for us")
      return
    }
    #expect(text.contains("<Order>"))
  }

  /// However the file is cut into chunks, the document is the same.
  @Test func chunksDoNotMatter() throws {
    final class Pieces: ByteSource {
      var rest: ArraySlice<UInt8>
      init(_ bytes: [UInt8]) { rest = bytes[...] }
      func next() -> ArraySlice<UInt8> {
        defer { rest = rest.dropFirst(7) }
        return rest.prefix(7)
      }
    }
    let bytes = Array(UBLSample().xml.utf8)
    let sink = Collected()
    _ = try UBLFormat(rules: .none).read(Pieces(bytes), head: FileHead(name: "x", bytes: bytes, size: bytes.count), into: sink)
    #expect(sink.messages == (try readUBL(bytes)).messages)
  }

  /// 48 MB of attachment pass without being kept.
  @Test func attachmentsPass() throws {
    let attachment = String(repeating: "QUJDRA==", count: 6_000_000)
    let sample = UBLSample.invoice {
      $0.references =
        "<cac:AdditionalDocumentReference><cbc:ID>a</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject>\(attachment)</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>"
    }
    #expect(try readUBL(sample).invoice?.number == "INV-1001")
  }
}
