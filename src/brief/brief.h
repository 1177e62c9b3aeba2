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

#include "brief/gist.h"
#include "model/completions.h"
#include "render/out.h"
#include "unknowns/unlock.h"
#include "words/naming.h"
#include "words/narrate.h"
#include "words/states.h"

#include <truce/brief.h>
#include <truce/conclusions.h>
#include <truce/deal.h>
#include <truce/home.h>
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
    const truce__stmt *stmt, *other; /* the same */
    const char *path;                /* as edits name it, include/truce/edit.h */
    const char *written;             /* the text without a name before it */
    const truce__note *note;
    const truce__pref_item *item; /* of a preference, ... */
    uint32_t owner;               /* ... whose; TRUCE__NONE: of no party of the model */
} truce__entry;

/* An outcome of the model, or all states together. */
typedef struct truce__finding {
    uint32_t outcome;
    uint64_t states;
    uint64_t held[TRUCE__N_GRADES];    /* equilibria among them, by grade */
    truce_state nearest;               /* the state that differs least from today's (the first where nothing is known
                                          of today) */
    bool is_nearest_alone;             /* no other differs by as many options and levels */
    truce_state nearest_held;          /* the same among equilibria of the strongest grade that has any; 0: none
                                          holds */
    uint32_t grade;                    /* that grade; TRUCE__LEAVES: none holds */
} truce__finding;

/* In how many readings something stands: a conclusion of the sample, or that it does not hold. SIZE_MAX: no readings
 * were drawn. */
typedef struct truce__sureness {
    size_t conclusion;
    bool is_denied;
    size_t among; /* readings in which another conclusion stands, without which this one does in any case; SIZE_MAX:
                     all readings */
    uint64_t reckoned; /* TRUCE__BY_LISTS: so many of the readings, which was reckoned and not drawn */
} truce__sureness;
#define TRUCE__BY_LISTS (SIZE_MAX - 1)
static const truce__sureness truce__no_share = {SIZE_MAX, false, SIZE_MAX, 0};
/* What of a finding is so sure, where its heading says several things. */
typedef enum truce__sure_what {
    TRUCE__SURE,
    TRUCE__SURE_TO_HOLD,
    TRUCE__SURE_TO_COME,
    TRUCE__SURE_NOT_TO_HOLD,
    TRUCE__SURE_BY_FIRST, /* by the first alternatives: that it holds, by grade, that it does not or does nowhere */
    TRUCE__SURE_NOT_BY_FIRST = TRUCE__SURE_BY_FIRST + TRUCE__LEAVES,
    TRUCE__SURE_NOWHERE_BY_FIRST
} truce__sure_what;

/* What becomes of today and of each outcome when one statement of a party is left out. */
typedef struct truce__omission {
    uint32_t party, item;
    truce_conclusions *without;
    bool opens, closes; /* something then holds that did not; something no longer holds, or less firmly */
    double bearing; /* the share of the doubt about the finding with a key line that hangs on it */
} truce__omission;

typedef struct truce__omissions {
    truce_conclusions *base;
    truce__omission *at;
    size_t count; /* 0: nothing was left out, or the model is too large */
} truce__omissions;

/* Whether some parties could leave a situation together. */
enum { TRUCE__LEAVING_TOLD = 4 };
typedef struct truce__leaving {
    truce_state state;
    size_t count; /* of the smallest coalitions that could; 0: none could */
    truce_coalition_witness *witnesses[TRUCE__LEAVING_TOLD]; /* of the first of these */
} truce__leaving;

/* What may hang on an alternative of what is open: that today holds, that a target does, that an outcome holds
 * nowhere. */
typedef enum truce__hanging { TRUCE__OF_TODAY, TRUCE__OF_FIRST, TRUCE__OF_SECOND, TRUCE__OF_THIRD } truce__hanging;
typedef struct truce__alternative {
    uint32_t party;
    truce__taken choice; /* all others take the first alternative */
    uint32_t grades[TRUCE__OF_THIRD + 1]; /* by what hangs: how firmly it then holds */
    int gains[TRUCE__TARGETS];            /* by target: whether the party likes it more (1) or less (-1) than today */
    bool is_accepted[TRUCE__TARGETS + 1]; /* by target, then of the deal with consent: no home would refuse it */
} truce__alternative;

