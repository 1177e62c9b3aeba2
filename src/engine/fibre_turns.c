/* SPDX-License-Identifier: Apache-2.0 */
/* The turns that parties take at lowering values along their fibres; fibres.h has the method. */
#include "engine/fibres.h"

#include "engine/transpose.h"

#include <assert.h>

enum {
    PIECE = 16,               /* bytes that are flipped at once */
    MOST_LANES = TRUCE__LINE, /* values of a byte */
    MOST_PLACES = 1 << 12,    /* of a fibre in a tile: a larger tile would not fit a cache */
    ROWS_AT_ONCE = 64
};

/* One turn of a party. */
typedef struct turn {
    truce__solver *solver;
    truce__fibres *fibres;
    const void *source; /* where values stand */
    void *values;       /* where they go: the solver's, or those transposed for this party */
    truce__fibres *followed[TRUCE__MAX_OPTIONS]; /* the fibres of other opponents whose stale flags are kept up to
                                                    date */
    uint32_t n_followed;
} turn;

/* Room for one thread. */
typedef struct room {
    truce__rows_room rows;
    unsigned char *lines; /* cells on their way back: as wide as a window, for some of the places */
    unsigned char *tile;  /* a line of lanes for each place; NULL if fibres are walked one by one */
    void **places;        /* where those lines begin */
    unsigned char *seen;  /* for each sheet two lines */
} room;

/* ------------------------------------------------------------------ stale */

/* The place of a cell, or of a fibre, in its row of neighbours. Most options have two levels, which saves a
 * division. */
static uint64_t place_in_block(const truce__fibres *fibres, uint64_t number) {
    return fibres->is_binary ? number & (fibres->inner - 1) : number % fibres->inner;
}

static uint64_t fibre_of(const truce__fibres *fibres, uint64_t cell) {
    uint64_t first = fibres->is_binary ? cell >> fibres->block_bits << fibres->inner_bits
                                       : cell / (fibres->inner * fibres->n_places) * fibres->inner;
    return first + place_in_block(fibres, cell);
}

/* How many neighbouring cells, from this one on, belong to fibres that share a stale flag. */
static uint64_t cells_together(const truce__fibres *fibres, uint64_t fibre, uint64_t cell) {
    uint64_t left = TRUCE__STALE_TOGETHER - fibre % TRUCE__STALE_TOGETHER;
    if (fibres->inner == 1) return left * fibres->n_places - cell % fibres->n_places;
    uint64_t in_block = fibres->inner - place_in_block(fibres, cell);
    return left < in_block ? left : in_block;
}

static bool is_same(const unsigned char *a, const unsigned char *b, uint64_t bytes) {
    if (bytes != TRUCE__STALE_TOGETHER) return memcmp(a, b, bytes) == 0;
    uint64_t words[4]; /* the most frequent case, without a call */
    memcpy(words, a, sizeof words / 2);
    memcpy(words + 2, b, sizeof words / 2);
    return words[0] == words[2] && words[1] == words[3];
}

/* Marks the party's fibres that hold one of these n cells, if its value has changed: it must look at them again. */
static void mark_stale(truce__fibres *theirs, uint32_t bytes, uint64_t cell, const unsigned char *now,
                       const unsigned char *before, uint64_t n) {
    for (uint64_t step; n > 0; cell += step, now += step * bytes, before += step * bytes, n -= step) {
        uint64_t fibre = fibre_of(theirs, cell);
        unsigned char *flag = &theirs->is_stale[fibre / TRUCE__STALE_TOGETHER];
        step = cells_together(theirs, fibre, cell);
        step = step < n ? step : n;
        if (!__atomic_load_n(flag, __ATOMIC_RELAXED) && !is_same(now, before, step * bytes))
            __atomic_store_n(flag, 1, __ATOMIC_RELAXED);
    }
}

/* Lists the other opponents whose stale flags this turn must set. Before a party's first turn all its fibres are
 * stale anyway, and where values are transposed changes are not followed cell by cell. */
static void list_followed(turn *t, uint32_t party) {
    for (uint32_t other = 0; other < t->solver->graph->model->n_parties; other++) {
        truce__fibres *theirs = t->solver->fibres[other];
        bool is_mover = other != party && truce__makes_reply(t->solver, other) && theirs->n_places > 1;
        if (is_mover && theirs->has_turned && !theirs->is_transposed) t->followed[t->n_followed++] = theirs;
    }
}

static bool is_stale(const truce__fibres *fibres, uint64_t fibre) {
    return fibres->is_stale[fibre / TRUCE__STALE_TOGETHER];
}

