"""One delegate's loop is no event for hundreds: so many acts and words of one account (LIVE §3)."""

import pytest

from server.database import db
from server.meetings.floor import dealing
from server.meetings.live import pace
from server.meetings.models import Meeting
from server.meetings.services import seated
from server.papers.services import Ref
from tests.office.meetings.gathering import does, id_of, opened, voting
from tests.office.meetings.test_hostile_page import sits  # noqa: F401  (a fixture)
from tests.office.meetings.test_pages import Page
from tests.office.outcome import refused, says

AWAY = {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}}
"""A desk in the district, not this machine."""


@pytest.fixture(autouse=True)
def few(monkeypatch) -> None:
    """Four acts and six words are many today, and yesterday's are forgotten."""
    monkeypatch.setattr(pace, "_acts", pace.Bucket(4))
    monkeypatch.setattr(pace, "_words", pace.Bucket(6))


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    """The seconds on the wall, turned by hand."""
    told = [100.0]
    monkeypatch.setattr(pace.time, "monotonic", lambda: told[0])
    return told


def tries(hand, path, step, **more):
    return hand.asks("POST", f"{path}/actions/{step}", json={}, **more)


def test_who_asks_for_the_floor_and_lets_go_without_end_is_heard_no_more(one_cast):
    """Each of these is told to everybody in the room; the fifth is told to nobody."""
    path = opened(one_cast)
    for _ in range(2):
        for step in ("request_floor", "withdraw_request"):
            assert tries(one_cast.hoa, path, step, **AWAY).status_code == 200
    seq = one_cast.minh.sees(path)["seq"]
    no = tries(one_cast.hoa, path, "request_floor", **AWAY)
    assert refused(no, "too_many_events")["status"] == 429
    assert no.headers["Retry-After"]
    assert one_cast.minh.sees(path)["seq"] == seq


def test_what_one_of_them_does_is_no_measure_for_the_others(one_cast):
    path = opened(one_cast)
    for _ in range(4):
        tries(one_cast.hoa, path, "withdraw_request", **AWAY)
    refused(tries(one_cast.hoa, path, "request_floor", **AWAY), "too_many_events")
    assert tries(one_cast.binh, path, "request_floor", **AWAY).status_code == 200


def test_a_tablet_and_a_telephone_of_one_delegate_have_one_measure(one_cast):
    path = opened(one_cast)
    for n in range(4):
        tries(one_cast.hoa, path, "withdraw_request", environ_base={"REMOTE_ADDR": f"192.0.2.{n}"})
    refused(tries(one_cast.hoa, path, "request_floor", **AWAY), "too_many_events")


def test_after_ten_seconds_he_is_heard_again(one_cast, clock):
    path = opened(one_cast)
    for _ in range(4):
        tries(one_cast.hoa, path, "withdraw_request", **AWAY)
    clock[0] += pace.SPAN
    refused(tries(one_cast.hoa, path, "request_floor", **AWAY), "too_many_events")
    clock[0] += 0.1
    assert tries(one_cast.hoa, path, "request_floor", **AWAY).status_code == 200


def test_who_is_refused_does_not_wait_longer_for_having_tried(one_cast, clock):
    """A browser that tries again by itself would else never get through."""
    path = opened(one_cast)
    for _ in range(9):
        tries(one_cast.hoa, path, "withdraw_request", **AWAY)
        clock[0] += 1
    clock[0] += 2
    assert tries(one_cast.hoa, path, "request_floor", **AWAY).status_code == 200


def test_a_ballot_that_was_repeated_on_a_bad_line_is_answered_and_not_counted(one_cast):
    path = opened(one_cast)
    said = {"json": {"vote": voting(one_cast, path), "choice": "for"}} | AWAY
    for _ in range(9):
        got = one_cast.hoa.asks("POST", f"{path}/actions/cast", key="mot-la-phieu", **said)
        assert got.status_code == 200


