"""The minutes of a delivery: Nam gave, Thu took, each signs with his own key (AR-06)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

import signing
from server import jobs
from server.archive import minutes_signing
from server.archive.minutes_signing import JOB, MINUTES
from server.archive.models import Handover
from server.database import db
from server.documents.lists.models import SignedList
from server.documents.outgoing.signatures.signed import Signature
from server.files import store
from server.jobs import Job
from server.office import office
from server.org.actor import Actor
from server.org.models import Person
from server.papers.lasting import LastingFile
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.admin.desk import why
from tests.office.casefiles.keeping import closed, id_of, opened, pack, packed, put
from tests.office.casefiles.test_handing_over import text_of
from tests.office.front.clicking import Desk
from tests.office.handing_over.test_signed import meanwhile
from tests.office.ledger.findings import another, found
from tests.office.ledger.tampering import tamper
from tests.office.signing.keys import on_own_machine
from tests.office.signing.test_elsewhere_by_api import signed_by
from workflows import Refused

pytestmark = pytest.mark.sent
BACK = {"reason": "Thiếu báo cáo quý III"}


@pytest.fixture
def files(one_cast: Cast) -> tuple[str, str]:
    """Two of Nam's files, handed over together, their packages made."""
    first, second = closed(one_cast), opened(one_cast.nam, code="02.VHTT", title="Thư viện")
    put(one_cast.nam, second, papers.SENT)
    papers.ok(one_cast.nam.does(second, "close"))
    nam = Desk(one_cast.nam)
    nam.sends("/casefiles/transfer", "/casefiles/transfer", files=[id_of(first), id_of(second)])
    pack()
    return first, second


def works() -> int:
    """The consumer, at the minutes; how many it set."""
    waiting = select(Job.id).where(Job.kind == JOB, Job.state == jobs.QUEUED)
    found = db.session.scalars(waiting).all()
    for job_id in found:
        jobs.work(job_id)
    db.session.rollback()
    return len(found)


@pytest.fixture
def taken(one_cast: Cast, files: tuple[str, str]) -> Handover:
    for path in files:
        papers.ok(one_cast.thu.does(path, "accept_transfer"))
    works()
    return delivery()


def delivery() -> Handover:
    return db.session.scalars(select(Handover)).one()


def listed(row: Handover) -> SignedList:
    assert row.signed_list is not None
    return row.signed_list


def signs(hand: Hand, row: Handover, pin: str = Cast.pin) -> Handover:
    return MINUTES.sign(hand.actor, row.id, pin=pin)


def verdict(row: Handover) -> signing.Verdict:
    pdf = store().fetch(listed(row).file_sha256)
    return signing.verify(pdf, signing.Trust.of([office().cabinet.keys]))


def test_they_are_set_once_nothing_waits_any_more(one_cast: Cast, files):
    first, second = files
    papers.ok(one_cast.thu.does(first, "accept_transfer"))
    assert works() == 0 and delivery().signed_list is None
    papers.ok(one_cast.thu.does(second, "accept_transfer"))
    assert works() == 1
    pdf = text_of(store().fetch(listed(delivery()).file_sha256))
    assert "tổng số hồ sơ: 2" in pdf
    for hand in (one_cast.nam, one_cast.thu):
        assert hand.actor.name in pdf


def test_what_was_given_back_is_not_in_them_and_does_not_hold_them_up(one_cast: Cast, files):
    first, second = files
    papers.ok(one_cast.thu.does(first, "accept_transfer"))
    papers.ok(one_cast.thu.does(second, "return_transfer", BACK))
    assert works() == 1
    pdf = text_of(store().fetch(listed(delivery()).file_sha256))
    assert "tổng số hồ sơ: 1" in pdf


def test_of_what_was_given_back_altogether_there_are_none(one_cast: Cast, files):
    for path in files:
        papers.ok(one_cast.thu.does(path, "return_transfer", BACK))
    assert works() == 0 and delivery().signed_list is None


def test_who_gave_and_who_took_sign_whoever_comes_first(one_cast: Cast, taken: Handover):
    signs(one_cast.thu, taken)
    assert verdict(taken).lacking == ["missing:XacNhan"]
    signs(one_cast.nam, taken)
    said = verdict(taken)
    assert (said.verdict, said.as_dict()["profile"]) == ("valid", "list")
    row = listed(taken)
    rows = db.session.scalars(select(Signature).filter_by(about=row.about)).all()
    assert [(it.account, it.field) for it in rows] == [
        (one_cast.thu.account, "XacNhan2"), (one_cast.nam.account, "XacNhan"),
    ]  # fmt: skip
    laid = db.session.scalars(select(LastingFile).filter_by(paper_kind="list")).one()
    assert laid.sha256 == row.file_sha256 and found() == []
    changed = {"file_sha256": another(), "id": row.id}
    tamper("UPDATE signed_lists SET file_sha256 = :file_sha256 WHERE id = :id", **changed)
    assert found() != []


def test_nobody_signs_for_them_and_nobody_twice(one_cast: Cast, taken: Handover):
    before = listed(taken).file_sha256
    assert why(signs, one_cast.minh, taken) == "minutes_are_not_yours"
    assert why(signs, one_cast.cv_tckh, taken) == "not_found"
    assert why(signs, one_cast.dao, taken) == "not_found"
    assert why(signs, one_cast.nam, taken, "000000") == "wrong_pin"
    assert listed(taken).file_sha256 == before
    signs(one_cast.nam, taken)
    assert why(signs, one_cast.nam, taken) == "minutes_are_signed"


def test_two_do_not_sign_over_each_other(one_cast: Cast, taken: Handover, monkeypatch):
    refused: list[str] = []
    meanwhile(monkeypatch, lambda: refused.append(why(signs, one_cast.thu, taken)))
    signs(one_cast.nam, taken)
    assert refused == ["being_signed"]
    signs(one_cast.thu, taken)
    assert verdict(taken).verdict == "valid"


