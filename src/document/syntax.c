/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is wrong with a text that is not YAML. A parser says what it expected where it gave up, which is often lines
 * behind the mistake. So its message only chooses where to look: the mistakes that people make (a tab, a dash of
 * another kind, a ':' without a space, an open quote) are searched in the text around the place, and named. Where
 * none is found, the message stands for itself, in our words.
 */
#include "document/syntax.h"

#include <stdio.h>

enum { HINT_SIZE = 300, NOWHERE = -1 };

typedef struct view {
    truce_ctx *ctx;
    const truce__source *source;
    const truce__stop *stop;
    const char *text;
    size_t length;
    size_t at; /* where the parser stopped */
    truce_status status;
} view;

/* A line without its end. */
typedef struct line {
    size_t start, end;
    size_t indent; /* where its spaces end */
    size_t item;   /* where its letters begin, behind all "- " */
    size_t colon;  /* behind its key; `end` when it has none */
    size_t value;  /* behind the key's ':' and spaces */
} line;

/* ------------------------------------------------------------------- lines */

static bool is_space(char c) {
    return c == ' ' || c == '\t';
}

/* Whether a mark of YAML ends at `at`: a space or the line's end follows. */
static bool ends_mark(const view *v, size_t at) {
    return at >= v->length || is_space(v->text[at]) || v->text[at] == '\n';
}

static size_t skip_spaces(const view *v, size_t at) {
    while (at < v->length && is_space(v->text[at])) at++;
    return at;
}

/* Behind the closing quote of the text that begins at `at`, up to `end`; `end` + 1 when there is none. */
static size_t skip_quoted(const view *v, size_t at, size_t end) {
    char quote = v->text[at];
    for (at++; at < end; at++) {
        bool is_double = v->text[at] == quote && at + 1 < end && v->text[at + 1] == quote;
        if (quote == '"' ? v->text[at] == '\\' : is_double) at++;
        else if (v->text[at] == quote) return at + 1;
    }
    return end + 1;
}

static size_t find_colon(const view *v, const line *l) {
    size_t at = l->item;
    if (at < l->end && (v->text[at] == '"' || v->text[at] == '\'')) {
        at = skip_quoted(v, at, l->end);
        at = at > l->end ? l->end : skip_spaces(v, at);
        return at < l->end && v->text[at] == ':' ? at : l->end;
    }
    for (; at < l->end; at++) {
        if (v->text[at] == ':' && ends_mark(v, at + 1)) return at;
        if (v->text[at] == '#' && at > l->item && is_space(v->text[at - 1])) break;
    }
    return l->end;
}

/* The line of a byte. */
static line line_of(const view *v, size_t at) {
    line l = {.start = at < v->length ? at : v->length};
    while (l.start > 0 && v->text[l.start - 1] != '\n') l.start--;
    const char *end = memchr(v->text + l.start, '\n', v->length - l.start);
    l.end = end ? (size_t)(end - v->text) : v->length;
    l.indent = l.start;
    while (l.indent < l.end && v->text[l.indent] == ' ') l.indent++;
    l.item = l.indent;
    while (l.item < l.end && v->text[l.item] == '-' && ends_mark(v, l.item + 1)) {
        l.item = skip_spaces(v, l.item + 1);
        if (l.item > l.end) l.item = l.end;
    }
    l.colon = find_colon(v, &l);
    l.value = l.colon < l.end ? skip_spaces(v, l.colon + 1) : l.end;
    if (l.value > l.end) l.value = l.end;
    return l;
}

static bool is_empty(const view *v, const line *l) {
    return l->indent == l->end || v->text[l->indent] == '#';
}

static bool has_dash(const line *l) {
    return l->item > l->indent;
}

/* The nearest line above or below with something in it; false when there is none. */
static bool line_above(const view *v, line *l) {
    while (l->start > 0) {
        *l = line_of(v, l->start - 1);
        if (!is_empty(v, l)) return true;
    }
    return false;
}

static bool line_below(const view *v, line *l) {
    while (l->end < v->length) {
        *l = line_of(v, l->end + 1);
        if (!is_empty(v, l)) return true;
    }
    return false;
}

/* ----------------------------------------------------------------- telling */

static truce__loc loc_of(const view *v, size_t at, size_t end) {
    truce__loc loc = truce__loc_at(v->source, at);
    loc.length = end > at ? (uint32_t)truce__utf8_count(v->text + at, end - at) : 1;
    return loc;
}

