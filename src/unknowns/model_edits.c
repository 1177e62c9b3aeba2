/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An edit is kept as what it is about, a few numbers; its text and the preference that it makes are made when they
 * are asked for. So a list of edits costs little however long the statements and rankings are.
 *
 * One change is enough for each: a move, a removal, or a value that is set. `that`, `any` and `weight` are set rather
 * than the item around them, so that its reason, sources and confidence stay.
 */
#include "unknowns/model_edits.h"

#include "document/editor.h"
#include "document/flow.h"
#include "model/completions.h"

const char *const truce__edit_kind_names[] = {[TRUCE__EDIT_SWAP] = "swap",
                                              [TRUCE__EDIT_DROP] = "drop",
                                              [TRUCE__EDIT_FLIP] = "flip",
                                              [TRUCE__EDIT_STRUCTURE] = "structure",
                                              NULL};

/* -------------------------------------------------------------------- places */

const truce__pref_item *truce__edit_items(const truce__pref *pref, uint32_t *count) {
    *count = 0;
    if (pref->either) return NULL;
    return truce__written_items(pref, count);
}

/* The first item whose group is `group` or greater. */
static uint32_t first_of_group(const truce__pref *pref, uint32_t group) {
    uint32_t low = 0, high = pref->n_items;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (pref->items[middle].group < group) low = middle + 1;
        else high = middle;
    }
    return low;
}

const truce__pref_item *truce__rank_place(const truce__pref *pref, uint32_t place, uint32_t *count) {
    uint32_t first = first_of_group(pref, place - 1), end = first_of_group(pref, place);
    *count = end - first;
    return pref->items + first;
}

/* A mark between two places, which is none itself. */
static bool is_mark(const truce__pref *pref, uint32_t place) {
    uint32_t count;
    const truce__pref_item *items = truce__rank_place(pref, place, &count);
    return count == 1 && items->mark;
}

uint32_t truce__rank_place_below(const truce__pref *pref, uint32_t place) {
    uint32_t places = pref->n_items ? pref->items[pref->n_items - 1].group + 1 : 0;
    for (place++; place <= places && is_mark(pref, place);) place++;
    return place <= places ? place : 0;
}

/* --------------------------------------------------------------------- lists */

typedef struct listing {
    truce_ctx *ctx;
    const truce_model *model;
    unsigned kinds;
    truce__model_edits *edits;
} listing;

static truce_status add(listing *l, truce__model_edit edit) {
    return l->kinds >> edit.kind & 1 ? truce__vec_push(l->ctx, l->edits, edit) : TRUCE_OK;
}

static bool can_flip(const truce__pref *pref, const truce__pref_item *item) {
    return pref->kind == TRUCE__PREF_WEIGH ? item->weight.mantissa != 0 : item->n_stmts > 0;
}

static truce_status list_statements(listing *l, uint32_t party, truce__edit_kind kind) {
    const truce__pref *pref = &l->model->prefs[party];
    uint32_t count;
    const truce__pref_item *items = truce__edit_items(pref, &count);
    if (kind == TRUCE__EDIT_SWAP && pref->kind == TRUCE__PREF_WEIGH) return TRUCE_OK;
    for (uint32_t i = 0; i < count; i++) {
        if (kind == TRUCE__EDIT_SWAP && i + 1 == count) break;
        if (kind == TRUCE__EDIT_FLIP && !can_flip(pref, &items[i])) continue;
        TRY(add(l, (truce__model_edit){.kind = kind, .party = party, .at = i + 1, .option = TRUCE__NONE}));
    }
    return TRUCE_OK;
}

static truce_status list_places(listing *l, uint32_t party, truce__edit_kind kind) {
    const truce__pref *pref = &l->model->prefs[party];
    if (pref->either || pref->n_items == 0) return TRUCE_OK;
    for (uint32_t place = 1; truce__rank_place_below(pref, place); place = truce__rank_place_below(pref, place))
        TRY(add(l, (truce__model_edit){.kind = kind, .party = party, .at = place, .option = TRUCE__NONE}));
    return TRUCE_OK;
}

