/* One roster against another of the same problem, as a manager would set them side by side. */
#ifndef VAKT_CLI_CHECK_AGAINST_H
#define VAKT_CLI_CHECK_AGAINST_H

#include "base/text.h"
#include "domain/instance.h"
#include "domain/roster.h"
#include "domain/roster_doc.h"
#include "verify/verify.h"

typedef struct vakt_side {
    const char *name; /* of the file */
    const vakt_roster *roster;
    const vakt_verdict *verdict;
    const vakt_roster_doc *given; /* as it was read: what it says of itself */
} vakt_side;

/* input_hash: of the problem. Both were verified on the instance. */
void vakt_check_against(vakt_text *text, const vakt_instance *instance, const char *input_hash,
                        const vakt_side *one, const vakt_side *other);

#endif
