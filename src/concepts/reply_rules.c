/* SPDX-License-Identifier: Apache-2.0 */
/* The rules of reply of other programs: where they make a difference, and what cannot be had by them. */
#include "concepts/concepts.h"

#include "graph/walk.h"

/* Under the rules of other programs verdicts are made state by state, unless they are known to be the same. Options
 * that make states cannot be set back by the others, so in a product nobody returns to the start. One opponent moves
 * once by any rule; where everything is feasible and moves compose, so do several that may move as they like. */
bool truce__needs_search(const truce_graph *graph, truce__chosen concept) {
    const truce__space *space = &graph->space;
    if (concept.family->depth == 1 || graph->rules == TRUCE_RULES_TRUCE) return false;
    if (graph->rules == TRUCE_RULES_MATRIX) return !space->is_product;
    bool is_simple = space->is_product && !space->feasible && concept.family->replies == TRUCE__REPLIES_ANY;
    for (uint32_t party = 0; party < graph->model->n_parties; party++)
        is_simple &= truce__is_transitive(space, party);
    return graph->model->n_parties > 2 && !is_simple;
}

enum { MOST_PARTIES = 31 }; /* that each move once: what they have done is a number of 32 bits */

truce__lack truce__lacks_rules(const truce_graph *graph, truce__chosen concept) {
    if (graph->rules == TRUCE_RULES_TRUCE) return (truce__lack){TRUCE__NO_MESSAGE, 0};
    if (!concept.family->has_other_rules) return (truce__lack){TRUCE__M_LACK_RULES, 0};
    if (graph->rules == TRUCE_RULES_GMCR_PLUS && graph->model->n_parties > MOST_PARTIES)
        return (truce__lack){TRUCE__M_LACK_RULES_PARTIES, MOST_PARTIES};
    if (truce__needs_search(graph, concept) && graph->part) return (truce__lack){TRUCE__M_LACK_RULES_SHARED, 0};
    return (truce__lack){TRUCE__NO_MESSAGE, 0};
}
