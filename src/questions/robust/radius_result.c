/* SPDX-License-Identifier: Apache-2.0 */
/* Least edits, told: as data state by state; for people first the status quo, then for each concept what holds
 * whatever is edited, and what does not, from what takes least. */
#include "questions/robust/robust.h"
#include "questions/told_states.h"
#include "result/declare.h"

#include "words/phrases.h"

enum { TOLD_STATES = 12, TOLD_WAYS = 2 }; /* named in a line; different answers in words */

#define GET(name, value) GET_OF(truce__robust, name, value)
#define IS(name, truth) IS_OF(truce__robust, name, truth)
#define ROW ((const truce__radius_row *)at->self)

static const truce__radii *of(const truce__at *at) { return &TRUCE__ROBUST(at)->radii; }

/* ---------------------------------------------------------------------- data */

static bool next_row(const truce__at *list, truce__at *item) {
    if (++item->index >= of(list)->rows.count) return false;
    item->self = &of(list)->rows.at[item->index];
    item->state = of(list)->rows.at[item->index].state;
    return true;
}

static truce__value price_or_none(uint64_t price, bool is_told) {
    return is_told && price != TRUCE__NEVER ? truce__number(price) : truce__none();
}

GET(concept, truce__member(at, &truce__concept_domain, ROW->slot))
GET(holds, truce__bool(ROW->holds))
GET(unconditional, truce__bool(ROW->is_unconditional))
GET(distance, price_or_none(ROW->price, ROW->is_known))
GET(at_least, price_or_none(ROW->price, !ROW->is_known))
GET(count, truce__number(ROW->count))
GET(is_complete, truce__bool(ROW->is_known && ROW->is_counted))
GET(own_price, price_or_none(ROW->own[at->index].price, ROW->own[at->index].is_known))
GET(own_tied, truce__number(ROW->own[at->index].n_tied))

static uint64_t count_edits(const truce__at *list) {
    uint64_t count = 0;
    for (int i = 0; i < 4; i++) count += of(list)->allows[i];
    return count;
}
static const char *edit_name(const truce__at *at) {
    uint64_t left = at->index;
    for (int i = 0; i < 4; i++)
        if (of(at)->allows[i] && left-- == 0) return truce__radius_edit_names[i];
    return NULL;
}
GET(edit, truce__text_of(edit_name(at)))

static uint64_t count_answers(const truce__at *list) { return ((const truce__radius_row *)list->self)->n_answers; }

/* In an answer the row is the `self` of the place above. */
static const truce__told_answer *answer_at(const truce__at *at) {
    return &of(at)->answers.at[((const truce__radius_row *)at->self)->first_answer + at->index];
}
static uint64_t count_changes(const truce__at *list) { return answer_at(list)->end - answer_at(list)->first; }

static truce_status open_change(truce__at *at) {
    truce__told_change *change;
    const truce__told_answer *answer = answer_at(at->up);
    TRY(truce__change_begin(at->result->ctx, &change));
    truce_status status = truce__change_tell(change, &of(at)->changes.at[answer->first + at->index]);
    if (status == TRUCE_OK) at->self = change;
    else truce__change_free(change);
    return status;
}

static const truce__field change_item = {NULL,  RECORD, IN_JSON, 0, .of = truce__change_fields, .open = open_change,
                                         .close = truce__close_edit};

static void tell_answer(truce__text *text, const truce__at *at, const truce__radius_row *row);

#define WHICH                                                                                                        \
    {"state", STATE, IN_ALL, .get = truce__get_state},                                                               \
    {"concept", MEMBER, IN_ALL, .get = concept, .domain = &truce__concept_domain, .head = HEAD(CONCEPT)}
#define HOW_FAR                                                                                                      \
    {"holds", BOOL, IN_DATA, .get = holds, .about = "whether it is an equilibrium: the distance is that of ending "  \
                                                    "it, else of making it one"},                                    \
    {"unconditional", BOOL, IN_DATA, .get = unconditional,                                                           \
     .about = "it holds whatever is edited: no item of a list speaks for any move away from it"},                    \
    {"distance", NUMBER, IN_DATA, TRUCE__NULLABLE, .get = distance,                                                  \
     .about = "the least number of edits; null: no edits do it, or it is not known"},                                \
    {"at_least", NUMBER, IN_DATA, TRUCE__NULLABLE, .get = at_least,                                                  \
     .about = "where the effort was too little: the distance is not less"},                                          \
    {"count", NUMBER, IN_DATA, .get = count, .about = "how many sets of that many edits do it"},                     \
    {"complete", BOOL, IN_DATA, .get = is_complete, .about = "false: there may be more than 'count'"}

