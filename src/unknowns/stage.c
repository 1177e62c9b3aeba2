/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/stage.h"

#include "concepts/concepts.h"
#include "graph/expiry.h"
#include "graph/lapse.h"
#include "graph/planes.h"
#include "graph/reduce.h"
#include "graph/walk.h"

/* -------------------------------------------------------------------- rules */

static bool is_unsure_rule(const truce__unknowns *unknowns, uint32_t rule) {
    for (uint32_t u = unknowns->count; u-- > 0 && unknowns->at[u].kind == TRUCE__UNSURE_RULE;)
        if (unknowns->at[u].item == rule) return true;
    return false;
}

/* The model without its unsure rules, if there are any, and its graph. */
static truce_status widen(truce__stage *stage) {
    const truce_model *model = stage->graph->model;
    const truce__unknowns *unknowns = stage->unknowns;
    stage->wide = stage->graph;
    if (!unknowns->count || unknowns->at[unknowns->count - 1].kind != TRUCE__UNSURE_RULE) return TRUCE_OK;
    truce__rule *rules = truce__arena_alloc(&stage->arena, model->n_rules, sizeof *rules);
    stage->wide_model = truce__arena_alloc(&stage->arena, 1, sizeof *stage->wide_model);
    if (!rules || !stage->wide_model) return TRUCE_E_NOMEM;
    *stage->wide_model = *model;
    stage->wide_model->rules = rules;
    stage->wide_model->n_rules = 0;
    for (uint32_t r = 0; r < model->n_rules; r++)
        if (!is_unsure_rule(unknowns, r)) rules[stage->wide_model->n_rules++] = model->rules[r];
    TRY(truce__graph_build(stage->ctx, stage->wide_model, TRUCE__SHAPE_ANY, &stage->wide_graph));
    stage->wide = stage->wide_graph;
    return TRUCE_OK;
}

static uint64_t options_of(const truce_model *model, const truce__stmt *stmt) {
    const truce__pref_item item = {.stmts = stmt, .n_stmts = 1};
    const truce__pref only = {.kind = TRUCE__PREF_ORDER, .items = &item, .n_items = 1};
    return ~truce__idle_in_pref(model, &only) & (UINT64_MAX >> (64 - model->n_options));
}

/* Where each party's options are tied together by nobody else's, what the others can reach is what each can reach by
 * itself. */
static bool is_apart(const truce_model *model) {
    bool apart = !model->is_plain && !model->has_moves && !model->n_coalesce && model->n_options > 0;
    for (uint32_t r = 0; r < model->n_rules && apart; r++) {
        uint32_t owner = TRUCE__NONE;
        for (uint64_t left = options_of(model, &model->rules[r].stmt); left; left &= left - 1) {
            uint32_t party = model->options[__builtin_ctzll(left)].party;
            apart &= owner == TRUCE__NONE || owner == party;
            owner = party;
        }
    }
    return apart;
}

/* ------------------------------------------------------------------- states */

/* The combination of a cell of a space of options. */
static uint64_t combination_of(const truce__space *space, uint64_t cell) {
    return space->is_product || !space->code ? cell : space->code[cell];
}

static uint64_t cell_of(const truce__space *space, uint64_t combination) {
    return space->is_product || !space->code ? combination : truce__space_find_code(space, combination);
}

static truce_status number_states(truce__stage *stage) {
    const truce__space *wide = &stage->wide->space, *space = &stage->graph->space;
    stage->n_states = (uint32_t)wide->n_states;
    uint64_t *cells = truce__arena_alloc(&stage->arena, stage->n_states, sizeof *cells);
    uint32_t *written = truce__arena_alloc(&stage->arena, space->n_states, sizeof *written);
    stage->number = truce__arena_alloc(&stage->arena, stage->n_states, sizeof *stage->number);
    if (!cells || !written || !stage->number) return TRUCE_E_NOMEM;
    for (uint64_t c = 0, place = 0; c < wide->n_cells; c++)
        if (truce__is_state(wide, c)) cells[place++] = c;
    for (uint64_t c = 0, k = 0; c < space->n_cells; c++) {
        if (truce__stops_at(stage->ctx, c)) return TRUCE_E_CANCELLED;
        if (!truce__is_state(space, c)) continue;
        uint64_t in_wide = stage->wide == stage->graph ? c : cell_of(wide, combination_of(space, c));
        uint32_t place = (uint32_t)(truce__space_number(wide, in_wide) - 1);
        if (c == space->status_quo) stage->status_quo = place;
        stage->number[place] = (uint32_t)(k + 1);
        written[k++] = place;
    }
    stage->cell = cells;
    stage->written = written;
    return TRUCE_OK;
}

