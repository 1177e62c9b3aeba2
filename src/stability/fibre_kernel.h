/* SPDX-License-Identifier: Apache-2.0 */
/* The kernels of fibres.c for one type of value; included once a type with VALUE and BITS defined. */

#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)
#define NAME(x) JOIN(x, BITS)

/* Within one sheet: walks down the places from the best. `seen` is the least value so far, `least` the least among strictly
 * better places, which follows `seen` where a tie ends. Free of branches: most steps change something in the first turns
 * and nothing later. Lists the places whose values fell. */
#define DEFINE_RELAX_SHEET(ORDER, ORDER_BITS)                                                                      \
    static uint32_t JOIN(NAME(relax_sheet), ORDER_BITS)(VALUE *values, const uint64_t *place, const ORDER *order,  \
                                                        uint32_t n, uint32_t low, uint32_t *changed) {             \
        const ORDER last = (ORDER)((ORDER)1 << (ORDER_BITS - 1));                                                  \
        VALUE seen = (VALUE)UINT32_MAX, least = (VALUE)UINT32_MAX;                                                 \
        uint32_t count = 0;                                                                                        \
        for (uint32_t i = n; i-- > low;) {                                                                         \
            uint32_t at = order[i] & (ORDER)~last;                                                                 \
            VALUE *cell = values + place[at], value = *cell;                                                       \
            VALUE ends = (VALUE)(0 - (VALUE)(order[i] >> (ORDER_BITS - 1))); /* all ones where a tie ends */       \
            least = (VALUE)((seen & ends) | (least & (VALUE)~ends));                                               \
            seen = value < seen ? value : seen;                                                                    \
            *cell = least < value ? least : value;                                                                 \
            changed[count] = at;                                                                                   \
            count += least < value;                                                                                \
        }                                                                                                          \
        return count;                                                                                              \
    }

DEFINE_RELAX_SHEET(uint8_t, 8)
DEFINE_RELAX_SHEET(uint16_t, 16)
DEFINE_RELAX_SHEET(uint32_t, 32)
#undef DEFINE_RELAX_SHEET

/* From one sheet to another: both are walked down together, by rank. */
static uint32_t NAME(relax_across)(const turn *t, VALUE *values, uint64_t base, uint64_t order, sheet_pair pair,
                                   uint32_t *changed) {
    const truce__fibres *fibres = t->fibres;
    const uint32_t n = fibres->n_places, mask = UINT32_MAX >> (33 - 8 * fibres->order_bytes);
    const uint64_t from = base + fibres->sheet[pair.from], to = base + fibres->sheet[pair.to];
    const uint64_t from_order = order + (uint64_t)pair.from * n, to_order = order + (uint64_t)pair.to * n;
    VALUE least = (VALUE)UINT32_MAX;
    uint32_t next = n, count = 0; /* places of the second sheet from `next` on are in `least` */
    for (uint32_t i = n; i-- > 0;) {
        uint32_t at = truce__value_at(fibres->order, fibres->order_bytes, from_order + i) & mask;
        uint64_t cell = from + fibres->place[at];
        uint32_t rank = truce__rank_at(t->ranks, cell);
        if (rank == 0) break; /* infeasible cells come first */
        for (; next > 0; next--) {
            uint32_t other = truce__value_at(fibres->order, fibres->order_bytes, to_order + next - 1) & mask;
            uint64_t better = to + fibres->place[other];
            if (truce__rank_at(t->ranks, better) <= rank) break;
            if (values[better] < least) least = values[better];
        }
        if (least >= values[cell]) continue;
        values[cell] = least;
        changed[count++] = at;
    }
    return count;
}

static uint32_t NAME(relax_pair)(const turn *t, uint64_t base, uint64_t order, sheet_pair pair, uint32_t *changed) {
    const truce__fibres *fibres = t->fibres;
    VALUE *values = t->values;
    const uint32_t n = fibres->n_places;
    if (pair.from != pair.to) return NAME(relax_across)(t, values, base, order, pair, changed);
    const uint64_t at = order + (uint64_t)pair.from * n;
    const uint32_t low = fibres->n_infeasible ? fibres->n_infeasible[at / n] : 0;
    values += base + fibres->sheet[pair.from];
    switch (fibres->order_bytes) {
    case 1: return JOIN(NAME(relax_sheet), 8)(values, fibres->place, (const uint8_t *)fibres->order + at, n, low, changed);
    case 2: return JOIN(NAME(relax_sheet), 16)(values, fibres->place, (const uint16_t *)fibres->order + at, n, low, changed);
    default: return JOIN(NAME(relax_sheet), 32)(values, fibres->place, (const uint32_t *)fibres->order + at, n, low, changed);
    }
}

#undef NAME
#undef JOIN
#undef JOIN_