static truce__value told_answer(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    tell_answer(text, at, ROW);
    return truce__text_of(truce__text_bytes(text));
}
static truce__value answer_or_none(const truce__at *at) { return ROW->n_answers ? told_answer(at) : truce__none(); }

static const truce__field row_fields[] = {
    WHICH,
    HOW_FAR,
    {"edits", LIST, IN_JSON, .count = count_edits,
     .of = ITEM(TEXT, .get = edit, .one_of = truce__radius_edit_names), .about = "what counts as an edit"},
    {"by_party", MAP, IN_JSON, .domain = &truce__party_domain, .of = ITEM(NUMBER, TRUCE__NULLABLE, .get = own_price),
     .about = "the least number of edits of that party's list alone, the others as written; null: none do it, or it "
              "is not known"},
    {"answers", LIST, IN_JSON, .count = count_answers,
     .of = ITEM(LIST, .count = count_changes, .of = &change_item),
     .about = "the first of the least sets of edits, each as entries of 'changes'"},
    {"text", TEXT, IN_JSON, TRUCE__NULLABLE, .get = answer_or_none, .about = "the first answer in words"},
    {"tied", MAP, IN_JSON, .domain = &truce__party_domain, .of = ITEM(NUMBER, .get = own_tied),
     .about = "moves of the party to states that no item of its list tells apart from this one: anything else that "
              "it came to care about could speak for them"},
    {0}};

const truce__field truce__radius_json_fields[] = {
    {"radius", LIST, IN_JSON, TRUCE__TALL, .next = next_row, .of = RECORD_OF(row_fields),
     .about = "how few edits of the parties' lists turn the verdict on a state into its opposite"},
    {0}};

static const truce__field csv_fields[] = {WHICH, HOW_FAR, {0}};
const truce__field truce__radius_csv_fields[] = {
    {"radius", LIST, IN_CSV, TRUCE__TABLE, .next = next_row, .of = RECORD_OF(csv_fields)}, {0}};

/* ------------------------------------------------------------ answers in words */

static void add_words(truce__text *text, const truce__at *at, truce__value words) {
    if (text->length) WORD(text, RADIUS_AND);
    truce__value_words(text, at, words);
}

/* One item of a list, written or inserted. */
static truce__value item_words(truce__text *room, const truce__at *at, uint32_t party, uint32_t item) {
    const truce__pref *pref = &at->model->prefs[party];
    uint32_t written = pref->kind == TRUCE__PREF_RANK ? UINT32_MAX : pref->n_items;
    truce__text_clear(room);
    if (item < written) truce__edit_place_words(room, at, party, item + 1);
    else truce__value_words(room, at, truce__item_of(&of(at)->candidates[item - written]));
    return truce__text_of(truce__text_bytes(room));
}

typedef struct telling { /* of one party's list */
    const truce__at *at;
    truce__text *text, *one, *other;
    uint32_t party;
    bool is_ranking;
} telling;

static void tell_pair(const telling *t, uint32_t upper, uint32_t lower, bool is_joined) {
    truce__value party = truce__party_named(t->party);
    truce__value above = item_words(t->one, t->at, t->party, upper),
                 below = item_words(t->other, t->at, t->party, lower);
    truce__text words;
    truce__text_init(&words, t->text->ctx);
    if (is_joined) WORDS(&words, t->at, EDIT_PLACES_MERGED, party, above, below);
    else if (t->is_ranking) WORDS(&words, t->at, EDIT_PLACES_SWAPPED, party, above, below);
    else WORDS(&words, t->at, EDIT_SWAPPED, party, above, below);
    add_words(t->text, t->at, truce__text_of(truce__text_bytes(&words)));
    t->text->failed |= words.failed;
    truce__text_free(&words);
}

