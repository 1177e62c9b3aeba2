/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The text is a list of pieces, each a stretch of addresses. A treap finds the piece of an address. Pieces are split,
 * never joined, and no address is used twice. So a removed piece may stay in the treap: nobody asks for its addresses
 * again.
 */
#include "document/pieces.h"

#include <assert.h>
/* ---------------------------------------------------------------- the treap */

static uint64_t mix(uint64_t value) {
    value = (value ^ value >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    value = (value ^ value >> 27) * UINT64_C(0x94D049BB133111EB);
    return value ^ value >> 31;
}

/* Goes down to where the new piece's priority puts it, and splits the subtree there by the piece's address. */
static void plant(truce__piece **place, truce__piece *new) {
    while (*place && (*place)->priority >= new->priority)
        place = new->start < (*place)->start ? &(*place)->low : &(*place)->high;
    truce__piece *rest = *place, **low = &new->low, **high = &new->high;
    *place = new;
    while (rest) {
        if (rest->start < new->start) *low = rest, low = &rest->high, rest = rest->high;
        else *high = rest, high = &rest->low, rest = rest->low;
    }
    *low = *high = NULL;
}

/* The piece of a byte, or the text's first. */
static truce__piece *find(truce__pieces *pieces, size_t at) {
    truce__piece *found = NULL;
    for (truce__piece *piece = pieces->root; piece;) {
        if (piece->start <= at) found = piece, piece = piece->high;
        else piece = piece->low;
    }
    bool is_there = found && at < found->end && !found->is_cut;
    if (!is_there) pieces->is_broken = true;
    return is_there ? found : pieces->first;
}

/* ----------------------------------------------------------------- the list */

static void link_up(truce__pieces *pieces, truce__piece *before, truce__piece *behind) {
    if (before) before->behind = behind;
    else pieces->first = behind;
    if (behind) behind->before = before;
    else pieces->last = before;
}

static truce__piece *new_piece(truce__pieces *pieces, size_t start, size_t end) {
    assert(start < end); /* find() takes the last piece that begins at or before an address */
    truce__piece *piece = truce__arena_alloc(pieces->arena, 1, sizeof *piece);
    if (!piece) return NULL;
    *piece = (truce__piece){.start = start, .end = end, .priority = mix(start)};
    plant(&pieces->root, piece);
    return piece;
}

/* *behind is the piece that begins at the spot, NULL at the end of the text. */
static truce_status split(truce__pieces *pieces, truce__spot spot, truce__piece **behind) {
    truce__piece *piece = spot.piece;
    if (piece && spot.at > piece->start && spot.at < piece->end) {
        truce__piece *rest = new_piece(pieces, spot.at, piece->end);
        if (!rest) return TRUCE_E_NOMEM;
        piece->end = spot.at;
        link_up(pieces, rest, piece->behind);
        link_up(pieces, piece, rest);
    }
    *behind = piece && spot.at >= piece->end ? piece->behind : piece;
    return TRUCE_OK;
}

/* Adds bytes at new addresses. */
static truce_status store(truce__pieces *pieces, const char *bytes, size_t length) {
    TRY(truce__vec_reserve(pieces->ctx, &pieces->bytes, pieces->bytes.count + length + 1));
    char *to = pieces->bytes.at + pieces->bytes.count;
    if (length) memcpy(to, bytes, length);
    to[length] = 0;
    pieces->bytes.count += length + 1;
    return TRUCE_OK;
}

truce_status truce__pieces_init(truce_ctx *ctx, truce__arena *arena, const truce__source *source,
                                truce__pieces *pieces) {
    *pieces = (truce__pieces){.ctx = ctx, .arena = arena, .first_length = source->length, .length = source->length};
    TRY(store(pieces, source->text, source->length));
    if (source->length == 0) return TRUCE_OK;
    pieces->first = pieces->last = new_piece(pieces, 0, source->length);
    return pieces->first ? TRUCE_OK : TRUCE_E_NOMEM;
}

void truce__pieces_free(truce__pieces *pieces) {
    truce__vec_free(pieces->ctx, &pieces->bytes);
}

truce__source truce__pieces_around(const truce__pieces *pieces, size_t at) {
    bool is_first = at < pieces->first_length;
    return (truce__source){.text = pieces->bytes.at, .length = is_first ? pieces->first_length : pieces->bytes.count};
}

/* -------------------------------------------------------------------- spots */

truce__spot truce__spot_before(truce__pieces *pieces, size_t at) {
    truce__piece *piece = find(pieces, at);
    return (truce__spot){piece, pieces->is_broken && piece ? piece->start : at};
}

truce__spot truce__spot_behind(truce__pieces *pieces, size_t end) {
    truce__spot spot = truce__spot_before(pieces, end - 1);
    spot.at += spot.piece != NULL;
    return spot;
}

int truce__spot_next(const truce__pieces *pieces, truce__spot *spot) {
    if (spot->piece && spot->at == spot->piece->end) {
        if (!spot->piece->behind) return -1;
        spot->piece = spot->piece->behind;
        spot->at = spot->piece->start;
    }
    return spot->piece ? (unsigned char)pieces->bytes.at[spot->at++] : -1;
}

int truce__spot_back(const truce__pieces *pieces, truce__spot *spot) {
    if (spot->piece && spot->at == spot->piece->start) {
        if (!spot->piece->before) return -1;
        spot->piece = spot->piece->before;
        spot->at = spot->piece->end;
    }
    return spot->piece ? (unsigned char)pieces->bytes.at[--spot->at] : -1;
}

/* ------------------------------------------------------------------ changes */

/* Whether the stretch that begins at `from` reaches `to`. */
static bool leads_to(const truce__piece *from, const truce__piece *to) {
    while (from && from != to) from = from->behind;
    return from == to;
}

static void cut_out(truce__pieces *pieces, truce__piece *from, const truce__piece *to) {
    for (; from != to; from = from->behind) {
        pieces->length -= from->end - from->start;
        from->is_cut = true;
    }
}

truce_status truce__pieces_replace(truce__pieces *pieces, truce__spot from, truce__spot to, const truce__text *text,
                                   size_t *address) {
    truce__piece *first, *behind, *new = NULL;
    *address = pieces->bytes.count;
    if (text->failed) return TRUCE_E_NOMEM;
    TRY(split(pieces, to, &behind)); /* from the last to the first: earlier spots stay valid */
    TRY(split(pieces, from, &first));
    TRY(store(pieces, truce__text_bytes(text), text->length));
    pieces->is_broken = pieces->is_broken || !leads_to(first, behind);
    if (pieces->is_broken) return TRUCE_OK;
    truce__piece *before = first ? first->before : pieces->last;
    if (text->length) {
        new = new_piece(pieces, *address, *address + text->length);
        if (!new) return TRUCE_E_NOMEM;
    }
    cut_out(pieces, first, behind);
    link_up(pieces, before, new ? new : behind);
    if (new) link_up(pieces, new, behind);
    pieces->length += text->length;
    return TRUCE_OK;
}

truce_status truce__pieces_swap(truce__pieces *pieces, truce__spot a, truce__spot a_end, truce__spot b,
                                truce__spot b_end) {
    truce__piece *first_a, *first_gap, *first_b, *behind;
    TRY(split(pieces, b_end, &behind));
    TRY(split(pieces, b, &first_b));
    TRY(split(pieces, a_end, &first_gap));
    TRY(split(pieces, a, &first_a));
    bool is_in_order = first_a && first_gap && first_b && leads_to(first_a, first_gap) &&
                       leads_to(first_gap, first_b) && leads_to(first_b, behind);
    pieces->is_broken = pieces->is_broken || !is_in_order || first_a == first_gap || first_b == behind;
    if (pieces->is_broken) return TRUCE_OK;
    truce__piece *before = first_a->before, *last_b = behind ? behind->before : pieces->last;
    truce__piece *last_a = first_gap->before, *last_gap = first_b->before;
    bool has_gap = first_gap != first_b;
    link_up(pieces, before, first_b);
    link_up(pieces, last_b, has_gap ? first_gap : first_a);
    if (has_gap) link_up(pieces, last_gap, first_a);
    link_up(pieces, last_a, behind);
    return TRUCE_OK;
}

void truce__pieces_write(const truce__pieces *pieces, char *text) {
    for (const truce__piece *piece = pieces->first; piece; piece = piece->behind) {
        memcpy(text, pieces->bytes.at + piece->start, piece->end - piece->start);
        text += piece->end - piece->start;
    }
}
