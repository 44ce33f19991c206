"""What has gone out is mended: replaced by its equal, or corrected by letter (art. 18.3)."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from server.documents.outgoing.models import OutgoingDocument
from server.org.models import Position
from tests.cast import Cast, Hand
from tests.office.incoming import desk as incoming
from tests.office.outcome import change, id_of, line_of, reads, refused, says, show_to, state_of
from tests.office.outgoing import desk
from tests.office.papers import DRAFT, ok
from tests.office.reorganising.merging import at_midnight, district_ends, done, new_day

REPLACE, CORRECT = "Soạn văn bản thay thế", "Soạn công văn đính chính"


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def form(page: str, name: str) -> Any:
    (found,) = [one for one in html.fromstring(page).forms if one.get("data-form") == name]
    return found


def draft(browser: FlaskClient, path: str, how: str) -> dict[str, Any]:
    """What stands in the editor, come by from the paper's own page."""
    door = form(browser.get(path).text, f"mend_{how}")
    sent = browser.post(door.action, data=dict(door.form_values()))
    return whole(browser.get(sent.location).text)


def whole(page: str) -> dict[str, Any]:
    typed: dict[str, Any] = {}
    for name, value in form(page, "draft").form_values():
        typed.setdefault(name, []).append(value)
    return typed


def test_nam_replaces_a_decision_by_one_that_says_so(cast: Cast) -> None:
    body = ["Điều 1. Giao kinh phí.", "Điều 2. Quyết định này có hiệu lực./."]
    old = desk.as_dispatched(cast, doc_type="Quyết định", body=body)
    paper, browser = desk.paper_of(old), cast.nam.browser()
    typed = draft(browser, old, "replaces")
    named = f"Quyết định {paper.code}"
    assert (typed["doc_type"], typed["replaces"]) == (["Quyết định"], [str(paper.id)])
    first, second, last = typed["body"][0].replace("\r", "").split("\n\n")
    assert (first, second) == (body[0], "Điều 2. Quyết định này có hiệu lực.")
    assert last.startswith(f"Quyết định này thay thế Quyết định số {paper.code} ngày ")
    sent = browser.post("/outgoing/new", data=typed)
    new = desk.paper_of(sent.location)
    assert (new.replaces_id, new.subject) == (id_of(old), desk.paper_of(old).subject)
    page = browser.get(sent.location).text
    assert named in page and f'href="{old}"' in page
    edited = whole(browser.get(f"{sent.location}/edit").text) | {"subject": ["Giao thêm"]}
    browser.post(f"{sent.location}/edit", data=edited)
    new = desk.paper_of(sent.location)
    assert (new.subject, new.replaces_id) == ("Giao thêm", id_of(old))


def test_a_replacement_of_another_form_comes_back_with_what_was_typed(cast: Cast) -> None:
    old, browser = desk.as_dispatched(cast, doc_type="Quyết định"), cast.nam.browser()
    typed = draft(browser, old, "replaces") | {"doc_type": ["Công văn"], "subject": ["V/v gõ dở"]}
    again = browser.post("/outgoing/new", data=typed)
    assert again.status_code == 409 and says("has_equal_form", again.text)
    kept = whole(again.text)
    assert (kept["subject"], kept["replaces"]) == (["V/v gõ dở"], [str(id_of(old))])
    assert f'Thay thế <a href="{old}">' in again.text


def test_a_wrong_font_is_corrected_by_letter(cast: Cast) -> None:
    """B14: linked, and the notice stays what it is."""
    old, browser = desk.as_dispatched(cast, doc_type="Thông báo"), cast.nam.browser()
    paper = desk.paper_of(old)
    typed = draft(browser, old, "corrects")
    assert typed["doc_type"] == ["Công văn"]
    assert typed["subject"] == [f"V/v đính chính Thông báo số {paper.code}"]
    assert typed["to"] == ["hoangphu"]
    assert "Đã in: “…”." in typed["body"][0]
    sent = browser.post("/outgoing/new", data=typed)
    assert desk.paper_of(sent.location).corrects_id == id_of(old)
    assert f'href="{old}"' in browser.get(sent.location).text