static void tell_single(const telling *t, truce__edit_kind kind, uint32_t item) {
    truce__text words;
    truce__model_edit edit = {.kind = kind, .party = t->party, .at = item + 1, .option = TRUCE__NONE};
    truce__text_init(&words, t->text->ctx);
    truce__edit_words(&words, t->at, &edit);
    add_words(t->text, t->at, truce__text_of(truce__text_bytes(&words)));
    t->text->failed |= words.failed;
    truce__text_free(&words);
}

static void tell_insertion(const telling *t, uint32_t item) {
    truce__text words;
    truce__text_init(&words, t->text->ctx);
    WORDS(&words, t->at, RADIUS_INSERTED, truce__party_named(t->party), item_words(t->one, t->at, t->party, item));
    add_words(t->text, t->at, truce__text_of(truce__text_bytes(&words)));
    t->text->failed |= words.failed;
    truce__text_free(&words);
}

/* What is dropped, flipped and inserted, and wherever an item stands right above one that was written above it. */
static void tell_order(const telling *t, truce__order order, uint32_t n_written) {
    for (uint32_t item = 0; !t->is_ranking && item < n_written; item++) {
        uint32_t i = 0;
        while (i < order.count && truce__stand_item(order.at[i]) != item) i++;
        if (i == order.count) tell_single(t, TRUCE__EDIT_DROP, item);
        else if (order.at[i] & TRUCE__STAND_FLIPPED) tell_single(t, TRUCE__EDIT_FLIP, item);
    }
    for (uint32_t i = 0; i < order.count; i++) {
        uint32_t item = truce__stand_item(order.at[i]), next;
        if (item >= n_written) tell_insertion(t, item);
        if (i + 1 == order.count) break;
        next = truce__stand_item(order.at[i + 1]);
        bool is_joined = (order.at[i + 1] & TRUCE__STAND_JOINED) != 0;
        if (is_joined || (item > next && next < n_written)) tell_pair(t, item, next, is_joined);
    }
}

static void tell_answer(truce__text *text, const truce__at *at, const truce__radius_row *row) {
    truce__text room[2];
    for (int i = 0; i < 2; i++) truce__text_init(&room[i], text->ctx);
    for (uint32_t i = 0; i < row->n_others; i++) {
        const truce__told_order *other = &row->others[i];
        const truce__pref *pref = &at->model->prefs[other->party];
        bool is_ranking = pref->kind == TRUCE__PREF_RANK;
        telling t = {at, text, &room[0], &room[1], other->party, is_ranking};
        tell_order(&t, other->order, is_ranking ? other->order.count : pref->n_items);
    }
    for (int i = 0; i < 2; i++) {
        text->failed |= room[i].failed;
        truce__text_free(&room[i]);
    }
}

/* -------------------------------------------------------------- for people */

/* Rows that are told together. */
typedef enum group { UNCONDITIONAL, NEVER_ENDS, ENDS, MAY_END, NEVER_MADE, MADE, MAY_BE_MADE } group;

static group group_of(const truce__radius_row *row) {
    if (row->is_unconditional) return UNCONDITIONAL;
    bool is_never = row->is_known && row->price == TRUCE__NEVER;
    if (row->holds) return is_never ? NEVER_ENDS : row->is_known ? ENDS : MAY_END;
    return is_never ? NEVER_MADE : row->is_known ? MADE : MAY_BE_MADE;
}

static bool has_price(group g) { return g != UNCONDITIONAL && g != NEVER_ENDS && g != NEVER_MADE; }

static bool are_together(const truce__radius_row *a, const truce__radius_row *b) {
    group g = group_of(a);
    return a->slot == b->slot && g == group_of(b) && (!has_price(g) || a->price == b->price);
}

static void say_kinds(const truce__at *at, truce__say *say) {
    truce__text text;
    truce__text_init(&text, at->result->ctx);
    for (int i = 0; i < 4; i++) {
        if (!of(at)->allows[i]) continue;
        if (text.length) WORD(&text, LIST_NEXT);
        if (i == 0) WORD(&text, RADIUS_SWAP);
        if (i == 1) WORD(&text, RADIUS_DROP);
        if (i == 2) WORD(&text, RADIUS_INSERT);
        if (i == 3) WORD(&text, RADIUS_FLIP);
    }
    truce__say_blank(say);
    SAY_ALONE(say, RADIUS_TITLE);
    truce__say_end(say, TRUCE__TITLE);
    SAY(say, RADIUS_COUNTED, truce__text_of(truce__text_bytes(&text)));
    if (of(at)->n_many) SAY(say, RADIUS_MANY, truce__number(of(at)->n_many));
    truce__say_end(say, TRUCE__PARAGRAPH);
    if (text.failed) truce__at_note(at, TRUCE_E_NOMEM);
    truce__text_free(&text);
}

