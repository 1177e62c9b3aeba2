/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Worst replies by improvements only, on product spaces whose opponents' moves are transitive.
 *
 * A party moves within a fibre: the cells that differ in its own options. From each it may go to those that its one-way
 * options allow and that it ranks higher, and wants the least value among them. Comparing all pairs costs the square of the
 * fibre. Instead a fibre is cut into sheets, one for each setting of the options that cannot be moved freely; within a
 * sheet all moves are free. Each sheet's places are sorted by rank once, ties marked, for all focal parties and concepts.
 * Then one walk down a sheet carries along the least value among the strictly better cells; a walk down two sheets
 * together does the same for moves from one to the other. Linear for each pair of sheets that the one-way options allow,
 * and a single sheet where all options are free.
 *
 *     fibre = sheets (one-way and fixed options)  x  places (free options)
 *     order[fibre][sheet][i] = the place with the i-th lowest rank; the highest bit marks the last place of a tie
 *
 * A party some of whose options are split between ranks has its values and ranks transposed (transpose.h).
 *
 * Improvements compose for one party, so the rule against moving twice in a row changes nothing; parties take turns until
 * none changes a value. A fibre none of whose values changed since its party's last turn is skipped; after the first turns
 * that is nearly all of them.
 */
#include "stability/engine.h"

#include "space/walk.h"
#include "stability/transpose.h"

#include <assert.h>

enum { PARALLEL = 1 << 15 };

typedef struct sheet_pair {
    uint32_t from, to;
} sheet_pair;

struct truce__fibres {
    truce__space space; /* over which they run: the graph's, or what this rank has of it transposed */
    truce__ranks ranks; /* the party's there */
    bool is_transposed;
    uint64_t inner;   /* stride of the party's first option: neighbouring fibres within a block */
    uint64_t n_cells; /* of one fibre, fixed options included */
    uint32_t n_places, n_sheets, n_pairs;
    uint64_t *place;   /* offset of each place within a fibre */
    uint64_t *sheet;   /* offset of each sheet */
    sheet_pair *pairs; /* grouped by `from` */
    void *order;       /* of the narrowest type that leaves the highest bit free */
    uint32_t order_bytes;
    uint32_t *n_infeasible; /* of each sheet of each fibre: its lowest places; NULL where everything is feasible */
    unsigned char *is_stale; /* of each fibre: values changed since the party's last turn */
    bool has_turned;         /* whether it had a turn yet; before, all its fibres are stale */
    bool is_binary;          /* inner and n_cells are powers of two, these: */
    uint32_t inner_bits, block_bits;
};

void truce__fibres_free(truce_ctx *ctx, truce__fibres *fibres) {
    if (!fibres) return;
    truce__free(ctx, fibres->place);
    truce__free(ctx, fibres->sheet);
    truce__free(ctx, fibres->pairs);
    truce__big_free(ctx, fibres->order);
    truce__big_free(ctx, fibres->n_infeasible);
    truce__big_free(ctx, fibres->is_stale);
    if (fibres->is_transposed) truce__big_free(ctx, fibres->ranks.at);
    truce__free(ctx, fibres);
}

static bool is_free(const truce__option *option) {
    return option->moves == TRUCE__MOVES_BOTH; /* steps never get here */
}

static uint32_t order_bytes(uint64_t n_places) {
    return n_places <= 1U << 7 ? 1 : n_places <= 1U << 15 ? 2 : 4;
}

uint64_t truce__fibres_bytes(const truce_graph *graph) {
    uint64_t bytes = 0;
    for (uint32_t p = 0; p < graph->model->n_parties; p++) {
        uint64_t places = 1;
        const truce__party *party = &graph->model->parties[p];
        for (uint32_t i = 0; i < party->n_options; i++)
            if (is_free(&graph->model->options[party->first_option + i]))
                places *= graph->model->options[party->first_option + i].n_levels;
        bool is_transposed = truce__must_transpose(&graph->space, p);
        uint64_t cells = is_transposed ? truce__transposed(&graph->space, p).n_cells : graph->space.n_cells;
        bytes += cells * (order_bytes(places) + (is_transposed ? graph->ranks[p].bytes : 0));
        bytes += cells / places * (graph->space.feasible ? 5 : 1);
    }
    return bytes;
}

/* ------------------------------------------------------------------ shape */

