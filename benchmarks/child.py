"""Run one contender once, in a process of its own, and print its seconds as JSON.

``python -m benchmarks.child MODULE files|frames FOLDER OUT``. Imports, and for ``frames`` the
loading of the tables, take no part in the time. A short run in memory is done twice, and the
second time counts: what a process does only once, such as reading rules, is no part of it.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Final

SHORT: Final = 5.0


def main(module: str, way: str, folder: Path, out: Path) -> None:
    """Run the function of a peer, and leave its decisions in ``out``."""
    peer = import_module(f"benchmarks.peers.{module}")
    if way == "files":
        start = perf_counter()
        peer.files(folder, out)
        seconds = perf_counter() - start
    else:
        run = peer.frames(folder)
        start = perf_counter()
        found = run()
        seconds = perf_counter() - start
        if seconds < SHORT:
            start = perf_counter()
            found = run()
            seconds = perf_counter() - start
        write = getattr(found, "write_parquet", None) or found.to_parquet
        write(out)
    print(json.dumps({"seconds": seconds}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
