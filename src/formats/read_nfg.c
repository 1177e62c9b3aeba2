/* SPDX-License-Identifier: Apache-2.0 */
/*
 * .nfg, Gambit's normal form:
 *
 *     NFG 1 R "title" { "Ann" "Bob" }
 *     { { "up" "down" } { "left" "right" } } "comment"
 *     { { "both" 3, 3 } { "" 1, 4 } } 1 2 2 0        outcomes and which one each profile has; 0 is none
 *     3 3 4 1 1 4 2 2                                or the pay-offs themselves
 *
 * Profiles come with the first player's strategies varying fastest. Instead of names there may be numbers of
 * strategies: { 2 2 }. Commas and line ends are blanks.
 */
#include "formats/formats.h"

enum { MOST_PROFILES = 1 << 16, MOST_PLAYERS = 62 };

typedef enum token { END, OPEN, CLOSE, TEXT, WORD } token;

typedef struct nfg {
    truce__foreign *f;
    size_t at, from;  /* behind the token, and where it begins */
    token kind;
    const char *text; /* TEXT, WORD */
    uint32_t n_players;
    const char *players[MOST_PLAYERS];
    uint32_t sizes[MOST_PLAYERS];
    const char **strategies[MOST_PLAYERS]; /* NULL: they have no names */
    uint32_t n_profiles;
    double *values;   /* [player * n_profiles + profile] */
    truce__fresh_ids ids;
} nfg;

static truce_status wrong(nfg *g, const char *what) {
    return TRUCE__WRONG(g->f, truce__loc_at(&g->f->source, g->from), "see docs/nfg-files.md for an example",
                        "here stands no %s", what);
}

static truce_status next(nfg *g) {
    const char *source = g->f->source.text;
    size_t at = g->at;
    while (source[at] && strchr(" \t\n,", source[at])) at++;
    g->from = at;
    g->text = "";
    g->kind = !source[at]          ? END
              : source[at] == '{' ? OPEN
              : source[at] == '}' ? CLOSE
              : source[at] == '"' ? TEXT
                                  : WORD;
    g->at = at + (g->kind == OPEN || g->kind == CLOSE);
    if (g->kind == WORD) {
        size_t length = strcspn(source + at, " \t\n,{}\"");
        g->at = at + length;
        g->text = truce__arena_text(&g->f->arena, source + at, length);
    }
    if (g->kind != TEXT) return g->text ? TRUCE_OK : TRUCE_E_NOMEM;
    truce__text text;
    truce__text_init(&text, g->f->ctx);
    for (at++; source[at] && source[at] != '"'; at++) {
        if (source[at] == '\\' && source[at + 1]) at++;
        truce__text_add(&text, source + at, 1);
    }
    g->at = at + (source[at] == '"');
    if (!source[at]) TRY(wrong(g, "end of this text: its quote is not closed"));
    return truce__text_keep(&text, &g->f->arena, &g->text);
}

/* A whole number, a decimal, or a fraction. */
static bool number_here(const nfg *g, double *number) {
    char above[32];
    const char *slash = strchr(g->text, '/');
    truce__decimal top, bottom;
    size_t length = slash ? (size_t)(slash - g->text) : strlen(g->text);
    if (g->kind != WORD || length >= sizeof above) return false;
    memcpy(above, g->text, length);
    above[length] = 0;
    if (!truce__decimal_parse(above, length, &top)) return false;
    *number = truce__decimal_double(top);
    if (!slash) return true;
    if (!truce__decimal_parse(slash + 1, strlen(slash + 1), &bottom) || !bottom.mantissa) return false;
    *number /= truce__decimal_double(bottom);
    return true;
}

static truce_status expect(nfg *g, token kind, const char *what) {
    return g->kind == kind ? next(g) : wrong(g, what);
}

/* ------------------------------------------------------------------- parts */

static truce_status read_players(nfg *g) {
    TRY(expect(g, OPEN, "'{' before the players"));
    for (; g->kind == TEXT && !g->f->errors; g->n_players++) {
        if (g->n_players == MOST_PLAYERS) return wrong(g, "end of the players: 62 are the most");
        g->players[g->n_players] = g->text;
        TRY(next(g));
    }
    if (g->f->errors) return TRUCE_OK;
    if (!g->n_players) return wrong(g, "player");
    return expect(g, CLOSE, "'}' behind the players");
}

