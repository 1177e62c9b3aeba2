/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Makes a change of the tree to the text: replaces the smallest piece of the text that stands for it.
 *
 * Blocks are edited by lines. A comment directly above an entry, with the same indentation, belongs to it; so does
 * one behind it on its line.
 */
#include "document/flow.h"
#include "document/editor.h"

#include <assert.h>

enum { USUAL_STEP = 2, MOST_STEP = 8 }; /* columns */

typedef truce__job job;
typedef truce__spot spot;

/* Where an entry stands, with the comments that belong to it. */
typedef struct stretch {
    spot start, end;
} stretch;

static truce__pieces *text_of(const job *j) {
    return &j->editor->text;
}

/* -------------------------------------------------------------------- places */

/* The addresses of a value. A collection that is held may have been edited inside; all others stand as they were put
 * in. */
static truce__extent value_extent(const job *j, const truce__pair *pair, size_t lead) {
    const truce__yaml *node = pair->value;
    bool is_edited =
        node->is_held && !pair->alias.end && (node->style == TRUCE__YAML_BLOCK || node->style == TRUCE__YAML_SINGLE);
    if (!is_edited) {
        truce__source around = truce__pieces_around(text_of(j), lead);
        return truce__value_extent(&around, pair, lead);
    }
    const truce__held *held = (const truce__held *)(const void *)node;
    assert(held->entries.count > 0); /* an edit that removes the only entry replaces the collection */
    const truce__entry *last = held->entries.at[held->entries.count - 1];
    truce__extent below = value_extent(j, &last->pair, last->lead);
    bool is_written = below.end != below.start;
    return (truce__extent){held->entries.at[0]->start, is_written ? below.end : last->lead};
}

/* Back to the start of the line; how many bytes that were, and whether all were blanks. */
static size_t to_line_start(const job *j, spot *at, bool *is_blank) {
    size_t count = 0;
    *is_blank = true;
    for (;;) {
        spot back = *at;
        int byte = truce__spot_back(text_of(j), &back);
        if (byte < 0 || byte == '\n') return count;
        *is_blank = *is_blank && byte == ' ';
        *at = back;
        count++;
    }
}

static void to_line_end(const job *j, spot *at) {
    for (spot ahead = *at;; *at = ahead) {
        int byte = truce__spot_next(text_of(j), &ahead);
        if (byte < 0 || byte == '\n') return;
    }
}

/* Forward over blanks; how many. */
static size_t over_blanks(const job *j, spot *at) {
    size_t count = 0;
    for (spot ahead = *at; truce__spot_next(text_of(j), &ahead) == ' '; count++) *at = ahead;
    return count;
}

static int byte_at(const job *j, spot at) {
    return truce__spot_next(text_of(j), &at);
}

/* Moves up over the comments directly above the line at `line` that have the same indentation. */
static spot over_comments(const job *j, spot line, size_t indent) {
    bool is_blank;
    for (spot above = line; truce__spot_back(text_of(j), &above) >= 0; line = above) {
        to_line_start(j, &above, &is_blank);
        spot letter = above;
        if (over_blanks(j, &letter) != indent || byte_at(j, letter) != '#') break;
    }
    over_blanks(j, &line);
    return line;
}

/* The stretch of an entry: in a block with its comments, between brackets without. */
static stretch stretch_of(const job *j, const truce__held *held, uint32_t index) {
    const truce__entry *entry = held->entries.at[index];
    size_t end = value_extent(j, &entry->pair, entry->lead).end; /* of a value that is not written: its lead */
    stretch s = {truce__spot_before(text_of(j), entry->start), truce__spot_behind(text_of(j), end)};
    bool is_blank;
    if (held->node.style != TRUCE__YAML_BLOCK) return s;
    to_line_end(j, &s.end);
    spot line = s.start;
    size_t indent = to_line_start(j, &line, &is_blank);
    if (is_blank) s.start = over_comments(j, line, indent);
    return s;
}

/* ------------------------------------------------------------------ writing */

/* The column at which the entries of a block begin. */
static size_t column_of(const job *j, const truce__held *held) {
    bool is_blank;
    spot first = truce__spot_before(text_of(j), held->entries.at[0]->start);
    return to_line_start(j, &first, &is_blank);
}

