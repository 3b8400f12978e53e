"""Compose YAML: by libyaml where it reads a text as YAML 1.2 does, else by ruamel.yaml.

libyaml (PyYAML) takes a twentieth of the time, so that every command starts sooner; it knows
YAML 1.1. What the two would read differently, or what libyaml refuses, is left to ruamel.yaml.
What only ruamel.yaml refuses is read: a few rare texts, such as a block whose first line is blank
and less indented than its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, Protocol

import yaml

_MAY_MARK: Final = re.compile(r"(?:^|[\s\[{,:])(?:[&*]\S|!)")
_READ_DIFFERENTLY: Final = re.compile("[\t\x85\u2028\u2029\ufeff]|[|>][-+0-9]*#")
"""Tabs, line ends of YAML 1.1, and a comment right behind the sign of a block of text."""


class Node(Protocol):
    """A composed node of either library: ``id`` is ``mapping``, ``sequence`` or ``scalar``."""

    @property
    def id(self) -> str:
        """The kind of the node."""

    value: Any
    style: Any
    start_mark: Any
    end_mark: Any


def may_mark(text: str) -> bool:
    """Tell whether there may be an anchor, an alias or a tag in a text."""
    return _MAY_MARK.search(text) is not None


def compose_plain(text: str) -> Node | None:
    """Compose a text of plain values; None where ruamel.yaml has to judge it."""
    if not yaml.__with_libyaml__ or _READ_DIFFERENTLY.search(text):
        return None
    try:
        if may_mark(text) and any(map(_is_marked, yaml.parse(text, yaml.CSafeLoader))):
            return None
        root: Any = yaml.compose(text, yaml.CSafeLoader)
    except yaml.YAMLError:
        return None
    refused = not _is_mapping(root) or any(map(_is_left_out, _scalars(root)))
    return None if refused else root


def _is_mapping(node: yaml.Node | None) -> bool:
    return isinstance(node, yaml.MappingNode)


def _is_marked(event: Any) -> bool:
    """Tell whether an event is an alias, or has an anchor or a tag."""
    return getattr(event, "anchor", None) is not None or getattr(event, "tag", None) is not None


def _is_left_out(node: yaml.ScalarNode) -> bool:
    """Tell whether a value is left out: where it then stands is a matter of the library."""
    return not node.value and not node.style


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for child in pair:
                yield from _scalars(child)
    else:
        for child in node.value:
            yield from _scalars(child)
