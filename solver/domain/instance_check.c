/* What the reader cannot see: references, dates against each other, rights, what may be relaxed. */
#include <string.h>

#include "domain/instance_internal.h"

#define MAX_PERIOD_DAYS 400
#define MAX_DUTY_DAYS 8
#define MAX_DUTIES 20000
#define MAX_SHIFT_TYPE_ID 48 /* so that TYPE:YYYY-MM-DD:NN is an id of at most 64 bytes */

/* ---- small questions ---- */

static void check_dates(vakt_making *m, const void *source, vakt_day from, vakt_day to)
{
    char text[11];
    if (from == VAKT_DAY_NONE || to == VAKT_DAY_NONE || from <= to)
        return;
    vakt_day_format(from, text);
    vakt_making_expected(m, source, "to", "a date on or after `from`, %s", text);
}

static bool check_doctor(vakt_making *m, const void *source, const char *field, const char *id)
{
    if (!id || vakt_problem_doctor(m->problem, id) >= 0)
        return true;
    vakt_making_expected(m, source, field, "the id of a doctor of this problem (\"%s\" is not)", id);
    return false;
}

static void check_shift_type(vakt_making *m, const void *source, const char *field, const char *id)
{
    if (id && vakt_problem_shift_type(m->problem, id) < 0)
        vakt_making_expected(m, source, field,
                             "the id of a shift type of this problem (\"%s\" is not)", id);
}

static void check_shift_types(vakt_making *m, const void *source, const char *const *ids, size_t n)
{
    for (size_t i = 0; i < n; i++)
        check_shift_type(m, source, "shift_types", ids[i]);
}

static void check_municipality(vakt_making *m, const void *source, const char *field,
                               const char *id)
{
    if (id && vakt_problem_municipality(m->problem, id) < 0)
        vakt_making_expected(m, source, field,
                             "the id of a municipality of the district (\"%s\" is not)", id);
}

/* Equal ids within a list of records whose second member is the id. */
#define CHECK_UNIQUE(m, list, n, what)                                                             \
    for (size_t i_ = 0; i_ < (n); i_++) {                                                          \
        for (size_t j_ = 0; j_ < i_; j_++) {                                                       \
            if ((list)[i_].id && (list)[j_].id && strcmp((list)[i_].id, (list)[j_].id) == 0) {      \
                vakt_making_expected(m, (list)[i_].source, "id",                                   \
                                     "an id that no other " what " has");                          \
                break;                                                                             \
            }                                                                                      \
        }                                                                                          \
    }

/* Records that may not overlap in time when `same` says that they speak of the same thing. */
#define CHECK_APART(m, list, n, same, what)                                                        \
    for (size_t i_ = 0; i_ < (n); i_++) {                                                          \
        for (size_t j_ = 0; j_ < i_; j_++) {                                                       \
            if (vakt_dates_meet((list)[i_].from, (list)[i_].to, (list)[j_].from, (list)[j_].to) && \
                same(&(list)[i_], &(list)[j_])) {                                                  \
                vakt_making_expected(m, (list)[i_].source, "from",                                 \
                                     "dates that do not overlap another " what " of the same kind"); \
                break;                                                                             \
            }                                                                                      \
        }                                                                                          \
    }

static bool always(const void *a, const void *b)
{
    (void)a, (void)b;
    return true;
}

/* ---- doctors ---- */

static bool same_change(const vakt_change *a, const vakt_change *b)
{
    return (a->position >= 0 && b->position >= 0) || (a->municipality && b->municipality) ||
           (a->share_pct != VAKT_UNSET && b->share_pct != VAKT_UNSET) ||
           (a->profile >= 0 && b->profile >= 0) || (a->n_shift_types > 0 && b->n_shift_types > 0);
}

static int job_minutes(const vakt_day_job *job)
{
    return job->end > job->start ? job->end - job->start : job->end + 24 * 60 - job->start;
}

