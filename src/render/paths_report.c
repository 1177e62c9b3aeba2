/* SPDX-License-Identifier: Apache-2.0 */
/* `paths` in JSON and CSV, and its words around the tables. */
#include "render/paths_display.h"

#include "questions/paths/paths.h"
#include "render/csv.h"
#include "render/frame.h"
#include "render/json.h"
#include "words/narrate.h"

#include <inttypes.h>

const char *truce__gain_name(truce_gain gain) {
    static const char *const names[] = {"worse", "same", "better"};
    return names[gain];
}

void truce__paths_kind(truce__text *text, const truce_paths *paths) {
    truce_paths_by by = truce_paths_by_of(paths);
    truce__text_puts(text, by == TRUCE_BY_MOVES ? "any moves" : "improvements");
    if (by == TRUCE_BY_UNSANCTIONED)
        truce__text_printf(text, " that nothing sanctions under %s", truce_concept_at(truce_paths_concept(paths))->label);
}

static const char *party_id(const truce_paths *paths, uint32_t party) {
    return truce_paths_graph(paths)->model->parties[party].id;
}

static bool is_targets_cut(const truce_paths *paths) {
    return truce_paths_target_count(paths) < truce_paths_target_total(paths) ||
           truce_paths_unreachable_count(paths) < truce_paths_unreachable_total(paths);
}

static const char *const obstacle_names[] = {"one_way", "no_entry", "level", "search"};

/* -------------------------------------------------------------------- json */

static void parties_json(truce__json *json, const char *key, const truce_paths *paths, const uint32_t *parties,
                         uint32_t count) {
    truce__json_list(json, key, false);
    for (uint32_t i = 0; i < count; i++) truce__json_text(json, NULL, party_id(paths, parties[i]));
    truce__json_end(json);
}

static void steps_json(truce__json *json, const truce_paths *paths, const truce_path *target) {
    truce__json_list(json, "path", false);
    for (uint32_t i = 0; i < target->steps; i++) {
        const truce_path_step *step = &target->path[i];
        truce__json_object(json, NULL, false);
        truce__json_text(json, "party", party_id(paths, step->party));
        truce__json_number(json, "to", step->to);
        truce__json_bool(json, "improvement", step->gain == TRUCE_BETTER);
        truce__json_text(json, "for_mover", truce__gain_name(step->gain));
        truce__json_end(json);
    }
    truce__json_end(json);
}

static void target_json(truce__json *json, const truce_paths *paths, const truce_path *target) {
    truce__json_object(json, NULL, false);
    truce__json_state_code(json, "state", truce_paths_graph(paths), target->state);
    truce__json_number(json, "steps", target->steps);
    truce__json_number(json, "shortest_paths", target->count);
    if (target->count == UINT64_MAX) truce__json_bool(json, "shortest_paths_or_more", true);
    truce__json_number(json, "sacrifices", target->worse);
    parties_json(json, "first", paths, target->first, target->first_count);
    parties_json(json, "always", paths, target->always, target->always_count);
    steps_json(json, paths, target);
    truce__json_end(json);
}

static void obstacle_json(truce__json *json, const truce_paths *paths, const truce_obstacle *obstacle) {
    const truce_model *model = truce_paths_graph(paths)->model;
    uint8_t levels[TRUCE__MAX_OPTIONS];
    truce__json_object(json, NULL, false);
    truce__json_number(json, "state", obstacle->state);
    truce__json_text(json, "reason", obstacle_names[obstacle->kind]);
    if (obstacle->option != TRUCE__NONE) {
        const truce__option *option = &model->options[obstacle->option];
        truce_graph_state_levels(truce_paths_graph(paths), obstacle->state, levels);
        uint8_t level = levels[obstacle->option];
        truce__json_text(json, "option", option->id);
        truce__json_text(json, "level", level == TRUCE_LEVEL_MIXED ? NULL : option->levels[level]);
    }
    truce__json_end(json);
}

