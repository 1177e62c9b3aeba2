/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prose of a result. A PROSE field speaks messages of the catalogue (result_messages.h) with typed arguments,
 * paragraph by paragraph. The form behind puts them into its own dress: a terminal wraps and colours, HTML escapes
 * and marks up. So no question knows a form, no form knows a question, and another language brings other patterns and
 * nothing else.
 *
 *     SAY(say, RIPE_WAYS, truce__number(ways), truce__number(for_all));
 *     truce__say_end(say, TRUCE__POINT);
 */
#ifndef TRUCE_SAY_H
#define TRUCE_SAY_H

#include "words/phrases.h"

/* The kind of a paragraph; each form sets it in its own way. */
typedef enum truce__block {
    TRUCE__PARAGRAPH,
    TRUCE__TITLE,
    TRUCE__HEAD_GOOD, /* a heading that tells good news, or bad */
    TRUCE__HEAD_BAD,
    TRUCE__HEAD,     /* a heading that tells neither */
    TRUCE__REASON,   /* below it, numbered */
    TRUCE__STEP,     /* the same at the margin */
    TRUCE__BULLET,   /* of a list with signs of its own */
    TRUCE__REST,     /* what such a list leaves out */
    TRUCE__FLUSH,    /* a paragraph whose lines all begin at the margin */
    TRUCE__POINT,    /* of a list, one below a point, a numbered one that begins with its number */
    TRUCE__SUBPOINT,
    TRUCE__NUMBERED,
    TRUCE__ENTRY,    /* a paragraph whose further lines are set in */
    TRUCE__BELOW,    /* belongs to the paragraph above */
    TRUCE__INSET,    /* a paragraph set in as a whole */
    TRUCE__DETAIL,   /* below an entry, set in further */
    TRUCE__TERM,     /* a term, kept by truce__say_term(), and what belongs to it */
    TRUCE__VERDICT_GOOD, /* the same for a thing and the verdict on it, in a line */
    TRUCE__VERDICT_BAD,
    TRUCE__COMMAND,  /* a command to type, behind what stands in the term; never broken */
    TRUCE__LINE,     /* a line of its own, not wrapped */
    TRUCE__N_BLOCKS
} truce__block;

static inline bool truce__has_term(truce__block block) {
    return block >= TRUCE__TERM && block <= TRUCE__VERDICT_BAD;
}

typedef struct truce__say_form {
    truce__dress dress;
    void (*end)(truce__say *say, truce__block block); /* writes say->text, which is emptied afterwards */
    void (*blank)(truce__say *say);                                       /* room between paragraphs */
} truce__say_form;

struct truce__say {
    const truce__say_form *form;
    void *ud; /* the form's own */
    const truce__at *at; /* what the words are about */
    truce__text text;    /* the paragraph so far */
    truce__text term;
    bool is_in_list;     /* the form's own: whether the paragraph before was an item */
    uint32_t term_width; /* columns of the widest term in this list of terms */
};

void truce__say_init(truce__say *say, const truce__say_form *form, void *ud, const truce__at *at);
/* A failure stands in the scratch of say->at. */
void truce__say_free(truce__say *say);

/* Appends a message to the paragraph. `args` end with a null value. */
void truce__say_args(truce__say *say, truce__message message, const truce__value *args);
#define SAY(say, key, ...) truce__say_args(say, TRUCE__M_##key, (const truce__value[]){__VA_ARGS__, {0}})
#define SAY_ALONE(say, key) truce__say_args(say, TRUCE__M_##key, &(const truce__value){0})
/* Ends the paragraph. */
void truce__say_end(truce__say *say, truce__block block);
void truce__say_blank(truce__say *say);
/* Says a text of lines, which it takes apart: the first as `head`, the others as REASON. */
void truce__say_told(truce__say *say, char *text, truce__block head);
/* Makes the paragraph so far the term of the next TERM. */
void truce__say_term(truce__say *say);

/* Columns of the widest label of a domain. */
uint32_t truce__label_columns(const truce__at *at, const truce__domain *domain);

/* Paragraphs that recur, each with how often it came: at most so many different ones. */
enum { TRUCE__TALLIED = 40 };
typedef struct truce__tally {
    struct {
        char *text;
        uint64_t count;
    } at[TRUCE__TALLIED];
    size_t count;
    uint64_t others;
} truce__tally;
/* Counts the paragraph made so far, and empties it. */
void truce__tally_paragraph(truce__tally *tally, truce__say *say);
void truce__tally_free(truce__tally *tally, truce__say *say);

/* What stands above and below: fit to be the `say` of a field. */
void truce__say_space(const truce__at *at, truce__say *say); /* title, number of states, status quo, after expiry */
/* Of an open model: how many completions it has, and whether all are used or the first. */
void truce__say_completions(const truce__at *at, truce__say *say, bool reads_all);
void truce__say_head(const truce__at *at, truce__say *say);        /* both */
void truce__say_concepts(const truce__at *at, truce__say *say);    /* what each concept asks of every party */
void truce__say_concept(truce__say *say, uint32_t concept);        /* the same of one, by its number */
void truce__say_expiry(const truce__at *at, truce__say *say);      /* whether states are valued after expiry */
void truce__say_cut(const truce__at *at, truce__say *say);         /* on paper: that the limit cut the rows */
void truce__say_told_cut(const truce__at *at, truce__say *say);    /* the same of rows by truce__next_told_row() */
void truce__say_cut_rows(truce__say *say, uint64_t shown, uint64_t total); /* the same of rows of one's own */
void truce__say_definitions(const truce__at *at, truce__say *say); /* the rules of the game in one line */

#endif
