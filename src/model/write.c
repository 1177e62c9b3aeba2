/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The canonical form of a model: one way to write each thing, in a fixed order, so that two equal models give the same bytes
 * and a difference between files is a difference between models. Written by hand instead of by libfyaml's emitter, which
 * chooses styles by its own taste and allocates outside our allocator.
 */
#include "model/model.h"
#include "model/yaml.h"

typedef struct writer {
    truce__text text;
    const truce_model *model;
} writer;

/* --------------------------------------------------------------- scalars */

static bool is_reserved(const char *text) {
    static const char *const words[] = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t at = 0;
        while (words[i][at] && (text[at] | 0x20) == words[i][at]) at++;
        if (!words[i][at] && !text[at]) return true;
    }
    return false;
}

/* Code points that a reader of YAML may take for a break, a mark or nothing. */
static bool is_escaped(uint32_t point) {
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029 || point == 0xFEFF ||
           (point & 0xFFFE) == 0xFFFE;
}

/* True when the text can stand without quotes, in a block or between brackets. */
static bool is_plain_text(const char *text) {
    size_t length = strlen(text);
    unsigned char first = (unsigned char)text[0];
    bool is_letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first >= 0x80 || first == '(';
    if (!is_letter || text[length - 1] == ' ' || text[length - 1] == ':' || is_reserved(text)) return false;
    for (size_t at = 0, used; at < length; at += used) {
        uint32_t point = truce__utf8_decode(text + at, length - at, &used);
        if (is_escaped(point) || point == 0xA0 || strchr("[]{}", text[at])) return false;
        if (text[at] == ':' && text[at + 1] == ' ') return false;
        if (text[at] == ' ' && text[at + 1] == '#') return false;
    }
    return true;
}

static void add_quoted(truce__text *text, const char *value) {
    size_t length = strlen(value);
    truce__text_puts(text, "\"");
    for (size_t at = 0, used; at < length; at += used) {
        uint32_t point = truce__utf8_decode(value + at, length - at, &used);
        if (point == '\n') truce__text_puts(text, "\\n");
        else if (point == '\t') truce__text_puts(text, "\\t");
        else if (point == '"' || point == '\\') truce__text_printf(text, "\\%c", (char)point);
        else if (is_escaped(point)) truce__text_printf(text, point > 0xFFFF ? "\\U%08X" : "\\u%04X", (unsigned)point);
        else truce__text_add(text, value + at, used);
    }
    truce__text_puts(text, "\"");
}

static void add_scalar(writer *w, const char *value) {
    if (is_plain_text(value)) truce__text_puts(&w->text, value);
    else add_quoted(&w->text, value);
}

/* Between brackets a comma ends an element. */
static void add_flow_scalar(writer *w, const char *value) {
    if (is_plain_text(value) && !strchr(value, ',')) truce__text_puts(&w->text, value);
    else add_quoted(&w->text, value);
}

/* ----------------------------------------------------------------- lines */

static void begin_line(writer *w, uint32_t indent) {
    truce__text_fill(&w->text, ' ', indent);
}

/* "key: value" when there is a value. */
static void add_entry(writer *w, uint32_t indent, const char *key, const char *value) {
    if (!value) return;
    begin_line(w, indent);
    truce__text_printf(&w->text, "%s: ", key);
    add_scalar(w, value);
    truce__text_puts(&w->text, "\n");
}

static void add_heading(writer *w, uint32_t indent, const char *key) {
    begin_line(w, indent);
    truce__text_printf(&w->text, "%s:\n", key);
}

static bool has_note(const truce__note *note) {
    return note->because || note->n_cites || note->has_confidence;
}

static void add_cite(writer *w, const truce__cite *cite) {
    truce__text_puts(&w->text, w->model->sources[cite->source].id);
    if (cite->paragraph) truce__text_printf(&w->text, " \xC2\xB6%u", cite->paragraph);
}

