/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A model as read: everything the file says, resolved and checked as far as possible without the states. Plain data
 * in one arena; immutable once parsed.
 *
 * A plain graph model (`states:`) is held as a model with one option of index 0 that nobody owns. The option's levels
 * are the states' names, so that statements, outcomes and where-filters need no second mechanism. `n_options` is 1
 * there and `is_plain` is set; truce_model_option_count() reports 0.
 */
#ifndef TRUCE_MODEL_H
#define TRUCE_MODEL_H

#include "document/names.h"

#include <truce/edit.h>

enum {
    TRUCE__MAX_OPTIONS = 62,
    TRUCE__MAX_LEVELS = 36,         /* one character of a code each: 0-9 a-z */
    TRUCE__MAX_STATEMENT_DEPTH = 200, /* nested parentheses, nots and implications */
    TRUCE__MAX_OUTCOMES = 4096 /* evaluating a statement has a byte for each on the stack */
};

#define TRUCE__NONE UINT32_MAX

/* ------------------------------------------------------------ statements */

typedef enum truce__op {
    TRUCE__OP_FALSE,
    TRUCE__OP_TRUE,
    TRUCE__OP_ATOM,    /* a comparison of one option with levels */
    TRUCE__OP_OUTCOME, /* an outcome's statement, by index */
    TRUCE__OP_NOT,
    TRUCE__OP_AND,
    TRUCE__OP_OR,
    TRUCE__OP_IMPLIES, /* left implies right */
    TRUCE__OP_IF,      /* left if right */
    TRUCE__OP_IFF,
    TRUCE__OP_TALLY,   /* how many are true of the operands so far */
    TRUCE__OP_EXACTLY, /* a tally compared with a number */
    TRUCE__OP_AT_MOST,
    TRUCE__OP_AT_LEAST
} truce__op;

typedef enum truce__relation {
    TRUCE__REL_TAKEN, /* the bare option: above its first level */
    TRUCE__REL_EQ,
    TRUCE__REL_NE,
    TRUCE__REL_LT,
    TRUCE__REL_LE,
    TRUCE__REL_GT,
    TRUCE__REL_GE,
    TRUCE__REL_IN,
    TRUCE__REL_STATE /* plain graphs: a bare state name; the same as = */
} truce__relation;

/* One node of a statement. Statements are kept in postfix order: operands stand before their operator, the root is
 * last, so that evaluation is one loop without recursion. `exactly 2 of (a, b, c)` is a chain like `a and b and c`:
 *
 *     a TALLY  b TALLY  c TALLY  EXACTLY 2
 *
 * A TALLY takes one truth and adds it to the tally before; only TALLY and the three comparisons take tallies. */
typedef struct truce__node {
    truce__op op;
    truce__relation relation; /* atoms */
    uint32_t option;          /* atoms: option; outcomes: index of the outcome */
    uint32_t first_level;     /* atoms: into truce__stmt.levels ... */
    uint32_t n_levels;        /* ... that many; 1 except for `in`, 0 for TAKEN */
    uint32_t left, right;     /* operators: indices of the operands; NOT and EXACTLY, ... have only left; a TALLY has
                                 the tally before (first: TRUCE__NONE) and its operand */
    uint32_t number;          /* TALLY: how many operands so far; EXACTLY, AT_MOST, AT_LEAST: compared with */
} truce__node;

/* How many operands wait at most while a statement is evaluated: at each depth one each for iff, implies, or and and.
 * A tally waits at each depth at most. */
enum {
    TRUCE__MAX_OPERANDS = 4 * (TRUCE__MAX_STATEMENT_DEPTH + 2) + 2,
    TRUCE__MAX_TALLIES = TRUCE__MAX_STATEMENT_DEPTH
};

static inline bool truce__is_count(truce__op op) {
    return op >= TRUCE__OP_EXACTLY;
}

/* EXACTLY, AT_MOST, AT_LEAST. */
static inline bool truce__compare_tally(truce__op op, uint32_t tally, uint32_t number) {
    return op == TRUCE__OP_EXACTLY ? tally == number : op == TRUCE__OP_AT_MOST ? tally <= number : tally >= number;
}

