import Configuration
import Ledger
import Receivables
import Store

/// A table of `perille list`: headings and rows for people, and the same as objects for programs.
public struct Listing: Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case companies, receivables, assignments, settlements, vouchers, clearing, quarantine, questions
  }

  /// Keys in lowerCamelCase, in the order of the columns.
  public var columns: [String]
  public var rows: [[String]]
}

extension ExchangeFolder {
  /// `outcome`: of receivables, only those whose standing decision it is.
  public func list(_ kind: Listing.Kind, company: String?, outcome: Decision.Outcome?) throws -> Listing {
    if let company { try requireCompany(company) }
    if kind == .companies { return try listCompanies() }
    return try withStore { store in
      try store.read { transaction in
        switch kind {
        case .companies: Listing(columns: [], rows: [])
        case .receivables: try listReceivables(transaction, company, outcome)
        case .assignments: try listAssignments(transaction, company)
        case .settlements: try listSettlements(transaction)
        case .vouchers: try listVouchers(transaction, company)
        case .clearing: try listClearing(transaction, company)
        case .quarantine: try listQuarantine(transaction, company)
        case .questions: try listQuestions(transaction, company)
        }
      }
    }
  }

  private func listCompanies() throws -> Listing {
    let hasStore = try disk.status(DiskPath(Self.storePath)) != nil
    let rows = try configuration.companies.map { company in
      let activated = hasStore ? try withStore { try $0.read { try $0.activation(of: company.key) } } : nil
      let way =
        switch company.way {
        case .ledger: "ledger"
        case .handover: "handover"
        }
      return [
        company.key, company.name, company.country, company.legalID, way, activated?.description ?? "plan only",
        company.agreements.map { "\($0.provider)/\($0.channel)" }.joined(separator: " "),
      ]
    }
    return Listing(columns: ["key", "name", "country", "legalId", "way", "active", "agreements"], rows: rows)
  }

  private func listReceivables(_ transaction: Transaction, _ company: String?, _ outcome: Decision.Outcome?) throws -> Listing {
    var rows: [[String]] = []
    for key in company.map({ [$0] }) ?? configuration.companies.map(\.key) {
      try transaction.forEachReceivable(company: key, all: true) { receivable in
        let decision = try transaction.currentDecision(receivable: receivable.id)
        if let outcome, decision?.decision.outcome != outcome { return }
        rows.append([
          key, Masking.masked(receivable.identity.number),
          receivable.identity.instalment == 0 ? "" : String(receivable.identity.instalment),
          receivable.identity.issueDate.description, receivable.dueDate?.description ?? "",
          receivable.amountDue.decimalText, receivable.open.decimalText, receivable.amountDue.currency.code,
          decision?.decision.outcome.rawValue ?? "", decision?.decision.until?.description ?? "",
          decision?.decision.reasons.map(\.id).joined(separator: " ") ?? "",
        ])
      }
    }
    return Listing(
      columns: [
        "company", "number", "instalment", "issueDate", "dueDate", "amountDue", "open", "currency", "decision", "until",
        "reasons",
      ], rows: rows)
  }

  private func listAssignments(_ transaction: Transaction, _ company: String?) throws -> Listing {
    Listing(
      columns: [
        "company", "number", "provider", "mode", "kind", "state", "capital", "costs", "interest", "currency", "on", "file",
      ],
      rows: try transaction.assignments(company: company).map {
        [
          $0.company, Masking.masked($0.number), $0.provider, $0.mode, $0.kind, $0.state, $0.capital.decimalText,
          $0.costs.decimalText, $0.interest.decimalText, $0.capital.currency.code, $0.assignedOn.description,
          $0.batchPath ?? "",
        ]
      })
  }

  private func listSettlements(_ transaction: Transaction) throws -> Listing {
    Listing(
      columns: ["file", "part", "format", "made", "state", "entries", "net", "currency"],
      rows: try transaction.settlements().map {
        [
          $0.path, String($0.ordinal + 1), $0.format, $0.createdOn?.description ?? "", $0.state, String($0.entries),
          $0.net?.decimalText ?? "", $0.net?.currency.code ?? "",
        ]
      })
  }

  /// What is on CLEARING by account and booking day: money that the bank's statement has not shown yet, or that nobody has explained.
  private func listClearing(_ transaction: Transaction, _ company: String?) throws -> Listing {
    var rows: [[String]] = []
    for key in try company.map({ [$0] }) ?? transaction.voucherCompanies() {
      rows += try transaction.openClearing(company: key).map {
        [key, $0.account, $0.day.description, $0.amount.decimalText, $0.amount.currency.code]
      }
    }
    return Listing(columns: ["company", "account", "bookingDate", "amount", "currency"], rows: rows)
  }

  private func listVouchers(_ transaction: Transaction, _ company: String?) throws -> Listing {
    var rows: [[String]] = []
    for key in try company.map({ [$0] }) ?? transaction.voucherCompanies() {
      try transaction.forEachVoucher(company: key) { _, voucher in
        for posting in voucher.draft.postings {
          rows.append([
            key, voucher.label, voucher.draft.date.description, posting.recipe, posting.role.rawValue,
            posting.amount.decimalText, posting.amount.currency.code, posting.invoiceNumber.map { Masking.masked($0) } ?? "",
            voucher.draft.text,
          ])
        }
      }
    }
    return Listing(
      columns: ["company", "voucher", "date", "recipe", "role", "amount", "currency", "invoice", "text"], rows: rows)
  }

  private func listQuarantine(_ transaction: Transaction, _ company: String?) throws -> Listing {
    Listing(
      columns: ["name", "from", "since", "concerns", "rules"],
      rows: try transaction.quarantine(state: "open").filter { item in company.map { item.companies.concerns($0) } ?? true }
        .map { item in
          let concerns =
            switch item.companies {
            case .all: "all companies"
            case .some(let keys): keys.isEmpty ? "nobody" : keys.sorted().joined(separator: " ")
            }
          return [item.name, item.path, item.since.description, concerns, item.rules.joined(separator: " ")]
        })
  }
}
