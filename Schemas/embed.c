#include "PerilleSchemas.h"

// #embed is C23; clang takes it in every mode and only says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char assignments_1[] = {
#embed "perille-assignments-1.xsd"
};
static const unsigned char netvisor_voucher_1[] = {
#embed "perille-netvisor-voucher-1.xsd"
};
static const unsigned char maventa_requests_1[] = {
#embed "maventa-requests-1.schema.json"
};
static const unsigned char ropo_one_requests_1[] = {
#embed "ropo-one-requests-1.schema.json"
};

PerilleSchema perille_schema_assignments_1(void) { return (PerilleSchema){assignments_1, sizeof assignments_1}; }
PerilleSchema perille_schema_netvisor_voucher_1(void) {
  return (PerilleSchema){netvisor_voucher_1, sizeof netvisor_voucher_1};
}
PerilleSchema perille_schema_maventa_requests_1(void) {
  return (PerilleSchema){maventa_requests_1, sizeof maventa_requests_1};
}
PerilleSchema perille_schema_ropo_one_requests_1(void) {
  return (PerilleSchema){ropo_one_requests_1, sizeof ropo_one_requests_1};
}
