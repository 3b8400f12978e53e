"""The machine and the versions that a measurement belongs to."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def describe(*packages: str) -> str:
    """Return the machine, Python and package versions as a Markdown list."""
    facts = {
        "System": f"{platform.system()} {platform.release()}, {platform.machine()}",
        "Processor": f"{_processor()}, {os.cpu_count()} cores",
        "Memory": _memory(),
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "Versions": ", ".join(f"{name} {_version(name)}" for name in packages),
    }
    return "\n".join(f"- {name}: {value}" for name, value in facts.items() if value)


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.is_file():
        for line in information.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown processor"


def _memory() -> str:
    pages = os.sysconf("SC_PHYS_PAGES") if "SC_PHYS_PAGES" in os.sysconf_names else 0
    return f"{pages * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB" if pages else ""


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # run from a working copy
        return "(not installed)"
