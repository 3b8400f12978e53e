"""Compile the module ``_compiled`` when the package is built; without a compiler go on without it.

It is a hook of hatchling, which alone imports it.
"""

from __future__ import annotations

import os
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_NAME = "chuan_ngheo.readings.cells._compiled"


class CompileCells(BuildHookInterface):  # type: ignore[misc]  # hatchling has no types
    """Compiles beside the sources, where an editable installation looks as well."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and have the module packed."""
        del version  # wheels and editable installations get the same module
        if self.target_name != "wheel":
            return
        from setuptools import Distribution, Extension  # noqa: PLC0415  only where it is built
        from setuptools.command.build_ext import build_ext  # noqa: PLC0415
        from setuptools.errors import BaseError, CCompilerError  # noqa: PLC0415

        folder = Path(self.root, *_NAME.split(".")[:-1])
        sources = [str(path) for path in sorted(folder.glob("*.c"))]
        faster = ["-O3"] if os.name == "posix" else []
        extension = Extension(_NAME, sources, py_limited_api=True, extra_compile_args=faster)
        command = build_ext(Distribution({"name": _NAME, "ext_modules": [extension]}))
        command.inplace = True
        with tempfile.TemporaryDirectory() as temporary:
            command.build_temp = temporary
            command.ensure_finalized()
            try:
                command.run()
            except (BaseError, CCompilerError, OSError) as error:
                self.app.display_warning(f"{_NAME} is left out, tables take longer: {error}")
                return
        module = Path(command.get_ext_fullpath(_NAME))
        build_data["artifacts"].append(module.relative_to(self.root).as_posix())
        build_data["pure_python"] = False
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["tag"] = f"cp311-abi3-{platform}"
