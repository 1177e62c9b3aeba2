/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How truce.html is packed: what packing (pack.c) and unpacking (unpack.c) share, so that both come to the same
 * likelihoods. Each of them has code_bit(), its half of an arithmetic coder, before it includes this.
 *
 * Every byte is a few decisions between zero and one, those of a Huffman code for its kind: the commonest take
 * fewest. For each decision seven contexts (the bytes before; in code the instructions before, and the local that was
 * named last; in texts the word so far) and the longest match say how likely a one is. Their votes, as logarithms of
 * odds, are added up with weights that learn from each decision: logistic mixing, of the method of PAQ (M. Mahoney,
 * Adaptive weighing of context models for lossless data compression, Florida Tech CS-2005-16; C. Mattern, Mixing
 * strategies in data compression, doi:10.1109/DCC.2012.40). Behind a match that is long enough one decision says
 * whether it goes on.
 *
 * It takes a sixth less room than LZMA, which decides by one context, and seven times as long. What makes it fast
 * enough for a page that opens: eight votes in one register, few decisions, tables that fit a cache.
 *
 * Nothing outside `work.bytes` is read or written, whatever was packed: matches lie before the byte that is coded,
 * and tables are as large as what chooses from them can become.
 */
#ifndef TRUCE_WASM_SQUEEZE_H
#define TRUCE_WASM_SQUEEZE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wasm_simd128.h>

enum {
    CONTEXTS = 7, VOTES = 8, /* the last one is the match's */
    SLOT = 16, /* the decisions behind one context, four deep; in place of the first, which is none, a check */
    SLOTS = 1 << 16, /* of one context */
    CLASSES = 8, DEEPEST = 12, NODES = 1 << (DEEPEST + 1), /* of the Huffman codes */
    PLACES = 16, RECENT = 1 << 18,
    SHORTEST = 5, SURE_IN_TEXT = 8, SURE_IN_CODE = 12, LONG = 32, LONGEST = 255, /* of matches */
    GUESSES = 1 << 13, STRETCHES = 29, /* of guesses: by each context; lengths of matches, by kinds */
    SCALE = 2048, /* votes and their sum lie between -SCALE and SCALE; 256 is a factor of e */
};

typedef uint16_t likelihood; /* of a one: of 65,536; in slots the highest 13 bits, and how often it was asked for */

/* Where in the code section a byte stands. Out of step with what it reads it would guess badly, no more. */
typedef enum place {
    OPCODE, NUMBER, ALIGNMENT, OFFSET, RAW, BRANCHES, FUNCTION, GROUPS, GROUP, TYPE, OF_MEMORY, OF_VECTORS,
} place;

static struct {
    uint8_t *bytes;
    size_t size, at;
    bool is_code;
} work;

static struct {
    place place;
    uint32_t digit; /* of a number, or byte of a constant */
    uint32_t opcode, earlier[3], depth, left, number, local;
} code;

static struct {
    size_t from, length;
} match;

static uint32_t word;
static likelihood slots[CONTEXTS][SLOTS][SLOT] __attribute__((aligned(64)));
static likelihood squashed[2 * SCALE], matched[LONG + 1], refined[4][256][33];
static likelihood goes_on[STRETCHES][PLACES][256], guesses[CONTEXTS][GUESSES], refined_guesses[STRETCHES][33];
static uint32_t guesses_before; /* whether each was right, the last one lowest */
static likelihood likely_lengths[16][16];
static int16_t weights_by_kind[512][VOTES] __attribute__((aligned(16)));
static int16_t weights_by_node[3][256][VOTES] __attribute__((aligned(16)));
static int16_t guess_by_kind[512][VOTES] __attribute__((aligned(16)));
static int16_t guess_by_stretch[STRETCHES][VOTES] __attribute__((aligned(16)));
static uint32_t recent[RECENT]; /* where a hash of SHORTEST bytes was seen last */
static uint8_t length_of[CLASSES][256];
static uint16_t word_of[CLASSES][256], leaf_of[CLASSES][NODES]; /* a leaf: 256 | the byte */

