/* SPDX-License-Identifier: Apache-2.0 */
/* The shape of `explain`: verdicts with their witnesses. A witness is a tree of claims (truce.h); words/reason.h
 * reads it. */
#include "model/completions.h"
#include "questions/explain/explain_together.h"
#include "questions/explain/explain_words.h"
#include "questions/explain/told_sides.h"
#include "questions/questions.h"
#include "result/declare.h"
#include "words/narrate.h"
#include "words/reason.h"
#include "words/say.h"

#define GET(name, value) GET_OF(truce_explanation, name, value)
#define IS(name, truth) IS_OF(truce_explanation, name, truth)

/* ------------------------------------------------------------------ claims */

/* The item of a verdict has its witness as `self`, what is inside a claim has the claim. */
#define WITNESS ((const truce_witness *)at->self)
#define CLAIM ((const truce_claim *)at->self)

static bool next_verdict(const truce__at *list, truce__at *item) {
    const truce_explanation *e = list->result->self;
    if (++item->index >= e->count) return false;
    item->self = e->witnesses[item->index];
    item->state = e->witnesses[item->index]->state;
    return true;
}

/* At the place of a verdict. */
#define EXPLANATION ((const truce_explanation *)at->result->self)
static truce_verdict verdict_at(const truce__at *at) { return truce__told_verdict(EXPLANATION, at->index); }
static bool is_open(const truce__at *at) { return truce__is_told_open(EXPLANATION, at->index); }

static bool tells_lines(const truce__at *at, const truce_witness *witness) {
    return truce__tells_lines(at->model, witness->concept, witness->party);
}

/* Of a verdict, or of a side of it. A verdict that is open has them in its sides only. */
static bool next_improvement(const truce__at *list, truce__at *item) {
    const truce_witness *witness = list->self;
    if (list->graph == list->result->graph && is_open(list)) return false;
    return !tells_lines(list, witness) && truce__next_claim(witness->claims, witness->claim_count, item);
}

static bool next_line(const truce__at *list, truce__at *item) {
    const truce_witness *witness = list->self;
    if (list->graph == list->result->graph && is_open(list)) return false;
    return truce__next_claim(witness->claims, witness->claim_count, item);
}

/* The moves of a line, one after the other. */
static bool next_on_line(const truce__at *list, truce__at *item) {
    const truce_claim *last = item->self;
    const truce_claim *claim = ++item->index ? last->children : list->self;
    if (!claim) return false;
    item->self = claim;
    item->state = claim->to;
    return true;
}

static bool next_later(const truce__at *list, truce__at *item) {
    const truce_witness *witness = list->self;
    if (list->graph == list->result->graph && is_open(list)) return false;
    return truce__next_claim(witness->later, witness->later_count, item);
}

static bool next_reached(const truce__at *list, truce__at *item) {
    const truce_claim *improvement = list->self;
    return truce__next_claim(improvement->children, improvement->child_count, item);
}

static bool next_counter(const truce__at *list, truce__at *item) {
    const truce_claim *end = truce__answer_end(list->self);
    return truce__next_claim(end->children, end->child_count, item);
}

/* The answer to an improvement, move by move. A free improvement has none. */
static bool next_reply(const truce__at *list, truce__at *item) {
    const truce_claim *improvement = list->self, *last = item->self;
    const truce_claim *reply = ++item->index ? truce__next_step(last) : improvement->children;
    if (!reply) return false;
    item->self = reply;
    item->state = reply->to;
    return true;
}

static bool is_answered(const truce_claim *claim) {
    return claim->kind == TRUCE_CLAIM_SANCTIONED || claim->kind == TRUCE_CLAIM_MET;
}

static bool is_sanctioned(const truce__at *at) { return is_answered(CLAIM); }
GET(together, CLAIM->kind == TRUCE_CLAIM_MET ? truce__state_of(CLAIM->children[CLAIM->child_count - 1].to)
                                             : truce__none())

