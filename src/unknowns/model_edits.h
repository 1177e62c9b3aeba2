/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What may be otherwise in a model: edits, each the smallest change of one input. They are the one vocabulary of
 * whoever asks what a model's conclusions rest on. An edit is a change of the text, in the words of an event, and a
 * preference in memory; both say the same.
 *
 *     SWAP       two neighbours of an order, two neighbouring places of a ranking
 *     DROP       an item of an order, a weight; of a ranking: two neighbouring places become one
 *     FLIP       a statement becomes its negation, a weight its negative
 *     STRUCTURE  a rule of feasibility does not apply; an option cannot be changed, or can be changed both ways
 *
 * Of an open order (`either`) the items are those that stand in the file; an `either` has no negation. A preference
 * that is open as a whole has no edits.
 */
#ifndef TRUCE_MODEL_EDITS_H
#define TRUCE_MODEL_EDITS_H

#include "model/model.h"

typedef enum truce__edit_kind {
    TRUCE__EDIT_SWAP,
    TRUCE__EDIT_DROP,
    TRUCE__EDIT_FLIP,
    TRUCE__EDIT_STRUCTURE,
    TRUCE__N_EDIT_KINDS
} truce__edit_kind;

/* "swap", ...: up to NULL */
extern const char *const truce__edit_kind_names[];

typedef struct truce__model_edit {
    truce__edit_kind kind;
    uint32_t party; /* whose list or option; TRUCE__NONE: nobody's, a rule */
    uint32_t at;    /* place in the list from 1, as paths count; SWAP and merging places: with the next place; of a
                       rule its number, of an option its number among its party's */
    uint32_t option;    /* STRUCTURE of an option, else TRUCE__NONE */
    truce__moves moves; /* ... which it then has */
} truce__model_edit;

typedef TRUCE__VEC(truce__model_edit) truce__model_edits;

/* Appends the edits of a model of these kinds (bits 1 << kind): party by party swaps, drops and flips by place, then
 * rules, then options. O(edits). */
truce_status truce__edits_list(truce_ctx *ctx, const truce_model *model, unsigned kinds, truce__model_edits *edits);

/* The edit in the words of the file, made in `arena`: one change. O(its length; a ranking is written whole where one
 * change cannot say it otherwise). */
truce_status truce__edit_written(truce_ctx *ctx, truce__arena *arena, const truce_model *model,
                                 const truce__model_edit *edit, truce_edit *written);

/* Whether the change can be made to the text, whose document it is: it cannot where it would change a value that an
 * anchor shares with others. O(length of what is changed). */
truce_status truce__edit_fits(truce_ctx *ctx, const truce_model *model, const struct truce__document *document,
                              const truce__model_edit *edit, bool *fits);

/* What the value of the edit is: nothing, a statement, a list with one, a number, a word, places of a ranking. */
typedef enum truce__edit_value {
    TRUCE__EDIT_NO_VALUE,
    TRUCE__EDIT_TEXT,
    TRUCE__EDIT_TEXTS,
    TRUCE__EDIT_NUMBER,
    TRUCE__EDIT_PLACES
} truce__edit_value;
truce__edit_value truce__edit_value_of(const truce_model *model, const truce__model_edit *edit);

/* The items of a preference that edits count, as they stand in the file. */
const truce__pref_item *truce__edit_items(const truce__pref *pref, uint32_t *count);
/* The items of a ranking's place, from 1: *count of them from the pointer on; 0 behind the last. O(log items). */
const truce__pref_item *truce__rank_place(const truce__pref *pref, uint32_t place, uint32_t *count);
/* The next place of a ranking that is no mark; 0: there is none. */
uint32_t truce__rank_place_below(const truce__pref *pref, uint32_t place);

/* Appends these items, separated by commas, as they stand in the file. */
void truce__rank_place_write(truce__text *text, const truce__pref_item *items, uint32_t count);

/* The negation of the statements of an item, true where none of them is: its text is appended. */
truce_status truce__edit_negation(truce__arena *arena, const truce_model *model, const truce__pref_item *item,
                                  truce__stmt *negation);

/* The party's preference after the edit, items and statements in `arena`. *is_made is false where only the text can
 * say it: structure, an open preference, one with marks of strength. O(items). */
truce_status truce__edit_preference(truce__arena *arena, const truce_model *model, const truce__model_edit *edit,
                                    truce__pref *pref, bool *is_made);

#endif
