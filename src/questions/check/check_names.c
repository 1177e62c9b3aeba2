/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names that two things share, and names of parties that may be plurals. Results tell the first apart
 * (model/apart.c), but a reader would rather have two names. Verbs of sentences have to agree with the second.
 */
#include "questions/check/check_optional.h"

#include <stdio.h>

typedef struct named {
    const char *kind, *id, *name;
    truce__loc loc;
} named;

static truce_status warn_of(truce_ctx *ctx, const truce_model *model, const named *one, const named *other,
                            const char *hint) {
    return truce__diag(ctx, TRUCE_WARNING, &model->source, one->loc, hint,
                       "the %s '%s' is called '%s' like the %s '%s'", one->kind, one->id, one->name, other->kind,
                       other->id);
}

static named option_at(const truce_model *model, uint32_t i) {
    const truce__option *option = &model->options[i];
    return (named){"option", option->id, option->name, option->loc};
}

static named outcome_at(const truce_model *model, uint32_t i) {
    const truce__outcome *outcome = &model->outcomes[i];
    return (named){"outcome", outcome->id, outcome->name, outcome->loc};
}

/* Options of different parties: those of one were reported where the model was read. */
static truce_status check_options(truce_ctx *ctx, const truce_model *model) {
    for (uint32_t i = 0; i < model->n_options; i++) {
        uint32_t other = 0;
        if (!truce__is_apart(model->apart.options, i)) continue;
        named one = option_at(model, i);
        while (other < i && (strcmp(model->options[other].name, one.name) != 0 ||
                             model->options[other].party == model->options[i].party))
            other++;
        if (other == i) continue;
        named first = option_at(model, other);
        TRY(warn_of(ctx, model, &one, &first, "sentences name its party each time; another name would be shorter"));
    }
    return TRUCE_OK;
}

/* An outcome and an option, or an outcome before it. */
static truce_status check_outcomes(truce_ctx *ctx, const truce_model *model) {
    for (uint32_t i = 0; i < model->n_outcomes; i++) {
        named one = outcome_at(model, i), other = {0};
        for (uint32_t k = 0; k < model->n_options && !model->is_plain && model->apart.options; k++)
            if (strcmp(model->options[k].name, one.name) == 0) other = option_at(model, k);
        for (uint32_t k = 0; k < i && truce__is_apart(model->apart.outcomes, i); k++)
            if (strcmp(model->outcomes[k].name, one.name) == 0) other = outcome_at(model, k);
        if (other.kind) TRY(warn_of(ctx, model, &one, &other, "give it a 'name' of its own"));
    }
    return TRUCE_OK;
}

static truce_status check_sources(truce_ctx *ctx, const truce_model *model) {
    truce__arena arena;
    truce__names seen = {0};
    truce_status status = TRUCE_OK;
    truce__arena_init(&arena, ctx);
    for (uint32_t i = 0; i < model->n_sources; i++) {
        const truce__cited_source *source = &model->sources[i];
        const truce__name *earlier;
        if (!source->title) continue;
        truce__name name = {.text = source->title, .length = strlen(source->title), .kind = TRUCE__NAME_OTHER,
                            .index = i};
        TRY_OR_DONE(truce__names_add(&arena, &seen, name, &earlier));
        if (!earlier) continue;
        named one = {"source", source->id, source->title, source->loc},
              first = {"source", model->sources[earlier->index].id, source->title, source->loc};
        TRY_OR_DONE(warn_of(ctx, model, &one, &first, "say in the title which of the two it is"));
    }
done:
    truce__arena_free(&arena);
    return status;
}

/* ----------------------------------------------------------------- plurals */

typedef struct word {
    const char *at;
    size_t length;
} word;

