/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One result, many forms. A question declares the shape of its result as constant arrays of fields. A field has a
 * key, a kind and a getter. Nothing is built or copied: a getter looks into the question's own data when a walk comes
 * by, so a list of a million rows costs the memory of one. Every form (JSON, CSV, text, HTML, LaTeX, Markdown, JSON
 * Schema, a program's own walk) goes over the same fields; which forms show a field is a bit of the field.
 *
 * Why not a tree of values: 2^20 rows would take 660 MB instead of none. Why not a writer for each question and form:
 * there would be no columns without a second writer, no schema without a run, and a new form would cost every
 * question.
 */
#ifndef TRUCE_RESULT_INTERNAL_H
#define TRUCE_RESULT_INTERNAL_H

#include "catalogue/catalogue.h"
#include "result/pick.h"

#include <truce/result.h>

typedef enum truce__kind {
    /* leaves: the getter gives a value; TRUCE__NULL in its place is null in JSON and an empty cell elsewhere */
    TRUCE__NULL, /* as a field: the end of an array of fields */
    TRUCE__BOOL,
    TRUCE__NUMBER,
    TRUCE__DECIMAL, /* a number as it is written */
    TRUCE__TEXT,
    TRUCE__STATE,
    TRUCE__MEMBER, /* of a domain: a party, a concept, ... */
    /* nodes */
    TRUCE__RECORD, /* of: its fields */
    TRUCE__SPLICE, /* of: fields that stand among those around it */
    TRUCE__LIST,   /* of: what each item is; items by `count`, by `next`, or the members of `domain`; of these those
                      that `keep` keeps. For people: a table, or else a section for each item, in which `when` asks
                      about the item */
    TRUCE__MAP,    /* of: what each member of `domain` has, or each item of `next` under its `key_of` */
    TRUCE__SUBSET, /* the members of `domain` that `keep` keeps */
    TRUCE__STATES, /* a set of states, given by the getter, cut at the limit */
    TRUCE__CHOICE, /* of: an array of fields without keys, of which the first stands in its place whose `when`, here
                      asked about the place, is true */
    /* only in forms for people */
    TRUCE__SAY,    /* prose: `say` */
    TRUCE__FIGURE, /* a drawing: `figure`; a form that has no way to draw it leaves it out */
    /* only as arguments of messages: words/say.h makes them */
    TRUCE__MESSAGE, /* another message */
    TRUCE__CHANGES, /* what a move from one state to another sets */
    TRUCE__OWN_CHANGES, /* what its mover does: an infinitive */
    TRUCE__STATE_CALLED, /* what a state is called */
    TRUCE__DIFFERENCES, /* how a state differs from another, as clauses */
    TRUCE__NOTE,    /* reason, source, confidence of a statement */
    TRUCE__STATEMENT,
    TRUCE__ITEM,    /* the statements of a preference, one of which is true */
    TRUCE__ITEM_OPPOSITE, /* their opposite, as a clause */
    TRUCE__THE_STATE, /* a state with the word for it */
    TRUCE__PARTY,    /* of the model, by number */
    TRUCE__OPTION,
    TRUCE__OWN_OPTION, /* in a sentence about its party */
    TRUCE__OUTCOME,
    TRUCE__OPTION_LABEL, /* without quotation marks, as heads of tables are */
    TRUCE__OUTCOME_LABEL,
    TRUCE__ACTOR, /* at a home */
    TRUCE__PHRASE,   /* English of a public structure, told in the language */
    TRUCE__NAME,     /* what the author of the model wrote */
    TRUCE__OUTCOMES, /* those of a state, by name */
    TRUCE__SPOKEN,  /* text that is in the form already */
} truce__kind;

enum {
    TRUCE__IN_JSON = 1,
    TRUCE__IN_CSV = 2,
    TRUCE__IN_TEXT = 4,  /* a terminal */
    TRUCE__IN_PAPER = 8, /* HTML, LaTeX, Markdown */
    TRUCE__IN_DRAWING = 16, /* DOT, SVG */
    TRUCE__IN_DATA = TRUCE__IN_JSON | TRUCE__IN_CSV,
    TRUCE__IN_PEOPLE = TRUCE__IN_TEXT | TRUCE__IN_PAPER,
    TRUCE__IN_ALL = TRUCE__IN_DATA | TRUCE__IN_PEOPLE
};

enum {
    TRUCE__TALL = 1,        /* JSON: members or items on lines of their own */
    TRUCE__TABLE = 2,       /* a LIST of RECORDs that is a table in CSV and for people */
    TRUCE__SPREAD = 4,      /* a SUBSET with a column for each member instead of one cell with a list */
    TRUCE__NULLABLE = 8,    /* may be null; of a node: null as a whole where its getter gives null */
    TRUCE__OMIT = 16,       /* left out where it is null; decided for each row, so not for columns */
    TRUCE__IS_KEY = 32,     /* text: a column repeated in each block */
    TRUCE__LAST = 64,       /* text: the last column, which takes the room that is left */
    TRUCE__RIGHT = 128,     /* text: set to the right */
    TRUCE__BY_ID = 256,     /* text: members head their columns by id instead of label */
    TRUCE__GROUPS = 512,    /* text: members of this MAP head groups of columns */
    TRUCE__BY_NUMBER = 4096, /* members head their columns by number, from 1 */
    TRUCE__CLOSE_UP = 2048, /* text: no blank line above the table's legend */
    TRUCE__SHORTENED =
        1024 /* text: members' heads become numbers where the table is too wide; a legend explains them */
};

/* How a cell is meant. */
typedef enum truce__tone { TRUCE__NEUTRAL, TRUCE__STRONG, TRUCE__GOOD_NEWS, TRUCE__BAD_NEWS } truce__tone;

/*
 * Drawings that cannot be told as columns and rows; one renderer each, in render/. What they show is declared in
 * `of`:
 *
 * SEQUENCE: a LIST of RECORDs, the places from left to right. Fields by key, of the step that leads on from the
 * place: `above` and `below` the arrow, `solid` (BOOL); of the place: `mark` above it, `foot` below it; all others
 * are rows. LAYERED: a record. `nodes`, a LIST ordered by `layer` and `number`, with `marked` (BOOL) and `title`
 * (SAY); `arcs`, a LIST with `layer` (where it ends; it begins in the one before), `from` and `to` (numbers), `color`
 * (a number), `strong` and `apart` (BOOL, of another kind than all others) and `title`. Fields IN_TEXT are lines that
 * stand in the node, or on the arc. `caption`, and what `strong`, `weak`, `apart` (empty: there is none) and `marked`
 * mean, and what was `cut` (all SAY). SCALE: a LIST of RECORDs, a row each: `label`; `value`, a NUMBER for counts or
 * a DECIMAL from 0 to 1; `low` and `high` where it has bounds, a DECIMAL or null; `told`, if something else than the
 * value stands behind the row. OUTLOOK: a LIST of RECORDs, panel after panel, each by time: `panel` (its label),
 * `time`, `now` (the share at time 0), `value`, `low` and `high` or null, and the shares `other` and `another`
 * under other assumptions, all DECIMAL; heads name what they are.
 */
typedef enum truce__figure {
    TRUCE__NO_FIGURE,
    TRUCE__OPTION_TABLE,
    TRUCE__TABLEAU,
    TRUCE__SEQUENCE,
    TRUCE__LAYERED,
    TRUCE__SCALE,
    TRUCE__OUTLOOK,
    TRUCE__N_FIGURES
} truce__figure;

typedef struct truce_result truce__result;
typedef struct truce__field truce__field;
typedef struct truce__say truce__say; /* words/say.h */

/* What the getters of one row share. Owned by a walk, so that several walks over one result do not disturb each
 * other. */
typedef struct truce__scratch {
    truce_ctx *ctx;
    const truce_graph *graph; /* of `levels` */
    truce_state state;        /* of `levels`; 0: none yet */
    uint8_t levels[TRUCE__MAX_OPTIONS];
    char code[TRUCE_CODE_SIZE];
    truce__text text;    /* for a cell that has to be put together */
    truce_status status; /* the first failure of a getter */
} truce__scratch;

/* What a getter is asked about: the place a walk has come to. */
typedef struct truce__at {
    const truce__result *result;
    const struct truce__at *up; /* the place of the list around; records and splices are no level of their own */
    const void *self;           /* what `open` or `next` gave, else that of the place around */
    const truce_graph *graph; /* NULL: none could be built; `open` may change it, as where two models are compared */
    const truce_model *model;
    truce__scratch *scratch;
    uint64_t index;    /* of the item or member */
    truce_state state; /* of the row, where rows are states */
} truce__at;

typedef struct truce__value truce__value;

/* What has members with ids: parties, options, concepts asked for, ... A question may have its own. */
typedef struct truce__domain {
    const char *name; /* "party" */
    truce__message many; /* "Parties": begins a legend */
    uint32_t (*count)(const truce__at *at);
    const char *(*id)(const truce__at *at, uint32_t member);
    truce__value (*label)(const truce__at *at, uint32_t member); /* for people; words/phrases.h puts it into words */
} truce__domain;

struct truce__value {
    truce__kind kind;
    uint64_t number; /* truth, number, state, member */
    union {
        const char *text; /* also a member's id */
        const truce_set *set;
        const void *self;
        bool (*keep)(const truce__at *item);
        uint64_t to;
    };
    const truce__domain *domain;
    const truce__at *of; /* a member's: the place that its domain belongs to, as the home whose actors they are */
};

struct truce__field {
    const char *key;
    truce__kind kind;
    unsigned forms, flags;
    const truce__field *of; /* RECORD, SPLICE: an array that ends in {0}; LIST, MAP: one field */
    const truce__domain *domain; /* also of a MEMBER, for the schema */
    truce__value (*get)(const truce__at *at); /* of a row in text: a text that tells it in one line */
    bool (*when)(const truce__at *at); /* false: as if not declared. A question about the result, never about a row */
    bool (*keep)(const truce__at *item); /* which items or members count; of a MAP in a table a question about the
                                            member, never about a row */
    uint64_t (*count)(const truce__at *list);
    uint64_t (*total)(const truce__at *list); /* of a table: rows without the limit, asked behind the last row; NULL:
                                                 the pick knows */
    bool (*next)(const truce__at *list,
                 truce__at *item);       /* item->index is UINT64_MAX before the first, and is left to it */
    const char *(*key_of)(const truce__at *item); /* of a MAP by `next` */
    truce_status (*open)(truce__at *at); /* of a node: makes at->self, at->graph for what is inside, ...; a SPLICE is
                                            opened in JSON only */
    void (*close)(truce__at *at);        /* ... and takes it back, after an open that succeeded */
    void (*say)(const truce__at *at, truce__say *say);
    truce__figure figure;
    const char *csv;        /* name of the column, joined with members' ids by _; NULL: the key; "": members alone */
    truce__message head;    /* for people: above the column; of a figure: its title */
    truce__message mark;    /* for people: what stands for true; none: ✓ */
    truce__message group;   /* for people: above the columns of this field */
    truce__message caption; /* of a table for people: a line above it */
    truce__tone (*tone)(truce__value value); /* for people: of a leaf */
    const char *name;       /* of a RECORD or CHOICE that contains itself: what the schema calls it */
    const char *about;      /* one line for the schema and the manual */
    const char *const *one_of; /* TEXT: all there can be, up to NULL, for the schema */
};

/* A question as far as its result goes; the table of questions is in questions/questions.h. */
typedef struct truce__layout {
    const char *schema; /* "truce.ripe.v1" */
    const truce__field *fields;
} truce__layout;

/* Something that a result was made of and frees. */
typedef struct truce__owned {
    void (*release)(void *thing);
    void *thing;
} truce__owned;

/* A concept that could not be had, and why. */
typedef struct truce__left_out {
    const truce_concept *concept;
    struct truce__left_out *next;
    char why[];
} truce__left_out;

struct truce_result {
    truce_ctx *ctx;
    const truce__layout *layout;
    const void *self; /* the question's own */
    const truce_graph *graph;       /* may be NULL */
    const truce_model *model;       /* may be NULL */
    const truce_solution *solution; /* may be NULL */
    const uint32_t *concepts;       /* the domain of concepts; NULL: the solution's */
    size_t concept_count;
    const truce_render_options *options;
    const truce__pick *pick; /* rows that are states; may be NULL */
    bool reads_all; /* of an open model every completion, not only the first */
    truce__left_out *left_out; /* concepts that all were asked for but these, in the order of the table; or NULL */
    truce__owned owned[2];   /* freed in this order; of a result that the caller made, nothing */
};

/* The options themselves, or the defaults when the caller gave NULL. */
const truce_render_options *truce__render_options(const truce_render_options *options);

/* Makes a result of `init`, whose shape, own data, graph (or model), solution and concepts are given, with rows that
 * are states if `has_rows`. For truce_result_free(). */
truce_status truce__result_new(truce_ctx *ctx, truce__result init, bool has_rows, const truce_render_options *options,
                               truce_result **result);

void truce__left_out_free(truce_ctx *ctx, truce__left_out *first);

/* Chooses just these rows, whatever the limit is. The set must outlive the result. */
truce_status truce__result_show(truce_result *result, const truce_set *rows);

/* ------------------------------------------------------------------- walks */

typedef enum truce__visit { TRUCE__END, TRUCE__LEAF, TRUCE__OPEN, TRUCE__CLOSE } truce__visit;
enum { TRUCE__DEPTH = 80 }; /* a YAML document and what is around it */

typedef struct truce__frame {
    const truce__field *node; /* this RECORD, LIST, ... */
    const truce__field *next; /* of a record: the field to come */
    truce__at at;             /* inside the node */
    truce__at item;           /* of a list: the item; its `up` is `at` */
    uint64_t given;           /* states so far */
} truce__frame;

typedef struct truce_walk {
    const truce__result *result;
    unsigned form;
    uint32_t depth;
    bool at_splice; /* the last step only entered or left a SPLICE */
    /* the visit given last: */
    const truce__field *field;
    const char *key; /* NULL in lists */
    truce__value value;
    const truce__at *at;
    truce__scratch scratch;
    truce__at root;
    truce__frame frames[TRUCE__DEPTH];
} truce__tour;

/* The place where a result begins. */
truce__at truce__at_root(const truce__result *result, truce__scratch *scratch);
void truce__scratch_init(truce__scratch *scratch, truce_ctx *ctx);
void truce__scratch_free(truce__scratch *scratch);
/* Keeps the first failure of a getter or of an `open`. */
void truce__at_note(const truce__at *at, truce_status status);
/* The value of a leaf; a text that a getter could not fill for want of memory is noted. */
truce__value truce__leaf_at(const truce__field *field, const truce__at *at);

void truce__tour_begin(truce__tour *walk, const truce__result *result, unsigned form);
/* TRUCE__END: all is visited, or something failed, or the work is cancelled. */
truce__visit truce__tour_next(truce__tour *walk);
/* Leaves the node that was opened last. */
void truce__tour_skip(truce__tour *walk);
/* Closes what is open; called in any case. Gives the first failure. */
truce_status truce__tour_end(truce__tour *walk);

/* Whether a node is null here as a whole. */
static inline bool truce__is_lacking(const truce__field *field, const truce__at *at) {
    return field->flags & (TRUCE__NULLABLE | TRUCE__OMIT) && field->get && field->get(at).kind == TRUCE__NULL;
}
/* The next item of a list; false behind the last. */
bool truce__next_item(const truce__field *list, const truce__at *at, truce__at *item);
/* Members of a domain that `keep` keeps, NULL: all. */
uint32_t truce__count_kept(const truce__at *at, const truce__domain *domain, bool (*keep)(const truce__at *item));

/* The rows of a table, one by one, each opened where its record has `open`. */
typedef struct truce__rows {
    const truce__field *table;
    truce__at list, item, row; /* row: inside the record */
    bool is_open, has_row;
} truce__rows;

truce_status truce__rows_begin(truce__rows *rows, const truce__field *table, const truce__at *at);
bool truce__rows_next(truce__rows *rows);
void truce__rows_end(truce__rows *rows);

/* ----------------------------------------------------------------- columns */

/* The fields of a table's record side by side: a MAP, or a SUBSET that is SPREAD, has a column for each member. */
enum { TRUCE__MEMBERS = 3 };
typedef struct truce__col {
    const truce__field *field;
    const truce__field *named; /* whose key, head and flags count */
    truce__value group;        /* for people: a message or a label; TRUCE__NULL: none */
    const truce__domain *domain[TRUCE__MEMBERS];
    uint32_t member[TRUCE__MEMBERS];
    uint32_t n_members;
    uint32_t grouped; /* so many of the first members stand in the group's heading */
} truce__col;

typedef struct truce__cols {
    TRUCE__VEC(truce__col) all;
} truce__cols;

truce_status truce__cols_of(const truce__at *at, const truce__field *table, unsigned form, truce__cols *cols);
void truce__cols_free(truce_ctx *ctx, truce__cols *cols);
/* The id and the label of the member number `i` of a column. */
const char *truce__col_id(const truce__at *at, const truce__col *col, uint32_t i);
truce__value truce__col_label(const truce__at *at, const truce__col *col, uint32_t i);
bool truce__is_same_group(const truce__col *a, const truce__col *b);
/* "eq_nash": appended. */
void truce__col_name(truce__text *text, const truce__at *at, const truce__col *col);
/* How the items of a list are joined in one cell. */
typedef struct truce__joint {
    void (*between)(truce__text *text);
    void (*add)(truce__text *text, const truce__at *at, truce__value value);
} truce__joint;
extern const truce__joint truce__data_joint; /* by ";" */
/* One cell. A list is joined in `text`, which is then the value's. Fails by truce__at_note(). */
truce__value truce__cell(const truce__col *col, const truce__at *row, const truce__joint *joint, truce__text *text);
/* Tables of a result in a form, in the order of their declaration: the first behind `last` (NULL: the first of all),
 * or NULL. */
const truce__field *truce__table_next(const truce__at *at, unsigned form, const truce__field *last);
const truce__field *truce__table_named(const truce__at *at, unsigned form, const char *name);

/* ----------------------------------------------------------- common fields */

/* Members of the model's parties, options, outcomes; of nothing where there is no model. */
extern const truce__domain truce__party_domain, truce__option_domain, truce__outcome_domain;
/* The concepts of the result. */
extern const truce__domain truce__concept_domain;
/* All that there are. */
extern const truce__domain truce__any_concept_domain;

/* "schema" to "status_quo", without and with "options". */
extern const truce__field truce__head_fields[], truce__head_with_options[];
/* What they consist of, for results that begin otherwise. */
extern const truce__field truce__model_fields[], truce__definition_fields[], truce__space_fields[],
    truce__option_item;
truce__value truce__get_schema(const truce__at *at);
truce__value truce__get_version(const truce__at *at);
truce__value truce__get_status_quo(const truce__at *at);

/* "completions", where the model is open; part of the definitions. */
extern const truce__field truce__completion_fields[];
/* "count" and "parties" of it; and what "reading" can be: all, first. */
extern const truce__field truce__completion_counts[];
extern const char *const truce__readings[];
bool truce__is_open_party(const truce__at *item);

/* "left_out", where all concepts were asked for and some could not be had. */
extern const truce__field truce__left_out_fields[];
bool truce__has_left_out(const truce__at *at);

/* state, code, after expiry also turns_into */
extern const truce__field truce__state_fields[];
/* the same without the number */
extern const truce__field truce__code_fields[];
/* outcomes as a list of ids */
extern const truce__field truce__outcome_fields[];
/* rank as an object; a column for each option, then for each party its rank */
extern const truce__field truce__json_rank_fields[], truce__csv_state_fields[];
/* levels as an object, null where the members of a coalesced state differ */
extern const truce__field truce__json_level_fields[];
/* For people: number and code; outcomes by name as the last column. */
extern const truce__field truce__told_state_fields[], truce__told_outcome_fields[];
/* For people: levels by option, ranks by party. */
extern const truce__field truce__told_level_fields[];

const uint8_t *truce__row_levels(const truce__at *at);
bool truce__is_after_expiry(const truce__at *at);
/* The rows of the pick. */
bool truce__next_row(const truce__at *list, truce__at *item);
/* For what YAML says: `self` is a truce__pair, and so is that of the items, the entries or elements of its value. */
bool truce__next_pair(const truce__at *list, truce__at *item);
const char *truce__pair_key(const truce__at *at);
/* The same in text: always with the status quo's. On paper tables have the rows of CSV. */
bool truce__next_told_row(const truce__at *list, truce__at *item);
truce__value truce__get_state(const truce__at *at);
truce__value truce__get_code(const truce__at *at);
/* Of a solution: whether verdicts of the concept whose number the place is can be neither; whether those of any
 * can. */
bool truce__leaves_open(const truce__at *at);
bool truce__leaves_any_open(const truce__at *at);
/* The row's level of the option whose number the place is; none where the members of a coalesced state differ. */
truce__value truce__get_level(const truce__at *at);
/* What it turns into once what is temporary has expired, in a graph valued after expiry. */
truce__value truce__get_expires_into(const truce__at *at);
/* The party whose number the item is. */
truce__value truce__get_party(const truce__at *at);
/* True where the limit cut the rows of the pick. */
bool truce__is_pick_cut(const truce__at *at);
/* True where the limit cuts a list of the set's states. */
bool truce__is_set_cut(const truce__at *at, const truce_set *set);

/* ------------------------------------------------------------------ values */

static inline truce__value truce__none(void) { return (truce__value){.kind = TRUCE__NULL}; }
static inline truce__value truce__bool(bool is) { return (truce__value){.kind = TRUCE__BOOL, .number = is}; }
static inline truce__value truce__number(uint64_t n) { return (truce__value){.kind = TRUCE__NUMBER, .number = n}; }
static inline truce__value truce__text_of(const char *text) {
    return (truce__value){.kind = text ? TRUCE__TEXT : TRUCE__NULL, .text = text};
}
/* Only words have the following. */
static inline truce__value truce__message_of(truce__message message) {
    return (truce__value){.kind = TRUCE__MESSAGE, .number = message};
}
static inline truce__value truce__phrase_of(const char *english) {
    return (truce__value){.kind = english ? TRUCE__PHRASE : TRUCE__NULL, .text = english};
}
static inline truce__value truce__name_of(const char *name) {
    return (truce__value){.kind = name ? TRUCE__NAME : TRUCE__NULL, .text = name};
}
static inline truce__value truce__party_named(uint32_t party) {
    return (truce__value){.kind = TRUCE__PARTY, .number = party};
}
static inline truce__value truce__decimal_of(const char *text) {
    return (truce__value){.kind = text ? TRUCE__DECIMAL : TRUCE__NULL, .text = text};
}
static inline truce__value truce__state_of(truce_state s) {
    return (truce__value){.kind = s ? TRUCE__STATE : TRUCE__NULL, .number = s};
}
static inline truce__value truce__set_of(const truce_set *set) {
    return (truce__value){.kind = set ? TRUCE__STATES : TRUCE__NULL, .set = set};
}
static inline truce__value truce__member(const truce__at *of, const truce__domain *domain, uint64_t member) {
    return (truce__value){.kind = TRUCE__MEMBER,
                          .number = member,
                          .text = domain->id(of, (uint32_t)member),
                          .domain = domain,
                          .of = of};
}

static inline truce__value truce__party_of(const truce__at *of, uint64_t party) {
    return truce__member(of, &truce__party_domain, party);
}

#endif
