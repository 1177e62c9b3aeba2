/* SPDX-License-Identifier: Apache-2.0 */
/* Languages that a program brings. */
#include "catalogue/catalogue.h"

struct truce_language {
    truce__language own; /* first: what a context holds */
    truce__arena arena;
};

static const char *const keys[] = {
#define TRUCE__MSG(key, english) #key,
#include "catalogue/result_messages.h"
#include "catalogue/concept_messages.h"
#include "catalogue/rule_messages.h"
#include "catalogue/case_messages.h"
#undef TRUCE__MSG
#define TRUCE__BRIEF_MSG(key, places, english) "BRIEF_" #key,
#include "catalogue/brief_messages.h"
#undef TRUCE__BRIEF_MSG
};

/* Messages count from 0 for those who translate, and from 1 here. */
size_t truce_message_count(void) {
    return sizeof keys / sizeof *keys;
}

const char *truce_message_key(size_t i) {
    return i < truce_message_count() ? keys[i] : NULL;
}

const char *truce_message_english(size_t i) {
    return i < truce_message_count() ? truce__english_text((truce__message)(i + 1)) : NULL;
}

/* Whether its braces match and its places are numbered up to `most`. */
static bool is_fit(const char *pattern, unsigned most) {
    int depth = 0;
    for (const char *at = pattern; *at; at++) {
        if (*at == '}' && --depth < 0) return false;
        if (*at != '{') continue;
        depth++;
        if (at[1] < '1' || (unsigned)(at[1] - '0') > most || !at[2] || !strchr("|wW}", at[2])) return false;
    }
    return depth == 0;
}

static truce_status take(truce_ctx *ctx, truce_language *language, const char **patterns, size_t i,
                         const char *text) {
    truce__message message = (truce__message)(i + 1);
    if (!is_fit(text, truce__message_places(message)))
        return truce__diag(ctx, TRUCE_ERROR, &(const truce__source){0}, (truce__loc){0},
                           "places are those of the English pattern, and every brace is closed",
                           "the pattern of %s does not fit: %s", keys[i], text) == TRUCE_OK
                   ? TRUCE_E_USAGE
                   : TRUCE_E_NOMEM;
    patterns[message] = truce__arena_text(&language->arena, text, strlen(text));
    return patterns[message] ? TRUCE_OK : TRUCE_E_NOMEM;
}

static truce_status fill(truce_ctx *ctx, const truce_language_source *source, truce_language *language) {
    const char **patterns = truce__arena_alloc(&language->arena, TRUCE__N_MESSAGES, sizeof *patterns);
    const char *tag = truce__arena_text(&language->arena, source->tag, strlen(source->tag));
    if (!patterns || !tag) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < truce_message_count(); i++) {
        const char *text = source->pattern(source->ud, keys[i], truce_message_english(i));
        if (text) TRY(take(ctx, language, patterns, i, text));
    }
    bool is_own = source->plurals && source->plural_of;
    language->own = (truce__language){tag, source->is_right_to_left ? "rtl" : "ltr",
                                      is_own ? source->plurals : truce__english.plurals,
                                      is_own ? source->plural_of : truce__english.plural_of, patterns};
    return TRUCE_OK;
}

truce_status truce_language_new(truce_ctx *ctx, const truce_language_source *source, truce_language **language) {
    truce_language *made = truce__calloc(ctx, 1, sizeof *made);
    if (!made) return TRUCE_E_NOMEM;
    truce__arena_init(&made->arena, ctx);
    truce_status status = fill(ctx, source, made);
    if (status == TRUCE_OK) *language = made;
    else truce_language_free(made);
    return status;
}

void truce_language_free(truce_language *language) {
    if (!language) return;
    truce_ctx *ctx = language->arena.ctx;
    truce__arena_free(&language->arena);
    truce__free(ctx, language);
}

void truce_ctx_set_language(truce_ctx *ctx, const truce_language *language) {
    ctx->language = language ? &language->own : NULL;
}