GET(sanctioned, truce__bool(is_sanctioned(at)))
GET(if_sanctioned, is_sanctioned(at) ? truce__bool(true) : truce__none())
GET(if_free, is_sanctioned(at) ? truce__none() : truce__bool(true))
GET(from, truce__state_of(CLAIM->from))
GET(left, CLAIM->left == SIZE_MAX ? truce__none() : truce__number(CLAIM->left))
GET(mover, truce__member(at, &truce__party_domain, CLAIM->mover))
GET(parent, CLAIM->after == SIZE_MAX ? truce__none() : truce__number(CLAIM->after))
GET(escape, CLAIM->kind == TRUCE_CLAIM_ESCAPED ? truce__state_of(CLAIM->children->to) : truce__none())
GET(loss, CLAIM->loss ? truce__number(CLAIM->loss) : truce__none())
#define LOSS \
    {"loss", NUMBER, IN_JSON, TRUCE__OMIT, .get = loss, \
     .about = "concepts with strength of preference: the degree by which the party prefers the start, if it does"}
static const truce__field reply_fields[] = {
    {"party", MEMBER, IN_JSON, .get = mover, .domain = &truce__party_domain},
    {"to", STATE, IN_JSON, .get = truce__get_state},
    LOSS,
    {"", SPLICE, IN_JSON, .of = truce__claim_word_fields},
    {0}};
static const truce__field reached_fields[] = {
    {"state", STATE, IN_JSON, .get = truce__get_state},
    {"party", MEMBER, IN_JSON, .get = mover, .domain = &truce__party_domain, .about = "that moved last"},
    {"parent", NUMBER, IN_JSON, TRUCE__NULLABLE, .get = parent,
     .about = "number in this list, from 0, of what comes just before; null: the improvement"},
    LOSS,
    {"escape", STATE, IN_JSON, TRUCE__NULLABLE, .get = escape, .about = "where the party can move on to"},
    {"", SPLICE, IN_JSON, .of = truce__claim_word_fields},
    {0}};
static const truce__field improvement_fields[] = {
    {"to", STATE, IN_JSON, .get = truce__get_state},
    {"", SPLICE, IN_JSON, .of = truce__code_fields},
    {"sanctioned", BOOL, IN_JSON, .get = sanctioned},
    {"replies", LIST, IN_JSON, TRUCE__OMIT, .get = if_sanctioned, .next = next_reply, .of = RECORD_OF(reply_fields),
     .about = "the others' answer, move by move; of moves made at once what each does"},
    {"together", STATE, IN_JSON, TRUCE__OMIT, .get = together, .about = "where moves made at once lead"},
    {"counters", LIST, IN_JSON, TRUCE__OMIT, .get = if_sanctioned, .next = next_counter,
     .of = ITEM(STATE, .get = truce__get_state), .about = "where the party can move from the end of the answer"},
    {"reach", LIST, IN_JSON, TRUCE__OMIT, .get = if_free, .next = next_reached, .of = RECORD_OF(reached_fields),
     .about = "all that the others can bring about after it"},
    {"", SPLICE, IN_JSON, .of = truce__claim_word_fields},
    {0}};
static const truce__field later_fields[] = {
    {"from", STATE, IN_JSON, .get = from},
    {"", SPLICE, IN_JSON, .of = improvement_fields},
    {"left", NUMBER, IN_JSON, TRUCE__NULLABLE, .get = left,
     .about = "half-rounds after this move in which that is so; null: however many"},
    {0}};

GET(is_taken, truce__bool(CLAIM->kind == TRUCE_CLAIM_ANTICIPATED))
static const truce__field line_fields[] = {
    {"gains", BOOL, IN_JSON, .get = is_taken,
     .about = "it ends where the party prefers to be; false: its best move ends where it does not"},
    {"moves", LIST, IN_JSON, .next = next_on_line, .of = RECORD_OF(reply_fields)},
    {0}};

/* ---------------------------------------------------------------- verdicts */

static truce__value words(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    truce__at_note(at, truce__narrate(text, at->result->ctx, at->graph, WITNESS));
    return truce__text_of(truce__text_bytes(text));
}

static void speak_open(const truce__speaker *s, const truce_witness *w) {
    SPEAK(s, OPEN_VERDICT, truce__the_state_first(w->state), truce__party_named(w->party),
          truce__text_of(truce_concept_at(w->concept)->label));
}

