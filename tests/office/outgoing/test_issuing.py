"""Numbered, entered, sent, voided, called back, replaced, corrected (OUT-T12–T20; B06–B14)."""

import datetime as dt

import time_machine
from sqlalchemy import delete, select

from server.clock import now, today
from server.database import db, transaction
from server.desks.models import Reader
from server.documents.delivery.models import Delivery, Letter
from server.documents.outgoing.models import OutgoingDocument
from server.org.models import Agency
from tests.office.outcome import (
    change,
    id_of,
    key_of,
    last_step,
    line_of,
    numbers,
    reads,
    refused,
    state_of,
    steps,
    waits,
    waits_nowhere,
)
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.papers import DRAFT, ok

CLOCK = "server.documents.outgoing.sending.issuing.today"
"""The wall clock that Lan numbers by."""

ORDER = {"reason": "Sai nội dung", "order_code": "12/CT-UBND"}


def letters(path: str) -> list[tuple[int, str, str]]:
    """(business, state, to whom) of what was posted for a document."""
    db.session.rollback()
    rows = select(Letter).filter_by(paper_kind="outgoing", paper_id=id_of(path)).order_by(Letter.id)
    return [(row.business, row.state, row.to_organ) for row in db.session.scalars(rows)]


def test_number_and_date_come_together_from_the_office_alone(cast):
    """B08: nobody dates a document back (NUM-09)."""
    path = desk.as_signed(cast)
    refused(cast.lan.does(path, "number", {"issued_on": "2025-01-01"}), "invalid")
    refused(cast.lan.does(path, "number", {"number": 7}), "invalid")
    thing = ok(cast.lan.does(path, "number"))
    assert (thing["number"], thing["code"]) == (1, "01/UBND-VHTT")
    assert thing["issued_on"] == today().isoformat()
    assert waits(cast.lan, path) == {"register"}
    assert (line_of(path).code, line_of(path).signer) == ("01/UBND-VHTT", "")


def test_the_books_line_is_complete_once_it_is_registered(cast):
    path = desk.as_signed(cast)
    ok(cast.lan.does(path, "number"))
    ok(cast.lan.does(path, "register"))
    row = line_of(path)
    assert (row.signer, row.kept_by, row.copies) == (cast.minh.actor.name, "VT, VHTT", 1)
    assert row.recipients == "Ủy ban nhân dân xã Hoằng Phú"
    assert (row.doc_type, row.subject) == ("Công văn", DRAFT["subject"])
    assert waits(cast.lan, path) == {"seal"}


def test_what_nobody_signed_gets_no_number_and_what_has_none_no_seal(cast):
    path = desk.as_signed(cast)
    desk.take_signature_away(cast, path, "person")
    refused(cast.lan.does(path, "number"), "is_signed")
    assert numbers("OUT:CHUNG", cast.lan.actor.agency_id) == []
    other = desk.as_signed(cast)
    refused(cast.lan.does(other, "seal", {"pin": cast.pin}), "wrong_state")


def test_the_head_reads_what_his_deputy_signs_and_no_other_head_does(one_cast):
    """ORG-05: Minh answers for all that his agency issues, though Bình signs it unasked."""
    path = desk.submitted(one_cast, signer=one_cast.binh.account, capacity="KT")
    assert waits(one_cast.minh, path) == set()
    page = one_cast.minh.browser().get("/outgoing").text
    assert reads(one_cast.minh, path) and path in page
    assert not reads(one_cast.anh, path) and not reads(one_cast.tckh, path)


def test_decisions_have_a_series_of_their_own(cast):
    """NUM-01, NUM-04: each series counts from 1 for itself."""
    codes = []
    for kind in ("Quyết định", "Công văn", "Quyết định", "Báo cáo"):
        path = desk.as_signed(cast, doc_type=kind)
        codes.append(ok(cast.lan.does(path, "number"))["number"])
    assert codes == [1, 1, 2, 2]


def test_signed_before_midnight_and_numbered_after_it_is_the_first_of_the_new_year(
    cast, monkeypatch
):
    """B09, NUM-11: 01, dated 01/01, whatever was given out in the old year."""
    ok(cast.lan.does(desk.as_signed(cast), "number"))
    path = desk.as_signed(cast)
    new_year = dt.date(today().year + 1, 1, 1)
    monkeypatch.setattr(CLOCK, lambda: new_year)
    thing = ok(cast.lan.does(path, "number"))
    assert (thing["number"], thing["issued_on"]) == (1, new_year.isoformat())


def test_no_number_is_dated_before_the_one_before_it(cast, monkeypatch):
    june = dt.date(today().year + 1, 6, 2)
    monkeypatch.setattr(CLOCK, lambda: june)
    ok(cast.lan.does(desk.as_signed(cast), "number"))
    path = desk.as_signed(cast)
    monkeypatch.setattr(CLOCK, lambda: june - dt.timedelta(days=1))
    refused(cast.lan.does(path, "number"), "number_would_be_backdated")
    assert paper_of(path).number is None


