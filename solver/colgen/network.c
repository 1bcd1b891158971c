/*
 * Problem: read out of a rule program what each doctor's plan depends on, so that pricing can walk
 * through the doctor's assignments once, in time order.
 *
 * Notation: items i = the doctor's assignments by unit; a row is live from the first to the last
 * item that can change its activity.
 *
 * Idea: nothing is known about rule kinds. A row belongs to a doctor when all its variables do; an
 * indicator belongs to a doctor when all its members do.
 *
 * Complexity: linear in terms and members, and doctors * variables.
 */
#include "colgen/network.h"

#include <stdlib.h>
#include <string.h>

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

bool vakt_net_excludes(const vakt_net *net, int32_t i, int32_t j)
{
    const vakt_net_var *x = &net->vars[i], *y = &net->vars[j];
    size_t a = x->first_effect, b = y->first_effect;
    while (a < x->first_effect + x->n_effects && b < y->first_effect + y->n_effects) {
        const vakt_net_effect *ea = &net->effects[a], *eb = &net->effects[b];
        const vakt_net_row *row = &net->rows[ea->row];
        if (ea->row == eb->row && ea->coef > 0 && eb->coef > 0 && row->hi != VAKT_NO_BOUND_HI &&
            row->over_pts == VAKT_HARD && row->least + ea->coef + eb->coef > row->hi)
            return true;
        a += ea->row <= eb->row;
        b += eb->row <= ea->row;
    }
    return false;
}

/* -- putting it together -------------------------------------------------------------------- */

static bool build_net(net_builder *b)
{
    return list_variables(b->nets, b->net) && index_parents(b->nets, b->net) && list_rows(b);
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
