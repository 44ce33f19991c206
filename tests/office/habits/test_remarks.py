"""Hoa says something on a paper and names Nam, who hears that; only who reads it is named."""

import pytest
from flask import Flask

from server import outbox
from server.audit.models import LedgerEvent
from server.database import db
from server.desks.models import Desk, Mention
from server.desks.queries import where_is_it
from server.ledger.checking.papers import paper_findings
from server.org.models import Person
from server.outbox import Announcement
from tests.cast import Cast, Hand
from tests.office.outcome import change, history, id_of, refused, state_of
from tests.office.papers import assigned, drafted, ok, presented, registered

WORDS = "Số liệu của xã Hoằng Lộc còn thiếu"
WHY = {"reason": "Có dấu MẬT"}


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def says(hand: Hand, path: str, *accounts: str, text: str = WORDS):
    return hand.asks("POST", f"{path}/remarks", json={"text": text, "mention": [*accounts]})


def may_name(hand: Hand, path: str) -> set[str]:
    return {one["account"] for one in hand.sees(f"{path}/remarks")["may_name"]}


def bell(hand: Hand) -> str:
    return hand.browser().get("/notices").text


def unread(hand: Hand) -> str:
    return hand.browser().get("/").text.split('aria-label="Thông báo: ')[1].split(" ")[0]


def test_it_stands_on_the_paper_and_moves_nothing(cast):
    path = assigned(cast)
    before, version = state_of(path), cast.hoa.sees(path)["version"]
    ok(says(cast.hoa, path))
    last = history(path)[-1]
    assert (last.transition, last.source, last.target) == ("remark", before, before)
    assert (state_of(path), cast.hoa.sees(path)["version"]) == (before, version)
    page = cast.lan.browser().get(path).text
    talk = page.split('id="talk"')[1].split("</section>")[0]
    assert WORDS in talk and cast.hoa.actor.name in talk
    assert WORDS not in page.split('id="history"')[1]
    assert WORDS not in where_is_it("incoming", id_of(path))


def test_the_log_has_its_digest_and_not_its_words_and_agrees_with_the_history(cast):
    path = assigned(cast)
    ok(says(cast.hoa, path))
    event = db.session.query(LedgerEvent).order_by(LedgerEvent.id.desc()).first()
    assert '"event":"remark"' in event.content.replace(" ", "") and WORDS not in event.content
    assert list(paper_findings()) == []


def test_only_who_may_read_it_can_be_named(cast):
    path = assigned(cast)
    may = may_name(cast.hoa, path)
    assert {"chuyenvien.huyen", "chutich.huyen", "vanthu.huyen"} <= may
    assert not may & {"truongphong.huyen", "tp-tckh.huyen", "vanthu.hoangphu", "thanhtra"}
    refused(says(cast.hoa, path, "tp-tckh.huyen"), "reads_it_not")
    refused(says(cast.hoa, path, "thanhtra"), "reads_it_not")
    assert db.session.query(Mention).count() == 0 and history(path)[-1].transition == "assign"
    draft = drafted(cast)
    assert "vanthu.huyen" not in may_name(cast.nam, draft)


def test_who_can_be_named_stands_by_given_name_as_vietnamese_do(cast):
    path = presented(cast)
    ok(cast.minh.does(path, "for_info", {"to": ["vhtt", "tnmt", "nnptnt"]}))
    may = cast.minh.sees(f"{path}/remarks")["may_name"]
    given = [one["name"].split()[-1] for one in may]
    assert {"Đạt", "Hoa", "Hùng", "Lan"} <= set(given)
    assert given.index("Đạt") < given.index("Hoa") < given.index("Hùng") < given.index("Lan")


def test_of_two_with_one_name_the_paper_says_which_was_meant(cast):
    """Nguyễn Thị Lan is the clerk and an officer: years later nobody remembers whom Hoa asked."""
    path = assigned(cast)
    ok(says(cast.hoa, path, cast.nam.account))
    assert history(path)[-1].reason == f"@{cast.nam.actor.name} {WORDS}"
    change(Person, {"account": cast.nam.account}, full_name=cast.lan.actor.name)
    ok(says(cast.hoa, path, cast.nam.account))
    post = "Chuyên viên, Phòng Văn hóa và Thông tin"
    assert history(path)[-1].reason == f"@{cast.lan.actor.name} ({post}) {WORDS}"
    assert ("Có người nhắc tới" in bell(cast.nam), "Có người nhắc tới" in bell(cast.lan)) == (
        True,
        False,
    )


def test_whom_it_names_hears_that_and_not_what(cast):
    path = assigned(cast)
    was = int(unread(cast.nam))
    ok(says(cast.hoa, path, "chuyenvien.huyen", "chuyenvien.huyen"))
    (said,) = cast.nam.sees(f"{path}/remarks")["items"]
    assert said["text"] == f"@{cast.nam.actor.name} {WORDS}"
    assert int(unread(cast.nam)) == was + 1
    seen = bell(cast.nam)
    assert f'href="{path}#talk"' in seen and "nhắc tới anh/chị" in seen
    assert WORDS not in seen and "nhắc tới" not in bell(cast.minh)
    heard = [row.payload for row in db.session.query(Announcement)]
    assert WORDS not in str(heard)


def test_she_reads_of_which_paper_until_it_seems_to_be_secret(cast):
    """Five lines “nhắc tới anh/chị về một văn bản đến” were opened one after the other."""
    path = presented(cast)
    subject = cast.lan.sees(path)["subject"]
    ok(says(cast.minh, path, "vanthu.huyen"))
    assert f"về một văn bản đến: {subject}" in bell(cast.lan)
    ok(cast.lan.does(path, "quarantine", WHY))
    seen = bell(cast.lan)
    assert "nhắc tới anh/chị" in seen and subject not in seen