typedef struct truce__stmt {
    const truce__node *nodes;
    uint32_t n_nodes;
    const uint32_t *levels; /* level indices of all atoms; for `in` ascending without repetition */
    uint32_t n_levels;
    const char *text; /* canonical text */
    const char *says; /* the author's own clause for it; NULL: none */
    truce__loc loc;
} truce__stmt;

/* True when an atom holds for an option that stands at `level`. */
static inline bool truce__atom_holds(const truce__stmt *stmt, const truce__node *atom, uint32_t level) {
    const uint32_t *levels = stmt->levels + atom->first_level;
    switch (atom->relation) {
    case TRUCE__REL_TAKEN: return level > 0;
    case TRUCE__REL_EQ:
    case TRUCE__REL_STATE: return level == levels[0];
    case TRUCE__REL_NE: return level != levels[0];
    case TRUCE__REL_LT: return level < levels[0];
    case TRUCE__REL_LE: return level <= levels[0];
    case TRUCE__REL_GT: return level > levels[0];
    case TRUCE__REL_GE: return level >= levels[0];
    case TRUCE__REL_IN:
        for (uint32_t i = 0; i < atom->n_levels; i++)
            if (levels[i] == level) return true;
        return false;
    }
    return false;
}

/* ------------------------------------------------------------------ notes */

typedef struct truce__cite {
    uint32_t source;    /* index */
    uint32_t paragraph; /* 0: the whole source */
    truce__loc loc;
} truce__cite;

/* The grounds of an input: its reason, sources and confidence. */
typedef struct truce__note {
    const char *says; /* of a statement: the author's own clause for it; NULL: none */
    const char *because; /* NULL: not said */
    const char *quote;   /* what the source says, word for word; NULL: none */
    truce__loc quote_loc;
    const truce__cite *cites;
    uint32_t n_cites;
    bool has_confidence;
    truce__decimal confidence; /* in (0, 1] */
} truce__note;

typedef struct truce__cited_source {
    const char *id;
    const char *title, *author, *publisher, *date, *url, *note; /* NULL: not said */
    const char *called; /* "one news article"; NULL: not said */
    const char *file; /* with its text, beside the model; NULL: not said */
    truce__loc file_loc, loc; /* loc: of the id */
} truce__cited_source;

/* --------------------------------------------------------------- elements */

/* Whether a name is a plural, as the model says: verbs and pronouns agree with it. */
typedef enum truce__is_plural { TRUCE__UNSAID, TRUCE__SINGULAR, TRUCE__PLURAL } truce__is_plural;

/* The words that the author supplies, for sentences: NULL where there are none. Phrases have their articles, clauses
 * no stop. */
typedef struct truce__party_terms {
    const char *called, *brief, *its; /* "the coalition partners", `short` for figures: "Partners", "their" */
} truce__party_terms;

typedef struct truce__option_terms {
    const char *topic;              /* for figures */
    const char *const *says, *const *does; /* of each level a clause, an infinitive: "resume the campaign" */
    const char *const *from, *const *below; /* of each level a clause for `>=` and `<` it */
    const char *const *back;        /* of each level an infinitive for a move down to it */
} truce__option_terms;

typedef struct truce__outcome_terms {
    const char *called, *brief, *says, *denies; /* "a settlement", `short` for headlines, clauses for it and its
                                                   opposite */
} truce__outcome_terms;

/* The entry of a level; NULL where none was given. */
static inline const char *truce__clause_of_level(const char *const *clauses, uint32_t level) {
    return clauses ? clauses[level] : NULL;
}

typedef struct truce__party {
    const char *id, *name; /* name is the id when none is given */
    truce__is_plural plural;
    truce__party_terms words;
    uint32_t first_option, n_options;
    truce__note note;
    truce__loc loc; /* of the id */
} truce__party;

typedef enum truce__moves { TRUCE__MOVES_BOTH, TRUCE__MOVES_UP, TRUCE__MOVES_DOWN, TRUCE__MOVES_NONE } truce__moves;