/* What stands between two entries: a comma, or a line end and the indentation. */
static void write_separator(const job *j, const truce__held *held, truce__text *out) {
    if (held->node.style != TRUCE__YAML_BLOCK) {
        truce__text_puts(out, ", ");
        return;
    }
    truce__text_puts(out, "\n");
    truce__text_fill(out, ' ', column_of(j, held));
}

/* An entry as written: offsets in the new text. `indent` is that of a value by lines; 0 for others. */
typedef struct written {
    truce__text text;
    size_t start, key, lead, value, indent, step; /* `step`: of what stands below keys of such a value */
} written;

static void write_value(const truce__yaml *value, bool is_block, written *w) {
    w->value = w->text.length;
    if (w->indent) truce__write_lines(&w->text, value, w->indent, w->step, TRUCE__MAX_TEXT);
    else if (is_block) truce__write_value(&w->text, value, TRUCE__MAX_TEXT);
    else truce__write_flow(&w->text, value, TRUCE__MAX_TEXT);
}

/* By how much what stands below a key of a mapping is indented: as the last mapping by lines there is. */
static size_t step_of(const job *j, const truce__held *held) {
    size_t column = column_of(j, held);
    for (uint32_t i = held->node.count; i-- > 0 && held->node.kind == TRUCE__YAML_MAP;) {
        const truce__yaml *other = held->entries.at[i]->pair.value;
        bool is_map = other->kind == TRUCE__YAML_MAP && other->style == TRUCE__YAML_BLOCK && other->count, is_blank;
        if (!is_map || held->entries.at[i]->pair.alias.end) continue;
        size_t start = other->first->key->extent.start;
        if (other->is_held) start = ((const truce__held *)other)->entries.at[0]->start;
        spot first = truce__spot_before(text_of(j), start);
        size_t inner = to_line_start(j, &first, &is_blank);
        if (is_blank && inner > column && inner <= column + MOST_STEP) return inner - column;
    }
    return USUAL_STEP;
}

/* How far a new value of a block is indented if it is written by lines, else 0. Below the top a new collection looks
 * as what was in its place (NULL: nothing), or else as the last one of its kind beside it. */
static size_t indent_of(const job *j, const truce__held *held, const truce__yaml *key, const truce__yaml *value,
                        const truce__yaml *old) {
    bool is_block = held->node.style == TRUCE__YAML_BLOCK, is_top = &held->node == j->place.node[0];
    bool was_by_lines = old && old->kind != TRUCE__YAML_SCALAR && old->style == TRUCE__YAML_BLOCK;
    if (!is_block || !held->node.count || !truce__is_by_lines(key, value)) return 0;
    for (uint32_t i = held->node.count; i-- > 0 && !is_top && !was_by_lines;) {
        const truce__yaml *other = held->entries.at[i]->pair.value;
        if (other->kind != value->kind || !other->count) continue;
        if (other->style != TRUCE__YAML_BLOCK) return 0;
        break;
    }
    return column_of(j, held) + (held->node.kind == TRUCE__YAML_MAP ? step_of(j, held) : TRUCE__DASH);
}

/* A new entry or element, as the collection writes it. */
static void write_entry(const job *j, const truce__held *held, const truce__change *c, written *w) {
    bool is_block = held->node.style == TRUCE__YAML_BLOCK;
    w->indent = indent_of(j, held, c->key, c->value, NULL);
    w->step = w->indent ? step_of(j, held) : USUAL_STEP;
    w->start = w->key = w->lead = w->text.length;
    if (c->key) {
        bool is_long = c->key->length > TRUCE__LONG_KEY;
        truce__write_key(&w->text, c->key);
        w->key += is_long ? 2 : 0;
        w->lead = w->text.length - 1;
    } else if (is_block) {
        truce__text_puts(&w->text, "- ");
        w->lead++;
    }
    if (c->key && w->indent) truce__begin_lines(&w->text, w->indent);
    write_value(c->value, is_block, w);
}

/* --------------------------------------------------- what is written is read */

static void shift(const truce__yaml *node, size_t by) {
    truce__yaml *mine = (truce__yaml *)(uintptr_t)node; /* just read, and shared with nobody */
    if (mine->extent.end || mine->style == TRUCE__YAML_BLOCK) mine->extent.start += by;
    if (mine->extent.end) mine->extent.end += by;
    for (const truce__pair *pair = node->first; pair; pair = pair->next) {
        if (pair->key) shift(pair->key, by);
        shift(pair->value, by);
    }
}

