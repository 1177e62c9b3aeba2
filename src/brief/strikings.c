/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What would have to change, and what the findings rest on. Each statement of a preference is left out in turn and
 * everything is worked out anew. What then holds, that statement prevents; what then no longer holds rests on it. One
 * statement at a time, never several.
 */
#include "brief/brief.h"

#include "model/completions.h"

#include <truce/variant.h>

/* States times statements up to which this is done, and strikings that are told of in each list. */
enum { WORK = 1 << 20, TOLD = 8 };

static size_t count_statements(const truce_model *model) {
    size_t count = 0;
    for (uint32_t p = 0; p < model->n_parties; p++) count += truce_model_statement_count(model, p);
    return count;
}

static truce_status leave_out(truce__brief *b, truce__omissions *all, uint32_t party, uint32_t item) {
    truce__omission *one = &all->at[all->count];
    *one = (truce__omission){.party = party, .item = item};
    if (truce__is_cancelled(b->ctx)) return TRUCE_E_CANCELLED;
    TRY(truce_conclude_without(b->ctx, b->solution, party, item, &one->without));
    all->count++;
    for (size_t i = 0; i < all->base->count; i++) {
        uint32_t before = truce__grade_held(&all->base->at[i]), after = truce__grade_held(&one->without->at[i]);
        one->opens |= after < before;
        one->closes |= after > before;
    }
    return TRUCE_OK;
}

static bool is_quick(const truce__brief *b, size_t statements) {
    return statements > 0 && (b->now || b->findings.count > 0) &&
           truce_graph_state_count(b->graph) <= WORK / statements;
}

truce_status truce__omissions_find(truce__brief *b) {
    const truce_model *m = b->model;
    truce__omissions *all = &b->omissions;
    size_t total = count_statements(m);
    if (!is_quick(b, total)) return TRUCE_OK;
    all->at = truce__calloc(b->ctx, total, sizeof *all->at);
    if (!all->at) return TRUCE_E_NOMEM;
    TRY(truce_conclude(b->ctx, b->solution, &all->base));
    for (uint32_t p = 0; p < m->n_parties; p++)
        for (uint32_t i = 0; i < truce_model_statement_count(m, p); i++) {
            truce__progress(b->ctx, "leaving out statements", all->count, total);
            TRY(leave_out(b, all, p, i));
        }
    return TRUCE_OK;
}

void truce__omissions_free(truce__brief *b) {
    truce__omissions *all = &b->omissions;
    for (size_t i = 0; i < all->count; i++) truce_conclusions_free(all->at[i].without);
    truce__free(b->ctx, all->at);
    truce_conclusions_free(all->base);
}

/* ------------------------------------------------------------------- words */

/* Whether today's situation is of that outcome, but does not hold so after the omission; or, where nothing of the
 * outcome does any more, did not hold before. */
static bool is_not_of_today(const truce__brief *b, const truce__omission *one, uint32_t outcome, uint32_t after) {
    uint32_t today = after < TRUCE__N_GRADES ? truce__today_without(one) : truce__grade_held(b->omissions.base->at);
    return b->now && truce_graph_has_outcome(b->graph, b->now, outcome) &&
           (after < TRUCE__N_GRADES ? today != after : today >= TRUCE__N_GRADES);
}

/* Today's situation, which stands before the outcomes, or one of these, of which `after` is then said. NULL: an
 * outcome that is today's situation alone. */
static const char *group_name(truce__brief *b, const truce__omission *one, size_t group, uint32_t after) {
    if (b->now && group == 0) return word(b, TODAYS_SITUATION);
    const truce__finding *f = &b->findings.at[group - (b->now != 0)];
    if (f->states == 1 && f->nearest == b->now) return NULL;
    const char *name = truce__outcome_called(b, f->outcome);
    return is_not_of_today(b, one, f->outcome, after) ? words(b, OTHER_THAN_TODAYS, H(name)) : name;
}

/* "today's situation and a truce would hold only by caution": what would then be so, seen from one side, of all for
 * which it is the same. "": of none. */
static const char *change(truce__brief *b, const truce__omissions *s, const truce__omission *one, bool opens,
                          uint32_t after) {
    const char **names = truce__fragments(b, s->base->count);
    size_t count = 0;
    for (size_t i = 0; names && i < s->base->count; i++) {
        uint32_t before = truce__grade_held(&s->base->at[i]);
        bool is_changed = truce__grade_held(&one->without->at[i]) == after &&
                          (opens ? after < before : after > before);
        const char *name = is_changed ? group_name(b, one, i, after) : NULL;
        if (name) names[count++] = name;
    }
    if (count == 0) return "";
    const char *all = truce__and_list(b, names, count);
    return after < TRUCE__N_GRADES ? words(b, WOULD_HOLD, H(all), H(truce__how_words(b, after)))
                                   : words(b, WOULD_HOLD_NO_LONGER, H(all));
}

