/* SPDX-License-Identifier: Apache-2.0 */
/* Names that two things share. Results tell these apart (model/apart.c), but a reader would rather have two names. */
#include "questions/check/check_optional.h"

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

truce_status truce__check_names(truce_ctx *ctx, const truce_graph *graph) {
    TRY(check_options(ctx, graph->model));
    TRY(check_outcomes(ctx, graph->model));
    return check_sources(ctx, graph->model);
}
