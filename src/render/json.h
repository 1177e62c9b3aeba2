/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A JSON writer: call by call, with the commas looked after. The members of the outermost object stand on lines of
 * their own, as do the elements of lists opened with `is_tall`; everything else runs on, so that a row of a table is
 * a line.
 */
#ifndef TRUCE_JSON_H
#define TRUCE_JSON_H

#include "render/out.h"

typedef struct truce__json {
    truce__out *out;
    uint32_t depth;
    struct {
        char close;
        bool is_tall, has_members;
    } at[TRUCE__DEPTH];
} truce__json;

/* `key` is NULL in lists and for the outermost object. */
void truce__json_object(truce__json *json, const char *key, bool is_tall);
void truce__json_list(truce__json *json, const char *key, bool is_tall);
void truce__json_end(truce__json *json);
void truce__json_text(truce__json *json, const char *key, const char *value); /* NULL value: null */
void truce__json_number(truce__json *json, const char *key, uint64_t value);
void truce__json_bool(truce__json *json, const char *key, bool value);
void truce__json_null(truce__json *json, const char *key);
/* A number as written in `text`. */
void truce__json_raw(truce__json *json, const char *key, const char *text);

#endif
