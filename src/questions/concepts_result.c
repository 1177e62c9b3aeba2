/* SPDX-License-Identifier: Apache-2.0 */
/* The shape of `concepts`: the table of concepts as it stands, one entry a concept or family. */
#include "questions/questions.h"
#include "result/declare.h"
#include "words/say.h"

#define GET(name, value) GET_OF(void, name, value)

static const truce_concept *concept_at(const truce__at *at) { return truce_concept_at((uint32_t)at->index); }

static uint64_t count_concepts(const truce__at *list) {
    (void)list;
    return truce_concept_count();
}

static bool next_concept(const truce__at *list, truce__at *item) { return ++item->index < count_concepts(list); }

GET(id, truce__text_of(concept_at(at)->family ? concept_at(at)->family : concept_at(at)->id))
/* "MRH" stands for all of the family "mrH". */
static truce__value label(const truce__at *at) {
    const truce_concept *concept = concept_at(at);
    truce__text *text = &at->scratch->text;
    if (!concept->family) return truce__text_of(concept->label);
    truce__text_clear(text);
    truce__text_add(text, concept->label, strcspn(concept->label, "0123456789"));
    truce__text_puts(text, concept->family + strlen(concept->family) - 1);
    if (text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return truce__text_of(truce__text_bytes(text));
}
GET(name, truce__phrase_of(concept_at(at)->name))
GET(definition, truce__phrase_of(concept_at(at)->definition))
GET(reference, truce__text_of(concept_at(at)->reference))
GET(evidence, truce__phrase_of(concept_at(at)->evidence))
GET(needs, truce__phrase_of(concept_at(at)->needs))
GET(is_default, truce__bool(concept_at(at)->is_default))

static const truce__field concept_fields[] = {
    {"id", TEXT, IN_DATA, .get = id,
     .about = "as --concepts takes it; an H stands for a number from 1 to 99, a D for one from 2 to 99"},
    {"label", TEXT, IN_DATA, .get = label, .about = "as tables head it"},
    {"name", TEXT, IN_DATA, .get = name},
    {"definition", TEXT, IN_DATA, .get = definition, .about = "when a state is stable for a party"},
    {"source", TEXT, IN_DATA, .get = reference},
    {"evidence", TEXT, IN_DATA, .get = evidence, .about = "how sure it is that this is the concept of the source"},
    {"needs", TEXT, IN_DATA, .get = needs, .about = "what a model must have"},
    {"default", BOOL, IN_DATA, .get = is_default, .about = "whether it is solved when none is asked for"},
    {0}};

static void say_one(const truce__at *at, truce__say *say) {
    SAY(say, CONCEPT_NAME, id(at), name(at));
    if (concept_at(at)->is_default) SAY_ALONE(say, CONCEPT_IS_DEFAULT);
    truce__say_end(say, TRUCE__TITLE);
    SAY(say, CONCEPT_DEFINITION, definition(at));
    truce__say_end(say, TRUCE__BELOW);
    SAY(say, CONCEPT_SOURCE, reference(at));
    truce__say_end(say, TRUCE__BELOW);
    SAY(say, CONCEPT_EVIDENCE, evidence(at));
    truce__say_end(say, TRUCE__BELOW);
    SAY(say, CONCEPT_NEEDS, needs(at));
    truce__say_end(say, TRUCE__BELOW);
}

static void say_concepts(const truce__at *at, truce__say *say) {
    truce__at one = *at;
    for (one.index = 0; one.index < count_concepts(at); one.index++) {
        say_one(&one, say);
        truce__say_blank(say);
    }
    SAY_ALONE(say, CONCEPT_DEFAULTS);
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static const truce__field fields[] = {
    {"schema", TEXT, IN_JSON, .get = truce__get_schema},
    {"version", TEXT, IN_JSON, .get = truce__get_version},
    {"concepts", LIST, IN_DATA, TRUCE__TALL | TRUCE__TABLE, .next = next_concept, .of = RECORD_OF(concept_fields)},
    {"", PROSE, IN_PEOPLE, .say = say_concepts},
    {0}};

const truce__layout truce__concepts_layout = {"truce.concepts.v1", fields};

truce_status truce_result_of_concepts(truce_ctx *ctx, const truce_render_options *options, truce_result **result) {
    return truce__result_new(ctx, (truce__result){.layout = &truce__concepts_layout}, false, options, result);
}

truce_status truce__run_concepts(truce_ctx *ctx, const truce_query *query, truce_result **result) {
    return truce_result_of_concepts(ctx, query->options, result);
}
