/* The rows of a comparison: what each says of a column, and whether that is better than the base. */
#include <stddef.h>
#include <string.h>

#include "cli/whatif.h"
#include "domain/texts.h"
#include "io/sentence.h"

enum { MOST_ROWS = 400 };

typedef struct maker {
    const vakt_comparison *comparison;
    vakt_arena *arena;
    vakt_grid *grid;
    bool failed;
} maker;

static const char *keep(maker *m, vakt_text *text)
{
    char *copy = text->failed ? NULL : vakt_arena_strdup(m->arena, text->bytes ? text->bytes : "");
    m->failed |= !copy;
    vakt_text_done(text);
    return copy ? copy : "";
}

static const char *say(maker *m, vakt_text_id id, const char *arg0, const char *arg1)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_say(&text, id, arg0, arg1, NULL);
    return keep(m, &text);
}

/* 12 345, as Norwegians write it, with spaces that do not break. */
static void add_number(vakt_text *text, int64_t n)
{
    if (n < 0) {
        vakt_text_add(text, "-");
        add_number(text, -n);
    } else if (n >= 10000) {
        add_number(text, n / 1000);
        vakt_text_addf(text, "\xC2\xA0%03d", (int)(n % 1000));
    } else {
        vakt_text_addf(text, "%lld", (long long)n);
    }
}

static const char *number(maker *m, int64_t n)
{
    vakt_text text;
    if (n == VAKT_UNSET)
        return "";
    vakt_text_init(&text, VAKT_TEXT_CAP);
    add_number(&text, n);
    return keep(m, &text);
}

static vakt_grid_row *add_row(maker *m, const char *label)
{
    static vakt_grid_cell none;
    static vakt_grid_row spare = {.cells = &none};
    size_t n = m->comparison->n_columns;
    vakt_grid_cell *cells = vakt_arena_alloc(m->arena, n, sizeof *cells);
    if (!cells || m->grid->n_rows == MOST_ROWS) {
        m->failed = true;
        return &spare;
    }
    for (size_t i = 0; i < n; i++)
        cells[i].value = "";
    vakt_grid_row *row = &m->grid->rows[m->grid->n_rows++];
    *row = (vakt_grid_row){.label = label, .cells = cells};
    return row;
}

/* How a number stands against the base's; good: 1 more is better, -1 fewer, 0 neither. */
static void compare(vakt_grid_cell *cell, int64_t base, int64_t value, int good)
{
    if (base == VAKT_UNSET || value == VAKT_UNSET)
        return;
    cell->more = value - base;
    cell->better = cell->more == 0 ? 0 : cell->more > 0 ? good : -good;
}

/* ---- rows of one number ---- */

typedef struct number_row {
    vakt_text_id label;
    size_t offset; /* of an int64_t of the column */
    int good;
    bool told;
    int64_t divisor;
    bool only_if_any; /* no row when it is 0 or unset everywhere */
} number_row;

static int64_t value_of(const vakt_column *c, const number_row *kind)
{
    int64_t value;
    memcpy(&value, (const char *)c + kind->offset, sizeof value);
    return value == VAKT_UNSET ? value : (value + kind->divisor - 1) / kind->divisor;
}

static void add_numbers(maker *m, const number_row *kinds, size_t n)
{
    const vakt_column *columns = m->comparison->columns;
    for (size_t k = 0; k < n; k++) {
        bool any = !kinds[k].only_if_any;
        for (size_t i = 0; i < m->comparison->n_columns; i++) {
            int64_t value = value_of(&columns[i], &kinds[k]);
            any |= value != VAKT_UNSET && value != 0;
        }
        if (!any)
            continue;
        vakt_grid_row *row = add_row(m, vakt_text_of(kinds[k].label));
        row->told = kinds[k].told;
        for (size_t i = 0; !m->failed && i < m->comparison->n_columns; i++) {
            int64_t value = value_of(&columns[i], &kinds[k]);
            row->cells[i].value = number(m, value);
            compare(&row->cells[i], value_of(&columns[0], &kinds[k]), value, kinds[k].good);
        }
    }
}

#define AT(member) offsetof(vakt_column, member)

/* ---- answer and proof ---- */

const char *vakt_whatif_answer(const vakt_column *c)
{
    static const vakt_text_id words[] = {VAKT_TEXT_whatif_complete, VAKT_TEXT_whatif_complete,
                                         VAKT_TEXT_whatif_incomplete, VAKT_TEXT_whatif_impossible};
    if (c->kind == VAKT_COLUMN_ROSTER)
        return vakt_text_of(c->complete && c->legal ? VAKT_TEXT_whatif_complete
                                                    : VAKT_TEXT_whatif_incomplete);
    return vakt_text_of(words[c->result]);
}

