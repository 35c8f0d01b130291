#include "PerilleTables.h"

// #embed is C23; clang takes it in every mode and warns that it is new.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char account_names[] = {
#embed "account_names.csv"
};
static const unsigned char claim_critical[] = {
#embed "claim_critical.tsv"
};
static const unsigned char finvoice_codes[] = {
#embed "finvoice_codes.tsv"
};
static const unsigned char finvoice_mandatory[] = {
#embed "finvoice_mandatory.tsv"
};
static const unsigned char finvoice_rules[] = {
#embed "finvoice_rules.tsv"
};
static const unsigned char holidays[] = {
#embed "holidays.csv"
};
static const unsigned char invoice_code_lists[] = {
#embed "invoice_code_lists.tsv"
};
static const unsigned char invoice_rule_sets[] = {
#embed "invoice_rule_sets.tsv"
};
static const unsigned char invoice_rules[] = {
#embed "invoice_rules.tsv"
};
static const unsigned char proposed_charts[] = {
#embed "proposed_charts.csv"
};
static const unsigned char provider_messages[] = {
#embed "provider_messages.csv"
};
static const unsigned char reminder_fees[] = {
#embed "reminder_fees.csv"
};
static const unsigned char reviews[] = {
#embed "reviews.csv"
};
static const unsigned char rule_pages_en[] = {
#embed "rule_pages_en.tsv"
};
static const unsigned char rule_pages_peppol[] = {
#embed "rule_pages_peppol.tsv"
};
static const unsigned char statutory_times[] = {
#embed "statutory_times.csv"
};
static const unsigned char transliterations[] = {
#embed "transliterations.csv"
};
static const unsigned char ubl_restrictions[] = {
#embed "ubl_restrictions.tsv"
};
static const unsigned char ubl_structure[] = {
#embed "ubl_structure.tsv"
};
static const unsigned char ubl_terms[] = {
#embed "ubl_terms.tsv"
};

PerilleTable perille_table_account_names(void) { return (PerilleTable){account_names, sizeof account_names}; }
PerilleTable perille_table_claim_critical(void) { return (PerilleTable){claim_critical, sizeof claim_critical}; }
PerilleTable perille_table_finvoice_codes(void) { return (PerilleTable){finvoice_codes, sizeof finvoice_codes}; }
PerilleTable perille_table_finvoice_mandatory(void) { return (PerilleTable){finvoice_mandatory, sizeof finvoice_mandatory}; }
PerilleTable perille_table_finvoice_rules(void) { return (PerilleTable){finvoice_rules, sizeof finvoice_rules}; }
PerilleTable perille_table_holidays(void) { return (PerilleTable){holidays, sizeof holidays}; }
PerilleTable perille_table_invoice_code_lists(void) { return (PerilleTable){invoice_code_lists, sizeof invoice_code_lists}; }
PerilleTable perille_table_invoice_rule_sets(void) { return (PerilleTable){invoice_rule_sets, sizeof invoice_rule_sets}; }
PerilleTable perille_table_invoice_rules(void) { return (PerilleTable){invoice_rules, sizeof invoice_rules}; }
PerilleTable perille_table_proposed_charts(void) { return (PerilleTable){proposed_charts, sizeof proposed_charts}; }
PerilleTable perille_table_provider_messages(void) { return (PerilleTable){provider_messages, sizeof provider_messages}; }
PerilleTable perille_table_reminder_fees(void) { return (PerilleTable){reminder_fees, sizeof reminder_fees}; }
PerilleTable perille_table_reviews(void) { return (PerilleTable){reviews, sizeof reviews}; }
PerilleTable perille_table_rule_pages_en(void) { return (PerilleTable){rule_pages_en, sizeof rule_pages_en}; }
PerilleTable perille_table_rule_pages_peppol(void) { return (PerilleTable){rule_pages_peppol, sizeof rule_pages_peppol}; }
PerilleTable perille_table_statutory_times(void) { return (PerilleTable){statutory_times, sizeof statutory_times}; }
PerilleTable perille_table_transliterations(void) { return (PerilleTable){transliterations, sizeof transliterations}; }
PerilleTable perille_table_ubl_restrictions(void) { return (PerilleTable){ubl_restrictions, sizeof ubl_restrictions}; }
PerilleTable perille_table_ubl_structure(void) { return (PerilleTable){ubl_structure, sizeof ubl_structure}; }
PerilleTable perille_table_ubl_terms(void) { return (PerilleTable){ubl_terms, sizeof ubl_terms}; }
