"""Lan keeps the agency's standing sentences, Minh his own; both stand under his directive."""

import re

import pytest
from flask import Flask

from server.audit.models import LedgerEvent
from server.database import db
from server.documents.incoming.asking import OPINIONS, ORDERS
from server.habits import phrases
from server.habits.phrases import Wanted
from server.org.phrases import phrases_of, suggested
from tests.cast import Cast, Hand
from tests.office.admin.desk import last_change, why
from tests.office.outcome import refused
from tests.office.papers import directed, drafted, due, in_progress, ok, presented

SAYS = "Giao Văn phòng phối hợp Phòng VH-TT tham mưu, xong trước thứ Sáu."


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def kept(hand: Hand, text: str = SAYS, place: str = "directive", *, shared: bool = True) -> int:
    return phrases.make(hand.actor, Wanted(text, place), shared=shared).id


def test_they_stand_under_the_directive_in_the_place_of_the_usual_ones(cast):
    path = presented(cast)
    form = cast.minh.browser().get(path).text
    assert ORDERS[0] in form
    kept(cast.lan)
    kept(cast.minh, "Tôi chủ trì họp.", shared=False)
    kept(cast.dao, "Của xã.")
    form = cast.minh.browser().get(path).text
    assert f">{SAYS}</button>" in form and ">Tôi chủ trì họp.</button>" in form
    assert ORDERS[0] not in form and "Của xã." not in form


def test_each_place_has_its_own_and_ones_own_are_nobody_elses(cast):
    kept(cast.lan, "Thống nhất.", "opinion")
    kept(cast.minh, "Tôi chủ trì họp.", shared=False)
    assert suggested(cast.hoa.actor, "opinion", OPINIONS) == ["Thống nhất."]
    assert suggested(cast.hoa.actor, "directive", ORDERS) == list(ORDERS)
    assert suggested(cast.minh.actor, "directive", ORDERS) == ["Tôi chủ trì họp.", *ORDERS]


def test_his_first_own_sentence_does_not_take_the_usual_ones_away(cast):
    """Minh wrote one down, and the five that he had pressed every day were gone."""
    path = presented(cast)
    kept(cast.minh, "Tôi chủ trì họp.", shared=False)
    form = cast.minh.browser().get(path).text
    assert form.index(">Tôi chủ trì họp.</button>") < form.index(f">{ORDERS[0]}</button>")
    kept(cast.minh, ORDERS[0], shared=False)
    assert suggested(cast.minh.actor, "directive", ORDERS).count(ORDERS[0]) == 1, "said once"


def test_the_agencys_are_in_history_and_log_without_words_and_ones_own_are_not(cast):
    row_id = kept(cast.lan)
    said = last_change()
    assert (said.act, said.subject) == ("phrase_made", f"phrase/{row_id}") and SAYS in said.words
    event = db.session.query(LedgerEvent).order_by(LedgerEvent.id.desc()).first()
    assert "phrase_made" in event.content and SAYS not in event.content
    kept(cast.minh, "Riêng.", shared=False)
    assert last_change().id == said.id
    phrases.drop(cast.tuan.actor, row_id)
    assert last_change().act == "phrase_dropped"


def test_who_may_and_what_is_not_taken(cast, monkeypatch):
    row_id, own = kept(cast.lan), kept(cast.minh, "Riêng.", shared=False)
    assert why(kept, cast.minh, "Khác.") == "wrong_role"
    assert why(kept, cast.thu, "Khác.", shared=False) == "wrong_role"
    assert why(phrases.drop, cast.minh.actor, row_id) == "wrong_role"
    assert why(phrases.drop, cast.hoa.actor, own) == "no_such_row"
    assert why(phrases.drop, cast.dao.actor, row_id) == "no_such_row"
    assert why(kept, cast.lan, f"  {SAYS}\n") == "phrase_is_there"
    monkeypatch.setattr(phrases, "MOST", 1)
    assert why(kept, cast.lan, "Nữa.") == "too_many_phrases"
    kept(cast.lan, "Nữa.", "opinion")


def test_minh_keeps_his_own_on_his_pages(cast):
    browser = cast.minh.browser()
    page = browser.get("/phrases/new").text
    assert "Dùng chung" not in page and "Dùng chung" in cast.lan.browser().get("/phrases/new").text
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    typed = {"csrf_token": token, "text": SAYS, "place": "directive"}
    assert browser.post("/phrases/new", data=typed).status_code == 302
    assert browser.post("/phrases/new", data=typed).status_code == 409
    (row,) = phrases_of(cast.minh.actor)
    assert f'href="/phrases/{row.id}"' in browser.get("/phrases").text
    assert f'href="/phrases/{row.id}/drop"' in browser.get(f"/phrases/{row.id}").text
    assert SAYS in browser.get(f"/phrases/{row.id}/drop").text
    kept(cast.lan, "Của cơ quan.")
    assert browser.get("/phrases").text.count('href="/phrases/') == 2, "a new one, and his own"
    assert browser.post(f"/phrases/{row.id}/drop", data={"csrf_token": token}).status_code == 302
    assert [one.text for one in phrases_of(cast.minh.actor)] == ["Của cơ quan."]


