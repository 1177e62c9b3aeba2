/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by comparing two models and following one through its events: a model with its verdicts, states that
 * correspond, verdicts that flipped, and their causes. */
#ifndef TRUCE_COMPARE_H
#define TRUCE_COMPARE_H

#include "document/changes.h"
#include "document/document.h"
#include "graph/set.h"
#include "model/as_of.h"
#include "questions/solve/views.h"

#include <truce/timeline.h>

/* A model with its graph and verdicts. */
typedef struct truce__solved {
    truce_model *owned; /* the model, where it is to be freed too */
    truce_graph *plain; /* after expiry, where it is no variant of another model: the graph that `graph` rests on */
    truce_graph *graph;
    truce_solution *solution;
} truce__solved;

/* The model is solved as a variant of one that was solved before and is freed later; NULL: there is none. */
truce_status truce__solved_model(truce_ctx *ctx, const truce_model *model, const truce__solved *base,
                                 const truce_compare_options *options, truce__solved *solved);
/* From a text; the model is then owned. */
truce_status truce__solved_text(truce_ctx *ctx, const char *text, size_t length, const char *file,
                                const truce__solved *base, const truce_compare_options *options,
                                truce__solved *solved);
/* From a model that it takes over, also when it fails. */
truce_status truce__solved_adopt(truce_ctx *ctx, truce_model *model, const truce__solved *base,
                                 const truce_compare_options *options, truce__solved *solved);
void truce__solved_free(truce__solved *solved);

/* How the options of one model correspond to those of another. */
typedef struct truce__match {
    const truce_graph *from, *to;
    uint32_t option[TRUCE__MAX_OPTIONS]; /* of `to`, for each of `from`; TRUCE__NONE: it has none */
    uint8_t level[TRUCE__MAX_OPTIONS][TRUCE__MAX_LEVELS]; /* its level for each; TRUCE_LEVEL_MIXED: it has none */
    const uint64_t *names; /* plain graphs: the state of `to` for each of `from`, or 0 */
} truce__match;

/* `arena` keeps the names' numbers. */
truce_status truce__match_init(truce__arena *arena, const truce_graph *from, const truce_graph *to,
                               truce__match *match);
/* The state of `to` that corresponds to one of `from`, or 0. */
truce_state truce__match_state(const truce__match *match, truce_state state);

/* A verdict that differs between the two models. */
typedef struct truce__flip {
    uint32_t slot;              /* of the concept, among those asked for */
    uint32_t party;             /* UINT32_MAX: whether it is an equilibrium; else whether it is stable for this
                                   party */
    bool is_status_quo;         /* about the status quo, whichever state that is in either model */
    truce_state before, after;  /* the state's number in either model; 0: there is no such state */
    truce_verdict held, holds;
    const uint32_t *causes;     /* changes (events, in a timeline), ascending: each alone undone brings the old
                                   verdict back */
    size_t cause_count;
} truce__flip;

/* The verdicts that flipped: first those on the status quo and on --where, then equilibria, by concept and state.
 * Counts all, keeps up to options->limit, without causes. */
typedef struct truce__flips {
    TRUCE__VEC(truce__flip) at;
    uint64_t total, new_states, lost_states;
} truce__flips;

truce_status truce__flips_find(truce_ctx *ctx, truce__arena *arena, const truce__solved *before,
                               const truce__solved *after, const truce_compare_options *options, truce__flips *flips);

/* Causes by flip, collected change by change. */
typedef TRUCE__VEC(uint32_t) truce__causes;

/* Appends `cause` to the causes of each flip that is what it was in `variant`, the later model without that cause.
 * `causes` has one list for each flip. */
truce_status truce__flips_blame(truce_ctx *ctx, truce__arena *arena, const truce__flips *flips,
                                const truce__solved *before, const truce__solved *after, const truce__solved *variant,
                                uint32_t cause, truce__causes *causes);
/* Hands the lists to the flips, into the arena, and frees them. */
truce_status truce__flips_settle(truce_ctx *ctx, truce__arena *arena, truce__flips *flips, truce__causes *causes);

/* A model at some time, and the verdicts that flipped since the moment before it in the array. */
typedef struct truce__moment {
    const char *date; /* of the first moment of a timeline: the model's, or NULL */
    uint32_t first_event, event_count; /* those of the day; none at the first moment */
    truce__solved solved;
    const uint64_t *holding; /* equilibria in which an outcome holds: [slot of the concept x outcomes + outcome] */
    truce__views *views; /* NULL: nobody misreads anything */
    truce__flips flips; /* causes are changes, or events up to this day */
} truce__moment;

/* Fills `holding` and `views` of a moment that is solved. A set for each outcome in turn: O(states x outcomes / 64);
 * and at most one solve for each party that misreads something. */
truce_status truce__moment_count(truce_ctx *ctx, truce__arena *arena, truce__moment *moment);
/* Frees what a moment holds; the moments that are variants of it must be gone. */
void truce__moment_free(truce_ctx *ctx, truce__moment *moment);

struct truce_difference {
    truce__arena arena;
    truce__moment moments[2]; /* before, after */
    truce__changes changes;
    uint64_t *caused; /* for each change, how many of the flips kept it is a cause of */
    truce__document document; /* the canonical text of the second model; its nodes are the arena's */
};

struct truce_timeline {
    const truce_model *model; /* borrowed */
    truce__arena arena;
    truce__moment *moments; /* at least one: before the first event */
    size_t count;
    truce__course course;
};

#endif
