/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The parser of statements: one function for each level of precedence, from loose to tight. A node is appended as
 * soon as its operands are complete, which gives the postfix order of model.h directly. Chains of `and`, `or`, `iff`
 * are loops; only parentheses, `not` and `implies` recurse, and they count against TRUCE__MAX_STATEMENT_DEPTH.
 *
 *     statement := implication { iff implication }                       left to right
 *     implication := or [ implies implication | if or ]                  implies: right to left; if: never in a chain
 *     or := and { or and }         and := unary { and unary }
 *     unary := not unary | ( statement ) | true | false | count | atom
 *     count := ( exactly | at most | at least ) NUMBER of ( statement {, statement} )
 *     atom := NAME | OPTION relation LEVEL | OPTION in ( LEVEL {, LEVEL} )
 *
 * A chain that holds an `if` ("a if b if c", "a if b implies c") could be read in two ways, so it needs parentheses.
 * After a wrong name the parser goes on, so that all wrong names of a statement are reported; a wrong shape ends it.
 */
#include "model/lex.h"
#include "model/model.h"
#include "model/slips.h"
#include "document/yaml.h"

#include <stdio.h>

enum { HINT_SIZE = 400 };

typedef struct parser {
    truce_ctx *ctx;
    truce__arena *arena;
    const truce_model *model;
    const truce__source *source;
    truce__loc loc;
    bool is_verbatim;
    const char *text;
    size_t length;
    truce__token token, previous;
    TRUCE__VEC(truce__node) nodes;
    TRUCE__VEC(uint32_t) levels;
    uint32_t depth;
    uint64_t n_tokens;    /* taken so far */
    size_t counted_bytes; /* of the text, which have `counted` characters */
    uint32_t counted;
    truce_status status; /* of memory, or cancelled */
    bool is_wrong;       /* an error was reported */
    bool is_over;        /* the rest cannot be parsed */
} parser;

/* ---------------------------------------------------------------- errors */

/* Later errors are only counted, see truce__diag(). */
static bool is_told(const parser *p) {
    return p->ctx->diag_counts[TRUCE_ERROR] <= 100;
}

/* Counts on from the place asked for before: a statement may have megabytes, and a hundred errors. */
static truce__loc place_of(parser *p, truce__token token) {
    if (!p->is_verbatim || !is_told(p)) return p->loc;
    if (token.start < p->counted_bytes) p->counted_bytes = p->counted = 0;
    p->counted += (uint32_t)truce__utf8_count(p->text + p->counted_bytes, token.start - p->counted_bytes);
    p->counted_bytes = token.start;
    uint32_t length = (uint32_t)truce__utf8_count(p->text + token.start, token.length);
    return (truce__loc){p->loc.line, p->loc.column + p->counted, length ? length : 1};
}

#define wrong(p, token, hint, ...)                                                                                   \
    do {                                                                                                             \
        (p)->is_wrong = true;                                                                                        \
        if ((p)->status == TRUCE_OK) (p)->status = truce__go_on((p)->ctx);                                           \
        if ((p)->status == TRUCE_OK)                                                                                 \
            (p)->status =                                                                                            \
                truce__diag((p)->ctx, TRUCE_ERROR, (p)->source, place_of((p), (token)), (hint), __VA_ARGS__);        \
        if ((p)->status != TRUCE_OK) (p)->is_over = true;                                                            \
    } while (0)

/* For "%.*s": the token's letters. */
#define SHOWN(p, token) truce__clip((p)->text + (token).start, (token).length), (p)->text + (token).start

/* Functions that report or hold texts are not made part of those that recur: two hundred of these are on the stack at
 * once, and each takes a hundred bytes and not a thousand. */
#define APART __attribute__((noinline))

static uint32_t give_up(parser *p) {
    p->is_over = true;
    return 0;
}

APART static void next(parser *p) {
    p->previous = p->token;
    if (truce__stops_at(p->ctx, ++p->n_tokens)) {
        p->status = TRUCE_E_CANCELLED;
        p->token = (truce__token){.kind = TRUCE__T_END, .start = p->length};
        p->is_over = true;
        return;
    }
    p->token = truce__lex(p->text, p->length, p->token.start + p->token.length);
    if (!p->token.slip || p->token.kind == TRUCE__T_BAD) return;
    char sum[TRUCE__SLIP_HINT];
    bool is_sum = is_told(p) && p->text[p->token.start] == '+' &&
                  truce__sum_hint(p->text, p->length, p->token, sum);
    wrong(p, p->token, is_sum ? sum : p->token.slip, "'%.*s' is not a sign of this language", SHOWN(p, p->token));
    if (is_sum) p->is_over = true;
}

