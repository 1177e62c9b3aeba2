/* SPDX-License-Identifier: Apache-2.0 */
/* The article as a whole: what is asked of the model before the first word, and the order of the sections. */
#include "brief/brief.h"

#include "base/base.h"

static const truce_brief_options no_options = {0};

static void put_head(truce__brief *b) {
    const char *title = *b->model->title ? truce__escaped(b, b->model->title) : word(b, UNTITLED);
    putf(b, "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
         truce__language_of(b->ctx)->tag, truce__language_of(b->ctx)->direction);
    put(b, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    put(b, "<meta http-equiv=\"Content-Security-Policy\" content=\"");
    truce__brief_policy_text(&b->out.text, b->options);
    truce__out_mind(&b->out);
    /* a form posted without scripts has to say where it comes from, to the workbench that serves it and to nobody
     * else */
    putf(b, "\">\n<meta name=\"referrer\" content=\"%s\">\n", b->options->post_to ? "same-origin" : "no-referrer");
    putf(b, "<meta name=\"generator\" content=\"truce %s\">\n", truce_version());
    putf(b, "<title>%s</title>\n<style>", title);
    put(b, truce__brief_style);
    put(b, "</style>\n</head>\n<body>\n");
}

/* The table of contents, for readers who look for one thing. */
static void put_contents(truce__brief *b) {
    const truce_state *candidates;
    bool has_ways = b->now && truce__candidates(b, &candidates) > 0;
    const struct {
        const char *id;
        truce__message head;
        bool is_there;
    } sections[] = {
        {"situation", TRUCE__M_BRIEF_SITUATION_HEAD, true},
        {"aims", TRUCE__M_BRIEF_AIMS_HEAD, true},
        {"holds", TRUCE__M_BRIEF_HOLDS_HEAD, b->now != 0},
        {"outcomes", TRUCE__M_BRIEF_OUTCOMES_HEAD, true},
        {"deals", TRUCE__M_BRIEF_DEALS_HEAD, b->deals},
        {"home", TRUCE__M_BRIEF_HOME_HEAD, truce__has_homes(b)},
        {"ways", TRUCE__M_BRIEF_WAYS_HEAD, has_ways},
        {"lapsing", TRUCE__M_BRIEF_EXPIRING_HEAD, b->model->n_expiries > 0},
        {"misread", TRUCE__M_BRIEF_MISREAD_HEAD, b->model->n_views > 0},
        {"ripe", TRUCE__M_BRIEF_RIPE_HEAD, b->now && b->model->pain},
        {"changes", TRUCE__M_BRIEF_CHANGES_HEAD, truce__has_outlook(b)},
        {"outlook", TRUCE__M_BRIEF_OUTLOOK_HEAD, truce__has_outlook(b)},
        {"verdicts", TRUCE__M_BRIEF_VERDICTS_HEAD, true},
        {"inputs", TRUCE__M_BRIEF_INPUTS_HEAD, true},
        {"definitions", TRUCE__M_BRIEF_DEFINITIONS_HEAD, true},
        {"reply", TRUCE__M_BRIEF_COMMENT_HEAD, true},
    };
    putf(b, "<nav aria-label=\"%s\">\n<ul>\n", word(b, CONTENTS));
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (sections[i].is_there)
            putf(b, "<li><a href=\"#%s\">%s</a></li>\n", sections[i].id, truce__words(b, sections[i].head, NULL));
    put(b, "</ul>\n</nav>\n");
}

static void put_page(truce__brief *b) {
    put_head(b);
    put(b, "<main>\n<article>\n");
    truce__brief_opening(b);
    put_contents(b);
    truce__brief_situation(b);
    truce__brief_aims(b);
    truce__brief_holding(b);
    truce__brief_bargains(b);
    truce__brief_at_home(b);
    truce__brief_ways(b);
    truce__brief_expiring(b);
    truce__brief_misread(b);
    truce__brief_ripeness(b);
    truce__brief_outlook(b);
    truce__brief_verdicts(b);
    truce__brief_states(b);
    truce__brief_inputs(b);
    truce__brief_definitions(b);
    put(b, "</article>\n");
    truce__brief_comments(b);
    put(b, "</main>\n");
    putf(b, "<script>%s</script>\n", truce__brief_script);
    put(b, "</body>\n</html>\n");
}

static void close(truce__brief *b) {
    for (size_t i = 0; i < b->verdicts.count; i++) truce_witness_free(b->ctx, b->verdicts.at[i].witness);
    truce_verifier_free(b->verifier);
    truce_deals_free(b->deals);
    truce_solution_free(b->solution);
    truce__vec_free(b->ctx, &b->verdicts);
    truce__vec_free(b->ctx, &b->states);
    truce__vec_free(b->ctx, &b->entries);
    truce__vec_free(b->ctx, &b->findings);
    truce__text_free(&b->scratch);
    truce__text_free(&b->speech);
    truce__arena_free(&b->arena);
}

truce_status truce_brief(truce_ctx *ctx, const truce_graph *graph, const truce_brief_options *options,
                         const truce_sink *sink) {
    truce__brief b = {.ctx = ctx, .graph = graph, .model = graph->model,
                      .options = options ? options : &no_options,
                      .now = truce_graph_status_quo(graph), .at = truce__at_graph(graph)};
    truce__arena_init(&b.arena, ctx);
    truce__text_init(&b.scratch, ctx);
    truce__text_init(&b.speech, ctx);
    truce__out_init(&b.out, ctx, truce__render_options(NULL), sink);
    truce__out_note(&b.out, truce__entries_collect(&b));
    if (!truce__out_failed(&b.out)) truce__out_note(&b.out, truce__findings_collect(&b));
    if (!truce__out_failed(&b.out)) truce__out_note(&b.out, truce__deals_find(&b));
    if (!truce__out_failed(&b.out)) truce__out_note(&b.out, truce_verifier_new(ctx, graph, &b.verifier));
    if (!truce__out_failed(&b.out)) put_page(&b);
    truce_status status = truce__out_end(&b.out);
    close(&b);
    return status;
}
