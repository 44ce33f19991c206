"""Sơn reads the log of everything, by what happened, to which paper, by whom, where and when."""

import datetime as dt

import pytest
from flask import Flask

from server.audit.kinds import KINDS
from server.auditing import happenings
from server.clock import today
from server.ledger import sequencing
from server.words import fold
from tests.cast import Cast
from tests.office.front.desks import presented, statements
from tests.office.meetings.closed import closed
from tests.office.outcome import refused

pytestmark = pytest.mark.sent
TOMORROW = (today() + dt.timedelta(days=1)).isoformat()


def events(cast: Cast, asked: str) -> list[str]:
    return [one["event"] for one in cast.son.sees(f"/audit/entries?{asked}")["items"]]


def test_each_condition_leaves_what_it_says(cast: Cast) -> None:
    """On both databases: each reads JSON in its own way."""
    sequencing.place_all()
    everything = events(cast, "")
    assert {"create", "approve", "sign", "seal", "dispatch"} <= set(everything)
    for asked, found in {
        "event=sign": ["sign"],
        "q=outgoing/1&event=seal": ["seal"],
        "q=01/UBND-VHTT&event=seal": ["seal"],
        "q=outgoing/2": [],
        "person=chutich.huyen": ["sign", "approve"],
        "person=khong+ai": [],
        "agency=hoangdong": [],
        f"at_from={TOMORROW}": [],
        f"event=sign&at_from={today()}&at_to={today()}": ["sign"],
    }.items():
        assert events(cast, asked) == found, asked
    assert set(events(cast, "agency=huyen")) <= set(everything)
    refused(cast.son.asks("GET", "/audit/entries?agency=khong-co"), "unknown_agency")


def test_a_row_has_names_beside_its_codes_and_an_entry_its_proof(one_cast: Cast) -> None:
    sequencing.place_all()
    son = one_cast.son.browser()
    with statements() as said:
        page = son.get("/audit/entries?q=outgoing/1").text
    assert len(said) <= 9
    for word in ("Chủ tịch", "UBND huyện", "outgoing/1", "Ký số của cơ quan"):
        assert word in page, word
    seq = one_cast.son.sees("/audit/entries?event=seal")["items"][0]["seq"]
    one = son.get(f"/audit/entries/{seq}").text
    assert "revision_sha256" in one and "Đường chứng minh" in one and 'href="/outgoing/1"' in one
    assert son.get("/audit/entries/99999").status_code == 404


def test_whatever_the_log_can_hold_is_found_by_its_words(one_app: Flask, one_cast: Cast) -> None:
    """A vote, a key, a receipt, a permission: an auditor narrows by each of them."""
    closed(one_cast)
    sequencing.place_all()
    son = one_cast.son.browser()
    with one_app.test_request_context():
        known = happenings.events()
        named = {code.rpartition(":")[2] for code in known}
        assert named >= KINDS.keys() | {"seal", "dispatch", "open", "give", "sign_minutes"}
        assert not [code for code, words in known.items() if words == code.rpartition(":")[2]]
        assert not [code for code, words in known.items() if code not in happenings.meant(words)]
        assert {*happenings.meant("ky so").values()} == {"Ký số"}
    for asked in ("vote", "Kết quả biểu quyết", "ket qua bieu"):
        page = son.get("/audit/entries", query_string={"event": asked}).text
        rows = page.split("<tbody")[-1]
        assert "Kết quả biểu quyết" in rows and "meetings/1" in rows and "Bế mạc" not in rows
    assert "Bế mạc" in son.get("/audit/entries?q=meetings/1").text
    assert "Không có mục nào khớp" in son.get("/audit/entries?event=khong+co+viec+nao").text


def test_one_step_of_two_rooms_is_told_apart_by_what_each_calls_it(one_cast: Cast) -> None:
    closed(one_cast)
    sequencing.place_all()
    son = one_cast.son.browser()
    for words, where, other in (
        ("Lập kế hoạch họp", "meetings/1", "outgoing/1"),
        ("Bắt đầu soạn", "outgoing/1", "meetings/1"),
    ):
        rows = son.get("/audit/entries", query_string={"event": words}).text.split("<tbody")[-1]
        assert where in rows and other not in rows
    both = son.get("/audit/entries?event=create").text.split("<tbody")[-1]
    assert "meetings/1" in both and "outgoing/1" in both


def test_a_few_letters_are_answered_and_say_which_kinds_they_mean(one_cast: Cast) -> None:
    sequencing.place_all()
    son = one_cast.son.browser()
    answer = son.get("/audit/happenings?q=dau").json["found"]
    assert 1 < len(answer) <= 20 and all("dau" in fold(one["words"]) for one in answer)
    page = son.get("/audit/entries?event=dau").text
    assert "Các việc: " in page and "Bắt đầu nội dung" in page
    rows = son.get("/audit/entries?event=co+quan").text.split("<tbody")[-1]
    assert "Ký số của cơ quan" in rows and "Phát hành" not in rows
    assert one_cast.nam.browser().get("/audit/happenings?q=dau").status_code == 403


def test_the_list_is_a_small_page_for_all_that_can_happen(one_cast: Cast) -> None:
    presented(one_cast, 20)
    sequencing.place_all()
    page = one_cast.son.browser().get("/audit/entries")
    assert page.text.count("<tr><td>") == 50
    assert len(page.data) <= 25 * 1024
