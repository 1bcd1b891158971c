/*
 * The LP interface over GLPK 5.0, the only file that knows it.
 *
 * Three habits of GLPK shape this file:
 *
 * - It aborts the process on misuse and when memory runs out. An error hook jumps out instead;
 *   after that the whole environment of the thread is given up, with every problem object in it.
 *   A per-thread counter tells the other models that their cached engine object is gone.
 * - Its simplex may cycle for ever without an error. A solve is cut into chunks of iterations; one
 *   that does not end goes on from an advanced basis by the other method, then from the standard
 *   basis with presolve, then is given up as STUCK. Inside branch and cut there is no iteration
 *   limit to set, but the log line of a running simplex reaches the terminal hook, which leaves by
 *   the same jump when one node takes far too many.
 * - Arrays start at 1 and rows have types: hidden here.
 */
#include "lp/lp.h"

#include <assert.h>
#include <ctype.h>
#include <float.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <glpk.h>

#include "base/num.h"
#include "base/vec.h"

/* Iterations between two questions to the watch. */
#define CHUNK_ITERATIONS 500
/* One attempt at a relaxation may take BASE + PER_ROW * rows iterations. */
#define LIMIT_BASE 3000
#define LIMIT_PER_ROW 10
/* A node of branch and cut starts warm: this many times the limit above is certainly a cycle. */
#define NODE_LIMIT_FACTOR 4
/* Columns whose branches are estimated at a node. */
#define N_CANDIDATES 8

typedef struct line {
    double lo, hi;
} line;

typedef struct col {
    line bounds;
    double cost;
    bool integer;
} col;

/* One addition to the model, in order: rows refer to earlier columns and the other way round. */
typedef struct addition {
    bool is_row;
    size_t first, n; /* into entries */
} addition;

struct vakt_lp {
    VAKT_VEC(col) cols;
    VAKT_VEC(line) rows;
    VAKT_VEC(addition) additions;
    VAKT_VEC(vakt_lp_entry) entries;
    int *indices; /* 1-based scratch for one row or column; also x for MIP solutions */
    double *coefs, *primal, *dual;
    size_t n_scratch, n_primal, n_dual;
    double value;
    bool optimal;
    bool dual_fits; /* only bounds and rows changed since an optimum: its basis is dual feasible */
    glp_prob *engine;    /* cache, or NULL */
    unsigned generation; /* of the environment the engine lives in */
    size_t n_loaded;     /* additions the engine knows */
};

/* GLPK's environment is per thread, so its state cannot belong to any object. */
static _Thread_local struct {
    unsigned generation; /* how many environments this thread has given up */
    jmp_buf home;
} thread;

static void on_error(void *info)
{
    (void)info;
    longjmp(thread.home, 1);
}

static void lose_environment(void)
{
    glp_error_hook(NULL, NULL);
    glp_free_env();
    thread.generation++;
}

static int swallow(void *info, const char *text)
{
    (void)info;
    (void)text;
    return 1;
}

/* Runs work(context) so that an abort inside GLPK comes back as false. */
static bool guarded(void (*work)(void *context), void *context)
{
    glp_error_hook(on_error, NULL);
    glp_term_hook(swallow, NULL); /* an error prints even with the terminal off */
    if (setjmp(thread.home)) {
        lose_environment();
        return false;
    }
    work(context);
    glp_error_hook(NULL, NULL);
    return true;
}

void vakt_lp_thread_done(void)
{
    lose_environment();
}

vakt_lp *vakt_lp_new(void)
{
    return calloc(1, sizeof(vakt_lp));
}

static void forget_engine(vakt_lp *lp)
{
    if (lp->engine && lp->generation == thread.generation)
        glp_delete_prob(lp->engine);
    lp->engine = NULL;
    lp->n_loaded = 0;
    lp->dual_fits = false;
}

void vakt_lp_free(vakt_lp *lp)
{
    if (!lp)
        return;
    forget_engine(lp);
    VAKT_VEC_DONE(&lp->cols);
    VAKT_VEC_DONE(&lp->rows);
    VAKT_VEC_DONE(&lp->additions);
    VAKT_VEC_DONE(&lp->entries);
    free(lp->indices);
    free(lp->coefs);
    free(lp->primal);
    free(lp->dual);
    free(lp);
}

