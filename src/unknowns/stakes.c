/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/stakes.h"


#include "concepts/sequences.h"
#include "graph/walk.h"

#include <assert.h>

enum { LEAST_ROOM = 16, MOST_KINDS = 1024, MOST_SETS = 2048 /* that are compared with each other */ };

/* -------------------------------------------------------------------- sets */

static void sets_free(truce_ctx *ctx, truce__sets *sets) {
    truce__vec_free(ctx, &sets->members);
    truce__vec_free(ctx, &sets->first);
    truce__free(ctx, sets->slots);
    *sets = (truce__sets){0};
}

static size_t sets_slot(const truce__sets *sets, const uint32_t *members, size_t count) {
    uint64_t hash = count + 1;
    for (size_t i = 0; i < count; i++) {
        hash = (hash ^ members[i]) * UINT64_C(0xFF51AFD7ED558CCD);
        hash ^= hash >> 32;
    }
    size_t at = (size_t)hash & (sets->room - 1);
    for (; sets->slots[at]; at = (at + 1) & (sets->room - 1)) {
        size_t first = sets->first.at[sets->slots[at] - 1], size = sets->first.at[sets->slots[at]] - first;
        if (size == count && (count == 0 || memcmp(sets->members.at + first, members, count * sizeof *members) == 0))
            break;
    }
    return at;
}

static truce_status sets_grow(truce_ctx *ctx, truce__sets *sets) {
    size_t count = sets->first.count;
    if (2 * (count + 1) <= sets->room) return TRUCE_OK;
    size_t room = sets->room ? 2 * sets->room : LEAST_ROOM;
    uint32_t *slots = truce__calloc(ctx, room, sizeof *slots);
    if (!slots) return TRUCE_E_NOMEM;
    truce__free(ctx, sets->slots);
    sets->slots = slots;
    sets->room = room;
    for (size_t i = 0; i + 1 < count; i++) {
        size_t first = sets->first.at[i];
        sets->slots[sets_slot(sets, sets->members.at + first, sets->first.at[i + 1] - first)] = (uint32_t)i + 1;
    }
    return TRUCE_OK;
}

/* The number of the set; it is added if it is missing. */
static truce_status sets_add(truce_ctx *ctx, truce__sets *sets, const uint32_t *members, size_t count, uint32_t *id) {
    TRY(sets_grow(ctx, sets));
    if (!sets->first.count) TRY(truce__vec_push(ctx, &sets->first, 0));
    size_t at = sets_slot(sets, members, count);
    *id = sets->slots[at] - 1;
    if (sets->slots[at]) return TRUCE_OK;
    if (sets->first.count == UINT32_MAX) return TRUCE_E_LIMIT;
    TRY(truce__vec_reserve(ctx, &sets->members, sets->members.count + count));
    TRY(truce__vec_reserve(ctx, &sets->first, sets->first.count + 1));
    if (count) memcpy(sets->members.at + sets->members.count, members, count * sizeof *members);
    sets->members.count += count;
    sets->first.at[sets->first.count++] = sets->members.count;
    *id = (uint32_t)sets->first.count - 2;
    sets->slots[at] = *id + 1;
    return TRUCE_OK;
}

static const uint32_t *set_of(const truce__sets *sets, uint32_t id, size_t *count) {
    assert(sets->first.at); /* there is such a set */
    *count = sets->first.at[id + 1] - sets->first.at[id];
    return sets->members.at ? sets->members.at + sets->first.at[id] : NULL;
}

static void trade(truce__sets *a, truce__sets *b) {
    truce__sets both = *a;
    *a = *b;
    *b = both;
}

/* ------------------------------------------------------------------- making */

typedef TRUCE__VEC(uint32_t) numbers;

typedef struct making {
    truce__stakes *stakes;
    const truce__list *list;
    truce_ctx *ctx;
    truce__sets kinds;  /* the items of each, two numbers a word */
    uint64_t *items;    /* of the kind at hand: in its favour, against it */
    uint32_t *words;    /* the same as numbers */
    numbers term, clause;
    numbers kind_met, term_met; /* the turn in which it was met last */
    uint32_t turn, clause_turn;
    bool is_settled;    /* the clause at hand is true for every order */
    truce__sequences replies;
} making;

