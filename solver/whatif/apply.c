/* Scenarios: which fields an operation takes, and the operations on doctors and the district. */
#include <stdio.h>
#include <string.h>

#include "domain/texts.h"
#include "whatif/scenario.h"

const char *const vakt_op_words[] = {
#define WORD(id, word, must, may, function) word,
    VAKT_OPERATIONS(WORD)
#undef WORD
        NULL};

vakt_operation vakt_operation_of(vakt_op op)
{
    return (vakt_operation){
        .op = (int)op, .position = -1, .ability = -1, .older_than = VAKT_UNSET, .count = VAKT_UNSET,
        .from = VAKT_DAY_NONE, .to = VAKT_DAY_NONE, .percent = VAKT_UNSET,
        .population = VAKT_UNSET, .years = VAKT_UNSET, .claim = -1, .competence = -1,
        .backup_rule = -1, .least = VAKT_UNSET, .wanted = VAKT_UNSET, .start = -1, .end = -1,
        .presence = -1, .only_when_needed = -1, .profile = -1};
}

void vakt_apply_wrong(vakt_apply *apply, const char *field, const char *found,
                      const char *expected)
{
    const char *written = NULL;
    vakt_place place = apply->locate(apply->context, apply->operation->source, field, &written);
    apply->errors++;
    if (found)
        vakt_report_add(apply->report, VAKT_ERROR, &place, "found \"%s\", expected %s", found,
                        expected);
    else
        vakt_report_add(apply->report, VAKT_ERROR, &place, "expected %s", expected);
}

void *vakt_apply_append(vakt_apply *apply, const void *list, size_t n, const void *more,
                        size_t n_more, size_t size)
{
    char *whole = vakt_arena_alloc(apply->arena, n + n_more, size);
    if (whole && n > 0)
        memcpy(whole, list, n * size);
    if (whole && n_more > 0)
        memcpy(whole + n * size, more, n_more * size);
    return whole;
}

#define APPEND(apply, list, n, more, n_more)                                                       \
    vakt_apply_append(apply, list, n, more, n_more, sizeof *(list))

/* ---- finding ---- */

static vakt_doctor *doctor_of(vakt_apply *apply, const char *id)
{
    for (size_t i = 0; i < apply->problem->n_doctors; i++) {
        if (strcmp(apply->problem->doctors[i].id, id) == 0)
            return &apply->problem->doctors[i];
    }
    return NULL;
}

/* A doctor's first civil day of that age. */
static vakt_day birthday(vakt_day born, int64_t age)
{
    int year, month, day;
    vakt_day_to_civil(born, &year, &month, &day);
    year += (int)age;
    if (!vakt_date_valid(year, month, day))
        return vakt_day_from_civil(year, 3, 1); /* born on 29 February */
    return vakt_day_from_civil(year, month, day);
}

static bool is_named(vakt_apply *apply, const vakt_operation *op, const vakt_doctor *d)
{
    for (size_t i = 0; i < op->n_doctors; i++) {
        if (strcmp(op->doctors[i], d->id) == 0)
            return true;
    }
    if (op->position >= 0 && d->position == op->position)
        return true;
    return op->older_than != VAKT_UNSET && d->birth_date != VAKT_DAY_NONE &&
           birthday(d->birth_date, op->older_than + 1) <= apply->problem->from;
}

vakt_status vakt_apply_each(vakt_apply *apply, const vakt_operation *op, vakt_changer change)
{
    vakt_status status = VAKT_OK;
    size_t n = 0;
    for (size_t i = 0; i < op->n_doctors; i++) {
        if (!doctor_of(apply, op->doctors[i]))
            vakt_apply_wrong(apply, "doctors", op->doctors[i], "a doctor of the base");
    }
    for (size_t i = 0; i < apply->problem->n_doctors && status == VAKT_OK; i++) {
        if (!is_named(apply, op, &apply->problem->doctors[i]))
            continue;
        n++;
        status = change(apply, op, &apply->problem->doctors[i]);
    }
    if (n == 0 && op->n_doctors == 0)
        vakt_apply_wrong(apply, op->position >= 0 ? "position" : "older_than", NULL,
                         "doctors, position or older_than that some doctor of the base fits");
    return status;
}

/* ---- doctors who come ---- */

/* The next free id like LIKE-ny-1. */
static const char *free_id(vakt_apply *apply, const char *like)
{
    char id[120];
    for (int i = 1;; i++) {
        snprintf(id, sizeof id, "%.48s-ny-%d", like, i);
        if (!doctor_of(apply, id))
            return vakt_arena_strdup(apply->arena, id);
    }
}

