"""Form 3.3 of Circular 07/2021 as amended by 02/2022: its rows, and the points of a cell.

``b1_points.csv`` is the form: a row for each answer, a column for each of the six rural forms (3.5
to 3.10) and for the urban one (3.4).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.oracle.home import Home, Span

URBAN: Final = "ThanhThi"
REGIONS: Final = {
    "red_river_delta": "NT_DBSH",
    "northern_mountains": "NT_TDMNPB",
    "central_coast": "NT_BTB_DHMT",
    "central_highlands": "NT_TayNguyen",
    "southeast": "NT_DNB",
    "mekong_delta": "NT_DBSCL",
}
DEFAULT_POINT_RULINGS: Final = {
    "above_seven_members": "no_points",
    "nonfarm_kinds": "sum",
    "no_answer_below_15": "has_none",
    "third_motorcycle_central_highlands": "form_3_3",
    "low_income_above_point_limit": "average",
}
OTHER_POINT_RULINGS: Final = {
    "above_seven_members": "as_seven",
    "nonfarm_kinds": "best",
    "no_answer_below_15": "unknown",
    "third_motorcycle_central_highlands": "form_3_8",
    "low_income_above_point_limit": "not_average",
}

with (Path(__file__).parent / "b1_points.csv").open(encoding="utf-8", newline="") as _file:
    FORM_3_3: Final = {row["key"]: row for row in csv.DictReader(_file)}

NO_ROW: Final = ""
BANDS: Final[tuple[tuple[str, tuple[tuple[float, str], ...]], ...]] = (
    (
        "electricity_kwh_per_month",
        ((25, "dien25_50"), (50, "dien50_100"), (100, "dien100_150"), (150, "dien150plus")),
    ),
    ("television_count", ((1, "tivi1"), (2, "tivi2plus"))),
    ("air_conditioner_count", ((1, "dieu_hoa1"), (2, "dieu_hoa2plus"))),
    ("motorcycle_count", ((1, "xemay1"), (2, "xemay2"), (3, "xemay3plus"))),
    ("pond_and_garden_m2", ((300, "aovuon300_500"), (500, "aovuon500plus"))),
    ("annual_crop_land_m2", ((5_000, "cay_hn5000plus"),)),
    ("perennial_crop_land_m2", ((1_000, "cln1000_5000"), (5_000, "cln5000plus"))),
    ("water_surface_m2", ((500, "matnuoc500_5000"), (5_000, "matnuoc5000plus"))),
    ("forest_land_m2", ((5_000, "rung5000_10000"), (10_000, "rung10000plus"))),
    ("cattle_count", ((1, "trau1"), (2, "trau2"), (3, "trau3plus"))),
    ("small_livestock_count", ((10, "lon10plus"),)),
    ("poultry_count", ((100, "ga100plus"),)),
)
"""Items 9 and 12 to 14: the least number that belongs to a row."""
OWNED: Final = {
    "wall_durable": "tuong_ben",
    "column_durable": "cot_ben",
    "has_car": "oto",
    "has_motor_boat": "tau_thuyen",
    "has_printer_or_fax": "may_in_fax",
    "has_music_system": "dan_nhac",
    "has_refrigerator": "tu_lanh",
    "has_washing_machine": "may_giat",
    "has_water_heater": "binh_nong",
    "has_microwave_or_oven": "lo_vi_song",
    "has_aquaculture": "thuy_san",
}
WATER: Final = {
    "piped": "nuoc_may_binh_mua",
    "bottled": "nuoc_may_binh_mua",
    "purchased": "nuoc_may_binh_mua",
    "drilled_well": "gieng_khoan",
    "protected_dug_well": "gieng_dao_khe_mo",
    "protected_spring": "gieng_dao_khe_mo",
}
REGION_ROWS: Final = {
    "red_river_delta": "vung_dbsh",
    "northern_mountains": "vung_tdmnpb",
    "central_coast": "vung_btb",
    "central_highlands": "vung_tn",
    "southeast": "vung_dnb",
    "mekong_delta": "vung_dbscl",
}


@dataclass(frozen=True)
class Review:
    """One household with the rulings on the forms."""

    home: Home
    rulings: Mapping[str, str]

    def fact(self, name: str) -> Any:
        """Give a fact of the household; None is open."""
        return self.home.facts.get(name)


def marked(review: Review, rows: Iterable[str]) -> Span:
    """Give the least and the most points of the rows that are possible."""
    spans = [cell(review, row) for row in rows]
    return Span(min(span.low for span in spans), max(span.high for span in spans))


def cell(review: Review, row: str) -> Span:
    """Give the points of a row in the forms that are possible: 3.4 urban, 3.5 to 3.10 rural."""
    if row == NO_ROW:
        return Span(0, 0)
    area, region = review.fact("area"), review.fact("region")
    columns = [] if area == "rural" else [URBAN]
    if area != "urban":
        columns += [REGIONS[region]] if region else list(REGIONS.values())
    points = [points_of(review, row, column) for column in columns]
    return Span(min(points), max(points))


def points_of(review: Review, row: str, column: str) -> int:
    """Give the points of one cell; form 3.8 differs from 3.3 in one of them."""
    if (row, column) == ("xemay3plus", REGIONS["central_highlands"]):
        ruling = review.rulings["third_motorcycle_central_highlands"]
        return 40 if ruling == "form_3_8" else 30
    return int(FORM_3_3[row][column] or 0)


def total(spans: Iterable[Span]) -> Span:
    """Add the items up."""
    every = list(spans)
    return Span(sum(span.low for span in every), sum(span.high for span in every))
