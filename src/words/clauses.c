/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Statements in words, the only place that makes them. terms.h has the statement; a term is worded by one clause of
 * the author where there is one, else by a message that has the clauses of its parts in its places. A language
 * decides the order of the parts.
 *
 * Where several terms of a conjunction say together what an outcome says, the outcome's clause stands for them
 * ("Hamas is disarmed and out of government"). Whether they do is tried for every combination of the levels that
 * matter.
 */
#include "words/clauses.h"

#include "words/conditions.h"
#include "words/naming.h"
#include "words/terms.h"

#include <stdio.h>

/* How tightly a part of a statement holds together. */
enum { BINDS_IFF, BINDS_IF, BINDS_OR, BINDS_AND, BINDS_NOT, BINDS_ATOM };

enum { MOST_PIECES = 2 * TRUCE__MOST_TERMS };

/* A term, or a clause of the author that stands for it. */
typedef struct piece {
    const char *text; /* NULL: the term has to be put into words */
    uint16_t term;
    uint64_t options; /* that it mentions */
} piece;

typedef struct wording {
    const truce__speaker *s;
    const truce__terms *t;
} wording;

static void speak_term(const wording *w, uint16_t at, uint32_t needed);

/* ---------------------------------------------------------------- filling */

/* A message with terms in its places, which hold together as tightly as `needed`. */
typedef struct part {
    const wording *w;
    uint16_t terms[3];
    const piece *pieces; /* in place of terms: lists, from first[place] to first[place + 1] */
    uint32_t first[3];
    uint32_t needed;
    uint64_t number;
    void (*fill)(const struct part *p, unsigned place);
} part;

static void add_words(void *ud, const char *bytes, size_t length) {
    const truce__speaker *s = ((const part *)ud)->w->s;
    s->dress->literal(s->text, bytes, length);
}

static void fill_place(void *ud, unsigned place) {
    const part *p = ud;
    if (p->fill) p->fill(p, place);
    else speak_term(p->w, p->terms[place], p->needed);
}

static uint64_t number_of(void *ud, unsigned place) {
    (void)place;
    return ((const part *)ud)->number;
}

static void speak_part(part *p, truce__message message) {
    const truce__language *language = truce__language_of(p->w->s->text->ctx);
    truce__fill(&(const truce__filler){language, add_words, fill_place, number_of, p}, message);
}

/* ------------------------------------------------------------------ levels */

static const char *clause_of(const truce__option *option, uint64_t levels) {
    const truce__option_terms *words = &option->words;
    uint64_t all = truce__all_levels(option);
    uint32_t lowest = 0, above = 0;
    while (lowest < option->n_levels && !(levels >> lowest & 1)) lowest++;
    if (lowest == option->n_levels || levels == all) return NULL;
    if (levels == (uint64_t)1 << lowest) return truce__clause_of_level(words->says, lowest);
    while (above < option->n_levels && levels >> above & 1) above++;
    if (lowest == 0 && levels == ((uint64_t)1 << above) - 1) return truce__clause_of_level(words->below, above);
    bool is_top = levels == (all & ~(((uint64_t)1 << lowest) - 1));
    return is_top ? truce__clause_of_level(words->from, lowest) : NULL;
}

/* Whether each level has a clause. */
static bool are_told(const truce__option *option, uint64_t levels) {
    for (uint32_t i = 0; i < option->n_levels; i++)
        if (levels >> i & 1 && !truce__clause_of_level(option->words.says, i)) return false;
    return true;
}

static uint32_t count_levels(uint64_t levels) {
    uint32_t count = 0;
    for (; levels; levels &= levels - 1) count++;
    return count;
}

static const truce__option *option_of(const part *p) {
    return &p->w->t->model->options[p->w->t->at[p->terms[0]].option];
}

/* The option's name and levels: those of `number`, as bits. */
static void fill_levels(const part *p, unsigned place) {
    const truce__speaker *s = p->w->s;
    const truce__option *option = option_of(p);
    if (place == 0) {
        truce__speak_option(s, p->w->t->model, p->w->t->at[p->terms[0]].option);
        return;
    }
    uint32_t said = 0, total = count_levels(p->number);
    for (uint32_t i = 0; i < option->n_levels; i++) {
        if (!(p->number >> i & 1)) continue;
        truce__speak_between(s, said++, total, TRUCE__M_LIST_OR);
        truce__speak_name(s, option->levels[i]);
    }
}