static void add_note(writer *w, uint32_t indent, const truce__note *note) {
    add_entry(w, indent, "because", note->because);
    if (note->n_cites) {
        bool is_list = note->n_cites > 1;
        begin_line(w, indent);
        truce__text_puts(&w->text, is_list ? "source: [" : "source: ");
        for (uint32_t i = 0; i < note->n_cites; i++) {
            if (i) truce__text_puts(&w->text, ", ");
            add_cite(w, &note->cites[i]);
        }
        truce__text_puts(&w->text, is_list ? "]\n" : "\n");
    }
    if (!note->has_confidence) return;
    begin_line(w, indent);
    truce__text_puts(&w->text, "confidence: ");
    truce__decimal_write(&w->text, note->confidence);
    truce__text_puts(&w->text, "\n");
}

/* ----------------------------------------------------------------- parts */

static void add_sources(writer *w) {
    const truce_model *model = w->model;
    if (model->n_sources) add_heading(w, 0, "sources");
    for (uint32_t i = 0; i < model->n_sources; i++) {
        const truce__cited_source *source = &model->sources[i];
        bool is_bare = !source->title && !source->author && !source->publisher && !source->date && !source->url && !source->note;
        truce__text_printf(&w->text, "  %s:%s\n", source->id, is_bare ? " {}" : "");
        add_entry(w, 4, "title", source->title);
        add_entry(w, 4, "author", source->author);
        add_entry(w, 4, "publisher", source->publisher);
        add_entry(w, 4, "date", source->date);
        add_entry(w, 4, "url", source->url);
        add_entry(w, 4, "note", source->note);
    }
}

static void add_option(writer *w, const truce__option *option) {
    static const char *const moves[] = {"both", "up", "down", "none"};
    truce__text_printf(&w->text, "      - id: %s\n", option->id);
    if (strcmp(option->name, option->id) != 0) add_entry(w, 8, "name", option->name);
    if (!option->has_default_levels) {
        truce__text_puts(&w->text, "        levels: [");
        for (uint32_t i = 0; i < option->n_levels; i++) {
            if (i) truce__text_puts(&w->text, ", ");
            add_flow_scalar(w, option->levels[i]);
        }
        truce__text_puts(&w->text, "]\n");
    }
    if (option->moves != TRUCE__MOVES_BOTH) add_entry(w, 8, "moves", moves[option->moves]);
    if (option->step) truce__text_printf(&w->text, "        step: %u\n", option->step);
    add_note(w, 8, &option->note);
}

static void add_parties(writer *w) {
    const truce_model *model = w->model;
    add_heading(w, 0, "parties");
    for (uint32_t i = 0; i < model->n_parties; i++) {
        const truce__party *party = &model->parties[i];
        truce__text_printf(&w->text, "  - id: %s\n", party->id);
        if (strcmp(party->name, party->id) != 0) add_entry(w, 4, "name", party->name);
        add_note(w, 4, &party->note);
        if (party->n_options) add_heading(w, 4, "options");
        for (uint32_t k = 0; k < party->n_options; k++) add_option(w, &model->options[party->first_option + k]);
    }
}

static void add_states(writer *w) {
    const truce_model *model = w->model;
    if (!model->is_plain) return;
    add_heading(w, 0, "states");
    for (uint32_t i = 0; i < model->options[0].n_levels; i++) {
        truce__text_puts(&w->text, "  - ");
        add_scalar(w, model->options[0].levels[i]);
        truce__text_puts(&w->text, "\n");
    }
}

static void add_rules(writer *w, const char *key, const truce__rule *rules, uint32_t count) {
    if (count) add_heading(w, 0, key);
    for (uint32_t i = 0; i < count; i++) {
        bool is_noted = has_note(&rules[i].note);
        truce__text_puts(&w->text, is_noted ? "  - that: " : "  - ");
        add_scalar(w, rules[i].stmt.text);
        truce__text_puts(&w->text, "\n");
        add_note(w, 4, &rules[i].note);
    }
}

static void add_level(writer *w, const truce__option *option, uint32_t level) {
    if (option->has_default_levels) truce__text_puts(&w->text, option->levels[level]);
    else add_scalar(w, option->levels[level]);
    truce__text_puts(&w->text, "\n");
}

