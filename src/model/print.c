/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The writer of statements: words for operators, and parentheses only where the parser would otherwise build another
 * tree. It keeps a stack of its own instead of recursion: a chain of a million `and`s is a tree a million deep.
 */
#include "model/lex.h"
#include "model/model.h"

#include <assert.h>

enum { PAREN_CLOSE = 1, OPERATOR = 2, PAREN_OPEN = 4, COMMA = 8 };

typedef struct piece {
    uint32_t node;
    uint32_t what; /* 0: the node with its operands, a tally without its number; else one of the above */
} piece;

static const char *const words[] = {
    [TRUCE__OP_AND] = " and ", [TRUCE__OP_OR] = " or ", [TRUCE__OP_IMPLIES] = " implies ",
    [TRUCE__OP_IF] = " if ",   [TRUCE__OP_IFF] = " iff ",
};

/* How tightly an operator binds. */
static int strength(truce__op op) {
    switch (op) {
    case TRUCE__OP_IFF: return 0;
    case TRUCE__OP_IF:
    case TRUCE__OP_IMPLIES: return 1;
    case TRUCE__OP_OR: return 2;
    case TRUCE__OP_AND: return 3;
    case TRUCE__OP_NOT: return 4;
    default: return 5;
    }
}

static bool needs_parentheses(truce__op parent, truce__op child, bool is_left) {
    int outer = strength(parent), inner = strength(child);
    if (parent == TRUCE__OP_NOT || inner != outer) return inner < outer;
    if (parent == TRUCE__OP_IMPLIES && child == TRUCE__OP_IMPLIES) return is_left;
    if (parent == TRUCE__OP_IMPLIES || parent == TRUCE__OP_IF) return true;
    return !is_left;
}

static void write_name(truce__text *text, const char *name) {
    size_t length = strlen(name);
    if (truce__is_bare(name, length)) {
        truce__text_add(text, name, length);
        return;
    }
    char quote = strchr(name, '\'') && !strchr(name, '"') ? '"' : '\'';
    truce__text_add(text, &quote, 1);
    for (size_t i = 0; i < length; i++) {
        truce__text_add(text, name + i, 1);
        if (name[i] == quote) truce__text_add(text, &quote, 1);
    }
    truce__text_add(text, &quote, 1);
}

static void write_atom(truce__text *text, const truce_model *model, const truce__stmt *stmt,
                       const truce__node *atom) {
    static const char *const relations[] = {
        [TRUCE__REL_EQ] = " = ",  [TRUCE__REL_NE] = " != ", [TRUCE__REL_LT] = " < ",   [TRUCE__REL_LE] = " <= ",
        [TRUCE__REL_GT] = " > ", [TRUCE__REL_GE] = " >= ", [TRUCE__REL_IN] = " in (",
    };
    const truce__option *option = &model->options[atom->option];
    const uint32_t *levels = stmt->levels + atom->first_level;
    if (atom->relation == TRUCE__REL_STATE) {
        write_name(text, option->levels[levels[0]]);
        return;
    }
    truce__text_puts(text, option->id);
    if (atom->relation == TRUCE__REL_TAKEN) return;
    truce__text_puts(text, relations[atom->relation]);
    for (uint32_t i = 0; i < atom->n_levels; i++) {
        if (i) truce__text_puts(text, ", ");
        write_name(text, option->levels[levels[i]]);
    }
    if (atom->relation == TRUCE__REL_IN) truce__text_puts(text, ")");
}

typedef TRUCE__VEC(piece) pieces;

/* Pushes an operand: the piece pushed first is written last. */
static truce_status push_operand(truce_ctx *ctx, pieces *stack, const truce__stmt *stmt, truce__op parent,
                                 uint32_t child, bool is_left) {
    bool is_nested = needs_parentheses(parent, stmt->nodes[child].op, is_left);
    if (is_nested) TRY(truce__vec_push(ctx, stack, ((piece){child, PAREN_CLOSE})));
    TRY(truce__vec_push(ctx, stack, ((piece){child, 0})));
    return is_nested ? truce__vec_push(ctx, stack, ((piece){child, PAREN_OPEN})) : TRUCE_OK;
}

