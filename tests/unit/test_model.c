/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Models as data: the values read are right, writing and reading again gives the same model, every difference is
 * seen, texts of any kind survive, and every failed allocation is reported.
 */
#include "harness.h"
#include "sinks.h"
#include "model/completions.h"
#include "document/source.h"
#include "unit/budget.h"

#include <stdint.h>

static const char rich[] =
    "truce: 1\n"
    "title: Two neighbours and a well\n"
    "summary: \"two\\nlines\"\n"
    "date: 2025-05-12\n"
    "leaves_out: [the weather, \"the town, and its council\"]\n"
    "sources:\n"
    "  minutes: {title: Council minutes, author: A, publisher: Town clerk, date: 2025-05-10, url: \"https://e.org\", "
    "note: n, called: the minutes}\n"
    "  letter: {}\n"
    "parties:\n"
    "  - {id: north, name: North farm, called: the north, short: N, its: its, because: reasons, options: [\n"
    "      {id: pump, name: Pump at night}, {id: offer, levels: [none, a bit, land], moves: up, step: 1, "
    "topic: an offer,\n"
    "       says: [nothing is offered, ~, land is offered], from: {a bit: more is offered},\n"
    "       below: {land: no land is},\n"
    "       does: [offer nothing, offer a bit, ~], back: {a bit: offer less}}]}\n"
    "  - {id: south, plural: yes, options: ["
    "{id: sue, moves: down, source: 'minutes ¶3, ¶4', because: b, confidence: 0.25}]}\n"
    "  - {id: town}\n"
    "  - {id: court}\n"
    "feasible:\n"
    "  - pump implies offer = none\n"
    "  - {that: not (sue and offer = land), says: no land in court, because: nobody, source: [minutes, letter ¶2]}\n"
    "coalesce: [sue and pump]\n"
    "status_quo: {pump: yes, offer: {level: a bit, because: seen}}\n"
    "outcomes:\n"
    "  deal: {that: offer >= 'a bit' and not standoff, name: A deal, called: a deal, short: deal, "
    "says: there is a deal, denies: no deal stands, confidence: 1}\n"
    "  standoff: pump and not sue\n"
    "preferences:\n"
    "  north: {order: [not sue, {that: pump if offer = none, says: the pump runs, because: w, "
    "confidence: 0.8}, {any: [pump, deal], because: v}]}\n"
    "  south: {rank: [[deal, not sue], {that: 7, because: r}, rest, [1, {that: 2, confidence: 0.5}]]}\n"
    "  town: {weigh: {pump: 2, offer >= 'a bit': 3.50, sue: {weight: -1e-3, because: u}}}\n"
    "moves: {north: [[1, 2], [3, 4]], town: [[2, 1]]}\n"
    "no_deal: {north: pump and not sue, south: {that: not deal, because: h, source: letter, confidence: 0.4}}\n"
    "pain: {town: {that: sue and pump, because: dry}}\n"
    "utilities: {north: {deal: 5, not sue: 2.5}, town: {}}\n"
    "ratify:\n"
    "  north: {rule: weighted, quota: 60, reversion: not pump, because: home, actors: [{party: town, weight: 30},\n"
    "    {id: council, name: Village council, weight: 40.5, order: [not sue, {any: [pump, deal]}], because: sits},\n"
    "    {id: press, plural: yes, called: the press, rank: [[deal, not sue], rest]}, {id: bank, weigh: {pump: 1}}]}\n"
    "  south: {actors: [{party: town}]}\n"
    "expires:\n"
    "  - {when: offer = land and sue, becomes: {offer: none, pump: {level: yes, because: thirst}}, after: 60 days, "
    "source: letter ¶7}\n"
    "  - {when: sue, becomes: {sue: no}, called: a suit}\n"
    "audience: [{party: south, escalated: sue or pump, backs_down: sue and not pump, confidence: 0.3}]\n"
    "tempo: {north: 7 days, town: {every: 1.5 weeks, because: sittings}}\n"
    "events:\n"
    "  - {id: fair, date: 2025-05-13, name: The fair, source: letter, changes: [{set: status_quo.pump, to: no}, "
    "{remove: feasible.1},\n"
    "      {insert: preferences.north.order.2, value: {that: 'pump, or so', because: \"a: [b]\\n\"}}, {move: "
    "preferences.north.order.3, to: 1}]}\n"
    "  - {id: end, date: 2025-05-13, changes: [{set: a.\"b.c\", to: [1, \"1\", ~, null, '', \"null\", -1.5e3, yes, "
    "'x y', {k: 'é', \"\": v}]}]}\n";

/* Preferences of which not everything is known. */
static const char open[] =
    "truce: 1\n"
    "sources: {minutes: {}}\n"
    "parties: [{id: north, options: [pump, offer]}, {id: south, options: [sue]}, {id: town}]\n"
    "outcomes: {deal: offer and not sue}\n"
    "preferences:\n"
    "  north: {order: [deal, {either: [true, deal, [not sue, pump]], because: v, confidence: 0.5}, pump]}\n"
    "  south: {either: [{order: [deal, {either: [sue, pump]}]}, {rank: [deal, rest]}, {weigh: {sue: 1}}], "
    "because: y, source: minutes}\n"
    "  town: {either: [{order: []}, {order: [{either: [[pump], sue]}]}]}\n";

