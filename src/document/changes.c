/* SPDX-License-Identifier: Apache-2.0 */
#include "document/changes.h"

#include "document/flow.h"
#include "document/path.h"
#include "document/extent.h"
#include "document/names.h"

#include <stdio.h>

enum { MOST_CELLS = 1 << 22, NONE = -1 }; /* entries of the table of common subsequences; longer lists are matched
                                             greedily */

typedef struct finder {
    truce_ctx *ctx;
    truce__arena *arena;
    truce__changes *changes;
    truce__text from, to; /* the paths down to the values at hand */
} finder;

/* ------------------------------------------------------------------- texts */

static truce_status flow_of(const finder *f, const truce__yaml *node, const char **text) {
    truce__text flow;
    truce__text_init(&flow, f->ctx);
    truce__write_flow(&flow, node, SIZE_MAX);
    return truce__text_keep(&flow, f->arena, text);
}

static void cut(truce__text *path, size_t length) {
    path->length = length;
    if (path->bytes) path->bytes[length] = 0;
}

/* The path with one more step. */
static truce_status path_of(const finder *f, const truce__text *path, const char *step, const char **text) {
    truce__text longer;
    truce__text_init(&longer, f->ctx);
    truce__text_add(&longer, truce__text_bytes(path), path->length);
    if (path->failed) longer.failed = true;
    if (step) truce__path_add(&longer, step);
    return truce__text_keep(&longer, f->arena, text);
}

static truce_status add_change(finder *f, truce__input_change change, const truce__yaml *before,
                               const truce__yaml *after) {
    if (before) TRY(flow_of(f, before, &change.before));
    if (after) TRY(flow_of(f, after, &change.after));
    bool has_value = change.undo.op == TRUCE_EDIT_SET || change.undo.op == TRUCE_EDIT_INSERT;
    if (has_value && !change.undo.value) change.undo.value = change.before;
    return truce__vec_push(f->ctx, f->changes, change);
}

static truce_status compare(finder *f, const truce__yaml *a, const truce__yaml *b);

/* Compares the values one step further down. */
static truce_status compare_below(finder *f, const char *step_a, const char *step_b, const truce__yaml *a,
                                  const truce__yaml *b) {
    size_t from = f->from.length, to = f->to.length;
    truce__path_add(&f->from, step_a);
    truce__path_add(&f->to, step_b);
    truce_status status = f->from.failed || f->to.failed ? TRUCE_E_NOMEM : compare(f, a, b);
    cut(&f->from, from);
    cut(&f->to, to);
    return status;
}

/* ---------------------------------------------------------------- mappings */

static truce_status key_went(finder *f, const truce__pair *pair) {
    truce__input_change change = {.kind = TRUCE__REMOVED, .undo.op = TRUCE_EDIT_SET};
    TRY(path_of(f, &f->from, pair->key->text, &change.from));
    TRY(path_of(f, &f->to, pair->key->text, &change.undo.path));
    return add_change(f, change, pair->value, NULL);
}

static truce_status key_came(finder *f, const truce__pair *pair) {
    truce__input_change change = {.kind = TRUCE__ADDED, .undo.op = TRUCE_EDIT_REMOVE};
    TRY(path_of(f, &f->to, pair->key->text, &change.to));
    change.undo.path = change.to;
    return add_change(f, change, NULL, pair->value);
}

/* The entry by which a party's preference is given, in whichever form. */
static const truce__pair *form_of(const truce__yaml *map) {
    static const char *const forms[] = {"order", "rank", "weigh"};
    const truce__pair *form = NULL;
    for (const truce__pair *pair = map->first; pair; pair = pair->next)
        for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
            if (pair->value->kind == TRUCE__YAML_SCALAR || strcmp(pair->key->text, forms[i]) != 0) continue;
            if (form) return NULL;
            form = pair;
        }
    return form;
}

/* The mapping on one line, with `entry` in place of one of its entries. */
static truce_status flow_with(const finder *f, const truce__yaml *map, const truce__pair *old,
                              const truce__pair *entry, const char **text) {
    truce__yaml copy = {.kind = TRUCE__YAML_MAP, .text = "", .count = map->count};
    truce__pair *pairs = truce__arena_alloc(f->arena, map->count, sizeof *pairs), **next = &copy.first;
    if (!pairs) return TRUCE_E_NOMEM;
    for (const truce__pair *pair = map->first; pair; pair = pair->next, pairs++) {
        const truce__pair *from = pair == old ? entry : pair;
        *pairs = (truce__pair){.key = from->key, .value = from->value};
        *next = copy.last = pairs;
        next = &pairs->next;
    }
    return flow_of(f, &copy, text);
}

