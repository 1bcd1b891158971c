/*
 * Problem: the optimum of a level where the root's LP solution is no roster.
 *
 * Idea: branch on (doctor, unit): taken or not. Both are a FORCE or a FORBID, which the networks
 * know, so pricing does not know about branching. Doctors are distinct, so pairs of rows need not
 * be branched on (Ryan and Foster 1981 is for like ones). The open subproblem of least bound is
 * next; of equals the youngest, which is a dive.
 *
 * Reference: Barnhart et al. 1998; Land and Doig 1960.
 *
 * Complexity: exponential; one column generation per node.
 */
#include "colgen/node.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"

#define ROUNDS_PER_NODE 500
#define NODES_PER_DIVE 16

typedef VAKT_VEC(vakt_cg_node) node_list;

static void free_nodes(node_list *open)
{
    for (size_t i = 0; i < open->count; i++)
        free(open->items[i].given);
    VAKT_VEC_DONE(open);
}

/* Removes the open node of least bound, the youngest of equals. */
static vakt_cg_node pop(node_list *open)
{
    size_t best = 0;
    for (size_t i = 1; i < open->count; i++)
        if (open->items[i].bound <= open->items[best].bound)
            best = i;
    vakt_cg_node node = open->items[best];
    memmove(open->items + best, open->items + best + 1,
            (open->count - best - 1) * sizeof *open->items);
    open->count--;
    return node;
}

static void raise_bound(vakt_cg_run *run, const node_list *open, int64_t at_hand)
{
    int64_t least = run->value < at_hand ? run->value : at_hand;
    for (size_t i = 0; i < open->count; i++)
        least = open->items[i].bound < least ? open->items[i].bound : least;
    if (least <= run->bound)
        return;
    run->bound = least;
    if (run->hooks && run->hooks->bound && least < INT64_MAX)
        run->hooks->bound(run->hooks->context, least);
}

/* The assignment whose share is nearest a half; -1 when all are whole. */
static int32_t choose_variable(const vakt_cg_run *run, const vakt_cg_node *node,
                               const double *shares)
{
    const vakt_program *program = run->colgen->program;
    int32_t best = -1;
    double best_distance = 0.5 - VAKT_INT_TOL;
    for (size_t v = 0; v < program->n_vars; v++) {
        double distance = fabs(shares[v] - 0.5);
        if (program->vars[v].kind != VAKT_VAR_ASSIGN || node->given[v] >= 0)
            continue;
        if (distance < best_distance - VAKT_INT_TOL) {
            best_distance = distance;
            best = (int32_t)v;
        }
    }
    return best;
}

static int32_t any_free(const vakt_cg_run *run, const vakt_cg_node *node)
{
    const vakt_program *program = run->colgen->program;
    for (size_t v = 0; v < program->n_vars; v++)
        if (program->vars[v].kind == VAKT_VAR_ASSIGN && node->given[v] < 0)
            return (int32_t)v;
    return -1;
}

static vakt_status push_child(const vakt_cg_run *run, node_list *open, const vakt_cg_node *node,
                              int32_t v, int8_t value)
{
    size_t n = run->colgen->program->n_vars;
    vakt_cg_node child = {.given = malloc(n + 1), .bound = node->bound};
    if (!child.given)
        return VAKT_E_NOMEM;
    memcpy(child.given, node->given, n);
    child.given[v] = value;
    if (VAKT_VEC_PUSH(open, child))
        return VAKT_OK;
    free(child.given);
    return VAKT_E_NOMEM;
}

static void offer_shares(vakt_cg_run *run, const double *shares)
{
    for (size_t v = 0; v < run->colgen->program->n_vars; v++)
        run->values[v] = shares[v] > 0.5;
    vakt_cg_offer(run, run->values);
}

/* Splits a node that was solved and may hold something better. */
static vakt_status split(vakt_cg_run *run, node_list *open, const vakt_cg_node *node,
                         double *shares)
{
    vakt_status status = VAKT_OK;
    vakt_cg_shares(run, shares);
    int32_t v = choose_variable(run, node, shares);
    if (v < 0) {
        offer_shares(run, shares);
        v = any_free(run, node);
    }
    if (vakt_cg_fathomed(run, node) || v < 0)
        return VAKT_OK;
    bool likely = shares[v] >= 0.5;
    VAKT_TRY(push_child(run, open, node, v, !likely));
    VAKT_TRY(push_child(run, open, node, v, likely));
done:
    return status;
}

/* A node with every assignment given is a roster, whatever the LP said. */
static void offer_if_given(vakt_cg_run *run, const vakt_cg_node *node)
{
    if (any_free(run, node) >= 0)
        return;
    for (size_t v = 0; v < run->colgen->program->n_vars; v++)
        run->values[v] = node->given[v] == 1;
    vakt_cg_offer(run, run->values);
}

static vakt_status branch(vakt_cg_run *run, node_list *open, double *shares)
{
    vakt_status status = VAKT_OK;
    vakt_cg_node node = {0};
    while (open->count > 0 && !vakt_cg_stopped(run)) {
        node = pop(open);
        raise_bound(run, open, node.bound);
        if (!vakt_cg_fathomed(run, &node)) {
            VAKT_TRY(vakt_cg_solve_node(run, &node, ROUNDS_PER_NODE));
            if (run->stopped)
                raise_bound(run, open, node.bound);
            else if (!vakt_cg_fathomed(run, &node)) {
                offer_if_given(run, &node);
                VAKT_TRY(split(run, open, &node, shares));
            }
            if (run->nodes % NODES_PER_DIVE == 0 && !vakt_cg_fathomed(run, &node))
                VAKT_TRY(vakt_cg_dive(run, &node));
        }
        if (run->stopped) {
            if (VAKT_VEC_PUSH(open, node))
                node.given = NULL;
            break;
        }
        free(node.given);
        node.given = NULL;
    }
done:
    free(node.given);
    return status;
}

vakt_status vakt_cg_branch(vakt_cg_run *run, vakt_cg_node *root, bool *ret_complete)
{
    node_list open = {0};
    double *shares = malloc((run->colgen->program->n_vars + 1) * sizeof *shares);
    vakt_status status = shares ? VAKT_OK : VAKT_E_NOMEM;
    if (status == VAKT_OK) {
        vakt_cg_node copy = {.given = malloc(run->colgen->program->n_vars + 1),
                             .bound = root->bound};
        if (!copy.given || !VAKT_VEC_PUSH(&open, copy)) {
            free(copy.given);
            status = VAKT_E_NOMEM;
        } else {
            memcpy(copy.given, root->given, run->colgen->program->n_vars);
            status = branch(run, &open, shares);
        }
    }
    *ret_complete = status == VAKT_OK && !run->stopped && open.count == 0;
    if (status == VAKT_OK && *ret_complete)
        raise_bound(run, &open, INT64_MAX);
    free_nodes(&open);
    free(shares);
    return status;
}