static truce__message message_of_levels(const truce__option *option, uint64_t levels, uint64_t *shown) {
    uint64_t all = truce__all_levels(option), lowest = levels & (~levels + 1);
    uint64_t above = levels + lowest; /* a power of two: the levels are one stretch */
    bool is_stretch = (above & (above - 1)) == 0;
    *shown = levels;
    if (levels == 0) return TRUCE__M_STMT_NO_LEVEL;
    if (levels == all) return TRUCE__M_STMT_ANY_LEVEL;
    if (option->has_default_levels) return levels == 1 ? TRUCE__M_STMT_NOT_TAKEN : TRUCE__M_STMT_TAKEN;
    bool is_end = is_stretch && (lowest == 1 || above == all + 1);
    bool is_most = count_levels(levels) > count_levels(all & ~levels) + 1;
    if (!is_end && is_most) *shown = all & ~levels;
    if (levels == lowest || !is_end) return is_most ? TRUCE__M_STMT_LEVEL_NOT : TRUCE__M_STMT_LEVEL_IS;
    *shown = lowest == 1 ? above >> 1 : lowest;
    return lowest == 1 ? TRUCE__M_STMT_LEVEL_AT_MOST : TRUCE__M_STMT_LEVEL_AT_LEAST;
}

/* By the option's name. */
static void speak_levels(const wording *w, uint16_t at) {
    part p = {.w = w, .terms = {at}, .fill = fill_levels};
    truce__message message = message_of_levels(option_of(&p), w->t->at[at].levels, &p.number);
    speak_part(&p, message);
}

/* "“none” or “some”": states of a plain graph. */
static void fill_states(const part *p, unsigned place) {
    const truce__node *node = p->w->t->at[p->terms[0]].node;
    (void)place;
    for (uint32_t i = 0; i < node->n_levels; i++) {
        truce__speak_between(p->w->s, i, node->n_levels, TRUCE__M_LIST_OR);
        truce__speak_quoted(p->w->s, p->w->t->model->options[0].levels[p->w->t->stmt->levels[node->first_level + i]]);
    }
}

static void speak_state(const wording *w, uint16_t at) {
    const truce__term *term = &w->t->at[at];
    bool is_not = (term->node->relation == TRUCE__REL_NE) != term->is_denied;
    part p = {.w = w, .terms = {at}, .fill = fill_states};
    if (is_not) speak_part(&p, TRUCE__M_STMT_STATE_IS_NOT);
    else speak_part(&p, TRUCE__M_STMT_STATE_IS);
}

/* ---------------------------------------------------------------- outcomes */

static void fill_outcome(const part *p, unsigned place) {
    const truce__outcome *outcome = &p->w->t->model->outcomes[p->w->t->at[p->terms[0]].option];
    (void)place;
    if (p->number) truce__speak_name(p->w->s, outcome->words.says);
    else if (outcome->words.called) truce__speak_name(p->w->s, outcome->words.called);
    else truce__speak_outcome(p->w->s, p->w->t->model, p->w->t->at[p->terms[0]].option);
}

/* Without a clause of its own. */
static void speak_outcome(const wording *w, uint16_t at) {
    const truce__term *term = &w->t->at[at];
    part p = {.w = w, .terms = {at}, .fill = fill_outcome};
    p.number = term->is_denied && w->t->model->outcomes[term->option].words.says;
    if (p.number) speak_part(&p, TRUCE__M_STMT_NOT_SO);
    else if (term->is_denied) speak_part(&p, TRUCE__M_STMT_NO_OUTCOME);
    else speak_part(&p, TRUCE__M_STMT_OUTCOME);
}

/* Whether pieces that are marked say together what the outcome says. */
typedef struct likeness {
    const truce__terms *t;
    const piece *pieces;
    uint32_t count;
    uint64_t options; /* those of the outcome: pieces about them are meant */
    const truce__stmt *outcome;
} likeness;

