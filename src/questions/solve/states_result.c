/* SPDX-License-Identifier: Apache-2.0 */
/* The shape of `states`: a row for each state, with its moves where they are asked for. An improvement is a move to a
 * better rank. */
#include "questions/questions.h"
#include "questions/solve/rankings.h"
#include "result/declare.h"
#include "words/say.h"

#define GET(name, value) GET_OF(void, name, value)
#define IS(name, truth) IS_OF(void, name, truth)

IS(shows_moves, at->result->options->show_moves)
IS(has_any, at->result->pick->total > 0)
IS(has_none, at->result->pick->total == 0)
IS(tells_moves, shows_moves(at) && has_any(at))
GET(matching, truce__number(at->result->pick->total))
GET(is_cut, truce__bool(truce__is_pick_cut(at)))

static bool is_better(const truce__at *at, uint32_t party, truce_state from, truce_state to) {
    return truce_graph_rank(at->graph, party, to) > truce_graph_rank(at->graph, party, from);
}

/* ------------------------------------------------------------ moves of a row */

/* Where each party can move to from a state. */
typedef struct exits {
    truce_state *to;
    size_t count;
} exits;

static void free_exits(truce_ctx *ctx, exits *of_parties, uint32_t n_parties) {
    for (uint32_t party = 0; party < n_parties; party++) truce_release(ctx, of_parties[party].to);
    truce__free(ctx, of_parties);
}

/* Found once for both lists of the row. */
static truce_status open_exits(truce__at *at) {
    truce_ctx *ctx = at->result->ctx;
    uint32_t n_parties = at->model->n_parties;
    exits *found = truce__calloc(ctx, n_parties, sizeof *found);
    if (!found) return TRUCE_E_NOMEM;
    truce_status status = TRUCE_OK;
    for (uint32_t party = 0; status == TRUCE_OK && party < n_parties; party++)
        status = truce_graph_moves(ctx, at->graph, party, at->state, &found[party].to, &found[party].count);
    at->self = found;
    if (status != TRUCE_OK) free_exits(ctx, found, n_parties);
    return status;
}

static void close_exits(truce__at *at) {
    free_exits(at->result->ctx, (exits *)(uintptr_t)at->self, at->model->n_parties);
}

/* A list's place has the number of the party. */
#define EXITS_OF(list) (&((const exits *)(list)->self)[(list)->index])
static uint64_t count_exits(const truce__at *at) { return EXITS_OF(at)->count; }
GET(exit_to, truce__state_of(EXITS_OF(at->up)->to[at->index]))
IS(is_improvement, is_better(at, (uint32_t)at->up->index, at->state, EXITS_OF(at->up)->to[at->index]))
static const truce__field moves_of_party = {NULL, LIST, IN_ALL, .count = count_exits,
                                            .of = ITEM(STATE, .get = exit_to)};
static const truce__field improvements_of_party = {NULL, LIST, IN_ALL, .count = count_exits, .keep = is_improvement,
                                                   .of = ITEM(STATE, .get = exit_to)};
static const truce__field exit_fields[] = {
    {"moves", MAP, IN_JSON, .domain = &truce__party_domain, .of = &moves_of_party},
    {"improvements", MAP, IN_JSON, .domain = &truce__party_domain, .of = &improvements_of_party},
    {0}};

/* --------------------------------------------------------- moves one by one */

/* Goes through the moves of the rows: the state and party it has come to, and their moves. */
typedef struct cursor {
    truce__at row;
    uint32_t party;
    truce_state *to;
    size_t count, next;
} cursor;

static truce_status open_moves(truce__at *at) {
    cursor *c = truce__calloc(at->result->ctx, 1, sizeof *c);
    if (!c) return TRUCE_E_NOMEM;
    c->row = *at;
    c->row.index = UINT64_MAX;
    c->party = at->model->n_parties; /* behind the last, so that the first state comes next */
    at->self = c;
    return TRUCE_OK;
}

static void close_moves(truce__at *at) {
    cursor *c = (cursor *)(uintptr_t)at->self;
    truce_release(at->result->ctx, c->to);
    truce__free(at->result->ctx, c);
}

/* The moves of the next party, or of the next state's first; false behind the last state. */
static bool next_party(const truce__at *list, cursor *c) {
    truce_release(list->result->ctx, c->to);
    c->to = NULL;
    c->count = c->next = 0;
    if (++c->party >= list->model->n_parties) {
        c->party = 0;
        if (!truce__next_row(list, &c->row)) return false;
    }
    truce_status status =
        truce_graph_moves(list->result->ctx, list->graph, c->party, c->row.state, &c->to, &c->count);
    truce__at_note(list, status);
    return status == TRUCE_OK;
}

static bool next_move(const truce__at *list, truce__at *item) {
    cursor *c = (cursor *)(uintptr_t)list->self;
    item->index++;
    if (item->index) c->next++;
    while (c->next >= c->count)
        if (!next_party(list, c)) return false;
    item->state = c->row.state;
    return true;
}

#define MOVE ((const cursor *)at->self)
GET(move_to, truce__state_of(MOVE->to[MOVE->next]))
GET(mover, truce__member(at, &truce__party_domain, MOVE->party))
GET(move_is_better, truce__bool(is_better(at, MOVE->party, at->state, MOVE->to[MOVE->next])))
static const truce__field move_fields[] = {
    {"from", STATE, IN_CSV, .get = truce__get_state},
    {"to", STATE, IN_CSV, .get = move_to},
    {"party", MEMBER, IN_CSV, .get = mover, .domain = &truce__party_domain},
    {"improvement", BOOL, IN_CSV, .get = move_is_better},
    {0}};

