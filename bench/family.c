/* SPDX-License-Identifier: Apache-2.0 */
/* Writes members of the bench family (family.h). */
#include "family.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct text {
    char *bytes;
    size_t length, room;
} text;

static void add(text *t, const char *piece) {
    size_t length = strlen(piece);
    if (t->length + length + 1 > t->room) {
        t->room = 2 * t->room + length + 1;
        t->bytes = realloc(t->bytes, t->room);
        if (!t->bytes) exit(3);
    }
    memcpy(t->bytes + t->length, piece, length + 1);
    t->length += length;
}

static unsigned draw(family *f, unsigned below) { /* xorshift64* (Vigna 2016) */
    f->seed ^= f->seed >> 12, f->seed ^= f->seed << 25, f->seed ^= f->seed >> 27;
    return (unsigned)((f->seed * 2685821657736338717ULL) >> 40) % below;
}

static void add_literal(family *f, text *t) {
    char piece[32];
    bool is_negated = draw(f, 2);
    snprintf(piece, sizeof piece, "%so%u", is_negated ? "not " : "", draw(f, f->bits));
    add(t, piece);
}

static void add_statement(family *f, text *t) {
    static const char *const joints[] = {" and ", " or ", " if ", " iff "};
    unsigned size = 1 + draw(f, 3);
    if (size == 3) add(t, "(");
    add_literal(f, t);
    if (size > 1) {
        add(t, joints[draw(f, size == 2 ? 4 : 2)]);
        add_literal(f, t);
    }
    if (size == 3) {
        add(t, ")");
        add(t, joints[draw(f, 2)]);
        add_literal(f, t);
    }
}

static unsigned options_of(const family *f, unsigned party) {
    return f->bits / f->parties + (party < f->bits % f->parties);
}

static void add_parties(family *f, text *t) {
    unsigned option = 0;
    char piece[64];
    add(t, "parties:\n");
    for (unsigned p = 0; p < f->parties; p++) {
        snprintf(piece, sizeof piece, "  - id: p%u\n    options:\n", p);
        add(t, piece);
        unsigned count = options_of(f, p);
        for (unsigned i = 0; i < count; i++) {
            snprintf(piece, sizeof piece, "      - {id: o%u%s}\n", option++,
                     f->is_cut && i == 0 && p < 3 ? ", moves: up" : "");
            add(t, piece);
        }
    }
}

/* True in all but one combination. */
static void add_whole(const family *f, const char *item, text *t) {
    char piece[32];
    add(t, item);
    for (unsigned option = 0; option < f->bits; option++) {
        snprintf(piece, sizeof piece, "%so%u", option ? " or " : "", option);
        add(t, piece);
    }
    add(t, "\n");
}

static void add_homes(family *f, text *t) {
    char piece[64];
    add(t, "ratify:\n");
    for (unsigned p = 0; p < f->parties; p++) {
        snprintf(piece, sizeof piece, "  p%u:\n    rule: majority\n    actors:\n", p);
        add(t, piece);
        for (unsigned a = 0; a < 3; a++) {
            snprintf(piece, sizeof piece, "      - id: a%u_%u\n        order:\n", p, a);
            add(t, piece);
            for (unsigned s = 0; s < 3; s++) {
                add(t, "          - ");
                add_statement(f, t);
                add(t, "\n");
            }
        }
    }
}

/* Each party has at least two options. */
static void add_surroundings(family *f, text *t) {
    char piece[128];
    add(t, "status_quo: 1\n");
    add_homes(f, t);
    add(t, "pain:\n");
    for (unsigned p = 0, first = 0; p < f->parties; first += options_of(f, p++)) {
        snprintf(piece, sizeof piece, "  p%u: not o%u\n", p, first);
        add(t, piece);
    }
    add(t, "audience:\n");
    for (unsigned p = 0, first = 0; p < f->parties; first += options_of(f, p++)) {
        snprintf(piece, sizeof piece, "  - {party: p%u, escalated: o%u, backs_down: o%u and o%u}\n", p, first, first,
                 first + 1);
        add(t, piece);
    }
}

void family_kind(family *f, const char *name) {
    f->is_cut = strncmp(name, "cut", 3) == 0;
    f->is_whole = strstr(name, "-whole") != NULL;
    f->is_ruled = strstr(name, "-ruled") != NULL;
    f->is_around = strstr(name, "-around") != NULL;
    f->is_marked = strstr(name, "-marked") != NULL;
    f->is_open = strstr(name, "-open") != NULL;
    f->is_misread = strstr(name, "-misread") != NULL;
}

/* Two statements, in either order. */
static void add_pair(family *f, text *t) {
    text first = {0}, second = {0};
    add_statement(f, &first);
    add_statement(f, &second);
    const text *const order[] = {&first, &second, &second, &first};
    for (int i = 0; i < 4; i++) {
        add(t, i == 0 ? "      - either:\n        - - " : i == 2 ? "        - - " : "          - ");
        add(t, order[i]->bytes);
        add(t, "\n");
    }
    free(first.bytes);
    free(second.bytes);
}

static void add_views(const family *f, text *t) {
    char piece[96];
    add(t, "perceives:\n");
    for (unsigned p = 0; p < f->parties; p++) {
        snprintf(piece, sizeof piece, "  p%u: {changes: [{remove: preferences.p%u.order.1}]}\n", p,
                 (p + 1) % f->parties);
        add(t, piece);
    }
}

char *family_model(family f) {
    text t = {0};
    char piece[64];
    f.seed = f.seed * 0x9E3779B97F4A7C15ULL + 1;
    add(&t, "truce: 1\n");
    add_parties(&f, &t);
    if (f.is_cut || f.is_ruled) add(&t, "feasible:\n");
    if (f.is_ruled) add_whole(&f, "  - ", &t);
    for (unsigned r = 0; f.is_cut && r < 5; r++) {
        add(&t, "  - not (");
        add_literal(&f, &t);
        add(&t, " and ");
        add_literal(&f, &t);
        add(&t, " and ");
        add_literal(&f, &t);
        add(&t, ")\n");
    }
    add(&t, "preferences:\n");
    for (unsigned p = 0; p < f.parties; p++) {
        snprintf(piece, sizeof piece, "  p%u:\n    order:\n", p);
        add(&t, piece);
        for (unsigned s = 0; s < f.statements; s++) {
            bool is_marked = f.is_marked && s + 1 == (f.statements + 1) / 2;
            if (f.is_open && p == 0 && (s == 0 || s + 2 == f.statements)) {
                add_pair(&f, &t);
                s++;
                continue;
            }
            add(&t, is_marked ? "      - that: " : "      - ");
            add_statement(&f, &t);
            add(&t, is_marked ? "\n        strong: yes\n" : "\n");
        }
        if (f.is_whole) add_whole(&f, "      - ", &t);
    }
    if (f.is_around) add_surroundings(&f, &t);
    if (f.is_misread) add_views(&f, &t);
    return t.bytes;
}
