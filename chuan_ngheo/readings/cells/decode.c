#include "decode.h"

#include <string.h>

/* For each byte of bits the eight bytes, 0 or 1, that stand for them. */
static uint8_t spread[256][8];

void prepare_tables(void) {
    for (int byte = 0; byte < 256; byte++)
        for (int bit = 0; bit < 8; bit++) spread[byte][bit] = byte >> bit & 1;
}

/* Return eight bits from place `at`, of which only `wanted` have to exist. */
static inline uint8_t bits_at(const uint8_t *bits, int64_t at, int64_t wanted) {
    int shift = at & 7;
    unsigned found = bits[at >> 3] >> shift;
    if (shift + wanted > 8) found |= (unsigned)bits[(at >> 3) + 1] << (8 - shift);
    return (uint8_t)found;
}

static inline int64_t least(int64_t one, int64_t other) { return one < other ? one : other; }

static inline int number_of(uint8_t byte) {
    uint64_t ones;
    memcpy(&ones, spread[byte], 8);
    return (int)((ones * 0x0101010101010101u) >> 56);
}

static inline uint64_t eight(uint8_t byte) {
    uint64_t found;
    memcpy(&found, spread[byte], 8);
    return found;
}

/* Copy eight bytes, or fewer at the end: the compiler makes one move of the usual eight. */
static inline void copy(void *to, const void *from, int64_t wanted) {
    if (wanted == 8) memcpy(to, from, 8);
    else memcpy(to, from, (size_t)wanted);
}

/* Truths: a byte for what is certain and one for what is possible, added. */
static int64_t decode_truths(const uint8_t *bits, const uint8_t *known, int64_t at, int64_t length,
                             uint8_t *out) {
    int64_t unknowns = 0;
    for (int64_t row = 0; row < length; row += 8) {
        int64_t wanted = least(8, length - row);
        uint8_t is = bits_at(bits, at + row, wanted), certain = is, possible = is;
        if (known) {
            uint8_t here = bits_at(known, at + row, wanted);
            certain = is & here;
            possible = is | (uint8_t)~here;
            unknowns += wanted - number_of((uint8_t)(here & (0xff >> (8 - wanted))));
        }
        uint64_t found = eight(certain) + eight(possible);
        copy(out + row, &found, wanted);
    }
    return unknowns;
}

/* Write 1 for each cell that is unknown, else 0; return how many are. */
static int64_t decode_unknown(const uint8_t *known, int64_t at, int64_t length, uint8_t *out) {
    int64_t unknowns = 0;
    if (!known) {
        memset(out, 0, (size_t)length);
        return 0;
    }
    for (int64_t row = 0; row < length; row += 8) {
        int64_t wanted = least(8, length - row);
        uint8_t not = (uint8_t)~bits_at(known, at + row, wanted) & (0xff >> (8 - wanted));
        uint64_t found = eight(not);
        unknowns += number_of(not);
        copy(out + row, &found, wanted);
    }
    return unknowns;
}

#define MARK_BEYOND(type, low, high)                                                              \
    do {                                                                                          \
        const type *numbers = (const type *)out;                                                  \
        for (int64_t row = 0; row < length; row++)                                                \
            odd[row] |= (uint8_t)((numbers[row] < (low)) | (numbers[row] > (high))) &             \
                        (uint8_t)(unknown[row] ^ 1);                                              \
    } while (0)

static int64_t decode_numbers(const struct column *column, const struct ArrowArray *array,
                              const uint8_t *known, int64_t at, int64_t length, int64_t row,
                              uint8_t *odd) {
    size_t width = column->kind == DAY ? 4 : 8;
    uint8_t *unknown = column->unknown + row, *out = column->values + (size_t)row * width;
    memcpy(out, (const uint8_t *)array->buffers[1] + (size_t)at * width, (size_t)length * width);
    int64_t unknowns = decode_unknown(known, at, length, unknown);
    if (column->kind == WHOLE) {
        MARK_BEYOND(int64_t, column->low, column->high);
    } else if (column->kind == DAY) {
        MARK_BEYOND(int32_t, column->low, column->high);
    } else {
        const double *numbers = (const double *)out;
        for (int64_t cell = 0; cell < length; cell++) {
            uint8_t none = (uint8_t)((numbers[cell] != numbers[cell]) & (unknown[cell] ^ 1));
            unknown[cell] |= none;
            unknowns += none;
        }
        MARK_BEYOND(double, column->lowest, column->highest);
    }
    return unknowns;
}

