import Store
import XMLStream

extension CommandFailure {
  /// Any error as an exit status and sentences. What is not known is a defect, never a success.
  public static func of(_ error: any Error) -> CommandFailure {
    switch error {
    case let failure as CommandFailure: return failure
    case let error as DiskError:
      return CommandFailure(.inputOutput, error.description, "Nothing was lost; run again when it is mended.")
    case let error as StoreError: return of(error)
    default: return CommandFailure(.defect, "Something happened that Perille does not know: \(type(of: error)).")
    }
  }

  private static func of(_ error: StoreError) -> CommandFailure {
    switch error {
    case .busy: CommandFailure(.locked, "\(error); try again.")
    case .full, .inputOutput:
      CommandFailure(.inputOutput, "\(error).", "Nothing was lost; run again when it is mended.")
    case .missing, .notOurs, .newer: CommandFailure(.configuration, "\(error).")
    case .corrupt, .refused: CommandFailure(.defect, "\(error).")
    }
  }
}

/// Versions of the libraries that are linked, for `--version`.
public enum LibraryVersions {
  public static var text: String { "libxml2 \(XMLStreamInfo.libxml2Version), SQLite \(Store.sqliteVersion)" }
}