/* A colleague of the same position, competence and job, with a life and a history of its own. */
static vakt_doctor copy_of(const vakt_doctor *like, const char *id)
{
    vakt_doctor d = *like;
    d.id = id;
    d.name = NULL;
    d.phone = d.email = d.person = NULL;
    d.placeholder = true;
    d.agency.given = false;
    d.from = d.to = d.newcomer_until = VAKT_DAY_NONE;
    d.birth_date = VAKT_DAY_NONE;
    d.n_claims = d.n_exemptions = d.n_kf4_used = d.n_absences = d.n_wishes = d.n_denied = 0;
    d.n_fixed = d.n_training = d.n_feasts_done = 0;
    return d;
}

vakt_status vakt_apply_copies(vakt_apply *apply, const vakt_doctor *like, int64_t count)
{
    vakt_problem *p = apply->problem;
    vakt_doctor model = *like;
    for (int64_t i = 0; i < count; i++) {
        const char *id = free_id(apply, model.id);
        if (!id)
            return VAKT_E_NOMEM;
        vakt_doctor d = copy_of(&model, id);
        vakt_doctor *all = APPEND(apply, p->doctors, p->n_doctors, &d, 1);
        if (!all)
            return VAKT_E_NOMEM;
        p->doctors = all;
        p->n_doctors++;
    }
    return VAKT_OK;
}

vakt_status vakt_op_add_doctor(vakt_apply *apply, const vakt_operation *op)
{
    vakt_problem *p = apply->problem;
    if (op->n_new_doctors == 0 && !op->like) {
        vakt_apply_wrong(apply, NULL, NULL, "new_doctors, or like and count");
        return VAKT_OK;
    }
    if (op->like) {
        const vakt_doctor *like = doctor_of(apply, op->like);
        if (!like)
            vakt_apply_wrong(apply, "like", op->like, "a doctor of the base");
        else if (op->count != VAKT_UNSET && op->count < 1)
            vakt_apply_wrong(apply, "count", NULL, "1 or more");
        else if (vakt_apply_copies(apply, like, op->count == VAKT_UNSET ? 1 : op->count) != VAKT_OK)
            return VAKT_E_NOMEM;
    }
    vakt_doctor *all = APPEND(apply, p->doctors, p->n_doctors, op->new_doctors, op->n_new_doctors);
    if (!all)
        return VAKT_E_NOMEM;
    p->doctors = all;
    p->n_doctors += op->n_new_doctors;
    return VAKT_OK;
}

/* ---- doctors who go ---- */

void vakt_apply_leave(vakt_apply *apply, vakt_doctor *d)
{
    vakt_problem *p = apply->problem;
    d->to = p->from - 1;
    if (d->from != VAKT_DAY_NONE && d->from > d->to)
        d->from = VAKT_DAY_NONE;
    d->agency.given = d->counting.given = false;
    d->newcomer_until = VAKT_DAY_NONE;
    d->n_changes = d->n_bounds = d->n_claims = d->n_exemptions = d->n_kf4 = 0;
    d->n_absences = d->n_wishes = d->n_fixed = d->n_training = 0;
    for (size_t i = 0; i < p->n_patterns; i++) {
        vakt_pattern *pattern = &p->patterns[i];
        size_t kept = 0;
        for (size_t k = 0; k < pattern->n_lines; k++) {
            if (strcmp(pattern->lines[k].doctor, d->id) != 0)
                pattern->lines[kept++] = pattern->lines[k];
        }
        pattern->n_lines = kept;
    }
}

static vakt_status leave(vakt_apply *apply, const vakt_operation *op, vakt_doctor *d)
{
    (void)op;
    vakt_apply_leave(apply, d);
    return VAKT_OK;
}

vakt_status vakt_op_remove_doctor(vakt_apply *apply, const vakt_operation *op)
{
    return vakt_apply_each(apply, op, leave);
}

vakt_status vakt_op_lis1(vakt_apply *apply, const vakt_operation *op)
{
    vakt_problem *p = apply->problem;
    int64_t here = 0;
    const vakt_doctor *first = NULL;
    for (size_t i = 0; i < p->n_doctors; i++) {
        if (p->doctors[i].position != VAKT_POSITION_LIS1)
            continue;
        first = first ? first : &p->doctors[i];
        here++;
    }
    if (!first || here + op->count < 0) {
        vakt_apply_wrong(apply, "count", vakt_number_of(op->count).text,
                         "no fewer than the LIS1 of the base, of whom there must be one");
        return VAKT_OK;
    }
    if (op->count > 0)
        return vakt_apply_copies(apply, first, op->count);
    int64_t gone = 0;
    for (size_t i = p->n_doctors; i > 0 && gone < -op->count; i--) {
        if (p->doctors[i - 1].position != VAKT_POSITION_LIS1)
            continue;
        gone++;
        vakt_apply_leave(apply, &p->doctors[i - 1]);
    }
    return VAKT_OK;
}

