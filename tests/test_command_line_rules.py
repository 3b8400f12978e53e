"""``chuan-ngheo rules``: check, list, show, and the schema."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest
from ruamel.yaml import YAML

from tests.command_line import run
from tests.rules.broken_files import GOOD, copy_of_good

pytestmark = pytest.mark.usefixtures("in_an_empty_folder")

RULES: Final = Path(__file__).resolve().parent.parent / "rules"
SHIPPED: Final = "nd-07-2021: 34 rules, 6 parameters, 13 rulings: no problems"
PLAN: Final = "kh-132-2022-can-tho: 112 rules, 20 parameters, 27 rulings: no problems"
BY_POINTS: Final = "tt-07-2021: 93 rules, 155 parameters, 19 rulings: no problems"
PROCEDURE: Final = "qd-24-2021: 0 rules, 14 parameters, 4 rulings: no problems"
OF_REPORTS: Final = "official-tables: 41 rules, 6 parameters, 14 rulings: no problems"
SECTIONS: Final = ("rulings", "parameters", "definitions", "indicators", "classes", "statuses")


def shipped_entries() -> dict[str, dict[str, Any]]:
    """Return every entry of the shipped rule set by its id, as it stands in the files."""
    found: dict[str, dict[str, Any]] = {}
    for path in (RULES / "nd-07-2021").glob("*.yaml"):
        if path.name != "rule_set.yaml":
            content = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
            for section in SECTIONS:
                found |= {entry["id"]: entry for entry in content.get(section, ())}
    return found


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    capsys.readouterr()
    assert run(*arguments) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def errors(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[str]:
    capsys.readouterr()
    assert run(*arguments) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err.splitlines()


def test_check_without_a_name_checks_all_that_ships(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "rules", "check") == "".join(
        f"{line}\n" for line in (PLAN, SHIPPED, BY_POINTS, PROCEDURE, OF_REPORTS)
    )


def test_check_of_folders_and_names_reports_each(capsys: pytest.CaptureFixture[str]) -> None:
    good = "good: 6 rules, 2 parameters, 1 ruling: no problems"
    assert printed(capsys, "rules", "check", GOOD) == f"{good}\n"
    assert printed(capsys, "rules", "check", GOOD, "nd-07-2021") == f"{good}\n{SHIPPED}\n"


def test_check_of_a_broken_folder_reports_every_problem(capsys: pytest.CaptureFixture[str]) -> None:
    folder = copy_of_good(Path())
    for name, old, new in (
        ("income.yaml", "confidence: gazette", "confidence: certain"),
        ("indicators.yaml", "'unprotected_spring'", "'dug_spring'"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    lines = errors(capsys, "rules", "check", folder)
    found = [re.match(r"rule-set/(\w+\.yaml):\d+:\d+: \[([a-z-]+)\] ", line) for line in lines[:-1]]
    assert [(one[1], one[2]) for one in found if one] == [
        ("income.yaml", "wrong-type"),
        ("indicators.yaml", "unknown-value"),
    ]
    assert lines[-1] == "rule-set: 2 problems"


def test_check_of_an_unknown_name_suggests_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert errors(capsys, "rules", "check", "nd-07-2012") == [
        "[rule-set-unknown] found 'nd-07-2012'; expected one of kh-132-2022-can-tho, "
        "nd-07-2021, tt-07-2021 (folders with a rule_set.yaml below rules/), or the path of such "
        "a folder. "
        "Did you mean 'nd-07-2021'?",
        "nd-07-2012: 1 problem",
    ]


def test_check_goes_on_after_a_name_that_is_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rules", "check", "nowhere", "nd-07-2021") == 3
    captured = capsys.readouterr()
    assert captured.out == f"{SHIPPED}\n"
    assert captured.err.endswith("nowhere: 1 problem\n")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_list_has_a_row_with_label_and_citation_for_every_entry(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = printed(capsys, "rules", "list", "--language", language).splitlines()
    rows = {line.split()[0]: re.split(r"  +", line) for line in lines[4:]}
    shipped = shipped_entries()
    assert len(lines[4:]) == len(rows) == 34 + 6 + 13
    assert set(rows) == set(shipped)
    legal = {"vi": r"Nghị định|Thông tư|Bộ luật", "en": r"Decree|Circular|Labour Code"}[language]
    for name, (id_, _, label, citation) in rows.items():
        assert id_ == name
        assert label == shipped[name]["label"][language]
        assert re.search(legal, citation), citation


def test_list_says_kind_label_and_citation_in_the_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = printed(capsys, "rules", "list", "--language", "vi").splitlines()
    assert lines[0] == (
        "Chuẩn nghèo đa chiều theo Nghị định 07/2021/NĐ-CP (nd-07-2021), 01/01/2022 – 31/12/2026"
    )
    rows = [re.split(r"  +", line) for line in lines[2:]]
    assert rows[0] == ["mã", "loại", "tên", "căn cứ"]
    for row in (
        ["poor", "chuẩn hộ", "Hộ nghèo", "điểm a khoản 2 Điều 3 Nghị định 07/2021/NĐ-CP"],
        ["nutrition", "chỉ số thiếu hụt", "Dinh dưỡng", "mục 2.1 Phụ lục Nghị định 07/2021/NĐ-CP"],
        ["rainwater", "cách hiểu", "Nước mưa", "mục 5.1 Phụ lục Nghị định 07/2021/NĐ-CP"],
    ):
        assert row in rows
    lines = printed(capsys, "rules", "list", "--language", "en").splitlines()
    assert lines[0] == (
        "Multidimensional poverty standard of Decree 07/2021/NĐ-CP (nd-07-2021), "
        "2022-01-01 – 2026-12-31"
    )
    rows = [re.split(r"  +", line) for line in lines[2:]]
    assert rows[0] == ["id", "kind", "label", "citation"]
    assert [
        "poverty_line",
        "parameter",
        "Income line of poor and near-poor households",
        "point a, clause 1, Article 3, Decree 07/2021/NĐ-CP",
    ] in rows
    kinds = {"indicator", "class", "status", "definition", "parameter", "ruling"}
    assert {row[1] for row in rows[2:]} == kinds


def test_show_a_rule_with_condition_citations_and_rulings(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert printed(capsys, "rules", "show", "employment").splitlines()[:9] == [
        "employment  (chỉ số thiếu hụt / indicator)",
        "  vi: Việc làm",
        "  en: Employment",
        "  khi / when:",
        "    any_member(unemployed or wage_worker_without_contract)",
        "  căn cứ / citation:",
        "    mục 1.1 Phụ lục Nghị định 07/2021/NĐ-CP / item 1.1, Annex, Decree 07/2021/NĐ-CP",
        "    mục 1.1 Mẫu 3.2 Thông tư 07/2021/TT-BLĐTBXH (sửa đổi 2022) / item 1.1, form 3.2, "
        "Circular 07/2021/TT-BLĐTBXH (as amended in 2022)",
        "  độ tin cậy / confidence: đọc trong công báo / read in the official gazette",
    ]
    rainwater = (
        "  cách hiểu / ruling rainwater = not_clean\n"
        "    không là nước sạch, theo Phụ lục IV Thông tư\n"
        "    is not clean water, as Annex IV of the circular lists\n"
    )
    chosen = ("--ruling", "rainwater=not_clean")
    assert rainwater in printed(capsys, "rules", "show", "water_source", *chosen)
    assert "rainwater = clean\n" in printed(capsys, "rules", "show", "water_source")


def test_show_a_ruling_with_its_options_and_default(capsys: pytest.CaptureFixture[str]) -> None:
    options = (
        "  lựa chọn / options:\n"
        "    {} clean (mặc định / default)\n"
        "        là nước sạch, theo Phụ lục Nghị định được trích dẫn\n"
        "        is clean water, as the annex of the decree is quoted\n"
        "    {} not_clean\n"
        "        không là nước sạch, theo Phụ lục IV Thông tư\n"
        "        is not clean water, as Annex IV of the circular lists\n"
        "  dùng trong / read by: "
    )
    text = printed(capsys, "rules", "show", "rainwater")
    assert text.startswith("rainwater  (cách hiểu / ruling)\n  vi: Nước mưa\n  en: Rainwater\n")
    assert options.format("→", " ") in text
    assert "water_source\n" in text
    text = printed(capsys, "rules", "show", "rainwater", "--ruling", "rainwater=not_clean")
    assert options.format(" ", "→") in text


def test_show_a_parameter_with_its_values(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "rules", "show", "poverty_line")
    assert (
        "  giá trị / values:\n"
        "    area = rural: 1.500.000 đồng/người/tháng / 1,500,000 dong per person per month\n"
        "    area = urban: 2.000.000 đồng/người/tháng / 2,000,000 dong per person per month\n"
    ) in text
    assert "  hiệu lực / in force: 01/01/2022 – 31/12/2026 / 2022-01-01 – 2026-12-31\n" in text
    assert re.search(r"\n  nd-07-2021/income\.yaml:\d+:\d+\n$", text)


def test_show_a_table_by_its_first_rows(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "rules", "show", "height_for_age_limit")
    rows = (RULES / "nd-07-2021/tables/height_for_age.csv").read_text(encoding="utf-8")
    number = len(rows.splitlines()) - 1
    assert f"    … {number} dòng / rows\n" in text
    assert text.count("sex = male: ") == text.count("sex = female: ") == 4


def test_show_every_version_of_a_rule_with_its_dates(capsys: pytest.CaptureFixture[str]) -> None:
    folder = copy_of_good(Path())
    first, second = '"Two persons live here"', '"Three persons live here"'
    version = """
  - id: crowded_home
    scope: household
    label: {{vi: "Đông người", en: {}}}
    when: household_size >= {}
    in_force: {{from: {}, to: {}}}
    citation: [{{instrument: law-2021}}]
    confidence: secondary
