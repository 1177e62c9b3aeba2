/* SPDX-License-Identifier: Apache-2.0 */
/* The beginning of the article: kicker, headline, standfirst, kind of text; then the situation and who decides
 * what. */
#include "brief/brief.h"
#include "model/completions.h"

#include "words/naming.h"
#include "words/phrases.h"

enum { LISTED = 2 }; /* deals named in the standfirst */

static const char *title(truce__brief *b) {
    return *b->model->title ? truce__name_words(b, b->model->title) : word(b, UNTITLED);
}

/* ---------------------------------------------------------------- standfirst */

/* "A, B or C": the outcomes that hold nowhere. */
static const char *never_held(truce__brief *b, size_t *count) {
    const char **names = truce__fragments(b, b->findings.count);
    *count = 0;
    for (size_t i = 0; names && i < b->findings.count; i++) {
        const truce__finding *f = &b->findings.at[i];
        if (f->states && f->grade == TRUCE__LEAVES) names[(*count)++] = truce__outcome_words(b, f->outcome);
    }
    return truce__choice(b, names, *count);
}

static void put_today(truce__brief *b) {
    uint64_t parties = b->model->n_parties;
    if (!b->now) return;
    static const truce__message says[] = {TRUCE__M_BRIEF_LEAD_AT_REST, TRUCE__M_BRIEF_LEAD_CREDIBLE,
                                          TRUCE__M_BRIEF_LEAD_CAREFUL, TRUCE__M_BRIEF_LEAD_CAREFUL,
                                          TRUCE__M_BRIEF_LEAD_LEAVES};
    truce__message message = says[truce__equilibrium_grade(b, b->now)];
    put(b, truce__words(b, message, (const truce__filling[]){N(parties)}));
    put(b, " <a class=\"mark\" href=\"#holds\">");
    put(b, word(b, WHY_MARK));
    put(b, "</a> ");
}

static void put_outcomes(truce__brief *b) {
    size_t count;
    const char *never = never_held(b, &count);
    if (count) put(b, words(b, LEAD_NEVER, H(never)));
    else if (b->findings.count) put(b, word(b, LEAD_ALL_HOLD_SOMEWHERE));
    if (b->findings.count) putf(b, " <a class=\"mark\" href=\"#outcomes\">%s</a>", word(b, WHY_MARK));
}

/* Whether somebody would have to go first at no gain, whichever of the deals it is. */
static bool costs_somebody(const truce__brief *b, const truce_deals *d) {
    bool all = b->now != 0;
    for (size_t i = 0; i < d->deal_count; i++) {
        const truce_deal_facts *deal = &d->deals[i];
        bool is_free = deal->has_steps || deal->reachable_by_improvements || !deal->reachable_by_moves;
        all &= deal->state == b->now || !is_free;
    }
    return all;
}

/* The deals other than today, as far as they are told. */
static void put_deals(truce__brief *b) {
    const truce_deals *d = b->deals;
    const char **names = truce__fragments(b, d ? d->deal_count : 0);
    size_t count = 0;
    for (size_t i = 0; d && names && i < d->deal_count; i++)
        if (d->deals[i].state != b->now) names[count++] = truce__state_words(b, d->deals[i].state);
    if (!d || !names) return;
    uint64_t zone = truce_set_count(d->zone) - (b->now && truce_set_contains(d->zone, b->now));
    if (zone == 0) put(b, word(b, LEAD_NO_DEAL));
    else if (zone == count && zone <= LISTED) put(b, words(b, LEAD_DEALS, H(truce__list(b, names, count)), N(zone)));
    else put(b, words(b, LEAD_MANY_DEALS, N(zone)));
    if (zone && zone == count && costs_somebody(b, d)) putf(b, " %s", words(b, LEAD_DEALS_COST, N(zone)));
    putf(b, " <a class=\"mark\" href=\"#deals\">%s</a> ", word(b, WHY_MARK));
}

static uint64_t count_statements(const truce_model *model) {
    uint64_t count = 0;
    for (uint32_t p = 0; p < model->n_parties; p++) count += model->prefs[p].n_items;
    return count;
}

/* Whose preferences are open. */
static void put_open(truce__brief *b) {
    const truce_model *model = b->model;
    const char **names = truce__fragments(b, model->n_parties);
    size_t count = 0;
    for (uint32_t p = 0; names && p < model->n_parties; p++)
        if (truce__is_open(&model->prefs[p])) names[count++] = truce__party_words(b, p);
    if (count) truce__element(b, "p", words(b, OPEN, H(truce__list(b, names, count))));
}

