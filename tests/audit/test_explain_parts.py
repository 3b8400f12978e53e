"""Exact numbers, negations in words, and the writers on a page of awkward texts."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import pytest

from chuan_ngheo import load_rules
from chuan_ngheo.audit.explain.as_html import as_html
from chuan_ngheo.audit.explain.as_markdown import as_markdown
from chuan_ngheo.audit.explain.as_text import as_text
from chuan_ngheo.audit.explain.blocks import (
    Box,
    Code,
    Heading,
    Item,
    Items,
    Page,
    Pairs,
    Paragraph,
    Table,
)
from chuan_ngheo.audit.explain.exact import exact_amount, write_exact, write_months
from chuan_ngheo.audit.explain.words import Words, push_negations
from chuan_ngheo.expression import nodes
from chuan_ngheo.readings.interpret import Interpreter
from tests.audit.explanations import explained, parsed
from tests.programme.households import household, woman

AREA: Final = nodes.FactReference("floor_area_m2", "household")
AGE: Final = nodes.FactReference("age", "member")
INSURED: Final = nodes.FactReference("has_health_insurance", "member")


def test_products_are_exact() -> None:
    facts = {"floor_area_m2": 0.1}
    product = nodes.Arithmetic("*", AREA, nodes.Constant(3))
    assert exact_amount(product, facts, Interpreter({}, (), facts)) == Decimal("0.3")


@pytest.mark.parametrize(
    ("value", "unit", "vietnamese", "english"),
    [
        (Decimal(1_500_000), "VND/person/month", "1.500.000 đồng/người/tháng", None),
        (Decimal("0.10"), "m2", "0,1 m²", "0.1 m²"),
        (Decimal(1), "person", "1 người", "1 person"),
        (Decimal(1), "age_month", "1 tháng tuổi", "1 month of age"),
        (Decimal(2), "indicator", "2 chỉ số", "2 indicators"),
        (Decimal(1234567), "VND", "1.234.567 đồng", "1,234,567 dong"),
        ((Decimal(1), Decimal("Infinity")), "person", "từ 1 người trở lên", "1 person or more"),
        ((Decimal(2), Decimal(2)), "person", "2 người", "2 persons"),
        (None, "person", "chưa biết", "unknown"),
    ],
)
def test_amounts_as_people_write_them(
    value: Decimal | tuple[Decimal, Decimal] | None,
    unit: str,
    vietnamese: str,
    english: str | None,
) -> None:
    assert write_exact(value, unit, "vi") == vietnamese
    if english is not None:
        assert write_exact(value, unit, "en") == english


def test_spans_of_months() -> None:
    assert [write_months(months, "vi") for months in (1, 23, 24, 29)] == [
        "1 tháng",
        "23 tháng",
        "2 năm",
        "2 năm 5 tháng",
    ]
    assert [write_months(months, "en") for months in (1, 24, 25)] == [
        "1 month",
        "2 years",
        "2 years 1 month",
    ]


@pytest.mark.parametrize(
    ("symbol", "words"),
    [
        ("<", "is at least 16 years"),
        ("<=", "is above 16 years"),
        (">", "is at most 16 years"),
        (">=", "is below 16 years"),
        ("==", "is other than 16 years"),
        ("!=", "is exactly 16 years"),
    ],
)
def test_the_opposite_of_a_comparison(symbol: nodes.ComparisonOperator, words: str) -> None:
    node = push_negations(nodes.Not(nodes.Compare(symbol, AGE, nodes.Constant(16))))
    text = Words(load_rules(), "en", {}).condition(node)
    assert text == f"“Age in completed years” {words}"


def test_a_negation_is_pushed_to_the_parts() -> None:
    young = nodes.Compare("<", AGE, nodes.Constant(6))
    node = nodes.Not(nodes.Quantifier("any_member", nodes.Or((young, nodes.Not(INSURED)))))
    assert push_negations(node) == nodes.Quantifier(
        "all_members", nodes.And((nodes.Compare(">=", AGE, nodes.Constant(6)), INSURED))
    )
    text = Words(load_rules(), "vi", {}).condition(push_negations(node))
    assert text == (
        "đối với mọi thành viên, (“Tuổi tròn” từ đủ 6 tuổi trở lên và “Có bảo hiểm y tế” là “có”)"
    )


def test_a_national_rule_with_another_answer_is_marked() -> None:
    # Adults without merit in a household that is not poor: communication, but no legal aid.
    adult = {**woman(1), "meritorious": False}
    rich = household(income_per_capita=9_000_000, resides_in_area=True, members=[adult])
    notes = explained(rich, rules="kh-132-2022-can-tho").step("da5").notes
    (national,) = [note.text for note in notes if note.title == "National rule"]
    assert national.endswith(": does not hold (an answer other than the plan's)")
    notes = explained(household(), rules="kh-132-2022-can-tho").step("da5").notes
    (national,) = [note.text for note in notes if note.title == "National rule"]
    assert national.endswith(": holds (the same answer)")


def awkward(place: str) -> str:
    return f"{place} <b>&amp; | * _x_ ` [a](b) # \\ “ngoặc” {'dài' * 40}"


PAGE: Final = Page(
    "vi",
    awkward("title"),
    Pairs(((awkward("household title"), awkward("household")),)),
    awkward("decision title"),
    awkward("decision"),
    (awkward("reason"),),
    awkward("contents"),
    (
        Heading("1", awkward("heading")),
        Paragraph(awkward("paragraph")),
        Box(
            "1.1",
            awkward("box"),
            awkward("answer"),
            1,
            (
                Pairs(((awkward("pair"), awkward("text")),)),
                Items(
                    awkward("items"),
                    (
                        Item(awkward("met"), "met", "đạt"),
                        Item(
                            awkward("open"),
                            "undetermined",
                            "chưa xác định",
                            items=(Item(awkward("failed"), "not met", "không đạt"),),
                        ),
                    ),
                ),
                Items(awkward("line"), (Item(awkward("link"), step="1.1"),), inline=True),
                Table(
                    awkward("table"),
                    (awkward("first"), awkward("second")),
                    ((awkward("a"), awkward("cell")),),
                ),
                Code(awkward("code title"), awkward("code") + "\nsecond line"),
            ),
        ),
    ),
    awkward("footer title"),
    Pairs(((awkward("foot"), awkward("note")),)),
)
PLACES: Final = [
    "title",
    "household",
    "decision",
    "reason",
    "heading",
    "paragraph",
    "box",
    "answer",
    "pair",
    "text",
    "items",
    "met",
    "open",
    "failed",
    "line",
    "link",
    "table",
    "first",
    "second",
    "a",
    "cell",
    "code",
    "note",
]


def test_every_text_is_escaped_in_html_and_nothing_is_left_out() -> None:
    page = as_html(PAGE)
    assert "<b>" not in page
    told = parsed(page).texts
    for place in PLACES:
        assert any(awkward(place) in text for text in told), place
    assert '<a href="#s1.1">' in page
    for mark in ("[đạt]", "[không đạt]", "[chưa xác định]"):
        assert mark in told


def test_every_text_is_escaped_in_markdown() -> None:
    page = as_markdown(PAGE)
    code = f"    {awkward('code')}\n    second line\n"
    assert code in page
    rest = page.replace(code, "")
    assert "\\<b\\>\\&amp; \\| \\* \\_x\\_ \\` \\[a\\](b) \\#" in rest
    assert "<b>" not in rest.replace("\\<b\\>", "")
    for place in set(PLACES) - {"code"}:
        assert f"{place} \\<b\\>" in rest, place
    assert "- **chưa xác định** – open" in rest
    assert "  - **không đạt** – failed" in rest


def test_plain_text_marks_what_is_met() -> None:
    page = as_text(PAGE)
    for place in set(PLACES) - {"title"}:
        assert awkward(place) in page, place
    assert "[x] met" in page
    assert "[?] open" in page
    assert "  [ ] failed" in page
