/* SPDX-License-Identifier: Apache-2.0 */
/* The shape of `diff`: how things stand in either model, what differs between them, and which verdicts flipped. */
#include "questions/compare/flips_result.h"
#include "result/declare.h"

#include <truce/variant.h>

#define GET(name, value) GET_OF(truce_difference, name, value)
#define IS(name, truth) IS_OF(truce_difference, name, truth)

static const truce_difference *of(const truce__at *at) { return at->result->self; }

/* ----------------------------------------------------------------- changes */

static const char *const kind_names[] = {[TRUCE__CHANGED] = "changed",
                                         [TRUCE__ADDED] = "added",
                                         [TRUCE__REMOVED] = "removed",
                                         [TRUCE__MOVED] = "moved",
                                         NULL};

static const truce__input_change *change_at(const truce__at *at) { return &of(at)->changes.at[at->index]; }
#define CHANGE change_at(at)

/* A change is called by its path in the model where it can be found. */
static const char *path_of(const truce__input_change *change) { return change->to ? change->to : change->from; }

static uint64_t count_changes(const truce__at *at) { return of(at)->changes.count; }

/* In the words of an event. */
static truce__value undo_path(const truce__at *at, truce_edit_op op) {
    return truce__text_of(CHANGE->undo.op == op ? CHANGE->undo.path : NULL);
}

GET(undo_set, undo_path(at, TRUCE_EDIT_SET))
GET(undo_remove, undo_path(at, TRUCE_EDIT_REMOVE))
GET(undo_insert, undo_path(at, TRUCE_EDIT_INSERT))
GET(undo_move, undo_path(at, TRUCE_EDIT_MOVE))
GET(undo_to, truce__text_of(CHANGE->undo.op == TRUCE_EDIT_SET ? CHANGE->undo.value : NULL))
GET(undo_value, truce__text_of(CHANGE->undo.op == TRUCE_EDIT_SET ? NULL : CHANGE->undo.value))
GET(undo_position, CHANGE->undo.op == TRUCE_EDIT_MOVE ? truce__number(CHANGE->undo.to) : truce__none())
static const truce__field undo_fields[] = {
    {"set", TEXT, IN_JSON, TRUCE__OMIT, .get = undo_set},
    {"remove", TEXT, IN_JSON, TRUCE__OMIT, .get = undo_remove},
    {"insert", TEXT, IN_JSON, TRUCE__OMIT, .get = undo_insert},
    {"move", TEXT, IN_JSON, TRUCE__OMIT, .get = undo_move},
    {"to", TEXT, IN_JSON, TRUCE__OMIT, .get = undo_to},
    {"value", TEXT, IN_JSON, TRUCE__OMIT, .get = undo_value},
    {"to", NUMBER, IN_JSON, TRUCE__OMIT, .get = undo_position},
    {0}};

GET(number, truce__number(at->index + 1))
GET(kind, truce__text_of(kind_names[CHANGE->kind]))
GET(path, truce__text_of(path_of(CHANGE)))
GET(from, truce__text_of(CHANGE->from))
GET(to, truce__text_of(CHANGE->to))
GET(before, truce__text_of(CHANGE->before))
GET(after, truce__text_of(CHANGE->after))
GET(is_idle, truce__bool(CHANGE->is_idle))
GET(is_undone, truce__bool(CHANGE->is_undone))
GET(caused, truce__number(r->caused[at->index]))
static const truce__field change_fields[] = {
    {"kind", TEXT, IN_DATA, .get = kind, .one_of = kind_names},
    {"from", TEXT, IN_DATA, TRUCE__NULLABLE, .get = from, .about = "the input's path in the first model"},
    {"to", TEXT, IN_DATA, TRUCE__NULLABLE, .get = to, .about = "its path in the second model"},
    {"before", TEXT, IN_DATA, TRUCE__NULLABLE, .get = before, .about = "its value, on one line of YAML"},
    {"after", TEXT, IN_DATA, TRUCE__NULLABLE, .get = after},
    {"idle", BOOL, IN_DATA, .get = is_idle, .about = "no verdict can depend on it"},
    {"undone", BOOL, IN_DATA, .get = is_undone, .about = "undone alone, a model was left and solved"},
    {"flips", NUMBER, IN_DATA, .get = caused, .about = "verdicts that flip back when it is undone"},
    {"undo", RECORD, IN_JSON, .of = undo_fields,
     .about = "the edit of the canonical text of the second model that takes this change back, and no other"},
    {0}};
