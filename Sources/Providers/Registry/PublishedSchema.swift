import CSchemas

/// The schemas of the files that this room writes, as they stand in the project's `Schemas/`.
public enum PublishedSchema: String, CaseIterable, Sendable {
  case assignments1 = "perille-assignments-1.xsd"
  case maventaRequests1 = "maventa-requests-1.schema.json"
  case ropoOneRequests1 = "ropo-one-requests-1.schema.json"

  public var bytes: [UInt8] {
    let schema =
      switch self {
      case .assignments1: perille_schema_assignments_1()
      case .maventaRequests1: perille_schema_maventa_requests_1()
      case .ropoOneRequests1: perille_schema_ropo_one_requests_1()
      }
    return Array(UnsafeBufferPointer(start: schema.bytes, count: schema.count))
  }
}
