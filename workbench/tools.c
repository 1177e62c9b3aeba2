/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A tool has the command's name and its options. The text it works on is `model`, a file of the folder, or `text`;
 * the second one of a comparison `other` or `other_text`; further operands have the names that help gives them, in
 * small letters.
 */
#include "tools.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME = 32 };

/* ----------------------------------------------------------------- operands */

/* Operand number i behind the texts, by its name as an argument: "target" of "MODEL TARGET", "command" of
 * "model|COMMAND". False: behind the last. */
static bool word_at(const truce_command *command, size_t i, truce_operand *operand, char name[NAME]) {
    if (!truce_command_operand(command, order_text_count(command) + i, operand)) return false;
    const char *bar = strrchr(operand->name, '|'), *at = bar ? bar + 1 : operand->name;
    size_t length = 0;
    for (; at[length] && length < NAME - 1; length++) name[length] = (char)tolower((unsigned char)at[length]);
    name[length] = 0;
    return true;
}

static bool is_word(const truce_command *command, const char *key) {
    truce_operand operand;
    char name[NAME];
    for (size_t i = 0; word_at(command, i, &operand, name); i++)
        if (strcmp(name, key) == 0) return true;
    return false;
}

/* ------------------------------------------------------------------ schemas */

static json_object *text(const char *words) {
    return json_object_new_string(words);
}

static json_object *words_of(const char *value) { /* "table|json|csv" */
    json_object *list = json_object_new_array();
    for (size_t length; *value; value += length + (value[length] == '|')) {
        length = strcspn(value, "|");
        json_object_array_add(list, json_object_new_string_len(value, (int)length));
    }
    return list;
}

static void set_types(json_object *property, const char *one, const char *other) {
    json_object *types = json_object_new_array();
    json_object_array_add(types, text(one));
    json_object_array_add(types, text(other));
    json_object_object_add(property, "type", types);
}

static void set_numbers(json_object *property, const truce_option *o) {
    json_object_object_add(property, "type", text("integer"));
    json_object_object_add(property, "minimum", json_object_new_int64((int64_t)o->least));
    if (o->most > 0 && o->most <= INT32_MAX)
        json_object_object_add(property, "maximum", json_object_new_int64((int64_t)o->most));
}

/* What a tool takes: values that name no file of ours. */
static bool is_taken(const truce_command *command, const truce_option *o, const shelf *s) {
    if (is_word(command, o->name)) return false;
    if (!o->help || strcmp(o->name, "bom") == 0) return false;
    if (o->kind == TRUCE_OPTION_INPUT) return s->root && order_text_count(command);
    return o->kind != TRUCE_OPTION_FILE && o->kind != TRUCE_OPTION_FOLDER && o->kind != TRUCE_OPTION_BLOCKS;
}

static json_object *schema_of(const truce_option *o) {
    json_object *property = json_object_new_object();
    switch (o->kind) {
    case TRUCE_OPTION_FLAG: json_object_object_add(property, "type", text("boolean")); break;
    case TRUCE_OPTION_NUMBER: set_numbers(property, o); break;
    case TRUCE_OPTION_SHARE: json_object_object_add(property, "type", text("number")); break;
    case TRUCE_OPTION_STATE: set_types(property, "string", "integer"); break;
    case TRUCE_OPTION_NAMES:
    case TRUCE_OPTION_PARTIES:
    case TRUCE_OPTION_COALITIONS:
    case TRUCE_OPTION_STATEMENT:
    case TRUCE_OPTION_EITHER:
    case TRUCE_OPTION_GROUPS:
    case TRUCE_OPTION_ROWS: set_types(property, "string", "array"); break;
    default: json_object_object_add(property, "type", text("string"));
    }
    if (o->kind == TRUCE_OPTION_CHOICE) json_object_object_add(property, "enum", words_of(o->value));
    json_object_object_add(property, "description", text(o->help));
    return property;
}

static void add_plain(json_object *properties, const char *name, const char *description) {
    json_object *property = json_object_new_object();
    json_object_object_add(property, "type", text("string"));
    json_object_object_add(property, "description", text(description));
    json_object_object_add(properties, name, property);
}

/* How a text is called by its place among the operands: a file of the folder, or the text itself. */
static const struct {
    const char *file, *sent, *about_file, *about_sent;
} texts[MAX_TEXTS] = {
    {"model", "text", "a file of the folder: the model", "the same as text, instead of a file"},
    {"other", "other_text", "a file of the folder: the model to compare with", "the same as text, instead of a file"},
};

static void add_words(json_object *properties, json_object *required, const truce_command *command) {
    truce_operand operand;
    char name[NAME];
    for (size_t i = 0; word_at(command, i, &operand, name); i++) {
        add_plain(properties, name, operand.name);
        if (!operand.may_be_left_out) json_object_array_add(required, text(name));
    }
}

