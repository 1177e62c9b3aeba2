/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two processes exchange the cells in the range of one that lie on fibres of the other, in ascending order, a few MiB
 * at a time. Both walk the same runs of neighbouring cells, so only values are sent. In round k process p meets
 * process k - p. So all pairs meet, and no process waits for one that waits for another.
 */
#include "engine/transpose.h"

enum { AT_ONCE = 4 << 20 };

/* ------------------------------------------------------------------- shape */

typedef struct shape {
    uint64_t inner, settings; /* combinations of the options below the party's, and of the party's own */
    uint64_t fibres;          /* in all */
} shape;

static shape shape_of(const truce__space *space, uint32_t party) {
    const truce__party *mover = &space->model->parties[party];
    shape s = {.inner = space->stride[mover->first_option], .settings = 1};
    for (uint32_t i = 0; i < mover->n_options; i++)
        s.settings *= space->model->options[mover->first_option + i].n_levels;
    s.fibres = space->n_combinations / s.settings;
    return s;
}

bool truce__must_transpose(const truce__space *space, uint32_t party) {
    const truce__party *mover = &space->model->parties[party];
    return space->split && mover->n_options && mover->first_option + mover->n_options > space->split->first_option;
}

static uint64_t first_fibre(const truce__space *space, const shape *s, uint32_t process) {
    return truce__share(s->fibres, process, space->ctx->processes->count);
}

truce__space truce__transposed(const truce__space *space, uint32_t party) {
    const truce__party *mover = &space->model->parties[party];
    shape s = shape_of(space, party);
    uint32_t me = space->ctx->processes->number;
    uint64_t fibres = first_fibre(space, &s, me + 1) - first_fibre(space, &s, me);
    truce__space out = *space;
    out.split = NULL;
    out.feasible = out.before = NULL;
    out.first_cell = 0;
    out.n_cells = fibres * s.settings;
    for (uint32_t i = mover->first_option; i < mover->first_option + mover->n_options; i++)
        out.stride[i] = space->stride[i] / s.inner * fibres;
    return out;
}

uint64_t truce__most_transposed(const truce__space *space) {
    uint64_t most = 0;
    for (uint32_t party = 0; party < space->model->n_parties; party++) {
        uint64_t cells = truce__must_transpose(space, party) ? truce__transposed(space, party).n_cells : 0;
        if (cells > most) most = cells;
    }
    return most;
}

/* -------------------------------------------------------------------- runs */

/* The cells of one process's range that lie on another's fibres. */
typedef struct runs {
    const shape *shape;
    uint64_t first, at, end;      /* cells; `at`: the next to look at */
    uint64_t from_fibre, to_fibre;
} runs;

static runs runs_of(const truce__space *space, const shape *s, uint32_t cells_of, uint32_t fibres_of) {
    const uint64_t *first = space->split->first_cell + cells_of;
    return (runs){
        s, first[0], first[0], first[1], first_fibre(space, s, fibres_of), first_fibre(space, s, fibres_of + 1)};
}

/* Finds the next run of at most `most` neighbours and returns their number, 0 at the end. *cell and *place say where
 * the first one is, counted from the first of the one process's cells and of the other's transposed cells. */
static uint64_t next_run(runs *r, uint64_t most, uint64_t *cell, uint64_t *place) {
    const uint64_t inner = r->shape->inner, settings = r->shape->settings;
    while (r->at < r->end && r->from_fibre < r->to_fibre) {
        uint64_t row = r->at / inner, above = row / settings * inner; /* the fibre at the beginning of the row */
        if (above >= r->to_fibre) break;
        uint64_t low = r->from_fibre > above ? r->from_fibre - above : 0;
        uint64_t high = r->to_fibre - above < inner ? r->to_fibre - above : inner;
        if (low >= inner) {
            r->at = r->from_fibre / inner * settings * inner;
            continue;
        }
        uint64_t from = row * inner + low > r->at ? row * inner + low : r->at;
        uint64_t to = row * inner + high < r->end ? row * inner + high : r->end;
        r->at = to;
        if (from >= to) {
            r->at = (row + 1) * inner;
            continue;
        }
        if (to - from > most) r->at = to = from + most;
        *cell = from - r->first;
        *place = row % settings * (r->to_fibre - r->from_fibre) + above + from % inner - r->from_fibre;
        return to - from;
    }
    r->at = r->end;
    return 0;
}

