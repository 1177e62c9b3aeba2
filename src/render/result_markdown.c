/* SPDX-License-Identifier: Apache-2.0 */
/* A result as Markdown with pipe tables, as GitHub and Pandoc read them. */
#include "render/forms.h"
#include "render/people.h"

static void add_escaped(truce__text *text, const char *bytes, size_t length) {
    for (size_t at = 0, used; at < length; at += used) {
        uint32_t point = truce__utf8_decode(bytes + at, length - at, &used);
        if (point == '\n') truce__text_puts(text, " ");
        else if (point == '<') truce__text_puts(text, "&lt;");
        else if (truce__is_unfit(point)) truce__text_puts(text, "\xEF\xBF\xBD");
        else {
            if (point < 128 && strchr("\\`*_[]|#~>", (int)point)) truce__text_puts(text, "\\");
            truce__text_add(text, bytes + at, used);
        }
    }
}

static void put_block(truce__say *say, truce__block block) {
    static const char *const begins[TRUCE__N_BLOCKS] = {
        [TRUCE__TITLE] = "# ",  [TRUCE__HEAD_GOOD] = "## ",   [TRUCE__HEAD_BAD] = "## ",   [TRUCE__HEAD] = "## ",
        [TRUCE__POINT] = "- ",  [TRUCE__BELOW] = "- ",        [TRUCE__ENTRY] = "- ",       [TRUCE__SUBPOINT] = "  - ",
        [TRUCE__TERM] = "- **", [TRUCE__VERDICT_GOOD] = "**", [TRUCE__VERDICT_BAD] = "**", [TRUCE__DETAIL] = "  - ",
        [TRUCE__BULLET] = "- ", [TRUCE__REST] = "- ",
    };
    truce__out *out = say->ud;
    bool is_item = begins[block] && strchr(begins[block], '-');
    if (say->text.failed || say->term.failed) truce__out_note(out, TRUCE_E_NOMEM);
    if (say->is_in_list && !is_item) truce__out_puts(out, "\n");
    say->is_in_list = is_item;
    truce__out_puts(out, begins[block] ? begins[block] : "");
    if (truce__has_term(block)) truce__out_puts(out, truce__text_bytes(&say->term)), truce__out_puts(out, "** ");
    if (block == TRUCE__COMMAND) truce__out_puts(out, truce__text_bytes(&say->term));
    truce__out_puts(out, truce__text_bytes(&say->text));
    truce__out_puts(out, is_item ? "\n" : "\n\n");
}

static void put_blank(truce__say *say) {
    truce__out_puts(say->ud, "\n");
}

static const truce__say_form prose = {{.literal = add_escaped}, put_block, put_blank};

/* ------------------------------------------------------------------ tables */

static void put_text(truce__out *out, const char *text) {
    add_escaped(&out->text, text, strlen(text));
    truce__out_mind(out);
}

/* A group's name stands before each of its columns: pipe tables have one line of heads. */
static void put_heads(truce__paper *paper) {
    const truce__col *all = paper->cols.all.at;
    for (size_t i = 0; i < paper->cols.all.count; i++) {
        truce__out_puts(paper->out, "| ");
        if (all[i].group.kind) put_text(paper->out, truce__paper_group(paper, i)), truce__out_puts(paper->out, ": ");
        put_text(paper->out, truce__paper_head(paper, i));
        truce__out_puts(paper->out, " ");
    }
    truce__out_puts(paper->out, "|\n");
    for (size_t i = 0; i < paper->cols.all.count; i++)
        truce__out_puts(paper->out, all[i].named->flags & TRUCE__RIGHT ? "|---:" : "|---");
    truce__out_puts(paper->out, "|\n");
}

static void put_row(truce__paper *paper, const truce__at *row) {
    for (size_t i = 0; i < paper->cols.all.count; i++) {
        truce__tone tone;
        truce__text_clear(&paper->text);
        truce__told_cell(&paper->cols.all.at[i], row, &paper->text, &tone);
        truce__out_puts(paper->out, "| ");
        put_text(paper->out, truce__text_bytes(&paper->text));
        truce__out_puts(paper->out, " ");
    }
    truce__out_puts(paper->out, "|\n");
}

static void put_table(const truce__teller *teller, const truce__at *at, const truce__field *table) {
    truce__paper paper;
    if (truce__paper_begin(&paper, teller->out, at, table)) {
        truce__out_puts(teller->out, "\n");
        const char *caption = truce__paper_caption(&paper);
        if (caption) put_text(teller->out, caption), truce__out_puts(teller->out, "\n\n");
        put_heads(&paper);
        truce__paper_rows(&paper, put_row);
        truce__out_puts(teller->out, "\n");
    }
    truce__paper_end(&paper);
}

void truce__markdown_form(truce__out *out, const truce__result *result, const truce_form *form) {
    const truce__teller teller = {out, TRUCE__IN_PAPER, form->table, &prose, put_table, NULL, form};
    truce__tell_all(&teller, result);
}
