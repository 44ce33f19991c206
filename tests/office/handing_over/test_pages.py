"""What Kiên ticks, what Nam and Quý confirm, and the sheet that says so; programs see it too."""

import re

import pytest
from flask import Flask

from server.admin.changes import found
from server.clock import today
from server.database import db
from server.handing_over import ability, confirming, looking, services, sheet, things
from server.handing_over.models import WorkHandover
from server.org.models import Absence
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.admin.desk import DAY, actor, kien, post_of
from tests.office.casefiles import keeping
from tests.office.front.clicking import Desk
from tests.office.handing_over.leaver import CODE, QUY, begun, colleague, confirmed, given

ROOT = "/people/handovers"


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def test_kien_ticks_nam_confirms_and_all_of_it_goes_over(cast: Cast):
    papers.in_progress(cast)
    keeping.opened(cast.nam)
    colleague()
    kien, nam = Desk(cast.kien), Desk(cast.nam)
    assert f"{ROOT}/new/chuyenvien.huyen" in kien.opens("/people/chuyenvien.huyen")
    new = f"{ROOT}/new/chuyenvien.huyen"
    typed = {
        "appointment_id": post_of("chuyenvien.huyen").id, "decision_code": CODE, "leaves": "1",
        "leaves_on": f"{today():%d/%m/%Y}",
    }  # fmt: skip
    here = kien.sends(new, new, **typed).headers["Location"]
    page = kien.opens(here)
    assert "Chưa có người nhận: số đến 01" in page and "chuyển đổi số" not in page
    no = kien.sends(f"{here}/present", here)
    assert no.status_code == 422 and "Mỗi việc phải có đúng một người nhận" in no.text
    keys = re.findall(r'name="things" value="([^"]+)"', page)
    assert len(keys) == 2
    quy = post_of(QUY).id
    kien.sends(f"{here}/name", here, things=keys, taker_id=quy)
    kien.sends(f"{here}/present", here)
    assert "Chưa xác nhận danh sách: " in kien.opens(here)
    row = int(here.rsplit("/", 1)[1])
    confirming.confirm(actor(QUY), row, list_sha256=looking.digest(found(WorkHandover, row)))
    assert "chờ tôi xác nhận" in nam.opens("/handing-over")
    mine = f"/handing-over/{row}"
    digest = re.search(r'name="list_sha256" value="([^"]+)"', nam.opens(mine))
    assert digest
    stale = nam.sends(f"{mine}/confirm", mine, list_sha256="0" * 64, pin=cast.pin)
    assert stale.status_code == 409 and "Danh sách đã đổi" in stale.text
    signed = nam.sends(f"{mine}/confirm", mine, list_sha256=digest[1], pin=cast.pin)
    assert signed.status_code == 302
    assert kien.sends(f"{here}/hand_over", here).headers["Location"] == here
    page = kien.opens(here)
    assert "Đã bàn giao" in page and "Bàn giao tất cả" not in page
    assert CODE in kien.opens(ROOT)
    assert kien.client.get(f"{here}/list.pdf").data.startswith(b"%PDF")


def test_the_sheet_says_what_goes_to_whom_and_who_confirmed_it(cast: Cast):
    keeping.opened(cast.nam)
    quy = colleague()
    one = begun(leaves=True)
    given(one, QUY)
    confirmed(one, cast.nam.actor, quy)
    drawn = sheet.listing(one)
    assert drawn.under == ("Bàn giao công việc, hồ sơ, tài liệu",)
    assert [row[0] for row in drawn.rows] == ["Hồ sơ chưa vào lưu trữ", "1"]
    assert "Lê Thị Quý" in drawn.rows[1][3]
    said = "\n".join(drawn.closing)
    assert looking.digest(one) in said and said.count("đã xác nhận trên Hệ thống") == 1
    assert said.count("đã ký số lúc") == 1


