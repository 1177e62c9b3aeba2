/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What every folder stands on: the context, memory, diagnostics, growing text, bit sets, decimals. It knows
 * nothing of conflicts.
 *
 * Memory comes in three kinds:
 *   arena   many small pieces that live and die together (a model, a witness); freed in one call;
 *   vector  growing arrays of one type while something is being built;
 *   block   single large arrays of the engine, aligned to cache lines.
 * All memory comes from the context's allocator, so that a test can fail each allocation in turn. Arrays in files and
 * in tiles are the exception; tiles are made only where that allocator is the standard one.
 */
#ifndef TRUCE_BASE_H
#define TRUCE_BASE_H

#include <truce/truce.h>

#include <stdarg.h>
#include <stdatomic.h>
#include <string.h>

/* Leaves the function with the status of `call` unless that is TRUCE_OK. For functions that own nothing. */
#define TRY(call)                                      \
    do {                                               \
        truce_status try_status_ = (call);             \
        if (try_status_ != TRUCE_OK) return try_status_; \
    } while (0)

/* The same for functions that own something: sets `status` and jumps to `done`, where everything is freed. */
#define TRY_OR_DONE(call)                  \
    do {                                   \
        status = (call);                   \
        if (status != TRUCE_OK) goto done; \
    } while (0)

#if defined(__GNUC__)
#define TRUCE__PRINTF(text_at, first) __attribute__((format(printf, text_at, first)))
#else
#define TRUCE__PRINTF(text_at, first)
#endif

/* --------------------------------------------------------------- arena */

typedef struct truce__chunk truce__chunk;

typedef struct truce__arena {
    truce_ctx *ctx;
    truce__chunk *chunks;
    size_t used, size; /* of the newest chunk */
    size_t total;      /* of all chunks */
} truce__arena;

void truce__arena_init(truce__arena *arena, truce_ctx *ctx);
void truce__arena_free(truce__arena *arena);
/* Zeroed memory for `count` pieces of `size` bytes, or NULL when memory is out. Zero bytes give a valid pointer. */
void *truce__arena_alloc(truce__arena *arena, uint64_t count, uint64_t size);
/* The same, not zeroed: for many pieces that are filled at once. */
void *truce__arena_room(truce__arena *arena, uint64_t count, uint64_t size);
/* A copy of `length` bytes with a 0 behind them. */
char *truce__arena_text(truce__arena *arena, const char *bytes, size_t length);
/* Moves all pieces of `from` into `into` and leaves `from` empty: pieces built aside become part of the whole. */
void truce__arena_adopt(truce__arena *into, truce__arena *from);

/* -------------------------------------------------------------- blocks */

/* Plain blocks, like malloc and realloc and free. Sizes have 64 bits everywhere: what an address cannot hold is
 * refused, not cut. The context counts them: beyond TRUCE__FREE_PIECES in all they are
 * memory as large arrays are, and NULL comes when the limit is reached. Any thread may call these. */
enum { TRUCE__FREE_PIECES = 16 << 20 };
void *truce__alloc(truce_ctx *ctx, uint64_t size);
void *truce__resize(truce_ctx *ctx, void *block, uint64_t size);
void truce__free(truce_ctx *ctx, void *block);
/* count x size, zeroed; NULL too when the product overflows. */
void *truce__calloc(truce_ctx *ctx, uint64_t count, uint64_t size);
/* Large arrays, aligned to 64 bytes, not zeroed. Only truce__big_free() frees them. The context counts them and
 * refuses, with a diagnostic, one that would exceed the limit of memory. Where there is a scratch folder the largest
 * are files in it. Some that are freed are kept for the next use (kept.c). Only one thread at a time may call
 * these. */
void *truce__big_alloc(truce_ctx *ctx, uint64_t bytes);
void truce__big_free(truce_ctx *ctx, void *block);
/* memset() and memcpy() for them: gigabytes take seconds, so these stop when the work is cancelled. The bytes are
 * undefined then. */
truce_status truce__big_set(truce_ctx *ctx, void *block, int byte, size_t bytes);
truce_status truce__big_copy(truce_ctx *ctx, void *to, const void *from, size_t bytes);
/* Bytes held that count against the limit of memory; whether it allows so many more; notes that it refused them. */
uint64_t truce__memory_held(const truce_ctx *ctx);
bool truce__memory_allows(const truce_ctx *ctx, uint64_t bytes);
void truce__memory_refuse(truce_ctx *ctx, uint64_t bytes);
/* Gives back what is kept for the next use. */
void truce__give_back(truce_ctx *ctx);
/* Whether an array of that size is kept in the scratch folder. */
bool truce__is_for_scratch(const truce_ctx *ctx, double bytes);
/* Asks the system for large pages under a block; does nothing where there are none. */
void truce__advise_huge(void *block, size_t bytes);
/* A mapped file in the scratch folder, `bytes` large, with its room reserved. NULL on failure, with a diagnostic
 * unless the work was cancelled. */
