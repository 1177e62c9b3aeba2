/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checks lines of play, from the definition alone.
 *
 * With moves to come a mover looks at each of its moves, and at what can be anticipated after it. Each node of the
 * tree of play breaks its own ties. So a state can come about iff some move can be followed by it, the mover prefers
 * it to where it is, and every other move can be followed by something no better. It can stay iff every move can be
 * followed by something no better than where it is. What counts is what a move *secures*: the worst that can follow.
 *
 * That is worked out layer by layer for the states that the moves to come can lead to. Where these are all that can
 * be reached, they are kept for the next verdict on one of them. Of states that neither mover tells apart one stands
 * for all.
 */
#include "concepts/verify.h"

#include "base/numbers.h"
#include "model/model.h"

#include <stdlib.h>

typedef struct horizon { /* what one mover anticipates, with so many moves to come; by place in the list of states */
    size_t *first;       /* in `ends`; one more than states */
    truce_state *secured; /* the most that a move secures; 0: there is no move */
    TRUCE__VEC(truce_state) ends;
} horizon;

typedef struct layer {
    horizon of[2];
} layer;

typedef struct met { /* a state, and how many moves lead there at least */
    truce_state state;
    size_t moves;
} met;

typedef struct play {
    truce_verifier *verifier;
    TRUCE__VEC(met) states; /* that are reached, ascending */
    size_t reach;           /* by so many moves; SIZE_MAX: all that can be reached are there */
    uint32_t movers[2]; /* UINT32_MAX: there is none */
    uint32_t n_movers;
    TRUCE__VEC(layer) layers;
} play;

static truce_ctx *ctx_of(const play *p) { return truce__verifier_ctx(p->verifier); }

static void free_layer(truce_ctx *ctx, layer *l) {
    for (int i = 0; i < 2; i++) {
        truce__free(ctx, l->of[i].first);
        truce__free(ctx, l->of[i].secured);
        truce__vec_free(ctx, &l->of[i].ends);
    }
}

static void play_free(truce_ctx *ctx, void *thing) {
    play *p = thing;
    if (!p) return;
    for (size_t i = 0; i < p->layers.count; i++) free_layer(ctx, &p->layers.at[i]);
    truce__vec_free(ctx, &p->layers);
    truce__vec_free(ctx, &p->states);
    truce__free(ctx, p);
}

/* ------------------------------------------------------------------ states */

static int by_number(const void *a, const void *b) {
    const met *x = a, *y = b;
    return x->state < y->state ? -1 : x->state > y->state;
}

/* The place of a state in the list; SIZE_MAX: it is not there. */
static size_t place_of(const play *p, truce_state state) {
    const met key = {.state = state};
    const met *found = p->states.count ? bsearch(&key, p->states.at, p->states.count, sizeof key, by_number) : NULL;
    return found ? (size_t)(found - p->states.at) : SIZE_MAX;
}

static bool is_mover(const play *p, uint32_t party) {
    return party == p->movers[0] || party == p->movers[1];
}

static void note_mover(play *p, uint32_t party) {
    if (is_mover(p, party)) return;
    if (p->n_movers < 2) p->movers[p->n_movers] = party;
    p->n_movers++;
}

static truce_status add_moves(play *p, uint32_t party, met from, truce__numbers *seen) {
    const truce_state *moves;
    size_t count;
    bool is_new;
    TRY(truce__verifier_moves(p->verifier, party, from.state, &moves, &count));
    if (count) note_mover(p, party);
    for (size_t k = 0; k < count; k++) {
        TRY(truce__numbers_add(ctx_of(p), seen, moves[k], &is_new));
        if (is_new) TRY(truce__vec_push(ctx_of(p), &p->states, ((met){moves[k], from.moves + 1})));
    }
    return TRUCE_OK;
}