/* Preferences with marks of strength. */
static const char marked[] =
    "truce: 1\n"
    "parties: [{id: north, options: [pump, offer]}, {id: south, options: [sue]}, {id: town}, {id: mill}]\n"
    "preferences:\n"
    "  north: {order: [pump, {that: offer, strong: 3}, {any: [sue, pump], strong: yes, because: v}, not sue]}\n"
    "  south: {rank: [[pump, offer], strong: yes, sue, {strong: 4, because: w}, rest]}\n"
    "  town: {weigh: {pump: 2, sue: 1}, strong: 1.5}\n"
    "  mill: {either: [{order: [{either: [pump, [sue, offer]], strong: yes}]}, "
    "{weigh: {pump: 1}, strong: [1, 2]}]}\n";

static const char plain[] =
    "truce: 1\n"
    "parties: [{id: a}, {id: b}]\n"
    "states: [calm, New York, rest, '7', a or b, 'it''s']\n"
    "moves: {a: [[calm, New York], ['7', \"it's\"], [1, 3]], b: []}\n"
    "status_quo: '7'\n"
    "outcomes: {fine: calm or 'New York' or '7'}\n"
    "preferences:\n"
    "  a: {rank: [New York, a or b, \"'rest'\", \"'it''s'\", fine, rest]}\n"
    "  b: {rank: [5, [6, 1], calm and 'New York', rest]}\n"
    "no_deal: {a: New York, b: {that: a or b}}\n"
    "pain: {b: fine or calm}\n"
    "utilities: {a: {New York: 3, '7': -1, \"it's\": 2, \"'rest'\": 0.5}}\n"
    "ratify: {b: {rule: quota, quota: 1, reversion: a or b, actors: [{id: c, rank: [rest, [1, 2]]}, {party: a}]}}\n"
    "expires: [{when: New York, becomes: '7'}, {when: calm or 'rest', becomes: 2}]\n"
    "audience: [{party: a, escalated: New York, backs_down: calm}]\n";

/* ---------------------------------------------------------------- helpers */

static truce_model *parse(truce_ctx *ctx, const char *text) {
    truce_model *model;
    truce_diags_clear(ctx);
    truce_parse(ctx, text, strlen(text), "model.yaml", &model);
    return model;
}

static char *written(truce_ctx *ctx, const truce_model *model) {
    gathered out = {0};
    truce_sink sink = {gather, &out};
    CLAIM(truce_model_write(ctx, model, &sink) == TRUCE_OK, "a model can be written");
    return out.bytes;
}

/* `text` with the first `from` replaced by `to`. */
static char *replaced(const char *text, const char *from, const char *to) {
    const char *at = strstr(text, from);
    char *made = malloc(strlen(text) + strlen(to) + 1);
    if (!at || !made) {
        printf("no '%s' in the model\n", from);
        abort();
    }
    memcpy(made, text, (size_t)(at - text));
    strcpy(made + (at - text), to);
    strcat(made, at + strlen(from));
    return made;
}

/* ------------------------------------------------------------------ tests */

static void round_trip(truce_ctx *ctx, const char *text, const char *name) {
    truce_model *model = parse(ctx, text);
    CLAIM(model != NULL, "%s can be read", name);
    if (!model) return;
    char *once = written(ctx, model);
    truce_model *again = parse(ctx, once);
    CLAIM(again && truce_model_equal(model, again), "%s is the same after writing and reading:\n%s", name, once);
    char *twice = again ? written(ctx, again) : NULL;
    CLAIM_TEXT(twice, once, "%s is written the same way twice", name);
    truce_model_free(again);
    truce_model_free(model);
    free(once);
    free(twice);
}

static void canonical_form(truce_ctx *ctx) {
    static const char text[] =
        "{\"truce\": 1, \"title\": \"no\", \"parties\": [{\"id\": \"p\", \"options\": [{\"id\": \"x\", \"levels\": "
        "[\"no\", \"yes\"]},"
        "{\"id\": \"y\", \"levels\": [\"1\", \"a, b\", \"c d\"]}]}], \"status_quo\": {\"x\": true},"
        "\"preferences\": {\"p\": {\"order\": [\"!x & y='a, b'\", \"(x -> y)\"]}}}";
    static const char expected[] =
        "truce: 1\n"
        "title: \"no\"\n"
        "parties:\n"
        "  - id: p\n"
        "    options:\n"
        "      - id: x\n"
        "      - id: y\n"
        "        levels: [\"1\", \"a, b\", c d]\n"
        "status_quo:\n"
        "  x: yes\n"
        "preferences:\n"
        "  p:\n"
        "    order:\n"
        "      - not x and y = 'a, b'\n"
        "      - x implies y\n";
    truce_model *model = parse(ctx, text);
    char *out = model ? written(ctx, model) : NULL;
    CLAIM_TEXT(out, expected, "the canonical form");
    free(out);
    truce_model_free(model);
}

