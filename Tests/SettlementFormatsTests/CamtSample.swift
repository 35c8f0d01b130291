import Receivables

@testable import SettlementFormats

struct CamtRead {
  var recorder: SettlementRecorder
  var summary: FileSummary
  var counts: CamtCounts
}

func readCamt(_ bytes: [UInt8], chunk: Int = 65_536, held: Int = 1_000) throws -> CamtRead {
  let recorder = SettlementRecorder()
  let (summary, counts) = try CamtFormat(detailsHeldMax: held).read(ChunkedSource(bytes, size: chunk), into: recorder)
  return CamtRead(recorder: recorder, summary: summary, counts: counts)
}

func readCamt(_ text: String, chunk: Int = 65_536, held: Int = 1_000) throws -> CamtRead {
  try readCamt(Array(text.utf8), chunk: chunk, held: held)
}