/* Whether the party can never rank a state of the kind higher. */
static bool holds_always(const truce__list *list, const uint64_t *favours, const uint64_t *opposes) {
    uint64_t any = 0;
    for (uint32_t w = 0; w < list->words; w++) {
        any |= list->kind == TRUCE__PREF_RANK ? favours[w] & ~opposes[w] : favours[w];
        if (truce__may(list->tariff.flip)) any |= opposes[w];
    }
    return any == 0;
}

/* Weights below 0 speak against a state where they count. */
static void compare_items(const truce__list *list, const uint64_t *of, const uint64_t *own, uint64_t *favours,
                          uint64_t *opposes) {
    for (uint32_t w = 0; w < list->words; w++) {
        favours[w] = list->kind == TRUCE__PREF_RANK ? of[w] : of[w] & ~own[w];
        opposes[w] = list->kind == TRUCE__PREF_RANK ? own[w] : own[w] & ~of[w];
    }
    for (uint32_t i = 0; list->kind == TRUCE__PREF_WEIGH && i < list->n_written; i++) {
        uint64_t bit = UINT64_C(1) << i % 64, *f = &favours[i / 64], *o = &opposes[i / 64];
        bool in_f = *f & bit, in_o = *o & bit;
        if (list->weight[i] == 0) *f &= ~bit, *o &= ~bit;
        if (list->weight[i] < 0 && in_f != in_o) *f ^= bit, *o ^= bit;
    }
}

/* The kind of a state; TRUCE__NONE where the comparison holds always. */
static truce_status kind_of(making *m, uint64_t cell, uint32_t *kind, bool *is_tied) {
    const truce__list *list = m->list;
    uint64_t *favours = m->items, *opposes = favours + list->words;
    uint64_t any = 0;
    compare_items(list, truce__truth_of(list, cell), m->stakes->own, favours, opposes);
    for (uint32_t w = 0; w < list->words; w++)
        any |= list->kind == TRUCE__PREF_RANK ? favours[w] ^ opposes[w] : favours[w] | opposes[w];
    if (is_tied) *is_tied = any == 0;
    *kind = TRUCE__NONE;
    if (cell == m->stakes->cell || holds_always(list, favours, opposes)) return TRUCE_OK;
    uint32_t n = m->stakes->n_kinds;
    memcpy(m->words, m->items, (size_t)2 * list->words * sizeof *m->items);
    TRY(sets_add(m->ctx, &m->kinds, m->words, (size_t)4 * list->words, kind));
    if (*kind < n) return TRUCE_OK;
    for (uint32_t w = 0; w < list->words; w++) {
        TRY(truce__vec_push(m->ctx, &m->stakes->favours, favours[w]));
        TRY(truce__vec_push(m->ctx, &m->stakes->opposes, opposes[w]));
    }
    m->stakes->n_kinds++;
    return TRUCE_OK;
}

static void sort_numbers(numbers *v) { /* shell sort: short lists, mostly in order */
    for (size_t gap = v->count / 2; gap > 0; gap /= 2)
        for (size_t i = gap; i < v->count; i++) {
            uint32_t value = v->at[i];
            size_t k = i;
            for (; k >= gap && value < v->at[k - gap]; k -= gap) v->at[k] = v->at[k - gap];
            v->at[k] = value;
        }
}

static void leave_each_once(numbers *sorted) {
    size_t kept = 0;
    for (size_t i = 0; i < sorted->count; i++)
        if (!kept || sorted->at[i] != sorted->at[kept - 1]) sorted->at[kept++] = sorted->at[i];
    sorted->count = kept;
}

/* Whether the number is met for the first time in this turn. */
static truce_status meet(making *m, numbers *met, uint32_t number, uint32_t turn, bool *is_new) {
    while (met->count <= number) TRY(truce__vec_push(m->ctx, met, 0));
    *is_new = met->at[number] != turn;
    met->at[number] = turn;
    return TRUCE_OK;
}

/* The term at hand is complete. */
static truce_status end_term(making *m) {
    uint32_t id;
    bool is_new;
    if (!m->term.count) {
        m->is_settled = true;
        return TRUCE_OK;
    }
    sort_numbers(&m->term);
    TRY(sets_add(m->ctx, &m->stakes->terms, m->term.at, m->term.count, &id));
    TRY(meet(m, &m->term_met, id, m->clause_turn, &is_new));
    m->term.count = 0;
    return is_new ? truce__vec_push(m->ctx, &m->clause, id) : TRUCE_OK;
}

