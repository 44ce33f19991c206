"""Approval and the two checks, in whatever order; who may not do which for whom (OUT-T04–T08)."""

import html

import pytest

from tests.office.front.clicking import Desk
from tests.office.outcome import history, last_step, reads, refused, state_of, steps, waits
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.papers import DRAFT, ok

WHY = "Xã chỉ có một cán bộ biên chế."


def test_in_the_decrees_order_each_has_his_turn(cast):
    path = desk.submitted(cast)
    ok(cast.minh.does(path, "approve"))
    assert (state_of(path), waits(cast.hoa, path)) == ("APPROVED", {"content_check"})
    assert waits(cast.mai, path) == waits(cast.minh, path) == set()
    refused(cast.mai.does(path, "form_check"), "wrong_state")
    ok(cast.hoa.does(path, "content_check"))
    assert (state_of(path), waits(cast.mai, path)) == ("CONTENT_OK", {"form_check"})
    ok(cast.mai.does(path, "form_check"))
    assert state_of(path) == "READY_TO_SIGN"
    assert last_step(path)[:2] == ("ready", None)
    assert waits(cast.minh, path) == {"sign"}


def test_checks_given_first_are_shown_and_the_approval_passes_through(cast):
    path = desk.submitted(cast)
    thing = ok(cast.mai.does(path, "form_check"))
    assert (thing["state"], thing["signed_off"]) == ("SUBMITTED", ["form_check"])
    assert waits(cast.mai, path) == set()
    refused(cast.tuan.does(path, "form_check"), "lacks_form_check")
    ok(cast.minh.does(path, "approve"))
    assert state_of(path) == "APPROVED"
    ok(cast.hoa.does(path, "content_check"))
    assert steps(path)[-3:] == ["content_check", "pass_form", "ready"]
    by = {row.transition: row.account for row in history(path)}
    assert (by["form_check"], by["approve"], by["pass_form"]) == (
        "thethuc.huyen",
        "chutich.huyen",
        None,
    )


def test_a_check_is_given_once(cast):
    path = desk.checked(cast)
    refused(cast.hoa.does(path, "content_check"), "lacks_content_check")
    refused(cast.mai.does(path, "form_check"), "lacks_form_check")


def test_the_named_signer_approves_and_no_higher_one_for_him(cast):
    path = desk.submitted(cast, signer="phochutich.huyen", capacity="KT")
    assert waits(cast.binh, path) == {"approve"}
    assert reads(cast.minh, path)
    refused(cast.minh.does(path, "approve"), "not_yours")
    ok(cast.binh.does(path, "approve"))


def test_one_person_does_not_check_both_content_and_form(cast):
    """B02: SOD-01."""
    path = desk.submitted(cast, "tuan")
    ok(cast.tuan.does(path, "content_check"))
    refused(cast.tuan.does(path, "form_check"), "is_not_own_checker")
    refused(cast.tuan.does(path, "form_check", {"reason": WHY}), "is_not_own_checker")
    ok(cast.mai.does(path, "form_check"))
    other = desk.submitted(cast, "tuan")
    ok(cast.tuan.does(other, "form_check"))
    refused(cast.tuan.does(other, "content_check"), "is_not_own_checker")
    assert desk.exceptions(other) == []


def test_after_the_approval_too_and_mai_does_it(cast):
    """B02: Bình approved, Hoa, who may check forms too, has answered for the content."""
    desk.also(cast.hoa, "FORM_CHECKER")
    path = desk.submitted(cast, signer="phochutich.huyen", capacity="KT")
    ok(cast.binh.does(path, "approve"))
    assert ok(cast.hoa.does(path, "content_check"))["state"] == "CONTENT_OK"
    no = refused(cast.hoa.does(path, "form_check"), "is_not_own_checker")
    assert "hai người khác nhau" in no["detail"]
    assert state_of(path) == "CONTENT_OK"
    assert ok(cast.mai.does(path, "form_check"))["state"] == "READY_TO_SIGN"
    assert waits(cast.binh, path) == {"sign"}


def test_a_signer_who_drafted_it_himself_needs_both_checks_of_others(cast):
    desk.mandate(cast.tuan, "TL", doc_types=["Giấy mời"])
    mine = {"signer": "chanhvp.huyen", "capacity": "TL", "doc_type": "Giấy mời"}
    path = desk.submitted(cast, "tuan", **mine)
    for step in ("content_check", "form_check"):
        refused(cast.tuan.does(path, step), "checker_did_not_draft")
    ok(cast.tuan.does(path, "approve"))
    refused(cast.tuan.does(path, "content_check"), "checker_did_not_draft")


def test_a_leader_does_not_waive_the_form_check_of_what_he_drafts_and_signs(cast):
    path = desk.submitted(cast, "minh", urgency="HOA_TOC")
    refused(cast.minh.does(path, "waive_form_check", {"reason": WHY}), "checker_did_not_draft")


def test_a_draft_sent_back_lies_with_its_drafter_without_any_sign_off(cast):
    for who, build in (("hoa", desk.checked), ("mai", desk.approved), ("minh", desk.ready)):
        path = build(cast)
        hand = getattr(cast, who)
        refused(hand.does(path, "send_back", {"reason": " "}), "has_reason")
        thing = ok(hand.does(path, "send_back", {"reason": "Sửa trang 2"}))
        assert (thing["state"], thing["signed_off"]) == ("DRAFT", [])
        assert last_step(path)[2] == "Sửa trang 2"
        assert waits(cast.nam, path) == {"submit"}
        assert waits(hand, path) == set()


