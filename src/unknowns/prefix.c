/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Orders of statements, built from the top. A node says which statements stand on top, which are dropped, and what
 * that has decided. A comparison is decided by the first statement that touches it, so what is still to come depends
 * on the set that was placed and on what was decided, not on how the set stands. Placing a statement costs a swap for
 * each that was written before it and waits. Whatever a node leaves to come stands as written, for nothing: a node
 * where that gives the answer wanted is a goal, and each order is met on one path only.
 *
 * Where statements may be dropped, those before the one that is placed next are decided one at a time: dropped, or
 * skipped, to be placed further down. Nothing that was passed is dropped afterwards, as that would have been cheaper
 * before. Candidates for insertion stand behind everything written.
 *
 * The bound of a comparison: the statement that is to decide it must pass each that would decide it the other way, or
 * that one must be dropped. What a step pays it takes from a bound at most, so that A* is exact. Often all
 * comparisons must go one way (Nash, and GMR where one move is at stake). Then, without flips, what is decided
 * follows from the set, and a state that cannot be made stable by swaps alone is found without search: put any
 * statement on top that decides nothing the wrong way, again and again; what one such statement allows, none forbids.
 */
#include "unknowns/prefix.h"

#include "unknowns/frontier.h"

typedef struct seeker {
    const truce__stakes *stakes;
    const truce__list *list;
    truce__tariff tariff;
    truce_ctx *ctx;
    bool wanted;
    bool all_one_way; /* each clause is one comparison */
    bool any_one_way; /* one clause, each term one comparison */
    uint32_t n_items, n_written, words, n_kinds;
    size_t kind_words, clause_words, term_words;
    uint64_t *favoured, *opposed; /* of each item, the kinds that it speaks for and against */
    size_t at_dropped, at_settled, at_lost, at_next, key_words; /* in a key, behind the set that is placed */
    truce__frontier front;
    uint64_t *key, *child;     /* of the node at hand, and of one that comes from it */
    uint64_t *waits, *open;    /* written statements that wait; kinds that are undecided */
    uint64_t *child_waits, *child_open;
    uint64_t *lower;           /* of each kind, as truce__stakes_bound() takes it */
    uint64_t looks;            /* that going over the formula once takes */
} seeker;

enum { OPEN = 1 }; /* in the last word of a key, beside the statement that is decided next */

static bool may_drop(const seeker *s) { return truce__may(s->tariff.drop); }
static bool has_status(const seeker *s) { return !s->all_one_way && !s->any_one_way; }

/* ------------------------------------------------------------------ bit sets */

static bool have_common(const uint64_t *a, const uint64_t *b, size_t words) {
    for (size_t w = 0; w < words; w++)
        if (a[w] & b[w]) return true;
    return false;
}

/* The first member of both sets; TRUCE__NONE: none. */
static uint32_t first_common(const uint64_t *a, const uint64_t *b, uint32_t words) {
    for (uint32_t w = 0; w < words; w++)
        if (a[w] & b[w]) return 64 * w + (uint32_t)__builtin_ctzll(a[w] & b[w]);
    return TRUCE__NONE;
}

/* Members of `a`, and of `b` unless it is NULL, from `from` on and before `end`. */
static uint32_t count_between(const uint64_t *a, const uint64_t *b, uint32_t from, uint32_t end) {
    uint32_t count = 0;
    for (uint32_t w = from / 64; 64 * w < end; w++) {
        uint64_t bits = b ? a[w] & b[w] : a[w];
        if (w == from / 64) bits &= ~UINT64_C(0) << from % 64;
        if (end - 64 * w < 64) bits &= (UINT64_C(1) << (end - 64 * w)) - 1;
        count += (uint32_t)__builtin_popcountll(bits);
    }
    return count;
}

/* ------------------------------------------------------------------- bounds */

static uint64_t times(uint64_t count, uint32_t price) {
    return count == 0 ? 0 : truce__may(price) ? count * price : TRUCE__NEVER;
}

