"""How much of the work is received, handled, signed and sent without paper (RP-13)."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server.org.actor import Actor
from server.reports.conditions import Asked
from server.reports.queries import sums
from server.reports.table import Cell, Figures, headed, percent
from server.reports.words import PARTS, figure, whose


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted, of which documents, and what of it is not as it should be."""

    name: LazyString
    of: str
    all: str
    online: str
    offline: str


MEASURES = (
    Measure(later("Văn bản đến nhận điện tử"), "incoming",
            "came", "came_electronic", "came_on_paper"),
    Measure(later("Văn bản đến chuyển xử lý trên hệ thống"), "incoming",
            "to_handle", "handed_on", "not_handed_on"),
    Measure(later("Văn bản đi ký số"), "outgoing", "issued", "signed", "not_signed"),
    Measure(later("Văn bản đi gửi điện tử"), "outgoing",
            "dispatched", "sent_electronic", "sent_by_post"),
)  # fmt: skip


def tell(actor: Actor, asked: Asked, by: str) -> Figures:
    """A row for each, numerator and denominator; together they would say nothing."""
    return Figures(
        **headed(asked, by),
        whose=whose(actor),
        parts=("online", "offline"),
        columns=[
            _("tất cả"), *(str(PARTS[name]) for name in ("online", "offline")), _("tỷ lệ"),
        ],
        rows=[(str(one.name), _cells(actor, asked, one)) for one in MEASURES],
        sums=[],
        notes=[str(NOTE)],
    )  # fmt: skip


def _cells(actor: Actor, asked: Asked, one: Measure) -> Sequence[Cell]:
    behind = Asked(asked.days, {}, one.of)
    names = (one.all, one.online, one.offline)
    rows = sums(actor, behind, "urgency", names)
    counts = [sum(int(getattr(row, name)) for row in rows) for name in names]
    figures = [figure(n, behind, outcome=name) for n, name in zip(counts, names, strict=True)]
    return [*figures, (percent(counts[1], counts[0]), "")]


NOTE = later(
    "Không kể văn bản đã thu hồi, thay thế, hủy số hoặc trả lại."
    " Cột chưa đạt mở danh sách ngoại lệ."
)