const char *vakt_whatif_proof(const vakt_column *c, vakt_arena *arena)
{
    vakt_text text;
    const char *proof;
    if (c->kind == VAKT_COLUMN_ROSTER)
        return vakt_text_of(VAKT_TEXT_whatif_given);
    if (c->proven)
        return vakt_text_of(VAKT_TEXT_proven_best);
    for (size_t i = 0; i < c->n_levels; i++) {
        const vakt_level_proof *level = &c->levels[i];
        if (level->proven)
            continue;
        if (level->bound == VAKT_UNSET)
            break;
        vakt_text_init(&text, VAKT_TEXT_CAP);
        vakt_say(&text, VAKT_TEXT_whatif_at_most,
                 vakt_number_of(level->value - level->bound).text, NULL, NULL);
        proof = text.failed ? NULL : vakt_arena_strdup(arena, text.bytes);
        vakt_text_done(&text);
        return proof;
    }
    return vakt_text_of(VAKT_TEXT_no_bound);
}

const char *vakt_whatif_points(const vakt_column *c, vakt_arena *arena)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    for (size_t i = 0; i < c->n_levels; i++)
        vakt_text_addf(&text, "%s%lld", i ? "/" : "", (long long)c->levels[i].value);
    const char *points = text.failed ? NULL : vakt_arena_strdup(arena, text.bytes);
    vakt_text_done(&text);
    return points;
}

static void add_answers(maker *m)
{
    vakt_grid_row *answer = add_row(m, vakt_text_of(VAKT_TEXT_whatif_answer));
    vakt_grid_row *proof = add_row(m, vakt_text_of(VAKT_TEXT_whatif_proof));
    vakt_grid_row *points = add_row(m, vakt_text_of(VAKT_TEXT_whatif_points));
    for (size_t i = 0; !m->failed && i < m->comparison->n_columns; i++) {
        const vakt_column *c = &m->comparison->columns[i];
        answer->cells[i].value = vakt_whatif_answer(c);
        proof->cells[i].value = vakt_whatif_proof(c, m->arena);
        points->cells[i].value = vakt_whatif_points(c, m->arena);
        m->failed |= !proof->cells[i].value || !points->cells[i].value;
    }
}

/* ---- rows of several numbers ---- */

static void add_spreads(maker *m)
{
    static const vakt_text_id labels[VAKT_N_PER] = {
        VAKT_TEXT_whatif_per_duties, VAKT_TEXT_whatif_per_nights, VAKT_TEXT_whatif_per_weekends,
        VAKT_TEXT_whatif_per_red, VAKT_TEXT_whatif_per_hours};
    for (size_t kind = 0; kind < VAKT_N_PER; kind++) {
        bool any = false;
        for (size_t i = 0; i < m->comparison->n_columns; i++)
            any |= m->comparison->columns[i].spreads[kind].most > 0;
        if (!any)
            continue;
        vakt_grid_row *row = add_row(m, vakt_text_of(labels[kind]));
        row->told = true;
        for (size_t i = 0; !m->failed && i < m->comparison->n_columns; i++) {
            const vakt_spread *s = &m->comparison->columns[i].spreads[kind];
            if (s->most == VAKT_UNSET)
                continue;
            vakt_text text;
            vakt_text_init(&text, VAKT_TEXT_CAP);
            vakt_text_addf(&text, "%lld–%lld–%lld", (long long)s->least, (long long)s->middle,
                           (long long)s->most);
            row->cells[i].value = keep(m, &text);
            compare(&row->cells[i], m->comparison->columns[0].spreads[kind].most, s->most, -1);
        }
    }
}

static const char *change_of(maker *m, vakt_text_id id, int64_t doctors, int64_t most)
{
    if (doctors == 0)
        return "0";
    return say(m, id, vakt_number_of(doctors).text, vakt_number_of(most).text);
}

static void add_people(maker *m)
{
    bool any = false;
    for (size_t i = 0; i < m->comparison->n_columns; i++)
        any |= m->comparison->columns[i].wishes > 0;
    vakt_grid_row *wishes = any ? add_row(m, vakt_text_of(VAKT_TEXT_whatif_wishes)) : NULL;
    vakt_grid_row *gained = add_row(m, vakt_text_of(VAKT_TEXT_whatif_gained));
    vakt_grid_row *lost = add_row(m, vakt_text_of(VAKT_TEXT_whatif_lost));
    if (wishes)
        wishes->told = true;
    for (size_t i = 0; !m->failed && i < m->comparison->n_columns; i++) {
        const vakt_column *c = &m->comparison->columns[i];
        if (wishes)
            wishes->cells[i].value =
                say(m, VAKT_TEXT_whatif_of, vakt_number_of(c->wishes_kept).text,
                    vakt_number_of(c->wishes).text);
        if (wishes && c->wishes == m->comparison->columns[0].wishes)
            compare(&wishes->cells[i], m->comparison->columns[0].wishes_kept, c->wishes_kept, 1);
        if (c->kind == VAKT_COLUMN_BASE)
            continue;
        gained->cells[i].value = change_of(m, VAKT_TEXT_whatif_most_fewer, c->gained,
                                           c->most_gained);
        lost->cells[i].value = change_of(m, VAKT_TEXT_whatif_most_more, c->lost, c->most_lost);
    }
}