/* Reports bytes [at, end), and is true. */
#define tell(v, at, end, hint, ...)                                                                                 \
    (((v)->status = truce__diag((v)->ctx, TRUCE_ERROR, (v)->source, loc_of((v), (at), (end)), (hint), __VA_ARGS__)), \
     true)

/* For "%.*s": bytes [from, to). */
#define SHOWN(v, from, to) truce__clip((v)->text + (from), (to) - (from)), (v)->text + (from)

static unsigned line_number(const view *v, size_t at) {
    return truce__loc_at(v->source, at).line;
}

static unsigned column_of(const view *v, const line *l, size_t at) {
    return (unsigned)truce__utf8_count(v->text + l->start, at - l->start) + 1;
}

/* The end of the word at `at`. */
static size_t word_end(const view *v, size_t at) {
    while (at < v->length && !strchr(" \t\n,:[]{}", v->text[at])) at++;
    return at;
}

/* ----------------------------------------------------- tabs and look-alikes */

static bool try_tab(view *v) {
    line l = line_of(v, v->at);
    for (int i = 0; i < 2; i++) {
        size_t letters = skip_spaces(v, l.indent);
        bool is_tab = l.indent < l.end && v->text[l.indent] == '\t';
        if (is_tab && letters < l.end && v->text[letters] != '#')
            return tell(v, l.indent, l.indent + 1, "YAML wants spaces here", "a tab indents this line");
        if (!line_below(v, &l)) break;
    }
    return false;
}

/* Whether an error was reported at that place before. */
static bool is_told(const view *v, size_t at) {
    truce__loc loc = truce__loc_at(v->source, at);
    const truce_diag *last = v->ctx->diags.count ? &v->ctx->diags.at[v->ctx->diags.count - 1] : NULL;
    return last && last->line == loc.line && last->column == loc.column;
}

static bool tell_lookalike(view *v, size_t at, size_t used, uint32_t point, const truce__lookalike *found) {
    char hint[TRUCE__LOOKALIKE_HINT];
    truce__lookalike_told(point, found, hint);
    if (!found->instead && is_told(v, at)) return true;
    if (!found->instead)
        return tell(v, at, at + used, hint, "the text holds the invisible character U+%04X", (unsigned)point);
    if (found->instead == ' ') return tell(v, at, at + used, hint, "this is no usual space");
    return tell(v, at, at + used, hint, "'%.*s' is not the sign that it looks like", (int)used, v->text + at);
}

/* A look-alike of one of `signs` at `at`. */
static bool try_sign(view *v, size_t at, size_t end, const char *signs) {
    truce__lookalike found;
    size_t used = 0;
    uint32_t point = at < end ? truce__utf8_decode(v->text + at, end - at, &used) : 0;
    if (!truce__find_lookalike(point, &found) || !found.instead || !strchr(signs, found.instead)) return false;
    return tell_lookalike(v, at, used, point, &found);
}

static bool try_sign_within(view *v, size_t from, size_t to, const char *signs) {
    for (size_t at = from, used; at < to; at += used) {
        truce__utf8_decode(v->text + at, to - at, &used);
        if (try_sign(v, at, to, signs)) return true;
    }
    return false;
}

static bool try_unseen(view *v, const line *l) {
    truce__lookalike found;
    for (size_t at = l->start, used; at < l->end; at += used) {
        uint32_t point = truce__utf8_decode(v->text + at, l->end - at, &used);
        if (truce__is_unfit(point) && truce__find_lookalike(point, &found))
            return tell_lookalike(v, at, used, point, &found);
    }
    return false;
}

/* Look-alikes of the signs of YAML that a line begins with. */
static bool try_lookalikes_before(view *v, const line *l) {
    if (try_unseen(v, l) || try_sign(v, l->indent, l->end, " ") || try_sign(v, l->item, l->end, "- ")) return true;
    if (l->item < l->end && v->text[l->item] == '-' && try_sign(v, l->item + 1, l->end, " ")) return true;
    for (size_t at = l->item; l->colon == l->end && at < l->end; at++)
        if (v->text[at] == ':' && try_sign(v, at + 1, l->end, " ")) return true;
    return l->colon == l->end && try_sign_within(v, l->item, l->end, ":");
}