static const truce__field told_change_fields[] = {
    {"number", NUMBER, IN_PAPER, TRUCE__RIGHT | TRUCE__IS_KEY, .get = number, .head = HEAD(NUMBER)},
    {"path", TEXT, IN_PAPER, .get = path, .head = HEAD(INPUT)},
    {"kind", TEXT, IN_PAPER, .get = kind, .head = HEAD(CHANGE)},
    {"before", TEXT, IN_PAPER, .get = before, .head = HEAD(BEFORE)},
    {"after", TEXT, IN_PAPER, .get = after, .head = HEAD(AFTER)},
    {"idle", BOOL, IN_PAPER, .get = is_idle, .head = HEAD(NO_VERDICT_DEPENDS_ON_IT)},
    {0}};

/* ------------------------------------------------------------------- sides */

static truce_status open_before(truce__at *at) {
    truce__at_moment(at, &of(at)->moments[0]);
    return TRUCE_OK;
}

static truce_status open_after(truce__at *at) {
    truce__at_moment(at, &of(at)->moments[1]);
    return TRUCE_OK;
}

static const truce__field side_fields[] = {
    {"model", RECORD, IN_JSON, .of = truce__model_fields},
    {"", SPLICE, IN_JSON, .of = truce__moment_fields},
    {0}};

/* ------------------------------------------------------------------- flips */

static const char *cause_id(const truce__at *at, uint32_t cause) { return path_of(&of(at)->changes.at[cause]); }
GET(cause, truce__text_of(cause_id(at, truce__cause_at(at))))
GET(causes, truce__joined_causes(at, cause_id))
GET(flip_total, truce__number(r->moments[1].flips.total))
GET(new_states, truce__number(r->moments[1].flips.new_states))
GET(lost_states, truce__number(r->moments[1].flips.lost_states))
static const truce__field flip_fields[] = {
    {"", SPLICE, IN_DATA, .of = truce__flip_fields},
    {"causes", LIST, IN_JSON, .count = truce__count_causes, .of = ITEM(TEXT, .get = cause),
     .about = "paths of the changes that, each undone alone, bring the old verdict back"},
    {"causes", TEXT, IN_CSV, .get = causes},
    {0}};
static const truce__field told_flip_fields[] = {
    {"", SPLICE, IN_PAPER, .of = truce__told_flip_fields},
    {"causes", LIST, IN_PAPER, .count = truce__count_causes, .of = ITEM(TEXT, .get = cause),
     .head = HEAD(BECAUSE_OF)},
    {0}};

/* ------------------------------------------------------------------- prose */

IS(has_changes, r->changes.count > 0)
IS(has_flips, r->moments[1].flips.at.count > 0)

static void say_side(const truce__at *at, truce__say *say, uint32_t which) {
    const truce__at *outer = say->at;
    truce__at side = *at;
    truce__at_moment(&side, &of(at)->moments[which]);
    say->at = &side;
    truce__value file = truce__text_of(truce_model_file(side.model)),
                 states = truce__number(truce_graph_state_count(side.graph));
    if (which) SAY(say, DIFF_AFTER, file, states);
    else SAY(say, DIFF_BEFORE, file, states);
    truce__say_end(say, TRUCE__PARAGRAPH);
    truce__say_completions(&side, say, truce__moment_reads_all(&side));
    truce__say_standing(&side, say);
    truce__say_equilibria(&side, say, which > 0);
    say->at = outer;
}