/* What it takes at least until statements of `lead` decide, before those of `other`. */
static uint64_t bound_of_leading(const seeker *s, const uint64_t *waits, const uint64_t *lead,
                                 const uint64_t *other) {
    uint32_t first = first_common(waits, lead, s->words), in_way = first_common(waits, other, s->words);
    uint32_t end = first == TRUCE__NONE ? s->n_written : first;
    uint32_t against = count_between(waits, other, 0, end);
    uint32_t passed = may_drop(s) || in_way >= end ? against : count_between(waits, NULL, in_way, end);
    uint64_t way = times(passed, truce__less_of(s->tariff.swap, s->tariff.drop)), bound = TRUCE__NEVER;
    if (first != TRUCE__NONE) bound = way;
    if (!truce__may(s->tariff.insert) || first != TRUCE__NONE) return bound;
    for (uint32_t item = s->n_written; item < s->n_items; item++)
        if (truce__bits_get(lead, item)) return truce__sum_or_most(s->tariff.insert, way);
    return bound;
}

/* A statement inserted may lead instead of one that stands behind others. */
static uint64_t bound_of_inserting(const seeker *s, const uint64_t *lead) {
    if (!truce__may(s->tariff.insert)) return TRUCE__NEVER;
    for (uint32_t item = s->n_written; item < s->n_items; item++)
        if (truce__bits_get(lead, item)) return s->tariff.insert;
    return TRUCE__NEVER;
}

/* Of an undecided comparison, as truce__stakes_bound() takes it. `next` is the statement that is decided next. */
static uint64_t bound_of_kind(const seeker *s, const uint64_t *waits, uint32_t kind, uint32_t next) {
    const uint64_t *favours = truce__kind_favours(s->stakes, kind), *opposes = truce__kind_opposes(s->stakes, kind);
    const uint64_t *lead = s->wanted ? opposes : favours, *other = s->wanted ? favours : opposes;
    uint32_t first = first_common(waits, lead, s->words), in_way = first_common(waits, other, s->words);
    bool is_as_wanted = in_way == TRUCE__NONE ? s->wanted || first != TRUCE__NONE : first < in_way;
    if (is_as_wanted) return 0;
    uint64_t bound = truce__lesser(bound_of_leading(s, waits, lead, other), bound_of_inserting(s, lead));
    if (s->wanted && may_drop(s) && !count_between(waits, other, 0, next))
        bound = truce__lesser(bound, times(count_between(waits, other, next, s->n_written), s->tariff.drop));
    if (truce__may(s->tariff.flip) && in_way != TRUCE__NONE) bound = truce__lesser(bound, s->tariff.flip);
    return truce__sum_or_most(bound, 1);
}

/* ------------------------------------------------------------------- nodes */

static uint32_t next_of(const seeker *s, const uint64_t *key) {
    return may_drop(s) ? (uint32_t)(key[s->at_next] >> 1) : 0;
}
static bool is_open(const seeker *s, const uint64_t *key) { return may_drop(s) && (key[s->at_next] & OPEN); }

/* What of a node follows from its key: the statements that wait and the kinds that are undecided. */
static void look(const seeker *s, const uint64_t *key, uint64_t *waits, uint64_t *open) {
    for (uint32_t w = 0; w < s->words; w++) {
        waits[w] = ~key[w] & (may_drop(s) ? ~key[s->at_dropped + w] : ~UINT64_C(0));
        uint32_t left = s->n_written > 64 * w ? s->n_written - 64 * w : 0;
        if (left < 64) waits[w] &= (UINT64_C(1) << left) - 1;
    }
    for (size_t w = 0; w < s->kind_words; w++) open[w] = truce__bits_mask(s->n_kinds, w);
    for (uint32_t i = 0; i < s->n_items; i++)
        for (size_t w = 0; truce__bits_get(key, i) && w < s->kind_words; w++)
            open[w] &= ~(s->favoured[i * s->kind_words + w] | s->opposed[i * s->kind_words + w]);
}

/* Whether nothing that may stand above speaks for states of the kind any more. */
static bool is_safe(const seeker *s, const uint64_t *key, const uint64_t *waits, uint32_t kind) {
    const uint64_t *favours = truce__kind_favours(s->stakes, kind), *opposes = truce__kind_opposes(s->stakes, kind);
    if (have_common(waits, favours, s->words)) return false;
    if (truce__may(s->tariff.flip) && have_common(waits, opposes, s->words)) return false;
    for (uint32_t i = s->n_written; i < s->n_items; i++)
        if (!truce__bits_get(key, i) && truce__bits_get(favours, i)) return false;
    return true;
}