/* Look-alikes at the place and beside it; of quotes and brackets, which honest texts have too, only in its line. */
static bool try_lookalikes(view *v) {
    line here = line_of(v, v->at), near = here;
    if (try_lookalikes_before(v, &here) || (line_below(v, &near) && try_lookalikes_before(v, &near))) return true;
    near = here;
    if (line_above(v, &near) && try_lookalikes_before(v, &near)) return true;
    return try_sign(v, here.item, here.end, "\"'[{") || try_sign(v, here.value, here.end, "\"'[{");
}

/* ------------------------------------------------------------------- quotes */

static bool try_backslash(view *v) {
    line l = line_of(v, v->at);
    size_t at = v->at < l.end ? v->at : l.end;
    while (at > l.start && v->text[at] != '\\') at--;
    if (at == l.end || v->text[at] != '\\') return false;
    char letter = v->text[at + 1];
    const char *const hint = "write '\\\\' for a backslash, or put the text in single quotes";
    if (letter == 'x' || letter == 'u' || letter == 'U')
        return tell(v, at, at + 2, hint, "behind '\\%c' %d hex digits of a character are expected", letter,
                    letter == 'x' ? 2 : letter == 'u' ? 4 : 8);
    size_t used;
    truce__utf8_decode(v->text + at + 1, l.end - at - 1, &used);
    return tell(v, at, at + 1 + used, hint, "'%.*s' is no escape", (int)(1 + used), v->text + at);
}

/* The quote before `at`, or `at` itself. */
static size_t opening_quote(const view *v) {
    if (v->at > 0 && v->at <= v->length && strchr("\"'", v->text[v->at - 1])) return v->at - 1;
    return v->at;
}

static bool try_open_quote(view *v) {
    size_t open = opening_quote(v);
    if (open >= v->length || !strchr("\"'", v->text[open])) return false;
    size_t close = skip_quoted(v, open, v->length);
    line first = line_of(v, open), last = line_of(v, close < v->length ? close - 1 : open);
    size_t behind = skip_spaces(v, close);
    bool is_closed = close <= v->length && (behind >= v->length || strchr("\n#,]}", v->text[behind]));
    if (!is_closed || last.start == first.start)
        return tell(v, open, open + 1, "write the same quote at the end of the text", "this quote is never closed");
    line l = first;
    while (line_below(v, &l) && l.start < last.start && l.indent - l.start > first.indent - first.start) continue;
    return tell(v, l.indent, l.indent + 1, "indent it by more than its key",
                "this line of a text in quotes begins too far left");
}

static bool try_behind_quote(view *v) {
    line l = line_of(v, v->at);
    size_t at = v->at, open = at;
    if (at < l.end && v->text[at] == '#')
        return tell(v, at, at + 1, "write a space in front of it", "a '#' begins a comment only after a space");
    while (open > l.start && !strchr("\"'", v->text[open - 1])) open--;
    if (open == l.start) return false;
    char quote = v->text[open - 1];
    bool has_more = at < l.end && memchr(v->text + at, quote, l.end - at);
    const char *hint = !has_more      ? "put all of the text in quotes, or none of it"
                       : quote == '"' ? "inside double quotes write \\\" for a quote"
                                      : "inside single quotes write '' for an apostrophe";
    return tell(v, at, at + 1, hint, "the text goes on behind the closing quote");
}

/* ----------------------------------------------------------------- brackets */

/* The end of a list or mapping in brackets that begins at `at`: behind its closing bracket, whatever that is; the
 * length + 1 when there is none. */
static size_t skip_brackets(const view *v, size_t at) {
    size_t depth = 0;
    while (at < v->length) {
        char c = v->text[at];
        bool begins = at == 0 || strchr(" \t\n,[{:", v->text[at - 1]);
        if ((c == '"' || c == '\'') && begins) {
            at = skip_quoted(v, at, v->length);
            continue;
        }
        if (c == '#' && at > 0 && (is_space(v->text[at - 1]) || v->text[at - 1] == '\n')) at = line_of(v, at).end;
        if (c == '[' || c == '{') depth++;
        if ((c == ']' || c == '}') && --depth == 0) return at + 1;
        at++;
    }
    return v->length + 1;
}

static char closing(char open) {
    return open == '[' ? ']' : '}';
}

