/* SPDX-License-Identifier: Apache-2.0 */
/* The values of options that name something: concepts, parties, states, and states by statements. Each kind is read
 * in one place. */
#include "session.h"

#include <stdio.h>
#include <string.h>

enum { MANY_STATES = 4096 }; /* above this nobody wants a table of all states */

const value *truce__value(const session *s, const truce_option *option) {
    return truce__line_value(s->line, option);
}

bool truce__is_given(const session *s, const truce_option *option) {
    return truce__value(s, option)->text != NULL;
}

/* -------------------------------------------------------------------- names */

static const char *name_at(const void *ud, size_t i) {
    const truce_names *names = ud;
    return names->id((uint32_t)i);
}

static void add_number(value *v, uint32_t number) {
    for (size_t i = 0; i < v->count; i++)
        if (v->numbers[i] == number) return;
    v->numbers[v->count++] = number;
}

/* The part of a list up to the next comma; *list moves behind it, to NULL at the end. NULL: out of memory. */
static char *next_name(session *s, const char **list) {
    size_t length = strcspn(*list, ",");
    char *name = truce__room(s, length + 1, 1);
    if (name) memcpy(name, *list, length);
    *list = (*list)[length] ? *list + length + 1 : NULL;
    return name;
}

static int no_such(session *s, const char *what, const char *name, const char *meant) {
    if (meant) return truce__misuse(s->line, "there is no %s '%s'; did you mean '%s'?", what, name, meant);
    return truce__misuse(s->line, "there is no %s '%s'", what, name);
}

/* A few names are all told. */
static int none_of(session *s, const truce_names *names, const char *name) {
    enum { MOST = 6, ROOM = 160 };
    const char *meant = truce__nearest_name(name, name_at, names, names->count());
    char all[ROOM] = "";
    size_t count = names->count(), length = 0;
    if (meant || count > MOST) return no_such(s, names->what, name, meant);
    for (uint32_t i = 0; i < count && length < ROOM; i++)
        length += (size_t)snprintf(all + length, ROOM - length, "%s%s", i ? ", " : "", names->id(i));
    return truce__misuse(s->line, "there is no %s '%s'; there are %s", names->what, name, all);
}

/* Of an item such as north=seq the list has what all such items stand for; the session reads them with the model. */
static const char *name_of_item(const truce_names *names, const char *item, value *v) {
    if (!names->profile || !strchr(item, '=')) return item;
    v->has_profile = true;
    return names->profile;
}

/* "all", of a list that has it. */
static bool add_all(const truce_names *names, const char *item, value *v) {
    if (!names->is_one_of_all || strcmp(item, "all") != 0) return false;
    for (uint32_t i = 0; i < names->count(); i++)
        if (names->is_one_of_all(i)) add_number(v, i);
    return v->is_all = true;
}

static int add_names(session *s, const truce_names *names, const char *list, value *v) {
    while (list) {
        const char *item = next_name(s, &list);
        if (!item) return truce__session_report(s, TRUCE_E_NOMEM);
        if (add_all(names, item, v)) continue;
        const char *name = name_of_item(names, item, v);
        uint32_t number = names->find(name);
        char why[64];
        if (number == UINT32_MAX && names->range && names->range(name, why))
            return truce__misuse(s->line, "there is no %s '%s': %s", names->what, name, why);
        if (number == UINT32_MAX) return none_of(s, names, name);
        add_number(v, number);
    }
    return 0;
}

/* How many names a list has at most. */
static size_t count_names(const char *list) {
    size_t count = 1;
    for (; list && *list; list++) count += *list == ',';
    return count;
}

static int read_names(session *s, const truce_option *option, value *v) {
    const truce_names *names = option->names;
    const char *list = v->text ? v->text : option->usual;
    if (!list) return 0; /* the question knows what is usual */
    v->numbers = truce__room(s, names->count() + count_names(list), sizeof *v->numbers);
    if (!v->numbers) return truce__session_report(s, TRUCE_E_NOMEM);
    return add_names(s, names, list, v);
}

int truce__values_names(session *s) {
    truce_line *line = s->line;
    int failed = 0;
    for (size_t i = 0; i < line->option_count && !failed; i++)
        if (line->options[i]->kind == TRUCE_OPTION_NAMES) failed = read_names(s, line->options[i], &line->values[i]);
    return failed;
}