def test_a_wrong_figure_is_not_corrected_by_letter(cast: Cast) -> None:
    """B13: the no names the way that is open; the choice and the words stay."""
    old, browser = desk.as_dispatched(cast, doc_type="Quyết định"), cast.nam.browser()
    typed = draft(browser, old, "corrects") | {"error_kind": ["content"]}
    again = browser.post("/outgoing/new", data=typed)
    assert again.status_code == 409 and says("is_error_of_form", again.text)
    assert whole(again.text)["error_kind"] == ["content"]
    assert whole(again.text)["body"][0].replace("\r", "") == typed["body"][0].replace("\r", "")


def test_a_mere_error_of_form_is_not_replaced(cast: Cast) -> None:
    """OUT-T18: the no names the way that is open; the choice and the words stay."""
    old, browser = desk.as_dispatched(cast, doc_type="Quyết định"), cast.nam.browser()
    typed = draft(browser, old, "replaces")
    assert typed["error_kind"] == ["content"]
    typed |= {"error_kind": ["form"], "subject": ["V/v gõ dở"]}
    again = browser.post("/outgoing/new", data=typed)
    assert again.status_code == 409 and says("is_error_of_content", again.text)
    kept = whole(again.text)
    assert (kept["error_kind"], kept["subject"]) == (["form"], ["V/v gõ dở"])
    sent = browser.post("/outgoing/new", data=typed | {"error_kind": ["content"]})
    assert desk.paper_of(sent.location).error_kind == "content"
    browser.post(f"{sent.location}/edit", data=whole(browser.get(f"{sent.location}/edit").text))
    assert desk.paper_of(sent.location).error_kind == "content"


def test_who_does_not_draft_and_what_is_not_out_have_no_such_door(cast: Cast) -> None:
    old = desk.as_dispatched(cast)
    assert REPLACE in cast.nam.browser().get(old).text
    assert REPLACE not in cast.lan.browser().get(old).text
    waiting = desk.as_sealed(cast)
    for path, who in ((waiting, cast.nam), (waiting, cast.minh)):
        page = who.browser().get(path).text
        assert REPLACE not in page and CORRECT not in page


def test_nobody_learns_a_number_through_the_editor(cast: Cast) -> None:
    """An id that was written into the address or the form opens nothing and names nothing."""
    old = desk.as_dispatched(cast)
    code, browser = desk.paper_of(old).code, cast.cv_xa.browser()
    gone = browser.get(f"/outgoing/new?replaces={id_of(old)}")
    assert gone.status_code == 422 and code not in gone.text
    typed = whole(browser.get("/outgoing/new").text) | {"replaces": [str(id_of(old))]}
    again = browser.post("/outgoing/new", data=typed)
    assert again.status_code == 422 and code not in again.text


ELSEWHERE = DRAFT | {"signer": "chutich.hoangphu", "to": ["hoangdong"]}
"""What the commune of Hoằng Phú writes itself."""

MENDING: list[tuple[str, dict[str, Any]]] = [
    ("replaces", {"doc_type": "Quyết định"}),
    ("corrects", {"error_kind": "form"}),
]


def read_by(hand: Hand, path: str) -> str:
    """A delegate, a co-signer, a head below: who reads what another agency issued."""
    show_to(path, hand)
    assert reads(hand, path)
    return path


@pytest.mark.parametrize(("how", "more"), MENDING)
def test_who_reads_it_elsewhere_does_not_mend_it(
    cast: Cast, how: str, more: dict[str, Any]
) -> None:
    """Article 18.3: by the agency that issued it. The commune's chair reads the district's."""
    old = read_by(cast.anh, desk.as_dispatched(cast, doc_type="Quyết định"))
    assert REPLACE not in cast.anh.browser().get(old).text
    wish = ELSEWHERE | more | {how: id_of(old)}
    said = refused(cast.anh.asks("POST", "/outgoing", json=wish), "is_of_the_same_agency")
    assert [one["field"] for one in said["errors"]] == [how]


def test_nor_by_the_page(cast: Cast) -> None:
    old = read_by(cast.anh, desk.as_dispatched(cast, doc_type="Quyết định"))
    browser = cast.anh.browser()
    for how in ("replaces", "corrects"):
        gone = browser.get(f"/outgoing/new?{how}={id_of(old)}")
        assert gone.status_code == 409 and says("is_of_the_same_agency", gone.text)
        typed = {"doc_type": ["Quyết định"], "subject": ["Gõ dở"], "body": ["Điều 1. Gõ dở."]}
        typed |= {how: [str(id_of(old))], "error_kind": ["form"]}
        again = browser.post("/outgoing/new", data=whole(browser.get("/outgoing/new").text) | typed)
        assert again.status_code == 409 and says("is_of_the_same_agency", again.text)