static truce_status read_names(nfg *g, uint32_t player) {
    uint32_t count = 0;
    TRY(expect(g, OPEN, "'{' before the strategies of a player"));
    g->strategies[player] = truce__arena_alloc(&g->f->arena, TRUCE__MAX_LEVELS, sizeof **g->strategies);
    if (!g->strategies[player]) return TRUCE_E_NOMEM;
    for (; g->kind == TEXT && !g->f->errors; count++) {
        if (count == TRUCE__MAX_LEVELS) return wrong(g, "end of the strategies: 36 are the most");
        g->strategies[player][count] = g->text;
        TRY(next(g));
    }
    g->sizes[player] = count;
    if (g->f->errors) return TRUCE_OK;
    return count ? expect(g, CLOSE, "'}' behind the strategies of a player") : wrong(g, "strategy");
}

static truce_status read_strategies(nfg *g) {
    TRY(expect(g, OPEN, "'{' before the strategies"));
    if (g->f->errors) return TRUCE_OK;
    g->n_profiles = 1;
    for (uint32_t player = 0; player < g->n_players && !g->f->errors; player++) {
        double size = 0;
        if (g->kind == OPEN) {
            TRY(read_names(g, player));
        } else if (number_here(g, &size) && size >= 1 && size <= TRUCE__MAX_LEVELS && size <= (uint32_t)size) {
            g->sizes[player] = (uint32_t)size;
            TRY(next(g));
        } else {
            return wrong(g, "number of strategies from 1 to 36");
        }
        if (g->f->errors) return TRUCE_OK;
        g->n_profiles *= g->sizes[player];
        if (g->n_profiles > MOST_PROFILES) return wrong(g, "game of 65,536 profiles or fewer");
    }
    if (!g->f->errors) TRY(expect(g, CLOSE, "'}' behind the strategies"));
    return g->kind == TEXT && !g->f->errors ? next(g) : TRUCE_OK; /* a comment */
}

static truce_status read_numbers(nfg *g, double *values, uint32_t step) {
    for (uint32_t player = 0; player < g->n_players; player++) {
        if (!number_here(g, &values[(size_t)player * step])) return wrong(g, "pay-off of each player");
        TRY(next(g));
    }
    return TRUCE_OK;
}

static truce_status read_outcomes(nfg *g) {
    TRUCE__VEC(double) outcomes = {0};
    truce_status status = next(g);
    while (g->kind == OPEN && status == TRUCE_OK && !g->f->errors) {
        status = next(g);
        if (status == TRUCE_OK) status = expect(g, TEXT, "name of an outcome");
        if (status == TRUCE_OK) status = truce__vec_reserve(g->f->ctx, &outcomes, outcomes.count + g->n_players);
        if (status == TRUCE_OK && !g->f->errors) status = read_numbers(g, outcomes.at + outcomes.count, 1);
        outcomes.count += g->n_players;
        if (status == TRUCE_OK && !g->f->errors) status = expect(g, CLOSE, "'}' behind an outcome");
    }
    if (status == TRUCE_OK && !g->f->errors) status = expect(g, CLOSE, "'}' behind the outcomes");
    for (uint32_t profile = 0; profile < g->n_profiles && status == TRUCE_OK && !g->f->errors; profile++) {
        double which = 0;
        bool is_one = number_here(g, &which) && which >= 0 && which <= (double)outcomes.count / g->n_players &&
                      which <= (uint32_t)which;
        for (uint32_t player = 0; is_one && which > 0 && player < g->n_players; player++)
            g->values[(size_t)player * g->n_profiles + profile] =
                outcomes.at[((uint32_t)which - 1) * g->n_players + player];
        status = is_one ? next(g) : wrong(g, "number of an outcome for each profile");
    }
    truce__vec_free(g->f->ctx, &outcomes);
    return status;
}

static truce_status read_pay_offs(nfg *g) {
    g->values = truce__calloc(g->f->ctx, (uint64_t)g->n_players * g->n_profiles, sizeof *g->values);
    if (!g->values) return TRUCE_E_NOMEM;
    if (g->kind == OPEN) return read_outcomes(g);
    for (uint32_t profile = 0; profile < g->n_profiles && !g->f->errors; profile++)
        TRY(read_numbers(g, g->values + profile, g->n_profiles));
    return TRUCE_OK;
}

