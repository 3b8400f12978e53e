"""The transition matrix of classes as a chart: SVG or PNG."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any, Final

from chuan_ngheo.audit.compare.comparison import Comparison, SideSummary
from chuan_ngheo.audit.compare.words import side_words, state_label
from chuan_ngheo.diagnostics import ProblemError, extra_absent
from chuan_ngheo.labels import write_number
from chuan_ngheo.languages import Language, pick
from chuan_ngheo.survey.files import complete_file

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SUFFIXES: Final = (".svg", ".png")
_SETTINGS: Final[dict[str, Any]] = {
    "svg.hashsalt": "chuan-ngheo",
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",
}
_METADATA: Final[dict[str, dict[str, Any]]] = {
    ".svg": {"Date": None, "Creator": None},
    ".png": {"Software": None},
}
_SAME: Final = "#c9d3dc"
_MOVED: Final = "#e8a33d"
_NOBODY: Final = "#ffffff"
_LINE: Final = "#555555"
_WIDTH: Final = 16


class ChartError(ProblemError):
    """A chart cannot be drawn: matplotlib is not installed."""


def check_charts() -> None:
    """Check that charts can be drawn, before any work is done.

    Raises:
        ChartError: if matplotlib is not installed.
    """
    try:
        import matplotlib  # noqa: F401, PLC0415  an extra
    except ImportError:
        problem = extra_absent("charts", "no matplotlib", "engine-unavailable", "--chart")
        raise ChartError(problem) from None


def draw(comparison: Comparison, path: Path, language: Language) -> None:
    """Draw households by class, before in rows and after in columns, with their counts.

    The same comparison gives the same bytes.

    Args:
        path: ends in ``.svg`` or ``.png``.

    Raises:
        ChartError: if matplotlib is not installed.
    """
    check_charts()
    from matplotlib import rc_context  # noqa: PLC0415  an extra
    from matplotlib.figure import Figure  # noqa: PLC0415  an extra

    cells = comparison.classes.cells
    befores = [s for s in comparison.states if any(cell.before == s for cell in cells)]
    afters = [s for s in comparison.states if any(cell.after == s for cell in cells)]
    settings: Any = _SETTINGS
    with rc_context(settings):
        figure = Figure(figsize=(3.4 + 1.6 * len(afters), 2.6 + 0.9 * len(befores)), dpi=110)
        axes = figure.add_subplot()
        _cells(axes, comparison, befores, afters, language)
        _labels(axes, comparison, befores, afters, language)
        figure.tight_layout()
        with complete_file(path) as temporary:
            kind = path.suffix
            figure.savefig(temporary, format=kind[1:], metadata=_METADATA[kind])


def _cells(
    axes: Axes, comparison: Comparison, befores: list[str], afters: list[str], language: Language
) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415  an extra

    matrix = comparison.classes
    for row, before in enumerate(befores):
        whole = matrix.households_before(before)
        for column, after in enumerate(afters):
            count = matrix.households(before, after)
            colour = _NOBODY if not count else _SAME if before == after else _MOVED
            share = 0.25 + 0.75 * count / whole if count else 1
            axes.add_patch(
                Rectangle(
                    (column, row), 1, 1, facecolor=(colour, share), edgecolor=_LINE, clip_on=False
                )
            )
            text = write_number(count, language)
            axes.text(column + 0.5, row + 0.5, text, ha="center", va="center")
    axes.set_xlim(0, len(afters))
    axes.set_ylim(len(befores), 0)


def _labels(
    axes: Axes, comparison: Comparison, befores: list[str], afters: list[str], language: Language
) -> None:
    matrix = comparison.classes
    rows = [
        (state_label(s, comparison, language, "a"), matrix.households_before(s)) for s in befores
    ]
    columns = [
        (state_label(s, comparison, language, "b"), matrix.households_after(s)) for s in afters
    ]
    axes.set_yticks(_middles(rows), [_label(*row, language) for row in rows])
    axes.set_xticks(_middles(columns), [_label(*column, language) for column in columns])
    axes.tick_params(length=0)
    axes.xaxis.tick_top()
    for spine in axes.spines.values():
        spine.set_visible(False)
    titles = ("Số hộ theo xếp loại: hàng là A, cột là B", "Households by class: rows A, columns B")
    axes.set_title(pick(titles, language), pad=14)
    notes = [f"{name}: {side_words(side, language)}" for name, side in _sides(comparison)]
    axes.set_xlabel("\n".join(fill(note, 30 + 16 * len(columns)) for note in notes), loc="left")


def _sides(comparison: Comparison) -> tuple[tuple[str, SideSummary], ...]:
    return (("A", comparison.before), ("B", comparison.after))


def _middles(cells: Sequence[Any]) -> list[float]:
    return [place + 0.5 for place in range(len(cells))]


def _label(text: str, count: int, language: Language) -> str:
    return f"{fill(text, _WIDTH)}\n({write_number(count, language)})"