static void add_status_quo(writer *w) {
    const truce_model *model = w->model;
    if (!model->has_status_quo) return;
    if (model->status_quo_state && model->is_plain) {
        add_entry(w, 0, "status_quo", model->options[0].levels[model->status_quo_state - 1]);
        return;
    }
    if (model->status_quo_state) {
        truce__text_printf(&w->text, "status_quo: %llu\n", (unsigned long long)model->status_quo_state);
        return;
    }
    truce__text_puts(&w->text, model->n_facts ? "status_quo:\n" : "status_quo: {}\n");
    for (uint32_t i = 0; i < model->n_facts; i++) {
        const truce__fact *fact = &model->facts[i];
        const truce__option *option = &model->options[fact->option];
        bool is_noted = has_note(&fact->note);
        truce__text_printf(&w->text, is_noted ? "  %s:\n    level: " : "  %s: ", option->id);
        add_level(w, option, fact->level);
        add_note(w, 4, &fact->note);
    }
}

static void add_outcomes(writer *w) {
    const truce_model *model = w->model;
    if (model->n_outcomes) add_heading(w, 0, "outcomes");
    for (uint32_t i = 0; i < model->n_outcomes; i++) {
        const truce__outcome *outcome = &model->outcomes[i];
        bool is_named = strcmp(outcome->name, outcome->id) != 0;
        if (!is_named && !has_note(&outcome->note)) {
            add_entry(w, 2, outcome->id, outcome->stmt.text);
            continue;
        }
        add_heading(w, 2, outcome->id);
        add_entry(w, 4, "that", outcome->stmt.text);
        if (is_named) add_entry(w, 4, "name", outcome->name);
        add_note(w, 4, &outcome->note);
    }
}

/* ----------------------------------------------------------- preferences */

/* A statement of a ranking. In a plain graph a text that happens to be a state's name means that state, so another statement
 * of the same letters gets parentheses. */
static void add_ranked(writer *w, const truce__stmt *stmt) {
    truce__text text;
    truce__text_init(&text, w->text.ctx);
    truce__text_puts(&text, stmt->text);
    bool is_state = stmt->n_nodes == 1 && stmt->nodes[0].relation == TRUCE__REL_STATE;
    while (!is_state && !text.failed) {
        const truce__name *name = truce__names_find(&w->model->names, text.bytes, text.length);
        if (!name || name->kind != TRUCE__NAME_STATE) break;
        truce__text inner = text;
        truce__text_init(&text, w->text.ctx);
        truce__text_printf(&text, "(%s)", inner.bytes);
        truce__text_free(&inner);
    }
    if (text.failed) w->text.failed = true;
    else add_scalar(w, text.bytes);
    truce__text_free(&text);
}

static void add_rank_value(writer *w, const truce__pref_item *item) {
    if (item->is_rest) truce__text_puts(&w->text, "rest");
    else if (item->state) truce__text_printf(&w->text, "%llu", (unsigned long long)item->state);
    else add_ranked(w, item->stmts);
    truce__text_puts(&w->text, "\n");
}

static void add_rank(writer *w, const truce__pref *pref) {
    for (uint32_t i = 0; i < pref->n_items; i++) {
        const truce__pref_item *item = &pref->items[i];
        bool is_first = i == 0 || item[-1].group != item->group;
        bool is_tied = !is_first || (i + 1 < pref->n_items && item[1].group == item->group);
        bool is_noted = has_note(&item->note);
        truce__text_puts(&w->text, !is_tied ? "      - " : is_first ? "      - - " : "        - ");
        if (is_noted) truce__text_puts(&w->text, "that: ");
        add_rank_value(w, item);
        add_note(w, is_tied ? 10 : 8, &item->note);
    }
}

static void add_order(writer *w, const truce__pref *pref) {
    for (uint32_t i = 0; i < pref->n_items; i++) {
        const truce__pref_item *item = &pref->items[i];
        truce__text_puts(&w->text, item->is_any ? "      - any:\n" : has_note(&item->note) ? "      - that: " : "      - ");
        for (uint32_t k = 0; k < item->n_stmts; k++) {
            if (item->is_any) truce__text_puts(&w->text, "          - ");
            add_scalar(w, item->stmts[k].text);
            truce__text_puts(&w->text, "\n");
        }
        add_note(w, 8, &item->note);
    }
}

