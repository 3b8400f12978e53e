/* run: conditions are worked out on arrays. */
#include "python.h"

#include "truths.h"
#include <stdlib.h>

/* What Python lends to a program. */
struct lent {
    Py_ssize_t rows, registers, numbers, constants, tables;
    Py_buffer instructions, constant_bytes, table_bytes, *bytes, *values, *unknown;
    uint8_t **all;
    struct numbers *columns;
};

static int lend_many(PyObject *objects, Py_buffer *buffers, Py_ssize_t rows) {
    for (Py_ssize_t place = 0; place < PyTuple_Size(objects); place++) {
        PyObject *object = PyTuple_GetItem(objects, place);
        if (object == Py_None) continue;
        if (PyObject_GetBuffer(object, &buffers[place], PyBUF_SIMPLE)) return -1;
        if (buffers[place].len == rows) continue;
        PyErr_SetString(PyExc_ValueError, "not one byte for each row");
        return -1;
    }
    return 0;
}

/* Registers are (bytes or None); columns of numbers (type, values, unknown or None). */
static int lend_program(struct lent *lent, PyObject *registers, PyObject *numbers) {
    static const Py_ssize_t widths_of_types[] = {4, 8, 8};
    lent->bytes = calloc((size_t)lent->registers + 1, sizeof *lent->bytes);
    lent->all = calloc((size_t)lent->registers + 1, sizeof *lent->all);
    lent->values = calloc((size_t)lent->numbers + 1, sizeof *lent->values);
    lent->unknown = calloc((size_t)lent->numbers + 1, sizeof *lent->unknown);
    lent->columns = calloc((size_t)lent->numbers + 1, sizeof *lent->columns);
    if (!lent->bytes || !lent->all || !lent->values || !lent->unknown || !lent->columns) {
        PyErr_NoMemory();
        return -1;
    }
    if (lend_many(registers, lent->bytes, lent->rows)) return -1;
    for (Py_ssize_t place = 0; place < lent->registers; place++)
        lent->all[place] = lent->bytes[place].obj ? lent->bytes[place].buf : NULL;
    for (Py_ssize_t place = 0; place < lent->numbers; place++) {
        PyObject *values, *unknown;
        int type;
        if (!PyArg_ParseTuple(PyTuple_GetItem(numbers, place), "iOO", &type, &values, &unknown))
            return -1;
        Py_buffer *of_values = &lent->values[place], *of_unknown = &lent->unknown[place];
        if (type < 0 || type >= TYPES || PyObject_GetBuffer(values, of_values, PyBUF_SIMPLE) ||
            (unknown != Py_None && PyObject_GetBuffer(unknown, of_unknown, PyBUF_SIMPLE)) ||
            of_values->len != lent->rows * widths_of_types[type] ||
            (of_unknown->obj && of_unknown->len != lent->rows)) {
            if (!PyErr_Occurred()) PyErr_SetString(PyExc_ValueError, "not one number for each row");
            return -1;
        }
        lent->columns[place] = (struct numbers){(enum type)type, of_values->buf,
                                                of_unknown->obj ? of_unknown->buf : NULL};
    }
    return 0;
}

static int within(int64_t place, Py_ssize_t count) { return place >= 0 && place < count; }

/* Refuse an instruction that names what is not there, or writes where it may only read. */
static int check_program(const struct lent *lent) {
    const struct instruction *all = lent->instructions.buf;
    size_t count = (size_t)lent->instructions.len / sizeof *all;
    int good = 1;
    for (size_t place = 0; good && place < count; place++) {
        const struct instruction *now = &all[place];
        good = within(now->operation, OPERATIONS) && within(now->target, lent->registers) &&
               !(lent->bytes[now->target].obj && lent->bytes[now->target].readonly);
        if (now->operation == COMPARE)
            good = good && within(now->one, lent->numbers) && within(now->two, COMPARISONS) &&
                   within(now->three, lent->constants);
        else
            good = good && within(now->one, lent->registers) &&
                   within(now->two, now->operation == LOOK_UP ? lent->tables : lent->registers) &&
                   within(now->three, lent->registers);
    }
    if (good) return 0;
    PyErr_SetString(PyExc_IndexError, "an instruction that names what is not there");
    return -1;
}

static void give_back(struct lent *lent) {
    for (Py_ssize_t place = 0; lent->bytes && place < lent->registers; place++)
        if (lent->bytes[place].obj) PyBuffer_Release(&lent->bytes[place]);
    for (Py_ssize_t place = 0; lent->values && place < lent->numbers; place++)
        if (lent->values[place].obj) PyBuffer_Release(&lent->values[place]);
    for (Py_ssize_t place = 0; lent->unknown && place < lent->numbers; place++)
        if (lent->unknown[place].obj) PyBuffer_Release(&lent->unknown[place]);
    PyBuffer_Release(&lent->instructions);
    PyBuffer_Release(&lent->constant_bytes);
    PyBuffer_Release(&lent->table_bytes);
    free(lent->bytes);
    free(lent->all);
    free(lent->values);
    free(lent->unknown);
    free(lent->columns);
}

PyObject *run_program(PyObject *self, PyObject *arguments) {
    (void)self;
    struct lent lent = {0};
    PyObject *registers, *numbers;
    if (!PyArg_ParseTuple(arguments, "ny*y*y*O!O!", &lent.rows, &lent.instructions,
                          &lent.constant_bytes, &lent.table_bytes, &PyTuple_Type, &registers,
                          &PyTuple_Type, &numbers))
        return NULL;
    lent.registers = PyTuple_Size(registers);
    lent.numbers = PyTuple_Size(numbers);
    lent.constants = lent.constant_bytes.len / (Py_ssize_t)sizeof(struct constant);
    lent.tables = lent.table_bytes.len / 256;
    int good = !lend_program(&lent, registers, numbers) && !check_program(&lent);
    if (good) {
        struct program program = {lent.instructions.buf,
                                  (size_t)lent.instructions.len / sizeof(struct instruction),
                                  lent.all,
                                  (size_t)lent.registers,
                                  lent.columns,
                                  lent.constant_bytes.buf,
                                  lent.table_bytes.buf};
        int failed;
        Py_BEGIN_ALLOW_THREADS
        failed = run(&program, lent.rows);
        Py_END_ALLOW_THREADS
        if (failed) PyErr_NoMemory();
        good = !failed;
    }
    give_back(&lent);
    if (good) Py_RETURN_NONE;
    return NULL;
}