/* The states in which a statement is true, as places. */
static truce_status list_states(truce__stage *stage, const truce__stmt *stmt, uint64_t *bits, const uint32_t **list,
                                uint32_t *count) {
    const truce__space *space = &stage->wide->space;
    memset(bits, 0, truce__bits_words(space->n_cells) * sizeof *bits);
    TRY(truce__graph_stmt_bits(stage->ctx, stage->wide, stmt, bits));
    uint32_t *places = truce__arena_alloc(&stage->arena, truce__bits_count(bits, space->n_cells), sizeof *places);
    if (!places) return TRUCE_E_NOMEM;
    *count = 0;
    for (uint64_t c = truce__bits_next(bits, space->n_cells, 0); c != UINT64_MAX;
         c = truce__bits_next(bits, space->n_cells, c + 1))
        places[(*count)++] = (uint32_t)(truce__space_number(space, c) - 1);
    *list = places;
    return TRUCE_OK;
}

static truce_status list_outcomes(truce__stage *stage, uint64_t *bits) {
    const truce_model *model = stage->wide->model;
    const uint32_t **lists = truce__arena_alloc(&stage->arena, model->n_outcomes, sizeof *lists);
    uint32_t *counts = truce__arena_alloc(&stage->arena, model->n_outcomes, sizeof *counts);
    if (!lists || !counts) return TRUCE_E_NOMEM;
    for (uint32_t o = 0; o < model->n_outcomes; o++)
        TRY(list_states(stage, &model->outcomes[o].stmt, bits, &lists[o], &counts[o]));
    stage->outcome = lists;
    stage->n_outcome = counts;
    return TRUCE_OK;
}

/* What each party is left with: its no deal's states, else the status quo. */
static truce_status list_no_deals(truce__stage *stage, uint64_t *bits) {
    const truce_model *model = stage->wide->model;
    const uint32_t **lists = truce__arena_alloc(&stage->arena, model->n_parties, sizeof *lists);
    uint32_t *counts = truce__arena_alloc(&stage->arena, model->n_parties, sizeof *counts);
    bool is_said = model->n_parties > 0;
    if (!lists || !counts) return TRUCE_E_NOMEM;
    for (uint32_t p = 0; p < model->n_parties && is_said; p++) {
        counts[p] = stage->status_quo != TRUCE__NONE;
        lists[p] = &stage->status_quo;
        if (model->no_deal && model->no_deal[p].stmt.n_nodes)
            TRY(list_states(stage, &model->no_deal[p].stmt, bits, &lists[p], &counts[p]));
        is_said = counts[p] > 0;
    }
    stage->no_deal = is_said ? lists : NULL;
    stage->n_no_deal = counts;
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ classes */

/* An item is true where one of its statements is; its negation where none of them is, as far as that is known. */
static truce_status item_bits(truce__stage *stage, const truce__pref_item *item, bool is_negated, uint64_t *one,
                              uint64_t *all) {
    const size_t words = truce__bits_words(stage->wide->space.n_cells);
    memset(all, is_negated ? 0xFF : 0, words * sizeof *all);
    for (uint32_t k = 0; k < item->n_stmts; k++) {
        truce__stmt stmt = item->stmts[k];
        if (is_negated) TRY(truce__negation(&stage->arena, &item->stmts[k], &stmt));
        memset(one, 0, words * sizeof *one);
        TRY(truce__graph_stmt_bits(stage->ctx, stage->wide, &stmt, one));
        for (size_t w = 0; w < words; w++) all[w] = is_negated ? all[w] & one[w] : all[w] | one[w];
    }
    return TRUCE_OK;
}

static bool can_be_negated(const truce__stage *stage, uint32_t unknown) {
    const truce__unknown *u = unknown == TRUCE__NONE ? NULL : &stage->unknowns->at[unknown];
    return u && u->kind == TRUCE__UNSURE_STATEMENT && u->fates[u->n_fates - 1].reading == TRUCE__READ_OPPOSITE;
}

static truce_status make_columns(truce__stage *stage, uint32_t party, truce__actor_lanes *actor) {
    const truce__doubts *doubts = &stage->unknowns->doubts[party];
    struct truce__column *columns = truce__arena_alloc(&stage->arena, 2 * (size_t)doubts->n_items, sizeof *columns);
    if (!columns) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < doubts->n_items; i++) {
        columns[actor->n_columns++] = (struct truce__column){i, false};
        if (can_be_negated(stage, doubts->unknown[i]))
            columns[actor->n_columns++] = (struct truce__column){i, true};
    }
    actor->columns = columns;
    actor->n_words = (actor->n_columns + 63) / 64;
    return TRUCE_OK;
}