/* Brings the status in a key up to date: clauses that are true whatever follows, lost terms of the others. */
static void settle(const seeker *s, uint64_t *key, const uint64_t *waits, const uint64_t *open) {
    const truce__sets *terms = &s->stakes->terms, *clauses = &s->stakes->clauses;
    uint64_t *settled = key + s->at_settled, *lost = key + s->at_lost;
    for (uint32_t k = 0; k < s->n_kinds; k++)
        s->lower[k] = truce__bits_get(open, k) && !is_safe(s, key, waits, k);
    uint64_t *kept = s->lower + s->n_kinds;
    memset(kept, 0, s->term_words * sizeof *kept);
    for (uint32_t c = 0; c < truce__sets_count(clauses); c++) {
        bool is_true = truce__bits_get(settled, c);
        for (size_t i = clauses->first.at[c]; !is_true && i < clauses->first.at[c + 1]; i++) {
            uint32_t term = clauses->members.at[i];
            if (truce__bits_get(lost, term)) continue;
            is_true = true;
            for (size_t k = terms->first.at[term]; is_true && k < terms->first.at[term + 1]; k++)
                is_true = !s->lower[terms->members.at[k]];
        }
        if (is_true) truce__bits_set(settled, c);
        for (size_t i = clauses->first.at[c]; !is_true && i < clauses->first.at[c + 1]; i++)
            truce__bits_set(kept, clauses->members.at[i]);
    }
    for (size_t w = 0; w < s->term_words; w++) lost[w] &= kept[w];
}

/* Terms that have a kind for which an item has spoken before anything spoke against it. */
static void lose(const seeker *s, uint64_t *key, const uint64_t *open, const uint64_t *favoured) {
    const truce__sets *terms = &s->stakes->terms;
    for (uint32_t t = 0; t < truce__sets_count(terms); t++)
        for (size_t k = terms->first.at[t]; k < terms->first.at[t + 1]; k++) {
            uint32_t kind = terms->members.at[k];
            if (truce__bits_get(open, kind) && truce__bits_get(favoured, kind)) truce__bits_set(key + s->at_lost, t);
        }
}

/* A bound for what is left to pay, with 1 more where it is not 0; TRUCE__NEVER where nothing helps. */
static uint64_t bound(const seeker *s, const uint64_t *key, const uint64_t *waits, const uint64_t *open) {
    /* what is decided in terms that are not lost is true, but where only what is false goes on */
    uint64_t decided = s->wanted != s->any_one_way ? 0 : TRUCE__NEVER;
    uint32_t next = next_of(s, key);
    for (uint32_t k = 0; k < s->n_kinds; k++)
        s->lower[k] = truce__bits_get(open, k) ? bound_of_kind(s, waits, k, next) : decided;
    return truce__stakes_bound(s->stakes, s->wanted, s->lower, has_status(s) ? key + s->at_settled : NULL,
                               has_status(s) ? key + s->at_lost : NULL);
}

/* ------------------------------------------------------------------- steps */

/* Steps are numbered: place an item, place it flipped, drop the next one, skip it. */
static bool is_placing(const seeker *s, uint32_t label) { return label < 2 * s->n_items; }

typedef enum outcome { GOES_ON, IS_GOAL, IS_WRONG } outcome;

/* What placing an item brings about where what is decided must all go one way. */
static outcome outcome_of(const seeker *s, const uint64_t *favoured, const uint64_t *opposed) {
    bool some_for = have_common(s->open, favoured, s->kind_words);
    bool some_against = have_common(s->open, opposed, s->kind_words);
    if (s->all_one_way) return !some_for ? GOES_ON : s->wanted ? IS_WRONG : IS_GOAL;
    if (s->any_one_way) return !some_against ? GOES_ON : s->wanted ? IS_GOAL : IS_WRONG;
    return GOES_ON;
}