def test_a_number_is_voided_by_clerk_and_leader_and_never_used_again(cast):
    """B07: OUT-T16."""
    path = desk.as_registered(cast)
    refused(cast.minh.does(path, "void_number", {"reason": "Sai"}), "not_proposed")
    refused(cast.lan.does(path, "void_number", {"reason": " "}), "has_reason")
    answer = cast.lan.does(path, "void_number", {"reason": "Sai nơi nhận"})
    assert answer.status_code == 202
    assert answer.json == {"id": id_of(path), "state": "proposed", "action": "void_number"}
    assert waits(cast.minh, path) == {"void_number"}
    assert state_of(path) == "REGISTERED"
    assert last_step(path) == ("propose_void_number", "vanthu.huyen", "Sai nơi nhận")
    ok(cast.minh.does(path, "void_number"))
    assert last_step(path) == ("void_number", "chutich.huyen", "Sai nơi nhận")
    assert line_of(path).note == "Hủy: Sai nơi nhận"
    assert waits_nowhere(path)
    assert ok(cast.lan.does(desk.as_signed(cast), "number"))["number"] == 2
    assert numbers(line_of(path).book, cast.lan.actor.agency_id) == [1, 2]


def test_any_leader_may_confirm_and_reads_what_he_confirms(cast):
    """The deputy chair had no part in this document until the clerk asked for a leader."""
    path = desk.as_registered(cast)
    seat = f"a:{cast.binh.actor.agency_id}:LEADER"
    with transaction() as session:
        session.execute(delete(Reader).filter_by(**key_of(path), seat=seat))
    assert not reads(cast.binh, path)
    cast.lan.does(path, "void_number", {"reason": "Sai nơi nhận"})
    assert waits(cast.binh, path) == {"void_number"}
    assert not reads(cast.anh, path)
    ok(cast.binh.does(path, "void_number"))
    assert last_step(path)[:2] == ("void_number", "phochutich.huyen")


def test_both_halves_are_not_one_hand_and_a_proposal_does_not_wait_for_ever(cast):
    desk.also(cast.lan, "LEADER")
    path = desk.as_registered(cast)
    cast.lan.does(path, "void_number", {"reason": "Sai nơi nhận"})
    refused(cast.lan.does(path, "void_number", {"reason": "Sai nơi nhận"}), "same_person")
    with time_machine.travel(now() + dt.timedelta(days=1, seconds=1), tick=False):
        refused(cast.minh.does(path, "void_number"), "not_proposed")
    ok(cast.minh.does(path, "void_number"))


def test_a_dispatched_number_is_not_voided(cast):
    path = desk.as_sealed(cast)
    cast.lan.does(path, "void_number", {"reason": "Sai nơi nhận"})
    ok(cast.lan.does(path, "dispatch"))
    refused(cast.minh.does(path, "void_number"), "wrong_state")
    assert waits_nowhere(path)


def test_each_recipient_gets_one_letter_and_the_own_office_none(cast):
    to = {"to": ["hoangphu", "hoangdong"], "for_info": ["hoangphu", "huyen", "tinh"]}
    path = desk.as_sealed(cast, **to)
    thing = ok(cast.lan.does(path, "dispatch"))
    sent = {one["recipient"]: one["kind"] for one in thing["deliveries"]}
    assert sent == {"hoangphu": "to", "hoangdong": "to", "tinh": "for_info"}
    assert [(business, state) for business, state, _ in letters(path)] == [(0, "QUEUED")] * 3
    assert line_of(path).handed_on == today()
    assert waits_nowhere(path)


def test_a_document_for_nobody_is_not_sent(cast):
    path = desk.as_sealed(cast, to=[])
    refused(cast.lan.does(path, "dispatch"), "has_recipients")
    change(OutgoingDocument, {"id": id_of(path)}, internal=True)
    ok(cast.lan.does(path, "dispatch"))
    assert letters(path) == []


def test_a_recipient_is_looked_up_on_the_day_it_is_sent(cast):
    path = desk.as_sealed(cast)
    change(Agency, {"code": "hoangphu"}, valid_to=today())
    refused(cast.lan.does(path, "dispatch"), "recipient_has_ended")
    assert (state_of(path), letters(path)) == ("SEALED", [])


def test_what_has_no_seal_is_not_sent(cast):
    path = desk.as_sealed(cast)
    desk.take_signature_away(cast, path, "seal")
    refused(cast.lan.does(path, "dispatch"), "is_sealed")


