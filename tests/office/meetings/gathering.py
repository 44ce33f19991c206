"""A session of the committee brought to where a test begins: Minh in the chair, Tuấn writes."""

import datetime as dt
from typing import Any

from server.clock import now
from tests import begun
from tests.cast import Cast, Hand
from tests.office.outcome import id_of

MEMBERS = ("minh", "binh", "hoa", "tckh")
"""Who votes: the chair and the delegates (CONTRACT §3)."""
TITLE = "Phiên họp thường kỳ tháng 12"


def plan(cast: Cast, **more: Any) -> dict[str, Any]:
    """What Tuấn writes down: called at once, so that no invitation is needed first."""
    return {
        "title": TITLE,
        "kind": "phien_hop_ubnd",
        "starts_at": (now() + dt.timedelta(minutes=20)).isoformat(),
        "room": "Phòng họp số 1",
        "chair": cast.minh.account,
        "secretary": cast.tuan.account,
        "delegates": [cast.binh.account, cast.hoa.account, cast.tckh.account],
        "agenda": [{"title": "Dự toán năm 2027", "needs_vote": True}, {"title": "Việc khác"}],
        "urgent": "Bão số 9",
    } | more


def planned(cast: Cast, **more: Any) -> str:
    got = cast.tuan.asks("POST", "/meetings", json=plan(cast, **more))
    assert got.status_code == 201, got.text
    return f"/meetings/{got.json['id']}"


def does(hand: Hand, path: str, step: str, **said: Any) -> dict[str, Any]:
    """One act, which must be taken."""
    got = hand.asks("POST", f"{path}/actions/{step}", json=said)
    assert got.status_code == 200, got.text
    return dict(got.json)


@begun.once
def entered(cast: Cast, **more: Any) -> str:
    path = planned(cast, **more)
    does(cast.minh, path, "schedule")
    does(cast.tuan, path, "open_check_in")
    return path


@begun.once
def opened(cast: Cast, here: tuple[str, ...] = MEMBERS, **more: Any) -> str:
    """In session, with these members in the room."""
    path = entered(cast, **more)
    for name in here:
        does(getattr(cast, name), path, "check_in")
    does(cast.minh, path, "open")
    return path


def item(hand: Hand, path: str, n: int = 1) -> int:
    return int(hand.sees(path)["agenda"][n - 1]["id"])


def voting(cast: Cast, path: str, kind: str = "open", **more: Any) -> int:
    """Minh puts the first matter to the vote."""
    asked = {"item": item(cast.minh, path), "kind": kind, "question": "Thông qua dự toán?"}
    return int(does(cast.minh, path, "open_vote", **asked | more)["votes"][-1]["id"])


__all__ = [
    "MEMBERS", "TITLE", "does", "entered", "id_of", "item", "opened", "plan", "planned", "voting",
]  # fmt: skip
