"""What somebody may not read he finds by no word, no count, no hint, no near word, however asked:
the clerk, the specialist, his substitute, who was one a minute ago, and another agency."""

import html
from importlib import import_module

import pytest

from server import finding
from server.absences import services as absences
from server.clock import today
from server.database import transaction
from server.documents.casefiles.models import CaseFile
from server.documents.incoming import directing
from server.papers.services import Ref
from tests.cast import Cast, Hand
from tests.office.absences.test_in_the_heads_place import stands_in
from tests.office.casefiles import test_destroyed as destroyed
from tests.office.casefiles.keeping import opened as file_opened
from tests.office.casefiles.keeping import pack, put
from tests.office.casefiles.test_destroyed import (
    HOW,
    TEN_YEARS,
    decided,
    letter_with_a_file,
    takes,
)
from tests.office.front.test_search import found
from tests.office.incoming import desk
from tests.office.incoming.shredder import MARK, WHY, head, purged, secret
from tests.office.meetings.gathering import opened as session
from tests.office.outcome import change, id_of
from tests.office.papers import ok

FORGETTING = import_module(
    "server.migrations.versions.0126_what_was_destroyed_is_not_found_by_its_pages"
)


@pytest.fixture
def one_cast(one_app) -> Cast:
    return Cast(one_app)


def everybody(cast: Cast) -> list[Hand]:
    return [cast.lan, cast.minh, cast.nam, cast.dao, cast.cv_tckh, cast.hoa, cast.son, cast.thu]


def lying_with_hoa(cast: Cast) -> str:
    path = desk.presented(cast, subject=f"V/v {MARK} hop")
    directing.direct(cast.minh.actor, Ref(id_of(path)), order=desk.order())
    return path


def nothing_of(hand: Hand, path: str, word: str = MARK) -> None:
    """By search, its conditions, its counts, near words, the list of its kind, kept searches."""
    kind, number = path.strip("/").split("/")
    for typed in (
        word,
        word.lower(),
        word[:-1],
        f"{word} OR qqxx",
        f'"{word}"',
        f"{word} năm:2026",
    ):
        got = hand.asks("GET", "/search", query_string={"q": typed, "near": "true"}).json
        assert (kind, int(number)) not in [(it["kind"], it["id"]) for it in got["items"]], typed
        assert not got["nearly"] or word.lower() not in got["nearly"].lower()
    got = hand.asks("GET", "/search", query_string={"q": word, "near": "true"}).json
    assert got["facets"] in ({}, {n: [] for n in got["facets"]}), got["facets"]
    assert word.lower() not in got["nearly"].lower()
    listed = hand.asks("GET", f"/{kind}", query_string={"q": word}).json
    assert listed["items"] == []
    page = html.unescape(hand.browser().get("/search", query_string={"q": word}).text)
    assert f'href="{path}"' not in page and "facets" not in page and "<mark>" not in page
    lost = f"hop {word[:-1]}x"
    near = hand.browser().get("/search", query_string={"q": lost, "near": "1"})
    assert near.status_code == 200 and f"hop {word}".lower() not in near.text.lower()


@pytest.mark.parametrize("end", [secret, lambda cast: purged(cast, secret(cast))])
def test_what_may_be_secret_and_what_was_purged(one_cast, end):
    path = end(one_cast)
    stands_in(one_cast, one_cast.lan, one_cast.nam)
    for hand in (
        one_cast.lan,
        one_cast.minh,
        one_cast.nam,
        one_cast.dao,
        one_cast.cv_tckh,
        one_cast.son,
        one_cast.hoa,
    ):
        nothing_of(hand, path)


def test_locked_again_after_it_was_read(one_cast):
    path = desk.arrived(one_cast, subject=f"V/v {MARK} hop")
    assert found(one_cast.lan, q=MARK)
    ok(one_cast.lan.does(path, "quarantine", WHY))
    for hand in everybody(one_cast):
        nothing_of(hand, path)


def test_what_was_recalled(one_cast):
    path = desk.arrived(one_cast, electronic=True, subject=f"V/v {MARK} hop")
    desk.asked(path, "recall", words="Gửi nhầm")
    ok(one_cast.lan.does(path, "recall_received"))
    for hand in (one_cast.minh, one_cast.nam, one_cast.dao, one_cast.hoa):
        nothing_of(hand, path)


def test_a_meeting_without_him(one_cast):
    path = session(one_cast, title=f"Họp {MARK} hop", agenda=[{"title": f"Bàn {MARK}"}])
    assert found(one_cast.minh, q=MARK)
    for hand in (one_cast.cv_tckh, one_cast.anh, one_cast.dao):
        nothing_of(hand, path)


def test_a_substitute_finds_while_he_stands_in_and_a_minute_later_nothing(one_cast):
    path = lying_with_hoa(one_cast)
    other = one_cast.cv_tckh
    nothing_of(other, path)
    stands_in(one_cast, one_cast.hoa, other)
    assert found(other, q=MARK) == [("incoming", id_of(path))]
    absences.come_back(one_cast.kien.actor, 1, on=today())
    nothing_of(other, path)


@pytest.mark.sent
def test_what_was_destroyed_is_found_by_no_word_of_its_pages(one_cast, monkeypatch):
    """The line of the letter stays in its book, and what is said of it there (AR-07)."""
    monkeypatch.setattr(destroyed, "written", lambda _lines: head("Trang hai"))
    letter = letter_with_a_file(one_cast)
    assert found(one_cast.nam, q=MARK) == [("incoming", id_of(letter))]
    path = file_opened(one_cast.nam, title="Hồ sơ kin")
    put(one_cast.nam, path, letter)
    ok(one_cast.nam.does(path, "close"))
    ok(one_cast.nam.does(path, "transfer"))
    pack()
    ok(one_cast.thu.does(path, "accept_transfer"))
    change(CaseFile, {"id": id_of(path)}, **TEN_YEARS)
    ok(takes(one_cast.thu, decided(one_cast, path), "carry_out", **HOW))
    for hand in everybody(one_cast):
        nothing_of(hand, letter)
    with transaction() as session:
        finding.add_text("incoming", id_of(letter), f"Trang hai: {MARK}")  # as until 1/12/2026
        FORGETTING.fill(session.connection())
    nothing_of(one_cast.nam, letter)
