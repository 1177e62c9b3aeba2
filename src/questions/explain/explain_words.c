/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/explain/explain_words.h"

#include "questions/gain.h"
#include "result/declare.h"
#include "words/narrate.h"
#include "words/states.h"

enum { NEAREST = 8 }; /* moves that are no improvement */

#define GET(name, value) GET_OF(truce_explanation, name, value)
#define CLAIM ((const truce_claim *)at->self)

static bool shows_words(const truce__at *at) { return at->result->options->show_words; }

/* The verdict in whose list the place is, at whatever depth. */
static const truce_witness *verdict_of(const truce__at *at) {
    const truce_explanation *e = at->result->self;
    while (at->up->up) at = at->up;
    return e->witnesses[at->index];
}

static truce__value told(truce__text *text) {
    const char *bytes = truce__text_bytes(text);
    while (*bytes == ' ') bytes++;
    return *bytes ? truce__text_of(bytes) : truce__none();
}

static truce__value does_from(const truce__at *at, truce_state from, truce_state to) {
    truce__text *text = &at->scratch->text;
    truce__speaker s = truce__plainly(text, at);
    truce__text_clear(text);
    truce__speak_does(&s, from, to);
    return told(text);
}

static truce__value called(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__speaker s = truce__plainly(text, at);
    truce__text_clear(text);
    truce__speak_state_name(&s, at->state);
    return told(text);
}

static int gain_at(const truce__at *at) {
    const truce_witness *w = verdict_of(at);
    uint32_t before = truce_graph_rank(at->graph, w->party, w->state),
             after = truce_graph_rank(at->graph, w->party, at->state);
    return after > before ? TRUCE_BETTER : after < before ? TRUCE_WORSE : TRUCE_SAME;
}

GET(gain, truce__phrase_of(truce__gain_names[gain_at(at)]))

static truce__value why(const truce__at *at) {
    const truce_witness *w = verdict_of(at);
    truce__text *text = &at->scratch->text;
    truce__speaker s = truce__barely(text, at);
    int gain = gain_at(at);
    truce__text_clear(text);
    if (gain == TRUCE_BETTER) truce__speak_preference(&s, w->party, at->state, w->state);
    if (gain == TRUCE_WORSE) truce__speak_preference(&s, w->party, w->state, at->state);
    return told(text);
}

/* Of the statement that decides: its place in the party's order. */
static truce__value decided_by(const truce__at *at) {
    const truce_witness *w = verdict_of(at);
    return truce__deciding_place(at->graph, w->party, w->state, at->state);
}

#define LEADS \
    {"called", TEXT, IN_JSON, TRUCE__OMIT, .get = called, .when = shows_words, .about = "where it leads, in words"}, \
    {"gain", TEXT, IN_JSON, .get = gain, .one_of = truce__gain_names, .when = shows_words, \
     .about = "what that is to the party of the verdict, beside the start"}, \
    {"why", TEXT, IN_JSON, TRUCE__OMIT, .get = why, .when = shows_words, .about = "what decides that"}, \
    {"decided_by", NUMBER, IN_JSON, TRUCE__OMIT, .get = decided_by, .when = shows_words, \
     .about = "the place in the party's order of the statement that decides"}

GET(claim_does, does_from(at, CLAIM->from, CLAIM->to))
const truce__field truce__claim_word_fields[] = {
    {"does", TEXT, IN_JSON, TRUCE__OMIT, .get = claim_does, .when = shows_words, .about = "the move in words"},
    LEADS,
    {0}};

/* ------------------------------------------------------------- other moves */

/* The party's moves that are no improvement, those that change the fewest options first; the best of these first. */
typedef struct distance {
    uint32_t changes, loss;
    truce_state to;
} distance;

static distance distance_to(const truce_graph *graph, const truce_witness *w, truce_state to) {
    return (distance){truce__count_changes(graph, w->state, to),
                      truce_graph_rank(graph, w->party, w->state) - truce_graph_rank(graph, w->party, to), to};
}

static bool is_before(distance a, distance b) {
    if (a.changes != b.changes) return a.changes < b.changes;
    return a.loss != b.loss ? a.loss < b.loss : a.to < b.to;
}

/* Walks all moves again for each of the few. */
static bool next_other(const truce__at *list, truce__at *item) {
    const truce_witness *w = verdict_of(list);
    distance last = {0}, best = {.to = 0};
    truce_state *moves = NULL;
    size_t count = 0;
    if (++item->index >= NEAREST) return false;
    if (item->index) last = distance_to(list->graph, w, item->state);
    truce__at_note(list, truce_graph_moves(list->result->ctx, list->graph, w->party, w->state, &moves, &count));
    for (size_t i = 0; i < count; i++) {
        if (truce_graph_rank(list->graph, w->party, moves[i]) > truce_graph_rank(list->graph, w->party, w->state))
            continue;
        distance one = distance_to(list->graph, w, moves[i]);
        if ((!item->index || is_before(last, one)) && (!best.to || is_before(one, best))) best = one;
    }
    truce_release(list->result->ctx, moves);
    item->state = best.to;
    return best.to != 0;
}

static truce__value move_count(const truce__at *at) {
    const truce_witness *w = verdict_of(at);
    truce_state *moves = NULL;
    size_t count = 0;
    truce__at_note(at, truce_graph_moves(at->result->ctx, at->graph, w->party, w->state, &moves, &count));
    truce_release(at->result->ctx, moves);
    return truce__number(count);
}

static truce__value other_does(const truce__at *at) { return does_from(at, verdict_of(at)->state, at->state); }

static const truce__field other_fields[] = {
    {"to", STATE, IN_JSON, .get = truce__get_state},
    {"", SPLICE, IN_JSON, .of = truce__code_fields},
    {"does", TEXT, IN_JSON, TRUCE__OMIT, .get = other_does, .about = "the move in words"},
    LEADS,
    {0}};

const truce__field truce__verdict_word_fields[] = {
    {"called", TEXT, IN_JSON, TRUCE__OMIT, .get = called, .when = shows_words, .about = "the state in words"},
    {"moves", NUMBER, IN_JSON, .get = move_count, .when = shows_words, .about = "that the party has there"},
    {"others", LIST, IN_JSON, .next = next_other, .of = RECORD_OF(other_fields), .when = shows_words,
     .about = "of these moves the nearest that are no improvement"},
    {0}};
