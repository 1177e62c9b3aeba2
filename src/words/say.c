/* SPDX-License-Identifier: Apache-2.0 */
/* Messages in the dress of a form. */
#include "words/say.h"

#include "concepts/concepts.h"
#include "model/completions.h"

#include <truce/variant.h>

uint32_t truce__label_columns(const truce__at *at, const truce__domain *domain) {
    uint32_t widest = 0, count = domain->count(at);
    truce__text label;
    truce__text_init(&label, at->result->ctx);
    for (uint32_t i = 0; i < count; i++) {
        truce__text_clear(&label);
        truce__value_words(&label, at, truce__member(at, domain, i));
        uint32_t columns = truce__utf8_width(truce__text_bytes(&label), label.length);
        if (columns > widest) widest = columns;
    }
    if (label.failed) truce__at_note(at, TRUCE_E_NOMEM);
    truce__text_free(&label);
    return widest;
}

/* -------------------------------------------------------------- paragraphs */

void truce__say_args(truce__say *say, truce__message message, const truce__value *args) {
    truce__speak(&(const truce__speaker){&say->text, say->at, &say->form->dress, NULL}, message, args);
}

void truce__say_init(truce__say *say, const truce__say_form *form, void *ud, const truce__at *at) {
    *say = (truce__say){.form = form, .ud = ud, .at = at};
    truce__text_init(&say->text, at->result->ctx);
    truce__text_init(&say->term, at->result->ctx);
}

void truce__say_free(truce__say *say) {
    if (say->text.failed || say->term.failed) truce__at_note(say->at, TRUCE_E_NOMEM);
    truce__text_free(&say->text);
    truce__text_free(&say->term);
}

void truce__say_end(truce__say *say, truce__block block) {
    truce__text *text = &say->text;
    while (text->length && text->bytes[text->length - 1] == ' ') text->bytes[--text->length] = 0; /* before a list */
    say->form->end(say, block);
    truce__text_clear(&say->text);
    truce__text_clear(&say->term);
}

void truce__say_told(truce__say *say, char *text, truce__block head) {
    for (truce__block block = head; text; block = TRUCE__REASON) {
        char *end = strchr(text, '\n');
        if (end) *end = 0;
        SAY(say, PLAIN, truce__text_of(text));
        truce__say_end(say, block);
        text = end ? end + 1 : NULL;
    }
}

void truce__say_blank(truce__say *say) {
    say->form->blank(say);
}

void truce__say_term(truce__say *say) {
    truce__text_clear(&say->term);
    truce__text_puts(&say->term, truce__text_bytes(&say->text));
    truce__text_clear(&say->text);
}

/* ------------------------------------------------------------------- tally */

void truce__tally_paragraph(truce__tally *tally, truce__say *say) {
    const char *text = truce__text_bytes(&say->text);
    size_t i = 0, size = say->text.length + 1;
    while (i < tally->count && strcmp(tally->at[i].text, text) != 0) i++;
    if (i == TRUCE__TALLIED) tally->others++;
    else if (i < tally->count) tally->at[i].count++;
    else if (!(tally->at[i].text = truce__alloc(say->text.ctx, size))) truce__at_note(say->at, TRUCE_E_NOMEM);
    else {
        memcpy(tally->at[i].text, text, size);
        tally->at[tally->count++].count = 1;
    }
    truce__text_clear(&say->text);
}

void truce__tally_free(truce__tally *tally, truce__say *say) {
    for (size_t i = 0; i < tally->count; i++) truce__free(say->text.ctx, tally->at[i].text);
}

/* --------------------------------------------------------- above and below */

