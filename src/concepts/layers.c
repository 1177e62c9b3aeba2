/* SPDX-License-Identifier: Apache-2.0 */
/* Makes layers: by fibres, gathered several at a time so that lines of the cache are used whole, or move by move. */
#include "concepts/layers.h"

#include "graph/walk.h"

/* A word is a pair of ranks, or with the highest bit the place of a set: chunk and offset. */
#define IS_SET (UINT64_C(1) << 63)
enum {
    CHUNK_AT = 48,
    TOGETHER = 16,        /* fibres that are gathered together: two lines of the cache */
    APART = 8,            /* words between their copies, whose places in the cache would else be the same */
    LISTED = 16,          /* distinct pairs of a fibre that are looked at; more make some set too large */
    PARALLEL = 1 << 15    /* cells below which one thread is faster */
};

/* ------------------------------------------------------------------- movers */

/* Whether some option of the party can move, or in the graph shape some arc is there. */
static bool may_move(const truce_graph *graph, uint32_t party) {
    const truce__space *space = &graph->space;
    if (!space->is_product) return space->out[party].n_arcs > 0;
    const truce__party *p = &graph->model->parties[party];
    for (uint32_t i = 0; i < p->n_options; i++)
        if (graph->model->options[p->first_option + i].moves != TRUCE__MOVES_NONE) return true;
    return false;
}

/* The same for certain: rules may leave a party no move. Found at once where there is one. */
static bool does_move(const truce_graph *graph, uint32_t party) {
    const truce__space *space = &graph->space;
    if (!may_move(graph, party)) return false;
    if (!space->is_product || !space->feasible) return true;
    for (uint64_t cell = truce__bits_next(space->feasible, space->n_cells, 0); cell != UINT64_MAX;
         cell = truce__bits_next(space->feasible, space->n_cells, cell + 1)) {
        truce__walk walk;
        uint64_t to;
        truce__walk_from(&walk, space, party, cell);
        if (truce__walk_next(&walk, &to)) return true;
        if (truce__stops_at(graph->ctx, cell)) return true; /* nobody waits for the answer any more */
    }
    return false;
}

truce__movers truce__movers_of(const truce_graph *graph) {
    truce__movers movers = {{UINT32_MAX, UINT32_MAX}, 0};
    for (uint32_t party = 0; party < graph->model->n_parties; party++) {
        if (!does_move(graph, party)) continue;
        if (movers.count < 2) movers.party[movers.count] = party;
        movers.count++;
    }
    return movers;
}

/* -------------------------------------------------------------------- words */

truce_status truce__layer_open(const truce__layering *l, truce__layer *layer) {
    *layer = (truce__layer){.words = truce__big_alloc(l->ctx, l->graph->space.n_cells * sizeof(uint64_t) + 1)};
    return layer->words ? TRUCE_OK : TRUCE_E_NOMEM;
}

static void empty_pools(const truce__layering *l, truce__layer *layer) {
    for (int i = 0; i < TRUCE__CHUNKS; i++) truce__vec_free(l->ctx, &layer->pools[i]);
}

void truce__layer_close(const truce__layering *l, truce__layer *layer) {
    empty_pools(l, layer);
    truce__big_free(l->ctx, layer->words);
    layer->words = NULL;
}

static inline uint32_t rank_of(const truce__layering *l, uint32_t mover, uint64_t cell) {
    uint32_t party = l->movers.party[mover];
    return party == UINT32_MAX ? 1 : truce__rank_at(&l->graph->ranks[party], cell);
}

static inline uint64_t pair_at(const truce__layering *l, uint64_t cell) {
    if (l->pairs) return l->pairs[cell];
    return (uint64_t)rank_of(l, 0, cell) << 32 | rank_of(l, 1, cell);
}

uint64_t truce__pair_at(const truce__layering *l, uint64_t cell) { return pair_at(l, cell); }

/* The pairs of a word, which is read where it stands. */
static const uint64_t *pairs_of(const truce__layer *layer, const uint64_t *word, uint32_t *count) {
    *count = 1;
    if (!(*word & IS_SET)) return word;
    const uint64_t *set = layer->pools[*word >> CHUNK_AT & (TRUCE__CHUNKS - 1)].at +
                          (*word & ((UINT64_C(1) << CHUNK_AT) - 1));
    *count = (uint32_t)*set;
    return set + 1;
}

