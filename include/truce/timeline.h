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

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------------------------------------- changes */

typedef enum truce_change_kind { TRUCE_CHANGED, TRUCE_ADDED, TRUCE_REMOVED, TRUCE_MOVED } truce_change_kind;

/* One input that differs. */
typedef struct truce_change {
    truce_change_kind kind;
    const char *from, *to;      /* its path in the first and in the second model; NULL where it is not there */
    const char *before, *after; /* its values, on one line of YAML; NULL likewise */
    truce_edit undo;            /* for the canonical text of the second model: takes this change back, and no other */
    bool is_idle;               /* no verdict can depend on it: a title, a name, a note, what lies around the conflict
                                   (but `expires`, where states are valued by what they turn into) */
    bool is_undone;             /* undone alone, a model was left and solved; false for what is idle or cannot be
                                   undone alone */
} truce_change;

/* ------------------------------------------------------------------ verdicts */

/* A verdict that differs between the two models. */
typedef struct truce_verdict_flip {
    uint32_t slot;              /* of the concept, among those asked for */
    uint32_t party;             /* UINT32_MAX: whether it is an equilibrium; else whether it is stable for this
                                   party */
    bool is_status_quo;         /* about the status quo, whichever state that is in either model */
    truce_state before, after;  /* the state's number in either model; 0: there is no such state */
    bool held, holds;
    const uint32_t *causes;     /* changes (events, in a timeline), ascending: each alone undone brings the old
                                   verdict back */
    size_t cause_count;
} truce_verdict_flip;

typedef struct truce_compare_options {
    const uint32_t *concepts;   /* NULL: those marked is_default */
    size_t concept_count;
    const char *where;          /* compare the verdicts for each party in these states of the later model too; NULL:
                                   only for the status quo */
    uint64_t limit;             /* at most so many flips are kept, and attributed; 0: all */
    bool after_expiry;          /* value states by what they turn into: truce_graph_after_expiry() */
} truce_compare_options;

/* -------------------------------------------------------------- two models */

/* A state corresponds to one of the other model when all options that both have stand at the same level, by name, and
 * the others at their first; in plain graphs, when it has the same name. */
typedef struct truce_difference {
    const truce_change *changes;
    size_t change_count;
    const truce_verdict_flip *flips;    /* the status quo's and --where's first, then equilibria, by concept and
                                           state */
    size_t flip_count;
    uint64_t flip_total;        /* with those beyond the limit */
    uint64_t new_states, lost_states;
    const truce_solution *before, *after; /* owned by the difference, with their graphs */
} truce_difference;

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

/* A day with events, and the results at its end. */
typedef struct truce_moment {
    const char *date;             /* of the first moment: the model's, or NULL */
    uint32_t first_event, event_count; /* those of the day; none at the first moment */
    const truce_solution *solution;    /* owned by the timeline, with its graph and model */
    const truce_verdict_flip *flips;      /* against the moment before; causes are events up to this day */
    size_t flip_count;
    uint64_t flip_total;
} truce_moment;

typedef struct truce_timeline {
    const truce_model *model;     /* borrowed */
    const truce_moment *moments;  /* at least one: before the first event */
    size_t moment_count;
} truce_timeline;

/* The analysis at each date of the model's events. Errors as above. Time: one solution for each date, and for each
 * date one for each event up to it. */
TRUCE_API truce_status truce_timeline_new(truce_ctx *ctx, const truce_model *model,
                                          const truce_compare_options *options, truce_timeline **timeline);
TRUCE_API void truce_timeline_free(truce_ctx *ctx, truce_timeline *timeline);

/* ---------------------------------------------------------------- rendering */

TRUCE_API truce_status truce_render_diff(truce_ctx *ctx, const truce_difference *difference,
                                         const truce_render_options *options, const truce_sink *sink);
TRUCE_API truce_status truce_render_timeline(truce_ctx *ctx, const truce_timeline *timeline,
                                             const truce_render_options *options, const truce_sink *sink);

#ifdef __cplusplus
}
#endif
#endif
