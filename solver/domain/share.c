#include "domain/share.h"

/* Products of points and weights may pass 64 bits on a year of many doctors. */
__extension__ typedef __int128 wide;

static wide floor_div(wide a, wide b) /* b > 0 */
{
    wide q = a / b;
    return q - (a % b < 0);
}

void vakt_share_deviation(size_t n, const int64_t *nominal, const int64_t *ledger,
                          const bool *has_ledger, int64_t *ret_deviation)
{
    wide sum = 0, sum_nominal = 0;
    for (size_t i = 0; i < n; i++) {
        if (has_ledger[i]) {
            sum += ledger[i];
            sum_nominal += nominal[i];
        }
    }
    for (size_t i = 0; i < n; i++) {
        ret_deviation[i] = 0;
        if (has_ledger[i] && sum_nominal > 0)
            ret_deviation[i] = ledger[i] - (int64_t)floor_div(sum * nominal[i], sum_nominal);
    }
}

void vakt_share_split(int64_t total, size_t n, const int64_t *weight, const int64_t *deviation,
                      int64_t percent, vakt_band *ret_bands)
{
    for (size_t i = 0; i < n; i++) {
        int64_t carried = (int64_t)floor_div((wide)deviation[i] * percent, 100);
        ret_bands[i] = (vakt_band){.least = weight[i] > 0, .carried = weight[i] > 0 ? carried : 0};
    }
    bool again = true; /* .least marks who is still in the split until the last round */
    while (again) {
        wide sum_weight = 0, pot = total;
        for (size_t i = 0; i < n; i++) {
            if (ret_bands[i].least) {
                sum_weight += weight[i];
                pot += ret_bands[i].carried;
            }
        }
        again = false;
        for (size_t i = 0; i < n && sum_weight > 0; i++) {
            if (!ret_bands[i].least)
                continue;
            wide due = pot * weight[i] - (wide)ret_bands[i].carried * sum_weight;
            if (due < 0) {
                ret_bands[i].least = 0;
                ret_bands[i].share_milli = 0;
                again = true;
            } else {
                ret_bands[i].share_milli = (int64_t)floor_div(due * 1000, sum_weight);
                ret_bands[i].most = (int64_t)floor_div(due + sum_weight - 1, sum_weight);
            }
        }
    }
    for (size_t i = 0; i < n; i++) {
        bool in = ret_bands[i].least != 0;
        ret_bands[i].least = in ? ret_bands[i].share_milli / 1000 : 0;
        ret_bands[i].most = in ? ret_bands[i].most : 0;
    }
}