/* Reads `length` bytes at an address into *node; they should give the value that *node has. `indent`: of all their
 * lines but the first. */
static truce_status read_back(job *j, size_t at, size_t length, size_t indent, const truce__yaml **node) {
    truce__editor *e = j->editor;
    truce__diags_mark mark = truce__diags_here(e->ctx);
    truce__text lines;
    const truce__yaml *read;
    truce__text_init(&lines, e->ctx);
    truce__text_fill(&lines, ' ', indent);
    truce__text_add(&lines, e->text.bytes.at + at, length);
    if (indent) truce__text_puts(&lines, "\n"); /* which ends a text behind | or > */
    truce__source source = {.file = "", .text = lines.bytes, .length = lines.length};
    truce_status status =
        lines.failed ? TRUCE_E_NOMEM : truce__yaml_parse(e->ctx, &e->arena, &e->arena, &source, &read);
    truce__text_free(&lines);
    if (status == TRUCE_E_NOMEM) return status;
    bool is_good = read && truce_diag_count(e->ctx, TRUCE_ERROR) == mark.counts[TRUCE_ERROR];
    truce__diags_forget(e->ctx, mark);
    if (status != TRUCE_OK && status != TRUCE_E_LIMIT) return status;
    if (!is_good || !truce__yaml_equal(read, *node)) {
        e->is_broken = true;
        return TRUCE_OK;
    }
    shift(read, at - indent);
    *node = read;
    return TRUCE_OK;
}