static void learn(likelihood *one, bool bit, int slowness) {
    *one = (likelihood)(*one + (((-bit & 65535) - *one) >> slowness));
}

/* ------------------------------------------------------------ Huffman codes */

/* The lengths, four decisions each, then the codes that follow from them. */
static void code_lengths(void) {
    for (int i = 0; i < 256; i++) likely_lengths[i / 16][i % 16] = 1 << 15;
    for (int c = 0; c < CLASSES; c++) {
        uint32_t before = 0;
        for (int byte = 0; byte < 256; byte++) {
            uint32_t node = 1;
            for (int i = 3; i >= 0; i--) {
                likelihood *one = &likely_lengths[before][node];
                bool bit = code_bit(*one, length_of[c][byte] >> i & 1);
                learn(one, bit, 4);
                node = node << 1 | bit;
            }
            length_of[c][byte] = (uint8_t)(before = node & 15);
        }
        uint32_t next = 0;
        for (uint32_t length = 1; length <= DEEPEST; length++) {
            next <<= 1;
            for (uint32_t byte = 0; byte < 256; byte++) {
                if (length_of[c][byte] != length || next >= 1u << length) continue;
                word_of[c][byte] = (uint16_t)next;
                leaf_of[c][1u << length | next++] = (uint16_t)(256 | byte);
            }
        }
    }
}

/* ------------------------------------------------------------------- contexts */

static uint32_t hash(uint32_t a, uint32_t b) {
    uint32_t x = a * 0x9E3779B1u + b * 0x85EBCA6Bu;
    x = (x ^ x >> 15) * 0x2C1B3C6Du;
    return x ^ x >> 13;
}

static uint32_t before(uint32_t distance) {
    return work.at >= distance ? work.bytes[work.at - distance] : 0;
}

/* Which Huffman code the next byte has. */
static uint32_t class_of(void) {
    if (!work.is_code) return 0;
    switch (code.place) {
    case OPCODE: return 0;
    case NUMBER:
        if (code.digit) return 4;
        return code.opcode >= 0x20 && code.opcode <= 0x22 ? 1 : code.opcode == 0x41 || code.opcode == 0x42 ? 2 : 3;
    case OFFSET: return code.digit ? 4 : 6;
    case ALIGNMENT: return 5;
    default: return 7;
    }
}

static void find_contexts(uint32_t *found) {
    uint32_t b1 = before(1), b2 = b1 | before(2) << 8, b3 = b2 | before(3) << 16, b4 = b3 | before(4) << 24;
    uint32_t b6 = hash(b4, before(5) | before(6) << 8);
    if (work.is_code) {
        uint32_t here = code.opcode | (uint32_t)code.place << 8 | (code.digit < 7 ? code.digit : 7) << 12;
        uint32_t number = hash(here, code.digit ? b1 : 256);
        uint32_t two = code.earlier[0] | code.earlier[1] << 8;
        found[0] = number;
        found[1] = hash(number, two);
        found[2] = hash(here, b2);
        found[3] = hash(here, b3);
        found[4] = hash(here + 1, b4);
        found[5] = hash(number + 1, two | code.local << 16);
        found[6] = hash(number + 2, two | code.earlier[2] << 16);
        return;
    }
    found[0] = b1;
    found[1] = hash(b2, 2);
    found[2] = hash(b3, 3);
    found[3] = hash(b4, 4);
    found[4] = hash(b6, 5);
    found[5] = hash(word, b1);
    found[6] = hash(before(4) | (work.at & 3) << 8, before(8)); /* of tables in four bytes */
}

/* How many numbers follow an opcode, if nothing else does. */
static uint32_t numbers_behind(uint32_t opcode) {
    if (opcode == 0x11) return 2; /* call_indirect */
    bool has_one = (opcode >= 0x02 && opcode <= 0x04) || opcode == 0x0c || opcode == 0x0d || opcode == 0x10 ||
                   (opcode >= 0x20 && opcode <= 0x24) || opcode == 0x3f || opcode == 0x40 || opcode == 0x41 ||
                   opcode == 0x42;
    return has_one;
}

