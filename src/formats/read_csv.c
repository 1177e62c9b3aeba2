/* SPDX-License-Identifier: Apache-2.0 */
/*
 * CSV, as spreadsheets write it: cells between commas, semicolons or tabulators, quoted where they hold one. Two
 * tables are known. A table of states has a row for each feasible state:
 *
 *     north: pump,south: sue,south: offer,rank north,rank south
 *     N,N,none,3,2
 *
 * A normal form has the strategies of one party as rows, those of the other as columns, and two pay-offs a cell:
 *
 *     Row \ Column,Left,Right
 *     Up,"3, 2","0, 1"
 */
#include "formats/formats.h"

static const truce__loc start = {1, 1, 1};

typedef struct cell {
    const char *text;
    truce__loc loc;
} cell;

typedef struct sheet {
    truce__foreign *f;
    TRUCE__VEC(cell) cells;
    TRUCE__VEC(size_t) rows; /* first cell of each, and behind the last */
    char between;
} sheet;

static size_t n_rows(const sheet *s) { return s->rows.count - 1; }
static size_t width(const sheet *s, size_t row) { return s->rows.at[row + 1] - s->rows.at[row]; }
static const cell *cell_at(const sheet *s, size_t row, size_t column) {
    return &s->cells.at[s->rows.at[row] + column];
}

/* ------------------------------------------------------------------ reading */

/* What most often stands outside of quotes in the first line. */
static char find_separator(const truce__source *source) {
    static const char all[] = ",;\t";
    size_t counts[3] = {0};
    bool is_quoted = false;
    for (const char *c = source->text; *c && *c != '\n'; c++) {
        is_quoted ^= *c == '"';
        for (int i = 0; i < 3; i++) counts[i] += !is_quoted && *c == all[i];
    }
    return counts[1] > counts[0] ? ';' : counts[2] > counts[0] ? '\t' : ',';
}

static truce_status add_cell(sheet *s, truce__text *text, truce__loc loc) {
    const char *bytes = truce__text_bytes(text), *first = bytes + strspn(bytes, " \t\n");
    size_t length = strlen(first);
    while (length && strchr(" \t\n", first[length - 1])) length--;
    if (length > 1 && *first == '\'' && strchr("=+-@", first[1])) first++, length--; /* no formula */
    const char *kept = truce__arena_text(&s->f->arena, first, length);
    if (!kept || text->failed) return TRUCE_E_NOMEM;
    loc.length = length ? (uint32_t)truce__utf8_count(kept, length) : 1;
    text->length = 0;
    truce__text_clear(text);
    return truce__vec_push(s->f->ctx, &s->cells, ((cell){kept, loc}));
}

static truce_status read_cells(sheet *s, truce__text *text) {
    const char *at = s->f->source.text;
    uint32_t line = 1;
    const char *begin = at;
    truce__loc loc = start, quote = start;
    bool is_quoted = false;
    TRY(truce__vec_push(s->f->ctx, &s->rows, 0));
    for (;; at++) {
        if (is_quoted && *at == '"' && at[1] == '"') {
            truce__text_add(text, at++, 1);
        } else if (*at == '"' && (is_quoted || !text->length)) {
            is_quoted = !is_quoted;
            quote = (truce__loc){line, (uint32_t)truce__utf8_count(begin, (size_t)(at - begin)) + 1, 1};
        } else if (!*at || (!is_quoted && (*at == s->between || *at == '\n'))) {
            bool is_blank = !text->length && s->cells.count == s->rows.at[s->rows.count - 1] && *at != s->between;
            if (!is_blank) TRY(add_cell(s, text, loc));
            if (*at != s->between && !is_blank) TRY(truce__vec_push(s->f->ctx, &s->rows, s->cells.count));
            if (!*at) break;
            if (*at == '\n') line++, begin = at + 1;
            loc = (truce__loc){line, (uint32_t)truce__utf8_count(begin, (size_t)(at + 1 - begin)) + 1, 1};
            if (line % 4096 == 0) TRY(truce__go_on(s->f->ctx));
        } else {
            truce__text_add(text, at, 1);
            if (*at == '\n') line++, begin = at + 1;
        }
    }
    return is_quoted ? TRUCE__WRONG(s->f, quote, "write a quote inside of quotes twice", "this quote is not closed")
                     : TRUCE_OK;
}