/* The same of an open verdict: that it is open. */
static truce__value words_as_a_whole(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    if (!is_open(at)) return words(at);
    truce__speaker s = truce__plainly(text, at);
    truce__text_clear(text);
    speak_open(&s, WITNESS);
    return truce__text_of(truce__text_bytes(text));
}

GET(party, truce__member(at, &truce__party_domain, WITNESS->party))
GET(concept, truce__member(at, &truce__any_concept_domain, WITNESS->concept))
GET(is_stable, truce__bool(WITNESS->verdict == TRUCE_STABLE))
GET(is_certainly_stable, truce__bool(verdict_at(at) == TRUCE_STABLE))
GET(if_maybe, verdict_at(at) == TRUCE_MAYBE ? truce__bool(true) : truce__none())
GET(side_if_maybe, WITNESS->verdict == TRUCE_MAYBE ? truce__bool(true) : truce__none())
GET(if_open, is_open(at) ? truce__bool(true) : truce__none())

static bool has_maybe(const truce__at *at) {
    size_t i = 0;
    while (i < EXPLANATION->count && truce__told_verdict(EXPLANATION, i) != TRUCE_MAYBE) i++;
    return i < EXPLANATION->count;
}

IS(has_later, WITNESS->later_count > 0)
GET(if_lines, tells_lines(at, WITNESS) ? truce__bool(true) : truce__none())
GET(depth, WITNESS->depth ? truce__number(WITNESS->depth) : truce__none())
GET(preperiod, WITNESS->period ? truce__number(WITNESS->before) : truce__none())
GET(period, WITNESS->period ? truce__number(WITNESS->period) : truce__none())
IS(says_verified, at->result->options->says_verified)
GET(verified, truce__number(at->result->options->verified))
static const truce__field play_fields[] = {
    {"lines", LIST, IN_JSON, TRUCE__OMIT, .get = if_lines, .next = next_line, .of = RECORD_OF(line_fields),
     .about = "how play goes on, each mover doing what it likes best for what follows"},
    {"depth", NUMBER, IN_JSON, TRUCE__OMIT, .get = depth, .about = "moves to come, the first included"},
    {"preperiod", NUMBER, IN_JSON, TRUCE__OMIT, .get = preperiod},
    {"period", NUMBER, IN_JSON, TRUCE__OMIT, .get = period},
    {0}};
static const truce__field side_fields[] = {
    {"", SPLICE, IN_JSON, .of = truce__taken_fields},
    {"stable", BOOL, IN_JSON, .get = is_stable},
    {"maybe", BOOL, IN_JSON, TRUCE__OMIT, .get = side_if_maybe},
    {"improvements", LIST, IN_JSON, .next = next_improvement, .of = RECORD_OF(improvement_fields)},
    {"later", LIST, IN_JSON, .next = next_later, .of = RECORD_OF(later_fields), .when = has_later},
    {"", SPLICE, IN_JSON, .of = play_fields},
    {"text", TEXT, IN_JSON, .get = words},
    {0}};
static const truce__field verdict_fields[] = {
    {"", SPLICE, IN_JSON, .of = truce__state_fields},
    {"party", MEMBER, IN_JSON, .get = party, .domain = &truce__party_domain},
    {"concept", MEMBER, IN_JSON, .get = concept, .domain = &truce__any_concept_domain},
    {"stable", BOOL, IN_JSON, .get = is_certainly_stable},
    {"maybe", BOOL, IN_JSON, TRUCE__OMIT, .get = if_maybe, .about = "it depends on a tie, or on what is unknown"},
    {"", SPLICE, IN_JSON, .of = truce__verdict_word_fields},
    {"improvements", LIST, IN_JSON, .next = next_improvement, .of = RECORD_OF(improvement_fields)},
    {"later", LIST, IN_JSON, .next = next_later, .of = RECORD_OF(later_fields), .when = has_later,
     .about = "what the party could go on to, where the concept looks ahead beyond a counter-move: each state once"},
    {"", SPLICE, IN_JSON, .of = play_fields},
    {"text", TEXT, IN_JSON, .get = words_as_a_whole},
    {"completions", LIST, IN_JSON, TRUCE__OMIT, .get = if_open, .next = truce__next_side,
     .of = RECORD_OF(side_fields),
     .about = "of a verdict in which completions differ: one for each side"},
    {0}};

