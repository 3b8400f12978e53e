"""The two methods of classification by name, light enough for ``--help``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

Method = Literal["income", "points"]
METHODS: Final[Mapping[Method, str]] = MappingProxyType(
    {"income": "nd-07-2021", "points": "tt-07-2021"}
)
"""The rule set of each method."""
