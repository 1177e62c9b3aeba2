/* SPDX-License-Identifier: Apache-2.0 */
/* The graph model: the space with every party's ranks, and queries of a state. */
#include "graph/keys.h"
#include "graph/planes.h"
#include "graph/rank_table.h"
#include "graph/ranks.h"
#include "graph/reduce.h"
#include "graph/split.h"
#include "graph/walk.h"
#include "model/completions.h"

#include <assert.h>

/* ------------------------------------------------------------------ build */

typedef TRUCE__VEC(uint64_t) cells;

/* Warns if a statement is neither true nor false in a coalesced state. It counts as false there. */
static truce_status warn_if_unknown(truce_ctx *ctx, const truce_graph *graph, const cells *coalesced,
                                    const truce__stmt *stmt) {
    const truce__space *space = &graph->space;
    uint64_t count = 0, first = 0;
    for (size_t i = coalesced->count; i-- > 0;) {
        TRY(truce__go_on(ctx));
        if (truce__space_truth(space, coalesced->at[i], stmt) == TRUCE__UNKNOWN) count++, first = coalesced->at[i];
    }
    TRY(truce__go_on(ctx));
    if (!count) return TRUCE_OK;
    char code[TRUCE_CODE_SIZE];
    truce_state state = truce__space_number(space, first);
    const char *label = truce_graph_state_code(graph, state, code);
    return truce__diag(ctx, TRUCE_WARNING, &graph->model->source, stmt->loc, "it counts as false there",
                       "the members of coalesced state %llu (%s) differ on '%s'", (unsigned long long)state, label,
                       truce__excerpt_of(stmt->text).text);
}

static truce_status find_coalesced(truce_ctx *ctx, const truce__space *space, cells *coalesced) {
    for (uint64_t c = 0; c < space->n_cells; c++) {
        if (truce__stops_at(ctx, c)) return TRUCE_E_CANCELLED;
        if (space->first_member[c + 1] - space->first_member[c] > 1) TRY(truce__vec_push(ctx, coalesced, c));
    }
    return TRUCE_OK;
}

static truce_status warn_of_unknowns(truce_ctx *ctx, const truce_graph *graph) {
    const truce_model *model = graph->model;
    cells coalesced = {0};
    truce_status status;
    if (!model->n_coalesce) return TRUCE_OK;
    TRY_OR_DONE(find_coalesced(ctx, &graph->space, &coalesced));
    for (uint32_t party = 0; party < model->n_parties; party++) {
        uint32_t count;
        const truce__pref_item *items = truce__every_item(&model->prefs[party], &count);
        for (uint32_t i = 0; !graph->ranks[party].is_lent && i < count; i++)
            for (uint32_t s = 0; s < items[i].n_stmts; s++)
                TRY_OR_DONE(warn_if_unknown(ctx, graph, &coalesced, &items[i].stmts[s]));
    }
    for (uint32_t i = 0; i < model->n_outcomes; i++)
        TRY_OR_DONE(warn_if_unknown(ctx, graph, &coalesced, &model->outcomes[i].stmt));
done:
    truce__vec_free(ctx, &coalesced);
    return status;
}

/* The most bytes a cell that a party's ranks can take. */
static uint32_t rank_bytes(const truce__pref *pref) {
    uint32_t n =
        pref->kind == TRUCE__PREF_RANK && pref->n_items ? pref->items[pref->n_items - 1].group + 1 : pref->n_items;
    if (pref->kind == TRUCE__PREF_RANK) return truce__value_bytes(n);
    return n < 8 ? 1 : n <= TRUCE__KEY_PLANES ? 2 : 4; /* at most 2^n truth vectors */
}

/* Adds to `needs` what a party's ranks take for good, and returns what making them takes beside: four bytes for each
 * cell that is evaluated, unless ranks are made from keys. If that is not every cell, their own ranks come on top. */