/* A comment that begins without a space and takes a closing bracket away: {name: Point #3}. */
static bool try_comment_in_brackets(view *v, size_t open) {
    size_t end = line_of(v, open).end;
    for (size_t at = open + 1; at + 1 < end; at++) {
        if (strchr("\"'", v->text[at]) && strchr(" \t,[{:", v->text[at - 1])) at = skip_quoted(v, at, end) - 1;
        bool is_comment = at + 1 < end && v->text[at] == '#' && is_space(v->text[at - 1]);
        if (!is_comment || is_space(v->text[at + 1])) continue;
        if (!memchr(v->text + at, ']', end - at) && !memchr(v->text + at, '}', end - at)) return false;
        return tell(v, at, end, "put quotes around text with ' #'", "text after ' #' is a comment");
    }
    return false;
}

static bool try_open_bracket(view *v) {
    size_t open = v->stop->bracket;
    if (!v->stop->has_bracket || open >= v->length || !strchr("[{", v->text[open])) return false;
    if (try_comment_in_brackets(v, open)) return true;
    line first = line_of(v, open), l = first;
    size_t end = skip_brackets(v, open);
    char hint[HINT_SIZE];
    snprintf(hint, sizeof hint, "write '%c' at its end", closing(v->text[open]));
    /* a line that looks like one of the block around it comes before the end */
    bool is_left = false;
    while (!is_left && line_below(v, &l) && l.start < end)
        is_left = l.indent - l.start <= first.indent - first.start && v->text[l.indent] != '"' &&
                  (has_dash(&l) || (l.colon < l.end && v->text[open] == '[')  ||
                   (l.colon < l.end && end > v->length));
    if (end > v->length || is_left)
        return tell(v, open, open + 1, hint, "this '%c' is never closed", v->text[open]);
    return false;
}

static bool try_left_in_brackets(view *v) {
    line l = line_of(v, v->at);
    return try_open_bracket(v) || tell(v, l.indent, l.indent + 1, "indent it by more than its key",
                                       "this line of a value in brackets begins too far left");
}

/* An element that begins with '!': libfyaml takes all up to a space for its tag, brackets too. */
static bool try_tag_in_brackets(view *v) {
    size_t at = v->stop->bracket + 1;
    for (; v->stop->has_bracket && at < v->at && at < v->length; at++) {
        if (v->text[at] != '!' || !strchr("[{, \t\n:", v->text[at - 1])) continue;
        return tell(v, at, at + 1, "put quotes around the text; in a statement write 'not'",
                    "text without quotes cannot begin with '!'");
    }
    return false;
}

static bool try_wrong_bracket(view *v) {
    size_t open = v->stop->bracket;
    char hint[HINT_SIZE];
    if (try_tag_in_brackets(v)) return true;
    if (!v->stop->has_bracket || v->at >= v->length || !strchr("]}", v->text[v->at])) return false;
    snprintf(hint, sizeof hint, "write '%c': the '%c' in line %u is still open", closing(v->text[open]),
             v->text[open], line_number(v, open));
    return tell(v, v->at, v->at + 1, hint, "this '%c' closes nothing", v->text[v->at]);
}

static bool try_extra_bracket(view *v) {
    if (v->at >= v->length || !strchr("]}", v->text[v->at])) return false;
    return tell(v, v->at, v->at + 1, "leave it out, or put quotes around the text", "this '%c' closes nothing",
                v->text[v->at]);
}

static bool try_missing_comma(view *v) {
    if (try_tag_in_brackets(v) || try_open_bracket(v)) return true;
    line l = line_of(v, v->at);
    size_t at = v->at < l.end ? v->at : l.end;
    if (at > l.start && strchr("\"'", v->text[at - 1])) at--;
    if (at < l.end && v->text[at] == ':')
        while (at > l.start && !strchr(" \t,[{", v->text[at - 1])) at--;
    return tell(v, at, word_end(v, at), "elements in brackets are separated by ','",
                "a ',' is missing in front of this");
}

static bool try_comma(view *v) {
    if (v->at >= v->length || v->text[v->at] != ',') return false;
    if (!v->stop->has_bracket)
        return tell(v, v->at, v->at + 1, "put quotes around it", "text without quotes cannot begin with ','");
    return tell(v, v->at, v->at + 1, "leave the comma out", "an element is missing before this comma");
}

static bool try_comment(view *v) {
    if (v->at >= v->length || v->text[v->at] != '#') return false;
    return tell(v, v->at, v->at + 1, "write a space in front of it", "a '#' begins a comment only after a space");
}

/* ------------------------------------------------------ what a value begins with */

