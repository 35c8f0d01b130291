import Configuration
import Glibc

/// `perille init`: a new exchange folder with a commented configuration. Never writes over anything.
public enum InitFolder {
  public static func make(at path: String) throws -> [String] {
    if mkdir(path, 0o777) != 0 && errno != EEXIST {
      throw CommandFailure(.inputOutput, "The folder cannot be made: \(String(cString: strerror(errno))).")
    }
    let disk = try Disk(root: path)
    for name in ExchangeFolder.folders { try disk.makeFolder(DiskPath(name)) }
    try disk.makeFolder(DiskPath("state"), mode: 0o700)
    guard try disk.publish(Array(ConfigurationTemplate.text.utf8), at: DiskPath("perille.yaml")) else {
      return ["perille.yaml is there already and was left as it is."]
    }
    return [
      "An exchange folder with a commented perille.yaml is made.",
      "Put your companies into perille.yaml, check it with `perille doctor`, look at `perille plan`, then `perille activate COMPANY`.",
    ]
  }
}
