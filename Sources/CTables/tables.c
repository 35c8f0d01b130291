#include "PerilleTables.h"

// #embed is C23; clang takes it in every mode and warns that it is new.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char account_names[] = {
#embed "account_names.csv"
};
static const unsigned char holidays[] = {
#embed "holidays.csv"
};
static const unsigned char proposed_charts[] = {
#embed "proposed_charts.csv"
};
static const unsigned char provider_messages[] = {
#embed "provider_messages.csv"
};
static const unsigned char reviews[] = {
#embed "reviews.csv"
};
static const unsigned char statutory_times[] = {
#embed "statutory_times.csv"
};
static const unsigned char transliterations[] = {
#embed "transliterations.csv"
};

PerilleTable perille_table_account_names(void) { return (PerilleTable){account_names, sizeof account_names}; }
PerilleTable perille_table_holidays(void) { return (PerilleTable){holidays, sizeof holidays}; }
PerilleTable perille_table_proposed_charts(void) {
  return (PerilleTable){proposed_charts, sizeof proposed_charts};
}
PerilleTable perille_table_provider_messages(void) {
  return (PerilleTable){provider_messages, sizeof provider_messages};
}
PerilleTable perille_table_reviews(void) { return (PerilleTable){reviews, sizeof reviews}; }
PerilleTable perille_table_statutory_times(void) {
  return (PerilleTable){statutory_times, sizeof statutory_times};
}
PerilleTable perille_table_transliterations(void) {
  return (PerilleTable){transliterations, sizeof transliterations};
}

static const unsigned char finvoice_codes[] = {
#embed "finvoice_codes.tsv"
};
PerilleTable perille_table_finvoice_codes(void) { return (PerilleTable){finvoice_codes, sizeof finvoice_codes}; }

static const unsigned char finvoice_mandatory[] = {
#embed "finvoice_mandatory.tsv"
};
PerilleTable perille_table_finvoice_mandatory(void) { return (PerilleTable){finvoice_mandatory, sizeof finvoice_mandatory}; }

static const unsigned char finvoice_rules[] = {
#embed "finvoice_rules.tsv"
};
PerilleTable perille_table_finvoice_rules(void) { return (PerilleTable){finvoice_rules, sizeof finvoice_rules}; }