int vakt_lp_n_cols(const vakt_lp *lp)
{
    return (int)lp->cols.count;
}

int vakt_lp_n_rows(const vakt_lp *lp)
{
    return (int)lp->rows.count;
}

static bool grow_doubles(double **array, size_t *n_array, size_t wanted)
{
    if (wanted <= *n_array)
        return true;
    wanted += wanted / 2;
    double *grown = realloc(*array, wanted * sizeof *grown);
    if (!grown)
        return false;
    *array = grown;
    *n_array = wanted;
    return true;
}

/* Everything a solve writes to is allocated here, so that no jump out of GLPK can leak. */
static bool reserve(vakt_lp *lp)
{
    size_t wanted = 2 + (lp->cols.count > lp->rows.count ? lp->cols.count : lp->rows.count);
    if (wanted > lp->n_scratch) {
        size_t n_coefs = lp->n_scratch;
        int *indices = realloc(lp->indices, (wanted + wanted / 2) * sizeof *indices);
        if (!indices)
            return false;
        lp->indices = indices;
        if (!grow_doubles(&lp->coefs, &n_coefs, wanted))
            return false;
        lp->n_scratch = wanted;
    }
    return grow_doubles(&lp->primal, &lp->n_primal, lp->cols.count + 1) &&
           grow_doubles(&lp->dual, &lp->n_dual, lp->rows.count + 1);
}

static vakt_status append(vakt_lp *lp, bool is_row, size_t n_entries, const vakt_lp_entry *entries)
{
    addition added = {is_row, lp->entries.count, n_entries};
    for (size_t i = 0; i < n_entries; i++) {
        assert(entries[i].index >= 0);
        assert((size_t)entries[i].index < (is_row ? lp->cols.count : lp->rows.count));
        if (!VAKT_VEC_PUSH(&lp->entries, entries[i]))
            return VAKT_E_NOMEM;
    }
    lp->optimal = false;
    return VAKT_VEC_PUSH(&lp->additions, added) ? VAKT_OK : VAKT_E_NOMEM;
}

vakt_status vakt_lp_add_col(vakt_lp *lp, double lo, double hi, double cost, bool integer,
                            size_t n_entries, const vakt_lp_entry *entries)
{
    col added = {{lo, hi}, cost, integer};
    vakt_status status = append(lp, false, n_entries, entries);
    if (status != VAKT_OK)
        return status;
    lp->dual_fits = false;
    return VAKT_VEC_PUSH(&lp->cols, added) ? VAKT_OK : VAKT_E_NOMEM;
}

vakt_status vakt_lp_add_row(vakt_lp *lp, double lo, double hi, size_t n_entries,
                            const vakt_lp_entry *entries)
{
    line added = {lo, hi};
    vakt_status status = append(lp, true, n_entries, entries);
    if (status != VAKT_OK)
        return status;
    return VAKT_VEC_PUSH(&lp->rows, added) ? VAKT_OK : VAKT_E_NOMEM;
}

void vakt_lp_set_cost(vakt_lp *lp, int col_index, double cost)
{
    lp->cols.items[col_index].cost = cost;
    lp->optimal = lp->dual_fits = false;
}

void vakt_lp_add_cost(vakt_lp *lp, int col_index, double cost)
{
    vakt_lp_set_cost(lp, col_index, lp->cols.items[col_index].cost + cost);
}

void vakt_lp_set_col_bounds(vakt_lp *lp, int col_index, double lo, double hi)
{
    lp->cols.items[col_index].bounds = (line){lo, hi};
    lp->optimal = false;
}

void vakt_lp_set_row_bounds(vakt_lp *lp, int row_index, double lo, double hi)
{
    lp->rows.items[row_index] = (line){lo, hi};
    lp->optimal = false;
}

void vakt_lp_get_col_bounds(const vakt_lp *lp, int col_index, double *ret_lo, double *ret_hi)
{
    *ret_lo = lp->cols.items[col_index].bounds.lo;
    *ret_hi = lp->cols.items[col_index].bounds.hi;
}

/* ------------------------------------------------------------------------------------------ */