/* A preference given in another form is one change; neither half of it alone would leave a model. */
static truce_status form_changed(finder *f, const truce__yaml *map, const truce__pair *old, const truce__pair *new) {
    truce__input_change change = {.kind = TRUCE__CHANGED, .undo.op = TRUCE_EDIT_SET};
    TRY(path_of(f, &f->from, old->key->text, &change.from));
    TRY(path_of(f, &f->to, new->key->text, &change.to));
    TRY(path_of(f, &f->to, NULL, &change.undo.path));
    TRY(flow_with(f, map, new, old, &change.undo.value));
    return add_change(f, change, old->value, new->value);
}

/* The entries of a mapping by their keys. */
typedef struct entries {
    truce__names names;
    const truce__pair **at;
} entries;

static truce_status list_entries(finder *f, truce__arena *arena, const truce__yaml *map, entries *e) {
    uint32_t i = 0;
    const truce__name *earlier;
    *e = (entries){.at = truce__arena_alloc(arena, map->count, sizeof(const truce__pair *))};
    if (!e->at) return TRUCE_E_NOMEM;
    for (const truce__pair *pair = map->first; pair; pair = pair->next, i++) {
        if (truce__is_cancelled(f->ctx)) return TRUCE_E_CANCELLED;
        const char *key = pair->key->text;
        e->at[i] = pair;
        truce__name name = {.text = key, .length = strlen(key), .index = i};
        TRY(truce__names_add(arena, &e->names, name, &earlier));
    }
    return TRUCE_OK;
}

static const truce__yaml *entry(const entries *e, const truce__pair *pair) {
    const truce__name *name = truce__names_find(&e->names, pair->key->text, strlen(pair->key->text));
    return name ? e->at[name->index]->value : NULL;
}

static truce_status compare_entries(finder *f, truce__arena *arena, const truce__yaml *a, const truce__yaml *b) {
    entries of_a, of_b;
    TRY(list_entries(f, arena, a, &of_a));
    TRY(list_entries(f, arena, b, &of_b));
    const truce__pair *form_a = form_of(a), *form_b = form_of(b);
    bool is_reformed = form_a && form_b && strcmp(form_a->key->text, form_b->key->text) != 0;
    if (is_reformed) TRY(form_changed(f, b, form_a, form_b));
    for (const truce__pair *pair = a->first; pair; pair = pair->next) {
        TRY(truce__go_on(f->ctx));
        if (!entry(&of_b, pair) && !(is_reformed && pair == form_a)) TRY(key_went(f, pair));
    }
    for (const truce__pair *pair = b->first; pair; pair = pair->next) {
        TRY(truce__go_on(f->ctx));
        const truce__yaml *old = entry(&of_a, pair);
        if (is_reformed && pair == form_b) continue;
        if (old) TRY(compare_below(f, pair->key->text, pair->key->text, old, pair->value));
        else TRY(key_came(f, pair));
    }
    return TRUCE_OK;
}

static truce_status compare_maps(finder *f, const truce__yaml *a, const truce__yaml *b) {
    truce__arena aside;
    truce__arena_init(&aside, f->ctx);
    truce_status status = compare_entries(f, &aside, a, b);
    truce__arena_free(&aside);
    return status;
}

/* ------------------------------------------------------------------- lists */

typedef struct element {
    const truce__yaml *node;
    const char *about; /* what the element is about: two elements with the same key are the same thing */
    bool has_id;
    int match;         /* in the other list, or NONE */
    int before;        /* in the new list: the nearest element before this one that holds its place, or NONE */
    bool is_moved;
    char position[16];
} element;

typedef struct sides {
    element *a, *b;
    int n_a, n_b;
} sides;

static truce_status describe(finder *f, const truce__yaml *node, int position, element *e) {
    static const char *const keys[] = {"id", "that", "when", "party"};
    *e = (element){.node = node, .match = NONE};
    snprintf(e->position, sizeof e->position, "%d", position);
    if (node->kind == TRUCE__YAML_SCALAR) e->about = node->text;
    for (size_t i = 0; !e->about && i < sizeof keys / sizeof *keys; i++) {
        const truce__pair *entry = truce__yaml_entry(node, keys[i]);
        if (entry && entry->value->kind == TRUCE__YAML_SCALAR) e->about = entry->value->text;
        e->has_id = e->about && i == 0;
    }
    return e->about ? TRUCE_OK : flow_of(f, node, &e->about);
}