static bool try_directive(view *v) {
    line l = line_of(v, v->at);
    while (l.start > 0 && v->text[l.start] != '%') l = line_of(v, l.start - 1);
    if (l.start >= v->length || v->text[l.start] != '%') return false;
    return tell(v, l.start, l.end, "leave the line out: a model begins with 'truce: 1'",
                "this is no directive of YAML 1.2");
}

/* Text that begins with a sign of YAML, at or just before the place. */
static bool try_sign_of_yaml(view *v) {
    size_t at = v->at;
    line l = line_of(v, at);
    if (l.start < l.end && v->text[l.start] == '%') return try_directive(v);
    while (at > l.start && (at >= l.end || !strchr("&*!|>%@`?-", v->text[at]))) at--;
    if (at >= l.end || !strchr("&*!|>%@`?-", v->text[at])) return false;
    char sign = v->text[at];
    bool is_first = at == l.item;
    if ((sign == '*' || sign == '-') && is_first)
        return tell(v, at, at + 1, "write '- '", "a list element begins with '- ', not with '%c'", sign);
    const char *hint = sign == '!' ? "put quotes around the text; in a statement write 'not'"
                       : sign == '|' || sign == '>' ? "put quotes around the text, or begin it in the line below"
                                                    : "put quotes around it";
    return tell(v, at, at + 1, hint, "text without quotes cannot begin with '%c'", sign);
}

static bool try_list_behind_key(view *v) {
    if (v->at >= v->length || v->text[v->at] != '-') return false;
    return tell(v, v->at, v->at + 1, "begin it in the line below, or write [one, another]",
                "a list with '- ' cannot begin behind a key");
}

static bool try_separator(view *v) {
    line l = line_of(v, v->at);
    size_t dashes = 0;
    while (l.start + dashes < l.end && v->text[l.start + dashes] == '-') dashes++;
    if (dashes < 3) return false;
    if (dashes == l.end - l.start && dashes > 3)
        return tell(v, l.start, l.end, "leave it out, or write '#' in front of it",
                    "a line of dashes is not part of a model");
    return tell(v, l.start, l.end, "begin the values in the line below", "no value stands in the line of '---'");
}

static bool try_second_colon(view *v) {
    line l = line_of(v, v->at);
    size_t at = v->at;
    if (at >= l.end || v->text[at] != ':' || l.value > at) return try_separator(v);
    return tell(v, at, at + 1, "put quotes around text with a colon", "a second ': ' in one value");
}

/* ------------------------------------------------------------------ structure */

/* "-a" or "-a: b" for "- a". */
static bool try_tight_dash(view *v, const line *l) {
    size_t at = l->item;
    if (at + 1 >= l->end || v->text[at] != '-' || strchr("-.0123456789", v->text[at + 1])) return false;
    char hint[HINT_SIZE];
    snprintf(hint, sizeof hint, "write '- %.*s'", SHOWN(v, at + 1, word_end(v, at + 1)));
    return tell(v, at, at + 1, hint, "a space is missing behind this '-'");
}

/* "date:2025" and "date = 2025" for "date: 2025". */
static bool try_tight_colon(view *v, const line *l) {
    char hint[HINT_SIZE];
    size_t word = word_end(v, l->item), sign = skip_spaces(v, word);
    if (word == l->item || sign + 1 >= l->end || !strchr(":=", v->text[sign])) return false;
    size_t value = skip_spaces(v, sign + 1);
    if (v->text[sign] == ':' && (value > sign + 1 || v->text[value] == '/')) return false;
    snprintf(hint, sizeof hint, "write '%.*s: %.*s'", SHOWN(v, l->item, word), SHOWN(v, value, word_end(v, value)));
    if (v->text[sign] == '=') return tell(v, sign, sign + 1, hint, "a key is followed by ':', not by '='");
    return tell(v, sign, sign + 1, hint, "a space is missing behind this ':'");
}

/* A line without a key where keys are expected. */
static bool try_missing_colon(view *v, const line *l) {
    char hint[HINT_SIZE] = "write 'key: value', or indent it if it goes on with the text above";
    line above = *l;
    if (l->colon < l->end || l->item >= l->end) return false;
    if (try_separator(v) || try_tight_dash(v, l) || try_tight_colon(v, l)) return true;
    bool has_above = line_above(v, &above) && above.value < above.end;
    if (has_above && strchr("|>", v->text[above.value]))
        return tell(v, l->item, l->end, "indent it by more than its key", "this text begins too far left");
    size_t end = l->end;
    while (end > l->item && is_space(v->text[end - 1])) end--;
    bool is_word = word_end(v, l->item) == end;
    line below = *l;
    bool has_below = line_below(v, &below) &&
                     (has_dash(&below) || below.indent - below.start > l->item - l->start);
    if (is_word)
        snprintf(hint, sizeof hint, "write '%.*s:'%s", SHOWN(v, l->item, end),
                 has_above && !has_below ? ", or indent it if it goes on with the text above" : "");
    return tell(v, l->item, end, hint, is_word ? "a ':' is missing behind this key" : "this line has no key");
}

