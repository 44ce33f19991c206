"""A page that is shown to some comes to their screens at every web process, and to no other's."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.clock import now
from tests.cast import ACCOUNTS
from tests.entry.watching import until
from tests.entry.webs import Page, Wall, Webs, two_webs
from tests.office.papers import SENT

PAPER = SENT[1:]
ROAD, BUDGET, PEOPLE = "Đường liên xã", "Dự toán năm 2027", "Nhân sự phòng Nội vụ"
CAME = tuple((name, "check_in") for name in ("minh", "binh", "hoa", "tckh"))


@pytest.fixture
def webs(tmp_path: Path, sent_home: Path, valkey_server: str) -> Iterator[Webs]:
    shutil.copytree(sent_home, tmp_path / "home")
    with two_webs(tmp_path / "home", valkey_server) as both:
        yield both


@pytest.fixture
def path(webs: Webs) -> str:
    """Minh's committee meets. Thu is called to the road alone: she is not given what lies before
    the budget, and does not hear of the people."""
    laid = {"documents": [PAPER]}
    plan = {
        "title": "Phiên họp thường kỳ", "kind": "phien_hop_ubnd", "room": "Phòng họp số 1",
        "starts_at": now().isoformat(), "urgent": "Bão số 9", 
        "chair": ACCOUNTS["minh"], "secretary": ACCOUNTS["tuan"],
        "delegates": [ACCOUNTS[name] for name in ("binh", "hoa", "tckh")],
        "agenda": [
            {"title": BUDGET} | laid,
            {"title": PEOPLE, "closed": True} | laid,
            {"title": ROAD, "guests": [ACCOUNTS["thu"]]},
        ],
    }  # fmt: skip
    opened = f"/meetings/{webs.asks('tuan', '/meetings', plan)['id']}"
    for name, step in (("minh", "schedule"), ("tuan", "open_check_in"), *CAME, ("minh", "open")):
        webs.asks(name, f"{opened}/actions/{step}", {})
    return opened


@pytest.fixture
def screens(webs: Webs, path: str) -> Iterator[dict[str, Page]]:
    """The chair sits at the first process; a member, the guest and the wall at the second."""
    number = int(path.rpartition("/")[2])
    pages = [Page("minh", number), Page("hoa", number), Page("thu", number), Wall("wall", number)]
    code = pages[-1].is_put_up(webs)  # type: ignore[attr-defined]
    webs.asks("tuan", f"{path}/actions/pair_screen", {"code": code})
    first, second = webs.workers()
    for page, worker in zip(pages, (first, second, second, second), strict=True):
        with webs.only(worker):
            page.opens(webs)
    yield {page.name: page for page in pages}
    for page in pages:
        page.line.disconnect()


def _turns(webs: Webs, screens: dict[str, Page], path: str, matter: int, page: int) -> int:
    """The chair turns to a page, by the line of his own process; everybody has heard that."""
    item = webs.asks("minh", path)["agenda"][matter - 1]["id"]
    said = {"meeting": int(path.rpartition("/")[2]), "item": item}
    answer = screens["minh"].line.call("follow_page", said | {"document": PAPER, "page": page})
    assert answer["ok"], answer
    for one in screens.values():
        until(lambda one=one: one.seq >= answer["seq"], f"{one.name} hears of it")
    return int(answer["seq"])


def test_what_is_shown_ahead_reaches_the_wall_of_another_process_and_of_a_closed_matter_never(
    webs: Webs, screens: dict[str, Page], path: str
) -> None:
    """MT-04, LIVE §3. The words go over Redis to pages by name, and before the number that says
    that there are words: a wall that heard the number first would show nothing until it asked."""
    webs.asks("minh", f"{path}/actions/start_item", {"item": _first(webs, path)})
    seq = _turns(webs, screens, path, 1, 3)
    for name in ("minh", "hoa", "wall"):
        (words,) = screens[name].ahead
        told = (words["seq"], words["document"], words["page"], words["after"])
        assert told == (seq, PAPER, 3, seq - 1), name
    assert screens["thu"].ahead == []

    closed = _turns(webs, screens, path, 2, 4)
    assert [words["seq"] for words in screens["hoa"].ahead] == [seq, closed]
    assert screens["hoa"].ahead[1]["page"] == 4
    assert [words["seq"] for words in screens["wall"].ahead] == [seq], (
        "a closed matter's is not its"
    )
    for name in ("wall", "thu"):
        assert PAPER not in str(screens[name].heard)
    assert screens["thu"].ahead == []


def _first(webs: Webs, path: str) -> int:
    return int(webs.asks("minh", path)["agenda"][0]["id"])