static const vakt_owed *owed_of(const vakt_column *c, const char *municipality)
{
    for (size_t i = 0; i < c->n_municipalities; i++) {
        if (strcmp(c->municipalities[i].municipality, municipality) == 0)
            return &c->municipalities[i];
    }
    return NULL;
}

static void add_municipality(maker *m, const vakt_owed *first)
{
    vakt_grid_row *row = add_row(m, say(m, VAKT_TEXT_whatif_municipality,
                                        first->name ? first->name : first->municipality, NULL));
    for (size_t i = 0; !m->failed && i < m->comparison->n_columns; i++) {
        const vakt_owed *o = owed_of(&m->comparison->columns[i], first->municipality);
        vakt_text owed;
        if (!o)
            continue;
        vakt_text_init(&owed, VAKT_TEXT_CAP);
        vakt_text_addf(&owed, "%lld", (long long)o->owed_least);
        if (o->owed_most != o->owed_least)
            vakt_text_addf(&owed, "–%lld", (long long)o->owed_most);
        row->cells[i].value = say(m, VAKT_TEXT_whatif_of, vakt_number_of(o->delivered).text,
                                  keep(m, &owed));
    }
}

/* Every municipality of any column, in the order they come. */
static void add_municipalities(maker *m)
{
    const vakt_comparison *all = m->comparison;
    for (size_t i = 0; i < all->n_columns; i++) {
        for (size_t k = 0; k < all->columns[i].n_municipalities; k++) {
            const vakt_owed *owed = &all->columns[i].municipalities[k];
            bool before = false;
            for (size_t j = 0; j < i; j++)
                before |= owed_of(&all->columns[j], owed->municipality) != NULL;
            if (!before)
                add_municipality(m, owed);
        }
    }
}

/* ---- the recommendation ---- */

static const char *band_of(maker *m, const vakt_column *c)
{
    vakt_text text;
    if (c->band_from == VAKT_UNSET)
        return "";
    if (c->band_to == VAKT_UNSET)
        return say(m, VAKT_TEXT_whatif_from, number(m, c->band_from), NULL);
    vakt_text_init(&text, VAKT_TEXT_CAP);
    add_number(&text, c->band_from);
    vakt_text_add(&text, "–");
    add_number(&text, c->band_to);
    return keep(m, &text);
}

static const vakt_norm_row *norm_of(const vakt_column *c, int kind)
{
    for (size_t i = 0; i < c->n_norms; i++) {
        if (c->norms[i].kind == kind && c->norms[i].recommended != VAKT_UNSET)
            return &c->norms[i];
    }
    return NULL;
}

/* More than is recommended is neither better nor worse. */
static int closer(const vakt_norm_row *base, const vakt_norm_row *norm)
{
    int64_t before = base->actual - base->recommended, now = norm->actual - norm->recommended;
    before = before > 0 ? 0 : before;
    now = now > 0 ? 0 : now;
    return (now > before) - (now < before);
}

static void add_norms(maker *m)
{
    const vakt_comparison *all = m->comparison;
    vakt_grid_row *band = add_row(m, vakt_text_of(VAKT_TEXT_whatif_band));
    for (size_t i = 0; !m->failed && i < all->n_columns; i++)
        band->cells[i].value = band_of(m, &all->columns[i]);
    for (int kind = 0; kind < VAKT_NORM_N_ROWS; kind++) {
        bool any = false;
        for (size_t i = 0; i < all->n_columns; i++)
            any |= norm_of(&all->columns[i], kind) != NULL;
        if (!any)
            continue;
        vakt_grid_row *row =
            add_row(m, say(m, VAKT_TEXT_whatif_norm, vakt_norm_kind_norwegian[kind], NULL));
        for (size_t i = 0; !m->failed && i < all->n_columns; i++) {
            const vakt_norm_row *norm = norm_of(&all->columns[i], kind);
            const vakt_norm_row *base = norm_of(&all->columns[0], kind);
            if (!norm || norm->actual == VAKT_UNSET)
                continue;
            row->cells[i].value = say(m, VAKT_TEXT_whatif_of, vakt_number_of(norm->actual).text,
                                      vakt_number_of(norm->recommended).text);
            if (!base || base->actual == VAKT_UNSET)
                continue;
            compare(&row->cells[i], base->actual, norm->actual, 0);
            row->cells[i].better = closer(base, norm);
        }
    }
}