void *truce__scratch_map(truce_ctx *ctx, size_t bytes);
void truce__scratch_unmap(void *block, size_t bytes);

/* A large array in which the same tiles recur, and each takes memory only once. Begin with room for `bytes` of
 * different tiles and write them at `at`; end by laying them out, the i-th being tile which[i]. The array can only be
 * read; truce__big_free() frees it. Beginning fails without a diagnostic where there is no room. So does laying,
 * which also releases what was begun. The caller then writes an ordinary array, as it does where
 * truce__is_for_tiles() says that an array of `all` bytes, of which `bytes` differ, is not worth tiling. A tile's
 * size is a multiple of truce__tile_unit(), a page; 0 where the system has no tiles. */
typedef struct truce__tiles {
    int file;
    size_t bytes;
    unsigned char *at;
} truce__tiles;
uint64_t truce__tile_unit(void);
bool truce__is_for_tiles(const truce_ctx *ctx, uint64_t bytes, uint64_t all);
bool truce__tiles_begin(truce_ctx *ctx, uint64_t bytes, truce__tiles *tiles);
void *truce__tiles_end(truce_ctx *ctx, truce__tiles *tiles, size_t size, const uint32_t *which, size_t count);
/* The parts that need the system: the file, the array behind `head` writable bytes, and unmapping it. */
bool truce__tiles_map(truce__tiles *tiles, size_t bytes);
void truce__tiles_unmap(truce__tiles *tiles);
unsigned char *truce__tiles_lay(const truce__tiles *tiles, size_t head, size_t size, const uint32_t *which,
                                size_t count);
void truce__tiles_take_up(void *base, size_t bytes);

/* ------------------------------------------------------------- vectors */

/* A growing array: TRUCE__VEC(uint32_t) v = {0}; truce__vec_push(ctx, &v, value) gives a truce_status. */
#define TRUCE__VEC(type) \
    struct {             \
        type *at;        \
        size_t count, room; \
    }

/* `place` is where the vector keeps its pointer. The pointer is copied as bytes, so that no type is assumed. */
truce_status truce__vec_grow(truce_ctx *ctx, void *place, size_t *room, uint64_t needed, size_t size);

#define truce__vec_reserve(ctx, vec, needed)                                                  \
    ((needed) <= (vec)->room                                                                  \
         ? TRUCE_OK                                                                           \
         : truce__vec_grow((ctx), &(vec)->at, &(vec)->room, (needed), sizeof *(vec)->at))

#define truce__vec_push(ctx, vec, value)                                     \
    (truce__vec_reserve((ctx), (vec), (vec)->count + 1) == TRUCE_OK          \
         ? ((vec)->at[(vec)->count++] = (value), TRUCE_OK)                   \
         : TRUCE_E_NOMEM)

#define truce__vec_free(ctx, vec) (truce__free((ctx), (vec)->at), (vec)->at = NULL, (vec)->count = (vec)->room = 0)

/* ---------------------------------------------------------------- text */

/* Growing text. Once memory has run out, appending does nothing and `failed` is set. `bytes` is NULL or ends in 0. */
typedef struct truce__text {
    truce_ctx *ctx;
    char *bytes;
    size_t length, room;
    bool failed;
} truce__text;

void truce__text_init(truce__text *text, truce_ctx *ctx);
void truce__text_free(truce__text *text);
void truce__text_add(truce__text *text, const char *bytes, size_t length);
void truce__text_puts(truce__text *text, const char *bytes);
void truce__text_fill(truce__text *text, char c, size_t count);
void truce__text_printf(truce__text *text, const char *format, ...) TRUCE__PRINTF(2, 3);
void truce__text_number(truce__text *text, uint64_t number);
/* A share as people are told it: "12.3%"; 0% and 100% are exact, so that there are "<0.1%" and ">99.9%". */
enum { TRUCE__PERCENT = 32 };
const char *truce__percent_of(double share, char figure[TRUCE__PERCENT]);
/* Empties a text but keeps its memory. truce__text_bytes() gives its bytes, never NULL. */
static inline void truce__text_clear(truce__text *text) {
    text->length = 0;
    if (text->bytes) text->bytes[0] = 0;
}
static inline const char *truce__text_bytes(const truce__text *text) { return text->bytes ? text->bytes : ""; }

