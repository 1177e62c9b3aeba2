/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The model in words: statements, states, moves, what decides a preference, what an input rests on. A party's name is
 * never the subject of a verb that would have to agree with its number, nor taken up by a pronoun: the model does not
 * say whether "Partners" is one or many.
 */
#include "brief/brief.h"

#include "words/phrases.h"
#include "words/narrate.h"

const char *truce__party_words(truce__brief *b, uint32_t party) {
    return truce__name_words(b, b->model->parties[party].name);
}

static const char *quoted(truce__brief *b, const char *text) {
    return words(b, QUOTED, H(truce__name_words(b, text)));
}

const char *truce__outcome_words(truce__brief *b, uint32_t outcome) {
    return quoted(b, b->model->outcomes[outcome].name);
}

const char *truce__decimal_words(truce__brief *b, truce__decimal value) {
    truce__text text;
    truce__text_init(&text, b->ctx);
    truce__decimal_write(&text, value);
    if (text.failed) truce__out_note(&b->out, TRUCE_E_NOMEM);
    const char *words = truce__fragment(b, "%s", truce__text_bytes(&text));
    truce__text_free(&text);
    return words;
}

/* -------------------------------------------------------------- statements */

/* How tightly a part of a statement holds together. */
enum { BINDS_IFF, BINDS_IF, BINDS_OR, BINDS_AND, BINDS_NOT, BINDS_ATOM };

/* A plain graph's pseudo option, whose level is the state. */
static const char *state_atom_words(truce__brief *b, const truce__stmt *stmt, const truce__node *atom) {
    const truce__option *option = &b->model->options[atom->option];
    const char **names = truce__fragments(b, atom->n_levels);
    uint32_t count = names ? atom->n_levels : 0;
    for (uint32_t i = 0; i < count; i++) names[i] = quoted(b, option->levels[stmt->levels[atom->first_level + i]]);
    const char *which = truce__choice(b, names, count);
    return atom->relation == TRUCE__REL_NE ? words(b, STATE_IS_NOT, H(which)) : words(b, STATE_IS, H(which));
}

static const char *level_words(truce__brief *b, const truce__stmt *stmt, const truce__node *atom) {
    const truce__option *option = &b->model->options[atom->option];
    const char **names = truce__fragments(b, atom->n_levels);
    uint32_t count = names ? atom->n_levels : 0;
    for (uint32_t i = 0; i < count; i++)
        names[i] = truce__name_words(b, option->levels[stmt->levels[atom->first_level + i]]);
    return truce__choice(b, names, count);
}

/* An option of the levels no and yes: its name alone says yes. */
static const char *plain_atom_words(truce__brief *b, const truce__stmt *stmt, const truce__node *atom,
                                    uint32_t *binds) {
    const char *name = quoted(b, b->model->options[atom->option].name);
    bool holds[2] = {truce__atom_holds(stmt, atom, 0), truce__atom_holds(stmt, atom, 1)};
    if (holds[1] && !holds[0]) return name;
    *binds = BINDS_NOT;
    if (holds[0] && !holds[1]) return words(b, NOT, H(name));
    return holds[0] ? words(b, ALWAYS_TRUE, H(name)) : words(b, NEVER_TRUE, H(name));
}

static const char *atom_words(truce__brief *b, const truce__stmt *stmt, const truce__node *atom, uint32_t *binds) {
    const truce__option *option = &b->model->options[atom->option];
    if (option->party == TRUCE__NONE) return state_atom_words(b, stmt, atom);
    if (option->has_default_levels) return plain_atom_words(b, stmt, atom, binds);
    const char *name = quoted(b, option->name), *levels = level_words(b, stmt, atom);
    switch (atom->relation) {
    case TRUCE__REL_TAKEN: return words(b, LEVEL_ABOVE, H(name), H(truce__name_words(b, option->levels[0])));
    case TRUCE__REL_NE: return words(b, LEVEL_NOT, H(name), H(levels));
    case TRUCE__REL_LT: return words(b, LEVEL_BELOW, H(name), H(levels));
    case TRUCE__REL_LE: return words(b, LEVEL_AT_MOST, H(name), H(levels));
    case TRUCE__REL_GT: return words(b, LEVEL_ABOVE, H(name), H(levels));
    case TRUCE__REL_GE: return words(b, LEVEL_AT_LEAST, H(name), H(levels));
    case TRUCE__REL_EQ:
    case TRUCE__REL_IN:
    case TRUCE__REL_STATE: break;
    }
    return words(b, LEVEL_IS, H(name), H(levels));
}

static const char *node_words(truce__brief *b, const truce__stmt *stmt, uint32_t at, uint32_t *binds);

/* An operand, in parentheses unless it holds together at least as tightly as `needed`. */
static const char *operand(truce__brief *b, const truce__stmt *stmt, uint32_t at, uint32_t needed) {
    uint32_t binds;
    const char *text = node_words(b, stmt, at, &binds);
    return binds >= needed ? text : words(b, PARENTHESES, H(text));
}