/* Within the week, so that a job past midnight meets that of the next day. */
static bool same_job(const vakt_day_job *a, const vakt_day_job *b)
{
    enum { DAY = 24 * 60, WEEK = 7 * DAY };
    if (a->weeks != b->weeks && a->weeks != VAKT_WEEKS_ALL && b->weeks != VAKT_WEEKS_ALL)
        return false;
    for (int i = 0; i < 49; i++) {
        int of_a = i / 7, of_b = i % 7;
        if (!(a->weekdays & 1u << of_a) || !(b->weekdays & 1u << of_b))
            continue;
        int later = (of_b * DAY + b->start - of_a * DAY - a->start + WEEK) % WEEK;
        if (later < job_minutes(a) || WEEK - later < job_minutes(b))
            return true;
    }
    return false;
}

static bool same_bounds(const vakt_bounds *a, const vakt_bounds *b)
{
    return a->load_class == b->load_class;
}

static bool same_held(const vakt_held *a, const vakt_held *b)
{
    return a->kind == b->kind;
}

static bool same_claim(const vakt_claim *a, const vakt_claim *b)
{
    return a->right == b->right;
}

static vakt_day birthday(vakt_day birth, int years)
{
    int year, month, day;
    vakt_day_to_civil(birth, &year, &month, &day);
    if (month == 2 && day == 29 && !vakt_date_valid(year + years, 2, 29))
        return vakt_day_from_civil(year + years, 3, 1);
    return vakt_day_from_civil(year + years, month, day);
}

/* Was the doctor a GP on the day, by the document alone? */
static bool gp_on(const vakt_doctor *d, vakt_day day)
{
    int position = d->position;
    for (size_t i = 0; i < d->n_changes; i++) {
        const vakt_change *c = &d->changes[i];
        if (c->position >= 0 && vakt_dates_hold(c->from, c->to, day))
            position = c->position;
    }
    return position == VAKT_POSITION_GP;
}

/* Fastlegeforskriften § 33 fourth paragraph: the right is a GP's, and age60 has its day. */
static void check_claim(vakt_making *m, const vakt_doctor *d, const vakt_claim *claim)
{
    vakt_day when = claim->from != VAKT_DAY_NONE && claim->from > m->problem->from ? claim->from
                                                                                  : m->problem->from;
    check_dates(m, claim->source, claim->from, claim->to);
    if (d->position >= 0 && !gp_on(d, when)) /* an unreadable position has been told already */
        vakt_making_expected(m, claim->source, "right",
                             "a right only of doctors in position gp (fastlegeforskriften § 33)");
    if (claim->right != VAKT_RIGHT_AGE60)
        return;
    if (d->birth_date == VAKT_DAY_NONE) {
        vakt_making_expected(m, claim->source, "right",
                             "the doctor's birth_date, from which age60 is reckoned");
        return;
    }
    vakt_day sixty = birthday(d->birth_date, 60);
    vakt_day last = claim->to != VAKT_DAY_NONE ? claim->to : m->problem->to;
    if (sixty > last) {
        char text[11];
        vakt_day_format(sixty, text);
        vakt_making_expected(m, claim->source, "right",
                             "a right that this doctor can have: 60 years come only on %s", text);
    }
}

static void check_absences(vakt_making *m, const vakt_doctor *d)
{
    for (size_t i = 0; i < d->n_absences; i++) {
        const vakt_absence *a = &d->absences[i];
        check_dates(m, a->source, a->from, a->to);
        for (size_t j = 0; j < i; j++) {
            if (vakt_dates_meet(a->from, a->to, d->absences[j].from, d->absences[j].to) &&
                a->percent + d->absences[j].percent > 100) {
                vakt_making_expected(m, a->source, "from",
                                     "dates that do not overlap another absence (together over 100 "
                                     "per cent)");
                break;
            }
        }
    }
}

static void check_wishes(vakt_making *m, const vakt_doctor *d)
{
    CHECK_UNIQUE(m, d->wishes, d->n_wishes, "wish of the doctor")
    for (size_t i = 0; i < d->n_denied; i++) {
        for (size_t j = 0; j < i; j++) {
            if (d->denied[i].level == d->denied[j].level)
                vakt_making_expected(m, d->denied[i].source, "level", "each level once");
        }
    }
    for (size_t i = 0; i < d->n_wishes; i++) {
        const vakt_wish *w = &d->wishes[i];
        check_dates(m, w->source, w->from, w->to);
        check_shift_types(m, w->source, w->shift_types, w->n_shift_types);
        if (check_doctor(m, w->source, "colleague", w->colleague) && w->colleague &&
            d->id && strcmp(w->colleague, d->id) == 0)
            vakt_making_expected(m, w->source, "colleague", "another doctor than the one who wishes");
    }
}