static void say_sides(const truce__at *at, truce__say *say) {
    say_side(at, say, 0);
    say_side(at, say, 1);
    truce__say_blank(say);
    if (!has_changes(at)) SAY_ALONE(say, DIFF_NONE);
    else SAY(say, DIFF_CHANGES, truce__number(of(at)->changes.count));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

/* Whether a whole order was put in place of another. */
static bool is_order(const truce__input_change *change) {
    size_t length = strlen(change->to);
    return strcmp(change->from, change->to) != 0 || (length > 5 && strcmp(change->to + length - 5, ".rank") == 0);
}

static void say_changes(const truce__at *at, truce__say *say) {
    truce__at item = *at;
    item.up = at;
    for (item.index = 0; item.index < of(at)->changes.count; item.index++) {
        const truce__input_change *change = change_at(&item);
        truce__value n = number(&item), input = path(&item), old = before(&item), new = after(&item);
        switch (change->kind) {
        case TRUCE__CHANGED:
            if (is_order(change)) SAY(say, DIFF_RERANKED, n, input, old, new);
            else SAY(say, DIFF_CHANGED, n, input, old, new);
            break;
        case TRUCE__ADDED: SAY(say, DIFF_ADDED, n, input, new); break;
        case TRUCE__REMOVED: SAY(say, DIFF_REMOVED, n, input, old); break;
        case TRUCE__MOVED: SAY(say, DIFF_MOVED, n, input, from(&item), new); break;
        }
        if (change->is_idle) SAY_ALONE(say, DIFF_IDLE);
        truce__say_end(say, TRUCE__REASON);
    }
}

static void say_flip_count(const truce__at *at, truce__say *say) {
    truce__value new = new_states(at), lost = lost_states(at);
    truce__say_blank(say);
    SAY(say, DIFF_FLIPS, flip_total(at));
    if (new.number) SAY(say, DIFF_NEW_STATES, new);
    if (lost.number) SAY(say, DIFF_LOST_STATES, lost);
    SAY_ALONE(say, HEAD_END);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static void say_cause(const truce__at *at, truce__say *say, uint32_t cause) {
    SAY(say, DIFF_CAUSE, truce__number(cause + 1), truce__text_of(cause_id(at, cause)));
}

static void say_flips(const truce__at *at, truce__say *say) {
    truce__at later = *at;
    truce__at_moment(&later, &of(at)->moments[1]);
    if (of(at)->moments[1].flips.total) truce__say_flips(&later, say, say_cause);
}

/* ------------------------------------------------------------------- whole */

static const truce__field fields[] = {
    {"schema", TEXT, IN_JSON, .get = truce__get_schema},
    {"version", TEXT, IN_JSON, .get = truce__get_version},
    {"model", RECORD, IN_JSON, .of = truce__model_fields},
    {"definitions", RECORD, IN_JSON, .of = truce__definition_fields},
    {"concepts", SUBSET, IN_JSON, .domain = &truce__concept_domain},
    {"", SPLICE, IN_JSON, .of = truce__left_out_fields},
    {"before", RECORD, IN_JSON, .of = side_fields, .open = open_before},
    {"after", RECORD, IN_JSON, .of = side_fields, .open = open_after},
    {"new_states", NUMBER, IN_JSON, .get = new_states},
    {"lost_states", NUMBER, IN_JSON, .get = lost_states},
    {"flips", LIST, IN_CSV, TRUCE__TABLE, .open = open_after, .count = truce__count_flips,
     .of = RECORD_OF(flip_fields)},
    {"changes", LIST, IN_DATA, TRUCE__TALL | TRUCE__TABLE, .count = count_changes, .of = RECORD_OF(change_fields)},
    {"flips", LIST, IN_JSON, TRUCE__TALL, .open = open_after, .count = truce__count_flips,
     .of = RECORD_OF(flip_fields)},
    {"flip_total", NUMBER, IN_JSON, .get = flip_total, .about = "with those beyond the limit"},
    {"", PROSE, IN_PEOPLE, .say = say_sides},
    {"", PROSE, IN_TEXT, .say = say_changes},
    {"changes", LIST, IN_PAPER, TRUCE__TABLE, .count = count_changes, .of = RECORD_OF(told_change_fields),
     .when = has_changes},
    {"", PROSE, IN_PEOPLE, .say = truce__say_concepts},
    {"", PROSE, IN_PEOPLE, .say = say_flip_count},
    {"", PROSE, IN_TEXT, .say = say_flips},
    {"flips", LIST, IN_PAPER, TRUCE__TABLE, .open = open_after, .count = truce__count_flips,
     .of = RECORD_OF(told_flip_fields), .when = has_flips},
    {0}};

const truce__layout truce__diff_layout = {"truce.diff.v1", fields};

truce_status truce_result_of_diff(truce_ctx *ctx, const truce_difference *difference,
                                  const truce_render_options *options, truce_result **result) {
    const truce__solved *after = &difference->moments[1].solved;
    return truce__result_new(ctx,
                             (truce__result){.layout = &truce__diff_layout,
                                             .self = difference,
                                             .graph = after->graph,
                                             .solution = after->solution,
                                             .reads_all = truce_solution_is_of_completions(after->solution)},
                             false, options, result);
}

static void release_difference(void *difference) {
    truce_difference *d = difference;
    truce_difference_free(d->arena.ctx, d);
}

truce_status truce__run_diff(truce_ctx *ctx, const truce_query *query, truce_result **result) {
    const truce_compare_options asked = truce__compare_options(query);
    truce_difference *difference = NULL;
    if (!query->model || !query->second) return TRUCE_E_USAGE;
    TRY(truce_diff(ctx, query->model, query->second, &asked, &difference));
    truce_status status = truce_result_of_diff(ctx, difference, query->options, result);
    if (status == TRUCE_OK) (*result)->owned[0] = (truce__owned){release_difference, difference};
    else truce_difference_free(ctx, difference);
    return status;
}