/* Some readers of YAML take keys of at most 1024 characters unless a '?' announces them. */
static void add_weights(writer *w, const truce__pref *pref) {
    enum { LONG_KEY = 1000 };
    for (uint32_t i = 0; i < pref->n_items; i++) {
        const truce__pref_item *item = &pref->items[i];
        bool is_noted = has_note(&item->note), is_long = strlen(item->stmts->text) > LONG_KEY;
        truce__text_puts(&w->text, is_long ? "      ? " : "      ");
        add_scalar(w, item->stmts->text);
        truce__text_puts(&w->text, is_long ? "\n      :" : ":");
        truce__text_puts(&w->text, !is_noted ? " " : is_long ? " weight: " : "\n        weight: ");
        truce__decimal_write(&w->text, item->weight);
        truce__text_puts(&w->text, "\n");
        add_note(w, 8, &item->note);
    }
}

static void add_preferences(writer *w) {
    static const char *const keys[] = {
        [TRUCE__PREF_ORDER] = "order", [TRUCE__PREF_RANK] = "rank", [TRUCE__PREF_WEIGH] = "weigh"};
    const truce_model *model = w->model;
    bool is_headed = false;
    for (uint32_t i = 0; i < model->n_parties; i++) {
        const truce__pref *pref = &model->prefs[i];
        if (pref->kind == TRUCE__PREF_NONE) continue;
        if (!is_headed) add_heading(w, 0, "preferences");
        is_headed = true;
        add_heading(w, 2, model->parties[i].id);
        const char *nothing = pref->n_items ? "" : pref->kind == TRUCE__PREF_WEIGH ? " {}" : " []";
        truce__text_printf(&w->text, "    %s:%s\n", keys[pref->kind], nothing);
        if (pref->kind == TRUCE__PREF_ORDER) add_order(w, pref);
        if (pref->kind == TRUCE__PREF_RANK) add_rank(w, pref);
        if (pref->kind == TRUCE__PREF_WEIGH) add_weights(w, pref);
    }
}

static void add_end(writer *w, uint64_t state) {
    if (w->model->is_plain) add_flow_scalar(w, w->model->options[0].levels[state - 1]);
    else truce__text_printf(&w->text, "%llu", (unsigned long long)state);
}

static void add_moves(writer *w) {
    const truce_model *model = w->model;
    if (!model->has_moves) return;
    size_t all = 0;
    for (uint32_t i = 0; i < model->n_parties; i++) all += model->moves[i].n_arcs;
    truce__text_puts(&w->text, all ? "moves:\n" : "moves: {}\n");
    for (uint32_t i = 0; i < model->n_parties; i++) {
        const truce__arcs *arcs = &model->moves[i];
        if (arcs->n_arcs) add_heading(w, 2, model->parties[i].id);
        for (size_t k = 0; k < arcs->n_arcs; k++) {
            truce__text_puts(&w->text, "    - [");
            add_end(w, arcs->arcs[k].from);
            truce__text_puts(&w->text, ", ");
            add_end(w, arcs->arcs[k].to);
            truce__text_puts(&w->text, "]\n");
        }
    }
}

truce_status truce_model_write(truce_ctx *ctx, const truce_model *model, const truce_sink *sink) {
    writer w = {.model = model};
    truce__text_init(&w.text, ctx);
    truce__text_puts(&w.text, "truce: 1\n");
    if (model->title[0]) add_entry(&w, 0, "title", model->title);
    add_entry(&w, 0, "summary", model->summary);
    add_entry(&w, 0, "date", model->date);
    add_sources(&w);
    add_parties(&w);
    add_states(&w);
    add_rules(&w, "feasible", model->rules, model->n_rules);
    add_rules(&w, "coalesce", model->coalesce, model->n_coalesce);
    add_status_quo(&w);
    add_outcomes(&w);
    add_preferences(&w);
    add_moves(&w);
    truce_status status = truce__text_flush(&w.text, sink);
    truce__text_free(&w.text);
    return status;
}