static void check_qualifications(vakt_making *m, const vakt_doctor *d)
{
    CHECK_APART(m, d->qualifications, d->n_qualifications, same_held, "row")
    for (size_t i = 0; i < d->n_qualifications; i++) {
        const vakt_held *held = &d->qualifications[i];
        check_dates(m, held->source, held->from, held->to);
        if (held->kind >= 0 && (d->has & 1u << held->kind))
            vakt_making_expected(m, held->source, "kind",
                                 "a kind that `has` does not already give for all time");
    }
    for (size_t i = 0; i < d->n_kf4; i++)
        check_dates(m, d->kf4[i].source, d->kf4[i].from, d->kf4[i].to);
    CHECK_APART(m, d->kf4, d->n_kf4, always, "engagement")
    for (size_t i = 0; i < d->n_kf4_used; i++) {
        for (size_t j = 0; j < i; j++) {
            if (d->kf4_used[i].year == d->kf4_used[j].year)
                vakt_making_expected(m, d->kf4_used[i].source, "year", "each year once");
        }
    }
}

static void check_dated_parts(vakt_making *m, const vakt_doctor *d)
{
    CHECK_APART(m, d->changes, d->n_changes, same_change, "change")
    CHECK_APART(m, d->day_jobs, d->n_day_jobs, same_job, "day job")
    CHECK_APART(m, d->bounds, d->n_bounds, same_bounds, "row")
    CHECK_APART(m, d->claims, d->n_claims, same_claim, "claim")
    for (size_t i = 0; i < d->n_changes; i++) {
        check_dates(m, d->changes[i].source, d->changes[i].from, d->changes[i].to);
        check_municipality(m, d->changes[i].source, "municipality", d->changes[i].municipality);
        check_shift_types(m, d->changes[i].source, d->changes[i].shift_types,
                          d->changes[i].n_shift_types);
    }
    for (size_t i = 0; i < d->n_day_jobs; i++)
        check_dates(m, d->day_jobs[i].source, d->day_jobs[i].from, d->day_jobs[i].to);
    for (size_t i = 0; i < d->n_bounds; i++) {
        const vakt_bounds *b = &d->bounds[i];
        check_dates(m, b->source, b->from, b->to);
        if (b->most != VAKT_UNSET && b->least != VAKT_UNSET && b->least > b->most)
            vakt_making_expected(m, b->source, "most", "at least `least`, %lld", (long long)b->least);
        if (b->target != VAKT_UNSET && ((b->most != VAKT_UNSET && b->target > b->most) ||
                                        (b->least != VAKT_UNSET && b->target < b->least)))
            vakt_making_expected(m, b->source, "target", "a number between `least` and `most`");
    }
    for (size_t i = 0; i < d->n_exemptions; i++) {
        const vakt_exemption *e = &d->exemptions[i];
        check_dates(m, e->source, e->from, e->to);
        check_shift_types(m, e->source, e->shift_types, e->n_shift_types);
        check_municipality(m, e->source, "by", e->by);
    }
}

static void check_doctor_record(vakt_making *m, const vakt_doctor *d)
{
    check_dates(m, d->source, d->from, d->to);
    check_municipality(m, d->source, "municipality", d->municipality);
    check_shift_types(m, d->source, d->shift_types, d->n_shift_types);
    check_dated_parts(m, d);
    check_absences(m, d);
    check_qualifications(m, d);
    check_wishes(m, d);
    for (size_t i = 0; i < d->n_claims; i++)
        check_claim(m, d, &d->claims[i]);
    for (size_t i = 0; i < d->n_training; i++) {
        if (d->training[i].end <= d->training[i].start)
            vakt_making_expected(m, d->training[i].source, "end", "a time after `start`");
    }
    for (size_t i = 0; i < d->n_feasts_done; i++) {
        const vakt_feast_done *f = &d->feasts_done[i];
        bool known = f->feast >= 0;
        for (size_t p = 0; f->peak && p < m->problem->n_peaks; p++)
            known = known || (m->problem->peaks[p].id && strcmp(m->problem->peaks[p].id, f->peak) == 0);
        if (f->feast >= 0 && f->peak)
            vakt_making_expected(m, f->source, "peak", "a feast or a peak, not both");
        else if (!known)
            vakt_making_expected(m, f->source, f->peak ? "peak" : NULL,
                                 "a feast, or the id of a peak of this problem");
    }
    if (d->person && !d->placeholder)
        vakt_making_expected(m, d->source, "person", "`person` only with placeholder true");
    if (d->agency.given && d->agency.on_days + d->agency.off_days <= 0)
        vakt_making_expected(m, d->agency.source, "on_days", "on_days + off_days above 0");
}