static json_object *input_of(const truce_command *command, const shelf *s) {
    json_object *schema = json_object_new_object(), *properties = json_object_new_object();
    json_object *required = json_object_new_array();
    for (size_t i = 0; i < order_text_count(command); i++) {
        if (s->root) add_plain(properties, texts[i].file, texts[i].about_file);
        add_plain(properties, texts[i].sent, texts[i].about_sent);
    }
    if (order_reads_article(command)) add_plain(properties, "text", "the article to begin with");
    add_words(properties, required, command);
    for (size_t i = 0; command->options && command->options[i]; i++)
        if (is_taken(command, command->options[i], s))
            json_object_object_add(properties, command->options[i]->name, schema_of(command->options[i]));
    if (s->root && s->may_write) add_plain(properties, "output", "write the result to this file of the folder");
    json_object_object_add(schema, "type", text("object"));
    json_object_object_add(schema, "properties", properties);
    json_object_object_add(schema, "required", required);
    json_object_object_add(schema, "additionalProperties", json_object_new_boolean(false));
    return schema;
}

static json_object *describe(const truce_command *command, const shelf *s) {
    json_object *tool = json_object_new_object(), *notes = json_object_new_object();
    char words[4096];
    snprintf(words, sizeof words, "%c%s. %s", toupper((unsigned char)command->summary[0]), command->summary + 1,
             command->about);
    json_object_object_add(tool, "name", text(command->name));
    json_object_object_add(tool, "description", text(words));
    json_object_object_add(tool, "inputSchema", input_of(command, s));
    json_object_object_add(notes, "readOnlyHint", json_object_new_boolean(!s->may_write));
    json_object_object_add(notes, "openWorldHint", json_object_new_boolean(false));
    json_object_object_add(tool, "annotations", notes);
    return tool;
}

json_object *tools_list(const shelf *s) {
    json_object *list = json_object_new_array();
    for (size_t i = 0; i < truce_command_count(); i++) {
        order o;
        if (!order_begin(&o, truce_command_at(i)->name)) json_object_array_add(list, describe(o.command, s));
        order_free(&o);
    }
    return list;
}

/* ---------------------------------------------------------------- arguments */

static bool refuse(char why[SHELF_WHY], const char *key, const char *because) {
    snprintf(why, SHELF_WHY, "%.*s: %s", whole_part(key, 100), key, because);
    return false;
}

/* A value as the command line has it: lists with commas. To be freed; NULL: it is none. */
static char *word_of(json_object *value) {
    bytes word = {.most = 1 << 20};
    size_t length, count = json_object_is_type(value, json_type_array) ? json_object_array_length(value) : 1;
    for (size_t i = 0; i < count; i++) {
        bool is_list = json_object_is_type(value, json_type_array);
        json_object *one = is_list ? json_object_array_get_idx(value, i) : value;
        enum json_type type = json_object_get_type(one);
        bool is_word = type == json_type_string || type == json_type_int || type == json_type_double;
        const char *at = is_word ? json_object_get_string(one) : "";
        bool is_whole = type != json_type_string || strlen(at) == (size_t)json_object_get_string_len(one);
        if (!is_word || !is_whole) {
            bytes_free(&word);
            return NULL;
        }
        if (i) bytes_add(&word, ",", 1);
        bytes_add(&word, at, strlen(at));
    }
    return word.failed ? NULL : bytes_take(&word, &length);
}

/* How a file of the folder is called: never as a text that was sent, so that no two texts share a name. To be freed;
 * NULL: out of memory. */
static char *name_of_file(const char *path) {
    bool is_taken = false;
    for (size_t i = 0; i < MAX_TEXTS; i++) is_taken = is_taken || strcmp(path, texts[i].sent) == 0;
    bytes name = {.most = 1 << 20};
    size_t length;
    if (is_taken) bytes_add(&name, "./", 2);
    bytes_add(&name, path, strlen(path));
    return bytes_take(&name, &length);
}

/* A file of the folder, unless the result would replace it. */
static bool read_file(const tool_call *call, const shelf *s, const char *path, char **at, size_t *length,
                      char why[SHELF_WHY]) {
    if (call->output && s->root && shelf_would_replace(s, path, call->output))
        return refuse(why, "output", "it would replace a file that this call reads");
    return shelf_read(s, path, at, length, why);
}