static void go_to(place next, uint32_t left) {
    code.place = next;
    code.left = left;
    code.digit = code.number = 0;
}

static void read_opcode(uint32_t byte) {
    for (int i = 2; i; i--) code.earlier[i] = code.earlier[i - 1];
    code.earlier[0] = code.opcode;
    code.opcode = byte;
    uint32_t numbers = numbers_behind(byte);
    if (byte >= 0x02 && byte <= 0x04) code.depth++; /* block, loop, if */
    if (byte == 0x0b && !code.depth--) { /* end */
        code.depth = 0;
        go_to(FUNCTION, 0);
    } else if (numbers)
        go_to(NUMBER, numbers);
    else if (byte >= 0x28 && byte <= 0x3e)
        go_to(ALIGNMENT, 0);
    else if (byte == 0x0e)
        go_to(BRANCHES, 0);
    else if (byte == 0x43 || byte == 0x44)
        go_to(RAW, byte == 0x43 ? 4 : 8);
    else if (byte == 0xfc || byte == 0xfd)
        go_to(byte == 0xfc ? OF_MEMORY : OF_VECTORS, 0);
}

static void read_vector_opcode(uint32_t byte) {
    if (byte <= 11 || byte == 92 || byte == 93)
        go_to(ALIGNMENT, 0);
    else if (byte == 12 || byte == 13)
        go_to(RAW, 16);
    else if (byte >= 21 && byte <= 34)
        go_to(RAW, 1);
    else
        go_to(OPCODE, 0);
}

/* Of the code section behind its head: functions, each a size, groups of locals, instructions. */
static void read_code(uint32_t byte) {
    bool is_last = byte < 128; /* of a number */
    if (code.digit < 4) code.number |= (byte & 127) << 7 * code.digit;
    code.digit++;
    switch (code.place) {
    case OPCODE: read_opcode(byte); break;
    case NUMBER:
        if (!is_last) break;
        if (code.opcode >= 0x20 && code.opcode <= 0x22) code.local = code.number;
        if (code.left > 1) go_to(NUMBER, code.left - 1);
        else go_to(OPCODE, 0);
        break;
    case BRANCHES:
        if (is_last) go_to(NUMBER, code.number + 1);
        break;
    case ALIGNMENT: go_to(OFFSET, 0); break;
    case OFFSET:
        if (is_last) go_to(OPCODE, 0);
        break;
    case RAW:
        if (!--code.left) go_to(OPCODE, 0);
        break;
    case FUNCTION:
        if (is_last) go_to(GROUPS, 0);
        break;
    case GROUPS: go_to(byte ? GROUP : OPCODE, byte); break;
    case GROUP:
        if (is_last) go_to(TYPE, code.left);
        break;
    case TYPE: go_to(code.left > 1 ? GROUP : OPCODE, code.left - 1); break;
    case OF_MEMORY: go_to(byte < 8 ? OPCODE : NUMBER, byte == 8 || byte == 10 ? 2 : 1); break;
    case OF_VECTORS:
        if (is_last || code.digit > 1) read_vector_opcode(code.digit > 1 ? 255 : byte);
        break;
    }
}

static void read(uint32_t byte) {
    if (work.is_code) {
        read_code(byte);
        return;
    }
    uint32_t letter = byte | 32;
    word = (letter >= 'a' && letter <= 'z') || byte >= 128 ? hash(word, letter) : 0;
}

/* --------------------------------------------------------------------- matches */

static void find_match(void) {
    if (match.length) {
        match.from++;
        if (match.length < LONGEST) match.length++;
    }
    if (work.at < SHORTEST) return;
    uint32_t key = 0;
    for (uint32_t i = 1; i <= SHORTEST; i++) key = (key + before(i) + 1) * 0x2F0B4C47u;
    uint32_t *last = &recent[key >> 14];
    if (!match.length && *last) {
        match.from = *last;
        while (match.length < LONG + 8 && match.length < match.from &&
               work.bytes[match.from - 1 - match.length] == work.bytes[work.at - 1 - match.length])
            match.length++;
        if (match.length < SHORTEST) match.length = 0;
    }
    *last = (uint32_t)work.at;
}