/* Copies the text into an arena, and frees it in any case. *kept is untouched unless TRUCE_OK is returned. */
truce_status truce__text_keep(truce__text *text, truce__arena *arena, const char **kept);
/* Hands the text to the sink and empties it. */
truce_status truce__text_flush(truce__text *text, const truce_sink *sink);

/* --------------------------------------------------------------- UTF-8 */

/* Decodes one code point of at most `length` bytes; sets *used to the bytes taken (1 for a malformed byte, which
 * gives U+FFFD). */
uint32_t truce__utf8_decode(const char *bytes, size_t length, size_t *used);
/* The first offset at which `bytes` is not well-formed UTF-8, or `length`. */
size_t truce__utf8_check(const char *bytes, size_t length);
/* Columns a terminal gives the text: 0 for combining marks and format characters, 2 for wide East Asian and emoji. */
uint32_t truce__utf8_width(const char *bytes, size_t length);
size_t truce__utf8_count(const char *bytes, size_t length); /* code points */
/* The bytes of the first `count` code points, or of all there are. */
size_t truce__utf8_skip(const char *bytes, size_t length, size_t count);
/* A text as sentences and messages quote it: whole up to TRUCE__EXCERPT characters, else its beginning, ended at a
 * space where there is one, and "…". truce__excerpt_of(text).text lasts as long as the call it is given to. */
enum { TRUCE__EXCERPT = 240 };
typedef struct truce__excerpt {
    char text[4 * (size_t)TRUCE__EXCERPT + sizeof "…"];
} truce__excerpt;
truce__excerpt truce__excerpt_of(const char *text);
/* Characters that must not reach a reader's screen: control characters, which steer terminals; embeddings, overrides
 * and isolates, which change the order of the text around them; invisible spaces, line separators, and code points
 * that are no characters. Marks that ordinary Arabic, Hebrew, Persian or Hindi needs (U+061C, U+200C to U+200F) are
 * allowed. */
bool truce__is_unfit(uint32_t point);

/* A character that cannot be seen, or that looks like one of ASCII. */
typedef struct truce__lookalike {
    const char *name; /* "an en dash" */
    char instead;     /* what to write; 0: nothing */
    bool is_letter;   /* of another script: at home in words of that script */
} truce__lookalike;

enum { TRUCE__LOOKALIKE_HINT = 120 };

bool truce__find_lookalike(uint32_t point, truce__lookalike *found);
/* What to do about it: "U+2013 is an en dash: write '-'". */
void truce__lookalike_told(uint32_t point, const truce__lookalike *found, char hint[TRUCE__LOOKALIKE_HINT]);
/* Writes a word with the characters of ASCII that it looks like; 0 when it is none. */
enum { TRUCE__PLAIN_WORD = 64 };
size_t truce__spell_plainly(const char *text, size_t length, char plain[TRUCE__PLAIN_WORD]);
/* What to do about the first one of a text that should be plain; false when there is none. Letters count only where
 * the rest of the text is of ASCII. */
bool truce__lookalike_hint(const char *text, size_t length, char hint[TRUCE__LOOKALIKE_HINT]);

/* -------------------------------------------------------------- decimals */

__extension__ typedef __int128 truce__wide;

/* mantissa / 10^scale; the mantissa carries no trailing zero unless scale is 0. */
typedef struct truce__decimal {
    int64_t mantissa;
    uint32_t scale;
    const char *exact; /* more digits stood in this text, which is then lent; NULL: nothing was rounded */
} truce__decimal;

/* Whether it is one: "-12.5", "3", "1e-2". */
bool truce__is_decimal(const char *text, size_t length);
/* Reads a decimal of a size below 10^17, rounded to 15 digits and 15 places; false for anything else. */
bool truce__decimal_parse(const char *text, size_t length, truce__decimal *value);
/* Without rounding: how many places behind the point it has; it as a whole number of 10^-scale, of a size below 10^37
 * (false if it is none); it as a text without an exponent and without zeros that say nothing. */
uint32_t truce__decimal_places(truce__decimal value);
bool truce__decimal_widen(truce__decimal value, uint32_t scale, truce__wide *wide);
void truce__decimal_write_exact(truce__text *text, truce__decimal value);
void truce__decimal_write(truce__text *text, truce__decimal value);
double truce__decimal_double(truce__decimal value);

/* ------------------------------------------------------------- logarithm */

/* ln x of a normal x > 0, within three units of the last place and the same bits on every system. */
double truce__log(double x);

/* --------------------------------------------------------------- sha256 */

