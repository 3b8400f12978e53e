/* The functions of the module as Python calls them. */
#ifndef CHUAN_NGHEO_PYTHON_H
#define CHUAN_NGHEO_PYTHON_H

#define Py_LIMITED_API 0x030B0000
#define PY_SSIZE_T_CLEAN
#include <Python.h>

/* Read all cells of columns; return for each how many are unknown, and how many hold other texts. */
PyObject *read_cells(PyObject *self, PyObject *arguments);

/* Join truths of members, two bits each, to the words of their households. */
PyObject *or_at(PyObject *self, PyObject *arguments);

/* Count the members of whom it is true in the lower half of the total of their household, and those
 * of whom it is possible in the upper half. */
PyObject *count_at(PyObject *self, PyObject *arguments);

/* Add the number of rows and their sizes, by group and truth, to counts. */
PyObject *tally_truths(PyObject *self, PyObject *arguments);

/* Return truths as a table: the capsules of its schema and of its columns. */
PyObject *export_table(PyObject *self, PyObject *arguments);

/* Work conditions out; the registers that have bytes hold what is read and what is found. */
PyObject *run_program(PyObject *self, PyObject *arguments);

#endif
