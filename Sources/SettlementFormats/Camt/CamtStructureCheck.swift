import Receivables
import XMLStream

extension CamtStructure {
  /// Follows a message's elements beside the reader and notes what is not as the table has it.
  struct Check {
    /// Kinds of deviations that are told; one kind may be found in every entry.
    static let kindsMax = 20

    /// A child of one version.
    private struct Slot {
      var name: UInt16
      var isMandatory: Bool
      var isMany: Bool
      /// -1: not looked at.
      var rule: Int
    }

    private struct Frame {
      var rule: Int
      /// The slot that the last child had, and how many of them there were.
      var slot: Int
      var count: Int
    }

    private enum Kind { case missing, nothingChosen, misplaced, unexpected }

    private struct Deviation {
      var rule: Int
      var kind: Kind
      var name: UInt16
      var text: String
      var line: Int32
      var count: Int
    }

    private var slots: [Slot] = []
    private var from: [Int] = []
    private var isChoice: [Bool] = []
    /// The last slot of each rule that may not be empty; -1 when all may.
    private var lastMandatory: [Int] = []
    private var frames: [Frame] = []
    /// Elements open in one that is not looked at.
    private var unwatched = 0
    private var deviations: [Deviation] = []
    private var format = ""

    /// The message's own element has begun; nothing is checked of a version that the table does not have.
    mutating func begin(_ format: String) {
      guard frames.isEmpty, slots.isEmpty, let version = Int(format.suffix(2)),
        let message = CamtStructure.rules.firstIndex(where: { format.hasPrefix($0.name + ".") }),
        CamtStructure.versions.contains(version)
      else { return }
      self.format = format
      for rule in CamtStructure.rules {
        from.append(slots.count)
        isChoice.append(rule.choice?.contains(version) ?? false)
        for child in rule.children where child.versions.contains(version) {
          slots.append(
            Slot(name: child.name, isMandatory: child.isMandatory, isMany: child.isMany, rule: child.rule ?? -1))
        }
        lastMandatory.append(slots.indices.last { $0 >= from[from.count - 1] && slots[$0].isMandatory } ?? -1)
      }
      from.append(slots.count)
      push(message)
    }

    private mutating func push(_ rule: Int) {
      if rule < 0 {
        unwatched = 1
      } else {
        frames.append(Frame(rule: rule, slot: from[rule], count: 0))
      }
    }

    @inline(__always)
    mutating func start(_ event: XMLEvent, _ events: borrowing XMLEvents) {
      if unwatched > 0 {
        unwatched += 1
        return
      }
      let top = frames.count - 1
      guard top >= 0 else { return }
      let frame = frames[top]
      // As it should be: the next of the same, or the next slot.
      if frame.count > 0, slots[frame.slot].name == event.name, slots[frame.slot].isMany {
        frames[top].count += 1
        push(slots[frame.slot].rule)
      } else {
        take(event, events, frame, top)
      }
    }

    private mutating func take(_ event: XMLEvent, _ events: borrowing XMLEvents, _ frame: Frame, _ top: Int) {
      let all = from[frame.rule]..<from[frame.rule + 1]
      let choice = isChoice[frame.rule]
      let first = choice ? all.lowerBound : frame.count > 0 ? frame.slot + 1 : frame.slot
      var slot = first
      var lacks = false
      while slot < all.upperBound, slots[slot].name != event.name {
        lacks = lacks || slots[slot].isMandatory
        slot += 1
      }
      guard slot < all.upperBound, !(choice && frame.count > 0) else {
        let isKnown = all.contains { slots[$0].name == event.name }
        note(frame.rule, isKnown ? .misplaced : .unexpected, event.name, event.line) {
          let name = Masking.excerpt(events.name(event.name), limit: 40)
          return isKnown ? "“\(name)” stands in the wrong place or twice" : "“\(name)” is not expected"
        }
        unwatched = 1
        return
      }
      if lacks, !choice { noteMissing(first..<slot, frame.rule, event.line) }
      frames[top].slot = slot
      frames[top].count = 1
      push(slots[slot].rule)
    }

    @inline(__always)
    mutating func end(_ event: XMLEvent) {
      if unwatched > 0 {
        unwatched -= 1
        return
      }
      guard let frame = frames.popLast() else { return }
      let rest = frame.count > 0 ? frame.slot + 1 : frame.slot
      if isChoice[frame.rule] {
        if frame.count == 0 { noteNothingChosen(frame.rule, event.line) }
      } else if rest <= lastMandatory[frame.rule] {
        noteMissing(rest..<from[frame.rule + 1], frame.rule, event.line)
      }
    }

    // MARK: deviations

    @inline(__always)
    private mutating func noteMissing(_ range: Range<Int>, _ rule: Int, _ line: Int32) {
      for slot in range where slots[slot].isMandatory {
        let name = slots[slot].name
        note(rule, .missing, name, line) { "“\(CamtStructure.names[Int(name)])” is missing" }
      }
    }

    private mutating func noteNothingChosen(_ rule: Int, _ line: Int32) {
      let names = (from[rule]..<from[rule + 1]).map { slots[$0].name }
      note(rule, .nothingChosen, 0, line) {
        "one of \(names.map { CamtStructure.names[Int($0)] }.joined(separator: ", ")) is missing"
      }
    }

    /// Counts a deviation; the words are made for the first of its kind only.
    private mutating func note(_ rule: Int, _ kind: Kind, _ name: UInt16, _ line: Int32, _ text: () -> String) {
      if let known = deviations.firstIndex(where: { $0.rule == rule && $0.kind == kind && $0.name == name }) {
        deviations[known].count += 1
      } else if deviations.count < Check.kindsMax {
        deviations.append(Deviation(rule: rule, kind: kind, name: name, text: text(), line: line, count: 1))
      }
    }

    /// One warning for each kind of deviation.
    var findings: [Finding] {
      deviations.map { deviation in
        let times = deviation.count == 1 ? "" : " (\(deviation.count) times, first here)"
        let place = CamtStructure.rules[deviation.rule].name
        return CamtRules.finding(
          CamtRules.structure, .warning, "Against \(format), element “\(place)”: \(deviation.text)\(times).",
          line: deviation.line)
      }
    }
  }
}
