/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/sentences.h"

#include "concepts/concepts.h"
#include "questions/conclusions/outcomes.h"
#include "questions/no_deal.h"
#include "questions/deal/agreement.h"

#include <truce/variant.h>

#include <inttypes.h>

/* States that are gone through for an example; up to so many there are outcomes are looked at too; names in a
 * list. */
enum { SEEN = 4096, NAMED = 4 };

enum { HOLDS, FAILS, LEAD, NEXT, N_SENTENCES }; /* LEAD stands before the command that is NEXT */

/* ------------------------------------------------------------------- phrases */

/* What stands before item `i` of a list. */
static void add_before(truce__text *text, size_t i, size_t count, bool is_denied) {
    if (i == 0) return;
    truce__text_message(text, i + 1 < count ? TRUCE__M_LIST_NEXT : is_denied ? TRUCE__M_LIST_OR : TRUCE__M_LIST_AND);
}

static truce__value label_of(uint32_t concept) {
    return truce__text_of(truce_concept_at(concept)->label);
}

/* How commands name the model. */
typedef struct typed {
    const truce_graph *graph;
    const char *at; /* as in truce_render_options */
} typed;

static void add_quoted(truce__text *text, const char *word, size_t length) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+:@%,";
    bool is_plain = length && strspn(word, plain) >= length;
    if (!is_plain) truce__text_puts(text, "'");
    for (size_t i = 0; i < length; i++) truce__text_printf(text, word[i] == '\'' ? "'\\''" : "%c", word[i]);
    if (!is_plain) truce__text_puts(text, "'");
}

/* "truce explain 'my well.yaml'". A model as it stood at an event has that behind its file's name. */
static void add_command(truce__text *text, const char *command, const typed *t) {
    const char *file = truce_model_file(t->graph->model);
    size_t length = strlen(file), tail = t->at ? strlen(t->at) + strlen(" at ") : 0;
    const char *viewer = t->graph->seen_by;
    size_t view = viewer ? strlen(" as seen by ") + strlen(viewer) : 0;
    if (view < length && view && strcmp(file + length - view + strlen(" as seen by "), viewer) == 0) length -= view;
    if (tail && tail < length && strncmp(file + length - strlen(t->at), t->at, strlen(t->at)) == 0) length -= tail;
    bool is_input = length == strlen("<stdin>") && strncmp(file, "<stdin>", length) == 0;
    truce__text_printf(text, "truce %s ", command);
    add_quoted(text, is_input ? "-" : file, is_input ? 1 : length);
}

/* The options that choose the version of the model, and the rules. */
static void add_version(truce__text *text, const typed *t) {
    if (t->at) truce__text_puts(text, " --at ");
    if (t->at) add_quoted(text, t->at, strlen(t->at));
    if (truce_graph_is_after_expiry(t->graph)) truce__text_puts(text, " --after-expiry");
    if (t->graph->seen_by) truce__text_printf(text, " --seen-by %s", t->graph->seen_by);
    truce_rules rules = truce_graph_rules(t->graph);
    if (rules != TRUCE_RULES_TRUCE) truce__text_printf(text, " --rules %s", truce_rules_id(rules));
}

static void add_explain(truce__text *lead, truce__text *text, const typed *t, truce_state state, uint32_t party,
                        uint32_t concept) {
    const truce_concept *own =
        truce__own_concept(t->graph->model, truce__concept_in(&truce__concepts, concept), party).info;
    WORD(lead, NEXT_WHY);
    add_command(text, "explain", t);
    truce__text_printf(text, " --state %" PRIu64 " --party %s --concept %s", state,
                       t->graph->model->parties[party].id, own->id);
    add_version(text, t);
}

/* `count` concepts, and whether a state holds under each. */
typedef struct concepts {
    const uint32_t *at;
    const truce_verdict *holds;
    size_t count;
} concepts;

static size_t count_of(const concepts *c, truce_verdict verdict) {
    size_t n = 0;
    for (size_t i = 0; i < c->count; i++) n += c->holds[i] == verdict;
    return n;
}

/* "Nash, GMR and SEQ", or "Nash or SEQ" */
static void add_concepts(truce__text *text, const concepts *c, truce_verdict verdict) {
    size_t named = 0, n = count_of(c, verdict);
    for (size_t i = 0; i < c->count; i++) {
        if (c->holds[i] != verdict) continue;
        add_before(text, named++, n, verdict == TRUCE_UNSTABLE);
        truce__text_puts(text, truce_concept_at(c->at[i])->label);
    }
}