/* --------------------------------------------------------------------- one byte */

static void find_slots(const uint32_t *contexts, uint32_t node, likelihood **found) {
    for (int k = 0; k < CONTEXTS; k++) {
        uint32_t x = (contexts[k] + node * 0x3D4D51CBu) * 0x9E3779B1u;
        x ^= x >> 15;
        likelihood *slot = slots[k][x % SLOTS], check = (likelihood)(x >> 16 | 1);
        v128_t is_other = wasm_i16x8_splat((int16_t)(-(slot[0] != check))), fresh = wasm_i16x8_splat((int16_t)0x8000);
        wasm_v128_store(slot, wasm_v128_bitselect(fresh, wasm_v128_load(slot), is_other));
        wasm_v128_store(slot + 8, wasm_v128_bitselect(fresh, wasm_v128_load(slot + 8), is_other));
        slot[0] = check;
        found[k] = slot;
    }
}

/* By how often a decision was met: how fast its likelihood moves, how much its vote counts, of 2^15. */
static const int16_t rates[8] = {27000, 16000, 11000, 8000, 6200, 5000, 4000, 2800};
static const int16_t trusts[8] = {0, 24000, 27000, 29000, 30000, 31000, 32000, 32000};

/* The logarithm of the odds of likelihoods of 13 bits: the bits of a float are nearly its own logarithm. */
static v128_t stretched(v128_t of) {
    v128_t one = wasm_v128_or(wasm_i16x8_shl(of, 1), wasm_i16x8_splat(1));
    v128_t zero = wasm_i16x8_sub(wasm_i16x8_splat(1 << 14), one);
    v128_t low = wasm_i32x4_sub(wasm_f32x4_convert_i32x4(wasm_i32x4_extend_low_i16x8(one)),
                                wasm_f32x4_convert_i32x4(wasm_i32x4_extend_low_i16x8(zero)));
    v128_t high = wasm_i32x4_sub(wasm_f32x4_convert_i32x4(wasm_i32x4_extend_high_i16x8(one)),
                                 wasm_f32x4_convert_i32x4(wasm_i32x4_extend_high_i16x8(zero)));
    return wasm_i16x8_narrow_i32x4(wasm_i32x4_shr(low, 15), wasm_i32x4_shr(high, 15));
}

