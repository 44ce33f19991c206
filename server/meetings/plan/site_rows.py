"""The sites on the planning form: rows that hang together as a tree, as deep as one needs (§10.12).

In the form a site is joined under another by the number of its row: so it may be named anew, and
what hangs below it stays there. The plan says it by name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from server.answers import words_of
from server.documents import forms
from server.documents.forms import Field, Fields, FormWrong, field
from server.documents.typed import TYPED
from server.meetings.plan import choices
from server.meetings.shapes import SitePlan
from server.org import queries as org
from server.org.actor import Actor
from server.shapes import whole

ENTRY = re.compile(
    r"site\.(\d{1,3})\.(name|under|head|head\.typed|people|people\.typed|expected|there)"
)
NAMES = ("name", "head", "head" + TYPED, "expected", "people" + TYPED)
MOST = 100
Rows = list[dict[str, Any]]


def rows_of(plans: Sequence[Mapping[str, Any]]) -> Rows:
    """Sites as they are planned, under each other by number."""
    numbers = {one["name"]: str(n) for n, one in enumerate(plans, 1)}
    return [
        {"people": [], **one, "head": one.get("head") or "",
         "under": numbers.get(one.get("under") or "", "")}
        for one in plans
    ]  # fmt: skip


def typed(form: MultiDict[str, str]) -> Rows:
    """The rows as they were typed, each below the one that it hangs under."""
    found: dict[int, dict[str, Any]] = {}
    for name in form:
        if match := ENTRY.fullmatch(name):
            row = found.setdefault(int(match[1]), {"people": []})
            row[match[2]] = form.getlist(name) if match[2] == "people" else form[name].strip()
    order = sorted(found)
    places = {str(n): str(at) for at, n in enumerate(order, 1)}
    rows = [found[n] for n in order]
    return as_a_tree([row | {"under": places.get(_under(row), _under(row))} for row in rows])


def _under(row: Mapping[str, Any]) -> str:
    return str(row.get("under") or "")


def as_a_tree(rows: Rows) -> Rows:
    """Each site below the one above it, numbered anew; what is in no tree stands last."""
    reached = list(_walked(rows))
    order = [*reached, *(n for n in range(1, len(rows) + 1) if n not in reached)]
    places = {str(n): str(at) for at, n in enumerate(order, 1)}
    return [
        rows[n - 1] | {"under": places.get(_under(rows[n - 1]), _under(rows[n - 1]))} for n in order
    ]


def _walked(rows: Rows) -> Iterator[int]:
    """From each root down; a circle has no root and is never entered."""
    ahead = [n for n, row in enumerate(rows, 1) if not _under(row)]
    while ahead:
        n = ahead.pop(0)
        yield n
        ahead[:0] = [m for m, row in enumerate(rows, 1) if _under(row) == str(n)]


def depths(rows: Rows) -> list[int]:
    """How deep each row lies, for the eye; one that is in no tree lies nowhere deep."""
    reached = set(_walked(rows))
    found: list[int] = []
    for n, row in enumerate(rows, 1):
        above = whole(_under(row)) if n in reached else None
        found.append(found[above - 1] + 1 if above else 0)
    return found


def arranged(rows: Rows, wish: str) -> tuple[Rows, int]:
    """A site more, at the top or below one, or one less; and which row one now looks at."""
    what, _colon, number = wish.partition(":")
    at = whole(number) or 0
    if what == "add":
        under = str(at) if 0 < at <= len(rows) else ""
        rows = as_a_tree([*rows, {"under": under, "people": [], "fresh": True}])
        return rows, next(n for n, row in enumerate(rows, 1) if row.get("fresh"))
    if what == "drop" and 0 < at <= len(rows):
        return _without(rows, at), min(at, len(rows) - 1)
    return rows, 0


def _without(rows: Rows, at: int) -> Rows:
    """What hung below it hangs where it hung itself."""
    above = _under(rows[at - 1])
    lifted = [row | {"under": above} if _under(row) == str(at) else row for row in rows]
    places = {str(n): str(n - (n > at)) for n in range(1, len(rows) + 1) if n != at}
    rest = [row for n, row in enumerate(lifted, 1) if n != at]
    return as_a_tree([row | {"under": places.get(_under(row), "")} for row in rest])


def fields(actor: Actor, rows: Rows) -> list[Fields]:
    """The entries of each row."""
    names = {str(n): row.get("name") or _("Điểm cầu %(n)s", n=n) for n, row in enumerate(rows, 1)}
    return [_row(actor, str(n), row, names) for n, row in enumerate(rows, 1)]


def _row(actor: Actor, n: str, row: Mapping[str, Any], names: Mapping[str, str]) -> Fields:
    return [
        field(f"site.{n}.name", _("Tên điểm cầu"), "text", row.get("name") or "", required=True,
              list="plan-places", maxlength=200),
        field(f"site.{n}.under", _("Thuộc điểm cầu"), "select", _under(row), expected=True,
              options=_above(n, _under(row), names)),
        headed(actor, f"site.{n}.head", row),
        seated(actor, f"site.{n}.people", row),
        field(f"site.{n}.expected", _("Số người dự kiến"), "number", row.get("expected") or "",
              hint=_("tính cả những người ghi ở đây")),
    ]  # fmt: skip


def _above(n: str, chosen: str, names: Mapping[str, str]) -> choices.Named:
    """The other sites; a wrong one that was chosen stays to be seen."""
    others = [(at, name) for at, name in names.items() if at != n or at == chosen]
    strange = [(chosen, chosen)] if chosen and chosen not in names else []
    return [("", _("nối thẳng với phòng họp")), *others, *strange]


def headed(actor: Actor, name: str, row: Mapping[str, Any]) -> Field:
    """Who looks after it: a person, chosen; his account is nobody's to know by heart."""
    return choices.whom(actor, name, _("Trưởng điểm cầu"), row, key="head")


