/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Win-sets and votes. Every rule is one of weights and a threshold: unanimity is the weight 1 for each of n actors
 * and the threshold n, majority the threshold n / 2 rounded down plus 1, a quota what it says. Weights are decimals
 * brought to fifteen places, so sums are exact.
 *
 * Which refusals stand in the way is read off the weights too. A set of refusing actors whose consent would be enough
 * has to make up for what the others' consent lacks; the least number of actors that can is found by taking the
 * heaviest first, and the sets of that size by a search which goes on only where the heaviest of those left can still
 * make up for it: every branch ends in a set.
 */
#include "questions/no_deal.h"
#include "graph/ranks.h"
#include "graph/set.h"
#include "graph/variant.h"

#include <truce/home.h>

#include <stdlib.h>

typedef truce__wide wide;

enum { PLACES = 15 };

/* The private part of a home. */
typedef struct house {
    const truce__home *model;
    truce__ranks *ranks; /* of each actor */
    wide *weights;       /* likewise */
    wide threshold;
} house;

typedef struct holder {
    truce_ratification result; /* first: what the caller holds */
    truce_ctx *ctx;
    truce__arena arena;
    house *houses; /* of result.homes, in the same order */
} holder;

/* ------------------------------------------------------------------ weights */

static wide exactly(truce__decimal value) {
    wide result = value.mantissa;
    for (uint32_t i = value.scale; i < PLACES; i++) result *= 10;
    return result;
}

static wide count_of(uint64_t number) {
    return exactly((truce__decimal){.mantissa = (int64_t)number});
}

static truce__decimal threshold_of(const truce__home *model) {
    if (model->rule == TRUCE__RATIFY_UNANIMITY) return (truce__decimal){.mantissa = model->n_actors};
    if (model->rule == TRUCE__RATIFY_MAJORITY) return (truce__decimal){.mantissa = model->n_actors / 2 + 1};
    return model->quota;
}

static void take_rule(house *h) {
    const truce__home *model = h->model;
    bool is_weighted = model->rule == TRUCE__RATIFY_WEIGHTED;
    for (uint32_t i = 0; i < model->n_actors; i++)
        h->weights[i] = is_weighted ? exactly(model->actors[i].weight) : count_of(1);
    h->threshold = exactly(threshold_of(model));
}

/* ------------------------------------------------------------------- actors */

static const char *decimal_text(truce_ctx *ctx, truce__arena *arena, truce__decimal value) {
    truce__text text;
    truce__text_init(&text, ctx);
    truce__decimal_write(&text, value);
    const char *copy = text.failed ? NULL : truce__arena_text(arena, text.bytes, text.length);
    truce__text_free(&text);
    return copy;
}

static truce_status rank_actor(truce_ctx *ctx, const truce_graph *graph, const truce__actor *model,
                               truce__ranks *ranks) {
    if (model->party == TRUCE__NONE) return truce__rank_by(ctx, graph, &model->pref, ranks);
    *ranks = graph->ranks[model->party];
    ranks->is_lent = true;
    return TRUCE_OK;
}

static truce_status describe_actor(holder *k, const truce__home *home, const truce__actor *model,
                                   truce_home_actor *a) {
    bool is_weighted = home->rule == TRUCE__RATIFY_WEIGHTED;
    a->id = model->id;
    a->name = model->name;
    a->party = model->party == TRUCE__NONE ? UINT32_MAX : model->party;
    a->weight = is_weighted ? decimal_text(k->ctx, &k->arena, model->weight) : "1";
    return a->weight ? TRUCE_OK : TRUCE_E_NOMEM;
}

static truce_status make_actor(holder *k, const house *h, uint32_t index, const truce_set *voted, uint64_t *bits,
                               truce_home_actor *a) {
    const truce_graph *graph = k->result.graph;
    const truce__home *model = h->model;
    truce__ranks *ranks = &h->ranks[index];
    truce__worst reversion;
    TRY(describe_actor(k, model, &model->actors[index], a));
    TRY(rank_actor(k->ctx, graph, &model->actors[index], ranks));
    if (model->reversion.n_nodes)
        TRY(truce__worst_where(k->ctx, graph, &model->reversion, "reversion", ranks, bits, &reversion));
    else TRY(truce__no_deal_of(k->ctx, graph, model->party, ranks, bits, &reversion));
    a->reversion = reversion.state;
    a->reversion_rank = reversion.rank;
    TRY(truce_set_new(k->ctx, graph, &a->ratifies));
    TRY(truce__set_ranked(a->ratifies, ranks, reversion.rank, UINT32_MAX));
    return voted ? truce_set_and(a->ratifies, voted) : TRUCE_OK;
}