/* The kind of the current token where a name cannot stand: AND is then a slip for `and`. */
APART static truce__token_kind operator_kind(parser *p) {
    if (p->token.kind != TRUCE__T_WORD || p->token.in_capitals == TRUCE__T_END) return p->token.kind;
    if (!truce__names_find(&p->model->names, p->text + p->token.start, p->token.length)) {
        wrong(p, p->token, "write it in small letters", "'%.*s' is not a word of this language", SHOWN(p, p->token));
        p->token.kind = p->token.in_capitals;
    }
    return p->token.kind;
}

/* ----------------------------------------------------------------- nodes */

APART static uint32_t emit(parser *p, truce__node node) {
    if (p->is_over) return 0;
    p->status = truce__vec_push(p->ctx, &p->nodes, node);
    if (p->status != TRUCE_OK) return give_up(p);
    return (uint32_t)p->nodes.count - 1;
}

static uint32_t emit_binary(parser *p, truce__op op, uint32_t left, uint32_t right) {
    return emit(p, (truce__node){.op = op, .left = left, .right = right});
}

APART static bool enter(parser *p) {
    if (++p->depth <= TRUCE__MAX_STATEMENT_DEPTH) return true;
    wrong(p, p->token, "give a part of it a name under 'outcomes'", "the statement is nested more than %d deep",
          TRUCE__MAX_STATEMENT_DEPTH);
    give_up(p);
    return false;
}

/* ----------------------------------------------------------------- names */

/* A word's letters; of a quoted one those between the quotes. *length is 0 and the result "" when memory is out. */
static const char *name_of(parser *p, truce__token token, size_t *length) {
    const char *text = p->text + token.start;
    *length = token.length;
    if (token.kind != TRUCE__T_QUOTED) return text;
    char quote = text[0];
    char *name = truce__arena_alloc(p->arena, token.length, 1);
    if (!name) {
        p->status = TRUCE_E_NOMEM;
        give_up(p);
        *length = 0;
        return "";
    }
    size_t out = 0;
    for (size_t i = 1; i + 1 < token.length; i++) {
        name[out++] = text[i];
        if (text[i] == quote) i++;
    }
    *length = out;
    return name;
}

static uint32_t find_level(const truce__option *option, const char *name, size_t length) {
    for (uint32_t i = 0; i < option->n_levels; i++)
        if (strlen(option->levels[i]) == length && memcmp(option->levels[i], name, length) == 0) return i;
    return TRUCE__NONE;
}

/* An option one of whose levels has that name, or NULL. */
static const truce__option *find_owner(const truce_model *model, const char *name, size_t length) {
    for (uint32_t i = 0; i < model->n_options && !model->is_plain; i++)
        if (find_level(&model->options[i], name, length) != TRUCE__NONE) return &model->options[i];
    return NULL;
}

/* The option or outcome that may have been meant, or NULL. */
static const char *nearest_name(parser *p, const char *name, size_t length) {
    const truce_model *model = p->model;
    TRUCE__VEC(const char *) names = {0};
    const char *nearest = NULL;
    size_t count = (size_t)model->n_outcomes + (model->is_plain ? model->options[0].n_levels : model->n_options);
    if (count == 0 || !is_told(p)) return NULL;
    if (truce__vec_reserve(p->ctx, &names, count) != TRUCE_OK) {
        p->status = TRUCE_E_NOMEM;
        give_up(p);
        goto done;
    }
    for (uint32_t i = 0; i < model->n_options && !model->is_plain; i++)
        names.at[names.count++] = model->options[i].id;
    for (uint32_t i = 0; model->is_plain && i < model->options[0].n_levels; i++)
        names.at[names.count++] = model->options[0].levels[i];
    for (uint32_t i = 0; i < model->n_outcomes; i++) names.at[names.count++] = model->outcomes[i].id;
    nearest = truce__nearest(name, length, names.at, names.count);
done:
    truce__vec_free(p->ctx, &names);
    return nearest;
}

