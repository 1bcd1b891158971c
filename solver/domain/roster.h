/* Who takes which duty. */
#ifndef VAKT_DOMAIN_ROSTER_H
#define VAKT_DOMAIN_ROSTER_H

#include <stddef.h>

#include "base/status.h"

#define VAKT_NOBODY (-1)

typedef struct vakt_roster {
    size_t n_duties;
    int *doctor; /* of each duty of the instance, or VAKT_NOBODY */
} vakt_roster;

VAKT_MUST_USE vakt_status vakt_roster_init(vakt_roster *roster, size_t n_duties); /* all open */
void vakt_roster_done(vakt_roster *roster);

#endif