static void put_omission(truce__brief *b, const truce__omissions *s, const truce__omission *one, bool opens) {
    const truce__pref_item *item = &b->model->prefs[one->party].items[one->item];
    const char *changes[TRUCE__N_GRADES + 1];
    size_t count = 0;
    for (uint32_t after = 0; after <= TRUCE__N_GRADES; after++) {
        changes[count] = change(b, s, one, opens, after);
        count += *changes[count] != 0;
    }
    const char *who = truce__capital(b, truce__party_words(b, one->party)), *what = truce__item_words(b, item);
    const char *mark = truce__entry_mark(b, &item->note), *then = truce__and_list(b, changes, count);
    const char *text = words(b, WITHOUT_STATEMENT, H(who), H(what), H(mark), H(then));
    if (item->note.has_confidence) {
        const char *sure = words(b, CONFIDENCE, H(truce__decimal_words(b, item->note.confidence)));
        text = words(b, WITHOUT_UNSURE, H(who), H(what), H(mark), H(sure), H(then));
    }
    truce__element(b, "li", text);
}

static double confidence(const truce__brief *b, const truce__omission *one) {
    const truce__note *note = &b->model->prefs[one->party].items[one->item].note;
    return note->has_confidence ? truce__decimal_double(note->confidence) : 2;
}

/* `sure`: of the finding with a key line. 0: nothing hangs on the statement, or there is none. */
static double bearing_of(const truce__brief *b, truce__sureness sure, const truce__omission *one) {
    const truce__unknowns *all = &b->sample.unknowns;
    for (uint32_t u = 0; sure.conclusion != SIZE_MAX && u < all->count; u++) {
        bool is_statement = all->at[u].kind == TRUCE__UNSURE_STATEMENT || all->at[u].kind == TRUCE__UNSURE_WEIGHT;
        if (is_statement && all->at[u].party == one->party && all->at[u].item == one->item)
            return truce__sample_removes(&b->sample, sure.conclusion, u);
    }
    return 0;
}

/* The order of the lists: first what the finding with a key line depends on most, as the key line itself; else, and
 * among equals, what was read with the least confidence. */
static bool comes_before(const truce__brief *b, const truce__omission *one, const truce__omission *other) {
    if (one->bearing != other->bearing) return one->bearing > other->bearing;
    return confidence(b, one) < confidence(b, other);
}

static const char *order_words(truce__brief *b, truce__sureness sure, uint64_t finding) {
    uint64_t opens = 0, closes = 0;
    for (size_t i = 0; i < b->omissions.count; i++) {
        opens += b->omissions.at[i].opens;
        closes += b->omissions.at[i].closes;
    }
    if (opens < 2 && closes < 2) return "";
    if (sure.conclusion != SIZE_MAX) return words(b, STRIKES_BY_BEARING, N(finding));
    return b->is_in_doubt ? word(b, STRIKES_BY_CONFIDENCE) : "";
}

static size_t put_omissions(truce__brief *b, const truce__omissions *s, bool opens) {
    const truce__omission **some = truce__arena_alloc(&b->arena, s->count, sizeof *some);
    size_t count = 0;
    if (!some) truce__out_note(&b->out, TRUCE_E_NOMEM);
    for (size_t i = 0; some && i < s->count; i++) {
        if (!(opens ? s->at[i].opens : s->at[i].closes)) continue;
        size_t at = count++;
        for (; at > 0 && comes_before(b, &s->at[i], some[at - 1]); at--) some[at] = some[at - 1];
        some[at] = &s->at[i];
    }
    if (count) put(b, "<ul>\n");
    for (size_t i = 0; i < count && i < TOLD; i++) put_omission(b, s, some[i], opens);
    if (count > TOLD) truce__element(b, "li", words(b, MORE_STRIKES, N(count - TOLD)));
    if (count) put(b, "</ul>\n");
    return count;
}

/* Single situations of an outcome may hold or not: only whether any does is compared. */
static const char *what_was_asked(truce__brief *b) {
    if (b->findings.count == 0) return word(b, TODAYS_SITUATION);
    return b->now ? word(b, TODAY_AND_OUTCOMES) : word(b, EVERY_OUTCOME);
}

static void put_changes(truce__brief *b, const truce__omissions *s, const char *order) {
    const char *open = truce__is_open_model(b->model) ? word(b, STRIKES_OF_FIRST) : "";
    const char *all = truce__fragment(b, "%s%s", open, order);
    putf(b, "<p id=\"opens\">%s</p>\n", words(b, CHANGES_INTRO, N(s->count), H(all)));
    if (put_omissions(b, s, true) == 0) truce__element(b, "p", words(b, NOTHING_OPENS, H(what_was_asked(b))));
}

static void put_rests(truce__brief *b, const truce__omissions *s) {
    putf(b, "<p id=\"closes\">%s</p>\n", word(b, RESTS_INTRO));
    size_t count = put_omissions(b, s, false);
    if (count == 0) truce__element(b, "p", words(b, NOTHING_CLOSES, H(what_was_asked(b))));
    else if (count < s->count)
        truce__element(b, "p", words(b, OTHERS_DO_NOT_MATTER, N(s->count - count), H(what_was_asked(b))));
}

void truce__brief_strikings(truce__brief *b) {
    const truce__omissions *all = &b->omissions;
    uint64_t finding;
    if (all->count == 0) return;
    truce__sureness sure = truce__key_sure(b, &finding);
    for (size_t i = 0; i < all->count; i++) all->at[i].bearing = bearing_of(b, sure, &all->at[i]);
    truce__fold(b, "changes", word(b, CHANGES_HEAD));
    truce__put_first_alternatives(b);
    put_changes(b, all, order_words(b, sure, finding));
    put_rests(b, all);
    put(b, "</details>\n");
}
