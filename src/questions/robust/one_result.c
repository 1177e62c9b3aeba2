/* SPDX-License-Identifier: Apache-2.0 */
/* What single edits alter, told: as data row by row, in words from what matters most downwards. */
#include "questions/robust/robust.h"
#include "result/declare.h"

enum { TOLD = 12, TOLD_STATES = 8 }; /* edits told of each kind; states named of an edit */

#define GET(name, value) GET_OF(truce__robust, name, value)
#define IS(name, truth) IS_OF(truce__robust, name, truth)

/* Rows have their edit as `self`. */
#define ROW ((const truce__one_edit *)at->self)

static const truce__one_at_a_time *of(const truce__at *at) { return &TRUCE__ROBUST(at)->one; }

bool truce__next_one_edit(const truce__at *list, truce__at *item) {
    if (++item->index >= of(list)->count) return false;
    item->self = &of(list)->at[item->index];
    return true;
}

/* ---------------------------------------------------------------------- data */

/* In lists of states the concept is the place above. */
static const truce__altered *altered(const truce__at *at, uint64_t slot) { return &ROW->of[slot]; }

static uint64_t count_appear(const truce__at *list) { return altered(list, list->index)->n_appear; }
static uint64_t count_vanish(const truce__at *list) { return altered(list, list->index)->n_vanish; }
static uint64_t count_fresh(const truce__at *list) { return altered(list, list->index)->n_fresh; }
GET(appears, truce__state_of(altered(at, at->up->index)->appear[at->index]))
GET(vanishes, truce__state_of(altered(at, at->up->index)->vanish[at->index]))
GET(fresh_code, truce__text_of(altered(at, at->up->index)->fresh[at->index]))
GET(if_fresh, altered(at, at->index)->n_fresh ? truce__bool(true) : truce__none())
static const truce__field altered_fields[] = {
    {"appear", LIST, IN_JSON, .count = count_appear, .of = ITEM(STATE, .get = appears)},
    {"vanish", LIST, IN_JSON, .count = count_vanish, .of = ITEM(STATE, .get = vanishes)},
    {"new", LIST, IN_JSON, TRUCE__OMIT, .get = if_fresh, .count = count_fresh, .of = ITEM(TEXT, .get = fresh_code),
     .about = "equilibria that are no states of the written model, by code"},
    {0}};

#define CHANGE (ROW->outcomes[at->index])
static uint64_t count_outcomes(const truce__at *list) {
    const truce__at *at = list;
    return ROW->n_outcomes;
}
GET(outcome, truce__member(at, &truce__outcome_domain, CHANGE.outcome))
GET(outcome_concept, truce__member(at, &truce__concept_domain, CHANGE.slot))
GET(outcome_before, truce__bool(CHANGE.before))
GET(outcome_after, truce__bool(CHANGE.after))
static const truce__field outcome_fields[] = {
    {"outcome", MEMBER, IN_JSON, .get = outcome, .domain = &truce__outcome_domain},
    {"concept", MEMBER, IN_JSON, .get = outcome_concept, .domain = &truce__concept_domain},
    {"before", BOOL, IN_JSON, .get = outcome_before, .about = "whether it held in some equilibrium"},
    {"after", BOOL, IN_JSON, .get = outcome_after},
    {0}};

/* What a getter has put together in the scratch. */
static truce__value made(const truce__at *at) {
    const truce__text *text = &at->scratch->text;
    if (text->failed) truce__at_note(at, TRUCE_E_NOMEM);
    return truce__text_of(truce__text_bytes(text));
}

static truce__value told_edit(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    truce__edit_words(text, at, &ROW->edit);
    return made(at);
}

static const truce__edit_kind last_kind = TRUCE__EDIT_STRUCTURE;
GET(kind, truce__text_of(truce__edit_kind_names[ROW->edit.kind <= last_kind ? ROW->edit.kind : last_kind]))
GET(party, ROW->edit.party == TRUCE__NONE ? truce__none() : truce__party_of(at, ROW->edit.party))
GET(place, truce__number(ROW->edit.at))

#define WHICH                                                                                                        \
    {"kind", TEXT, IN_DATA, .get = kind, .one_of = truce__edit_kind_names},                                          \
    {"party", MEMBER, IN_DATA, TRUCE__NULLABLE, .get = party, .domain = &truce__party_domain,                        \
     .about = "whose statement or option; null: a rule's"},                                                          \
    {"at", NUMBER, IN_DATA, .get = place,                                                                            \
     .about = "place in the list from 1; swap, and drop in a ranking: with the next; of an option among its "       \
              "party's"},                                                                                            \
    {"text", TEXT, IN_DATA, .get = told_edit}

