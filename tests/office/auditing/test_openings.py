"""What Sơn opens of content is written in the log each time: who, what, for which inspection."""

import json

import pytest
from sqlalchemy import select

from server.audit.models import LedgerEvent
from server.database import db
from server.papers.openings import OPENED, running
from tests.cast import Cast
from tests.office.front.desks import arrivals
from tests.office.front.test_highlights import scanned
from tests.office.incoming.shredder import secret
from tests.office.outcome import refused, says, show_to
from tests.office.papers import SENT


def opened() -> list[dict]:
    db.session.rollback()
    rows = db.session.scalars(select(LedgerEvent.content).order_by(LedgerEvent.id))
    return [said for said in map(json.loads, rows) if said["event"] == OPENED]


@pytest.mark.sent
def test_each_opening_of_page_file_and_history_is_an_event_with_its_why(one_cast: Cast) -> None:
    son, why = one_cast.son, running(one_cast.son.actor.person_id)
    assert why is not None and opened() == []
    son.browser().get(SENT)
    for ask in (lambda at: son.asks("GET", at), son.browser().get):
        with ask(f"{SENT}/files/1") as got:
            assert got.status_code == 200
    said = opened()
    assert [one["doc"] for one in said] == ["outgoing/1"] * 3
    assert {(one["by"], one["inspection"]) for one in said} == {(son.actor.person_id, why.id)}
    assert all(one["revision_sha256"] for one in said)
    one_cast.lan.browser().get(SENT)
    assert len(opened()) == 3


@pytest.mark.sent
def test_without_an_inspection_he_reads_the_log_and_no_content(one_cast: Cast) -> None:
    son = one_cast.son.browser()
    form = {"csrf_token": _token(son.get("/audit").text)}
    ordered = running(one_cast.son.actor.person_id)
    assert son.post("/audit/inspections/999/end", data=form).status_code == 404
    for _ in range(2):
        assert son.post(f"/audit/inspections/{ordered.id}/end", data=form).status_code == 302
    refused(one_cast.son.asks("GET", f"{SENT}/files/1"), "no_inspection")
    page = son.get(SENT)
    assert page.status_code == 409 and says("no_inspection", page.text)
    assert son.get("/audit/signatures").status_code == 200
    begun = form | {"csrf_token": _token(son.get("/audit").text), "order_code": "7/QĐ-UBND"}
    missing = son.post("/audit/inspections", data=begun)
    assert missing.status_code == 422 and "7/QĐ-UBND" in missing.text
    son.post("/audit/inspections", data=begun | {"about": "Kiểm tra việc ký số"})
    assert son.get(SENT).status_code == 200
    twice = son.post("/audit/inspections", data=begun | {"about": "Đợt nữa"})
    assert says("inspection_runs", twice.text)


def _token(page: str) -> str:
    return page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]


def test_a_quarantined_paper_stays_shut_to_him_and_leaves_no_word_in_his_lists(
    one_cast: Cast,
) -> None:
    path = secret(one_cast)
    refused(one_cast.son.asks("GET", path), "not_found")
    refused(one_cast.son.asks("GET", f"{path}/files/1"), "not_found")
    assert opened() == []
    for page in ("/audit/entries", "/audit/anomalies", "/audit"):
        assert "Xuyenchi" not in one_cast.son.browser().get(page).text


def test_what_he_looks_for_is_found_in_scans_and_none_of_their_words_are_shown_unlogged(
    one_cast: Cast,
) -> None:
    """A part of a scan is content; he reads it by opening the paper, which is an event."""
    (paper,) = arrivals(one_cast.lan.actor, 1, subject="V/v lụt bão")
    scanned(paper, "Kinh phí sửa chữa đập Yên Mỹ sau lụt bão")
    show_to(f"/incoming/{paper}", one_cast.son)
    asked = "/search?q=dap yen my"
    assert "<q>" in one_cast.lan.browser().get(asked).text
    page = one_cast.son.browser().get(asked).text
    assert f'href="/incoming/{paper}"' in page
    assert "<q>" not in page and "Yên Mỹ" not in page
    assert opened() == []
