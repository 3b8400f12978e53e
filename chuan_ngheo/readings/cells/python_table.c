/* truths: arrays become a table of Polars. */
#include "python.h"

#include "export.h"
#include <stdlib.h>

/* Columns of truths that Python lends. */
struct truths {
    Py_ssize_t count, height;
    Py_buffer *lent;
    const uint8_t **all;
    const char **names;
};

static int take_truths(struct truths *truths, PyObject *names, PyObject *arrays) {
    size_t count = (size_t)truths->count;
    truths->lent = calloc(count + 1, sizeof *truths->lent);
    truths->all = calloc(count + 1, sizeof *truths->all);
    truths->names = calloc(count + 1, sizeof *truths->names);
    if (!truths->lent || !truths->all || !truths->names) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t place = 0; place < truths->count; place++) {
        Py_buffer *lent = &truths->lent[place];
        truths->names[place] = PyUnicode_AsUTF8AndSize(PyTuple_GetItem(names, place), NULL);
        if (!truths->names[place]) return -1;
        if (PyObject_GetBuffer(PyTuple_GetItem(arrays, place), lent, PyBUF_SIMPLE)) return -1;
        truths->all[place] = lent->buf;
        if (lent->len == truths->height) continue;
        PyErr_SetString(PyExc_ValueError, "not one truth for each row");
        return -1;
    }
    return 0;
}

static void release_truths(struct truths *truths) {
    for (Py_ssize_t place = 0; truths->lent && place < truths->count; place++)
        if (truths->lent[place].obj) PyBuffer_Release(&truths->lent[place]);
    free(truths->lent);
    free(truths->all);
    free(truths->names);
}

static void destroy_schema(PyObject *capsule) {
    struct ArrowSchema *schema = PyCapsule_GetPointer(capsule, "arrow_schema");
    if (schema->release) schema->release(schema);
    free(schema);
}

static void destroy_array(PyObject *capsule) {
    struct ArrowArray *array = PyCapsule_GetPointer(capsule, "arrow_array");
    if (array->release) array->release(array);
    free(array);
}

static PyObject *exported(const struct truths *truths) {
    struct ArrowSchema *schema = calloc(1, sizeof *schema);
    struct ArrowArray *array = calloc(1, sizeof *array);
    PyObject *of_schema = NULL, *of_array = NULL, *pair = NULL;
    int good = schema && array;
    Py_BEGIN_ALLOW_THREADS
    good = good && !export_schema(schema, truths->names, truths->count) &&
           !export_truths(array, truths->all, truths->count, truths->height);
    Py_END_ALLOW_THREADS
    if (!good) {
        if (schema && schema->release) schema->release(schema);
        free(schema);
        free(array);
        return PyErr_NoMemory();
    }
    of_schema = PyCapsule_New(schema, "arrow_schema", destroy_schema);
    of_array = PyCapsule_New(array, "arrow_array", destroy_array);
    if (of_schema && of_array) pair = PyTuple_Pack(2, of_schema, of_array);
    Py_XDECREF(of_schema);
    Py_XDECREF(of_array);
    return pair;
}

PyObject *export_table(PyObject *self, PyObject *arguments) {
    (void)self;
    PyObject *names, *arrays, *found = NULL;
    struct truths truths = {0};
    if (!PyArg_ParseTuple(arguments, "O!O!n", &PyTuple_Type, &names, &PyTuple_Type, &arrays,
                          &truths.height))
        return NULL;
    truths.count = PyTuple_Size(names);
    if (PyTuple_Size(arrays) != truths.count) {
        PyErr_SetString(PyExc_ValueError, "not one name for each column");
        return NULL;
    }
    if (!take_truths(&truths, names, arrays)) found = exported(&truths);
    release_truths(&truths);
    return found;
}