/* ---- cover, shift types and what lies on the calendar ---- */

static void check_cover(vakt_making *m)
{
    const vakt_problem *p = m->problem;
    for (size_t i = 0; i < p->n_cover; i++) {
        const vakt_cover *c = &p->cover[i];
        check_dates(m, c->source, c->from, c->to);
        if (c->wanted != VAKT_UNSET && c->wanted < c->least)
            vakt_making_expected(m, c->source, "wanted", "at least `least`, %lld", (long long)c->least);
    }
    for (size_t i = 0; i < p->n_shift_types; i++) {
        const vakt_shift_type *t = &p->shift_types[i];
        check_dates(m, t->source, t->from, t->to);
        if (t->wanted != VAKT_UNSET && t->wanted < t->least)
            vakt_making_expected(m, t->source, "wanted", "at least `least`, %lld", (long long)t->least);
        if (t->id && strlen(t->id) > MAX_SHIFT_TYPE_ID)
            vakt_making_expected(m, t->source, "id", "at most %d letters: duties are named after it",
                                 MAX_SHIFT_TYPE_ID);
        if (t->start == 24 * 60)
            vakt_making_expected(m, t->source, "start", "a clock time 00:00..23:59");
        if (t->more_days >= MAX_DUTY_DAYS)
            vakt_making_expected(m, t->source, "more_days", "fewer than %d days", MAX_DUTY_DAYS);
    }
}

static void check_specials(vakt_making *m)
{
    const vakt_problem *p = m->problem;
    for (size_t i = 0; i < p->n_specials; i++) {
        const vakt_special *s = &p->specials[i];
        if (s->kind < 0)
            continue;
        if (s->kind == VAKT_SPECIAL_ELSEWHERE) {
            if (s->start == VAKT_UNSET || s->end == VAKT_UNSET || s->end <= s->start)
                vakt_making_expected(m, s->source, "end", "start and end, end after start");
            continue;
        }
        if (!s->shift_type)
            vakt_making_expected(m, s->source, NULL, "shift_type with this kind");
        check_shift_type(m, s->source, "shift_type", s->shift_type);
        if (s->date == VAKT_DAY_NONE)
            vakt_making_expected(m, s->source, NULL, "date with this kind");
        else if (!vakt_dates_hold(p->from, p->to, s->date))
            vakt_making_expected(m, s->source, "date", "a date of the period");
    }
    for (size_t i = 0; i < p->n_calendar; i++) {
        if (p->calendar[i].day_class > VAKT_DAYBIT_EVE)
            vakt_making_expected(m, p->calendar[i].source, "day_class", "one class: mon..sun, red or eve");
        for (size_t j = 0; j < i; j++) {
            if (p->calendar[i].date == p->calendar[j].date)
                vakt_making_expected(m, p->calendar[i].source, "date", "each date once");
        }
    }
    for (size_t i = 0; i < p->n_elsewhere; i++)
        check_dates(m, p->elsewhere[i].source, p->elsewhere[i].from, p->elsewhere[i].to);
    for (size_t i = 0; i < p->n_outside_backup; i++)
        check_dates(m, p->outside_backup[i].source, p->outside_backup[i].from, p->outside_backup[i].to);
}

static bool same_feast(const vakt_feast_dates *a, const vakt_feast_dates *b)
{
    return a->feast == b->feast;
}

