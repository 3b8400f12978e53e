"""The broken rule files: each is one file that spoils a copy of the good rule set.

The first lines of a file in ``broken/`` are comments that say what the check has to find:

    # income.yaml                                 the file of the copy that it adds or replaces
    # 9:11 [unknown-name] at `incom`: Did you     line:column [code] at `text`: what it says
    # 9:11 [unknown-name] at `incom`: found … expected    two parts of what it says

A CSV file has no comments: there the lines are cut off, and line 1 is the line below them.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

GOOD: Final = Path(__file__).with_name("good")
BROKEN: Final = Path(__file__).with_name("broken")
_EXPECTED = re.compile(r"# (\d+):(\d+) \[([a-z-]+)\] at `(.*)`: (.+)")


@dataclass(frozen=True, slots=True)
class Expected:
    """A problem that the check has to report.

    Attributes:
        text: the faulty text, which begins at the place; empty at the end of a line.
        parts: what the message says, in this order.
    """

    line: int
    column: int
    code: str
    text: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """One file of ``broken/``: which file of the rule set it becomes, and what is expected."""

    name: str
    becomes: str
    content: bytes
    expected: tuple[Expected, ...]

    def lines(self) -> list[str]:
        """Return the lines of the file; what is not UTF-8 stands as a question mark."""
        text = self.content.decode(errors="replace").replace("\ufffd", "?")
        return re.sub(r"[\x00-\x08]", "?", text).split("\n")

    def spoil(self, folder: Path) -> Path:
        """Make a rule set with this fault below ``folder`` and return its path."""
        target = copy_of_good(folder)
        (target / self.becomes).write_bytes(self.content)
        return target


def copy_of_good(folder: Path) -> Path:
    """Copy the good rule set into ``folder`` and return its path."""
    return Path(shutil.copytree(GOOD, folder / "rule-set"))


def read_broken_file(path: Path) -> BrokenFile:
    """Read a file of ``broken/`` with what its comments expect."""
    content = path.read_bytes()
    first, *rest = content.split(b"\n")
    expected: list[Expected] = []
    for line in rest:
        found = _EXPECTED.fullmatch(line.decode(errors="replace"))
        if found is None:
            break
        parts = tuple(part.strip() for part in found[5].split("…"))
        expected.append(Expected(int(found[1]), int(found[2]), found[3], found[4], parts))
    if path.suffix == ".csv":
        content = b"\n".join(rest[len(expected) :])
    return BrokenFile(path.stem, first.decode().removeprefix("# "), content, tuple(expected))


def broken_files() -> tuple[BrokenFile, ...]:
    """Return all files of ``broken/``."""
    return tuple(read_broken_file(path) for path in sorted(BROKEN.iterdir()))
