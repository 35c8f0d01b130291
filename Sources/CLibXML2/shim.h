#ifndef PERILLE_CLIBXML2_SHIM_H
#define PERILLE_CLIBXML2_SHIM_H

// libxml2's headers would bring those of the system's ICU, which contradict the ICU that Foundation has; which of the two a compilation
// meets first is chance. Only the inside of xmlCharEncodingHandler differs without them, and that is never looked into.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/dict.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlwriter.h>

static inline void perille_xml_say_nothing(void *context, const char *format, ...) {
  (void)context;
  (void)format;
}

// On this thread: a few of libxml2's messages go to standard error by a way of their own, for which a function of variable arguments is
// needed, and Swift has none.
static inline void perille_xml_be_silent(void) { xmlSetGenericErrorFunc(NULL, perille_xml_say_nothing); }

#endif