/* ------------------------------------------------------------------ parties */

static const char *party_at(const void *ud, size_t i) {
    return truce_model_party_id(ud, (uint32_t)i);
}

int truce__find_party(session *s, const char *id, uint32_t *party) {
    *party = truce_model_party_find(s->model, id);
    if (*party != UINT32_MAX) return 0;
    return no_such(s, "party", id, truce__nearest_name(id, party_at, s->model, truce_model_party_count(s->model)));
}

static int read_party(session *s, value *v) {
    uint32_t party = UINT32_MAX;
    int failed = v->text ? truce__find_party(s, v->text, &party) : 0;
    v->number = party;
    return failed;
}

static int read_parties(session *s, value *v) {
    const char *list = v->text;
    if (!list) return 0;
    v->numbers = truce__room(s, truce_model_party_count(s->model), sizeof *v->numbers);
    if (!v->numbers) return truce__session_report(s, TRUCE_E_NOMEM);
    while (list) {
        uint32_t party = UINT32_MAX;
        const char *id = next_name(s, &list);
        int failed = id ? truce__find_party(s, id, &party) : truce__session_report(s, TRUCE_E_NOMEM);
        if (failed) return failed;
        add_number(v, party);
    }
    return 0;
}

/* ------------------------------------------------------------------- groups */

static const char *option_at(const void *ud, size_t i) {
    return truce_model_option_id(ud, (uint32_t)i);
}

static int read_groups(session *s, value *v) {
    const char *list = v->text;
    uint32_t count = truce_model_option_count(s->model);
    if (!list) return 0;
    v->numbers = truce__room(s, count + (size_t)1, sizeof *v->numbers);
    if (!v->numbers) return truce__session_report(s, TRUCE_E_NOMEM);
    while (list) {
        const char *id = next_name(s, &list);
        uint32_t option = 0;
        if (!id) return truce__session_report(s, TRUCE_E_NOMEM);
        if (strcmp(id, "outcomes") == 0 || strcmp(id, "patterns") == 0) {
            v->number |= *id == 'o' ? TRUCE_GROUPS_OUTCOMES : TRUCE_GROUPS_PATTERNS;
            continue;
        }
        while (option < count && strcmp(truce_model_option_id(s->model, option), id) != 0) option++;
        if (option == count) return no_such(s, "option", id, truce__nearest_name(id, option_at, s->model, count));
        add_number(v, option);
    }
    return 0;
}

/* ----------------------------------------------------------------- profiles */

/* The profile that items such as north=seq,rest=nash make. */
typedef struct profile {
    session *s;
    const truce_names *names;
    uint32_t *of_party; /* UINT32_MAX: not named yet */
    uint32_t rest;
} profile;

static int name_concept(const profile *p, const char *id, uint32_t *concept) {
    *concept = p->names->find(id);
    if (strcmp(id, p->names->profile) == 0)
        return truce__misuse(p->s->line, "'%s' is what a profile is called: name another %s", id, p->names->what);
    if (*concept != UINT32_MAX) return 0;
    return no_such(p->s, p->names->what, id,
                   truce__nearest_name(id, name_at, p->names, p->names->count()));
}

static int add_to_profile(profile *p, char *item) {
    char *sign = strchr(item, '=');
    uint32_t party = 0, *place = &p->rest;
    if (!sign) return 0;
    *sign = 0;
    bool is_rest = strcmp(item, "rest") == 0;
    int failed = is_rest ? 0 : truce__find_party(p->s, item, &party);
    if (failed) return failed;
    if (!is_rest) place = &p->of_party[party];
    if (*place != UINT32_MAX) return truce__misuse(p->s->line, "'%s' is named twice", item);
    return name_concept(p, sign + 1, place);
}

/* Gives the rest what is said of it. */
static int complete_profile(profile *p) {
    const truce_model *model = p->s->model;
    for (uint32_t i = 0; i < truce_model_party_count(model); i++) {
        if (p->of_party[i] == UINT32_MAX) p->of_party[i] = p->rest;
        if (p->of_party[i] == UINT32_MAX)
            return truce__misuse(p->s->line, "the profile says nothing of '%s': add %s=%s, or rest=%s",
                                 truce_model_party_id(model, i), truce_model_party_id(model, i), p->names->id(0),
                                 p->names->id(0));
    }
    return truce__session_report(p->s, truce_model_behave(p->s->model, p->of_party));
}