/* What the limit leaves in of the states reached; true when it leaves some out. */
static bool reach_json(truce__json *json, const truce__paths_view *view) {
    const truce_paths *paths = view->paths[0];
    const truce_set *reach = truce_paths_reach(paths);
    uint64_t count = 0;
    truce__json_list(json, "reach", true);
    for (truce_state s = truce_set_next(reach, 0); s && (!view->limit || count < view->limit);
         s = truce_set_next(reach, s), count++) {
        if (truce__out_failed(json->out)) break;
        truce__json_object(json, NULL, false);
        truce__json_number(json, "state", s);
        truce__json_number(json, "steps", truce_paths_steps(paths, s));
        truce__json_end(json);
    }
    truce__json_end(json);
    return count < truce_set_count(reach);
}

static void targets_json(truce__json *json, const truce_paths *paths) {
    truce__json_bool(json, "from_is_target", truce_paths_from_is_target(paths));
    truce__json_object(json, "target_counts", false);
    truce__json_number(json, "reachable", truce_paths_target_total(paths));
    truce__json_number(json, "unreachable", truce_paths_unreachable_total(paths));
    truce__json_end(json);
    truce__json_list(json, "targets", true);
    for (size_t i = 0; i < truce_paths_target_count(paths) && !truce__out_failed(json->out); i++)
        target_json(json, paths, truce_paths_target(paths, i));
    truce__json_end(json);
    truce__json_list(json, "unreachable", false);
    for (size_t i = 0; i < truce_paths_unreachable_count(paths); i++)
        truce__json_number(json, NULL, truce_paths_unreachable(paths, i)->state);
    truce__json_end(json);
    truce__json_list(json, "obstacles", true);
    for (size_t i = 0; i < truce_paths_unreachable_count(paths) && !truce__out_failed(json->out); i++)
        obstacle_json(json, paths, truce_paths_unreachable(paths, i));
    truce__json_end(json);
}

static void paths_json(truce__out *out, const truce__paths_view *view) {
    const truce_paths *paths = view->paths[0];
    truce__json json;
    truce__json_begin(&json, out, "truce.paths.v1");
    truce__json_model(&json, view->graph->model);
    truce__json_definitions(&json, view->graph);
    truce__json_parties(&json, view->graph->model);
    truce__json_options(&json, view->graph->model);
    truce__json_states(&json, view->graph);
    truce__json_number(&json, "from", truce_paths_from(paths));
    truce__json_text(&json, "by", truce_paths_by_name(truce_paths_by_of(paths)));
    if (truce_paths_by_of(paths) == TRUCE_BY_UNSANCTIONED)
        truce__json_text(&json, "concept", truce_concept_at(truce_paths_concept(paths))->id);
    truce__json_number(&json, "reach_count", truce_set_count(truce_paths_reach(paths)));
    truce__json_number(&json, "longest", truce_paths_longest(paths));
    truce__json_object(&json, "closed", false);
    truce__json_number(&json, "pairs", truce_paths_pairs(paths));
    truce__json_bool(&json, "verified", view->show->is_closed_verified);
    truce__json_end(&json);
    bool is_cut = reach_json(&json, view);
    if (truce_paths_has_targets(paths)) targets_json(&json, paths);
    truce__json_bool(&json, "truncated", is_cut || is_targets_cut(paths));
    truce__json_end(&json);
}

/* --------------------------------------------------------------------- csv */

static void csv_head(truce__csv *csv, const char *const *heads, size_t count) {
    for (size_t i = 0; i < count; i++) truce__csv_cell(csv, heads[i]);
    truce__csv_end_row(csv);
}

static void reach_csv(truce__csv *csv, const truce__paths_view *view) {
    const truce_paths *paths = view->paths[0];
    const truce_set *reach = truce_paths_reach(paths);
    uint64_t count = 0;
    truce__csv_state_head(csv, view->graph);
    truce__csv_cell(csv, "steps");
    truce__csv_end_row(csv);
    for (truce_state s = truce_set_next(reach, 0); s && (!view->limit || count < view->limit);
         s = truce_set_next(reach, s), count++) {
        if (truce__out_failed(csv->out)) break;
        truce__csv_state(csv, view->graph, s);
        truce__csv_number(csv, truce_paths_steps(paths, s));
        truce__csv_end_row(csv);
    }
}

