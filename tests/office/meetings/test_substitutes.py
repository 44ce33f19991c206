"""Who cannot come sends a substitute: he attends and speaks, and votes in nobody's stead."""

import re

import pytest
from sqlalchemy import select

from server.audit.models import LedgerEvent
from server.database import db
from server.desks.models import Mention
from server.papers import telling
from tests.office.meetings.gathering import does, entered, item, voting
from tests.office.meetings.test_pages import Page
from tests.office.meetings.test_refusals import no
from tests.office.outcome import refused
from tests.office.papers import SENT

WHY = "Đi công tác tỉnh"


def sends(hand, path, who, **more):
    return does(hand, path, "send_substitute", substitute=who.account, reason=WHY, **more)


def row(seen, who):
    return next(one for one in seen["attendance"] if one["account"] == who.account)


def test_he_attends_and_speaks_and_does_not_vote(one_cast):
    cast = one_cast
    path = entered(cast)
    refused(cast.nam.asks("GET", path), "not_found")
    seen = sends(cast.hoa, path, cast.nam)
    assert row(seen, cast.hoa)["state"] == "EXCUSED"
    stands = row(seen, cast.nam)
    assert (stands["stands_for"], stands["parts"]) == (cast.hoa.actor.name, ["DELEGATE"])
    assert seen["quorum"]["base"] == 4, "whom he stands for stays one of the body"
    for name in ("minh", "binh", "tckh", "nam"):
        does(getattr(cast, name), path, "check_in")
    seen = does(cast.minh, path, "open")
    assert seen["quorum"]["present"] == 3
    does(cast.nam, path, "request_floor")
    vote = voting(cast, path)
    said = {"vote": vote, "choice": "for"}
    got = cast.nam.asks("POST", f"{path}/actions/cast", json=said)
    refused(got, "wrong_role")


def test_he_hears_that_he_is_sent_and_who_sent_him_reads_who_comes(one_cast):
    cast = one_cast
    path = entered(cast)
    seen = sends(cast.hoa, path, cast.nam)
    told = db.session.scalars(select(Mention).filter_by(what=telling.SENT)).all()
    assert [one.person_id for one in told] == [cast.nam.actor.person_id]
    assert "cử dự thay" in cast.nam.browser().get("/notices").text
    assert row(seen, cast.hoa)["sent"] == cast.nam.actor.name
    seen = does(cast.hoa, path, "check_in")
    assert row(seen, cast.hoa)["sent"] == "", "he came himself after all"


def test_who_may_be_sent_begins_with_the_own_unit(one_cast):
    cast = one_cast
    page = Page(cast.hoa, entered(cast)).text
    offered = re.findall(r"<option[^>]*>(.* – .*)</option>", page)
    assert offered[0] == f"{cast.nam.actor.name} – Chuyên viên, Phòng Văn hóa và Thông tin"


@pytest.mark.sent
def test_he_reads_the_papers_and_presents_what_was_to_be_presented(one_cast):
    cast = one_cast
    matter = {"title": "Dự toán", "documents": [SENT[1:]], "rapporteur": cast.tckh.account}
    path = entered(cast, agenda=[matter])
    refused(cast.cv_tckh.asks("GET", SENT), "not_found")
    seen = sends(cast.tckh, path, cast.cv_tckh)
    assert seen["agenda"][0]["rapporteur"] == cast.cv_tckh.account
    assert cast.cv_tckh.sees(SENT)["id"]
    assert "RAPPORTEUR" in row(seen, cast.cv_tckh)["parts"]


@pytest.mark.sent
def test_the_site_and_the_matter_go_to_who_comes_and_come_back_with_who_comes_himself(one_cast):
    """The head of a site looks after its people: an empty chair signs nobody in (§10.12)."""
    cast = one_cast
    site = {"name": "UBND xã Hoằng Phú", "head": cast.anh.account}
    matter = {"title": "Báo cáo của xã", "rapporteur": cast.anh.account}
    path = entered(cast, attending=[cast.anh.account], sites=[site], agenda=[matter])
    looks_after = lambda seen: (seen["site_board"][0]["head_name"], seen["agenda"][0]["rapporteur"])  # noqa: E731
    sends(cast.anh, path, cast.cv_xa)
    page = cast.tuan.browser().get(path).text
    assert WHY in page and WHY not in cast.hoa.browser().get(path).text, "who arranges it is told"
    assert looks_after(cast.tuan.sees(path)) == (cast.cv_xa.actor.name, cast.cv_xa.account)
    does(cast.anh, path, "check_in")
    assert looks_after(cast.tuan.sees(path)) == (cast.anh.actor.name, cast.anh.account)
    assert row(cast.tuan.sees(path), cast.cv_xa)["state"] == "EXCUSED", "he need not come"


def test_who_may_not_and_whom(one_cast):
    cast = one_cast
    path = entered(cast, attending=[cast.anh.account])
    to = {"substitute": cast.nam.account, "reason": WHY}
    refuses = lambda hand, why, **more: no(hand, path, "send_substitute", why, **to | more)  # noqa: E731
    refuses(cast.minh, "keeps_no_office")
    refuses(cast.tuan, "keeps_no_office")
    refuses(cast.hoa, "has_reason", reason=" ")
    refuses(cast.hoa, "is_own_or_secretarys", person=cast.binh.account)
    refuses(cast.hoa, "sits_nowhere_yet", substitute=cast.binh.account)
    refuses(cast.hoa, "is_a_colleague", substitute=cast.cv_xa.account)
    refuses(cast.anh, "is_a_colleague")
    refuses(cast.hoa, "unknown_person", substitute="khong.co")
    sends(cast.anh, path, cast.cv_xa)
    sends(cast.hoa, path, cast.nam)
    refuses(cast.nam, "is_sent_by_nobody", substitute=cast.thu.account)
    does(cast.binh, path, "check_in")
    refuses(cast.binh, "has_not_come", substitute=cast.thu.account)
    refused(cast.son.asks("POST", f"{path}/actions/send_substitute", json=to), "not_found")


def test_the_secretary_writes_it_down_for_another(one_cast):
    cast = one_cast
    path = entered(cast)
    page = Page(cast.tuan, path)
    said = {"person": cast.hoa.account, "substitute": cast.nam.account, "reason": WHY}
    assert page.presses("send_substitute", **said).status_code == 302
    text = Page(cast.nam, path).text
    assert f"dự thay {cast.hoa.actor.name}" in text
    db.session.rollback()
    rows = [row.content for row in db.session.query(LedgerEvent)]
    (event,) = [row for row in rows if '"substitute":' in row]
    for who, hand in (("person", cast.hoa), ("substitute", cast.nam)):
        assert f'"{who}":{hand.actor.person_id}' in event


def test_the_minutes_say_who_came_in_whose_place(one_cast):
    cast = one_cast
    path = entered(cast)
    sends(cast.hoa, path, cast.nam)
    for name in ("minh", "binh", "tckh", "nam"):
        does(getattr(cast, name), path, "check_in")
    does(cast.minh, path, "open")
    text = "\n".join(one["text"] for one in cast.tuan.sees(f"{path}/minutes")["items"])
    assert f"(dự thay {cast.hoa.actor.name})" in text
    assert f"{WHY}; cử {cast.nam.actor.name} dự thay" in text
    assert item(cast.nam, path)