/* ------------------------------------------------------------------- carry */

/* One side of an exchange: values by cells, values by fibres, or a message. */
typedef struct side {
    char *bytes;
    bool is_message, is_transposed;
} side;

static char *place_in(const side *s, uint64_t in_message, uint64_t cell, uint64_t place, uint32_t bytes) {
    return s->bytes + (s->is_message ? in_message : s->is_transposed ? place : cell) * bytes;
}

/* Copies the next cells of the runs, `most` at most, and returns their number. */
static uint64_t carry(runs *r, uint64_t most, uint32_t bytes, const side *from, const side *to) {
    uint64_t done = 0, cell, place;
    for (uint64_t n; done < most && (n = next_run(r, most - done, &cell, &place)); done += n)
        if (from) memcpy(place_in(to, done, cell, place, bytes), place_in(from, done, cell, place, bytes), n * bytes);
    return done;
}

typedef struct transposing {
    const truce__space *space;
    shape shape;
    uint32_t bytes;
    bool is_back;
    side from, to;
    char *out, *in; /* messages */
} transposing;

/* The cells that process `a` gives to process `b`. */
static runs runs_between(const transposing *t, uint32_t a, uint32_t b) {
    return t->is_back ? runs_of(t->space, &t->shape, b, a) : runs_of(t->space, &t->shape, a, b);
}

static void keep_own(const transposing *t, uint32_t me) {
    runs own = runs_between(t, me, me);
    carry(&own, UINT64_MAX, t->bytes, &t->from, &t->to);
}

static void trade(const transposing *t, uint32_t me, uint32_t partner) {
    const truce_processes *all = t->space->ctx->processes;
    const side out = {.bytes = t->out, .is_message = true}, in = {.bytes = t->in, .is_message = true};
    runs give = runs_between(t, me, partner), take = runs_between(t, partner, me);
    for (;;) {
        runs ahead = take; /* only to know how much will come */
        uint64_t sent = carry(&give, AT_ONCE / t->bytes, t->bytes, &t->from, &out);
        uint64_t coming = carry(&ahead, AT_ONCE / t->bytes, t->bytes, NULL, NULL);
        if (!sent && !coming) break;
        all->exchange(all->ud, partner, t->out, sent * t->bytes, t->in, coming * t->bytes);
        carry(&take, AT_ONCE / t->bytes, t->bytes, &in, &t->to);
    }
}

static truce_status run(transposing *t) {
    truce_ctx *ctx = t->space->ctx;
    const uint32_t me = ctx->processes->number, count = ctx->processes->count;
    truce_status status = TRUCE_OK;
    t->out = truce__alloc(ctx, AT_ONCE);
    t->in = truce__alloc(ctx, AT_ONCE);
    TRY_OR_DONE(truce__agree(ctx, !t->out || !t->in     ? TRUCE_E_NOMEM
                                  : truce__is_cancelled(ctx) ? TRUCE_E_CANCELLED
                                                             : TRUCE_OK));
    for (uint32_t round = 0; round < count; round++) {
        uint32_t partner = (round + count - me) % count;
        if (partner == me) keep_own(t, me);
        else trade(t, me, partner);
    }
done:
    truce__free(ctx, t->out);
    truce__free(ctx, t->in);
    return status;
}

truce_status truce__transpose(const truce__space *space, uint32_t party, uint32_t bytes, const void *values,
                              void *transposed) {
    transposing t = {.space = space, .shape = shape_of(space, party), .bytes = bytes};
    memcpy(&t.from.bytes, &values, sizeof values); /* only read */
    t.to = (side){.bytes = transposed, .is_transposed = true};
    return run(&t);
}

truce_status truce__transpose_back(const truce__space *space, uint32_t party, uint32_t bytes, const void *transposed,
                                   void *values) {
    transposing t = {.space = space, .shape = shape_of(space, party), .bytes = bytes, .is_back = true};
    memcpy(&t.from.bytes, &transposed, sizeof transposed); /* only read */
    t.from.is_transposed = true;
    t.to = (side){.bytes = values};
    return run(&t);
}
