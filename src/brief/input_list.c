/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The inputs of the model, each in words with what it rests on and how an edit finds it, under headings by what they
 * are about; and the sources. Every line says by itself what it is about: the heading only repeats it.
 */
#include "brief/brief.h"

#include "model/completions.h"
#include "words/naming.h"
#include "words/phrases.h"

/* ------------------------------------------------------------- preferences */

static const char *wish(truce__brief *b, const truce__pref_item *item) {
    return words(b, WISH, H(truce__whole_item_words(b, item)));
}

/* "either first that A, and second that B; or that C" */
static const char *open_wishes(truce__brief *b, const truce__pref_item *item) {
    const char *all = NULL;
    for (uint32_t i = 0; i < item->n_either; i++) {
        const char *one = truce__alternative_words(b, &item->either[i]);
        all = all ? words(b, OPEN_OR, H(all), H(one)) : words(b, OPEN_EITHER, H(one));
    }
    return all;
}

/* The preference in which the item is written: this one, or an alternative of it. NULL: neither. */
static const truce__pref *pref_within(const truce__pref *pref, const truce__pref_item *item) {
    for (uint32_t i = 0; i <= pref->n_either; i++) {
        const truce__pref *one = i ? &pref->either[i - 1] : pref;
        uint32_t count;
        const truce__pref_item *items = truce__written_items(one, &count);
        if (count && item >= items && item < items + count) return one;
    }
    return NULL;
}

/* The same among the preferences and utilities of parties and the preferences of actors at home. `*actor`: whose it
 * is; NULL: a party's. */
static const truce__pref *pref_of(const truce_model *model, const truce__pref_item *item,
                                  const truce__actor **actor) {
    const truce__pref *found = NULL;
    *actor = NULL;
    for (uint32_t p = 0; p < model->n_parties && !found; p++) {
        found = pref_within(&model->prefs[p], item);
        if (!found && model->utilities) found = pref_within(&model->utilities[p], item);
    }
    for (uint32_t i = 0; i < model->n_homes && !found; i++)
        for (uint32_t k = 0; k < model->homes[i].n_actors && !found; k++) {
            found = pref_within(&model->homes[i].actors[k].pref, item);
            if (found) *actor = &model->homes[i].actors[k];
        }
    return found;
}

/* A place of a ranking: how things stand there, with the state's number. */
static const char *ranked_words(truce__brief *b, const truce__pref_item *item, bool is_only) {
    if (!item->state) return is_only ? word(b, INPUT_ALL_ALIKE) : truce__place_words(b, item);
    truce__mention(b, item->state);
    const char *number = words(b, STATE_BY_NUMBER, N(item->state));
    const char *link = truce__fragment(b, "<a href=#s%llu>%s</a>", (unsigned long long)item->state, number);
    return words(b, NAME_AND_CODE, H(truce__place_words(b, item)), H(link));
}

/* A statement of a preference, with its place in the list; "" for anything else. */
static const char *item_text(truce__brief *b, const truce__entry *e) {
    const truce__actor *actor;
    const truce__pref *pref = e->item ? pref_of(b->model, e->item, &actor) : NULL;
    if (!pref) return "";
    bool is_ranking = pref->kind == TRUCE__PREF_RANK;
    uint32_t count;
    const truce__pref_item *items = truce__written_items(pref, &count);
    uint64_t place = is_ranking ? e->item->group : (uint64_t)(e->item - items);
    uint64_t last = is_ranking ? items[count - 1].group : count - 1;
    const char *text = e->item->either ? open_wishes(b, e->item)
                       : is_ranking    ? ranked_words(b, e->item, last == 0)
                                       : wish(b, e->item);
    if (pref->kind == TRUCE__PREF_WEIGH)
        text = words(b, WEIGHT, H(text), H(truce__decimal_words(b, e->item->weight)));
    else if (last) text = words(b, PLACE_OF, N(place + 1), N(last + 1), H(text));
    return actor ? words(b, INPUT_FOR, H(truce__called_actor(b, actor)), H(text)) : text;
}

/* -------------------------------------------------------------- all others */

static uint32_t party_of(truce__brief *b, const truce__entry *e) {
    for (uint32_t p = 0; p < b->model->n_parties; p++)
        if (&b->model->parties[p].note == e->note) return p;
    return e->party ? truce_model_party_find(b->model, e->party) : UINT32_MAX;
}

static const char *home_words(truce__brief *b, const truce__entry *e, const truce__home *home) {
    const char *rule = words(b, INPUT_FOR, H(truce__party_words(b, home->party)), H(truce__rule_words(b, home)));
    if (e->stmt) rule = words(b, INPUT_REVERSION, H(rule), H(truce__whole_stmt_words(b, e->stmt)));
    return e->other ? words(b, INPUT_AGREEMENTS, H(rule), H(truce__whole_stmt_words(b, e->other))) : rule;
}

