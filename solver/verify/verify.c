#include "verify/verify.h"

#include <string.h>

#include "domain/texts.h"
#include "verify/check_helpers.h"

/* ---- the check functions, in the order of the catalogue ---- */

#define CHECK_ROW(word, ...) vakt_check_##word,
static void (*const checks[])(vakt_checker *c) = {VAKT_RULES(CHECK_ROW)};
#undef CHECK_ROW

static void run_checks(vakt_checker *c)
{
    const vakt_instance *instance = c->instance;
    bool blocks_done = false;
    for (size_t s = 0; s < instance->n_settings && !c->out_of_memory; s++) {
        const vakt_setting *setting = &instance->settings[s];
        c->setting = (int)s;
        /* Turning the price of soft blocks off does not let anybody split a hard one. */
        if (setting->rule == VAKT_RULE_linked_block && !blocks_done) {
            vakt_check_hard_blocks(c);
            blocks_done = true;
        }
        if (setting->on)
            checks[setting->rule](c);
    }
    c->setting = -1;
}

/* Every required duty taken and every least cover met, whatever the weight of it. */
static bool is_complete(const vakt_instance *instance, const vakt_verdict *verdict)
{
    for (size_t s = 0; s < instance->n_settings; s++) {
        vakt_rule_kind rule = instance->settings[s].rule;
        bool cover =
            rule == VAKT_RULE_open_duty || rule == VAKT_RULE_cover || rule == VAKT_RULE_always_one;
        if (cover && verdict->scores[s].broken > 0)
            return false;
    }
    return true;
}

/* ---- what nobody looked at ---- */

static const vakt_unchecked aml_rows[] = {
#define AML_ROW(id, section, about)                                                                \
    {id, "arbeidsmiljøloven " section ", " about ", er ikke kontrollert"},
    VAKT_AML_UNCHECKED(AML_ROW)
#undef AML_ROW
};

/* Each id once. */
static void add_unchecked(vakt_checker *c, vakt_unchecked row)
{
    vakt_verdict *v = c->verdict;
    for (size_t i = 0; i < v->n_unchecked; i++) {
        if (strcmp(v->unchecked[i].id, row.id) == 0)
            return;
    }
    vakt_unchecked *grown = vakt_ver_list_grow(c, v->unchecked, v->n_unchecked, sizeof *grown);
    if (!grown)
        return;
    v->unchecked = grown;
    v->unchecked[v->n_unchecked++] = row;
}

typedef bool (*duty_question)(const vakt_instance *instance, int doctor, int duty);

static bool for_some_duty(const vakt_checker *c, duty_question question)
{
    for (size_t i = 0; i < c->instance->n_duties; i++) {
        if (c->roster->doctor[i] != VAKT_NOBODY &&
            question(c->instance, c->roster->doctor[i], (int)i))
            return true;
    }
    return false;
}

static bool on_aml_profile(const vakt_instance *instance, int doctor, int duty)
{
    int profile = vakt_instance_profile(instance, doctor, duty);
    return profile == VAKT_PROFILE_AML_STRICT || profile == VAKT_PROFILE_AML_AGREEMENT;
}

static bool judged_by_2026(const vakt_instance *instance, int duty)
{
    bool backup_rule;
    return instance->duties[duty].legevakt &&
           vakt_instance_competence(instance, instance->duties[duty].date, &backup_rule) ==
               VAKT_COMPETENCE_KF2026;
}

static bool rests_on_kf4(const vakt_instance *instance, int doctor, int duty)
{
    vakt_day day = instance->duties[duty].date;
    return judged_by_2026(instance, duty) && vakt_ver_engaged_kf4(instance, doctor, day) &&
           !vakt_ver_base_2026(instance, doctor, day);
}

static bool rests_on_2017(const vakt_instance *instance, int doctor, int duty)
{
    vakt_day day = instance->duties[duty].date;
    return judged_by_2026(instance, duty) &&
           vakt_instance_has(instance, doctor, VAKT_Q_GRANDFATHERED_2017, day) &&
           !vakt_ver_base_by_law(instance, doctor, day);
}

static bool rule_is_on(const vakt_instance *instance, vakt_rule_kind rule)
{
    for (size_t s = 0; s < instance->n_settings; s++) {
        if (instance->settings[s].rule == rule && instance->settings[s].on)
            return true;
    }
    return false;
}