static char small(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool ends_in(word w, const char *ending) {
    size_t length = strlen(ending);
    for (size_t i = 0; length <= w.length && i < length; i++)
        if (small(w.at[w.length - length + i]) != ending[i]) return false;
    return length <= w.length;
}

static bool is_word(word w, const char *text) {
    return strlen(text) == w.length && ends_in(w, text);
}

static bool is_one_of(word w, const char *const *list, bool (*matches)(word w, const char *text)) {
    for (; *list; list++)
        if (matches(w, *list)) return true;
    return false;
}

/* The word that begins at or behind `at`; in an id, words are joined by '_'. */
static word next_word(const char *at) {
    at += strspn(at, " _");
    return (word){at, strcspn(at, " _,;:/()[]")};
}

/* The last word of what the name is about: of "Friends of the river (north)" it is "Friends". */
static word head_of(const char *name, bool *is_joined) {
    static const char *const prepositions[] = {"of", "for", "in", "from", "at", "on", "against", "without", "with",
                                               "to", "under", "by", NULL};
    word head = next_word(name);
    *is_joined = false;
    for (word w = head; w.length; w = next_word(w.at + w.length)) {
        if (w.at != head.at && is_one_of(w, prepositions, is_word)) break;
        if (w.at != head.at && is_word(w, "and")) *is_joined = true;
        head = w;
    }
    return head;
}

/* "NGOs" */
static bool is_plural_of_letters(word w) {
    size_t i = 0;
    while (i + 1 < w.length && w.at[i] >= 'A' && w.at[i] <= 'Z') i++;
    return i >= 2 && i + 1 == w.length && w.at[i] == 's';
}

/* English plurals mostly end in s, and so do other words: "Hamas", "Congress", "Cyprus", "Paris", "Laos". */
static bool looks_plural(word w) {
    static const char *const plurals[] = {"people", "men", "women", "children", "police", NULL};
    static const char *const plural_ends[] = {
        "women", "smen", "ermen", "litias", "llas", "istas", "contras", "this", "raqis", "raelis", "stanis", "audis",
        "zidis", "malis", "menis", "waitis", "ratis", "eshis", "tutsis", "hutus", "zulus", "hindus", "mandos", NULL};
    static const char *const singulars[] = {"news", "brussels", "athens", "algiers", "wales", "james", NULL};
    static const char *const singular_ends[] = {"ss", "us", "is", "as", "os", "'s", NULL};
    for (size_t i = 0; i < w.length; i++)
        if ((unsigned char)w.at[i] >= 0x80) return false; /* of another language */
    if (is_plural_of_letters(w) || is_one_of(w, plurals, is_word)) return true;
    if (w.length > 4 && is_one_of(w, plural_ends, ends_in)) return true;
    if (w.length < 4 || w.at[w.length - 1] != 's' || is_one_of(w, singulars, is_word)) return false;
    return !is_one_of(w, singular_ends, ends_in);
}

static truce_status check_plural(truce_ctx *ctx, const truce_model *model, const char *kind, const char *id,
                                 const char *called, truce__loc loc) {
    bool is_joined;
    word head = head_of(called, &is_joined);
    if (!is_joined && !looks_plural(head)) return TRUCE_OK;
    const truce__excerpt name = truce__excerpt_of(called);
    char hint[2 * sizeof name.text + 80];
    snprintf(hint, sizeof hint, "add 'plural: yes' (\"%s move\") or 'plural: no' (\"%s moves\")", name.text,
             name.text);
    return truce__diag(ctx, TRUCE_WARNING, &model->source, loc, hint, "the name of %s '%s' may be a plural: '%s'",
                       kind, id, name.text);
}

static truce_status check_plurals(truce_ctx *ctx, const truce_model *model) {
    for (uint32_t i = 0; i < model->n_parties; i++) {
        const truce__party *party = &model->parties[i];
        if (party->plural == TRUCE__UNSAID)
            TRY(check_plural(ctx, model, "party", party->id, party->name, party->loc));
    }
    for (uint32_t h = 0; h < model->n_homes; h++)
        for (uint32_t i = 0; i < model->homes[h].n_actors; i++) {
            const truce__actor *actor = &model->homes[h].actors[i];
            if (actor->party == TRUCE__NONE && actor->plural == TRUCE__UNSAID)
                TRY(check_plural(ctx, model, "actor", actor->id, actor->name, actor->loc));
        }
    return TRUCE_OK;
}

truce_status truce__check_names(truce_ctx *ctx, const truce_graph *graph) {
    TRY(check_plurals(ctx, graph->model));
    TRY(check_options(ctx, graph->model));
    TRY(check_outcomes(ctx, graph->model));
    return check_sources(ctx, graph->model);
}
