/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comments: those that were approved, and the form for another. Every input and verdict of the page can be disputed,
 * by a button beside it that belongs to the form.
 * The form works in three ways: a served page posts it, by the one small script there is or, where scripts are off,
 * as browsers post forms; a page that is a file saves it as a comment file, by that script; without it the same file
 * can be written by hand from a template, or the page printed and filled in.
 */
#include "brief/brief.h"

/* ----------------------------------------------------------------- approved */

static bool is_said(const char *text) { return text && *text; }

static const char *proposal(truce__brief *b, const truce_brief_comment *comment) {
    const char **parts = truce__fragments(b, comment->edit_count);
    size_t count = parts ? comment->edit_count : 0;
    for (size_t i = 0; i < count; i++) parts[i] = truce__proposal_words(b, &comment->edits[i]);
    return truce__and_list(b, parts, count);
}

/* The mark of that verdict, or where the page has none (any more) what was written. */
static const char *verdict_of(truce__brief *b, const char *claim) {
    for (size_t i = 0; i < b->verdicts.count; i++)
        if (strcmp(truce__claim_of(b, &b->verdicts.at[i]), claim) == 0) return truce__verdict_mark(b, i + 1);
    return truce__code(b, claim);
}

static void put_comment(truce__brief *b, const truce_brief_comment *comment) {
    putf(b, "<li><p><strong>%s</strong>",
         words(b, COMMENT_BY, H(truce__name_words(b, comment->name)), H(truce__date_words(b, comment->date))));
    if (is_said(comment->input))
        putf(b, " %s", words(b, COMMENT_ON, H(truce__code(b, comment->input)),
                              H(truce__path_mark(b, comment->input))));
    if (is_said(comment->claim)) putf(b, " %s", words(b, COMMENT_ON_CLAIM, H(verdict_of(b, comment->claim))));
    putf(b, ".%s%s</p>", comment->edit_count ? " " : "",
         comment->edit_count ? words(b, COMMENT_PROPOSES, H(proposal(b, comment))) : "");
    if (is_said(comment->text)) putf(b, "<p class=comment>%s</p>", truce__name_words(b, comment->text));
    put(b, "</li>\n");
}

static void put_approved(truce__brief *b) {
    if (b->options->n_comments == 0) return;
    truce__element(b, "h3", words(b, COMMENTS_COUNT, N(b->options->n_comments)));
    put(b, "<ol class=replies>\n");
    for (size_t i = 0; i < b->options->n_comments; i++) put_comment(b, &b->options->comments[i]);
    put(b, "</ol>\n");
}

/* -------------------------------------------------------------------- form */

static void put_label(truce__brief *b, const char *id, const char *label, bool is_required) {
    putf(b, "<label for=\"%s\">%s%s</label>\n", id, label, is_required ? " <span class=required>*</span>" : "");
}

static void put_fields(truce__brief *b) {
    put_label(b, "reply-name", word(b, FIELD_NAME), true);
    put(b,
        "<input id=\"reply-name\" name=\"name\" type=\"text\" maxlength=\"200\" autocomplete=\"name\" required>\n");
    put_label(b, "reply-email", word(b, FIELD_EMAIL), true);
    put(b, "<input id=\"reply-email\" name=\"email\" type=\"email\" maxlength=\"200\" autocomplete=\"email\" "
           "required>\n");
    putf(b, "<p><strong>%s</strong> <span id=\"reply-what\"></span></p>\n<label><input type=\"radio\" name=\"about\" "
            "value=\"\" checked>%s</label>\n", word(b, FIELD_ABOUT), word(b, ABOUT_NOTHING));
    put_label(b, "reply-how", word(b, FIELD_CHANGE), false);
    putf(b,
         "<select id=\"reply-how\" name=\"how\">\n<option value=\"\">%s</option>\n<option value=\"set\">%s</option>\n"
         "<option value=\"move\">%s</option>\n<option value=\"remove\">%s</option>\n</select>\n",
         word(b, CHANGE_NONE), word(b, CHANGE_SET), word(b, CHANGE_MOVE), word(b, CHANGE_REMOVE));
    put_label(b, "reply-value", word(b, FIELD_VALUE), false);
    put(b, "<input id=\"reply-value\" name=\"value\" type=\"text\" maxlength=\"2000\" dir=\"auto\" "
           "autocomplete=\"off\">\n");
    put_label(b, "reply-comment", word(b, FIELD_COMMENT), true);
    put(b, "<textarea id=\"reply-comment\" name=\"comment\" rows=\"6\" maxlength=\"20000\" dir=\"auto\" "
           "required></textarea>\n");
}