static truce_status list_preference(listing *l, uint32_t party) {
    bool is_rank = l->model->prefs[party].kind == TRUCE__PREF_RANK;
    if (is_rank) {
        TRY(list_places(l, party, TRUCE__EDIT_SWAP));
        return list_places(l, party, TRUCE__EDIT_DROP);
    }
    for (truce__edit_kind kind = TRUCE__EDIT_SWAP; kind <= TRUCE__EDIT_FLIP; kind++)
        TRY(list_statements(l, party, kind));
    return TRUCE_OK;
}

/* Moves that follow from options; of an explicit list no option says anything. */
static truce_status list_options(listing *l, uint32_t party) {
    static const truce__moves others[] = {TRUCE__MOVES_NONE, TRUCE__MOVES_BOTH};
    const truce__party *p = &l->model->parties[party];
    for (uint32_t i = 0; i < p->n_options && !l->model->has_moves && !l->model->is_plain; i++)
        for (int k = 0; k < 2; k++) {
            uint32_t option = p->first_option + i;
            if (l->model->options[option].moves == others[k]) continue;
            TRY(add(l, (truce__model_edit){TRUCE__EDIT_STRUCTURE, party, i + 1, option, others[k]}));
        }
    return TRUCE_OK;
}

truce_status truce__edits_list(truce_ctx *ctx, const truce_model *model, unsigned kinds, truce__model_edits *edits) {
    listing l = {ctx, model, kinds, edits};
    for (uint32_t party = 0; party < model->n_parties; party++) TRY(list_preference(&l, party));
    for (uint32_t rule = 0; rule < model->n_rules; rule++)
        TRY(add(&l, (truce__model_edit){.kind = TRUCE__EDIT_STRUCTURE,
                                        .party = TRUCE__NONE,
                                        .at = rule + 1,
                                        .option = TRUCE__NONE}));
    for (uint32_t party = 0; party < model->n_parties; party++) TRY(list_options(&l, party));
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ negation */

/* Copies a statement behind what is there; *nodes and *levels are how many there are. */
static void append_statement(truce__node *nodes, uint32_t *n_nodes, uint32_t *levels, uint32_t *n_levels,
                             const truce__stmt *stmt) {
    for (uint32_t i = 0; i < stmt->n_nodes; i++) {
        truce__node node = stmt->nodes[i];
        if (node.op == TRUCE__OP_ATOM) node.first_level += *n_levels;
        if (node.left != TRUCE__NONE) node.left += *n_nodes;
        if (node.right != TRUCE__NONE) node.right += *n_nodes;
        nodes[*n_nodes + i] = node;
    }
    if (stmt->n_levels) memcpy(levels + *n_levels, stmt->levels, stmt->n_levels * sizeof *levels);
    *n_nodes += stmt->n_nodes;
    *n_levels += stmt->n_levels;
}

/* What a negation is a negation of; else its negation. */
static void negate_last(truce__node *nodes, uint32_t *count) {
    if (nodes[*count - 1].op == TRUCE__OP_NOT) --*count;
    else {
        nodes[*count] = (truce__node){.op = TRUCE__OP_NOT, .left = *count - 1, .right = TRUCE__NONE};
        ++*count;
    }
}

static truce_status write_statement(truce__arena *arena, const truce_model *model, truce__stmt *stmt) {
    truce__text text;
    truce__text_init(&text, arena->ctx);
    truce__stmt_write(&text, model, stmt);
    return truce__text_keep(&text, arena, &stmt->text);
}

truce_status truce__edit_negation(truce__arena *arena, const truce_model *model, const truce__pref_item *item,
                                  truce__stmt *negation) {
    size_t room = 2, room_of_levels = 0;
    uint32_t n_nodes = 0, n_levels = 0, before = 0;
    for (uint32_t i = 0; i < item->n_stmts; i++) {
        room += item->stmts[i].n_nodes + (size_t)1;
        room_of_levels += item->stmts[i].n_levels;
    }
    truce__node *nodes = truce__arena_alloc(arena, room, sizeof *nodes);
    uint32_t *levels = truce__arena_alloc(arena, room_of_levels, sizeof *levels);
    if (!nodes || !levels) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < item->n_stmts; i++) {
        append_statement(nodes, &n_nodes, levels, &n_levels, &item->stmts[i]);
        if (i > 0) {
            nodes[n_nodes] = (truce__node){.op = TRUCE__OP_OR, .left = before, .right = n_nodes - 1};
            n_nodes++;
        }
        before = n_nodes - 1;
    }
    negate_last(nodes, &n_nodes);
    *negation = (truce__stmt){.nodes = nodes, .n_nodes = n_nodes, .levels = levels, .n_levels = n_levels,
                              .loc = item->loc};
    return write_statement(arena, model, negation);
}