static truce_status add_to_term(making *m, uint64_t cell) {
    uint32_t kind;
    bool is_new;
    TRY(kind_of(m, cell, &kind, NULL));
    if (kind == TRUCE__NONE) return TRUCE_OK;
    TRY(meet(m, &m->kind_met, kind, m->turn, &is_new));
    return is_new ? truce__vec_push(m->ctx, &m->term, kind) : TRUCE_OK;
}

static truce_status add_term(making *m, uint64_t cell, bool with_moves) {
    m->turn++;
    TRY(add_to_term(m, cell));
    truce__walk walk;
    if (with_moves) {
        truce__walk_from(&walk, &m->list->graph->space, m->list->party, cell);
        for (uint64_t to; truce__walk_next(&walk, &to);) TRY(add_to_term(m, to));
    }
    return end_term(m);
}

static bool improves(const void *ud, uint32_t party, uint64_t from, uint64_t to) {
    const truce__profile *others = ud;
    return truce__order_compare(&others->lists[party], others->orders[party], to, from) > 0;
}

static truce_status add_replies(making *m, uint64_t cell, truce__stake stake, const truce__profile *others) {
    const truce_model *model = m->list->graph->model;
    truce__group rest = truce__all_parties(model) & ~truce__group_of(m->list->party);
    const truce__arrival *next;
    truce__sequences_begin(&m->replies, rest, stake == TRUCE__STAKE_SEQ ? TRUCE__IMPROVING : TRUCE__FORWARD);
    if (stake == TRUCE__STAKE_SEQ) truce__sequences_judge(&m->replies, improves, others);
    TRY(truce__sequences_start(&m->replies, cell));
    for (;;) {
        TRY(truce__sequences_next(&m->replies, &next));
        if (!next || m->is_settled) return TRUCE_OK;
        if (next->cell != cell) TRY(add_term(m, next->cell, stake == TRUCE__STAKE_SMR));
        TRY(truce__go_on(m->ctx));
    }
}

static truce_status add_clause(making *m, uint64_t to, truce__stake stake, const truce__profile *others) {
    uint32_t kind, id;
    bool is_tied;
    m->is_settled = false;
    m->clause.count = 0;
    m->clause_turn++;
    m->stakes->n_moves++;
    TRY(kind_of(m, to, &kind, &is_tied));
    m->stakes->n_tied += is_tied;
    if (kind == TRUCE__NONE) return TRUCE_OK;
    TRY(add_term(m, to, false));
    if (stake != TRUCE__STAKE_NASH) TRY(add_replies(m, to, stake, others));
    TRY(truce__go_on(m->ctx));
    if (m->is_settled) return TRUCE_OK;
    sort_numbers(&m->clause);
    return sets_add(m->ctx, &m->stakes->clauses, m->clause.at, m->clause.count, &id);
}

static truce_status begin(making *m, const truce__list *list, uint64_t cell, truce__stakes *stakes) {
    *stakes = (truce__stakes){.list = list, .cell = cell, .own = truce__truth_of(list, cell)};
    *m = (making){.stakes = stakes, .list = list, .ctx = list->ctx};
    truce__sequences_init(&m->replies, list->ctx, list->graph);
    m->items = truce__calloc(list->ctx, (size_t)2 * list->words, sizeof *m->items);
    m->words = truce__calloc(list->ctx, (size_t)4 * list->words, sizeof *m->words);
    return m->items && m->words ? TRUCE_OK : TRUCE_E_NOMEM;
}

static void end(making *m) {
    sets_free(m->ctx, &m->kinds);
    truce__free(m->ctx, m->items);
    truce__free(m->ctx, m->words);
    truce__vec_free(m->ctx, &m->term);
    truce__vec_free(m->ctx, &m->clause);
    truce__vec_free(m->ctx, &m->kind_met);
    truce__vec_free(m->ctx, &m->term_met);
    truce__sequences_free(&m->replies);
}

/* ------------------------------------------------------------ leaving out */

/* What follows from what. A comparison follows from another that has all in its favour, and no more against it: then
 * it comes out as wanted wherever the other does, whatever is dropped, inserted or moved. Most terms are one
 * comparison; those of a clause are looked at together, as a set. */