static bool is_meant(const likeness *l, uint32_t i) {
    return l->pieces[i].term != TRUCE__NO_TERM && l->pieces[i].options && !(l->pieces[i].options & ~l->options);
}

static bool is_alike(const uint32_t *levels, void *ud) {
    const likeness *l = ud;
    bool holds = true;
    for (uint32_t i = 0; holds && i < l->count; i++)
        holds = !is_meant(l, i) || truce__term_holds(l->t, l->pieces[i].term, levels);
    return holds == truce__stmt_eval(l->t->model, l->outcome, levels);
}

/* How many pieces the outcome's clause can stand for; 0: it says something else. */
static uint32_t count_alike(likeness *l) {
    uint32_t count = 0;
    uint64_t options = 0;
    for (uint32_t i = 0; i < l->count; i++) {
        if (!is_meant(l, i)) continue;
        count++;
        options |= l->pieces[i].options;
    }
    if (count == 0 || options != l->options) return 0;
    return truce__all_combinations(l->t->model, options, is_alike, l) ? count : 0;
}

/* Puts clauses of outcomes in the place of pieces that say the same, the largest first. Gives how many are left. */
static uint32_t merge_outcomes(const truce__terms *t, piece *pieces, uint32_t count) {
    for (;;) {
        likeness best = {.outcome = NULL};
        uint32_t most = 1, chosen = 0;
        for (uint32_t k = 0; k < t->model->n_outcomes; k++) {
            const truce__outcome *outcome = &t->model->outcomes[k];
            if (!outcome->words.says || &outcome->stmt == t->stmt) continue; /* no outcome is told by itself */
            likeness one = {t, pieces, count, truce__outcome_options(t->model, k), &outcome->stmt};
            uint32_t alike = count_alike(&one);
            bool is_list = strchr(outcome->words.says, ',') != NULL; /* reads badly within another one */
            if (alike <= most || (is_list && alike < count)) continue;
            most = alike;
            chosen = k;
            best = one;
        }
        if (most == 1) return count;
        uint32_t kept = 0;
        bool is_placed = false;
        for (uint32_t i = 0; i < count; i++) {
            bool is_gone = is_meant(&best, i);
            if (!is_gone || !is_placed) pieces[kept++] = pieces[i];
            if (is_gone && !is_placed)
                pieces[kept - 1] = (piece){.text = t->model->outcomes[chosen].words.says, .term = TRUCE__NO_TERM};
            is_placed |= is_gone;
        }
        count = kept;
    }
}

/* ------------------------------------------------------------------ pieces */

static const char *text_of(const truce__terms *t, uint16_t at);
static bool is_told_by_levels(const truce__terms *t, uint16_t at);
static uint32_t binding(const truce__terms *t, uint16_t at);

/* The levels of a set of them, each by its clause. Gives how many. */
static uint32_t pieces_of_levels(const truce__terms *t, uint16_t at, piece *pieces) {
    const truce__option *option = &t->model->options[t->at[at].option];
    uint32_t count = 0;
    for (uint32_t i = 0; i < option->n_levels; i++)
        if (t->at[at].levels >> i & 1)
            pieces[count++] = (piece){.text = option->words.says[i], .term = TRUCE__NO_TERM};
    return count;
}

/* The children of a term, those of a choice that are choices of levels level by level. Gives how many. */
static uint32_t pieces_of(const truce__terms *t, uint16_t at, piece pieces[MOST_PIECES]) {
    uint32_t count = 0;
    for (uint16_t i = t->at[at].first; i != TRUCE__NO_TERM; i = t->at[i].next)
        if (t->at[at].kind == TRUCE__TERM_OR && !text_of(t, i) && is_told_by_levels(t, i) &&
            count + TRUCE__MAX_LEVELS + TRUCE__MOST_TERMS <= MOST_PIECES)
            count += pieces_of_levels(t, i, pieces + count);
        else pieces[count++] = (piece){text_of(t, i), i, truce__term_options(t, i)};
    return t->at[at].kind == TRUCE__TERM_AND ? merge_outcomes(t, pieces, count) : count;
}

