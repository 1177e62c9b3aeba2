/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/displacement.h"

#include "document/path.h"
#include "model/completions.h"

#include <inttypes.h>

static const double whole = (double)((uint64_t)1 << TRUCE__ONE);

/* ------------------------------------------------------------------- fates */

typedef struct maker {
    truce__unknowns *found;
    truce__fate *fates; /* of the unknown being made */
    double *chances;
    uint32_t count, room;
} maker;

static void add_fate(maker *m, truce__reading reading, int32_t place, double chance) {
    if (chance <= 0 || m->count == m->room) return;
    m->fates[m->count] = (truce__fate){reading, place};
    m->chances[m->count++] = chance;
}

/* One place with probability 1/2, two with 1/4, ...; the last takes what is left. */
static void add_distances(maker *m, truce__reading reading, uint32_t room, double chance, int32_t from,
                          int32_t first, int32_t step) {
    for (uint32_t g = 1; g <= room; g++) {
        double here = g < room ? chance / 2 : chance;
        add_fate(m, reading, from + first + (int32_t)(g - 1) * step, here);
        chance -= here;
    }
}

static void add_displaced(maker *m, uint32_t item, uint32_t n_items, double chance) {
    uint32_t up = item, down = n_items - 1 - item;
    double each = up && down ? chance / 2 : chance;
    if (up) add_distances(m, TRUCE__READ_HIGHER, up, each, 2 * (int32_t)item, -3, -2);
    if (down) add_distances(m, TRUCE__READ_LOWER, down, each, 2 * (int32_t)item, 3, 2);
}

static void add_scaled(maker *m, double chance) {
    add_distances(m, TRUCE__READ_HIGHER, TRUCE__MOST_SHIFTS, chance / 2, 0, 1, 1);
    add_distances(m, TRUCE__READ_LOWER, TRUCE__MOST_SHIFTS, chance / 2, 0, -1, -1);
}

/* How much of what is wrong is absence, elsewhere, the opposite. */
static void shares_of(truce__if_wrong if_wrong, double absent, double shares[3]) {
    shares[0] = if_wrong == TRUCE__WRONG_ABSENT ? 1 : if_wrong == TRUCE__WRONG_UNSAID ? absent : 0;
    shares[2] = if_wrong == TRUCE__WRONG_OPPOSITE;
    shares[1] = 1 - shares[0] - shares[2];
}

static void add_fates(maker *m, const truce__unknown *unknown, truce__if_wrong if_wrong, uint32_t n_items) {
    double wrong = 1 - unknown->confidence, shares[3];
    bool is_list = unknown->kind == TRUCE__UNSURE_STATEMENT;
    int32_t place = is_list || unknown->kind == TRUCE__UNSURE_GROUP ? 2 * (int32_t)unknown->item : 0;
    shares_of(if_wrong, m->found->assumptions.absent, shares);
    add_fate(m, TRUCE__READ_HERE, place, unknown->confidence);
    switch (unknown->kind) {
    case TRUCE__UNSURE_STATEMENT:
        if (n_items == 1) shares[0] += shares[1];
        add_fate(m, TRUCE__READ_ABSENT, place, wrong * shares[0]);
        if (n_items > 1) add_displaced(m, unknown->item, n_items, wrong * shares[1]);
        add_fate(m, TRUCE__READ_OPPOSITE, place, wrong * shares[2]);
        break;
    case TRUCE__UNSURE_WEIGHT:
        add_fate(m, TRUCE__READ_ABSENT, 0, wrong * shares[0]);
        add_scaled(m, wrong * shares[1]);
        add_fate(m, TRUCE__READ_OPPOSITE, 0, wrong * shares[2]);
        break;
    case TRUCE__UNSURE_GROUP: add_displaced(m, unknown->item, n_items, wrong); break;
    case TRUCE__UNSURE_OPTION:
    case TRUCE__UNSURE_RULE: add_fate(m, TRUCE__READ_ABSENT, 0, wrong); break;
    }
}

