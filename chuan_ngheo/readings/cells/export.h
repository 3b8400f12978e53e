/* Truths as a table of Boolean columns in the Arrow C data interface. */
#ifndef CHUAN_NGHEO_EXPORT_H
#define CHUAN_NGHEO_EXPORT_H

#include "arrow.h"

/* Describe a table of `count` Boolean columns. Return 0, or -1 where there is no memory. */
int export_schema(struct ArrowSchema *schema, const char *const *names, int64_t count);

/* Make a table of columns of `height` truths each. Return 0, or -1 where there is no memory. */
int export_truths(struct ArrowArray *table, const uint8_t *const *truths, int64_t count,
                  int64_t height);

#endif