/* A row for each step. */
static void target_csv(truce__csv *csv, const truce_paths *paths, const truce_path *target) {
    for (uint32_t i = 0; i < target->steps; i++) {
        const truce_path_step *step = &target->path[i];
        truce__csv_number(csv, target->state);
        truce__csv_number(csv, target->steps);
        truce__csv_number(csv, target->count);
        truce__csv_number(csv, i + 1);
        truce__csv_cell(csv, party_id(paths, step->party));
        truce__csv_number(csv, step->to);
        truce__csv_cell(csv, truce__gain_name(step->gain));
        truce__csv_cell(csv, NULL);
        truce__csv_end_row(csv);
    }
}

static void targets_csv(truce__csv *csv, const truce_paths *paths) {
    static const char *const heads[] = {"target", "steps", "shortest_paths", "step", "party", "to", "for_mover", "obstacle"};
    csv_head(csv, heads, sizeof heads / sizeof *heads);
    for (size_t i = 0; i < truce_paths_target_count(paths) && !truce__out_failed(csv->out); i++)
        target_csv(csv, paths, truce_paths_target(paths, i));
    for (size_t i = 0; i < truce_paths_unreachable_count(paths) && !truce__out_failed(csv->out); i++) {
        const truce_obstacle *obstacle = truce_paths_unreachable(paths, i);
        truce__csv_number(csv, obstacle->state);
        for (int k = 0; k < 6; k++) truce__csv_cell(csv, NULL);
        truce__csv_cell(csv, obstacle_names[obstacle->kind]);
        truce__csv_end_row(csv);
    }
}

/* CSV has no place for "truncated": a warning says it. */
static void warn_of_cut(truce__out *out, const truce__paths_view *view) {
    const truce_paths *paths = view->paths[0];
    uint64_t reached = truce_set_count(truce_paths_reach(paths));
    bool is_cut = truce_paths_has_targets(paths) ? is_targets_cut(paths) : view->limit && reached > view->limit;
    if (!is_cut) return;
    truce__out_note(out, truce__diag(out->ctx, TRUCE_WARNING, &view->graph->model->source, (truce__loc){0}, NULL,
                                     "the limit of rows left some states unwritten"));
}

static void paths_csv(truce__out *out, const truce__paths_view *view) {
    truce__csv csv = {.out = out};
    warn_of_cut(out, view);
    if (truce_paths_has_targets(view->paths[0])) targets_csv(&csv, view->paths[0]);
    else reach_csv(&csv, view);
}

/* ------------------------------------------------------------------- words */

typedef struct prose {
    truce__out *out;
    const truce__paths_view *view;
    truce__text text;
} prose;

static void say(prose *p, uint32_t first, uint32_t rest) {
    if (p->text.failed) truce__out_note(p->out, TRUCE_E_NOMEM);
    truce__out_prose(p->out, truce__text_bytes(&p->text), first, rest);
    truce__text_clear(&p->text);
}

#define add(p, ...) truce__text_printf(&(p)->text, __VA_ARGS__)

static void add_state(prose *p, truce_state state) {
    add(p, "state ");
    truce__state_label(&p->text, p->view->graph, state);
}

static const char *plural(uint64_t count) {
    return count == 1 ? "" : "s";
}

/* "No party has an improvement from state 1." */
static void say_stuck(prose *p, const truce_paths *paths) {
    truce_paths_by by = truce_paths_by_of(paths);
    add(p, by == TRUCE_BY_MOVES          ? "No party has a move from "
           : by == TRUCE_BY_IMPROVEMENTS ? "No party has an improvement from "
                                         : "No party has an improvement that nothing sanctions from ");
    add_state(p, truce_paths_from(paths));
    add(p, ": it is left by none.");
    say(p, 0, 2);
}

/* How many states are first reached after so many steps. */
static uint64_t count_at(const truce_paths *paths, uint32_t steps) {
    uint64_t count = 0;
    for (uint64_t i = paths->level.at[steps]; i < paths->level.at[steps + 1]; i++)
        count += truce__cell_steps(paths, paths->queue[i]) == steps;
    return count;
}

