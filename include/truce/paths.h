/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How a conflict can go on: what can be reached from a state, in how many steps, and by which shortest paths.
 *
 * A path is a legal sequence: in each step one party makes one of its moves, and no party moves twice in a row.
 * truce_paths_by says which moves count. Where the model has `expires`, a step may also be a lapse: one entry that
 * applies takes effect, and nobody moves. After it every party may move. It needs nobody's wish, so it is a step of
 * paths of every kind. The literature calls this status quo analysis: Li, Kilgour and Hipel 2005,
 * Journal of the Operational Research Society 56(6), 699-707; shortest paths in the coloured graph of moves: Xu,
 * Kilgour, Hipel and Kemkes 2010, doi:10.1016/j.ejor.2010.03.025.
 *
 *     truce_paths_query query = {.from = 1, .by = TRUCE_BY_MOVES, .to = set};
 *     truce_paths *paths;  truce_paths_find(ctx, graph, &query, &paths);
 *     truce_paths_verify(verifier, paths, 0);
 *
 * States that the search does not find cannot be reached: it ends when no legal step leads to a pair (state, who
 * moved last) that it has not seen, and there is no bound on the length of paths.
 */
#ifndef TRUCE_PATHS_H
#define TRUCE_PATHS_H

#include <truce/result.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Which moves a path may be made of. */
typedef enum truce_paths_by {
    TRUCE_BY_MOVES,        /* any */
    TRUCE_BY_IMPROVEMENTS, /* those to a state that their mover prefers to the one just before */
    TRUCE_BY_UNSANCTIONED  /* improvements that nothing sanctions under a concept: the steps of a party that looks
                              ahead as the concept assumes */
} truce_paths_by;

/* "moves", "improvements", "unsanctioned": what users type. */
TRUCE_API const char *truce_paths_by_name(truce_paths_by by);

typedef struct truce_paths_query {
    truce_state from;    /* 0: the status quo */
    truce_paths_by by;
    uint32_t concept;    /* TRUCE_BY_UNSANCTIONED: whose sanctions */
    const truce_set *to; /* the states asked for, or NULL: none. Not kept. */
    truce_state to_state; /* where `to` is NULL: this one; 0: none */
    uint64_t limit;      /* at most so many targets, and so many that cannot be reached, are listed; 0: no limit */
    uint64_t obstacles;  /* the limit of those that cannot be reached; 0: the same */
    uint64_t arc_limit;  /* at most so many arcs are kept for a drawing; 0: none */
    bool no_lapsing;     /* only parties' moves are steps */
} truce_paths_query;

/* Who makes a step that lapses by itself. */
#define TRUCE_NOBODY UINT32_MAX

typedef struct truce_paths truce_paths;

/* Searches. `paths` borrows the graph.
 * Errors: TRUCE_E_USAGE (no such state or concept, no status quo; a shared graph),
 * TRUCE_E_LIMIT, TRUCE_E_NOMEM, TRUCE_E_CANCELLED.
 * Time O(states x parties + moves), in option models usually far less, and for the targets once more the moves on
 * shortest paths to them. */
TRUCE_API truce_status truce_paths_find(truce_ctx *ctx, const truce_graph *graph, const truce_paths_query *query,
                                        truce_paths **paths);
/* Asks the same search for other states, as in the query; what was lent of the targets before is gone. The search
 * itself is not repeated.
 * Errors: TRUCE_E_USAGE (no such state), TRUCE_E_LIMIT, TRUCE_E_NOMEM, TRUCE_E_CANCELLED. After an error the paths
 * can only be freed. Time: the moves on shortest paths to the targets. */
TRUCE_API truce_status truce_paths_ask(truce_paths *paths, const truce_set *to, truce_state to_state);
TRUCE_API void truce_paths_free(truce_paths *paths);

TRUCE_API const truce_graph *truce_paths_graph(const truce_paths *paths);
TRUCE_API truce_state truce_paths_from(const truce_paths *paths);
TRUCE_API truce_paths_by truce_paths_by_of(const truce_paths *paths);
TRUCE_API uint32_t truce_paths_concept(const truce_paths *paths); /* UINT32_MAX unless TRUCE_BY_UNSANCTIONED */

/* The states that can be reached in one or more steps; `from` is among them when there is a legal way back. Lent. */
TRUCE_API const truce_set *truce_paths_reach(const truce_paths *paths);
/* The least number of steps to a state, 0: it cannot be reached; the same with `party` moving last, or with a lapse
 * (TRUCE_NOBODY). */
TRUCE_API uint32_t truce_paths_steps(const truce_paths *paths, truce_state state);
TRUCE_API uint32_t truce_paths_steps_by(const truce_paths *paths, truce_state state, uint32_t party);
/* The steps to the states that are farthest away. */
TRUCE_API uint32_t truce_paths_longest(const truce_paths *paths);
/* Whether what lapses by itself is a step. */
TRUCE_API bool truce_paths_lapse(const truce_paths *paths);
/* Pairs (state, who moved last) that were found: the search has looked at every step from each of them. */
TRUCE_API uint64_t truce_paths_pairs(const truce_paths *paths);

/* What a step means for its mover. */
typedef enum truce_gain { TRUCE_WORSE, TRUCE_SAME, TRUCE_BETTER } truce_gain;

