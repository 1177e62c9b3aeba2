/* SPDX-License-Identifier: Apache-2.0 */
/* What parties misread: what each does not see, what would surprise it, and what still holds as all see it. */
#include "brief/brief.h"

#include "questions/solve/views.h"
#include "words/naming.h"

enum { TOLD = 4 }; /* surprises */

static const char *viewer_words(truce__brief *b, const truce__view *view) {
    return truce__party_words(b, view->party);
}

/* The surprises that their movers like, or the others, until TOLD are told. */
static size_t put_surprises(truce__brief *b, const truce__view *view, bool is_tempting, size_t told) {
    for (size_t i = 0; i < view->surprises.count && told < TOLD; i++) {
        const truce__passage *one = &view->surprises.at[i];
        if (one->is_better != is_tempting) continue;
        const char *move = truce__move_words(b, one->party, one->from, one->to);
        if (!*move) move = truce__party_words(b, one->party);
        truce__element(b, "li", words(b, MISREAD_MOVE, H(truce__called_words(b, one->from)), H(move),
                                      H(truce__called_words(b, one->to))));
        told++;
    }
    return told;
}

static void put_view(truce__brief *b, const truce__view *view) {
    const char *who = viewer_words(b, view), *why = truce__note_words(b, &view->said->note, NULL);
    uint64_t unseen = truce_set_count(view->unseen);
    uint64_t number = truce__number_of_party(b->model, view->party);
    put(b, "<p>");
    put(b, unseen ? words(b, MISREAD_UNSEEN, H(who), N(unseen), N(truce_graph_state_count(b->graph)), N(number))
                  : words(b, MISREAD_SEES_ALL, H(who), N(number)));
    putf(b, " %s", truce__entry_mark(b, &view->said->note));
    if (*why) putf(b, " <span class=note>%s</span>", truce__capital(b, why));
    put(b, "</p>\n");
    if (view->surprises.count == 0) return;
    truce__element(b, "p", truce__capital(b, words(b, MISREAD_SURPRISES, H(who), N(view->surprises.count))));
    put(b, "<ul>\n");
    put_surprises(b, view, false, put_surprises(b, view, true, 0));
    put(b, "</ul>\n");
}

/* How many equilibria of the model all see and find stable, by grade. */
static void put_left(truce__brief *b, const truce__views *views) {
    put(b, "<ul>\n");
    for (uint32_t grade = 0; grade < TRUCE__N_GRADES; grade++)
        truce__element(b, "li", words(b, MISREAD_LEFT, H(truce__grade_concept(b, grade)->label),
                                      N(truce_set_count(views->equilibria[grade])),
                                      N(truce_set_count(truce_solution_equilibria(b->solution, grade)))));
    put(b, "</ul>\n");
}

void truce__brief_misread(truce__brief *b) {
    const truce__views_asked asked = {.limit = 10000};
    truce__views *views = NULL;
    if (b->model->n_views == 0) return;
    truce__out_note(&b->out, truce__views_find(b->ctx, b->solution, &asked, &views));
    if (!views) return;
    truce__section(b, "misread", word(b, MISREAD_HEAD));
    truce__element(b, "p", word(b, MISREAD_INTRO));
    for (uint32_t i = 0; i < views->count; i++) put_view(b, &views->at[i]);
    truce__element(b, "p", word(b, MISREAD_HOLDS));
    put_left(b, views);
    put(b, "</section>\n");
    truce__views_free(views);
}