/* -------------------------------------------------------------------- homes */

/* Marks the states in which the weights of those who ratify reach the threshold. */
static truce_status mark_win_set(truce_ctx *ctx, const house *h, const truce_home *home) {
    uint32_t n = h->model->n_actors;
    truce__weighed *votes = truce__calloc(ctx, n, sizeof *votes);
    if (!votes) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < n; i++) votes[i] = (truce__weighed){home->actors[i].ratifies, h->weights[i]};
    truce_status status = truce__set_weighed(home->win_set, votes, n, h->threshold);
    truce__free(ctx, votes);
    return status;
}

/* States that the party ranks no lower than its no deal. Without a no deal there is nothing to ask. */
static truce_status mark_own(truce_ctx *ctx, const truce_graph *graph, uint32_t party, uint64_t *bits,
                             truce_set *set) {
    truce__worst own;
    TRY(truce__no_deal_of(ctx, graph, party, &graph->ranks[party], bits, &own));
    return truce__set_ranked(set, &graph->ranks[party], own.rank, UINT32_MAX);
}

static const char *rule_name(truce__ratify_rule rule) {
    static const char *const names[] = {[TRUCE__RATIFY_UNANIMITY] = "unanimity",
                                        [TRUCE__RATIFY_MAJORITY] = "majority",
                                        [TRUCE__RATIFY_QUOTA] = "quota",
                                        [TRUCE__RATIFY_WEIGHTED] = "weighted"};
    return names[rule];
}

static truce_status describe_home(holder *k, const truce__home *model, truce_home *home) {
    home->party = model->party;
    home->rule = rule_name(model->rule);
    home->quota = decimal_text(k->ctx, &k->arena, threshold_of(model));
    return home->quota ? TRUCE_OK : TRUCE_E_NOMEM;
}

static truce_status make_room(truce__arena *arena, uint32_t n_actors, house *h, truce_home *home) {
    h->ranks = truce__arena_alloc(arena, n_actors, sizeof *h->ranks);
    h->weights = truce__arena_alloc(arena, n_actors, sizeof *h->weights);
    home->actors = truce__arena_alloc(arena, n_actors, sizeof *home->actors);
    if (!h->ranks || !h->weights || !home->actors) return TRUCE_E_NOMEM;
    home->actor_count = n_actors;
    return TRUCE_OK;
}

static truce_status make_home(holder *k, house *h, truce_home *home, uint64_t *bits, truce_set *room) {
    const truce_graph *graph = k->result.graph;
    TRY(make_room(&k->arena, h->model->n_actors, h, home));
    TRY(describe_home(k, h->model, home));
    take_rule(h);
    if (h->model->agreements.n_nodes) TRY(truce__set_where(k->ctx, graph, &h->model->agreements, &home->voted));
    for (uint32_t i = 0; i < home->actor_count; i++) TRY(make_actor(k, h, i, home->voted, bits, &home->actors[i]));
    TRY(truce_set_new(k->ctx, graph, &home->win_set));
    TRY(mark_win_set(k->ctx, h, home));
    if (home->voted) TRY(truce_set_and(home->win_set, home->voted)); /* a threshold of 0 asks nobody */
    TRY(truce_set_copy(k->ctx, home->win_set, &home->with_veto));
    TRY(mark_own(k->ctx, graph, home->party, bits, room));
    return truce_set_and(home->with_veto, room);
}