/* The author's clause for the term; NULL where several words have to be joined. */
static const char *text_of(const truce__terms *t, uint16_t at) {
    const truce__term *term = &t->at[at];
    if (term->kind == TRUCE__TERM_LEVELS) return clause_of(&t->model->options[term->option], term->levels);
    if (term->kind == TRUCE__TERM_OUTCOME) {
        const truce__outcome_terms *words = &t->model->outcomes[term->option].words;
        return term->is_denied ? words->denies : words->says;
    }
    if (term->kind != TRUCE__TERM_AND) return NULL;
    piece pieces[MOST_PIECES];
    return pieces_of(t, at, pieces) == 1 ? pieces[0].text : NULL;
}

/* The party with whose `called` the clause begins, or NULL. */
static const char *subject_of(const truce_model *model, const char *clause) {
    for (uint32_t p = 0; clause && p < model->n_parties; p++) {
        const char *called = model->parties[p].words.called;
        size_t length = called ? strlen(called) : 0;
        if (length && strncmp(clause, called, length) == 0 && clause[length] == ' ') return called;
    }
    return NULL;
}

/* The one with which all of them begin. */
static const char *common_subject(const truce_model *model, const piece *pieces, uint32_t count) {
    const char *subject = count > 1 ? subject_of(model, pieces[0].text) : NULL;
    for (uint32_t i = 1; subject && i < count; i++)
        if (subject_of(model, pieces[i].text) != subject) subject = NULL;
    return subject;
}

/* The subject that need not be said again with piece i: one that all share, or that the last two share. */
static const char *subject_before(const truce_model *model, const piece *pieces, uint32_t count, uint32_t i) {
    const char *subject = i ? common_subject(model, pieces, count) : NULL;
    if (subject || i < 2 || i + 1 < count) return subject;
    return common_subject(model, pieces + i - 1, 2);
}

/* Clauses in a list. A subject is said once where it can be, unless the language says it each time. */
static void speak_pieces(const wording *w, const piece *pieces, uint32_t count, truce__message last,
                         uint32_t needed) {
    for (uint32_t i = 0; i < count; i++) {
        const char *subject = subject_before(w->t->model, pieces, count, i);
        truce__speak_between(w->s, i, count, last);
        if (subject)
            truce__speak_names(w->s, TRUCE__M_CLAUSE_SAME_SUBJECT, subject, pieces[i].text + strlen(subject) + 1);
        else if (pieces[i].text) truce__speak_name(w->s, pieces[i].text);
        else speak_term(w, pieces[i].term, needed);
    }
}

static bool is_list(const wording *w, const piece *one) {
    uint32_t binds = one->text ? BINDS_ATOM : binding(w->t, one->term);
    return binds == BINDS_OR || binds == BINDS_AND;
}

/* Whether a clause of the author joins by itself what the list would join. */
static bool has_lists_within(const wording *w, const piece *pieces, uint32_t count) {
    const truce__language *language = truce__language_of(w->s->text->ctx);
    bool found = false;
    for (uint32_t i = 0; i < count; i++)
        found |= pieces[i].text && (strstr(pieces[i].text, truce__pattern(language, TRUCE__M_LIST_AND)) ||
                                    strstr(pieces[i].text, truce__pattern(language, TRUCE__M_LIST_OR)));
    return found;
}

/* Two parts of a whole statement of which one is a list again stand apart by a comma, not in parentheses. */
static void speak_list(const wording *w, uint16_t at, bool is_whole) {
    piece pieces[MOST_PIECES];
    uint32_t count = pieces_of(w->t, at, pieces);
    bool is_and = w->t->at[at].kind == TRUCE__TERM_AND;
    bool is_apart = is_whole && count == 2 && (is_list(w, &pieces[0]) || is_list(w, &pieces[1]));
    truce__message last = is_and ? TRUCE__M_LIST_AND : TRUCE__M_LIST_OR;
    if (is_apart || (is_whole && has_lists_within(w, pieces, count)))
        last = is_and ? TRUCE__M_LIST_AND_APART : TRUCE__M_LIST_OR_APART;
    speak_pieces(w, pieces, count, last, is_apart ? BINDS_OR : BINDS_NOT);
}

