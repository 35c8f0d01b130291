/// One piece of a file: a message with the frame before it, a frame alone, or bytes that belong to neither.
struct FinvoicePart: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case invoice
    /// A message of the same stream that is no invoice: its root's name.
    case otherMessage(String)
    /// A root that no version of Finvoice knows.
    case unknownRoot(String)
    /// A transmission frame that no message follows.
    case frameOnly
    /// Text, loose tags or a declaration without a document.
    case stray
  }

  var kind: Kind
  /// The message with what precedes its root (declaration, DOCTYPE, comments), without the frame. Only the beginning of what is
  /// not parsed or too large.
  var bytes: [UInt8]
  /// The beginning of the frame, when there is one.
  var frame: [UInt8]
  /// Frame and message in the file.
  var range: Range<Int>
  /// 1-based line where `range` begins.
  var line: Int
  /// 1-based line where `bytes` begins.
  var messageLine: Int
  /// The closing tag of the root was there (and that of the frame, for a frame alone).
  var isComplete: Bool
  var isFrameComplete: Bool
  var isTooLarge: Bool
}