/* "holds under Nash and GMR but not under SEQ" */
static void add_verdict(truce__text *text, const concepts *c) {
    static const struct {
        truce_verdict verdict;
        truce__message first, next;
    } parts[] = {{TRUCE_STABLE, TRUCE__M_HOLDS_UNDER, TRUCE__M_HOLDS_UNDER},
                 {TRUCE_MAYBE, TRUCE__M_HOLDS_MAYBE, TRUCE__M_HOLDS_MAYBE_TOO},
                 {TRUCE_UNSTABLE, TRUCE__M_HOLDS_NOT_UNDER, TRUCE__M_HOLDS_BUT_NOT}};
    bool has_one = false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!count_of(c, parts[i].verdict)) continue;
        truce__text_message(text, has_one ? parts[i].next : parts[i].first);
        add_concepts(text, c, parts[i].verdict);
        has_one = true;
    }
}

/* --------------------------------------------------------------------- solve */

typedef struct survey {
    truce_ctx *ctx;
    typed typed;
    const truce_solution *solution;
    const truce_graph *graph;
    uint32_t n_slots;
    const truce__at *at;
    uint32_t *concepts;
    truce_verdict *holds; /* of the state looked at last, by slot */
    truce_state *example; /* of each outcome that holds nowhere: its first state; 0: it has none */
    bool *held;           /* of each outcome: whether some state holds under some concept */
    truce_state first;    /* the first state that fails under some concept */
} survey;

/* Fills holds. */
static void look_at(survey *s, truce_state state) {
    for (uint32_t slot = 0; slot < s->n_slots; slot++)
        s->holds[slot] = truce_solution_holds(s->solution, slot, state);
}

static concepts concepts_of(const survey *s) {
    return (concepts){s->concepts, s->holds, s->n_slots};
}

static bool sees_all(const survey *s) {
    return truce_graph_state_count(s->graph) <= SEEN;
}

static truce_status note_outcome(void *ud, const truce__holding *holding) {
    survey *s = ud;
    s->held[holding->outcome] = holding->is_held;
    bool can_be_held = holding->is_held || holding->may_be_held;
    if (!can_be_held) s->example[holding->outcome] = truce_set_next(holding->members, 0);
    return TRUCE_OK;
}

static truce_status go_through(survey *s) {
    uint64_t count = truce_graph_state_count(s->graph);
    for (truce_state state = 1; state <= count && state <= SEEN && !s->first; state++) {
        concepts c = concepts_of(s);
        look_at(s, state);
        if (count_of(&c, TRUCE_UNSTABLE)) s->first = state;
    }
    return sees_all(s) ? truce__outcomes_visit(s->ctx, s->solution, note_outcome, s) : TRUCE_OK;
}

/* "Nash, GMR or SEQ": all concepts asked for */
static truce__value any_concept(const truce__at *at) {
    return truce__these_or(at, &truce__concept_domain, NULL);
}

/* "; of the outcomes, A, B and 3 others hold in some state" */
static void add_outcomes(truce__text *text, const survey *s) {
    const truce_model *model = s->graph->model;
    size_t held = 0, named = 0;
    for (uint32_t k = 0; k < model->n_outcomes; k++) held += s->held[k];
    if (held == 0) return;
    size_t listed = held > NAMED + 1 ? NAMED : held;
    truce__at at = truce__at_graph(s->graph);
    truce__text_message(text, model->n_outcomes == 1 ? TRUCE__M_HOLDS_OUTCOME : TRUCE__M_HOLDS_OUTCOMES);
    for (uint32_t k = 0; k < model->n_outcomes && named < listed; k++) {
        if (!s->held[k]) continue;
        add_before(text, named++, held, false);
        WORDS(text, &at, PLAIN, truce__outcome_of(k));
    }
    if (listed < held) WORDS(text, NULL, HOLDS_OTHERS, truce__number(held - listed));
    WORDS(text, &at, HOLDS_SOMEWHERE, truce__number(held), any_concept(s->at));
}

static void say_what_holds(survey *s, truce__text *text) {
    truce_state today = truce_graph_status_quo(s->graph);
    if (today) {
        look_at(s, today);
        concepts c = concepts_of(s);
        truce__at at = truce__at_graph(s->graph);
        WORDS(text, &at, HOLDS_STATUS_QUO, truce__state_of(today));
        add_verdict(text, &c);
    } else {
        WORD(text, HOLDS_STATES);
        for (uint32_t slot = 0; slot < s->n_slots; slot++) {
            add_before(text, slot, s->n_slots, false);
            WORDS(text, NULL, HOLDS_COUNT,
                  truce__number(truce_set_count(truce_solution_equilibria(s->solution, slot))),
                  label_of(s->concepts[slot]));
        }
    }
    add_outcomes(text, s);
    WORD(text, HOLDS_STOP);
}

