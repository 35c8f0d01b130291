#ifndef PERILLE_SCHEMAS_H
#define PERILLE_SCHEMAS_H

#include <stddef.h>

/// Bytes of a published schema, embedded at build time; not zero-terminated.
typedef struct {
  const unsigned char *bytes;
  size_t count;
} PerilleSchema;

/// XSD of channel perille-xml: perille-assignments-1.xsd
PerilleSchema perille_schema_assignments_1(void);
/// XSD of export netvisor-xml: perille-netvisor-voucher-1.xsd
PerilleSchema perille_schema_netvisor_voucher_1(void);
/// JSON Schema of channel maventa: maventa-requests-1.schema.json
PerilleSchema perille_schema_maventa_requests_1(void);
/// JSON Schema of channel ropo-one: ropo-one-requests-1.schema.json
PerilleSchema perille_schema_ropo_one_requests_1(void);

#endif