/* Offsets of all settings of the party's options that are free (or not), first option fastest. */
static uint64_t *offsets(truce_ctx *ctx, const truce__space *space, const truce__party *party, bool want_free,
                         uint32_t *count) {
    uint64_t n = 1;
    for (uint32_t i = 0; i < party->n_options; i++)
        if (is_free(&space->model->options[party->first_option + i]) == want_free)
            n *= space->model->options[party->first_option + i].n_levels;
    uint64_t *list = truce__calloc(ctx, n, sizeof *list);
    if (!list) return NULL;
    uint64_t made = 1;
    for (uint32_t i = 0; i < party->n_options; i++) {
        uint32_t option = party->first_option + i;
        if (is_free(&space->model->options[option]) != want_free) continue;
        for (uint32_t level = 1; level < space->model->options[option].n_levels; level++)
            for (uint64_t k = 0; k < made; k++) list[level * made + k] = list[k] + level * space->stride[option];
        made *= space->model->options[option].n_levels;
    }
    *count = (uint32_t)n;
    return list;
}

/* Whether the options that are not free let the party go from one sheet to the other. */
static bool allows(const truce__space *space, const truce__party *party, uint64_t from, uint64_t to) {
    for (uint32_t i = 0; i < party->n_options; i++) {
        uint32_t option = party->first_option + i, low, high;
        const truce__option *info = &space->model->options[option];
        if (is_free(info)) continue;
        uint32_t a = (uint32_t)(from / space->stride[option] % info->n_levels);
        uint32_t b = (uint32_t)(to / space->stride[option] % info->n_levels);
        truce__option_reach(info, a, &low, &high);
        if (b < low || b > high) return false;
    }
    return true;
}

static truce_status list_pairs(truce_ctx *ctx, const truce__space *space, const truce__party *party,
                               truce__fibres *fibres) {
    TRUCE__VEC(sheet_pair) pairs = {0};
    for (uint32_t a = 0; a < fibres->n_sheets; a++)
        for (uint32_t b = 0; b < fibres->n_sheets; b++) {
            if (!allows(space, party, fibres->sheet[a], fibres->sheet[b])) continue;
            if (truce__vec_push(ctx, &pairs, ((sheet_pair){a, b})) == TRUCE_OK) continue;
            truce__vec_free(ctx, &pairs);
            return TRUCE_E_NOMEM;
        }
    fibres->pairs = pairs.at;
    fibres->n_pairs = (uint32_t)pairs.count;
    return TRUCE_OK;
}

/* The cell with which fibre number `fibre` begins. */
static uint64_t fibre_base(const truce__fibres *fibres, uint64_t fibre) {
    return fibre / fibres->inner * (fibres->inner * fibres->n_cells) + fibre % fibres->inner;
}

/* ------------------------------------------------------------------- sort */

/* Room for one thread to sort a sheet: keys are rank << 32 | place. */
typedef struct sorting {
    uint64_t *keys, *spare, *before; /* n_places each; `before`: the keys of the sheet sorted last, unsorted */
    uint64_t last;                   /* where in `order` that sheet's result stands; UINT64_MAX: none yet */
} sorting;

/* Sorts keys by their upper half, byte by byte, least first. Stable, so equal ranks keep ascending places. */
static void radix_sort(sorting *s, uint32_t n, uint32_t highest) {
    for (unsigned shift = 32; shift < 64 && (uint64_t)highest << 32 >> shift; shift += 8) {
        uint32_t count[257] = {0};
        for (uint32_t i = 0; i < n; i++) count[(s->keys[i] >> shift & 0xFF) + 1]++;
        for (int b = 0; b < 256; b++) count[b + 1] += count[b];
        for (uint32_t i = 0; i < n; i++) s->spare[count[s->keys[i] >> shift & 0xFF]++] = s->keys[i];
        uint64_t *swap = s->keys;
        s->keys = s->spare;
        s->spare = swap;
    }
}

static void insertion_sort(uint64_t *keys, uint32_t n) {
    for (uint32_t i = 1; i < n; i++) {
        uint64_t key = keys[i];
        uint32_t k = i;
        for (; k > 0 && keys[k - 1] > key; k--) keys[k] = keys[k - 1];
        keys[k] = key;
    }
}

/* Sorts one sheet into order[at ...]. Neighbouring fibres often rank alike, because the options between them do not matter
 * to the party: then the result before is copied. */
