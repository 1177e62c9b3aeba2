/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words of the author that will read badly where results put them. What is told here is told by the look of English
 * words, so it warns and never refuses.
 */
#include "questions/check/check_words.h"

#include "document/locate.h"
#include "document/path.h"

typedef struct phrases {
    truce_ctx *ctx;
    const truce_model *model;
    truce__document document; /* opened for the first warning */
    truce__locator locator;
    bool is_open;
} phrases;

/* Where a word stands: the steps to it, and its place in a list from 1, or the level that is its key. */
typedef struct spot {
    const char *steps[6];
    const char *level;
    uint32_t place;
} spot;

/* ----------------------------------------------------------------- finding */

static truce_status find(phrases *p, const spot *at, truce__loc *loc) {
    truce__text path;
    truce__span span;
    bool is_found = false;
    truce_status status = TRUCE_OK;
    truce__text_init(&path, p->ctx);
    if (!p->is_open) TRY(truce__model_document(p->ctx, p->model, &p->document));
    if (!p->is_open) truce__locator_init(&p->locator, p->ctx, &p->document);
    p->is_open = true;
    for (size_t i = 0; i < sizeof at->steps / sizeof *at->steps && at->steps[i]; i++)
        truce__path_add(&path, at->steps[i]);
    if (at->level) truce__path_add(&path, at->level);
    if (at->place) truce__text_printf(&path, ".%u", (unsigned)at->place);
    if (path.failed) status = TRUCE_E_NOMEM;
    else status = truce__locate(&p->locator, truce__text_bytes(&path), &span, &is_found);
    bool is_line = is_found && span.line == span.end_line;
    if (is_found) *loc = (truce__loc){span.line, span.column, is_line ? span.end_column - span.column : 1};
    truce__text_free(&path);
    return status;
}

static truce_status warn(phrases *p, const spot *at, const char *hint, const char *text, const char *why) {
    truce__loc loc = {0};
    TRY(find(p, at, &loc));
    return truce__diag(p->ctx, TRUCE_WARNING, &p->model->source, loc, hint, "'%s' %s", truce__excerpt_of(text).text,
                       why);
}

/* ----------------------------------------------------------------- judging */

static bool begins_with(const char *text, const char *const *words) {
    for (; *words; words++)
        if (strncmp(text, *words, strlen(*words)) == 0) return true;
    return false;
}

static bool is_one_of(const char *word, size_t length, const char *const *words) {
    for (; *words; words++)
        if (strlen(*words) == length && strncmp(word, *words, length) == 0) return true;
    return false;
}

static bool ends_in(const char *word, size_t length, const char *end) {
    size_t size = strlen(end);
    return length >= size && memcmp(word + length - size, end, size) == 0;
}

/* Whether the first word is a verb with an ending: "releases", "releasing", "released". */
static bool is_inflected(const char *text) {
    static const char *const bare[] = {"bring", "cling", "fling", "sling", "sting", "swing", "wring", "string",
                                       "spring", "embed", "shred", "bias", "canvas", "gas", NULL};
    size_t length = strcspn(text, " ");
    if (length < 4) return is_one_of(text, length, (const char *const[]){"has", "is", NULL});
    if (is_one_of(text, length, bare)) return false;
    if (ends_in(text, length, "ing")) return length > 5;
    if (ends_in(text, length, "ed")) return length > 4 && !ends_in(text, length, "eed");
    return ends_in(text, length, "s") && !ends_in(text, length, "ss") && !ends_in(text, length, "us");
}

static truce_status judge_infinitive(phrases *p, const spot *at, const char *text) {
    static const char *const to[] = {"to ", NULL};
    if (begins_with(text, to)) return warn(p, at, "leave out 'to': it stands behind 'would'", text, "has a 'to'");
    if (is_inflected(text))
        return warn(p, at, "write it as behind 'would': 'release one hostage'", text, "seems to be inflected");
    return TRUCE_OK;
}

