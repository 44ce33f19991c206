"""Quyển sổ: the clerk closes a year's book, the head signs it, the clerk seals over that."""

import html
import json
import re

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select, update

import signing
from server import clock, jobs, pool
from server.audit.models import LedgerEvent
from server.clock import today
from server.database import db, transaction
from server.files import store
from server.home import volume_signing
from server.home.volume_jobs import KIND
from server.ledger import sequencing
from server.ledger.checking import whole as checking
from server.office import office
from server.registers.models import BookVolume
from server.registers.volumes import put_file, withdraw_volumes
from tests.cast import Cast, Hand
from tests.office.front.test_book_files import text_of
from tests.office.incoming.shredder import WHY, purged, secret
from tests.office.incoming.test_copying import ON_PAPER, brought, scanned
from tests.office.outcome import id_of, line_of, refused, says
from tests.office.outgoing import desk
from tests.office.papers import ok, registered
from workflows import Refused

YEAR = today().year
SHELF = f"/registers/out/{YEAR}/volumes"
GOES_ON = {"goes_on": True}


def closed(hand: Hand, book: str = "out") -> str:
    """The next volume of this year's book, closed and bound; its path at the API."""
    made = hand.asks("POST", f"/registers/{book}/{YEAR}/volumes", json=GOES_ON).json
    jobs.work(db.session.scalars(select(jobs.Job.id).filter_by(kind=KIND)).all()[-1])
    db.session.rollback()
    return f"/registers/volumes/{made['id']}"


def signs(hand: Hand, path: str, step: str, pin: str = Cast.pin):
    return hand.asks("POST", f"{path}/actions/{step}", json={"pin": pin})


def file_of(hand: Hand, path: str) -> bytes:
    with hand.asks("GET", f"{path}/file") as got:
        return got.data


def verdict(pdf: bytes) -> signing.Verdict:
    return signing.verify(pdf, signing.Trust.of([office().cabinet.keys]))


def test_the_clerk_closes_the_head_signs_the_clerk_seals_and_anybody_can_verify_it(
    one_cast: Cast,
) -> None:
    code = desk.paper_of(desk.as_registered(one_cast)).code
    path = closed(one_cast.lan)
    assert one_cast.minh.sees(path)["stage"] == "to_sign"
    assert ok(signs(one_cast.minh, path, "sign"))["stage"] == "to_seal"
    sealed = ok(signs(one_cast.lan, path, "seal"))
    assert (sealed["stage"], sealed["number"], sealed["lines"]) == ("sealed", 1, 1)
    pdf = file_of(one_cast.lan, path)
    assert verdict(pdf).word == "VALID"
    assert code in text_of(pdf)[1]
    assert one_cast.lan.sees(SHELF)["items"] == [sealed]


def test_each_move_is_in_the_ledger_with_the_digest_of_its_file(one_cast: Cast) -> None:
    desk.as_registered(one_cast)
    path = closed(one_cast.lan)
    signs(one_cast.minh, path, "sign")
    sealed = signs(one_cast.lan, path, "seal").json
    mine = select(LedgerEvent.content).filter_by(subject=f"volume/{sealed['id']}")
    every = [json.loads(one) for one in db.session.scalars(mine.order_by(LedgerEvent.id))]
    events = [one for one in every if one["event"] != "signature"]
    assert len(every) - len(events) == 2, "its two signatures are entries of their own"
    assert [one["event"] for one in events] == [
        "close_volume", "bind_volume", "sign_volume", "seal_volume",
    ]  # fmt: skip
    files = [one.get("file_sha256") for one in events]
    assert (files[0], files[-1]) == (None, sealed["sha256"])
    assert [one.get("input_sha256") for one in events[2:]] == files[1:3]
    sequencing.sequence()
    assert list(checking.findings()) == []


def test_what_comes_after_a_volume_was_closed_opens_the_next_one(one_cast: Cast) -> None:
    desk.as_registered(one_cast)
    first = one_cast.lan.sees(closed(one_cast.lan))
    refused(one_cast.lan.asks("POST", SHELF, json=GOES_ON), "book_has_no_new_line")
    later = desk.paper_of(desk.as_registered(one_cast)).code
    path = closed(one_cast.lan)
    second = one_cast.lan.sees(path)
    assert [(v["number"], v["lines"]) for v in (first, second)] == [(1, 1), (2, 1)]
    assert second["span"].endswith(f"Từ số {later} đến số {later}")


def test_a_year_that_still_runs_is_closed_only_by_who_knows_it(one_cast: Cast) -> None:
    desk.as_registered(one_cast)
    refused(one_cast.lan.asks("POST", SHELF, json={}), "book_still_runs")
    january = clock.now().replace(year=YEAR + 1, month=1, day=5, hour=3)
    with time_machine.travel(january, tick=False):
        assert one_cast.lan.asks("POST", SHELF, json={}).status_code == 202