def test_his_open_page_is_told(cast, monkeypatch):
    path, told = assigned(cast), []
    monkeypatch.setattr(outbox, "announce_all", lambda *said: told.extend(said))
    ok(says(cast.hoa, path, "chuyenvien.huyen"))
    assert ("notice", {f"p:{cast.nam.actor.position_id}"}) in [one[:2] for one in told]


def test_who_is_named_twice_or_by_two_remarks_has_a_notice_for_each_remark(cast):
    path = assigned(cast)
    for text in ("Một", "Hai"):
        ok(says(cast.hoa, path, "chuyenvien.huyen", text=text))
    assert db.session.query(Mention).count() == 2
    assert bell(cast.nam).count(f'href="{path}#talk"') == 2
    browser = cast.nam.browser()
    browser.get("/notices")
    page = browser.get("/notices").text
    assert page.count("nhắc tới") == 2 and "· chưa đọc" not in page


def test_a_program_said_it_twice_with_one_key_and_it_stands_once(cast):
    path = assigned(cast)
    body = {"text": WORDS, "mention": []}
    first, again = (
        cast.hoa.asks("POST", f"{path}/remarks", json=body, key="k-remark") for _ in range(2)
    )
    assert first.status_code == again.status_code == 201 and first.json == again.json
    assert [row.transition for row in history(path)].count("remark") == 1
    last = cast.hoa.sees(f"{path}/history")["items"][-1]
    assert (last["transition"], last["reason"], last["account"]) == (
        "remark", WORDS, "truongphong.huyen")  # fmt: skip


def test_on_a_draft_its_unit_talks_and_nobody_else_hears(cast):
    path = drafted(cast)
    ok(says(cast.hoa, path, "chuyenvien.huyen"))
    assert "văn bản đi" in bell(cast.nam) and path in bell(cast.nam)
    refused(says(cast.lan, path), "not_found")
    refused(cast.lan.asks("GET", f"{path}/remarks"), "not_found")
    assert cast.lan.browser().get(f"{path}/remark").status_code == 404


def test_of_a_paper_that_waits_for_nobody_the_last_step_is_said_and_not_the_last_remark(cast):
    path = registered(cast)
    ok(cast.lan.does(path, "route_by_rule", {"lead": "vhtt", "rule": "Điều 5"}))
    db.session.query(Desk).filter_by(paper_kind="incoming", paper_id=id_of(path)).delete()
    db.session.commit()
    ok(says(cast.minh, path))
    told = where_is_it("incoming", id_of(path))
    assert cast.lan.actor.name in told and cast.minh.actor.name not in told


def test_who_loses_the_right_has_no_notice_more(cast):
    path = registered(cast)
    ok(says(cast.lan, path, "vanthu2.huyen"))
    assert path in bell(cast.lien)
    draft = drafted(cast)
    db.session.add(Mention(person_id=cast.lien.actor.person_id, paper_kind="outgoing",
                           paper_id=id_of(draft), at=history(path)[-1].at))  # fmt: skip
    db.session.commit()
    assert draft not in bell(cast.lien)


def test_nothing_is_said_of_a_suspected_secret_and_what_was_said_is_locked_away(cast):
    path = presented(cast)
    ok(says(cast.minh, path, "vanthu.huyen"))
    ok(cast.lan.does(path, "quarantine", WHY))
    refused(says(cast.lan, path), "not_of_a_suspect")
    assert cast.lan.browser().get(f"{path}/remark").status_code == 409
    assert WORDS not in {row.reason for row in history(path)}
    assert f"{path}/remark" not in cast.lan.browser().get(path).text


def test_who_only_reads_says_nothing(cast):
    path = assigned(cast)
    refused(says(cast.son, path), "wrong_role")
    refused(says(cast.tckh, path), "not_found")
    refused(says(cast.hoa, path, text="  "), "has_text")


def test_nam_writes_on_the_sheet_and_a_no_keeps_his_words(cast):
    path, browser = assigned(cast), cast.nam.browser()
    sheet = browser.get(f"{path}/remark").text
    token = sheet.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    assert '<option value="truongphong.huyen"' in sheet and "tp-tckh" not in sheet
    typed = {"csrf_token": token, "op_id": "a1", "text": WORDS, "mention": "tp-tckh.huyen"}
    no = browser.post(f"{path}/remark", data=typed)
    assert no.status_code == 422 and WORDS in no.text
    typed |= {"mention": "truongphong.huyen"}
    for _again in range(2):
        done = browser.post(f"{path}/remark", data=typed)
        assert done.headers["Location"] == f"{path}#talk"
    assert [row.transition for row in history(path)].count("remark") == 1


def test_a_name_that_was_typed_and_not_chosen_is_found_or_said_and_never_lost(cast):
    """Nam types who may not read it and presses Enter: he would believe that she was told."""
    path, browser = assigned(cast), cast.nam.browser()
    sheet = browser.get(f"{path}/remark").text
    token = sheet.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    typed = {"csrf_token": token, "op_id": "a2", "text": WORDS}
    no = browser.post(f"{path}/remark", data=typed | {"mention.typed": cast.tckh.actor.name})
    assert no.status_code == 422 and WORDS in no.text
    assert f"Đã gõ “{cast.tckh.actor.name}”. Không ai được đọc trang này" in no.text
    assert f'data-typed="{cast.tckh.actor.name}"' in no.text
    assert db.session.query(Mention).count() == 0 and path not in bell(cast.tckh)
    one = typed | {"op_id": "a3", "mention.typed": cast.minh.actor.name.upper()}
    assert browser.post(f"{path}/remark", data=one).status_code == 302
    assert (
        path in bell(cast.minh) and f"@{cast.minh.actor.name} {WORDS}" in history(path)[-1].reason
    )
