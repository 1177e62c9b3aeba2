/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/simulate.h"

static uint64_t mixed(uint64_t x) {
    x += UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

typedef struct run {
    uint64_t key, drawn;
    double left; /* of the draw that chooses an arc */
    uint64_t to;
} run;

/* Above 0 and below 1. */
static double draw(run *r) {
    return ((double)(mixed(mixed(r->key ^ r->drawn++)) >> 11) + 0.5) * 0x1p-53;
}

static void choose(void *ud, uint64_t to, double share) {
    run *r = ud;
    if (r->left < 0) return;
    r->left -= share;
    r->to = to;
}

static void count(const truce__plays *plays, size_t time, uint64_t cell, uint64_t *counts) {
    for (uint32_t i = 0; i < plays->n_outcomes; i++)
        counts[time * plays->n_outcomes + i] += truce__bits_get(plays->outcomes[i], cell);
}

static truce_status play(truce_ctx *ctx, const truce__chain *chain, uint64_t start, const truce__plays *plays,
                         run *r, uint64_t *counts) {
    uint64_t cell = start;
    double now = 0;
    for (size_t i = 0; i < plays->n_times;) {
        now += -truce__log(draw(r)) / chain->clocks->total;
        for (; i < plays->n_times && plays->times[i] < now; i++) count(plays, i, cell, counts);
        TRY(truce__go_on(ctx));
        r->left = draw(r);
        truce__chain_each(chain, cell, choose, r);
        cell = r->to;
    }
    return TRUCE_OK;
}

truce_status truce__simulate(truce_ctx *ctx, const truce__chain *chain, uint64_t start, const truce__plays *plays,
                             uint64_t first, uint64_t end, uint64_t by, uint64_t *counts) {
    for (uint64_t i = first; i < end; i += by) {
        run r = {.key = mixed(plays->seed) ^ mixed(mixed(i) + 1)};
        TRY(play(ctx, chain, start, plays, &r, counts));
    }
    return TRUCE_OK;
}