static truce_status make_homes(holder *k, uint64_t *bits, truce_set *room) {
    truce_ratification *r = &k->result;
    const truce_model *model = r->graph->model;
    k->houses = truce__arena_alloc(&k->arena, model->n_homes, sizeof *k->houses);
    r->homes = truce__arena_alloc(&k->arena, model->n_homes, sizeof *r->homes);
    if (!k->houses || !r->homes) return TRUCE_E_NOMEM;
    while (r->home_count < model->n_homes) {
        size_t i = r->home_count++;
        k->houses[i].model = &model->homes[i];
        if (truce__is_cancelled(k->ctx)) return TRUCE_E_CANCELLED;
        truce__progress(k->ctx, "ratification", i, model->n_homes);
        TRY(make_home(k, &k->houses[i], &r->homes[i], bits, room));
    }
    return TRUCE_OK;
}

/* Takes away what a home refuses: what it votes on and would not ratify. */
static truce_status take_refused(truce_ctx *ctx, truce_set *passing, const truce_home *home) {
    truce_set *refused = NULL;
    if (!home->voted) return truce_set_and(passing, home->win_set);
    truce_status status = truce_set_copy(ctx, home->voted, &refused);
    if (status == TRUCE_OK) status = truce_set_and_not(refused, home->win_set);
    if (status == TRUCE_OK) status = truce_set_and_not(passing, refused);
    truce_set_free(refused);
    return status;
}

/* What is put to a vote at no home is not ratified. */
static truce_status take_unasked(const truce_ratification *r, truce_set *room) {
    for (size_t i = 0; i < r->home_count; i++)
        if (!r->homes[i].voted) return TRUCE_OK;
    TRY(truce_set_and_not(room, room));
    for (size_t i = 0; i < r->home_count; i++) TRY(truce_set_or(room, r->homes[i].voted));
    return r->home_count ? truce_set_and(r->ratified, room) : TRUCE_OK;
}

/* The intersection of the win-sets, and the part of it where no party falls below its no deal. */
static truce_status make_meeting(holder *k, uint64_t *bits, truce_set *room) {
    truce_ratification *r = &k->result;
    TRY(truce_set_all(k->ctx, r->graph, &r->passing));
    for (size_t i = 0; i < r->home_count; i++) TRY(take_refused(k->ctx, r->passing, &r->homes[i]));
    TRY(truce_set_copy(k->ctx, r->passing, &r->ratified));
    TRY(take_unasked(r, room));
    TRY(truce_set_copy(k->ctx, r->ratified, &r->agreeable));
    for (uint32_t party = 0; party < r->graph->model->n_parties; party++) {
        TRY(mark_own(k->ctx, r->graph, party, bits, room));
        TRY(truce_set_and(r->agreeable, room));
    }
    return TRUCE_OK;
}

static uint32_t concept_count(const truce_ratification *r) {
    return r->solution ? truce_solution_concept_count(r->solution) : 0;
}

static truce_status make_involuntary(holder *k) {
    truce_ratification *r = &k->result;
    r->involuntary = truce__arena_alloc(&k->arena, concept_count(r), sizeof(truce_set *));
    if (!r->involuntary) return TRUCE_E_NOMEM;
    for (uint32_t slot = 0; slot < concept_count(r); slot++) {
        TRY(truce_set_copy(k->ctx, truce_solution_equilibria(r->solution, slot), &r->involuntary[slot]));
        TRY(truce_set_and_not(r->involuntary[slot], r->passing));
    }
    return TRUCE_OK;
}

bool truce_home_is_asked(const truce_home *home, truce_state state) {
    return !home->voted || truce_set_contains(home->voted, state);
}

uint32_t truce_model_home_count(const truce_model *model) {
    return model->n_homes;
}

truce_status truce_ratify(truce_ctx *ctx, const truce_graph *graph, const truce_solution *solution,
                          truce_ratification **out) {
    if (!truce__graph_has_ranks(graph)) return TRUCE_E_USAGE;
    truce_status status;
    truce_set *room = NULL, *bits = NULL;
    holder *k = truce__calloc(ctx, 1, sizeof *k);
    if (!k) return TRUCE_E_NOMEM;
    k->ctx = ctx;
    truce__arena_init(&k->arena, ctx);
    k->result = (truce_ratification){.graph = graph, .solution = solution};
    TRY_OR_DONE(truce_set_new(ctx, graph, &room));
    TRY_OR_DONE(truce_set_new(ctx, graph, &bits));
    TRY_OR_DONE(make_homes(k, bits->bits, room));
    TRY_OR_DONE(make_meeting(k, bits->bits, room));
    TRY_OR_DONE(make_involuntary(k));
    *out = &k->result;
    k = NULL;
done:
    truce_set_free(room);
    truce_set_free(bits);
    if (k) truce_ratification_free(&k->result);
    return status;
}