/* ---- absence, exemptions, wishes, age ---- */

static vakt_status be_away(vakt_apply *apply, const vakt_operation *op, vakt_doctor *d)
{
    const vakt_absence away = {.source = op->source,
                               .from = op->from != VAKT_DAY_NONE ? op->from : apply->problem->from,
                               .to = op->to,
                               .percent = op->percent == VAKT_UNSET ? 100 : op->percent,
                               .reduces_share = true};
    vakt_absence *all = APPEND(apply, d->absences, d->n_absences, &away, 1);
    if (!all)
        return VAKT_E_NOMEM;
    d->absences = all;
    d->n_absences++;
    return VAKT_OK;
}

vakt_status vakt_op_absence(vakt_apply *apply, const vakt_operation *op)
{
    if (op->percent == 0) {
        vakt_apply_wrong(apply, "percent", "0", "1 or more");
        return VAKT_OK;
    }
    return vakt_apply_each(apply, op, be_away);
}

static vakt_status be_exempt(vakt_apply *apply, const vakt_operation *op, vakt_doctor *d)
{
    const vakt_exemption exempt = {.source = op->source, .from = op->from, .to = op->to,
                                   .shift_types = op->shift_types,
                                   .n_shift_types = op->n_shift_types, .by = d->municipality};
    vakt_exemption *all = APPEND(apply, d->exemptions, d->n_exemptions, &exempt, 1);
    if (!all)
        return VAKT_E_NOMEM;
    d->exemptions = all;
    d->n_exemptions++;
    return VAKT_OK;
}

vakt_status vakt_op_grant_exemption(vakt_apply *apply, const vakt_operation *op)
{
    return vakt_apply_each(apply, op, be_exempt);
}

/* A right and a condition of recruitment are never touched. */
static vakt_status end_one(vakt_apply *apply, const vakt_operation *op, vakt_doctor *d)
{
    size_t kept = 0, had = d->n_exemptions;
    (void)op;
    for (size_t i = 0; i < had; i++) {
        if (d->exemptions[i].recruitment_condition)
            d->exemptions[kept++] = d->exemptions[i];
    }
    d->n_exemptions = kept;
    if (kept == had)
        vakt_apply_wrong(apply, "doctors", d->id,
                         "a doctor with an exemption by decision that is no condition of "
                         "recruitment");
    return VAKT_OK;
}

vakt_status vakt_op_end_exemption(vakt_apply *apply, const vakt_operation *op)
{
    return vakt_apply_each(apply, op, end_one);
}

/* Of the first k in document order k * percent / 100 are refused, for every k: spread evenly, and
 * the same document always refuses the same ones. */
vakt_status vakt_op_refuse_discretionary(vakt_apply *apply, const vakt_operation *op)
{
    vakt_problem *p = apply->problem;
    int64_t seen = 0;
    for (size_t i = 0; i < p->n_doctors; i++) {
        vakt_doctor *d = &p->doctors[i];
        size_t kept = 0;
        bool ours = !op->municipality ||
                    (d->municipality && strcmp(d->municipality, op->municipality) == 0);
        for (size_t k = 0; k < d->n_exemptions; k++) {
            bool may = ours && !d->exemptions[k].recruitment_condition;
            seen += may;
            if (!may || seen * op->percent / 100 == (seen - 1) * op->percent / 100)
                d->exemptions[kept++] = d->exemptions[k];
        }
        d->n_exemptions = kept;
    }
    if (seen == 0)
        vakt_apply_wrong(apply, op->municipality ? "municipality" : "percent", NULL,
                         "a base with exemptions by decision that are no condition of recruitment");
    return VAKT_OK;
}

vakt_status vakt_op_ignore_wishes(vakt_apply *apply, const vakt_operation *op)
{
    (void)op;
    for (size_t i = 0; i < apply->problem->n_doctors; i++)
        apply->problem->doctors[i].n_wishes = apply->problem->doctors[i].n_denied = 0;
    return VAKT_OK;
}

