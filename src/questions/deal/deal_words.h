/* SPDX-License-Identifier: Apache-2.0 */
/* Shared by the shape of `deal` and its prose. */
#ifndef TRUCE_DEAL_WORDS_H
#define TRUCE_DEAL_WORDS_H

#include "questions/deal/agreement.h"
#include "words/say.h"

/* Rows of the temporary arrangements in text, unless a limit is lower. */
enum { TRUCE__TOLD_TEMPORARY = 12 };

static inline const truce_deals *truce__deals_of(const truce__at *at) { return at->result->self; }

/* Whether the party with the item's number ranks the state at hand above its no deal, or below it. */
static inline bool truce__deal_gains(const truce__at *at) {
    return truce_graph_rank(at->graph, (uint32_t)at->index, at->state) > truce__deals_of(at)->no_deal[at->index].rank;
}
static inline bool truce__deal_loses(const truce__at *at) {
    return truce_graph_rank(at->graph, (uint32_t)at->index, at->state) < truce__deals_of(at)->no_deal[at->index].rank;
}

/* How many of `count` deals, or states asked for, the limit of rows lets in. */
static inline size_t truce__deals_shown(const truce__at *at, size_t count) {
    uint64_t limit = at->result->options->limit;
    return limit && limit < count ? (size_t)limit : count;
}

/* The next of so many facts, as `self` and state of the item. */
static inline bool truce__next_fact(truce__at *item, const truce_deal_facts *facts, size_t count) {
    if (++item->index >= count) return false;
    item->self = &facts[item->index];
    item->state = facts[item->index].state;
    return true;
}
static inline bool truce__next_deal(const truce__at *list, truce__at *item) {
    const truce_deals *deals = truce__deals_of(list);
    return truce__next_fact(item, deals->deals, truce__deals_shown(list, deals->deal_count));
}
/* In text: behind the deals that the limit lets in those others that the text tells of. */
static inline size_t truce__deals_told(const truce__at *at) {
    const truce_deals *deals = truce__deals_of(at);
    return truce__deals_shown(at, deals->deal_count) + deals->beside_count;
}
static inline bool truce__next_told_deal(const truce__at *list, truce__at *item) {
    const truce_deals *deals = truce__deals_of(list);
    size_t shown = truce__deals_shown(list, deals->deal_count);
    if (++item->index >= shown + deals->beside_count) return false;
    item->self = item->index < shown ? &deals->deals[item->index] : &deals->beside[item->index - shown];
    item->state = ((const truce_deal_facts *)item->self)->state;
    return true;
}
static inline bool truce__next_asked(const truce__at *list, truce__at *item) {
    const truce_deals *deals = truce__deals_of(list);
    return truce__next_fact(item, deals->asked, truce__deals_shown(list, deals->asked_count));
}

/* Homes whose number the item is, and their actors one level below. */
static inline bool truce__home_blocks(const truce__at *home) {
    const truce_home *its = &truce__deals_of(home)->home->homes[home->index];
    return truce_home_is_asked(its, home->state) && !truce_set_contains(its->win_set, home->state);
}
static inline bool truce__actor_refuses(const truce__at *actor) {
    const truce_home *home = &truce__deals_of(actor)->home->homes[actor->up->index];
    return !truce_set_contains(home->actors[actor->index].ratifies, actor->state);
}
extern const truce__domain truce__deal_homes, truce__deal_actors;

/* Prose, in the order in which it is said. */
void truce__say_no_deal(const truce__at *at, truce__say *say);
void truce__say_deal_counts(const truce__at *at, truce__say *say);
void truce__say_waived(const truce__at *at, truce__say *say);
void truce__say_asked_for(const truce__at *at, truce__say *say);
void truce__say_asked_key(const truce__at *at, truce__say *say);
void truce__say_asked(const truce__at *at, truce__say *say);
void truce__say_deals_key(const truce__at *at, truce__say *say);
void truce__say_deals(const truce__at *at, truce__say *say);
void truce__say_temporary_key(const truce__at *at, truce__say *say);
void truce__say_traps(const truce__at *at, truce__say *say);
void truce__say_choices(const truce__at *at, truce__say *say);
void truce__say_deals_verified(const truce__at *at, truce__say *say);

#endif