typedef struct following {
    truce__stakes *stakes;
    truce_ctx *ctx;
    uint64_t *of_kind, *of_term, *into; /* sets of kinds; of kinds; of terms */
    uint64_t *alone;                    /* kinds that are a term of the clause at hand each */
    numbers others;                     /* its terms of several */
    size_t kind_words, term_words;
    numbers kept;
} following;

static bool is_part(const uint64_t *part, const uint64_t *whole, size_t words) {
    for (size_t w = 0; w < words; w++)
        if (part[w] & ~whole[w]) return false;
    return true;
}

static void find_following_kinds(following *f) {
    const truce__stakes *s = f->stakes;
    for (uint32_t a = 0; a < s->n_kinds; a++)
        for (uint32_t b = 0; b < s->n_kinds; b++)
            if (is_part(truce__kind_favours(s, b), truce__kind_favours(s, a), s->list->words) &&
                is_part(truce__kind_opposes(s, a), truce__kind_opposes(s, b), s->list->words))
                truce__bits_set(f->of_kind + a * f->kind_words, b);
}

/* Terms without the comparisons that follow from others of theirs. new_of[i] is what becomes of term i. */
static truce_status shorten_terms(following *f, uint32_t *new_of) {
    truce__sets *old = &f->stakes->terms, new = {0};
    truce_status status = TRUCE_OK;
    for (uint32_t t = 0; t < truce__sets_count(old); t++) {
        size_t count;
        const uint32_t *kinds = set_of(old, t, &count);
        f->kept.count = 0;
        TRY_OR_DONE(truce__go_on(f->ctx));
        for (size_t i = 0; i < count; i++) {
            bool follows = false;
            for (size_t k = 0; k < count && !follows; k++)
                follows = k != i && truce__bits_get(f->of_kind + kinds[k] * f->kind_words, kinds[i]);
            if (!follows) TRY_OR_DONE(truce__vec_push(f->ctx, &f->kept, kinds[i]));
        }
        TRY_OR_DONE(sets_add(f->ctx, &new, f->kept.at, f->kept.count, &new_of[t]));
    }
done:
    if (status == TRUCE_OK) trade(old, &new);
    sets_free(f->ctx, &new);
    return status;
}

/* Kinds that follow from a term; terms from which another follows are superfluous beside it in a clause. */
static bool term_follows(const following *f, uint32_t from, uint32_t term) {
    size_t count;
    const uint32_t *kinds = set_of(&f->stakes->terms, term, &count);
    for (size_t i = 0; i < count; i++)
        if (!truce__bits_get(f->of_term + from * f->kind_words, kinds[i])) return false;
    return true;
}

/* Takes the terms of a clause apart. new_of: what became of each; NULL: they are what they are. */
static truce_status open_clause(following *f, const uint32_t *terms, size_t n_terms, const uint32_t *new_of) {
    f->others.count = 0;
    memset(f->alone, 0, f->kind_words * sizeof *f->alone);
    for (size_t i = 0; i < n_terms; i++) {
        size_t count;
        uint32_t term = new_of ? new_of[terms[i]] : terms[i];
        const uint32_t *kinds = set_of(&f->stakes->terms, term, &count);
        if (count == 1) truce__bits_set(f->alone, kinds[0]);
        else TRY(truce__vec_push(f->ctx, &f->others, term));
    }
    return TRUCE_OK;
}

/* Whether a term of the clause that was taken apart follows from `term`, one that is not itself. */
static bool has_following(const following *f, uint32_t term) {
    size_t count;
    const uint32_t *kinds = set_of(&f->stakes->terms, term, &count);
    for (size_t w = 0; w < f->kind_words; w++) {
        uint64_t own = count == 1 && kinds[0] / 64 == w ? UINT64_C(1) << kinds[0] % 64 : 0;
        if (f->of_term[term * f->kind_words + w] & f->alone[w] & ~own) return true;
    }
    for (size_t i = 0; i < f->others.count; i++)
        if (f->others.at[i] != term && term_follows(f, term, f->others.at[i])) return true;
    return false;
}

