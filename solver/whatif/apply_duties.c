/* Scenarios: the operations on shift types, cover, law and rules. */
#include <string.h>

#include "whatif/scenario.h"

#define APPEND(apply, list, n, more, n_more)                                                       \
    vakt_apply_append(apply, list, n, more, n_more, sizeof *(list))

static vakt_shift_type *shift_type_of(vakt_apply *apply, const char *id)
{
    for (size_t i = 0; i < apply->problem->n_shift_types; i++) {
        if (strcmp(apply->problem->shift_types[i].id, id) == 0)
            return &apply->problem->shift_types[i];
    }
    vakt_apply_wrong(apply, "shift_types", id, "a shift type of the base");
    return NULL;
}

static vakt_cover *cover_of(vakt_apply *apply, const char *id)
{
    for (size_t i = 0; i < apply->problem->n_cover; i++) {
        if (strcmp(apply->problem->cover[i].id, id) == 0)
            return &apply->problem->cover[i];
    }
    vakt_apply_wrong(apply, "cover", id, "a cover of the base");
    return NULL;
}

/* Whoever may take the shift type `like` by name may take the new ones. */
static vakt_status open_to_takers(vakt_apply *apply, const vakt_operation *op)
{
    vakt_problem *p = apply->problem;
    const char **ids = vakt_arena_alloc(apply->arena, op->n_new_shift_types, sizeof *ids);
    bool known = false;
    if (!ids)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < op->n_new_shift_types; i++)
        ids[i] = op->new_shift_types[i].id;
    for (size_t i = 0; i < p->n_shift_types; i++)
        known |= strcmp(p->shift_types[i].id, op->like) == 0;
    if (!known)
        vakt_apply_wrong(apply, "like", op->like, "a shift type of the base");
    for (size_t i = 0; i < p->n_doctors; i++) {
        vakt_doctor *d = &p->doctors[i];
        bool takes = false;
        for (size_t k = 0; k < d->n_shift_types; k++)
            takes |= strcmp(d->shift_types[k], op->like) == 0;
        if (!takes)
            continue;
        const char **all = vakt_apply_append(apply, d->shift_types, d->n_shift_types, ids,
                                             op->n_new_shift_types, sizeof *ids);
        if (!all)
            return VAKT_E_NOMEM;
        d->shift_types = all;
        d->n_shift_types += op->n_new_shift_types;
    }
    return VAKT_OK;
}

vakt_status vakt_op_add_shift_type(vakt_apply *apply, const vakt_operation *op)
{
    vakt_problem *p = apply->problem;
    vakt_shift_type *all = APPEND(apply, p->shift_types, p->n_shift_types, op->new_shift_types,
                                  op->n_new_shift_types);
    if (!all)
        return VAKT_E_NOMEM;
    p->shift_types = all;
    p->n_shift_types += op->n_new_shift_types;
    return op->like ? open_to_takers(apply, op) : VAKT_OK;
}

/* Is it a duty of the shift type: SHIFT:date? */
static bool is_duty_of(const char *duty, const char *shift_type)
{
    size_t length = strlen(shift_type);
    return strncmp(duty, shift_type, length) == 0 && duty[length] == ':' &&
           strlen(duty) >= length + 11 && duty[length + 5] == '-' && duty[length + 8] == '-';
}

/* What was said about its duties of the period goes with them. */
static void forget_duties(vakt_problem *p, const char *shift_type)
{
    size_t kept;
    for (size_t i = 0; i < p->n_doctors; i++) {
        vakt_doctor *d = &p->doctors[i];
        kept = 0;
        for (size_t k = 0; k < d->n_fixed; k++) {
            if (!is_duty_of(d->fixed[k].duty, shift_type))
                d->fixed[kept++] = d->fixed[k];
        }
        d->n_fixed = kept;
    }
    kept = 0;
    for (size_t i = 0; i < p->n_overrides; i++) {
        if (!is_duty_of(p->overrides[i].duty, shift_type))
            p->overrides[kept++] = p->overrides[i];
    }
    p->n_overrides = kept;
    kept = 0;
    for (size_t i = 0; i < p->n_specials; i++) {
        const char *of = p->specials[i].shift_type;
        if (!of || strcmp(of, shift_type) != 0)
            p->specials[kept++] = p->specials[i];
    }
    p->n_specials = kept;
    for (size_t i = 0; i < p->n_patterns; i++) {
        vakt_pattern *pattern = &p->patterns[i];
        kept = 0;
        for (size_t k = 0; k < pattern->n_entries; k++) {
            if (strcmp(pattern->entries[k].shift_type, shift_type) != 0)
                pattern->entries[kept++] = pattern->entries[k];
        }
        pattern->n_entries = kept;
    }
}

/* It ends the day before the period, so that duties of it in the history keep their type. */
vakt_status vakt_op_remove_shift_type(vakt_apply *apply, const vakt_operation *op)
{
    for (size_t i = 0; i < op->n_shift_types; i++) {
        vakt_shift_type *type = shift_type_of(apply, op->shift_types[i]);
        if (!type)
            continue;
        type->to = apply->problem->from - 1;
        if (type->from != VAKT_DAY_NONE && type->from > type->to)
            type->from = VAKT_DAY_NONE;
        forget_duties(apply->problem, type->id);
    }
    return VAKT_OK;
}