/* Moves from the status quo that nothing tells apart, party by party. */
static void say_tied(const truce__at *at, truce__say *say, const truce__radius_row *row) {
    for (uint32_t p = 0; p < at->model->n_parties; p++) {
        if (!row->own[p].n_tied) continue;
        SAY(say, RADIUS_TIED, truce__party_named(p), truce__number(row->own[p].n_tied),
            truce__number(row->own[p].n_moves));
        truce__say_end(say, TRUCE__POINT);
    }
}

static void say_states(const truce__at *at, truce__say *say, const truce__radius_row *first) {
    const truce__radii *r = of(at);
    uint64_t told = 0, left = 0;
    for (size_t i = 0; i < r->rows.count; i++) {
        if (!are_together(first, &r->rows.at[i])) continue;
        if (told == TOLD_STATES) {
            left++;
            continue;
        }
        if (told++) SAY_ALONE(say, LIST_NEXT);
        SAY(say, PLAIN, truce__number(r->rows.at[i].state));
    }
    if (left) SAY(say, AND_MORE, truce__number(left));
}

/* The same as a set, to be told as patterns where it is large. */
static truce_status gather(const truce__at *at, const truce__radius_row *first, truce_set **set) {
    const truce__radii *r = of(at);
    TRY(truce_set_new(at->result->ctx, at->graph, set));
    for (size_t i = 0; i < r->rows.count; i++)
        if (are_together(first, &r->rows.at[i])) TRY(truce_set_add(*set, r->rows.at[i].state));
    return TRUCE_OK;
}

static uint64_t count_together(const truce__radii *r, const truce__radius_row *first) {
    uint64_t count = 0;
    for (size_t i = 0; i < r->rows.count; i++) count += are_together(first, &r->rows.at[i]);
    return count;
}

static void say_group(const truce__at *at, truce__say *say, const truce__radius_row *first) {
    truce__value states = truce__number(count_together(of(at), first)), price = truce__number(first->price);
    switch (group_of(first)) {
    case UNCONDITIONAL: SAY(say, RADIUS_UNCONDITIONAL, states); break;
    case NEVER_ENDS: SAY(say, RADIUS_NEVER_ENDS, states); break;
    case ENDS: SAY(say, RADIUS_ENDS, states, price); break;
    case MAY_END: SAY(say, RADIUS_MAY_END, states, price); break;
    case NEVER_MADE: SAY(say, RADIUS_NEVER_MADE, states); break;
    case MADE: SAY(say, RADIUS_MADE, states, price); break;
    default: SAY(say, RADIUS_MAY_BE_MADE, states, price); break;
    }
    truce_set *set = NULL;
    truce_status status = gather(at, first, &set);
    bool is_below = status == TRUCE_OK && truce__is_told_below(at, set);
    if (!is_below) say_states(at, say, first);
    truce__say_end(say, TRUCE__POINT);
    if (is_below) truce__tell_below(at, say, set);
    truce__at_note(at, status);
    truce_set_free(set);
}

/* One answer of the group's states: the first few that differ. */
static void say_ways(const truce__at *at, truce__say *say, const truce__radius_row *first) {
    const truce__radii *r = of(at);
    truce__text text, told[TOLD_WAYS];
    uint32_t n_told = 0;
    truce__text_init(&text, at->result->ctx);
    for (const truce__radius_row *row = first; row < r->rows.at + r->rows.count && n_told < TOLD_WAYS; row++) {
        bool is_new = true;
        if (!are_together(first, row) || !row->n_others) continue;
        truce__text_clear(&text);
        tell_answer(&text, at, row);
        for (uint32_t i = 0; i < n_told && is_new; i++)
            is_new = strcmp(truce__text_bytes(&told[i]), truce__text_bytes(&text)) != 0;
        if (!is_new) continue;
        truce__text_init(&told[n_told], at->result->ctx);
        truce__text_puts(&told[n_told++], truce__text_bytes(&text));
        SAY(say, RADIUS_WAY, truce__number(row->state), truce__text_of(truce__text_bytes(&text)));
        truce__say_end(say, TRUCE__SUBPOINT);
    }
    for (uint32_t i = 0; i < n_told; i++) {
        text.failed |= told[i].failed;
        truce__text_free(&told[i]);
    }
    if (text.failed) truce__at_note(at, TRUCE_E_NOMEM);
    truce__text_free(&text);
}

