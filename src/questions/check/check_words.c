/* SPDX-License-Identifier: Apache-2.0 */
#include "questions/check/check_words.h"

#include "document/path.h"
#include "graph/set.h"
#include "graph/walk.h"
#include "model/completions.h"
#include "result/declare.h"
#include "words/clauses.h"
#include "words/level_sets.h"
#include "words/naming.h"
#include "words/states.h"

enum { FEW_STATES = 32, MOST_NEAR = 64 }; /* of a model whose states are all told; else told around today */

#define GET(name, value) GET_OF(void, name, value)
#define IS(name, truth) IS_OF(void, name, truth)

IS(shows, at->result->options->show_words && at->graph)

/* -------------------------------------------------------------- statements */

/* A state's name, or its levels where there is neither an outcome nor a status quo to speak of. */
static void speak_named(const truce__speaker *s, truce_state state) {
    const truce_graph *graph = s->at->graph;
    bool is_named = truce_graph_status_quo(graph) || truce__has_outcome(graph, state);
    if (is_named || graph->model->is_plain) truce__speak_state_name(s, state);
    else truce__speak_situation(s, state);
}

/* The same, and what differs from today: "an accepted order: Uniroyal has accepted the order". */
static void speak_place(const truce__speaker *s, truce_state state) {
    const truce_graph *graph = s->at->graph;
    truce_state today = truce_graph_status_quo(graph);
    speak_named(s, state);
    if (!today || !truce__has_outcome(graph, state) || !truce__has_changes(graph, today, state)) return;
    SPEAK_ALONE(s, PATTERN_WORDS);
    truce__speak_differences(s, today, state);
}

/* "either that A, then that B; or that C" */
static void speak_either(const truce__speaker *s, const truce__pref_item *item) {
    for (uint32_t i = 0; i < item->n_either; i++) {
        if (i == 0) SPEAK_ALONE(s, EITHER);
        else SPEAK_ALONE(s, EITHER_OR);
        for (uint32_t k = 0; k < item->either[i].n_items; k++) {
            const truce__pref_item *one = &item->either[i].items[k];
            if (k > 0) SPEAK_ALONE(s, EITHER_THEN);
            if (truce__says_nothing(one) && !one->note.says) SPEAK_ALONE(s, EITHER_NOTHING);
            else truce__speak_item(s, one);
        }
    }
}

void truce__input_words(truce__text *text, const truce__at *at, const truce__input *input) {
    const truce__speaker s = truce__plainly(text, at);
    if (!at->graph) return; /* the number of a state needs one */
    if (input->item && input->item->state) speak_place(&s, input->item->state);
    else if (input->item && input->item->either) speak_either(&s, input->item);
    else if (input->item) truce__speak_item(&s, input->item);
    bool is_home = strcmp(input->kind, "ratify") == 0;
    if (input->stmt && is_home) SPEAK_ALONE(&s, CHECK_REVERSION);
    if (input->stmt) truce__speak_stmt(&s, input->stmt);
    if (input->stmt && input->other) SPEAK_ALONE(&s, LIST_SEMICOLON);
    if (input->other && is_home) SPEAK_ALONE(&s, CHECK_AGREEMENTS);
    if (input->other) truce__speak_stmt(&s, input->other);
}

static void say_text(truce__say *say, truce__text *text, truce__block block) {
    SAY(say, PLAIN, truce__text_of(truce__text_bytes(text)));
    truce__say_end(say, block);
    truce__text_clear(text);
}

/* Nothing matters more to a party than what its order begins with. */
static bool speak_condition(const truce__speaker *s, const truce__pref_item *item, uint32_t owner) {
    uint32_t count;
    if (item->n_stmts != 1 || owner == TRUCE__NONE) return false;
    const truce__pref *pref = &s->at->model->prefs[owner];
    bool is_first = pref->kind == TRUCE__PREF_ORDER && item == truce__written_items(pref, &count);
    return truce__speak_condition(s, owner, item->stmts, is_first);
}

