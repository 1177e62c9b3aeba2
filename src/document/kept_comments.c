/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comments, blank lines and texts behind | or > of a value that is written anew: comments and blank lines come where
 * the scalar beside them stands again, and such a text as it was written.
 *
 * Both values are taken as what they say, scalar after scalar. The new one is covered by runs of the old one, each
 * the longest that fits, as texts are compressed. So a preference that becomes one of several keeps its comments, one
 * that is written twice has them twice, and a statement that becomes the key of a weight has its own.
 */
#include "document/editor.h"

enum { MOST_TRIED = 64 }; /* places where a run may begin; keeps time linear */

static const uint32_t NONE = UINT32_MAX;

/* A comment: bytes of the old text, with the blanks before one that stands behind something; none: a blank line. */
typedef struct note {
    size_t start, end;
    bool is_above;
    uint32_t next; /* at the same word */
} note;

/* A scalar of a value. */
typedef struct word {
    const truce__yaml *node;
    uint32_t end;              /* behind the last word of the largest entry or element that begins with this one */
    uint32_t same;             /* old: the next word like it, in a circle */
    uint32_t start;            /* old, of the first such word: where the search for the next run begins */
    uint32_t last;             /* old, of the first such word: the last one */
    uint32_t from;             /* new: the old word that it is, or NONE */
    uint32_t note, last_note;  /* old: its comments */
    bool is_used;              /* old: a new word is this one */
} word;

typedef TRUCE__VEC(word) words;

typedef struct keeper {
    truce_ctx *ctx;
    truce__arena arena;
    words old, new;
    TRUCE__VEC(note) notes;
    const char *text; /* old */
    size_t length;
    size_t from; /* where the new value begins in what is written: no blank line can stand above */
} keeper;

/* -------------------------------------------------------------------- words */

static truce_status list_words(truce_ctx *ctx, const truce__yaml *node, words *list) {
    word own = {.node = node, .end = (uint32_t)list->count + 1, .from = NONE, .note = NONE};
    if (node->kind == TRUCE__YAML_SCALAR && node->extent.end > node->extent.start)
        TRY(truce__vec_push(ctx, list, own));
    for (const truce__pair *pair = node->first; pair; pair = pair->next) {
        size_t start = list->count;
        if (pair->key) TRY(list_words(ctx, pair->key, list));
        if (!pair->alias.end) TRY(list_words(ctx, pair->value, list));
        if (list->count > start) list->at[start].end = (uint32_t)list->count;
    }
    return TRUCE_OK;
}

/* The words of a text; none of one that cannot be read by itself, as where aliases name what stands elsewhere. */
static truce_status read_words(keeper *k, const truce__text *text, words *list) {
    truce__diags_mark mark = truce__diags_here(k->ctx);
    const truce__yaml *root;
    truce__source source = {.file = "", .text = truce__text_bytes(text), .length = text->length};
    truce_status status =
        text->failed ? TRUCE_E_NOMEM : truce__yaml_parse(k->ctx, &k->arena, &k->arena, &source, &root);
    if (status == TRUCE_E_NOMEM) return status;
    bool is_good = status == TRUCE_OK && root && truce_diag_count(k->ctx, TRUCE_ERROR) == mark.counts[TRUCE_ERROR];
    truce__diags_forget(k->ctx, mark);
    if (status != TRUCE_OK && status != TRUCE_E_LIMIT) return status;
    return is_good ? list_words(k->ctx, root, list) : TRUCE_OK;
}

static bool is_like(const word *a, const word *b) {
    return a->node->length == b->node->length && memcmp(a->node->text, b->node->text, a->node->length) == 0;
}

/* ------------------------------------------------------------------ runs */

