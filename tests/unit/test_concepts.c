/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Concepts as data. Concepts outside the table test what the table must have room for: a family with a parameter
 * whose first three members are Nash, GMR and SMR, and a concept that needs no engine and whose verdicts may be
 * neither stable nor unstable. The engine is asked with ranks other than the graph's. Claims of witnesses are spoiled
 * one by one, and the verifier must refuse each.
 */
#include "concepts/worth.h"
#include "graph/set.h"
#include "graph/walk.h"
#include "harness.h"

#include <truce/result.h>
#include <truce/set.h>

typedef struct scene {
    truce_ctx *ctx;
    truce_model *model;
    truce_graph *graph;
    truce_verifier *verifier;
} scene;

static char *read_text(const char *path) {
    char *text = calloc(1, 1 << 20);
    FILE *file = fopen(path, "rb");
    if (!text || !file || fread(text, 1, (1 << 20) - 1, file) == 0) exit(2);
    fclose(file);
    return text;
}

/* Parties take turns by which concept they judge, so that all concepts can be had. */
static truce_status behave(truce_model *model) {
    uint32_t concepts[16];
    for (uint32_t i = 0; i < 16; i++) concepts[i] = (i + 3) % 5;
    return truce_model_party_count(model) <= 16 ? truce_model_behave(model, concepts) : TRUCE_E_USAGE;
}

static scene open_text(const char *text) {
    scene s = {.ctx = truce_ctx_new(NULL)};
    bool is_good = s.ctx && truce_parse(s.ctx, text, strlen(text), "model", &s.model) == TRUCE_OK &&
                   behave(s.model) == TRUCE_OK && truce_graph_build(s.ctx, s.model, &s.graph) == TRUCE_OK &&
                   truce_verifier_new(s.ctx, s.graph, &s.verifier) == TRUCE_OK;
    if (is_good) return s;
    for (size_t i = 0; i < truce_diag_count(s.ctx, TRUCE_ERROR); i++)
        printf("%s\n", truce_diag_at(s.ctx, i)->message);
    exit(2);
}

static scene open_file(const char *path) {
    char *text = read_text(path);
    scene s = open_text(text);
    free(text);
    return s;
}

static void close_scene(scene *s) {
    truce_verifier_free(s->verifier);
    truce_graph_free(s->graph);
    truce_model_free(s->model);
    truce_ctx_free(s->ctx);
}

static const char *const files[] = {
    TRUCE_ROOT "/cases/elmira-1991/model.yaml",    TRUCE_ROOT "/cases/syria-iraq-1975/model.yaml",
    TRUCE_ROOT "/tests/cli/models/well.yaml",      TRUCE_ROOT "/tests/cli/models/village.yaml",
    TRUCE_ROOT "/tests/cli/models/coalesced.yaml", TRUCE_ROOT "/tests/cli/models/plain.yaml"};
enum { N_FILES = sizeof files / sizeof *files };

static bool is_same_set(const truce_set *a, const truce_set *b) {
    if (truce_set_count(a) != truce_set_count(b)) return false;
    for (truce_state s = truce_set_next(a, 0); s; s = truce_set_next(a, s))
        if (!truce_set_contains(b, s)) return false;
    return true;
}

/* -------------------------------------------------- a family with a parameter */

/* Metarationality with a horizon of so many moves, the party's and the others' in turn: 1 is Nash stability, 2 GMR, 3
 * SMR. */
static void plan_mr(const truce_graph *graph, truce__chosen concept, unsigned *kinds, truce__needs *needs) {
    (void)graph, (void)concept, (void)needs;
    *kinds |= 1U << TRUCE__REPLIES_ANY;
}

static truce_status assess_mr(truce__deciding *job) {
    uint32_t moves = job->concept.info->parameter;
    TRY(truce__assess(job->engine, job->party, TRUCE__REPLIES_ANY));
    if (moves == 3) TRY(truce__best_move(job->engine));
    if (moves >= 2) TRY(truce__worst_reply(job->engine, TRUCE__REPLIES_ANY));
    if (moves == 3) truce__cap_by_ranks(job->engine);
    return TRUCE_OK;
}

static uint64_t exit_mr(const truce__deciding *job, uint64_t cell) {
    return truce__exit_of(job->engine, cell);
}

