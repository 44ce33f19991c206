"""What follows a meeting is found with its matter: from the task, from the matter, by search."""

import html
from importlib import import_module

import pytest
from sqlalchemy import update

from server.database import db
from server.documents.tasks.models import Task
from server.finding.models import SearchRow
from server.words import keyed, marked
from tests.office import papers
from tests.office.meetings.closed import PRESENTED, drafted, locked
from tests.office.meetings.gathering import does, item, opened
from tests.office.meetings.test_concluding import announced, notice, sealed
from tests.office.outcome import id_of, refused

FILLING = import_module("server.migrations.versions.0062_words_of_matters_where_they_may_be_found")


@pytest.fixture
def given(one_cast) -> tuple[str, int, int]:
    """Of two matters each gave something; the meeting, and the matters by their ids."""
    path = locked(one_cast)
    first, second = (item(one_cast.tuan, path, n) for n in (1, 2))
    said = notice(one_cast, path)["conclusions"]
    assert isinstance(said, list)
    more = {"item": second, "text": "Rà soát hồ sơ tồn", "lead": "vhtt"}
    out = announced(one_cast, path, conclusions=[*said, more])
    sealed(one_cast, out)
    papers.ok(one_cast.lan.does(out, "dispatch"))
    return path, first, second


def titles(hand, asked: str) -> list[str]:
    return [one["title"] for one in hand.sees(f"/tasks?{asked}")["items"]]


def mine(hand) -> str:
    return f"/tasks/{hand.sees('/tasks')['items'][0]['id']}"


def test_from_the_task_to_its_matter_and_to_what_else_was_given_of_it(one_cast, given):
    path, first, _second = given
    path_of_task = mine(one_cast.tckh)
    assert one_cast.tckh.sees(path_of_task)["item"] == first
    page = html.unescape(one_cast.tckh.browser().get(path_of_task).text)
    assert f'href="{path}#item-{first}">1. Dự toán năm 2027</a>' in page
    assert f'href="/tasks?source={path[1:]}&item={first}"' in page


def test_from_the_matter_to_its_tasks(one_cast, given):
    path, first, second = given
    page = one_cast.minh.browser().get(path).text
    of_first = page.split(f'id="item-{first}"')[1].split(f'id="item-{second}"')[0]
    of_second = page.split(f'id="item-{second}"')[1].split("</ol>")[0]
    assert "Hoàn chỉnh dự toán" in of_first and "Rà soát hồ sơ tồn" not in of_first
    assert "Rà soát hồ sơ tồn" in of_second
    assert f'href="{mine(one_cast.tckh)}"' in of_first
    rows = one_cast.minh.sees(path)["tasks"]
    assert {(one["title"], one["item"]) for one in rows} == {
        ("Hoàn chỉnh dự toán", first), ("Báo cáo số liệu của xã", first),
        ("Rà soát hồ sơ tồn", second),
    }  # fmt: skip
    minutes = one_cast.minh.browser().get(f"{path}/minutes").text
    assert f'href="{path}#item-{second}"' in minutes


def test_whoever_may_not_read_a_task_reads_its_name_and_is_led_to_no_no(one_cast, given):
    path, _first, _second = given
    page = one_cast.binh.browser().get(path).text
    assert f'href="{mine(one_cast.hoa)}"' in page, "a leader reads what his agency gave"
    task = mine(one_cast.tckh)
    page = one_cast.hoa.browser().get(path).text
    assert "Hoàn chỉnh dự toán" in page and f'href="{task}"' not in page


def test_who_only_has_the_task_reads_where_it_comes_from_and_is_led_to_no_no(one_cast, given):
    """Ánh's commune was given something; she did not sit in that session."""
    path, _first, _second = given
    refused(one_cast.anh.asks("GET", path), "not_found")
    page = one_cast.anh.browser().get(mine(one_cast.anh)).text
    assert "1. Dự toán năm 2027" in page and f'href="{path}' not in page


def test_by_filter_and_by_words(one_cast, given):
    path, first, second = given
    source = path.strip("/")
    assert len(titles(one_cast.minh, f"source={source}")) == 3
    assert titles(one_cast.minh, f"source={source}&item={second}") == ["Rà soát hồ sơ tồn"]
    assert titles(one_cast.minh, f"item={second}") == ["Rà soát hồ sơ tồn"]
    assert titles(one_cast.tckh, f"item={first}") == ["Hoàn chỉnh dự toán"]
    assert len(titles(one_cast.minh, "q=năm 2027")) == 2, "by the words of the matter"
    found = one_cast.minh.sees("/search?q=việc khác")["items"]
    assert {("tasks", "Rà soát hồ sơ tồn")} <= {(o["kind"], o["subject"]) for o in found}