static bool is_number(const char *name, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (name[i] < '0' || name[i] > '9') return false;
    return length > 0;
}

/* Whether an error is not told because it only follows from one reported before. */
static bool is_held_back(parser *p, truce_status status, bool is_follower) {
    if (status != TRUCE_OK) p->status = status, give_up(p);
    p->is_wrong = p->is_wrong || is_follower;
    return is_follower || status != TRUCE_OK;
}

static void unknown_name(parser *p, truce__token token, const char *name, size_t length) {
    char hint[HINT_SIZE] = "";
    const char *what = p->model->is_plain ? "state" : "option";
    truce__news news;
    truce_status status = truce__find_news(p->model, TRUCE__LOST_NAMES, name, length, &news);
    const char *nearest = status == TRUCE_OK && news != TRUCE__FOLLOWS ? nearest_name(p, name, length) : NULL;
    if (is_held_back(p, status, truce__is_held_back(news, name, length, nearest))) return;
    const truce__option *owner = find_owner(p->model, name, length);
    if (truce__lookalike_hint(name, length, hint)) nearest = NULL;
    else if (nearest) snprintf(hint, sizeof hint, "did you mean '%.100s'?", nearest);
    else if (is_number(name, length)) snprintf(hint, sizeof hint, "statements call %ss by name, not by number", what);
    else if (owner)
        snprintf(hint, sizeof hint, "it is a level: write '%.80s = %.*s'", owner->id, truce__clip(name, length),
                 name);
    else snprintf(hint, sizeof hint, "no %s and no outcome is called that", what);
    wrong(p, token, hint, "%s '%.*s' is not known", what, truce__clip(name, length), name);
    char plain[TRUCE__PLAIN_WORD];
    size_t plain_length = truce__spell_plainly(name, length, plain);
    if (plain_length && truce__keyword(plain, plain_length) != TRUCE__T_WORD) give_up(p);
}

/* The hint for a level that does not exist. */
static void unknown_level(parser *p, truce__token token, const truce__option *option, const char *name,
                          size_t length) {
    char hint[HINT_SIZE] = "";
    truce__news news;
    truce_status status = truce__find_level_news(p->ctx, p->model, option, name, length, &news);
    if (is_held_back(p, status, news == TRUCE__FOLLOWS)) return;
    const char *nearest = truce__nearest(name, length, option->levels, option->n_levels);
    const truce__option *owner = find_owner(p->model, name, length);
    bool is_yes = (length == 4 && memcmp(name, "true", 4) == 0) || (length == 1 && strchr("yY1", name[0]));
    bool is_no = (length == 5 && memcmp(name, "false", 5) == 0) || (length == 1 && strchr("nN0", name[0]));
    if (option->has_default_levels && (is_yes || is_no))
        snprintf(hint, sizeof hint, "write '%s'", is_yes ? "yes" : "no");
    else if (nearest) snprintf(hint, sizeof hint, "did you mean '%.100s'?", nearest);
    else if (owner) snprintf(hint, sizeof hint, "it is a level of '%.100s'", owner->id);
    else {
        size_t used = (size_t)snprintf(hint, sizeof hint, "its levels are");
        for (uint32_t i = 0; i < option->n_levels && used < 150; i++)
            used += (size_t)snprintf(hint + used, sizeof hint - used, "%s %.*s", i ? "," : "",
                                     truce__clip(option->levels[i], strlen(option->levels[i])), option->levels[i]);
    }
    wrong(p, token, hint, "option '%s' has no level '%.*s'", option->id, truce__clip(name, length), name);
}

/* The longest level with several words or signs that stands at the current token without its quotes; TRUCE__NONE
 * where there is none. */
static uint32_t find_unquoted(const parser *p, const truce__option *option, size_t *length) {
    uint32_t found = TRUCE__NONE;
    size_t start = p->token.start;
    *length = p->token.length;
    for (uint32_t i = 0; i < option->n_levels; i++) {
        size_t size = strlen(option->levels[i]);
        if (size <= *length || size > p->length - start || memcmp(p->text + start, option->levels[i], size) != 0)
            continue;
        truce__token behind = truce__lex(p->text, p->length, start + size);
        if (behind.kind == TRUCE__T_WORD && behind.start == start + size) continue;
        found = i;
        *length = size;
    }
    return found;
}