/* "By any moves 6 of 7 states can be reached from state 1 (...): 4 after 1 step, 2 after 2; the other one cannot, ..." */
static void say_reach(prose *p, const truce_paths *paths) {
    enum { COUNTED = 12 };
    uint64_t reached = truce_set_count(truce_paths_reach(paths)), states = truce_graph_state_count(p->view->graph);
    uint32_t longest = truce_paths_longest(paths);
    if (!reached) {
        say_stuck(p, paths);
        return;
    }
    add(p, "By ");
    truce__paths_kind(&p->text, paths);
    add(p, " %" PRIu64 " of %" PRIu64 " state%s can be reached from ", reached, states, plural(states));
    add_state(p, truce_paths_from(paths));
    if (longest > COUNTED) add(p, ", the last after %" PRIu32 " steps", longest);
    for (uint32_t steps = 1; steps <= longest && longest <= COUNTED; steps++)
        add(p, "%s%" PRIu64 " after %" PRIu32 "%s", steps == 1 ? ": " : ", ", count_at(paths, steps), steps,
            steps == 1 ? " step" : "");
    if (reached == states) add(p, ".");
    else add(p, "; the other%s cannot, by paths of whatever length.", reached + 1 == states ? " one" : "s");
    say(p, 0, 2);
}

/* "north, south or west" */
static void add_parties(prose *p, const uint32_t *parties, uint32_t count, const char *between) {
    for (uint32_t i = 0; i < count; i++)
        add(p, "%s%s", i == 0 ? "" : i + 1 == count ? between : ", ", p->view->graph->model->parties[parties[i]].name);
}

static void say_step(prose *p, truce_state from, uint32_t number, const truce_path_step *step) {
    const truce_graph *graph = p->view->graph;
    add(p, "%" PRIu32 ". %s", number, graph->model->parties[step->party].name);
    size_t before = p->text.length;
    add(p, " sets ");
    bool is_told = truce__narrate_changes(&p->text, graph, from, step->to);
    if (!is_told && !p->text.failed) p->text.length = before;
    add(p, is_told ? ", which leads to " : " moves to ");
    add_state(p, step->to);
    if (step->gain == TRUCE_SAME) {
        add(p, ": neither better nor worse for it.");
    } else {
        bool is_better = step->gain == TRUCE_BETTER;
        add(p, is_better ? ": better for it, " : ": a sacrifice, ");
        truce__narrate_preference(&p->text, graph, step->party, is_better ? step->to : from, is_better ? from : step->to);
        add(p, ".");
    }
    say(p, 0, 3);
}

static void say_number(prose *p, const truce_path *target) {
    add(p, "To ");
    add_state(p, target->state);
    add(p, ": %" PRIu32 " step%s, ", target->steps, plural(target->steps));
    if (target->count == UINT64_MAX) add(p, "2^64 - 1 shortest paths or more.");
    else if (target->count == 1) add(p, "one shortest path.");
    else add(p, "%" PRIu64 " shortest paths.", target->count);
}

static void say_who(prose *p, const truce_path *target) {
    bool is_one = target->count == 1;
    if (target->first_count == 1) add(p, is_one ? " It begins with " : " All begin with ");
    else add(p, " They begin with ");
    add_parties(p, target->first, target->first_count, " or ");
    add(p, ".");
    if (is_one || !target->always_count) return;
    add(p, " In every one of them ");
    add_parties(p, target->always, target->always_count, " and ");
    add(p, target->always_count == 1 ? " moves." : " move.");
}

static void say_sacrifices(prose *p, const truce_path *target) {
    const char *which = target->count == 1 ? "The path" : "The one below";
    if (!target->worse && !target->same) add(p, " %s is made of improvements only.", which);
    else if (!target->worse) add(p, " Nobody has to make a step that is worse for it on %s.",
                                 target->count == 1 ? "this path" : "the one below");
    else add(p, " %s has %" PRIu32 " step%s that leave%s %s worse off%s.", which, target->worse, plural(target->worse),
             target->worse == 1 ? "s" : "", target->worse == 1 ? "its mover" : "their movers",
             target->count == 1 ? "" : "; no shortest path has fewer");
}

