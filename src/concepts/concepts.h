/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Solution concepts as data. A descriptor says what a concept is called, what it needs, how verdicts are made and how
 * one verdict is explained; concepts.c has the table. Code that solves, explains, tells or lists concepts asks the
 * table. Nothing else knows which concepts there are, except the verifier, which states each meaning a second time
 * (verify.c).
 */
#ifndef TRUCE_CONCEPTS_H
#define TRUCE_CONCEPTS_H

#include "catalogue/catalogue.h"
#include "engine/engine.h"

typedef struct truce__concept truce__concept;

/* A number in the public interface stands for this: a family and one of its concepts. */
typedef struct truce__chosen {
    const truce__concept *family; /* NULL: there is no such concept */
    const truce_concept *info;
} truce__chosen;

/* --------------------------------------------------------------- verdicts */

/* One party's verdicts by one concept, while they are made. */
typedef struct truce__deciding {
    truce_ctx *ctx;
    const truce_graph *graph;
    truce__engine *engine; /* of that graph */
    truce__chosen concept;
    uint32_t party;
    truce_set *stable;
    truce_set *maybe; /* states whose verdict does not follow from the model; NULL unless the concept has such */
    uint32_t settled; /* of a concept without end: the depth from which on the verdicts no longer change; else 0 */
    uint32_t before_period, period; /* of one whose layers repeat: layers before the first that recurs, and after how
                                       many it does; 0: it is none */
    void *found; /* the way's own, from assess() to drop() */
    void **kept; /* the way's own from one party to the next; NULL: nothing can be kept */
} truce__deciding;

/* A way to make verdicts. Between assess() and mark() an observer may ask where the party would go. */
typedef struct truce__way {
    /* Adds the memory that it takes beside graph and sets, and the kinds of reply that it asks the engine for. */
    void (*plan)(const truce_graph *graph, truce__chosen concept, unsigned *kinds, truce__needs *needs);
    truce_status (*assess)(truce__deciding *job);
    /* The lowest cell for which the party would leave `cell`; UINT64_MAX where it is stable. */
    uint64_t (*exit)(const truce__deciding *job, uint64_t cell);
    /* Fills the sets. Uses up what assess() found. */
    truce_status (*mark)(truce__deciding *job);
    void (*drop)(truce__deciding *job); /* frees job->found, whatever has failed; NULL: there is never any */
    void (*release)(void *kept);        /* frees *job->kept, which may be NULL; NULL: nothing is kept */
    /* The work may end at a limit. So it is done before that of other ways, which would then be lost. */
    bool has_limit;
    /* assess() leaves in the engine what each state is worth once the party has moved there. The party would move to
     * a state that is worth more than the rank of the start. */
    bool leaves_values;
} truce__way;

/* --------------------------------------------------------------- witnesses */

/* The verdict to explain. */
typedef struct truce__asked {
    truce_ctx *ctx;
    const truce_graph *graph;
    truce__chosen concept;
    uint32_t party;
    truce_state state;
    unsigned flags; /* TRUCE_WITNESS_SHORT */
} truce__asked;

/* ------------------------------------------------------------- descriptors */

/* Why a concept cannot be had: a message, a clause without a stop, in which {1} is the number. */
typedef struct truce__lack {
    truce__message why; /* TRUCE__NO_MESSAGE: it can be had */
    uint64_t number;
} truce__lack;

/*
 * There are two reasons why a verdict cannot be had. The model cannot have the concept: `lacks` says so before any
 * work, and solving or explaining ends with TRUCE_E_USAGE. Or the work reaches a limit, which is counted and never
 * timed: the way, or `explain`, ends with truce__concept_refuse(ctx, ..., TRUCE_E_LIMIT), whose message names the
 * number and the way out. Both leave a diagnostic. Where the concept was not asked by name but with all others,
 * truce_ask() asks again without it and notes that in the result; no way and no question has to know.
 */
