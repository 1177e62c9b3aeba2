/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How far verdicts are from their opposites, state by state and concept by concept; and the answers in the words of
 * the file. Each answer told is made to the text of the model, which is read again, and the verdicts that it was told
 * for are judged anew from the definitions. Answers that recur are read once.
 */
#include "questions/robust/radii.h"

#include "concepts/concepts.h"
#include "graph/set.h"
#include "graph/variant.h"
#include "unknowns/vocabulary.h"

enum { MANY_EQUILIBRIA = 256, ANSWERS = 20, ANSWERS_OF_LARGE = 2, LARGE = 1 << 16 };

static const char *const stakes[] = {"nash", "gmr", "smr", "seq"};

/* Whose formula stands for the concept; false: none. */
static bool stake_of(const truce_solution *solution, uint32_t slot, truce__stake *stake) {
    const char *id = truce_concept_at(truce_solution_concept(solution, slot))->id;
    for (uint32_t i = 0; i < 4; i++)
        if (strcmp(id, stakes[i]) == 0) {
            *stake = (truce__stake)i;
            return true;
        }
    return false;
}

/* ----------------------------------------------------------------- reading */

const char *const truce__radius_edit_names[] = {"swap", "drop", "insert", "flip", NULL};

static void read_edits(const truce_argument *edits, truce__radii *r) {
    static const uint32_t usual[] = {0, 1};
    bool is_given = edits->count > 0;
    const uint32_t *numbers = is_given ? edits->numbers : usual;
    for (size_t i = 0; i < (is_given ? edits->count : 2); i++) r->allows[numbers[i]] = true;
}

static truce_status read_lists(truce__radii *r, const truce_graph *graph) {
    truce__pref_item *candidates = NULL;
    uint32_t n = graph->model->n_parties, n_candidates = 0;
    truce__tariff tariff = {r->allows[0] ? 1 : TRUCE__NONE, r->allows[1] ? 1 : TRUCE__NONE,
                            r->allows[2] ? 1 : TRUCE__NONE, r->allows[3] ? 1 : TRUCE__NONE};
    if (r->allows[2]) TRY(truce__vocabulary(r->ctx, &r->arena, graph->model, &candidates, &n_candidates));
    r->candidates = candidates;
    r->lists = truce__arena_alloc(&r->arena, n, sizeof *r->lists);
    if (!r->lists) return TRUCE_E_NOMEM;
    for (uint32_t p = 0; p < n; p++) {
        r->n_lists++; /* what one that fails has taken is freed with the others */
        TRY(truce__list_read(r->ctx, graph, p, tariff, candidates, n_candidates, &r->lists[p]));
    }
    return TRUCE_OK;
}

static void free_lists(truce__radii *r) {
    for (uint32_t p = 0; r->lists && p < r->n_lists; p++) truce__list_free(&r->lists[p]);
    r->n_lists = 0;
}

/* ------------------------------------------------------------------- states */

/* The states that are asked about under one concept. */
static truce_status choose(truce__radii *r, const truce_solution *solution, uint32_t slot,
                           const truce_argument *asked, truce_set **chosen) {
    const truce_graph *graph = truce_solution_graph(solution);
    const truce_set *equilibria = truce_solution_equilibria(solution, slot);
    truce_state now = truce_graph_status_quo(graph);
    TRY(truce_set_new(r->ctx, graph, chosen));
    if (asked->text && asked->number == TRUCE_ROWS_NONE) return TRUCE_OK;
    if (asked->text && asked->set) return truce_set_or(*chosen, asked->set);
    if (asked->text && asked->number == TRUCE_ROWS_ALL) return truce__set_fill(*chosen);
    if (asked->text || truce_set_count(equilibria) <= MANY_EQUILIBRIA) TRY(truce_set_or(*chosen, equilibria));
    else r->n_many++;
    return asked->text || !now ? TRUCE_OK : truce_set_add(*chosen, now);
}

static truce_status keep_answers(truce__radii *r, truce__radius *found, truce__radius_row *row) {
    row->first_answer = r->answers.count;
    row->n_answers = truce__radius_answers(found);
    for (size_t i = 0; i < row->n_answers; i++) {
        truce__told_answer answer = {.first = r->changes.count};
        for (size_t k = found->first.at[i]; k < found->first.at[i + 1]; k++) {
            const truce__other_order *other = &found->changes.at[k];
            TRY(truce__order_changes(&r->arena, &r->lists[other->party], r->candidates,
                                     truce__orders_get(&found->orders, other->order), &r->changes));
        }
        answer.end = r->changes.count;
        TRY(truce__vec_push(r->ctx, &r->answers, answer));
    }
    return TRUCE_OK;
}