static double plan_party(const truce__space *space, const truce__pref *pref, truce__needs *needs) {
    truce__reduction how;
    const uint32_t bytes = rank_bytes(pref);
    bool is_direct = pref->kind == TRUCE__PREF_RANK, is_keyed = !is_direct && pref->n_items <= TRUCE__KEY_PLANES;
    uint64_t idle = space->idle && !is_direct ? space->idle & truce__idle_in_pref(space->model, pref) : 0;
    bool is_reduced = truce__reduction_make(space, idle, &how);
    uint64_t n_cells = is_reduced ? how.n_reduced : space->n_cells;
    if (is_reduced) truce__spread_needs(space->ctx, space, &how, bytes, needs);
    else truce__needs_arrays(space->ctx, needs, 1, (double)n_cells * bytes);
    if (truce__pref_degree(pref) > 1) { /* how strong the ranks are; the first array while they are made */
        double most = pref->n_items < 62 ? (double)((uint64_t)1 << pref->n_items) : (double)n_cells;
        if (is_direct || most > (double)n_cells) most = (double)n_cells;
        truce__needs_arrays(space->ctx, needs, 2, most * (pref->n_thresholds ? sizeof(int64_t) : 1));
    }
    double making = is_keyed ? truce__keying_bytes(n_cells, pref) : (double)n_cells * 4;
    return making + (is_reduced ? (double)n_cells * (bytes + 0.125) : 0);
}

static truce_status plan_ranks(truce_ctx *ctx, const truce_graph *graph) {
    double most = 0;
    truce__needs needs = {0};
    for (uint32_t party = 0; party < graph->model->n_parties; party++) {
        if (graph->ranks[party].at) continue;
        double making = plan_party(&graph->space, &graph->model->prefs[party], &needs);
        if (making > most) most = making;
    }
    truce__needs_arrays(ctx, &needs, 1, most);
    return truce__plan_needs(ctx, graph->model->source.file, "ranking the states", needs);
}

/* Ranks by the alternatives that the main reading leaves out, where that can fail, to report what is wrong with
 * them. */
static truce_status check_alternatives(truce_ctx *ctx, const truce_graph *graph, const truce__pref *pref,
                                       bool *is_good) {
    for (uint32_t i = 1; i < pref->n_either; i++) {
        if (pref->either[i].kind == TRUCE__PREF_ORDER) continue;
        truce__ranks ranks = {0};
        truce_status status = truce__ranks_of(ctx, &graph->space, &pref->either[i], &ranks, is_good);
        truce__ranks_free(ctx, &ranks);
        TRY(status);
    }
    return TRUCE_OK;
}

truce_status truce__graph_rank_missing(truce_ctx *ctx, truce_graph *graph, bool *is_good) {
    const truce_model *model = graph->model;
    TRY(plan_ranks(ctx, graph));
    for (uint32_t party = 0; party < model->n_parties; party++) {
        truce__progress(ctx, "preferences", party, model->n_parties);
        if (graph->ranks[party].at) continue;
        TRY(truce__ranks_of(ctx, &graph->space, &model->prefs[party], &graph->ranks[party], is_good));
        TRY(check_alternatives(ctx, graph, &model->prefs[party], is_good));
    }
    return *is_good ? warn_of_unknowns(ctx, graph) : TRUCE_E_MODEL;
}

/* Makes the graph of this process's part of a shared graph. Process 0 also keeps its ranks as tables. */
static truce_status open_part(truce_ctx *ctx, truce_graph *graph) {
    const uint32_t n_parties = graph->model->n_parties;
    truce_graph *part = graph->part = truce__calloc(ctx, 1, sizeof *part);
    if (!part) return TRUCE_E_NOMEM;
    *part = (truce_graph){.ctx = ctx, .model = graph->model, .space = *graph->space.part, .base = graph};
    part->ranks = truce__calloc(ctx, n_parties, sizeof *part->ranks);
    if (!part->ranks) return TRUCE_E_NOMEM;
    for (uint32_t party = 0; party < n_parties && truce__is_first(ctx); party++) {
        graph->ranks[party].table = part->ranks[party].table = truce__calloc(ctx, 1, sizeof(truce__rank_table));
        if (!graph->ranks[party].table) return TRUCE_E_NOMEM;
    }
    return TRUCE_OK;
}

