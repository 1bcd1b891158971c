/* The field tables of the documents of domain/changes_doc.h: changes, and the standing. */
#ifndef VAKT_IO_CHANGES_FIELDS_H
#define VAKT_IO_CHANGES_FIELDS_H

#include "io/record.h"

#define VAKT_CHANGES_ROOT "changes" /* root elements of the XML forms */
#define VAKT_CHANGES_NAMESPACE "urn:vaktplan:changes:1"
#define VAKT_STANDING_ROOT "standing"
#define VAKT_STANDING_NAMESPACE "urn:vaktplan:standing:1"

extern const vakt_record vakt_changes_record, vakt_standing_record;
/* One change, for documents that hold some (the journal). */
extern const vakt_record vakt_roster_change_record;

#endif
