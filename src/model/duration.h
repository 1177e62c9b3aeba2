/* SPDX-License-Identifier: Apache-2.0 */
/* Lengths of time and days of the calendar, as people write them. */
#ifndef TRUCE_DURATION_H
#define TRUCE_DURATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What to write where a duration was not understood. */
#define TRUCE__DURATION_HINT "write a number with hours, days, weeks or months: 7 days"

/* Reads a duration at the beginning of a text: a number, not negative, of at most nine digits before and after its
 * point, and hours, days, weeks or months, in one word (30d) or two (30 days). A month counts as 30 days. Gives the
 * length of what was read, 0 where there is no duration. */
size_t truce__duration_read(const char *text, double *hours);

/* The same duration as it reads well, "1 week", "30 days": in `words`, cut to `room`. Gives its length there. */
size_t truce__duration_words(const char *text, char *words, size_t room);

/* Days since 1 January of the year 1, of a day YYYY-MM-DD that the calendar has; and back, with a 0 behind. Days
 * beyond the year 9999 stay at its last one. */
int64_t truce__day_of(const char *date);
void truce__date_of(int64_t day, char date[11]);

#endif
