/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Statements in words, the only place that makes them. An atom says how an option stands; what joins atoms is a
 * message, so that a language decides the order of the parts. Where the author's own clauses are to be used, it is
 * here: in fill_atom() for the level of an option, in speak_node() for an outcome, in truce__speak_stmt() for a whole
 * statement.
 *
 * An option is told in quotation marks, as one thing whatever its name: verbs behind it are singular. A party, whose
 * name may be a plural, is never a subject here.
 */
#include "words/clauses.h"

#include "words/naming.h"

#include <stdio.h>

/* How tightly a part of a statement holds together. */
enum { BINDS_IFF, BINDS_IF, BINDS_OR, BINDS_AND, BINDS_NOT, BINDS_ATOM };

/* Parts of a statement beyond which nobody reads on: the beginning is then told as its author wrote it. The whole
 * stands among the inputs. */
enum { LONG = 1 << 6 };

/* A node in the place of a message: "not {1}", "{1} and {2}". */
typedef struct part {
    const truce__speaker *speaker;
    const truce__stmt *stmt;
    const truce__node *node;
    uint32_t needed; /* an operand that holds together less tightly stands in parentheses */
} part;

static void speak_node(const truce__speaker *s, const truce__stmt *stmt, uint32_t at);

/* ------------------------------------------------------------------- atoms */

/* "none, water or land", quoted where they are the states of a plain graph. */
static void speak_levels(const part *p, bool is_quoted) {
    const truce__option *option = &p->speaker->at->model->options[p->node->option];
    for (uint32_t i = 0, n = p->node->n_levels; i < n; i++) {
        const char *level = option->levels[p->stmt->levels[p->node->first_level + i]];
        truce__speak_between(p->speaker, i, n, TRUCE__M_LIST_OR);
        if (is_quoted) truce__speak_quoted(p->speaker, level);
        else truce__speak_name(p->speaker, level);
    }
}

/* What is true of an option of the levels no and yes: its name alone says yes. */
static truce__message message_of_plain(const truce__stmt *stmt, const truce__node *atom) {
    bool at_no = truce__atom_holds(stmt, atom, 0), at_yes = truce__atom_holds(stmt, atom, 1);
    if (at_yes && !at_no) return TRUCE__M_PLAIN;
    if (at_no && !at_yes) return TRUCE__M_STMT_NOT;
    return at_no ? TRUCE__M_STMT_ALWAYS_TRUE : TRUCE__M_STMT_NEVER_TRUE;
}

static truce__message message_of_atom(const part *p) {
    const truce__option *option = &p->speaker->at->model->options[p->node->option];
    bool is_not = p->node->relation == TRUCE__REL_NE;
    if (option->party == TRUCE__NONE) return is_not ? TRUCE__M_STMT_STATE_IS_NOT : TRUCE__M_STMT_STATE_IS;
    if (option->has_default_levels) return message_of_plain(p->stmt, p->node);
    switch (p->node->relation) {
    case TRUCE__REL_NE: return TRUCE__M_STMT_LEVEL_NOT;
    case TRUCE__REL_LT: return TRUCE__M_STMT_LEVEL_BELOW;
    case TRUCE__REL_LE: return TRUCE__M_STMT_LEVEL_AT_MOST;
    case TRUCE__REL_TAKEN: case TRUCE__REL_GT: return TRUCE__M_STMT_LEVEL_ABOVE;
    case TRUCE__REL_GE: return TRUCE__M_STMT_LEVEL_AT_LEAST;
    case TRUCE__REL_EQ: case TRUCE__REL_IN: case TRUCE__REL_STATE: break;
    }
    return TRUCE__M_STMT_LEVEL_IS;
}

static void fill_atom(void *ud, unsigned place) {
    const part *p = ud;
    const truce_model *model = p->speaker->at->model;
    const truce__option *option = &model->options[p->node->option];
    if (option->party == TRUCE__NONE) speak_levels(p, true);
    else if (place == 0) truce__speak_option(p->speaker, model, p->node->option);
    else if (p->node->relation == TRUCE__REL_TAKEN) truce__speak_name(p->speaker, option->levels[0]);
    else speak_levels(p, false);
}

/* --------------------------------------------------------------- operators */

static void add_words(void *ud, const char *bytes, size_t length) {
    const truce__speaker *s = ((const part *)ud)->speaker;
    s->dress->literal(s->text, bytes, length);
}

static void fill_part(part *p, truce__message message, void (*fill)(void *ud, unsigned place)) {
    const truce__language *language = truce__language_of(p->speaker->text->ctx);
    truce__fill(&(const truce__filler){language, add_words, fill, NULL, p}, message);
}

static uint32_t binding(const truce__speaker *s, const truce__stmt *stmt, const truce__node *node) {
    switch (node->op) {
    case TRUCE__OP_NOT: return BINDS_NOT;
    case TRUCE__OP_AND: return BINDS_AND;
    case TRUCE__OP_OR: return BINDS_OR;
    case TRUCE__OP_IMPLIES: case TRUCE__OP_IF: return BINDS_IF;
    case TRUCE__OP_IFF: return BINDS_IFF;
    case TRUCE__OP_ATOM: {
        const truce__option *option = &s->at->model->options[node->option];
        bool is_plain = option->party != TRUCE__NONE && option->has_default_levels;
        return is_plain && message_of_plain(stmt, node) != TRUCE__M_PLAIN ? BINDS_NOT : BINDS_ATOM;
    }
    case TRUCE__OP_EXACTLY: case TRUCE__OP_AT_MOST: case TRUCE__OP_AT_LEAST: return BINDS_OR; /* ends in "a and b" */
    case TRUCE__OP_FALSE: case TRUCE__OP_TRUE: case TRUCE__OP_OUTCOME: case TRUCE__OP_TALLY: break;
    }
    return BINDS_ATOM;
}

