/* SPDX-License-Identifier: Apache-2.0 */
/*
 * truce: analysis of conflicts and negotiations by the Graph Model for Conflict Resolution.
 *
 * A newcomer needs five calls, in this order:
 *
 *     truce_ctx *ctx = truce_ctx_new(NULL);
 *     truce_model *model;  truce_parse(ctx, text, length, "well.yaml", &model);
 *     truce_graph *graph;  truce_graph_build(ctx, model, &graph);
 *     truce_solution *sol; truce_solve(ctx, graph, NULL, 0, &sol);
 *     truce_witness *why;  truce_explain(ctx, graph, state, party, concept, 0, &why);
 *
 * Conventions that hold for every function here
 *   - Parameters come in the order context, inputs, options, outputs.
 *   - A fallible function returns a truce_status. Unless it is TRUCE_OK every output is NULL or
 *     untouched, and the context's diagnostics give the reasons.
 *   - `_new`, `_parse`, `_build`, `solve`, `explain` give an object to the caller, who frees it with the
 *     matching `_free`, which accepts NULL. `const` pointers are lent and live as long as their owner.
 *   - A graph borrows its model, a solution and a set of states borrow their graph: free in reverse order.
 *   - No function prints, exits, or keeps anything outside the objects it is given. One context serves
 *     one thread at a time; different contexts are independent.
 *   - States are numbered from 1 (0 means "none"); parties, options, levels and concepts from 0.
 */
#ifndef TRUCE_H
#define TRUCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define TRUCE_API __attribute__((visibility("default")))
#else
#define TRUCE_API
#endif

/* ---------------------------------------------------------------- status */

/* Result of a call. The values are the command's exit statuses, but for TRUCE_E_NOMEM, which the command reports as
 * 3. */
typedef enum truce_status {
    TRUCE_OK = 0,
    TRUCE_E_MODEL = 1,      /* the model is wrong */
    TRUCE_E_USAGE = 2,      /* an argument is wrong: unknown concept, no such state */
    TRUCE_E_LIMIT = 3,      /* a limit was reached: memory, number of states, size of the text */
    TRUCE_E_IO = 4,         /* the sink of a renderer could not write */
    TRUCE_E_NOMEM = 5,      /* the allocator returned NULL; or the limit of memory was reached, as a diagnostic or
                               truce_memory_refused() then says, or the scratch folder is full (exit status 3) */
    TRUCE_E_BUG = 70,       /* an internal check failed: please report it */
    TRUCE_E_CANCELLED = 130 /* truce_cancel() was called */
} truce_status;

/* The library's version, "MAJOR.MINOR.PATCH". */
TRUCE_API const char *truce_version(void);

/* --------------------------------------------------------------- context */

typedef struct truce_ctx truce_ctx;

/* Where the library's memory comes from. All three functions are required; `ud` is passed through. With more than one
 * thread they are called from several at once. */
typedef struct truce_allocator {
    void *(*alloc)(void *ud, size_t size);              /* like malloc; size > 0 */
    void *(*resize)(void *ud, void *block, size_t size); /* like realloc; block may be NULL; size > 0 */
    void (*release)(void *ud, void *block);             /* like free */
    void *ud;
} truce_allocator;

/* Called now and then from long work: `phase` is a short English text, `done` of `total` units (total may
 * be 0: unknown). Runs on the thread that called the library. */
typedef void (*truce_progress_fn)(void *ud, const char *phase, uint64_t done, uint64_t total);

/* Called with one English sentence, without its end of line, on a plan or a choice: memory, the shape of the
 * space. */
typedef void (*truce_note_fn)(void *ud, const char *text);