void truce__say_statement(const truce__at *at, truce__say *say, const truce__input *input) {
    const truce__pref_item *item = input->item;
    truce__text text;
    truce__text_init(&text, at->result->ctx);
    const truce__speaker s = truce__plainly(&text, at);
    truce__input_words(&text, at, input);
    if (text.length) {
        SAY(say, CHECK_INPUT, truce__message_of(truce__input_kind(input->kind)), truce__text_of(input->id),
            truce__text_of(input->text));
        truce__say_end(say, TRUCE__BELOW);
        say_text(say, &text, TRUCE__DETAIL);
        if (item && speak_condition(&s, item, input->owner)) say_text(say, &text, TRUCE__DETAIL);
    }
    if (text.failed) truce__at_note(at, TRUCE_E_NOMEM);
    truce__text_free(&text);
}

/* ------------------------------------------------------------------- moves */

/* A move of one option between neighbouring levels, up or down. */
typedef struct step {
    uint32_t option, from, to;
} step;

/* The steps that some option can take, one after the other: number `index` of them. */
static bool find_step(const truce_model *model, uint64_t index, step *found) {
    for (uint32_t o = 0; o < model->n_options && !model->is_plain; o++)
        for (uint32_t from = 0; from < model->options[o].n_levels; from++)
            for (uint32_t to = from ? from - 1 : 1; to <= from + 1 && to < model->options[o].n_levels; to += 2) {
                uint32_t low, high;
                truce__option_reach(&model->options[o], from, &low, &high);
                if (to < low || to > high || index-- > 0) continue;
                *found = (step){o, from, to};
                return true;
            }
    return false;
}

static step step_at(const truce__at *at) {
    step found = {0};
    find_step(at->model, at->index, &found);
    return found;
}

static uint64_t count_steps(const truce__at *at) {
    uint64_t count = 0;
    step found;
    while (at->model && find_step(at->model, count, &found)) count++;
    return count;
}

