"""Nam gives, Hoa and Quý take: who has a key signs the list with it, and anybody can verify it."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

import signing
from server.database import db
from server.desks.models import Mention
from server.documents.lists.models import SignedList
from server.documents.outgoing.signatures import signing as cabinet
from server.documents.outgoing.signatures.signed import Signature
from server.files import store
from server.handing_over import confirming, looking, services, sheet
from server.handing_over.models import WorkHandover
from server.office import office
from server.papers.lasting import LastingFile
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.admin.desk import actor, kien, why
from tests.office.casefiles import keeping
from tests.office.front.clicking import Desk
from tests.office.handing_over.leaver import QUY, begun, colleague, given, says_so
from tests.office.ledger.findings import another, found
from tests.office.ledger.tampering import tamper
from tests.office.signing.keys import on_own_machine
from tests.office.signing.test_elsewhere_by_api import signed_by

NAM, HOA = "chuyenvien.huyen", "truongphong.huyen"


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


@pytest.fixture
def one(cast: Cast) -> WorkHandover:
    """Presented: a letter goes to Quý, who has no key, a file to Hoa, who has one as Nam has."""
    papers.in_progress(cast)
    keeping.opened(cast.nam)
    colleague()
    made = begun()
    given(made, QUY, "incoming")
    given(made, HOA, "casefiles")
    return services.present(kien(), made.id)


def listed(one: WorkHandover) -> SignedList:
    assert one.signed_list is not None
    return one.signed_list


def signs(one: WorkHandover, account: str, pin: str | None = Cast.pin) -> WorkHandover:
    return confirming.confirm(actor(account), one.id, list_sha256=looking.digest(one), pin=pin)


def verdict(one: WorkHandover) -> signing.Verdict:
    pdf = store().fetch(listed(one).file_sha256)
    return signing.verify(pdf, signing.Trust.of([office().cabinet.keys]))


def test_each_signs_in_whatever_order_and_anybody_can_verify_it(cast: Cast, one):
    signs(one, HOA)
    assert verdict(one).lacking == ["missing:XacNhan"], "Nam has not signed yet"
    signs(one, NAM)
    said = verdict(one)
    assert (said.verdict, said.as_dict()["profile"], said.lacking) == ("valid", "list", [])
    assert [one.field for one in said.signatures] == ["XacNhan2", "XacNhan"]
    names = [it.identity.common_name for it in said.signatures if it.identity]
    assert [len(name) > 4 for name in names] == [True, True] and names[0] != names[1]
    assert {it.person.account: it.by_key for it in one.confirmations} == {HOA: True, NAM: True}


def test_who_has_no_key_says_so_by_his_word_and_the_signed_sheet_names_him(cast: Cast, one):
    drawn = sheet.to_sign(one, listed(one).signers)
    how = {it[2]: it[1] for it in drawn.signers}
    assert how == {
        actor(NAM).name: "(Ký số)", actor(HOA).name: "(Ký số)",
        "Lê Thị Quý": "(Xác nhận trên Hệ thống)",
    }  # fmt: skip
    for who in (QUY, NAM, HOA):
        says_so(one, actor(who))
    said = " ".join(sheet.listing(one).closing)
    assert said.count("đã ký số lúc") == 2 and said.count("đã xác nhận trên Hệ thống lúc") == 1
    services.hand_over(kien(), one.id)
    assert one.state == "DONE" and verdict(one).verdict == "valid"


def test_a_word_does_not_do_for_who_has_a_key_nor_does_a_wrong_pin(cast: Cast, one):
    before = listed(one).file_sha256
    assert why(signs, one, NAM, None) == "confirms_by_key"
    assert why(signs, one, NAM, "000000") == "wrong_pin"
    stale = {"list_sha256": "0" * 64, "pin": cast.pin}
    assert why(confirming.confirm, actor(NAM), one.id, **stale) == "list_is_the_same"
    assert why(confirming.confirm, cast.minh.actor, one.id, **stale) == "not_found"
    assert one.confirmations == [] and listed(one).file_sha256 == before
    signs(one, NAM)
    assert why(signs, one, NAM) == "has_not_confirmed"
    assert why(services.hand_over, kien(), one.id) == "everybody_has_confirmed"


def bell(hand: Hand) -> str:
    return str(hand.browser().get("/notices").text)


def test_whoever_is_to_sign_hears_of_it_behind_his_bell(cast: Cast, one):
    here = f'href="/handing-over/{one.id}"'
    for hand in (cast.nam, cast.hoa):
        page = bell(hand)
        assert "Danh sách bàn giao công việc chờ anh/chị ký" in page and here in page
    assert here not in bell(cast.minh)
    services.take_back(kien(), one.id, reason="Thiếu một hồ sơ")
    assert here not in bell(cast.nam), "it would lead nowhere"
    services.present(kien(), one.id)
    assert bell(cast.nam).count(here) == 1


def test_it_stands_on_his_desk_until_he_has_signed(cast: Cast, one):
    here = f'href="/handing-over/{one.id}"'
    for account, hand in ((NAM, cast.nam), (HOA, cast.hoa)):
        assert here in hand.browser().get("/").text
        signs(one, account)
        assert here not in hand.browser().get("/").text
    assert here not in cast.minh.browser().get("/").text
    assert looking.seen(one).unheard == ["Lê Thị Quý"]


def test_what_is_withdrawn_or_done_stands_on_nobodys_desk(cast: Cast, one):
    """Where somebody was told in an office of before, or is not there any more."""
    here = f'href="/handing-over/{one.id}"'
    services.withdraw(kien(), one.id, reason="Ở lại")
    assert here not in cast.nam.browser().get("/").text
    assert db.session.scalars(select(Mention).filter_by(what="confirming")).all() == []


def test_taken_back_the_signed_one_is_kept_and_the_next_is_signed_anew(cast: Cast, one):
    signs(one, NAM)
    first = listed(one)
    services.take_back(kien(), one.id, reason="Thiếu một hồ sơ")
    assert (first.withdrawn_at is None, one.signed_list, one.confirmations) == (False, None, [])
    assert store().has(first.file_sha256)
    services.present(kien(), one.id)
    second = listed(one)
    assert second.id != first.id and looking.seen(one).keyed == set(second.signers)
    signs(one, NAM)
    assert len(verdict(one).signatures) == 1
    services.withdraw(kien(), one.id, reason="Ở lại")
    assert second.withdrawn_at is not None and found() == []


def meanwhile(monkeypatch: pytest.MonkeyPatch, does: Any) -> None:
    """While the key is at it, somebody else does this, once."""
    put = cabinet.put_down

    def put_down(*args: Any) -> Any:
        monkeypatch.setattr(cabinet, "put_down", put)
        made = put(*args)
        does()
        return made

    monkeypatch.setattr(cabinet, "put_down", put_down)


def test_a_list_that_was_taken_back_meanwhile_is_not_signed(cast: Cast, one, monkeypatch):
    said = listed(one)
    back = lambda: services.take_back(kien(), one.id, reason="Thiếu một hồ sơ")  # noqa: E731
    meanwhile(monkeypatch, back)
    assert why(signs, one, NAM) == "not_found"
    services.present(kien(), one.id)
    assert one.confirmations == [] and not db.session.scalars(select(Signature)).all()
    assert listed(one).id != said.id and found() == []


def test_written_anew_meanwhile_it_is_another_list(cast: Cast, one, monkeypatch):
    def anew() -> None:
        services.take_back(kien(), one.id, reason="Thiếu một hồ sơ")
        services.present(kien(), one.id)

    meanwhile(monkeypatch, anew)
    assert why(signs, one, NAM) == "list_is_the_same"
    assert one.confirmations == [] and found() == []


def test_two_do_not_sign_over_each_other(cast: Cast, one, monkeypatch):
    refused: list[str] = []
    meanwhile(monkeypatch, lambda: refused.append(why(signs, one, HOA)))
    signs(one, NAM)
    assert refused == ["being_signed"]
    signs(one, HOA)
    assert verdict(one).verdict == "valid"


def test_the_log_knows_each_signature_and_finds_a_file_that_was_exchanged(cast: Cast, one):
    signs(one, NAM)
    signs(one, HOA)
    row = listed(one)
    rows = db.session.scalars(select(Signature).filter_by(about=row.about)).all()
    assert [(it.field, it.account, it.n) for it in rows] == [
        ("XacNhan", NAM, 1),
        ("XacNhan2", HOA, 2),
    ]
    assert (
        rows[0].output_sha256 == rows[1].input_sha256 and rows[1].output_sha256 == row.file_sha256
    )
    assert "Danh sách bàn giao" in cast.son.browser().get("/audit/signatures").text
    laid = db.session.scalars(select(LastingFile).filter_by(paper_kind="list")).one()
    assert (laid.paper_id, laid.sha256) == (row.id, row.file_sha256)
    assert found() == []
    changed = {"file_sha256": another(), "id": row.id}
    tamper("UPDATE signed_lists SET file_sha256 = :file_sha256 WHERE id = :id", **changed)
    assert any(row.about in words or row.file_sha256 in words for words in found())


def test_a_key_that_is_gone_is_waited_for_no_longer(cast: Cast, one):
    """Taken from him after the list was presented: his word does then."""
    assert why(signs, one, NAM, None) == "confirms_by_key"
    one.appointment.person.seal = ""
    db.session.commit()
    signs(one, NAM, None)
    assert [it.by_key for it in one.confirmations] == [False]
    assert db.session.scalar(select(LastingFile).filter_by(paper_kind="list")) is None
    signs(one, HOA)
    laid = db.session.scalars(select(LastingFile).filter_by(paper_kind="list")).one()
    assert laid.sha256 == listed(one).file_sha256


def test_where_nobody_has_a_key_there_is_nothing_to_sign(cast: Cast):
    keeping.opened(cast.nam)
    colleague()
    made = begun(absent="đã từ trần")
    given(made, QUY)
    services.present(kien(), made.id)
    assert made.signed_list is None
    quy = Hand(cast.nam.app, QUY)
    assert quy.sees(f"/handovers/{made.id}")["file_sha256"] == ""
    there = Desk(cast.kien).client.get(f"/people/handovers/{made.id}/signed.pdf")
    assert there.status_code == 404
    signs(made, QUY, None)
    services.hand_over(kien(), made.id)


def test_on_the_page_nam_sees_what_he_signs_and_a_wrong_pin_keeps_it(cast: Cast, one):
    nam, here = Desk(cast.nam), f"/handing-over/{one.id}"
    page = nam.opens(here)
    assert "Sẽ ký đúng tệp này" in page and "Người bàn giao" in page
    assert listed(one).file_sha256[:4] in page and "Tôi xác nhận danh sách" not in page
    digest = looking.digest(one)
    wrong = nam.sends(f"{here}/confirm", here, list_sha256=digest, pin="000000")
    assert wrong.status_code in (403, 422) and "PIN" in wrong.text and digest in wrong.text
    assert nam.sends(f"{here}/confirm", here, list_sha256=digest, pin=cast.pin).status_code == 302
    page = nam.opens(here)
    assert "đã ký số lúc" in page and "Sẽ ký đúng tệp này" not in page
    kien, file = Desk(cast.kien).client, store().fetch(listed(one).file_sha256)
    for client, at in ((nam.client, here), (kien, f"/people/handovers/{one.id}")):
        with client.get(f"{at}/signed.pdf") as got:
            assert got.data == file
    assert not Hand(cast.nam.app, QUY).sees(f"/handovers/{one.id}")["signs"]


def test_a_program_signs_with_a_pin(cast: Cast, one):
    here = f"/handovers/{one.id}"
    seen = cast.nam.sees(here)
    said = {"list_sha256": seen["list_sha256"]}
    assert seen["signs"] and seen["file_sha256"] == listed(one).file_sha256
    bare = cast.nam.asks("POST", f"{here}/confirm", json=said)
    assert (bare.status_code, bare.json["code"]) == (403, "confirms_by_key")
    done = cast.nam.asks("POST", f"{here}/confirm", json=said | {"pin": cast.pin})
    assert [(it["account"], it["by_key"]) for it in done.json["confirmations"]] == [(NAM, True)]
    assert not done.json["signs"] and done.json["file_sha256"] != seen["file_sha256"]


def test_a_token_on_his_own_machine_signs_too(cast: Cast, one):
    token = on_own_machine(cast, "nam")
    here = f"/handovers/{one.id}"
    asked = cast.nam.asks("POST", f"{here}/agent/confirm", json={"mechanism": "ecdsa"})
    assert asked.status_code == 200, asked.text
    assert asked.json["shown"]["title"] == "Danh sách bàn giao công việc"
    assert why(signs, one, HOA) == "being_signed"
    said = {"list_sha256": looking.digest(one), "answer": signed_by(token, asked)}
    done = cast.nam.asks("POST", f"{here}/confirm", json=said)
    assert [it["by_key"] for it in done.json["confirmations"]] == [True]
    signs(one, HOA)
    assert verdict(one).verdict == "valid"
