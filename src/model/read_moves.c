/* SPDX-License-Identifier: Apache-2.0 */
/* Explicit moves between states. */
#include "model/reader.h"

#include <stdio.h>

truce_status truce__read_state(truce__reader *reader, const truce__yaml *node, uint64_t *state) {
    const truce_model *model = reader->model;
    *state = 0;
    if (node->kind != TRUCE__YAML_SCALAR)
        return truce__read_error(reader, node->loc, "the 'states' command lists the numbers",
                                 "a state is expected here, by %s",
                                 model->is_plain ? "name or number" : "number");
    if (!truce__read_number(node, state)) *state = truce__read_state_name(reader, node);
    else if (*state == 0) return truce__read_error(reader, node->loc, "the 'states' command lists the numbers",
                                              "states are numbered from 1");
    bool is_beyond = model->is_plain && *state > model->options[0].n_levels;
    if (*state && !is_beyond) return TRUCE_OK;
    *state = 0;
    truce__news news = TRUCE__NEWS;
    if (model->is_plain) TRY(truce__find_news(model, TRUCE__LOST_NAMES, node->text, node->length, &news));
    if (!model->is_plain && (reader->blame.lost & TRUCE__LOST_NAMES)) return TRUCE_OK; /* 'states' may be meant */
    if (!model->is_plain)
        return truce__read_error(reader, node->loc, "the 'states' command lists the numbers",
                                 "'%.*s' is not the number of a state", TRUCE__SHOWN(node));
    const truce__option *states = &model->options[0];
    bool is_searched = truce__wants_hint(reader) && news != TRUCE__FOLLOWS;
    const char *nearest =
        is_searched ? truce__nearest(node->text, node->length, states->levels, states->n_levels) : NULL;
    char hint[100];
    if (truce__is_held_back(news, node->text, node->length, nearest)) return TRUCE_OK;
    if (nearest) snprintf(hint, sizeof hint, "did you mean '%s'?", nearest);
    return truce__read_error(reader, node->loc, nearest ? hint : "list it under 'states'", "there is no state '%.*s'",
                             TRUCE__SHOWN(node));
}

static const truce__schema arc_schema = {
    .kind = TRUCE__SCHEMA_LIST, .about = "A move: from, to.", .of = &truce__schema_state, .least = 2, .most = 2};
static const truce__schema arcs_schema = {.kind = TRUCE__SCHEMA_LIST, .about = "Its moves.", .of = &arc_schema};
const truce__schema truce__schema_moves = {
    .kind = TRUCE__SCHEMA_MAP, .of = &arcs_schema, .names = TRUCE__NAMES_PARTY, .has_ids = true, .has_gaps = true};

static truce_status read_arc(truce__reader *reader, const truce__yaml *node, truce__arc *arc, bool *is_ok) {
    *is_ok = false;
    TRY(truce__go_on(reader->ctx));
    if (node->kind != TRUCE__YAML_LIST || node->count != 2)
        return truce__read_error(reader, node->loc, "write [1, 2]", "a move is a list of two states: from, to");
    TRY(truce__read_state(reader, node->first->value, &arc->from));
    TRY(truce__read_state(reader, node->last->value, &arc->to));
    arc->loc = node->first->value->loc;
    if (reader->blame.lost & TRUCE__LOST_NAMES) return TRUCE_OK; /* other states may be meant */
    if (arc->from && arc->from == arc->to)
        return truce__read_error(reader, arc->loc, "leave it out", "a move must lead to another state");
    *is_ok = arc->from && arc->to;
    return TRUCE_OK;
}

static truce_status read_arcs(truce__reader *reader, const truce__pair *entry, truce__arcs *arcs) {
    const truce__yaml *list;
    if (truce__yaml_is_null(entry->value)) return TRUCE_OK;
    TRY(truce__read_kind(reader, entry, TRUCE__YAML_LIST, &list));
    if (!list) return TRUCE_OK;
    truce__arc *made = truce__arena_alloc(reader->arena, list->count, sizeof *made);
    if (!made) return TRUCE_E_NOMEM;
    for (const truce__pair *element = list->first; element; element = element->next) {
        bool is_ok;
        TRY(read_arc(reader, element->value, &made[arcs->n_arcs], &is_ok));
        if (is_ok) arcs->n_arcs++;
    }
    arcs->arcs = made;
    return TRUCE_OK;
}

truce_status truce__read_moves(truce__reader *reader, const truce__pair *pair) {
    truce_model *model = reader->model;
    const truce__yaml *map;
    if (!pair && model->is_plain)
        return truce__read_missing(reader, reader->root, reader->model_record, model->options[0].loc,
                                   "write 'moves: {PARTY: [[from, to], ...]}'",
                                   "a model with 'states' needs 'moves'");
    TRY(truce__read_kind(reader, pair, TRUCE__YAML_MAP, &map));
    if (!map) return TRUCE_OK;
    truce__arcs *moves = truce__arena_alloc(reader->arena, model->n_parties, sizeof *moves);
    if (!moves) return TRUCE_E_NOMEM;
    model->moves = moves;
    model->has_moves = true;
    for (const truce__pair *entry = map->first; entry; entry = entry->next) {
        uint32_t party;
        TRY(truce__read_party_key(reader, entry->key, &party));
        truce__arcs unused = {0};
        TRY(read_arcs(reader, entry, party == TRUCE__NONE ? &unused : &moves[party]));
    }
    return TRUCE_OK;
}