static bool is_any_stale(const truce__fibres *fibres, truce__window window) {
    uint64_t first = window.first / TRUCE__STALE_TOGETHER,
             last = (window.first + window.width - 1) / TRUCE__STALE_TOGETHER;
    return memchr(fibres->is_stale + first, 1, last - first + 1) != NULL;
}

/* ------------------------------------------------------------------- walks */

/* Whether n rows are better walked side by side. A walk of lanes costs the same for any number of rows, and it grows
 * with the sheets. Rows must also be turned into lanes and back, which is expensive if fibres are shorter than the
 * squares that are turned at once. */
static bool is_worth_lanes(const turn *t, const room *r, uint32_t n) {
    const truce__fibres *fibres = t->fibres;
    return r->tile && n * 4 >= fibres->sheets.count && n > (fibres->n_places * r->rows.bytes < PIECE ? 8 : 2);
}

/* Walks down rows of one class side by side. Returns a bit for each row in which a value fell. */
static uint64_t walk_side_by_side(const turn *t, const room *r, const void *order, void **rows, uint32_t n) {
    const truce__fibres *fibres = t->fibres;
    const truce__kernels *kernels = r->rows.kernels;
    const uint32_t bytes = r->rows.bytes;
    uint32_t n_whole = n;
    if (fibres->n_places * bytes >= PIECE) /* whole squares are faster: the last row is repeated to fill them */
        for (; n_whole % (PIECE / bytes); n_whole++) rows[n_whole] = rows[n - 1];
    kernels->flip((const void *const *)rows, n_whole, 0, r->places, fibres->n_places, 0);
    uint64_t fell =
        kernels->walk_lanes(r->tile, n, order, fibres->order_bytes, fibres->n_places, &fibres->sheets, r->seen);
    if (fell) kernels->flip((const void *const *)r->places, fibres->n_places, 0, rows, n_whole, 0);
    return fell;
}

static uint64_t walk_rows(const turn *t, const room *r, uint32_t class, void **rows, uint32_t n) {
    const truce__fibres *fibres = t->fibres;
    const truce__kernels *kernels = r->rows.kernels;
    const void *order = truce__fibres_order(fibres, class);
    uint64_t fell = 0;
    if (is_worth_lanes(t, r, n)) return walk_side_by_side(t, r, order, rows, n);
    for (uint32_t k = 0; k < n; k++) {
        bool any = kernels->walk_one(rows[k], order, fibres->order_bytes, fibres->n_places, &fibres->sheets, r->seen);
        fell |= (uint64_t)any << k;
    }
    return fell;
}

/* A window at work. Its fibres are taken a line of the cache at a time. A line is direct if its fibres are all of one
 * class: copied from each place, such lines are a tile, so the fibres need not become rows. Sets of lines have a bit
 * for each line. */
typedef struct work {
    const turn *t;
    const room *r;
    truce__window window;
    uint64_t lanes; /* fibres in a line, a power of two: */
    uint32_t lane_bits;
    uint64_t stale, direct, changed; /* lines to look at; lines that need no rows; lines in which a value fell */
} work;

static bool is_direct(const work *w, uint64_t fibre) {
    const truce__fibres *fibres = w->t->fibres;
    const uint32_t *class_of = fibres->class_of + fibre;
    uint32_t other = 0;
    if (place_in_block(fibres, fibre) + w->lanes > fibres->inner) return false;
    for (uint64_t k = 1; k < w->lanes; k++) other |= class_of[k] ^ class_of[0];
    return other == 0;
}

/* Finds the lines to look at, and which of them are direct. */
static void find_lines(work *w) {
    const truce__fibres *fibres = w->t->fibres;
    const bool can_be_direct = fibres->inner >= w->lanes && w->r->tile && w->lanes * 4 >= fibres->sheets.count;
    for (uint64_t row = 0, g = 0; row < w->window.width; row += w->lanes, g++) {
        uint64_t fibre = w->window.first + row, left = w->window.width - row;
        if (!is_any_stale(fibres, (truce__window){fibre, left < w->lanes ? left : w->lanes})) continue;
        w->stale |= (uint64_t)1 << g;
        w->direct |= (uint64_t)(can_be_direct && left >= w->lanes && is_direct(w, fibre)) << g;
    }
}

/* The end of the run of lines that begins with this row: all of them are in the set, or none is. A run of direct
 * lines stays within one block. */