typedef struct truce_config {
    const truce_allocator *allocator; /* NULL: malloc, realloc, free */
    uint32_t threads;                 /* 0: as many as OpenMP would take */
    uint64_t memory;                  /* bytes that may be held: large arrays, and all else beyond 16 MiB; 0: no
                                         limit of its own */
    const char *scratch; /* a folder: arrays of 16 MiB and more become nameless files there, mapped into memory, and
                            do not count as memory. NULL: none. Copied. (A program with a limit on the size of files
                            should ignore SIGXFSZ, so that the limit is reported as an error.) */
    truce_progress_fn progress;       /* may be NULL */
    void *progress_ud;
    truce_note_fn note; /* may be NULL */
    void *note_ud;
} truce_config;

/* Makes a context. `config` may be NULL (all defaults); it is copied. Returns NULL when memory is out. */
TRUCE_API truce_ctx *truce_ctx_new(const truce_config *config);
TRUCE_API void truce_ctx_free(truce_ctx *ctx);

/* Asks the work going on in `ctx` to stop; it then returns TRUCE_E_CANCELLED. May be called from another
 * thread or from a signal handler. The request stays until truce_ctx_resume(). */
TRUCE_API void truce_cancel(truce_ctx *ctx);
TRUCE_API void truce_ctx_resume(truce_ctx *ctx);
TRUCE_API bool truce_is_cancelled(const truce_ctx *ctx);

/* Whether the limit of memory has refused anything in this context. If so, writes what would have been needed and the
 * limit, "1.5 GiB", as texts that differ. O(1). */
TRUCE_API bool truce_memory_refused(const truce_ctx *ctx, char needed[32], char limit[32]);

/* ----------------------------------------------------------- diagnostics */

typedef enum truce_severity { TRUCE_ERROR, TRUCE_WARNING } truce_severity;

/* One message about the input. Line and column count from 1, the column in characters (code points);
 * line 0: the message concerns the file as a whole. `length` is the number of characters to underline. */
typedef struct truce_diag {
    truce_severity severity;
    const char *file;
    uint32_t line, column, length;
    const char *message;
    const char *hint;   /* NULL when there is none; printed behind the underline */
    const char *source; /* the line of text, without its end; NULL when there is none. Of a very long line only a
                           part, ... */
    uint32_t source_column; /* ... which begins at this column; else 1 */
} truce_diag;

/* The diagnostics collected in `ctx`, in the order in which they were found. Lent; valid until
 * truce_diags_clear() or the next call that adds one. */
TRUCE_API size_t truce_diag_count(const truce_ctx *ctx, truce_severity severity);
TRUCE_API size_t truce_diags_total(const truce_ctx *ctx);
TRUCE_API const truce_diag *truce_diag_at(const truce_ctx *ctx, size_t index);
TRUCE_API void truce_diags_clear(truce_ctx *ctx);

/* ----------------------------------------------------------------- sinks */

/* Receives bytes from a renderer; returns false when it cannot take them (the renderer then returns
 * TRUCE_E_IO at once). */
typedef struct truce_sink {
    bool (*write)(void *ud, const char *bytes, size_t length);
    void *ud;
} truce_sink;

/* Writes the diagnostics of `ctx` from index `first` on as text, the way compilers do:
 *     well.yaml:14:9: error: option 'pumps' is not known
 *        14 |       - pumps if offer = none
 *           |         ^~~~~ did you mean 'pump'?                                                        */
TRUCE_API truce_status truce_diags_render(truce_ctx *ctx, size_t first, bool color, const truce_sink *sink);

/* ----------------------------------------------------------------- model */

typedef struct truce_model truce_model;

/* Reads a model from `length` bytes of YAML or JSON (the language: docs/language.md). `file` is the name used in
 * diagnostics. Reports every error it can find, not only the first. Warnings alone give TRUCE_OK.
 * Errors: TRUCE_E_MODEL, TRUCE_E_LIMIT (text too long), TRUCE_E_NOMEM. Time O(length). */
TRUCE_API truce_status truce_parse(truce_ctx *ctx, const char *text, size_t length, const char *file,
                                   truce_model **model);
TRUCE_API void truce_model_free(truce_model *model);

/* Writes the model in its canonical form; parsing the result gives an equal model. */
TRUCE_API truce_status truce_model_write(truce_ctx *ctx, const truce_model *model, const truce_sink *sink);