/* A text as Arrow holds it: short ones whole, of longer ones the beginning and their place. */
struct view {
    int32_t size;
    char head[4];
    union {
        char rest[8];
        struct {
            int32_t buffer, start;
        } place;
    } tail;
};

static uint8_t position_of(const struct column *column, const struct ArrowArray *array,
                           const struct view *view) {
    const char *text = view->head;
    if (view->size > 12)
        text = (const char *)array->buffers[2 + view->tail.place.buffer] + view->tail.place.start;
    for (size_t place = 0; place < column->count; place++)
        if (column->words[place].size == (size_t)view->size &&
            !memcmp(column->words[place].text, text, (size_t)view->size))
            return (uint8_t)place;
    return OTHER_WORD;
}

/* Words that were met, by their views: equal views are equal texts, for they name one place. */
enum { SLOTS = 256 };

/* Write the positions of all cells, those of unknown ones as if they were known. */
static void look_words_up(const struct column *column, const struct ArrowArray *array,
                          const struct view *views, int64_t length, uint8_t *out) {
    uint64_t met[SLOTS][2];
    uint8_t positions[SLOTS], used[SLOTS] = {0};
    for (int64_t cell = 0; cell < length; cell++) {
        uint64_t halves[2];
        memcpy(halves, &views[cell], sizeof halves);
        unsigned slot = (unsigned)(((halves[0] ^ halves[1] * 31) * 0x9e3779b97f4a7c15u) >> 56);
        if (!used[slot] || ((met[slot][0] ^ halves[0]) | (met[slot][1] ^ halves[1]))) {
            positions[slot] = position_of(column, array, &views[cell]);
            memcpy(met[slot], halves, sizeof halves);
            used[slot] = 1;
        }
        out[cell] = positions[slot];
    }
}

static void decode_words(struct column *column, const struct ArrowArray *array,
                         const uint8_t *known, int64_t at, int64_t length, int64_t row) {
    uint8_t *out = column->values + row;
    look_words_up(column, array, (const struct view *)array->buffers[1] + at, length, out);
    for (int64_t cell = 0; known && cell < length; cell += 8) {
        int64_t wanted = least(8, length - cell);
        uint8_t unknown = (uint8_t)~bits_at(known, at + cell, wanted) & (0xff >> (8 - wanted));
        uint64_t found = 0;
        copy(&found, out + cell, wanted);
        found |= eight(unknown) * UNKNOWN_WORD;
        copy(out + cell, &found, wanted);
        column->unknowns += number_of(unknown);
    }
    int64_t others = 0;
    for (int64_t cell = 0; cell < length; cell++) others += out[cell] == OTHER_WORD;
    column->others += others;
}

void decode(struct column *column, const struct ArrowArray *array, int64_t offset, int64_t length,
            int64_t row, uint8_t *odd) {
    const uint8_t *known = array->null_count ? array->buffers[0] : NULL;
    int64_t at = offset + array->offset;
    switch (column->kind) {
    case TRUTH:
        column->unknowns +=
            decode_truths(array->buffers[1], known, at, length, column->values + row);
        break;
    case WORD:
        decode_words(column, array, known, at, length, row);
        break;
    default:
        column->unknowns += decode_numbers(column, array, known, at, length, row, odd + row);
    }
}

/* Return the lowest bit of each of eight bytes as a byte of bits, the first byte lowest. */
static inline uint8_t gathered(const uint8_t *bytes) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint64_t all;
    memcpy(&all, bytes, 8);
    return (uint8_t)(((all & 0x0101010101010101u) * 0x0102040810204080u) >> 56);
#else
    unsigned found = 0;
    for (int bit = 0; bit < 8; bit++) found |= (bytes[bit] & 1u) << bit;
    return (uint8_t)found;
#endif
}

int64_t encode_truths(const uint8_t *truths, int64_t length, uint8_t *bits, uint8_t *known) {
    int64_t unknowns = 0;
    for (int64_t row = 0; row < length; row += 8) {
        uint8_t eight[8] = {0}, is[8];
        copy(eight, truths + row, least(8, length - row));
        for (int byte = 0; byte < 8; byte++) is[byte] = eight[byte] >> 1;
        uint8_t unknown = gathered(eight);
        bits[row >> 3] = gathered(is);
        known[row >> 3] = (uint8_t)~unknown;
        unknowns += number_of(unknown);
    }
    return unknowns;
}
