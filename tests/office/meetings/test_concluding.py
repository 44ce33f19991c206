"""Conclusions become a notice, whose dispatch concludes the meeting and gives the tasks."""

import datetime as dt
from functools import partial

import pytest
from sqlalchemy import select

from server.clock import today
from server.database import db
from server.documents.casefiles.models import CaseFile
from server.documents.tasks.models import Task
from server.meetings.minutes import proposing
from server.org.models import Agency
from tests.cast import PIN, Cast
from tests.office import papers
from tests.office.meetings.closed import drafted, locked
from tests.office.meetings.gathering import does, item, opened
from tests.office.outcome import refused, says, waits

DAY = "2027-03-10T17:00:00+07:00"


def notice(cast: Cast, path: str, **more: object) -> dict[str, object]:
    first = item(cast.tuan, path)
    return {
        "conclusions": [
            {"item": first, "text": "Hoàn chỉnh dự toán", "lead": "tckh", "due_at": DAY},
            {"item": first, "text": "Báo cáo số liệu của xã", "lead": "hoangphu"},
            {"item": first, "text": "Thống nhất chủ trương"},
        ],
        "signer": cast.minh.account,
        "capacity": "TM",
    } | more


def announced(cast: Cast, path: str, **more: object) -> str:
    """The draft of the notice that Tuấn makes of what he chose."""
    done = does(cast.tuan, path, "draft_notice", **notice(cast, path, **more))
    return f"/outgoing/{done['notice']}"


def sealed(cast: Cast, out: str) -> None:
    """The draft goes the way of every document, by those whose desks it lies on."""
    papers.ok(cast.tuan.does(out, "submit"))
    papers.ok(cast.tuan.does(out, "content_check"))
    papers.ok(cast.mai.does(out, "form_check"))
    papers.ok(cast.minh.does(out, "approve", {"pin": PIN}))
    for name, body in (("number", {}), ("register", {}), ("seal", {"pin": PIN})):
        papers.ok(cast.lan.does(out, name, body))


def tasks(cast: Cast, hand: str) -> list[dict]:
    return [one for one in getattr(cast, hand).sees("/tasks")["items"]]


def test_what_was_chosen_is_a_draft_with_its_recipients_and_tasks_that_wait(one_cast):
    path = drafted(one_cast)
    out = announced(one_cast, path)
    draft = one_cast.tuan.sees(out)
    assert (draft["state"], draft["doc_type"], draft["to"]) == ("DRAFT", "Thông báo", ["hoangphu"])
    text = "\n".join(draft["body"])
    assert "1. Về dự toán năm 2027: Hoàn chỉnh dự toán. Giao Phòng Tài chính - Kế hoạch" in text
    assert "hoàn thành trước hết ngày 10 tháng 3 năm 2027" in text
    assert "3. Về dự toán năm 2027: Thống nhất chủ trương." in text
    assert [one.state for one in db.session.scalars(select(Task))] == ["PLANNED", "PLANNED"]
    assert tasks(one_cast, "tckh") == []
    assert "draft_notice" not in waits(one_cast.tuan, path)
    refused(one_cast.tuan.does(path, "draft_notice", notice(one_cast, path)), "has_no_notice")