/* Each change makes another model, which survives writing and reading. */
static void all_differ(truce_ctx *ctx, const char *model, const char *const changes[][2], size_t count) {
    truce_model *original = parse(ctx, model);
    for (size_t i = 0; original && i < count; i++) {
        char *text = replaced(model, changes[i][0], changes[i][1]);
        truce_model *changed = parse(ctx, text);
        CLAIM(changed != NULL, "the model with '%s' can be read", changes[i][1]);
        CLAIM(changed && !truce_model_equal(original, changed) && !truce_model_equal(changed, original),
              "'%s' instead of '%s' is another model", changes[i][1], changes[i][0]);
        if (changed) round_trip(ctx, text, changes[i][1]);
        truce_model_free(changed);
        free(text);
    }
    truce_model_free(original);
}

static void differences(truce_ctx *ctx) {
    static const char *const changes[][2] = {
        {"and a well", "and a wall"},
        {"two\\nlines", "two lines"},
        {"2025-05-12", "2025-05-13"},
        {"Council", "Town"},
        {"author: A", "author: B"},
        {"Town clerk", "clerk"},
        {"date: 2025-05-10", "date: 2025-05-11"},
        {"e.org", "f.org"},
        {"note: n", "note: m"},
        {"letter: {}", "letter: {title: ''}"},
        {"North farm", "North Farm"},
        {"[the weather, ", "["},
        {"the weather", "the wind"},
        {"the minutes", "minutes"},
        {", called: the minutes", ""},
        {"the north,", "north,"},
        {"short: N", "short: No"},
        {"its: its", "its: her"},
        {"an offer,", "offers,"},
        {"nothing is offered", "~"},
        {"[nothing is offered, ~, land is offered]", "[nothing is offered, land is offered, ~]"},
        {", from: {a bit: more is offered}", ""},
        {"from: {a bit", "from: {land"},
        {"no land is", "none is"},
        {"[offer nothing, offer a bit, ~]", "[offer nothing, offer a bit, offer land]"},
        {", back: {a bit: offer less}", ""},
        {"no land in court", "court and land"},
        {", says: no land in court", ""},
        {"called: a deal", "called: the deal"},
        {"short: deal", "short: Deal"},
        {"there is a deal", "a deal is made"},
        {", denies: no deal stands", ""},
        {"the pump runs", "it runs"},
        {"called: a suit", "called: the suit"},
        {"reasons", "reason"},
        {"Pump at night", "Pump"},
        {"{id: sue, moves: down", "{id: sue, levels: [no, yes, later], moves: down"},
        {"moves: up", "moves: both"},
        {"step: 1", "step: 2"},
        {", step: 1", ""},
        {"moves: down", "moves: none"},
        {"¶3, ¶4", "¶3, ¶5"},
        {"¶3, ¶4", "¶3"},
        {"because: b,", "because: c,"},
        {"0.25", "0.2"},
        {", confidence: 0.25", ""},
        {"plural: yes", "plural: no"},
        {", plural: yes", ""},
        {"- {id: court}\n", "- {id: court2}\n"},
        {"  - {id: court}\n", ""},
        {"pump implies offer", "pump iff offer"},
        {"nobody", "none"},
        {"letter ¶2]", "letter ¶3]"},
        {", letter ¶2]", "]"},
        {"[sue and pump]", "[sue or pump]"},
        {"[sue and pump]", "[]"},
        {"{pump: yes, offer", "{pump: no, offer"},
        {"{pump: yes, offer", "{offer"},
        {"level: a bit", "level: land"},
        {"because: seen", "because: heard"},
        {"standoff: pump and not", "standoff: pump or not"},
        {"name: A deal", "name: Deal"},
        {"confidence: 1}", "confidence: 0.9}"},
        {"not standoff", "standoff"},
        {"[not sue, {that", "[{that"},
        {"[not sue, {that", "[sue, {that"},
        {"confidence: 0.8", "confidence: 0.81"},
        {"[pump, deal]", "[pump]"},
        {"[pump, deal]", "[deal, pump]"},
        {"{any: [pump, deal]", "{that: pump or deal"},
        {"[[deal, not sue], {", "[deal, not sue, {"},
        {"{that: 7,", "{that: 8,"},
        {", rest, [1", ", [1"},
        {"[1, {that: 2, confidence: 0.5}]", "1, {that: 2, confidence: 0.5}"},
        {"pump: 2,", "pump: 2.1,"},
        {"3.50", "3.51"},
        {"-1e-3", "-1e-4"},
        {"because: u", "because: x"},
        {"[1, 2], [3, 4]", "[1, 2]"},
        {"[1, 2], [3, 4]", "[3, 4], [1, 2]"},
        {"[1, 2], [3, 4]", "[1, 2], [3, 5]"},
        {"moves: {north: [[1, 2], [3, 4]], town: [[2, 1]]}\n", ""},
        {"town: [[2, 1]]", "court: [[2, 1]]"},
        {"status_quo: {pump: yes, offer: {level: a bit, because: seen}}\n", ""},
        {"status_quo: {pump: yes, offer: {level: a bit, because: seen}}\n", "status_quo: {}\n"},
        {"status_quo: {pump: yes, offer: {level: a bit, because: seen}}\n", "status_quo: 3\n"},
        {"{order: [not sue, {that: pump if offer = none, says: the pump runs, because: w, confidence: 0.8}, "
         "{any: [pump, deal], because: "
         "v}]}",
         "{order: []}"},
        {"{rank: [[deal", "{weigh: {pump: 1}}\n  court: {rank: [[deal"},
        {"{north: pump and not sue", "{north: pump or not sue"},
        {"{north: pump and not sue, ", "{"},
        {"because: h,", "because: i,"},
        {"confidence: 0.4", "confidence: 0.5"},
        {"that: not deal", "that: deal"},
        {"because: dry", "because: wet"},
        {"pain: {town", "pain: {court"},
        {"pain: {town: {that: sue and pump, because: dry}}\n", ""},
        {"{deal: 5, ", "{deal: 6, "},
        {"town: {}}", "south: {}}"},
        {", town: {}}", "}"},
        {"utilities: {north: {deal: 5, not sue: 2.5}, town: {}}\n", ""},
        {"rule: weighted, quota: 60", "rule: quota, quota: 2"},
        {"quota: 60", "quota: 61"},
        {"reversion: not pump, ", ""},
        {"reversion: not pump", "reversion: pump"},
        {"because: home", "because: away"},
        {"party: town, weight: 30", "party: south, weight: 30"},
        {"weight: 30", "weight: 31"},
        {"id: council", "id: senate"},
        {"Village council", "Council"},
        {"because: sits", "because: stands"},
        {"order: [not sue, {any: [pump, deal]}]", "order: [not sue]"},
        {"order: [not sue, {any: [pump, deal]}], ", ""},
        {"{id: press, plural: yes, called: the press, rank: [[deal, not sue], rest]}, ", ""},
        {"{id: press, plural: yes, ", "{id: press, plural: no, "},
        {"called: the press, ", ""},
        {"called: the press", "called: all papers"},
        {"[deal, not sue], rest]}, {id: bank", "deal, not sue, rest]}, {id: bank"},
        {"[{party: town}]", "[{party: south}]"},
        {"  south: {actors: [{party: town}]}\n", ""},
        {"when: offer = land and sue", "when: offer = land"},
        {"offer: none, pump", "offer: land, pump"},
        {"offer: none, ", ""},
        {"because: thirst", "because: drought"},
        {"60 days", "61 days"},
        {", after: 60 days", ""},
        {"letter ¶7", "letter ¶8"},
        {"  - {when: sue, becomes: {sue: no}, called: a suit}\n", ""},
        {"audience: [{party: south", "audience: [{party: north"},
        {"escalated: sue or", "escalated: sue and"},
        {"backs_down: sue and", "backs_down: sue or"},
        {"confidence: 0.3", "confidence: 0.31"},
        {"north: 7 days", "north: 8 days"},
        {"north: 7 days, ", ""},
        {"every: 1.5 weeks", "every: 1.5 months"},
        {"because: sittings", "because: recess"},
        {"id: fair, date: 2025-05-13", "id: fair, date: 2025-05-12"},
        {"id: fair", "id: market"},
        {"The fair", "Fair"},
        {"name: The fair, source: letter, ", "name: The fair, "},
        {"status_quo.pump, to: no", "status_quo.offer, to: no"},
        {"pump, to: no", "pump, to: yes"},
        {"remove: feasible.1", "remove: feasible.2"},
        {"order.3, to: 1", "order.3, to: 2"},
        {"pump, or so", "pump or so"},
        {"[1, \"1\"", "[1, 1"},
        {"[1, \"1\"", "[\"1\", \"1\""},
        {"'', \"null\"", "'', null"},
        {"~, null", "~, ''"},
        {"{remove: feasible.1},", ""},
    };
    all_differ(ctx, rich, changes, sizeof changes / sizeof *changes);
}

