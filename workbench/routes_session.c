/* SPDX-License-Identifier: Apache-2.0 */
/* The page's first request: the abilities of this program, from the same tables as the command line's. */
#include "routes.h"

#include <truce/cases.h>
#include <truce/command.h>

/* A model with at most so many combinations is solved in an instant, so the page solves it while someone types. */
enum { SOLVED_WHILE_TYPING = 1 << 14 };

/* What a value is, so that the page can offer what there is. NULL: anything. */
static const char *kind_of(const truce_option *option) {
    switch (option->kind) {
    case TRUCE_OPTION_NUMBER: return "number";
    case TRUCE_OPTION_SHARE: return "share";
    case TRUCE_OPTION_NAMES: return "names";
    case TRUCE_OPTION_PARTY: return "party";
    case TRUCE_OPTION_PARTIES: return "parties";
    case TRUCE_OPTION_COALITIONS: return "coalitions";
    case TRUCE_OPTION_STATE: return "state";
    case TRUCE_OPTION_STATEMENT: return "statement";
    case TRUCE_OPTION_EITHER: return "either";
    case TRUCE_OPTION_ROWS: return "rows";
    case TRUCE_OPTION_GROUPS: return "groups";
    default: return NULL;
    }
}

static json_object *list_names(const truce_names *names) {
    json_object *list = names ? json_object_new_array() : NULL;
    for (uint32_t i = 0; list && i < names->count(); i++)
        json_object_array_add(list, json_object_new_string(names->id(i)));
    return list;
}

static json_object *describe_options(const truce_command *command) {
    json_object *list = json_object_new_array();
    for (size_t i = 0; list && command->options && command->options[i]; i++) {
        const truce_option *option = command->options[i];
        if (!option->help || option->kind == TRUCE_OPTION_BLOCKS) continue; /* nothing is kept here */
        json_object *object = json_object_new_object();
        add_text(object, "name", option->name);
        add_text(object, "value", option->value);
        add_text(object, "kind", kind_of(option));
        json_object_object_add(object, "names", list_names(option->names));
        add_text(object, "help", option->help);
        json_object_array_add(list, object);
    }
    return list;
}

static json_object *describe_commands(void) {
    json_object *list = json_object_new_array();
    for (size_t i = 0; list && i < truce_command_count(); i++) {
        const truce_command *command = truce_command_at(i);
        if (!truce_command_reads_model(command)) continue;
        json_object *object = json_object_new_object();
        add_text(object, "name", command->name);
        add_text(object, "summary", command->summary);
        add_text(object, "about", command->about);
        add_text(object, "argument", command->argument);
        json_object_object_add(object, "needs_model", json_object_new_boolean(true));
        json_object_object_add(object, "lists_concepts", json_object_new_boolean(command->lists_concepts));
        json_object_object_add(object, "options", describe_options(command));
        json_object_array_add(list, object);
    }
    return list;
}

static json_object *describe_concepts(void) {
    json_object *list = json_object_new_array();
    for (uint32_t i = 0; list && i < truce_concept_count(); i++) {
        const truce_concept *concept = truce_concept_at(i);
        json_object *object = json_object_new_object();
        add_text(object, "id", concept->id);
        add_text(object, "label", concept->label);
        add_text(object, "name", concept->name);
        add_text(object, "definition", concept->definition);
        add_text(object, "reference", concept->reference);
        json_object_object_add(object, "is_default", json_object_new_boolean(concept->is_default));
        json_object_array_add(list, object);
    }
    return list;
}

static json_object *list_cases(void) {
    json_object *list = json_object_new_array();
    for (size_t i = 0; list && i < truce_case_count(); i++)
        json_object_array_add(list, json_object_new_string(truce_case_at(i)->name));
    return list;
}

void get_session(visit *v) {
    json_object *object = json_object_new_object();
    if (object) {
        add_text(object, "version", truce_version());
        add_text(object, "folder", v->w->folder);
        add_text(object, "store", v->w->file);
        json_object_object_add(object, "listen", json_object_new_boolean(v->w->token != NULL));
        add_id(object, "opening", v->w->opening);
        add_number(object, "solve_limit", SOLVED_WHILE_TYPING);
        json_object_object_add(object, "commands", describe_commands());
        json_object_object_add(object, "concepts", describe_concepts());
        json_object_object_add(object, "cases", list_cases());
    }
    answer_json(v->r, 200, object);
}
