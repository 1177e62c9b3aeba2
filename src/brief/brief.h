/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The brief: results as an article.
 *
 * How a page is made. article.c calls the sections in their order; each asks for results, says them in words and
 * prints. Words come from the catalogue only (catalogue/brief_messages.h): a message is a pattern with places, filled
 * with fragments. A fragment is a piece of finished HTML in the brief's arena; what came from the model is escaped
 * the moment it becomes one (markup.c). Whoever cannot make a fragment returns "" and leaves the failure in `out`, so
 * that sections read as lists of what they say.
 *
 * A sentence that states a verdict asks for it with truce__verdict_number(), which explains and verifies it and gives
 * it a number; the appendix prints all that were asked for. The same goes for states. So no sentence can lack its
 * reason.
 */
#ifndef TRUCE_BRIEF_INTERNAL_H
#define TRUCE_BRIEF_INTERNAL_H

#include "render/out.h"
#include "words/narrate.h"

#include <truce/brief.h>
#include <truce/deal.h>
#include <truce/paths.h>

/* The concepts of a brief, strongest first: what holds under one holds under those below it where moves are
 * transitive. */
enum {
    TRUCE__AT_REST,
    TRUCE__CREDIBLE,
    TRUCE__CAREFUL,
    TRUCE__FEARFUL,
    TRUCE__N_GRADES,
    TRUCE__LEAVES = TRUCE__N_GRADES
};

typedef struct truce__verdict {
    truce_state state;
    uint32_t party, grade; /* of the concept */
    truce_witness *witness;
    truce__reason reason; /* of that witness */
} truce__verdict;

/* An input as the page counts it: I1, I2, ... */
typedef struct truce__entry {
    const char *kind, *text, *party; /* as in model/inputs.h */
    const char *path;                /* as edits name it, include/truce/edit.h */
    const truce__note *note;
} truce__entry;

/* An outcome of the model, or all states together. */
typedef struct truce__finding {
    uint32_t outcome;
    uint64_t states;
    uint64_t held[TRUCE__N_GRADES];    /* equilibria among them, by grade */
    truce_state nearest;               /* the state that differs least from today's (the first where nothing is known
                                          of today) */
    truce_state nearest_held;          /* the same among equilibria of the strongest grade that has any; 0: none
                                          holds */
    uint32_t grade;                    /* that grade; TRUCE__LEAVES: none holds */
} truce__finding;

typedef struct truce__brief {
    truce_ctx *ctx;
    const truce_graph *graph;
    const truce_model *model;
    const truce_brief_options *options;
    truce__out out;
    truce__arena arena;
    truce__text scratch; /* where a fragment is put together */
    truce__text speech;  /* where src/words speaks */
    truce__at at;        /* the graph that it speaks of */
    truce_solution *solution; /* slot = grade */
    truce_verifier *verifier;
    truce_deals *deals; /* NULL where there is nothing to compare agreements with */
    truce_state now; /* the status quo; 0: none */
    TRUCE__VEC(truce__verdict) verdicts;
    TRUCE__VEC(truce_state) states; /* mentioned */
    TRUCE__VEC(truce__entry) entries;
    TRUCE__VEC(truce__finding) findings; /* one for each outcome */
} truce__brief;

/* Whether what lapses by itself is a step of ways. */
static inline bool truce__brief_lapses(const truce__brief *b) {
    return b->model->n_expiries && !b->options->no_lapsing;
}

/* ---------------------------------------------------------------- words */

/* What fills a place of a pattern: a fragment or a number. */
typedef struct truce__filling {
    const char *html; /* NULL: the number */
    uint64_t number;
} truce__filling;

#define H(fragment) {.html = (fragment)}
#define N(value) {.number = (value)}

/* The message with its places filled, as a fragment. words() and word() do not compile with the wrong number of
 * fillings. */
const char *truce__words(truce__brief *b, truce__message message, const truce__filling *fillings);