def test_ballots_without_end_are_refused_too(one_cast):
    path = opened(one_cast)
    said = {"json": {"vote": voting(one_cast, path), "choice": "for"}} | AWAY
    for _ in range(4):
        assert one_cast.hoa.asks("POST", f"{path}/actions/cast", **said).status_code == 200
    refused(one_cast.hoa.asks("POST", f"{path}/actions/cast", **said), "too_many_events")
    assert does(one_cast.minh, path, "close_vote", vote=1)["votes"][0]["result"]["cast"] == 1


def test_a_chair_who_pauses_and_goes_on_without_end_is_stopped(one_cast):
    path = opened(one_cast)
    for step in ("pause", "resume", "pause", "resume"):
        assert tries(one_cast.minh, path, step, **AWAY).status_code == 200
    refused(tries(one_cast.minh, path, "pause", **AWAY), "too_many_events")


def test_a_stranger_learns_nothing_by_it(one_cast):
    """Who may not read the meeting, or not do this, hears that first, however often he asks."""
    path = opened(one_cast)
    for _ in range(9):
        refused(tries(one_cast.nam, path, "request_floor", **AWAY), "not_found")
        refused(tries(one_cast.hoa, path, "pause", **AWAY), "wrong_role")
    assert tries(one_cast.hoa, path, "request_floor", **AWAY).status_code == 200


def test_on_this_machine_one_account_may_do_more_for_load_tests(one_cast):
    path = opened(one_cast)
    for _ in range(9):
        assert tries(one_cast.hoa, path, "request_floor").status_code in (200, 409)


def test_the_house_itself_comes_from_no_address_and_is_not_counted(one_cast):
    path = opened(one_cast)
    meeting = db.session.get_one(Meeting, id_of(path))
    hoa = seated(one_cast.hoa.actor, meeting)
    assert hoa.address == ""
    for _ in range(9):
        dealing.request_floor(hoa, Ref(id_of(path)))
        dealing.withdraw_request(hoa, Ref(id_of(path)))


def test_the_page_says_it_above_its_form(one_cast):
    path = opened(one_cast)
    page = Page(one_cast.hoa, path)
    page.client.environ_base |= AWAY["environ_base"]
    for step in ("request_floor", "withdraw_request") * 2:
        assert page.presses(step).status_code == 302
    no = page.presses("request_floor")
    assert no.status_code == 429 and says("too_many_events", no.text)


def test_a_second_page_is_no_second_measure_for_words(one_cast, sits, monkeypatch):  # noqa: F811
    """Twenty for each page, and ten pages of one account: two hundred, were they not counted."""
    monkeypatch.setattr(pace, "HOME", ())
    path = opened(one_cast)
    pages = [sits(one_cast.hoa) for _ in range(3)]
    answers = [page.asks("presence", meeting=id_of(path)) for page in pages for _ in range(3)]
    assert [one["ok"] for one in answers] == [True] * 6 + [False] * 3
    assert answers[-1] == {"ok": False, "code": "too_many_events", "retry_ms": 10_000}
    assert sits(one_cast.binh).asks("presence", meeting=id_of(path))["ok"] is True


def test_words_on_this_machine_are_counted_by_page_alone(one_cast, sits):  # noqa: F811
    path = opened(one_cast)
    pages = [sits(one_cast.hoa) for _ in range(3)]
    answers = [page.asks("presence", meeting=id_of(path)) for page in pages for _ in range(3)]
    assert all(one["ok"] for one in answers)


def test_a_program_reads_of_it_in_the_document(one_app):
    told = one_app.test_client().get("/api/v1/openapi.json").json["paths"]
    acts = {path: one["post"]["responses"] for path, one in told.items() if "/actions/" in path}
    assert "429" in acts["/api/v1/meetings/{id}/actions/request_floor"]
    assert "429" in acts["/api/v1/meetings/{id}/actions/cast"]
    assert "429" not in acts["/api/v1/incoming/{id}/actions/register"]


def test_normal_hands_stay_below(one_cast):
    """A chair who clicks twice a second, and five hundred who each vote once from one address."""
    bucket = pace.Bucket(pace.MOST_ACTS)
    assert not any(bucket.overflows("minh") for _ in range(20))
    assert not any(bucket.overflows(n) for n in range(500))
    assert pace.MOST_WORDS >= pace.MOST_ACTS