/* Who leaves `state` under the first concept under which it fails, found by a witness. */
typedef struct leaving {
    uint32_t concept, party;
    truce_state to;
    bool is_open, is_certain; /* of completions together, and in each of them; `to` is that of the first */
} leaving;

/* The first party for which the state is unstable. Where completions disagree for all parties, none of them being an
 * equilibrium, that is one of the first completion. */
static truce_status explain_leaving(survey *s, truce_state state, uint32_t slot, uint32_t *party,
                                    truce_witness **witness) {
    uint32_t n_parties = s->graph->model->n_parties;
    for (*party = 0; *party < n_parties; ++*party)
        if (truce_solution_verdict(s->solution, slot, *party, state) == TRUCE_UNSTABLE)
            return truce_explain(s->ctx, s->graph, state, *party, s->concepts[slot], TRUCE_WITNESS_SHORT, witness);
    for (*party = 0;; ++*party) {
        TRY(truce_explain(s->ctx, s->graph, state, *party, s->concepts[slot], TRUCE_WITNESS_SHORT, witness));
        if ((*witness)->verdict == TRUCE_UNSTABLE || *party + 1 == n_parties) return TRUCE_OK;
        truce_witness_free(s->ctx, *witness);
    }
}

static truce_status find_leaving(survey *s, truce_state state, leaving *out) {
    uint32_t slot = 0, party;
    truce_witness *witness = NULL;
    look_at(s, state);
    while (slot + 1 < s->n_slots && s->holds[slot] != TRUCE_UNSTABLE) slot++;
    TRY(explain_leaving(s, state, slot, &party, &witness));
    *out = (leaving){s->concepts[slot], party, 0, truce_solution_is_of_completions(s->solution),
                     truce_solution_verdict(s->solution, slot, party, state) == TRUCE_UNSTABLE};
    out->to = truce_witness_exit(witness);
    truce_witness_free(s->ctx, witness);
    return TRUCE_OK;
}

/* "North farm would leave it for state 2 (...) under Nash."; `from` is named unless it is 0. */
static void add_leaving(truce__text *text, const truce_graph *graph, truce_state from, const leaving *l) {
    truce__at at = truce__at_graph(graph);
    truce__value party = truce__party_named(l->party), to = truce__state_of(l->to), concept = label_of(l->concept);
    const truce__value named[] = {party, truce__state_of(from), to, concept, {0}}, it[] = {party, to, concept, {0}};
    truce__message message = from ? TRUCE__M_FAILS_LEAVING : TRUCE__M_FAILS_LEAVING_IT;
    if (l->is_open && l->is_certain)
        message = from ? TRUCE__M_FAILS_LEAVING_ALWAYS : TRUCE__M_FAILS_LEAVING_IT_ALWAYS;
    else if (l->is_open) message = from ? TRUCE__M_FAILS_LEAVING_FIRST : TRUCE__M_FAILS_LEAVING_IT_FIRST;
    truce__message_words(text, &at, message, from ? named : it);
}

/* The state to speak of, and how its sentence begins: the status quo, else one of an outcome that holds nowhere, else
 * the first. */
static truce_state choose_failing(survey *s, truce__text *text) {
    const truce_model *model = s->graph->model;
    uint32_t nowhere = 0, outcome = TRUCE__NONE;
    for (uint32_t k = model->n_outcomes; k-- > 0;)
        if (s->example[k] && !s->held[k]) nowhere++, outcome = k;
    if (outcome == TRUCE__NONE) {
        if (s->first) WORD(text, FAILS_ONE);
        return s->first;
    }
    WORDS(text, s->at, FAILS_OUTCOME, truce__outcome_of(outcome), any_concept(s->at));
    if (nowhere > 1) WORDS(text, NULL, FAILS_OTHERS, truce__number(nowhere - 1));
    WORD(text, FAILS_FOR_ONE);
    return s->example[outcome];
}

static bool is_broken(survey *s, truce_state state) {
    concepts c = concepts_of(s);
    look_at(s, state);
    return count_of(&c, TRUCE_UNSTABLE) > 0;
}

/* Whether some state only may hold. */
static bool has_open(const survey *s) {
    for (uint32_t slot = 0; slot < s->n_slots; slot++) {
        const truce_set *maybe = truce_solution_maybe_equilibria(s->solution, slot);
        if (maybe && truce_set_count(maybe)) return true;
    }
    return false;
}