const uint64_t *truce__layer_set(const truce__layer *layer, uint64_t cell, uint32_t *count) {
    return pairs_of(layer, &layer->words[cell], count);
}

static uint32_t least_rank(const uint64_t *pairs, uint32_t count, uint32_t mover) {
    uint32_t least = truce__pair_rank(*pairs, mover);
    for (uint32_t i = 1; i < count; i++) {
        uint32_t rank = truce__pair_rank(pairs[i], mover);
        if (rank < least) least = rank;
    }
    return least;
}

uint32_t truce__layer_secures(const truce__layer *layer, uint32_t mover, uint64_t cell) {
    uint32_t count;
    const uint64_t *pairs = truce__layer_set(layer, cell, &count);
    return least_rank(pairs, count, mover);
}

truce_verdict truce__layer_verdict(const truce__layering *l, const truce__layer *layer, uint64_t cell) {
    uint32_t count;
    const uint64_t *pairs = truce__layer_set(layer, cell, &count);
    uint64_t own = truce__pair_at(l, cell);
    for (uint32_t i = 0; i < count; i++)
        if (pairs[i] == own) return count == 1 ? TRUCE_STABLE : TRUCE_MAYBE;
    return TRUCE_UNSTABLE;
}

/* ---------------------------------------------------------------- one state */

/* What a mover has to choose from, and where each came from: a move, by its place among those that are looked at. */
typedef struct choices {
    uint32_t mover;
    uint32_t best, second; /* the most that moves secure: the best of them, and the others */
    size_t best_at;
    uint32_t count; /* of the pairs that may be anticipated, ascending */
    bool is_full;   /* there are more */
    struct {
        uint64_t pair;
        size_t from; /* the only place that leads there; SIZE_MAX: there are several */
    } list[LISTED];
} choices;

static inline void weigh(choices *c, uint32_t secured, size_t from) {
    if (secured > c->best) {
        c->second = c->best;
        c->best = secured;
        c->best_at = from;
    } else if (secured > c->second) {
        c->second = secured;
    }
}

static void list_pair(choices *c, uint64_t pair, size_t from) {
    uint32_t i = 0;
    while (i < c->count && c->list[i].pair < pair) i++;
    if (i < c->count && c->list[i].pair == pair) {
        if (c->list[i].from != from) c->list[i].from = SIZE_MAX;
        return;
    }
    if (c->count == LISTED) {
        c->is_full = true;
        return;
    }
    for (uint32_t k = c->count++; k > i; k--) c->list[k] = c->list[k - 1];
    c->list[i].pair = pair;
    c->list[i].from = from;
}

/* The pairs of one place that give the mover `least` or more. */
static inline void list_pairs(choices *c, const uint64_t *pairs, uint32_t count, uint32_t least, size_t from) {
    for (uint32_t i = 0; i < count; i++)
        if (truce__pair_rank(pairs[i], c->mover) >= least) list_pair(c, pairs[i], from);
}

/* Where a chunk's sets are put, and the last of them: neighbours often have the same. */
typedef struct shelf {
    truce_ctx *ctx;
    truce__pool *pool;
    uint64_t chunk, last;
    bool is_over; /* a set was too large */
} shelf;

static truce_status put_set(shelf *s, const uint64_t *pairs, uint32_t count, uint64_t *word) {
    *word = *pairs;
    if (count == 1) return TRUCE_OK;
    if (count > TRUCE__PAIRS) {
        s->is_over = true;
        return TRUCE_E_LIMIT;
    }
    bool is_same = s->pool->count && s->pool->at[s->last] == count;
    for (uint32_t i = 0; is_same && i < count; i++) is_same = s->pool->at[s->last + 1 + i] == pairs[i];
    if (!is_same) {
        s->last = s->pool->count;
        TRY(truce__vec_push(s->ctx, s->pool, count));
        for (uint32_t i = 0; i < count; i++) TRY(truce__vec_push(s->ctx, s->pool, pairs[i]));
    }
    *word = IS_SET | s->chunk << CHUNK_AT | s->last;
    return TRUCE_OK;
}

/* What is anticipated (see below) where there is one choice, of another place, as nearly everywhere. False: there is
 * not, or both the choice and staying count. */
static inline bool is_simple(const choices *c, uint32_t secured, uint64_t own, size_t place, uint64_t *word) {
    uint32_t rank = truce__pair_rank(own, c->mover);
    if (c->count != 1 || c->list[0].from == place) return false;
    if (secured <= rank && truce__pair_rank(c->list[0].pair, c->mover) > rank) return false;
    *word = secured > rank ? c->list[0].pair : own;
    return true;
}

