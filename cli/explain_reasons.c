/* The rules of a conflict as reasons: who cannot have which of its duties, and why. */
#include <string.h>

#include "cli/explain_say.h"
#include "domain/texts.h"
#include "io/sentence.h"

#define MOST_NAMED 12
#define MOST_DATES 3

/* What one doctor (or all: -1) has against duties of the conflict, by one rule. */
typedef struct reason {
    const vakt_member *member; /* the first of them */
    int doctor;
    uint8_t *about; /* flag per duty */
    bool said;
} reason;

void vakt_say_names(vakt_text *text, const vakt_instance *instance, const int *doctors, size_t n)
{
    if (n > MOST_NAMED) {
        vakt_say(text, VAKT_TEXT_n_doctors, vakt_number_of((int64_t)n).text, NULL, NULL);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            vakt_text_add(text, i + 1 == n ? vakt_text_of(VAKT_TEXT_explain_and) : ", ");
        vakt_text_add(text, vakt_say_name(instance, doctors[i]));
    }
}

/* ---- when ---- */

static size_t count_of(const uint8_t *about, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += about[i];
    return count;
}

/* The distinct dates of the duties, which stand in the order of their starts: how many, the first
 * few and the last. */
static size_t dates_of(const vakt_instance *instance, const uint8_t *about,
                       vakt_day first[MOST_DATES], vakt_day *ret_last)
{
    size_t n = 0;
    *ret_last = VAKT_DAY_NONE;
    for (size_t i = 0; i < instance->n_duties; i++) {
        vakt_day date = instance->duties[i].date;
        if (!about[i] || date == *ret_last)
            continue;
        if (n < MOST_DATES)
            first[n] = date;
        *ret_last = date;
        n++;
    }
    return n;
}

/* "lørdag 27. mars og søndag 28. mars"; more than a few: from the first to the last. */
static void say_dates_of(vakt_text *text, const vakt_instance *instance, const uint8_t *about)
{
    vakt_day first[MOST_DATES], last;
    size_t n = dates_of(instance, about, first, &last);
    for (size_t i = 0; n <= MOST_DATES && i < n; i++) {
        if (i > 0)
            vakt_text_add(text, i + 1 == n ? vakt_text_of(VAKT_TEXT_explain_and) : ", ");
        vakt_say_day(text, first[i]);
    }
    if (n > MOST_DATES) {
        vakt_say_day(text, first[0]);
        vakt_text_add(text, " til ");
        vakt_say_day(text, last);
    }
}

/* Rest stands between two duties: both are named. */
static void say_gap(vakt_text *text, const vakt_instance *instance, const uint8_t *about)
{
    size_t n = count_of(about, instance->n_duties), said = 0;
    if (n == 0 || n > 2) {
        vakt_text_add(text, vakt_text_of(VAKT_TEXT_explain_between));
        if (n > 2)
            vakt_text_add(text, " ");
        say_dates_of(text, instance, about);
        return;
    }
    vakt_text_add(text, vakt_text_of(n == 1 ? VAKT_TEXT_explain_around
                                            : VAKT_TEXT_explain_between_two));
    for (size_t i = 0; i < instance->n_duties; i++) {
        if (!about[i])
            continue;
        vakt_text_add(text, said++ > 0 ? vakt_text_of(VAKT_TEXT_explain_and) : " ");
        vakt_say_dated_duty(text, instance, (int)i);
    }
}

/* ---- what ---- */

static bool is_rest(vakt_rule_kind rule)
{
    return rule == VAKT_RULE_rest || rule == VAKT_RULE_aml_daily_rest;
}

static void say_rest(vakt_text *text, const vakt_instance *instance, const reason *of,
                     const char *names)
{
    vakt_text hours, gap;
    vakt_text_init(&hours, VAKT_TEXT_CAP);
    vakt_text_init(&gap, VAKT_TEXT_CAP);
    vakt_say_minutes(&hours, instance->settings[of->member->setting].minutes);
    say_gap(&gap, instance, of->about);
    vakt_say(text, VAKT_TEXT_explain_rest, names, hours.bytes, gap.bytes);
    text->failed = text->failed || hours.failed || gap.failed;
    vakt_text_done(&hours);
    vakt_text_done(&gap);
}

static int reason_text(vakt_rule_kind rule)
{
    switch (rule) {
    case VAKT_RULE_absence:
        return VAKT_TEXT_explain_absence;
    case VAKT_RULE_training:
        return VAKT_TEXT_explain_training;
    case VAKT_RULE_day_job:
        return VAKT_TEXT_explain_day_job;
    case VAKT_RULE_exemption_right:
        return VAKT_TEXT_explain_exemption_right;
    case VAKT_RULE_exemption_decision:
        return VAKT_TEXT_explain_exemption_decision;
    case VAKT_RULE_fixed_duty:
        return VAKT_TEXT_explain_fixed_duty;
    case VAKT_RULE_class_bounds:
        return VAKT_TEXT_explain_class_bounds;
    default:
        return -1;
    }
}

