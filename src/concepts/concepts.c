/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The table of concepts. Every concept here is solved, explained, verified, listed, and named in help and manuals.
 *
 * Five concepts share one definition with two parameters. State s is stable for party i iff every improvement x of i
 * from s has an allowed answer y of the others with s >=_i y and, with counter-moves, s >=_i z for all z in R_i(y):
 *
 *     the others' answers    none    any moves    improvements of their own
 *     without counter-move   Nash    GMR          SEQ
 *     with counter-moves             SMR          SSEQ
 *
 * So one function makes the verdicts of all five. An answer that ends in u is worth V(u) to the party: the rank of u
 * or, with counter-moves, the larger of that and the rank of the best state it can go on to. The improvement to x
 * secures the least V within the others' reach, capped by the rank of x itself, since the others may also do nothing.
 * engine.h has the rest.
 *
 * With strength of preference there are four more: only a loss of a given degree sanctions, at the end of the answer
 * and after each counter-move.
 */
#include "concepts/concepts.h"

#include <inttypes.h>
#include <stdio.h>

/* ----------------------------------------------- the way by values of states */

static void plan_values(const truce_graph *graph, truce__chosen concept, unsigned *kinds, truce__needs *needs) {
    (void)graph, (void)needs;
    *kinds |= 1U << concept.family->replies;
}

static truce_status assess_values(truce__deciding *job) {
    const truce__concept *concept = job->concept.family;
    TRY(truce__assess(job->engine, job->party, concept->replies));
    if (concept->has_counter) TRY(truce__best_move(job->engine));
    if (concept->replies != TRUCE__REPLIES_NONE) TRY(truce__worst_reply(job->engine, concept->replies));
    if (concept->has_counter) truce__cap_by_ranks(job->engine);
    return TRUCE_OK;
}

static uint64_t exit_by_values(const truce__deciding *job, uint64_t cell) {
    return truce__exit_of(job->engine, cell);
}

static truce_status mark_values(truce__deciding *job) {
    return truce__mark_stable(job->engine, job->stable);
}

/* ------------------------------------------- the same with strength of preference */

static void plan_strong(const truce_graph *graph, truce__chosen concept, unsigned *kinds, truce__needs *needs) {
    double most = 0;
    plan_values(graph, concept, kinds, needs);
    for (uint32_t party = 0; party < graph->model->n_parties; party++)
        if (graph->ranks[party].count > most) most = graph->ranks[party].count;
    truce__needs_arrays(graph->ctx, needs, 1, (most + 1) * sizeof(uint32_t));
}

static truce_status assess_strong(truce__deciding *job) {
    TRY(assess_values(job));
    return truce__lift(job->engine, truce__degree_of_loss(job->concept));
}

static bool has_marks(const truce_model *model) {
    for (uint32_t party = 0; party < model->n_parties; party++)
        if (truce__pref_marks(&model->prefs[party])) return true;
    return false;
}

static const truce__way by_values = {plan_values, assess_values, exit_by_values, mark_values, .leaves_values = true};
static const truce__way by_strong = {plan_strong, assess_strong, exit_by_values, mark_values, .leaves_values = true};

/* -------------------------------------------------------- the way by behaviour */

/* Under mixed behaviour a party's verdicts are those of its own concept, which the model names; which concepts the
 * others have makes no difference to them. So there is nothing to solve: each function asks the party's own
 * concept. */

truce__chosen truce__own_concept(const truce_model *model, truce__chosen concept, uint32_t party) {
    if (concept.family != &truce__mixed || !model->behaviour) return concept;
    return truce__concept_in(&truce__concepts, model->behaviour[party].concept);
}

bool truce__has_maybe(const truce_model *model, truce__chosen concept) {
    bool has_maybe = false;
    for (uint32_t party = 0; party < model->n_parties; party++)
        has_maybe |= truce__own_concept(model, concept, party).family->has_maybe;
    return has_maybe;
}

bool truce__leaves_values(const truce_model *model, truce__chosen concept) {
    bool leaves_values = true;
    for (uint32_t party = 0; party < model->n_parties; party++)
        leaves_values &= truce__own_concept(model, concept, party).family->way->leaves_values;
    return leaves_values;
}