/* How many places each message has. */
enum {
#define TRUCE__BRIEF_MSG(key, places, english) TRUCE__PLACES_##key = places,
#include "catalogue/brief_messages.h"
#undef TRUCE__BRIEF_MSG
    TRUCE__MOST_PLACES = 9
};
#define TRUCE__HAS_PLACES(KEY, count) ((void)sizeof(char[TRUCE__PLACES_##KEY == (count) ? 1 : -1]))
#define words(b, KEY, ...)                                                                                        \
    (TRUCE__HAS_PLACES(KEY, sizeof((const truce__filling[]){__VA_ARGS__}) / sizeof(truce__filling)),              \
     truce__words((b), TRUCE__M_BRIEF_##KEY, (const truce__filling[]){__VA_ARGS__}))
#define word(b, KEY) (TRUCE__HAS_PLACES(KEY, 0), truce__words((b), TRUCE__M_BRIEF_##KEY, NULL))

/* ------------------------------------------------------------- fragments */

/* A fragment made with printf; only for markup around other fragments. */
const char *truce__fragment(truce__brief *b, const char *format, ...) TRUCE__PRINTF(2, 3);
/* The text, escaped for content and attributes alike. */
const char *truce__escaped(truce__brief *b, const char *text);
/* The same, isolated from the direction of the text around it: in content <bdi>, in attributes and figures by
 * characters. */
const char *truce__name_words(truce__brief *b, const char *text);
const char *truce__plain_name(truce__brief *b, const char *text);
/* The same at the end of a text. */
void truce__add_escaped(truce__text *text, const char *bytes, size_t length);
void truce__add_name(truce__text *text, const char *name);
/* With its first letter large, as at the beginning of a sentence; a link's, too, but never a name's. */
const char *truce__capital(truce__brief *b, const char *fragment);
/* "a, b and c"; "" for none. */
const char *truce__list(truce__brief *b, const char *const *items, size_t count);
const char *truce__choice(truce__brief *b, const char *const *items, size_t count); /* "a, b or c" */
/* Room for `count` fragments; NULL when memory is out (and `count` is then to be taken as 0). */
const char **truce__fragments(truce__brief *b, size_t count);

static inline void truce__put(truce__brief *b, const char *html) { truce__out_puts(&b->out, html); }
#define put truce__put
#define putf(b, ...) truce__out_printf(&(b)->out, __VA_ARGS__)
/* <TAG>fragment</TAG> and a line feed. */
void truce__element(truce__brief *b, const char *tag, const char *fragment);
/* A section with its heading; </section> is the caller's. */
void truce__section(truce__brief *b, const char *id, const char *heading);

/* --------------------------------------------------------------- wording */

/* A speaker for the functions of src/words, in the dress of the page, and what it has said as a fragment; one at a
 * time. */
truce__speaker truce__brief_speaker(truce__brief *b);
const char *truce__spoken(truce__brief *b);
const char *truce__party_words(truce__brief *b, uint32_t party);
const char *truce__actor_words(truce__brief *b, const truce__actor *actor);
/* "Escalate", "Escalate (North)": without quotation marks */
const char *truce__option_name(truce__brief *b, uint32_t option);
const char *truce__own_option_name(truce__brief *b, uint32_t option); /* below its party's name */
const char *truce__quoted_words(truce__brief *b, const char *name);
/* "“Release hostages” to more" */
const char *truce__level_words(truce__brief *b, uint32_t option, uint32_t level);
/* "Release hostages: none, one, more or all; today one; cannot be taken back" */
const char *truce__option_words(truce__brief *b, uint32_t option, bool with_today);
/* "“Release hostages” is more or above" */
const char *truce__stmt_words(truce__brief *b, const truce__stmt *stmt);
const char *truce__item_words(truce__brief *b, const truce__pref_item *item);
const char *truce__outcome_words(truce__brief *b, uint32_t outcome);
/* "“Truce with release” (state 531)", linked to the state's place in the appendix; the second begins a sentence. */
const char *truce__state_words(truce__brief *b, truce_state state);
const char *truce__state_first(truce__brief *b, truce_state state);
/* "better than today for A and B and worse for C": every party of the model is counted. */
const char *truce__against_today(truce__brief *b, truce_state state);
/* The outcomes of a state, "“Truce with release”"; "" for none. */
const char *truce__state_outcome_words(truce__brief *b, truce_state state);
/* "“Release hostages” from one to more"; "" where no option shows the move. */
const char *truce__change_words(truce__brief *b, truce_state from, truce_state to);
const char *truce__own_change_words(truce__brief *b, truce_state from, truce_state to); /* of who moves */
/* What differs from today in that state, as a sentence; "" for today itself and where nothing can be said. */
const char *truce__difference_words(truce__brief *b, truce_state state);
/* "Hamas can set “Release hostages” from one to more" */
const char *truce__move_words(truce__brief *b, uint32_t party, truce_state from, truce_state to);
/* "by the statement “...” I7"; what decides between two states that the party does not like equally. */
const char *truce__preference_words(truce__brief *b, uint32_t party, truce_state better, truce_state worse);
/* "the line drawn in public (according to article, paragraphs 3 and 11; confidence 0.95)"; "" where the note is
 * empty. */
const char *truce__note_words(truce__brief *b, const truce__note *note);
/* "12 May 2025"; with or without a time of day; what is no date stays as it is. */
const char *truce__date_words(truce__brief *b, const char *date);
const char *truce__decimal_words(truce__brief *b, truce__decimal value);
/* A link from the text to the input that the note belongs to, "I7"; "" when it is none. */
const char *truce__entry_mark(truce__brief *b, const truce__note *note);

/* --------------------------------------------------------------- results */

/* Fills b->entries. */
truce_status truce__entries_collect(truce__brief *b);
/* The place of the note among the entries, or SIZE_MAX. */
size_t truce__entry_find(const truce__brief *b, const truce__note *note);
/* Fills b->findings. */
truce_status truce__findings_collect(truce__brief *b);
/* Fills b->deals. */
truce_status truce__deals_find(truce__brief *b);
/* How well the party is held in the state: the strongest grade under which it is stable, or TRUCE__LEAVES. */
uint32_t truce__grade(const truce__brief *b, truce_state state, uint32_t party);
/* The same for all parties together: the strongest grade under which the state is an equilibrium. */
uint32_t truce__equilibrium_grade(const truce__brief *b, truce_state state);
/* The concept of a grade. */
const truce_concept *truce__grade_concept(const truce__brief *b, uint32_t grade);
/* The verdict on the party at that state, under the concept of that grade, numbered from 1 and kept for the appendix;
 * 0 after a failure. */
size_t truce__verdict_number(truce__brief *b, truce_state state, uint32_t party, uint32_t grade);
/* A link to it, "V3". */
const char *truce__verdict_mark(truce__brief *b, size_t verdict);
/* Links to the verdicts on all parties at that state, "V3 V4". */
const char *truce__verdict_marks(truce__brief *b, truce_state state, uint32_t grade);
/* "For Hamas, none of the 3 possible moves is an improvement V3": how the party is held in the state, or what it
 * would do. */
const char *truce__standing_words(truce__brief *b, truce_state state, uint32_t party);
/* Situations worth looking at beside today: for each outcome that holds somewhere its nearest equilibrium, each
 * once. */
size_t truce__candidates(truce__brief *b, const truce_state **candidates);
/* Notes that the page mentions the state. */
void truce__mention(truce__brief *b, truce_state state);

/* -------------------------------------------------------------- sections */

void truce__brief_opening(truce__brief *b);
void truce__brief_situation(truce__brief *b);
void truce__brief_aims(truce__brief *b);
void truce__brief_holding(truce__brief *b);
void truce__brief_bargains(truce__brief *b);
void truce__brief_ways(truce__brief *b);
void truce__brief_at_home(truce__brief *b);
/* Whether there are homes, and the model says what everybody has without an agreement. */
bool truce__has_homes(const truce__brief *b);
void truce__brief_ripeness(truce__brief *b);
void truce__brief_expiring(truce__brief *b);
void truce__brief_misread(truce__brief *b);
void truce__brief_outlook(truce__brief *b);
/* Whether that section has anything to say: there are statements to leave out, and the model is not too large. */
bool truce__has_outlook(const truce__brief *b);
void truce__brief_verdicts(truce__brief *b);
void truce__brief_states(truce__brief *b);
void truce__brief_inputs(truce__brief *b);
void truce__brief_definitions(truce__brief *b);
void truce__brief_comments(truce__brief *b);

/* Where every option stands in a state: a row an option, a box a level. */
void truce__figure_options(truce__brief *b, truce_state state);

/* A path from today, step below step. */
void truce__figure_way(truce__brief *b, const truce_path *way);
/* Each party's scale of ranks with its no deal and the deals; nothing where there is no deal. */
void truce__figure_zone(truce__brief *b, const truce_deals *deals);

extern const char truce__brief_style[], truce__brief_script[];
/* The policy of the page, as HTML and headers take it. */
void truce__brief_policy_text(truce__text *text, const truce_brief_options *options);

#endif
