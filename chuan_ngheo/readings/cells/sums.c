#include "sums.h"

#include "wide.h"
#include <string.h>

enum { BLOCK = 2048, LANES = 4 };

WIDE static void add_bits(uint64_t *restrict words, const uint8_t *truths, int64_t count,
                          int shift) {
    for (int64_t member = 0; member < count; member++)
        words[member] |= (uint64_t)(truths[member] + (truths[member] >> 1)) << shift;
}

int join_truths(uint64_t *totals, int64_t households, const uint64_t *places, int64_t members,
                const uint8_t *const *truths, int64_t count) {
    uint64_t words[BLOCK];
    for (int64_t start = 0; start < members; start += BLOCK) {
        int64_t block = members - start < BLOCK ? members - start : BLOCK;
        memset(words, 0, sizeof words);
        for (int64_t place = 0; place < count; place++)
            add_bits(words, truths[place] + start, block, (int)(2 * place));
        for (int64_t member = 0; member < block; member++) {
            if (places[start + member] >= (uint64_t)households) return -1;
            totals[places[start + member]] |= words[member];
        }
    }
    return 0;
}

void tally(const uint8_t *truths, const uint8_t *groups, const int64_t *sizes, int64_t length,
           int64_t *counts, int64_t entries) {
    /* Neighbours often count alike: in lanes of their own they do not wait for each other. */
    int64_t lanes[LANES][MOST_ENTRIES][2] = {0};
    for (int64_t row = 0; row < length; row++) {
        int64_t *count = lanes[row % LANES][3 * groups[row] + truths[row]];
        count[0]++;
        count[1] += sizes[row];
    }
    for (int64_t entry = 0; entry < entries; entry++)
        for (int lane = 0; lane < LANES; lane++) {
            counts[2 * entry] += lanes[lane][entry][0];
            counts[2 * entry + 1] += lanes[lane][entry][1];
        }
}
