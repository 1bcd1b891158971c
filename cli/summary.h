/* What a manager reads on stderr after a solve or a check, and the last line that scripts read. */
#ifndef VAKT_CLI_SUMMARY_H
#define VAKT_CLI_SUMMARY_H

#include "base/text.h"
#include "domain/roster_doc.h"
#include "verify/verify.h"

/* The page in words: title, open duties, breaches, levels with what is proven, what was not
 * checked. */
void vakt_summary(vakt_text *text, const vakt_instance *instance, const vakt_verdict *verdict,
                  const vakt_roster_doc *doc);
/* One row per doctor, one column per class that any duty has: points and share. */
void vakt_summary_fairness(vakt_text *text, const vakt_instance *instance,
                           const vakt_verdict *verdict);
/* "result: optimal 0/0/126 (bound 0/0/126, verified)" without newline. */
void vakt_summary_result(vakt_text *text, const vakt_roster_doc *doc, bool verified);

#endif