/* What is anticipated at a state, `own` its pair, from the choices without those of its own place. */
static truce_status anticipate(const choices *c, uint32_t secured, uint64_t own, size_t place, shelf *s,
                               uint64_t *word) {
    if (is_simple(c, secured, own, place, word)) return TRUCE_OK;
    uint64_t pairs[LISTED + 1] = {own};
    uint32_t count = 0, rank = truce__pair_rank(own, c->mover), least = secured > rank ? secured : rank + 1;
    bool stays = secured <= rank;
    for (uint32_t i = 0; i < c->count; i++) {
        uint64_t pair = c->list[i].pair;
        if (stays && own < pair) pairs[count++] = own, stays = false;
        if (c->list[i].from != place && truce__pair_rank(pair, c->mover) >= least) pairs[count++] = pair;
    }
    if (stays) pairs[count++] = own;
    return put_set(s, pairs, count, word);
}

/* ------------------------------------------------------------------ by moves */

static truce_status from_moves(const truce__layering *l, const truce__layer *below, uint64_t cell, choices *c,
                               shelf *s, uint64_t *word) {
    truce__walk walk;
    uint64_t own = pair_at(l, cell), to;
    uint32_t count, rank = truce__pair_rank(own, c->mover);
    const uint64_t *pairs;
    c->best = c->second = c->count = 0;
    c->is_full = false;
    truce__walk_from(&walk, &l->graph->space, l->movers.party[c->mover], cell);
    while (truce__walk_next(&walk, &to)) {
        pairs = truce__layer_set(below, to, &count);
        weigh(c, least_rank(pairs, count, c->mover), to);
    }
    uint32_t least = c->best > rank ? c->best : rank + 1;
    truce__walk_from(&walk, &l->graph->space, l->movers.party[c->mover], cell);
    while (c->best && truce__walk_next(&walk, &to)) {
        pairs = truce__layer_set(below, to, &count);
        list_pairs(c, pairs, count, least, to);
    }
    if (c->is_full) s->is_over = true;
    return c->is_full ? TRUCE_E_LIMIT : anticipate(c, c->best, own, SIZE_MAX - 1, s, word);
}

/* ----------------------------------------------------------------- by fibres */

/* The fibres of a mover who may move to all its own combinations. */
typedef struct fibres {
    truce__blocks blocks;
    uint64_t *places; /* from the first cell of a fibre to each of the others, ascending */
    size_t n_places;
} fibres;

static bool moves_freely(const truce_graph *graph, uint32_t party) {
    const truce__party *p = &graph->model->parties[party];
    if (!truce__is_transitive(&graph->space, party)) return false;
    for (uint32_t i = 0; i < p->n_options; i++) {
        const truce__option *option = &graph->model->options[p->first_option + i];
        if (option->moves != TRUCE__MOVES_BOTH && option->moves != TRUCE__MOVES_NONE) return false;
    }
    return true;
}

static truce_status open_fibres(const truce__layering *l, uint32_t mover, fibres *f) {
    const truce__space *space = &l->graph->space;
    const truce__party *p = &l->graph->model->parties[l->movers.party[mover]];
    truce__blocks_of(space, l->movers.party[mover], &f->blocks);
    f->n_places = (size_t)(space->n_cells / f->blocks.count);
    f->places = truce__calloc(l->ctx, f->n_places, sizeof *f->places);
    if (!f->places) return TRUCE_E_NOMEM;
    size_t made = 1;
    for (uint32_t i = p->first_option; i < p->first_option + p->n_options; i++) {
        const truce__option *option = &l->graph->model->options[i];
        if (option->moves != TRUCE__MOVES_BOTH) continue;
        for (size_t k = made; k < made * option->n_levels; k++) f->places[k] = f->places[k - made] + space->stride[i];
        made *= option->n_levels;
    }
    return TRUCE_OK;
}

/* The first cell of a fibre: the inverse of truce__block_of(). */
static uint64_t first_of(const truce__blocks *blocks, uint64_t block) {
    for (uint32_t i = 0; i < blocks->n_runs; i++)
        block = block / blocks->runs[i].stride * blocks->runs[i].end + block % blocks->runs[i].stride;
    return block;
}

