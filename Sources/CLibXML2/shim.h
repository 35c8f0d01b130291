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

#endif