static const char *pair_words(truce__brief *b, const truce__stmt *stmt, const truce__node *node,
                              truce__message message, uint32_t needed) {
    const truce__filling fillings[] = {H(operand(b, stmt, node->left, needed)),
                                       H(operand(b, stmt, node->right, needed))};
    return truce__words(b, message, fillings);
}

static const char *node_words(truce__brief *b, const truce__stmt *stmt, uint32_t at, uint32_t *binds) {
    const truce__node *node = &stmt->nodes[at];
    *binds = BINDS_ATOM;
    switch (node->op) {
    case TRUCE__OP_FALSE: return word(b, NEVER);
    case TRUCE__OP_TRUE: return word(b, ALWAYS);
    case TRUCE__OP_ATOM: return atom_words(b, stmt, node, binds);
    case TRUCE__OP_OUTCOME: return truce__outcome_words(b, node->option);
    case TRUCE__OP_NOT: *binds = BINDS_NOT; return words(b, NOT, H(operand(b, stmt, node->left, BINDS_NOT)));
    case TRUCE__OP_AND: *binds = BINDS_AND; return pair_words(b, stmt, node, TRUCE__M_BRIEF_AND, BINDS_AND);
    case TRUCE__OP_OR: *binds = BINDS_OR; return pair_words(b, stmt, node, TRUCE__M_BRIEF_OR, BINDS_NOT);
    case TRUCE__OP_IMPLIES: *binds = BINDS_IF; return pair_words(b, stmt, node, TRUCE__M_BRIEF_IF_THEN, BINDS_OR);
    case TRUCE__OP_IF: *binds = BINDS_IF; return pair_words(b, stmt, node, TRUCE__M_BRIEF_IF, BINDS_OR);
    case TRUCE__OP_IFF: *binds = BINDS_IFF; return pair_words(b, stmt, node, TRUCE__M_BRIEF_IFF, BINDS_OR);
    }
    return "";
}

const char *truce__stmt_words(truce__brief *b, const truce__stmt *stmt) {
    uint32_t binds;
    return stmt->n_nodes ? node_words(b, stmt, stmt->n_nodes - 1, &binds) : "";
}

const char *truce__item_words(truce__brief *b, const truce__pref_item *item) {
    if (item->is_rest) return word(b, ALL_OTHER_STATES);
    if (item->state) return truce__state_words(b, item->state);
    const char **parts = truce__fragments(b, item->n_stmts);
    uint32_t count = parts ? item->n_stmts : 0;
    for (uint32_t i = 0; i < count; i++) {
        parts[i] = truce__stmt_words(b, &item->stmts[i]);
        if (count > 1) parts[i] = words(b, PARENTHESES, H(parts[i]));
    }
    return truce__choice(b, parts, count);
}

/* ------------------------------------------------------------------ states */

const char *truce__state_outcome_words(truce__brief *b, truce_state state) {
    const char **names = truce__fragments(b, b->model->n_outcomes);
    size_t count = 0;
    for (uint32_t k = 0; names && k < b->model->n_outcomes; k++)
        if (truce_graph_has_outcome(b->graph, state, k)) names[count++] = truce__outcome_words(b, k);
    return truce__list(b, names, count);
}

const char *truce__state_words(truce__brief *b, truce_state state) {
    truce__mention(b, state);
    const char *outcomes = truce__state_outcome_words(b, state), *name;
    char code[TRUCE_CODE_SIZE];
    if (b->model->is_plain) outcomes = quoted(b, truce_graph_state_code(b->graph, state, code));
    if (*outcomes)
        name = words(b, STATE_NAMED, H(outcomes), H(truce__fragment(b, "%llu", (unsigned long long)state)));
    else name = words(b, STATE_NUMBERED, H(truce__fragment(b, "%llu", (unsigned long long)state)));
    return truce__fragment(b, "<a href=\"#s%llu\">%s</a>", (unsigned long long)state, name);
}

const char *truce__state_first(truce__brief *b, truce_state state) {
    return truce__capital(b, truce__state_words(b, state));
}

const char *truce__change_words(truce__brief *b, truce_state from, truce_state to) {
    uint8_t before[TRUCE__MAX_OPTIONS], after[TRUCE__MAX_OPTIONS];
    const char *changes[TRUCE__MAX_OPTIONS];
    size_t count = 0;
    truce_graph_state_levels(b->graph, from, before);
    truce_graph_state_levels(b->graph, to, after);
    for (uint32_t o = 0; o < truce_model_option_count(b->model); o++) {
        const truce__option *option = &b->model->options[o];
        if (before[o] == after[o] || after[o] == TRUCE_LEVEL_MIXED) continue;
        const char *name = quoted(b, option->name), *level = truce__name_words(b, option->levels[after[o]]);
        changes[count++] = before[o] == TRUCE_LEVEL_MIXED
            ? words(b, CHANGE_TO, H(name), H(level))
            : words(b, CHANGE, H(name), H(truce__name_words(b, option->levels[before[o]])), H(level));
    }
    return truce__list(b, changes, count);
}

