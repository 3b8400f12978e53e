"""The bounds of a share are those of every answer to the unknown, tried one by one."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from chuan_ngheo.programme.shares import Truth, share_of

truths = st.sampled_from([True, False, None])
units = st.lists(st.tuples(truths, truths), max_size=5)


def answers(value: Truth) -> list[bool]:
    return [True, False] if value is None else [value]


def every_share(population: list[tuple[Truth, Truth]]) -> list[Fraction | None]:
    shares: list[Fraction | None] = []
    each = [[*product(answers(counts), answers(has))] for counts, has in population]
    for chosen in product(*each):
        counted = [has for counts, has in chosen if counts]
        shares.append(Fraction(100 * sum(counted), len(counted)) if counted else None)
    return shares


@given(units)
def test_the_bounds_are_those_of_every_answer(population: list[tuple[Truth, Truth]]) -> None:
    shares = every_share(population)
    found = share_of(population)
    known = [share for share in shares if share is not None]
    if len(known) < len(shares):
        assert found is None
    else:
        assert found is not None
        assert (found.low, found.high) == (min(known), max(known))


def test_a_share_by_hand() -> None:
    found = share_of([(True, True), (True, False), (True, None), (None, False), (None, True)])
    assert found is not None
    assert [found.low, found.high] == [Fraction(25), Fraction(75)]
    assert share_of([(None, True)]) is None
    assert share_of([]) is None
