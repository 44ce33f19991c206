"""Drafts handed in as files, as Nam saves them, brought to where a test begins."""

import io
from dataclasses import replace
from functools import cache
from typing import Any

from tests.cast import Cast, Hand
from tests.office.papers import DRAFT, ok
from tests.typesetting.sheets import LETTER
from tests.uploads.draft_files import handed

TYPED = {name: said for name, said in DRAFT.items() if name != "body"}
MINE = replace(LETTER, signer="Trịnh Quang Minh", authority=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"))


@cache
def letter(**changes: Any) -> bytes:
    """A công văn as PDF; with nothing changed it breaks no rule and lacks no place."""
    date = changes.pop("date", None)
    more = {"date": date} if date else {}
    return handed(replace(MINE, **changes), **more)


def hands_in(hand: Hand, data: bytes, name: str = "cong-van.pdf", **more: Any) -> Any:
    """The answer to a draft that comes with its file."""
    form = {"file": (io.BytesIO(data), name), **TYPED, **more}
    return hand.asks("POST", "/outgoing", data=form)


def handed_in(cast: Cast, data: bytes | None = None) -> str:
    """Nam has handed in his letter; its path."""
    return f"/outgoing/{ok(hands_in(cast.nam, data or letter()))['id']}"


def hands_in_again(hand: Hand, path: str, data: bytes, name: str = "cong-van-2.pdf") -> Any:
    etag = hand.asks("GET", path).headers["ETag"]
    return hand.asks("PATCH", path, data={"file": (io.BytesIO(data), name)}, match=etag)
