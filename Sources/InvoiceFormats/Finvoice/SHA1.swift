import Crypto

/// The hash by which Finvoice names its attachments. It protects nothing any more; it only tells two files apart.
public enum SHA1 {
  /// 40 lower-case hexadecimal digits.
  public static func hexadecimal(_ bytes: some Collection<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let text = Insecure.SHA1.hash(data: Array(bytes)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
