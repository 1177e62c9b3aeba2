/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The cases: conflicts and games from publications and textbooks, as models that are part of the library.
 *
 *     const truce_case *one = truce_case_find("elmira");
 *     if (one) status = truce_parse(ctx, one->text, strlen(one->text), one->name, &model);
 */
#ifndef TRUCE_CASES_H
#define TRUCE_CASES_H

#include <truce/truce.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct truce_case {
    const char *name;    /* "elmira-1991" */
    const char *group;   /* "conflict"; "symmetric": one of the twelve symmetric games of two by two; "game" */
    const char *teaches; /* what it is good for, in one English sentence */
    const char *text;    /* the model */
} truce_case;

/* How many there are, and number `i` of them, or NULL: group by group, in the order in which they are worth reading.
 * All texts are constant. */
TRUCE_API size_t truce_case_count(void);
TRUCE_API const truce_case *truce_case_at(size_t i);

/* The case of that name, or else the only one whose name begins so. NULL: there is none, or there are several. */
TRUCE_API const truce_case *truce_case_find(const char *name);

#ifdef __cplusplus
}
#endif

#endif