/* Every state that any moves lead to, up to `reach` of them. */
static truce_status find_states(play *p, truce_state start, size_t reach) {
    uint32_t n_parties = truce_graph_model(truce__verifier_graph(p->verifier))->n_parties;
    truce__numbers seen = {0};
    truce_status status;
    bool is_new;
    size_t i = 0;
    TRY_OR_DONE(truce__vec_push(ctx_of(p), &p->states, ((met){start, 0})));
    TRY_OR_DONE(truce__numbers_add(ctx_of(p), &seen, start, &is_new));
    for (; i < p->states.count && p->states.at[i].moves < reach; i++)
        for (uint32_t party = 0; party < n_parties; party++)
            TRY_OR_DONE(add_moves(p, party, p->states.at[i], &seen));
    p->reach = i == p->states.count ? SIZE_MAX : reach;
    status = truce__sort(ctx_of(p), p->states.at, p->states.count, sizeof *p->states.at, by_number);
done:
    truce__numbers_free(ctx_of(p), &seen);
    return status;
}

/* ------------------------------------------------------------------- layers */

static bool prefers(const play *p, int mover, truce_state a, truce_state b) {
    return p->movers[mover] != UINT32_MAX && truce__verifier_prefers(p->verifier, p->movers[mover], a, b);
}

static bool is_same_to_both(const play *p, truce_state a, truce_state b) {
    for (int mover = 0; mover < 2; mover++)
        if (prefers(p, mover, a, b) || prefers(p, mover, b, a)) return false;
    return true;
}

/* Adds a state to those from `first` on, unless one there stands for it. */
static truce_status add_end(const play *p, horizon *h, size_t first, truce_state state) {
    for (size_t i = first; i < h->ends.count; i++)
        if (is_same_to_both(p, h->ends.at[i], state)) return TRUCE_OK;
    return truce__vec_push(ctx_of(p), &h->ends, state);
}

/* The worst for the mover that can follow. */
static truce_state worst_of(const play *p, int mover, const horizon *below, size_t place) {
    truce_state worst = below->ends.at[below->first[place]];
    for (size_t i = below->first[place] + 1; i < below->first[place + 1]; i++)
        if (prefers(p, mover, worst, below->ends.at[i])) worst = below->ends.at[i];
    return worst;
}

static truce_status look_ahead(play *p, int mover, const horizon *below, size_t place, horizon *made) {
    const truce_state *moves = NULL, here = p->states.at[place].state;
    size_t count = 0, first = made->ends.count;
    truce_state secured = 0;
    if (p->movers[mover] != UINT32_MAX)
        TRY(truce__verifier_moves(p->verifier, p->movers[mover], here, &moves, &count));
    for (size_t i = 0; i < count; i++) {
        truce_state worst = worst_of(p, mover, below, place_of(p, moves[i]));
        if (!secured || prefers(p, mover, worst, secured)) secured = worst;
    }
    made->secured[place] = secured;
    if (!secured || !prefers(p, mover, secured, here)) TRY(add_end(p, made, first, here));
    for (size_t i = 0; i < count; i++) {
        size_t to = place_of(p, moves[i]);
        for (size_t k = below->first[to]; k < below->first[to + 1]; k++) {
            truce_state end = below->ends.at[k];
            if (prefers(p, mover, end, here) && !prefers(p, mover, secured, end)) TRY(add_end(p, made, first, end));
        }
    }
    return TRUCE_OK;
}

/* Of the states from where all that follows has been reached. */
static truce_status make_horizon(play *p, int mover, const layer *below, size_t height, horizon *made) {
    size_t n = p->states.count;
    made->first = truce__calloc(ctx_of(p), n + 1, sizeof *made->first);
    made->secured = truce__calloc(ctx_of(p), n, sizeof *made->secured);
    if (!made->first || !made->secured) return TRUCE_E_NOMEM;
    for (size_t place = 0; place < n; place++) {
        TRY(truce__verifier_ended(p->verifier));
        bool is_far = p->reach != SIZE_MAX && p->states.at[place].moves + height > p->reach;
        if (below && !is_far) TRY(look_ahead(p, mover, &below->of[1 - mover], place, made));
        else if (!below) TRY(truce__vec_push(ctx_of(p), &made->ends, p->states.at[place].state));
        made->first[place + 1] = made->ends.count;
    }
    return TRUCE_OK;
}