static void check_patterns(vakt_making *m)
{
    const vakt_problem *p = m->problem;
    for (size_t i = 0; i < p->n_blocks; i++) {
        check_dates(m, p->blocks[i].source, p->blocks[i].from, p->blocks[i].to);
        check_shift_types(m, p->blocks[i].source, p->blocks[i].shift_types,
                          p->blocks[i].n_shift_types);
    }
    for (size_t i = 0; i < p->n_patterns; i++) {
        const vakt_pattern *pattern = &p->patterns[i];
        if (pattern->start != VAKT_DAY_NONE && vakt_day_weekday(pattern->start) != VAKT_MON)
            vakt_making_expected(m, pattern->source, "start", "a Monday");
        for (size_t l = 0; l < pattern->n_lines; l++)
            check_doctor(m, pattern->lines[l].source, "doctor", pattern->lines[l].doctor);
        for (size_t e = 0; e < pattern->n_entries; e++) {
            const vakt_pattern_entry *entry = &pattern->entries[e];
            check_shift_type(m, entry->source, "shift_type", entry->shift_type);
            if (entry->week > pattern->weeks)
                vakt_making_expected(m, entry->source, "week", "1..%lld, the pattern's weeks",
                                     (long long)pattern->weeks);
        }
    }
    CHECK_APART(m, p->feasts, p->n_feasts, same_feast, "row")
    for (size_t i = 0; i < p->n_feasts; i++)
        check_dates(m, p->feasts[i].source, p->feasts[i].from, p->feasts[i].to);
    for (size_t i = 0; i < p->n_peaks; i++)
        check_dates(m, p->peaks[i].source, p->peaks[i].from, p->peaks[i].to);
}

/* ---- rules ---- */

