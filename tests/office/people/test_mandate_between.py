"""A mandate that ends, or gives way to another, between approval and signature (ORG-06, B17)."""

import datetime as dt

import pytest

from server.admin.staff import mandates
from server.clock import today
from server.database import db
from server.documents.outgoing.batch import batches
from server.documents.outgoing.signatures import signing
from server.org.models import Appointment, Delegation
from server.papers.services import Ref
from tests.cast import Cast, Hand
from tests.office.admin.desk import kien
from tests.office.batches.desk import ended
from tests.office.front.clicking import Desk
from tests.office.outcome import change, history, id_of, refused, state_of, waits
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.papers import ok
from tests.office.people.test_capacity import BUDGETS, INVITES, handed_on, made_acting
from tests.office.signing.keys import answered, begun, on_own_machine

BY_MANDATE = {"signer": "tp-tckh.huyen", "capacity": "TUQ"}
BY_FIELD = {"signer": "phochutich.huyen", "capacity": "KT"}
BY_ORDER = {"signer": "chanhvp.huyen", "capacity": "TL", "doc_type": "Giấy mời"}
A_WEEK = dt.timedelta(days=7)


def ready(cast: Cast, who: Hand, **signs: str) -> str:
    path = desk.checked(cast, **signs)
    ok(who.does(path, "approve", BUDGETS if signs["capacity"] == "TUQ" else {}))
    assert state_of(path) == "READY_TO_SIGN"
    return path


def signs(who: Hand, path: str):
    return who.does(path, "sign", {"pin": "246810"})


def withdraw(hand: Hand) -> None:
    """Kiên writes down that what was given to this post is withdrawn from today."""
    rows = db.session.query(Delegation).filter_by(position_id=hand.actor.position_id)
    for one in [row.id for row in rows if row.valid_to is None or row.valid_to > today()]:
        mandates.end_delegation(kien(), one, on=today())


def is_void(who: Hand, path: str) -> None:
    thing = who.sees(path)
    assert (thing["state"], thing["signed_off"], thing["signatures"]) == ("SUBMITTED", [], [])
    assert "approve" in waits(who, path) and "sign" not in waits(who, path)


@pytest.mark.parametrize(
    ("who", "by", "why"),
    [
        ("tckh", BY_MANDATE, "tuq_expired"),
        ("binh", BY_FIELD, "kt_needs_assignment"),
        ("tuan", BY_ORDER, "tl_doc_type_not_listed"),
    ],
)
def test_what_was_withdrawn_since_signs_nothing_and_the_approval_is_void(cast, who, by, why):
    signer = getattr(cast, who)
    path = ready(cast, signer, **by)
    withdraw(signer)
    refused(signs(signer, path), why)
    is_void(signer, path)
    refused(signer.does(path, "approve", BUDGETS), why)


def test_what_the_history_says_of_it_is_in_words(one_cast):
    path = ready(one_cast, one_cast.tckh, **BY_MANDATE)
    withdraw(one_cast.tckh)
    refused(signs(one_cast.tckh, path), "tuq_expired")
    page = one_cast.tckh.browser().get(path).text
    assert "Thẩm quyền ký đã hết: chữ duyệt hết giá trị" in page
    assert "Văn bản ủy quyền đã hết hạn" in page and "tuq_expired" not in page
    (void,) = [it for it in history(path) if it.transition == "void_approval"]
    assert (void.name, void.law_id) == ("Hệ thống", "ORG-06")


def given_anew(hand: Hand, kind: str, **more) -> None:
    desk.mandate(hand, kind, **{"valid_to": today() + A_WEEK} | more)


@pytest.mark.parametrize(
    ("who", "by"), [("tckh", BY_MANDATE), ("binh", BY_FIELD), ("tuan", BY_ORDER)]
)
def test_another_given_since_wants_an_approval_of_its_own(cast, who, by):
    """ORG-06: the capacity is frozen at approval with what gave it; that one has expired."""
    signer = getattr(cast, who)
    path = ready(cast, signer, **by)
    withdraw(signer)
    given_anew(signer, by["capacity"], doc_types=["Công văn", "Giấy mời"])
    refused(signs(signer, path), "mandate_replaced")
    is_void(signer, path)
    ok(signer.does(path, "approve", {}))


def test_nor_may_its_words_go_unanswered(one_cast):
    """Approved by one that lists types; the next is for festivals alone, and this is none."""
    mine = {"position_id": one_cast.tckh.actor.position_id}
    change(Delegation, mine, subjects="")
    path = desk.checked(one_cast, **BY_MANDATE)
    ok(one_cast.tckh.does(path, "approve"))
    withdraw(one_cast.tckh)
    given_anew(one_cast.tckh, "TUQ", subjects="Tổ chức lễ hội truyền thống")
    refused(signs(one_cast.tckh, path), "mandate_replaced")
    refused(one_cast.tckh.does(path, "approve"), "accounts_for_another_matter")


def test_a_further_one_beside_it_changes_nothing(one_cast):
    path = ready(one_cast, one_cast.tckh, **BY_MANDATE)
    used = paper_of(path).sign_offs[-1].delegation_id
    given_anew(one_cast.tckh, "TUQ", doc_types=["Công văn"])
    ok(signs(one_cast.tckh, path))
    (made,) = paper_of(path).signatures_made
    assert made.delegation_id == used, "the log names the one by which he approved"