/* How the forecast on the page was made. */
typedef struct truce__outlook {
    bool is_told, is_calendar, has_endings;
    uint32_t concept;
    uint64_t slips, more_slips, readings; /* of 100 decisions; 0: the model as written */
    bool has_fewer;                       /* readings than the shares of the page */
    double error;                         /* the largest standard error of a mean */
} truce__outlook;

/* A single change of what a party wants that opens a way to a target: who then goes first, and how firmly today's
 * situation holds. */
typedef struct truce__change {
    uint32_t party, first;
    const truce__pref_item *item;
    bool is_dropped; /* else it is turned round */
    uint32_t today;
} truce__change;
typedef enum truce__opening_kind {
    TRUCE__NOT_ASKED,
    TRUCE__OPEN_ALREADY, /* every step of a way there pays */
    TRUCE__OPENED_BY_NONE,
    TRUCE__OPENED_BY_SOME
} truce__opening_kind;
enum { TRUCE__OPENINGS = 3 };
typedef struct truce__opening {
    truce__opening_kind kind;
    truce__change changes[TRUCE__OPENINGS];
    size_t count;
    uint64_t more; /* that are not told */
    truce__unlocked gentle;                 /* where each is a reversal: the least that does it without one */
    const truce__unlock_answer *gentle_one; /* of these, with the fewest changes of mind; NULL: none is known */
} truce__opening;

/* The options, a bit each, that stand alike in all situations of an outcome (called.c). */
typedef struct truce__implied {
    bool is_known;
    uint64_t options;
} truce__implied;

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
    const char *(*numbered)(struct truce__brief *b, truce_state state); /* what src/words calls a state there */
    truce_graph *after; /* endings done; NULL: nothing ends */
    truce_solution *solution; /* slot = grade */
    truce_verifier *verifier;
    truce_deals *deals; /* NULL where there is nothing to compare agreements with */
    truce_ratification *ratification; /* NULL: not asked yet */
    truce_state now; /* the status quo; 0: none */
    TRUCE__VEC(truce__verdict) verdicts;
    TRUCE__VEC(truce_state) states; /* mentioned */
    TRUCE__VEC(truce__entry) entries;
    TRUCE__VEC(truce__finding) findings; /* one for each outcome */
    truce__finding unnamed; /* of the situations of no outcome */
    truce__implied *implied; /* by outcome; NULL: not asked yet */
    truce__gist chosen;
    truce__sample sample; /* its variants: 0 where no readings were drawn */
    bool is_in_doubt;     /* the model gives confidences below 1 */
    bool is_said[TRUCE__N_MESSAGES]; /* the message stands on the page so far */
    uint64_t told_findings;
    bool told_losses; /* a share of a loss stands on the page */
    truce__outlook outlook;
    truce__leaving leaving[1 + TRUCE__TARGETS]; /* today and the targets, as far as they hold */
    size_t n_leaving;
    truce__omissions omissions;
    truce__alternative *alternatives; /* of what is not known for certain */
    size_t n_alternatives;
    truce__opening openings[TRUCE__TARGETS];
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
const char *truce__code(truce__brief *b, const char *text); /* the same, as code */
/* The same, isolated from the direction of the text around it where the two could differ: in content <bdi>, in
 * attributes and figures by characters. */
const char *truce__name_words(truce__brief *b, const char *text);
const char *truce__plain_name(truce__brief *b, const char *text);
/* The same at the end of a text. */
void truce__add_escaped(truce__text *text, const char *bytes, size_t length);
void truce__add_name(truce__text *text, const char *name);
/* With its first letter large, as at the beginning of a sentence, in whatever elements it stands. */
const char *truce__capital(truce__brief *b, const char *fragment);
/* "a, b and c"; "" for none. */
const char *truce__and_list(truce__brief *b, const char *const *items, size_t count);
const char *truce__choice(truce__brief *b, const char *const *items, size_t count); /* "a, b or c" */
const char *truce__joined(truce__brief *b, const char *first, const char *second); /* by a space, what is not "" */
/* In hundredths; 0 and 100 only where it is exactly that. */
uint64_t truce__hundredths(uint64_t count, uint64_t of);
/* Room for `count` fragments; NULL when memory is out (and `count` is then to be taken as 0). */
const char **truce__fragments(truce__brief *b, size_t count);
/* From the summary to where it is told at length: "why"; "" where the summary stands alone. */
const char *truce__why(truce__brief *b, const char *id);