/* "exactly 2 of (" and, on the stack, the operands and ")". */
static truce_status write_count(truce__text *text, const truce__node *node, pieces *stack) {
    const char *how = node->op == TRUCE__OP_AT_MOST ? "at most" : "at least";
    if (node->op == TRUCE__OP_EXACTLY) how = "exactly";
    truce__text_printf(text, "%s %lu of (", how, (unsigned long)node->number);
    TRY(truce__vec_push(text->ctx, stack, ((piece){node->left, PAREN_CLOSE})));
    return truce__vec_push(text->ctx, stack, ((piece){node->left, 0}));
}

/* Pushes the last operand of a tally and what stands before it. */
static truce_status push_tally(truce_ctx *ctx, const truce__node *node, pieces *stack) {
    TRY(truce__vec_push(ctx, stack, ((piece){node->right, 0})));
    if (node->left == TRUCE__NONE) return TRUCE_OK;
    TRY(truce__vec_push(ctx, stack, ((piece){node->left, COMMA})));
    return truce__vec_push(ctx, stack, ((piece){node->left, 0}));
}

static truce_status write_node(truce__text *text, const truce_model *model, const truce__stmt *stmt, uint32_t index,
                               pieces *stack) {
    const truce__node *node = &stmt->nodes[index];
    switch (node->op) {
    case TRUCE__OP_FALSE: truce__text_puts(text, "false"); return TRUCE_OK;
    case TRUCE__OP_TRUE: truce__text_puts(text, "true"); return TRUCE_OK;
    case TRUCE__OP_ATOM: write_atom(text, model, stmt, node); return TRUCE_OK;
    case TRUCE__OP_OUTCOME: truce__text_puts(text, model->outcomes[node->option].id); return TRUCE_OK;
    case TRUCE__OP_NOT:
        truce__text_puts(text, "not ");
        return push_operand(text->ctx, stack, stmt, node->op, node->left, true);
    case TRUCE__OP_AND:
    case TRUCE__OP_OR:
    case TRUCE__OP_IMPLIES:
    case TRUCE__OP_IF:
    case TRUCE__OP_IFF: break;
    case TRUCE__OP_TALLY: return push_tally(text->ctx, node, stack);
    case TRUCE__OP_EXACTLY:
    case TRUCE__OP_AT_MOST:
    case TRUCE__OP_AT_LEAST: return write_count(text, node, stack);
    }
    assert(node->left < index && node->right < index); /* postfix: each push comes nearer to the leaves */
    TRY(push_operand(text->ctx, stack, stmt, node->op, node->right, false));
    TRY(truce__vec_push(text->ctx, stack, ((piece){index, OPERATOR})));
    return push_operand(text->ctx, stack, stmt, node->op, node->left, true);
}

void truce__stmt_write(truce__text *text, const truce_model *model, const truce__stmt *stmt) {
    pieces stack = {0};
    truce_status status =
        stmt->n_nodes ? truce__vec_push(text->ctx, &stack, ((piece){stmt->n_nodes - 1, 0})) : TRUCE_OK;
    while (status == TRUCE_OK && stack.count) {
        piece top = stack.at[--stack.count];
        if (top.what == 0) status = write_node(text, model, stmt, top.node, &stack);
        else if (top.what == OPERATOR) truce__text_puts(text, words[stmt->nodes[top.node].op]);
        else if (top.what == COMMA) truce__text_puts(text, ", ");
        else truce__text_puts(text, top.what == PAREN_OPEN ? "(" : ")");
    }
    if (status != TRUCE_OK) text->failed = true;
    truce__vec_free(text->ctx, &stack);
}