static const char *actor_input(truce__brief *b, const truce__home *home, const truce__actor *actor) {
    const char *party = truce__party_words(b, home->party), *who = truce__called_actor(b, actor);
    if (home->rule != TRUCE__RATIFY_WEIGHTED) return words(b, INPUT_ACTOR, H(party), H(who));
    return words(b, INPUT_ACTOR_WEIGHS, H(party), H(who), H(truce__decimal_words(b, actor->weight)));
}

/* Who decides at home, and how. */
static const char *said_at_home(truce__brief *b, const truce__entry *e) {
    for (uint32_t i = 0; i < b->model->n_homes; i++) {
        const truce__home *home = &b->model->homes[i];
        if (&home->note == e->note) return home_words(b, e, home);
        for (uint32_t k = 0; k < home->n_actors; k++)
            if (&home->actors[k].note == e->note) return actor_input(b, home, &home->actors[k]);
    }
    return "";
}

/* What a statement says by the place where it stands. */
static const char *said_by_place(truce__brief *b, const truce__entry *e) {
    const char *stated = truce__whole_stmt_words(b, e->stmt);
    uint32_t party = party_of(b, e);
    const char *who = party == UINT32_MAX ? "" : truce__party_words(b, party);
    for (uint32_t k = 0; k < b->model->n_outcomes; k++)
        if (&b->model->outcomes[k].note == e->note)
            return words(b, INPUT_OUTCOME, H(truce__outcome_called(b, k)), H(stated));
    if (!*who) return stated;
    if (strcmp(e->kind, "pain") == 0) return words(b, INPUT_PAIN, H(stated), H(who));
    if (!e->other) return words(b, INPUT_FOR, H(who), H(stated));
    return words(b, INPUT_AUDIENCE, H(stated), H(truce__whole_stmt_words(b, e->other)), H(who),
                 N(truce__number_of_party(b->model, party)));
}

static const char *judging_words(truce__brief *b, const truce__entry *e, const char *who, uint64_t number) {
    const char *label = truce__escaped(b, truce_concept_at(truce_concept_find(e->text))->label);
    return *who ? words(b, INPUT_BEHAVIOUR, H(who), H(label), N(number)) : words(b, INPUT_BEHAVIOUR_REST, H(label));
}

/* How a party judges, decides and sees things; "" for anything else. */
static const char *said_of_party(truce__brief *b, const truce__entry *e) {
    uint32_t party = party_of(b, e);
    const char *who = party == UINT32_MAX ? "" : truce__party_words(b, party);
    uint64_t number = *who ? truce__number_of_party(b->model, party) : 1;
    if (strcmp(e->kind, "behaviour") == 0) return judging_words(b, e, who, number);
    if (strcmp(e->kind, "view") == 0) return words(b, INPUT_VIEW, H(who), N(number));
    if (strcmp(e->kind, "tempo") != 0) return "";
    const char *every = b->model->tempo[party].every;
    if (strncmp(every, "1 ", 2) == 0) every += 2; /* "every week" */
    return words(b, INPUT_TEMPO, H(who), H(truce__name_words(b, every)), N(number));
}

static const char *lever_words(truce__brief *b, const truce__lever *lever) {
    const char *who = lever->party != TRUCE__NONE ? truce__party_words(b, lever->party)
                      : lever->who               ? truce__name_words(b, lever->who)
                                                 : "";
    const char *name = truce__name_words(b, lever->name);
    return words(b, INPUT_LEVER, H(*who ? words(b, LETTER, H(who), H(name)) : name), N(lever->cost));
}

static const char *event_words(truce__brief *b, const truce__event *event) {
    const char *date = truce__date_words(b, event->date), *changes = truce__changes_words(b, &event->changes);
    bool is_named = strcmp(event->name, event->id) != 0;
    const char *text = is_named ? words(b, LETTER, H(date), H(truce__name_words(b, event->name))) : date;
    return *changes ? words(b, LETTER, H(text), H(changes)) : text;
}