static truce_status describe_all(finder *f, const truce__yaml *list, element **elements) {
    *elements = truce__calloc(f->ctx, (size_t)list->count + 1, sizeof **elements);
    if (!*elements) return TRUCE_E_NOMEM;
    int position = 0;
    for (const truce__pair *pair = list->first; pair; pair = pair->next, position++) {
        TRY(truce__go_on(f->ctx));
        TRY(describe(f, pair->value, position + 1, &(*elements)[position]));
    }
    return TRUCE_OK;
}

static bool is_same_thing(const element *x, const element *y) {
    return x->has_id == y->has_id && strcmp(x->about, y->about) == 0;
}

static void match(sides *s, int i, int k) {
    s->a[i].match = k;
    s->b[k].match = i;
}

/* Longest common subsequence of a[low_a, high_a) and b[low_b, high_b), by the usual table. */
static truce_status match_by_table(const finder *f, sides *s, int low_a, int high_a, int low_b, int high_b) {
    size_t rows = (size_t)(high_a - low_a), columns = (size_t)(high_b - low_b), width = columns + 1;
    uint32_t *length = truce__calloc(f->ctx, (rows + 1) * width, sizeof *length);
    if (!length) return TRUCE_E_NOMEM;
    for (size_t i = rows; i-- > 0;)
        for (size_t k = columns; k-- > 0;) {
            uint32_t down = length[(i + 1) * width + k], right = length[i * width + k + 1];
            bool is_same = is_same_thing(&s->a[low_a + (int)i], &s->b[low_b + (int)k]);
            length[i * width + k] = is_same ? length[(i + 1) * width + k + 1] + 1 : down > right ? down : right;
        }
    for (size_t i = 0, k = 0; i < rows && k < columns;) {
        bool is_same = is_same_thing(&s->a[low_a + (int)i], &s->b[low_b + (int)k]);
        if (is_same) match(s, low_a + (int)i++, low_b + (int)k++);
        else if (length[(i + 1) * width + k] >= length[i * width + k + 1]) i++;
        else k++;
    }
    truce__free(f->ctx, length);
    return TRUCE_OK;
}

static void match_greedily(sides *s, int low_a, int high_a, int low_b, int high_b) {
    for (int i = low_a; i < high_a; i++)
        for (int k = low_b; k < high_b && k < low_b + 100; k++)
            if (is_same_thing(&s->a[i], &s->b[k])) {
                match(s, i, k);
                low_b = k + 1;
                break;
            }
}

static truce_status match_in_order(const finder *f, sides *s) {
    int low = 0, high_a = s->n_a, high_b = s->n_b;
    for (; low < high_a && low < high_b && is_same_thing(&s->a[low], &s->b[low]); low++) match(s, low, low);
    for (; high_a > low && high_b > low && is_same_thing(&s->a[high_a - 1], &s->b[high_b - 1]); high_a--, high_b--)
        match(s, high_a - 1, high_b - 1);
    if ((double)(high_a - low) * (high_b - low) <= MOST_CELLS) return match_by_table(f, s, low, high_a, low, high_b);
    match_greedily(s, low, high_a, low, high_b);
    return TRUCE_OK;
}

/* Elements of the new list that are left over, by what they are about: those that are the same thing are a chain, in
 * their order. */
typedef struct left {
    truce__names names[2]; /* without an id, and with one; each name's index is that of `first` */
    int *first, *next;
} left;

static truce_status list_left(const finder *f, truce__arena *arena, const sides *s, left *l) {
    *l = (left){.first = truce__arena_alloc(arena, (size_t)s->n_b, sizeof *l->first),
                .next = truce__arena_alloc(arena, (size_t)s->n_b, sizeof *l->next)};
    if (!l->first || !l->next) return TRUCE_E_NOMEM;
    for (int k = s->n_b; k-- > 0;) {
        const element *e = &s->b[k];
        const truce__name name = {.text = e->about, .length = strlen(e->about), .index = (uint32_t)k}, *earlier;
        if (truce__is_cancelled(f->ctx)) return TRUCE_E_CANCELLED;
        if (e->match != NONE) continue;
        TRY(truce__names_add(arena, &l->names[e->has_id], name, &earlier));
        int *first = &l->first[earlier ? earlier->index : (uint32_t)k];
        l->next[k] = earlier ? *first : NONE;
        *first = k;
    }
    return TRUCE_OK;
}

