/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Backtracking over options from the last, which varies slowest, to the first, so that combinations come in ascending
 * order.
 *
 * After each setting the rules that mention the option are evaluated with three values. A false rule ends the branch.
 * A true rule needs no further look below. A rule with one open option left takes from it the levels that would break
 * the rule (forward checking: Haralick and Elliott 1980, Artificial Intelligence 14(3):263-313), so that a
 * contradiction far down shows high up. If no rule is open all completions exist, and `sure` is their number.
 *
 * No decision diagrams, because the states are listed anyway, and an ordered list needs no table.
 */
#include "graph/search.h"

/* ------------------------------------------------------------ propagation */

static uint32_t bit_count(uint64_t bits) {
    return (uint32_t)__builtin_popcountll(bits);
}

/* The option with more than one level left, if there is exactly one; else TRUCE__NONE. */
static uint32_t only_free(uint64_t options, const uint64_t *allowed) {
    uint32_t found = TRUCE__NONE;
    for (; options; options &= options - 1) {
        uint32_t option = (uint32_t)__builtin_ctzll(options);
        if (bit_count(allowed[option]) < 2) continue;
        if (found != TRUCE__NONE) return TRUCE__NONE;
        found = option;
    }
    return found;
}

/* Takes the levels that break the rule from `option`, its last open one. */
static void take_breaking(truce__search *search, const truce__search_rule *rule, uint32_t option, uint64_t *allowed) {
    uint64_t all = allowed[option], good = 0;
    for (uint64_t left = all; left; left &= left - 1) {
        allowed[option] = left & -left;
        if (truce__partial_eval(&search->partial, &rule->formula, allowed) != rule->breaks) good |= allowed[option];
    }
    allowed[option] = good;
}

/* Decides what can be decided after the options in `changed` were narrowed. False when a rule is broken, or the work
 * was cancelled. */
static bool propagate(truce__search *search, truce__search_level *level, uint64_t changed) {
    while (changed) {
        uint64_t touched = changed;
        uint32_t kept = 0;
        changed = 0;
        search->partial.work += level->n_open / 4; /* most are not evaluated */
        for (uint32_t i = 0; i < level->n_open; i++) {
            const truce__search_rule *rule = &search->rules[level->open[i]];
            level->open[kept++] = level->open[i];
            if (!(rule->formula.options & (touched | changed))) continue;
            search->is_cancelled = search->is_cancelled || truce__partial_stops(&search->partial);
            if (search->is_cancelled) return false;
            truce__truth truth = truce__partial_eval(&search->partial, &rule->formula, level->allowed);
            if (truth == rule->breaks) return false;
            if (truth != TRUCE__UNKNOWN) {
                kept--;
                continue;
            }
            uint32_t option = only_free(rule->formula.options, level->allowed);
            if (option == TRUCE__NONE) continue;
            take_breaking(search, rule, option, level->allowed);
            if (!level->allowed[option]) return false;
            kept--; /* every level that is left satisfies the rule */
            changed |= (uint64_t)1 << option;
        }
        level->n_open = kept;
    }
    return true;
}

/* ------------------------------------------------------------------- start */

static truce_status prepare_rules(truce__search *search) {
    const truce_model *model = search->partial.model;
    const uint32_t n_rules = search->n_rules;
    search->rules = truce__arena_alloc(&search->partial.arena, n_rules, sizeof *search->rules);
    if (!search->rules) return TRUCE_E_NOMEM;
    for (uint32_t i = 0; i < n_rules; i++)
        TRY(truce__partial_compile(&search->partial, &model->rules[i].stmt, &search->rules[i].formula));
    search->levels = truce__arena_alloc(&search->partial.arena, search->n_options + 1, sizeof *search->levels);
    if (!search->levels) return TRUCE_E_NOMEM;
    for (uint32_t d = 0; d <= search->n_options; d++) {
        search->levels[d].open = truce__arena_alloc(&search->partial.arena, n_rules, sizeof(uint32_t));
        if (!search->levels[d].open) return TRUCE_E_NOMEM;
    }
    return TRUCE_OK;
}

/* Rules without options are decided at the root, where nothing has changed yet. */
static bool decide_constants(truce__search *search) {
    truce__search_level *root = &search->levels[0];
    root->n_open = 0;
    for (uint32_t i = 0; i < search->n_rules; i++) {
        if (search->rules[i].formula.options) root->open[root->n_open++] = i;
        else if (truce__partial_eval(&search->partial, &search->rules[i].formula, root->allowed) ==
                 search->rules[i].breaks)
            return false;
    }
    return true;
}

static void append_options(truce__search *search, uint64_t options, uint64_t *placed, uint32_t *count) {
    options &= (((uint64_t)1 << search->n_options) - 1) & ~*placed;
    *placed |= options;
    for (; options; options &= ~((uint64_t)1 << search->order[*count - 1]))
        search->order[(*count)++] = 63 - (uint32_t)__builtin_clzll(options);
}

/* Chooses the order of options. Ascending: from the last to the first. Else the options of the rule to be broken come
 * first, then those that rules connect with them, so that a contradiction shows before unrelated options are tried.
 * Options without rules come last. */
