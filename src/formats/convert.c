/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/formats.h"

typedef truce_status (*read_fn)(truce__foreign *foreign);
typedef truce_status (*write_fn)(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink);

static const struct {
    const char *name;
    read_fn read;   /* NULL: it is truce's own */
    write_fn write;
} kinds[TRUCE_KIND_COUNT] = {
    [TRUCE_KIND_YAML] = {"yaml", NULL, NULL},
    [TRUCE_KIND_GMCR] = {"gmcr", truce__read_gmcr, truce__write_gmcr},
    [TRUCE_KIND_CSV] = {"csv", truce__read_csv, truce__write_csv},
    [TRUCE_KIND_NFG] = {"nfg", truce__read_nfg, truce__write_nfg},
};

truce_format_kind truce_convert_kind(const char *name) {
    const char *dot = strrchr(name, '.'), *word = dot ? dot + 1 : name;
    if (strcmp(word, "yml") == 0 || strcmp(word, "json") == 0) return TRUCE_KIND_YAML; /* JSON is YAML */
    for (int kind = 0; kind < TRUCE_KIND_COUNT; kind++)
        if (strcmp(kinds[kind].name, word) == 0) return (truce_format_kind)kind;
    return TRUCE_KIND_COUNT;
}

static truce_status read_foreign(truce__foreign *f, const char *text, size_t length, const char *file,
                                 truce_format_kind from) {
    if (length > TRUCE__MAX_TEXT) return truce__too_long(f->ctx, length, file);
    TRY(truce__keep_text(&f->arena, text, length, file, &f->source));
    size_t said = truce_diag_count(f->ctx, TRUCE_ERROR);
    if (!f->source.length) {
        TRY(TRUCE__WRONG(f, (truce__loc){0}, NULL, "the file is empty"));
        return TRUCE_E_MODEL;
    }
    TRY(truce__check_bytes(f->ctx, &f->source));
    if (truce_diag_count(f->ctx, TRUCE_ERROR) > said) return TRUCE_E_MODEL;
    TRY(kinds[from].read(f));
    if (f->yaml.failed) return TRUCE_E_NOMEM;
    return f->errors ? TRUCE_E_MODEL : TRUCE_OK;
}

/* `file` is NULL where the text was made from another format. */
static truce_status write_other(truce_ctx *ctx, const char *text, size_t length, const char *file,
                                truce_format_kind to, const truce_sink *sink) {
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    truce__diags_mark said = truce__diags_here(ctx);
    truce_status status = truce_parse(ctx, text, length, file ? file : "the model that was read", &model);
    if (status == TRUCE_OK) status = truce_graph_build(ctx, model, &graph);
    if (status == TRUCE_OK && !file) truce__diags_forget(ctx, said); /* they are of a text that nobody wrote */
    if (status == TRUCE_OK && kinds[to].write) status = kinds[to].write(ctx, graph, sink);
    else if (status == TRUCE_OK && !sink->write(sink->ud, text, length)) status = TRUCE_E_IO;
    truce_graph_free(graph);
    truce_model_free(model);
    return status;
}

truce_status truce_text_convert(truce_ctx *ctx, const char *text, size_t length, const char *file,
                                truce_format_kind from, truce_format_kind to, const truce_sink *sink) {
    if (from >= TRUCE_KIND_COUNT || to >= TRUCE_KIND_COUNT) return TRUCE_E_USAGE;
    if (!kinds[from].read) return write_other(ctx, text, length, file ? file : "model", to, sink);
    truce__foreign f = {.ctx = ctx};
    truce__arena_init(&f.arena, ctx);
    truce__text_init(&f.yaml, ctx);
    truce_status status = read_foreign(&f, text, length, file, from);
    if (status == TRUCE_OK) status = write_other(ctx, truce__text_bytes(&f.yaml), f.yaml.length, NULL, to, sink);
    truce__text_free(&f.yaml);
    truce__arena_free(&f.arena);
    return status;
}