static int bounds_type(line bounds)
{
    bool has_lo = bounds.lo > -VAKT_LP_INF, has_hi = bounds.hi < VAKT_LP_INF;
    if (has_lo && has_hi)
        return bounds.lo < bounds.hi ? GLP_DB : GLP_FX;
    return has_lo ? GLP_LO : has_hi ? GLP_UP : GLP_FR;
}

static void load_addition(vakt_lp *lp, const addition *added)
{
    for (size_t i = 0; i < added->n; i++) {
        lp->indices[i + 1] = (int)lp->entries.items[added->first + i].index + 1;
        lp->coefs[i + 1] = lp->entries.items[added->first + i].coef;
    }
    if (added->is_row)
        glp_set_mat_row(lp->engine, glp_add_rows(lp->engine, 1), (int)added->n, lp->indices,
                        lp->coefs);
    else
        glp_set_mat_col(lp->engine, glp_add_cols(lp->engine, 1), (int)added->n, lp->indices,
                        lp->coefs);
}

/* Brings the engine up to date with the model. */
static void load(void *context)
{
    vakt_lp *lp = context;
    glp_term_out(GLP_OFF);
    if (!lp->engine) {
        lp->engine = glp_create_prob();
        lp->generation = thread.generation;
        glp_set_obj_dir(lp->engine, GLP_MIN);
    }
    while (lp->n_loaded < lp->additions.count)
        load_addition(lp, &lp->additions.items[lp->n_loaded++]);
    for (size_t j = 0; j < lp->cols.count; j++) {
        const col *c = &lp->cols.items[j];
        glp_set_col_bnds(lp->engine, (int)j + 1, bounds_type(c->bounds), c->bounds.lo,
                         c->bounds.hi);
        glp_set_obj_coef(lp->engine, (int)j + 1, c->cost);
        glp_set_col_kind(lp->engine, (int)j + 1, c->integer ? GLP_IV : GLP_CV);
    }
    for (size_t i = 0; i < lp->rows.count; i++) {
        line bounds = lp->rows.items[i];
        glp_set_row_bnds(lp->engine, (int)i + 1, bounds_type(bounds), bounds.lo, bounds.hi);
    }
}

static vakt_status ensure_loaded(vakt_lp *lp)
{
    if (lp->engine && lp->generation != thread.generation)
        forget_engine(lp);
    if (!reserve(lp))
        return VAKT_E_NOMEM;
    if (guarded(load, lp))
        return VAKT_OK;
    forget_engine(lp);
    return VAKT_E_LP;
}

static bool bounds_cross(const vakt_lp *lp)
{
    for (size_t j = 0; j < lp->cols.count; j++)
        if (lp->cols.items[j].bounds.lo > lp->cols.items[j].bounds.hi)
            return true;
    for (size_t i = 0; i < lp->rows.count; i++)
        if (lp->rows.items[i].lo > lp->rows.items[i].hi)
            return true;
    return false;
}

/* One chunk of simplex iterations. */
typedef struct chunk {
    vakt_lp *lp;
    glp_smcp options;
    int code, status;
    int64_t iterations;
} chunk;

static void run_chunk(void *context)
{
    chunk *c = context;
    glp_prob *engine = c->lp->engine;
    int before = glp_get_it_cnt(engine);
    c->code = glp_simplex(engine, &c->options);
    c->status = glp_get_status(engine);
    c->iterations = glp_get_it_cnt(engine) - before;
}

static void set_advanced_basis(void *context)
{
    glp_adv_basis(((vakt_lp *)context)->engine, 0);
}

static void set_standard_basis(void *context)
{
    glp_std_basis(((vakt_lp *)context)->engine);
}

static void read_solution(vakt_lp *lp)
{
    for (size_t j = 0; j < lp->cols.count; j++)
        lp->primal[j] = glp_get_col_prim(lp->engine, (int)j + 1);
    for (size_t i = 0; i < lp->rows.count; i++)
        lp->dual[i] = glp_get_row_dual(lp->engine, (int)i + 1);
    lp->value = glp_get_obj_val(lp->engine);
}

static bool watch_stops(const vakt_lp_watch *watch, const vakt_lp_effort *effort, double bound)
{
    return watch && watch->stop && watch->stop(watch->context, effort, bound);
}