/* "a temporary truce is observed or a full ceasefire is in force" */
static void speak_told_levels(const wording *w, uint16_t at) {
    piece pieces[TRUCE__MAX_LEVELS];
    speak_pieces(w, pieces, pieces_of_levels(w->t, at, pieces), TRUCE__M_LIST_OR, BINDS_NOT);
}

/* -------------------------------------------------------------- conditions */

static void fill_pieces(const part *p, unsigned place) {
    bool is_last = place == 2 || (place == 1 && p->first[1] == p->first[2]);
    bool is_one = !is_last && p->first[place + 1] - p->first[place] == 1;
    if (is_last) speak_term(p->w, p->terms[0], BINDS_OR);
    else if (is_one && !p->pieces[p->first[place]].text) speak_term(p->w, p->pieces[p->first[place]].term, BINDS_OR);
    else
        speak_pieces(p->w, p->pieces + p->first[place], p->first[place + 1] - p->first[place], TRUCE__M_LIST_AND,
                     p->needed);
}

/* Puts what is not so today first. Gives how many that are. */
static uint32_t sort_by_today(const truce__terms *t, piece *pieces, uint32_t count, const uint32_t *today) {
    piece sorted[TRUCE__MOST_TERMS];
    uint32_t kept = 0, n_false;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < count; i++)
            if (truce__term_holds(t, pieces[i].term, today) == (pass == 1)) sorted[kept++] = pieces[i];
        if (pass == 0) n_false = kept;
    }
    memcpy(pieces, sorted, count * sizeof *pieces);
    return n_false;
}

/* `B if A`: once A, B; once A while C, B; as long as A, B: by what is so today. */
static void speak_if(const wording *w, uint16_t at) {
    uint16_t then = w->t->at[at].first, given = w->t->at[then].next;
    uint32_t today[TRUCE__MAX_OPTIONS], count = 1;
    piece pieces[TRUCE__MOST_TERMS] = {{text_of(w->t, given), given, 0}};
    bool is_list = w->t->at[given].kind == TRUCE__TERM_AND && !pieces[0].text;
    if (!truce__levels_today(w->t->model, today)) {
        part p = {.w = w, .terms = {given, then}, .needed = BINDS_OR};
        speak_part(&p, TRUCE__M_STMT_IF_THEN);
        return;
    }
    if (is_list) {
        count = 0;
        for (uint16_t i = w->t->at[given].first; i != TRUCE__NO_TERM; i = w->t->at[i].next)
            pieces[count++] = (piece){text_of(w->t, i), i, truce__term_options(w->t, i)};
    }
    uint32_t n_false = sort_by_today(w->t, pieces, count, today);
    part p = {.w = w, .terms = {then}, .pieces = pieces, .first = {0, n_false, count}, .needed = BINDS_AND,
              .fill = fill_pieces};
    truce__message message = TRUCE__M_STMT_ONCE_WHILE;
    if (n_false == 0) message = TRUCE__M_STMT_AS_LONG_AS;
    else if (n_false == count) message = TRUCE__M_STMT_ONCE;
    if (n_false == 0) p.first[1] = count;
    speak_part(&p, message);
}

static void speak_implies(const wording *w, uint16_t at) {
    uint16_t given = w->t->at[at].first, then = w->t->at[given].next;
    truce__term_kind kind = w->t->at[given].kind;
    bool is_simple = text_of(w->t, given) || (kind <= TRUCE__TERM_OUTCOME && !is_told_by_levels(w->t, given));
    part p = {.w = w, .terms = {given, then}, .needed = BINDS_OR};
    speak_part(&p, is_simple ? TRUCE__M_STMT_ONLY_IF : TRUCE__M_STMT_IF_THEN);
}

static void speak_iff(const wording *w, uint16_t at) {
    uint16_t left = w->t->at[at].first;
    part p = {.w = w, .terms = {left, w->t->at[left].next}, .needed = BINDS_OR};
    speak_part(&p, TRUCE__M_STMT_IFF);
}

/* ------------------------------------------------------------------ counts */

