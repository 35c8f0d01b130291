import XMLStream

/// The standard's structure, as a warning: names, order and what may not be missing.
enum CamtStructure {
  static let names: [String] = []

  struct Check {
    mutating func begin(_ format: String) {}
    @inline(__always) mutating func start(_ event: XMLEvent, _ events: borrowing XMLEvents) {}
    @inline(__always) mutating func end(_ event: XMLEvent) {}
  }
}