/* Elements left over on both sides that are the same thing have moved. */
static truce_status match_left(const finder *f, truce__arena *arena, sides *s) {
    left l;
    TRY(list_left(f, arena, s, &l));
    for (int i = 0; i < s->n_a; i++) {
        const element *e = &s->a[i];
        if (truce__is_cancelled(f->ctx)) return TRUCE_E_CANCELLED;
        if (e->match != NONE) continue;
        const truce__name *name = truce__names_find(&l.names[e->has_id], e->about, strlen(e->about));
        int k = name ? l.first[name->index] : NONE;
        if (k == NONE) continue;
        l.first[name->index] = l.next[k];
        match(s, i, k);
        s->a[i].is_moved = s->b[k].is_moved = true;
    }
    return TRUCE_OK;
}

static truce_status match_moved(const finder *f, sides *s) {
    truce__arena aside;
    truce__arena_init(&aside, f->ctx);
    truce_status status = match_left(f, &aside, s);
    truce__arena_free(&aside);
    return status;
}

/* The next element from `at` on that has neither a counterpart nor an id, before one that holds its place. */
static int next_alone(const element *e, int count, int at) {
    while (at < count && (e[at].match == NONE ? e[at].has_id : e[at].is_moved)) at++;
    return at < count && e[at].match == NONE ? at : NONE;
}

/* Between elements that hold their places, a removed and a new one count as one that changed. */
static void match_changed(sides *s) {
    int i = 0, k = 0;
    while (i < s->n_a && k < s->n_b) {
        int old = next_alone(s->a, s->n_a, i), new = next_alone(s->b, s->n_b, k);
        if (old != NONE && new != NONE) {
            match(s, old, new);
            i = old + 1, k = new + 1;
            continue;
        }
        while (i < s->n_a && (s->a[i].match == NONE || s->a[i].is_moved)) i++; /* to the next that holds its place */
        if (i == s->n_a) break;
        k = s->a[i++].match + 1;
    }
}

static void note_places(sides *s) {
    for (int i = 0, before = NONE; i < s->n_a; i++) {
        s->a[i].before = before;
        if (s->a[i].match != NONE && !s->a[i].is_moved) before = s->a[i].match;
    }
}

/* The position, from 1, behind the nearest element before i of the old list that holds its place. `without`: an
 * element of the new list that is taken out first, or NONE. */
static uint32_t old_position(const sides *s, int i, int without) {
    int k = s->a[i].before;
    return k == NONE ? 1 : (uint32_t)(k + 2 - (without != NONE && without < k));
}

static const char *step_of(const element *e) {
    return e->has_id ? e->about : e->position;
}

static truce_status element_went(finder *f, const sides *s, int i) {
    truce__input_change change = {.kind = TRUCE__REMOVED, .undo.op = TRUCE_EDIT_INSERT};
    char position[16];
    snprintf(position, sizeof position, "%u", old_position(s, i, NONE));
    TRY(path_of(f, &f->from, step_of(&s->a[i]), &change.from));
    TRY(path_of(f, &f->to, position, &change.undo.path));
    return add_change(f, change, s->a[i].node, NULL);
}

static truce_status element_came(finder *f, const sides *s, int k) {
    truce__input_change change = {.kind = TRUCE__ADDED, .undo.op = TRUCE_EDIT_REMOVE};
    TRY(path_of(f, &f->to, step_of(&s->b[k]), &change.to));
    TRY(path_of(f, &f->to, s->b[k].position, &change.undo.path));
    return add_change(f, change, NULL, s->b[k].node);
}

static truce_status element_moved(finder *f, const sides *s, int k) {
    int i = s->b[k].match;
    truce__input_change change = {.kind = TRUCE__MOVED, .undo.op = TRUCE_EDIT_MOVE, .undo.to = old_position(s, i, k)};
    TRY(path_of(f, &f->from, s->a[i].position, &change.from));
    TRY(path_of(f, &f->to, s->b[k].position, &change.to));
    change.undo.path = change.to;
    return add_change(f, change, s->a[i].node, s->b[k].node);
}