/* Puts the written entry in and records where it stands. `value_end` is where its value ends in the text. */
static truce_status put_in(job *j, stretch gap, const written *w, size_t value_end, truce__entry *entry) {
    const truce__change *c = &j->change;
    size_t at;
    TRY(truce__pieces_replace(&j->editor->text, gap.start, gap.end, &w->text, &at));
    size_t key_end = w->lead - 1 - (c->key && c->key->length > TRUCE__LONG_KEY);
    TRY(read_back(j, at + w->value, value_end - w->value, w->indent, &entry->pair.value));
    if (c->key) TRY(read_back(j, at + w->key, key_end - w->key, 0, &entry->pair.key));
    entry->start = at + w->start;
    entry->lead = at + w->lead;
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ changes */

static truce_status splice_in(job *j, const truce__held *held, written *w, truce__entry *entry) {
    const truce__change *c = &j->change;
    uint32_t count = held->node.count, position = c->kind == TRUCE__ADD ? count + 1 : c->position;
    stretch gap;
    size_t end;
    if (count == 0) { /* between brackets */
        gap.start = truce__spot_behind(text_of(j), held->node.extent.start + 1);
        write_entry(j, held, c, w);
        end = w->text.length;
    } else if (position > count) {
        gap.start = stretch_of(j, held, count - 1).end;
        write_separator(j, held, &w->text);
        write_entry(j, held, c, w);
        end = w->text.length;
    } else {
        gap.start = stretch_of(j, held, position - 1).start;
        write_entry(j, held, c, w);
        end = w->text.length;
        write_separator(j, held, &w->text);
    }
    gap.end = gap.start;
    return put_in(j, gap, w, end, entry);
}

static truce_status splice_out(job *j, const truce__held *held) {
    uint32_t position = j->change.position, count = held->node.count;
    bool is_last = position == count && count > 1;
    stretch own = stretch_of(j, held, position - 1);
    spot start = is_last ? stretch_of(j, held, position - 2).end : own.start;
    spot end = position == count ? own.end : stretch_of(j, held, position).start;
    truce__text nothing = {0};
    size_t at;
    return truce__pieces_replace(&j->editor->text, start, end, &nothing, &at);
}

/* Whether everything between the entries is as the editor itself writes it. */
static truce_status look_at_gaps(const job *j, truce__held *held) {
    truce__text separator;
    truce__text_init(&separator, j->editor->ctx);
    write_separator(j, held, &separator);
    bool is_regular = true;
    spot at = stretch_of(j, held, 0).end;
    for (uint32_t i = 1; is_regular && !separator.failed && i < held->node.count; i++) {
        stretch next = stretch_of(j, held, i);
        for (size_t k = 0; is_regular && k < separator.length; k++)
            is_regular = truce__spot_next(text_of(j), &at) == (unsigned char)separator.bytes[k];
        truce__spot_back(text_of(j), &at); /* both before the same byte, so that they can be compared */
        truce__spot_back(text_of(j), &next.start);
        is_regular = is_regular && at.at == next.start.at;
        at = next.end;
    }
    held->gaps = is_regular ? TRUCE__GAPS_REGULAR : TRUCE__GAPS_MIXED;
    truce_status status = separator.failed ? TRUCE_E_NOMEM : TRUCE_OK;
    truce__text_free(&separator);
    return status;
}

/* From one entry to another. */
static stretch stretches(const job *j, const truce__held *held, uint32_t first, uint32_t last) {
    return (stretch){stretch_of(j, held, first).start, stretch_of(j, held, last).end};
}

/* Exchanges two stretches; the text between them stays. */
static truce_status swap(job *j, stretch a, stretch b) {
    return truce__pieces_swap(&j->editor->text, a.start, a.end, b.start, b.end);
}

/* Moves the element past one neighbour after the other, or past all at once where the same text stands between
 * all. */
static truce_status splice_move(job *j, truce__held *held) {
    uint32_t from = j->change.position - 1, to = j->change.to - 1;
    truce_status status = TRUCE_OK;
    if (from == to) return TRUCE_OK;
    if (held->gaps == TRUCE__GAPS_UNKNOWN) TRY(look_at_gaps(j, held));
    if (held->gaps == TRUCE__GAPS_REGULAR && from < to)
        return swap(j, stretches(j, held, from, from), stretches(j, held, from + 1, to));
    if (held->gaps == TRUCE__GAPS_REGULAR)
        return swap(j, stretches(j, held, to, from - 1), stretches(j, held, from, from));
    for (uint32_t k = from; k != to && status == TRUCE_OK;) {
        k = k < to ? k + 1 : k - 1;
        stretch moved = stretch_of(j, held, from), other = stretch_of(j, held, k);
        status = from < to ? swap(j, moved, other) : swap(j, other, moved);
    }
    return status;
}

/* Whether the value begins on the line of its lead. Moves the spot to the value, or else to the end of that line. */
static bool is_on_line(const job *j, spot *at, size_t start) {
    for (spot ahead = *at;; *at = ahead) {
        int byte = truce__spot_next(text_of(j), &ahead);
        if (byte < 0 || byte == '\n') return false;
        if (ahead.at == start + 1) return true;
    }
}

/* Keeps a comment behind a key whose value was a block, without the blanks behind it. */
static void keep_comment(const job *j, spot lead, size_t start, truce__text *out) {
    spot end = lead;
    if (is_on_line(j, &end, start)) return;
    size_t kept = out->length, length = kept;
    while (lead.piece != end.piece || lead.at != end.at) {
        char byte = (char)truce__spot_next(text_of(j), &lead);
        truce__text_add(out, &byte, 1);
        if (byte != ' ') length = out->length;
    }
    if (!out->failed && out->bytes) out->bytes[out->length = length] = 0;
}

/* The lines of a block from its first one on, up to `end`, each with its indentation. */
static void write_old(const job *j, spot lead, size_t start, spot end, truce__text *out) {
    bool is_blank;
    if (is_on_line(j, &lead, start)) {
        spot line = lead;
        truce__text_fill(out, ' ', to_line_start(j, &line, &is_blank));
    }
    truce__spot_back(text_of(j), &end); /* before a byte, so that they can be compared */
    for (bool goes_on = true; goes_on;) {
        int byte = truce__spot_next(text_of(j), &lead);
        if (byte < 0) return;
        truce__text_add(out, &(char){(char)byte}, 1);
        goes_on = lead.at != end.at + 1;
    }
}

/* Writes the new value, with the comments of an old block. `has_line`: its first line is its own. */
static truce_status write_over(const job *j, const truce__entry *old, size_t start, spot end, bool has_line,
                               written *w) {
    truce__text lines;
    write_value(j->change.value, true, w);
    truce__text_init(&lines, j->editor->ctx);
    write_old(j, truce__spot_behind(text_of(j), old->lead), start, end, &lines);
    bool goes_on = byte_at(j, end) == '\n';
    if (goes_on) truce__text_puts(&lines, "\n");
    truce_status status =
        truce__keep_comments(j->editor->ctx, &lines, w->indent, has_line, goes_on, &w->text, w->value);
    truce__text_free(&lines);
    return status;
}

/* Whether a value by lines can come in the place of this one: an author's brackets stay, and so does what else stands
 * on the line of a scalar or of empty brackets. */
static bool is_free(const job *j, const truce__entry *old, truce__extent value) {
    const truce__yaml *node = old->pair.value;
    if (old->pair.alias.end || node->is_anchored) return false;
    bool is_collection = node->kind != TRUCE__YAML_SCALAR;
    if (is_collection && (node->style == TRUCE__YAML_BLOCK || node->count)) return node->style == TRUCE__YAML_BLOCK;
    if (node->style == TRUCE__YAML_TEXT || value.end == value.start) return true;
    spot before = truce__spot_behind(text_of(j), old->lead), behind = truce__spot_behind(text_of(j), value.end);
    over_blanks(j, &before);
    over_blanks(j, &behind);
    int next = byte_at(j, behind);
    truce__spot_next(text_of(j), &before);
    return before.at == value.start + 1 && (next < 0 || next == '\n');
}

/* A new value for an entry. */
static truce_status splice_value(job *j, const truce__held *held, const truce__entry *old, written *w,
                                 truce__entry *entry) {
    bool is_block = held->node.style == TRUCE__YAML_BLOCK;
    truce__yaml_style style = old->pair.value->style;
    bool is_by_lines = is_block && (style == TRUCE__YAML_BLOCK || style == TRUCE__YAML_TEXT);
    truce__extent value = value_extent(j, &old->pair, old->lead);
    bool is_written = value.end != value.start, is_bare = false;
    spot lead = {0};
    if (is_by_lines || !is_written) lead = truce__spot_behind(text_of(j), old->lead);
    stretch gap = {lead, lead};
    if (is_free(j, old, value))
        w->indent = indent_of(j, held, old->pair.key, j->change.value, old->pair.value);
    w->step = w->indent ? step_of(j, held) : USUAL_STEP;
    if (w->indent) gap.start = truce__spot_behind(text_of(j), old->lead);
    else if (!is_by_lines && is_written) gap.start = truce__spot_before(text_of(j), value.start);
    if (is_written) gap.end = truce__spot_behind(text_of(j), value.end);
    if (is_by_lines) to_line_end(j, &gap.end);
    if (!is_written) is_bare = !strchr(":-", text_of(j)->bytes.at[old->lead - 1]);
    if (is_bare) truce__text_puts(&w->text, ":");
    if (w->indent && is_by_lines) keep_comment(j, lead, value.start, &w->text);
    bool has_line = w->indent && (old->pair.key || w->text.length);
    if (has_line) truce__begin_lines(&w->text, w->indent);
    else if (!is_written || is_by_lines || w->indent) truce__text_puts(&w->text, " ");
    if (is_block && style == TRUCE__YAML_BLOCK) TRY(write_over(j, old, value.start, gap.end, has_line, w));
    else write_value(j->change.value, is_block, w);
    size_t end = w->text.length;
    if (is_by_lines && !w->indent) keep_comment(j, lead, value.start, &w->text);
    w->start = w->value;
    w->lead = is_bare;
    TRY(put_in(j, gap, w, end, entry));
    bool is_element_alone = !old->pair.key && old->lead == old->start;
    if (!is_element_alone) entry->start = old->start;
    if (!is_bare) entry->lead = is_element_alone ? entry->start : old->lead;
    return TRUCE_OK;
}

truce_status truce__splice(job *j, truce__entry *entry) {
    const truce__change *c = &j->change;
    size_t holder = c->kind == TRUCE__REPLACE ? c->depth - 1 : c->depth;
    truce__held *held;
    written w = {0};
    truce_status status;
    TRY(truce__hold(j->editor, j->place.node[holder], &held));
    truce__text_init(&w.text, j->editor->ctx);
    if (c->kind == TRUCE__DELETE) status = splice_out(j, held);
    else if (c->kind == TRUCE__MOVE) status = splice_move(j, held);
    else if (c->kind != TRUCE__REPLACE) status = splice_in(j, held, &w, entry);
    else status = splice_value(j, held, held->entries.at[j->place.position[c->depth] - 1], &w, entry);
    truce__text_free(&w.text);
    return status;
}