static truce_status link_alike(keeper *k, truce__names *names) {
    for (uint32_t i = 0; i < k->old.count; i++) {
        const truce__yaml *node = k->old.at[i].node;
        const truce__name *earlier;
        TRY(truce__names_add(&k->arena, names, (truce__name){.text = node->text, .length = node->length, .index = i},
                             &earlier));
        word *first = &k->old.at[earlier ? earlier->index : i];
        if (!earlier) first->start = i;
        else k->old.at[first->last].same = i;
        first->last = i;
        k->old.at[i].same = earlier ? earlier->index : i;
    }
    return TRUCE_OK;
}

static uint32_t run_length(const keeper *k, uint32_t old, uint32_t new) {
    uint32_t length = 0;
    while (old + length < k->old.count && new + length < k->new.count &&
           is_like(&k->old.at[old + length], &k->new.at[new + length]))
        length++;
    return length;
}

/* Says of every new word which old one it is. A word alone may be like many by chance, so it is each only once. */
static truce_status match(keeper *k) {
    truce__names names = {0};
    TRY(link_alike(k, &names));
    for (uint32_t i = 0, length; i < k->new.count; i += length) {
        const truce__yaml *node = k->new.at[i].node;
        const truce__name *name = truce__names_find(&names, node->text, node->length);
        uint32_t best = NONE;
        length = 1;
        if (!name) continue;
        uint32_t first = k->old.at[name->index].start, at = first;
        for (int tried = 0; tried < MOST_TRIED && (tried == 0 || at != first); tried++, at = k->old.at[at].same) {
            uint32_t here = run_length(k, at, i);
            if (here < length || (here == length && best != NONE) || (here == 1 && k->old.at[at].is_used)) continue;
            best = at;
            length = here;
        }
        if (best == NONE) continue;
        k->old.at[name->index].start = k->old.at[best].same;
        for (uint32_t n = 0; n < length; n++) {
            k->new.at[i + n].from = best + n;
            k->old.at[best + n].is_used = true;
        }
    }
    return TRUCE_OK;
}

/* ---------------------------------------------------------------- comments */

static truce_status put_note(keeper *k, uint32_t at, note n) {
    word *w = &k->old.at[at];
    uint32_t index = (uint32_t)k->notes.count;
    n.next = NONE;
    TRY(truce__vec_push(k->ctx, &k->notes, n));
    if (w->note == NONE) w->note = index;
    else k->notes.at[w->last_note].next = index;
    w->last_note = index;
    return TRUCE_OK;
}

static bool is_same_line(const keeper *k, uint32_t at) {
    size_t end = k->old.at[at].node->extent.end, start = k->old.at[at + 1].node->extent.start;
    return start >= end && !memchr(k->text + end, '\n', start - end);
}

/* The comment belongs to the word at `at` and, where that is gone, to what else stands on its line or below it. */
static truce_status place_note(keeper *k, uint32_t at, note n) {
    uint32_t end = k->old.at[at].end;
    for (uint32_t i = at; !n.is_above; i--) {
        if (k->old.at[i].is_used) return put_note(k, i, n);
        if (!i || !is_same_line(k, i - 1)) break;
    }
    if (!n.is_above) n.start += strspn(k->text + n.start, " \t");
    n.is_above = true;
    for (uint32_t i = at; i < end; i++)
        if (k->old.at[i].is_used) return put_note(k, i, n);
    return TRUCE_OK;
}

/* Behind a word; behind the last letter of a text behind | or >. */
static size_t text_end(const keeper *k, uint32_t at) {
    const truce__yaml *node = k->old.at[at].node;
    size_t end = node->extent.end;
    while (node->style == TRUCE__YAML_TEXT && end > node->extent.start && strchr(" \n", k->text[end - 1])) end--;
    return end;
}

/* Whether a line without letters begins there, and ends before `end`. */
static bool is_blank_line(const keeper *k, size_t at, size_t end) {
    while (at < end && k->text[at] == ' ') at++;
    return at < end && k->text[at] == '\n';
}

