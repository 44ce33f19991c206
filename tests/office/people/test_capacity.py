"""In which capacity somebody approves and signs, and what ends it (ORG-01–06, B01, B17)."""

import datetime as dt

import pytest

from server.admin.staff import mandates
from server.clock import today
from server.database import db
from server.documents.outgoing.capacity import refusal
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.printing import sheet_of
from server.org.models import Agency, Appointment, Delegation, Position
from tests.cast import Hand
from tests.office.admin.desk import kien, position
from tests.office.incoming.desk import away
from tests.office.outcome import change, id_of, reads, refused, show_to, state_of, waits
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.papers import DRAFT, ok
from workflows import Refused
from workflows.capacity import SigningCapacity

TOMORROW = dt.timedelta(days=1)
BUDGETS = {"within": "Chi từ ngân sách xã đang quyết toán."}


def lying(cast, who: str, capacity: str, doc_type: str = "Công văn") -> str:
    """A draft that lies with its signer, as if submitted."""
    signer = getattr(cast, who)
    path = desk.drafted(cast, signer=signer.account, capacity=capacity, doc_type=doc_type)
    change(OutgoingDocument, {"id": id_of(path)}, state="SUBMITTED")
    show_to(path, signer)
    return path


def approves(cast, who: str, capacity: str, doc_type: str = "Công văn"):
    path = lying(cast, who, capacity, doc_type)
    return getattr(cast, who).does(path, "approve", BUDGETS if capacity == "TUQ" else {})


def drop_mandates(hand) -> None:
    post = {"position_id": hand.actor.position_id}
    change(Delegation, post, valid_to=today())


def test_the_head_of_a_collective_signs_for_it_or_in_his_own_name(cast):
    ok(approves(cast, "minh", "TM"))
    ok(approves(cast, "minh", "DIRECT"))
    refused(approves(cast, "binh", "TM"), "not_head")
    refused(approves(cast, "binh", "DIRECT"), "not_head")
    no = refused(approves(cast, "minh", "KT"), "not_deputy")
    assert no["errors"][0]["field"] == "capacity"


def test_a_head_without_a_collective_signs_directly(cast):
    change(Agency, {"code": "huyen"}, regime="head")
    refused(approves(cast, "minh", "TM"), "wrong_regime")
    ok(approves(cast, "minh", "DIRECT"))


def test_a_deputy_signs_by_his_assignment_alone(cast):
    ok(approves(cast, "binh", "KT"))
    kt = {"position_id": cast.binh.actor.position_id}
    change(Delegation, kt, doc_types=["Thông báo"])
    refused(approves(cast, "binh", "KT"), "kt_out_of_scope")
    change(Delegation, kt, doc_types=[], giver="TUQ")
    refused(approves(cast, "binh", "KT"), "capacity_never_chains")
    change(Delegation, kt, giver="DIRECT", valid_to=today())
    refused(approves(cast, "binh", "KT"), "kt_needs_assignment")


def test_the_heads_absence_opens_no_signing(cast):
    path = lying(cast, "minh", "TM")
    away(cast.minh, cast.binh)
    assert reads(cast.binh, path)
    refused(cast.binh.does(path, "approve"), "not_yours")
    drop_mandates(cast.binh)
    refused(approves(cast, "binh", "KT"), "kt_needs_assignment")


def made_acting(hand) -> None:
    """He was given the powers of his post (giao quyền), and has not been appointed to it."""
    change(Appointment, {"id": hand.actor.appointment_id}, kind="acting")


def test_an_acting_head_needs_his_appointment(cast):
    refused(approves(cast, "minh", "Q"), "q_needs_appointment")
    made_acting(cast.minh)
    ok(approves(cast, "minh", "Q"))


def test_an_acting_head_signs_as_that_and_not_as_the_head(cast):
    """Annex I, II.7b: whoever reads it sees "Q." before the title."""
    made_acting(cast.minh)
    refused(approves(cast, "minh", "TM"), "acting_signs_as_q")
    refused(approves(cast, "minh", "DIRECT"), "acting_signs_as_q")
    sheet = sheet_of(paper_of(lying(cast, "minh", "Q")))
    assert sheet.authority == ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")