static void open_differences(truce_ctx *ctx) {
    static const char *const changes[][2] = {
        {"[not sue, pump]", "[pump, not sue]"},
        {"[not sue, pump]", "[not sue]"},
        {"[not sue, pump]", "not sue"},
        {"true, deal", "deal, true"},
        {"true, deal", "true"},
        {"true, deal", "deal"},
        {"because: v", "because: w"},
        {"confidence: 0.5", "confidence: 0.4"},
        {"{either: [true, deal, [not sue, pump]], because: v, confidence: 0.5}", "{any: [deal, not sue]}"},
        {"order: [deal, {either", "order: [not deal, {either"},
        {"[sue, pump]}]}", "[sue, deal]}]}"},
        {"{rank: [deal, rest]}", "{rank: [[deal, rest]]}"},
        {"{rank: [deal, rest]}, ", ""},
        {"{weigh: {sue: 1}}", "{weigh: {sue: 2}}"},
        {"because: y", "because: z"},
        {", because: y", ""},
        {"source: minutes", "source: minutes ¶1"},
    };
    all_differ(ctx, open, changes, sizeof changes / sizeof *changes);
}

static void marked_differences(truce_ctx *ctx) {
    static const char *const changes[][2] = {
        {"strong: 3", "strong: 4"},
        {"{that: offer, strong: 3}", "offer"},
        {"pump, {that: offer", "{that: pump, strong: 3}, {that: offer"},
        {"strong: yes, because: v", "strong: 3, because: v"},
        {"offer], strong: yes, sue", "offer], strong: 3, sue"},
        {"offer], strong: yes, sue", "offer], sue"},
        {"sue, {strong: 4, because: w}, rest", "sue, rest"},
        {"because: w", "because: x"},
        {"strong: 1.5", "strong: 2"},
        {"strong: 1.5", "strong: [1.5, 2]"},
        {", strong: 1.5", ""},
        {"offer]], strong: yes", "offer]], strong: 3"},
        {", strong: [1, 2]", ""},
        {"strong: [1, 2]", "strong: [1, 3]"},
    };
    all_differ(ctx, marked, changes, sizeof changes / sizeof *changes);
}

