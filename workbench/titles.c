/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The title of a model that is being saved. A request cannot wait until a large model has been read, and nobody could
 * stop it: only the lines of the key are read, as a model of their own. In a text that is one mapping in braces there
 * are no such lines; a short one is read whole.
 */
#include "titles.h"

#include "bytes.h"

#include <stdlib.h>
#include <string.h>
#include <truce/truce.h>

enum { MOST_LINES = 1 << 16, MOST_BRACES = 1 << 18, MEMORY = 1 << 26 };

static char *read_title(const char *text, size_t length) {
    truce_config config = {.threads = 1, .memory = MEMORY};
    truce_ctx *ctx = truce_ctx_new(&config);
    truce_model *model = NULL;
    char *title = NULL;
    if (ctx && truce_parse(ctx, text, length, "model", &model) == TRUCE_OK)
        title = copy_text(truce_model_title(model));
    truce_model_free(model);
    truce_ctx_free(ctx);
    return title;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool begins_with(const char *at, const char *end, const char *word) {
    size_t length = strlen(word);
    return (size_t)(end - at) >= length && memcmp(at, word, length) == 0;
}

static bool is_key(const char *at, const char *end) {
    return begins_with(at, end, "title:") || begins_with(at, end, "\"title\":") || begins_with(at, end, "'title':");
}

static const char *next_line(const char *at, const char *end) {
    const char *feed = memchr(at, '\n', (size_t)(end - at));
    return feed ? feed + 1 : end;
}

/* Where the lines of the key end: at the next line that begins at the margin. */
static const char *lines_end(const char *at, const char *end) {
    do at = next_line(at, end);
    while (at < end && is_blank(*at));
    return at;
}

static char *title_in_lines(const char *at, size_t length) {
    static const char before[] = "truce: 1\n", behind[] = "\nparties: [{id: a}]\n";
    bytes text = {.most = 0};
    char *title = NULL;
    if (length <= MOST_LINES && bytes_add(&text, before, sizeof before - 1) && bytes_add(&text, at, length) &&
        bytes_add(&text, behind, sizeof behind - 1))
        title = read_title(text.at, text.length);
    bytes_free(&text);
    return title;
}

char *title_of(const char *text, size_t length) {
    const char *at = text, *end = text + length;
    if (begins_with(at, end, "\xEF\xBB\xBF")) at += 3;
    while (at < end && is_blank(*at)) at++;
    if (at < end && *at == '{') return length <= MOST_BRACES ? read_title(text, length) : NULL;
    bool has_parties = false;
    for (at = text; at < end; at = next_line(at, end)) {
        if (is_key(at, end)) return title_in_lines(at, (size_t)(lines_end(at, end) - at));
        has_parties = has_parties || begins_with(at, end, "parties:");
    }
    return has_parties ? copy_text("") : NULL;
}

void free_title(char *title) {
    free(title);
}
