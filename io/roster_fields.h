/* The field tables of the `roster` document (domain/roster_doc.h). */
#ifndef VAKT_IO_ROSTER_FIELDS_H
#define VAKT_IO_ROSTER_FIELDS_H

#include "io/record.h"

#define VAKT_ROSTER_ROOT "roster" /* root element of the XML form */
#define VAKT_ROSTER_NAMESPACE "urn:vaktplan:roster:1"

extern const vakt_record vakt_roster_record;

extern const char *const vakt_roster_stop_words[];   /* vakt_roster_stop */
extern const char *const vakt_roster_result_words[]; /* vakt_roster_result */

#endif
