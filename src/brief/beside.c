/* SPDX-License-Identifier: Apache-2.0 */
/* One situation beside another: for whom it is better or worse, in words and as signs of tables. */
#include "brief/brief.h"

#include "unknowns/exact.h"

enum { CERTAIN = 1000000000 }; /* parts in which a probability is counted */

const char *truce__parties_for_whom(truce__brief *b, truce_state state, int sign, uint64_t *number) {
    const char **names = truce__fragments(b, b->model->n_parties);
    size_t count = 0;
    for (uint32_t p = 0; names && p < b->model->n_parties; p++) {
        uint32_t here = truce_graph_rank(b->graph, p, state), today = truce_graph_rank(b->graph, p, b->now);
        if ((here > today) - (here < today) != sign) continue;
        names[count++] = truce__party_words(b, p);
        *number = count > 1 ? 2 : truce__number_of_party(b->model, p);
    }
    return truce__and_list(b, names, count);
}

static bool is_better_for_all(const truce__brief *b, truce_state state) {
    bool all = true;
    for (uint32_t p = 0; p < b->model->n_parties; p++)
        all &= truce_graph_rank(b->graph, p, state) > truce_graph_rank(b->graph, p, b->now);
    return all;
}

const char *truce__against_today(truce__brief *b, truce_state state) {
    uint64_t number;
    const char *better = truce__parties_for_whom(b, state, 1, &number);
    const char *same = truce__parties_for_whom(b, state, 0, &number);
    const char *worse = truce__parties_for_whom(b, state, -1, &number);
    if (*better && *worse && *same) return words(b, BETTER_SAME_WORSE, H(better), H(same), H(worse));
    if (*better && *worse) return words(b, BETTER_AND_WORSE, H(better), H(worse));
    if (*better && is_better_for_all(b, state)) return word(b, BETTER_FOR_EVERYBODY);
    if (*better) return words(b, BETTER_FOR, H(better));
    return *worse ? words(b, WORSE_FOR, H(worse)) : word(b, AS_TODAY);
}

void truce__put_sign(truce__brief *b, uint32_t rank, uint32_t other) {
    if (rank == other) putf(b, "<td>%s</td>", word(b, SIGN_SAME));
    else if (rank > other) putf(b, "<td class=good>%s</td>", word(b, SIGN_BETTER));
    else putf(b, "<td class=bad>%s</td>", word(b, SIGN_WORSE));
}

void truce__put_beside_share(truce__brief *b, uint32_t party, truce_state state, truce_state other) {
    uint32_t rank = truce_graph_rank(b->graph, party, state), than = truce_graph_rank(b->graph, party, other);
    double chance = -1;
    if (rank != than && b->sample.variants)
        truce__out_note(&b->out, truce__chance_preferred(b->ctx, b->graph, &b->sample.unknowns, party,
                                                         rank > than ? state : other, rank > than ? other : state,
                                                         &chance));
    if (chance < 0 || truce__out_failed(&b->out)) {
        truce__put_sign(b, rank, than);
        return;
    }
    uint64_t share = truce__hundredths((uint64_t)(CERTAIN * chance + 0.5), CERTAIN);
    const char *sign = rank > than ? word(b, SIGN_BETTER) : word(b, SIGN_WORSE);
    putf(b, "<td class=%s>%s</td>", rank > than ? "good" : "bad", words(b, SIGN_SHARE, H(sign), N(share)));
}

void truce__put_beside(truce__brief *b, uint32_t party, truce_state state, truce_state other) {
    truce__put_sign(b, truce_graph_rank(b->graph, party, state), truce_graph_rank(b->graph, party, other));
}
