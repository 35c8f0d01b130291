import Receivables

/// What every finding id of this room means.
public enum ProvidersCatalog {
  public static let rules: [RuleDescription] = batchRules + claimRules + wireRules + fieldNameRules + readBackRules

  private static let promise = "Perille's promise: what a channel cannot carry is held, never merged or cut"

  private static let batchRules: [RuleDescription] = [
    RuleDescription(
      id: "channel.batch-empty", title: "A batch without assignments",
      meaning: "A payload file is made only for claims that go. An empty batch shows a defect in Perille.",
      example: "The batch of company acme holds no assignment.", remedy: "Report it.", source: "CONTRIBUTING: invariants"),
    RuleDescription(
      id: "channel.agreement", title: "Batch, agreement and channel do not belong together",
      meaning: "Each channel serves certain providers only, and a batch holds assignments of one agreement.",
      example: "An agreement with svea names channel ropo-one.",
      remedy: "Correct provider or channel of the agreement in perille.yaml.", source: "perille.yaml agreements"),
    RuleDescription(
      id: "channel.company-key", title: "A company key that cannot stand in a file name",
      meaning: "Payload files are named by channel, company key, day and serial number, and by nothing else.",
      example: "acme/../x", remedy: "Use lower-case letters, digits and hyphens.", source: "perille.yaml companies key"),
    RuleDescription(
      id: "channel.serial", title: "A serial number below 1",
      meaning: "Serial numbers of batches are unbroken for each company and provider, begin at 1 and are never used again.",
      example: "0", remedy: "Report it.", source: "Words: batch"),
    RuleDescription(
      id: "channel.currency", title: "The wrong currency",
      meaning: "A batch has one currency, the agreement's, and some channels can only write currencies with two decimals.",
      example: "A claim of 120.00 SEK in a batch of EUR.", remedy: "Correct the agreement, or the invoice at its source.",
      source: "Provider contracts: one currency an account"),
    RuleDescription(
      id: "channel.duplicate", title: "The same claim twice in one batch",
      meaning: "Providers ask that a claim is sent once. Two claims with one Maventa invoice id count as the same.",
      example: "Two instalments with the Maventa id of their one invoice.",
      remedy: "Correct the id; hand instalments over on a channel that does not need it.",
      source: "dev.ropo.com/guides/basics/debt-collection: send each task once"),
    RuleDescription(
      id: "channel.product", title: "A product that the provider does not sell for this mode",
      meaning: "Amili's product forte reminds, pro collects; the other providers have no products.",
      example: "product: pro with mode reminder_and_collection.", remedy: "Correct product or mode of the agreement.",
      source: "Ledger systems' manuals on Duetto"),
  ]

  private static let claimRules: [RuleDescription] = [
    RuleDescription(
      id: "channel.mode", title: "A mode that the channel or the agreement does not have",
      meaning: "reminder_and_collection lets the provider remind first; collection goes on from the creditor's own reminder.",
      example: "Mode reminder_and_collection on channel nk003.", remedy: "Correct the agreement's mode or channel.",
      source: "ChannelTerms.modes"),
    RuleDescription(
      id: "channel.kind", title: "A kind of claim that the channel cannot carry",
      meaning: "A consumer's rent goes only with the personal identity code, and this channel has no place for it.",
      example: "b2c_rental on channel nk003.", remedy: "Agree on another channel for this kind.",
      source: "documentation-next.stage.maventa.com/services-and-reach/finland/ropo-perinta"),
    RuleDescription(
      id: "channel.reminder-date", title: "No date of a reminder already sent",
      meaning:
        "In mode collection the provider must know when the creditor reminded; in Norway, when the inkassovarsel was sent.",
      example: "jobtype 2 without noticedate.", remedy: "State ownReminderDate or noticeSentDate with the invoice.",
      source: "dev.ropo.com/guides/basics/debt-collection; documentation.maventa.com, changelog 2026-06-24"),
    RuleDescription(
      id: "channel.amount", title: "An amount that cannot be claimed",
      meaning: "Capital must be above zero; costs and interest may be zero but not negative.",
      example: "Capital -5.00 EUR.", remedy: "Credit notes are told as such, never as claims: look at the receivable.",
      source: promise),
    RuleDescription(
      id: "channel.amount-too-large", title: "An amount too large for its field or for 64 bits",
      meaning: "Fixed-width fields end somewhere; sums are kept in 64 bits of minor units.",
      example: "10,000,000.00 in NK003's nine digits.", remedy: "Hand the claim over on another channel.", source: promise),
    RuleDescription(
      id: "channel.component", title: "Costs or interest on a channel that has no field for them",
      meaning: "Capital, costs and interest are always told apart. Where a channel has only one amount, it is the capital.",
      example: "A reminder fee of 5.00 EUR on channel ropo-one.",
      remedy: "Drop the fee, or agree on a channel that carries it.",
      source: "documentation-next.stage.maventa.com/services-and-reach/finland/ropo-perinta"),
    RuleDescription(
      id: "channel.co-debtors", title: "More co-debtors than the channel carries",
      meaning: "Each co-debtor is told apart with its own address; some channels know one debtor only.",
      example: "One co-debtor on channel nk003.", remedy: "Agree on another channel.", source: promise),
    RuleDescription(
      id: "channel.personal-code", title: "A consumer's rent without the personal identity code",
      meaning: "Providers take a consumer's rent only with the code of each person who owes it.",
      example: "Kind b2c_rental, debtor without code.", remedy: "Add the code to the customer's data at the source.",
      source: "documentation-next.stage.maventa.com/services-and-reach/finland/ropo-perinta"),
  ]

