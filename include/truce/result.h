/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Results of questions, whatever the question: one interface to write a result in any form, to walk it value by
 * value, and to read the schema of its JSON before anything is run. Bindings to other languages, pages and programs
 * need nothing else.
 *
 *     truce_result *result;
 *     truce_result_of_solve(ctx, solution, NULL, &result);
 *     truce_render(result, &(truce_form){.format = TRUCE_FORMAT_LATEX}, &sink);
 *
 *     truce_walk *walk;
 *     truce_item item;
 *     truce_walk_new(ctx, result, &walk);
 *     for (truce_event event; (event = truce_walk_step(walk, &item)) != TRUCE_WALK_END;) ...
 *     status = truce_walk_free(walk);
 *
 * A result holds no copy of its values: they are computed when a form or a walk comes to them. So a table of a
 * million rows takes the memory of one row, and the question's own data, graph and model have to outlive the result.
 */
#ifndef TRUCE_RESULT_H
#define TRUCE_RESULT_H

#include <truce/coalitions.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct truce_result truce_result;

TRUCE_API void truce_result_free(truce_result *result);

/* ---------------------------------------------------------------- drawings */

/* A drawing before and after its layout; the layout function knows nothing of conflicts. Lengths are points of 1/72
 * inch, y runs downwards. */
typedef struct truce_sketch_node {
    double width, height;
    uint32_t layer; /* nodes of one layer stand side by side, from left to right or top to bottom */
    double x, y;    /* to be filled in: the centre */
} truce_sketch_node;

typedef struct truce_sketch_arc {
    size_t from, to; /* nodes */
    double label_width, label_height;
    double label_x, label_y; /* to be filled in: the label's centre */
    double *points;          /* to be filled in by truce_sketch_curve(): x, y of 3 n + 1 points of n Bezier curves in
                                a row */
    size_t point_count;
} truce_sketch_arc;

typedef struct truce_sketch {
    truce_ctx *ctx;
    truce_sketch_node *nodes;
    truce_sketch_arc *arcs;
    size_t node_count, arc_count;
    double width, height; /* to be filled in */
} truce_sketch;

/* Gives an arc room for its points. TRUCE_E_NOMEM. */
TRUCE_API truce_status truce_sketch_curve(truce_sketch *sketch, size_t arc, size_t point_count);

typedef truce_status (*truce_layout_fn)(void *ud, truce_sketch *sketch);

/* ------------------------------------------------------------------- forms */

/* How a result is written. */
typedef struct truce_form {
    truce_format format;
    const char *table; /* CSV, HTML, LaTeX, Markdown: this table alone; NULL: CSV writes the first, the others write
                          everything */
    bool has_bom;      /* CSV begins with a byte order mark, by which spreadsheets know UTF-8 */
    uint32_t width;    /* text: columns of the terminal; 0: unlimited */
    bool color;        /* text */
    truce_layout_fn layout; /* SVG: who places nodes and arcs */
    void *layout_ud;
} truce_form;

/* Writes the result. Pure: the same result gives the same bytes.
 * Errors: TRUCE_E_USAGE (no such table or drawing, or a form without one), TRUCE_E_IO (the sink), TRUCE_E_NOMEM,
 * TRUCE_E_CANCELLED, and what computing a value may give. Time and memory those of one row after the other. */
TRUCE_API truce_status truce_render(const truce_result *result, const truce_form *form, const truce_sink *sink);

/* The names of the tables that a result has in a form, by number; NULL behind the last. */
TRUCE_API const char *truce_result_table(const truce_result *result, truce_format format, uint32_t index);

/* ------------------------------------------------------------------- asking */

/* The value of an option of a question, found: what the command line writes as a text is here what it names. */
typedef struct truce_argument {
    const char *option;      /* "concepts" */
    uint64_t number;         /* a state, a party, a number; which of the words; 1 for a flag */
    const uint32_t *numbers; /* concepts, parties */
    size_t count;
    const truce_set *set; /* the states in which a statement is true */
    const char *text;     /* as it was written */
    const truce_coalition *coalitions; /* `count` of them; NULL where `number` is 1: all */
    bool is_all; /* concepts: those that cannot be had are left out and noted, where else the question fails */
} truce_argument;

/* The number of "groups": by what, beside the levels of the options in `numbers`. */
enum { TRUCE_GROUPS_OUTCOMES = 1, TRUCE_GROUPS_PATTERNS = 2 };

/* What a question is asked about, and how. */
typedef struct truce_query {
    const truce_graph *graph; /* NULL where the question needs none */
    const truce_model *model, *second; /* of questions that build the graphs themselves, or need none: timeline and
                                          check have a model, diff two; else NULL */
    const truce_argument *arguments; /* those not given take what is usual */
    size_t argument_count;
    const truce_render_options *options; /* rows, limit, view, ...; NULL: the defaults */
    struct truce_blocks *blocks; /* of a question that draws a sample, who keeps it (robust.h); NULL: nobody */
} truce_query;