static void tell_target(prose *p, const truce_path *target) {
    truce_state from = truce_paths_from(p->view->paths[0]);
    truce__out_puts(p->out, "\n");
    truce__out_style(p->out, TRUCE__BOLD);
    say_number(p, target);
    say(p, 0, 2);
    truce__out_style(p->out, TRUCE__PLAIN);
    say_who(p, target);
    say_sacrifices(p, target);
    if (p->text.length) memmove(p->text.bytes, p->text.bytes + 1, p->text.length--);
    say(p, 0, 0);
    truce__evolution_table(p->out, p->view->graph, from, target);
    truce__out_puts(p->out, "\n");
    for (uint32_t i = 0; i < target->steps && !truce__out_failed(p->out); i++) {
        say_step(p, from, i + 1, &target->path[i]);
        from = target->path[i].to;
    }
}

static void tell_targets(prose *p) {
    const truce_paths *paths = p->view->paths[0];
    uint64_t most = p->view->show->most_paths, told = 0;
    for (size_t i = 0; i < truce_paths_target_count(paths) && (!most || told < most); i++, told++) {
        if (truce__out_failed(p->out)) return;
        tell_target(p, truce_paths_target(paths, i));
    }
    uint64_t left = truce_paths_target_total(paths) - told;
    if (!left) return;
    truce__out_puts(p->out, "\n");
    add(p, "%" PRIu64 " more state%s that %s asked for can be reached; --limit tells of more.", left, plural(left),
        left == 1 ? "was" : "were");
    say(p, 0, 2);
}

/* ----------------------------------------------------------- out of reach */

static void add_level(prose *p, const truce_obstacle *obstacle) {
    const truce__option *option = &p->view->graph->model->options[obstacle->option];
    uint8_t levels[TRUCE__MAX_OPTIONS];
    truce_graph_state_levels(p->view->graph, obstacle->state, levels);
    uint8_t level = levels[obstacle->option];
    add(p, "'%s' is %s there", option->name, level == TRUCE_LEVEL_MIXED ? "open" : option->levels[level]);
}

static void add_reason(prose *p, const truce_obstacle *obstacle) {
    const truce_paths *paths = p->view->paths[0];
    const truce_model *model = p->view->graph->model;
    switch (obstacle->kind) {
    case TRUCE_OBSTACLE_ONE_WAY: {
        const truce__option *option = &model->options[obstacle->option];
        add_level(p, obstacle);
        if (option->moves == TRUCE__MOVES_NONE) add(p, ", and it never moves.");
        else add(p, ", and from here it can only go %s.", option->moves == TRUCE__MOVES_UP ? "up" : "down");
        break;
    }
    case TRUCE_OBSTACLE_NO_ENTRY:
        add(p, truce_paths_by_of(paths) == TRUCE_BY_MOVES ? "nobody has a move into it, from anywhere."
                                                          : "no such improvement leads into it, from anywhere.");
        break;
    case TRUCE_OBSTACLE_LEVEL:
        add_level(p, obstacle);
        add(p, ", as it is in no state that can be reached.");
        break;
    case TRUCE_OBSTACLE_SEARCH: add(p, "every path from here has been followed, and none leads to it."); break;
    }
}

/* Each with its reason; not where there is only the one that the start cannot be left. */
static void list_out_of_reach(prose *p) {
    enum { TOLD = 10 };
    const truce_paths *paths = p->view->paths[0];
    size_t count = truce_paths_unreachable_count(paths), most = p->view->show->most_paths && count > TOLD ? TOLD : count;
    for (size_t i = 0; i < most && !truce__out_failed(p->out); i++) {
        const truce_obstacle *obstacle = truce_paths_unreachable(paths, i);
        add(p, "- ");
        add_state(p, obstacle->state);
        add(p, ": ");
        add_reason(p, obstacle);
        say(p, 2, 4);
    }
    uint64_t left = truce_paths_unreachable_total(paths) - most;
    if (!left) return;
    add(p, "and %" PRIu64 " more.", left);
    say(p, 4, 4);
}