static void fill_parentheses(void *ud, unsigned place) {
    const part *p = ud;
    (void)place;
    speak_node(p->speaker, p->stmt, (uint32_t)(p->node - p->stmt->nodes));
}

static void speak_operand(const part *p, uint32_t at) {
    part inner = {p->speaker, p->stmt, &p->stmt->nodes[at], 0};
    if (binding(p->speaker, p->stmt, inner.node) >= p->needed) speak_node(p->speaker, p->stmt, at);
    else fill_part(&inner, TRUCE__M_PARENTHESES, fill_parentheses);
}

static void fill_operand(void *ud, unsigned place) {
    const part *p = ud;
    speak_operand(p, place == 0 ? p->node->left : p->node->right);
}

static uint64_t number_of_count(void *ud, unsigned place) {
    (void)place;
    return ((const part *)ud)->node->number;
}

/* Operand number `i` of a count: the tallies lead from the last to the first, and LONG bounds their number. */
static uint32_t counted(const part *p, uint32_t i) {
    uint32_t tally = p->node->left;
    while (p->stmt->nodes[tally].number > i + 1) tally = p->stmt->nodes[tally].left;
    return p->stmt->nodes[tally].right;
}

/* The number, as far as it is no word, and what is counted: "a, b and not c". */
static void fill_count(void *ud, unsigned place) {
    const part *p = ud;
    uint32_t n = p->stmt->nodes[p->node->left].number;
    if (place == 0) {
        char number[16];
        int length = snprintf(number, sizeof number, "%lu", (unsigned long)p->node->number);
        add_words(ud, number, (size_t)length);
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        truce__speak_between(p->speaker, i, n, TRUCE__M_LIST_AND);
        speak_operand(p, counted(p, i));
    }
}

static void speak_count(part *p) {
    const truce__language *language = truce__language_of(p->speaker->text->ctx);
    bool is_least = p->node->op == TRUCE__OP_AT_LEAST;
    truce__message message = is_least ? TRUCE__M_STMT_AT_LEAST : TRUCE__M_STMT_AT_MOST;
    if (p->node->op == TRUCE__OP_EXACTLY) message = TRUCE__M_STMT_EXACTLY;
    if (p->node->number == 0) message = is_least ? TRUCE__M_STMT_ANY_NUMBER : TRUCE__M_STMT_NONE;
    p->needed = BINDS_NOT;
    truce__fill(&(const truce__filler){language, add_words, fill_count, number_of_count, p}, message);
}

static void speak_node(const truce__speaker *s, const truce__stmt *stmt, uint32_t at) {
    static const struct {
        truce__message message;
        uint32_t needed;
    } joints[] = {[TRUCE__OP_NOT] = {TRUCE__M_STMT_NOT, BINDS_NOT},
                  [TRUCE__OP_AND] = {TRUCE__M_STMT_AND, BINDS_AND},
                  [TRUCE__OP_OR] = {TRUCE__M_STMT_OR, BINDS_NOT},
                  [TRUCE__OP_IMPLIES] = {TRUCE__M_STMT_IF_THEN, BINDS_OR},
                  [TRUCE__OP_IF] = {TRUCE__M_STMT_IF, BINDS_OR},
                  [TRUCE__OP_IFF] = {TRUCE__M_STMT_IFF, BINDS_OR}};
    const truce__node *node = &stmt->nodes[at];
    part p = {s, stmt, node, 0};
    switch (node->op) {
    case TRUCE__OP_FALSE: SPEAK_ALONE(s, STMT_NEVER); return;
    case TRUCE__OP_TRUE: SPEAK_ALONE(s, STMT_ALWAYS); return;
    case TRUCE__OP_OUTCOME: truce__speak_outcome(s, s->at->model, node->option); return;
    case TRUCE__OP_ATOM: fill_part(&p, message_of_atom(&p), fill_atom); return;
    case TRUCE__OP_TALLY: return; /* told with its comparison */
    case TRUCE__OP_EXACTLY: case TRUCE__OP_AT_MOST: case TRUCE__OP_AT_LEAST: speak_count(&p); return;
    case TRUCE__OP_NOT: case TRUCE__OP_AND: case TRUCE__OP_OR:
    case TRUCE__OP_IMPLIES: case TRUCE__OP_IF: case TRUCE__OP_IFF: break;
    }
    p.needed = joints[node->op].needed;
    fill_part(&p, joints[node->op].message, fill_operand);
}

/* ------------------------------------------------------- statements, lines */

void truce__speak_stmt(const truce__speaker *s, const truce__stmt *stmt) {
    if (stmt->n_nodes > LONG) truce__speak_name(s, truce__excerpt_of(stmt->text).text);
    else if (stmt->n_nodes) speak_node(s, stmt, stmt->n_nodes - 1);
}

/* One of several that stand beside each other. */
static void speak_alternative(const truce__speaker *s, const truce__stmt *stmt) {
    part whole = {s, stmt, &stmt->nodes[stmt->n_nodes - 1], 0};
    if (stmt->n_nodes > LONG) truce__speak_stmt(s, stmt);
    else fill_part(&whole, TRUCE__M_PARENTHESES, fill_parentheses);
}

void truce__speak_any(const truce__speaker *s, const truce__stmt *stmts, uint32_t count) {
    if (count == 1) truce__speak_stmt(s, stmts);
    for (uint32_t i = 0; i < count && count > 1; i++) {
        truce__speak_between(s, i, count, TRUCE__M_LIST_OR);
        speak_alternative(s, &stmts[i]);
    }
}