/* What a finished chunk says; STUCK = nothing yet. */
static vakt_lp_outcome read_outcome(const chunk *c)
{
    if (c->code == GLP_ENOPFS)
        return VAKT_LP_INFEASIBLE;
    if (c->code != 0)
        return VAKT_LP_STUCK;
    switch (c->status) {
    case GLP_OPT:
        return VAKT_LP_OPTIMAL;
    case GLP_NOFEAS:
        return VAKT_LP_INFEASIBLE;
    case GLP_UNBND:
        return VAKT_LP_UNBOUNDED;
    default:
        return VAKT_LP_STUCK;
    }
}

/* Goes on from the current basis by one method until an answer, a stop or the limit. */
static vakt_status run_method(vakt_lp *lp, int method, bool presolve, const vakt_lp_watch *watch,
                              vakt_lp_effort *effort, vakt_lp_outcome *ret_outcome)
{
    int64_t left = LIMIT_BASE + LIMIT_PER_ROW * (int64_t)lp->rows.count;
    chunk c = {.lp = lp};
    glp_init_smcp(&c.options);
    c.options.msg_lev = GLP_MSG_OFF;
    c.options.meth = method;
    c.options.presolve = presolve ? GLP_ON : GLP_OFF;
    c.options.it_lim = presolve ? (int)left : CHUNK_ITERATIONS;
    do {
        if (!guarded(run_chunk, &c))
            return forget_engine(lp), VAKT_E_LP;
        effort->iterations += c.iterations;
        left -= CHUNK_ITERATIONS;
        *ret_outcome = read_outcome(&c);
        if (*ret_outcome != VAKT_LP_STUCK)
            return VAKT_OK;
        if (watch_stops(watch, effort, -VAKT_LP_INF)) {
            *ret_outcome = VAKT_LP_STOPPED;
            return VAKT_OK;
        }
    } while (c.code == GLP_EITLIM && left > 0 && !presolve);
    return VAKT_OK;
}

vakt_status vakt_lp_solve(vakt_lp *lp, const vakt_lp_watch *watch, vakt_lp_effort *effort,
                          vakt_lp_outcome *ret_outcome)
{
    vakt_status status = VAKT_OK;
    vakt_lp_outcome outcome = VAKT_LP_INFEASIBLE;
    if (bounds_cross(lp))
        goto done;
    VAKT_TRY(ensure_loaded(lp));
    /* Cold, primal simplex took a fifth of the time of dual on 20 doctors x 182 days. */
    int first = lp->dual_fits ? GLP_DUALP : GLP_PRIMAL;
    int other = lp->dual_fits ? GLP_PRIMAL : GLP_DUALP;
    VAKT_TRY(run_method(lp, first, false, watch, effort, &outcome));
    if (outcome == VAKT_LP_STUCK && guarded(set_advanced_basis, lp))
        VAKT_TRY(run_method(lp, other, false, watch, effort, &outcome));
    if (outcome == VAKT_LP_STUCK && guarded(set_standard_basis, lp))
        VAKT_TRY(run_method(lp, GLP_DUALP, true, watch, effort, &outcome));
    read_solution(lp);
    lp->optimal = lp->dual_fits = outcome == VAKT_LP_OPTIMAL;
done:
    if (status == VAKT_OK)
        *ret_outcome = outcome;
    return status;
}

double vakt_lp_value(const vakt_lp *lp)
{
    return lp->value;
}

double vakt_lp_primal(const vakt_lp *lp, int col_index)
{
    return lp->primal[col_index];
}

double vakt_lp_dual(const vakt_lp *lp, int row_index)
{
    return lp->dual[row_index];
}

/* min of price * x over lo <= x <= hi */
static double least(double price, line bounds)
{
    return price > 0 ? price * bounds.lo : price < 0 ? price * bounds.hi : 0.0;
}

