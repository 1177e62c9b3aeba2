/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The reason of a verdict by anticipation: lines of play.
 *
 * A line is one way in which play can go on from the state, each mover doing what it likes best for what follows: to
 * where the party would not gain, so that it stays (DECLINED), or to where it does (ANTICIPATED). An open verdict has
 * both, so that each is a witness of its own. Of NM one layer of the period decides and is looked at: one in which
 * the state is unstable, else one in which it is open, else the first.
 *
 * Layers are made for the whole graph, and kept until a pair of them comes again.
 */
#include "concepts/layers.h"

#include "graph/walk.h"

enum { HIGHEST = 4096 };

typedef struct pair_of_layers {
    truce__layer of[2]; /* by mover */
    uint64_t print[4];
} pair_of_layers;

typedef struct telling {
    truce__layering l;
    uint32_t mover;
    uint64_t start; /* cell */
    TRUCE__VEC(pair_of_layers) layers; /* from layer 0 */
    uint32_t before, period;           /* 0: not known to repeat */
    truce__arena *arena;
    TRUCE__VEC(truce_claim) line;
} telling;

/* ------------------------------------------------------------------- layers */

/* Where layer `height` is among those that are kept. */
static size_t kept_as(const telling *t, uint64_t height) {
    if (!t->period || height < t->before) return (size_t)height;
    return (size_t)(t->before + (height - t->before) % t->period);
}

static const truce__layer *layer_at(const telling *t, uint64_t height, uint32_t mover) {
    return &t->layers.at[kept_as(t, height)].of[mover];
}

static void find_repetition(telling *t) {
    const pair_of_layers *last = &t->layers.at[t->layers.count - 1];
    for (size_t i = 0; t->layers.at && i + 1 < t->layers.count && !t->period; i++)
        if (memcmp(t->layers.at[i].print, last->print, sizeof last->print) == 0) {
            t->before = (uint32_t)i;
            t->period = (uint32_t)(t->layers.count - 1 - i);
        }
}

/* Adds the next pair. */
static truce_status add_layers(telling *t) {
    pair_of_layers next = {0};
    truce_status status = TRUCE_OK;
    const pair_of_layers *below = t->layers.count ? &t->layers.at[t->layers.count - 1] : NULL;
    for (uint32_t mover = 0; mover < 2 && status == TRUCE_OK; mover++) {
        status = truce__layer_open(&t->l, &next.of[mover]);
        if (status == TRUCE_OK && below)
            status = truce__layer_next(&t->l, mover, &below->of[1 - mover], &next.of[mover]);
        else if (status == TRUCE_OK) status = truce__layer_first(&t->l, &next.of[mover]);
        if (status == TRUCE_OK) truce__layer_print(&t->l, &next.of[mover], &next.print[(size_t)2 * mover]);
    }
    if (status == TRUCE_OK && truce__is_cancelled(t->l.ctx)) status = TRUCE_E_CANCELLED;
    if (status == TRUCE_OK) status = truce__vec_reserve(t->l.ctx, &t->layers, t->layers.count + 1);
    if (status == TRUCE_OK && t->layers.at) t->layers.at[t->layers.count++] = next;
    if (status != TRUCE_OK)
        for (int i = 0; i < 2; i++) truce__layer_close(&t->l, &next.of[i]);
    else find_repetition(t);
    return status;
}

/* Up to layer `height`, or until they repeat. */
static truce_status make_layers(telling *t, uint32_t height) {
    const truce__lack limit = {TRUCE__M_LIMIT_LAYERS, HIGHEST};
    while (!t->period && t->layers.count <= height) {
        if (t->layers.count > HIGHEST)
            return truce__concept_refuse(t->l.ctx, t->l.graph, t->l.concept, limit, TRUCE_E_LIMIT);
        TRY(add_layers(t));
    }
    return TRUCE_OK;
}

/* -------------------------------------------------------------------- lines */