def test_lan_says_one_otherwise_and_what_was_written_with_it_stays(cast):
    row_id, other = kept(cast.lan), kept(cast.lan, "Khác.")
    path = directed(cast, text=SAYS)
    phrases.change(cast.lan.actor, row_id, Wanted(" Giao  Văn phòng. ", "opinion"))
    assert suggested(cast.hoa.actor, "opinion", OPINIONS) == ["Giao Văn phòng."]
    assert suggested(cast.hoa.actor, "directive", ORDERS) == ["Khác."]
    said = last_change()
    assert (said.act, said.subject) == ("phrase_changed", f"phrase/{row_id}")
    assert "Giao Văn phòng." in said.words and SAYS in cast.hoa.browser().get(path).text
    event = db.session.query(LedgerEvent).order_by(LedgerEvent.id.desc()).first()
    assert "phrase_changed" in event.content and "Văn phòng" not in event.content
    same = Wanted("Giao Văn phòng.", "opinion")
    assert why(phrases.change, cast.lan.actor, row_id, same) == "nothing_changes"
    taken = Wanted("Khác.", "directive")
    assert why(phrases.change, cast.lan.actor, row_id, taken) == "phrase_is_there"
    assert why(phrases.change, cast.minh.actor, other, same) == "wrong_role"
    assert why(phrases.change, cast.dao.actor, other, same) == "no_such_row"


def test_a_full_place_lets_one_be_said_otherwise(cast, monkeypatch):
    row_id = kept(cast.lan)
    monkeypatch.setattr(phrases, "MOST", 1)
    phrases.change(cast.lan.actor, row_id, Wanted("Khác.", "directive"))
    elsewhere = kept(cast.lan, "Ý kiến.", "opinion")
    full = Wanted("Nữa.", "directive")
    assert why(phrases.change, cast.lan.actor, elsewhere, full) == "too_many_phrases"


def test_minh_changes_his_own_on_its_page(cast):
    row_id, browser = kept(cast.minh, shared=False), cast.minh.browser()
    page = browser.get(f"/phrases/{row_id}").text
    assert SAYS in page and '<option value="directive" selected>' in page
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    typed = {"csrf_token": token, "text": "", "place": "directive"}
    assert browser.post(f"/phrases/{row_id}", data=typed).status_code == 422
    typed |= {"text": "Khác."}
    assert browser.post(f"/phrases/{row_id}", data=typed).status_code == 302
    assert [one.text for one in phrases_of(cast.minh.actor)] == ["Khác."]
    assert cast.lan.browser().get(f"/phrases/{row_id}").status_code == 404


def test_a_program_keeps_them_by_the_same_rules(cast):
    body = {"text": SAYS, "place": "directive", "shared": True}
    for _again in range(2):
        (made,) = ok(cast.lan.asks("POST", "/phrases", json=body, key="k-phrase"))["items"]
    assert (made["text"], made["shared"], made["actions"]) == (SAYS, True, ["change", "drop"])
    assert cast.minh.sees("/phrases")["items"][0]["actions"] == []
    refused(cast.minh.asks("POST", "/phrases", json=body | {"text": "x"}), "wrong_role")
    changed = {"text": "Khác.", "place": "directive"}
    there = f"/phrases/{made['id']}/actions"
    refused(cast.minh.asks("POST", f"{there}/change", json=changed), "wrong_role")
    (said,) = ok(cast.lan.asks("POST", f"{there}/change", json=changed))["items"]
    assert (said["id"], said["text"]) == (made["id"], "Khác.")
    refused(cast.minh.asks("POST", f"{there}/drop"), "wrong_role")
    assert ok(cast.lan.asks("POST", f"/phrases/{made['id']}/actions/drop"))["items"] == []
    refused(cast.thu.asks("GET", "/phrases"), "wrong_role")


def test_who_is_asked_to_cooperate_and_who_is_consulted_have_the_sentences_for_opinions(cast):
    kept(cast.lan, "Thống nhất, đề nghị bổ sung kinh phí.", "opinion")
    kept(cast.lan, SAYS)
    coming = in_progress(cast, cooperate=["tckh"])
    going = drafted(cast)
    ok(cast.nam.does(going, "consult", {"units": ["tckh"], "due_at": due(3)}))
    for path in (coming, going):
        form = cast.tckh.browser().get(path).text
        assert ">Thống nhất, đề nghị bổ sung kinh phí.</button>" in form, path
        assert SAYS not in form.split('name="text"')[1].split("</form>")[0], path


def test_what_was_written_with_a_phrase_stays_when_it_is_dropped(cast):
    row_id = kept(cast.minh, shared=False)
    path = directed(cast, text=SAYS)
    phrases.drop(cast.minh.actor, row_id)
    assert SAYS in cast.hoa.browser().get(path).text
    assert suggested(cast.minh.actor, "directive", ORDERS) == list(ORDERS)


def test_a_phrase_is_one_line_and_is_for_a_place_that_there_is(cast):
    row_id = kept(cast.lan, "  Giao \n Văn phòng.  ")
    (row,) = phrases_of(cast.nam.actor)
    assert (row.id, row.text) == (row_id, "Giao Văn phòng.")
    body = {"text": "x", "place": "stamp", "shared": False}
    assert cast.nam.asks("POST", "/phrases", json=body).status_code == 422
    assert cast.nam.asks("POST", "/phrases", json=body | {"text": " "}).status_code == 422
