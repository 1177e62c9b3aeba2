/* SPDX-License-Identifier: Apache-2.0 */
/* What parties misread, as fields of `solve`. */
#include "questions/solve/solve.h"
#include "questions/told_states.h"
#include "result/declare.h"
#include "words/say.h"

#define GET(name, value) GET_OF(void, name, value)
#define IS(name, truth) IS_OF(void, name, truth)

enum { TOLD = 60, NAMED = 12 }; /* equilibria and states; moves */

#define VIEWS (TRUCE__SOLVED(at)->views)
#define VIEW ((const truce__view *)at->self)
#define HYPERGAME (VIEWS->equilibria[at->index])
#define MAY_HOLD (VIEWS->maybe[at->index])

IS(has_views, VIEWS != NULL)

bool truce__are_views_cut(const truce__at *at) {
    bool is_cut = false;
    for (uint32_t i = 0; has_views(at) && i < VIEWS->count; i++) {
        const truce__view *view = &VIEWS->at[i];
        is_cut |= view->is_cut || truce__is_set_cut(at, view->unseen);
        for (uint32_t slot = 0; slot < VIEWS->n_slots; slot++) is_cut |= truce__is_set_cut(at, view->stable[slot]);
    }
    for (uint32_t slot = 0; has_views(at) && slot < VIEWS->n_slots; slot++)
        is_cut |= truce__is_set_cut(at, VIEWS->equilibria[slot]) ||
                  (VIEWS->maybe[slot] && truce__is_set_cut(at, VIEWS->maybe[slot]));
    return is_cut;
}

/* -------------------------------------------------------------- one verdict */

typedef enum sight { UNSTABLE, MAYBE, STABLE, UNSEEN } sight;

/* How the party judges the row's state, in its view if it has one. */
static sight sight_of(const truce__at *at, uint32_t party, uint32_t slot) {
    const truce__view *view = truce__view_of(VIEWS, party);
    if (!view) return (sight)truce_solution_verdict(at->result->solution, slot, party, at->state);
    if (truce_set_contains(view->unseen, at->state)) return UNSEEN;
    if (truce_set_contains(view->stable[slot], at->state)) return STABLE;
    return view->maybe[slot] && truce_set_contains(view->maybe[slot], at->state) ? MAYBE : UNSTABLE;
}

static const char *const sight_names[] = {"unstable", "maybe", "stable", "unseen", NULL};
GET(sight_name, truce__text_of(sight_names[sight_of(at, (uint32_t)at->index, (uint32_t)at->up->index)]))
GET(is_hypergame_equilibrium, truce__bool(truce_set_contains(HYPERGAME, at->state)))

static bool may_hold(const truce__at *at) {
    return MAY_HOLD && truce_set_contains(MAY_HOLD, at->state);
}
GET(may_be_hypergame_equilibrium, truce__bool(may_hold(at)))

