/* SPDX-License-Identifier: Apache-2.0 */
/* The shape of verdicts for coalitions, with their witnesses: truce/coalitions.h says how to read one. */
#include "questions/explain/explain_together.h"

#include "concepts/concepts.h"
#include "questions/questions.h"
#include "result/declare.h"
#include "words/narrate.h"
#include "words/reason.h"
#include "words/say.h"

#define GET(name, value) GET_OF(truce_explanation, name, value)
#define WITNESS ((const truce_coalition_witness *)at->self)
#define CLAIM ((const truce_claim *)at->self)
#define TOLD(at) ((const truce_explanation *)(at)->result->self)

bool truce__is_told_together(const truce__at *at) { return TOLD(at)->coalition_witnesses != NULL; }

/* ------------------------------------------------------------------ claims */

static bool next_verdict(const truce__at *list, truce__at *item) {
    const truce_explanation *e = TOLD(list);
    if (++item->index >= e->coalition_count) return false;
    item->self = e->coalition_witnesses[item->index];
    item->state = e->coalition_witnesses[item->index]->state;
    return true;
}

bool truce__next_claim(const truce_claim *claims, size_t count, truce__at *item) {
    if (++item->index >= count) return false;
    item->self = &claims[item->index];
    item->state = claims[item->index].to;
    return true;
}

/* The moves of a chain. */
static bool next_on(const truce_claim *first, truce__at *item) {
    const truce_claim *last = item->self;
    const truce_claim *claim = ++item->index == 0 ? first : last->kind == TRUCE_CLAIM_STEP ? last->children : NULL;
    if (!claim) return false;
    item->self = claim;
    item->state = claim->to;
    return true;
}

/* The item of an improvement is the first claim of the members' way. */
static bool next_improvement(const truce__at *list, truce__at *item) {
    const truce_coalition_witness *w = list->self;
    if (!truce__next_claim(w->claims, w->claim_count, item)) return false;
    item->state = truce__chain_end(item->self)->to;
    return true;
}
static bool next_on_way(const truce__at *list, truce__at *item) { return next_on(list->self, item); }
static bool next_reply(const truce__at *list, truce__at *item) {
    return next_on(truce__chain_end(list->self)->children, item);
}
static bool next_counter(const truce__at *list, truce__at *item) {
    const truce_claim *answer = truce__chain_end(truce__chain_end(list->self)->children);
    return truce__next_claim(answer->children, answer->child_count, item);
}
static bool next_reached(const truce__at *list, truce__at *item) {
    const truce_claim *improvement = truce__chain_end(list->self);
    return truce__next_claim(improvement->children, improvement->child_count, item);
}

static bool is_sanctioned(const truce__at *at) { return truce__chain_end(CLAIM)->kind == TRUCE_CLAIM_SANCTIONED; }

static bool is_member(const truce__at *at) {
    for (size_t i = 0; i < WITNESS->coalition.count; i++)
        if (WITNESS->coalition.members[i] == at->index) return true;
    return false;
}

GET(mover, truce__member(at, &truce__party_domain, CLAIM->mover))
GET(parent, CLAIM->after == SIZE_MAX ? truce__none() : truce__number(CLAIM->after))
GET(escape, CLAIM->kind == TRUCE_CLAIM_ESCAPED ? truce__state_of(truce__chain_end(CLAIM->children)->to)
                                               : truce__none())
GET(sanctioned, truce__bool(is_sanctioned(at)))
GET(if_sanctioned, is_sanctioned(at) ? truce__bool(true) : truce__none())
GET(if_free, is_sanctioned(at) ? truce__none() : truce__bool(true))
GET(concept, truce__member(at, &truce__any_concept_domain, WITNESS->concept))
GET(is_stable, truce__bool(WITNESS->verdict == TRUCE_STABLE))

static const char *const kinds[] = {"strict", "weak", NULL};
GET(improvement_kind, truce__text_of(kinds[WITNESS->improvement == TRUCE_IMPROVES_WEAKLY]))

static truce__value words(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    truce__at_note(at, truce__narrate_together(text, at->graph, WITNESS));
    return truce__text_of(truce__text_bytes(text));
}

static const truce__field move_fields[] = {
    {"party", MEMBER, IN_JSON, .get = mover, .domain = &truce__party_domain},
    {"to", STATE, IN_JSON, .get = truce__get_state},
    {0}};