static inline void truce__put(truce__brief *b, const char *html) { truce__out_puts(&b->out, html); }
#define put truce__put
#define putf(b, ...) truce__out_printf(&(b)->out, __VA_ARGS__)
/* <TAG>fragment</TAG> and a line feed. */
void truce__element(truce__brief *b, const char *tag, const char *fragment);
/* A section with its heading; </section> is the caller's. */
void truce__section(truce__brief *b, const char *id, const char *heading);
/* The same of the annex, folded; </details> is the caller's. */
void truce__fold(truce__brief *b, const char *id, const char *heading);

/* --------------------------------------------------------------- wording */

/* A speaker for the functions of src/words, in the dress of the page, and what it has said as a fragment; one at a
 * time. */
truce__speaker truce__brief_speaker(truce__brief *b);
const char *truce__spoken(truce__brief *b);
const char *truce__party_words(truce__brief *b, uint32_t party);
/* As its author calls it inside a sentence. */
const char *truce__called_actor(truce__brief *b, const truce__actor *actor);
/* What a note cites: "paragraphs 3 and 11". */
const char *truce__cite_words(truce__brief *b, const truce__note *note);
/* What a source is called where it is cited. */
const char *truce__source_words(truce__brief *b, uint32_t source);
/* How things stand at a place of a ranking. */
const char *truce__place_words(truce__brief *b, const truce__pref_item *item);
/* "Escalate", "Escalate (North)": without quotation marks */
const char *truce__own_option_name(truce__brief *b, uint32_t option); /* below its party's name */
const char *truce__quoted_words(truce__brief *b, const char *name);
/* "a temporary truce lasts as long as the releases take; then the campaign goes on" */
const char *truce__expiry_words(truce__brief *b, const truce__expiry *expiry);
/* "Release hostages: none, one, more or all; cannot be taken back" */
const char *truce__option_words(truce__brief *b, uint32_t option);
/* "“Release hostages” is more or above" */
const char *truce__stmt_words(truce__brief *b, const truce__stmt *stmt);
const char *truce__whole_stmt_words(truce__brief *b, const truce__stmt *stmt); /* however long it is */
/* "the campaign goes on": what a position of an option says. */
const char *truce__position_words(truce__brief *b, const truce__fact *fact);
/* "everybody who is asked has to consent" */
const char *truce__rule_words(truce__brief *b, const truce__home *home);
const char *truce__item_words(truce__brief *b, const truce__pref_item *item);
const char *truce__whole_item_words(truce__brief *b, const truce__pref_item *item); /* however long it is */
const char *truce__opposite_words(truce__brief *b, const truce__pref_item *item); /* what is wanted in its place */
const char *truce__outcome_words(truce__brief *b, uint32_t outcome);
/* What it is called and its number, linked to the state's place in the appendix; the second begins a sentence. */
const char *truce__state_words(truce__brief *b, truce_state state);
/* The same of what is left without an agreement: where no outcome tells it from today, by what is otherwise than
 * today. */
const char *truce__fallback_words(truce__brief *b, truce_state state);
const char *truce__state_first(truce__brief *b, truce_state state);
/* "better than today for A, the same for B and worse for C": every party of the model is told of. */
const char *truce__against_today(truce__brief *b, truce_state state);
/* The parties to whom a state is better (1), as good (0) or worse (-1) than today; "" for none. *number: of the
 * verb. */
const char *truce__parties_for_whom(truce__brief *b, truce_state state, int sign, uint64_t *number);
/* What the situation has turned into once nothing in it ends any more. */
static inline truce_state truce__left_of(const truce__brief *b, truce_state state) {
    return b->after ? truce_graph_expires_into(b->after, state) : state;
}
/* How sure it is that all for whom the state is worse than today, in the model as written, like it less. */
truce__sureness truce__sure_of_loss(truce__brief *b, truce_state state);
/* What today turns into if nobody moves, and for whom that is better or worse; "": it stays. */
const char *truce__todays_end_words(truce__brief *b);
/* What of a target ends by itself, and for whom what is left is better or worse than today; whether what is left
 * holds; both; and the first, of those who are worse off, as a heading. */