typedef struct truce__option {
    const char *id, *name;
    uint32_t party; /* TRUCE__NONE: the pseudo option of a plain graph */
    const char *const *levels;
    uint32_t n_levels;
    bool has_default_levels; /* [no, yes] */
    bool is_bare;            /* given by its id alone */
    bool is_unsure;          /* while a model is read: an error may have kept some of its levels away */
    truce__moves moves;
    uint32_t step; /* 0: any distance; 1: only neighbouring levels */
    truce__option_terms words;
    truce__note note;
    truce__loc loc; /* of the id */
} truce__option;
/* A bit for each of its levels. */
static inline uint64_t truce__all_levels(const truce__option *option) {
    return ((uint64_t)1 << option->n_levels) - 1;
}

/* A statement with what it rests on: a feasibility rule, a coalescing statement, an outcome. */
typedef struct truce__rule {
    truce__stmt stmt;
    truce__note note;
} truce__rule;

typedef struct truce__outcome {
    const char *id, *name; /* name is the id when none is given */
    truce__outcome_terms words;
    truce__stmt stmt;
    truce__note note;
    truce__loc loc;
} truce__outcome;

/* One line of status_quo. */
typedef struct truce__fact {
    uint32_t option, level;
    truce__note note;
    truce__loc loc;
} truce__fact;

typedef enum truce__pref_kind {
    TRUCE__PREF_NONE,
    TRUCE__PREF_ORDER, /* items from most to least important; an item is true when any of its statements is */
    TRUCE__PREF_RANK,  /* items best first; items of one group are tied */
    TRUCE__PREF_WEIGH  /* each item adds its weight where its statement is true */
} truce__pref_kind;

/* What is the case where a statement does not belong where it stands: for robust and forecast. */
typedef enum truce__if_wrong {
    TRUCE__WRONG_UNSAID,
    TRUCE__WRONG_ABSENT,    /* the party does not hold it */
    TRUCE__WRONG_ELSEWHERE, /* it matters more or less */
    TRUCE__WRONG_OPPOSITE   /* its negation stands there */
} truce__if_wrong;

/* The words for them, from ABSENT on, up to NULL. */
extern const char *const truce__wrong_words[];

typedef struct truce__pref_item {
    const truce__stmt *stmts; /* ORDER: one or more; RANK: one, or none for a state number or `rest`; WEIGH: one */
    uint32_t n_stmts;
    uint64_t state;         /* RANK: a state number; 0: none */
    bool is_rest;           /* RANK: all states not named */
    uint32_t group;         /* RANK: items of one group are tied; 0 is best */
    bool is_any;            /* ORDER: written as `any:` */
    truce__decimal weight;  /* WEIGH */
    uint8_t mark;           /* the degree written as `strong`, 0: none; RANK: an item that is no place but a mark
                               between two */
    truce__if_wrong if_wrong; /* ORDER, WEIGH */
    uint8_t degree;         /* ORDER: of a preference that this item decides; 1 without a mark here or below */
    const char *key;        /* WEIGH: the statement as it stands in the file */
    const struct truce__pref *either; /* ORDER, as written: the alternatives, each an order of statements; NULL: none,
                                         the item is known */
    uint32_t n_either;
    truce__note note;
    truce__loc loc;
} truce__pref_item;

/* A preference may be open: `either` lists alternatives of which one holds. Whatever reads `kind` and `items` reads
 * the first alternative of each, the main reading; completions.h has the others. */
typedef struct truce__pref {
    truce__pref_kind kind;
    const truce__pref_item *items;
    uint32_t n_items;
    const truce__pref_item *written; /* an open order as it stands: each `either` is one item; NULL: the same as
                                        `items` */
    uint32_t n_written;
    const struct truce__pref *either; /* the alternatives where the preference is open as a whole; else NULL */
    uint32_t n_either;
    const truce__pref_item *every; /* of an open preference, every item of every alternative; NULL: the same as
                                      `items` */
    uint32_t n_every;
    truce__note note; /* of the `either` of a whole preference */
    const truce__decimal *thresholds; /* WEIGH: differences of degree 2, 3, ..., ascending */
    uint32_t n_thresholds;
    bool is_marked; /* a mark or threshold stands in it, or in an alternative */
    truce__loc loc; /* of the party's key under preferences */
} truce__pref;