static truce_status say_the_rest(survey *s, truce__text *fails, truce__text *lead, truce__text *next) {
    truce_state today = truce_graph_status_quo(s->graph), state = today && is_broken(s, today) ? today : 0;
    leaving l;
    if (state) WORD(fails, FAILS_STATUS_QUO);
    else state = choose_failing(s, fails);
    if (!state) {
        truce__value all = truce__these_and(s->at, &truce__concept_domain, NULL);
        if (sees_all(s) && has_open(s)) WORDS(fails, s->at, FAILS_NOT_SURELY, any_concept(s->at));
        else if (sees_all(s)) WORDS(fails, s->at, FAILS_NOWHERE, all);
        else WORDS(fails, s->at, FAILS_NOT_AT_FIRST, any_concept(s->at));
        bool can_deal = truce__has_no_deal(s->graph);
        truce__text_message(lead, can_deal ? TRUCE__M_NEXT_DEAL : TRUCE__M_NEXT_STATES);
        add_command(next, can_deal ? "deal" : "states", &s->typed);
        add_version(next, &s->typed);
        return TRUCE_OK;
    }
    TRY(find_leaving(s, state, &l));
    add_leaving(fails, s->graph, state == today ? 0 : state, &l);
    add_explain(lead, next, &s->typed, state, l.party, l.concept);
    return TRUCE_OK;
}

static truce_status solve_sentences(const truce__at *at, truce__text texts[N_SENTENCES]) {
    const truce_solution *solution = at->result->solution;
    const truce_graph *graph = truce_solution_graph(solution);
    truce_ctx *ctx = at->result->ctx;
    survey s = {.ctx = ctx,
                .typed = {graph, at->result->options->at},
                .at = at,
                .solution = solution,
                .graph = graph,
                .n_slots = truce_solution_concept_count(solution)};
    truce__arena arena;
    truce__arena_init(&arena, ctx);
    s.concepts = truce__arena_alloc(&arena, s.n_slots, sizeof *s.concepts);
    s.holds = truce__arena_alloc(&arena, s.n_slots, sizeof *s.holds);
    s.example = truce__arena_alloc(&arena, graph->model->n_outcomes, sizeof *s.example);
    s.held = truce__arena_alloc(&arena, graph->model->n_outcomes, sizeof *s.held);
    truce_status status = s.concepts && s.holds && s.example && s.held ? TRUCE_OK : TRUCE_E_NOMEM;
    if (status == TRUCE_OK) {
        for (uint32_t slot = 0; slot < s.n_slots; slot++) s.concepts[slot] = truce_solution_concept(solution, slot);
        status = go_through(&s);
    }
    if (status == TRUCE_OK) {
        say_what_holds(&s, &texts[HOLDS]);
        status = say_the_rest(&s, &texts[FAILS], &texts[LEAD], &texts[NEXT]);
    }
    truce__arena_free(&arena);
    return status;
}

/* ---------------------------------------------------------------------- deal */

static concepts concepts_at(const truce_deals *deals, const truce_deal_facts *deal) {
    return (concepts){deals->concepts, deal->holds, deals->concept_count};
}

/* Who gains by the deal, compared with no deal: all, some of them, or nobody. */
static truce__message gains_of(const truce_deals *deals, const truce_deal_facts *deal) {
    if (deal->gains_all) return TRUCE__M_BEST_FOR_ALL;
    for (uint32_t p = 0; p < deals->graph->model->n_parties; p++)
        if (truce_graph_rank(deals->graph, p, deal->state) > deals->no_deal[p].rank) return TRUCE__M_BEST_FOR_SOME;
    return TRUCE__M_BEST_FOR_NOBODY;
}

static void say_best(const truce_deals *deals, const truce_deal_facts *best, truce__text *text) {
    if (!best) {
        WORD(text, BEST_NONE);
        return;
    }
    uint64_t total = truce_set_count(deals->zone);
    concepts c = concepts_at(deals, best);
    bool is_today = best->state == truce_graph_status_quo(deals->graph);
    truce__at at = truce__at_graph(deals->graph);
    if (total == 1) WORDS(text, &at, BEST_ONE, truce__state_of(best->state));
    else WORDS(text, &at, BEST_OF, truce__number(total), truce__state_of(best->state));
    if (is_today) WORD(text, BEST_IS_STATUS_QUO);
    add_verdict(text, &c);
    truce__text_message(text, gains_of(deals, best));
}