const char *truce__end_words(truce__brief *b, const truce__target *t);
const char *truce__left_words(truce__brief *b, const truce__target *t);
const char *truce__lapse_words(truce__brief *b, const truce__target *t);
const char *truce__lapse_head(truce__brief *b, const truce__target *t);
/* "“Release hostages” from one to more", of who moves; "" where no option shows the move. */
const char *truce__own_change_words(truce__brief *b, truce_state from, truce_state to);
/* "a truce with further releases": what a situation is called, without link or number, by the outcome that heads its
 * name, or by what is otherwise than today where that is none or heads today's too; beside a target of the same name
 * with what tells them apart. The second beside its number: "a truce (◆, state 531)". */
const char *truce__called_words(truce__brief *b, truce_state state);
const char *truce__numbered_words(truce__brief *b, truce_state state);
/* What it is called where it is mentioned first: a target with what tells it apart beside its sign. */
const char *truce__introduced_words(truce__brief *b, truce_state state);
/* The same without the sign. */
const char *truce__signless_words(truce__brief *b, truce_state state);
/* The name alone, beside a sign that is there already. */
const char *truce__bare_words(truce__brief *b, truce_state state);
/* "◆", as on the board; "" where it is no target. */
const char *truce__target_sign(truce__brief *b, truce_state state);
/* Whether all situations hold alike that have this one's name. */
bool truce__is_whole_outcome(const truce__brief *b, truce_state state);
/* The same of each row of a table, told apart where two would be alike. NULL when memory is out. */
const char **truce__row_names(truce__brief *b, const truce_state *states, size_t count);
/* Whether today's situation has a name of its own: that of an outcome in which no target is. */
bool truce__has_todays_name(const truce__brief *b);
/* "Today’s situation, the stalemate,", as a subject. */
const char *truce__standing_name(truce__brief *b);
/* "Today’s situation, the stalemate, holds by caution": how, where it does not hold without any answer; or that it
 * does not hold. */
const char *truce__today_holds(truce__brief *b);
/* That some would refuse the situation at home, where it is put to them and would not be accepted; with how sure
 * that is, and that they are asked, where it is one home. "": nobody would. */
const char *truce__refusal_words(truce__brief *b, truce_state state);
/* Whether the summary says for whom the target is better than today, and how it ends. */
bool truce__is_told_in_summary(const truce__brief *b, const truce__target *target);
/* That no home would refuse the deal with consent, how it holds, how sure that is and how long the way there is; ""
 * where there is none. */
const char *truce__consented_words(truce__brief *b);
/* How many steps the way takes, and whom one of them costs. */
const char *truce__way_summary(truce__brief *b, const truce__target *target);
/* What is found of a target of that name, without a stop. */
const char *truce__target_head(truce__brief *b, const truce__target *target, const char *name);
/* That it holds. */
const char *truce__target_holds(truce__brief *b, const truce__target *target);
/* What is otherwise than today in that state, as clauses: so many options at most. "": nothing. */
const char *truce__changed_words(truce__brief *b, truce_state state, uint32_t most);
const char *truce__short_party_words(truce__brief *b, uint32_t party);
/* The same of an outcome. */
const char *truce__outcome_called(truce__brief *b, uint32_t outcome);
/* "set “Pump” to yes", "resume the campaign": an infinitive for a move. */
const char *truce__does_words(truce__brief *b, truce_state from, truce_state to);
/* "Hamas would rather set “Pump” to yes": the step that somebody would take whatever the others answered. */
const char *truce__would_rather_words(truce__brief *b, uint32_t party, truce_state from);
/* The answer that deters that step: "Israel could then ..., at a loss to itself"; of a party that has such a step and
 * is held by answers. And both as a sentence. */
const char *truce__answer_words(truce__brief *b, uint32_t party, truce_state from);
const char *truce__deterred_words(truce__brief *b, uint32_t party, truce_state from);
/* "To Hamas it is taken to matter that ...", with its stop. */
const char *truce__matters_words(truce__brief *b, uint32_t party, uint32_t item);
/* "Hamas would rather not ... unless ...", of a statement that says so; else as what matters. */
const char *truce__condition_words(truce__brief *b, uint32_t party, uint32_t item);
bool truce__is_condition(truce__brief *b, uint32_t party, uint32_t item);
/* " by caution", behind "holds"; "" where no answer is needed. */
const char *truce__held_how(truce__brief *b, uint32_t grade);
/* "with no better move for anybody": how something holds; below TRUCE__N_GRADES. */
const char *truce__how_words(truce__brief *b, uint32_t grade);
/* What the author says that the model leaves out, so many phrases at most; "": nothing. */
const char *truce__left_out_words(truce__brief *b, uint32_t most);
/* That the outcome holds nowhere, without a stop, and why not. */
const char *truce__nowhere_words(truce__brief *b, const truce__finding *f);
const char *truce__nowhere_why(truce__brief *b, const truce__finding *f);
/* That the situation of that name cannot be bettered for anybody without loss to another; of how many it is one. */
const char *truce__best_for_all_words(truce__brief *b, const char *name);
/* What all situations that are better for everybody have in common, and today's has not: by option, levels, a bit
 * each. */
