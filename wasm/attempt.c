/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a brief with --live carries, live.wasm: a reader's change to the model, and which conclusions it flips. It is
 * what `replies apply` finds of the same change (truce_try()), without commands, forms and all other questions: they
 * would be two thirds of every page that is sent. The page has the words (src/brief/live.js).
 */
#include "border.h"

#include <truce/comment.h>

#include <stdlib.h>

/* `outcome`: its id; NULL: the status quo. `concept`: an id; NULL: whether it is among the deals. */
FROM_PAGE(flip) extern void page_flip(const char *outcome, const char *concept, bool holds_after);

TO_PAGE(attempt) int page_attempt(const char *text, size_t length, const char *edits, size_t size, double memory);

static void tell(const truce_trial *trial) {
    for (size_t i = 0; i < trial->flip_count; i++) {
        const truce_fact_flip *flip = &trial->flips[i];
        page_flip(flip->outcome, truce_concept_at(flip->concept)->id, flip->holds_after);
    }
    for (size_t i = 0; i < trial->zone_count; i++)
        page_flip(trial->zone[i].outcome, NULL, trial->zone[i].holds_after);
}

static truce_status compare(truce_ctx *ctx, const truce_model *before, const char *text, size_t length) {
    truce_model *after = NULL;
    truce_trial *trial = NULL;
    truce_status status = truce_parse(ctx, text, length, "model", &after);
    if (status == TRUCE_OK) status = truce_try(ctx, before, after, &trial);
    if (status == TRUCE_OK) tell(trial);
    truce_trial_free(trial);
    truce_model_free(after);
    return status;
}

/* Tells the flips that edits to a model bring about. Gives the exit status of a command. */
int page_attempt(const char *text, size_t length, const char *texts, size_t size, double memory) {
    truce_ctx *ctx = page_context(memory);
    size_t count, edited_length = 0;
    truce_edit *edits = page_edits(texts, size, &count);
    truce_model *before = NULL;
    char *edited = NULL;
    truce_status status = ctx && edits ? truce_parse(ctx, text, length, "model", &before) : TRUCE_E_NOMEM;
    if (status == TRUCE_OK)
        status = truce_text_edit(ctx, text, length, "model", edits, count, &edited, &edited_length);
    if (status == TRUCE_OK) status = compare(ctx, before, edited, edited_length);
    if (ctx) page_diagnose_all(ctx, 0);
    if (edited) truce_release(ctx, edited);
    truce_model_free(before);
    truce_ctx_free(ctx);
    free(edits);
    return page_status(status);
}