static bool has_pair(const truce__layer *layer, uint64_t cell, uint64_t pair) {
    uint32_t count;
    const uint64_t *pairs = truce__layer_set(layer, cell, &count);
    for (uint32_t i = 0; i < count; i++)
        if (pairs[i] == pair) return true;
    return false;
}

/* The first pair that gives the mover that rank. */
static uint64_t pair_with(const truce__layer *layer, uint64_t cell, uint32_t mover, uint32_t rank) {
    uint32_t count, i = 0;
    const uint64_t *pairs = truce__layer_set(layer, cell, &count);
    while (truce__pair_rank(pairs[i], mover) != rank) i++;
    return pairs[i];
}

/* The party's first move that secures so much; UINT64_MAX: there is no move. */
static uint64_t move_securing(const telling *t, const truce__layer *below, uint32_t secured) {
    truce__walk walk;
    truce__walk_from(&walk, &t->l.graph->space, t->l.movers.party[t->mover], t->start);
    for (uint64_t to; truce__walk_next(&walk, &to);)
        if (truce__layer_secures(below, t->mover, to) == secured) return to;
    return UINT64_MAX;
}

/* Its first move after which *pair may be anticipated, which is better than the start. */
static uint64_t move_gaining(const telling *t, const truce__layer *below, uint64_t *pair) {
    truce__walk walk;
    uint32_t count, rank = truce__pair_rank(truce__pair_at(&t->l, t->start), t->mover);
    truce__walk_from(&walk, &t->l.graph->space, t->l.movers.party[t->mover], t->start);
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        const uint64_t *pairs = truce__layer_set(below, to, &count);
        for (uint32_t i = 0; i < count; i++) {
            if (truce__pair_rank(pairs[i], t->mover) <= rank) continue;
            *pair = pairs[i];
            return to;
        }
    }
    return UINT64_MAX;
}

/* The first move after which that is anticipated. */
static uint64_t move_towards(const telling *t, uint32_t mover, const truce__layer *below, uint64_t cell,
                             uint64_t pair) {
    truce__walk walk;
    truce__walk_from(&walk, &t->l.graph->space, t->l.movers.party[mover], cell);
    for (uint64_t to; truce__walk_next(&walk, &to);)
        if (has_pair(below, to, pair)) return to;
    return UINT64_MAX;
}

static truce_status add_step(telling *t, truce_claim_kind kind, uint32_t mover, uint64_t from, uint64_t to,
                             uint64_t left) {
    const truce__space *space = &t->l.graph->space;
    const truce_claim claim = {.kind = kind, .mover = t->l.movers.party[mover], .left = (size_t)left,
                               .from = truce__space_number(space, from), .to = truce__space_number(space, to)};
    return truce__vec_push(t->l.ctx, &t->line, claim);
}

/* Goes on from where the first move of a line has led until that pair is reached by staying. */
static truce_status follow(telling *t, uint64_t cell, uint32_t mover, uint64_t left, uint64_t pair) {
    for (; left > 0 && truce__pair_at(&t->l, cell) != pair; left--, mover = 1 - mover) {
        uint64_t to = move_towards(t, mover, layer_at(t, left - 1, 1 - mover), cell, pair);
        if (to == UINT64_MAX) return TRUCE_E_BUG;
        TRY(add_step(t, TRUCE_CLAIM_ANTICIPATED, mover, cell, to, left - 1));
        cell = to;
    }
    return TRUCE_OK;
}

/* The line as a chain of claims, each the child of the one before. */
static truce_status keep_line(telling *t, truce_claim *first) {
    truce_claim *steps = truce__arena_alloc(t->arena, t->line.count, sizeof *steps);
    if (!steps) return TRUCE_E_NOMEM;
    for (size_t i = t->line.count; i-- > 0;) {
        steps[i] = t->line.at[i];
        if (i + 1 == t->line.count) continue;
        steps[i].children = &steps[i + 1];
        steps[i].child_count = 1;
    }
    *first = steps[0];
    t->line.count = 0;
    return TRUCE_OK;
}

