/// Plain values of one kind, one after another, in memory of their own. Copies are views of the same memory: rules look at a tree some
/// thousand times a document, and neither count references to it nor ask whether somebody changes it meanwhile.
///
/// Every look is checked to be inside. Whoever makes a column frees it, when no view is used any more.
struct Column<Element: BitwiseCopyable>: RandomAccessCollection {
  private struct Room {
    var base: UnsafeMutablePointer<Element>
    var count: Int
    var capacity: Int
  }

  private let room: UnsafeMutablePointer<Room>

  init(capacity: Int) {
    room = .allocate(capacity: 1)
    room.initialize(to: Room(base: .allocate(capacity: Swift.max(capacity, 1)), count: 0, capacity: Swift.max(capacity, 1)))
  }

  func free() {
    room.pointee.base.deallocate()
    room.deallocate()
  }

  @inline(__always) var startIndex: Int { 0 }
  @inline(__always) var endIndex: Int { room.pointee.count }

  @inline(__always)
  subscript(position: Int) -> Element {
    get {
      precondition(position >= 0 && position < room.pointee.count)
      return room.pointee.base[position]
    }
    nonmutating _modify {
      precondition(position >= 0 && position < room.pointee.count)
      yield &room.pointee.base[position]
    }
  }

  @inline(__always)
  func append(_ element: Element) {
    if room.pointee.count == room.pointee.capacity { grow(for: 1) }
    room.pointee.base[room.pointee.count] = element
    room.pointee.count += 1
  }

  func append(contentsOf elements: UnsafeBufferPointer<Element>) {
    guard let start = elements.baseAddress else { return }
    if room.pointee.capacity - room.pointee.count < elements.count { grow(for: elements.count) }
    (room.pointee.base + room.pointee.count).update(from: start, count: elements.count)
    room.pointee.count += elements.count
  }

  /// Forgets the values and keeps the room, unless one document has made it larger than nearly all need.
  func removeAll() {
    room.pointee.count = 0
    guard room.pointee.capacity * MemoryLayout<Element>.stride > 1 << 24 else { return }
    room.pointee.base.deallocate()
    room.pointee.capacity = 1 << 10
    room.pointee.base = .allocate(capacity: 1 << 10)
  }

  @inline(never)
  private func grow(for more: Int) {
    let capacity = Swift.max(room.pointee.capacity * 2, room.pointee.count + more)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    larger.update(from: room.pointee.base, count: room.pointee.count)
    room.pointee.base.deallocate()
    room.pointee.base = larger
    room.pointee.capacity = capacity
  }

  func withContiguousStorageIfAvailable<Result>(_ body: (UnsafeBufferPointer<Element>) throws -> Result) rethrows -> Result? {
    try body(UnsafeBufferPointer(start: room.pointee.base, count: room.pointee.count))
  }
}

/// Bytes counted from 0: those of a tree, or of a text that a rule has at hand.
protocol Bytes: RandomAccessCollection where Element == UInt8, Index == Int {}
extension Column: Bytes where Element == UInt8 {}
extension Array: Bytes where Element == UInt8 {}
