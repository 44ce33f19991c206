"""What is wrong with one entry of a request, in words; the code beside them is pydantic's own.

Nothing of what was typed is in them: a PIN may be among it.
"""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

NO_TEXT = _("phải là một chuỗi ký tự")
NO_NUMBER = _("phải là số nguyên")
NO_SWITCH = _("phải là true hoặc false")
NO_DAY = _("phải là ngày có trong lịch, viết dạng 2026-11-27")
NO_MOMENT = _(
    "phải là thời điểm có trong lịch, năm 1900 đến 2999, kèm múi giờ,"
    " viết dạng 2026-11-27T17:00:00+07:00"
)
NO_LIST = _("phải là một danh sách")
NO_OBJECT = _("phải là một đối tượng JSON")
ONE_OF = _("phải là một trong: {expected}")

ENTRIES: dict[str, LazyString] = {
    "missing": _("thiếu mục này"),
    "extra_forbidden": _("không có mục nào tên như vậy"),
    "none_required": _("phải để trống"),
    "enum": ONE_OF,
    "literal_error": ONE_OF,
    "string_type": NO_TEXT,
    "string_unicode": NO_TEXT,
    "string_too_short": _("phải có ít nhất {min_length} ký tự"),
    "string_too_long": _("không được quá {max_length} ký tự"),
    "string_pattern_mismatch": _("có ký tự không được dùng, hoặc không đúng dạng {pattern}"),
    "int_type": NO_NUMBER,
    "int_parsing": NO_NUMBER,
    "int_parsing_size": NO_NUMBER,
    "int_from_float": NO_NUMBER,
    "greater_than": _("phải lớn hơn {gt}"),
    "greater_than_equal": _("không được nhỏ hơn {ge}"),
    "less_than": _("phải nhỏ hơn {lt}"),
    "less_than_equal": _("không được lớn hơn {le}"),
    "bool_type": NO_SWITCH,
    "bool_parsing": NO_SWITCH,
    "no_day": NO_DAY,
    "date_type": NO_DAY,
    "date_parsing": NO_DAY,
    "date_from_datetime_parsing": NO_DAY,
    "date_from_datetime_inexact": NO_DAY,
    "no_moment": NO_MOMENT,
    "datetime_type": NO_MOMENT,
    "datetime_parsing": NO_MOMENT,
    "datetime_from_date_parsing": NO_MOMENT,
    "timezone_aware": NO_MOMENT,
    "list_type": NO_LIST,
    "tuple_type": NO_LIST,
    "too_short": _("phải có ít nhất {min_length} mục"),
    "too_long": _("không được quá {max_length} mục"),
    "dict_type": NO_OBJECT,
    "model_type": NO_OBJECT,
    "model_attributes_type": NO_OBJECT,
}
"""By pydantic's code; `{…}` is a limit that the shape has."""
OTHERWISE = _("giá trị chưa đúng")


def words_of_entry(code: str, limits: dict[str, Any]) -> str:
    """The sentence for an entry that is wrong in the way of `code`; what pydantic says itself of a
    choice is a list in English."""
    if "expected" in limits:
        limits = limits | {"expected": limits["expected"].replace("' or '", "', '")}
    return str(ENTRIES.get(code, OTHERWISE)).format_map(limits)
