/*
 * Problem: read out of a rule program what each doctor's plan depends on, so that pricing can walk
 * through the doctor's assignments once, in time order.
 *
 * Notation: items i = the doctor's assignments by unit; a row is live from the first to the last
 * item that can change its activity; reach of a row at i = least and most by which items after i
 * can change it; items conflict when no plan that keeps the hard rows has both.
 *
 * Idea: nothing is known about rule kinds. A row belongs to a doctor when all its variables do; an
 * indicator belongs to a doctor when all its members do. A hard row in which any two items are too
 * many is a clique: conflicts say it all, and the row is never looked at again. Reach is the
 * longest chain of items that pairwise follow each other without conflict, which is as far as a
 * plan can go in a window of days (a relaxation: only neighbours in the chain are compared).
 *
 * Complexity: rows * terms^2 for cliques and reaches.
 */
#include "colgen/network.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

typedef struct net_builder {
    vakt_nets *nets;
    vakt_net *net;
    int32_t *rows; /* the doctor's, of the program */
    size_t n_rows;
    uint8_t *touched; /* per item, scratch */
    int64_t *chain_most, *chain_least; /* per item, scratch */
    int64_t *coef;    /* per item: of the row at hand */
} net_builder;

static void *grab(vakt_nets *nets, size_t n, size_t size)
{
    return vakt_arena_alloc(nets->arena, n, size);
}

/* -- who owns what -------------------------------------------------------------------------- */

static void find_owners(vakt_nets *nets)
{
    const vakt_program *program = nets->program;
    for (size_t v = 0; v < program->n_vars; v++) {
        const vakt_var *var = &program->vars[v];
        nets->local[v] = -1;
        nets->owner[v] = var->kind == VAKT_VAR_ASSIGN ? var->doctor : -1;
        for (size_t i = 0; var->kind != VAKT_VAR_ASSIGN && i < var->n_members; i++) {
            int32_t owner = nets->owner[program->members[var->first_member + i]];
            if (i > 0 && owner != nets->owner[v])
                owner = -1;
            nets->owner[v] = owner;
            if (owner < 0)
                break;
        }
        if (nets->owner[v] < 0)
            nets->shared[nets->n_shared++] = (int32_t)v;
    }
}

static int32_t owner_of_row(const vakt_nets *nets, const vakt_row *row)
{
    const vakt_term *terms = nets->program->terms + row->first_term;
    int32_t owner = nets->owner[terms[0].var];
    for (size_t i = 1; i < row->n_terms; i++)
        if (nets->owner[terms[i].var] != owner)
            return -1;
    return owner;
}

static void settle_empty_row(vakt_nets *nets, const vakt_row *row)
{
    int64_t under = row->lo != VAKT_NO_BOUND_LO && row->lo > 0 ? row->lo : 0;
    int64_t over = row->hi != VAKT_NO_BOUND_HI && row->hi < 0 ? -row->hi : 0;
    if ((under && row->under_pts == VAKT_HARD) || (over && row->over_pts == VAKT_HARD))
        nets->infeasible = true;
    else
        nets->constant[row->level] += under * row->under_pts + over * row->over_pts;
}

/* -- variables ------------------------------------------------------------------------------ */

static int compare_items(const void *a, const void *b)
{
    const vakt_net_var *x = a, *y = b;
    return x->first != y->first ? (x->first < y->first ? -1 : 1) : x->var < y->var ? -1 : 1;
}

static bool list_variables(vakt_nets *nets, vakt_net *net)
{
    const vakt_program *program = nets->program;
    size_t n = 0;
    for (size_t v = 0; v < program->n_vars; v++)
        n += nets->owner[v] == net->doctor;
    net->vars = grab(nets, n + 1, sizeof *net->vars);
    if (!net->vars)
        return false;
    for (size_t v = 0; v < program->n_vars; v++) {
        const vakt_var *var = &program->vars[v];
        if (nets->owner[v] != net->doctor)
            continue;
        net->n_items += var->kind == VAKT_VAR_ASSIGN;
        net->vars[net->n_locals++] = (vakt_net_var){.var = (int32_t)v,
                                                    .kind = var->kind,
                                                    .n_members = (int32_t)var->n_members,
                                                    .first = var->unit};
    }
    qsort(net->vars, net->n_items, sizeof *net->vars, compare_items);
    for (size_t i = 0; i < net->n_locals; i++) {
        nets->local[net->vars[i].var] = (int32_t)i;
        net->vars[i].first = net->vars[i].last = (int32_t)i;
    }
    net->n_words = net->n_items / 64 + 1;
    return true;
}

