/* SPDX-License-Identifier: Apache-2.0 */
/* What the forms for people share: text, HTML, LaTeX, Markdown. */
#ifndef TRUCE_PEOPLE_H
#define TRUCE_PEOPLE_H

#include "render/out.h"
#include "words/say.h"

/* What forms for people have in common: prose, tables and drawings in the order of their declaration. */
typedef struct truce__teller truce__teller;
struct truce__teller {
    truce__out *out;
    unsigned form;    /* TRUCE__IN_TEXT or TRUCE__IN_PAPER */
    const char *only; /* this table alone; NULL: everything */
    const truce__say_form *prose;
    void (*table)(const truce__teller *teller, const truce__at *at, const truce__field *table);
    /* NULL: has no drawings */
    void (*figure)(const truce__teller *teller, const truce__at *at, const truce__field *figure);
    const truce_form *how; /* only where drawings need it */
};
void truce__tell_all(const truce__teller *teller, const truce__result *result);

/* A cell of a table for people: its words, and how it is meant. */
void truce__told_cell(const truce__col *col, const truce__at *row, truce__text *text, truce__tone *tone);
/* What heads a column, without its group; appended. */
void truce__told_head(truce__text *text, const truce__at *at, const truce__col *col);

/* Tables in documents: heads, groups and cells in the order in which all three languages write them. */
typedef struct truce__paper {
    truce__out *out;
    const truce__at *at;
    const truce__field *table;
    truce__cols cols;
    truce__text text;
} truce__paper;
/* False after a failure; to be ended in any case. */
bool truce__paper_begin(truce__paper *paper, truce__out *out, const truce__at *at, const truce__field *table);
void truce__paper_end(truce__paper *paper);
/* Writes every row. */
void truce__paper_rows(truce__paper *paper, void (*put_row)(truce__paper *paper, const truce__at *row));
/* The column behind those of the group that begins at column `from`. */
size_t truce__paper_group_end(const truce__paper *paper, size_t from);
bool truce__paper_has_groups(const truce__paper *paper);
/* What is said of the table, in paper->text: the head of a column, the head of its group, its caption. */
const char *truce__paper_head(truce__paper *paper, size_t column);
const char *truce__paper_group(truce__paper *paper, size_t column);
const char *truce__paper_caption(truce__paper *paper); /* NULL: none */

#endif
