/// The name that was probably meant: the one with the fewest letters wrong, missing, extra or swapped, or nil when none is near.
///
/// Capitals do not count (ASCII). Near means at most a third of the letters wrong, and at least one; of equally near names the
/// first wins, so the answer is stable. Names longer than 64 characters are not compared.
public func nearest(_ name: String, among names: some Sequence<String>) -> String? {
  let wanted = folded(name)
  guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
  var best: (name: String, distance: Int)?
  for candidate in names {
    let letters = folded(candidate)
    guard !letters.isEmpty, letters.count <= 64 else { continue }
    let allowed = max(1, max(wanted.count, letters.count) / 3)
    guard abs(letters.count - wanted.count) <= allowed else { continue }
    let distance = editDistance(wanted, letters)
    guard distance <= allowed, distance < max(wanted.count, letters.count) else { continue }
    if distance < best?.distance ?? Int.max { best = (candidate, distance) }
  }
  return best?.name
}

private func folded(_ text: String) -> [Unicode.Scalar] {
  text.unicodeScalars.map { scalar in
    guard scalar.value >= 0x41, scalar.value <= 0x5A else { return scalar }
    return Unicode.Scalar(UInt8(scalar.value + 0x20))
  }
}

/// Optimal string alignment: insertions, deletions, substitutions, and swaps of neighbours.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var beforeLast = [Int](repeating: 0, count: right.count + 1)
  var last = Array(0...right.count)
  var row = last
  for (i, a) in left.enumerated() {
    row[0] = i + 1
    for (j, b) in right.enumerated() {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a == b ? 0 : 1))
      if i > 0, j > 0, a == right[j - 1], left[i - 1] == b { cost = min(cost, beforeLast[j - 1] + 1) }
      row[j + 1] = cost
    }
    (beforeLast, last, row) = (last, row, beforeLast)
  }
  return last[right.count]
}