static void fill_count(const part *p, unsigned place) {
    piece pieces[MOST_PIECES];
    if (place == 0) {
        char number[16];
        int length = snprintf(number, sizeof number, "%lu", (unsigned long)p->number);
        p->w->s->dress->literal(p->w->s->text, number, (size_t)length);
        return;
    }
    uint32_t count = pieces_of(p->w->t, p->terms[0], pieces);
    for (uint32_t i = 0; i < count; i++) {
        truce__speak_between(p->w->s, i, count, TRUCE__M_LIST_NEXT);
        if (pieces[i].text) truce__speak_name(p->w->s, pieces[i].text);
        else speak_term(p->w, pieces[i].term, BINDS_NOT);
    }
}

/* That fewer than two are true is that at most one is, and so on; only `exactly` cannot be denied so, but for exactly
 * none. */
static void speak_count(const wording *w, uint16_t at) {
    const truce__term *term = &w->t->at[at];
    uint32_t number = term->node->number;
    part p = {.w = w, .terms = {at}, .number = number, .fill = fill_count};
    bool is_least = term->node->op == TRUCE__OP_AT_LEAST;
    bool is_exact = term->node->op == TRUCE__OP_EXACTLY && number;
    if (term->is_denied && !is_exact && !is_least) p.number = number + 1, is_least = true;
    else if (term->is_denied && is_least && number) p.number = number - 1, is_least = false;
    truce__message message = is_least ? TRUCE__M_STMT_AT_LEAST : TRUCE__M_STMT_AT_MOST;
    if (is_exact)
        message = term->is_denied ? TRUCE__M_STMT_NOT_EXACTLY : TRUCE__M_STMT_EXACTLY;
    else if (p.number == 0) message = is_least ? TRUCE__M_STMT_ANY_NUMBER : TRUCE__M_STMT_NONE;
    speak_part(&p, message);
}

/* ------------------------------------------------------------------- terms */

static bool is_told_by_levels(const truce__terms *t, uint16_t at) {
    const truce__term *term = &t->at[at];
    return term->kind == TRUCE__TERM_LEVELS && count_levels(term->levels) > 1 &&
           term->levels != truce__all_levels(&t->model->options[term->option]) &&
           are_told(&t->model->options[term->option], term->levels);
}

static uint32_t binding(const truce__terms *t, uint16_t at) {
    if (text_of(t, at)) return BINDS_ATOM;
    switch (t->at[at].kind) {
    case TRUCE__TERM_LEVELS: return is_told_by_levels(t, at) ? BINDS_OR : BINDS_ATOM;
    case TRUCE__TERM_AND: return BINDS_AND;
    case TRUCE__TERM_OR: return BINDS_OR;
    case TRUCE__TERM_IMPLIES: case TRUCE__TERM_IF: return BINDS_IF;
    case TRUCE__TERM_IFF: return BINDS_IFF;
    case TRUCE__TERM_COUNT: return BINDS_IF; /* ends in a list */
    case TRUCE__TERM_TRUE: case TRUCE__TERM_FALSE: case TRUCE__TERM_STATE: case TRUCE__TERM_OUTCOME: break;
    }
    return BINDS_ATOM;
}

static void speak_bare(const wording *w, uint16_t at) {
    const char *text = text_of(w->t, at);
    if (text) {
        truce__speak_name(w->s, text);
        return;
    }
    switch (w->t->at[at].kind) {
    case TRUCE__TERM_TRUE: SPEAK_ALONE(w->s, STMT_ALWAYS); break;
    case TRUCE__TERM_FALSE: SPEAK_ALONE(w->s, STMT_NEVER); break;
    case TRUCE__TERM_LEVELS:
        if (is_told_by_levels(w->t, at)) speak_told_levels(w, at);
        else speak_levels(w, at);
        break;
    case TRUCE__TERM_STATE: speak_state(w, at); break;
    case TRUCE__TERM_OUTCOME: speak_outcome(w, at); break;
    case TRUCE__TERM_AND: case TRUCE__TERM_OR: speak_list(w, at, false); break;
    case TRUCE__TERM_IMPLIES: speak_implies(w, at); break;
    case TRUCE__TERM_IF: speak_if(w, at); break;
    case TRUCE__TERM_IFF: speak_iff(w, at); break;
    case TRUCE__TERM_COUNT: speak_count(w, at); break;
    }
}