/* Text number i under its name: a file of the folder, or what was sent. */
static bool add_text(tool_call *call, json_object *arguments, size_t i, const shelf *s, char why[SHELF_WHY]) {
    const char *file = texts[i].file, *sent = texts[i].sent;
    json_object *path = json_object_object_get(arguments, file), *own = json_object_object_get(arguments, sent);
    if (!path == !own) return refuse(why, sent, path ? "the model is given twice" : "the model is missing");
    if (own && !json_object_is_type(own, json_type_string)) return refuse(why, sent, "has to be text");
    if (path && !json_object_is_type(path, json_type_string)) return refuse(why, file, "has to be text");
    char *at = NULL;
    size_t length = 0;
    if (path && !read_file(call, s, json_object_get_string(path), &at, &length, why)) return false;
    char *name = path ? name_of_file(json_object_get_string(path)) : NULL;
    bool is_added = path ? name && order_text(&call->order, name, at, length)
                         : order_text(&call->order, sent, json_object_get_string(own),
                                      (size_t)json_object_get_string_len(own));
    free(name);
    free(at);
    return is_added || refuse(why, path ? file : sent, "out of memory");
}

static bool add_article(tool_call *call, json_object *arguments, char why[SHELF_WHY]) {
    json_object *own = json_object_object_get(arguments, "text");
    if (!own) return true;
    if (!json_object_is_type(own, json_type_string)) return refuse(why, "text", "has to be text");
    bool is_added = !order_option(&call->order, "from", "article") &&
                    order_attach(&call->order, "article", json_object_get_string(own),
                                 (size_t)json_object_get_string_len(own));
    return is_added || refuse(why, "text", "out of memory");
}

static bool add_operands(tool_call *call, json_object *arguments, char why[SHELF_WHY]) {
    truce_operand operand;
    char name[NAME];
    for (size_t i = 0; word_at(call->order.command, i, &operand, name); i++) {
        json_object *value = json_object_object_get(arguments, name);
        if (!value && operand.may_be_left_out) break;
        char *word = value ? word_of(value) : NULL;
        bool is_added = word && order_operand(&call->order, word);
        free(word);
        if (!is_added) return refuse(why, name, value ? "has to be text or a number" : "is missing");
    }
    return true;
}

static bool add_option(tool_call *call, const truce_option *o, json_object *value, const shelf *s,
                       char why[SHELF_WHY]) {
    bool is_flag = o->kind == TRUCE_OPTION_FLAG;
    if (is_flag && !json_object_is_type(value, json_type_boolean)) return refuse(why, o->name, "has to be a boolean");
    if (is_flag && !json_object_get_boolean(value)) return true;
    char *word = is_flag ? NULL : word_of(value), *at = NULL;
    size_t length;
    if (!is_flag && !word) return refuse(why, o->name, "has to be text, a number, or a list of them");
    bool is_good = o->kind != TRUCE_OPTION_INPUT || read_file(call, s, word, &at, &length, why);
    if (at) {
        char *name = name_of_file(word);
        free(word);
        word = name;
        is_good = (name && order_attach(&call->order, name, at, length)) || refuse(why, o->name, "out of memory");
    }
    const char *wrong = is_good ? order_option(&call->order, o->name, word) : NULL;
    free(word);
    free(at);
    return is_good && (!wrong || refuse(why, o->name, wrong));
}

static bool is_ours(const truce_command *command, const char *key) {
    bool is_text = order_reads_article(command) && strcmp(key, "text") == 0;
    for (size_t i = 0; i < order_text_count(command) && !is_text; i++)
        is_text = strcmp(key, texts[i].file) == 0 || strcmp(key, texts[i].sent) == 0;
    return is_text || strcmp(key, "output") == 0 || is_word(command, key);
}

static bool add_options(tool_call *call, json_object *arguments, const shelf *s, char why[SHELF_WHY]) {
    const truce_command *command = call->order.command;
    json_object_object_foreach(arguments, key, value) {
        if (is_ours(command, key)) continue;
        const truce_option *o = truce_command_option(command, key);
        if (!o || !is_taken(command, o, s)) return refuse(why, key, "this tool has no such argument");
        if (!add_option(call, o, value, s, why)) return false;
    }
    return true;
}

bool tool_call_read(tool_call *call, const char *name, json_object *arguments, const shelf *s, char why[SHELF_WHY]) {
    *call = (tool_call){.output = NULL};
    if (order_begin(&call->order, name)) {
        call->order.command = NULL;
        return refuse(why, name, "there is no such tool");
    }
    if (arguments && !json_object_is_type(arguments, json_type_object))
        return refuse(why, "arguments", "has to be an object");
    json_object *output = json_object_object_get(arguments, "output");
    if (output && !s->may_write) return refuse(why, "output", "nothing is written here; --write allows it");
    call->output = output ? word_of(output) : NULL;
    if (output && !call->output) return refuse(why, "output", "has to be text");
    if (order_reads_article(call->order.command) && !add_article(call, arguments, why)) return false;
    for (size_t i = 0; i < order_text_count(call->order.command); i++)
        if (!add_text(call, arguments, i, s, why)) return false;
    return add_operands(call, arguments, why) && add_options(call, arguments, s, why);
}

void tool_call_free(tool_call *call) {
    order_free(&call->order);
    free(call->output);
    *call = (tool_call){.output = NULL};
}
