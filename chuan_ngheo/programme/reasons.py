"""Why a target cannot be computed from the facts of households, or how its value is read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from chuan_ngheo.rulebook.citations import Text

NEEDS_TOTAL_HOUSEHOLDS: Final = Text(
    "Cần tổng số hộ của thành phố, danh sách rà soát không có: thêm --total-households N.",
    "Needs all households of the city, which a review list does not hold: add "
    "--total-households N.",
)
NEEDS_TOTAL_MINORITY_HOUSEHOLDS: Final = Text(
    "Cần tổng số hộ dân tộc thiểu số của thành phố, danh sách rà soát không có: thêm "
    "--total-minority-households N.",
    "Needs all ethnic minority households of the city, which a review list does not hold: add "
    "--total-minority-households N.",
)
NOBODY_TO_COUNT: Final = Text(
    "Dữ liệu không có hộ hoặc người nào chắc chắn thuộc diện tính.",
    "The data hold no household or person that certainly counts.",
)
NO_NUMBER: Final = Text(
    "Kế hoạch ghi “phấn đấu”, không nêu số: không kết luận đạt hay không.",
    "The plan only says “strive”, without a number: neither met nor missed.",
)

NOT_DECLARED_WHOLE: Final = Text(
    "Danh sách thiếu hộ làm mức giảm lớn hơn thật: chỉ kết luận đạt khi có --total-households, tức "
    "dữ liệu là của cả thành phố.",
    "A list that lacks households overstates the reduction: it is met only with "
    "--total-households, which says that the data are those of the whole city.",
)

_WHOLE_LIST: Final = Text(
    "Chỉ đúng khi dữ liệu có mọi hộ nghèo, cận nghèo của thành phố.",
    "Holds only if the data have every poor and near-poor household of the city.",
)
_LIKE_INDICATOR: Final = Text(
    "Tính theo chỉ số tương ứng của chuẩn nghèo đa chiều; Kế hoạch không nêu cách đo.",
    "By the indicator of the poverty standard; the plan does not say how it is measured.",
)


def without_members(households: int) -> Text:
    """Say that the members of some households are not recorded."""
    return Text(
        f"Số hộ có thể thuộc diện tính nhưng không ghi thành viên: {households}; tỷ lệ chỉ của "
        "những người được ghi.",
        f"Households that may count but have no recorded member: {households}; the share is of "
        "recorded persons only.",
    )


NOT_IN_THE_DATA: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "T02": Text(
            "Cần thu nhập bình quân của hộ nghèo cuối năm 2020; Kế hoạch không nêu, dữ liệu "
            "không có.",
            "Needs the income of poor households at the end of 2020, which neither the plan nor "
            "the data give.",
        ),
        "T05": Text(
            "Mô hình giảm nghèo không phải là thông tin của hộ.",
            "Models of poverty reduction are not facts of households.",
        ),
        "T06": Text(
            "Dữ liệu cho biết ai thuộc diện được hỗ trợ, không cho biết ai có nhu cầu và ai đã "
            "được hỗ trợ.",
            "The data show who may be supported, not who is in need of it and who was supported.",
        ),
        "T08": Text(
            "Cán bộ giảm nghèo không có trong dữ liệu về hộ.",
            "Poverty-reduction officials are not in the data on households.",
        ),
        "T09": Text(
            "Dữ liệu có nhu cầu hỗ trợ việc làm, không có việc đã được tư vấn, giới thiệu.",
            "The data hold the wish for job support, not who was counselled or given contacts.",
        ),
        "T10": Text(
            "Dữ liệu không cho biết việc làm có được nhờ kết nối hay không.",
            "The data do not show whether a job came from a placement.",
        ),
        "T11": Text(
            "Dữ liệu cho biết ai thuộc diện và có nhu cầu, không cho biết ai đã được hỗ trợ.",
            "The data show who is eligible and wants it, not who was supported.",
        ),
        "T13": Text(
            "Kế hoạch không nêu số trẻ em thấp còi đầu kỳ: không tính được mức giảm.",
            "The plan gives no number of stunted children at the start: no reduction follows.",
        ),
        "T15": Text(
            "Dữ liệu cho biết ai thuộc diện được hỗ trợ, không cho biết ai đã được hỗ trợ.",
            "The data show who may be supported, not who was supported.",
        ),
        "T16": Text(
            "Dữ liệu cho biết hộ nào thuộc diện được hỗ trợ, không cho biết hộ nào đã được hỗ trợ.",
            "The data show which households may be supported, not which were.",
        ),
    }
)
"""Why the facts of households cannot show a target, by its id."""

CAVEATS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "T01": _WHOLE_LIST,
        "T03": _WHOLE_LIST,
        "T04": _WHOLE_LIST,
        "T07": Text(
            "Việc làm ổn định được hiểu là việc làm thường xuyên, tương đối ổn định; Kế hoạch "
            "không định nghĩa. Tính tỷ lệ hộ.",
            "Stable work is read as regular and relatively stable work; the plan does not define "
            "it. Counted as a share of households.",
        ),
        "T12": Text(
            "Tính người có bảo hiểm y tế, từ bất kỳ nguồn nào.",
            "Counts people with health insurance, whoever pays for it.",
        ),
        "T14": Text(
            "Trẻ em từ đủ 3 đến dưới 16 tuổi đang học đúng bậc, cấp học, như chỉ số 3.2.",
            "Children from 3 to below 16 who study at the level for their age, as indicator 3.2.",
        ),
        "T17": _LIKE_INDICATOR,
        "T18": _LIKE_INDICATOR,
        "T19": Text(
            "Dữ liệu không có nhu cầu: hộ có người dùng internet là hộ có nhu cầu, hộ khác thì "
            "chưa biết.",
            "The need is not in the data: a household that uses the internet has it, for others "
            "it is unknown.",
        ),
        "T20": _WHOLE_LIST,
        "T21": _WHOLE_LIST,
    }
)
"""How the value of a target is to be read, by its id."""