def test_a_program_of_who_takes_reads_the_list_and_confirms_it_once(cast: Cast):
    keeping.opened(cast.nam)
    colleague()
    one = begun()
    given(one, QUY)
    services.present(actor("quantri"), one.id)
    quy, here = Hand(cast.nam.app, QUY), f"/handovers/{one.id}"
    assert [it["id"] for it in quy.sees("/handovers")["items"]] == [one.id]
    seen = quy.sees(here)
    assert [(it["thing"], it["taker"]) for it in seen["lines"]] == [("casefiles/1", QUY)]
    said = {"list_sha256": seen["list_sha256"]}
    first = quy.asks("POST", f"{here}/confirm", json=said, key="k-once")
    again = quy.asks("POST", f"{here}/confirm", json=said, key="k-once")
    assert first.status_code == again.status_code == 200 and first.json == again.json
    assert [it["account"] for it in first.json["confirmations"]] == [QUY]
    assert quy.asks("POST", f"{here}/confirm", json=said).status_code == 409
    assert cast.minh.asks("GET", here).status_code == 404
    assert cast.minh.asks("POST", f"{here}/confirm", json=said).status_code == 404


def test_the_page_of_a_list_that_is_written_asks_once_what_he_has(cast: Cast, monkeypatch):
    """Of a clerk that is thousands of rows, and what is asked of each is asked anew."""
    papers.in_progress(cast)
    one, desk = begun(), Desk(cast.kien)
    asked: list[str] = []

    def counted(name: str) -> None:
        really = getattr(things, name)
        monkeypatch.setattr(things, name, lambda it: (asked.append(name), really(it))[1])

    counted("things")
    counted("uncovered")
    desk.opens(f"{ROOT}/{one.id}")
    assert sorted(asked) == ["things", "uncovered"]


def test_kien_reads_that_whoever_takes_it_is_away_and_who_has_her_work(cast: Cast):
    keeping.opened(cast.nam)
    quy, desk = colleague(), Desk(cast.kien)
    one = begun()
    given(one, QUY)
    here = f"{ROOT}/{one.id}"
    assert "đang vắng" not in desk.opens(here)
    hoa = cast.hoa.actor
    gone = {"person_id": quy.person_id, "substitute_id": hoa.person_id}
    db.session.add(Absence(**gone, valid_from=today(), valid_to=today() + 3 * DAY))
    db.session.commit()
    said = f"đang vắng đến hết {today() + 2 * DAY:%d/%m/%Y}, {hoa.name} nhận việc thay"
    assert said in desk.opens(here)
    services.present(kien(), one.id)
    assert said in desk.opens(here), "it may go to her all the same"


def test_whoever_may_take_most_of_it_stands_first_and_nobody_is_chosen_for_kien(cast: Cast):
    papers.in_progress(cast)
    keeping.opened(cast.nam)
    colleague()
    one, desk = begun(), Desk(cast.kien)
    found = ability.able(one, things.things(one))
    people, lacking = found.people, found.lacking
    assert (lacking, found.nobodys) == (2, set()) and people[0][0].person.account == QUY
    counts = {taker.person.account: count for taker, count in people}
    assert (counts[QUY], counts["truongphong.huyen"]) == (2, 1)
    much = [count for _taker, count in people]
    assert much == sorted(much, reverse=True)
    here = f"{ROOT}/{one.id}"
    page = desk.opens(here)
    assert "(nhận được cả 2 việc)" in page and "(nhận được 1 trong 2 việc)" in page
    assert page.count(" checked> ") == 2, "what has no taker is ticked"
    keys = re.findall(r'name="things" value="([^"]+)"', page)
    nobody = desk.sends(f"{here}/name", here, things=keys, taker_id="")
    assert nobody.status_code == 422 and "Giao các việc" in nobody.text
    assert nobody.text.count(" checked> ") == 2
    services.name(kien(), one.id, keys=keys, taker_id=post_of(QUY).id)
    assert " checked> " not in desk.opens(here)


