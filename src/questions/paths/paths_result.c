/* SPDX-License-Identifier: Apache-2.0 */
/* The shape of `paths`: what can be reached, and the shortest paths to the states asked for. */
#include "questions/paths/paths_items.h"
#include "questions/questions.h"
#include "result/declare.h"
#include "words/narrate.h"
#include "words/states.h"

#define GET(name, value) GET_OF(truce_paths_show, name, value)
#define IS(name, truth) IS_OF(truce_paths_show, name, truth)

#define ASKED (r->paths[0])
#define REACH truce_paths_reach(ASKED)
static const char *const by_names[] = {"moves", "improvements", "unsanctioned", NULL};
static const char *const obstacle_names[] = {"one_way", "no_entry", "level", "search", NULL};

/* ----------------------------------------------------------------- targets */

#define STEP (&TARGET->path[at->index])

static uint64_t count_first(const truce__at *at) { return TARGET->first_count; }
static uint64_t count_always(const truce__at *at) { return TARGET->always_count; }
GET(step_count, truce__number(TARGET->steps))
GET(path_count, truce__number(TARGET->count))
GET(or_more, TARGET->count == UINT64_MAX ? truce__bool(true) : truce__none())
GET(sacrifices, truce__number(TARGET->worse))
GET(first, truce__party_of(at, TARGET->first[at->index]))
GET(always, truce__party_of(at, TARGET->always[at->index]))
GET(lapse_count, TARGET->lapses ? truce__number(TARGET->lapses) : truce__none())
GET(may_lapse_first, TARGET->may_lapse_first ? truce__bool(true) : truce__none())
GET(must_lapse, TARGET->must_lapse ? truce__bool(true) : truce__none())
GET(mover, truce__mover_of(at, STEP->party))
GET(lapse, truce__is_lapse(STEP->party))
GET(is_better, truce__bool(STEP->gain == TRUCE_BETTER))
GET(gain, truce__gain_of(STEP->party, STEP->gain))

/* Where the step begins. */
static truce_state step_from(const truce__at *at) {
    return at->index ? TARGET->path[at->index - 1].to : truce_paths_from(truce__paths_asked(at));
}

