/* SPDX-License-Identifier: Apache-2.0 */
/*
 * 32 variants at once. A party's preference is a key for each class of states, higher is better; the engine's
 * values (engine/engine.h has the formulas) are keys too, and its passes go along the moves:
 *
 *     Nash     a move that improves
 *     GMR      V = the least key that the others can reach from where the move leads
 *     SMR      ... the least, over what they can reach, of the best the party can then have
 *     SEQ      as GMR, and each reply improves for its mover; symmetric SEQ as SMR
 *
 * A pass over all moves of one party makes V(s) the least of V(s) and of V where that party's moves lead. Passes of
 * all others are repeated until nothing falls. One round is enough where no rule ties options of several parties
 * together, unless replies must improve. Everything is exact: keys are whole numbers, and their order is the order
 * of the states.
 *
 * An order of up to 16 statements has keys without any sorting: a statement's weight is a power of two by its
 * place. Longer orders, weights and rankings are ranked lane by lane.
 */
#include "unknowns/stage.h"

#include "concepts/concepts.h"

struct truce__lane_room {
    const truce__stage *stage;
    const truce__lane_kernels *kernels;
    truce__verdicts verdicts;
    uint32_t *words; /* of the verdicts: one block */
    uint16_t **keys; /* of each party: [class * 32 + lane] */
    uint32_t **gains; /* of each party's moves */
    uint16_t *values, *no_deal; /* no_deal[party * 32 + lane] */
    uint32_t *unstable;
    uint32_t *passed; /* of each state: the lanes in which it was reached and its moves were made */
    uint16_t *place;   /* of columns */
    uint32_t *able, *exists; /* of groups of moves, of groups of states */
    uint32_t **above, **below; /* of each party's classes: than its no deal */
    uint32_t *candidates;
    truce__arena arena;
};

#define LINE(array, index) ((array) + (uint64_t)(index) * TRUCE__LANES)

/* -------------------------------------------------------------------- room */

/* Lines of lanes. */
static uint16_t *lines(truce_ctx *ctx, uint64_t count) {
    return truce__big_alloc(ctx, (count ? count : 1) * TRUCE__LANES * sizeof(uint16_t));
}

static bool make_party_room(truce__lane_room *room, uint32_t party) {
    const truce__actor_lanes *actor = &room->stage->parties[party];
    room->keys[party] = lines(room->stage->ctx, actor->n_classes);
    room->gains[party] =
        truce__arena_alloc(&room->arena, actor->moves.first[room->stage->n_states], sizeof *room->gains[party]);
    room->above[party] = truce__arena_alloc(&room->arena, actor->n_classes, sizeof *room->above[party]);
    room->below[party] = truce__arena_alloc(&room->arena, actor->n_classes, sizeof *room->below[party]);
    return room->keys[party] && room->gains[party] && room->above[party] && room->below[party];
}

static bool make_lane_room(truce__lane_room *room) {
    const truce__stage *stage = room->stage;
    const uint32_t n_parties = stage->graph->model->n_parties;
    room->keys = truce__arena_alloc(&room->arena, n_parties, sizeof *room->keys);
    room->gains = truce__arena_alloc(&room->arena, n_parties, sizeof *room->gains);
    room->above = truce__arena_alloc(&room->arena, n_parties, sizeof *room->above);
    room->below = truce__arena_alloc(&room->arena, n_parties, sizeof *room->below);
    room->unstable = truce__arena_alloc(&room->arena, stage->n_states, sizeof *room->unstable);
    room->passed = truce__arena_alloc(&room->arena, stage->n_states, sizeof *room->passed);
    room->candidates = truce__arena_alloc(&room->arena, stage->n_states, sizeof *room->candidates);
    room->able = truce__arena_alloc(&room->arena, stage->n_groups, sizeof *room->able);
    room->exists = truce__arena_alloc(&room->arena, stage->n_state_groups, sizeof *room->exists);
    room->values = lines(stage->ctx, stage->n_states);
    room->no_deal = lines(stage->ctx, n_parties);
    room->place = lines(stage->ctx, TRUCE__ORDER_COLUMNS);
    if (!room->keys || !room->gains || !room->above || !room->below) return false;
    for (uint32_t p = 0; p < n_parties; p++)
        if (!make_party_room(room, p)) return false;
    return room->unstable && room->passed && room->candidates && room->able && room->exists && room->values &&
           room->no_deal && room->place;
}