/* ------------------------------------------------------------------- table */

static const truce__field row_fields[] = {
    {"", SPLICE, IN_DATA, .of = truce__state_fields},
    {"", SPLICE, IN_JSON, .of = truce__json_level_fields},
    {"", SPLICE, IN_DATA, .of = truce__outcome_fields},
    {"", SPLICE, IN_CSV, .of = truce__csv_state_fields},
    {"", SPLICE, IN_JSON, .of = truce__json_rank_fields},
    {"", SPLICE, IN_JSON, .of = exit_fields, .open = open_exits, .close = close_exits, .when = shows_moves},
    {0}};
static const truce__field told_fields[] = {
    {"", SPLICE, IN_PAPER, .of = truce__told_state_fields},
    {"", SPLICE, IN_PAPER, .of = truce__told_level_fields},
    {"", SPLICE, IN_PAPER, .of = truce__told_outcome_fields},
    {0}};

/* ------------------------------------------------------------------- prose */

static void say_no_match(const truce__at *at, truce__say *say) {
    (void)at;
    truce__say_blank(say);
    SAY_ALONE(say, NO_MATCH);
    truce__say_end(say, TRUCE__LINE);
}

/* "North farm: 1, 3*, 4*"; false where the party cannot move. */
static bool say_moves_of(const truce__at *at, truce__say *say, uint32_t party) {
    truce_state *to = NULL;
    size_t count = 0;
    truce__at_note(at, truce_graph_moves(at->result->ctx, at->graph, party, at->state, &to, &count));
    if (count) SAY(say, MOVES_OF, truce__member(at, &truce__party_domain, party));
    for (size_t i = 0; i < count; i++) {
        if (i) SAY_ALONE(say, LIST_NEXT);
        if (is_better(at, party, at->state, to[i])) SAY(say, MOVES_BETTER, truce__number(to[i]));
        else SAY(say, PLAIN, truce__number(to[i]));
    }
    if (count) truce__say_end(say, TRUCE__BELOW);
    truce_release(at->result->ctx, to);
    return count > 0;
}

static void say_moves_from(const truce__at *row, truce__say *say) {
    bool can_move = false;
    SAY(say, MOVES_FROM, truce__state_of(row->state));
    truce__say_end(say, TRUCE__LINE);
    for (uint32_t party = 0; party < row->model->n_parties; party++) can_move |= say_moves_of(row, say, party);
    if (can_move) return;
    SAY_ALONE(say, MOVES_NONE);
    truce__say_end(say, TRUCE__BELOW);
}

static void say_moves(const truce__at *at, truce__say *say) {
    truce__at row = *at;
    row.index = UINT64_MAX;
    truce__say_blank(say);
    SAY_ALONE(say, MOVES);
    truce__say_end(say, TRUCE__LINE);
    while (at->scratch->status == TRUCE_OK && truce__next_told_row(at, &row)) say_moves_from(&row, say);
}

static const truce__field fields[] = {
    {"schema", TEXT, IN_JSON, .get = truce__get_schema},
    {"version", TEXT, IN_JSON, .get = truce__get_version},
    {"model", RECORD, IN_JSON, .of = truce__model_fields},
    {"definitions", RECORD, IN_JSON, .of = truce__definition_fields, .when = truce__is_after_expiry},
    {"parties", SUBSET, IN_JSON, .domain = &truce__party_domain},
    {"options", LIST, IN_JSON, .domain = &truce__option_domain, .of = &truce__option_item},
    {"states", RECORD, IN_JSON, .of = truce__space_fields},
    {"status_quo", STATE, IN_JSON, TRUCE__NULLABLE, .get = truce__get_status_quo},
    {"moves", LIST, IN_CSV, TRUCE__TABLE, .open = open_moves, .close = close_moves, .next = next_move,
     .of = RECORD_OF(move_fields), .when = shows_moves},
    {"table", LIST, IN_DATA, TRUCE__TALL | TRUCE__TABLE, .next = truce__next_row, .of = RECORD_OF(row_fields)},
    {"", SPLICE, IN_JSON, .of = truce__ranking_fields},
    {"truncated", BOOL, IN_JSON, .get = is_cut},
    {"matching", NUMBER, IN_JSON, .get = matching, .when = truce__is_pick_cut,
     .about = "the states that rows were asked of, where the table has fewer"},
    {"", PROSE, IN_PEOPLE, .say = truce__say_head},
    {"", FIGURE, IN_TEXT, .figure = TRUCE__OPTION_TABLE, .when = has_any},
    {"table", LIST, IN_PAPER, TRUCE__TABLE, .next = truce__next_row, .of = RECORD_OF(told_fields), .when = has_any},
    {"", PROSE, IN_PEOPLE, .say = say_no_match, .when = has_none},
    {"", PROSE, IN_PEOPLE, .say = say_moves, .when = tells_moves},
    {"", SPLICE, IN_PEOPLE, .of = truce__ranking_fields},
    {"", PROSE, IN_TEXT, .say = truce__say_told_cut},
    {"", PROSE, IN_PAPER, .say = truce__say_cut},
    {0}};

const truce__layout truce__states_layout = {"truce.states.v1", fields};

truce_status truce_result_of_states(truce_ctx *ctx, const truce_graph *graph, const truce_render_options *options,
                                    truce_result **result) {
    return truce__result_new(ctx, (truce__result){.layout = &truce__states_layout, .self = graph, .graph = graph},
                             true, options, result);
}

truce_status truce__run_states(truce_ctx *ctx, const truce_query *query, truce_result **result) {
    return truce_result_of_states(ctx, query->graph, query->options, result);
}