static bool has_behaviour(const truce_model *model) {
    return model->behaviour != NULL;
}

static truce__lack lacks_behaviour(const truce_graph *graph, truce__chosen concept) {
    if (!has_behaviour(graph->model)) return (truce__lack){TRUCE__M_LACK_BEHAVIOUR, 0};
    for (uint32_t party = 0; party < graph->model->n_parties; party++) {
        truce__lack lack = truce__concept_lack(graph, truce__own_concept(graph->model, concept, party));
        if (lack.why) return lack;
    }
    return (truce__lack){TRUCE__NO_MESSAGE, 0};
}

static void plan_by_behaviour(const truce_graph *graph, truce__chosen concept, unsigned *kinds, truce__needs *needs) {
    for (uint32_t party = 0; party < graph->model->n_parties; party++) {
        truce__chosen own = truce__own_concept(graph->model, concept, party);
        own.family->way->plan(graph, own, kinds, needs);
    }
}

static truce__deciding own_job(const truce__deciding *job) {
    truce__deciding own = *job;
    own.concept = truce__own_concept(job->graph->model, job->concept, job->party);
    return own;
}

static truce_status assess_by_behaviour(truce__deciding *job) {
    truce__deciding own = own_job(job);
    return own.concept.family->way->assess(&own);
}

static uint64_t exit_by_behaviour(const truce__deciding *job, uint64_t cell) {
    const truce__deciding own = own_job(job);
    return own.concept.family->way->exit(&own, cell);
}

static truce_status mark_by_behaviour(truce__deciding *job) {
    truce__deciding own = own_job(job);
    return own.concept.family->way->mark(&own);
}

static const truce__way by_behaviour = {plan_by_behaviour, assess_by_behaviour, exit_by_behaviour, mark_by_behaviour,
                                        .leaves_values = true};

static truce_status explain_by_behaviour(const truce__asked *asked, truce__arena *arena, truce_witness *witness) {
    truce__asked own = *asked;
    own.concept = truce__own_concept(asked->graph->model, asked->concept, asked->party);
    return own.concept.family->explain(&own, arena, witness);
}

/* ------------------------------------------------------------------- table */

#define TRUCE__MSG(key, english) static const char TEXT_##key[] = english;
#include "catalogue/concept_messages.h"
#undef TRUCE__MSG

static const truce_concept nash = {
    .id = "nash",
    .label = "Nash",
    .name = TEXT_CONCEPT_NASH_NAME,
    .definition = TEXT_CONCEPT_NASH_DEFINITION,
    .reference = "Nash 1951, doi:10.2307/1969529; Howard 1971, Paradoxes of Rationality",
    .evidence = TEXT_EVIDENCE_STANDARD,
    .needs = TEXT_NEEDS_NOTHING,
    .is_default = true,
};

static const truce_concept gmr = {
    .id = "gmr",
    .label = "GMR",
    .name = TEXT_CONCEPT_GMR_NAME,
    .definition = TEXT_CONCEPT_GMR_DEFINITION,
    .reference = "Howard 1971, Paradoxes of Rationality; for graphs, Kilgour and Hipel 2005, "
                 "doi:10.1007/s10726-005-9002-x",
    .evidence = TEXT_EVIDENCE_LATER,
    .needs = TEXT_NEEDS_NOTHING,
    .is_default = true,
};

static const truce_concept smr = {
    .id = "smr",
    .label = "SMR",
    .name = TEXT_CONCEPT_SMR_NAME,
    .definition = TEXT_CONCEPT_SMR_DEFINITION,
    .reference = "Howard 1971, Paradoxes of Rationality; for graphs, Kilgour and Hipel 2005, "
                 "doi:10.1007/s10726-005-9002-x",
    .evidence = TEXT_EVIDENCE_LATER,
    .needs = TEXT_NEEDS_NOTHING,
    .is_default = true,
};

static const truce_concept seq = {
    .id = "seq",
    .label = "SEQ",
    .name = TEXT_CONCEPT_SEQ_NAME,
    .definition = TEXT_CONCEPT_SEQ_DEFINITION,
    .reference = "Fraser and Hipel 1984, Conflict Analysis: Models and Resolutions; for graphs, Kilgour "
                 "and Hipel 2005, doi:10.1007/s10726-005-9002-x",
    .evidence = TEXT_EVIDENCE_PROGRAMS,
    .needs = TEXT_NEEDS_NOTHING,
    .is_default = true,
};

