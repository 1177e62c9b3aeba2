/* SPDX-License-Identifier: Apache-2.0 */
#include "brief/unmarked.h"

#include <stdlib.h>

enum { COLUMNS = 78, INDENT = 2 };

/* ------------------------------------------------------------------ blocks */

/* Columns that items of nested lists are set in. */
static uint32_t margin(const truce__unmarking *r) {
    return r->lists ? (r->lists - 1) * (r->is_markdown ? 4 : INDENT) : 0;
}

/* "- " or "3. " */
static void add_bullet(truce__unmarking *r, truce__text *out) {
    uint32_t *number = r->lists && r->lists <= TRUCE__LISTS_WITHIN_LISTS ? &r->number[r->lists - 1] : NULL;
    if (number && *number) truce__text_printf(out, "%lu. ", (unsigned long)(*number)++);
    else truce__text_puts(out, "- ");
}

static void write_markdown(truce__unmarking *r, const char *text) {
    truce__out_fill(&r->out, ' ', margin(r));
    if (r->heading) truce__out_fill(&r->out, '#', r->heading);
    if (r->heading) truce__out_puts(&r->out, " ");
    if (r->is_item) add_bullet(r, &r->out.text);
    else if (r->lists) truce__out_fill(&r->out, ' ', 4);
    truce__out_puts(&r->out, text);
    truce__out_puts(&r->out, "\n");
}

static void write_plain(truce__unmarking *r, const char *text) {
    uint32_t first = margin(r), rest = first + (r->lists ? INDENT : 0);
    truce__text line;
    truce__text_init(&line, r->out.ctx);
    if (r->is_item) add_bullet(r, &line);
    truce__text_puts(&line, text);
    if (line.failed) truce__out_note(&r->out, TRUCE_E_NOMEM);
    truce__out_prose(&r->out, truce__text_bytes(&line), r->is_item ? first : rest, rest);
    uint32_t wide = truce__columns(text);
    if (r->heading && r->heading < 3)
        truce__out_fill(&r->out, r->heading == 1 ? '=' : '-', wide < COLUMNS ? wide : COLUMNS);
    if (r->heading && r->heading < 3) truce__out_puts(&r->out, "\n");
    truce__text_free(&line);
}

/* Writes the block, if there is something in it, and begins another. */
static void end_block(truce__unmarking *r) {
    truce__text *block = &r->block;
    while (block->length && block->bytes[block->length - 1] == ' ') block->bytes[--block->length] = 0;
    if (block->failed) truce__out_note(&r->out, TRUCE_E_NOMEM);
    if (block->length && !truce__out_failed(&r->out)) {
        if (!r->is_close) truce__out_puts(&r->out, "\n");
        (r->is_markdown ? write_markdown : write_plain)(r, truce__text_bytes(block));
        r->is_item = r->is_close = false;
    }
    truce__text_clear(block);
    r->mark_end = 0;
}

/* Text that is kept as it stands, line by line. */
static void end_kept(truce__unmarking *r) {
    truce__out_puts(&r->out, r->is_markdown ? "\n```\n" : "\n");
    truce__out_puts(&r->out, truce__text_bytes(&r->block));
    if (r->is_markdown) truce__out_puts(&r->out, "```\n");
    if (r->block.failed) truce__out_note(&r->out, TRUCE_E_NOMEM);
    truce__text_clear(&r->block);
    r->is_kept = false;
}

/* "| a | b |", and below the headings the line that Markdown wants. */
static void end_row(truce__unmarking *r) {
    bool is_markdown = r->is_markdown;
    truce__text *block = &r->block;
    if (is_markdown) truce__text_puts(block, " |");
    r->is_close = !r->is_in_head;
    end_block(r);
    if (r->is_in_head && is_markdown) {
        for (uint32_t i = 0; i < r->cells; i++) truce__out_puts(&r->out, "|---");
        truce__out_puts(&r->out, "|\n");
    }
    r->cells = 0;
}

/* -------------------------------------------------------------------- text */