/* All layers up to that height. */
static truce_status make_layers(play *p, size_t height) {
    while (p->layers.count <= height) {
        layer next = {0};
        const layer *below = p->layers.count ? &p->layers.at[p->layers.count - 1] : NULL;
        truce_status status = TRUCE_OK;
        for (int mover = 0; mover < 2 && status == TRUCE_OK; mover++)
            status = make_horizon(p, mover, below, p->layers.count, &next.of[mover]);
        if (status == TRUCE_OK) status = truce__vec_push(ctx_of(p), &p->layers, next);
        if (status != TRUCE_OK) free_layer(ctx_of(p), &next);
        TRY(status);
    }
    return TRUCE_OK;
}

/* The play around the state: that of the last verdict, or a new one. `reach`: as far as it is looked at. */
static truce_status play_around(truce_verifier *verifier, truce_state state, size_t reach, play **out) {
    truce_ctx *ctx = truce__verifier_ctx(verifier);
    truce__keepsake *kept = truce__verifier_keepsake(verifier);
    *out = kept->thing;
    if (*out && (*out)->reach == SIZE_MAX && place_of(*out, state) != SIZE_MAX) return TRUCE_OK;
    play_free(ctx, kept->thing);
    *kept = (truce__keepsake){truce__calloc(ctx, 1, sizeof **out), play_free};
    *out = kept->thing;
    if (!*out) return TRUCE_E_NOMEM;
    **out = (play){.verifier = verifier, .movers = {UINT32_MAX, UINT32_MAX}};
    truce_status status = find_states(*out, state, reach);
    if (status == TRUCE_OK) return TRUCE_OK;
    play_free(ctx, kept->thing);
    kept->thing = NULL;
    return status;
}

/* ------------------------------------------------------------------- checks */

typedef struct check {
    play *around;
    const truce_witness *witness;
    int mover; /* the party's */
} check;

/* NULL, or what is wrong. */
typedef const char *wrong;

static truce_verdict verdict_of(const check *c, size_t height) {
    const horizon *h = &c->around->layers.at[height].of[c->mover];
    size_t place = place_of(c->around, c->witness->state), first = h->first[place], end = h->first[place + 1];
    for (size_t i = first; i < end; i++)
        if (h->ends.at[i] == c->witness->state) return end - first == 1 ? TRUCE_STABLE : TRUCE_MAYBE;
    return TRUCE_UNSTABLE;
}

static truce_state secured_at(const check *c, size_t height, int mover, truce_state state) {
    return c->around->layers.at[height].of[mover].secured[place_of(c->around, state)];
}

/* One move of a line that ends in `end`, with `height` moves to come, this one included. */
static wrong check_move(const check *c, const truce_claim *claim, size_t height, int mover, truce_state from,
                        truce_state end) {
    const play *p = c->around;
    if (height == 0 || claim->left != height - 1) return "the moves to come are counted wrongly";
    if (claim->mover != p->movers[mover] || claim->from != from) return "it is another's turn, or begins elsewhere";
    if (!truce__verifier_is_move(p->verifier, claim->mover, from, claim->to)) return "it is no move";
    if (prefers(p, mover, secured_at(c, height, mover, from), end)) return "another move serves better";
    if (prefers(p, mover, end, from) != (claim->kind == TRUCE_CLAIM_ANTICIPATED)) return "it gains, or does not";
    return NULL;
}

static wrong check_line(const check *c, const truce_claim *first) {
    const truce_claim *last = first;
    size_t height = c->witness->depth;
    int mover = c->mover;
    truce_state from = c->witness->state;
    while (last->child_count) last = last->children;
    for (const truce_claim *claim = first;; claim = claim->children, height--, mover = 1 - mover) {
        if (claim != first && claim->kind != TRUCE_CLAIM_ANTICIPATED) return "a line goes on with no gain";
        wrong found = check_move(c, claim, height, mover, from, last->to);
        if (found) return found;
        from = claim->to;
        if (claim == last) break;
    }
    truce_state secured = height > 1 ? secured_at(c, height - 1, 1 - mover, from) : 0;
    if (secured && prefers(c->around, 1 - mover, secured, from)) return "a line ends where the mover would go on";
    return NULL;
}