double vakt_lp_safe_bound(const vakt_lp *lp)
{
    double *reduced = malloc((lp->cols.count + 1) * sizeof *reduced);
    if (!reduced || lp->n_dual < lp->rows.count + 1)
        return free(reduced), -VAKT_LP_INF;
    double bound = 0.0, size = 0.0;
    for (size_t j = 0; j < lp->cols.count; j++)
        reduced[j] = lp->cols.items[j].cost;
    size_t row = 0, column = 0;
    for (size_t a = 0; a < lp->additions.count; a++) {
        const addition *added = &lp->additions.items[a];
        size_t at = added->is_row ? row++ : column++;
        for (size_t i = added->first; i < added->first + added->n; i++) {
            size_t index = (size_t)lp->entries.items[i].index;
            double y = lp->dual[added->is_row ? at : index];
            /* A price on an open side would make the bound empty: take it as 0. */
            if (isfinite(least(y, lp->rows.items[added->is_row ? at : index])))
                reduced[added->is_row ? index : at] -= lp->entries.items[i].coef * y;
        }
    }
    for (size_t i = 0; i < lp->rows.count; i++) {
        double part = least(lp->dual[i], lp->rows.items[i]);
        bound += isfinite(part) ? part : 0.0;
        size += isfinite(part) ? fabs(part) : 0.0;
    }
    for (size_t j = 0; j < lp->cols.count; j++) {
        double part = least(reduced[j], lp->cols.items[j].bounds);
        bound += part;
        size += fabs(part);
    }
    free(reduced);
    return isfinite(bound) ? bound - VAKT_SUM_TOL * size : -VAKT_LP_INF;
}

/* ------------------------------------------------------------------------------------------ */

/* One branch and cut: what the callback and the terminal hook need. */
typedef struct tree {
    vakt_lp *lp;
    const vakt_lp_mip_options *options;
    vakt_lp_effort base, *effort;
    int first_iteration; /* the engine's count when the tree began */
    int asked_iteration; /* and at the last callback */
    int node_limit;
    double bound;
    double best;  /* value of the last solution known outside */
    int *indices; /* 1-based scratch for a tableau row, cuts included */
    double *coefs;
    bool injected, stopped, cycled;
    int code, status;
} tree;

/* GLPK's own log line of a running simplex: state letter, iterations so far, colon. */
static int read_log_iterations(const char *text)
{
    int64_t count = 0;
    while (*text && !isdigit((unsigned char)*text)) {
        if (*text != ' ' && *text != '*' && *text != '#')
            return -1;
        text++;
    }
    for (; isdigit((unsigned char)*text) && count < INT32_MAX; text++)
        count = count * 10 + (*text - '0');
    return *text == ':' ? (int)count : -1;
}

static int on_terminal(void *info, const char *text)
{
    tree *t = info;
    int iterations = read_log_iterations(text);
    if (iterations > t->asked_iteration && iterations - t->asked_iteration > t->node_limit) {
        t->cycled = true;
        longjmp(thread.home, 1);
    }
    return 1;
}

static void count_effort(tree *t, glp_tree *engine_tree)
{
    int n_nodes;
    glp_ios_tree_size(engine_tree, NULL, NULL, &n_nodes);
    t->asked_iteration = glp_get_it_cnt(glp_ios_get_prob(engine_tree));
    t->effort->iterations = t->base.iterations + t->asked_iteration - t->first_iteration;
    t->effort->nodes = t->base.nodes + n_nodes;
}

static void raise_bound(tree *t, glp_tree *engine_tree)
{
    int best = glp_ios_best_node(engine_tree);
    if (best == 0)
        return;
    double bound = glp_ios_node_bound(engine_tree, best);
    if (bound > t->bound && bound < DBL_MAX)
        t->bound = bound;
}

static void inject_start(tree *t, glp_tree *engine_tree)
{
    if (t->injected || !t->options->start)
        return;
    t->injected = true;
    for (size_t j = 0; j < t->lp->cols.count; j++)
        t->lp->coefs[j + 1] = t->options->start[j];
    glp_ios_heur_sol(engine_tree, t->lp->coefs);
}

/* GLPK's own rounding heuristic finds solutions without telling, so look every time. */
static void report_found(tree *t)
{
    glp_prob *engine = t->lp->engine;
    int status = glp_mip_status(engine);
    if ((status != GLP_FEAS && status != GLP_OPT) ||
        glp_mip_obj_val(engine) > t->best - VAKT_RISE_TOL)
        return;
    t->best = glp_mip_obj_val(engine);
    for (size_t j = 0; j < t->lp->cols.count; j++)
        t->lp->primal[j] = glp_mip_col_val(engine, (int)j + 1);
    if (t->options->found)
        t->options->found(t->options->found_context, t->best, t->lp->primal);
}

