"""/audit/numbers: whether each series of a year is whole, in order, and what was voided (RP-03)."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from flask import render_template
from flask_babel import gettext as _

from server import bars
from server.auditing.numbers import Series, series_of
from server.auditing.pages import room
from server.clock import now, today
from server.counted import counted
from server.org.ended import agencies_ever, agency_ever, called
from server.pages import when
from server.registers.called import book_word
from server.registers.queries import DIRECTIONS
from server.shapes import whole

NAMES = ("year", "agency")
SHELVES = {book: name for name, book in DIRECTIONS.items()}
"""Where a book stands on screen; every series of what goes out is in one."""


@room.get("/numbers")
def numbers() -> str:
    """Every series of a year, this one's where none is named."""
    chosen = bars.typed(*NAMES)
    year = year_of(chosen)
    rows = found_in(chosen)
    return render_template(
        "auditing/numbers.html",
        title=_("Sổ và số năm %(year)s", year=year),
        as_of=_("tính đến %(at)s", at=when(now())),
        rows=[line_of(one, year) for one in rows],
        unsound=sum(not one.is_sound for one in rows),
        voided=sum(len(one.voided) for one in rows),
        filters=_bar(chosen, year),
        query=urlencode(chosen),
    )


def year_of(chosen: dict[str, str]) -> int:
    """Of four figures; anything else is this year."""
    asked = whole(chosen.get("year", ""))
    return asked if asked is not None and 1900 <= asked <= 9999 else today().year


def found_in(chosen: dict[str, str]) -> list[Series]:
    """What the conditions leave; those that are not sound stand first."""
    code = chosen.get("agency")
    agency_id = agency_ever(code, "agency").id if code else None
    return sorted(series_of(year_of(chosen), agency_id), key=lambda one: one.is_sound)


def line_of(one: Series, year: int) -> dict[str, Any]:
    """One series as the list shows it."""
    shelf = SHELVES[one.book.partition(":")[0]]
    return {
        "href": f"/registers/{shelf}/{year}?{urlencode({'agency': one.code})}",
        "agency": called(one.agency, one.until),
        "book": book_word(one.book),
        "span": f"{one.first}–{one.last}" if one.first else "–",
        "lines": one.lines,
        "wrong": list(_wrong(one)),
        "voided": one.voided,
        "state": "lost" if not one.is_sound else "done",
        "word": _("Cần xem") if not one.is_sound else _("Đã khóa") if one.closed else _("Liên tục"),
    }


def _wrong(one: Series) -> Iterator[str]:
    if one.missing:
        yield _("thiếu số %(which)s", which=", ".join(one.missing))
    if one.surplus:
        yield counted("%(n)s số vượt số cuối đã cấp", one.surplus)
    if one.backwards:
        yield counted("%(n)s số vào sổ trước ngày của số liền trước", one.backwards)
    if one.outside:
        yield counted("%(n)s số vào sổ ngoài những ngày cơ quan hoạt động", one.outside)


def _bar(chosen: dict[str, str], year: int) -> list[bars.Box]:
    years = [(str(one), str(one)) for one in range(today().year, today().year - 10, -1)]
    said = {"year": str(year)} | chosen
    return [
        bars.choice("year", (_("Năm"), _("Năm nay")), years, said),
        bars.choice("agency", (_("Cơ quan"), _("Mọi cơ quan")), agencies_ever(), said),
    ]