/* Differences that a change of more than one thing would hide. */
static void small_differences(truce_ctx *ctx) {
    static const char head[] = "truce: 1\nparties: [{id: p, options: [{id: x}]}]\n";
    static const char *const pairs[][2] = {
        {"preferences: {p: {order: [{any: [x]}]}}", "preferences: {p: {order: [x]}}"},
        {"status_quo: 1", "status_quo: 2"},
        {"status_quo: {}", "status_quo: 1"},
        {"status_quo: {}", "coalesce: []"},
        {"preferences: {p: {order: []}}", "preferences: {p: {weigh: {}}}"},
        {"preferences: {p: {order: []}}", "preferences: {}"},
        {"preferences: {p: {order: [{any: [x, not x]}]}}", "preferences: {p: {order: [{either: [x, not x]}]}}"},
        {"preferences: {p: {order: [{either: [x, not x]}]}}",
         "preferences: {p: {either: [{order: [x]}, {order: [not x]}]}}"},
        {"preferences: {p: {order: [x]}}", "preferences: {p: {rank: [x]}}"},
        {"preferences: {p: {rank: [1, 2]}}", "preferences: {p: {rank: [[1, 2]]}}"},
        {"preferences: {p: {rank: [1, 2]}}", "preferences: {p: {rank: [1, rest]}}"},
        {"moves: {}", "coalesce: []"},
        {"feasible: [x]", "coalesce: [x]"},
        {"outcomes: {a: x}", "outcomes: {b: x}"},
        {"outcomes: {a: x, b: a}", "outcomes: {a: x, b: x}"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char texts[2][300];
        truce_model *models[2];
        for (int k = 0; k < 2; k++) {
            snprintf(texts[k], sizeof texts[k], "%s%s\n", head, pairs[i][k]);
            round_trip(ctx, texts[k], pairs[i][k]);
            models[k] = parse(ctx, texts[k]);
        }
        CLAIM(models[0] && models[1] && !truce_model_equal(models[0], models[1]), "'%s' is not '%s'", pairs[i][0],
              pairs[i][1]);
        truce_model_free(models[0]);
        truce_model_free(models[1]);
    }
}

/* A state's name and a statement of the same letters. */
static void states_and_statements(truce_ctx *ctx) {
    static const char head[] = "truce: 1\nparties: [{id: p}]\nstates: [a, b, a or b, \"'b'\"]\nmoves: "
                               "{}\npreferences: {p: {rank: [rest]}}\n";
    static const char *const texts[] = {"a or b", "(a or b)", "((a or b))", "\"'b'\"", "b", "\"'a or b'\""};
    static const int kinds[] = {0, 1, 1, 2, 3, 0}; /* texts of one kind say the same */
    enum { N = sizeof texts / sizeof *texts };
    truce_model *models[N];
    for (int i = 0; i < N; i++) {
        char text[500];
        snprintf(text, sizeof text,
                 "%sno_deal: {p: %s}\nutilities: {p: {? %s : 2}}\nexpires: [{when: %s, becomes: a or b}]\n", head,
                 texts[i], texts[i], texts[i]);
        round_trip(ctx, text, texts[i]);
        models[i] = parse(ctx, text);
    }
    for (int i = 0; i < N; i++)
        for (int k = 0; k < N; k++)
            CLAIM(models[i] && models[k] && truce_model_equal(models[i], models[k]) == (kinds[i] == kinds[k]),
                  "%s and %s", texts[i], texts[k]);
    for (int i = 0; i < N; i++) truce_model_free(models[i]);
}

static void sameness(truce_ctx *ctx) {
    static const char *const changes[][2] = {
        {"truce: 1\n", "# a remark\ntruce: 1\n"},
        {"3.50", "3.5"},
        {"-1e-3", "-0.001"},
        {"pump: 2,", "pump: +2.0,"},
        {"not (sue and offer = land)", "'!(sue & (offer=land))'"},
        {"'minutes ¶3, ¶4'", "[minutes ¶3, minutes ¶ 4]"},
        {"{pump: yes, offer", "{pump: true, offer"},
        {"- {id: town}", "- {id: town, name: town, options: []}"},
        {"date: 2025-05-12\n", "date: '2025-05-12'\n"},
        {"{rule: weighted, quota: 60", "{quota: 60.0, rule: weighted"},
        {"{actors: [{party: town}]}", "{rule: unanimity, actors: [{weight: 1, party: town}]}"},
        {"name: The fair, source", "name: \"The fair\", source"},
        {"[1, \"1\", ~, null", "[1, '1', null, ~"},
        {"{set: status_quo.pump, to: no}", "{to: \"no\", set: status_quo.pump}"},
        {"pain: {town", "pain: {north: , town"},
    };
    truce_model *original = parse(ctx, rich);
    for (size_t i = 0; original && i < sizeof changes / sizeof *changes; i++) {
        char *text = replaced(rich, changes[i][0], changes[i][1]);
        truce_model *changed = parse(ctx, text);
        CLAIM(changed && truce_model_equal(original, changed), "'%s' says the same as '%s'", changes[i][1],
              changes[i][0]);
        CLAIM(changed && strcmp(truce_model_sha256(changed), truce_model_sha256(original)) != 0,
              "but it is another file");
        truce_model_free(changed);
        free(text);
    }
    truce_model_free(original);
}

static void contents(truce_ctx *ctx) {
    truce_model *m = parse(ctx, rich);
    CLAIM(m && truce_diags_total(ctx) == 1, "one warning: the court has no preferences");
    if (!m) return;
    CLAIM_TEXT(truce_model_title(m), "Two neighbours and a well", "the title");
    CLAIM_TEXT(truce_model_file(m), "model.yaml", "the file's name");
    CLAIM(truce_model_party_count(m) == 4 && truce_model_option_count(m) == 3, "parties and options are counted");
    CLAIM(truce_model_party_find(m, "town") == 2 && truce_model_party_find(m, "tow") == UINT32_MAX,
          "parties are found");
    CLAIM_TEXT(truce_model_party_name(m, 1), "south", "a party without a name is called by its id");
    CLAIM(truce_model_option_party(m, 2) == 1 && truce_model_level_count(m, 1) == 3,
          "options have owners and levels");
    CLAIM_TEXT(truce_model_level_name(m, 1, 1), "a bit", "a level's name");
    CLAIM_TEXT(truce_model_level_name(m, 2, 1), "yes", "a default level's name");
    CLAIM(truce_model_outcome_count(m) == 2, "outcomes are counted");
    CLAIM(m->options[1].moves == TRUCE__MOVES_UP && m->options[1].step == 1 && m->options[0].step == 0,
          "moves and steps");
    CLAIM(m->outcome_order[0] == 1 && m->outcome_order[1] == 0, "an outcome stands behind those it mentions");
    CLAIM(m->n_facts == 2 && m->facts[1].option == 1 && m->facts[1].level == 1, "the status quo");
    CLAIM(m->options[2].note.n_cites == 2 && m->options[2].note.cites[1].paragraph == 4, "paragraphs are cited");
    CLAIM(m->rules[1].note.n_cites == 2 && m->rules[1].note.cites[1].source == 1 &&
              m->rules[1].note.cites[0].source == 0,
          "each source is cited as itself");
    CLAIM(m->prefs[0].kind == TRUCE__PREF_ORDER && m->prefs[0].items[2].is_any && m->prefs[0].items[2].n_stmts == 2,
          "an order");
    const truce__pref_item *rank = m->prefs[1].items;
    CLAIM(m->prefs[1].n_items == 6 && rank[0].group == 0 && rank[1].group == 0 && rank[2].state == 7 &&
              rank[2].group == 1 && rank[3].is_rest && rank[5].group == 3,
          "a ranking and its ties");
    CLAIM(m->prefs[2].items[2].weight.mantissa == -1 && m->prefs[2].items[2].weight.scale == 3, "weights are exact");
    CLAIM(m->prefs[3].kind == TRUCE__PREF_NONE, "no preference");
    CLAIM(m->moves[0].n_arcs == 2 && m->moves[0].arcs[1].to == 4 && m->moves[1].n_arcs == 0, "explicit moves");
    CLAIM(m->prefs[0].items[0].loc.line == 27 && m->prefs[0].items[0].loc.column == 19,
          "items remember where they stood");
    truce_model_free(m);

    m = parse(ctx, plain);
    CLAIM(m && truce_model_option_count(m) == 0, "a plain graph has no options");
    if (!m) return;
    CLAIM(m->status_quo_state == 4, "a quoted number is the name of a state");
    CLAIM(m->moves[0].arcs[1].from == 4 && m->moves[0].arcs[1].to == 6 && m->moves[0].arcs[2].to == 3,
          "moves by name and number");
    CLAIM(m->prefs[0].items[1].stmts->n_nodes == 1 && m->prefs[0].items[1].stmts->levels[0] == 4,
          "a state called 'a or b'");
    CLAIM(m->prefs[0].items[2].stmts->levels[0] == 2 && m->prefs[0].items[5].is_rest, "a state called 'rest'");
    truce_model_free(m);
}

/* Text that a reader of YAML or of statements could mistake for something else. */
static void odd_texts(truce_ctx *ctx) {
    static const char *const texts[] = {
        "no",     "Yes",       "null",        "~",         "1",        "-1.5",      "0x1F",
        "1e3",    ".inf",      "2025-05-12",  "a: b",      "a #b",     "#a",        "- a",
        "-",      "?",         "? a",         "a:",        ":a",       "@a",        "`a`",
        "%a",     "&a",        "*a",          "!a",        "|",        ">",         "[a]",
        "{a}",    "a]",        "a}",          "a, b",      "'a'",      "\\\"a\\\"", "it's",
        "a\\\\b", " a",        "a ",          "a  b",      "---",      "...",       "<<",
        "=",      "a\\u00A0b", "\\u200Ca",    "a\\u200Db", "\\u061Ca", "a\\u200Eb", "\\uD83D\\uDE00",
        "水と土", "المزرعة",   "\\u200Fשלום", "e\\u0301",  "true",     "AND",       "or",
        "rest",   "(a)",       "a'b\\\"c",    "y",         "on",       "\\uFFFDx",  "''",
        "x y z",  "é",         "a/b",         "a->b",      "$x",       "a\\u3000b", "\\u00ADx",
    };
    char text[2000];
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        snprintf(text, sizeof text,
                 "{truce: 1, title: \"%s\", summary: \"%s\", sources: {s: {title: \"%s\"}}, parties: [{id: p, name: "
                 "\"%s\", because: "
                 "\"%s\\n\\t%s\", options: [{id: x, levels: [\"%s\", \"lower\", other]}]}], status_quo: {x: \"%s\"}, "
                 "preferences: {p: "
                 "{order: [x = lower]}}}",
                 texts[i], texts[i], texts[i], texts[i], texts[i], texts[i], texts[i], texts[i]);
        round_trip(ctx, text, texts[i]);
        snprintf(text, sizeof text,
                 "{truce: 1, parties: [{id: p}], states: [\"%s\", other, third], moves: {p: [[\"%s\", other]]}, "
                 "status_quo: \"%s\", "
                 "preferences: {p: {rank: [\"%s\", 2, other or third, rest]}}}",
                 texts[i], texts[i], texts[i], strcmp(texts[i], "rest") == 0 ? "'rest'" : texts[i]);
        round_trip(ctx, text, texts[i]);
    }
}