def seated(actor: Actor, name: str, row: Mapping[str, Any]) -> Field:
    """Who sits there, looked up by a few letters."""
    return choices.whom(actor, name, _("Người dự ở đó"), row, key="people", many=True)


def read(actor: Actor, rows: Rows) -> list[dict[str, Any]]:
    """The sites of the plan, in the order of the tree, or `FormWrong` by entry."""
    errors = _names_amiss(rows) | _tree_amiss(rows)
    said: list[dict[str, Any]] = []
    for n, row in enumerate(rows, 1):
        try:
            one = forms.read(
                SitePlan, _alone(row), [headed(actor, "head", row), seated(actor, "people", row)]
            ).model_dump()
            said.append(one | {"under": _name_above(rows, row)})
        except FormWrong as wrong:
            errors = {f"site.{n}.{name}": words for name, words in wrong.errors.items()} | errors
    errors = _people_amiss(said) | errors if len(said) == len(rows) else errors
    if errors:
        raise FormWrong(errors)
    return said


def _alone(row: Mapping[str, Any]) -> MultiDict[str, str]:
    """One site as a form of its own."""
    one = {name: row.get(name) or "" for name in NAMES}
    return MultiDict([*one.items(), *(("people", who) for who in row.get("people") or [])])


def _name_above(rows: Rows, row: Mapping[str, Any]) -> str:
    above = whole(_under(row)) or 0
    return (rows[above - 1].get("name") or "") if 0 < above <= len(rows) else ""


def _names_amiss(rows: Rows) -> dict[str, str]:
    """The plan knows a site by its name: villages of one name are told apart by their commune."""
    names = [row.get("name") or "" for row in rows]
    words = _("Đã có điểm cầu cùng tên: hãy ghi rõ hơn, ví dụ kèm tên xã.")
    twice = [n for n, name in enumerate(names, 1) if name and name in names[: n - 1]]
    most = _("Tối đa %(n)s điểm cầu.", n=MOST)
    over = {f"site.{MOST + 1}.name": most} if len(rows) > MOST else {}
    return {f"site.{n}.name": words for n in twice} | over


def _tree_amiss(rows: Rows) -> dict[str, str]:
    reached = set(_walked(rows))
    lost = [n for n in range(1, len(rows) + 1) if n not in reached]
    return {f"site.{n}.under": _why_lost(rows, n) for n in lost}


def _why_lost(rows: Rows, n: int) -> str:
    """Itself, none of them, or a way that never comes to the room of the meeting."""
    under = _under(rows[n - 1])
    if under == str(n):
        return _("Một điểm cầu không thể thuộc chính nó.")
    if not 0 < (whole(under) or 0) <= len(rows):
        return words_of("no_such_site", {})
    return _("Các điểm cầu này thuộc lẫn nhau, không điểm nào nối với phòng họp.")


def _people_amiss(said: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Somebody unknown, or at two sites: said where he was named, the second time."""
    errors: dict[str, str] = {}
    before: set[str] = set()
    for n, row in enumerate(said, 1):
        for name, accounts in (("head", filter(None, [row["head"]])), ("people", row["people"])):
            for one in accounts:
                reason = _amiss(one, before, row["head"] if name == "people" else "")
                if reason:
                    errors[f"site.{n}.{name}"] = words_of(reason, {"account": one})
                before.add(one)
    return errors


def _amiss(account: str, before: set[str], head: str) -> str:
    person = org.person_by_account(account)
    if person is None or not person.active:
        return "unknown_person"
    return "sits_at_two_sites" if account in before and account != head else ""