static truce_status rank_part(truce_ctx *ctx, truce_graph *graph, bool *is_good) {
    TRY(open_part(ctx, graph));
    TRY(truce__graph_rank_missing(ctx, graph->part, is_good));
    for (uint32_t party = 0; party < graph->model->n_parties; party++) {
        graph->ranks[party].count = graph->part->ranks[party].count;
        graph->ranks[party].strength = graph->part->ranks[party].strength;
    }
    return TRUCE_OK;
}

truce_status truce__graph_build(truce_ctx *ctx, const truce_model *model, truce__shape shape, truce_graph **out) {
    truce_graph *graph = truce__calloc(ctx, 1, sizeof *graph);
    if (!graph) return truce__agree_at_last(ctx, TRUCE_E_NOMEM);
    *graph = (truce_graph){.ctx = ctx, .model = model, .space = {.ctx = ctx, .model = model}};
    truce_status status = TRUCE_OK;
    size_t first = truce_diags_total(ctx);
    bool is_good = true;
    TRY_OR_DONE(truce__space_build(ctx, model, shape, &graph->space));
    is_good = !graph->space.is_wrong;
    graph->ranks = truce__calloc(ctx, model->n_parties, sizeof *graph->ranks);
    if (!graph->ranks) TRY_OR_DONE(TRUCE_E_NOMEM);
    TRY_OR_DONE(graph->space.part ? rank_part(ctx, graph, &is_good)
                                  : truce__graph_rank_missing(ctx, graph, &is_good));
done:
    status = truce__agree_at_last(ctx, status);
    if (status == TRUCE_OK) {
        if (graph->part) ctx->processes->own.is_sharing = true;
        *out = graph;
        graph = NULL;
    }
    truce__diags_sort(ctx, first);
    truce_graph_free(graph);
    return status;
}

truce_status truce_graph_build(truce_ctx *ctx, const truce_model *model, truce_graph **graph) {
    return truce__graph_build(ctx, model, TRUCE__SHAPE_SHARED, graph);
}

/* Tells the other processes to free their parts, if there are any: after a failed build no process has one. */
static void close_part(truce_graph *graph) {
    if (!graph->part) return;
    truce_processes *all = graph->ctx->processes;
    assert(graph->ranks); /* made before the part */
    for (uint32_t party = 0; party < graph->model->n_parties; party++) {
        truce__rank_table_free(graph->ctx, graph->ranks[party].table);
        graph->ranks[party].strength = NULL; /* the part's */
    }
    if (all->own.is_sharing) truce__processes_tell(all, TRUCE__ORDER_FREE);
    all->own.is_sharing = false;
    truce_graph_free(graph->part);
}

void truce_graph_free(truce_graph *graph) {
    if (!graph) return;
    truce_ctx *ctx = graph->ctx;
    close_part(graph);
    for (uint32_t party = 0; graph->ranks && party < graph->model->n_parties; party++)
        truce__ranks_free(ctx, &graph->ranks[party]);
    truce__free(ctx, graph->ranks);
    if (!graph->is_expiry_lent) truce__big_free(ctx, graph->expires_into);
    if (!graph->base) truce__space_free(&graph->space);
    truce__free(ctx, graph->varied);
    truce_model_free(graph->parsed);
    truce__free(ctx, graph);
}

/* ---------------------------------------------------------------- queries */

const truce_model *truce_graph_model(const truce_graph *graph) {
    return graph->model;
}

uint64_t truce_graph_combination_count(const truce_graph *graph) {
    return graph->space.n_combinations;
}

