/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The words of src/words in the dress of the page: names isolated, states and inputs as links. Only notes and dates
 * are worded here.
 */
#include "brief/brief.h"

#include "words/naming.h"
#include "words/narrate.h"
#include "words/clauses.h"
#include "words/ending.h"

static void mark_state(const truce__speaker *s, truce_state state, bool is_begin) {
    const truce__brief *b = s->ud;
    if (b->options->summary_only) return;
    if (is_begin) truce__mention(s->ud, state);
    if (is_begin) truce__text_printf(s->text, "<a href=#s%llu>", (unsigned long long)state);
    else truce__text_puts(s->text, "</a>");
}

/* Beside its number. The words of a situation are put together in the place where its sentence is. */
static void call_state(const truce__speaker *s, truce_state state, bool is_first) {
    truce__brief *b = s->ud;
    const char *before = truce__spoken(b), *name = b->numbered(b, state);
    truce__text_clear(&b->speech);
    truce__text_puts(&b->speech, before);
    truce__text_puts(&b->speech, is_first ? truce__capital(b, name) : name);
}

static void mark_statement(truce__text *text, bool is_begin) {
    truce__text_puts(text, is_begin ? "<em>" : "</em>");
}

static void add_mark(const truce__speaker *s, const truce__note *note) {
    const char *mark = truce__entry_mark(s->ud, note);
    if (*mark) truce__text_puts(s->text, " ");
    truce__text_puts(s->text, mark);
}

static const truce__dress dress = {.literal = truce__add_escaped,
                                   .name = truce__add_name,
                                   .mark_state = mark_state,
                                   .call_state = call_state,
                                   .mark_statement = mark_statement,
                                   .grounds = add_mark,
                                   .is_for_readers = true};

truce__speaker truce__brief_speaker(truce__brief *b) {
    truce__text_clear(&b->speech);
    return (truce__speaker){&b->speech, &b->at, &dress, b};
}

const char *truce__spoken(truce__brief *b) {
    if (b->speech.failed) truce__out_note(&b->out, TRUCE_E_NOMEM);
    return truce__fragment(b, "%s", truce__text_bytes(&b->speech));
}

static const char *value_words(truce__brief *b, truce__value value) {
    truce__speaker s = truce__brief_speaker(b);
    truce__speak_value(&s, value);
    return truce__spoken(b);
}

/* What the author calls a party inside a sentence, else its name. */
const char *truce__party_words(truce__brief *b, uint32_t party) {
    const char *called = b->model->parties[party].words.called;
    return called ? truce__name_words(b, called) : value_words(b, truce__party_named(party));
}
const char *truce__state_words(truce__brief *b, truce_state state) { return value_words(b, truce__the_state(state)); }
const char *truce__state_first(truce__brief *b, truce_state state) {
    return value_words(b, truce__the_state_first(state));
}
const char *truce__own_change_words(truce__brief *b, truce_state from, truce_state to) {
    return value_words(b, truce__own_changes_of(from, to));
}

const char *truce__outcome_words(truce__brief *b, uint32_t outcome) {
    truce__speaker s = truce__brief_speaker(b);
    truce__speak_outcome(&s, b->model, outcome);
    return truce__spoken(b);
}

/* An option without a name by what it is to do, or by its id in words. */
static const char *unnamed_option(truce__brief *b, const truce__option *option) {
    const char *does = option->has_default_levels ? truce__clause_of_level(option->words.does, 1) : NULL;
    if (does) return truce__capital(b, truce__name_words(b, does));
    char *id = truce__arena_text(&b->arena, option->id, strlen(option->id));
    for (char *c = id; c && *c; c++)
        if (*c == '_') *c = ' ';
    if (!id) truce__out_note(&b->out, TRUCE_E_NOMEM);
    return id ? truce__capital(b, truce__name_words(b, id)) : "";
}

const char *truce__own_option_name(truce__brief *b, uint32_t option) {
    const truce__option *unnamed = &b->model->options[option];
    if (strcmp(unnamed->name, unnamed->id) == 0) return unnamed_option(b, unnamed);
    truce__speaker s = truce__brief_speaker(b);
    truce__speak_own_option_label(&s, b->model, option);
    return truce__spoken(b);
}