/* What is told of the first answer in words. */
static truce_status keep_first(truce__radii *r, const truce__radius *found, truce__radius_row *row) {
    if (!truce__radius_answers(found)) return TRUCE_OK;
    row->n_others = (uint32_t)(found->first.at[1] - found->first.at[0]);
    truce__told_order *others = truce__arena_alloc(&r->arena, row->n_others, sizeof *others);
    if (!others) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < row->n_others; i++) {
        truce__order order = truce__orders_get(&found->orders, found->changes.at[i].order);
        truce__stand *stands = truce__arena_alloc(&r->arena, order.count, sizeof *stands);
        if (!stands) return TRUCE_E_NOMEM;
        if (order.count) memcpy(stands, order.at, order.count * sizeof *stands);
        others[i] = (truce__told_order){found->changes.at[i].party, {stands, order.count}};
    }
    row->others = others;
    return TRUCE_OK;
}

static truce_status find_row(truce__radii *r, const truce__effort *effort, truce__radius_row row) {
    const truce_graph *graph = r->lists[0].graph;
    truce__radius found;
    truce__own_radius *own;
    truce_status status = TRUCE_OK;
    TRY_OR_DONE(truce__radius_find(r->ctx, r->lists, truce__space_cell(&graph->space, row.state), row.stake, effort,
                                   &found));
    row.holds = found.holds;
    row.is_unconditional = found.is_unconditional;
    row.price = found.price;
    row.is_known = found.is_known;
    row.count = found.count;
    row.is_counted = found.is_counted;
    own = truce__arena_alloc(&r->arena, found.n_parties, sizeof *own);
    if (!own) TRY_OR_DONE(TRUCE_E_NOMEM);
    memcpy(own, found.own, found.n_parties * sizeof *own);
    row.own = own;
    TRY_OR_DONE(keep_answers(r, &found, &row));
    TRY_OR_DONE(keep_first(r, &found, &row));
    status = truce__vec_push(r->ctx, &r->rows, row);
done:
    truce__radius_free(&found);
    return status;
}