void truce__say_expiry(const truce__at *at, truce__say *say) {
    if (!truce__is_after_expiry(at)) return;
    uint64_t count = truce_graph_expiring_count(at->graph);
    if (count == 0) SAY_ALONE(say, EXPIRY_NONE);
    else SAY(say, EXPIRY, truce__number(count));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

void truce__say_completions(const truce__at *at, truce__say *say, bool reads_all) {
    if (!truce__is_open_model(at->model)) return;
    uint64_t count = truce__model_completion_count(at->model);
    truce__value parties = truce__these_and(at, &truce__party_domain, truce__is_open_party);
    if (reads_all) SAY(say, COMPLETIONS_ALL, truce__number(count), parties);
    else if (count == UINT64_MAX) SAY(say, COMPLETIONS_FIRST_OF_COUNTLESS, parties);
    else SAY(say, COMPLETIONS_FIRST, truce__number(count), parties);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

void truce__say_space(const truce__at *at, truce__say *say) {
    const truce_model *model = at->model;
    if (*model->title) {
        SAY(say, PLAIN, truce__text_of(model->title));
        truce__say_end(say, TRUCE__TITLE);
    }
    SAY(say, HEAD_STATES, truce__number(truce_graph_state_count(at->graph)));
    if (!model->is_plain) SAY(say, HEAD_COMBINATIONS, truce__number(truce_graph_combination_count(at->graph)));
    if (truce_graph_status_quo(at->graph)) SAY(say, HEAD_STATUS_QUO, truce__get_status_quo(at));
    SAY_ALONE(say, HEAD_END);
    truce__say_end(say, TRUCE__PARAGRAPH);
    if (at->graph->seen_by) {
        SAY(say, HEAD_SEEN_BY, truce__party_named(truce_variant_viewer(at->graph)));
        truce__say_end(say, TRUCE__PARAGRAPH);
    }
    truce__say_expiry(at, say);
}

void truce__say_head(const truce__at *at, truce__say *say) {
    truce__say_space(at, say);
    truce__say_completions(at, say, at->result->reads_all);
}

static uint32_t asked_number(const truce__at *at, uint32_t slot) {
    return truce_concept_find(truce__concept_domain.id(at, slot));
}

static const truce_concept *asked_concept(const truce__at *at, uint32_t slot) {
    return truce_concept_at(asked_number(at, slot));
}

/* The first of the same family that is told; `slot` where it is that. */
static uint32_t first_of_family(const truce__at *at, uint32_t slot) {
    const char *family = asked_concept(at, slot)->family;
    for (uint32_t first = 0; family && first < slot; first++) {
        const char *other = asked_concept(at, first)->family;
        if (other && strcmp(other, family) == 0) return first;
    }
    return slot;
}

/* Of a family the first is defined, others by their number: "As MR4, with H = 5." */
static void say_definition(const truce__at *at, uint32_t slot, truce__say *say) {
    const truce_concept *concept = asked_concept(at, slot);
    uint32_t first = first_of_family(at, slot);
    if (first == slot) SAY(say, PLAIN, truce__phrase_of(concept->definition));
    else
        SAY(say, CONCEPT_IS_AS, truce__member(at, &truce__concept_domain, first),
            truce__text_of(concept->family + strlen(concept->family) - 1),
            truce__number(truce__parameter_of(truce__concept_in(&truce__concepts, asked_number(at, slot)))));
}

void truce__say_concepts(const truce__at *at, truce__say *say) {
    uint32_t count = truce__concept_domain.count(at);
    if (!count) return;
    SAY_ALONE(say, CONCEPTS_MEAN);
    truce__say_end(say, TRUCE__PARAGRAPH);
    say->term_width = truce__label_columns(at, &truce__concept_domain);
    for (uint32_t slot = 0; slot < count; slot++) {
        SAY(say, PLAIN, truce__member(at, &truce__concept_domain, slot));
        truce__say_term(say);
        say_definition(at, slot, say);
        truce__say_end(say, TRUCE__TERM);
    }
}

void truce__say_concept(truce__say *say, uint32_t number) {
    const truce_concept *concept = truce_concept_at(number);
    SAY(say, CONCEPT_MEANS, truce__text_of(concept->label), truce__phrase_of(concept->definition));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

void truce__say_cut_rows(truce__say *say, uint64_t shown, uint64_t total) {
    if (shown == total) return;
    truce__say_blank(say);
    SAY(say, ROWS_CUT, truce__number(shown), truce__number(total));
    truce__say_end(say, TRUCE__LINE);
}

void truce__say_cut(const truce__at *at, truce__say *say) {
    truce__say_cut_rows(say, truce__pick_count(at->result->pick), at->result->pick->total);
}

void truce__say_told_cut(const truce__at *at, truce__say *say) {
    truce__say_cut_rows(say, truce__pick_told_count(at->result->pick), at->result->pick->total);
}

static bool has_marks(const truce_model *model) {
    for (uint32_t party = 0; model && party < model->n_parties; party++)
        if (truce__pref_marks(&model->prefs[party])) return true;
    return false;
}

void truce__say_definitions(const truce__at *at, truce__say *say) {
    truce__say_blank(say);
    switch (at->graph ? truce_graph_rules(at->graph) : TRUCE_RULES_TRUCE) {
    case TRUCE_RULES_TRUCE: SAY_ALONE(say, DEFINITIONS); break;
    case TRUCE_RULES_GMCR_PLUS: SAY_ALONE(say, DEFINITIONS_GMCR_PLUS); break;
    case TRUCE_RULES_MATRIX: SAY_ALONE(say, DEFINITIONS_MATRIX); break;
    }
    if (has_marks(at->model)) SAY_ALONE(say, DEFINITIONS_STRONG);
    truce__say_end(say, TRUCE__PARAGRAPH);
}