/* Takes such a level, reports the missing quotes, and reads on as if they were there; false where there is none. */
static bool take_unquoted(parser *p, const truce__option *option, uint32_t *level) {
    char hint[HINT_SIZE] = "write '";
    size_t length, used = strlen(hint);
    *level = find_unquoted(p, option, &length);
    if (*level == TRUCE__NONE) return false;
    for (size_t i = 0, shown = (size_t)truce__clip(option->levels[*level], length);
         i < shown && used + 4 < sizeof hint; i++) {
        hint[used++] = option->levels[*level][i];
        if (hint[used - 1] == '\'') hint[used++] = '\'';
    }
    memcpy(hint + used, "'", 2);
    p->token.length = length;
    wrong(p, p->token, hint, "the level '%.*s' needs quotes", SHOWN(p, p->token));
    next(p);
    return true;
}

/* ----------------------------------------------------------------- atoms */

/* The level at the current token, which is taken; TRUCE__NONE after an error. */
static uint32_t take_level(parser *p, const truce__option *option) {
    truce__token token = p->token;
    bool is_name = token.kind == TRUCE__T_WORD || token.kind == TRUCE__T_QUOTED;
    bool is_keyword = token.kind >= TRUCE__T_IN;
    size_t length;
    uint32_t level = TRUCE__NONE;
    const char *name = is_name || is_keyword ? name_of(p, token, &length) : NULL;
    bool is_known = name && find_level(option, name, length) != TRUCE__NONE;
    if (!is_known && token.kind != TRUCE__T_QUOTED && take_unquoted(p, option, &level)) return level;
    if (!name) {
        if (token.kind == TRUCE__T_OPEN)
            wrong(p, token, "write 'in (...)' for one of several", "a level is expected here");
        else wrong(p, token, token.slip, "a level of '%s' is expected here", option->id);
        give_up(p);
        return TRUCE__NONE;
    }
    next(p);
    level = find_level(option, name, length);
    if (level != TRUCE__NONE && is_keyword) {
        wrong(p, token, "put quotes around it", "'%.*s' is a word of this language", truce__clip(name, length), name);
    } else if (level == TRUCE__NONE && !p->is_over) {
        unknown_level(p, token, option, name, length);
    }
    return level;
}

static truce_status insert_level(parser *p, size_t first, uint32_t level) {
    size_t at = first;
    while (at < p->levels.count && p->levels.at[at] < level) at++;
    if (at < p->levels.count && p->levels.at[at] == level) return TRUCE_OK;
    TRY(truce__vec_push(p->ctx, &p->levels, level));
    for (size_t i = p->levels.count - 1; i > at; i--) p->levels.at[i] = p->levels.at[i - 1];
    p->levels.at[at] = level;
    return TRUCE_OK;
}

static void take_level_into(parser *p, const truce__option *option, size_t first) {
    uint32_t level = take_level(p, option);
    if (p->is_over || level == TRUCE__NONE) return;
    p->status = insert_level(p, first, level);
    if (p->status != TRUCE_OK) give_up(p);
}

/* `in` is the current token. */
static void take_level_list(parser *p, const truce__option *option, size_t first) {
    next(p);
    if (p->token.kind != TRUCE__T_OPEN) {
        wrong(p, p->token, "write 'in (one, another)'", "a list of levels in parentheses is expected behind 'in'");
        give_up(p);
        return;
    }
    do {
        next(p);
        take_level_into(p, option, first);
    } while (!p->is_over && p->token.kind == TRUCE__T_COMMA);
    if (p->is_over) return;
    if (p->token.kind == TRUCE__T_CLOSE) {
        next(p);
        return;
    }
    wrong(p, p->token, NULL, "a ',' or ')' is expected in the list of levels");
    give_up(p);
}

static bool is_relation(truce__token_kind kind) {
    return kind >= TRUCE__T_EQ && kind <= TRUCE__T_IN;
}