/* One decision. `asked`: what each context knows; the eighth vote is `of_match`. `refine`: what came of such sums. */
static inline __attribute__((always_inline)) bool decide(bool bit, likelihood *const *asked, uint32_t of_match,
                                                         int16_t *some, int16_t *others, likelihood *refine) {
    v128_t all = wasm_i16x8_splat((int16_t)of_match);
    all = wasm_v128_load16_lane(asked[0], all, 0);
    all = wasm_v128_load16_lane(asked[1], all, 1);
    all = wasm_v128_load16_lane(asked[2], all, 2);
    all = wasm_v128_load16_lane(asked[3], all, 3);
    all = wasm_v128_load16_lane(asked[4], all, 4);
    all = wasm_v128_load16_lane(asked[5], all, 5);
    all = wasm_v128_load16_lane(asked[6], all, 6);
    v128_t times = wasm_v128_and(all, wasm_i16x8_splat(7)), ones = wasm_u16x8_shr(all, 3);
    v128_t pick = wasm_i16x8_add(wasm_i16x8_mul(times, wasm_i16x8_splat(0x0202)), wasm_i16x8_splat(0x0100));
    v128_t votes = wasm_i16x8_q15mulr_sat(stretched(ones), wasm_i8x16_swizzle(wasm_v128_load(trusts), pick));

    v128_t weights = wasm_v128_load(some), more = wasm_v128_load(others);
    v128_t sums = wasm_i32x4_add(wasm_i32x4_dot_i16x8(votes, weights), wasm_i32x4_dot_i16x8(votes, more));
    sums = wasm_i32x4_add(sums, wasm_i32x4_shuffle(sums, sums, 2, 3, 0, 1));
    int sum = (wasm_i32x4_extract_lane(sums, 0) + wasm_i32x4_extract_lane(sums, 1)) >> 15;
    sum = sum < -SCALE + 1 ? -SCALE + 1 : sum > SCALE - 1 ? SCALE - 1 : sum;

    uint32_t mixed = squashed[sum + SCALE], share = (uint32_t)(sum + SCALE) & 127;
    likelihood *step = refine + ((sum + SCALE) >> 7);
    uint32_t known = (step[0] * (128 - share) + step[1] * share) >> 7;
    bit = code_bit((mixed + known + 1) >> 1, bit);

    int off = ((bit << 16) - bit - (int)mixed) >> 1;
    v128_t change = wasm_i16x8_q15mulr_sat(votes, wasm_i16x8_splat((int16_t)off));
    change = wasm_i16x8_shr(wasm_i16x8_add(change, wasm_i16x8_splat(2)), 2);
    wasm_v128_store(some, wasm_i16x8_add_sat(weights, change));
    wasm_v128_store(others, wasm_i16x8_add_sat(more, change));
    v128_t miss = wasm_i16x8_sub(wasm_i16x8_splat((int16_t)(-bit & 8191)), ones);
    ones = wasm_i16x8_add(ones, wasm_i16x8_q15mulr_sat(miss, wasm_i8x16_swizzle(wasm_v128_load(rates), pick)));
    times = wasm_i16x8_min(wasm_i16x8_add(times, wasm_i16x8_splat(1)), wasm_i16x8_splat(7));
    all = wasm_v128_or(wasm_i16x8_shl(ones, 3), times);
    wasm_v128_store16_lane(asked[0], all, 0);
    wasm_v128_store16_lane(asked[1], all, 1);
    wasm_v128_store16_lane(asked[2], all, 2);
    wasm_v128_store16_lane(asked[3], all, 3);
    wasm_v128_store16_lane(asked[4], all, 4);
    wasm_v128_store16_lane(asked[5], all, 5);
    wasm_v128_store16_lane(asked[6], all, 6);
    learn(step + (share >= 64), bit, 6);
    return bit;
}

/* What of the next byte chooses weights. */
static uint32_t kind_of(void) {
    if (!work.is_code) return before(1);
    if (code.place == OPCODE) return code.opcode;
    if (!code.digit && (code.place == NUMBER || code.place == OFFSET)) return 320 + (code.opcode & 127);
    return 256 + 4 * (uint32_t)code.place + (code.digit < 3 ? code.digit : 3);
}

/* One byte by its Huffman code. A function that is called often: browsers make it fast while it runs. */
__attribute__((noinline)) static uint32_t code_byte(uint32_t byte, const uint32_t *contexts) {
    uint32_t class = class_of(), node = 1, deep = 1, leaf = 0, kind = kind_of();
    uint32_t view = !work.is_code ? work.at & 3 : code.place == OPCODE ? 0 : code.digit ? 2 : 1;
    uint32_t length = length_of[class][byte], guess = match.length ? work.bytes[match.from] : 0;
    uint32_t guess_length = match.length ? length_of[class][guess] : 0;
    uint32_t guess_word = word_of[class][guess] | 1u << guess_length;
    likelihood *of_match = &matched[match.length < LONG ? match.length : LONG], *found[CONTEXTS];
    find_slots(contexts, 0, found);
    for (uint32_t i = 0; i < DEEPEST && !leaf; i++) {
        if (deep >= SLOT) {
            find_slots(contexts, node, found);
            deep = 1;
        }
        bool has_guess = i < guess_length && guess_word >> (guess_length - i) == node;
        bool guessed = has_guess && guess_word >> (guess_length - i - 1) & 1;
        if (!has_guess) match.length = 0;
        uint32_t vote = !has_guess ? 0x8000 : ((guessed ? *of_match : 65535u - *of_match) & ~7u) | 6;
        uint32_t low_node = node < 256 ? node : node >> 4 & 255;
        likelihood *asked[CONTEXTS];
        for (int k = 0; k < CONTEXTS; k++) asked[k] = found[k] + deep;
        bool bit = decide(word_of[class][byte] >> ((length - 1 - i) & 15) & 1, asked, vote, weights_by_kind[kind],
                          weights_by_node[!has_guess ? 0 : match.length < 16 ? 1 : 2][low_node],
                          refined[view][low_node]);
        if (has_guess) learn(of_match, bit == guessed, 6);
        node = node << 1 | bit;
        deep = deep << 1 | bit;
        leaf = leaf_of[class][node];
    }
    return leaf & 255;
}

