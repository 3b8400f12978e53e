"""The HTML explanation in headless Chromium: on A4, complete, with nothing cut."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from pypdf import PdfReader

from chuan_ngheo.audit.explain.write import write_explanation
from tests.audit.explanations import explained, parsed, poor
from tests.programme.households import household, woman

pytestmark = pytest.mark.browser

PLAN: Final = "kh-132-2022-can-tho"
CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")
PDF_TO_TEXT: Final = shutil.which("pdftotext")
OPTIONS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
A4: Final = (210 / 25.4 * 72, 297 / 25.4 * 72)
PRINTED_WIDTH: Final = 210 - 20 - 15
"""Millimetres between the margins of the page."""

EIGHT = [woman(number, disabled=False) for number in range(1, 9)]
PAGES: Final = {
    "poor": partial(explained, poor(), "vi"),
    "average": partial(explained, poor(income_per_capita=1_512_000), "vi"),
    "undetermined": partial(explained, poor(water_source=None, members=None), "vi"),
    "eight-members": partial(explained, poor(members=EIGHT), "vi"),
    "long-identity": partial(explained, poor(household_id="CT" * 90), "vi"),
    "plan": partial(explained, household(), "vi", rules=PLAN),
    "english": partial(explained, household(on_commune_list=False), "en", rules=PLAN),
}

OVERFLOWS: Final = """
<script>
  const wide = [...document.body.querySelectorAll("*")].filter(
    (one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline");
  const right = document.body.getBoundingClientRect().right;
  const out = [...document.body.querySelectorAll("*")].filter(
    (one) => one.getBoundingClientRect().right > right + 1);
  const told = [...wide, ...out].map((one) => one.tagName + ": " + one.textContent.slice(0, 80));
  const report = document.createElement("pre");
  report.id = "report";
  report.textContent = JSON.stringify(
    {count: document.querySelectorAll("article").length, told: told, width: innerWidth});
  document.body.replaceChildren(report);
</script>
"""


@pytest.fixture(scope="module", autouse=True)
def needs_a_browser() -> None:
    wanted = {"chromium": CHROMIUM, "pdftotext (poppler-utils)": PDF_TO_TEXT}
    absent = [name for name, path in wanted.items() if path is None]
    if absent and not os.environ.get("BROWSER_REQUIRED"):
        pytest.skip(f"not installed: {', '.join(absent)}")
    assert absent == []


def chromium(folder: Path, *arguments: str) -> str:
    command = [CHROMIUM or "", *OPTIONS, f"--user-data-dir={folder / 'profile'}", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout


def printed(page: Path) -> Path:
    pdf = page.with_suffix(".pdf")
    chromium(page.parent, f"--print-to-pdf={pdf}", "--no-pdf-header-footer", page.as_uri())
    return pdf


def squeezed(text: str) -> str:
    """Drop what a line break in print may add or take: white space, and soft hyphens."""
    return re.sub(r"[\s\u00ad]+", "", unicodedata.normalize("NFC", text))


def page_text(pdf: Path) -> str:
    """Return the text of all pages without their numbers, which come first in the file."""
    done = subprocess.run(
        [PDF_TO_TEXT or "", "-enc", "UTF-8", "-raw", str(pdf), "-"],
        capture_output=True,
        check=True,
    )
    pages = done.stdout.decode("utf-8").split("\f")
    return squeezed("".join(re.sub(r"^\s*\d+ / \d+\s", "", page) for page in pages))


@pytest.mark.parametrize("name", PAGES)
def test_it_prints_on_a4_with_every_word(name: str, tmp_path: Path) -> None:
    document = PAGES[name]()
    page = tmp_path / f"{name}.html"
    page.write_text(write_explanation(document, "html"), encoding="utf-8")
    pdf = printed(page)
    for sheet in PdfReader(pdf).pages:
        assert (float(sheet.mediabox.width), float(sheet.mediabox.height)) == pytest.approx(
            A4, abs=1
        )
    text = page_text(pdf)
    told = parsed(page.read_text(encoding="utf-8")).texts[1:]  # after the title of the tab
    wanted = Counter(filter(None, map(squeezed, told)))
    assert wanted[squeezed(document.title)] == 1
    for words, times in wanted.items():
        assert text.count(words) >= times, words


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_printed_page(name: str, tmp_path: Path) -> None:
    text = write_explanation(PAGES[name](), "html")
    page = tmp_path / f"{name}.html"
    as_printed = text.replace("@media print", "@media all").replace(
        "</body>", f"{OVERFLOWS}</body>"
    )
    assert as_printed.count(OVERFLOWS) == 1
    page.write_text(as_printed, encoding="utf-8")
    pixels = int(PRINTED_WIDTH / 25.4 * 96)
    dumped = chromium(tmp_path, f"--window-size={pixels},1000", "--dump-dom", page.as_uri())
    report = parsed(dumped).texts[-1]
    found = json.loads(report)
    assert found["told"] == []
    assert found["count"] > 20
    assert found["width"] <= pixels


def test_the_check_of_width_sees_what_is_too_wide(tmp_path: Path) -> None:
    text = write_explanation(explained(poor(household_id="CT" * 90), "vi"), "html")
    page = tmp_path / "wide.html"
    broken = text.replace("overflow-wrap: anywhere", "").replace("</body>", f"{OVERFLOWS}</body>")
    page.write_text(broken, encoding="utf-8")
    dumped = chromium(tmp_path, "--window-size=660,1000", "--dump-dom", page.as_uri())
    assert json.loads(parsed(dumped).texts[-1])["told"] != []