static void speak_whole(const wording *w) {
    truce__term_kind kind = w->t->at[w->t->root].kind;
    bool is_list = kind == TRUCE__TERM_AND || kind == TRUCE__TERM_OR;
    if (is_list && !text_of(w->t, w->t->root)) speak_list(w, w->t->root, true);
    else speak_bare(w, w->t->root);
}

static void fill_parentheses(const part *p, unsigned place) {
    (void)place;
    speak_bare(p->w, p->terms[0]);
}

static void speak_term(const wording *w, uint16_t at, uint32_t needed) {
    part p = {.w = w, .terms = {at}, .fill = fill_parentheses};
    if (binding(w->t, at) >= needed) speak_bare(w, at);
    else speak_part(&p, TRUCE__M_PARENTHESES);
}

/* ------------------------------------------------------- statements, lines */

static void speak_as_written(const truce__speaker *s, const truce__stmt *stmt) {
    truce__speak_name(s, s->dress->is_whole ? stmt->text : truce__excerpt_of(stmt->text).text);
}

void truce__speak_stmt(const truce__speaker *s, const truce__stmt *stmt) {
    truce__terms terms;
    if (stmt->says) {
        truce__speak_name(s, stmt->says);
        return;
    }
    truce__terms_of(s->at->model, stmt, false, &terms);
    if (!terms.is_long) speak_whole(&(const wording){s, &terms});
    else if (stmt->n_nodes) speak_as_written(s, stmt);
}

/* One of several that stand beside each other. */
static void speak_alternative(const truce__speaker *s, const truce__stmt *stmt) {
    truce__terms terms;
    truce__terms_of(s->at->model, stmt, false, &terms);
    if (stmt->says || terms.is_long) truce__speak_stmt(s, stmt);
    else speak_term(&(const wording){s, &terms}, terms.root, BINDS_NOT);
}

void truce__speak_any(const truce__speaker *s, const truce__stmt *stmts, uint32_t count) {
    if (count == 1) truce__speak_stmt(s, stmts);
    for (uint32_t i = 0; i < count && count > 1; i++) {
        truce__speak_between(s, i, count, TRUCE__M_LIST_OR);
        speak_alternative(s, &stmts[i]);
    }
}

/* Of `A implies B`: A while not B; of `B if A`: not B while A. */
void truce__speak_opposite(const truce__speaker *s, const truce__stmt *stmt) {
    truce__terms terms;
    truce__terms_of(s->at->model, stmt, true, &terms);
    const wording w = {s, &terms};
    truce__op op = stmt->n_nodes ? stmt->nodes[stmt->n_nodes - 1].op : TRUCE__OP_TRUE;
    bool is_if = op == TRUCE__OP_IMPLIES || op == TRUCE__OP_IF;
    uint16_t first = terms.is_long ? TRUCE__NO_TERM : terms.at[terms.root].first;
    uint16_t second = first == TRUCE__NO_TERM ? first : terms.at[first].next;
    bool is_pair = is_if && second != TRUCE__NO_TERM && terms.at[second].next == TRUCE__NO_TERM;
    part p = {.w = &w, .terms = {first, second}, .needed = BINDS_OR};
    if (stmt->says || (terms.is_long && stmt->n_nodes))
        truce__speak_names(s, TRUCE__M_STMT_NOT_SO,
                           stmt->says ? stmt->says : truce__excerpt_of(stmt->text).text, NULL);
    else if (terms.is_long) return;
    else if (is_pair) speak_part(&p, TRUCE__M_STMT_WHILE);
    else speak_bare(&w, terms.root);
}

void truce__speak_levels(const truce__speaker *s, const uint64_t *levels) {
    truce__terms terms;
    truce__terms_of_levels(s->at->model, levels, &terms);
    if (terms.at[terms.root].first != TRUCE__NO_TERM) speak_bare(&(const wording){s, &terms}, terms.root);
}

/* -------------------------------------------------------------- conditions */

