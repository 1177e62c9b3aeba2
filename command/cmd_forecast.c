/* SPDX-License-Identifier: Apache-2.0 */
/* truce forecast: with --register its questions are kept before the result is shown. */
#include "asks.h"
#include "cmd_register.h"

int truce__check_forecast(const session *s) {
    const value *concept = truce__value(s, &truce__opt_concept_of_forecast);
    const uint64_t slip = truce__value(s, &truce__opt_slip)->number;
    const uint64_t initiative = truce__value(s, &truce__opt_initiative)->number;
    if (slip + initiative > 1000000)
        return truce__misuse(s->line, "--slip and --initiative are probabilities at one decision: they add up to "
                                      "more than 1");
    if (truce__is_given(s, &truce__opt_doubt) && !truce__is_given(s, &truce__opt_register))
        return truce__misuse(s->line, "--doubt goes with --register");
    return concept->count == 1 ? 0 : truce__misuse(s->line, "--concept takes one concept here");
}

/* Whether the forecast consists of questions with dates. */
static int check_questions(const session *s, const truce_forecast *f) {
    if (!f->outcome_count) return truce__misuse(s->line, "--register asks about outcomes, and the model has none");
    if (f->is_calendar && *f->horizons[0].date) return 0;
    return truce__misuse(s->line, "--register needs dates: add 'date' to the model, and 'tempo' for every party");
}

static int keep(session *s, const truce_forecast *f, register_file **file) {
    double doubt = (double)truce__value(s, &truce__opt_doubt)->number / 1e6;
    int failed = check_questions(s, f);
    if (!failed) failed = truce__register_open(s, truce__value(s, &truce__opt_register)->text, true, file);
    return failed ? failed : truce__register_add(s, *file, f, doubt);
}

int truce__ask_forecast(session *s) {
    truce_result *result = NULL;
    register_file *file = NULL;
    int failed = truce__session_report(s, truce__session_make(s, &result));
    if (!failed && truce__is_given(s, &truce__opt_register)) failed = keep(s, truce_forecast_of(result), &file);
    if (!failed) failed = truce__session_show(s, TRUCE_OK, &result);
    int unkept = truce__register_close(file, !failed);
    truce_result_free(result);
    return failed ? failed : unkept;
}
