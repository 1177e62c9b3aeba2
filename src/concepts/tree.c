/* SPDX-License-Identifier: Apache-2.0 */
/* Finds places by breadth-first search, so that each is met with the most half-rounds left; then their numbers. */
#include "concepts/tree.h"

#include <stdlib.h>

#define NEVER UINT64_MAX

/* A place, and the places that follow it. */
typedef struct place {
    uint64_t cell;
    size_t first, count; /* of its followers: cells while they are found, then numbers */
    uint64_t needs;      /* for the ender; of a place where the party is to move only for the time being: 1 or 0 */
} place;

typedef TRUCE__VEC(place) places;

struct truce__tree {
    truce_ctx *ctx;
    bool others_end; /* the ender is the others */
    places better;   /* where the others must answer, by cell once all are found */
    places not_better; /* where the party is to move */
    TRUCE__VEC(uint64_t) followers;
};

typedef struct finding {
    truce__answers *s;
    truce__tree *tree;
    truce__numbers seen; /* pairs of a cell and 0, where the others answer, or 1 */
} finding;

/* Adds a cell to the followers of the place that is looked at, and to the places if it is new. */
static truce_status add_follower(finding *f, places *list, uint64_t cell) {
    bool is_new;
    TRY(truce__vec_push(f->s->ctx, &f->tree->followers, cell));
    TRY(truce__numbers_add(f->s->ctx, &f->seen, truce__pair_number(cell, list == &f->tree->not_better, 2), &is_new));
    return is_new ? truce__vec_push(f->s->ctx, list, ((place){.cell = cell, .needs = NEVER})) : TRUCE_OK;
}

static truce_status add_moves(finding *f, uint64_t cell) {
    truce__walk walk;
    truce__walk_from(&walk, &f->s->graph->space, f->s->party, cell);
    for (uint64_t to; truce__walk_next(&walk, &to);)
        if (truce__answers_rank(f->s, to) > f->s->rank) TRY(add_follower(f, &f->tree->better, to));
    return truce__go_on(f->s->ctx);
}

/* A state that several of the others can bring about follows once. */
static truce_status add_replies(finding *f, uint64_t cell) {
    truce__answers *s = f->s;
    truce__numbers once = {0};
    truce_status status;
    bool is_found, is_new;
    TRY_OR_DONE(truce__answers_look(s, cell, &is_found));
    for (size_t i = 0; i < s->visits.count; i++) {
        if (truce__answers_rank(s, s->visits.at[i].cell) > s->rank) continue;
        TRY_OR_DONE(truce__numbers_add(s->ctx, &once, s->visits.at[i].cell, &is_new));
        if (is_new) TRY_OR_DONE(add_follower(f, &f->tree->not_better, s->visits.at[i].cell));
    }
done:
    truce__numbers_free(s->ctx, &once);
    return status;
}

/* Looks at all places of the list from *next on. */
static truce_status follow(finding *f, places *list, size_t *next) {
    for (size_t end = list->count; *next < end; ++*next) {
        size_t at = *next, first = f->tree->followers.count;
        if (truce__is_cancelled(f->s->ctx)) return TRUCE_E_CANCELLED;
        TRY(list == &f->tree->better ? add_replies(f, list->at[at].cell) : add_moves(f, list->at[at].cell));
        list->at[at].first = first;
        list->at[at].count = f->tree->followers.count - first;
    }
    return TRUCE_OK;
}

/* Layer by layer, until the depth is reached or nothing new is met. Places that are met when no half-round is left
 * have no followers. */
static truce_status find_places(finding *f, uint32_t depth) {
    truce__tree *tree = f->tree;
    size_t n_moved = 0, n_answered = 0;
    TRY(truce__vec_push(f->s->ctx, &tree->not_better, ((place){.cell = f->s->start})));
    bool is_new;
    TRY(truce__numbers_add(f->s->ctx, &f->seen, truce__pair_number(f->s->start, 1, 2), &is_new));
    for (uint32_t left = depth; left && n_moved < tree->not_better.count; left = truce__two_less(left)) {
        TRY(follow(f, &tree->not_better, &n_moved));
        if (left > 1) TRY(follow(f, &tree->better, &n_answered));
    }
    return TRUCE_OK;
}