static bool make_verdicts(truce__lane_room *room) {
    const truce__stage *stage = room->stage;
    const size_t n = stage->n_states, n_parties = stage->graph->model->n_parties;
    truce__verdicts *v = &room->verdicts;
    uint32_t *next = room->words = truce__calloc(stage->ctx, truce__verdict_words(stage), sizeof *room->words);
    if (!room->words) return false;
    v->holds = next, next += stage->n_concepts * n;
    v->exists = next, next += n;
    if (stage->asks_reach) v->reached = next, next += n;
    if (!stage->no_deal) return true;
    v->better = next, next += n;
    v->zone = next, next += n;
    v->prefers = next, next += n_parties * n;
    if (stage->asks_reach) v->worse = next;
    return true;
}

truce_status truce__lane_room_new(const truce__stage *stage, const truce__lane_kernels *kernels,
                                  truce__lane_room **out) {
    truce__lane_room *room = truce__calloc(stage->ctx, 1, sizeof *room);
    if (!room) return TRUCE_E_NOMEM;
    room->stage = stage;
    room->kernels = kernels;
    truce__arena_init(&room->arena, stage->ctx);
    if (make_verdicts(room) && (stage->is_plain || make_lane_room(room))) {
        *out = room;
        return TRUCE_OK;
    }
    truce__lane_room_free(room);
    return TRUCE_E_NOMEM;
}

void truce__lane_room_free(truce__lane_room *room) {
    if (!room) return;
    truce_ctx *ctx = room->stage->ctx;
    for (uint32_t p = 0; room->keys && p < room->stage->graph->model->n_parties; p++)
        truce__big_free(ctx, room->keys[p]);
    truce__big_free(ctx, room->values);
    truce__big_free(ctx, room->no_deal);
    truce__big_free(ctx, room->place);
    truce__free(ctx, room->words);
    truce__arena_free(&room->arena);
    truce__free(ctx, room);
}

/* ------------------------------------------------- what there is, and moves */

/* The lanes in which an option's moves are gone, a rule's states are not there. */
static void find_abilities(truce__lane_room *room, const uint16_t *taken) {
    const truce__stage *stage = room->stage;
    uint32_t gone[64] = {0}, ruled[64] = {0};
    for (uint32_t i = 0; i < stage->n_unsure_options; i++)
        for (uint32_t l = 0; l < TRUCE__LANES; l++)
            gone[i] |= (uint32_t)(LINE(taken, stage->unsure_options[i])[l] != 0) << l;
    for (uint32_t i = 0; i < stage->n_unsure_rules; i++)
        for (uint32_t l = 0; l < TRUCE__LANES; l++)
            ruled[i] |= (uint32_t)(LINE(taken, stage->unsure_rules[i])[l] == 0) << l;
    for (uint32_t g = 0; g < stage->n_groups; g++) {
        room->able[g] = UINT32_MAX;
        for (uint64_t left = stage->groups[g].options; left; left &= left - 1)
            room->able[g] &= ~gone[__builtin_ctzll(left)];
        for (uint64_t left = stage->groups[g].rules; left; left &= left - 1)
            room->able[g] &= ~ruled[__builtin_ctzll(left)];
    }
    for (uint32_t g = 0; g < stage->n_state_groups; g++) {
        room->exists[g] = UINT32_MAX;
        for (uint64_t left = stage->state_groups[g].rules; left; left &= left - 1)
            room->exists[g] &= ~ruled[__builtin_ctzll(left)];
    }
}

/* ------------------------------------------------------------------- reach */

/* One party's moves, from where something new was reached; whether they reach more. */
static bool go_on(truce__lane_room *room, const truce__lane_moves *moves, const uint32_t *fresh) {
    uint32_t *reached = room->verdicts.reached;
    bool grew = false;
    for (uint32_t s = 0; s < moves->n_states; s++) {
        for (uint32_t m = moves->first[s]; fresh[s] && m < moves->first[s + 1]; m++) {
            uint32_t lanes = moves->group ? fresh[s] & room->able[moves->group[m]] : fresh[s];
            grew |= (lanes & ~reached[moves->to[m]]) != 0;
            reached[moves->to[m]] |= lanes;
        }
    }
    return grew;
}

