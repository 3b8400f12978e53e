#include "truths.h"

#include "wide.h"
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 2048, FEW_WORDS = 8 };

#define EACH(expression)                                                                          \
    for (int64_t row = 0; row < rows; row++) target[row] = (uint8_t)(expression)

/* Twice 1 where a comparison holds. */
#define COMPARED(type, number, limit)                                                             \
    do {                                                                                          \
        type bound = (type)(limit);                                                               \
        switch (comparison) {                                                                     \
        case LESS: EACH(((number) < bound) * 2); break;                                           \
        case AT_MOST: EACH(((number) <= bound) * 2); break;                                       \
        case MORE: EACH(((number) > bound) * 2); break;                                           \
        case AT_LEAST: EACH(((number) >= bound) * 2); break;                                      \
        case EQUAL: EACH(((number) == bound) * 2); break;                                         \
        default: EACH(((number) != bound) * 2);                                                   \
        }                                                                                         \
    } while (0)

WIDE static void compare(uint8_t *restrict target, const struct numbers *numbers, int comparison,
                    const struct constant *constant, int64_t start, int64_t rows) {
    if (numbers->type == DAYS) {
        const int32_t *values = (const int32_t *)numbers->values + start;
        int fits = constant->whole >= INT32_MIN && constant->whole <= INT32_MAX;
        if (constant->is_whole && fits) COMPARED(int32_t, values[row], constant->whole);
        else COMPARED(double, (double)values[row], constant->decimal);
    } else if (numbers->type == INTEGERS) {
        const int64_t *values = (const int64_t *)numbers->values + start;
        if (constant->is_whole) COMPARED(int64_t, values[row], constant->whole);
        else COMPARED(double, (double)values[row], constant->decimal);
    } else {
        const double *values = (const double *)numbers->values + start;
        COMPARED(double, values[row], constant->decimal);
    }
    if (!numbers->unknown) return;
    const uint8_t *unknown = numbers->unknown + start;
    EACH(target[row] ^ ((target[row] ^ 1) & -(unknown[row] != 0)));
}

/* The positions of words that are looked for, and the first of those that are unknown. */
struct few {
    int count;
    uint8_t positions[FEW_WORDS], unknown;
};

/* Tell whether a table is: few positions true, the last ones unknown, the others false. */
static int is_few(const uint8_t *table, struct few *few) {
    int place = 0;
    few->count = 0;
    for (; place < 256 && table[place] != 1; place++) {
        if (!table[place]) continue;
        if (few->count == FEW_WORDS) return 0;
        few->positions[few->count++] = (uint8_t)place;
    }
    few->unknown = (uint8_t)place;
    for (int rest = place; rest < 256; rest++)
        if (table[rest] != 1) return 0;
    return place < 256;
}

WIDE static void look_up(uint8_t *restrict target, const uint8_t *one, const uint8_t *table,
                         int64_t rows) {
    struct few few;
    if (!is_few(table, &few)) {
        EACH(table[one[row]]);
        return;
    }
    EACH(one[row] >= few.unknown);
    for (int place = 0; place < few.count; place++) {
        uint8_t position = few.positions[place];
        EACH(target[row] | (one[row] == position) * 2);
    }
}

WIDE static void join(int32_t operation, uint8_t *restrict target, const uint8_t *one,
                      const uint8_t *two, const uint8_t *three, int64_t rows) {
    switch (operation) {
    case EVERY: EACH(one[row] < two[row] ? one[row] : two[row]); break;
    case SOME: EACH(one[row] > two[row] ? one[row] : two[row]); break;
    case OPPOSITE: EACH(2 - one[row]); break;
    case FIRST_KNOWN: EACH(one[row] ^ ((one[row] ^ two[row]) & -(one[row] == 1))); break;
    default: EACH(three[row] ^ ((three[row] ^ two[row]) & -(one[row] == 2)));
    }
}

static void step(const struct program *program, const struct instruction *now, uint8_t **at,
                 int64_t start, int64_t rows) {
    uint8_t *target = at[now->target];
    if (now->operation == COMPARE)
        compare(target, &program->numbers[now->one], now->two, &program->constants[now->three],
                start, rows);
    else if (now->operation == LOOK_UP)
        look_up(target, at[now->one], program->tables[now->two], rows);
    else
        join(now->operation, target, at[now->one], at[now->two], at[now->three], rows);
}

int run(const struct program *program, int64_t rows) {
    size_t count = program->registers_count;
    uint8_t *room = malloc(count * BLOCK + 1), **at = malloc((count + 1) * sizeof *at);
    if (!room || !at) {
        free(room);
        free(at);
        return -1;
    }
    for (int64_t start = 0; start < rows; start += BLOCK) {
        int64_t block = rows - start < BLOCK ? rows - start : BLOCK;
        for (size_t place = 0; place < count; place++)
            at[place] = program->registers[place] ? program->registers[place] + start
                                                  : room + place * BLOCK;
        for (size_t place = 0; place < program->count; place++)
            step(program, &program->instructions[place], at, start, block);
    }
    free(room);
    free(at);
    return 0;
}
