"""Subjects of support other than households: organisations, communities, officials, houses.

Plan 132/KH-UBND of Cần Thơ names them beside households and their members. As for households,
a fact that is absent or null is unknown.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Final, Literal

from pydantic import BaseModel, Field

from chuan_ngheo.enumerations import CommunityKind, OfficialLevel, OrganisationKind
from chuan_ngheo.fact_types import Described, Facts, Identifier

Subject = Literal["organisation", "community", "official", "house"]
"""The name of a subject that is no household, as rules and commands use it."""

_Area = Annotated[float, Field(ge=0, allow_inf_nan=False)]
_Years = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Organisation(Facts):
    """A vocational school, job-service centre, enterprise, co-operative or school."""

    organisation_id: Annotated[Identifier | None, Described("Mã tổ chức", "Organisation id")] = None
    organisation_kind: Annotated[
        OrganisationKind | None, Described("Loại tổ chức", "Kind of organisation")
    ] = None
    operates_in_area: Annotated[
        bool | None, Described("Hoạt động trên địa bàn", "Operates in the area")
    ] = None
    run_by_city: Annotated[
        bool | None, Described("Trực thuộc thành phố", "Belongs to the city")
    ] = None
    linked_with_programme_households: Annotated[
        bool | None,
        Described(
            "Liên kết với hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo",
            "Works with poor, near-poor or newly escaped households",
        ),
    ] = None


class Community(Facts):
    """A group of households or a community that carries out a project together."""

    community_id: Annotated[
        Identifier | None, Described("Mã nhóm hộ, cộng đồng", "Community id")
    ] = None
    community_kind: Annotated[
        CommunityKind | None, Described("Loại cộng đồng", "Kind of community")
    ] = None
    community_in_area: Annotated[
        bool | None, Described("Cộng đồng ở trên địa bàn", "The community lives in the area")
    ] = None
    has_programme_households: Annotated[
        bool | None,
        Described(
            "Có hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo tham gia",
            "Poor, near-poor or newly escaped households take part",
        ),
    ] = None


class Official(Facts):
    """A person who works on poverty reduction at some level of government."""

    official_id: Annotated[Identifier | None, Described("Mã cán bộ", "Official id")] = None
    official_level: Annotated[
        OfficialLevel | None, Described("Cấp công tác", "Level of government")
    ] = None
    does_poverty_reduction_work: Annotated[
        bool | None, Described("Làm công tác giảm nghèo", "Works on poverty reduction")
    ] = None
    monitors_programme: Annotated[
        bool | None,
        Described("Giám sát, đánh giá Chương trình", "Monitors and evaluates the programme"),
    ] = None
    official_is_woman: Annotated[bool | None, Described("Là cán bộ nữ", "Is a woman")] = None


class House(Facts):
    """A house that was built or repaired with support, as it is handed over."""

    house_id: Annotated[Identifier | None, Described("Mã căn nhà", "House id")] = None
    house_floor_area_m2: Annotated[
        _Area | None, Described("Diện tích sử dụng của căn nhà", "Usable floor area", "m2")
    ] = None
    house_foundation_hard: Annotated[
        bool | None, Described("Nền cứng", "Hard foundation and floor")
    ] = None
    house_frame_hard: Annotated[
        bool | None, Described("Khung, tường cứng", "Hard frame and walls")
    ] = None
    house_roof_hard: Annotated[bool | None, Described("Mái cứng", "Hard roof")] = None
    house_lifetime_years: Annotated[
        _Years | None, Described("Tuổi thọ căn nhà", "Lifetime of the house", "lifetime_year")
    ] = None


SUBJECTS: Final = MappingProxyType[str, type[BaseModel]](
    {
        "organisation": Organisation,
        "community": Community,
        "official": Official,
        "house": House,
    }
)
"""The model of each of these subjects."""
IDENTIFIERS: Final = MappingProxyType(
    {name: f"{name}_id" for name in ("organisation", "community", "official", "house")}
)
"""The fact that identifies each of these subjects."""