/* A stop within: behind a word of more than two letters, or a mark that ends sentences. */
static bool has_stop(const char *text) {
    for (const char *at = text; *at; at++) {
        if (at[1] != ' ') continue;
        if (strchr("!?;", *at)) return true;
        const char *word = at;
        while (word > text && word[-1] != ' ' && word[-1] != '.') word--;
        if (*at == '.' && at - word > 2 && (word == text || word[-1] == ' ')) return true;
    }
    return false;
}

static truce_status judge_clause(phrases *p, const spot *at, const char *text) {
    static const char *const large[] = {"The ", "A ", "An ", "It ", "They ", "There ", "No ", "Some ", "All ",
                                        "Nobody ", "Nothing ", "Neither ", NULL};
    static const char *const joints[] = {"that ", "if ", "If ", "unless ", "Unless ", "because ", "Because ", NULL};
    if (has_stop(text)) TRY(warn(p, at, "it stands within sentences", text, "has a stop in it"));
    if (begins_with(text, large)) return warn(p, at, "begin with a small letter: it stands within sentences", text,
                                              "begins with a capital");
    if (begins_with(text, joints)) return warn(p, at, "leave out the first word: sentences bring it", text,
                                               "begins with a conjunction");
    if (strstr(text, " would ")) return warn(p, at, "write in the present tense: sentences bring 'would'", text,
                                             "has a 'would'");
    return TRUCE_OK;
}

/* A stop behind a small word of five letters or more, which no abbreviation is. */
static bool has_plain_stop(const char *text) {
    for (const char *word = text; *word; word += strspn(word, " ")) {
        size_t length = strcspn(word, " "), letters = 0;
        while (word[letters] >= 'a' && word[letters] <= 'z') letters++;
        if (letters >= 5 && letters + 1 == length && strchr(".!?;", word[letters])) return true;
        word += length;
    }
    return false;
}

static truce_status judge_called(phrases *p, const spot *at, const char *text) {
    static const char *const large[] = {"The ", "A ", "An ", NULL};
    if (text && begins_with(text, large))
        TRY(warn(p, at, "begin with a small letter: it stands within sentences", text, "begins with a capital"));
    if (text && has_plain_stop(text))
        TRY(warn(p, at, "it stands within sentences", text, "has a stop in it"));
    return TRUCE_OK;
}

/* ------------------------------------------------------------------- parts */

typedef truce_status (*judge_fn)(phrases *p, const spot *at, const char *text);

/* The clauses of an option; `by_level`: the level is the key. */
static truce_status judge_levels(phrases *p, const truce__option *option, const char *key, bool by_level,
                                 const char *const *texts, judge_fn judge) {
    const char *party = p->model->parties[option->party].id;
    for (uint32_t i = 0; texts && i < option->n_levels; i++) {
        spot at = {.steps = {"parties", party, "options", option->id, key}};
        if (by_level) at.level = option->levels[i];
        else at.place = i + 1;
        if (texts[i]) TRY(judge(p, &at, texts[i]));
    }
    return TRUCE_OK;
}

/* Whether the clause is about it: "the lock is open" about "lock". */
static bool is_about(const char *clause, const char *topic) {
    size_t length = strlen(topic);
    if (clause && strncmp(clause, "the ", 4) == 0) clause += 4;
    return clause && strncmp(clause, topic, length) == 0 && clause[length] == ' ';
}

/* The label of an option that is taken or not. A thing that is there either way is neither "no" nor "yes". */
static truce_status judge_topic(phrases *p, const truce__option *option) {
    const truce__option_terms *words = &option->words;
    bool is_thing = words->topic && words->says && option->has_default_levels &&
                    is_about(words->says[0], words->topic) && is_about(words->says[1], words->topic);
    spot at = {.steps = {"parties", p->model->parties[option->party].id, "options", option->id, "topic"}};
    const char *hint = "name what is done: 'closing of the lock', or give the option 'levels'";
    return is_thing ? warn(p, &at, hint, words->topic, "is a thing: figures show 'no' or 'yes' beside it") : TRUCE_OK;
}