const char *truce__quoted_words(truce__brief *b, const char *name) {
    truce__speaker s = truce__brief_speaker(b);
    truce__speak_quoted(&s, name);
    return truce__spoken(b);
}

const char *truce__stmt_words(truce__brief *b, const truce__stmt *stmt) {
    truce__speaker s = truce__brief_speaker(b);
    truce__speak_stmt(&s, stmt);
    return truce__spoken(b);
}

const char *truce__item_words(truce__brief *b, const truce__pref_item *item) {
    truce__speaker s = truce__brief_speaker(b);
    truce__speak_item(&s, item);
    return truce__spoken(b);
}

const char *truce__opposite_words(truce__brief *b, const truce__pref_item *item) {
    truce__speaker s = truce__brief_speaker(b);
    truce__speak_value(&s, truce__opposite_of(item));
    return truce__spoken(b);
}

static const truce__dress whole_dress = {.literal = truce__add_escaped,
                                         .name = truce__add_name,
                                         .mark_state = mark_state,
                                         .call_state = call_state,
                                         .mark_statement = mark_statement,
                                         .grounds = add_mark,
                                         .is_for_readers = true,
                                         .is_whole = true};

const char *truce__whole_item_words(truce__brief *b, const truce__pref_item *item) {
    truce__speaker s = truce__brief_speaker(b);
    s.dress = &whole_dress;
    truce__speak_item(&s, item);
    return truce__spoken(b);
}

/* A wish among alternatives, each of one statement. */
static const char *possible_wish(truce__brief *b, const truce__pref_item *item) {
    bool says_nothing = truce__says_nothing(item) && !item->note.says;
    return says_nothing ? word(b, OPEN_NOTHING) : words(b, WISH, H(truce__whole_item_words(b, item)));
}

const char *truce__alternative_words(truce__brief *b, const truce__pref *alternative) {
    const char *all = possible_wish(b, alternative->items);
    uint32_t count = alternative->n_items;
    if (count > 1) all = words(b, OPEN_FIRST, H(all));
    for (uint32_t k = 1; k < count; k++) {
        const char *next = possible_wish(b, &alternative->items[k]);
        all = k + 1 < count ? words(b, OPEN_THEN, H(all), H(next))
              : k == 1      ? words(b, OPEN_SECOND, H(all), H(next))
                            : words(b, OPEN_LAST, H(all), H(next));
    }
    return all;
}

const char *truce__whole_stmt_words(truce__brief *b, const truce__stmt *stmt) {
    truce__speaker s = truce__brief_speaker(b);
    s.dress = &whole_dress;
    truce__speak_stmt(&s, stmt);
    return truce__spoken(b);
}

const char *truce__move_words(truce__brief *b, uint32_t party, truce_state from, truce_state to) {
    truce__speaker s = truce__brief_speaker(b);
    truce__speak_move(&s, party, from, to);
    return truce__spoken(b);
}

const char *truce__preference_words(truce__brief *b, uint32_t party, truce_state better, truce_state worse) {
    truce__speaker s = truce__brief_speaker(b);
    truce__speak_preference(&s, party, better, worse);
    return truce__spoken(b);
}

const char *truce__outcome_called(truce__brief *b, uint32_t outcome) {
    const char *called = b->model->outcomes[outcome].words.called;
    return called ? truce__name_words(b, called) : truce__outcome_words(b, outcome);
}

/* What heads of columns call a party. */
const char *truce__short_party_words(truce__brief *b, uint32_t party) {
    const char *brief = b->model->parties[party].words.brief;
    return brief ? truce__name_words(b, brief) : truce__capital(b, truce__party_words(b, party));
}

/* Nothing where no answer is needed. */
const char *truce__held_how(truce__brief *b, uint32_t grade) {
    if (grade == TRUCE__CREDIBLE) return word(b, BY_ANSWERS);
    if (grade == TRUCE__CAREFUL) return word(b, BY_CAUTION);
    return grade == TRUCE__FEARFUL ? word(b, BY_GREAT_CAUTION) : "";
}

const char *truce__how_words(truce__brief *b, uint32_t grade) {
    static const truce__message says[] = {TRUCE__M_BRIEF_HOW_AT_REST, TRUCE__M_BRIEF_HOW_CREDIBLE,
                                          TRUCE__M_BRIEF_HOW_CAREFUL, TRUCE__M_BRIEF_HOW_FEARFUL};
    return truce__words(b, says[grade], NULL);
}

