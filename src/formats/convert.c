/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/formats.h"

typedef truce_status (*read_fn)(truce__foreign *foreign);
typedef truce_status (*write_fn)(truce_ctx *ctx, const truce_graph *graph, const truce_sink *sink);

typedef struct kind {
    const char *name, *ending, *other; /* other: another ending; NULL: none */
    bool is_ours;   /* read as any model */
    read_fn read;   /* NULL: ours, or not read */
    write_fn write; /* NULL: the text as it is, or a workbook */
} kind;

static const kind kinds[TRUCE_KIND_COUNT] = {
    [TRUCE_KIND_YAML] = {"yaml", "yaml", "yml", true, NULL, NULL},
    [TRUCE_KIND_JSON] = {"json", "json", NULL, true, NULL, truce__write_json},
    [TRUCE_KIND_GMCR] = {"gmcr", "gmcr", NULL, false, truce__read_gmcr, truce__write_gmcr},
    [TRUCE_KIND_CSV] = {"csv", "csv", NULL, false, truce__read_csv, truce__write_csv},
    [TRUCE_KIND_NFG] = {"nfg", "nfg", NULL, false, truce__read_nfg, truce__write_nfg},
    [TRUCE_KIND_GRAPHML] = {"graphml", "graphml", NULL, false, NULL, truce__write_graphml},
    [TRUCE_KIND_DOT] = {"dot", "dot", "gv", false, NULL, truce__write_dot},
    [TRUCE_KIND_LATEX] = {"latex", "tex", NULL, false, NULL, truce__write_latex},
    [TRUCE_KIND_XLSX] = {"xlsx", "xlsx", NULL, false, NULL, NULL},
};

truce_format_kind truce_convert_kind(const char *name) {
    const char *dot = strrchr(name, '.'), *word = dot ? dot + 1 : name;
    for (int i = 0; i < TRUCE_KIND_COUNT; i++) {
        const kind *k = &kinds[i];
        if (strcmp(dot ? k->ending : k->name, word) == 0 || (k->other && strcmp(k->other, word) == 0))
            return (truce_format_kind)i;
    }
    return TRUCE_KIND_COUNT;
}

bool truce_convert_reads(truce_format_kind from) {
    return from < TRUCE_KIND_COUNT && (kinds[from].is_ours || kinds[from].read);
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

static truce_status write_book(truce_ctx *ctx, const truce_graph *graph, const truce_workbook *book,
                               const truce_sink *sink) {
    TRY(book->begin(book->ud));
    truce_status status = truce__write_xlsx(ctx, graph, book);
    truce_status ended = book->end(book->ud, status == TRUCE_OK ? sink : NULL);
    return status == TRUCE_OK ? ended : status;
}

/* Where a model goes. */
typedef struct goal {
    truce_format_kind kind;
    const truce_workbook *book;
    const truce_sink *sink;
} goal;

/* `file` is NULL where the text was made from another format. */
static truce_status write_other(truce_ctx *ctx, const char *text, size_t length, const char *file,
                                const goal *to) {
    truce_model *model = NULL;
    truce_graph *graph = NULL;
    truce__diags_mark said = truce__diags_here(ctx);
    truce_status status = truce_parse(ctx, text, length, file ? file : "the model that was read", &model);
    if (status == TRUCE_OK) status = truce_graph_build(ctx, model, &graph);
    if (status == TRUCE_OK && !file) truce__diags_forget(ctx, said); /* they are of a text that nobody wrote */
    if (status == TRUCE_OK && to->kind == TRUCE_KIND_XLSX) status = write_book(ctx, graph, to->book, to->sink);
    else if (status == TRUCE_OK && kinds[to->kind].write) status = kinds[to->kind].write(ctx, graph, to->sink);
    else if (status == TRUCE_OK && !to->sink->write(to->sink->ud, text, length)) status = TRUCE_E_IO;
    truce_graph_free(graph);
    truce_model_free(model);
    return status;
}

truce_status truce_text_convert(truce_ctx *ctx, const char *text, size_t length, const char *file,
                                truce_format_kind from, truce_format_kind to, const truce_workbook *book,
                                const truce_sink *sink) {
    const goal into = {to, book, sink};
    if (!truce_convert_reads(from) || to >= TRUCE_KIND_COUNT || (to == TRUCE_KIND_XLSX && !book))
        return TRUCE_E_USAGE;
    if (kinds[from].is_ours) return write_other(ctx, text, length, file ? file : "model", &into);
    truce__foreign f = {.ctx = ctx};
    truce__arena_init(&f.arena, ctx);
    truce__text_init(&f.yaml, ctx);
    truce_status status = read_foreign(&f, text, length, file, from);
    if (status == TRUCE_OK) status = write_other(ctx, truce__text_bytes(&f.yaml), f.yaml.length, NULL, &into);
    truce__text_free(&f.yaml);
    truce__arena_free(&f.arena);
    return status;
}
