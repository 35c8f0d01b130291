import Glibc

/// Holds the exchange folder for one process as long as it lives; the system lets it go when the process ends, however it ends.
struct RunLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock, or returns nil when another process has it.
  init?(_ disk: Disk) throws(DiskError) {
    let descriptor = openat(disk.root, "state/lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw DiskError(operation: "open", path: "state/lock", code: errno) }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      let code = errno
      _ = close(descriptor)
      if code == EWOULDBLOCK { return nil }
      throw DiskError(operation: "lock", path: "state/lock", code: code)
    }
    self.descriptor = descriptor
  }

  deinit {
    // Closing alone would leave the lock with a child process that another thread is just starting and that has our descriptor still.
    _ = flock(descriptor, LOCK_UN)
    _ = close(descriptor)
  }
}