/* Degrees of preference: 1 is any, those from 2 on are strong. */
enum { TRUCE__MAX_DEGREE = 9 };

/* The highest degree that a preference can have, by its main reading; 1: it has no marks. And how many marks stand in
 * it, those of all alternatives. */
uint32_t truce__pref_degree(const truce__pref *pref);
uint32_t truce__pref_marks(const truce__pref *pref);

/* An explicit move between numbered states. */
typedef struct truce__arc {
    uint64_t from, to;
    truce__loc loc;
} truce__arc;

typedef struct truce__arcs {
    const truce__arc *arcs;
    size_t n_arcs;
} truce__arcs;

/* ------------------------------------------------- agreements, home, time */

/* A party's statement under no_deal or pain. */
typedef struct truce__said {
    truce__stmt stmt; /* n_nodes is 0 where the party has none */
    truce__note note;
    truce__loc loc; /* of the party's key */
} truce__said;

/* A party's utilities: the sum of the numbers of the statements that are true. PREF_NONE where none are declared. */
typedef truce__pref truce__utility;

typedef enum truce__ratify_rule {
    TRUCE__RATIFY_UNANIMITY,
    TRUCE__RATIFY_MAJORITY, /* more than half of the actors */
    TRUCE__RATIFY_QUOTA,    /* at least `quota` actors */
    TRUCE__RATIFY_WEIGHTED  /* actors whose weights add up to at least `quota` */
} truce__ratify_rule;

/* An actor with a say at home: a party of the model, or someone without options of their own. */
typedef struct truce__actor {
    const char *id, *name; /* of the party where it is one */
    uint32_t party;        /* TRUCE__NONE: no party; what follows but `weight` is then the actor's own */
    truce__is_plural plural;
    const char *called;    /* NULL: by its name */
    bool is_apart;         /* told by id too, because another actor of this home has the name */
    truce__pref pref;
    truce__decimal weight; /* 1 unless said */
    truce__note note;
    truce__loc loc;
} truce__actor;

/* Ratification at the home of one party. */
typedef struct truce__home {
    uint32_t party; /* whose agreements are to be ratified */
    truce__ratify_rule rule;
    truce__decimal quota; /* QUOTA, WEIGHTED */
    const truce__actor *actors;
    uint32_t n_actors;
    truce__stmt reversion;  /* what the actors compare with; n_nodes 0: the party's no deal */
    truce__stmt agreements; /* which states are put to a vote; n_nodes 0: all */
    truce__note note;
    truce__loc loc;
} truce__home;

/* A temporary arrangement and what it becomes by itself: where `when` holds, the options named move to these
 * levels. */
typedef struct truce__expiry {
    truce__stmt when;
    const truce__fact *becomes; /* a plain graph: one fact of option 0 */
    uint32_t n_becomes;
    const char *called; /* "a temporary truce"; NULL: not said */
    const char *after; /* free text, "60 days"; NULL: not said */
    double hours;      /* the duration at its beginning; 0: none */
    truce__loc after_loc;
    truce__note note;
    truce__loc loc;
} truce__expiry;

/* Audience costs: a party that has escalated in public pays where it then backs down. */
typedef struct truce__audience {
    uint32_t party;
    truce__stmt escalated, backed_down;
    truce__note note;
    truce__loc loc;
} truce__audience;

/* Changes of the model, made one after the other. */
typedef struct truce__edits {
    const truce_edit *at;
    const truce__loc *locs; /* of their paths */
    uint32_t count;
} truce__edits;

/* An event: changes to the model as it stood before. */
typedef struct truce__event {
    const char *id, *name, *date; /* name is the id when none is given */
    truce__edits changes;
    truce__note note;
    truce__loc loc;
} truce__event;

/* --------------------------------------------------- behaviour, perception */

/* How a party judges states under the concept `mixed`. */
typedef struct truce__behaves {
    uint32_t concept; /* its number in truce.h */
    bool is_rest;     /* said by `rest` */
    truce__note note;
    truce__loc loc; /* of the key */
} truce__behaves;