/* A GP who has become 60 through the years added claims the right, from the 60th birthday. */
static vakt_status claim_age60(vakt_apply *apply, const vakt_operation *op, vakt_doctor *d,
                               vakt_day before)
{
    vakt_day sixty = birthday(d->birth_date, 60);
    if (d->position != VAKT_POSITION_GP || sixty > apply->problem->from ||
        birthday(before, 60) <= apply->problem->from)
        return VAKT_OK;
    for (size_t i = 0; i < d->n_claims; i++) {
        if (d->claims[i].right == VAKT_RIGHT_AGE60)
            return VAKT_OK;
    }
    const vakt_claim claim = {.source = op->source, .right = VAKT_RIGHT_AGE60,
                              .from = VAKT_DAY_NONE, .to = VAKT_DAY_NONE};
    vakt_claim *all = APPEND(apply, d->claims, d->n_claims, &claim, 1);
    if (!all)
        return VAKT_E_NOMEM;
    d->claims = all;
    d->n_claims++;
    return VAKT_OK;
}

vakt_status vakt_op_age(vakt_apply *apply, const vakt_operation *op)
{
    vakt_status status = VAKT_OK;
    for (size_t i = 0; i < apply->problem->n_doctors && status == VAKT_OK; i++) {
        vakt_doctor *d = &apply->problem->doctors[i];
        vakt_day before = d->birth_date;
        if (before == VAKT_DAY_NONE)
            continue;
        d->birth_date = birthday(before, -op->years);
        if (op->claim == 1)
            status = claim_age60(apply, op, d, before);
    }
    return status;
}

/* ---- the district ---- */

vakt_status vakt_op_set_population(vakt_apply *apply, const vakt_operation *op)
{
    vakt_district *district = &apply->problem->district;
    for (size_t i = 0; i < district->n_municipalities; i++) {
        if (strcmp(district->municipalities[i].id, op->municipality) == 0) {
            district->municipalities[i].population = op->population;
            return VAKT_OK;
        }
    }
    vakt_apply_wrong(apply, "municipality", op->municipality, "a municipality of the base");
    return VAKT_OK;
}

static vakt_status add_municipalities(vakt_apply *apply, const vakt_municipality *more, size_t n)
{
    vakt_district *district = &apply->problem->district;
    vakt_municipality *all =
        APPEND(apply, district->municipalities, district->n_municipalities, more, n);
    if (!all)
        return VAKT_E_NOMEM;
    district->given = true;
    district->municipalities = all;
    district->n_municipalities += n;
    return VAKT_OK;
}

vakt_status vakt_op_add_municipality(vakt_apply *apply, const vakt_operation *op)
{
    return add_municipalities(apply, op->municipalities, op->n_municipalities);
}

/* The other's id, with the other problem's id behind it where the base has the same. */
static const char *own_id(vakt_apply *apply, const char *id, const char *problem, bool taken)
{
    char longer[80];
    if (!taken)
        return id;
    snprintf(longer, sizeof longer, "%.30s.%.30s", id, problem);
    return vakt_arena_strdup(apply->arena, longer);
}

static bool has_municipality(const vakt_problem *p, const char *id)
{
    for (size_t i = 0; i < p->district.n_municipalities; i++) {
        if (strcmp(p->district.municipalities[i].id, id) == 0)
            return true;
    }
    return false;
}

/* What the doctor could take there, and what was planned there, stays behind. */
static vakt_status move_in(vakt_apply *apply, const char *problem, vakt_doctor *d)
{
    const vakt_problem *p = apply->problem;
    d->id = own_id(apply, d->id, problem, doctor_of(apply, d->id) != NULL);
    if (d->municipality)
        d->municipality = own_id(apply, d->municipality, problem,
                                 has_municipality(p, d->municipality));
    d->n_shift_types = d->n_fixed = d->n_changes = d->n_wishes = d->n_feasts_done = 0;
    for (size_t k = 0; k < d->n_exemptions; k++) {
        d->exemptions[k].n_shift_types = 0;
        d->exemptions[k].by = d->municipality;
    }
    return d->id ? VAKT_OK : VAKT_E_NOMEM;
}

/* The other's municipalities and doctors come into this district, and take its duties. */
vakt_status vakt_op_merge(vakt_apply *apply, const vakt_operation *op)
{
    vakt_problem *p = apply->problem;
    const vakt_problem *other = NULL;
    vakt_status status = apply->open(apply->context, op, &other);
    if (status != VAKT_OK)
        return status;
    vakt_doctor *all = APPEND(apply, p->doctors, p->n_doctors, other->doctors, other->n_doctors);
    if (!all)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < other->n_doctors && status == VAKT_OK; i++)
        status = move_in(apply, other->id, &all[p->n_doctors + i]);
    vakt_municipality *more = other->district.municipalities;
    for (size_t i = 0; i < other->district.n_municipalities && status == VAKT_OK; i++) {
        more[i].id = own_id(apply, more[i].id, other->id, has_municipality(p, more[i].id));
        status = more[i].id ? VAKT_OK : VAKT_E_NOMEM;
    }
    if (status == VAKT_OK)
        status = add_municipalities(apply, more, other->district.n_municipalities);
    p->doctors = all;
    p->n_doctors += other->n_doctors;
    return status;
}