/* A fractional column and how far it is from a half. */
typedef struct candidate {
    int col;
    double distance;
} candidate;

static size_t most_fractional(glp_tree *engine_tree, candidate *best)
{
    glp_prob *engine = glp_ios_get_prob(engine_tree);
    size_t n = 0;
    for (int j = 1; j <= glp_get_num_cols(engine); j++) {
        if (!glp_ios_can_branch(engine_tree, j))
            continue;
        double x = glp_get_col_prim(engine, j);
        candidate c = {j, fabs(x - floor(x) - 0.5)};
        size_t at = n < N_CANDIDATES ? n++ : N_CANDIDATES;
        for (; at > 0 && best[at - 1].distance > c.distance; at--)
            if (at < N_CANDIDATES)
                best[at] = best[at - 1];
        if (at < N_CANDIDATES)
            best[at] = c;
    }
    return n;
}

/* How much one dual simplex step raises the objective when basic column j must move to `goal`. */
static double least_rise(tree *t, int j, double goal)
{
    glp_prob *engine = t->lp->engine;
    int n_rows = glp_get_num_rows(engine);
    int direction = goal < glp_get_col_prim(engine, j) ? -1 : 1;
    int length = glp_eval_tab_row(engine, n_rows + j, t->indices, t->coefs);
    int at = glp_dual_rtest(engine, length, t->indices, t->coefs, direction, VAKT_PIVOT_TOL);
    if (at == 0)
        return VAKT_LP_INF;
    int k = t->indices[at];
    double price = k <= n_rows ? glp_get_row_dual(engine, k) : glp_get_col_dual(engine, k - n_rows);
    return fabs(price * (goal - glp_get_col_prim(engine, j)) / t->coefs[at]);
}

/*
 * Branches on the most fractional columns' best by Driebeck and Tomlin's estimate: GLPK's own
 * version of it looks at every fractional column and takes most of the time. On a plateau, where
 * all estimates are 0, the most fractional column is taken.
 */
static void choose_branch(tree *t, glp_tree *engine_tree)
{
    candidate candidates[N_CANDIDATES];
    size_t n = most_fractional(engine_tree, candidates);
    int best = 0;
    double best_rise = -1.0;
    bool best_up = false;
    for (size_t i = 0; i < n; i++) {
        int j = candidates[i].col;
        double x = glp_get_col_prim(t->lp->engine, j);
        double down = least_rise(t, j, floor(x)), up = least_rise(t, j, ceil(x));
        double rise = down > up ? down : up;
        if (rise > best_rise + VAKT_RISE_TOL || best == 0) {
            best = j;
            best_rise = rise;
            /* The cheaper side first; on a plateau the nearer one. */
            best_up = rise > VAKT_RISE_TOL ? up < down : x - floor(x) > 0.5;
        }
    }
    if (best != 0)
        glp_ios_branch_upon(engine_tree, best, best_up ? GLP_UP_BRNCH : GLP_DN_BRNCH);
}

static void on_tree(glp_tree *engine_tree, void *info)
{
    tree *t = info;
    count_effort(t, engine_tree);
    raise_bound(t, engine_tree);
    report_found(t);
    int reason = glp_ios_reason(engine_tree);
    if (reason == GLP_IHEUR)
        inject_start(t, engine_tree);
    else if (reason == GLP_IBRANCH)
        choose_branch(t, engine_tree);
    if (watch_stops(&t->options->watch, t->effort, t->bound)) {
        t->stopped = true;
        glp_ios_terminate(engine_tree);
    }
}

static void run_tree(void *context)
{
    tree *t = context;
    glp_iocp options;
    glp_init_iocp(&options);
    options.msg_lev = GLP_MSG_ON; /* read by on_terminal, never shown */
    options.br_tech = GLP_BR_MFV; /* when choose_branch makes no choice */
    options.bt_tech = t->options->backtrack == VAKT_LP_BEST_LOCAL ? GLP_BT_BLB : GLP_BT_BPH;
    options.pp_tech = GLP_PP_ALL;
    options.gmi_cuts = options.mir_cuts = options.cov_cuts = options.clq_cuts =
        t->options->cuts ? GLP_ON : GLP_OFF;
    options.cb_func = on_tree;
    options.cb_info = t;
    glp_term_hook(on_terminal, t);
    glp_term_out(GLP_ON);
    t->code = glp_intopt(t->lp->engine, &options);
    glp_term_out(GLP_OFF);
    glp_term_hook(swallow, NULL);
    t->status = glp_mip_status(t->lp->engine);
    report_found(t);
}

