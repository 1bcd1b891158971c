/* What the parts of the fold share. Private to solver/change. */
#ifndef VAKT_CHANGE_FOLDING_H
#define VAKT_CHANGE_FOLDING_H

#include "base/vec.h"
#include "change/fold.h"
#include "domain/texts.h"

typedef struct vakt_stand { /* the state between two changes */
    const vakt_problem *problem;
    vakt_instance *instance; /* of the problem */
    vakt_roster roster;
    vakt_verdict *verdict;
} vakt_stand;

typedef struct vakt_folding {
    vakt_arena *arena; /* of the fold */
    const vakt_fold_options *options;
    const vakt_roster_change *changes;
    size_t n_changes, at; /* the change being judged */
    vakt_fold_outcome *outcomes;
    vakt_stand now;
    vakt_standing standing; /* its lists are these: */
    VAKT_VEC(vakt_standing_duty) duties;
    VAKT_VEC(vakt_standing_applied) applied;
    VAKT_VEC(vakt_standing_breach) breaches;
    VAKT_VEC(vakt_standing_worked) worked;
    VAKT_VEC(vakt_standing_lost) lost;
    vakt_status status; /* out of memory, or a verification that failed */
} vakt_folding;

typedef struct vakt_move { /* a duty that changes hands; ids, for problems change */
    const char *duty;
    int from, to; /* doctors, or VAKT_NOBODY */
    int event;    /* vakt_life_event */
    bool gone;    /* the duty itself is dropped */
} vakt_move;

typedef struct vakt_trial { /* one change, as it would be */
    vakt_folding *f;
    const vakt_roster_change *change;
    vakt_fold_outcome *outcome;
    /* what it names, in the state before it; -1 = not named */
    int doctor, other, duty, other_duty;
    VAKT_VEC(vakt_move) moves;
    vakt_problem *problem; /* with the change made; NULL = as before */
    bool fact;             /* not refused for what follows */
    vakt_standing_event event; /* without a move: of `duty` */
    bool has_event, offered;   /* offered: an accept by one to whom it was offered */
    vakt_stand after;
    bool own_instance; /* of `after` */
} vakt_trial;

/* ---- the state (trial.c) ---- */

void *vakt_fold_alloc(vakt_folding *f, size_t count, size_t size);
char *vakt_fold_copy(vakt_folding *f, const char *text);
/* The change's own copy of the problem, made at the first call; NULL when out of memory. */
vakt_problem *vakt_trial_problem(vakt_trial *t);
/* That problem's own copy of the doctor, with its lists still shared. */
vakt_doctor *vakt_trial_doctor(vakt_trial *t, int doctor);
/* A copy of a list with room for one more. */
void *vakt_fold_longer(vakt_folding *f, const void *list, size_t n, size_t size);
bool vakt_trial_move(vakt_trial *t, int duty, int to, int event);
void vakt_trial_set_aside(vakt_trial *t, vakt_rule_kind rule, const char *doctor, const char *duty,
                          const char *reason, const char *by);
/* What was set aside for the duty and doctor (NULL: any) is no longer. False when out of memory. */
bool vakt_trial_forget_overrides(vakt_trial *t, const char *duty, const char *doctor);
/* Makes `after`: instance when the problem is another, roster with the moves, verdict. False when
 * refused (the problem would be invalid) or failed. */
bool vakt_trial_build(vakt_trial *t);
void vakt_trial_drop(vakt_trial *t); /* what build made */
void vakt_stand_done(vakt_stand *stand);

/* ---- kinds (kinds.c) ---- */

/* Each finds the moves and the new problem of its kind; false when refused or failed. */
#define VAKT_FOLD_KIND(id, word, norwegian, must, may, function)                                   \
    bool vakt_fold_kind_##function(vakt_trial *t);
VAKT_CHANGE_KINDS(VAKT_FOLD_KIND)
#undef VAKT_FOLD_KIND
/* Absence and leave, with the new problem built: opens the duties that it stands against. */
bool vakt_fold_open_against(vakt_trial *t, vakt_rule_kind rule);
bool vakt_fold_agreed(const vakt_trial *t, int doctor);

/* ---- refusals and sentences (judge.c) ---- */

/* Always false. The arguments fill in the text. */
bool vakt_trial_refuse(vakt_trial *t, vakt_fold_why why, const char *arg0, const char *arg1);
bool vakt_trial_refuse_duty(vakt_trial *t, vakt_fold_why why, int duty);
/* The duty and the doctor in words, in the arena. */
const char *vakt_fold_duty_name(vakt_folding *f, int duty);
const char *vakt_fold_doctor_name(vakt_folding *f, int doctor);
void vakt_fold_judge(vakt_folding *f, vakt_trial *t);

/* ---- the standing (standing.c) ---- */

/* The duty's row, made when there is none: first is who has it now. NULL when out of memory. */
vakt_standing_duty *vakt_folding_duty(vakt_folding *f, const char *duty, const char *holder);
vakt_standing_duty *vakt_folding_find(vakt_folding *f, const char *duty);
void vakt_folding_add_event(vakt_folding *f, vakt_standing_duty *duty, vakt_standing_event event);
/* NULL: not applied. */
const vakt_standing_applied *vakt_folding_applied(const vakt_folding *f, const char *id);
/* What the change says of whom and what, without who asked and when: 16 hexadecimal digits. */
typedef struct vakt_digest {
    char text[17];
} vakt_digest;
vakt_digest vakt_change_digest(const vakt_roster_change *change);
/* Writes what the trial did into the standing. */
void vakt_folding_record(vakt_trial *t);

#endif