/* The current token is a relation; `index` is the option's. */
static uint32_t parse_comparison(parser *p, uint32_t index) {
    const truce__option *option = &p->model->options[index];
    size_t first = p->levels.count;
    truce__node node = {.op = TRUCE__OP_ATOM, .option = index, .first_level = (uint32_t)first};
    node.relation = (truce__relation)(p->token.kind - TRUCE__T_EQ + TRUCE__REL_EQ);
    if (p->token.kind == TRUCE__T_IN) {
        take_level_list(p, option, first);
    } else {
        next(p);
        take_level_into(p, option, first);
    }
    node.n_levels = (uint32_t)(p->levels.count - first);
    return emit(p, node);
}

/* Skips a relation and what follows it after a name that cannot be compared. */
static uint32_t skip_comparison(parser *p) {
    bool is_list = p->token.kind == TRUCE__T_IN;
    next(p);
    if (is_list) {
        while (p->token.kind != TRUCE__T_CLOSE && p->token.kind != TRUCE__T_END) next(p);
    }
    if (p->token.kind == TRUCE__T_END || p->token.kind == TRUCE__T_BAD) return give_up(p);
    next(p);
    return emit(p, (truce__node){.op = TRUCE__OP_FALSE});
}

static uint32_t emit_state(parser *p, uint32_t level) {
    truce__node node = {.op = TRUCE__OP_ATOM, .relation = TRUCE__REL_STATE, .n_levels = 1};
    node.first_level = (uint32_t)p->levels.count;
    if (!p->is_over) p->status = truce__vec_push(p->ctx, &p->levels, level);
    return p->status == TRUCE_OK ? emit(p, node) : give_up(p);
}

/* After an error about a name: goes on behind it as if it had been an atom. */
static uint32_t skip_atom(parser *p) {
    return is_relation(p->token.kind) ? skip_comparison(p) : emit(p, (truce__node){.op = TRUCE__OP_FALSE});
}

/* "pump not in (...)": is the current `not` followed by `in`? */
static bool is_not_in(const parser *p) {
    if (p->token.kind != TRUCE__T_NOT) return false;
    return truce__lex(p->text, p->length, p->token.start + p->token.length).kind == TRUCE__T_IN;
}

static uint32_t parse_named(parser *p, truce__token token, const truce__name *name) {
    if (name->kind == TRUCE__NAME_OPTION) {
        if (is_relation(p->token.kind)) return parse_comparison(p, name->index);
        return emit(p, (truce__node){.op = TRUCE__OP_ATOM, .relation = TRUCE__REL_TAKEN, .option = name->index});
    }
    if (is_relation(p->token.kind)) {
        wrong(p, token, NULL, "'%.*s' is %s; only options are compared with levels", SHOWN(p, token),
              name->kind == TRUCE__NAME_STATE ? "a state" : "an outcome");
        return skip_comparison(p);
    }
    if (name->kind == TRUCE__NAME_OUTCOME)
        return emit(p, (truce__node){.op = TRUCE__OP_OUTCOME, .option = name->index});
    return emit_state(p, name->index);
}

static uint32_t parse_atom(parser *p) {
    truce__token token = p->token;
    size_t length;
    const char *text = name_of(p, token, &length);
    if (p->is_over) return 0;
    const truce__name *name = truce__names_find(&p->model->names, text, length);
    next(p);
    if (is_not_in(p)) {
        wrong(p, p->token, "write 'not' in front of the option", "'not' cannot stand here");
        return give_up(p);
    }
    if (!name) {
        unknown_name(p, token, text, length);
        return skip_atom(p);
    }
    if (token.kind == TRUCE__T_QUOTED && name->kind != TRUCE__NAME_STATE) {
        wrong(p, token, "leave the quotes out", "only levels and states stand in quotes");
        return skip_atom(p);
    }
    return parse_named(p, token, name);
}

/* ----------------------------------------------------------------- shape */

static uint32_t parse_statement(parser *p);

/* Takes the ')' of what was entered with `open`. False: there is none; parse_all() reports what stands in its
 * place. */
APART static bool is_closed(parser *p, truce__token open) {
    if (p->is_over) return false;
    if (p->token.kind == TRUCE__T_END) {
        wrong(p, open, NULL, "this '(' is never closed");
        give_up(p);
        return false;
    }
    if (p->token.kind != TRUCE__T_CLOSE) return false;
    p->depth--;
    next(p);
    return true;
}