typedef struct truce_path_step {
    uint32_t party; /* TRUCE_NOBODY: it lapses by itself */
    truce_state to;
    truce_gain gain; /* of a lapse TRUCE_SAME, which means nothing */
    uint32_t entry;  /* of a lapse: the first entry of `expires`, from 0, that leads there; else UINT32_MAX */
} truce_path_step;

/* A state that was asked for and can be reached. Two paths are different when they differ in a state or in a
 * mover. */
typedef struct truce_path {
    truce_state state;
    uint32_t steps;
    uint64_t count;     /* of shortest paths; UINT64_MAX: so many or more */
    const truce_path_step *path; /* a shortest one: of these the one with the fewest steps that leave their mover
                                    worse off, then with the fewest that leave it as it was; of equals, seen from its
                                    end, the one whose steps are by the first parties of the model, nobody last, and
                                    pass through the lowest states */
    uint32_t worse, same;        /* how many such steps it has: so few on no other shortest path */
    uint32_t lapses;             /* how many of its steps lapse; no step of the two kinds above does */
    bool may_lapse_first;        /* some shortest path begins with a lapse */
    bool must_lapse;             /* every shortest path has one */
    const uint32_t *first;       /* the parties that move first in some shortest path */
    uint32_t first_count;
    const uint32_t *always;      /* the parties that move in every shortest path */
    uint32_t always_count;
} truce_path;

/* Whether states were asked for; how many of them can be reached and how many cannot, and those that the limit let
 * in: targets nearest first, then by number; the others by number. */
TRUCE_API bool truce_paths_has_targets(const truce_paths *paths);
TRUCE_API bool truce_paths_from_is_target(const truce_paths *paths);
TRUCE_API uint64_t truce_paths_target_total(const truce_paths *paths);
TRUCE_API size_t truce_paths_target_count(const truce_paths *paths);
TRUCE_API const truce_path *truce_paths_target(const truce_paths *paths, size_t index);

/* Why a state cannot be reached: the simplest true reason besides the search itself. */
typedef enum truce_obstacle_kind {
    TRUCE_OBSTACLE_ONE_WAY,  /* `option` would have to stand where its own direction does not let it go from here */
    TRUCE_OBSTACLE_NO_ENTRY, /* no step of that kind leads into the state from anywhere */
    TRUCE_OBSTACLE_LEVEL,    /* in no state that can be reached, nor in `from`, does `option` stand as it does
                                there */
    TRUCE_OBSTACLE_SEARCH    /* only the search itself */
} truce_obstacle_kind;

typedef struct truce_obstacle {
    truce_state state;
    truce_obstacle_kind kind;
    uint32_t option; /* ONE_WAY, LEVEL */
} truce_obstacle;

TRUCE_API uint64_t truce_paths_unreachable_total(const truce_paths *paths);
TRUCE_API size_t truce_paths_unreachable_count(const truce_paths *paths);
TRUCE_API const truce_obstacle *truce_paths_unreachable(const truce_paths *paths, size_t index);

/* The arcs of all shortest paths to the targets listed, by step, then by mover and states; where there are more than
 * query.arc_limit, those of the paths in truce_path.path, of as many targets as fit. */
typedef struct truce_path_arc {
    uint32_t step; /* from 1 */
    uint32_t party; /* TRUCE_NOBODY: a lapse */
    truce_state from, to;
    truce_gain gain;
} truce_path_arc;

TRUCE_API uint64_t truce_paths_arc_total(const truce_paths *paths);
TRUCE_API size_t truce_paths_arc_count(const truce_paths *paths);
TRUCE_API const truce_path_arc *truce_paths_arc(const truce_paths *paths, size_t index);

/* TRUCE_VERIFY_CLOSED: check also that nothing else can be reached and nothing sooner: from every state found every
 * move of every party and every lapse is tried. */
enum { TRUCE_VERIFY_CLOSED = 1 };

/* Replays the path to each target from the definitions: each step lapses, or is a move of its party, is an
 * improvement where only such count, is correctly called better, same or worse, and is not by the party that moved
 * just before. That nothing sanctions it, where that counts, is checked by verified witnesses in models of up to
 * 4096 states and with TRUCE_VERIFY_CLOSED: see truce_paths_checks_sanctions(). TRUCE_E_BUG with a diagnostic when
 * a check fails. Time O(steps), the sanctions apart; with TRUCE_VERIFY_CLOSED O(moves x statements). */
TRUCE_API truce_status truce_paths_verify(truce_ctx *ctx, truce_verifier *verifier, const truce_paths *paths,
                                          unsigned flags);
TRUCE_API bool truce_paths_checks_sanctions(const truce_paths *paths, unsigned flags);

/* ------------------------------------------------------------------ result */

/* What a result of paths tells of. */
typedef struct truce_paths_show {
    const truce_paths *const *paths; /* the first is what was asked; tables compare its steps with those of the
                                        others, which have the same start */
    size_t count;
    uint64_t most_paths;     /* for people: paths to so many targets; 0: to all that are told of */
    bool is_closed_verified; /* that truce_paths_verify() was asked for TRUCE_VERIFY_CLOSED */
    bool is_limit_given;     /* for people: rows of states were asked for, however many there are */
} truce_paths_show;

/* All that is handed over must outlive the result. Of `options` the limit counts. TRUCE_E_NOMEM,
 * TRUCE_E_CANCELLED. */
TRUCE_API truce_status truce_result_of_paths(truce_ctx *ctx, const truce_paths_show *show,
                                             const truce_render_options *options, truce_result **result);

#ifdef __cplusplus
}
#endif
#endif
