import Receivables

/// Ids of what `check` and `inspect` find in inputs before any reader sees them.
enum InspectionRules {
  static let missing = "file.missing"
  static let unreadable = "file.unreadable"
  static let readerFailed = "file.reader-failed"
  static let changed = "file.changed"
  static let notRegular = "file.not-regular"
  static let tooDeep = "file.folder-depth"
  static let notForUs = "message.not-for-us"
  static let noProfiles = "csv.no-configuration"
}

public enum InspectionCatalog {
  private static let contract = "Perille's command line contract, `perille check`"

  public static let rules: [RuleDescription] = [
    RuleDescription(
      id: InspectionRules.missing, title: "There is no such file",
      meaning: "A file or folder that was named for checking is not there.", example: "`perille check lasku.xlm` for lasku.xml.",
      remedy: "Check the name and the working directory.", source: contract),
    RuleDescription(
      id: InspectionRules.unreadable, title: "The file cannot be read",
      meaning: "The system refuses to open or read it, so that nothing can be said of what is in it.",
      example: "A file that belongs to another user and may be read by nobody else.",
      remedy: "Mend what the message names (permissions, a lost mount, a failing disk) and check again.", source: contract),
    RuleDescription(
      id: InspectionRules.readerFailed, title: "Perille failed on this file",
      meaning: "A defect in Perille, not in the file: no verdict on it was possible, and it counts as not read.",
      example: "None is known.", remedy: "Report it with the file, or with one that has the same effect.", source: contract),
    RuleDescription(
      id: InspectionRules.changed, title: "The file changed while it was read",
      meaning: "Large files are read twice, and the second time this one said something else.",
      example: "An export that is still being written.", remedy: "Check it again when its sender has finished it.",
      source: contract),
    RuleDescription(
      id: InspectionRules.notRegular, title: "This is no ordinary file",
      meaning:
        "Links, pipes, sockets and devices in a folder are never opened: they may lead out of it, or wait for ever. A link that is named itself is followed.",
      example: "A symbolic link in the inbox to a file elsewhere.", remedy: "Put the file itself there, or name it.",
      source: contract),
    RuleDescription(
      id: InspectionRules.tooDeep, title: "The folders nest too deep",
      meaning: "Below a certain depth folders are not looked into.", example: "A folder of 65 folders, each in the other.",
      remedy: "Name the inner folder itself.", source: contract),
    RuleDescription(
      id: InspectionRules.notForUs, title: "A message that is nothing for Perille",
      meaning: "It was recognised, and it asks for no money and reports none.",
      example: "An acknowledgement, or the attachments of an invoice in a message of their own.",
      remedy: "Nothing is to be done.",
      source: contract),
    RuleDescription(
      id: InspectionRules.noProfiles, title: "A list, and no configuration that says how to read it",
      meaning: "What the columns of a CSV file mean stands in perille.yaml, and none was found, so the file was not read.",
      example: "`perille check laskut.csv` in a folder without perille.yaml.",
      remedy: "Name the exchange folder with --root, or set PERILLE_ROOT.", source: contract),
  ]
}