static bool index_parents(vakt_nets *nets, vakt_net *net)
{
    const vakt_program *program = nets->program;
    size_t n = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t u = net->n_items; u < net->n_locals; u++) {
            vakt_net_var *var = &net->vars[u];
            const vakt_var *source = &program->vars[var->var];
            var->first = INT32_MAX;
            var->last = -1;
            for (size_t i = 0; i < source->n_members; i++) {
                int32_t m = nets->local[program->members[source->first_member + i]];
                vakt_net_var *member = &net->vars[m];
                var->first = member->first < var->first ? member->first : var->first;
                var->last = member->last > var->last ? member->last : var->last;
                if (pass == 1)
                    net->parents[member->first_parent + member->n_parents] = (int32_t)u;
                member->n_parents++;
            }
        }
        if (pass == 1)
            break;
        for (size_t m = 0; m < net->n_locals; m++) {
            net->vars[m].first_parent = n;
            n += net->vars[m].n_parents;
            net->vars[m].n_parents = 0;
        }
        net->parents = grab(nets, n + 1, sizeof *net->parents);
        if (!net->parents)
            return false;
    }
    return true;
}

/* -- rows ----------------------------------------------------------------------------------- */

static vakt_net_row make_row(const vakt_nets *nets, const vakt_net *net, int32_t r)
{
    const vakt_row *row = &nets->program->rows[r];
    vakt_net_row made = {.row = r, .level = row->level, .first = INT32_MAX, .last = -1};
    made.lo = row->under_pts == 0 ? VAKT_NO_BOUND_LO : row->lo;
    made.hi = row->over_pts == 0 ? VAKT_NO_BOUND_HI : row->hi;
    made.under_pts = row->under_pts;
    made.over_pts = row->over_pts;
    for (size_t i = 0; i < row->n_terms; i++) {
        const vakt_term *term = &nets->program->terms[row->first_term + i];
        const vakt_net_var *var = &net->vars[nets->local[term->var]];
        made.first = var->first < made.first ? var->first : made.first;
        made.last = var->last > made.last ? var->last : made.last;
        *(term->coef < 0 ? &made.least : &made.most) += term->coef;
    }
    return made;
}

static bool can_bind(const vakt_net_row *row)
{
    return (row->lo != VAKT_NO_BOUND_LO && row->least < row->lo) ||
           (row->hi != VAKT_NO_BOUND_HI && row->most > row->hi);
}

static bool list_rows(net_builder *b)
{
    vakt_net *net = b->net;
    size_t n = 0;
    net->rows = grab(b->nets, b->n_rows + 1, sizeof *net->rows);
    if (!net->rows)
        return false;
    for (size_t k = 0; k < b->n_rows; k++) {
        vakt_net_row row = make_row(b->nets, net, b->rows[k]);
        const vakt_row *source = &b->nets->program->rows[row.row];
        if (!can_bind(&row))
            continue;
        net->rows[net->n_rows++] = row;
        for (size_t i = 0; i < source->n_terms; i++)
            net->vars[b->nets->local[b->nets->program->terms[source->first_term + i].var]]
                .n_effects++;
        n += source->n_terms;
    }
    net->effects = grab(b->nets, n + 1, sizeof *net->effects);
    if (!net->effects)
        return false;
    n = 0;
    for (size_t v = 0; v < net->n_locals; v++) {
        net->vars[v].first_effect = n;
        n += net->vars[v].n_effects;
        net->vars[v].n_effects = 0;
    }
    for (size_t k = 0; k < net->n_rows; k++) {
        const vakt_row *source = &b->nets->program->rows[net->rows[k].row];
        for (size_t i = 0; i < source->n_terms; i++) {
            const vakt_term *term = &b->nets->program->terms[source->first_term + i];
            vakt_net_var *var = &net->vars[b->nets->local[term->var]];
            net->effects[var->first_effect + var->n_effects++] =
                (vakt_net_effect){(int32_t)k, term->coef};
        }
    }
    return true;
}

