/* SPDX-License-Identifier: Apache-2.0 */
/* The page as a whole: what is asked of the model before the first word, its three parts, and the order of their
 * sections. */
#include "brief/brief.h"

#include "brief/terse.h"
#include "brief/unmarked.h"

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
    if (b->options->engine) putf(b, "</style>\n<style>%s", truce__brief_live_style);
    put(b, "</style>\n</head>\n<body>\n");
}

/* The parts are siblings: what a hurried reader needs, what a reader reads, and what a reader looks up. */
static void put_summary(truce__brief *b) {
    put(b, "<section id=\"summary\" aria-labelledby=\"headline\">\n");
    truce__brief_summary(b);
    put(b, "</section>\n");
}

static void put_article(truce__brief *b) {
    put(b, "<article id=\"article\">\n");
    truce__brief_situation(b);
    truce__brief_today(b);
    truce__brief_targets(b);
    truce__brief_gains(b);
    truce__brief_consent(b);
    truce__brief_ripeness(b);
    truce__brief_misread(b);
    truce__brief_openings(b);
    truce__brief_doubts(b);
    truce__brief_outlook(b);
    truce__brief_limits(b);
    put(b, "</article>\n");
}

static void put_annex(truce__brief *b) {
    put(b, "<section id=\"annex\" aria-labelledby=\"annex-head\">\n");
    putf(b, "<h2 id=\"annex-head\">%s</h2>\n<p class=about>%s</p>\n", word(b, ANNEX_HEAD), word(b, ANNEX_INTRO));
    truce__brief_outcomes(b);
    truce__brief_bargains(b);
    truce__brief_at_home(b);
    truce__brief_expiring(b);
    truce__brief_together(b);
    truce__brief_strikings(b);
    truce__brief_gentle(b);
    truce__brief_verdicts(b); /* all that were asked for above */
    truce__brief_inputs(b);
    truce__brief_states(b); /* and all that were mentioned */
    truce__brief_method(b);
    truce__brief_definitions(b);
    put(b, "</section>\n");
}

static void put_page(truce__brief *b) {
    bool is_html = b->options->form == TRUCE_BRIEF_HTML;
    if (is_html) put_head(b);
    put(b, "<main>\n");
    put_summary(b);
    if (!b->options->summary_only) {
        put_article(b);
        put_annex(b);
        truce__brief_live(b);
        truce__brief_comments(b);
    }
    put(b, "</main>\n");
    if (is_html && !b->options->summary_only) putf(b, "<a class=stick href=#reply>%s</a>\n", word(b, STICK));
    if (is_html && !b->options->summary_only) putf(b, "<script>%s</script>\n", truce__brief_script);
    if (is_html && !b->options->summary_only && b->options->engine)
        putf(b, "<script>%s</script>\n", truce__brief_live_script);
    if (is_html) put(b, "</body>\n</html>\n");
}

static void close(truce__brief *b) {
    for (size_t i = 0; i < b->verdicts.count; i++) truce_witness_free(b->ctx, b->verdicts.at[i].witness);
    truce__leaving_free(b);
    truce__openings_free(b);
    truce__omissions_free(b);
    truce_verifier_free(b->verifier);
    truce_deals_free(b->deals);
    truce_ratification_free(b->ratification);
    truce_graph_free(b->after);
    truce_solution_free(b->solution);
    truce__sample_free(&b->sample);
    truce__vec_free(b->ctx, &b->verdicts);
    truce__vec_free(b->ctx, &b->states);
    truce__vec_free(b->ctx, &b->entries);
    truce__vec_free(b->ctx, &b->findings);
    truce__text_free(&b->scratch);
    truce__text_free(&b->speech);
    truce__arena_free(&b->arena);
}

static truce_status write(truce_ctx *ctx, const truce_graph *graph, const truce_brief_options *options,
                          const truce_sink *sink) {
    truce__brief b = {.ctx = ctx, .graph = graph, .model = graph->model,
                      .options = options,
                      .now = truce_graph_status_quo(graph), .at = truce__at_graph(graph),
                      .numbered = truce__numbered_words};
    truce__arena_init(&b.arena, ctx);
    truce__text_init(&b.scratch, ctx);
    truce__text_init(&b.speech, ctx);
    truce__out_init(&b.out, ctx, truce__render_options(NULL), sink);
    truce__out_note(&b.out, truce__entries_collect(&b));
    if (!truce__out_failed(&b.out)) truce__out_note(&b.out, truce__findings_collect(&b));
    if (!truce__out_failed(&b.out)) truce__out_note(&b.out, truce__deals_find(&b));
    if (!truce__out_failed(&b.out)) truce__out_note(&b.out, truce_verifier_new(ctx, graph, &b.verifier));
    if (!truce__out_failed(&b.out)) truce__out_note(&b.out, truce__choose(&b));
    if (!truce__out_failed(&b.out)) truce__out_note(&b.out, truce__alternatives_find(&b));
    if (!truce__out_failed(&b.out)) truce__out_note(&b.out, truce__leaving_find(&b));
    if (!truce__out_failed(&b.out)) truce__out_note(&b.out, truce__openings_find(&b));
    if (!truce__out_failed(&b.out)) truce__out_note(&b.out, truce__omissions_find(&b));
    if (!truce__out_failed(&b.out)) truce__out_note(&b.out, truce__readings_draw(&b));
    if (!truce__out_failed(&b.out)) put_page(&b);
    truce_status status = truce__out_end(&b.out);
    close(&b);
    return status;
}

truce_status truce_brief(truce_ctx *ctx, const truce_graph *graph, const truce_brief_options *options,
                         const truce_sink *sink) {
    truce__unmarking unmarking;
    if (!options) options = &no_options;
    if (options->form == TRUCE_BRIEF_HTML) {
        truce__terse terse = {.sink = sink};
        return write(ctx, graph, options, &(const truce_sink){truce__terse_write, &terse});
    }
    truce__unmarking_begin(&unmarking, ctx, options->form == TRUCE_BRIEF_MARKDOWN, sink);
    const truce_sink page = {truce__unmarking_write, &unmarking};
    truce_status status = write(ctx, graph, options, &page), ended = truce__unmarking_end(&unmarking);
    return ended != TRUCE_OK && (status == TRUCE_OK || status == TRUCE_E_IO) ? ended : status;
}
