#include "PerillePages.h"

// #embed is C23; clang takes it in every mode and warns that it is new.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char findings[] = {
#embed "findings.mustache"
};
static const unsigned char style[] = {
#embed "style.css"
};

PerillePage perille_page_findings(void) { return (PerillePage){findings, sizeof findings}; }
PerillePage perille_page_style(void) { return (PerillePage){style, sizeof style}; }