/* Every row is as wide as the first. */
static truce_status check_widths(sheet *s) {
    if (n_rows(s) < 2 || width(s, 0) < 2)
        return TRUCE__WRONG(s->f, start, "the first line names the columns",
                            "this is no table: it has %zu rows", n_rows(s));
    for (size_t row = 1; row < n_rows(s); row++)
        if (width(s, row) != width(s, 0))
            return TRUCE__WRONG(s->f, cell_at(s, row, 0)->loc, "give each row as many cells as the first",
                                "row %zu has %zu cells, the first has %zu", row + 1, width(s, row), width(s, 0));
    return TRUCE_OK;
}

static bool number_in(const char *text, double *number) {
    truce__decimal decimal;
    if (!truce__decimal_parse(text, strlen(text), &decimal)) return false;
    *number = truce__decimal_double(decimal);
    return true;
}

/* ---------------------------------------------------------------- the states */

typedef struct column {
    size_t at;           /* in the sheet */
    const char *party, *name;
    uint32_t number;     /* of the party */
    const char **levels; /* as they stand in the cells, in the order of the model */
    uint32_t n_levels;
    bool is_yes_no;
} column;

typedef struct states {
    sheet *s;
    truce__fresh_ids ids;
    TRUCE__VEC(const char *) parties; /* names */
    TRUCE__VEC(column) options;       /* by party */
    TRUCE__VEC(column) ranks;
    size_t feasible;                  /* the column; SIZE_MAX: all rows are */
    uint64_t stride[TRUCE__MAX_OPTIONS], n_combinations;
    uint64_t *row_of;                 /* by combination: the row + 1; 0: infeasible */
} states;

enum { MOST_COMBINATIONS = 1 << 16, MOST_RULES = 4096 };

static bool is_word(const char *text, const char *const *words) {
    for (; *words; words++)
        if (strcmp(text, *words) == 0) return true;
    return false;
}
static const char *const noes[] = {"N", "n", "no", "No", "0", "false", "FALSE", NULL};
static const char *const yeses[] = {"Y", "y", "yes", "Yes", "1", "true", "TRUE", NULL};

static truce_status party_named(states *t, const char *name, uint32_t *number) {
    for (*number = 0; *number < t->parties.count; ++*number)
        if (strcmp(t->parties.at[*number], name) == 0) return TRUCE_OK;
    return truce__vec_push(t->s->f->ctx, &t->parties, name);
}

/* Parties come in the order of their ranks, then in that of their options. */
static truce_status number_parties(states *t) {
    for (size_t i = 0; i < t->ranks.count; i++) {
        size_t before = t->parties.count;
        TRY(party_named(t, t->ranks.at[i].party, &t->ranks.at[i].number));
        if (t->parties.count == before)
            TRY(TRUCE__WRONG(t->s->f, cell_at(t->s, 0, t->ranks.at[i].at)->loc, "leave one of them out",
                             "this party is ranked twice"));
    }
    for (size_t o = 0; o < t->options.count; o++)
        TRY(party_named(t, t->options.at[o].party, &t->options.at[o].number));
    return TRUCE_OK;
}

static truce_status read_heads(states *t) {
    truce__foreign *f = t->s->f;
    t->feasible = SIZE_MAX;
    for (size_t c = 0; c < width(t->s, 0); c++) {
        const cell *head = cell_at(t->s, 0, c);
        const char *colon = strstr(head->text, ": ");
        column new = {.at = c};
        if (strcmp(head->text, "state") == 0) continue;
        if (strcmp(head->text, "feasible") == 0) {
            t->feasible = c;
        } else if (strncmp(head->text, "rank ", 5) == 0) {
            new.party = head->text + 5;
            TRY(truce__vec_push(f->ctx, &t->ranks, new));
        } else if (colon && colon > head->text && colon[2]) {
            new.party = truce__arena_text(&f->arena, head->text, (size_t)(colon - head->text));
            new.name = colon + 2;
            if (!new.party) return TRUCE_E_NOMEM;
            TRY(truce__vec_push(f->ctx, &t->options, new));
        } else {
            TRY(TRUCE__LOST(f, head->loc, "a column is called 'PARTY: OPTION', 'rank PARTY', 'feasible' or 'state'",
                            "this column is not read"));
        }
    }
    TRY(number_parties(t));
    if (f->errors || (t->options.count && t->options.count <= TRUCE__MAX_OPTIONS)) return TRUCE_OK;
    return TRUCE__WRONG(f, cell_at(t->s, 0, 0)->loc, "call columns of options 'PARTY: OPTION'",
                        "the table has %zu options; a model has 1 to %d", t->options.count, TRUCE__MAX_OPTIONS);
}