static void free_home(truce_ctx *ctx, const house *h, const truce_home *home) {
    for (size_t i = 0; i < home->actor_count; i++) {
        truce__ranks_free(ctx, &h->ranks[i]);
        truce_set_free(home->actors[i].ratifies);
    }
    truce_set_free(home->voted);
    truce_set_free(home->win_set);
    truce_set_free(home->with_veto);
}

void truce_ratification_free(truce_ratification *ratification) {
    if (!ratification) return;
    holder *k = (holder *)ratification;
    for (size_t i = 0; i < ratification->home_count; i++) free_home(k->ctx, &k->houses[i], &ratification->homes[i]);
    truce_set_free(ratification->passing);
    truce_set_free(ratification->ratified);
    truce_set_free(ratification->agreeable);
    for (uint32_t i = 0; ratification->involuntary && i < concept_count(ratification); i++)
        truce_set_free(ratification->involuntary[i]);
    truce__arena_free(&k->arena);
    truce__free(k->ctx, k);
}

/* -------------------------------------------------------------------- votes */

typedef struct vote_holder {
    truce_vote vote;
    truce__arena arena;
} vote_holder;

typedef struct searching {
    truce_ctx *ctx;
    const house *house;
    const uint32_t *refuses, *heaviest; /* the same actors, in the order of the file and heaviest first */
    size_t n_refuses, size, limit;
    wide lack; /* the weight that is lacking */
    uint32_t *chosen;
    TRUCE__VEC(uint32_t) found;
    size_t n_found;
    bool is_cut;
} searching;

/* The greatest weight of `count` refusing actors from `from` on; -1 when there are fewer. */
static wide heaviest_from(const searching *s, size_t from, size_t count) {
    wide sum = 0;
    if (s->n_refuses - from < count) return -1;
    for (size_t i = 0; i < s->n_refuses && count; i++)
        if (s->heaviest[i] >= (from < s->n_refuses ? s->refuses[from] : UINT32_MAX))
            sum += s->house->weights[s->heaviest[i]], count--;
    return sum;
}

/* Chooses the actor at place `depth` of the set from those at `from` on; what is chosen already weighs `sum`. */
static truce_status choose(searching *s, size_t depth, size_t from, wide sum) {
    if (depth == s->size) {
        s->is_cut = s->limit && s->n_found == s->limit;
        if (s->is_cut) return TRUCE_OK;
        s->n_found++;
        for (size_t i = 0; i < s->size; i++) TRY(truce__vec_push(s->ctx, &s->found, s->chosen[i]));
        return TRUCE_OK;
    }
    for (size_t i = from; i < s->n_refuses && !s->is_cut; i++) {
        wide with = sum + s->house->weights[s->refuses[i]], rest = heaviest_from(s, i + 1, s->size - depth - 1);
        if (rest < 0 || with + rest < s->lack) continue;
        s->chosen[depth] = s->refuses[i];
        TRY(choose(s, depth + 1, i + 1, with));
    }
    return TRUCE_OK;
}

/* The least number of refusing actors whose consent is enough; 0 when that of all is not. */
static size_t least_size(const searching *s) {
    wide sum = 0;
    size_t size = 0;
    while (size < s->n_refuses && sum < s->lack) sum += s->house->weights[s->heaviest[size++]];
    return sum < s->lack ? 0 : size;
}

static void sort_by_weight(const house *h, uint32_t *actors, size_t count) {
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k && h->weights[actors[k]] > h->weights[actors[k - 1]]; k--) {
            uint32_t swapped = actors[k];
            actors[k] = actors[k - 1];
            actors[k - 1] = swapped;
        }
}