/* One fibre: the words below, the states' own pairs, and the words to be made. */
typedef struct strip {
    uint64_t *below, *own;
    size_t n;
} strip;

/* The most that moves secure, and the lowest rank beside the best place. */
static uint32_t weigh_all(const strip *f, const truce__layer *layer, choices *c) {
    uint32_t count, lowest = UINT32_MAX;
    c->best = c->second = 0;
    c->best_at = SIZE_MAX;
    for (size_t k = 0; k < f->n; k++) {
        if (!f->own[k]) continue;
        const uint64_t *pairs = pairs_of(layer, &f->below[k], &count);
        weigh(c, count == 1 ? truce__pair_rank(*pairs, c->mover) : least_rank(pairs, count, c->mover), k);
    }
    for (size_t k = 0; k < f->n; k++) {
        uint32_t rank = truce__pair_rank(f->own[k], c->mover);
        if (f->own[k] && k != c->best_at && rank < lowest) lowest = rank;
    }
    return lowest;
}

static void list_all(const strip *f, const truce__layer *layer, uint32_t least, size_t without, choices *c) {
    uint32_t count;
    c->count = 0;
    c->is_full = false;
    for (size_t k = 0; k < f->n && !c->is_full; k++) {
        if (!f->own[k] || k == without) continue;
        const uint64_t *pairs = pairs_of(layer, &f->below[k], &count);
        list_pairs(c, pairs, count, least, k);
    }
}

/* Whether a place anticipates all that is listed: moving secures more than it has, and nothing listed is its own. */
static inline bool is_whole(const choices *c, uint64_t own, size_t place) {
    bool is_own = false;
    for (uint32_t i = 0; i < c->count; i++) is_own |= c->list[i].from == place;
    return !is_own && c->best > truce__pair_rank(own, c->mover);
}

/* Replaces the own pairs by what is anticipated. The best place is the one state whose moves secure less: the second
 * best. */
static truce_status from_fibre(const strip *f, const truce__layer *layer, choices *c, shelf *s) {
    uint32_t lowest = weigh_all(f, layer, c);
    if (c->best_at == SIZE_MAX) return TRUCE_OK; /* no state */
    uint64_t best_own = f->own[c->best_at], best_word = best_own, whole = 0;
    if (lowest < UINT32_MAX) {
        uint32_t rank = truce__pair_rank(best_own, c->mover), least = c->second > rank ? c->second : rank + 1;
        list_all(f, layer, least, c->best_at, c);
        if (!c->is_full) TRY(anticipate(c, c->second, best_own, SIZE_MAX - 1, s, &best_word));
        if (c->is_full) goto over;
    }
    list_all(f, layer, c->best > lowest ? c->best : lowest + 1, SIZE_MAX, c);
    if (c->is_full) goto over;
    for (size_t k = 0; k < f->n; k++) {
        if (!f->own[k] || k == c->best_at || is_simple(c, c->best, f->own[k], k, &f->own[k])) continue;
        bool is_all = is_whole(c, f->own[k], k);
        if (!is_all || !whole) TRY(anticipate(c, c->best, f->own[k], k, s, is_all ? &whole : &f->own[k]));
        if (is_all) f->own[k] = whole;
    }
    f->own[c->best_at] = best_word;
    return TRUCE_OK;
over:
    s->is_over = true;
    return TRUCE_E_LIMIT;
}

/* ------------------------------------------------------------------ verdicts */

/* What decides a verdict: the most that moves secure, and the most that they may bring about. */
static truce_verdict judge(uint32_t rank, uint32_t secured, uint32_t possible) {
    return secured > rank ? TRUCE_UNSTABLE : possible > rank ? TRUCE_MAYBE : TRUCE_STABLE;
}

static uint32_t most_rank(const uint64_t *pairs, uint32_t count, uint32_t mover) {
    uint32_t most = truce__pair_rank(*pairs, mover);
    for (uint32_t i = 1; i < count; i++) {
        uint32_t rank = truce__pair_rank(pairs[i], mover);
        if (rank > most) most = rank;
    }
    return most;
}

truce_verdict truce__layer_judge(const truce__layering *l, uint32_t mover, const truce__layer *below, uint64_t cell,
                                 uint32_t *secured) {
    truce__walk walk;
    uint32_t possible = 0, count;
    *secured = 0;
    truce__walk_from(&walk, &l->graph->space, l->movers.party[mover], cell);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        const uint64_t *pairs = truce__layer_set(below, to, &count);
        uint32_t least = least_rank(pairs, count, mover), most = most_rank(pairs, count, mover);
        if (least > *secured) *secured = least;
        if (most > possible) possible = most;
    }
    return judge(rank_of(l, mover, cell), *secured, possible);
}

