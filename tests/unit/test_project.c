/* SPDX-License-Identifier: Apache-2.0 */
/* Passes between arrays with and without some options (project.c), against cells taken one by one. */
#include "engine/project.h"

#include "graph/graph.h"

#include "harness.h"

static uint64_t seed = 20261123;

static uint32_t draw(uint32_t below) { /* xorshift64* (Vigna 2016) */
    seed ^= seed >> 12, seed ^= seed << 25, seed ^= seed >> 27;
    return (uint32_t)((seed * UINT64_C(2685821657736338717)) >> 40) % below;
}

typedef struct product { /* of options alone, up to a few items of project.c */
    truce__option options[24];
    truce_model model;
    truce__space space;
} product;

static void draw_product(truce_ctx *ctx, product *p) {
    const uint64_t least = (uint64_t)1 << (8 + draw(11));
    memset(p, 0, sizeof *p);
    p->model.options = p->options;
    p->space = (truce__space){.ctx = ctx, .model = &p->model, .is_product = true, .n_cells = 1};
    for (bool is_binary = draw(2); p->space.n_cells < least; p->model.n_options++) {
        p->space.stride[p->model.n_options] = p->space.n_cells;
        p->options[p->model.n_options].n_levels = is_binary || p->space.n_cells < 64 ? 2 : 2 + draw(4);
        p->space.n_cells *= p->options[p->model.n_options].n_levels;
    }
}

/* The cell of the space without `options` that stands for this one. */
static uint64_t stands_for(const product *p, uint64_t options, uint64_t cell) {
    uint64_t few = 0, stride = 1;
    for (uint32_t i = 0; i < p->model.n_options; i++) {
        uint64_t n = p->options[i].n_levels;
        if (!(options >> i & 1)) few += cell % n * stride, stride *= n;
        cell /= n;
    }
    return few;
}

static uint64_t wrong_leaving(product *p, uint32_t bytes, uint64_t options) {
    const uint64_t n = p->space.n_cells, words = truce__bits_words(n);
    unsigned char *all = malloc(n * bytes), *few = malloc(n * bytes), *want = malloc(n * bytes),
                  *back = malloc(n * bytes), *raised = malloc(n * bytes);
    uint64_t *exists = malloc(words * 8), *fewer = malloc(words * 8), *bits = malloc(words * 8), wrong = 0;
    const truce__projection what = {truce__kernels_best(bytes), &p->space, options};
    for (uint64_t c = 0; c < n; c++) truce__value_put(all, bytes, c, draw(4) ? draw(200) : draw(2) ? 0 : UINT32_MAX);
    for (int which = TRUCE__MIN; which <= TRUCE__MAX; which++) {
        memset(want, which == TRUCE__MIN ? 0xFF : 0, n * bytes);
        for (uint64_t c = 0; c < n; c++) {
            uint64_t f = stands_for(p, options, c);
            uint32_t a = truce__value_at(want, bytes, f), b = truce__value_at(all, bytes, c);
            truce__value_put(want, bytes, f, (which == TRUCE__MIN) == (a < b) ? a : b);
        }
        truce__project(&what, (truce__extreme)which, all, few);
        wrong += memcmp(few, want, (stands_for(p, options, n - 1) + 1) * bytes) != 0;
    }
    for (uint64_t c = 0; c <= stands_for(p, options, n - 1); c++) truce__value_put(few, bytes, c, draw(200));
    for (uint64_t w = 0; w < words; w++) exists[w] = (uint64_t)draw(1 << 24) << 40 | draw(1 << 24) << 13;
    p->space.feasible = exists;
    truce__spread(&what, few, back);
    truce__bound(&what, TRUCE__MIN, few, all, want);
    truce__bound(&what, TRUCE__MAX, few, all, raised);
    truce__mark(&what, few, all, bits);
    for (uint64_t c = 0; c < n; c++) {
        uint32_t f = truce__value_at(few, bytes, stands_for(p, options, c)), a = truce__value_at(all, bytes, c);
        wrong += truce__value_at(back, bytes, c) != f || truce__value_at(want, bytes, c) != (f < a ? f : a);
        wrong += truce__value_at(raised, bytes, c) != (f > a ? f : a);
        wrong += truce__bits_get(bits, c) != (truce__bits_get(exists, c) && f <= a);
    }
    for (uint64_t c = n; c < words * 64; c++) wrong += truce__bits_get(bits, c);
    const truce__space without = truce__space_without(&p->space, options, fewer);
    wrong += without.n_cells != stands_for(p, options, n - 1) + 1;
    for (uint64_t c = 0; c < n; c++) { /* the first one that each stands for */
        uint64_t first = 0;
        for (uint32_t i = 0; i < p->model.n_options; i++)
            if (!(options >> i & 1)) first += c / p->space.stride[i] % p->options[i].n_levels * p->space.stride[i];
        if (first == c)
            wrong += truce__bits_get(without.feasible, stands_for(p, options, c)) != truce__bits_get(exists, c);
    }
    free(all), free(few), free(want), free(back), free(raised), free(exists), free(fewer), free(bits);
    return wrong;
}

static void values_are_left_out(void) {
    static product p;
    uint64_t wrong = 0, several = 0;
    for (uint32_t i = 0; i < 80; i++) {
        truce_ctx *ctx = truce_ctx_new(&(truce_config){.threads = 1 + draw(3)});
        draw_product(ctx, &p);
        uint64_t options = truce__can_project(&p.space, draw(8) ? draw(1 << 24) | (draw(2) ? draw(1 << 24) : 0) : 0);
        options &= ((uint64_t)1 << p.model.n_options) - 1;
        several += (options & (options - 1)) != 0;
        wrong += wrong_leaving(&p, 1U << draw(3), options);
        truce_ctx_free(ctx);
    }
    CLAIM(several > 40, "often several options are left out (%u)", (unsigned)several);
    CLAIM(wrong == 0, "passes between arrays agree with cells one by one (%u wrong)", (unsigned)wrong);
}

int main(void) {
    values_are_left_out();
    return claims_end();
}