  private static let wireRules: [RuleDescription] = [
    RuleDescription(
      id: "channel.required", title: "A value that the channel cannot do without",
      meaning: "The provider would refuse the claim, or could not settle it.",
      example: "No payment reference on channel ropo-one, which settles with it.", remedy: "Add it at the source.",
      source: "ChannelTerms.required"),
    RuleDescription(
      id: "channel.too-long", title: "A value longer than its field",
      meaning: "Nothing is cut: half an invoice number names another invoice.",
      example: "An invoice number of 21 characters on channel nk003.", remedy: "Shorten it at the source.", source: promise),
    RuleDescription(
      id: "channel.not-numeric", title: "Letters in a numeric field",
      meaning: "The field is digits filled with zeros on the left.",
      example: "Customer number A-17 on channel nk003.", remedy: "Use numbers, or another channel.",
      source: "help.mamut.com, debtcoll/standard_ASCII.htm"),
    RuleDescription(
      id: "channel.character", title: "A character that the channel cannot write",
      meaning: "Fixed-width files are ISO-8859-1 on one line; control characters fit nowhere.",
      example: "A name with Ł on channel nk003.", remedy: "Replace the character at the source.",
      source: "XML 1.0, 2.2; ISO 8859-1"),
    RuleDescription(
      id: "channel.country", title: "A country that the channel cannot tell",
      meaning: "The debtor's country is no ISO 3166-1 code, or the channel has no field for a foreign one.",
      example: "A debtor in DE on channel nk003.", remedy: "Correct the address, or agree on another channel.",
      source: "ISO 3166-1"),
    RuleDescription(
      id: "channel.maventa-id", title: "A Maventa invoice id that is no UUID",
      meaning: "The id stands in the request's path; anything else than a UUID would ask for something else.",
      example: "12345", remedy: "Map the column with Maventa's own invoice id.",
      source: "documentation.maventa.com, developer changelog 2026-04-08"),
    RuleDescription(
      id: "channel.schema", title: "A payload that is not valid against its schema",
      meaning: "Perille's own XML leaves only when it is valid. The schema's own words follow.",
      example: "An empty company name.", remedy: "Correct the value that is named.", source: "Schemas/perille-assignments-1.xsd"),
  ]

  private static let fieldNameRules: [RuleDescription] = [
    RuleDescription(
      id: "channel.field-unknown", title: "A field name for a field that the channel does not have",
      meaning: "fieldNames gives other names to fields that the provider's public pages do not show.",
      example: "fieldNames: { payer.nmae: fullName }", remedy: "Use one of the keys that the message lists.",
      source: "perille.yaml agreements fieldNames"),
    RuleDescription(
      id: "channel.field-verified", title: "Another name for a documented field",
      meaning: "The provider documents this name; another would be refused or, worse, ignored.",
      example: "fieldNames: { collectionType: type }", remedy: "Take it out.", source: "perille.yaml agreements fieldNames"),
    RuleDescription(
      id: "channel.field-name", title: "A field name that cannot be written",
      meaning: "Names are letters, digits, hyphens and underscores; a point goes one object deeper.",
      example: "fieldNames: { payer.name: \"full name\" }", remedy: "Correct the name.",
      source: "perille.yaml agreements fieldNames"),
    RuleDescription(
      id: "channel.field-collision", title: "Two fields with one name",
      meaning: "One would overwrite the other, and a value would be lost.",
      example: "fieldNames: { payer.town: zip_code }", remedy: "Give each field a name of its own.",
      source: "perille.yaml agreements fieldNames"),
  ]

  private static let readBackRules: [RuleDescription] = [
    RuleDescription(
      id: "channel.read-back-syntax", title: "A payload that cannot be read back",
      meaning: "Every payload is read again by the table that wrote it before it is published.",
      example: "A line of 225 characters on channel nk003.", remedy: "Do not send it; write it again from the store.",
      source: "Promise 2: nothing is done twice"),
    RuleDescription(
      id: "channel.read-back-count", title: "A payload with more or fewer assignments than its batch",
      meaning: "Something was added or lost after the decision.", example: "3 assignments for a batch of 4.",
      remedy: "Do not send it; write it again from the store.", source: "Promise 1: nothing is lost"),
    RuleDescription(
      id: "channel.read-back-sum", title: "A payload whose amounts add up to something else",
      meaning: "The sums of capital, costs and interest are those of the batch, to the cent.",
      example: "10000 minor units for a batch of 10001.", remedy: "Do not send it; write it again from the store.",
      source: "Promise 6: money ties out"),
    RuleDescription(
      id: "channel.read-back-value", title: "A value that differs from what was decided",
      meaning: "Every value of every assignment is compared with the batch. Identifiers are compared but never shown.",
      example: "Due date 2026-10-02 for 2026-10-01.", remedy: "Do not send it; write it again from the store.",
      source: "Promise 6: money ties out"),
    RuleDescription(
      id: "channel.read-back-unexpected", title: "Something in a payload that its layout does not have",
      meaning: "A payload says what the batch says and nothing else.", example: "A second job in a request.",
      remedy: "Do not send it; write it again from the store.", source: "Promise 8: nothing personal that is not required"),
  ]
}