static truce_status find_missing(truce_ctx *ctx, const house *h, vote_holder *out, wide lack, size_t limit) {
    truce_status status = TRUCE_OK;
    truce_vote *vote = &out->vote;
    uint32_t *heaviest = truce__calloc(ctx, vote->refuse_count, sizeof *heaviest), *sets;
    searching s = {.ctx = ctx,
                   .house = h,
                   .refuses = vote->refuses,
                   .heaviest = heaviest,
                   .n_refuses = vote->refuse_count,
                   .limit = limit,
                   .lack = lack};
    s.chosen = truce__calloc(ctx, vote->refuse_count, sizeof *s.chosen);
    if (!heaviest || !s.chosen) TRY_OR_DONE(TRUCE_E_NOMEM);
    memcpy(heaviest, vote->refuses, vote->refuse_count * sizeof *heaviest);
    sort_by_weight(h, heaviest, vote->refuse_count);
    s.size = least_size(&s);
    if (s.size) TRY_OR_DONE(choose(&s, 0, 0, 0));
    sets = truce__arena_alloc(&out->arena, s.found.count, sizeof *sets);
    if (!sets) TRY_OR_DONE(TRUCE_E_NOMEM);
    for (size_t i = 0; i < s.found.count; i++) sets[i] = s.found.at[i];
    vote->missing = sets;
    vote->missing_size = s.size;
    vote->missing_count = s.n_found;
    vote->is_cut = s.is_cut;
done:
    truce__vec_free(ctx, &s.found);
    truce__free(ctx, s.chosen);
    truce__free(ctx, heaviest);
    return status;
}

/* Sorts the actors into those who consent and those who refuse, and among these those who are needed. */
static truce_status count_votes(const house *h, const truce_home *home, vote_holder *out, wide *lack) {
    truce_vote *vote = &out->vote;
    uint32_t n = h->model->n_actors, *lists[3];
    size_t counts[3] = {0, 0, 0};
    wide total = 0;
    *lack = h->threshold;
    for (int i = 0; i < 3; i++) {
        lists[i] = truce__arena_alloc(&out->arena, n, sizeof *lists[i]);
        if (!lists[i]) return TRUCE_E_NOMEM;
    }
    bool is_asked = truce_home_is_asked(home, vote->state);
    for (uint32_t i = 0; i < n; i++) total += h->weights[i];
    for (uint32_t i = 0; i < n && is_asked; i++) {
        bool is_for = truce_set_contains(home->actors[i].ratifies, vote->state);
        lists[is_for ? 0 : 1][counts[is_for ? 0 : 1]++] = i;
        if (is_for) *lack -= h->weights[i];
        else if (total - h->weights[i] < h->threshold) lists[2][counts[2]++] = i;
    }
    vote->consents = lists[0], vote->consent_count = counts[0];
    vote->refuses = lists[1], vote->refuse_count = counts[1];
    vote->needed = lists[2], vote->needed_count = counts[2];
    vote->is_ratified = !is_asked || *lack <= 0;
    return TRUCE_OK;
}

truce_status truce_home_vote(truce_ctx *ctx, const truce_ratification *ratification, size_t home, truce_state state,
                             size_t limit, truce_vote **out) {
    const holder *k = (const holder *)ratification;
    if (home >= ratification->home_count || state < 1 || state > ratification->graph->space.n_states)
        return TRUCE_E_USAGE;
    vote_holder *made = truce__calloc(ctx, 1, sizeof *made);
    if (!made) return TRUCE_E_NOMEM;
    truce__arena_init(&made->arena, ctx);
    made->vote = (truce_vote){.home = home, .state = state};
    wide lack;
    truce_status status;
    TRY_OR_DONE(count_votes(&k->houses[home], &ratification->homes[home], made, &lack));
    if (!made->vote.is_ratified) TRY_OR_DONE(find_missing(ctx, &k->houses[home], made, lack, limit));
    *out = &made->vote;
    made = NULL;
done:
    if (made) truce_vote_free(ctx, &made->vote);
    return status;
}

void truce_vote_free(truce_ctx *ctx, truce_vote *vote) {
    if (!vote) return;
    vote_holder *made = (vote_holder *)vote;
    truce__arena_free(&made->arena);
    truce__free(ctx, made);
}