static truce_status report_list(finder *f, const sides *s) {
    for (int i = 0; i < s->n_a; i++) {
        TRY(truce__go_on(f->ctx));
        if (s->a[i].match == NONE) TRY(element_went(f, s, i));
    }
    for (int k = 0; k < s->n_b; k++) {
        TRY(truce__go_on(f->ctx));
        if (s->b[k].match == NONE) {
            TRY(element_came(f, s, k));
            continue;
        }
        const element *old = &s->a[s->b[k].match];
        if (s->b[k].is_moved) TRY(element_moved(f, s, k));
        TRY(compare_below(f, step_of(old), step_of(&s->b[k]), old->node, s->b[k].node));
    }
    return TRUCE_OK;
}

static truce_status compare_lists(finder *f, const truce__yaml *a, const truce__yaml *b) {
    sides s = {.n_a = (int)a->count, .n_b = (int)b->count};
    truce_status status = describe_all(f, a, &s.a);
    if (status == TRUCE_OK) status = describe_all(f, b, &s.b);
    if (status == TRUCE_OK) status = match_in_order(f, &s);
    if (status == TRUCE_OK) status = match_moved(f, &s);
    if (status == TRUCE_OK) {
        match_changed(&s);
        note_places(&s);
        status = report_list(f, &s);
    }
    truce__free(f->ctx, s.a);
    truce__free(f->ctx, s.b);
    return status;
}

/* ------------------------------------------------------------------ values */

/* A statement, a level or a weight that stands alone, written as the mapping that it abbreviates; `other` has the
 * key. */
static truce_status unfold(const finder *f, const truce__yaml *node, const truce__yaml *other,
                           const truce__yaml **out) {
    static const char *const keys[] = {"that", "level", "weight"};
    truce__yaml *map = truce__arena_alloc(f->arena, 1, sizeof *map),
                *key = truce__arena_alloc(f->arena, 1, sizeof *key);
    truce__pair *pair = truce__arena_alloc(f->arena, 1, sizeof *pair);
    if (!map || !key || !pair) return TRUCE_E_NOMEM;
    *out = node;
    if (node->kind != TRUCE__YAML_SCALAR || other->kind != TRUCE__YAML_MAP) return TRUCE_OK;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (!truce__yaml_entry(other, keys[i])) continue;
        *key = (truce__yaml){.kind = TRUCE__YAML_SCALAR, .text = keys[i], .length = strlen(keys[i])};
        *pair = (truce__pair){.key = key, .value = node};
        *map = (truce__yaml){.kind = TRUCE__YAML_MAP, .text = "", .first = pair, .last = pair, .count = 1};
        *out = map;
        break;
    }
    return TRUCE_OK;
}

/* Whether a list at this path is one value: each state stands in a ranking once, so no place changes alone. */
static bool is_whole(const truce__text *path) {
    static const char last[] = ".rank";
    size_t length = sizeof last - 1;
    return path->length > length && memcmp(path->bytes + path->length - length, last, length) == 0;
}