/* Splits classes by one more column: the states of a class in which it is true get a class of their own where there
 * are others. */
typedef struct splitting {
    uint32_t *class_of;
    uint32_t *twin; /* of each class, for the states in which the column is true */
    uint32_t *seen; /* of each class: 1, states where it is false; 2, where it is true */
    uint32_t count;
} splitting;

static void split_classes(const truce__stage *stage, const uint64_t *bits, splitting *s) {
    memset(s->seen, 0, s->count * sizeof *s->seen);
    for (uint32_t k = 0; k < stage->n_states; k++)
        s->seen[s->class_of[k]] |= truce__bits_get(bits, stage->cell[k]) ? 2 : 1;
    for (uint32_t c = 0, n = s->count; c < n; c++) s->twin[c] = s->seen[c] == 3 ? s->count++ : c;
    for (uint32_t k = 0; k < stage->n_states; k++)
        if (truce__bits_get(bits, stage->cell[k])) s->class_of[k] = s->twin[s->class_of[k]];
}

static truce_status make_classes(truce__stage *stage, uint32_t party, truce__actor_lanes *actor, uint64_t *one,
                                 uint64_t *all) {
    const truce__pref *pref = stage->unknowns->doubts[party].pref;
    splitting s = {.count = 1};
    s.class_of = truce__arena_alloc(&stage->arena, stage->n_states, sizeof *s.class_of);
    s.twin = truce__arena_alloc(&stage->arena, stage->n_states, sizeof *s.twin);
    s.seen = truce__arena_alloc(&stage->arena, stage->n_states, sizeof *s.seen);
    if (!s.class_of || !s.twin || !s.seen) return TRUCE_E_NOMEM;
    for (uint32_t j = 0; j < actor->n_columns; j++) {
        TRY(item_bits(stage, &pref->items[actor->columns[j].item], actor->columns[j].is_negated, one, all));
        split_classes(stage, all, &s);
    }
    uint64_t *truth = truce__arena_alloc(&stage->arena, (size_t)s.count * actor->n_words, sizeof *truth);
    uint32_t *low = truce__arena_alloc(&stage->arena, s.count, sizeof *low);
    if (!truth || !low) return TRUCE_E_NOMEM;
    for (uint32_t j = 0; j < actor->n_columns; j++) {
        TRY(item_bits(stage, &pref->items[actor->columns[j].item], actor->columns[j].is_negated, one, all));
        for (uint32_t k = 0; k < stage->n_states; k++)
            if (truce__bits_get(all, stage->cell[k]))
                truce__bits_set(truth + (size_t)s.class_of[k] * actor->n_words, j);
    }
    for (uint32_t c = 0; c < s.count && actor->n_words; c++) low[c] = (uint32_t)truth[(size_t)c * actor->n_words];
    actor->class_of = s.class_of;
    actor->n_classes = s.count;
    actor->truth = truth;
    actor->low = low;
    return TRUCE_OK;
}

