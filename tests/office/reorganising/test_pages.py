"""What Kiên and Hạnh see and press; nobody sees a word of what lies in the offices that end."""

import html
import re

import pytest
from flask import Flask

from server import jobs as work
from server.admin import stages
from server.database import db
from server.jobs import Job
from server.reorganising import jobs, planning
from server.reorganising.models import Plan
from tests.office import papers
from tests.office.admin import desk
from tests.office.admin.desk import position
from tests.office.front.clicking import Desk, main
from tests.office.reorganising.merging import (
    NEW,
    approved,
    at_midnight,
    begun,
    district_ends,
    drafted,
    tomorrow,
)

ROOT = "/people/reorganisations"
TITLE = "Sắp xếp hai xã"


@pytest.fixture
def app(one_app: Flask) -> Flask:
    """What a page says is the same on both databases; `test_midnight` asks both."""
    return one_app


@pytest.fixture
def kien(cast) -> Desk:
    return Desk(cast.kien)


@pytest.fixture
def hanh(cast) -> Desk:
    return hanh_signs_in(cast)


def hanh_signs_in(cast) -> Desk:
    cast.kien.account, before = "quantri2", cast.kien.account
    desk = Desk(cast.kien)
    cast.kien.account = before
    return desk


def test_a_plan_is_written_proposed_and_approved_by_clicking(kien, hanh):
    typed = {"title": TITLE, "decision_code": "12/NQ", "effective_on": f"{tomorrow():%d/%m/%Y}"}
    here = kien.sends(f"{ROOT}/new", f"{ROOT}/new", **typed).headers["Location"]
    new = {
        "name": NEW.name, "short_name": NEW.short_name, "abbreviation": "UBND", "code": NEW.code,
        "organ_id": NEW.organ_id, "level": "xa", "parent": "huyen", "place_name": "Hoằng Phú",
        "regime": "collective", "like": "xa-2025", "pin": "246810",
    }  # fmt: skip
    assert kien.sends(f"{here}/found", f"{here}/found", **new).headers["Location"] == here
    assert "Phương án chưa thay đổi cơ quan nào" in kien.opens(here)
    for code in ("hoangphu", "hoangdong"):
        kien.sends(f"{here}/close", f"{here}/close", agency=code, heir=NEW.code)
    page = kien.opens(here)
    assert "Còn thiếu" not in page and "UBND xã Hoằng Phú mới" in page
    kien.sends(f"{here}/propose", here)
    waits = kien.opens(here)
    assert "Người trình không tự phê duyệt" in waits and f"{here}/approve" not in waits
    hanh.sends(f"{here}/approve", here)
    assert "Đã phê duyệt, chờ ngày có hiệu lực" in hanh.opens(here)
    assert TITLE in hanh.opens(ROOT)


def test_an_heir_is_changed_on_the_posts_own_page(kien):
    plan = drafted()
    old = position("chuyenvien.hoangdong")
    list_ = f"{ROOT}/{plan.id}/posts/{old.agency_id}"
    assert "Công chức Văn hóa - Xã hội" in kien.opens(list_)
    economy = next(
        one.heir for one in plan.posts if one.heir and one.heir.is_head and one.heir.unit_id is None
    )
    form = f"{ROOT}/{plan.id}/post/{old.id}"
    answer = kien.sends(form, form, heir_id=str(economy.id), goes_to_id="")
    assert answer.headers["Location"] == list_
    assert "không chuyển" in kien.opens(list_)
    assert kien.sends(form, form, heir_id="", goes_to_id="").status_code == 422


def test_a_no_stands_above_and_keeps_what_was_typed(kien):
    plan = drafted()
    here = f"{ROOT}/{plan.id}"
    no = kien.sends(f"{here}/withdraw", here, reason="")
    assert no.status_code == 422
    no = kien.sends(f"{ROOT}/new", f"{ROOT}/new", title=TITLE, decision_code="1", effective_on="x")
    assert no.status_code == 422 and TITLE in html.unescape(no.text)
    kien.sends(f"{here}/keep/{plan.closings[0].agency_id}", here)
    kien.sends(f"{here}/withdraw", here, reason="Hoãn lại")
    page = kien.opens(here)
    assert "Đã rút" in page and "Hoãn lại" in page and "Trình phê duyệt" not in page
    again = kien.sends(f"{here}/propose", here)
    assert again.status_code == 409