/* ------------------------------------------------------------------ the model */

static truce_status make_option(nfg *g, uint32_t player, truce__draft_option *option) {
    truce__fresh_ids ids = {0};
    truce__text name;
    const char **levels = truce__arena_alloc(&g->f->arena, g->sizes[player], sizeof *levels);
    truce_status status = levels ? TRUCE_OK : TRUCE_E_NOMEM;
    truce__text_init(&name, g->f->ctx);
    for (uint32_t i = 0; i < g->sizes[player] && status == TRUCE_OK; i++) {
        truce__text_clear(&name);
        if (g->strategies[player]) truce__text_puts(&name, g->strategies[player][i]);
        else truce__text_printf(&name, "s%u", i + 1);
        levels[i] = truce__fresh_id(g->f, &ids, truce__text_bytes(&name), "s");
        if (!levels[i]) status = TRUCE_E_NOMEM;
    }
    truce__text_clear(&name);
    truce__text_printf(&name, "%s strategy", g->players[player]);
    *option = (truce__draft_option){.id = truce__fresh_id(g->f, &g->ids, truce__text_bytes(&name), "strategy"),
                                    .name = "Strategy", .levels = levels, .n_levels = g->sizes[player],
                                    .party = player, .today = TRUCE__NONE};
    if (!option->id || name.failed) status = TRUCE_E_NOMEM;
    truce__text_free(&name);
    truce__vec_free(g->f->ctx, &ids.all);
    return status;
}

static truce_status write_model(nfg *g, const char *title) {
    truce__draft_option options[MOST_PLAYERS];
    const char *ids[MOST_PLAYERS] = {NULL};
    uint32_t n_options = 0;
    bool are_ranks = true;
    for (uint32_t p = 0; p < g->n_players; p++) {
        ids[p] = truce__fresh_id(g->f, &g->ids, g->players[p], "player");
        if (!ids[p]) return TRUCE_E_NOMEM;
        if (g->sizes[p] > 1) TRY(make_option(g, p, &options[n_options++]));
    }
    if (!n_options)
        return TRUCE__WRONG(g->f, truce__loc_at(&g->f->source, 0), "give a player two strategies",
                            "nobody has a choice in this game");
    for (size_t i = 0; i < (size_t)g->n_players * g->n_profiles; i++)
        are_ranks &= g->values[i] >= 1 && g->values[i] <= g->n_profiles;
    if (!are_ranks)
        TRY(TRUCE__LOST(g->f, (truce__loc){0}, NULL,
                        "pay-offs become ranks: only which of two is larger counts, not by how much"));
    truce__draft_write(g->f, *title ? title : NULL, ids, g->players, g->n_players, options, n_options);
    for (uint32_t p = 0; p < g->n_players; p++)
        TRY(truce__draft_rank(g->f, ids[p], g->values + (size_t)p * g->n_profiles, g->n_profiles));
    return TRUCE_OK;
}

static truce_status read_whole(nfg *g) {
    const char *title;
    TRY(next(g));
    if (g->kind != WORD || strcmp(g->text, "NFG") != 0) return wrong(g, "'NFG 1 R'");
    TRY(next(g));
    if (strcmp(g->text, "1") != 0) return wrong(g, "version of .nfg that is known: 1");
    TRY(next(g));
    if (strcmp(g->text, "R") != 0 && strcmp(g->text, "D") != 0) return wrong(g, "'R'");
    TRY(next(g));
    title = g->text;
    TRY(expect(g, TEXT, "title in quotes"));
    if (!g->f->errors) TRY(read_players(g));
    if (!g->f->errors) TRY(read_strategies(g));
    if (!g->f->errors) TRY(read_pay_offs(g));
    if (!g->f->errors && g->kind != END)
        TRY(TRUCE__WRONG(g->f, truce__loc_at(&g->f->source, g->from), "leave the rest out, or add strategies",
                         "the file goes on, and all profiles have their pay-offs"));
    return g->f->errors ? TRUCE_OK : write_model(g, title);
}

truce_status truce__read_nfg(truce__foreign *f) {
    nfg g = {.f = f};
    truce_status status = read_whole(&g);
    truce__vec_free(f->ctx, &g.ids.all);
    truce__free(f->ctx, g.values);
    return status;
}
