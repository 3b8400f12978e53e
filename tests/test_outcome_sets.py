"""What a sum of numbers can become, held against every way to choose one outcome of each."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from chuan_ngheo.readings.outcome_sets import sums

BOUNDS = st.tuples(st.integers(-20, 60), st.integers(0, 40)).map(lambda x: (x[0], x[0] + x[1]))
TERMS = st.lists(st.lists(BOUNDS, min_size=1, max_size=4), min_size=1, max_size=4)


@given(TERMS)
def test_the_sums_are_those_of_every_choice(terms: list[list[tuple[int, int]]]) -> None:
    expected = {
        (sum(low for low, _ in chosen), sum(high for _, high in chosen))
        for chosen in product(*terms)
    }
    assert sums(terms) == expected