/* The states of a ranking: a state by its number; what a statement describes and nothing above it has; the rest. */
static truce_status make_groups(truce__stage *stage, uint32_t party, truce__actor_lanes *actor, uint64_t *one,
                                uint64_t *all) {
    const truce__doubts *doubts = &stage->unknowns->doubts[party];
    uint32_t *class_of = truce__arena_alloc(&stage->arena, stage->n_states, sizeof *class_of), rest = TRUCE__NONE;
    if (!class_of) return TRUCE_E_NOMEM;
    for (uint32_t k = 0; k < stage->n_states; k++) class_of[k] = TRUCE__NONE;
    for (uint32_t i = 0; i < doubts->pref->n_items; i++) {
        const truce__pref_item *item = &doubts->pref->items[i];
        if (item->is_rest) rest = doubts->group[i];
        if (item->state) class_of[stage->written[item->state - 1]] = doubts->group[i];
        if (!item->n_stmts) continue;
        TRY(item_bits(stage, item, false, one, all));
        for (uint32_t k = 0; k < stage->n_states; k++)
            if (class_of[k] == TRUCE__NONE && truce__bits_get(all, stage->cell[k])) class_of[k] = doubts->group[i];
    }
    for (uint32_t k = 0; k < stage->n_states; k++)
        if (class_of[k] == TRUCE__NONE) class_of[k] = rest == TRUCE__NONE ? doubts->n_items - 1 : rest;
    actor->class_of = class_of;
    actor->n_classes = doubts->n_items;
    return TRUCE_OK;
}

static truce_status make_preference(truce__stage *stage, uint32_t party, uint64_t *one, uint64_t *all) {
    truce__actor_lanes *actor = &stage->parties[party];
    const truce__pref *pref = stage->unknowns->doubts[party].pref;
    bool is_good = true;
    if (pref->kind == TRUCE__PREF_RANK) return make_groups(stage, party, actor, one, all);
    TRY(make_columns(stage, party, actor));
    TRY(make_classes(stage, party, actor, one, all));
    if (pref->kind != TRUCE__PREF_WEIGH) return TRUCE_OK;
    TRY(truce__weights_make(stage->ctx, stage->wide->model, pref, &actor->weights, &is_good));
    if (!actor->weights.of || !is_good) stage->is_plain = true;
    return TRUCE_OK;
}

/* A state that turns into another is worth what that is worth. */
static truce_status expire(truce__stage *stage, truce__actor_lanes *actor) {
    const truce_graph *graph = stage->graph;
    uint32_t *class_of = truce__arena_alloc(&stage->arena, stage->n_states, sizeof *class_of);
    if (!class_of) return TRUCE_E_NOMEM;
    for (uint32_t s = 0; s < stage->n_states; s++) {
        uint64_t into = truce__expires_into(graph, stage->cell[s]);
        class_of[s] = actor->class_of[truce__space_number(&graph->space, into) - 1];
    }
    actor->class_of = class_of;
    return TRUCE_OK;
}

/* -------------------------------------------------------------------- moves */

typedef TRUCE__VEC(struct truce__needed) needs_list;

/* The number of these needs among those met before, or a new one. */
static truce_status find_needs(truce__stage *stage, needs_list *met, struct truce__needed needs, uint32_t last,
                               uint16_t *number) {
    if (last < met->count && memcmp(&met->at[last], &needs, sizeof needs) == 0) {
        *number = (uint16_t)last;
        return TRUCE_OK;
    }
    for (size_t i = 0; i < met->count; i++) {
        if (memcmp(&met->at[i], &needs, sizeof needs) != 0) continue;
        *number = (uint16_t)i;
        return TRUCE_OK;
    }
    if (met->count == TRUCE__STAGE_GROUPS) {
        stage->is_plain = true;
        return TRUCE_OK;
    }
    *number = (uint16_t)met->count;
    return truce__vec_push(stage->ctx, met, needs);
}

static truce_status keep_needs(truce__stage *stage, const needs_list *met, const struct truce__needed **kept,
                               uint32_t *count) {
    struct truce__needed *copy = truce__arena_alloc(&stage->arena, met->count, sizeof *copy);
    if (!copy) return TRUCE_E_NOMEM;
    if (met->count) memcpy(copy, met->at, met->count * sizeof *copy);
    *kept = copy;
    *count = (uint32_t)met->count;
    return TRUCE_OK;
}