static const truce_concept sseq = {
    .id = "sseq",
    .label = "SSEQ",
    .name = TEXT_CONCEPT_SSEQ_NAME,
    .definition = TEXT_CONCEPT_SSEQ_DEFINITION,
    .reference = "Rego and Vieira 2017, doi:10.1007/s10726-016-9520-8",
    .evidence = TEXT_EVIDENCE_DESCRIPTION,
    .needs = TEXT_NEEDS_NOTHING,
    .is_default = false,
};

/* A concept of strength for each degree: the place without a number first, then 3 to 99. */
#define STRONG_REFERENCE                                                                                   \
    "Hamouda, Kilgour and Hipel 2004, Group Decision and Negotiation 13:449-462; of more degrees, Xu, Hipel, " \
    "Kilgour and Fang 2018, doi:10.1007/978-3-319-77670-5"
#define STRONG_MEMBER(ID, LABEL, KEY, NUMBER, DEGREE)                                                      \
    {.id = ID "-strong" NUMBER,                                                                            \
     .label = LABEL "-strong" NUMBER,                                                                      \
     .name = TEXT_CONCEPT_##KEY##_STRONG_NAME,                                                             \
     .definition = TEXT_CONCEPT_##KEY##_STRONG_DEFINITION,                                                 \
     .reference = STRONG_REFERENCE,                                                                        \
     .evidence = TEXT_EVIDENCE_FORMULAS,                                                                   \
     .needs = TEXT_NEEDS_MARKS,                                                                            \
     .parameter = DEGREE},
#define TEN_MEMBERS(M, TENS)                                                                              \
    M(TENS##0) M(TENS##1) M(TENS##2) M(TENS##3) M(TENS##4) M(TENS##5) M(TENS##6) M(TENS##7) M(TENS##8) M(TENS##9)
#define FROM_3_TO_99(M)                                                                                   \
    M(3) M(4) M(5) M(6) M(7) M(8) M(9)                                                                    \
    TEN_MEMBERS(M, 1) TEN_MEMBERS(M, 2) TEN_MEMBERS(M, 3) TEN_MEMBERS(M, 4) TEN_MEMBERS(M, 5)             \
    TEN_MEMBERS(M, 6) TEN_MEMBERS(M, 7) TEN_MEMBERS(M, 8) TEN_MEMBERS(M, 9)

#define GMR_MEMBER(D) STRONG_MEMBER("gmr", "GMR", GMR, #D, D)
#define SMR_MEMBER(D) STRONG_MEMBER("smr", "SMR", SMR, #D, D)
#define SEQ_MEMBER(D) STRONG_MEMBER("seq", "SEQ", SEQ, #D, D)
#define SSEQ_MEMBER(D) STRONG_MEMBER("sseq", "SSEQ", SSEQ, #D, D)
static const truce_concept gmr_strong[] = {STRONG_MEMBER("gmr", "GMR", GMR, "", 0) FROM_3_TO_99(GMR_MEMBER)};
static const truce_concept smr_strong[] = {STRONG_MEMBER("smr", "SMR", SMR, "", 0) FROM_3_TO_99(SMR_MEMBER)};
static const truce_concept seq_strong[] = {STRONG_MEMBER("seq", "SEQ", SEQ, "", 0) FROM_3_TO_99(SEQ_MEMBER)};
static const truce_concept sseq_strong[] = {STRONG_MEMBER("sseq", "SSEQ", SSEQ, "", 0) FROM_3_TO_99(SSEQ_MEMBER)};

#define BY_REPLIES(name, which, counter)                                                                 \
    const truce__concept truce__##name = {                                                               \
        .members = &(name), .count = 1, .replies = (which), .has_counter = (counter), .way = &by_values, \
        .is_own = (which) != TRUCE__REPLIES_IMPROVING,                                                   \
        .explain = truce__explain_replies}

BY_REPLIES(nash, TRUCE__REPLIES_NONE, false);
BY_REPLIES(gmr, TRUCE__REPLIES_ANY, false);
BY_REPLIES(smr, TRUCE__REPLIES_ANY, true);
BY_REPLIES(seq, TRUCE__REPLIES_IMPROVING, false);
BY_REPLIES(sseq, TRUCE__REPLIES_IMPROVING, true);