/* Options stand together by party; else in the order of the columns. */
static void sort_options(states *t) {
    for (size_t i = 1; i < t->options.count; i++) {
        column moved = t->options.at[i];
        size_t k = i;
        for (; k > 0 && t->options.at[k - 1].number > moved.number; k--) t->options.at[k] = t->options.at[k - 1];
        t->options.at[k] = moved;
    }
}

static truce_status read_levels(states *t, column *option) {
    truce__foreign *f = t->s->f;
    option->levels = truce__arena_alloc(&f->arena, TRUCE__MAX_LEVELS, sizeof *option->levels);
    if (!option->levels) return TRUCE_E_NOMEM;
    option->is_yes_no = true;
    for (size_t row = 1; row < n_rows(t->s); row++) {
        const cell *at = cell_at(t->s, row, option->at);
        uint32_t level = 0;
        option->is_yes_no &= is_word(at->text, noes) || is_word(at->text, yeses);
        while (level < option->n_levels && strcmp(option->levels[level], at->text) != 0) level++;
        if (level < option->n_levels) continue;
        if (!*at->text || level == TRUCE__MAX_LEVELS)
            return TRUCE__WRONG(f, at->loc,
                                *at->text ? "give some of them one name" : "write Y or N, or a level's name",
                                *at->text ? "the option has more than %d levels" : "a level is missing",
                                TRUCE__MAX_LEVELS);
        option->levels[option->n_levels++] = at->text;
    }
    if (option->is_yes_no) option->n_levels = 2;
    return TRUCE_OK;
}

static uint32_t level_in(const states *t, size_t row, const column *option) {
    const char *text = cell_at(t->s, row, option->at)->text;
    if (option->is_yes_no) return is_word(text, yeses);
    for (uint32_t level = 0;; level++)
        if (strcmp(option->levels[level], text) == 0) return level;
}

static truce_status place_rows(states *t) {
    truce__foreign *f = t->s->f;
    t->n_combinations = 1;
    for (size_t o = 0; o < t->options.count; o++) {
        t->stride[o] = t->n_combinations;
        t->n_combinations *= t->options.at[o].n_levels < 2 ? 2 : t->options.at[o].n_levels;
        if (t->n_combinations > MOST_COMBINATIONS)
            return TRUCE__WRONG(f, cell_at(t->s, 0, 0)->loc, "write the model as YAML: its rules say it shorter",
                                "the options have more than %d combinations", MOST_COMBINATIONS);
    }
    t->row_of = truce__arena_alloc(&f->arena, t->n_combinations, sizeof *t->row_of);
    if (!t->row_of) return TRUCE_E_NOMEM;
    for (size_t row = 1; row < n_rows(t->s); row++) {
        uint64_t code = 0;
        const cell *said = t->feasible == SIZE_MAX ? NULL : cell_at(t->s, row, t->feasible);
        if (said && !is_word(said->text, yeses) && !is_word(said->text, noes))
            return TRUCE__WRONG(f, said->loc, "write yes or no", "whether the state is feasible is not understood");
        for (size_t o = 0; o < t->options.count; o++) code += t->stride[o] * level_in(t, row, &t->options.at[o]);
        if (t->row_of[code])
            return TRUCE__WRONG(f, cell_at(t->s, row, 0)->loc, "give each state one row",
                                "this is the state of line %u", cell_at(t->s, t->row_of[code], 0)->loc.line);
        if (said && is_word(said->text, noes)) continue;
        t->row_of[code] = row;
    }
    return TRUCE_OK;
}

static truce__truth is_infeasible(void *ud, const uint64_t *allowed) {
    const states *t = ud;
    bool has_some = false, has_none = false;
    uint64_t code = 0;
    uint32_t level[TRUCE__MAX_OPTIONS] = {0};
    for (size_t o = 0; o < t->options.count; o++) {
        level[o] = (uint32_t)__builtin_ctzll(allowed[o]);
        code += t->stride[o] * level[o];
    }
    for (;;) {
        if (t->row_of[code]) has_some = true;
        else has_none = true;
        size_t o = 0;
        for (; o < t->options.count; o++) { /* the next combination of the box */
            uint64_t above = allowed[o] >> level[o] >> 1;
            if (above) {
                uint32_t step = (uint32_t)__builtin_ctzll(above) + 1;
                level[o] += step, code += t->stride[o] * step;
                break;
            }
            code -= t->stride[o] * (level[o] - (uint32_t)__builtin_ctzll(allowed[o]));
            level[o] = (uint32_t)__builtin_ctzll(allowed[o]);
        }
        if (o == t->options.count || (has_some && has_none)) break;
    }
    return has_some && has_none ? TRUCE__UNKNOWN : has_none ? TRUCE__TRUE : TRUCE__FALSE;
}