static bool is_one_of(const following *f, uint32_t term) {
    size_t count;
    const uint32_t *kinds = set_of(&f->stakes->terms, term, &count);
    if (count == 1) return truce__bits_get(f->alone, kinds[0]);
    for (size_t i = 0; i < f->others.count; i++)
        if (f->others.at[i] == term) return true;
    return false;
}

static truce_status shorten_clauses(following *f, const uint32_t *new_of) {
    truce__sets *old = &f->stakes->clauses, new = {0};
    truce_status status = TRUCE_OK;
    for (uint32_t t = 0; t < truce__sets_count(&f->stakes->terms); t++) {
        size_t count;
        const uint32_t *kinds = set_of(&f->stakes->terms, t, &count);
        for (size_t i = 0; i < count; i++)
            for (size_t w = 0; w < f->kind_words; w++)
                f->of_term[t * f->kind_words + w] |= f->of_kind[kinds[i] * f->kind_words + w];
    }
    for (uint32_t c = 0; c < truce__sets_count(old); c++) {
        size_t count;
        uint32_t id;
        const uint32_t *terms = set_of(old, c, &count);
        f->kept.count = 0;
        TRY_OR_DONE(open_clause(f, terms, count, new_of));
        for (size_t i = 0; i < count; i++) {
            TRY_OR_DONE(truce__go_on(f->ctx));
            if (!has_following(f, new_of[terms[i]])) TRY_OR_DONE(truce__vec_push(f->ctx, &f->kept, new_of[terms[i]]));
        }
        sort_numbers(&f->kept);
        leave_each_once(&f->kept);
        TRY_OR_DONE(sets_add(f->ctx, &new, f->kept.at, f->kept.count, &id));
    }
done:
    if (status == TRUCE_OK) trade(old, &new);
    sets_free(f->ctx, &new);
    return status;
}

/* A clause follows from another if each term of that one has a term of this one that follows from it. */
static truce_status drop_clauses(following *f) {
    truce__sets *old = &f->stakes->clauses, new = {0};
    truce_status status = TRUCE_OK;
    uint32_t n_clauses = truce__sets_count(old), n_terms = truce__sets_count(&f->stakes->terms), id;
    for (uint32_t c = 0; c < n_clauses; c++) {
        size_t count;
        const uint32_t *terms = set_of(old, c, &count);
        TRY_OR_DONE(open_clause(f, terms, count, NULL));
        for (uint32_t t = 0; t < n_terms; t++) {
            TRY_OR_DONE(truce__go_on(f->ctx));
            if (is_one_of(f, t) || has_following(f, t)) truce__bits_set(f->into + c * f->term_words, t);
        }
    }
    for (uint32_t c = 0; c < n_clauses; c++) {
        bool follows = false;
        TRY_OR_DONE(truce__go_on(f->ctx));
        for (uint32_t other = 0; other < n_clauses && !follows; other++) {
            size_t count;
            const uint32_t *terms = set_of(old, other, &count);
            follows = other != c;
            for (size_t i = 0; i < count && follows; i++)
                follows = truce__bits_get(f->into + c * f->term_words, terms[i]);
        }
        size_t count;
        const uint32_t *terms = set_of(old, c, &count);
        if (!follows) TRY_OR_DONE(sets_add(f->ctx, &new, terms, count, &id));
    }
done:
    if (status == TRUCE_OK) trade(old, &new);
    sets_free(f->ctx, &new);
    return status;
}

