/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Each party's states from best to worst, those that it likes equally as one group, and between two groups what
 * decides. The rows are sorted once a party.
 */
#include "questions/solve/rankings.h"

#include "result/declare.h"
#include "words/narrate.h"
#include "words/say.h"

#include <stdlib.h>

#define GET(name, value) GET_OF(void, name, value)
#define IS(name, truth) IS_OF(void, name, truth)

typedef struct place {
    uint32_t rank;
    truce_state state;
} place;

/* A party's rows, best first; `first` is where the group at hand begins. */
typedef struct ranking {
    TRUCE__VEC(place) places;
    size_t first, behind; /* of the group at hand */
} ranking;

static int by_rank(const void *a, const void *b) {
    const place *x = a, *y = b;
    if (x->rank != y->rank) return x->rank < y->rank ? 1 : -1;
    return (x->state > y->state) - (x->state < y->state);
}

static void close_ranking(truce__at *at) {
    ranking *r = (ranking *)(uintptr_t)at->self;
    truce__vec_free(at->result->ctx, &r->places);
    truce__free(at->result->ctx, r);
}

static truce_status gather(const truce__at *at, uint32_t party, ranking *r) {
    truce__at row = *at;
    row.index = UINT64_MAX;
    while (truce__next_row(at, &row)) {
        place one = {truce_graph_rank(at->graph, party, row.state), row.state};
        TRY(truce__vec_push(at->result->ctx, &r->places, one));
    }
    if (r->places.count) qsort(r->places.at, r->places.count, sizeof *r->places.at, by_rank);
    return TRUCE_OK;
}

static truce_status open_ranking(truce__at *at) {
    ranking *r = truce__calloc(at->result->ctx, 1, sizeof *r);
    if (!r) return TRUCE_E_NOMEM;
    truce_status status = gather(at, (uint32_t)at->index, r);
    at->self = r;
    if (status != TRUCE_OK) close_ranking(at);
    return status;
}

#define RANKING ((ranking *)(uintptr_t)at->self)

static bool next_group(const truce__at *list, truce__at *item) {
    ranking *r = (ranking *)(uintptr_t)list->self;
    item->index++;
    r->first = item->index ? r->behind : 0;
    r->behind = r->first;
    while (r->behind < r->places.count && r->places.at[r->behind].rank == r->places.at[r->first].rank) r->behind++;
    return r->first < r->places.count;
}

/* What puts this group before the next: a statement of the party's order. */
static const truce__pref_item *decider(const truce__at *at) {
    const ranking *r = RANKING;
    if (r->behind >= r->places.count) return NULL;
    return truce__deciding_item(at->graph, (uint32_t)at->up->index,
                                truce_graph_expires_into(at->graph, r->places.at[r->first].state),
                                truce_graph_expires_into(at->graph, r->places.at[r->behind].state));
}

static uint64_t count_states(const truce__at *at) { return RANKING->behind - RANKING->first; }
GET(state, truce__state_of(RANKING->places.at[RANKING->first + at->index].state))
GET(rank, truce__number(RANKING->places.at[RANKING->first].rank))
GET(decides, decider(at) ? truce__bool(true) : truce__none())
GET(text, truce__text_of(decider(at)->stmts[0].text))

/* Its place among the statements as written; none where which of them count is open. */
static truce__value place_of(const truce__at *at) {
    uint64_t n = truce__place_of_item(at->model, (uint32_t)at->up->index, decider(at));
    return n ? truce__number(n) : truce__none();
}

static const truce__field decides_fields[] = {
    {"text", TEXT, IN_JSON, .get = text},
    {"place", NUMBER, IN_JSON, TRUCE__NULLABLE, .get = place_of, .about = "in the party's order"},
    {0}};
static const truce__field group_fields[] = {
    {"rank", NUMBER, IN_JSON, .get = rank},
    {"states", LIST, IN_JSON, .count = count_states, .of = ITEM(STATE, .get = state)},
    {"decides", RECORD, IN_JSON, TRUCE__NULLABLE, .get = decides, .of = decides_fields,
     .about = "the statement that puts them before the next worse; null of the last, and of rankings and weights"},
    {0}};
static const truce__field of_party = {NULL, LIST, IN_JSON, .open = open_ranking, .close = close_ranking,
                                      .next = next_group, .of = RECORD_OF(group_fields)};

IS(shows_rankings, at->result->options->show_rankings)

/* "North farm: 2 > [1, 3] > 4" */
static void say_ranking(const truce__at *at, truce__say *say, uint32_t party) {
    ranking r = {0};
    truce__at_note(at, gather(at, party, &r));
    SAY(say, MOVES_OF, truce__member(at, &truce__party_domain, party));
    for (size_t i = 0; i < r.places.count; i++) {
        const place *all = r.places.at;
        bool is_tied = i && all[i - 1].rank == all[i].rank;
        bool is_tie = i + 1 < r.places.count && all[i + 1].rank == all[i].rank;
        if (i && !is_tied) SAY_ALONE(say, RANKING_THEN);
        else if (i) SAY_ALONE(say, LIST_NEXT);
        if (is_tie && !is_tied) SAY_ALONE(say, RANKING_TIE);
        SAY(say, PLAIN, truce__number(all[i].state));
        if (is_tied && !is_tie) SAY_ALONE(say, RANKING_TIE_END);
    }
    truce__say_end(say, TRUCE__BELOW);
    truce__vec_free(at->result->ctx, &r.places);
}

static void say_rankings(const truce__at *at, truce__say *say) {
    truce__say_blank(say);
    SAY_ALONE(say, RANKINGS);
    truce__say_end(say, TRUCE__LINE);
    for (uint32_t party = 0; party < at->model->n_parties && at->scratch->status == TRUCE_OK; party++)
        say_ranking(at, say, party);
}

const truce__field truce__ranking_fields[] = {
    {"rankings", MAP, IN_JSON, .domain = &truce__party_domain, .of = &of_party, .when = shows_rankings,
     .about = "the states from best to worst, those that the party likes equally together"},
    {"", PROSE, IN_PEOPLE, .say = say_rankings, .when = shows_rankings},
    {0}};