@pytest.mark.parametrize(("how", "more"), MENDING)
def test_it_is_asked_again_when_it_is_sent(cast: Cast, how: str, more: dict[str, Any]) -> None:
    """The server carries it out in the older one's agency, and would not be stopped there."""
    new = desk.as_sealed(cast, **more, **{how: id_of(desk.as_dispatched(cast, **DECISION))})
    old = desk.paper_of(new).replaces_id or desk.paper_of(new).corrects_id
    change(OutgoingDocument, {"id": old}, agency_id=cast.anh.actor.agency_id)
    refused(cast.lan.does(new, "dispatch"), "is_of_the_same_agency")
    assert (state_of(new), state_of(f"/outgoing/{old}")) == ("SEALED", "DISPATCHED")
    assert line_of(f"/outgoing/{old}").note == ""


DECISION = {"doc_type": "Quyết định"}


def test_who_came_after_mends_what_the_closed_agency_issued(cast: Cast) -> None:
    old = desk.as_dispatched(cast, **DECISION)
    show_to(old, cast.nam)
    done(district_ends())
    with at_midnight():
        nam = new_day(cast.nam)
        assert REPLACE in nam.browser().get(old).text
        wish = DRAFT | DECISION | {"replaces": id_of(old), "to": ["tinh"]}
        ok(nam.asks("POST", "/outgoing", json=wish))


def test_who_took_over_a_part_of_its_work_mends_too_but_not_the_superior(cast: Cast) -> None:
    """ORG-10: one that was split has one successor by line, and others by their posts."""
    old = read_by(cast.anh, desk.as_dispatched(cast, doc_type="Quyết định"))
    district, wish = cast.nam.actor.agency_id, ELSEWHERE | DECISION | {"replaces": id_of(old)}
    post = {"id": cast.anh.actor.position_id}
    change(Position, post, inherits=[f"a:{district}:LEADER", f"a:{district}1"])
    refused(cast.anh.asks("POST", "/outgoing", json=wish), "is_of_the_same_agency")
    change(Position, post, inherits=[f"a:{district}"])
    ok(cast.anh.asks("POST", "/outgoing", json=wish))
    commune = {"agency_id": cast.anh.actor.agency_id}
    change(OutgoingDocument, {"id": id_of(old)}, **commune)
    show_to(old, cast.nam)
    change(Position, {"id": cast.nam.actor.position_id}, inherits=[f"a:{commune['agency_id']}"])
    mine = DRAFT | DECISION | {"replaces": id_of(old)}
    refused(cast.nam.asks("POST", "/outgoing", json=mine), "is_of_the_same_agency")


def test_a_letter_is_answered_by_the_agency_it_came_to(cast: Cast) -> None:
    """IN-T19: what another office sent, and Nam merely reads, is no reply of his."""
    theirs = read_by(cast.nam, desk.as_dispatched(cast))
    letter = incoming.in_progress(cast)
    change(OutgoingDocument, {"id": id_of(theirs)}, agency_id=cast.anh.actor.agency_id)
    said = {"reply": id_of(theirs)}
    no = refused(cast.nam.does(letter, "propose_close", said), "is_own_reply")
    assert [one["field"] for one in no["errors"]] == ["reply"]
    assert state_of(letter) == "IN_PROGRESS"
    change(OutgoingDocument, {"id": id_of(theirs)}, agency_id=cast.nam.actor.agency_id)
    ok(cast.nam.does(letter, "propose_close", said))


def test_what_he_drafted_in_another_office_is_not_offered_as_the_reply(cast: Cast) -> None:
    mine, letter = desk.as_dispatched(cast), incoming.in_progress(cast)
    offered = f'<option value="{id_of(mine)}">'
    assert offered in cast.nam.browser().get(letter).text
    change(OutgoingDocument, {"id": id_of(mine)}, agency_id=cast.anh.actor.agency_id)
    assert offered not in cast.nam.browser().get(letter).text