def test_of_all_that_is_ticked_hoa_gets_what_she_may_have_and_the_rest_is_named(cast: Cast):
    """One in thirty was a no to all, and nobody knew which box to untick."""
    papers.in_progress(cast)
    keeping.opened(cast.nam)
    one, desk = begun(), Desk(cast.kien)
    here = f"{ROOT}/{one.id}"
    keys = [it.key for it in things.things(one)]
    hoa = post_of("truongphong.huyen").id
    assert desk.sends(f"{here}/name", here, things=keys, taker_id=hoa).status_code == 302
    page = desk.opens(here)
    assert "trừ 1 việc người này không nhận được: số đến 01/" in page
    assert [(it.kind, bool(it.taker)) for it in things.things(one)] == [
        ("incoming", False), ("casefiles", True)]  # fmt: skip
    no = desk.sends(f"{here}/name", here, things=["incoming/1"], taker_id=hoa)
    assert no.status_code in (409, 422)
    assert f'<option value="{hoa}" selected' in no.text, "who was chosen stays chosen"


def test_kien_reads_who_must_be_appointed_first_where_nobody_may_have_it(cast: Cast):
    """Nam is the only officer of his unit: his letters are nobody's until somebody comes."""
    papers.in_progress(cast)
    keeping.opened(cast.nam)
    one, desk = begun(), Desk(cast.kien)
    here = f"{ROOT}/{one.id}"
    page = desk.opens(here)
    assert "Phải bổ nhiệm người trước" in page and 'href="/people"' in page
    assert "Chưa ai khác trong cơ quan nhận được 1 việc" in page
    assert "Chuyên viên, Phòng Văn hóa và Thông tin" in page
    assert page.count("chưa có ai nhận được<") == 1
    assert page.count(" checked> ") == 1, "only what somebody may have is ticked"
    colleague()
    page = desk.opens(here)
    assert "Phải bổ nhiệm người trước" not in page and page.count(" checked> ") == 2


def test_a_duty_that_nobody_else_has_is_said_while_the_list_is_written(cast: Cast):
    """Not only when all have confirmed: what waits for the head of Hoa's unit has no other."""
    one = begun("truongphong.huyen", rest_id=post_of("chutich.huyen").id)
    assert "Không còn ai giữ nhiệm vụ này" not in Desk(cast.kien).opens(f"{ROOT}/{one.id}")
    papers.directed(cast)
    page = Desk(cast.kien).opens(f"{ROOT}/{one.id}")
    assert "Không còn ai giữ nhiệm vụ này" in page and "Phải bổ nhiệm người trước" in page


def test_where_he_was_to_sign_nobody_is_counted(cast: Cast):
    """Who may sign is asked of law and mandates, one by one; the heads stand first anyway."""
    papers.submitted(cast)
    one = begun("chutich.huyen")
    found = ability.able(one, things.things(one))
    people, lacking = found.people, found.lacking
    assert lacking == 0 and {count for _taker, count in people} == {0}
    page = Desk(cast.kien).opens(f"{ROOT}/{one.id}")
    assert "nhận được" not in page and "– chọn –" in page


def test_a_mandate_ends_where_kien_says_so_and_a_letter_does_not(cast: Cast):
    papers.in_progress(cast)
    one, desk = begun(), Desk(cast.kien)
    here = f"{ROOT}/{one.id}"
    no = desk.sends(f"{here}/name", here, things=["incoming/1"], taker_id="ends")
    assert no.status_code == 422
    there = begun("phochutich.huyen")
    at = f"{ROOT}/{there.id}"
    keys = [it.key for it in things.things(there) if it.kind == "mandates"]
    offered = desk.opens(at).partition("– chọn –</option>")[2]
    assert keys and "Không ai: chấm dứt" in offered.partition("</option>")[0], "nobody else may"
    assert "nhận được 0" not in offered
    assert desk.sends(f"{at}/name", at, things=keys, taker_id="ends").status_code == 302
    assert all(it.ends for it in things.things(there) if it.key in keys)