const char *truce__left_out_words(truce__brief *b, uint32_t most) {
    const char *phrases = "";
    for (uint32_t i = 0; i < b->model->n_leaves_out && i < most; i++) {
        const char *phrase = truce__name_words(b, b->model->leaves_out[i]);
        phrases = i ? words(b, PHRASES, H(phrases), H(phrase)) : phrase;
    }
    return phrases;
}

void truce__common_levels(const truce__brief *b, uint64_t *levels) {
    enum { TOLD = 3 };
    uint8_t today[TRUCE__MAX_OPTIONS];
    uint32_t told = 0;
    truce_graph_state_levels(b->graph, b->now, today);
    for (uint32_t o = 0; o < b->model->n_options; o++) {
        const uint64_t all = truce__all_levels(&b->model->options[o]);
        bool is_needed = today[o] != TRUCE_LEVEL_MIXED && !(b->chosen.common[o] >> today[o] & 1) && told < TOLD;
        levels[o] = is_needed ? b->chosen.common[o] & all : all;
        told += is_needed;
    }
}

const char *truce__common_words(truce__brief *b) {
    uint64_t levels[TRUCE__MAX_OPTIONS];
    truce__common_levels(b, levels);
    truce__speaker s = truce__brief_speaker(b);
    truce__speak_levels(&s, levels);
    return truce__spoken(b);
}

const char *truce__position_words(truce__brief *b, const truce__fact *fact) {
    uint64_t levels[TRUCE__MAX_OPTIONS];
    for (uint32_t o = 0; o < b->model->n_options; o++) levels[o] = truce__all_levels(&b->model->options[o]);
    levels[fact->option] = UINT64_C(1) << fact->level;
    truce__speaker s = truce__brief_speaker(b);
    truce__speak_levels(&s, levels);
    return truce__spoken(b);
}

const char *truce__expiry_words(truce__brief *b, const truce__expiry *expiry) {
    truce__speaker s = truce__brief_speaker(b);
    s.dress = &whole_dress;
    truce__speak_expiry(&s, expiry);
    return truce__spoken(b);
}

const char *truce__difference_words(truce__brief *b, truce_state state) {
    if (!b->now || state == b->now) return "";
    truce__speaker s = truce__brief_speaker(b);
    return truce__speak_differences(&s, b->now, state) ? words(b, DIFFERS, H(truce__spoken(b))) : "";
}

const char *truce__decimal_words(truce__brief *b, truce__decimal value) {
    truce__text text;
    truce__text_init(&text, b->ctx);
    truce__decimal_write(&text, value);
    if (text.failed) truce__out_note(&b->out, TRUCE_E_NOMEM);
    const char *words = truce__fragment(b, "%s", truce__text_bytes(&text));
    truce__text_free(&text);
    return words;
}

/* ------------------------------------------------------------------- notes */

const char *truce__source_words(truce__brief *b, uint32_t source) {
    const truce__cited_source *s = &b->model->sources[source];
    if (s->called) return truce__name_words(b, s->called);
    return b->model->n_sources == 1 ? word(b, THE_SOURCE) : truce__name_words(b, s->id);
}

/* "article, paragraphs 3 and 11": the cites from `first` on that name the same source; *next: the first that does
 * not. */
static const char *one_source(truce__brief *b, const truce__note *note, uint32_t first, uint32_t *next) {
    uint32_t source = note->cites[first].source, last = first;
    while (last < note->n_cites && note->cites[last].source == source) last++;
    *next = last;
    const char **paragraphs = truce__fragments(b, last - first);
    size_t count = 0;
    for (uint32_t i = first; paragraphs && i < last; i++)
        if (note->cites[i].paragraph)
            paragraphs[count++] = truce__fragment(b, "%lu", (unsigned long)note->cites[i].paragraph);
    const char *name = truce__source_words(b, source);
    if (!b->options->summary_only)
        name = truce__fragment(b, "<a href=#source%lu>%s</a>", (unsigned long)source + 1, name);
    if (count && b->model->n_sources == 1)
        return words(b, PARAGRAPHS_ALONE, H(truce__and_list(b, paragraphs, count)), N(count));
    if (count == 0) return name;
    return words(b, PARAGRAPHS, H(name), H(truce__and_list(b, paragraphs, count)), N(count));
}