/* The SHA-256 (FIPS 180-4) of `length` bytes as 64 hex digits and a 0. */
void truce__sha256(const char *bytes, size_t length, char hex[65]);

/* ------------------------------------------------------------- bit sets */

/* Bits in words of 64, bit i in word i / 64. Unused bits of the last word are 0. */
static inline size_t truce__bits_words(uint64_t bits) { return (size_t)((bits + 63) / 64); }
static inline bool truce__bits_get(const uint64_t *words, uint64_t bit) { return words[bit / 64] >> (bit % 64) & 1; }
static inline void truce__bits_set(uint64_t *words, uint64_t bit) { words[bit / 64] |= (uint64_t)1 << (bit % 64); }
/* The 64 bits of a word as 64 bytes of 0 and 1, and back. */
static inline void truce__bits_spread(uint64_t word, unsigned char bytes[64]) {
    for (int i = 0; i < 8; i++) {
        /* eight copies of eight bits, one bit kept in each, brought down to the lowest */
        uint64_t each = (word >> 8 * i & 0xFF) * UINT64_C(0x0101010101010101) & UINT64_C(0x8040201008040201);
        each = (each + UINT64_C(0x7F7F7F7F7F7F7F7F)) | each;
        each = each >> 7 & UINT64_C(0x0101010101010101);
        for (int b = 0; b < 8; b++) bytes[8 * i + b] = (unsigned char)(each >> 8 * b);
    }
}
static inline uint64_t truce__bits_gather(const unsigned char bytes[64]) {
    uint64_t word = 0;
    for (int i = 0; i < 8; i++) {
        uint64_t each = 0;
        for (int b = 0; b < 8; b++) each |= (uint64_t)bytes[8 * i + b] << 8 * b;
        word |= (each * UINT64_C(0x0102040810204080) >> 56) << 8 * i;
    }
    return word;
}
/* Word number `word` of a set in which exactly the bits [0, bits) are set. */
uint64_t truce__bits_mask(uint64_t bits, size_t word);
uint64_t truce__bits_count(const uint64_t *words, uint64_t bits);
/* The least set bit >= from, or UINT64_MAX. */
uint64_t truce__bits_next(const uint64_t *words, uint64_t bits, uint64_t from);

/* --------------------------------------------------------------- context */

enum { TRUCE__MOST_KEPT = 32 };

struct truce_ctx {
    truce_allocator allocator;
    bool has_own_allocator; /* the program's */
    uint32_t threads; /* at least 1 */
    uint64_t memory;  /* 0: no limit */
    char *scratch;    /* the folder for the largest arrays, or NULL */
    _Atomic uint64_t in_memory, in_scratch; /* bytes of large arrays held now */
    _Atomic uint64_t in_pieces;             /* bytes of blocks, vectors, texts and arenas */
    _Atomic uint64_t refused;               /* bytes that would have been held when the limit refused some */
    uint64_t most_in_memory;        /* held at any time */
    struct truce__kept { /* large arrays that were freed and are kept for the next use, oldest first */
        struct {
            void *base;
            size_t bytes;
        } at[TRUCE__MOST_KEPT];
        size_t count;
        uint64_t bytes;
    } kept;
    truce_progress_fn progress;
    void *progress_ud;
    truce_note_fn note;
    void *note_ud;
    const struct truce__language *language; /* of words; NULL: English. catalogue/catalogue.h looks inside */
    struct { /* what truce__progress() said last */
        const char *phase;
        uint64_t done, total, told;
    } task;
    _Atomic bool cancelled;
    TRUCE__VEC(truce_diag) diags;
    truce__arena diag_arena;
    size_t diag_counts[2]; /* by severity */
    struct truce_processes *processes; /* who shares the work; NULL: nobody. Only graph/ and engine/ look inside */
    struct truce__refusal { /* the concept that could not be had last, for who can do without: concepts/concepts.h */
        const truce_concept *concept; /* NULL: none */
        unsigned why;                 /* a message, in which {1} is the number */
        uint64_t number;
    } refusal;
};

static inline bool truce__is_cancelled(truce_ctx *ctx) {
    return atomic_load_explicit(&ctx->cancelled, memory_order_relaxed);
}
/* Whether a loop stops at this item. Asks once in 65,536 items: asking at each would add up to seconds. */
static inline bool truce__stops_at(truce_ctx *ctx, uint64_t item) {
    return item % 65536 == 0 && truce__is_cancelled(ctx);
}
/* TRUCE_OK, or TRUCE_E_CANCELLED. Asks at once: for items that cost hundreds of instructions each. */
static inline truce_status truce__go_on(truce_ctx *ctx) {
    return truce__is_cancelled(ctx) ? TRUCE_E_CANCELLED : TRUCE_OK;
}
/* Calls `work` for every item below `n`, in any order: on the context's threads if `is_worth`, else without entering
 * OpenMP, whose locks cost as much as a small model. After a cancellation the remaining items are skipped, so the
 * caller checks before it uses the result. */