/* Lines of the kinds that the verdict wants: the one that declines first. */
static wrong check_lines(const check *c, truce_verdict verdict) {
    const truce_witness *w = c->witness;
    bool can_move = secured_at(c, w->depth, c->mover, w->state) != 0;
    size_t wanted = verdict == TRUCE_MAYBE ? 2 : can_move;
    if (w->claim_count != wanted) return "a line is missing, or is one too many";
    for (size_t i = 0; i < wanted; i++) {
        bool declines = verdict != TRUCE_UNSTABLE && i == 0;
        truce_claim_kind kind = declines ? TRUCE_CLAIM_DECLINED : TRUCE_CLAIM_ANTICIPATED;
        if (w->claims[i].kind != kind) return "a line is of the wrong kind";
        wrong found = check_line(c, &w->claims[i]);
        if (found) return found;
    }
    return NULL;
}

static bool has_end(const play *p, const horizon *h, size_t place, truce_state state) {
    for (size_t i = h->first[place]; i < h->first[place + 1]; i++)
        if (is_same_to_both(p, h->ends.at[i], state)) return true;
    return false;
}

/* Whether two layers are the same to both movers. */
static bool is_same_layer(const play *p, size_t one, size_t other) {
    for (int mover = 0; mover < 2; mover++) {
        const horizon *x = &p->layers.at[one].of[mover], *y = &p->layers.at[other].of[mover];
        for (size_t place = 0; place < p->states.count; place++) {
            if (place % 1024 == 0 && truce__is_cancelled(ctx_of(p))) return false;
            if (x->first[place + 1] - x->first[place] != y->first[place + 1] - y->first[place]) return false;
            for (size_t i = x->first[place]; i < x->first[place + 1]; i++)
                if (!has_end(p, y, place, x->ends.at[i])) return false;
        }
    }
    return true;
}

static wrong check_endless(const check *c) {
    const truce_witness *w = c->witness;
    truce_verdict least = TRUCE_STABLE;
    bool repeats = w->period && is_same_layer(c->around, w->before, (size_t)w->before + w->period);
    if (!repeats) return "layers do not repeat";
    for (size_t height = w->before + 1; height <= (size_t)w->before + w->period; height++) {
        truce_verdict verdict = verdict_of(c, height);
        if (verdict < least) least = verdict;
    }
    if (w->verdict != least || verdict_of(c, w->depth) != least) return "the verdict is not what is shown";
    return check_lines(c, least);
}

static wrong check_limited(const check *c) {
    truce_verdict verdict = verdict_of(c, c->witness->depth);
    return verdict != c->witness->verdict ? "the verdict is not what is shown" : check_lines(c, verdict);
}

truce_status truce__verify_limited(truce_verifier *verifier, const truce_witness *witness, size_t depth,
                                   const char **why) {
    check c = {.witness = witness};
    bool is_endless = depth == 0;
    *why = NULL;
    TRY(play_around(verifier, witness->state, is_endless ? SIZE_MAX : depth, &c.around));
    if (c.around->n_movers > 2) *why = "more than two parties can move";
    else if (!is_mover(c.around, witness->party))
        *why = witness->verdict == TRUCE_STABLE && !witness->claim_count ? NULL : "the party has no move";
    if (*why || !is_mover(c.around, witness->party)) return truce__verifier_ended(verifier);
    c.mover = witness->party == c.around->movers[1];
    size_t highest = is_endless ? (size_t)witness->before + witness->period : depth;
    bool is_other = is_endless ? witness->depth > highest || highest > 8192 : witness->depth != depth;
    if (witness->depth < 1 || is_other) {
        *why = "it looks ahead to another depth";
        return truce__verifier_ended(verifier);
    }
    TRY(make_layers(c.around, highest));
    *why = is_endless ? check_endless(&c) : check_limited(&c);
    return truce__verifier_ended(verifier);
}