/* What an input states, in words; "" where its author's text has to do. */
static const char *stated_words(truce__brief *b, const truce__entry *e) {
    const truce_model *model = b->model;
    const char *of_party = said_of_party(b, e);
    if (*of_party) return of_party;
    for (uint32_t i = 0; i < model->n_levers; i++)
        if (&model->levers[i].note == e->note) return lever_words(b, &model->levers[i]);
    for (uint32_t i = 0; i < model->n_events; i++)
        if (&model->events[i].note == e->note) return event_words(b, &model->events[i]);
    for (uint32_t i = 0; i < model->n_facts; i++)
        if (&model->facts[i].note == e->note) return truce__position_words(b, &model->facts[i]);
    for (uint32_t i = 0; i < model->n_expiries; i++)
        if (&model->expiries[i].note == e->note) return truce__expiry_words(b, &model->expiries[i]);
    const char *at_home = said_at_home(b, e);
    return *at_home || !e->stmt ? at_home : said_by_place(b, e);
}

/* In words what options, preferences and statements say, everything else as its author wrote it. `*written`: what
 * its author wrote where the words say it otherwise, else "". */
static const char *entry_text(truce__brief *b, const truce__entry *e, const char **written) {
    *written = "";
    for (uint32_t o = 0; o < truce_model_option_count(b->model); o++)
        if (&b->model->options[o].note == e->note) return truce__option_words(b, o);
    const char *item = item_text(b, e);
    if (*item) return item;
    const char *stated = stated_words(b, e);
    static const char *const plain[] = {"status_quo", "actor", "tempo", "event"}; /* whose place or words say it */
    bool is_plain = false;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) is_plain |= strcmp(e->kind, plain[i]) == 0;
    if (*stated && !is_plain) *written = truce__fragment(b, ": %s", truce__escaped(b, e->written));
    return *stated ? stated : truce__name_words(b, e->text);
}

/* ------------------------------------------------------------------- lists */

/* What the source says, word for word; "": that is not given. The stop behind it is the line's. */
static const char *quote_words(truce__brief *b, const char *quote) {
    size_t length = quote ? strlen(quote) : 0;
    if (length > 1 && quote[length - 1] == '.' && quote[length - 2] != '.') length--;
    char *copied = length ? truce__arena_text(&b->arena, quote, length) : NULL;
    if (length && !copied) truce__out_note(&b->out, TRUCE_E_NOMEM);
    return copied ? truce__quoted_words(b, copied) : "";
}

static void put_entry(truce__brief *b, size_t number) {
    const truce__entry *e = &b->entries.at[number - 1];
    const char *written, *text = entry_text(b, e, &written);
    putf(b, "<li id=i%zu><b>%s</b> %s", number, words(b, INPUT_MARK, N(number)), truce__capital(b, text));
    const char *note = truce__note_words(b, e->note, e->item);
    const char *quote = quote_words(b, e->note->quote);
    if (*note && *quote) note = words(b, NOTE_QUOTED, H(note), H(quote));
    else if (*quote) note = quote;
    if (*note) putf(b, ". %s", truce__capital(b, note));
    const char *path = truce__escaped(b, e->path);
    putf(b, ". <code>%s%s</code>", path, written);
    truce__put_dispute(b, truce__fragment(b, "input %s", path), truce__live_data(b, e));
    put(b, "</li>\n");
}

static const char *wants_heading(truce__brief *b, const truce__entry *e, const char *party, uint64_t number) {
    const truce__actor *actor;
    const truce__pref *pref = e->item ? pref_of(b->model, e->item, &actor) : NULL;
    if (pref && pref->kind == TRUCE__PREF_RANK) return words(b, INPUTS_RANKED, H(party), N(number));
    if (pref && pref->kind == TRUCE__PREF_WEIGH) return words(b, INPUTS_WEIGHED, H(party));
    return words(b, INPUTS_WANTED, H(party), N(number));
}

/* What an input is about. */
static const char *heading_of(truce__brief *b, const truce__entry *e) {
    static const struct {
        const char *kind;
        truce__message head;
    } heads[] = {
        {"rule", TRUCE__M_BRIEF_INPUTS_RULES},     {"status_quo", TRUCE__M_BRIEF_INPUTS_TODAY},
        {"outcome", TRUCE__M_BRIEF_INPUTS_NAMED},  {"no_deal", TRUCE__M_BRIEF_INPUTS_NO_DEAL},
        {"pain", TRUCE__M_BRIEF_INPUTS_PAIN},      {"ratify", TRUCE__M_BRIEF_INPUTS_HOME},
        {"actor", TRUCE__M_BRIEF_INPUTS_HOME},     {"actor_preference", TRUCE__M_BRIEF_INPUTS_HOME},
        {"expiry", TRUCE__M_BRIEF_INPUTS_LAPSING}, {"audience", TRUCE__M_BRIEF_INPUTS_AUDIENCE},
        {"behaviour", TRUCE__M_BRIEF_INPUTS_BEHAVIOUR}, {"tempo", TRUCE__M_BRIEF_INPUTS_TEMPO},
        {"view", TRUCE__M_BRIEF_INPUTS_VIEWS},     {"lever", TRUCE__M_BRIEF_INPUTS_LEVERS},
        {"event", TRUCE__M_BRIEF_INPUTS_EVENTS}};
    uint32_t p = party_of(b, e);
    const char *party = p == UINT32_MAX ? "" : truce__party_words(b, p);
    if (strcmp(e->kind, "party") == 0 || strcmp(e->kind, "option") == 0) return truce__capital(b, party);
    uint64_t number = *party ? truce__number_of_party(b->model, p) : 1;
    if (strcmp(e->kind, "preference") == 0) return wants_heading(b, e, party, number);
    if (strcmp(e->kind, "utility") == 0) return words(b, INPUTS_WORTH, H(party));
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (strcmp(heads[i].kind, e->kind) == 0) return truce__words(b, heads[i].head, NULL);
    const char *kind = truce__words(b, truce__input_kind(e->kind), NULL);
    return truce__capital(b, *party ? words(b, KIND_OF, H(kind), H(party)) : kind);
}

