/* --now: the time that a command goes by; no command looks at the clock for it. */
#ifndef VAKT_CLI_NOW_H
#define VAKT_CLI_NOW_H

#include "cli/args.h"
#include "domain/calendar.h"

/* Norwegian time "2026-12-24T18:00", or with an offset ("+01:00" or "Z"). False when it is not. */
bool vakt_now_parse(const char *text, vakt_minute *ret_now);
/* That of the command line, VAKT_UNSET when not given. Says what is wrong with it. */
VAKT_MUST_USE vakt_status vakt_now_given(const vakt_args *args, vakt_minute *ret_now);

#endif