void truce__brief_opening(truce__brief *b) {
    const truce_model *m = b->model;
    put(b, "<header>\n");
    putf(b, "<p class=\"kicker\">%s</p>\n",
         m->date ? words(b, KICKER_DATED, H(truce__date_words(b, m->date))) : word(b, KICKER));
    truce__element(b, "h1", title(b));
    put(b, "<p class=\"standfirst\">");
    put_today(b);
    put_deals(b);
    put_outcomes(b);
    put(b, "</p>\n");
    const truce__filling counts[] = {N(m->n_parties), N(truce_model_option_count(m)), N(count_statements(m)),
                                     N(m->n_sources)};
    putf(b, "<p class=\"about\">%s</p>\n",
         truce__words(b, m->n_sources ? TRUCE__M_BRIEF_ABOUT : TRUCE__M_BRIEF_ABOUT_UNSOURCED, counts));
    put_open(b);
    put(b, "</header>\n");
}

/* ----------------------------------------------------------------- situation */

/* The level at which an option stands today, or "". */
static const char *today_words(truce__brief *b, uint32_t option) {
    uint8_t levels[TRUCE__MAX_OPTIONS];
    if (!b->now) return "";
    truce_graph_state_levels(b->graph, b->now, levels);
    if (levels[option] == TRUCE_LEVEL_MIXED) return "";
    return words(b, TODAY_AT, H(truce__name_words(b, b->model->options[option].levels[levels[option]])));
}

const char *truce__option_words(truce__brief *b, uint32_t o, bool with_today) {
    const truce__option *option = &b->model->options[o];
    const char **levels = truce__fragments(b, option->n_levels), *way = "";
    uint32_t count = levels ? option->n_levels : 0;
    for (uint32_t i = 0; i < count; i++) levels[i] = truce__name_words(b, option->levels[i]);
    if (option->moves == TRUCE__MOVES_UP) way = word(b, ONE_WAY_UP);
    if (option->moves == TRUCE__MOVES_DOWN) way = word(b, ONE_WAY_DOWN);
    if (option->moves == TRUCE__MOVES_NONE) way = word(b, ONE_WAY_NONE);
    return words(b, OPTION_LINE, H(truce__own_option_name(b, o)), H(truce__choice(b, levels, count)),
                 H(with_today ? today_words(b, o) : ""), H(way));
}

static void put_option(truce__brief *b, uint32_t o) {
    putf(b, "<li>%s %s</li>\n", truce__option_words(b, o, true), truce__entry_mark(b, &b->model->options[o].note));
}

static void put_party(truce__brief *b, uint32_t p) {
    const truce__party *party = &b->model->parties[p];
    putf(b, "<li>%s %s", words(b, DECIDES_ON, H(truce__party_words(b, p))), truce__entry_mark(b, &party->note));
    if (!b->model->is_plain && party->n_options) {
        put(b, "<ul>\n");
        for (uint32_t o = 0; o < party->n_options; o++) put_option(b, party->first_option + o);
        put(b, "</ul>");
    } else if (!b->model->is_plain) {
        putf(b, " %s", words(b, DECIDES_NOTHING, N(truce__number_of_party(b->model, p))));
    }
    put(b, "</li>\n");
}

void truce__brief_situation(truce__brief *b) {
    truce__section(b, "situation", word(b, SITUATION_HEAD));
    if (b->model->summary) {
        putf(b, "<p>%s</p>\n", truce__name_words(b, b->model->summary));
    }
    if (b->now) {
        truce__element(b, "p",
                       words(b, TODAY_IS, H(truce__state_words(b, b->now)), N(truce_graph_state_count(b->graph))));
        if (truce_model_option_count(b->model)) truce__figure_options(b, b->now);
    } else {
        truce__element(b, "p", words(b, NO_TODAY, N(truce_graph_state_count(b->graph))));
    }
    if (!b->model->is_plain) {
        truce__element(b, "p", word(b, WHO_DECIDES));
        put(b, "<ul class=\"parties\">\n");
        for (uint32_t p = 0; p < b->model->n_parties; p++) put_party(b, p);
        put(b, "</ul>\n");
    }
    put(b, "</section>\n");
}
