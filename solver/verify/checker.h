/* What check functions see and do. Private to solver/verify; shares nothing with solver/rules. */
#ifndef VAKT_VERIFY_CHECKER_H
#define VAKT_VERIFY_CHECKER_H

#include "verify/verify.h"

typedef struct vakt_held_duty { /* a duty of a doctor: own (duty >= 0) or outer (outer >= 0) */
    int duty, outer;
    vakt_minute start, end;
    vakt_day date, duty_day;
    bool home, night;
} vakt_held_duty;

typedef struct vakt_checker {
    const vakt_instance *instance;
    const vakt_roster *roster;
    int setting; /* being checked: stamped on findings */
    /* per doctor: own and outer duties in start order */
    vakt_held_duty **held;
    size_t *n_held;
    vakt_arena *arena; /* scratch and lists; lives as long as the verdict */
    vakt_verdict *verdict;
    bool keep;         /* false: only totals (vakt_verify_score) */
    bool out_of_memory;
} vakt_checker;

/* A finding to be filled in: every index -1, times unset, amount 1, hard as the setting says. */
vakt_finding vakt_finding_blank(const vakt_checker *c);
/* Records it: a hard one makes the roster illegal; a soft one costs weight * amount at the
 * setting's level (cost is computed here); an excused one neither. */
void vakt_find(vakt_checker *c, vakt_finding finding);
/* The same with the cost in points given by the caller, whatever the setting's mode. */
void vakt_find_priced(vakt_checker *c, vakt_finding finding, int64_t points);
/* Counts one more thing looked at by this setting. */
void vakt_checked(vakt_checker *c);

static inline const vakt_setting *vakt_checker_setting(const vakt_checker *c)
{
    return &c->instance->settings[c->setting];
}

/* One check function per rule: vakt_check_<word>. Called for each setting of the rule that is on. */
#define VAKT_CHECK_PROTOTYPE(word, ...) void vakt_check_##word(vakt_checker *c);
VAKT_RULES(VAKT_CHECK_PROTOTYPE)
#undef VAKT_CHECK_PROTOTYPE

/* ---- competence, as the verifier reads the law (check_competence.c) ---- */
bool vakt_check_alone(const vakt_instance *instance, int doctor, int duty);
bool vakt_check_may_back(const vakt_instance *instance, int doctor, int duty);
/* `could` of fair_share: none of the rules it names forbids it (check_fairness.c). */
bool vakt_check_could(const vakt_instance *instance, int doctor, int duty);
/* Would this hard rule forbid (doctor, duty)? One per forbidding rule that `could` names. */
bool vakt_forbids_authorisation(const vakt_instance *instance, int doctor, int duty);
bool vakt_forbids_student_licence(const vakt_instance *instance, int doctor, int duty);
bool vakt_forbids_may_work(const vakt_instance *instance, int doctor, int duty);
bool vakt_forbids_lis1_service(const vakt_instance *instance, int doctor, int duty);
bool vakt_forbids_courses(const vakt_instance *instance, int doctor, int duty);
bool vakt_forbids_backup_eligible(const vakt_instance *instance, int doctor, int duty);
bool vakt_forbids_exemption_right(const vakt_instance *instance, int doctor, int duty);
bool vakt_forbids_exemption_decision(const vakt_instance *instance, int doctor, int duty);

#endif
