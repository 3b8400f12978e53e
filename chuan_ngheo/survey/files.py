"""Write files so that a file under its final name is always complete."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_BEGUN: Final[set[Path]] = set()


@contextmanager
def complete_file(path: Path) -> Iterator[Path]:
    """Give a temporary path in the same folder; rename it to ``path`` when all went well."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    _BEGUN.add(temporary)
    try:
        yield temporary
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
        _BEGUN.discard(temporary)


def remove_begun_files() -> None:
    """Remove the temporary files of this process, when it is to end at once."""
    for path in tuple(_BEGUN):
        path.unlink(missing_ok=True)
