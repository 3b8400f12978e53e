/* read: columns of Polars become arrays. */
#include "python.h"

#include "decode.h"
#include <stdlib.h>
#include <string.h>

static const char *const formats[] = {"b", "l", "tdD", "g", "vu"};
static const Py_ssize_t widths[] = {1, 8, 4, 8, 1};

/* The columns of a call, with what Python lends. */
struct columns {
    Py_ssize_t count, height;
    struct column *all;
    Py_buffer *values, *unknown, odd;
    PyObject **words;
};

static void release_columns(struct columns *columns) {
    for (Py_ssize_t place = 0; place < columns->count; place++) {
        if (columns->values[place].obj) PyBuffer_Release(&columns->values[place]);
        if (columns->unknown[place].obj) PyBuffer_Release(&columns->unknown[place]);
        free((void *)columns->all[place].words);
        Py_XDECREF(columns->words[place]);
    }
    if (columns->odd.obj) PyBuffer_Release(&columns->odd);
    free(columns->all);
    free(columns->values);
    free(columns->unknown);
    free(columns->words);
}

static int lend(PyObject *object, Py_buffer *buffer, Py_ssize_t size, const char *what) {
    if (PyObject_GetBuffer(object, buffer, PyBUF_WRITABLE)) return -1;
    if (buffer->len == size) return 0;
    PyErr_Format(PyExc_ValueError, "%s: %zd bytes, not %zd", what, buffer->len, size);
    return -1;
}

static int take_words(struct column *column, PyObject *words) {
    Py_ssize_t count = PyTuple_Size(words);
    if (count < 0) return -1;
    if (count >= OTHER_WORD) {
        PyErr_Format(PyExc_ValueError, "a list of %zd words is too long", count);
        return -1;
    }
    struct word *found = calloc((size_t)count + 1, sizeof *found);
    if (!found) {
        PyErr_NoMemory();
        return -1;
    }
    column->words = found;
    column->count = (size_t)count;
    for (Py_ssize_t place = 0; place < count; place++) {
        char *text;
        Py_ssize_t size;
        if (PyBytes_AsStringAndSize(PyTuple_GetItem(words, place), &text, &size)) return -1;
        found[place] = (struct word){text, (size_t)size};
    }
    return 0;
}

/* A column is (kind, words, low, high, lowest, highest, values, unknown). */
static int take_column(struct columns *columns, Py_ssize_t place, PyObject *given) {
    struct column *column = &columns->all[place];
    PyObject *values, *unknown, *words;
    int kind;
    long long low, high;
    if (!PyTuple_Check(given)) {
        PyErr_SetString(PyExc_TypeError, "a column is not a tuple");
        return -1;
    }
    if (!PyArg_ParseTuple(given, "iO!LLddOO", &kind, &PyTuple_Type, &words, &low, &high,
                          &column->lowest, &column->highest, &values, &unknown))
        return -1;
    if (kind < TRUTH || kind > WORD) {
        PyErr_Format(PyExc_ValueError, "%d is no kind of column", kind);
        return -1;
    }
    column->kind = (enum kind)kind;
    column->low = low;
    column->high = high;
    Py_ssize_t size = columns->height * widths[kind];
    if (lend(values, &columns->values[place], size, "values")) return -1;
    column->values = columns->values[place].buf;
    if (kind != TRUTH && kind != WORD) {
        if (lend(unknown, &columns->unknown[place], columns->height, "unknown")) return -1;
        column->unknown = columns->unknown[place].buf;
    }
    Py_INCREF(words);
    columns->words[place] = words;
    return take_words(column, words);
}

static int take_columns(struct columns *columns, PyObject *given, PyObject *odd) {
    size_t count = (size_t)columns->count;
    columns->all = calloc(count + 1, sizeof *columns->all);
    columns->values = calloc(count + 1, sizeof *columns->values);
    columns->unknown = calloc(count + 1, sizeof *columns->unknown);
    columns->words = calloc(count + 1, sizeof *columns->words);
    if (!columns->all || !columns->values || !columns->unknown || !columns->words) {
        columns->count = 0;
        PyErr_NoMemory();
        return -1;
    }
    if (lend(odd, &columns->odd, columns->height, "odd")) return -1;
    for (Py_ssize_t place = 0; place < columns->count; place++)
        if (take_column(columns, place, PyTuple_GetItem(given, place))) return -1;
    return 0;
}

static int check_schema(struct ArrowArrayStream *stream, const struct columns *columns) {
    struct ArrowSchema schema;
    if (stream->get_schema(stream, &schema)) {
        PyErr_SetString(PyExc_ValueError, "the columns have no schema");
        return -1;
    }
    int fits = schema.n_children == columns->count;
    for (Py_ssize_t place = 0; fits && place < columns->count; place++)
        fits = !strcmp(schema.children[place]->format, formats[columns->all[place].kind]);
    schema.release(&schema);
    if (fits) return 0;
    PyErr_SetString(PyExc_TypeError, "the columns are not of the kinds that are read");
    return -1;
}

/* Read all batches, without Python; return what is wrong, or NULL. */
static const char *read_batches(struct ArrowArrayStream *stream, struct columns *columns) {
    for (int64_t row = 0;;) {
        struct ArrowArray batch;
        if (stream->get_next(stream, &batch)) return "the columns could not be read";
        if (!batch.release)
            return row == columns->height ? NULL : "fewer rows than there is room for";
        int fits = batch.length <= columns->height - row;
        for (Py_ssize_t place = 0; fits && place < columns->count; place++)
            decode(&columns->all[place], batch.children[place], batch.offset, batch.length, row,
                   columns->odd.buf);
        row += batch.length;
        batch.release(&batch);
        if (!fits) return "more rows than there is room for";
    }
}

static PyObject *counts_of(const struct columns *columns) {
    PyObject *found = PyList_New(columns->count);
    for (Py_ssize_t place = 0; found && place < columns->count; place++) {
        const struct column *column = &columns->all[place];
        PyObject *pair = Py_BuildValue("LL", (long long)column->unknowns, (long long)column->others);
        if (!pair || PyList_SetItem(found, place, pair)) {
            Py_CLEAR(found);
        }
    }
    return found;
}

PyObject *read_cells(PyObject *self, PyObject *arguments) {
    (void)self;
    PyObject *capsule, *given, *odd, *found = NULL;
    struct columns columns = {0};
    if (!PyArg_ParseTuple(arguments, "OO!nO", &capsule, &PyTuple_Type, &given, &columns.height,
                          &odd))
        return NULL;
    struct ArrowArrayStream *stream = PyCapsule_GetPointer(capsule, "arrow_array_stream");
    if (!stream) return NULL;
    columns.count = PyTuple_Size(given);
    if (!take_columns(&columns, given, odd) && !check_schema(stream, &columns)) {
        const char *wrong;
        Py_BEGIN_ALLOW_THREADS
        wrong = read_batches(stream, &columns);
        Py_END_ALLOW_THREADS
        if (wrong) PyErr_SetString(PyExc_ValueError, wrong);
        else found = counts_of(&columns);
    }
    release_columns(&columns);
    return found;
}
