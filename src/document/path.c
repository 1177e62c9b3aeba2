/* SPDX-License-Identifier: Apache-2.0 */
/* Paths taken apart and put together. A key with a dot or a quote stands in double quotes; a quote inside is
 * doubled. */
#include "document/path.h"

/* Reads the quoted step at *at; *at is then behind it. False when the quote is not closed. */
static bool read_quoted(const char **at, char *step, size_t *length) {
    for (const char *from = *at + 1; *from; from++) {
        if (*from == '"' && from[1] != '"') {
            *at = from + 1;
            return true;
        }
        from += *from == '"';
        step[(*length)++] = *from;
    }
    return false;
}

static truce_status read_step(truce__arena *arena, const char **at, truce__step *step, const char **problem) {
    size_t rest = strcspn(*at, ".");
    char *text = truce__arena_alloc(arena, strlen(*at) + 1, 1);
    if (!text) return TRUCE_E_NOMEM;
    step->text = text;
    step->length = 0;
    if (**at == '"') {
        if (!read_quoted(at, text, &step->length)) *problem = "a quote in it is not closed";
        else if (**at && **at != '.') *problem = "a '.' is expected behind a quote";
        return TRUCE_OK;
    }
    memcpy(text, *at, rest);
    step->length = rest;
    *at += rest;
    if (rest == 0) *problem = "a key or a position is missing";
    return TRUCE_OK;
}

truce_status truce__path_parse(truce__arena *arena, const char *text, truce__path *path, const char **problem) {
    const char *at = text;
    *problem = NULL;
    path->count = 0;
    for (;;) {
        if (path->count == TRUCE__MAX_STEPS) {
            *problem = "no input lies so deep";
            return TRUCE_OK;
        }
        truce__step *step = &path->steps[path->count++];
        TRY(read_step(arena, &at, step, problem));
        step->end = (size_t)(at - text);
        if (*problem || !*at) return TRUCE_OK;
        at++;
    }
}

void truce__path_add(truce__text *path, const char *step) {
    if (path->length) truce__text_puts(path, ".");
    if (*step && !strpbrk(step, ".\"")) {
        truce__text_puts(path, step);
        return;
    }
    truce__text_puts(path, "\"");
    for (; *step; step++) {
        if (*step == '"') truce__text_puts(path, "\"");
        truce__text_add(path, step, 1);
    }
    truce__text_puts(path, "\"");
}

uint32_t truce__step_position(const truce__step *step) {
    uint32_t position = 0;
    if (step->length == 0 || step->length > 9) return 0;
    for (size_t i = 0; i < step->length; i++) {
        if (step->text[i] < '0' || step->text[i] > '9') return 0;
        position = position * 10 + (uint32_t)(step->text[i] - '0');
    }
    return position;
}

bool truce__step_is_note(const truce__step *step) {
    static const char *const notes[] = {"because", "source", "quote", "confidence", "name",
                                        "says",    "called", "short", "denies"};
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if (strcmp(notes[i], step->text) == 0) return true;
    return false;
}