/* True when both have the same content: same elements in the same order, same statements (as trees), same notes. File
 * names and positions do not count. */
TRUCE_API bool truce_model_equal(const truce_model *a, const truce_model *b);

TRUCE_API const char *truce_model_title(const truce_model *model);  /* never NULL; may be "" */
TRUCE_API const char *truce_model_file(const truce_model *model);
TRUCE_API const char *truce_model_sha256(const truce_model *model); /* of the bytes parsed: 64 hex digits */

TRUCE_API uint32_t truce_model_party_count(const truce_model *model);
TRUCE_API const char *truce_model_party_id(const truce_model *model, uint32_t party);
TRUCE_API const char *truce_model_party_name(const truce_model *model, uint32_t party);
/* The party with that id, or UINT32_MAX. */
TRUCE_API uint32_t truce_model_party_find(const truce_model *model, const char *id);

/* Options in file order, all parties together. A plain graph model has none. */
TRUCE_API uint32_t truce_model_option_count(const truce_model *model);
TRUCE_API const char *truce_model_option_id(const truce_model *model, uint32_t option);
TRUCE_API const char *truce_model_option_name(const truce_model *model, uint32_t option);
TRUCE_API uint32_t truce_model_option_party(const truce_model *model, uint32_t option);
TRUCE_API uint32_t truce_model_level_count(const truce_model *model, uint32_t option);
TRUCE_API const char *truce_model_level_name(const truce_model *model, uint32_t option, uint32_t level);

/* The number of the concept by which the party judges states under `mixed`; UINT32_MAX: the model says nothing of
 * behaviour. */
TRUCE_API uint32_t truce_model_behaviour(const truce_model *model, uint32_t party);
/* Replaces what the model says of behaviour: a concept for each party. Before a graph is built; the model's text
 * stays as it is. Errors: TRUCE_E_USAGE (no such concept, or `mixed` itself), TRUCE_E_NOMEM. */
TRUCE_API truce_status truce_model_behave(truce_model *model, const uint32_t *concepts);

/* The text of the first rule that the combination with that code ("YN0") breaks; NULL when it breaks none or the code
 * is invalid. */
TRUCE_API const char *truce_model_broken_rule(const truce_model *model, const char *code);
/* Whether this is the code of a combination, possible or not. */
TRUCE_API bool truce_model_is_code(const truce_model *model, const char *code);

/* ----------------------------------------------------------------- graph */

/* The graph model: the states that exist, who can move between them, and what each party prefers. */
typedef struct truce_graph truce_graph;

typedef uint64_t truce_state; /* 1 .. truce_graph_state_count(); 0: none */

/* Builds the states, moves and ranks of `model`. Reports errors that only the states reveal: no feasible state, an
 * infeasible status quo, state numbers out of range, a ranking that does not cover every state.
 * Errors: TRUCE_E_MODEL, TRUCE_E_LIMIT (the plan of memory exceeds truce_config.memory; the diagnostics give the
 * numbers), TRUCE_E_NOMEM, TRUCE_E_CANCELLED.
 * Time O(combinations x statements / 64) for option models, O(states + moves) for plain graphs. */
TRUCE_API truce_status truce_graph_build(truce_ctx *ctx, const truce_model *model, truce_graph **graph);
TRUCE_API void truce_graph_free(truce_graph *graph);

/* Adds warnings about suspicious modelling: constant or repeated statements, unused options, parties that
 * never move, rules that exclude nothing, outcomes that hold nowhere. TRUCE_E_USAGE for a shared graph
 * (processes.h). */
TRUCE_API truce_status truce_check(truce_ctx *ctx, const truce_graph *graph);

TRUCE_API const truce_model *truce_graph_model(const truce_graph *graph);
TRUCE_API uint64_t truce_graph_combination_count(const truce_graph *graph);
TRUCE_API uint64_t truce_graph_state_count(const truce_graph *graph);
TRUCE_API truce_state truce_graph_status_quo(const truce_graph *graph); /* 0: the model names none */

