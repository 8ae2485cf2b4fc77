#pragma once
#include <libxml/xmlversion.h>
// Some distributions build libxml2 with ICU, and its headers then bring in ICU's, which clash with Foundation's own copy.
// Only the inside of an encoding handler looks different without; nothing here looks inside one.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/dict.h>
#include <libxml/xmlerror.h>
