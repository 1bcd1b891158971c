#include "domain/roster.h"

#include <stdlib.h>

vakt_status vakt_roster_init(vakt_roster *roster, size_t n_duties)
{
    int *doctor = malloc((n_duties ? n_duties : 1) * sizeof *doctor);
    if (!doctor)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < n_duties; i++)
        doctor[i] = VAKT_NOBODY;
    *roster = (vakt_roster){n_duties, doctor};
    return VAKT_OK;
}

void vakt_roster_done(vakt_roster *roster)
{
    free(roster->doctor);
    *roster = (vakt_roster){0, NULL};
}
