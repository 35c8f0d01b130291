import Receivables
import XMLStream

/// Perille's own XML file of assignments, for providers that publish no format: Svea, and Amili's products Forte (reminders) and Pro
/// (collection). `Schemas/perille-assignments-1.xsd` documents it; no file leaves that is not valid against it.
public struct PerilleXMLChannel: BatchChannel {
  public init() {}

  public var providers: [String] { ["svea", "amili", "generic"] }
  public var fileExtension: String { "xml" }
  public var fieldTable: [ChannelField] { PerilleXMLLayout.fieldTable(for: providers) }
  var carries: CarriedFields { PerilleXMLLayout.carries }

  public var terms: ChannelTerms {
    ChannelTerms(
      channel: "perille-xml", name: "Perille XML",
      required: [.invoiceNumber, .debtorName, .street, .postCode, .town],
      carriesCosts: true, carriesInterest: true, maximumCoDebtors: .max,
      modes: [.reminderAndCollection, .collection], carries: carries.terms)
  }

  func ownBatchFindings(_ batch: Batch) -> [Finding] { twoDecimals(batch) }

  func write(_ content: CarriedBatch, batch: Batch) throws(ChannelError) -> [UInt8] {
    do throws(XMLWriterError) {
      return try PerilleXMLLayout.document(content)
    } catch {
      throw ReadBack.unreadable("it cannot be written as XML (\(error))")
    }
  }

  func read(_ bytes: [UInt8], batch: Batch) throws(ChannelError) -> CarriedBatch {
    let problems = try schemaProblems(bytes)
    guard problems.isEmpty else { throw ChannelError(problems) }
    return try PerilleXMLReader.content(bytes)
  }

  private func schemaProblems(_ bytes: [UInt8]) throws(ChannelError) -> [Finding] {
    let validator: XMLSchemaValidator
    do throws(XMLSchemaError) {
      validator = try XMLSchemaValidator(schema: PublishedSchema.assignments1.bytes)
    } catch {
      throw ReadBack.unreadable("the embedded schema \(PublishedSchema.assignments1.rawValue) does not compile")
    }
    return validator.problems(in: bytes).map { problem in
      Finding(
        "channel.schema", .error,
        "The payload is not valid: \(problem.message) \(Masking.excerpt(problem.detail ?? "", limit: 200))",
        remedy: "\(PublishedSchema.assignments1.rawValue) is the contract: correct the value at its source, or report it.",
        place: .init(line: problem.line))
    }
  }
}
