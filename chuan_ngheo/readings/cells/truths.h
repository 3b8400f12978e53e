/* Conditions over many rows: a program of instructions on bytes, a block of rows at a time. */
#ifndef CHUAN_NGHEO_TRUTHS_H
#define CHUAN_NGHEO_TRUTHS_H

#include <stddef.h>
#include <stdint.h>

enum operation { EVERY, SOME, OPPOSITE, FIRST_KNOWN, CHOICE, LOOK_UP, COMPARE, OPERATIONS };

enum comparison { LESS, AT_MOST, MORE, AT_LEAST, EQUAL, DIFFERENT, COMPARISONS };

/* target, one, two, three: registers. Of LOOK_UP, two is a table; of COMPARE, one is a column of
 * numbers, two a comparison and three a constant. */
struct instruction {
    int32_t operation, target, one, two, three;
};

enum type { DAYS, INTEGERS, DOUBLES, TYPES };

struct numbers {
    enum type type;
    const void *values;
    const uint8_t *unknown;
};

struct constant {
    int64_t whole;
    double decimal;
    int64_t is_whole;
};

/* A register holds a byte for each row: 0 false, 1 unknown, 2 true; or the position of a word.
 * Those with no bytes of their own are worked out a block at a time and forgotten. */
struct program {
    const struct instruction *instructions;
    size_t count;
    uint8_t **registers;
    size_t registers_count;
    const struct numbers *numbers;
    const struct constant *constants;
    const uint8_t (*tables)[256];
};

/* Return 0, or -1 where there is no memory. */
int run(const struct program *program, int64_t rows);

#endif