/* The node that s->child is the key of, reached from `from`. */
static truce_status reach(seeker *s, size_t from, uint32_t label, uint64_t price, outcome what) {
    truce__frontier *front = &s->front;
    size_t node;
    bool is_new;
    if (has_status(s)) {
        front->looks += s->looks;
        look(s, s->child, s->child_waits, s->child_open);
        settle(s, s->child, s->child_waits, s->child_open);
    }
    TRY(truce__frontier_node(front, s->child, &node, &is_new));
    if (is_new) {
        uint64_t left = 0;
        front->looks += s->looks;
        look(s, s->child, s->child_waits, s->child_open);
        if (what != IS_GOAL) left = bound(s, s->child, s->child_waits, s->child_open);
        bool is_between = is_open(s, s->child) && count_between(s->child_waits, NULL, 0, next_of(s, s->child));
        front->nodes.at[node].is_goal = left == 0 && !is_between;
        front->nodes.at[node].bound = left == 0 ? 0 : left == TRUCE__NEVER ? left : left - 1;
    }
    if (front->nodes.at[node].bound == TRUCE__NEVER) return TRUCE_OK;
    uint32_t steps = next_of(s, s->child);
    for (uint32_t w = 0; w < s->words; w++)
        steps += (uint32_t)__builtin_popcountll(s->child[w]) +
                 (may_drop(s) ? (uint32_t)__builtin_popcountll(s->child[s->at_dropped + w]) : 0);
    return truce__frontier_reach(front, node, from, label, price, steps);
}

static truce_status place(seeker *s, size_t from, uint64_t price, uint32_t item, bool is_flipped) {
    s->front.looks++;
    const uint64_t *favoured = s->favoured + item * s->kind_words, *opposed = s->opposed + item * s->kind_words;
    bool is_candidate = item >= s->n_written;
    uint32_t end = is_candidate ? s->n_written : item, passed = count_between(s->waits, NULL, 0, end);
    if (passed && !truce__may(s->tariff.swap)) return TRUCE_OK;
    price += times(passed, s->tariff.swap);
    price += (is_flipped ? s->tariff.flip : 0) + (is_candidate ? s->tariff.insert : 0);
    if (is_flipped) {
        const uint64_t *other = favoured;
        favoured = opposed;
        opposed = other;
    }
    outcome what = outcome_of(s, favoured, opposed);
    if (what == IS_WRONG) return TRUCE_OK;
    memcpy(s->child, s->key, s->key_words * sizeof *s->key);
    truce__bits_set(s->child, item);
    bool is_next = !is_candidate && item == next_of(s, s->key);
    if (may_drop(s)) s->child[s->at_next] = (uint64_t)(next_of(s, s->key) + is_next) << 1;
    if (has_status(s)) lose(s, s->child, s->open, favoured);
    return reach(s, from, is_flipped ? s->n_items + item : item, price, what);
}

static truce_status pass_over(seeker *s, size_t from, uint64_t price, bool is_drop) {
    uint32_t next = next_of(s, s->key);
    s->front.looks++;
    if (!is_drop && !truce__may(s->tariff.swap)) return TRUCE_OK;
    memcpy(s->child, s->key, s->key_words * sizeof *s->key);
    if (is_drop) truce__bits_set(s->child + s->at_dropped, next);
    s->child[s->at_next] = (uint64_t)(next + 1) << 1 | OPEN;
    return reach(s, from, 2 * s->n_items + !is_drop, price + (is_drop ? s->tariff.drop : 0), GOES_ON);
}

static truce_status expand(seeker *s, size_t node) {
    uint64_t price = s->front.nodes.at[node].price;
    memcpy(s->key, truce__frontier_key(&s->front, node), s->key_words * sizeof *s->key);
    look(s, s->key, s->waits, s->open);
    uint32_t next = next_of(s, s->key), end = may_drop(s) && next < s->n_written ? next + 1 : s->n_written;
    for (uint32_t item = is_open(s, s->key) ? next : 0; item < end; item++) {
        if (!truce__bits_get(s->waits, item)) continue;
        TRY(place(s, node, price, item, false));
        if (truce__may(s->tariff.flip)) TRY(place(s, node, price, item, true));
    }
    for (uint32_t item = s->n_written; (!may_drop(s) || next == s->n_written) && item < s->n_items; item++)
        if (!truce__bits_get(s->key, item)) TRY(place(s, node, price, item, false));
    if (!may_drop(s) || next == s->n_written) return TRUCE_OK;
    TRY(pass_over(s, node, price, true));
    return pass_over(s, node, price, false);
}

/* -------------------------------------------------------- without any search */