static const char *claim_example(truce__brief *b) {
    return b->verdicts.count ? truce__claim_of(b, &b->verdicts.at[0]) : "1 id nash";
}

static const char *change_example(truce__brief *b) {
    const truce__entry *told = NULL;
    for (size_t i = 0; i < b->entries.count && !told; i++)
        if (b->entries.at[i].item && b->entries.at[i].path) told = &b->entries.at[i];
    return truce__fragment(b, "[{op: remove, path: %s}]", told ? truce__escaped(b, told->path) : "ID");
}

/* What can be written by hand: the same file, as YAML. */
static void put_template(truce__brief *b) {
    putf(b, "<details>\n<summary>%s</summary>\n<p>%s</p>\n<pre>", word(b, TEMPLATE_HEAD), word(b, TEMPLATE_INTRO));
    putf(b, "schema: truce.reply.v1\nmodel: {sha256: %s}\n", truce_model_sha256(b->model));
    putf(b, "name:      # %s\nemail:     # %s\ninput:     # %s\nclaim:     # %s\nchange:    # %s\ncomment:   # %s\n",
         word(b, FIELD_NAME), word(b, FIELD_EMAIL), word(b, TEMPLATE_INPUT),
         words(b, TEMPLATE_CLAIM, H(claim_example(b))), words(b, TEMPLATE_CHANGE, H(change_example(b))),
         word(b, FIELD_COMMENT));
    put(b, "</pre>\n</details>\n");
}

static void put_form(truce__brief *b) {
    const char *post_to = b->options->post_to;
    putf(b, "<form id=f data-sha256=%s data-title=\"%s\"", truce_model_sha256(b->model),
         truce__escaped(b, b->model->title));
    if (post_to)
        putf(b, " method=\"post\" action=\"%s\" data-model=\"%s\"", truce__escaped(b, post_to),
             truce__escaped(b, b->options->post_model ? b->options->post_model : ""));
    putf(b, " data-done=\"%s\" data-failed=\"%s\" data-input=\"%s\">\n",
         post_to ? word(b, COMMENT_SENT) : word(b, COMMENT_SAVED), word(b, COMMENT_FAILED),
         word(b, CHANGE_NEEDS_INPUT));
    putf(b, "<p>%s</p>\n", word(b, COMMENT_PRIVATE));
    if (post_to)
        putf(b, "<input type=\"hidden\" name=\"model\" value=\"%s\">\n",
             truce__escaped(b, b->options->post_model ? b->options->post_model : ""));
    put_fields(b);
    putf(b, "<button id=reply-send%s>%s</button>\n", post_to ? "" : " hidden",
         post_to ? word(b, COMMENT_SEND) : word(b, COMMENT_SAVE));
    put(b, "<p id=reply-status role=status></p>\n</form>\n");
}

static void put_ways_to_reply(truce__brief *b) {
    truce__element(b, "p", b->options->post_to ? word(b, COMMENT_INTRO_SERVED) : word(b, COMMENT_INTRO_FILE));
    put_form(b);
    put_template(b);
}

void truce__brief_comments(truce__brief *b) {
    bool is_html = b->options->form == TRUCE_BRIEF_HTML;
    if (!is_html && b->options->n_comments == 0) return;
    truce__section(b, "reply", word(b, COMMENT_HEAD));
    put_approved(b);
    if (is_html) put_ways_to_reply(b);
    put(b, "</section>\n");
}
