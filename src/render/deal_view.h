/* SPDX-License-Identifier: Apache-2.0 */
/* What the displays of agreements share. */
#ifndef TRUCE_DEAL_VIEW_H
#define TRUCE_DEAL_VIEW_H

#include "questions/deal/agreement.h"
#include "render/csv.h"
#include "render/json.h"

static inline const truce_concept *truce__deal_concept(const truce_deals *deals, size_t slot) {
    return truce_concept_at(deals->concepts[slot]);
}
/* Whether the party ranks the state above its no deal. */
static inline bool truce__deal_gains(const truce_deals *deals, truce_state state, uint32_t party) {
    return truce_graph_rank(deals->graph, party, state) > deals->no_deal[party].rank;
}
/* Whether it ranks it below. */
static inline bool truce__deal_is_below(const truce_deals *deals, truce_state state, uint32_t party) {
    return truce_graph_rank(deals->graph, party, state) < deals->no_deal[party].rank;
}
/* How many of `count` deals, or states asked for, a limit of rows lets in. */
static inline size_t truce__deals_shown(size_t count, uint64_t limit) {
    return limit && limit < count ? (size_t)limit : count;
}
/* What a choice's depth is: "depth" of fallback bargaining, "rank" of maximin. */
static inline const char *truce__deal_depth_key(const truce_choice *choice) {
    return truce_rule_at(choice->rule)->footing == TRUCE_ORDINAL ? "depth" : "rank";
}

void truce__deal_json(truce__out *out, const truce_deals *deals, uint64_t limit);
void truce__deal_csv(truce__out *out, const truce_deals *deals, uint64_t limit);

/* Steps as a list of {party, to}, null where there are none. */
void truce__json_steps(truce__json *json, const char *key, const truce_deals *deals, bool exist, const truce_step *steps,
                       size_t count);

/* What lasts and what would be ratified: of one deal, ... */
void truce__deal_lasting_json(truce__json *json, const truce_deals *deals, const truce_deal_facts *deal);
void truce__deal_lasting_csv_head(truce__csv *csv, const truce_deals *deals);
void truce__deal_lasting_csv(truce__csv *csv, const truce_deals *deals, const truce_deal_facts *deal);
void truce__deal_lasting_words(truce__text *text, const truce_deals *deals, const truce_deal_facts *deal);
/* ... and of the temporary states that hold. True when the limit cut them short. */
bool truce__deals_temporary_json(truce__json *json, const truce_deals *deals, uint64_t limit);
void truce__deals_temporary_words(truce__out *out, const truce_deals *deals, uint64_t limit);
/* Whether that is told at all: not where states are valued after expiry already. */
bool truce__deals_tell_temporary(const truce_deals *deals);

#endif