/* ---- which fields an operation takes ---- */

static unsigned fields_of(const vakt_operation *op)
{
    const struct {
        unsigned bit;
        bool given;
    } rows[] = {
        {VAKT_OP_HAS_DOCTORS, op->n_doctors > 0},
        {VAKT_OP_HAS_POSITION, op->position >= 0},
        {VAKT_OP_HAS_ABILITY, op->ability >= 0},
        {VAKT_OP_HAS_OLDER, op->older_than != VAKT_UNSET},
        {VAKT_OP_HAS_LIKE, op->like != NULL},
        {VAKT_OP_HAS_COUNT, op->count != VAKT_UNSET},
        {VAKT_OP_HAS_SHIFT_TYPES, op->n_shift_types > 0},
        {VAKT_OP_HAS_COVER, op->n_cover > 0},
        {VAKT_OP_HAS_DATES, op->from != VAKT_DAY_NONE || op->to != VAKT_DAY_NONE},
        {VAKT_OP_HAS_PERCENT, op->percent != VAKT_UNSET},
        {VAKT_OP_HAS_MUNICIPALITY, op->municipality != NULL},
        {VAKT_OP_HAS_POPULATION, op->population != VAKT_UNSET},
        {VAKT_OP_HAS_YEARS, op->years != VAKT_UNSET},
        {VAKT_OP_HAS_CLAIM, op->claim >= 0},
        {VAKT_OP_HAS_LAW, op->competence >= 0 || op->backup_rule >= 0},
        {VAKT_OP_HAS_CHANGE, op->least != VAKT_UNSET || op->wanted != VAKT_UNSET || op->days ||
                                 op->next_days || op->open_to || op->start >= 0 || op->end >= 0 ||
                                 op->presence >= 0 || op->only_when_needed >= 0},
        {VAKT_OP_HAS_FILE, op->file != NULL},
        {VAKT_OP_HAS_NEW_DOCTORS, op->n_new_doctors > 0},
        {VAKT_OP_HAS_NEW_SHIFT_TYPES, op->n_new_shift_types > 0},
        {VAKT_OP_HAS_NEW_COVER, op->n_new_cover > 0},
        {VAKT_OP_HAS_RULES, op->n_rules > 0},
        {VAKT_OP_HAS_MUNICIPALITIES, op->n_municipalities > 0},
        {VAKT_OP_HAS_BOUNDS, op->n_bounds > 0},
        {VAKT_OP_HAS_PROFILE, op->profile >= 0},
    };
    unsigned given = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        given |= rows[i].given ? rows[i].bit : 0;
    return given;
}

static const struct kind {
    unsigned must, may;
    vakt_status (*make)(vakt_apply *apply, const vakt_operation *op);
} kinds[] = {
#define KIND(id, word, must, may, function) {must, may, vakt_op_##function},
    VAKT_OPERATIONS(KIND)
#undef KIND
};

static bool fields_fit(vakt_apply *apply, const vakt_operation *op)
{
    static const char *const names[] = {
#define NAME(id, field) field,
        VAKT_OP_FIELDS(NAME)
#undef NAME
    };
    const struct kind *kind = &kinds[op->op];
    unsigned given = fields_of(op);
    size_t before = apply->errors;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char expected[96];
        if (kind->must & ~given & 1u << i) {
            snprintf(expected, sizeof expected, "%s: %s needs it", names[i],
                     vakt_op_words[op->op]);
            vakt_apply_wrong(apply, NULL, NULL, expected);
        } else if (given & ~(kind->must | kind->may) & 1u << i) {
            snprintf(expected, sizeof expected, "no %s: %s does not use it", names[i],
                     vakt_op_words[op->op]);
            vakt_apply_wrong(apply, names[i], NULL, expected);
        }
    }
    return apply->errors == before;
}

vakt_status vakt_scenario_apply(const vakt_scenario *scenario, vakt_apply *apply)
{
    vakt_status status = VAKT_OK;
    for (size_t i = 0; i < scenario->n_operations && status == VAKT_OK; i++) {
        apply->operation = &scenario->operations[i];
        if (fields_fit(apply, apply->operation))
            status = kinds[apply->operation->op].make(apply, apply->operation);
    }
    if (status == VAKT_OK && apply->errors > 0)
        status = VAKT_E_INPUT;
    return status;
}