/* What is said to be so in the words for what would be done: "open the road". */
static truce_status judge_deeds(phrases *p, const truce__option *option) {
    const char *const *says = option->words.says, *const *does = option->words.does;
    const char *party = p->model->parties[option->party].id;
    for (uint32_t i = 0; says && does && i < option->n_levels; i++)
        for (uint32_t k = 0; k < option->n_levels; k++) {
            spot at = {.steps = {"parties", party, "options", option->id, "says"}, .place = i + 1};
            if (says[i] && does[k] && strcmp(says[i], does[k]) == 0)
                TRY(warn(p, &at, "say what is then so, with a subject: 'the road is open'", says[i],
                         "is what 'does' says"));
        }
    return TRUCE_OK;
}

static truce_status judge_option(phrases *p, const truce__option *option) {
    const truce__option_terms *words = &option->words;
    TRY(judge_topic(p, option));
    TRY(judge_levels(p, option, "says", false, words->says, judge_clause));
    TRY(judge_deeds(p, option));
    TRY(judge_levels(p, option, "from", true, words->from, judge_clause));
    TRY(judge_levels(p, option, "below", true, words->below, judge_clause));
    TRY(judge_levels(p, option, "does", false, words->does, judge_infinitive));
    return judge_levels(p, option, "back", true, words->back, judge_infinitive);
}

static truce_status judge_outcome(phrases *p, const truce__outcome *outcome) {
    const truce__outcome_terms *words = &outcome->words;
    spot at = {.steps = {"outcomes", outcome->id, "called"}};
    TRY(judge_called(p, &at, words->called));
    at.steps[2] = "says";
    if (words->says) TRY(judge_clause(p, &at, words->says));
    at.steps[2] = "denies";
    return words->denies ? judge_clause(p, &at, words->denies) : TRUCE_OK;
}

static bool is_number_word(const char *text, size_t length) {
    static const char *const numbers[] = {
        "a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "fourteen", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "ninety", NULL};
    return is_one_of(text, length, numbers) || strspn(text, "0123456789.") == length;
}

/* A number and a unit of time that do not count as a duration: "ninety days", "2 years". */
static truce_status judge_after(phrases *p, uint32_t index) {
    static const char *const units[] = {"hour", "hours", "day", "days", "week", "weeks", "month", "months", "year",
                                        "years", NULL};
    const truce__expiry *expiry = &p->model->expiries[index];
    spot at = {.steps = {"expires"}, .place = index + 1};
    const char *text = expiry->after;
    if (!text || expiry->hours > 0) return TRUCE_OK;
    size_t number = strcspn(text, " ");
    const char *unit = text[number] ? text + number + 1 : "";
    if (!is_number_word(text, number) || !is_one_of(unit, strlen(unit), units)) return TRUCE_OK;
    return warn(p, &at, "a forecast counts figures of hours, days, weeks or months: '90 days'", text,
                "is no duration that can be counted");
}

static truce_status judge_all(phrases *p) {
    const truce_model *model = p->model;
    for (uint32_t i = 0; i < model->n_parties; i++)
        TRY(judge_called(p, &(spot){.steps = {"parties", model->parties[i].id, "called"}},
                         model->parties[i].words.called));
    for (uint32_t o = 0; o < model->n_options && !model->is_plain; o++) TRY(judge_option(p, &model->options[o]));
    for (uint32_t k = 0; k < model->n_outcomes; k++) TRY(judge_outcome(p, &model->outcomes[k]));
    for (uint32_t i = 0; i < model->n_expiries; i++) TRY(judge_after(p, i));
    return TRUCE_OK;
}

truce_status truce__check_phrases(truce_ctx *ctx, const truce_model *model) {
    phrases p = {.ctx = ctx, .model = model};
    truce_status status = judge_all(&p);
    if (p.is_open) truce__document_free(&p.document);
    return status;
}