const char *truce__cite_words(truce__brief *b, const truce__note *note) {
    const char **parts = truce__fragments(b, note->n_cites);
    size_t count = 0;
    bool has_paragraphs = false;
    for (uint32_t i = 0; i < note->n_cites; i++) has_paragraphs |= note->cites[i].paragraph > 0;
    for (uint32_t i = 0; parts && i < note->n_cites;) parts[count++] = one_source(b, note, i, &i);
    const char *all = truce__and_list(b, parts, count);
    return b->model->n_sources == 1 && has_paragraphs ? all : words(b, ACCORDING_TO, H(all));
}

const char *truce__best_for_all_words(truce__brief *b, const char *name) {
    uint64_t deals = truce_set_count(b->deals->zone);
    return deals == 1 ? words(b, ALL_GAIN_BEST, H(name)) : words(b, ALL_GAIN_BEST_OF, H(name), N(deals));
}

static const char *both(truce__brief *b, const char *first, const char *second) {
    return *first && *second ? words(b, NOTE_BOTH, H(first), H(second)) : *first ? first : second;
}

/* What is so where a statement or weight is wrong, and that it is strong; "" for what says neither. */
static const char *mark_words(truce__brief *b, const truce__pref_item *item) {
    static const truce__message wrong[] = {[TRUCE__WRONG_ABSENT] = TRUCE__M_BRIEF_IF_WRONG_ABSENT,
                                           [TRUCE__WRONG_ELSEWHERE] = TRUCE__M_BRIEF_IF_WRONG_ELSEWHERE,
                                           [TRUCE__WRONG_OPPOSITE] = TRUCE__M_BRIEF_IF_WRONG_OPPOSITE};
    const char *if_wrong = item->if_wrong ? truce__words(b, wrong[item->if_wrong], NULL) : "";
    bool is_strong = item->mark && (item->n_stmts || item->either); /* else the mark is all there is */
    return both(b, if_wrong, is_strong ? word(b, NOTE_STRONG) : "");
}

const char *truce__note_words(truce__brief *b, const truce__note *note, const truce__pref_item *item) {
    const char *because = note->because ? truce__name_words(b, note->because) : "";
    const char *rests = note->n_cites ? truce__cite_words(b, note) : "";
    if (note->has_confidence)
        rests = both(b, rests, words(b, CONFIDENCE, H(truce__decimal_words(b, note->confidence))));
    if (item) rests = both(b, rests, mark_words(b, item));
    if (!*rests) return because;
    return *because ? words(b, NOTE, H(because), H(rests)) : rests;
}

/* -------------------------------------------------------------------- dates */

const char *truce__date_words(truce__brief *b, const char *date) {
    static const truce__message months[] = {TRUCE__M_BRIEF_JANUARY, TRUCE__M_BRIEF_FEBRUARY, TRUCE__M_BRIEF_MARCH,
                                            TRUCE__M_BRIEF_APRIL,   TRUCE__M_BRIEF_MAY,      TRUCE__M_BRIEF_JUNE,
                                            TRUCE__M_BRIEF_JULY,    TRUCE__M_BRIEF_AUGUST,   TRUCE__M_BRIEF_SEPTEMBER,
                                            TRUCE__M_BRIEF_OCTOBER, TRUCE__M_BRIEF_NOVEMBER, TRUCE__M_BRIEF_DECEMBER};
    bool is_date = strspn(date, "0123456789-") == 10 && (!date[10] || date[10] == 'T');
    for (int i = 0; is_date && i < 10; i++) is_date = (date[i] == '-') == (i == 4 || i == 7);
    uint32_t month = is_date ? (uint32_t)((date[5] - '0') * 10 + date[6] - '0') : 0;
    if (month < 1 || month > 12) return truce__name_words(b, date);
    const char *day = truce__fragment(b, "%d", (date[8] - '0') * 10 + date[9] - '0');
    return words(b, DATE, H(day), H(truce__words(b, months[month - 1], NULL)), H(truce__fragment(b, "%.4s", date)));
}