def test_its_dispatch_concludes_the_meeting_and_gives_the_tasks(one_cast):
    """E09: MT-T09."""
    path = locked(one_cast)
    out = announced(one_cast, path)
    sealed(one_cast, out)
    papers.ok(one_cast.lan.does(out, "dispatch"))
    done = one_cast.tuan.sees(path)
    assert done["state"] == "CONCLUDED"
    assert [one["lead"] for one in done["tasks"]] == ["tckh", "hoangphu"]
    (mine,) = tasks(one_cast, "tckh")
    task = one_cast.tckh.sees(f"/tasks/{mine['id']}")
    assert (task["state"], task["giver"], task["source"]) == (
        "NEW", one_cast.minh.account, path.strip("/"),
    )  # fmt: skip
    assert f"/outgoing/{task['notice']}" == out
    assert task["due_at"] == DAY
    assert [one["title"] for one in tasks(one_cast, "anh")] == ["Báo cáo số liệu của xã"]
    page = one_cast.tckh.browser().get(f"/tasks/{mine['id']}").text
    assert f'href="{path}/minutes"' in page and f'href="{out}"' in page
    assert one_cast.tckh.browser().get(out).status_code == 200, "what leads there is open to him"
    assert one_cast.hoa.browser().get(out).status_code == 404
    assert f'href="/tasks/{mine["id"]}"' in one_cast.minh.browser().get(out).text
    assert f'href="/tasks/{mine["id"]}"' in one_cast.minh.browser().get(f"{path}/minutes").text


def test_a_notice_that_is_quicker_than_the_signatures_waits_for_the_clerk(one_cast):
    path = drafted(one_cast)
    out = announced(one_cast, path)
    sealed(one_cast, out)
    papers.ok(one_cast.lan.does(out, "dispatch"))
    assert one_cast.tuan.sees(path)["state"] == "MINUTES_DRAFT"
    assert len(tasks(one_cast, "tckh")) == 1
    for hand in (one_cast.tuan, one_cast.minh):
        papers.ok(hand.does(path, "sign_minutes", {"pin": PIN}))
    assert waits(one_cast.lan, path) == {"conclude"}
    papers.ok(one_cast.lan.does(path, "conclude"))
    assert one_cast.tuan.sees(path)["state"] == "CONCLUDED"


def test_recalled_it_takes_its_tasks_back_once_the_second_has_confirmed(one_cast):
    path = locked(one_cast)
    out = announced(one_cast, path)
    sealed(one_cast, out)
    papers.ok(one_cast.lan.does(out, "dispatch"))
    order = {"order_code": "9/QĐ-UBND", "reason": "Sai số liệu"}
    assert one_cast.minh.does(out, "recall", order).status_code == 202
    assert {one["state"] for one in tasks(one_cast, "tckh")} == {"NEW"}
    papers.ok(one_cast.lan.does(out, "recall"))
    (mine,) = tasks(one_cast, "tckh")
    assert mine["state"] == "CANCELLED"
    assert waits(one_cast.tckh, f"/tasks/{mine['id']}") == set()


def test_given_up_it_gives_no_task_and_another_may_be_drafted(one_cast):
    path = drafted(one_cast)
    out = announced(one_cast, path)
    papers.ok(one_cast.tuan.does(out, "abandon"))
    assert {one.state for one in db.session.scalars(select(Task))} == {"CANCELLED"}
    assert announced(one_cast, path) != out


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"conclusions": []}, "has_conclusions"),
        ({"conclusions": [{"item": 9999, "text": "Khác"}]}, "no_such_item"),
        ({}, "lead_is_not_ours"),
    ],
)
def test_what_cannot_be_concluded(one_cast, more, reason):
    path = drafted(one_cast)
    said = notice(one_cast, path)
    if not more:
        said["conclusions"][0]["lead"] = _outside()
    refused(one_cast.tuan.does(path, "draft_notice", said | more), reason)
    assert db.session.scalars(select(Task)).all() == []


def _outside() -> str:
    """An agency that this one cannot give tasks to."""
    return next(one.code for one in db.session.scalars(select(Agency)) if one.external)


def test_the_chair_drafts_no_notice(one_cast):
    path = drafted(one_cast)
    refused(one_cast.minh.does(path, "draft_notice", notice(one_cast, path)), "wrong_role")


def test_a_secretary_from_the_commune_writes_the_minutes_and_no_notice_of_the_district(one_cast):
    """The notice is numbered in the books of the agency whose session it was (§5.2)."""
    cast = one_cast
    path = opened(cast, attending=[cast.anh.account])
    does(cast.minh, path, "add_secretary", person=cast.anh.account)
    does(cast.anh, path, "remark", text="Ánh ghi")
    does(cast.minh, path, "close")
    does(cast.tuan, path, "draft_minutes")
    refused(cast.anh.does(path, "draft_notice", notice(cast, path)), "not_yours")
    assert cast.tuan.sees(path)["notice"] is None