"""
    (folder / "versions.yaml").write_text(
        "definitions:"
        + version.format(first, 2, "2022-01-01", "2024-06-30")
        + version.format(second, 3, "2024-07-01", "2026-12-31"),
        encoding="utf-8",
    )
    earlier, later = printed(capsys, "rules", "show", "crowded_home", "--rules", folder).split(
        "\n\n"
    )
    assert "Two persons live here" in earlier
    assert "    household_size >= 2\n" in earlier
    assert "in force: 01/01/2022 – 30/06/2024 / 2022-01-01 – 2024-06-30\n" in earlier
    assert "Three persons live here" in later
    assert "    household_size >= 3\n" in later
    assert "in force: 01/07/2024 – 31/12/2026 / 2024-07-01 – 2026-12-31\n" in later


def test_every_entry_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    for name, entry in shipped_entries().items():
        text = printed(capsys, "rules", "show", name)
        labels = entry["label"]
        assert f"{name}  (" in text
        assert f"\n  vi: {labels['vi']}\n  en: {labels['en']}\n" in text
        assert "\n  căn cứ / citation:\n    " in text


def test_show_an_unknown_id_suggests_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    start = "expected the id of a rule, parameter or ruling of nd-07-2021."
    assert errors(capsys, "rules", "show", "rain_water") == [
        f"[id-unknown] found 'rain_water'; {start} Did you mean 'rainwater'?"
    ]
    assert errors(capsys, "rules", "show", "xyz") == [
        f"[id-unknown] found 'xyz'; {start} chuan-ngheo rules list shows every id."
    ]


@pytest.mark.parametrize(
    ("name", "required", "other"),
    [("rule-set", "in_force", "definitions"), ("rule-file", "definitions", "instruments")],
)
def test_schema_prints_the_format_of_that_file(
    name: str, required: str, other: str, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = json.loads(printed(capsys, "rules", "schema", name))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert required in schema["properties"]
    assert other not in schema["properties"]


@pytest.mark.parametrize("arguments", [(), ("schema",), ("schema", "rules"), ("show",)])
def test_rules_without_what_it_needs_is_a_usage_error(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        run("rules", *arguments)
    assert stop.value.code == 2
    assert "usage: chuan-ngheo rules" in capsys.readouterr().err
