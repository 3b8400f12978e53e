/* or_at, count_at, tally: sums over members and over households. */
#include "python.h"

#include "sums.h"

/* Three buffers, the last two of one row for each member. */
struct sums {
    Py_buffer totals, places, values;
    Py_ssize_t households, members;
};

static int take_sums(PyObject *arguments, struct sums *sums) {
    if (!PyArg_ParseTuple(arguments, "w*y*y*", &sums->totals, &sums->places, &sums->values))
        return -1;
    sums->households = sums->totals.len / 8;
    sums->members = sums->places.len / 8;
    if (sums->values.len == sums->members) return 0;
    PyErr_SetString(PyExc_ValueError, "not one value for each member");
    return -1;
}

static PyObject *end_sums(struct sums *sums, int good) {
    if (sums->totals.obj) PyBuffer_Release(&sums->totals);
    if (sums->places.obj) PyBuffer_Release(&sums->places);
    if (sums->values.obj) PyBuffer_Release(&sums->values);
    if (good > 0) Py_RETURN_NONE;
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_IndexError, "a place beyond the households");
    return NULL;
}

enum { MOST_TRUTHS = 32 };

static int take_truths(PyObject *given, Py_buffer *lent, const uint8_t **truths,
                       Py_ssize_t members) {
    Py_ssize_t count = PyTuple_Size(given);
    if (count > MOST_TRUTHS) {
        PyErr_SetString(PyExc_ValueError, "more truths than a word can hold");
        return -1;
    }
    for (Py_ssize_t place = 0; place < count; place++) {
        if (PyObject_GetBuffer(PyTuple_GetItem(given, place), &lent[place], PyBUF_SIMPLE))
            return -1;
        truths[place] = lent[place].buf;
        if (lent[place].len == members) continue;
        PyErr_SetString(PyExc_ValueError, "not one truth for each member");
        return -1;
    }
    return 0;
}

PyObject *or_at(PyObject *self, PyObject *arguments) {
    (void)self;
    struct sums sums = {0};
    PyObject *given;
    Py_buffer lent[MOST_TRUTHS] = {0};
    const uint8_t *truths[MOST_TRUTHS];
    if (!PyArg_ParseTuple(arguments, "w*y*O!", &sums.totals, &sums.places, &PyTuple_Type, &given))
        return NULL;
    Py_ssize_t members = sums.places.len / 8;
    int good = !take_truths(given, lent, truths, members);
    if (good) {
        Py_BEGIN_ALLOW_THREADS
        good = !join_truths(sums.totals.buf, sums.totals.len / 8, sums.places.buf, members, truths,
                            PyTuple_Size(given));
        Py_END_ALLOW_THREADS
    }
    for (int place = 0; place < MOST_TRUTHS; place++)
        if (lent[place].obj) PyBuffer_Release(&lent[place]);
    return end_sums(&sums, good);
}

PyObject *count_at(PyObject *self, PyObject *arguments) {
    (void)self;
    static const uint64_t steps[4] = {0, (uint64_t)1 << 32, ((uint64_t)1 << 32) + 1, 0};
    struct sums sums = {0};
    if (take_sums(arguments, &sums)) return end_sums(&sums, 0);
    uint64_t *totals = sums.totals.buf, limit = (uint64_t)sums.households;
    const uint64_t *places = sums.places.buf;
    const uint8_t *truths = sums.values.buf;
    int good = 1;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t member = 0; good && member < sums.members; member++) {
        if (places[member] < limit) totals[places[member]] += steps[truths[member] & 3];
        else good = 0;
    }
    Py_END_ALLOW_THREADS
    return end_sums(&sums, good);
}

static int check_tally(const Py_buffer *lent, Py_ssize_t count) {
    const uint8_t *truths = lent[0].buf, *groups = lent[1].buf;
    uint8_t bad = 0, most = 0;
    if (lent[1].len != lent[0].len || lent[2].len != 8 * lent[0].len) {
        PyErr_SetString(PyExc_ValueError, "not one group and one size for each truth");
        return -1;
    }
    if (3 * count > MOST_ENTRIES) {
        PyErr_SetString(PyExc_ValueError, "more groups than can be counted");
        return -1;
    }
    for (Py_ssize_t row = 0; row < lent[0].len; row++)
        most = groups[row] > most ? groups[row] : most;
    for (Py_ssize_t row = 0; row < lent[0].len; row++) bad |= truths[row] > 2;
    if (!bad && most < count) return 0;
    PyErr_SetString(PyExc_IndexError, "a truth or a group beyond those that are counted");
    return -1;
}

PyObject *tally_truths(PyObject *self, PyObject *arguments) {
    (void)self;
    Py_buffer lent[4];
    if (!PyArg_ParseTuple(arguments, "y*y*y*w*", &lent[0], &lent[1], &lent[2], &lent[3]))
        return NULL;
    Py_ssize_t groups = lent[3].len / (2 * 3 * 8);
    int good = !check_tally(lent, groups);
    if (good) {
        Py_BEGIN_ALLOW_THREADS
        tally(lent[0].buf, lent[1].buf, lent[2].buf, lent[0].len, lent[3].buf,
              3 * groups);
        Py_END_ALLOW_THREADS
    }
    for (int place = 0; place < 4; place++) PyBuffer_Release(&lent[place]);
    if (good) Py_RETURN_NONE;
    return NULL;
}