static bool lapse(truce__lane_room *room, const uint32_t *fresh) {
    const truce__stage *stage = room->stage;
    uint32_t *reached = room->verdicts.reached;
    bool grew = false;
    for (uint32_t i = 0; i < stage->n_lapses; i++) {
        uint32_t lanes = fresh[stage->lapses[i].from];
        grew |= (lanes & ~reached[stage->lapses[i].to]) != 0;
        reached[stage->lapses[i].to] |= lanes;
    }
    return grew;
}

/* What is reached from the status quo, in rounds: each goes on from where the last one came to something new. */
static void find_reached(truce__lane_room *room) {
    const truce__stage *stage = room->stage;
    uint32_t *reached = room->verdicts.reached, *fresh = room->candidates;
    bool grew = stage->asks_reach;
    if (!grew) return;
    memset(reached, 0, stage->n_states * sizeof *reached);
    memset(room->passed, 0, stage->n_states * sizeof *room->passed);
    reached[stage->status_quo] = room->verdicts.exists[stage->status_quo];
    while (grew) {
        for (uint32_t s = 0; s < stage->n_states; s++) {
            fresh[s] = reached[s] & ~room->passed[s];
            room->passed[s] = reached[s];
        }
        grew = lapse(room, fresh);
        for (uint32_t p = 0; p < stage->graph->model->n_parties; p++)
            grew |= go_on(room, &stage->parties[p].moves, fresh);
    }
}

/* -------------------------------------------------------------------- keys */

static const truce__fate *fate_of(const truce__stage *stage, uint32_t unknown, const uint16_t *taken, uint32_t lane) {
    return &stage->unknowns->at[unknown].fates[LINE(taken, unknown)[lane]];
}

/* Where a column stands; UINT32_MAX where it is not held. Places are told apart by the number of the item. */
static uint32_t place_of(const truce__stage *stage, uint32_t party, const struct truce__column *column,
                         const uint16_t *taken, uint32_t lane) {
    const truce__doubts *doubts = &stage->unknowns->doubts[party];
    uint32_t unknown = doubts->unknown[column->item];
    int32_t place = 2 * (int32_t)column->item;
    truce__reading reading = TRUCE__READ_HERE;
    if (unknown != TRUCE__NONE) {
        const truce__fate *fate = fate_of(stage, unknown, taken, lane);
        place = fate->place;
        reading = fate->reading;
    }
    if (reading == TRUCE__READ_ABSENT || column->is_negated != (reading == TRUCE__READ_OPPOSITE)) return UINT32_MAX;
    return (uint32_t)(place + 1) * doubts->n_items + column->item;
}

static void order_keys(truce__lane_room *room, uint32_t party, const uint16_t *taken) {
    const truce__actor_lanes *actor = &room->stage->parties[party];
    for (uint32_t j = 0; j < actor->n_columns; j++)
        for (uint32_t l = 0; l < TRUCE__LANES; l++)
            LINE(room->place, j)[l] = (uint16_t)place_of(room->stage, party, &actor->columns[j], taken, l);
    room->kernels->order(room->place, actor->n_columns, actor->low, actor->n_classes, room->keys[party]);
}

__extension__ typedef unsigned __int128 wide_key;

/* A class, a group or a column with what it is sorted by. */
typedef struct sorted {
    wide_key key;
    uint32_t which;
} sorted;