static void long_keys(truce_ctx *ctx) {
    static char text[9000];
    strcpy(text, "truce: 1\nparties: [{id: p, options: [{id: x}]}]\npreferences:\n  p:\n    weigh:\n      x");
    for (int i = 0; i < 400; i++) strcat(text, " and x");
    char *noted = malloc(sizeof text + 100);
    if (!noted) abort();
    strcpy(noted, text);
    strcat(noted, ": {weight: 2, because: long}\n");
    strcat(text, ": 2\n");
    round_trip(ctx, text, "a weight with a long statement");
    round_trip(ctx, noted, "a weight with a long statement and a note");
    free(noted);
}

static void line_ends(truce_ctx *ctx) {
    char *windows = malloc(2 * sizeof rich);
    if (!windows) abort();
    size_t length = 0;
    memcpy(windows, "\xEF\xBB\xBF", 3);
    length += 3;
    for (const char *at = rich; *at; at++) {
        if (*at == '\n') windows[length++] = '\r';
        windows[length++] = *at;
    }
    truce_model *other = NULL, *model = parse(ctx, rich);
    truce_parse(ctx, windows, length, "windows.yaml", &other);
    CLAIM(model && other && truce_model_equal(model, other), "line ends and a byte order mark change nothing");
    CLAIM(other && other->source.text[0] == 't', "the mark is no part of the text that is quoted");
    CLAIM(other && other->prefs[0].items[0].loc.line == 27, "lines are counted the same");
    truce_model_free(model);
    truce_model_free(other);
    free(windows);
}