static const truce__field reached_fields[] = {
    {"state", STATE, IN_JSON, .get = truce__get_state},
    {"party", MEMBER, IN_JSON, .get = mover, .domain = &truce__party_domain, .about = "that moved last"},
    {"parent", NUMBER, IN_JSON, TRUCE__NULLABLE, .get = parent,
     .about = "number in this list, from 0, of what comes just before; null: the improvement"},
    {"escape", STATE, IN_JSON, TRUCE__NULLABLE, .get = escape,
     .about = "what the coalition can bring about from there"},
    {0}};
static const truce__field improvement_fields[] = {
    {"to", STATE, IN_JSON, .get = truce__get_state},
    {"", SPLICE, IN_JSON, .of = truce__code_fields},
    {"path", LIST, IN_JSON, .next = next_on_way, .of = RECORD_OF(move_fields), .about = "how the members get there"},
    {"sanctioned", BOOL, IN_JSON, .get = sanctioned},
    {"replies", LIST, IN_JSON, TRUCE__OMIT, .get = if_sanctioned, .next = next_reply, .of = RECORD_OF(move_fields),
     .about = "the others' answer, move by move"},
    {"counters", LIST, IN_JSON, TRUCE__OMIT, .get = if_sanctioned, .next = next_counter,
     .of = ITEM(STATE, .get = truce__get_state),
     .about = "where escapes count: what the coalition can bring about from the end of the answer"},
    {"reach", LIST, IN_JSON, TRUCE__OMIT, .get = if_free, .next = next_reached, .of = RECORD_OF(reached_fields),
     .about = "all that the others can bring about after it"},
    {0}};
static const truce__field verdict_fields[] = {
    {"", SPLICE, IN_JSON, .of = truce__state_fields},
    {"members", SUBSET, IN_JSON, .domain = &truce__party_domain, .keep = is_member},
    {"concept", MEMBER, IN_JSON, .get = concept, .domain = &truce__any_concept_domain},
    {"improvement", TEXT, IN_JSON, .get = improvement_kind, .one_of = kinds,
     .about = "what counts as an improvement: one for every member, or one for some and no loss for any"},
    {"stable", BOOL, IN_JSON, .get = is_stable},
    {"improvements", LIST, IN_JSON, .next = next_improvement, .of = RECORD_OF(improvement_fields),
     .about = "stable: all, nearest first; unstable: the nearest that nothing sanctions"},
    {"text", TEXT, IN_JSON, .get = words},
    {0}};

/* --------------------------------------------------------------------- csv */

/* A row for each improvement; a verdict without any has one row. The row's number has the verdict above. */
enum { LOW = 32 };

static bool next_row(const truce__at *list, truce__at *item) {
    const truce_explanation *e = TOLD(list);
    uint64_t verdict = ++item->index >> LOW, improvement = item->index & UINT32_MAX;
    if (item->index && improvement >= e->coalition_witnesses[verdict]->claim_count) item->index = ++verdict << LOW;
    if (verdict >= e->coalition_count) return false;
    item->self = e->coalition_witnesses[verdict];
    item->state = e->coalition_witnesses[verdict]->state;
    return true;
}

static const truce_claim *claim_of(const truce__at *at) {
    return WITNESS->claim_count ? &WITNESS->claims[at->index & UINT32_MAX] : NULL;
}

/* "south to 7; west to 4" */
static truce__value moves_of(const truce__at *at, const truce_claim *first) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    for (const truce_claim *step = first; step; step = step->kind == TRUCE_CLAIM_STEP ? step->children : NULL) {
        truce__text_puts(text, step == first ? "" : "; ");
        truce__text_puts(text, truce__party_domain.id(at, step->mover));
        truce__text_puts(text, " to ");
        truce__text_number(text, step->to);
    }
    return first ? truce__text_of(truce__text_bytes(text)) : truce__none();
}

GET(row_path, moves_of(at, claim_of(at)))
GET(row_improvement, claim_of(at) ? truce__state_of(truce__chain_end(claim_of(at))->to) : truce__none())
static truce__value row_sanctioned(const truce__at *at) {
    const truce_claim *claim = claim_of(at);
    return claim ? truce__bool(truce__chain_end(claim)->kind == TRUCE_CLAIM_SANCTIONED) : truce__none();
}
static truce__value row_replies(const truce__at *at) {
    const truce_claim *end = claim_of(at) ? truce__chain_end(claim_of(at)) : NULL;
    return end && end->kind == TRUCE_CLAIM_SANCTIONED ? moves_of(at, end->children) : truce__none();
}
static const truce__field row_fields[] = {
    {"state", STATE, IN_CSV, .get = truce__get_state},
    {"members", SUBSET, IN_CSV, .domain = &truce__party_domain, .keep = is_member},
    {"concept", MEMBER, IN_CSV, .get = concept, .domain = &truce__any_concept_domain},
    {"stable", BOOL, IN_CSV, .get = is_stable},
    {"improvement", STATE, IN_CSV, TRUCE__NULLABLE, .get = row_improvement},
    {"path", TEXT, IN_CSV, TRUCE__NULLABLE, .get = row_path},
    {"sanctioned", BOOL, IN_CSV, TRUCE__NULLABLE, .get = row_sanctioned},
    {"replies", TEXT, IN_CSV, TRUCE__NULLABLE, .get = row_replies},
    {0}};

