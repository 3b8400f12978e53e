/* Sums over members and over households. */
#ifndef CHUAN_NGHEO_SUMS_H
#define CHUAN_NGHEO_SUMS_H

#include <stdint.h>

/* Join truths of members to the words of their households: 00 false, 01 unknown, 11 true, so that
 * "or" gives the truth of "any member". Return 0, or -1 for a place beyond the households. */
int join_truths(uint64_t *totals, int64_t households, const uint64_t *places, int64_t members,
                const uint8_t *const *truths, int64_t count);

enum { MOST_ENTRIES = 48 };

/* Count rows, and sum their sizes up, by group and truth: counts[group][truth][0 or 1]. There are
 * entries groups times truths, at most MOST_ENTRIES. */
void tally(const uint8_t *truths, const uint8_t *groups, const int64_t *sizes, int64_t length,
           int64_t *counts, int64_t entries);

#endif
