"""A draft is written, consulted on, submitted, changed, given up (OUT-T01–T03, T09, T21)."""

import re

import pytest
from lxml import html

from server.database import transaction
from server.desks.models import Desk
from tests.office.incoming import desk as incoming
from tests.office.outcome import (
    history,
    id_of,
    last_step,
    reads,
    refused,
    show_to,
    state_of,
    steps,
    waits,
    waits_nowhere,
)
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.papers import DRAFT, ok


def patch(hand, path, match=None, **fields):
    etag = match or hand.asks("GET", path).headers["ETag"]
    return hand.asks("PATCH", path, json=fields, match=etag)


def test_a_draft_is_seen_by_its_drafter_and_the_head_of_his_unit(cast):
    thing = ok(cast.nam.asks("POST", "/outgoing", json=DRAFT))
    path = f"/outgoing/{thing['id']}"
    assert (thing["state"], thing["draft_version"], thing["unit"]) == ("DRAFT", 1, "vhtt")
    assert waits(cast.nam, path) == {"submit"}
    assert reads(cast.hoa, path)
    assert not any(reads(hand, path) for hand in (cast.minh, cast.mai, cast.cv_tckh, cast.lan))


def test_whoever_works_with_papers_drafts_and_nobody_else(one_cast):
    for hand in (one_cast.hoa, one_cast.tuan, one_cast.binh, one_cast.minh):
        ok(hand.asks("POST", "/outgoing", json=DRAFT))
    for hand in (one_cast.lan, one_cast.mai, one_cast.thu, one_cast.son, one_cast.kien):
        refused(hand.asks("POST", "/outgoing", json=DRAFT), "wrong_role")


def test_who_writes_by_keyboard_stands_at_the_type_and_the_subject_is_two_stops_on(one_cast):
    path = f"/outgoing/{ok(one_cast.nam.asks('POST', '/outgoing', json=DRAFT))['id']}"
    for page in ("/outgoing/new", f"{path}/edit"):
        form = html.fromstring(one_cast.nam.browser().get(page).text).get_element_by_id("draft")
        entries = form.xpath(".//select | .//textarea | .//input[not(@type='hidden')] | .//button")
        begins = [at for at, entry in enumerate(entries) if "autofocus" in entry.attrib]
        subject = [at for at, entry in enumerate(entries) if entry.get("name") == "subject"]
        assert len(begins) == 1 and subject[0] - begins[0] == 2


def test_what_a_draft_may_not_say_is_said_in_words_and_nothing_is_kept(one_cast):
    hidden = id_of(incoming.registered(one_cast))
    for more, code in [
        ({"subject": "  "}, "has_draft_data"),
        ({"doc_type": "Thư tình"}, "invalid"),
        ({"signer": "khong.ai"}, "unknown_person"),
        ({"signer": "chutich.hoangphu"}, "unknown_person"),
        ({"to": ["xa-la"]}, "unknown_agency"),
        ({"for_info": ["xa-la"]}, "unknown_agency"),
        ({"replies_to": 999999}, "unknown_document"),
        ({"replies_to": hidden}, "unknown_document"),
        ({"replaces": 999999}, "unknown_document"),
        ({"corrects": 999999, "error_kind": "form"}, "unknown_document"),
        ({"mật": True}, "invalid"),
    ]:
        refused(one_cast.nam.asks("POST", "/outgoing", json=DRAFT | more), code)
    assert one_cast.nam.sees("/outgoing")["items"] == []


def test_a_draft_answers_a_document_that_its_drafter_works_on(cast):
    letter = id_of(incoming.in_progress(cast))
    thing = ok(cast.nam.asks("POST", "/outgoing", json=DRAFT | {"replies_to": letter}))
    assert thing["replies_to"] == letter


def test_a_change_keeps_the_text_before_it(cast):
    path = desk.drafted(cast)
    thing = ok(patch(cast.nam, path, subject="V/v họp trực tuyến"))
    assert (thing["draft_version"], thing["subject"]) == (2, "V/v họp trực tuyến")
    old, new = desk.versions(path)
    assert old.fields["subject"] == DRAFT["subject"]
    assert new.fields["body"] == DRAFT["body"]
    assert old.digest != new.digest
    assert last_step(path)[2] == "subject"