/* The group that is told after `last`, NULL: the first; of what holds first, then by price. */
static const truce__radius_row *next_group(const truce__radii *r, uint32_t slot, const truce__radius_row *last) {
    const truce__radius_row *next = NULL;
    for (size_t i = 0; i < r->rows.count; i++) {
        const truce__radius_row *row = &r->rows.at[i];
        group g = group_of(row);
        uint64_t price = has_price(g) ? row->price : 0;
        if (row->slot != slot) continue;
        if (last && (g < group_of(last) ||
                     (g == group_of(last) && price <= (has_price(g) ? last->price : 0))))
            continue;
        if (!next || g < group_of(next) || (g == group_of(next) && price < (has_price(g) ? next->price : 0)))
            next = row;
    }
    return next;
}

static void say_concept(const truce__at *at, truce__say *say, uint32_t slot) {
    const truce__radii *r = of(at);
    const truce__radius_row *row = next_group(r, slot, NULL);
    if (!row) return;
    SAY(say, RADIUS_UNDER, truce__concept_domain.label(at, slot));
    truce__say_end(say, TRUCE__HEAD);
    for (; row; row = next_group(r, slot, row)) {
        say_group(at, say, row);
        if (group_of(row) == ENDS || group_of(row) == MADE) say_ways(at, say, row);
    }
}

static void say_radii(const truce__at *at, truce__say *say) {
    const truce__radii *r = of(at);
    truce_state now = truce_graph_status_quo(at->graph);
    say_kinds(at, say);
    for (size_t i = 0; i < r->rows.count; i++) {
        const truce__radius_row *row = &r->rows.at[i];
        bool is_tied = false;
        for (uint32_t p = 0; p < at->model->n_parties; p++) is_tied = is_tied || row->own[p].n_tied;
        if (!now || row->state != now || !is_tied) continue;
        SAY(say, RADIUS_FROM_TODAY, truce__the_state_first(now));
        truce__say_end(say, TRUCE__PARAGRAPH);
        say_tied(at, say, row);
        break;
    }
    for (uint32_t slot = 0; slot < truce__concept_domain.count(at); slot++) say_concept(at, say, slot);
}

static truce__value told_distance(const truce__at *at) {
    truce__text *text = &at->scratch->text;
    truce__text_clear(text);
    group g = group_of(ROW);
    if (g == UNCONDITIONAL) WORD(text, RADIUS_CELL_ALWAYS);
    else if (!has_price(g)) WORD(text, RADIUS_CELL_NEVER);
    else if (ROW->is_known) truce__text_number(text, ROW->price);
    else WORDS(text, at, RADIUS_CELL_AT_LEAST, truce__number(ROW->price));
    return truce__text_of(truce__text_bytes(text));
}

IS(has_radii, r->radii.rows.count > 0)

static const truce__field told_fields[] = {
    WHICH,
    {"holds", BOOL, IN_PAPER, .get = holds, .head = HEAD(HOLDS)},
    {"distance", TEXT, IN_PAPER, .get = told_distance, .head = HEAD(EDITS)},
    {"count", NUMBER, IN_PAPER, .get = count, .head = HEAD(WAYS)},
    {"answer", TEXT, IN_PAPER, .get = told_answer, .head = HEAD(IF_ONLY)},
    {0}};

const truce__field truce__radius_told_fields[] = {
    {"", PROSE, IN_PEOPLE, .say = say_radii, .when = has_radii},
    {"radius", LIST, IN_PAPER, TRUCE__TABLE, .next = next_row, .of = RECORD_OF(told_fields), .when = has_radii},
    {0}};