static void add(truce__unmarking *r, const char *bytes, size_t length) {
    truce__text *block = &r->block;
    for (size_t i = 0; i < length; i++) {
        char c = bytes[i];
        bool is_blank = c == ' ' || c == '\n' || c == '\t', is_first = block->length == 0;
        if (r->is_kept) truce__text_add(block, &c, 1);
        else if (is_blank && (is_first || block->bytes[block->length - 1] == ' ')) continue;
        else if (is_blank) truce__text_puts(block, " ");
        else {
            bool begins = is_first && (c == '#' || c == '+' || c == '-' || c == '>' || c == '=');
            if (r->is_markdown && !r->is_code && (begins || strchr("\\`*_[]<>|", c))) truce__text_puts(block, "\\");
            truce__text_add(block, &c, 1);
        }
    }
}

/* Markdown's marks, which are no text. */
static void mark(truce__unmarking *r, const char *bytes) {
    if (r->is_markdown) truce__text_puts(&r->block, bytes);
}

/* A mark of an input or a reason is set in brackets, with the marks right behind it. */
static void begin_mark(truce__unmarking *r) {
    truce__text *block = &r->block;
    bool goes_on = r->mark_end && block->length == r->mark_end + 1 && block->bytes[r->mark_end] == ' ';
    if (goes_on) {
        block->length = r->mark_end - 1;
        truce__text_puts(block, " ");
    } else truce__text_puts(block, "[");
    r->is_mark = true;
}

static void end_mark(truce__unmarking *r) {
    truce__text_puts(&r->block, "]");
    r->mark_end = r->block.length;
    r->is_mark = false;
}

/* -------------------------------------------------------------------- tags */

static bool is_one_of(const char *name, size_t length, const char *names) {
    for (const char *at = names; *at;) {
        size_t size = strcspn(at, " ");
        if (size == length && memcmp(at, name, length) == 0) return true;
        at += size + (at[size] == ' ');
    }
    return false;
}

/* Elements that are not told, with all in them: figures with their captions, what is there to press, and the
 * form. */
static bool is_left_out(const char *name, size_t length, const char *tag) {
    if (is_one_of(name, length, "figure svg form nav label")) return true;
    return is_one_of(name, length, "a") && (strstr(tag, "class=why") || strstr(tag, "class=stick"));
}

#define INLINE "a bdi span cite b i sup"

static bool is_empty(const char *name, size_t length) { return is_one_of(name, length, "br input meta"); }

static void begin_list(truce__unmarking *r, bool is_numbered) {
    end_block(r);
    if (r->lists < TRUCE__LISTS_WITHIN_LISTS) r->number[r->lists] = is_numbered;
    r->lists++;
}

/* The number that an item says it has. */
static void renumber(truce__unmarking *r, const char *tag) {
    const char *value = strstr(tag, "value=\"");
    uint32_t *number = r->lists && r->lists <= TRUCE__LISTS_WITHIN_LISTS ? &r->number[r->lists - 1] : NULL;
    if (value && number && *number) *number = (uint32_t)strtoul(value + sizeof "value=\"" - 1, NULL, 10);
}

static void begin(truce__unmarking *r, const char *name, size_t length) {
    if (strstr(name, "class=note")) {
        end_block(r);
        r->is_close = !r->is_markdown;
    }
    else if (strstr(name, "class=mark")) begin_mark(r);
    else if (is_one_of(name, length, "strong")) mark(r, "**");
    else if (is_one_of(name, length, "em")) mark(r, "*");
    else if (is_one_of(name, length, "code")) mark(r, "`"), r->is_code = true;
    else if (is_one_of(name, length, "ul ol")) begin_list(r, *name == 'o');
    else if (is_one_of(name, length, "td th")) {
        if (r->cells++) truce__text_puts(&r->block, " | ");
        else mark(r, "| ");
    } else if (is_one_of(name, length, "h1 h2 h3 h4")) {
        end_block(r);
        r->heading = (uint32_t)(name[1] - '0');
    } else if (is_one_of(name, length, "pre")) {
        end_block(r);
        r->is_kept = true;
    } else if (!is_one_of(name, length, INLINE)) {
        end_block(r);
        if (is_one_of(name, length, "li")) r->is_item = true, r->is_close = true, renumber(r, name);
        if (is_one_of(name, length, "thead")) r->is_in_head = true;
    }
}