static int read_profile(session *s, const truce_names *names, const char *list) {
    uint32_t count = truce_model_party_count(s->model);
    profile p = {s, names, truce__room(s, count, sizeof *p.of_party), UINT32_MAX};
    if (!p.of_party) return truce__session_report(s, TRUCE_E_NOMEM);
    for (uint32_t i = 0; i < count; i++) p.of_party[i] = UINT32_MAX;
    while (list) {
        char *item = next_name(s, &list);
        int failed = item ? add_to_profile(&p, item) : truce__session_report(s, TRUCE_E_NOMEM);
        if (failed) return failed;
    }
    return complete_profile(&p);
}

int truce__values_profile(session *s) {
    const truce_line *line = s->line;
    int failed = 0;
    for (size_t i = 0; i < line->option_count && !failed; i++) {
        if (!line->values[i].has_profile) continue;
        if (line->own->scope != SCOPE_GRAPH)
            return truce__misuse(line, "'%s' takes no profile, since it reads several models: add 'behaviour' to "
                                       "them",
                                 line->command->name);
        failed = read_profile(s, line->options[i]->names, line->values[i].text);
    }
    return failed;
}

/* ------------------------------------------------------------------- states */

static int no_such_state(session *s, const char *name) {
    const char *rule = truce_model_broken_rule(s->model, name);
    if (rule)
        return truce__misuse(s->line, "there is no state '%s': this combination breaks the rule '%s'", name, rule);
    for (uint32_t i = 0; i < truce_model_outcome_count(s->model); i++)
        if (strcmp(truce_model_outcome_id(s->model, i), name) == 0)
            return truce__misuse(s->line, "'%s' is an outcome: name one of its states, 'truce states --where %s' "
                                          "lists them", name, name);
    return truce__misuse(s->line, "there is no state '%s'; states have numbers from 1 to %llu, 'truce states' lists "
                                  "them", name,
                         (unsigned long long)truce_graph_state_count(s->graph));
}

static int read_state(session *s, const truce_option *option, value *v) {
    bool is_usual = !v->text && option->usual; /* the status quo: the one usual state there is */
    if (!v->text && !is_usual) return 0;
    v->number = is_usual ? truce_graph_status_quo(s->graph) : truce_graph_state_find(s->graph, v->text);
    if (v->number) return 0;
    if (is_usual)
        return truce__misuse(s->line, "the model names no status quo: add status_quo to it, or give --%s",
                             option->name);
    return no_such_state(s, v->text);
}

int truce__find_states(session *s, const char *where, const char *statement, truce_set **states) {
    truce_status status = truce_graph_where(s->ctx, s->graph, statement, states);
    if (status == TRUCE_E_USAGE) truce__message(s->line, TRUCE_TONE_COMMAND, "an error in --%s:", where);
    return truce__session_report(s, status);
}

/* Whether the text is a number or a code, but that of no state. */
static bool is_no_state(const session *s, const char *text) {
    bool is_number = strspn(text, "0123456789") == strlen(text);
    bool calls_one = is_number || truce_model_broken_rule(s->model, text);
    return calls_one && !truce_graph_state_find(s->graph, text);
}

static int find_called(session *s, const truce_option *option, const char *text, value *v) {
    return is_no_state(s, text) ? no_such_state(s, text) : truce__find_states(s, option->name, text, &v->set);
}

static int read_states(session *s, const truce_option *option, value *v) {
    return v->text ? find_called(s, option, v->text, v) : 0;
}

/* One state is told as such, by its number. */
static int read_either(session *s, const truce_option *option, value *v) {
    v->number = v->text ? truce_graph_state_find(s->graph, v->text) : 0;
    return v->number ? 0 : read_states(s, option, v);
}

/* Whether `text` is `word`, perhaps with blanks around it. */
static bool is_word(const char *text, const char *word) {
    size_t length = strlen(word);
    text += strspn(text, " \t");
    return strncmp(text, word, length) == 0 && text[length + strspn(text + length, " \t")] == 0;
}

