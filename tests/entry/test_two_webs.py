"""A meeting whose people sit at two web processes: one room, one count, and one of them dies."""

import contextlib
import datetime as dt
import os
import shutil
import signal
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from server.clock import now
from tests.cast import ACCOUNTS
from tests.entry.watching import until
from tests.entry.webs import Page, Webs, two_webs

MEMBERS = ("minh", "binh", "hoa", "tckh")
LATE = dt.timedelta(minutes=4)


@pytest.fixture
def webs(tmp_path, people_home, valkey_server):
    shutil.copytree(people_home, tmp_path / "home")
    with two_webs(tmp_path / "home", valkey_server) as both:
        yield both


def in_session(webs) -> str:
    """Minh's committee, called at once by Tuấn, in the room and opened."""
    plan = {
        "title": "Phiên họp thường kỳ", "kind": "phien_hop_ubnd", "room": "Phòng họp số 1",
        "starts_at": (now() + dt.timedelta(minutes=20)).isoformat(), "urgent": "Bão số 9",
        "chair": ACCOUNTS["minh"], "secretary": ACCOUNTS["tuan"],
        "delegates": [ACCOUNTS[name] for name in MEMBERS[1:]],
        "agenda": [{"title": "Dự toán năm 2027", "needs_vote": True}],
    }  # fmt: skip
    path = f"/meetings/{webs.asks('tuan', '/meetings', plan)['id']}"
    webs.asks("minh", f"{path}/actions/schedule", {})
    webs.asks("tuan", f"{path}/actions/open_check_in", {})
    for name in MEMBERS:
        webs.asks(name, f"{path}/actions/check_in", {"remote": name == "binh"})
    webs.asks("minh", f"{path}/actions/open", {})
    return path


def silence(home, name: str) -> None:
    """His page was not heard of for long, as when his right to the room was taken from him."""
    with contextlib.closing(sqlite3.connect(home / "office.db", timeout=30)) as kept:
        who = "SELECT id FROM persons WHERE account = ?"
        (person,) = kept.execute(who, (ACCOUNTS[name],)).fetchone()
        long_ago = (now() - LATE).replace(tzinfo=None).isoformat(" ")
        kept.execute("UPDATE meeting_lines SET seen_at = ? WHERE person_id = ?", (long_ago, person))
        kept.commit()


def is_shut_out(home, name: str) -> bool:
    with contextlib.closing(sqlite3.connect(home / "office.db", timeout=30)) as kept:
        asked = (
            "SELECT count(*) FROM meeting_lines JOIN persons ON persons.id = person_id"
            " WHERE account = ? AND gone"
        )
        return bool(kept.execute(asked, (ACCOUNTS[name],)).fetchone()[0])


@dataclass
class Room:
    """Hoa and Phượng sit at the first process, Bình at the second; each by a page of his own."""

    webs: Webs
    path: str
    hoa: Page
    binh: Page
    tckh: Page
    start: int = 0

    def act(self, name: str, step: str, **said: Any) -> dict[str, Any]:
        return self.webs.asks(name, f"{self.path}/actions/{step}", said)

    def numbers(self, page: Page) -> list[int]:
        return [one["seq"] for one in page.heard]

    def so_far(self) -> list[int]:
        """All that has happened since they came."""
        return list(range(self.start + 1, self.hoa.seq + 1))


@pytest.fixture
def room(webs):
    path, (first, second) = in_session(webs), webs.workers()
    pages = []
    for worker, name in ((first, "hoa"), (second, "binh"), (first, "tckh")):
        with webs.only(worker):
            pages.append(Page(name, int(path.rpartition("/")[2])).opens(webs))
    yield Room(webs, path, *pages, start=pages[0].seq)
    for page in pages:
        page.line.disconnect()


def test_one_room_behind_two_processes_of_which_one_is_killed(room, tmp_path):
    item = room.webs.asks("minh", room.path)["agenda"][0]["id"]
    _both_hear_the_same_each_once_and_the_same_bell(room, item)
    vote = _a_vote_is_one_vote_wherever_it_is_cast(room, item)
    _who_may_hear_no_more_is_shut_out_of_his_process(room, tmp_path / "home")
    _one_dies_and_its_people_miss_nothing_at_the_other(room, vote)


def _both_hear_the_same_each_once_and_the_same_bell(room: Room, item: int) -> None:
    room.act("minh", "start_item", item=item)
    room.act("hoa", "request_floor")
    seq = room.act("minh", "give_floor", person=ACCOUNTS["hoa"], minutes=3)["seq"]
    for page in (room.hoa, room.binh, room.tckh):
        until(lambda page=page: page.seq >= seq, f"{page.name} hears it")
    assert room.hoa.heard == room.binh.heard == room.tckh.heard
    assert room.numbers(room.hoa) == room.so_far() and room.hoa.seq == seq
    assert [one["ends_at"] for one in room.hoa.heard if one["kind"] == "speaker.started"]


def _a_vote_is_one_vote_wherever_it_is_cast(room: Room, item: int) -> int:
    asked = {"item": item, "kind": "open", "question": "Thông qua?"}
    vote = int(room.act("minh", "open_vote", **asked)["votes"][-1]["id"])
    for name in ("hoa", "binh"):
        room.act(name, "cast", vote=vote, choice="for")
    until(lambda: any(one.get("cast") == 2 for one in room.binh.heard), "the count is told")
    return vote


def _who_may_hear_no_more_is_shut_out_of_his_process(room: Room, home: Path) -> None:
    silence(home, "tckh")
    until(lambda: is_shut_out(home, "tckh"), "her page hears no more")
    quiet = len(room.tckh.heard)
    room.act("tckh", "request_floor")
    until(lambda: room.hoa.kinds()[-1] == "queue.changed", "the others hear of it")
    assert len(room.tckh.heard) == quiet


def _one_dies_and_its_people_miss_nothing_at_the_other(room: Room, vote: int) -> None:
    os.kill(room.webs.workers()[1], signal.SIGKILL)
    room.act("tckh", "withdraw_request")
    until(lambda: room.binh.joined == 2, "Bình is back")
    counted = room.act("minh", "close_vote", vote=vote)["votes"][-1]["result"]
    assert (counted["cast"], counted["counts"]["for"]) == (2, 2)
    for page in (room.hoa, room.binh):
        until(lambda page=page: "vote.result" in page.kinds(), f"{page.name} hears the result")
    assert room.numbers(room.hoa) == room.so_far()
    assert set(room.numbers(room.binh)) >= set(room.so_far())
    told = [one["cast"] for one in room.hoa.heard if one["kind"] == "vote.progress"]
    assert told == sorted(set(told)), "each process told it"
    present = room.webs.asks("minh", room.path)["quorum"]["present"]
    assert present == len(MEMBERS), "Bình joins from afar and was taken for gone"