static truce_status mark_mr(truce__deciding *job) {
    return truce__mark_stable(job->engine, job->stable);
}

/* ------------------------------------------- a concept of another kind, with ties */

/* Stable when every move leads to something worse, unstable when one leads to something better, else undecided. */
static void plan_tied(const truce_graph *graph, truce__chosen concept, unsigned *kinds, truce__needs *needs) {
    (void)graph, (void)concept, (void)kinds, (void)needs;
}

static truce_status assess_tied(truce__deciding *job) {
    (void)job;
    return TRUCE_OK;
}

static uint32_t best_of(const truce__deciding *job, uint64_t cell, uint64_t *lowest_better) {
    const truce__ranks *ranks = &job->graph->ranks[job->party];
    uint32_t best = 0, own = truce__rank_at(ranks, cell);
    truce__walk walk;
    truce__walk_from(&walk, &job->graph->space, job->party, cell);
    *lowest_better = UINT64_MAX;
    for (uint64_t to; truce__walk_next(&walk, &to);) {
        uint32_t rank = truce__rank_at(ranks, to);
        if (rank > own && *lowest_better == UINT64_MAX) *lowest_better = to;
        if (rank > best) best = rank;
    }
    return best;
}

static uint64_t exit_tied(const truce__deciding *job, uint64_t cell) {
    uint64_t to;
    best_of(job, cell, &to);
    return to;
}

static truce_status mark_tied(truce__deciding *job) {
    for (truce_state state = 1; state <= truce_graph_state_count(job->graph); state++) {
        uint64_t cell = truce__space_cell(&job->graph->space, state), to;
        uint32_t own = truce__rank_at(&job->graph->ranks[job->party], cell), best = best_of(job, cell, &to);
        if (best < own) truce__bits_set(job->stable->bits, cell);
        if (best == own) truce__bits_set(job->maybe->bits, cell);
    }
    TRY(truce__set_recount(job->stable));
    return truce__set_recount(job->maybe);
}