static uint32_t parse_parentheses(parser *p) {
    truce__token open = p->token;
    if (!enter(p)) return 0;
    next(p);
    uint32_t inner = parse_statement(p);
    is_closed(p, open);
    return inner;
}

/* What to write in place of a character that looks like a sign. */
APART static bool lookalike_hint(const parser *p, truce__token token, char hint[TRUCE__SLIP_HINT]) {
    size_t used;
    truce__lookalike found = {0};
    truce__find_lookalike(truce__utf8_decode(p->text + token.start, token.length, &used), &found);
    if (found.instead == '-') {
        snprintf(hint, TRUCE__SLIP_HINT, "no dash or dot joins statements: write 'and', 'or', 'not' or '->'");
        return true;
    }
    truce__token plain = found.instead ? truce__lex(&found.instead, 1, 0) : token;
    bool is_sign = plain.kind != TRUCE__T_BAD || plain.slip || !found.instead; /* '?' means nothing either */
    return is_sign && truce__lookalike_hint(p->text + token.start, token.length, hint);
}

/* A sign that means nothing here. */
APART static void refuse_sign(parser *p) {
    char hint[TRUCE__SLIP_HINT] = "statements are made of names, 'and', 'or', 'not', 'implies', comparisons and '('";
    if (p->token.slip) snprintf(hint, sizeof hint, "%s", p->token.slip);
    else lookalike_hint(p, p->token, hint);
    wrong(p, p->token, hint, "'%.*s' is not a sign of this language", SHOWN(p, p->token));
}

APART static uint32_t operand_missing(parser *p) {
    char hint[TRUCE__SLIP_HINT];
    if (p->is_wrong) return give_up(p); /* a shape that is wrong behind a wrong name follows from it */
    if (p->token.kind == TRUCE__T_BAD)
        refuse_sign(p);
    else if (truce__slip_hint(p->text, p->length, p->token, true, hint))
        wrong(p, p->token, hint, "'%.*s' cannot stand here", SHOWN(p, p->token));
    else if (p->token.kind != TRUCE__T_END)
        wrong(p, p->token, "a name or '(' belongs here", "'%.*s' cannot stand here", SHOWN(p, p->token));
    else if (p->previous.length)
        wrong(p, p->previous, NULL, "something is missing behind '%.*s'", SHOWN(p, p->previous));
    else
        wrong(p, p->token, NULL, "the statement is empty");
    return give_up(p);
}

/* ----------------------------------------------------------------- counts */

static truce__token behind(const parser *p, truce__token token) {
    return truce__lex(p->text, p->length, token.start + token.length);
}

static bool is_word(const parser *p, truce__token token, const char *word) {
    return token.kind == TRUCE__T_WORD && token.length == strlen(word) &&
           memcmp(p->text + token.start, word, token.length) == 0;
}

static bool is_count_word(const parser *p, truce__token token, uint32_t *number) {
    return token.kind == TRUCE__T_WORD && truce__count_word(p->text + token.start, token.length, number);
}

static bool is_figures(const parser *p, truce__token token) {
    return token.kind == TRUCE__T_WORD && is_number(p->text + token.start, token.length);
}

/* Whether "exactly", "at most" or "at least" stands at the current token. The words are reserved only there: an
 * option may be called `exactly` where no number follows, or `at` where neither `most` nor `least` does. */
APART static bool begins_count(const parser *p) {
    truce__token second = behind(p, p->token);
    uint32_t number;
    if (is_word(p, p->token, "at")) return is_word(p, second, "most") || is_word(p, second, "least");
    return is_word(p, p->token, "exactly") && (is_count_word(p, second, &number) || is_figures(p, second));
}

/* Reports what stands where "exactly 2 of (" should go on. */
static void count_missing(parser *p) {
    const char *hint = "write a number, 'of', and statements in parentheses: at most 2 of (a, b, c)";
    if (p->token.kind == TRUCE__T_END)
        wrong(p, p->previous, hint, "something is missing behind '%.*s'", SHOWN(p, p->previous));
    else if (is_figures(p, p->token)) wrong(p, p->token, hint, "the number is too large");
    else wrong(p, p->token, hint, "'%.*s' cannot stand here", SHOWN(p, p->token));
    p->is_over = true;
}