/* How a party sees the conflict: the model with changes. */
typedef struct truce__perceives {
    uint32_t party;
    truce__edits changes;
    truce__note note;
    truce__loc loc; /* of the party's key */
} truce__perceives;

/* How often a party decides. */
typedef struct truce__tempo {
    const char *every; /* mean time between two decisions, as written: "7 days"; NULL: not said */
    double hours;
    truce__note note;
    truce__loc loc; /* of the party's key */
} truce__tempo;

/* ------------------------------------------------------------------ levers */

enum { TRUCE__MAX_COST = 1000 }; /* of a lever, and of one edit */

/* Levers of the model, by number. */
typedef struct truce__lever_list {
    const uint32_t *at;
    uint32_t count;
} truce__lever_list;

/* A change of the model that somebody could bring about. */
typedef struct truce__lever {
    const char *id, *name; /* name is the id when none is given */
    uint32_t party;        /* who could do it; TRUCE__NONE: nobody of the model */
    const char *who;       /* the name of somebody else; NULL: not said */
    uint32_t cost;
    truce__lever_list needs, excludes;
    truce__edits changes;
    truce__note note;
    truce__loc loc;
} truce__lever;

/* ------------------------------------------------------------------ model */

/* What tells a thing apart from all others: more than its name where two share it. */
typedef enum truce__apart { TRUCE__APART_BY_NAME, TRUCE__APART_BY_PARTY, TRUCE__APART_BY_ID } truce__apart;

static inline bool truce__is_apart(const truce__apart *all, uint32_t index) {
    return all && all[index] != TRUCE__APART_BY_NAME;
}

/* Which ids errors were reported about, so that one mistake gives one error: those that only follow are held back. */
typedef struct truce__blame {
    truce__arena *arena;
    truce__names ids;  /* refused, or not known where they were mentioned first */
    uint32_t lost;     /* kinds of ids that may not have been read because of an error: TRUCE__LOST_... */
    const struct truce__refused *refused; /* the first hundred ids whose declarations are wrong */
    size_t n_refused;
    size_t n_doubts;
    bool is_full;      /* that there are too many options was reported */
} truce__blame;

typedef struct truce__refused {
    const char *id;
    const struct truce__refused *next;
} truce__refused;

enum {
    TRUCE__LOST_PARTIES = 1,
    TRUCE__LOST_SOURCES = 2,
    TRUCE__LOST_NAMES = 4 /* of statements: options, outcomes, states */
};

struct truce_model {
    truce__arena arena; /* everything below, and the model itself */
    truce__source source;
    const struct truce__yaml *root; /* the tree that it was read from; NULL when the tree was not kept: see
                                       truce__model_document() */
    char sha256[65];

    const char *title; /* "" when none */
    const char *summary, *date; /* NULL when none */
    const char *const *leaves_out; /* phrases: what its author left out */
    uint32_t n_leaves_out;

    const truce__cited_source *sources;
    uint32_t n_sources;
    const truce__party *parties;
    uint32_t n_parties;
    const truce__option *options;
    uint32_t n_options;
    bool is_plain;
    struct truce__blame *blame; /* while it is read; else NULL */
    truce__names names; /* options, outcomes and the states of a plain graph, by the words of statements */

    const truce__rule *rules;
    uint32_t n_rules;
    const truce__rule *coalesce;
    uint32_t n_coalesce;
    const truce__outcome *outcomes;
    uint32_t n_outcomes;
    const uint32_t *outcome_order; /* outcomes so that each stands behind those it mentions */

    bool has_status_quo;
    const truce__fact *facts; /* options not named stand at their first level; empty when state_sq is given */
    uint32_t n_facts;
    uint64_t status_quo_state; /* by number; 0: by facts */
    truce__loc status_quo_loc;

    const truce__pref *prefs; /* n_parties */

    bool has_moves; /* `moves:` is there: its arcs replace the moves that follow from options */
    const truce__arcs *moves; /* n_parties, NULL unless has_moves */