enum { TRUCE_LEVEL_MIXED = 255, TRUCE_CODE_SIZE = 64 };

/* The level of every option in `state`: levels[option], TRUCE_LEVEL_MIXED where the members of a coalesced
 * state differ. `levels` has room for truce_model_option_count() bytes. Plain graphs: writes nothing. */
TRUCE_API void truce_graph_state_levels(const truce_graph *graph, truce_state state, uint8_t *levels);

/* The state's code, "YN0" (contract: one character per option in file order), or in a plain graph its name. `code`
 * has room for TRUCE_CODE_SIZE bytes; longer names are lent instead. Read the returned string, not `code`. */
TRUCE_API const char *truce_graph_state_code(const truce_graph *graph, truce_state state, char *code);

/* The state with that number or code (or, in a plain graph, name); 0 when there is none. Digits that do not begin
 * with 0 and name an existing state are a number even where they could be a code. */
TRUCE_API truce_state truce_graph_state_find(const truce_graph *graph, const char *number_or_code);

/* The party's rank of the state: dense, 1 is worst. O(1) after number lookup. */
TRUCE_API uint32_t truce_graph_rank(const truce_graph *graph, uint32_t party, truce_state state);
TRUCE_API uint32_t truce_graph_rank_count(const truce_graph *graph, uint32_t party);

/* The party's moves from `state`, ascending, in a new array of *count states (NULL when there are none); free with
 * truce_release(). */
TRUCE_API truce_status truce_graph_moves(truce_ctx *ctx, const truce_graph *graph, uint32_t party,
                                         truce_state state, truce_state **moves, size_t *count);
TRUCE_API void truce_release(truce_ctx *ctx, void *block);

/* The same states and moves, each state valued by what it turns into by itself: the model's `expires:` entries are
 * applied in file order, again and again until nothing changes; every rank is that of the resulting state. Everything
 * computed from ranks works on either graph. `graph` is borrowed: free `after` first. Without `expires:` the ranks
 * are the same.
 * Errors: TRUCE_E_MODEL (the expiry of a state never ends, or ends in no state; a diagnostic names it),
 * TRUCE_E_LIMIT, TRUCE_E_NOMEM, TRUCE_E_CANCELLED; TRUCE_E_USAGE for a shared graph. Time O(states
 * x parties). */
TRUCE_API truce_status truce_graph_after_expiry(truce_ctx *ctx, const truce_graph *graph, truce_graph **after);
TRUCE_API bool truce_graph_is_after_expiry(const truce_graph *graph);
/* In a graph valued after expiry: what `state` turns into, and how many states turn into another. Else: `state`, and
 * 0. */
TRUCE_API truce_state truce_graph_expires_into(const truce_graph *graph, truce_state state);
TRUCE_API uint64_t truce_graph_expiring_count(const truce_graph *graph);

/* Which sequences of the others answer an improvement, and what sanctions. Other programs have other rules; with them
 * their published results can be explained. */
typedef enum truce_rules {
    TRUCE_RULES_TRUCE,     /* no party moves twice in a row; a return to the start sanctions */
    TRUCE_RULES_GMCR_PLUS, /* each party moves at most once */
    TRUCE_RULES_MATRIX     /* a return to the start is no sanction */
} truce_rules;

/* The rules by which verdicts on this graph are made, explained and verified from now on. Under other rules than
 * truce's there are Nash, GMR, SMR and SEQ only: truce_solve() and truce_explain() refuse others with
 * TRUCE_E_USAGE. */
TRUCE_API void truce_graph_use_rules(truce_graph *graph, truce_rules rules);
TRUCE_API truce_rules truce_graph_rules(const truce_graph *graph);
TRUCE_API const char *truce_rules_id(truce_rules rules); /* "truce", "gmcr-plus", "matrix" */