/* Where comparisons must all go one way and statements only swap: whether they can. */
static bool is_possible(const seeker *s, uint64_t *open) {
    bool changes = true;
    memset(s->key, 0, s->key_words * sizeof *s->key);
    for (size_t w = 0; w < s->kind_words; w++) open[w] = truce__bits_mask(s->n_kinds, w);
    while (changes) {
        changes = false;
        for (uint32_t i = 0; i < s->n_written; i++) {
            const uint64_t *wrong = (s->wanted ? s->favoured : s->opposed) + i * s->kind_words;
            if (truce__bits_get(s->key, i) || have_common(open, wrong, s->kind_words)) continue;
            truce__bits_set(s->key, i);
            changes = true;
            for (size_t w = 0; w < s->kind_words; w++)
                open[w] &= ~(s->favoured[i * s->kind_words + w] | s->opposed[i * s->kind_words + w]);
        }
    }
    bool is_decided = true, is_all = count_between(s->key, NULL, 0, s->n_written) == s->n_written;
    for (size_t w = 0; w < s->kind_words; w++) is_decided = is_decided && !open[w];
    return is_decided || (s->wanted && is_all);
}

static bool only_swaps(const truce__tariff *tariff) {
    return !truce__may(tariff->drop) && !truce__may(tariff->flip) && !truce__may(tariff->insert);
}

/* ------------------------------------------------------------------ answers */

/* One of the least paths to a node, as the edge taken at each of its nodes. */
typedef struct trail {
    TRUCE__VEC(size_t) edges; /* from the goal back */
} trail;

static truce_status tell(const seeker *s, size_t goal, const trail *t, truce__stand *stands, truce__orders *orders) {
    const uint64_t *key = truce__frontier_key(&s->front, goal);
    uint32_t count = 0;
    for (size_t i = t->edges.count; i-- > 0;) {
        uint32_t label = s->front.edges.at[t->edges.at[i]].label;
        if (is_placing(s, label))
            stands[count++] = truce__stand_of(label % s->n_items, label < s->n_items ? 0 : TRUCE__STAND_FLIPPED);
    }
    look(s, key, s->waits, s->open);
    for (uint32_t i = 0; i < s->n_written; i++)
        if (truce__bits_get(s->waits, i)) stands[count++] = truce__stand_of(i, 0);
    return truce__orders_add(s->ctx, orders, stands, count);
}

