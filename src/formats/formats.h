/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Models in other formats. A reader writes the model as YAML, truce's own form, which is then read as any model; a
 * writer takes the graph. What goes from one format to another goes by way of truce's.
 */
#ifndef TRUCE_FORMATS_H
#define TRUCE_FORMATS_H

#include "document/source.h"
#include "graph/graph.h"
#include "graph/partial.h"

#include <truce/convert.h>

/* Bytes of another format. TRUCE_E_MODEL when they are wrong, with diagnostics at their places. */
typedef struct truce__foreign {
    truce_ctx *ctx;
    truce__arena arena;
    truce__source source;
    truce__text yaml; /* what was read */
    uint32_t errors;
    bool has_preferences; /* an entry of `preferences` is written */
} truce__foreign;

#define TRUCE__WRONG(f, loc, hint, ...)                                                                      \
    ((f)->errors++, truce__diag((f)->ctx, TRUCE_ERROR, &(f)->source, (loc), (hint), __VA_ARGS__))
#define TRUCE__LOST(f, loc, hint, ...) truce__diag((f)->ctx, TRUCE_WARNING, &(f)->source, (loc), (hint), __VA_ARGS__)

truce_status truce__read_gmcr(truce__foreign *foreign);
truce_status truce__read_csv(truce__foreign *foreign);
truce_status truce__read_nfg(truce__foreign *foreign);
truce_status truce__write_gmcr(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink);
truce_status truce__write_csv(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink);
truce_status truce__write_nfg(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink);
truce_status truce__write_json(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink);
truce_status truce__write_graphml(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink);
truce_status truce__write_dot(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink);
truce_status truce__write_latex(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink);
truce_status truce__write_xlsx(truce_ctx *ctx, const truce_graph *graph, const truce_workbook *book);

/* ---------------------------------------------------------------------- ids */

/* Ids made from names: small letters, digits and _; no word of the language, and each once. */
typedef struct truce__fresh_ids {
    TRUCE__VEC(const char *) all;
} truce__fresh_ids;

/* `otherwise` is for names without letters. NULL when memory is out. O(ids). */
const char *truce__fresh_id(truce__foreign *foreign, truce__fresh_ids *ids, const char *name, const char *otherwise);

/* ------------------------------------------------------------------- drafts */

/* A model that is being read: parties with options. */
typedef struct truce__draft_option {
    const char *id, *name;
    const char *const *levels; /* ids; NULL: no, yes */
    uint32_t n_levels, party;
    truce__moves moves;
    uint32_t today; /* TRUCE__NONE: not said */
} truce__draft_option;

/* Writes the head, parties, options and the status quo. `options` stand together by party. */
void truce__draft_write(truce__foreign *foreign, const char *title, const char *const *party_ids,
                        const char *const *party_names, uint32_t n_parties, const truce__draft_option *options,
                        uint32_t n_options);

/* Begins an entry of `preferences`; the next lines are its own. */
void truce__draft_prefer(truce__foreign *foreign, const char *party);
/* Ranks as entries of `preferences`: values by state, from 1; the larger the better, equal ones are tied. */
truce_status truce__draft_rank(truce__foreign *foreign, const char *party, const double *values, uint32_t n_states);

/* ------------------------------------------------------------------- losses */

/* What a format says of moves. Where it does not say all, a reader takes them to go both ways. */
typedef enum truce__held_moves {
    TRUCE__HOLDS_BOTH_WAYS,
    TRUCE__HOLDS_ONE_WAY,  /* also those that go one way only */
    TRUCE__HOLDS_MOVES,    /* each, whatever it follows from */
    TRUCE__HOLDS_NO_MOVES /* and nobody reads it as a model */
} truce__held_moves;

typedef struct truce__loss {
    truce_ctx *ctx;
    const truce_model *model;
    const char *format; /* "a .gmcr file" */
    truce__held_moves moves;
    bool holds_today, holds_outcomes;
} truce__loss;

/* Errors where the model has no single states with options: TRUCE_E_MODEL. */
truce_status truce__refuse_stateless(const truce__loss *loss);
/* Warnings of what the format does not hold. */
truce_status truce__warn_of_losses(const truce__loss *loss);
/* The same of a format that holds verdicts, and those verdicts. */
truce_status truce__written_verdicts(const truce__loss *loss, const truce_graph *graph, truce_solution **solution);

/* -------------------------------------------------------------------- moves */

typedef struct truce__move_row {
    truce_state from, to;
    uint32_t party;
    bool is_improvement;
    bool is_one_way; /* the party cannot move back */
} truce__move_row;

/* Another status than TRUCE_OK ends the walk. */
typedef truce_status (*truce__move_fn)(void *ud, const truce__move_row *move);

/* Every move, in the order of its first state, of parties, and of its second. O(moves x options of a party). */
truce_status truce__moves_each(truce_ctx *ctx, const truce_graph *graph, truce__move_fn work, void *ud);
/* Whether there are more than `most`. O(most). */
truce_status truce__moves_are_over(truce_ctx *ctx, const truce_graph *graph, uint64_t most, bool *are_over);
/* Errors where there are more than a format has room for: TRUCE_E_MODEL. */
truce_status truce__moves_refuse(const truce__loss *loss, const truce_graph *graph, uint64_t most, const char *hint);
truce_status truce__states_refuse(const truce__loss *loss, const truce_graph *graph, uint64_t most,
                                  const char *hint);

/* -------------------------------------------------------------------- cubes */

/* The combinations in which something is true, as few boxes in which some options stand at one level each and the
 * others anywhere. The sets of levels that are allowed are split option by option until the answer is known. */
typedef truce__truth (*truce__cube_fn)(void *ud, const uint64_t *allowed);

typedef struct truce__cubes {
    truce_ctx *ctx;
    uint32_t n_options;
    const uint64_t *all;    /* levels of each option, a bit each */
    uint64_t relevant;      /* options to be split */
    truce__cube_fn truth;
    void *ud;
    size_t most;            /* boxes */
    TRUCE__VEC(uint64_t) found; /* n_options sets for each box */
    bool is_over;           /* there are more */
    truce_status status;    /* of `truth` */
} truce__cubes;

truce_status truce__cubes_find(truce__cubes *cubes);

#endif