static truce_status write_rules(states *t, const truce__draft_option *options) {
    truce__foreign *f = t->s->f;
    const uint32_t n = (uint32_t)t->options.count;
    uint64_t all[TRUCE__MAX_OPTIONS];
    for (uint32_t o = 0; o < n; o++) all[o] = (UINT64_C(1) << options[o].n_levels) - 1;
    truce__cubes cubes = {.ctx = f->ctx, .n_options = n, .all = all, .relevant = UINT64_MAX, .ud = t,
                          .truth = is_infeasible, .most = MOST_RULES};
    truce_status status = truce__cubes_find(&cubes);
    if (status == TRUCE_OK && cubes.is_over)
        status = TRUCE__WRONG(f, cell_at(t->s, 0, 0)->loc, "write the model as YAML: its rules say it shorter",
                              "it takes more than %d rules to say which states are feasible", MOST_RULES);
    if (status == TRUCE_OK && cubes.found.count) truce__text_puts(&f->yaml, "feasible:\n");
    for (size_t i = 0; i + n <= cubes.found.count && status == TRUCE_OK; i += n) {
        bool is_first = true;
        truce__text_puts(&f->yaml, "  - not (");
        for (uint32_t o = 0; o < n; o++) {
            if (cubes.found.at[i + o] == all[o]) continue;
            uint32_t level = (uint32_t)__builtin_ctzll(cubes.found.at[i + o]);
            truce__text_puts(&f->yaml, is_first ? "" : " and ");
            if (options[o].levels) truce__text_printf(&f->yaml, "%s = %s", options[o].id, options[o].levels[level]);
            else truce__text_printf(&f->yaml, "%s%s", level ? "" : "not ", options[o].id);
            is_first = false;
        }
        truce__text_puts(&f->yaml, ")\n");
    }
    truce__vec_free(f->ctx, &cubes.found);
    return status;
}

static truce_status make_options(states *t, truce__draft_option *options) {
    truce__foreign *f = t->s->f;
    for (size_t o = 0; o < t->options.count; o++) {
        column *from = &t->options.at[o];
        const char **levels = truce__arena_alloc(&f->arena, (size_t)from->n_levels + 1, sizeof *levels);
        truce__fresh_ids ids = {0};
        options[o] = (truce__draft_option){.name = from->name, .n_levels = from->n_levels, .party = from->number,
                                           .today = TRUCE__NONE};
        options[o].id = truce__fresh_id(f, &t->ids, from->name, "option");
        if (!levels || !options[o].id) return TRUCE_E_NOMEM;
        truce_status status = TRUCE_OK;
        for (uint32_t level = 0; level < from->n_levels && !from->is_yes_no && status == TRUCE_OK; level++) {
            levels[level] = truce__fresh_id(f, &ids, from->levels[level], "level");
            if (!levels[level]) status = TRUCE_E_NOMEM;
        }
        if (from->n_levels == 1 && !from->is_yes_no) { /* an option has two levels at least */
            levels[1] = truce__fresh_id(f, &ids, "otherwise", "level");
            options[o].n_levels = 2;
            if (!levels[1]) status = TRUCE_E_NOMEM;
        }
        truce__vec_free(f->ctx, &ids.all);
        TRY(status);
        if (!from->is_yes_no) options[o].levels = levels;
    }
    return TRUCE_OK;
}