/* The concept under which today's state is an equilibrium though something is better for all; UINT32_MAX: none. */
static uint32_t trap_of_today(const truce_deals *deals) {
    truce_state today = truce_graph_status_quo(deals->graph);
    for (size_t i = 0; today && truce_set_count(deals->gains_all) && i < deals->concept_count; i++)
        if (truce_set_contains(deals->traps[i], today)) return deals->concepts[i];
    return UINT32_MAX;
}

/* The first set of parties without whose conditions all others can gain. */
static void say_excluded(const truce_deals *deals, truce__text *text) {
    uint32_t size = 0, named = 0, n = deals->graph->model->n_parties;
    for (uint32_t p = 0; p < n; p++) size += truce__deal_waives(deals, 0, p);
    WORD(text, BREAKS_EXCLUDING);
    for (uint32_t p = 0; p < n; p++) {
        if (!truce__deal_waives(deals, 0, p)) continue;
        add_before(text, named++, size, false);
        truce__text_puts(text, deals->graph->model->parties[p].name);
    }
    WORDS(text, NULL, BREAKS_EXCLUDED,
          deals->waive_count > 1 ? truce__message_of(TRUCE__M_BREAKS_FOR_ONE) : truce__none());
}

static void say_breakers(const truce__at *at, const truce_deal_facts *failing, truce__text *text) {
    const truce_deals *deals = at->result->self;
    uint32_t trap = trap_of_today(deals);
    if (failing) {
        const truce_defection *d = &failing->defections[0];
        truce__text_message(text, truce_set_count(deals->zone) == 1 ? TRUCE__M_BREAKS_IT : TRUCE__M_BREAKS_A_DEAL);
        add_leaving(text, deals->graph, failing->state,
                    &(leaving){.concept = d->concept, .party = d->party, .to = d->to});
    } else if (trap != UINT32_MAX) {
        WORDS(text, NULL, BREAKS_TRAP, label_of(trap), truce__number(truce_set_count(deals->gains_all)));
    } else if (deals->waive_count) {
        say_excluded(deals, text);
    } else {
        WORDS(text, at, BREAKS_NOTHING, any_concept(at));
    }
}

static void say_where_next(const truce_deals *deals, const typed *t, const truce_deal_facts *best,
                           const truce_deal_facts *failing, truce__text *lead, truce__text *text) {
    const truce_graph *graph = deals->graph;
    truce_state today = truce_graph_status_quo(graph);
    if (failing) {
        add_explain(lead, text, t, failing->state, failing->defections[0].party, failing->defections[0].concept);
        return;
    }
    bool asks_way = best && today && best->state != today && best->reachable_by_moves;
    truce__text_message(lead, asks_way ? TRUCE__M_NEXT_PATHS : TRUCE__M_NEXT_SOLVE);
    add_command(text, asks_way ? "paths" : "solve", t);
    if (asks_way) truce__text_printf(text, " --to %" PRIu64, best->state);
    add_version(text, t);
}

static void deal_sentences(const truce__at *at, truce__text texts[N_SENTENCES]) {
    const truce_deals *deals = at->result->self;
    const typed t = {deals->graph, at->result->options->at};
    const truce_deal_facts *best = deals->best, *failing = deals->left;
    say_best(deals, best, &texts[HOLDS]);
    say_breakers(at, failing, &texts[FAILS]);
    say_where_next(deals, &t, best, failing, &texts[LEAD], &texts[NEXT]);
}

/* --------------------------------------------------------------------- prose */

static void begin(const truce__at *at, truce__text texts[N_SENTENCES]) {
    for (int i = 0; i < N_SENTENCES; i++) truce__text_init(&texts[i], at->result->ctx);
}

static void say_all(const truce__at *at, truce__say *say, truce__text texts[N_SENTENCES]) {
    truce__say_blank(say);
    for (int i = 0; i < N_SENTENCES; i++) {
        if (texts[i].failed) truce__at_note(at, TRUCE_E_NOMEM);
        SAY(say, PLAIN, truce__text_of(truce__text_bytes(&texts[i])));
        if (i == LEAD) truce__say_term(say);
        else truce__say_end(say, i == NEXT ? TRUCE__COMMAND : TRUCE__PARAGRAPH);
        truce__text_free(&texts[i]);
    }
}

void truce__say_solved(const truce__at *at, truce__say *say) {
    truce__text texts[N_SENTENCES];
    begin(at, texts);
    truce__at_note(at, solve_sentences(at, texts));
    say_all(at, say, texts);
}

void truce__say_agreed(const truce__at *at, truce__say *say) {
    truce__text texts[N_SENTENCES];
    begin(at, texts);
    deal_sentences(at, texts);
    say_all(at, say, texts);
}
