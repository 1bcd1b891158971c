/* A roster as CSV: semicolons and a byte order mark, so that a Norwegian Excel opens it right. */
#ifndef VAKT_IO_CSV_OUT_H
#define VAKT_IO_CSV_OUT_H

#include "base/text.h"
#include "domain/roster_doc.h"

/* duty;doctor;layer;start;end - one row per duty, open ones with an empty doctor (RFC 4180). */
VAKT_MUST_USE vakt_status vakt_roster_doc_write_csv(const vakt_roster_doc *roster, vakt_text *text);

#endif