static truce_status find_rows(truce__radii *r, const truce_solution *solution, const truce_argument *asked,
                              const truce__effort *effort) {
    for (uint32_t slot = 0; slot < truce_solution_concept_count(solution); slot++) {
        truce__radius_row row = {.slot = slot};
        truce_set *chosen = NULL;
        if (!stake_of(solution, slot, &row.stake)) continue;
        r->n_asked++;
        truce_status status = choose(r, solution, slot, asked, &chosen);
        uint64_t done = 0, all = status == TRUCE_OK ? truce_set_count(chosen) : 0;
        for (truce_state s = 0; status == TRUCE_OK && (s = truce_set_next(chosen, s)) != 0; done++) {
            truce__progress(r->ctx, "finding least edits", done, all);
            row.state = s;
            status = find_row(r, effort, row);
        }
        truce_set_free(chosen);
        TRY(status);
    }
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ checking */

typedef struct checked {
    const char *text; /* the changes as one text: what is equal is read once */
    size_t row, answer;
} checked;

static int by_text(const void *a, const void *b) {
    return strcmp(((const checked *)a)->text, ((const checked *)b)->text);
}

static truce_status text_of(truce__radii *r, const truce__told_answer *answer, const char **kept) {
    truce__text text;
    truce__text_init(&text, r->ctx);
    for (size_t i = answer->first; i < answer->end; i++) {
        const truce_edit *edit = &r->changes.at[i];
        const char *value = edit->value ? edit->value : "";
        truce__text_printf(&text, "%d %s %u %s\n", (int)edit->op, edit->path, edit->to, value);
    }
    return truce__text_keep(&text, &r->arena, kept);
}

/* The verdicts of some rows in the model as the changes leave it, which no edit touches any more. */
static truce_status check_rows(truce__radii *r, const truce_graph *variant, const checked *first, size_t count) {
    truce__tariff none = {TRUCE__NONE, TRUCE__NONE, TRUCE__NONE, TRUCE__NONE};
    uint32_t n = variant->model->n_parties, read = 0;
    truce_status status = TRUCE_OK;
    truce__judge judge;
    truce__orders written = {0};
    truce__list *lists = truce__calloc(r->ctx, n, sizeof *lists);
    truce__order *orders = truce__calloc(r->ctx, n, sizeof *orders);
    truce__judge_init(&judge, r->ctx, variant);
    if (!lists || !orders) TRY_OR_DONE(TRUCE_E_NOMEM);
    for (; read < n;) {
        truce__list *list = &lists[read];
        TRY_OR_DONE(truce__list_read(r->ctx, variant, read++, none, NULL, 0, list));
        TRY_OR_DONE(truce__orders_add_written(r->ctx, list, &written));
    }
    for (uint32_t p = 0; p < n; p++) orders[p] = truce__orders_get(&written, p);
    for (size_t i = 0; i < count; i++) {
        const truce__radius_row *row = &r->rows.at[first[i].row];
        bool holds;
        TRY_OR_DONE(truce__judge_all(&judge, &(truce__profile){lists, orders},
                                     truce__space_cell(&variant->space, row->state), row->stake, &holds));
        if (holds == row->holds) TRY_OR_DONE(TRUCE_E_BUG);
        r->n_checked++;
    }
done:
    for (uint32_t p = 0; lists && p < read; p++) truce__list_free(&lists[p]);
    truce__orders_free(r->ctx, &written);
    truce__judge_free(&judge);
    truce__free(r->ctx, lists);
    truce__free(r->ctx, orders);
    return status;
}

static truce_status check_answer(truce__radii *r, const truce_graph *graph, const checked *first, size_t count) {
    const truce__told_answer *answer = &r->answers.at[first->answer];
    const truce__diags_mark mark = truce__diags_here(r->ctx);
    truce_graph *variant = NULL;
    size_t count_changes = answer->end - answer->first;
    truce_status status =
        truce_variant_edit(r->ctx, graph, r->changes.at + answer->first, count_changes, &variant);
    /* as where an event changes what is gone */
    bool is_no_model = status == TRUCE_E_MODEL || status == TRUCE_E_USAGE;
    if (is_no_model) status = TRUCE_OK;
    else if (status == TRUCE_OK) status = check_rows(r, variant, first, count);
    if (status == TRUCE_OK) truce__diags_forget(r->ctx, mark);
    truce_graph_free(variant);
    return status;
}

static truce_status check_answers(truce__radii *r, const truce_graph *graph) {
    TRUCE__VEC(checked) all = {0};
    truce_status status = TRUCE_OK;
    for (size_t row = 0; row < r->rows.count; row++)
        for (size_t i = 0; i < r->rows.at[row].n_answers; i++) {
            checked one = {.row = row, .answer = r->rows.at[row].first_answer + i};
            TRY_OR_DONE(text_of(r, &r->answers.at[one.answer], &one.text));
            TRY_OR_DONE(truce__vec_push(r->ctx, &all, one));
        }
    TRY_OR_DONE(truce__sort(r->ctx, all.at, all.count, sizeof *all.at, by_text));
    for (size_t i = 0, end; i < all.count; i = end) {
        truce__progress(r->ctx, "reading answers again", i, all.count);
        for (end = i; end < all.count && by_text(&all.at[i], &all.at[end]) == 0;) end++;
        TRY_OR_DONE(check_answer(r, graph, &all.at[i], end - i));
    }
done:
    truce__vec_free(r->ctx, &all);
    return status;
}

/* ---------------------------------------------------------------- from outside */

truce_status truce__radii_find(truce_ctx *ctx, const truce_solution *solution, const truce_query *query,
                               truce__radii *r) {
    const truce_graph *graph = truce_solution_graph(solution);
    const truce_argument *asked = truce__argument(query, "radius"), *nodes = truce__argument(query, "effort");
    uint64_t limit = truce__render_options(query->options)->limit;
    uint64_t most = truce_graph_state_count(graph) > LARGE ? ANSWERS_OF_LARGE : ANSWERS;
    truce__effort effort = {nodes->number ? nodes->number : TRUCE__USUAL_EFFORT, UINT64_MAX,
                            limit && limit < most ? limit : most};
    *r = (truce__radii){.ctx = ctx};
    truce__arena_init(&r->arena, ctx);
    read_edits(truce__argument(query, "edits"), r);
    if (asked->text && asked->number == TRUCE_ROWS_NONE && !asked->set) return TRUCE_OK;
    r->is_asked = true;
    truce_status status = read_lists(r, graph);
    if (status == TRUCE_OK) status = find_rows(r, solution, asked, &effort);
    free_lists(r);
    return status == TRUCE_OK ? check_answers(r, graph) : status;
}

void truce__radii_free(truce__radii *r) {
    if (!r->ctx) return;
    free_lists(r);
    truce__vec_free(r->ctx, &r->rows);
    truce__vec_free(r->ctx, &r->answers);
    truce__vec_free(r->ctx, &r->changes);
    truce__arena_free(&r->arena);
}
