/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two models compared, and one model through its events: what changed, and which verdicts flipped because of it.
 *
 * Causes are found by undoing changes one at a time: a change is a cause of a flip when undoing it alone brings the
 * old verdict back. A flip may have several causes (each was needed) or none (no single change was needed: they
 * matter only together).
 */
#ifndef TRUCE_TIMELINE_H
#define TRUCE_TIMELINE_H

#include <truce/edit.h>
#include <truce/result.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct truce_compare_options {
    const uint32_t *concepts;   /* NULL: those marked is_default */
    size_t concept_count;
    const char *where;          /* compare the verdicts for each party in these states of the later model too; NULL:
                                   only for the status quo */
    uint64_t limit;             /* at most so many flips are kept, and attributed; 0: all */
    bool after_expiry;          /* value states by what they turn into: truce_graph_after_expiry() */
} truce_compare_options;

/* -------------------------------------------------------------- two models */

/* What was found; its result tells. A state corresponds to one of the other model when all options that both have
 * stand at the same level, by name, and the others at their first; in plain graphs, when it has the same name. */
typedef struct truce_difference truce_difference;

/* Both models are borrowed. Solves each, and the second again with each change that is not idle undone.
 * Errors: as truce_graph_build() and truce_solve(); TRUCE_E_USAGE (`where` is no statement of the second model).
 * Time: the sum of those. */
TRUCE_API truce_status truce_diff(truce_ctx *ctx, const truce_model *before, const truce_model *after,
                                  const truce_compare_options *options, truce_difference **difference);
TRUCE_API void truce_difference_free(truce_ctx *ctx, truce_difference *difference);

/* ----------------------------------------------------------------- timeline */

TRUCE_API uint32_t truce_model_event_count(const truce_model *model);
TRUCE_API const char *truce_model_event_id(const truce_model *model, uint32_t event);
TRUCE_API const char *truce_model_event_name(const truce_model *model, uint32_t event);
TRUCE_API const char *truce_model_event_date(const truce_model *model, uint32_t event);

/* The text of the model as it stands after all events up to `when`: an event's id (that one included) or a date (that
 * day included). Those events are removed from `events`, and `date` is that of the last of them. The result is for
 * truce_release(). `model` was parsed from the text.
 * Errors: TRUCE_E_USAGE (no such event and no date), TRUCE_E_MODEL (a change does not fit the model: a diagnostic
 * says which). */
TRUCE_API truce_status truce_model_at(truce_ctx *ctx, const truce_model *model, const char *when, char **text,
                                      size_t *length);

/* How things stand before the first event and at the end of each day with events; its result tells. */
typedef struct truce_timeline truce_timeline;

/* The analysis at each date of the model's events. Errors as above. Time: one solution for each date, and for each
 * date one for each event up to it. */
TRUCE_API truce_status truce_timeline_new(truce_ctx *ctx, const truce_model *model,
                                          const truce_compare_options *options, truce_timeline **timeline);
TRUCE_API void truce_timeline_free(truce_ctx *ctx, truce_timeline *timeline);

/* ------------------------------------------------------------------ results */

/* To be written in any form or walked: truce/result.h. They borrow what is handed over. */
TRUCE_API truce_status truce_result_of_diff(truce_ctx *ctx, const truce_difference *difference,
                                            const truce_render_options *options, truce_result **result);
TRUCE_API truce_status truce_result_of_timeline(truce_ctx *ctx, const truce_timeline *timeline,
                                                const truce_render_options *options, truce_result **result);

#ifdef __cplusplus
}
#endif
#endif