void truce__speak_called(const truce__speaker *s, uint32_t party, bool is_first) {
    const char *called = s->at->model->parties[party].words.called;
    if (!called) truce__speak_party(s, s->at->model, party);
    else truce__speak_capital(s, called, is_first);
}

void truce__speak_called_actor(const truce__speaker *s, const truce__actor *actor, bool is_first) {
    const char *name = actor->called ? actor->called : actor->name;
    if (!actor->called && actor->is_apart) truce__speak_actor(s, s->at->model, actor);
    else if (actor->party == TRUCE__NONE) truce__speak_capital(s, name, is_first);
    else truce__speak_called(s, actor->party, is_first);
}

typedef struct condition {
    const wording *w;
    uint32_t party;
    const char *does;
} condition;

static void add_condition_words(void *ud, const char *bytes, size_t length) {
    const truce__speaker *s = ((const condition *)ud)->w->s;
    s->dress->literal(s->text, bytes, length);
}

static void fill_condition(void *ud, unsigned place) {
    const condition *c = ud;
    if (place == 0) truce__speak_called(c->w->s, c->party, true);
    else if (place == 1) truce__speak_name(c->w->s, c->does);
    else speak_term(c->w, c->w->t->root, BINDS_OR);
}

/* The author's infinitive for the step from today's level to the nearest of these; NULL: none. */
static const char *does_of(const truce__option *option, uint64_t levels, uint32_t today) {
    uint32_t nearest = TRUCE__NONE;
    for (uint32_t i = 0; i < option->n_levels; i++) {
        uint32_t far = i > today ? i - today : today - i;
        bool is_nearer = nearest == TRUCE__NONE || far < (nearest > today ? nearest - today : today - nearest);
        if (levels >> i & 1 && is_nearer) nearest = i;
    }
    if (nearest == TRUCE__NONE) return NULL;
    const char *back = nearest < today ? truce__clause_of_level(option->words.back, nearest) : NULL;
    return back ? back : truce__clause_of_level(option->words.does, nearest);
}

/* Whether the term says only what is not there: options below some level, denied outcomes. */
static bool is_absence(const truce__terms *terms, uint16_t at) {
    const truce__term *term = &terms->at[at];
    if (term->kind == TRUCE__TERM_LEVELS) return (term->levels & (term->levels + 1)) == 0;
    if (term->kind == TRUCE__TERM_OUTCOME || term->kind == TRUCE__TERM_STATE) return term->is_denied;
    bool is_all = term->kind == TRUCE__TERM_AND || term->kind == TRUCE__TERM_OR;
    for (uint16_t child = term->first; is_all && child != TRUCE__NO_TERM; child = terms->at[child].next)
        is_all = is_absence(terms, child);
    return is_all;
}

bool truce__speak_condition(const truce__speaker *s, uint32_t party, const truce__stmt *stmt, bool is_first) {
    truce__condition split;
    truce__terms own, other;
    uint32_t today[TRUCE__MAX_OPTIONS] = {0};
    if (!truce__condition_of(s->at->model, party, stmt, &split)) return false;
    truce__terms_of(s->at->model, &split.own, false, &own);
    truce__terms_of(s->at->model, &split.other, false, &other);
    if (own.is_long || other.is_long || own.at[own.root].kind != TRUCE__TERM_LEVELS) return false;
    truce__levels_today(s->at->model, today);
    uint32_t option = own.at[own.root].option;
    const char *does = does_of(&s->at->model->options[option], own.at[own.root].levels, today[option]);
    if (!does) return false;
    const bool is_while = is_absence(&other, other.root); /* not "unless no suit is pending" */
    if (is_while) truce__terms_of(s->at->model, &split.other, true, &other);
    const wording w = {s, &other};
    condition c = {&w, party, does};
    const truce__language *language = truce__language_of(s->text->ctx);
    static const truce__message messages[2][2] = {{TRUCE__M_CONDITION, TRUCE__M_CONDITION_FIRST},
                                                  {TRUCE__M_CONDITION_WHILE, TRUCE__M_CONDITION_FIRST_WHILE}};
    truce__fill(&(const truce__filler){language, add_condition_words, fill_condition, NULL, &c},
                messages[is_while][is_first]);
    return true;
}