def test_who_acts_as_head_of_a_unit_is_no_acting_chair(cast):
    made_acting(cast.tuan)
    refused(approves(cast, "tuan", "Q", "Giấy mời"), "q_needs_appointment")
    ok(approves(cast, "tuan", "TL", "Giấy mời"))


def handed_on(cast, **more):
    """Tuấn has handed his TL on to his deputy, who may sign in the office: her post has a role."""
    hand = Hand(cast.lan.app, "kiemnhiem.huyen")
    desk.also(hand, "UNIT_HEAD")
    said = {
        "kind": SigningCapacity.KT, "giver": SigningCapacity.TL, "document_code": "03/QĐ-VP",
        "valid_from": today(), "valid_to": None,
    }  # fmt: skip
    mandate = mandates.Mandate(**said | more)
    row = mandates.delegate(kien(), position_id=hand.actor.position_id, mandate=mandate)
    return hand, row


INVITES = {"doc_type": "Giấy mời", "signer": "kiemnhiem.huyen", "capacity": "TL"}


def test_the_deputy_of_the_office_signs_what_its_head_handed_on(one_cast):
    """Article 13.4, ORG-03: the only chain there is, from the draft to the signature."""
    cast = one_cast
    deputy, row = handed_on(cast)
    path = desk.checked(cast, **INVITES)
    sheet = sheet_of(paper_of(path))
    assert sheet.authority == ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")
    ok(deputy.does(path, "approve"))
    ok(deputy.does(path, "sign", {"pin": cast.pin}))
    (made,) = paper_of(path).signatures_made
    assert (made.signer, made.capacity, made.delegation_id) == (deputy.actor.name, "TL", row.id)


def test_and_only_while_both_stand_and_of_her_own_unit(one_cast):
    cast = one_cast
    deputy, row = handed_on(cast)
    paper = paper_of(desk.drafted(cast, **INVITES))
    assert refusal(paper) == ""
    paper.doc_type = "Quyết định"
    assert refusal(paper) == "tl_doc_type_not_listed", "the head's list is hers too"
    db.session.rollback()
    change(Delegation, {"id": row.id}, valid_to=today())
    assert refusal(paper) == "kt_needs_assignment"
    change(Delegation, {"id": row.id}, valid_to=None)
    elsewhere = {"position_id": cast.tuan.actor.position_id, "kind": "TL"}
    change(Delegation, elsewhere, agency_id=cast.dao.actor.agency_id)
    assert refusal(paper) == "tl_doc_type_not_listed", "what another agency gave her head"
    change(Delegation, elsewhere, agency_id=cast.nam.actor.agency_id, valid_to=today())
    assert refusal(paper) == "tl_doc_type_not_listed"
    change(Delegation, elsewhere, valid_to=None)
    assert refusal(paper) == ""
    change(Delegation, elsewhere, position_id=cast.hoa.actor.position_id)
    assert refusal(paper) == "tl_doc_type_not_listed", "the head of another unit"


def test_his_order_helps_nobody_else_of_the_unit(one_cast):
    deputy, _row = handed_on(one_cast)
    change(Position, {"id": deputy.actor.position_id}, is_deputy=False)
    assert refusal(paper_of(desk.drafted(one_cast, **INVITES))) == "not_unit_head"


def test_by_order_only_what_the_rules_list(cast):
    ok(approves(cast, "tuan", "TL", "Giấy mời"))
    refused(approves(cast, "tuan", "TL", "Quyết định"), "tl_doc_type_not_listed")
    refused(approves(cast, "hoa", "TL", "Giấy mời"), "tl_doc_type_not_listed")
    refused(approves(cast, "binh", "TL", "Giấy mời"), "not_unit_head")