/* --------------------------------------------------------------------- csv */

/* A row for each improvement; a verdict without any has one row. A verdict in which completions differ has such rows
 * for each side. The row's number has the verdict above, then the side from 1, the improvement below. */
enum { LOW = 32, SIDE_BITS = 2 };

static size_t improvement_of(const truce__at *at) { return at->index & UINT32_MAX; }
static uint64_t side_of(const truce__at *at) { return at->index >> LOW & ((1 << SIDE_BITS) - 1); }
static uint64_t verdict_of(const truce__at *at) { return at->index >> (LOW + SIDE_BITS); }
static const truce_claim *claim_of(const truce__at *at) {
    return WITNESS->claim_count ? &WITNESS->claims[improvement_of(at)] : NULL;
}

/* The witness of a row; NULL: the verdict has none of that number. */
static const truce_witness *witness_of(const truce_explanation *e, const truce__at *row) {
    bool has_sides = truce__is_told_open(e, verdict_of(row));
    if (side_of(row) == 0) return has_sides ? NULL : e->witnesses[verdict_of(row)];
    return has_sides ? truce__told_side(e, verdict_of(row), side_of(row) - 1)->witness : NULL;
}

static bool next_row(const truce__at *list, truce__at *item) {
    const truce_explanation *e = list->result->self;
    bool is_first = ++item->index == 0;
    const truce_witness *witness = is_first ? NULL : item->self;
    if (witness && improvement_of(item) >= witness->claim_count) {
        item->index = ((item->index >> LOW) + 1) << LOW;
        witness = NULL;
    }
    while (!witness && verdict_of(item) < e->count) {
        witness = witness_of(e, item);
        if (!witness) item->index += (uint64_t)1 << LOW;
    }
    if (!witness) return false;
    item->self = witness;
    item->state = witness->state;
    return true;
}

/* What the row's completion takes. */
static truce__value completion(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    if (side_of(at)) truce__add_taken(text, EXPLANATION, verdict_of(at), side_of(at) - 1);
    return side_of(at) ? truce__text_of(truce__text_bytes(text)) : truce__none();
}

IS(is_model_open, truce__is_open_model(at->model))
GET(row_is_stable, truce__bool(truce__told_verdict(EXPLANATION, verdict_of(at)) == TRUCE_STABLE))
GET(row_is_maybe, truce__bool(truce__told_verdict(EXPLANATION, verdict_of(at)) == TRUCE_MAYBE))
GET(side_is_stable, side_of(at) ? is_stable(at) : truce__none())

/* "south to 7; west to 4" */
static truce__value replies(const truce__at *at) {
    const truce_claim *claim = claim_of(at), *first = claim ? claim->children : NULL;
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    if (!claim || (!is_answered(claim) && !tells_lines(at, WITNESS))) return truce__none();
    for (const truce_claim *step = first; step; step = truce__next_step(step)) {
        truce__text_puts(text, step == first ? "" : "; ");
        truce__text_puts(text, truce__party_domain.id(at, step->mover));
        truce__text_puts(text, " to ");
        truce__text_number(text, step->to);
    }
    return truce__text_of(truce__text_bytes(text));
}

GET(improvement, claim_of(at) ? truce__state_of(claim_of(at)->to) : truce__none())
static truce__value row_is_sanctioned(const truce__at *at) {
    const truce_claim *claim = claim_of(at);
    return claim && !tells_lines(at, WITNESS) ? truce__bool(is_answered(claim)) : truce__none();
}
static const truce__field row_fields[] = {
    {"state", STATE, IN_CSV, .get = truce__get_state},
    {"party", MEMBER, IN_CSV, .get = party, .domain = &truce__party_domain},
    {"concept", MEMBER, IN_CSV, .get = concept, .domain = &truce__any_concept_domain},
    {"stable", BOOL, IN_CSV, .get = row_is_stable},
    {"maybe", BOOL, IN_CSV, .get = row_is_maybe, .when = has_maybe},
    {"completion", TEXT, IN_CSV, TRUCE__NULLABLE, .get = completion, .when = is_model_open},
    {"stable_there", BOOL, IN_CSV, TRUCE__NULLABLE, .get = side_is_stable, .when = is_model_open},
    {"improvement", STATE, IN_CSV, TRUCE__NULLABLE, .get = improvement},
    {"sanctioned", BOOL, IN_CSV, TRUCE__NULLABLE, .get = row_is_sanctioned},
    {"replies", TEXT, IN_CSV, TRUCE__NULLABLE, .get = replies},
    {0}};

