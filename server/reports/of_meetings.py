"""Meetings of a period: who came, late papers, votes, minutes saved, conclusions done (RP-09)."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server.clock import local
from server.meetings.counting import Held, held
from server.org.actor import Actor
from server.pages import fitting
from server.reports.conditions import Asked
from server.reports.months import month_word
from server.reports.rows import PAGE, ROOM, Heads, Line, bytes_of
from server.reports.table import Cell, Figures, headed, percent
from server.reports.words import PARTS, figure
from server.words_of.law import law_word
from workflows.meeting_kinds import RULES, MeetingKind

SEATS = ("here", "excused", "absent")
BESIDE = ("held", "late_papers", "votes", "saved", "given", "given_done")


def tell(actor: Actor, asked: Asked, by: str) -> Figures:
    """By kind, those with most seats first; or by month, as they came."""
    every = held(actor, asked.period)
    grouped: dict[str, list[Held]] = {}
    for one in every:
        grouped.setdefault(_key(one, by), []).append(one)
    keys = sorted(grouped, key=lambda key: key if by == "month" else -sum(_counts(grouped[key])))
    sums = _counts(every)
    return Figures(
        **headed(asked, by),
        whose=actor.agency_name,
        parts=SEATS,
        columns=[_("được mời"), *(str(PARTS[name]) for name in (*SEATS, *BESIDE))],
        rows=[(_name(key, by), _cells(_counts(grouped[key]), asked, {by: key})) for key in keys],
        sums=_cells(sums, asked, {}),
        notes=[
            _("Không kể lấy ý kiến bằng phiếu."),
            _(
                "Số phút tiết kiệm: thời gian dự kiến của các nội dung được thông qua cùng một lượt"
                " nhờ ý kiến trước phiên họp."
            ),
        ],
        rate=(_("Có mặt trong số được mời"), percent(sums[0], sum(sums[:3]))),
    )


def _key(one: Held, by: str) -> str:
    return str(one.kind) if by == "kind" else f"{local(one.starts_at):%Y-%m}"


def _name(key: str, by: str) -> str:
    return law_word(RULES[MeetingKind(key)].name) if by == "kind" else month_word(key)


def _counts(some: Iterable[Held]) -> list[int]:
    """In the order of `SEATS`, then of `BESIDE`."""
    rows = [(*one.seats, 1, one.late, one.votes, one.saved, *one.tasks) for one in some]
    return [sum(column) for column in zip(*rows, strict=True)] or [0] * len(SEATS + BESIDE)


def _cells(counts: Sequence[int], asked: Asked, narrowed: dict[str, str]) -> list[Cell]:
    """Each opens the meetings that it was counted in, with the same numbers of each."""
    return [figure(n, asked, **narrowed) for n in (sum(counts[: len(SEATS)]), *counts)]


class Meetings:
    """The list behind the figures."""

    heads: Heads = (
        (later("Ngày"), 8),
        (later("Cuộc họp"), 30),
        (later("Loại"), 14),
        (later("Được mời"), 6),
        (later("Có mặt"), 6),
        (later("Vắng có lý do"), 6),
        (later("Vắng không lý do"), 6),
        (later("Tài liệu gửi muộn"), 6),
        (later("Biểu quyết"), 6),
        (later("Số phút tiết kiệm"), 6),
        (later("Kết luận đã giao"), 6),
        (later("Đã hoàn thành"), 6),
    )  # fmt: skip

    def page(self, actor: Actor, asked: Asked, before: int | None) -> tuple[list[Line], int | None]:
        """`before` is how many were shown: a quarter has few of them."""
        start = before or 0
        rows = self._lines(actor, asked)[start : start + PAGE + 1]
        n = min(PAGE, fitting(map(bytes_of, rows), ROOM))
        return rows[:n], start + n if len(rows) > n else None

    def every(self, actor: Actor, asked: Asked) -> list[Line]:
        """The oldest first, for a workbook."""
        return self._lines(actor, asked)[::-1]

    def _lines(self, actor: Actor, asked: Asked) -> list[Line]:
        wanted = asked.narrowed.items()
        every = held(actor, asked.period)
        return [
            _line(one)
            for one in every
            if all(_key(one, by) == key for by, key in wanted if by != "outcome")
        ]


def _line(one: Held) -> Line:
    counts = _counts([one])
    shown = (sum(counts[:3]), *counts[:3], *counts[4:])
    at = f"{local(one.starts_at):%d/%m/%Y}"
    kind = law_word(RULES[one.kind].name)
    href = f"/meetings/{one.id}" if one.open else ""
    return Line(href, (at, one.subject, kind, *map(str, shown)))
