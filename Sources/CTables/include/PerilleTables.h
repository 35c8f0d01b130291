#ifndef PERILLE_TABLES_H
#define PERILLE_TABLES_H

#include <stddef.h>

/// Bytes of a dated table, embedded at build time; not zero-terminated.
typedef struct {
  const unsigned char *bytes;
  size_t count;
} PerilleTable;

PerilleTable perille_table_account_names(void);
PerilleTable perille_table_holidays(void);
PerilleTable perille_table_proposed_charts(void);
PerilleTable perille_table_provider_messages(void);
PerilleTable perille_table_reminder_fees(void);
PerilleTable perille_table_reviews(void);
PerilleTable perille_table_statutory_times(void);
PerilleTable perille_table_transliterations(void);
PerilleTable perille_table_ubl_structure(void);
PerilleTable perille_table_ubl_restrictions(void);
PerilleTable perille_table_ubl_terms(void);
PerilleTable perille_table_invoice_code_lists(void);
PerilleTable perille_table_invoice_rule_sets(void);
PerilleTable perille_table_invoice_rules(void);
PerilleTable perille_table_rule_pages_en(void);
PerilleTable perille_table_rule_pages_peppol(void);
PerilleTable perille_table_claim_critical(void);
PerilleTable perille_table_finvoice_codes(void);
PerilleTable perille_table_finvoice_mandatory(void);
PerilleTable perille_table_finvoice_rules(void);

#endif
