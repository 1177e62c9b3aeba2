/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The letters of scalars, after chapters 7 and 8 of YAML 1.2.2 (https://yaml.org/spec/1.2.2/). libfyaml says where a
 * scalar stands; its own reading of the letters is not used: version 0.7.12 gives a'''b for 'a''''b', loses the end
 * of a text behind an escape, and gives bytes of freed memory for some empty texts.
 */
#include "document/scalar.h"

typedef struct reading {
    truce_ctx *ctx;
    const truce__source *source;
    const truce__written *written;
    const char *text; /* of the source */
    size_t at, end;
    char *out;
    size_t length;
    size_t kept;   /* letters up to here stay when a line ends: no blanks, or written as escapes */
    bool is_wrong; /* an escape was reported */
} reading;

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

static void put(reading *r, char c) {
    r->out[r->length++] = c;
}

/* ------------------------------------------------------ plain and in quotes */

/* At the end of a line: one break is a blank, of several all but the first are kept. `is_escaped`: a backslash
 * stands before the first, which then is nothing. */
static void fold(reading *r, bool is_escaped) {
    size_t breaks = 0;
    while (r->at < r->end && (is_blank(r->text[r->at]) || r->text[r->at] == '\n')) breaks += r->text[r->at++] == '\n';
    if (breaks == 1 && !is_escaped) put(r, ' ');
    for (size_t i = 1; i < breaks; i++) put(r, '\n');
    r->kept = r->length;
}

static void read_plain(reading *r, bool is_single) {
    while (r->at < r->end) {
        char c = r->text[r->at];
        if (c == '\n') {
            r->length = r->kept;
            fold(r, false);
            continue;
        }
        r->at += is_single && c == '\'' ? 2 : 1;
        put(r, c);
        if (!is_blank(c)) r->kept = r->length;
    }
}

/* ------------------------------------------------------------------ escapes */

typedef struct escape {
    char letter;
    uint32_t point;
} escape;

static const escape escapes[] = {
    {'0', 0},    {'a', 7},    {'b', 8},    {'t', 9},    {'\t', 9},    {'n', 10},     {'v', 11},      {'f', 12},
    {'r', 13},   {'e', 27},   {' ', ' '},  {'"', '"'},  {'/', '/'},   {'\\', '\\'},  {'N', 0x85},    {'_', 0xA0},
    {'L', 0x2028}, {'P', 0x2029},
};

static void put_point(reading *r, uint32_t point) {
    if (point < 0x80) {
        put(r, (char)point);
    } else if (point < 0x800) {
        put(r, (char)(0xC0 | point >> 6));
        put(r, (char)(0x80 | (point & 0x3F)));
    } else {
        if (point >= 0x10000) put(r, (char)(0xF0 | point >> 18));
        put(r, (char)(point < 0x10000 ? 0xE0 | point >> 12 : 0x80 | (point >> 12 & 0x3F)));
        put(r, (char)(0x80 | (point >> 6 & 0x3F)));
        put(r, (char)(0x80 | (point & 0x3F)));
    }
}

/* Takes `digits` hex digits; false when they are not there. */
static bool take_hex(reading *r, size_t digits, uint32_t *point) {
    *point = 0;
    if (r->end - r->at < digits) return false;
    for (size_t i = 0; i < digits; i++) {
        char c = r->text[r->at + i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A') + 10
                                                : 16;
        if (digit == 16) return false;
        *point = *point << 4 | digit;
    }
    r->at += digits;
    return true;
}

static bool is_surrogate(uint32_t point, uint32_t first) {
    return point >= first && point < first + 0x400;
}

/* JSON writes what lies above U+FFFF as two escapes of four digits. */
static uint32_t join_pair(reading *r, uint32_t high) {
    enum { HIGH = 0xD800, LOW = 0xDC00 };
    uint32_t low;
    size_t before = r->at;
    if (!is_surrogate(high, HIGH) || r->end - r->at < 2 || memcmp(r->text + r->at, "\\u", 2) != 0) return high;
    r->at += 2;
    if (take_hex(r, 4, &low) && is_surrogate(low, LOW)) return 0x10000 + ((high - HIGH) << 10) + (low - LOW);
    r->at = before;
    return high;
}

/* The place of a byte of the scalar. */
static truce__loc place_of(const reading *r, size_t start, size_t length) {
    truce__loc loc = r->written->loc;
    size_t line = r->written->start;
    for (size_t at = line; at < start; at++)
        if (r->text[at] == '\n') loc.line++, loc.column = 1, line = at + 1;
    loc.column += (uint32_t)truce__utf8_count(r->text + line, start - line);
    loc.length = (uint32_t)truce__utf8_count(r->text + start, length);
    return loc;
}

static truce_status wrong_escape(reading *r, size_t start) {
    size_t length = r->at - start;
    put(r, '?');
    if (r->is_wrong) return TRUCE_OK;
    r->is_wrong = true;
    return truce__diag(r->ctx, TRUCE_ERROR, r->source, place_of(r, start, length), "write the character itself",
                       "'%.*s' stands for no character", (int)length, r->text + start);
}

/* An escape of one letter. */
static bool find_escape(char letter, uint32_t *point) {
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
        if (escapes[i].letter != letter) continue;
        *point = escapes[i].point;
        return true;
    }
    return false;
}

/* Behind a backslash. */
static truce_status read_escape(reading *r) {
    size_t start = r->at - 1, used;
    char letter = r->text[r->at];
    size_t digits = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
    uint32_t point;
    if (letter == '\n') {
        fold(r, true);
        return TRUCE_OK;
    }
    truce__utf8_decode(r->text + r->at, r->end - r->at, &used);
    r->at += used;
    bool is_known = digits ? take_hex(r, digits, &point) : find_escape(letter, &point);
    if (is_known && digits == 4) point = join_pair(r, point);
    bool is_point = is_known && point <= 0x10FFFF && (point < 0xD800 || point >= 0xE000);
    if (is_point) put_point(r, point);
    else TRY(wrong_escape(r, start));
    r->kept = r->length;
    return TRUCE_OK;
}

static truce_status read_double(reading *r) {
    while (r->at < r->end) {
        char c = r->text[r->at];
        if (c == '\n') {
            r->length = r->kept;
            fold(r, false);
        } else if (c == '\\' && r->at + 1 < r->end) {
            r->at++;
            TRY(read_escape(r));
        } else {
            r->at++;
            put(r, c);
            if (!is_blank(c)) r->kept = r->length;
        }
    }
    return TRUCE_OK;
}

/* ------------------------------------------------------------ behind | and > */

/* What follows the sign in its line. */
typedef struct header {
    size_t indent; /* 0: that of the first line with letters */
    char chomp;    /* '+', '-' or 0 */
} header;

/* Reads a header at `at`, behind the sign; false if the rest of the line is none. */
static bool read_header(const reading *r, size_t at, header *found) {
    *found = (header){0};
    for (; at < r->end && strchr("+-123456789", r->text[at]) && r->text[at]; at++) {
        if (r->text[at] == '+' || r->text[at] == '-') found->chomp = r->text[at];
        else found->indent = (size_t)(r->text[at] - '0');
    }
    size_t blanks = at;
    while (at < r->end && is_blank(r->text[at])) at++;
    return at == r->end || r->text[at] == '\n' || (r->text[at] == '#' && at > blanks);
}

/* The header stands in the line above the scalar's first. */
static header find_header(const reading *r) {
    const truce__written *written = r->written;
    size_t line = r->at;
    header found = {0};
    if (line > 0 && r->text[line - 1] == '\n') line--;
    while (line > 0 && r->text[line - 1] != '\n') line--;
    if (written->lead > line && written->lead <= r->at) line = written->lead;
    char sign = written->form == TRUCE__SCALAR_LINES ? '|' : '>';
    for (size_t at = line; at < r->at && r->text[at] != '\n'; at++)
        if (r->text[at] == sign && (at == line || is_blank(r->text[at - 1])) && read_header(r, at + 1, &found)) break;
    return found;
}

/* The spaces before the first line with letters; where no line has any, the most there are. */
static size_t find_indent(const reading *r) {
    size_t most = 0;
    for (size_t at = r->at; at < r->end; at++) {
        size_t spaces = 0;
        while (at < r->end && r->text[at] == ' ') at++, spaces++;
        if (at < r->end && r->text[at] != '\n') return spaces;
        if (spaces > most) most = spaces;
    }
    return most;
}

/* Takes up to `indent` spaces of lines without letters and counts the lines. False when the text ends there. */
static bool skip_empty(reading *r, size_t indent, size_t *breaks) {
    for (*breaks = 0;; ++*breaks) {
        size_t spaces = 0;
        while (spaces < indent && r->at < r->end && r->text[r->at] == ' ') r->at++, spaces++;
        if (r->at >= r->end) return false;
        if (r->text[r->at] != '\n') return spaces == indent;
        r->at++;
    }
}

static void put_breaks(reading *r, size_t count) {
    for (size_t i = 0; i < count; i++) put(r, '\n');
}

/* Lines that begin with a blank, and the breaks around them, are never folded. */
static void read_lines(reading *r, header head) {
    size_t indent = head.indent ? r->written->indent + head.indent : find_indent(r), breaks;
    bool goes_on = skip_empty(r, indent, &breaks), has_break = false;
    bool is_folded = r->written->form == TRUCE__SCALAR_FOLDED;
    put_breaks(r, goes_on ? breaks : 0);
    while (goes_on) {
        bool is_indented = is_blank(r->text[r->at]);
        while (r->at < r->end && r->text[r->at] != '\n') put(r, r->text[r->at++]);
        has_break = r->at < r->end;
        if (has_break) r->at++;
        goes_on = skip_empty(r, indent, &breaks);
        if (!goes_on) break;
        bool is_joined = is_folded && !is_indented && !is_blank(r->text[r->at]);
        if (is_joined && breaks == 0) put(r, ' ');
        put_breaks(r, breaks + !is_joined);
    }
    if (has_break && head.chomp != '-') put(r, '\n');
    if (head.chomp == '+') put_breaks(r, breaks);
}

/* ---------------------------------------------------------------------- all */

/* No escape is shorter than two bytes or stands for more than twice as many. */
static size_t room_for(const truce__written *written) {
    size_t length = written->end - written->start;
    return (written->form == TRUCE__SCALAR_DOUBLE ? length + length / 2 : length) + 2;
}

truce_status truce__scalar_read(truce_ctx *ctx, truce__arena *arena, const truce__source *source,
                                const truce__written *written, char **text, size_t *length) {
    reading r = {.ctx = ctx, .source = source, .written = written, .text = source->text, .at = written->start,
                 .end = written->end};
    r.out = truce__arena_alloc(arena, room_for(written), 1);
    if (!r.out) return TRUCE_E_NOMEM;
    if (written->form == TRUCE__SCALAR_DOUBLE) TRY(read_double(&r));
    else if (written->form >= TRUCE__SCALAR_LINES) read_lines(&r, find_header(&r));
    else read_plain(&r, written->form == TRUCE__SCALAR_SINGLE);
    r.out[r.length] = 0;
    *text = r.out;
    *length = r.length;
    return TRUCE_OK;
}
