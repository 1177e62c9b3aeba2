/* SPDX-License-Identifier: Apache-2.0 */
#include "model/duration.h"

#include <stdio.h>
#include <string.h>

enum { MOST_DIGITS = 9, DAYS_OF_400_YEARS = 146097, LAST_DAY = 3652058 /* 9999-12-31 */ };

typedef struct unit {
    const char *letter, *word; /* 30d, 30 days */
    double hours;
} unit;

static const unit units[] = {{"h", "hour", 1}, {"d", "day", 24}, {"w", "week", 168}, {"m", "month", 720}};

static size_t read_digits(const char *text, double *value) {
    size_t n = 0;
    for (*value = 0; text[n] >= '0' && text[n] <= '9'; n++) *value = *value * 10 + (text[n] - '0');
    return n;
}

/* A number such as 7 or 1.5; gives its length, 0: none. */
static size_t read_number(const char *text, double *value) {
    double part;
    size_t whole = read_digits(text, value), digits;
    if (!whole || whole > MOST_DIGITS || text[whole] != '.') return whole > MOST_DIGITS ? 0 : whole;
    digits = read_digits(text + whole + 1, &part);
    if (!digits || digits > MOST_DIGITS) return 0;
    for (size_t i = 0; i < digits; i++) part /= 10;
    *value += part;
    return whole + 1 + digits;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The length of a unit's name; its letter counts only where it stands at the number. */
static size_t read_unit(const char *text, bool is_at_number, const unit **found) {
    size_t length = 0;
    while (is_letter(text[length])) length++;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t word = strlen(units[i].word);
        bool is_word = length >= word && memcmp(text, units[i].word, word) == 0 &&
                       (length == word || (length == word + 1 && text[word] == 's'));
        bool is_short = is_at_number && length == 1 && *text == *units[i].letter;
        *found = &units[i];
        if (is_word || is_short) return length;
    }
    return 0;
}

/* Gives the length of it all, 0: no duration. */
static size_t read_duration(const char *text, double *count, size_t *number, const unit **found) {
    *number = read_number(text, count);
    size_t blank = *number && text[*number] == ' ' ? 1 : 0;
    size_t length = *number ? read_unit(text + *number + blank, !blank, found) : 0;
    return length ? *number + blank + length : 0;
}

size_t truce__duration_read(const char *text, double *hours) {
    double count;
    const unit *found;
    size_t number, length = read_duration(text, &count, &number, &found);
    if (length) *hours = count * found->hours;
    return length;
}

size_t truce__duration_words(const char *text, char *words, size_t room) {
    double count;
    const unit *found;
    size_t number, length = read_duration(text, &count, &number, &found);
    bool is_one = number == 1 && *text == '1';
    snprintf(words, room, "%.*s %s%s", (int)number, text, length ? found->word : "", is_one || !length ? "" : "s");
    return strlen(words);
}

/* ------------------------------------------------------------------- days */

/* Days before 1 March of a year that begins then, from 1 March of the year 0 on. */
static int64_t days_before(int64_t year) {
    return 365 * year + year / 4 - year / 100 + year / 400;
}

/* Days before a month of such a year; March is 0. */
static int64_t days_before_month(int64_t month) {
    return (153 * month + 2) / 5;
}

int64_t truce__day_of(const char *date) {
    int64_t parts[3] = {0, 0, 0};
    for (size_t i = 0, part = 0; i < 10; i++) {
        if (date[i] == '-') part += part < 2;
        else parts[part] = parts[part] * 10 + (date[i] - '0');
    }
    int64_t is_early = parts[1] <= 2, year = parts[0] - is_early, month = parts[1] - 3 + 12 * is_early;
    return days_before(year) + days_before_month(month) + parts[2] - 1 - 306;
}

void truce__date_of(int64_t day, char date[11]) {
    int64_t from_march = (day < 0 ? 0 : day > LAST_DAY ? LAST_DAY : day) + 306;
    int64_t year = 400 * (from_march / DAYS_OF_400_YEARS);
    while (days_before(year + 1) <= from_march) year++;
    int64_t rest = from_march - days_before(year), month = 11;
    while (days_before_month(month) > rest) month--;
    int64_t is_late = month >= 10;
    snprintf(date, 11, "%04d-%02d-%02d", (int)(year + is_late), (int)(month + 3 - 12 * is_late),
             (int)(rest - days_before_month(month) + 1));
}
