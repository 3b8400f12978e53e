/* What becomes of the cells of a column. */
#ifndef CHUAN_NGHEO_DECODE_H
#define CHUAN_NGHEO_DECODE_H

#include "arrow.h"
#include <stddef.h>

enum kind { TRUTH, WHOLE, DAY, DECIMAL, WORD };

/* A text of a list. */
struct word {
    const char *text;
    size_t size;
};

/* A column that is read, and where its cells go.
 *
 * values: a byte for each truth (0 false, 1 unknown, 2 true) or word (its position), else a number.
 * unknown: a byte for each number, 1 where it is unknown.
 * low, high, lowest, highest: limits of whole and of decimal numbers, themselves allowed.
 * unknowns: how many cells are unknown so far.
 * others: how many cells hold a text that is not in the list.
 */
struct column {
    enum kind kind;
    uint8_t *values, *unknown;
    const struct word *words;
    size_t count;
    int64_t low, high;
    double lowest, highest;
    int64_t unknowns, others;
};

/* Positions of words that are none. */
enum { OTHER_WORD = 254, UNKNOWN_WORD = 255 };

void prepare_tables(void);

/* Write the cells of `array`, of which the first stands in row `row`, to their places. Marks the
 * rows of numbers beyond their limits in `odd`. `offset` is that of the table of the array. */
void decode(struct column *column, const struct ArrowArray *array, int64_t offset, int64_t length,
            int64_t row, uint8_t *odd);

/* Write the bits of truths: whether they are true, and whether they are known. Return how many are
 * unknown. */
int64_t encode_truths(const uint8_t *truths, int64_t length, uint8_t *bits, uint8_t *known);

#endif
