import Receivables

/// Whose rows they are.
struct CSVCompanies {
  /// The company of the whole file, when its place says so.
  let constant: Company?
  /// Why the file has no company.
  let fileFinding: Finding?
  private let companies: [Company]
  private let byName: [String: Int]
  private let values: [String: String]

  init(_ place: CSVProfile.CompanyPlace, companies: [Company], folders: [String]) {
    self.companies = companies
    var byName: [String: Int] = [:]
    var values: [String: String] = [:]
    var key: String?
    var problem: String?
    switch place {
    case .constant(let name): key = name
    case .folder(let depth):
      if depth >= 1, depth <= folders.count {
        key = folders[depth - 1]
      } else {
        problem = "The profile takes the company from sub-folder \(depth), and the file is not that deep."
      }
    case .column(_, let map):
      values = map
      for (index, company) in companies.enumerated() {
        let names = [company.key, company.legalID, company.vatID].compactMap(\.self) + company.endpoints
        for name in names.map(CSVCompanies.folded) where byName[name] == nil { byName[name] = index }
      }
    }
    let found = key.flatMap { key in companies.first { $0.key == key } }
    if let key, found == nil {
      problem = "The company \"\(Masking.excerpt(key))\" is not in perille.yaml." + CSVCompanies.near(key, companies)
    }
    constant = found
    fileFinding = problem.map {
      Finding(
        "csv.company-unknown", .error, $0,
        remedy: "Put the file into the sub-folder named by its company's key, or correct company: of the profile.")
    }
    self.byName = byName
    self.values = values
  }

  func company(of cells: CSVCells) -> Company? {
    if let constant { return constant }
    guard let text = cells.text(at: cells.columns.company) else {
      cells.report(
        "csv.company-unknown", nil, cells.columns.company, "The row does not say whose it is.",
        "Correct the row: the company's key, legal id, VAT number or e-invoice address is expected.")
      return nil
    }
    if let index = byName[CSVCompanies.folded(values[text] ?? text)] { return companies[index] }
    cells.report(
      "csv.company-unknown", nil, cells.columns.company,
      "\"\(Masking.excerpt(text))\" is no company of perille.yaml.\(CSVCompanies.near(text, companies))",
      "Keys, legal ids, VAT numbers and e-invoice addresses are known; map other codes under company: values:.")
    return nil
  }

  private static func near(_ name: String, _ companies: [Company]) -> String {
    nearest(name, among: companies.map(\.key)).map { " The nearest is \"\($0)\"." } ?? ""
  }

  /// Blanks and hyphens of ids do not count, nor do capitals.
  private static func folded(_ name: String) -> String { name.filter { $0 != "-" && $0 != " " }.lowercased() }
}