/* -- conflicts ------------------------------------------------------------------------------ */

static void add_conflict(vakt_net *net, size_t i, size_t j)
{
    vakt_set_bit(net->conflicts + i * net->n_words, j);
    vakt_set_bit(net->conflicts + j * net->n_words, i);
}

/* Pairs of items that are too many for a hard row; it is a clique when that is all it says. */
static void find_conflicts(net_builder *b, vakt_net_row *row)
{
    vakt_net *net = b->net;
    const vakt_row *source = &b->nets->program->rows[row->row];
    const vakt_term *terms = b->nets->program->terms + source->first_term;
    if (row->hi == VAKT_NO_BOUND_HI || row->over_pts != VAKT_HARD)
        return;
    bool all = row->lo == VAKT_NO_BOUND_LO;
    for (size_t i = 0; i < source->n_terms; i++) {
        size_t x = (size_t)b->nets->local[terms[i].var];
        if (x >= net->n_items || terms[i].coef < 0) {
            all = false;
            continue;
        }
        if (row->least + terms[i].coef > row->hi) {
            net->impossible[x] = true;
            continue;
        }
        for (size_t j = 0; j < i; j++) {
            size_t y = (size_t)b->nets->local[terms[j].var];
            if (y >= net->n_items || terms[j].coef < 0)
                continue;
            if (row->least + terms[i].coef + terms[j].coef > row->hi)
                add_conflict(net, x, y);
            else if (!net->impossible[y])
                all = false;
        }
    }
    row->clique = all && row->hi >= 0;
}

static void find_reach(vakt_net *net)
{
    int32_t reach = 0;
    for (size_t i = 0; i < net->n_items; i++) {
        for (size_t j = i + 1; j < net->n_items; j++)
            if (vakt_bit(net->conflicts + i * net->n_words, j) && (int32_t)j > reach)
                reach = (int32_t)j;
        net->reach[i] = reach;
    }
}

/* -- reaches -------------------------------------------------------------------------------- */

static void mark_items(net_builder *b, size_t local)
{
    const vakt_net_var *var = &b->net->vars[local];
    const vakt_program *program = b->nets->program;
    if (local < b->net->n_items) {
        b->touched[local] = 1;
        return;
    }
    const vakt_var *source = &program->vars[var->var];
    for (size_t i = 0; i < source->n_members; i++)
        mark_items(b, (size_t)b->nets->local[program->members[source->first_member + i]]);
}

/* Longest chains of the row's items from each on; of indicators the plain sum. */
static void measure_chains(net_builder *b, const vakt_net_row *row)
{
    vakt_net *net = b->net;
    for (int32_t i = row->last; i >= row->first; i--) {
        int64_t most = 0, least = 0;
        for (int32_t j = i + 1; j <= row->last; j++) {
            if (vakt_bit(net->conflicts + (size_t)i * net->n_words, (size_t)j))
                continue;
            if (b->chain_most[j] > most)
                most = b->chain_most[j];
            if (b->chain_least[j] < least)
                least = b->chain_least[j];
        }
        b->chain_most[i] = most + (b->coef[i] > 0 ? b->coef[i] : 0);
        b->chain_least[i] = least + (b->coef[i] < 0 ? b->coef[i] : 0);
    }
}

/* How far indicators that change at item i or later can still move the row. */
static void indicator_reach(const net_builder *b, const vakt_net_row *row, int32_t i,
                            int64_t *most, int64_t *least)
{
    const vakt_row *source = &b->nets->program->rows[row->row];
    for (size_t t = 0; t < source->n_terms; t++) {
        const vakt_term *term = &b->nets->program->terms[source->first_term + t];
        size_t local = (size_t)b->nets->local[term->var];
        if (local >= b->net->n_items && b->net->vars[local].last >= i)
            *(term->coef < 0 ? least : most) += term->coef;
    }
}

