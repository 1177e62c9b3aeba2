/* SPDX-License-Identifier: Apache-2.0 */
/* Ways from today to stable situations: the least number of steps, who begins, and which steps leave their mover
 * worse off. */
#include "brief/brief.h"

enum { TOLD = 4, STEPS = 12 };

static void put_lapse(truce__brief *b, truce_state from, const truce_path_step *step) {
    const char *changes = truce__change_words(b, from, step->to), *reached = truce__state_words(b, step->to);
    const char *mark = truce__entry_mark(b, &b->model->expiries[step->entry].note);
    truce__element(b, "li", *changes ? words(b, STEP_LAPSES, H(changes), H(reached), H(mark))
                                     : words(b, STEP_LAPSES_INTO, H(reached), H(mark)));
}

static void put_step(truce__brief *b, truce_state from, const truce_path_step *step) {
    static const truce__message says[] = {[TRUCE_WORSE] = TRUCE__M_BRIEF_STEP_WORSE,
                                          [TRUCE_SAME] = TRUCE__M_BRIEF_STEP_SAME,
                                          [TRUCE_BETTER] = TRUCE__M_BRIEF_STEP_BETTER};
    if (step->party == TRUCE_NOBODY) {
        put_lapse(b, from, step);
        return;
    }
    const char *changes = truce__own_change_words(b, from, step->to);
    const char *move =
        *changes ? words(b, DOES_CHANGE, H(truce__party_words(b, step->party)), H(changes))
                 : words(b, DOES_MOVE, H(truce__party_words(b, step->party)), H(truce__state_words(b, step->to)));
    const truce__filling fillings[] = {H(move), H(truce__state_words(b, step->to))};
    truce__element(b, "li", truce__words(b, says[step->gain], fillings));
}

static const char *way_words(truce__brief *b, const truce_path *path, bool by_improvements) {
    const char *state = truce__state_words(b, path->state);
    if (!by_improvements || path->lapses == path->steps) return words(b, WAY, H(state), N(path->steps));
    return path->lapses ? words(b, WAY_OF_IMPROVING_MOVES, H(state), N(path->steps))
                        : words(b, WAY_OF_IMPROVEMENTS, H(state), N(path->steps));
}

/* What the way costs those who move. */
static const char *cost_words(truce__brief *b, const truce_path *path, bool by_improvements) {
    if (path->lapses == path->steps) return word(b, WAY_LAPSES);
    if (by_improvements) return path->lapses ? word(b, WAY_BY_IMPROVING_MOVES) : word(b, WAY_BY_IMPROVEMENTS);
    return path->worse ? words(b, WAY_COSTS, N(path->worse)) : word(b, WAY_SIDEWAYS);
}

static void put_path(truce__brief *b, const truce_path *path, bool by_improvements) {
    truce_state at = b->now;
    putf(b, "<p>%s</p>\n<ol>\n", way_words(b, path, by_improvements));
    for (uint32_t i = 0; i < path->steps && i < STEPS; i++) {
        put_step(b, at, &path->path[i]);
        at = path->path[i].to;
    }
    put(b, "</ol>\n");
    if (path->steps > STEPS) truce__element(b, "p", words(b, MORE_STEPS, N(path->steps - STEPS)));
    truce__element(b, "p", cost_words(b, path, by_improvements));
}

/* The least steps to `state`, all moves allowed or improvements only; *paths for the caller to free, *path NULL where
 * there is no way. */
static truce_status find(truce__brief *b, truce_state state, truce_paths_by by, truce_paths **paths,
                         const truce_path **path) {
    const truce_paths_query query = {.from = b->now, .by = by, .to_state = state, .limit = 1,
                                     .no_lapsing = b->options->no_lapsing};
    *path = NULL;
    TRY(truce_paths_find(b->ctx, b->graph, &query, paths));
    TRY(truce_paths_verify(b->ctx, b->verifier, *paths, 0));
    if (truce_paths_target_count(*paths)) *path = truce_paths_target(*paths, 0);
    return TRUCE_OK;
}

static void put_way(truce__brief *b, truce_state state, bool with_figure) {
    truce_paths *by_moves = NULL, *by_improvements = NULL;
    const truce_path *free_way = NULL, *good_way = NULL;
    truce__out_note(&b->out, find(b, state, TRUCE_BY_IMPROVEMENTS, &by_improvements, &good_way));
    if (!good_way) truce__out_note(&b->out, find(b, state, TRUCE_BY_MOVES, &by_moves, &free_way));
    const truce_path *way = good_way ? good_way : free_way;
    if (way) {
        put_path(b, way, good_way != NULL);
        if (with_figure && way->steps <= STEPS) truce__figure_way(b, way);
    } else if (!truce__out_failed(&b->out)) {
        const char *there = truce__state_words(b, state);
        truce__element(b, "p",
                       truce__brief_lapses(b) ? words(b, NO_WAY_LAPSING, H(there)) : words(b, NO_WAY, H(there)));
    }
    truce_paths_free(by_moves);
    truce_paths_free(by_improvements);
}

void truce__brief_ways(truce__brief *b) {
    const truce_state *candidates;
    size_t count = b->now ? truce__candidates(b, &candidates) : 0;
    if (count == 0) return;
    truce__section(b, "ways", word(b, WAYS_HEAD));
    truce__element(b, "p", word(b, WAYS_INTRO));
    if (truce__brief_lapses(b)) truce__element(b, "p", word(b, WAYS_LAPSING));
    for (size_t i = 0; i < count && i < TOLD && !truce__out_failed(&b->out); i++) put_way(b, candidates[i], i == 0);
    put(b, "</section>\n");
}