/* ----------------------------------------------------------------- numbers */

static int by_cell(const void *a, const void *b) {
    const place *x = a, *y = b;
    return x->cell < y->cell ? -1 : x->cell > y->cell;
}

static place *find(const places *list, uint64_t cell) {
    const place key = {.cell = cell};
    return list->count ? bsearch(&key, list->at, list->count, sizeof *list->at, by_cell) : NULL;
}

/* From cells to numbers in the list. */
static void number_followers(truce__tree *tree, const places *from, const places *to) {
    for (size_t i = 0; i < from->count && !truce__is_cancelled(tree->ctx); i++)
        for (size_t k = from->at[i].first; k < from->at[i].first + from->at[i].count; k++)
            tree->followers.at[k] = (uint64_t)(find(to, tree->followers.at[k]) - to->at);
}

/* Whether the ender has done with one of the followers, or with all, in so many half-rounds. */
static bool is_ended(const truce__tree *tree, const place *at, const places *list, uint64_t most, bool by_one) {
    for (size_t k = at->first; k < at->first + at->count; k++)
        if ((list->at[tree->followers.at[k]].needs <= most) == by_one) return by_one;
    return !by_one;
}

/* One layer: in which places the ender needs `needs`, where it has been found where it needs fewer. The ender needs
 * one of its own choices; all of the other side's must serve it. */
static bool find_layer(truce__tree *tree, uint64_t needs) {
    bool is_changed = false;
    for (size_t i = 0; i < tree->not_better.count; i++) {
        place *at = &tree->not_better.at[i];
        bool is_done = needs >= 2 && is_ended(tree, at, &tree->better, needs - 2, !tree->others_end);
        at->needs = is_done ? needs - 1 : NEVER;
    }
    for (size_t i = 0; i < tree->better.count; i++) {
        place *at = &tree->better.at[i];
        if (at->needs != NEVER || !is_ended(tree, at, &tree->not_better, needs, tree->others_end)) continue;
        at->needs = needs;
        is_changed = true;
    }
    return is_changed;
}

static truce_status find_numbers(truce__answers *s, truce__tree *tree, uint32_t depth) {
    TRY(truce__sort(s->ctx, tree->better.at, tree->better.count, sizeof *tree->better.at, by_cell));
    TRY(truce__sort(s->ctx, tree->not_better.at, tree->not_better.count, sizeof *tree->not_better.at, by_cell));
    number_followers(tree, &tree->better, &tree->not_better);
    number_followers(tree, &tree->not_better, &tree->better);
    for (uint64_t needs = tree->others_end ? 2 : 1; needs < depth; needs += 2) {
        if (truce__is_cancelled(s->ctx)) return TRUCE_E_CANCELLED;
        if (!find_layer(tree, needs)) break;
    }
    return TRUCE_OK;
}

truce_status truce__tree_open(truce__answers *s, uint32_t depth, truce__tree **out) {
    finding f = {.s = s, .tree = truce__calloc(s->ctx, 1, sizeof *f.tree)};
    if (!f.tree) return TRUCE_E_NOMEM;
    f.tree->ctx = s->ctx;
    f.tree->others_end = depth % 2 == 1;
    s->left = 1;
    s->lists_all = true;
    truce_status status = find_places(&f, depth);
    if (status == TRUCE_OK) status = find_numbers(s, f.tree, depth);
    s->lists_all = false;
    truce__numbers_free(s->ctx, &f.seen);
    if (status == TRUCE_OK) *out = f.tree;
    else truce__tree_close(s->ctx, f.tree);
    return status;
}

void truce__tree_close(truce_ctx *ctx, truce__tree *tree) {
    if (!tree) return;
    truce__vec_free(ctx, &tree->better);
    truce__vec_free(ctx, &tree->not_better);
    truce__vec_free(ctx, &tree->followers);
    truce__free(ctx, tree);
}

bool truce__tree_holds(const truce__tree *tree, uint64_t cell, uint32_t left) {
    const place *at = find(&tree->better, cell);
    return (at->needs <= left) == tree->others_end;
}

uint32_t truce__tree_needs(const truce__tree *tree, uint64_t cell, uint32_t left) {
    const place *at = find(&tree->better, cell);
    return at->needs < left ? (uint32_t)at->needs : left;
}
