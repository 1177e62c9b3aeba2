/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/unlock/unlock_asked.h"

#include "concepts/sequences.h"
#include "document/path.h"

#include <stdio.h>

const char *const truce__tariff_names[] = {"swap", "drop", "insert", "flip", NULL};

/* ------------------------------------------------------------------- errors */

#define REFUSE(ctx, option, hint, ...)                                                          \
    do {                                                                                        \
        truce__source source_ = {.file = (option)};                                             \
        TRY(truce__diag((ctx), TRUCE_ERROR, &source_, (truce__loc){0}, (hint), __VA_ARGS__));   \
        return TRUCE_E_USAGE;                                                                   \
    } while (0)

/* A part of a list up to the next comma; *list moves behind it, to NULL at the end. NULL: memory is out. */
static const char *next_part(truce__arena *arena, const char **list) {
    size_t length = strcspn(*list, ",");
    const char *part = truce__arena_text(arena, *list, length);
    *list = (*list)[length] ? *list + length + 1 : NULL;
    return part;
}

/* Nine digits at most; 0 for anything else. */
static uint32_t number_of(const char *text) {
    uint32_t number = 0;
    size_t digits = strspn(text, "0123456789");
    if (digits > 9 || text[digits]) return 0;
    for (; *text; text++) number = number * 10 + (uint32_t)(*text - '0');
    return number;
}

/* -------------------------------------------------------------------- costs */

static uint32_t *price_of(truce__tariff *tariff, const char *kind, size_t length) {
    uint32_t *const prices[] = {&tariff->swap, &tariff->drop, &tariff->insert, &tariff->flip};
    for (size_t i = 0; i < TRUCE__N_TARIFF; i++)
        if (strlen(truce__tariff_names[i]) == length && strncmp(truce__tariff_names[i], kind, length) == 0)
            return prices[i];
    return NULL;
}

/* "swap=1,drop=2" */
static truce_status read_costs(truce_ctx *ctx, truce__arena *arena, const char *list, truce__tariff *costs) {
    truce__tariff given = {0, 0, 0, 0};
    while (list) {
        const char *part = next_part(arena, &list);
        if (!part) return TRUCE_E_NOMEM;
        const char *sign = strchr(part, '=');
        uint32_t *price = price_of(costs, part, sign ? (size_t)(sign - part) : strlen(part));
        if (!price || !sign)
            REFUSE(ctx, "--cost", "write swap=1,drop=1,insert=1,flip=1", "'%.60s' is not the cost of a kind of edit",
                   part);
        uint32_t *before = price_of(&given, part, (size_t)(sign - part));
        if (before && *before)
            REFUSE(ctx, "--cost", "leave one of them out", "'%.60s' is a second cost of its kind", part);
        *price = number_of(sign + 1);
        if (before) *before = *price;
        if (*price < 1 || *price > TRUCE__MAX_COST)
            REFUSE(ctx, "--cost", NULL, "what an edit costs is a whole number from 1 to %d, not '%.60s'",
                   TRUCE__MAX_COST, sign + 1);
    }
    return TRUCE_OK;
}