void truce__common_levels(const truce__brief *b, uint64_t *levels);
const char *truce__common_words(truce__brief *b);
/* What differs from today in that state, as a sentence; "" for today itself and where nothing can be said. */
const char *truce__difference_words(truce__brief *b, truce_state state);
/* "Hamas can set “Release hostages” from one to more" */
const char *truce__move_words(truce__brief *b, uint32_t party, truce_state from, truce_state to);
/* "by the wish that ... I7"; what decides between two states that the party does not like equally. */
const char *truce__preference_words(truce__brief *b, uint32_t party, truce_state better, truce_state worse);
/* "the line drawn in public (according to article, paragraphs 3 and 11; confidence 0.95; if wrong, left out)"; ""
 * where the note is empty. `item`: of a preference, whose note it is; else NULL. */
const char *truce__note_words(truce__brief *b, const truce__note *note, const truce__pref_item *item);
/* How a line of the model varies from reading to reading, as a paragraph of the annex. */
void truce__put_drawing_law(truce__brief *b);
/* "12 May 2025"; with or without a time of day; what is no date stays as it is. */
const char *truce__date_words(truce__brief *b, const char *date);
const char *truce__decimal_words(truce__brief *b, truce__decimal value);
/* A link from the text to the input that the note belongs to, "I7"; "" when it is none; the same of that path. */
const char *truce__entry_mark(truce__brief *b, const truce__note *note);
const char *truce__path_mark(truce__brief *b, const char *path);
/* "I7 should say that further hostages are free": what an edit of a reply proposes. */
const char *truce__proposal_words(truce__brief *b, const truce_edit *edit);
/* "I7 then says that ...; I9 falls away": what an event changes. */
const char *truce__changes_words(truce__brief *b, const truce__edits *changes);

/* --------------------------------------------------------------- results */

/* Fills b->entries. */
truce_status truce__entries_collect(truce__brief *b);
/* The place of the note among the entries, or SIZE_MAX. */
size_t truce__entry_find(const truce__brief *b, const truce__note *note);
/* Fills b->findings. */
truce_status truce__findings_collect(truce__brief *b);
/* Fills b->deals. */
truce_status truce__deals_find(truce__brief *b);
/* Fills b->chosen, from all of these. */
truce_status truce__choose(truce__brief *b);
/* Of the deals that no home would refuse and that hold, where a home would refuse the first target, the first of the
 * firmest; 0: there is none, or it is a target. */
truce_state truce__consented_deal(truce__brief *b);
/* Who ratifies what; NULL where there are no homes, or after an error. */
const truce_ratification *truce__ratification(truce__brief *b);
/* Whether every home accepts the state that is asked. */
bool truce__is_accepted(const truce_ratification *ratification, truce_state state);
/* Fills b->openings. */
truce_status truce__openings_find(truce__brief *b);
void truce__openings_free(truce__brief *b); /* also after a failure */
/* The same in the summary. */
void truce__put_opening(truce__brief *b);
/* Whether there is anything to say: whom a step costs, or what would make every step pay. */
bool truce__has_opening(const truce__brief *b);
/* Fills b->leaving, in models that are not too large. */
truce_status truce__leaving_find(truce__brief *b);
void truce__leaving_free(truce__brief *b); /* also after a failure */
/* That some parties could leave the situation together, if so, as a paragraph. */
void truce__put_leaving(truce__brief *b, truce_state state);
/* Whether an answer that deters costs somebody who gives it: of each better step of those who have one. */
typedef enum truce__answers {
    TRUCE__ANSWERS_GAIN,
    TRUCE__ANSWERS_VARY,
    TRUCE__ONE_LOSES,
    TRUCE__ALL_LOSE
} truce__answers;
truce__answers truce__answers_to(truce__brief *b, truce_state state);
/* How many statements, each turned round by itself, leave today's situation less firm; SIZE_MAX: that was not tried
 * of all. */