static uint64_t run_end(const work *w, uint64_t set, uint64_t row) {
    const uint64_t g = row >> w->lane_bits, is_direct = w->direct >> g & 1, is_in = set >> g & 1;
    uint64_t end = row + w->lanes;
    for (; end < w->window.width; end += w->lanes) {
        uint64_t next = end >> w->lane_bits;
        if ((w->direct >> next & 1) != is_direct || (set >> next & 1) != is_in) break;
        if (is_direct && place_in_block(w->t->fibres, w->window.first + end) == 0) break;
    }
    return end < w->window.width ? end : w->window.width;
}

/* Does something with each run of the set: with direct lines, or with rows. */
typedef void (*run_fn)(const work *w, uint64_t row, uint64_t end);
static void for_runs(const work *w, uint64_t set, run_fn direct, run_fn rows) {
    for (uint64_t row = 0, end; row < w->window.width; row = end) {
        end = run_end(w, set, row);
        if (set >> (row >> w->lane_bits) & 1) (w->direct >> (row >> w->lane_bits) & 1 ? direct : rows)(w, row, end);
    }
}

static void load_lines(const work *w, uint64_t row, uint64_t end) {
    const truce__fibres *fibres = w->t->fibres;
    const uint32_t bytes = w->r->rows.bytes;
    const char *from = (const char *)w->t->source + truce__window_part_at(fibres, w->window, row).cell * bytes;
    for (uint64_t place = 0; place < fibres->n_places; place++, from += fibres->inner * bytes)
        for (uint64_t k = row; k < end; k += w->lanes)
            memcpy((char *)w->r->rows.row[k] + place * TRUCE__LINE, from + (k - row) * bytes, TRUCE__LINE);
}

static void load_rows(const work *w, uint64_t row, uint64_t end) {
    truce__window_load(w->t->fibres, (truce__window){w->window.first, end}, row, w->t->source, &w->r->rows);
}

static void walk_lines(work *w) {
    const truce__fibres *fibres = w->t->fibres;
    for (uint64_t left = w->direct; left; left &= left - 1) {
        uint64_t g = (uint64_t)__builtin_ctzll(left);
        const void *order = truce__fibres_order(fibres, fibres->class_of[w->window.first + g * w->lanes]);
        uint64_t fell =
            w->r->rows.kernels->walk_lanes(w->r->rows.row[g * w->lanes], (uint32_t)w->lanes, order,
                                           fibres->order_bytes, fibres->n_places, &fibres->sheets, w->r->seen);
        w->changed |= (uint64_t)(fell != 0) << g;
    }
}

/* Rows of one class that were found in a window, and the lines they belong to. */
typedef struct batch {
    void *rows[MOST_LANES];
    uint64_t lines[MOST_LANES];
    uint32_t n, class;
} batch;

static void walk_batch(work *w, batch *b) {
    uint64_t fell = b->n ? walk_rows(w->t, w->r, b->class, b->rows, b->n) : 0;
    for (; fell; fell &= fell - 1) w->changed |= (uint64_t)1 << b->lines[__builtin_ctzll(fell)];
    b->n = 0;
}

/* Walks down the other rows, class by class. */
static void walk_others(work *w) {
    const truce__fibres *fibres = w->t->fibres;
    const uint64_t wanted = w->stale & ~w->direct;
    batch b = {.n = 0};
    for (uint64_t i = 0; i < w->window.width && wanted; i++) {
        uint64_t k = fibres->by_class[w->window.first + i], fibre = w->window.first + k;
        if (!(wanted >> (k >> w->lane_bits) & 1) || !is_stale(fibres, fibre)) continue;
        if (b.n == w->lanes || fibres->class_of[fibre] != b.class) walk_batch(w, &b);
        b.class = fibres->class_of[fibre];
        b.lines[b.n] = k >> w->lane_bits;
        b.rows[b.n++] = w->r->rows.row[k];
    }
    walk_batch(w, &b);
}

/* -------------------------------------------------------------------- back */

/* Writes the values of neighbouring cells and marks what has become stale for others. */
static inline void put_back(const turn *t, uint32_t bytes, uint64_t cell, const unsigned char *now, uint64_t n) {
    for (uint32_t i = 0; i < t->n_followed; i++)
        mark_stale(t->followed[i], bytes, cell, now, (const unsigned char *)t->source + cell * bytes, n);
    memcpy((unsigned char *)t->values + cell * bytes, now, n * bytes);
}

static void put_lines_back(const work *w, uint64_t row, uint64_t end) {
    const truce__fibres *fibres = w->t->fibres;
    uint64_t cell = truce__window_part_at(fibres, w->window, row).cell;
    for (uint64_t place = 0; place < fibres->n_places; place++, cell += fibres->inner)
        for (uint64_t k = row; k < end; k += w->lanes)
            put_back(w->t, w->r->rows.bytes, cell + k - row, (unsigned char *)w->r->rows.row[k] + place * TRUCE__LINE,
                     w->lanes);
}