/* -------------------------------------------------------------------- in text */

/* "preferences.north.order.2" */
static void write_path(truce__text *path, const truce_model *model, const truce__model_edit *edit) {
    if (edit->party == TRUCE__NONE) {
        truce__text_printf(path, "feasible.%u", edit->at);
        return;
    }
    const truce__pref *pref = &model->prefs[edit->party];
    const char *id = model->parties[edit->party].id;
    if (edit->kind == TRUCE__EDIT_STRUCTURE) {
        truce__text_printf(path, "parties.%s.options.%s.moves", id, model->options[edit->option].id);
    } else if (pref->kind == TRUCE__PREF_WEIGH) {
        truce__text_printf(path, "preferences.%s.weigh", id);
        truce__path_add(path, pref->items[edit->at - 1].key);
        if (edit->kind == TRUCE__EDIT_FLIP) truce__text_puts(path, ".weight");
    } else if (truce__edit_value_of(model, edit) == TRUCE__EDIT_PLACES) {
        truce__text_printf(path, "preferences.%s.rank", id);
    } else {
        truce__text_printf(path, "preferences.%s.%s.%u", id, pref->kind == TRUCE__PREF_RANK ? "rank" : "order",
                           edit->at);
        if (edit->kind == TRUCE__EDIT_FLIP)
            truce__text_puts(path, truce__edit_value_of(model, edit) == TRUCE__EDIT_TEXTS ? ".any" : ".that");
    }
}

truce__edit_value truce__edit_value_of(const truce_model *model, const truce__model_edit *edit) {
    if (edit->kind == TRUCE__EDIT_STRUCTURE)
        return edit->option == TRUCE__NONE ? TRUCE__EDIT_NO_VALUE : TRUCE__EDIT_TEXT;
    const truce__pref *pref = &model->prefs[edit->party];
    uint32_t count;
    if (edit->kind == TRUCE__EDIT_FLIP) {
        if (pref->kind == TRUCE__PREF_WEIGH) return TRUCE__EDIT_NUMBER;
        return truce__edit_items(pref, &count)[edit->at - 1].is_any ? TRUCE__EDIT_TEXTS : TRUCE__EDIT_TEXT;
    }
    bool is_rank = pref->kind == TRUCE__PREF_RANK;
    bool is_far = is_rank && truce__rank_place_below(pref, edit->at) != edit->at + 1; /* a mark between */
    return is_rank && (edit->kind == TRUCE__EDIT_DROP || is_far) ? TRUCE__EDIT_PLACES : TRUCE__EDIT_NO_VALUE;
}

static void write_place_item(truce__text *text, const truce__pref_item *item) {
    if (item->mark) truce__text_printf(text, "{strong: %u}", item->mark);
    else if (item->is_rest) truce__text_puts(text, "rest");
    else if (item->state) truce__text_number(text, item->state);
    else truce__write_flow_scalar(text, item->stmts[0].text);
}

void truce__rank_place_write(truce__text *text, const truce__pref_item *items, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (i) truce__text_puts(text, ", ");
        write_place_item(text, &items[i]);
    }
}

static void write_places(truce__text *text, const truce__pref *pref) {
    truce__text_puts(text, "[");
    for (uint32_t i = 0, count; i < pref->n_items; i += count) {
        const truce__pref_item *items = truce__rank_place(pref, pref->items[i].group + 1, &count);
        truce__text_puts(text, i ? ", " : "");
        truce__text_puts(text, count > 1 ? "[" : "");
        truce__rank_place_write(text, items, count);
        truce__text_puts(text, count > 1 ? "]" : "");
    }
    truce__text_puts(text, "]");
}

static truce__decimal negative(truce__arena *arena, truce__decimal weight) {
    weight.mantissa = -weight.mantissa;
    if (!weight.exact) return weight;
    bool is_negative = weight.exact[0] == '-';
    size_t length = strlen(weight.exact);
    char *exact = truce__arena_alloc(arena, length + 2, 1);
    if (!exact) return weight;
    exact[0] = '-';
    memcpy(exact + !is_negative, weight.exact + is_negative, length - is_negative + 1);
    weight.exact = exact;
    return weight;
}

