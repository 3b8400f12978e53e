"""Answers that may be unknown: True, False, or None where a fact is missing."""

from __future__ import annotations

from collections.abc import Iterable

Answer = bool | None


def both(one: Answer, other: Answer) -> Answer:
    """Tell whether two things hold; one that does not is enough to say no."""
    if one is False or other is False:
        return False
    if one is None or other is None:
        return None
    return True


def either(one: Answer, other: Answer) -> Answer:
    """Tell whether at least one of two things holds; one that does is enough to say yes."""
    if one is True or other is True:
        return True
    if one is None or other is None:
        return None
    return False


def opposite(one: Answer) -> Answer:
    """Turn yes into no and no into yes; what is unknown stays unknown."""
    return None if one is None else not one


def same_for_all(answers: Iterable[Answer]) -> Answer:
    """Give the answer on which every possible case agrees, or None where they differ."""
    found = set(answers)
    return found.pop() if len(found) == 1 else None


def is_one_of(value: object, wanted: Iterable[str]) -> Answer:
    """Tell whether a choice on the form is one of those wanted; an empty box is unknown."""
    return None if value is None else value in set(wanted)