static const truce__field row_fields[] = {
    {"edit", RECORD, IN_JSON, .of = truce__change_fields, .open = truce__open_edit, .close = truce__close_edit,
     .about = "the edit as an entry of 'changes', to be pasted into an event"},
    WHICH,
    {"concepts", MAP, IN_JSON, .domain = &truce__concept_domain, .of = RECORD_OF(altered_fields),
     .about = "states that become equilibria, and that are none any more, by their numbers in the written model"},
    {"outcomes", LIST, IN_JSON, .count = count_outcomes, .of = RECORD_OF(outcome_fields),
     .about = "outcomes that hold in some equilibrium only before or only after the edit"},
    {0}};
static const truce__field row = {NULL, RECORD, IN_ALL, 0, .of = row_fields};

const truce__field truce__one_json_fields[] = {
    {"one_at_a_time", LIST, IN_JSON, TRUCE__TALL, .next = truce__next_one_edit, .of = &row,
     .about = "each edit alone: first those that alter states asked about, then outcomes, then other states"},
    {0}};

/* "+4;-7": one cell a concept */
static truce__value csv_states(const truce__at *at) {
    const truce__altered *a = altered(at, at->index);
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    for (uint64_t i = 0; i < a->n_appear; i++)
        truce__text_printf(text, "%s+%llu", text->length ? ";" : "", (unsigned long long)a->appear[i]);
    for (uint64_t i = 0; i < a->n_vanish; i++)
        truce__text_printf(text, "%s-%llu", text->length ? ";" : "", (unsigned long long)a->vanish[i]);
    for (uint64_t i = 0; i < a->n_fresh; i++)
        truce__text_printf(text, "%s+%s", text->length ? ";" : "", a->fresh[i]);
    return made(at);
}

static const truce__field csv_fields[] = {
    WHICH,
    {"states", MAP, IN_CSV, .domain = &truce__concept_domain, .of = ITEM(TEXT, .get = csv_states), .csv = ""},
    {0}};
const truce__field truce__one_csv_row = {NULL, RECORD, IN_ALL, 0, .of = csv_fields};

/* -------------------------------------------------------------- for people */

/* Concepts by label, "Nash, SEQ". */
static void add_concept(truce__text *text, const truce__at *at, uint32_t slot) {
    if (text->length) WORD(text, LIST_NEXT);
    truce__value_words(text, at, truce__concept_domain.label(at, slot));
}

/* Appends "+3 -1 SEQ" for each concept with changes. */
static truce__value told_states(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    for (uint32_t slot = 0; slot < truce__concept_domain.count(at); slot++) {
        const truce__altered *a = &ROW->of[slot];
        truce__value more = truce__number(a->appeared + a->arisen), less = truce__number(a->vanished);
        if (!more.number && !less.number) continue;
        if (text->length) WORD(text, LIST_NEXT);
        WORDS(text, at, ONE_STATES_OF, truce__concept_domain.label(at, slot), more, less);
    }
    return made(at);
}

/* Outcomes gained and lost, each with its concepts. */
static truce__value told_outcomes(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    for (uint32_t i = 0; i < ROW->n_outcomes; i++) {
        const truce__outcome_change *c = &ROW->outcomes[i];
        truce__value name = {.kind = TRUCE__OUTCOME_LABEL, .number = c->outcome},
                     concept = truce__concept_domain.label(at, c->slot);
        if (i) WORD(text, LIST_NEXT);
        if (c->after) WORDS(text, at, ONE_OUTCOME_GAINED, name, concept);
        else WORDS(text, at, ONE_OUTCOME_LOST, name, concept);
    }
    return made(at);
}

static truce__value told_asked(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    for (uint32_t i = 0; i < ROW->n_kept; i++) {
        const truce__asked_change *c = &ROW->asked[i];
        truce__value state = truce__state_of(c->state), concept = truce__concept_domain.label(at, c->slot);
        if (i) WORD(text, LIST_NEXT);
        if (c->after) WORDS(text, at, ONE_ASKED_HOLDS, state, concept);
        else WORDS(text, at, ONE_ASKED_FAILS, state, concept);
    }
    if (ROW->n_asked > ROW->n_kept) WORDS(text, at, AND_MORE, truce__number(ROW->n_asked - ROW->n_kept));
    return made(at);
}

/* "State 138 no longer holds under Nash, SEQ." for each state and direction. */
static void say_asked(const truce__at *at, truce__say *say, truce__text *room) {
    for (uint32_t i = 0; i < ROW->n_kept; i++) {
        const truce__asked_change *first = &ROW->asked[i];
        bool was_said = false;
        truce__text_clear(room);
        for (uint32_t k = 0; k < ROW->n_kept; k++) {
            const truce__asked_change *other = &ROW->asked[k];
            if (other->state != first->state || other->after != first->after) continue;
            was_said |= k < i;
            add_concept(room, at, other->slot);
        }
        if (was_said) continue;
        truce__value state = truce__the_state_first(first->state), concepts = truce__text_of(truce__text_bytes(room));
        if (first->after) SAY(say, ONE_STATE_HOLDS, state, concepts);
        else SAY(say, ONE_STATE_FAILS, state, concepts);
        truce__say_end(say, TRUCE__SUBPOINT);
    }
    if (ROW->n_asked <= ROW->n_kept) return;
    SAY(say, ONE_ASKED_REST, truce__number(ROW->n_asked - ROW->n_kept));
    truce__say_end(say, TRUCE__SUBPOINT);
}

