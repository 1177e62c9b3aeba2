/* SPDX-License-Identifier: Apache-2.0 */
/* What readers of other formats share: ids from names, and a model written as YAML. */
#include "formats/formats.h"

#include "document/flow.h"
#include "model/lex.h"

/* ---------------------------------------------------------------------- ids */

static bool is_taken(const truce__fresh_ids *ids, const char *id) {
    for (size_t i = 0; i < ids->all.count; i++)
        if (strcmp(ids->all.at[i], id) == 0) return true;
    return false;
}

static void spell(truce__text *text, const char *name) {
    bool waits = false;
    for (; *name; name++) {
        char c = *name >= 'A' && *name <= 'Z' ? (char)(*name - 'A' + 'a') : *name;
        bool is_letter = c >= 'a' && c <= 'z', is_digit = c >= '0' && c <= '9';
        if (is_letter || (is_digit && text->length)) {
            if (waits && text->length) truce__text_puts(text, "_");
            truce__text_add(text, &c, 1);
        }
        waits = !is_letter && !is_digit;
    }
}

const char *truce__fresh_id(truce__foreign *f, truce__fresh_ids *ids, const char *name, const char *otherwise) {
    truce__text text;
    const char *id = NULL;
    truce__text_init(&text, f->ctx);
    spell(&text, name);
    if (!text.length) truce__text_puts(&text, otherwise);
    bool is_word = !truce__is_bare(truce__text_bytes(&text), text.length) ||
                   strcmp(truce__text_bytes(&text), "rest") == 0;
    if (is_word) truce__text_puts(&text, "_");
    size_t length = text.length;
    for (uint32_t number = 2; is_taken(ids, truce__text_bytes(&text)) && !text.failed; number++) {
        text.length = length;
        truce__text_printf(&text, "_%u", number);
    }
    if (truce__text_keep(&text, &f->arena, &id) != TRUCE_OK) return NULL;
    return truce__vec_push(f->ctx, &ids->all, id) == TRUCE_OK ? id : NULL;
}

/* -------------------------------------------------------------------- parts */

static void write_entry(truce__text *text, const char *key, const char *value) {
    truce__text_puts(text, key);
    truce__write_flow_scalar(text, value);
}

static void write_option(truce__text *text, const truce__draft_option *option) {
    static const char *const moves[] = {[TRUCE__MOVES_UP] = "up", [TRUCE__MOVES_DOWN] = "down",
                                        [TRUCE__MOVES_NONE] = "none"};
    write_entry(text, "      - {id: ", option->id);
    write_entry(text, ", name: ", option->name);
    for (uint32_t level = 0; option->levels && level < option->n_levels; level++)
        write_entry(text, level ? ", " : ", levels: [", option->levels[level]);
    if (option->levels) truce__text_puts(text, "]");
    if (option->moves != TRUCE__MOVES_BOTH) truce__text_printf(text, ", moves: %s", moves[option->moves]);
    truce__text_puts(text, "}\n");
}

void truce__draft_write(truce__foreign *f, const char *title, const char *const *party_ids,
                        const char *const *party_names, uint32_t n_parties, const truce__draft_option *options,
                        uint32_t n_options) {
    truce__text *text = &f->yaml;
    truce__text_puts(text, "truce: 1\n");
    if (title) write_entry(text, "title: ", title), truce__text_puts(text, "\n");
    truce__text_puts(text, "parties:\n");
    for (uint32_t p = 0; p < n_parties; p++) {
        bool has_some = false;
        write_entry(text, "  - id: ", party_ids[p]);
        write_entry(text, "\n    name: ", party_names[p]);
        truce__text_puts(text, "\n");
        for (uint32_t o = 0; o < n_options; o++) {
            if (options[o].party != p) continue;
            if (!has_some) truce__text_puts(text, "    options:\n");
            has_some = true;
            write_option(text, &options[o]);
        }
    }
    bool has_today = n_options && options[0].today != TRUCE__NONE;
    if (has_today) truce__text_puts(text, "status_quo: {");
    for (uint32_t o = 0; has_today && o < n_options; o++) {
        const char *const usual[] = {"no", "yes"};
        truce__text_printf(text, "%s%s: %s", o ? ", " : "", options[o].id,
                           (options[o].levels ? options[o].levels : usual)[options[o].today]);
    }
    if (has_today) truce__text_puts(text, "}\n");
}

void truce__draft_prefer(truce__foreign *f, const char *party) {
    if (!f->has_preferences) truce__text_puts(&f->yaml, "preferences:\n");
    f->has_preferences = true;
    truce__text_printf(&f->yaml, "  %s:\n", party);
}

typedef struct valued {
    double value;
    uint32_t state;
} valued;

static int best_first(const void *a, const void *b) {
    const valued *x = a, *y = b;
    if (x->value > y->value) return -1;
    if (x->value < y->value) return 1;
    return x->state < y->state ? -1 : x->state > y->state;
}

truce_status truce__draft_rank(truce__foreign *f, const char *party, const double *values, uint32_t n_states) {
    valued *all = truce__calloc(f->ctx, (size_t)n_states + 1, sizeof *all);
    if (!all) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < n_states; i++) all[i] = (valued){values[i], i + 1};
    truce_status status = truce__sort(f->ctx, all, n_states, sizeof *all, best_first);
    truce__draft_prefer(f, party);
    truce__text_puts(&f->yaml, "    rank:\n");
    for (uint32_t i = 0, end; i < n_states && status == TRUCE_OK; i = end) {
        for (end = i + 1; end < n_states && all[end].value >= all[i].value; end++) {}
        truce__text_puts(&f->yaml, end > i + 1 ? "      - [" : "      - ");
        for (uint32_t k = i; k < end; k++) truce__text_printf(&f->yaml, "%s%u", k > i ? ", " : "", all[k].state);
        truce__text_puts(&f->yaml, end > i + 1 ? "]\n" : "\n");
    }
    truce__free(f->ctx, all);
    return status;
}

/* -------------------------------------------------------------------- cubes */

static truce_status split(truce__cubes *c, uint64_t *allowed, uint32_t option) {
    truce__truth truth = c->truth(c->ud, allowed);
    TRY(c->status);
    if (truth == TRUCE__FALSE || c->is_over) return TRUCE_OK;
    while (option < c->n_options && !(c->relevant >> option & 1)) option++;
    if (truth == TRUCE__TRUE || option == c->n_options) {
        c->is_over = c->found.count >= c->most * c->n_options;
        for (uint32_t o = 0; o < c->n_options && !c->is_over; o++)
            TRY(truce__vec_push(c->ctx, &c->found, allowed[o]));
        return truce__go_on(c->ctx);
    }
    for (uint64_t left = c->all[option]; left; left &= left - 1) {
        allowed[option] = left & -left;
        TRY(split(c, allowed, option + 1));
    }
    allowed[option] = c->all[option];
    return TRUCE_OK;
}

truce_status truce__cubes_find(truce__cubes *c) {
    uint64_t allowed[TRUCE__MAX_OPTIONS];
    memcpy(allowed, c->all, c->n_options * sizeof *allowed);
    return split(c, allowed, 0);
}
