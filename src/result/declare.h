/* SPDX-License-Identifier: Apache-2.0 */
/* Short words for the files that declare a shape (NAME_result.c), and for nothing else. */
#ifndef TRUCE_DECLARE_H
#define TRUCE_DECLARE_H

#include "result/result.h"

#define BOOL TRUCE__BOOL
#define NUMBER TRUCE__NUMBER
#define DECIMAL TRUCE__DECIMAL
#define TEXT TRUCE__TEXT
#define STATE TRUCE__STATE
#define MEMBER TRUCE__MEMBER
#define RECORD TRUCE__RECORD
#define SPLICE TRUCE__SPLICE
#define LIST TRUCE__LIST
#define MAP TRUCE__MAP
#define SUBSET TRUCE__SUBSET
#define STATES TRUCE__STATES
#define CHOICE TRUCE__CHOICE
#define PROSE TRUCE__SAY
#define FIGURE TRUCE__FIGURE

#define IN_JSON TRUCE__IN_JSON
#define IN_CSV TRUCE__IN_CSV
#define IN_DATA TRUCE__IN_DATA
#define IN_TEXT TRUCE__IN_TEXT
#define IN_PAPER TRUCE__IN_PAPER
#define IN_PEOPLE TRUCE__IN_PEOPLE
#define IN_ALL TRUCE__IN_ALL

/* What stands above a column, or a group of columns. */
#define HEAD(key) TRUCE__M_COLUMN_##key

/* What an item of a LIST or MAP is, on the spot: ITEM(NUMBER, .get = rank), with flags ITEM(TEXT, TRUCE__NULLABLE,
 * .get = pain), RECORD_OF(way_fields). */
#define ITEM(item_kind, ...) &(const truce__field){NULL, (item_kind), TRUCE__IN_ALL, __VA_ARGS__}
#define RECORD_OF(fields) ITEM(TRUCE__RECORD, 0, .of = (fields))

/* A getter, and a question about a place, of a question whose own data are of that type: GET_OF(truce_ripeness,
 * verified, ...) sees them as `r`, and the place as `at`. */
#define GET_OF(type, name, value)                                 \
    static truce__value name(const truce__at *at) {               \
        const type *r = at->result->self;                         \
        (void)r;                                                  \
        return value;                                             \
    }
#define IS_OF(type, name, truth)                                  \
    static bool name(const truce__at *at) {                       \
        const type *r = at->result->self;                         \
        (void)r;                                                  \
        return truth;                                             \
    }

#endif