struct truce__concept {
    const truce_concept *members; /* ascending by parameter; one without a parameter where it has none */
    uint32_t count;               /* of them */
    uint32_t unwritten;           /* parameter of the member whose id and `parameter` have none: it may be written */
    const char *called;           /* another name of members, before the parameter; or NULL */
    truce__replies replies;       /* what may sanction an improvement */
    uint32_t depth;               /* how many half-rounds are foreseen (by_values.c): 1, the move; 2, a reply; 3, a
                                     counter-move; 0: as many as the parameter says; or no end, below */
    bool has_maybe;               /* whether some verdicts may be neither stable nor unstable */
    bool tells_lines;             /* whether reasons are lines of play: ANTICIPATED and DECLINED */
    bool is_own;                  /* whether a party's verdicts hang on no other party's preference */
    bool has_coalitions;          /* whether it is defined for coalitions (truce/coalitions.h) */
    bool (*is_about)(const truce_model *model); /* whether the model has what the concept is about: else it is none of
                                                   "all"; NULL: it always is */
    truce__message else_it;       /* a warning where it is asked for by name of a model that it is not about */
    truce__lack (*lacks)(const truce_graph *graph, truce__chosen concept); /* NULL: every model can have it */
    bool needs_all_ranks; /* so that several processes cannot share the work */
    bool has_other_rules; /* whether other programs' rules of reply are known for it */
    bool is_graded; /* an answer sanctions only if it is a loss of the concept's degree */
    const truce__way *way;
    /* Finds the reason of one verdict, in the arena. */
    truce_status (*explain)(const truce__asked *asked, truce__arena *arena, truce_witness *witness);
};

typedef struct truce__concept_table {
    const truce__concept *const *at;
    uint32_t count;
} truce__concept_table;

/* No end, after a move of the party or of the others. Of that parity, and deeper than all others. */
#define TRUCE__ENDLESS_ODD UINT32_MAX
#define TRUCE__ENDLESS_EVEN (UINT32_MAX - 1)

uint32_t truce__depth_of(truce__chosen concept);