static void say_out_of_reach(prose *p) {
    static const char *const how[] = {"", " by improvements", " by improvements that nothing sanctions"};
    const truce_paths *paths = p->view->paths[0];
    uint64_t total = truce_paths_unreachable_total(paths), reached = truce_set_count(truce_paths_reach(paths));
    if (!total) return;
    truce__out_puts(p->out, "\n");
    if (total > 1 || truce_paths_target_total(paths)) add(p, "%" PRIu64 " of the states asked for cannot", total);
    else {
        add(p, "State ");
        truce__state_label(&p->text, p->view->graph, truce_paths_unreachable(paths, 0)->state);
        add(p, " cannot");
    }
    add(p, " be reached%s. ", how[truce_paths_by_of(paths)]);
    if (reached)
        add(p, "That is proved: the search looked at every legal step from each of the %" PRIu64 " state%s that it found, "
               "and there is no limit to the length of paths.", reached, plural(reached));
    else add(p, "That is proved: there is no such step to begin with.");
    say(p, 0, 2);
    if (reached) list_out_of_reach(p);
}

static void say_verified(prose *p) {
    const truce_paths *paths = p->view->paths[0];
    size_t told = truce_paths_target_count(paths);
    bool is_closed = p->view->show->is_closed_verified;
    if (!told && !is_closed) return;
    add(p, "Verified from the definitions: %s%s%s%s.", told ? "every path shown" : "",
        truce_paths_by_of(paths) != TRUCE_BY_UNSANCTIONED ||
                truce_paths_checks_sanctions(paths, is_closed ? TRUCE_VERIFY_CLOSED : 0)
            ? "" : " (with --verify also that nothing sanctions its steps)",
        told && is_closed ? ", and " : "", is_closed ? "that nothing else can be reached and nothing sooner" : "");
    say(p, 0, 2);
}

/* Whether there are targets in no state at all. */
static bool is_nothing_asked(const truce_paths *paths) {
    return !truce_paths_from_is_target(paths) && !truce_paths_target_total(paths) && !truce_paths_unreachable_total(paths);
}

static void paths_words(truce__out *out, const truce__paths_view *view) {
    prose p = {.out = out, .view = view};
    truce__text_init(&p.text, out->ctx);
    truce__frame_head(out, view->graph);
    for (size_t i = 0; i < view->count; i++) say_reach(&p, view->paths[i]);
    truce__reach_table(out, view);
    if (truce_paths_has_targets(view->paths[0])) {
        if (truce_paths_from_is_target(view->paths[0])) {
            truce__out_puts(out, "\n");
            add(&p, "Where the paths begin, what was asked for is the case already; to reach it again is to return.");
            say(&p, 0, 2);
        }
        if (is_nothing_asked(view->paths[0])) {
            truce__out_puts(out, "\n");
            add(&p, "What was asked for is the case in no state.");
            say(&p, 0, 2);
        }
        tell_targets(&p);
        say_out_of_reach(&p);
    }
    truce__frame_definitions(out);
    say_verified(&p);
    truce__text_free(&p.text);
}

/* ------------------------------------------------------------------ choice */

truce_status truce_render_paths(truce_ctx *ctx, const truce_paths *const *paths, size_t count, const truce_paths_show *show,
                                const truce_render_options *options, const truce_sink *sink) {
    options = truce__render_options(options);
    truce__out out;
    truce__paths_view view = {paths, count, truce_paths_graph(paths[0]), show, options->limit};
    truce__out_init(&out, ctx, options, sink);
    switch (show->format) {
    case TRUCE_PATHS_TABLE: paths_words(&out, &view); break;
    case TRUCE_PATHS_JSON: paths_json(&out, &view); break;
    case TRUCE_PATHS_CSV: paths_csv(&out, &view); break;
    case TRUCE_PATHS_DOT: truce__paths_dot(&out, &view); break;
    case TRUCE_PATHS_SVG: truce__paths_svg(&out, &view); break;
    }
    return truce__out_end(&out);
}
