/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Is a situation ripe for talks? Three conditions, each with its reasons: the deadlock hurts every party to it, none
 * of them can leave it for something better, and there is a way out that all of them like more (Zartman 2000,
 * "Ripeness: the hurting stalemate and beyond", in Stern and Druckman, International Conflict Resolution after the
 * Cold War, National Academy Press).
 *
 *   hurting     each party to the deadlock has declared where it hurts (`pain`), and that is true here: no order of
 *               states can tell
 *   stalemate   the state is stable for each of them under a concept
 *   way out     a state that each of them strictly prefers can be reached by a legal sequence of moves of all parties
 *
 * Ripeness is necessary for talks and not sufficient: talks could begin, not that they will.
 */
#ifndef TRUCE_RIPE_H
#define TRUCE_RIPE_H

#include <truce/paths.h>
#include <truce/result.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct truce_ripe_query {
    truce_state state;         /* 0: the status quo */
    const uint32_t *parties;   /* the parties to the deadlock; NULL: those that declare pain, all where fewer than two
                                  do */
    size_t party_count;
    const uint32_t *concepts;  /* NULL: those marked is_default */
    size_t concept_count;
    uint64_t limit;            /* ways out listed; 0: all */
    bool verifies_all;         /* false: large models' verdicts are not verified */
    bool no_lapsing;           /* only parties' moves are steps of a way out */
} truce_ripe_query;

typedef struct truce_ripe_party {
    bool is_asked;    /* a party to the deadlock */
    const char *pain; /* its statement; NULL: none */
    bool is_hurt;     /* and it is true here */
} truce_ripe_party;

/* One state that each party to the deadlock prefers, and how it can be reached. */
typedef struct truce_way_out {
    const truce_path *path;
    const truce_gain *gains; /* of each party of the model, compared with the state asked about */
    const bool *holds;       /* for each concept: is it an equilibrium */
} truce_way_out;

/* All but the graph belongs to the ripeness and is only to be read. */
typedef struct truce_ripeness {
    const truce_graph *graph;
    truce_state state;
    truce_ripe_party *parties; /* of the model */
    size_t asked_count;
    bool is_hurting;

    uint32_t *concepts;
    size_t concept_count;
    truce_state *exits;        /* [concept * parties of the model + party]: a state it can leave for, the lowest that
                                  is an improvement which nothing sanctions; 0: the state is stable for it */
    bool *is_stalemate;        /* for each concept */

    truce_set *better;         /* states that each party to the deadlock strictly prefers */
    truce_set *ways_out;       /* of these, those that can be reached */
    uint64_t better_for_all;   /* of these, those that every party of the model prefers */
    truce_way_out *ways;       /* nearest first */
    size_t way_count;
    truce_paths *paths;        /* the search that found them */

    truce_set **enticing;      /* for each concept: equilibria that each party to the deadlock prefers */
    bool *is_ripe;             /* for each concept: all three conditions */
    uint64_t verified; /* verdicts on the state that were checked from the definitions; the paths always are */
} truce_ripeness;

/* Decides the three conditions. `query` may be NULL. `graph` is borrowed.
 * Errors: TRUCE_E_USAGE (no such state, party or concept, no status quo; a shared graph),
 * TRUCE_E_LIMIT, TRUCE_E_NOMEM, TRUCE_E_CANCELLED, TRUCE_E_BUG (a reason fails its check). Time that of truce_solve()
 * and of truce_paths_find(). */
TRUCE_API truce_status truce_ripe(truce_ctx *ctx, const truce_graph *graph, const truce_ripe_query *query,
                                  truce_ripeness **ripeness);
TRUCE_API void truce_ripeness_free(truce_ripeness *ripeness);

/* The result, to be written in any form or walked: truce/result.h. It borrows what is handed over. */
TRUCE_API truce_status truce_result_of_ripe(truce_ctx *ctx, const truce_ripeness *ripeness,
                                            const truce_render_options *options, truce_result **result);

#ifdef __cplusplus
}
#endif
#endif