def test_whom_and_until_when_a_conclusion_means_is_read_in_its_words(one_cast):
    """A proposal: of two who are named the one that it is given to, of two days neither."""
    known = [("*", "Ủy ban nhân dân các xã, thị trấn"), ("hp", "UBND xã Hoằng Phú"),
             ("vhtt", "Phòng Văn hóa và Thông tin"), ("tp", "Phòng Tư pháp")]  # fmt: skip
    read = partial(proposing.leads, known=known)
    assert read("Phòng Tư pháp phối hợp, giao Phòng Văn hóa và Thông tin chủ trì") == ["vhtt"]
    assert (read("Phòng Tư pháp rà soát"), read("Các phòng rà soát")) == (["tp"], [])
    assert read("Phòng Tư pháp và Phòng Văn hóa và Thông tin rà soát") == []
    assert read("Giao các xã, thị trấn báo cáo") == ["*"]
    for name in ("UBND xã Hoằng Phú", "Ủy ban nhân dân xã Hoằng Phú", "xã Hoằng Phú"):
        assert read(f"Giao {name} và Phòng Tư pháp rà soát") == ["hp", "tp"], name
    both = "Giao xã Hoằng Phú và Phòng Tư pháp rà soát, Phòng Văn hóa và Thông tin phối hợp"
    assert read(both) == ["hp", "tp"]
    day = today() + dt.timedelta(days=40)
    assert proposing.due(f"Xong trước {day:%d/%m/%Y}").isoformat() == f"{day}T17:00:00+07:00"
    for words in ("trước 31/02/2030", "từ 01/01/2020", f"{day:%d/%m/%Y} hoặc 01/03/2099"):
        assert proposing.due(words) is None, words


COMMUNES = ["hoangphu", "hoangdong", "hoangthinh"]


def test_what_all_communes_shall_do_is_one_conclusion_and_a_task_of_each(one_cast):
    """One number in the notice, all of them among its recipients, and each reports on its own."""
    cast, path = one_cast, locked(one_cast)
    conclusion = {"item": item(cast.tuan, path), "text": "Rà soát hộ nghèo", "due_at": DAY}
    out = announced(cast, path, conclusions=[conclusion | {"lead": [*COMMUNES, COMMUNES[0]]}])
    draft = cast.tuan.sees(out)
    assert sorted(draft["to"]) == sorted(COMMUNES) and len(draft["body"]) == 2
    assert (
        "1. Về dự toán năm 2027: Rà soát hộ nghèo. Giao Ủy ban nhân dân xã Hoằng Phú, "
        in draft["body"][1]
    )
    sealed(cast, out)
    papers.ok(cast.lan.does(out, "dispatch"))
    assert [one["lead"] for one in cast.tuan.sees(path)["tasks"]] == COMMUNES
    (mine,) = tasks(cast, "anh")
    assert (mine["title"], mine["due_at"]) == ("Rà soát hộ nghèo", DAY)
    papers.ok(cast.anh.does(f"/tasks/{mine['id']}", "receive"))
    for page in (f"{path}/minutes", path):
        text = cast.minh.browser().get(page).text
        assert "Giao 3 nơi" in text and text.count("<p>Rà soát hộ nghèo") <= 1