/* That nothing on the page comes from inputs of the kind; "" where something does. */
static const char *unused_words(truce__brief *b, const char *kind) {
    bool has_tempo = b->outlook.is_told && b->outlook.is_calendar;
    const struct {
        const char *kind;
        bool is_used;
    } kinds[] = {{"audience", false},
                 {"lever", false},
                 {"utility", false},
                 {"tempo", has_tempo},
                 {"pain", b->is_said[TRUCE__M_BRIEF_RIPE_INTRO]},
                 {"ratify", truce__has_homes(b)},
                 {"actor", truce__has_homes(b)},
                 {"actor_preference", truce__has_homes(b)}};
    if (strcmp(kind, "event") == 0) return word(b, INPUTS_LATER);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].kind, kind) == 0 && !kinds[i].is_used) return word(b, INPUTS_UNUSED);
    return "";
}

static void put_heading(truce__brief *b, const char *before, const char *heading, const char *kind) {
    const char *unused = unused_words(b, kind);
    putf(b, "%s<h4>%s</h4>\n", before ? "</ul>\n" : "", heading);
    if (*unused) truce__element(b, "p", unused);
    put(b, "<ul>\n");
}

static void put_entries(truce__brief *b) {
    const char *before = NULL;
    for (size_t i = 1; i <= b->entries.count && !truce__out_failed(&b->out); i++) {
        const char *heading = heading_of(b, &b->entries.at[i - 1]);
        if (!before || strcmp(heading, before) != 0) put_heading(b, before, heading, b->entries.at[i - 1].kind);
        put_entry(b, i);
        before = heading;
    }
    if (before) put(b, "</ul>\n");
}

static void put_source(truce__brief *b, uint32_t i) {
    const truce__cited_source *s = &b->model->sources[i];
    const char *facts[] = {s->author, s->publisher, s->date, s->note};
    bool has_label = b->model->n_sources > 1 || !s->title;
    const char *title = s->title ? truce__quoted_words(b, s->title) : "";
    putf(b, "<li id=\"source%lu\">", (unsigned long)i + 1);
    if (has_label) putf(b, "<strong>%s</strong>%s", truce__source_words(b, i), *title ? " " : "");
    put(b, title);
    for (size_t k = 0; k < sizeof facts / sizeof *facts; k++)
        if (facts[k])
            putf(b, ". %s", k == 2 ? truce__date_words(b, facts[k])
                                   : truce__capital(b, truce__name_words(b, facts[k])));
    if (s->url) putf(b, ". <span class=url>%s</span>", truce__name_words(b, s->url));
    put(b, "</li>\n");
}

void truce__brief_inputs(truce__brief *b) {
    bool all_cite = true;
    for (size_t i = 0; i < b->entries.count; i++) all_cite &= b->entries.at[i].note->n_cites > 0;
    truce__fold(b, "inputs", word(b, INPUTS_HEAD));
    putf(b, "<p>%s%s%s</p>\n", words(b, INPUTS_INTRO, N(b->entries.count)), all_cite ? "" : " ",
         all_cite ? "" : word(b, INPUTS_UNSOURCED));
    if (b->sample.variants) truce__put_drawing_law(b);
    put_entries(b);
    if (b->model->n_sources) {
        truce__element(b, "h4", word(b, SOURCES_HEAD));
        put(b, "<ul>\n");
        for (uint32_t i = 0; i < b->model->n_sources; i++) put_source(b, i);
        put(b, "</ul>\n");
    }
    put(b, "</details>\n");
}