const char *truce__difference_words(truce__brief *b, truce_state state) {
    if (!b->now || state == b->now) return "";
    const char *changes = truce__change_words(b, b->now, state);
    return *changes ? words(b, DIFFERS, H(changes)) : "";
}

const char *truce__move_words(truce__brief *b, uint32_t party, truce_state from, truce_state to) {
    const char *changes = truce__change_words(b, from, to);
    if (*changes) return words(b, CAN_CHANGE, H(truce__party_words(b, party)), H(changes));
    return words(b, CAN_MOVE, H(truce__party_words(b, party)), H(truce__state_words(b, to)));
}

/* -------------------------------------------------------------- preference */

const char *truce__preference_words(truce__brief *b, uint32_t party, truce_state better, truce_state worse) {
    const truce__pref_item *item = truce__deciding_item(b->graph, party, better, worse);
    if (item) return words(b, BECAUSE_STATEMENT, H(truce__item_words(b, item)), H(truce__entry_mark(b, &item->note)));
    if (b->model->prefs[party].kind == TRUCE__PREF_WEIGH) return word(b, BECAUSE_WEIGHTS);
    return words(b, BECAUSE_RANK, N(truce_graph_rank(b->graph, party, better)),
                 N(truce_graph_rank(b->graph, party, worse)), N(truce_graph_rank_count(b->graph, party)));
}

/* ------------------------------------------------------------------- notes */

/* "article, paragraphs 3 and 11": the cites from `first` on that name the same source; *next: the first that does
 * not. */
static const char *one_source(truce__brief *b, const truce__note *note, uint32_t first, uint32_t *next) {
    uint32_t source = note->cites[first].source, last = first;
    while (last < note->n_cites && note->cites[last].source == source) last++;
    *next = last;
    const char **paragraphs = truce__fragments(b, last - first);
    size_t count = 0;
    for (uint32_t i = first; paragraphs && i < last; i++)
        if (note->cites[i].paragraph)
            paragraphs[count++] = truce__fragment(b, "%lu", (unsigned long)note->cites[i].paragraph);
    const char *name = truce__fragment(b, "<a href=\"#source%lu\">%s</a>", (unsigned long)source + 1,
                                       truce__name_words(b, b->model->sources[source].id));
    if (count == 0) return name;
    return words(b, PARAGRAPHS, H(name), H(truce__list(b, paragraphs, count)), N(count));
}

static const char *cite_words(truce__brief *b, const truce__note *note) {
    const char **parts = truce__fragments(b, note->n_cites);
    size_t count = 0;
    for (uint32_t i = 0; parts && i < note->n_cites;) parts[count++] = one_source(b, note, i, &i);
    return words(b, ACCORDING_TO, H(truce__list(b, parts, count)));
}

const char *truce__note_words(truce__brief *b, const truce__note *note) {
    const char *because = note->because ? truce__name_words(b, note->because) : "", *rests = "";
    if (note->n_cites) rests = cite_words(b, note);
    if (note->has_confidence) {
        const char *sure = words(b, CONFIDENCE, H(truce__decimal_words(b, note->confidence)));
        rests = *rests ? words(b, NOTE_BOTH, H(rests), H(sure)) : sure;
    }
    if (!*rests) return because;
    return *because ? words(b, NOTE, H(because), H(rests)) : rests;
}

/* -------------------------------------------------------------------- dates */

const char *truce__date_words(truce__brief *b, const char *date) {
    static const truce__message months[] = {TRUCE__M_BRIEF_JANUARY, TRUCE__M_BRIEF_FEBRUARY, TRUCE__M_BRIEF_MARCH,
                                            TRUCE__M_BRIEF_APRIL,   TRUCE__M_BRIEF_MAY,      TRUCE__M_BRIEF_JUNE,
                                            TRUCE__M_BRIEF_JULY,    TRUCE__M_BRIEF_AUGUST,   TRUCE__M_BRIEF_SEPTEMBER,
                                            TRUCE__M_BRIEF_OCTOBER, TRUCE__M_BRIEF_NOVEMBER, TRUCE__M_BRIEF_DECEMBER};
    bool is_date = strspn(date, "0123456789-") == 10 && (!date[10] || date[10] == 'T');
    for (int i = 0; is_date && i < 10; i++) is_date = (date[i] == '-') == (i == 4 || i == 7);
    uint32_t month = is_date ? (uint32_t)((date[5] - '0') * 10 + date[6] - '0') : 0;
    if (month < 1 || month > 12) return truce__name_words(b, date);
    const char *day = truce__fragment(b, "%d", (date[8] - '0') * 10 + date[9] - '0');
    return words(b, DATE, H(day), H(truce__words(b, months[month - 1], NULL)), H(truce__fragment(b, "%.4s", date)));
}