static truce_status leave_out(truce__stakes *stakes) {
    truce_ctx *ctx = stakes->list->ctx;
    truce_status status = TRUCE_OK;
    uint32_t n_terms = truce__sets_count(&stakes->terms), n_clauses = truce__sets_count(&stakes->clauses);
    if (stakes->list->kind == TRUCE__PREF_RANK || truce__may(stakes->list->tariff.flip)) return TRUCE_OK;
    if (!n_clauses || stakes->n_kinds > MOST_KINDS || n_terms > MOST_SETS || n_clauses > MOST_SETS) return TRUCE_OK;
    following f = {.stakes = stakes, .ctx = ctx, .kind_words = truce__bits_words(stakes->n_kinds),
                   .term_words = truce__bits_words(n_terms)};
    uint32_t *new_of = truce__calloc(ctx, n_terms, sizeof *new_of);
    f.of_kind = truce__calloc(ctx, stakes->n_kinds * f.kind_words + 1, sizeof *f.of_kind);
    f.of_term = truce__calloc(ctx, n_terms * f.kind_words + 1, sizeof *f.of_term);
    f.into = truce__calloc(ctx, n_clauses * f.term_words, sizeof *f.into);
    f.alone = truce__calloc(ctx, f.kind_words + 1, sizeof *f.alone);
    if (!f.alone || !new_of || !f.of_kind || !f.of_term || !f.into) TRY_OR_DONE(TRUCE_E_NOMEM);
    find_following_kinds(&f);
    TRY_OR_DONE(shorten_terms(&f, new_of));
    TRY_OR_DONE(shorten_clauses(&f, new_of));
    TRY_OR_DONE(drop_clauses(&f));
done:
    truce__free(ctx, new_of);
    truce__free(ctx, f.of_kind);
    truce__free(ctx, f.of_term);
    truce__free(ctx, f.into);
    truce__free(ctx, f.alone);
    truce__vec_free(ctx, &f.others);
    truce__vec_free(ctx, &f.kept);
    return status;
}

/* Terms of clauses that were left out go, and kinds of no term. */
static truce_status compact(truce__stakes *stakes) {
    truce_ctx *ctx = stakes->list->ctx;
    truce_status status = TRUCE_OK;
    truce__sets terms = {0}, clauses = {0};
    numbers kept = {0};
    size_t words = stakes->list->words, count;
    uint32_t n_kinds = 0, id;
    uint32_t *kind_of = truce__calloc(ctx, (size_t)stakes->n_kinds + 1, sizeof *kind_of); /* one more; 0: none yet */
    uint32_t *term_of = truce__calloc(ctx, (size_t)truce__sets_count(&stakes->terms) + 1, sizeof *term_of);
    if (!kind_of || !term_of) TRY_OR_DONE(TRUCE_E_NOMEM);
    for (uint32_t c = 0; c < truce__sets_count(&stakes->clauses); c++) {
        const uint32_t *of_clause = set_of(&stakes->clauses, c, &count);
        for (size_t i = 0; i < count; i++) term_of[of_clause[i]] = 1;
    }
    for (uint32_t t = 0; t < truce__sets_count(&stakes->terms); t++) {
        const uint32_t *of_term = set_of(&stakes->terms, t, &count);
        for (size_t i = 0; term_of[t] && i < count; i++) kind_of[of_term[i]] = 1;
    }
    for (uint32_t k = 0; k < stakes->n_kinds; k++) {
        if (!kind_of[k]) continue;
        memmove(stakes->favours.at + n_kinds * words, stakes->favours.at + k * words, words * sizeof(uint64_t));
        memmove(stakes->opposes.at + n_kinds * words, stakes->opposes.at + k * words, words * sizeof(uint64_t));
        kind_of[k] = n_kinds++;
    }
    for (uint32_t t = 0; t < truce__sets_count(&stakes->terms); t++) {
        const uint32_t *of_term = set_of(&stakes->terms, t, &count);
        kept.count = 0;
        if (!term_of[t]) continue;
        for (size_t i = 0; i < count; i++) TRY_OR_DONE(truce__vec_push(ctx, &kept, kind_of[of_term[i]]));
        TRY_OR_DONE(sets_add(ctx, &terms, kept.at, kept.count, &term_of[t]));
    }
    for (uint32_t c = 0; c < truce__sets_count(&stakes->clauses); c++) {
        const uint32_t *of_clause = set_of(&stakes->clauses, c, &count);
        kept.count = 0;
        for (size_t i = 0; i < count; i++) TRY_OR_DONE(truce__vec_push(ctx, &kept, term_of[of_clause[i]]));
        TRY_OR_DONE(sets_add(ctx, &clauses, kept.at, kept.count, &id));
    }
    stakes->n_kinds = n_kinds;
    stakes->favours.count = stakes->opposes.count = n_kinds * words;
    trade(&stakes->terms, &terms);
    trade(&stakes->clauses, &clauses);
done:
    sets_free(ctx, &terms);
    sets_free(ctx, &clauses);
    truce__vec_free(ctx, &kept);
    truce__free(ctx, kind_of);
    truce__free(ctx, term_of);
    return status;
}

/* ---------------------------------------------------------------- from outside */