static void choose_order(truce__search *search, uint32_t broken, bool is_ascending) {
    const uint32_t n_rules = search->n_rules;
    uint64_t placed = 0;
    uint32_t count = 0;
    if (broken != TRUCE__NONE && !is_ascending)
        append_options(search, search->rules[broken].formula.options, &placed, &count);
    for (uint32_t before = UINT32_MAX; before != count && !is_ascending;) {
        before = count;
        search->partial.work += n_rules / 4;
        for (uint32_t i = 0; i < n_rules; i++)
            if (search->rules[i].formula.options & placed || placed == 0)
                append_options(search, search->rules[i].formula.options, &placed, &count);
    }
    for (uint32_t i = 0; i < n_rules && !is_ascending; i++)
        append_options(search, search->rules[i].formula.options, &placed, &count);
    append_options(search, UINT64_MAX, &placed, &count);
}

/* Begins a depth whose rules have just been decided as far as possible. */
static void enter(truce__search *search, uint32_t depth) {
    truce__search_level *level = &search->levels[depth];
    search->depth = depth;
    level->untried = depth < search->n_options ? level->allowed[search->order[depth]] : 0;
    if (level->n_open || (depth && !search->levels[depth - 1].n_open)) return;
    search->sure = 1;
    for (uint32_t d = depth; d < search->n_options; d++) search->sure *= bit_count(level->allowed[search->order[d]]);
}

truce_status truce__search_init(truce__search *search, truce_ctx *ctx, const truce_model *model, uint32_t n_rules,
                                uint32_t broken, bool is_ascending) {
    *search = (truce__search){.n_options = model->n_options, .n_rules = n_rules};
    TRY(truce__partial_init(ctx, model, &search->partial));
    TRY(prepare_rules(search));
    uint64_t stride = 1;
    for (uint32_t i = 0; i < model->n_options; i++) {
        search->stride[i] = stride;
        stride *= model->options[i].n_levels;
    }
    return truce__search_again(search, broken, is_ascending);
}

truce_status truce__search_again(truce__search *search, uint32_t broken, bool is_ascending) {
    const truce_model *model = search->partial.model;
    truce__search_level *root = &search->levels[0];
    const uint64_t all = ((uint64_t)1 << search->n_options) - 1;
    search->n_nodes = search->sure = 0;
    for (uint32_t i = 0; i < search->n_rules; i++)
        search->rules[i].breaks = i == broken ? TRUCE__TRUE : TRUCE__FALSE;
    choose_order(search, broken, is_ascending);
    for (uint32_t i = 0; i < search->n_options; i++)
        root->allowed[i] = truce__all_levels(&model->options[i]);
    search->is_over = !decide_constants(search) || !propagate(search, root, all);
    if (!search->is_over) enter(search, 0);
    return search->is_cancelled ? TRUCE_E_CANCELLED : TRUCE_OK;
}

void truce__search_free(truce__search *search) {
    truce__partial_free(&search->partial);
}

/* -------------------------------------------------------------------- steps */

/* Sets the option of this depth to its next level, at a copy for the next depth. False if no level is left. */
static bool set_next(const truce__search *search, truce__search_level *level, truce__search_level *below) {
    uint32_t option = search->order[search->depth];
    if (!level->untried) return false;
    uint64_t setting = level->untried & -level->untried;
    level->untried -= setting;
    memcpy(below->allowed, level->allowed, search->n_options * sizeof *below->allowed);
    below->allowed[option] = setting;
    below->code = level->code + (uint64_t)__builtin_ctzll(setting) * search->stride[option];
    below->n_open = level->n_open;
    if (level->n_open) memcpy(below->open, level->open, level->n_open * sizeof *below->open);
    return true;
}

static void leave(truce__search *search) {
    search->is_over = search->depth == 0;
    search->depth -= !search->is_over;
}

bool truce__search_step(truce__search *search, uint64_t *code) {
    truce__search_level *level = &search->levels[search->depth], *below = level + 1;
    bool is_whole = search->depth == search->n_options;
    if (is_whole) *code = level->code;
    if (is_whole || !set_next(search, level, below)) {
        leave(search);
        return is_whole;
    }
    search->n_nodes++;
    uint64_t changed = (uint64_t)1 << search->order[search->depth];
    if (!below->n_open || propagate(search, below, changed)) enter(search, search->depth + 1);
    return false;
}

truce_status truce__search_count(truce__search *search, uint64_t enough, uint64_t most, uint64_t *count) {
    *count = 0;
    while (!search->is_over && *count <= enough && search->n_nodes <= most) {
        uint64_t code;
        if (truce__search_stops(search)) return TRUCE_E_CANCELLED;
        if (search->levels[search->depth].n_open) {
            truce__search_step(search, &code);
            continue;
        }
        *count += search->sure;
        leave(search);
    }
    return TRUCE_OK;
}

truce_status truce__search_first(truce__search *search, uint64_t most, uint64_t most_work, uint64_t *code) {
    *code = UINT64_MAX;
    while (!search->is_over) {
        if (truce__search_step(search, code)) return TRUCE_OK;
        if (truce__search_stops(search)) return TRUCE_E_CANCELLED;
        if (search->n_nodes > most || search->partial.work > most_work) return TRUCE_E_LIMIT;
    }
    return TRUCE_OK;
}