static void set_number(int64_t *ret_number, int64_t value)
{
    if (value != VAKT_UNSET)
        *ret_number = value;
}

static void set_word(int *ret_word, int value)
{
    if (value >= 0)
        *ret_word = value;
}

static void set_days(uint32_t *ret_days, uint32_t value)
{
    if (value)
        *ret_days = value;
}

vakt_status vakt_op_change_shift_type(vakt_apply *apply, const vakt_operation *op)
{
    for (size_t i = 0; i < op->n_shift_types; i++) {
        vakt_shift_type *type = shift_type_of(apply, op->shift_types[i]);
        if (!type)
            continue;
        set_number(&type->least, op->least);
        set_number(&type->wanted, op->wanted);
        if (type->wanted != VAKT_UNSET && type->wanted < type->least)
            type->wanted = VAKT_UNSET;
        set_days(&type->days, op->days);
        set_days(&type->next_days, op->next_days);
        set_days(&type->open_to, op->open_to);
        set_word(&type->start, op->start);
        set_word(&type->end, op->end);
        set_word(&type->presence, op->presence);
        if (op->only_when_needed >= 0)
            type->only_when_needed = op->only_when_needed == 1;
    }
    return VAKT_OK;
}

vakt_status vakt_op_add_cover(vakt_apply *apply, const vakt_operation *op)
{
    vakt_problem *p = apply->problem;
    vakt_cover *all = APPEND(apply, p->cover, p->n_cover, op->new_cover, op->n_new_cover);
    if (!all)
        return VAKT_E_NOMEM;
    p->cover = all;
    p->n_cover += op->n_new_cover;
    return VAKT_OK;
}

vakt_status vakt_op_remove_cover(vakt_apply *apply, const vakt_operation *op)
{
    vakt_problem *p = apply->problem;
    for (size_t i = 0; i < op->n_cover; i++) {
        vakt_cover *cover = cover_of(apply, op->cover[i]);
        if (!cover)
            continue;
        size_t behind = (size_t)(p->cover + p->n_cover - (cover + 1));
        memmove(cover, cover + 1, behind * sizeof *cover);
        p->n_cover--;
    }
    return VAKT_OK;
}

vakt_status vakt_op_change_cover(vakt_apply *apply, const vakt_operation *op)
{
    if (op->open_to || op->presence >= 0 || op->only_when_needed >= 0)
        vakt_apply_wrong(apply, NULL, NULL,
                         "least, wanted, days, next_days, start or end: change_cover uses these");
    for (size_t i = 0; i < op->n_cover; i++) {
        vakt_cover *cover = cover_of(apply, op->cover[i]);
        if (!cover)
            continue;
        set_number(&cover->least, op->least);
        set_number(&cover->wanted, op->wanted);
        if (cover->wanted != VAKT_UNSET && cover->wanted < cover->least)
            cover->wanted = VAKT_UNSET;
        set_days(&cover->days, op->days);
        set_days(&cover->next_days, op->next_days);
        set_word(&cover->start, op->start);
        set_word(&cover->end, op->end);
    }
    return VAKT_OK;
}

/* The scenario's law instead of what the base assumes. */
vakt_status vakt_op_law_profile(vakt_apply *apply, const vakt_operation *op)
{
    const vakt_law_profile law = {
        .source = op->source, .from = op->from, .to = op->to,
        .competence = op->competence >= 0 ? op->competence : VAKT_COMPETENCE_LAW,
        .backup_rule = op->backup_rule != 0};
    vakt_law_profile *one = APPEND(apply, &law, 0, &law, 1);
    if (!one)
        return VAKT_E_NOMEM;
    apply->problem->law_profiles = one;
    apply->problem->n_law_profiles = 1;
    return VAKT_OK;
}

/* What the base says of the same rules is replaced. */
vakt_status vakt_op_set_rule(vakt_apply *apply, const vakt_operation *op)
{
    vakt_problem *p = apply->problem;
    size_t kept = 0;
    for (size_t i = 0; i < p->n_rules; i++) {
        bool told = false;
        for (size_t k = 0; k < op->n_rules; k++)
            told |= op->rules[k].rule == p->rules[i].rule;
        if (!told)
            p->rules[kept++] = p->rules[i];
    }
    vakt_rule_entry *all = APPEND(apply, p->rules, kept, op->rules, op->n_rules);
    if (!all)
        return VAKT_E_NOMEM;
    p->rules = all;
    p->n_rules = kept + op->n_rules;
    return VAKT_OK;
}

/* Beside what the base says: a further limit, or a rule for some of those it is about. */
vakt_status vakt_op_add_rule(vakt_apply *apply, const vakt_operation *op)
{
    vakt_problem *p = apply->problem;
    vakt_rule_entry *all = APPEND(apply, p->rules, p->n_rules, op->rules, op->n_rules);
    if (!all)
        return VAKT_E_NOMEM;
    p->rules = all;
    p->n_rules += op->n_rules;
    return VAKT_OK;
}