static int by_key(const void *a, const void *b) {
    const sorted *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

/* Sorts, and numbers equal keys alike from 0: *rank of `which`. */
static truce_status rank_keys(truce_ctx *ctx, sorted *list, uint32_t count, uint32_t *rank) {
    TRY(truce__sort(ctx, list, count, sizeof *list, by_key));
    for (uint32_t i = 0, r = 0; i < count; i++) {
        r += i && list[i].key != list[i - 1].key;
        rank[list[i].which] = r;
    }
    return TRUCE_OK;
}

/* The columns that are held, most important first. */
static truce_status held_columns(truce__lane_room *room, uint32_t party, const uint16_t *taken, uint32_t lane,
                                 sorted *columns, uint32_t *count) {
    const truce__actor_lanes *actor = &room->stage->parties[party];
    *count = 0;
    for (uint32_t j = 0; j < actor->n_columns; j++) {
        uint32_t place = place_of(room->stage, party, &actor->columns[j], taken, lane);
        if (place != UINT32_MAX) columns[(*count)++] = (sorted){place, j};
    }
    return truce__sort(room->stage->ctx, columns, *count, sizeof *columns, by_key);
}

enum { CHUNK = 96 }; /* truths beside a rank in one key */

/* Classes by their truths, so many columns at a time. */
static truce_status rank_order(truce__lane_room *room, uint32_t party, const uint16_t *taken, uint32_t lane,
                               sorted *columns, sorted *classes, uint32_t *rank) {
    const truce__actor_lanes *actor = &room->stage->parties[party];
    uint32_t n_held;
    TRY(held_columns(room, party, taken, lane, columns, &n_held));
    memset(rank, 0, actor->n_classes * sizeof *rank);
    for (uint32_t first = 0; first < n_held; first += CHUNK) {
        for (uint32_t c = 0; c < actor->n_classes; c++) {
            classes[c] = (sorted){rank[c], c};
            for (uint32_t k = first; k < first + CHUNK && k < n_held; k++)
                classes[c].key = classes[c].key << 1 |
                                 truce__bits_get(actor->truth + (size_t)c * actor->n_words, columns[k].which);
        }
        TRY(rank_keys(room->stage->ctx, classes, actor->n_classes, rank));
    }
    return TRUCE_OK;
}

/* A weight in units of 2^-4 of the smallest. */
static truce__wide weight_of(const truce__stage *stage, uint32_t party, uint32_t item, const uint16_t *taken,
                             uint32_t lane) {
    truce__wide weight = (truce__wide)stage->parties[party].weights.of[item] * (1 << TRUCE__MOST_SHIFTS);
    uint32_t unknown = stage->unknowns->doubts[party].unknown[item];
    if (unknown == TRUCE__NONE) return weight;
    const truce__fate *fate = fate_of(stage, unknown, taken, lane);
    if (fate->reading == TRUCE__READ_ABSENT) return 0;
    if (fate->reading == TRUCE__READ_OPPOSITE) return -weight;
    return fate->place >= 0 ? weight * (1 << fate->place) : weight / (1 << -fate->place);
}

static truce_status rank_weights(truce__lane_room *room, uint32_t party, const uint16_t *taken, uint32_t lane,
                                 sorted *classes, uint32_t *rank) {
    const wide_key middle = (wide_key)1 << 127;
    const truce__actor_lanes *actor = &room->stage->parties[party];
    for (uint32_t c = 0; c < actor->n_classes; c++) classes[c] = (sorted){middle, c};
    for (uint32_t j = 0; j < actor->n_columns; j++) {
        truce__wide weight = weight_of(room->stage, party, actor->columns[j].item, taken, lane);
        for (uint32_t c = 0; c < actor->n_classes; c++)
            if (truce__bits_get(actor->truth + (size_t)c * actor->n_words, j))
                classes[c].key += (wide_key)weight;
    }
    return rank_keys(room->stage->ctx, classes, actor->n_classes, rank);
}

static truce_status rank_groups(truce__lane_room *room, uint32_t party, const uint16_t *taken, uint32_t lane,
                                sorted *groups, uint32_t *rank) {
    const truce__doubts *doubts = &room->stage->unknowns->doubts[party];
    for (uint32_t g = 0; g < doubts->n_items; g++) {
        const struct truce__column column = {g, false};
        groups[g] = (sorted){UINT32_MAX - place_of(room->stage, party, &column, taken, lane), g};
    }
    return rank_keys(room->stage->ctx, groups, doubts->n_items, rank);
}

static truce_status lane_keys(truce__lane_room *room, uint32_t party, const uint16_t *taken) {
    const truce__actor_lanes *actor = &room->stage->parties[party];
    truce_ctx *ctx = room->stage->ctx;
    const truce__pref_kind kind = room->stage->unknowns->doubts[party].pref->kind;
    sorted *columns = truce__calloc(ctx, actor->n_columns + 1, sizeof *columns);
    sorted *classes = truce__calloc(ctx, actor->n_classes, sizeof *classes);
    uint32_t *rank = truce__calloc(ctx, actor->n_classes, sizeof *rank);
    truce_status status = columns && classes && rank ? TRUCE_OK : TRUCE_E_NOMEM;
    for (uint32_t l = 0; l < TRUCE__LANES && status == TRUCE_OK; l++) {
        status = kind == TRUCE__PREF_RANK    ? rank_groups(room, party, taken, l, classes, rank)
                 : kind == TRUCE__PREF_WEIGH ? rank_weights(room, party, taken, l, classes, rank)
                                             : rank_order(room, party, taken, l, columns, classes, rank);
        for (uint32_t c = 0; c < actor->n_classes && status == TRUCE_OK; c++)
            LINE(room->keys[party], c)[l] = (uint16_t)rank[c];
    }
    truce__free(ctx, columns);
    truce__free(ctx, classes);
    truce__free(ctx, rank);
    return status;
}

static truce_status make_keys(truce__lane_room *room, uint32_t party, const uint16_t *taken) {
    const truce__pref *pref = room->stage->unknowns->doubts[party].pref;
    bool is_list = pref->kind == TRUCE__PREF_ORDER || pref->kind == TRUCE__PREF_NONE;
    if (!is_list || room->stage->parties[party].n_columns > TRUCE__ORDER_COLUMNS)
        return lane_keys(room, party, taken);
    order_keys(room, party, taken);
    return TRUCE_OK;
}

/* ---------------------------------------------------------------- verdicts */

/* What the others can bring about, as the party values it. */
static void answer(truce__lane_room *room, uint32_t party, bool is_improving) {
    const truce__stage *stage = room->stage;
    bool fell;
    do {
        fell = false;
        for (uint32_t p = 0; p < stage->graph->model->n_parties; p++)
            if (p != party)
                fell |= room->kernels->fall(&stage->parties[p].moves, room->able,
                                            is_improving ? room->gains[p] : NULL, room->values);
    } while (fell && (is_improving || !stage->is_apart));
}

/* The lanes in which the party leaves each state. */
static void find_unstable(truce__lane_room *room, uint32_t party, const truce__concept *concept) {
    const truce__stage *stage = room->stage;
    const truce__actor_lanes *actor = &stage->parties[party];
    const truce__lane_kernels *kernels = room->kernels;
    if (concept == &truce__nash) {
        for (uint32_t s = 0; s < stage->n_states; s++) {
            room->unstable[s] = 0;
            for (uint32_t m = actor->moves.first[s]; m < actor->moves.first[s + 1]; m++)
                room->unstable[s] |= room->gains[party][m];
        }
        return;
    }
    if (concept == &truce__smr || concept == &truce__sseq)
        kernels->rise(&actor->moves, room->able, room->keys[party], actor->class_of, room->values);
    else kernels->spread(stage->n_states, room->keys[party], actor->class_of, room->values);
    answer(room, party, concept == &truce__seq || concept == &truce__sseq);
    kernels->leave(&actor->moves, room->gains[party], room->values, room->keys[party], actor->class_of,
                   room->unstable);
}

static void find_equilibria(truce__lane_room *room) {
    const truce__stage *stage = room->stage;
    for (uint32_t c = 0; c < stage->n_concepts; c++) {
        const truce__concept *concept = truce__concept_at(stage->concepts[c]);
        uint32_t *holds = room->verdicts.holds + (size_t)c * stage->n_states;
        memcpy(holds, room->verdicts.exists, stage->n_states * sizeof *holds);
        for (uint32_t p = 0; p < stage->graph->model->n_parties; p++) {
            find_unstable(room, p, concept);
            for (uint32_t s = 0; s < stage->n_states; s++) holds[s] &= ~room->unstable[s];
        }
    }
}

/* -------------------------------------------------------------- agreements */

static void find_no_deal(truce__lane_room *room, uint32_t party) {
    const truce__stage *stage = room->stage;
    const truce__actor_lanes *actor = &stage->parties[party];
    uint16_t *worst = LINE(room->no_deal, party);
    for (uint32_t l = 0; l < TRUCE__LANES; l++) worst[l] = UINT16_MAX;
    for (uint32_t k = 0; k < stage->n_no_deal[party]; k++) {
        uint32_t s = stage->no_deal[party][k];
        room->kernels->lower(worst, LINE(room->keys[party], actor->class_of[s]), room->verdicts.exists[s]);
    }
    for (uint32_t c = 0; c < actor->n_classes; c++) {
        room->above[party][c] = room->kernels->above(LINE(room->keys[party], c), worst);
        room->below[party][c] = room->kernels->above(worst, LINE(room->keys[party], c));
    }
}

/* The lanes among `asked` in which the second state is as good as the first for all parties and better for one. */
static uint32_t outdone(const truce__lane_room *room, uint32_t first, uint32_t second, uint32_t asked) {
    const truce__stage *stage = room->stage;
    uint32_t better = 0;
    for (uint32_t p = 0; p < stage->graph->model->n_parties && asked; p++) {
        uint32_t a = stage->parties[p].class_of[first], b = stage->parties[p].class_of[second];
        if (a == b) continue;
        asked &= ~room->kernels->above(LINE(room->keys[p], a), LINE(room->keys[p], b));
        if (asked) better |= room->kernels->above(LINE(room->keys[p], b), LINE(room->keys[p], a));
    }
    return asked & better;
}

/* Whatever outdoes a state that all accept is accepted too, so only those are compared; and what is outdone by
 * something that is outdone itself is outdone by the rest. So each state meets only those that nothing before it
 * outdoes in every lane. What outdoes another moves forward, since it will outdo more. */
static void find_zone(truce__lane_room *room, uint32_t *zone) {
    uint32_t *front = room->candidates, count = 0, kept;
    for (uint32_t s = 0; s < room->stage->n_states; s++) {
        for (uint32_t k = 0; k < count && zone[s]; k++) {
            uint32_t t = front[k], lost = outdone(room, s, t, zone[t] & zone[s]);
            zone[s] &= ~lost;
            if (lost) front[k] = front[k / 2], front[k / 2] = t;
        }
        if (!zone[s]) continue;
        kept = 0;
        for (uint32_t k = 0; k < count; k++) {
            uint32_t t = front[k];
            zone[t] &= ~outdone(room, t, s, zone[t] & zone[s]);
            if (zone[t]) front[kept++] = t;
        }
        front[kept] = s;
        count = kept + 1;
    }
}

static void find_deals(truce__lane_room *room) {
    const truce__stage *stage = room->stage;
    truce__verdicts *v = &room->verdicts;
    if (!stage->no_deal) return;
    memcpy(v->better, v->exists, stage->n_states * sizeof *v->better);
    memcpy(v->zone, v->exists, stage->n_states * sizeof *v->zone);
    for (uint32_t p = 0; p < stage->graph->model->n_parties; p++) {
        const uint32_t *class_of = stage->parties[p].class_of;
        find_no_deal(room, p);
        for (uint32_t s = 0; s < stage->n_states; s++) {
            uint32_t prefers = room->above[p][class_of[s]] & v->exists[s];
            uint32_t worse = room->below[p][class_of[s]] & v->exists[s];
            v->prefers[(size_t)p * stage->n_states + s] = prefers;
            if (v->worse) v->worse[(size_t)p * stage->n_states + s] = worse;
            v->better[s] &= prefers;
            v->zone[s] &= ~worse;
        }
    }
    find_zone(room, v->zone);
}

/* ------------------------------------------------------------------- whole */

truce_status truce__solve_lanes(truce__lane_room *room, const uint16_t *taken, uint32_t alive,
                                const truce__verdicts **verdicts) {
    const truce__stage *stage = room->stage;
    *verdicts = &room->verdicts;
    if (stage->is_plain) return truce__solve_plainly(stage, taken, alive, &room->verdicts);
    find_abilities(room, taken);
    for (uint32_t p = 0; p < stage->graph->model->n_parties; p++) {
        const truce__actor_lanes *actor = &stage->parties[p];
        TRY(make_keys(room, p, taken));
        room->kernels->gains(&actor->moves, room->able, room->keys[p], actor->class_of, room->gains[p]);
    }
    for (uint32_t s = 0; s < stage->n_states; s++)
        room->verdicts.exists[s] = room->exists[stage->state_group[s]] & alive;
    find_reached(room);
    find_equilibria(room);
    find_deals(room);
    return TRUCE_OK;
}
