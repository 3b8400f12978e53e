"""Texts of a short list as their positions in it, from the views in which Arrow holds texts.

A view is 16 bytes: the length and the first four bytes of a text, then its next eight bytes or,
where it is longer than twelve, the place of all its bytes. So two halves of 64 bits tell every
text of up to twelve bytes; equal places tell that longer ones are equal. A multiplication spreads
the first halves of the words so that each has a slot of its own in a small table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from chuan_ngheo.readings.arrays import Array
from chuan_ngheo.readings.buffers import Buffers

_SHORT: Final = 12
_HEAD: Final = 4
_BITS: Final = 7
_MOST_WORDS: Final = 24
_MULTIPLIERS: Final = 20_000
_BLOCK: Final = 8192
"""Cells that are looked up at once: what is worked out stays in the cache of the processor."""
_ROUNDS: Final = 3
_NO_HALF: Final = (1 << 64) - 1
"""Neither the first half nor the second half of any view."""


@dataclass(frozen=True, slots=True)
class Words:
    """A list of words, prepared for looking up.

    Attributes:
        words: in order.
        multiplier: spreads the first halves.
        slots: the position of the word in each slot; ``len(words)`` where there is none.
        first: the first half of the view of each word.
        second: the second half of the view of each word of up to twelve bytes; of others that of
            no text.
        long: the positions of the words of more than twelve bytes.
    """

    words: tuple[str, ...]
    multiplier: np.uint64
    slots: Array
    first: Array
    second: Array
    long: tuple[int, ...]


@lru_cache(maxsize=64)
def words_for(words: tuple[str, ...]) -> Words | None:
    """Return words prepared for looking up; None for words that their beginnings do not tell."""
    texts = [word.encode() for word in words]
    first = np.array([_half(_size(text) + text[:_HEAD]) for text in texts], np.uint64)
    if len(words) > _MOST_WORDS or len(np.unique(first)) < len(words):
        return None
    second = np.array(
        [_half(text[_HEAD:]) if len(text) <= _SHORT else _NO_HALF for text in texts], np.uint64
    )
    for number in range(_MULTIPLIERS):
        multiplier = np.uint64((2 * number + 1) * 0x9E3779B97F4A7C15 % (1 << 64))
        places = _places(first, multiplier)
        if len(np.unique(places)) == len(words):
            slots = np.full(1 << _BITS, len(words), np.uint8)
            slots[places] = np.arange(len(words))
            long = tuple(place for place, text in enumerate(texts) if len(text) > _SHORT)
            return Words(words, multiplier, slots, _ended(first), _ended(second), long)
    return None


def _size(text: bytes) -> bytes:
    return len(text).to_bytes(_HEAD, "little")


def _half(text: bytes) -> int:
    return int.from_bytes(text.ljust(8, b"\0"), "little")


def _ended(halves: Array) -> Array:
    """Return halves with one more for what is no word."""
    return np.append(halves, np.uint64(_NO_HALF))


def _places(first: Array, multiplier: np.uint64) -> Array:
    return ((first * multiplier) >> np.uint64(64 - _BITS)).view(np.int64)


def look_up(cells: Buffers, words: Words) -> Array:
    """Return the position of the word in each cell; ``len(words.words)`` where it is none or null.

    A long text is recognised by its place: many cells share one in columns that were read from
    dictionaries. Those at many different places may stay unrecognised; ask for them otherwise.
    """
    views = cells.data.view(np.uint64).reshape(-1, 2)
    views = views[cells.offset : cells.offset + cells.height]
    codes: Array = np.empty(len(views), np.uint8)
    same: Array = np.empty(len(views), np.bool_)
    second = _with_places(views, cells, words)
    for start in range(0, len(views), _BLOCK):
        part = slice(start, start + _BLOCK)
        _block(views[part], words, second, codes[part], same[part])
    known = cells.known()
    if known is not None:
        same &= known.view(np.bool_)
    rest = np.flatnonzero(same < known if known is not None else ~same)
    if len(rest) and words.long:
        same[rest] = _at_other_places(views[rest], codes[rest], cells, words)
    # No position is greater than that of "none": so "or none" is the greater of two bytes.
    return np.maximum(codes, (~same).view(np.uint8) * np.uint8(len(words.words)))


def _block(views: Array, words: Words, second: Array, codes: Array, same: Array) -> None:
    """Write the position of the word that each view may hold, and whether it holds it."""
    places = _places(views[:, 0], words.multiplier)
    words.slots.take(places, out=codes, mode="clip")
    places[...] = codes
    halves = words.first.take(places, mode="clip")
    np.equal(halves, views[:, 0], out=same)
    second.take(places, out=halves, mode="clip")
    same &= halves == views[:, 1]


def _with_places(views: Array, cells: Buffers, words: Words) -> Array:
    """Return the second halves, for each long word with the first place where it is found."""
    if not words.long:
        return words.second
    second = words.second.copy()
    few = views[:_BLOCK]
    codes = words.slots.take(_places(few[:, 0], words.multiplier), mode="clip")
    for code, place in _found(few, codes, cells, words):
        second[code] = place
    return second


def _found(
    views: Array, codes: Array, cells: Buffers, words: Words
) -> Iterator[tuple[int, np.uint64]]:
    """Yield for each long word a place where it stands, if a cell that is tried has it."""
    seen = np.zeros(len(words.words) + 1, np.int64)
    seen[codes] = np.arange(1, len(codes) + 1)
    for code in words.long:
        if seen[code]:
            first, second = views[seen[code] - 1]
            if first == words.first[code] and _text(second, cells, words.words[code]):
                yield code, second


def _text(place: np.uint64, cells: Buffers, word: str) -> bool:
    """Tell whether a word stands at a place."""
    buffer, start = int(place) & 0xFFFFFFFF, int(place) >> 32
    text = word.encode()
    return cells.texts[buffer][start : start + len(text)].tobytes() == text


def _at_other_places(views: Array, codes: Array, cells: Buffers, words: Words) -> Array:
    """Tell which cells hold their long word, at places that were not met before."""
    same: Array = np.zeros(len(views), np.bool_)
    begin_alike = words.first[codes] == views[:, 0]
    open_ = np.flatnonzero(begin_alike & (words.second == _NO_HALF)[codes])
    for _ in range(_ROUNDS):
        if not len(open_):
            break
        some, kinds = views[open_], codes[open_]
        second = np.full(len(words.words) + 1, _NO_HALF, np.uint64)
        for code, place in _found(some, kinds, cells, words):
            second[code] = place
        found = second[kinds] == some[:, 1]
        same[open_[found]] = True
        open_ = open_[~found]
    return same
