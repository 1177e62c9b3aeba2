/* SPDX-License-Identifier: Apache-2.0 */
/* The kernels of fibres.c for one type of value; included once a type with VALUE and BITS defined. */

#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)
#define NAME(x) JOIN(x, BITS)

/* A walk goes down the places of a fibre from the best; `step` lies between neighbouring places. `seen` is the least value so
 * far, `least` the least among strictly better places, which follows `seen` where a tie ends. Free of branches: most
 * steps change something in the first turns. One walk waits for its own minima most of the time, so four fibres are walked abreast. */
#define DEFINE_WALKS(ORDER, ORDER_BITS)                                                                            \
    static inline void JOIN(NAME(pass_place), ORDER_BITS)(VALUE *cells, uint64_t step, ORDER entry, VALUE *seen,   \
                                                          VALUE *least) {                                          \
        const ORDER last = (ORDER)((ORDER)1 << (ORDER_BITS - 1));                                                  \
        VALUE *cell = cells + (uint64_t)(entry & (ORDER)~last) * step, value = *cell;                              \
        VALUE ends = (VALUE)(0 - (VALUE)(entry >> (ORDER_BITS - 1))); /* all ones where a tie ends */              \
        *least = (VALUE)((*seen & ends) | (*least & (VALUE)~ends));                                                \
        *seen = value < *seen ? value : *seen;                                                                     \
        *cell = *least < value ? *least : value;                                                                   \
    }                                                                                                              \
    static void JOIN(NAME(walk_abreast), ORDER_BITS)(VALUE *cells, const walk *w, const lane *lanes) {             \
        const VALUE most = (VALUE)UINT32_MAX;                                                                      \
        const ORDER *order[ABREAST];                                                                               \
        VALUE *at[ABREAST], seen[ABREAST], least[ABREAST];                                                         \
        uint32_t low = 0;                                                                                          \
        for (int k = 0; k < ABREAST; k++) {                                                                        \
            order[k] = (const ORDER *)w->order + lanes[k].order;                                                   \
            at[k] = cells + lanes[k].cell;                                                                         \
            seen[k] = least[k] = most;                                                                             \
            low = lanes[k].low > low ? lanes[k].low : low;                                                         \
        }                                                                                                          \
        for (uint32_t i = w->n; i-- > low;)                                                                        \
            for (int k = 0; k < ABREAST; k++)                                                                      \
                JOIN(NAME(pass_place), ORDER_BITS)(at[k], w->step, order[k][i], &seen[k], &least[k]);              \
        for (int k = 0; k < ABREAST; k++)                                                                          \
            for (uint32_t i = low; i-- > lanes[k].low;)                                                            \
                JOIN(NAME(pass_place), ORDER_BITS)(at[k], w->step, order[k][i], &seen[k], &least[k]);              \
    }                                                                                                              \
    static void JOIN(NAME(walk_one), ORDER_BITS)(VALUE *cells, const walk *w, const lane *one) {                   \
        const ORDER *order = (const ORDER *)w->order + one->order;                                                 \
        VALUE seen = (VALUE)UINT32_MAX, least = (VALUE)UINT32_MAX;                                                 \
        for (uint32_t i = w->n; i-- > one->low;)                                                                   \
            JOIN(NAME(pass_place), ORDER_BITS)(cells + one->cell, w->step, order[i], &seen, &least);               \
    }                                                                                                              \
    /* The same for each sheet at once: what it may go to is in its own minima. */                                 \
    static inline void JOIN(NAME(walk_sheets), ORDER_BITS)(VALUE *cells, const walk *w, const lane *one,           \
                                                           uint32_t n_sheets, VALUE *restrict seen,                \
                                                           VALUE *restrict least) {                                \
        const ORDER *order = (const ORDER *)w->order + one->order;                                                 \
        const ORDER last = (ORDER)((ORDER)1 << (ORDER_BITS - 1));                                                  \
        for (uint32_t s = 0; s < n_sheets; s++) seen[s] = least[s] = (VALUE)UINT32_MAX;                            \
        for (uint32_t i = w->n; i-- > one->low;) {                                                                 \
            uint32_t place = order[i] & (ORDER)~last, sheet = w->sheet_of[place];                                  \
            const signed char *blocked = w->blocked + (size_t)sheet * n_sheets;                                    \
            VALUE *cell = cells + one->cell + place * w->step, value = *cell;                                      \
            VALUE ends = (VALUE)(0 - (VALUE)(order[i] >> (ORDER_BITS - 1)));                                       \
            for (uint32_t s = 0; s < n_sheets; s++) {                                                              \
                uint32_t bar = (uint32_t)(int32_t)blocked[s];                                                      \
                VALUE other = (VALUE)(value | (VALUE)bar);                                                         \
                least[s] = (VALUE)((seen[s] & ends) | (least[s] & (VALUE)~ends));                                  \
                seen[s] = other < seen[s] ? other : seen[s];                                                       \
            }                                                                                                      \
            *cell = least[sheet] < value ? least[sheet] : value;                                                   \
        }                                                                                                          \
    }                                                                                                              \
    static void JOIN(NAME(walk_lanes), ORDER_BITS)(VALUE *cells, const walk *w, const lane *lanes, uint32_t n) {   \
        VALUE two[4], *room = w->room;                                                                             \
        uint32_t k = 0;                                                                                            \
        for (; w->n_sheets == 1 && k + ABREAST <= n; k += ABREAST)                                                 \
            JOIN(NAME(walk_abreast), ORDER_BITS)(cells, w, lanes + k);                                             \
        for (; k < n; k++) {                                                                                       \
            if (w->n_sheets == 1) JOIN(NAME(walk_one), ORDER_BITS)(cells, w, &lanes[k]);                           \
            else if (w->n_sheets == 2) JOIN(NAME(walk_sheets), ORDER_BITS)(cells, w, &lanes[k], 2, two, two + 2);  \
            else JOIN(NAME(walk_sheets), ORDER_BITS)(cells, w, &lanes[k], w->n_sheets, room, room + w->n_sheets);  \
        }                                                                                                          \
    }

DEFINE_WALKS(uint8_t, 8)
DEFINE_WALKS(uint16_t, 16)
DEFINE_WALKS(uint32_t, 32)
#undef DEFINE_WALKS

static void NAME(walk_tile)(const walk *w, const lane *lanes, uint32_t n) {
    switch (w->order_bytes) {
    case 1: JOIN(NAME(walk_lanes), 8)(w->cells, w, lanes, n); break;
    case 2: JOIN(NAME(walk_lanes), 16)(w->cells, w, lanes, n); break;
    default: JOIN(NAME(walk_lanes), 32)(w->cells, w, lanes, n); break;
    }
}

/* Marks a party's fibres in which a value of the row has changed. */
static void NAME(mark_changed)(truce__fibres *theirs, uint64_t cell, const void *now, const void *before, uint64_t n) {
    const VALUE *a = now, *b = before;
    for (uint64_t i = 0; i < n; i++)
        if (a[i] != b[i]) mark_stale(theirs, cell + i);
}

#undef NAME
#undef JOIN
#undef JOIN_