def test_only_the_clerk_closes_and_seals_and_only_the_head_signs(one_cast: Cast) -> None:
    desk.as_registered(one_cast)
    for hand in (one_cast.minh, one_cast.nam, one_cast.son):
        refused(hand.asks("POST", SHELF, json=GOES_ON), "wrong_role")
    path = closed(one_cast.lan)
    for hand in (one_cast.lan, one_cast.binh, one_cast.tuan, one_cast.hoa, one_cast.son):
        refused(signs(hand, path, "sign"), "wrong_role")
    refused(signs(one_cast.minh, path, "seal"), "wrong_role")
    refused(one_cast.nam.asks("GET", path), "not_allowed")
    refused(one_cast.nam.asks("GET", SHELF), "not_allowed")


def test_another_agencys_volume_does_not_exist_but_for_the_auditor(one_cast: Cast) -> None:
    desk.as_registered(one_cast)
    path = closed(one_cast.lan)
    refused(one_cast.dao.asks("GET", f"{path}/file"), "not_found")
    refused(signs(one_cast.anh, path, "sign"), "not_found")
    assert one_cast.son.sees(path)["stage"] == "to_sign"
    desk.also(one_cast.dao, "AUDITOR")
    ok(signs(one_cast.minh, path, "sign"))
    assert one_cast.dao.sees(path)["stage"] == "to_seal"
    refused(signs(one_cast.dao, path, "seal"), "wrong_role")


def test_nothing_is_sealed_that_nobody_signed_and_nothing_signed_twice(one_cast: Cast) -> None:
    desk.as_registered(one_cast)
    path = closed(one_cast.lan)
    refused(signs(one_cast.lan, path, "seal"), "volume_is_elsewhere")
    ok(signs(one_cast.minh, path, "sign"))
    refused(signs(one_cast.minh, path, "sign"), "volume_is_elsewhere")


def test_the_hand_that_signed_does_not_seal(one_cast: Cast) -> None:
    desk.as_registered(one_cast)
    path = closed(one_cast.lan)
    ok(signs(one_cast.minh, path, "sign"))
    with transaction() as session:
        session.execute(update(BookVolume).values(signed_by=one_cast.lan.actor.person_id))
    refused(signs(one_cast.lan, path, "seal"), "sealer_did_not_sign")


def test_a_wrong_pin_signs_nothing_and_says_how_many_tries_are_left(one_cast: Cast) -> None:
    desk.as_registered(one_cast)
    path = closed(one_cast.lan)
    before = one_cast.lan.sees(path)
    refused(signs(one_cast.minh, path, "sign", "999999"), "wrong_pin")
    assert one_cast.lan.sees(path) == before


def test_of_two_hands_at_one_moment_one_signature_counts(one_cast: Cast, monkeypatch) -> None:
    desk.as_registered(one_cast)
    path = closed(one_cast.lan)
    before = one_cast.lan.sees(path)["sha256"]

    def overtaken(*_what) -> bool:
        with transaction():
            put_file(1, before, "f" * 64)
        return True

    monkeypatch.setattr(volume_signing, "_is_sound", overtaken)
    refused(signs(one_cast.minh, path, "sign"), "volume_is_elsewhere")
    assert one_cast.lan.sees(path)["sha256"] == "f" * 64


def test_a_mark_that_does_not_read_back_is_not_recorded(one_cast: Cast, monkeypatch) -> None:
    desk.as_registered(one_cast)
    path = closed(one_cast.lan)
    unsound = {"verdict": "invalid", "signatures": [{"field": "NguoiKy", "verdict": "invalid"}]}
    monkeypatch.setattr(pool, "submit", lambda *_call, **_how: (b"%PDF", unsound))
    refused(signs(one_cast.minh, path, "sign"), "signature_is_in_the_file")
    assert one_cast.lan.sees(path)["stage"] == "to_sign"


def test_a_suspects_line_and_its_copys_hold_their_volumes_back_until_it_is_decided(
    one_cast: Cast,
) -> None:
    path = brought(one_cast, scanned())
    ok(one_cast.lan.does(path, "copy", ON_PAPER))
    ok(one_cast.hoa.does(path, "refuse_assignment", {"reason": "Không thuộc phòng"}))
    both = [closed(one_cast.lan, book) for book in ("in", "out")]
    ok(one_cast.lan.does(path, "quarantine", WHY))
    for volume in both:
        assert one_cast.son.sees(volume)["held_back"]
        refused(one_cast.lan.asks("GET", f"{volume}/file"), "volume_is_held_back")
        refused(signs(one_cast.minh, volume, "sign"), "volume_is_held_back")
        page = one_cast.minh.browser().get(f"/registers/volumes/{id_of(volume)}").text
        assert says("volume_is_held_back", page)
        assert "/file" not in page and 'name="pin"' not in page
    ok(one_cast.minh.does(path, "release_entered", {"reason": "Dấu nội bộ"}))
    for volume in both:
        assert file_of(one_cast.lan, volume).startswith(b"%PDF")
        assert ok(signs(one_cast.minh, volume, "sign"))["held_back"] is False


