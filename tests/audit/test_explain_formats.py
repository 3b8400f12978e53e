"""The four formats, and the command that writes them."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chuan_ngheo.audit.explain.write import write_explanation
from tests.audit.explanations import explained, parsed, poor
from tests.command_line import HOUSEHOLDS, run, write_tables
from tests.programme.households import household, woman

PLAN = "kh-132-2022-can-tho"
NASTY = "H<script>alert(1)</script>&\"'|*_`"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("rules", ["nd-07-2021", PLAN])
def test_html_is_one_balanced_page_without_requests(language: Any, rules: str) -> None:
    page = write_explanation(explained(household(), language, rules=rules), "html")
    parser = parsed(page)
    assert page.startswith("<!DOCTYPE html>\n")
    assert ("html", "lang", language) in parser.attributes
    assert ("meta", "charset", "utf-8") in parser.attributes
    assert not {"script", "img", "link", "iframe"} & {tag for tag, _, _ in parser.attributes}
    assert not re.search(r"https?:|url\(|@import|<script|src=", page)
    ids = [value for _, name, value in parser.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    links = {value[1:] for tag, name, value in parser.attributes if (tag, name) == ("a", "href")}
    assert links <= set(ids)
    assert page.count("<h1>") == page.count("<main>") == page.count("<footer>") == 1


def test_every_text_of_the_document_stands_in_every_format() -> None:
    document = explained(household(), "vi", rules=PLAN)
    pages = {
        "html": " ".join(" ".join(parsed(write_explanation(document, "html")).texts).split()),
        "text": " ".join(write_explanation(document, "text").split()),
        "markdown": " ".join(write_explanation(document, "markdown").replace("\\", "").split()),
    }
    for step in document.steps:
        for text in (step.number, step.label, step.condition, *step.citations):
            for format_, page in pages.items():
                assert " ".join(text.split()) in page, (format_, step.id, text)
        values = [fact.text for fact in step.facts] + [line.text for line in step.law_numbers]
        assert all(text in page for text in values for page in pages.values())
        for finding in step.findings:
            for part in finding.parts:
                assert all(part.detail in page for page in pages.values())
    for text in document.conclusion:
        assert all(text in page for page in pages.values())


def test_tables_hold_four_members_side_by_side() -> None:
    members = [woman(number, employment_status="working") for number in range(1, 10)]
    page = parsed(write_explanation(explained(poor(members=members)), "html"))
    for position in range(1, 10):
        assert f"Member {position} [members[{position - 1}]]" in page.texts
    headings = [value for tag, name, value in page.attributes if (tag, name) == ("th", "scope")]
    widths = [len(run) for run in "".join(value[0] for value in headings).split("r")]
    assert max(widths) == 5  # the fact and four members
    assert "retirement age" in " ".join(page.texts).lower()


@pytest.mark.parametrize("format_", ["html", "markdown", "text", "json"])
def test_what_a_person_wrote_is_text_and_nothing_else(format_: Any) -> None:
    page = write_explanation(explained(poor(household_id=NASTY)), format_)
    if format_ == "html":
        assert "<script" not in page
        assert NASTY in parsed(page).texts
    elif format_ == "markdown":
        assert "<script" not in page.replace("\\<", "")
        assert "\\|\\*\\_\\`" in page
    elif format_ == "json":
        assert json.loads(page)["household_id"] == NASTY
    else:
        assert NASTY in page


def test_markdown_tables_have_as_many_cells_as_headings() -> None:
    page = write_explanation(explained(household(), rules=PLAN), "markdown")
    width = 0
    for line in page.splitlines():
        if not line.startswith("|"):
            width = 0
            continue
        cells = len(re.findall(r"(?<!\\)\|", line)) - 1
        width = width or cells
        assert cells == width


def test_json_gives_exact_margins_and_sources() -> None:
    found = json.loads(write_explanation(explained(poor(income_per_capita=1_512_000)), "json"))
    assert found["schema"] == "chuan-ngheo-explanation-1"
    assert found["class"] == "average_living_standard"
    steps = {step["id"]: step for section in found["sections"] for step in section["steps"]}
    (finding,) = steps["at_or_below_poverty_line"]["findings"]
    assert finding["margin"] == {"amount": "12000", "unit": "VND/person/month"}
    assert steps["housing_area"]["findings"][0]["margin"]["amount"] == "-0.1"


def test_a_date_is_printed_only_where_it_is_given() -> None:
    without = write_explanation(explained(poor(), "vi"), "html")
    assert "Ngày lập" not in without
    dated = write_explanation(explained(poor(), "vi", issued=date(2025, 3, 10)), "html")
    assert "<dt>Ngày lập</dt><dd>10/03/2025</dd>" in dated


@pytest.mark.usefixtures("in_an_empty_folder")
def test_sources_are_the_rows_and_columns_of_the_tables(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_tables(Path(), HOUSEHOLDS, ".csv")
    with Path("members.csv").open(encoding="utf-8", newline="") as file:
        rows = [row["household_id"] for row in csv.DictReader(file)]
    first = rows.index("2") + 1
    command = ("explain", ".", "--household", 2, "--language", "en", "--full", "--format", "json")
    assert run(*command) == 0
    found = json.loads(capsys.readouterr().out)
    steps = {step["id"]: step for section in found["sections"] for step in section["steps"]}
    facts = {line["path"]: line for line in steps["at_or_below_poverty_line"]["facts"]}
    assert facts["income_per_capita"]["source"] == "households.csv, row 2, column income_per_capita"
    facts = {line["path"]: line for line in steps["dependant"]["facts"]}
    assert facts["members[1].social_allowance"]["places"] == [
        {"file": "members.csv", "row": first + 1, "column": "social_allowance"}
    ]
    assert facts["members[1].age"]["source"] == (
        f"derived from Birth date – members.csv, row {first + 1}, column birth_date; "
        "Review date – households.csv, row 2, column review_date"
    )
    facts = {line["path"]: line for line in steps["housing_area"]["facts"]}
    assert facts["household_size"]["source"] == (
        "counted members: members.csv, column household_id"
    )


@pytest.mark.usefixtures("in_an_empty_folder")
def test_sources_in_json_are_paths(capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.json").write_text(json.dumps(HOUSEHOLDS), encoding="utf-8")
    assert run("explain", "x.json", "--household", 3, "--language", "vi", "--full") == 0
    text = capsys.readouterr().out
    assert "Khu vực | nông thôn | x.json, dòng 3, đường dẫn area" in text
    assert "Thành viên 2 [x.json, dòng 3, members[1]]" in text


@pytest.mark.usefixtures("in_an_empty_folder")
def test_the_format_follows_the_ending(capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.json").write_text(json.dumps(poor()), encoding="utf-8")
    for name, start in (
        ("a.html", "<!DOCTYPE html>"),
        ("a.md", "# Statement of reasons"),
        ("a.txt", "Household H1"),
        ("a.json", "{"),
    ):
        assert run("explain", "x.json", "--language", "en", "--out", name) == 0
        assert Path(name).read_text(encoding="utf-8").startswith(start)
    assert capsys.readouterr().out == ""
    assert run("explain", "x.json", "--language", "en", "--full", "--out", "a.txt") == 0
    assert Path("a.txt").read_text(encoding="utf-8").startswith("STATEMENT OF REASONS")
    assert run("explain", "x.json", "--language", "en", "--out", "b.html") == 0
    assert Path("a.html").read_bytes() == Path("b.html").read_bytes()


@pytest.mark.usefixtures("in_an_empty_folder")
def test_bad_use_of_the_command_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.json").write_text(json.dumps(poor()), encoding="utf-8")
    assert run("explain", "x.json", "--out", "a.pdf") == 3
    assert run("explain", "x.json", "--out", "x.json") == 3
    assert run("explain", "x.json", "--format", "html", "--date", "10/03/2025") == 3
    assert json.loads(Path("x.json").read_text(encoding="utf-8"))["household_id"] == "H1"
    told = capsys.readouterr().err
    assert told.count("[file-unreadable]") == 2
    assert "--date: [fact-date]" in told
    Path("x.json").write_text(json.dumps(poor(area="town")), encoding="utf-8")
    assert run("explain", "x.json", "--format", "html") == 3
    assert "[fact-value]" in capsys.readouterr().err