def test_a_mandate_is_limited_in_time_and_content(cast):
    ok(approves(cast, "tckh", "TUQ"))
    refused(approves(cast, "tckh", "TUQ", "Báo cáo"), "tuq_out_of_scope")
    refused(approves(cast, "hoa", "TUQ"), "tuq_expired")
    refused(approves(cast, "tuan", "TUQ"), "tuq_needs_mandate")
    mine = {"position_id": cast.tckh.actor.position_id}
    change(Delegation, mine, valid_from=today() + TOMORROW)
    refused(approves(cast, "tckh", "TUQ"), "tuq_not_yet")
    for incomplete in ({"document_code": " "}, {"valid_to": None}):
        whole = {"valid_from": today(), "document_code": "02/GUQ", "valid_to": today() + TOMORROW}
        change(Delegation, mine, **whole | incomplete)
        refused(approves(cast, "tckh", "TUQ"), "tuq_needs_mandate")
    change(Delegation, mine, **whole, giver="TUQ")
    refused(approves(cast, "tckh", "TUQ"), "capacity_never_chains")


def test_what_is_signed_by_mandate_has_the_form_and_the_seal_of_who_gave_it(one_cast):
    """ORG-02: the district's head, number and seal, over the signature of a head of its unit."""
    cast = one_cast
    path = desk.checked(cast, signer="tp-tckh.huyen", capacity="TUQ")
    sheet = sheet_of(paper_of(path))
    assert sheet.agency == "Ủy ban nhân dân huyện Hoằng Hóa"
    assert sheet.authority == ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG")
    ok(cast.tckh.does(path, "approve", BUDGETS))
    ok(cast.tckh.does(path, "sign", {"pin": cast.pin}))
    for step, said in (("number", {}), ("register", {}), ("seal", {"pin": cast.pin})):
        ok(cast.lan.does(path, step, said))
    paper = paper_of(path)
    made = [(one.kind, one.signer) for one in paper.signatures_made]
    assert made == [("person", cast.tckh.actor.name), ("seal", sheet.agency)]


def entrusted(**more) -> Delegation:
    """Kiên has written down that Minh gives the chair of Hoằng Phú the right to sign."""
    said = {
        "kind": SigningCapacity.TUQ, "document_code": "09/GUQ-UBND", "valid_from": today(),
        "valid_to": today() + TOMORROW * 30, "doc_types": ["Công văn"],
    }  # fmt: skip
    post = position("chutich.hoangphu").id
    return mandates.delegate(kien(), position_id=post, mandate=mandates.Mandate(**said | more))


def test_the_head_of_an_agency_below_signs_by_mandate_for_the_one_above(one_cast):
    """Article 13.3: the district's document, read, approved and signed in the commune."""
    cast = one_cast
    draft = DRAFT | {"signer": "chutich.hoangphu", "capacity": "TUQ", "to": ["hoangdong"]}
    refused(cast.nam.asks("POST", "/outgoing", json=draft), "unknown_person")
    row = entrusted()
    assert row.agency_id == cast.nam.actor.agency_id
    assert "Chủ tịch UBND xã Hoằng Phú" in cast.nam.browser().get("/outgoing/new").text
    path = f"/outgoing/{ok(cast.nam.asks('POST', '/outgoing', json=draft))['id']}"
    ok(cast.nam.does(path, "submit"))
    sheet = sheet_of(paper_of(path))
    assert sheet.agency == "Ủy ban nhân dân huyện Hoằng Hóa"
    assert sheet.authority == ("TUQ. CHỦ TỊCH", "CHỦ TỊCH UBND XÃ HOẰNG PHÚ")
    page = cast.nam.browser().get(path).text
    assert f"{cast.anh.actor.name}, Chủ tịch UBND xã Hoằng Phú (TUQ)" in page
    assert waits(cast.anh, path) == {"approve"} and not reads(cast.dao, path)
    thing = ok(cast.anh.does(path, "approve"))
    assert thing["signed_off"] == ["approve"], "a commune's chair checks no content of the district"
    ok(cast.hoa.does(path, "content_check"))
    ok(cast.mai.does(path, "form_check"))
    ok(cast.anh.does(path, "sign", {"pin": cast.pin}))
    for step, said in (("number", {}), ("register", {}), ("seal", {"pin": cast.pin})):
        ok(cast.lan.does(path, step, said))
    made = [(one.kind, one.signer) for one in paper_of(path).signatures_made]
    assert made == [("person", cast.anh.actor.name), ("seal", sheet.agency)]