static truce_status read_ranks(states *t, const char *const *ids) {
    truce__foreign *f = t->s->f;
    double *values = truce__calloc(f->ctx, n_rows(t->s), sizeof *values);
    truce_status status = values ? TRUCE_OK : TRUCE_E_NOMEM;
    for (size_t i = 0; i < t->ranks.count && status == TRUCE_OK; i++) {
        const column *rank = &t->ranks.at[i];
        uint32_t n_states = 0;
        for (uint64_t code = 0; code < t->n_combinations && status == TRUCE_OK; code++) {
            if (!t->row_of[code]) continue;
            const cell *at = cell_at(t->s, t->row_of[code], rank->at);
            if (!number_in(at->text, &values[n_states++]))
                status = TRUCE__WRONG(f, at->loc, "write a number; the larger the better",
                                      "the rank of this state is no number");
        }
        if (status == TRUCE_OK && !f->errors) status = truce__draft_rank(f, ids[rank->number], values, n_states);
    }
    truce__free(f->ctx, values);
    return status;
}

static truce_status write_states(states *t) {
    truce__foreign *f = t->s->f;
    const size_t n_parties = t->parties.count;
    const char **ids = truce__arena_alloc(&f->arena, n_parties, sizeof *ids);
    truce__draft_option *options = truce__arena_alloc(&f->arena, t->options.count, sizeof *options);
    if (!ids || !options) return TRUCE_E_NOMEM;
    for (size_t p = 0; p < n_parties; p++)
        if (!(ids[p] = truce__fresh_id(f, &t->ids, t->parties.at[p], "party"))) return TRUCE_E_NOMEM;
    TRY(make_options(t, options));
    truce__draft_write(f, NULL, ids, t->parties.at, (uint32_t)n_parties, options, (uint32_t)t->options.count);
    TRY(write_rules(t, options));
    return f->errors ? TRUCE_OK : read_ranks(t, ids);
}

static truce_status read_states(sheet *s) {
    states t = {.s = s};
    truce_status status = read_heads(&t);
    sort_options(&t);
    for (size_t o = 0; o < t.options.count && status == TRUCE_OK && !s->f->errors; o++)
        status = read_levels(&t, &t.options.at[o]);
    if (status == TRUCE_OK && !s->f->errors) status = place_rows(&t);
    if (status == TRUCE_OK && !s->f->errors) status = write_states(&t);
    truce__vec_free(s->f->ctx, &t.ids.all);
    truce__vec_free(s->f->ctx, &t.parties);
    truce__vec_free(s->f->ctx, &t.options);
    truce__vec_free(s->f->ctx, &t.ranks);
    return status;
}

/* ----------------------------------------------------------- the normal form */

/* "3, 2", "3; 2", "3 / 2" or "3 2". */
static bool pay_offs_in(truce__foreign *f, const char *text, double values[2]) {
    size_t length = strcspn(text, ",;/");
    if (!text[length]) length = strcspn(text, " ");
    if (!text[length]) return false;
    const char *second = text + length + 1;
    while (length && text[length - 1] == ' ') length--;
    second += strspn(second, " ");
    const char *first = truce__arena_text(&f->arena, text, length);
    return first && number_in(first, &values[0]) && number_in(second, &values[1]);
}

/* The names of the two, from a corner such as "Row \ Column". */
static truce_status read_corner(sheet *s, const char *names[2]) {
    const char *corner = cell_at(s, 0, 0)->text;
    size_t length = strcspn(corner, "\\/");
    names[0] = "Row", names[1] = "Column";
    if (!corner[length]) return TRUCE_OK;
    const char *second = corner + length + 1;
    while (length && corner[length - 1] == ' ') length--;
    second += strspn(second, " ");
    if (!length || !*second) return TRUCE_OK;
    names[0] = truce__arena_text(&s->f->arena, corner, length);
    names[1] = second;
    return names[0] ? TRUCE_OK : TRUCE_E_NOMEM;
}

static truce_status read_strategies(sheet *s, bool are_rows, truce__draft_option *option) {
    truce__foreign *f = s->f;
    const size_t count = (are_rows ? n_rows(s) : width(s, 0)) - 1;
    const char **levels = truce__arena_alloc(&f->arena, count, sizeof *levels);
    truce__fresh_ids ids = {0};
    truce_status status = levels ? TRUCE_OK : TRUCE_E_NOMEM;
    if (status == TRUCE_OK && (count < 2 || count > TRUCE__MAX_LEVELS))
        status = TRUCE__WRONG(f, cell_at(s, 0, 0)->loc, "pay-offs have a row for each strategy of one party and a "
                                                        "column for each of the other",
                              "there are %zu %s; a party has 2 to %d strategies here", count,
                              are_rows ? "rows of strategies" : "columns of strategies", TRUCE__MAX_LEVELS);
    for (size_t i = 0; levels && i < count && status == TRUCE_OK && !f->errors; i++) {
        const cell *at = are_rows ? cell_at(s, i + 1, 0) : cell_at(s, 0, i + 1);
        if (!*at->text) status = TRUCE__WRONG(f, at->loc, "write its name there", "this strategy has no name");
        else if (!(levels[i] = truce__fresh_id(f, &ids, at->text, "strategy"))) status = TRUCE_E_NOMEM;
    }
    option->levels = levels;
    option->n_levels = (uint32_t)count;
    truce__vec_free(f->ctx, &ids.all);
    return status;
}