/* Unknowns that take options and rules away, a bit each. */
static truce_status list_structure(truce__stage *stage) {
    const truce__unknowns *all = stage->unknowns;
    uint32_t *options = truce__arena_alloc(&stage->arena, all->count, sizeof *options);
    uint32_t *rules = truce__arena_alloc(&stage->arena, all->count, sizeof *rules);
    if (!options || !rules) return TRUCE_E_NOMEM;
    for (uint32_t u = 0; u < all->count; u++) {
        if (all->at[u].kind == TRUCE__UNSURE_OPTION) options[stage->n_unsure_options++] = u;
        if (all->at[u].kind == TRUCE__UNSURE_RULE) rules[stage->n_unsure_rules++] = u;
    }
    stage->unsure_options = options;
    stage->unsure_rules = rules;
    stage->is_plain |= stage->n_unsure_rules > 64;
    return TRUCE_OK;
}

/* The unsure rules that each state breaks. */
static truce_status break_rules(truce__stage *stage, uint64_t *bits, uint64_t *broken) {
    const truce_model *model = stage->graph->model;
    const size_t words = truce__bits_words(stage->wide->space.n_cells);
    for (uint32_t r = 0; r < stage->n_unsure_rules; r++) {
        memset(bits, 0, words * sizeof *bits);
        TRY(truce__graph_stmt_bits(stage->ctx, stage->wide,
                                   &model->rules[stage->unknowns->at[stage->unsure_rules[r]].item].stmt, bits));
        for (uint32_t k = 0; k < stage->n_states; k++)
            broken[k] |= (uint64_t)!truce__bits_get(bits, stage->cell[k]) << r;
    }
    return TRUCE_OK;
}

/* The unsure options whose levels differ between two cells. */
static uint64_t options_changed(const truce__stage *stage, uint64_t from, uint64_t to) {
    const truce__space *space = &stage->wide->space;
    uint64_t changed = 0, a = combination_of(space, from), b = combination_of(space, to);
    for (uint32_t i = 0; i < stage->n_unsure_options; i++) {
        uint32_t o = stage->unknowns->at[stage->unsure_options[i]].item;
        uint32_t n_levels = space->model->options[o].n_levels;
        changed |= (uint64_t)(a / space->stride[o] % n_levels != b / space->stride[o] % n_levels) << i;
    }
    return changed;
}

typedef struct moving {
    TRUCE__VEC(uint32_t) to;
    TRUCE__VEC(uint16_t) group;
    needs_list met;
} moving;

static truce_status add_moves_from(truce__stage *stage, uint32_t party, uint32_t state, const uint64_t *broken,
                                   moving *m) {
    const truce__space *space = &stage->wide->space;
    truce__walk walk;
    uint16_t last = 0;
    truce__walk_from(&walk, space, party, stage->cell[state]);
    for (uint64_t cell; truce__walk_next(&walk, &cell);) {
        uint32_t to = (uint32_t)(truce__space_number(space, cell) - 1);
        struct truce__needed needs = {.rules = broken[to]};
        if (stage->n_unsure_options) needs.options = options_changed(stage, stage->cell[state], cell);
        TRY(find_needs(stage, &m->met, needs, last, &last));
        TRY(truce__vec_push(stage->ctx, &m->to, to));
        TRY(truce__vec_push(stage->ctx, &m->group, last));
        if (m->to.count > TRUCE__STAGE_MOVES) stage->is_plain = true;
        if (stage->is_plain) break;
    }
    return truce__go_on(stage->ctx);
}

static truce_status keep_moves(truce__stage *stage, uint32_t *first, const moving *m, truce__lane_moves *moves) {
    uint32_t *to = truce__arena_alloc(&stage->arena, m->to.count, sizeof *to);
    uint16_t *group = truce__arena_alloc(&stage->arena, m->group.count, sizeof *group);
    bool is_needed = false;
    if (!to || !group) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < m->to.count; i++) {
        to[i] = m->to.at[i];
        group[i] = m->group.at[i];
        is_needed |= m->met.at[group[i]].options || m->met.at[group[i]].rules;
    }
    *moves = (truce__lane_moves){stage->n_states, first, to, is_needed ? group : NULL};
    return TRUCE_OK;
}