static truce__value spoken(const truce__at *at, bool is_said) {
    truce__text *text = &at->scratch->text;
    if (text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return is_said && text->length ? truce__text_of(truce__text_bytes(text)) : truce__none();
}

static truce__value does(const truce__at *at) {
    const truce__speaker s = truce__plainly(&at->scratch->text, at);
    truce__text_clear(s.text);
    return spoken(at, STEP->party != TRUCE_NOBODY && truce__speak_does(&s, step_from(at), STEP->to));
}

static truce__value called(const truce__at *at) {
    const truce__speaker s = truce__plainly(&at->scratch->text, at);
    truce__text_clear(s.text);
    truce__speak_state_name(&s, STEP->to);
    return spoken(at, true);
}

static truce__value because(const truce__at *at) {
    const truce__speaker s = truce__barely(&at->scratch->text, at);
    bool is_better = STEP->gain == TRUCE_BETTER;
    bool has_reason = STEP->party != TRUCE_NOBODY && STEP->gain != TRUCE_SAME;
    truce_state from = step_from(at), to = STEP->to;
    truce__text_clear(s.text);
    if (has_reason) truce__speak_preference(&s, STEP->party, is_better ? to : from, is_better ? from : to);
    return spoken(at, has_reason);
}

static truce__value decided_by(const truce__at *at) {
    if (STEP->party == TRUCE_NOBODY) return truce__none();
    return truce__deciding_place(at->graph, STEP->party, step_from(at), STEP->to);
}

static truce__value gain_of_party(const truce__at *at) {
    uint32_t party = (uint32_t)at->index, before, after;
    before = truce_graph_rank(at->graph, party, step_from(at->up));
    after = truce_graph_rank(at->graph, party, at->up->state);
    truce_gain gain_here = after > before ? TRUCE_BETTER : after < before ? TRUCE_WORSE : TRUCE_SAME;
    return truce__text_of(truce__gain_names[gain_here]);
}

static const truce__field step_fields[] = {
    TRUCE__WHO_STEPS(mover, lapse),
    {"to", STATE, IN_JSON, .get = truce__get_state},
    {"improvement", BOOL, IN_JSON, .get = is_better},
    {"for_mover", TEXT, IN_JSON, TRUCE__NULLABLE, .get = gain, .one_of = truce__gain_names},
    {"gain", MAP, IN_JSON, .domain = &truce__party_domain,
     .of = ITEM(TEXT, .get = gain_of_party, .one_of = truce__gain_names),
     .about = "how the step leaves each party, beside the state before it"},
    {"does", TEXT, IN_JSON, TRUCE__NULLABLE, .get = does,
     .about = "what the mover does, as a bare infinitive; null where options do not show it"},
    {"because", TEXT, IN_JSON, TRUCE__NULLABLE, .get = because, .about = "why it is better or worse for the mover"},
    {"decided_by", NUMBER, IN_JSON, TRUCE__OMIT, .get = decided_by,
     .about = "the place in the mover's order of the statement that decides that"},
    {"called", TEXT, IN_JSON, .get = called, .about = "what the state is called"},
    {0}};
static const truce__field target_fields[] = {
    {"", SPLICE, IN_JSON, .of = truce__state_fields},
    {"steps", NUMBER, IN_JSON, .get = step_count},
    {"shortest_paths", NUMBER, IN_JSON, .get = path_count},
    {"shortest_paths_or_more", BOOL, IN_JSON, TRUCE__OMIT, .get = or_more},
    {"sacrifices", NUMBER, IN_JSON, .get = sacrifices, .about = "steps that leave their mover worse off"},
    {"first", LIST, IN_JSON, .count = count_first, .of = ITEM(MEMBER, .get = first, .domain = &truce__party_domain),
     .about = "parties that begin a shortest path"},
    {"always", LIST, IN_JSON, .count = count_always,
     .of = ITEM(MEMBER, .get = always, .domain = &truce__party_domain),
     .about = "parties that move on each shortest path"},
    {"lapses", NUMBER, IN_JSON, TRUCE__OMIT, .get = lapse_count, .about = "lapses among the steps of the path"},
    {"lapse_first", BOOL, IN_JSON, TRUCE__OMIT, .get = may_lapse_first,
     .about = "a shortest path begins with a lapse"},
    {"lapse_always", BOOL, IN_JSON, TRUCE__OMIT, .get = must_lapse, .about = "each shortest path has a lapse"},
    {"path", LIST, IN_JSON, .next = truce__next_step_of_path, .of = RECORD_OF(step_fields)},
    {0}};

/* ------------------------------------------------------------ out of reach */

GET(if_option, OBSTACLE->option == TRUCE__NONE ? truce__none() : truce__bool(true))
GET(reason, truce__text_of(obstacle_names[OBSTACLE->kind]))
GET(option, truce__member(at, &truce__option_domain, OBSTACLE->option))
GET(level, truce__text_of(truce__level_there(at)))
static const truce__field option_fields[] = {
    {"option", MEMBER, IN_JSON, .get = option, .domain = &truce__option_domain},
    {"level", TEXT, IN_JSON, TRUCE__NULLABLE, .get = level},
    {0}};
static const truce__field obstacle_fields[] = {
    {"state", STATE, IN_JSON, .get = truce__get_state},
    {"reason", TEXT, IN_JSON, .get = reason, .one_of = obstacle_names},
    {"", SPLICE, IN_JSON, TRUCE__OMIT, .get = if_option, .of = option_fields},
    {0}};

/* -------------------------------------------------------------- data: whole */

static bool next_reached(const truce__at *list, truce__at *item) {
    uint64_t limit = list->result->options->limit;
    item->index++;
    item->state = limit && item->index >= limit
                      ? 0
                      : truce_set_next(truce_paths_reach(truce__paths_asked(list)), item->index ? item->state : 0);
    return item->state != 0;
}

IS(has_targets, truce_paths_has_targets(ASKED))
IS(is_unsanctioned, truce_paths_by_of(ASKED) == TRUCE_BY_UNSANCTIONED)
IS(is_reach_cut, truce__is_set_cut(at, REACH))
IS(is_targets_cut, truce_paths_target_count(ASKED) < truce_paths_target_total(ASKED) ||
                       truce_paths_unreachable_count(ASKED) < truce_paths_unreachable_total(ASKED))
static uint64_t count_reached(const truce__at *at) {
    return truce_set_count(truce_paths_reach(truce__paths_asked(at)));
}
GET(from, truce__state_of(truce_paths_from(ASKED)))
GET(by, truce__text_of(truce_paths_by_name(truce_paths_by_of(ASKED))))
GET(concept, truce__member(at, &truce__any_concept_domain, truce_paths_concept(ASKED)))
GET(lapsing, truce__bool(truce_paths_lapse(ASKED)))
IS(has_lapses, truce_paths_lapse(ASKED))
GET(reach_count, truce__number(truce_set_count(REACH)))
GET(longest, truce__number(truce_paths_longest(ASKED)))
GET(pairs, truce__number(truce_paths_pairs(ASKED)))
GET(is_closed_verified, truce__bool(r->is_closed_verified))
GET(steps, truce__number(truce_paths_steps(ASKED, at->state)))
GET(from_is_target, truce__bool(truce_paths_from_is_target(ASKED)))
GET(reachable, truce__number(truce_paths_target_total(ASKED)))
GET(unreachable, truce__number(truce_paths_unreachable_total(ASKED)))
GET(is_cut, truce__bool(is_reach_cut(at) || is_targets_cut(at)))
static const truce__field closed_fields[] = {
    {"pairs", NUMBER, IN_JSON, .get = pairs, .about = "of a state and who moved last, each with all its steps"},
    {"verified", BOOL, IN_JSON, .get = is_closed_verified},
    {0}};
static const truce__field reached_fields[] = {
    {"state", STATE, IN_JSON, .get = truce__get_state}, {"steps", NUMBER, IN_JSON, .get = steps}, {0}};
static const truce__field count_fields[] = {
    {"reachable", NUMBER, IN_JSON, .get = reachable}, {"unreachable", NUMBER, IN_JSON, .get = unreachable}, {0}};
static const truce__field asked_fields[] = {
    {"from_is_target", BOOL, IN_JSON, .get = from_is_target, .when = has_targets},
    {"target_counts", RECORD, IN_JSON, .of = count_fields, .when = has_targets},
    {"targets", LIST, IN_JSON, TRUCE__TALL, .next = truce__next_target, .of = RECORD_OF(target_fields),
     .when = has_targets},
    {"unreachable", LIST, IN_JSON, .next = truce__next_obstacle, .of = ITEM(STATE, .get = truce__get_state),
     .when = has_targets},
    {"obstacles", LIST, IN_JSON, TRUCE__TALL, .next = truce__next_obstacle, .of = RECORD_OF(obstacle_fields),
     .when = has_targets},
    {0}};

/* --------------------------------------------------------------------- csv */

static const truce__field reach_fields[] = {
    {"", SPLICE, IN_CSV, .of = truce__state_fields},
    {"", SPLICE, IN_CSV, .of = truce__outcome_fields},
    {"", SPLICE, IN_CSV, .of = truce__csv_state_fields},
    {"steps", NUMBER, IN_CSV, .get = steps},
    {0}};

/* A row for each step to each target, then one for each state out of reach. The row's number has the target or
 * obstacle above, the step below. */
enum { LOW = 32 };
#define ROW_STEP (&TARGET->path[at->index & UINT32_MAX])

static bool is_target_row(const truce__at *at) {
    return at->index >> LOW < truce_paths_target_count(truce__paths_asked(at));
}

static bool next_row(const truce__at *list, truce__at *item) {
    const truce_paths *paths = truce__paths_asked(list);
    size_t targets = truce_paths_target_count(paths);
    item->index++;
    uint64_t last = item->index >> LOW; /* steps are at most as many as states, and those 2^30 */
    bool is_through = last >= targets || (item->index & UINT32_MAX) >= truce_paths_target(paths, last)->steps;
    if (item->index & UINT32_MAX && is_through) item->index = (last + 1) << LOW;
    uint64_t which = item->index >> LOW;
    if (which >= targets + truce_paths_unreachable_count(paths)) return false;
    if (which < targets) item->self = truce_paths_target(paths, which);
    else item->self = truce_paths_unreachable(paths, which - targets);
    item->state = which < targets ? truce_paths_target(paths, which)->state
                                  : truce_paths_unreachable(paths, which - targets)->state;
    return true;
}

/* Each state that is left out would have one row at least. */
static uint64_t count_rows(const truce__at *list) {
    const truce_paths *paths = truce__paths_asked(list);
    uint64_t total = truce_paths_target_total(paths) - truce_paths_target_count(paths) +
                     truce_paths_unreachable_total(paths);
    for (size_t i = 0; i < truce_paths_target_count(paths); i++) total += truce_paths_target(paths, i)->steps;
    return total;
}

#define IF_TARGET(value) is_target_row(at) ? (value) : truce__none()
GET(row_steps, IF_TARGET(truce__number(TARGET->steps)))
GET(row_count, IF_TARGET(truce__number(TARGET->count)))
GET(row_step, IF_TARGET(truce__number((at->index & UINT32_MAX) + 1)))
GET(row_party, IF_TARGET(truce__mover_of(at, ROW_STEP->party)))
GET(row_to, IF_TARGET(truce__state_of(ROW_STEP->to)))
GET(row_gain, IF_TARGET(truce__gain_of(ROW_STEP->party, ROW_STEP->gain)))
GET(row_lapses, IF_TARGET(truce__bool(ROW_STEP->party == TRUCE_NOBODY)))
GET(row_obstacle, is_target_row(at) ? truce__none() : reason(at))
static const truce__field row_fields[] = {
    {"target", STATE, IN_CSV, .get = truce__get_state},
    {"steps", NUMBER, IN_CSV, TRUCE__NULLABLE, .get = row_steps},
    {"shortest_paths", NUMBER, IN_CSV, TRUCE__NULLABLE, .get = row_count},
    {"step", NUMBER, IN_CSV, TRUCE__NULLABLE, .get = row_step},
    {"party", MEMBER, IN_CSV, TRUCE__NULLABLE, .get = row_party, .domain = &truce__party_domain},
    {"to", STATE, IN_CSV, TRUCE__NULLABLE, .get = row_to},
    {"for_mover", TEXT, IN_CSV, TRUCE__NULLABLE, .get = row_gain},
    {"obstacle", TEXT, IN_CSV, TRUCE__NULLABLE, .get = row_obstacle},
    {"lapses", BOOL, IN_CSV, TRUCE__NULLABLE, .get = row_lapses, .when = has_lapses},
    {0}};

/* ------------------------------------------------------------------- whole */

static const truce__field fields[] = {
    {"", SPLICE, IN_JSON, .of = truce__head_with_options},
    {"from", STATE, IN_JSON, .get = from},
    {"by", TEXT, IN_JSON, .get = by, .one_of = by_names},
    {"concept", MEMBER, IN_JSON, .get = concept, .domain = &truce__any_concept_domain, .when = is_unsanctioned},
    TRUCE__LAPSING(lapsing),
    {"reach_count", NUMBER, IN_JSON, .get = reach_count},
    {"longest", NUMBER, IN_JSON, .get = longest, .about = "steps to the states that are farthest away"},
    {"closed", RECORD, IN_JSON, .of = closed_fields},
    {"reach", LIST, IN_JSON, TRUCE__TALL, .next = next_reached, .of = RECORD_OF(reached_fields)},
    {"", SPLICE, IN_JSON, .of = asked_fields},
    {"truncated", BOOL, IN_JSON, .get = is_cut},
    {"targets", LIST, IN_CSV, TRUCE__TABLE, .next = next_row, .total = count_rows, .of = RECORD_OF(row_fields),
     .when = has_targets},
    {"reach", LIST, IN_CSV, TRUCE__TABLE, .next = next_reached, .total = count_reached,
     .of = RECORD_OF(reach_fields)},
    {"", SPLICE, IN_PEOPLE, .of = truce__paths_told},
    {"", SPLICE, TRUCE__IN_DRAWING, .of = truce__paths_drawing},
    {0}};

const truce__layout truce__paths_layout = {"truce.paths.v1", fields};

/* Adds the states told of, as far as the limit goes; gives how many. */
static uint64_t add_told(const truce_paths_show *show, uint64_t limit, truce_set *rows) {
    const truce_paths *paths = show->paths[0];
    const truce__space *space = &paths->graph->space;
    size_t targets = truce_paths_target_count(paths), obstacles = truce__obstacles_told(show);
    uint64_t count = 0;
    if (show->most_paths && targets > show->most_paths) targets = (size_t)show->most_paths;
    for (size_t i = 0; i < targets && i < limit; i++, count++)
        truce__bits_set(rows->bits, truce__space_cell(space, truce_paths_target(paths, i)->state));
    for (size_t i = 0; i < obstacles && i < limit; i++, count++)
        truce__bits_set(rows->bits, truce__space_cell(space, truce_paths_unreachable(paths, i)->state));
    return count;
}

/* The rows of the table: of the states in question first those that are told of, then the lowest, as far as the limit
 * goes; and the start in any case. */
static truce_status choose_rows(truce_ctx *ctx, const truce_paths_show *show, uint64_t limit, truce_set **rows) {
    const truce_paths *paths = show->paths[0];
    const truce_set *all = truce__paths_in_question(paths);
    uint64_t n_cells = paths->graph->space.n_cells;
    bool is_cut = limit && truce_set_count(all) > limit;
    if (!is_cut) TRY(truce_set_copy(ctx, all, rows));
    else TRY(truce_set_new(ctx, paths->graph, rows));
    uint64_t count = is_cut ? add_told(show, limit, *rows) : 0;
    for (uint64_t cell = truce__bits_next(all->bits, n_cells, 0); is_cut && count < limit && cell != UINT64_MAX;
         cell = truce__bits_next(all->bits, n_cells, cell + 1)) {
        if (cell == paths->start || truce__bits_get((*rows)->bits, cell)) continue;
        truce__bits_set((*rows)->bits, cell);
        count++;
    }
    truce__bits_set((*rows)->bits, paths->start);
    return truce__set_recount(*rows);
}

static void release_set(void *set) {
    truce_set_free(set);
}

truce_status truce_result_of_paths(truce_ctx *ctx, const truce_paths_show *show, const truce_render_options *options,
                                   truce_result **result) {
    truce_render_options chosen = *truce__render_options(options);
    truce_set *rows = NULL;
    chosen.sort_party = UINT32_MAX;
    const truce__result made = {.layout = &truce__paths_layout, .self = show, .graph = show->paths[0]->graph};
    truce_status status = choose_rows(ctx, show, chosen.limit, &rows);
    if (status == TRUCE_OK) status = truce__result_new(ctx, made, true, &chosen, result);
    if (status == TRUCE_OK) (*result)->owned[1] = (truce__owned){release_set, rows};
    else truce_set_free(rows);
    if (status != TRUCE_OK) return status;
    status = truce__result_show(*result, rows);
    if (status != TRUCE_OK) truce_result_free(*result);
    return status;
}

/* ------------------------------------------------------------------ asking */

/* What is shown unless a limit says otherwise. */
enum { TABLE_ROWS = 40, TABLE_PATHS = 3, TALLIED_REASONS = 10000, DRAWN_ARCS = 300, KINDS = 3 };

typedef struct answer {
    truce_ctx *ctx;
    truce_paths_show show;
    truce_paths_query query;
    truce_render_options options;
    truce_set *everywhere;     /* where a drawing leads unless asked */
    truce_paths *paths[KINDS]; /* what was asked, and for people the other kinds to compare with */
} answer;

static void release_answer(void *thing) {
    answer *a = thing;
    for (size_t i = 0; i < a->show.count; i++) truce_paths_free(a->paths[i]);
    truce_set_free(a->everywhere);
    truce__free(a->ctx, a);
}

static bool is_drawn(const answer *a) {
    return a->options.format == TRUCE_FORMAT_DOT || a->options.format == TRUCE_FORMAT_SVG;
}

static bool is_for_people(const answer *a) {
    return !is_drawn(a) && a->options.format != TRUCE_FORMAT_JSON && a->options.format != TRUCE_FORMAT_CSV;
}

/* Limits differ: a reader wants few rows and paths, a drawing bears so many arcs, programs take anything. */
static void set_limits(answer *a, bool is_given) {
    if (is_for_people(a) && !is_given) a->options.limit = TABLE_ROWS;
    a->show.is_limit_given = is_given;
    a->show.most_paths = is_given ? a->options.limit : TABLE_PATHS;
    a->query.limit = a->options.limit;
    if (is_for_people(a) && !is_given) a->query.obstacles = TALLIED_REASONS;
    if (!is_drawn(a)) return;
    a->query.arc_limit = !is_given ? DRAWN_ARCS : a->options.limit ? a->options.limit : UINT64_MAX;
    a->query.limit = a->query.arc_limit == UINT64_MAX ? 0 : a->query.arc_limit;
}

static truce_status read_query(truce_ctx *ctx, answer *a, const truce_query *query) {
    const truce_argument *to = truce__argument(query, "to"), *concept = truce__argument(query, "concept");
    a->query.by = (truce_paths_by)truce__argument(query, "by")->number;
    if (concept->count) a->query.concept = concept->numbers[0];
    a->query.from = truce__argument(query, "from")->number;
    a->query.to_state = to->number;
    a->query.to = to->set;
    a->query.no_lapsing = truce__argument(query, "no-lapsing")->number;
    a->show.is_closed_verified = a->options.says_verified;
    set_limits(a, truce__argument(query, "limit")->text != NULL);
    if (to->number || to->set || !is_drawn(a)) return TRUCE_OK;
    TRY(truce_graph_where(ctx, query->graph, "true", &a->everywhere));
    a->query.to = a->everywhere;
    return TRUCE_OK;
}

static truce_status find_one(truce_ctx *ctx, answer *a, const truce_graph *graph, const truce_paths_query *query) {
    TRY(truce_paths_find(ctx, graph, query, &a->paths[a->show.count]));
    a->show.count++;
    return TRUCE_OK;
}

/* A table compares with the other kinds; they have no targets of their own. */
static truce_status find_all(truce_ctx *ctx, answer *a, const truce_graph *graph) {
    truce_paths_query query = a->query;
    TRY(find_one(ctx, a, graph, &query));
    query.to = NULL;
    query.to_state = 0;
    for (int by = TRUCE_BY_MOVES; by <= TRUCE_BY_IMPROVEMENTS && is_for_people(a); by++) {
        query.by = (truce_paths_by)by;
        if (query.by != a->query.by) TRY(find_one(ctx, a, graph, &query));
    }
    return TRUCE_OK;
}

static truce_status verify_all(truce_ctx *ctx, const answer *a, const truce_graph *graph) {
    truce_verifier *verifier = NULL;
    unsigned flags = a->show.is_closed_verified ? TRUCE_VERIFY_CLOSED : 0;
    truce_status status = truce_verifier_new(ctx, graph, &verifier);
    for (size_t i = 0; i < a->show.count && status == TRUCE_OK; i++)
        status = truce_paths_verify(ctx, verifier, a->paths[i], flags);
    truce_verifier_free(verifier);
    return status;
}

truce_status truce__run_paths(truce_ctx *ctx, const truce_query *query, truce_result **result) {
    answer *a = truce__calloc(ctx, 1, sizeof *a);
    if (!a) return TRUCE_E_NOMEM;
    a->ctx = ctx;
    a->options = *truce__render_options(query->options);
    a->show.paths = (const truce_paths *const *)a->paths;
    truce_status status = read_query(ctx, a, query);
    if (status == TRUCE_OK) status = find_all(ctx, a, query->graph);
    if (status == TRUCE_OK) status = verify_all(ctx, a, query->graph);
    if (status == TRUCE_OK) status = truce_result_of_paths(ctx, &a->show, &a->options, result);
    if (status == TRUCE_OK) (*result)->owned[0] = (truce__owned){release_answer, a};
    else release_answer(a);
    return status;
}