/* Outcomes: names for sets of states. */
TRUCE_API uint32_t truce_model_outcome_count(const truce_model *model);
TRUCE_API const char *truce_model_outcome_id(const truce_model *model, uint32_t outcome);
/* Its statement, in canonical words. */
TRUCE_API const char *truce_model_outcome_statement(const truce_model *model, uint32_t outcome);
TRUCE_API bool truce_graph_has_outcome(const truce_graph *graph, truce_state state, uint32_t outcome);

/* ---------------------------------------------------------- sets of states */

typedef struct truce_set truce_set;

/* The states that a text calls: those in which a statement is true, or a list of numbers, codes or, in a plain graph,
 * names, with commas between. A text that could be both is a list. Diagnostics name the file "statement".
 * Errors: TRUCE_E_USAGE (a wrong statement, no such state), TRUCE_E_NOMEM, TRUCE_E_CANCELLED. */
TRUCE_API truce_status truce_graph_where(truce_ctx *ctx, const truce_graph *graph, const char *states,
                                         truce_set **set);
TRUCE_API void truce_set_free(truce_set *set);
TRUCE_API uint64_t truce_set_count(const truce_set *set);
TRUCE_API bool truce_set_contains(const truce_set *set, truce_state state);
/* The least member greater than `state`, or 0. Start with 0. */
TRUCE_API truce_state truce_set_next(const truce_set *set, truce_state state);

/* -------------------------------------------------------------- concepts */

/* A solution concept, from the table in src/concepts/concepts.c. A concept may have a parameter, such as how many
 * moves a party looks ahead; concepts that differ in that alone are a family. The number of a concept is
 *
 *     the family's number + (place in the family << 8)
 *
 * and place 0 is the family's first concept. So 0 to truce_concept_count() - 1 are the concepts without a parameter
 * and the first one of every other family. Numbers may change between versions; ids do not. */
typedef struct truce_concept {
    const char *id;         /* "nash": what users type; of a family "mr3" */
    const char *label;      /* "Nash": what tables print */
    const char *name;       /* "Nash stability (rationality)" */
    const char *definition; /* one sentence */
    const char *reference;  /* source, with DOI */
    const char *evidence;   /* how well this definition is known to be that of the literature */
    const char *needs;      /* of the model: "any model" */
    bool is_default;        /* solved when none is asked for */
    uint32_t parameter;     /* the 3 of "mr3"; 0: it has none */
    const char *family;     /* "mrH": how the family is listed; NULL without a parameter */
} truce_concept;

/* How many families there are; truce_concept_at(): NULL where a number has no concept. */
TRUCE_API uint32_t truce_concept_count(void);
TRUCE_API const truce_concept *truce_concept_at(uint32_t concept);
TRUCE_API uint32_t truce_concept_find(const char *id); /* UINT32_MAX when there is none */

/* The concept for which the last call ended with TRUCE_E_USAGE or TRUCE_E_LIMIT: the model cannot have it, or its
 * work reached a limit; a diagnostic has the reason. NULL: none. */
TRUCE_API const truce_concept *truce_concept_refused(const truce_ctx *ctx);

/* ------------------------------------------------------------------ solve */

typedef struct truce_solution truce_solution;

/* Decides for every state, every party and each of the `count` concepts whether the state is stable
 * (`concepts` NULL: those marked is_default).
 * Errors: TRUCE_E_LIMIT, TRUCE_E_NOMEM, TRUCE_E_CANCELLED, TRUCE_E_USAGE (no such concept, or a diagnostic says why
 * the model cannot have it).
 * Time linear in states plus moves for each party and concept; the method: src/engine/engine.h. */
TRUCE_API truce_status truce_solve(truce_ctx *ctx, const truce_graph *graph, const uint32_t *concepts, size_t count,
                                   truce_solution **solution);
TRUCE_API void truce_solution_free(truce_solution *solution);

