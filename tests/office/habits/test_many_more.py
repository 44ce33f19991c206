"""Nam begins and files several papers, Hoa takes on her tasks, Minh urges the late ones."""

import datetime as dt
import re

import pytest
from flask import Flask
from sqlalchemy import update

from server.clock import now
from server.database import db, transaction
from server.desks.models import Mention
from server.documents import several
from server.documents.incoming.models import IncomingDocument
from server.documents.tasks.models import Task
from tests.cast import Cast, Hand
from tests.office.casefiles import keeping
from tests.office.meetings.test_tasks_given import given
from tests.office.outcome import id_of, refused, state_of, steps
from tests.office.papers import due, ok, presented, registered

WHY = {"no_reply_reason": "Chỉ để theo dõi"}


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def at_once(hand: Hand, kind: str, act: str, paths: list[str], **more) -> list[str]:
    """Why not, of each; nothing where the step was taken."""
    body = {"ids": [id_of(path) for path in paths], **more}
    rows = ok(hand.asks("POST", f"/{kind}/batch/{act}", json=body))["items"]
    assert [row["id"] for row in rows] == body["ids"]
    return [row["code"] for row in rows]


def letter(cast: Cast, number: str) -> str:
    """Given to Nam, a letter of its own number."""
    path = registered(cast, number=number)
    ok(cast.lan.does(path, "present"))
    order = {"text": "Giao Phòng VH-TT.", "lead": "vhtt", "due_at": due(10)}
    ok(cast.minh.does(path, "direct", order))
    ok(cast.hoa.does(path, "assign", {"person": cast.nam.account}))
    return path


def done(cast: Cast, number: str) -> str:
    path = letter(cast, number)
    ok(cast.nam.does(path, "start"))
    ok(cast.nam.does(path, "propose_close", WHY))
    ok(cast.hoa.does(path, "close"))
    return path


def late(cast: Cast, title: str, lead: Hand) -> str:
    """A task that Minh gave, and whose day is over."""
    path = given(cast.minh, title=title, lead=lead.account, due_at=due(3))
    with transaction():
        past = now() - dt.timedelta(days=2)
        db.session.execute(update(Task).where(Task.id == id_of(path)).values(due_at=past))
    return path


def ticked(page: str, name: str = "id") -> set[int]:
    return {int(one) for one in re.findall(rf'name="{name}" value="(\d+)', page)}


def sends(hand: Hand, page: str, **typed) -> str:
    """The page of several, sent as it stands."""
    browser = hand.browser()
    shown = browser.get(page).text
    token = re.findall(r'name="csrf_token" value="([^"]*)"', shown)[0]
    docs = re.findall(r'name="doc" value="([\d.]+)" checked', shown)
    answer = browser.post(page.partition("?")[0], data={"csrf_token": token, "doc": docs} | typed)
    return answer.text


def test_nam_begins_all_and_one_that_is_anothers_says_so(cast):
    one, two = letter(cast, "21"), letter(cast, "22")
    other = registered(cast, number="23")
    assert at_once(cast.nam, "incoming", "start", [one, other, two]) == ["", "not_found", ""]
    assert {state_of(one), state_of(two)} == {"IN_PROGRESS"}
    assert at_once(cast.nam, "incoming", "start", [one]) == ["wrong_state"]
    refused(cast.lan.asks("POST", "/incoming/batch/start", json={"ids": [1]}), "wrong_role")


def test_nam_lays_what_is_done_in_one_file_and_reads_of_each_what_became_of_it(cast):
    one, two = done(cast, "21"), done(cast, "22")
    under_way = letter(cast, "23")
    keeping.opened(cast.nam)
    listed = cast.nam.browser().get("/incoming").text
    assert 'formaction="/incoming/batch/file"' in listed
    assert ticked(listed) == {id_of(one), id_of(two)}, "and not what is under way"
    page = f"/incoming/batch/file?id={id_of(one)}&id={id_of(two)}"
    ok(cast.nam.does(one, "file", {"case_file": keeping.CODE}))
    told = sends(cast.nam, page, case_file=keeping.CHOSEN)
    assert (state_of(one), state_of(two), state_of(under_way)) == ("FILED", "FILED", "ASSIGNED")
    assert told.split('id="results"')[1].split("</section>")[0].count(">xong<") == 1
    assert at_once(cast.nam, "incoming", "file", [one, under_way], case_file=keeping.CODE) == [
        "wrong_state", "wrong_state",
    ]  # fmt: skip


def test_a_file_that_is_not_there_stops_each_and_nothing_is_filed(cast):
    one, two = done(cast, "21"), done(cast, "22")
    told = at_once(cast.nam, "incoming", "file", [one, two], case_file="99.KHONG")
    assert told == ["unknown_case_file"] * 2
    assert {state_of(one), state_of(two)} == {"DONE"}


def test_what_another_officer_handled_is_not_his_to_file(cast):
    one, two = done(cast, "21"), done(cast, "22")
    with transaction():
        post = cast.cv_tckh.actor.position_id
        mine = IncomingDocument.id == id_of(one)
        db.session.execute(update(IncomingDocument).where(mine).values(assignee_id=post))
    keeping.opened(cast.nam)
    shown = ticked(cast.nam.browser().get("/incoming/batch/file").text, "doc")
    assert shown == {id_of(two)}
    told = at_once(cast.nam, "incoming", "file", [one, two], case_file=keeping.CODE)
    assert told[0] and told[1] == "" and state_of(one) == "DONE"


