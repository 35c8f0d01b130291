extension CamtStructure {
  /// Elements by their parent, in order, versions 02–14. What hangs below elements that have no rule is not looked at.
  ///
  /// `name: children`, of which each is `Name`, behind it `?` (may be missing), `+` (once or more) or `*` (any number), `=rule` when its
  /// own children are in the table, and `@from-to` when only these versions have it so. `|` before the children: one of them;
  /// `|@from-to`: in these versions.
  /// Source: schemas camt.052.001, camt.053.001 and camt.054.001, versions 02–14 (ISO 20022).
  static let table: [String] =
    [
      "camt.052: GrpHdr=head Rpt+=Rpt SplmtryData*@3-14",
      "camt.053: GrpHdr=head Stmt+=Stmt SplmtryData*@3-14",
      "camt.054: GrpHdr=head Ntfctn+=Ntfctn SplmtryData*@3-14",
      "head: MsgId CreDtTm MsgRcpt? MsgPgntn?=page OrgnlBizQry?@3-14 AddtlInf?",
      "page: PgNb LastPgInd",
      "Rpt: Id RptPgntn?=page@3-14 " + containerHead + " Intrst* Bal*=Bal TxsSummry?=TxsSummry Ntry*=Ntry AddtlRptInf?",
      "Stmt: Id StmtPgntn?=page@3-14 " + containerHead + " Intrst* Bal+=Bal TxsSummry?=TxsSummry Ntry*=Ntry AddtlStmtInf?",
      "Ntfctn: Id NtfctnPgntn?=page@3-14 " + containerHead + " Intrst* TxsSummry?=TxsSummry Ntry*=Ntry AddtlNtfctnInf?",
      "FrToDt: FrDtTm ToDtTm",
      "account: Id=accountID@2-8 Id?=accountID@9-14 Tp? Ccy? Nm? Prxy?@8-14 Ownr? Svcr?=Svcr",
      "accountID: | IBAN Othr=Othr",
      "Othr: Id SchmeNm?=code Issr?",
      "code: | Cd Prtry",
      "Svcr: FinInstnId=FinInstnId BrnchId?",
      "FinInstnId: BICFI?@3-14 BIC?@2-2 ClrSysMmbId? LEI?@8-14 Nm? PstlAdr? Othr?",
      "date: | Dt DtTm",
    ] + balances + entries + details

  private static let containerHead =
    "ElctrncSeqNb? RptgSeq?@7-14 LglSeqNb? CreDtTm@2-6 CreDtTm?@7-14 FrToDt?=FrToDt CpyDplctInd? RptgSrc? Acct=account RltdAcct?"

  private static let balances = [
    "Bal: Tp=balanceType CdtLine?=CdtLine@2-6 CdtLine*=CdtLine@7-14 Amt CdtDbtInd Dt=date Avlbty*",
    "balanceType: CdOrPrtry=code SubTp?",
    "CdtLine: Incl Tp?@7-14 Amt? Dt?@7-14",
    "TxsSummry: TtlNtries?=TtlNtries TtlCdtNtries?=directed TtlDbtNtries?=directed TtlNtriesPerBkTxCd*=perCode",
    "TtlNtries: NbOfNtries? Sum? TtlNetNtry?=net@4-14 TtlNetNtryAmt?@2-3 CdtDbtInd?@2-3",
    "net: Amt CdtDbtInd",
    "directed: NbOfNtries? Sum?",
    "perCode: NbOfNtries? Sum? TtlNetNtry?=net@4-14 CdtNtries?@7-14 DbtNtries?@7-14 TtlNetNtryAmt?@2-3 CdtDbtInd?@2-3 FcstInd? "
      + "BkTxCd=BkTxCd Avlbty* Dt?@7-14",
  ]

  private static let entries = [
    "Ntry: NtryRef? Amt CdtDbtInd RvslInd? Sts@2-6 Sts=code@7-14 BookgDt?=date ValDt?=date AcctSvcrRef? Avlbty* BkTxCd=BkTxCd "
      + "ComssnWvrInd? AddtlInfInd? AmtDtls?=AmtDtls Chrgs*@2-3 Chrgs?@4-14 TechInptChanl? Intrst*@2-3 Intrst?@4-14 CardTx?@3-14 "
      + "NtryDtls*=NtryDtls AddtlNtryInf?",
    "BkTxCd: Domn?=Domn Prtry?=proprietaryCode",
    "Domn: Cd Fmly=Fmly",
    "Fmly: Cd SubFmlyCd",
    "proprietaryCode: Cd Issr?",
    "AmtDtls: InstdAmt?=amount TxAmt?=amount CntrValAmt?=amount AnncdPstngAmt? PrtryAmt*",
    "amount: Amt CcyXchg?",
    "NtryDtls: Btch?=Btch TxDtls*=TxDtls",
    "Btch: MsgId? PmtInfId? NbOfTxs? TtlAmt? CdtDbtInd?",
  ]

  private static let details = [
    "TxDtls: Refs?=Refs Amt@3-6 Amt?@7-14 CdtDbtInd@3-6 CdtDbtInd?@7-14 AmtDtls?=AmtDtls Avlbty* BkTxCd?=BkTxCd Chrgs*@2-3 "
      + "Chrgs?@4-14 Intrst*@2-3 Intrst?@4-14 RltdPties?=RltdPties RltdAgts? LclInstrm?@7-14 PmtTpInf?@10-14 Purp? RltdRmtInf* "
      + "RmtInf?=RmtInf RltdDts?=RltdDts RltdPric? RltdQties* FinInstrmId? Tax? RtrInf?=RtrInf RltdCorpActn?@13-14 CorpActn?@2-12 "
      + "SfkpgAcct? UndrlygAllcn*@13-14 CshDpst*@3-14 CardTx?@3-14 InstrCpy?@13-14 AddtlTxInf? SplmtryData*@4-14",
    "Refs: MsgId? AcctSvcrRef? PmtInfId? InstrId? EndToEndId? UETR?@8-14 TxId? MndtId? ChqNb? ClrSysRef? AcctOwnrTxId?@3-14 "
      + "AcctSvcrTxId?@3-14 MktInfrstrctrTxId?@3-14 PrcgId?@3-14 RtrId?@14-14 Prtry?=reference@2-2 Prtry*=reference@3-14",
    "reference: Tp Ref",
    "RltdPties: InitgPty?=party Dbtr?=party DbtrAcct?=otherAccount UltmtDbtr?=party Cdtr?=party CdtrAcct?=otherAccount UltmtCdtr?=party "
      + "TradgPty? Prtry*",
    "party: |@7-14 Pty=person@7-14 Agt@7-14 Nm?@2-6 PstlAdr?@2-6 Id?@2-6 CtryOfRes?@2-6 CtctDtls?@2-6",
    "person: Nm? PstlAdr? Id? CtryOfRes? CtctDtls?",
    "otherAccount: Id=accountID@2-8 Id?=accountID@9-14 Tp? Ccy? Nm? Prxy?@8-14",
    "RmtInf: Ustrd* Strd*=Strd",
    "Strd: RfrdDocInf*=RfrdDocInf RfrdDocAmt?=RfrdDocAmt CdtrRefInf?=CdtrRefInf Invcr? Invcee? TaxRmt?@5-14 GrnshmtRmt?@5-14 "
      + "SctiesData*@14-14 AddtlRmtInf*",
    "CdtrRefInf: Tp?=documentType Ref?",
    "documentType: CdOrPrtry=code Issr?",
    "RfrdDocInf: Tp?=documentType Nb? RltdDt? LineDtls*@6-14",
    "RfrdDocAmt: RmtAmtAndTp*@12-14 DuePyblAmt?@2-11 DscntApldAmt?@2-2 DscntApldAmt*@3-11 CdtNoteAmt?@2-11 TaxAmt?@2-2 TaxAmt*@3-11 "
      + "AdjstmntAmtAndRsn* RmtdAmt?@2-11",
    "RltdDts: AccptncDtTm? TradActvtyCtrctlSttlmDt? TradDt? IntrBkSttlmDt? StartDt? EndDt? TxDtTm? Prtry*",
    "RtrInf: OrgnlBkTxCd? Orgtr? Rsn?=code AddtlInf*",
  ]
}
