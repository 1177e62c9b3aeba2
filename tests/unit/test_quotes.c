/* SPDX-License-Identifier: Apache-2.0 */
/* Quotes in the texts of their sources, by the library alone: what is found although it is set otherwise, what is not
 * found and what is said then, texts that are not there; and that a model with quotes comes back from its text. */
#include "harness.h"

#include "model/model.h"

#include <truce/edit.h>
#include <truce/quotes.h>

static truce_ctx *ctx;

#define HEAD "truce: 1\nsources:\n  a: {file: a.txt}\n  b: {title: no text}\nparties:\n  - id: north\n    options:\n"
#define ARTICLE "Head\n\n \nHe said: “It’s   ours,\t‘forever’.”\r\naaaaab and aaaab\n"

static truce_model *parse(const char *text) {
    truce_model *model = NULL;
    CLAIM(truce_parse(ctx, text, strlen(text), "m.yaml", &model) == TRUCE_OK, "the model is read: %s", text);
    return model;
}

/* Checks an option with that note against the article; `said`: what the first diagnostic and its hint begin with, or
 * NULL where nothing is to be said. */
static void check(const char *note, const char *said, const char *hint) {
    char text[1000];
    truce_source_text texts[2] = {{ARTICLE, sizeof ARTICLE - 1, NULL}, {NULL, 0, NULL}};
    snprintf(text, sizeof text, HEAD "      - {id: pump, %s}\n", note);
    truce_model *model = parse(text);
    truce_diags_clear(ctx);
    truce_status status = truce_check_quotes(ctx, model, texts, TRUCE_ERROR);
    const truce_diag *diag = truce_diag_at(ctx, 0);
    CLAIM(status == (said ? TRUCE_E_MODEL : TRUCE_OK), "%s is %s", note, said ? "wrong" : "right");
    if (said && diag) {
        CLAIM(strncmp(diag->message, said, strlen(said)) == 0, "'%s' is said of %s: %s", said, note, diag->message);
        CLAIM(!hint || (diag->hint && strcmp(diag->hint, hint) == 0), "the hint for %s is '%s'", note,
              diag->hint ? diag->hint : "");
        CLAIM(diag->line == 8 && diag->column > 14, "%s has its place, %u:%u", note, (unsigned)diag->line,
              (unsigned)diag->column);
    }
    truce_model_free(model);
}

static void check_missing(void) {
    static const char text[] = HEAD "      - {id: pump, source: a ¶1, quote: Head}\n";
    truce_source_text texts[2] = {{NULL, 0, "cannot read a.txt: gone"}, {NULL, 0, NULL}};
    truce_model *model = parse(text);
    truce_diags_clear(ctx);
    CLAIM(truce_check_quotes(ctx, model, texts, TRUCE_ERROR) == TRUCE_E_MODEL,
          "a file that cannot be read is an error");
    CLAIM(truce_diag_at(ctx, 0) && truce_diag_at(ctx, 0)->line == 3, "at the place where it is named");
    truce_diags_clear(ctx);
    texts[0].why = NULL;
    CLAIM(truce_check_quotes(ctx, model, texts, TRUCE_ERROR) == TRUCE_OK, "one that is not at hand is none");
    CLAIM(truce_diag_count(ctx, TRUCE_WARNING) == 1, "but a warning");
    CLAIM(truce_model_source_count(model) == 2 && strcmp(truce_model_source_file(model, 0), "a.txt") == 0 &&
              !truce_model_source_file(model, 1),
          "sources and their files are told");
    truce_model_free(model);
}

static bool keep(void *ud, const char *bytes, size_t length) {
    truce__text_add(ud, bytes, length);
    return true;
}

/* What is written, read again and written is the same, and differs where the quote does. */
static void check_written(void) {
    truce__text texts[2];
    truce_model *model = parse(HEAD "      - {id: pump, source: \"a ¶1, b\", quote: \"Head: 'x'\", because: y}\n");
    truce_model *other = parse(HEAD "      - {id: pump, source: \"a ¶1, b\", quote: Head, because: y}\n");
    for (int i = 0; i < 2; i++) truce__text_init(&texts[i], ctx);
    const truce_sink sink = {keep, &texts[0]};
    CLAIM(truce_model_write(ctx, model, &sink) == TRUCE_OK, "a model with a quote is written");
    truce_model *again = parse(truce__text_bytes(&texts[0]));
    CLAIM(truce_model_equal(model, again), "and comes back");
    CLAIM(!truce_model_equal(model, other), "another quote is another model");
    CLAIM(strstr(truce__text_bytes(&texts[0]), "quote:") && strstr(truce__text_bytes(&texts[0]), "file: a.txt"),
          "with its quote and its file");
    for (int i = 0; i < 2; i++) truce__text_free(&texts[i]);
    truce_model_free(again);
    truce_model_free(other);
    truce_model_free(model);
}

int main(void) {
    ctx = truce_ctx_new(NULL);
    check("source: a ¶1, quote: Head", NULL, NULL);
    check("source: a, quote: \"It's ours, «forever».\"", NULL, NULL);
    check("source: a ¶2, quote: \"  'It`s\\n ours\"", NULL, NULL);
    check("source: \"a ¶1, ¶2\", quote: He said", NULL, NULL);
    check("source: a ¶3, quote: aaaab and", NULL, NULL);
    check("source: b ¶7, quote: nobody knows", NULL, NULL);
    check("source: [a ¶1, b], quote: nobody knows", NULL, NULL);
    check("source: a ¶1, quote: He said", "the quote is not in ¶1 of 'a'", "it stands in ¶2");
    check("source: a ¶2, quote: he said", "the quote is not in ¶2 of 'a'",
          "word for word: only white space and quotation marks may differ");
    check("source: a, quote: 'He said: \"It was'", "the quote is not in 'a'",
          "behind 'He said:' the text goes on '\"It\"s ours, \"forever\".\"'");
    check("source: a, quote: 'Head He'", "the quote is not in 'a'", NULL); /* no quote goes over two paragraphs */
    check("source: \"a ¶1, ¶3\", quote: He said", "the quote is in none of the paragraphs cited", "it stands in ¶2");
    check("source: a ¶4, quote: Head", "'a' has no ¶4: its text has 3 paragraphs", NULL);
    check("source: a ¶4", "'a' has no ¶4: its text has 3 paragraphs", NULL);
    check_missing();
    check_written();
    truce_ctx_free(ctx);
    return claims_end();
}