def test_an_approval_of_before_they_were_noted_is_asked_of_today_alone(one_cast):
    path = ready(one_cast, one_cast.binh, **BY_FIELD)
    for one in paper_of(path).sign_offs:
        change(type(one), {"id": one.id}, delegation_id=None)
    withdraw(one_cast.binh)
    given_anew(one_cast.binh, "KT")
    ok(signs(one_cast.binh, path))


def test_what_the_head_handed_on_ends_with_his_own_order(one_cast):
    deputy, _row = handed_on(one_cast)
    path = desk.checked(one_cast, **INVITES)
    ok(deputy.does(path, "approve"))
    withdraw(one_cast.tuan)
    refused(signs(deputy, path), "tl_doc_type_not_listed")
    is_void(deputy, path)


def test_an_acting_chair_who_was_appointed_since_approves_as_chair(one_cast):
    made_acting(one_cast.minh)
    path = desk.checked(one_cast, capacity="Q")
    ok(one_cast.minh.does(path, "approve"))
    change(Appointment, {"id": one_cast.minh.actor.appointment_id}, kind="appointed")
    refused(signs(one_cast.minh, path), "q_needs_appointment")
    is_void(one_cast.minh, path)


def test_while_his_token_signs_it_ends_too_and_the_paper_is_free_at_once(one_cast):
    """He has it on his own machine; the answer comes back after the mandate was withdrawn."""
    cast = one_cast
    token = on_own_machine(cast, "binh")
    path = ready(cast, cast.binh, **BY_FIELD)
    answer = answered(token, begun(cast.binh, path))
    withdraw(cast.binh)
    refused(cast.binh.does(path, "sign", {"answer": answer}), "kt_needs_assignment")
    is_void(cast.binh, path)
    given_anew(cast.binh, "KT")
    ok(cast.binh.does(path, "approve"))


def test_while_the_cabinet_signs_it_ends_and_nothing_is_recorded(one_cast, monkeypatch):
    """It was asked before the key was opened; it is asked again where the signature is kept."""
    cast = one_cast
    path = ready(cast, cast.binh, **BY_FIELD)
    made = signing.put_down

    def meanwhile(*args, **more):
        done = made(*args, **more)
        withdraw(cast.binh)
        return done

    monkeypatch.setattr(signing, "put_down", meanwhile)
    refused(signs(cast.binh, path), "kt_needs_assignment")
    is_void(cast.binh, path)


def test_among_many_the_others_are_signed(one_cast):
    cast = one_cast
    first, other = (ready(cast, cast.binh, **BY_FIELD) for _n in range(2))
    letter = ready(cast, cast.binh, **BY_FIELD, doc_type="Thông báo")
    withdraw(cast.binh)
    given_anew(cast.binh, "KT", doc_types=["Thông báo"])
    for one in paper_of(letter).sign_offs:
        change(type(one), {"id": one.id}, delegation_id=None)
    refs = [Ref(id_of(path), None) for path in (first, letter, other)]
    rows = ended(cast.binh, {"id": batches.sign(cast.binh.actor, refs, pin=cast.pin)})
    told = [(rows[ref.id]["done"], rows[ref.id]["code"]) for ref in refs]
    assert told == [(False, "kt_out_of_scope"), (True, ""), (False, "kt_out_of_scope")]
    assert [state_of(path) for path in (first, letter)] == ["SUBMITTED", "SIGNED"]


def test_what_he_signed_in_time_is_numbered_and_sealed_after_its_end(cast):
    """He signed while he might (art. 13.3); number and date are the clerk's, of their own day."""
    path = ready(cast, cast.tckh, **BY_MANDATE)
    ok(signs(cast.tckh, path))
    withdraw(cast.tckh)
    for step, said in (("number", {}), ("register", {}), ("seal", {"pin": cast.pin})):
        ok(cast.lan.does(path, step, said))
    verdicts = [one.verdict for one in paper_of(path).signatures_made]
    assert verdicts == ["valid", "valid"]


def test_his_page_says_before_he_signs_that_it_has_ended(one_cast):
    path = ready(one_cast, one_cast.tckh, **BY_MANDATE)
    at = Desk(one_cast.tckh)
    assert "đã hết hạn" not in at.opens(path)
    withdraw(one_cast.tckh)
    page = at.opens(path)
    assert "Văn bản ủy quyền đã hết hạn" in page, "before his PIN is asked for"
    no = at.sends(f"{path}/sign", page=path, pin=one_cast.pin)
    assert no.status_code == 409 and "Văn bản ủy quyền đã hết hạn" in no.text
    assert state_of(path) == "SUBMITTED"
    assert "Văn bản ủy quyền đã hết hạn" in at.opens(path).partition('id="history"')[0]


def test_and_that_another_was_given_since(one_cast):
    path = ready(one_cast, one_cast.binh, **BY_FIELD)
    withdraw(one_cast.binh)
    given_anew(one_cast.binh, "KT")
    assert "hãy duyệt lại theo văn bản đó" in one_cast.binh.browser().get(path).text