def test_what_a_change_did_is_said_in_names_and_words_not_in_codes(one_cast):
    path = desk.drafted(one_cast, to=["hoangphu"], capacity="TM", urgency="NORMAL")
    said = {"to": ["hoangdong"], "signer": "phochutich.huyen", "capacity": "KT", "urgency": "KHAN"}
    ok(patch(one_cast.nam, path, **said))
    history = one_cast.nam.browser().get(path).text.split("Diễn biến")[1]
    assert "Gửi để thực hiện, người ký, thẩm quyền ký, độ khẩn" in history
    page = one_cast.nam.browser().get(f"{path}/versions/2").text
    kt = "<del>TM </del><ins>KT </ins>– ký <del>thay mặt</del><ins>thay</ins>"
    for words in ("<del>Phú</del>", "<ins>Đồng</ins>", kt, "<ins>Khẩn</ins>"):
        assert words in page, words
    assert "Hoàng Văn Bình" in html.fromstring(page).text_content()
    for code in ("hoangdong", "phochutich.huyen", "NORMAL", "KHAN"):
        assert f">{code}<" not in page, code


def test_one_goes_from_version_to_version_and_the_first_is_shown_as_it_was(one_cast):
    path = desk.drafted(one_cast)
    for n in (2, 3):
        ok(patch(one_cast.nam, path, subject=f"V/v họp trực tuyến, lần {n}"))
    browser = one_cast.nam.browser()
    first, second, third = (browser.get(f"{path}/versions/{n}").text for n in (1, 2, 3))
    assert "Bản đầu tiên" in first and "<ins>" not in first and DRAFT["subject"] in first
    assert "Bản 2 so với bản 1" in second and "<ins>" in second
    led = {n: re.findall(rf'href="{path}/versions/(\d)"', page)
           for n, page in ((1, first), (2, second), (3, third))}  # fmt: skip
    assert led == {1: ["2"], 2: ["1", "3"], 3: ["2"]}
    assert browser.get(f"{path}/versions/4").status_code == 404


def test_a_stale_form_is_told_what_happened_and_changes_nothing(cast):
    path = desk.drafted(cast)
    etag = cast.nam.asks("GET", path).headers["ETag"]
    ok(patch(cast.hoa, path, subject="V/v của Hoa"))
    no = refused(patch(cast.nam, path, match=etag, subject="V/v của Nam"), "stale")
    assert cast.hoa.actor.name in no["difference"][0]
    assert no["difference"][0].endswith(": Sửa dự thảo")
    assert paper_of(path).subject == "V/v của Hoa"
    refused(cast.nam.asks("PATCH", path, json={"subject": "Khác"}), "version_required")
    refused(patch(cast.nam, path, match="x", subject="Khác"), "version_malformed")


def test_a_submitted_draft_lies_with_signer_and_checkers_at_once(cast):
    path = desk.drafted(cast)
    thing = ok(cast.nam.does(path, "submit"))
    assert (thing["state"], len(thing["files"])) == ("SUBMITTED", 1)
    assert waits(cast.minh, path) == {"approve"}
    assert waits(cast.hoa, path) == {"content_check"}
    assert waits(cast.mai, path) == {"form_check"}
    assert waits(cast.nam, path) == set()
    version = desk.versions(path)[-1]
    assert version.page_sha256 == paper_of(path).file_sha256
    assert paper_of(path).notation == "UBND-VHTT"


BROKEN = {"subject": "CÔNG VĂN v/v họp", "body": ["Kính gửi các xã"]}
OURS = "Mẫu riêng theo yêu cầu của Sở."


def test_an_error_of_layout_is_mended_or_set_aside_by_name_with_a_reason(one_cast):
    path = desk.drafted(one_cast, **BROKEN)
    no = refused(one_cast.nam.does(path, "submit"), "has_no_layout_error")
    assert no["detail"].endswith("(FMT-17)")
    for short in (" ", "Mẫu riêng của Sở."):
        no = refused(one_cast.nam.does(path, "submit", {"waive": ["FMT-17"], "reason": short}),
                     "has_full_reason")  # fmt: skip
        assert no["errors"][0]["field"] == "reason"
    refused(one_cast.nam.does(path, "submit", {"waive": ["FMT-14"], "reason": OURS}),
            "has_no_layout_error")  # fmt: skip
    assert state_of(path) == "DRAFT"
    ok(one_cast.nam.does(path, "submit", {"waive": ["FMT-14", "FMT-17"], "reason": OURS}))
    assert desk.exceptions(path) == [("FMT-17", one_cast.nam.actor.name, OURS)]


def test_what_was_set_aside_at_submission_does_not_shut_the_draft_for_ever(one_cast):
    path = desk.waived(one_cast, BROKEN, OURS)
    thing = ok(patch(one_cast.nam, path, body=["Kính gửi các xã, thị trấn"]))
    assert (thing["state"], thing["draft_version"]) == ("SUBMITTED", 2)
    assert last_step(path) == ("edit", "chuyenvien.huyen", OURS)
    assert len(desk.exceptions(path)) == 1


