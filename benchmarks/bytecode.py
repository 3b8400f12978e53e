"""Bytecode of the package and of the benchmarks, as an installation leaves it."""

from __future__ import annotations

import compileall
from importlib.util import find_spec
from typing import Final

_PACKAGES: Final = ("chuan_ngheo", "benchmarks")


def compile_sources() -> None:
    """Compile what changed since it was last compiled.

    Python does so when it first imports a module, unless the environment forbids it
    (``PYTHONDONTWRITEBYTECODE``): every process would then compile the sources of an editable
    installation anew, and only ours.
    """
    for name in _PACKAGES:
        spec = find_spec(name)
        for folder in (spec and spec.submodule_search_locations) or ():
            compileall.compile_dir(folder, quiet=2)
