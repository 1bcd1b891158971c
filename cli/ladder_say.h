/* The ladder of least changes in a manager's words, and as the record its documents are written
 * from. */
#ifndef VAKT_CLI_LADDER_SAY_H
#define VAKT_CLI_LADDER_SAY_H

#include "io/record.h"
#include "rebuild/ladder.h"

typedef struct vakt_said_value {
    const void *source;
    int measure; /* vakt_rung_measure */
    int64_t value, bound;
    bool proven;
} vakt_said_value;

typedef struct vakt_said_move {
    const void *source;
    const char *duty, *from, *to; /* ids; NULL = open */
    vakt_minute start;
    int64_t notice_hours, weight;
    int notice; /* vakt_rebuild_notice */
    bool asked, forced;
} vakt_said_move;

typedef struct vakt_said_rung {
    const void *source;
    int kind; /* vakt_rung_kind */
    bool answer, proven;
    int64_t changes, moved, open, people, weight, limit;
    const char *text; /* "4 endringer: ingen ledige vakter, 3 leger berøres; ..." */
    VAKT_LIST(vakt_said_value, values);
    VAKT_LIST(vakt_said_move, moves);
} vakt_said_rung;

typedef struct vakt_said_lost {
    const void *source;
    const char *duty, *doctor, *rule, *text;
} vakt_said_lost;

typedef struct vakt_said_standing {
    const void *source;
    const char *rule, *doctor, *duty, *text;
} vakt_said_standing;

typedef struct vakt_said_ladder {
    const void *source;
    const char *problem, *title;
    vakt_minute now;
    int policy; /* vakt_rebuild_policy */
    bool least_proven, impossible, stopped;
    int64_t least_bound, work;
    const char *text; /* what is proven of the least */
    VAKT_LIST(vakt_said_lost, lost);
    VAKT_LIST(vakt_said_standing, standing);
    VAKT_LIST(vakt_said_rung, rungs);
} vakt_said_ladder;

/* Everything lives in `arena`; ids are the instance's. Times and doctors are for the manager: not
 * for a page with other readers. */
VAKT_MUST_USE vakt_status vakt_ladder_say(const vakt_instance *instance,
                                          const vakt_rebuild_request *request,
                                          const vakt_ladder *ladder, vakt_arena *arena,
                                          vakt_said_ladder *ret_said);

/* format: text (or txt), json or xml. */
VAKT_MUST_USE vakt_status vakt_said_ladder_write(const vakt_said_ladder *said, const char *format,
                                                 vakt_text *text);

/* vaktplan rebuild PROBLEM ROSTER. */
struct vakt_args;
VAKT_MUST_USE vakt_status vakt_ladder_command(const struct vakt_args *args);

/* For a report that holds a ladder as a part: a field of type record. */
extern const vakt_record vakt_said_ladder_record;

#endif
