"""libyaml reads a rule file as ruamel.yaml does, or leaves it to it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuan_ngheo.rulebook.yaml_file import YamlFile, read_yaml
from chuan_ngheo.rulebook.yaml_nodes import compose_plain

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "rules").rglob("*.yaml"))
TEXTS = [
    path.read_text(encoding="utf-8")
    for path in [*SHIPPED, *sorted((ROOT / "datasets").rglob("*.yaml"))]
]
BROKEN = sorted((ROOT / "tests" / "rules" / "broken").rglob("*.yaml"))
PIECES = [
    *" \n:-[]{},'\"|>#&*!%@`?\\/~é0\t\x85\u2028\u00a0\ufeff",
    *("\n\n", "  ", ": ", "- ", "? ", "---", "...", "''", '""', "\\/", "|-", "|2", ">-", "<<"),
    *("\n- ", "0o7", "1_000", "!=", " #", "yes", "null"),
]


def both(text: str) -> tuple[YamlFile, YamlFile]:
    """Read a text by libyaml, where it may, and by ruamel.yaml."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rules.yaml")
        path.write_text(text, encoding="utf-8", newline="")
        quick = read_yaml(path, "quick")
        with mock.patch("chuan_ngheo.rulebook.yaml_file.compose_plain", return_value=None):
            strict = read_yaml(path, "strict")
    return quick, strict


def read(file: YamlFile) -> str:
    """Return everything that was read of a file, whatever its name; 1, 1.0 and True differ."""
    parts = (
        file.value,
        file.positions,
        file.key_positions,
        file.texts,
        file.problems,
        file.usable,
    )
    return repr(parts).replace(repr(file.name), "'rules'")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_shipped_rules_are_read_by_libyaml(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert compose_plain(text) is not None
    quick, strict = both(text)
    assert quick.value
    assert read(quick) == read(strict)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_broken_rules_are_read_alike(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", errors="replace")
    quick, strict = both(text)
    assert read(quick) == read(strict)


@given(st.data())
def test_changed_rules_are_read_alike(data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from(TEXTS)).split("\n")
    start = data.draw(st.integers(0, len(lines) - 1))
    text = "\n".join(lines[start : start + data.draw(st.integers(1, 25))])
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(text)))
        end = place + data.draw(st.sampled_from([0, 0, 0, 1, 1, 2, 5]))
        text = text[:place] + data.draw(st.sampled_from(PIECES)) + text[end:]
    quick, strict = both(text)
    # What ruamel.yaml alone refuses is read by libyaml: see the module.
    if strict.usable or not quick.usable:
        assert read(quick) == read(strict)


@pytest.mark.parametrize(
    "text",
    [
        "- a list",
        "a word",
        "key:",
        "key: #comment",
        "? \n: value",
        "key: &anchor 1",
        "key: *alias",
        "key: !tag 1",
        "key:\t1",
        "key: 1\x85other: 2",
        "key: |#no comment\n  text",
        "key: [1",
        "[" * 100_000,
    ],
)
def test_what_is_read_differently_is_left_to_the_judge(text: str) -> None:
    assert compose_plain(text) is None
    quick, strict = both(text)
    assert read(quick) == read(strict)


def test_signs_within_text_are_no_anchors_and_tags() -> None:
    quick, strict = both("when: has_radio != has_phone\nwhere: '*' # &all *all\n")
    assert quick.value == {"when": "has_radio != has_phone", "where": "*"}
    assert read(quick) == read(strict)
    assert compose_plain("when: a != b") is not None