static void say_outcomes(const truce__at *at, truce__say *say, truce__text *room) {
    for (uint32_t i = 0; i < ROW->n_outcomes; i++) {
        const truce__outcome_change *first = &ROW->outcomes[i];
        bool was_said = false;
        truce__text_clear(room);
        for (uint32_t k = 0; k < ROW->n_outcomes; k++) {
            const truce__outcome_change *other = &ROW->outcomes[k];
            if (other->outcome != first->outcome || other->after != first->after) continue;
            was_said |= k < i;
            add_concept(room, at, other->slot);
        }
        if (was_said) continue;
        truce__value outcome = truce__outcome_of(first->outcome), concepts = truce__text_of(truce__text_bytes(room));
        if (first->after) SAY(say, ONE_OUTCOME_APPEARS, outcome, concepts);
        else SAY(say, ONE_OUTCOME_VANISHES, outcome, concepts);
        truce__say_end(say, TRUCE__SUBPOINT);
    }
}

static void say_numbers(truce__say *say, const truce_state *states, uint64_t kept, uint64_t all) {
    for (uint64_t i = 0; i < kept && i < TOLD_STATES; i++) {
        if (i) SAY_ALONE(say, LIST_NEXT);
        SAY(say, PLAIN, truce__number(states[i]));
    }
    if (all > TOLD_STATES) SAY(say, AND_MORE, truce__number(all - TOLD_STATES));
}

static bool is_same_list(const truce_state *a, uint64_t n_a, const truce_state *b, uint64_t n_b) {
    return n_a == n_b && (n_a == 0 || memcmp(a, b, n_a * sizeof *a) == 0);
}

/* Whether the edit does the same under two concepts, as far as states are kept. */
static bool is_alike(const truce__altered *a, const truce__altered *b) {
    return is_same_list(a->appear, a->n_appear, b->appear, b->n_appear) &&
           is_same_list(a->vanish, a->n_vanish, b->vanish, b->n_vanish) && a->appeared == b->appeared &&
           a->vanished == b->vanished && a->arisen == b->arisen;
}

static void say_altered(truce__say *say, const truce__altered *a) {
    if (a->vanished) {
        SAY_ALONE(say, ONE_NO_LONGER);
        say_numbers(say, a->vanish, a->n_vanish, a->vanished);
    }
    if (a->vanished && a->appeared) SAY_ALONE(say, ONE_NEXT);
    if (a->appeared) {
        SAY_ALONE(say, ONE_NOW);
        say_numbers(say, a->appear, a->n_appear, a->appeared);
    }
    if ((a->vanished || a->appeared) && a->arisen) SAY_ALONE(say, ONE_NEXT);
    if (a->arisen) SAY(say, ONE_ARISEN, truce__number(a->arisen));
}

/* Which states, where nothing else tells; concepts that agree together. */
static void say_states(const truce__at *at, truce__say *say, truce__text *room) {
    uint32_t count = truce__concept_domain.count(at);
    for (uint32_t slot = 0; slot < count; slot++) {
        const truce__altered *a = &ROW->of[slot];
        bool was_said = !a->appeared && !a->vanished && !a->arisen;
        for (uint32_t before = 0; before < slot; before++) was_said |= is_alike(&ROW->of[before], a);
        if (was_said) continue;
        truce__text_clear(room);
        for (uint32_t other = slot; other < count; other++)
            if (is_alike(a, &ROW->of[other])) add_concept(room, at, other);
        SAY(say, ONE_UNDER, truce__text_of(truce__text_bytes(room)));
        say_altered(say, a);
        truce__say_end(say, TRUCE__SUBPOINT);
    }
}

static void say_row(const truce__at *at, truce__say *say, truce__text *room) {
    truce__text_clear(room);
    truce__edit_words(room, at, &ROW->edit);
    SAY(say, PLAIN, truce__text_of(truce__text_bytes(room)));
    truce__say_end(say, TRUCE__POINT);
    say_asked(at, say, room);
    say_outcomes(at, say, room);
    if (!ROW->n_asked && !ROW->n_outcomes) say_states(at, say, room);
}