/* A rule's own sentence inside one of ours: without its full stop. */
static void say_inner(vakt_text *text, vakt_rule_kind rule, const vakt_setting *setting)
{
    size_t before = text->length;
    vakt_say_statement(text, rule, setting);
    if (!text->failed && text->length > before && text->bytes[text->length - 1] == '.')
        text->bytes[--text->length] = '\0';
}

/* Of these doctors. Without a final full stop; `dated`: with the dates of the duties. */
static void say_reason(vakt_text *text, const vakt_instance *instance, const reason *of,
                       const char *names, bool dated)
{
    const vakt_member *member = of->member;
    int known = reason_text(member->rule);
    vakt_text statement;
    if (is_rest(member->rule)) {
        say_rest(text, instance, of, names);
        return;
    }
    vakt_text_init(&statement, VAKT_TEXT_CAP);
    say_inner(&statement, member->rule, &instance->settings[member->setting]);
    if (known >= 0)
        vakt_say(text, (vakt_text_id)known, names, NULL, NULL);
    else if (member->doctor >= 0)
        vakt_say(text, VAKT_TEXT_explain_rule_of_one, names, statement.bytes, NULL);
    else
        vakt_say(text, VAKT_TEXT_explain_rule_of_all, statement.bytes, NULL, NULL);
    if (dated && count_of(of->about, instance->n_duties) > 0) {
        vakt_text_add(text, known >= 0 ? " " : " (");
        say_dates_of(text, instance, of->about);
        vakt_text_add(text, known >= 0 ? "" : ")");
    }
    text->failed = text->failed || statement.failed;
    vakt_text_done(&statement);
}

void vakt_say_member_rule(vakt_text *text, const vakt_instance *instance, const vakt_member *member)
{
    vakt_arena *arena = vakt_arena_new();
    reason of = {.member = member, .doctor = member->doctor};
    of.about = arena ? vakt_arena_alloc(arena, instance->n_duties + 1, 1) : NULL;
    for (size_t i = 0; of.about && i < member->n_duties; i++)
        of.about[member->duties[i]] = 1;
    if (of.about)
        say_reason(text, instance, &of, vakt_say_name(instance, member->doctor), true);
    else
        text->failed = true;
    vakt_arena_free(arena);
}

/* ---- all of them ---- */

static bool same_rule(const vakt_instance *instance, const vakt_member *a, const vakt_member *b)
{
    return a->rule == b->rule &&
           instance->settings[a->setting].minutes == instance->settings[b->setting].minutes;
}

/* One per doctor and rule. */
static size_t collect(const vakt_instance *instance, const vakt_conflict *c, reason *reasons,
                      vakt_arena *arena)
{
    size_t n = 0;
    for (size_t k = c->n_needs; k < c->n_members; k++) {
        const vakt_member *member = &c->members[k];
        size_t at = 0;
        while (at < n && !(reasons[at].doctor == member->doctor &&
                           same_rule(instance, reasons[at].member, member)))
            at++;
        if (at == n) {
            reasons[n] = (reason){.member = member, .doctor = member->doctor};
            reasons[n].about = vakt_arena_alloc(arena, instance->n_duties + 1, 1);
            if (!reasons[n++].about)
                return SIZE_MAX;
        }
        for (size_t i = 0; i < member->n_duties; i++)
            reasons[at].about[member->duties[i]] = 1;
    }
    return n;
}

/* The duties of the conflict are of several dates: each reason says which it is about. */
static bool several_dates(const vakt_conflict *c)
{
    for (size_t i = 1; i < c->n_needs; i++)
        if (c->members[i].day != c->members[0].day)
            return true;
    return false;
}

void vakt_say_reasons(vakt_text *text, const vakt_instance *instance, const vakt_conflict *conflict,
                      vakt_arena *arena)
{
    size_t room = conflict->n_members + 1;
    reason *reasons = vakt_arena_alloc(arena, room, sizeof *reasons);
    int *doctors = vakt_arena_alloc(arena, room, sizeof *doctors);
    size_t n = reasons && doctors ? collect(instance, conflict, reasons, arena) : SIZE_MAX;
    bool any = false, dated = several_dates(conflict);
    text->failed = text->failed || n == SIZE_MAX;
    for (size_t i = 0; !text->failed && i < n; i++) {
        vakt_text names;
        size_t n_named = 0, at;
        if (reasons[i].said)
            continue;
        for (size_t k = i; k < n; k++) {
            if (!same_rule(instance, reasons[i].member, reasons[k].member) ||
                memcmp(reasons[i].about, reasons[k].about, instance->n_duties) != 0)
                continue;
            reasons[k].said = true;
            doctors[n_named++] = reasons[k].doctor;
        }
        vakt_text_init(&names, VAKT_TEXT_CAP);
        vakt_say_names(&names, instance, doctors, n_named);
        vakt_text_add(text, any ? "; " : " ");
        at = text->length;
        say_reason(text, instance, &reasons[i], names.bytes, dated);
        if (!any && !text->failed)
            vakt_say_capital(&text->bytes[at]);
        any = true;
        vakt_text_done(&names);
    }
    vakt_text_add(text, any ? "." : "");
}
