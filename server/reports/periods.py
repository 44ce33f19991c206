"""The periods that a report is asked of by one press: this month, quarter, half, year, the last."""

import datetime as dt

from flask_babel import gettext as _

from server.clock import today
from server.reports.conditions import Asked
from server.reports.told import Days
from server.reports.words import address
from workflows.periods import MONTHS, Every, begin, last_whole

ROMAN = ("I", "II", "III", "IV")


def periods(asked: Asked, by: str) -> list[tuple[str, str, bool]]:
    """Each by name, with its address and whether it is what is shown; this one until today."""
    spans = [(every, (begin(every, today()), today())) for every in MONTHS]
    spans += [(every, last_whole(every, today())) for every in MONTHS]
    return [(_name(every, days[0]), _at(asked, by, days), days == asked.days)
            for every, days in spans]  # fmt: skip


def last_month(asked: Asked) -> Asked:
    """The same of the last whole month."""
    return Asked(last_whole(Every.MONTH, today()), {}, asked.of)


def in_its_place() -> str:
    """Whose figures are shown where this month has none: on its first morning, and nobody chose."""
    now, then = today(), last_whole(Every.MONTH, today())[0]
    return _("Tháng %(now)s chưa có số liệu; dưới đây là tháng %(then)s.",
             now=f"{now:%m/%Y}", then=f"{then:%m/%Y}")  # fmt: skip


def _at(asked: Asked, by: str, days: Days) -> str:
    return f"/reports?{address(Asked(days), by=by, of=asked.of)}"


def _name(every: Every, first: dt.date) -> str:
    """As an official says it."""
    if every is Every.MONTH:
        return _("Tháng %(month)s", month=f"{first:%m/%Y}")
    if every is Every.QUARTER:
        return _("Quý %(quarter)s/%(year)s", quarter=ROMAN[first.month // 3], year=first.year)
    if every is Every.YEAR:
        return _("Năm %(year)s", year=first.year)
    if first.month == 1:
        return _("6 tháng đầu năm %(year)s", year=first.year)
    return _("6 tháng cuối năm %(year)s", year=first.year)
