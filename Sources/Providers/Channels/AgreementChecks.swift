import Receivables

/// What must hold of an agreement on a channel, whatever goes under it.
struct AgreementChecks {
  var channel: any BatchChannel
  var agreement: Agreement

  func findings() -> [Finding] { provider() + product() + channel.fieldNameFindings(agreement) }

  private func provider() -> [Finding] {
    let id = channel.terms.channel
    let provider = ProviderRegistry.canonicalID(agreement.provider) ?? ""
    guard agreement.channel != id || !channel.providers.contains(provider) else { return [] }
    return [
      Finding(
        "channel.agreement", .error,
        "The agreement names provider \(Masking.excerpt(agreement.provider)) and channel \(Masking.excerpt(agreement.channel)), "
          + "which does not serve it.",
        remedy: "Channel \(id) serves: \(channel.providers.joined(separator: ", ")).", term: "channel")
    ]
  }

  private func product() -> [Finding] {
    guard let product = CarriedBatch.told(agreement.product) else { return [] }
    let products = ProviderRegistry.profile(agreement.provider)?.products ?? [:]
    guard products[agreement.mode] != product else { return [] }
    let offered = products.map { "\($0.value) for mode \($0.key.rawValue)" }.sorted()
    return [
      Finding(
        "channel.product", .error,
        "The agreement with \(Masking.excerpt(agreement.provider)) names product \"\(Masking.excerpt(product))\" in mode "
          + "\(agreement.mode.rawValue).",
        remedy: offered.isEmpty
          ? "This provider has no products: take product out." : "Known: \(offered.joined(separator: ", ")).",
        term: "product")
    ]
  }
}
