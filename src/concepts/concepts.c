/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The table of concepts. Every concept here is solved, explained, verified, listed, and named in help and manuals.
 *
 * One definition with two parameters has most of them: which answers of the others count, and how many half-rounds
 * the party foresees, its own moves and the others' answers in turn. State s is stable for party i iff every
 * improvement x of i from s has an allowed answer y of the others with s >=_i y, after which i has no way to profit
 * within the half-rounds that are left:
 *
 *     half-rounds                 1      2     3      h
 *     any moves answer            Nash   GMR   SMR    MR_h
 *     improvements answer         Nash   SEQ   SSEQ   CMR_h
 *
 * So one function makes the verdicts of all (by_values.c). Two more have no last half-round: mr-odd and mr-even.
 *
 * With strength of preference there are four more: only a loss of a given degree sanctions, at the end of the answer
 * and after each counter-move.
 */
#include "concepts/concepts.h"

#include <inttypes.h>
#include <stdio.h>

/* ------------------------------------------- by values, with strength of preference */

static void plan_strong(const truce_graph *graph, truce__chosen concept, unsigned *kinds, truce__needs *needs) {
    double most = 0;
    truce__by_values.plan(graph, concept, kinds, needs);
    for (uint32_t party = 0; party < graph->model->n_parties; party++)
        if (graph->ranks[party].count > most) most = graph->ranks[party].count;
    truce__needs_arrays(graph->ctx, needs, 1, (most + 1) * sizeof(uint32_t));
}

static truce_status assess_strong(truce__deciding *job) {
    TRY(truce__by_values.assess(job));
    return truce__lift(job->engine, truce__degree_of_loss(job->concept));
}

static bool has_marks(const truce_model *model) {
    for (uint32_t party = 0; party < model->n_parties; party++)
        if (truce__pref_marks(&model->prefs[party])) return true;
    return false;
}

static uint64_t exit_strong(const truce__deciding *job, uint64_t cell) {
    return truce__exit_of(job->engine, cell);
}

static truce_status mark_strong(truce__deciding *job) {
    return truce__mark_stable(job->engine, job->stable);
}

static const truce__way by_strong = {plan_strong, assess_strong, exit_strong, mark_strong, .leaves_values = true};

/* -------------------------------------------------------- the way by behaviour */

/* Under mixed behaviour a party's verdicts are those of its own concept, which the model names; which concepts the
 * others have makes no difference to them. So there is nothing to solve: each function asks the party's own
 * concept. */

truce__chosen truce__own_concept(const truce_model *model, truce__chosen concept, uint32_t party) {
    if (concept.family != &truce__mixed || !model->behaviour) return concept;
    const truce__chosen own = truce__concept_in(&truce__concepts, model->behaviour[party].concept);
    return own.family ? own : concept;
}

bool truce__has_maybe(const truce_model *model, truce__chosen concept) {
    bool has_maybe = false;
    if (concept.family != &truce__mixed) return concept.family->has_maybe;
    for (uint32_t party = 0; party < model->n_parties; party++)
        has_maybe |= truce__own_concept(model, concept, party).family->has_maybe;
    return has_maybe;
}

bool truce__is_own(const truce_model *model, truce__chosen concept) {
    bool is_own = true;
    for (uint32_t party = 0; party < model->n_parties; party++)
        is_own &= truce__own_concept(model, concept, party).family->is_own;
    return is_own;
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
    truce_status status = own.concept.family->way->assess(&own);
    job->found = own.found;
    return status;
}

static uint64_t exit_by_behaviour(const truce__deciding *job, uint64_t cell) {
    const truce__deciding own = own_job(job);
    return own.concept.family->way->exit(&own, cell);
}

static truce_status mark_by_behaviour(truce__deciding *job) {
    truce__deciding own = own_job(job);
    return own.concept.family->way->mark(&own);
}

static void drop_by_behaviour(truce__deciding *job) {
    truce__deciding own = own_job(job);
    if (own.concept.family->way->drop) own.concept.family->way->drop(&own);
    job->found = NULL;
}

static const truce__way by_behaviour = {plan_by_behaviour, assess_by_behaviour, exit_by_behaviour, mark_by_behaviour,
                                        drop_by_behaviour, .leaves_values = true};

bool truce__tells_lines(const truce_model *model, uint32_t concept, uint32_t party) {
    const truce__chosen own = truce__own_concept(model, truce__concept_in(&truce__concepts, concept), party);
    return own.family && own.family->tells_lines;
}

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
     .family = ID "-strongD",                                                                              \
     .name = TEXT_CONCEPT_##KEY##_STRONG_NAME,                                                             \
     .definition = TEXT_CONCEPT_##KEY##_STRONG_DEFINITION,                                                 \
     .reference = STRONG_REFERENCE,                                                                        \
     .evidence = TEXT_EVIDENCE_FORMULAS,                                                                   \
     .needs = TEXT_NEEDS_MARKS,                                                                            \
     .parameter = DEGREE},
