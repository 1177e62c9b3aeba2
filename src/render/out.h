/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What all renderers write through: a bounded buffer before the sink, with the first failure kept, so that a renderer
 * reads as a list of what it prints and asks for the status once, at its end. After a failure everything is ignored.
 */
#ifndef TRUCE_OUT_H
#define TRUCE_OUT_H

#include "result/result.h"

typedef struct truce__out {
    truce_ctx *ctx;
    const truce_sink *sink;
    truce__text text;
    truce_status status;
    bool color;
    uint32_t width; /* columns; never 0: UINT32_MAX / 4 stands for unlimited */
} truce__out;

void truce__out_init(truce__out *out, truce_ctx *ctx, const truce_render_options *options, const truce_sink *sink);
/* Writes what is left, frees the buffer and gives the first failure, or TRUCE_OK. */
truce_status truce__out_end(truce__out *out);
/* Keeps the first failure. */
void truce__out_note(truce__out *out, truce_status status);
/* Looks after the buffer; called after each use of out->text. */
void truce__out_mind(truce__out *out);
static inline bool truce__out_failed(const truce__out *out) { return out->status != TRUCE_OK; }

void truce__out_puts(truce__out *out, const char *bytes);
void truce__out_add(truce__out *out, const char *bytes, size_t length);
void truce__out_number(truce__out *out, uint64_t number);
void truce__out_fill(truce__out *out, char c, size_t count);
/* Ends a line, without the blanks at its end. */
void truce__out_end_line(truce__out *out);
#define truce__out_printf(out, ...) (truce__text_printf(&(out)->text, __VA_ARGS__), truce__out_mind(out))

typedef enum truce__style { TRUCE__PLAIN, TRUCE__BOLD, TRUCE__GOOD, TRUCE__BAD } truce__style;

/* ANSI colour, when asked for; TRUCE__PLAIN ends it. */
void truce__out_style(truce__out *out, truce__style style);

/* Text in a cell of `width` columns; longer text ends in "…", cut between characters. What is
 * unfit to be printed, as control characters are, becomes U+FFFD. */
void truce__out_cell(truce__out *out, const char *text, uint32_t width, bool to_right, truce__style style);

/* Prose wrapped at spaces to the width; the first line begins after `first` columns, which are filled with blanks,
 * the others after `rest`. Words longer than a line are broken between characters. */
void truce__out_prose(truce__out *out, const char *text, uint32_t first, uint32_t rest);
/* The same behind something that stands on the line already and takes `indent` columns. */
void truce__out_prose_on(truce__out *out, const char *text, uint32_t indent);

/* How many bytes of a text go on a line of that many columns. */
size_t truce__line_of(const char *text, size_t length, uint32_t columns);
/* Columns of a text as truce__out_cell() prints it. */
uint32_t truce__columns(const char *text);

#endif