def test_a_recall_is_ordered_in_writing_by_the_leader_and_executed_by_the_clerk(cast):
    path = desk.as_dispatched(cast, to=["hoangphu", "hoangdong"])
    one = {"outgoing_id": id_of(path), "recipient_id": cast.dao.actor.agency_id}
    change(Delivery, one, state="ACCEPTED")
    refused(cast.lan.does(path, "recall"), "not_proposed")
    for entry, no in (("order_code", "has_order"), ("reason", "has_reason")):
        said = refused(cast.minh.does(path, "recall", ORDER | {entry: " "}), no)
        assert [one["field"] for one in said["errors"]] == [entry]
    assert cast.minh.does(path, "recall", ORDER).status_code == 202
    assert waits(cast.lan, path) == {"recall"}
    page = cast.lan.browser().get(path.removeprefix("/api/v1")).text
    assert f"{cast.minh.actor.name} đã đề nghị từ" in page
    assert f"theo {ORDER['order_code']}: “Sai nội dung”" in page
    assert state_of(path) == "DISPATCHED"
    thing = ok(cast.lan.does(path, "recall"))
    assert thing["state"] == "RECALLED"
    assert last_step(path) == ("recall", "vanthu.huyen", "Sai nội dung")
    assert {one["state"] for one in thing["deliveries"]} == {"RECALL_REQUESTED", "CANCELLED"}
    posted = [(business, state) for business, state, _ in letters(path)]
    assert posted == [(0, "QUEUED"), (0, "CANCELLED"), (1, "QUEUED")]
    assert line_of(path).note == "Thu hồi theo 12/CT-UBND"


def dispatched_decision(cast) -> str:
    return desk.as_dispatched(cast, doc_type="Quyết định")


def test_a_wrong_figure_in_a_decision_is_replaced_and_not_corrected(cast):
    old = id_of(dispatched_decision(cast))
    for more, code in [
        ({"corrects": old, "error_kind": "content"}, "is_error_of_form"),
        ({"corrects": old}, "is_error_of_form"),
        ({"corrects": old, "error_kind": "form", "doc_type": "Quyết định"},
         "is_corrected_by_letter"),
        ({"replaces": old}, "has_equal_form"),
    ]:  # fmt: skip
        refused(cast.nam.asks("POST", "/outgoing", json=DRAFT | more), code)


def test_a_replacement_ends_the_old_one_when_it_is_sent_and_not_before(cast):
    old = dispatched_decision(cast)
    new = desk.as_sealed(cast, doc_type="Quyết định", replaces=id_of(old))
    assert state_of(old) == "DISPATCHED"
    ok(cast.lan.does(new, "dispatch"))
    assert last_step(old)[:2] == ("replace", None)
    assert state_of(old) == "REPLACED"
    assert line_of(old).note == f"Được thay thế bởi {paper_of(new).code}"


def test_a_letter_that_corrects_is_linked_and_the_original_stays(cast):
    old = desk.as_dispatched(cast, doc_type="Thông báo")
    new = desk.as_sealed(cast, corrects=id_of(old), error_kind="form")
    ok(cast.lan.does(new, "dispatch"))
    assert steps(old)[-1] == "correct"
    assert state_of(old) == "DISPATCHED"
    assert line_of(old).note == "Được đính chính bởi 02/UBND-VHTT"


def test_what_is_wrong_in_its_form_alone_is_corrected_and_not_replaced(cast):
    """OUT-T18: for an error of content; a program that replaces says by it that it is one."""
    old = dispatched_decision(cast)
    said = DRAFT | {"doc_type": "Quyết định", "replaces": id_of(old)}
    no = cast.nam.asks("POST", "/outgoing", json=said | {"error_kind": "form"})
    assert refused(no, "is_error_of_content")["errors"][0]["field"] == "error_kind"
    for kind in ({}, {"error_kind": "content"}):
        ok(cast.nam.asks("POST", "/outgoing", json=said | kind))


def test_nor_is_it_where_that_is_found_at_the_sending(cast):
    old = dispatched_decision(cast)
    new = desk.as_sealed(cast, doc_type="Quyết định", replaces=id_of(old))
    change(OutgoingDocument, {"id": id_of(new)}, error_kind="form")
    refused(cast.lan.does(new, "dispatch"), "is_error_of_content")
    assert (state_of(old), state_of(new), letters(new)) == ("DISPATCHED", "SEALED", [])


def test_what_was_called_back_meanwhile_is_not_replaced(cast):
    old = dispatched_decision(cast)
    new = desk.as_sealed(cast, doc_type="Quyết định", replaces=id_of(old))
    cast.minh.does(old, "recall", ORDER)
    ok(cast.lan.does(old, "recall"))
    refused(cast.lan.does(new, "dispatch"), "wrong_state")
    assert (state_of(new), letters(new)) == ("SEALED", [])


def test_a_draft_names_only_what_was_sent_and_still_counts(cast):
    unsent = id_of(desk.as_sealed(cast, doc_type="Quyết định"))
    wish = DRAFT | {"doc_type": "Quyết định", "replaces": unsent}
    refused(cast.nam.asks("POST", "/outgoing", json=wish), "is_not_dispatched")


def test_printed_copies_are_counted(cast):
    path = desk.as_signed(cast)
    refused(cast.lan.does(path, "paper_issue", {"copies": 0}), "invalid")
    ok(cast.lan.does(path, "paper_issue", {"copies": 3}))
    ok(cast.lan.does(path, "paper_issue"))
    assert paper_of(path).copies == 4
    assert state_of(path) == "SIGNED"
