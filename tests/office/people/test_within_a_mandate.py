"""The head of Finance signs for the chair what his mandate's words allow, and says how (ORG-01)."""

import datetime as dt

from server.clock import today
from server.documents.outgoing.batch import batches
from server.documents.outgoing.capacity import mandate_in_use, turn
from server.org.models import Delegation
from server.papers.services import Ref
from tests.office.batches.desk import ended
from tests.office.front.clicking import Desk
from tests.office.outcome import change, history, id_of, refused, state_of
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.papers import ok

SCOPE = "Công văn đôn đốc quyết toán ngân sách của các xã, thị trấn"
BUDGET = {"signer": "tp-tckh.huyen", "capacity": "TUQ", "subject": "V/v quyết toán ngân sách xã"}
ROOMS = BUDGET | {"subject": "V/v triển khai phòng họp không giấy tờ"}
SAID = "Đôn đốc xã Hoằng Phú nộp quyết toán năm."


def test_he_says_how_it_is_within_and_his_words_are_kept(one_cast):
    path = desk.submitted(one_cast, **BUDGET)
    for nothing in ({}, {"within": "  "}):
        no = refused(one_cast.tckh.does(path, "approve", nothing), "says_how_it_is_within")
        assert SCOPE in no["detail"] and "02/GUQ-UBND" in no["detail"]
        assert [it["field"] for it in no["errors"]] == ["within"]
    assert state_of(path) == "SUBMITTED"
    ok(one_cast.tckh.does(path, "approve", {"within": SAID}))
    kept = [(it.transition, it.reason) for it in history(path) if it.transition == "approve"]
    assert kept == [("approve", SAID)]
    assert SAID in one_cast.minh.browser().get(path).text, "the chair reads it too"


def test_of_another_matter_he_must_account_at_length(one_cast):
    path = desk.submitted(one_cast, **ROOMS)
    no = one_cast.tckh.does(path, "approve", {"within": "Có liên quan"})
    assert SCOPE in refused(no, "accounts_for_another_matter")["detail"]
    ok(one_cast.tckh.does(path, "approve", {"within": SAID}))


def test_his_page_shows_the_scope_and_keeps_what_he_typed(one_cast):
    path = desk.checked(one_cast, **ROOMS)
    at = Desk(one_cast.tckh)
    page = at.opens(path)
    assert 'name="within"' in page and f"“{SCOPE}”" in page and "02/GUQ-UBND" in page
    assert "không có từ nào của phạm vi ấy" in page
    no = at.sends(f"{path}/approve", page=path, within="Có liên quan", pin=one_cast.pin)
    assert no.status_code == 422 and "Có liên quan" in no.text and state_of(path) == "SUBMITTED"
    at.sends(f"{path}/approve", page=path, within=SAID, pin=one_cast.pin)
    assert state_of(path) == "SIGNED"
    assert [it.reason for it in history(path) if it.transition == "approve"] == [SAID]


def test_among_many_it_waits_to_be_answered_for_alone(one_cast):
    path = desk.checked(one_cast, **BUDGET)
    seen = Ref(id_of(path), paper_of(path).version)
    job_id = batches.sign(one_cast.tckh.actor, [seen], pin=one_cast.pin)
    row = ended(one_cast.tckh, {"id": job_id})[id_of(path)]
    assert (row["done"], row["code"]) == (False, "says_how_it_is_within")
    assert state_of(path) == "SUBMITTED"


def test_nobody_else_is_asked_and_nobody_whose_mandate_lists_types_alone(one_cast):
    ok(
        one_cast.binh.does(
            desk.submitted(one_cast, signer="phochutich.huyen", capacity="KT"), "approve"
        )
    )
    mine = {"position_id": one_cast.tckh.actor.position_id}
    change(Delegation, mine, subjects="")
    path = desk.submitted(one_cast, **ROOMS)
    assert 'name="within"' not in one_cast.tckh.browser().get(path).text
    ok(one_cast.tckh.does(path, "approve"))


FIELDS = "Văn hóa, giáo dục, y tế; chuyển đổi số"
BY_FIELD = {"signer": "phochutich.huyen", "capacity": "KT"}


def test_a_deputy_reads_that_it_is_of_no_field_of_his_and_may_approve_it(one_cast):
    """Article 13.1: his fields, and some of the head's own documents; ORG-01 is of TUQ. alone."""
    change(Delegation, {"position_id": one_cast.binh.actor.position_id}, subjects=FIELDS)
    path = desk.checked(one_cast, **BY_FIELD, subject="V/v phòng họp không giấy tờ")
    page = one_cast.binh.browser().get(path).text
    assert "Duyệt và ký" in page and f"1150/QĐ-UBND: “{FIELDS}”. Trích yếu không có từ nào" in page
    assert 'name="within"' not in page
    ok(one_cast.binh.does(path, "approve"))


def test_of_his_fields_or_where_none_are_written_nothing_is_said(one_cast):
    mine = {"position_id": one_cast.binh.actor.position_id}
    change(Delegation, mine, subjects=FIELDS)
    own = desk.submitted(one_cast, **BY_FIELD, subject="V/v chuyển đổi số năm 2023")
    assert "Phân công ký thay" not in one_cast.binh.browser().get(own).text
    change(Delegation, mine, subjects="")
    path = desk.submitted(one_cast, **BY_FIELD, subject="V/v phòng họp không giấy tờ")
    assert "Phân công ký thay" not in one_cast.binh.browser().get(path).text
    chairs = desk.submitted(one_cast)
    assert "Phân công ký thay" not in one_cast.minh.browser().get(chairs).text


def test_of_two_mandates_the_one_that_fits_is_used(one_cast):
    """A further one for festivals: of a festival he is asked about that, of a budget about this."""
    until = today() + dt.timedelta(days=9)
    desk.mandate(one_cast.tckh, "TUQ", subjects="Tổ chức lễ hội truyền thống", valid_to=until)
    path = desk.submitted(one_cast, **BUDGET | {"subject": "V/v lễ hội truyền thống năm nay"})
    feasts = mandate_in_use(turn(paper_of(path)))
    assert feasts is not None and feasts.document_code == "9/GUQ-UBND"
    no = refused(one_cast.tckh.does(path, "approve"), "says_how_it_is_within")
    assert "lễ hội" in no["detail"]
    change(Delegation, {"document_code": "9/GUQ-UBND"}, valid_to=today())
    refused(one_cast.tckh.does(path, "approve"), "accounts_for_another_matter")