def test_who_wrote_it_hears_that_it_came_back_was_approved_and_was_withdrawn(kien, hanh):
    plan = drafted()
    here = f"{ROOT}/{plan.id}"
    for step, words, typed in (
        ("send_back", "bị trả lại để lập lại", {"reason": "Thiếu ý kiến xã"}),
        ("approve", "đã được phê duyệt", {}),
        ("withdraw", "đã rút, xem lý do", {"reason": "Tỉnh hoãn đến năm sau"}),
    ):
        if step != "withdraw":
            kien.sends(f"{here}/propose", here)
        assert words not in kien.opens("/notices")
        assert hanh.sends(f"{here}/{step}", here, **typed).status_code == 302
        bell = kien.opens("/notices")
        assert words in bell and f'href="{here}"' in bell
        assert words not in hanh.opens("/notices"), "she did it herself"
    assert "Đã rút lúc" in kien.opens(here)


def test_an_empty_reason_opens_the_fold_that_was_pressed_and_no_other(kien, hanh):
    plan = drafted()
    here = f"{ROOT}/{plan.id}"
    kien.sends(f"{here}/propose", here)
    page = hanh.sends(f"{here}/send_back", here, reason=" ").text
    assert page.count('fold" open') == 1
    assert page.index('fold" open') < page.index('/withdraw"')


def test_all_that_is_forgotten_stands_on_the_page_to_be_seen_to(kien):
    here = f"{ROOT}/{begun().id}"
    kien.sends(f"{here}/close", f"{here}/close", agency="huyen", heir="hoangphu")
    still = kien.opens(here).partition("Còn thiếu")[2]
    still = still.partition("</section>")[0]
    assert "nơi khác" not in still and "UBND" in still


def test_a_place_in_a_list_that_is_no_number_is_its_beginning(kien, cast):
    papers.presented(cast)
    plan = district_ends()
    list_ = f"{ROOT}/{plan.id}/open/{plan.closings[0].agency_id}/incoming"
    first = main(kien.opens(list_))
    assert "Không có gì" not in first
    assert [main(kien.opens(f"{list_}?after={odd}")) for odd in ("²", "-1", "x")] == [first] * 3


def test_a_rehearsal_is_asked_for_and_read_on_the_page(kien, cast):
    papers.presented(cast)
    plan = district_ends()
    here = f"{ROOT}/{plan.id}"
    kien.sends(f"{here}/rehearse", here)
    (job,) = db.session.query(Job).filter_by(kind=jobs.REHEARSE)
    waits = kien.opens(here)
    assert "<progress" in waits and f'hx-get="{here}"' in waits
    assert f'action="{here}/rehearse"' not in waits, "nobody presses it twice"
    work.work(job.id)
    page = kien.opens(here)
    assert "<progress" not in page and f'action="{here}/rehearse"' in page
    assert "1 văn bản đến đang xử lý" in page and "13 con dấu" in page
    assert db.session.get_one(Plan, plan.id).state == "APPROVED"


def test_a_rehearsal_says_what_would_hold_the_midnight_up(kien, cast):
    papers.sealed(cast)
    plan = district_ends()
    jobs.rehearsed(plan.id)
    page = kien.opens(f"{ROOT}/{plan.id}")
    assert "Chưa bàn giao được" in page and "chưa phát hành" in page


def test_lists_name_what_is_open_and_say_nothing_of_it(kien, cast):
    papers.presented(cast)
    plan = district_ends()
    here, huyen = f"{ROOT}/{plan.id}", cast.lan.actor.agency_id
    assert f"{here}/open/{huyen}/incoming" in kien.opens(here)
    before = kien.opens(f"{here}/open/{huyen}/incoming")
    assert "số đến 01" in before and papers.LETTER["subject"] not in before
    with at_midnight():
        jobs.begin()
    with at_midnight():
        cast.kien.token = ""
        after = Desk(cast.kien)
        page = after.opens(f"{here}/open/{huyen}/incoming")
        assert "số đến 01" in page and NEW.short_name in page
        assert papers.LETTER["subject"] not in page
        assert "1 văn bản đến đang xử lý" in after.opens(here)
        assert after.client.get(f"{here}/open/{huyen}/nothing").status_code == 404
        assert after.client.get(f"{here}/open/999/incoming").status_code == 404


def test_the_list_is_found_by_words_without_marks_and_by_state(kien):
    here, gone = drafted(), begun(title="Giải thể Trung tâm cũ", decision_code="44/QĐ")
    planning.withdraw(desk.kien(), gone.id, reason="Nhầm")
    for asked, seen in (
        ("", {here.id, gone.id}), ("?q=trung+tam+cu", {gone.id}), ("?q=1686/NQ", {here.id}),
        ("?state=DRAFT", {here.id}), ("?state=WITHDRAWN", {gone.id}),
        ("?state=WITHDRAWN&q=sap+nhap", set()), ("?state=nowhere", set()), ("?page=2", set()),
    ):  # fmt: skip
        page = kien.opens(ROOT + asked)
        assert {it for it in (here.id, gone.id) if f'href="{ROOT}/{it}"' in page} == seen, asked