TRUCE_API const truce_graph *truce_solution_graph(const truce_solution *solution);
TRUCE_API uint32_t truce_solution_concept_count(const truce_solution *solution);
/* The concept's number in the table of concepts. `slot` counts the concepts in the order asked for. */
TRUCE_API uint32_t truce_solution_concept(const truce_solution *solution, uint32_t slot);
/* NULL-safe sets owned by the solution: the states stable for `party`, and the equilibria. */
TRUCE_API const truce_set *truce_solution_stable(const truce_solution *solution, uint32_t slot, uint32_t party);
TRUCE_API const truce_set *truce_solution_equilibria(const truce_solution *solution, uint32_t slot);
/* Of a concept that looks ahead without end (mr-odd): the depth from which on the party's verdicts no longer change.
 * 0: another concept. */
TRUCE_API uint32_t truce_solution_settled(const truce_solution *solution, uint32_t slot, uint32_t party);
/* Of a concept whose layers repeat (nm): after how many one comes again, and how many come *before the first that
 * does. 0: another concept, or nobody has a move. */
TRUCE_API uint32_t truce_solution_period(const truce_solution *solution, uint32_t slot, uint32_t *before);
/* States whose verdict depends on what the model leaves open, neither stable nor unstable; and states that are
 * unstable for no party and open for at least one. NULL for concepts whose verdicts are always one or the other. */
TRUCE_API const truce_set *truce_solution_maybe(const truce_solution *solution, uint32_t slot, uint32_t party);
TRUCE_API const truce_set *truce_solution_maybe_equilibria(const truce_solution *solution, uint32_t slot);

/* What a verdict says of a state for one party. TRUCE_MAYBE: it depends on what the model leaves open. */
typedef enum truce_verdict { TRUCE_UNSTABLE, TRUCE_MAYBE, TRUCE_STABLE } truce_verdict;

/* The same by state: for the party, and for all together: TRUCE_STABLE is an equilibrium. */
TRUCE_API truce_verdict truce_solution_verdict(const truce_solution *solution, uint32_t slot, uint32_t party,
                                               truce_state state);
TRUCE_API truce_verdict truce_solution_holds(const truce_solution *solution, uint32_t slot, truce_state state);

/* ---------------------------------------------------------------- reasons */

/* A reason is a tree of claims. Each claim is a move and something that is true of it and can be checked by itself;
 * its children bear it out. The start is the state of the verdict, the party the one whose verdict it is; to prefer
 * is to prefer strictly. */
typedef enum truce_claim_kind {
    /* A move of the party to a state that it prefers to the start: */
    TRUCE_CLAIM_SANCTIONED, /* the others can answer it. One child: the first move of the answer */
    TRUCE_CLAIM_FREE,       /* nothing sanctions it. Children: all that the others can bring about after it, BETTER
                               (NO_LOSS), ESCAPED or RETURN */
    /* A move of one of the others: */
    TRUCE_CLAIM_STEP,     /* the answer goes on. One child: its next move */
    TRUCE_CLAIM_SANCTION, /* the answer ends where the party is no better off than at the start, or in a loss of the
                             concept's degree. Children: if half-rounds are left every move that the party has from
                             there: NO_BETTER or LOSS, else BETTER and SANCTIONED among the claims on later moves */
    TRUCE_CLAIM_ESCAPED,  /* the party has a counter-move. One child: BETTER or NO_LOSS; if half-rounds are left it is
                             FREE among the claims on later moves */
    /* A move of anybody: */
    TRUCE_CLAIM_BETTER,   /* it leads to a state that the party prefers to the start */
    TRUCE_CLAIM_NO_BETTER, /* it does not */
    /* The same under concepts with strength of preference, where only a loss of their degree sanctions: */
    TRUCE_CLAIM_NO_LOSS, /* it leads to no such loss */
    TRUCE_CLAIM_LOSS,    /* it leads to one */
    /* Of one of the others, under rules by which that is no sanction: */
    TRUCE_CLAIM_RETURN, /* it leads back to the start */
    /* A move of whose turn it is, which does what it likes best for what follows; so does the other, with one move
     * less to come. At most one child: the next move of this line of play. Where there is none play ends. */
    TRUCE_CLAIM_ANTICIPATED, /* the line ends where the mover prefers to be */
    TRUCE_CLAIM_DECLINED,    /* the party's best move from the start: it does not */
    /* A move of the party to a state that it prefers to the start, while the others move at the same time: */
    TRUCE_CLAIM_MET,   /* they can leave it no better off. Children: what each of them does, then TOGETHER */
    TRUCE_CLAIM_UNMET, /* they cannot */
    TRUCE_CLAIM_AT_ONCE, /* a move of one of the others from the start, an improvement for it */
    TRUCE_CLAIM_TOGETHER /* where all these moves lead together */
} truce_claim_kind;