def test_one_rule_set_aside_lets_no_other_through(one_cast):
    path = desk.waived(one_cast, BROKEN, OURS)
    no = refused(patch(one_cast.nam, path, body=["Chương 1", "QUY ĐỊNH"]), "has_no_layout_error")
    assert "TXT-03" in no["detail"] and "FMT-17" not in no["detail"]


def test_what_was_mended_is_set_aside_no_longer(one_cast):
    path = desk.waived(one_cast, BROKEN, OURS)
    ok(patch(one_cast.nam, path, subject="Mời họp giao ban"))
    refused(patch(one_cast.nam, path, subject=BROKEN["subject"]), "has_no_layout_error")
    assert len(desk.exceptions(path)) == 1


def test_a_draft_that_was_sent_back_is_set_aside_anew_or_mended(one_cast):
    path = desk.waived(one_cast, BROKEN, OURS)
    ok(one_cast.hoa.does(path, "send_back", {"reason": "Sửa lại trích yếu"}))
    refused(one_cast.nam.does(path, "submit"), "has_no_layout_error")


def test_no_reason_lets_a_mark_of_secrecy_through(one_cast):
    """SEC-01: what bears one is not written here."""
    path = desk.drafted(one_cast, body=["Độ mật: Mật", "Nội dung."])
    asked = {"waive": ["FMT-34"], "reason": OURS}
    refused(one_cast.nam.does(path, "submit", asked), "has_no_layout_error")


def test_where_nothing_was_set_aside_a_change_with_errors_is_refused(one_cast):
    path = desk.submitted(one_cast)
    no = refused(patch(one_cast.nam, path, subject="CÔNG VĂN v/v họp"), "has_no_layout_error")
    assert "–" not in no["detail"].removeprefix("Dự thảo còn lỗi thể thức: ")[:3]
    assert len(desk.versions(path)) == 1


def test_any_change_after_submission_voids_every_sign_off_and_sets_the_page_anew(cast):
    path = desk.checked(cast)
    page = paper_of(path).file_sha256
    thing = ok(patch(cast.nam, path, body=["Sửa một dấu phẩy./."]))
    assert (thing["state"], thing["signed_off"]) == ("SUBMITTED", [])
    assert paper_of(path).file_sha256 != page
    assert waits(cast.hoa, path) == {"content_check"}
    assert waits(cast.mai, path) == {"form_check"}
    assert [one.voided_at is None for one in paper_of(path).sign_offs] == [False, False]


@pytest.mark.parametrize("build", [desk.approved, desk.ready], ids=["APPROVED", "READY"])
def test_a_comma_after_approval_brings_it_before_the_signer_again(cast, build):
    """B03: OUT-T09, article 11.2."""
    path = build(cast)
    thing = ok(patch(cast.nam, path, body=["Sửa một dấu phẩy./."]))
    assert (thing["state"], thing["signed_off"]) == ("SUBMITTED", [])
    assert last_step(path)[0] == "edit_after_approval"
    assert waits(cast.minh, path) == {"approve"}
    refused(cast.minh.does(path, "sign", {"pin": cast.pin}), "wrong_state")


@pytest.mark.parametrize("build", [desk.submitted, desk.approved], ids=["SUBMITTED", "APPROVED"])
def test_another_signer_gets_desk_and_reading_when_he_is_named(cast, build):
    path = build(cast)
    ok(patch(cast.nam, path, signer="phochutich.huyen", capacity="KT"))
    assert waits(cast.binh, path) == {"approve"}
    assert reads(cast.binh, path)
    assert waits(cast.minh, path) == set()


def test_a_signer_named_in_a_draft_does_not_read_it_before_it_is_submitted(cast):
    path = desk.drafted(cast)
    ok(patch(cast.nam, path, signer="phochutich.huyen", capacity="KT"))
    assert not reads(cast.binh, path)


def test_a_draft_is_given_up_before_it_has_a_number(cast):
    for build in (desk.drafted, desk.submitted):
        path = build(cast)
        ok(cast.nam.does(path, "abandon"))
        assert state_of(path) == "ABANDONED"
        assert waits_nowhere(path)
    path = desk.as_signed(cast)
    refused(cast.nam.does(path, "abandon"), "wrong_state")


def test_a_text_that_was_signed_is_changed_by_nobody(cast):
    path = desk.as_signed(cast)
    refused(patch(cast.nam, path, subject="Khác"), "wrong_state")
    assert len(desk.versions(path)) == 1


def test_a_history_has_each_step_with_its_person_and_its_desk_moves_on(cast):
    path = desk.submitted(cast)
    assert steps(path) == ["create", "submit"]
    assert {row.account for row in history(path)} == {"chuyenvien.huyen"}
    show_to(path, cast.tckh)
    with transaction() as session:
        assert session.query(Desk).filter_by(paper_kind="outgoing").count() == 3
