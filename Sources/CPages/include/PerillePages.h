#ifndef PERILLE_PAGES_H
#define PERILLE_PAGES_H

#include <stddef.h>

/// Bytes of a text that is embedded at build time; not zero-terminated.
typedef struct {
  const unsigned char *bytes;
  size_t count;
} PerillePage;

PerillePage perille_page_findings(void);
PerillePage perille_page_style(void);

#endif
