/* "Hvorfor meg?" as the records that its documents and pages are written from. */
#ifndef VAKT_CLI_EXPLAIN_WHY_H
#define VAKT_CLI_EXPLAIN_WHY_H

#include "cli/explain_say.h"

typedef struct vakt_said_load { /* one class */
    const void *source;
    int load_class;
    int64_t duties, minutes, points, least, most; /* least, most: the share, unset = none */
    int64_t share_milli, carried; /* due in this period, and had beyond the due before it */
    int64_t assigned_before, worked_before;       /* history, unset = none */
} vakt_said_load;

typedef struct vakt_said_move {
    const void *source;
    const char *doctor, *name;
    int outcome; /* row of vakt_move_words */
    const char *rule; /* BREAKS */
    int64_t level_0, level_1, level_2;
    const char *text;
} vakt_said_move;

typedef enum vakt_move_outcome { VAKT_MOVE_POSSIBLE, VAKT_MOVE_BREAKS, VAKT_MOVE_UNAVAILABLE } vakt_move_outcome;
extern const char *const vakt_move_words[]; /* NULL-terminated */

typedef struct vakt_said_duty {
    const void *source;
    const char *duty, *text;
    int load_class;
    int64_t minutes, points;
    bool block;
    VAKT_LIST(vakt_said_move, moves);
} vakt_said_duty;

typedef struct vakt_said_why {
    const void *source;
    const char *problem, *doctor, *name;
    vakt_day from, to;
    bool for_manager;
    VAKT_LIST(vakt_said_load, loads);
    VAKT_LIST(vakt_said_duty, duties);
} vakt_said_why;

/* For a terminal, and as a page for the doctor. */
vakt_status vakt_why_text(const vakt_said_why *why, vakt_text *text);
vakt_status vakt_why_html(const vakt_said_why *why, vakt_text *text);

#endif
