"""Ballots of a closed vote on a page: anyone who sat there counts them again (VT-10, VT-12)."""

import hashlib
import re

from tests.office.front.clicking import main
from tests.office.meetings.gathering import does, item, opened, voting
from tests.office.outcome import says


def counted(cast, kind="secret", **more) -> tuple[str, str]:
    """Three for it, one against; the page of its ballots."""
    path = opened(cast, **more)
    vote = voting(cast, path, kind)
    for name, choice in (("minh", "for"), ("binh", "for"), ("hoa", "for"), ("tckh", "against")):
        does(getattr(cast, name), path, "cast", vote=vote, choice=choice)
    does(cast.minh, path, "close_vote", vote=vote)
    return path, f"{path}/votes/{vote}/ballots"


def test_a_secret_vote_is_counted_again_and_nobody_is_named(one_cast):
    path, page = counted(one_cast)
    hoa = one_cast.hoa.browser()
    assert f'href="{page}"' in hoa.get(path).text
    shown = main(hoa.get(page).text)
    assert len(set(re.findall(r"\b[0-9a-f]{32}\b", shown))) == 4
    names = [one["name"] for one in one_cast.hoa.sees(path)["attendance"]]
    assert not [name for name in names if name in shown]
    assert re.search(r"Tán thành</td><td[^>]*>3</td><td[^>]*>3</td>", shown)


def test_the_file_is_what_the_log_has_the_digest_of(one_cast):
    for kind in ("secret", "open"):
        path, page = counted(one_cast, kind, room=f"Phòng {kind}")
        got = one_cast.hoa.browser().get(f"{page}.txt")
        digest = one_cast.hoa.sees(path)["votes"][0]["ballots_sha256"]
        assert hashlib.sha256(got.data).hexdigest() == digest
        assert got.data.decode().count("\n") == 3


def test_of_a_closed_matter_a_guest_counts_nothing_nor_of_a_vote_that_runs(one_cast):
    closed = [{"title": "Nhân sự", "needs_vote": True, "closed": True}]
    path, page = counted(one_cast, agenda=closed, guests=[one_cast.thu.account])
    api = page.replace("/ballots", "") + "/ballots"
    assert one_cast.thu.browser().get(page).status_code == 404
    assert one_cast.thu.asks("GET", api).status_code == 404
    assert one_cast.nam.browser().get(page).status_code == 404
    running = voting(one_cast, path)
    got = one_cast.hoa.browser().get(f"{path}/votes/{running}/ballots")
    assert got.status_code == 409 and says("vote_is_open", got.text)
    assert item(one_cast.hoa, path)
