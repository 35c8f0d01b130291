extension CamtPaths {
  static let messageTable: [(String, CamtField)] = [
    ("GrpHdr/MsgId", .messageID), ("GrpHdr/CreDtTm", .messageCreated), ("GrpHdr/MsgPgntn/PgNb", .messagePage),
    ("GrpHdr/MsgPgntn/LastPgInd", .messageIsLast),
  ]

  static let containerTable: [(String, CamtField)] =
    [
      ("Id", .statementID), ("CreDtTm", .created), ("CpyDplctInd", .copy), ("FrToDt/ToDtTm", .periodEnd),
      ("Acct/Ccy", .accountCurrency), ("Acct/Svcr/FinInstnId/BIC", .servicer), ("Acct/Svcr/FinInstnId/BICFI", .servicer),
      ("Acct/Svcr/FinInstnId/CmbndId/BIC", .servicer),
      ("Bal", .balance), ("Bal/Tp/CdOrPrtry/Cd", .balanceType), ("Bal/Tp/Cd", .balanceType), ("Bal/Amt", .balanceAmount),
      ("Bal/CdtDbtInd", .balanceDirection), ("Bal/Dt/Dt", .balanceDate), ("Bal/Dt/DtTm", .balanceDate),
      ("TxsSummry/TtlNtries/NbOfNtries", .totalCount), ("TxsSummry/TtlNtries/Sum", .totalSum),
      ("TxsSummry/TtlNtries/TtlNetNtryAmt", .totalNet), ("TxsSummry/TtlNtries/TtlNetNtry/Amt", .totalNet),
      ("TxsSummry/TtlNtries/CdtDbtInd", .totalNetDirection), ("TxsSummry/TtlNtries/TtlNetNtry/CdtDbtInd", .totalNetDirection),
      ("TxsSummry/TtlCdtNtries/NbOfNtries", .creditCount), ("TxsSummry/TtlCdtNtries/Sum", .creditSum),
      ("TxsSummry/TtlDbtNtries/NbOfNtries", .debitCount), ("TxsSummry/TtlDbtNtries/Sum", .debitSum),
    ] + account("Acct/Id", iban: .accountIBAN, other: .accountOther)
    + ["NtfctnPgntn", "StmtPgntn", "RptPgntn"].flatMap {
      [($0 + "/PgNb", CamtField.page), ($0 + "/LastPgInd", CamtField.isLast)]
    }
    + below(
      "TxsSummry/TtlNtriesPerBkTxCd", .codeTotal,
      [
        ("NbOfNtries", .codeTotalCount), ("Sum", .codeTotalSum), ("TtlNetNtryAmt", .codeTotalNet),
        ("TtlNetNtry/Amt", .codeTotalNet), ("CdtDbtInd", .codeTotalDirection), ("TtlNetNtry/CdtDbtInd", .codeTotalDirection),
        ("FcstInd", .codeTotalForecast),
      ] + bankCode)

  /// Version 01 has one `TxDtls` list straight below the entry, later ones have it below `NtryDtls`.
  static let entryTable: [(String, CamtField)] = below(
    "Ntry", .entry,
    [
      ("Amt", .entryAmount), ("CdtDbtInd", .entryDirection), ("RvslInd", .reversal), ("Sts", .status), ("Sts/Cd", .status),
      ("Sts/Prtry", .statusProprietary), ("BookgDt/Dt", .bookingDate), ("BookgDt/DtTm", .bookingDate), ("ValDt/Dt", .valueDate),
      ("ValDt/DtTm", .valueDate), ("AcctSvcrRef", .entryReference), ("AddtlNtryInf", .entryText),
    ] + bankCode + details("") + [("NtryDtls", .entryDetails)] + details("NtryDtls/"))

  private static func details(_ prefix: String) -> [(String, CamtField)] {
    below(
      prefix + "Btch", .batch, [("NbOfTxs", .batchCount), ("TtlAmt", .batchAmount), ("CdtDbtInd", .batchDirection)])
      + below(prefix + "TxDtls", .detail, detailTable + bankCode)
  }

  private static let bankCode: [(String, CamtField)] = [
    ("BkTxCd/Domn/Cd", .codeDomain), ("BkTxCd/Domn/Fmly/Cd", .codeFamily), ("BkTxCd/Domn/Fmly/SubFmlyCd", .codeSubFamily),
    ("BkTxCd/Prtry/Cd", .codeProprietary),
  ]

  private static let detailTable: [(String, CamtField)] =
    [
      ("Refs/AcctSvcrRef", .servicerReference), ("Refs/Prtry/Ref", .proprietaryReference), ("Refs/TxId", .transactionID),
      ("Amt", .detailAmount), ("CdtDbtInd", .detailDirection), ("AmtDtls/TxAmt/Amt", .transactionAmount),
      ("AmtDtls/CntrValAmt/Amt", .counterAmount), ("AmtDtls/InstdAmt/Amt", .instructedAmount),
      ("RltdDts/AccptncDtTm", .acceptanceDate), ("RltdDts/TxDtTm", .transactionDate),
      ("RltdDts/IntrBkSttlmDt", .settlementDate),
      ("RtrInf/Rsn/Cd", .returnReason), ("RtrInf/Rsn/Prtry", .returnReason), ("RtrInf/RtrRsn/Cd", .returnReason),
      ("RtrInf/RtrRsn/Prtry", .returnReason),
    ]
    + party("Dbtr", .debtorName) + party("UltmtDbtr", .ultimateDebtorName) + party("Cdtr", .creditorName)
    + party("UltmtCdtr", .ultimateCreditorName)
    + account("RltdPties/DbtrAcct/Id", iban: .debtorAccount, other: .debtorAccount)
    + account("RltdPties/CdtrAcct/Id", iban: .creditorAccount, other: .creditorAccount)
    + [("RmtInf/Ustrd", .freeText)]
    + below(
      "RmtInf/Strd", .structured,
      [
        ("CdtrRefInf/Ref", .reference), ("CdtrRefInf/CdtrRef", .reference), ("RfrdDocInf", .document),
        ("RfrdDocInf/Nb", .documentNumber), ("RfrdDocInf/RfrdDocNb", .documentNumber),
        ("RfrdDocInf/Tp/CdOrPrtry/Cd", .documentType), ("RfrdDocInf/RfrdDocTp/Cd", .documentType),
        // From version 12 on the amounts have types of an external code list instead, which are not read.
        ("RfrdDocAmt/RmtdAmt", .remittedAmount), ("RfrdDocAmt/CdtNoteAmt", .creditNoteAmount),
      ])

  private static func party(_ role: String, _ field: CamtField) -> [(String, CamtField)] {
    ["Nm", "Pty/Nm", "Agt/FinInstnId/Nm"].map { ("RltdPties/" + role + "/" + $0, field) }
  }

  private static func account(_ path: String, iban: CamtField, other: CamtField) -> [(String, CamtField)] {
    [(path + "/IBAN", iban)] + ["Othr/Id", "BBAN", "UPIC", "PrtryAcct/Id"].map { (path + "/" + $0, other) }
  }

  private static func below(_ path: String, _ field: CamtField, _ table: [(String, CamtField)]) -> [(String, CamtField)] {
    [(path, field)] + table.map { (path + "/" + $0.0, $0.1) }
  }
}