static void statuses(truce_ctx *ctx) {
    truce_model *model = (truce_model *)(uintptr_t)1;
    CLAIM(truce_parse(ctx, NULL, 0, NULL, &model) == TRUCE_E_MODEL && model == NULL,
          "nothing at all is a wrong model");
    CLAIM(truce_diag_count(ctx, TRUCE_ERROR) >= 1, "and that is said");
    truce_diags_clear(ctx);
    CLAIM(truce_parse(ctx, rich, TRUCE__MAX_TEXT + (size_t)1, "big", &model) == TRUCE_E_LIMIT,
          "a text may be too long");
    truce_diags_clear(ctx);
    CLAIM(truce_parse(ctx, rich, sizeof rich - 1, "m", &model) == TRUCE_OK, "errors of an earlier text do not count");
    truce_model_free(model);
    truce_diags_clear(ctx);
    truce_model_free(NULL);
}

/* -------------------------------------------------------------- allocation */

/* Reads and writes with allocation number k failing, for every k until one run needs fewer. */
static void failing_allocations(const char *text, truce_status expected) {
    for (long k = 0; k < 100000; k++) {
        budget m = {.left = k};
        truce_allocator allocator = {counted_alloc, counted_resize, counted_release, &m};
        truce_config config = {.allocator = &allocator, .threads = 1};
        truce_ctx *ctx = truce_ctx_new(&config);
        truce_model *model = NULL;
        truce_status status = TRUCE_E_NOMEM;
        truce_sink sink = {swallow, NULL};
        if (ctx) status = truce_parse(ctx, text, strlen(text), "m", &model);
        CLAIM(!ctx || (status == TRUCE_OK) == (model != NULL), "a model comes with TRUCE_OK only");
        if (ctx && status == TRUCE_OK) status = truce_model_write(ctx, model, &sink);
        bool is_through = m.left >= 0;
        CLAIM(status == (is_through ? expected : TRUCE_E_NOMEM), "allocation %ld fails: status %d", k, (int)status);
        truce_model_free(model);
        truce_ctx_free(ctx);
        CLAIM(m.held == 0, "allocation %ld fails: %ld blocks are left", k, m.held);
        if (is_through) return;
    }
    CLAIM(false, "the run without failure is reached");
}