typedef struct truce_claim {
    truce_claim_kind kind;
    uint32_t mover; /* a party */
    truce_state from, to;
    uint32_t loss; /* concepts with strength of preference: the degree by which the party prefers the start to `to`, 0
                      if it does not. Else 0 */
    union {
        size_t after; /* children of FREE: the sibling whose move comes just before; SIZE_MAX: the parent's. Else 0 */
        size_t left;  /* SANCTIONED and FREE: the half-rounds after this move in which that is so, the others' reply
                         the first of them; SIZE_MAX: however many. ANTICIPATED, DECLINED: the moves to come */
    };
    const struct truce_claim *children;
    size_t child_count;
} truce_claim;

/* The reason of a verdict. Stable: every improvement is listed, ascending by state, and sanctioned. Unstable: at
 * least one is free. */
typedef struct truce_witness {
    uint32_t concept;
    uint32_t party;
    truce_state state;
    truce_verdict verdict;
    const truce_claim *claims;
    size_t claim_count;
    /* Claims on improvements further down the tree, of concepts that look ahead beyond a counter-move: from where a
     * reply has ended, to what the party prefers to the start. Each state `to` has one SANCTIONED and one FREE claim
     * at most, with those above; so the tree is told in as many claims as there are states, however deep it is. */
    const truce_claim *later;
    size_t later_count;
    /* Of concepts whose claims are lines of play: with how many moves to come, the first included. Where layers
     * repeat: as truce_solution_period() tells it. */
    uint32_t depth, before, period;
} truce_witness;

/* TRUCE_WITNESS_SHORT: for an unstable verdict list only one free improvement. */
enum { TRUCE_WITNESS_SHORT = 1 };

/* Finds the reason of one verdict by searching the graph from `state`. Time O(improvements x (states + moves) that
 * the others can reach). Errors: TRUCE_E_USAGE (no such state, party or concept), TRUCE_E_NOMEM,
 * TRUCE_E_CANCELLED. */
TRUCE_API truce_status truce_explain(truce_ctx *ctx, const truce_graph *graph, truce_state state, uint32_t party,
                                     uint32_t concept, unsigned flags, truce_witness **witness);
/* The lowest state to which the witness has the party leave; 0: it is no witness of that. */
TRUCE_API truce_state truce_witness_exit(const truce_witness *witness);
TRUCE_API void truce_witness_free(truce_ctx *ctx, truce_witness *witness);

/* Checks witnesses straight from the definitions, statement by statement and move by move. Shares no code with the
 * engine: src/concepts/verify.c. */
typedef struct truce_verifier truce_verifier;

/* Finds the model's states anew: without rules all combinations are states; up to 2^26 each is tried; beyond, states
 * are searched where they are few or the model coalesces. In other models the graph is asked which levels a state's
 * number stands for, and nothing else. The graph is borrowed. Takes a bit for each combination that is tried, and up
 * to 64 MiB of truths while it is used. Errors: TRUCE_E_NOMEM, TRUCE_E_CANCELLED, TRUCE_E_BUG (the graph has another
 * number of states). */
TRUCE_API truce_status truce_verifier_new(truce_ctx *ctx, const truce_graph *graph, truce_verifier **verifier);
TRUCE_API void truce_verifier_free(truce_verifier *verifier);