size_t truce__count_unturned(truce__brief *b);
/* "Hamas and the United States", who could leave it together; "": nobody could, or that was not looked for. */
const char *truce__together_words(truce__brief *b, truce_state state);
truce_state truce__together_end(const truce__brief *b, truce_state state); /* to where they would; 0 */
/* Fills b->omissions, in models that are not too large. */
truce_status truce__omissions_find(truce__brief *b);
void truce__omissions_free(truce__brief *b); /* also after a failure */
/* How firmly anything of a group holds; today's situation, which stands before the outcomes, without a statement. */
static inline uint32_t truce__grade_held(const truce_conclusion *c) {
    uint32_t grade = 0;
    while (grade < TRUCE__N_GRADES && c->held[grade] == 0) grade++;
    return grade;
}
static inline uint32_t truce__today_without(const truce__omission *one) {
    return truce__grade_held(&one->without->at[0]);
}
/* Fills b->alternatives, in models that are not too large, and mends the headline. */
truce_status truce__alternatives_find(truce__brief *b);
/* The first alternative with which that is otherwise: whether or how firmly it holds; NULL: none. */
const truce__alternative *truce__hangs(const truce__brief *b, truce__hanging what);
/* Whether it holds with one alternative and not with another; else only how firmly may be open. */
bool truce__is_open_whether(const truce__brief *b, truce__hanging what);
/* The firmest and the least firm way in which it holds over the alternatives. */
void truce__span_grades(const truce__brief *b, truce__hanging what, uint32_t *strongest, uint32_t *weakest);
/* "It holds if what matters to Corvan is A; it does not hold if it is B."; "" where nothing hangs. */
const char *truce__hanging_words(truce__brief *b, truce__hanging what);
/* "If what matters to Corvan is B, a truce (◆) is worse than today for it.": of a target by its number, or
 * TRUCE__TARGETS for the deal with consent; "" where by each alternative it is as by the first. */
const char *truce__gain_hanging_words(truce__brief *b, size_t target);
/* Whose wish to ask for first, as a paragraph. */
void truce__put_hanging(truce__brief *b);
bool truce__has_lists(const truce_model *model); /* whether a party has a list of wishes */
/* That what follows keeps to the first alternatives, as a paragraph; nothing where nothing is open. */
void truce__put_first_alternatives(truce__brief *b);
/* "first that A, and second that B": an alternative among the items of an order. */
const char *truce__alternative_words(truce__brief *b, const truce__pref *alternative);
/* Draws b->sample, if the model has doubts and is not too large. */
truce_status truce__readings_draw(truce__brief *b);
/* Options that stand otherwise than today; 0 in plain graphs and where nothing is known of today. */
uint32_t truce__distance_from_today(const truce__brief *b, truce_state state);
/* Options that the board shows, a bit each. */
uint64_t truce__on_board(truce__brief *b);
/* The parties that are told of where not all are: who has a part in mirrors or ways, then the first ones, in the
 * order of the model. */
uint32_t truce__main_parties(truce__brief *b, const uint32_t **parties);
/* The first party that is held worst in that state. */
uint32_t truce__first_to_leave(const truce__brief *b, truce_state state);
/* Situations that hold by some way of reckoning with replies. */
uint64_t truce__held_somehow(const truce__brief *b);
/* Whether what each party has without an agreement is today's situation. */
bool truce__is_measured_against_today(const truce__brief *b);
/* Steps that parties can take from a state at which none has a better one; their verdicts are kept. */
uint64_t truce__steps_from(truce__brief *b, truce_state state);
/* Whether no step of one party meets a wish of its that is not met today: no order of wishes makes it leave. */
bool truce__nothing_is_brought(truce__brief *b);

truce__sureness truce__sure_of_state(const truce__brief *b, truce__conclusion_kind kind, uint32_t slot,
                                     truce_state state);
/* That the target holds; where it can be reached from today, that it can be in that reading and holds. */
truce__sureness truce__sure_of_target(const truce__brief *b, const truce__target *target);
/* That some situation of the target's outcome holds as it does and can be reached from today. No share where the
 * target has no outcome, or cannot be reached, or today is of that outcome, too, or that is not more than of it. */