static truce_status swap_places(truce__arena *arena, const truce__pref *old, uint32_t place, truce__pref *pref);
static truce_status merge_places(truce__arena *arena, const truce__pref *old, uint32_t place, truce__pref *pref);

static truce_status write_value(truce__arena *arena, const truce_model *model, const truce__model_edit *edit,
                                truce__text *text) {
    static const char *const moves[] = {
        [TRUCE__MOVES_BOTH] = "both", [TRUCE__MOVES_UP] = "up", [TRUCE__MOVES_DOWN] = "down",
        [TRUCE__MOVES_NONE] = "none"};
    truce__edit_value value = truce__edit_value_of(model, edit);
    if (edit->kind == TRUCE__EDIT_STRUCTURE) {
        truce__text_puts(text, moves[edit->moves]);
        return TRUCE_OK;
    }
    const truce__pref *pref = &model->prefs[edit->party];
    if (value == TRUCE__EDIT_PLACES) {
        truce__pref changed;
        TRY(edit->kind == TRUCE__EDIT_SWAP ? swap_places(arena, pref, edit->at, &changed)
                                           : merge_places(arena, pref, edit->at, &changed));
        write_places(text, &changed);
        return TRUCE_OK;
    }
    if (value == TRUCE__EDIT_NUMBER) {
        truce__decimal_write_exact(text, negative(arena, pref->items[edit->at - 1].weight));
        return TRUCE_OK;
    }
    truce__stmt negation;
    uint32_t count;
    TRY(truce__edit_negation(arena, model, &truce__edit_items(pref, &count)[edit->at - 1], &negation));
    truce__text_puts(text, value == TRUCE__EDIT_TEXTS ? "[" : "");
    truce__write_flow_scalar(text, negation.text);
    truce__text_puts(text, value == TRUCE__EDIT_TEXTS ? "]" : "");
    return TRUCE_OK;
}

truce_status truce__edit_written(truce_ctx *ctx, truce__arena *arena, const truce_model *model,
                                 const truce__model_edit *edit, truce_edit *written) {
    truce__edit_value value = truce__edit_value_of(model, edit);
    truce__text text;
    *written = (truce_edit){.op = value                           ? TRUCE_EDIT_SET
                                  : edit->kind == TRUCE__EDIT_SWAP ? TRUCE_EDIT_MOVE
                                                                   : TRUCE_EDIT_REMOVE};
    if (written->op == TRUCE_EDIT_MOVE) written->to = edit->at + 1;
    truce__text_init(&text, ctx);
    write_path(&text, model, edit);
    TRY(truce__text_keep(&text, arena, &written->path));
    if (!value) return TRUCE_OK;
    truce__text_init(&text, ctx);
    truce_status status = write_value(arena, model, edit, &text);
    if (status == TRUCE_OK) return truce__text_keep(&text, arena, &written->value);
    truce__text_free(&text);
    return status;
}

static truce_status make(truce_ctx *ctx, truce__arena *arena, const truce__document *document,
                         const truce_edit *written, bool *is_made) {
    truce__prepared prepared;
    truce__editor editor;
    TRY(truce__edit_prepare(ctx, arena, &document->source, written, &prepared));
    truce_status status = truce__editor_init(ctx, document, false, &editor);
    if (status == TRUCE_OK) status = truce__editor_make(&editor, &prepared, is_made);
    truce__editor_free(&editor);
    return status;
}

truce_status truce__edit_fits(truce_ctx *ctx, const truce_model *model, const truce__document *document,
                              const truce__model_edit *edit, bool *fits) {
    const truce__diags_mark mark = truce__diags_here(ctx);
    truce__arena arena;
    truce_edit written;
    *fits = false;
    truce__arena_init(&arena, ctx);
    truce_status status = truce__edit_written(ctx, &arena, model, edit, &written);
    if (status == TRUCE_OK) status = make(ctx, &arena, document, &written, fits);
    if (status == TRUCE_OK) truce__diags_forget(ctx, mark);
    truce__arena_free(&arena);
    return status;
}

/* ------------------------------------------------------------------ in memory */