/* A value that goes on below, where a line looks like a key. */
static bool try_indented_more(view *v, const line *l) {
    line next = *l;
    if (!line_below(v, &next)) return false;
    size_t here = l->item - l->start, there = next.item - next.start;
    if (next.colon >= next.end || there <= here || l->value >= l->end) return false;
    char hint[HINT_SIZE];
    snprintf(hint, sizeof hint, "begin it in column %u like '%.*s', which has its value already",
             column_of(v, l, l->item), SHOWN(v, l->item, l->colon));
    return tell(v, next.indent, next.colon, hint, "this line is indented too far");
}

/* Where the lines above the one of `here` begin with what it begins with: keys, or dashes. */
typedef struct columns {
    unsigned near, other; /* the nearest two; 0 when there is none */
    bool is_other_kind;   /* lines of the other kind begin where it begins */
} columns;

static void add_column(columns *found, unsigned column, unsigned wanted) {
    unsigned distance = column > wanted ? column - wanted : wanted - column;
    unsigned best = found->near > wanted ? found->near - wanted : wanted - found->near;
    if (!found->near || distance < best) {
        if (found->near != column) found->other = found->near;
        found->near = column;
    } else if (column != found->near && !found->other) {
        found->other = column;
    }
}

static columns look_above(const view *v, const line *here) {
    enum { FAR = 2000 }; /* lines */
    columns found = {0};
    line l = *here;
    unsigned wanted = column_of(v, here, here->indent), least = UINT32_MAX;
    for (int i = 0; i < FAR && line_above(v, &l); i++) {
        unsigned dash = column_of(v, &l, l.indent), key = column_of(v, &l, l.item);
        if (dash > least || (!has_dash(&l) && l.colon == l.end)) continue;
        if (has_dash(here) && has_dash(&l)) add_column(&found, dash, wanted);
        if (!has_dash(here) && l.colon < l.end) add_column(&found, key, wanted);
        if (has_dash(here) != has_dash(&l) && dash == wanted) found.is_other_kind = true;
        least = dash < least ? dash : least;
        if (least == 1) break;
    }
    return found;
}

static bool try_indent(view *v) {
    line l = line_of(v, v->at);
    char hint[HINT_SIZE] = "indent it like the lines that it belongs to";
    if (l.indent >= l.end) return false;
    if (try_tight_dash(v, &l) || (!has_dash(&l) && try_missing_colon(v, &l))) return true;
    columns found = look_above(v, &l);
    const char *what = has_dash(&l) ? "list elements" : "keys";
    if (found.near && found.other)
        snprintf(hint, sizeof hint, "%s above it begin in column %u or %u", what, found.near, found.other);
    else if (found.near) snprintf(hint, sizeof hint, "%s above it begin in column %u", what, found.near);
    else if (found.is_other_kind) snprintf(hint, sizeof hint, "indent it below the key that it belongs to");
    size_t end = has_dash(&l) ? l.indent + 1 : l.colon;
    if (found.is_other_kind && has_dash(&l)) return tell(v, l.indent, end, hint, "a list element where keys stand");
    if (found.is_other_kind) return tell(v, l.indent, end, hint, "a key where list elements stand");
    return tell(v, l.indent, end, hint, "the indentation fits no line above");
}

static bool try_text_behind(view *v) {
    line l = line_of(v, v->at);
    if (v->at <= l.item || v->at >= l.end) return try_indent(v);
    size_t before = v->at;
    while (before > l.start && is_space(v->text[before - 1])) before--;
    bool is_bracket = before > l.start && strchr("]}", v->text[before - 1]);
    return tell(v, v->at, l.end, "put quotes around all of the text",
                is_bracket ? "text stands behind the closing bracket" : "this text cannot stand here");
}

/* A text without quotes that goes on to a line with a key. */
static bool try_lines(view *v) {
    line l = line_of(v, v->at);
    if (try_tight_dash(v, &l) || (v->at == l.item && try_missing_colon(v, &l))) return true;
    return try_indented_more(v, &l) || try_second_colon(v) || try_indent(v);
}