def test_the_list_is_paged_and_the_next_page_keeps_what_was_asked(kien, monkeypatch):
    first, last = begun(title="Phương án một"), begun(title="Phương án hai")
    monkeypatch.setattr(stages, "PAGE", 1)
    page = kien.opens(f"{ROOT}?state=DRAFT&q=phuong")
    assert f"{ROOT}/{last.id}" in page and f"{ROOT}/{first.id}" not in page
    assert re.search(r'href="[^"]*page=2[^"]*q=phuong[^"]*state=DRAFT', page)
    page = kien.opens(f"{ROOT}?state=DRAFT&q=phuong&page=2")
    assert f"{ROOT}/{first.id}" in page and "page=3" not in page


def test_the_room_is_the_administrators(cast):
    plan = approved()
    for hand in (cast.minh, cast.lan, cast.son):
        client = hand.browser()
        for path in (ROOT, f"{ROOT}/new", f"{ROOT}/{plan.id}"):
            assert client.get(path).status_code == 403
    assert Desk(cast.kien).client.get(f"{ROOT}/999").status_code == 404


def test_a_unit_moves_and_a_commune_is_renamed_by_clicking(kien):
    plan = begun()
    here = f"{ROOT}/{plan.id}"
    part = kien.sends(f"{here}/part", f"{here}/part", what="huyen/vhtt", heir="hoangphu")
    assert part.headers["Location"] == here
    typed = {
        "agency": "hoangdong", "name": "Ủy ban nhân dân thị trấn Hoằng Đồng", "pin": "246810",
        "short_name": "UBND thị trấn Hoằng Đồng", "abbreviation": "UBND", "place_name": "x",
    }  # fmt: skip
    kien.sends(f"{here}/rename", f"{here}/rename", **typed)
    page = kien.opens(here)
    assert "Phòng Văn hóa và Thông tin" in page and "đổi tên; số văn bản nối tiếp" in page
    assert "Còn thiếu" not in page
    posts = f"{here}/posts/{plan.partings[0].agency_id}"
    assert "Trưởng phòng, Phòng Văn hóa và Thông tin, UBND xã Hoằng Phú" in kien.opens(posts)
    twice = kien.sends(f"{here}/part", f"{here}/part", what="huyen/vhtt", heir="hoangphu")
    assert twice.status_code == 409 and "đã có trong phương án" in twice.text
    kien.sends(f"{here}/whole/{plan.partings[0].id}", here)
    assert "Phần chuyển đi" not in kien.opens(here)


def test_a_withdrawn_plan_is_taken_up_by_its_own_button(kien, hanh):
    plan = drafted()
    here = f"{ROOT}/{plan.id}"
    assert f"{here}/again" not in kien.opens(here)
    kien.sends(f"{here}/withdraw", here, reason="Tỉnh hoãn")
    assert f"{here}/again" in kien.opens(here)
    form = html.unescape(kien.opens(f"{here}/again"))
    assert plan.title in form and f"{tomorrow():%d/%m/%Y}" in form
    typed = {"title": "Lập lại", "decision_code": "12/NQ", "effective_on": "01/02/2020"}
    no = kien.sends(f"{here}/again", f"{here}/again", **typed)
    assert no.status_code == 422 and "Lập lại" in html.unescape(no.text)
    assert 'id="f-effective_on-error"' in no.text, "the no stands at the day"
    typed["effective_on"] = f"{tomorrow():%d/%m/%Y}"
    anew = kien.sends(f"{here}/again", f"{here}/again", **typed).headers["Location"]
    assert "UBND xã Hoằng Phú" in kien.opens(anew) and anew != here


def test_a_plan_that_waits_stands_among_what_waits_for_a_second_administrator(kien, hanh, cast):
    """Hạnh looks where everything waits for her; it stood on her first page alone."""
    plan = drafted()
    here = f"{ROOT}/{plan.id}"
    assert here not in kien.opens("/people/pending")
    kien.sends(f"{here}/propose", here)
    page = main(hanh.opens("/people/pending"))
    assert f'href="{here}"' in page and plan.title in html.unescape(page)
    assert "Vũ Trung Kiên trình lúc" in html.unescape(page)
    assert 'Chờ xác nhận <b class="st refused">1</b>' in html.unescape(page)
    assert "chờ người quản trị thứ hai" in html.unescape(kien.opens("/people/pending"))
    assert here not in Desk(cast.minh).opens("/people/pending"), "no leader answers it"
    with at_midnight():
        again = hanh_signs_in(cast).opens("/people/pending")
        assert "đã quá ngày có hiệu lực" in html.unescape(again)
    hanh.sends(f"{here}/approve", here)
    assert here not in hanh.opens("/people/pending")