static truce_status tell_line(telling *t, truce_claim_kind kind, uint64_t height, uint64_t to, uint64_t pair,
                              truce_claim *first) {
    TRY(add_step(t, kind, t->mover, t->start, to, height - 1));
    TRY(follow(t, to, 1 - t->mover, height - 1, pair));
    return keep_line(t, first);
}

/* The lines that decide the verdict, with so many moves to come. */
static truce_status tell_lines(telling *t, uint64_t height, truce_witness *witness) {
    const truce__layer *below = layer_at(t, height - 1, 1 - t->mover);
    truce_claim *claims = truce__arena_alloc(t->arena, 2, sizeof *claims);
    uint32_t secured;
    truce_verdict verdict = truce__layer_judge(&t->l, t->mover, below, t->start, &secured);
    uint64_t pair, to = move_securing(t, below, secured);
    if (!claims) return TRUCE_E_NOMEM;
    witness->claims = claims;
    witness->depth = (uint32_t)height;
    witness->verdict = verdict;
    if (to == UINT64_MAX) return TRUCE_OK;
    truce_claim_kind kind = verdict == TRUCE_UNSTABLE ? TRUCE_CLAIM_ANTICIPATED : TRUCE_CLAIM_DECLINED;
    TRY(tell_line(t, kind, height, to, pair_with(below, to, t->mover, secured),
                  &claims[witness->claim_count++]));
    if (verdict != TRUCE_MAYBE) return TRUCE_OK;
    to = move_gaining(t, below, &pair);
    if (to == UINT64_MAX) return TRUCE_E_BUG;
    return tell_line(t, TRUCE_CLAIM_ANTICIPATED, height, to, pair, &claims[witness->claim_count++]);
}

/* The layer of the period that decides: the first with the least verdict. The period is counted from its second layer
 * on, since layer 0 has no move. */
static uint64_t deciding_layer(const telling *t, truce_verdict *verdict) {
    uint64_t first = (uint64_t)t->before + 1, deciding = first;
    *verdict = TRUCE_STABLE;
    for (uint32_t i = 0; i < t->period; i++) {
        truce_verdict one = truce__layer_verdict(&t->l, layer_at(t, first + i, t->mover), t->start);
        if (one < *verdict) *verdict = one, deciding = first + i;
    }
    return deciding;
}

static truce_status tell(telling *t, truce_witness *witness) {
    uint32_t height = t->l.concept.info->parameter;
    TRY(make_layers(t, height ? height - 1 : UINT32_MAX - 1));
    if (height) return tell_lines(t, height, witness);
    uint64_t deciding = deciding_layer(t, &witness->verdict);
    witness->before = t->before;
    witness->period = t->period;
    return tell_lines(t, deciding, witness);
}

truce_status truce__explain_limited(const truce__asked *asked, truce__arena *arena, truce_witness *witness) {
    telling t = {.l = {.ctx = asked->ctx,
                       .graph = asked->graph,
                       .concept = asked->concept,
                       .movers = truce__movers_of(asked->graph)},
                 .arena = arena};
    t.mover = asked->party == t.l.movers.party[0] ? 0 : asked->party == t.l.movers.party[1] ? 1 : 2;
    t.start = truce__space_cell(&asked->graph->space, asked->state);
    witness->verdict = TRUCE_STABLE;
    truce_status status = t.mover == 2 ? TRUCE_OK : tell(&t, witness);
    for (size_t i = 0; i < t.layers.count; i++)
        for (int mover = 0; mover < 2; mover++) truce__layer_close(&t.l, &t.layers.at[i].of[mover]);
    truce__vec_free(asked->ctx, &t.layers);
    truce__vec_free(asked->ctx, &t.line);
    return status;
}