/* TRUCE_OK: the witness proves its verdict. TRUCE_E_BUG: it does not; a diagnostic says where. Time in proportion to
 * the moves from the states that the witness lists. Also TRUCE_E_USAGE (no such state, party or concept),
 * TRUCE_E_NOMEM and TRUCE_E_CANCELLED. */
TRUCE_API truce_status truce_verify(truce_verifier *verifier, const truce_witness *witness);

/* -------------------------------------------------------------- rendering */

typedef enum truce_format {
    TRUCE_FORMAT_TABLE, /* text for a terminal */
    TRUCE_FORMAT_JSON,
    TRUCE_FORMAT_CSV,
    TRUCE_FORMAT_HTML,     /* these three by truce_render() in truce/result.h only: */
    TRUCE_FORMAT_LATEX,    /* they are parts of documents, */
    TRUCE_FORMAT_MARKDOWN, /* not whole ones; */
    TRUCE_FORMAT_DOT,      /* and these the drawing of a result that has one: */
    TRUCE_FORMAT_SVG       /* a graph in Graphviz's language, and drawn */
} truce_format;

/* How solve's table is drawn; the displays of the literature. */
typedef enum truce_view {
    TRUCE_VIEW_STABILITY, /* rows are states, column groups are concepts, one column a party and one "Eq" */
    TRUCE_VIEW_OPTIONS,   /* columns are states, rows are options under their party, then ranks and equilibria */
    TRUCE_VIEW_TABLEAU,   /* Fraser-Hipel: each party's states from best to worst with r, s, u and improvements
                             below */
    TRUCE_VIEW_WORDS      /* rows are states, one column a concept, and how each state differs from the status quo */
} truce_view;

/* Which states get a row of solve's table. */
typedef enum truce_row_kind {
    TRUCE_ROWS_ALL,
    TRUCE_ROWS_EQUILIBRIA, /* those that are an equilibrium under at least one of the solved concepts */
    TRUCE_ROWS_NONE
} truce_row_kind;

typedef struct truce_render_options {
    truce_format format;
    truce_view view;
    truce_row_kind kind;        /* solve */
    const truce_set *rows;      /* of those, only members are shown; NULL: no such filter */
    uint64_t limit;             /* at most so many rows, and states in each list of equilibria; 0: no limit */
    uint32_t sort_party;        /* order the rows by this party's preference, best first; UINT32_MAX: by number */
    bool worst_first;           /* the other way round */
    const char *near;           /* solve: instead by how many options differ from the combination with this code, and
                                   say which rules it breaks; NULL: no */
    uint32_t width;             /* columns of the terminal; 0: unlimited */
    bool color;
    bool show_inputs;           /* check: list every input with what it rests on */
    bool show_words;            /* check: put statements, moves and states into words, list words that are missing;
                                   explain: put moves into words */
    bool show_moves;            /* states: who can move from each state, and where to */
    bool show_rankings;         /* states: each party's, from best to worst, and what decides between neighbours */
    const char *document;       /* check: the model's text, whose structure JSON then has as "document";
                                   or NULL */
    size_t document_length;
    bool says_verified;         /* say how many verdicts were verified, below the table and in JSON: ... */
    uint64_t verified;          /* ... so many */
    const char *table;          /* as in truce_form (truce/result.h) */
    bool has_bom;               /* likewise */
    bool in_short;              /* solve as text: counts and patterns instead of the table */
    const char *at;             /* --at of the model, to be repeated in commands that are shown; NULL: none */
} truce_render_options;

/* Each writes a result as text to `sink`; pure: the same inputs give the same bytes. */

/* Explains every verdict of the rows that truce_result_of_solve() has, checks each witness with truce_verify()
 * and compares it with the solution. *verified: how many were. TRUCE_E_BUG with a diagnostic when one fails. */
TRUCE_API truce_status truce_solution_verify(truce_ctx *ctx, const truce_solution *solution,
                                             const truce_render_options *options, uint64_t *verified);

#ifdef __cplusplus
}
#endif
#endif