/* The text as a cell. */
static truce__value told(const truce__at *at, const truce__text *text) {
    if (text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return truce__text_of(truce__text_bytes(text));
}

static void speak_step(truce__text *text, const truce__at *at, step one) {
    const truce__speaker s = truce__plainly(text, at);
    truce__speak_step(&s, one.option, (uint8_t)one.from, (uint8_t)one.to);
}

static truce__value step_words(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    speak_step(text, at, step_at(at));
    return told(at, text);
}

static const truce__option *option_of(const truce__at *at) { return &at->model->options[step_at(at).option]; }
GET(step_party, truce__text_of(at->model->parties[option_of(at)->party].id))
GET(step_option, truce__text_of(option_of(at)->id))
GET(step_from, truce__text_of(option_of(at)->levels[step_at(at).from]))
GET(step_to, truce__text_of(option_of(at)->levels[step_at(at).to]))
static const truce__field step_fields[] = {
    {"party", TEXT, IN_JSON, .get = step_party},
    {"option", TEXT, IN_JSON, .get = step_option},
    {"from", TEXT, IN_JSON, .get = step_from},
    {"to", TEXT, IN_JSON, .get = step_to},
    {"words", TEXT, IN_JSON, .get = step_words},
    {0}};

static void say_would(const truce__at *at, truce__say *say, uint32_t party, truce__text *does, truce__block block) {
    truce__text called;
    truce__text_init(&called, at->result->ctx);
    const truce__speaker s = truce__plainly(&called, at);
    truce__speak_called(&s, party, true);
    SAY(say, CHECK_MOVE, truce__text_of(truce__text_bytes(&called)), truce__text_of(truce__text_bytes(does)));
    truce__say_end(say, block);
    if (called.failed || does->failed) truce__at_note(at, TRUCE_E_NOMEM);
    truce__text_free(&called);
}

static void say_step(const truce__at *at, truce__say *say) {
    truce__text does;
    truce__text_init(&does, at->result->ctx);
    SAY(say, CHECK_LEVELS, step_option(at), step_from(at), step_to(at));
    truce__say_end(say, TRUCE__BELOW);
    speak_step(&does, at, step_at(at));
    say_would(at, say, option_of(at)->party, &does, TRUCE__DETAIL);
    truce__text_free(&does);
}

/* ------------------------------------------------------------------ states */

static bool tells_all(const truce__at *at) { return truce_graph_state_count(at->graph) <= FEW_STATES; }

/* The party that moves from today to that state, the first of several; TRUCE__NONE: nobody. */
static uint32_t mover_to(const truce_graph *graph, truce_state to) {
    truce_state today = truce_graph_status_quo(graph);
    for (uint32_t party = 0; today && party < graph->model->n_parties; party++) {
        truce__walk walk;
        uint64_t cell;
        truce__walk_from(&walk, &graph->space, party, truce__space_cell(&graph->space, today));
        while (truce__walk_next(&walk, &cell))
            if (truce__space_number(&graph->space, cell) == to) return party;
    }
    return TRUCE__NONE;
}

/* Today and the states that are one move away, the first of them. */
static truce_status find_near(const truce_graph *graph, truce_set *set) {
    truce_state today = truce_graph_status_quo(graph);
    if (today) TRY(truce_set_add(set, today));
    for (uint32_t party = 0; today && party < graph->model->n_parties; party++) {
        truce__walk walk;
        uint64_t cell;
        truce__walk_from(&walk, &graph->space, party, truce__space_cell(&graph->space, today));
        while (truce_set_count(set) < MOST_NEAR && truce__walk_next(&walk, &cell))
            TRY(truce_set_add(set, truce__space_number(&graph->space, cell)));
    }
    return TRUCE_OK;
}

static truce_status open_states(truce__at *at) {
    truce_set *set = NULL;
    TRY(truce_set_new(at->result->ctx, at->graph, &set));
    truce_status status = tells_all(at) ? truce__set_fill(set) : find_near(at->graph, set);
    if (status == TRUCE_OK) at->self = set;
    else truce_set_free(set);
    return status;
}

static void close_states(truce__at *at) { truce_set_free((truce_set *)(uintptr_t)at->self); }

static bool next_state(const truce__at *list, truce__at *item) {
    item->state = truce_set_next(list->self, item->index == UINT64_MAX ? 0 : item->state);
    item->index++;
    return item->state != 0;
}

static truce__value state_name(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    const truce__speaker s = truce__plainly(text, at);
    speak_named(&s, at->state);
    return told(at, text);
}

static truce__value state_differences(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce_state today = truce_graph_status_quo(at->graph);
    truce__text_clear(text);
    const truce__speaker s = truce__plainly(text, at);
    bool differs = today && truce__speak_differences(&s, today, at->state);
    return differs || text->failed ? told(at, text) : truce__none();
}

GET(state_itself, truce__state_of(at->state))
static const truce__field state_fields[] = {
    {"state", STATE, IN_JSON, .get = state_itself},
    {"name", TEXT, IN_JSON, .get = state_name},
    {"differences", TEXT, IN_JSON, TRUCE__NULLABLE, .get = state_differences, .about = "from the status quo"},
    {0}};

/* Its name, what differs from today where the name does not say that, and the move that leads there. */
static void say_state(const truce__at *at, truce__say *say) {
    truce_state today = truce_graph_status_quo(at->graph);
    uint32_t mover = mover_to(at->graph, at->state);
    truce__text text;
    truce__text_init(&text, at->result->ctx);
    const truce__speaker s = truce__plainly(&text, at);
    speak_named(&s, at->state);
    SAY(say, CHECK_STATE, truce__number(at->state), truce__text_of(truce__text_bytes(&text)));
    truce__text_clear(&text);
    truce__say_end(say, TRUCE__BELOW);
    if (today && truce__has_outcome(at->graph, at->state) && truce__speak_differences(&s, today, at->state))
        say_text(say, &text, TRUCE__DETAIL);
    if (mover != TRUCE__NONE && truce__speak_does(&s, today, at->state))
        say_would(at, say, mover, &text, TRUCE__DETAIL);
    if (text.failed) truce__at_note(at, TRUCE_E_NOMEM);
    truce__text_free(&text);
}

/* ---------------------------------------------------------- missing words */

/* What may lack words: `key` of a party, option or outcome. */
typedef struct wording {
    const char *list, *id, *key;
    const truce__option *option; /* NULL: not of an option */
    uint64_t levels;             /* of the option, those without words */
    bool is_missing;
} wording;

static uint64_t unsaid(const char *const *clauses, uint64_t levels) {
    for (uint32_t i = 0; i < TRUCE__MAX_LEVELS; i++)
        if (levels >> i & 1 && truce__clause_of_level(clauses, i)) levels &= ~((uint64_t)1 << i);
    return levels;
}

/* The levels that some move leads to. */
static uint64_t reached(const truce__option *option) {
    uint64_t levels = 0;
    for (uint32_t from = 0; from < option->n_levels; from++) {
        uint32_t low, high;
        truce__option_reach(option, from, &low, &high);
        for (uint32_t to = low; to <= high; to++) levels |= (uint64_t)(to != from) << to;
    }
    return levels;
}

enum { OF_OPTION = 2, OF_OUTCOME = 3 }; /* wordings of each; a party has one before those of its options */

static wording wording_of_option(const truce__option *option, const char *party, bool is_move) {
    const char *const *clauses = is_move ? option->words.does : option->words.says;
    uint64_t levels = unsaid(clauses, is_move ? reached(option) : truce__all_levels(option));
    return (wording){"parties", party, is_move ? "does" : "says", option, levels, levels != 0};
}

static wording wording_of_outcome(const truce__outcome *outcome, uint64_t which) {
    const char *const keys[OF_OUTCOME] = {"called", "says", "denies"};
    const char *const given[OF_OUTCOME] = {outcome->words.called, outcome->words.says, outcome->words.denies};
    return (wording){"outcomes", outcome->id, keys[which], NULL, 0, !given[which]};
}

/* A name of one word that begins as names do needs no article: it is what the party is called. */
static bool is_called_by_name(const truce__party *party) {
    const char *name = party->name;
    return party->plural != TRUCE__PLURAL && !strpbrk(name, " \t_-") && !(*name >= 'a' && *name <= 'z');
}

/* Number `index` of all that a model can put into words, in its order. */
static wording wording_at(const truce_model *model, uint64_t index) {
    for (uint32_t p = 0; p < model->n_parties; p++) {
        const truce__party *party = &model->parties[p];
        uint64_t count = 1 + (model->is_plain ? 0 : (uint64_t)OF_OPTION * party->n_options);
        bool is_called = party->words.called || is_called_by_name(party);
        if (index == 0) return (wording){"parties", party->id, "called", NULL, 0, !is_called};
        if (index < count)
            return wording_of_option(&model->options[party->first_option + (index - 1) / OF_OPTION], party->id,
                                     (index - 1) % OF_OPTION);
        index -= count;
    }
    return wording_of_outcome(&model->outcomes[index / OF_OUTCOME], index % OF_OUTCOME);
}

/* The next wording from there that is missing; false: none. */
static bool find_gap(const truce_model *model, uint64_t *index) {
    uint64_t of_options = model->is_plain ? 0 : (uint64_t)OF_OPTION * model->n_options,
             count = model->n_parties + of_options + (uint64_t)OF_OUTCOME * model->n_outcomes;
    while (*index < count && !wording_at(model, *index).is_missing) ++*index;
    return *index < count;
}

static bool next_gap(const truce__at *list, truce__at *item) {
    item->index++;
    return list->model && find_gap(list->model, &item->index);
}

static bool lacks(const truce__at *at) { return at->model && find_gap(at->model, &(uint64_t){0}); }

static uint64_t count_gaps(const truce__at *at) {
    uint64_t count = 0;
    for (uint64_t index = 0; at->model && find_gap(at->model, &index); index++) count++;
    return count;
}

/* Whether the author gave any words at all. */
static bool has_words(const truce_model *model) {
    for (uint32_t p = 0; p < model->n_parties; p++)
        if (model->parties[p].words.called) return true;
    for (uint32_t o = 0; o < model->n_options && !model->is_plain; o++)
        if (model->options[o].words.says || model->options[o].words.does) return true;
    for (uint32_t k = 0; k < model->n_outcomes; k++)
        if (model->outcomes[k].words.called || model->outcomes[k].words.says) return true;
    return false;
}

static wording gap_at(const truce__at *at) { return wording_at(at->model, at->index); }

static void add_path(truce__text *path, const wording *one) {
    const char *const steps[] = {one->list, one->id, one->option ? "options" : NULL,
                                 one->option ? one->option->id : NULL, one->key};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i]) truce__path_add(path, steps[i]);
}