def test_a_destroyed_secrets_line_takes_the_volume_back_to_be_closed_anew(one_cast: Cast) -> None:
    path = secret(one_cast)
    ok(one_cast.minh.does(path, "release", {"reason": "Chưa rõ"}))
    ok(one_cast.lan.does(path, "register"))
    volume = closed(one_cast.lan, "in")
    files = [
        one_cast.lan.sees(volume)["sha256"],
        ok(signs(one_cast.minh, volume, "sign"))["sha256"],
    ]
    ok(one_cast.lan.does(path, "quarantine", WHY))
    purged(one_cast, path)
    assert one_cast.lan.sees(volume)["stage"] == "withdrawn"
    assert not any(store().has(file) for file in files), "nor what lay under the signature"
    refused(one_cast.lan.asks("GET", f"{volume}/file"), "not_found")
    refused(signs(one_cast.minh, volume, "sign"), "volume_is_elsewhere")
    again = one_cast.lan.sees(closed(one_cast.lan, "in"))
    assert (again["number"], again["lines"]) == (2, 1)


def test_a_volume_that_was_taken_back_while_it_was_bound_gets_no_file(one_cast: Cast) -> None:
    path = registered(one_cast)
    one_cast.lan.asks("POST", f"/registers/in/{YEAR}/volumes", json=GOES_ON)
    row = line_of(path)
    with transaction():
        withdraw_volumes([(row.agency_id, row.book, row.year, row.number)])
        with pytest.raises(Refused, match="volume_is_elsewhere"):
            put_file(1, "", "f" * 64)


def broken_off(hand: Hand, error: str = "TimeoutError: 300") -> str:
    """A volume whose printing was tried five times in vain."""
    made = hand.asks("POST", SHELF, json=GOES_ON).json
    gone = {"state": jobs.FAILED, "result": {"error": error}}
    with transaction() as session:
        session.execute(update(jobs.Job).where(jobs.Job.kind == KIND).values(gone))
    return f"/registers/volumes/{made['id']}"


def test_a_volume_that_could_not_be_printed_says_why_and_is_printed_again(one_cast: Cast) -> None:
    desk.as_registered(one_cast)
    path = broken_off(one_cast.lan)
    assert one_cast.minh.sees(path)["stage"] == "not_bound"
    assert "quá dài" in one_cast.lan.sees(path)["failure"]
    refused(one_cast.minh.asks("POST", f"{path}/actions/bind"), "wrong_role")
    refused(one_cast.dao.asks("POST", f"{path}/actions/bind"), "not_found")
    lan = one_cast.lan.browser()
    assert "In lại" not in one_cast.minh.browser().get(path).text
    page = lan.get(path).text
    assert "Quyển sổ chưa in được." in page and "tự cập nhật" not in page
    assert sends(lan, path, f"{path}/bind").status_code == 302
    refused(one_cast.lan.asks("POST", f"{path}/actions/bind"), "volume_is_elsewhere")
    assert one_cast.lan.sees(path)["stage"] == "binding"
    jobs.work(db.session.scalars(select(jobs.Job.id).filter_by(kind=KIND)).all()[-1])
    db.session.rollback()
    assert one_cast.lan.sees(path)["stage"] == "to_sign"


def token_of(page: str) -> str:
    return re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]


def sends(browser: FlaskClient, page: str, action: str, **said: str):
    return browser.post(action, data={"csrf_token": token_of(browser.get(page).text), **said})


def test_on_the_page_a_no_keeps_the_form_and_the_history_says_who(one_cast: Cast) -> None:
    desk.as_registered(one_cast)
    lan, minh = one_cast.lan.browser(), one_cast.minh.browser()
    assert f'href="{SHELF}"' in lan.get(f"/registers/out/{YEAR}").text
    no = sends(lan, SHELF, SHELF)
    assert no.status_code == 409
    assert says("book_still_runs", no.text)
    assert sends(minh, SHELF, SHELF, goes_on="1").status_code == 403
    page = sends(lan, SHELF, SHELF, goes_on="1").headers["Location"]
    jobs.work(db.session.scalars(select(jobs.Job.id).filter_by(kind=KIND)).one())
    assert sends(lan, page, f"{page}/sign", pin=Cast.pin).status_code == 403
    wrong = sends(minh, page, f"{page}/sign", pin="999999")
    assert wrong.status_code == 422
    assert says("wrong_pin", wrong.text)
    assert 'name="pin"' in wrong.text
    sends(minh, page, f"{page}/sign", pin=Cast.pin)
    sends(lan, page, f"{page}/seal", pin=Cast.pin)
    seen = html.unescape(lan.get(page).text)
    for words in ("đã ký và đóng dấu", one_cast.minh.actor.name, one_cast.lan.actor.name):
        assert words in seen
    with lan.get(f"{page}/file") as got:
        assert verdict(got.data).word == "VALID"