truce_status truce__stakes_make(const truce__list *list, uint64_t cell, truce__stake stake,
                                const truce__profile *others, truce__stakes *stakes) {
    making m;
    truce_status status = begin(&m, list, cell, stakes);
    truce__walk walk;
    truce__walk_from(&walk, &list->graph->space, list->party, cell);
    for (uint64_t to; status == TRUCE_OK && truce__walk_next(&walk, &to);)
        status = add_clause(&m, to, stake, others);
    stakes->visits = m.replies.visits;
    if (status == TRUCE_OK) status = truce__go_on(list->ctx);
    if (status == TRUCE_OK) status = leave_out(stakes);
    if (status == TRUCE_OK) status = compact(stakes);
    end(&m);
    return status;
}

truce_status truce__stakes_of_states(const truce__list *list, uint64_t cell, const uint64_t *to, size_t count,
                                     truce__stakes *stakes) {
    making m;
    truce_status status = begin(&m, list, cell, stakes);
    for (size_t i = 0; status == TRUCE_OK && i < count; i++)
        status = add_clause(&m, to[i], TRUCE__STAKE_NASH, NULL);
    if (status == TRUCE_OK) status = leave_out(stakes);
    if (status == TRUCE_OK) status = compact(stakes);
    end(&m);
    return status;
}

truce_status truce__stakes_of_move(const truce__list *list, uint64_t cell, uint64_t to, truce__stakes *stakes) {
    return truce__stakes_of_states(list, cell, &to, 1, stakes);
}

void truce__stakes_free(truce__stakes *stakes) {
    if (!stakes->list) return;
    truce_ctx *ctx = stakes->list->ctx;
    truce__vec_free(ctx, &stakes->favours);
    truce__vec_free(ctx, &stakes->opposes);
    sets_free(ctx, &stakes->terms);
    sets_free(ctx, &stakes->clauses);
}

/* ----------------------------------------------------------------- values */

static uint64_t term_bound(const truce__stakes *stakes, uint32_t term, bool wanted, const uint64_t *of_kinds) {
    size_t count;
    const uint32_t *kinds = set_of(&stakes->terms, term, &count);
    uint64_t bound = wanted ? 0 : TRUCE__NEVER;
    for (size_t i = 0; i < count; i++)
        bound = wanted ? truce__greater(bound, of_kinds[kinds[i]]) : truce__lesser(bound, of_kinds[kinds[i]]);
    return bound;
}

uint64_t truce__stakes_bound(const truce__stakes *stakes, bool wanted, const uint64_t *of_kinds,
                             const uint64_t *settled, const uint64_t *lost) {
    uint64_t bound = wanted ? 0 : TRUCE__NEVER;
    for (uint32_t c = 0; c < truce__sets_count(&stakes->clauses); c++) {
        if (settled && truce__bits_get(settled, c)) continue;
        size_t count;
        const uint32_t *terms = set_of(&stakes->clauses, c, &count);
        uint64_t of_clause = wanted ? TRUCE__NEVER : 0;
        for (size_t i = 0; i < count; i++) {
            if (lost && truce__bits_get(lost, terms[i])) continue;
            uint64_t of_term = term_bound(stakes, terms[i], wanted, of_kinds);
            of_clause = wanted ? truce__lesser(of_clause, of_term) : truce__greater(of_clause, of_term);
        }
        bound = wanted ? truce__greater(bound, of_clause) : truce__lesser(bound, of_clause);
    }
    return bound;
}

uint64_t truce__stakes_looks(const truce__stakes *stakes) {
    uint64_t members = stakes->terms.members.count + stakes->clauses.members.count;
    return ((uint64_t)stakes->n_kinds * stakes->list->words + members) / TRUCE__MEMBERS_OF_A_LOOK;
}

bool truce__stakes_hold(const truce__stakes *stakes, truce__order order, uint64_t *values) {
    const truce__list *list = stakes->list;
    for (uint32_t k = 0; k < stakes->n_kinds; k++) {
        const uint64_t *favours = truce__kind_favours(stakes, k), *opposes = truce__kind_opposes(stakes, k);
        values[k] = truce__order_prefers(list, order, favours, opposes) ? TRUCE__NEVER : 0;
    }
    return truce__stakes_bound(stakes, true, values, NULL, NULL) == 0;
}