static truce__value gap_path(const truce__at *at) {
    wording one = gap_at(at);
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    add_path(text, &one);
    return told(at, text);
}

static bool next_level(const truce__at *list, truce__at *item) {
    uint64_t levels = gap_at(list).levels;
    do item->index++;
    while (item->index < TRUCE__MAX_LEVELS && !(levels >> item->index & 1));
    return item->index < TRUCE__MAX_LEVELS;
}

static const char *level_of(const truce__option *option, uint64_t level) {
    return option ? option->levels[level] : ""; /* what is no option's has no levels to name */
}

GET(level_of_gap, truce__text_of(level_of(gap_at(at->up).option, at->index)))

static const truce__field gap_fields[] = {
    {"path", TEXT, IN_JSON, .get = gap_path},
    {"levels", LIST, IN_JSON, .next = next_level, .of = ITEM(TEXT, .get = level_of_gap),
     .about = "of an option that have none"},
    {0}};

/* "parties.north.options.talk.does: yes" */
static void say_gap(const truce__at *at, truce__say *say) {
    wording one = gap_at(at);
    truce__text path;
    truce__text_init(&path, at->result->ctx);
    add_path(&path, &one);
    for (uint32_t i = 0, said = 0; one.option && i < one.option->n_levels; i++) {
        if (!(one.levels >> i & 1)) continue;
        truce__text_puts(&path, said++ ? ", " : ": ");
        truce__text_puts(&path, one.option->levels[i]);
    }
    say_text(say, &path, TRUCE__BELOW);
    if (path.failed) truce__at_note(at, TRUCE_E_NOMEM);
    truce__text_free(&path);
}