static bool assessed(const vakt_problem *problem, int kind)
{
    for (size_t i = 0; i < problem->n_assessments; i++) {
        if (problem->assessments[i].kind == kind)
            return true;
    }
    return false;
}

static void add_text(vakt_checker *c, const char *id, vakt_text_id text)
{
    add_unchecked(c, (vakt_unchecked){id, vakt_text_of(text)});
}

static void fill_unchecked(vakt_checker *c)
{
    const vakt_instance *instance = c->instance;
    if (instance->problem->n_sfs_norm == 0)
        add_text(c, "sfs_norm", VAKT_TEXT_unchecked_sfs_norm);
    for (size_t i = 0; for_some_duty(c, on_aml_profile) && i < sizeof aml_rows / sizeof *aml_rows;
         i++)
        add_unchecked(c, aml_rows[i]);
    if (!rule_is_on(instance, VAKT_RULE_continuous_presence))
        add_text(c, "continuous_presence", VAKT_TEXT_unchecked_continuous_presence);
    if (!assessed(instance->problem, VAKT_ASSESS_ONSITE_BACKUP) &&
        for_some_duty(c, vakt_ver_needs_backup))
        add_text(c, "onsite_backup", VAKT_TEXT_unchecked_onsite_backup);
    if (for_some_duty(c, rests_on_kf4))
        add_text(c, "kf4_days", VAKT_TEXT_unchecked_kf4_days);
    if (for_some_duty(c, rests_on_2017))
        add_text(c, "grandfathered_2017", VAKT_TEXT_unchecked_grandfathered_2017);
    for (size_t s = 0; s < instance->n_settings; s++) {
        const vakt_setting *setting = &instance->settings[s];
        if (setting->entry && !setting->on)
            add_text(c, vakt_rule_info_of(setting->rule)->word, VAKT_TEXT_unchecked_turned_off);
    }
}

/* ---- verdicts ---- */

static bool roster_fits(const vakt_instance *instance, const vakt_roster *roster)
{
    if (roster->n_duties != instance->n_duties)
        return false;
    for (size_t i = 0; i < roster->n_duties; i++) {
        if (roster->doctor[i] != VAKT_NOBODY &&
            (roster->doctor[i] < 0 || (size_t)roster->doctor[i] >= instance->n_doctors))
            return false;
    }
    return true;
}

static vakt_status judge(const vakt_instance *instance, const vakt_roster *roster, bool keep,
                         vakt_verdict **ret_verdict)
{
    if (!roster_fits(instance, roster))
        return VAKT_E_INTERNAL;
    vakt_arena *arena = vakt_arena_new();
    if (!arena)
        return VAKT_E_NOMEM;
    vakt_verdict *verdict = vakt_arena_alloc(arena, 1, sizeof *verdict);
    vakt_rule_score *scores = vakt_arena_alloc(arena, instance->n_settings, sizeof *scores);
    vakt_checker c = {0};
    if (!verdict || !scores)
        goto no_memory;
    verdict->arena = arena;
    verdict->legal = true;
    verdict->scores = scores;
    if (!vakt_checker_init(&c, instance, roster, verdict, keep))
        goto no_memory;
    run_checks(&c);
    verdict->complete = is_complete(instance, verdict);
    if (keep) {
        vakt_ver_fill_backings(&c);
        vakt_ver_fill_municipalities(&c);
        vakt_ver_fill_wishes(&c);
        fill_unchecked(&c);
    }
    if (c.out_of_memory)
        goto no_memory;
    *ret_verdict = verdict;
    return VAKT_OK;
no_memory:
    vakt_arena_free(arena);
    return VAKT_E_NOMEM;
}

vakt_status vakt_verify(const vakt_instance *instance, const vakt_roster *roster,
                        vakt_verdict **ret_verdict)
{
    return judge(instance, roster, true, ret_verdict);
}

void vakt_verdict_free(vakt_verdict *verdict)
{
    if (verdict)
        vakt_arena_free(verdict->arena);
}

vakt_status vakt_verify_score(const vakt_instance *instance, const vakt_roster *roster,
                              bool *ret_legal, int64_t ret_levels[VAKT_MAX_LEVEL + 1])
{
    vakt_verdict *verdict = NULL;
    vakt_status status = judge(instance, roster, false, &verdict);
    if (status != VAKT_OK)
        return status;
    *ret_legal = verdict->legal;
    memcpy(ret_levels, verdict->levels, sizeof verdict->levels);
    vakt_verdict_free(verdict);
    return VAKT_OK;
}
