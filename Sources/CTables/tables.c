#include "PerilleTables.h"

// #embed is C23; clang takes it in every mode and warns only when asked to be pedantic.
static const unsigned char holidays[] = {
#embed "holidays.csv"
};
static const unsigned char reviews[] = {
#embed "reviews.csv"
};

PerilleTable perille_table_holidays(void) { return (PerilleTable){holidays, sizeof holidays}; }
PerilleTable perille_table_reviews(void) { return (PerilleTable){reviews, sizeof reviews}; }