typedef void (*truce__item_fn)(const void *job, uint64_t item);
void truce__for_each(truce_ctx *ctx, bool is_worth, uint64_t n, truce__item_fn work, const void *job);
/* The same with one range of items for each thread, for work that needs room of its own. The work itself checks
 * whether to stop. */
typedef void (*truce__range_fn)(const void *job, uint64_t first, uint64_t end);
void truce__for_ranges(truce_ctx *ctx, bool is_worth, uint64_t n, truce__range_fn work, const void *job);

/* Tells the program that `done` of `total` units of a phase are finished. Only the thread that called the library may
 * call it. */
void truce__progress(truce_ctx *ctx, const char *phase, uint64_t done, uint64_t total);
/* The same from within a unit: `part` of about `parts` are finished; 0 says only that work goes on. Any thread may
 * call it; the program hears it from the first thread. */
void truce__progress_part(truce_ctx *ctx, uint64_t part, uint64_t parts);

/* Tells the program what is planned or chosen; see truce_note_fn. Cut at 255 bytes. */
void truce__tell(truce_ctx *ctx, const char *format, ...) TRUCE__PRINTF(2, 3);

/* "1.5 GiB" */
void truce__bytes_in_words(double bytes, char words[32]);

/* Two different amounts in words that differ: to the byte where rounding would make them look the same. */
void truce__bytes_compared(double needed, double limit, char words[32], char limit_words[32]);

/* What a piece of work needs beside the large arrays that are held when it begins. */
typedef struct truce__needs {
    double memory, scratch;
} truce__needs;

/* Adds `count` large arrays of `bytes` each, in memory or in the scratch folder. */
void truce__needs_arrays(const truce_ctx *ctx, truce__needs *needs, double count, double bytes);

/* TRUCE_OK when there is room for these needs beside what is held; else TRUCE_E_LIMIT with a diagnostic naming
 * `what`, the bytes needed in all and the limit. `file` is the model's name. */
truce_status truce__plan_needs(truce_ctx *ctx, const char *file, const char *what, truce__needs needs);
/* The same for `bytes` that stay in memory. */
truce_status truce__plan(truce_ctx *ctx, const char *file, const char *what, double bytes);

/* Sorts `count` items of `size` bytes; equal items keep their order. Stops when the work is cancelled; the items are
 * then undefined. `order` is as for qsort(). Takes room for half of the items. O(count log count), O(count) if in
 * order. */
typedef int (*truce__order_fn)(const void *a, const void *b);
truce_status truce__sort(truce_ctx *ctx, void *items, size_t count, size_t size, truce__order_fn order);

/* Where in the input something stands. Lines and columns from 1, columns and length in characters; line 0:
 * nowhere. */
typedef struct truce__loc {
    uint32_t line, column, length;
} truce__loc;

/* The text that diagnostics quote from. */
typedef struct truce__source {
    const char *file;
    const char *text;
    size_t length;
} truce__source;

/* Adds a diagnostic; quotes the line of `loc` from `source`. The hint may be NULL. More than 100 errors are counted,
 * not kept. TRUCE_OK unless memory is out. Never returns TRUCE_E_MODEL: the caller goes on and counts at the end. */
truce_status truce__diag(truce_ctx *ctx, truce_severity severity, const truce__source *source, truce__loc loc,
                         const char *hint, const char *format, ...) TRUCE__PRINTF(6, 7);

/* Puts the diagnostics from index `first` on into the order of the file. They are few (at most 100) and nearly
 * sorted. */
void truce__diags_sort(truce_ctx *ctx, size_t first);

/* Takes back the diagnostics added since the mark, for an attempt whose failure is no error. Their texts stay
 * readable until truce_diags_clear(). */
typedef struct truce__diags_mark {
    size_t kept, counts[2];
} truce__diags_mark;
truce__diags_mark truce__diags_here(const truce_ctx *ctx);
void truce__diags_forget(truce_ctx *ctx, truce__diags_mark mark);

/* The member of `names` (NULL entries are skipped) nearest to `word` by edit distance; NULL when none is near enough
 * to be meant. */
const char *truce__nearest(const char *word, size_t length, const char *const *names, size_t count);
/* Whether one letter or one swap of letters makes the difference between two words of some length. */
bool truce__is_one_slip(const char *word, size_t length, const char *name);

#endif