static void sort_sheet(const truce__ranks *ranks, truce__fibres *fibres, sorting *s, uint64_t base, uint64_t at) {
    uint32_t n = fibres->n_places, bytes = fibres->order_bytes, low = 0;
    unsigned char *order = fibres->order;
    for (uint32_t i = 0; i < n; i++) s->keys[i] = (uint64_t)truce__rank_at(ranks, base + fibres->place[i]) << 32 | i;
    if (s->last != UINT64_MAX && memcmp(s->keys, s->before, n * sizeof *s->keys) == 0) {
        memcpy(order + at * bytes, order + s->last * bytes, (size_t)n * bytes);
        if (fibres->n_infeasible) fibres->n_infeasible[at / n] = fibres->n_infeasible[s->last / n];
        return;
    }
    memcpy(s->before, s->keys, n * sizeof *s->keys);
    if (n <= 32) insertion_sort(s->keys, n);
    else radix_sort(s, n, ranks->count);
    while (low < n && s->keys[low] >> 32 == 0) low++;
    if (fibres->n_infeasible) fibres->n_infeasible[at / n] = low;
    for (uint32_t i = 0; i < n; i++) {
        bool is_last = i + 1 == n || s->keys[i] >> 32 != s->keys[i + 1] >> 32;
        truce__value_put(order, bytes, at + i, (uint32_t)s->keys[i] | (uint32_t)is_last << (8 * bytes - 1));
    }
    s->last = at;
}

typedef struct sort_job {
    truce_ctx *ctx;
    truce__fibres *fibres;
    _Atomic bool *is_out;
} sort_job;

static void sort_range(const void *ud, uint64_t first, uint64_t end) {
    const sort_job *job = ud;
    truce__fibres *fibres = job->fibres;
    uint64_t *room = truce__calloc(job->ctx, 3 * (size_t)fibres->n_places, sizeof *room);
    if (!room) {
        atomic_store(job->is_out, true);
        return;
    }
    sorting s = {room, room + fibres->n_places, room + 2 * (size_t)fibres->n_places, UINT64_MAX};
    for (uint64_t fibre = first; fibre < end; fibre++)
        for (uint32_t sheet = 0; sheet < fibres->n_sheets && !truce__is_cancelled(job->ctx); sheet++)
            sort_sheet(&fibres->ranks, fibres, &s, fibre_base(fibres, fibre) + fibres->sheet[sheet],
                       (fibre * fibres->n_sheets + sheet) * fibres->n_places);
    truce__free(job->ctx, room);
}