static void check_parameters(vakt_making *m, const vakt_rule_entry *e, const vakt_rule_info *info)
{
#define PARAMETER(name, unit, low, high)                                                           \
    if (e->name != VAKT_UNSET && info->name == VAKT_PARAM_NONE)                                    \
        vakt_making_expected(m, e->source, #name, "no `" #name "`: rule %s does not read it",      \
                             info->word);                                                          \
    else if (e->name != VAKT_UNSET && (e->name < (low) || e->name > (high)))                       \
        vakt_making_expected(m, e->source, #name, "%d..%d " unit, low, high);                      \
    else if (e->name == VAKT_UNSET && info->name == VAKT_PARAM_ASK && e->mode != VAKT_MODE_OFF)    \
        vakt_making_expected(m, e->source, "rule", "`" #name "` (" unit ") with rule %s",          \
                             info->word);
    VAKT_RULE_PARAMS(PARAMETER)
#undef PARAMETER
    if (e->measure >= 0 && e->rule != VAKT_RULE_most_in_window)
        vakt_making_expected(m, e->source, "measure", "no `measure`: rule %s does not read it",
                             info->word);
    if (e->rule == VAKT_RULE_n_delt && e->least == 0)
        vakt_making_expected(m, e->source, "least", "the n of n-delt, at least 1");
    if (e->rule == VAKT_RULE_aml_week_average && e->weeks == 0)
        vakt_making_expected(m, e->source, "weeks", "at least 1 week");
}

static void check_mode(vakt_making *m, const vakt_rule_entry *e, const vakt_rule_info *info)
{
    bool relaxes = e->mode == VAKT_MODE_SOFT || e->mode == VAKT_MODE_OFF;
    if (relaxes && info->strength == VAKT_LAW)
        vakt_making_expected(m, e->source, "mode", "hard: rule %s (%s) may not be relaxed",
                             info->word, info->source);
    bool narrows = e->n_shift_types > 0 || e->layers != 0 || e->load_classes != 0 ||
                   (e->days != VAKT_UNSET && e->days > info->days);
    if ((relaxes || narrows) && info->strength == VAKT_LAWCFG &&
        (!e->decided_by || e->decided_on == VAKT_DAY_NONE))
        vakt_making_expected(m, e->source, relaxes ? "mode" : "rule",
                             "decided_by and decided_on with it: rule %s is law unless somebody has "
                             "decided otherwise", info->word);
    if (e->mode == VAKT_MODE_HARD && info->strength == VAKT_PRICE)
        vakt_making_expected(m, e->source, "mode", "soft or off: rule %s is only ever priced",
                             info->word);
    if (e->level != VAKT_UNSET && info->level == 0 && info->strength == VAKT_PRICE)
        vakt_making_expected(m, e->source, "level", "no `level`: rule %s is what level 0 is for",
                             info->word);
}

static void check_rules(vakt_making *m)
{
    const vakt_problem *p = m->problem;
    for (size_t i = 0; i < p->n_rules; i++) {
        const vakt_rule_entry *e = &p->rules[i];
        if (e->rule < 0)
            continue; /* not a rule: told by the reader */
        const vakt_rule_info *info = vakt_rule_info_of((vakt_rule_kind)e->rule);
        check_dates(m, e->source, e->from, e->to);
        check_shift_types(m, e->source, e->shift_types, e->n_shift_types);
        for (size_t d = 0; d < e->n_doctors; d++)
            check_doctor(m, e->source, "doctors", e->doctors[d]);
        check_parameters(m, e, info);
        check_mode(m, e, info);
        if (e->rule == VAKT_RULE_pair_together && e->n_doctors != 2)
            vakt_making_expected(m, e->source, "rule", "exactly two doctors with pair_together");
        if (e->rule == VAKT_RULE_pair_apart && e->n_doctors < 2)
            vakt_making_expected(m, e->source, "rule", "two or more doctors with pair_apart");
    }
    for (size_t i = 0; i < p->n_overrides; i++) {
        const vakt_override *o = &p->overrides[i];
        check_doctor(m, o->source, "doctor", o->doctor);
        if (o->rule >= 0 && !vakt_rule_may_be_set_aside((vakt_rule_kind)o->rule))
            vakt_making_expected(m, o->source, "rule",
                                 "a rule that may be set aside for one duty, like rest");
    }
}

/* ---- duty ids before there are duties ---- */

/* TYPE:YYYY-MM-DD or TYPE:YYYY-MM-DD:N of a shift type and a date of the period. */
static bool duty_id_can_be(const vakt_problem *p, const char *id)
{
    for (size_t i = 0; i < p->n_shift_types; i++) {
        char date[11] = "";
        vakt_day day;
        size_t length = p->shift_types[i].id ? strlen(p->shift_types[i].id) : 0;
        if (length == 0 || strncmp(id, p->shift_types[i].id, length) != 0 || id[length] != ':' ||
            strlen(id + length) < 11)
            continue;
        memcpy(date, id + length + 1, 10);
        if (vakt_day_parse(date, &day) && vakt_dates_hold(p->from, p->to, day))
            return true;
    }
    return false;
}

static void check_duty(vakt_making *m, const void *source, const char *id)
{
    if (id && !duty_id_can_be(m->problem, id))
        vakt_making_expected(m, source, "duty",
                             "the id of a duty of the period, like TYPE:YYYY-MM-DD");
}

/* ---- the rest ---- */


static void check_history(vakt_making *m)
{
    const vakt_history *h = &m->problem->history;
    for (size_t pass = 0; pass < 2; pass++) {
        const vakt_past_duty *list = pass == 0 ? h->duties : h->next;
        size_t n = pass == 0 ? h->n_duties : h->n_next;
        for (size_t i = 0; i < n; i++) {
            const vakt_past_duty *d = &list[i];
            check_doctor(m, d->source, "doctor", d->doctor);
            check_shift_type(m, d->source, "shift_type", d->shift_type);
            bool dated = d->shift_type && d->date != VAKT_DAY_NONE;
            if (!dated && (d->start == VAKT_UNSET || d->end == VAKT_UNSET))
                vakt_making_expected(m, d->source, NULL,
                                     "shift_type and date, or start and end");
            else if (d->start != VAKT_UNSET && d->end != VAKT_UNSET && d->end <= d->start)
                vakt_making_expected(m, d->source, "end", "a time after `start`");
        }
    }
    for (size_t i = 0; i < h->n_ledgers; i++) {
        check_doctor(m, h->ledgers[i].source, "doctor", h->ledgers[i].doctor);
        if (h->ledgers[i].load_class == VAKT_LOAD_AUTO)
            vakt_making_expected(m, h->ledgers[i].source, "load_class", "a class that a duty can have");
        for (size_t j = 0; j < i; j++) {
            if (h->ledgers[i].load_class == h->ledgers[j].load_class && h->ledgers[i].doctor &&
                h->ledgers[j].doctor && strcmp(h->ledgers[i].doctor, h->ledgers[j].doctor) == 0)
                vakt_making_expected(m, h->ledgers[i].source, "load_class",
                                     "each doctor and class once");
        }
    }
    for (size_t i = 0; i < h->n_municipality_ledgers; i++) {
        const vakt_municipality_ledger *l = &h->municipality_ledgers[i];
        check_municipality(m, l->source, "municipality", l->municipality);
        for (size_t j = 0; j < i; j++) {
            const char *other = h->municipality_ledgers[j].municipality;
            if (l->municipality && other && strcmp(l->municipality, other) == 0)
                vakt_making_expected(m, l->source, "municipality", "each municipality once");
        }
    }
}

static void check_district(vakt_making *m)
{
    const vakt_problem *p = m->problem;
    CHECK_UNIQUE(m, p->district.municipalities, p->district.n_municipalities, "municipality")
    check_municipality(m, p->district.source, "host", p->district.host);
    CHECK_APART(m, p->district.share_basis, p->district.n_share_basis, always, "basis")
    for (size_t i = 0; i < p->district.n_share_basis; i++)
        check_dates(m, p->district.share_basis[i].source, p->district.share_basis[i].from,
                    p->district.share_basis[i].to);
    CHECK_APART(m, p->law_profiles, p->n_law_profiles, always, "law profile")
    for (size_t i = 0; i < p->n_law_profiles; i++)
        check_dates(m, p->law_profiles[i].source, p->law_profiles[i].from, p->law_profiles[i].to);
    for (size_t i = 0; i < p->n_sfs_norm; i++)
        check_dates(m, p->sfs_norm[i].source, p->sfs_norm[i].from, p->sfs_norm[i].to);
    for (size_t i = 0; i < p->n_rates; i++)
        check_dates(m, p->rates[i].source, p->rates[i].from, p->rates[i].to);
    for (size_t i = 0; i < p->n_wish_levels; i++) {
        for (size_t j = 0; j < i; j++) {
            if (p->wish_levels[i].level == p->wish_levels[j].level)
                vakt_making_expected(m, p->wish_levels[i].source, "level", "each level once");
        }
    }
}

void vakt_problem_check(vakt_making *m)
{
    const vakt_problem *p = m->problem;
    check_dates(m, p->source, p->from, p->to);
    bool dated = p->from != VAKT_DAY_NONE && p->to != VAKT_DAY_NONE;
    if (dated && p->from <= p->to && p->to - p->from >= MAX_PERIOD_DAYS)
        vakt_making_expected(m, p->source, "to", "a period of at most %d days", MAX_PERIOD_DAYS);
    if (p->from != VAKT_DAY_NONE && p->from < vakt_day_from_civil(2015, 5, 1)) /* akuttmedisinforskriften in force */
        vakt_making_expected(m, p->source, "from",
                             "2015-05-01 or later: earlier competence rules are not known here");
    if (p->from > vakt_day_from_civil(2198, 1, 1))
        vakt_making_expected(m, p->source, "from", "a date before 2198");
    CHECK_UNIQUE(m, p->doctors, p->n_doctors, "doctor")
    CHECK_UNIQUE(m, p->shift_types, p->n_shift_types, "shift type")
    CHECK_UNIQUE(m, p->cover, p->n_cover, "cover")
    CHECK_UNIQUE(m, p->blocks, p->n_blocks, "block")
    CHECK_UNIQUE(m, p->patterns, p->n_patterns, "pattern")
    CHECK_UNIQUE(m, p->peaks, p->n_peaks, "peak")
    check_district(m);
    check_cover(m);
    check_specials(m);
    check_patterns(m);
    if (p->settings.day_classes & ~(1u << VAKT_DAYBIT_RED | 1u << VAKT_DAYBIT_EVE))
        vakt_making_expected(m, p->settings.source, "day_classes", "red, eve or both");
    for (size_t i = 0; i < p->n_doctors; i++) {
        check_doctor_record(m, &p->doctors[i]);
        for (size_t f = 0; f < p->doctors[i].n_fixed; f++)
            check_duty(m, p->doctors[i].fixed[f].source, p->doctors[i].fixed[f].duty);
    }
    for (size_t i = 0; i < p->n_overrides; i++)
        check_duty(m, p->overrides[i].source, p->overrides[i].duty);
    check_rules(m);
    check_history(m);
}

/* ---- with the duties made ---- */

static void pin(vakt_making *m, int doctor)
{
    vakt_instance *in = m->instance;
    const vakt_doctor *d = &m->problem->doctors[doctor];
    for (size_t i = 0; i < d->n_fixed; i++) {
        int duty = vakt_instance_duty_index(in, d->fixed[i].duty);
        if (duty < 0) {
            vakt_making_expected(m, d->fixed[i].source, "duty",
                                 "the id of a duty of the period, like TYPE:YYYY-MM-DD");
            continue;
        }
        if (!vakt_dates_hold(VAKT_DAY_NONE, d->fixed[i].until, m->problem->from))
            continue;
        for (int other = 0; other < doctor; other++) {
            if (in->fixed[(size_t)other * in->n_duties + (size_t)duty])
                vakt_making_expected(m, d->fixed[i].source, "duty",
                                     "a duty not already fixed on %s", m->problem->doctors[other].id);
        }
        in->fixed[(size_t)doctor * in->n_duties + (size_t)duty] = 1;
    }
}

/* Level 0 when everything is open must stay a number that documents can hold and the LP can tell
 * from its neighbour. */
static void check_prices(vakt_making *m)
{
    const double most = 1000.0 * 1000.0 * 1000.0 * 1000.0; /* points */
    const vakt_instance *in = m->instance;
    double sum = 0, weight = 1;
    for (size_t i = 0; i < in->n_duties; i++)
        sum += (double)in->duties[i].price;
    for (size_t i = 0; i < in->n_cover; i++)
        sum += (double)in->cover[i].price * (double)in->cover[i].wanted *
               ((double)(in->cover[i].end - in->cover[i].start) / 60.0 + 1.0);
    for (size_t i = 0; i < in->n_settings; i++) {
        if (in->settings[i].on && in->settings[i].level == 0 && (double)in->settings[i].weight > weight)
            weight = (double)in->settings[i].weight;
    }
    if (sum * weight > most)
        vakt_making_expected(m, m->problem->source, NULL,
                             "prices and weights that come to at most 10^12 points when every duty "
                             "is open");
}

void vakt_instance_check_duties(vakt_making *m)
{
    vakt_instance *in = m->instance;
    const vakt_problem *p = m->problem;
    if (in->n_duties > MAX_DUTIES)
        vakt_making_expected(m, p->source, "to", "a problem of at most %d duties", MAX_DUTIES);
    in->fixed = vakt_making_alloc(m, in->n_doctors * in->n_duties, 1);
    if (!in->fixed)
        return;
    for (size_t d = 0; d < in->n_doctors; d++)
        pin(m, (int)d);
    for (size_t i = 0; i < p->n_overrides; i++) {
        if (vakt_instance_duty_index(in, p->overrides[i].duty) < 0)
            vakt_making_expected(m, p->overrides[i].source, "duty", "the id of a duty of the period");
    }
    vakt_minute begins = vakt_oslo_to_utc(p->from, 0), ends = vakt_oslo_to_utc(p->to + 1, 0);
    for (size_t i = 0; i < in->n_outer; i++) {
        const vakt_outer_duty *d = &in->outer[i];
        if (!d->after && d->start >= begins)
            vakt_making_expected(m, p->history.source, "duties",
                                 "duties that start before the period (one of %s does not)",
                                 p->doctors[d->doctor].id);
        if (d->after && d->start < ends)
            vakt_making_expected(m, p->history.source, "next",
                                 "duties that start after the period (one of %s does not)",
                                 p->doctors[d->doctor].id);
        if (d->end <= d->start || d->end - d->start > MAX_DUTY_DAYS * 24 * 60)
            vakt_making_expected(m, p->history.source, "duties", "duties of at most %d days",
                                 MAX_DUTY_DAYS);
    }
    check_prices(m);
    if (in->n_duties == 0)
        vakt_making_warn(m, p->source, NULL, "no shift type has a duty in the period");
}