static void end(truce__unmarking *r, const char *name, size_t length) {
    if (r->is_mark && is_one_of(name, length, "a")) end_mark(r);
    else if (is_one_of(name, length, "strong")) mark(r, "**");
    else if (is_one_of(name, length, "em")) mark(r, "*");
    else if (is_one_of(name, length, "code")) mark(r, "`"), r->is_code = false;
    else if (is_one_of(name, length, "tr")) end_row(r);
    else if (is_one_of(name, length, "pre")) end_kept(r);
    else if (is_one_of(name, length, INLINE) || is_one_of(name, length, "td th")) return;
    else {
        end_block(r);
        if (is_one_of(name, length, "h1 h2 h3 h4")) r->heading = 0;
        if (is_one_of(name, length, "ul ol")) r->lists--;
        if (is_one_of(name, length, "thead")) r->is_in_head = false;
        if (is_one_of(name, length, "li")) r->is_item = false;
    }
}

/* A tag, as it stands between its brackets. */
static void read_tag(truce__unmarking *r) {
    const char *tag = truce__text_bytes(&r->tag);
    bool ends = *tag == '/', closes_itself = r->tag.length && tag[r->tag.length - 1] == '/';
    const char *name = tag + ends;
    size_t length = strcspn(name, " /\n");
    if (r->tag.failed) truce__out_note(&r->out, TRUCE_E_NOMEM);
    if (r->skipping) {
        if (ends) r->skipping--;
        else if (!closes_itself && !is_empty(name, length)) r->skipping++;
    } else if (ends) end(r, name, length);
    else if (is_left_out(name, length, tag)) r->skipping = 1;
    else begin(r, name, length);
    truce__text_clear(&r->tag);
}

static void read_reference(truce__unmarking *r) {
    static const char *const names[][2] = {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"#39", "'"}};
    const char *name = truce__text_bytes(&r->tag);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!r->skipping && strcmp(name, names[i][0]) == 0) add(r, names[i][1], 1);
    truce__text_clear(&r->tag);
}

/* -------------------------------------------------------------------- whole */

void truce__unmarking_begin(truce__unmarking *r, truce_ctx *ctx, bool is_markdown, const truce_sink *sink) {
    const truce_render_options options = {.width = is_markdown ? 0 : COLUMNS};
    *r = (truce__unmarking){.is_markdown = is_markdown, .is_close = true};
    truce__out_init(&r->out, ctx, truce__render_options(&options), sink);
    truce__text_init(&r->block, ctx);
    truce__text_init(&r->tag, ctx);
}

bool truce__unmarking_write(void *ud, const char *bytes, size_t length) {
    truce__unmarking *r = ud;
    for (size_t i = 0; i < length && !truce__out_failed(&r->out);) {
        const char *here = bytes + i;
        size_t left = length - i, size;
        if (r->is_tag || r->is_reference) {
            const char *last = memchr(here, r->is_tag ? '>' : ';', left);
            size = last ? (size_t)(last - here) : left;
            truce__text_add(&r->tag, here, size);
            if (last && r->is_tag) read_tag(r);
            else if (last) read_reference(r);
            if (last) r->is_tag = r->is_reference = false;
            i += size + (last != NULL);
            continue;
        }
        for (size = 0; size < left && here[size] != '<' && here[size] != '&';) size++;
        if (!r->skipping) add(r, here, size);
        if (size < left) *(here[size] == '<' ? &r->is_tag : &r->is_reference) = true;
        i += size + (size < left);
    }
    return !truce__out_failed(&r->out);
}

truce_status truce__unmarking_end(truce__unmarking *r) {
    end_block(r);
    truce__text_free(&r->block);
    truce__text_free(&r->tag);
    return truce__out_end(&r->out);
}
