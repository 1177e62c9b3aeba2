/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rings of nodes, by the names that libfyaml calls them by. Included before each of its files (fyaml.cmake); the
 * guard is that of its own src/lib/fy-list.h, which is thus left out. A ring has one node more than elements: its
 * head. An empty ring is a head that is its own neighbour on both sides.
 */
#ifndef _FY_LIST_H
#define _FY_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct list_head {
    struct list_head *next, *prev;
};

/* The structure around a member. */
#define container_of(member_at, type, member) ((type *)((char *)(member_at) - offsetof(type, member)))
#define list_entry(node_at, type, member) container_of(node_at, type, member)
#define list_first_entry(head, type, member) container_of((head)->next, type, member)
#define list_last_entry(head, type, member) container_of((head)->prev, type, member)

static inline void INIT_LIST_HEAD(struct list_head *node) {
    node->next = node->prev = node;
}

static inline bool list_empty(const struct list_head *head) {
    return head->next == head;
}

static inline bool list_is_singular(const struct list_head *head) {
    return head->next != head && head->next == head->prev;
}

/* Makes the chain from `first` to `last` what follows `at`. */
static inline void list_chain_after(struct list_head *at, struct list_head *first, struct list_head *last) {
    last->next = at->next;
    at->next->prev = last;
    at->next = first;
    first->prev = at;
}

static inline void list_add(struct list_head *node, struct list_head *at) {
    list_chain_after(at, node, node);
}

static inline void list_add_tail(struct list_head *node, struct list_head *at) {
    list_chain_after(at->prev, node, node);
}

static inline void list_del(struct list_head *node) {
    node->prev->next = node->next;
    node->next->prev = node->prev;
}

/* Puts the elements of `from` behind `at`. */
static inline void list_splice(struct list_head *from, struct list_head *at) {
    if (!list_empty(from)) list_chain_after(at, from->next, from->prev);
}

#endif