static truce_status make_moves(truce__stage *stage, const uint64_t *broken, moving *m) {
    for (uint32_t p = 0; p < stage->graph->model->n_parties && !stage->is_plain; p++) {
        uint32_t *first = truce__arena_alloc(&stage->arena, (size_t)stage->n_states + 1, sizeof *first);
        if (!first) return TRUCE_E_NOMEM;
        m->to.count = m->group.count = 0;
        for (uint32_t k = 0; k < stage->n_states && !stage->is_plain; k++) {
            TRY(add_moves_from(stage, p, k, broken, m));
            first[k + 1] = (uint32_t)m->to.count;
        }
        TRY(keep_moves(stage, first, m, &stage->parties[p].moves));
    }
    return keep_needs(stage, &m->met, &stage->groups, &stage->n_groups);
}

static truce_status group_states(truce__stage *stage, const uint64_t *broken) {
    needs_list met = {0};
    uint16_t *group = truce__arena_alloc(&stage->arena, stage->n_states, sizeof *group), last = 0;
    truce_status status = group ? TRUCE_OK : TRUCE_E_NOMEM;
    for (uint32_t k = 0; k < stage->n_states && status == TRUCE_OK; k++) {
        status = find_needs(stage, &met, (struct truce__needed){.rules = broken[k]}, last, &last);
        group[k] = last;
    }
    if (status == TRUCE_OK) status = keep_needs(stage, &met, &stage->state_groups, &stage->n_state_groups);
    truce__vec_free(stage->ctx, &met);
    stage->state_group = group;
    return status;
}

/* ------------------------------------------------------------------- whole */

/* The concepts whose verdicts are made in lanes. */
static bool is_in_lanes(uint32_t concept) {
    const truce__concept *family = truce__concept_at(concept);
    return family == &truce__nash || family == &truce__gmr || family == &truce__smr || family == &truce__seq ||
           family == &truce__sseq;
}

/* A party that moves in steps, or along arcs, could make two moves in a row as none: what the others reach then hangs
 * on who moved last. */
static bool are_transitive(const truce__stage *stage) {
    const truce_model *model = stage->wide->model;
    bool are = !model->is_plain && !model->has_moves && !model->n_coalesce;
    for (uint32_t o = 0; o < model->n_options && are; o++) are = !truce__is_stepped(&model->options[o]);
    /* a rule may forbid what lies between two cells, but never the move from one to the other */
    return are;
}

static bool must_be_plain(const truce__stage *stage) {
    bool must = stage->wide->space.n_states > TRUCE__STAGE_STATES || !are_transitive(stage) ||
                stage->graph->rules != TRUCE_RULES_TRUCE ||
                (stage->graph->is_after_expiry && stage->wide != stage->graph);
    for (uint32_t c = 0; c < stage->n_concepts; c++) must |= !is_in_lanes(stage->concepts[c]);
    for (uint32_t p = 0; p < stage->graph->model->n_parties; p++)
        must |= stage->unknowns->doubts[p].n_items > UINT16_MAX;
    return must;
}

static truce_status make_lanes(truce__stage *stage, uint64_t *one, uint64_t *all) {
    moving m = {0};
    uint64_t *broken = truce__arena_alloc(&stage->arena, stage->n_states, sizeof *broken);
    stage->parties =
        truce__arena_alloc(&stage->arena, stage->graph->model->n_parties, sizeof *stage->parties);
    if (!broken || !stage->parties) return TRUCE_E_NOMEM;
    TRY(break_rules(stage, one, broken));
    TRY(group_states(stage, broken));
    truce_status status = make_moves(stage, broken, &m);
    truce__vec_free(stage->ctx, &m.to);
    truce__vec_free(stage->ctx, &m.group);
    truce__vec_free(stage->ctx, &m.met);
    for (uint32_t p = 0; p < stage->graph->model->n_parties && status == TRUCE_OK && !stage->is_plain; p++) {
        status = make_preference(stage, p, one, all);
        if (status == TRUCE_OK && stage->graph->is_after_expiry) status = expire(stage, &stage->parties[p]);
    }
    return status;
}