#define GMR_MEMBER(D) STRONG_MEMBER("gmr", "GMR", GMR, #D, D)
#define SMR_MEMBER(D) STRONG_MEMBER("smr", "SMR", SMR, #D, D)
#define SEQ_MEMBER(D) STRONG_MEMBER("seq", "SEQ", SEQ, #D, D)
#define SSEQ_MEMBER(D) STRONG_MEMBER("sseq", "SSEQ", SSEQ, #D, D)
static const truce_concept gmr_strong[] = {STRONG_MEMBER("gmr", "GMR", GMR, "", 0) TRUCE__FROM_3(GMR_MEMBER)};
static const truce_concept smr_strong[] = {STRONG_MEMBER("smr", "SMR", SMR, "", 0) TRUCE__FROM_3(SMR_MEMBER)};
static const truce_concept seq_strong[] = {STRONG_MEMBER("seq", "SEQ", SEQ, "", 0) TRUCE__FROM_3(SEQ_MEMBER)};
static const truce_concept sseq_strong[] = {STRONG_MEMBER("sseq", "SSEQ", SSEQ, "", 0) TRUCE__FROM_3(SSEQ_MEMBER)};

/* The text of a family is that of each member. */
#define TREE(h, prefix, head, of)                                                                                   \
    {.id = prefix #h, .label = head #h, .family = prefix "H", .name = TEXT_CONCEPT_##of##_NAME,                     \
     .definition = TEXT_CONCEPT_##of##_DEFINITION, .reference = TREES, .evidence = TEXT_EVIDENCE_RECONSTRUCTED,     \
     .needs = TEXT_NEEDS_NOTHING, .parameter = (h)},
#define MR(h) TREE(h, "mr", "MR", MR)
#define CMR(h) TREE(h, "cmr", "CMR", CMR)
#define TREES                                                                                                       \
    "Zeng, Fang, Hipel and Kilgour 2006, Discrete Applied Mathematics 154, 2430-2443; 2007, "                       \
    "doi:10.1109/TSMCA.2007.897704"

#define ENDLESS(parity, head, of)                                                                                  \
    {.id = parity, .label = head, .name = TEXT_CONCEPT_##of##_NAME, .definition = TEXT_CONCEPT_##of##_DEFINITION,   \
     .reference = TREES, .evidence = TEXT_EVIDENCE_RECONSTRUCTED, .needs = TEXT_NEEDS_NOTHING}

static const truce_concept mr[] = {TRUCE__TO_99(MR)};
static const truce_concept mr_odd = ENDLESS("mr-odd", "MR-odd", MR_ODD);
static const truce_concept mr_even = ENDLESS("mr-even", "MR-even", MR_EVEN);
static const truce_concept cmr[] = {TRUCE__TO_99(CMR)};

#define BY_VALUES(name, list, size, which, half_rounds, also, others)      \
    const truce__concept truce__##name = {                                  \
        .members = (list), .count = (size), .called = (also),               \
        .replies = (which), .depth = (half_rounds), .way = &truce__by_values, \
        .has_other_rules = (others),                                          \
        .is_own = (which) != TRUCE__REPLIES_IMPROVING,                         \
        .has_coalitions = (half_rounds) > 0 && (half_rounds) <= 3,              \
        .explain = truce__explain_replies}

BY_VALUES(nash, &nash, 1, TRUCE__REPLIES_NONE, 1, NULL, true);
BY_VALUES(gmr, &gmr, 1, TRUCE__REPLIES_ANY, 2, NULL, true);
BY_VALUES(smr, &smr, 1, TRUCE__REPLIES_ANY, 3, NULL, true);
BY_VALUES(seq, &seq, 1, TRUCE__REPLIES_IMPROVING, 2, NULL, true);
BY_VALUES(sseq, &sseq, 1, TRUCE__REPLIES_IMPROVING, 3, NULL, false);
BY_VALUES(mr, mr, sizeof mr / sizeof *mr, TRUCE__REPLIES_ANY, 0, "maximin", false);
BY_VALUES(mr_odd, &mr_odd, 1, TRUCE__REPLIES_ANY, TRUCE__ENDLESS_ODD, NULL, false);
BY_VALUES(mr_even, &mr_even, 1, TRUCE__REPLIES_ANY, TRUCE__ENDLESS_EVEN, NULL, false);
BY_VALUES(cmr, cmr, sizeof cmr / sizeof *cmr, TRUCE__REPLIES_IMPROVING, 0, NULL, false);

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

#define BY_LOSSES(name, which, half_rounds)                                                                       \
    const truce__concept truce__##name = {                                                                    \
        .members = (name), .count = sizeof(name) / sizeof *(name), .unwritten = 2, .replies = (which),        \
        .depth = (half_rounds), .is_graded = true, .is_own = (which) != TRUCE__REPLIES_IMPROVING,           \
        .is_about = has_marks, .else_it = TRUCE__M_LIKE_NASH, .way = &by_strong, .explain = truce__explain_replies}
BY_LOSSES(gmr_strong, TRUCE__REPLIES_ANY, 2);
BY_LOSSES(smr_strong, TRUCE__REPLIES_ANY, 3);
BY_LOSSES(seq_strong, TRUCE__REPLIES_IMPROVING, 2);
BY_LOSSES(sseq_strong, TRUCE__REPLIES_IMPROVING, 3);

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

/* Whether the id is the member's, or that with the parameter that need not be written, or its other name: "maximin3"
 * for "mr3". */
static bool is_id_of(const truce__concept *family, const truce_concept *member, const char *id) {
    char number[16];
    size_t length = strlen(member->id);
    const char *also = family->called, *its = member->id + strcspn(member->id, "123456789");
    if (also && *its && strncmp(id, also, strlen(also)) == 0 && strcmp(id + strlen(also), its) == 0) return true;
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
