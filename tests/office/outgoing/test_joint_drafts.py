"""Who is named to issue a document together with ours, and who cannot be (DOMAIN §5.5)."""

import pytest

from server.org.models import Delegation
from tests.cast import Hand
from tests.office.outcome import change, refused
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.papers import ok

ANH, BINH = "chutich.hoangphu", "phochutich.huyen"
THINH = "chutich.hoangthinh"
PLAN = {"doc_type": "Kế hoạch", "subject": "Phối hợp chuyển đổi số", "to": [], "joint": [ANH]}
OURS = desk.DRAFT | {"signer": ANH, "to": []}
"""A draft of the commune's."""


def edits(hand: Hand, path: str, **fields):
    etag = hand.asks("GET", path).headers["ETag"]
    return hand.asks("PATCH", path, json=fields, match=etag)


FAULTS = [
    ({"joint": ["vanthu.hoangphu"]}, "joint_signer_unknown"),
    ({"joint": ["phochutich.huyen"]}, "joint_signer_unknown"),
    ({"joint": ["khong.co"]}, "joint_signer_unknown"),
    ({"joint": [ANH, "chutich.hoangdong", "chutich.hoangthinh", "chutich.hoangloc"]},
     "joint_too_many"),
    ({"doc_type": "Biên bản"}, "joint_has_two_parties"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "why"), FAULTS)
def test_who_cannot_issue_it_too_is_said_at_once(one_cast, change, why):
    draft = desk.DRAFT | PLAN | change
    no = refused(one_cast.nam.asks("POST", "/outgoing", json=draft), why)
    assert [one["field"] for one in no["errors"]] == ["joint"]


def test_the_commune_may_leave_it_again_before_it_is_submitted(one_cast):
    path = desk.drafted(one_cast, **PLAN)
    etag = one_cast.nam.asks("GET", path).headers["ETag"]
    ok(one_cast.nam.asks("PATCH", path, json={"joint": []}, match=etag))
    assert (paper_of(path).issuers, paper_of(path).co_issuers) == (1, [])
    assert "joint" not in paper_of(path).current.fields


def test_who_issues_it_too_stays_in_its_row_while_the_draft_is_changed(one_cast):
    """An agency stands once in a paper: a second row beside the first was refused by the table."""
    path = desk.drafted(one_cast, **PLAN)
    ok(edits(one_cast.nam, path, subject="Phối hợp chuyển đổi số năm 2027"))
    ok(edits(one_cast.nam, path, joint=["chutich.hoangdong", ANH]))
    assert [one.agency.code for one in paper_of(path).co_issuers] == ["hoangdong", "hoangphu"]
    ok(edits(one_cast.nam, path, joint=[ANH, "chutich.hoangdong"]))
    assert [one.n for one in paper_of(path).co_issuers] == [1, 2]
    assert [one.agency.code for one in paper_of(path).co_issuers] == ["hoangphu", "hoangdong"]


def test_a_paper_of_one_agency_says_nothing_of_others(one_cast):
    path = desk.drafted(one_cast)
    assert paper_of(path).issuers == 1
    assert "joint" not in paper_of(path).current.fields
    assert "Cùng ban hành" not in one_cast.nam.browser().get(path).text


def test_a_deputy_signs_for_the_district_in_his_own_capacity(one_cast):
    draft = OURS | {"joint": [BINH]}
    path = f"/outgoing/{ok(one_cast.cv_xa.asks('POST', '/outgoing', json=draft))['id']}"
    (other,) = paper_of(path).co_issuers
    assert (other.capacity, other.agency.code) == ("KT", "huyen")


def test_who_has_no_right_to_sign_for_his_agency_is_not_named(one_cast):
    change(Delegation, {"kind": "KT"}, kind="TL")
    no = one_cast.cv_xa.asks("POST", "/outgoing", json=OURS | {"joint": [BINH]})
    assert one_cast.binh.actor.name in refused(no, "joint_may_not_sign")["detail"]


def test_one_person_signs_for_each_agency(one_cast):
    draft = OURS | {"joint": ["chutich.huyen", BINH]}
    refused(one_cast.cv_xa.asks("POST", "/outgoing", json=draft), "joint_agency_twice")


def test_the_editor_offers_the_leaders_of_the_others_and_keeps_who_was_chosen(one_cast):
    client = one_cast.nam.browser()
    page = client.get("/outgoing/new").text
    offered = client.get("/directory/leaders?q=hoang phu chu tich").json["found"]
    words = f"UBND xã Hoằng Phú: Chủ tịch {one_cast.anh.actor.name}"
    assert {"value": ANH, "words": words, "note": ""} in offered and words not in page
    token = page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"')[0]
    typed = desk.DRAFT | PLAN | {"body": "Một.\n\nHai./.", "csrf_token": token}
    saved = client.post("/outgoing/new", data=typed)
    assert [one.account for one in _people(saved.location)] == [ANH]
    again = client.get(f"{saved.location}/edit").text
    assert f'value="{ANH}" selected' in again
    assert words in again
    wrong = client.post("/outgoing/new", data=typed | {"doc_type": "Biên bản"})
    assert wrong.status_code == 422 and "hai bên ký theo mẫu" in wrong.text


def test_they_sign_in_the_order_in_which_they_were_chosen(one_cast):
    """By name too, where there is no script."""
    client = one_cast.nam.browser()
    page = client.get("/outgoing/new").text
    token = page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"')[0]
    body = {"body": "Một.\n\nHai./.", "csrf_token": token}
    typed = desk.DRAFT | PLAN | body | {"joint": [THINH, ANH]}
    saved = client.post("/outgoing/new", data=typed | {"op_id": "a"})
    assert [one.account for one in _people(saved.location)] == [THINH, ANH]
    edit = client.get(f"{saved.location}/edit").text.split('name="joint"')[1]
    assert edit.index(THINH) < edit.index(ANH)
    named = typed | {"joint": [THINH], "joint.typed": one_cast.anh.actor.name, "op_id": "b"}
    saved = client.post("/outgoing/new", data=named)
    assert [one.account for one in _people(saved.location)] == [THINH, ANH]


def _people(path: str):
    return [one.person for one in paper_of(path).co_issuers]