static vakt_lp_outcome tree_outcome(const tree *t)
{
    if (t->stopped || t->code == GLP_ESTOP)
        return VAKT_LP_STOPPED;
    if (t->code != 0)
        return VAKT_LP_STUCK;
    if (t->status == GLP_OPT)
        return VAKT_LP_OPTIMAL;
    /* Nothing feasible, and yet there was a start: believe neither. */
    return t->status == GLP_NOFEAS && !t->options->start ? VAKT_LP_INFEASIBLE : VAKT_LP_STUCK;
}

static vakt_status branch_and_cut(tree *t, vakt_lp_mip_result *ret_result)
{
    vakt_lp *lp = t->lp;
    t->first_iteration = t->asked_iteration = glp_get_it_cnt(lp->engine);
    t->node_limit = NODE_LIMIT_FACTOR * (LIMIT_BASE + LIMIT_PER_ROW * vakt_lp_n_rows(lp));
    t->base = *t->effort;
    bool returned = guarded(run_tree, t);
    if (!returned && !t->cycled)
        return VAKT_E_LP;
    if (t->cycled) {
        /* Count the same whenever the log line came. */
        t->effort->iterations = t->base.iterations + t->asked_iteration - t->first_iteration;
        t->effort->iterations += t->node_limit;
    }
    ret_result->outcome = t->cycled ? VAKT_LP_STUCK : tree_outcome(t);
    ret_result->value = t->best;
    ret_result->bound = t->bound;
    if (ret_result->outcome == VAKT_LP_OPTIMAL)
        ret_result->bound = t->best;
    return VAKT_OK;
}

static double start_value(const vakt_lp *lp, const double *start)
{
    double value = 0.0;
    for (size_t j = 0; start && j < lp->cols.count; j++)
        value += lp->cols.items[j].cost * start[j];
    return start ? value : VAKT_LP_INF;
}

vakt_status vakt_lp_solve_mip(vakt_lp *lp, const vakt_lp_mip_options *options,
                              vakt_lp_effort *effort, vakt_lp_mip_result *ret_result)
{
    vakt_status status = VAKT_OK;
    vakt_lp_outcome root;
    tree t = {0};
    VAKT_TRY(vakt_lp_solve(lp, &options->watch, effort, &root));
    if (root != VAKT_LP_OPTIMAL) {
        *ret_result = (vakt_lp_mip_result){root, -VAKT_LP_INF, VAKT_LP_INF};
        goto done;
    }
    t = (tree){.lp = lp, .options = options, .effort = effort, .bound = vakt_lp_safe_bound(lp)};
    t.best = start_value(lp, options->start);
    t.indices = malloc((lp->cols.count + 1) * sizeof *t.indices);
    t.coefs = malloc((lp->cols.count + 1) * sizeof *t.coefs);
    if (!t.indices || !t.coefs)
        status = VAKT_E_NOMEM;
    else
        VAKT_TRY(branch_and_cut(&t, ret_result));
done:
    free(t.indices);
    free(t.coefs);
    /* Cuts and branches are gone with the engine's copy. */
    forget_engine(lp);
    lp->optimal = false;
    return status;
}

typedef struct mps {
    vakt_lp *lp;
    const char *name, *path;
    int code;
} mps;

static void write_mps(void *context)
{
    mps *m = context;
    glp_set_prob_name(m->lp->engine, m->name);
    m->code = glp_write_mps(m->lp->engine, GLP_MPS_FILE, NULL, m->path);
}

vakt_status vakt_lp_write_mps(vakt_lp *lp, const char *name, const char *path)
{
    vakt_status status = VAKT_OK;
    mps m = {lp, name, path, 0};
    VAKT_TRY(ensure_loaded(lp));
    if (!guarded(write_mps, &m))
        return forget_engine(lp), VAKT_E_LP;
    status = m.code == 0 ? VAKT_OK : VAKT_E_IO;
done:
    return status;
}