/* Replaces the own pairs by verdicts, counted from 1. Each state chooses among the others of the fibre. */
static void judge_fibre(const strip *f, const truce__layer *layer, uint32_t mover) {
    choices secured = {.mover = mover, .best_at = SIZE_MAX}, possible = secured;
    uint32_t count;
    for (size_t k = 0; k < f->n; k++) {
        if (!f->own[k]) continue;
        const uint64_t *pairs = pairs_of(layer, &f->below[k], &count);
        weigh(&secured, least_rank(pairs, count, mover), k);
        weigh(&possible, most_rank(pairs, count, mover), k);
    }
    for (size_t k = 0; k < f->n; k++) {
        if (!f->own[k]) continue;
        uint32_t least = k == secured.best_at ? secured.second : secured.best;
        uint32_t most = k == possible.best_at ? possible.second : possible.best;
        f->own[k] = 1U + judge(truce__pair_rank(f->own[k], mover), least, most);
    }
}

/* ------------------------------------------------------------------- a layer */

typedef struct making {
    const truce__layering *l;
    const truce__layer *below;
    truce__layer *layer;
    uint32_t mover;
    bool judges;          /* verdicts are made instead of sets */
    const fibres *fibres; /* NULL: move by move */
    truce_status *status; /* of each chunk */
    bool *is_over;
} making;

static void gather(const making *m, const uint64_t *first, size_t count, strip strips[TOGETHER]) {
    const uint64_t *pairs = m->l->pairs;
    for (size_t k = 0; k < m->fibres->n_places; k++)
        for (size_t i = 0; i < count; i++) {
            uint64_t cell = first[i] + m->fibres->places[k];
            strips[i].below[k] = m->below->words[cell];
            if (pairs) strips[i].own[k] = pairs[cell];
            else strips[i].own[k] = truce__is_state(&m->l->graph->space, cell) ? pair_at(m->l, cell) : 0;
        }
}

static void scatter(const making *m, const uint64_t *first, size_t count, const strip strips[TOGETHER]) {
    for (size_t k = 0; k < m->fibres->n_places; k++)
        for (size_t i = 0; i < count; i++)
            m->layer->words[first[i] + m->fibres->places[k]] = strips[i].own[k];
}

static truce_status make_fibres(const making *m, uint64_t begin, uint64_t end, shelf *s) {
    size_t n = m->fibres->n_places, room_each = n + APART;
    uint64_t *room = truce__calloc(m->l->ctx, (size_t)2 * TOGETHER * room_each, sizeof *room), first[TOGETHER];
    if (!room) return TRUCE_E_NOMEM;
    strip strips[TOGETHER];
    truce_status status = TRUCE_OK;
    choices c = {.mover = m->mover};
    for (size_t i = 0; i < TOGETHER; i++)
        strips[i] = (strip){room + 2 * i * room_each, room + (2 * i + 1) * room_each, n};
    for (uint64_t block = begin; block < end && status == TRUCE_OK; block += TOGETHER) {
        size_t count = end - block < TOGETHER ? (size_t)(end - block) : TOGETHER;
        for (size_t i = 0; i < count; i++) first[i] = first_of(&m->fibres->blocks, block + i);
        gather(m, first, count, strips);
        for (size_t i = 0; i < count && status == TRUCE_OK; i++) {
            if (m->judges) judge_fibre(&strips[i], m->below, m->mover);
            else status = from_fibre(&strips[i], m->below, &c, s);
        }
        scatter(m, first, count, strips);
        if (truce__is_cancelled(m->l->ctx)) status = TRUCE_E_CANCELLED;
    }
    truce__free(m->l->ctx, room);
    return status;
}

static truce_status make_cells(const making *m, uint64_t begin, uint64_t end, shelf *s) {
    choices c = {.mover = m->mover};
    for (uint64_t cell = begin; cell < end; cell++) {
        if (cell % 1024 == 0 && truce__is_cancelled(m->l->ctx)) return TRUCE_E_CANCELLED;
        m->layer->words[cell] = 0;
        if (!truce__is_state(&m->l->graph->space, cell)) continue;
        uint32_t secured;
        if (m->judges) m->layer->words[cell] = 1U + truce__layer_judge(m->l, m->mover, m->below, cell, &secured);
        else TRY(from_moves(m->l, m->below, cell, &c, s, &m->layer->words[cell]));
    }
    return TRUCE_OK;
}