static truce_status sort_fibres(truce_ctx *ctx, truce__fibres *fibres) {
    _Atomic bool is_out = false;
    sort_job job = {ctx, fibres, &is_out};
    truce__for_ranges(ctx, fibres->space.n_cells > PARALLEL, fibres->space.n_cells / fibres->n_cells, sort_range, &job);
    return atomic_load(&is_out) ? TRUCE_E_NOMEM : truce__is_cancelled(ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

/* The space and the ranks that the fibres run over. */
static truce_status lay_out(truce_ctx *ctx, const truce_graph *graph, uint32_t party, truce__fibres *fibres) {
    fibres->space = graph->space;
    fibres->ranks = graph->ranks[party];
    if (!truce__must_transpose(&graph->space, party)) return TRUCE_OK;
    fibres->is_transposed = true;
    fibres->space = truce__transposed(&graph->space, party);
    fibres->ranks.at = truce__big_alloc(ctx, fibres->space.n_cells * fibres->ranks.bytes);
    if (!fibres->ranks.at) return TRUCE_E_NOMEM;
    return truce__transpose(&graph->space, party, fibres->ranks.bytes, graph->ranks[party].at, fibres->ranks.at);
}

static truce_status make_fibres(truce_ctx *ctx, const truce_graph *graph, uint32_t party, truce__fibres **out) {
    const truce__party *mover = &graph->model->parties[party];
    truce_status status = TRUCE_OK;
    uint64_t n_sheets;
    bool can_be_infeasible = graph->space.feasible != NULL;
    truce__fibres *fibres = truce__calloc(ctx, 1, sizeof *fibres);
    if (!fibres) return TRUCE_E_NOMEM;
    const truce__space *space = &fibres->space;
    TRY_OR_DONE(lay_out(ctx, graph, party, fibres));
    fibres->inner = mover->n_options ? space->stride[mover->first_option] : 1;
    fibres->place = offsets(ctx, space, mover, true, &fibres->n_places);
    fibres->sheet = offsets(ctx, space, mover, false, &fibres->n_sheets);
    if (!fibres->place || !fibres->sheet) TRY_OR_DONE(TRUCE_E_NOMEM);
    fibres->n_cells = (uint64_t)fibres->n_places * fibres->n_sheets;
    assert(fibres->n_cells > 0); /* no options: one place, one sheet */
    if (!space->n_cells) goto done; /* fewer fibres than ranks */
    fibres->order_bytes = order_bytes(fibres->n_places);
    fibres->is_binary = __builtin_popcountll(fibres->inner) == 1 && __builtin_popcountll(fibres->n_cells) == 1;
    fibres->inner_bits = (uint32_t)__builtin_ctzll(fibres->inner);
    fibres->block_bits = fibres->inner_bits + (uint32_t)__builtin_ctzll(fibres->n_cells);
    TRY_OR_DONE(list_pairs(ctx, space, mover, fibres));
    n_sheets = space->n_cells / fibres->n_places;
    fibres->order = truce__big_alloc(ctx, space->n_cells * fibres->order_bytes);
    fibres->is_stale = truce__big_alloc(ctx, space->n_cells / fibres->n_cells);
    if (can_be_infeasible) fibres->n_infeasible = truce__big_alloc(ctx, n_sheets * sizeof *fibres->n_infeasible);
    if (!fibres->order || !fibres->is_stale || (can_be_infeasible && !fibres->n_infeasible)) TRY_OR_DONE(TRUCE_E_NOMEM);
    TRY_OR_DONE(sort_fibres(ctx, fibres));
done:
    if (status == TRUCE_OK) *out = fibres;
    else truce__fibres_free(ctx, fibres);
    return status;
}

/* ------------------------------------------------------------------- turns */

/* One turn of a party. */
typedef struct turn {
    truce__solver *solver;
    uint32_t party;
    const truce__ranks *ranks; /* the mover's */
    truce__fibres *fibres;
    void *values; /* the solver's, or those transposed for this party */
} turn;

static uint64_t fibre_of(const truce__fibres *fibres, uint64_t cell) {
    if (fibres->is_binary) /* most options are plain, and division is what this would cost */
        return cell >> fibres->block_bits << fibres->inner_bits | (cell & (fibres->inner - 1));
    return cell / (fibres->inner * fibres->n_cells) * fibres->inner + cell % fibres->inner;
}

/* The other opponents must look again at the fibres of these cells. */
static void mark_stale(const turn *t, uint64_t base, const uint32_t *places, uint32_t count) {
    uint32_t n_parties = t->solver->graph->model->n_parties;
    for (uint32_t other = 0; other < n_parties && !t->fibres->is_transposed; other++) {
        if (other == t->party || other == t->solver->party) continue;
        truce__fibres *theirs = t->solver->fibres[other];
        if (!theirs->has_turned || theirs->is_transposed) continue;
        for (uint32_t i = 0; i < count; i++)
            __atomic_store_n(&theirs->is_stale[fibre_of(theirs, base + t->fibres->place[places[i]])], 1, __ATOMIC_RELAXED);
    }
}

#define VALUE uint8_t
#define BITS 8
#include "stability/fibre_kernel.h"
#undef VALUE
#undef BITS
#define VALUE uint16_t
#define BITS 16
#include "stability/fibre_kernel.h"
#undef VALUE
#undef BITS
#define VALUE uint32_t
#define BITS 32
#include "stability/fibre_kernel.h"
#undef VALUE
#undef BITS

/* Relaxes one fibre; `changed` has room for the places of a sheet. */
static bool relax_fibre(const turn *t, uint64_t fibre, uint32_t *changed) {
    const truce__fibres *fibres = t->fibres;
    uint64_t base = fibre_base(fibres, fibre), order = fibre * fibres->n_cells;
    uint32_t total = 0;
    for (uint32_t p = 0; p < fibres->n_pairs; p++) {
        sheet_pair pair = fibres->pairs[p];
        uint32_t count;
        switch (t->solver->ranks->bytes) {
        case 1: count = relax_pair_8(t, base, order, pair, changed); break;
        case 2: count = relax_pair_16(t, base, order, pair, changed); break;
        default: count = relax_pair_32(t, base, order, pair, changed); break;
        }
        mark_stale(t, base + fibres->sheet[pair.from], changed, count);
        total += count;
    }
    return total > 0;
}

typedef struct turn_job {
    const turn *t;
    _Atomic bool *is_changed, *is_out;
} turn_job;

static void relax_range(const void *ud, uint64_t first, uint64_t end) {
    const turn_job *job = ud;
    const turn *t = job->t;
    truce_ctx *ctx = t->solver->ctx;
    bool any = false;
    uint32_t *changed = truce__calloc(ctx, t->fibres->n_places, sizeof *changed);
    if (!changed) {
        atomic_store(job->is_out, true);
        return;
    }
    for (uint64_t fibre = first; fibre < end && !truce__is_cancelled(ctx); fibre++) {
        if (!t->fibres->is_stale[fibre]) continue;
        t->fibres->is_stale[fibre] = 0;
        any |= relax_fibre(t, fibre, changed);
    }
    truce__free(ctx, changed);
    if (any) atomic_store(job->is_changed, true);
}

static truce_status take_turn(const turn *t, bool *is_changed) {
    truce_ctx *ctx = t->solver->ctx;
    const uint64_t n_cells = t->fibres->space.n_cells;
    _Atomic bool any = false, is_out = false;
    turn_job job = {t, &any, &is_out};
    t->fibres->has_turned = true;
    truce__for_ranges(ctx, n_cells > PARALLEL, n_cells / t->fibres->n_cells, relax_range, &job);
    *is_changed = atomic_load(&any);
    return atomic_load(&is_out) ? TRUCE_E_NOMEM : truce__is_cancelled(ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

static void mark_all_stale(truce__fibres *fibres) {
    if (fibres->space.n_cells) memset(fibres->is_stale, 1, fibres->space.n_cells / fibres->n_cells);
    fibres->has_turned = false;
}

/* The turn of a party whose values are transposed. Which fibres are stale is not followed across ranks: it looks at all of its own, and
 * after a change the others look at all of theirs. */
static truce_status take_transposed(const turn *t, bool *is_changed) {
    const truce__space *space = &t->solver->graph->space;
    uint32_t bytes = t->solver->ranks->bytes;
    mark_all_stale(t->fibres);
    TRY(truce__transpose(space, t->party, bytes, t->solver->values, t->values));
    if (t->fibres->space.n_cells) TRY(take_turn(t, is_changed));
    TRY(truce__any(space, is_changed));
    if (!*is_changed) return TRUCE_OK;
    for (uint32_t other = 0; other < space->model->n_parties; other++)
        if (other != t->party && other != t->solver->party) mark_all_stale(t->solver->fibres[other]);
    return truce__transpose_back(space, t->party, bytes, t->values, t->solver->values);
}

/* One party's turn; *is_changed: whether any rank has a value lowered. */
static truce_status relax_party(truce__solver *solver, uint32_t party, bool *is_changed) {
    truce__fibres *fibres = solver->fibres[party];
    turn t = {solver, party, &fibres->ranks, fibres, fibres->is_transposed ? solver->transposed : solver->values};
    if (fibres->is_transposed) return take_transposed(&t, is_changed);
    TRY(take_turn(&t, is_changed));
    return truce__any(&solver->graph->space, is_changed);
}

truce_status truce__fibre_replies(truce__solver *solver, bool *is_settled) {
    uint32_t n = solver->graph->model->n_parties, quiet = 0;
    uint64_t rounds_left = truce__max_rounds(&solver->graph->space);
    truce__own_values(solver);
    for (uint32_t party = 0; party < n; party++) {
        truce__fibres **fibres = &solver->fibres[party];
        if (party == solver->party) continue;
        if (!*fibres) TRY(make_fibres(solver->ctx, solver->graph, party, fibres));
        mark_all_stale(*fibres);
    }
    *is_settled = true;
    for (uint32_t party = 0; quiet < n; party = (party + 1) % n) {
        if (party == 0 && !solver->graph->space.split && rounds_left-- == 0) {
            *is_settled = false;
            break;
        }
        bool is_changed = false;
        if (party != solver->party) TRY(relax_party(solver, party, &is_changed));
        quiet = is_changed ? 1 : quiet + 1;
    }
    return TRUCE_OK;
}