static void put_part_back(const work *w, truce__window_part part) {
    const truce__fibres *fibres = w->t->fibres;
    const room *r = w->r;
    for (uint64_t first = 0; first < fibres->n_places; first += ROWS_AT_ONCE) {
        void *lines[ROWS_AT_ONCE];
        uint64_t n = fibres->n_places - first < ROWS_AT_ONCE ? fibres->n_places - first : ROWS_AT_ONCE;
        for (uint64_t i = 0; i < n; i++) lines[i] = r->lines + i * part.width * r->rows.bytes;
        r->rows.kernels->flip((const void *const *)(r->rows.row + part.row), part.width, first, lines, n, 0);
        for (uint64_t i = 0; i < n; i++)
            put_back(w->t, r->rows.bytes, part.cell + (first + i) * fibres->inner, lines[i], part.width);
    }
}

static void put_rows_back(const work *w, uint64_t row, uint64_t end) {
    const truce__fibres *fibres = w->t->fibres;
    for (truce__window_part part; row < end; row += part.width) {
        part = truce__window_part_at(fibres, (truce__window){w->window.first, end}, row);
        if (fibres->inner > 1) put_part_back(w, part);
        else put_back(w->t, w->r->rows.bytes, part.cell, w->r->rows.row[row], fibres->n_places);
    }
}

/* Looks at the stale fibres of a window. Returns whether a value fell. */
static bool turn_window(const turn *t, const room *r, truce__window window) {
    if (!is_any_stale(t->fibres, window)) return false;
    work w = {.t = t, .r = r, .window = window, .lanes = TRUCE__LINE / r->rows.bytes};
    w.lane_bits = (uint32_t)__builtin_ctzll(w.lanes);
    find_lines(&w);
    for_runs(&w, w.stale, load_lines, load_rows);
    walk_lines(&w);
    walk_others(&w);
    for_runs(&w, t->source == t->values ? w.changed : w.stale, put_lines_back, put_rows_back);
    return w.changed != 0;
}

/* ------------------------------------------------------------------- turns */

typedef struct turn_job {
    const turn *t;
    _Atomic bool *is_changed;
    _Atomic uint32_t *n_rooms; /* taken */
} turn_job;

static uint64_t tiled_places(const truce__fibres *fibres) {
    return fibres->n_places <= MOST_PLACES ? fibres->n_places : 0;
}

static size_t room_bytes(const truce__fibres *fibres, uint32_t bytes) {
    const size_t tile = tiled_places(fibres) * (TRUCE__LINE + sizeof(void *)),
                 seen = (size_t)2 * fibres->sheets.count * TRUCE__LINE;
    const size_t at_once = fibres->n_places < ROWS_AT_ONCE ? fibres->n_places : ROWS_AT_ONCE;
    return tile + seen + at_once * fibres->window * bytes + truce__rows_room_bytes(fibres, bytes) +
           (size_t)2 * TRUCE__LINE;
}

static room room_in(unsigned char *block, const truce__fibres *fibres, uint32_t bytes) {
    const uint64_t tiled = tiled_places(fibres);
    unsigned char *at = block + (TRUCE__LINE - (uintptr_t)block % TRUCE__LINE) % TRUCE__LINE;
    room r = {.tile = tiled ? at : NULL, .seen = at + tiled * TRUCE__LINE};
    r.places = (void **)(void *)(r.seen + (size_t)2 * fibres->sheets.count * TRUCE__LINE);
    r.rows = truce__rows_room_in(r.places + tiled, fibres, bytes);
    r.lines = (unsigned char *)r.places + tiled * sizeof *r.places + truce__rows_room_bytes(fibres, bytes);
    if (tiled) memset(r.tile, 0, tiled * TRUCE__LINE); /* empty lanes are walked too; they must hold something */
    for (uint64_t place = 0; place < tiled; place++) r.places[place] = r.tile + place * TRUCE__LINE;
    return r;
}

static void turn_range(const void *ud, uint64_t first, uint64_t end) {
    const turn_job *job = ud;
    const turn *t = job->t;
    const uint32_t number = atomic_fetch_add(job->n_rooms, 1);
    room r = room_in((unsigned char *)t->solver->rooms + number * t->solver->room_bytes, t->fibres,
                     t->solver->ranks->bytes);
    bool any = false;
    for (uint64_t window = first; window < end && !truce__is_cancelled(t->solver->ctx); window++)
        any |= turn_window(t, &r, truce__window_at(t->fibres, window));
    if (any) atomic_store(job->is_changed, true);
}