truce__sureness truce__sure_of_form(const truce__brief *b, const truce__target *target);
/* The outcome of which that can be asked; TRUCE__NONE: there is none. */
uint32_t truce__form_of(const truce__brief *b, truce_state state);
/* In how many readings no way leads there, of a situation to which one leads in the model as written. */
uint64_t truce__barred_count(const truce__brief *b, truce_state state);
/* That no way leads there in these, and which option that somebody cannot use bars it; "": in none. */
const char *truce__barred_words(truce__brief *b, truce_state state);
/* "; in some form, 76"; "" without a share. */
const char *truce__in_some_form(truce__brief *b, truce__sureness form);
/* "vouch for talks": what with the option would have to be done for the situation. */
const char *truce__asked_step(truce__brief *b, uint32_t option, truce_state state);
/* Whether it is an option that the situation has otherwise than today. */
bool truce__is_asked_for(const truce__brief *b, const truce__unknown *u, truce_state state);
/* That home would refuse it; none where readings do not tell. */
truce__sureness truce__sure_of_refusal(const truce__brief *b, uint32_t home, truce_state state);
/* That the situation holds by that grade; TRUCE__LEAVES: that it does not hold. And the same of today. */
truce__sureness truce__sure_that_it_stands(const truce__brief *b, uint32_t grade, truce_state state);
truce__sureness truce__sure_of_today(const truce__brief *b);
/* That every situation is left. */
truce__sureness truce__sure_of_nothing(const truce__brief *b);
/* That it is better than today for everybody; none where it is not, or is compared with something else. */
truce__sureness truce__sure_of_gain(const truce__brief *b, truce_state state);
/* That it is so, and can be reached from today. */
truce__sureness truce__sure_of_reached_gain(const truce__brief *b, truce_state state);
/* That it is better than today for everybody only where options stand as words on what is common say. */
truce__sureness truce__sure_of_common(const truce__brief *b);
truce__sureness truce__sure_of_nowhere(const truce__brief *b, uint32_t outcome);
/* That something of the outcome holds by that grade, reached or not. */
truce__sureness truce__sure_of_somewhere(const truce__brief *b, uint32_t grade, uint32_t outcome);
uint64_t truce__sure_count(const truce__brief *b, truce__sureness sure);
uint64_t truce__sure_of_count(const truce__brief *b, truce__sureness sure); /* so many readings are asked */
/* "70 of 100" */
const char *truce__share_words(truce__brief *b, uint64_t count, uint64_t of);
/* "It is better than today for everybody in most readings (65 of 100).", or for whom it is better and worse; and in
 * how many it can be reached, too, where a way there is in doubt. The same of the best for all. */
const char *truce__gain_words(truce__brief *b, truce_state state);
const char *truce__best_gain_words(truce__brief *b, truce_state state); /* "": how sure that is is not known */
/* "in most readings (70 of 100)"; "" where none were drawn */
const char *truce__sure_words(truce__brief *b, truce__sureness sure);
/* "70 of 100", and of which readings where not of all. */
const char *truce__sure_share(truce__brief *b, truce__sureness sure);
/* A bar and these words as a paragraph. `target`: with what of its outcome is so; NULL: of none. */
void truce__put_sureness(truce__brief *b, truce__sureness sure, truce__sure_what what, const truce__target *target);
/* How well the party is held in the state: the strongest grade under which it is stable, or TRUCE__LEAVES. */
uint32_t truce__grade(const truce__brief *b, truce_state state, uint32_t party);
/* The same for all parties together: the strongest grade under which the state is an equilibrium. */
uint32_t truce__equilibrium_grade(const truce__brief *b, truce_state state);
uint32_t truce__grade_in(const truce_solution *solution, truce_state state); /* another solution's */
/* The concept of a grade. */
const truce_concept *truce__grade_concept(const truce__brief *b, uint32_t grade);
/* The verdict on the party at that state, under the concept of that grade, numbered from 1 and kept for the appendix;
 * 0 after a failure. */
size_t truce__verdict_number(truce__brief *b, truce_state state, uint32_t party, uint32_t grade);
/* A link to it, "V3". */
const char *truce__verdict_mark(truce__brief *b, size_t verdict);
/* It as a reply names it, "138 israel nash". */
const char *truce__claim_of(truce__brief *b, const truce__verdict *verdict);
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