static truce_status read_pay_offs(sheet *s, double *values, size_t n_states) {
    size_t rows = n_rows(s) - 1;
    bool are_ranks = true;
    for (size_t row = 1; row < n_rows(s); row++)
        for (size_t c = 1; c < width(s, 0); c++) {
            const cell *at = cell_at(s, row, c);
            double both[2];
            if (!pay_offs_in(s->f, at->text, both)) {
                TRY(TRUCE__WRONG(s->f, at->loc, "write two numbers: \"3, 2\"; the first is that of the party in rows",
                                 "these are no two pay-offs"));
                continue;
            }
            size_t state = (row - 1) + rows * (c - 1);
            values[state] = both[0], values[n_states + state] = both[1];
            for (int i = 0; i < 2; i++) are_ranks &= both[i] >= 1 && both[i] <= (double)n_states;
        }
    if (are_ranks || s->f->errors) return TRUCE_OK;
    return TRUCE__LOST(s->f, cell_at(s, 1, 1)->loc, NULL,
                       "pay-offs become ranks: only which of two is larger counts, not by how much");
}

static truce_status read_normal_form(sheet *s) {
    truce__foreign *f = s->f;
    truce__fresh_ids ids = {0};
    const char *names[2] = {NULL}, *party_ids[2] = {NULL};
    truce__draft_option options[2] = {{.party = 0, .today = TRUCE__NONE}, {.party = 1, .today = TRUCE__NONE}};
    size_t n_states = (n_rows(s) - 1) * (width(s, 0) - 1);
    double *values = truce__calloc(f->ctx, 2 * n_states + 1, sizeof *values);
    truce_status status = values ? read_corner(s, names) : TRUCE_E_NOMEM;
    for (int i = 0; i < 2 && status == TRUCE_OK && !f->errors; i++) {
        status = read_strategies(s, i == 0, &options[i]);
        truce__text name;
        truce__text_init(&name, f->ctx);
        truce__text_printf(&name, "%s strategy", names[i]);
        party_ids[i] = truce__fresh_id(f, &ids, names[i], "party");
        options[i].id = party_ids[i] ? truce__fresh_id(f, &ids, truce__text_bytes(&name), "strategy") : NULL;
        if (name.failed) status = TRUCE_E_NOMEM;
        truce__text_free(&name);
        options[i].name = "Strategy";
        if (!options[i].id) status = TRUCE_E_NOMEM;
    }
    if (status == TRUCE_OK && !f->errors) status = read_pay_offs(s, values, n_states);
    if (status == TRUCE_OK && !f->errors) {
        truce__draft_write(f, NULL, party_ids, names, 2, options, 2);
        for (int i = 0; i < 2 && status == TRUCE_OK; i++)
            status = truce__draft_rank(f, party_ids[i], values + (size_t)i * n_states, (uint32_t)n_states);
    }
    truce__vec_free(f->ctx, &ids.all);
    truce__free(f->ctx, values);
    return status;
}

/* ---------------------------------------------------------------- the table */

static bool has_states(const sheet *s) {
    for (size_t c = 0; c < width(s, 0); c++) {
        const char *head = cell_at(s, 0, c)->text;
        if (strstr(head, ": ") || strncmp(head, "rank ", 5) == 0) return true;
    }
    return false;
}

truce_status truce__read_csv(truce__foreign *f) {
    sheet s = {.f = f, .between = find_separator(&f->source)};
    truce__text text;
    truce__text_init(&text, f->ctx);
    truce_status status = read_cells(&s, &text);
    if (status == TRUCE_OK && !f->errors) status = check_widths(&s);
    if (status == TRUCE_OK && !f->errors) status = has_states(&s) ? read_states(&s) : read_normal_form(&s);
    truce__text_free(&text);
    truce__vec_free(f->ctx, &s.cells);
    truce__vec_free(f->ctx, &s.rows);
    return status;
}