/* --------------------------------------------------------------------- kinds */

/* libfyaml's messages, and where to look. Where nothing is found, the message in our words is told at its place. */
static const struct {
    const char *theirs;
    bool (*look)(view *);
    const char *ours, *hint;
} kinds[] = {
    {"invalid escape", try_backslash, "an escape that YAML does not have", "write '\\\\' for a backslash"},
    {"has invalid hex", try_backslash, "an escape that YAML does not have", "write '\\\\' for a backslash"},
    {"has invalid UTF8", try_backslash, "an escape that YAML does not have", "write '\\\\' for a backslash"},
    {"surrogate", try_backslash, "an escape that is half a character", "write the character itself"},
    {"without closing quote", try_open_quote, "a quote further up is never closed",
     "write the same quote at its end"},
    {"wrongly indented double-quoted", try_open_quote, "a line of a text in quotes begins too far left",
     "indent it by more than its key"},
    {"wrongly indented single-quoted", try_open_quote, "a line of a text in quotes begins too far left",
     "indent it by more than its key"},
    {"marker in", NULL, "a line with '---' or '...' stands inside a text in quotes",
     "is a closing quote missing further up?"},
    {"trailing content after", try_behind_quote, "the text goes on behind the closing quote",
     "put all of the text in quotes"},
    {"invalid comment", try_comment, "a '#' begins a comment only after a space", "write a space in front of it"},
    {"multiline double-quoted", NULL, "a key must stand in one line", "is a quote missing?"},
    {"multiline single-quoted", NULL, "a key must stand in one line", "is a quote missing?"},
    {"without a closing", try_open_bracket, "a '[' or '{' further up is never closed", "write ']' or '}' at its end"},
    {"missing comma", try_missing_comma, "a ',' is missing here", "elements in brackets are separated by ','"},
    {"extra closing", try_extra_bracket, "a bracket is closed here that was not opened", "leave it out"},
    {"mismatched flow", try_wrong_bracket, "a bracket is closed here by another kind of bracket",
     "'[' is closed by ']', '{' by '}'"},
    {"extra comma", try_comma, "an element is missing before this comma", "leave the comma out"},
    {"comma in the beginning", try_comma, "an element is missing before this comma", "leave the comma out"},
    {"expected node content", try_comma, "a value is expected here",
     "put quotes around text that begins with a sign"},
    {"in flow mode", try_left_in_brackets, NULL, NULL},
    {"indented flow", try_left_in_brackets, NULL, NULL},
    {"in a flow sequence", try_open_bracket, "a '[' further up is never closed", "write ']' at its end"},
    {"flow sequence with invalid", try_open_bracket, "this cannot stand in a list in brackets", "is a ',' missing?"},
    {"multiline flow", NULL, "a key must stand in one line", "close the bracket in the same line"},
    {"two anchors", NULL, "a value has one '&' name at most", "leave one out, or put quotes around the text"},
    {"anchor plus alias", NULL, "a value cannot have an '&' name and be a '*' name", "leave one out"},
    {"unexpected alias", NULL, "a '*' name cannot stand here", "put quotes around text that begins with '*'"},
    {"tab", NULL, "a tab stands where YAML wants spaces", "write spaces in its place"},
    {"directive", try_directive, "a line with '%' is no directive of YAML 1.2", "leave the line out"},
    {"version", try_directive, "a line with '%' is no directive of YAML 1.2", "leave the line out"},
    {"on the same line as a", try_list_behind_key, "a list with '- ' cannot begin here",
     "begin it in the line below"},
    {"block sequence on", try_list_behind_key, "a list with '- ' cannot begin here", "begin it in the line below"},
    {"plain scalar cannot start", try_sign_of_yaml, "text without quotes cannot begin with this sign",
     "put quotes around it"},
    {"anchor", try_sign_of_yaml, "text without quotes cannot begin with '&'", "put quotes around it"},
    {"alias", try_sign_of_yaml, "text without quotes cannot begin with '*'", "put quotes around it"},
    {"tag", try_sign_of_yaml, "text without quotes cannot begin with '!'", "put quotes around it"},
    {"uri", try_sign_of_yaml, "text without quotes cannot begin with '!'", "put quotes around it"},
    {"URI", try_sign_of_yaml, "text without quotes cannot begin with '!'", "put quotes around it"},
    {"not allowed in this context", try_sign_of_yaml, "text without quotes cannot begin with this sign",
     "put quotes around it"},
    {"no linebreak found", try_sign_of_yaml, "text without quotes cannot begin with '|' or '>'",
     "put quotes around it"},
    {"indentation indicator", try_sign_of_yaml, "text without quotes cannot begin with '|' or '>'",
     "put quotes around it"},
    {"after spaces only", NULL, "an empty line above a text has more spaces than the text",
     "remove the spaces of the empty lines"},
    {"after document end", try_separator, "text behind the '...' that ends a document", "leave the '...' out"},
    {"starting at ---", try_separator, "no value stands in the line of '---'", "begin it in the line below"},
    {"expected stream end", try_separator, "this stands behind the end of the model", "is the indentation off?"},
    {"document start", try_separator, "this stands behind the end of the model", "is the indentation off?"},
    {"on the same line", try_second_colon, "a second ': ' in one value", "put quotes around text with a colon"},
    {"on same line", try_second_colon, "a second ': ' in one value", "put quotes around text with a colon"},
    {"multiline plain", try_lines, "this line does not fit the one before it", "is a ':' missing?"},
    {"mapping in plain", try_lines, "this line does not fit the one before it", "is a ':' missing?"},
    {"expected ':'", try_lines, "a ':' is missing behind a key", "write 'key: value'"},
    {"value after mapping", try_text_behind, "this text cannot stand here", "put quotes around all of the text"},
    {"expected key", try_indent, "a 'key: value' is expected here", "indent it like the lines that it belongs to"},
    {"'-' indicator", try_indent, "a '- ' is expected here", "indent it like the lines that it belongs to"},
    {"sequence", try_indent, "the indentation fits no line above", "indent it like the lines that it belongs to"},
    {"indent", try_indent, "the indentation fits no line above", "indent it like the lines that it belongs to"},
    {"block entry", try_indent, "a list element cannot stand here", "begin it in a line of its own"},
    {"':'", try_second_colon, "a ':' cannot stand here", "put quotes around text with a colon"},
    {"character", NULL, "a character that cannot stand here", "put quotes around the text"},
};

