/* Cells of Polars as arrays of bytes and numbers, and back, without Python's lock.
 *
 * Every buffer is checked for its size, and every position for its limits, before it is used.
 */
#include "python.h"

#include "decode.h"

#define METHOD(name, function, text) {name, function, METH_VARARGS, PyDoc_STR(text)}

static PyMethodDef methods[] = {
    METHOD("read", read_cells, "Read all cells of columns."),
    METHOD("or_at", or_at, "Join truths of members to the words of their households."),
    METHOD("count_at", count_at, "Count members by household."),
    METHOD("tally", tally_truths, "Count rows, and sum their sizes up, by group and truth."),
    METHOD("truths", export_table, "Return truths as a table."),
    METHOD("run", run_program, "Work conditions out."),
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_compiled", "Cells of Polars as arrays, compiled.", 0, methods, NULL,
    NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__compiled(void) {
    prepare_tables();
    return PyModule_Create(&definition);
}
