/* SPDX-License-Identifier: Apache-2.0 */
/* Prose on a terminal: paragraphs wrapped and set in, headings in colour. */
#include "render/text_prose.h"

static void put_term(truce__out *out, truce__say *say) {
    uint32_t width = say->term_width;
    truce__out_puts(out, "  ");
    truce__out_cell(out, truce__text_bytes(&say->term), width, false, TRUCE__PLAIN);
    truce__out_puts(out, "  ");
    truce__out_prose_on(out, truce__text_bytes(&say->text), width + 4);
}

static void put_verdict(truce__out *out, const truce__say *say, truce__style style) {
    const char *judged = truce__text_bytes(&say->term);
    truce__out_cell(out, judged, truce__columns(judged), false, TRUCE__BOLD);
    truce__out_puts(out, " ");
    truce__out_style(out, style);
    truce__out_puts(out, truce__text_bytes(&say->text));
    truce__out_style(out, TRUCE__PLAIN);
    truce__out_puts(out, "\n");
}

/* On the line of what stands before it, or on one of its own, however long. */
static void put_command(truce__out *out, truce__say *say) {
    const char *command = truce__text_bytes(&say->text);
    uint32_t wide = truce__columns(command), before = truce__columns(truce__text_bytes(&say->term));
    bool fits = before + wide <= out->width;
    while (!fits && say->term.length && say->term.bytes[say->term.length - 1] == ' ')
        say->term.bytes[--say->term.length] = 0;
    if (fits) truce__out_puts(out, truce__text_bytes(&say->term));
    else truce__out_prose(out, truce__text_bytes(&say->term), 0, 2), truce__out_puts(out, "  ");
    truce__out_cell(out, command, wide, false, TRUCE__PLAIN);
    truce__out_puts(out, "\n");
}

static void put_paragraph(truce__say *say, truce__block block) {
    static const struct {
        uint32_t first, rest; /* blanks before the first line, and before the others */
        truce__style style;
        bool has_blank; /* a blank line above */
    } looks[TRUCE__N_BLOCKS] = {
        [TRUCE__PARAGRAPH] = {0, 2, TRUCE__PLAIN, false}, [TRUCE__TITLE] = {0, 0, TRUCE__BOLD, false},
        [TRUCE__HEAD_GOOD] = {0, 3, TRUCE__GOOD, true},   [TRUCE__HEAD_BAD] = {0, 3, TRUCE__BAD, true},
        [TRUCE__HEAD] = {0, 2, TRUCE__BOLD, false},       [TRUCE__REASON] = {2, 5, TRUCE__PLAIN, false},
        [TRUCE__STEP] = {0, 3, TRUCE__PLAIN, false},      [TRUCE__REST] = {4, 4, TRUCE__PLAIN, false},
        [TRUCE__FLUSH] = {0, 0, TRUCE__PLAIN, false},
        [TRUCE__POINT] = {3, 5, TRUCE__PLAIN, false},     [TRUCE__SUBPOINT] = {5, 7, TRUCE__PLAIN, false},
        [TRUCE__NUMBERED] = {3, 6, TRUCE__PLAIN, false},  [TRUCE__ENTRY] = {0, 4, TRUCE__PLAIN, false},
        [TRUCE__BELOW] = {2, 4, TRUCE__PLAIN, false},     [TRUCE__INSET] = {2, 2, TRUCE__PLAIN, false},
        [TRUCE__DETAIL] = {6, 6, TRUCE__PLAIN, false},
    };
    truce__out *out = say->ud;
    if (looks[block].has_blank) truce__out_puts(out, "\n");
    if (looks[block].style != TRUCE__PLAIN) truce__out_style(out, looks[block].style);
    truce__out_prose(out, truce__text_bytes(&say->text), looks[block].first, looks[block].rest);
    if (looks[block].style != TRUCE__PLAIN) truce__out_style(out, TRUCE__PLAIN);
}

static void put_block(truce__say *say, truce__block block) {
    truce__out *out = say->ud;
    if (say->text.failed || say->term.failed) truce__out_note(out, TRUCE_E_NOMEM);
    if (block == TRUCE__TERM) put_term(out, say);
    else if (block == TRUCE__COMMAND) put_command(out, say);
    else if (block == TRUCE__LINE) truce__out_puts(out, truce__text_bytes(&say->text)), truce__out_puts(out, "\n");
    else if (block == TRUCE__VERDICT_GOOD) put_verdict(out, say, TRUCE__GOOD);
    else if (block == TRUCE__VERDICT_BAD) put_verdict(out, say, TRUCE__BAD);
    else if (block == TRUCE__BULLET)
        truce__out_puts(out, "  - "), truce__out_prose_on(out, truce__text_bytes(&say->text), 4);
    else put_paragraph(say, block);
}

static void put_blank(truce__say *say) {
    truce__out_puts(say->ud, "\n");
}

const truce__say_form truce__text_prose = {{.literal = truce__text_add}, put_block, put_blank};