/* Asks a question by its name and gives its result, which owns what was found out. The models, the graph and the
 * sets of the query must outlive it. Errors: TRUCE_E_USAGE (no such question, or what it needs is missing), and those
 * of the question's own function, whose time and memory it takes. */
TRUCE_API truce_status truce_ask(truce_ctx *ctx, const char *question, const truce_query *query,
                                 truce_result **result);

/* ------------------------------------------------------------------ schemas */

/* Questions with a schema, by number; NULL behind the last. */
TRUCE_API const char *truce_question_name(uint32_t index);

/* The JSON Schema (draft 2020-12) of a question's result, or of the model file: "model". Nothing is run.
 * TRUCE_E_USAGE: no such question. */
TRUCE_API truce_status truce_schema(truce_ctx *ctx, const char *of, const truce_sink *sink);

/* -------------------------------------------------------------------- walks */

typedef struct truce_walk truce_walk;

typedef enum truce_event {
    TRUCE_WALK_END,   /* all is visited, or something failed: truce_walk_free() tells */
    TRUCE_WALK_VALUE, /* a value */
    TRUCE_WALK_OPEN,  /* an object or list begins */
    TRUCE_WALK_CLOSE  /* it ends */
} truce_event;

typedef enum truce_type {
    TRUCE_IS_NULL,
    TRUCE_IS_BOOL,
    TRUCE_IS_NUMBER,
    TRUCE_IS_DECIMAL, /* a number as it is written */
    TRUCE_IS_TEXT,
    TRUCE_IS_STATE,
    TRUCE_IS_MEMBER,  /* a party, concept, ...: its id */
    TRUCE_IS_OBJECT,
    TRUCE_IS_MAP,     /* an object with a value for each member of a domain */
    TRUCE_IS_LIST,
    TRUCE_IS_SUBSET,  /* a list of members of a domain */
    TRUCE_IS_STATES   /* a list of states */
} truce_type;

/* What a step came to. Pointers are lent until the next step. */
typedef struct truce_item {
    truce_type type;
    const char *key;    /* NULL in lists */
    uint64_t number;    /* of BOOL, NUMBER, STATE; of a MEMBER its place in the domain */
    const char *text;   /* of TEXT and DECIMAL; of a MEMBER its id */
    const char *label;  /* of a MEMBER: its name for people */
    const char *domain; /* of MEMBER, MAP, SUBSET: "party", "concept", ... */
} truce_item;

/* Begins a walk over what JSON shows. Any number of walks may be open on one result, on one thread. The context is
 * that of the result. TRUCE_E_NOMEM. */
TRUCE_API truce_status truce_walk_new(truce_ctx *ctx, const truce_result *result, truce_walk **walk);
TRUCE_API truce_event truce_walk_step(truce_walk *walk, truce_item *item);
/* Goes to behind the object or list opened last, whose TRUCE_WALK_CLOSE does not come any more. */
TRUCE_API void truce_walk_leave(truce_walk *walk);
/* Ends a walk, at any point of it. Gives the first failure, TRUCE_E_CANCELLED among them. */
TRUCE_API truce_status truce_walk_free(truce_walk *walk);

/* ------------------------------------------------------------------- makers */

/* Results of what the functions of these questions gave. `options`: rows, limit, view, ...; NULL: the defaults. What
 * is handed over stays the caller's, as do the sets of `options`; all that must outlive the result. TRUCE_E_NOMEM,
 * TRUCE_E_CANCELLED. */
TRUCE_API truce_status truce_result_of_states(truce_ctx *ctx, const truce_graph *graph,
                                              const truce_render_options *options, truce_result **result);
TRUCE_API truce_status truce_result_of_solve(truce_ctx *ctx, const truce_solution *solution,
                                             const truce_render_options *options, truce_result **result);
/* Verdicts explained one after the other, with their witnesses. */
typedef struct truce_explanation {
    const truce_witness *const *witnesses;
    size_t count;
    const struct truce_sides *sides; /* of the library; NULL */
    const truce_coalition_witness *const *coalition_witnesses; /* NULL: none are asked for */
    size_t coalition_count;
} truce_explanation;

TRUCE_API truce_status truce_result_of_explain(truce_ctx *ctx, const truce_graph *graph,
                                               const truce_explanation *explanation,
                                               const truce_render_options *options, truce_result **result);
/* The state of the model: counts, diagnostics, and with options->show_inputs every input with its sources, its reason
 * and its confidence; JSON has the inputs in any case. `graph` may be NULL when the model is too wrong (or too large)
 * to be built; `model` too when it could not be read. `file`: the name to tell. */
TRUCE_API truce_status truce_result_of_check(truce_ctx *ctx, const char *file, const truce_model *model,
                                             const truce_graph *graph, const truce_render_options *options,
                                             truce_result **result);
/* The table of concepts. */
TRUCE_API truce_status truce_result_of_concepts(truce_ctx *ctx, const truce_render_options *options,
                                                truce_result **result);

#ifdef __cplusplus
}
#endif
#endif