/* Sums of the probabilities as whole numbers; the last is exactly one. */
static truce_status keep_fates(maker *m, truce__unknown *unknown) {
    truce__arena *arena = &m->found->arena;
    truce__fate *fates = truce__arena_alloc(arena, m->count, sizeof *fates);
    uint64_t *upto = truce__arena_alloc(arena, m->count, sizeof *upto);
    double sum = 0;
    if (!fates || !upto) return TRUCE_E_NOMEM;
    for (uint32_t k = 0; k < m->count; k++) {
        sum += m->chances[k];
        fates[k] = m->fates[k];
        upto[k] = k + 1 == m->count ? (uint64_t)whole : (uint64_t)((sum < 1 ? sum : 1) * whole + 0.5);
    }
    unknown->fates = fates;
    unknown->upto = upto;
    unknown->n_fates = m->count;
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ unknowns */

/* FNV-1a, and a last mix as in splitmix64, since Philox wants nothing of its counter but that it differs. */
static uint64_t number_of(const char *party, const char *path) {
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (const char *c = party; *c; c++) hash = (hash ^ (unsigned char)*c) * UINT64_C(0x100000001B3);
    hash = (hash ^ '\n') * UINT64_C(0x100000001B3);
    for (const char *c = path; *c; c++) hash = (hash ^ (unsigned char)*c) * UINT64_C(0x100000001B3);
    hash = (hash ^ hash >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    return hash ^ hash >> 31;
}

/* `path` is moved into the arena. Where a number is set, it tells unknowns of one path apart. */
static truce_status add_unknown(maker *m, truce__unknown unknown, truce__if_wrong if_wrong, uint32_t n_items,
                                truce__text *path) {
    const truce_model *model = m->found->model;
    TRY(truce__text_keep(path, &m->found->arena, &unknown.path));
    const char *party = unknown.party == TRUCE__NONE ? "" : model->parties[unknown.party].id;
    unknown.number += number_of(party, unknown.path);
    m->count = 0;
    add_fates(m, &unknown, if_wrong, n_items);
    TRY(keep_fates(m, &unknown));
    m->found->at[m->found->count++] = unknown;
    return TRUCE_OK;
}

static double confidence_of(const truce__unknowns *found, const truce__note *note) {
    if (note->has_confidence) return truce__decimal_double(note->confidence);
    return found->assumptions.default_confidence > 0 ? found->assumptions.default_confidence : 1;
}

static truce__text path_of(truce_ctx *ctx) {
    truce__text path;
    truce__text_init(&path, ctx);
    return path;
}

/* "preferences.north.order.2": where a statement of the main reading stands. */
static void write_place(const truce__pref *pref, const char *id, const truce__written *at, truce__text *path) {
    truce__text_printf(path, "preferences.%s", id);
    if (at->order != pref) truce__text_puts(path, ".either.1");
    truce__text_printf(path, ".order.%" PRIu32, at->place + 1);
}

static truce_status add_items(truce_ctx *ctx, maker *m, uint32_t party, uint32_t *unknown_of) {
    const truce__pref *pref = &m->found->model->prefs[party];
    const char *id = m->found->model->parties[party].id;
    bool is_order = pref->kind == TRUCE__PREF_ORDER;
    truce__written at = {0};
    for (uint32_t i = 0; i < pref->n_items; i++, at.number++) {
        if (is_order) truce__written_at(pref, &at);
        const truce__pref_item *item = &pref->items[i];
        truce__unknown unknown = {.kind = is_order ? TRUCE__UNSURE_STATEMENT : TRUCE__UNSURE_WEIGHT,
                                  .party = party, .item = i, .text = item->stmts->text,
                                  .confidence = confidence_of(m->found, &item->note)};
        m->found->n_statements++;
        m->found->n_unsaid += !item->note.has_confidence;
        unknown_of[i] = TRUCE__NONE;
        if (unknown.confidence >= 1) continue;
        unknown_of[i] = m->found->count;
        truce__text path = path_of(ctx);
        if (is_order) {
            write_place(pref, id, &at, &path);
            unknown.number = at.number;
        } else {
            truce__text_printf(&path, "preferences.%s.weigh", id);
            truce__path_add(&path, item->key);
        }
        TRY(add_unknown(m, unknown, item->if_wrong, pref->n_items, &path));
    }
    return TRUCE_OK;
}

/* A tie is as sure as the least sure of its members. */
static truce_status add_groups(truce_ctx *ctx, maker *m, uint32_t party, const uint32_t *group_of, uint32_t n_groups,
                               uint32_t *unknown_of) {
    const truce__pref *pref = &m->found->model->prefs[party];
    for (uint32_t g = 0; g < n_groups; g++) {
        truce__unknown unknown = {.kind = TRUCE__UNSURE_GROUP, .party = party, .item = g, .text = "rest",
                                  .confidence = 1};
        bool is_said = false;
        uint32_t place = 0;
        for (uint32_t i = 0; i < pref->n_items; i++) {
            const truce__pref_item *item = &pref->items[i];
            if (group_of[i] != g) continue;
            double own = confidence_of(m->found, &item->note);
            if (own < unknown.confidence) unknown.confidence = own;
            is_said |= item->note.has_confidence;
            if (item->n_stmts) unknown.text = item->stmts->text;
            place = item->group + 1;
        }
        m->found->n_statements++;
        m->found->n_unsaid += !is_said;
        unknown_of[g] = TRUCE__NONE;
        if (unknown.confidence >= 1 || n_groups == 1) continue;
        unknown_of[g] = m->found->count;
        truce__text path = path_of(ctx);
        truce__text_printf(&path, "preferences.%s.rank.%" PRIu32, m->found->model->parties[party].id, place);
        TRY(add_unknown(m, unknown, TRUCE__WRONG_UNSAID, n_groups, &path));
    }
    return TRUCE_OK;
}

/* The places of a ranking without the marks between them. */
static uint32_t number_groups(const truce__pref *pref, uint32_t *group_of) {
    uint32_t count = 0, last = TRUCE__NONE;
    for (uint32_t i = 0; i < pref->n_items; i++) {
        group_of[i] = TRUCE__NONE;
        if (pref->items[i].mark) continue;
        if (pref->items[i].group != last) count++;
        last = pref->items[i].group;
        group_of[i] = count - 1;
    }
    return count;
}

static truce_status add_party(truce_ctx *ctx, maker *m, uint32_t party) {
    truce__doubts *doubts = &m->found->doubts[party];
    const truce__pref *pref = &m->found->model->prefs[party];
    uint32_t *unknown_of = truce__arena_alloc(&m->found->arena, pref->n_items, sizeof *unknown_of);
    if (!unknown_of) return TRUCE_E_NOMEM;
    *doubts = (truce__doubts){.pref = pref, .n_items = pref->n_items, .unknown = unknown_of};
    if (pref->kind == TRUCE__PREF_NONE) return TRUCE_OK;
    if (pref->kind != TRUCE__PREF_RANK) return add_items(ctx, m, party, unknown_of);
    uint32_t *group_of = truce__arena_alloc(&m->found->arena, pref->n_items, sizeof *group_of);
    if (!group_of) return TRUCE_E_NOMEM;
    doubts->n_items = number_groups(pref, group_of);
    doubts->group = group_of;
    return add_groups(ctx, m, party, group_of, doubts->n_items, unknown_of);
}

static truce_status add_options(truce_ctx *ctx, maker *m) {
    const truce_model *model = m->found->model;
    for (uint32_t o = 0; o < model->n_options && !model->is_plain && !model->has_moves; o++) {
        const truce__option *option = &model->options[o];
        if (!option->note.has_confidence || option->moves == TRUCE__MOVES_NONE) continue;
        truce__unknown unknown = {.kind = TRUCE__UNSURE_OPTION, .party = option->party, .item = o,
                                  .text = option->name,
                                  .confidence = truce__decimal_double(option->note.confidence)};
        if (unknown.confidence >= 1) continue;
        truce__text path = path_of(ctx);
        truce__text_printf(&path, "parties.%s.options.%s", model->parties[option->party].id, option->id);
        TRY(add_unknown(m, unknown, TRUCE__WRONG_UNSAID, 1, &path));
    }
    return TRUCE_OK;
}

/* Whether states keep their meaning when rules are left out: a ranking has a place for new states, and nothing is
 * said by number. */
static bool can_lose_rules(const truce_model *model) {
    bool can = !model->n_coalesce && !model->has_moves && !model->is_plain && !model->status_quo_state;
    for (uint32_t p = 0; p < model->n_parties; p++) {
        const truce__pref *pref = &model->prefs[p];
        bool has_rest = pref->kind != TRUCE__PREF_RANK;
        for (uint32_t i = 0; i < pref->n_items && pref->kind == TRUCE__PREF_RANK; i++) {
            has_rest |= pref->items[i].is_rest;
            can &= !pref->items[i].state;
        }
        can &= has_rest;
    }
    return can;
}

static truce_status add_rules(truce_ctx *ctx, maker *m) {
    const truce_model *model = m->found->model;
    bool can = can_lose_rules(model);
    for (uint32_t r = 0; r < model->n_rules; r++) {
        const truce__rule *rule = &model->rules[r];
        truce__unknown unknown = {.kind = TRUCE__UNSURE_RULE, .party = TRUCE__NONE, .item = r,
                                  .text = rule->stmt.text, .confidence = 1};
        if (rule->note.has_confidence) unknown.confidence = truce__decimal_double(rule->note.confidence);
        if (unknown.confidence >= 1) continue;
        m->found->are_rules_fixed |= !can;
        if (!can) continue;
        truce__text path = path_of(ctx);
        truce__text_printf(&path, "feasible.%" PRIu32, r + 1);
        TRY(add_unknown(m, unknown, TRUCE__WRONG_UNSAID, 1, &path));
    }
    return TRUCE_OK;
}

static truce_status find(truce_ctx *ctx, maker *m) {
    const truce_model *model = m->found->model;
    size_t room = (size_t)model->n_options + model->n_rules, longest = 2 * (size_t)TRUCE__MOST_SHIFTS;
    for (uint32_t p = 0; p < model->n_parties; p++) {
        room += model->prefs[p].n_items;
        if (model->prefs[p].n_items > longest) longest = model->prefs[p].n_items;
    }
    m->room = (uint32_t)longest + 4;
    m->fates = truce__calloc(ctx, m->room, sizeof *m->fates);
    m->chances = truce__calloc(ctx, m->room, sizeof *m->chances);
    m->found->at = truce__arena_alloc(&m->found->arena, room, sizeof *m->found->at);
    m->found->doubts = truce__arena_alloc(&m->found->arena, model->n_parties, sizeof *m->found->doubts);
    if (!m->fates || !m->chances || !m->found->at || !m->found->doubts) return TRUCE_E_NOMEM;
    for (uint32_t p = 0; p < model->n_parties; p++) TRY(add_party(ctx, m, p));
    TRY(add_options(ctx, m));
    return add_rules(ctx, m);
}

truce_status truce__unknowns_find(truce_ctx *ctx, const truce_graph *graph, const truce__assumptions *assumptions,
                                  truce__unknowns *unknowns) {
    maker m = {.found = unknowns};
    *unknowns = (truce__unknowns){.model = graph->model, .assumptions = *assumptions};
    truce__arena_init(&unknowns->arena, ctx);
    truce_status status = find(ctx, &m);
    truce__free(ctx, m.fates);
    truce__free(ctx, m.chances);
    return status;
}

void truce__unknowns_free(truce__unknowns *unknowns) {
    truce__arena_free(&unknowns->arena);
    *unknowns = (truce__unknowns){0};
}
