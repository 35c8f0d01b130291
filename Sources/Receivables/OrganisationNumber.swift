extension Party {
  /// The organisation number in its canonical form: of the legal id (BT-47) when one is stated, else of the VAT number (BT-48).
  /// Nil when there is none or it is not valid in the country. Elsewhere than in FI, SE and NO any stated number counts. A Swedish
  /// sole trader's number is a personal identity code and is not given out here; see `isSwedishSoleTrader`.
  public func organisationNumber(country: String) -> String? {
    let legal = legalID?.value ?? ""
    guard !legal.isEmpty else { return numberInVAT(country) }
    return switch country {
    case "FI": FinnishBusinessID.normalised(legal)
    case "SE": SwedishOrganisationNumber.normalised(legal)
    case "NO": NorwegianOrganisationNumber.normalised(legal)
    default: legal
    }
  }

  /// A firm in Sweden that is known by its owner's personal identity code.
  public func isSwedishSoleTrader(country: String) -> Bool {
    guard country == "SE" else { return false }
    return personalCode != nil || PersonalIdentityCode.recognise(legalID?.value ?? "", country: "SE") != nil
  }

  private func numberInVAT(_ country: String) -> String? {
    guard let vat = vatID.flatMap(VATIdentifier.normalised) else { return nil }
    guard ["FI", "SE", "NO"].contains(country) else { return vat }
    guard vat.hasPrefix(country) else { return nil }
    let body = String(vat.dropFirst(2))
    return switch country {
    case "FI": FinnishBusinessID.normalised(body)
    case "SE": SwedishOrganisationNumber.normalised(String(body.prefix(10)))
    default: NorwegianOrganisationNumber.normalised(String(body.prefix(9)))
    }
  }
}