static truce_status make(truce__stage *stage, uint64_t *one, uint64_t *all) {
    TRY(number_states(stage));
    TRY(list_outcomes(stage, one));
    if (stage->n_states <= TRUCE__STAGE_STATES) TRY(list_no_deals(stage, one));
    TRY(list_structure(stage));
    stage->is_apart = is_apart(stage->graph->model);
    return stage->is_plain ? TRUCE_OK : make_lanes(stage, one, all);
}

truce_status truce__stage_make(truce_ctx *ctx, const truce_graph *graph, const truce__unknowns *unknowns,
                               const uint32_t *concepts, uint32_t n_concepts, bool is_plain, truce__stage *stage) {
    *stage = (truce__stage){.ctx = ctx, .graph = graph, .unknowns = unknowns, .concepts = concepts,
                            .n_concepts = n_concepts, .is_plain = is_plain, .status_quo = TRUCE__NONE};
    truce__arena_init(&stage->arena, ctx);
    TRY(widen(stage));
    stage->is_plain |= must_be_plain(stage);
    const size_t words = truce__bits_words(stage->wide->space.n_cells);
    uint64_t *one = truce__calloc(ctx, words, sizeof *one), *all = truce__calloc(ctx, words, sizeof *all);
    truce_status status = one && all ? make(stage, one, all) : TRUCE_E_NOMEM;
    truce__free(ctx, one);
    truce__free(ctx, all);
    return status;
}

/* ------------------------------------------------------------------- reach */

typedef TRUCE__VEC(struct truce__lapse_arc) lapse_list;

/* Where rules are unsure an entry could lead on from a state that some of them forbid, or end there: then each
 * variant is looked at by itself. */
static truce_status list_lapses(truce__stage *stage, const truce__lapses *lapses, lapse_list *list) {
    const truce__space *space = &stage->wide->space;
    for (uint32_t s = 0; s < stage->n_states && !stage->is_plain; s++) {
        truce__lapse_walk walk;
        truce__lapse_from(&walk, lapses, stage->cell[s]);
        for (uint64_t cell; truce__lapse_next(&walk, &cell);) {
            const struct truce__lapse_arc arc = {s, (uint32_t)(truce__space_number(space, cell) - 1)};
            stage->is_plain |= stage->state_groups[stage->state_group[arc.to]].rules != 0;
            TRY(truce__vec_push(stage->ctx, list, arc));
        }
    }
    return truce__go_on(stage->ctx);
}

static truce_status keep_lapses(truce__stage *stage, const lapse_list *list) {
    struct truce__lapse_arc *arcs = truce__arena_alloc(&stage->arena, list->count, sizeof *arcs);
    if (!arcs) return TRUCE_E_NOMEM;
    if (list->count) memcpy(arcs, list->at, list->count * sizeof *arcs);
    stage->lapses = arcs;
    stage->n_lapses = (uint32_t)list->count;
    return TRUCE_OK;
}

truce_status truce__stage_ask_reach(truce__stage *stage, bool has_lapses) {
    truce__lapses lapses = {0};
    lapse_list list = {0};
    if (stage->status_quo == TRUCE__NONE) return TRUCE_OK;
    stage->asks_reach = true;
    stage->has_lapses = has_lapses && stage->wide->model->n_expiries;
    if (stage->is_plain || !stage->has_lapses) return TRUCE_OK;
    truce_status status = truce__lapses_init(stage->ctx, &stage->wide->space, &lapses);
    if (status == TRUCE_OK) status = list_lapses(stage, &lapses, &list);
    if (status == TRUCE_OK) status = keep_lapses(stage, &list);
    truce__lapses_free(&lapses);
    truce__vec_free(stage->ctx, &list);
    return status;
}

void truce__stage_free(truce__stage *stage) {
    for (uint32_t p = 0; stage->parties && p < stage->graph->model->n_parties; p++)
        truce__weights_free(stage->ctx, &stage->parties[p].weights);
    truce_graph_free(stage->wide_graph);
    truce__arena_free(&stage->arena);
    *stage = (truce__stage){0};
}