def test_the_list_is_narrowed_to_a_meeting_and_then_to_its_matter(one_cast, given):
    path, first, second = given
    page = html.unescape(one_cast.minh.browser().get("/tasks").text)
    assert f'<option value="{path[1:]}">' in page and 'name="item"' not in page
    page = html.unescape(one_cast.minh.browser().get(f"/tasks?source={path[1:]}").text)
    assert f'<option value="{first}">1. Dự toán năm 2027' in page
    page = one_cast.minh.browser().get(f"/tasks?source={path[1:]}&item={second}").text
    assert "Rà soát hồ sơ tồn" in page and "Hoàn chỉnh dự toán" not in page
    page = one_cast.minh.browser().get("/tasks?item=x&source=nhà").text
    assert "Không có nhiệm vụ nào khớp" in page
    assert 'name="source"' not in one_cast.nam.browser().get("/tasks").text


def test_of_a_closed_matter_nothing_is_told_but_its_number(one_cast):
    cast = one_cast
    secret = PRESENTED | {"title": "Nhân sự chủ chốt", "closed": True}
    path = opened(cast, agenda=[secret], guests=[cast.thu.account])
    about = item(cast.minh, path)
    does(cast.minh, path, "start_item", item=about)
    does(cast.minh, path, "end_item", item=about, conclusion="Thống nhất.")
    does(cast.minh, path, "close")
    does(cast.tuan, path, "draft_minutes")
    said = [{"item": about, "text": "Chuẩn bị hồ sơ", "lead": "tckh"}]
    announced(cast, path, conclusions=said)
    page = cast.minh.browser().get(f"/tasks?source={path[1:]}").text
    assert "1. Nội dung họp kín" in page and "Nhân sự chủ chốt" not in page
    assert titles(cast.minh, "q=nhân sự chủ chốt") == []
    found = cast.minh.sees("/search?q=nhân sự chủ chốt")["items"]
    assert "tasks" not in {one["kind"] for one in found}
    assert "Chuẩn bị hồ sơ" in cast.minh.browser().get(path).text
    assert "Chuẩn bị hồ sơ" not in cast.thu.browser().get(path).text


def test_before_it_is_over_no_page_tells_of_tasks(one_cast):
    assert 'class="meta">Nhiệm vụ:' not in one_cast.minh.browser().get(drafted(one_cast)).text
    assert id_of(drafted(one_cast))


def test_a_task_that_was_given_before_lists_knew_its_matter_is_found_by_it_too(one_cast, given):
    """The change of tables leaves what the acts leave, and a second time nothing."""
    left = words_of_tasks()
    db.session.execute(update(Task).values(sought="x"))
    rows = update(SearchRow).filter_by(paper_kind="tasks")
    db.session.execute(rows.values(folded="x", marked="x"))
    for _again in range(2):
        FILLING.fill(db.session.connection())
        db.session.commit()
        assert words_of_tasks() == left
    assert len(titles(one_cast.minh, "q=năm 2027")) == 2
    assert len(one_cast.minh.sees("/search?q=dự toán 2027")["items"]) >= 2


def words_of_tasks() -> set[tuple[str, ...]]:
    db.session.expire_all()
    found = db.session.query(SearchRow).filter_by(paper_kind="tasks")
    rows = {(str(one.paper_id), one.folded, one.marked) for one in found}
    return rows | {(str(one.id), one.sought) for one in db.session.query(Task)}


def test_a_meeting_with_a_guest_is_found_by_no_closed_matter_any_more(one_cast):
    """As an older version of the office had left its words."""
    secret = {"title": "Nhân sự chủ chốt", "closed": True}
    path = opened(one_cast, agenda=[{"title": "Dự toán"}, secret], guests=[one_cast.nam.account])
    said = "Phiên họp thường kỳ tháng 12 Dự toán Nhân sự chủ chốt"
    row = update(SearchRow).filter_by(paper_kind="meetings", paper_id=id_of(path))
    db.session.execute(row.values(folded=keyed(said), marked=marked(said)))
    db.session.commit()
    asked = "/search?q=nhân sự chủ chốt"
    assert len(one_cast.nam.sees(asked)["items"]) == 1
    FILLING.fill(db.session.connection())
    db.session.commit()
    assert one_cast.nam.sees(asked)["items"] == []
    assert len(one_cast.nam.sees("/search?q=dự toán")["items"]) == 1