uint64_t truce_graph_state_count(const truce_graph *graph) {
    return graph->space.n_states;
}

truce_state truce_graph_status_quo(const truce_graph *graph) {
    uint64_t cell = graph->space.status_quo;
    return cell == UINT64_MAX ? 0 : truce__space_number(&graph->space, cell);
}

/* The combinations a state stands for. The result may point to *first, if there is only one. */
static const uint64_t *state_members(const truce_graph *graph, truce_state state, uint64_t *first, uint64_t *count) {
    const truce__space *space = &graph->space;
    uint64_t cell = truce__space_cell(space, state);
    *first = cell;
    *count = 1;
    if (space->is_product) return first;
    *count = space->first_member[cell + 1] - space->first_member[cell];
    return space->members + space->first_member[cell];
}

void truce_graph_state_levels(const truce_graph *graph, truce_state state, uint8_t *levels) {
    if (graph->model->is_plain) return;
    uint64_t first, count;
    const uint64_t *members = state_members(graph, state, &first, &count);
    for (uint32_t i = 0; i < graph->model->n_options; i++) {
        uint64_t stride = graph->space.stride[i], n_levels = graph->model->options[i].n_levels;
        uint64_t level = members[0] / stride % n_levels;
        bool is_mixed = false;
        for (uint64_t m = 1; m < count && !is_mixed; m++) is_mixed = members[m] / stride % n_levels != level;
        levels[i] = is_mixed ? TRUCE_LEVEL_MIXED : (uint8_t)level;
    }
}

static char level_letter(const truce__option *option, uint8_t level) {
    if (level == TRUCE_LEVEL_MIXED) return '-';
    if (option->has_default_levels) return level ? 'Y' : 'N';
    return "0123456789abcdefghijklmnopqrstuvwxyz"[level];
}

const char *truce_graph_state_code(const truce_graph *graph, truce_state state, char *code) {
    const truce_model *model = graph->model;
    if (model->is_plain) return model->options[0].levels[state - 1];
    uint8_t levels[TRUCE__MAX_OPTIONS];
    truce_graph_state_levels(graph, state, levels);
    for (uint32_t i = 0; i < model->n_options; i++) code[i] = level_letter(&model->options[i], levels[i]);
    code[model->n_options] = 0;
    return code;
}

/* The level that a letter of a code stands for; UINT32_MAX: none; TRUCE_LEVEL_MIXED: '-'. */
static uint32_t letter_level(const truce__option *option, char letter) {
    if (letter == '-') return TRUCE_LEVEL_MIXED;
    for (uint32_t level = 0; level < option->n_levels; level++)
        if (level_letter(option, (uint8_t)level) == letter) return level;
    if (option->has_default_levels && (letter == 'n' || letter == 'y')) return letter == 'y';
    return UINT32_MAX;
}

/* The listed state with these levels. The code of a coalesced state has '-', so every state is compared. */
static truce_state find_levels(const truce_graph *graph, const uint32_t *wanted) {
    uint32_t n = graph->model->n_options;
    for (truce_state state = 1; state <= graph->space.n_states; state++) {
        uint8_t levels[TRUCE__MAX_OPTIONS];
        truce_graph_state_levels(graph, state, levels);
        uint32_t i = 0;
        while (i < n && levels[i] == wanted[i]) i++;
        if (i == n) return state;
    }
    return 0;
}

/* The listed state that consists of one combination. */
static truce_state find_single(const truce__space *space, uint64_t code) {
    uint64_t cell = truce__space_find_code(space, code);
    return cell != UINT64_MAX && space->first_member[cell + 1] - space->first_member[cell] == 1 ? cell + 1 : 0;
}

