"""What the tests of explanations share: households, and a look at pages as a browser has them."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from chuan_ngheo.audit.explain.build import explain_in_full
from chuan_ngheo.audit.explain.model import Explanation, Finding
from chuan_ngheo.languages import Language
from tests.generators import random_household
from tests.test_public_api import POOR

VOID = {"meta", "br", "hr", "img", "link", "input"}


def poor(**facts: Any) -> dict[str, Any]:
    """Return a poor household of two, in the country, with exactly three deprivations.

    A woman of 42 and a boy of 10 years and 7 months. Income exactly at the line of 1,500,000;
    walls and columns are not durable, 15.9 m² are less than 2 × 8, the water is from a river.
    """
    return {**copy.deepcopy(POOR), **facts}


def explained(household: dict[str, Any], language: Language = "en", **options: Any) -> Explanation:
    return explain_in_full(household, language=language, **options)


def random_households(count: int, seed: int) -> Iterator[dict[str, Any]]:
    rng = random.Random(seed)
    for number in range(count):
        yield {"household_id": number, **random_household(rng, rng.choice((0.0, 0.1, 0.4)))}


def leaves(finding: Finding) -> Iterator[Finding]:
    """Yield the parts of a finding that have no parts of their own."""
    if not finding.parts:
        yield finding
    for part in finding.parts:
        yield from leaves(part)


class PageParser(HTMLParser):
    """Checks that tags are balanced; keeps texts, attributes and ids."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> without a start"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style" and data.strip():
            self.texts.append(data)


def parsed(page: str) -> PageParser:
    parser = PageParser()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser
