#include "base/status.h"

int vakt_status_exit_code(vakt_status status)
{
    switch (status) {
#define VAKT_STATUS_EXIT(name, exit_code, meaning)                                                 \
    case name:                                                                                     \
        return exit_code;
        VAKT_STATUSES(VAKT_STATUS_EXIT)
#undef VAKT_STATUS_EXIT
    }
    return 70;
}

const char *vakt_status_meaning(vakt_status status)
{
    switch (status) {
#define VAKT_STATUS_MEANING(name, exit_code, meaning)                                              \
    case name:                                                                                     \
        return meaning;
        VAKT_STATUSES(VAKT_STATUS_MEANING)
#undef VAKT_STATUS_MEANING
    }
    return "unknown status";
}