truce_state truce__graph_find_levels(const truce_graph *graph, const uint32_t *wanted) {
    const truce__space *space = &graph->space;
    uint64_t cell = 0;
    uint32_t n = graph->model->n_options;
    for (uint32_t i = 0; i < n; i++) cell += wanted[i] * space->stride[i];
    for (uint32_t i = 0; i < n; i++)
        if (wanted[i] == TRUCE_LEVEL_MIXED) return space->is_product ? 0 : find_levels(graph, wanted);
    if (!space->is_product) return find_single(space, cell);
    return truce__space_is_feasible(space, cell) ? truce__space_number(space, cell) : 0;
}

static truce_state find_code(const truce_graph *graph, const char *code) {
    uint32_t n = graph->model->n_options, wanted[TRUCE__MAX_OPTIONS];
    if (strlen(code) != n) return 0;
    for (uint32_t i = 0; i < n; i++) {
        wanted[i] = letter_level(&graph->model->options[i], code[i]);
        if (wanted[i] == UINT32_MAX) return 0;
    }
    return truce__graph_find_levels(graph, wanted);
}

static truce_state find_name(const truce_graph *graph, const char *name) {
    const truce__option *states = &graph->model->options[0];
    for (uint32_t i = 0; i < states->n_levels; i++)
        if (strcmp(states->levels[i], name) == 0) return i + 1;
    return 0;
}

/* The number that the text spells without a leading zero, if there is such a state; else 0. */
static truce_state find_number(const truce_graph *graph, const char *text) {
    truce_state number = 0;
    if (*text == '0') return 0;
    for (const char *at = text; *at; at++) {
        if (*at < '0' || *at > '9' || number > UINT64_MAX / 10 - 1) return 0;
        number = number * 10 + (truce_state)(*at - '0');
    }
    return number <= graph->space.n_states ? number : 0;
}

truce_state truce_graph_state_find(const truce_graph *graph, const char *text) {
    truce_state number = find_number(graph, text);
    if (number) return number;
    return graph->model->is_plain ? find_name(graph, text) : find_code(graph, text);
}

void truce_graph_use_rules(truce_graph *graph, truce_rules rules) {
    graph->rules = rules;
}

truce_rules truce_graph_rules(const truce_graph *graph) {
    return graph->rules;
}

const char *truce_rules_id(truce_rules rules) {
    static const char *const ids[] = {"truce", "gmcr-plus", "matrix"};
    return ids[rules];
}

uint32_t truce__graph_rank_at(const truce_graph *graph, uint32_t party, uint64_t cell) {
    const truce__ranks *ranks = &graph->ranks[party];
    if (ranks->at) return truce__rank_at(ranks, cell);
    return truce__rank_in_table(ranks->table, &graph->space, &graph->model->prefs[party], cell);
}

uint32_t truce_graph_rank(const truce_graph *graph, uint32_t party, truce_state state) {
    return truce__graph_rank_at(graph, party, truce__space_cell(&graph->space, state));
}

uint32_t truce_graph_rank_count(const truce_graph *graph, uint32_t party) {
    return graph->ranks[party].count;
}

bool truce_graph_has_outcome(const truce_graph *graph, truce_state state, uint32_t outcome) {
    return truce__graph_holds(graph, state, &graph->model->outcomes[outcome].stmt);
}

truce_status truce_graph_moves(truce_ctx *ctx, const truce_graph *graph, uint32_t party, truce_state state,
                               truce_state **moves, size_t *count) {
    TRUCE__VEC(truce_state) found = {0};
    truce__walk walk;
    truce__walk_from(&walk, &graph->space, party, truce__space_cell(&graph->space, state));
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        if (truce__vec_push(ctx, &found, truce__space_number(&graph->space, to)) == TRUCE_OK) continue;
        truce__vec_free(ctx, &found);
        return TRUCE_E_NOMEM;
    }
    if (truce__is_cancelled(ctx)) {
        truce__vec_free(ctx, &found);
        return TRUCE_E_CANCELLED;
    }
    *moves = found.at;
    *count = found.count;
    return TRUCE_OK;
}