static const truce_concept mixed = {
    .id = "mixed",
    .label = "Mixed",
    .name = TEXT_CONCEPT_MIXED_NAME,
    .definition = TEXT_CONCEPT_MIXED_DEFINITION,
    .reference = "Wang, Hipel, Fang, Xu and Kilgour 2019, Behavioral analysis in the graph model",
    .evidence = TEXT_EVIDENCE_ABSTRACT,
    .needs = TEXT_NEEDS_BEHAVIOUR,
    .is_default = false,
};

const truce__concept truce__mixed = {.members = &mixed, .count = 1, .is_about = has_behaviour,
                                     .lacks = lacks_behaviour, .way = &by_behaviour,
                                     .explain = explain_by_behaviour};

#define BY_LOSSES(name, which, counter)                                                                       \
    const truce__concept truce__##name = {                                                                    \
        .members = (name), .count = sizeof(name) / sizeof *(name), .unwritten = 2, .replies = (which),        \
        .has_counter = (counter), .is_graded = true, .is_own = (which) != TRUCE__REPLIES_IMPROVING,           \
        .is_about = has_marks, .else_it = TRUCE__M_LIKE_NASH, .way = &by_strong, .explain = truce__explain_replies}
BY_LOSSES(gmr_strong, TRUCE__REPLIES_ANY, false);
BY_LOSSES(smr_strong, TRUCE__REPLIES_ANY, true);
BY_LOSSES(seq_strong, TRUCE__REPLIES_IMPROVING, false);
BY_LOSSES(sseq_strong, TRUCE__REPLIES_IMPROVING, true);

#define ENTRY(name) &truce__##name,
static const truce__concept *const families[] = {TRUCE__FAMILIES(ENTRY)};
#undef ENTRY

const truce__concept_table truce__concepts = {families, sizeof families / sizeof *families};

/* ------------------------------------------------------------------ lookup */

enum { FAMILY_BITS = 8 }; /* the low bits of a number; those above are the place in the family */

truce__chosen truce__concept_in(const truce__concept_table *table, uint32_t concept) {
    uint32_t family = concept & ((1U << FAMILY_BITS) - 1), place = concept >> FAMILY_BITS;
    if (family >= table->count || place >= table->at[family]->count) return (truce__chosen){NULL, NULL};
    return (truce__chosen){table->at[family], &table->at[family]->members[place]};
}

/* Whether the id is the member's, or that with the parameter that need not be written. */
static bool is_id_of(const truce__concept *family, const truce_concept *member, const char *id) {
    char number[16];
    size_t length = strlen(member->id);
    if (strncmp(id, member->id, length) != 0) return false;
    snprintf(number, sizeof number, "%" PRIu32, family->unwritten);
    return !id[length] || (family->unwritten && !member->parameter && strcmp(id + length, number) == 0);
}

uint32_t truce__find_in(const truce__concept_table *table, const char *id) {
    for (uint32_t family = 0; family < table->count; family++)
        for (uint32_t place = 0; place < table->at[family]->count; place++)
            if (is_id_of(table->at[family], &table->at[family]->members[place], id))
                return family | place << FAMILY_BITS;
    return TRUCE__NONE;
}

uint32_t truce_concept_count(void) {
    return truce__concepts.count;
}

const truce__concept *truce__concept_at(uint32_t concept) {
    return truce__concept_in(&truce__concepts, concept).family;
}

const truce_concept *truce_concept_at(uint32_t concept) {
    return truce__concept_in(&truce__concepts, concept).info;
}

bool truce__is_one_of_all(const truce_model *model, uint32_t concept) {
    const truce__concept *family = truce__concept_at(concept);
    return family && (!family->is_about || family->is_about(model));
}

bool truce__is_usual(const truce_model *model, uint32_t concept) {
    const truce__chosen chosen = truce__concept_in(&truce__concepts, concept);
    return chosen.family && (chosen.info->is_default || (chosen.family == &truce__mixed && model->behaviour));
}

uint32_t truce_concept_find(const char *id) {
    return truce__find_in(&truce__concepts, id);
}