/* The preference with room for items of its own; *items has a copy of the old ones. */
static truce_status copy_items(truce__arena *arena, const truce__pref *old, truce__pref *pref,
                               truce__pref_item **items) {
    *items = truce__arena_alloc(arena, old->n_items, sizeof **items);
    if (!*items) return TRUCE_E_NOMEM;
    if (old->n_items) memcpy(*items, old->items, old->n_items * sizeof **items);
    *pref = *old;
    pref->items = *items;
    return TRUCE_OK;
}

/* Two places with what is between them change places. */
static truce_status swap_places(truce__arena *arena, const truce__pref *old, uint32_t place, truce__pref *pref) {
    uint32_t below = truce__rank_place_below(old, place), n_above, n_below;
    const truce__pref_item *above = truce__rank_place(old, place, &n_above),
                           *under = truce__rank_place(old, below, &n_below);
    truce__pref_item *items;
    TRY(copy_items(arena, old, pref, &items));
    size_t first = (size_t)(above - old->items), between = (size_t)(under - above) - n_above;
    memcpy(items + first, under, n_below * sizeof *items);
    memcpy(items + first + n_below, above + n_above, between * sizeof *items);
    memcpy(items + first + n_below + between, above, n_above * sizeof *items);
    for (size_t i = first; i < first + n_below; i++) items[i].group = place - 1;
    for (size_t i = first + n_below + between; i < first + n_below + between + n_above; i++)
        items[i].group = below - 1;
    return TRUCE_OK;
}

/* Two places become one; marks between them go. */
static truce_status merge_places(truce__arena *arena, const truce__pref *old, uint32_t place, truce__pref *pref) {
    uint32_t below = truce__rank_place_below(old, place), kept = 0;
    truce__pref_item *items;
    TRY(copy_items(arena, old, pref, &items));
    for (uint32_t i = 0; i < old->n_items; i++) {
        uint32_t group = old->items[i].group + 1; /* its place */
        if (group > place && group < below) continue;
        items[kept] = old->items[i];
        items[kept++].group = group < below ? group - 1 : group == below ? place - 1 : group - 1 - (below - place);
    }
    pref->n_items = kept;
    return TRUCE_OK;
}

static truce_status flip_item(truce__arena *arena, const truce_model *model, truce__pref_kind kind,
                              truce__pref_item *item) {
    if (kind == TRUCE__PREF_WEIGH) {
        item->weight = negative(arena, item->weight);
        return TRUCE_OK;
    }
    truce__stmt *negation = truce__arena_alloc(arena, 1, sizeof *negation);
    if (!negation) return TRUCE_E_NOMEM;
    TRY(truce__edit_negation(arena, model, item, negation));
    item->stmts = negation;
    item->n_stmts = 1;
    return TRUCE_OK;
}

static truce_status change_item(truce__arena *arena, const truce_model *model, const truce__model_edit *edit,
                                truce__pref *pref) {
    const truce__pref *old = &model->prefs[edit->party];
    truce__pref_item *items;
    uint32_t i = edit->at - 1;
    TRY(copy_items(arena, old, pref, &items));
    switch (edit->kind) {
    case TRUCE__EDIT_SWAP:
        items[i] = old->items[i + 1];
        items[i + 1] = old->items[i];
        return TRUCE_OK;
    case TRUCE__EDIT_DROP:
        memmove(items + i, items + i + 1, (old->n_items - i - 1) * sizeof *items);
        pref->n_items--;
        return TRUCE_OK;
    default: return flip_item(arena, model, old->kind, &items[i]);
    }
}

truce_status truce__edit_preference(truce__arena *arena, const truce_model *model, const truce__model_edit *edit,
                                    truce__pref *pref, bool *is_made) {
    *is_made = false;
    if (edit->kind == TRUCE__EDIT_STRUCTURE) return TRUCE_OK;
    const truce__pref *old = &model->prefs[edit->party];
    if (truce__is_open(old) || old->is_marked) return TRUCE_OK;
    *is_made = true;
    if (old->kind != TRUCE__PREF_RANK) return change_item(arena, model, edit, pref);
    return edit->kind == TRUCE__EDIT_SWAP ? swap_places(arena, old, edit->at, pref)
                                          : merge_places(arena, old, edit->at, pref);
}