static void reach_from(const net_builder *b, const vakt_net_row *row, int32_t i, int32_t *ret_most,
                       int32_t *ret_least)
{
    int64_t most = 0, least = 0;
    for (int32_t j = i; j <= row->last; j++) {
        if (b->chain_most[j] > most)
            most = b->chain_most[j];
        if (b->chain_least[j] < least)
            least = b->chain_least[j];
    }
    indicator_reach(b, row, i, &most, &least);
    *ret_most = (int32_t)most;
    *ret_least = (int32_t)least;
}

static void prepare_row(net_builder *b, const vakt_net_row *row)
{
    const vakt_row *source = &b->nets->program->rows[row->row];
    memset(b->touched, 0, b->net->n_items + 1);
    memset(b->coef, 0, (b->net->n_items + 1) * sizeof *b->coef);
    for (size_t t = 0; t < source->n_terms; t++) {
        const vakt_term *term = &b->nets->program->terms[source->first_term + t];
        size_t local = (size_t)b->nets->local[term->var];
        mark_items(b, local);
        if (local < b->net->n_items)
            b->coef[local] = term->coef;
    }
}

/* Fills the touches of one row, each at its item's next place. */
static void touch_row(net_builder *b, size_t k, size_t *next)
{
    vakt_net_row *row = &b->net->rows[k];
    prepare_row(b, row);
    measure_chains(b, row);
    vakt_net_touch touch = {.row = (int32_t)k};
    reach_from(b, row, row->first, &touch.most_after, &touch.least_after);
    row->most = touch.most_after;
    row->least = touch.least_after;
    for (int32_t i = row->first; i <= row->last; i++) {
        if (!b->touched[i])
            continue;
        touch.most_before = touch.most_after;
        touch.least_before = touch.least_after;
        reach_from(b, row, i + 1, &touch.most_after, &touch.least_after);
        b->net->touches[next[i]++] = touch;
    }
}

static bool build_touches(net_builder *b)
{
    vakt_net *net = b->net;
    net->first_touch = grab(b->nets, net->n_items + 2, sizeof *net->first_touch);
    size_t *next = calloc(net->n_items + 2, sizeof *next);
    if (!net->first_touch || !next)
        return free(next), false;
    for (size_t k = 0; k < net->n_rows; k++) {
        if (net->rows[k].clique)
            continue;
        prepare_row(b, &net->rows[k]);
        for (size_t i = 0; i < net->n_items; i++)
            net->first_touch[i + 1] += b->touched[i];
    }
    for (size_t i = 0; i < net->n_items; i++)
        net->first_touch[i + 1] += net->first_touch[i];
    memcpy(next, net->first_touch, (net->n_items + 1) * sizeof *next);
    net->touches = grab(b->nets, net->first_touch[net->n_items] + 1, sizeof *net->touches);
    for (size_t k = 0; net->touches && k < net->n_rows; k++)
        if (!net->rows[k].clique)
            touch_row(b, k, next);
    free(next);
    return net->touches != NULL;
}

static bool build_lefts(net_builder *b)
{
    vakt_net *net = b->net;
    const vakt_program *program = b->nets->program;
    net->first_left = grab(b->nets, net->n_items + 2, sizeof *net->first_left);
    if (!net->first_left)
        return false;
    for (int pass = 0; pass < 2; pass++) {
        size_t n = 0;
        for (size_t i = 0; i < net->n_items; i++) {
            net->first_left[i] = n;
            for (size_t u = net->n_items; u < net->n_locals; u++) {
                const vakt_net_var *var = &net->vars[u];
                if (var->kind != VAKT_VAR_AND || var->first > (int32_t)i ||
                    var->last < (int32_t)i)
                    continue;
                vakt_net_left left = {(int32_t)u, 0};
                const vakt_var *source = &program->vars[var->var];
                for (size_t m = 0; m < source->n_members; m++)
                    left.left +=
                        net->vars[b->nets->local[program->members[source->first_member + m]]]
                            .last > (int32_t)i;
                if (pass == 1)
                    net->lefts[n] = left;
                n++;
            }
        }
        net->first_left[net->n_items] = n;
        if (pass == 0 && !(net->lefts = grab(b->nets, n + 1, sizeof *net->lefts)))
            return false;
    }
    return true;
}