/* The completion as letters: "deal; pump". */
static void spell(const truce__pref *pref, uint64_t number, char *letters, size_t room) {
    truce__pref_item items[16];
    truce__pref completion;
    truce__complete(pref, number, items, &completion);
    letters[0] = 0;
    for (uint32_t i = 0; i < completion.n_items; i++) {
        const truce__pref_item *item = &completion.items[i];
        size_t length = strlen(letters);
        snprintf(letters + length, room - length, "%s%s", i ? "; " : "",
                 item->is_rest ? "rest" : item->stmts->text);
    }
}

/* Every completion of the open model, in order; and its choices, from 1. */
static void completions(truce_ctx *ctx) {
    static const struct {
        uint32_t party;
        const char *items, *choices;
    } expected[] = {
        {0, "deal; pump", "2:1"},
        {0, "deal; deal; pump", "2:2"},
        {0, "deal; not sue; pump; pump", "2:3"},
        {1, "deal; sue", "0:1 2:1"},
        {1, "deal; pump", "0:1 2:2"},
        {1, "deal; rest", "0:2"},
        {1, "sue", "0:3"},
        {2, "", "0:1"},
        {2, "pump", "0:2 1:1"},
        {2, "sue", "0:2 1:2"},
    };
    truce_model *model = parse(ctx, open);
    uint64_t number = 0;
    for (size_t i = 0; model && i < sizeof expected / sizeof *expected; i++, number++) {
        const truce__pref *pref = &model->prefs[expected[i].party];
        char letters[200], choices[200] = "";
        truce__taken choice;
        if (i && expected[i].party != expected[i - 1].party) number = 0;
        spell(pref, number, letters, sizeof letters);
        CLAIM_TEXT(letters, expected[i].items, "completion %d of party %u", (int)number, expected[i].party);
        for (uint32_t k = 0; truce__taken_at(pref, number, k, &choice); k++)
            snprintf(choices + strlen(choices), sizeof choices - strlen(choices), "%s%u:%u", k ? " " : "",
                     choice.item ? choice.place + 1 : 0, choice.taken + 1);
        CLAIM_TEXT(choices, expected[i].choices, "its choices");
        CLAIM(number < truce__completion_count(pref), "it is one of them");
    }
    CLAIM(model && truce__completion_count(&model->prefs[0]) == 3 && truce__completion_count(&model->prefs[1]) == 4 &&
              truce__completion_count(&model->prefs[2]) == 3,
          "completions are counted");
    CLAIM(model && model->prefs[0].n_items == 2 && model->prefs[1].n_items == 2 && model->prefs[2].n_items == 0 &&
              model->prefs[1].kind == TRUCE__PREF_ORDER,
          "a model is read by the first alternative of each");
    truce_model_free(model);
}

int main(void) {
    static const char wrong[] =
        "truce: 1\nsources: {a: {titel: x}}\nparties: [{id: p, source: b, options: [{id: x}, {id: x}]}]\n"
        "outcomes: {o: q, r: r}\nstatus_quo: {y: 1}\npreferences: {q: {rank: [1, 1, zz, 'x = no']}}\nmoves: {p: [[1, "
        "1]]}\n";
    truce_ctx *ctx = truce_ctx_new(NULL);
    if (!ctx) return 1;
    round_trip(ctx, rich, "the rich model");
    round_trip(ctx, plain, "the plain graph");
    round_trip(ctx, open, "the open model");
    round_trip(ctx, marked, "the model with marks");
    canonical_form(ctx);
    differences(ctx);
    open_differences(ctx);
    marked_differences(ctx);
    completions(ctx);
    small_differences(ctx);
    states_and_statements(ctx);
    sameness(ctx);
    contents(ctx);
    odd_texts(ctx);
    long_keys(ctx);
    line_ends(ctx);
    statuses(ctx);
    truce_ctx_free(ctx);
    failing_allocations(rich, TRUCE_OK);
    failing_allocations(plain, TRUCE_OK);
    failing_allocations(open, TRUCE_OK);
    failing_allocations(wrong, TRUCE_E_MODEL);
    failing_allocations("truce: 1\nparties: [", TRUCE_E_MODEL);
    return claims_end();
}