/* -------------------------------------------------------------- for people */

/* A witness: the verdict, and a numbered paragraph for each improvement. */
static void say_witness(const truce__at *at, truce__say *say, truce__block head) {
    truce__text text;
    truce__text_init(&text, at->result->ctx);
    truce__at_note(at, truce__narrate(&text, at->result->ctx, at->graph, WITNESS));
    if (at->scratch->status == TRUCE_OK) truce__say_told(say, text.bytes, head);
    truce__text_free(&text);
}

static void say_side(const truce__at *at, truce__say *say) {
    truce__speaker s = {&say->text, at, &say->form->dress, NULL};
    truce__speak_side(&s, at);
    truce__say_end(say, TRUCE__PARAGRAPH);
    say_witness(at, say, TRUCE__PARAGRAPH);
}

static void say_sides(const truce__at *at, truce__say *say) {
    truce__speaker s = {&say->text, at, &say->form->dress, NULL};
    truce__at side = *at;
    side.up = at;
    side.index = UINT64_MAX;
    speak_open(&s, WITNESS);
    truce__say_end(say, TRUCE__HEAD);
    while (truce__next_side(at, &side)) say_side(&side, say);
}

/* Whether no improvement is the reason, which every concept shares. */
static bool has_no_improvement(const truce__at *at) {
    const truce_witness *w = WITNESS;
    bool is_mixed = truce_concept_at(w->concept) == truce_concept_at(truce_concept_find("mixed"));
    return !is_open(at) && !is_mixed && w->verdict == TRUCE_STABLE && !w->claim_count && !w->later_count &&
           !tells_lines(at, w);
}

static bool is_alike(const truce__at *at, const truce__at *other) {
    const truce_witness *w = WITNESS, *o = other->self;
    return w->party == o->party && w->state == o->state && has_no_improvement(at) && has_no_improvement(other);
}

/* Whether a verdict before this one has the same reason and tells it. */
static bool is_told_above(const truce__at *at) {
    truce__at other = *at;
    other.index = UINT64_MAX;
    while (next_verdict(at->up, &other) && other.index < at->index)
        if (is_alike(at, &other)) return true;
    return false;
}

/* "So it is under GMR, SMR and SEQ too.": the verdicts below for the same reason. */
static void say_alike(const truce__at *at, truce__say *say) {
    truce__text text;
    truce__at other = *at;
    uint32_t count = 0, said = 0;
    truce__text_init(&text, at->result->ctx);
    const truce__speaker s = truce__plainly(&text, at);
    while (next_verdict(at->up, &other)) count += is_alike(at, &other);
    for (other = *at; next_verdict(at->up, &other);) {
        if (!is_alike(at, &other)) continue;
        truce__speak_between(&s, said++, count, TRUCE__M_LIST_AND);
        truce__speak_name(&s, truce_concept_at(((const truce_witness *)other.self)->concept)->label);
    }
    if (text.failed) truce__at_note(at, TRUCE_E_NOMEM);
    if (count) SAY(say, EXPLAIN_ALIKE, truce__text_of(truce__text_bytes(&text)));
    if (count) truce__say_end(say, TRUCE__PARAGRAPH);
    truce__text_free(&text);
}