/* "su E": a sign for each party, and whether it is an equilibrium, or may be one. */
static truce__value told_sight(const truce__at *at) {
    static const char signs[] = "u?s-";
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    for (uint32_t party = 0; party < at->model->n_parties; party++)
        truce__text_add(text, &signs[sight_of(at, party, (uint32_t)at->index)], 1);
    if (truce_set_contains(HYPERGAME, at->state)) truce__text_puts(text, " E");
    else if (may_hold(at)) truce__text_puts(text, " ?");
    if (text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return truce__text_of(truce__text_bytes(text));
}

/* Whether the concept leaves open what holds as the parties see things. */
static bool is_open(const truce__at *item) {
    const truce__views *views = TRUCE__SOLVED(item)->views;
    return views && views->maybe[item->index];
}
IS(is_any_open, truce__count_kept(at, &truce__concept_domain, is_open) > 0)

static const truce__field sight_fields[] = {
    {"seen", MAP, IN_CSV, .domain = &truce__party_domain,
     .of = ITEM(TEXT, .get = sight_name, .one_of = sight_names)},
    {"hypergame", BOOL, IN_CSV, .get = is_hypergame_equilibrium},
    {0}};
static const truce__field open_fields[] = {
    {"maybe_hypergame", BOOL, IN_CSV, .get = may_be_hypergame_equilibrium},
    {0}};
const truce__field truce__sight_fields[] = {
    {"as_seen", MAP, IN_CSV, .domain = &truce__concept_domain, .of = RECORD_OF(sight_fields), .csv = "",
     .when = has_views},
    {"as_seen", MAP, IN_CSV, .domain = &truce__concept_domain, .keep = is_open, .of = RECORD_OF(open_fields),
     .csv = "", .when = has_views},
    {"as_seen", MAP, IN_PEOPLE, .domain = &truce__concept_domain, .of = ITEM(TEXT, .get = told_sight),
     .group = HEAD(AS_SEEN), .when = has_views},
    {0}};

/* ------------------------------------------------------------------- as data */

static bool next_view(const truce__at *list, truce__at *item) {
    const truce__views *views = TRUCE__SOLVED(list)->views;
    if (++item->index >= views->count) return false;
    item->self = &views->at[item->index];
    return true;
}

GET(viewer, truce__party_of(at, VIEW->party))
GET(unseen, truce__set_of(VIEW->unseen))
GET(stable, truce__set_of(VIEW->stable[at->index]))
GET(maybe, truce__set_of(VIEW->maybe[at->index]))
GET(hypergame, truce__set_of(HYPERGAME))
GET(open_hypergame, truce__set_of(MAY_HOLD))

/* Whether verdicts of the concept can be open in some view. */
static bool has_maybe(const truce__at *item) {
    const truce__views *views = TRUCE__SOLVED(item)->views;
    bool has_one = false;
    for (uint32_t i = 0; views && i < views->count; i++) has_one |= views->at[i].maybe[item->index] != NULL;
    return has_one;
}
IS(has_any_maybe, truce__count_kept(at, &truce__concept_domain, has_maybe) > 0)

static bool next_passage(const truce__passages *passages, truce__at *item) {
    if (++item->index >= passages->count) return false;
    item->self = &passages->at[item->index];
    return true;
}
static bool next_surprise(const truce__at *list, truce__at *item) {
    return next_passage(&((const truce__view *)list->self)->surprises, item);
}
static bool next_unforeseen(const truce__at *list, truce__at *item) {
    return next_passage(&((const truce__view *)list->self)->unforeseen, item);
}
static bool next_phantom(const truce__at *list, truce__at *item) {
    return next_passage(&((const truce__view *)list->self)->phantoms, item);
}
static bool next_imagined(const truce__at *list, truce__at *item) {
    const truce__view *view = list->self;
    if (++item->index >= view->imagined.count) return false;
    item->state = view->imagined.at[item->index];
    return true;
}

#define PASSAGE ((const truce__passage *)at->self)
GET(from, truce__state_of(PASSAGE->from))
GET(to, truce__state_of(PASSAGE->to))
GET(mover, truce__party_of(at, PASSAGE->party))
GET(is_tempting, truce__bool(PASSAGE->is_better))

/* States of a view have codes that states of the model may lack. */
static truce__value code_in(const truce__at *at, const truce__view *view, truce_state state) {
    return truce__text_of(truce_graph_state_code(view->graph, state, at->scratch->code));
}
GET(imagined_code, code_in(at, at->up->self, at->state))
GET(phantom_from, code_in(at, at->up->self, PASSAGE->from))
GET(phantom_to, code_in(at, at->up->self, PASSAGE->to))

static const truce__field passage_fields[] = {
    {"from", STATE, IN_DATA, .get = from},
    {"to", STATE, IN_DATA, .get = to},
    {"party", MEMBER, IN_DATA, .get = mover, .domain = &truce__party_domain},
    {"tempting", BOOL, IN_DATA, .get = is_tempting, .about = "whether the mover prefers where it leads"},
    {0}};
static const truce__field phantom_fields[] = {
    {"from", TEXT, IN_JSON, .get = phantom_from, .about = "a code: the state may not exist"},
    {"to", TEXT, IN_JSON, .get = phantom_to},
    {0}};
static const truce__field view_fields[] = {
    {"party", MEMBER, IN_JSON, .get = viewer, .domain = &truce__party_domain},
    {"unseen", STATES, IN_JSON, .get = unseen},
    {"stable", MAP, IN_JSON, .domain = &truce__concept_domain, .of = ITEM(STATES, .get = stable),
     .about = "states that the party sees and finds stable in its view"},
    {"maybe", MAP, IN_JSON, .domain = &truce__concept_domain, .keep = has_maybe, .when = has_any_maybe,
     .of = ITEM(STATES, TRUCE__NULLABLE, .get = maybe)},
    {"surprises", LIST, IN_JSON, .next = next_surprise, .of = RECORD_OF(passage_fields),
     .about = "moves of others from a state that the party sees to one that it does not"},
    {"unforeseen", LIST, IN_JSON, .next = next_unforeseen, .of = RECORD_OF(passage_fields),
     .about = "moves of others between states that the party sees, which are none in its view"},
    {"imagined", LIST, IN_JSON, .next = next_imagined, .of = ITEM(TEXT, .get = imagined_code),
     .about = "codes of states that exist in the view only"},
    {"phantoms", LIST, IN_JSON, .next = next_phantom, .of = RECORD_OF(phantom_fields),
     .about = "moves of its own in its view that it does not have"},
    {0}};

/* Rows of surprises: the number of the view above, that of the move below. */
enum { LOW = 32 };
static bool next_row(const truce__at *list, truce__at *item) {
    const truce__views *views = TRUCE__SOLVED(list)->views;
    uint64_t index = item->index + 1;
    while (index >> LOW < views->count && (index & UINT32_MAX) >= views->at[index >> LOW].surprises.count)
        index = ((index >> LOW) + 1) << LOW;
    item->index = index;
    if (index >> LOW >= views->count) return false;
    item->self = &views->at[index >> LOW].surprises.at[index & UINT32_MAX];
    return true;
}
GET(row_viewer, truce__party_of(at, VIEWS->at[at->index >> LOW].party))
static const truce__field surprise_fields[] = {
    {"seen_by", MEMBER, IN_CSV, .get = row_viewer, .domain = &truce__party_domain},
    {"", SPLICE, IN_CSV, .of = passage_fields},
    {0}};

/* -------------------------------------------------------------- for people */

static void say_seen(const truce__at *at, const truce__view *view, truce__say *say) {
    uint64_t unseen = truce_set_count(view->unseen);
    truce__value viewer = truce__party_named(view->party);
    bool is_below = truce__is_told_below(at, view->unseen);
    if (!unseen) SAY(say, VIEW_SEES_ALL, viewer);
    else if (is_below)
        SAY(say, VIEW_UNSEEN_BELOW, viewer, truce__number(unseen), truce__number(truce_graph_state_count(at->graph)));
    else
        SAY(say, VIEW_UNSEEN, viewer, truce__number(unseen), truce__number(truce_graph_state_count(at->graph)),
            truce__some_of(view->unseen, NAMED));
    truce__say_end(say, TRUCE__POINT);
    if (is_below) truce__tell_below(at, say, view->unseen);
}

/* "NY, YY and 3 more" */
static void say_imagined(const truce__at *at, const truce__view *view, truce__say *say) {
    size_t count = view->imagined.count, named = count < NAMED ? count : NAMED;
    if (!count) return;
    SAY(say, VIEW_IMAGINES, truce__party_named(view->party), truce__number(count));
    for (size_t i = 0; i < named; i++) {
        if (i) SAY_ALONE(say, LIST_NEXT);
        SAY(say, PLAIN, code_in(at, view, view->imagined.at[i]));
    }
    if (count > named) SAY(say, AND_MORE, truce__number(count - named));
    SAY_ALONE(say, WITNESS_STOP);
    truce__say_end(say, TRUCE__POINT);
}

/* Tells those that are better for their mover, or the others, until `most` are told. */
static void say_some(const truce__passages *passages, bool is_better, size_t most, size_t *told, truce__say *say) {
    for (size_t i = 0; i < passages->count && *told < most; i++) {
        const truce__passage *one = &passages->at[i];
        if (one->is_better != is_better) continue;
        if ((*told)++) SAY_ALONE(say, LIST_SEMICOLON);
        SAY(say, VIEW_MOVE, truce__party_named(one->party), truce__number(one->from), truce__number(one->to));
        if (is_better) SAY_ALONE(say, VIEW_TEMPTING);
    }
}

static void say_passages(const truce__passages *passages, truce__message head, truce__value viewer, truce__say *say) {
    size_t count = passages->count, named = count < NAMED ? count : NAMED, told = 0;
    if (!count) return;
    truce__say_args(say, head, (const truce__value[]){viewer, truce__number(count), {0}});
    say_some(passages, true, named, &told, say);
    say_some(passages, false, named, &told, say);
    if (count > named) SAY(say, AND_MORE, truce__number(count - named));
    SAY_ALONE(say, WITNESS_STOP);
    truce__say_end(say, TRUCE__POINT);
}

static void say_phantoms(const truce__at *at, const truce__view *view, truce__say *say) {
    size_t count = view->phantoms.count, named = count < NAMED ? count : NAMED;
    if (!count) return;
    SAY(say, VIEW_PHANTOMS, truce__party_named(view->party), truce__number(count));
    for (size_t i = 0; i < named; i++) {
        if (i) SAY_ALONE(say, LIST_SEMICOLON);
        SAY(say, VIEW_PHANTOM_FROM, code_in(at, view, view->phantoms.at[i].from));
        SAY(say, VIEW_PHANTOM_TO, code_in(at, view, view->phantoms.at[i].to));
    }
    if (count > named) SAY(say, AND_MORE, truce__number(count - named));
    SAY_ALONE(say, WITNESS_STOP);
    truce__say_end(say, TRUCE__POINT);
}

static void say_hypergame(const truce__at *at, truce__say *say) {
    SAY_ALONE(say, HYPERGAME);
    truce__say_end(say, TRUCE__LINE);
    say->term_width = truce__label_columns(at, &truce__concept_domain);
    for (uint32_t slot = 0; slot < VIEWS->n_slots; slot++) {
        truce__value number = truce__number(truce_set_count(VIEWS->equilibria[slot]));
        SAY(say, PLAIN, truce__member(at, &truce__concept_domain, slot));
        truce__say_term(say);
        bool is_below = truce__is_told_below(at, VIEWS->equilibria[slot]);
        if (number.number && !is_below)
            SAY(say, EQUILIBRIA_LIST, number, truce__some_of(VIEWS->equilibria[slot], TOLD));
        else SAY(say, PLAIN, number);
        const truce_set *maybe = VIEWS->maybe[slot];
        if (maybe && truce_set_count(maybe))
            SAY(say, EQUILIBRIA_MAYBE, truce__number(truce_set_count(maybe)), truce__some_of(maybe, TOLD));
        else if (is_below) SAY_ALONE(say, STATES_BELOW);
        truce__say_end(say, TRUCE__TERM);
        if (is_below) truce__tell_below(at, say, VIEWS->equilibria[slot]);
    }
}

static void say_views(const truce__at *at, truce__say *say) {
    truce__say_blank(say);
    SAY_ALONE(say, VIEWS_HEAD);
    truce__say_end(say, TRUCE__LINE);
    for (uint32_t i = 0; i < VIEWS->count; i++) {
        const truce__view *view = &VIEWS->at[i];
        truce__value viewer = truce__party_named(view->party);
        say_seen(at, view, say);
        say_passages(&view->surprises, TRUCE__M_VIEW_SURPRISES, viewer, say);
        say_passages(&view->unforeseen, TRUCE__M_VIEW_UNFORESEEN, viewer, say);
        say_imagined(at, view, say);
        say_phantoms(at, view, say);
    }
    truce__say_blank(say);
    say_hypergame(at, say);
}

static void say_key(const truce__at *at, truce__say *say) {
    (void)at;
    SAY_ALONE(say, AS_SEEN_KEY);
    truce__say_end(say, TRUCE__PARAGRAPH);
}
IS(has_key, has_views(at) && truce__pick_count(at->result->pick) > 0)

const truce__field truce__view_fields[] = {
    {"views", LIST, IN_JSON, TRUCE__TALL, .next = next_view, .of = RECORD_OF(view_fields), .when = has_views,
     .about = "how parties see the conflict that misread something"},
    {"hypergame_equilibria", MAP, IN_JSON, .domain = &truce__concept_domain, .of = ITEM(STATES, .get = hypergame),
     .when = has_views, .about = "states that every party sees and finds stable in its view"},
    {"maybe_hypergame_equilibria", MAP, IN_JSON, .domain = &truce__concept_domain, .keep = is_open,
     .when = is_any_open, .of = ITEM(STATES, .get = open_hypergame),
     .about = "others that every party sees and none finds unstable"},
    {"surprises", LIST, IN_CSV, TRUCE__TABLE, .next = next_row, .of = RECORD_OF(surprise_fields), .when = has_views},
    {"", PROSE, IN_PEOPLE, .say = say_key, .when = has_key},
    {"", PROSE, IN_PEOPLE, .say = say_views, .when = has_views},
    {0}};
