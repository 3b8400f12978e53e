"""The facts of a household that the decree and the plan read, with their labels and units."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from chuan_ngheo.enumerations import Area, ListStatus, Region, Toilet, WaterSource
from chuan_ngheo.fact_types import (
    Amount,
    AreaOrQuantity,
    Day,
    Described,
    Facts,
    Identifier,
    ListDecision,
)


class HouseholdFacts(Facts):
    """The facts of a household under the decree and the plan. Every one may be unknown (None)."""

    household_id: Annotated[Identifier | None, Described("Mã hộ", "Household id")] = None
    review_date: Annotated[Day, Described("Ngày rà soát", "Review date")] = None
    area: Annotated[Area | None, Described("Khu vực", "Area")] = None
    region: Annotated[Region | None, Described("Vùng", "Region")] = None
    central_city: Annotated[
        bool | None, Described("Thành phố trực thuộc trung ương", "Centrally run city")
    ] = None
    province: Annotated[str | None, Described("Tỉnh, thành phố", "Province")] = None
    district: Annotated[str | None, Described("Quận, huyện", "District")] = None
    commune: Annotated[str | None, Described("Xã, phường, thị trấn", "Commune")] = None
    income_per_capita: Annotated[
        Amount | None,
        Described(
            "Thu nhập bình quân đầu người một tháng",
            "Income per person per month",
            "VND/person/month",
        ),
    ] = None
    wall_durable: Annotated[
        bool | None, Described("Tường bằng vật liệu bền chắc", "Walls of durable material")
    ] = None
    column_durable: Annotated[
        bool | None, Described("Cột bằng vật liệu bền chắc", "Columns of durable material")
    ] = None
    roof_durable: Annotated[
        bool | None, Described("Mái bằng vật liệu bền chắc", "Roof of durable material")
    ] = None
    floor_area_m2: Annotated[
        AreaOrQuantity | None, Described("Tổng diện tích nhà ở", "Total floor area", "m2")
    ] = None
    water_source: Annotated[
        WaterSource | None, Described("Nguồn nước sinh hoạt chính", "Main domestic water source")
    ] = None
    toilet: Annotated[Toilet | None, Described("Loại nhà tiêu", "Toilet")] = None
    has_television: Annotated[bool | None, Described("Có tivi", "Has a television")] = None
    has_radio: Annotated[bool | None, Described("Có radio", "Has a radio")] = None
    has_desktop: Annotated[
        bool | None, Described("Có máy tính để bàn", "Has a desktop computer")
    ] = None
    has_phone: Annotated[bool | None, Described("Có điện thoại", "Has a telephone")] = None
    has_laptop: Annotated[
        bool | None, Described("Có máy tính xách tay", "Has a laptop computer")
    ] = None
    has_tablet: Annotated[bool | None, Described("Có máy tính bảng", "Has a tablet")] = None
    has_smartphone: Annotated[
        bool | None, Described("Có điện thoại thông minh", "Has a smartphone")
    ] = None
    head_or_spouse_ethnic_minority: Annotated[
        bool | None,
        Described(
            "Chủ hộ hoặc vợ/chồng chủ hộ là người dân tộc thiểu số",
            "Head of household or spouse belongs to an ethnic minority",
        ),
    ] = None
    left_poor_list_on: Annotated[
        Day,
        Described("Ngày được công nhận thoát nghèo", "Recognised as having escaped poverty on"),
    ] = None
    left_near_poor_list_on: Annotated[
        Day,
        Described(
            "Ngày được công nhận thoát cận nghèo", "Recognised as having escaped near-poverty on"
        ),
    ] = None
    previous_list_status: Annotated[
        ListStatus | None,
        Described(
            "Danh sách của hộ ở kỳ rà soát trước", "List of the household at the last review"
        ),
    ] = None
    list_decisions: Annotated[
        tuple[ListDecision, ...] | None,
        Field(strict=False),
        Described(
            "Các quyết định công nhận theo thời gian", "Decisions of recognition, with their dates"
        ),
    ] = None
    on_commune_list: Annotated[
        bool | None,
        Described("Có trong danh sách do Ủy ban nhân dân cấp xã quản lý", "On the commune's list"),
    ] = None
    resides_in_area: Annotated[
        bool | None, Described("Đang cư trú trên địa bàn", "Resides in the area")
    ] = None
    electricity_kwh_per_month: Annotated[
        AreaOrQuantity | None,
        Described("Điện sinh hoạt một tháng", "Electricity used per month", "kWh/month"),
    ] = None
    on_electricity_grid: Annotated[
        bool | None, Described("Vùng có điện lưới", "Area with the electricity grid")
    ] = None
    disadvantaged_area: Annotated[
        bool | None,
        Described(
            "Đơn vị hành chính thuộc vùng khó khăn", "Administrative unit of a disadvantaged area"
        ),
    ] = None
    agricultural_household: Annotated[
        bool | None,
        Described(
            "Hộ làm nông, lâm, ngư, diêm nghiệp",
            "Household works in agriculture, forestry, fishery or salt making",
        ),
    ] = None
