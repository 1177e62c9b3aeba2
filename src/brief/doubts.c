/* SPDX-License-Identifier: Apache-2.0 */
/* How far what was found depends on the doubts that the author declares: a dot for each finding. The summary has the
 * line on which most hangs. */
#include "brief/brief.h"

enum { ROWS = 8 };

typedef struct row {
    const char *label;
    truce__sureness sure;
} row;

static void add_row(row *rows, size_t *count, const char *label, truce__sureness sure) {
    if (sure.conclusion != SIZE_MAX && *count < ROWS) rows[(*count)++] = (row){label, sure};
}

static size_t collect(truce__brief *b, row *rows) {
    const truce__gist *c = &b->chosen;
    size_t count = 0;
    const char *today = b->now ? truce__today_holds(b) : "";
    if (b->now) add_row(rows, &count, truce__hangs(b, TRUCE__OF_TODAY) ? words(b, BY_FIRST, H(today)) : today,
                        truce__sure_of_today(b));
    for (size_t i = 0; i < c->n_targets; i++) {
        const truce__target *t = &c->targets[i];
        const char *name = truce__capital(b, truce__called_words(b, t->state));
        if (t->grade < TRUCE__LEAVES)
            add_row(rows, &count, truce__target_holds(b, t), truce__sure_of_target(b, t));
        if (!b->deals || !truce_set_contains(b->deals->gains_all, t->state)) continue;
        if (!truce__is_measured_against_today(b))
            add_row(rows, &count, words(b, BETTER_FOR_ALL_DEAL, H(name)),
                    truce__sure_of_state(b, TRUCE__IS_BETTER, 0, t->state));
        else if (truce__barred_count(b, t->state))
            add_row(rows, &count, words(b, BETTER_FOR_ALL_REACHED, H(name)),
                    truce__sure_of_reached_gain(b, t->state));
        else add_row(rows, &count, words(b, BETTER_FOR_ALL, H(name)), truce__sure_of_gain(b, t->state));
    }
    if (c->consented.state)
        add_row(rows, &count, truce__target_holds(b, &c->consented), truce__sure_of_target(b, &c->consented));
    for (size_t i = 0; i < c->n_targets; i++)
        if (b->now && c->targets[i].left != c->targets[i].state)
            add_row(rows, &count, truce__lapse_head(b, &c->targets[i]),
                    truce__sure_of_loss(b, c->targets[i].left));
    if (c->third == TRUCE__THIRD_ALL_GAIN)
        add_row(rows, &count, words(b, FIND_ALL_GAIN, H(truce__common_words(b))), truce__sure_of_common(b));
    for (size_t i = 0; i < b->findings.count; i++) {
        const truce__finding *f = &b->findings.at[i];
        if (f->states && f->grade == TRUCE__LEAVES)
            add_row(rows, &count, truce__nowhere_words(b, f), truce__sure_of_nowhere(b, f->outcome));
    }
    return count;
}

/* The share on a scale from 0 to 100, with its interval, in 95 of 100 cases. */
static void put_dot(truce__brief *b, uint64_t count, uint64_t of) {
    truce__interval interval = truce__wilson(count, of);
    double low = 4 + 92 * interval.low, high = 4 + 92 * interval.high;
    putf(b, "<svg class=dot aria-hidden=true><rect x=%.1f%% width=%.1f%% /><circle cx=%.1f%% /></svg>",
         low, high - low, 4 + 92 * interval.share);
}

static void put_rows(truce__brief *b, const row *rows, size_t count) {
    putf(b, "<table class=dots>\n<caption>%s</caption>\n<thead><tr><th scope=col>%s</th>"
            "<th scope=col>%s</th></tr></thead>\n<tbody>\n",
         word(b, DOTS_CAPTION), word(b, COLUMN_FINDING), word(b, COLUMN_READINGS));
    for (size_t i = 0; i < count; i++) {
        uint64_t stands = truce__sure_count(b, rows[i].sure), of = truce__sure_of_count(b, rows[i].sure);
        putf(b, "<tr><th scope=row>%s</th><td>", rows[i].label);
        put_dot(b, stands, of);
        putf(b, " %s</td></tr>\n", truce__sure_share(b, rows[i].sure));
    }
    put(b, "</tbody></table>\n");
}

void truce__brief_doubts(truce__brief *b) {
    row rows[ROWS];
    if (!b->sample.variants) return;
    size_t count = collect(b, rows);
    if (count == 0) return;
    bool is_touched = false;
    for (size_t i = 0; i < count; i++)
        is_touched = is_touched || truce__sure_count(b, rows[i].sure) < truce__sure_of_count(b, rows[i].sure);
    truce__section(b, "doubts", is_touched ? word(b, DOUBTS_HEAD_KEY) : word(b, DOUBTS_HEAD));
    truce__put_first_alternatives(b);
    put_rows(b, rows, count);
    bool is_by_steps = false;
    for (size_t i = 0; i < b->chosen.n_targets; i++)
        is_by_steps |= b->chosen.targets[i].by_improvements && b->chosen.targets[i].grade < TRUCE__LEAVES;
    if (is_by_steps) truce__element(b, "p", word(b, DOUBTS_WAY));
    put(b, "</section>\n");
}