    const truce__said *no_deal, *pain; /* n_parties each; NULL when the model has no such key */
    const truce__utility *utilities;   /* n_parties; NULL when the model has no such key */
    const truce__home *homes;          /* `ratify:`, in file order */
    uint32_t n_homes;
    const truce__expiry *expiries; /* applied in file order, again and again until nothing changes */
    uint32_t n_expiries;
    const truce__audience *audiences;
    uint32_t n_audiences;
    const truce__event *events; /* by date, ties in file order */
    uint32_t n_events;
    const truce__behaves *behaviour; /* n_parties; NULL when the model has no such key */
    const truce__perceives *views;   /* in file order */
    uint32_t n_views;
    const truce__tempo *tempo; /* n_parties; NULL when the model has no such key */
    const truce__lever *levers; /* in file order */
    uint32_t n_levers;

    struct {
        const truce__apart *parties, *options, *outcomes; /* NULL: names are enough */
    } apart;
};

/* The document that the model was parsed from: the tree that was kept or, for a long text, read again. Free it; it
 * borrows from the model. */
struct truce__document;
truce_status truce__model_document(truce_ctx *ctx, const truce_model *model, struct truce__document *document);
/* truce_parse() of a document that was read without errors and has all texts among its nodes. Free the document
 * afterwards in any case: the model takes what it needs. */
truce_status truce__parse_document(truce_ctx *ctx, struct truce__document *document, const char *file,
                                   truce_model **model);

/* Parses one statement against the names of `model` into `arena`. `loc` is where the statement begins in `source`;
 * `is_verbatim` says that it stands there letter by letter, so that carets can point into it. A wrong statement
 * leaves diagnostics, sets *is_ok to false and returns TRUCE_OK; other statuses are failures of the machine. */
truce_status truce__stmt_parse(truce_ctx *ctx, truce__arena *arena, const truce_model *model,
                               const truce__source *source, truce__loc loc, bool is_verbatim, const char *text,
                               size_t length, truce__stmt *stmt, bool *is_ok);

/* Appends the canonical text of the statement: fewest parentheses, words for operators. */
void truce__stmt_write(truce__text *text, const truce_model *model, const truce__stmt *stmt);

/* What an error that an id is not known would be. */
typedef enum truce__news {
    TRUCE__NEWS,     /* something to tell */
    TRUCE__DOUBTFUL, /* an id was lost: to be told only if a known id is meant */
    TRUCE__FOLLOWS   /* from an error that was told */
} truce__news;

/* `kind` is TRUCE__LOST_...; the id is remembered, so that the next error about it follows. */
truce_status truce__find_news(const truce_model *model, uint32_t kind, const char *id, size_t length,
                              truce__news *news);
/* The same for a level that an option has not. */
truce_status truce__find_level_news(truce_ctx *ctx, const truce_model *model, const truce__option *option,
                                    const char *level, size_t length, truce__news *news);
/* Whether the error is held back; `nearest` is the known id that may be meant, or NULL. */
bool truce__is_held_back(truce__news news, const char *id, size_t length, const char *nearest);

/* YYYY-MM-DD; and whether the calendar has that day, from the year 1 on. */
bool truce__looks_like_date(const char *text);
bool truce__is_date(const char *text);

bool truce__stmt_equal(const truce__stmt *a, const truce__stmt *b);

/* Writes the model in its canonical form to `text`, which must be freed in any case. */
truce_status truce__model_text(truce_ctx *ctx, const truce_model *model, truce__text *text);

/* The statement's value for an option vector `levels`, given the outcomes' values. */
bool truce__stmt_eval(const truce_model *model, const truce__stmt *stmt, const uint32_t *levels);
/* The text of the first rule that the combination breaks; NULL: it is feasible. */
const char *truce__broken_rule(const truce_model *model, const uint32_t *levels);
/* The levels of a combination by its code ("YN0"); false: the code is invalid. */
bool truce__levels_of_code(const truce_model *model, const char *code, uint32_t *levels);
/* The levels of the option that make an atom true, a bit each. */
uint64_t truce__atom_levels(const truce_model *model, const truce__stmt *stmt, const truce__node *atom);

#endif
