"""What the demo district meets about: its session of last week, the one that is called, a plan."""

from dataclasses import dataclass, field
from typing import Any

from server.demo import cast
from server.demo.places import COMMUNES, DISTRICT, PROVINCE

CHAIR, DEPUTY, SECRETARY = "chutich.huyen", "phochutich.huyen", "chanhvp.huyen"
MEMBERS = (
    CHAIR,
    DEPUTY,
    *(cast.head_of(unit.code) for unit in cast.UNITS if unit.code not in {"vp", "yte"}),
)
"""The committee: its chair, his deputy, the heads of departments."""
COMMUNE_CHAIRS = tuple(f"chutich.{commune.code}" for commune in COMMUNES)
VILLAGES = ("Trung Hòa", "Phú Thịnh", "Đông Thành", "Xuân Lập")
"""A village hall joins below each of the first communes, looked after by an officer of it."""
VILLAGE_HEADS = tuple(
    f"chuyenvien.{one.code}" for one, _village in zip(COMMUNES, VILLAGES, strict=False)
)
ROOM = "Phòng họp số 1, trụ sở Ủy ban nhân dân huyện"
OPENING, CLOSING = "Điểm danh, thông qua chương trình", "Ý kiến của các xã, thị trấn"


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter of the agenda; with `paper` it bears the newest paper of that type, and its name.

    `speakers` spoke upon it, in this order; `ballots` are those who did not vote for it, by choice.
    """

    title: str
    minutes: int
    paper: str = ""
    needs_vote: bool = False
    conclusion: str = ""
    speakers: tuple[str, ...] = ()
    ballots: dict[str, str] = field(default_factory=dict)


AWAY = {
    "tp-ktht.huyen": "Đi công tác tại tỉnh theo giấy mời của Sở Xây dựng",
    COMMUNE_CHAIRS[4]: "Dự lớp bồi dưỡng lý luận chính trị tại tỉnh",
}
"""Who had excused himself from the session that was held."""
LATE = COMMUNE_CHAIRS[7]

HELD = (
    Matter(OPENING, 10, conclusion="Nhất trí chương trình phiên họp."),
    Matter(
        "",
        30,
        paper="Báo cáo",
        conclusion="Cơ bản nhất trí với báo cáo. Văn phòng tiếp thu ý kiến, hoàn chỉnh trước khi"
        " gửi Ủy ban nhân dân tỉnh.",
        speakers=("tp-tckh.huyen", COMMUNE_CHAIRS[0], COMMUNE_CHAIRS[2]),
    ),
    Matter(
        "",
        25,
        paper="Kế hoạch",
        needs_vote=True,
        conclusion="Thông qua kế hoạch. Các phòng, ban và các xã, thị trấn triển khai ngay; định kỳ"
        " hằng tháng báo cáo kết quả.",
        speakers=("truongphong.huyen", DEPUTY),
        ballots={"tp-thanhtra.huyen": "against", "tp-tuphap.huyen": "abstain"},
    ),
    Matter(
        CLOSING,
        30,
        conclusion="Giao các phòng chuyên môn trả lời từng kiến nghị của các xã, thị trấn bằng văn"
        " bản trong 10 ngày.",
        speakers=(COMMUNE_CHAIRS[1], COMMUNE_CHAIRS[5]),
    ),
)

CALLED = (
    Matter(OPENING, 10),
    Matter("", 25, paper="Báo cáo"),
    Matter("", 20, paper="Kế hoạch", needs_vote=True),
    Matter("", 20, paper="Quyết định", needs_vote=True),
    Matter(CLOSING, 30),
)

ONLINE = (
    Matter("Đánh giá công tác tháng này của các phòng, ban, các xã, thị trấn", 30),
    Matter("", 20, paper="Báo cáo"),
    Matter("Nhiệm vụ trọng tâm tháng tới", 30),
    Matter("Kết luận của chủ trì", 15),
)

TALK = (
    Matter("", 30, paper="Kế hoạch"),
    Matter("Phân công nhiệm vụ cho các phòng, ban", 20),
)

CONFERENCE = "Giao ban công tác tháng với các xã, thị trấn"
TOPIC = "Tiến độ thực hiện kế hoạch năm và nhiệm vụ của các phòng, ban"


def levels() -> list[dict[str, Any]]:
    """The sites of the conference, as a plan names them: province, district, communes, villages
    (§10.12), with how many are expected at each."""
    above = PROVINCE.short_name, DISTRICT.short_name
    sites: list[dict[str, Any]] = [
        {"name": above[0], "expected": 9},
        {"name": above[1], "under": above[0], "expected": 24},
    ]
    for order, one in enumerate(COMMUNES):
        head, expected = COMMUNE_CHAIRS[order], 14 + order % 5
        place = {"name": one.short_name, "under": above[1], "head": head, "expected": expected}
        sites.append(place)
    for order, village in enumerate(VILLAGES):
        commune = COMMUNES[order]
        name = f"Nhà văn hóa thôn {village}, {commune.locality}"
        place = {"name": name, "under": commune.short_name, "head": VILLAGE_HEADS[order]}
        sites.append(place | {"expected": 35 + 5 * order})
    return sites