/* Takes "exactly 2 of", "at most one of"; the current token is then "(" unless the parser gave up. */
APART static truce__node take_count(parser *p) {
    truce__node node = {.op = TRUCE__OP_EXACTLY};
    if (is_word(p, p->token, "at")) {
        next(p);
        node.op = is_word(p, p->token, "most") ? TRUCE__OP_AT_MOST : TRUCE__OP_AT_LEAST;
    }
    next(p);
    bool has_number = is_count_word(p, p->token, &node.number);
    if (has_number) next(p);
    bool has_of = has_number && is_word(p, p->token, "of");
    if (has_of) next(p);
    if (!has_of || p->token.kind != TRUCE__T_OPEN) count_missing(p);
    return node;
}

static uint32_t parse_count(parser *p) {
    truce__node count = take_count(p), tally = {.op = TRUCE__OP_TALLY, .left = TRUCE__NONE};
    truce__token open = p->token;
    if (p->is_over || !enter(p)) return 0;
    do {
        next(p);
        tally.right = parse_statement(p);
        tally.number++;
        tally.left = emit(p, tally);
    } while (!p->is_over && p->token.kind == TRUCE__T_COMMA);
    if (!is_closed(p, open)) return tally.left;
    count.left = tally.left;
    return emit(p, count);
}

/* ------------------------------------------------------------------ unary */

/* A word of another language that no name covers is one error for all that follows. */
APART static uint32_t parse_name(parser *p) {
    char hint[TRUCE__SLIP_HINT];
    bool is_slip = p->token.kind == TRUCE__T_WORD && behind(p, p->token).kind == TRUCE__T_WORD &&
                   !truce__names_find(&p->model->names, p->text + p->token.start, p->token.length) &&
                   truce__slip_hint(p->text, p->length, p->token, true, hint);
    if (!is_slip) return parse_atom(p);
    wrong(p, p->token, hint, "'%.*s' cannot stand here", SHOWN(p, p->token));
    return give_up(p);
}

static uint32_t parse_unary(parser *p) {
    if (p->is_over) return 0;
    switch ((int)operator_kind(p)) {
    case TRUCE__T_NOT: {
        if (!enter(p)) return 0;
        next(p);
        uint32_t inner = parse_unary(p);
        p->depth--;
        return emit(p, (truce__node){.op = TRUCE__OP_NOT, .left = inner});
    }
    case TRUCE__T_OPEN: return parse_parentheses(p);
    case TRUCE__T_TRUE: next(p); return emit(p, (truce__node){.op = TRUCE__OP_TRUE});
    case TRUCE__T_FALSE: next(p); return emit(p, (truce__node){.op = TRUCE__OP_FALSE});
    case TRUCE__T_WORD: return begins_count(p) ? parse_count(p) : parse_name(p);
    case TRUCE__T_QUOTED: return parse_name(p);
    default: return operand_missing(p);
    }
}

static uint32_t parse_and(parser *p) {
    uint32_t left = parse_unary(p);
    while (!p->is_over && operator_kind(p) == TRUCE__T_AND) {
        next(p);
        left = emit_binary(p, TRUCE__OP_AND, left, parse_unary(p));
    }
    return left;
}

static uint32_t parse_or(parser *p) {
    uint32_t left = parse_and(p);
    while (!p->is_over && operator_kind(p) == TRUCE__T_OR) {
        next(p);
        left = emit_binary(p, TRUCE__OP_OR, left, parse_and(p));
    }
    return left;
}

APART static uint32_t refuse_chain(parser *p) {
    wrong(p, p->token, "put one of the two in parentheses", "a chain with 'if' can be read in two ways");
    return give_up(p);
}

static uint32_t parse_implication(parser *p, bool is_in_chain) {
    uint32_t left = parse_or(p);
    if (p->is_over) return 0;
    if (operator_kind(p) == TRUCE__T_IMPLIES) {
        if (!enter(p)) return 0;
        next(p);
        uint32_t right = parse_implication(p, true);
        p->depth--;
        return emit_binary(p, TRUCE__OP_IMPLIES, left, right);
    }
    if (p->token.kind != TRUCE__T_IF) return left;
    if (is_in_chain) return refuse_chain(p);
    next(p);
    uint32_t right = parse_or(p);
    if (!p->is_over && (operator_kind(p) == TRUCE__T_IF || p->token.kind == TRUCE__T_IMPLIES)) return refuse_chain(p);
    return emit_binary(p, TRUCE__OP_IF, left, right);
}

