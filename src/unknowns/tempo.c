/* SPDX-License-Identifier: Apache-2.0 */
#include "unknowns/tempo.h"

#include "model/duration.h"

#include <stdio.h>
#include <stdlib.h>

enum { HOURS = 24 };
#define MOST_DAYS 3700000.0 /* ten thousand years */

/* ------------------------------------------------------------------- clocks */

static bool has_tempo(const truce_model *model, uint32_t party) {
    return model->tempo && model->tempo[party].every;
}

/* The first party that could decide and of which the model does not say how often. */
static uint32_t first_without(const truce_model *model) {
    uint32_t party = 0;
    while (party < model->n_parties && has_tempo(model, party)) party++;
    return party;
}

static bool has_some(const truce_model *model) {
    for (uint32_t party = 0; party < model->n_parties; party++)
        if (has_tempo(model, party)) return true;
    return false;
}

static truce_status warn_of_gap(truce_ctx *ctx, const truce_model *model, uint32_t party) {
    if (!has_some(model)) return TRUCE_OK;
    return truce__diag(ctx, TRUCE_WARNING, &model->source, model->parties[party].loc, "add it to 'tempo'",
                       "the model does not say how often '%s' decides, so the forecast counts rounds",
                       model->parties[party].id);
}

static truce_status warn_of_standing(truce_ctx *ctx, const truce_model *model, const truce__expiry *expiry) {
    return truce__diag(ctx, TRUCE_WARNING, &model->source, expiry->after ? expiry->after_loc : expiry->loc,
                       "begin 'after' with a duration: 60 days",
                       expiry->after ? "this is no duration, so the forecast takes it that nothing expires here"
                                     : "the forecast takes it that nothing expires here, since 'after' is missing");
}

truce_status truce__tempi_find(truce_ctx *ctx, truce__arena *arena, const truce_model *model, truce__tempi *tempi) {
    uint32_t gap = first_without(model);
    tempi->is_calendar = gap == model->n_parties;
    tempi->rates = truce__arena_alloc(arena, model->n_parties, sizeof *tempi->rates);
    tempi->lapse_rates = truce__arena_alloc(arena, model->n_expiries, sizeof *tempi->lapse_rates);
    if (!tempi->rates || !tempi->lapse_rates) return TRUCE_E_NOMEM;
    if (!tempi->is_calendar) TRY(warn_of_gap(ctx, model, gap));
    for (uint32_t party = 0; party < model->n_parties; party++)
        tempi->rates[party] = tempi->is_calendar ? HOURS / model->tempo[party].hours : 1;
    for (uint32_t i = 0; i < model->n_expiries; i++) {
        const truce__expiry *expiry = &model->expiries[i];
        if (tempi->is_calendar && expiry->hours > 0) tempi->lapse_rates[i] = HOURS / expiry->hours;
        else if (expiry->hours <= 0) TRY(warn_of_standing(ctx, model, expiry));
    }
    return TRUCE_OK;
}

/* ----------------------------------------------------------------- horizons */

static const truce__source command_line = {.file = "--horizons"};

static int clipped(size_t length) { return length < 40 ? (int)length : 40; }

/* Says what is wrong with an item, and leaves. */
#define REFUSE(hint, format)                                                                                        \
    (truce__diag(ctx, TRUCE_ERROR, &command_line, (truce__loc){0}, (hint), format, clipped(length), item) ==        \
             TRUCE_OK                                                                                               \
         ? TRUCE_E_USAGE                                                                                            \
         : TRUCE_E_NOMEM)

/* A day of the calendar. */
static truce_status read_day(truce_ctx *ctx, const truce_model *model, const char *item, size_t length,
                             truce__horizon *horizon) {
    char date[11];
    memcpy(date, item, 10);
    date[10] = 0;
    if (!truce__is_date(date)) return REFUSE("the calendar has no such day", "'%.*s' is not a date");
    if (!model->date)
        return REFUSE("add 'date: YYYY-MM-DD' to it, or write how far ahead: 30d",
                      "'%.*s' cannot be counted from the model's date, which it does not say");
    int64_t days = truce__day_of(date) - truce__day_of(model->date);
    if (days < 0) return REFUSE("forecasts look ahead", "'%.*s' is before the model's date");
    horizon->at = (double)days;
    return TRUCE_OK;
}

static bool is_number(const char *item, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (item[i] < '0' || item[i] > '9') return false;
    return length > 0 && length <= 9;
}

/* One horizon. The item ends at a comma or at the end of the text. */
static truce_status read_one(truce_ctx *ctx, const truce_model *model, const truce__tempi *tempi, const char *item,
                             size_t length, truce__horizon *horizon) {
    static const char no_days[] = "write rounds, such as 4,13,26, or add 'tempo' to the model for every party";
    double hours;
    char text[TRUCE__EXCERPT];
    if (length >= sizeof text) return REFUSE("write 30d,90d,180d", "'%.*s' is not a horizon");
    memcpy(text, item, length);
    text[length] = 0;
    bool is_day = truce__looks_like_date(text), is_span = truce__duration_read(text, &hours) == length && length;
    if ((is_day || is_span) && !tempi->is_calendar)
        return REFUSE(no_days, "'%.*s' is a time of the calendar, and the model does not say how often each party "
                               "decides");
    if (is_day) return read_day(ctx, model, item, length, horizon);
    if (is_number(item, length) && tempi->is_calendar)
        return REFUSE("write 30d, 4w, or a date", "'%.*s' has no unit");
    if (!is_span && !is_number(item, length))
        return tempi->is_calendar ? REFUSE("write 30d, 4w, or a date", "'%.*s' is not a horizon")
                                  : REFUSE(no_days, "'%.*s' is not a horizon");
    horizon->at = is_span ? hours / HOURS : strtod(text, NULL);
    return horizon->at <= MOST_DAYS ? TRUCE_OK : REFUSE("at most 10,000 years", "'%.*s' is too far ahead");
}

static int by_time(const void *a, const void *b) {
    const truce__horizon *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

/* Ascending, each once, with their dates. */
static truce_status settle(truce_ctx *ctx, const truce_model *model, const truce__tempi *tempi,
                           truce__horizon *horizons, size_t *count) {
    size_t kept = 0;
    TRY(truce__sort(ctx, horizons, *count, sizeof *horizons, by_time));
    for (size_t i = 0; i < *count; i++)
        if (!kept || horizons[i].at > horizons[kept - 1].at) horizons[kept++] = horizons[i];
    *count = kept;
    for (size_t i = 0; tempi->is_calendar && model->date && i < kept; i++)
        truce__date_of(truce__day_of(model->date) + (int64_t)horizons[i].at, horizons[i].date);
    return TRUCE_OK;
}

truce_status truce__horizons_read(truce_ctx *ctx, truce__arena *arena, const truce_model *model,
                                  const truce__tempi *tempi, const char *list, truce__horizon **horizons,
                                  size_t *count) {
    if (!list) list = tempi->is_calendar ? "30d,90d,180d" : "4,13,26";
    *count = 0;
    *horizons = truce__arena_alloc(arena, TRUCE__MOST_HORIZONS, sizeof **horizons);
    if (!*horizons) return TRUCE_E_NOMEM;
    for (const char *item = list; item; item = strchr(item, ',')) {
        if (item != list) item++;
        size_t length = strcspn(item, ",");
        if (*count == TRUCE__MOST_HORIZONS) return REFUSE("at most 64", "'%.*s' is one horizon too many");
        TRY(read_one(ctx, model, tempi, item, length, &(*horizons)[(*count)++]));
    }
    return settle(ctx, model, tempi, *horizons, count);
}