/* ------------------------------------------------------------------- whole */

static void say_head(truce__say *say, truce__message message) {
    static const truce__value nothing[] = {{0}};
    truce__say_blank(say);
    truce__say_args(say, message, nothing);
    truce__say_end(say, TRUCE__LINE);
}

static void say_moves_head(const truce__at *at, truce__say *say) { (void)at, say_head(say, TRUCE__M_CHECK_MOVES); }
static void say_states_head(const truce__at *at, truce__say *say) {
    say_head(say, tells_all(at) ? TRUCE__M_CHECK_STATES : TRUCE__M_CHECK_STATES_NEAR);
}
static void say_gaps_head(const truce__at *at, truce__say *say) {
    say_head(say, lacks(at) ? TRUCE__M_CHECK_MISSING : TRUCE__M_CHECK_NOT_MISSING);
}
static void say_gap_count(const truce__at *at, truce__say *say) {
    SAY(say, CHECK_MISSING_COUNT, truce__number(count_gaps(at)));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

IS(shows_moves, shows(at) && !at->model->is_plain)
IS(lacks_some, at->model && !at->result->options->show_words && has_words(at->model) && lacks(at))
static const truce__field told_step[] = {{"", PROSE, IN_PEOPLE, .say = say_step}, {0}};
static const truce__field told_state[] = {{"", PROSE, IN_PEOPLE, .say = say_state}, {0}};
static const truce__field told_gap[] = {{"", PROSE, IN_PEOPLE, .say = say_gap}, {0}};

#define STATES_OF .open = open_states, .close = close_states, .next = next_state
static const truce__field words_fields[] = {
    {"moves", LIST, IN_JSON, .count = count_steps, .of = RECORD_OF(step_fields),
     .about = "of one option to the next level"},
    {"states", LIST, IN_JSON, STATES_OF, .of = RECORD_OF(state_fields),
     .about = "up to 32 all of them; else the status quo and up to 64 that are one move away"},
    {"missing", LIST, IN_JSON, .next = next_gap, .of = RECORD_OF(gap_fields)},
    {0}};

const truce__field truce__check_word_fields[] = {
    {"words", RECORD, IN_JSON, .of = words_fields, .when = shows},
    {"", PROSE, IN_PEOPLE, .say = say_moves_head, .when = shows_moves},
    {"", LIST, IN_PEOPLE, .count = count_steps, .of = RECORD_OF(told_step), .when = shows_moves},
    {"", PROSE, IN_PEOPLE, .say = say_states_head, .when = shows},
    {"", LIST, IN_PEOPLE, STATES_OF, .of = RECORD_OF(told_state), .when = shows},
    {"", PROSE, IN_PEOPLE, .say = say_gaps_head, .when = shows},
    {"", LIST, IN_PEOPLE, .next = next_gap, .of = RECORD_OF(told_gap), .when = shows},
    {"", PROSE, IN_PEOPLE, .say = say_gap_count, .when = lacks_some},
    {0}};