/* Behind a match that is long enough: whether the next byte is that of the match. One decision instead of several. */
__attribute__((noinline)) static bool code_guess(const uint32_t *contexts) {
    size_t length = match.length;
    uint32_t stretch = length < 24 ? (uint32_t)length : length < 32 ? 24 : length < 48 ? 25 : length < 64 ? 26
                       : length < 128 ? 27 : 28;
    uint8_t guess = work.bytes[match.from];
    likelihood *of_match = &goes_on[stretch][work.is_code ? code.place : 0][guess], *asked[CONTEXTS];
    for (int k = 0; k < CONTEXTS; k++)
        asked[k] = &guesses[k][(contexts[k] + guess * 0x3D4D51CBu) * 0x9E3779B1u >> 19];
    asked[5] = &guesses[5][stretch << 8 | guess];
    asked[6] = &guesses[6][stretch << 8 | (guesses_before & 255)];
    bool is_so = decide(work.bytes[work.at] == guess, asked, (*of_match & ~7u) | 6, guess_by_kind[kind_of()],
                        guess_by_stretch[stretch], refined_guesses[stretch]);
    learn(of_match, is_so, 5);
    guesses_before = guesses_before << 1 | is_so;
    if (is_so) work.bytes[work.at] = guess;
    else match.length = 0;
    return is_so;
}

/* ------------------------------------------------------------------- all of them */

/* `is_code`: of a code section, behind its head; else anything. */
static void prepare(bool is_code, uint8_t *bytes, size_t size) {
    work.bytes = bytes;
    work.size = size;
    work.is_code = is_code;
    code.place = FUNCTION;
    for (int sum = -SCALE + 1; sum < SCALE; sum++) {
        double power = 1 - sum / 256.0 / 4096;
        for (int i = 0; i < 12; i++) power *= power; /* e^(-sum / 256), nearly */
        double one = 65536 / (1 + power);
        squashed[sum + SCALE] = (likelihood)(one < 24 ? 24 : one > 65511 ? 65511 : one);
    }
    for (int i = 0; i < 33; i++) refined[0][0][i] = squashed[i == 0 ? 1 : i == 32 ? 2 * SCALE - 1 : i * 128];
    for (int i = 33; i < 4 * 256 * 33; i++) refined[0][0][i] = refined[0][0][i - 33];
    for (int i = 0; i < STRETCHES * 33; i++) refined_guesses[0][i] = refined[0][0][i % 33];
    for (int i = 0; i <= LONG; i++) matched[i] = 60000;
    for (int i = 0; i < STRETCHES * PLACES * 256; i++) goes_on[0][0][i] = 62000;
    for (int i = 0; i < CONTEXTS * GUESSES; i++) guesses[0][i] = 1 << 15;
    for (int i = 0; i < 512 * VOTES; i++) weights_by_kind[0][i] = guess_by_kind[0][i] = 4500;
    for (int i = 0; i < 3 * 256 * VOTES; i++) weights_by_node[0][0][i] = 4500;
    for (int i = 0; i < STRETCHES * VOTES; i++) guess_by_stretch[0][i] = 4500;
}

/* Codes as far as `until`. */
static void code_bytes(size_t until) {
    size_t sure = work.is_code ? SURE_IN_CODE : SURE_IN_TEXT;
    while (work.at < until && work.at < work.size) {
        uint8_t *now = &work.bytes[work.at];
        uint32_t contexts[CONTEXTS];
        find_contexts(contexts);
        if (match.length < sure || !code_guess(contexts)) *now = (uint8_t)code_byte(*now, contexts);
        uint32_t byte = work.bytes[work.at++];
        read(byte);
        find_match();
    }
}

#endif