/* F(1) F(2) ... F(99): the members of a family. */
#define TRUCE__TEN(F, tens)                                                                               \
    F(tens##0) F(tens##1) F(tens##2) F(tens##3) F(tens##4) F(tens##5) F(tens##6) F(tens##7) F(tens##8) F(tens##9)
#define TRUCE__FROM_3(F)                                                                                  \
    F(3) F(4) F(5) F(6) F(7) F(8) F(9) TRUCE__TEN(F, 1) TRUCE__TEN(F, 2) TRUCE__TEN(F, 3)                 \
    TRUCE__TEN(F, 4) TRUCE__TEN(F, 5) TRUCE__TEN(F, 6) TRUCE__TEN(F, 7) TRUCE__TEN(F, 8) TRUCE__TEN(F, 9)
#define TRUCE__TO_99(F) F(1) F(2) TRUCE__FROM_3(F)

/* Every family, in the order of their numbers: F(nash) stands for truce__nash. */
#define TRUCE__FAMILIES(F)                                                     \
    F(nash) F(gmr) F(smr) F(seq) F(sseq) F(mr) F(mr_odd) F(mr_even) F(cmr) F(l) F(nm) F(sim) F(mixed) \
    F(gmr_strong) F(smr_strong) F(seq_strong) F(sseq_strong)
#define TRUCE__DECLARE(name) extern const truce__concept truce__##name;
TRUCE__FAMILIES(TRUCE__DECLARE)
#undef TRUCE__DECLARE

/* The concepts of the public interface; their numbers are those in truce.h. */
extern const truce__concept_table truce__concepts;

truce__chosen truce__concept_in(const truce__concept_table *table, uint32_t concept);
uint32_t truce__find_in(const truce__concept_table *table, const char *id); /* TRUCE__NONE when there is none */
/* In the table of the public interface; NULL when there is none. */
const truce__concept *truce__concept_at(uint32_t concept);

/* Why the graph cannot have the concept; `why` is TRUCE__NO_MESSAGE where it can. */
truce__lack truce__concept_lack(const truce_graph *graph, truce__chosen concept);
/* The same of the rules by which verdicts on the graph are made (reply_rules.c). */
truce__lack truce__lacks_rules(const truce_graph *graph, truce__chosen concept);
/* Whether these rules make a difference here, or may, so that states are looked at one by one. */
bool truce__needs_search(const truce_graph *graph, truce__chosen concept);
/* Says that the concept cannot be had: by a diagnostic, and in ctx->refusal. Gives `status`. */
truce_status truce__concept_refuse(truce_ctx *ctx, const truce_graph *graph, truce__chosen concept, truce__lack lack,
                           truce_status status);
/* TRUCE_OK, or TRUCE_E_USAGE with the reason. */
truce_status truce__concept_allow(truce_ctx *ctx, const truce_graph *graph, truce__chosen concept);
/* The number of a member of a family, also where it is not written; 0: there is none. */
uint32_t truce__parameter_of(truce__chosen concept);
/* The degree of loss that sanctions under a graded concept; 0 of others. */
uint32_t truce__degree_of_loss(truce__chosen concept);
/* Refuses the concept where it takes more than `most` completions (0: 4,096). */
truce_status truce__allow_completions(truce_ctx *ctx, const truce_graph *graph, truce__chosen concept,
                                      uint64_t count, uint64_t most);
/* The reason in words. */
void truce__lack_told(truce__text *text, const truce__language *language, truce__lack lack);

/* The concept by which the party judges: of `mixed` its own, as the model's behaviour says; else that concept. */
truce__chosen truce__own_concept(const truce_model *model, truce__chosen concept, uint32_t party);
/* What a descriptor says of a concept, for each party's own. */
bool truce__has_maybe(const truce_model *model, truce__chosen concept);
bool truce__is_own(const truce_model *model, truce__chosen concept);
bool truce__leaves_values(const truce_model *model, truce__chosen concept);
bool truce__tells_lines(const truce_model *model, uint32_t concept, uint32_t party);
/* Whether the concept is one of all that a model can be asked about, and whether it is solved where none is asked
 * for. */
bool truce__is_one_of_all(const truce_model *model, uint32_t concept);
bool truce__is_usual(const truce_model *model, uint32_t concept);

/* The reason of a verdict by layers of anticipation (limited_witness.c). */
truce_status truce__explain_limited(const truce__asked *asked, truce__arena *arena, truce_witness *witness);
/* By passes of the engine over values of states (by_values.c). */
extern const truce__way truce__by_values;
/* The reason of a verdict that rests on improvements, the others' replies and counter-moves (witness.c). */
truce_status truce__explain_replies(const truce__asked *asked, truce__arena *arena, truce_witness *witness);

/* ------------------------------------------------------------------ solving */

/* An observer sees each party's verdicts while they are made, for the concept of that slot. */
typedef struct truce__observer {
    truce_status (*see)(void *ud, const truce__deciding *job, uint32_t slot);
    void *ud;
} truce__observer;

/* truce_solve() with the concepts of a table, and with an observer, which may be NULL. */
truce_status truce__solve(truce_ctx *ctx, const truce_graph *graph, const truce__concept_table *table,
                          const uint32_t *concepts, size_t count, const truce__observer *observer,
                          truce_solution **solution);

/* Makes the list of the concepts that are usual for the model. */
truce_status truce__usual_concepts(truce_ctx *ctx, const truce_model *model, uint32_t **usual, size_t *count);

/* truce_solve_variant() for one party: the sets of the others stay empty. */
truce_status truce__solve_for(truce_ctx *ctx, const truce_graph *variant, const truce_solution *before,
                              uint32_t party, truce_solution **solution);

/* truce_solve(), where no concept is asked for with those that are usual for the model. */
truce_status truce__solve_usual(truce_ctx *ctx, const truce_graph *graph, const uint32_t *concepts, size_t count,
                                truce_solution **solution);

/* What a chain of moves is about: the claim behind its steps. */
static inline const truce_claim *truce__chain_end(const truce_claim *claim) {
    while (claim->kind == TRUCE_CLAIM_STEP) claim = claim->children;
    return claim;
}

#endif