void truce__brief_summary(truce__brief *b);
void truce__brief_situation(truce__brief *b);
void truce__brief_board(truce__brief *b);
void truce__brief_aims(truce__brief *b);
void truce__brief_today(truce__brief *b);
void truce__brief_targets(truce__brief *b);
void truce__brief_gains(truce__brief *b);
void truce__brief_consent(truce__brief *b); /* at home, in short */
void truce__brief_ripeness(truce__brief *b);
void truce__brief_misread(truce__brief *b);
void truce__brief_openings(truce__brief *b);
void truce__brief_gentle(truce__brief *b); /* of the annex */
void truce__brief_doubts(truce__brief *b);
void truce__brief_outlook(truce__brief *b);
void truce__brief_limits(truce__brief *b);

/* Of the annex. */
void truce__brief_verdicts(truce__brief *b);
void truce__brief_outcomes(truce__brief *b);
void truce__brief_bargains(truce__brief *b);
void truce__brief_at_home(truce__brief *b);
/* Whether there are homes, and the model says what everybody has without an agreement. */
bool truce__has_homes(const truce__brief *b);
void truce__brief_expiring(truce__brief *b);
void truce__brief_together(truce__brief *b);
void truce__brief_strikings(truce__brief *b);
void truce__brief_states(truce__brief *b);
void truce__brief_inputs(truce__brief *b);
void truce__brief_method(truce__brief *b);
void truce__brief_definitions(truce__brief *b);
void truce__brief_comments(truce__brief *b);

/* Whether who takes a step could take it back by steps of its own, as far as options tell. */
typedef enum truce__undoing {
    TRUCE__UNKNOWN_UNDONE,
    TRUCE__UNDONE,
    TRUCE__PARTLY_UNDONE,
    TRUCE__NOT_UNDONE
} truce__undoing;
truce__undoing truce__undoing_of(const truce__brief *b, truce_state from, truce_state to);
/* The step of the way, counted from 1, after which the model's rules no longer let its first one be taken back; 0:
 * they do all along, or its mover has changed it by then. */
uint32_t truce__undone_until(const truce__brief *b, const truce__target *target);
/* Steps of a way that leave their mover worse off, and how many of these cannot be taken back. */
typedef struct truce__way_cost {
    uint32_t steps, finals;
} truce__way_cost;
/* Of ways to the target that are as short as the one that is told and begun by each of these: the least. All 0 where
 * none costs anything, or there are too many to look at. Errors: memory. */
truce_status truce__costs_of_ways(truce__brief *b, const truce__target *target, const uint32_t *who, size_t count,
                                  truce__way_cost *costs);
/* "one of the 6 shortest": the way to the target, among all. */
const char *truce__shortness_words(truce__brief *b, const truce__target *target);
/* A cell with ▲ ▼ or =: of a rank beside another; how the party likes the state beside the other. */
void truce__put_sign(truce__brief *b, uint32_t rank, uint32_t other);
/* The same with a share: how likely the party's list says so; none where that is not known. */
void truce__put_beside_share(truce__brief *b, uint32_t party, truce_state state, truce_state other);
void truce__put_beside(truce__brief *b, uint32_t party, truce_state state, truce_state other);
/* How those who move like each step of the way to the target; how all main parties do, with what each step does. */
void truce__figure_ladder(truce__brief *b, const truce__target *target);
void truce__ladder_table(truce__brief *b, const truce__target *target);

/* Of the finding whose key line the summary tells; no share where it tells of none. */
truce__sureness truce__key_sure(const truce__brief *b, uint64_t *finding);

/* The button that marks an input or a verdict as disputed. `data`: more of its attributes. */
void truce__put_dispute(truce__brief *b, const char *about, const char *data);
/* What of the input can be changed and tried, as attributes; "" where the page cannot try anything. */
const char *truce__live_data(truce__brief *b, const truce__entry *e);
void truce__brief_live(truce__brief *b);

/* live: what tries a change; worker: what it has the engine loaded by (wasm/). */
extern const char truce__brief_style[], truce__brief_script[], truce__brief_live_style[], truce__brief_live_script[],
    truce__brief_worker[];
/* The policy of the page, as HTML and headers take it. */
void truce__brief_policy_text(truce__text *text, const truce_brief_options *options);

#endif