static void say_verdict(const truce__at *at, truce__say *say) {
    const truce__sides *sides = EXPLANATION->sides ? &EXPLANATION->sides[at->index] : NULL;
    if (is_told_above(at)) return;
    truce__say_blank(say);
    if (is_open(at)) {
        say_sides(at, say);
        return;
    }
    say_witness(at, say, TRUCE__HEAD);
    if (sides && sides->tried > 1) {
        SAY(say, ALL_SIDES, truce__number(sides->tried));
        truce__say_end(say, TRUCE__PARAGRAPH);
    }
    say_alike(at, say);
}

static bool is_told_of(const truce_explanation *told, uint32_t party) {
    for (size_t i = 0; i < told->count; i++)
        if (told->witnesses[i]->party == party) return true;
    return false;
}

/* Whoever misreads the model judges by its view, which is another model. */
static void say_viewers(const truce__at *at, truce__say *say) {
    for (uint32_t i = 0; i < at->model->n_views; i++) {
        uint32_t party = at->model->views[i].party;
        if (!is_told_of(at->result->self, party)) continue;
        SAY(say, EXPLAIN_VIEWER, truce__party_named(party), truce__text_of(at->model->parties[party].id));
        truce__say_end(say, TRUCE__PARAGRAPH);
    }
}
IS(has_viewers, at->model->n_views && !at->graph->seen_by)

static void say_verdicts(const truce__at *at, truce__say *say) {
    truce__at verdict = *at;
    verdict.up = at;
    verdict.index = UINT64_MAX;
    while (at->scratch->status == TRUCE_OK && next_verdict(at, &verdict)) say_verdict(&verdict, say);
}

static void say_verified(const truce__at *at, truce__say *say) {
    SAY(say, EXPLAIN_VERIFIED, truce__number(at->result->options->verified));
    truce__say_end(say, TRUCE__LINE);
}

static bool is_of_parties(const truce__at *at) { return !truce__is_told_together(at); }

static const truce__field fields[] = {
    {"schema", TEXT, IN_JSON, .get = truce__get_schema},
    {"version", TEXT, IN_JSON, .get = truce__get_version},
    {"model", RECORD, IN_JSON, .of = truce__model_fields},
    {"definitions", RECORD, IN_JSON, .of = truce__definition_fields},
    {"", SPLICE, IN_JSON, .of = truce__left_out_fields},
    {"verdicts", LIST, IN_JSON, TRUCE__TALL, .next = next_verdict, .of = RECORD_OF(verdict_fields)},
    {"verdicts", LIST, IN_CSV, TRUCE__TABLE, .next = next_row, .of = RECORD_OF(row_fields), .when = is_of_parties},
    {"", SPLICE, IN_DATA, .of = truce__together_fields},
    {"verified", NUMBER, IN_JSON, .get = verified, .when = says_verified},
    {"", PROSE, IN_PEOPLE, .say = truce__say_head},
    {"", PROSE, IN_TEXT, .say = say_viewers, .when = has_viewers},
    {"", PROSE, IN_PEOPLE, .say = say_verdicts},
    {"", SPLICE, IN_PEOPLE, .of = truce__together_fields},
    {"", PROSE, IN_PEOPLE, .say = truce__say_definitions},
    {"", PROSE, IN_PEOPLE, .say = say_verified, .when = says_verified},
    {0}};

const truce__layout truce__explain_layout = {"truce.explain.v1", fields};

truce_status truce_result_of_explain(truce_ctx *ctx, const truce_graph *graph, const truce_explanation *explanation,
                                     const truce_render_options *options, truce_result **result) {
    return truce__result_new(
        ctx, (truce__result){.layout = &truce__explain_layout, .self = explanation, .graph = graph}, false, options,
        result);
}

/* ------------------------------------------------------------------ asking */

/* Every verdict asked for with its witness, freed with the result. */
typedef struct answer {
    truce_explanation explanation;
    truce_ctx *ctx;
    truce_witness **witnesses;
    truce__sides *sides; /* of an open model, one for each */
    uint64_t most;       /* completions */
    truce__told_together together;
    truce_verifier *verifier; /* NULL: nothing is verified */
    uint64_t verified;
} answer;