def given_and_taken(cast: Cast) -> Handover:
    papers.ok(cast.thu.does(packed(cast), "accept_transfer"))
    works()
    return delivery()


@pytest.mark.parametrize("again", range(3))
def test_of_two_who_sign_at_one_moment_neither_loses_his_signature(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch, again: int
):
    """On both databases: one is told that it is being signed, or comes after the other."""
    row_id, together, way = given_and_taken(cast).id, Barrier(2), MINUTES.way

    def claim(*args: Any) -> Any:
        together.wait(20)
        return way.claim(*args)

    monkeypatch.setattr(MINUTES, "way", replace(way, claim=claim))

    def tries(who: Actor) -> str:
        with app.app_context():
            try:
                MINUTES.sign(who, row_id, pin=Cast.pin)
            except Refused as no:
                return no.reason
            finally:
                db.session.remove()
        return ""

    both = (cast.nam.actor, cast.thu.actor)
    db.session.remove()
    with ThreadPoolExecutor(2) as threads:
        said = list(threads.map(tries, both))
    db.session.rollback()
    assert said.count("") >= 1 and set(said) <= {"", "being_signed"}
    assert len(verdict(delivery()).signatures) == said.count("") and found() == []


def test_on_the_page_each_sees_what_he_signs(one_cast: Cast, taken: Handover):
    there = f"/casefiles/deliveries/{taken.id}"
    nam, thu = Desk(one_cast.nam), Desk(one_cast.thu)
    page = nam.opens(there)
    assert "Ký biên bản giao nhận" in page and "Bên giao" in page
    assert page.count("chưa ký biên bản") == 2 and "Sẽ ký đúng tệp này" in page
    assert "Ký biên bản giao nhận" not in Desk(one_cast.minh).opens(there)
    wrong = nam.sends(f"{there}/sign", there, pin="000000")
    assert wrong.status_code in (403, 422) and "PIN" in wrong.text
    for desk in (nam, thu):
        assert desk.sends(f"{there}/sign", there, pin=one_cast.pin).status_code == 302
    page = thu.opens(there)
    assert page.count("đã ký biên bản") == 2 and "Sẽ ký đúng tệp này" not in page
    with thu.client.get(f"{there}/signed.pdf") as got:
        assert got.data == store().fetch(listed(taken).file_sha256)
    again = nam.sends(f"{there}/sign", there, pin=one_cast.pin)
    assert again.status_code == 409


def test_a_token_on_his_own_machine_signs_them_from_the_page(one_cast: Cast, taken: Handover):
    token = on_own_machine(one_cast, "nam")
    there, nam = f"/casefiles/deliveries/{taken.id}", Desk(one_cast.nam)
    page = nam.opens(there)
    assert f'data-begin="{there}/agent/confirm"' in page and 'name="pin"' not in page
    asked = nam.sends(f"{there}/agent/confirm", there, mechanism="ecdsa")
    assert asked.json["shown"]["title"] == "Biên bản giao nhận hồ sơ"
    assert why(signs, one_cast.thu, taken) == "being_signed"
    done = nam.sends(f"{there}/sign", there, answer=signed_by(token, asked))
    assert done.status_code == 302
    again = nam.sends(f"{there}/agent/confirm", there, mechanism="ecdsa")
    assert again.json["code"] == "minutes_are_signed"
    signs(one_cast.thu, taken)
    assert verdict(taken).verdict == "valid"


def test_who_is_to_sign_hears_of_it_behind_the_bell(one_cast: Cast, taken: Handover):
    here = f'href="/casefiles/deliveries/{taken.id}"'
    for hand in (one_cast.nam, one_cast.thu):
        page = hand.browser().get("/notices").text
        assert "Biên bản giao nhận hồ sơ chờ anh/chị ký" in page and here in page
    assert here not in one_cast.hoa.browser().get("/notices").text
    assert here in one_cast.nam.browser().get("/").text
    signs(one_cast.nam, taken)
    for door in ("/", "/notices"):
        assert here not in one_cast.nam.browser().get(door).text
        assert here in one_cast.thu.browser().get(door).text


def test_the_job_done_twice_sets_one(one_cast: Cast, taken: Handover):
    before = listed(taken).id
    minutes_signing.lay_out(taken.id)
    db.session.rollback()
    assert listed(taken).id == before and db.session.query(SignedList).count() == 1


def test_where_neither_has_a_key_they_are_signed_on_paper(one_cast: Cast, files):
    for hand in (one_cast.nam, one_cast.thu):
        db.session.get_one(Person, hand.actor.person_id).seal = ""
    db.session.commit()
    for path in files:
        papers.ok(one_cast.thu.does(path, "accept_transfer"))
    assert works() == 1 and delivery().signed_list is None
    there = f"/casefiles/deliveries/{delivery().id}"
    desk = Desk(one_cast.thu)
    assert "Bản ký số" not in desk.opens(there)
    assert desk.client.get(f"{there}/signed.pdf").status_code == 404
    assert desk.client.get(f"{there}/minutes.pdf").status_code == 200


def test_the_one_who_has_a_key_signs_alone_in_his_place(one_cast: Cast, files):
    db.session.get_one(Person, one_cast.nam.actor.person_id).seal = ""
    db.session.commit()
    for path in files:
        papers.ok(one_cast.thu.does(path, "accept_transfer"))
    works()
    row = delivery()
    assert listed(row).signers == [one_cast.thu.actor.person_id]
    signs(one_cast.thu, row)
    assert verdict(row).verdict == "valid"
    assert one_cast.nam.actor.name in text_of(store().fetch(listed(row).file_sha256))