def test_hoa_takes_on_all_her_tasks_from_her_desk(cast):
    paths = [given(cast.minh, title=f"Việc {n}", lead=cast.hoa.account) for n in range(3)]
    assert 'href="/tasks/batch/receive"' in cast.hoa.browser().get("/").text
    told = sends(cast.hoa, "/tasks/batch/receive")
    assert told.split('id="results"')[1].split("</section>")[0].count(">xong<") == 3
    assert "Không còn nhiệm vụ nào chờ bước này." in told
    assert {cast.hoa.sees(path)["state"] for path in paths} == {"RECEIVED"}
    assert "/tasks/batch/receive" not in cast.hoa.browser().get("/").text
    refused(cast.lan.asks("POST", "/tasks/batch/receive", json={"ids": [1]}), "wrong_role")


def test_minh_urges_what_is_late_and_nobody_whose_day_is_far(cast):
    lates = [late(cast, "Báo cáo giải ngân", cast.hoa), late(cast, "Rà soát", cast.tckh)]
    far = given(cast.minh, title="Việc còn lâu", lead=cast.hoa.account, due_at=due(30))
    listed = cast.minh.browser().get("/tasks").text
    assert 'formaction="/tasks/batch/urge"' in listed
    assert ticked(listed) == set(map(id_of, lates)) and id_of(far) not in ticked(listed)
    sends(cast.minh, "/tasks/batch/urge", reason="Xong trong tuần này")
    assert [steps(path).count("urge") for path in (*lates, far)] == [1, 1, 0]
    page = cast.tckh.browser().get(lates[1]).text
    assert "Đôn đốc" in page and "Xong trong tuần này" in page


def test_what_was_refused_stays_ticked_with_what_was_said_and_what_is_done_does_not(cast):
    """Hoa takes hers on while Minh looks at his list: urged again, only hers would be meant."""
    lates = [late(cast, "Báo cáo giải ngân", cast.hoa), late(cast, "Rà soát", cast.tckh)]
    browser, here = cast.minh.browser(), "/tasks/batch/urge"
    page = browser.get(here).text
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    said = {"csrf_token": token, "reason": "Xong trong tuần này"}
    ok(cast.hoa.does(lates[0], "receive"))
    docs = re.findall(r'name="doc" value="([\d.]+)" checked', page)
    told = browser.post(here, data=said | {"doc": docs, "op_id": "u1"}).text
    assert told.count(">chưa xong<") == 1 and "Xong trong tuần này</textarea>" in told
    assert ticked(told, "doc") == {id_of(path) for path in lates}, "both may still be urged"
    again = re.findall(r'name="doc" value="([\d.]+)" checked', told)
    assert [one.split(".")[0] for one in again] == [str(id_of(lates[0]))]
    told = browser.post(here, data=said | {"doc": again, "op_id": "u2"}).text
    assert "chưa xong" not in told and "Xong trong tuần này</textarea>" not in told
    assert not re.search(r'name="doc" value="[\d.]+" checked', told)
    assert [steps(path).count("urge") for path in lates] == [1, 1]


def test_who_gave_none_of_them_urges_none_and_hears_why_of_each(cast):
    paths = [late(cast, f"Việc {n}", cast.hoa) for n in range(2)]
    told = at_once(cast.hoa, "tasks", "urge", paths)
    assert all(told) and [steps(path).count("urge") for path in paths] == [0, 0]
    assert "batch/urge" not in cast.hoa.browser().get("/tasks").text
    assert db.session.query(Mention).count() == 0
    assert at_once(cast.anh, "tasks", "urge", paths) == ["not_found"] * 2


def test_one_alone_asks_for_no_ticks(cast):
    given(cast.minh, title="Một việc", lead=cast.hoa.account)
    page = cast.hoa.browser().get("/tasks").text
    assert 'name="id"' not in page and "/tasks/batch" not in page
    assert presented(cast) and 'name="id"' not in cast.nam.browser().get("/incoming").text


def test_what_was_ticked_for_another_step_is_not_passed_over_in_silence(cast):
    paths = [letter(cast, "21"), letter(cast, "22"), done(cast, "23"), done(cast, "24")]
    keeping.opened(cast.nam)
    browser = cast.nam.browser()
    listed = browser.get("/incoming").text
    assert "batch/start" in listed and "batch/file" in listed
    assert ticked(listed) == set(map(id_of, paths))
    ids = "&".join(f"id={id_of(path)}" for path in paths)
    assert "2 dòng đã chọn không chờ bước này" in browser.get(f"/incoming/batch/start?{ids}").text
    assert "không chờ bước này" not in browser.get("/incoming/batch/start").text


def test_what_is_left_to_do_stands_before_what_is_done(cast):
    """Of fifty two were refused: she does not look for them among the others."""
    browser = cast.hoa.browser()
    paths = [given(cast.minh, title=f"Việc {n}", lead=cast.hoa.account) for n in range(3)]
    page = browser.get("/tasks/batch/receive").text
    typed = {
        "csrf_token": re.findall(r'name="csrf_token" value="([^"]*)"', page)[0],
        "doc": re.findall(r'name="doc" value="([\d.]+)"', page),
    }
    ok(cast.hoa.does(paths[2], "receive"))
    told = browser.post("/tasks/batch/receive", data=typed).text
    names = re.findall(r'<li><a href="([^"]*)"', told.split('id="results"')[1])
    assert names[:3] == [paths[2], paths[0], paths[1]]


def test_who_has_more_than_fit_on_a_page_is_told_that_others_follow(cast, monkeypatch):
    for n in range(3):
        given(cast.minh, title=f"Việc {n}", lead=cast.hoa.account)
    browser = cast.hoa.browser()
    assert "Mỗi lần nhiều nhất" not in browser.get("/tasks/batch/receive").text
    monkeypatch.setattr(several, "MOST", 2)
    assert "Mỗi lần nhiều nhất 2 dòng" in browser.get("/tasks/batch/receive").text
