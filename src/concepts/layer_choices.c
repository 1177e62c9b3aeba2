/* SPDX-License-Identifier: Apache-2.0 */
#include "concepts/layer_choices.h"

/* Says what another move secures; a move is said once. */
static inline void weigh(truce__choices_head *head, uint32_t secured, uint64_t from) {
    if (secured > head->best) {
        head->second = head->best;
        head->best = secured;
        head->best_at = from;
    } else if (secured > head->second) {
        head->second = secured;
    }
}

/* Nobody asks for what gives less than the second. */
static inline void cut(truce__choices *c) {
    while (c->head.count && truce__key_rank(c->list[c->head.count - 1].key) < c->head.second) c->head.count--;
}

static void insert(truce__choices *c, uint64_t key, uint64_t from) {
    uint32_t i = c->head.count;
    while (i > 0 && c->list[i - 1].key < key) i--;
    if (i > 0 && c->list[i - 1].key == key) {
        if (c->list[i - 1].from != from) c->list[i - 1].from = TRUCE__SEVERAL;
        return;
    }
    if (i == TRUCE__CHOICES) return;
    if (c->head.count == TRUCE__CHOICES) c->head.count--;
    memmove(&c->list[i + 1], &c->list[i], (c->head.count - i) * sizeof *c->list);
    c->list[i] = (truce__choice){key, from};
    c->head.count++;
}

void truce__choices_add(truce__choices *c, uint32_t mover, const uint64_t *pairs, uint32_t count, uint64_t from) {
    uint32_t secured = truce__pair_rank(*pairs, mover);
    for (uint32_t i = 1; i < count; i++) {
        uint32_t rank = truce__pair_rank(pairs[i], mover);
        if (rank < secured) secured = rank;
    }
    weigh(&c->head, secured, from);
    cut(c);
    for (uint32_t i = 0; i < count; i++)
        if (truce__pair_rank(pairs[i], mover) >= c->head.second)
            insert(c, truce__choice_key(pairs[i], mover), from);
}

void truce__choices_join(truce__choices *c, const truce__choices_head *head, const truce__choice *list) {
    weigh(&c->head, head->best, head->best_at);
    if (head->second > c->head.second) c->head.second = head->second;
    cut(c);
    for (uint32_t i = 0; i < head->count && truce__key_rank(list[i].key) >= c->head.second; i++)
        insert(c, list[i].key, list[i].from);
}

uint32_t truce__choices_anticipate(const truce__choices *c, uint32_t mover, uint64_t own, uint64_t without,
                                   uint64_t *pairs) {
    uint32_t rank = truce__pair_rank(own, mover), count = 0;
    uint32_t secured = c->head.best_at == without ? c->head.second : c->head.best;
    uint32_t least = secured > rank ? secured : rank + 1;
    bool stays = secured <= rank;
    for (uint32_t i = 0; i < c->head.count + stays; i++) {
        if (i < c->head.count && (truce__key_rank(c->list[i].key) < least || c->list[i].from == without)) continue;
        uint64_t pair = i < c->head.count ? truce__choice_key(c->list[i].key, mover) : own;
        uint32_t at = count++;
        for (; at > 0 && pairs[at - 1] > pair; at--) pairs[at] = pairs[at - 1];
        pairs[at] = pair;
    }
    return count;
}

truce_verdict truce__choices_judge(const truce__choices *c, uint32_t rank, uint64_t without) {
    uint32_t secured = c->head.best_at == without ? c->head.second : c->head.best, i = 0;
    while (i < c->head.count && c->list[i].from == without) i++;
    uint32_t possible = i < c->head.count ? truce__key_rank(c->list[i].key) : 0;
    return truce__layer_decide(rank, secured, possible);
}
