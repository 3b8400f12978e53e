"""The facts of a household that only the forms of Circular 07/2021/TT-BLĐTBXH ask for.

Annex II (form A), form 3.1 section XIII (causes of poverty), and the items of the point table
B1 (forms 3.3 to 3.10): assets, land, livestock.
"""

from __future__ import annotations

from typing import Annotated

from chuan_ngheo.fact_types import AreaOrQuantity, Count, Described
from chuan_ngheo.household_facts import HouseholdFacts


class ReviewFacts(HouseholdFacts):
    """The further facts of the official review. Every one may be unknown (None)."""

    has_car: Annotated[bool | None, Described("Có ô tô", "Has a car")] = None
    motorcycle_count: Annotated[
        Count | None,
        Described(
            "Số xe máy, xe có động cơ", "Number of motorcycles and other motor vehicles", "vehicle"
        ),
    ] = None
    has_motor_boat: Annotated[
        bool | None, Described("Có tàu thuyền có động cơ", "Has a boat with an engine")
    ] = None
    has_printer_or_fax: Annotated[
        bool | None, Described("Có máy in, máy fax", "Has a printer or fax machine")
    ] = None
    television_count: Annotated[
        Count | None, Described("Số ti vi màu", "Number of colour televisions", "device")
    ] = None
    has_music_system: Annotated[
        bool | None, Described("Có dàn nghe nhạc", "Has a music system")
    ] = None
    has_refrigerator: Annotated[bool | None, Described("Có tủ lạnh", "Has a refrigerator")] = None
    air_conditioner_count: Annotated[
        Count | None, Described("Số máy điều hòa nhiệt độ", "Number of air conditioners", "device")
    ] = None
    has_washing_machine: Annotated[
        bool | None, Described("Có máy giặt, sấy quần áo", "Has a washing machine or dryer")
    ] = None
    has_water_heater: Annotated[
        bool | None, Described("Có bình tắm nước nóng", "Has a water heater")
    ] = None
    has_microwave_or_oven: Annotated[
        bool | None, Described("Có lò vi sóng, lò nướng", "Has a microwave oven or oven")
    ] = None
    pond_and_garden_m2: Annotated[
        AreaOrQuantity | None,
        Described("Diện tích ao, vườn liền kề đất ở", "Pond and garden beside the dwelling", "m2"),
    ] = None
    annual_crop_land_m2: Annotated[
        AreaOrQuantity | None,
        Described("Diện tích trồng cây hằng năm", "Land with annual crops", "m2"),
    ] = None
    perennial_crop_land_m2: Annotated[
        AreaOrQuantity | None,
        Described("Diện tích đất cây lâu năm", "Land with perennial crops", "m2"),
    ] = None
    water_surface_m2: Annotated[
        AreaOrQuantity | None, Described("Diện tích mặt nước", "Water surface", "m2")
    ] = None
    forest_land_m2: Annotated[
        AreaOrQuantity | None, Described("Diện tích đất rừng", "Forest land", "m2")
    ] = None
    cattle_count: Annotated[
        Count | None,
        Described("Số trâu, bò, ngựa", "Number of buffaloes, cattle and horses", "animal"),
    ] = None
    small_livestock_count: Annotated[
        Count | None, Described("Số lợn, dê, cừu", "Number of pigs, goats and sheep", "animal")
    ] = None
    poultry_count: Annotated[
        Count | None, Described("Số gà, vịt, ngan, ngỗng, chim", "Number of poultry", "animal")
    ] = None
    has_aquaculture: Annotated[
        bool | None, Described("Có nuôi trồng thủy sản", "Has aquaculture")
    ] = None
    has_villa_or_first_grade_house: Annotated[
        bool | None,
        Described(
            "Có biệt thự, nhà cấp 1 hoặc nhà cấp 2", "Has a villa or a house of grade 1 or 2"
        ),
    ] = None
    has_large_business: Annotated[
        bool | None,
        Described(
            "Có doanh nghiệp, cơ sở thuê từ 3 lao động hoặc hộ kinh doanh thuộc diện loại trừ",
            "Owns an enterprise, a workshop with 3 hired workers or more, or an excluded business",
        ),
    ] = None
    has_large_farm: Annotated[
        bool | None,
        Described(
            "Có trang trại hoặc đàn vật nuôi từ 200 triệu đồng",
            "Has a farm or livestock worth 200 million dong or more",
        ),
    ] = None
    has_production_machinery: Annotated[
        bool | None,
        Described(
            "Có tài sản sản xuất thuộc diện loại trừ", "Has production assets of the excluded kind"
        ),
    ] = None
    meets_local_exclusion: Annotated[
        bool | None,
        Described(
            "Thuộc điều kiện loại trừ khác của tỉnh", "Meets a further exclusion of the province"
        ),
    ] = None
    has_valuable_motor_vehicle: Annotated[
        bool | None,
        Described(
            "Có xe máy, xe điện, tàu, ghe thuyền có động cơ từ 20 triệu đồng",
            "Has a motorcycle, electric vehicle or motor boat worth 20 million dong or more",
        ),
    ] = None
    has_space_heater: Annotated[bool | None, Described("Có máy sưởi", "Has a space heater")] = None
    leases_out_property: Annotated[
        bool | None,
        Described(
            "Có đất đai, nhà xưởng, tài sản, máy móc cho thuê",
            "Leases out land, workshops, assets or machines",
        ),
    ] = None
    head_ethnic_group: Annotated[
        str | None, Described("Dân tộc của chủ hộ", "Ethnic group of the head of household")
    ] = None
    cause_no_land: Annotated[
        bool | None,
        Described(
            "Nguyên nhân nghèo: không có đất sản xuất", "Cause of poverty: no land for production"
        ),
    ] = None
    cause_no_capital: Annotated[
        bool | None, Described("Nguyên nhân nghèo: không có vốn", "Cause of poverty: no capital")
    ] = None
    cause_no_labour: Annotated[
        bool | None,
        Described("Nguyên nhân nghèo: không có lao động", "Cause of poverty: no labour"),
    ] = None
    cause_no_tools: Annotated[
        bool | None,
        Described(
            "Nguyên nhân nghèo: không có công cụ, phương tiện sản xuất",
            "Cause of poverty: no tools or means of production",
        ),
    ] = None
    cause_no_knowledge: Annotated[
        bool | None,
        Described(
            "Nguyên nhân nghèo: không có kiến thức về sản xuất",
            "Cause of poverty: no knowledge of production",
        ),
    ] = None
    cause_no_skills: Annotated[
        bool | None,
        Described(
            "Nguyên nhân nghèo: không có kỹ năng lao động, sản xuất",
            "Cause of poverty: no skills for work or production",
        ),
    ] = None
    cause_illness_or_accident: Annotated[
        bool | None,
        Described(
            "Nguyên nhân nghèo: ốm đau, bệnh nặng, tai nạn",
            "Cause of poverty: illness, serious disease or accident",
        ),
    ] = None
    cause_other: Annotated[
        bool | None,
        Described("Nguyên nhân nghèo: nguyên nhân khác", "Cause of poverty: another cause"),
    ] = None