/* ---- what binds ---- */

static const vakt_rule_cost *cost_of(const vakt_column *c, int rule)
{
    for (size_t i = 0; i < c->n_rules; i++) {
        if (c->rules[i].rule == rule)
            return &c->rules[i];
    }
    return NULL;
}

static void add_rule(maker *m, const vakt_rule_cost *first, int index)
{
    int rule = first->rule;
    vakt_text text;
    vakt_grid_row *row =
        add_row(m, say(m, VAKT_TEXT_whatif_rule, vakt_number_of(index).text, NULL));
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_say_statement(&text, (vakt_rule_kind)rule, first->setting);
    row->footnote = keep(m, &text);
    for (size_t i = 0; !m->failed && i < m->comparison->n_columns; i++) {
        const vakt_rule_cost *cost = cost_of(&m->comparison->columns[i], rule);
        const vakt_rule_cost *base = cost_of(&m->comparison->columns[0], rule);
        row->cells[i].value = number(m, cost ? cost->points : 0);
        compare(&row->cells[i], base ? base->points : 0, cost ? cost->points : 0, -1);
    }
}

/* The three dearest of every column, of those that are not open duties and uncovered time. */
static void add_rules(maker *m)
{
    bool told[VAKT_N_RULES] = {false};
    int n = 0;
    for (size_t i = 0; i < m->comparison->n_columns; i++) {
        const vakt_column *c = &m->comparison->columns[i];
        for (size_t k = 0, shown = 0; k < c->n_rules && shown < 3; k++) {
            if (c->rules[k].level == 0)
                continue;
            if (!told[c->rules[k].rule])
                add_rule(m, &c->rules[k], ++n);
            told[c->rules[k].rule] = true;
            shown++;
        }
    }
}

/* Rows that say nothing of any column go. */
static void drop_empty(const maker *m)
{
    size_t kept = 0;
    for (size_t i = 0; i < m->grid->n_rows; i++) {
        bool any = false;
        for (size_t k = 0; k < m->comparison->n_columns; k++)
            any |= m->grid->rows[i].cells[k].value[0] != '\0';
        if (any)
            m->grid->rows[kept++] = m->grid->rows[i];
    }
    m->grid->n_rows = kept;
}

vakt_status vakt_grid_make(const vakt_comparison *comparison, vakt_arena *arena,
                           vakt_grid *ret_grid)
{
    static const number_row staffing[] = {
        {VAKT_TEXT_whatif_open, AT(open_duties), -1, true, 1, false},
        {VAKT_TEXT_whatif_uncovered, AT(uncovered_minutes), -1, true, 60, false},
        {VAKT_TEXT_whatif_breaches, AT(breaches), -1, true, 1, true},
        {VAKT_TEXT_whatif_duties, AT(duties), 0, false, 1, false},
        {VAKT_TEXT_whatif_backup, AT(backup_duties), 0, true, 1, true},
        {VAKT_TEXT_whatif_backup_nights, AT(nights_with_backup), 0, false, 1, true},
        {VAKT_TEXT_whatif_doctors, AT(doctors), 0, false, 1, false},
        {VAKT_TEXT_whatif_sharing, AT(sharing), 0, true, 1, false},
    };
    static const number_row fairness[] = {
        {VAKT_TEXT_whatif_outside, AT(outside_band), -1, true, 1, false}};
    static const number_row norms[] = {
        {VAKT_TEXT_whatif_kroner, AT(ore), -1, true, 100, true},
        {VAKT_TEXT_whatif_population, AT(population), 0, false, 1, true},
        {VAKT_TEXT_whatif_norms_short, AT(norms_short), -1, true, 1, true},
    };
    vakt_grid grid = {.rows = vakt_arena_alloc(arena, MOST_ROWS, sizeof(vakt_grid_row))};
    maker m = {comparison, arena, &grid, !grid.rows};
    if (m.failed)
        return VAKT_E_NOMEM;
    add_answers(&m);
    add_numbers(&m, staffing, sizeof staffing / sizeof *staffing);
    add_spreads(&m);
    add_numbers(&m, fairness, 1);
    add_people(&m);
    add_municipalities(&m);
    add_numbers(&m, norms, sizeof norms / sizeof *norms);
    add_norms(&m);
    add_rules(&m);
    drop_empty(&m);
    *ret_grid = grid;
    return m.failed ? VAKT_E_NOMEM : VAKT_OK;
}
