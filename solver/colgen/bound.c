/*
 * Problem: a lower bound on the level from any prices, that no tolerance can spoil.
 *
 * Notation: w_k = price of a point at level k (1 at the level sought, the dual of its row at an
 * earlier one), g_r = price of activity in shared row r, -under <= g_r <= over.
 *
 *     L(w, g) = sum over doctors of
 *                 min over plans p of (sum_k w_k cost_k(p) + sum_r g_r entry_r(p))
 *             + sum over shared indicators of min(0, price)
 *             - sum_r (g_r > 0 ? g_r hi_r : g_r lo_r)
 *             + sum_k w_k constant_k - sum over earlier levels of w_k limit_k
 *
 * Idea: f(a) >= g a - f*(g) for every convex row price f and slope g within its prices, so L is at
 * most the cost of every roster that keeps the limits. All numbers are whole multiples of 2^-shift
 * and no sum rounds: L is exact, whatever the accuracy of the LP that the prices came from.
 *
 * Reference: Geoffrion 1974; Held, Cook, Sewell 2012 (safe bounds in exact arithmetic).
 */
#include "colgen/master.h"

int64_t vakt_master_bound(const vakt_master *m, const vakt_prices *prices,
                          const int64_t *var_prices, int64_t doctors)
{
    int64_t sum = doctors;
    if (doctors <= -VAKT_NEVER)
        return -VAKT_NEVER;
    if (doctors >= VAKT_NEVER)
        return VAKT_NEVER;
    for (size_t i = 0; i < m->nets->n_shared; i++) {
        int64_t price = var_prices[m->nets->shared[i]];
        sum += price < 0 ? price : 0;
    }
    for (size_t r = 0; r < m->coupling->n_rows; r++) {
        const vakt_shared_row *row = &m->coupling->rows[r];
        int64_t price = prices->rows[r];
        if (price != 0)
            sum -= price * (price > 0 ? row->hi : row->lo);
    }
    for (int k = 0; k <= m->level; k++)
        sum += prices->levels[k] * (m->nets->constant[k] - (k < m->level ? m->limits[k] : 0));
    return sum;
}