static truce_status take_turn(const turn *t, bool *is_changed) {
    truce_ctx *ctx = t->solver->ctx;
    _Atomic bool any = false;
    _Atomic uint32_t n_rooms = 0;
    turn_job job = {t, &any, &n_rooms};
    truce__for_ranges(ctx, t->fibres->space.n_cells > TRUCE__FIBRES_PARALLEL, t->fibres->n_windows, turn_range, &job);
    truce__fibres_none_stale(t->fibres);
    *is_changed = atomic_load(&any);
    return truce__is_cancelled(ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}

/* The turn of a party whose values are transposed. Stale flags are not followed across processes: the party looks at
 * all its fibres, and after a change the others look at all of theirs. */
static truce_status take_transposed(const turn *t, uint32_t party, bool *is_changed) {
    const truce__space *space = &t->solver->graph->space;
    uint32_t bytes = t->solver->ranks->bytes;
    truce__fibres_all_stale(t->fibres);
    TRY(truce__transpose(space, party, bytes, t->solver->values, t->values));
    if (t->fibres->n_fibres) TRY(take_turn(t, is_changed));
    TRY(truce__any(space, is_changed));
    if (!*is_changed) return TRUCE_OK;
    for (uint32_t other = 0; other < space->model->n_parties; other++)
        if (other != party && truce__makes_reply(t->solver, other)) truce__fibres_all_stale(t->solver->fibres[other]);
    return truce__transpose_back(space, party, bytes, t->values, t->solver->values);
}

/* One party's turn. *is_changed: whether a value fell on any process. */
static truce_status relax_party(truce__solver *solver, uint32_t party, bool *is_changed) {
    truce__fibres *fibres = solver->fibres[party];
    turn t = {.solver = solver, .fibres = fibres, .source = solver->source, .values = solver->values};
    if (fibres->is_transposed) {
        truce__pass_values(solver);
        t.source = t.values = solver->transposed;
        return take_transposed(&t, party, is_changed);
    }
    list_followed(&t, party);
    TRY(take_turn(&t, is_changed));
    solver->source = solver->values; /* the first turn has copied what it did not change */
    return truce__any(&solver->graph->space, is_changed);
}

/* Parties take turns until none changes a value, or until there were too many turns. */
static truce_status take_turns(truce__solver *solver, bool *is_settled) {
    uint32_t n = solver->graph->model->n_parties, quiet = 0;
    uint64_t rounds_left = truce__max_rounds(&solver->graph->space);
    *is_settled = true;
    for (uint32_t party = 0; quiet < n; party = (party + 1) % n) {
        if (party == 0 && !solver->graph->space.split && rounds_left-- == 0) {
            *is_settled = false;
            break;
        }
        bool is_changed = false;
        if (truce__makes_reply(solver, party) && solver->fibres[party]->n_places > 1)
            TRY(relax_party(solver, party, &is_changed));
        quiet = is_changed ? 1 : quiet + 1;
    }
    return TRUCE_OK;
}

/* Room for each thread, kept for the next party's turns. */
static truce_status make_rooms(truce__solver *solver) {
    truce_ctx *ctx = solver->ctx;
    size_t most = 0;
    for (uint32_t party = 0; party < solver->graph->model->n_parties; party++) {
        const truce__fibres *fibres = solver->fibres[party];
        bool is_mover = truce__makes_reply(solver, party) && fibres->n_fibres;
        size_t bytes = is_mover ? room_bytes(fibres, solver->ranks->bytes) : 0;
        most = bytes > most ? bytes : most;
    }
    if (most <= solver->room_bytes) return TRUCE_OK;
    truce__free(ctx, solver->rooms);
    solver->room_bytes = most;
    solver->rooms = truce__alloc(ctx, ctx->threads * most);
    return solver->rooms ? TRUCE_OK : TRUCE_E_NOMEM;
}

truce_status truce__fibre_replies(truce__solver *solver, bool *is_settled) {
    for (uint32_t party = 0; party < solver->graph->model->n_parties; party++)
        if (truce__makes_reply(solver, party))
            TRY(truce__fibres_ready(solver->ctx, solver->graph, party, &solver->fibres[party]));
    TRY(make_rooms(solver));
    if (solver->source != solver->ranks->at) truce__pass_values(solver); /* ranks are read in place */
    return take_turns(solver, is_settled);
}