static void release_answer(void *thing) {
    answer *a = thing;
    for (size_t i = 0; i < a->explanation.count; i++) truce_witness_free(a->ctx, a->witnesses[i]);
    for (size_t i = 0; a->sides && i < a->explanation.count; i++) truce__sides_free(&a->sides[i]);
    truce__free(a->ctx, a->sides);
    truce__told_together_free(&a->together);
    truce_verifier_free(a->verifier);
    truce__free(a->ctx, a->witnesses);
    truce__free(a->ctx, a);
}

static truce_status explain_one(answer *a, const truce_graph *graph, truce_state state, uint32_t party,
                                uint32_t concept) {
    size_t i = a->explanation.count;
    TRY(truce_explain(a->ctx, graph, state, party, concept, 0, &a->witnesses[i]));
    a->explanation.count++;
    if (a->sides) {
        TRY(truce__sides_find(a->ctx, graph, state, party, concept, a->most, a->verifier != NULL, &a->sides[i]));
        a->verified += a->sides[i].verified;
    }
    if (!a->verifier) return TRUCE_OK;
    a->verified++;
    return truce_verify(a->verifier, a->witnesses[i]);
}

/* Makes room for what is to be explained. */
static truce_status make_room(answer *a, const truce_query *query, size_t count) {
    a->most = truce__argument(query, "completions")->number;
    a->witnesses = truce__calloc(a->ctx, count, sizeof *a->witnesses);
    if (!a->witnesses) return TRUCE_E_NOMEM;
    a->explanation.witnesses = (const truce_witness *const *)a->witnesses;
    if (!truce__is_open_model(query->graph->model)) return TRUCE_OK;
    a->explanation.sides = a->sides = truce__calloc(a->ctx, count, sizeof *a->sides);
    return a->sides ? TRUCE_OK : TRUCE_E_NOMEM;
}

/* The parties named, in that order, else all. Concepts likewise. */
static truce_status explain_parties(answer *a, const truce_query *query, truce_state state) {
    const truce_argument *concepts = truce__argument(query, "concepts"), *named = truce__argument(query, "party");
    size_t n_parties = named->count ? named->count : query->graph->model->n_parties;
    size_t n_concepts = concepts->count ? concepts->count : truce_concept_count();
    TRY(make_room(a, query, n_parties * n_concepts));
    for (size_t p = 0; p < n_parties; p++)
        for (size_t i = 0; i < n_concepts; i++) {
            uint32_t concept = concepts->count ? concepts->numbers[i] : (uint32_t)i;
            if (!concepts->count && !truce__is_usual(query->graph->model, concept)) continue;
            TRY(explain_one(a, query->graph, state, named->count ? named->numbers[p] : (uint32_t)p, concept));
        }
    return TRUCE_OK;
}

static truce_status explain_together(answer *a, const truce_query *query, truce_state state) {
    truce_status status = truce__told_together_find(a->ctx, query, state, a->verifier, &a->together);
    a->explanation.coalition_witnesses = (const truce_coalition_witness *const *)a->together.at;
    a->explanation.coalition_count = a->together.count;
    a->verified = a->together.verified;
    return status;
}

static truce_status explain_all(answer *a, const truce_query *query) {
    truce_state named = truce__argument(query, "state")->number;
    truce_state state = named ? named : truce_graph_status_quo(query->graph);
    if (truce__render_options(query->options)->says_verified)
        TRY(truce_verifier_new(a->ctx, query->graph, &a->verifier));
    return truce__argument(query, "coalition")->number ? explain_together(a, query, state)
                                                       : explain_parties(a, query, state);
}

truce_status truce__run_explain(truce_ctx *ctx, const truce_query *query, truce_result **result) {
    truce_render_options options = *truce__render_options(query->options);
    answer *a = truce__calloc(ctx, 1, sizeof *a);
    if (!a) return TRUCE_E_NOMEM;
    a->ctx = ctx;
    truce_status status = explain_all(a, query);
    options.verified = a->verified;
    if (status == TRUCE_OK) status = truce_result_of_explain(ctx, query->graph, &a->explanation, &options, result);
    if (status == TRUCE_OK) {
        (*result)->owned[0] = (truce__owned){release_answer, a};
        (*result)->reads_all = !a->together.count;
    } else {
        release_answer(a);
    }
    return status;
}