/* -------------------------------------------------------------- for people */

static void say_verdicts(const truce__at *at, truce__say *say) {
    const truce_explanation *e = TOLD(at);
    for (size_t i = 0; i < e->coalition_count && at->scratch->status == TRUCE_OK; i++) {
        truce__text text;
        truce__text_init(&text, at->result->ctx);
        truce__at_note(at, truce__narrate_together(&text, at->graph, e->coalition_witnesses[i]));
        truce__say_blank(say);
        if (at->scratch->status == TRUCE_OK) truce__say_told(say, text.bytes, TRUCE__HEAD);
        truce__text_free(&text);
    }
}

const truce__field truce__together_fields[] = {
    {"coalitions", LIST, IN_JSON, TRUCE__TALL, .next = next_verdict, .of = RECORD_OF(verdict_fields),
     .when = truce__is_told_together, .about = "verdicts for coalitions, which --coalition asks for"},
    {"coalitions", LIST, IN_CSV, TRUCE__TABLE, .next = next_row, .of = RECORD_OF(row_fields),
     .when = truce__is_told_together},
    {"", PROSE, IN_PEOPLE, .say = say_verdicts, .when = truce__is_told_together},
    {0}};

/* ------------------------------------------------------------------ asking */

static truce_status refuse(truce_ctx *ctx, const truce_query *query, const char *hint, const char *why) {
    TRY(truce__diag(ctx, TRUCE_ERROR, &query->graph->model->source, (truce__loc){0}, hint, "%s", why));
    return TRUCE_E_USAGE;
}

static truce_status allow(truce_ctx *ctx, const truce_query *query, const truce_argument *coalitions) {
    if (query->graph->rules != TRUCE_RULES_TRUCE)
        return refuse(ctx, query, "take '--rules truce'", "coalitions are looked at by the rules of truce alone");
    return coalitions->coalitions ? TRUCE_OK : refuse(ctx, query, "as in a+b", "name the coalitions to explain");
}

static truce_status explain_one(truce_ctx *ctx, const truce_query *query, truce_state state, uint32_t concept,
                                const truce_coalition *coalition, truce_verifier *verifier,
                                truce__told_together *told) {
    truce_improvement how = (truce_improvement)truce__argument(query, "improvement")->number;
    TRY(truce_coalition_explain(ctx, query->graph, state, coalition, concept, how, &told->at[told->count]));
    told->count++;
    if (!verifier) return TRUCE_OK;
    told->verified++;
    return truce_coalition_verify(verifier, told->at[told->count - 1]);
}

truce_status truce__told_together_find(truce_ctx *ctx, const truce_query *query, truce_state state,
                                       truce_verifier *verifier, truce__told_together *told) {
    const truce_argument *coalitions = truce__argument(query, "coalition"),
                         *asked = truce__argument(query, "concepts");
    size_t n_concepts = asked->count ? asked->count : truce_concept_count();
    told->ctx = ctx;
    TRY(allow(ctx, query, coalitions));
    told->at = truce__calloc(ctx, coalitions->count * n_concepts, sizeof *told->at);
    if (!told->at) return TRUCE_E_NOMEM;
    for (size_t i = 0; i < coalitions->count; i++)
        for (size_t k = 0; k < n_concepts; k++) {
            uint32_t concept = asked->count ? asked->numbers[k] : (uint32_t)k;
            bool is_asked = asked->count || truce__is_usual(query->graph->model, concept);
            if (!is_asked || !truce__concept_at(concept)->has_coalitions) continue;
            TRY(explain_one(ctx, query, state, concept, &coalitions->coalitions[i], verifier, told));
        }
    return told->count ? TRUCE_OK : refuse(ctx, query, "nash, gmr, smr, seq and sseq are",
                                           "none of these concepts is defined for coalitions");
}

void truce__told_together_free(truce__told_together *told) {
    for (size_t i = 0; told->at && i < told->count; i++) truce_coalition_witness_free(told->ctx, told->at[i]);
    truce__free(told->ctx, told->at);
}
