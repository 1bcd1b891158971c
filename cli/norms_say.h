/* The staffing report for a terminal, for a sheet and as a page. */
#ifndef VAKT_CLI_NORMS_SAY_H
#define VAKT_CLI_NORMS_SAY_H

#include "base/text.h"
#include "io/record.h"
#include "norms/norms.h"

/* What its documents are made of (cmd_norms.c). */
#define VAKT_NORMS_NAMESPACE "urn:vaktplan:norms:1"
const vakt_record *vakt_norms_record(void);

vakt_status vakt_norms_text(const vakt_norm_report *report, vakt_text *text);
vakt_status vakt_norms_html(const vakt_norm_report *report, vakt_text *text);
/* Every table after the other, an empty line between. */
vakt_status vakt_norms_csv(const vakt_norm_report *report, vakt_text *text);

#endif
