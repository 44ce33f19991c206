"""The six kinds of meetings: which body sits, what its quorum is, whether it votes (§10.1, §10.6).

Articles are those of the Law on Organisation of Local Government 2015; the texts of 2025 are not at
hand, so an agency may word the basis of a vote anew when it opens one (VT-04).
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workflows.majority import Threshold


class MeetingKind(StrEnum):
    """Loại cuộc họp, by the names of the contract."""

    PHIEN_HOP_UBND = "phien_hop_ubnd"
    GIAO_BAN = "giao_ban"
    HOI_NGHI_TRUC_TUYEN = "hoi_nghi_truc_tuyen"
    CHUYEN_DE = "chuyen_de"
    KY_HOP_HDND = "ky_hop_hdnd"
    LAY_Y_KIEN = "lay_y_kien"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the law asks of a kind: a quorum of all members, and what carries a decision.

    `quorum` and `threshold` are None where no body votes. `casting`: at a tie the chair's own side
    carries it. `basis` is the article that is written beside a result. `in_writing`: nobody meets,
    each answers on paper until a moment (§10.5).
    """

    name: str
    quorum: Threshold | None = None
    threshold: Threshold | None = None
    casting: bool = False
    basis: str = ""
    in_writing: bool = False

    @property
    def may_vote(self) -> bool:
        """Only a kind with a voting body may open votes (§10.1)."""
        return self.threshold is not None


UNSAID = dt.timedelta(hours=2)
"""How long a meeting keeps its room whose agenda says nothing of minutes [PRODUCT]."""


def length(minutes: int) -> dt.timedelta:
    """How long it will take, by the planned minutes of its agenda."""
    return dt.timedelta(minutes=minutes) if minutes else UNSAID


# fmt: off
RULES: Mapping[MeetingKind, Rules] = {
    MeetingKind.PHIEN_HOP_UBND: Rules(
        "Phiên họp Ủy ban nhân dân", Threshold.TWO_THIRDS, Threshold.HALF, True,
        "Điều 114, 117 Luật Tổ chức chính quyền địa phương 2015"),
    MeetingKind.GIAO_BAN:            Rules("Họp giao ban"),
    MeetingKind.HOI_NGHI_TRUC_TUYEN: Rules("Hội nghị trực tuyến"),
    MeetingKind.CHUYEN_DE:           Rules("Họp chuyên đề"),
    MeetingKind.KY_HOP_HDND: Rules(
        "Kỳ họp Hội đồng nhân dân", Threshold.TWO_THIRDS, Threshold.HALF, False,
        "khoản 3 Điều 91 Luật Tổ chức chính quyền địa phương 2015"),
    MeetingKind.LAY_Y_KIEN: Rules(
        "Lấy ý kiến bằng phiếu", None, Threshold.HALF, False,
        "quy chế làm việc của cơ quan", in_writing=True),
}
# fmt: on

IN_WRITING = tuple(kind.value for kind, rules in RULES.items() if rules.in_writing)
"""Kinds for which nobody meets: they take no time and no room from anybody."""