def test_by_the_page_all_communes_are_chosen_at_once_and_some_by_name(one_cast):
    cast, path = one_cast, drafted(one_cast)
    browser = cast.tuan.browser()
    page = browser.get(f"{path}/notice").text
    token = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
    first = str(item(cast.tuan, path))
    form = {"csrf_token": token, "signer": cast.minh.account, "capacity": "TM"}
    form |= {f"{name}.{n}": said for n in (0, 1) for name, said in (("use", "1"), ("item", first))}
    form |= {"text.0": "Rà soát", "lead.0": ["*"]}
    form |= {"text.1": "Chi trả", "lead.1": ["tckh", "hoangdong"]}
    wrong = browser.post(f"{path}/notice", data=form | {"due_at.1": "bao giờ"})
    assert wrong.status_code == 422 and '<option value="*" selected>' in wrong.text
    done = browser.post(f"{path}/notice", data=form)
    body = cast.tuan.sees(done.location)["body"]
    assert "Giao Ủy ban nhân dân các xã, thị trấn chủ trì" in body[1]
    assert "Giao Phòng Tài chính - Kế hoạch và Ủy ban nhân dân xã Hoằng Đồng" in body[2]
    planned = [one.lead for one in db.session.scalars(select(Task).order_by(Task.id))]
    assert planned[-2:] == ["tckh", "hoangdong"] and {*COMMUNES} <= {*planned[:-2]}


def test_what_the_chair_said_of_whom_and_when_is_not_said_twice(one_cast):
    """He gives it in his own words; only what these leave out is added."""
    cast, path = one_cast, drafted(one_cast)
    day = today() + dt.timedelta(days=40)
    at, given = f"{day}T17:00:00+07:00", "Giao xã Hoằng Phú rà soát"
    first = {"item": item(cast.tuan, path), "due_at": at, "lead": "hoangphu"}
    rows = [first | {"text": text} for text in (f"{given} trước {day:%d/%m/%Y}", given, "Rà soát")]
    body = cast.tuan.sees(announced(cast, path, conclusions=rows))["body"]
    assert body[1].endswith(f"{given} trước {day:%d/%m/%Y}.")
    assert f"{given}. Hoàn thành trước hết ngày" in body[2]
    assert "Giao Ủy ban nhân dân xã Hoằng Phú chủ trì thực hiện, hoàn thành" in body[3]


def test_by_the_form_of_the_page(one_cast):
    path = drafted(one_cast)
    browser = one_cast.tuan.browser()
    page = browser.get(f"{path}/notice").text
    assert "Phòng Tài chính hoàn chỉnh dự toán" in page
    assert page.count("Thêm kết luận cho nội dung này") == page.count('name="text.') - 1
    token = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
    first = str(item(one_cast.tuan, path))
    form = {"csrf_token": token, "signer": one_cast.minh.account, "capacity": "TM"}
    nothing = browser.post(f"{path}/notice", data=form)
    assert says("has_conclusions", nothing.text)
    row = {"use.0": "1", "item.0": first, "text.0": "Hoàn chỉnh", "lead.0": "tckh"}
    row |= {"due_at.0": "bao giờ"}
    wrong = browser.post(f"{path}/notice", data=form | row)
    assert wrong.status_code == 422 and "bao giờ" in wrong.text
    done = browser.post(f"{path}/notice", data=form | row | {"due_at.0": "10/03/2027"})
    assert done.location.startswith("/outgoing/")
    assert browser.get(f"{path}/notice").location == f"{path}/minutes"


def test_archived_with_its_case_file_once_that_is_closed(one_cast):
    path = locked(one_cast)
    out = announced(one_cast, path)
    sealed(one_cast, out)
    papers.ok(one_cast.lan.does(out, "dispatch"))
    file = CaseFile(
        agency_id=one_cast.minh.actor.agency_id,
        code="05.2026",
        year=2026,
        subject="Họp",
        state="OPEN",
        opened_on=today(),
    )
    db.session.add(file)
    db.session.commit()
    refused(one_cast.thu.does(path, "archive", {"case_file": "06.2026"}), "unknown_case_file")
    refused(one_cast.thu.does(path, "archive", {"case_file": "05.2026"}), "file_is_closed")
    file.state = "CLOSED"
    db.session.commit()
    done = papers.ok(one_cast.thu.does(path, "archive", {"case_file": "05.2026"}))
    assert done["state"] == "ARCHIVED"