static int read_rows(session *s, const truce_option *option, value *v) {
    const char *rows = v->text ? v->text : option->usual;
    bool are_many = truce_graph_state_count(s->graph) > MANY_STATES;
    v->number = !rows && are_many ? TRUCE_ROWS_EQUILIBRIA : TRUCE_ROWS_ALL;
    if (!rows || is_word(rows, "all")) return 0;
    if (is_word(rows, "equilibria")) v->number = TRUCE_ROWS_EQUILIBRIA;
    else if (is_word(rows, "none")) v->number = TRUCE_ROWS_NONE;
    else return find_called(s, option, rows, v);
    return 0;
}

/* --------------------------------------------------------------- coalitions */

static int add_member(session *s, const char *coalition, const char *id, uint32_t *members, size_t *count) {
    uint32_t party;
    int failed = truce__find_party(s, id, &party);
    if (failed) return failed;
    size_t place = *count;
    for (size_t i = 0; i < *count; i++)
        if (members[i] == party)
            return truce__misuse(s->line, "the coalition '%s' has the party '%s' twice", coalition, id);
    for (; place > 0 && members[place - 1] > party; place--) members[place] = members[place - 1];
    members[place] = party;
    ++*count;
    return 0;
}

/* "a+b", whose parties may stand in any order. */
static int read_coalition(session *s, const char *text, truce_coalition *coalition) {
    size_t room = 1;
    for (const char *c = text; *c; c++) room += *c == '+';
    uint32_t *members = truce__room(s, room, sizeof *members);
    char *ids = truce__room(s, strlen(text) + 1, 1);
    if (!members || !ids) return truce__session_report(s, TRUCE_E_NOMEM);
    memcpy(ids, text, strlen(text) + 1);
    coalition->members = members;
    if (room < 2)
        return truce__misuse(s->line, "'%s' is no coalition: it takes two parties or more, as in a+b", text);
    for (char *id = ids, *end; id; id = end) {
        end = strchr(id, '+');
        if (end) *end++ = 0;
        int failed = add_member(s, text, id, members, &coalition->count);
        if (failed) return failed;
    }
    return 0;
}

static bool is_same_coalition(const truce_coalition *a, const truce_coalition *b) {
    return a->count == b->count && memcmp(a->members, b->members, a->count * sizeof *a->members) == 0;
}

static int read_coalitions(session *s, value *v) {
    const char *list = v->text;
    if (!list) return 0;
    v->number = 1;
    if (strcmp(list, "all") == 0) return 0;
    v->coalitions = truce__room(s, count_names(list), sizeof *v->coalitions);
    if (!v->coalitions) return truce__session_report(s, TRUCE_E_NOMEM);
    while (list) {
        const char *text = next_name(s, &list);
        if (!text) return truce__session_report(s, TRUCE_E_NOMEM);
        truce_coalition *coalition = &v->coalitions[v->count];
        int failed = read_coalition(s, text, coalition);
        if (failed) return failed;
        for (size_t i = 0; i < v->count; i++)
            if (is_same_coalition(&v->coalitions[i], coalition))
                return truce__misuse(s->line, "the coalition '%s' is named twice", text);
        v->count++;
    }
    return 0;
}

static int read_value(session *s, const truce_option *option, value *v) {
    switch (option->kind) {
    case TRUCE_OPTION_PARTY: return read_party(s, v);
    case TRUCE_OPTION_PARTIES: return read_parties(s, v);
    case TRUCE_OPTION_COALITIONS: return read_coalitions(s, v);
    case TRUCE_OPTION_STATE: return read_state(s, option, v);
    case TRUCE_OPTION_STATEMENT: return read_states(s, option, v);
    case TRUCE_OPTION_EITHER: return read_either(s, option, v);
    case TRUCE_OPTION_ROWS: return read_rows(s, option, v);
    case TRUCE_OPTION_GROUPS: return read_groups(s, v);
    default: return 0; /* read with the line, or by truce__values_names() */
    }
}

int truce__values_states(session *s) {
    truce_line *line = s->line;
    int failed = 0;
    for (size_t i = 0; i < line->option_count && !failed; i++)
        failed = read_value(s, line->options[i], &line->values[i]);
    return failed;
}

void truce__values_free(session *s) {
    for (size_t i = 0; i < s->line->option_count; i++) {
        truce_set_free(s->line->values[i].set);
        s->line->values[i].set = NULL;
    }
}