static truce_status read_tariff(truce_ctx *ctx, truce__unlock_asked *asked, const truce_query *query) {
    const truce_argument *edits = truce__argument(query, "edits");
    truce__tariff costs = {1, 1, 1, 1}, *tariff = &asked->query.tariff;
    TRY(read_costs(ctx, &asked->arena, truce__argument(query, "cost")->text, &costs));
    const uint32_t all[] = {costs.swap, costs.drop, costs.insert, costs.flip};
    uint32_t *const prices[] = {&tariff->swap, &tariff->drop, &tariff->insert, &tariff->flip};
    for (size_t i = 0; i < TRUCE__N_TARIFF; i++) *prices[i] = edits->count || i == 3 ? TRUCE__NONE : all[i];
    for (size_t i = 0; i < edits->count; i++) *prices[edits->numbers[i]] = all[edits->numbers[i]];
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- levers */

static truce_status unknown_lever(truce_ctx *ctx, const truce_model *model, const char *id) {
    TRUCE__VEC(const char *) ids = {0};
    char hint[100] = "the model has none of that id";
    TRY(truce__vec_reserve(ctx, &ids, model->n_levers));
    for (uint32_t i = 0; i < model->n_levers; i++) ids.at[ids.count++] = model->levers[i].id;
    const char *nearest = truce__nearest(id, strlen(id), ids.at, ids.count);
    if (nearest) snprintf(hint, sizeof hint, "did you mean '%.60s'?", nearest);
    truce__vec_free(ctx, &ids);
    REFUSE(ctx, "--levers", hint, "there is no lever '%.60s'", id);
}

static truce_status read_levers(truce_ctx *ctx, truce__unlock_asked *asked, const truce_query *query) {
    const truce_model *model = query->graph->model;
    const char *list = truce__argument(query, "levers")->text;
    if (list && strcmp(list, "none") == 0) return TRUCE_OK;
    if (model->n_levers > 64)
        REFUSE(ctx, "--levers", "--levers none leaves them out", "a model with more than 64 levers is not unlocked");
    if (!list || strcmp(list, "all") == 0) {
        for (uint32_t i = 0; i < model->n_levers; i++) asked->query.levers |= UINT64_C(1) << i;
        list = NULL;
    }
    while (list) {
        const char *id = next_part(&asked->arena, &list);
        uint32_t i = 0;
        if (!id) return TRUCE_E_NOMEM;
        while (i < model->n_levers && strcmp(model->levers[i].id, id) != 0) i++;
        if (i == model->n_levers) return unknown_lever(ctx, model, id);
        asked->query.levers |= UINT64_C(1) << i;
    }
    if (__builtin_popcountll(asked->query.levers) > TRUCE__MOST_LEVERS)
        REFUSE(ctx, "--levers", "name those that matter: --levers a,b",
               "all sets of levers are tried, and so at most %d levers", TRUCE__MOST_LEVERS);
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ keeping */

static truce_status keep_item(truce_ctx *ctx, truce__unlock_asked *asked, const truce_model *model, uint32_t party,
                              const char *place, const char *part) {
    const truce__pref *pref = &model->prefs[party];
    uint32_t item = number_of(place);
    if (pref->kind != TRUCE__PREF_ORDER || item < 1 || item > pref->n_items)
        REFUSE(ctx, "--keep", "name a party, or a statement of its order: preferences.PARTY.order.2",
               "'%.80s' is no statement of an order", part);
    if (!asked->kept_items[party]) {
        asked->kept_items[party] = truce__arena_alloc(&asked->arena, pref->n_items / 64 + 1, sizeof(uint64_t));
        if (!asked->kept_items[party]) return TRUCE_E_NOMEM;
    }
    truce__bits_set(asked->kept_items[party], item - 1);
    return TRUCE_OK;
}

/* PARTY, preferences.PARTY or preferences.PARTY.order.N */
static truce_status keep(truce_ctx *ctx, truce__unlock_asked *asked, const truce_model *model, const char *part) {
    const char *problem = NULL, *id = part, *order = NULL, *place = NULL;
    truce__path path;
    TRY(truce__path_parse(&asked->arena, part, &path, &problem));
    bool is_path = !problem && path.count > 1 && strcmp(path.steps[0].text, "preferences") == 0;
    if (is_path) id = path.steps[1].text;
    if (is_path && path.count > 2) order = path.steps[2].text;
    if (is_path && path.count > 3) place = path.steps[3].text;
    uint32_t party = truce_model_party_find(model, id);
    bool is_wrong = party == UINT32_MAX || (is_path && path.count > 4) || (order && strcmp(order, "order") != 0);
    if (is_wrong)
        REFUSE(ctx, "--keep", "name a party, or a statement of its order: preferences.PARTY.order.2",
               "'%.80s' is neither a party nor a preference that edits could change", part);
    if (place) return keep_item(ctx, asked, model, party, place, part);
    asked->is_kept[party] = true;
    return TRUCE_OK;
}

static truce_status read_kept(truce_ctx *ctx, truce__unlock_asked *asked, const truce_query *query) {
    const truce_model *model = query->graph->model;
    const char *list = truce__argument(query, "keep")->text;
    if (!list) return TRUCE_OK;
    asked->is_kept = truce__arena_alloc(&asked->arena, model->n_parties, sizeof *asked->is_kept);
    asked->kept_items = truce__arena_alloc(&asked->arena, model->n_parties, sizeof *asked->kept_items);
    if (!asked->is_kept || !asked->kept_items) return TRUCE_E_NOMEM;
    asked->query.is_kept = asked->is_kept;
    asked->query.kept_items = (const uint64_t *const *)asked->kept_items;
    while (list) {
        const char *part = next_part(&asked->arena, &list);
        if (!part) return TRUCE_E_NOMEM;
        TRY(keep(ctx, asked, model, part));
    }
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- target */

/* Whether each part of the text is a state's number, code or name: truce_graph_where() takes it for a list then. */
static truce_status is_list(truce__unlock_asked *asked, const truce_graph *graph, const char *text, bool *is) {
    *is = true;
    while (text && *is) {
        const char *part = next_part(&asked->arena, &text);
        if (!part) return TRUCE_E_NOMEM;
        size_t length = strlen(part += strspn(part, " "));
        while (length && part[length - 1] == ' ') length--;
        const char *name = truce__arena_text(&asked->arena, part, length);
        if (!name) return TRUCE_E_NOMEM;
        *is = truce_graph_state_find(graph, name) != 0;
    }
    return TRUCE_OK;
}

static truce_status read_target(truce_ctx *ctx, truce__unlock_asked *asked, const truce_query *query) {
    const truce_argument *target = truce__argument(query, "target");
    truce__unlock_query *q = &asked->query;
    if (!target->text && !target->set) {
        if (!target->number) REFUSE(ctx, "--target", "name a state, or a statement", "what is to be unlocked?");
        char code[24];
        snprintf(code, sizeof code, "%llu", (unsigned long long)target->number);
        q->target = truce__arena_text(&asked->arena, code, strlen(code));
        if (!q->target) return TRUCE_E_NOMEM;
    } else q->target = target->text;
    if (!q->target) REFUSE(ctx, "--target", "give its text too", "a set of states needs the text that names it");
    TRY(is_list(asked, query->graph, q->target, &q->is_list));
    if (!target->set) TRY(truce_graph_where(ctx, query->graph, q->target, &asked->targets));
    q->targets = target->set ? target->set : asked->targets;
    if (truce_set_count(q->targets) == 0)
        REFUSE(ctx, "--target", "a target has to be true in some state", "no state satisfies '%.200s'", q->target);
    if (asked->is_inverse && truce_set_count(q->targets) != 1)
        REFUSE(ctx, "--inverse", "name one of them by its number or code",
               "the inverse is about one state; '%.200s' is true in %llu", q->target,
               (unsigned long long)truce_set_count(q->targets));
    return TRUCE_OK;
}

/* ---------------------------------------------------------------------- all */

static truce_status read_conditions(truce_ctx *ctx, truce__unlock_asked *asked, const truce_query *query) {
    static const truce__stake stakes[] = {[TRUCE__READ_NASH] = TRUCE__STAKE_NASH,
                                          [TRUCE__READ_GMR] = TRUCE__STAKE_GMR,
                                          [TRUCE__READ_SMR] = TRUCE__STAKE_SMR,
                                          [TRUCE__READ_SEQ] = TRUCE__STAKE_SEQ};
    const truce_argument *concept = truce__argument(query, "concept"), *ways = truce__argument(query, "reachable");
    truce__unlock_query *q = &asked->query;
    q->concept = concept->count ? concept->numbers[0] : truce_concept_find("seq");
    if (!truce__reading_of(q->concept, &asked->reading))
        REFUSE(ctx, "--concept", NULL, "targets are unlocked for nash, gmr, smr and seq, not for %s",
               truce_concept_at(q->concept) ? truce_concept_at(q->concept)->id : "this concept");
    q->stake = stakes[asked->reading];
    if (ways->text) q->ways = ways->number ? TRUCE__BY_UNSANCTIONED : TRUCE__BY_IMPROVEMENTS;
    q->lasts = truce__argument(query, "lasts")->number || truce__argument(query, "lasts")->text;
    asked->is_inverse = truce__argument(query, "inverse")->number || truce__argument(query, "inverse")->text;
    bool has_status_quo = truce_graph_status_quo(query->graph) != 0;
    if (q->ways != TRUCE__ANY_WAY && !has_status_quo)
        REFUSE(ctx, "--reachable", "add status_quo to it",
               "the model names no status quo from which the target could be reached");
    if (asked->is_inverse && (q->ways != TRUCE__ANY_WAY || q->lasts))
        REFUSE(ctx, "--inverse", "leave --reachable and --lasts out",
               "the inverse is about what makes a state stable, and nothing else");
    bool says_no_deal = true;
    for (uint32_t p = 0; p < query->graph->model->n_parties; p++)
        says_no_deal &= query->graph->model->no_deal && query->graph->model->no_deal[p].stmt.n_nodes > 0;
    if (q->lasts && !has_status_quo && !says_no_deal)
        REFUSE(ctx, "--lasts", "add status_quo or no_deal to it",
               "the model does not say what each party is left with without an agreement");
    return TRUCE_OK;
}

static truce_status read_limits(truce__unlock_asked *asked, const truce_query *query) {
    const truce_argument *cost = truce__argument(query, "max-cost"), *effort = truce__argument(query, "effort"),
                         *limit = truce__argument(query, "limit");
    asked->query.most_cost = cost->text ? cost->number : UINT64_MAX;
    asked->query.effort = effort->number ? effort->number : TRUCE__UNLOCK_EFFORT;
    asked->query.limit = limit->text || limit->number ? limit->number : 20;
    return TRUCE_OK;
}

truce_status truce__unlock_read(truce_ctx *ctx, const truce_query *query, truce__unlock_asked *asked) {
    *asked = (truce__unlock_asked){.reading = TRUCE__READ_SEQ};
    truce__arena_init(&asked->arena, ctx);
    if (query->graph->model->n_parties > TRUCE__MOST_IN_GROUPS)
        REFUSE(ctx, query->graph->model->source.file, NULL, "models of more than %d parties are not unlocked",
               TRUCE__MOST_IN_GROUPS);
    if (!truce__graph_has_ranks(query->graph) || truce_graph_is_after_expiry(query->graph)) return TRUCE_E_USAGE;
    TRY(read_conditions(ctx, asked, query));
    TRY(read_target(ctx, asked, query));
    TRY(read_tariff(ctx, asked, query));
    TRY(read_levers(ctx, asked, query));
    TRY(read_kept(ctx, asked, query));
    return read_limits(asked, query);
}

void truce__unlock_asked_free(truce__unlock_asked *asked) {
    truce_set_free(asked->targets);
    if (asked->arena.ctx) truce__arena_free(&asked->arena);
}