#define MEMBER(number) \
    {.id = "mr" #number, .label = "MR" #number, .name = "Metarational tree", .definition = "-", .parameter = (number)}
static const truce_concept mr[] = {MEMBER(1), MEMBER(2), MEMBER(3)};
static const truce_concept tied = {.id = "tied", .label = "Tied", .name = "Ties", .definition = "-"};
static const truce__way by_moves = {plan_mr, assess_mr, exit_mr, mark_mr, .leaves_values = true};
static const truce__way by_walking = {plan_tied, assess_tied, exit_tied, mark_tied, .leaves_values = false};
static const truce__concept ties = {.members = &tied, .count = 1, .has_maybe = true, .way = &by_walking};
static const truce__concept tree = {.members = mr, .count = 3, .way = &by_moves};
static const truce__concept *const families[] = {&ties, &tree};
static const truce__concept_table table = {families, 2};

static void ids_with_a_parameter_are_found(void) {
    uint32_t mr3 = truce__find_in(&table, "mr3");
    truce__chosen chosen = truce__concept_in(&table, mr3);
    CLAIM(mr3 == (1U | 2U << 8), "a number is the family's, and the place in it above");
    CLAIM(chosen.family == &tree && chosen.info->parameter == 3, "family and parameter are found by number");
    CLAIM_TEXT(chosen.info->id, "mr3", "and so is the id");
    CLAIM(truce__find_in(&table, "mr4") == UINT32_MAX && truce__find_in(&table, "mr") == UINT32_MAX,
          "others are not");
    CLAIM(!truce__concept_in(&table, 1U | 3U << 8).family && !truce__concept_in(&table, 2).family,
          "nor other numbers");
    CLAIM(!truce_concept_at(truce_concept_count()) && !truce_concept_at(1U << 8),
          "the public table has no more than it has");
    CLAIM(truce_concept_find("tied") == UINT32_MAX && truce_concept_find("sseq") == 4,
          "and does not know these families");
    uint32_t mr99 = truce_concept_find("mr99");
    CLAIM(mr99 != UINT32_MAX && truce_concept_find("maximin99") == mr99 && truce_concept_at(mr99)->parameter == 99,
          "a family may have another name");
    CLAIM(truce_concept_find("maximin") == UINT32_MAX && truce_concept_find("maximin100") == UINT32_MAX &&
              truce_concept_find("maximinmr3") == UINT32_MAX, "of which nothing follows but numbers");
}

typedef struct watch {
    truce__chosen concept;
    bool *is_exit; /* [slot][party][state - 1] */
} watch;

static bool *exit_at(const watch *w, const truce_graph *graph, uint32_t slot, uint32_t party, truce_state state) {
    return &w->is_exit[(slot * truce_model_party_count(graph->model) + party) * truce_graph_state_count(graph) +
                       state - 1];
}

static truce_status see(void *ud, const truce__deciding *job, uint32_t slot) {
    const watch *w = ud;
    for (truce_state state = 1; state <= truce_graph_state_count(job->graph); state++)
        *exit_at(w, job->graph, slot, job->party, state) =
            job->concept.family->way->exit(job, truce__space_cell(&job->graph->space, state)) != UINT64_MAX;
    return TRUCE_OK;
}

static void families_are_solved(const char *path, uint64_t *n_maybe) {
    static const char *const as[] = {"nash", "gmr", "smr"};
    scene s = open_file(path);
    uint32_t asked[4], usual[3], n_parties = truce_model_party_count(s.model);
    truce_solution *ours = NULL, *usual_ones = NULL;
    watch w = {.is_exit = calloc(4 * n_parties * truce_graph_state_count(s.graph), sizeof(bool))};
    truce__observer observer = {see, &w};
    uint64_t wrong = 0, wrong_exits = 0;
    for (int i = 0; i < 3; i++) asked[i] = truce__find_in(&table, mr[i].id), usual[i] = truce_concept_find(as[i]);
    asked[3] = truce__find_in(&table, "tied");
    size_t said = truce_diags_total(s.ctx);
    CLAIM(truce__worth_allow(s.ctx, s.graph, truce__concept_in(&table, asked[2]), "none") == TRUCE_OK &&
              truce_diags_total(s.ctx) == said, "some concepts say what a move is worth");
    CLAIM(truce__worth_allow(s.ctx, s.graph, truce__concept_in(&table, asked[3]), "none") == TRUCE_E_USAGE &&
              truce_diags_total(s.ctx) == said + 1, "and others do not, with the reason");
    CLAIM(w.is_exit && truce__solve(s.ctx, s.graph, &table, asked, 4, &observer, &ours) == TRUCE_OK &&
              truce_solve(s.ctx, s.graph, usual, 3, &usual_ones) == TRUCE_OK, "%s is solved by both tables", path);
    for (uint32_t slot = 0; slot < 3; slot++) {
        for (uint32_t p = 0; p < n_parties; p++)
            wrong += !is_same_set(truce_solution_stable(ours, slot, p), truce_solution_stable(usual_ones, slot, p));
        wrong += !is_same_set(truce_solution_equilibria(ours, slot), truce_solution_equilibria(usual_ones, slot));
        wrong += truce_solution_maybe(ours, slot, 0) || truce_solution_maybe_equilibria(ours, slot);
    }
    CLAIM(wrong == 0, "members of a family are Nash, GMR and SMR in %s", path);
    for (truce_state state = 1; state <= truce_graph_state_count(s.graph); state++) {
        bool is_unstable = false, is_maybe = false;
        for (uint32_t p = 0; p < n_parties; p++) {
            bool stable = truce_set_contains(truce_solution_stable(ours, 3, p), state);
            bool maybe = truce_set_contains(truce_solution_maybe(ours, 3, p), state);
            is_maybe = is_maybe || maybe;
            is_unstable = is_unstable || (!stable && !maybe);
            wrong_exits += (stable || maybe) == *exit_at(&w, s.graph, 3, p, state);
            for (uint32_t slot = 0; slot < 3; slot++)
                wrong_exits += truce_set_contains(truce_solution_stable(ours, slot, p), state) ==
                               *exit_at(&w, s.graph, slot, p, state);
        }
        wrong += truce_set_contains(truce_solution_maybe_equilibria(ours, 3), state) != (is_maybe && !is_unstable);
        wrong += truce_set_contains(truce_solution_equilibria(ours, 3), state) != (!is_maybe && !is_unstable);
        *n_maybe += is_maybe;
    }
    CLAIM(wrong == 0, "what is neither stable nor unstable is kept apart in %s", path);
    CLAIM(wrong_exits == 0, "parties would leave where they are unstable, whatever the way, in %s", path);
    truce_solution_free(ours);
    truce_solution_free(usual_ones);
    free(w.is_exit);
    close_scene(&s);
}

/* -------------------------------------------------------- verdicts that are open */

static bool take(void *ud, const char *bytes, size_t length) {
    strncat(ud, bytes, length);
    return true;
}

static const char *shown(scene *s, const truce_solution *solution, truce_format format, truce_view view) {
    static char text[1 << 16];
    const truce_render_options options = {.view = view, .sort_party = UINT32_MAX};
    const truce_form form = {.format = format, .width = 100};
    truce_result *result = NULL;
    text[0] = 0;
    if (truce_result_of_solve(s->ctx, solution, &options, &result) != TRUCE_OK ||
        truce_render(result, &form, &(truce_sink){take, text}) != TRUCE_OK)
        exit(2);
    truce_result_free(result);
    return text;
}

/* South likes suing as much as not; north does not: 1 and 3 are open for south, and 2 and 4. The concept has the
 * number of Nash. */
static void open_verdicts_are_shown(void) {
    scene s = open_text("truce: 1\nparties:\n  - {id: north, options: [pump]}\n  - {id: south, options: [sue]}\n"
                        "preferences:\n  north: {order: [not pump]}\n  south: {order: [not pump]}\n");
    uint32_t asked = 0;
    truce_solution *solution = NULL;
    if (truce__solve(s.ctx, s.graph, &table, &asked, 1, NULL, &solution) != TRUCE_OK) exit(2);
    const char *json = shown(&s, solution, TRUCE_FORMAT_JSON, TRUCE_VIEW_STABILITY);
    CLAIM(strstr(json, "\"maybe_equilibria\": {\"nash\": [1, 3]}"), "JSON lists what may be an equilibrium");
    CLAIM(strstr(json, "\"stable\": {\"nash\": [\"north\"]}, \"maybe\": {\"nash\": [\"south\"]}"),
          "and for whom a state is maybe stable");
    const char *csv = shown(&s, solution, TRUCE_FORMAT_CSV, TRUCE_VIEW_STABILITY);
    CLAIM(strstr(csv, ",nash_north,nash_south,eq_nash,maybe_nash_north,maybe_nash_south,maybe_eq_nash\n") &&
              strstr(csv, ",1,0,0,0,1,1\n"), "CSV has columns for both");
    const char *text = shown(&s, solution, TRUCE_FORMAT_TABLE, TRUCE_VIEW_STABILITY);
    CLAIM(strstr(text, "?     ?") && strstr(text, "; maybe 2: 1, 3") && strstr(text, "? and maybe:"),
          "text shows a question mark and says what it means");
    CLAIM(strstr(text, "would leave state 2 (YN)"), "and a state that is left under no tie is no example of failing");
    CLAIM(strstr(shown(&s, solution, TRUCE_FORMAT_TABLE, TRUCE_VIEW_OPTIONS), "Equilibrium: Nash") &&
              strstr(shown(&s, solution, TRUCE_FORMAT_TABLE, TRUCE_VIEW_OPTIONS), "?   ?"),
          "so does the table of options");
    CLAIM(strstr(shown(&s, solution, TRUCE_FORMAT_TABLE, TRUCE_VIEW_TABLEAU), "?"), "and the tableau");
    CLAIM(strstr(shown(&s, solution, TRUCE_FORMAT_HTML, TRUCE_VIEW_STABILITY), "<td>?</td>"), "and a page");
    truce_solution_free(solution);
    close_scene(&s);
}

/* ------------------------------------------------- concepts that cannot be had */

static truce__lack lack_two(const truce_graph *graph, truce__chosen concept) {
    bool has_two = concept.info->parameter == 2 && graph->model->n_parties > 1;
    return (truce__lack){has_two ? TRUCE__M_NEEDS_NOTHING : TRUCE__NO_MESSAGE, 2};
}

static truce_status give_up_three(truce__deciding *job) {
    const truce__lack limit = {TRUCE__M_CONCEPT_NASH_NAME, 3};
    if (job->concept.info->parameter < 3 || job->party == 0) return mark_mr(job);
    return truce__concept_refuse(job->ctx, job->graph, job->concept, limit, TRUCE_E_LIMIT);
}

static const truce__way by_few_moves = {plan_mr, assess_mr, exit_mr, give_up_three, .leaves_values = true};
static const truce__concept shy = {.members = mr, .count = 3, .lacks = lack_two, .way = &by_few_moves};
static const truce__concept *const shy_families[] = {&shy};
static const truce__concept_table shy_table = {shy_families, 1};

static void what_cannot_be_had_is_said(void) {
    static const truce_status expected[] = {TRUCE_OK, TRUCE_E_USAGE, TRUCE_E_LIMIT};
    scene s = open_file(files[0]);
    for (uint32_t i = 0; i < 3; i++) {
        uint32_t asked = truce__find_in(&shy_table, mr[i].id);
        truce_solution *solution = NULL;
        size_t said = truce_diags_total(s.ctx);
        s.ctx->refusal.concept = NULL;
        CLAIM(truce__solve(s.ctx, s.graph, &shy_table, &asked, 1, NULL, &solution) == expected[i],
              "%s ends as it must", mr[i].id);
        CLAIM(truce_diags_total(s.ctx) == said + (i > 0), "a concept that cannot be had says why, and no other");
        CLAIM(s.ctx->refusal.concept == (i ? &mr[i] : NULL), "and which it is");
        truce_solution_free(solution);
    }
    CLAIM(s.ctx->refusal.why == TRUCE__M_CONCEPT_NASH_NAME && s.ctx->refusal.number == 3, "the reason is kept");
    CLAIM(strstr(truce_diag_at(s.ctx, 0)->message, "MR2 cannot be had: any model"), "it is told in words");
    close_scene(&s);
}

/* ------------------------------------------------------- ranks of somebody else */

/* Thirteen options of three parties: enough for the engine to leave options out. */
static void write_model(char *text, size_t room, const char *north) {
    snprintf(text, room,
             "truce: 1\nparties:\n"
             "  - {id: north, options: [{id: a}, {id: b}, {id: c}, {id: d}]}\n"
             "  - {id: south, options: [{id: e}, {id: f}, {id: g}, {id: h}]}\n"
             "  - {id: west, options: [{id: i}, {id: j}, {id: k}, {id: l}, {id: m}]}\nfeasible: [not (b and "
             "g)]\npreferences:\n  north: {order: [%s]}\n"
             "  south: {order: [not a, e and i, not c]}\n  west: {order: [j if e, a, not i]}\n",
             north);
}

static void other_ranks_can_be_given(void) {
    char text[2048];
    write_model(text, sizeof text, "not e, a if i, b");
    scene one = open_text(text);
    write_model(text, sizeof text, "k, not a or f, i");
    scene other = open_text(text);
    truce__ranks ranks[3] = {other.graph->ranks[0], one.graph->ranks[1], one.graph->ranks[2]};
    uint32_t concepts[] = {0, 1, 2, 3, 4};
    truce_solution *want = NULL, *plain = NULL;
    truce__engine *engine = NULL;
    truce_set *set = NULL;
    uint64_t wrong = 0, changed = 0;
    bool is_good = truce_solve(other.ctx, other.graph, concepts, 5, &want) == TRUCE_OK &&
                   truce_solve(one.ctx, one.graph, concepts, 5, &plain) == TRUCE_OK &&
                   truce__engine_open(one.ctx, one.graph, ranks, false, &engine) == TRUCE_OK;
    CLAIM(is_good, "both models are solved");
    for (uint32_t slot = 0; is_good && slot < 5; slot++)
        for (uint32_t p = 0; p < 3; p++) {
            truce__deciding job = {.ctx = one.ctx, .graph = one.graph, .engine = engine, .party = p,
                                   .concept = truce__concept_in(&truce__concepts, slot)};
            truce_set_free(set);
            if (truce_set_new(one.ctx, one.graph, &set) != TRUCE_OK) exit(2);
            job.stable = set;
            if (job.concept.family->way->assess(&job) != TRUCE_OK || job.concept.family->way->mark(&job) != TRUCE_OK)
                exit(2);
            wrong += !is_same_set(set, truce_solution_stable(want, slot, p));
            changed += !is_same_set(set, truce_solution_stable(plain, slot, p));
        }
    CLAIM(wrong == 0, "one graph with another's ranks of one party gives the other's verdicts (%u differ)",
          (unsigned)wrong);
    CLAIM(changed > 5, "which are not its own (%u)", (unsigned)changed);
    truce_set_free(set);
    truce__engine_close(engine);
    truce_solution_free(want);
    truce_solution_free(plain);
    close_scene(&one);
    close_scene(&other);
}

/* ---------------------------------------------------------------- spoiled claims */

typedef struct spoiling {
    scene *s;
    truce_witness *witness;
    bool is_later; /* claims further down a tree, which may be told of from any state that leads there */
    uint64_t tried, missed;
} spoiling;

static uint64_t n_later; /* claims further down a tree that were spoiled */

/* The families, and trees deeper than a counter-move. */
static const char *const deep[] = {"mr4", "mr5", "cmr4", "cmr7", "l3"};
enum { N_DEEP = sizeof deep / sizeof *deep };

static uint32_t count_asked(void) {
    return truce_concept_count() + N_DEEP;
}

static uint32_t concept_asked(uint32_t i) {
    return i < truce_concept_count() ? i : truce_concept_find(deep[i - truce_concept_count()]);
}

static bool can_be_had(const scene *s, uint32_t concept) {
    return truce__concept_lack(s->graph, truce__concept_in(&truce__concepts, concept)).why == TRUCE__NO_MESSAGE;
}

static bool is_refused(spoiling *job) {
    truce_status status = truce_verify(job->s->verifier, job->witness);
    truce_diags_clear(job->s->ctx);
    job->tried++;
    return status == TRUCE_E_BUG;
}

static void expect_refused(spoiling *job, const char *what, const truce_claim *claim) {
    if (is_refused(job)) return;
    if (job->missed++ < 5) printf("not refused: %s of a claim of kind %d\n", what, (int)claim->kind);
}

static void spoil_claims(spoiling *job, truce_claim *claims, size_t count, bool has_order);

/* Each part of a claim is changed and set back. */
static void spoil(spoiling *job, truce_claim *claim) {
    const truce_claim kept = *claim;
    for (int kind = TRUCE_CLAIM_SANCTIONED; kind <= TRUCE_CLAIM_NO_BETTER; kind++, *claim = kept) {
        if (kind == (int)kept.kind) continue;
        claim->kind = (truce_claim_kind)kind;
        expect_refused(job, "kind", &kept);
    }
    claim->from = kept.from % truce_graph_state_count(job->s->graph) + 1;
    if (claim->from != kept.from && !(job->is_later && kept.kind <= TRUCE_CLAIM_FREE))
        expect_refused(job, "from", &kept);
    *claim = kept;
    claim->left++;
    if (kept.kind <= TRUCE_CLAIM_FREE) expect_refused(job, "left", &kept);
    *claim = kept;
    claim->to = claim->from; /* no move leads back */
    expect_refused(job, "to", &kept);
    *claim = kept;
    claim->mover = truce_model_party_count(job->s->model);
    expect_refused(job, "mover", &kept);
    *claim = kept;
    bool is_free = kept.kind == TRUCE_CLAIM_FREE, ends = kept.kind == TRUCE_CLAIM_SANCTION;
    truce_claim *children;
    memcpy(&children, &kept.children, sizeof children); /* made by the test below */
    if (kept.child_count == 0) return;
    spoil_claims(job, children, kept.child_count, is_free || ends);
    /* a line of play that is cut short may be one, where ties let a mover stay */
    if (kept.kind == TRUCE_CLAIM_ANTICIPATED || kept.kind == TRUCE_CLAIM_DECLINED) return;
    claim->child_count--;
    expect_refused(job, "missing child", &kept);
    *claim = kept;
}

static void spoil_claims(spoiling *job, truce_claim *claims, size_t count, bool has_order) {
    for (size_t i = 0; i < count; i++) {
        spoil(job, &claims[i]);
        if (!has_order || claims[i].after == 0) continue;
        size_t after = claims[i].after;
        claims[i].after = count;
        expect_refused(job, "after", &claims[i]);
        claims[i].after = after;
    }
}

/* A copy that may be written. */
static truce_claim *copy_claims(const truce_claim *claims, size_t count) {
    truce_claim *copy = calloc(count + 1, sizeof *copy);
    if (!copy) exit(2);
    for (size_t i = 0; i < count; i++) {
        copy[i] = claims[i];
        copy[i].children = copy_claims(claims[i].children, claims[i].child_count);
    }
    return copy;
}

static void free_claims(truce_claim *claims, size_t count) {
    for (size_t i = 0; i < count; i++) {
        truce_claim *children;
        memcpy(&children, &claims[i].children, sizeof children);
        free_claims(children, claims[i].child_count);
    }
    free(claims);
}

static void spoil_witness(scene *s, truce_state state, uint32_t party, uint32_t concept, uint64_t *tried,
                          uint64_t *missed) {
    truce_witness *found;
    if (truce_explain(s->ctx, s->graph, state, party, concept, 0, &found) != TRUCE_OK) exit(2);
    truce_witness witness = *found;
    truce_claim *claims = copy_claims(found->claims, found->claim_count);
    truce_claim *later = copy_claims(found->later, found->later_count);
    spoiling job = {.s = s, .witness = &witness};
    witness.claims = claims;
    witness.later = later;
    job.missed += is_refused(&job); /* an unchanged copy proves its verdict */
    spoil_claims(&job, claims, witness.claim_count, false);
    job.is_later = true;
    spoil_claims(&job, later, witness.later_count, false);
    if (found->later_count) {
        witness.later_count--;
        job.missed += !is_refused(&job);
        witness.later_count++;
    }
    witness.verdict = found->verdict == TRUCE_STABLE ? TRUCE_UNSTABLE : TRUCE_STABLE;
    job.missed += !is_refused(&job);
    witness.verdict = found->verdict == TRUCE_MAYBE ? TRUCE_UNSTABLE : TRUCE_MAYBE;
    job.missed += !is_refused(&job);
    witness.verdict = found->verdict;
    if (found->verdict == TRUCE_STABLE && witness.claim_count) {
        witness.claim_count--;
        job.missed += !is_refused(&job);
    }
    n_later += found->later_count;
    *tried += job.tried;
    *missed += job.missed;
    free_claims(claims, found->claim_count);
    free_claims(later, found->later_count);
    truce_witness_free(s->ctx, found);
}

static void spoiled_claims_are_refused(const char *path) {
    scene s = open_file(path);
    uint64_t tried = 0, missed = 0, n_states = truce_graph_state_count(s.graph);
    for (truce_state state = 1; state <= n_states && state <= 24; state++)
        for (uint32_t party = 0; party < truce_model_party_count(s.model); party++)
            for (uint32_t i = 0; i < count_asked(); i++)
                if (can_be_had(&s, concept_asked(i)))
                    spoil_witness(&s, state, party, concept_asked(i), &tried, &missed);
    CLAIM(missed == 0, "every spoiled claim is refused in %s (%llu of %llu are not)", path,
          (unsigned long long)missed, (unsigned long long)tried);
    CLAIM(tried > 100, "%s has claims to spoil", path);
    close_scene(&s);
}

/* ---------------------------------------------------------------- flipped verdicts */

enum { FLIPS = 60 };

/* Verdicts on all parties under all concepts, of which any one is turned round: seen when all rows are verified, and
 * when only the state in question is shown. */
static truce_status verify_rows(scene *s, const truce_solution *solution, const truce_set *rows) {
    const truce_render_options options = {.kind = TRUCE_ROWS_ALL, .rows = rows, .sort_party = UINT32_MAX};
    uint64_t verified = 0;
    truce_status status = truce_solution_verify(s->ctx, solution, &options, &verified);
    truce_diags_clear(s->ctx);
    return status;
}

static bool flip_is_found(scene *s, truce_solution *solution, uint32_t slot, uint32_t party, truce_state state) {
    uint64_t cell = truce__space_cell(&s->graph->space, state);
    uint64_t *word = truce_solution_stable(solution, slot, party)->bits + cell / 64; /* writable: its own */
    truce_set *one = NULL;
    if (truce_set_new(s->ctx, s->graph, &one) != TRUCE_OK || truce_set_add(one, state) != TRUCE_OK) exit(2);
    *word ^= UINT64_C(1) << cell % 64;
    bool is_found = verify_rows(s, solution, one) == TRUCE_E_BUG;
    if (truce_graph_state_count(s->graph) <= 64) is_found &= verify_rows(s, solution, NULL) == TRUCE_E_BUG;
    *word ^= UINT64_C(1) << cell % 64;
    truce_set_free(one);
    return is_found;
}

static void flipped_verdicts_are_found(scene s, const char *name) {
    uint64_t missed = 0, random = 1, n_states = truce_graph_state_count(s.graph);
    uint32_t n_parties = truce_model_party_count(s.model);
    uint32_t n_concepts = n_states <= 64 ? count_asked() : truce_concept_count();
    uint32_t *concepts = calloc(n_concepts, sizeof *concepts);
    truce_solution *solution = NULL;
    if (!concepts) exit(2);
    uint32_t asked = n_concepts;
    n_concepts = 0;
    for (uint32_t c = 0; c < asked; c++)
        if (can_be_had(&s, concept_asked(c))) concepts[n_concepts++] = concept_asked(c);
    if (truce_solve(s.ctx, s.graph, concepts, n_concepts, &solution) != TRUCE_OK) exit(2);
    CLAIM(verify_rows(&s, solution, NULL) == TRUCE_OK, "every verdict of %s is verified", name);
    for (int i = 0; i < FLIPS; i++) {
        random = random * UINT64_C(6364136223846793005) + 1442695040888963407;
        uint32_t slot = (uint32_t)(random >> 33) % n_concepts, party = (uint32_t)(random >> 40) % n_parties;
        missed += !flip_is_found(&s, solution, slot, party, (random >> 20) % n_states + 1);
    }
    CLAIM(missed == 0, "any verdict of %s that is turned round is found (%llu of %d are not)", name,
          (unsigned long long)missed, (int)FLIPS);
    truce_solution_free(solution);
    free(concepts);
    close_scene(&s);
}

/* What the verifier reads in bulk: levels whose number is no power of two, options that move one way or by steps,
 * rules and outcomes of outcomes, weights, groups, and states that coalesce. 1,296 combinations are three blocks. */
#define MIXED                                                                                            \
    "truce: 1\nparties:\n"                                                                               \
    "- {id: a, options: [{id: a1}, {id: a2, levels: [low, mid, high], step: 1}, {id: a3, moves: up}]}\n" \
    "- {id: b, options: [{id: b1, levels: [x, y, z]}, {id: b2}, {id: b3, levels: [p, q, r]}]}\n"         \
    "- {id: c, options: [{id: c1, moves: down}, {id: c2, levels: [one, two, three]}]}\n"                 \
    "outcomes: {high: a2 >= mid and not c1, far: high or b3 = r}\n"                                      \
    "preferences:\n"                                                                                     \
    "  a: {order: [far, 'exactly 2 of (a1, b2, c1, b3 > p)', not a1 or b2, c2 = two, a3 iff b2]}\n"     \
    "  b: {weigh: {a1: 2, b1 != y: 1.5, c2 > one: -0.5, high: 3}}\n"                                     \
    "  c: {rank: [c1 and b2, [a3, b1 = z], rest, 'at most 1 of (a1, c1, b3 = q)']}\n"
#define RULES "feasible: [not (a1 and b2 and c1), a3 implies b1 != z or c2 = three, far or not c2 = three]\n"

static const struct {
    const char *name, *text;
} mixed[] = {{"a mixed model", MIXED},
             {"a mixed model with rules", MIXED RULES},
             {"a mixed model that coalesces",
              MIXED RULES "coalesce: [a1 and b1 = z, a1 and c2 = three, not far and b1 = x]\n"}};

int main(void) {
    for (size_t i = 0; i < sizeof mixed / sizeof *mixed; i++)
        flipped_verdicts_are_found(open_text(mixed[i].text), mixed[i].name);
    ids_with_a_parameter_are_found();
    open_verdicts_are_shown();
    what_cannot_be_had_is_said();
    other_ranks_can_be_given();
    uint64_t n_maybe = 0;
    for (int i = 0; i < N_FILES; i++) {
        families_are_solved(files[i], &n_maybe);
        spoiled_claims_are_refused(files[i]);
        flipped_verdicts_are_found(open_file(files[i]), files[i]);
    }
    CLAIM(n_maybe > 0, "some of the models have ties");
    CLAIM(n_later > 0, "some of the trees go beyond a counter-move");
    return claims_end();
}