def test_a_signer_says_no_and_why(cast):
    path = desk.ready(cast)
    refused(cast.minh.does(path, "refuse_sign", {"reason": ""}), "has_reason")
    ok(cast.minh.does(path, "refuse_sign", {"reason": "Chưa đúng chủ trương"}))
    assert (state_of(path), waits(cast.nam, path)) == ("DRAFT", {"submit"})
    assert paper_of(path).approved_by is None


def test_only_a_flash_paper_goes_without_the_form_check_and_never_in_silence(cast):
    path = desk.submitted(cast)
    refused(cast.minh.does(path, "waive_form_check", {"reason": WHY}), "is_flash")
    flash = desk.submitted(cast, urgency="HOA_TOC")
    short = {"reason": "Hỏa tốc"}
    refused(cast.minh.does(flash, "waive_form_check", short), "has_full_reason")
    assert desk.exceptions(flash) == []
    ok(cast.minh.does(flash, "waive_form_check", {"reason": WHY}))
    assert desk.exceptions(flash) == [("OUT-T07", cast.minh.actor.name, WHY)]
    ok(cast.minh.does(flash, "approve"))
    ok(cast.hoa.does(flash, "content_check"))
    assert state_of(flash) == "READY_TO_SIGN"


def test_the_form_check_may_be_waived_after_the_content_check_too(cast):
    path = desk.approved(cast, urgency="HOA_TOC")
    ok(cast.hoa.does(path, "content_check"))
    ok(cast.minh.does(path, "waive_form_check", {"reason": WHY}))
    assert state_of(path) == "READY_TO_SIGN"


@pytest.fixture
def of_the_commune() -> dict:
    return {"signer": "chutich.hoangphu", "capacity": "TM", "to": ["huyen"]}


def test_in_a_commune_the_chairs_approval_is_the_content_check_too(cast, of_the_commune):
    path = desk.submitted(cast, "cv_xa", **of_the_commune)
    assert waits(cast.anh, path) == {"approve", "content_check"}
    assert waits(cast.dao, path) == {"form_check"}
    thing = ok(cast.anh.does(path, "approve"))
    assert (thing["state"], thing["signed_off"]) == ("CONTENT_OK", ["approve", "content_check"])
    ok(cast.dao.does(path, "form_check"))
    assert state_of(path) == "READY_TO_SIGN"


def test_in_a_commune_who_drafted_it_does_not_check_it_by_approving(cast, of_the_commune):
    path = desk.submitted(cast, "anh", **of_the_commune)
    thing = ok(cast.anh.does(path, "approve"))
    assert (thing["state"], thing["signed_off"]) == ("APPROVED", ["approve"])
    refused(cast.anh.does(path, "content_check"), "checker_did_not_draft")


def test_where_a_commune_has_one_person_for_both_checks_it_says_why(cast, of_the_commune):
    desk.also(cast.anh, "FORM_CHECKER")
    path = desk.submitted(cast, "cv_xa", **of_the_commune)
    ok(cast.anh.does(path, "content_check"))
    refused(cast.anh.does(path, "form_check"), "is_not_own_checker")
    refused(cast.anh.does(path, "form_check", {"reason": "Ít người"}), "is_not_own_checker")
    ok(cast.anh.does(path, "form_check", {"reason": WHY}))
    assert desk.exceptions(path) == [("SOD-01", cast.anh.actor.name, WHY)]
    ok(cast.anh.does(path, "approve"))
    assert state_of(path) == "READY_TO_SIGN"


def test_whichever_check_she_begins_with_the_page_asks_her_why_for_the_other(cast, of_the_commune):
    desk.also(cast.anh, "FORM_CHECKER")
    desk_of_anh = Desk(cast.anh)
    for first, second in (("content_check", "form_check"), ("form_check", "content_check")):
        path = desk.submitted(cast, "cv_xa", **of_the_commune)
        assert "Lý do ngoại lệ" not in html.unescape(desk_of_anh.opens(path))
        ok(cast.anh.does(path, first))
        assert "Lý do ngoại lệ" in html.unescape(desk_of_anh.opens(path))
        desk_of_anh.sends(f"{path}/{second}", path, reason="Ít người")
        assert desk.exceptions(path) == []
        desk_of_anh.sends(f"{path}/{second}", path, reason=WHY)
        assert desk.exceptions(path) == [("SOD-01", cast.anh.actor.name, WHY)]
        assert WHY in html.unescape(desk_of_anh.opens(path)), "shown on the document"
        (said,) = cast.anh.sees(path)["exceptions"]
        assert (said["rule"], said["reason"], said["ended_at"]) == ("SOD-01", WHY, None)


def test_a_reason_where_two_persons_checked_is_no_exception(cast, of_the_commune):
    path = desk.submitted(cast, "cv_xa", **of_the_commune)
    ok(cast.anh.does(path, "approve"))
    ok(cast.dao.does(path, "form_check", {"reason": WHY}))
    assert desk.exceptions(path) == []
    assert DRAFT["signer"] != of_the_commune["signer"]