/* The rows from `first` on, `count` of them, below a heading that was said. */
static void say_rows(const truce__at *at, truce__say *say, size_t first, size_t count) {
    truce__text room;
    truce__at item = *at;
    item.up = at;
    truce__say_end(say, TRUCE__HEAD);
    truce__text_init(&room, at->result->ctx);
    for (size_t i = 0; i < count && i < TOLD; i++) {
        item.index = first + i;
        item.self = &of(at)->at[first + i];
        say_row(&item, say, &room);
    }
    if (room.failed) truce__at_note(at, TRUCE_E_NOMEM);
    truce__text_free(&room);
    if (count <= TOLD) return;
    SAY(say, ONE_REST, truce__number(count - TOLD));
    truce__say_end(say, TRUCE__REST);
}

static void say_tried(const truce__at *at, truce__say *say) {
    const truce__one_at_a_time *one = of(at);
    size_t idle = one->count - one->n_asked - one->n_outcomes - one->n_states;
    truce__say_blank(say);
    SAY_ALONE(say, ONE_TITLE);
    truce__say_end(say, TRUCE__TITLE);
    SAY(say, ONE_TRIED, truce__number(one->count));
    if (one->n_unfit) SAY(say, ONE_UNFIT, truce__number(one->n_unfit));
    if (one->n_large) SAY(say, ONE_LARGE, truce__number(one->n_large));
    truce__say_end(say, TRUCE__PARAGRAPH);
    SAY(say, ONE_IDLE, truce__number(idle), truce__number(one->count));
    truce__say_end(say, TRUCE__PARAGRAPH);
}

static void say_edits(const truce__at *at, truce__say *say) {
    const truce__one_at_a_time *one = of(at);
    if (one->n_asked) {
        bool has_named = TRUCE__ROBUST(at)->has_named;
        if (has_named) SAY(say, ONE_ASKED_NAMED, truce__number(one->n_asked));
        else SAY(say, ONE_ASKED, truce__number(one->n_asked), truce__get_status_quo(at));
        say_rows(at, say, 0, one->n_asked);
    }
    if (one->n_outcomes) {
        SAY(say, ONE_OUTCOMES, truce__number(one->n_outcomes));
        say_rows(at, say, one->n_asked, one->n_outcomes);
    }
    if (one->n_states) {
        SAY(say, ONE_STATES, truce__number(one->n_states));
        say_rows(at, say, one->n_asked + one->n_outcomes, one->n_states);
    }
}

static bool next_effective(const truce__at *list, truce__at *item) {
    const truce__one_at_a_time *one = of(list);
    return truce__next_one_edit(list, item) && item->index < one->n_asked + one->n_outcomes + one->n_states;
}

IS(has_effective, r->one.n_asked + r->one.n_outcomes + r->one.n_states > 0)

static const truce__field told_fields[] = {
    {"text", TEXT, IN_PAPER, .get = told_edit, .head = HEAD(IF_ONLY)},
    {"asked", TEXT, IN_PAPER, .get = told_asked, .head = HEAD(STATES_ASKED)},
    {"outcomes", TEXT, IN_PAPER, .get = told_outcomes, .head = HEAD(OUTCOMES_ALTERED)},
    {"states", TEXT, IN_PAPER, .get = told_states, .head = HEAD(EQUILIBRIA_ALTERED)},
    {0}};

static bool next_charted(const truce__at *list, truce__at *item) {
    if (++item->index >= of(list)->n_charted) return false;
    item->self = &of(list)->at[of(list)->charted[item->index]];
    return true;
}

IS(has_chart, r->one.n_charted > 1)
GET(n_states, truce__number(ROW->n_states))
static const truce__field charted_fields[] = {
    {"label", TEXT, IN_PEOPLE, .get = told_edit}, {"value", NUMBER, IN_PEOPLE, .get = n_states}, {0}};
static const truce__field chart = {
    NULL, LIST, IN_PEOPLE, .next = next_charted, .of = RECORD_OF(charted_fields)};

static void say_chart(const truce__at *at, truce__say *say) {
    truce__say_blank(say);
    if (truce__concept_domain.count(at) > 1) SAY_ALONE(say, ONE_CHART);
    else SAY_ALONE(say, ONE_CHART_OF_ONE);
    truce__say_end(say, TRUCE__HEAD);
}

const truce__field truce__one_told_fields[] = {
    {"", PROSE, IN_PEOPLE, .say = say_tried},
    {"", PROSE, IN_TEXT, .say = say_edits},
    {"one_at_a_time", LIST, IN_PAPER, TRUCE__TABLE, .next = next_effective, .of = RECORD_OF(told_fields),
     .when = has_effective},
    {"", PROSE, IN_TEXT, .say = say_chart, .when = has_chart},
    {"", FIGURE, IN_PEOPLE | TRUCE__IN_DRAWING, .figure = TRUCE__SCALE, .of = &chart,
     .head = HEAD(EQUILIBRIA_GAINED_AND_LOST), .when = has_chart},
    {0}};
