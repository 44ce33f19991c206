"""Who cannot come sends a substitute: he attends and speaks, and votes in nobody's stead."""

import pytest

from server.audit.models import LedgerEvent
from server.database import db
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
