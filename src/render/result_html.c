/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A result as HTML: a section to be put into a page, with classes and no style of its own. Whatever comes from the
 * model is escaped, and what must not reach a reader's screen is replaced, as it is on a terminal.
 */
#include "render/figures.h"
#include "render/forms.h"
#include "render/people.h"

static void add_escaped(truce__text *text, const char *bytes, size_t length) {
    for (size_t at = 0, used; at < length; at += used) {
        uint32_t point = truce__utf8_decode(bytes + at, length - at, &used);
        const char *entity = point == '<'   ? "&lt;"
                             : point == '>' ? "&gt;"
                             : point == '&' ? "&amp;"
                             : point == '"' ? "&quot;"
                                            : NULL;
        if (entity) truce__text_puts(text, entity);
        else if (truce__is_unfit(point) && point != '\n' && point != '\t') truce__text_puts(text, "\xEF\xBF\xBD");
        else truce__text_add(text, bytes + at, used);
    }
}

static void mark_state(const truce__speaker *s, truce_state state, bool is_begin) {
    (void)state;
    truce__text_puts(s->text, is_begin ? "<span class=\"state\">" : "</span>");
}

static void put_block(truce__say *say, truce__block block) {
    static const char *const looks[TRUCE__N_BLOCKS][2] = {
        [TRUCE__PARAGRAPH] = {"<p>", "</p>"},
        [TRUCE__TITLE] = {"<h1>", "</h1>"},
        [TRUCE__HEAD_GOOD] = {"<h2 class=\"good\">", "</h2>"},
        [TRUCE__HEAD_BAD] = {"<h2 class=\"bad\">", "</h2>"},
        [TRUCE__HEAD] = {"<h2>", "</h2>"},
        [TRUCE__REASON] = {"<p class=\"numbered\">", "</p>"},
        [TRUCE__STEP] = {"<p class=\"numbered\">", "</p>"},
        [TRUCE__BULLET] = {"<p class=\"point\">", "</p>"},
        [TRUCE__REST] = {"<p class=\"point\">", "</p>"},
        [TRUCE__FLUSH] = {"<p>", "</p>"},
        [TRUCE__POINT] = {"<p class=\"point\">", "</p>"},
        [TRUCE__SUBPOINT] = {"<p class=\"subpoint\">", "</p>"},
        [TRUCE__NUMBERED] = {"<p class=\"numbered\">", "</p>"},
        [TRUCE__ENTRY] = {"<p class=\"entry\">", "</p>"},
        [TRUCE__BELOW] = {"<p class=\"below\">", "</p>"},
        [TRUCE__INSET] = {"<p class=\"inset\">", "</p>"},
        [TRUCE__TERM] = {"<p class=\"term\"><b>", "</p>"},
        [TRUCE__DETAIL] = {"<p class=\"detail\">", "</p>"},
        [TRUCE__VERDICT_GOOD] = {"<p class=\"verdict good\"><b>", "</p>"},
        [TRUCE__VERDICT_BAD] = {"<p class=\"verdict bad\"><b>", "</p>"},
        [TRUCE__COMMAND] = {"<p>", "</p>"},
        [TRUCE__LINE] = {"<p>", "</p>"},
    };
    truce__out *out = say->ud;
    if (say->text.failed || say->term.failed) truce__out_note(out, TRUCE_E_NOMEM);
    truce__out_puts(out, looks[block][0]);
    if (truce__has_term(block)) truce__out_puts(out, truce__text_bytes(&say->term)), truce__out_puts(out, "</b> ");
    if (block == TRUCE__COMMAND) truce__out_puts(out, truce__text_bytes(&say->term));
    truce__out_puts(out, truce__text_bytes(&say->text));
    truce__out_puts(out, looks[block][1]);
    truce__out_puts(out, "\n");
}

static void put_blank(truce__say *say) {
    (void)say;
}