static int compare_texts(const void *x, const void *y) {
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* The texts of a list in order; *are_texts: all its elements are scalars. */
static truce_status sort_texts(const finder *f, const truce__yaml *list, const char **texts, bool *are_texts) {
    size_t count = 0;
    for (const truce__pair *pair = list->first; *are_texts && pair; pair = pair->next) {
        *are_texts = pair->value->kind == TRUCE__YAML_SCALAR;
        texts[count++] = pair->value->text;
    }
    return *are_texts ? truce__sort(f->ctx, texts, count, sizeof *texts, compare_texts) : TRUCE_OK;
}

/* Whether both are lists of the same states: tied states have no order. */
static truce_status compare_ties(const finder *f, const truce__yaml *a, const truce__yaml *b, bool *are_same) {
    *are_same = a->kind == TRUCE__YAML_LIST && b->kind == TRUCE__YAML_LIST && a->count == b->count;
    if (!*are_same) return TRUCE_OK;
    const char **texts = truce__calloc(f->ctx, 2 * (size_t)a->count + 1, sizeof *texts), **of_b = texts + a->count;
    if (!texts) return TRUCE_E_NOMEM;
    truce_status status = sort_texts(f, a, texts, are_same);
    if (status == TRUCE_OK) status = sort_texts(f, b, of_b, are_same);
    for (uint32_t i = 0; *are_same && i < a->count; i++) *are_same = strcmp(texts[i], of_b[i]) == 0;
    truce__free(f->ctx, texts);
    return status;
}

static truce_status compare_rankings(const finder *f, const truce__yaml *a, const truce__yaml *b, bool *are_same) {
    const truce__pair *x = a->first, *y = b->first;
    *are_same = a->count == b->count;
    for (; *are_same && x && y; x = x->next, y = y->next)
        if (!truce__yaml_equal(x->value, y->value)) TRY(compare_ties(f, x->value, y->value, are_same));
    return TRUCE_OK;
}

static truce_status compare(finder *f, const truce__yaml *a, const truce__yaml *b) {
    if (truce__yaml_equal(a, b)) return TRUCE_OK;
    TRY(unfold(f, a, b, &a));
    TRY(unfold(f, b, a, &b));
    if (a->kind == TRUCE__YAML_MAP && b->kind == TRUCE__YAML_MAP) return compare_maps(f, a, b);
    bool are_lists = a->kind == TRUCE__YAML_LIST && b->kind == TRUCE__YAML_LIST, is_ranking = is_whole(&f->to);
    bool are_same = false;
    if (are_lists && is_ranking) TRY(compare_rankings(f, a, b, &are_same));
    if (are_same) return TRUCE_OK;
    if (are_lists && !is_ranking) return compare_lists(f, a, b);
    truce__input_change change = {.kind = TRUCE__CHANGED, .undo.op = TRUCE_EDIT_SET};
    TRY(path_of(f, &f->from, NULL, &change.from));
    TRY(path_of(f, &f->to, NULL, &change.to));
    change.undo.path = change.to;
    return add_change(f, change, a, b);
}

/* ------------------------------------------------------------- what is idle */

/* Whether the path leads to words about a party or an option, or to one of a list of them: "...military.says.2". */
static bool is_word(const truce__path *path) {
    static const char *const of_party[] = {"plural", "its", NULL},
                             *const of_option[] = {"topic", "says", "from", "below", "does", "back", NULL};
    if (strcmp(path->steps[0].text, "parties") != 0 || (path->count != 3 && path->count < 5)) return false;
    const char *const *keys = path->count == 3 ? of_party : of_option;
    const char *key = path->steps[path->count == 3 ? 2 : 4].text;
    while (*keys && strcmp(*keys, key) != 0) keys++;
    return *keys != NULL;
}

/* Whether no verdict can depend on the input at a path. A weight's key may happen to be the name of a note's key.
 * Rules have no order. */
static bool is_idle(const truce__path *path, bool is_moved, bool after_expiry) {
    static const char *const around[] = {"truce", "title",     "summary", "date",     "sources", "no_deal",
                                         "pain",  "utilities", "ratify",  "audience", "tempo",   "levers",
                                         "events", "leaves_out"};
    bool is_expiry = strcmp(path->steps[0].text, "expires") == 0;
    const truce__step *last = &path->steps[path->count - 1];
    for (size_t i = 0; i < sizeof around / sizeof *around; i++)
        if (strcmp(path->steps[0].text, around[i]) == 0) return true;
    if (is_moved && (strcmp(path->steps[0].text, "feasible") == 0 || strcmp(path->steps[0].text, "coalesce") == 0))
        return true;
    if (is_expiry && !after_expiry) return true;
    if (is_expiry && strcmp(last->text, "after") == 0) return true;
    if (path->count < 3 || strcmp(path->steps[path->count - 2].text, "weigh") == 0) return false;
    return truce__step_is_note(last) || is_word(path);
}

truce_status truce__changes_find(truce_ctx *ctx, truce__arena *arena, const truce__yaml *a, const truce__yaml *b,
                                 bool after_expiry, truce__changes *changes) {
    finder f = {.ctx = ctx, .arena = arena, .changes = changes};
    size_t first = changes->count;
    truce__text_init(&f.from, ctx);
    truce__text_init(&f.to, ctx);
    truce_status status = compare(&f, a, b);
    for (size_t i = first; status == TRUCE_OK && i < changes->count; i++) {
        truce__input_change *change = &changes->at[i];
        const char *problem;
        truce__path path;
        TRY_OR_DONE(truce__go_on(ctx));
        status = truce__path_parse(arena, change->from ? change->from : change->to, &path, &problem);
        if (status == TRUCE_OK) change->is_idle = is_idle(&path, change->kind == TRUCE__MOVED, after_expiry);
    }
done:
    truce__text_free(&f.from);
    truce__text_free(&f.to);
    return status;
}
