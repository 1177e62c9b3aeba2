/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A result as LaTeX for a paper: tables by booktabs, prose as paragraphs, no preamble. It needs
 * \usepackage{booktabs,amssymb} and an engine that reads UTF-8.
 */
#include "render/forms.h"
#include "render/latex.h"
#include "render/people.h"

static void put_block(truce__say *say, truce__block block) {
    truce__out *out = say->ud;
    bool is_head = block == TRUCE__TITLE || block == TRUCE__HEAD_GOOD || block == TRUCE__HEAD_BAD ||
                   block == TRUCE__HEAD;
    if (say->text.failed || say->term.failed) truce__out_note(out, TRUCE_E_NOMEM);
    if (is_head) truce__out_puts(out, block == TRUCE__TITLE ? "\\section*{" : "\\paragraph{");
    if (truce__has_term(block)) {
        truce__out_puts(out, "\\textbf{");
        truce__out_puts(out, truce__text_bytes(&say->term));
        truce__out_puts(out, "} ");
    }
    if (block == TRUCE__COMMAND) truce__out_puts(out, truce__text_bytes(&say->term));
    truce__out_puts(out, truce__text_bytes(&say->text));
    truce__out_puts(out, is_head ? "}\n\n" : "\n\n");
}

static void put_blank(truce__say *say) {
    (void)say;
}

static const truce__say_form prose = {{.literal = truce__latex_add}, put_block, put_blank};

/* ------------------------------------------------------------------ tables */

static void put_groups(truce__paper *paper) {
    const truce__col *all = paper->cols.all.at;
    for (size_t i = 0, end; i < paper->cols.all.count; i = end) {
        end = truce__paper_group_end(paper, i);
        if (i) truce__out_puts(paper->out, " & ");
        if (!all[i].group.kind) continue;
        truce__out_printf(paper->out, "\\multicolumn{%zu}{c}{", end - i);
        truce__latex_words(paper->out, truce__paper_group(paper, i));
        truce__out_puts(paper->out, "}");
    }
    truce__out_puts(paper->out, " \\\\\n");
    for (size_t i = 0, end; i < paper->cols.all.count; i = end) {
        end = truce__paper_group_end(paper, i);
        if (all[i].group.kind) truce__out_printf(paper->out, "\\cmidrule(lr){%zu-%zu}", i + 1, end);
    }
    truce__out_puts(paper->out, "\n");
}

static void put_heads(truce__paper *paper) {
    truce__out_puts(paper->out, "\\begin{tabular}{");
    for (size_t i = 0; i < paper->cols.all.count; i++)
        truce__out_puts(paper->out, paper->cols.all.at[i].named->flags & TRUCE__RIGHT ? "r" : "l");
    truce__out_puts(paper->out, "}\n\\toprule\n");
    if (truce__paper_has_groups(paper)) put_groups(paper);
    for (size_t i = 0; i < paper->cols.all.count; i++) {
        if (i) truce__out_puts(paper->out, " & ");
        truce__latex_words(paper->out, truce__paper_head(paper, i));
    }
    truce__out_puts(paper->out, " \\\\\n\\midrule\n");
}

static void put_row(truce__paper *paper, const truce__at *row) {
    for (size_t i = 0; i < paper->cols.all.count; i++) {
        truce__tone tone;
        truce__text_clear(&paper->text);
        truce__told_cell(&paper->cols.all.at[i], row, &paper->text, &tone);
        if (i) truce__out_puts(paper->out, " & ");
        truce__latex_words(paper->out, truce__text_bytes(&paper->text));
    }
    truce__out_puts(paper->out, " \\\\\n");
}

static void put_table(const truce__teller *teller, const truce__at *at, const truce__field *table) {
    truce__paper paper;
    if (truce__paper_begin(&paper, teller->out, at, table)) {
        put_heads(&paper);
        truce__paper_rows(&paper, put_row);
        truce__out_puts(teller->out, "\\bottomrule\n\\end{tabular}\n\n");
        const char *caption = truce__paper_caption(&paper);
        if (caption) truce__latex_words(teller->out, caption), truce__out_puts(teller->out, "\n\n");
    }
    truce__paper_end(&paper);
}

void truce__latex_form(truce__out *out, const truce__result *result, const truce_form *form) {
    const truce__teller teller = {out, TRUCE__IN_PAPER, form->table, &prose, put_table, NULL, form};
    truce__tell_all(&teller, result);
}