static const truce__say_form prose = {
    {.literal = add_escaped, .mark_state = mark_state}, put_block, put_blank};

/* ------------------------------------------------------------------ tables */

static void put_text(truce__out *out, const char *text) {
    add_escaped(&out->text, text, strlen(text));
    truce__out_mind(out);
}

static void put_groups(truce__paper *paper) {
    const truce__col *all = paper->cols.all.at;
    truce__out_puts(paper->out, "<tr>");
    for (size_t i = 0, end; i < paper->cols.all.count; i = end) {
        end = truce__paper_group_end(paper, i);
        if (all[i].group.kind) truce__out_printf(paper->out, "<th scope=\"colgroup\" colspan=\"%zu\">", end - i);
        else truce__out_puts(paper->out, "<td>");
        if (all[i].group.kind) put_text(paper->out, truce__paper_group(paper, i));
        truce__out_puts(paper->out, all[i].group.kind ? "</th>" : "</td>");
    }
    truce__out_puts(paper->out, "</tr>\n");
}

static void put_heads(truce__paper *paper) {
    truce__out_puts(paper->out, "<thead>\n");
    if (truce__paper_has_groups(paper)) put_groups(paper);
    truce__out_puts(paper->out, "<tr>");
    for (size_t i = 0; i < paper->cols.all.count; i++) {
        truce__out_puts(paper->out, "<th scope=\"col\">");
        put_text(paper->out, truce__paper_head(paper, i));
        truce__out_puts(paper->out, "</th>");
    }
    truce__out_puts(paper->out, "</tr>\n</thead>\n");
}

static void put_row(truce__paper *paper, const truce__at *row) {
    static const char *const cells[] = {[TRUCE__NEUTRAL] = "<td>",
                                        [TRUCE__STRONG] = "<td class=\"strong\">",
                                        [TRUCE__GOOD_NEWS] = "<td class=\"good\">",
                                        [TRUCE__BAD_NEWS] = "<td class=\"bad\">"};
    truce__out_puts(paper->out, "<tr>");
    for (size_t i = 0; i < paper->cols.all.count; i++) {
        truce__tone tone;
        truce__text_clear(&paper->text);
        truce__told_cell(&paper->cols.all.at[i], row, &paper->text, &tone);
        truce__out_puts(paper->out, cells[tone]);
        put_text(paper->out, truce__text_bytes(&paper->text));
        truce__out_puts(paper->out, "</td>");
    }
    truce__out_puts(paper->out, "</tr>\n");
}

static void put_table(const truce__teller *teller, const truce__at *at, const truce__field *table) {
    truce__paper paper;
    if (truce__paper_begin(&paper, teller->out, at, table)) {
        truce__out_puts(teller->out, "<table>\n");
        const char *caption = truce__paper_caption(&paper);
        if (caption) {
            truce__out_puts(teller->out, "<caption>");
            put_text(teller->out, caption);
            truce__out_puts(teller->out, "</caption>\n");
        }
        put_heads(&paper);
        truce__out_puts(teller->out, "<tbody>\n");
        truce__paper_rows(&paper, put_row);
        truce__out_puts(teller->out, "</tbody>\n</table>\n");
    }
    truce__paper_end(&paper);
}

static void put_figure(const truce__teller *teller, const truce__at *at, const truce__field *figure) {
    if (figure->figure == TRUCE__SCALE) truce__scale_html(teller->out, at, figure, add_escaped);
    if (figure->figure == TRUCE__OUTLOOK) truce__outlook_svg(teller->out, at, figure, TRUCE__IN_PAPER);
}

void truce__html_form(truce__out *out, const truce__result *result, const truce_form *form) {
    const truce__teller teller = {out, TRUCE__IN_PAPER, form->table, &prose, put_table, put_figure, form};
    truce__out_printf(out, "<section class=\"truce\" data-schema=\"%s\">\n", result->layout->schema);
    truce__tell_all(&teller, result);
    truce__out_puts(out, "</section>\n");
}
