/* What several check_*.c share beside checker.h. Private to solver/verify. */
#ifndef VAKT_VERIFY_CHECK_HELPERS_H
#define VAKT_VERIFY_CHECK_HELPERS_H

#include "verify/checker.h"

#define VAKT_MINUTES_PER_DAY 1440

/* Lists who has what; false when out of memory. */
bool vakt_checker_init(vakt_checker *c, const vakt_instance *instance, const vakt_roster *roster,
                       vakt_verdict *verdict, bool keep);

/* Makes room for one more after `count` items of a list that lives in the arena; NULL when out of
 * memory. Lists grow by doubling, so the capacity follows from the count. */
void *vakt_ver_list_grow(vakt_checker *c, void *items, size_t count, size_t item_size);
/* Scratch from the arena; a failure is remembered in the checker. */
void *vakt_ver_scratch(vakt_checker *c, size_t count, size_t size);

/* ---- settings ---- */
/* The setting being checked decides for (doctor, duty), and the law was in force on its date. */
bool vakt_ver_judges(const vakt_checker *c, int doctor, int duty);
/* It decides for the doctor's windows; or, doctor = -1, for the roster as a whole. */
bool vakt_ver_judges_person(const vakt_checker *c, int doctor);
/* It counts this duty. */
bool vakt_ver_counts(const vakt_checker *c, const vakt_held_duty *held);
/* The setting of a rule that decides for (doctor, duty), or -1. */
int vakt_ver_setting_of(const vakt_instance *instance, vakt_rule_kind rule, int doctor, int duty);
/* Is there one, and is it hard, and was the law in force on the duty's date? */
bool vakt_ver_hard_for(const vakt_instance *instance, vakt_rule_kind rule, int doctor, int duty);
bool vakt_ver_law_holds(vakt_rule_kind rule, vakt_day day);

/* A rule of the form "forbids (d, D)": each duty that somebody has, against one predicate. */
typedef bool (*vakt_ver_forbids)(const vakt_instance *instance, int doctor, int duty);
/* An override of the problem sets this rule aside for them. */
bool vakt_ver_set_aside(const vakt_checker *c, int doctor, int duty);
void vakt_check_forbidden(vakt_checker *c, vakt_ver_forbids forbids);

/* Blank findings with who and when filled in. */
vakt_finding vakt_ver_finding_of(const vakt_checker *c, int doctor, int duty);
vakt_finding vakt_ver_finding_on(const vakt_checker *c, int doctor, vakt_day day);

/* ---- what doctors have ---- */
bool vakt_ver_is_own(const vakt_held_duty *held);
bool vakt_ver_has_own(const vakt_checker *c, int doctor);
/* Two duties of one hard block (or a duty and itself): never held against each other. */
bool vakt_ver_same_unit(const vakt_checker *c, const vakt_held_duty *a, const vakt_held_duty *b);
void vakt_ver_held_weekends(const vakt_checker *c, const vakt_held_duty *held, int *ret_first,
                            int *ret_last);

/* ---- numbers and time ---- */
/* By how much own duties carry `all` beyond the limit: what outer duties and the day job alone
 * break is nobody's breach, so `fixed` (the same count without own duties) lifts the limit. */
int64_t vakt_ver_excess(int64_t all, int64_t fixed, int64_t limit);
int64_t vakt_ver_given(int64_t value); /* 0 when unset */
int64_t vakt_ver_started_hours(vakt_minute start, vakt_minute end);
bool vakt_ver_dates_hold(vakt_day from, vakt_day to, vakt_day day); /* absent = open */
vakt_minute vakt_ver_midnight(vakt_day day);
vakt_day vakt_ver_local_day_of(vakt_minute at);
vakt_day vakt_ver_years_later(vakt_day day, int years); /* 29 February: 1 March in other years */
int64_t vakt_ver_overlap(vakt_minute a_start, vakt_minute a_end, vakt_minute b_start,
                         vakt_minute b_end); /* minutes, 0 when apart */
/* Sorts in place and takes out equals; the new count. */
size_t vakt_ver_sort_points(vakt_minute *points, size_t count);

/* ---- shared between the check files ---- */
/* Hard blocks are split by nobody, whether linked_block is on or not (check_runs.c). */
void vakt_check_hard_blocks(vakt_checker *c);
/* d would need backup on D: legevakt, not following, not to be alone, and the law asks for it. */
bool vakt_ver_needs_backup(const vakt_instance *instance, int doctor, int duty);
bool vakt_ver_courses(const vakt_instance *instance, int doctor, vakt_day day);
bool vakt_ver_base_by_law(const vakt_instance *instance, int doctor, vakt_day day); /* KF § 3 */
bool vakt_ver_base_2026(const vakt_instance *instance, int doctor, vakt_day day);
bool vakt_ver_engaged_kf4(const vakt_instance *instance, int doctor, vakt_day day);
void vakt_ver_fill_backings(vakt_checker *c);
/* A claimed right holds for a GP on the day; a granted exemption of empty scope holds. */
bool vakt_ver_claim_holds(const vakt_instance *instance, int doctor, vakt_day day);
bool vakt_ver_exempted(const vakt_instance *instance, int doctor, vakt_day day);
void vakt_ver_fill_municipalities(vakt_checker *c);
void vakt_ver_fill_wishes(vakt_checker *c);

#endif