/* All least paths to a goal, up to the number of orders wanted. */
static truce_status tell_all(const seeker *s, size_t goal, uint64_t wanted, trail *t, truce__stand *stands,
                             truce__orders *orders) {
    const truce__frontier *front = &s->front;
    size_t edge = front->nodes.at[goal].edge;
    t->edges.count = 0;
    while (truce__orders_count(orders) < wanted) {
        for (; edge != SIZE_MAX; edge = front->nodes.at[front->edges.at[edge].from].edge)
            TRY(truce__vec_push(s->ctx, &t->edges, edge));
        TRY(tell(s, goal, t, stands, orders));
        for (edge = SIZE_MAX; edge == SIZE_MAX && t->edges.count;)
            edge = front->edges.at[t->edges.at[--t->edges.count]].next;
        if (edge == SIZE_MAX) return TRUCE_OK;
    }
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- search */

static truce_status run(seeker *s, const truce__effort *effort, truce__cheapest *found) {
    truce__frontier *front = &s->front;
    truce_status status = TRUCE_OK;
    trail t = {0};
    truce__stand *stands = truce__calloc(s->ctx, (size_t)s->n_items + 1, sizeof *stands);
    if (!stands) return TRUCE_E_NOMEM;
    memset(s->child, 0, s->key_words * sizeof *s->child);
    TRY_OR_DONE(reach(s, SIZE_MAX, 0, 0, GOES_ON));
    while (truce__frontier_goes_on(front, effort, found)) {
        TRY_OR_DONE(truce__go_on(s->ctx));
        size_t node = truce__frontier_take(front);
        if (!front->nodes.at[node].is_goal) {
            TRY_OR_DONE(expand(s, node));
            continue;
        }
        found->price = front->nodes.at[node].price;
        found->count = truce__sum_or_most(found->count, front->nodes.at[node].paths);
        TRY_OR_DONE(tell_all(s, node, effort->answers, &t, stands, &found->orders));
    }
    found->nodes = front->nodes.count;
    found->looks = front->looks;
done:
    truce__vec_free(s->ctx, &t.edges);
    truce__free(s->ctx, stands);
    return status;
}

static void shape_of(const truce__stakes *stakes, bool *all_one_way, bool *any_one_way) {
    const truce__sets *terms = &stakes->terms, *clauses = &stakes->clauses;
    bool single_terms = true, single_kinds = true;
    for (uint32_t c = 0; c < truce__sets_count(clauses); c++) {
        single_terms = single_terms && clauses->first.at[c + 1] - clauses->first.at[c] == 1;
        for (size_t i = clauses->first.at[c]; i < clauses->first.at[c + 1]; i++) {
            uint32_t term = clauses->members.at[i];
            single_kinds = single_kinds && terms->first.at[term + 1] - terms->first.at[term] == 1;
        }
    }
    *all_one_way = single_terms && single_kinds;
    *any_one_way = !*all_one_way && single_kinds && truce__sets_count(clauses) == 1;
}

static truce_status begin(seeker *s) {
    truce_ctx *ctx = s->ctx;
    size_t words = s->words;
    s->kind_words = truce__bits_words(s->n_kinds);
    s->clause_words = truce__bits_words(truce__sets_count(&s->stakes->clauses));
    s->term_words = truce__bits_words(truce__sets_count(&s->stakes->terms));
    s->looks = truce__stakes_looks(s->stakes);
    s->key_words = words;
    s->at_dropped = s->key_words, s->key_words += may_drop(s) ? words : 0;
    s->at_settled = s->key_words, s->key_words += has_status(s) ? s->clause_words : 0;
    s->at_lost = s->key_words, s->key_words += has_status(s) ? s->term_words : 0;
    s->at_next = s->key_words, s->key_words += may_drop(s);
    truce__frontier_init(&s->front, ctx, s->key_words);
    s->favoured = truce__calloc(ctx, s->n_items * s->kind_words + 1, sizeof *s->favoured);
    s->opposed = truce__calloc(ctx, s->n_items * s->kind_words + 1, sizeof *s->opposed);
    s->key = truce__calloc(ctx, 2 * s->key_words + 2 * words + 2 * s->kind_words, sizeof *s->key);
    s->lower = truce__calloc(ctx, s->n_kinds + s->term_words + 1, sizeof *s->lower);
    if (!s->favoured || !s->opposed || !s->key || !s->lower) return TRUCE_E_NOMEM;
    s->child = s->key + s->key_words;
    s->waits = s->child + s->key_words;
    s->child_waits = s->waits + words;
    s->open = s->child_waits + words;
    s->child_open = s->open + s->kind_words;
    for (uint32_t k = 0; k < s->n_kinds; k++)
        for (uint32_t i = 0; i < s->n_items; i++) {
            if (truce__bits_get(truce__kind_favours(s->stakes, k), i))
                truce__bits_set(s->favoured + i * s->kind_words, k);
            if (truce__bits_get(truce__kind_opposes(s->stakes, k), i))
                truce__bits_set(s->opposed + i * s->kind_words, k);
        }
    return TRUCE_OK;
}

truce_status truce__prefix_search(const truce__stakes *stakes, bool wanted, const truce__effort *effort,
                                  truce__cheapest *found) {
    const truce__list *list = stakes->list;
    seeker s = {.stakes = stakes, .list = list, .tariff = list->tariff, .ctx = list->ctx, .wanted = wanted,
                .n_items = list->n_items, .n_written = list->n_written, .words = list->words,
                .n_kinds = stakes->n_kinds};
    if (!truce__may(s.tariff.flip)) shape_of(stakes, &s.all_one_way, &s.any_one_way);
    truce_status status = begin(&s);
    bool is_one_way = (s.all_one_way && wanted) || ((s.any_one_way || s.all_one_way) && !wanted &&
                                                     truce__sets_count(&stakes->clauses) == 1);
    bool is_settled = is_one_way && only_swaps(&s.tariff);
    if (status == TRUCE_OK && !(is_settled && !is_possible(&s, s.open))) status = run(&s, effort, found);
    truce__frontier_free(&s.front);
    truce__free(s.ctx, s.favoured);
    truce__free(s.ctx, s.opposed);
    truce__free(s.ctx, s.key);
    truce__free(s.ctx, s.lower);
    return status;
}
