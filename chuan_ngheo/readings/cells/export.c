#include "export.h"

#include "decode.h"
#include <stdlib.h>
#include <string.h>

enum { NULLABLE = 2 };

static void release_schema(struct ArrowSchema *schema) {
    for (int64_t place = 0; place < schema->n_children; place++) {
        struct ArrowSchema *child = schema->children[place];
        if (child && child->release) child->release(child);
        free(child);
    }
    free(schema->children);
    free((void *)schema->name);
    schema->release = NULL;
}

static int describe(struct ArrowSchema *schema, const char *format, const char *name) {
    size_t size = strlen(name) + 1;
    char *own = malloc(size);
    if (!own) return -1;
    memcpy(own, name, size);
    *schema = (struct ArrowSchema){
        .format = format, .name = own, .flags = NULLABLE, .release = release_schema};
    return 0;
}

int export_schema(struct ArrowSchema *schema, const char *const *names, int64_t count) {
    if (describe(schema, "+s", "")) return -1;
    schema->children = calloc((size_t)count + 1, sizeof *schema->children);
    int good = schema->children != NULL;
    for (int64_t place = 0; good && place < count; place++) {
        struct ArrowSchema *child = calloc(1, sizeof *child);
        schema->children[place] = child;
        schema->n_children = place + 1;
        good = child && !describe(child, "b", names[place]);
    }
    if (good) return 0;
    release_schema(schema);
    return -1;
}

static void release_array(struct ArrowArray *array) {
    for (int64_t place = 0; place < array->n_children; place++) {
        struct ArrowArray *child = array->children[place];
        if (child && child->release) child->release(child);
        free(child);
    }
    for (int64_t place = 0; array->buffers && place < array->n_buffers; place++)
        free((void *)array->buffers[place]);
    free(array->children);
    free(array->buffers);
    array->release = NULL;
}

static int fill(struct ArrowArray *array, const uint8_t *truths, int64_t height) {
    size_t size = (size_t)(height + 7) / 8 + 8;
    *array = (struct ArrowArray){.length = height, .n_buffers = 2, .release = release_array};
    array->buffers = calloc(2, sizeof *array->buffers);
    if (!array->buffers) return -1;
    uint8_t *known = malloc(size), *bits = malloc(size);
    array->buffers[0] = known;
    array->buffers[1] = bits;
    if (!known || !bits) return -1;
    array->null_count = encode_truths(truths, height, bits, known);
    if (!array->null_count) {
        free(known);
        array->buffers[0] = NULL;
    }
    return 0;
}

int export_truths(struct ArrowArray *table, const uint8_t *const *truths, int64_t count,
                  int64_t height) {
    *table = (struct ArrowArray){.length = height, .n_buffers = 1, .release = release_array};
    table->buffers = calloc(1, sizeof *table->buffers);
    table->children = calloc((size_t)count + 1, sizeof *table->children);
    int good = table->buffers && table->children;
    for (int64_t place = 0; good && place < count; place++) {
        struct ArrowArray *child = calloc(1, sizeof *child);
        table->children[place] = child;
        table->n_children = place + 1;
        good = child && !fill(child, truths[place], height);
    }
    if (good) return 0;
    release_array(table);
    return -1;
}
