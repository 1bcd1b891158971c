/* The explanation in a manager's words, and as the records that its documents are written from. */
#ifndef VAKT_CLI_EXPLAIN_SAY_H
#define VAKT_CLI_EXPLAIN_SAY_H

#include "explain/explain.h"
#include "io/record.h"

typedef struct vakt_said_member {
    const void *source;
    const char *what;   /* duty, cover, or the rule's word */
    const char *doctor; /* id or NULL */
    vakt_day date;
    VAKT_IDS(duties);
    const char *text;
} vakt_said_member;

typedef struct vakt_said_step {
    const void *source;
    int kind; /* row of vakt_repair_words */
    const char *doctor, *duty;
    const char *text;
} vakt_said_step;

typedef struct vakt_said_way {
    const void *source;
    int64_t price;
    bool law;
    VAKT_LIST(vakt_said_step, steps);
} vakt_said_way;

typedef struct vakt_said_conflict {
    const void *source;
    bool minimal;
    const char *text;
    VAKT_IDS(doctors);
    VAKT_LIST(vakt_said_member, members);
    VAKT_LIST(vakt_said_way, ways);
    int64_t tried;
    bool there_only;
} vakt_said_conflict;

typedef struct vakt_said {
    const void *source;
    const char *problem, *title;
    vakt_day from, to;
    int result;
    const char *text;
    VAKT_IDS(background);
    VAKT_LIST(vakt_said_conflict, conflicts);
    bool uncovered, more, together;
    int64_t tests, work;
} vakt_said;

/* What its documents are made of. */
#define VAKT_EXPLANATION_NAMESPACE "urn:vaktplan:explain:1"
#define VAKT_WHY_NAMESPACE "urn:vaktplan:why:1"
const vakt_record *vakt_explanation_record(void);
const vakt_record *vakt_why_record(void);

VAKT_MUST_USE vakt_status vakt_explain_say(const vakt_instance *instance,
                                           const vakt_explanation *explanation, vakt_arena *arena,
                                           vakt_said *ret_said);
VAKT_MUST_USE vakt_status vakt_said_write(const vakt_said *said, const char *format,
                                          vakt_text *text);

vakt_status vakt_said_html(const vakt_said *said, vakt_text *text);
/* Holds in every test, and is told to the reader as such. */
bool vakt_explain_is_background(vakt_rule_kind rule);

/* Name, or id. */
const char *vakt_say_name(const vakt_instance *instance, int doctor);
/* "Døgnvakt lørdag 27. mars kl. 08:00-08:00" */
void vakt_say_dated_duty(vakt_text *text, const vakt_instance *instance, int duty);
/* What a rule is called beside a price: "hvile mellom vakter"; else its own sentence. */
void vakt_say_label(vakt_text *text, vakt_rule_kind rule, const vakt_setting *setting);
/* "Anne, Bo og Cato"; how many when they are too many to name. */
void vakt_say_names(vakt_text *text, const vakt_instance *instance, const int *doctors, size_t n);
/* A sentence that was begun in lower case. */
void vakt_say_capital(char *first);
/* One rule of a conflict, with its doctor and what it is about; without a final full stop. */
void vakt_say_member_rule(vakt_text *text, const vakt_instance *instance, const vakt_member *member);
/* All rules of the conflict in one sentence: those who have the same reason are named together. */
void vakt_say_reasons(vakt_text *text, const vakt_instance *instance, const vakt_conflict *conflict,
                      vakt_arena *arena);
/* What was said, in the arena; frees the text. NULL: out of memory. */
const char *vakt_say_keep(vakt_text *text, vakt_arena *arena);

/* ---- why me? ---- */

/* A page per doctor named, or about the one duty (duty >= 0). */
typedef struct vakt_why_asked {
    const vakt_instance *instance;
    const vakt_roster *roster;
    const vakt_verdict *verdict;
    int doctor, duty; /* duty -1 = all of the doctor's */
    bool for_manager;
} vakt_why_asked;

struct vakt_said_why;
VAKT_MUST_USE vakt_status vakt_why_say(const vakt_why_asked *asked, vakt_arena *arena,
                                       struct vakt_said_why **ret_why);
VAKT_MUST_USE vakt_status vakt_why_write(const struct vakt_said_why *why, const char *format,
                                         vakt_text *text);

#endif