def test_what_another_agency_gave_her_makes_her_no_signer_of_the_districts(one_cast):
    """Nam neither sees her among those who sign nor may name her."""
    row = entrusted()
    change(Delegation, {"id": row.id}, agency_id=one_cast.dao2.actor.agency_id)
    assert "Chủ tịch UBND xã Hoằng Phú" not in one_cast.nam.browser().get("/outgoing/new").text
    draft = DRAFT | {"signer": "chutich.hoangphu", "capacity": "TUQ", "to": ["hoangdong"]}
    refused(one_cast.nam.asks("POST", "/outgoing", json=draft), "unknown_person")


def test_what_the_district_gave_her_helps_nobody_in_her_own_commune(one_cast):
    cast = one_cast
    row = entrusted()
    draft = DRAFT | {"signer": "chutich.hoangphu", "capacity": "TUQ", "to": ["hoangdong"]}
    path = f"/outgoing/{ok(cast.nam.asks('POST', '/outgoing', json=draft))['id']}"
    own = f"/outgoing/{ok(cast.cv_xa.asks('POST', '/outgoing', json=draft))['id']}"
    assert refusal(paper_of(own)) == "not_unit_head"
    paper = paper_of(path)
    for capacity in ("TM", "DIRECT", "KT", "TL"):
        paper.capacity = capacity
        assert refusal(paper) in ("not_head", "not_deputy", "tl_doc_type_not_listed")
    db.session.rollback()
    change(Delegation, {"id": row.id}, valid_to=today())
    assert refusal(paper_of(path)) == "tuq_expired"
    other = cast.dao2.actor.agency_id
    change(Delegation, {"id": row.id}, valid_to=today() + TOMORROW, agency_id=other)
    assert refusal(paper_of(path)) == "tuq_needs_mandate", "what another agency gave her"
    for kind in (SigningCapacity.TL, SigningCapacity.KT):
        with pytest.raises(Refused):
            entrusted(kind=kind)


def test_a_mandate_holds_through_its_last_day_and_not_on_the_day_it_ends(cast):
    mine = {"position_id": cast.tckh.actor.position_id}
    change(Delegation, mine, valid_to=today() + TOMORROW)
    ok(approves(cast, "tckh", "TUQ"))
    change(Delegation, mine, valid_to=today())
    refused(approves(cast, "tckh", "TUQ"), "tuq_expired")


def test_a_mandate_that_ends_before_the_signature_voids_the_approval(cast):
    path = desk.checked(cast, signer="tp-tckh.huyen", capacity="TUQ")
    ok(cast.tckh.does(path, "approve", BUDGETS))
    mine = {"position_id": cast.tckh.actor.position_id}
    change(Delegation, mine, valid_to=today())
    etag = cast.tckh.asks("GET", path).headers["ETag"]
    said = {"json": {"pin": cast.pin}, "match": etag, "key": "ky-mot-lan"}
    where = f"{path}/actions/sign"
    refused(cast.tckh.asks("POST", where, **said), "tuq_expired")
    thing = cast.tckh.sees(path)
    assert (thing["state"], thing["signed_off"], thing["signatures"]) == ("SUBMITTED", [], [])
    assert waits(cast.tckh, path) == {"approve"}
    refused(cast.tckh.asks("POST", where, **said), "stale")
    refused(cast.tckh.does(path, "approve"), "tuq_expired")
    assert state_of(path) == "SUBMITTED"


def test_an_agencys_head_reads_whatever_is_signed_for_it(cast):
    path = desk.submitted(cast, signer="tp-tckh.huyen", capacity="TUQ")
    assert reads(cast.minh, path)
    assert not reads(cast.binh, path)