/* -- putting it together -------------------------------------------------------------------- */

static bool alloc_items(net_builder *b)
{
    vakt_net *net = b->net;
    size_t n = net->n_items;
    net->conflicts = grab(b->nets, (n + 1) * net->n_words, sizeof *net->conflicts);
    net->reach = grab(b->nets, n + 1, sizeof *net->reach);
    net->impossible = grab(b->nets, n + 1, sizeof *net->impossible);
    return net->conflicts && net->reach && net->impossible;
}

static bool build_net(net_builder *b)
{
    vakt_net *net = b->net;
    if (!list_variables(b->nets, net) || !index_parents(b->nets, net) || !list_rows(b) ||
        !alloc_items(b))
        return false;
    for (size_t k = 0; k < net->n_rows; k++)
        find_conflicts(b, &net->rows[k]);
    find_reach(net);
    b->touched = calloc(net->n_items + 1, 1);
    b->coef = calloc(net->n_items + 1, sizeof *b->coef);
    b->chain_most = calloc(net->n_items + 2, sizeof *b->chain_most);
    b->chain_least = calloc(net->n_items + 2, sizeof *b->chain_least);
    bool built = b->touched && b->coef && b->chain_most && b->chain_least && build_touches(b) &&
                 build_lefts(b);
    free(b->touched);
    free(b->coef);
    free(b->chain_most);
    free(b->chain_least);
    return built;
}

static bool build_all(vakt_nets *nets)
{
    const vakt_program *program = nets->program;
    int32_t *owners = malloc((program->n_rows + 1) * sizeof *owners);
    int32_t *rows = malloc((program->n_rows + 1) * sizeof *rows);
    bool built = owners && rows;
    for (size_t r = 0; built && r < program->n_rows; r++) {
        const vakt_row *row = &program->rows[r];
        owners[r] = -1;
        if (row->n_terms == 0)
            settle_empty_row(nets, row);
        else if ((owners[r] = owner_of_row(nets, row)) < 0)
            nets->linking[nets->n_linking++] = (int32_t)r;
    }
    for (size_t d = 0; built && d < program->n_doctors; d++) {
        net_builder b = {.nets = nets, .net = &nets->nets[d], .rows = rows};
        b.net->doctor = (int)d;
        for (size_t r = 0; r < program->n_rows; r++)
            if (owners[r] == (int32_t)d)
                rows[b.n_rows++] = (int32_t)r;
        built = build_net(&b);
    }
    free(owners);
    free(rows);
    return built;
}

vakt_status vakt_nets_new(const vakt_program *program, vakt_nets **ret_nets)
{
    vakt_arena *arena = vakt_arena_new();
    vakt_nets *nets = arena ? vakt_arena_alloc(arena, 1, sizeof *nets) : NULL;
    if (!nets) {
        vakt_arena_free(arena);
        return VAKT_E_NOMEM;
    }
    *nets = (vakt_nets){.arena = arena, .program = program};
    memcpy(nets->constant, program->constant, sizeof nets->constant);
    nets->nets = grab(nets, program->n_doctors, sizeof *nets->nets);
    nets->owner = grab(nets, program->n_vars, sizeof *nets->owner);
    nets->local = grab(nets, program->n_vars, sizeof *nets->local);
    nets->shared = grab(nets, program->n_vars, sizeof *nets->shared);
    nets->linking = grab(nets, program->n_rows, sizeof *nets->linking);
    bool built = nets->nets && nets->owner && nets->local && nets->shared && nets->linking;
    if (built)
        find_owners(nets);
    if (!built || !build_all(nets)) {
        vakt_arena_free(arena);
        return VAKT_E_NOMEM;
    }
    *ret_nets = nets;
    return VAKT_OK;
}

void vakt_nets_free(vakt_nets *nets)
{
    if (nets)
        vakt_arena_free(nets->arena);
}