/* Comments stand between words: above the next one, or behind what stands before them on their line. */
static truce_status place_notes(keeper *k) {
    size_t at = 0;
    for (uint32_t i = 0; i <= k->old.count; i++) {
        size_t end = i < k->old.count ? k->old.at[i].node->extent.start : k->length;
        bool is_text = i && i < k->old.count && k->old.at[i].node->style == TRUCE__YAML_TEXT;
        if (is_text) end = at + strcspn(k->text + at, "\n"); /* blank lines within it are its own */
        for (; at < end; at++) {
            if (k->text[at] == '\n' && i < k->old.count && is_blank_line(k, at + 1, end))
                TRY(place_note(k, i, (note){.start = at, .end = at, .is_above = true}));
            if (k->text[at] != '#' || (at && !strchr(" \t\n", k->text[at - 1]))) continue;
            size_t line = at, start = at;
            while (line && k->text[line - 1] != '\n') line--;
            bool is_above = !i || line + strspn(k->text + line, " -\t") == at;
            while (!is_above && strchr(" \t", k->text[start - 1])) start--;
            note n = {.start = start, .is_above = is_above};
            while (at < end && k->text[at] != '\n') at++;
            n.end = at--;
            TRY(place_note(k, is_above && i < k->old.count ? i : i - 1, n));
        }
        if (i < k->old.count) at = text_end(k, i);
    }
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ writing */

/* Takes blanks from the end. */
static void trim(truce__text *out) {
    while (!out->failed && out->length && out->bytes[out->length - 1] == ' ') out->bytes[--out->length] = 0;
}

/* The sign before a text behind | or >, if the text may be written with it elsewhere; else NULL. */
static const char *sign_of(const keeper *k, uint32_t at) {
    const truce__yaml *node = k->old.at[at].node;
    if (node->style != TRUCE__YAML_TEXT || !node->length || !at) return NULL;
    const char *sign = k->text + k->old.at[at - 1].node->extent.end;
    sign += strspn(sign, " -:\n");
    if ((*sign != '|' && *sign != '>') || sign[1] == '+' || (sign[1] >= '0' && sign[1] <= '9')) return NULL;
    bool is_stripped = sign[1] == '-', has_end = node->text[node->length - 1] == '\n';
    bool has_width = is_stripped && sign[2] >= '0' && sign[2] <= '9';
    return !strchr(sign, '\n') || is_stripped == has_end || has_width ? NULL : sign;
}

/* The lines of such a text, each indented so far. */
static void write_block(const keeper *k, uint32_t at, const char *sign, size_t indent, truce__text *out) {
    const char *line = strchr(sign, '\n') + 1, *end = k->text + text_end(k, at);
    const char *first = line;
    while (*first == '\n') first++;
    for (size_t blanks = strspn(first, " "); line < end;) {
        size_t length = strcspn(line, "\n");
        if (length > (size_t)(end - line)) length = (size_t)(end - line);
        truce__text_puts(out, "\n");
        if (length > blanks) truce__text_fill(out, ' ', indent);
        if (length > blanks) truce__text_add(out, line + blanks, length - blanks);
        line += length + 1;
    }
}

/* The word that ends a line of the new value at `end`, if it is an old text that can stand there as it did; else
 * NONE. */
static uint32_t text_at(const keeper *k, uint32_t i, size_t end, bool goes_on, const char **sign) {
    for (; i < k->new.count && k->new.at[i].node->extent.start < end; i++) {
        uint32_t from = k->new.at[i].from;
        if (k->new.at[i].node->extent.end != end || from == NONE) continue;
        *sign = sign_of(k, from);
        if (*sign && (goes_on || i + 1 < k->new.count || (*sign)[1] == '-')) return i;
    }
    return NONE;
}

/* Writes comments of the words from `i` on that begin before `end`: those above, or those behind them. */
static void write_notes(const keeper *k, uint32_t i, size_t end, bool is_above, bool has_line, size_t indent,
                        truce__text *out) {
    for (; i < k->new.count && k->new.at[i].node->extent.start < end; i++) {
        uint32_t at = k->new.at[i].from == NONE ? NONE : k->old.at[k->new.at[i].from].note;
        for (; at != NONE && out->length <= TRUCE__MAX_TEXT; at = k->notes.at[at].next) {
            const note *n = &k->notes.at[at];
            bool is_blank = n->start == n->end;
            if ((n->is_above && has_line) != is_above) continue;
            if (is_blank && (!has_line || out->length == k->from)) continue;
            if (n->is_above && !has_line) truce__text_puts(out, "  ");
            truce__text_add(out, k->text + n->start, n->end - n->start);
            if (is_blank) trim(out);
            if (!is_above) continue;
            truce__text_puts(out, "\n");
            truce__text_fill(out, ' ', indent);
        }
    }
}

/* `text`: the new value behind the `indent` blanks of its first line. */
static void write_lines(const keeper *k, const truce__text *text, size_t indent, bool has_line, bool goes_on,
                        truce__text *out) {
    uint32_t i = 0;
    for (size_t start = indent; start < text->length;) {
        const char *line = text->bytes + start, *newline = memchr(line, '\n', text->length - start);
        size_t end = newline ? (size_t)(newline - text->bytes) : text->length, blanks = strspn(line, " ");
        bool is_first = start == indent;
        truce__text_add(out, line, blanks);
        write_notes(k, i, end, true, has_line || !is_first, is_first ? indent : blanks, out);
        const char *sign = NULL;
        uint32_t at = text_at(k, i, end, goes_on, &sign);
        size_t lead = strspn(line, " -"), stop = at == NONE ? end : k->new.at[at].node->extent.start;
        size_t length = stop - start, column = (is_first ? indent : 0) + lead + (lead < length ? 2 : 0);
        truce__text_add(out, line + blanks, length - blanks);
        if (sign) truce__text_add(out, sign, strcspn(sign, " \n"));
        write_notes(k, i, end, false, has_line || !is_first, 0, out);
        if (sign) write_block(k, k->new.at[at].from, sign, column, out);
        if (newline) truce__text_puts(out, "\n");
        while (i < k->new.count && k->new.at[i].node->extent.start < end) i++;
        start = end + 1;
    }
}

static truce_status keep(keeper *k, const truce__text *old, size_t indent, bool has_line, bool goes_on,
                         truce__text *lines, truce__text *made, size_t from) {
    truce__text_fill(lines, ' ', indent);
    truce__text_add(lines, made->bytes + from, made->length - from);
    TRY(read_words(k, old, &k->old));
    if (k->old.count) TRY(read_words(k, lines, &k->new));
    if (!k->old.count || !k->new.count) return TRUCE_OK;
    TRY(match(k));
    TRY(place_notes(k));
    made->bytes[made->length = from] = 0;
    write_lines(k, lines, indent, has_line, goes_on, made);
    return TRUCE_OK;
}

truce_status truce__keep_comments(truce_ctx *ctx, const truce__text *old, size_t indent, bool has_line,
                                  bool goes_on, truce__text *made, size_t from) {
    keeper k = {.ctx = ctx, .text = truce__text_bytes(old), .length = old->length, .from = from};
    truce__text lines;
    if (old->failed || made->failed) return TRUCE_E_NOMEM;
    if (!old->length || made->length > TRUCE__MAX_TEXT) return TRUCE_OK;
    truce__arena_init(&k.arena, ctx);
    truce__text_init(&lines, ctx);
    truce_status status = keep(&k, old, indent, has_line, goes_on, &lines, made, from);
    if (status == TRUCE_OK && made->failed) status = TRUCE_E_NOMEM;
    truce__text_free(&lines);
    truce__vec_free(ctx, &k.notes);
    truce__vec_free(ctx, &k.new);
    truce__vec_free(ctx, &k.old);
    truce__arena_free(&k.arena);
    return status;
}