static uint32_t parse_statement(parser *p) {
    uint32_t left = parse_implication(p, false);
    while (!p->is_over && operator_kind(p) == TRUCE__T_IFF) {
        next(p);
        left = emit_binary(p, TRUCE__OP_IFF, left, parse_implication(p, false));
    }
    return left;
}

/* Reports text behind a complete statement. */
static void left_over(parser *p) {
    truce__token token = p->token, before = p->previous;
    char hint[TRUCE__SLIP_HINT] = "is 'and' or 'or' missing?";
    size_t length = token.length;
    const char *word = p->text + token.start;
    if (p->is_wrong) return; /* as in operand_missing() */
    if (token.kind == TRUCE__T_CLOSE) {
        wrong(p, token, NULL, "no '(' is open for this ')'");
        return;
    }
    if (token.slip && token.kind != TRUCE__T_BAD) return; /* reported when it was taken */
    if (truce__slip_hint(p->text, p->length, token, false, hint)) {
        wrong(p, token, hint, "'%.*s' cannot stand here", SHOWN(p, token));
        return;
    }
    if (token.kind == TRUCE__T_BAD) {
        operand_missing(p);
        return;
    }
    if (lookalike_hint(p, token, hint)) {
        wrong(p, token, hint, "'%.*s' cannot stand here", SHOWN(p, token));
        return;
    }
    const truce__name *name = truce__names_find(&p->model->names, p->text + before.start, before.length);
    if (is_relation(token.kind)) snprintf(hint, sizeof hint, "write two comparisons with 'and' between them");
    else if (token.kind == TRUCE__T_COMMA) snprintf(hint, sizeof hint, "write 'and' or 'or'");
    else if (length == 2 && memcmp(word, "is", 2) == 0) snprintf(hint, sizeof hint, "write '='");
    else if (name && name->kind == TRUCE__NAME_OPTION &&
             find_level(&p->model->options[name->index], word, length) != TRUCE__NONE)
        snprintf(hint, sizeof hint, "is '=' missing?");
    wrong(p, token, hint, "'%.*s' cannot stand here", SHOWN(p, token));
}

static void parse_all(parser *p) {
    next(p);
    parse_statement(p);
    if (!p->is_over && p->token.kind != TRUCE__T_END) left_over(p);
}

static truce_status keep(parser *p, truce__stmt *stmt) {
    truce__node *nodes = truce__arena_alloc(p->arena, p->nodes.count, sizeof *nodes);
    uint32_t *levels = truce__arena_alloc(p->arena, p->levels.count, sizeof *levels);
    if (!nodes || !levels) return TRUCE_E_NOMEM;
    memcpy(nodes, p->nodes.at, p->nodes.count * sizeof *nodes);
    if (p->levels.count) memcpy(levels, p->levels.at, p->levels.count * sizeof *levels);
    *stmt = (truce__stmt){.nodes = nodes, .n_nodes = (uint32_t)p->nodes.count, .levels = levels,
                          .n_levels = (uint32_t)p->levels.count, .text = "", .loc = p->loc};
    truce__text text;
    truce__text_init(&text, p->ctx);
    truce__stmt_write(&text, p->model, stmt);
    return truce__text_keep(&text, p->arena, &stmt->text);
}

truce_status truce__stmt_parse(truce_ctx *ctx, truce__arena *arena, const truce_model *model,
                               const truce__source *source, truce__loc loc, bool is_verbatim, const char *text,
                               size_t length, truce__stmt *stmt, bool *is_ok) {
    parser p = {.ctx = ctx, .arena = arena, .model = model, .source = source, .loc = loc, .is_verbatim = is_verbatim,
                .text = text, .length = length};
    parse_all(&p);
    if (p.status == TRUCE_OK && !p.is_wrong) p.status = keep(&p, stmt);
    *is_ok = p.status == TRUCE_OK && !p.is_wrong;
    truce__vec_free(ctx, &p.nodes);
    truce__vec_free(ctx, &p.levels);
    return p.status;
}
