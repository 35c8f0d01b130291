/// How much of an input is held in memory and looked at.
struct FinvoiceLimits: Hashable, Sendable {
  /// Bytes of one message without its frame; a longer one is refused and skipped, its neighbours are read.
  var messageBytes = 16 << 20
  /// Bytes of one comment, CDATA section or processing instruction; beyond it the opening counts as text.
  var constructBytes = 4 << 20
  /// Bytes of one start tag of a root, of a DOCTYPE and of a declaration.
  var tagBytes = 64 << 10
  /// Bytes kept of a part that is not read itself: frames, foreign messages, oversized ones.
  var keptBytes = 64 << 10
  /// Bytes of an attachment message whose hashes are checked: the guideline's megabyte in base64, with room.
  var attachmentBytes = 4 << 20
  /// Findings kept for one message; the rest is counted.
  var findings = 100

  init() {}
}