/* A chunk is an equal share of the fibres, or of the cells, whatever the number of threads. */
static void make_chunk(const void *job, uint64_t chunk) {
    const making *m = job;
    uint64_t all = m->fibres ? m->fibres->blocks.count : m->l->graph->space.n_cells;
    uint64_t each = all / TRUCE__CHUNKS, more = all % TRUCE__CHUNKS;
    uint64_t begin = chunk * each + (chunk < more ? chunk : more), end = begin + each + (chunk < more);
    shelf s = {.ctx = m->l->ctx, .pool = &m->layer->pools[chunk], .chunk = chunk};
    m->status[chunk] = m->fibres ? make_fibres(m, begin, end, &s) : make_cells(m, begin, end, &s);
    m->is_over[chunk] = s.is_over;
}

truce_status truce__layer_first(const truce__layering *l, truce__layer *layer) {
    if (l->pairs)
        return truce__big_copy(l->ctx, layer->words, l->pairs, l->graph->space.n_cells * sizeof *layer->words);
    for (uint64_t cell = 0; cell < l->graph->space.n_cells; cell++) {
        if (truce__stops_at(l->ctx, cell)) return TRUCE_E_CANCELLED;
        layer->words[cell] = truce__is_state(&l->graph->space, cell) ? pair_at(l, cell) : 0;
    }
    return TRUCE_OK;
}

static truce_status make_layer(const truce__layering *l, uint32_t mover, const truce__layer *below, bool judges,
                               truce__layer *layer) {
    truce_status statuses[TRUCE__CHUNKS] = {TRUCE_OK}, status = TRUCE_OK;
    bool is_over[TRUCE__CHUNKS] = {false}, has_over = false;
    fibres f = {.places = NULL};
    making m = {l, below, layer, mover, judges, NULL, statuses, is_over};
    if (moves_freely(l->graph, l->movers.party[mover])) {
        TRY(open_fibres(l, mover, &f));
        m.fibres = &f;
    }
    empty_pools(l, layer);
    truce__for_each(l->ctx, l->graph->space.n_cells >= PARALLEL, TRUCE__CHUNKS, make_chunk, &m);
    truce__free(l->ctx, f.places);
    if (truce__is_cancelled(l->ctx)) return TRUCE_E_CANCELLED;
    for (int i = 0; i < TRUCE__CHUNKS; i++) {
        has_over |= is_over[i];
        if (status == TRUCE_OK) status = statuses[i];
    }
    const truce__lack limit = {TRUCE__M_LIMIT_PAIRS, TRUCE__PAIRS};
    return has_over ? truce__concept_refuse(l->ctx, l->graph, l->concept, limit, TRUCE_E_LIMIT) : status;
}

truce_status truce__layer_next(const truce__layering *l, uint32_t mover, const truce__layer *below,
                               truce__layer *layer) {
    if (l->movers.party[mover] == UINT32_MAX) return truce__layer_first(l, layer);
    return make_layer(l, mover, below, false, layer);
}

truce_status truce__layer_judge_all(const truce__layering *l, uint32_t mover, const truce__layer *below,
                                    truce__layer *layer) {
    return make_layer(l, mover, below, true, layer);
}

/* ------------------------------------------------------------------- prints */

static uint64_t mix(uint64_t x) {
    x = (x ^ x >> 32) * UINT64_C(0xD6E8FEB86659FD93);
    x = (x ^ x >> 32) * UINT64_C(0xD6E8FEB86659FD93);
    return x ^ x >> 32;
}

void truce__layer_print(const truce__layering *l, const truce__layer *layer, uint64_t print[2]) {
    for (uint64_t cell = 0; cell < l->graph->space.n_cells && !truce__stops_at(l->ctx, cell); cell++) {
        uint32_t count;
        const uint64_t *pairs = truce__layer_set(layer, cell, &count);
        for (uint32_t i = 0; i < count; i++) {
            print[0] = mix(print[0] + pairs[i]);
            print[1] = (print[1] ^ pairs[i]) * UINT64_C(0x9E3779B97F4A7C15) + cell;
        }
    }
}