/* The byte of a place. */
static size_t offset_of(const view *v, truce__loc loc) {
    size_t at = 0;
    for (uint32_t i = 1; i < loc.line; i++) {
        const char *end = memchr(v->text + at, '\n', v->length - at);
        if (!end) return v->length;
        at = (size_t)(end - v->text) + 1;
    }
    for (uint32_t i = 1; i < loc.column && at < v->length && v->text[at] != '\n'; i++) {
        size_t used;
        truce__utf8_decode(v->text + at, v->length - at, &used);
        at += used;
    }
    return at;
}

/* Tabs may indent lines in brackets and in quotes. */
static bool may_be_tab(const truce__stop *stop) {
    return !stop->has_bracket && !(stop->theirs && strstr(stop->theirs, "quote"));
}

/* Without a message: what libfyaml gives up on so. */
static bool try_unnamed(view *v) {
    line l = line_of(v, v->at);
    if (try_directive(v)) return true;
    v->at = l.value;
    return l.value < l.end && try_sign_of_yaml(v);
}

truce_status truce__report_syntax(truce_ctx *ctx, const truce__source *source, const truce__stop *stop) {
    view v = {.ctx = ctx, .source = source, .stop = stop, .text = source->text, .length = source->length};
    truce__loc loc = stop->loc.line ? stop->loc : stop->last.line ? stop->last : (truce__loc){1, 1, 1};
    v.at = offset_of(&v, loc);
    if ((may_be_tab(stop) && try_tab(&v)) || try_lookalikes(&v)) return v.status;
    for (size_t i = 0; stop->theirs && i < sizeof kinds / sizeof *kinds; i++) {
        if (!strstr(stop->theirs, kinds[i].theirs)) continue;
        if (kinds[i].look && kinds[i].look(&v)) return v.status;
        if (!kinds[i].ours) break;
        return truce__diag(ctx, TRUCE_ERROR, source, loc, kinds[i].hint, "%s", kinds[i].ours);
    }
    if (!stop->theirs && try_unnamed(&v)) return v.status;
    return truce__diag(ctx, TRUCE_ERROR, source, loc,
                       "look here and in the line above: is a quote, a bracket, a ':' or a '- ' missing?",
                       "this is not YAML");
}
